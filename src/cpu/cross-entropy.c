/* Cross entropy of rows of scores (N, C) with one class each, fused: softmax is never written in the forward pass. */
#include <string.h>

#include "softmax.h"

/* The class of a row, or -1 where the row does not count. */
static inline int64_t class_of(int64_t target, int64_t classes, int64_t ignored)
{
    return target != ignored && target >= 0 && target < classes ? target : -1;
}

/* What the loops over rows need. x (N, C), target (N); loss (N) is written, or from g (N) the slope (N, C). */
#define ROWS(T, suffix)                                                                               \
    typedef struct { const T *x; const int64_t *target; const T *g; T *y; int64_t classes, ignored; } rows_##suffix;

/* One row of many classes: log(sum(exp(x))) - x[t], and g (softmax(x) - onehot(t)). */
#define LONG_ROW(T, suffix)                                                                           \
    TH_CLONES static void long_loss_##suffix(const rows_##suffix *r, int64_t row)                     \
    {                                                                                                 \
        int64_t n = r->classes, t = class_of(r->target[row], n, r->ignored);                          \
        const T *x = r->x + row * n;                                                                  \
        r->y[row] = 0;                                                                                \
        if (t < 0) return;                                                                            \
        T max = max_##suffix(x, n);                                                                   \
        r->y[row] = (T)log(sum_exp_##suffix(x, max, NULL, n)) - (x[t] - max);                         \
    }                                                                                                 \
    TH_CLONES static void long_slope_##suffix(const rows_##suffix *r, int64_t row)                    \
    {                                                                                                 \
        int64_t n = r->classes, t = class_of(r->target[row], n, r->ignored);                          \
        const T *x = r->x + row * n;                                                                  \
        T *y = r->y + row * n, g = r->g[row];                                                         \
        if (t < 0) { memset(y, 0, (size_t)n * sizeof *y); return; }                                   \
        T max = max_##suffix(x, n);                                                                   \
        T scale = (T)(g / exp_and_sum_##suffix(x, max, y, n));                                        \
        PRAGMA(omp simd)                                                                              \
        for (int64_t i = 0; i < n; i++) y[i] *= scale;                                                \
        y[t] -= g;                                                                                    \
    }

/* w rows of few classes, turned so that loops run across them. lanes (C, TILE) becomes exp(x - max). */
#define SHORT_ROWS(T, EXP, LOG, suffix)                                                               \
    TH_CLONES static void exponentials_##suffix(const T *x, T *lanes, T *max, T *sum, int64_t n, int64_t w) \
    {                                                                                                 \
        turn_##suffix(x, lanes, n, w);                                                                \
        max_across_##suffix(lanes, max, n, TILE, w);                                                  \
        for (int64_t j = 0; j < w; j++) sum[j] = 0;                                                   \
        for (int64_t k = 0; k < n; k++) {                                                             \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) sum[j] += lanes[k * TILE + j] = EXP(lanes[k * TILE + j] - max[j]); \
        }                                                                                             \
    }                                                                                                 \
    TH_CLONES static void short_losses_##suffix(const rows_##suffix *r, int64_t first, int64_t w)     \
    {                                                                                                 \
        T lanes[SHORT * TILE], max[TILE], sum[TILE], *y = r->y + first;                               \
        const T *x = r->x + first * r->classes;                                                       \
        exponentials_##suffix(x, lanes, max, sum, r->classes, w);                                     \
        PRAGMA(omp simd)                                                                              \
        for (int64_t j = 0; j < w; j++) sum[j] = LOG(sum[j]);                                         \
        for (int64_t j = 0; j < w; j++) {                                                             \
            int64_t t = class_of(r->target[first + j], r->classes, r->ignored);                       \
            y[j] = t < 0 ? 0 : sum[j] - (x[j * r->classes + t] - max[j]);                             \
        }                                                                                             \
    }                                                                                                 \
    TH_CLONES static void short_slopes_##suffix(const rows_##suffix *r, int64_t first, int64_t w)     \
    {                                                                                                 \
        T lanes[SHORT * TILE], max[TILE], sum[TILE];                                                  \
        const T *g = r->g + first;                                                                    \
        int64_t n = r->classes;                                                                       \
        T *y = r->y + first * n;                                                                      \
        exponentials_##suffix(r->x + first * n, lanes, max, sum, n, w);                               \
        for (int64_t j = 0; j < w; j++) sum[j] = g[j] / sum[j];                                       \
        for (int64_t k = 0; k < n; k++)                                                               \
            for (int64_t j = 0; j < w; j++) lanes[k * TILE + j] *= sum[j];                            \
        turn_back_##suffix(lanes, y, n, w);                                                           \
        for (int64_t j = 0; j < w; j++) {                                                             \
            int64_t t = class_of(r->target[first + j], n, r->ignored);                                \
            if (t < 0) memset(y + j * n, 0, (size_t)n * sizeof *y);                                   \
            else y[j * n + t] -= g[j];                                                                \
        }                                                                                             \
    }

#define WALK(T, suffix)                                                                               \
    static void walk_##suffix(rows_##suffix r, int64_t rows)                                          \
    {                                                                                                 \
        int64_t block = r.classes <= SHORT ? TILE : 1, blocks = (rows + block - 1) / block;           \
        int threads = th_threads_for(rows * r.classes, 8);                                            \
        if (r.classes == 0) { memset(r.y, 0, r.g ? 0 : (size_t)rows * sizeof *r.y); return; }         \
        PRAGMA(omp parallel for num_threads(threads) if (threads > 1))                                \
        for (int64_t b = 0; b < blocks; b++) {                                                        \
            int64_t first = b * block, w = cpu_min(block, rows - first);                              \
            if (block == 1) (r.g ? long_slope_##suffix : long_loss_##suffix)(&r, first);              \
            else (r.g ? short_slopes_##suffix : short_losses_##suffix)(&r, first, w);                 \
        }                                                                                             \
    }

#define CROSS_ENTROPY(T, EXP, LOG, suffix)                                                            \
    ROWS(T, suffix) LONG_ROW(T, suffix) SHORT_ROWS(T, EXP, LOG, suffix) WALK(T, suffix)
CROSS_ENTROPY(float, expf, logf, float)
CROSS_ENTROPY(double, exp, log, double)

/* g NULL: the losses. */
static void run(th_tensor *g, th_tensor *x, th_tensor *target, int64_t ignored, th_tensor *y)
{
    const int64_t *t = (const int64_t *)th_data(target);
    void *gradient = g ? th_data(g) : NULL, *to = th_data(y);
    if (y->numel == 0) return;
    if (x->dtype == TH_FLOAT32)
        walk_float((rows_float){(const float *)th_data(x), t, gradient, to, x->shape[1], ignored}, x->shape[0]);
    else walk_double((rows_double){(const double *)th_data(x), t, gradient, to, x->shape[1], ignored}, x->shape[0]);
}

/* input target ignore_index */
void cpu_cross_entropy_rows(th_call *c) { run(NULL, th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 2), c->out[0]); }

/* gradient input target ignore_index */
void cpu_cross_entropy_rows_backward(th_call *c)
{
    run(th_arg(c, 0), th_arg(c, 1), th_arg(c, 2), th_arg_int(c, 3), c->out[0]);
}

/* target classes ignore_index: how many targets count, or minus the place (from 1) of the first that is neither a
 * class nor ignored. */
void cpu_count_targets(th_call *c)
{
    const th_tensor *target = th_arg(c, 0);
    const int64_t *t = (const int64_t *)th_data(target);
    int64_t classes = th_arg_int(c, 1), ignored = th_arg_int(c, 2), n = 0, skipped = 0;
    for (int64_t i = 0; i < target->numel; i++) {
        n += t[i] >= 0 && t[i] < classes && t[i] != ignored;
        skipped += t[i] == ignored;
    }
    if (n + skipped < target->numel) {
        int64_t at = 0;
        while (t[at] == ignored || (t[at] >= 0 && t[at] < classes)) at++;
        n = -(at + 1);
    }
    *(int64_t *)th_data(c->out[0]) = n;
}
