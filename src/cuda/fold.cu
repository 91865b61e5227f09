#include "fold.h"

#include "convert.cuh"
#include "order.h"

#define THREADS 256

/* ---- What joining means, in the type computed in ------------------------------------------------------------ */

template <typename T> struct joining {
    static __device__ __forceinline__ T scaled(T x, const cuda_fold &f)
    {
        return (T)(native_dtype<T>::value == TH_INT64 ? (T)f.alpha_int : (T)f.alpha_re) * x;
    }
    static __device__ __forceinline__ T join(T old, T x, cuda_fold_kind kind)
    {
        switch (kind) {
        case CUDA_ADD: return old + x;
        case CUDA_MULTIPLY: return old * x;
        case CUDA_MAX: return x > old || x != x ? x : old;
        case CUDA_MIN: return x < old || x != x ? x : old;
        default: return x;
        }
    }
};
template <typename R> struct joining<complex_number<R> > {
    typedef complex_number<R> T;
    static __device__ __forceinline__ T times(T a, T b)
    {
        T z = {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
        return z;
    }
    static __device__ __forceinline__ T scaled(T x, const cuda_fold &f)
    {
        T alpha = {(R)f.alpha_re, (R)f.alpha_im};
        return times(alpha, x);
    }
    static __device__ __forceinline__ T join(T old, T x, cuda_fold_kind kind)
    {
        T sum = {old.re + x.re, old.im + x.im};
        return kind == CUDA_ADD ? sum : kind == CUDA_MULTIPLY ? times(old, x) : x;
    }
};

template <typename T> static __device__ __forceinline__ T from_lane(T x, int step) { return __shfl_down_sync(0xffffffffu, x, step); }
static __device__ __forceinline__ int64_t from_lane(int64_t x, int step)
{
    return (int64_t)__shfl_down_sync(0xffffffffu, (long long)x, step);
}
template <typename R> static __device__ __forceinline__ complex_number<R> from_lane(complex_number<R> x, int step)
{
    complex_number<R> y = {from_lane(x.re, step), from_lane(x.im, step)};
    return y;
}

/* ---- Kernels: k counts rows in the order of their keys --------------------------------------------------------- */

typedef struct { cuda_fold f; const uint64_t *keys; const uint32_t *order; } sorted_rows;

static __device__ __forceinline__ const char *value_of(const cuda_fold &f, int64_t b, int64_t row, int64_t a)
{
    return f.values + (f.one_value ? 0 : ((b * f.n + row) * f.after.numel + a) * f.size);
}

/* The last row of each key is written. */
template <typename T> __global__ void assign_rows(const __grid_constant__ sorted_rows s)
{
    const cuda_fold &f = s.f;
    int64_t total = f.before.numel * f.n * f.after.numel;
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < total; i += (int64_t)gridDim.x * THREADS) {
        int64_t a = i % f.after.numel, k = i / f.after.numel % f.n, b = i / f.after.numel / f.n, row = s.order[k];
        if (k + 1 < f.n && s.keys[k + 1] == s.keys[k]) continue;
        char *to = f.data + axes_offset(f.before, b) + f.at[row] + axes_offset(f.after, a);
        *(T *)to = *(const T *)value_of(f, b, row, a);
    }
}

/* The first row of each key joins all of them. LANES threads share an element: they take every LANES-th row and
 * join their shares by a tree, so that the order is fixed. */
template <typename T, int LANES> __global__ void join_rows(const __grid_constant__ sorted_rows s)
{
    const cuda_fold &f = s.f;
    int64_t total = f.before.numel * f.n * f.after.numel, step = (int64_t)gridDim.x * (THREADS / LANES);
    int lane = threadIdx.x % LANES;
    for (int64_t i = (int64_t)blockIdx.x * (THREADS / LANES) + threadIdx.x / LANES; i < total; i += step) {
        int64_t a = i % f.after.numel, k = i / f.after.numel % f.n, b = i / f.after.numel / f.n;
        if (k > 0 && s.keys[k - 1] == s.keys[k]) continue;
        uint64_t key = s.keys[k];
        T sum = {};
        bool any = false;
        for (int64_t r = k + lane; r < f.n && s.keys[r] == key; r += LANES) {
            T x = load_one<T>(value_of(f, b, s.order[r], a), f.dtype);
            if (f.kind == CUDA_ADD) x = joining<T>::scaled(x, f);
            sum = any ? joining<T>::join(sum, x, f.kind) : x;
            any = true;
        }
        if (LANES > 1)
            for (int half = LANES / 2; half > 0; half /= 2) {
                T other = from_lane(sum, half);
                bool others = __shfl_down_sync(0xffffffffu, (int)any, half) != 0;
                if (others) sum = any ? joining<T>::join(sum, other, f.kind) : other;
                any = any || others;
            }
        if (lane > 0) continue;
        char *to = f.data + axes_offset(f.before, b) + f.at[s.order[k]] + axes_offset(f.after, a);
        store_one<T>(to, f.dtype, joining<T>::join(load_one<T>(to, f.dtype), sum, f.kind));
    }
}

