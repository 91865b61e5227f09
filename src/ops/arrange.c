/* Elements in other places: order, repetition, diagonals, triangles, grids. */
#include "../core/autograd.h"

#include <string.h>

/* ---- What the rules share ----------------------------------------------------------------------- */

static th_value ints_value(int n, const int64_t *v) { return (th_value){.type = TH_ARG_INTS, .n = n, .as.ints = v}; }
static th_value int_value(int64_t i) { return (th_value){.type = TH_ARG_INT, .as.i = i}; }
static th_ints shape_of(const th_tensor *x) { return (th_ints){x->ndim, x->shape}; }
static th_ints saved_ints(th_grad_call *t, int k)
{
    th_value v = th_saved_value(t, k);
    return v.type == TH_ARG_INTS ? (th_ints){v.n, v.as.ints} : TH_NO_INTS;
}

/* Replaces the axes in argument k by their places, each in [0, ndim) and there once. */
static th_ints place_axes(th_call *c, int k, int ndim)
{
    th_ints axes = th_arg_ints(c, k);
    bool seen[TH_MAX_DIMS] = {false};
    int64_t *places = th_scratch((size_t)(axes.n > 0 ? axes.n : 1) * sizeof *places);
    for (int i = 0; i < axes.n; i++) {
        int axis = th_axis(c->op->name, axes.v[i], ndim);
        if (seen[axis])
            th_fail(TH_VALUE_ERROR, "%s: dim %d appears multiple times in the list of dims", c->op->name, axis + 1);
        seen[axis] = true;
        places[i] = axis;
    }
    c->args[k] = ints_value(axes.n, places);
    return (th_ints){axes.n, places};
}

static void make_like(th_call *c, const th_tensor *x) { TH_OUT(c, 0, x->ndim, x->shape, (th_dtype)x->dtype); }

/* self as one dense dimension, for rules that look at data or give kernels a simple layout */
static th_tensor *flattened(th_tensor *x)
{
    x = th_to_contiguous(x);
    return th_tensor_view(x, 1, &x->numel, (int64_t[]){1}, x->offset);
}

/* ---- Order -------------------------------------------------------------------------------------- */

/* self, dims */
void shape_flip(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    place_axes(c, 1, x->ndim);
    if (x->ndim == 0) c->args[1] = ints_value(0, NULL); /* its one virtual axis */
    make_like(c, x);
}

void grad_flip(th_grad_call *t) { th_give(t, 0, th_flip(th_incoming(t, 0), saved_ints(t, 1))); }

/* self, shifts, dims */
void shape_roll(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_ints shifts = th_arg_ints(c, 1), dims = th_arg_ints(c, 2);
    if (shifts.n < 1) th_fail(TH_VALUE_ERROR, "roll: got no shifts, expected at least one");
    if (dims.n > 0 ? dims.n != shifts.n : shifts.n != 1)
        th_fail(TH_VALUE_ERROR, "roll: shifts and dimensions must align: got %d shifts and %d dims", shifts.n,
                dims.n < 0 ? 0 : dims.n);
    int64_t *places = th_scratch((size_t)(dims.n > 0 ? dims.n : 1) * sizeof *places);
    for (int k = 0; k < dims.n; k++) places[k] = th_axis("roll", dims.v[k], x->ndim); /* may be there twice */
    if (x->ndim == 0) dims.n = 0;
    c->args[2] = ints_value(dims.n < 0 ? 0 : dims.n, places);
    if (dims.n <= 0) c->args[0] = th_v_tensor(th_to_contiguous(x));
    make_like(c, x);
}

void grad_roll(th_grad_call *t)
{
    th_ints shifts = saved_ints(t, 1);
    int64_t *back = th_scratch((size_t)shifts.n * sizeof *back);
    for (int k = 0; k < shifts.n; k++) back[k] = -shifts.v[k];
    th_give(t, 0, th_roll_with(th_incoming(t, 0), (th_ints){shifts.n, back}, saved_ints(t, 2)));
}

void composite_fliplr(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim < 2) th_fail(TH_VALUE_ERROR, "fliplr: Input must be >= 2-d, got %d dimensions", x->ndim);
    c->out[0] = th_flip(x, TH_INTS(1));
}

void composite_flipud(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim < 1) th_fail(TH_VALUE_ERROR, "flipud: Input must be >= 1-d, got 0 dimensions");
    c->out[0] = th_flip(x, TH_INTS(0));
}

