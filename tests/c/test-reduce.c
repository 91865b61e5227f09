/* Reductions against plain loops, in every memory layout. */
#include "support.h"

/* Numbers that follow no pattern, the same on every machine. */
static th_tensor *noise(th_ints shape, th_dtype dtype)
{
    th_tensor *x = th_tensor_new(shape.n, shape.v, TH_FLOAT32, (th_device){TH_CPU, 0});
    uint32_t state = 12345;
    for (int64_t i = 0; i < x->numel; i++) {
        state = state * 1664525u + 1013904223u;
        ((float *)th_data(x))[i] = (float)(state >> 8) / (float)(1 << 22) - 2;
    }
    return th_to_dtype(x, dtype);
}

/* The reduction of a matrix's row or column by a loop in double. */
typedef double (*fold)(double state, double x);
static double add(double s, double x) { return s + x; }
static double larger(double s, double x) { return x > s || x != x ? x : s; }
static double times(double s, double x) { return s * x; }

static void check_lanes(th_tensor *y, const th_tensor *x, int dim, fold f, double start, double tolerance)
{
    int64_t rows = x->shape[0], columns = x->shape[1], outputs = dim ? rows : columns, n = dim ? columns : rows;
    CHECK(y->numel == outputs);
    for (int64_t i = 0; i < outputs; i++) {
        double s = start;
        for (int64_t k = 0; k < n; k++) s = f(s, value_at(x, dim ? i * columns + k : k * columns + i));
        CHECK_NEAR(value_at(y, i), s, tolerance * (1 + fabs(s)));
    }
}

static void check_matrix(th_tensor *x)
{
    for (int dim = 0; dim < 2; dim++) {
        check_lanes(th_sum_with(x, TH_INTS(dim), false, TH_NO_DTYPE), x, dim, add, 0, 1e-5);
        check_lanes(th_amax_with(x, TH_INTS(dim), false), x, dim, larger, -INFINITY, 0);
        check_lanes(th_prod_with(x, TH_INTS(dim), false, TH_NO_DTYPE), x, dim, times, 1, 1e-4);
    }
}

/* Contiguous, transposed, stepped and broadcast memory; lanes shorter and longer than any block. */
TEST(layouts)
{
    static const int64_t sizes[][2] = {{1, 1}, {7, 3}, {3, 700}, {700, 3}, {40, 40}, {300, 290}, {2, 70000},
                                        {70000, 2}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        th_scope *scope = th_scope_open();
        th_tensor *x = noise((th_ints){2, sizes[i]}, TH_FLOAT32);
        check_matrix(x);
        check_matrix(th_t(x));
        check_matrix(th_slice_with(x, 1, TH_INTS(0), TH_INTS(sizes[i][1]), 2));
        check_matrix(th_expand(th_narrow(x, 0, 0, 1), TH_INTS(5, sizes[i][1])));
        th_scope_close(scope);
    }
}

TEST(dtypes)
{
    check_matrix(noise(TH_INTS(30, 50), TH_FLOAT64));
    check_matrix(th_to_dtype(noise(TH_INTS(9, 6), TH_INT64), TH_INT32));
    CHECK(th_sum(longs(TH_INTS(2), 1, 2))->dtype == TH_INT64);
    CHECK(th_sum(th_to_dtype(longs(TH_INTS(2), 1, 2), TH_BOOL))->dtype == TH_INT64);
    CHECK(th_sum_with(longs(TH_INTS(2), 1, 2), TH_NO_INTS, false, TH_FLOAT64)->dtype == TH_FLOAT64);
    CHECK(th_any(floats(TH_INTS(2), 0, 1))->dtype == TH_BOOL);
    CHECK(th_any(th_to_dtype(longs(TH_INTS(2), 0, 3), TH_UINT8))->dtype == TH_UINT8);
    CHECK_VALUES(th_sum_with(floats(TH_INTS(3), 1.7, 1.7, -0.9), TH_NO_INTS, false, TH_INT64), 2);
}

