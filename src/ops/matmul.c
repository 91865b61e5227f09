/* Shape rules of the matrix products. Operands that BLAS could not read as they lie are copied
 * here, so that kernels see rows or columns of stride 1. */
#include "matmul.h"

#include <string.h>

/* ---- What operands must be -------------------------------------------------------------------- */

static void check_dims(const th_call *c, int arg, int ndim)
{
    const th_tensor *x = th_arg(c, arg);
    if (!x) th_fail(TH_TYPE_ERROR, "%s: %s must be a tensor", c->op->name, c->op->params[arg].name);
    if (x->ndim != ndim)
        th_fail(TH_VALUE_ERROR, "%s: %s must be a %s, got %dD tensor", c->op->name, c->op->params[arg].name,
                ndim == 1 ? "vector" : ndim == 2 ? "matrix" : "3D tensor", x->ndim);
}

static th_dtype check_dtypes(const th_call *c, int first, int second)
{
    const th_tensor *a = th_arg(c, first), *b = th_arg(c, second);
    if (a->dtype != b->dtype)
        th_fail(TH_TYPE_ERROR, "%s: expected %s and %s to have the same dtype, but got: %s != %s", c->op->name,
                c->op->params[first].name, c->op->params[second].name, th_dtype_name((th_dtype)a->dtype),
                th_dtype_name((th_dtype)b->dtype));
    if (a->dtype == TH_BOOL)
        th_fail(TH_NOT_IMPLEMENTED, "%s: not implemented for 'Bool'; convert to a number first", c->op->name);
    return (th_dtype)a->dtype;
}

/* a (.., m, k) and b (.., k, n) */
static void check_inner(const th_call *c, const th_tensor *a, const th_tensor *b)
{
    if (a->shape[a->ndim - 1] != b->shape[b->ndim - 2])
        th_fail(TH_VALUE_ERROR, "%s: mat1 and mat2 shapes cannot be multiplied (%lldx%lld and %lldx%lld)", c->op->name,
                (long long)a->shape[a->ndim - 2], (long long)a->shape[a->ndim - 1], (long long)b->shape[b->ndim - 2],
                (long long)b->shape[b->ndim - 1]);
}

/* Are the last two dimensions rows or columns of stride 1 that do not overlap? */
static bool is_plain_matrix(const th_tensor *x)
{
    int64_t rows = x->shape[x->ndim - 2], cols = x->shape[x->ndim - 1];
    int64_t row = x->stride[x->ndim - 2], col = x->stride[x->ndim - 1];
    return ((col == 1 || cols <= 1) && (row >= cols || rows <= 1)) || ((row == 1 || rows <= 1) && (col >= rows ||
                                                                                                   cols <= 1));
}

/* Makes an operand readable for BLAS, and apart from the result that an in-place op overwrites. */
static void prepare(th_call *c, int arg)
{
    th_tensor *x = th_arg(c, arg);
    if (x->ndim >= 2 && !is_plain_matrix(x)) x = th_to_contiguous(x);
    if (c->in_place && x->storage == th_arg(c, 0)->storage) {
        th_tensor *copy = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, th_device_of(x));
        th_copy_into(copy, x);
        x = copy;
    }
    c->args[arg] = th_v_tensor(x);
}

/* ---- Matrices and vectors ----------------------------------------------------------------------- */

void shape_mm(th_call *c)
{
    check_dims(c, 0, 2), check_dims(c, 1, 2);
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    check_inner(c, a, b);
    th_dtype dtype = check_dtypes(c, 0, 1);
    prepare(c, 0), prepare(c, 1);
    TH_OUT(c, 0, 2, ((int64_t[]){a->shape[0], b->shape[1]}), dtype);
}

void shape_mv(th_call *c)
{
    check_dims(c, 0, 2), check_dims(c, 1, 1);
    th_tensor *a = th_arg(c, 0), *x = th_arg(c, 1);
    if (a->shape[1] != x->shape[0])
        th_fail(TH_VALUE_ERROR, "%s: size mismatch, got input (%lldx%lld) and vec (%lld)", c->op->name,
                (long long)a->shape[0], (long long)a->shape[1], (long long)x->shape[0]);
    th_dtype dtype = check_dtypes(c, 0, 1);
    prepare(c, 0);
    TH_OUT(c, 0, 1, a->shape, dtype);
}

