/* Shape rules of indexing along one dimension. Indices are made int64 and checked here, so that
 * kernels need not look at their range. */
#include "indexing.h"

#include <string.h>

/* ---- Checks ------------------------------------------------------------------------------------- */

th_tensor *th_index_tensor(const char *op, th_tensor *x)
{
    if (!x) th_fail(TH_TYPE_ERROR, "%s: index must be a tensor", op);
    if (!th_dtype_is_integral((th_dtype)x->dtype) || x->dtype == TH_BOOL)
        th_fail(TH_TYPE_ERROR, "%s: expected an index of dtype Long or Int, got %s", op,
                th_dtype_name((th_dtype)x->dtype));
    return th_to_dtype(x, TH_INT64);
}

static int64_t element(th_tensor *x, int64_t number)
{
    int64_t offset = x->offset;
    for (int d = x->ndim - 1; d >= 0; d--) {
        offset += number % x->shape[d] * x->stride[d];
        number /= x->shape[d];
    }
    return th_item(th_tensor_view(x, 0, NULL, NULL, offset)).re.i;
}

/* Straight to the kernel: this stands before every small indexing op. */
static int64_t first_outside(th_tensor *index, int64_t size)
{
    th_value args[2] = {th_v_tensor(index), {.type = TH_ARG_INT, .as.i = size}};
    th_tensor *found = th_tensor_new(0, NULL, TH_INT64, th_device_of(index));
    th_call call = {.op = &th_ops[TH_OP_first_outside], .args = args, .n_args = 2, .out = &found, .n_out = 1};
    th_backend_of(th_device_of(index))->kernels[TH_OP_first_outside](&call);
    return th_item(found).re.i;
}

void th_check_index(const char *op, th_tensor *index, int dim, int64_t size)
{
    if (index->numel == 0 || th_device_of(index).type == TH_META) return;
    int64_t bad = first_outside(index, size);
    if (bad < 0) return;
    int64_t value = element(index, bad);
    if (value >= 0) value++;
    if (size == 0)
        th_fail(TH_INDEX_ERROR, "%s: index %lld (position %lld) is out of bounds for dimension %d with size 0", op,
                (long long)value, (long long)bad + 1, dim + 1);
    th_fail(TH_INDEX_ERROR,
            "%s: index %lld (position %lld) is out of bounds for dimension %d with size %lld (expected 1 to "
            "%lld, or -%lld to -1)", op, (long long)value, (long long)bad + 1, dim + 1, (long long)size,
            (long long)size, (long long)size);
}

static void check_same_dtype(const th_call *c, const th_tensor *self, const th_tensor *source, const char *name)
{
    if (self->dtype != source->dtype)
        th_fail(TH_TYPE_ERROR,
                "%s: expected self and %s to have the same dtype, but got self.dtype = %s and %s.dtype = %s",
                c->op->name, name, th_dtype_name((th_dtype)self->dtype), name, th_dtype_name((th_dtype)source->dtype));
}

/* ---- Results that start as self ------------------------------------------------------------------ */

th_tensor *th_start_from_self(th_call *c)
{
    th_tensor *self = th_arg(c, 0);
    if (c->in_place) {
        for (int d = 0; d < self->ndim; d++)
            if (self->stride[d] == 0 && self->shape[d] > 1)
                th_fail(TH_RUNTIME_ERROR,
                        "%s_: more than one element of the written-to tensor refers to a single memory "
                        "location; clone() it before the operation", c->op->name);
        return c->out[0] = self; /* kernels write where it lies */
    }
    th_tensor *out = TH_OUT(c, 0, self->ndim, self->shape, (th_dtype)self->dtype);
    th_copy_into(out, self);
    return out;
}

th_tensor *th_apart_from_self(const th_call *c, th_tensor *x)
{
    if (!c->in_place || x->storage != th_arg(c, 0)->storage) return x;
    th_tensor *copy = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, th_device_of(x));
    th_copy_into(copy, x);
    return copy;
}

/* A number counts as a vector of size 1. */
static th_tensor *at_least_1d(th_tensor *x)
{
    return x->ndim ? x : th_tensor_view(x, 1, (int64_t[]){1}, (int64_t[]){1}, x->offset);
}

/* ---- One vector of indices along a dimension ------------------------------------------------------- */

/* Arguments 0 and 1 in the kernels' form: the window and a list of `dim` gaps and the index. Returns
 * the dimension; the shape of what is picked is self's with n in that place. */
