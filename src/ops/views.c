/* Views: windows on the same storage. Each rule has its gradient below it. */
#include "../core/autograd.h"

#include <string.h>

static th_tensor *self_of(th_call *c) { return th_arg(c, 0); }

static void give(th_call *c, int ndim, const int64_t *shape, const int64_t *stride, int64_t offset)
{
    c->out[0] = th_tensor_view(self_of(c), ndim, shape, stride, offset);
}

/* Copies x's geometry into arrays that the rule changes. */
static void geometry(const th_tensor *x, int64_t *shape, int64_t *stride)
{
    memcpy(shape, x->shape, x->ndim * sizeof *shape);
    memcpy(stride, x->stride, x->ndim * sizeof *stride);
}

static th_ints shape_of(const th_tensor *x) { return (th_ints){x->ndim, x->shape}; }
static th_ints strides_of(const th_tensor *x) { return (th_ints){x->ndim, x->stride}; }

/* ---- view, reshape, flatten ------------------------------------------------------------------- */

/* Replaces a -1 by what is left over; fails when the sizes do not multiply to numel. */
static void infer_size(const char *op, th_ints size, const th_tensor *x, int64_t *shape)
{
    int64_t known = 1;
    int missing = -1;
    if (size.n > TH_MOST_DIMS)
        th_fail(TH_VALUE_ERROR, "%s: tensors have at most %d dimensions, got %d", op, TH_MOST_DIMS, size.n);
    for (int d = 0; d < size.n; d++) {
        shape[d] = size.v[d];
        if (shape[d] == -1 && missing < 0) missing = d;
        else if (shape[d] == -1)
            th_fail(TH_VALUE_ERROR, "%s: only one dimension can be inferred, got shape [%s]", op,
                    th_shape_text(size.n, size.v));
        else if (shape[d] < 0) th_fail(TH_VALUE_ERROR, "%s: invalid shape dimension %lld", op, (long long)shape[d]);
        else if (__builtin_mul_overflow(known, shape[d], &known))
            th_fail(TH_VALUE_ERROR, "%s: shape [%s] is too large", op, th_shape_text(size.n, size.v));
    }
    if (missing >= 0 && known > 0 && x->numel % known == 0) shape[missing] = x->numel / known;
    else if (missing >= 0 && known == 0 && x->numel == 0)
        th_fail(TH_VALUE_ERROR, "%s: cannot reshape a tensor of 0 elements into shape [%s] because the unspecified "
                "dimension size -1 can be any value", op, th_shape_text(size.n, size.v));
    else if (missing >= 0 || known != x->numel)
        th_fail(TH_VALUE_ERROR, "%s: shape '[%s]' is invalid for input of size %lld", op, th_shape_text(size.n, size.v),
                (long long)x->numel);
}

/* Strides for `shape` over x's memory; false when some new dimension would span a gap. */
static bool view_strides(const th_tensor *x, int ndim, const int64_t *shape, int64_t *stride)
{
    if (x->numel == 0) { th_contiguous_strides(ndim, shape, stride); return true; }
    int d = ndim - 1;
    int64_t step = x->ndim ? x->stride[x->ndim - 1] : 1, run = 1, filled = 1;
    for (int i = x->ndim - 1; i >= 0; i--) {
        run *= x->shape[i];
        bool breaks = i == 0 || (x->shape[i - 1] != 1 && x->stride[i - 1] != run * step);
        if (!breaks) continue;
        while (d >= 0 && (filled < run || shape[d] == 1)) {
            stride[d] = filled * step;
            filled *= shape[d--];
        }
        if (filled != run) return false;
        if (i > 0) { step = x->stride[i - 1]; run = filled = 1; }
    }
    for (; d >= 0; d--) stride[d] = step;
    return true;
}

