/* Laying tensors end to end, and replacing windows of a tensor. */
#include <string.h>

#include "../core/autograd.h"
#include "../core/op.h"

/* ---- cat ------------------------------------------------------------------------------------------ */

/* Vectors without elements join anything. */
static bool is_skipped(const th_tensor *x) { return x->ndim == 1 && x->shape[0] == 0; }

static const th_tensor *pattern(const char *op, th_list list)
{
    const th_tensor *first = NULL;
    if (list.n < 1) th_fail(TH_VALUE_ERROR, "%s: expected a non-empty list of Tensors", op);
    for (int i = 0; i < list.n; i++) {
        if (!list.v[i]) th_fail(TH_TYPE_ERROR, "%s: entry %d of the list is not a tensor", op, i + 1);
        if (list.v[i]->ndim == 0)
            th_fail(TH_VALUE_ERROR, "%s: zero-dimensional tensor (at position %d) cannot be concatenated", op, i + 1);
        if (!first && !is_skipped(list.v[i])) first = list.v[i];
    }
    return first ? first : list.v[0];
}

static void check_joins(const th_tensor *x, const th_tensor *first, int dim, int position)
{
    if (x->ndim != first->ndim)
        th_fail(TH_VALUE_ERROR, "cat: Tensors must have same number of dimensions: got %d and %d", first->ndim,
                x->ndim);
    for (int d = 0; d < x->ndim; d++)
        if (d != dim && x->shape[d] != first->shape[d])
            th_fail(TH_VALUE_ERROR,
                    "cat: Sizes of tensors must match except in dimension %d. Expected size %lld but got size %lld "
                    "for tensor number %d in the list.", dim + 1, (long long)first->shape[d], (long long)x->shape[d],
                        position);
}

void shape_cat(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    const th_tensor *first = pattern("cat", list);
    int dim = th_axis("cat", th_arg_int(c, 1), first->ndim);
    th_dtype dtype = (th_dtype)list.v[0]->dtype;
    int64_t shape[TH_MAX_DIMS];
    memcpy(shape, first->shape, (size_t)first->ndim * sizeof *shape);
    shape[dim] = 0;
    for (int i = 0; i < list.n; i++) {
        dtype = th_promote_types(dtype, (th_dtype)list.v[i]->dtype);
        if (!th_same_device(th_device_of(list.v[i]), th_device_of(first)))
            th_fail(TH_RUNTIME_ERROR,
                    "cat: Expected all tensors to be on the same device, but found at least two devices, %s and %s",
                    th_device_text(th_device_of(first)), th_device_text(th_device_of(list.v[i])));
        if (is_skipped(list.v[i])) continue;
        check_joins(list.v[i], first, dim, i + 1);
        if (__builtin_add_overflow(shape[dim], list.v[i]->shape[dim], &shape[dim]))
            th_fail(TH_VALUE_ERROR, "cat: the result has too many elements");
    }
    c->args[1] = (th_value){.type = TH_ARG_INT, .as.i = dim};
    c->out[0] = th_tensor_new(first->ndim, shape, dtype, th_device_of(first));
}

void grad_cat(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    th_list list = th_saved_list(c, 0);
    int dim = th_axis("cat", th_saved_value(c, 1).as.i, g->ndim);
    int64_t start = 0;
    for (int i = 0; i < list.n; i++) {
        const th_tensor *x = list.v[i];
        if (is_skipped(x)) continue;
        if (th_wants_at(c, 0, i)) th_give_at(c, 0, i, th_narrow(g, dim, start, x->shape[dim]));
        start += x->shape[dim];
    }
}

/* ---- stack and its kin ------------------------------------------------------------------------------ */

static th_tensor **copy_of(th_list list)
{
    th_tensor **copy = th_scratch((size_t)(list.n > 0 ? list.n : 1) * sizeof *copy);
    if (list.n > 0) memcpy(copy, list.v, (size_t)list.n * sizeof *copy);
    return copy;
}

