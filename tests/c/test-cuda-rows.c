/* Normalizations, cross entropy and optimizers' steps on the CUDA device give what they give on the CPU, whatever
 * the sizes, alignments and dtypes. Skipped without a device. */
#include "device.h"

/* ---- Layer normalization: a rows of b elements ---------------------------------------------------------------- */

/* Two sums of n numbers about as large as one: what rounding does to them grows with n, whoever adds them up. */
static void on_one_scale(th_tensor **sums, int64_t n)
{
    for (int k = 0; k < 2; k++) sums[k] = th_div(sums[k], sqrt(n ? (double)n : 1));
}

static int layer_norm(setting s, th_tensor **y)
{
    th_ints n = TH_INTS(s.b);
    th_tensor *x = numbers(s, TH_INTS(s.a, s.b), 1), *g = numbers(s, TH_INTS(s.a, s.b), 2);
    th_tensor *w = when(s, numbers(s, n, 3)), *b = when(s, numbers(s, n, 4));
    th_native_layer_norm(x, n, w, b, 1e-5, y);
    th_native_layer_norm_backward(g, x, y[1], y[2], w, n, s.with, y + 3);
    if (s.with) on_one_scale(y + 4, s.a);
    return s.with ? 6 : 4;
}

DEVICE_TEST(layer_norm_is_that_of_the_cpu)
{
    int64_t sizes[] = {1, 3, 32, 128, 130, 512, 514, 1000, 2048, 5000, 8192, 9004, 20001};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        compare_all("layer_norm", layer_norm, (setting){.a = sizes[k] > 1000 ? 5 : 37, .b = sizes[k]}, 4);
        compare_all("layer_norm", layer_norm, (setting){.a = 1, .b = sizes[k]}, 1);
    }
    compare_all("layer_norm", layer_norm, (setting){.a = 2500, .b = 12}, 2);
    compare_all("layer_norm", layer_norm, (setting){.a = 0, .b = 12}, 2);
}

/* ---- Softmax along the middle of (a, b, c) ------------------------------------------------------------------------ */

static int softmax(setting s, th_tensor **y)
{
    th_ints shape = TH_INTS(s.a, s.b, s.c);
    th_tensor *x = numbers(s, shape, 1), *g = numbers(s, shape, 2);
    if (s.with) x = th_where(th_gt(x, 0.5), -INFINITY, th_mul(x, 20));
    y[0] = th_softmax(x, 1);
    y[1] = th_log_softmax(x, 1);
    y[2] = th_softmax_backward(g, y[0], 1);
    y[3] = th_log_softmax_backward(g, numbers(s, shape, 3), 1);
    y[4] = th_softmax_with(x, 1, s.dtype == TH_FLOAT32 || s.dtype == TH_FLOAT64 ? TH_FLOAT64 : TH_FLOAT32);
    y[3] = th_div(y[3], s.b); /* sums of many numbers, on the scale of one */
    return 5;
}

DEVICE_TEST(softmax_is_that_of_the_cpu)
{
    int64_t shapes[][3] = {{3, 40, 1},  {2, 5000, 1}, {1, 9, 2},     {1, 9000, 3}, {2, 5000, 8}, {1, 5000, 70},
                           {70, 3, 5},  {3, 40, 33},  {300, 1, 2},   {9, 64, 4},   {2, 700, 31}, {1, 66000, 1}};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
        compare_all("softmax", softmax, (setting){.a = shapes[k][0], .b = shapes[k][1], .c = shapes[k][2]}, 4);
    compare_all("softmax", softmax, (setting){.a = 0, .b = 3, .c = 4}, 1);
}

/* ---- Channels: (a, b, c), or (a, b) where c is 1 ---------------------------------------------------------------- */

static th_ints shape_of(setting s, int64_t *room)
{
    room[0] = s.a, room[1] = s.b, room[2] = s.c;
    return (th_ints){s.c == 1 ? 2 : 3, room};
}

