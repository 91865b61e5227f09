/* The elementwise rows on the device: two kernels per row and compute type, one of which takes four elements at a
 * time. */
#ifndef CUDA_ELEMENTWISE_CUH
#define CUDA_ELEMENTWISE_CUH

#include "convert.cuh"
#include "walk.h"

/* Blocks of 128 threads, of four elements each, move the most bytes on an H200; larger ones, and more elements to a
 * thread, are 1 to 5 % slower. */
#define THREADS 128

/* What one launch does. Operands that are bare numbers are in number[]; others are walked. */
template <typename T> struct elementwise_loop {
    cuda_walk walk;
    uint32_t rest; /* elements behind the last group, where the walk is over groups of four or eight */
    uint8_t dtype[CUDA_WALK_OPERANDS], size[CUDA_WALK_OPERANDS];
    bool bare[CUDA_WALK_OPERANDS], still[CUDA_WALK_OPERANDS]; /* still: the same element in all of dimension 0 */
    bool plain; /* one dense dimension of the row's own types: loads wait for no more than this to be known */
    T number[CUDA_WALK_OPERANDS], p[4];
};

/* Offsets of group i of four elements. */
template <int OPERANDS> static __device__ __forceinline__ void four_offsets(const cuda_walk &w, uint32_t i, int64_t *offset)
{
    for (int k = 0; k < OPERANDS; k++) offset[k] = 0;
#pragma unroll 1
    for (int d = 0; d < w.ndim; d++) {
        uint32_t rest = d + 1 < w.ndim ? cuda_divide(i, w.shape[d]) : 0, at = i - rest * w.shape[d].divisor;
        for (int k = 0; k < OPERANDS; k++) offset[k] += (int64_t)at * w.stride[k][d];
        i = rest;
    }
}

template <class Row, int ARITY, typename T>
static __device__ __forceinline__ void apply_once(const elementwise_loop<T> &l, const int64_t *offset)
{
    T in[4];
#pragma unroll
    for (int k = 1; k <= ARITY; k++)
        in[k] = l.bare[k] ? l.number[k] : load_one<T>(l.walk.data[k] + offset[k], l.dtype[k]);
    store_one<typename Row::result>(l.walk.data[0] + offset[0], l.dtype[0],
                                    Row::of(in[1], in[ARITY > 1 ? 2 : 1], in[ARITY > 2 ? 3 : 1], l.p));
}

template <typename T> static __device__ __forceinline__ four<T> repeated(T x)
{
    four<T> v = {{x, x, x, x}};
    return v;
}

struct alignas(16) eight_halves { four<uint16_t> low, high; };

static __device__ __forceinline__ four<float> widened(const four<uint16_t> &x, bool brain)
{
    four<float> v;
#pragma unroll
    for (int j = 0; j < 4; j++) v.x[j] = brain ? bfloat16_bits_to_float(x.x[j]) : half_bits_to_float(x.x[j]);
    return v;
}

static __device__ __forceinline__ four<uint16_t> narrowed(const four<float> &x, bool brain)
{
    four<uint16_t> v;
#pragma unroll
    for (int j = 0; j < 4; j++) v.x[j] = brain ? float_to_bfloat16_bits(x.x[j]) : float_to_half_bits(x.x[j]);
    return v;
}

template <class Row, int ARITY, typename T> static __device__ __forceinline__ four<typename Row::result>
of_fours(const elementwise_loop<T> &l, const four<T> *in)
{
    four<typename Row::result> out;
#pragma unroll
    for (int j = 0; j < 4; j++)
        out.x[j] = Row::of(in[1].x[j], in[ARITY > 1 ? 2 : 1].x[j], in[ARITY > 2 ? 3 : 1].x[j], l.p);
    return out;
}

