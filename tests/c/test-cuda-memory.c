/* The allocator of CUDA devices, with ordinary memory in the place of a device's. */
#include "support.h"

#include <stdlib.h>

#include "../../src/cuda/memory.c"

static struct { size_t limit, held, segments; } device;

static void *get(void *self, size_t bytes)
{
    if (device.held + bytes > device.limit) return NULL;
    device.held += bytes;
    device.segments++;
    return aligned_alloc(512, bytes);
}

static void give(void *self, void *segment, size_t bytes)
{
    device.held -= bytes;
    device.segments--;
    free(segment);
}

static cuda_pool *pool_of(size_t limit)
{
    device.limit = limit;
    device.held = device.segments = 0;
    return cuda_pool_new((cuda_memory_source){get, give, NULL});
}

static th_memory_stats stats_of(const cuda_pool *pool)
{
    th_memory_stats s;
    cuda_pool_stats(pool, &s);
    return s;
}

/* Every byte of every segment is in exactly one block. */
static void check_blocks(const cuda_pool *pool)
{
    static th_memory_block blocks[8192];
    int64_t n = cuda_pool_blocks(pool, blocks, 8192), used = 0, all = 0;
    CHECK(n <= 8192);
    for (int64_t i = 0; i < n; i++) {
        all += blocks[i].bytes;
        used += blocks[i].used ? blocks[i].bytes : 0;
        CHECK((uintptr_t)blocks[i].data % 512 == 0);
        if (i + 1 < n && !blocks[i + 1].first) {
            CHECK((char *)blocks[i].data + blocks[i].bytes == (char *)blocks[i + 1].data);
            CHECK(blocks[i].used || blocks[i + 1].used);
        }
    }
    th_memory_stats s = stats_of(pool);
    CHECK(all == s.reserved && all == (int64_t)device.held);
    CHECK(used == s.allocated);
}

TEST(blocks_come_back)
{
    cuda_pool *pool = pool_of(100 * MB);
    void *a = cuda_pool_alloc(pool, 1000), *b = cuda_pool_alloc(pool, 1);
    CHECK(a && b && a != b && device.segments == 1);
    CHECK(stats_of(pool).allocated == 1024 + 512);
    CHECK(cuda_pool_free(pool, a));
    CHECK(cuda_pool_alloc(pool, 900) == a);
    check_blocks(pool);
    CHECK(cuda_pool_free(pool, a) && cuda_pool_free(pool, b));
    CHECK(!cuda_pool_free(pool, b));
    CHECK(stats_of(pool).allocated == 0 && stats_of(pool).reserved == (int64_t)SMALL_SEGMENT);
    cuda_pool_trim(pool);
    CHECK(device.held == 0);
    cuda_pool_delete(pool);
}

TEST(neighbours_merge)
{
    cuda_pool *pool = pool_of(100 * MB);
    void *x[3];
    for (int i = 0; i < 3; i++) x[i] = cuda_pool_alloc(pool, 5 * MB);
    CHECK(device.segments == 1); /* three of 5 MB in one of 20 */
    cuda_pool_free(pool, x[0]);
    cuda_pool_free(pool, x[2]);
    check_blocks(pool);
    CHECK(stats_of(pool).inactive == (int64_t)(15 * MB));
    cuda_pool_free(pool, x[1]);
    check_blocks(pool);
    th_memory_block whole[2];
    CHECK(cuda_pool_blocks(pool, whole, 2) == 1 && whole[0].bytes == (int64_t)LARGE_SEGMENT);
    cuda_pool_delete(pool);
    CHECK(device.held == 0);
}