static int pick_along(th_call *c, th_tensor *self, int64_t *shape)
{
    const char *op = c->op->name;
    th_tensor *window = at_least_1d(self), *index = th_index_tensor(op, th_arg(c, 2));
    int dim = th_axis(op, th_arg_int(c, 1), self->ndim);
    if (index->ndim > 1)
        th_fail(TH_INDEX_ERROR, "%s: Index is supposed to be a vector, got %dD tensor", op, index->ndim);
    th_check_index(op, index, dim, window->shape[dim]);
    memcpy(shape, window->shape, (size_t)window->ndim * sizeof *shape);
    shape[dim] = index->numel;
    th_tensor **list = th_scratch((size_t)(dim + 1) * sizeof *list);
    for (int d = 0; d < dim; d++) list[d] = NULL;
    list[dim] = th_to_contiguous(th_apart_from_self(c, index));
    c->args[0] = th_v_tensor(window);
    c->args[1] = (th_value){.type = TH_ARG_LIST, .n = dim + 1, .as.list = list};
    return dim;
}

void shape_index_select(th_call *c)
{
    th_tensor *self = th_arg(c, 0);
    int64_t shape[TH_MAX_DIMS];
    pick_along(c, self, shape);
    TH_OUT(c, 0, self->ndim, shape, (th_dtype)self->dtype);
}

/* The source as dense rows of the picked shape, argument 2 of the kernels. */
static void set_source(th_call *c, th_tensor *source, int ndim, const int64_t *shape)
{
    th_tensor *rows = at_least_1d(source);
    if (rows->ndim != ndim || memcmp(rows->shape, shape, (size_t)ndim * sizeof *shape))
        th_fail(TH_VALUE_ERROR, "%s: expected source of size [%s] to match the index, got [%s]", c->op->name,
                th_shape_text(ndim, shape), th_shape_text(source->ndim, source->shape));
    c->args[2] = th_v_tensor(th_to_contiguous(th_apart_from_self(c, rows)));
}

static void shape_index_change(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *source = th_arg(c, 3);
    if (!source) th_fail(TH_TYPE_ERROR, "%s: source must be a tensor", c->op->name);
    check_same_dtype(c, self, source, "source");
    int64_t shape[TH_MAX_DIMS];
    th_tensor *out = th_start_from_self(c);
    pick_along(c, out, shape);
    set_source(c, source, th_arg(c, 0)->ndim, shape);
}

void shape_index_add(th_call *c) { shape_index_change(c); }
void shape_index_copy(th_call *c) { shape_index_change(c); }

/* A number, or a 0-d tensor, in self's dtype. */
static th_tensor *as_number(const th_call *c, const th_value *v, const th_tensor *self)
{
    if (v->type == TH_ARG_TENSOR && v->as.tensor->ndim)
        th_fail(TH_VALUE_ERROR, "%s: only supports a 0-dimensional value tensor, but got tensor with %d dimension(s)",
                c->op->name, v->as.tensor->ndim);
    th_tensor *like = th_tensor_view((th_tensor *)self, 0, NULL, NULL, self->offset);
    return th_to_dtype(th_as_tensor(*v, like), (th_dtype)self->dtype);
}

void shape_index_fill(th_call *c)
{
    int64_t shape[TH_MAX_DIMS];
    th_tensor *value = as_number(c, &c->args[3], th_arg(c, 0)), *out = th_start_from_self(c);
    pick_along(c, out, shape);
    c->args[2] = th_v_tensor(value);
}

/* weight (rows, ..), indices of any shape: one row of weight in the place of each */
void shape_embedding(th_call *c)
{
    th_tensor *weight = th_arg(c, 0), *indices = th_index_tensor("embedding", th_arg(c, 1));
    if (weight->ndim != 2) th_fail(TH_VALUE_ERROR, "embedding: 'weight' must be 2-D, got %dD tensor", weight->ndim);
    th_check_index("embedding", indices, 0, weight->shape[0]);
    int64_t shape[TH_MAX_DIMS];
    int n = indices->ndim;
    if (n) memcpy(shape, indices->shape, (size_t)n * sizeof *shape);
    shape[n] = weight->shape[1];
    th_tensor **list = th_scratch(sizeof *list);
    *list = th_to_contiguous(indices);
    c->args[1] = (th_value){.type = TH_ARG_LIST, .n = 1, .as.list = list};
    TH_OUT(c, 0, n + 1, shape, (th_dtype)weight->dtype);
}

/* ---- One index for every element ------------------------------------------------------------------- */