void view_view(th_call *c)
{
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    th_tensor *x = self_of(c);
    th_ints size = th_arg_ints(c, 1);
    infer_size("view", size, x, shape);
    if (!view_strides(x, size.n, shape, stride))
        th_fail(TH_RUNTIME_ERROR, "view size is not compatible with input tensor's size and stride (at least one "
                "dimension spans across two contiguous subspaces). Use $reshape(...) instead.");
    give(c, size.n, shape, stride, x->offset);
}
void grad_view(th_grad_call *c) { th_give(c, 0, th_reshape(th_incoming(c, 0), shape_of(th_saved(c, 0)))); }

void composite_reshape(th_call *c)
{
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    th_tensor *x = self_of(c);
    th_ints size = th_arg_ints(c, 1);
    infer_size("reshape", size, x, shape);
    bool fits = view_strides(x, size.n, shape, stride);
    c->out[0] = th_view(fits ? x : th_clone_with(x, "contiguous"), (th_ints){size.n, shape});
}

void composite_flatten(th_call *c)
{
    th_tensor *x = self_of(c);
    int start = th_axis("flatten", th_arg_int(c, 1), x->ndim), end = th_axis("flatten", th_arg_int(c, 2), x->ndim);
    if (start > end)
        th_fail(TH_VALUE_ERROR, "flatten: start_dim cannot come after end_dim, got %d and %d", start + 1, end + 1);
    int64_t shape[TH_MAX_DIMS], run = 1;
    int n = 0;
    for (int d = 0; d < x->ndim; d++) {
        if (d >= start && d <= end) run *= x->shape[d];
        if (d < start || d > end) shape[n++] = x->shape[d];
        else if (d == end) shape[n++] = run;
    }
    if (x->ndim == 0) shape[n++] = 1;
    c->out[0] = th_reshape(x, (th_ints){n, shape});
}

void composite_unflatten(th_call *c)
{
    th_tensor *x = self_of(c);
    int dim = th_axis("unflatten", th_arg_int(c, 1), x->ndim), n = 0;
    th_ints sizes = th_arg_ints(c, 2);
    int64_t shape[TH_MAX_DIMS], known = 1;
    if (x->ndim == 0 || x->ndim + sizes.n > TH_MOST_DIMS)
        th_fail(TH_VALUE_ERROR, "unflatten: got a tensor of %d dimensions and %d sizes", x->ndim, sizes.n);
    for (int k = 0; k < sizes.n; k++) known *= sizes.v[k] == -1 ? 1 : sizes.v[k];
    for (int d = 0; d < x->ndim; d++) {
        if (d != dim) shape[n++] = x->shape[d];
        else for (int k = 0; k < sizes.n; k++)
            shape[n++] = sizes.v[k] == -1 && known > 0 ? x->shape[d] / known : sizes.v[k];
    }
    c->out[0] = th_reshape(x, (th_ints){n, shape});
}

/* ---- transpose, permute, movedim --------------------------------------------------------------- */

void view_transpose(th_call *c)
{
    th_tensor *x = self_of(c);
    int a = th_axis("transpose", th_arg_int(c, 1), x->ndim), b = th_axis("transpose", th_arg_int(c, 2), x->ndim);
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    geometry(x, shape, stride);
    if (x->ndim) {
        shape[a] = x->shape[b], shape[b] = x->shape[a];
        stride[a] = x->stride[b], stride[b] = x->stride[a];
    }
    give(c, x->ndim, shape, stride, x->offset);
}
void grad_transpose(th_grad_call *c)
{
    th_give(c, 0, th_transpose(th_incoming(c, 0), th_saved_value(c, 1).as.i, th_saved_value(c, 2).as.i));
}

