/* Devices as the host's files of the backend know them: backend.c starts them. */
#ifndef CUDA_DEVICE_H
#define CUDA_DEVICE_H

#include "cuda.h"
#include "memory.h"

#define CUDA_MAX_DEVICES 64

typedef struct {
    cudaStream_t stream;
    cuda_pool *pool;
    cublasHandle_t blas;
    cublasLtHandle_t blas_lt;
    struct cuda_solver *solver; /* solver.c */
    void *workspace;
    int multiprocessors, threads;
    bool host_copies; /* may copies between it and pinned memory still be queued? */
} cuda_device;

extern cuda_device cuda_devices[CUDA_MAX_DEVICES];
extern int cuda_n_devices;
extern bool cuda_in_child; /* of a process that used CUDA: nothing of it may be touched */

cuda_device *cuda_use(int index); /* made current, and started if need be; NULL when that fails */
cuda_device *cuda_use_any(void);  /* the current one, or the first */
void cuda_synchronize(int index);

/* events.c */
void *cuda_event_new(int index);
void cuda_event_free(void *event);
void cuda_event_record(void *event);
bool cuda_event_passed(void *event, bool wait);
double cuda_event_elapsed(void *start, void *end);

/* pinned.c */
void *cuda_pin(size_t bytes);
void cuda_unpin(void *data, size_t bytes);
void cuda_pinned_trim(void);

#endif
