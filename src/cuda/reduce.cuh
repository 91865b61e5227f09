/* Reductions: one walk over memory that every reducer shares, a tree within each block, and a second tree
 * over blocks where outputs are few. The order is fixed, so that results repeat exactly.
 *
 * A reducer of elements T is a struct with
 *   State                                  what is known of one output so far
 *   start(State &)
 *   take(State &, T x, int64_t at, job)    one element; at: its number among those of its output
 *   take_some<N>(State &, T x[N], int64_t at[N], job)
 *   merge(State &, State other, job)
 *   finish(State, int64_t out, job)        writes output number out */
#ifndef CUDA_REDUCE_CUH
#define CUDA_REDUCE_CUH

#include "axes.cuh"
#include "convert.cuh"

#define REDUCE_THREADS 256
#define REDUCE_RESIDENT 4 /* blocks that a multiprocessor runs at a time, at least */

typedef struct {
    const char *data;
    int dtype, size;
    cuda_axes kept, reduced;
    int64_t apart;  /* bytes from an element to its partner in another tensor, for reducers of pairs; or 0 */
    double p, over; /* numbers some reducers need; over: what a mean divides by */
    int put;        /* what becomes of a total */
    char *out;      /* NULL: only places are wanted */
    int out_dtype, out_size;
    int64_t *index; /* where the value was found, for reducers that say so */
    bool side_by_side; /* outputs, not elements of one output, are neighbours in memory */
    bool adjacent;     /* elements of one output lie side by side */
    int lanes, outs;   /* of a block: threads that share an output, and outputs */
    int64_t piece;     /* elements of an output that one block folds */
    int n_pieces;
    void *states;      /* (outputs, pieces) where there are several */
} reduce_job;

/* Joins the states of a block's lanes, in shared memory (lanes, outs). The result is lane 0's. */
template <class Reducer> static __device__ typename Reducer::State
join_lanes(typename Reducer::State state, typename Reducer::State *shared, int lane, int out, const reduce_job &j)
{
    shared[lane * j.outs + out] = state;
    for (int half = j.lanes / 2; half > 0; half /= 2) {
        __syncthreads();
        if (lane < half) {
            Reducer::merge(state, shared[(lane + half) * j.outs + out], j);
            shared[lane * j.outs + out] = state;
        }
    }
    __syncthreads();
    return state;
}

/* ---- Elements of one output, from `first` on to `end`, among the lanes ------------------------------------------ */

/* How elements come out of memory: one, and four neighbours. */
template <typename T> struct element {
    static __device__ __forceinline__ void load(T *x, const char *p, const reduce_job &j) { load_plain(x, p, j.dtype); }
    static __device__ __forceinline__ void load_four(T *x, const char *p, const reduce_job &j)
    {
        load_plain_four(x, p, j.dtype);
    }
};

/* What a thread asks for before it needs the first of it: memory answers late. */
template <typename T> struct in_flight {
    static const int fours = sizeof(T) > 8 ? 1 : sizeof(T) > 4 ? 2 : 4, singles = fours > 1 ? 2 * fours : 4;
};

/* How many elements lie before the first one at which four can be read at once. */
static __device__ __forceinline__ int elements_before_fours(const char *data, int size)
{
    unsigned alignment = size < 4 ? 4 * size : 16;
    return (int)((alignment - (unsigned)(uintptr_t)data % alignment) % alignment / (unsigned)size);
}

template <class Reducer, typename T> static __device__ __forceinline__ void
take_one(typename Reducer::State &state, const char *data, int64_t i, const reduce_job &j)
{
    T x;
    element<T>::load(&x, data + i * j.size, j);
    Reducer::take(state, x, i, j);
}

/* Neighbours are read four at a time, but for a few at the start and at the end. */
template <class Reducer, typename T> static __device__ __forceinline__ void
take_adjacent(typename Reducer::State &state, const char *data, int64_t first, int64_t end, int lane, const reduce_job &j)
{
    const int fours = in_flight<T>::fours, step = 4 * j.lanes;
    int64_t start = first + elements_before_fours(data + first * j.size, j.size);
    if (start > end) start = end;
    const int64_t stop = end - (end - start) % 4;
    for (int64_t i = first + lane; i < start; i += j.lanes) take_one<Reducer, T>(state, data, i, j);
    for (int64_t i = start + 4 * lane; i < stop; i += fours * step) {
        T x[4 * fours];
        int64_t at[4 * fours];
#pragma unroll
        for (int k = 0; k < fours; k++)
            if (i + k * step < stop) element<T>::load_four(x + 4 * k, data + (i + k * step) * j.size, j);
#pragma unroll
        for (int k = 0; k < 4 * fours; k++) at[k] = i + k / 4 * step + k % 4;
        if (i + (fours - 1) * step < stop) Reducer::template take_some<4 * fours>(state, x, at, j);
        else {
#pragma unroll
            for (int k = 0; k < fours - 1; k++)
                if (i + k * step < stop) Reducer::template take_some<4>(state, x + 4 * k, at + 4 * k, j);
        }
    }
    for (int64_t i = stop + lane; i < end; i += j.lanes) take_one<Reducer, T>(state, data, i, j);
}

