/* Running sums, products and extremes along one dimension. The shape rules hand over contiguous tensors of
 * the output's dtype. Chunks of long lanes are scanned by several blocks: first the chunks' totals, then
 * the totals, then the chunks again, always in the same order. */
#include "convert.cuh"
#include "lanes.h"

#define THREADS 256
#define PER_THREAD 4
#define TILE (THREADS * PER_THREAD)

typedef struct {
    cuda_lanes l;
    const char *x, *a; /* a: the factors of a recurrence */
    char *y;
    int64_t *index;    /* places of running extremes */
    int dtype, size;
    int64_t chunk;     /* elements of a lane that one block scans; a multiple of TILE */
    int n_chunks;
    void *totals;      /* (lanes, chunks): states before each chunk */
} scan_job;

/* A scan of elements T: State, identity(), of(job, element number, place in the lane), after(s, next): next
 * follows s; put(job, element number, s). */

/* ---- One thread per lane, where lanes lie side by side ------------------------------------------------------ */

template <class Scan> __global__ void __launch_bounds__(THREADS) scan_across(const __grid_constant__ scan_job j)
{
    int64_t lanes = j.l.outer * j.l.inner;
    for (int64_t lane = (int64_t)blockIdx.x * THREADS + threadIdx.x; lane < lanes; lane += (int64_t)gridDim.x * THREADS) {
        int64_t i = lane / j.l.inner * j.l.n * j.l.inner + lane % j.l.inner;
        typename Scan::State s = Scan::identity();
        for (int64_t k = 0; k < j.l.n; k++, i += j.l.inner) {
            s = Scan::after(s, Scan::of(j, i, k));
            Scan::put(j, i, s);
        }
    }
}

/* ---- One block per chunk of a dense lane ---------------------------------------------------------------------- */

/* Makes state[t] what came before thread t's elements, `before` the block's first; returns the total of
 * all. Hillis and Steele's scan in shared memory. */
template <class Scan> static __device__ typename Scan::State
scan_threads(typename Scan::State mine, typename Scan::State before, typename Scan::State *shared, typename Scan::State *total)
{
    typedef typename Scan::State State;
    int t = threadIdx.x;
    State s = mine;
    shared[t] = s;
    __syncthreads();
    for (int step = 1; step < THREADS; step *= 2) {
        State left = t >= step ? shared[t - step] : Scan::identity();
        __syncthreads();
        if (t >= step) s = Scan::after(left, s);
        shared[t] = s;
        __syncthreads();
    }
    *total = Scan::after(before, shared[THREADS - 1]);
    State left = t > 0 ? shared[t - 1] : Scan::identity();
    __syncthreads();
    return Scan::after(before, left);
}

/* only_totals: the first pass, which leaves the chunk's total in totals[]; else results are written, starting
 * from totals[] where there are several chunks. */
template <class Scan, bool ONLY_TOTALS>
__global__ void __launch_bounds__(THREADS) scan_chunks(const __grid_constant__ scan_job j)
{
    typedef typename Scan::State State;
    __shared__ alignas(16) char memory[THREADS * sizeof(State)];
    State *totals = (State *)j.totals;
    for (int64_t task = blockIdx.x; task < j.l.outer * j.n_chunks; task += gridDim.x) {
        int64_t lane = task / j.n_chunks, first = task % j.n_chunks * j.chunk;
        int64_t end = first + j.chunk < j.l.n ? first + j.chunk : j.l.n;
        State before = !ONLY_TOTALS && j.n_chunks > 1 ? totals[task] : Scan::identity();
        for (int64_t tile = first; tile < end; tile += TILE) {
            State own[PER_THREAD], sum = Scan::identity(), total;
            int64_t at = tile + threadIdx.x * PER_THREAD;
            for (int k = 0; k < PER_THREAD; k++) {
                own[k] = at + k < end ? Scan::of(j, lane * j.l.n + at + k, at + k) : Scan::identity();
                sum = Scan::after(sum, own[k]);
            }
            State s = scan_threads<Scan>(sum, before, (State *)memory, &total);
            for (int k = 0; !ONLY_TOTALS && k < PER_THREAD; k++) {
                s = Scan::after(s, own[k]);
                if (at + k < end) Scan::put(j, lane * j.l.n + at + k, s);
            }
            before = total;
        }
        if (ONLY_TOTALS && threadIdx.x == 0) totals[task] = before;
    }
}

