/* Recording and the backward pass. Gradients of single ops are tested through the table, from R. */
#include "support.h"

#include "core/autograd.h"

static th_tensor *leaf(th_tensor *x)
{
    th_set_requires_grad(x, true);
    return x;
}
static void backward(th_tensor *y) { th_backward(th_sum(y), NULL, false, false); }

TEST(sums_of_paths)
{
    th_tensor *x = leaf(doubles(TH_INTS(2), 2, 3)), *y = th_mul(x, x);
    backward(th_add(th_mul(y, x), y)); /* x^3 + x^2 */
    CHECK_VALUES(th_grad(x), 16, 33);
    backward(th_mul(x, 1));
    CHECK_VALUES(th_grad(x), 17, 34); /* accumulates */
}

TEST(broadcast_and_cast_gradients_fit_their_inputs)
{
    th_tensor *row = leaf(floats(TH_INTS(3), 1, 2, 3)), *x = leaf(doubles(TH_INTS(2, 3), 1, 2, 3, 4, 5, 6));
    backward(th_mul(row, x));
    CHECK(th_tensor_dtype(th_grad(row)) == TH_FLOAT32);
    CHECK_VALUES(th_grad(row), 5, 7, 9);
    CHECK_VALUES(th_grad(x), 1, 2, 3, 1, 2, 3);
}

TEST(higher_derivatives)
{
    th_tensor *x = leaf(doubles(TH_INTS(1), 2)), *y = th_sum(th_pow(x, 4)), *g[1];
    th_gradients((th_list){1, &y}, (th_list){1, &x}, (th_list){0, NULL}, true, true, false, g);
    CHECK_VALUES(g[0], 32);
    th_tensor *g2[1], *s = th_sum(g[0]);
    th_gradients((th_list){1, &s}, (th_list){1, &x}, (th_list){0, NULL}, true, true, false, g2);
    CHECK_VALUES(g2[0], 48);
    CHECK(th_grad(x) == NULL);
}

static th_tensor *spent;
static void backward_again(void) { th_backward(spent, NULL, false, false); }

TEST(a_graph_is_freed_once_used)
{
    th_tensor *x = leaf(doubles(TH_INTS(1), 2));
    spent = th_sum(th_mul(x, x));
    th_backward(spent, NULL, true, false);
    th_backward(spent, NULL, false, false);
    CHECK_VALUES(th_grad(x), 8);
    check_fails(backward_again, "Trying to backward through the graph a second time");
}

TEST(in_place_on_views_changes_the_base_history)
{
    th_tensor *x = leaf(doubles(TH_INTS(2, 2), 1, 2, 3, 4)), *w = leaf(doubles(TH_INTS(2), 5, 6));
    th_tensor *y = th_mul(x, 1), *row = th_select(y, 0, 1);
    th_mul_(row, w);
    CHECK_VALUES(y, 1, 2, 15, 24);
    backward(th_mul(y, y));
    CHECK_VALUES(th_grad(x), 2, 4, 150, 288);
    CHECK_VALUES(th_grad(w), 90, 192);
}

TEST(a_view_sees_later_changes_of_its_base)
{
    th_tensor *x = leaf(doubles(TH_INTS(2), 1, 2)), *y = th_mul(x, 1), *view = th_slice(y);
    th_mul_(y, 3);
    backward(view);
    CHECK_VALUES(th_grad(x), 3, 3);
}

TEST(writing_into_plain_memory_records)
{
    th_tensor *w = leaf(doubles(TH_INTS(2), 1, 2)), *y = doubles(TH_INTS(2, 2), 0, 0, 0, 0);
    th_copy_(th_select(y, 0, 0), th_mul(w, 2));
    CHECK(th_requires_grad(y));
    backward(th_mul(y, y));
    CHECK_VALUES(th_grad(w), 8, 16);
}

