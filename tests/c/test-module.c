/* The module tree without R: ownership, names, state, files, copies, forwards of one's own. */
#include "support.h"

#include <stdio.h>

static th_module *network(void) { return TH_SEQUENTIAL(th_nn_linear(3, 4), th_nn_relu(), th_nn_linear(4, 1)); }

static th_module *at_hand;

/* ---- Ownership ------------------------------------------------------------------------------ */

TEST(a_scope_owns_what_is_made_in_it)
{
    th_scope *scope = th_scope_open();
    th_module *net = network(), *kept = th_module_keep(th_module_child(net, "2"));
    CHECK(th_live_tensors() == 4);
    th_scope_close(scope);
    CHECK(th_live_tensors() == 2); /* what is kept outlives its parent */
    CHECK(!strcmp(th_module_layer(kept), "linear"));
    scope = th_scope_open();
    th_module_borrow(kept);
    th_scope_close(scope);
    CHECK(th_live_tensors() == 0);
    th_module_release(NULL);
    CHECK(th_module_keep(NULL) == NULL && th_module_borrow(NULL) == NULL);
}

static void fails_half_way(void)
{
    TH_SEQUENTIAL(th_nn_linear(3, 4), th_nn_linear(4, -1), th_nn_gelu_with("none"));
}
static void fails_inside_a_scope(void)
{
    th_scope_open();
    fails_half_way();
}

TEST(a_failed_construction_leaves_nothing)
{
    check_fails(fails_half_way, "nn_linear: out_features must not be negative, got -1");
    CHECK(th_live_tensors() == 0);
    check_fails(fails_inside_a_scope, "out_features");
    CHECK(th_live_tensors() == 0);
}

static int deferred;
static void count(void *data) { deferred += *(int *)data; }
static int one = 1, ten = 10;
static void defers_and_fails(void)
{
    th_defer(count, &one);
    th_scope_open();
    th_defer(count, &ten);
    th_fail(TH_VALUE_ERROR, "on purpose");
}

TEST(what_is_deferred_happens_once)
{
    deferred = 0;
    th_scope *scope = th_scope_open();
    th_defer(count, &one);
    th_defer(count, &ten);
    CHECK(deferred == 0);
    th_scope_close(scope);
    CHECK(deferred == 11);
    check_fails(defers_and_fails, "on purpose");
    CHECK(deferred == 22);
}

/* ---- Layers --------------------------------------------------------------------------------- */

TEST(layers_own_their_strings_and_sizes)
{
    char mode[] = "tanh";
    int64_t sizes[] = {2, 3};
    th_module *gelu = th_nn_gelu_with(mode), *unflatten = th_nn_unflatten(-1, (th_ints){2, sizes});
    memset(mode, 'x', 4);
    sizes[0] = 99;
    th_tensor *x = doubles(TH_INTS(1, 6), -1, 0, 1, 2, 3, 4);
    CHECK_VALUES(th_module_forward(gelu, TH_LIST(doubles(TH_INTS(2), -1, 1))), -0.158808, 0.841192);
    CHECK_SHAPE(th_module_forward(unflatten, TH_LIST(x)), 1, 2, 3);
    CHECK_SHAPE(th_module_forward(th_module_clone(unflatten), TH_LIST(x)), 1, 2, 3);
}

TEST(defaults_are_those_of_the_table)
{
    th_module *plain = th_nn_linear_with(3, 2, false);
    CHECK(th_module_tensor(plain, "bias") == NULL);
    CHECK(th_module_tensor(th_nn_linear(3, 2), "bias") != NULL);
    CHECK_VALUES(th_module_forward(th_nn_leaky_relu(), TH_LIST(doubles(TH_INTS(2), -1, 1))), -0.01, 1);
    CHECK_SHAPE(th_module_forward(th_nn_flatten(), TH_LIST(th_zeros(TH_INTS(2, 3, 4)))), 2, 12);
    th_tensor *scores = doubles(TH_INTS(2, 3), 1, 2, 3, 1, 2, 3), *classes = longs(TH_INTS(2), 0, 2);
    CHECK_VALUES(th_module_forward(th_nn_cross_entropy_loss(), TH_LIST(scores, classes)), 1.4076060);
    th_module *weighted = th_nn_cross_entropy_loss_with(doubles(TH_INTS(3), 1, 1, 2), -100, "sum", 0);
    CHECK_VALUES(th_module_forward(weighted, TH_LIST(scores, classes)), 2.4076060 + 2 * 0.4076060);
}

