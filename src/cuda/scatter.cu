/* gather and the scatter family: an index for every element, along one dimension. */
#include "fold.cuh"

#include <string.h>

/* One walk over all elements of index. Operand 0 is what is written, 1 the index, 2 the tensor that is indexed,
 * standing still along dim: there the index moves it. */
typedef struct {
    cuda_walk walk;
    int64_t size, step; /* of the indexed dimension */
    int64_t first;      /* number of the walk's first element */
    uint64_t *keys;
} indexed;

/* Strides of x over index's elements, in units, none along dim. */
static void add_held(th_iter *it, const th_tensor *x, const th_tensor *index, int dim, int64_t unit, char *data)
{
    int k = it->n_operands++;
    it->data[k] = data;
    it->dtype[k] = (th_dtype)x->dtype;
    for (int d = 0; d < index->ndim; d++)
        it->stride[k][index->ndim - 1 - d] = d == dim || index->shape[d] == 1 ? 0 : x->stride[d] * unit;
}

/* ---- Reading --------------------------------------------------------------------------------------------- */

namespace {
template <typename T> struct gather_elements {
    indexed w;
    __device__ void operator()(int64_t i) const
    {
        int64_t offset[3];
        cuda_walk_offsets(&w.walk, (uint32_t)i, 3, offset);
        int64_t position = cuda_position(*(const int64_t *)(w.walk.data[1] + offset[1]), w.size);
        *(T *)(w.walk.data[0] + offset[0]) = *(const T *)(w.walk.data[2] + offset[2] + position * w.step);
    }
};
} // namespace

typedef struct { indexed w; const th_tensor *device; } indexed_job;

static void gather_piece(const cuda_walk *walk, int64_t first, void *context)
{
    indexed_job *job = (indexed_job *)context;
    job->w.walk = *walk;
    job->w.first = first;
#define GATHER(T) cuda_each(job->device, "gather", walk->numel, gather_elements<T>{job->w})
    CUDA_BY_SIZE(th_dtype_size((th_dtype)job->device->dtype), GATHER)
#undef GATHER
}

extern "C" void cuda_gather(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *index = th_arg(c, 2), *out = c->out[0];
    int dim = (int)th_arg_int(c, 1);
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    if (out->numel == 0) return;
    th_iter it;
    th_iter_begin(&it, index->ndim, index->shape);
    th_iter_add(&it, out);
    th_iter_add(&it, index);
    add_held(&it, x, index, dim, size, th_data(x));
    th_iter_collapse(&it);
    indexed_job job = {};
    job.device = out;
    job.w.size = x->ndim ? x->shape[dim] : 1;
    job.w.step = x->ndim ? x->stride[dim] * size : 0;
    cuda_walk_pieces(&it, gather_piece, &job);
}

/* ---- Writing --------------------------------------------------------------------------------------------- */

namespace {
/* Where each element of index goes, in elements of the target. */
struct find_keys {
    indexed w;
    int64_t start; /* of the walk */
    __device__ void operator()(int64_t i) const
    {
        int64_t offset[3];
        cuda_walk_offsets(&w.walk, (uint32_t)i, 3, offset);
        int64_t position = cuda_position(*(const int64_t *)(w.walk.data[1] + offset[1]), w.size);
        w.keys[w.first + i] = (uint64_t)(start + offset[2] + position * w.step);
    }
};
} // namespace

/* Operand 2 counts elements from the target's first one, instead of bytes. */
static void key_piece(const cuda_walk *walk, int64_t first, void *context)
{
    indexed_job *job = (indexed_job *)context;
    job->w.walk = *walk;
    job->w.first = first;
    cuda_each(job->device, "scatter", walk->numel, find_keys{job->w, walk->data[2] - th_data(job->device)});
}

static uint64_t *keys_of(th_tensor *target, const th_tensor *index, int dim)
{
    th_iter it;
    indexed_job job = {};
    job.device = target;
    job.w.size = target->ndim ? target->shape[dim] : 1;
    job.w.step = target->ndim ? target->stride[dim] : 0;
    job.w.keys = cuda_room<uint64_t>(target, index->numel);
    th_iter_begin(&it, index->ndim, index->shape);
    it.n_operands = 1; /* operand 0 has no part in this */
    it.data[0] = th_data(target);
    it.dtype[0] = TH_UINT8;
    memset(it.stride[0], 0, (size_t)index->ndim * sizeof it.stride[0][0]);
    th_iter_add(&it, index);
    add_held(&it, target, index, dim, 1, th_data(target));
    th_iter_collapse(&it);
    cuda_walk_pieces(&it, key_piece, &job);
    return job.w.keys;
}

/* target is what the shape rule made of self: the result, holding self already */
static void scatter(th_call *c, cuda_fold_kind kind)
{
    th_tensor *target = c->out[0], *index = th_arg(c, 2), *src = th_arg(c, 3);
    if (index->numel == 0) return;
    th_scope *scope = th_scope_open();
    cuda_fold f;
    f.target = target;
    f.before = f.after = 1;
    f.n = index->numel;
    f.at.ndim = f.after_from = 0;
    f.keys = keys_of(target, index, (int)th_arg_int(c, 1));
    f.largest = 0;
    for (int d = 0; d < target->ndim; d++) f.largest += (uint64_t)((target->shape[d] - 1) * target->stride[d]);
    f.one = src->numel == 1;
    f.values = th_data(f.one ? src : th_to_contiguous(src));
    f.kind = kind;
    f.alpha.kind = TH_SCALAR_INT;
    f.alpha.re.i = 1;
    f.alpha.im = 0;
    cuda_fold_into(&f);
    th_scope_close(scope);
}

extern "C" void cuda_scatter_put(th_call *c) { scatter(c, CUDA_ASSIGN); }
extern "C" void cuda_scatter_add(th_call *c) { scatter(c, CUDA_ADD); }

extern "C" void cuda_scatter_fold(th_call *c)
{
    const char *reduce = th_arg_string(c, 4);
    scatter(c, !strcmp(reduce, "prod") ? CUDA_MULTIPLY : !strcmp(reduce, "amax") ? CUDA_MAX : CUDA_MIN);
}
