/* Batch normalization, fused, its backward step, and affine maps of channels. Means come first, then squares of what
 * they leave; both are summed in double. */
#include "normalization.h"
#include "math.h"

#define PRAGMA(text) _Pragma(#text)
#define TILE 256 /* channels that are worked on side by side, at most */

/* A part of (samples, channels, inner) that is worked on in one go, `rows` samples `pitch` apart: n adjacent elements
 * of one channel each, or, where inner is 1, one element of w channels side by side. */
typedef struct { int64_t rows, n, pitch, w; bool side; } piece;

static piece piece_of(const cpu_lanes *l, int64_t w)
{
    return (piece){l->outer, l->inner, l->n * l->inner, w, l->inner == 1};
}

/* How many channels go into a piece, so that every thread has one. */
static int64_t width(const cpu_lanes *l, int threads)
{
    int64_t share = (l->n + threads - 1) / threads;
    return l->inner > 1 ? 1 : share < 16 ? 16 : cpu_min(TILE, (share + 15) / 16 * 16);
}

#define SUM_OF(x) (double)(x)
#define SQUARE_OF(x) ((double)(x) - mean[j]) * ((double)(x) - mean[j])
/* sum[j] of V over the rows, four at a time: the sums are loaded and stored as rarely. */
#define BY_FOUR(T, V)                                                                                 \
    int64_t i = 0;                                                                                    \
    for (; i + 4 <= p->rows; i += 4, x += 4 * p->pitch) {                                             \
        const T *x1 = x + p->pitch, *x2 = x1 + p->pitch, *x3 = x2 + p->pitch;                         \
        PRAGMA(omp simd)                                                                              \
        for (int64_t j = 0; j < p->w; j++) sum[j] += (V(x[j]) + V(x1[j])) + (V(x2[j]) + V(x3[j]));    \
    }                                                                                                 \
    for (; i < p->rows; i++, x += p->pitch)                                                           \
        PRAGMA(omp simd)                                                                              \
        for (int64_t j = 0; j < p->w; j++) sum[j] += V(x[j]);

/* mean, var, scale, shift, sum, ... have one element per channel of the piece. */
#define STEPS(T, suffix)                                                                              \
    static inline double row_sum_##suffix(const T *x, int64_t n)                                      \
    {                                                                                                 \
        double sum = 0;                                                                               \
        PRAGMA(omp simd reduction(+:sum))                                                             \
        for (int64_t j = 0; j < n; j++) sum += (double)x[j];                                          \
        return sum;                                                                                   \
    }                                                                                                 \
    static inline double row_squares_##suffix(const T *x, double mean, int64_t n)                     \
    {                                                                                                 \
        double squares = 0;                                                                           \
        PRAGMA(omp simd reduction(+:squares))                                                         \
        for (int64_t j = 0; j < n; j++) squares += ((double)x[j] - mean) * ((double)x[j] - mean);     \
        return squares;                                                                               \
    }                                                                                                 \
    TH_CLONES static void add_sums_##suffix(const piece *p, const T *x, double *sum)                  \
    {                                                                                                 \
        if (p->side) { BY_FOUR(T, SUM_OF) return; }                                                   \
        for (int64_t i = 0; i < p->rows; i++, x += p->pitch) *sum += row_sum_##suffix(x, p->n);       \
    }                                                                                                 \
    TH_CLONES static void add_squares_##suffix(const piece *p, const T *x, const double *mean, double *sum) \
    {                                                                                                 \
        if (p->side) { BY_FOUR(T, SQUARE_OF) return; }                                                \
        for (int64_t i = 0; i < p->rows; i++, x += p->pitch) *sum += row_squares_##suffix(x, *mean, p->n); \
    }                                                                                                 \
    static void moments_##suffix(const piece *p, const T *x, double *mean, double *var)               \
    {                                                                                                 \
        double count = (double)(p->rows * p->n);                                                      \
        for (int64_t j = 0; j < p->w; j++) mean[j] = var[j] = 0;                                      \
        add_sums_##suffix(p, x, mean);                                                                \
        for (int64_t j = 0; j < p->w; j++) mean[j] /= count;                                          \
        add_squares_##suffix(p, x, mean, var);                                                        \
        for (int64_t j = 0; j < p->w; j++) var[j] /= count;                                           \
    }                                                                                                 \
    TH_CLONES static void apply_##suffix(const piece *p, const T *x, T *y, const T *mean, const T *scale, \
                                         const T *shift)                                              \
    {                                                                                                 \
        T m = *mean, a = *scale, b = *shift;                                                          \
        for (int64_t i = 0; i < p->rows; i++, x += p->pitch, y += p->pitch) {                         \
            if (p->side) {                                                                            \
                PRAGMA(omp simd)                                                                      \
                for (int64_t j = 0; j < p->w; j++) y[j] = (x[j] - mean[j]) * scale[j] + shift[j];     \
            } else {                                                                                  \
                PRAGMA(omp simd)                                                                      \
                for (int64_t j = 0; j < p->n; j++) y[j] = (x[j] - m) * a + b;                         \
            }                                                                                         \
        }                                                                                             \
    }                                                                                                 \
    static inline void row_products_##suffix(const T *g, const T *x, T mean, double *sum, double *dot, int64_t n) \
    {                                                                                                 \
        double s = 0, d = 0;                                                                          \
        PRAGMA(omp simd reduction(+:s, d))                                                            \
        for (int64_t j = 0; j < n; j++) {                                                             \
            s += (double)g[j];                                                                        \
            d += (double)(g[j] * (x[j] - mean));                                                      \
        }                                                                                             \
        *sum += s, *dot += d;                                                                         \
    }                                                                                                 \
    /* sum of g, and of g (x - mean) */                                                               \
    TH_CLONES static void products_##suffix(const piece *p, const T *g, const T *x, const T *mean, double *sum, \
                                            double *dot)                                              \
    {                                                                                                 \
        for (int64_t j = 0; j < p->w; j++) sum[j] = dot[j] = 0;                                       \
        for (int64_t i = 0; i < p->rows; i++, g += p->pitch, x += p->pitch) {                         \
            if (!p->side) { row_products_##suffix(g, x, *mean, sum, dot, p->n); continue; }           \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < p->w; j++) {                                                      \
                sum[j] += (double)g[j];                                                               \
                dot[j] += (double)(g[j] * (x[j] - mean[j]));                                          \
            }                                                                                         \
        }                                                                                             \
    }                                                                                                 \
    TH_CLONES static void slope_##suffix(const piece *p, const T *g, const T *x, T *gx, const T *mean, const T *scale, \
                                         const T *shift, const T *pull)                               \
    {                                                                                                 \
        T m = *mean, a = *scale, b = *shift, q = *pull;                                               \
        for (int64_t i = 0; i < p->rows; i++, g += p->pitch, x += p->pitch, gx += p->pitch) {         \
            if (p->side) {                                                                            \
                PRAGMA(omp simd)                                                                      \
                for (int64_t j = 0; j < p->w; j++)                                                    \
                    gx[j] = scale[j] * (g[j] - shift[j] - (x[j] - mean[j]) * pull[j]);                \
            } else {                                                                                  \
                PRAGMA(omp simd)                                                                      \
                for (int64_t j = 0; j < p->n; j++) gx[j] = a * (g[j] - b - (x[j] - m) * q);           \
            }                                                                                         \
        }                                                                                             \
    }

