/* Optimizers from C: trainings with the numbers of PyTorch, options by name, groups, errors, memory. */
#include "support.h"

#include "golden-training.h"

/* numbers(n, start) of tools/golden-training.py */
static th_tensor *numbers(th_ints shape, int start)
{
    int n = (int)th_count(shape.n, shape.v);
    double *values = th_scratch(sizeof(double) * (size_t)n);
    for (int i = 0; i < n; i++) values[i] = ((start + 7 * i) % 11 - 5) / 10.0;
    return th_from_data(values, shape, TH_FLOAT64);
}

static th_module *network(void)
{
    th_module *net = TH_SEQUENTIAL(th_nn_linear(3, 4), th_nn_tanh(), th_nn_linear(4, 1));
    th_module_to(net, TH_FLOAT64, (th_device){-1, 0});
    th_list params = th_module_parameters(net);
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    for (int k = 0; k < params.n; k++) {
        th_tensor *p = params.v[k];
        th_copy_(p, numbers((th_ints){th_tensor_ndim(p), th_tensor_shape(p)}, k));
    }
    th_scope_close(scope);
    return net;
}

static double step(th_module *net, th_optimizer *optimizer)
{
    th_scope *scope = th_scope_open();
    th_tensor *x = numbers(TH_INTS(5, 3), 3), *y = numbers(TH_INTS(5, 1), 1);
    th_optimizer_zero_grad(optimizer, true);
    th_tensor *loss = th_mse_loss(th_module_forward(net, TH_LIST(x)), y);
    th_backward(loss, NULL, false, false);
    th_optimizer_step(optimizer);
    double value = th_item(loss).re.d;
    th_scope_close(scope);
    return value;
}

static void check_training(const char *algorithm, th_options options, const double *losses, const double *parameters)
{
    th_module *net = network();
    th_optimizer *optimizer = th_optim(algorithm, th_module_parameters(net), options);
    for (int k = 0; k < GOLDEN_STEPS; k++) CHECK_NEAR(step(net, optimizer), losses[k], 1e-13);
    th_list params = th_module_parameters(net);
    for (int k = 0; k < params.n; k++)
        for (int64_t i = 0; i < th_tensor_numel(params.v[k]); i++)
            CHECK_NEAR(value_at(params.v[k], i), *parameters++, 1e-13);
}

TEST(sgd_is_pytorchs)
{
    check_training("sgd", TH_OPTIONS({"lr", 0.1}, {"momentum", 0.9}, {"nesterov", 1}), sgd_losses, sgd_parameters);
}
TEST(adam_is_pytorchs)
{
    th_options options = TH_OPTIONS({"lr", 0.05}, {"weight_decay", 0.01}, {"amsgrad", 1});
    check_training("adam", options, adam_losses, adam_parameters);
}
TEST(several_numbers_of_a_name_are_numbered)
{
    th_optimizer *adam = th_optim("adam", TH_LIST(th_zeros(TH_INTS(1))), TH_OPTIONS({"beta2", 0.5}));
    CHECK(th_optimizer_get(adam, 0, "beta1") == 0.9 && th_optimizer_get(adam, 0, "beta2") == 0.5);
    CHECK(!strcmp(th_optimizer_option(adam, 1), "betas") && !strcmp(th_optimizer_option(adam, 2), "betas"));
}
TEST(adamw_is_pytorchs) { check_training("adamw", TH_OPTIONS({"lr", 0.05}), adamw_losses, adamw_parameters); }

TEST(a_step_leaves_nothing_behind)
{
    th_module *net = network();
    th_optimizer *adam = th_optim("adam", th_module_parameters(net), TH_NO_OPTIONS);
    step(net, adam);
    step(net, adam);
    int64_t alive = th_live_tensors();
    for (int k = 0; k < 20; k++) step(net, adam);
    CHECK(th_live_tensors() == alive);
}

static th_tensor *leaf(th_tensor *x)
{
    th_set_requires_grad(x, true);
    return x;
}

TEST(groups_have_their_own_options)
{
    th_tensor *a = leaf(doubles(TH_INTS(1), 1)), *b = leaf(doubles(TH_INTS(1), 1));
    th_tensor *idle = leaf(doubles(TH_INTS(1), 1));
    th_optimizer *sgd = th_optimizer_new("sgd");
    CHECK(th_optimizer_add(sgd, TH_LIST(a, idle), TH_OPTIONS({"lr", 0.1})) == 0);
    CHECK(th_optimizer_add(sgd, TH_LIST(b), TH_OPTIONS({"lr", 0.5})) == 1);
    th_backward(th_add(a, b), NULL, false, false);
    th_optimizer_step(sgd);
    CHECK_VALUES(a, 0.9);
    CHECK_VALUES(b, 0.5);
    CHECK_VALUES(idle, 1); /* no gradient, no step */
    th_optimizer_set(sgd, 1, "lr", 0.25);
    CHECK(th_optimizer_get(sgd, 0, "lr") == 0.1 && th_optimizer_get(sgd, 1, "lr") == 0.25);
    th_optimizer_set(sgd, -1, "lr", 1);
    th_optimizer_step(sgd);
    CHECK_VALUES(a, -0.1);
    th_optimizer_zero_grad(sgd, false);
    CHECK_VALUES(th_grad(a), 0);
    th_optimizer_zero_grad(sgd, true);
    CHECK(th_grad(a) == NULL);
    th_optimizer_free(sgd);
}

static th_optimizer *at_hand;
static th_tensor *param;
static void no_algorithm(void) { th_optim("nothing", TH_LIST(param), TH_NO_OPTIONS); }
static void no_option(void) { th_optim("adam", TH_LIST(param), TH_OPTIONS({"momentum", 1})); }
static void no_rate(void) { th_optim("sgd", TH_LIST(param), TH_NO_OPTIONS); }
static void not_a_leaf(void) { th_optim("adam", TH_LIST(th_mul(param, 2)), TH_NO_OPTIONS); }
static void twice(void) { th_optimizer_add(at_hand, TH_LIST(param), TH_NO_OPTIONS); }
static void no_group(void) { th_optimizer_get(at_hand, 1, "lr"); }
static void no_number(void) { th_optimizer_set(at_hand, 0, "lr", NAN); }

TEST(refusals_leave_nothing)
{
    param = leaf(doubles(TH_INTS(1), 1));
    at_hand = th_optim("adam", TH_LIST(param), TH_NO_OPTIONS);
    check_fails(no_algorithm, "there is no algorithm 'nothing'");
    check_fails(no_option, "optim_adam: there is no option 'momentum'");
    check_fails(no_rate, "lr");
    check_fails(not_a_leaf, "non-leaf");
    check_fails(twice, "more than one parameter group");
    check_fails(no_group, "there is no group 1");
    check_fails(no_number, "must be");
    CHECK(th_optimizer_get(at_hand, 0, "lr") == 0.001);
}

RUN_TESTS("optimizer", cmocka_unit_test(sgd_is_pytorchs), cmocka_unit_test(adam_is_pytorchs),
          cmocka_unit_test(several_numbers_of_a_name_are_numbered),
          cmocka_unit_test(adamw_is_pytorchs),
          cmocka_unit_test(a_step_leaves_nothing_behind), cmocka_unit_test(groups_have_their_own_options),
          cmocka_unit_test(refusals_leave_nothing))
