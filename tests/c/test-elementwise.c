/* The door for elementwise ops: promotion, broadcasting, layouts, in-place changes, refusals. */
#include "support.h"

TEST(promotion)
{
    th_tensor *i = longs(TH_INTS(2), 1, 2), *f = floats(TH_INTS(2), 1, 2), *d = doubles(TH_INTS(2), 1, 2);
    CHECK(th_tensor_dtype(th_add(i, 1)) == TH_INT64);
    CHECK(th_tensor_dtype(th_add(i, 1.5)) == TH_FLOAT32);
    CHECK(th_tensor_dtype(th_add(i, f)) == TH_FLOAT32);
    CHECK(th_tensor_dtype(th_add(f, d)) == TH_FLOAT64);
    CHECK(th_tensor_dtype(th_mul(f, 2.5)) == TH_FLOAT32);
    CHECK(th_tensor_dtype(th_div(i, 2)) == TH_FLOAT32);
    CHECK(th_tensor_dtype(th_gt(i, f)) == TH_BOOL);
    th_tensor *zero_dim = doubles(TH_INTS(1), 3);
    zero_dim = th_squeeze(zero_dim);
    CHECK(th_tensor_dtype(th_add(f, zero_dim)) == TH_FLOAT32);
    CHECK(th_tensor_dtype(th_add(i, zero_dim)) == TH_FLOAT64);
    CHECK(th_promote_types(TH_UINT8, TH_INT8) == TH_INT16);
    CHECK(th_promote_types(TH_FLOAT16, TH_BFLOAT16) == TH_FLOAT32);
    CHECK(th_promote_types(TH_FLOAT64, TH_COMPLEX64) == TH_COMPLEX128);
}

TEST(broadcasting_and_layouts)
{
    th_tensor *x = floats(TH_INTS(2, 3), 1, 2, 3, 4, 5, 6), *row = floats(TH_INTS(3), 10, 20, 30);
    th_tensor *column = floats(TH_INTS(2, 1), 100, 200);
    CHECK_VALUES(th_add(x, row), 11, 22, 33, 14, 25, 36);
    CHECK_VALUES(th_add(row, column), 110, 120, 130, 210, 220, 230);
    CHECK_VALUES(th_add(th_t(x), th_t(column)), 101, 204, 102, 205, 103, 206);
    CHECK_VALUES(th_sub(th_slice_with(x, 1, TH_INTS(0), TH_INTS(3), 2), 1), 0, 2, 3, 5);
    CHECK_VALUES(th_mul(th_expand(row, TH_INTS(2, 3)), x), 10, 40, 90, 40, 100, 180);
    CHECK_SHAPE(th_add(th_new(TH_INTS(0, 3), TH_FLOAT32, (th_device){TH_CPU, 0}), row), 0, 3);
}

/* More elements than a block, so that buffers are refilled, in every layout of two operands. */
TEST(long_strided_operands)
{
    int64_t n = 40, m = 61;
    th_tensor *a = th_new(TH_INTS(n, m), TH_FLOAT32, (th_device){TH_CPU, 0});
    th_tensor *b = th_new(TH_INTS(m, n), TH_INT32, (th_device){TH_CPU, 0});
    for (int64_t i = 0; i < n * m; i++)
        ((float *)th_data(a))[i] = (float)i, ((int32_t *)th_data(b))[i] = (int32_t)(7 * i);
    th_tensor *sum = th_add(a, th_t(b));
    for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j < m; j++) CHECK_NEAR(value_at(sum, i * m + j), (double)(i * m + j + 7 * (j * n + i)), 0);
}

TEST(integers)
{
    th_tensor *x = longs(TH_INTS(4), 7, -7, 7, -7), *y = longs(TH_INTS(4), 2, 2, -2, -2);
    CHECK_VALUES(th_floor_divide(x, y), 3, -4, -4, 3);
    CHECK_VALUES(th_remainder(x, y), 1, 1, -1, -1);
    CHECK_VALUES(th_fmod(x, y), 1, -1, 1, -1);
    CHECK_VALUES(th_pow(x, 3), 343, -343, 343, -343);
    CHECK_VALUES(th_bitwise_and(x, 6), 6, 0, 6, 0);
    CHECK_VALUES(th_gcd(longs(TH_INTS(2), 12, 0), longs(TH_INTS(2), -18, 5)), 6, 5);
}

TEST(half_types_compute_in_float)
{
    th_tensor *x = th_cast(floats(TH_INTS(3), 0.1, 100, -2), TH_FLOAT16), *y = th_mul(x, 2);
    CHECK(th_tensor_dtype(y) == TH_FLOAT16);
    CHECK_NEAR(value_at(th_cast(y, TH_FLOAT32), 0), 0.2, 2e-4);
    CHECK_VALUES(th_slice_with(th_cast(th_cast(x, TH_BFLOAT16), TH_FLOAT32), 0, TH_INTS(1), TH_INTS(3), 1), 100, -2);
}

TEST(in_place)
{
    th_tensor *x = floats(TH_INTS(2, 2), 1, 2, 3, 4), *row = th_select(x, 0, 1);
    th_mul_(row, 10);
    CHECK_VALUES(x, 1, 2, 30, 40);
    th_add_(x, th_t(x)); /* reads what it overwrites */
    CHECK_VALUES(x, 2, 32, 32, 80);
    CHECK(th_sqrt_(th_abs_(x)) == x);
}

static void sizes_do_not_fit(void) { th_add(floats(TH_INTS(2, 3), 1, 2, 3, 4, 5, 6), floats(TH_INTS(2), 1, 2)); }
static void result_does_not_fit(void) { th_add_(floats(TH_INTS(2), 1, 2), floats(TH_INTS(2, 2), 1, 2, 3, 4)); }
static void dtype_does_not_fit(void) { th_add_(longs(TH_INTS(2), 1, 2), 0.5); }
static void expanded_in_place(void) { th_add_(th_expand(floats(TH_INTS(1), 1), TH_INTS(3)), 1); }
static void zero_divisor(void) { th_remainder(longs(TH_INTS(2), 1, 2), longs(TH_INTS(2), 1, 0)); }
static void floats_have_no_bits(void) { th_bitwise_and(floats(TH_INTS(1), 1), 1); }
static void other_device(void)
{
    th_add(floats(TH_INTS(2), 1, 2), th_new(TH_INTS(2), TH_FLOAT32, (th_device){TH_META, 0}));
}

TEST(refusals)
{
    check_fails(sizes_do_not_fit, "The size of tensor a (3) must match the size of tensor b (2) at non-singleton "
                "dimension 2");
    check_fails(result_does_not_fit, "doesn't match the broadcast shape [2, 2]");
    check_fails(dtype_does_not_fit, "can't be cast");
    check_fails(expanded_in_place, "single memory location");
    check_fails(zero_divisor, "ZeroDivisionError");
    check_fails(floats_have_no_bits, "expected integer or Bool");
    check_fails(other_device, "same device");
}

RUN_TESTS("elementwise", cmocka_unit_test(promotion), cmocka_unit_test(broadcasting_and_layouts),
          cmocka_unit_test(long_strided_operands), cmocka_unit_test(integers),
          cmocka_unit_test(half_types_compute_in_float), cmocka_unit_test(in_place), cmocka_unit_test(refusals))