/* A row: Row::result, Row::of(a, b, c, p). Four neighbours at a time, of which an operand may have but one element. */
template <class Row, int ARITY, typename T>
__global__ void __launch_bounds__(THREADS) row_of_fours(const __grid_constant__ elementwise_loop<T> l)
{
    const uint32_t n = l.walk.numel, step = gridDim.x * THREADS, thread = blockIdx.x * THREADS + threadIdx.x;
    int64_t offset[ARITY + 1];
    for (uint32_t i = thread; i < n; i += step) {
        four<T> in[4];
        if (l.plain) {
#pragma unroll
            for (int k = 1; k <= ARITY; k++) in[k] = l.bare[k] ? repeated(l.number[k]) : ((const four<T> *)l.walk.data[k])[i];
        } else {
            four_offsets<ARITY + 1>(l.walk, i, offset);
#pragma unroll
            for (int k = 1; k <= ARITY; k++) {
                const char *from = l.walk.data[k] + offset[k];
                if (!l.bare[k] && !l.still[k]) load_four<T>(in[k].x, from, l.dtype[k], l.size[k]);
                else in[k] = repeated(l.bare[k] ? l.number[k] : load_one<T>(from, l.dtype[k]));
            }
        }
        four<typename Row::result> out = of_fours<Row, ARITY, T>(l, in);
        if (l.plain) ((four<typename Row::result> *)l.walk.data[0])[i] = out;
        else store_four<typename Row::result>(l.walk.data[0] + offset[0], l.dtype[0], l.size[0], out.x);
    }
    if (thread >= l.rest) return;
    for (int k = 0; k <= ARITY; k++) offset[k] = l.walk.stride[k][0] / 4 * (4 * (int64_t)n + thread);
    apply_once<Row, ARITY, T>(l, offset);
}

/* One dense dimension of operands that all have the same 16 bits, eight elements at a time. The second four takes the
 * first one's place, so that the row's expression is compiled once. */
template <class Row, int ARITY> __global__ void __launch_bounds__(THREADS) row_of_halves(const __grid_constant__ elementwise_loop<float> l)
{
    const uint32_t n = l.walk.numel, step = gridDim.x * THREADS, thread = blockIdx.x * THREADS + threadIdx.x;
    const bool brain = l.dtype[0] == TH_BFLOAT16;
    for (uint32_t i = thread; i < n; i += step) {
        eight_halves x[ARITY + 1], y;
#pragma unroll
        for (int k = 1; k <= ARITY; k++) if (!l.bare[k]) x[k] = ((const eight_halves *)l.walk.data[k])[i];
#pragma unroll 1
        for (int part = 0; part < 2; part++) {
            four<float> in[4];
#pragma unroll
            for (int k = 1; k <= ARITY; k++) {
                in[k] = l.bare[k] ? repeated(l.number[k]) : widened(x[k].low, brain);
                x[k].low = x[k].high;
            }
            y.low = y.high;
            y.high = narrowed(of_fours<Row, ARITY, float>(l, in), brain);
        }
        ((eight_halves *)l.walk.data[0])[i] = y;
    }
    if (thread >= l.rest) return;
    int64_t offset[ARITY + 1];
    for (int k = 0; k <= ARITY; k++) offset[k] = sizeof(uint16_t) * (8 * (int64_t)n + thread);
    apply_once<Row, ARITY, float>(l, offset);
}

template <class Row, int ARITY, typename T>
__global__ void __launch_bounds__(THREADS) row_of_single(const __grid_constant__ elementwise_loop<T> l)
{
    const uint32_t n = l.walk.numel, step = gridDim.x * THREADS;
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < n; i += step) {
        int64_t offset[4];
        cuda_walk_offsets(&l.walk, i, ARITY + 1, offset);
        apply_once<Row, ARITY, T>(l, offset);
    }
}

/* ---- Launching ----------------------------------------------------------------------------------------- */

template <typename T> struct elementwise_job { elementwise_loop<T> loop; cudaStream_t stream; };

/* Does an operand lie densely in dimension 0, and so that four elements can be read at once? */
template <typename T> static bool is_dense(const elementwise_loop<T> &l, int k)
{
    uint64_t alignment = l.size[k] * 4 < 16 ? l.size[k] * 4 : 16, all = (uint64_t)(uintptr_t)l.walk.data[k];
    for (int d = 1; d < l.walk.ndim; d++) all |= (uint64_t)l.walk.stride[k][d];
    return l.walk.stride[k][0] == l.size[k] && all % alignment == 0;
}

