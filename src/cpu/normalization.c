/* Layer and batch normalization, fused, and their backward steps. The shape rules hand over contiguous float32 or
 * float64 tensors; 16-bit results are made in the converted copy of the input or the gradient. Means come first, then
 * squares of what they leave; both are summed in double. */
#include "lanes.h"
#include "math.h"

#include <string.h>

#define PRAGMA(text) _Pragma(#text)
#define BLOCK 8192   /* elements of rows that are worked on together */
#define TILE 64      /* channels that are worked on side by side where each is one number per sample */
#define PARTS 32     /* at most so many sums over rows are made apart and then added, on any number of threads */
#define PART_ROWS 8  /* rows of such a sum, at least */
#define PARTS_ROOM ((int64_t)1 << 20) /* elements of all of them together, but for four */

/* ---- Rows: layer normalization -------------------------------------------------------------------------- */

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
            PRAGMA(omp simd reduction(+:sum))                                                         \
            for (int64_t j = 0; j < n; j++) sum += (double)x[j];                                      \
            double centre = sum / (double)n;                                                          \
            PRAGMA(omp simd reduction(+:squares))                                                     \
            for (int64_t j = 0; j < n; j++) squares += ((double)x[j] - centre) * ((double)x[j] - centre); \
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

/* Where y is made: in its own memory, or in a float copy that is at hand. */
static void *place_of(const th_tensor *out, const th_tensor *copy)
{
    return out->dtype == copy->dtype ? th_data(out) : th_data(copy);
}

static void store_narrow(const th_tensor *out, const void *from)
{
    if (from != th_data(out))
        cpu_store(th_data(out), (th_dtype)out->dtype, (int64_t)th_dtype_size((th_dtype)out->dtype), from, TH_FLOAT32,
                  out->numel);
}

static void *data_or_null(const th_tensor *x) { return x ? th_data(x) : NULL; }

/* input normalized_shape weight bias eps */
void cpu_native_layer_norm(th_call *call)
{
    const th_tensor *x = th_arg(call, 0), *mean = call->out[1];
    int64_t rows = mean->numel, n = th_count(th_arg_ints(call, 1).n, th_arg_ints(call, 1).v);
    void *w = data_or_null(th_arg(call, 2)), *b = data_or_null(th_arg(call, 3)), *y = place_of(call->out[0], x);
    void *rstd = th_data(call->out[2]);
    double eps = th_arg_double(call, 4);
    if (x->dtype == TH_FLOAT32)
        layer_norm_float((float *)th_data(x), w, b, y, (float *)th_data(mean), rstd, rows, n, eps);
    else layer_norm_double((double *)th_data(x), w, b, y, (double *)th_data(mean), rstd, rows, n, eps);
    store_narrow(call->out[0], y);
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
    void *mean = th_data(th_arg(call, 2)), *rstd = th_data(th_arg(call, 3)), *w = data_or_null(th_arg(call, 4));
    void *gx = place_of(call->out[0], g);
    if (x->dtype == TH_FLOAT32)
        layer_norm_backward_float((float *)th_data(g), (float *)th_data(x), mean, rstd, w, gx, sums, parts, rows, n);
    else layer_norm_backward_double((double *)th_data(g), (double *)th_data(x), mean, rstd, w, gx, sums, parts, rows,
                                    n);
    store_narrow(call->out[0], gx);
    if (!affine) return;
    put_sums(call->out[1], sums, parts, n);
    put_sums(call->out[2], sums + n, parts, n);
}

/* ---- Channels: batch normalization ------------------------------------------------------------------------ */

