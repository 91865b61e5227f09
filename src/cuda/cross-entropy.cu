/* Cross entropy of rows of scores (N, C) with one class each, fused: softmax is never written in the forward pass, and
 * scores are read once (in the backward pass of very long rows, twice). */
#include "rows.cuh"

namespace {
/* Scores x (N, C), target (N). Forward: y (N). Backward: g (N), y (N, C). */
template <typename T> struct entropy_job {
    const T *x, *g;
    const int64_t *target;
    T *y;
    int64_t rows, n, ignored;
    bool packed;
};

/* The class of a row, or -1 where the row does not count. */
template <typename T> __device__ __forceinline__ int64_t class_of(const entropy_job<T> &j, int64_t row)
{
    int64_t t = j.target[row];
    return t != j.ignored && t >= 0 && t < j.n ? t : -1;
}

/* Forward: log(sum) - (x[t] - max). Backward: g (exp(x - max) / sum - onehot(t)). */
template <int WIDTH, bool FITS, bool BACK, typename T>
__global__ void ROW_BOUNDS(WIDTH, 1024) entropy_rows(const __grid_constant__ entropy_job<T> j)
{
    typedef row_tile<WIDTH, T> tile;
    __shared__ exponentials<T> shared[32];
    const int group = threadIdx.x / WIDTH, groups = row_block<WIDTH>::rows;
    for (int64_t row = (int64_t)blockIdx.x * groups + group; row < j.rows; row += (int64_t)gridDim.x * groups) {
        const T *from = j.x + row * j.n;
        int64_t t = class_of(j, row);
        tile x;
        exponentials<T> s = exponentials<T>::none();
        for (int64_t first = 0; t >= 0 && first < j.n; first += tile::size) {
            x.load(from + first, row_left<tile>(j.n, first), j.packed, (T)-INFINITY);
            s.merge(exponentials_of<FITS>(x));
            if (FITS) break;
        }
        const T own = s.max;
        if (t >= 0) s = joined<WIDTH>(s, shared);
        if (!BACK) {
            if (threadIdx.x % WIDTH == 0) j.y[row] = t < 0 ? (T)0 : log(s.sum) - (from[t] - s.max);
            continue;
        }
        T g = j.g[row], scale = g / s.sum * (FITS ? from_own(own, s.max) : (T)1);
        for (int64_t first = 0; first < j.n; first += tile::size) {
            int n = row_left<tile>(j.n, first);
            if (!FITS && t >= 0) x.load(from + first, n, j.packed, (T)-INFINITY);
            if (t < 0) x.fill(0);
            else x.each([&](int k, int e, int column) {
                T term = FITS ? x.x[k][e] : exp(x.x[k][e] - s.max);
                x.x[k][e] = term * scale - (first + column == t ? g : (T)0);
            });
            x.store((char *)(j.y + row * j.n + first), native_dtype<T>::value, sizeof(T), n, j.packed);
            if (FITS) break;
        }
    }
}

/* How many targets count, and the place of the first that is neither a class nor ignored. */
struct target_count {
    int64_t n, wrong;
    ROW_INLINE target_count none() { return {0, INT64_MAX}; }
    __device__ __forceinline__ void merge(const target_count &other)
    {
        n += other.n;
        wrong = other.wrong < wrong ? other.wrong : wrong;
    }
};

#define COUNT_THREADS 512

__device__ __forceinline__ void put_count(int64_t *to, const target_count &s)
{
    *to = s.wrong < INT64_MAX ? -(s.wrong + 1) : s.n;
}

/* One block puts the result; several put what they have counted, one after the other. */
__global__ void __launch_bounds__(COUNT_THREADS)
count_blocks(const int64_t *target, int64_t n, int64_t classes, int64_t ignored, target_count *counts, int64_t *to)
{
    __shared__ target_count shared[32];
    target_count s = target_count::none();
    int64_t first = (int64_t)blockIdx.x * COUNT_THREADS + threadIdx.x, step = (int64_t)gridDim.x * COUNT_THREADS;
    for (int64_t i = first; i < n; i += step) {
        int64_t t = target[i];
        bool is_class = t >= 0 && t < classes;
        s.n += is_class && t != ignored;
        if (!is_class && t != ignored && i < s.wrong) s.wrong = i;
    }
    s = joined<COUNT_THREADS>(s, shared);
    if (threadIdx.x > 0) return;
    if (gridDim.x == 1) put_count(to, s);
    else counts[blockIdx.x] = s;
}

__global__ void __launch_bounds__(COUNT_THREADS) join_counts(const target_count *counts, int n, int64_t *to)
{
    __shared__ target_count shared[32];
    target_count s = target_count::none();
    for (int i = threadIdx.x; i < n; i += COUNT_THREADS) s.merge(counts[i]);
    s = joined<COUNT_THREADS>(s, shared);
    if (threadIdx.x == 0) put_count(to, s);
}
} // namespace

