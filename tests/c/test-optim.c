#include "support.h"

#include "core/autograd.h"
#include "optim/optimizer.h"

static th_tensor *leaf(th_tensor *x)
{
    th_set_requires_grad(x, true);
    return x;
}

/* (1 - x1)^2 + 100 (x2 - x1^2)^2 */
typedef struct { th_tensor *x; th_optimizer *optimizer; int calls, fails_at; } valley;
static th_tensor *rosenbrock(void *data)
{
    valley *v = data;
    if (++v->calls == v->fails_at) th_fail(TH_RUNTIME_ERROR, "the closure failed");
    th_optimizer_zero_grad(v->optimizer, false);
    th_tensor *x1 = th_select(v->x, 0, 0), *x2 = th_select(v->x, 0, 1);
    th_tensor *loss = th_add(th_square(th_rsub(x1, 1)), th_mul(th_square(th_sub(x2, th_square(x1))), 100));
    th_backward(loss, NULL, false, false);
    return loss;
}

static valley start(const char *name, const double *options)
{
    valley v = {.x = leaf(doubles(TH_INTS(2), -1.5, 2)), .optimizer = th_optimizer_new(name)};
    th_optimizer_add_group(v.optimizer, (th_list){1, &v.x}, options);
    return v;
}

TEST(every_algorithm_descends)
{
    for (int k = 0; k < th_n_algorithms; k++) {
        double options[TH_MAX_OPTIONS] = {1e-4};
        for (int i = 1; th_algorithms[k].options[i].name; i++) options[i] = th_algorithms[k].options[i].fallback;
        valley v = start(th_algorithms[k].name, options);
        double first = th_scalar_double(th_item(th_optimizer_step_with(v.optimizer, rosenbrock, &v))), last = first;
        CHECK_NEAR(first, 12.5, 1e-12);
        for (int step = 0; step < 50; step++)
            last = th_scalar_double(th_item(th_optimizer_step_with(v.optimizer, rosenbrock, &v)));
        CHECK(last < first);
        th_optimizer_free(v.optimizer);
    }
}

TEST(options_have_names_in_order)
{
    th_optimizer *o = th_optimizer_new("adam");
    const char *expected[] = {"lr", "betas", "betas", "eps", "weight_decay", "amsgrad"};
    for (int k = 0; k < 6; k++) CHECK(!strcmp(th_optimizer_option(o, k), expected[k]));
    CHECK(!th_optimizer_option(o, 6));
    th_optimizer_free(o);
}

TEST(a_step_moves_every_group_by_its_options)
{
    th_tensor *a = leaf(floats(TH_INTS(2), 1, 2)), *b = leaf(floats(TH_INTS(), 3));
    th_optimizer *o = th_optimizer_new("sgd");
    double options[TH_MAX_OPTIONS] = {0.5};
    th_optimizer_add_group(o, (th_list){1, &a}, options);
    options[0] = 0.25;
    th_optimizer_add_group(o, (th_list){1, &b}, options);
    th_backward(th_add(th_sum(a), b), NULL, false, false);
    th_optimizer_step(o);
    CHECK_VALUES(a, 0.5, 1.5);
    CHECK_VALUES(b, 2.75);
    options[0] = 1;
    th_optimizer_set_options(o, 1, options);
    th_optimizer_step(o);
    CHECK_VALUES(b, 1.75);
    th_optimizer_free(o);
}

static th_optimizer *refusing;
static th_tensor *known;
static void unknown_algorithm(void) { th_optimizer_new("descent"); }
static void without_rate(void) { th_optimizer_add_group(refusing, (th_list){1, &known}, NULL); }
static void wrong_rate(void) { th_optimizer_add_group(refusing, (th_list){1, &known}, (double[TH_MAX_OPTIONS]){-1}); }
static void no_parameters(void) { th_optimizer_add_group(refusing, (th_list){0, NULL}, (double[TH_MAX_OPTIONS]){1}); }
static void no_leaf(void)
{
    th_tensor *x = th_mul(known, 2);
    th_optimizer_add_group(refusing, (th_list){1, &x}, (double[TH_MAX_OPTIONS]){1});
}
static void twice(void) { th_optimizer_add_group(refusing, (th_list){1, &known}, (double[TH_MAX_OPTIONS]){1}); }

TEST(what_is_wrong_is_refused)
{
    known = leaf(floats(TH_INTS(1), 1));
    refusing = th_optimizer_new("sgd");
    check_fails(unknown_algorithm, "there is no algorithm 'descent'");
    check_fails(without_rate, "required optimization parameter lr");
    check_fails(wrong_rate, "lr must be at least 0, got -1");
    check_fails(no_parameters, "empty parameter list");
    check_fails(no_leaf, "can't optimize a non-leaf Tensor");
    twice();
    check_fails(twice, "more than one parameter group");
    CHECK(refusing->n_groups == 1);
    th_optimizer_free(refusing);
}

static valley failing;
static void fail_in_closure(void) { th_optimizer_step_with(failing.optimizer, rosenbrock, &failing); }

TEST(a_failing_closure_changes_nothing)
{
    for (int search = 0; search < 2; search++) {
        failing = start("lbfgs", (double[TH_MAX_OPTIONS]){search ? 1 : 1e-3, 20, 25, 1e-7, 1e-9, 3, search});
        th_optimizer_step_with(failing.optimizer, rosenbrock, &failing);
        double before[] = {value_at(failing.x, 0), value_at(failing.x, 1)};
        int64_t alive = th_live_tensors();
        for (int k = 1; k < 6; k++) {
            failing.calls = 0, failing.fails_at = k;
            th_optimizer_zero_grad(failing.optimizer, true);
            check_fails(fail_in_closure, "the closure failed");
            th_optimizer_zero_grad(failing.optimizer, true);
            CHECK(value_at(failing.x, 0) == before[0] && value_at(failing.x, 1) == before[1]);
        }
        CHECK(th_live_tensors() < alive);
        th_optimizer_free(failing.optimizer);
    }
}

TEST(gradients_are_clipped)
{
    th_tensor *x[] = {leaf(floats(TH_INTS(2), 3, 0)), NULL, leaf(floats(TH_INTS(1), 4)), leaf(floats(TH_INTS(1), 1))};
    th_set_grad(x[0], floats(TH_INTS(2), 3, 0));
    th_set_grad(x[2], floats(TH_INTS(1), -4));
    CHECK_VALUES(th_clip_grad_norm((th_list){4, x}, 1, 2), 5);
    CHECK_VALUES(th_grad(x[0]), 0.6, 0);
    CHECK_VALUES(th_grad(x[2]), -0.8);
    th_clip_grad_value((th_list){4, x}, 0.7);
    CHECK_VALUES(th_grad(x[0]), 0.6, 0);
    CHECK_VALUES(th_grad(x[2]), -0.7);
    CHECK(!th_grad(x[3]));
}

RUN_TESTS("optim", cmocka_unit_test(every_algorithm_descends), cmocka_unit_test(options_have_names_in_order),
          cmocka_unit_test(a_step_moves_every_group_by_its_options), cmocka_unit_test(what_is_wrong_is_refused),
          cmocka_unit_test(a_failing_closure_changes_nothing), cmocka_unit_test(gradients_are_clipped))
