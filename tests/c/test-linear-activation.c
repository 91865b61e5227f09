/* A linear layer and its activation as one row give, bit by bit, what the two rows give, and the same gradients;
 * containers use that row only where nobody could tell. */
#include "support.h"

#include "core/autograd.h"
#include "core/scope.h"
#include "ops/activation.h"

#include <stdio.h>

/* ---- Activations ------------------------------------------------------------------------------ */

typedef struct { int row; int n; double numbers[2]; } activation;

static const activation activations[] = {
    {TH_OP_relu, 0, {0}},         {TH_OP_tanh, 0, {0}},         {TH_OP_sigmoid, 0, {0}},  {TH_OP_relu6, 0, {0}},
    {TH_OP_leaky_relu, 1, {0.2}}, {TH_OP_leaky_relu, 1, {0}},   {TH_OP_leaky_relu, 1, {-0.2}},
    {TH_OP_gelu_exact, 0, {0}},   {TH_OP_gelu_tanh, 0, {0}},    {TH_OP_silu, 0, {0}},     {TH_OP_elu, 1, {0.7}},
    {TH_OP_selu, 0, {0}},         {TH_OP_softplus, 2, {2, 20}}, {TH_OP_hardtanh, 2, {-0.5, 0.5}}};
enum { N_ACTIVATIONS = sizeof activations / sizeof *activations };

static th_value numbers_of(const activation *f)
{
    return (th_value){.type = TH_ARG_DOUBLES, .n = f->n, .as.doubles = f->numbers};
}

static th_tensor *fused(const activation *f, th_tensor *x, th_tensor *w, th_tensor *b)
{
    return th_linear_activation_with(x, w, b, th_ops[f->row].name, numbers_of(f));
}

static th_tensor *composite(const activation *f, th_tensor *x, th_tensor *w, th_tensor *b)
{
    th_value args[TH_MAX_ARGS] = {th_v_tensor(th_linear_with(x, w, b))};
    for (int k = 0; k < f->n; k++) args[k + 1] = th_v_double(f->numbers[k]);
    return th_dispatch1(f->row, args);
}

/* ---- Inputs ------------------------------------------------------------------------------------ */

static const th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_FLOAT16, TH_BFLOAT16};

typedef struct { int ndim; int64_t shape[3]; int64_t out; } size;
static const size sizes[] = {{1, {5}, 3},        {2, {4, 5}, 3},     {2, {0, 5}, 3},    {2, {4, 5}, 0},  {2, {4, 0}, 3},
                             {3, {2, 3, 5}, 20}, {2, {1, 7}, 40},    {2, {130, 9}, 33}, {3, {3, 0, 5}, 17}};
enum { N_SIZES = sizeof sizes / sizeof *sizes };

/* Normal numbers, on request lying as in a transposed or thinned out tensor. */
static th_tensor *numbers(th_ints shape, th_dtype dtype, bool strided)
{
    int64_t wide[3];
    for (int d = 0; d < shape.n; d++) wide[d] = shape.v[d] * (strided ? 2 : 1);
    th_tensor *x = th_to_dtype(th_randn((th_ints){shape.n, wide}), dtype);
    if (!strided) return x;
    int64_t stride[3];
    for (int d = 0; d < shape.n; d++) stride[d] = 2 * x->stride[d];
    return th_tensor_view(x, shape.n, shape.v, stride, 0);
}

typedef struct { th_tensor *x, *w, *b; } inputs;

static inputs make(const size *s, th_dtype dtype, int bias, bool strided)
{
    int64_t in = s->shape[s->ndim - 1];
    th_tensor *b = bias ? numbers(TH_INTS(bias == 1 ? s->out : 1), dtype, false) : NULL;
    return (inputs){numbers((th_ints){s->ndim, (int64_t *)s->shape}, dtype, strided),
                    numbers(TH_INTS(s->out, in), dtype, strided), b};
}

/* ---- Values ------------------------------------------------------------------------------------ */

static bool same_bytes(th_tensor *a, th_tensor *b)
{
    return a->dtype == b->dtype && th_same_shape(a, b) &&
           (a->numel == 0 || !memcmp(th_data(a), th_data(b), (size_t)a->numel * th_dtype_size((th_dtype)a->dtype)));
}

typedef void (*check)(const activation *f, const size *s, th_dtype dtype, int bias, bool strided);