TEST(dropout_knows_whether_it_trains)
{
    th_module *net = TH_SEQUENTIAL(th_nn_dropout_with(0.5, false)), *dropout = th_module_child(net, "0");
    th_tensor *x = th_ones(TH_INTS(1000));
    CHECK(th_module_training(dropout));
    th_manual_seed(1);
    double kept = th_item(th_sum(th_module_forward(net, TH_LIST(x)))).re.d;
    CHECK(kept > 800 && kept < 1200 && kept != 1000);
    th_module_train(net, false);
    CHECK(!th_module_training(dropout));
    CHECK_NEAR(th_item(th_sum(th_module_forward(net, TH_LIST(x)))).re.d, 1000, 0);
}

static void no_input(void) { th_module_forward(network(), (th_list){0, NULL}); }
static void one_input(void) { th_module_forward(th_nn_mse_loss(), TH_LIST(th_ones(TH_INTS(1)))); }
static void wrong_shape(void) { th_module_forward(network(), TH_LIST(th_ones(TH_INTS(2, 4)))); }
static void bad_reduction(void) { th_nn_mse_loss_with("most"); }

TEST(layers_refuse)
{
    check_fails(no_input, "forward got no input");
    check_fails(one_input, "forward got 1 input, expected 2");
    check_fails(wrong_shape, "cannot be multiplied");
    check_fails(bad_reduction, "reduction must be 'mean', 'sum' or 'none', got 'most'");
}

/* ---- The tree ------------------------------------------------------------------------------- */

static void check_names(th_named_list list, const char *expected)
{
    char names[256] = "";
    for (int k = 0; k < list.n; k++) strcat(strcat(names, list.v[k].name), " ");
    if (strcmp(names, expected)) th_fail(TH_RUNTIME_ERROR, "got names %s, expected %s", names, expected);
}

static th_module *with_everything(void)
{
    th_module *net = network();
    th_module_set_parameter(net, "scale", floats(TH_INTS(1), 2));
    th_module_set_buffer(net, "mean", floats(TH_INTS(2), 1, 2), true);
    th_module_set_buffer(net, "scratch", floats(TH_INTS(1), 0), false);
    th_module_set_buffer(net, "nothing", NULL, true);
    return net;
}

TEST(lists_and_places)
{
    th_module *net = with_everything();
    check_names(th_module_named_parameters(net), "0.weight 0.bias 2.weight 2.bias scale ");
    check_names(th_module_named_buffers(net), "mean scratch ");
    check_names(th_module_state(net), "scale mean 0.weight 0.bias 2.weight 2.bias ");
    CHECK(th_module_parameters(net).n == 5);
    CHECK(th_requires_grad(th_module_tensor(net, "scale")));
    CHECK(th_module_tensor(net, "nothing") == NULL);
    CHECK(th_module_tensor(net, "2.weight") == th_module_tensor(th_module_child(net, "2"), "weight"));
    th_module_remove(net, "scale");
    th_module_remove(net, "scale");
    CHECK(th_module_parameters(net).n == 4);
}

TEST(what_occurs_twice_is_listed_once_as_parameter_and_twice_in_the_state)
{
    th_module *tied = th_nn_linear(2, 2), *net = TH_SEQUENTIAL(tied, tied);
    CHECK(th_module_parameters(net).n == 2);
    check_names(th_module_state(net), "0.weight 0.bias 1.weight 1.bias ");
    th_module *copy = th_module_clone(net);
    CHECK(th_module_child(copy, "0") == th_module_child(copy, "1"));
    CHECK(th_module_child(copy, "0") != tied);
}

