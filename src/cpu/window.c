/* Copies between strided windows. */
#include "window.h"

#include <string.h>

#define TILE 16 /* rows and columns of a transposition that stay in the first-level cache */

/* ---- Planes: the two innermost dimensions --------------------------------------------------------- */

/* n rows of m elements; steps in bytes, from element to element and from row to row. */
typedef struct {
    char *to;
    const char *from;
    int64_t n, m, to_step, from_step, to_row, from_row;
} plane;

#define COPY(type, p, i, j)                                        \
    *(type *)(void *)((p)->to + (i) * (p)->to_row + (j) * (p)->to_step) = \
        *(const type *)(const void *)((p)->from + (i) * (p)->from_row + (j) * (p)->from_step)

/* Elements that are neighbours in one window are far apart in the other: tile by tile, each line of
 * the cache is used as long as it is there. */
#define COPIERS(type)                                                                                 \
    static void copy_rows_##type(const plane *p)                                                      \
    {                                                                                                 \
        for (int64_t i = 0; i < p->n; i++)                                                            \
            for (int64_t j = 0; j < p->m; j++) COPY(type, p, i, j);                                   \
    }                                                                                                 \
    static void copy_dense_rows_##type(const plane *p)                                                \
    {                                                                                                 \
        for (int64_t i = 0; i < p->n; i++) {                                                          \
            type *to = (void *)(p->to + i * p->to_row);                                               \
            const type *from = (const void *)(p->from + i * p->from_row);                             \
            if (p->from_step) for (int64_t j = 0; j < p->m; j++) to[j] = from[j];                     \
            else for (int64_t j = 0; j < p->m; j++) to[j] = *from;                                    \
        }                                                                                             \
    }                                                                                                 \
    static void transpose_##type(const plane *p)                                                      \
    {                                                                                                 \
        for (int64_t i = 0; i < p->n; i += TILE)                                                      \
            for (int64_t j = 0; j < p->m; j += TILE)                                                  \
                for (int64_t k = i; k < (i + TILE < p->n ? i + TILE : p->n); k++)                     \
                    for (int64_t l = j; l < (j + TILE < p->m ? j + TILE : p->m); l++) COPY(type, p, k, l); \
    }                                                                                                 \
    static void copy_plane_##type(const plane *p)                                                     \
    {                                                                                                 \
        int64_t size = (int64_t)sizeof(type);                                                         \
        if (p->from_row == size && p->from_step != size && p->n > 1) transpose_##type(p);             \
        else if (p->to_step == size && (p->from_step == size || p->from_step == 0)) copy_dense_rows_##type(p); \
        else copy_rows_##type(p);                                                                     \
    }
COPIERS(uint8_t)
COPIERS(uint16_t)
COPIERS(uint32_t)
COPIERS(uint64_t)
COPIERS(th_complex128)

static void copy_plane(const plane *p, int64_t size)
{
    bool dense = p->to_step == size && p->from_step == size;
    if (dense && p->m * size >= 64) {
        for (int64_t i = 0; i < p->n; i++)
            memcpy(p->to + i * p->to_row, p->from + i * p->from_row, (size_t)(p->m * size));
        return;
    }
    switch (size) {
    case 1: copy_plane_uint8_t(p); break;
    case 2: copy_plane_uint16_t(p); break;
    case 4: copy_plane_uint32_t(p); break;
    case 8: copy_plane_uint64_t(p); break;
    default: copy_plane_th_complex128(p); break;
    }
}

/* ---- All dimensions ------------------------------------------------------------------------------- */

/* Brings the dimension along which x is dense next to that along which y is, for the tiles. */
static void pair_dims(th_iter *it, int64_t size)
{
    if (it->stride[1][0] == size) return;
    for (int d = 2; d < it->ndim; d++) {
        if (it->stride[1][d] != size) continue;
        int64_t n = it->shape[d], to = it->stride[0][d];
        it->shape[d] = it->shape[1];
        it->stride[0][d] = it->stride[0][1];
        it->stride[1][d] = it->stride[1][1];
        it->shape[1] = n;
        it->stride[0][1] = to;
        it->stride[1][1] = size;
        return;
    }
}

/* Part k of n_parts of the rows of plane number i. */
static void copy_part(const th_iter *it, int64_t i, int64_t k, int64_t n_parts, int64_t size)
{
    int64_t rows = it->ndim > 1 ? it->shape[1] : 1, first = rows * k / n_parts, last = rows * (k + 1) / n_parts;
    plane p = {it->data[0], it->data[1], last - first, it->shape[0], it->stride[0][0], it->stride[1][0], 0, 0};
    if (it->ndim > 1) {
        p.to_row = it->stride[0][1];
        p.from_row = it->stride[1][1];
    }
    p.to += first * p.to_row;
    p.from += first * p.from_row;
    for (int d = 2; d < it->ndim; i /= it->shape[d++]) {
        p.to += i % it->shape[d] * it->stride[0][d];
        p.from += i % it->shape[d] * it->stride[1][d];
    }
    copy_plane(&p, size);
}

/* Threads share the planes, or the rows of planes where there are few. */
void cpu_copy_window(const th_iter *given)
{
    th_iter it = *given;
    int64_t size = (int64_t)th_dtype_size(it.dtype[0]), planes = 1;
    it.numel = 1;
    for (int d = 0; d < it.ndim; d++) it.numel *= it.shape[d];
    if (it.numel == 0) return;
    th_iter_order(&it);
    th_iter_collapse(&it);
    pair_dims(&it, size);
    for (int d = 2; d < it.ndim; d++) planes *= it.shape[d];
    int threads = th_threads_for(it.numel, 1);
    int64_t parts = planes >= threads ? 1 : (threads + planes - 1) / planes;
    if (it.ndim < 2) parts = 1;
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t task = 0; task < planes * parts; task++) copy_part(&it, task / parts, task % parts, parts, size);
}
