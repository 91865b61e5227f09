/* gather and the scatter family: an index for every element, along one dimension. */
#include "fold-join.cuh"

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
        it->stride[k][index->ndim - 1 - d] = d == dim || x->numel == 1 || index->shape[d] == 1 ? 0 : x->stride[d] * unit;
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

/* ---- Lane by lane: what is written along different lanes of index never meets, so nothing need be sorted --------- */

/* Steps along a lane, in bytes. */
typedef struct {
    cuda_walk walk; /* of lanes: target, index, values */
    int64_t n, size, index_step, from_step, step;
} lane_walk;

namespace {
/* What becomes of an element when another one meets it, in the order of the lane: the last one stays. */
template <typename T> struct assigned {
    typedef T value;
    __device__ __forceinline__ T load(const char *from) const { return *(const T *)from; }
    __device__ __forceinline__ T after(T, T x) const { return x; }
    __device__ __forceinline__ void put(char *to, T x) const { *(T *)to = x; }
};

template <typename C> struct folded {
    typedef C value;
    cuda_fold_kind kind;
    int dtype;
    __device__ __forceinline__ C load(const char *from) const { return load_one<C>(from, dtype); }
    __device__ __forceinline__ C after(C x, C y) const { return joined(kind, x, y); }
    __device__ __forceinline__ void put(char *to, C x) const { store_one<C>(to, dtype, joined(kind, load(to), x)); }
};

/* One thread. */
template <class Meet> struct scatter_lane {
    lane_walk w;
    Meet meet;
    __device__ void operator()(int64_t i) const
    {
        int64_t offset[3];
        cuda_walk_offsets(&w.walk, (uint32_t)i, 3, offset);
        char *to = w.walk.data[0] + offset[0];
        const char *index = w.walk.data[1] + offset[1], *from = w.walk.data[2] + offset[2];
        for (int64_t k = 0; k < w.n; k++, index += w.index_step, from += w.from_step)
            meet.put(to + cuda_position(*(const int64_t *)index, w.size) * w.step, meet.load(from));
    }
};
} // namespace

/* One warp, 32 neighbours of the lane at a time. Where several go to one place, the first one's thread takes all. */
template <class Meet>
__global__ void __launch_bounds__(CUDA_THREADS) scatter_long_lanes(const __grid_constant__ lane_walk w, Meet meet)
{
    const int lane = threadIdx.x % 32, warps = CUDA_THREADS / 32;
    for (int64_t i = (int64_t)blockIdx.x * warps + threadIdx.x / 32; i < w.walk.numel; i += (int64_t)gridDim.x * warps) {
        int64_t offset[3];
        cuda_walk_offsets(&w.walk, (uint32_t)i, 3, offset);
        for (int64_t first = 0; first < w.n; first += 32) {
            int64_t k = first + lane, place = -1 - lane;
            const char *from = w.walk.data[2] + offset[2] + k * w.from_step;
            typename Meet::value x;
            if (k < w.n) {
                place = cuda_position(*(const int64_t *)(w.walk.data[1] + offset[1] + k * w.index_step), w.size);
                x = meet.load(from);
            }
            unsigned equal = __match_any_sync(0xffffffffu, (long long)place);
            if (k < w.n && (equal & ((1u << lane) - 1)) == 0) {
                for (unsigned rest = equal & (equal - 1); rest; rest &= rest - 1)
                    x = meet.after(x, meet.load(from + (__ffs((int)rest) - 1 - lane) * w.from_step));
                meet.put(w.walk.data[0] + offset[0] + place * w.step, x);
            }
            __syncwarp();
        }
    }
}

typedef struct { lane_walk w; const th_tensor *device; cuda_fold_kind kind; bool warps; } lane_job;

template <class Meet> static void scatter_walk(const lane_job *job, const Meet &meet)
{
    int64_t n = job->w.walk.numel;
    if (job->warps)
        cuda_launch(job->device, "scatter", scatter_long_lanes<Meet>, (n + CUDA_THREADS / 32 - 1) / (CUDA_THREADS / 32),
                    CUDA_THREADS, job->w, meet);
    else cuda_each(job->device, "scatter", n, scatter_lane<Meet>{job->w, meet});
}

static void lane_piece(const cuda_walk *walk, int64_t first, void *context)
{
    lane_job *job = (lane_job *)context;
    int dtype = job->device->dtype;
    job->w.walk = *walk;
    if (job->kind == CUDA_ASSIGN) {
#define ASSIGN(T) scatter_walk(job, assigned<T>{})
        CUDA_BY_SIZE(th_dtype_size((th_dtype)dtype), ASSIGN)
#undef ASSIGN
        return;
    }
    switch (th_compute_dtype((th_dtype)dtype)) {
    case TH_FLOAT32: scatter_walk(job, folded<float>{job->kind, dtype}); break;
    case TH_FLOAT64: scatter_walk(job, folded<double>{job->kind, dtype}); break;
    case TH_COMPLEX64: scatter_walk(job, folded<complex64>{job->kind, dtype}); break;
    case TH_COMPLEX128: scatter_walk(job, folded<complex128>{job->kind, dtype}); break;
    default: scatter_walk(job, folded<int64_t>{job->kind, dtype});
    }
    (void)first;
}

/* Are lanes so many that they keep the device busy, or so short that sorting takes longer? Sums of 16-bit numbers would be
 * rounded time and again. */
static bool goes_by_lanes(const th_tensor *target, int64_t lanes, int64_t n, cuda_fold_kind kind, bool warps)
{
    bool narrow = target->dtype == TH_FLOAT16 || target->dtype == TH_BFLOAT16;
    if (narrow && kind != CUDA_ASSIGN && n > 1) return false;
    return warps ? n <= 1024 || lanes >= 1024 : n <= 64 || lanes >= 1 << 15;
}

static bool scatter_by_lanes(const th_tensor *target, int dim, const th_tensor *index, const th_tensor *src,
                             cuda_fold_kind kind)
{
    int64_t size = (int64_t)th_dtype_size((th_dtype)target->dtype), shape[TH_MAX_DIMS], n = index->shape[dim];
    th_iter it;
    lane_job job = {};
    job.device = target;
    job.kind = kind;
    job.warps = n >= 32 && index->stride[dim] == 1;
    if (!goes_by_lanes(target, index->numel / n, n, kind, job.warps)) return false;
    job.w.n = n;
    job.w.size = target->ndim ? target->shape[dim] : 1;
    job.w.step = target->ndim ? target->stride[dim] * size : 0;
    job.w.index_step = index->stride[dim] * (int64_t)sizeof(int64_t);
    job.w.from_step = src->numel == 1 ? 0 : src->stride[dim] * size;
    for (int d = 0; d < index->ndim; d++) shape[d] = d == dim ? 1 : index->shape[d];
    th_iter_begin(&it, index->ndim, shape);
    add_held(&it, target, index, dim, size, th_data(target));
    add_held(&it, index, index, dim, sizeof(int64_t), th_data(index));
    add_held(&it, src, index, dim, size, th_data(src));
    th_iter_collapse(&it);
    cuda_walk_pieces(&it, lane_piece, &job);
    return true;
}

/* target is what the shape rule made of self: the result, holding self already */
static void scatter(th_call *c, cuda_fold_kind kind)
{
    th_tensor *target = c->out[0], *index = th_arg(c, 2), *src = th_arg(c, 3);
    if (index->numel == 0) return;
    if (scatter_by_lanes(target, (int)th_arg_int(c, 1), index, src, kind)) return;
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
