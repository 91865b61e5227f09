/* Distances between all pairs of points. */
#include "lanes.h"

#include <math.h>

#define PIECE 256 /* coordinates summed in their own type before a sum in double takes over */

/* The p-norm of a - b over m coordinates. */
#define DISTANCE(name, T)                                                                             \
    TH_CLONES static double name(const T *restrict a, const T *restrict b, int64_t m, double p)       \
    {                                                                                                 \
        double sum = 0, max = 0;                                                                      \
        if (p == 2 || p == 1) {                                                                       \
            for (int64_t from = 0; from < m; from += PIECE) {                                         \
                int64_t to = cpu_min(from + PIECE, m);                                                \
                T part = 0;                                                                           \
                if (p == 2) {                                                                         \
                    _Pragma("omp simd reduction(+:part)")                                             \
                    for (int64_t i = from; i < to; i++) part += (a[i] - b[i]) * (a[i] - b[i]);        \
                } else {                                                                              \
                    _Pragma("omp simd reduction(+:part)")                                             \
                    for (int64_t i = from; i < to; i++) part += a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]; \
                }                                                                                     \
                sum += (double)part;                                                                  \
            }                                                                                         \
            return p == 2 ? sqrt(sum) : sum;                                                          \
        }                                                                                             \
        if (isinf(p)) {                                                                               \
            for (int64_t i = 0; i < m; i++) {                                                         \
                double d = fabs((double)(a[i] - b[i]));                                               \
                if (d > max || d != d) max = d;                                                       \
            }                                                                                         \
            return max;                                                                               \
        }                                                                                             \
        for (int64_t i = 0; i < m; i++) {                                                             \
            double d = fabs((double)(a[i] - b[i]));                                                   \
            sum += p == 0 ? d != 0 : pow(d, p);                                                       \
        }                                                                                             \
        return p == 0 ? sum : pow(sum, 1 / p);                                                        \
    }

/* Distances of ROWS rows of x1 from w rows of x2, for p = 1 and 2. x2 is turned, b (m, pitch): its rows lie side by side,
 * so that sums grow in the lanes of registers and are never added up across one. */
#define ROWS 4
#define WIDE 64
#define EACH_ROW(j) for (int64_t j = 0; j < w; j++)
#define TILE(name, T, ROOT, TERM)                                                                     \
    TH_CLONES static void name(T *const a[ROWS], const T *restrict b, int64_t m, int64_t pitch, int64_t w, T *const to[ROWS]) \
    {                                                                                                 \
        double sums[ROWS][WIDE] = {{0}};                                                              \
        for (int64_t from = 0; from < m; from += PIECE) {                                             \
            int64_t end = cpu_min(from + PIECE, m);                                                   \
            T s0[WIDE] = {0}, s1[WIDE] = {0}, s2[WIDE] = {0}, s3[WIDE] = {0};                         \
            for (int64_t i = from; i < end; i++) {                                                    \
                const T x0 = a[0][i], x1 = a[1][i], x2 = a[2][i], x3 = a[3][i], *y = b + i * pitch;   \
                _Pragma("omp simd")                                                                   \
                EACH_ROW(j) {                                                                         \
                    T d0 = x0 - y[j], d1 = x1 - y[j], d2 = x2 - y[j], d3 = x3 - y[j];                 \
                    s0[j] += TERM(d0), s1[j] += TERM(d1), s2[j] += TERM(d2), s3[j] += TERM(d3);       \
                }                                                                                     \
            }                                                                                         \
            EACH_ROW(j) sums[0][j] += (double)s0[j], sums[1][j] += (double)s1[j];                     \
            EACH_ROW(j) sums[2][j] += (double)s2[j], sums[3][j] += (double)s3[j];                     \
        }                                                                                             \
        for (int k = 0; k < ROWS; k++) EACH_ROW(j) to[k][j] = (T)ROOT(sums[k][j]);                    \
    }