static void visit(void *data, const char *prefix, th_module *module)
{
    const char *layer = th_module_layer(module);
    strcat(strcat(strcat(data, prefix), layer ? layer : "-"), " ");
}

TEST(walking)
{
    char seen[128] = "";
    th_module_walk(network(), true, visit, seen);
    CHECK(!strcmp(seen, "0.linear 1.relu 2.linear - "));
}

static void no_such_place(void) { th_module_tensor(at_hand, "2.wight"); }
static void below_a_tensor(void) { th_module_tensor(at_hand, "2.weight.x"); }
static void not_a_module(void) { th_module_child(at_hand, "2.weight"); }
static void not_a_tensor(void) { th_module_tensor(at_hand, "2"); }
static void make_cycle(void) { th_module_set_child(th_module_child(at_hand, "0"), "up", at_hand); }
static void not_a_leaf(void) { th_module_set_parameter(at_hand, "x", th_mul(th_module_tensor(at_hand, "0.bias"), 2)); }
static void integers(void) { th_module_set_parameter(at_hand, "x", longs(TH_INTS(1), 1)); }

TEST(the_tree_refuses)
{
    at_hand = network();
    check_fails(no_such_place, "there is no parameter or buffer '2.wight'");
    check_fails(below_a_tensor, "there is no parameter or buffer '2.weight.x'");
    check_fails(not_a_module, "'2.weight' is a tensor, expected a module");
    check_fails(not_a_tensor, "'2' is a module, expected a parameter or buffer");
    check_fails(make_cycle, "holds the module");
    check_fails(not_a_leaf, "parameter 'x' must be a leaf");
    check_fails(integers, "floating point");
    CHECK(th_module_state(at_hand).n == 4);
}

TEST(moving_and_gradients)
{
    th_module *net = network();
    th_tensor *weight = th_module_tensor(net, "0.weight");
    th_module_to(net, TH_FLOAT64, (th_device){-1, 0});
    CHECK(th_tensor_dtype(weight) == TH_FLOAT64); /* the same tensor */
    th_backward(th_sum(th_module_forward(net, TH_LIST(doubles(TH_INTS(1, 3), 1, 2, 3)))), NULL, false, false);
    CHECK(th_tensor_dtype(th_grad(weight)) == TH_FLOAT64);
    th_module_zero_grad(net);
    CHECK(th_grad(weight) == NULL);
    th_module_to(net, TH_NO_DTYPE, (th_device){TH_META, 0});
    CHECK(th_tensor_device(weight).type == TH_META);
}

/* ---- Copies and state ----------------------------------------------------------------------- */

TEST(a_clone_is_alike_and_apart)
{
    th_module *net = with_everything(), *copy = th_module_clone(net);
    th_tensor *x = th_randn(TH_INTS(5, 3));
    CHECK(th_requires_grad(th_module_tensor(copy, "0.weight")));
    CHECK(th_module_tensor(copy, "0.weight") != th_module_tensor(net, "0.weight"));
    CHECK(th_equal(th_module_forward(net, TH_LIST(x)), th_module_forward(copy, TH_LIST(x))));
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_fill_(th_module_tensor(copy, "0.weight"), 0);
    th_scope_close(scope);
    CHECK(!th_equal(th_module_forward(net, TH_LIST(x)), th_module_forward(copy, TH_LIST(x))));
    check_names(th_module_state(copy), "scale mean 0.weight 0.bias 2.weight 2.bias ");
}