TEST(shapes)
{
    th_tensor *x = noise(TH_INTS(2, 3, 4), TH_FLOAT32);
    CHECK_SHAPE(th_sum_with(x, TH_INTS(0, -1), false, TH_NO_DTYPE), 3);
    CHECK_SHAPE(th_sum_with(x, TH_INTS(0, -1), true, TH_NO_DTYPE), 1, 3, 1);
    CHECK(th_sum(x)->ndim == 0);
    CHECK_NEAR(value_at(th_sum_with(x, TH_INTS(0, 1, 2), false, TH_NO_DTYPE), 0), value_at(th_sum(x), 0), 1e-6);
    th_tensor *number = floats(((th_ints){0, NULL}), 2.5);
    CHECK_VALUES(th_sum_with(number, TH_INTS(0), false, TH_NO_DTYPE), 2.5);
    CHECK_VALUES(th_amax_with(number, TH_INTS(-1), true), 2.5);
}

static void max_of_nothing(void) { th_max_all(th_new(TH_INTS(0), TH_FLOAT32, (th_device){TH_CPU, 0})); }
static void amax_of_nothing(void)
{
    th_amax_with(th_new(TH_INTS(2, 0), TH_FLOAT32, (th_device){TH_CPU, 0}), TH_INTS(1), false);
}
static void mean_of_integers(void) { th_mean(longs(TH_INTS(2), 1, 2)); }
static void same_dim_twice(void) { th_sum_with(noise(TH_INTS(2, 3), TH_FLOAT32), TH_INTS(0, -2), false, TH_NO_DTYPE); }
static void no_such_dim(void) { th_sum_with(noise(TH_INTS(2, 3), TH_FLOAT32), TH_INTS(2), false, TH_NO_DTYPE); }

TEST(no_elements)
{
    th_tensor *x = th_new(TH_INTS(2, 0), TH_FLOAT32, (th_device){TH_CPU, 0});
    CHECK_VALUES(th_sum(x), 0);
    CHECK_VALUES(th_sum_with(x, TH_INTS(1), false, TH_NO_DTYPE), 0, 0);
    CHECK_VALUES(th_prod_with(x, TH_INTS(1), false, TH_NO_DTYPE), 1, 1);
    CHECK_VALUES(th_mean(x), NAN);
    CHECK_VALUES(th_all(x), 1);
    CHECK_SHAPE(th_amax_with(x, TH_INTS(0), false), 0);
    check_fails(max_of_nothing, "max: Expected reduction dim to be specified for input.numel() == 0");
    check_fails(amax_of_nothing, "Expected reduction dim 2 to have non-zero size");
}

TEST(errors)
{
    check_fails(mean_of_integers, "could not infer output dtype");
    check_fails(same_dim_twice, "dim 1 appears multiple times");
    check_fails(no_such_dim, "Dimension out of range (expected to be in range of [-2, 2], but got 3)");
}

/* 1e7 floats agree with the sum in double, and no number of threads changes a bit. */
TEST(long_sums)
{
    th_tensor *x = noise(TH_INTS(10000000), TH_FLOAT32), *ones = th_add(th_mul(x, 0), 0.1);
    double sum = 0;
    for (int64_t i = 0; i < x->numel; i++) sum += (double)((float *)th_data(x))[i];
    CHECK_NEAR(value_at(th_sum(x), 0), sum, 1e-6 * fabs(sum));
    CHECK_NEAR(value_at(th_sum(ones), 0), 1e7 * (double)0.1f, 1);
}

