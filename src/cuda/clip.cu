/* Several tensors, all contiguous and of one dtype, as if they were one vector: its norm, and limits of it, in few
 * launches whatever their number. Nothing waits for the host. */
#include "launch.cuh"
#include "reduce-fold.cuh"

#define TENSORS 96  /* of one launch */
#define CHUNK 4096   /* elements of a tensor that a block works on at a time; fours start with it */
#define ONE_BLOCK 4  /* chunks that one block folds alone, without a second launch */
#define MOST_BLOCKS 1024

/* Tensor k is in chunks first[k] to first[k + 1]. */
struct several {
    int n;
    char *data[TENSORS];
    int64_t numel[TENSORS];
    int64_t first[TENSORS + 1];
};

static_assert(sizeof(several) + sizeof(reduce_job) <= 4096, "more than a launch takes");

static __device__ __forceinline__ int tensor_of_chunk(const several &s, int64_t chunk)
{
    int low = 0, high = s.n - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (s.first[middle] <= chunk) low = middle;
        else high = middle - 1;
    }
    return low;
}

/* Takes tensors from `from` on, as many as fit, up to one that is there already; returns where it ended. */
static int gather(several *s, th_list list, int from)
{
    s->n = 0;
    s->first[0] = 0;
    for (; from < list.n && s->n < TENSORS; from++) {
        th_tensor *x = list.v[from];
        for (int k = 0; k < s->n; k++) if (s->data[k] == th_data(x)) return from;
        if (x->numel == 0) continue;
        s->data[s->n] = th_data(x);
        s->numel[s->n] = x->numel;
        s->first[s->n + 1] = s->first[s->n] + (x->numel + CHUNK - 1) / CHUNK;
        s->n++;
    }
    return from;
}

static int64_t chunks_of(const several &s) { return s.first[s.n]; }

/* ---- The norm -------------------------------------------------------------------------------------------- */

/* The larger of two, NaN before all. */
struct larger {
    template <typename A> static __device__ __forceinline__ A of(A a, A b) { return b > a || b != b ? b : a; }
    static const int start = 0;
};

/* Block b leaves state b, or the result where there is but one. */
template <class Reducer, typename T>
__global__ void __launch_bounds__(REDUCE_THREADS, REDUCE_RESIDENT)
fold_several(const __grid_constant__ several s, const __grid_constant__ reduce_job j)
{
    typedef typename Reducer::State State;
    __shared__ __align__(16) char memory[REDUCE_THREADS * sizeof(State)];
    State state;
    Reducer::start(state);
    for (int64_t chunk = blockIdx.x; chunk < s.first[s.n]; chunk += gridDim.x) {
        int k = tensor_of_chunk(s, chunk);
        int64_t first = (chunk - s.first[k]) * CHUNK, end = first + CHUNK < s.numel[k] ? first + CHUNK : s.numel[k];
        take_adjacent<Reducer, T>(state, s.data[k], first, end, threadIdx.x, j);
    }
    state = join_lanes<Reducer>(state, (State *)memory, threadIdx.x, 0, j);
    if (threadIdx.x > 0) return;
    if (j.n_pieces > 1) ((State *)j.states)[blockIdx.x] = state;
    else Reducer::finish(state, 0, j);
}

static int blocks_for(const several &s)
{
    int64_t chunks = chunks_of(s);
    return chunks <= ONE_BLOCK ? 1 : (int)(chunks < MOST_BLOCKS ? chunks : MOST_BLOCKS);
}

static int blocks_for_all(th_list list)
{
    several s;
    int blocks = 0, at = 0;
    do {
        at = gather(&s, list, at);
        blocks += blocks_for(s);
    } while (at < list.n);
    return blocks;
}

template <class Reducer, typename T> static void fold_all(reduce_job *j, th_list list, th_tensor *out)
{
    typedef typename Reducer::State State;
    several s;
    int at = 0;
    th_scope *scope = th_scope_open();
    j->n_pieces = blocks_for_all(list);
    State *states = cuda_room<State>(out, j->n_pieces);
    j->states = states;
    do {
        at = gather(&s, list, at);
        int blocks = blocks_for(s);
        j->lanes = REDUCE_THREADS, j->outs = 1;
        cuda_launch(out, "total_norm", fold_several<Reducer, T>, blocks, REDUCE_THREADS, s, *j);
        j->states = (State *)j->states + blocks;
    } while (at < list.n);
    if (j->n_pieces > 1) {
        j->states = states;
        j->kept.numel = j->kept.ndim = 1;
        dim3 grid = cuda_reduce_piece_blocks(j);
        cuda_launch(out, "total_norm", reduce_pieces<Reducer>, grid.x, REDUCE_THREADS, *j);
    }
    th_scope_close(scope);
}