void view_t(th_call *c)
{
    th_tensor *x = self_of(c);
    if (x->ndim > 2) th_fail(TH_VALUE_ERROR, "t: expects a tensor with <= 2 dimensions, but self is %dD", x->ndim);
    int64_t shape[2], stride[2];
    for (int d = 0; d < x->ndim; d++) shape[d] = x->shape[x->ndim - 1 - d], stride[d] = x->stride[x->ndim - 1 - d];
    give(c, x->ndim, shape, stride, x->offset);
}
void grad_t(th_grad_call *c) { th_give(c, 0, th_t(th_incoming(c, 0))); }

/* Axes in 0 .. ndim - 1, each once. */
static void check_permutation(const char *op, th_ints dims, int ndim, int *order)
{
    bool used[TH_MAX_DIMS] = {false};
    if (dims.n != ndim)
        th_fail(TH_VALUE_ERROR, "%s: the number of dimensions in the tensor input (%d) does not match the length of "
                "the desired ordering (%d)", op, ndim, dims.n);
    for (int d = 0; d < ndim; d++) {
        order[d] = th_axis(op, dims.v[d], ndim);
        if (used[order[d]]) th_fail(TH_VALUE_ERROR, "%s: repeated dim %d in permutation", op, order[d] + 1);
        used[order[d]] = true;
    }
}

void view_permute(th_call *c)
{
    th_tensor *x = self_of(c);
    int order[TH_MAX_DIMS];
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    check_permutation("permute", th_arg_ints(c, 1), x->ndim, order);
    for (int d = 0; d < x->ndim; d++) shape[d] = x->shape[order[d]], stride[d] = x->stride[order[d]];
    give(c, x->ndim, shape, stride, x->offset);
}
void grad_permute(th_grad_call *c)
{
    th_value dims = th_saved_value(c, 1);
    int64_t inverse[TH_MAX_DIMS];
    for (int d = 0; d < dims.n; d++) inverse[th_axis("permute", dims.as.ints[d], dims.n)] = d;
    th_give(c, 0, th_permute(th_incoming(c, 0), (th_ints){dims.n, inverse}));
}

static th_tensor *move_axes(const char *op, th_tensor *x, th_ints from, th_ints to)
{
    int64_t order[TH_MAX_DIMS];
    bool moved[TH_MAX_DIMS] = {false};
    if (from.n != to.n) th_fail(TH_VALUE_ERROR, "%s: source has %d dims, destination %d", op, from.n, to.n);
    for (int d = 0; d < x->ndim; d++) order[d] = -1;
    for (int k = 0; k < from.n; k++) {
        int source = th_axis(op, from.v[k], x->ndim), destination = th_axis(op, to.v[k], x->ndim);
        if (x->ndim == 0) continue;
        if (moved[source] || order[destination] >= 0)
            th_fail(TH_VALUE_ERROR, "%s: repeated dim in source or destination", op);
        moved[source] = true;
        order[destination] = source;
    }
    for (int d = 0, next = 0; d < x->ndim; d++) {
        if (order[d] >= 0) continue;
        while (moved[next]) next++;
        order[d] = next++;
    }
    return th_permute(x, (th_ints){x->ndim, order});
}
void composite_movedim(th_call *c)
{
    c->out[0] = move_axes("movedim", self_of(c), th_arg_ints(c, 1), th_arg_ints(c, 2));
}
void composite_moveaxis(th_call *c)
{
    c->out[0] = move_axes("moveaxis", self_of(c), th_arg_ints(c, 1), th_arg_ints(c, 2));
}
void composite_swapaxes(th_call *c) { c->out[0] = th_transpose(self_of(c), th_arg_int(c, 1), th_arg_int(c, 2)); }
void composite_numpy_T(th_call *c)
{
    int64_t order[TH_MAX_DIMS];
    th_tensor *x = self_of(c);
    for (int d = 0; d < x->ndim; d++) order[d] = x->ndim - 1 - d;
    c->out[0] = th_permute(x, (th_ints){x->ndim, order});
}
void composite_mT(th_call *c)
{
    if (self_of(c)->ndim < 2) th_fail(TH_VALUE_ERROR, "mT: expects at least 2 dimensions, got %d", self_of(c)->ndim);
    c->out[0] = th_transpose(self_of(c), -2, -1);
}

