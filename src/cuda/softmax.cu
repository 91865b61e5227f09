/* Softmax and its logarithm along one dimension, fused, and their backward steps. The shape rules hand over
 * contiguous float32 or float64 tensors; 16-bit results are rounded as they are stored. */
#include "convert.cuh"
#include "lanes.h"

#define THREADS 256

/* A step of elements T works in three passes over a lane: it joins all elements into a maximum (where it has
 * one) and into a sum, and then makes each result. a: x or the gradient; b: y in the backward steps. */
#define STEP(name, has_max, term, result)                                                                    \
    struct name {                                                                                            \
        static const bool uses_max = has_max;                                                                \
        template <typename T> static __device__ __forceinline__ T add(T a, T b, T max) { return term; }      \
        template <typename T> static __device__ __forceinline__ T make(T a, T b, T max, T sum) { return result; } \
    };
STEP(forward, true, exp(a - max), exp(a - max) / sum)
STEP(log_forward, true, exp(a - max), a - max - log(sum))
STEP(back, false, a * b, (a - sum) * b)
STEP(log_back, false, a, a - exp(b) * sum)

template <typename T> static __device__ __forceinline__ T larger(T a, T b) { return a > b ? a : b; }

/* ---- Lanes that lie densely: threads share a lane ------------------------------------------------------- */

/* Over the threads of a warp or of a block, in a fixed order; all get the result. WIDTH: threads of a lane. */
template <int WIDTH, bool MAX, typename T> static __device__ __forceinline__ T joined(T x, T *shared)
{
#pragma unroll
    for (int step = 16; step > 0; step /= 2) {
        T other = __shfl_xor_sync(0xffffffffu, x, step);
        x = MAX ? larger(x, other) : x + other;
    }
    if (WIDTH == 32) return x;
    int warp = threadIdx.x / 32;
    __syncthreads();
    if (threadIdx.x % 32 == 0) shared[warp] = x;
    __syncthreads();
    x = shared[0];
    for (int k = 1; k < WIDTH / 32; k++) x = MAX ? larger(x, shared[k]) : x + shared[k];
    return x;
}

template <class Step, int WIDTH, typename T>
__global__ void __launch_bounds__(THREADS) along(const T *a, const T *b, char *y, int dtype, int size, int64_t lanes, int64_t n)
{
    __shared__ T shared[THREADS / 32];
    const int per_block = THREADS / WIDTH, lane = threadIdx.x / WIDTH, at = threadIdx.x % WIDTH;
    for (int64_t row = (int64_t)blockIdx.x * per_block + lane; row < lanes; row += (int64_t)gridDim.x * per_block) {
        const T *u = a + row * n, *v = b + row * n;
        T max = (T)-INFINITY, sum = 0;
        if (Step::uses_max) {
            for (int64_t i = at; i < n; i += WIDTH) max = larger(u[i], max);
            max = joined<WIDTH, true>(max, shared);
        }
        for (int64_t i = at; i < n; i += WIDTH) sum += Step::add(u[i], v[i], max);
        sum = joined<WIDTH, false>(sum, shared);
        for (int64_t i = at; i < n; i += WIDTH)
            store_one<T>(y + (row * n + i) * size, dtype, Step::make(u[i], v[i], max, sum));
    }
}

/* ---- Lanes side by side: one thread each ------------------------------------------------------------------- */

template <class Step, typename T>
__global__ void __launch_bounds__(THREADS) across(const T *a, const T *b, char *y, int dtype, int size, cuda_lanes l)
{
    int64_t lanes = l.outer * l.inner;
    for (int64_t lane = (int64_t)blockIdx.x * THREADS + threadIdx.x; lane < lanes; lane += (int64_t)gridDim.x * THREADS) {
        int64_t start = lane / l.inner * l.n * l.inner + lane % l.inner;
        T max = (T)-INFINITY, sum = 0;
        for (int64_t k = 0, i = start; Step::uses_max && k < l.n; k++, i += l.inner) max = larger(a[i], max);
        for (int64_t k = 0, i = start; k < l.n; k++, i += l.inner) sum += Step::add(a[i], b[i], max);
        for (int64_t k = 0, i = start; k < l.n; k++, i += l.inner)
            store_one<T>(y + i * size, dtype, Step::make(a[i], b[i], max, sum));
    }
}

/* ---- Choice -------------------------------------------------------------------------------------------------- */

template <class Step, typename T> static void walk(const th_tensor *a, const th_tensor *b, th_tensor *out, cuda_lanes l)
{
    const T *u = (const T *)th_data(a), *v = (const T *)th_data(b);
    char *y = th_data(out);
    int dtype = out->dtype, size = (int)th_dtype_size((th_dtype)dtype);
    cudaStream_t stream = cuda_stream_of(out);
    if (l.inner > 1)
        across<Step, T><<<cuda_blocks(l.outer * l.inner, THREADS), THREADS, 0, stream>>>(u, v, y, dtype, size, l);
    else if (l.n <= 1024)
        along<Step, 32, T><<<cuda_blocks(l.outer, THREADS / 32), THREADS, 0, stream>>>(u, v, y, dtype, size, l.outer, l.n);
    else
        along<Step, THREADS, T><<<cuda_blocks(l.outer, 1), THREADS, 0, stream>>>(u, v, y, dtype, size, l.outer, l.n);
}

template <class Step> static void run(th_call *call, const th_tensor *a, const th_tensor *b, int64_t dim)
{
    cuda_lanes l = cuda_lanes_of(a, dim);
    if (a->numel == 0) return;
    if (a->dtype == TH_FLOAT32) walk<Step, float>(a, b, call->out[0], l);
    else walk<Step, double>(a, b, call->out[0], l);
    cuda_launched(call->op->name);
}

/* self dim dtype */
extern "C" void cuda_softmax(th_call *c) { run<forward>(c, th_arg(c, 0), th_arg(c, 0), th_arg_int(c, 1)); }
extern "C" void cuda_log_softmax(th_call *c) { run<log_forward>(c, th_arg(c, 0), th_arg(c, 0), th_arg_int(c, 1)); }
/* gradient output dim */
extern "C" void cuda_softmax_backward(th_call *c) { run<back>(c, th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 2)); }
extern "C" void cuda_log_softmax_backward(th_call *c) { run<log_back>(c, th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 2)); }
