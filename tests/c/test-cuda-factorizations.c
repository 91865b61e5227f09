/* Factorizations on the CUDA device and on the CPU: the factors make up the matrix again, and both devices agree on
 * what is unique. Skipped without a device. */
#include "support.h"

static const th_device CPU = {TH_CPU, 0}, CUDA = {TH_CUDA, 0};
static const th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_COMPLEX64, TH_COMPLEX128};

/* A case: count matrices of rows x columns on a device, each of full rank; without: values only. */
typedef struct { th_device device; th_dtype dtype; int64_t count, rows, columns; bool upper, without; } setting;
typedef void (*work)(setting s);

static const th_factorizations *on(setting s) { return th_backend_of(s.device)->factorizations; }
static bool is_complex(setting s) { return th_dtype_is_complex(s.dtype); }
static th_dtype real(setting s) { return s.dtype == TH_FLOAT32 || s.dtype == TH_COMPLEX64 ? TH_FLOAT32 : TH_FLOAT64; }
static double tolerance(setting s) { return real(s) == TH_FLOAT64 ? 1e-11 : 2e-4; }
static int64_t rank(setting s) { return s.rows < s.columns ? s.rows : s.columns; }

/* ---- Matrices ------------------------------------------------------------------------------------------------ */

static th_tensor *normal(th_ints shape, uint64_t seed)
{
    th_generator *g = th_generator_new(CPU);
    th_generator_seed(g, seed);
    th_tensor *x = th_randn_with(shape, TH_FLOAT64, (th_value){.type = TH_ARG_DEVICE, .as.device = CPU}, g);
    th_generator_release(g);
    return x;
}

/* Matrices (count, rows, columns) in complex128 on the CPU, in which all is checked; real ones where s is. */
static th_tensor *matrices(setting s, int64_t rows, int64_t columns, uint64_t seed)
{
    th_ints shape = TH_INTS(s.count, rows, columns);
    th_tensor *re = normal(shape, seed), *im = normal(shape, seed + 100);
    return th_to_dtype(th_to_dtype(th_complex(re, is_complex(s) ? im : th_mul(im, 0)), s.dtype), TH_COMPLEX128);
}

/* The stack that a factorization takes, and back. */
static th_tensor *stack_of(setting s, th_tensor *m)
{
    return th_to_contiguous_copy(th_move(th_to_dtype(th_transpose(m, 1, 2), s.dtype), s.device));
}
static th_tensor *wide(th_tensor *x) { return th_to_dtype(th_move(x, CPU), TH_COMPLEX128); }
static th_tensor *matrices_of(th_tensor *stack) { return th_transpose(wide(stack), 1, 2); }

static th_tensor *new_stack(setting s, int64_t columns, int64_t rows)
{
    return th_new(TH_INTS(s.count, columns, rows), s.dtype, s.device);
}
static th_tensor *new_rows(setting s, int64_t n, th_dtype dtype)
{
    return th_new(TH_INTS(s.count, n), dtype, s.device);
}
static th_tensor *new_info(setting s) { return th_new(TH_INTS(s.count), TH_INT32, s.device); }

static th_tensor *adjoint(th_tensor *m) { return th_conj(th_transpose(m, 1, 2)); }
static th_tensor *identity(int64_t n)
{
    return th_eye_with(n, TH_NO_INTS, TH_COMPLEX128, (th_value){.type = TH_ARG_NONE});
}
static th_tensor *positive(setting s, th_tensor *b)
{
    return th_add(th_matmul(b, adjoint(b)), th_mul(identity(s.rows), (double)s.rows));
}

/* ---- Comparing ----------------------------------------------------------------------------------------------- */

static double largest(th_tensor *x)
{
    double most = 0;
    th_tensor *size = th_to_contiguous(th_abs(x));
    for (int64_t i = 0; i < size->numel; i++) {
        double one = value_at(size, i);
        if (!(one <= most)) most = one; /* NaN too */
    }
    return most;
}