/* Totals of chunks become what came before them. */
template <class Scan> __global__ void scan_totals(const __grid_constant__ scan_job j)
{
    typedef typename Scan::State State;
    State *totals = (State *)j.totals;
    for (int64_t lane = (int64_t)blockIdx.x * THREADS + threadIdx.x; lane < j.l.outer; lane += (int64_t)gridDim.x * THREADS) {
        State s = Scan::identity();
        for (int64_t k = lane * j.n_chunks; k < (lane + 1) * j.n_chunks; k++) {
            State total = totals[k];
            totals[k] = s;
            s = Scan::after(s, total);
        }
    }
}

template <class Scan> static void run(scan_job *j, const th_tensor *x, const char *name)
{
    cudaStream_t stream = cuda_stream_of(x);
    if (j->l.inner > 1) {
        scan_across<Scan><<<cuda_blocks(j->l.outer * j->l.inner, THREADS), THREADS, 0, stream>>>(*j);
        cuda_launched(name);
        return;
    }
    th_scope *scope = th_scope_open();
    int64_t wanted = 4 * (int64_t)cuda_multiprocessors(x) / j->l.outer + 1, tiles = (j->l.n + TILE - 1) / TILE;
    int64_t per_chunk = tiles > 4 * wanted ? (tiles + wanted - 1) / wanted : tiles;
    j->chunk = per_chunk * TILE;
    j->n_chunks = (int)((j->l.n + j->chunk - 1) / j->chunk);
    int blocks = cuda_blocks(j->l.outer * j->n_chunks, 1);
    if (j->n_chunks > 1) {
        j->totals = cuda_scratch(x, (size_t)(j->l.outer * j->n_chunks) * sizeof(typename Scan::State));
        scan_chunks<Scan, true><<<blocks, THREADS, 0, stream>>>(*j);
        scan_totals<Scan><<<cuda_blocks(j->l.outer, THREADS), THREADS, 0, stream>>>(*j);
    }
    scan_chunks<Scan, false><<<blocks, THREADS, 0, stream>>>(*j);
    cuda_launched(name);
    th_scope_close(scope);
}

/* ---- Sums, products, logarithms of sums ---------------------------------------------------------------------------- */

template <typename T, typename A, class Join> struct running {
    typedef A State;
    static __device__ __forceinline__ A identity() { return Join::template identity<A>(); }
    static __device__ __forceinline__ A of(const scan_job &j, int64_t i, int64_t)
    {
        return converted<A>::from(load_one<T>(j.x + i * j.size, j.dtype));
    }
    static __device__ __forceinline__ A after(A s, A next) { return Join::of(s, next); }
    static __device__ __forceinline__ void put(const scan_job &j, int64_t i, A s)
    {
        store_one<T>(j.y + i * j.size, j.dtype, converted<T>::from(s));
    }
};

