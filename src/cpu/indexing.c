/* Reading and writing rows that index tensors name. Every op comes here in one form, which the
 * shape rules make (ops/indexing.c):
 *   a window (before.., indexed.., after..) and a list of as many gaps as there are dimensions
 *   before, followed by one contiguous index tensor of n positions for every indexed dimension.
 * The other side is dense: (before, n, after), or one number that stands for all. */
#include "../core/op.h"
#include "fold.h"

/* Where the rows are: bytes from the window's start, as tables that are built once. */
typedef struct {
    char *data;
    int64_t before, n, after;
    const int64_t *at_before, *at_n, *at_after; /* (before), (n), (after); at_after NULL: after_stride apart */
    int64_t after_stride, size;
} window;

/* ---- Tables of positions ------------------------------------------------------------------------ */

static int64_t count(const th_tensor *x, int from, int to)
{
    int64_t n = 1;
    for (int d = from; d < to; d++) n *= x->shape[d];
    return n;
}

/* Offsets of all elements of the dimensions [from, to), the last running fastest. */
static int64_t *offsets(const th_tensor *x, int from, int to, int64_t size)
{
    int64_t total = count(x, from, to), *table = th_scratch((size_t)(total + 1) * sizeof *table), filled = 1;
    table[0] = 0;
    for (int d = to - 1; d >= from && total; d--) {
        for (int64_t i = 1; i < x->shape[d]; i++)
            for (int64_t k = 0; k < filled; k++) table[i * filled + k] = table[k] + i * x->stride[d] * size;
        filled *= x->shape[d];
    }
    return table;
}

/* Do the dimensions [from, to) have one common distance between neighbours? */
static bool is_even(const th_tensor *x, int from, int to, int64_t *stride)
{
    int64_t step = 0, run = 1;
    for (int d = to - 1; d >= from; d--) {
        if (x->shape[d] == 1) continue;
        if (step == 0) step = x->stride[d];
        else if (x->stride[d] != step * run) return false;
        run *= x->shape[d];
    }
    *stride = step;
    return true;
}

static int64_t *indexed_offsets(const th_tensor *x, th_list list, int gaps, int64_t n, int64_t size)
{
    int64_t *table = th_scratch((size_t)(n + 1) * sizeof *table);
    for (int64_t i = 0; i < n; i++) table[i] = 0;
    for (int d = gaps; d < list.n; d++) {
        const int64_t *index = (const int64_t *)th_data(list.v[d]), step = x->stride[d] * size;
        for (int64_t i = 0; i < n; i++) table[i] += cpu_position(index[i], x->shape[d]) * step;
    }
    return table;
}

static window locate(const th_tensor *x, th_list list)
{
    int gaps = 0;
    while (!list.v[gaps]) gaps++;
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype), stride = 0;
    window w = {.data = th_data(x), .before = count(x, 0, gaps), .n = list.v[gaps]->numel,
                .after = count(x, list.n, x->ndim), .size = size};
    if (w.before * w.n * w.after == 0) return w;
    w.at_before = offsets(x, 0, gaps, size);
    w.at_n = indexed_offsets(x, list, gaps, w.n, size);
    if (!is_even(x, list.n, x->ndim, &stride)) w.at_after = offsets(x, list.n, x->ndim, size);
    w.after_stride = stride * size;
    return w;
}

/* ---- Reading ------------------------------------------------------------------------------------ */

static void read_row(const window *w, const char *x, char *y, cpu_fold assign)
{
    if (!w->at_after) assign(y, w->size, x, w->after_stride, w->after, NULL);
    else
        for (int64_t i = 0; i < w->after; i++) assign(y + i * w->size, 0, x + w->at_after[i], 0, 1, NULL);
}

/* Single elements, n of them at the offsets at[]. */
static bool read_elements(const char *x, const int64_t *at, int64_t n, char *out, int64_t size)
{
#define READ(T) for (int64_t i = 0; i < n; i++) ((T *)out)[i] = *(const T *)(x + at[i])
    switch (size) {
    case 1: READ(uint8_t); return true;
    case 4: READ(uint32_t); return true;
    case 8: READ(uint64_t); return true;
    default: return false;
    }
#undef READ
}

