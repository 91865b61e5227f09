/* The module tree and optimizers without R: a small network learns. */
#include "support.h"

#include "core/autograd.h"
#include "nn/module.h"
#include "optim/optimizer.h"

static th_module *linear(int64_t in, int64_t out)
{
    th_module *m = th_module_new();
    th_value args[TH_MAX_ARGS] = {{.type = TH_ARG_INT, .as.i = in}, {.type = TH_ARG_INT, .as.i = out}, {.type = TH_ARG_BOOL, .as.i = 1}};
    th_module_build(m, "linear", args);
    return m;
}

static void add(th_module *parent, const char *name, th_module *child)
{
    th_module_set_child(parent, name, child);
    th_module_release(child);
}

static th_module *network(void)
{
    th_module *net = th_module_new(), *relu = th_module_new();
    th_value no_args[TH_MAX_ARGS] = {{.type = TH_ARG_BOOL}};
    add(net, "0", linear(3, 16));
    th_module_build(relu, "relu", no_args);
    add(net, "1", relu);
    add(net, "2", linear(16, 1));
    return net;
}

typedef struct { th_tensor *params[8]; int n; char names[256]; } collected;
static void collect(void *data, const char *prefix, th_module *m)
{
    collected *c = data;
    for (int k = 0; k < m->n_slots; k++)
        if (m->slots[k].kind == TH_PARAMETER && m->slots[k].tensor) {
            c->params[c->n++] = m->slots[k].tensor;
            strcat(strcat(c->names, prefix), m->slots[k].name);
            strcat(c->names, " ");
        }
}

TEST(names_and_parameters)
{
    th_module *net = network();
    collected c = {.n = 0};
    th_module_walk(net, true, collect, &c);
    CHECK(c.n == 4);
    CHECK(!strcmp(c.names, "0.weight 0.bias 2.weight 2.bias "));
    th_module_train(net, false);
    CHECK(!net->slots[0].module->training);
    th_module_release(net);
}

TEST(a_network_learns)
{
    th_module *net = network();
    collected c = {.n = 0};
    th_module_walk(net, true, collect, &c);
    th_optimizer *adam = th_optimizer_new("adam");
    th_optimizer_add_group(adam, (th_list){c.n, c.params}, (double[TH_MAX_OPTIONS]){0.02, 0.9, 0.999, 1e-8, 0, 0});
    th_tensor *x = th_randn(TH_INTS(64, 3)), *y = th_sum_with(th_mul(x, floats(TH_INTS(3), 1, -2, 0.5)), TH_INTS(1), true, TH_NO_DTYPE);
    double first = 0, last = 0;
    int64_t alive = 0;
    for (int step = 0; step < 200; step++) {
        th_scope *scope = th_scope_open();
        th_tensor *loss = th_mse_loss(th_module_forward(net, (th_list){1, &x}), y);
        th_optimizer_zero_grad(adam, false);
        th_backward(loss, NULL, false, false);
        th_optimizer_step(adam);
        last = th_scalar_double(th_item(loss));
        if (step == 0) first = last;
        th_scope_close(scope);
        if (step == 1) alive = th_live_tensors();
    }
    CHECK(th_live_tensors() == alive); /* a step leaves nothing behind */
    CHECK(last < first / 20);
    th_optimizer_free(adam);
    th_module_release(net);
}

static th_module *at_hand;
static void make_cycle(void) { th_module_set_child(at_hand->slots[0].module, "up", at_hand); }
static void no_such_layer(void) { th_layer_find("nothing"); }
static void negative_features(void)
{
    th_value args[TH_MAX_ARGS] = {{.type = TH_ARG_INT, .as.i = -1}, {.type = TH_ARG_INT, .as.i = 2}, {.type = TH_ARG_BOOL}};
    th_module_build(at_hand, "linear", args);
}

TEST(refusals)
{
    at_hand = network();
    check_fails(make_cycle, "holds the module");
    th_module_release(at_hand);
    check_fails(no_such_layer, "there is no layer 'nothing'");
    at_hand = th_module_new();
    check_fails(negative_features, "in_features must not be negative, got -1");
    th_module_release(at_hand);
}

RUN_TESTS("module", cmocka_unit_test(names_and_parameters), cmocka_unit_test(a_network_learns), cmocka_unit_test(refusals))