struct plus {
    template <typename A> static __device__ __forceinline__ A identity() { return 0; }
    template <typename A> static __device__ __forceinline__ A of(A a, A b) { return a + b; }
};
struct times {
    template <typename A> static __device__ __forceinline__ A identity() { return 1; }
    template <typename A> static __device__ __forceinline__ A of(A a, A b) { return a * b; }
};
struct complex_times {
    template <typename A> static __device__ __forceinline__ A identity() { A one = {1, 0}; return one; }
    template <typename A> static __device__ __forceinline__ A of(A a, A b)
    {
        A z = {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
        return z;
    }
};
struct add_logs {
    template <typename A> static __device__ __forceinline__ A identity() { return -INFINITY; }
    template <typename A> static __device__ __forceinline__ A of(A a, A b)
    {
        A larger = a > b ? a : b, smaller = a > b ? b : a;
        if (a != a || b != b) return a + b;
        return isinf(larger) ? larger : larger + log1p(exp(smaller - larger));
    }
};

static scan_job job_of(th_call *call, const th_tensor *x, int64_t dim)
{
    scan_job j = {};
    j.l = cuda_lanes_of(x, dim);
    j.x = th_data(x);
    j.y = th_data(call->out[0]);
    j.dtype = x->dtype;
    j.size = (int)th_dtype_size((th_dtype)x->dtype);
    return j;
}

template <class Join> static void run_real(scan_job *j, const th_tensor *x, const char *name)
{
    switch (th_compute_dtype((th_dtype)j->dtype)) {
    case TH_INT64: run<running<int64_t, int64_t, Join> >(j, x, name); break;
    case TH_FLOAT32: run<running<float, double, Join> >(j, x, name); break;
    default: run<running<double, double, Join> >(j, x, name);
    }
}

/* Sums of complex numbers are sums of their parts. */
extern "C" void cuda_cumsum(th_call *call)
{
    const th_tensor *x = th_arg(call, 0);
    scan_job j = job_of(call, x, th_arg_int(call, 1));
    if (x->numel == 0) return;
    if (th_dtype_is_complex((th_dtype)j.dtype)) {
        j.l.inner *= 2;
        j.size /= 2;
        j.dtype = j.dtype == TH_COMPLEX64 ? TH_FLOAT32 : TH_FLOAT64;
    }
    run_real<plus>(&j, x, "cumsum");
}

extern "C" void cuda_cumprod(th_call *call)
{
    const th_tensor *x = th_arg(call, 0);
    scan_job j = job_of(call, x, th_arg_int(call, 1));
    if (x->numel == 0) return;
    if (th_dtype_is_complex((th_dtype)j.dtype)) run<running<complex128, complex128, complex_times> >(&j, x, "cumprod");
    else run_real<times>(&j, x, "cumprod");
}

extern "C" void cuda_logcumsumexp(th_call *call)
{
    const th_tensor *x = th_arg(call, 0);
    scan_job j = job_of(call, x, th_arg_int(call, 1));
    if (x->numel == 0) return;
    if (x->dtype == TH_FLOAT64) run<running<double, double, add_logs> >(&j, x, "logcumsumexp");
    else run<running<float, double, add_logs> >(&j, x, "logcumsumexp");
}

/* ---- Running extremes with places --------------------------------------------------------------------------------------- */

template <typename T> struct placed { T value; int64_t at; };

/* The last of equal elements counts, and NaN beats every number. at -1: nothing so far. */
template <typename T, bool MAX> struct running_extreme {
    typedef placed<T> State;
    static __device__ __forceinline__ State identity() { State s = {0, -1}; return s; }
    static __device__ __forceinline__ State of(const scan_job &j, int64_t i, int64_t at)
    {
        State s = {load_one<T>(j.x + i * j.size, j.dtype), at};
        return s;
    }
    static __device__ __forceinline__ State after(State s, State next)
    {
        if (next.at < 0) return s;
        bool reaches = MAX ? next.value >= s.value : next.value <= s.value;
        return s.at < 0 || reaches || next.value != next.value ? next : s;
    }
    static __device__ __forceinline__ void put(const scan_job &j, int64_t i, State s)
    {
        store_one<T>(j.y + i * j.size, j.dtype, s.value);
        j.index[i] = s.at;
    }
};

template <bool MAX> static void extremes(th_call *call)
{
    const th_tensor *x = th_arg(call, 0);
    scan_job j = job_of(call, x, th_arg_int(call, 1));
    j.index = (int64_t *)th_data(call->out[1]);
    if (x->numel == 0) return;
    switch (th_compute_dtype((th_dtype)x->dtype)) {
    case TH_INT64: run<running_extreme<int64_t, MAX> >(&j, x, call->op->name); break;
    case TH_FLOAT32: run<running_extreme<float, MAX> >(&j, x, call->op->name); break;
    default: run<running_extreme<double, MAX> >(&j, x, call->op->name);
    }
}

extern "C" void cuda_cummax(th_call *call) { extremes<true>(call); }
extern "C" void cuda_cummin(th_call *call) { extremes<false>(call); }

/* ---- First-order recurrence ---------------------------------------------------------------------------------------------- */

/* y[k] = b[k] + a[k] y[k - 1]: a stretch of the lane is the map y -> a y + b. */
template <typename T> struct recurrence {
    struct State { T a, b; };
    static __device__ __forceinline__ State identity() { State s = {1, 0}; return s; }
    static __device__ __forceinline__ State of(const scan_job &j, int64_t i, int64_t at)
    {
        State s = {at ? ((const T *)j.a)[i] : (T)0, ((const T *)j.x)[i]};
        return s;
    }
    static __device__ __forceinline__ State after(State s, State next)
    {
        State both = {s.a * next.a, next.a == 0 ? next.b : next.b + next.a * s.b};
        return both;
    }
    static __device__ __forceinline__ void put(const scan_job &j, int64_t i, State s) { ((T *)j.y)[i] = s.b; }
};

/* self: b, float32 or float64; a; dim */
extern "C" void cuda_recurrence(th_call *call)
{
    const th_tensor *b = th_arg(call, 0);
    scan_job j = job_of(call, b, th_arg_int(call, 2));
    j.a = th_data(th_arg(call, 1));
    if (b->numel == 0) return;
    if (b->dtype == TH_FLOAT32) run<recurrence<float> >(&j, b, "recurrence");
    else run<recurrence<double> >(&j, b, "recurrence");
}
