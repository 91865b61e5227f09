/* Maxima and minima, with and without the place where they were found. NaN is larger than any maximum and
 * smaller than any minimum; of equal elements the first counts. */
#include "reduce.cuh"

template <typename T> static __device__ __forceinline__ T least() { return (T)-INFINITY; }
template <> __device__ __forceinline__ int64_t least<int64_t>() { return INT64_MIN; }
template <typename T> static __device__ __forceinline__ T most() { return (T)INFINITY; }
template <> __device__ __forceinline__ int64_t most<int64_t>() { return INT64_MAX; }

struct more {
    template <typename T> static __device__ __forceinline__ bool better(T a, T b) { return a > b || (a != a && b == b); }
    template <typename T> static __device__ __forceinline__ T start() { return least<T>(); }
};
struct less {
    template <typename T> static __device__ __forceinline__ bool better(T a, T b) { return a < b || (a != a && b == b); }
    template <typename T> static __device__ __forceinline__ T start() { return most<T>(); }
};

template <typename T, class Order> struct extreme {
    typedef T State;
    static __device__ __forceinline__ void start(State &s) { s = Order::template start<T>(); }
    static __device__ __forceinline__ void merge(State &s, State x, const reduce_job &) { if (Order::better(x, s)) s = x; }
    static __device__ __forceinline__ void take(State &s, T x, int64_t, const reduce_job &j) { merge(s, x, j); }
    TAKE_ONE_BY_ONE(T)
    static __device__ __forceinline__ void finish(State s, int64_t out, const reduce_job &j)
    {
        store_one<T>(j.out + out * j.out_size, j.out_dtype, s);
    }
};

template <typename T> struct placed { T value; int64_t at; };

template <typename T, class Order> struct place {
    typedef placed<T> State;
    static __device__ __forceinline__ void start(State &s) { s.value = Order::template start<T>(), s.at = INT64_MAX; }
    static __device__ __forceinline__ void merge(State &s, State x, const reduce_job &)
    {
        bool equal = x.value == s.value || (x.value != x.value && s.value != s.value);
        if (equal ? x.at < s.at : Order::better(x.value, s.value)) s = x;
    }
    static __device__ __forceinline__ void take(State &s, T x, int64_t at, const reduce_job &j)
    {
        State found = {x, at};
        merge(s, found, j);
    }
    TAKE_ONE_BY_ONE(T)
    static __device__ __forceinline__ void finish(State s, int64_t out, const reduce_job &j)
    {
        if (j.out) store_one<T>(j.out + out * j.out_size, j.out_dtype, s.value);
        j.index[out] = s.at;
    }
};

/* ---- Kernels --------------------------------------------------------------------------------------------- */

template <template <typename, class> class Reducer, class Order> static void run(reduce_job *j, th_tensor *x)
{
    switch (th_compute_dtype((th_dtype)x->dtype)) {
    case TH_INT64: reduce_run<Reducer<int64_t, Order>, int64_t>(j, x); break;
    case TH_FLOAT32: reduce_run<Reducer<float, Order>, float>(j, x); break;
    default: reduce_run<Reducer<double, Order>, double>(j, x);
    }
}

void cuda_reduce_maxima(reduce_job *j, th_tensor *x) { run<extreme, more>(j, x); }
void cuda_reduce_minima(reduce_job *j, th_tensor *x) { run<extreme, less>(j, x); }

static void reduce(th_call *call, th_ints axes, th_tensor *out, th_tensor *index, void (*runner)(reduce_job *, th_tensor *))
{
    reduce_job j = {};
    th_scope *scope = th_scope_open();
    th_tensor *x = cuda_reduce_input(th_arg(call, 0), th_compute_dtype((th_dtype)th_arg(call, 0)->dtype));
    cuda_reduce_split(&j, x, axes, index != NULL);
    cuda_reduce_output(&j, out, index);
    runner(&j, x);
    th_scope_close(scope);
}

static void values(th_call *call, void (*runner)(reduce_job *, th_tensor *))
{
    reduce(call, th_arg_ints(call, 1), call->out[0], NULL, runner);
}

static void all_axes(th_call *call, void (*runner)(reduce_job *, th_tensor *))
{
    int64_t axes[TH_MAX_DIMS];
    th_ints all = {th_arg(call, 0)->ndim, axes};
    for (int d = 0; d < all.n; d++) axes[d] = d;
    reduce(call, all, call->out[0], NULL, runner);
}

static void places(th_call *call, void (*runner)(reduce_job *, th_tensor *))
{
    bool both = call->n_out == 2;
    reduce(call, th_arg_ints(call, 1), both ? call->out[0] : NULL, call->out[both], runner);
}

extern "C" void cuda_amax(th_call *call) { values(call, cuda_reduce_maxima); }
extern "C" void cuda_amin(th_call *call) { values(call, cuda_reduce_minima); }
extern "C" void cuda_max_all(th_call *call) { all_axes(call, cuda_reduce_maxima); }
extern "C" void cuda_min_all(th_call *call) { all_axes(call, cuda_reduce_minima); }
extern "C" void cuda_max_dim(th_call *call) { places(call, run<place, more>); }
extern "C" void cuda_min_dim(th_call *call) { places(call, run<place, less>); }
extern "C" void cuda_argmax(th_call *call) { places(call, run<place, more>); }
extern "C" void cuda_argmin(th_call *call) { places(call, run<place, less>); }
