/* Softmax and its logarithm along one dimension, fused, and their backward steps. The shape rules
 * hand over contiguous float32 or float64 tensors; 16-bit results are made in the converted copy
 * of the input. */
#include "softmax.h"

#define CACHED 524288 /* bytes of both tensors' lanes side by side that stay in the second-level cache */
#define NARROW 32     /* lanes side by side, at least */

/* One lane of n adjacent elements. */
#define ALONG(T, EXP, LOG, suffix)                                                                    \
    TH_CLONES static void softmax_along_##suffix(const T *x, const T *unused, T *y, int64_t n)        \
    {                                                                                                 \
        T max = max_##suffix(x, n);                                                                   \
        T scale = (T)(1 / exp_and_sum_##suffix(x, max, y, n));                                        \
        PRAGMA(omp simd)                                                                              \
        for (int64_t i = 0; i < n; i++) y[i] *= scale;                                                \
        (void)unused;                                                                                 \
    }                                                                                                 \
    TH_CLONES static void log_softmax_along_##suffix(const T *x, const T *unused, T *y, int64_t n)    \
    {                                                                                                 \
        T max = max_##suffix(x, n);                                                                   \
        T log_sum = (T)log(sum_exp_##suffix(x, max, y, n));                                           \
        PRAGMA(omp simd)                                                                              \
        for (int64_t i = 0; i < n; i++) y[i] = x[i] - max - log_sum;                                  \
        (void)unused;                                                                                 \
    }                                                                                                 \
    TH_CLONES static void softmax_back_along_##suffix(const T *g, const T *y, T *gx, int64_t n)       \
    {                                                                                                 \
        double dot = 0;                                                                               \
        PRAGMA(omp simd reduction(+:dot))                                                             \
        for (int64_t i = 0; i < n; i++) dot += (double)(g[i] * y[i]);                                 \
        T shift = (T)dot;                                                                             \
        PRAGMA(omp simd)                                                                              \
        for (int64_t i = 0; i < n; i++) gx[i] = (g[i] - shift) * y[i];                                \
    }                                                                                                 \
    TH_CLONES static void log_softmax_back_along_##suffix(const T *g, const T *y, T *gx, int64_t n)   \
    {                                                                                                 \
        double sum = 0;                                                                               \
        PRAGMA(omp simd reduction(+:sum))                                                             \
        for (int64_t i = 0; i < n; i++) sum += (double)g[i];                                          \
        T scale = (T)sum;                                                                             \
        PRAGMA(omp simd)                                                                              \
        for (int64_t i = 0; i < n; i++) gx[i] = g[i] - EXP(y[i]) * scale;                             \
    }

ALONG(float, expf, logf, float)
ALONG(double, exp, log, double)

/* w lanes side by side, n steps of pitch elements: x (n, pitch) from its first column. */
#define ACROSS(T, EXP, LOG, suffix)                                                                   \
    TH_CLONES static void softmax_across_##suffix(const T *x, const T *unused, T *y, int64_t n, int64_t pitch, \
                                                  int64_t w)                                          \
    {                                                                                                 \
        T max[TILE], sum[TILE] = {0};                                                                 \
        max_across_##suffix(x, max, n, pitch, w);                                                     \
        for (int64_t k = 0; k < n; k++) {                                                             \
            cpu_ask_for(y + (k + AHEAD) * pitch, w * (int64_t)sizeof(T));                             \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) sum[j] += y[k * pitch + j] = EXP(x[k * pitch + j] - max[j]); \
        }                                                                                             \
        PRAGMA(omp simd)                                                                              \
        for (int64_t j = 0; j < w; j++) sum[j] = 1 / sum[j];                                          \
        for (int64_t k = 0; k < n; k++)                                                               \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) y[k * pitch + j] *= sum[j];                               \
        (void)unused;                                                                                 \
    }                                                                                                 \
    TH_CLONES static void log_softmax_across_##suffix(const T *x, const T *unused, T *y, int64_t n, int64_t pitch, \
                                                      int64_t w)                                      \
    {                                                                                                 \
        T max[TILE], sum[TILE] = {0};                                                                 \
        max_across_##suffix(x, max, n, pitch, w);                                                     \
        for (int64_t k = 0; k < n; k++) {                                                             \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) sum[j] += EXP(x[k * pitch + j] - max[j]);                 \
        }                                                                                             \
        for (int64_t j = 0; j < w; j++) sum[j] = LOG(sum[j]);                                         \
        for (int64_t k = 0; k < n; k++)                                                               \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) y[k * pitch + j] = x[k * pitch + j] - max[j] - sum[j];    \
        (void)unused;                                                                                 \
    }                                                                                                 \
    TH_CLONES static void softmax_back_across_##suffix(const T *g, const T *y, T *gx, int64_t n, int64_t pitch, \
                                                       int64_t w)                                     \
    {                                                                                                 \
        T dot[TILE] = {0};                                                                            \
        for (int64_t k = 0; k < n; k++)                                                               \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) dot[j] += g[k * pitch + j] * y[k * pitch + j];            \
        for (int64_t k = 0; k < n; k++)                                                               \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) gx[k * pitch + j] = (g[k * pitch + j] - dot[j]) * y[k * pitch + j]; \
    }                                                                                                 \
    TH_CLONES static void log_softmax_back_across_##suffix(const T *g, const T *y, T *gx, int64_t n, int64_t pitch, \
                                                           int64_t w)                                 \
    {                                                                                                 \
        T sum[TILE] = {0};                                                                            \
        for (int64_t k = 0; k < n; k++)                                                               \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) sum[j] += g[k * pitch + j];                               \
        for (int64_t k = 0; k < n; k++) {                                                             \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) gx[k * pitch + j] = g[k * pitch + j] - EXP(y[k * pitch + j]) * sum[j]; \
        }                                                                                             \
    }

