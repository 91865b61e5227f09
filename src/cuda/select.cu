/* Finding elements: which are true, which indices are out of range; and laying tensors end to end. */
#include "convert.cuh"
#include "walk.h"

#include <cub/device/device_select.cuh>
#include <thrust/iterator/counting_iterator.h>

#define THREADS 256

/* ---- Range of indices ------------------------------------------------------------------------------------ */

struct search_job { cudaStream_t stream; unsigned long long *found; int64_t size; };

__global__ void find_outside(const __grid_constant__ cuda_walk w, int64_t first, int64_t size, unsigned long long *found)
{
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < w.numel; i += gridDim.x * THREADS) {
        int64_t offset[1];
        cuda_walk_offsets(&w, i, 1, offset);
        int64_t v = *(const int64_t *)(w.data[0] + offset[0]);
        if (v < -size || v >= size) atomicMin(found, (unsigned long long)(first + i));
    }
}

static void find_piece(const cuda_walk *w, int64_t first, void *context)
{
    search_job *j = (search_job *)context;
    find_outside<<<cuda_blocks(w->numel, THREADS), THREADS, 0, j->stream>>>(*w, first, j->size, j->found);
}

/* All elements of x in row-major order. */
static void begin(th_iter *it, const th_tensor *x)
{
    th_iter_begin(it, x->ndim, x->shape);
    th_iter_add(it, x);
    th_iter_collapse(it);
}

/* Number of the first index outside [-size, size), or -1: the largest unsigned number while none is found. */
extern "C" void cuda_first_outside(th_call *c)
{
    const th_tensor *index = th_arg(c, 0);
    search_job j = {cuda_stream_of(index), (unsigned long long *)th_data(c->out[0]), th_arg_int(c, 1)};
    cuda_note(cudaMemsetAsync(j.found, 0xff, 8, j.stream), "cudaMemsetAsync");
    th_iter it;
    if (index->numel == 0) return;
    begin(&it, index);
    cuda_walk_pieces(&it, find_piece, &j);
    cuda_launched("first_outside");
}

/* ---- Elements that are not zero ----------------------------------------------------------------------------- */

/* NaN is not zero. */
static __device__ __forceinline__ bool truth(const char *p, int dtype)
{
    switch (dtype) {
    case TH_BOOL: case TH_UINT8: case TH_INT8: return *(const uint8_t *)p != 0;
    case TH_INT16: return *(const uint16_t *)p != 0;
    case TH_FLOAT16: case TH_BFLOAT16: return (*(const uint16_t *)p & 0x7fff) != 0;
    case TH_INT32: return *(const uint32_t *)p != 0;
    case TH_INT64: return *(const uint64_t *)p != 0;
    case TH_FLOAT32: return *(const float *)p != 0;
    case TH_FLOAT64: return *(const double *)p != 0;
    case TH_COMPLEX64: return is_not_zero(*(const complex64 *)p);
    default: return is_not_zero(*(const complex128 *)p);
    }
}

/* Whole numbers add up to the same in any order. */
__global__ void count_true(const __grid_constant__ cuda_walk w, int dtype, unsigned long long *count)
{
    unsigned long long mine = 0;
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < w.numel; i += gridDim.x * THREADS) {
        int64_t offset[1];
        cuda_walk_offsets(&w, i, 1, offset);
        mine += truth(w.data[0] + offset[0], dtype);
    }
    for (int step = 16; step > 0; step /= 2) mine += __shfl_down_sync(0xffffffffu, mine, step);
    if (threadIdx.x % 32 == 0 && mine) atomicAdd(count, mine);
}

struct truth_job { cudaStream_t stream; int dtype; unsigned long long *count; const th_tensor *x; int64_t *to, done; };

static void count_piece(const cuda_walk *w, int64_t first, void *context)
{
    truth_job *j = (truth_job *)context;
    int blocks = cuda_blocks(w->numel, 8 * THREADS);
    count_true<<<blocks, THREADS, 0, j->stream>>>(*w, j->dtype, j->count);
    (void)first;
}

