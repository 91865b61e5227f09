/* Gradients of reading and writing at indices: what was read from a place adds to its gradient. */
#include <string.h>

#include "indexing.h"
#include "slopes.h"

static th_ints sizes(const th_tensor *x) { return (th_ints){x->ndim, x->shape}; }
static th_tensor *zeros_of(th_tensor *g, const th_tensor *shape) { return th_new_zeros(g, sizes(shape)); }
static int64_t axis(th_grad_call *c, int arg) { return th_saved_value(c, arg).as.i; }

/* ---- Lists of index tensors ----------------------------------------------------------------------- */

void grad_index(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_index_put_with_(zeros_of(g, th_saved(c, 0)), th_saved_list(c, 1), g, true));
}

void grad_index_put(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    th_list indices = th_saved_list(c, 1);
    bool accumulate = th_saved_value(c, 3).as.i != 0;
    if (th_wants(c, 0)) th_give(c, 0, accumulate ? g : th_index_put(g, indices, th_new_zeros(g, (th_ints){0, NULL})));
    if (!th_wants(c, 2)) return;
    th_tensor *values = th_saved(c, 2);
    th_give(c, 2, th_unbroadcast(th_index(g, indices), values->ndim, values->shape));
}

/* ---- One vector of indices -------------------------------------------------------------------------- */

void grad_index_select(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_index_add_(zeros_of(g, th_saved(c, 0)), axis(c, 1), th_saved(c, 2), g));
}

static th_tensor *at_indices(th_grad_call *c, th_tensor *g)
{
    th_tensor *picked = th_index_select(g, axis(c, 1), th_saved(c, 2)), *source = th_saved(c, 3);
    return th_same_shape(picked, source) ? picked : th_reshape(picked, sizes(source));
}

void grad_index_add(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, g);
    if (th_wants(c, 3)) th_give(c, 3, th_scaled(at_indices(c, g), th_saved_value(c, 4).as.scalar));
}

void grad_index_copy(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_index_fill(g, axis(c, 1), th_saved(c, 2), 0));
    if (th_wants(c, 3)) th_give(c, 3, at_indices(c, g));
}

void grad_index_fill(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_index_fill(g, axis(c, 1), th_saved(c, 2), 0));
    if (th_wants(c, 3)) th_give(c, 3, th_sum(th_index_select(g, axis(c, 1), th_saved(c, 2))));
}

/* One pass over the gradient's rows adds each to its row of the weight's. */
void grad_embedding(th_grad_call *c)
{
    if (!th_wants(c, 0)) return;
    th_tensor *g = th_incoming(c, 0), *weight = th_saved(c, 0), *indices = th_saved(c, 1);
    th_value padding = th_saved_value(c, 2);
    int64_t rows = weight->shape[0];
    th_tensor *index = th_reshape(indices, TH_INTS(indices->numel));
    g = th_reshape(g, TH_INTS(indices->numel, weight->shape[1]));
    if (padding.type != TH_ARG_NONE) {
        int64_t at = th_value_int_or(padding, 0);
        if (at < 0) at += rows;
        g = th_masked_fill(g, th_unsqueeze(th_eq(index, at), 1), 0);
    }
    if (th_saved_value(c, 3).as.i) { /* divided by how often the row was asked for */
        th_tensor *ones = th_new_ones(g, TH_INTS(index->numel));
        th_tensor *times = th_index_add_(th_new_zeros(g, TH_INTS(rows)), 0, index, ones);
        g = th_div(g, th_unsqueeze(th_index_select(times, 0, index), 1));
    }
    th_give(c, 0, th_index_add_(zeros_of(g, weight), 0, index, g));
}

/* ---- One index for every element -------------------------------------------------------------------- */

void grad_gather(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_scatter_add_(zeros_of(g, th_saved(c, 0)), axis(c, 1), th_saved(c, 2), g));
}