static void same_with_threads(th_tensor *(*f)(th_tensor *), th_tensor *x)
{
    int threads = th_get_num_threads();
    th_set_num_threads(1);
    th_tensor *one = f(x);
    th_set_num_threads(3);
    th_tensor *three = f(x);
    th_set_num_threads(threads);
    CHECK(!memcmp(th_data(one), th_data(three), (size_t)one->numel * th_dtype_size((th_dtype)one->dtype)));
}
static th_tensor *sum_rows(th_tensor *x) { return th_sum_with(x, TH_INTS(1), false, TH_NO_DTYPE); }
static th_tensor *sum_columns(th_tensor *x) { return th_sum_with(x, TH_INTS(0), false, TH_NO_DTYPE); }

TEST(threads)
{
    th_tensor *x = noise(TH_INTS(1000, 900), TH_FLOAT32), *wide = noise(TH_INTS(3, 300000), TH_FLOAT32);
    same_with_threads(th_sum, x);
    same_with_threads(th_var, x);
    same_with_threads(sum_rows, wide);
    same_with_threads(sum_columns, th_t(wide));
    same_with_threads(sum_columns, x);
}

/* NaN wins; of equal elements the first is reported; places count along the dimension, or over all. */
TEST(places)
{
    th_tensor *x = floats(TH_INTS(2, 4), 1, 5, 5, 0, -1, NAN, 7, NAN), *pair[2];
    th_max_dim(x, 1, pair);
    CHECK_VALUES(pair[0], 5, NAN);
    CHECK_VALUES(pair[1], 1, 1);
    th_min_dim(x, 0, pair);
    CHECK_VALUES(pair[0], -1, NAN, 5, NAN);
    CHECK_VALUES(pair[1], 1, 1, 0, 1);
    CHECK_VALUES(th_argmax(x), 5);
    CHECK_VALUES(th_argmin(floats(TH_INTS(2, 2), 3, 1, 1, 2)), 1);
    CHECK_VALUES(th_argmax(th_t(floats(TH_INTS(2, 2), 3, 1, 9, 2))), 1);
    CHECK_VALUES(th_argmax(floats(TH_INTS(2), -INFINITY, -INFINITY)), 0);
}

/* Deviations are taken from the mean before they are squared: a large mean costs no digits. */
TEST(moments)
{
    th_tensor *x = th_add(noise(TH_INTS(5000), TH_FLOAT64), 1e8), *y = noise(TH_INTS(5000), TH_FLOAT64);
    CHECK_NEAR(value_at(th_var(x), 0), value_at(th_var(y), 0), 1e-6);
    CHECK_VALUES(th_var(floats(TH_INTS(1), 3)), NAN);
    CHECK_VALUES(th_std_with(floats(TH_INTS(2, 2), 1, 3, 4, 4), TH_INTS(1), false, false, TH_NONE), 1, 0);
    CHECK_VALUES(th_var_with(floats(TH_INTS(4), 1, 2, 3, 4), TH_NO_INTS, true, false, th_v_double(0)), 1.25);
}

TEST(logsumexp)
{
    CHECK_VALUES(th_logsumexp(doubles(TH_INTS(2, 2), 1000, 1000, -INFINITY, -INFINITY), TH_INTS(1)), 1000 + log(2),
                 -INFINITY);
    CHECK_VALUES(th_logsumexp(floats(TH_INTS(2, 3), 1, INFINITY, 0, NAN, 0, -INFINITY), TH_INTS(1)), INFINITY, NAN);
    CHECK_VALUES(th_logsumexp(floats(TH_INTS(2, 2), 0, 5, 0, -INFINITY), TH_INTS(0)), log(2), 5);
}

TEST(norms)
{
    th_tensor *x = doubles(TH_INTS(4), 3, -4, 0, 12);
    double p[] = {0, 1, 2, INFINITY, -INFINITY, 3}, expected[] = {3, 19, 13, 12, 0, cbrt(27 + 64 + 1728)};
    for (int i = 0; i < 6; i++) {
        th_tensor *y = th_norm_with(x, th_v_double(p[i]), TH_NO_INTS, false, TH_NO_DTYPE);
        CHECK_NEAR(value_at(y, 0), expected[i], 1e-12);
    }
    CHECK_NEAR(value_at(th_linalg_vector_norm(floats(TH_INTS(2), 1e30, 1e30)), 0), sqrt(2) * 1e30, 1e24);
}