STEPS(float, float)
STEPS(double, double)

/* One call: x, g and y (samples, channels, inner), the others (channels) or NULL. g comes in with the gradient of y,
 * and y is then that of x. */
typedef struct {
    cpu_lanes lanes;
    const void *x, *g, *weight, *bias;
    void *y, *mean, *var, *gw, *gb;
    double eps;
} job;

/* Works on the piece of channels from c on. */
#define CHANNELS(T, suffix)                                                                           \
    static void numbers_##suffix(const void *given, T otherwise, T *numbers, const piece *p, int64_t c) \
    {                                                                                                 \
        for (int64_t j = 0; j < p->w; j++) numbers[j] = given ? ((const T *)given)[c + j] : otherwise; \
    }                                                                                                 \
    static void normalize_##suffix(const job *f, const piece *p, int64_t c)                           \
    {                                                                                                 \
        double mean[TILE], var[TILE];                                                                 \
        T scale[TILE], shift[TILE], *to_mean = (T *)f->mean + c, *to_var = (T *)f->var + c;           \
        const T *x = (const T *)f->x + c * f->lanes.inner;                                            \
        moments_##suffix(p, x, mean, var);                                                            \
        numbers_##suffix(f->weight, 1, scale, p, c);                                                  \
        numbers_##suffix(f->bias, 0, shift, p, c);                                                    \
        for (int64_t j = 0; j < p->w; j++) {                                                          \
            to_mean[j] = (T)mean[j], to_var[j] = (T)var[j];                                           \
            scale[j] = (T)((double)scale[j] / sqrt(var[j] + f->eps));                                 \
        }                                                                                             \
        apply_##suffix(p, x, (T *)f->y + c * f->lanes.inner, to_mean, scale, shift);                  \
    }                                                                                                 \
    static void normalize_back_##suffix(const job *f, const piece *p, int64_t c)                      \
    {                                                                                                 \
        double sum[TILE], dot[TILE], n = (double)(p->rows * p->n);                                    \
        T scale[TILE], shift[TILE], pull[TILE], *gw = (T *)f->gw + c, *gb = (T *)f->gb + c;           \
        const T *mean = (const T *)f->mean + c, *var = (const T *)f->var + c;                         \
        const T *x = (const T *)f->x + c * f->lanes.inner, *g = (const T *)f->g + c * f->lanes.inner; \
        products_##suffix(p, g, x, mean, sum, dot);                                                   \
        numbers_##suffix(f->weight, 1, scale, p, c);                                                  \
        for (int64_t j = 0; j < p->w; j++) {                                                          \
            double rstd = 1 / sqrt((double)var[j] + f->eps);                                          \
            gw[j] = (T)(dot[j] * rstd), gb[j] = (T)sum[j];                                            \
            scale[j] = (T)((double)scale[j] * rstd);                                                  \
            shift[j] = (T)(sum[j] / n), pull[j] = (T)(dot[j] * rstd * rstd / n);                      \
        }                                                                                             \
        slope_##suffix(p, g, x, (T *)f->y + c * f->lanes.inner, mean, scale, shift, pull);            \
    }                                                                                                 \
    static void affine_##suffix(const job *f, const piece *p, int64_t c)                              \
    {                                                                                                 \
        T mean[TILE], scale[TILE], shift[TILE];                                                       \
        numbers_##suffix(f->mean, 0, mean, p, c);                                                     \
        numbers_##suffix(f->weight, 1, scale, p, c);                                                  \
        numbers_##suffix(f->bias, 0, shift, p, c);                                                    \
        apply_##suffix(p, (const T *)f->x + c * f->lanes.inner, (T *)f->y + c * f->lanes.inner, mean, scale, shift); \
    }                                                                                                 \
    static void affine_back_##suffix(const job *f, const piece *p, int64_t c)                         \
    {                                                                                                 \
        double sum[TILE], dot[TILE];                                                                  \
        T mean[TILE], scale[TILE], zero[TILE] = {0};                                                  \
        const T *x = (const T *)f->x + c * f->lanes.inner, *g = (const T *)f->g + c * f->lanes.inner; \
        numbers_##suffix(f->mean, 0, mean, p, c);                                                     \
        numbers_##suffix(f->weight, 1, scale, p, c);                                                  \
        products_##suffix(p, g, x, mean, sum, dot);                                                   \
        for (int64_t j = 0; j < p->w; j++) ((T *)f->gw)[c + j] = (T)dot[j], ((T *)f->gb)[c + j] = (T)sum[j]; \
        apply_##suffix(p, g, (T *)f->y + c * f->lanes.inner, zero, scale, zero);                      \
    }

