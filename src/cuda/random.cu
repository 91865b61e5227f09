/* Random fills. The streams, their layout over threads and the formulas are those of PyTorch on CUDA: thread t
 * of a grid that fits the device makes elements t, t + threads, ... of the tensor's memory, four floats or two
 * doubles per block of Philox. */
#include "random.cuh"
#include "walk.h"

#define THREADS RANDOM_THREADS

th_generator *cuda_generator_of(const th_call *call, int arg, const th_tensor *x)
{
    th_generator *g = th_arg_generator(call, arg);
    return g ? g : th_generator_default(th_device_of(x));
}

random_start cuda_random_take(th_generator *g, int64_t blocks)
{
    random_start s = {g->seed, g->offset / 4};
    g->offset += (uint64_t)blocks * 4;
    return s;
}

/* ---- Distributions: N values of type A from one block; a and b are parameters -------------------------------- */

/* A distribution makes values from (0, 1] or from pairs of normal variates. Uniform ones end below the upper bound, which
 * is told from them as they are stored: half types round up to it. */
struct any_end { static const bool ends_below = false; };
struct uniform {
    static const bool ends_below = true;
    template <typename A> static __device__ __forceinline__ A of(A u, A from, A range) { return u * range + from; }
};
struct bernoulli : any_end {
    template <typename A> static __device__ __forceinline__ A of(A u, A p, A) { return u < p ? (A)1 : (A)0; }
};
struct exponential : any_end {
    template <typename A> static __device__ __forceinline__ A of(A u, A rate, A)
    {
        const A half_step = sizeof(A) == 4 ? (A)5.9604645e-08 : (A)1.1102230246251565e-16;
        A l = u >= 1 - half_step ? -half_step : log(u);
        return -1 / rate * l;
    }
};
struct cauchy : any_end {
    template <typename A> static __device__ __forceinline__ A of(A u, A median, A sigma)
    {
        return median + sigma * tan((A)3.14159265358979323846 * (u - (A)0.5));
    }
};
struct geometric : any_end {
    template <typename A> static __device__ __forceinline__ A of(A u, A p, A) { return ceil(log(u) / log(1 - p)); }
};
struct normal : any_end {
    template <typename A> static __device__ __forceinline__ A of(A z, A mean, A std) { return z * std + mean; }
};
struct log_normal : any_end {
    template <typename A> static __device__ __forceinline__ A of(A z, A mean, A std) { return exp(z * std + mean); }
};

static __device__ __forceinline__ void uniforms(const cuda_philox &w, float *u) { for (int k = 0; k < 4; k++) u[k] = unit_float(w.x[k]); }
static __device__ __forceinline__ void uniforms(const cuda_philox &w, double *u)
{
    u[0] = unit_double(w.x[0], w.x[1]);
    u[1] = unit_double(w.x[2], w.x[3]);
}

/* Box and Muller's transformation, as cuRAND carries it out. */
static __device__ __forceinline__ void normals(const cuda_philox &w, float *z)
{
    for (int k = 0; k < 4; k += 2) {
        const float turn = 2.3283064e-10f * 6.2831855f;
        float u = unit_float(w.x[k]), v = w.x[k + 1] * turn + (turn / 2), s = sqrtf(-2.0f * logf(u));
        __sincosf(v, &z[k], &z[k + 1]);
        z[k] *= s;
        z[k + 1] *= s;
    }
}
static __device__ __forceinline__ void normals(const cuda_philox &w, double *z)
{
    double u = unit_double(w.x[0], w.x[1]), s = sqrt(-2.0 * log(u));
    sincospi(unit_double(w.x[2], w.x[3]) * 2, &z[0], &z[1]);
    z[0] *= s;
    z[1] *= s;
}

static __device__ __forceinline__ double as_stored(double x, int) { return x; }
static __device__ __forceinline__ float as_stored(float x, int dtype)
{
    if (dtype == TH_FLOAT16) return half_bits_to_float(float_to_half_bits(x));
    return dtype == TH_BFLOAT16 ? bfloat16_bits_to_float(float_to_bfloat16_bits(x)) : x;
}

/* ---- The fill ------------------------------------------------------------------------------------------------------ */