static void check_equal(const char *what, setting s, th_tensor *a, th_tensor *b)
{
    double error = largest(th_sub(a, b)) / (1 + largest(b));
    if (!(error <= tolerance(s)))
        th_fail(TH_RUNTIME_ERROR, "%s on %s, %s (%lld, %lld, %lld)%s%s: wrong by %g", what, th_device_text(s.device),
                th_dtype_name(s.dtype), (long long)s.count, (long long)s.rows, (long long)s.columns,
                s.upper ? ", upper" : "", s.without ? ", values only" : "", error);
}

static void check_columns_orthonormal(const char *what, setting s, th_tensor *q)
{
    check_equal(what, s, th_matmul(adjoint(q), q), th_add(th_mul(th_matmul(adjoint(q), q), 0), identity(q->shape[2])));
}

/* No failures, neither of the device nor of a matrix. */
static void check_done(setting s, th_tensor *info)
{
    if (info) info = th_move(info, CPU);
    th_check_device(th_backend_of(s.device));
    for (int64_t i = 0; info && i < info->numel; i++) CHECK(value_at(info, i) == 0);
}

/* x times the diagonal matrices of d (count, n) */
static th_tensor *by_columns(th_tensor *x, th_tensor *d) { return th_mul(x, th_unsqueeze(wide(d), 1)); }

/* ---- Triangles ----------------------------------------------------------------------------------------------- */

static void cholesky(setting s)
{
    th_tensor *a = positive(s, matrices(s, s.rows, s.rows, 1)), *stack = stack_of(s, a), *info = new_info(s);
    on(s)->cholesky(stack, s.upper, info);
    check_done(s, info);
    th_tensor *m = matrices_of(stack), *l = s.upper ? adjoint(th_triu(m)) : th_tril(m);
    check_equal("cholesky", s, th_matmul(l, adjoint(l)), a);
}

static void swap_rows(th_tensor *m, int64_t matrix, int64_t i, int64_t j)
{
    th_tensor *one = th_select(m, 0, matrix), *row = th_clone(th_select(one, 0, i));
    th_copy_into(th_select(one, 0, i), th_select(one, 0, j));
    th_copy_into(th_select(one, 0, j), row);
}

/* P A */
static th_tensor *permuted(th_tensor *a, th_tensor *pivots)
{
    th_tensor *m = th_clone(a), *p = th_move(pivots, CPU);
    for (int64_t k = 0; k < p->numel; k++)
        swap_rows(m, k / p->shape[1], k % p->shape[1], (int64_t)value_at(p, k) - 1);
    return m;
}

static void lu(setting s)
{
    th_tensor *a = matrices(s, s.rows, s.columns, 1), *stack = stack_of(s, a), *info = new_info(s);
    th_tensor *pivots = new_rows(s, rank(s), TH_INT32);
    on(s)->lu(stack, pivots, info);
    check_done(s, info);
    th_tensor *m = matrices_of(stack);
    th_tensor *l = th_add(th_tril_with(m, -1),
                          th_eye_with(s.rows, TH_INTS(s.columns), TH_COMPLEX128, (th_value){.type = TH_ARG_NONE}));
    check_equal("lu", s, th_matmul(th_narrow(l, 2, 0, rank(s)), th_narrow(th_triu(m), 1, 0, rank(s))),
                permuted(a, pivots));
}

static void lu_solve(setting s)
{
    th_tensor *a = matrices(s, s.rows, s.rows, 1), *b = matrices(s, s.rows, s.columns, 2);
    th_tensor *stack = stack_of(s, a), *x = stack_of(s, b), *pivots = new_rows(s, s.rows, TH_INT32),
              *info = new_info(s);
    on(s)->lu(stack, pivots, info);
    on(s)->lu_solve(stack, pivots, x, s.upper);
    check_done(s, info);
    double size = 1 + largest(matrices_of(x)); /* some of these matrices are nearly singular */
    check_equal(s.upper ? "lu_solve, adjoint" : "lu_solve", s,
                th_div(th_matmul(s.upper ? adjoint(a) : a, matrices_of(x)), size), th_div(b, size));
}

