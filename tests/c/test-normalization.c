/* The fused normalization rows against the same written with other operations, on sizes that end inside of blocks,
 * tiles and parts. */
#include "support.h"

#include "core/autograd.h"

static double largest_difference(th_tensor *a, th_tensor *b)
{
    return a->numel ? th_scalar_double(th_item(th_max_all(th_abs(th_sub(a, b))))) : 0;
}

static th_tensor *leaf(th_tensor *x)
{
    th_set_requires_grad(x, true);
    return x;
}

/* Gradients of sum(y g) by the fused step, and by the one that a graph of the backward is made of. */
static void compare_gradients(th_tensor *y, th_tensor *g, th_list inputs, double tolerance)
{
    th_tensor *fused[3], *written[3];
    th_gradients((th_list){1, &y}, inputs, (th_list){1, &g}, true, false, false, fused);
    th_gradients((th_list){1, &y}, inputs, (th_list){1, &g}, true, true, false, written);
    for (int k = 0; k < inputs.n; k++) CHECK_NEAR(largest_difference(fused[k], written[k]), 0, tolerance);
}

static void layer_norm_of(th_ints shape, th_dtype dtype)
{
    int64_t n = shape.v[shape.n - 1];
    th_tensor *x = leaf(th_randn_with(shape, dtype, TH_NONE, NULL)), *w = leaf(th_randn_with(TH_INTS(n), dtype, TH_NONE,
                                                                                             NULL));
    th_tensor *b = leaf(th_randn_with(TH_INTS(n), dtype, TH_NONE, NULL)), *inputs[] = {x, w, b};
    th_tensor *y = th_layer_norm_with(x, TH_INTS(n), w, b, 1e-3), *last = x;
    th_tensor *centred = th_sub(last, th_mean_with(last, TH_INTS(-1), true, TH_NO_DTYPE));
    th_tensor *var = th_mean_with(th_square(centred), TH_INTS(-1), true, TH_NO_DTYPE);
    th_tensor *plain = th_add(th_mul(th_mul(centred, th_rsqrt(th_add(var, 1e-3))), w), b);
    double tolerance = dtype == TH_FLOAT64 ? 1e-9 : 1e-2;
    CHECK_NEAR(largest_difference(y, plain), 0, tolerance);
    compare_gradients(y, th_randn_with(shape, dtype, TH_NONE, NULL), (th_list){3, inputs}, tolerance);
}

static void batch_norm_of(th_ints shape, th_dtype dtype)
{
    int64_t n = shape.v[1];
    th_tensor *x = leaf(th_randn_with(shape, dtype, TH_NONE, NULL)), *w = leaf(th_randn_with(TH_INTS(n), dtype, TH_NONE,
                                                                                             NULL));
    th_tensor *b = leaf(th_randn_with(TH_INTS(n), dtype, TH_NONE, NULL)), *inputs[] = {x, w, b};
    th_tensor *y = th_batch_norm_with(x, NULL, NULL, w, b, true, 0.1, 1e-3);
    compare_gradients(y, th_randn_with(shape, dtype, TH_NONE, NULL), (th_list){3, inputs},
                      dtype == TH_FLOAT64 ? 1e-9 : 1e-2);
}

TEST(layer_norm)
{
    th_manual_seed(1);
    for (int k = 0; k < 2; k++) {
        th_dtype dtype = k ? TH_FLOAT64 : TH_FLOAT32;
        layer_norm_of(TH_INTS(1, 1), dtype);
        layer_norm_of(TH_INTS(7, 5), dtype);
        layer_norm_of(TH_INTS(301, 77), dtype);
        layer_norm_of(TH_INTS(3, 9001), dtype);
    }
}

TEST(batch_norm)
{
    th_manual_seed(2);
    for (int k = 0; k < 2; k++) {
        th_dtype dtype = k ? TH_FLOAT64 : TH_FLOAT32;
        batch_norm_of(TH_INTS(2, 1), dtype);
        batch_norm_of(TH_INTS(301, 129), dtype);
        batch_norm_of(TH_INTS(3, 5, 7), dtype);
        batch_norm_of(TH_INTS(2, 70, 33, 3), dtype);
    }
}

TEST(no_elements)
{
    CHECK(th_layer_norm(th_randn(TH_INTS(0, 3)), TH_INTS(3))->numel == 0);
    CHECK(th_layer_norm(th_randn(TH_INTS(3, 0)), TH_INTS(0))->numel == 0);
    CHECK(th_batch_norm_with(th_randn(TH_INTS(0, 3)), NULL, NULL, NULL, NULL, true, 0.1, 1e-5)->numel == 0);
    CHECK(th_batch_norm_with(th_randn(TH_INTS(3, 0)), NULL, NULL, NULL, NULL, true, 0.1, 1e-5)->numel == 0);
    th_tensor *x = leaf(th_randn(TH_INTS(0, 3))), *w = leaf(th_randn(TH_INTS(3))), *inputs[] = {x, w}, *g[2];
    th_tensor *y = th_layer_norm_with(x, TH_INTS(3), w, NULL, 1e-5), *ones = th_ones_like(y);
    th_gradients((th_list){1, &y}, (th_list){2, inputs}, (th_list){1, &ones}, false, false, false, g);
    CHECK_VALUES(g[1], 0, 0, 0);
}

/* A row saves only the outputs that its gradient reads: the normalized one may change afterwards. */
TEST(output_is_not_saved)
{
    th_tensor *x = leaf(th_randn(TH_INTS(4, 3))), *y = th_layer_norm(x, TH_INTS(3));
    th_relu_(y);
    th_backward(th_sum(y), NULL, false, false);
    CHECK(th_grad(x) != NULL);
}

static void weight_of_another_size(void) { th_layer_norm_with(th_randn(TH_INTS(2, 3)), TH_INTS(3), th_randn(TH_INTS(4)),
                                                              NULL, 0); }
static void one_value(void) { th_batch_norm_with(th_randn(TH_INTS(1, 3)), NULL, NULL, NULL, NULL, true, 0.1, 1e-5); }

TEST(what_does_not_fit)
{
    check_fails(weight_of_another_size, "expected weight of the shape normalized_shape=[3], got [4]");
    check_fails(one_value, "Expected more than 1 value per channel");
}

RUN_TESTS("normalization", cmocka_unit_test(layer_norm), cmocka_unit_test(batch_norm), cmocka_unit_test(no_elements),
          cmocka_unit_test(output_is_not_saved), cmocka_unit_test(what_does_not_fit))