/* The walk of one piece of the tensor in the order of memory. */
typedef struct { cuda_walk walk; int dtype; random_start start; double a, b; bool integral; } fill_job;

template <class Distribution, typename A, bool NORMAL> __global__ void __launch_bounds__(THREADS) fill(const __grid_constant__ fill_job j)
{
    const int N = sizeof(A) == 4 ? 4 : 2;
    uint64_t threads = (uint64_t)gridDim.x * THREADS, thread = (uint64_t)blockIdx.x * THREADS + threadIdx.x;
    uint64_t block = j.start.block;
    for (uint64_t first = thread; first < j.walk.numel; first += threads * N, block++) {
        A u[4];
        cuda_philox words = cuda_philox_at(j.start.seed, thread, block);
        if (NORMAL) normals(words, u);
        else uniforms(words, u);
        for (int k = 0; k < N; k++) {
            uint64_t i = first + k * threads;
            if (i >= j.walk.numel) break;
            int64_t offset[1];
            cuda_walk_offsets(&j.walk, (uint32_t)i, 1, offset);
            A value = Distribution::of(u[k], (A)j.a, (A)j.b);
            if (Distribution::ends_below && as_stored(value, j.dtype) == as_stored((A)j.a + (A)j.b, j.dtype)) value = (A)j.a;
            if (j.integral) store_any<int64_t>(j.walk.data[0] + offset[0], j.dtype, (int64_t)value);
            else store_one<A>(j.walk.data[0] + offset[0], j.dtype, value);
        }
    }
}

typedef struct { fill_job job; cudaStream_t stream; th_generator *generator; const th_tensor *x; } fill_context;

/* As many blocks as the device runs at once, or as the elements need. */
static int grid_for(const th_tensor *x, int64_t numel)
{
    int64_t most = (int64_t)cuda_multiprocessors(x) * (cuda_threads_per_multiprocessor(x) / THREADS), blocks = (numel + THREADS - 1) / THREADS;
    return (int)(blocks < most ? blocks : most);
}

template <class Distribution, typename A, bool NORMAL> static void fill_piece(const cuda_walk *w, int64_t first, void *context)
{
    fill_context *c = (fill_context *)context;
    const int64_t n = sizeof(A) == 4 ? 4 : 2;
    int grid = grid_for(c->x, w->numel);
    c->job.walk = *w;
    c->job.start = cuda_random_take(c->generator, ((int64_t)w->numel - 1) / ((int64_t)grid * THREADS * n) + 1);
    fill<Distribution, A, NORMAL><<<grid, THREADS, 0, c->stream>>>(c->job);
    (void)first;
}

static void in_memory_order(th_iter *it, const th_tensor *x)
{
    th_iter_begin(it, x->ndim, x->shape);
    th_iter_add(it, x);
    th_iter_order(it);
    th_iter_collapse(it);
}

/* Complex numbers are filled part by part. */
static void walk_parts(th_iter *it, const th_tensor *x, int *dtype)
{
    in_memory_order(it, x);
    *dtype = x->dtype;
    if (!th_dtype_is_complex((th_dtype)x->dtype)) return;
    *dtype = x->dtype == TH_COMPLEX64 ? TH_FLOAT32 : TH_FLOAT64;
    for (int d = it->ndim; d > 0; d--) {
        it->shape[d] = it->shape[d - 1];
        it->stride[0][d] = it->stride[0][d - 1];
    }
    it->ndim++;
    it->shape[0] = 2;
    it->stride[0][0] = (int64_t)th_dtype_size((th_dtype)*dtype);
    it->numel *= 2;
    th_iter_collapse(it);
}

template <class Distribution, bool NORMAL> static void fill_with(th_call *call, int generator, double a, double b)
{
    th_tensor *x = call->out[0];
    fill_context c = {};
    th_iter it;
    if (x->numel == 0) return;
    walk_parts(&it, x, &c.job.dtype);
    c.job.a = a;
    c.job.b = b;
    c.job.integral = th_dtype_is_integral((th_dtype)x->dtype);
    c.stream = cuda_stream_of(x);
    c.generator = cuda_generator_of(call, generator, x);
    c.x = x;
    if (c.job.dtype == TH_FLOAT64) cuda_walk_pieces(&it, fill_piece<Distribution, double, NORMAL>, &c);
    else cuda_walk_pieces(&it, fill_piece<Distribution, float, NORMAL>, &c);
    cuda_launched(call->op->name);
}