template <typename T> static void norm_of(reduce_job *j, th_list list, th_tensor *out)
{
    if (isinf(j->p)) fold_all<fold<T, double, T, larger, magnitude>, T>(j, list, out);
    else if (j->p == 1) fold_all<fold<T, double, T, plus, magnitude>, T>(j, list, out);
    else if (j->p == 2) fold_all<fold<T, double, double, plus, squared>, T>(j, list, out);
    else fold_all<fold<T, double, double, plus, to_the_p>, T>(j, list, out);
}

/* tensors ord */
extern "C" void cuda_total_norm(th_call *call)
{
    th_tensor *out = call->out[0];
    reduce_job j = {};
    j.p = th_arg_double(call, 1);
    j.put = isinf(j.p) || j.p == 1 ? AS_IT_IS : j.p == 2 ? ROOT : P_ROOT;
    j.dtype = out->dtype;
    j.size = (int)th_dtype_size((th_dtype)out->dtype);
    cuda_reduce_output(&j, out, NULL);
    (out->dtype == TH_FLOAT64 ? norm_of<double> : norm_of<float>)(&j, th_arg_list(call, 0), out);
}

/* ---- Limits ---------------------------------------------------------------------------------------------- */

struct bounds {
    const char *norm; /* NULL: elements are limited one by one */
    double limit;
    int dtype, size;
};

template <typename T> static __device__ __forceinline__ T limited(T x, bool scales, T by)
{
    return scales ? x * by : x < -by ? -by : x > by ? by : x;
}

/* by: the factor, or the limit. Where nothing is to be scaled, nothing is read. */
template <typename T>
__global__ void __launch_bounds__(CUDA_THREADS) limit_several(const __grid_constant__ several s, const bounds b)
{
    const bool scales = b.norm != NULL;
    T by = (T)b.limit;
    if (scales) by /= load_one<T>(b.norm, b.dtype) + (T)1e-6;
    if (scales && by >= 1) return;
    for (int64_t chunk = blockIdx.x; chunk < s.first[s.n]; chunk += gridDim.x) {
        int k = tensor_of_chunk(s, chunk);
        int64_t first = (chunk - s.first[k]) * CHUNK, end = first + CHUNK < s.numel[k] ? first + CHUNK : s.numel[k];
        bool in_fours = (uintptr_t)s.data[k] % (b.size * 4 < 16 ? b.size * 4 : 16) == 0;
        int64_t whole = in_fours ? end - (end - first) % 4 : first;
        for (int64_t i = first + 4 * threadIdx.x; i < whole; i += 4 * CUDA_THREADS) {
            T x[4];
            load_four<T>(x, s.data[k] + i * b.size, b.dtype, b.size);
#pragma unroll
            for (int m = 0; m < 4; m++) x[m] = limited(x[m], scales, by);
            store_four<T>(s.data[k] + i * b.size, b.dtype, b.size, x);
        }
        for (int64_t i = whole + threadIdx.x; i < end; i += CUDA_THREADS) {
            char *at = s.data[k] + i * b.size;
            store_one<T>(at, b.dtype, limited(load_one<T>(at, b.dtype), scales, by));
        }
    }
}

/* tensors limit norm */
extern "C" void cuda_limit_all(th_call *call)
{
    th_list list = th_arg_list(call, 0);
    th_tensor *norm = th_arg(call, 2), *first = list.v[0];
    several s;
    bounds b = {norm ? th_data(norm) : NULL, th_arg_double(call, 1), first->dtype, th_dtype_bytes[first->dtype]};
    for (int at = 0; at < list.n;) {
        at = gather(&s, list, at);
        if (s.n == 0) continue;
        auto kernel = first->dtype == TH_FLOAT64 ? limit_several<double> : limit_several<float>;
        cuda_launch(first, "limit_all", kernel, chunks_of(s), CUDA_THREADS, s, b);
    }
}
