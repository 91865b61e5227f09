/* Kernels that write numbers: constants and sequences. */
#include "convert.cuh"
#include "walk.h"

#include <string.h>

#define THREADS 256

/* ---- One number ------------------------------------------------------------------------------------------ */

struct alignas(16) sixteen { uint64_t x[2]; };

/* One element as bytes. */
typedef struct { alignas(16) unsigned char bytes[16]; } element;

template <typename T> __global__ void fill_dense(T *y, int64_t n, T value)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) y[i] = value;
}

template <typename T> __global__ void fill_strided(const __grid_constant__ cuda_walk w, T value)
{
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < w.numel; i += gridDim.x * THREADS) {
        int64_t offset[1];
        cuda_walk_offsets(&w, i, 1, offset);
        *(T *)(w.data[0] + offset[0]) = value;
    }
}

struct fill_job { cudaStream_t stream; element value; };

template <typename T> static void fill_run(const fill_job *job, char *data, int64_t n, const void *value)
{
    T x;
    if (n == 0) return;
    memcpy(&x, value, sizeof x);
    fill_dense<T><<<cuda_blocks(n, THREADS), THREADS, 0, job->stream>>>((T *)data, n, x);
}

/* 16 bytes at a time, where they lie aligned; then what is left. */
template <typename T> static void fill_neighbours(const fill_job *job, char *data, int64_t n)
{
    unsigned char repeated[16];
    int64_t bytes = n * (int64_t)sizeof(T), wide = (uintptr_t)data % 16 ? 0 : bytes / 16;
    for (size_t at = 0; at < sizeof repeated; at += sizeof(T)) memcpy(repeated + at, job->value.bytes, sizeof(T));
    fill_run<sixteen>(job, data, wide, repeated);
    fill_run<T>(job, data + 16 * wide, (bytes - 16 * wide) / (int64_t)sizeof(T), repeated);
}

template <typename T> static void fill_piece(const cuda_walk *w, int64_t first, void *context)
{
    fill_job *job = (fill_job *)context;
    T value;
    memcpy(&value, job->value.bytes, sizeof value);
    if (w->ndim == 1 && w->stride[0][0] == (int64_t)sizeof(T)) fill_neighbours<T>(job, w->data[0], w->numel);
    else fill_strided<T><<<cuda_blocks(w->numel, THREADS), THREADS, 0, job->stream>>>(*w, value);
    (void)first;
}

static void fill_walk(const th_iter *it, size_t size, fill_job *job)
{
    switch (size) {
    case 1: cuda_walk_pieces(it, fill_piece<uint8_t>, job); break;
    case 2: cuda_walk_pieces(it, fill_piece<uint16_t>, job); break;
    case 4: cuda_walk_pieces(it, fill_piece<uint32_t>, job); break;
    case 8: cuda_walk_pieces(it, fill_piece<uint64_t>, job); break;
    default: cuda_walk_pieces(it, fill_piece<sixteen>, job);
    }
    cuda_launched("fill");
}

static element element_of(th_scalar s, th_dtype dtype)
{
    element e = {{0}};
    th_scalar_store(s, dtype, e.bytes);
    return e;
}

static void begin_fill(th_iter *it, const th_tensor *y)
{
    th_iter_begin(it, y->ndim, y->shape);
    th_iter_add(it, y);
    th_iter_order(it);
    th_iter_collapse(it);
}

extern "C" void cuda_fill_with(th_tensor *y, th_scalar value)
{
    th_iter it;
    if (y->numel == 0) return;
    fill_job job = {cuda_stream_of(y), element_of(value, (th_dtype)y->dtype)};
    begin_fill(&it, y);
    fill_walk(&it, th_dtype_size((th_dtype)y->dtype), &job);
}

/* ---- Zeros ------------------------------------------------------------------------------------------------ */

#define RUNS 96         /* of zeros, of one launch */
#define RUN_BLOCKS 4096 /* of one run */

/* Run k is in blocks first[k] to first[k + 1]. */
struct zero_job {
    int n;
    char *data[RUNS];
    int64_t bytes[RUNS];
    int first[RUNS + 1];
};

