/* Finding elements: which are true, which indices are out of range. */
#include "order.cuh"
#include "positions.h"

#include <cub/block/block_scan.cuh>

/* ---- Range of indices ------------------------------------------------------------------------------------ */

namespace {
/* -1, as an unsigned number, is larger than all. */
struct find_outside {
    cuda_offsets at;
    const int64_t *index;
    int64_t size;
    unsigned long long *found;
    __device__ void operator()(int64_t i) const
    {
        int64_t v = index[cuda_offset(&at, 0, at.ndim, i)];
        if (v < -size || v >= size) atomicMin(found, (unsigned long long)i);
    }
};
} // namespace

/* index, size: number of the first index outside [-size, size), or -1 */
extern "C" void cuda_first_outside(th_call *c)
{
    const th_tensor *index = th_arg(c, 0);
    find_outside find;
    find.at.ndim = 0;
    cuda_add_offsets(&find.at, index->shape, index->stride, 0, index->ndim);
    find.index = (const int64_t *)th_data(index);
    find.size = th_arg_int(c, 1);
    find.found = (unsigned long long *)th_data(c->out[0]);
    cuda_set_bytes(index, find.found, 0xff, sizeof(int64_t));
    cuda_each(index, "first_outside", index->numel, find);
}

/* ---- Elements that are not zero -------------------------------------------------------------------------- */

#define TILE (16 * CUDA_THREADS) /* elements that a block looks at */

/* Elements of a dense tensor as bits, of which those in the mask say whether one is not zero: the signs do not. */
typedef struct { const char *x; int64_t n; int bytes; uint64_t mask; } truths;

static truths truths_of(const th_tensor *dense)
{
    truths t = {th_data(dense), dense->numel, (int)th_dtype_size((th_dtype)dense->dtype), ~(uint64_t)0};
    switch (dense->dtype) {
    case TH_FLOAT16: case TH_BFLOAT16: t.mask = 0x7fff; break;
    case TH_FLOAT32: t.mask = 0x7fffffff; break;
    case TH_FLOAT64: case TH_COMPLEX128: t.mask = ~(uint64_t)0 >> 1; break;
    case TH_COMPLEX64: t.mask = UINT64_C(0x7fffffff7fffffff); break;
    }
    return t;
}

static __device__ __forceinline__ bool is_true(const truths &t, int64_t i)
{
    switch (t.bytes) {
    case 1: return ((const uint8_t *)t.x)[i] != 0;
    case 2: return (((const uint16_t *)t.x)[i] & t.mask) != 0;
    case 4: return (((const uint32_t *)t.x)[i] & t.mask) != 0;
    case 8: return (((const uint64_t *)t.x)[i] & t.mask) != 0;
    default: return ((((const uint64_t *)t.x)[2 * i] | ((const uint64_t *)t.x)[2 * i + 1]) & t.mask) != 0;
    }
}

typedef cub::BlockScan<int, CUDA_THREADS> block_scan;

/* Number of true elements, of each tile or in total. */
static __global__ void __launch_bounds__(CUDA_THREADS)
    count_true(truths t, int64_t *of_tile, unsigned long long *in_total)
{
    __shared__ typename block_scan::TempStorage storage;
    int64_t tiles = (t.n + TILE - 1) / TILE, total = 0;
    for (int64_t tile = blockIdx.x; tile < tiles; tile += gridDim.x) {
        int count = 0, before, all;
        for (int64_t i = tile * TILE + threadIdx.x; i < t.n && i < (tile + 1) * TILE; i += CUDA_THREADS)
            count += is_true(t, i);
        block_scan(storage).ExclusiveSum(count, before, all);
        __syncthreads();
        if (of_tile && threadIdx.x == 0) of_tile[tile] = all;
        total += all;
    }
    if (in_total && threadIdx.x == 0) atomicAdd(in_total, (unsigned long long)total);
}

/* Dimension 0 is the innermost. */
typedef struct { int ndim; cuda_divisor shape[TH_MAX_DIMS]; } coordinates;

/* The true elements' coordinates (found, ndim), those of a tile from number first[tile] on. */
static __global__ void __launch_bounds__(CUDA_THREADS)
    write_true(truths t, const int64_t *first, const __grid_constant__ coordinates at, int64_t *to)
{
    __shared__ typename block_scan::TempStorage storage;
    int64_t tiles = (t.n + TILE - 1) / TILE;
    for (int64_t tile = blockIdx.x; tile < tiles; tile += gridDim.x) {
        int64_t found = first[tile];
        for (int64_t start = tile * TILE; start < t.n && start < (tile + 1) * TILE; start += CUDA_THREADS) {
            int64_t i = start + threadIdx.x;
            int truth = i < t.n && is_true(t, i), before, all;
            block_scan(storage).ExclusiveSum(truth, before, all);
            __syncthreads();
            for (int d = 0; truth && d < at.ndim; d++) {
                int64_t above = cuda_quotient(i, &at.shape[d]);
                to[(found + before) * at.ndim + at.ndim - 1 - d] = i - above * at.shape[d].divisor;
                i = above;
            }
            found += all;
        }
    }
}

extern "C" void cuda_nonzero_count(th_call *c)
{
    th_tensor *out = c->out[0];
    th_scope *scope = th_scope_open();
    truths t = truths_of(th_to_contiguous(th_arg(c, 0)));
    cuda_set_bytes(out, th_data(out), 0, sizeof(int64_t));
    int64_t blocks = (t.n + TILE - 1) / TILE, most = 32 * cuda_multiprocessors(out);
    if (t.n > 0)
        cuda_launch(out, "nonzero_count", count_true, blocks < most ? blocks : most, CUDA_THREADS, t, (int64_t *)NULL,
                    (unsigned long long *)th_data(out));
    th_scope_close(scope);
}

/* out (found, ndim), in the order of the elements */
extern "C" void cuda_nonzero(th_call *c)
{
    const th_tensor *x = th_arg(c, 0), *out = c->out[0];
    if (out->numel == 0) return;
    th_scope *scope = th_scope_open();
    truths t = truths_of(th_to_contiguous(th_arg(c, 0)));
    int64_t tiles = (t.n + TILE - 1) / TILE, *first = cuda_room<int64_t>(out, tiles);
    cuda_launch(out, "nonzero", count_true, tiles, CUDA_THREADS, t, first, (unsigned long long *)NULL);
    cuda_exclusive_sum(out, first, tiles);
    coordinates at;
    at.ndim = x->ndim;
    for (int d = 0; d < x->ndim; d++) at.shape[d] = cuda_divisor_of(x->shape[x->ndim - 1 - d], x->numel);
    cuda_launch(out, "nonzero", write_true, tiles, CUDA_THREADS, t, (const int64_t *)first, at,
                (int64_t *)th_data(out));
    th_scope_close(scope);
}