/* ---- Host ------------------------------------------------------------------------------------------------ */

/* g NULL: the losses. */
template <bool BACK, typename T>
static void run_rows(const th_call *call, th_tensor *g, th_tensor *x, th_tensor *target, int64_t ignored)
{
    const th_tensor *y = call->out[0];
    entropy_job<T> j = {(const T *)th_data(x), g ? (const T *)th_data(g) : NULL, (const int64_t *)th_data(target),
                        (T *)th_data(y), x->shape[0], x->shape[1], ignored, false};
    j.packed = j.n % (int64_t)(16 / sizeof(T)) == 0 && row_aligned(j.x) && row_aligned(j.y);
    if (y->numel == 0) return;
#define RUN(WIDTH, FITS) \
    cuda_launch(y, call->op->name, entropy_rows<WIDTH, FITS, BACK, T>, \
                (j.rows + row_block<WIDTH>::rows - 1) / row_block<WIDTH>::rows, row_block<WIDTH>::threads, j)
    ROW_BY_SIZE(T, j.n, RUN)
#undef RUN
}

/* input target ignore_index */
extern "C" void cuda_cross_entropy_rows(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *target = th_arg(c, 1);
    if (x->dtype == TH_FLOAT32) run_rows<false, float>(c, NULL, x, target, th_arg_int(c, 2));
    else run_rows<false, double>(c, NULL, x, target, th_arg_int(c, 2));
}

/* gradient input target ignore_index */
extern "C" void cuda_cross_entropy_rows_backward(th_call *c)
{
    th_tensor *x = th_arg(c, 1), *target = th_arg(c, 2);
    if (x->dtype == TH_FLOAT32) run_rows<true, float>(c, th_arg(c, 0), x, target, th_arg_int(c, 3));
    else run_rows<true, double>(c, th_arg(c, 0), x, target, th_arg_int(c, 3));
}

/* target classes ignore_index: how many targets count, or minus the place (from 1) of the first that is neither a
 * class nor ignored. */
extern "C" void cuda_count_targets(th_call *c)
{
    th_tensor *target = th_arg(c, 0);
    int64_t n = target->numel, blocks = n / (16 * COUNT_THREADS), most = cuda_multiprocessors(target);
    int64_t *to = (int64_t *)th_data(c->out[0]);
    blocks = blocks < 1 ? 1 : blocks > most ? most : blocks;
    th_scope *scope = th_scope_open();
    target_count *counts = cuda_room<target_count>(target, blocks);
    cuda_launch(target, c->op->name, count_blocks, blocks, COUNT_THREADS, (const int64_t *)th_data(target), n,
                th_arg_int(c, 1), th_arg_int(c, 2), counts, to);
    if (blocks > 1)
        cuda_launch(target, c->op->name, join_counts, 1, COUNT_THREADS, (const target_count *)counts,
                    (int)blocks, to);
    th_scope_close(scope);
}