/* self, k, dims: a quarter turn is a flip and a transposition */
void composite_rot90(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t turns = ((th_arg_int(c, 1) % 4) + 4) % 4;
    if (th_arg_ints(c, 2).n != 2)
        th_fail(TH_VALUE_ERROR, "rot90: expected total rotation dims == 2, got %d", th_arg_ints(c, 2).n);
    if (x->ndim < 2) th_fail(TH_VALUE_ERROR, "rot90: expected total dims >= 2, got %d", x->ndim);
    th_ints dims = place_axes(c, 2, x->ndim);
    int64_t a = dims.v[0], b = dims.v[1];
    if (turns == 0) c->out[0] = th_clone(x);
    else if (turns == 2) c->out[0] = th_flip(x, dims);
    else c->out[0] = th_clone(th_transpose(th_flip(x, (th_ints){1, turns == 1 ? &b : &a}), a, b));
}

/* ---- Repetition --------------------------------------------------------------------------------- */

/* self, repeats */
void shape_repeat(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_ints repeats = th_arg_ints(c, 1);
    int64_t shape[TH_MAX_DIMS];
    if (repeats.n < x->ndim)
        th_fail(TH_VALUE_ERROR, "repeat: Number of dimensions of repeat dims can not be smaller than number of "
                "dimensions of tensor, got %d and %d", repeats.n, x->ndim);
    if (repeats.n > TH_MOST_DIMS / 2)
        th_fail(TH_VALUE_ERROR, "repeat: got %d dimensions, expected at most %d", repeats.n, TH_MOST_DIMS / 2);
    for (int d = 0; d < repeats.n; d++) {
        int e = d - (repeats.n - x->ndim);
        if (repeats.v[d] < 0)
            th_fail(TH_VALUE_ERROR, "repeat: got %lld repeats, expected no negative number", (long long)repeats.v[d]);
        shape[d] = repeats.v[d] * (e < 0 ? 1 : x->shape[e]);
    }
    TH_OUT(c, 0, repeats.n, shape, (th_dtype)x->dtype);
}

/* g (r1 n1, r2 n2, ...) is summed over the r's */
void grad_repeat(th_grad_call *t)
{
    th_tensor *x = th_saved(t, 0), *g = th_incoming(t, 0);
    th_ints repeats = saved_ints(t, 1);
    int64_t split[TH_MAX_DIMS], copies[TH_MAX_DIMS];
    if (repeats.n == 0) { th_give(t, 0, g); return; }
    for (int d = 0; d < repeats.n; d++) {
        int e = d - (repeats.n - x->ndim);
        split[2 * d] = repeats.v[d];
        split[2 * d + 1] = e < 0 ? 1 : x->shape[e];
        copies[d] = 2 * d;
    }
    g = th_reshape(g, (th_ints){2 * repeats.n, split});
    g = th_sum_with(g, (th_ints){repeats.n, copies}, false, TH_NO_DTYPE);
    th_give(t, 0, th_reshape(g, shape_of(x)));
}

/* self, dims: as many dimensions as the longer of both has */
void composite_tile(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_ints dims = th_arg_ints(c, 1);
    int n = dims.n < x->ndim ? x->ndim : dims.n;
    int64_t repeats[TH_MAX_DIMS];
    if (n > TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "tile: got %d dimensions, expected at most %d", n, TH_MOST_DIMS / 2);
    for (int d = 0; d < n; d++) repeats[d] = d < n - dims.n ? 1 : dims.v[d - (n - dims.n)];
    c->out[0] = th_repeat(x, (th_ints){n, repeats});
}

/* The repeats as a dense Long vector on the CPU with one entry per element of self's dimension. */
static th_tensor *read_repeats(th_tensor *repeats, int64_t n)
{
    if (repeats->ndim > 1 || (repeats->numel != n && repeats->numel != 1))
        th_fail(TH_VALUE_ERROR, "repeat_interleave: repeats must have the same size as input along dim, got %lld and "
                "%lld", (long long)repeats->numel, (long long)n);
    if (th_device_of(repeats).type == TH_META)
        th_fail(TH_NOT_IMPLEMENTED, "repeat_interleave: repeats is on meta, but its values decide the result's size");
    th_tensor *host = th_tensor_new(1, &n, TH_INT64, (th_device){TH_CPU, 0});
    th_copy_into(host, repeats);
    return host;
}