/* Rows [first, first + ROWS) of the n rows a (n, m) and out (n, r); the last is taken again where there are fewer. */
#define ROWS_OF(name, T)                                                                              \
    static void name(T *a, const T *b, int64_t first, int64_t n, int64_t r, int64_t m, double p, T *out) \
    {                                                                                                 \
        T *x[ROWS], *to[ROWS];                                                                        \
        for (int64_t j = 0; j < r; j += WIDE) {                                                       \
            for (int64_t k = 0; k < ROWS; k++) {                                                      \
                int64_t row = cpu_min(first + k, n - 1);                                              \
                x[k] = a + row * m, to[k] = out + row * r + j;                                        \
            }                                                                                         \
            (p == 2 ? euclidean_##T : manhattan_##T)(x, b + j, m, r, cpu_min(WIDE, r - j), to);       \
        }                                                                                             \
    }

#define SQUARE(d) ((d) * (d))
#define SIZE(d) ((d) < 0 ? -(d) : (d))
DISTANCE(distance_float, float)
DISTANCE(distance_double, double)
TILE(euclidean_float, float, sqrt, SQUARE)
TILE(euclidean_double, double, sqrt, SQUARE)
TILE(manhattan_float, float, , SIZE)
TILE(manhattan_double, double, , SIZE)
ROWS_OF(rows_float, float)
ROWS_OF(rows_double, double)

/* x2 (B, r, m) as (B, m, r) */
static th_tensor *turned(th_tensor *x)
{
    int last = x->ndim - 1;
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    for (int d = 0; d < x->ndim; d++) shape[d] = x->shape[d], stride[d] = x->stride[d];
    shape[last] = x->shape[last - 1], stride[last] = x->stride[last - 1];
    shape[last - 1] = x->shape[last], stride[last - 1] = x->stride[last];
    th_tensor *y = th_tensor_new(x->ndim, shape, (th_dtype)x->dtype, (th_device){TH_CPU, 0});
    th_copy_into(y, th_tensor_view(x, x->ndim, shape, stride, x->offset));
    return y;
}

static void distances_by_tiles(th_tensor *x1, th_tensor *x2, double p, th_tensor *out)
{
    int64_t m = x1->shape[x1->ndim - 1], n = x1->shape[x1->ndim - 2], r = x2->shape[x2->ndim - 2];
    int64_t groups = (n + ROWS - 1) / ROWS, batches = out->numel / (n * r);
    int threads = th_threads_for(out->numel * (m + 1), 0.2);
    const char *a = th_data(x1), *b = th_data(turned(x2)), *to = th_data(out);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < batches * groups; i++) {
        int64_t batch = i / groups, first = i % groups * ROWS;
        if (x1->dtype == TH_FLOAT32)
            rows_float((float *)a + batch * n * m, (const float *)b + batch * m * r, first, n, r, m, p, (float *)to + batch * n * r);
        else
            rows_double((double *)a + batch * n * m, (const double *)b + batch * m * r, first, n, r, m, p, (double *)to + batch * n * r);
    }
}

/* x1 x2 p: contiguous (B, n, m) and (B, r, m) of one floating dtype; out (B, n, r) */
void cpu_cdist(th_call *call)
{
    th_tensor *x1 = th_arg(call, 0), *x2 = th_arg(call, 1), *out = call->out[0];
    int64_t m = x1->shape[x1->ndim - 1], n = x1->shape[x1->ndim - 2], r = x2->shape[x2->ndim - 2];
    double p = th_arg_double(call, 2);
    if (out->numel && n >= ROWS && r >= 8 && (p == 1 || p == 2)) {
        distances_by_tiles(x1, x2, p, out);
        return;
    }
    int threads = th_threads_for(out->numel * (m + 1), 1);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < out->numel; i++) {
        int64_t a = i / r * m, b = (i / r / n * r + i % r) * m;
        if (x1->dtype == TH_FLOAT32)
            ((float *)th_data(out))[i] = (float)distance_float((float *)th_data(x1) + a, (float *)th_data(x2) + b, m, p);
        else ((double *)th_data(out))[i] = distance_double((double *)th_data(x1) + a, (double *)th_data(x2) + b, m, p);
    }
}