void shape_dot(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    if (a->ndim != 1 || b->ndim != 1)
        th_fail(TH_VALUE_ERROR, "%s: 1D tensors expected, but got %dD and %dD tensors", c->op->name, a->ndim, b->ndim);
    if (a->shape[0] != b->shape[0])
        th_fail(TH_VALUE_ERROR,
                "%s: inconsistent tensor size, expected tensors to have the same number of elements, but "
                "got %lld and %lld elements respectively", c->op->name, (long long)a->shape[0], (long long)b->shape[0]);
    TH_OUT(c, 0, 0, NULL, check_dtypes(c, 0, 1));
}

/* ---- Products added to something ------------------------------------------------------------------ */

/* The result of beta self + product: self itself when in place, else a tensor that holds self
 * unless beta is 0. */
static void start_from_self(th_call *c, int ndim, const int64_t *shape)
{
    th_tensor *self = th_arg(c, 0);
    th_scalar beta = th_arg_scalar(c, 3), alpha = th_arg_scalar(c, 4);
    if (th_dtype_is_integral((th_dtype)self->dtype) && (beta.kind > TH_SCALAR_INT || alpha.kind > TH_SCALAR_INT) &&
        (th_scalar_double(beta) != (double)th_scalar_int(beta) ||
         th_scalar_double(alpha) != (double)th_scalar_int(alpha)))
        th_fail(TH_TYPE_ERROR,
                "%s: For integral input tensors, argument beta and alpha must not be floating point numbers",
                c->op->name);
    int n = self->ndim;
    int64_t size[TH_MAX_DIMS];
    if (n) memcpy(size, self->shape, (size_t)n * sizeof *size);
    th_broadcast_shapes(c->op->name, &n, size, ndim, shape);
    if (n != ndim || memcmp(size, shape, (size_t)n * sizeof *size) || (c->in_place && self->ndim != ndim))
        th_fail(TH_VALUE_ERROR, "%s: the expanded size of self (%s) must match the size of the product (%s)",
                c->op->name,
                th_shape_text(self->ndim, self->shape), th_shape_text(ndim, shape));
    if (c->in_place && (ndim < 2 || is_plain_matrix(self))) {
        c->out[0] = self;
        return;
    }
    TH_OUT(c, 0, ndim, shape, (th_dtype)self->dtype);
    if (th_scalar_double(beta) != 0 || beta.kind == TH_SCALAR_COMPLEX) th_copy_into(c->out[0], self);
}

void shape_addmm(th_call *c)
{
    check_dims(c, 1, 2), check_dims(c, 2, 2);
    th_tensor *a = th_arg(c, 1), *b = th_arg(c, 2);
    check_inner(c, a, b);
    check_dtypes(c, 0, 1), check_dtypes(c, 1, 2);
    start_from_self(c, 2, (int64_t[]){a->shape[0], b->shape[1]});
    prepare(c, 1), prepare(c, 2);
}

void shape_addmv(th_call *c)
{
    check_dims(c, 1, 2), check_dims(c, 2, 1);
    th_tensor *a = th_arg(c, 1), *x = th_arg(c, 2);
    if (a->shape[1] != x->shape[0])
        th_fail(TH_VALUE_ERROR, "addmv: size mismatch, got mat (%lldx%lld), vec (%lld)", (long long)a->shape[0],
                (long long)a->shape[1], (long long)x->shape[0]);
    check_dtypes(c, 0, 1), check_dtypes(c, 1, 2);
    start_from_self(c, 1, a->shape);
    prepare(c, 1), prepare(c, 2);
}

/* x (.., k) as kernels read it, by one distance between rows. In a dense tensor dimensions of size one may have any
 * stride: that of the rows is written down anew. */
static th_tensor *as_rows(th_tensor *x)
{
    int64_t stride[TH_MAX_DIMS];
    if (x->ndim == 2) return is_plain_matrix(x) ? x : th_to_contiguous(x);
    x = th_to_contiguous(x);
    th_contiguous_strides(x->ndim, x->shape, stride);
    return memcmp(stride, x->stride, (size_t)x->ndim * sizeof *stride)
               ? th_tensor_view(x, x->ndim, x->shape, stride, x->offset) : x;
}

