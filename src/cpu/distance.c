/* Distances between all pairs of points. */
#include "lanes.h"

#include <math.h>

/* The p-norm of a - b over m coordinates. */
#define DISTANCE(name, T)                                                                             \
    TH_CLONES static double name(const T *restrict a, const T *restrict b, int64_t m, double p)       \
    {                                                                                                 \
        double sum = 0, max = 0;                                                                      \
        if (p == 2) {                                                                                 \
            _Pragma("omp simd reduction(+:sum)")                                                      \
            for (int64_t i = 0; i < m; i++) sum += (double)(a[i] - b[i]) * (double)(a[i] - b[i]);     \
            return sqrt(sum);                                                                         \
        }                                                                                             \
        if (p == 1) {                                                                                 \
            _Pragma("omp simd reduction(+:sum)")                                                      \
            for (int64_t i = 0; i < m; i++) sum += fabs((double)(a[i] - b[i]));                       \
            return sum;                                                                               \
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

DISTANCE(distance_float, float)
DISTANCE(distance_double, double)

/* x1 x2 p: contiguous (B, n, m) and (B, r, m) of one floating dtype; out (B, n, r) */
void cpu_cdist(th_call *call)
{
    const th_tensor *x1 = th_arg(call, 0), *x2 = th_arg(call, 1), *out = call->out[0];
    int64_t m = x1->shape[x1->ndim - 1], n = x1->shape[x1->ndim - 2], r = x2->shape[x2->ndim - 2];
    double p = th_arg_double(call, 2);
    int64_t rows = out->numel ? out->numel / r : 0;
    int threads = th_threads_for(out->numel * (m + 1), 1);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t row = 0; row < rows; row++)
        for (int64_t j = 0; j < r; j++) {
            int64_t a = row * m, b = (row / n * r + j) * m;
            if (x1->dtype == TH_FLOAT32)
                ((float *)th_data(out))[row * r + j] =
                    (float)distance_float((float *)th_data(x1) + a, (float *)th_data(x2) + b, m, p);
            else ((double *)th_data(out))[row * r + j] =
                    distance_double((double *)th_data(x1) + a, (double *)th_data(x2) + b, m, p);
        }
}