template <class Reducer, typename T> static __device__ __forceinline__ void
take_scattered(typename Reducer::State &state, const char *data, int64_t first, int64_t end, int lane, const reduce_job &j)
{
    const int n = in_flight<T>::singles;
    for (int64_t i = first + lane; i < end; i += n * j.lanes) {
        T x[n];
        int64_t at[n];
#pragma unroll
        for (int k = 0; k < n; k++) {
            at[k] = i + k * j.lanes;
            if (at[k] < end) element<T>::load(x + k, data + axes_offset(j.reduced, at[k]), j);
        }
        if (at[n - 1] < end) Reducer::template take_some<n>(state, x, at, j);
        else {
#pragma unroll
            for (int k = 0; k < n - 1; k++)
                if (at[k] < end) Reducer::take(state, x[k], at[k], j);
        }
    }
}

/* ---- Kernels ----------------------------------------------------------------------------------------------------- */

template <class Reducer, typename T>
__global__ void __launch_bounds__(REDUCE_THREADS, REDUCE_RESIDENT) reduce_elements(const __grid_constant__ reduce_job j)
{
    typedef typename Reducer::State State;
    __shared__ __align__(16) char memory[REDUCE_THREADS * sizeof(State)];
    int lane = j.side_by_side ? threadIdx.x / j.outs : threadIdx.x % j.lanes;
    int within = j.side_by_side ? threadIdx.x % j.outs : threadIdx.x / j.lanes;
    int64_t first = blockIdx.y * j.piece, end = first + j.piece < j.reduced.numel ? first + j.piece : j.reduced.numel;
    for (int64_t group = blockIdx.x; group * j.outs < j.kept.numel; group += gridDim.x) {
        int64_t out = group * j.outs + within;
        State state;
        Reducer::start(state);
        if (out < j.kept.numel) {
            const char *data = j.data + axes_offset(j.kept, out);
            if (j.adjacent) take_adjacent<Reducer, T>(state, data, first, end, lane, j);
            else take_scattered<Reducer, T>(state, data, first, end, lane, j);
        }
        state = join_lanes<Reducer>(state, (State *)memory, lane, within, j);
        if (lane > 0 || out >= j.kept.numel) continue;
        if (j.n_pieces > 1) ((State *)j.states)[out * j.n_pieces + blockIdx.y] = state;
        else Reducer::finish(state, out, j);
    }
}

/* The second pass: one output's pieces are neighbours. */
template <class Reducer>
__global__ void __launch_bounds__(REDUCE_THREADS) reduce_pieces(const __grid_constant__ reduce_job j)
{
    typedef typename Reducer::State State;
    __shared__ __align__(16) char memory[REDUCE_THREADS * sizeof(State)];
    int lane = threadIdx.x % j.lanes, within = threadIdx.x / j.lanes;
    for (int64_t group = blockIdx.x; group * j.outs < j.kept.numel; group += gridDim.x) {
        int64_t out = group * j.outs + within;
        State state;
        Reducer::start(state);
        for (int64_t k = lane; out < j.kept.numel && k < j.n_pieces; k += j.lanes)
            Reducer::merge(state, ((const State *)j.states)[out * j.n_pieces + k], j);
        state = join_lanes<Reducer>(state, (State *)memory, lane, within, j);
        if (lane == 0 && out < j.kept.numel) Reducer::finish(state, out, j);
    }
}

/* ---- Host ------------------------------------------------------------------------------------------------ */

/* x, or a copy of type's dtype where kernels that compute in it do not load x's own. */
th_tensor *cuda_reduce_input(th_tensor *x, th_dtype type);
/* Splits x's dimensions into kept and reduced ones; ordered: do positions matter? x must not be empty. */
void cuda_reduce_split(reduce_job *j, th_tensor *x, th_ints axes, bool ordered);
void cuda_reduce_output(reduce_job *j, th_tensor *out, th_tensor *index); /* each may be NULL */
/* Chooses blocks: first for elements, then for pieces. */
dim3 cuda_reduce_blocks(reduce_job *j, const th_tensor *x);
dim3 cuda_reduce_piece_blocks(reduce_job *j);

template <class Reducer, typename T> static void reduce_run(reduce_job *j, th_tensor *x)
{
    if (j->kept.numel == 0) return;
    th_scope *scope = th_scope_open();
    dim3 grid = cuda_reduce_blocks(j, x);
    cudaStream_t stream = cuda_stream_of(x);
    if (j->n_pieces > 1)
        j->states = cuda_scratch(x, (size_t)(j->kept.numel * j->n_pieces) * sizeof(typename Reducer::State));
    reduce_elements<Reducer, T><<<grid, REDUCE_THREADS, 0, stream>>>(*j);
    if (j->n_pieces > 1) {
        grid = cuda_reduce_piece_blocks(j);
        reduce_pieces<Reducer><<<grid, REDUCE_THREADS, 0, stream>>>(*j);
    }
    cuda_launched("a reduction");
    th_scope_close(scope);
}

/* reduce.cu: the kernels of extremes serve norms of infinite order too. */
void cuda_reduce_maxima(reduce_job *j, th_tensor *x);
void cuda_reduce_minima(reduce_job *j, th_tensor *x);

#define TAKE_ONE_BY_ONE(T)                                                                                     \
    template <int N> static __device__ __forceinline__ void                                                    \
    take_some(State &s, const T *x, const int64_t *at, const reduce_job &j)                                    \
    {                                                                                                          \
        _Pragma("unroll") for (int k = 0; k < N; k++) take(s, x[k], at[k], j);                                  \
    }

static __device__ __forceinline__ void put_double(const reduce_job &j, int64_t out, double value)
{
    store_any<double>(j.out + out * j.out_size, j.out_dtype, value);
}
static __device__ __forceinline__ void put_int(const reduce_job &j, int64_t out, int64_t value)
{
    store_any<int64_t>(j.out + out * j.out_size, j.out_dtype, value);
}

#endif