static int batch_norm(setting s, th_tensor **y)
{
    int64_t room[3];
    th_tensor *x = th_add(numbers(s, shape_of(s, room), 1), 3), *g = numbers(s, shape_of(s, room), 2);
    th_tensor *w = when(s, numbers(s, TH_INTS(s.b), 3)), *b = when(s, numbers(s, TH_INTS(s.b), 4));
    th_native_batch_norm(x, w, b, 1e-5, y);
    th_native_batch_norm_backward(g, x, y[1], y[2], w, 1e-5, y + 3);
    on_one_scale(y + 4, s.a * s.c);
    return 6;
}

static int affine_channels(setting s, th_tensor **y)
{
    int64_t room[3];
    th_tensor *x = numbers(s, shape_of(s, room), 1), *g = numbers(s, shape_of(s, room), 2);
    th_tensor *mean = when(s, numbers(s, TH_INTS(s.b), 3)), *w = when(s, numbers(s, TH_INTS(s.b), 4));
    y[0] = th_affine_channels(x, mean, w, numbers(s, TH_INTS(s.b), 5));
    th_affine_channels_backward(g, x, mean, w, y + 1);
    on_one_scale(y + 2, s.a * s.c);
    return 4;
}

DEVICE_TEST(channels_are_those_of_the_cpu)
{
    int64_t shapes[][3] = {{5, 3, 49}, {4, 8, 16},    {33, 40, 1},   {300, 3, 1}, {16, 2, 64},
                           {9, 64, 4}, {2, 1, 40960}, {7000, 17, 1}, {3, 5, 2}};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        setting s = {.a = shapes[k][0], .b = shapes[k][1], .c = shapes[k][2]};
        compare_all("batch_norm", batch_norm, s, 4);
        compare_all("affine_channels", affine_channels, s, 4);
    }
    compare_all("affine_channels", affine_channels, (setting){.a = 0, .b = 3, .c = 4}, 1);
}

/* ---- Cross entropy: a rows of b classes ---------------------------------------------------------------------- */

static th_tensor *targets(setting s, int64_t n)
{
    th_tensor *t = th_remainder(th_arange(th_int(0), th_int(n)), (long long)s.b + 1); /* the last one is no class */
    return th_move(th_where(th_eq(t, (long long)s.b), -100, th_to_dtype(t, TH_INT64)), place);
}

static int cross_entropy(setting s, th_tensor **y)
{
    th_tensor *x = numbers(s, TH_INTS(s.a, s.b), 1), *g = numbers(s, TH_INTS(s.a), 2), *t = targets(s, s.a);
    if (s.with) x = th_where(th_gt(x, 0.5), -INFINITY, th_mul(x, 20)); /* scores may say that something cannot be */
    y[0] = th_cross_entropy_rows(x, t, -100);
    y[1] = th_cross_entropy_rows_backward(g, x, t, -100);
    return 2;
}

static int counts(setting s, th_tensor **y)
{
    y[0] = th_count_targets(targets(s, s.a), s.b, -100);
    y[1] = th_count_targets(targets(s, s.a), s.b - 1, -100); /* the place of the first wrong one */
    y[2] = th_count_targets(targets(s, s.a), s.b, -99);
    return 3;
}

DEVICE_TEST(cross_entropy_is_that_of_the_cpu)
{
    int64_t sizes[] = {1, 2, 10, 128, 130, 1000, 2048, 5000, 8192, 9004, 32001};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        compare_all("cross_entropy", cross_entropy, (setting){.a = 21, .b = sizes[k]}, 2);
    for (int64_t n = 1; n < 200000; n *= 7) compare("count_targets", counts, (setting){.a = n, .b = 500}, 0);
    for (int64_t n = 1; n < 200000; n *= 7) compare("count_targets", counts, (setting){.a = n, .b = 2}, 0);
}

/* ---- Linear layers with an activation: a rows, b inputs, c outputs ---------------------------------------------- */

