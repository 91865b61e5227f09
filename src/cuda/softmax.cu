/* Softmax and its logarithm along one dimension, fused, and their backward steps. The shape rules hand over
 * contiguous float32 or float64 tensors; 16-bit results are rounded as they are stored. Rows of adjacent elements that
 * fit into a tile are read once. */
#include "lanes.h"
#include "rows.cuh"

/* A step of elements T joins the elements of a row into a maximum (where it has one) and into a sum, and then
 * makes each result. a: x or the gradient; b: y in the backward steps. keeps_terms: results are terms / sum. */
#define STEP(name, has_max, keeps, term, result)                                                             \
    struct name {                                                                                            \
        static const bool uses_max = has_max, uses_b = !has_max, keeps_terms = keeps;                        \
        template <typename T> static __device__ __forceinline__ T missing() { return has_max ? (T)-INFINITY : (T)0; } \
        template <typename T> static __device__ __forceinline__ T add(T a, T b, T max) { return term; }      \
        template <typename T> static __device__ __forceinline__ T make(T a, T b, T max, T sum) { return result; } \
    };
STEP(forward, true, true, exp(a - max), exp(a - max) / sum)
STEP(log_forward, true, false, exp(a - max), a - max - log(sum))
STEP(back, false, false, a * b, (a - sum) * b)
STEP(log_back, false, false, a, a - exp(b) * sum)

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

/* KEEP: the elements are not loaded again. */
template <class Step, int WIDTH, bool KEEP, typename T> struct softmax_tile {
    row_tile<WIDTH, T> a, b;
    T own; /* the maximum that kept terms are relative to */
    __device__ __forceinline__ void load(const softmax_job<T> &j, int64_t from, int n)
    {
        a.load(j.a + from, n, j.packed, Step::template missing<T>());
        if (Step::uses_b) b.load(j.b + from, n, j.packed, 0);
        else b.fill(0);
    }
    __device__ __forceinline__ exponentials<T> sums()
    {
        if (Step::uses_max) {
            exponentials<T> s = exponentials_of<KEEP && Step::keeps_terms>(a);
            own = s.max;
            return s;
        }
        exponentials<T> s = exponentials<T>::none();
        a.each([&](int k, int e, int c) { s.sum += Step::add(a.x[k][e], b.x[k][e], (T)0); });
        return s;
    }
    __device__ __forceinline__ void put(const softmax_job<T> &j, int64_t to, int n, const exponentials<T> &s)
    {
        if (KEEP && Step::keeps_terms) {
            T factor = from_own(own, s.max) / s.sum;
            a.each([&](int k, int e, int c) { a.x[k][e] *= factor; });
        } else a.each([&](int k, int e, int c) { a.x[k][e] = Step::make(a.x[k][e], b.x[k][e], s.max, s.sum); });
        a.store(j.y + to * j.size, j.dtype, j.size, n, j.packed);
    }
};

template <class Step, int WIDTH, bool FITS, typename T>
__global__ void ROW_BOUNDS(WIDTH, 1024) softmax_rows(const __grid_constant__ softmax_job<T> j)
{
    typedef row_tile<WIDTH, T> tile;
    __shared__ exponentials<T> shared[32];
    const int group = threadIdx.x / WIDTH, groups = row_block<WIDTH>::rows;
    for (int64_t row = (int64_t)blockIdx.x * groups + group; row < j.l.outer; row += (int64_t)gridDim.x * groups) {
        softmax_tile<Step, WIDTH, FITS, T> x;
        exponentials<T> s = exponentials<T>::none();
        for (int64_t first = 0; first < j.l.n; first += tile::size) {
            x.load(j, row * j.l.n + first, row_left<tile>(j.l.n, first));
            s.merge(x.sums());
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

/* ---- Lanes side by side: a block has 32 of them and 8 threads for each ----------------------------------------- */

#define AMONG (CUDA_THREADS / 32)

/* What a thread has of a lane at a time: elements from + k * AMONG. */
template <class Step, typename T> struct softmax_batch {
    T a[4], b[4];
    __device__ __forceinline__ void load(const softmax_job<T> &j, int64_t start, int64_t from)
    {
#pragma unroll
        for (int k = 0; k < 4; k++) {
            int64_t i = from + k * AMONG;
            a[k] = i < j.l.n ? j.a[start + i * j.l.inner] : Step::template missing<T>();
            b[k] = Step::uses_b && i < j.l.n ? j.b[start + i * j.l.inner] : (T)0;
        }
    }
    __device__ __forceinline__ exponentials<T> sums() const
    {
        exponentials<T> s = exponentials<T>::none();
#pragma unroll
        for (int k = 0; k < 4; k++) if (Step::uses_max) s.max = a[k] > s.max ? a[k] : s.max;
        T from = s.max == (T)-INFINITY ? (T)0 : s.max;
#pragma unroll
        for (int k = 0; k < 4; k++) s.sum += Step::add(a[k], b[k], from);
        return s;
    }
    __device__ __forceinline__ void put(const softmax_job<T> &j, int64_t start, int64_t from, const exponentials<T> &s) const
    {
#pragma unroll
        for (int k = 0; k < 4; k++) {
            int64_t i = from + k * AMONG;
            if (i < j.l.n)
                store_one<T>(j.y + (start + i * j.l.inner) * j.size, j.dtype, Step::make(a[k], b[k], s.max, s.sum));
        }
    }
};

template <class Step, typename T>
__global__ void __launch_bounds__(CUDA_THREADS) softmax_lanes(const __grid_constant__ softmax_job<T> j)
{
    __shared__ exponentials<T> shared[AMONG][32];
    const cuda_lanes l = j.l;
    const int column = threadIdx.x % 32, among = threadIdx.x / 32;
    for (int64_t first = (int64_t)blockIdx.x * 32; first < l.outer * l.inner; first += (int64_t)gridDim.x * 32) {
        int64_t lane = first + column, start = lane / l.inner * l.n * l.inner + lane % l.inner;
        int64_t n = lane < l.outer * l.inner ? l.n : 0;
        softmax_batch<Step, T> x;
        exponentials<T> s = exponentials<T>::none();
        for (int64_t from = among; from < n; from += 4 * AMONG) {
            x.load(j, start, from);
            s.merge(x.sums());
        }
        shared[among][column] = s;
        __syncthreads();
        s = shared[0][column];
        for (int k = 1; k < AMONG; k++) s.merge(shared[k][column]);
        __syncthreads();
        for (int64_t from = among; from < n; from += 4 * AMONG) {
            if (l.n > 4 * AMONG) x.load(j, start, from);
            x.put(j, start, from, s);
        }
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
        cuda_launch(y, call->op->name, softmax_lanes<Step, T>, (j.l.outer * j.l.inner + 31) / 32, CUDA_THREADS, j);
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
