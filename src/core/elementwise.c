/* Elementwise calls: promotion, broadcasting, the result and the loop that a kernel is given. */
#include "dispatch.h"
#include "autograd.h"
#include "half.h"
#include "iter.h"
#include "scope.h"

#include <string.h>

/* ---- Operands --------------------------------------------------------------------------------- */

void th_broadcast_shapes(const char *op, int *ndim, int64_t *shape, int ndim_b, const int64_t *b)
{
    int n = *ndim > ndim_b ? *ndim : ndim_b;
    if (n > TH_MOST_DIMS)
        th_fail(TH_VALUE_ERROR, "%s: tensors have at most %d dimensions, got %d", op, TH_MOST_DIMS, n);
    for (int i = 1; i <= n; i++) { /* from the last dimension */
        int64_t sa = i <= *ndim ? shape[*ndim - i] : 1, sb = i <= ndim_b ? b[ndim_b - i] : 1;
        if (sa != sb && sa != 1 && sb != 1)
            th_fail(TH_VALUE_ERROR, "%s: The size of tensor a (%lld) must match the size of tensor b (%lld) at "
                    "non-singleton dimension %d", op, (long long)sa, (long long)sb, n - i + 1);
    }
    memmove(shape + (n - *ndim), shape, (size_t)*ndim * sizeof *shape);
    for (int i = 0; i < n - *ndim; i++) shape[i] = 1;
    *ndim = n;
    for (int i = 1; i <= ndim_b; i++)
        if (shape[n - i] == 1) shape[n - i] = b[ndim_b - i];
}

/* What the row makes of the promoted dtype; fails where it does not take it. */
static th_dtype accepted(const th_op *op, th_dtype dtype)
{
    if ((dtype == TH_FLOAT32 || dtype == TH_FLOAT64) && op->types != TH_INTEGRAL) return dtype;
    switch (op->types) {
    case TH_FLOATING: case TH_FLOATING_C:
        if (th_dtype_is_integral(dtype)) return th_default_dtype();
        if (op->types == TH_FLOATING_C) return dtype;
        break;
    case TH_NUMERIC_C: case TH_NUMERIC:
        if (dtype == TH_BOOL)
            th_fail(TH_TYPE_ERROR, "%s: not supported for Bool tensors; convert to a number first", op->name);
        if (op->types == TH_NUMERIC_C) return dtype;
        break;
    case TH_ARITHMETIC: case TH_SELECT: return dtype;
    case TH_INTEGRAL:
        if (!th_dtype_is_integral(dtype))
            th_fail(TH_TYPE_ERROR, "%s: expected integer or Bool tensors, got %s", op->name, th_dtype_name(dtype));
        return dtype;
    default: break;
    }
    if (th_dtype_is_complex(dtype))
        th_fail(TH_NOT_IMPLEMENTED, "%s: not implemented for '%s'", op->name, th_dtype_name(dtype));
    return dtype;
}

static void check_operands(const th_call *call, int n)
{
    const th_op *op = call->op;
    const th_value *args = call->args;
    for (int k = 0; k < n; k++)
        if (args[k].type != TH_ARG_TENSOR && args[k].type != TH_ARG_SCALAR)
            th_fail(TH_TYPE_ERROR, "%s: %s must be a tensor or a number, got nothing", op->name, op->params[k].name);
    if (!th_first_tensor(args, n)) th_fail(TH_TYPE_ERROR, "%s: expected at least one tensor", op->name);
    th_check_same_device(op->name, args, n, call->in_place);
}

/* Integers have no quotient by zero. */
static void check_divisor(const th_op *op, th_dtype dtype, const th_value *divisor)
{
    if (dtype > TH_INT64) return;
    bool divides = op->id == TH_OP_remainder || op->id == TH_OP_fmod || op->id == TH_OP_floor_divide ||
                   op->id == TH_OP_div_trunc;
    if (!divides) return;
    bool zero;
    if (divisor->type == TH_ARG_SCALAR) zero = th_scalar_double(divisor->as.scalar) == 0;
    else if (th_device_of(divisor->as.tensor).type == TH_META) return;
    else zero = th_scalar_double(th_item(th_sum(th_eq(divisor->as.tensor, 0)))) > 0;
    if (zero) th_fail(TH_RUNTIME_ERROR, "%s: ZeroDivisionError: integer division by zero", op->name);
}

static void broadcast_inputs(const th_op *op, const th_value *args, int n, int *ndim, int64_t *shape)
{
    *ndim = 0;
    for (int k = 0; k < n; k++)
        if (args[k].type == TH_ARG_TENSOR)
            th_broadcast_shapes(op->name, ndim, shape, args[k].as.tensor->ndim, args[k].as.tensor->shape);
}