/* d(prod)/dx stays right where elements are zero, and equal maxima share the gradient. */
TEST(gradients)
{
    th_tensor *x = doubles(TH_INTS(2, 3), 2, 0, 3, 1, 2, 2);
    th_set_requires_grad(x, true);
    th_backward(th_sum(th_prod_with(x, TH_INTS(1), false, TH_NO_DTYPE)), NULL, false, false);
    CHECK_VALUES(th_grad(x), 0, 6, 0, 4, 2, 2);
    th_set_grad(x, NULL);
    th_backward(th_sum(th_amax_with(x, TH_INTS(1), false)), NULL, false, false);
    CHECK_VALUES(th_grad(x), 0, 0, 1, 0, 0.5, 0.5);
}

TEST(softmax)
{
    th_tensor *x = noise(TH_INTS(50, 40), TH_FLOAT32), *wide = noise(TH_INTS(3, 5000), TH_FLOAT32);
    for (int dim = 0; dim < 2; dim++) {
        th_tensor *forms[] = {x, th_t(x), wide, noise(TH_INTS(7, 5), TH_FLOAT64)};
        for (int i = 0; i < 4; i++) {
            th_tensor *by_hand = th_sub(forms[i], th_logsumexp_with(forms[i], TH_INTS(dim), true));
            th_tensor *logs = th_sub(th_log_softmax(forms[i], dim), by_hand);
            th_tensor *y = th_sub(th_softmax(forms[i], dim), th_exp(by_hand));
            CHECK(value_at(th_amax(th_abs(logs)), 0) < 2e-6);
            CHECK(value_at(th_amax(th_abs(y)), 0) < 1e-6);
        }
    }
    CHECK_VALUES(th_softmax(floats(TH_INTS(2, 2), 1e4, 1e4, 0, -INFINITY), 1), 0.5, 0.5, 1, 0);
    CHECK(th_softmax_with(longs(TH_INTS(2), 1, 2), 0, TH_FLOAT32)->dtype == TH_FLOAT32);
}

/* The fused backward steps give what their composites give. */
TEST(softmax_backward)
{
    th_tensor *x = noise(TH_INTS(20, 70), TH_FLOAT64), *g = noise(TH_INTS(20, 70), TH_FLOAT64);
    for (int dim = 0; dim < 2; dim++) {
        th_tensor *y = th_softmax(x, dim), *logs = th_log_softmax(x, dim);
        th_tensor *plain = th_mul(y, th_sub(g, th_sum_with(th_mul(g, y), TH_INTS(dim), true, TH_NO_DTYPE)));
        th_tensor *plain_logs = th_sub(g, th_mul(y, th_sum_with(g, TH_INTS(dim), true, TH_NO_DTYPE)));
        CHECK(value_at(th_amax(th_abs(th_sub(th_softmax_backward(g, y, dim), plain))), 0) < 1e-12);
        CHECK(value_at(th_amax(th_abs(th_sub(th_log_softmax_backward(g, logs, dim), plain_logs))), 0) < 1e-12);
    }
}

RUN_TESTS("reduce", cmocka_unit_test(layouts), cmocka_unit_test(dtypes), cmocka_unit_test(shapes),
          cmocka_unit_test(no_elements),
          cmocka_unit_test(errors), cmocka_unit_test(long_sums), cmocka_unit_test(threads), cmocka_unit_test(places),
          cmocka_unit_test(moments), cmocka_unit_test(logsumexp), cmocka_unit_test(norms), cmocka_unit_test(gradients),
          cmocka_unit_test(softmax), cmocka_unit_test(softmax_backward))