extern "C" void cuda_uniform_(th_call *c)
{
    double from = th_arg_double(c, 1);
    fill_with<uniform, false>(c, 3, from, th_arg_double(c, 2) - from);
}
extern "C" void cuda_normal_(th_call *c)
{
    double std = th_arg_double(c, 2);
    if (th_dtype_is_complex((th_dtype)c->out[0]->dtype)) std /= sqrt(2.0); /* for each part */
    fill_with<normal, true>(c, 3, th_arg_double(c, 1), std);
}
extern "C" void cuda_log_normal_(th_call *c) { fill_with<log_normal, true>(c, 3, th_arg_double(c, 1), th_arg_double(c, 2)); }
extern "C" void cuda_exponential_(th_call *c) { fill_with<exponential, false>(c, 2, th_arg_double(c, 1), 0); }
extern "C" void cuda_cauchy_(th_call *c) { fill_with<cauchy, false>(c, 3, th_arg_double(c, 1), th_arg_double(c, 2)); }
extern "C" void cuda_geometric_(th_call *c) { fill_with<geometric, false>(c, 2, th_arg_double(c, 1), 0); }

/* ---- Bernoulli variates with a probability each ------------------------------------------------------------------- */

typedef struct { cuda_walk walk; int dtype, p_dtype; random_start start; } each_job;

template <typename A> __global__ void __launch_bounds__(THREADS) bernoulli_of_each(const __grid_constant__ each_job j)
{
    const int N = sizeof(A) == 4 ? 4 : 2;
    uint64_t threads = (uint64_t)gridDim.x * THREADS, thread = (uint64_t)blockIdx.x * THREADS + threadIdx.x;
    uint64_t block = j.start.block;
    for (uint64_t first = thread; first < j.walk.numel; first += threads * N, block++) {
        A u[4];
        uniforms(cuda_philox_at(j.start.seed, thread, block), u);
        for (int k = 0; k < N; k++) {
            uint64_t i = first + k * threads;
            if (i >= j.walk.numel) break;
            int64_t offset[2];
            cuda_walk_offsets(&j.walk, (uint32_t)i, 2, offset);
            A p = load_any<A>(j.walk.data[1] + offset[1], j.p_dtype);
            store_any<int64_t>(j.walk.data[0] + offset[0], j.dtype, u[k] <= p && p > 0);
        }
    }
}

typedef struct { each_job job; cudaStream_t stream; th_generator *generator; const th_tensor *x; } each_context;

template <typename A> static void each_piece(const cuda_walk *w, int64_t first, void *context)
{
    each_context *c = (each_context *)context;
    const int64_t n = sizeof(A) == 4 ? 4 : 2;
    int grid = grid_for(c->x, w->numel);
    c->job.walk = *w;
    c->job.start = cuda_random_take(c->generator, ((int64_t)w->numel - 1) / ((int64_t)grid * THREADS * n) + 1);
    bernoulli_of_each<A><<<grid, THREADS, 0, c->stream>>>(c->job);
    (void)first;
}

extern "C" void cuda_bernoulli_(th_call *call)
{
    th_tensor *x = call->out[0], *p = th_arg(call, 1);
    if (!p) {
        fill_with<bernoulli, false>(call, 2, th_scalar_double(th_arg_scalar(call, 1)), 0);
        return;
    }
    if (x->numel == 0) return;
    th_iter it;
    th_iter_begin(&it, x->ndim, x->shape);
    th_iter_add(&it, x);
    th_iter_add(&it, p);
    th_iter_order(&it);
    th_iter_collapse(&it);
    each_context c = {};
    c.job.dtype = x->dtype;
    c.job.p_dtype = p->dtype;
    c.stream = cuda_stream_of(x);
    c.generator = cuda_generator_of(call, 2, x);
    c.x = x;
    cuda_walk_pieces(&it, p->dtype == TH_FLOAT64 ? each_piece<double> : each_piece<float>, &c);
    cuda_launched("bernoulli_");
}

