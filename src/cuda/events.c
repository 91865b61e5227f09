/* Events: points in the queue of a device, by which the host knows how far it is, and how long it took. */
#include "device.h"

#include <stdlib.h>

typedef struct { cudaEvent_t event; int index; } cuda_event;

void *cuda_event_new(int index)
{
    cuda_event *e = cuda_use(index) ? malloc(sizeof *e) : NULL;
    if (!e) return NULL;
    e->index = index;
    cudaError_t status = cudaEventCreateWithFlags(&e->event, cudaEventDefault);
    if (status == cudaSuccess) return e;
    cuda_note(status, "cudaEventCreate");
    free(e);
    return NULL;
}

void cuda_event_free(void *event)
{
    cuda_event *e = event;
    if (!cuda_in_child) cuda_note(cudaEventDestroy(e->event), "cudaEventDestroy");
    free(e);
}

void cuda_event_record(void *event)
{
    cuda_event *e = event;
    cuda_device *d = cuda_use(e->index);
    if (d) cuda_note(cudaEventRecord(e->event, d->stream), "cudaEventRecord");
}

bool cuda_event_passed(void *event, bool wait)
{
    cuda_event *e = event;
    if (cuda_in_child) return false;
    cudaError_t status = wait ? cudaEventSynchronize(e->event) : cudaEventQuery(e->event);
    if (status == cudaErrorNotReady) cudaGetLastError();
    else cuda_note(status, "work queued before an event");
    return status == cudaSuccess;
}

double cuda_event_elapsed(void *start, void *end)
{
    float milliseconds = 0;
    if (!cuda_in_child)
        cuda_note(cudaEventElapsedTime(&milliseconds, ((cuda_event *)start)->event, ((cuda_event *)end)->event), "cudaEventElapsedTime");
    return milliseconds;
}
