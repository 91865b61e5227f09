/* Elementwise ops, reductions and softmax on the CUDA device give what they give on the CPU, whatever the sizes,
 * strides, alignments and dtypes. Skipped without a device. */
#include "device.h"

/* Sizes about those of vectors, warps, tiles and blocks. */
static const int64_t sizes[] = {1, 3, 4, 5, 31, 63, 64, 65, 127, 257, 1023, 1024, 1025, 4097};
#define N_SIZES (sizeof sizes / sizeof *sizes)

/* ---- Elementwise ops: (a, b), with what is broadcast along either dimension ------------------------------------- */

static int elementwise(setting s, th_tensor **y)
{
    th_tensor *x = numbers(s, TH_INTS(s.a, s.b), 1), *z = numbers(s, TH_INTS(s.a, s.b), 2);
    th_tensor *row = numbers(s, TH_INTS(s.b), 3), *column = numbers(s, TH_INTS(s.a, 1), 4);
    if (s.with) x = th_where(th_gt(x, 1), NAN, x);
    y[0] = th_add(x, z);
    y[1] = th_mul(x, row);
    y[2] = th_sub(column, x);
    y[3] = th_where(th_gt(x, column), row, z);
    y[4] = th_maximum(th_relu(x), column);
    y[5] = th_add(th_t(x), th_t(z));
    y[6] = th_mul(th_t(x), row->numel == x->shape[0] ? row : column->numel == x->shape[0] ? th_select(column, 1, 0) : row);
    return 6 + (s.a == s.b);
}

DEVICE_TEST(elementwise_ops_are_those_of_the_cpu)
{
    for (size_t k = 0; k < N_SIZES; k++) {
        compare_all("elementwise", elementwise, (setting){.a = 3, .b = sizes[k]}, 4);
        compare_all("elementwise", elementwise, (setting){.a = sizes[k], .b = 4}, 2);
    }
    compare_all("elementwise", elementwise, (setting){.a = 36, .b = 36}, 4);
    compare_all("elementwise", elementwise, (setting){.a = 70001, .b = 4}, 1);
}

/* Three dimensions of which the middle one is broadcast: they do not collapse. */
static int channels(setting s, th_tensor **y)
{
    th_tensor *x = numbers(s, TH_INTS(s.a, s.b, s.c), 1), *of_channel = numbers(s, TH_INTS(s.b, 1), 2);
    y[0] = th_add(x, of_channel);
    y[1] = th_mul(th_narrow(x, 2, 0, s.c - 1), of_channel);
    y[2] = th_sub(th_transpose(x, 0, 1), numbers(s, TH_INTS(s.a, 1), 3));
    return 3;
}

DEVICE_TEST(channels_are_those_of_the_cpu)
{
    int64_t inner[] = {2, 4, 5, 8, 49, 64};
    for (int k = 0; k < 6; k++) compare_all("channels", channels, (setting){.a = 5, .b = 6, .c = inner[k]}, 4);
}

/* ---- Reductions of (a, b, c) over what `mask` names ------------------------------------------------------------- */

static int64_t mask;

static int reductions(setting s, th_tensor **y)
{
    int64_t dims[3];
    th_ints dim = {0, dims};
    th_tensor *x = numbers(s, TH_INTS(s.a, s.b, s.c), 1);
    for (int d = 0; d < 3; d++) if (mask >> d & 1) dims[dim.n++] = d;
    if (s.with) x = th_where(th_gt(x, 2), NAN, th_where(th_gt(x, 1.9), INFINITY, x));
    y[0] = th_sum_with(x, dim, false, TH_NO_DTYPE);
    y[1] = th_amax_with(x, dim, false);
    y[2] = th_logsumexp(x, dim);
    y[3] = th_var_with(x, dim, true, false, TH_NONE);
    y[4] = th_mean_with(x, dim, true, TH_NO_DTYPE);
    y[5] = th_count_nonzero_with(th_gt(x, 0), dim);
    y[6] = th_linalg_vector_norm_with(x, 1, dim, false, TH_NO_DTYPE);
    y[7] = th_sum_with(th_to_dtype(th_nan_to_num(th_mul(x, 10)), TH_INT16), dim, false, TH_NO_DTYPE);
    return 8;
}