/* weight (n, k), bias (n) or a single number; input (.., k) is read as one matrix */
void shape_linear(th_call *c)
{
    check_dims(c, 1, 2);
    th_tensor *x = th_arg(c, 0), *weight = th_arg(c, 1), *bias = th_arg(c, 2);
    if (x->ndim == 0 || x->shape[x->ndim - 1] != weight->shape[1])
        th_fail(TH_VALUE_ERROR, "linear: mat1 and mat2 shapes cannot be multiplied (%lldx%lld and %lldx%lld)",
                (long long)(x->ndim && x->shape[x->ndim - 1] ? x->numel / x->shape[x->ndim - 1] : 1),
                (long long)(x->ndim ? x->shape[x->ndim - 1] : 1), (long long)weight->shape[1],
                    (long long)weight->shape[0]);
    th_dtype dtype = check_dtypes(c, 0, 1);
    c->args[0] = th_v_tensor(as_rows(x));
    prepare(c, 1);
    int64_t shape[TH_MAX_DIMS];
    memcpy(shape, x->shape, (size_t)x->ndim * sizeof *shape);
    shape[x->ndim - 1] = weight->shape[0];
    TH_OUT(c, 0, x->ndim, shape, dtype);
    if (!bias) return;
    check_dtypes(c, 0, 2);
    if (bias->ndim > 1 || (bias->ndim == 1 && bias->shape[0] != weight->shape[0] && bias->shape[0] != 1))
        th_fail(TH_VALUE_ERROR, "linear: expected bias of size [%lld], got [%s]", (long long)weight->shape[0],
                th_shape_text(bias->ndim, bias->shape));
}

/* ---- Batches -------------------------------------------------------------------------------------- */

static void check_batches(const th_call *c, int first, int second)
{
    check_dims(c, first, 3), check_dims(c, second, 3);
    const th_tensor *a = th_arg(c, first), *b = th_arg(c, second);
    if (a->shape[0] != b->shape[0] || a->shape[2] != b->shape[1])
        th_fail(TH_VALUE_ERROR,
                "%s: Expected size for first two dimensions of batch2 tensor to be: [%lld, %lld] but got: "
                "[%lld, %lld].", c->op->name, (long long)a->shape[0], (long long)a->shape[2], (long long)b->shape[0],
                (long long)b->shape[1]);
}

void shape_bmm(th_call *c)
{
    check_batches(c, 0, 1);
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    th_dtype dtype = check_dtypes(c, 0, 1);
    prepare(c, 0), prepare(c, 1);
    TH_OUT(c, 0, 3, ((int64_t[]){a->shape[0], a->shape[1], b->shape[2]}), dtype);
}

void shape_baddbmm(th_call *c)
{
    check_batches(c, 1, 2);
    th_tensor *a = th_arg(c, 1), *b = th_arg(c, 2);
    check_dtypes(c, 0, 1), check_dtypes(c, 1, 2);
    start_from_self(c, 3, (int64_t[]){a->shape[0], a->shape[1], b->shape[2]});
    prepare(c, 1), prepare(c, 2);
}

/* x with its batch dimensions broadcast to the first ndim - 2 of shape, without copying. */
static th_tensor *with_batch(th_tensor *x, int ndim, const int64_t *shape)
{
    int64_t size[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    for (int d = 0; d < ndim; d++) {
        int from = d - (ndim - x->ndim);
        bool own = from >= 0 && (d >= ndim - 2 || x->shape[from] == shape[d]);
        size[d] = d < ndim - 2 ? shape[d] : x->shape[from];
        stride[d] = own ? x->stride[from] : 0;
    }
    return th_tensor_view(x, ndim, size, stride, x->offset);
}

/* (.., m, k) by (.., k, n) with batch dimensions of any number that broadcast */
void shape_batched_mm(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    if (a->ndim < 2 || b->ndim < 2)
        th_fail(TH_VALUE_ERROR, "%s: expected matrices, got %dD and %dD tensors", c->op->name, a->ndim, b->ndim);
    check_inner(c, a, b);
    th_dtype dtype = check_dtypes(c, 0, 1);
    int n = a->ndim - 2;
    int64_t shape[TH_MAX_DIMS], rows = a->shape[a->ndim - 2], cols = b->shape[b->ndim - 1];
    memcpy(shape, a->shape, (size_t)n * sizeof *shape);
    th_broadcast_shapes("matmul", &n, shape, b->ndim - 2, b->shape);
    prepare(c, 0), prepare(c, 1);
    c->args[0] = th_v_tensor(with_batch(th_arg(c, 0), n + 2, shape));
    c->args[1] = th_v_tensor(with_batch(th_arg(c, 1), n + 2, shape));
    shape[n] = rows, shape[n + 1] = cols;
    TH_OUT(c, 0, n + 2, shape, dtype);
}
