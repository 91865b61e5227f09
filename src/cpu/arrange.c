/* Kernels that put the elements of their input in other places. */
#include "../core/op.h"
#include "window.h"

#include <string.h>

static void zero(th_tensor *y)
{
    if (y->numel) memset(th_data(y), 0, (size_t)y->numel * th_dtype_size((th_dtype)y->dtype));
}

/* ---- Order -------------------------------------------------------------------------------------- */

/* self, dims */
void cpu_flip(th_call *c)
{
    th_iter it;
    th_ints dims = th_arg_ints(c, 1);
    cpu_window(&it, c->out[0], th_arg(c, 0));
    if (it.numel == 0) return;
    for (int k = 0; k < dims.n; k++) {
        int d = cpu_window_dim(&it, (int)dims.v[k]);
        it.data[1] += (it.shape[d] - 1) * it.stride[1][d];
        it.stride[1][d] = -it.stride[1][d];
    }
    cpu_copy_window(&it);
}

/* Element i of dimension d goes to (i + shift) mod n: two windows per shifted dimension. */
static void roll_from(th_iter it, int d, const int64_t *shift)
{
    while (d < it.ndim && shift[d] == 0) d++;
    if (d == it.ndim) { cpu_copy_window(&it); return; }
    int64_t n = it.shape[d], s = shift[d];
    th_iter head = it, tail = it; /* the ends that wrap around: x's last s elements, y's first s */
    tail.shape[d] = n - s;
    tail.data[0] += s * it.stride[0][d];
    head.shape[d] = s;
    head.data[1] += (n - s) * it.stride[1][d];
    roll_from(tail, d + 1, shift);
    roll_from(head, d + 1, shift);
}

/* Both dense: one dimension for all elements. */
static void flat_window(th_iter *it, const th_tensor *y, const th_tensor *x)
{
    th_tensor flat_y = *y, flat_x = *x;
    int64_t one = 1;
    flat_y.ndim = flat_x.ndim = 1;
    flat_y.shape = flat_x.shape = &flat_y.numel;
    flat_y.stride = flat_x.stride = &one;
    cpu_window(it, &flat_y, &flat_x);
}

/* self, shifts, dims; without dims the elements move as if self, which is dense, had one dimension */
void cpu_roll(th_call *c)
{
    th_iter it;
    int64_t shift[TH_MAX_DIMS] = {0};
    th_ints shifts = th_arg_ints(c, 1), dims = th_arg_ints(c, 2);
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    if (y->numel == 0) return;
    if (dims.n > 0) cpu_window(&it, y, x);
    else flat_window(&it, y, x);
    for (int k = 0; k < shifts.n; k++) {
        int d = dims.n > 0 ? cpu_window_dim(&it, (int)dims.v[k]) : 0;
        shift[d] = ((shift[d] + shifts.v[k]) % it.shape[d] + it.shape[d]) % it.shape[d];
    }
    roll_from(it, 0, shift);
}

/* ---- Repetition --------------------------------------------------------------------------------- */

static void add_dim(th_iter *it, int64_t n, int64_t to_step, int64_t from_step)
{
    it->shape[it->ndim] = n;
    it->stride[0][it->ndim] = to_step;
    it->stride[1][it->ndim++] = from_step;
}

static void empty_window(th_iter *it, const th_tensor *y, const th_tensor *x)
{
    cpu_window(it, y, x);
    it->ndim = 0;
}

/* self, repeats: y has the dimensions of repeats, each of them r copies of self's */
void cpu_repeat(th_call *c)
{
    th_iter it;
    th_ints repeats = th_arg_ints(c, 1);
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    if (y->numel == 0) return;
    empty_window(&it, y, x);
    for (int d = y->ndim - 1, e = x->ndim - 1; d >= 0; d--, e--) {
        int64_t n = e >= 0 ? x->shape[e] : 1;
        add_dim(&it, n, y->stride[d] * size, e >= 0 ? x->stride[e] * size : 0);
        add_dim(&it, repeats.v[d], y->stride[d] * n * size, 0);
    }
    cpu_copy_window(&it);
}

/* Every element of dimension dim r times in a row. */
static void repeat_each(th_tensor *y, const th_tensor *x, int dim, int64_t r)
{
    th_iter it;
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    empty_window(&it, y, x);
    for (int d = y->ndim - 1; d >= 0; d--) {
        if (d == dim) add_dim(&it, r, y->stride[d] * size, 0);
        add_dim(&it, x->shape[d], y->stride[d] * (d == dim ? r : 1) * size, x->stride[d] * size);
    }
    cpu_copy_window(&it);
}