/* index must not be larger than self, but along dim, nor than src */
static void check_index_fits(const th_call *c, const th_tensor *index, const th_tensor *self, const th_tensor *src,
                             int dim)
{
    int n = index->ndim ? index->ndim : 1, m = self->ndim ? self->ndim : 1, s = src ? (src->ndim ? src->ndim : 1) : n;
    bool fits = index->numel == 0 || (n == m && n == s);
    for (int d = 0; fits && index->numel && d < index->ndim; d++) {
        if (d != dim && index->shape[d] > (self->ndim ? self->shape[d] : 1)) fits = false;
        if (src && index->shape[d] > (src->ndim ? src->shape[d] : 1)) fits = false;
    }
    if (fits) return;
    if (!src)
        th_fail(TH_VALUE_ERROR, "%s: Expected index [%s] to be no larger than self [%s] apart from dimension %d",
                c->op->name,
                th_shape_text(index->ndim, index->shape), th_shape_text(self->ndim, self->shape), dim + 1);
    th_fail(TH_VALUE_ERROR,
            "%s: Expected index [%s] to be no larger than self [%s] apart from dimension %d and to be no "
            "larger than src [%s]", c->op->name, th_shape_text(index->ndim, index->shape),
            th_shape_text(self->ndim, self->shape), dim + 1, th_shape_text(src->ndim, src->shape));
}

static th_tensor *element_index(th_call *c, const th_tensor *self, const th_tensor *src)
{
    th_tensor *index = th_index_tensor(c->op->name, th_arg(c, 2));
    int dim = th_axis(c->op->name, th_arg_int(c, 1), self->ndim);
    check_index_fits(c, index, self, src, dim);
    th_check_index(c->op->name, index, dim, self->ndim ? self->shape[dim] : 1);
    c->args[1] = (th_value){.type = TH_ARG_INT, .as.i = dim};
    return index;
}

void shape_gather(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *index = element_index(c, self, NULL);
    TH_OUT(c, 0, index->ndim, index->shape, (th_dtype)self->dtype);
    c->args[0] = th_v_tensor(at_least_1d(self));
    c->args[2] = th_v_tensor(at_least_1d(index));
}

/* src cut to the size of index, or one number */
static void shape_scatter_from(th_call *c, th_tensor *src, bool number)
{
    th_tensor *self = th_arg(c, 0), *index = element_index(c, self, number ? NULL : src);
    if (!number && index->numel) {
        src = at_least_1d(src), index = at_least_1d(index);
        src = th_tensor_view(src, src->ndim, index->shape, src->stride, src->offset);
    }
    c->args[2] = th_v_tensor(at_least_1d(th_apart_from_self(c, index)));
    c->args[3] = th_v_tensor(th_apart_from_self(c, src));
    th_start_from_self(c);
}

void shape_scatter_put(th_call *c)
{
    th_tensor *self = th_arg(c, 0);
    bool number = c->args[3].type != TH_ARG_TENSOR;
    if (!number) check_same_dtype(c, self, th_arg(c, 3), "src");
    shape_scatter_from(c, number ? as_number(c, &c->args[3], self) : th_arg(c, 3), number);
}

void shape_scatter_add(th_call *c)
{
    if (!th_arg(c, 3)) th_fail(TH_TYPE_ERROR, "%s: src must be a tensor", c->op->name);
    check_same_dtype(c, th_arg(c, 0), th_arg(c, 3), "src");
    shape_scatter_from(c, th_arg(c, 3), false);
}

void shape_scatter_fold(th_call *c)
{
    if (th_dtype_is_complex((th_dtype)th_arg(c, 0)->dtype) && strcmp(th_arg_string(c, 4), "prod"))
        th_fail(TH_NOT_IMPLEMENTED, "scatter_reduce: %s is not defined for complex tensors", th_arg_string(c, 4));
    shape_scatter_add(c);
}

/* ---- Facts about elements ---------------------------------------------------------------------------- */

void shape_first_outside(th_call *c) { TH_OUT(c, 0, 0, NULL, TH_INT64); }
void shape_nonzero_count(th_call *c) { TH_OUT(c, 0, 0, NULL, TH_INT64); }

void shape_nonzero(th_call *c)
{
    th_tensor *self = th_arg(c, 0);
    if (th_device_of(self).type == TH_META)
        th_fail(TH_NOT_IMPLEMENTED, "%s: the size of the result depends on data, which meta tensors lack", c->op->name);
    int64_t found = th_item(th_nonzero_count(self)).re.i;
    TH_OUT(c, 0, 2, ((int64_t[]){found, self->ndim}), TH_INT64);
}
