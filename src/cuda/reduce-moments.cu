/* Variances, and logarithms of sums of exponentials: states of two numbers and more. */
#include "reduce.cuh"

/* ---- Variance: count, mean and sum of squared deviations (Chan, Golub and LeVeque, 1979) ---------------- */

struct moments { double n, mean, m2; };

static __device__ __forceinline__ void add_moments(moments &s, moments o)
{
    double n = s.n + o.n, delta = o.mean - s.mean;
    if (o.n == 0) return;
    s.mean += delta * (o.n / n);
    s.m2 += o.m2 + delta * delta * (s.n * o.n / n);
    s.n = n;
}

template <typename T, bool ROOT> struct variance {
    typedef moments State;
    static __device__ __forceinline__ void start(State &s) { s.n = s.mean = s.m2 = 0; }
    static __device__ __forceinline__ void merge(State &s, State o, const reduce_job &) { add_moments(s, o); }
    static __device__ __forceinline__ void take(State &s, T x, int64_t, const reduce_job &)
    {
        moments one = {1, (double)x, 0};
        add_moments(s, one);
    }
    /* Several at a time in the elements' own type: double precision, which is slow, is needed less often. */
    template <int N> static __device__ __forceinline__ void take_some(State &s, const T *x, const int64_t *, const reduce_job &)
    {
        T shift = x[0], sum = 0, m2 = 0;
#pragma unroll
        for (int k = 1; k < N; k++) sum += x[k] - shift;
        T mean = sum / N;
#pragma unroll
        for (int k = 0; k < N; k++) m2 += (x[k] - shift - mean) * (x[k] - shift - mean);
        moments batch = {N, (double)shift + (double)mean, (double)m2};
        add_moments(s, batch);
    }
    /* Divides by n - correction, and by zero where that is negative, as PyTorch does. Without a finite mean there
     * is none. */
    static __device__ __forceinline__ void finish(State s, int64_t out, const reduce_job &j)
    {
        double left = (double)j.reduced.numel - j.p, value = s.m2 / (left > 0 ? left : 0) + 0 * s.mean;
        put_double(j, out, ROOT ? sqrt(value) : value);
    }
};

/* ---- Logarithm of a sum of exponentials: exp(max) * sum ---------------------------------------------------- */

template <typename T> struct exponentials { T max, sum; };

template <typename T> struct log_sum {
    typedef exponentials<T> State;
    static __device__ __forceinline__ void start(State &s) { s.max = (T)-INFINITY, s.sum = 0; }
    /* Equal numbers are not subtracted: they may be infinite. */
    static __device__ __forceinline__ T times_exp(T factor, T x, T max) { return x == max ? factor : factor * exp(x - max); }
    static __device__ __forceinline__ void merge(State &s, State o, const reduce_job &)
    {
        T max = o.max > s.max ? o.max : s.max;
        s.sum = times_exp(s.sum, s.max, max) + times_exp(o.sum, o.max, max);
        s.max = max;
    }
    /* NaN is never the maximum, but in the sum. */
    template <int N> static __device__ __forceinline__ void take_some(State &s, const T *x, const int64_t *, const reduce_job &)
    {
        T max = s.max;
#pragma unroll
        for (int k = 0; k < N; k++) max = x[k] > max ? x[k] : max;
        s.sum = times_exp(s.sum, s.max, max);
#pragma unroll
        for (int k = 0; k < N; k++) s.sum += times_exp(1, x[k], max);
        s.max = max;
    }
    static __device__ __forceinline__ void take(State &s, T x, int64_t at, const reduce_job &j) { take_some<1>(s, &x, &at, j); }
    static __device__ __forceinline__ void finish(State s, int64_t out, const reduce_job &j)
    {
        put_double(j, out, isinf(s.max) && s.sum == s.sum ? (double)s.max : (double)s.max + log((double)s.sum));
    }
};

/* ---- Kernels ------------------------------------------------------------------------------------------------ */

static void reduce(th_call *call, double p, void (*of_float)(reduce_job *, th_tensor *), void (*of_double)(reduce_job *, th_tensor *))
{
    th_tensor *x = th_arg(call, 0);
    reduce_job j = {};
    j.p = p;
    th_scope *scope = th_scope_open();
    cuda_reduce_split(&j, x, th_arg_ints(call, 1), false);
    cuda_reduce_output(&j, call->out[0], NULL);
    (x->dtype == TH_FLOAT64 ? of_double : of_float)(&j, x);
    th_scope_close(scope);
}

/* The shape rule has put the correction where it was left out. */
extern "C" void cuda_var(th_call *call)
{
    reduce(call, th_scalar_double(th_arg_scalar(call, 4)), reduce_run<variance<float, false>, float>,
           reduce_run<variance<double, false>, double>);
}
extern "C" void cuda_std(th_call *call)
{
    reduce(call, th_scalar_double(th_arg_scalar(call, 4)), reduce_run<variance<float, true>, float>,
           reduce_run<variance<double, true>, double>);
}
extern "C" void cuda_logsumexp(th_call *call)
{
    reduce(call, 0, reduce_run<log_sum<float>, float>, reduce_run<log_sum<double>, double>);
}
