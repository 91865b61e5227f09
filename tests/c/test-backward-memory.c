/* What the backward pass allocates and holds. The linker puts the functions below in the place of the engine's
 * th_storage_new() and of mmap(), see the Makefile. */
#include "support.h"

#include <sys/mman.h>

#include "core/autograd.h"

/* Of the tensors that are counted: too large to lie in a storage itself. */
enum { N = 4096, BYTES = N * sizeof(float) };

static struct { int made, mapped; int64_t peak; } count;

th_storage *__real_th_storage_new(size_t bytes, th_device device);
th_storage *__wrap_th_storage_new(size_t bytes, th_device device)
{
    th_storage *storage = __real_th_storage_new(bytes, device);
    if (device.type != TH_META && bytes >= BYTES) count.made++;
    if (th_live_bytes() > count.peak) count.peak = th_live_bytes();
    return storage;
}

void *__real_mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset)
{
    count.mapped++;
    return __real_mmap(at, bytes, protection, flags, file, offset);
}

static void start_counting(void)
{
    count.made = count.mapped = 0;
    count.peak = th_live_bytes();
}

static th_tensor *leaf(void)
{
    th_tensor *x = th_randn(TH_INTS(N));
    th_set_requires_grad(x, true);
    return x;
}

/* op(.. op(x)), n times; only the graph holds what lies between. */
static th_tensor *chain(th_tensor *x, int n, th_tensor *(*op)(th_tensor *))
{
    th_scope *scope = th_scope_open();
    for (int k = 0; k < n; k++) x = op(x);
    return th_scope_return(scope, x);
}

static th_tensor *note_live(void *data, th_tensor *g)
{
    (void)g;
    *(int64_t *)data = th_live_bytes();
    return NULL;
}

static th_tensor *fails(void *data, th_tensor *g)
{
    (void)data, (void)g;
    th_fail(TH_RUNTIME_ERROR, "no");
}

/* How many tensors the pass makes from y, given a gradient. */
static int made_by(th_tensor *y)
{
    th_tensor *g = th_ones_like(y);
    start_counting();
    th_backward(y, g, false, false);
    return count.made;
}

/* Saved: x and every output. Held on top: the gradient that was given, that of the node before, and what tanh's
 * gradient makes, which are 3. */
TEST(saved_tensors_go_as_soon_as_they_were_used)
{
    enum { DEPTH = 40 };
    th_tensor *x = leaf(), *y = chain(x, DEPTH, th_tanh), *g = th_ones_like(y);
    int64_t peak_of_rest = 0, before = th_live_bytes();
    CHECK(before == (DEPTH + 2) * BYTES);
    start_counting();
    th_backward(y, g, false, false);
    CHECK(count.peak <= before + 4 * BYTES);
    CHECK(th_live_bytes() == 4 * BYTES); /* x, its gradient, y, g */

    th_scope *scope = th_scope_open(); /* half way, half of them are gone */
    th_tensor *middle = chain(x, DEPTH / 2, th_tanh);
    th_add_hook(middle, note_live, NULL, &peak_of_rest);
    y = th_keep(chain(middle, DEPTH / 2, th_tanh));
    th_scope_close(scope);
    th_backward(y, g, false, false);
    CHECK(peak_of_rest <= (DEPTH / 2 + 8) * BYTES);
    th_release(y);
}

TEST(a_retained_graph_keeps_what_it_saved)
{
    th_tensor *x = leaf(), *y = chain(x, 4, th_tanh), *g = th_ones_like(y);
    int64_t before = th_live_bytes();
    th_backward(y, g, true, false);
    CHECK(th_live_bytes() == before + BYTES); /* the gradient */
    th_backward(y, g, false, false);
    CHECK(th_live_bytes() == before - 2 * BYTES); /* and not what lay between x and y */
}

static th_tensor *twice(th_tensor *x) { return th_mul(x, 2); }
static th_tensor *with_itself(th_tensor *x) { return th_add(x, x); }
static th_tensor *squared(th_tensor *x) { return th_mul(x, x); }
static th_tensor *residual(th_tensor *x) { return th_add(th_exp(x), x); }
static th_tensor *residual_first(th_tensor *x) { return th_add(x, th_exp(x)); }
static th_tensor *three_paths(th_tensor *x) { return th_add(th_add(th_mul(x, 2), th_mul(x, 3)), th_mul(x, 4)); }
static th_tensor *stretched(th_tensor *x) { return th_expand(x, TH_INTS(3, -1)); }