/* Makes of a walk over elements one over fours, and the rest of a single row; false: it cannot. */
template <typename T> static bool take_fours(elementwise_loop<T> *l)
{
    cuda_walk *w = &l->walk;
    uint32_t length = w->ndim ? w->shape[0].divisor : 1;
    if (length < 4 || (w->ndim > 1 && length % 4)) return false;
    for (int k = 0; k < w->n_operands; k++) {
        l->still[k] = !l->bare[k] && w->stride[k][0] == 0;
        if (!l->bare[k] && !l->still[k] && !is_dense(*l, k)) return false;
    }
    l->rest = w->numel % 4;
    w->numel /= 4;
    w->shape[0] = cuda_divider_of(length / 4);
    for (int k = 0; k < w->n_operands; k++) w->stride[k][0] *= 4;
    return true;
}

/* After take_fours(): are all operands bare numbers, or of that dtype, and one dense dimension? */
template <typename T> static bool all_are(const elementwise_loop<T> &l, int dtype)
{
    if (l.walk.ndim > 1) return false;
    for (int k = 1; k < l.walk.n_operands; k++) if (!l.bare[k] && (l.still[k] || l.dtype[k] != dtype)) return false;
    return true;
}

/* Makes of a walk over fours one over eights; false: some data are not aligned for it. */
template <typename T> static bool take_eights(elementwise_loop<T> *l)
{
    for (int k = 0; k < l->walk.n_operands; k++)
        if (!l->bare[k] && (uintptr_t)l->walk.data[k] % sizeof(eight_halves)) return false;
    l->rest += 4 * (l->walk.numel % 2);
    l->walk.numel /= 2;
    return true;
}

/* Only rows of floats that make floats have kernels for these. */
template <class Row, int ARITY, typename T> static bool launch_halves(elementwise_job<T> *job)
{
    if constexpr (native_dtype<T>::value == TH_FLOAT32 && native_dtype<typename Row::result>::value == TH_FLOAT32) {
        elementwise_loop<T> *l = &job->loop;
        bool half = l->dtype[0] == TH_FLOAT16 || l->dtype[0] == TH_BFLOAT16;
        if (!half || !all_are(*l, l->dtype[0]) || !take_eights(l)) return false;
        row_of_halves<Row, ARITY><<<cuda_blocks(l->walk.numel, THREADS), THREADS, 0, job->stream>>>(*l);
        return true;
    }
    return false;
}

template <class Row, int ARITY, typename T> static void launch_piece(const cuda_walk *walk, int64_t first, void *context)
{
    elementwise_job<T> *job = (elementwise_job<T> *)context;
    elementwise_loop<T> *l = &job->loop;
    l->walk = *walk;
    if (!take_fours(l))
        row_of_single<Row, ARITY, T><<<cuda_blocks(walk->numel, THREADS), THREADS, 0, job->stream>>>(*l);
    else if (!launch_halves<Row, ARITY>(job)) {
        l->plain = l->dtype[0] == native_dtype<typename Row::result>::value && all_are(*l, native_dtype<T>::value);
        row_of_fours<Row, ARITY, T><<<cuda_blocks(l->walk.numel, THREADS), THREADS, 0, job->stream>>>(*l);
    }
    (void)first;
}

template <class Row, int ARITY, typename T> static void launch_row(const th_iter *it, cudaStream_t stream, const void *numbers)
{
    elementwise_job<T> job;
    job.stream = stream;
    memcpy(job.loop.p, numbers, sizeof job.loop.p);
    for (int k = 0; k < it->n_operands; k++) {
        const char *bare = (const char *)it->number, *data = it->data[k];
        job.loop.dtype[k] = (uint8_t)it->dtype[k];
        job.loop.size[k] = (uint8_t)th_dtype_size(it->dtype[k]);
        job.loop.bare[k] = data >= bare && data < bare + sizeof it->number;
        if (job.loop.bare[k]) memcpy(&job.loop.number[k], data, sizeof(T));
    }
    cuda_walk_pieces(it, launch_piece<Row, ARITY, T>, &job);
}

#endif
