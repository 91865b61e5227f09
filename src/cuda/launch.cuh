/* Launching kernels: a loop over numbers 0 to n - 1, whose body is a struct with operator(), and kernels
 * whose threads work together by blocks. */
#ifndef CUDA_LAUNCH_CUH
#define CUDA_LAUNCH_CUH

#include "cuda.h"

#define CUDA_THREADS 256

/* Queues a kernel on x's device. The grid is at most 2^20 blocks: kernels walk in strides of it. */
template <typename... P, typename... A>
static void cuda_launch(const th_tensor *x, const char *name, void (*kernel)(P...), int64_t blocks, int threads, A... a)
{
    kernel<<<cuda_blocks(blocks, 1), threads, 0, cuda_stream_of(x)>>>(a...);
    cuda_launched(name);
}

template <class Body>
__global__ void __launch_bounds__(CUDA_THREADS) cuda_walk_all(int64_t n, const __grid_constant__ Body body)
{
    int64_t step = (int64_t)gridDim.x * CUDA_THREADS;
    for (int64_t i = (int64_t)blockIdx.x * CUDA_THREADS + threadIdx.x; i < n; i += step) body(i);
}

/* body(i) for every i in [0, n), in any order, on x's device. */
template <class Body> static void cuda_each(const th_tensor *x, const char *name, int64_t n, const Body &body)
{
    if (n > 0) cuda_launch(x, name, cuda_walk_all<Body>, (n + CUDA_THREADS - 1) / CUDA_THREADS, CUDA_THREADS, n, body);
}

/* Memory for n elements that lives as long as the scope. */
template <typename T> static T *cuda_room(const th_tensor *x, int64_t n)
{
    return (T *)cuda_scratch(x, (size_t)n * sizeof(T));
}

static inline void cuda_set_bytes(const th_tensor *x, void *to, int value, size_t bytes)
{
    if (bytes) cuda_note(cudaMemsetAsync(to, value, bytes, cuda_stream_of(x)), "cudaMemsetAsync");
}

/* Elements that are only moved, by their size. */
struct __align__(16) cuda_16_bytes { uint64_t half[2]; };
#define CUDA_BY_SIZE(size, RUN)                 \
    switch (size) {                             \
    case 1: RUN(uint8_t); break;                \
    case 2: RUN(uint16_t); break;               \
    case 4: RUN(uint32_t); break;               \
    case 8: RUN(uint64_t); break;               \
    default: RUN(cuda_16_bytes); break;         \
    }

#endif
