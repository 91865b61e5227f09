/* Batch normalization, fused, its backward step, and affine maps of channels: two passes over (samples, channels,
 * inner), one that folds each channel and one that maps its elements. The shape rules hand over contiguous tensors of T,
 * float or double, in which they are computed; or x, g and y of 16 bits, S, beside others of float. */
#include "rows.cuh"
#include "walk.h"

#define THREADS CUDA_THREADS
#define COLUMNS 32               /* of a block that works on channels side by side */
#define FEW_CHANNELS 16          /* side by side: each has blocks of its own nevertheless */
#define OWN(T) (64 / (int)sizeof(T)) /* elements that a thread has in registers */

namespace {
/* What a channel's elements are mapped with: (x - mean) scale + shift, or scale (g - shift - (x - mean) pull). */
template <typename T> struct alignas(16) channel_numbers { T mean, scale, shift, pull; };

/* x, g, y (outer, n, inner), the others (n) or NULL. y: the result, or the gradient of x. */
template <typename T, typename S> struct channel_job {
    const S *x, *g;
    const T *given_mean, *given_var, *weight, *bias;
    T *mean, *var, *gw, *gb, eps;
    char *y;
    int dtype, size; /* of y; and of x and g, where they have 16 bits */
    int64_t outer, n, inner, numel, each; /* each: elements of a channel */
    bool narrow, packed; /* positions fit 31 bits; packs of 16 bytes are aligned */
    cuda_divider by_n, by_inner;
    int splits;          /* parts of a channel that are folded apart */
    void *states;        /* (n, splits) */
    channel_numbers<T> *numbers;
};

template <typename T, typename S> __device__ __forceinline__ int64_t plane_of(const channel_job<T, S> &j, int64_t i)
{
    return j.narrow ? (int64_t)cuda_divide((uint32_t)i, j.by_inner) : i / j.inner;
}

template <typename T, typename S> __device__ __forceinline__ int64_t channel_of(const channel_job<T, S> &j, int64_t i)
{
    int64_t plane = plane_of(j, i);
    return plane - (j.narrow ? (int64_t)cuda_divide((uint32_t)plane, j.by_n) : plane / j.n) * j.n;
}

/* ---- Folds: take() joins up to OWN elements of a channel; finish() writes what is known of it --------------- */

/* Mean and variance. */
template <typename T> struct fold_moments {
    typedef moments<T> State;
    static const bool uses_gradient = false;
    static __device__ __forceinline__ void take(State &s, const T *x, const T *g, int n, T mean)
    {
        T sum = 0, squares = 0;
#pragma unroll
        for (int k = 0; k < OWN(T); k++) sum += k < n ? x[k] : (T)0;
        if (n == 0) return;
        T centre = sum / (T)n;
#pragma unroll
        for (int k = 0; k < OWN(T); k++) squares += k < n ? (x[k] - centre) * (x[k] - centre) : (T)0;
        s.merge({(T)n, centre, squares});
    }
    template <typename S>
    static __device__ __forceinline__ void finish(const channel_job<T, S> &j, int64_t c, const State &s)
    {
        T mean = j.each ? s.mean : (T)NAN, var = s.squares / (T)j.each;
        j.mean[c] = mean, j.var[c] = var;
        j.numbers[c] = {mean, (j.weight ? j.weight[c] : 1) / sqrt(var + j.eps), j.bias ? j.bias[c] : 0, 0};
    }
};

/* The sums that gradients are made of; of batch normalization, or of an affine map. */
template <typename T> struct fold_products {
    typedef products<T> State;
    static const bool uses_gradient = true;
    static __device__ __forceinline__ void take(State &s, const T *x, const T *g, int n, T mean)
    {
#pragma unroll
        for (int k = 0; k < OWN(T); k++)
            if (k < n) s.sum += g[k], s.dot += g[k] * (x[k] - mean);
    }
    template <typename S>
    static __device__ __forceinline__ void finish(const channel_job<T, S> &j, int64_t c, const State &s)
    {
        T scale = j.weight ? j.weight[c] : 1, count = (T)j.each;
        T rstd = j.given_var ? 1 / sqrt(j.given_var[c] + j.eps) : 1;
        j.gw[c] = s.dot * rstd, j.gb[c] = s.sum;
        if (j.given_var) j.numbers[c] = {j.given_mean[c], scale * rstd, s.sum / count, s.dot * rstd * rstd / count};
        else j.numbers[c] = {0, scale, 0, 0};
    }
};

/* Makes the elements that a thread has of what was loaded, in units of UNIT; those that were not are not used. */
template <typename S, int UNIT, typename T> __device__ __forceinline__ void make_own(T *x, int dtype)
{
    if constexpr (sizeof(S) == sizeof(T)) return;
    else {
#pragma unroll
        for (int k = 0; k < OWN(T); k += UNIT) {
            if constexpr (UNIT == 1) x[k] = row_made<S>(x[k], dtype);
            else widen_pack(x + k, dtype);
        }
    }
}

/* Block (c, s) folds part s of channel c, in units of UNIT elements that lie side by side. */
template <class Fold, int UNIT, typename T, typename S>
__global__ void __launch_bounds__(THREADS) fold_channels(const __grid_constant__ channel_job<T, S> j)
{
    typedef typename Fold::State State;
    __shared__ State shared[32];
    const int units = OWN(T) / UNIT;
    const int64_t all = j.each / UNIT, start = all * blockIdx.y / j.splits, end = all * (blockIdx.y + 1) / j.splits;
    for (int64_t c = blockIdx.x; c < j.n; c += gridDim.x) {
        T mean = j.given_mean ? j.given_mean[c] : (T)0;
        State s = State::none();
        for (int64_t from = start + threadIdx.x; from < end; from += (int64_t)units * THREADS) {
            T x[OWN(T)], g[OWN(T)];
            int n = 0;
#pragma unroll
            for (int k = 0; k < units; k++) {
                int64_t i = (from + (int64_t)k * THREADS) * UNIT;
                if (i >= end * UNIT) continue;
                int64_t plane = plane_of(j, i), at = (plane * j.n + c) * j.inner + i - plane * j.inner;
                if (UNIT == 1) x[k] = row_loaded(j.x + at);
                else load_pack(x + k * UNIT, j.x + at);
                if (Fold::uses_gradient && UNIT == 1) g[k] = row_loaded(j.g + at);
                if (Fold::uses_gradient && UNIT > 1) load_pack(g + k * UNIT, j.g + at);
                n += UNIT;
            }
            make_own<S, UNIT>(x, j.dtype);
            if (Fold::uses_gradient) make_own<S, UNIT>(g, j.dtype);
            Fold::take(s, x, g, n, mean);
        }
        s = joined<THREADS>(s, shared);
        if (threadIdx.x == 0) ((State *)j.states)[c * j.splits + blockIdx.y] = s;
    }
}

/* Channels side by side, inner = 1: neighbouring threads have neighbouring channels. */
template <class Fold, typename T, typename S>
__global__ void __launch_bounds__(THREADS) fold_columns(const __grid_constant__ channel_job<T, S> j)
{
    typedef typename Fold::State State;
    const int among = THREADS / COLUMNS, lane = threadIdx.x % COLUMNS, row = threadIdx.x / COLUMNS;
    __shared__ State shared[THREADS / COLUMNS][COLUMNS];
    const int64_t start = j.outer * blockIdx.y / j.splits, end = j.outer * (blockIdx.y + 1) / j.splits;
    for (int64_t first = (int64_t)blockIdx.x * COLUMNS; first < j.n; first += (int64_t)gridDim.x * COLUMNS) {
        int64_t c = first + lane;
        T mean = j.given_mean && c < j.n ? j.given_mean[c] : (T)0;
        State s = State::none();
        for (int64_t from = start + row; c < j.n && from < end; from += OWN(T) * among) {
            T x[OWN(T)], g[OWN(T)];
            int n = 0;
#pragma unroll
            for (int k = 0; k < OWN(T); k++) {
                int64_t i = from + k * among;
                if (i >= end) continue;
                x[k] = row_loaded(j.x + i * j.n + c);
                if (Fold::uses_gradient) g[k] = row_loaded(j.g + i * j.n + c);
                n++;
            }
            make_own<S, 1>(x, j.dtype);
            if (Fold::uses_gradient) make_own<S, 1>(g, j.dtype);
            Fold::take(s, x, g, n, mean);
        }
        shared[row][lane] = s;
        __syncthreads();
        for (int k = 1; row == 0 && k < among; k++) s.merge(shared[k][lane]);
        if (row == 0 && c < j.n) ((State *)j.states)[c * j.splits + blockIdx.y] = s;
        __syncthreads();
    }
}

/* A warp per channel joins its parts. */
template <class Fold, typename T, typename S>
__global__ void __launch_bounds__(THREADS) finish_channels(const __grid_constant__ channel_job<T, S> j)
{
    typedef typename Fold::State State;
    const int per_block = THREADS / 32, lane = threadIdx.x % 32;
    for (int64_t c = (int64_t)blockIdx.x * per_block + threadIdx.x / 32; c < j.n; c += (int64_t)gridDim.x * per_block) {
        State s = State::none();
        for (int k = lane; k < j.splits; k += 32) s.merge(((const State *)j.states)[c * j.splits + k]);
        s = joined_lanes<32>(s);
        if (lane == 0) Fold::finish(j, c, s);
    }
}

template <typename T, typename S> struct affine_numbers {
    channel_job<T, S> j;
    __device__ void operator()(int64_t c) const
    {
        j.numbers[c] = {j.given_mean ? j.given_mean[c] : 0, j.weight ? j.weight[c] : 1, j.bias ? j.bias[c] : 0, 0};
    }
};

/* ---- Maps, a pack of neighbours at a time --------------------------------------------------------------------- */

/* SLOPE: of gradients g and inputs x; otherwise of inputs x. */
template <bool SLOPE, typename T, typename S>
__global__ void __launch_bounds__(THREADS) map_channels(const __grid_constant__ channel_job<T, S> j)
{
    const int in_pack = 16 / sizeof(T);
    const bool one_channel = j.inner % in_pack == 0;
    int64_t threads = (int64_t)gridDim.x * THREADS, packs = (j.numel + in_pack - 1) / in_pack;
    for (int64_t n = (int64_t)blockIdx.x * THREADS + threadIdx.x; n < packs; n += threads) {
        int64_t i = n * in_pack;
        int count = j.numel - i < in_pack ? (int)(j.numel - i) : in_pack;
        bool packed = j.packed && count == in_pack;
        T x[in_pack], g[in_pack];
        if (packed) {
            load_pack(x, j.x + i);
            if (SLOPE) load_pack(g, j.g + i);
            if constexpr (sizeof(S) < sizeof(T)) {
                widen_pack(x, j.dtype);
                if (SLOPE) widen_pack(g, j.dtype);
            }
        } else {
#pragma unroll
            for (int e = 0; e < in_pack; e++) {
                x[e] = e < count ? row_element<T>(j.x + i + e, j.dtype) : (T)0;
                if (SLOPE) g[e] = e < count ? row_element<T>(j.g + i + e, j.dtype) : (T)0;
            }
        }
        channel_numbers<T> c = j.numbers[channel_of(j, i)];
#pragma unroll
        for (int e = 0; e < in_pack; e++) {
            if (e > 0 && e < count && !one_channel) c = j.numbers[channel_of(j, i + e)];
            x[e] = SLOPE ? c.scale * (g[e] - c.shift - (x[e] - c.mean) * c.pull) : (x[e] - c.mean) * c.scale + c.shift;
        }
        if (packed) store_pack(j.y + i * j.size, j.dtype, j.size, x);
        else {
#pragma unroll
            for (int e = 0; e < in_pack; e++)
                if (e < count) store_element(j.y + (i + e) * j.size, j.dtype, x[e]);
        }
    }
}
} // namespace

