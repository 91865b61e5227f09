/* Loops over strided elements on the device: a loop of any size and rank is cut into pieces whose numbers
 * of elements and dimensions fit what kernels take. For host and device, so that tests run it without one. */
#ifndef CUDA_WALK_H
#define CUDA_WALK_H

#include "../core/iter.h"

#ifdef __CUDACC__
#define CUDA_BOTH __host__ __device__ __forceinline__
#else
#define CUDA_BOTH inline
#endif

#define CUDA_WALK_DIMS 12
#define CUDA_WALK_OPERANDS 4

/* Division of 32-bit numbers by one that is not known before, with a multiplication (Granlund and
 * Montgomery, 1994). Exact for dividends below 2^31. */
typedef struct { uint32_t divisor, factor, shift; } cuda_divider;

static inline cuda_divider cuda_divider_of(uint32_t divisor)
{
    cuda_divider d = {divisor, 0, 0};
    while (((uint64_t)1 << d.shift) < divisor) d.shift++;
    d.factor = (uint32_t)((((uint64_t)1 << 32) * (((uint64_t)1 << d.shift) - divisor)) / divisor + 1);
    return d;
}

static CUDA_BOTH uint32_t cuda_divide(uint32_t n, cuda_divider d)
{
    uint32_t high = (uint32_t)(((uint64_t)n * d.factor) >> 32);
    return (high + n) >> d.shift;
}

/* Dimension 0 is the innermost; strides in bytes. */
typedef struct {
    int ndim, n_operands;
    uint32_t numel;
    cuda_divider shape[CUDA_WALK_DIMS];
    int64_t stride[CUDA_WALK_OPERANDS][CUDA_WALK_DIMS];
    char *data[CUDA_WALK_OPERANDS];
} cuda_walk;

/* Byte offsets of element i in each operand. */
static CUDA_BOTH void cuda_walk_offsets(const cuda_walk *w, uint32_t i, int n_operands, int64_t *offsets)
{
    for (int k = 0; k < n_operands; k++) offsets[k] = 0;
    for (int d = 0; d < CUDA_WALK_DIMS; d++) {
        if (d == w->ndim) break;
        uint32_t rest = cuda_divide(i, w->shape[d]), at = i - rest * w->shape[d].divisor;
        for (int k = 0; k < n_operands; k++) offsets[k] += (int64_t)at * w->stride[k][d];
        i = rest;
    }
}

/* Calls piece for parts of the loop that cover all of it, in order of increasing positions in the outermost
 * dimensions. first: the number, in the whole loop, of the part's first element; it increases by one from
 * element to element of a part, because only outermost dimensions are cut. */
typedef void (*cuda_piece)(const cuda_walk *walk, int64_t first, void *data);

#define CUDA_PIECE_MOST ((int64_t)1 << 30)

static inline void cuda_walk_part(const th_iter *it, int ndim, int64_t numel, char *const *data, int64_t first,
                                  cuda_piece piece, void *context)
{
    if (numel == 0) return;
    int d = ndim - 1;
    if (ndim > CUDA_WALK_DIMS || numel > CUDA_PIECE_MOST) { /* cut the outermost dimension */
        int64_t inner = numel / it->shape[d], most = ndim > CUDA_WALK_DIMS ? 1 : CUDA_PIECE_MOST / inner;
        char *at[CUDA_WALK_OPERANDS];
        if (most < 1) most = 1;
        for (int64_t i = 0; i < it->shape[d]; i += most) {
            int64_t n = it->shape[d] - i < most ? it->shape[d] - i : most;
            for (int k = 0; k < it->n_operands; k++) at[k] = data[k] + i * it->stride[k][d];
            if (n == 1 && d > 0) cuda_walk_part(it, d, inner, at, first + i * inner, piece, context);
            else {
                th_iter cut = *it;
                cut.shape[d] = n;
                cuda_walk_part(&cut, ndim, n * inner, at, first + i * inner, piece, context);
            }
        }
        return;
    }
    cuda_walk w;
    w.ndim = ndim;
    w.n_operands = it->n_operands;
    w.numel = (uint32_t)numel;
    for (int e = 0; e < ndim; e++) w.shape[e] = cuda_divider_of((uint32_t)it->shape[e]);
    for (int k = 0; k < it->n_operands; k++) {
        w.data[k] = data[k];
        for (int e = 0; e < ndim; e++) w.stride[k][e] = it->stride[k][e];
    }
    piece(&w, first, context);
}

/* The loop as it is given, collapsed or not; it may have a number of elements that its numel does not say. */
static inline void cuda_walk_pieces(const th_iter *it, cuda_piece piece, void *context)
{
    int64_t numel = 1;
    for (int d = 0; d < it->ndim; d++) numel *= it->shape[d];
    cuda_walk_part(it, it->ndim, numel, it->data, 0, piece, context);
}

#endif