/* self, repeats, dim, output_size */
void shape_repeat_interleave(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *repeats = th_arg(c, 1);
    if (!th_arg_given(c, 2)) x = flattened(x);
    else if (x->ndim == 0) x = th_tensor_view(x, 1, (int64_t[]){1}, (int64_t[]){1}, x->offset);
    int dim = th_arg_given(c, 2) ? th_axis("repeat_interleave", th_arg_int(c, 2), x->ndim) : 0;
    c->args[0] = th_v_tensor(x);
    c->args[2] = int_value(dim);
    int64_t shape[TH_MAX_DIMS], least = 0, total = 0;
    bool fits = true;
    memcpy(shape, x->shape, (size_t)x->ndim * sizeof *shape);
    if (repeats) {
        repeats = read_repeats(repeats, x->shape[dim]);
        c->args[1] = th_v_tensor(repeats);
        const int64_t *r = (const void *)th_data(repeats);
        for (int64_t i = 0; i < repeats->numel; i++) {
            least = r[i] < least ? r[i] : least;
            fits &= !__builtin_add_overflow(total, r[i], &total);
        }
    } else {
        least = th_scalar_int(th_arg_scalar(c, 1));
        fits = !__builtin_mul_overflow(least, x->shape[dim], &total);
    }
    if (least < 0) th_fail(TH_VALUE_ERROR, "repeat_interleave: repeats can not be negative");
    if (!fits) th_fail(TH_VALUE_ERROR, "repeat_interleave: repeats make too many elements");
    if (th_arg_given(c, 3) && th_arg_int(c, 3) != total)
        th_fail(TH_VALUE_ERROR, "repeat_interleave: allocated size does not match required size: got output_size %lld, "
                "expected %lld", (long long)th_arg_int(c, 3), (long long)total);
    shape[dim] = total;
    TH_OUT(c, 0, x->ndim, shape, (th_dtype)x->dtype);
}

/* Which element each place of the result repeats, on the device of g. repeats: (n) on the CPU */
static th_tensor *repeated_places(const th_tensor *repeats, int64_t total, const th_tensor *g)
{
    th_tensor *places = th_tensor_new(1, &total, TH_INT64, (th_device){TH_CPU, 0});
    const int64_t *r = (const void *)th_data(repeats);
    int64_t *to = (void *)th_data(places), at = 0;
    for (int64_t i = 0; i < repeats->numel; i++)
        for (int64_t k = 0; k < r[i]; k++) to[at++] = i;
    return th_device_of(g).type == TH_CPU ? places : th_move(places, th_device_of(g));
}

/* Sums over runs: g's elements along dim are added into the element that they repeat. */
static th_tensor *sum_runs(th_tensor *g, th_tensor *repeats, const th_tensor *x, int dim)
{
    th_tensor *from = repeated_places(read_repeats(repeats, x->shape[dim]), g->shape[dim], g);
    return th_index_add(th_new_zeros(g, shape_of(x)), dim, from, g);
}

void grad_repeat_interleave(th_grad_call *t)
{
    th_tensor *x = th_saved(t, 0), *g = th_incoming(t, 0);
    th_value repeats = th_saved_value(t, 1), dim = th_saved_value(t, 2);
    int64_t axis = dim.type == TH_ARG_INT && x->ndim ? th_axis("repeat_interleave", dim.as.i, x->ndim) : 0;
    int64_t outer = 1, n = x->numel, inner = 1;
    if (dim.type == TH_ARG_INT && x->ndim) {
        n = x->shape[axis];
        for (int d = 0; d < axis; d++) outer *= x->shape[d];
        for (int d = (int)axis + 1; d < x->ndim; d++) inner *= x->shape[d];
    }
    th_tensor flat = {.ndim = 3, .shape = (int64_t[]){outer, n, inner}};
    if (repeats.type == TH_ARG_TENSOR) {
        g = th_reshape(g, TH_INTS(outer, -1, inner));
        g = sum_runs(g, repeats.as.tensor, &flat, 1);
    } else {
        int64_t r = th_scalar_int(repeats.as.scalar);
        g = th_sum_with(th_reshape(g, TH_INTS(outer, n, r, inner)), TH_INTS(2), false, TH_NO_DTYPE);
    }
    th_give(t, 0, th_reshape(g, shape_of(x)));
}

/* ---- Triangles ---------------------------------------------------------------------------------- */

/* self, diagonal */
void shape_triangle(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim < 2)
        th_fail(TH_VALUE_ERROR, "%s: input tensor must have at least 2 dimensions, got %d", c->op->name, x->ndim);
    c->args[0] = th_v_tensor(th_to_contiguous(x));
    make_like(c, x);
}

void grad_triu(th_grad_call *t) { th_give(t, 0, th_triu_with(th_incoming(t, 0), th_saved_value(t, 1).as.i)); }
void grad_tril(th_grad_call *t) { th_give(t, 0, th_tril_with(th_incoming(t, 0), th_saved_value(t, 1).as.i)); }

/* ---- Diagonals ---------------------------------------------------------------------------------- */

#define MOST_OFFSET ((int64_t)1 << 48) /* sizes with it can be added */

