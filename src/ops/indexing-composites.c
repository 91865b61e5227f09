/* Masks, flat positions and other ways of naming places, written with the ops that take indices. */
#include <string.h>

#include "indexing.h"

static th_ints sizes(const th_tensor *x) { return (th_ints){x->ndim, x->shape}; }
static th_tensor *flat(th_tensor *x) { return x->ndim == 1 ? x : th_reshape(x, TH_INTS(x->numel)); }

/* ---- Masks -------------------------------------------------------------------------------------- */

static void check_mask(const th_call *c, const th_tensor *mask)
{
    if (!mask || (mask->dtype != TH_BOOL && mask->dtype != TH_UINT8))
        th_fail(TH_TYPE_ERROR, "%s: expected a mask of dtype Bool, got %s", c->op->name,
                mask ? th_dtype_name((th_dtype)mask->dtype) : "nothing");
}

/* A number of self's kind, so that filling does not promote. */
static th_value value_like(const th_call *c, th_tensor *self, th_value value)
{
    if (value.type == TH_ARG_TENSOR) {
        if (value.as.tensor->ndim)
            th_fail(TH_VALUE_ERROR,
                    "%s: only supports a 0-dimensional value tensor, but got tensor with %d dimension(s).",
                    c->op->name, value.as.tensor->ndim);
        bool same = value.as.tensor->dtype == self->dtype;
        return same ? value : th_v_tensor(th_cast(value.as.tensor, (th_dtype)self->dtype));
    }
    if (value.type != TH_ARG_SCALAR) th_fail(TH_TYPE_ERROR, "%s: value must be a number or a 0-d tensor", c->op->name);
    th_scalar *s = &value.as.scalar;
    if (s->kind == TH_SCALAR_COMPLEX && !th_dtype_is_complex((th_dtype)self->dtype))
        th_fail(TH_TYPE_ERROR, "%s: value cannot be converted to type %s", c->op->name,
                th_dtype_name((th_dtype)self->dtype));
    if (self->dtype == TH_BOOL) *s = (th_scalar){.kind = TH_SCALAR_BOOL, .re.i = th_scalar_double(*s) != 0};
    else if (th_dtype_is_integral((th_dtype)self->dtype)) *s = th_int(th_scalar_int(*s));
    return value;
}

void composite_masked_fill(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *mask = th_arg(c, 1);
    check_mask(c, mask);
    c->out[0] = th_where(mask, value_like(c, self, c->args[2]), self);
}

/* self and mask at their common size, and the flat positions of what is true */
static th_tensor *masked_positions(th_call *c, th_tensor **self, th_tensor *mask)
{
    check_mask(c, mask);
    int n = (*self)->ndim;
    int64_t shape[TH_MAX_DIMS];
    if (n) memcpy(shape, (*self)->shape, (size_t)n * sizeof *shape);
    th_broadcast_shapes(c->op->name, &n, shape, mask->ndim, mask->shape);
    if (!th_same_shape(*self, mask)) {
        *self = th_expand(*self, (th_ints){n, shape});
        mask = th_expand(mask, (th_ints){n, shape});
    }
    return flat(th_nonzero(flat(mask)));
}

void composite_masked_select(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *positions = masked_positions(c, &self, th_arg(c, 1));
    c->out[0] = th_index_select(flat(self), 0, positions);
}

void composite_masked_scatter(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *source = th_arg(c, 2), *positions = masked_positions(c, &self, th_arg(c, 1));
    if (source->dtype != self->dtype)
        th_fail(TH_TYPE_ERROR, "masked_scatter: expected self and source to have same dtypes but got %s and %s",
                th_dtype_name((th_dtype)self->dtype), th_dtype_name((th_dtype)source->dtype));
    if (source->numel < positions->numel)
        th_fail(TH_VALUE_ERROR, "masked_scatter: Number of elements of source (%lld) < number of ones in mask (%lld)",
                (long long)source->numel, (long long)positions->numel);
    source = th_narrow(flat(source), 0, 0, positions->numel);
    c->out[0] = th_reshape(th_index_copy(flat(self), 0, positions, source), sizes(self));
}

void composite_argwhere(th_call *c) { c->out[0] = th_nonzero(th_arg(c, 0)); }

/* ---- Flat positions ------------------------------------------------------------------------------- */

void composite_take(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *index = th_arg(c, 1);
    c->out[0] = th_reshape(th_index_select(flat(self), 0, flat(index)), sizes(index));
}

void composite_put(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *index = th_arg(c, 1), *source = th_arg(c, 2);
    if (index->numel != source->numel)
        th_fail(TH_VALUE_ERROR,
                "put: Expected source and index to have the same number of elements, but got %lld and %lld",
                (long long)source->numel, (long long)index->numel);
    th_tensor *places = flat(index);
    th_tensor *y = th_index_put_with(flat(self), (th_list){1, &places}, flat(source), th_arg_bool(c, 3));
    c->out[0] = th_reshape(y, sizes(self));
}

