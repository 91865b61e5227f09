/* Norms, powers, exponentials and pseudoinverses under the sanitizers, with gradients, and what they refuse. */
#include "support.h"

static th_tensor *matrix(int64_t m, int64_t n)
{
    double *v = th_scratch((size_t)(m * n) * sizeof *v);
    for (int64_t i = 0; i < m * n; i++) v[i] = sin(1.7 * (double)(i * i + 1)) + (double)(2 * (i % (n + 1) == 0));
    return th_from_data(v, TH_INTS(m, n), TH_FLOAT64);
}

static double number(th_tensor *x) { return th_scalar_double(th_item(x)); }

/* The largest difference of two tensors. */
static double apart(th_tensor *a, th_tensor *b) { return number(th_max_all(th_abs(th_sub(a, b)))); }

static th_tensor *sum(th_tensor *x) { return th_sum_with(x, TH_NO_INTS, false, TH_NO_DTYPE); }

/* The gradient of the sum of f(x) against the difference along one direction. */
static void check_slope(th_tensor *(*f)(th_tensor *), th_tensor *x, double tolerance)
{
    th_tensor *step = th_mul(th_cos(th_mul(x, 3)), 1e-6), *leaf = th_detach(th_clone(x)), *g;
    double up = number(sum(f(th_add(x, step)))), down = number(sum(f(th_sub(x, step))));
    th_set_requires_grad(leaf, true);
    th_gradients(TH_LIST(sum(f(leaf))), TH_LIST(leaf), TH_LIST(NULL), false, false, false, &g);
    CHECK_NEAR(number(sum(th_mul(g, step))), (up - down) / 2, tolerance);
}

/* ---- Norms ----------------------------------------------------------------------------------------- */

static th_tensor *norm_of(th_tensor *x, th_value order, const char *name)
{
    return th_linalg_matrix_norm_with(x, order, name, TH_INTS(-2, -1), false, TH_NO_DTYPE);
}

TEST(norms)
{
    th_tensor *x = th_from_data((double[]){1, -2, 3, 4}, TH_INTS(2, 2), TH_FLOAT64);
    CHECK_NEAR(number(th_linalg_matrix_norm(x)), sqrt(30), 1e-12);
    CHECK_NEAR(number(th_linalg_norm(x)), sqrt(30), 1e-12);
    CHECK_NEAR(number(norm_of(x, th_v_int(1), NULL)), 6, 1e-12);
    CHECK_NEAR(number(norm_of(x, th_v_double(INFINITY), NULL)), 7, 1e-12);
    CHECK_NEAR(number(th_linalg_norm_with(x, th_v_int(1), NULL, TH_NO_INTS, false, TH_NO_DTYPE)), 6, 1e-12);
    CHECK_NEAR(number(norm_of(x, th_v_int(2), NULL)) * number(norm_of(x, th_v_int(-2), NULL)), 10, 1e-10);
    CHECK_NEAR(number(th_linalg_cond(th_eye(3))), 1, 1e-6);
}

static void other_order(void) { norm_of(matrix(2, 2), th_v_int(3), NULL); }
static void other_name(void) { norm_of(matrix(2, 2), TH_NONE, "max"); }
static void of_a_vector(void) { th_linalg_matrix_norm(th_ones(TH_INTS(3))); }

TEST(refusals)
{
    check_fails(other_order, "order 3 is not supported");
    check_fails(other_name, "order \"max\" is not supported");
    check_fails(of_a_vector, "at least 2 dimensions");
}

/* ---- Exponentials and pseudoinverses --------------------------------------------------------------- */

/* exp(A) exp(-A) = I for norms of every plan, in one batch. */
TEST(exponentials)
{
    double scales[] = {2, 1e-9, 0.3, 0, 0.01, 1e-4, 5, 0.05};
    th_tensor *batch = th_mul(matrix(3, 3), th_from_data(scales, TH_INTS(8, 1, 1), TH_FLOAT64));
    th_tensor *y = th_matmul(th_matrix_exp(batch), th_matrix_exp(th_neg(batch)));
    CHECK(apart(y, th_eye(3)) < 1e-6);
    CHECK(apart(th_select(th_matrix_exp(batch), 0, 2), th_matrix_exp(th_select(batch, 0, 2))) < 1e-14);
    check_slope(th_matrix_exp, batch, 1e-2 * 1e-6 * number(th_linalg_norm(th_matrix_exp(batch))));
    CHECK(th_tensor_numel(th_matrix_exp(th_zeros(TH_INTS(2, 0, 0)))) == 0);
}

TEST(pseudoinverses)
{
    th_tensor *tall = matrix(4, 3), *wide = matrix(3, 5);
    CHECK(apart(th_matmul(th_linalg_pinv(tall), tall), th_to_dtype(th_eye(3), TH_FLOAT64)) < 1e-10);
    CHECK(apart(th_matmul(wide, th_linalg_pinv(wide)), th_to_dtype(th_eye(3), TH_FLOAT64)) < 1e-10);
    check_slope(th_linalg_pinv, tall, 1e-10);
    check_slope(th_linalg_pinv, wide, 1e-10);
    CHECK(number(th_linalg_matrix_rank(th_ones(TH_INTS(3, 4)))) == 1);
}

/* ---- Products -------------------------------------------------------------------------------------- */

static th_tensor *inverse_square(th_tensor *x) { return th_linalg_matrix_power(x, -2); }
static th_tensor *log_volume(th_tensor *x) { return th_logdet(th_matmul(x, th_adjoint(x))); }

TEST(products)
{
    th_tensor *x = matrix(3, 3);
    th_tensor *back = th_matmul(inverse_square(x), th_matmul(x, x));
    CHECK(apart(back, th_to_dtype(th_eye(3), TH_FLOAT64)) < 1e-9);
    check_slope(inverse_square, x, 1e-8);
    check_slope(log_volume, x, 1e-8);
    th_tensor *a = matrix(6, 6), *b = matrix(2, 3);
    th_tensor *tensor = th_reshape(a, TH_INTS(2, 3, 6));
    th_tensor *solution = th_linalg_tensorsolve(tensor, b);
    CHECK(apart(th_tensordot(th_linalg_tensorinv_with(tensor, 2), b, TH_INTS(-2, -1), TH_INTS(0, 1)), solution) < 1e-9);
    CHECK(apart(th_matmul(a, solution), th_reshape(b, TH_INTS(6))) < 1e-9);
}

RUN_TESTS("linalg-products", cmocka_unit_test(norms), cmocka_unit_test(refusals), cmocka_unit_test(exponentials),
          cmocka_unit_test(pseudoinverses), cmocka_unit_test(products))
