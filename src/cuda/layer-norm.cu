/* Layer normalization, fused, and its backward step: rows of adjacent elements. The shape rules hand over contiguous
 * tensors of T, float or double, in which it is computed; or x, g and y of 16 bits, S, beside others of float. */
#include "rows.cuh"

#include <type_traits>

namespace {
/* x, g, y (rows, n); w, b (n) or NULL; mean, rstd (rows). y: the result, or the gradient of x. */
template <typename T, typename S> struct norm_job {
    const S *x, *g;
    const T *w, *b;
    T *mean, *rstd, eps;
    char *y;
    int dtype, size; /* of y; and of x and g, where they have 16 bits */
    int64_t rows, n;
    bool packed;
    T *sums; /* (blocks, 2, n): gradients of w and b from each block's rows, or NULL */
};

/* ---- Forward ------------------------------------------------------------------------------------------------- */

template <int WIDTH, typename T> __device__ __forceinline__ T sum_of(const row_tile<WIDTH, T> &x)
{
    T sum = 0;
    x.each([&](int k, int e, int column) { sum += x.x[k][e]; });
    return sum;
}

template <int WIDTH, typename T> __device__ __forceinline__ T squares_of(const row_tile<WIDTH, T> &x, int n, T mean)
{
    T sum = 0;
    x.each([&](int k, int e, int column) { sum += column < n ? (x.x[k][e] - mean) * (x.x[k][e] - mean) : (T)0; });
    return sum;
}

/* Of a row that is one tile: two sums of all threads, which is exact and less work than joining moments. */
template <int WIDTH, typename T>
__device__ __forceinline__ moments<T> moments_of(const row_tile<WIDTH, T> &x, int n, total<T> *shared)
{
    T mean = joined<WIDTH>(total<T>{sum_of(x)}, shared).sum / (T)n;
    return {(T)n, mean, joined<WIDTH>(total<T>{squares_of(x, n, mean)}, shared).sum};
}

/* Of a longer row: each thread's moments are joined. */
template <int WIDTH, typename T, typename S>
__device__ __forceinline__ moments<T> moments_of(const norm_job<T, S> &j, const S *from, moments<T> *shared)
{
    typedef row_tile<WIDTH, T> tile;
    moments<T> m = moments<T>::none();
    for (int64_t first = 0; first < j.n; first += tile::size) {
        tile x;
        T count = 0;
        int n = row_left<tile>(j.n, first);
        x.load(from + first, n, j.packed, 0, j.dtype);
        x.each([&](int k, int e, int column) { count += column < n ? (T)1 : (T)0; });
        T mean = sum_of(x) / (count > 0 ? count : (T)1);
        m.merge({count, mean, squares_of(x, n, mean)});
    }
    return joined<WIDTH>(m, shared);
}

template <int WIDTH, bool FITS, typename T, typename S>
__global__ void ROW_BOUNDS(WIDTH, FITS ? 1024 : 512) normalize_rows(const __grid_constant__ norm_job<T, S> j)
{
    typedef row_tile<WIDTH, T> tile;
    __shared__ typename std::conditional<FITS, total<T>, moments<T>>::type shared[32];
    const int group = threadIdx.x / WIDTH, groups = row_block<WIDTH>::rows;
    for (int64_t row = (int64_t)blockIdx.x * groups + group; row < j.rows; row += (int64_t)gridDim.x * groups) {
        const S *from = j.x + row * j.n;
        char *to = j.y + row * j.n * j.size;
        tile x, w, b;
        moments<T> m;
        if constexpr (FITS) {
            x.load(from, (int)j.n, j.packed, 0, j.dtype);
            m = moments_of(x, (int)j.n, shared);
        } else m = moments_of<WIDTH>(j, from, shared);
        T mean = j.n ? m.mean : (T)NAN, rstd = 1 / sqrt(m.squares / (T)j.n + j.eps);
        if (threadIdx.x % WIDTH == 0) j.mean[row] = mean, j.rstd[row] = rstd;
        for (int64_t first = 0; first < j.n; first += tile::size) {
            int n = row_left<tile>(j.n, first);
            if (!FITS) x.load(from + first, n, j.packed, 0, j.dtype);
            if (j.w) w.load(j.w + first, n, j.packed, 0);
            else w.fill(1);
            if (j.b) b.load(j.b + first, n, j.packed, 0);
            else b.fill(0);
            x.each([&](int k, int e, int column) { x.x[k][e] = (x.x[k][e] - mean) * rstd * w.x[k][e] + b.x[k][e]; });
            x.store(to + first * j.size, j.dtype, j.size, n, j.packed);
            if (FITS) break;
        }
    }
}

/* ---- Backward: with h = g w and z = x - mean, rstd (h - mean(h) - z mean(h z) rstd^2) ---------------------- */

/* h, z from the row's gradients and inputs. */
template <int WIDTH, typename T, typename S> struct slope_tile {
    row_tile<WIDTH, T> g, h, z;
    __device__ __forceinline__ void load(const norm_job<T, S> &j, int64_t row, int64_t first, int n, T mean)
    {
        g.load(j.g + row * j.n + first, n, j.packed, 0, j.dtype);
        z.load(j.x + row * j.n + first, n, j.packed, mean, j.dtype);
        if (j.w) h.load(j.w + first, n, j.packed, 0);
        else h.fill(1);
        g.each([&](int k, int e, int column) { h.x[k][e] *= g.x[k][e], z.x[k][e] -= mean; });
    }
    __device__ __forceinline__ products<T> sums() const
    {
        products<T> s = products<T>::none();
        g.each([&](int k, int e, int column) { s.sum += h.x[k][e], s.dot += h.x[k][e] * z.x[k][e]; });
        return s;
    }
    __device__ __forceinline__ void put(const norm_job<T, S> &j, int64_t row, int64_t first, int n, T rstd, products<T> s)
    {
        T shift = s.sum / (T)j.n, pull = s.dot * rstd * rstd / (T)j.n;
        g.each([&](int k, int e, int column) { h.x[k][e] = rstd * (h.x[k][e] - shift - z.x[k][e] * pull); });
        h.store(j.y + (row * j.n + first) * j.size, j.dtype, j.size, n, j.packed);
    }
};

/* The sums that the groups of a block have made are added in shared memory, one after the other; the last one's go to
 * the block's place. */
template <int WIDTH, typename T, typename S>
__device__ __forceinline__ void put_block_sums(const norm_job<T, S> &j, row_tile<WIDTH, T> &gw, row_tile<WIDTH, T> &gb)
{
    const int groups = row_block<WIDTH>::rows, group = threadIdx.x / WIDTH, n = (int)j.n;
    __shared__ T running[groups > 1 ? 2 : 1][groups > 1 ? row_tile<WIDTH, T>::size : 1];
    for (int k = 0; k < groups - 1; k++) {
        if (group == k)
            gw.each([&](int i, int e, int c) { running[0][c] = gw.x[i][e], running[groups > 1][c] = gb.x[i][e]; });
        __syncthreads();
        if (group == k + 1)
            gw.each([&](int i, int e, int c) { gw.x[i][e] += running[0][c], gb.x[i][e] += running[groups > 1][c]; });
        __syncthreads();
    }
    if (group < groups - 1) return;
    char *to = (char *)(j.sums + (int64_t)blockIdx.x * 2 * j.n);
    gw.store(to, native_dtype<T>::value, sizeof(T), n, j.packed);
    gb.store(to + j.n * sizeof(T), native_dtype<T>::value, sizeof(T), n, j.packed);
}

/* Block k works on rows k * rows / blocks and on. */
template <int WIDTH, bool FITS, typename T, typename S>
__global__ void ROW_BOUNDS(WIDTH, 512) slope_rows(const __grid_constant__ norm_job<T, S> j)
{
    typedef row_tile<WIDTH, T> tile;
    __shared__ products<T> shared[32];
    const int64_t start = j.rows * blockIdx.x / gridDim.x, end = j.rows * (blockIdx.x + 1) / gridDim.x;
    tile gw, gb;
    gw.fill(0), gb.fill(0);
    for (int64_t row = start + threadIdx.x / WIDTH; row < end; row += row_block<WIDTH>::rows) {
        T mean = j.mean[row], rstd = j.rstd[row];
        slope_tile<WIDTH, T, S> x;
        products<T> s = products<T>::none();
        for (int64_t first = 0; first < j.n; first += tile::size) {
            x.load(j, row, first, row_left<tile>(j.n, first), mean);
            s.merge(x.sums());
            if (FITS) break;
        }
        if (FITS) gw.each([&](int k, int e, int c) {
            gw.x[k][e] += x.g.x[k][e] * (x.z.x[k][e] * rstd), gb.x[k][e] += x.g.x[k][e];
        });
        s = joined<WIDTH>(s, shared);
        for (int64_t first = 0; first < j.n; first += tile::size) {
            int n = row_left<tile>(j.n, first);
            if (!FITS) x.load(j, row, first, n, mean);
            x.put(j, row, first, n, rstd, s);
            if (FITS) break;
        }
    }
    if (FITS && j.sums) put_block_sums<WIDTH>(j, gw, gb);
}

/* Rows that are no single tile: one thread per column. gridDim.y parts of the rows. */
template <typename T, typename S>
__global__ void __launch_bounds__(CUDA_THREADS) add_columns(const __grid_constant__ norm_job<T, S> j)
{
    const int64_t start = j.rows * blockIdx.y / gridDim.y, end = j.rows * (blockIdx.y + 1) / gridDim.y;
    const int64_t from = (int64_t)blockIdx.x * CUDA_THREADS + threadIdx.x, step = (int64_t)gridDim.x * CUDA_THREADS;
    T *sums = j.sums + (int64_t)blockIdx.y * 2 * j.n;
    for (int64_t c = from; c < j.n; c += step) {
        T gw = 0, gb = 0;
#pragma unroll 4
        for (int64_t row = start; row < end; row++) {
            T g = row_element<T>(j.g + row * j.n + c, j.dtype), x = row_element<T>(j.x + row * j.n + c, j.dtype);
            gw += g * ((x - j.mean[row]) * j.rstd[row]);
            gb += g;
        }
        sums[c] = gw, sums[j.n + c] = gb;
    }
}

/* Sums (parts, 2, n) over their parts. A block has 32 columns and 8 threads for each. */
template <typename T>
__global__ void __launch_bounds__(256) put_sums(const T *sums, int64_t parts, int64_t n, T *gw, T *gb)
{
    __shared__ double shared[8][32];
    int lane = threadIdx.x % 32, among = threadIdx.x / 32;
    for (int64_t first = (int64_t)blockIdx.x * 32; first < 2 * n; first += (int64_t)gridDim.x * 32) {
        int64_t c = first + lane;
        double sum = 0;
        for (int64_t k = among; c < 2 * n && k < parts; k += 8) sum += (double)sums[k * 2 * n + c];
        shared[among][lane] = sum;
        __syncthreads();
        for (int k = 1; among == 0 && k < 8; k++) sum += shared[k][lane];
        if (among == 0 && c < 2 * n) (c < n ? gw[c] : gb[c - n]) = (T)sum;
        __syncthreads();
    }
}
} // namespace