/* ---- Host -------------------------------------------------------------------------------------------------- */

template <typename T> static T *data_or_null(const th_tensor *x) { return x ? (T *)th_data(x) : NULL; }

template <typename T, typename S> static channel_job<T, S> job_of(const th_call *call, const th_tensor *x, const th_tensor *g)
{
    channel_job<T, S> j = {};
    const th_tensor *y = call->out[0];
    j.x = data_or_null<S>(x);
    j.g = data_or_null<S>(g);
    j.y = th_data(y);
    j.dtype = y->dtype;
    j.size = (int)th_dtype_size((th_dtype)y->dtype);
    j.outer = y->shape[0];
    j.n = y->shape[1];
    j.inner = 1;
    for (int d = 2; d < y->ndim; d++) j.inner *= y->shape[d];
    j.numel = y->numel;
    j.each = j.outer * j.inner;
    j.narrow = j.numel > 0 && j.numel < ((int64_t)1 << 31);
    if (j.narrow) j.by_n = cuda_divider_of((uint32_t)j.n), j.by_inner = cuda_divider_of((uint32_t)j.inner);
    j.packed = row_aligned(j.x) && row_aligned(j.g) && row_aligned(j.y);
    j.numbers = cuda_room<channel_numbers<T>>(y, j.n);
    return j;
}

