/* Softmax and its logarithm along one dimension, fused, and their backward steps. The shape rules hand over
 * contiguous float32 or float64 tensors; 16-bit results are rounded as they are stored. Rows of adjacent elements that
 * fit into a tile are read once. */
#include "lanes.h"
#include "rows.cuh"

/* A step of elements T joins the elements of a row into a maximum (where it has one) and into a sum, and then
 * makes each result. a: x or the gradient; b: y in the backward steps. */
#define STEP(name, has_max, term, result)                                                                    \
    struct name {                                                                                            \
        static const bool uses_max = has_max, uses_b = !has_max;                                             \
        template <typename T> static __device__ __forceinline__ T add(T a, T b, T max) { return term; }      \
        template <typename T> static __device__ __forceinline__ T make(T a, T b, T max, T sum) { return result; } \
    };
STEP(forward, true, exp(a - max), exp(a - max) / sum)
STEP(log_forward, true, exp(a - max), a - max - log(sum))
STEP(back, false, a * b, (a - sum) * b)
STEP(log_back, false, a, a - exp(b) * sum)

namespace {
/* a, b, y: (outer, n, inner) */
template <typename T> struct softmax_job {
    const T *a, *b;
    char *y;
    int dtype, size; /* of y */
    cuda_lanes l;
    bool packed;
};

/* ---- Rows of adjacent elements ------------------------------------------------------------------------------ */

template <class Step, int WIDTH, typename T> struct softmax_tile {
    row_tile<WIDTH, T> a, b;
    __device__ __forceinline__ void load(const softmax_job<T> &j, int64_t from, int n)
    {
        a.load(j.a + from, n, j.packed, (T)-INFINITY);
        if (Step::uses_b) b.load(j.b + from, n, j.packed, 0);
        else b.fill(0);
    }
    __device__ __forceinline__ exponentials<T> sums(int n) const
    {
        exponentials<T> s = exponentials<T>::none();
        if (Step::uses_max) a.each([&](int k, int e, int c) { s.max = a.x[k][e] > s.max ? a.x[k][e] : s.max; });
        T from = s.max == (T)-INFINITY ? (T)0 : s.max;
        a.each([&](int k, int e, int c) { if (c < n) s.sum += Step::add(a.x[k][e], b.x[k][e], from); });
        return s;
    }
    __device__ __forceinline__ void put(const softmax_job<T> &j, int64_t to, int n, const exponentials<T> &s)
    {
        a.each([&](int k, int e, int c) { a.x[k][e] = Step::make(a.x[k][e], b.x[k][e], s.max, s.sum); });
        a.store(j.y + to * j.size, j.dtype, j.size, n, j.packed);
    }
};

template <class Step, int WIDTH, bool FITS, typename T>
__global__ void __launch_bounds__(row_block<WIDTH>::threads) softmax_rows(const __grid_constant__ softmax_job<T> j)
{
    typedef row_tile<WIDTH, T> tile;
    __shared__ exponentials<T> shared[32];
    const int group = threadIdx.x / WIDTH, groups = row_block<WIDTH>::rows;
    for (int64_t row = (int64_t)blockIdx.x * groups + group; row < j.l.outer; row += (int64_t)gridDim.x * groups) {
        softmax_tile<Step, WIDTH, T> x;
        exponentials<T> s = exponentials<T>::none();
        for (int64_t first = 0; first < j.l.n; first += tile::size) {
            int n = row_left<tile>(j.l.n, first);
            x.load(j, row * j.l.n + first, n);
            s.merge(x.sums(n));
            if (FITS) break;
        }
        s = joined<WIDTH>(s, shared);
        for (int64_t first = 0; first < j.l.n; first += tile::size) {
            int n = row_left<tile>(j.l.n, first);
            if (!FITS) x.load(j, row * j.l.n + first, n);
            x.put(j, row * j.l.n + first, n, s);
            if (FITS) break;
        }
    }
}

/* ---- Lanes side by side: one thread each ------------------------------------------------------------------- */

template <class Step, typename T>
__global__ void __launch_bounds__(CUDA_THREADS) softmax_lanes(const __grid_constant__ softmax_job<T> j)
{
    const cuda_lanes l = j.l;
    const int64_t lanes = l.outer * l.inner, step = (int64_t)gridDim.x * CUDA_THREADS;
    for (int64_t lane = (int64_t)blockIdx.x * CUDA_THREADS + threadIdx.x; lane < lanes; lane += step) {
        int64_t start = lane / l.inner * l.n * l.inner + lane % l.inner, end = start + l.n * l.inner;
        T max = (T)-INFINITY, sum = 0;
        for (int64_t i = start; Step::uses_max && i < end; i += l.inner) max = j.a[i] > max ? j.a[i] : max;
        for (int64_t i = start; i < end; i += l.inner) sum += Step::add(j.a[i], j.b[i], max);
        for (int64_t i = start; i < end; i += l.inner)
            store_one<T>(j.y + i * j.size, j.dtype, Step::make(j.a[i], j.b[i], max, sum));
    }
}
} // namespace

/* ---- Host -------------------------------------------------------------------------------------------------- */

template <class Step, typename T>
static void run_of(const th_call *call, const th_tensor *a, const th_tensor *b, int64_t dim)
{
    const th_tensor *y = call->out[0];
    softmax_job<T> j = {(const T *)th_data(a), (const T *)th_data(b), th_data(y), y->dtype,
                        (int)th_dtype_size((th_dtype)y->dtype), cuda_lanes_of(a, dim), false};
    j.packed = j.l.n % (int64_t)(16 / sizeof(T)) == 0 && row_aligned(j.a) && row_aligned(j.b) && row_aligned(j.y);
    if (a->numel == 0) return;
    if (j.l.inner > 1) {
        int64_t blocks = (j.l.outer * j.l.inner + CUDA_THREADS - 1) / CUDA_THREADS;
        cuda_launch(y, call->op->name, softmax_lanes<Step, T>, blocks, CUDA_THREADS, j);
        return;
    }
#define RUN(WIDTH, FITS) \
    cuda_launch(y, call->op->name, softmax_rows<Step, WIDTH, FITS, T>, \
                (j.l.outer + row_block<WIDTH>::rows - 1) / row_block<WIDTH>::rows, row_block<WIDTH>::threads, j)
    ROW_BY_SIZE(T, j.l.n, RUN)
#undef RUN
}

template <class Step> static void run(const th_call *call, const th_tensor *a, const th_tensor *b, int64_t dim)
{
    if (a->dtype == TH_FLOAT32) run_of<Step, float>(call, a, b, dim);
    else run_of<Step, double>(call, a, b, dim);
}

/* self dim dtype */
extern "C" void cuda_softmax(th_call *c) { run<forward>(c, th_arg(c, 0), th_arg(c, 0), th_arg_int(c, 1)); }
extern "C" void cuda_log_softmax(th_call *c) { run<log_forward>(c, th_arg(c, 0), th_arg(c, 0), th_arg_int(c, 1)); }
/* gradient output dim */
extern "C" void cuda_softmax_backward(th_call *c) { run<back>(c, th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 2)); }
extern "C" void cuda_log_softmax_backward(th_call *c) { run<log_back>(c, th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 2)); }