/* The dtype and the shape to which the inputs promote and broadcast. */
static th_dtype promote_and_broadcast(const th_call *call, int n, int *ndim, int64_t *shape)
{
    const th_op *op = call->op;
    int skip = op->types == TH_SELECT; /* the mask takes no part in promotion */
    check_operands(call, n);
    th_dtype dtype = accepted(op, th_result_type(call->args + skip, n - skip));
    broadcast_inputs(op, call->args, n, ndim, shape);
    return dtype;
}

static bool lifts_nothing(const th_value *number, th_dtype dtype)
{
    if (number->type != TH_ARG_SCALAR) return false;
    if (number->as.scalar.kind != TH_SCALAR_COMPLEX && (dtype == TH_FLOAT32 || dtype == TH_FLOAT64)) return true;
    return th_category(th_number_dtype(number->as.scalar)) <= th_category(dtype);
}

/* The usual case needs no broadcasting and no promotion: dense tensors of one shape, dtype and device,
 * and numbers that do not lift the dtype. Returns the first tensor; NULL for all other cases. */
static th_tensor *flat_operands(const th_call *call, int n)
{
    th_tensor *x = NULL;
    if (call->op->types == TH_SELECT) return NULL;
    for (int k = 0; k < n; k++) {
        if (call->args[k].type != TH_ARG_TENSOR) continue;
        th_tensor *y = call->args[k].as.tensor;
        if (y == x) continue;
        if (!th_is_dense(y)) return NULL;
        if (!x) { x = y; continue; }
        bool alike = y->dtype == x->dtype && th_same_shape(x, y) && th_same_device(th_device_of(x), th_device_of(y));
        if (!alike || (x->storage == y->storage && x->offset != y->offset)) return NULL;
    }
    if (!x || (call->in_place && x != call->args[0].as.tensor)) return NULL;
    for (int k = 0; k < n; k++)
        if (call->args[k].type != TH_ARG_TENSOR && !lifts_nothing(&call->args[k], (th_dtype)x->dtype)) return NULL;
    return x;
}

/* ---- The result ------------------------------------------------------------------------------- */

/* Not contiguous, but without holes or overlaps: a result can keep the same order of dimensions. */
bool th_is_permuted_dense(const th_tensor *x)
{
    int64_t step = 1;
    bool used[TH_MAX_DIMS] = {false};
    for (int k = 0; k < x->ndim; k++) {
        int next = -1;
        for (int d = 0; d < x->ndim && next < 0; d++)
            if (!used[d] && (x->shape[d] == 1 || x->stride[d] == step)) next = d;
        if (next < 0) return false;
        used[next] = true;
        step *= x->shape[next];
    }
    return true;
}

bool th_can_take_over(const th_value *v, int ndim, const int64_t *shape, th_dtype dtype)
{
    if (v->type != TH_ARG_TENSOR || !v->temporary) return false;
    const th_tensor *x = v->as.tensor;
    if (x->refs != 1 || x->storage->refs != 1 || x->dtype != (int8_t)dtype || x->ndim != ndim || x->grad_fn)
        return false;
    if (x->requires_grad || x->autograd || !x->storage->data || !th_is_dense(x)) return false;
    return !memcmp(x->shape, shape, (size_t)ndim * sizeof *shape);
}

static th_tensor *make_result(th_call *call, int n, const th_tensor *flat, int ndim, const int64_t *shape,
                              th_dtype dtype, bool recorded)
{
    for (int k = 0; k < n && !recorded; k++) {
        if (!th_can_take_over(&call->args[k], ndim, shape, dtype)) continue;
        call->args[k].as.tensor->storage->version++;
        return th_tensor_alias(call->args[k].as.tensor);
    }
    if (flat) return th_tensor_like(flat, dtype);
    th_tensor *x = th_first_tensor(call->args, n);
    th_tensor *y = th_tensor_new(ndim, shape, dtype, th_device_of(x));
    if (x->ndim == ndim && !th_tensor_is_contiguous(x) && th_same_shape(x, y) && th_is_permuted_dense(x))
        memcpy(y->stride, x->stride, (size_t)ndim * sizeof *x->stride);
    return y;
}

static th_tensor *self_as_result(const th_call *call, int ndim, const int64_t *shape, th_dtype result)
{
    th_tensor *self = call->args[0].as.tensor;
    th_check_result_fits(call->op, self, ndim, shape, result);
    th_check_in_place(call->op->name, self);
    return self;
}

/* ---- The loop --------------------------------------------------------------------------------- */

static bool same_window(const th_tensor *a, const th_tensor *b)
{
    return a->offset == b->offset && a->dtype == b->dtype && th_same_shape(a, b) &&
           !memcmp(a->stride, b->stride, (size_t)a->ndim * sizeof *a->stride);
}