/* self (..., n), offset, dim1, dim2 */
void shape_diag_embed(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim < 1) th_fail(TH_VALUE_ERROR, "diag_embed: got a 0-dimensional tensor, expected at least 1 dimension");
    int ndim = x->ndim + 1, dim1 = th_axis("diag_embed", th_arg_int(c, 2), ndim);
    int dim2 = th_axis("diag_embed", th_arg_int(c, 3), ndim);
    if (dim1 == dim2)
        th_fail(TH_VALUE_ERROR, "diag_embed: diagonal dimensions cannot be identical %d, %d", dim1 + 1, dim2 + 1);
    if (ndim > TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "diag_embed: got %d dimensions, expected fewer", x->ndim);
    int64_t offset = th_arg_int(c, 1), shape[TH_MAX_DIMS];
    if (offset > MOST_OFFSET || offset < -MOST_OFFSET)
        th_fail(TH_VALUE_ERROR, "diag_embed: offset %lld makes too many elements", (long long)offset);
    for (int d = 0, e = 0; d < ndim; d++)
        shape[d] = d == dim1 || d == dim2 ? x->shape[x->ndim - 1] + (offset < 0 ? -offset : offset) : x->shape[e++];
    c->args[2] = int_value(dim1);
    c->args[3] = int_value(dim2);
    TH_OUT(c, 0, ndim, shape, (th_dtype)x->dtype);
}

void grad_diag_embed(th_grad_call *t)
{
    th_give(t, 0, th_diagonal_with(th_incoming(t, 0), th_saved_value(t, 2).as.i, th_saved_value(t, 3).as.i,
                                   th_saved_value(t, 1).as.i));
}

/* self, diagonal */
void composite_diag(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t offset = th_arg_int(c, 1);
    if (x->ndim != 1 && x->ndim != 2)
        th_fail(TH_VALUE_ERROR, "diag: Supports 1D or 2D tensors, got %d dimensions", x->ndim);
    c->out[0] = x->ndim == 1 ? th_diag_embed_with(x, offset, -2, -1) : th_clone(th_diagonal_with(x, 0, 1, offset));
}

/* self, offset */
void composite_diagflat(th_call *c)
{
    c->out[0] = th_diag_embed_with(th_reshape(th_arg(c, 0), TH_INTS(-1)), th_arg_int(c, 1), -2, -1);
}

/* self, fill_value, wrap: the main diagonal of all dimensions; in tall matrices it may go on below.
 * The kernel writes through self's strides. */
void shape_fill_diagonal_(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim < 2) th_fail(TH_VALUE_ERROR, "fill_diagonal_: dimensions must be larger than 1, got %d", x->ndim);
    for (int d = 0; d < x->ndim; d++)
        if (x->ndim > 2 && x->shape[d] != x->shape[0])
            th_fail(TH_VALUE_ERROR, "fill_diagonal_: all dimensions of input must be of equal length, got [%s]",
                    th_shape_text(x->ndim, x->shape));
    c->out[0] = x;
}

void grad_fill_diagonal_(th_grad_call *t)
{
    th_give(t, 0, th_fill_diagonal_with_(th_clone(th_incoming(t, 0)), th_int(0), th_saved_value(t, 2).as.i != 0));
}

/* ---- Grids --------------------------------------------------------------------------- */

static void check_list(const th_call *c, int max_dims)
{
    th_list x = th_arg_list(c, 0);
    if (x.n < 1) th_fail(TH_VALUE_ERROR, "%s: expected a non-empty list of tensors", c->op->name);
    for (int k = 0; k < x.n; k++)
        if (x.v[k]->ndim > max_dims)
            th_fail(TH_VALUE_ERROR, "%s: input %d has %d dimensions, expected at most %d", c->op->name, k + 1,
                    x.v[k]->ndim, max_dims);
}

/* tensors, indexing: "ij", or "xy", which exchanges the first two dimensions */
void composite_meshgrid(th_call *c)
{
    check_list(c, 1);
    th_list x = th_arg_list(c, 0);
    const char *indexing = th_arg_string(c, 1) ? th_arg_string(c, 1) : "ij";
    if (strcmp(indexing, "ij") && strcmp(indexing, "xy"))
        th_fail(TH_VALUE_ERROR, "meshgrid: indexing must be one of \"xy\" or \"ij\", but received: %s", indexing);
    if (x.n > TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "meshgrid: got %d tensors, expected at most %d", x.n, TH_MOST_DIMS);
    bool exchange = indexing[0] == 'x' && x.n >= 2;
    int64_t shape[TH_MAX_DIMS], own[TH_MAX_DIMS];
    for (int k = 0; k < x.n; k++) shape[exchange && k < 2 ? 1 - k : k] = x.v[k]->numel;
    th_outputs(c, x.n);
    for (int k = 0; k < x.n; k++) {
        int at = exchange && k < 2 ? 1 - k : k;
        for (int d = 0; d < x.n; d++) own[d] = d == at ? shape[d] : 1;
        c->out[k] = th_expand(th_reshape(x.v[k], (th_ints){x.n, own}), (th_ints){x.n, shape});
    }
}

