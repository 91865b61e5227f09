/* Operations with a gradient of one's own: th_record_function(). */
#include "support.h"

static th_tensor *leaf(th_tensor *x)
{
    th_set_requires_grad(x, true);
    return x;
}

static int dropped;
static void drop(void *data) { dropped += *(int *)data; }
static int one = 1;

static void cube_backward(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    CHECK(data == &one && saved.n == 1 && gradients.n == 1);
    results[0] = th_mul(gradients.v[0], th_mul(th_square(saved.v[0]), 3));
}

static th_tensor *unrecorded_cube(th_tensor *x)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    return th_scope_return(scope, th_pow(x, 3));
}

static th_tensor *cube(th_tensor *x)
{
    th_tensor *y = unrecorded_cube(x);
    th_record_function("Cube", TH_LIST(x), TH_LIST(y), TH_LIST(x), cube_backward, drop, &one);
    return y;
}

/* y = exp(x) saves its output. */
static void exp_backward(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    results[0] = th_mul(gradients.v[0], saved.v[0]);
}
static th_tensor *own_exp(th_tensor *x)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_tensor *y = th_scope_return(scope, th_exp(x));
    th_record_function("OwnExp", TH_LIST(x), TH_LIST(y), TH_LIST(y), exp_backward, NULL, NULL);
    return y;
}

TEST(first_and_second_derivatives)
{
    dropped = 0;
    th_scope *scope = th_scope_open();
    th_tensor *x = leaf(doubles(TH_INTS(2), 2, 3)), *y = th_sum(cube(th_mul(x, 2))), *g[1], *h[1];
    th_gradients(TH_LIST(y), TH_LIST(x), (th_list){0, NULL}, true, true, false, g);
    CHECK_VALUES(g[0], 96, 216); /* 24 x^2 */
    th_tensor *s = th_sum(g[0]);
    th_gradients(TH_LIST(s), TH_LIST(x), (th_list){0, NULL}, false, false, false, h);
    CHECK_VALUES(h[0], 96, 144); /* 48 x */
    th_scope_close(scope);
    CHECK(dropped == 1);
}

TEST(a_saved_output_holds_no_cycle_and_has_its_history)
{
    th_scope *scope = th_scope_open();
    th_tensor *x = leaf(doubles(TH_INTS(1), 0.5)), *y = own_exp(x), *g[1], *h[1];
    th_gradients(TH_LIST(y), TH_LIST(x), (th_list){0, NULL}, true, true, false, g);
    th_gradients(TH_LIST(g[0]), TH_LIST(x), (th_list){0, NULL}, false, false, false, h);
    CHECK_NEAR(value_at(h[0], 0), exp(0.5), 1e-15);
    own_exp(x); /* never used */
    th_scope_close(scope);
    CHECK(th_live_tensors() == 0);
}

/* (a, b) -> (a b, a, gap): the gradients of some inputs and outputs are not there. */
static void pair_backward(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    CHECK(gradients.n == 2);
    results[0] = th_add(th_mul(gradients.v[0], saved.v[1]), gradients.v[1]);
    if (saved.v[2]) results[1] = gradients.v[0];
}

TEST(several_inputs_and_outputs)
{
    th_tensor *a = leaf(doubles(TH_INTS(2), 1, 2)), *b = leaf(doubles(TH_INTS(2), 3, 4));
    th_set_grad_enabled(false);
    th_tensor *product = th_mul(a, b), *copy = th_clone(a), *saved[] = {a, b, NULL};
    th_set_grad_enabled(true);
    th_record_function("Pair", TH_LIST(a, b), TH_LIST(product, copy), (th_list){3, saved}, pair_backward, NULL, NULL);
    th_backward(th_sum(product), NULL, false, false);
    CHECK_VALUES(th_grad(a), 3, 4);
    CHECK(th_grad(b) == NULL);
}

TEST(what_is_not_recorded_is_dropped_at_once)
{
    dropped = 0;
    th_tensor *plain = doubles(TH_INTS(1), 2), *x = leaf(doubles(TH_INTS(1), 2));
    CHECK(!th_requires_grad(cube(plain)) && dropped == 1);
    th_set_grad_enabled(false);
    CHECK(!th_requires_grad(cube(x)) && dropped == 2);
    th_set_grad_enabled(true);
    th_tensor *whole = longs(TH_INTS(1), 1);
    th_record_function("Whole", TH_LIST(x), TH_LIST(whole), (th_list){0, NULL}, cube_backward, drop, &one);
    CHECK(!th_requires_grad(whole) && dropped == 3);
    th_scope *scope = th_scope_open();
    CHECK(th_requires_grad(cube(x)) && dropped == 3);
    th_scope_close(scope);
    CHECK(dropped == 4);
}

static th_tensor *at_hand;
static void backward_at_hand(void) { th_backward(at_hand, NULL, false, false); }
static void output_is_input(void)
{
    th_record_function("Same", TH_LIST(at_hand), TH_LIST(at_hand), (th_list){0, NULL}, cube_backward, drop, &one);
}
static void wrong_shape(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    results[0] = th_sum(gradients.v[0]);
}
static void fails(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    th_fail(TH_INDEX_ERROR, "on purpose");
}
static th_tensor *recorded(th_tensor *x, th_backward_function backward)
{
    th_tensor *y = unrecorded_cube(x);
    th_record_function("Bad", TH_LIST(x), TH_LIST(y), (th_list){0, NULL}, backward, drop, &one);
    return th_sum(y);
}

TEST(refusals)
{
    dropped = 0;
    th_tensor *x = leaf(doubles(TH_INTS(2), 1, 2));
    at_hand = x;
    check_fails(output_is_input, "Same: output 1 is an input");
    CHECK(dropped == 1);
    at_hand = recorded(x, wrong_shape);
    check_fails(backward_at_hand, "Bad returned an invalid gradient: got shape [], expected [2]");
    at_hand = recorded(x, fails);
    check_fails(backward_at_hand, "on purpose");
    at_hand = th_sum(cube(x));
    backward_at_hand();
    check_fails(backward_at_hand, "second time");
    th_tensor *inner = th_mul(x, 1);
    at_hand = th_sum(cube(inner));
    th_add_(inner, 1);
    check_fails(backward_at_hand, "modified by an inplace operation");
}

RUN_TESTS("function", cmocka_unit_test(first_and_second_derivatives),
          cmocka_unit_test(a_saved_output_holds_no_cycle_and_has_its_history),
          cmocka_unit_test(several_inputs_and_outputs), cmocka_unit_test(what_is_not_recorded_is_dropped_at_once),
          cmocka_unit_test(refusals))
