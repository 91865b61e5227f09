/* The allocator of pinned memory, with ordinary memory and a queue that passes its marks when it is told to. */
#include "support.h"

#include <stdlib.h>

#include "../../src/cuda/host-memory.c"

static struct { size_t limit, held; int busy, marks, waited; } host;
static struct { void *data; size_t bytes; } given_out[64];

static void *get(void *self, size_t bytes)
{
    if (host.held + bytes > host.limit) return NULL;
    host.held += bytes;
    void *data = malloc(bytes);
    for (int k = 0; k < 64; k++)
        if (!given_out[k].data) {
            given_out[k].data = data;
            given_out[k].bytes = bytes;
            return data;
        }
    return NULL;
}

static void give(void *self, void *data)
{
    for (int k = 0; k < 64; k++)
        if (given_out[k].data == data) {
            host.held -= given_out[k].bytes;
            given_out[k].data = NULL;
        }
    free(data);
}

static void *mark(void *self)
{
    if (!host.busy) return NULL;
    host.marks++;
    return malloc(1);
}

static bool passed(void *self, void *mark, bool wait)
{
    if (host.busy && !wait) return false;
    host.waited += host.busy && wait;
    host.marks--;
    free(mark);
    return true;
}

static cuda_host_pool *pool_of(size_t limit)
{
    memset(&host, 0, sizeof host);
    host.limit = limit;
    return cuda_host_pool_new((cuda_host_source){get, give, mark, passed, NULL});
}

TEST(blocks_are_kept)
{
    cuda_host_pool *pool = pool_of(1 << 20);
    void *a = cuda_host_pool_alloc(pool, 5000);
    CHECK(a && host.held == 5 * 1024);
    cuda_host_pool_free(pool, a, 5000);
    CHECK(cuda_host_pool_alloc(pool, 5100) == a); /* of the same class */
    void *b = cuda_host_pool_alloc(pool, 100);
    CHECK(b && b != a && host.held == 9 * 1024);
    cuda_host_pool_free(pool, a, 5100);
    cuda_host_pool_free(pool, b, 100);
    cuda_host_pool_trim(pool);
    CHECK(host.held == 0);
    cuda_host_pool_delete(pool);
}

TEST(classes_hold_what_is_asked_for)
{
    for (size_t bytes = 1; bytes < (size_t)1 << 40; bytes += bytes / 3 + 1) {
        int class = class_of(bytes);
        CHECK(class < N_CLASSES && class_bytes(class) >= bytes);
        CHECK(class_bytes(class) <= 4096 || class_bytes(class) <= bytes + bytes / 4 + 1);
    }
}

TEST(blocks_in_use_by_queued_copies_are_not_handed_out)
{
    cuda_host_pool *pool = pool_of(1 << 20);
    void *a = cuda_host_pool_alloc(pool, 4096);
    host.busy = 1;
    cuda_host_pool_free(pool, a, 4096);
    void *b = cuda_host_pool_alloc(pool, 4096);
    CHECK(b && b != a && host.marks == 1);
    cuda_host_pool_trim(pool); /* does not touch a */
    CHECK(host.held == 2 * 4096);
    host.busy = 0;
    void *c = cuda_host_pool_alloc(pool, 4096);
    CHECK(c == a && host.marks == 0 && host.waited == 0);
    cuda_host_pool_free(pool, b, 4096);
    cuda_host_pool_free(pool, c, 4096);
    cuda_host_pool_delete(pool);
    CHECK(host.held == 0);
}

/* Where there is no more memory, copies are waited for. */
TEST(memory_runs_out)
{
    cuda_host_pool *pool = pool_of(8192);
    void *a = cuda_host_pool_alloc(pool, 8192);
    CHECK(a && !cuda_host_pool_alloc(pool, 4096));
    CHECK(!cuda_host_pool_alloc(pool, SIZE_MAX));
    host.busy = 1;
    cuda_host_pool_free(pool, a, 8192);
    void *b = cuda_host_pool_alloc(pool, 4096);
    CHECK(b && host.waited == 1 && host.held == 4096);
    cuda_host_pool_free(pool, b, 4096);
    cuda_host_pool_delete(pool);
    CHECK(host.held == 0 && host.marks == 0);
}

RUN_TESTS("cuda-host-memory", cmocka_unit_test(blocks_are_kept), cmocka_unit_test(classes_hold_what_is_asked_for),
          cmocka_unit_test(blocks_in_use_by_queued_copies_are_not_handed_out), cmocka_unit_test(memory_runs_out))
