/* Shape and dtype rules of reductions. */
#include "reduce.h"

#include <math.h>
#include <string.h>

/* ---- Dimensions ------------------------------------------------------------------------------ */

static uint64_t add_dim(const char *op, uint64_t dims, int64_t dim, int ndim)
{
    uint64_t bit = (uint64_t)1 << th_axis(op, dim, ndim);
    if (dims & bit) th_fail(TH_RUNTIME_ERROR, "%s: dim %lld appears multiple times in the list of dims", op,
                            (long long)(dim < 0 ? dim + ndim : dim) + 1);
    return dims | bit;
}

uint64_t th_reduced_dims(const char *op, th_value dim, int ndim)
{
    uint64_t dims = 0;
    if (dim.type == TH_ARG_INT) return add_dim(op, 0, dim.as.i, ndim);
    if (dim.type != TH_ARG_INTS || dim.n == 0) return ndim == 64 ? UINT64_MAX : ((uint64_t)1 << ndim) - 1;
    for (int i = 0; i < dim.n; i++) dims = add_dim(op, dims, dim.as.ints[i], ndim);
    return dims;
}

int64_t th_reduced_count(const th_tensor *x, uint64_t dims)
{
    int64_t n = 1;
    for (int d = 0; d < x->ndim; d++) if (dims >> d & 1) n *= x->shape[d];
    return n;
}

/* One number in few places: cheaper to write than to describe by strides, and for what reads it next. */
static th_tensor *repeat_few(const th_tensor *number, const th_tensor *like)
{
    th_tensor *y = th_tensor_new(like->ndim, like->shape, (th_dtype)number->dtype, th_device_of(number));
    size_t size = th_dtype_size((th_dtype)y->dtype);
    for (int64_t i = 0; i < y->numel; i++) memcpy(th_data(y) + (size_t)i * size, th_data(number), size);
    return y;
}

th_tensor *th_spread(th_tensor *y, const th_tensor *from, uint64_t dims, bool keepdim)
{
    bool few = from->numel <= 256 && y->numel == 1 && th_device_of(y).type == TH_CPU;
    if (few && !th_grad_enabled()) return repeat_few(y, from);
    for (int d = 0; d < from->ndim && !keepdim && y->ndim > 0; d++) if (dims >> d & 1) y = th_unsqueeze(y, d);
    return th_expand(y, (th_ints){from->ndim, from->shape});
}

void th_reduced_output(th_call *call, int k, const th_tensor *x, uint64_t dims, bool keepdim, th_dtype dtype)
{
    int64_t shape[TH_MAX_DIMS];
    int n = 0;
    for (int d = 0; d < x->ndim; d++) {
        bool reduced = dims >> d & 1;
        if (!reduced || keepdim) shape[n++] = reduced ? 1 : x->shape[d];
    }
    call->out[k] = th_tensor_new(n, shape, dtype, th_device_of(x));
}

/* Puts checked 0-based axes in the place of argument k, for the kernel. */
static void pass_dims(th_call *call, int k, uint64_t dims, int ndim)
{
    int64_t *v = th_scratch((size_t)(ndim + 1) * sizeof *v);
    int n = 0;
    for (int d = 0; d < ndim; d++) if (dims >> d & 1) v[n++] = d;
    call->args[k] = (th_value){.type = TH_ARG_INTS, .n = n, .as.ints = v};
}

int th_pass_axis(th_call *call, int k, int ndim)
{
    int axis = th_axis(call->op->name, th_arg_int(call, k), ndim);
    call->args[k] = (th_value){.type = TH_ARG_INT, .as.i = axis};
    return axis;
}

th_tensor *th_pass_contiguous(th_call *call, int k, th_dtype dtype)
{
    th_tensor *x = th_to_contiguous(th_to_dtype(th_arg(call, k), dtype));
    call->args[k] = th_v_tensor(x);
    return x;
}

th_dtype th_row_dtype(th_dtype dtype) { return dtype == TH_FLOAT64 ? TH_FLOAT64 : TH_FLOAT32; }

/* 16-bit results are made in the converted copy of the first argument, so there must be one. */
void th_pass_rows(th_call *call, int k, int n, th_dtype dtype)
{
    th_tensor *first = th_arg(call, k);
    th_dtype wide = th_row_dtype(dtype);
    bool as_is = wide != dtype && th_backend_of(th_device_of(first))->widens_rows;
    for (int i = 0; i < n; i++) as_is = as_is && (th_dtype)th_arg(call, k + i)->dtype == dtype;
    for (int i = 0; i < n; i++) th_pass_contiguous(call, k + i, as_is ? dtype : wide);
    if (wide != dtype && !as_is && th_arg(call, k)->storage == first->storage)
        call->args[k] = th_v_tensor(th_to_contiguous_copy(first));
}