static void check_list(const th_call *c, th_list list)
{
    if (list.n < 1) th_fail(TH_VALUE_ERROR, "%s: expected a non-empty list of Tensors", c->op->name);
    for (int i = 0; i < list.n; i++)
        if (!list.v[i]) th_fail(TH_TYPE_ERROR, "%s: entry %d of the list is not a tensor", c->op->name, i + 1);
}

void composite_stack(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    check_list(c, list);
    th_tensor **parts = copy_of(list);
    int dim = th_axis("stack", th_arg_int(c, 1), list.v[0]->ndim + 1);
    for (int i = 0; i < list.n; i++) {
        if (!th_same_shape(list.v[i], list.v[0]))
            th_fail(TH_VALUE_ERROR,
                    "stack: expects each tensor to be equal size, but got [%s] at entry 1 and [%s] at entry %d",
                    th_shape_text(list.v[0]->ndim, list.v[0]->shape),
                    th_shape_text(list.v[i]->ndim, list.v[i]->shape), i + 1);
        parts[i] = th_unsqueeze(list.v[i], dim);
    }
    c->out[0] = th_cat_with((th_list){list.n, parts}, dim);
}

static th_tensor *at_least(th_tensor *x, int ndim)
{
    int64_t n = x->numel;
    if (x->ndim >= ndim) return x;
    if (ndim == 1) return th_reshape(x, TH_INTS(1));
    if (ndim == 2) return th_reshape(x, TH_INTS(1, n));
    return x->ndim == 2 ? th_unsqueeze(x, 2) : th_reshape(x, TH_INTS(1, n, 1));
}

static void join_along(th_call *c, int ndim, int dim_of_more, int dim_of_vectors)
{
    th_list list = th_arg_list(c, 0);
    check_list(c, list);
    th_tensor **parts = copy_of(list);
    for (int i = 0; i < list.n; i++) parts[i] = at_least(list.v[i], ndim);
    c->out[0] = th_cat_with((th_list){list.n, parts}, parts[0]->ndim == 1 ? dim_of_vectors : dim_of_more);
}

void composite_hstack(th_call *c) { join_along(c, 1, 1, 0); }
void composite_vstack(th_call *c) { join_along(c, 2, 0, 0); }
void composite_dstack(th_call *c) { join_along(c, 3, 2, 2); }

/* ---- Replacing a window ------------------------------------------------------------------------------ */

/* self with a window replaced: window is a view of the dense self */
static th_tensor *replace(th_call *c, th_tensor *self, th_tensor *window, th_tensor *src)
{
    if (!th_same_shape(window, src))
        th_fail(TH_VALUE_ERROR,
                "%s: expected src to have a size equal to the slice of self. src size = [%s], slice size = [%s]",
                c->op->name, th_shape_text(src->ndim, src->shape), th_shape_text(window->ndim, window->shape));
    if (src->dtype != self->dtype) src = th_cast(src, (th_dtype)self->dtype);
    th_ints size = {window->ndim, window->shape}, stride = {window->ndim, window->stride};
    return th_as_strided_scatter_with(self, src, size, stride, TH_INTS(window->offset));
}

void composite_select_scatter(th_call *c)
{
    th_tensor *self = th_contiguous(th_arg(c, 0));
    c->out[0] = replace(c, self, th_select(self, th_arg_int(c, 2), th_arg_int(c, 3)), th_arg(c, 1));
}

void composite_slice_scatter(th_call *c)
{
    th_tensor *self = th_contiguous(th_arg(c, 0));
    int64_t from = th_arg_int_or(c, 3, 0), to = th_arg_int_or(c, 4, INT64_MAX);
    th_tensor *window = th_slice_with(self, th_arg_int(c, 2), TH_INTS(from), TH_INTS(to), th_arg_int(c, 5));
    c->out[0] = replace(c, self, window, th_arg(c, 1));
}

void composite_diagonal_scatter(th_call *c)
{
    th_tensor *self = th_contiguous(th_arg(c, 0));
    th_tensor *window = th_diagonal_with(self, th_arg_int(c, 3), th_arg_int(c, 4), th_arg_int(c, 2));
    c->out[0] = replace(c, self, window, th_arg(c, 1));
}
