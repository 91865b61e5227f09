/* gather and the scatter family: an index for every element, along one dimension. */
#include <string.h>

#include "../config.h"
#include "../core/iter.h"
#include "../core/op.h"
#include "fold.h"

#define AT_ONCE 256 /* places that are worked out together */

/* One walk over all elements of index. Operand 0 is dense or the source (or one number for all), 1
 * the index, 2 the tensor that is indexed, standing still along dim: there the index moves it. */
typedef struct {
    th_iter it;
    int64_t size, step; /* of the indexed dimension; step in bytes */
} indexed;

static th_tensor *held_at_dim(th_tensor *x, int dim, const th_tensor *index)
{
    int64_t stride[TH_MAX_DIMS];
    memcpy(stride, x->stride, (size_t)x->ndim * sizeof *stride);
    if (x->ndim) stride[dim] = 0;
    return th_tensor_view(x, x->ndim, index->shape, stride, x->offset);
}

static indexed prepare(th_tensor *other, th_tensor *index, th_tensor *x, int dim)
{
    indexed w = {.size = x->ndim ? x->shape[dim] : 1,
                 .step = x->ndim ? x->stride[dim] * (int64_t)th_dtype_size((th_dtype)x->dtype) : 0};
    th_iter_begin(&w.it, index->ndim, index->shape);
    th_iter_add(&w.it, other);
    th_iter_add(&w.it, index);
    th_iter_add(&w.it, held_at_dim(x, dim, index));
    return w;
}

/* Calls row for every innermost row whose number is in [from, to). */
typedef void (*row_function)(const indexed *w, char *const *data, cpu_fold_at fold);

static void walk(const indexed *w, int64_t from, int64_t to, row_function row, cpu_fold_at fold)
{
    const th_iter *it = &w->it;
    for (int64_t number = from; number < to; number++) {
        char *data[3] = {it->data[0], it->data[1], it->data[2]};
        int64_t left = number;
        for (int d = 1; d < it->ndim; d++) {
            int64_t i = left % it->shape[d];
            left /= it->shape[d];
            for (int k = 0; k < 3; k++) data[k] += i * it->stride[k][d];
        }
        row(w, data, fold);
    }
}

static char *place(const indexed *w, char *const *data, int64_t i)
{
    int64_t index = *(const int64_t *)(data[1] + i * w->it.stride[1][0]);
    return data[2] + i * w->it.stride[2][0] + cpu_position(index, w->size) * w->step;
}

/* ---- Reading ------------------------------------------------------------------------------------ */

/* Elements of a dense row at indices that lie side by side: nothing but the indices moves. */
#define GATHER(T)                                                                                  \
    TH_CLONES static void gather_##T(const int64_t *restrict index, const T *x, int64_t size, T *restrict y, \
                                     int64_t n)                                                    \
    {                                                                                              \
        _Pragma("omp simd")                                                                        \
        for (int64_t i = 0; i < n; i++) y[i] = x[cpu_position(index[i], size)];                    \
    }                                                                                              \
    static void gather_row_##T(const indexed *w, char *const *data)                                \
    {                                                                                              \
        int64_t n = w->it.shape[0], step = w->it.stride[0][0], bytes = (int64_t)sizeof(T);         \
        bool dense = step == bytes && w->it.stride[1][0] == 8 && w->it.stride[2][0] == 0 && w->step == bytes; \
        if (dense) gather_##T((void *)data[1], (void *)data[2], w->size, (void *)data[0], n);      \
        else for (int64_t i = 0; i < n; i++) *(T *)(data[0] + i * step) = *(const T *)place(w, data, i); \
    }
GATHER(uint8_t)
GATHER(uint16_t)
GATHER(uint32_t)
GATHER(uint64_t)
GATHER(th_complex128)

static void gather_row(const indexed *w, char *const *data, cpu_fold_at fold)
{
    switch (th_dtype_size(w->it.dtype[0])) {
    case 1: gather_row_uint8_t(w, data); break;
    case 2: gather_row_uint16_t(w, data); break;
    case 4: gather_row_uint32_t(w, data); break;
    case 8: gather_row_uint64_t(w, data); break;
    default: gather_row_th_complex128(w, data);
    }
    (void)fold;
}