/* The rows [from, to) of (before, n), each of `after` elements. */
static void read_rows(const window *w, char *out, int64_t from, int64_t to, cpu_fold assign)
{
    for (int64_t row = from; row < to;) {
        int64_t first = row % w->n, last = to - row < w->n - first ? first + to - row : w->n;
        const char *x = w->data + w->at_before[row / w->n];
        char *y = out + row * w->after * w->size;
        row += last - first;
        if (w->after == 1 && read_elements(x, w->at_n + first, last - first, y, w->size)) continue;
        for (int64_t k = first; k < last; k++, y += w->after * w->size) read_row(w, x + w->at_n[k], y, assign);
    }
}

void cpu_index(th_call *c)
{
    th_tensor *out = c->out[0];
    window w = locate(th_arg(c, 0), th_arg_list(c, 1));
    int64_t rows = w.before * w.n;
    if (rows * w.after == 0) return;
    cpu_fold assign = cpu_folds_for((th_dtype)out->dtype, CPU_ASSIGN).run;
    int threads = th_threads_for(rows * w.after, 2);
    char *y = th_data(out);
    if (threads <= 1) {
        read_rows(&w, y, 0, rows, assign);
        return;
    }
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int part = 0; part < threads; part++)
        read_rows(&w, y, rows * part / threads, rows * (part + 1) / threads, assign);
}

void cpu_index_select(th_call *c) { cpu_index(c); }
void cpu_embedding(th_call *c) { cpu_index(c); }

/* ---- Writing ------------------------------------------------------------------------------------ */

/* The part [from, to) of every row, in the order of the indices, so that of equal ones the last
 * stays, and sums are always added up alike. */
static void write_part(const window *w, const th_tensor *values, cpu_folds fold, const th_scalar *alpha, int64_t from,
                       int64_t to)
{
    bool one = values->numel == 1;
    int64_t step = one ? 0 : w->size;
    const char *x = th_data(values) + from * step;
    if (w->after == 1) {
        for (int64_t b = 0; b < w->before; b++, x += w->n * step)
            fold.at(w->data + w->at_before[b], w->at_n, x, step, w->n, alpha);
        return;
    }
    for (int64_t row = 0, k = 0, b = 0; row < w->before * w->n; row++, x += w->after * step) {
        char *y = w->data + w->at_before[b] + w->at_n[k];
        if (++k == w->n) k = 0, b++;
        if (!w->at_after) fold.run(y + from * w->after_stride, w->after_stride, x, step, to - from, alpha);
        else fold.at(y, w->at_after + from, x, step, to - from, alpha);
    }
}

/* Threads share out the columns, which no two indices have in common. */
static void write_rows(const th_tensor *target, th_list list, const th_tensor *values, cpu_fold_kind kind,
                       const th_scalar *alpha)
{
    window w = locate(target, list);
    if (w.before * w.n * w.after == 0) return;
    cpu_folds fold = cpu_folds_for((th_dtype)target->dtype, kind);
    int threads = th_threads_for(w.before * w.n * w.after, 2);
    if (threads > w.after / 16) threads = w.after >= 32 ? (int)(w.after / 16) : 1;
    if (threads <= 1) {
        write_part(&w, values, fold, alpha, 0, w.after);
        return;
    }
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int part = 0; part < threads; part++)
        write_part(&w, values, fold, alpha, w.after * part / threads, w.after * (part + 1) / threads);
}

void cpu_index_put(th_call *c)
{
    write_rows(th_arg(c, 0), th_arg_list(c, 1), th_arg(c, 2), th_arg_bool(c, 3) ? CPU_ADD : CPU_ASSIGN, NULL);
}

void cpu_index_copy(th_call *c) { write_rows(th_arg(c, 0), th_arg_list(c, 1), th_arg(c, 2), CPU_ASSIGN, NULL); }
void cpu_index_fill(th_call *c) { cpu_index_copy(c); }

void cpu_index_add(th_call *c)
{
    th_scalar alpha = th_arg_scalar(c, 4);
    write_rows(th_arg(c, 0), th_arg_list(c, 1), th_arg(c, 2), CPU_ADD, &alpha);
}