/* An input that shares memory with the output in another order is read from a copy. */
static void add_input(th_iter *it, th_value *v, th_dtype compute, const th_tensor *out)
{
    if (v->type == TH_ARG_SCALAR) { th_iter_add_number(it, v->as.scalar, compute); return; }
    th_tensor *x = v->as.tensor;
    if (x->storage == out->storage && !same_window(x, out) && out->storage->data) {
        th_tensor *copy = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, th_device_of(x));
        th_copy_into(copy, x);
        x = copy;
    }
    if (th_is_number_tensor(v) && th_device_of(out).type != TH_CPU && th_device_of(out).type != TH_META) {
        th_iter_add_number(it, th_item(x), compute);
        return;
    }
    th_iter_add(it, x);
}

/* Comparing with a half type's numbers means comparing with the number that it makes of another. */
static void round_compared(th_call *call, th_dtype dtype, th_value *rounded)
{
    memcpy(rounded, call->args, (size_t)call->n_args * sizeof *rounded);
    for (int k = 0; k < call->n_args; k++)
        if (rounded[k].type == TH_ARG_SCALAR) {
            float x = (float)th_scalar_double(rounded[k].as.scalar);
            if (dtype == TH_FLOAT16) x = th_half_to_float(th_float_to_half(x));
            else x = th_bfloat16_to_float(th_float_to_bfloat16(x));
            rounded[k] = th_v_double((double)x);
        }
    call->args = rounded;
}

static void add_numbers(th_call *call, int n)
{
    th_iter *it = call->iter;
    for (int k = n; k < call->n_args; k++) {
        th_scalar s = call->args[k].as.scalar;
        if (it->compute == TH_INT64 && s.kind == TH_SCALAR_DOUBLE && s.re.d != (double)th_scalar_int(s))
            th_fail(TH_TYPE_ERROR, "%s: %s must not be a floating-point number for integer tensors", call->op->name,
                    call->op->params[k].name);
        it->param[it->n_params++] = s;
    }
}

static void add_flat(th_iter *it, const th_tensor *x)
{
    int k = it->n_operands++;
    it->dtype[k] = (th_dtype)x->dtype;
    it->stride[k][0] = th_dtype_bytes[x->dtype];
    it->data[k] = x->storage->data ? th_data(x) : NULL;
}

static void flat_loop(th_call *call, int n)
{
    th_iter *it = call->iter;
    it->ndim = 1;
    it->n_operands = it->n_params = 0;
    it->shape[0] = it->numel = call->out[0]->numel;
    add_flat(it, call->out[0]);
    for (int k = 0; k < n; k++)
        if (call->args[k].type == TH_ARG_TENSOR) add_flat(it, call->args[k].as.tensor);
        else th_iter_add_number(it, call->args[k].as.scalar, it->compute);
    add_numbers(call, n);
}

static void broadcast_loop(th_call *call, int n, int ndim, const int64_t *shape)
{
    th_iter *it = call->iter;
    th_iter_begin(it, ndim, shape);
    th_iter_add(it, call->out[0]);
    for (int k = 0; k < n; k++) add_input(it, &call->args[k], it->compute, call->out[0]);
    add_numbers(call, n);
    th_iter_order(it);
    th_iter_collapse(it);
}

/* ---- The call --------------------------------------------------------------------------------- */

void th_run_elementwise(th_call *call)
{
    const th_op *op = call->op;
    int n = op->arity, ndim;
    int64_t broadcast[TH_MAX_DIMS];
    th_iter it;
    th_value before[TH_MAX_ARGS], rounded[TH_MAX_ARGS];
    th_tensor *flat = flat_operands(call, n);
    th_dtype dtype = flat ? accepted(op, (th_dtype)flat->dtype) : promote_and_broadcast(call, n, &ndim, broadcast);
    const int64_t *shape = flat ? flat->shape : broadcast;
    if (flat) ndim = flat->ndim;
    check_divisor(op, dtype, &call->args[1]);
    bool recorded = th_modes_now.grad && op->gradient && th_any_requires_grad(call->args, n);
    th_dtype result = th_is_mask(op) ? TH_BOOL : dtype;
    bool half = dtype == TH_FLOAT16 || dtype == TH_BFLOAT16;
    if (op->kind == TH_KIND_COMPARE && half) round_compared(call, dtype, rounded);
    call->out[0] = call->in_place ? self_as_result(call, ndim, shape, result)
                                  : make_result(call, n, flat, ndim, shape, result, recorded);
    if (recorded && call->in_place) th_save_self(call, before);

    call->iter = &it;
    it.compute = th_compute_dtype(dtype);
    if (flat) flat_loop(call, n);
    else broadcast_loop(call, n, ndim, shape);
    const th_backend *backend = th_backend_of(th_device_of(call->out[0]));
    if (backend->control) th_check_device(backend);
    th_kernel kernel = backend->kernels[op->id];
    if (kernel && it.numel > 0) kernel(call);
    if (call->in_place) th_bump_version(call->out[0]);
    if (recorded) th_record(call, call->args, call->in_place ? before : call->args);
}
