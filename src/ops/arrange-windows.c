/* Kernels that put the elements of their input in other places: windows on input and output, which the
 * device's own copy moves. They run on every device. */
#include "../core/iter.h"
#include "../core/op.h"

static void window(th_iter *it, const th_tensor *y, const th_tensor *x)
{
    th_iter_begin(it, y->ndim, y->shape);
    th_iter_add(it, y);
    th_iter_add(it, x);
}

/* The loop counts dimensions from the innermost. */
static int window_dim(const th_iter *it, int axis) { return it->ndim - 1 - axis; }

/* ---- Order -------------------------------------------------------------------------------------- */

/* self, dims */
void cpu_flip(th_call *c)
{
    th_iter it;
    th_ints dims = th_arg_ints(c, 1);
    window(&it, c->out[0], th_arg(c, 0));
    if (it.numel == 0) return;
    for (int k = 0; k < dims.n; k++) {
        int d = window_dim(&it, (int)dims.v[k]);
        it.data[1] += (it.shape[d] - 1) * it.stride[1][d];
        it.stride[1][d] = -it.stride[1][d];
    }
    th_copy_window(&it, c->out[0]);
}

/* Element i of dimension d goes to (i + shift) mod n: two windows per shifted dimension. */
static void roll_from(th_tensor *y, th_iter it, int d, const int64_t *shift)
{
    while (d < it.ndim && shift[d] == 0) d++;
    if (d == it.ndim) { th_copy_window(&it, y); return; }
    int64_t n = it.shape[d], s = shift[d];
    th_iter head = it, tail = it; /* the ends that wrap around: x's last s elements, y's first s */
    tail.shape[d] = n - s;
    tail.data[0] += s * it.stride[0][d];
    head.shape[d] = s;
    head.data[1] += (n - s) * it.stride[1][d];
    roll_from(y, tail, d + 1, shift);
    roll_from(y, head, d + 1, shift);
}

/* Both dense: one dimension for all elements. */
static void flat_window(th_iter *it, const th_tensor *y, const th_tensor *x)
{
    th_tensor flat_y = *y, flat_x = *x;
    int64_t one = 1;
    flat_y.ndim = flat_x.ndim = 1;
    flat_y.shape = flat_x.shape = &flat_y.numel;
    flat_y.stride = flat_x.stride = &one;
    window(it, &flat_y, &flat_x);
}

/* self, shifts, dims; without dims the elements move as if self, which is dense, had one dimension */
void cpu_roll(th_call *c)
{
    th_iter it;
    int64_t shift[TH_MAX_DIMS] = {0};
    th_ints shifts = th_arg_ints(c, 1), dims = th_arg_ints(c, 2);
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    if (y->numel == 0) return;
    if (dims.n > 0) window(&it, y, x);
    else flat_window(&it, y, x);
    for (int k = 0; k < shifts.n; k++) {
        int d = dims.n > 0 ? window_dim(&it, (int)dims.v[k]) : 0;
        shift[d] = ((shift[d] + shifts.v[k]) % it.shape[d] + it.shape[d]) % it.shape[d];
    }
    roll_from(y, it, 0, shift);
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
    window(it, y, x);
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
    th_copy_window(&it, c->out[0]);
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
    th_copy_window(&it, y);
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
    window(&all, y, x);
    int d = window_dim(&all, dim);
    for (int64_t i = 0; i < x->shape[dim]; i++) {
        part = all;
        part.shape[d] = r[i];
        part.stride[1][d] = 0;
        if (r[i] > 0) th_copy_window(&part, y);
        all.data[0] += r[i] * all.stride[0][d];
        all.data[1] += x->shape[dim] == 1 ? 0 : x->stride[dim] * (int64_t)th_dtype_size((th_dtype)x->dtype);
    }
}

/* ---- Diagonals ------------------------------------------------------------------------------- */

/* self (..., n), offset, dim1, dim2: y has zeros but for a diagonal in the dimensions dim1 and dim2 */
void cpu_diag_embed(th_call *c)
{
    th_iter it;
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t offset = th_arg_int(c, 1);
    int dim1 = (int)th_arg_int(c, 2), dim2 = (int)th_arg_int(c, 3), e = x->ndim - 2;
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    th_zero(y);
    if (x->numel == 0) return;
    empty_window(&it, y, x);
    it.data[0] += (offset >= 0 ? offset * y->stride[dim2] : -offset * y->stride[dim1]) * size;
    add_dim(&it, x->shape[x->ndim - 1], (y->stride[dim1] + y->stride[dim2]) * size, x->stride[x->ndim - 1] * size);
    for (int d = y->ndim - 1; d >= 0; d--) {
        if (d == dim1 || d == dim2) continue;
        add_dim(&it, x->shape[e], y->stride[d] * size, x->stride[e] * size);
        e--;
    }
    th_copy_window(&it, c->out[0]);
}

/* ---- Complex numbers ------------------------------------------------------------------------------ */

/* Writes x, broadcast, as the real (part 0) or the imaginary (part 1) parts of y. */
static void write_part(th_tensor *y, th_tensor *x, int part)
{
    th_iter it;
    th_iter_begin(&it, y->ndim, y->shape);
    th_iter_add(&it, y);
    th_iter_add(&it, x);
    it.dtype[0] = (th_dtype)x->dtype;
    it.data[0] += part * (int)th_dtype_size((th_dtype)x->dtype);
    th_copy_window(&it, y);
}

void cpu_complex(th_call *c)
{
    if (c->out[0]->numel == 0) return;
    write_part(c->out[0], th_arg(c, 0), 0);
    write_part(c->out[0], th_arg(c, 1), 1);
}