/* The gradient of a source of which the part that the index covers was used. */
static th_tensor *fit_source(th_tensor *picked, const th_tensor *src)
{
    if (th_same_shape(picked, src)) return picked;
    int64_t stride[TH_MAX_DIMS];
    th_contiguous_strides(src->ndim, src->shape, stride);
    return th_as_strided_scatter(zeros_of(picked, src), picked, sizes(picked), (th_ints){src->ndim, stride});
}

static th_tensor *gathered(th_grad_call *c, th_tensor *g) { return th_gather(g, axis(c, 1), th_saved(c, 2)); }

void grad_scatter_put(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_scatter_put(g, axis(c, 1), th_saved(c, 2), 0));
    if (!th_wants(c, 3)) return;
    th_tensor *src = th_saved(c, 3), *picked = gathered(c, g);
    th_give(c, 3, src->ndim == 0 && picked->ndim ? th_sum(picked) : fit_source(picked, src));
}

void grad_scatter_add(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, g);
    if (th_wants(c, 3)) th_give(c, 3, fit_source(gathered(c, g), th_saved(c, 3)));
}

/* The part of src that the index covers. */
static th_tensor *used_source(th_grad_call *c)
{
    th_tensor *src = th_saved(c, 3), *index = th_saved(c, 2);
    for (int d = 0; d < src->ndim; d++)
        if (src->shape[d] != index->shape[d]) src = th_narrow(src, d, 0, index->shape[d]);
    return src;
}

/* amax, amin: shared equally among all that are equal to the result */
static void give_extreme(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0), *self = th_saved(c, 0), *y = th_saved_output(c, 0), *index = th_saved(c, 2);
    th_tensor *from_self = th_cast(th_eq(self, y), (th_dtype)g->dtype);
    th_tensor *from_src = th_cast(th_eq(used_source(c), th_gather(y, axis(c, 1), index)), (th_dtype)g->dtype);
    th_tensor *share = th_div(g, th_scatter_add(from_self, axis(c, 1), index, from_src));
    if (th_wants(c, 0)) th_give(c, 0, th_mul(from_self, share));
    if (th_wants(c, 3)) th_give(c, 3, fit_source(th_mul(from_src, gathered(c, share)), th_saved(c, 3)));
}

/* The product without the factor src: the result divided by it, and where it is the only zero the
 * product of the others. */
static th_tensor *product_of_others(th_grad_call *c, th_tensor *self, th_tensor *src)
{
    int64_t dim = axis(c, 1);
    th_tensor *index = th_saved(c, 2), *g = th_incoming(c, 0);
    th_tensor *zero = th_eq(src, 0), *count = th_cast(zero, (th_dtype)g->dtype);
    th_tensor *zeros = th_gather(th_scatter_add(zeros_of(g, self), dim, index, count), dim, index);
    th_tensor *alone = th_mul(zero, th_eq(zeros, 1)), *others = th_masked_fill(src, alone, 1);
    th_tensor *rest = th_gather(th_scatter_fold(self, dim, index, others, "prod"), dim, index);
    th_tensor *quotient = th_div(th_gather(th_saved_output(c, 0), dim, index), th_masked_fill(src, zero, 1));
    return th_where(alone, rest, quotient);
}

static void give_product(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0), *self = th_saved(c, 0), *src = used_source(c);
    if (th_wants(c, 0)) {
        th_tensor *ones = th_new_ones(g, sizes(self));
        th_give(c, 0, th_mul(g, th_scatter_fold(ones, axis(c, 1), th_saved(c, 2), src, "prod")));
    }
    if (!th_wants(c, 3)) return;
    th_give(c, 3, fit_source(th_mul(gathered(c, g), product_of_others(c, self, src)), th_saved(c, 3)));
}

void grad_scatter_fold(th_grad_call *c)
{
    if (!strcmp(th_saved_value(c, 4).as.string, "prod")) give_product(c);
    else give_extreme(c);
}