__global__ void fill_zeros(const __grid_constant__ zero_job j)
{
    int k = 0;
    while (k + 1 < j.n && j.first[k + 1] <= (int)blockIdx.x) k++;
    int64_t thread = (int64_t)(blockIdx.x - j.first[k]) * THREADS + threadIdx.x;
    int64_t step = (int64_t)(j.first[k + 1] - j.first[k]) * THREADS;
    int64_t wide = (uintptr_t)j.data[k] % 16 == 0 ? j.bytes[k] / 16 : 0;
    for (int64_t i = thread; i < wide; i += step) ((sixteen *)j.data[k])[i] = sixteen{{0, 0}};
    for (int64_t i = wide * 16 + thread; i < j.bytes[k]; i += step) j.data[k][i] = 0;
}

/* Runs that are held, all on the device of a tensor that is there until they are queued. */
static struct { bool held; const th_tensor *on; zero_job job; } noted;

extern "C" void cuda_queue_zeros(void)
{
    zero_job *j = &noted.job;
    if (j->n) {
        fill_zeros<<<j->first[j->n], THREADS, 0, cuda_stream_of(noted.on)>>>(*j);
        cuda_launched("zeros");
    }
    j->n = 0;
}

static void note_zeros(const th_tensor *y, int64_t bytes)
{
    zero_job *j = &noted.job;
    if (j->n == RUNS || (j->n && !th_same_device(th_device_of(noted.on), th_device_of(y)))) cuda_queue_zeros();
    if (j->n == 0) noted.on = y;
    j->data[j->n] = th_data(y);
    j->bytes[j->n] = bytes;
    int blocks = cuda_blocks(bytes, 64 * THREADS);
    j->first[j->n + 1] = j->first[j->n] + (blocks < RUN_BLOCKS ? blocks : RUN_BLOCKS);
    j->n++;
}

extern "C" void cuda_hold_zeros(bool on)
{
    noted.held = on;
    if (!on) cuda_queue_zeros();
}

extern "C" void cuda_zero(th_tensor *y)
{
    if (y->numel == 0) return;
    size_t bytes = (size_t)y->numel * th_dtype_size((th_dtype)y->dtype);
    if (noted.held) note_zeros(y, (int64_t)bytes);
    else cuda_note(cudaMemsetAsync(th_data(y), 0, bytes, cuda_stream_of(y)), "cudaMemsetAsync");
}

/* ---- Constants -------------------------------------------------------------------------------------------- */

static th_scalar number(int64_t i)
{
    th_scalar s = {};
    s.kind = TH_SCALAR_INT;
    s.re.i = i;
    return s;
}

extern "C" void cuda_empty(th_call *c) { (void)c; }
extern "C" void cuda_empty_strided(th_call *c) { (void)c; }
extern "C" void cuda_full(th_call *c) { cuda_fill_with(c->out[0], th_arg_scalar(c, 1)); }
extern "C" void cuda_fill_(th_call *c) { cuda_fill_with(c->out[0], th_arg_scalar(c, 1)); }
extern "C" void cuda_zeros(th_call *c) { cuda_zero(c->out[0]); }

/* n elements, step bytes apart. */
static void fill_steps(const th_tensor *y, char *data, int64_t n, int64_t step, th_scalar value)
{
    th_iter it = {};
    if (n <= 0) return;
    it.ndim = it.n_operands = 1;
    it.shape[0] = it.numel = n;
    it.stride[0][0] = step;
    it.data[0] = data;
    it.dtype[0] = (th_dtype)y->dtype;
    fill_job job = {cuda_stream_of(y), element_of(value, (th_dtype)y->dtype)};
    fill_walk(&it, th_dtype_size((th_dtype)y->dtype), &job);
}

extern "C" void cuda_eye(th_call *c)
{
    th_tensor *y = c->out[0];
    int64_t n = y->shape[0] < y->shape[1] ? y->shape[0] : y->shape[1], size = (int64_t)th_dtype_size((th_dtype)y->dtype);
    cuda_zero(y);
    fill_steps(y, th_data(y), n, (y->shape[1] + 1) * size, number(1));
}