/* self, repeats (a number, or a dense Long vector on the CPU), dim */
void cpu_repeat_interleave(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *repeats = th_arg(c, 1), *y = c->out[0];
    int dim = (int)th_arg_int(c, 2);
    if (y->numel == 0) return;
    if (!repeats) { repeat_each(y, x, dim, th_scalar_int(th_arg_scalar(c, 1))); return; }
    const int64_t *r = (const void *)th_data(repeats);
    th_iter all, part;
    cpu_window(&all, y, x);
    int d = cpu_window_dim(&all, dim);
    for (int64_t i = 0; i < x->shape[dim]; i++) {
        part = all;
        part.shape[d] = r[i];
        part.stride[1][d] = 0;
        if (r[i] > 0) cpu_copy_window(&part);
        all.data[0] += r[i] * all.stride[0][d];
        all.data[1] += x->shape[dim] == 1 ? 0 : x->stride[dim] * (int64_t)th_dtype_size((th_dtype)x->dtype);
    }
}

/* ---- Diagonals and triangles -------------------------------------------------------------- */

/* self (..., n), offset, dim1, dim2: y has zeros but for a diagonal in the dimensions dim1 and dim2 */
void cpu_diag_embed(th_call *c)
{
    th_iter it;
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t offset = th_arg_int(c, 1);
    int dim1 = (int)th_arg_int(c, 2), dim2 = (int)th_arg_int(c, 3), e = x->ndim - 2;
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    zero(y);
    if (x->numel == 0) return;
    empty_window(&it, y, x);
    it.data[0] += (offset >= 0 ? offset * y->stride[dim2] : -offset * y->stride[dim1]) * size;
    add_dim(&it, x->shape[x->ndim - 1], (y->stride[dim1] + y->stride[dim2]) * size, x->stride[x->ndim - 1] * size);
    for (int d = y->ndim - 1; d >= 0; d--) {
        if (d == dim1 || d == dim2) continue;
        add_dim(&it, x->shape[e], y->stride[d] * size, x->stride[e] * size);
        e--;
    }
    cpu_copy_window(&it);
}

static int64_t clamp(int64_t x, int64_t low, int64_t high) { return x < low ? low : x > high ? high : x; }

/* self (..., n, m), dense; diagonal. Row r keeps the columns from r + diagonal on, or those up to it. */
static void keep_triangle(th_call *c, bool upper)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t m = x->shape[x->ndim - 1], n = x->shape[x->ndim - 2], rows = m ? x->numel / m : 0;
    int64_t diagonal = th_arg_int(c, 1);
    size_t size = th_dtype_size((th_dtype)x->dtype);
    int threads = th_threads_for(x->numel, 1);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < rows; i++) {
        int64_t cut = upper ? clamp(i % n + diagonal, 0, m) : clamp(i % n + diagonal + 1, 0, m);
        int64_t first = upper ? cut : 0, last = upper ? m : cut; /* the columns kept */
        const char *from = th_data(x) + (size_t)(i * m) * size;
        char *to = th_data(y) + (size_t)(i * m) * size;
        memset(to, 0, (size_t)first * size);
        memcpy(to + (size_t)first * size, from + (size_t)first * size, (size_t)(last - first) * size);
        memset(to + (size_t)last * size, 0, (size_t)(m - last) * size);
    }
}

void cpu_triu(th_call *c) { keep_triangle(c, true); }
void cpu_tril(th_call *c) { keep_triangle(c, false); }

/* ---- Indices ------------------------------------------------------------------------------------ */

/* self, dense Long classes; y (..., classes) */
void cpu_one_hot(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t classes = y->shape[y->ndim - 1], *to = (void *)th_data(y);
    const int64_t *class = (const void *)th_data(x);
    zero(y);
    for (int64_t i = 0; i < x->numel; i++) to[i * classes + class[i]] = 1;
}

/* The next choice of r out of n, in lexicographic order; repeated elements only where allowed. */
static bool next_choice(int64_t *choice, int64_t r, int64_t n, bool repeated)
{
    for (int64_t k = r - 1; k >= 0; k--) {
        int64_t last = repeated ? n - 1 : n - r + k;
        if (choice[k] >= last) continue;
        choice[k]++;
        for (int64_t j = k + 1; j < r; j++) choice[j] = repeated ? choice[k] : choice[j - 1] + 1;
        return true;
    }
    return false;
}

/* self, r, with_replacement; y (choices, r) */
void cpu_combination_indices(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t r = th_arg_int(c, 1), n = x->numel, *to = (void *)th_data(y);
    bool repeated = th_arg_bool(c, 2);
    if (y->numel == 0) return;
    for (int64_t k = 0; k < r; k++) to[k] = repeated ? 0 : k;
    for (int64_t *choice = to + r; choice < to + y->numel; choice += r) {
        memcpy(choice, choice - r, (size_t)r * sizeof *choice);
        next_choice(choice, r, n, repeated);
    }
}
