/* The one door: every operation is checked, promoted, inferred, run and recorded here. */
#include "autocast.h"
#include "autograd.h"
#include "iter.h"
#include "scope.h"

#include <string.h>

bool (*th_interrupt_hook)(void);

static void run(th_call *call);
static bool run_few(th_call *call);
static void run_as_given(th_call *call);
static void run_elementwise(th_call *call);
static void run_structured(th_call *call);
static void run_composite(th_call *call);

/* ---- Entries -------------------------------------------------------------------------------- */

th_tensor **th_dispatch(const th_op *op, th_value *args, int *n_out)
{
    th_call call = {.op = op, .args = args, .n_args = op->n_params, .in_place = op->changes_self};
    if (op->n_out > 0) th_outputs(&call, op->n_out);
    run(&call);
    *n_out = call.n_out;
    return call.out;
}

th_tensor *th_dispatch1(int id, th_value *args)
{
    th_tensor *out[1] = {NULL};
    const th_op *op = &th_ops[id];
    th_call call = {op, args, op->n_params, out, 1, op->changes_self, NULL};
    run(&call);
    return out[0];
}

th_tensor *th_dispatch_in_place(int id, th_value *args)
{
    const th_op *op = &th_ops[id];
    if (args[0].type != TH_ARG_TENSOR) th_fail(TH_TYPE_ERROR, "%s_: self must be a tensor", op->name);
    th_tensor *out[1] = {NULL};
    th_call call = {op, args, op->n_params, out, 1, true, NULL};
    run(&call);
    return args[0].as.tensor;
}

/* Ops with a plain result leave it in the place of their first argument. */
th_value th_dispatch_value(int id, th_value *args)
{
    const th_op *op = &th_ops[id];
    th_value local[TH_MAX_ARGS];
    memcpy(local, args, (size_t)op->n_params * sizeof *args);
    th_call call = {.op = op, .args = local, .n_args = op->n_params};
    th_scope *scope = th_scope_open();
    op->rule(&call);
    th_scope_close(scope);
    return local[0];
}

static void poll_interrupt(void)
{
    static unsigned calls;
    if (++calls % 64 == 0 && th_interrupt_hook && th_interrupt_hook()) th_fail(TH_INTERRUPT, "interrupted");
}

static void run_cast(th_call *call)
{
    th_value cast[TH_MAX_ARGS], *given = call->args;
    memcpy(cast, given, (size_t)call->n_args * sizeof *cast);
    th_autocast_inputs(call->op, cast, call->n_args);
    call->args = cast;
    run_as_given(call);
    call->args = given;
}

static void run(th_call *call)
{
    poll_interrupt();
    if (th_modes_now.autocasts && !call->in_place) run_cast(call);
    else run_as_given(call);
}

static void run_as_given(th_call *call)
{
    if (call->op->kind <= TH_KIND_PREDICATE) {
        if (!run_few(call)) run_elementwise(call);
    } else if (call->op->kind == TH_KIND_COMPOSITE) run_composite(call);
    else run_structured(call);
}

void th_outputs(th_call *call, int n)
{
    call->out = th_scratch((size_t)(n ? n : 1) * sizeof *call->out);
    memset(call->out, 0, (size_t)(n ? n : 1) * sizeof *call->out);
    call->n_out = n;
}

/* ---- Checks --------------------------------------------------------------------------------- */

static bool is_number_tensor(const th_value *v)
{
    return v->type == TH_ARG_TENSOR && v->as.tensor->ndim == 0 && th_device_of(v->as.tensor).type == TH_CPU;
}

void th_check_same_device(const char *op, const th_value *args, int n)
{
    const th_tensor *first = NULL;
    for (int k = 0; k < n; k++) {
        if (args[k].type != TH_ARG_TENSOR || is_number_tensor(&args[k])) continue;
        const th_tensor *x = args[k].as.tensor;
        if (!first) first = x;
        else if (!th_same_device(th_device_of(first), th_device_of(x)))
            th_fail(TH_RUNTIME_ERROR, "%s: Expected all tensors to be on the same device, but found at least two devices, "
                    "%s and %s", op, th_device_text(th_device_of(first)), th_device_text(th_device_of(x)));
    }
}

