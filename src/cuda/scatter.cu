/* gather and the scatter family: an index for every element, along one dimension. */
#include "convert.cuh"
#include "fold.h"

#include <string.h>

#define THREADS 256

/* One walk over all elements of index: the other tensor, the index, and the tensor that is indexed, standing
 * still along dim: there the index moves it. */
static void prepare(th_iter *it, th_tensor *other, th_tensor *index, th_tensor *x, int dim)
{
    int64_t stride[TH_MAX_DIMS];
    memcpy(stride, x->stride, (size_t)x->ndim * sizeof *stride);
    if (x->ndim) stride[dim] = 0;
    th_iter_begin(it, index->ndim, index->shape);
    th_iter_add(it, other);
    th_iter_add(it, index);
    th_iter_add(it, th_tensor_view(x, x->ndim, index->shape, stride, x->offset));
    th_iter_collapse(it);
}

typedef struct { cudaStream_t stream; int64_t size, step, bytes; char *origin; int64_t *keys; } indexed;

static indexed indexed_of(const th_tensor *x, int dim)
{
    indexed j = {};
    j.stream = cuda_stream_of(x);
    j.bytes = (int64_t)th_dtype_size((th_dtype)x->dtype);
    j.size = x->ndim ? x->shape[dim] : 1;
    j.step = x->ndim ? x->stride[dim] * j.bytes : 0;
    j.origin = th_data(x);
    return j;
}

/* ---- Reading ------------------------------------------------------------------------------------------------ */

struct sixteen { uint64_t x[2]; };

template <typename T> __global__ void gather_elements(const __grid_constant__ cuda_walk w, int64_t size, int64_t step)
{
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < w.numel; i += gridDim.x * THREADS) {
        int64_t offset[3];
        cuda_walk_offsets(&w, i, 3, offset);
        int64_t position = cuda_position(*(const int64_t *)(w.data[1] + offset[1]), size);
        *(T *)(w.data[0] + offset[0]) = *(const T *)(w.data[2] + offset[2] + position * step);
    }
}

static void gather_piece(const cuda_walk *w, int64_t first, void *context)
{
    const indexed *j = (const indexed *)context;
    int blocks = cuda_blocks(w->numel, THREADS);
    switch (j->bytes) {
    case 1: gather_elements<uint8_t><<<blocks, THREADS, 0, j->stream>>>(*w, j->size, j->step); break;
    case 2: gather_elements<uint16_t><<<blocks, THREADS, 0, j->stream>>>(*w, j->size, j->step); break;
    case 4: gather_elements<uint32_t><<<blocks, THREADS, 0, j->stream>>>(*w, j->size, j->step); break;
    case 8: gather_elements<uint64_t><<<blocks, THREADS, 0, j->stream>>>(*w, j->size, j->step); break;
    default: gather_elements<sixteen><<<blocks, THREADS, 0, j->stream>>>(*w, j->size, j->step);
    }
    (void)first;
}

extern "C" void cuda_gather(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *out = c->out[0];
    int dim = (int)th_arg_int(c, 1);
    th_iter it;
    if (out->numel == 0) return;
    indexed j = indexed_of(x, dim);
    prepare(&it, out, th_arg(c, 2), x, dim);
    cuda_walk_pieces(&it, gather_piece, &j);
    cuda_launched("gather");
}

/* ---- Writing ------------------------------------------------------------------------------------------------ */

/* Numbers, in the dense target, of the elements that index names. */
__global__ void find_keys(const __grid_constant__ cuda_walk w, int64_t first, indexed j)
{
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < w.numel; i += gridDim.x * THREADS) {
        int64_t offset[3];
        cuda_walk_offsets(&w, i, 3, offset);
        int64_t position = cuda_position(*(const int64_t *)(w.data[1] + offset[1]), j.size);
        j.keys[first + i] = (w.data[2] - j.origin + offset[2] + position * j.step) / j.bytes;
    }
}

static void key_piece(const cuda_walk *w, int64_t first, void *context)
{
    const indexed *j = (const indexed *)context;
    find_keys<<<cuda_blocks(w->numel, THREADS), THREADS, 0, j->stream>>>(*w, first, *j);
}

/* One number for all elements of index. */
static th_tensor *spread(th_tensor *number, const th_tensor *index)
{
    int64_t stride[TH_MAX_DIMS] = {0};
    return th_tensor_view(number, index->ndim, index->shape, stride, number->offset);
}

/* target is what the shape rule made of self: the result, holding self already. */
static void scatter(th_call *c, cuda_fold_kind kind)
{
    th_tensor *target = c->out[0], *index = th_arg(c, 2), *src = th_arg(c, 3);
    int dim = (int)th_arg_int(c, 1);
    th_iter it;
    if (index->numel == 0) return;
    th_scope *scope = th_scope_open();
    th_tensor *dense = th_to_contiguous(target);
    th_tensor *values = th_to_contiguous(src->numel == 1 ? spread(src, index) : src);
    indexed j = indexed_of(dense, dim);
    j.keys = (int64_t *)cuda_scratch(dense, (size_t)index->numel * 8);
    prepare(&it, index, index, dense, dim);
    cuda_walk_pieces(&it, key_piece, &j);
    cuda_launched(c->op->name);
    cuda_fold_at(dense, j.keys, index->numel, 1, th_data(values), kind, NULL);
    if (dense != target) th_copy_into(target, dense);
    th_scope_close(scope);
}

extern "C" void cuda_scatter_put(th_call *c) { scatter(c, CUDA_ASSIGN); }
extern "C" void cuda_scatter_add(th_call *c) { scatter(c, CUDA_ADD); }

extern "C" void cuda_scatter_fold(th_call *c)
{
    const char *reduce = th_arg_string(c, 4);
    scatter(c, !strcmp(reduce, "prod") ? CUDA_MULTIPLY : !strcmp(reduce, "amax") ? CUDA_MAX : CUDA_MIN);
}