/* What is not of the triangle, and a diagonal of ones that are not there, is not read. */
static void solve_triangular(setting s)
{
    for (int unit = 0; unit < 2; unit++) {
        th_tensor *a = th_div(matrices(s, s.rows, s.rows, 1), (double)s.rows), *b = matrices(s, s.rows, s.columns, 2);
        th_tensor *ones = identity(s.rows), *x = stack_of(s, b);
        a = th_add(a, th_mul(ones, 2));
        on(s)->solve_triangular(stack_of(s, a), x, s.upper, unit);
        check_done(s, NULL);
        th_tensor *t = s.upper ? th_triu_with(a, unit) : th_tril_with(a, -unit);
        check_equal(unit ? "solve_triangular, unit" : "solve_triangular", s,
                    th_matmul(unit ? th_add(t, ones) : t, matrices_of(x)), b);
    }
}

/* ---- Reflections --------------------------------------------------------------------------------------------- */

/* The first columns of Q; the matrix of reflections gets columns that mean nothing where it has too few. */
static th_tensor *product_of_reflections(setting s, th_tensor *reflections, th_tensor *tau, int64_t columns)
{
    th_tensor *q = th_to_contiguous(th_zeros_like(th_new(TH_INTS(s.count, columns, s.rows), s.dtype, s.device)));
    th_copy_into(th_narrow(q, 1, 0, rank(s)), th_narrow(reflections, 1, 0, rank(s)));
    on(s)->householder_product(q, tau);
    check_done(s, NULL);
    return matrices_of(q);
}

static void qr(setting s)
{
    th_tensor *a = matrices(s, s.rows, s.columns, 1), *stack = stack_of(s, a), *tau = new_rows(s, rank(s), s.dtype);
    on(s)->qr(stack, tau);
    check_done(s, NULL);
    th_tensor *r = th_triu(matrices_of(stack));
    th_tensor *q = product_of_reflections(s, stack, tau, rank(s)), *all = product_of_reflections(s, stack, tau, s.rows);
    check_columns_orthonormal("q", s, q);
    check_columns_orthonormal("all of q", s, all);
    check_equal("qr", s, th_matmul(q, th_narrow(r, 1, 0, rank(s))), a);
    check_equal("qr, full", s, th_matmul(all, r), a);
}

/* ---- Eigenvalues and singular values ------------------------------------------------------------------------- */

static void check_ascending(th_tensor *values, double sign)
{
    th_tensor *v = th_move(values, CPU);
    for (int64_t i = 1; i < v->numel; i++)
        if (i % v->shape[1]) CHECK(sign * value_at(v, i - 1) <= sign * value_at(v, i));
}

/* What a factorization gave on the CPU, where tests begin, to be compared with the other device. */
static th_tensor *of_cpu;
static void compare_with_cpu(const char *what, setting s, th_tensor *values)
{
    if (s.device.type == TH_CPU) of_cpu = wide(values);
    else check_equal(what, s, wide(values), of_cpu);
}

static void eigh(setting s)
{
    th_tensor *b = matrices(s, s.rows, s.rows, 1), *a = th_add(b, adjoint(b));
    th_tensor *other = th_mul(th_matmul(b, b), 9); /* in the triangle that is not read */
    th_tensor *given = s.upper ? th_add(th_triu(a), th_tril_with(other, -1))
                               : th_add(th_tril(a), th_triu_with(other, 1));
    th_tensor *stack = stack_of(s, given), *values = new_rows(s, s.rows, real(s)), *info = new_info(s);
    on(s)->eigh(stack, values, s.upper, !s.without, info);
    check_done(s, info);
    check_ascending(values, 1);
    compare_with_cpu("eigenvalues", s, values);
    if (s.without) return;
    th_tensor *v = matrices_of(stack);
    check_columns_orthonormal("eigenvectors", s, v);
    check_equal("eigh", s, th_matmul(by_columns(v, values), adjoint(v)), a);
}