static void check_all(check one)
{
    for (int k = 0; k < N_ACTIVATIONS; k++)
        for (int i = 0; i < N_SIZES; i++)
            for (int d = 0; d < 4; d++)
                for (int choice = 0; choice < 6; choice++) {
                    th_scope *scope = th_scope_open();
                    one(&activations[k], &sizes[i], dtypes[d], choice / 2, choice % 2);
                    th_scope_close(scope);
                }
}

static void check_values(const activation *f, const size *s, th_dtype dtype, int bias, bool strided)
{
    inputs in = make(s, dtype, bias, strided);
    th_tensor *got = fused(f, in.x, in.w, in.b), *expected = composite(f, in.x, in.w, in.b);
    if (!same_bytes(got, expected))
        th_fail(TH_RUNTIME_ERROR, "%s of %s, size [%s], differs", th_ops[f->row].name, th_dtype_name(dtype),
                th_shape_text(in.x->ndim, in.x->shape));
}
TEST(values_are_those_of_the_two_rows) { check_all(check_values); }

/* ---- Gradients --------------------------------------------------------------------------------- */

typedef th_tensor *(*forward)(const activation *f, th_tensor *x, th_tensor *w, th_tensor *b);

static th_tensor *leaf(th_tensor *x)
{
    th_tensor *copy = x ? th_to_contiguous_copy(x) : NULL;
    if (copy) th_set_requires_grad(copy, true);
    return copy;
}

/* Gradients of input, weight and bias for an incoming gradient g, and those of their sum of squares. */
static int gradients(forward run, const activation *f, inputs in, th_tensor *g, th_tensor **first, th_tensor **second)
{
    th_tensor *leaves[] = {leaf(in.x), leaf(in.w), leaf(in.b)}, *again[3], *loss = NULL, *none = NULL;
    th_list list = {in.b ? 3 : 2, leaves};
    th_tensor *y = run(f, leaves[0], leaves[1], leaves[2]);
    th_gradients(TH_LIST(y), list, TH_LIST(g), true, false, false, first);
    th_gradients(TH_LIST(y), list, TH_LIST(g), true, true, false, again);
    for (int k = 0; k < list.n; k++) {
        th_tensor *term = th_sum(th_square(again[k]));
        loss = loss ? th_add(loss, term) : term;
    }
    th_gradients(TH_LIST(loss), list, TH_LIST(none), false, false, true, second);
    return list.n;
}

static void check_close(const activation *f, th_tensor *got, th_tensor *expected)
{
    if (!got && !expected) return;
    double tolerance = got->dtype == TH_FLOAT64 ? 1e-13 : got->dtype == TH_FLOAT32 ? 1e-6 : 0;
    CHECK(th_same_shape(got, expected) && got->dtype == expected->dtype);
    th_tensor *a = th_to_dtype(got, TH_FLOAT64), *b = th_to_dtype(expected, TH_FLOAT64);
    for (int64_t i = 0; i < a->numel; i++)
        if (fabs(value_at(a, i) - value_at(b, i)) > tolerance * (1 + fabs(value_at(b, i))))
            th_fail(TH_RUNTIME_ERROR, "%s: a gradient in %s is %.9g, not %.9g", th_ops[f->row].name,
                    th_dtype_name((th_dtype)got->dtype), value_at(a, i), value_at(b, i));
}

static void check_gradients(const activation *f, const size *s, th_dtype dtype, int bias, bool strided)
{
    if (!th_slope_needs_result_only(&th_ops[f->row], numbers_of(f))) return;
    inputs in = make(s, dtype, bias, strided);
    th_tensor *g = numbers((th_ints){s->ndim, composite(f, in.x, in.w, in.b)->shape}, dtype, strided);
    th_tensor *got[3], *got_second[3], *expected[3], *expected_second[3];
    int n = gradients(fused, f, in, g, got, got_second);
    gradients(composite, f, in, g, expected, expected_second);
    for (int k = 0; k < n; k++) {
        check_close(f, got[k], expected[k]);
        check_close(f, got_second[k], expected_second[k]);
    }
}
TEST(gradients_are_those_of_the_two_rows) { check_all(check_gradients); }

TEST(sums_do_not_depend_on_threads)
{
    int threads = th_get_num_threads();
    th_tensor *sums[2][2], *y = th_randn(TH_INTS(1000, 100)), *g = th_randn(TH_INTS(1000, 100));
    for (int n = 1; n <= 2; n++) {
        th_set_num_threads(n);
        th_linear_activation_backward(g, y, "tanh", TH_NONE, true, sums[n - 1]);
    }
    th_set_num_threads(threads);
    for (int k = 0; k < 2; k++) CHECK(same_bytes(sums[0][k], sums[1][k]));
}

