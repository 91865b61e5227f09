/* The caching allocator of pinned host memory: page-locked, so that a device copies from and to it while the
 * host goes on. Locking pages is slow, so that blocks are kept. A block that is given back may still be read or
 * written by copies queued before: it is handed out again when they are done. Nothing here knows CUDA, so that
 * tests run it with other sources. */
#ifndef CUDA_HOST_MEMORY_H
#define CUDA_HOST_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    void *(*get)(void *self, size_t bytes); /* or NULL */
    void (*give)(void *self, void *data);
    /* A point in the queues after all that was queued before; NULL: nothing that uses such memory is queued. */
    void *(*mark)(void *self);
    /* Have the queues passed it? Waits for that where asked. A mark that was passed is gone. */
    bool (*passed)(void *self, void *mark, bool wait);
    void *self;
} cuda_host_source;

typedef struct cuda_host_pool cuda_host_pool;

cuda_host_pool *cuda_host_pool_new(cuda_host_source source); /* NULL: no memory */
void cuda_host_pool_delete(cuda_host_pool *pool);            /* waits, gives all cached blocks back */
void *cuda_host_pool_alloc(cuda_host_pool *pool, size_t bytes); /* NULL when the source has no more, even after trimming */
void cuda_host_pool_free(cuda_host_pool *pool, void *data, size_t bytes); /* bytes as they were asked for */
void cuda_host_pool_trim(cuda_host_pool *pool);              /* gives the blocks back that no copy uses */

#endif