static void check_svd(setting s, th_tensor *a, int64_t u_columns, int64_t v_columns)
{
    th_tensor *stack = stack_of(s, a), *values = new_rows(s, rank(s), real(s)), *info = new_info(s);
    th_tensor *u = s.without ? NULL : new_stack(s, u_columns, s.rows),
              *vh = s.without ? NULL : new_stack(s, s.columns, v_columns);
    on(s)->svd(stack, values, u, vh, info);
    check_done(s, info);
    check_ascending(values, -1);
    compare_with_cpu("singular values", s, values);
    if (s.without) return;
    th_tensor *left = matrices_of(u), *right = matrices_of(vh);
    check_columns_orthonormal("u", s, left);
    check_columns_orthonormal("v", s, adjoint(right));
    left = by_columns(th_narrow(left, 2, 0, rank(s)), values);
    check_equal("svd", s, th_matmul(left, th_narrow(right, 1, 0, rank(s))), a);
}

static void svd(setting s)
{
    th_tensor *a = matrices(s, s.rows, s.columns, 1);
    if (s.upper) check_svd(s, a, s.rows, s.columns); /* the full form */
    else check_svd(s, a, rank(s), rank(s));
}

static void eig(setting s)
{
    if (!on(s)->eig) return;
    th_tensor *a = matrices(s, s.rows, s.rows, 1), *stack = stack_of(s, a), *info = new_info(s);
    s.dtype = real(s) == TH_FLOAT64 ? TH_COMPLEX128 : TH_COMPLEX64;
    th_tensor *values = new_rows(s, s.rows, s.dtype), *vectors = s.without ? NULL : new_stack(s, s.rows, s.rows);
    on(s)->eig(stack, values, vectors, info);
    check_done(s, info);
    th_tensor *w = wide(values), *square = th_matmul(a, a);
    check_equal("the sum of eigenvalues", s, th_sum_with(w, TH_INTS(1), false, TH_NO_DTYPE),
                th_sum_with(th_diagonal_with(a, 1, 2, 0), TH_INTS(1), false, TH_NO_DTYPE));
    check_equal("the sum of their squares", s, th_sum_with(th_mul(w, w), TH_INTS(1), false, TH_NO_DTYPE),
                th_sum_with(th_diagonal_with(square, 1, 2, 0), TH_INTS(1), false, TH_NO_DTYPE));
    if (s.without) return;
    th_tensor *v = matrices_of(vectors), *norms = th_diagonal_with(th_matmul(adjoint(v), v), 1, 2, 0);
    check_equal("eig", s, th_matmul(a, v), by_columns(v, values));
    check_equal("norms of vectors", s, norms, th_add(th_mul(norms, 0), 1));
}

/* ---- All of them --------------------------------------------------------------------------------------------- */

static void both_devices(work run, setting s)
{
    th_scope *scope = th_scope_open();
    s.device = CPU;
    if (on(s)) run(s);
    s.device = CUDA;
    run(s);
    th_scope_close(scope);
}

/* Every dtype, and the first choices of upper and without; counts and sizes on both sides of where many matrices are
 * worked on at a time, many large ones of one dtype only. */
static void sweep(work run, bool square, int choices)
{
    int64_t counts[] = {1, 3, 40},
            shapes[][2] = {{1, 1}, {6, 6}, {9, 4}, {4, 9}, {5, 1}, {1, 5}, {40, 33}, {33, 40}, {70, 70}};
    if (!on((setting){.device = CUDA})) return;
    for (int d = 0; d < 4; d++)
        for (int n = 0; n < 3; n++)
            for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
                for (int choice = 0; choice < choices; choice++) {
                    setting s = {.dtype = dtypes[d], .count = counts[n], .rows = shapes[k][0], .columns = shapes[k][1]};
                    s.upper = choice & 1, s.without = choice & 2;
                    bool many = s.count * s.rows > 1000;
                    if ((!square || s.rows == s.columns) && !(many && (d || choice))) both_devices(run, s);
                }
}