/* NaN goes through every one of them. */
static int linear_activations(setting s, th_tensor **y)
{
    const char *names[] = {"relu", "gelu_tanh", "tanh", "sigmoid", "gelu_exact"};
    th_tensor *x = numbers(s, TH_INTS(s.a, s.b), 1), *w = th_div(numbers(s, TH_INTS(s.c, s.b), 2), 8), *parts[2];
    th_tensor *b = when(s, numbers(s, TH_INTS(s.c), 3)), *g = numbers(s, TH_INTS(s.a, s.c), 4);
    if (s.a > 2) th_fill_(th_select(x, 0, 1), NAN);
    for (int k = 0; k < 5; k++) y[k] = th_linear_activation(x, w, b, names[k]);
    th_linear_activation_backward(g, y[0], "relu", TH_NONE, true, parts);
    y[5] = parts[0];
    y[6] = th_div(parts[1], (double)s.a); /* sums of many numbers, on the scale of one */
    return 7;
}

DEVICE_TEST(linear_activations_are_those_of_the_cpu)
{
    int64_t shapes[][3] = {{1, 3, 5}, {7, 16, 8}, {64, 100, 33}, {33, 9, 1}, {128, 64, 256}};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
        compare_all("linear_activation", linear_activations,
                    (setting){.a = shapes[k][0], .b = shapes[k][1], .c = shapes[k][2]}, 4);
}

/* ---- Optimizers' steps of a elements ------------------------------------------------------------------------- */

/* Each op twice, with and without what is optional. The results are the parameter and all states. */
static int steps(setting s, th_tensor **y)
{
    th_ints n = TH_INTS(s.a);
    th_tensor *p = numbers(s, n, 1), *g = numbers(s, n, 2), *c = numbers(s, n, 5);
    th_tensor *a = th_abs(numbers(s, n, 3)), *b = th_abs(numbers(s, n, 4));
    if (s.c == 4) a = th_add(a, 1), c = th_mul(c, 0.1); /* the mean's square is smaller than the squares' mean */
    switch (s.c) {
    case 0: th_sgd_(p, g, when(s, a), 0.1, 0.9, 0.2, 0.01, false); break;
    case 1: th_sgd_(p, g, a, 0.1, 0.9, 0, 0.01, s.with); break;
    case 2: th_adam_(p, g, c, b, when(s, a), 0.9, 0.99, 1e-6, 0.01, 0.98, 0.1, 0.7); break;
    case 3: th_rmsprop_(p, g, a, when(s, b), NULL, 0.1, 0.9, 1e-6, 0.01, 0.8); break;
    case 4: th_rmsprop_(p, g, a, when(s, b), c, 0.1, 0.9, 1e-6, 0.01, 0.8); break;
    case 5: th_adagrad_(p, g, a, 0.1, 1e-6, 0.01); break;
    case 6: th_adadelta_(p, g, a, b, 0.1, 0.9, 1e-6, 0.01); break;
    case 7: th_asgd_(p, g, a, 0.1, s.with ? 1 : 0.2, 0.98, 0.01); break;
    default: th_rprop_(p, g, c, b, 0.5, 1.2, 1e-3, 1); break;
    }
    y[0] = p, y[1] = a, y[2] = b, y[3] = c;
    return 4;
}

DEVICE_TEST(steps_are_those_of_the_cpu)
{
    for (int64_t n = 1; n < 40000; n = n * 9 + 2)
        for (int64_t op = 0; op < 9; op++) compare_all("step", steps, (setting){.a = n, .c = op}, 4);
}

RUN_TESTS("cuda-rows", cmocka_unit_test(layer_norm_is_that_of_the_cpu), cmocka_unit_test(softmax_is_that_of_the_cpu),
          cmocka_unit_test(channels_are_those_of_the_cpu),
          cmocka_unit_test(cross_entropy_is_that_of_the_cpu), cmocka_unit_test(linear_activations_are_those_of_the_cpu),
          cmocka_unit_test(steps_are_those_of_the_cpu))