/* One channel: rows of n elements, pitch apart. Many channels, w of them side by side: rows of one element each. */
#define CHANNELS(T, suffix)                                                                           \
    TH_CLONES static void moments_##suffix(const T *x, int64_t rows, int64_t n, int64_t pitch, double *mean, \
                                           double *var)                                               \
    {                                                                                                 \
        double sum = 0, squares = 0, count = (double)(rows * n);                                      \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            const T *row = x + i * pitch;                                                             \
            PRAGMA(omp simd reduction(+:sum))                                                         \
            for (int64_t j = 0; j < n; j++) sum += (double)row[j];                                    \
        }                                                                                             \
        double centre = *mean = sum / count;                                                          \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            const T *row = x + i * pitch;                                                             \
            PRAGMA(omp simd reduction(+:squares))                                                     \
            for (int64_t j = 0; j < n; j++) squares += ((double)row[j] - centre) * ((double)row[j] - centre); \
        }                                                                                             \
        *var = squares / count;                                                                       \
    }                                                                                                 \
    TH_CLONES static void apply_##suffix(const T *x, T *y, int64_t rows, int64_t n, int64_t pitch, T mean, T scale, \
                                         T shift)                                                     \
    {                                                                                                 \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < n; j++) y[i * pitch + j] = (x[i * pitch + j] - mean) * scale + shift; \
        }                                                                                             \
    }                                                                                                 \
    TH_CLONES static void side_moments_##suffix(const T *x, int64_t rows, int64_t pitch, int64_t w, double *mean, \
                                                double *var)                                          \
    {                                                                                                 \
        for (int64_t j = 0; j < w; j++) mean[j] = var[j] = 0;                                         \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) mean[j] += (double)x[i * pitch + j];                      \
        }                                                                                             \
        for (int64_t j = 0; j < w; j++) mean[j] /= (double)rows;                                      \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) {                                                         \
                double d = (double)x[i * pitch + j] - mean[j];                                        \
                var[j] += d * d;                                                                      \
            }                                                                                         \
        }                                                                                             \
        for (int64_t j = 0; j < w; j++) var[j] /= (double)rows;                                       \
    }                                                                                                 \
    TH_CLONES static void side_apply_##suffix(const T *x, T *y, int64_t rows, int64_t pitch, int64_t w, const T *mean, \
                                              const T *scale, const T *shift)                         \
    {                                                                                                 \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++)                                                           \
                y[i * pitch + j] = (x[i * pitch + j] - mean[j]) * scale[j] + shift[j];                \
        }                                                                                             \
    }                                                                                                 \
    /* x, y (samples, channels, n): channels [c, c + w); more than one only where n is 1 */           \
    static void normalize_channels_##suffix(const cpu_lanes *l, const T *x, const T *weight, const T *bias, T *y, \
                                            T *mean,                                                  \
                                            T *var, double eps, int64_t c, int64_t w)                 \
    {                                                                                                 \
        double centre[TILE], spread[TILE];                                                            \
        T scale[TILE], shift[TILE];                                                                   \
        int64_t pitch = l->n * l->inner;                                                              \
        x += c * l->inner, y += c * l->inner;                                                         \
        if (l->inner == 1) side_moments_##suffix(x, l->outer, pitch, w, centre, spread);              \
        else moments_##suffix(x, l->outer, l->inner, pitch, centre, spread);                          \
        for (int64_t j = 0; j < w; j++) {                                                             \
            mean[c + j] = (T)centre[j], var[c + j] = (T)spread[j];                                    \
            scale[j] = (T)((weight ? (double)weight[c + j] : 1) / sqrt(spread[j] + eps));             \
            shift[j] = bias ? bias[c + j] : 0;                                                        \
        }                                                                                             \
        if (l->inner == 1) side_apply_##suffix(x, y, l->outer, pitch, w, mean + c, scale, shift);     \
        else apply_##suffix(x, y, l->outer, l->inner, pitch, mean[c], *scale, *shift);                \
    }                                                                                                 \
    TH_CLONES static void sums_##suffix(const T *g, const T *x, int64_t rows, int64_t n, int64_t pitch, T mean, \
                                        double *sum, double *dot)                                     \
    {                                                                                                 \
        double s = 0, d = 0;                                                                          \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            const T *gi = g + i * pitch, *xi = x + i * pitch;                                         \
            PRAGMA(omp simd reduction(+:s, d))                                                        \
            for (int64_t j = 0; j < n; j++) {                                                         \
                s += (double)gi[j];                                                                   \
                d += (double)(gi[j] * (xi[j] - mean));                                                \
            }                                                                                         \
        }                                                                                             \
        *sum = s, *dot = d;                                                                           \
    }                                                                                                 \
    TH_CLONES static void slope_##suffix(const T *g, const T *x, T *gx, int64_t rows, int64_t n, int64_t pitch, \
                                         T mean,                                                      \
                                         T scale, T shift, T pull)                                    \
    {                                                                                                 \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            const T *gi = g + i * pitch, *xi = x + i * pitch;                                         \
            T *to = gx + i * pitch;                                                                   \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < n; j++) to[j] = scale * (gi[j] - shift - (xi[j] - mean) * pull);  \
        }                                                                                             \
    }                                                                                                 \
    TH_CLONES static void side_sums_##suffix(const T *g, const T *x, int64_t rows, int64_t pitch, int64_t w, \
                                             const T *mean,                                           \
                                             double *sum, double *dot)                                \
    {                                                                                                 \
        for (int64_t j = 0; j < w; j++) sum[j] = dot[j] = 0;                                          \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) {                                                         \
                sum[j] += (double)g[i * pitch + j];                                                   \
                dot[j] += (double)(g[i * pitch + j] * (x[i * pitch + j] - mean[j]));                  \
            }                                                                                         \
        }                                                                                             \
    }                                                                                                 \
    TH_CLONES static void side_slope_##suffix(const T *g, const T *x, T *gx, int64_t rows, int64_t pitch, int64_t w, \
                                              const T *mean, const T *scale, const T *shift, const T *pull) \
    {                                                                                                 \
        for (int64_t i = 0; i < rows; i++) {                                                          \
            const T *gi = g + i * pitch, *xi = x + i * pitch;                                         \
            T *to = gx + i * pitch;                                                                   \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) to[j] = scale[j] * (gi[j] - shift[j] - (xi[j] - mean[j]) * pull[j]); \
        }                                                                                             \
    }                                                                                                 \
    static void backward_channels_##suffix(const cpu_lanes *l, const T *g, const T *x, const T *mean, const T *var, \
                                           const T *weight, T *gx, T *gw, T *gb, double eps, int64_t c, int64_t w) \
    {                                                                                                 \
        double sum[TILE], dot[TILE], n = (double)(l->outer * l->inner);                               \
        T scale[TILE], shift[TILE], pull[TILE];                                                       \
        int64_t pitch = l->n * l->inner, at = c * l->inner;                                           \
        if (l->inner == 1) side_sums_##suffix(g + at, x + at, l->outer, pitch, w, mean + c, sum, dot); \
        else sums_##suffix(g + at, x + at, l->outer, l->inner, pitch, mean[c], sum, dot);             \
        for (int64_t j = 0; j < w; j++) {                                                             \
            double rstd = 1 / sqrt((double)var[c + j] + eps);                                         \
            gw[c + j] = (T)(dot[j] * rstd), gb[c + j] = (T)sum[j];                                    \
            scale[j] = (T)((weight ? (double)weight[c + j] : 1) * rstd);                              \
            shift[j] = (T)(sum[j] / n), pull[j] = (T)(dot[j] * rstd * rstd / n);                      \
        }                                                                                             \
        if (l->inner == 1)                                                                            \
            side_slope_##suffix(g + at, x + at, gx + at, l->outer, pitch, w, mean + c, scale, shift, pull); \
        else slope_##suffix(g + at, x + at, gx + at, l->outer, l->inner, pitch, mean[c], *scale, *shift, *pull); \
    }                                                                                                 \
    static void batch_norm_##suffix(const cpu_lanes *l, const T *x, const T *weight, const T *bias, T *y, T *mean, \
                                    T *var,                                                           \
                                    double eps)                                                       \
    {                                                                                                 \
        int64_t w = l->inner == 1 ? TILE : 1;                                                         \
        int threads = th_threads_for(l->outer * l->n * l->inner, 3);                                  \
        PRAGMA(omp parallel for num_threads(threads) if (threads > 1))                                \
        for (int64_t c = 0; c < l->n; c += w)                                                         \
            normalize_channels_##suffix(l, x, weight, bias, y, mean, var, eps, c, cpu_min(w, l->n - c)); \
    }                                                                                                 \
    static void batch_norm_backward_##suffix(const cpu_lanes *l, const T *g, const T *x, const T *mean, const T *var, \
                                             const T *weight, T *gx, T *gw, T *gb, double eps)        \
    {                                                                                                 \
        int64_t w = l->inner == 1 ? TILE : 1;                                                         \
        int threads = th_threads_for(l->outer * l->n * l->inner, 5);                                  \
        PRAGMA(omp parallel for num_threads(threads) if (threads > 1))                                \
        for (int64_t c = 0; c < l->n; c += w)                                                         \
            backward_channels_##suffix(l, g, x, mean, var, weight, gx, gw, gb, eps, c, cpu_min(w, l->n - c)); \
    }

