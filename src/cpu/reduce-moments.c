/* Variances, and logarithms of sums of exponentials: states of two numbers. Elements are taken in
 * small batches that are passed over twice while they are in the cache; batches are merged. */
#include "reduce-fold.h"
#include "math.h"

#define BATCH 4096   /* elements of a row */
#define BATCH_ROWS 64

static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }

/* ---- Variance: count, mean and sum of squared deviations ---------------------------------------- */

typedef struct { double n, mean, m2; } moments;

static void moments_start(void *states, int64_t n)
{
    for (int64_t i = 0; i < n; i++) ((moments *)states)[i] = (moments){0, 0, 0};
}

static void moments_add(moments *s, moments o)
{
    double n = s->n + o.n, delta = o.mean - s->mean;
    if (o.n == 0) return;
    s->mean += delta * (o.n / n);
    s->m2 += o.m2 + delta * delta * (s->n * o.n / n);
    s->n = n;
}

static void moments_merge(const cpu_reduction *r, void *states, const void *others, int64_t n)
{
    for (int64_t i = 0; i < n; i++) moments_add((moments *)states + i, ((const moments *)others)[i]);
    (void)r;
}

#define MOMENTS(name, T)                                                                              \
    TH_CLONES static moments name##_batch(const T *restrict x, int64_t n)                             \
    {                                                                                                 \
        double sum = 0, m2 = 0;                                                                       \
        CPU_PRAGMA(omp simd reduction(+:sum))                                                         \
        for (int64_t i = 0; i < n; i++) sum += (double)x[i];                                          \
        double mean = sum / (double)n;                                                                \
        CPU_PRAGMA(omp simd reduction(+:m2))                                                          \
        for (int64_t i = 0; i < n; i++) m2 += ((double)x[i] - mean) * ((double)x[i] - mean);          \
        return (moments){(double)n, mean, m2};                                                        \
    }                                                                                                 \
    static void name##_row(const cpu_reduction *r, void *state, const void *from, int64_t n, int64_t first) \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i += BATCH)                                                        \
            moments_add(state, name##_batch((const T *)from + i, min64(BATCH, n - i)));               \
        (void)r, (void)first;                                                                         \
    }                                                                                                 \
    TH_CLONES static void name##_batch_columns(moments *s, const T *restrict x, int64_t n, int64_t rows, \
                                               int64_t pitch)                                         \
    {                                                                                                 \
        double mean[CPU_TILE] = {0}, m2[CPU_TILE] = {0}, scale = 1 / (double)rows;                    \
        for (int64_t row = 0; row < rows; row++)                                                      \
            CPU_PRAGMA(omp simd)                                                                      \
            for (int64_t i = 0; i < n; i++) mean[i] += (double)x[row * pitch + i];                    \
        for (int64_t i = 0; i < n; i++) mean[i] *= scale;                                             \
        for (int64_t row = 0; row < rows; row++)                                                      \
            CPU_PRAGMA(omp simd)                                                                      \
            for (int64_t i = 0; i < n; i++) {                                                         \
                double d = (double)x[row * pitch + i] - mean[i];                                      \
                m2[i] += d * d;                                                                       \
            }                                                                                         \
        for (int64_t i = 0; i < n; i++) moments_add(s + i, (moments){(double)rows, mean[i], m2[i]});  \
    }                                                                                                 \
    static void name##_columns(const cpu_reduction *r, void *states, const void *from, int64_t n, int64_t rows, \
                               int64_t pitch, int64_t first)                                          \
    {                                                                                                 \
        for (int64_t row = 0; row < rows; row += BATCH_ROWS)                                          \
            name##_batch_columns(states, (const T *)from + row * pitch, n, min64(BATCH_ROWS, rows - row), pitch); \
        (void)r, (void)first;                                                                         \
    }

MOMENTS(moments_float, float)
MOMENTS(moments_double, double)

/* Divides by n - correction, and by zero where that is negative, as PyTorch does. */
static double variance(const cpu_reduction *r, moments s)
{
    double left = (double)r->reduced.numel - r->p;
    return s.m2 / (left > 0 ? left : 0);
}

static void put_variance(const cpu_reduction *r, const void *states, int64_t first, int64_t n)
{
    double values[CPU_TILE];
    for (int64_t i = 0; i < n; i++) values[i] = variance(r, ((const moments *)states)[i]);
    cpu_reduce_put(r->out, TH_FLOAT64, values, first, n);
}

static void put_deviation(const cpu_reduction *r, const void *states, int64_t first, int64_t n)
{
    double values[CPU_TILE];
    for (int64_t i = 0; i < n; i++) values[i] = sqrt(variance(r, ((const moments *)states)[i]));
    cpu_reduce_put(r->out, TH_FLOAT64, values, first, n);
}

/* ---- Logarithm of a sum of exponentials: exp(max) * sum ------------------------------------------ */

typedef struct { double max, sum; } exponentials;

static void exponentials_start(void *states, int64_t n)
{
    for (int64_t i = 0; i < n; i++) ((exponentials *)states)[i] = (exponentials){-INFINITY, 0};
}

/* Equal maxima are not subtracted: they may be infinite. */
static double rescaled(exponentials s, double max) { return s.max == max ? s.sum : s.sum * exp(s.max - max); }

static void exponentials_add(exponentials *s, exponentials o)
{
    double max = o.max > s->max ? o.max : s->max;
    *s = (exponentials){max, rescaled(*s, max) + rescaled(o, max)};
}