/* ---- Host -------------------------------------------------------------------------------------------------- */

template <typename T> static T *data_or_null(const th_tensor *x) { return x ? (T *)th_data(x) : NULL; }

template <typename T, typename S> static norm_job<T, S> job_of(const th_call *call, int64_t rows, th_ints sizes)
{
    norm_job<T, S> j = {};
    const th_tensor *y = call->out[0];
    j.y = th_data(y);
    j.dtype = y->dtype;
    j.size = (int)th_dtype_size((th_dtype)y->dtype);
    j.rows = rows;
    j.n = 1;
    for (int d = 0; d < sizes.n; d++) j.n *= sizes.v[d];
    return j;
}

template <typename T, typename S> static void decide_packed(norm_job<T, S> *j)
{
    j->packed = j->n % (int64_t)(16 / sizeof(T)) == 0 && row_aligned(j->x) && row_aligned(j->g) && row_aligned(j->w) &&
                row_aligned(j->b) && row_aligned(j->y);
}

template <typename T, typename S> static void forward(const th_call *call)
{
    norm_job<T, S> j = job_of<T, S>(call, call->out[1]->numel, th_arg_ints(call, 1));
    if (j.rows == 0) return;
    j.x = data_or_null<S>(th_arg(call, 0));
    j.w = data_or_null<T>(th_arg(call, 2));
    j.b = data_or_null<T>(th_arg(call, 3));
    j.mean = data_or_null<T>(call->out[1]);
    j.rstd = data_or_null<T>(call->out[2]);
    j.eps = (T)th_arg_double(call, 4);
    decide_packed(&j);
#define RUN(WIDTH, FITS) \
    cuda_launch(call->out[0], call->op->name, normalize_rows<WIDTH, FITS, T, S>, \
                (j.rows + row_block<WIDTH>::rows - 1) / row_block<WIDTH>::rows, row_block<WIDTH>::threads, j)
    ROW_BY_SIZE(T, j.n, RUN)
#undef RUN
}

