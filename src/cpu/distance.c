/* Distances between all pairs of points. */
#include "lanes.h"

#include <math.h>
#include <string.h>

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

/* Euclidean distances of ROWS rows of x1 from WIDE rows of x2, which are turned: b (m, WIDE). So sums grow in the lanes
 * of registers and are never added up across one. */
#define ROWS 4
#define WIDE 32
#define TILE(name, T)                                                                                 \
    typedef T name##_vector __attribute__((vector_size(64), aligned(sizeof(T)), may_alias));          \
    TH_CLONES static void name(T *const a[ROWS], const T *b, int64_t m, T out[ROWS][WIDE])            \
    {                                                                                                 \
        enum { LANES = 64 / sizeof(T) };                                                              \
        for (int64_t half = 0; half < WIDE; half += 2 * LANES) {                                      \
            double sums[ROWS][2 * LANES] = {{0}};                                                     \
            for (int64_t from = 0; from < m; from += PIECE) {                                         \
                int64_t end = cpu_min(from + PIECE, m);                                               \
                name##_vector s[ROWS][2] = {{{0}}};                                                   \
                T part[ROWS][2 * LANES];                                                              \
                for (int64_t i = from; i < end; i++) {                                                \
                    const T *y = b + i * WIDE + half;                                                 \
                    name##_vector y0 = *(const name##_vector *)y, y1 = *(const name##_vector *)(y + LANES); \
                    _Pragma("GCC unroll 4")                                                           \
                    for (int k = 0; k < ROWS; k++) {                                                  \
                        name##_vector d0 = a[k][i] - y0, d1 = a[k][i] - y1;                           \
                        s[k][0] += d0 * d0, s[k][1] += d1 * d1;                                       \
                    }                                                                                 \
                }                                                                                     \
                memcpy(part, s, sizeof part);                                                         \
                for (int k = 0; k < ROWS; k++)                                                        \
                    _Pragma("omp simd")                                                               \
                    for (int j = 0; j < 2 * LANES; j++) sums[k][j] += (double)part[k][j];             \
            }                                                                                         \
            for (int k = 0; k < ROWS; k++)                                                            \
                _Pragma("omp simd")                                                                   \
                for (int j = 0; j < 2 * LANES; j++) out[k][half + j] = (T)sqrt(sums[k][j]);           \
        }                                                                                             \
    }

/* Rows [first, last) of a (n, m) with w <= WIDE columns of b (m, WIDE), into those of out (n, r). Where fewer than ROWS
 * are left, the last row is taken again. */
#define BLOCK(name, T)                                                                                \
    static void name(T *a, const T *b, int64_t first, int64_t last, int64_t m, int64_t w, T *out, int64_t r) \
    {                                                                                                 \
        for (; first < last; first += ROWS) {                                                         \
            T *x[ROWS], found[ROWS][WIDE];                                                            \
            for (int64_t k = 0; k < ROWS; k++) x[k] = a + cpu_min(first + k, last - 1) * m;           \
            euclidean_##T(x, b, m, found);                                                            \
            for (int64_t k = 0; k < ROWS && first + k < last; k++)                                    \
                memcpy(out + (first + k) * r, found[k], (size_t)w * sizeof(T));                       \
        }                                                                                             \
    }

DISTANCE(distance_float, float)
DISTANCE(distance_double, double)
TILE(euclidean_float, float)
TILE(euclidean_double, double)
BLOCK(block_float, float)
BLOCK(block_double, double)

/* x2 (B, r, m), contiguous, as (B, panels, m, WIDE); what the last panel has too much is 0 */
static th_tensor *panels_of(th_tensor *x2, int64_t batches, int64_t r, int64_t m)
{
    int64_t panels = (r + WIDE - 1) / WIDE;
    th_tensor *y = th_tensor_new(4, (int64_t[]){batches, panels, m, WIDE}, (th_dtype)x2->dtype, (th_device){TH_CPU, 0});
    if (r % WIDE) memset(th_data(y), 0, (size_t)y->numel * th_dtype_size((th_dtype)y->dtype));
    for (int64_t k = 0; k < panels; k++) {
        int64_t shape[] = {batches, m, cpu_min(WIDE, r - k * WIDE)};
        th_copy_into(th_tensor_view(y, 3, shape, (int64_t[]){panels * m * WIDE, WIDE, 1}, y->offset + k * m * WIDE),
                     th_tensor_view(x2, 3, shape, (int64_t[]){r * m, 1, m}, x2->offset + k * WIDE * m));
    }
    return y;
}

#define BLOCK_ROWS 64

typedef struct {
    th_dtype dtype;
    char *x1, *x2, *out;
    int64_t n, r, m, down, across; /* blocks of BLOCK_ROWS by WIDE distances */
} blocks;

static void distance_block(void *data, int64_t i)
{
    const blocks *t = data;
    int64_t first = i % t->down * BLOCK_ROWS, j = i / t->down % t->across * WIDE, batch = i / t->down / t->across;
    int64_t last = cpu_min(first + BLOCK_ROWS, t->n), w = cpu_min(WIDE, t->r - j);
    int64_t a = batch * t->n * t->m, b = i / t->down * t->m * WIDE, to = batch * t->n * t->r + j;
    if (t->dtype == TH_FLOAT32)
        block_float((float *)t->x1 + a, (float *)t->x2 + b, first, last, t->m, w, (float *)t->out + to, t->r);
    else
        block_double((double *)t->x1 + a, (double *)t->x2 + b, first, last, t->m, w, (double *)t->out + to, t->r);
}

static void distances_by_blocks(th_tensor *x1, th_tensor *x2, th_tensor *out)
{
    int64_t n = x1->shape[x1->ndim - 2], r = x2->shape[x2->ndim - 2], m = x1->shape[x1->ndim - 1];
    int64_t across = (r + WIDE - 1) / WIDE, down = (n + BLOCK_ROWS - 1) / BLOCK_ROWS, batches = out->numel / (n * r);
    th_tensor *panels = panels_of(x2, batches, r, m);
    blocks t = {(th_dtype)x1->dtype, th_data(x1), th_data(panels), th_data(out), n, r, m, down, across};
    th_share(batches * down * across, th_threads_for(out->numel * (m + 1), 0.2), distance_block, &t);
}

/* x1 x2 p: contiguous (B, n, m) and (B, r, m) of one floating dtype; out (B, n, r) */
void cpu_cdist(th_call *call)
{
    th_tensor *x1 = th_arg(call, 0), *x2 = th_arg(call, 1), *out = call->out[0];
    int64_t m = x1->shape[x1->ndim - 1], n = x1->shape[x1->ndim - 2], r = x2->shape[x2->ndim - 2];
    double p = th_arg_double(call, 2);
    if (out->numel && n >= ROWS && r >= ROWS && p == 2) {
        distances_by_blocks(x1, x2, out);
        return;
    }
    int threads = th_threads_for(out->numel * (m + 1), 1);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < out->numel; i++) {
        int64_t a = i / r * m, b = (i / r / n * r + i % r) * m;
        if (x1->dtype == TH_FLOAT32)
            ((float *)th_data(out))[i] =
                (float)distance_float((float *)th_data(x1) + a, (float *)th_data(x2) + b, m, p);
        else ((double *)th_data(out))[i] = distance_double((double *)th_data(x1) + a, (double *)th_data(x2) + b, m, p);
    }
}
