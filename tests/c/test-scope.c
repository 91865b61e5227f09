/* Scopes release what was made in them, guards unwind them, modes are restored. */
#include "support.h"

#include "core/scope.h"

TEST(scopes_release)
{
    th_tensor *outer = floats(TH_INTS(2), 1, 2);
    int64_t before = th_live_tensors();
    th_scope *scope = th_scope_open();
    th_tensor *sum = th_add(th_mul(outer, 2), 1);
    CHECK(th_live_tensors() == before + 2);
    sum = th_scope_return(scope, sum);
    CHECK(th_live_tensors() == before + 1);
    CHECK_VALUES(sum, 3, 5);
}

TEST(kept_tensors_outlive_scopes)
{
    th_scope *scope = th_scope_open();
    th_tensor *x = th_keep(floats(TH_INTS(2), 1, 2));
    th_scope_close(scope);
    CHECK_VALUES(x, 1, 2);
    th_release(x);
}

static void fail_deep(void)
{
    th_scope_open();
    th_add(floats(TH_INTS(2), 1, 2), 1);
    th_scope_open();
    th_set_grad_enabled(false);
    th_fail(TH_VALUE_ERROR, "deep: got %d, expected %d", 1, 2);
}

TEST(guards_unwind)
{
    int64_t before = th_live_tensors();
    check_fails(fail_deep, "deep: got 1, expected 2");
    CHECK(th_live_tensors() == before);
    CHECK(th_grad_enabled());
    CHECK(th_error_kind_of_last() == TH_VALUE_ERROR);
}

TEST(scratch_is_aligned_and_survives_inner_scopes)
{
    char *mine = th_scratch(100);
    memset(mine, 7, 100);
    for (int k = 0; k < 50; k++) {
        th_scope *scope = th_scope_open();
        char *theirs = th_scratch((size_t)1 << (k % 20));
        CHECK((uintptr_t)theirs % 64 == 0);
        memset(theirs, k, (size_t)1 << (k % 20));
        th_scope_close(scope);
    }
    for (int i = 0; i < 100; i++) CHECK(mine[i] == 7);
}

static void negative_size(void) { th_new(TH_INTS(2, -1), TH_FLOAT32, (th_device){TH_CPU, 0}); }
static void too_large(void) { th_new(TH_INTS(INT64_MAX / 2, 8), TH_FLOAT32, (th_device){TH_CPU, 0}); }
static void no_memory(void) { th_new(TH_INTS((int64_t)1 << 50), TH_FLOAT32, (th_device){TH_CPU, 0}); }

static int asked;
static bool ask(size_t bytes) { asked += bytes > 0; return false; }

TEST(impossible_sizes_fail)
{
    check_fails(negative_size, "negative dimension -1");
    check_fails(too_large, "too many elements");
    th_out_of_memory_hook = ask;
    check_fails(no_memory, "cannot allocate");
    th_out_of_memory_hook = NULL;
    CHECK(asked == 1);
    CHECK(th_error_kind_of_last() == TH_MEMORY_ERROR);
}

RUN_TESTS("scope", cmocka_unit_test(scopes_release), cmocka_unit_test(kept_tensors_outlive_scopes),
          cmocka_unit_test(guards_unwind), cmocka_unit_test(scratch_is_aligned_and_survives_inner_scopes),
          cmocka_unit_test(impossible_sizes_fail))