void cpu_gather(th_call *c)
{
    th_tensor *out = c->out[0];
    if (out->numel == 0) return;
    indexed w = prepare(out, th_arg(c, 2), th_arg(c, 0), (int)th_arg_int(c, 1));
    th_iter_collapse(&w.it);
    int64_t rows = out->numel / w.it.shape[0];
    int threads = th_threads_for(out->numel, 3);
    if (threads <= 1) {
        walk(&w, 0, rows, gather_row, NULL);
        return;
    }
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int part = 0; part < threads; part++)
        walk(&w, rows * part / threads, rows * (part + 1) / threads, gather_row, NULL);
}

/* ---- Writing ------------------------------------------------------------------------------------ */

/* at[] (n): where elements [from, from + n) go, in bytes from data[2] */
static void places(const indexed *w, char *const *data, int64_t from, int64_t n, int64_t *at)
{
    const char *index = data[1] + from * w->it.stride[1][0];
    int64_t apart = w->it.stride[1][0], along = w->it.stride[2][0], size = w->size, step = w->step;
    for (int64_t i = 0; i < n; i++)
        at[i] = (from + i) * along + cpu_position(*(const int64_t *)(index + i * apart), size) * step;
}

static void scatter_row(const indexed *w, char *const *data, cpu_fold_at fold)
{
    int64_t step = w->it.stride[0][0], row = w->it.shape[0], at[AT_ONCE];
    for (int64_t from = 0, n; from < row; from += n) {
        n = row - from < AT_ONCE ? row - from : AT_ONCE;
        places(w, data, from, n, at);
        fold(data[2], at, data[0] + from * step, step, n, NULL);
    }
}

/* The piece [from, to) of the walk's dimension d; pieces of other dimensions than the indexed one
 * never write to the same place, and within a piece the order is fixed. */
static void scatter_piece(indexed w, int d, int64_t from, int64_t to, cpu_fold_at fold)
{
    for (int k = 0; k < 3; k++) w.it.data[k] += from * w.it.stride[k][d];
    w.it.shape[d] = to - from;
    w.it.numel = 1;
    for (int i = 0; i < w.it.ndim; i++) w.it.numel *= w.it.shape[i];
    if (w.it.numel == 0) return;
    th_iter_collapse(&w.it);
    walk(&w, 0, w.it.numel / w.it.shape[0], scatter_row, fold);
}

/* The walk's longest dimension but the indexed one, or -1. */
static int longest_free(const indexed *w, int dim)
{
    int found = -1;
    for (int d = 0; d < w->it.ndim; d++)
        if (w->it.ndim - 1 - d != dim && (found < 0 || w->it.shape[d] > w->it.shape[found])) found = d;
    return found;
}

/* target is what the shape rule made of self: the result, holding self already */
static void scatter(th_call *c, cpu_fold_kind kind)
{
    th_tensor *target = c->out[0], *index = th_arg(c, 2);
    if (index->numel == 0) return;
    int dim = (int)th_arg_int(c, 1);
    indexed w = prepare(th_arg(c, 3), index, target, dim);
    cpu_fold_at fold = cpu_folds_for((th_dtype)target->dtype, kind).at;
    int d = longest_free(&w, dim), threads = th_threads_for(index->numel, 4);
    if (d < 0 || threads <= 1) {
        if (w.it.ndim == 0) th_iter_collapse(&w.it), walk(&w, 0, 1, scatter_row, fold);
        else scatter_piece(w, 0, 0, w.it.shape[0], fold);
        return;
    }
    int64_t n = w.it.shape[d];
    if (threads > n) threads = (int)n;
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int part = 0; part < threads; part++) scatter_piece(w, d, n * part / threads, n * (part + 1) / threads, fold);
}

void cpu_scatter_put(th_call *c) { scatter(c, CPU_ASSIGN); }
void cpu_scatter_add(th_call *c) { scatter(c, CPU_ADD); }

void cpu_scatter_fold(th_call *c)
{
    const char *reduce = th_arg_string(c, 4);
    scatter(c, !strcmp(reduce, "prod") ? CPU_MULTIPLY : !strcmp(reduce, "amax") ? CPU_MAX : CPU_MIN);
}