static void in_place_on_leaf(void) { th_add_(leaf(floats(TH_INTS(1), 1)), 1); }
static void in_place_on_view_of_leaf(void) { th_add_(th_select(leaf(floats(TH_INTS(1), 1)), 0, 0), 1); }
static void changed_after_saving(void)
{
    th_tensor *x = leaf(floats(TH_INTS(2), 1, 2)), *y = th_mul(x, 1), *z = th_mul(y, y);
    th_add_(y, 1);
    backward(z);
}
static void not_a_scalar(void) { th_backward(th_mul(leaf(floats(TH_INTS(2), 1, 2)), 2), NULL, false, false); }
static void no_graph(void) { backward(floats(TH_INTS(2), 1, 2)); }
static void integers_have_no_gradient(void) { leaf(longs(TH_INTS(1), 1)); }

TEST(refusals)
{
    check_fails(in_place_on_leaf, "a leaf Variable that requires grad is being used in an in-place operation");
    check_fails(in_place_on_view_of_leaf, "a view of a leaf Variable that requires grad");
    check_fails(changed_after_saving, "modified by an inplace operation");
    check_fails(not_a_scalar, "grad can be implicitly created only for scalar outputs");
    check_fails(no_graph, "does not require grad");
    check_fails(integers_have_no_gradient, "only Tensors of floating point");
}

/* Deeper than a C stack could recurse. */
TEST(deep_graphs)
{
    th_tensor *x = leaf(doubles(TH_INTS(1), 1)), *y = x;
    for (int k = 0; k < 300000; k++) {
        th_scope *scope = th_scope_open();
        th_tensor *next = th_keep(th_add(y, 1));
        th_scope_close(scope);
        if (y != x) th_release(y);
        y = next;
    }
    backward(y);
    CHECK_VALUES(th_grad(x), 1);
    th_release(y);
}

static th_tensor *doubled(void *calls, th_tensor *g)
{
    ++*(int *)calls;
    return th_mul(g, 2);
}

TEST(hooks)
{
    int calls = 0;
    th_tensor *x = leaf(doubles(TH_INTS(2), 1, 2)), *y = th_mul(x, 3);
    int64_t on_y = th_add_hook(y, doubled, NULL, &calls);
    th_add_hook(x, doubled, NULL, &calls);
    th_retain_grad(y);
    th_tensor *z = th_sum(y);
    th_backward(z, NULL, true, false);
    CHECK(calls == 2);
    CHECK_VALUES(th_grad(x), 12, 12);
    CHECK_VALUES(th_grad(y), 2, 2);
    th_remove_hook(y, on_y);
    th_backward(z, NULL, false, false);
    CHECK(calls == 3);
    CHECK_VALUES(th_grad(x), 18, 18);
}

TEST(only_what_is_asked_for)
{
    th_tensor *x = leaf(doubles(TH_INTS(1), 2)), *w = leaf(doubles(TH_INTS(1), 3)), *y = th_mul(th_exp(w), x);
    th_backward_all((th_list){1, &y}, (th_list){0, NULL}, (th_list){1, &x}, false, false);
    CHECK(th_grad(x) && !th_grad(w));
    th_tensor *unused[1], *z = th_mul(x, 2);
    th_gradients((th_list){1, &z}, (th_list){1, &w}, (th_list){0, NULL}, false, false, true, unused);
    CHECK(unused[0] == NULL);
}

RUN_TESTS("autograd", cmocka_unit_test(sums_of_paths), cmocka_unit_test(broadcast_and_cast_gradients_fit_their_inputs),
          cmocka_unit_test(higher_derivatives), cmocka_unit_test(a_graph_is_freed_once_used),
          cmocka_unit_test(in_place_on_views_changes_the_base_history),
          cmocka_unit_test(a_view_sees_later_changes_of_its_base), cmocka_unit_test(writing_into_plain_memory_records),
          cmocka_unit_test(refusals), cmocka_unit_test(deep_graphs), cmocka_unit_test(hooks),
          cmocka_unit_test(only_what_is_asked_for))