/* Parts of a channel, so that there are blocks enough; columns: blocks work on COLUMNS channels at a time. */
template <typename T, typename S> static void choose_splits(channel_job<T, S> *j, const th_tensor *x, bool columns)
{
    int64_t blocks = columns ? (j->n + COLUMNS - 1) / COLUMNS : j->n, rows = columns ? THREADS / COLUMNS : THREADS;
    int64_t wanted = 8 * (int64_t)cuda_multiprocessors(x) / blocks, most = j->each / (rows * OWN(T));
    int64_t splits = wanted < most ? wanted : most;
    j->splits = splits < 1 ? 1 : (int)splits;
}

template <class Fold, typename T, typename S> static void fold(const th_call *call, channel_job<T, S> *j)
{
    const th_tensor *y = call->out[0];
    const bool columns = j->inner == 1 && j->n >= FEW_CHANNELS;
    const bool packs = j->packed && j->inner % (int64_t)(16 / sizeof(T)) == 0;
    choose_splits(j, y, columns);
    typename Fold::State *states = cuda_room<typename Fold::State>(y, j->n * j->splits);
    j->states = states;
    dim3 grid((unsigned)cuda_blocks(j->n, columns ? COLUMNS : 1), (unsigned)j->splits);
    cudaStream_t stream = cuda_stream_of(y);
    if (columns) fold_columns<Fold, T, S><<<grid, THREADS, 0, stream>>>(*j);
    else if (packs) fold_channels<Fold, 16 / sizeof(T), T, S><<<grid, THREADS, 0, stream>>>(*j);
    else fold_channels<Fold, 1, T, S><<<grid, THREADS, 0, stream>>>(*j);
    cuda_launched(call->op->name);
    cuda_launch(y, call->op->name, finish_channels<Fold, T, S>, (j->n + THREADS / 32 - 1) / (THREADS / 32), THREADS, *j);
}