extern "C" void cuda_nonzero_count(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    truth_job j = {cuda_stream_of(x), x->dtype, (unsigned long long *)th_data(c->out[0])};
    cuda_note(cudaMemsetAsync(j.count, 0, 8, j.stream), "cudaMemsetAsync");
    th_iter it;
    if (x->numel == 0) return;
    begin(&it, x);
    cuda_walk_pieces(&it, count_piece, &j);
    cuda_launched("nonzero_count");
}

struct is_true_at {
    cuda_walk w;
    int dtype;
    __device__ __forceinline__ bool operator()(uint32_t i) const
    {
        int64_t offset[1];
        cuda_walk_offsets(&w, i, 1, offset);
        return truth(w.data[0] + offset[0], dtype);
    }
};

struct coordinates { int ndim; int64_t shape[TH_MAX_DIMS]; };

/* Numbers of elements become coordinates, the last running fastest. */
__global__ void write_coordinates(const __grid_constant__ coordinates x, const uint32_t *numbers, int64_t first, int64_t n, int64_t *to)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        int64_t at = first + numbers[i];
        for (int d = x.ndim - 1; d >= 0; d--) {
            to[i * x.ndim + d] = at % x.shape[d];
            at /= x.shape[d];
        }
    }
}

/* The piece's elements that are true go to j->to; how many they are must be known to place the next ones. */
static void select_piece(const cuda_walk *w, int64_t first, void *context)
{
    truth_job *j = (truth_job *)context;
    th_scope *scope = th_scope_open();
    is_true_at test = {*w, j->dtype};
    uint32_t *numbers = (uint32_t *)cuda_scratch(j->x, (size_t)w->numel * 4);
    unsigned long long *found = (unsigned long long *)cuda_scratch(j->x, 8), n = 0;
    thrust::counting_iterator<uint32_t> all(0);
    size_t bytes = 0;
    cuda_note(cub::DeviceSelect::If(NULL, bytes, all, numbers, found, (int)w->numel, test, j->stream), "nonzero");
    void *work = cuda_scratch(j->x, bytes);
    cuda_note(cub::DeviceSelect::If(work, bytes, all, numbers, found, (int)w->numel, test, j->stream), "nonzero");
    cuda_note(cudaMemcpyAsync(&n, found, 8, cudaMemcpyDeviceToHost, j->stream), "cudaMemcpyAsync");
    cuda_note(cudaStreamSynchronize(j->stream), "nonzero");
    coordinates x = {};
    x.ndim = j->x->ndim;
    for (int d = 0; d < x.ndim; d++) x.shape[d] = j->x->shape[d];
    if (n) {
        write_coordinates<<<cuda_blocks((int64_t)n, THREADS), THREADS, 0, j->stream>>>(x, numbers, first, (int64_t)n,
                                                                                  j->to + j->done * x.ndim);
        cuda_launched("nonzero");
    }
    j->done += (int64_t)n;
    th_scope_close(scope);
}

/* out (found, ndim), in the order of the elements */
extern "C" void cuda_nonzero(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    truth_job j = {cuda_stream_of(x), x->dtype, NULL, x, (int64_t *)th_data(c->out[0]), 0};
    th_iter it;
    if (c->out[0]->numel == 0) return;
    begin(&it, x);
    cuda_walk_pieces(&it, select_piece, &j);
}

/* ---- End to end ------------------------------------------------------------------------------------------------- */

extern "C" void cuda_cat(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    th_tensor *out = c->out[0];
    int dim = (int)th_arg_int(c, 1);
    int64_t start = 0;
    for (int i = 0; i < list.n; i++) {
        th_tensor *x = list.v[i];
        if (x->numel == 0 && x->ndim != out->ndim) continue; /* an empty vector among others */
        if (x->numel)
            th_copy_into(th_tensor_view(out, x->ndim, x->shape, out->stride, out->offset + start * out->stride[dim]), x);
        start += x->shape[dim];
    }
}