__global__ void number_rows(uint32_t *numbers, int64_t n)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) numbers[i] = (uint32_t)i;
}

/* ---- Launching ------------------------------------------------------------------------------------------------------ */

struct sixteen { uint64_t x[2]; };

static void assign(const sorted_rows *s, int64_t total, cudaStream_t stream)
{
    int blocks = cuda_blocks(total, THREADS);
    switch (s->f.size) {
    case 1: assign_rows<uint8_t><<<blocks, THREADS, 0, stream>>>(*s); break;
    case 2: assign_rows<uint16_t><<<blocks, THREADS, 0, stream>>>(*s); break;
    case 4: assign_rows<uint32_t><<<blocks, THREADS, 0, stream>>>(*s); break;
    case 8: assign_rows<uint64_t><<<blocks, THREADS, 0, stream>>>(*s); break;
    default: assign_rows<sixteen><<<blocks, THREADS, 0, stream>>>(*s);
    }
}

/* Wide rows keep a thread busy per element; in narrow ones the rows of one key may be many. */
template <typename T> static void join(const sorted_rows *s, int64_t total, cudaStream_t stream)
{
    if (s->f.after.numel >= 32) join_rows<T, 1><<<cuda_blocks(total, THREADS), THREADS, 0, stream>>>(*s);
    else join_rows<T, 32><<<cuda_blocks(total, THREADS / 32), THREADS, 0, stream>>>(*s);
}

extern "C" void cuda_fold_rows(const th_tensor *out, cuda_fold *f)
{
    int64_t total = f->before.numel * f->n * f->after.numel;
    if (total == 0) return;
    if (f->n > UINT32_MAX) {
        cuda_failed("writing to more than 2^32 positions");
        return;
    }
    cudaStream_t stream = cuda_stream_of(out);
    th_scope *scope = th_scope_open();
    uint64_t *keys = (uint64_t *)cuda_scratch(out, (size_t)f->n * 8);
    uint32_t *numbers = (uint32_t *)cuda_scratch(out, (size_t)f->n * 4), *order = (uint32_t *)cuda_scratch(out, (size_t)f->n * 4);
    number_rows<<<cuda_blocks(f->n, THREADS), THREADS, 0, stream>>>(numbers, f->n);
    cuda_sort_pairs64(out, f->keys, keys, numbers, order, f->n, cuda_bits(f->n_keys));
    sorted_rows s = {*f, keys, order};
    if (f->kind == CUDA_ASSIGN) assign(&s, total, stream);
    else switch (th_compute_dtype((th_dtype)f->dtype)) {
    case TH_INT64: join<int64_t>(&s, total, stream); break;
    case TH_FLOAT32: join<float>(&s, total, stream); break;
    case TH_FLOAT64: join<double>(&s, total, stream); break;
    case TH_COMPLEX64: join<complex64>(&s, total, stream); break;
    default: join<complex128>(&s, total, stream);
    }
    cuda_launched("writing to positions");
    th_scope_close(scope);
}

__global__ void place_rows(const int64_t *keys, int64_t n, int64_t bytes, int64_t *at)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) at[i] = keys[i] * bytes;
}

static void scale_by(cuda_fold *f, const th_scalar *alpha)
{
    f->alpha_re = alpha ? th_scalar_double(*alpha) : 1;
    f->alpha_im = alpha && alpha->kind == TH_SCALAR_COMPLEX ? alpha->im : 0;
    f->alpha_int = alpha ? th_scalar_int(*alpha) : 1;
}

extern "C" void cuda_fold_at(th_tensor *out, const int64_t *keys, int64_t n, int64_t width, const void *values,
                             cuda_fold_kind kind, const th_scalar *alpha)
{
    if (n == 0 || width == 0 || out->numel == 0) return;
    cuda_fold f = {};
    int64_t size = (int64_t)th_dtype_size((th_dtype)out->dtype);
    th_scope *scope = th_scope_open();
    int64_t *at = (int64_t *)cuda_scratch(out, (size_t)n * 8);
    place_rows<<<cuda_blocks(n, THREADS), THREADS, 0, cuda_stream_of(out)>>>(keys, n, width * size, at);
    f.data = th_data(out);
    f.dtype = out->dtype;
    f.size = (int)size;
    cuda_axes_of(&f.before, 0, NULL, NULL);
    cuda_axes_of(&f.after, 1, &width, &size);
    f.n = n;
    f.at = at;
    f.keys = (const uint64_t *)keys;
    f.n_keys = (uint64_t)(out->numel / width);
    f.values = (const char *)values;
    f.kind = kind;
    scale_by(&f, alpha);
    cuda_fold_rows(out, &f);
    th_scope_close(scope);
}
