/* Layer normalization, fused, and its backward step: rows of adjacent elements. Means come first, then squares of what
 * they leave; both are summed in double. */
#include "normalization.h"
#include "math.h"

#include <string.h>

#define PRAGMA(text) _Pragma(#text)
#define BLOCK 8192   /* elements of rows that are worked on together */
#define PIECE 256    /* elements of a row that are summed while memory of the next row is on its way */
#define PARTS 32     /* at most so many sums over rows are made apart and then added, on any number of threads */
#define PART_ROWS 8  /* rows of such a sum, at least */
#define PARTS_ROOM ((int64_t)1 << 20) /* elements of all of them together, but for four */

/* x, y (rows, n); w, b (n) or NULL; mean, rstd (rows); gw, gb (n) in double, or NULL */
#define ROWS(T, suffix)                                                                               \
    static inline void affine_row_##suffix(const T *x, T mean, T rstd, const T *w, const T *b, T *y, int64_t n) \
    {                                                                                                 \
        if (w && b) {                                                                                 \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < n; j++) y[j] = (x[j] - mean) * rstd * w[j] + b[j];                \
        } else if (w) {                                                                               \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < n; j++) y[j] = (x[j] - mean) * rstd * w[j];                       \
        } else if (b) {                                                                               \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < n; j++) y[j] = (x[j] - mean) * rstd + b[j];                       \
        } else {                                                                                      \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < n; j++) y[j] = (x[j] - mean) * rstd;                              \
        }                                                                                             \
    }                                                                                                 \
    TH_CLONES static void normalize_rows_##suffix(const T *x, const T *w, const T *b, T *y, T *mean, T *rstd, \
                                                  int64_t rows, int64_t n, double eps)                \
    {                                                                                                 \
        for (int64_t i = 0; i < rows; i++, x += n, y += n) {                                          \
            double sum = 0, squares = 0;                                                              \
            for (int64_t from = 0; from < n; from += PIECE) {                                         \
                double part = 0;                                                                      \
                int64_t to = cpu_min(from + PIECE, n);                                                \
                cpu_ask_for(x + n + from, (to - from) * (int64_t)sizeof(T));                          \
                PRAGMA(omp simd reduction(+:part))                                                    \
                for (int64_t j = from; j < to; j++) part += (double)x[j];                             \
                sum += part;                                                                          \
            }                                                                                         \
            double centre = sum / (double)n;                                                          \
            for (int64_t from = 0; from < n; from += PIECE) {                                         \
                double part = 0;                                                                      \
                int64_t to = cpu_min(from + PIECE, n);                                                \
                cpu_ask_for(y + n + from, (to - from) * (int64_t)sizeof(T));                          \
                PRAGMA(omp simd reduction(+:part))                                                    \
                for (int64_t j = from; j < to; j++) part += ((double)x[j] - centre) * ((double)x[j] - centre); \
                squares += part;                                                                      \
            }                                                                                         \
            mean[i] = (T)centre;                                                                      \
            rstd[i] = (T)(1 / sqrt(squares / (double)n + eps));                                       \
            affine_row_##suffix(x, mean[i], rstd[i], w, b, y, n);                                     \
        }                                                                                             \
    }                                                                                                 \
    static inline void add_row_##suffix(const T *g, const T *x, T mean, T rstd, double *gw, double *gb, int64_t n) \
    {                                                                                                 \
        PRAGMA(omp simd)                                                                              \
        for (int64_t j = 0; j < n; j++) {                                                             \
            gw[j] += (double)(g[j] * ((x[j] - mean) * rstd));                                         \
            gb[j] += (double)g[j];                                                                    \
        }                                                                                             \
    }                                                                                                 \
    static inline void slope_row_##suffix(const T *g, const T *x, T mean, T rstd, T *gx, int64_t n)   \
    {                                                                                                 \
        double sum = 0, dot = 0;                                                                      \
        PRAGMA(omp simd reduction(+:sum, dot))                                                        \
        for (int64_t j = 0; j < n; j++) {                                                             \
            sum += (double)g[j];                                                                      \
            dot += (double)(g[j] * (x[j] - mean));                                                    \
        }                                                                                             \
        T shift = (T)(sum / (double)n), pull = (T)(dot * (double)rstd * (double)rstd / (double)n);    \
        PRAGMA(omp simd)                                                                              \
        for (int64_t j = 0; j < n; j++) gx[j] = rstd * (g[j] - shift - (x[j] - mean) * pull);         \
    }                                                                                                 \
    /* gx first holds g w */                                                                          \
    TH_CLONES static void backward_rows_##suffix(const T *g, const T *x, const T *mean, const T *rstd, const T *w, \
                                                 T *gx,                                               \
                                                 double *gw, double *gb, int64_t rows, int64_t n)     \
    {                                                                                                 \
        for (int64_t i = 0; i < rows; i++, g += n, x += n, gx += n) {                                 \
            if (gw) add_row_##suffix(g, x, mean[i], rstd[i], gw, gb, n);                              \
            if (w) {                                                                                  \
                PRAGMA(omp simd)                                                                      \
                for (int64_t j = 0; j < n; j++) gx[j] = g[j] * w[j];                                  \
            }                                                                                         \
            slope_row_##suffix(w ? gx : g, x, mean[i], rstd[i], gx, n);                               \
        }                                                                                             \
    }                                                                                                 \
    static void layer_norm_##suffix(const T *x, const T *w, const T *b, T *y, T *mean, T *rstd, int64_t rows, \
                                    int64_t n,                                                        \
                                    double eps)                                                       \
    {                                                                                                 \
        int64_t block = n > 0 && n < BLOCK ? BLOCK / n : 1, blocks = (rows + block - 1) / block;      \
        int threads = th_threads_for(rows * n, 3);                                                    \
        PRAGMA(omp parallel for num_threads(threads) if (threads > 1))                                \
        for (int64_t k = 0; k < blocks; k++) {                                                        \
            int64_t i = k * block, at = i * n;                                                        \
            normalize_rows_##suffix(x + at, w, b, y + at, mean + i, rstd + i, cpu_min(block, rows - i), n, eps); \
        }                                                                                             \
    }                                                                                                 \
    /* sums (parts, 2, n): the gradients of weight and bias from the rows of each part; NULL: not wanted */ \
    static void layer_norm_backward_##suffix(const T *g, const T *x, const T *mean, const T *rstd, const T *w, T *gx, \
                                             double *sums, int64_t parts, int64_t rows, int64_t n)    \
    {                                                                                                 \
        int threads = th_threads_for(rows * n, 5);                                                    \
        PRAGMA(omp parallel for num_threads(threads) if (threads > 1))                                \
        for (int64_t k = 0; k < parts; k++) {                                                         \
            int64_t i = rows * k / parts, count = rows * (k + 1) / parts - i, at = i * n;             \
            double *gw = sums ? sums + k * 2 * n : NULL;                                              \
            if (gw) memset(gw, 0, 2 * (size_t)n * sizeof *gw);                                        \
            backward_rows_##suffix(g + at, x + at, mean + i, rstd + i, w, gx + at, gw, gw ? gw + n : NULL, count, n); \
        }                                                                                             \
    }