CHANNELS(float, float)
CHANNELS(double, double)

typedef void work(const job *f, const piece *p, int64_t c);

/* made_in: the input or gradient in whose converted copy a 16-bit result is made. */
static void run(th_call *call, job *f, const th_tensor *made_in, double cost, work *of_float, work *of_double)
{
    cpu_lanes l = f->lanes = cpu_lanes_of(call->out[0], 1);
    int threads = th_threads_for(call->out[0]->numel, cost);
    int64_t w = width(&l, threads);
    work *on_piece = made_in->dtype == TH_FLOAT32 ? of_float : of_double;
    f->y = cpu_place_of(call->out[0], made_in);
    PRAGMA(omp parallel for num_threads(threads) if (threads > 1))
    for (int64_t c = 0; c < l.n; c += w) {
        piece p = piece_of(&l, cpu_min(w, l.n - c));
        on_piece(f, &p, c);
    }
    cpu_store_narrow(call->out[0], f->y);
}

static void *arg(th_call *call, int k) { return cpu_data_or_null(th_arg(call, k)); }
static void *out(th_call *call, int k) { return th_data(call->out[k]); }

/* input weight bias eps */
void cpu_native_batch_norm(th_call *call)
{
    job f = {.x = arg(call, 0), .weight = arg(call, 1), .bias = arg(call, 2), .mean = out(call, 1), .var = out(call, 2),
             .eps = th_arg_double(call, 3)};
    run(call, &f, th_arg(call, 0), 3, normalize_float, normalize_double);
}

/* gradient input mean var weight eps */
void cpu_native_batch_norm_backward(th_call *call)
{
    job f = {.g = arg(call, 0), .x = arg(call, 1), .mean = arg(call, 2), .var = arg(call, 3), .weight = arg(call, 4),
             .gw = out(call, 1), .gb = out(call, 2), .eps = th_arg_double(call, 5)};
    run(call, &f, th_arg(call, 0), 5, normalize_back_float, normalize_back_double);
}

/* input mean scale shift */
void cpu_affine_channels(th_call *call)
{
    job f = {.x = arg(call, 0), .mean = arg(call, 1), .weight = arg(call, 2), .bias = arg(call, 3)};
    run(call, &f, th_arg(call, 0), 1, affine_float, affine_double);
}

/* gradient input mean scale */
void cpu_affine_channels_backward(th_call *call)
{
    job f = {.g = arg(call, 0), .x = arg(call, 1), .mean = arg(call, 2), .weight = arg(call, 3), .gw = out(call, 1),
             .gb = out(call, 2)};
    run(call, &f, th_arg(call, 0), 3, affine_back_float, affine_back_double);
}
