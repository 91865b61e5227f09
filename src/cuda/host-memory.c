#include "host-memory.h"

#include <stdlib.h>

#define N_CLASSES 128 /* four per octave, from a page on */

typedef struct block {
    void *data, *mark;
    int class;
    struct block *next;
} block;

struct cuda_host_pool {
    cuda_host_source source;
    block *free[N_CLASSES];
    block *first, *last; /* blocks that queued copies may use, in the order in which they were given back */
};

static size_t class_bytes(int class) { return (size_t)(4 + class % 4) << (10 + class / 4); }

static int class_of(size_t bytes)
{
    int class = 0;
    while (class < N_CLASSES && class_bytes(class) < bytes) class++;
    return class;
}

static void put(cuda_host_pool *pool, block *b)
{
    b->next = pool->free[b->class];
    pool->free[b->class] = b;
}

/* Frees the blocks that copies are done with; wait: all. */
static void settle(cuda_host_pool *pool, bool wait)
{
    while (pool->first && pool->source.passed(pool->source.self, pool->first->mark, wait)) {
        block *b = pool->first;
        pool->first = b->next;
        put(pool, b);
    }
    if (!pool->first) pool->last = NULL;
}

static void give_free_blocks(cuda_host_pool *pool)
{
    for (int class = 0; class < N_CLASSES; class++)
        for (block *b; (b = pool->free[class]);) {
            pool->free[class] = b->next;
            pool->source.give(pool->source.self, b->data);
            free(b);
        }
}

void *cuda_host_pool_alloc(cuda_host_pool *pool, size_t bytes)
{
    int class = class_of(bytes);
    if (class == N_CLASSES) return NULL;
    settle(pool, false);
    block *b = pool->free[class];
    if (b) {
        void *data = b->data;
        pool->free[class] = b->next;
        free(b);
        return data;
    }
    void *data = pool->source.get(pool->source.self, class_bytes(class));
    if (data) return data;
    settle(pool, true);
    give_free_blocks(pool);
    return pool->source.get(pool->source.self, class_bytes(class));
}

void cuda_host_pool_free(cuda_host_pool *pool, void *data, size_t bytes)
{
    void *mark = pool->source.mark(pool->source.self);
    block *b = malloc(sizeof *b);
    if (!b) { /* then it is not kept */
        if (mark) pool->source.passed(pool->source.self, mark, true);
        pool->source.give(pool->source.self, data);
        return;
    }
    *b = (block){.data = data, .mark = mark, .class = class_of(bytes)};
    if (!mark) put(pool, b);
    else {
        if (pool->last) pool->last->next = b;
        else pool->first = b;
        pool->last = b;
    }
}

void cuda_host_pool_trim(cuda_host_pool *pool)
{
    settle(pool, false);
    give_free_blocks(pool);
}

cuda_host_pool *cuda_host_pool_new(cuda_host_source source)
{
    cuda_host_pool *pool = calloc(1, sizeof *pool);
    if (pool) pool->source = source;
    return pool;
}

void cuda_host_pool_delete(cuda_host_pool *pool)
{
    settle(pool, true);
    give_free_blocks(pool);
    free(pool);
}