/* ---- expand, squeeze, unsqueeze ----------------------------------------------------------------- */

void view_expand(th_call *c)
{
    th_tensor *x = self_of(c);
    th_ints size = th_arg_ints(c, 1);
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    int added = size.n - x->ndim;
    if (added < 0 || size.n > TH_MOST_DIMS)
        th_fail(TH_VALUE_ERROR, "expand: the number of sizes provided (%d) must be greater or equal to the number of "
                "dimensions in the tensor (%d)", size.n, x->ndim);
    for (int d = 0; d < size.n; d++) {
        int from = d - added;
        int64_t had = from < 0 ? 1 : x->shape[from];
        shape[d] = size.v[d] == -1 && from >= 0 ? had : size.v[d];
        if (shape[d] < 0)
            th_fail(TH_VALUE_ERROR, "expand: a new leading dimension %d cannot have size %lld", d + 1,
                    (long long)shape[d]);
        if (had != 1 && had != shape[d])
            th_fail(TH_VALUE_ERROR, "expand: The expanded size of the tensor (%lld) must match the existing size "
                    "(%lld) at non-singleton dimension %d", (long long)shape[d], (long long)had, d + 1);
        stride[d] = had == 1 && shape[d] != 1 ? 0 : from < 0 ? 0 : x->stride[from];
    }
    give(c, size.n, shape, stride, x->offset);
}
void grad_expand(th_grad_call *c) { th_give(c, 0, th_incoming(c, 0)); } /* the engine sums the copies */

void composite_expand_as(th_call *c) { c->out[0] = th_expand(self_of(c), shape_of(th_arg(c, 1))); }
void composite_view_as(th_call *c) { c->out[0] = th_view(self_of(c), shape_of(th_arg(c, 1))); }
void composite_reshape_as(th_call *c) { c->out[0] = th_reshape(self_of(c), shape_of(th_arg(c, 1))); }

void view_squeeze(th_call *c)
{
    th_tensor *x = self_of(c);
    th_ints dims = th_arg_ints(c, 1);
    bool drop[TH_MAX_DIMS] = {false};
    for (int d = 0; d < x->ndim; d++) drop[d] = dims.n < 0;
    for (int k = 0; k < dims.n; k++) drop[th_axis("squeeze", dims.v[k], x->ndim)] = true;
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    int n = 0;
    for (int d = 0; d < x->ndim; d++) {
        if (drop[d] && x->shape[d] == 1) continue;
        shape[n] = x->shape[d];
        stride[n++] = x->stride[d];
    }
    give(c, n, shape, stride, x->offset);
}

void view_unsqueeze(th_call *c)
{
    th_tensor *x = self_of(c);
    int dim = th_axis("unsqueeze", th_arg_int(c, 1), x->ndim + 1), n = 0;
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    for (int d = 0; d <= x->ndim; d++) {
        if (d == dim) {
            shape[n] = 1;
            stride[n++] = d < x->ndim ? x->shape[d] * x->stride[d] : 1;
        }
        if (d < x->ndim) {
            shape[n] = x->shape[d];
            stride[n++] = x->stride[d];
        }
    }
    give(c, n, shape, stride, x->offset);
}

/* ---- Windows along one dimension ---------------------------------------------------------------- */

/* How many of that size, the last perhaps smaller, make n. */
static int64_t pieces_of(int64_t n, int64_t size) { return n / size + (n % size > 0); }

static void slice_view(th_call *c, int dim, int64_t start, int64_t length, int64_t step)
{
    th_tensor *x = self_of(c);
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    geometry(x, shape, stride);
    shape[dim] = length;
    if (length > 1) stride[dim] *= step;
    give(c, x->ndim, shape, stride, x->offset + (length ? start * x->stride[dim] : 0));
}