void th_check_not_empty(const char *op, const th_tensor *x, uint64_t dims, bool given)
{
    if (x->numel > 0) return;
    if (!given) th_fail(TH_RUNTIME_ERROR, "%s: Expected reduction dim to be specified for input.numel() == 0. "
                        "Specify the reduction dim with the 'dim' argument.", op);
    for (int d = 0; d < x->ndim; d++)
        if ((dims >> d & 1) && x->shape[d] == 0)
            th_fail(TH_INDEX_ERROR, "%s: Expected reduction dim %d to have non-zero size.", op, d + 1);
}

void th_check_real(const char *op, const th_tensor *x)
{
    if (th_dtype_is_complex((th_dtype)x->dtype))
        th_fail(TH_NOT_IMPLEMENTED, "%s: not implemented for '%s'", op, th_dtype_name((th_dtype)x->dtype));
}

/* max_dim and max_all are both max to their users. */
static const char *public_name(const th_op *op)
{
    size_t n = strlen(op->name);
    if (n < 5 || (strcmp(op->name + n - 4, "_all") && strcmp(op->name + n - 4, "_dim"))) return op->name;
    char *name = th_scratch(n - 3);
    memcpy(name, op->name, n - 4);
    name[n - 4] = 0;
    return name;
}

/* self dim keepdim ...: checks dim, makes the output and hands axes to the kernel. */
static void reduce_to(th_call *call, bool keepdim, th_dtype dtype)
{
    th_tensor *x = th_arg(call, 0);
    uint64_t dims = th_reduced_dims(public_name(call->op), call->args[1], x->ndim);
    th_reduced_output(call, 0, x, dims, keepdim, dtype);
    pass_dims(call, 1, dims, x->ndim);
}

static th_dtype dtype_of(const th_call *call) { return (th_dtype)th_arg(call, 0)->dtype; }

static void cast_self(th_call *call, th_dtype dtype)
{
    call->args[0] = th_v_tensor(th_to_dtype(th_arg(call, 0), dtype));
}

/* A dtype that is asked for is that of the elements before they are reduced. Kernels widen on
 * their own; what would lose a part is converted first. */
static void cast_where_lossy(th_call *call, th_dtype dtype)
{
    th_dtype from = dtype_of(call);
    bool to_integral = th_dtype_is_integral(dtype) && !th_dtype_is_integral(from);
    bool changes_kind = th_dtype_is_complex(from) != th_dtype_is_complex(dtype);
    if (to_integral || dtype == TH_BOOL || changes_kind) cast_self(call, dtype);
}

/* ---- Sums, means, counts ----------------------------------------------------------------------- */

void shape_sum(th_call *call)
{
    th_dtype asked = th_arg_dtype(call, 3), dtype = asked != TH_NO_DTYPE ? asked : dtype_of(call);
    if (asked == TH_NO_DTYPE && th_dtype_is_integral(dtype)) dtype = TH_INT64;
    if (asked != TH_NO_DTYPE) cast_where_lossy(call, dtype);
    reduce_to(call, th_arg_bool(call, 2), dtype);
}

void shape_nansum(th_call *call)
{
    th_check_real("nansum", th_arg(call, 0));
    shape_sum(call);
}

void shape_mean(th_call *call)
{
    th_dtype asked = th_arg_dtype(call, 3), dtype = asked != TH_NO_DTYPE ? asked : dtype_of(call);
    if (th_dtype_is_integral(dtype))
        th_fail(TH_RUNTIME_ERROR,
                "mean: could not infer output dtype. Input dtype must be either a floating point or complex "
                "dtype. Got: %s", th_dtype_name(dtype));
    cast_where_lossy(call, dtype);
    reduce_to(call, th_arg_bool(call, 2), dtype);
}

void shape_count_nonzero(th_call *call)
{
    if (th_dtype_is_complex(dtype_of(call))) call->args[0] = th_v_tensor(th_ne(th_arg(call, 0), 0));
    reduce_to(call, false, TH_INT64);
}

