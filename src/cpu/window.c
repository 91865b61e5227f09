/* Copies between strided windows. */
#include "window.h"

#include "lanes.h"

#include <string.h>

#define TILE 32 /* rows and columns of a tile of a transposition: its copies stay in the first-level cache */
#define FEW 256 /* elements: copied one by one before a tile is turned */

/* ---- Planes: the two innermost dimensions --------------------------------------------------------- */

/* n rows of m elements; steps in bytes, from element to element and from row to row. */
typedef struct {
    char *to;
    const char *from;
    int64_t n, m, to_step, from_step, to_row, from_row;
} plane;

#define COPY(type, p, i, j)                                                                           \
    *(type *)(void *)((p)->to + (i) * (p)->to_row + (j) * (p)->to_step) =                             \
        *(const type *)(const void *)((p)->from + (i) * (p)->from_row + (j) * (p)->from_step)

/* b (rows, columns) = a (columns, rows) transposed, four by four in registers where the compiler can. */
#if defined(__GNUC__) && !defined(__clang__)
#define TURNERS(type)                                                                                 \
    typedef type type##_quad __attribute__((vector_size(4 * sizeof(type)), aligned(sizeof(type)), may_alias)); \
    static inline void turn_quads_##type(const type *a, type *b)                                      \
    {                                                                                                 \
        const type##_quad *x0 = (const void *)a, *x1 = (const void *)(a + TILE);                      \
        const type##_quad *x2 = (const void *)(a + 2 * TILE), *x3 = (const void *)(a + 3 * TILE);     \
        type##_quad low = __builtin_shuffle(*x0, *x1, (type##_quad){0, 4, 1, 5});                     \
        type##_quad low2 = __builtin_shuffle(*x2, *x3, (type##_quad){0, 4, 1, 5});                    \
        type##_quad high = __builtin_shuffle(*x0, *x1, (type##_quad){2, 6, 3, 7});                    \
        type##_quad high2 = __builtin_shuffle(*x2, *x3, (type##_quad){2, 6, 3, 7});                   \
        *(type##_quad *)b = __builtin_shuffle(low, low2, (type##_quad){0, 1, 4, 5});                  \
        *(type##_quad *)(b + TILE) = __builtin_shuffle(low, low2, (type##_quad){2, 3, 6, 7});         \
        *(type##_quad *)(b + 2 * TILE) = __builtin_shuffle(high, high2, (type##_quad){0, 1, 4, 5});   \
        *(type##_quad *)(b + 3 * TILE) = __builtin_shuffle(high, high2, (type##_quad){2, 3, 6, 7});   \
    }                                                                                                 \
    TH_CLONES static void turn_##type(const type *restrict a, type *restrict b)                       \
    {                                                                                                 \
        for (int i = 0; i < TILE; i += 4)                                                             \
            for (int j = 0; j < TILE; j += 4)                                                         \
                turn_quads_##type(a + j * TILE + i, b + i * TILE + j);                                \
    }
#else
#define TURNERS(type) TURNER(type)
#endif
#define TURNER(type)                                                                                  \
    static void turn_##type(const type *restrict a, type *restrict b)                                 \
    {                                                                                                 \
        for (int i = 0; i < TILE; i++)                                                                \
            for (int j = 0; j < TILE; j++) b[i * TILE + j] = a[j * TILE + i];                         \
    }
TURNERS(uint8_t)
TURNERS(uint16_t)
TURNERS(uint32_t)
TURNERS(uint64_t)
TURNER(th_complex128)

/* Elements that are neighbours in one window are far apart in the other: a tile is read in lines of the cache,
 * turned, and written in lines, while those of the next tile are on their way. */
#define COPIERS(type)                                                                                 \
    static void copy_rows_##type(const plane *p)                                                      \
    {                                                                                                 \
        for (int64_t i = 0; i < p->n; i++)                                                            \
            for (int64_t j = 0; j < p->m; j++) COPY(type, p, i, j);                                   \
    }                                                                                                 \
    /* Every element m times: where m is known to the compiler, it writes several elements at once. */ \
    static inline void repeat_##type(const plane *p, int64_t m)                                       \
    {                                                                                                 \
        type *restrict to = (void *)p->to;                                                            \
        const char *from = p->from;                                                                   \
        for (int64_t i = 0; i < p->n; i++, from += p->from_row)                                       \
            for (int64_t j = 0; j < m; j++) to[i * m + j] = *(const type *)(const void *)from;        \
    }                                                                                                 \
    static void repeat_each_##type(const plane *p)                                                    \
    {                                                                                                 \
        if (p->m == 2) repeat_##type(p, 2);                                                           \
        else if (p->m == 3) repeat_##type(p, 3);                                                      \
        else if (p->m == 4) repeat_##type(p, 4);                                                      \
        else repeat_##type(p, p->m);                                                                  \
    }                                                                                                 \
    TH_CLONES static void reverse_##type(type *restrict to, const type *restrict from, int64_t n)     \
    {                                                                                                 \
        _Pragma("omp simd")                                                                           \
        for (int64_t j = 0; j < n; j++) to[j] = from[-j];                                             \
    }                                                                                                 \
    static void copy_dense_rows_##type(const plane *p)                                                \
    {                                                                                                 \
        for (int64_t i = 0; i < p->n; i++) {                                                          \
            type *to = (void *)(p->to + i * p->to_row);                                               \
            const type *from = (const void *)(p->from + i * p->from_row);                             \
            if (p->from_step > 0) for (int64_t j = 0; j < p->m; j++) to[j] = from[j];                 \
            else if (p->from_step == 0) for (int64_t j = 0; j < p->m; j++) to[j] = *from;             \
            else reverse_##type(to, from, p->m);                                                      \
        }                                                                                             \
    }                                                                                                 \
    static void transpose_tile_##type(const plane *p, int64_t i, int64_t j, type *a, type *b)         \
    {                                                                                                 \
        int64_t rows = cpu_min(TILE, p->n - i), columns = cpu_min(TILE, p->m - j);                    \
        const char *from = p->from + i * p->from_row + j * p->from_step;                              \
        char *to = p->to + i * p->to_row + j * p->to_step;                                            \
        for (int64_t l = 0; l < columns; l++) {                                                       \
            cpu_ask_for(from + (l + TILE) * p->from_step, rows * (int64_t)sizeof(type));              \
            memcpy(a + l * TILE, from + l * p->from_step, (size_t)rows * sizeof(type));               \
        }                                                                                             \
        turn_##type(a, b);                                                                            \
        for (int64_t k = 0; k < rows; k++) {                                                          \
            cpu_ask_for(to + k * p->to_row + TILE * p->to_step, columns * (int64_t)sizeof(type));     \
            memcpy(to + k * p->to_row, b + k * TILE, (size_t)columns * sizeof(type));                 \
        }                                                                                             \
    }                                                                                                 \
    static void transpose_##type(const plane *p)                                                      \
    {                                                                                                 \
        type a[TILE * TILE] = {0}, b[TILE * TILE];                                                    \
        for (int64_t i = 0; i < p->n; i += TILE)                                                      \
            for (int64_t j = 0; j < p->m; j += TILE) transpose_tile_##type(p, i, j, a, b);            \
    }                                                                                                 \
    static void copy_plane_##type(const plane *p)                                                     \
    {                                                                                                 \
        int64_t size = (int64_t)sizeof(type);                                                         \
        bool turned = p->from_row == size && p->from_step != size && p->to_step == size;              \
        bool repeated = p->to_step == size && p->from_step == 0 && p->to_row == p->m * size && p->m < 16; \
        if (turned && p->n > 3 && p->m > 3 && p->n * p->m > FEW) transpose_##type(p);                 \
        else if (repeated) repeat_each_##type(p);                                                     \
        else if (p->to_step == size && (p->from_step == 0 || p->from_step == size || p->from_step == -size)) \
            copy_dense_rows_##type(p);                                                                \
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