/* tensors: rows are all ways to take one element of each */
void composite_cartesian_prod(th_call *c)
{
    check_list(c, 1);
    th_list x = th_arg_list(c, 0);
    if (x.n == 1) { c->out[0] = th_reshape(x.v[0], TH_INTS(-1)); return; }
    th_list grid = th_meshgrid(x);
    for (int k = 0; k < grid.n; k++) grid.v[k] = th_reshape(grid.v[k], TH_INTS(-1));
    c->out[0] = th_stack_with(grid, 1);
}

/* ---- Choices ------------------------------------------------------------------------------------ */

/* self, r, with_replacement -> Long (choices, r) */
void shape_combination_indices(th_call *c)
{
    int64_t n = th_arg(c, 0)->numel, r = th_arg_int(c, 1), of = th_arg_bool(c, 2) && n > 0 ? n + r - 1 : n;
    double choices = of < r ? 0 : 1; /* of over r */
    if (r < 1) th_fail(TH_VALUE_ERROR, "combinations: expect a positive number, but got %lld", (long long)r);
    for (int64_t k = 1; k <= r && choices > 0; k++) choices = choices * (double)(of - r + k) / (double)k;
    if (choices > 0x1p53 / (double)r) th_fail(TH_VALUE_ERROR, "combinations: %g choices are too many", choices);
    TH_OUT(c, 0, 2, ((int64_t[]){(int64_t)(choices + 0.5), r}), TH_INT64);
}

/* self, r, with_replacement */
void composite_combinations(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim != 1)
        th_fail(TH_VALUE_ERROR, "combinations: Expect a 1D vector, but got shape [%s]",
                th_shape_text(x->ndim, x->shape));
    if (th_arg_int(c, 1) == 0) { c->out[0] = th_zeros_with(TH_INTS(0), (th_dtype)x->dtype, th_v_tensor(NULL)); return; }
    th_tensor *index = th_dispatch1(TH_OP_combination_indices, c->args);
    th_tensor *chosen = th_index_select(x, 0, th_reshape(index, TH_INTS(-1)));
    c->out[0] = th_reshape(chosen, shape_of(index));
}

/* tensor, num_classes */
void shape_one_hot(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t classes = th_arg_int(c, 1), largest = -1, shape[TH_MAX_DIMS];
    if (x->ndim >= TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "one_hot: got %d dimensions, expected fewer", x->ndim);
    if (!th_dtype_is_integral((th_dtype)x->dtype))
        th_fail(TH_TYPE_ERROR, "one_hot: is only applicable to index tensors, got %s",
                th_dtype_name((th_dtype)x->dtype));
    if (classes < -1 || (classes == -1 && x->numel == 0))
        th_fail(TH_VALUE_ERROR, "one_hot: Can not infer total number of classes from %lld elements and num_classes "
                "%lld", (long long)x->numel, (long long)classes);
    if (th_device_of(x).type == TH_META && classes < 0)
        th_fail(TH_VALUE_ERROR, "one_hot: num_classes must be given for a meta tensor");
    x = th_to_contiguous(th_to_dtype(x, TH_INT64));
    c->args[0] = th_v_tensor(x);
    if (th_device_of(x).type != TH_META) {
        th_tensor *host = th_tensor_new(x->ndim, x->shape, TH_INT64, (th_device){TH_CPU, 0});
        th_copy_into(host, x);
        const int64_t *class = (const void *)th_data(host);
        for (int64_t i = 0; i < x->numel; i++) {
            if (class[i] < 0) th_fail(TH_VALUE_ERROR, "one_hot: Class values must not be below 1");
            largest = class[i] > largest ? class[i] : largest;
        }
    }
    if (classes == -1) classes = largest + 1;
    if (largest >= classes)
        th_fail(TH_VALUE_ERROR, "one_hot: Class values must not be larger than num_classes, got %lld and %lld",
                (long long)largest + 1, (long long)classes);
    memcpy(shape, x->shape, (size_t)x->ndim * sizeof *shape);
    shape[x->ndim] = classes;
    TH_OUT(c, 0, x->ndim + 1, shape, TH_INT64);
}
