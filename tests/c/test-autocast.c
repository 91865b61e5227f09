/* Autocast keeps the casts of parameters until it ends: seen from the graph, where one cast is one node. */
#include "support.h"

#include "core/node.h"

static th_tensor *leaf(th_tensor *x)
{
    th_set_requires_grad(x, true);
    return x;
}
static th_tensor *square(void) { return leaf(floats(TH_INTS(2, 2), 1, 2, 3, 4)); }

/* The node of the cast through which a product reads its second operand. */
static const th_node *cast_of(th_tensor *product) { return product->grad_fn->edges[1].node; }

static void start(void) { th_set_autocast(TH_CPU, true, TH_BFLOAT16); }
static void stop(void) { th_set_autocast(TH_CPU, false, TH_BFLOAT16); }

TEST(a_parameter_is_cast_once)
{
    th_tensor *x = floats(TH_INTS(1, 2), 1, 1), *w = square();
    start();
    th_tensor *a = th_mm(x, w), *b = th_mm(x, w);
    CHECK(a->dtype == TH_BFLOAT16 && cast_of(a) == cast_of(b));
    th_set_autocast(TH_CPU, true, TH_FLOAT16);
    CHECK(cast_of(th_mm(x, w)) != cast_of(a)); /* to another dtype */
    stop();
    start();
    CHECK(cast_of(th_mm(x, w)) != cast_of(a)); /* another region */
    stop();
    th_backward(th_sum(th_add(a, b)), NULL, false, false);
    CHECK_VALUES(th_grad(w), 2, 2, 2, 2);
    CHECK(th_grad(w)->dtype == TH_FLOAT32);
}

TEST(without_the_cache_it_is_cast_each_time)
{
    th_tensor *x = floats(TH_INTS(1, 2), 1, 1), *w = square();
    CHECK(th_autocast_cache());
    start();
    th_set_autocast_cache(false);
    th_tensor *a = th_mm(x, w), *b = th_mm(x, w);
    CHECK(cast_of(a) != cast_of(b) && !th_autocast_cache());
    th_backward(th_sum(th_add(a, b)), NULL, false, false);
    CHECK_VALUES(th_grad(w), 2, 2, 2, 2);
    stop();
    th_set_autocast_cache(true);
}

TEST(changes_in_place_are_seen)
{
    th_tensor *x = floats(TH_INTS(1, 2), 1, 1), *w = square();
    start();
    CHECK_VALUES(th_cast(th_mm(x, w), TH_FLOAT32), 4, 6);
    th_set_grad_enabled(false);
    th_mul_(w, 2);
    th_set_grad_enabled(true);
    CHECK_VALUES(th_cast(th_mm(x, w), TH_FLOAT32), 8, 12);
    th_set_data(w, floats(TH_INTS(2, 2), 1, 0, 0, 1));
    CHECK_VALUES(th_cast(th_mm(x, w), TH_FLOAT32), 1, 1);
    stop();
}

/* A cast that was made without recording does not lead back to the parameter. */
TEST(casts_that_were_not_recorded_are_made_again)
{
    th_tensor *x = floats(TH_INTS(1, 2), 1, 1), *w = square();
    start();
    th_set_grad_enabled(false);
    CHECK(!th_mm(x, w)->grad_fn);
    th_set_grad_enabled(true);
    th_backward(th_sum(th_mm(x, w)), NULL, false, false);
    CHECK_VALUES(th_grad(w), 1, 1, 1, 1);
    stop();
}

TEST(one_region_has_several_backward_passes)
{
    th_tensor *x = floats(TH_INTS(1, 2), 1, 1), *w = square();
    start();
    th_tensor *a = th_mm(x, w), *b = th_mm(x, w);
    th_backward(th_sum(a), NULL, false, false);
    th_backward(th_sum(b), NULL, false, false); /* through the same cast */
    th_backward(th_sum(th_mm(x, w)), NULL, false, false);
    CHECK_VALUES(th_grad(w), 3, 3, 3, 3);
    stop();
}

TEST(inputs_that_are_no_parameters_are_not_kept)
{
    th_tensor *x = floats(TH_INTS(1, 2), 1, 1), *w = square(), *v = th_mul(w, 1);
    start();
    CHECK(cast_of(th_mm(x, v)) != cast_of(th_mm(x, v)));
    int64_t before = th_live_tensors();
    th_scope *scope = th_scope_open();
    for (int k = 0; k < 5; k++) th_mm(x, v);
    th_scope_close(scope);
    CHECK(th_live_tensors() == before);
    stop();
}

static void fail_in_region(void)
{
    start();
    th_mm(floats(TH_INTS(1, 2), 1, 1), square());
    th_fail(TH_RUNTIME_ERROR, "stopped");
}

/* That no cast is alive is what every test checks at its end. */
TEST(scopes_and_failures_end_regions)
{
    th_scope *scope = th_scope_open();
    start();
    th_mm(floats(TH_INTS(1, 2), 1, 1), square());
    th_scope_close(scope);
    CHECK(th_live_tensors() == 0);
    check_fails(fail_in_region, "stopped");
    CHECK(th_live_tensors() == 0);
}

RUN_TESTS("autocast", cmocka_unit_test(a_parameter_is_cast_once), cmocka_unit_test(without_the_cache_it_is_cast_each_time),
          cmocka_unit_test(changes_in_place_are_seen), cmocka_unit_test(casts_that_were_not_recorded_are_made_again),
          cmocka_unit_test(one_region_has_several_backward_passes),
          cmocka_unit_test(inputs_that_are_no_parameters_are_not_kept), cmocka_unit_test(scopes_and_failures_end_regions))