TEST(memory_runs_out_and_comes_back)
{
    cuda_pool *pool = pool_of(64 * MB);
    void *a = cuda_pool_alloc(pool, 30 * MB), *b = cuda_pool_alloc(pool, 30 * MB);
    CHECK(a && b && !cuda_pool_alloc(pool, 10 * MB));
    CHECK(stats_of(pool).ooms == 1);
    cuda_pool_free(pool, a);
    void *c = cuda_pool_alloc(pool, 33 * MB); /* the cached 30 MB go back to the device first */
    CHECK(c && stats_of(pool).retries == 2);
    check_blocks(pool);
    CHECK(!cuda_pool_alloc(pool, SIZE_MAX));
    cuda_pool_free(pool, b);
    cuda_pool_free(pool, c);
    cuda_pool_delete(pool);
}

/* The last events, oldest first, whatever came before. */
TEST(history_is_kept)
{
    cuda_pool *pool = pool_of(4 * MB);
    th_memory_event e[8];
    cuda_pool_free(pool, cuda_pool_alloc(pool, 1));
    CHECK(cuda_pool_events(pool, e, 8) == 0);
    cuda_pool_trim(pool);
    CHECK(cuda_pool_record(pool, 4));
    void *a = cuda_pool_alloc(pool, 1000);
    CHECK(cuda_pool_events(pool, e, 8) == 2);
    CHECK(e[0].action == TH_SEGMENT_ALLOC && e[0].bytes == (int64_t)SMALL_SEGMENT);
    CHECK(e[1].action == TH_ALLOC && e[1].data == a && e[1].bytes == 1024 && e[1].microseconds >= e[0].microseconds);
    CHECK(!cuda_pool_alloc(pool, 20 * MB));
    cuda_pool_free(pool, a);
    cuda_pool_trim(pool);
    CHECK(cuda_pool_events(pool, NULL, 0) == 4 && cuda_pool_events(pool, e, 8) == 4);
    CHECK(e[0].action == TH_ALLOC && e[1].action == TH_OOM && e[1].bytes == (int64_t)(20 * MB));
    CHECK(e[2].action == TH_FREE && e[2].data == a && e[3].action == TH_SEGMENT_FREE);
    CHECK(cuda_pool_record(pool, 0) && cuda_pool_events(pool, e, 8) == 0);
    cuda_pool_free(pool, cuda_pool_alloc(pool, 1));
    CHECK(cuda_pool_events(pool, e, 8) == 0);
    cuda_pool_delete(pool);
}

static uint32_t draw(uint32_t *state) { return *state = *state * 1664525u + 1013904223u; }

/* What is handed out never overlaps: each block is filled with a byte of its own and checked. */
TEST(blocks_do_not_overlap)
{
    enum { N = 200 };
    cuda_pool *pool = pool_of(400 * MB);
    unsigned char *held[N] = {NULL};
    size_t bytes[N];
    uint32_t state = 1;
    for (int round = 0; round < 5000; round++) {
        int i = (int)(draw(&state) >> 8) % N;
        if (held[i]) {
            CHECK(held[i][0] == i && held[i][bytes[i] - 1] == i);
            CHECK(cuda_pool_free(pool, held[i]));
            held[i] = NULL;
            continue;
        }
        bytes[i] = 1 + (draw(&state) >> 8) % (round % 20 ? 5000 : 3000000);
        held[i] = cuda_pool_alloc(pool, bytes[i]);
        CHECK(held[i]);
        held[i][0] = held[i][bytes[i] - 1] = (unsigned char)i;
        if (round % 500 == 0) check_blocks(pool);
        if (round % 1000 == 0) cuda_pool_trim(pool);
    }
    for (int i = 0; i < N; i++) if (held[i]) cuda_pool_free(pool, held[i]);
    check_blocks(pool);
    CHECK(stats_of(pool).allocated == 0 && stats_of(pool).allocations == 0);
    CHECK(stats_of(pool).allocated_peak > 0);
    cuda_pool_trim(pool);
    CHECK(device.held == 0);
    cuda_pool_delete(pool);
}

RUN_TESTS("cuda-memory", cmocka_unit_test(blocks_come_back), cmocka_unit_test(neighbours_merge),
          cmocka_unit_test(memory_runs_out_and_comes_back), cmocka_unit_test(blocks_do_not_overlap),
          cmocka_unit_test(history_is_kept))
