/* Softmax and its logarithm along one dimension, fused, and their backward steps. The shape rules hand over
 * contiguous tensors of T, float or double, in which they are computed, or all of 16 bits, S. Rows of adjacent elements
 * that fit into a tile are read once. */
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
template <typename T, typename S> struct softmax_job {
    const S *a, *b;
    char *y;
    int dtype, size; /* of y; and of a and b, where they have 16 bits */
    cuda_lanes l;
    bool packed;
    int columns, among; /* of a block that works on lanes side by side: lanes, and threads for each */
    int64_t piece;      /* elements of such a lane that one block takes */
    int n_pieces;
    exponentials<T> *states; /* (n_pieces, lanes) where there are several */
};

/* ---- Rows of adjacent elements ------------------------------------------------------------------------------ */

/* KEEP: the elements are not loaded again. */
template <class Step, int WIDTH, bool KEEP, typename T, typename S> struct softmax_tile {
    row_tile<WIDTH, T> a, b;
    T own; /* the maximum that kept terms are relative to */
    __device__ __forceinline__ void load(const softmax_job<T, S> &j, int64_t from, int n)
    {
        a.load(j.a + from, n, j.packed, Step::template missing<T>(), j.dtype);
        if (Step::uses_b) b.load(j.b + from, n, j.packed, 0, j.dtype);
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
    __device__ __forceinline__ void put(const softmax_job<T, S> &j, int64_t to, int n, const exponentials<T> &s)
    {
        if (KEEP && Step::keeps_terms) {
            T factor = from_own(own, s.max) / s.sum;
            a.each([&](int k, int e, int c) { a.x[k][e] *= factor; });
        } else a.each([&](int k, int e, int c) { a.x[k][e] = Step::make(a.x[k][e], b.x[k][e], s.max, s.sum); });
        a.store(j.y + to * j.size, j.dtype, j.size, n, j.packed);
    }
};

template <class Step, int WIDTH, bool FITS, typename T, typename S>
__global__ void ROW_BOUNDS(WIDTH, FITS ? 1024 : 512) softmax_rows(const __grid_constant__ softmax_job<T, S> j)
{
    typedef row_tile<WIDTH, T> tile;
    __shared__ exponentials<T> shared[32];
    const int group = threadIdx.x / WIDTH, groups = row_block<WIDTH>::rows;
    for (int64_t row = (int64_t)blockIdx.x * groups + group; row < j.l.outer; row += (int64_t)gridDim.x * groups) {
        softmax_tile<Step, WIDTH, FITS, T, S> x;
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

/* ---- Lanes side by side ----------------------------------------------------------------------------------------- */

#define BATCH 4 /* elements that a thread has of a lane at a time */

/* Every `among`-th element of a lane, from element `from` on to `end`. */
template <class Step, typename T, typename S> struct softmax_batch {
    T a[BATCH], b[BATCH];
    __device__ __forceinline__ void load(const softmax_job<T, S> &j, int64_t start, int64_t from, int64_t end)
    {
        const int64_t first = start + from * j.l.inner, step = j.among * j.l.inner;
        const int n = left(j, from, end);
#pragma unroll
        for (int k = 0; k < BATCH; k++) {
            if (k < n) a[k] = row_loaded(j.a + first + k * step);
            if (k < n && Step::uses_b) b[k] = row_loaded(j.b + first + k * step);
        }
#pragma unroll
        for (int k = 0; k < BATCH; k++) {
            a[k] = k < n ? row_made<S>(a[k], j.dtype) : Step::template missing<T>();
            b[k] = k < n && Step::uses_b ? row_made<S>(b[k], j.dtype) : (T)0;
        }
    }
    static __device__ __forceinline__ int left(const softmax_job<T, S> &j, int64_t from, int64_t end)
    {
        int64_t n = end - from;
        return n >= (int64_t)BATCH * j.among ? BATCH : n <= 0 ? 0 : ((int)n + j.among - 1) / j.among;
    }
    __device__ __forceinline__ exponentials<T> sums() const
    {
        exponentials<T> s = exponentials<T>::none();
#pragma unroll
        for (int k = 0; k < BATCH; k++) if (Step::uses_max) s.max = a[k] > s.max ? a[k] : s.max;
        T from = s.max == (T)-INFINITY ? (T)0 : s.max;
#pragma unroll
        for (int k = 0; k < BATCH; k++) s.sum += Step::add(a[k], b[k], from);
        return s;
    }
    __device__ __forceinline__ void put(const softmax_job<T, S> &j, int64_t start, int64_t from, int64_t end,
                                        const exponentials<T> &s) const
    {
        const int n = left(j, from, end);
#pragma unroll
        for (int k = 0; k < BATCH; k++)
            if (k < n)
                store_element(j.y + (start + (from + k * j.among) * j.l.inner) * j.size, j.dtype,
                              Step::make(a[k], b[k], s.max, s.sum));
    }
};

/* Joins what the threads of each of a block's lanes know; all of them get the result. */
template <typename T, typename S> __device__ __forceinline__ exponentials<T>
joined_lanes_of(const softmax_job<T, S> &j, exponentials<T> s, exponentials<T> *shared)
{
    const int thread = threadIdx.x;
    __syncthreads();
    shared[thread] = s;
    for (int half = j.among / 2; half > 0; half /= 2) {
        __syncthreads();
        if (thread >= half * j.columns) continue;
        s.merge(shared[thread + half * j.columns]);
        shared[thread] = s;
    }
    __syncthreads();
    return shared[thread % j.columns];
}

/* Whole lanes at once; or first the sums of their pieces, and then, from these, results. */
enum { WHOLE, FIND_SUMS, PUT_RESULTS };

template <class Step, typename T, typename S>
__global__ void __launch_bounds__(CUDA_THREADS) softmax_lanes(const __grid_constant__ softmax_job<T, S> j, int part)
{
    __shared__ exponentials<T> shared[CUDA_THREADS];
    const cuda_lanes l = j.l;
    const int column = threadIdx.x % j.columns, among = threadIdx.x / j.columns;
    const int64_t lanes = l.outer * l.inner, begin = blockIdx.y * j.piece;
    for (int64_t first = (int64_t)blockIdx.x * j.columns; first < lanes; first += (int64_t)gridDim.x * j.columns) {
        int64_t lane = first + column, outer = lane / l.inner, start = (outer * l.n - outer) * l.inner + lane;
        int64_t end = lane >= lanes ? 0 : begin + j.piece < l.n ? begin + j.piece : l.n;
        softmax_batch<Step, T, S> x;
        exponentials<T> s = exponentials<T>::none();
        if (part == PUT_RESULTS) {
            for (int k = among; lane < lanes && k < j.n_pieces; k += j.among) s.merge(j.states[k * lanes + lane]);
        } else for (int64_t from = begin + among; from < end; from += BATCH * j.among) {
            x.load(j, start, from, end);
            s.merge(x.sums());
        }
        s = joined_lanes_of(j, s, shared);
        if (part == FIND_SUMS) {
            if (among == 0 && lane < lanes) j.states[blockIdx.y * lanes + lane] = s;
        } else for (int64_t from = begin + among; from < end; from += BATCH * j.among) {
            if (part == PUT_RESULTS || j.piece > BATCH * j.among) x.load(j, start, from, end);
            x.put(j, start, from, end, s);
        }
    }
}
} // namespace

/* ---- Host -------------------------------------------------------------------------------------------------- */

static int power_of_two(int64_t n, int most)
{
    int p = 1;
    while (p < n && p < most) p *= 2;
    return p;
}

/* Neighbouring lanes go to neighbouring threads, whole sectors of memory if there are as many; each thread has a batch of
 * elements. Few lanes are cut into pieces, so that there are several blocks for each multiprocessor. */
template <typename T, typename S> static dim3 choose_blocks(softmax_job<T, S> *j, const th_tensor *y)
{
    int64_t lanes = j->l.outer * j->l.inner, wanted = 8 * (int64_t)cuda_multiprocessors(y);
    j->among = power_of_two(j->l.n / BATCH, CUDA_THREADS / power_of_two(j->l.inner, 32));
    j->columns = CUDA_THREADS / j->among;
    int64_t groups = (lanes + j->columns - 1) / j->columns, most = j->l.n / (4 * BATCH * j->among);
    int64_t pieces = wanted / groups < most ? wanted / groups : most;
    j->piece = pieces > 1 ? (j->l.n + pieces - 1) / pieces : j->l.n;
    j->n_pieces = (int)((j->l.n + j->piece - 1) / j->piece);
    return dim3((unsigned)cuda_blocks(groups, 1), (unsigned)j->n_pieces);
}

template <class Step, typename T, typename S> static void run_lanes(const th_call *call, softmax_job<T, S> j)
{
    const th_tensor *y = call->out[0];
    cudaStream_t stream = cuda_stream_of(y);
    dim3 grid = choose_blocks(&j, y);
    th_scope *scope = th_scope_open();
    if (j.n_pieces > 1) {
        j.states = cuda_room<exponentials<T>>(y, j.n_pieces * j.l.outer * j.l.inner);
        softmax_lanes<Step, T, S><<<grid, CUDA_THREADS, 0, stream>>>(j, FIND_SUMS);
        softmax_lanes<Step, T, S><<<grid, CUDA_THREADS, 0, stream>>>(j, PUT_RESULTS);
    } else softmax_lanes<Step, T, S><<<grid, CUDA_THREADS, 0, stream>>>(j, WHOLE);
    cuda_launched(call->op->name);
    th_scope_close(scope);
}

template <class Step, typename T, typename S>
static void run_of(const th_call *call, const th_tensor *a, const th_tensor *b, int64_t dim)
{
    const th_tensor *y = call->out[0];
    softmax_job<T, S> j = {(const S *)th_data(a), (const S *)th_data(b), th_data(y), y->dtype,
                           (int)th_dtype_size((th_dtype)y->dtype), cuda_lanes_of(a, dim)};
    j.packed = j.l.n % (int64_t)(16 / sizeof(T)) == 0 && row_aligned(j.a) && row_aligned(j.b) && row_aligned(j.y);
    if (a->numel == 0) return;
    if (j.l.inner > 1) {
        run_lanes<Step>(call, j);
        return;
    }
#define RUN(WIDTH, FITS) \
    cuda_launch(y, call->op->name, softmax_rows<Step, WIDTH, FITS, T, S>, \
                (j.l.outer + row_block<WIDTH>::rows - 1) / row_block<WIDTH>::rows, row_block<WIDTH>::threads, j)
    ROW_BY_SIZE(T, j.l.n, RUN)
#undef RUN
}

template <class Step> static void run(const th_call *call, const th_tensor *a, const th_tensor *b, int64_t dim)
{
    if (a->dtype == TH_FLOAT32) run_of<Step, float, float>(call, a, b, dim);
    else if (a->dtype == TH_FLOAT64) run_of<Step, double, double>(call, a, b, dim);
    else run_of<Step, float, row_half>(call, a, b, dim);
}

/* self dim dtype */
extern "C" void cuda_softmax(th_call *c) { run<forward>(c, th_arg(c, 0), th_arg(c, 0), th_arg_int(c, 1)); }
extern "C" void cuda_log_softmax(th_call *c) { run<log_forward>(c, th_arg(c, 0), th_arg(c, 0), th_arg_int(c, 1)); }
/* gradient output dim */
extern "C" void cuda_softmax_backward(th_call *c) { run<back>(c, th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 2)); }
extern "C" void cuda_log_softmax_backward(th_call *c) { run<log_back>(c, th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 2)); }