CHANNELS(float, float)
CHANNELS(double, double)

/* input weight bias eps */
void cpu_native_batch_norm(th_call *call)
{
    const th_tensor *x = th_arg(call, 0);
    cpu_lanes l = cpu_lanes_of(x, 1);
    void *w = data_or_null(th_arg(call, 1)), *b = data_or_null(th_arg(call, 2)), *y = place_of(call->out[0], x);
    void *mean = th_data(call->out[1]), *var = th_data(call->out[2]);
    double eps = th_arg_double(call, 3);
    if (x->dtype == TH_FLOAT32) batch_norm_float(&l, (float *)th_data(x), w, b, y, mean, var, eps);
    else batch_norm_double(&l, (double *)th_data(x), w, b, y, mean, var, eps);
    store_narrow(call->out[0], y);
}

/* gradient input mean var weight eps */
void cpu_native_batch_norm_backward(th_call *call)
{
    const th_tensor *g = th_arg(call, 0), *x = th_arg(call, 1);
    cpu_lanes l = cpu_lanes_of(x, 1);
    void *mean = th_data(th_arg(call, 2)), *var = th_data(th_arg(call, 3)), *w = data_or_null(th_arg(call, 4));
    void *gx = place_of(call->out[0], g), *gw = th_data(call->out[1]), *gb = th_data(call->out[2]);
    double eps = th_arg_double(call, 5);
    if (x->dtype == TH_FLOAT32)
        batch_norm_backward_float(&l, (float *)th_data(g), (float *)th_data(x), mean, var, w, gx, gw, gb, eps);
    else batch_norm_backward_double(&l, (double *)th_data(g), (double *)th_data(x), mean, var, w, gx, gw, gb, eps);
    store_narrow(call->out[0], gx);
}
