/* The cache of memory blocks: src/core/block.c. */
#define _DEFAULT_SOURCE
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/core/core.h"

#define MB ((size_t)1 << 20)

static uint64_t state = 1;
static uint64_t draw(void) { return (state = state * 6364136223846793005u + 1442695040888963407u) >> 33; }

static int start_empty(void **unused)
{
    (void)unused;
    th_block_trim();
    return 0;
}

static void test_alignment(void **unused)
{
    (void)unused;
    size_t sizes[] = {0, 1, 63, 64, 65, 4096, 8192, 8193, 100000, MB, 2 * MB - 1, 2 * MB, 2 * MB + 1, 5 * MB};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *data = th_block_alloc(sizes[i]);
        assert_non_null(data);
        assert_int_equal((uintptr_t)data % 64, 0);
        memset(data, 1, sizes[i]);
        th_block_free(data, sizes[i]);
    }
}

static void test_freed_block_is_used_again(void **unused)
{
    (void)unused;
    size_t sizes[] = {64, 1000, 400000, 3 * MB};
    for (int i = 0; i < 4; i++) {
        void *first = th_block_alloc(sizes[i]);
        th_block_free(first, sizes[i]);
        assert_true(th_block_cached() >= sizes[i]);
        void *second = th_block_alloc(sizes[i] - 1);
        assert_ptr_equal(first, second);
        th_block_free(second, sizes[i] - 1);
    }
    th_block_free(NULL, 100);
}

/* Every size has a class that holds it and wastes at most an eighth (or 63 bytes). */
static void test_classes_hold_their_sizes(void **unused)
{
    (void)unused;
    for (int i = 0; i < 2000; i++) {
        size_t bytes = 1 + draw() % ((size_t)1 << (6 + draw() % 17));
        th_block_trim();
        size_t before = th_block_cached();
        th_block_free(th_block_alloc(bytes), bytes);
        size_t held = th_block_cached() - before;
        assert_true(held >= bytes && held <= bytes + bytes / 8 + 64);
    }
}

/* Blocks that live at the same time do not overlap, whatever was freed and trimmed in between. */
static void test_blocks_do_not_overlap(void **unused)
{
    (void)unused;
    enum { N = 600 };
    struct { unsigned char *data; size_t bytes; unsigned char mark; } held[N] = {0};
    for (int step = 0; step < 60000; step++) {
        int i = (int)(draw() % N);
        if (held[i].data) {
            assert_int_equal(held[i].data[0], held[i].mark);
            assert_int_equal(held[i].data[held[i].bytes / 2], held[i].mark);
            assert_int_equal(held[i].data[held[i].bytes - 1], held[i].mark);
            th_block_free(held[i].data, held[i].bytes);
            held[i].data = NULL;
        } else {
            held[i].bytes = 1 + draw() % ((size_t)1 << (3 + draw() % 19));
            held[i].mark = (unsigned char)draw();
            held[i].data = th_block_alloc(held[i].bytes);
            assert_non_null(held[i].data);
            assert_int_equal((uintptr_t)held[i].data % 64, 0);
            held[i].data[0] = held[i].data[held[i].bytes / 2] = held[i].data[held[i].bytes - 1] = held[i].mark;
        }
        if (draw() % 5000 == 0) th_block_trim();
    }
    for (int i = 0; i < N; i++) if (held[i].data) th_block_free(held[i].data, held[i].bytes);
    th_block_trim();
    assert_int_equal(th_block_cached(), 0);
}

static void test_trim_gives_everything_back(void **unused)
{
    (void)unused;
    void *small[1000], *large = th_block_alloc(20 * MB);
    for (int i = 0; i < 1000; i++) small[i] = th_block_alloc(3000);
    for (int i = 0; i < 1000; i++) th_block_free(small[i], 3000);
    th_block_free(large, 20 * MB);
    assert_true(th_block_cached() >= 20 * MB + 1000 * 3000);
    th_block_trim();
    assert_int_equal(th_block_cached(), 0);
}

/* A live block keeps its region, but not the regions of others. */
static void test_trim_keeps_what_is_used(void **unused)
{
    (void)unused;
    char *kept = th_block_alloc(1000);
    strcpy(kept, "still here");
    void *other[20000];
    for (int i = 0; i < 20000; i++) other[i] = th_block_alloc(1000);
    for (int i = 0; i < 20000; i++) th_block_free(other[i], 1000);
    th_block_trim();
    assert_true(th_block_cached() <= 4 * MB);
    assert_string_equal(kept, "still here");
    th_block_free(kept, 1000);
}