void composite_take_along_dim(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *index = th_arg(c, 1);
    if (!th_arg_given(c, 2)) {
        c->out[0] = th_gather(flat(self), 0, flat(index));
        return;
    }
    int dim = th_axis("take_along_dim", th_arg_int(c, 2), self->ndim), n = self->ndim;
    if (index->ndim != n)
        th_fail(TH_VALUE_ERROR,
                "take_along_dim: input and indices should have the same number of dimensions, but got %d "
                "dimensions for input, and %d dimensions for indices", n, index->ndim);
    int64_t of_self[TH_MAX_DIMS], of_index[TH_MAX_DIMS];
    memcpy(of_self, self->shape, (size_t)n * sizeof *of_self);
    of_self[dim] = 1;
    th_broadcast_shapes("take_along_dim", &n, of_self, n, index->shape);
    memcpy(of_index, of_self, (size_t)n * sizeof *of_self);
    of_self[dim] = self->shape[dim], of_index[dim] = index->shape[dim];
    c->out[0] = th_gather(th_expand(self, (th_ints){n, of_self}), dim, th_expand(index, (th_ints){n, of_index}));
}

/* ---- Scattering with a reduction ------------------------------------------------------------------ */

void composite_scatter(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *index = th_arg(c, 2);
    const char *reduce = th_arg_string(c, 4);
    int64_t dim = th_arg_int(c, 1);
    if (!reduce) {
        c->out[0] = th_scatter_put(self, dim, index, c->args[3]);
        return;
    }
    th_value value = c->args[3];
    if (value.type != TH_ARG_TENSOR || value.as.tensor->ndim == 0)
        value = th_v_tensor(th_expand(th_cast(th_as_tensor(value, self), (th_dtype)self->dtype), sizes(index)));
    if (!strcmp(reduce, "add")) c->out[0] = th_scatter_add(self, dim, index, value.as.tensor);
    else if (!strcmp(reduce, "multiply")) c->out[0] = th_scatter_fold(self, dim, index, value.as.tensor, "prod");
    else th_fail(TH_VALUE_ERROR, "scatter: reduce argument must be either add or multiply, got '%s'", reduce);
}

/* What self counts as in places that are written to, where it is not to take part. */
static th_scalar neutral(const char *reduce, th_dtype dtype)
{
    if (!strcmp(reduce, "prod")) return th_int(1);
    if (strcmp(reduce, "amax") && strcmp(reduce, "amin")) return th_int(0);
    bool least = !strcmp(reduce, "amax");
    if (th_dtype_is_floating(dtype)) return th_double(least ? -1.0 / 0.0 : 1.0 / 0.0);
    if (dtype == TH_BOOL) return th_int(!least);
    if (dtype == TH_UINT8) return th_int(least ? 0 : 255);
    int bits = 8 * (int)th_dtype_size(dtype) - 1;
    int64_t lowest = bits == 63 ? INT64_MIN : -((int64_t)1 << bits);
    return th_int(least ? lowest : -(lowest + 1));
}

static th_tensor *scatter_mean(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src, bool include_self)
{
    th_tensor *one = th_new_ones(src, sizes(index)), *start = th_new_ones(self, sizes(self));
    if (!include_self) start = th_scatter_put(start, dim, index, 0);
    th_tensor *count = th_scatter_add(start, dim, index, one), *sum = th_scatter_add(self, dim, index, src);
    return th_dtype_is_integral((th_dtype)self->dtype) ? th_floor_divide(sum, count) : th_div(sum, count);
}

void composite_scatter_reduce(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *index = th_arg(c, 2), *src = th_arg(c, 3);
    const char *reduce = th_arg_string(c, 4), *known[] = {"sum", "prod", "mean", "amax", "amin"};
    int64_t dim = th_arg_int(c, 1);
    bool include_self = th_arg_bool(c, 5), found = false;
    for (int i = 0; i < 5; i++) found |= reduce && !strcmp(reduce, known[i]);
    if (!found)
        th_fail(TH_VALUE_ERROR,
                "scatter_reduce: reduce argument must be either sum, prod, mean, amax or amin, got '%s'",
                reduce ? reduce : "NULL");
    if (!include_self) self = th_scatter_put(self, dim, index, neutral(reduce, (th_dtype)self->dtype));
    if (!strcmp(reduce, "sum")) c->out[0] = th_scatter_add(self, dim, index, src);
    else if (!strcmp(reduce, "mean")) c->out[0] = scatter_mean(self, dim, index, src, include_self);
    else c->out[0] = th_scatter_fold(self, dim, index, src, reduce);
}