static th_tensor *first_tensor(const th_value *args, int n)
{
    th_tensor *found = NULL;
    for (int k = 0; k < n; k++) {
        if (args[k].type == TH_ARG_TENSOR && (!found || is_number_tensor(&(th_value){.type = TH_ARG_TENSOR, .as.tensor = found})))
            found = args[k].as.tensor;
        else if (args[k].type == TH_ARG_LIST)
            for (int i = 0; i < args[k].n && !found; i++) found = args[k].as.list[i];
    }
    return found;
}

/* ---- Promotion ------------------------------------------------------------------------------ */

static th_dtype number_dtype(th_scalar s)
{
    switch (s.kind) {
    case TH_SCALAR_BOOL: return TH_BOOL;
    case TH_SCALAR_INT: return TH_INT64;
    case TH_SCALAR_DOUBLE: return th_default_dtype();
    default: return th_default_dtype() == TH_FLOAT64 ? TH_COMPLEX128 : TH_COMPLEX64;
    }
}

static th_dtype join(th_dtype a, th_dtype b) { return a == TH_NO_DTYPE ? b : b == TH_NO_DTYPE ? a : th_promote_types(a, b); }

static int category(th_dtype d) { return d == TH_BOOL ? 0 : th_dtype_is_integral(d) ? 1 : th_dtype_is_floating(d) ? 2 : 3; }

/* A weaker operand (0-d against dimensioned, number against tensor) only lifts the category. */
static th_dtype lift(th_dtype strong, th_dtype weak)
{
    if (strong == TH_NO_DTYPE) return weak;
    if (weak == TH_NO_DTYPE || category(weak) <= category(strong)) return strong;
    if (category(strong) == 2) return strong == TH_FLOAT64 ? TH_COMPLEX128 : TH_COMPLEX64;
    return th_promote_types(strong, weak);
}

th_dtype th_result_type(const th_value *args, int n)
{
    th_dtype dimensioned = TH_NO_DTYPE, scalar = TH_NO_DTYPE, number = TH_NO_DTYPE;
    for (int k = 0; k < n; k++) {
        if (args[k].type == TH_ARG_SCALAR) number = join(number, number_dtype(args[k].as.scalar));
        else if (args[k].type == TH_ARG_TENSOR) {
            th_dtype d = (th_dtype)args[k].as.tensor->dtype;
            if (args[k].as.tensor->ndim) dimensioned = join(dimensioned, d);
            else scalar = join(scalar, d);
        }
    }
    return lift(lift(dimensioned, scalar), number);
}

th_dtype th_compute_dtype(th_dtype dtype)
{
    if (dtype >= TH_FLOAT64) return dtype;
    return dtype >= TH_FLOAT16 ? TH_FLOAT32 : TH_INT64;
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
        if (dtype == TH_BOOL) th_fail(TH_TYPE_ERROR, "%s: not supported for Bool tensors; convert to a number first", op->name);
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

/* ---- Elementwise ops ------------------------------------------------------------------------ */

void th_broadcast_shapes(const char *op, int *ndim, int64_t *shape, int ndim_b, const int64_t *b)
{
    int n = *ndim > ndim_b ? *ndim : ndim_b;
    for (int i = 1; i <= n; i++) { /* from the last dimension */
        int64_t sa = i <= *ndim ? shape[*ndim - i] : 1, sb = i <= ndim_b ? b[ndim_b - i] : 1;
        if (sa != sb && sa != 1 && sb != 1)
            th_fail(TH_VALUE_ERROR, "%s: The size of tensor a (%lld) must match the size of tensor b (%lld) at non-singleton "
                    "dimension %d", op, (long long)sa, (long long)sb, n - i + 1);
    }
    memmove(shape + (n - *ndim), shape, (size_t)*ndim * sizeof *shape);
    for (int i = 0; i < n - *ndim; i++) shape[i] = 1;
    *ndim = n;
    for (int i = 1; i <= ndim_b; i++)
        if (shape[n - i] == 1) shape[n - i] = b[ndim_b - i];
}

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
    if (x->refs != 1 || x->storage->refs != 1 || x->dtype != (int8_t)dtype || x->ndim != ndim || x->grad_fn) return false;
    if (x->requires_grad || x->autograd || !x->storage->data || !th_is_dense(x)) return false;
    return !memcmp(x->shape, shape, (size_t)ndim * sizeof *shape);
}

