/* Pinned host memory from CUDA, and the events that say when queued copies are done with a block of it. */
#include "device.h"
#include "host-memory.h"

#include <stdlib.h>

static cuda_host_pool *pool;

static void *get_pinned(void *self, size_t bytes);
static void give_pinned(void *self, void *data);
static void *mark_queues(void *self);
static bool passed_marks(void *self, void *marks, bool wait);

static const cuda_host_source source = {get_pinned, give_pinned, mark_queues, passed_marks, NULL};

void *cuda_pin(size_t bytes)
{
    if (!cuda_use_any()) return NULL;
    if (!pool) pool = cuda_host_pool_new(source);
    return pool ? cuda_host_pool_alloc(pool, bytes) : NULL;
}

void cuda_unpin(void *data, size_t bytes)
{
    if (!cuda_in_child) cuda_host_pool_free(pool, data, bytes);
}

void cuda_pinned_trim(void)
{
    if (pool) cuda_host_pool_trim(pool);
}

/* ---- The source ------------------------------------------------------------------------------------------- */

static void *get_pinned(void *self, size_t bytes)
{
    (void)self;
    void *data = NULL;
    cudaError_t status = cudaHostAlloc(&data, bytes, cudaHostAllocDefault);
    if (status == cudaSuccess) return data;
    if (status != cudaErrorMemoryAllocation) cuda_note(status, "cudaHostAlloc"); /* no lack of memory */
    cudaGetLastError();
    return NULL;
}

static void give_pinned(void *self, void *data)
{
    (void)self;
    cuda_note(cudaFreeHost(data), "cudaFreeHost");
}

/* An event on the stream of every device that may have copies queued, as a list. */
typedef struct mark { cudaEvent_t event; struct mark *next; } mark;

static cudaError_t record(mark *m, int index)
{
    cuda_device *d = cuda_use(index);
    cudaError_t status = d ? cudaEventCreateWithFlags(&m->event, cudaEventDisableTiming) : cudaErrorInvalidDevice;
    if (status != cudaSuccess) return status;
    status = cudaEventRecord(m->event, d->stream);
    if (status != cudaSuccess) cudaEventDestroy(m->event);
    return status;
}

static bool mark_device(mark **marks, int index)
{
    mark *m = malloc(sizeof *m);
    cudaError_t status = m ? record(m, index) : cudaErrorMemoryAllocation;
    if (status != cudaSuccess) {
        free(m);
        return false;
    }
    m->next = *marks;
    *marks = m;
    return true;
}

static void *mark_queues(void *self)
{
    (void)self;
    mark *marks = NULL;
    for (int k = 0; k < cuda_n_devices; k++)
        if (cuda_devices[k].host_copies && !mark_device(&marks, k)) cuda_synchronize(k); /* without an event: wait now */
    return marks;
}

static bool passed_marks(void *self, void *data, bool wait)
{
    (void)self;
    mark *marks = data;
    for (mark *m = marks; m; m = m->next) {
        if (wait) cuda_note(cudaEventSynchronize(m->event), "cudaEventSynchronize");
        else if (cudaEventQuery(m->event) == cudaErrorNotReady) {
            cudaGetLastError();
            return false;
        }
    }
    for (mark *next; marks; marks = next) {
        next = marks->next;
        cuda_note(cudaEventDestroy(marks->event), "cudaEventDestroy");
        free(marks);
    }
    return true;
}