static void need_dimensions(const char *op, const th_tensor *x)
{
    if (x->ndim == 0) th_fail(TH_VALUE_ERROR, "%s: cannot be applied to a 0-dim tensor", op);
}

static int64_t bound(int64_t at, int64_t size)
{
    if (at < 0) at += size;
    return at < 0 ? 0 : at > size ? size : at;
}

/* self, dim, start, end (exclusive), step; bounds are cut to the size, as Python's are. */
void view_slice(th_call *c)
{
    th_tensor *x = self_of(c);
    need_dimensions("slice", x);
    int dim = th_axis("slice", th_arg_int(c, 1), x->ndim);
    int64_t size = x->shape[dim], step = th_arg_int(c, 4);
    int64_t start = bound(th_arg_int_or(c, 2, 0), size);
    int64_t end = bound(th_arg_int_or(c, 3, size), size);
    if (step < 1) th_fail(TH_VALUE_ERROR, "slice: step must be greater than zero, got %lld", (long long)step);
    slice_view(c, dim, start, end > start ? pieces_of(end - start, step) : 0, step);
}
void grad_slice(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    int dim = th_axis("slice", th_saved_value(c, 1).as.i, x->ndim);
    int64_t from = bound(th_value_int_or(th_saved_value(c, 2), 0), x->shape[dim]);
    th_give(c, 0, th_place(th_incoming(c, 0), shape_of(x), dim, from, th_saved_value(c, 4).as.i));
}

void view_narrow(th_call *c)
{
    th_tensor *x = self_of(c);
    need_dimensions("narrow", x);
    int dim = th_axis("narrow", th_arg_int(c, 1), x->ndim);
    int64_t size = x->shape[dim], start = th_arg_int(c, 2), length = th_arg_int(c, 3);
    if (start < 0) start += size;
    if (length < 0) th_fail(TH_VALUE_ERROR, "narrow: length must be non-negative, got %lld", (long long)length);
    if (start < 0 || start > size || length > size - start)
        th_fail(TH_INDEX_ERROR, "narrow: start (%lld) + length (%lld) exceeds dimension size (%lld)",
                (long long)start + 1, (long long)length, (long long)size);
    slice_view(c, dim, start, length, 1);
}
void grad_narrow(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    int dim = th_axis("narrow", th_saved_value(c, 1).as.i, x->ndim);
    int64_t start = th_saved_value(c, 2).as.i;
    th_give(c, 0, th_place(th_incoming(c, 0), shape_of(x), dim, start < 0 ? start + x->shape[dim] : start, 1));
}

void view_select(th_call *c)
{
    th_tensor *x = self_of(c);
    need_dimensions("select", x);
    int dim = th_axis("select", th_arg_int(c, 1), x->ndim), n = 0;
    int64_t index = th_arg_int(c, 2), size = x->shape[dim], shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    if (index < -size || index >= size)
        th_fail(TH_INDEX_ERROR, "select: index %lld out of range for dimension %d of size %lld",
                (long long)(index >= 0 ? index + 1 : index), dim + 1, (long long)size);
    for (int d = 0; d < x->ndim; d++)
        if (d != dim) shape[n] = x->shape[d], stride[n++] = x->stride[d];
    give(c, n, shape, stride, x->offset + (index < 0 ? index + size : index) * x->stride[dim]);
}
void grad_select(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    int dim = th_axis("select", th_saved_value(c, 1).as.i, x->ndim);
    int64_t index = th_saved_value(c, 2).as.i;
    th_tensor *g = th_unsqueeze(th_incoming(c, 0), dim);
    th_give(c, 0, th_place(g, shape_of(x), dim, index < 0 ? index + x->shape[dim] : index, 1));
}

/* Zeros of a shape in which self fills every step-th place of dim from start: what the gradients of
 * windows are. */