static int places(setting s, th_tensor **y)
{
    th_tensor *x = th_round(th_mul(numbers(s, TH_INTS(s.a, s.b, s.c), 1), 4)); /* many are equal */
    if (s.with) x = th_where(th_gt(x, 7), NAN, x);
    for (int d = 0; d < 3; d++) th_max_dim(x, d, y + 2 * d);
    th_min_dim(x, 1, y + 6);
    return 8;
}

static void reduce(int64_t a, int64_t b, int64_t c, int n_dtypes)
{
    for (mask = 1; mask < 8; mask++) compare_all("reduction", reductions, (setting){.a = a, .b = b, .c = c}, n_dtypes);
    compare_all("places", places, (setting){.a = a, .b = b, .c = c}, n_dtypes);
}

DEVICE_TEST(reductions_are_those_of_the_cpu)
{
    for (size_t k = 0; k < N_SIZES; k++) reduce(2, 3, sizes[k], k % 3 ? 2 : 4);
    for (size_t k = 0; k < N_SIZES; k += 3) reduce(sizes[k], 3, 2, 2), reduce(1, sizes[k], 1, 2);
    reduce(6, 35, 49, 4);
    reduce(2, 1, 40003, 2);
    reduce(1, 66000, 3, 1);
}

/* ---- Softmax along either dimension of (a, b) --------------------------------------------------------------------- */

static int softmaxes(setting s, th_tensor **y)
{
    th_tensor *x = th_mul(numbers(s, TH_INTS(s.a, s.b), 1), 5), *g = numbers(s, TH_INTS(s.a, s.b), 2);
    if (s.with) { /* elements that cannot be, rows of nothing else, and one that is no number */
        x = th_where(th_gt(x, 4), -INFINITY, x);
        th_fill_(th_select(x, 0, 0), -INFINITY);
        th_fill_(th_narrow(th_select(x, 0, s.a - 1), 0, 0, 1), NAN);
    }
    int n = 0;
    for (int d = s.a > 10000; d < 2; d++, n += 4) { /* sums of very many gradients are as exact as their rounding */
        y[n] = th_softmax(x, d);
        y[n + 1] = th_log_softmax(x, d);
        y[n + 2] = th_softmax_backward(g, y[n], d);
        y[n + 3] = th_log_softmax_backward(g, y[n + 1], d);
    }
    return n;
}

DEVICE_TEST(softmaxes_are_those_of_the_cpu)
{
    int64_t lengths[] = {1, 2, 31, 33, 512, 513, 2048, 2050, 4096, 4099, 8192, 9001};
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++)
        compare_all("softmax", softmaxes, (setting){.a = 5, .b = lengths[k]}, 2);
    for (size_t k = 0; k < 8; k++) compare_all("softmax", softmaxes, (setting){.a = lengths[k], .b = 7}, 2);
    compare_all("softmax", softmaxes, (setting){.a = 66000, .b = 2}, 1);
}

/* ---- Random numbers ------------------------------------------------------------------------------------------------ */

/* The upper bound is never drawn, not by rounding either. */
DEVICE_TEST(uniform_numbers_stay_below_their_bound)
{
    th_dtype dtypes[] = {TH_FLOAT16, TH_BFLOAT16, TH_FLOAT32, TH_FLOAT64};
    for (int k = 0; k < 4; k++) {
        th_tensor *x = th_rand_with(TH_INTS(100000), dtypes[k], (th_value){.type = TH_ARG_DEVICE, .as.device = CUDA}, NULL);
        CHECK(th_scalar_double(th_item(th_max_all(x))) < 1);
        CHECK(th_scalar_double(th_item(th_min_all(x))) >= 0);
    }
}

RUN_TESTS("cuda-loops", cmocka_unit_test(elementwise_ops_are_those_of_the_cpu), cmocka_unit_test(channels_are_those_of_the_cpu),
          cmocka_unit_test(reductions_are_those_of_the_cpu), cmocka_unit_test(softmaxes_are_those_of_the_cpu),
          cmocka_unit_test(uniform_numbers_stay_below_their_bound))
