/* Factorizations of every size and dtype, whose workspaces and edges the sanitizers and valgrind look at, and what
 * they say without LAPACK. */
#include "support.h"

#include "config.h"

#ifdef TH_HAVE_LAPACK

static const th_dtype DTYPES[] = {TH_FLOAT32, TH_FLOAT64, TH_COMPLEX64, TH_COMPLEX128};
#define EACH_DTYPE(k) for (int k = 0; k < 4; k++)
#define EACH_SIZE(m, n) for (int64_t m = 0; m < 6; m++) for (int64_t n = 0; n < 6; n++)

/* (2, m, n), every second column of something larger */
static th_tensor *matrices(int64_t m, int64_t n, th_dtype dtype)
{
    th_tensor *x = th_randn_with(TH_INTS(2, m, 2 * n), th_dtype_is_complex(dtype) ? TH_FLOAT64 : dtype, TH_NONE, NULL);
    if (th_dtype_is_complex(dtype)) x = th_cast(th_complex(x, th_flip(x, TH_INTS(1))), dtype);
    return th_slice_with(x, 2, TH_INTS(0), TH_INTS(2 * n), 2);
}

static double tolerance(th_dtype dtype) { return dtype == TH_FLOAT32 || dtype == TH_COMPLEX64 ? 1e-4 : 1e-11; }

static double difference(th_tensor *a, th_tensor *b)
{
    CHECK(th_same_shape(a, b) && a->dtype == b->dtype);
    return a->numel ? th_item(th_amax(th_abs(th_sub(a, b)))).re.d : 0;
}

#define CHECK_SAME(a, b, dtype) CHECK(difference(a, b) <= tolerance(dtype))

static th_tensor *columns_times(th_tensor *x, th_tensor *by) { return th_mul(x, th_unsqueeze(by, -2)); }

TEST(qr_gives_the_matrix_back)
{
    EACH_DTYPE(k) EACH_SIZE(m, n)
    {
        th_tensor *a = matrices(m, n, DTYPES[k]), *y[2];
        th_linalg_qr(a, y);
        CHECK_SAME(th_matmul(y[0], y[1]), th_contiguous(a), DTYPES[k]);
        th_linalg_qr_with(a, "complete", y);
        CHECK_SAME(th_matmul(y[0], y[1]), th_contiguous(a), DTYPES[k]);
        CHECK(y[0]->shape[2] == m);
    }
}

TEST(svd_gives_the_matrix_back)
{
    EACH_DTYPE(k) EACH_SIZE(m, n)
    {
        th_tensor *a = matrices(m, n, DTYPES[k]), *y[3];
        th_linalg_svd_with(a, false, y);
        CHECK_SAME(th_matmul(columns_times(y[0], y[1]), y[2]), th_contiguous(a), DTYPES[k]);
        CHECK_SAME(th_linalg_svdvals(a), y[1], DTYPES[k]);
        th_linalg_svd(a, y);
        CHECK(y[0]->shape[2] == m && y[2]->shape[1] == n);
    }
}

TEST(lu_gives_the_matrix_back)
{
    EACH_DTYPE(k) EACH_SIZE(m, n)
    {
        th_tensor *a = matrices(m, n, DTYPES[k]), *lu[3], *y[3];
        th_lu_factor(a, lu);
        th_lu_unpack(lu[0], lu[1], y);
        CHECK_SAME(th_matmul(y[0], th_matmul(y[1], y[2])), th_contiguous(a), DTYPES[k]);
    }
}

TEST(eigenvalues_give_the_matrix_back)
{
    EACH_DTYPE(k) for (int64_t n = 0; n < 6; n++)
    {
        th_tensor *a = matrices(n, n, DTYPES[k]), *s = th_add(a, th_adjoint(a)), *y[2];
        th_linalg_eigh(s, y);
        CHECK_SAME(th_matmul(columns_times(y[1], y[0]), th_adjoint(y[1])), s, DTYPES[k]);
        CHECK_SAME(th_linalg_eigvalsh(s), y[0], DTYPES[k]);
        th_linalg_eig(a, y);
        th_tensor *complex = th_cast(a, (th_dtype)y[1]->dtype);
        CHECK_SAME(th_matmul(complex, y[1]), columns_times(y[1], y[0]), DTYPES[k]);
        CHECK(th_linalg_eigvals(a)->numel == 2 * n);
    }
}

TEST(systems_are_solved)
{
    EACH_DTYPE(k) EACH_SIZE(n, columns)
    {
        th_tensor *b = matrices(n, columns, DTYPES[k]), *r = matrices(n, n, DTYPES[k]);
        th_tensor *a = th_add(r, th_mul(th_eye_with(n, TH_NO_INTS, DTYPES[k], TH_NONE), 20));
        CHECK_SAME(th_matmul(a, th_linalg_solve(a, b)), th_contiguous(b), DTYPES[k]);
        th_tensor *s = th_matmul(a, th_adjoint(a)), *l = th_linalg_cholesky(s);
        CHECK(difference(th_matmul(l, th_adjoint(l)), s) <= 500 * tolerance(DTYPES[k]));
        CHECK_SAME(th_matmul(s, th_cholesky_solve(b, l)), th_contiguous(b), DTYPES[k]);
        CHECK_SAME(th_matmul(l, th_linalg_solve_triangular(l, b, false)), th_contiguous(b), DTYPES[k]);
    }
}

/* One matrix, of which all right sides are made columns, and many. */
TEST(batches_are_broadcast)
{
    th_tensor *many = th_add(matrices(3, 3, TH_FLOAT64), th_mul(th_eye_with(3, TH_NO_INTS, TH_FLOAT64, TH_NONE), 9));
    th_tensor *b = th_randn_with(TH_INTS(4, 1, 3, 2), TH_FLOAT64, TH_NONE, NULL), *one = th_select(many, 0, 1);
    CHECK_SAME(th_matmul(many, th_linalg_solve(many, b)), th_contiguous(th_expand(b, TH_INTS(4, 2, 3, 2))), TH_FLOAT64);
    CHECK_SAME(th_matmul(one, th_linalg_solve(one, b)), b, TH_FLOAT64);
}

static void singular(void)
{
    th_tensor *a = th_eye(3);
    th_fill_(th_select(a, 0, 1), 0);
    th_linalg_inv(a);
}
static void not_finite(void) { th_linalg_svdvals(th_mul(th_eye(3), th_double(NAN))); }
static void not_square(void) { th_linalg_det(th_zeros(TH_INTS(2, 3))); }

TEST(failures_are_errors)
{
    check_fails(singular, "linalg_inv: the matrix is singular: U[2, 2]");
    check_fails(not_finite, "linalg_svdvals: expected finite numbers");
    check_fails(not_square, "square");
}

RUN_TESTS("linalg", cmocka_unit_test(qr_gives_the_matrix_back), cmocka_unit_test(svd_gives_the_matrix_back),
          cmocka_unit_test(lu_gives_the_matrix_back), cmocka_unit_test(eigenvalues_give_the_matrix_back),
          cmocka_unit_test(systems_are_solved), cmocka_unit_test(batches_are_broadcast),
          cmocka_unit_test(failures_are_errors))

#else

static void inverse(void) { th_linalg_inv(th_eye(3)); }

TEST(what_is_missing_is_said) { check_fails(inverse, "this build has no LAPACK"); }

RUN_TESTS("linalg", cmocka_unit_test(what_is_missing_is_said))

#endif
