/* Tensors made from sizes and numbers. */
#include "support.h"

static const th_device cpu = {TH_CPU, 0};
static th_value on(th_device device) { return (th_value){.type = TH_ARG_DEVICE, .as.device = device}; }
#define DEFAULT_DEVICE th_v_tensor(NULL)

TEST(constants)
{
    CHECK_VALUES(th_zeros(TH_INTS(2, 2)), 0, 0, 0, 0);
    CHECK_VALUES(th_ones_with(TH_INTS(3), TH_INT16, on(cpu)), 1, 1, 1);
    CHECK_VALUES(th_full(TH_INTS(2), 2.5), 2.5, 2.5);
    CHECK(th_full(TH_INTS(2), 7)->dtype == TH_INT64 && th_full(TH_INTS(2), 7.0)->dtype == TH_FLOAT32);
    CHECK_VALUES(th_full_with(TH_INTS(2), th_double(-1.5), TH_FLOAT64, DEFAULT_DEVICE), -1.5, -1.5);
    CHECK_SHAPE(th_zeros(TH_INTS(2, 0, 3)), 2, 0, 3);
    CHECK_SHAPE(th_empty(TH_INTS(4)), 4);
    CHECK(th_ones((th_ints){0, NULL})->ndim == 0);
}

TEST(every_dtype)
{
    for (int dtype = 0; dtype < TH_N_DTYPES; dtype++) {
        th_tensor *x = th_full_with(TH_INTS(5), th_int(1), (th_dtype)dtype, DEFAULT_DEVICE);
        th_tensor *wide = th_to_dtype(x, TH_FLOAT64);
        CHECK_VALUES(wide, 1, 1, 1, 1, 1);
        th_tensor *steps = th_range_with(th_int(0), th_int(1), th_int(1), (th_dtype)dtype, DEFAULT_DEVICE);
        CHECK_VALUES(th_to_dtype(steps, TH_FLOAT64), 0, 1);
    }
}

TEST(likes)
{
    th_tensor *x = longs(TH_INTS(1, 2), 5, 6);
    CHECK_VALUES(th_ones_like(x), 1, 1);
    CHECK(th_ones_like(x)->dtype == TH_INT64);
    CHECK(th_zeros_like_with(x, TH_FLOAT64, DEFAULT_DEVICE)->dtype == TH_FLOAT64);
    CHECK_VALUES(th_full_like(x, 3), 3, 3);
    CHECK_VALUES(th_new_full(x, TH_INTS(1), 9), 9);
    CHECK(th_new_zeros(x, TH_INTS(3))->dtype == TH_INT64);
}

static void bad_step(void) { th_arange_with(th_int(0), th_int(3), th_int(-1), TH_NO_DTYPE, DEFAULT_DEVICE); }
static void no_step(void) { th_range_with(th_int(0), th_int(3), th_int(0), TH_NO_DTYPE, DEFAULT_DEVICE); }

TEST(sequences)
{
    CHECK_VALUES(th_arange(0, 3), 0, 1, 2);
    CHECK_VALUES(th_range(1, 3), 1, 2, 3);
    CHECK(th_range(1, 3)->dtype == TH_INT64 && th_range(1.0, 3)->dtype == TH_FLOAT32);
    CHECK(th_range_with(th_double(0), th_double(0.3), th_double(0.1), TH_FLOAT64, DEFAULT_DEVICE)->numel == 4);
    CHECK_VALUES(th_range_with(th_int(5), th_int(0), th_int(-2), TH_NO_DTYPE, DEFAULT_DEVICE), 5, 3, 1);
    CHECK(th_arange(3, 3)->numel == 0);
    CHECK_VALUES(th_linspace_with(th_int(0), th_int(1), 5, TH_NO_DTYPE, DEFAULT_DEVICE), 0, 0.25, 0.5, 0.75, 1);
    CHECK_VALUES(th_linspace_with(th_int(2), th_int(9), 1, TH_NO_DTYPE, DEFAULT_DEVICE), 2);
    CHECK_VALUES(th_logspace_with(th_int(0), th_int(2), 3, 10, TH_FLOAT64, DEFAULT_DEVICE), 1, 10, 100);
    check_fails(bad_step, "inconsistent with step sign");
    check_fails(no_step, "step must not be zero");
}