void shape_place(th_call *c)
{
    th_ints shape = th_arg_ints(c, 1);
    TH_OUT(c, 0, shape.n, shape.v, (th_dtype)self_of(c)->dtype);
}
void cpu_place(th_call *c)
{
    th_tensor *y = c->out[0], *x = self_of(c);
    int64_t dim = th_arg_int(c, 2), start = th_arg_int(c, 3), step = th_arg_int(c, 4), stride[TH_MAX_DIMS];
    if (x->numel != y->numel) th_zero(y);
    memcpy(stride, y->stride, y->ndim * sizeof *stride);
    if (x->shape[dim] > 1) stride[dim] *= step;
    th_copy_into(th_tensor_view(y, x->ndim, x->shape, stride, y->offset + start * y->stride[dim]), x);
}
void grad_place(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    int64_t dim = th_saved_value(c, 2).as.i, start = th_saved_value(c, 3).as.i, step = th_saved_value(c, 4).as.i;
    int64_t end = x->shape[dim] ? start + (x->shape[dim] - 1) * step + 1 : start;
    th_give(c, 0, th_slice_with(th_incoming(c, 0), dim, TH_INTS(start), TH_INTS(end), step));
}

/* Squeezing and unsqueezing lose no element: the gradient only changes shape. */
void grad_same_elements(th_grad_call *c) { th_give(c, 0, th_reshape(th_incoming(c, 0), shape_of(th_saved(c, 0)))); }

/* ---- Lists of windows ---------------------------------------------------------------------------- */

static void split_sizes(th_call *c, th_tensor *x, int dim, const int64_t *sizes, int n)
{
    th_outputs(c, n);
    int64_t start = 0;
    for (int k = 0; k < n; start += sizes[k++]) c->out[k] = th_narrow(x, dim, start, sizes[k]);
}

static void split_evenly(th_call *c, th_tensor *x, int dim, int64_t size)
{
    int64_t n = size > 0 ? pieces_of(x->shape[dim], size) : 1;
    n = n < 1 ? 1 : n;
    if (n > INT32_MAX / 8) th_fail(TH_VALUE_ERROR, "%s: too many pieces: %lld", c->op->name, (long long)n);
    int64_t *sizes = th_scratch((size_t)n * sizeof *sizes);
    for (int64_t k = 0; k < n; k++) sizes[k] = k < n - 1 ? size : x->shape[dim] - (n - 1) * size;
    split_sizes(c, x, dim, sizes, (int)n);
}

/* self, split_size (one number: size of the pieces; several: the sizes themselves), dim */
void composite_split(th_call *c)
{
    th_tensor *x = self_of(c);
    need_dimensions("split", x);
    th_ints sizes = th_arg_ints(c, 1);
    int dim = th_axis("split", th_arg_int(c, 2), x->ndim);
    int64_t sum = 0;
    for (int k = 0; k < sizes.n; k++) {
        if (sizes.v[k] < 0)
            th_fail(TH_VALUE_ERROR, "split: split_size must be non-negative, got %lld", (long long)sizes.v[k]);
        if (__builtin_add_overflow(sum, sizes.v[k], &sum)) sum = INT64_MAX;
    }
    if (sizes.n == 1) {
        if (sizes.v[0] == 0 && x->shape[dim] > 0)
            th_fail(TH_VALUE_ERROR, "split: split_size must be positive for a dimension of size %lld",
                    (long long)x->shape[dim]);
        split_evenly(c, x, dim, sizes.v[0]);
    } else if (sum != x->shape[dim])
        th_fail(TH_VALUE_ERROR, "split: split sizes must sum to %lld (the size of dimension %d), got [%s]",
                (long long)x->shape[dim], dim + 1, th_shape_text(sizes.n, sizes.v));
    else split_sizes(c, x, dim, sizes.v, sizes.n);
}