static th_tensor *seen;
static th_tensor *look(void *data, th_tensor *g)
{
    (void)data;
    seen = th_keep(g);
    return NULL;
}

/* Of the gradients, only those that nobody else holds are written over. */
TEST(gradients_of_others_stay_as_they_are)
{
    th_tensor *x = leaf(th_randn(TH_INTS(8, 4))), *w = leaf(th_randn(TH_INTS(20, 4))), *b = leaf(th_randn(TH_INTS(20)));
    th_tensor *y = th_linear_activation(x, w, b, "relu"), *g = th_randn(TH_INTS(8, 20)), *before = th_clone(g);
    th_backward(y, g, true, false);
    CHECK(same_bytes(g, before));
    th_tensor *once = th_clone(th_grad(b));
    th_backward(y, g, true, false);
    CHECK(same_bytes(th_grad(b), th_mul(once, 2)));
    th_add_hook(y, look, NULL, NULL);
    th_retain_grad(y);
    th_backward(th_sum(th_mul(y, g)), NULL, false, false);
    CHECK(same_bytes(seen, before) && same_bytes(th_grad(y), before));
    th_release(seen);
}

TEST(a_node_goes_by_its_activation)
{
    th_tensor *w = leaf(th_ones(TH_INTS(2, 2))), *y = th_linear_activation(th_ones(TH_INTS(1, 2)), w, NULL, "tanh");
    CHECK(!strcmp(th_node_name(th_grad_fn(y)), "TanhBackward0"));
    th_backward(th_sum(y), NULL, false, false);
    CHECK_NEAR(value_at(th_grad(w), 0), 1 - tanh(2) * tanh(2), 1e-6);
}

/* ---- Errors ------------------------------------------------------------------------------------ */

static void unknown(void) { th_linear_activation(th_ones(TH_INTS(1, 2)), th_ones(TH_INTS(1, 2)), NULL, "rely"); }
static void of_two_inputs(void) { th_linear_activation(th_ones(TH_INTS(1, 2)), th_ones(TH_INTS(1, 2)), NULL, "add"); }
static void too_few(void) { th_linear_activation(th_ones(TH_INTS(1, 2)), th_ones(TH_INTS(1, 2)), NULL, "leaky_relu"); }
static void whole(void) { th_linear_activation(longs(TH_INTS(1, 1), 2), longs(TH_INTS(1, 1), 2), NULL, "relu"); }
static void wrong_shape(void) { th_linear_activation(th_ones(TH_INTS(1, 2)), th_ones(TH_INTS(1, 3)), NULL, "relu"); }
static void recorded(void)
{
    th_linear_activation(leaf(th_ones(TH_INTS(1, 2))), th_ones(TH_INTS(1, 2)), NULL, "gelu_exact");
}
static void unlike(void)
{
    th_tensor *out[2];
    th_linear_activation_backward(th_ones(TH_INTS(3)), th_ones(TH_INTS(4)), "relu", TH_NONE, true, out);
}
TEST(errors)
{
    check_fails(unknown, "expected an elementwise operation of one input, got 'rely'");
    check_fails(of_two_inputs, "got 'add'");
    check_fails(too_few, "leaky_relu takes 1 number(s), got 0");
    check_fails(whole, "expected floating-point tensors, got Long");
    check_fails(wrong_shape, "linear: mat1 and mat2 shapes cannot be multiplied (1x2 and 3x1)");
    check_fails(recorded, "the gradient of gelu_exact takes more than its result");
    check_fails(unlike, "expected a gradient like the result, Float [4], got Float [3]");
}

/* ---- Containers -------------------------------------------------------------------------------- */

static th_module *activation_layer(int k)
{
    switch (k) {
    case 0: return th_nn_relu();
    case 1: return th_nn_tanh();
    case 2: return th_nn_sigmoid();
    case 3: return th_nn_gelu();
    case 4: return th_nn_gelu_with("tanh");
    case 5: return th_nn_silu();
    case 6: return th_nn_leaky_relu_with(0.3, true);
    case 7: return th_nn_leaky_relu_with(-0.3, false);
    case 8: return th_nn_elu();
    case 9: return th_nn_relu6_with(true);
    case 10: return th_nn_softplus();
    default: return th_nn_softmax(1);
    }
}