static th_tensor *make_result(th_call *call, int n, const th_tensor *flat, int ndim, const int64_t *shape, th_dtype dtype,
                              bool recorded)
{
    for (int k = 0; k < n && !recorded; k++) {
        if (!th_can_take_over(&call->args[k], ndim, shape, dtype)) continue;
        call->args[k].as.tensor->storage->version++;
        return th_tensor_alias(call->args[k].as.tensor);
    }
    if (flat) return th_tensor_like(flat, dtype);
    th_tensor *x = first_tensor(call->args, n);
    th_tensor *y = th_tensor_new(ndim, shape, dtype, th_device_of(x));
    if (x->ndim == ndim && !th_tensor_is_contiguous(x) && th_same_shape(x, y) && th_is_permuted_dense(x))
        memcpy(y->stride, x->stride, (size_t)ndim * sizeof *x->stride);
    return y;
}

static bool overlaps_itself(const th_tensor *x)
{
    for (int d = 0; d < x->ndim && x->numel > 0; d++)
        if (x->stride[d] == 0 && x->shape[d] > 1) return true;
    return false;
}

static void check_result_fits(const th_op *op, const th_tensor *self, int ndim, const int64_t *shape, th_dtype dtype)
{
    if (self->ndim != ndim || memcmp(self->shape, shape, (size_t)ndim * sizeof *shape))
        th_fail(TH_VALUE_ERROR, "%s_: output with shape [%s] doesn't match the broadcast shape [%s]", op->name,
                th_shape_text(self->ndim, self->shape), th_shape_text(ndim, shape));
    th_dtype to = (th_dtype)self->dtype;
    if (category(dtype) > category(to))
        th_fail(TH_TYPE_ERROR, "%s_: result type %s can't be cast to the desired output type %s", op->name,
                th_dtype_name(dtype), th_dtype_name(to));
    if (overlaps_itself(self))
        th_fail(TH_RUNTIME_ERROR, "%s_: more than one element of the written-to tensor refers to a single memory location; "
                "clone() it before the operation", op->name);
}

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
    if (is_number_tensor(v) && th_device_of(out).type != TH_CPU && th_device_of(out).type != TH_META) {
        th_iter_add_number(it, th_item(x), compute);
        return;
    }
    th_iter_add(it, x);
}

static void add_numbers(th_call *call, int n)
{
    th_iter *it = call->iter;
    for (int k = n; k < call->n_args; k++) {
        th_scalar s = call->args[k].as.scalar;
        if (it->compute == TH_INT64 && s.kind == TH_SCALAR_DOUBLE && s.re.d != (double)(int64_t)s.re.d)
            th_fail(TH_TYPE_ERROR, "%s: %s must not be a floating-point number for integer tensors", call->op->name,
                    call->op->params[k].name);
        it->param[it->n_params++] = s;
    }
}

static void check_operands(const th_op *op, const th_value *args, int n)
{
    for (int k = 0; k < n; k++)
        if (args[k].type != TH_ARG_TENSOR && args[k].type != TH_ARG_SCALAR)
            th_fail(TH_TYPE_ERROR, "%s: %s must be a tensor or a number, got nothing", op->name, op->params[k].name);
    if (!first_tensor(args, n)) th_fail(TH_TYPE_ERROR, "%s: expected at least one tensor", op->name);
    th_check_same_device(op->name, args, n);
}