DEVICE_TEST(cholesky_makes_up_the_matrix) { sweep(cholesky, true, 2); }
DEVICE_TEST(lu_makes_up_the_matrix) { sweep(lu, false, 1); }
DEVICE_TEST(lu_solves) { sweep(lu_solve, false, 2); }
DEVICE_TEST(triangles_solve) { sweep(solve_triangular, false, 2); }
DEVICE_TEST(qr_makes_up_the_matrix) { sweep(qr, false, 1); }
DEVICE_TEST(eigenvalues_of_hermitian_matrices) { sweep(eigh, true, 4); }
DEVICE_TEST(singular_values) { sweep(svd, false, 4); }
DEVICE_TEST(eigenvalues_of_any_matrices) { sweep(eig, true, 4); }

/* More matrices than one call takes. */
DEVICE_TEST(very_many_small_matrices)
{
    setting s = {.dtype = TH_FLOAT64, .count = 70000, .rows = 2, .columns = 2};
    if (!on((setting){.device = CUDA})) return;
    both_devices(cholesky, s);
    both_devices(lu_solve, s);
    both_devices(solve_triangular, s);
}

/* ---- Failures ------------------------------------------------------------------------------------------------ */

/* Of three matrices the second one fails. */
static void check_second(th_tensor *info, int expected)
{
    th_tensor *found = th_move(info, CPU);
    th_check_device(th_backend_of(CUDA));
    CHECK(value_at(found, 0) == 0 && value_at(found, 1) == expected && value_at(found, 2) == 0);
}

static void check_failures(setting s)
{
    th_tensor *good = th_to_contiguous_copy(positive(s, matrices(s, s.rows, s.rows, 1))), *a = th_clone(good);
    th_tensor *info = new_info(s), *values = new_rows(s, s.rows, real(s)), *pivots = new_rows(s, s.rows, TH_INT32);
    th_fill_(th_select(th_select(th_select(a, 0, 1), 0, 2), 0, 2), -1000);
    on(s)->cholesky(stack_of(s, a), s.upper, info);
    check_second(info, 3);
    th_fill_(th_select(th_select(a, 0, 1), 1, 2), 0); /* a column of zeros */
    on(s)->lu(stack_of(s, a), pivots, info);
    check_second(info, 3);
    th_fill_(th_select(th_select(th_select(a, 0, 1), 0, 2), 0, 2), NAN);
    on(s)->eigh(stack_of(s, a), values, s.upper, true, info);
    check_second(info, -1);
    on(s)->svd(stack_of(s, a), values, NULL, NULL, info);
    check_second(info, -1);
    if (!on(s)->eig) return;
    on(s)->eig(stack_of(s, a), new_rows(s, s.rows, real(s) == TH_FLOAT64 ? TH_COMPLEX128 : TH_COMPLEX64), NULL, info);
    check_second(info, -1);
}

DEVICE_TEST(failures_are_those_of_one_matrix)
{
    if (!on((setting){.device = CUDA})) return;
    for (int d = 0; d < 4; d++)
        for (int64_t n = 5; n < 100; n += 64)
            check_failures(
                (setting){.device = CUDA, .dtype = dtypes[d], .count = 3, .rows = n, .columns = n, .upper = d % 2});
}

RUN_TESTS("cuda-factorizations", cmocka_unit_test(cholesky_makes_up_the_matrix),
          cmocka_unit_test(lu_makes_up_the_matrix), cmocka_unit_test(lu_solves), cmocka_unit_test(triangles_solve),
          cmocka_unit_test(qr_makes_up_the_matrix), cmocka_unit_test(eigenvalues_of_hermitian_matrices),
          cmocka_unit_test(singular_values), cmocka_unit_test(eigenvalues_of_any_matrices),
          cmocka_unit_test(very_many_small_matrices), cmocka_unit_test(failures_are_those_of_one_matrix))