void composite_chunk(th_call *c)
{
    th_tensor *x = self_of(c);
    need_dimensions("chunk", x);
    int64_t chunks = th_arg_int(c, 1);
    int dim = th_axis("chunk", th_arg_int(c, 2), x->ndim);
    if (chunks < 1)
        th_fail(TH_VALUE_ERROR, "chunk: expects `chunks` to be greater than 0, got %lld", (long long)chunks);
    split_evenly(c, x, dim, pieces_of(x->shape[dim], chunks));
}

void composite_unbind(th_call *c)
{
    th_tensor *x = self_of(c);
    need_dimensions("unbind", x);
    int dim = th_axis("unbind", th_arg_int(c, 1), x->ndim);
    th_outputs(c, (int)x->shape[dim]);
    for (int k = 0; k < c->n_out; k++) c->out[k] = th_select(x, dim, k);
}

/* ---- diagonal, unfold ------------------------------------------------------------------------------ */

void view_diagonal(th_call *c)
{
    th_tensor *x = self_of(c);
    int a = th_axis("diagonal", th_arg_int(c, 1), x->ndim), b = th_axis("diagonal", th_arg_int(c, 2), x->ndim), n = 0;
    int64_t offset = th_arg_int(c, 3), shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    if (a == b) th_fail(TH_VALUE_ERROR, "diagonal: dimensions cannot be identical, got %d and %d", a + 1, b + 1);
    int64_t rows = offset < 0 ? x->shape[a] + offset : x->shape[a];
    int64_t cols = offset > 0 ? x->shape[b] - offset : x->shape[b];
    for (int d = 0; d < x->ndim; d++)
        if (d != a && d != b) shape[n] = x->shape[d], stride[n++] = x->stride[d];
    shape[n] = rows < cols ? rows : cols;
    if (shape[n] < 0) shape[n] = 0;
    stride[n] = x->stride[a] + x->stride[b];
    int64_t at = shape[n] == 0 ? 0 : offset >= 0 ? offset * x->stride[b] : -offset * x->stride[a];
    give(c, n + 1, shape, stride, x->offset + at);
}

void grad_diagonal(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    th_tensor *dense = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, (th_device){TH_META, 0});
    th_tensor *w = th_diagonal_with(dense, th_saved_value(c, 1).as.i, th_saved_value(c, 2).as.i,
                                    th_saved_value(c, 3).as.i);
    th_give(c, 0,
            th_add_window(th_incoming(c, 0), shape_of(x), strides_of(dense), shape_of(w), strides_of(w), w->offset));
}

void view_unfold(th_call *c)
{
    th_tensor *x = self_of(c);
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS], size = th_arg_int(c, 2), step = th_arg_int(c, 3);
    int dim = th_axis("unfold", th_arg_int(c, 1), x->ndim);
    int64_t length = x->ndim ? x->shape[dim] : 1;
    if (size < 0 || size > length)
        th_fail(TH_VALUE_ERROR, "unfold: maximum size for tensor at dimension %d is %lld but size is %lld", dim + 1,
                (long long)length, (long long)size);
    if (step < 1) th_fail(TH_VALUE_ERROR, "unfold: step is %lld but must be > 0", (long long)step);
    geometry(x, shape, stride);
    shape[x->ndim] = size;
    stride[x->ndim] = x->ndim ? x->stride[dim] : 1;
    if (x->ndim) shape[dim] = (length - size) / step + 1;
    if (x->ndim && shape[dim] > 1) stride[dim] *= step;
    give(c, x->ndim + 1, shape, stride, x->offset);
}
void grad_unfold(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    th_tensor *dense = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, (th_device){TH_META, 0});
    th_tensor *w = th_unfold(dense, th_saved_value(c, 1).as.i, th_saved_value(c, 2).as.i, th_saved_value(c, 3).as.i);
    th_give(c, 0,
            th_add_window(th_incoming(c, 0), shape_of(x), strides_of(dense), shape_of(w), strides_of(w), w->offset));
}
