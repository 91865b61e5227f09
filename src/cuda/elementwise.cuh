/* The elementwise rows on the device: one kernel per row and compute type, over four elements per thread. */
#ifndef CUDA_ELEMENTWISE_CUH
#define CUDA_ELEMENTWISE_CUH

#include "convert.cuh"
#include "walk.h"

#define THREADS 256

/* What one launch does. Operands that are bare numbers are in number[]; others are walked. */
template <typename T> struct elementwise_loop {
    cuda_walk walk;
    uint8_t dtype[CUDA_WALK_OPERANDS], size[CUDA_WALK_OPERANDS];
    bool bare[CUDA_WALK_OPERANDS];
    T number[CUDA_WALK_OPERANDS], p[4];
};

/* A row: Row::result, Row::of(a, b, c, p). */
template <class Row, int ARITY, typename T>
__global__ void __launch_bounds__(THREADS) dense_row(const __grid_constant__ elementwise_loop<T> l)
{
    const uint32_t n = l.walk.numel, step = gridDim.x * THREADS * 4;
    T in[4][4];
    for (int k = 1; k <= ARITY; k++)
        for (int j = 0; j < 4; j++) in[k][j] = l.number[k];
    for (uint32_t i = (blockIdx.x * THREADS + threadIdx.x) * 4; i < n; i += step) {
        typename Row::result out[4];
        if (i + 4 <= n) {
#pragma unroll
            for (int k = 1; k <= ARITY; k++)
                if (!l.bare[k]) load_four<T>(in[k], l.walk.data[k] + (int64_t)i * l.size[k], l.dtype[k], l.size[k]);
#pragma unroll
            for (int j = 0; j < 4; j++) out[j] = Row::of(in[1][j], in[ARITY > 1 ? 2 : 1][j], in[ARITY > 2 ? 3 : 1][j], l.p);
            store_four<typename Row::result>(l.walk.data[0] + (int64_t)i * l.size[0], l.dtype[0], l.size[0], out);
        } else {
            for (uint32_t e = i; e < n; e++) {
#pragma unroll
                for (int k = 1; k <= ARITY; k++)
                    if (!l.bare[k]) in[k][0] = load_rare<T>(l.walk.data[k] + (int64_t)e * l.size[k], l.dtype[k]);
                store_one<typename Row::result>(l.walk.data[0] + (int64_t)e * l.size[0], l.dtype[0],
                                                Row::of(in[1][0], in[ARITY > 1 ? 2 : 1][0], in[ARITY > 2 ? 3 : 1][0], l.p));
            }
        }
    }
}

template <class Row, int ARITY, typename T>
__global__ void __launch_bounds__(THREADS) strided_row(const __grid_constant__ elementwise_loop<T> l)
{
    const uint32_t n = l.walk.numel, step = gridDim.x * THREADS;
    T in[4];
    for (int k = 1; k <= ARITY; k++) in[k] = l.number[k];
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < n; i += step) {
        int64_t offset[4];
        cuda_walk_offsets(&l.walk, i, ARITY + 1, offset);
#pragma unroll
        for (int k = 1; k <= ARITY; k++)
            if (!l.bare[k]) in[k] = load_one<T>(l.walk.data[k] + offset[k], l.dtype[k]);
        store_one<typename Row::result>(l.walk.data[0] + offset[0], l.dtype[0],
                                        Row::of(in[1], in[ARITY > 1 ? 2 : 1], in[ARITY > 2 ? 3 : 1], l.p));
    }
}

/* ---- Launching ----------------------------------------------------------------------------------------- */

template <typename T> struct elementwise_job { elementwise_loop<T> loop; cudaStream_t stream; };

/* Do all walked operands lie densely, and so that four elements can be read at once? */
template <typename T> static bool is_dense(const elementwise_loop<T> &l)
{
    if (l.walk.ndim != 1) return false;
    for (int k = 0; k < l.walk.n_operands; k++) {
        if (l.bare[k]) continue;
        uintptr_t alignment = l.size[k] * 4 < 16 ? l.size[k] * 4 : 16;
        if (l.walk.stride[k][0] != l.size[k] || (uintptr_t)l.walk.data[k] % alignment) return false;
    }
    return true;
}

template <class Row, int ARITY, typename T> static void launch_piece(const cuda_walk *walk, int64_t first, void *context)
{
    elementwise_job<T> *job = (elementwise_job<T> *)context;
    job->loop.walk = *walk;
    if (is_dense(job->loop))
        dense_row<Row, ARITY, T><<<cuda_blocks(walk->numel, 4 * THREADS), THREADS, 0, job->stream>>>(job->loop);
    else strided_row<Row, ARITY, T><<<cuda_blocks(walk->numel, THREADS), THREADS, 0, job->stream>>>(job->loop);
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