void shape_any(th_call *call)
{
    th_dtype dtype = dtype_of(call) == TH_UINT8 ? TH_UINT8 : TH_BOOL;
    if (th_dtype_is_complex(dtype_of(call))) call->args[0] = th_v_tensor(th_ne(th_arg(call, 0), 0));
    reduce_to(call, th_arg_bool(call, 2), dtype);
}

/* ---- Extremes ------------------------------------------------------------------------------------ */

static void check_extreme(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_value dim = call->args[1];
    bool given = dim.type == TH_ARG_INT || (dim.type == TH_ARG_INTS && dim.n > 0);
    th_check_real(public_name(call->op), x);
    th_check_not_empty(public_name(call->op), x, th_reduced_dims(public_name(call->op), dim, x->ndim), given);
}

void shape_amax(th_call *call)
{
    check_extreme(call);
    reduce_to(call, th_arg_bool(call, 2), dtype_of(call));
}

void shape_max_all(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_check_real(public_name(call->op), x);
    th_check_not_empty(public_name(call->op), x, 0, false);
    TH_OUT(call, 0, 0, NULL, (th_dtype)x->dtype);
}

void shape_argmax(th_call *call)
{
    check_extreme(call);
    reduce_to(call, th_arg_bool(call, 2), TH_INT64);
}

void shape_max_dim(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    check_extreme(call);
    uint64_t dims = th_reduced_dims(public_name(call->op), call->args[1], x->ndim);
    reduce_to(call, th_arg_bool(call, 2), dtype_of(call));
    th_reduced_output(call, 1, x, dims, th_arg_bool(call, 2), TH_INT64);
}

/* ---- Moments and norms ----------------------------------------------------------------------------- */

static void check_floating(th_call *call)
{
    if (!th_dtype_is_floating(dtype_of(call)))
        th_fail(TH_RUNTIME_ERROR, "%s: only support floating point dtypes, got %s", public_name(call->op),
                th_dtype_name(dtype_of(call)));
}

/* self dim unbiased keepdim correction: a correction wins over unbiased. */
void shape_var(th_call *call)
{
    check_floating(call);
    if (!th_arg_given(call, 4)) call->args[4] = th_v_int(th_arg_bool(call, 2));
    reduce_to(call, th_arg_bool(call, 3), dtype_of(call));
}

void shape_logsumexp(th_call *call)
{
    th_check_real("logsumexp", th_arg(call, 0));
    if (th_dtype_is_integral(dtype_of(call))) cast_self(call, th_default_dtype());
    reduce_to(call, th_arg_bool(call, 2), dtype_of(call));
}

void th_check_norm_dtype(const char *op, th_dtype from, th_dtype to)
{
    if (to == TH_NO_DTYPE) return;
    if (th_dtype_is_complex(from) != th_dtype_is_complex(to))
        th_fail(TH_VALUE_ERROR, "%s: dtype should be %s for %s inputs, but got %s", op,
                th_dtype_is_complex(from) ? "complex" : "real", th_dtype_is_complex(from) ? "complex" : "real",
                th_dtype_name(to));
    if (th_promote_types(from, to) != to)
        th_fail(TH_VALUE_ERROR, "%s: the dtype of the input (%s) should be convertible without narrowing to the "
                "specified dtype (%s)", op, th_dtype_name(from), th_dtype_name(to));
}

/* A ord dim keepdim dtype */
void shape_vector_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    double p = th_scalar_double(th_arg_scalar(call, 1));
    th_dtype dtype = th_arg_dtype(call, 4) != TH_NO_DTYPE ? th_arg_dtype(call, 4) : dtype_of(call);
    uint64_t dims = th_reduced_dims(public_name(call->op), call->args[2], x->ndim);
    if (th_dtype_is_integral(dtype) || th_dtype_is_integral(dtype_of(call)))
        th_fail(TH_TYPE_ERROR, "%s: expected a floating point or complex tensor, got %s", public_name(call->op),
                th_dtype_name(dtype_of(call)));
    th_check_norm_dtype(public_name(call->op), dtype_of(call), th_arg_dtype(call, 4));
    if (p < 0 || isinf(p)) th_check_not_empty(public_name(call->op), x, dims, th_arg_given(call, 2));
    if (th_dtype_is_complex(dtype_of(call)) || isinf(p)) call->args[0] = th_v_tensor(th_abs(x));
    th_reduced_output(call, 0, x, dims, th_arg_bool(call, 3), th_real_dtype(dtype));
    pass_dims(call, 2, dims, x->ndim);
}