/* How many blocks share the rows: enough to fill the device, and each with several rows, or the sums that it leaves
 * would be as large as what it has read. */
static int64_t blocks_for(const th_tensor *x, int64_t rows, int threads, int at_a_time, bool sums)
{
    int64_t units = (rows + at_a_time - 1) / at_a_time, each = cuda_multiprocessors(x), most = each * (512 / threads);
    if (!sums) return units < 8 * most ? units : 8 * most;
    int64_t blocks = units / 4 > each ? units / 4 : units < each ? units : each;
    return blocks < most ? blocks : most;
}

template <typename T, typename S> static void backward(const th_call *call)
{
    const th_tensor *gx = call->out[0];
    norm_job<T, S> j = job_of<T, S>(call, th_arg(call, 2)->numel, th_arg_ints(call, 5));
    bool affine = th_arg_bool(call, 6), fits = j.n <= row_tile<512, T>::size;
    int64_t parts = 0;
    j.g = data_or_null<S>(th_arg(call, 0));
    j.x = data_or_null<S>(th_arg(call, 1));
    j.mean = data_or_null<T>(th_arg(call, 2));
    j.rstd = data_or_null<T>(th_arg(call, 3));
    j.w = data_or_null<T>(th_arg(call, 4));
    decide_packed(&j);
#define RUN(WIDTH, FITS) \
    int64_t blocks = blocks_for(gx, j.rows, row_block<WIDTH>::threads, row_block<WIDTH>::rows, affine); \
    if (affine) j.sums = cuda_room<T>(gx, (parts = blocks) * 2 * j.n); \
    cuda_launch(gx, call->op->name, slope_rows<WIDTH, FITS, T, S>, blocks, row_block<WIDTH>::threads, j)
    if (j.rows > 0 && j.n > 0) ROW_BY_SIZE(T, j.n, RUN)
#undef RUN
    if (!affine || j.n == 0) return;
    if (parts > 0 && !fits) {
        dim3 grid((unsigned)cuda_blocks(j.n, CUDA_THREADS), (unsigned)parts);
        add_columns<T, S><<<grid, CUDA_THREADS, 0, cuda_stream_of(gx)>>>(j);
        cuda_launched(call->op->name);
    }
    cuda_launch(gx, call->op->name, put_sums<T>, (2 * j.n + 31) / 32, 256, (const T *)j.sums, parts, j.n,
                data_or_null<T>(call->out[1]), data_or_null<T>(call->out[2]));
}

/* input normalized_shape weight bias eps */
extern "C" void cuda_native_layer_norm(th_call *call)
{
    ROW_BY_DTYPE(th_arg(call, 0), forward, call)
}

/* gradient input mean rstd weight normalized_shape affine */
extern "C" void cuda_native_layer_norm_backward(th_call *call)
{
    th_scope *scope = th_scope_open();
    ROW_BY_DTYPE(th_arg(call, 1), backward, call)
    th_scope_close(scope);
}