static th_tensor *one_by_one(th_module *const *layers, int n, th_tensor *x)
{
    for (int k = 0; k < n; k++) x = th_module_forward(layers[k], TH_LIST(x));
    return x;
}

static void check_model(int k, bool bias, bool recording)
{
    th_module *layers[] = {th_nn_linear_with(5, 20, bias), activation_layer(k), th_nn_layer_norm(TH_INTS(20)),
                           activation_layer(k), th_nn_linear(20, 3), activation_layer(k)};
    th_module *model = th_nn_sequential(6, layers);
    th_tensor *x = th_randn(TH_INTS(7, 5)), *gradients[2][8];
    th_set_grad_enabled(recording);
    th_tensor *y[] = {th_module_forward(model, TH_LIST(x)), one_by_one(layers, 6, x)};
    CHECK(same_bytes(y[0], y[1]));
    if (!recording) return;
    th_list parameters = th_module_parameters(model);
    for (int i = 0; i < 2; i++) {
        th_tensor *loss = th_sum(th_square(y[i]));
        th_gradients(TH_LIST(loss), parameters, (th_list){0, NULL}, false, false, false, gradients[i]);
    }
    const activation any = {.row = TH_OP_relu};
    for (int i = 0; i < parameters.n; i++) check_close(&any, gradients[0][i], gradients[1][i]);
}

TEST(a_container_gives_what_its_layers_give)
{
    for (int k = 0; k < 12; k++)
        for (int choice = 0; choice < 4; choice++) {
            th_scope *scope = th_scope_open();
            check_model(k, choice & 1, choice & 2);
            th_scope_close(scope);
        }
}

static th_tensor *counted(void *data, th_list inputs)
{
    ++*(int *)data;
    return th_mul(inputs.v[0], 2);
}

TEST(layers_with_a_forward_of_their_own_run_it)
{
    for (int k = 0; k < 2; k++) {
        int calls = 0;
        th_module *layers[] = {th_nn_linear(3, 3), th_nn_relu()}, *model = th_nn_sequential(2, layers);
        th_module_set_forward(layers[k], counted, NULL, &calls);
        th_tensor *x = th_randn(TH_INTS(2, 3));
        CHECK(same_bytes(th_module_forward(model, TH_LIST(x)), one_by_one(layers, 2, x)) && calls == 2);
    }
}

TEST(nobody_elses_tensors_are_written_over)
{
    th_tensor *x = th_randn(TH_INTS(2, 3)), *before = th_clone(x);
    th_module *twice = TH_SEQUENTIAL(th_nn_identity(), th_nn_tanh(), th_nn_gelu(), th_nn_identity(), th_nn_relu());
    th_set_grad_enabled(false);
    th_module_forward(twice, TH_LIST(x));
    CHECK(same_bytes(x, before));
}

TEST(autocast_casts_as_for_two_rows)
{
    th_module *layers[] = {th_nn_linear(5, 20), th_nn_relu(), th_nn_linear(20, 4), th_nn_gelu()};
    th_module *model = th_nn_sequential(4, layers);
    th_tensor *x = th_randn(TH_INTS(7, 5));
    th_set_autocast(TH_CPU, true, TH_BFLOAT16);
    th_tensor *y = th_module_forward(model, TH_LIST(x));
    CHECK(y->dtype == TH_BFLOAT16 && same_bytes(y, one_by_one(layers, 4, x)));
    th_backward(th_sum(y), NULL, false, false);
    CHECK(th_grad(th_module_tensor(model, "0.bias"))->dtype == TH_FLOAT32);
}

RUN_TESTS("linear-activation", cmocka_unit_test(values_are_those_of_the_two_rows),
          cmocka_unit_test(gradients_are_those_of_the_two_rows), cmocka_unit_test(sums_do_not_depend_on_threads),
          cmocka_unit_test(gradients_of_others_stay_as_they_are), cmocka_unit_test(a_node_goes_by_its_activation),
          cmocka_unit_test(errors), cmocka_unit_test(a_container_gives_what_its_layers_give),
          cmocka_unit_test(layers_with_a_forward_of_their_own_run_it),
          cmocka_unit_test(nobody_elses_tensors_are_written_over),
          cmocka_unit_test(autocast_casts_as_for_two_rows))