ACROSS(float, expf, logf, float)
ACROSS(double, exp, log, double)

/* ---- Walk ------------------------------------------------------------------------------------------ */

/* a: x or the gradient g; b: y in the backward steps. Lanes too short for loops along them are turned,
 * so that loops run across; they are the rows of (lanes, n). */
#define WALK(T, suffix)                                                                               \
    typedef struct {                                                                                  \
        void (*along)(const T *a, const T *b, T *y, int64_t n);                                       \
        void (*across)(const T *a, const T *b, T *y, int64_t n, int64_t pitch, int64_t w);            \
    } step_##suffix;                                                                                  \
    static void short_lanes_##suffix(const step_##suffix *f, const T *a, const T *b, T *y, int64_t n, int64_t w) \
    {                                                                                                 \
        T x[SHORT * TILE], other[SHORT * TILE];                                                       \
        if (n < 1 || w < 1) return;                                                                   \
        turn_##suffix(a, x, n, w);                                                                    \
        if (b != a) turn_##suffix(b, other, n, w);                                                    \
        f->across(x, b != a ? other : x, x, n, TILE, w);                                              \
        turn_back_##suffix(x, y, n, w);                                                               \
    }                                                                                                 \
    typedef struct {                                                                                  \
        const step_##suffix *f;                                                                       \
        const T *a, *b;                                                                               \
        T *y;                                                                                         \
        bool few;                                                                                     \
        int64_t n, inner, lanes, width, tiles;                                                        \
    } job_##suffix;                                                                                   \
    static void tile_##suffix(void *data, int64_t i)                                                  \
    {                                                                                                 \
        const job_##suffix *j = data;                                                                 \
        int64_t first = i % j->tiles * j->width, w = cpu_min(j->width, j->lanes - first);             \
        int64_t at = j->few ? first * j->n : i / j->tiles * j->n * j->inner + first;                  \
        if (j->few) short_lanes_##suffix(j->f, j->a + at, j->b + at, j->y + at, j->n, w);             \
        else if (j->inner == 1) j->f->along(j->a + at, j->b + at, j->y + at, j->n);                   \
        else j->f->across(j->a + at, j->b + at, j->y + at, j->n, j->inner, w);                        \
    }                                                                                                 \
    static void walk_##suffix(const step_##suffix *f, const T *a, const T *b, T *y, const cpu_lanes *l, double cost) \
    {                                                                                                 \
        bool few = l->inner == 1 && l->n <= SHORT;                                                    \
        int64_t lanes = few ? l->outer : l->inner;                                                    \
        int64_t fit = CACHED / (2 * l->n * (int64_t)sizeof(T) + 1) / NARROW * NARROW;                 \
        int64_t width = few || fit > TILE ? TILE : fit < NARROW ? NARROW : fit;                       \
        job_##suffix j = {f, a, b, y, few, l->n, l->inner, lanes, width, (lanes + width - 1) / width}; \
        th_share((few ? 1 : l->outer) * j.tiles, th_threads_for(l->outer * l->n * l->inner, cost), tile_##suffix, &j); \
    }

WALK(float, float)
WALK(double, double)

typedef struct { step_float of_float; step_double of_double; double cost; } step;
#define STEP(name, cost) {{name##_along_float, name##_across_float}, {name##_along_double, name##_across_double}, cost}

static void run(const step *f, const th_tensor *a, const th_tensor *b, th_tensor *out, int64_t dim)
{
    cpu_lanes l = cpu_lanes_of(a, dim);
    char *y = a->dtype == out->dtype ? th_data(out) : th_data(a); /* narrower results are stored from there */
    if (a->numel == 0) return;
    if (a->dtype == TH_FLOAT32)
        walk_float(&f->of_float, (const float *)th_data(a), (const float *)th_data(b), (float *)y, &l, f->cost);
    else walk_double(&f->of_double, (const double *)th_data(a), (const double *)th_data(b), (double *)y, &l, f->cost);
    if (a->dtype != out->dtype)
        cpu_store(th_data(out), (th_dtype)out->dtype, sizeof(uint16_t), y, TH_FLOAT32, a->numel);
}

static const step forward = STEP(softmax, 8), log_forward = STEP(log_softmax, 8);
static const step back = STEP(softmax_back, 3), log_back = STEP(log_softmax_back, 8);

/* self dim dtype */
static void run_forward(const step *f, th_call *call)
{
    run(f, th_arg(call, 0), th_arg(call, 0), call->out[0], th_arg_int(call, 1));
}
void cpu_softmax(th_call *call) { run_forward(&forward, call); }
void cpu_log_softmax(th_call *call) { run_forward(&log_forward, call); }
/* gradient output dim */
void cpu_softmax_backward(th_call *call)
{
    run(&back, th_arg(call, 0), th_arg(call, 1), call->out[0], th_arg_int(call, 2));
}
void cpu_log_softmax_backward(th_call *call)
{
    run(&log_back, th_arg(call, 0), th_arg(call, 1), call->out[0], th_arg_int(call, 2));
}
