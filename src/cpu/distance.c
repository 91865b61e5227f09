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

/* Euclidean distances of a from the four rows of b (4, m), whose sums do not wait for each other. */
#define EUCLIDEAN(name, T)                                                                            \
    TH_CLONES static void name(const T *restrict a, const T *restrict b, int64_t m, T *to)            \
    {                                                                                                 \
        const T *b1 = b + m, *b2 = b1 + m, *b3 = b2 + m;                                              \
        double sums[4] = {0};                                                                         \
        for (int64_t from = 0; from < m; from += PIECE) {                                             \
            int64_t end = cpu_min(from + PIECE, m);                                                   \
            T s0 = 0, s1 = 0, s2 = 0, s3 = 0;                                                         \
            _Pragma("omp simd reduction(+:s0,s1,s2,s3)")                                              \
            for (int64_t i = from; i < end; i++) {                                                    \
                s0 += (a[i] - b[i]) * (a[i] - b[i]);                                                  \
                s1 += (a[i] - b1[i]) * (a[i] - b1[i]);                                                \
                s2 += (a[i] - b2[i]) * (a[i] - b2[i]);                                                \
                s3 += (a[i] - b3[i]) * (a[i] - b3[i]);                                                \
            }                                                                                         \
            sums[0] += (double)s0, sums[1] += (double)s1, sums[2] += (double)s2, sums[3] += (double)s3; \
        }                                                                                             \
        for (int k = 0; k < 4; k++) to[k] = (T)sqrt(sums[k]);                                         \
    }

/* out (r): distances of a from the rows of b (r, m) */
#define ROW_OF(name, distance, euclidean, T)                                                          \
    static void name(const T *a, const T *b, int64_t r, int64_t m, double p, T *out)                  \
    {                                                                                                 \
        int64_t j = 0;                                                                                \
        for (; p == 2 && j + 4 <= r; j += 4) euclidean(a, b + j * m, m, out + j);                     \
        for (; j < r; j++) out[j] = (T)distance(a, b + j * m, m, p);                                  \
    }

DISTANCE(distance_float, float)
DISTANCE(distance_double, double)
EUCLIDEAN(euclidean_float, float)
EUCLIDEAN(euclidean_double, double)
ROW_OF(row_float, distance_float, euclidean_float, float)
ROW_OF(row_double, distance_double, euclidean_double, double)

/* x1 x2 p: contiguous (B, n, m) and (B, r, m) of one floating dtype; out (B, n, r) */
void cpu_cdist(th_call *call)
{
    const th_tensor *x1 = th_arg(call, 0), *x2 = th_arg(call, 1), *out = call->out[0];
    int64_t m = x1->shape[x1->ndim - 1], n = x1->shape[x1->ndim - 2], r = x2->shape[x2->ndim - 2];
    double p = th_arg_double(call, 2);
    int64_t rows = out->numel ? out->numel / r : 0;
    int threads = th_threads_for(out->numel * (m + 1), 1);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t row = 0; row < rows; row++) {
        int64_t a = row * m, b = row / n * r * m;
        if (x1->dtype == TH_FLOAT32)
            row_float((float *)th_data(x1) + a, (float *)th_data(x2) + b, r, m, p, (float *)th_data(out) + row * r);
        else row_double((double *)th_data(x1) + a, (double *)th_data(x2) + b, r, m, p, (double *)th_data(out) + row * r);
    }
}