template <bool SLOPE, typename T, typename S> static void map(const th_call *call, const channel_job<T, S> &j)
{
    if (j.numel > 0)
        cuda_launch(call->out[0], call->op->name, map_channels<SLOPE, T, S>,
                    (j.numel + 16 / sizeof(T) * THREADS - 1) / (16 / sizeof(T) * THREADS), THREADS, j);
}

template <typename T, typename S> static void batch_norm(const th_call *call)
{
    channel_job<T, S> j = job_of<T, S>(call, th_arg(call, 0), NULL);
    if (j.n == 0) return;
    j.weight = data_or_null<T>(th_arg(call, 1));
    j.bias = data_or_null<T>(th_arg(call, 2));
    j.mean = data_or_null<T>(call->out[1]);
    j.var = data_or_null<T>(call->out[2]);
    j.eps = (T)th_arg_double(call, 3);
    fold<fold_moments<T>>(call, &j);
    map<false>(call, j);
}

template <typename T, typename S> static void batch_norm_backward(const th_call *call)
{
    channel_job<T, S> j = job_of<T, S>(call, th_arg(call, 1), th_arg(call, 0));
    if (j.n == 0) return;
    j.given_mean = data_or_null<T>(th_arg(call, 2));
    j.given_var = data_or_null<T>(th_arg(call, 3));
    j.weight = data_or_null<T>(th_arg(call, 4));
    j.gw = data_or_null<T>(call->out[1]);
    j.gb = data_or_null<T>(call->out[2]);
    j.eps = (T)th_arg_double(call, 5);
    fold<fold_products<T>>(call, &j);
    map<true>(call, j);
}

template <typename T, typename S> static void affine(const th_call *call)
{
    channel_job<T, S> j = job_of<T, S>(call, th_arg(call, 0), NULL);
    j.given_mean = data_or_null<T>(th_arg(call, 1));
    j.weight = data_or_null<T>(th_arg(call, 2));
    j.bias = data_or_null<T>(th_arg(call, 3));
    cuda_each(call->out[0], call->op->name, j.n, affine_numbers<T, S>{j});
    map<false>(call, j);
}

template <typename T, typename S> static void affine_backward(const th_call *call)
{
    channel_job<T, S> j = job_of<T, S>(call, th_arg(call, 1), th_arg(call, 0));
    if (j.n == 0) return;
    j.given_mean = data_or_null<T>(th_arg(call, 2));
    j.weight = data_or_null<T>(th_arg(call, 3));
    j.gw = data_or_null<T>(call->out[1]);
    j.gb = data_or_null<T>(call->out[2]);
    fold<fold_products<T>>(call, &j);
    j.x = j.g; /* scale g, which needs no input */
    map<false>(call, j);
}

#define RUN(work, call, input)                       \
    th_scope *scope = th_scope_open();               \
    ROW_BY_DTYPE(th_arg(call, input), work, call)    \
    th_scope_close(scope);

/* input weight bias eps */
extern "C" void cuda_native_batch_norm(th_call *call) { RUN(batch_norm, call, 0) }
/* gradient input mean var weight eps */
extern "C" void cuda_native_batch_norm_backward(th_call *call) { RUN(batch_norm_backward, call, 1) }
/* input mean scale shift */
extern "C" void cuda_affine_channels(th_call *call) { RUN(affine, call, 0) }
/* gradient input mean scale */
extern "C" void cuda_affine_channels_backward(th_call *call) { RUN(affine_backward, call, 1) }
