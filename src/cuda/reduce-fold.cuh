/* Reducers made of what an element contributes and of how contributions join. */
#ifndef CUDA_REDUCE_FOLD_CUH
#define CUDA_REDUCE_FOLD_CUH

#include "reduce.cuh"

struct plus { template <typename A> static __device__ __forceinline__ A of(A a, A b) { return a + b; } static const int start = 0; };
struct times { template <typename A> static __device__ __forceinline__ A of(A a, A b) { return a * b; } static const int start = 1; };

/* What becomes of a total. */
enum { AS_IT_IS, MEAN, ANY, ALL, ROOT, P_ROOT };

static __device__ __forceinline__ void put(const reduce_job &j, int64_t out, double s)
{
    if (j.put == MEAN) s /= j.over;
    if (j.put == ROOT) s = sqrt(s);
    if (j.put == P_ROOT) s = pow(s, 1 / j.p);
    put_double(j, out, s);
}
static __device__ __forceinline__ void put(const reduce_job &j, int64_t out, uint64_t s) { put_int(j, out, (int64_t)s); }
static __device__ __forceinline__ void put(const reduce_job &j, int64_t out, int64_t s)
{
    put_int(j, out, j.put == ANY ? s != 0 : j.put == ALL ? s == j.reduced.numel : s);
}

/* Contributions are of type C, joined four at a time before they go into the wider total. */
template <typename T, typename A, typename C, class Join, class Value> struct fold {
    typedef A State;
    static __device__ __forceinline__ void start(State &s) { s = (A)Join::start; }
    static __device__ __forceinline__ void take(State &s, T x, int64_t, const reduce_job &j)
    {
        s = Join::of(s, (A)Value::template of<C>(x, j));
    }
    template <int N> static __device__ __forceinline__ void take_some(State &s, const T *x, const int64_t *, const reduce_job &j)
    {
#pragma unroll
        for (int k = 0; k < N; k += 4) {
            C c[4];
#pragma unroll
            for (int i = 0; i < 4; i++) c[i] = Value::template of<C>(x[k + i], j);
            s = Join::of(s, (A)Join::of(Join::of(c[0], c[1]), Join::of(c[2], c[3])));
        }
    }
    static __device__ __forceinline__ void merge(State &s, State other, const reduce_job &) { s = Join::of(s, other); }
    static __device__ __forceinline__ void finish(State s, int64_t out, const reduce_job &j) { put(j, out, s); }
};

#define VALUE(name, expression)                                                                             \
    struct name {                                                                                           \
        template <typename C, typename T> static __device__ __forceinline__ C of(T x, const reduce_job &j)  \
        {                                                                                                   \
            return (C)(expression);                                                                         \
        }                                                                                                   \
    };
VALUE(itself, x)
VALUE(if_a_number, x == x ? x : (T)0)
VALUE(is_true, x != 0)
VALUE(squared, (C)x * (C)x)
VALUE(magnitude, fabs(x))
VALUE(to_the_p, pow(fabs((double)x), j.p))

#endif