TEST(matrices)
{
    CHECK_VALUES(th_eye_with(2, TH_INTS(3), TH_NO_DTYPE, DEFAULT_DEVICE), 1, 0, 0, 0, 1, 0);
    CHECK_VALUES(th_eye(1), 1);
    CHECK_SHAPE(th_eye(0), 0, 0);
    CHECK_VALUES(th_tril_indices_with(2, 2, 0, TH_NO_DTYPE, DEFAULT_DEVICE), 0, 1, 1, 0, 0, 1);
    CHECK_VALUES(th_triu_indices_with(2, 3, 1, TH_INT32, DEFAULT_DEVICE), 0, 0, 1, 1, 2, 2);
    CHECK_SHAPE(th_tril_indices_with(3, 3, -5, TH_NO_DTYPE, DEFAULT_DEVICE), 2, 0);
}

static void fill_with_vector(void) { th_fill_(th_zeros(TH_INTS(2)), floats(TH_INTS(2), 1, 2)); }

TEST(filling)
{
    th_tensor *x = th_zeros(TH_INTS(3, 3));
    th_fill_(th_tensor_view(x, 1, (int64_t[]){3}, (int64_t[]){3}, 1), 2); /* the middle column */
    CHECK_VALUES(x, 0, 2, 0, 0, 2, 0, 0, 2, 0);
    th_fill_(x, th_from_data(&(float){4}, (th_ints){0, NULL}, TH_FLOAT32));
    CHECK_VALUES(x, 4, 4, 4, 4, 4, 4, 4, 4, 4);
    CHECK(th_zero_(x) == x);
    CHECK_VALUES(th_fill_diagonal_(x, 1), 1, 0, 0, 0, 1, 0, 0, 0, 1);
    CHECK_VALUES(th_fill_diagonal_with_(th_zeros(TH_INTS(5, 2)), 1, true), 1, 0, 0, 1, 0, 0, 1, 0, 0, 1);
    check_fails(fill_with_vector, "0-dimensional value");
}

TEST(complex_numbers)
{
    th_tensor *z = th_complex(doubles(TH_INTS(2, 1), 1, 2), doubles(TH_INTS(2), 3, 4)); /* broadcast to (2, 2) */
    const th_complex128 *v = (const void *)th_data(z);
    CHECK_SHAPE(z, 2, 2);
    CHECK(z->dtype == TH_COMPLEX128 && v[0].re == 1 && v[0].im == 3 && v[1].im == 4 && v[2].re == 2 && v[3].im == 4);
}

TEST(window_functions)
{
    CHECK_VALUES(th_hann_window(4), 0, 0.5, 1, 0.5);
    CHECK_VALUES(th_bartlett_window_with(5, false, TH_FLOAT64, DEFAULT_DEVICE), 0, 0.5, 1, 0.5, 0);
    CHECK_VALUES(th_kaiser_window_with(3, false, 12, TH_NO_DTYPE, DEFAULT_DEVICE), 5.2773e-05, 1, 5.2773e-05);
    CHECK_VALUES(th_hamming_window(1), 1);
}

TEST(meta)
{
    th_value there = on((th_device){TH_META, 0});
    th_tensor *x = th_zeros_with(TH_INTS(1000000, 1000000), TH_FLOAT32, there);
    CHECK(th_tensor_data(x) == NULL && th_live_bytes() == 0);
    th_tensor *y = th_tanh(th_mul(x, th_ones_with(TH_INTS(1000000), TH_FLOAT64, there)));
    CHECK_SHAPE(y, 1000000, 1000000);
    CHECK(y->dtype == TH_FLOAT64 && th_device_of(y).type == TH_META);
    th_fill_(x, 1);
    CHECK_SHAPE(th_flip(x, TH_INTS(0)), 1000000, 1000000);
}

RUN_TESTS("factories", cmocka_unit_test(constants), cmocka_unit_test(every_dtype), cmocka_unit_test(likes),
          cmocka_unit_test(sequences), cmocka_unit_test(matrices), cmocka_unit_test(filling),
          cmocka_unit_test(complex_numbers), cmocka_unit_test(window_functions), cmocka_unit_test(meta))