/* The cache cannot grow without bound: 4 GB go through it in sizes that never come back. */
static void test_cache_is_bounded(void **unused)
{
    (void)unused;
    size_t highest = 0;
    for (size_t i = 0; i < 1000; i++) {
        size_t bytes = 2 * MB + (i % 40) * MB / 4;
        void *data = th_block_alloc(bytes);
        assert_non_null(data);
        th_block_free(data, bytes);
        if (th_block_cached() > highest) highest = th_block_cached();
    }
    assert_true(highest <= 120 * MB);
}

static void test_many_small_blocks_are_given_back(void **unused)
{
    (void)unused;
    enum { N = 100000 };
    void **data = malloc(N * sizeof *data);
    for (int i = 0; i < N; i++) assert_non_null(data[i] = th_block_alloc(5000));
    for (int i = 0; i < N; i++) th_block_free(data[i], 5000);
    assert_true(th_block_cached() <= 330 * MB);
    /* Work that needs little for a while makes the peak forgotten. */
    for (int i = 0; i < 2000000; i++) {
        void *a = th_block_alloc(4000), *b = th_block_alloc(70000);
        th_block_free(a, 4000);
        th_block_free(b, 70000);
    }
    assert_true(th_block_cached() <= 120 * MB);
    free(data);
}

static void test_absurd_sizes_fail(void **unused)
{
    (void)unused;
    assert_null(th_block_alloc(SIZE_MAX));
    assert_null(th_block_alloc(SIZE_MAX - 63));
    assert_null(th_block_alloc((size_t)1 << 62));
    assert_null(th_block_alloc(((size_t)1 << 47) + 1));
}

/* With an address space limit, a request that only the cached blocks stand in the way of succeeds. */
static void fill_a_limited_space(void)
{
#if !defined(__SANITIZE_ADDRESS__)
    struct rlimit limit = {600 * MB, 600 * MB};
    void *blocks[4];
    setrlimit(RLIMIT_AS, &limit);
    for (int i = 0; i < 4; i++) blocks[i] = th_block_alloc(14 * MB);
    for (int i = 0; i < 4; i++) th_block_free(blocks[i], 14 * MB);
    if (th_block_cached() < 56 * MB) _exit(1);
    void *large = th_block_alloc(540 * MB);
    if (!large) _exit(2);
    if (th_block_cached() > 50 * MB) _exit(3);
    if (th_block_alloc(540 * MB)) _exit(4);
    th_block_free(large, 540 * MB);
    if (!th_block_alloc(1000)) _exit(5);
#endif
    _exit(0);
}

static void test_failure_after_trimming(void **unused)
{
    (void)unused;
    int status;
    pid_t child = fork();
    if (child == 0) fill_a_limited_space();
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* A child works on with what it inherited, and the parent does not see it. */
static void test_fork(void **unused)
{
    (void)unused;
    char *mine = th_block_alloc(100);
    int status;
    strcpy(mine, "parent");
    pid_t child = fork();
    if (child == 0) {
        strcpy(mine, "child");
        th_block_free(mine, 100);
        void *other = th_block_alloc(3 * MB);
        th_block_trim();
        _exit(other != NULL && th_block_alloc(100) != NULL ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_string_equal(mine, "parent");
    th_block_free(mine, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_alignment, start_empty),
        cmocka_unit_test_setup(test_freed_block_is_used_again, start_empty),
        cmocka_unit_test_setup(test_classes_hold_their_sizes, start_empty),
        cmocka_unit_test_setup(test_blocks_do_not_overlap, start_empty),
        cmocka_unit_test_setup(test_trim_gives_everything_back, start_empty),
        cmocka_unit_test_setup(test_trim_keeps_what_is_used, start_empty),
        cmocka_unit_test_setup(test_cache_is_bounded, start_empty),
        cmocka_unit_test_setup(test_many_small_blocks_are_given_back, start_empty),
        cmocka_unit_test_setup(test_absurd_sizes_fail, start_empty),
        cmocka_unit_test_setup(test_failure_after_trimming, start_empty),
        cmocka_unit_test_setup(test_fork, start_empty),
    };
    return cmocka_run_group_tests_name("block", tests, NULL, NULL);
}