static void exponentials_merge(const cpu_reduction *r, void *states, const void *others, int64_t n)
{
    for (int64_t i = 0; i < n; i++) exponentials_add((exponentials *)states + i, ((const exponentials *)others)[i]);
    (void)r;
}

#define EXPONENTIALS(name, T, EXP)                                                                    \
    TH_CLONES static exponentials name##_batch(const T *restrict x, int64_t n)                        \
    {                                                                                                 \
        T max = -INFINITY;                                                                            \
        double sum = 0;                                                                               \
        int nan = 0;                                                                                  \
        CPU_PRAGMA(omp simd reduction(max:max) reduction(|:nan))                                      \
        for (int64_t i = 0; i < n; i++) {                                                             \
            max = x[i] > max ? x[i] : max;                                                            \
            nan |= x[i] != x[i];                                                                      \
        }                                                                                             \
        if (nan) return (exponentials){max, NAN};                                                     \
        if (isinf(max)) return (exponentials){max, max > 0};                                          \
        CPU_PRAGMA(omp simd reduction(+:sum))                                                         \
        for (int64_t i = 0; i < n; i++) sum += (double)EXP(x[i] - max);                               \
        return (exponentials){(double)max, sum};                                                      \
    }                                                                                                 \
    static void name##_row(const cpu_reduction *r, void *state, const void *from, int64_t n, int64_t first) \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i += BATCH)                                                        \
            exponentials_add(state, name##_batch((const T *)from + i, min64(BATCH, n - i)));          \
        (void)r, (void)first;                                                                         \
    }                                                                                                 \
    TH_CLONES static void name##_batch_columns(exponentials *s, const T *restrict x, int64_t n, int64_t rows, \
                                               int64_t pitch)                                         \
    {                                                                                                 \
        T max[CPU_TILE], base[CPU_TILE], sum[CPU_TILE] = {0};                                         \
        for (int64_t i = 0; i < n; i++) max[i] = -INFINITY;                                           \
        for (int64_t row = 0; row < rows; row++)                                                      \
            CPU_PRAGMA(omp simd)                                                                      \
            for (int64_t i = 0; i < n; i++) max[i] = x[row * pitch + i] > max[i] ? x[row * pitch + i] : max[i]; \
        for (int64_t i = 0; i < n; i++) base[i] = isinf(max[i]) ? 0 : max[i];                         \
        for (int64_t row = 0; row < rows; row++) {                                                    \
            CPU_PRAGMA(omp simd)                                                                      \
            for (int64_t i = 0; i < n; i++) sum[i] += EXP(x[row * pitch + i] - base[i]);              \
        }                                                                                             \
        for (int64_t i = 0; i < n; i++) {                                                             \
            bool endless = isinf(max[i]) && sum[i] == sum[i];                                         \
            exponentials_add(s + i, (exponentials){max[i], endless ? max[i] > 0 : sum[i]});           \
        }                                                                                             \
    }                                                                                                 \
    static void name##_columns(const cpu_reduction *r, void *states, const void *from, int64_t n, int64_t rows, \
                               int64_t pitch, int64_t first)                                          \
    {                                                                                                 \
        for (int64_t row = 0; row < rows; row += BATCH_ROWS)                                          \
            name##_batch_columns(states, (const T *)from + row * pitch, n, min64(BATCH_ROWS, rows - row), pitch); \
        (void)r, (void)first;                                                                         \
    }

EXPONENTIALS(exponentials_float, float, expf)
EXPONENTIALS(exponentials_double, double, exp)

static void put_logarithm(const cpu_reduction *r, const void *states, int64_t first, int64_t n)
{
    double values[CPU_TILE];
    for (int64_t i = 0; i < n; i++) {
        exponentials s = ((const exponentials *)states)[i];
        values[i] = s.max + log(s.sum);
    }
    cpu_reduce_put(r->out, TH_FLOAT64, values, first, n);
}

/* ---- Kernels ------------------------------------------------------------------------------------------ */

#define OF_FLOAT_AND_DOUBLE(name, put)                                                                \
    {{.compute = TH_INT64},                                                                           \
     {TH_FLOAT32, sizeof(name), name##_start, name##_float_row, name##_float_columns, name##_merge, put}, \
     {TH_FLOAT64, sizeof(name), name##_start, name##_double_row, name##_double_columns, name##_merge, put}}

static const cpu_reducers variances = OF_FLOAT_AND_DOUBLE(moments, put_variance);
static const cpu_reducers deviations = OF_FLOAT_AND_DOUBLE(moments, put_deviation);
static const cpu_reducers logsumexps = OF_FLOAT_AND_DOUBLE(exponentials, put_logarithm);

static void reduce(th_call *call, const cpu_reducers *f, double p)
{
    cpu_reduction r = {.out = call->out[0], .p = p};
    cpu_reduce_split(&r, th_arg(call, 0), th_arg_ints(call, 1), false);
    cpu_reduce_run(&r, cpu_reducer_for(f, r.dtype));
}

/* The shape rule has put the correction where it was left out. */
void cpu_var(th_call *call) { reduce(call, &variances, th_scalar_double(th_arg_scalar(call, 4))); }
void cpu_std(th_call *call) { reduce(call, &deviations, th_scalar_double(th_arg_scalar(call, 4))); }
void cpu_logsumexp(th_call *call) { reduce(call, &logsumexps, 0); }