/* ---- Integers ----------------------------------------------------------------------------------------------------- */

/* low + draw % range; range 0 stands for 2^64. */
typedef struct { uint64_t range, low; bool wide; } integer_range;
typedef struct { cuda_walk walk; int dtype; random_start start; integer_range range; } integer_job;

__global__ void __launch_bounds__(THREADS) integers(const __grid_constant__ integer_job j)
{
    const int N = j.range.wide ? 2 : 4;
    uint64_t threads = (uint64_t)gridDim.x * THREADS, thread = (uint64_t)blockIdx.x * THREADS + threadIdx.x;
    uint64_t block = j.start.block;
    for (uint64_t first = thread; first < j.walk.numel; first += threads * N, block++) {
        cuda_philox w = cuda_philox_at(j.start.seed, thread, block);
        for (int k = 0; k < N; k++) {
            uint64_t i = first + k * threads;
            if (i >= j.walk.numel) break;
            int64_t offset[1];
            cuda_walk_offsets(&j.walk, (uint32_t)i, 1, offset);
            uint64_t draw = j.range.wide ? (uint64_t)w.x[2 * k] << 32 | w.x[2 * k + 1] : w.x[k];
            int64_t value = (int64_t)((j.range.range ? draw % j.range.range : draw) + j.range.low);
            store_any<int64_t>(j.walk.data[0] + offset[0], j.dtype, value);
        }
    }
}

typedef struct { integer_job job; cudaStream_t stream; th_generator *generator; const th_tensor *x; } integer_context;

static void integer_piece(const cuda_walk *w, int64_t first, void *context)
{
    integer_context *c = (integer_context *)context;
    int grid = grid_for(c->x, w->numel);
    c->job.walk = *w;
    c->job.start = cuda_random_take(c->generator, ((int64_t)w->numel - 1) / ((int64_t)grid * THREADS * (c->job.range.wide ? 2 : 4)) + 1);
    integers<<<grid, THREADS, 0, c->stream>>>(c->job);
    (void)first;
}

static int mantissa_bits(th_dtype dtype) { return dtype == TH_FLOAT16 ? 11 : dtype == TH_BFLOAT16 ? 8 : 24; }

static integer_range range_of(uint64_t range, uint64_t low, bool wide)
{
    integer_range r = {range, low, wide};
    return r;
}

/* Without bounds: 0 to the largest integer of the dtype, or to the last one it counts without gaps. */
static integer_range natural_range(th_dtype dtype)
{
    switch (dtype) {
    case TH_BOOL: return range_of(2, 0, false);
    case TH_UINT8: return range_of(UINT64_C(1) << 8, 0, false);
    case TH_INT8: return range_of(UINT64_C(1) << 7, 0, false);
    case TH_INT16: return range_of(UINT64_C(1) << 15, 0, false);
    case TH_INT32: return range_of(UINT64_C(1) << 31, 0, false);
    case TH_INT64: return range_of(UINT64_C(1) << 63, 0, true);
    case TH_FLOAT64: return range_of((UINT64_C(1) << 53) + 1, 0, true);
    default: return range_of((UINT64_C(1) << mantissa_bits(dtype)) + 1, 0, false);
    }
}

/* The rule has made args 1 and 2 the smallest and the largest value, or left both out. */
static integer_range asked_range(const th_call *call, th_dtype dtype)
{
    if (!th_arg_given(call, 1)) return natural_range(dtype);
    uint64_t low = (uint64_t)th_arg_int(call, 1), range = (uint64_t)th_arg_int(call, 2) - low + 1;
    return range_of(range, low, range == 0 || range >= UINT64_C(1) << 28);
}

extern "C" void cuda_random_(th_call *call)
{
    th_tensor *x = call->out[0];
    integer_context c = {};
    th_iter it;
    if (x->numel == 0) return;
    in_memory_order(&it, x);
    c.job.dtype = x->dtype;
    c.job.range = asked_range(call, (th_dtype)x->dtype);
    c.stream = cuda_stream_of(x);
    c.generator = cuda_generator_of(call, 3, x);
    c.x = x;
    cuda_walk_pieces(&it, integer_piece, &c);
    cuda_launched("random_");
}
