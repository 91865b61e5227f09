/* The caching allocator of one device. Memory comes in segments from a source and is handed out in
 * blocks, which are split and merged; nothing here knows CUDA, so that tests run it with other sources.
 * All work of a device is queued on one stream: a block that is given back may be handed out at once,
 * because what still uses it was queued before what will. */
#ifndef CUDA_MEMORY_H
#define CUDA_MEMORY_H

#include "../core/op.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    void *(*get)(void *self, size_t bytes); /* a segment, or NULL */
    void (*give)(void *self, void *segment, size_t bytes);
    void *self;
} cuda_memory_source;

typedef struct cuda_pool cuda_pool;

cuda_pool *cuda_pool_new(cuda_memory_source source); /* NULL: no host memory */
void cuda_pool_delete(cuda_pool *pool);              /* gives all segments back */
void *cuda_pool_alloc(cuda_pool *pool, size_t bytes); /* NULL when the source has no more, even after trimming */
bool cuda_pool_free(cuda_pool *pool, void *data);    /* false: not a block of the pool's */
void cuda_pool_trim(cuda_pool *pool);                /* gives segments back of which nothing is in use */
void cuda_pool_stats(const cuda_pool *pool, th_memory_stats *stats);
/* The blocks in the order of their segments; returns how many there are, whatever room is. */
int64_t cuda_pool_blocks(const cuda_pool *pool, th_memory_block *blocks, int64_t room);

/* Keeps the last n events from now on, and forgets those before; 0: none. false: no memory for so many, and none are kept. */
bool cuda_pool_record(cuda_pool *pool, size_t n);
int64_t cuda_pool_events(const cuda_pool *pool, th_memory_event *events, int64_t room); /* oldest first */

#ifdef __cplusplus
}
#endif
#endif