TEST(a_state_comes_back_from_a_file)
{
    const char *path = "module.safetensors";
    th_module *net = with_everything(), *other = with_everything();
    th_save_tensors(path, th_module_state(net));
    th_module_load_state(other, th_load_tensors(path));
    remove(path);
    th_named_list a = th_module_state(net), b = th_module_state(other);
    CHECK(a.n == 6);
    for (int k = 0; k < a.n; k++) CHECK(a.v[k].tensor != b.v[k].tensor && th_equal(a.v[k].tensor, b.v[k].tensor));
    CHECK(th_requires_grad(th_module_tensor(other, "0.weight")) && !th_requires_grad(th_module_tensor(other, "mean")));
}

static void no_file(void) { th_load_tensors("there-is-no-such-file"); }
static void no_folder(void) { th_save_tensors("no-such-folder/x", th_module_state(at_hand)); }
static void lacking_entry(void)
{
    th_named_list state = th_module_state(network());
    state.n--;
    th_module_load_state(at_hand, state);
}
static void other_shape(void)
{
    th_module_load_state(at_hand, th_module_state(TH_SEQUENTIAL(th_nn_linear(3, 4), th_nn_relu(), th_nn_linear(4, 2))));
}

TEST(a_state_that_does_not_fit_changes_nothing)
{
    at_hand = network();
    th_tensor *before = th_clone(th_module_tensor(at_hand, "0.weight"));
    check_fails(lacking_entry, "the state has no tensor named '2.bias'");
    check_fails(other_shape, "size mismatch for '2.weight': expected [1, 4], got [2, 4]");
    check_fails(no_file, "there-is-no-such-file");
    check_fails(no_folder, "no-such-folder");
    CHECK(th_equal(before, th_module_tensor(at_hand, "0.weight")));
}

/* ---- Forwards of one's own ------------------------------------------------------------------ */

typedef struct { th_module *inner; int dropped; } residual;

static th_tensor *add_inner(void *data, th_list inputs)
{
    return th_add(inputs.v[0], th_module_forward(((residual *)data)->inner, inputs));
}
static void drop(void *data) { ((residual *)data)->dropped++; }

static void clone_at_hand(void) { th_module_clone(at_hand); }

TEST(a_forward_of_ones_own)
{
    residual r = {0};
    th_scope *scope = th_scope_open();
    th_module *inner = th_nn_linear(2, 2), *block = th_module_new();
    th_module_set_child(block, "inner", r.inner = inner);
    th_module_set_forward(block, add_inner, drop, &r);
    th_module *net = TH_SEQUENTIAL(block, th_nn_identity());
    th_tensor *x = th_randn(TH_INTS(3, 2)), *y = th_module_forward(net, TH_LIST(x));
    CHECK(th_equal(y, th_add(x, th_module_forward(inner, TH_LIST(x)))));
    check_names(th_module_named_parameters(net), "0.inner.weight 0.inner.bias ");
    th_backward(th_sum(y), NULL, false, false);
    CHECK(th_grad(th_module_tensor(inner, "weight")) != NULL);
    at_hand = net;
    check_fails(clone_at_hand, "cannot be cloned");
    CHECK(r.dropped == 0);
    th_scope_close(scope);
    CHECK(r.dropped == 1);
}

RUN_TESTS("module", cmocka_unit_test(a_scope_owns_what_is_made_in_it),
          cmocka_unit_test(a_failed_construction_leaves_nothing),
          cmocka_unit_test(what_is_deferred_happens_once), cmocka_unit_test(layers_own_their_strings_and_sizes),
          cmocka_unit_test(defaults_are_those_of_the_table), cmocka_unit_test(dropout_knows_whether_it_trains),
          cmocka_unit_test(layers_refuse), cmocka_unit_test(lists_and_places),
          cmocka_unit_test(what_occurs_twice_is_listed_once_as_parameter_and_twice_in_the_state),
          cmocka_unit_test(walking), cmocka_unit_test(the_tree_refuses), cmocka_unit_test(moving_and_gradients),
          cmocka_unit_test(a_clone_is_alike_and_apart),
          cmocka_unit_test(a_state_comes_back_from_a_file), cmocka_unit_test(a_state_that_does_not_fit_changes_nothing),
          cmocka_unit_test(a_forward_of_ones_own))