/* Every path makes its gradient once; sums are made in one of them. */
TEST(no_gradient_is_made_or_copied_without_need)
{
    const struct { const char *what; th_tensor *(*op)(th_tensor *); int made; } cases[] = {
        {"twice", twice, 1}, {"x + x: one sum", with_itself, 1}, {"x * x: two products", squared, 2},
        {"exp(x) + x: one product, to which is added", residual, 1}, {"x + exp(x)", residual_first, 1},
        {"2 x + 3 x + 4 x", three_paths, 3},
        {"stretched: one sum", stretched, 1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        int made = made_by(cases[k].op(leaf()));
        if (made != cases[k].made)
            th_fail(TH_RUNTIME_ERROR, "%s: made %d tensors, expected %d", cases[k].what, made, cases[k].made);
    }
}

static th_tensor *seen;
static th_tensor *tripled(void *data, th_tensor *g)
{
    (void)data;
    return seen = th_mul(g, 3);
}

TEST(a_gradient_used_once_becomes_the_leafs)
{
    th_tensor *x = leaf();
    th_add_hook(x, tripled, NULL, NULL);
    CHECK(made_by(th_mul(x, 2)) == 2);
    CHECK(th_grad(x) == seen);
    CHECK_NEAR(value_at(th_grad(x), N - 1), 6, 0);
}

/* What others hold must not become the leaf's, to be added to later. */
TEST(a_gradient_that_others_hold_is_copied)
{
    th_tensor *x = leaf(), *z = leaf(), *g = th_ones_like(x), *inputs[] = {x};
    for (int how = 0; how < 3; how++) {
        th_set_grad(x, NULL);
        th_tensor *y = th_add(x, z);
        if (how < 2) th_backward_all(TH_LIST(y), TH_LIST(g), (th_list){how ? 1 : -1, inputs}, false, false);
        else th_backward(y, g, false, true);
        CHECK(th_grad(x)->storage != g->storage && th_grad(x)->storage != th_grad(z)->storage);
        th_backward(th_add(x, z), g, false, false);
        CHECK_NEAR(value_at(g, 0), 1, 0);
        CHECK_NEAR(value_at(th_grad(x), 0), 2, 0);
    }
}

TEST(accumulation_is_in_place)
{
    th_tensor *x = leaf(), *inputs[] = {x};
    CHECK(made_by(th_mul(x, 2)) == 1);
    th_tensor *grad = th_grad(x), *window = th_tensor_alias(grad);
    CHECK(made_by(th_mul(x, 2)) == 1);
    th_backward_all(TH_LIST(th_mul(x, 2)), TH_LIST(th_ones_like(x)), (th_list){1, inputs}, false, false);
    CHECK(th_grad(x) == grad && window->storage == grad->storage);
    CHECK_NEAR(value_at(window, 1), 6, 0);
}

/* A gradient that is known to be zero is not added to: the new one's memory takes its place, for all who see it. */
TEST(zeroed_gradients_keep_their_storage)
{
    for (int64_t n = 3; n <= N; n += N - 3) { /* the smaller one lies in its storage */
        th_tensor *x = th_randn(TH_INTS(n));
        th_set_requires_grad(x, true);
        th_optimizer *sgd = th_optim("sgd", TH_LIST(x), TH_OPTIONS({"lr", 0.1}));
        th_backward(th_mul(x, 2), th_ones_like(x), false, false);
        th_tensor *grad = th_grad(x), *part = th_slice_with(grad, 0, TH_INTS(1), TH_INTS(2), 1);
        th_storage *storage = grad->storage;
        for (int step = 0; step < 3; step++) {
            th_optimizer_zero_grad(sgd, false);
            CHECK(value_at(part, 0) == 0);
            th_tensor *y = th_mul(x, 3), *g = th_ones_like(x);
            uint32_t version = storage->version;
            const void *zeros = storage->data;
            int64_t held = th_live_bytes();
            th_backward(y, g, false, false);
            CHECK(th_grad(x) == grad && grad->storage == storage && storage->version > version);
            CHECK(th_live_bytes() == held && (storage->data == zeros) == (n < N));
            CHECK(value_at(part, 0) == 3 && value_at(grad, n - 1) == 3);
        }
    }
}

/* Zeros that were written to, by an operation or through an address, are added to. */
TEST(what_was_written_after_zeroing_stays)
{
    th_tensor *x = leaf();
    for (int how = 0; how < 3; how++) {
        th_set_grad(x, th_ones_like(x));
        float *address = how == 2 ? th_tensor_data(th_grad(x)) : NULL;
        th_zero_(th_grad(x));
        if (how == 0) th_add_(th_select(th_grad(x), 0, 1), 5);
        if (how == 1) ((float *)th_tensor_data(th_grad(x)))[1] = 5;
        if (how == 2) address[1] = 5;
        th_backward(th_mul(x, 2), th_ones_like(x), false, false);
        CHECK(value_at(th_grad(x), 0) == 2 && value_at(th_grad(x), 1) == 7);
    }
}

/* Without a gradient to reuse, the memory of the last step's comes back from the cache. */
TEST(dropped_gradients_come_from_the_cache)
{
    th_tensor *x = leaf();
    th_optimizer *adam = th_optim("adam", TH_LIST(x), TH_NO_OPTIONS);
    for (int step = 0; step < 5; step++) {
        if (step == 2) start_counting();
        th_scope *scope = th_scope_open();
        th_optimizer_zero_grad(adam, true);
        CHECK(!th_grad(x));
        th_backward(th_sum(th_square(x)), NULL, false, false);
        th_optimizer_step(adam);
        th_scope_close(scope);
    }
    CHECK(count.mapped == 0);
    CHECK(count.made == 3 * 3); /* the square; twice x, and its product with what comes in: the gradient */
}

static void fail_in_hook(void)
{
    th_tensor *x = leaf(), *y = th_mul(x, 2);
    th_add_hook(x, fails, NULL, NULL);
    th_backward_all(TH_LIST(th_cat(TH_LIST(y, x, th_exp(x)))), TH_LIST(th_ones(TH_INTS(3 * N))), (th_list){-1, NULL},
                    false, false);
}
TEST(a_failing_pass_leaves_nothing) { check_fails(fail_in_hook, "no"); }

RUN_TESTS("backward-memory", cmocka_unit_test(saved_tensors_go_as_soon_as_they_were_used),
          cmocka_unit_test(a_retained_graph_keeps_what_it_saved),
          cmocka_unit_test(no_gradient_is_made_or_copied_without_need),
          cmocka_unit_test(a_gradient_used_once_becomes_the_leafs),
          cmocka_unit_test(a_gradient_that_others_hold_is_copied), cmocka_unit_test(accumulation_is_in_place),
          cmocka_unit_test(zeroed_gradients_keep_their_storage),
          cmocka_unit_test(what_was_written_after_zeroing_stays),
          cmocka_unit_test(dropped_gradients_come_from_the_cache), cmocka_unit_test(a_failing_pass_leaves_nothing))