ROWS(float, float)
ROWS(double, double)

/* input normalized_shape weight bias eps */
void cpu_native_layer_norm(th_call *call)
{
    const th_tensor *x = th_arg(call, 0), *mean = call->out[1];
    int64_t rows = mean->numel, n = th_count(th_arg_ints(call, 1).n, th_arg_ints(call, 1).v);
    void *w = cpu_data_or_null(th_arg(call, 2)), *b = cpu_data_or_null(th_arg(call, 3)), *y = cpu_place_of(call->out[0],
                                                                                                           x);
    void *rstd = th_data(call->out[2]);
    double eps = th_arg_double(call, 4);
    if (x->dtype == TH_FLOAT32)
        layer_norm_float((float *)th_data(x), w, b, y, (float *)th_data(mean), rstd, rows, n, eps);
    else layer_norm_double((double *)th_data(x), w, b, y, (double *)th_data(mean), rstd, rows, n, eps);
    cpu_store_narrow(call->out[0], y);
}

static void put_sums(const th_tensor *out, const double *sums, int64_t parts, int64_t n)
{
    for (int64_t j = 0; j < n; j++) {
        double sum = 0;
        for (int64_t k = 0; k < parts; k++) sum += sums[k * 2 * n + j];
        if (out->dtype == TH_FLOAT32) ((float *)th_data(out))[j] = (float)sum;
        else ((double *)th_data(out))[j] = sum;
    }
}

static int64_t number_of_parts(int64_t rows, int64_t n)
{
    int64_t fit = n > PARTS_ROOM / PARTS ? PARTS_ROOM / n : PARTS, parts = cpu_min(rows / PART_ROWS, fit < 4 ? 4 : fit);
    return parts < 1 ? 1 : parts;
}

/* gradient input mean rstd weight normalized_shape affine */
void cpu_native_layer_norm_backward(th_call *call)
{
    const th_tensor *g = th_arg(call, 0), *x = th_arg(call, 1);
    bool affine = th_arg_bool(call, 6);
    int64_t rows = th_arg(call, 2)->numel, n = th_count(th_arg_ints(call, 5).n, th_arg_ints(call, 5).v);
    int64_t parts = affine ? number_of_parts(rows, n) : (rows * n + BLOCK - 1) / BLOCK;
    double *sums = affine ? th_scratch((size_t)(parts * 2 * n + 1) * sizeof *sums) : NULL;
    void *mean = th_data(th_arg(call, 2)), *rstd = th_data(th_arg(call, 3)), *w = cpu_data_or_null(th_arg(call, 4));
    void *gx = cpu_place_of(call->out[0], g);
    if (x->dtype == TH_FLOAT32)
        layer_norm_backward_float((float *)th_data(g), (float *)th_data(x), mean, rstd, w, gx, sums, parts, rows, n);
    else layer_norm_backward_double((double *)th_data(g), (double *)th_data(x), mean, rstd, w, gx, sums, parts, rows,
                                    n);
    cpu_store_narrow(call->out[0], gx);
    if (!affine) return;
    put_sums(call->out[1], sums, parts, n);
    put_sums(call->out[2], sums + n, parts, n);
}