/* self, fill_value, wrap */
extern "C" void cuda_fill_diagonal_(th_call *c)
{
    th_tensor *x = c->out[0];
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype), n = x->shape[0], step = 0, width = x->shape[1];
    if (x->numel == 0) return;
    for (int d = 0; d < x->ndim; d++) {
        n = x->shape[d] < n ? x->shape[d] : n;
        step += x->stride[d] * size;
    }
    fill_steps(x, th_data(x), n, step, th_arg_scalar(c, 1));
    if (!th_arg_bool(c, 2) || x->ndim > 2) return;
    for (int64_t row = width + 1; row < x->shape[0]; row += width + 1) { /* one row is left out below each square */
        int64_t rest = x->shape[0] - row < width ? x->shape[0] - row : width;
        fill_steps(x, th_data(x) + row * x->stride[0] * size, rest, step, th_arg_scalar(c, 1));
    }
}

/* ---- Sequences --------------------------------------------------------------------------------------------- */

__global__ void count_up(char *y, int dtype, int size, int64_t n, int64_t from, int64_t by)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS)
        store_any<int64_t>(y + i * size, dtype, from + i * by);
}

__global__ void step_up(char *y, int dtype, int size, int64_t n, double from, double by)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS)
        store_any<double>(y + i * size, dtype, __dadd_rn(from, __dmul_rn((double)i, by)));
}

static void sequence(th_call *c)
{
    th_tensor *y = c->out[0];
    th_scalar start = th_arg_scalar(c, 0), step = th_arg_scalar(c, 2);
    bool whole = start.kind <= TH_SCALAR_INT && step.kind <= TH_SCALAR_INT;
    if (y->numel == 0) return;
    int size = (int)th_dtype_size((th_dtype)y->dtype), blocks = cuda_blocks(y->numel, THREADS);
    cudaStream_t stream = cuda_stream_of(y);
    if (whole || th_dtype_is_integral((th_dtype)y->dtype))
        count_up<<<blocks, THREADS, 0, stream>>>(th_data(y), y->dtype, size, y->numel, th_scalar_int(start), th_scalar_int(step));
    else
        step_up<<<blocks, THREADS, 0, stream>>>(th_data(y), y->dtype, size, y->numel, th_scalar_double(start),
                                                th_scalar_double(step));
    cuda_launched(c->op->name);
}

extern "C" void cuda_arange(th_call *c) { sequence(c); }
extern "C" void cuda_range(th_call *c) { sequence(c); }

/* Value i of n from both ends, so that the last one is exactly `end`; in the precision of T. */
template <typename T> static __device__ T spaced(T start, T end, int64_t i, int64_t n)
{
    T step = n > 1 ? (end - start) / (T)(n - 1) : 0;
    return i < n / 2 || n == 1 ? start + step * (T)i : end - step * (T)(n - 1 - i);
}

template <typename T>
__global__ void space_out(char *y, int dtype, int size, int64_t n, T start, T end, T base, bool powers)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        T value = spaced(start, end, i, n);
        store_any<T>(y + i * size, dtype, powers ? pow(base, value) : value);
    }
}

static void spaced_values(th_call *c, double base, bool powers)
{
    th_tensor *y = c->out[0];
    double start = th_scalar_double(th_arg_scalar(c, 0)), end = th_scalar_double(th_arg_scalar(c, 1));
    if (y->numel == 0) return;
    int size = (int)th_dtype_size((th_dtype)y->dtype), blocks = cuda_blocks(y->numel, THREADS);
    cudaStream_t stream = cuda_stream_of(y);
    if (y->dtype == TH_FLOAT32)
        space_out<float><<<blocks, THREADS, 0, stream>>>(th_data(y), y->dtype, size, y->numel, (float)start, (float)end,
                                                         (float)base, powers);
    else
        space_out<double><<<blocks, THREADS, 0, stream>>>(th_data(y), y->dtype, size, y->numel, start, end, base, powers);
    cuda_launched(c->op->name);
}

extern "C" void cuda_linspace(th_call *c) { spaced_values(c, 0, false); }
extern "C" void cuda_logspace(th_call *c) { spaced_values(c, th_arg_double(c, 3), true); }