/* Integers have no quotient by zero. */
static void check_divisor(const th_op *op, th_dtype dtype, const th_value *divisor)
{
    if (dtype > TH_INT64) return;
    bool divides = op->id == TH_OP_remainder || op->id == TH_OP_fmod || op->id == TH_OP_floor_divide || op->id == TH_OP_div_trunc;
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

static bool lifts_nothing(const th_value *number, th_dtype dtype)
{
    if (number->type != TH_ARG_SCALAR) return false;
    if (number->as.scalar.kind != TH_SCALAR_COMPLEX && (dtype == TH_FLOAT32 || dtype == TH_FLOAT64)) return true;
    return category(number_dtype(number->as.scalar)) <= category(dtype);
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

/* The dtype and the shape to which the inputs promote and broadcast. */
static th_dtype promote_and_broadcast(const th_call *call, int n, int *ndim, int64_t *shape)
{
    const th_op *op = call->op;
    int skip = op->types == TH_SELECT; /* the mask takes no part in promotion */
    check_operands(op, call->args, n);
    th_dtype dtype = accepted(op, th_result_type(call->args + skip, n - skip));
    broadcast_inputs(op, call->args, n, ndim, shape);
    return dtype;
}

static th_tensor *self_as_result(const th_call *call, int ndim, const int64_t *shape, th_dtype result)
{
    th_tensor *self = call->args[0].as.tensor;
    check_result_fits(call->op, self, ndim, shape, result);
    th_check_in_place(call->op->name, self);
    return self;
}

static bool is_mask(const th_op *op) { return op->kind == TH_KIND_COMPARE || op->kind == TH_KIND_PREDICATE; }

static void run_elementwise(th_call *call)
{
    const th_op *op = call->op;
    int n = op->arity, ndim;
    int64_t broadcast[TH_MAX_DIMS];
    th_iter it;
    th_value before[TH_MAX_ARGS];
    th_tensor *flat = flat_operands(call, n);
    th_dtype dtype = flat ? accepted(op, (th_dtype)flat->dtype) : promote_and_broadcast(call, n, &ndim, broadcast);
    const int64_t *shape = flat ? flat->shape : broadcast;
    if (flat) ndim = flat->ndim;
    check_divisor(op, dtype, &call->args[1]);
    bool recorded = th_modes_now.grad && op->gradient && th_any_requires_grad(call->args, n);
    th_dtype result = is_mask(op) ? TH_BOOL : dtype;
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

/* ---- Few elements -------------------------------------------------------------------------------- */

#define FEW 512

static bool is_real_number(const th_value *v) { return v->type == TH_ARG_SCALAR && v->as.scalar.kind != TH_SCALAR_COMPLEX; }

/* The tensors' common window, if they are dense, of one shape, float or double, on the CPU and small, and
 * if what else there is are numbers. */
static th_tensor *few_operands(const th_call *call)
{
    th_tensor *x = NULL;
    for (int k = 0; k < call->op->arity; k++) {
        const th_value *v = &call->args[k];
        th_tensor *y = v->as.tensor;
        if (v->type != TH_ARG_TENSOR) {
            if (!is_real_number(v)) return NULL;
        } else if (!x) {
            bool fits = (y->dtype == TH_FLOAT32 || y->dtype == TH_FLOAT64) && y->numel <= FEW && y->numel > 0 &&
                        y->storage->device.type == TH_CPU && th_is_dense(y);
            if (!fits) return NULL;
            x = y;
        } else if (y != x) {
            bool alike = y->dtype == x->dtype && y->storage->device.type == TH_CPU && th_same_shape(x, y) && th_is_dense(y);
            if (!alike || y->storage == x->storage) return NULL;
        }
    }
    return x;
}

static void write_number(char *to, th_dtype dtype, th_scalar s)
{
    if (dtype == TH_FLOAT32) *(float *)to = (float)th_scalar_double(s);
    else *(double *)to = th_scalar_double(s);
}

/* A number operand, as often as there are elements. */
static const void *repeated(char *buffer, th_dtype dtype, th_scalar s, int64_t n)
{
    double value = th_scalar_double(s);
    if (dtype == TH_FLOAT32) for (int64_t i = 0; i < n; i++) ((float *)buffer)[i] = (float)value;
    else for (int64_t i = 0; i < n; i++) ((double *)buffer)[i] = value;
    return buffer;
}

/* Most calls of a script are such: no promotion, no broadcasting, no loop to be built. The row's loop for the
 * dtype runs as it is. Returns false for every other call. */
static bool run_few(th_call *call)
{
    const th_op *op = call->op;
    int n = op->arity;
    th_tensor *x = few_operands(call);
    if (!x || (call->in_place && (x != call->args[0].as.tensor || is_mask(op)))) return false;
    th_dtype dtype = (th_dtype)x->dtype;
    th_loop loop = th_cpu_backend.loops[dtype][op->id];
    bool recorded = th_modes_now.grad && op->gradient && th_any_requires_grad(call->args, n);
    if (!loop || op->types == TH_SELECT || (recorded && call->in_place)) return false;
    _Alignas(64) char buffers[3][FEW * sizeof(double)], numbers[4 * sizeof(double)];
    const void *in[3] = {NULL};
    for (int k = 0; k < n; k++)
        in[k] = call->args[k].type == TH_ARG_TENSOR ? th_data(call->args[k].as.tensor)
                                                    : repeated(buffers[k], dtype, call->args[k].as.scalar, x->numel);
    for (int k = n; k < op->n_params; k++) {
        if (!is_real_number(&call->args[k])) return false;
        write_number(numbers + (size_t)(k - n) * th_dtype_bytes[dtype], dtype, call->args[k].as.scalar);
    }
    if (call->in_place) th_check_in_place(op->name, x);
    call->out[0] = call->in_place ? x : th_tensor_like(x, is_mask(op) ? TH_BOOL : dtype);
    loop(x->numel, th_data(call->out[0]), in[0], in[1], in[2], numbers);
    if (call->in_place) th_bump_version(x);
    if (recorded) th_record(call, call->args, call->args);
    return true;
}

/* ---- Structured ops and composites ------------------------------------------------------------ */

/* Fits the result of an op without an in-place kernel into self. */
static void write_back(th_call *call, th_tensor *self)
{
    th_tensor *result = call->out[0];
    if (result == self) return;
    if (!call->op->changes_self) check_result_fits(call->op, self, result->ndim, result->shape, (th_dtype)result->dtype);
    th_copy_into(self, result);
    call->out[0] = self;
}

void shape_in_place(th_call *call)
{
    th_tensor *self = th_arg(call, 0);
    if (overlaps_itself(self))
        th_fail(TH_RUNTIME_ERROR, "%s: more than one element of the written-to tensor refers to a single memory location; "
                "clone() it before the operation", call->op->name);
    call->out[0] = th_to_contiguous(self);
}

static bool any_requires_grad(const th_call *call)
{
    return th_modes_now.grad && call->op->gradient && th_any_requires_grad(call->args, call->n_args);
}

static void run_kernel(th_call *call)
{
    if (call->op->kind == TH_KIND_VIEW) return;
    th_tensor *place = call->n_out > 0 && call->out[0] ? call->out[0] : first_tensor(call->args, call->n_args);
    if (!place) return;
    const th_backend *backend = th_backend_of(th_device_of(place));
    if (backend == &th_meta_backend) return;
    th_kernel kernel = th_kernel_of(backend, call->op->id);
    if (!kernel)
        th_fail(TH_NOT_IMPLEMENTED, "%s: not available on device %s", call->op->name, backend->name);
    if (backend->control) th_check_device(backend);
    kernel(call);
}

static void run_structured(th_call *call)
{
    th_value before[TH_MAX_ARGS], *originals = call->args;
    bool recorded = any_requires_grad(call);
    th_tensor *self = call->in_place ? th_arg(call, 0) : NULL;
    bool within_device = call->op->kind != TH_KIND_VIEW && call->op->id != TH_OP_copy_;
    if (within_device) th_check_same_device(call->op->name, call->args, call->n_args);
    if (self) th_check_in_place(call->op->name, self);
    if (recorded && self) th_save_self(call, before);
    th_value local[TH_MAX_ARGS]; /* rules may replace arguments */
    memcpy(local, call->args, (size_t)call->n_args * sizeof *local);
    call->args = local;
    call->op->rule(call);
    run_kernel(call);
    if (self) {
        write_back(call, self);
        th_bump_version(self);
    } else if (call->op->kind == TH_KIND_VIEW)
        for (int k = 0; k < call->n_out; k++) th_mark_view(call->out[k], th_arg(call, 0));
    if (recorded) th_record(call, originals, self ? before : originals);
}

/* Closes the scope of a composite; its results move to the scope around it. */
static void hand_over(th_scope *scope, const th_call *inner, th_call *call)
{
    int n = inner->n_out;
    th_tensor *few[8], **kept = n <= 8 ? few : th_block_alloc((size_t)n * sizeof *kept);
    if (!kept) th_fail(TH_MEMORY_ERROR, "%s: no memory for %d results", call->op->name, n);
    for (int k = 0; k < n; k++) kept[k] = th_keep(inner->out[k]);
    th_scope_close(scope);
    if (call->op->n_out == -1) th_outputs(call, n);
    for (int k = 0; k < n; k++) call->out[k] = th_borrow(kept[k]);
    if (kept != few) th_block_free(kept, (size_t)n * sizeof *kept);
}

static void run_composite(th_call *call)
{
    th_scope *scope = th_scope_open();
    th_tensor *self = call->in_place ? th_arg(call, 0) : NULL;
    th_tensor *one[4] = {NULL};
    th_value local[TH_MAX_ARGS];
    memcpy(local, call->args, (size_t)call->n_args * sizeof *local);
    bool list = call->op->n_out == -1;
    th_call inner = {call->op, local, call->n_args, list ? NULL : one, list ? 0 : call->n_out, false, NULL};
    call->op->rule(&inner);
    if (self && inner.out[0] != self) th_copy_(self, inner.out[0]);
    if (self) inner.out[0] = self;
    hand_over(scope, &inner, call);
}
