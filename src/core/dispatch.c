/* The one door: every operation is checked, promoted, inferred, run and recorded from here. */
#include "autocast.h"
#include "autograd.h"
#include "dispatch.h"
#include "scope.h"

#include <string.h>

bool (*th_interrupt_hook)(void);

static void run(th_call *call);
static bool run_few(th_call *call);
static void run_as_given(th_call *call);

/* ---- Entries -------------------------------------------------------------------------------- */

th_tensor **th_dispatch(const th_op *op, th_value *args, int *n_out)
{
    th_call call = {.op = op, .args = args, .n_args = op->n_params, .in_place = op->changes_self};
    if (op->n_out > 0) th_outputs(&call, op->n_out);
    run(&call);
    *n_out = call.n_out;
    return call.out;
}

th_tensor **th_dispatch_as(const char *name, const th_op *op, th_value *args, int *n_out)
{
    th_op named = *op;
    named.name = name;
    return th_dispatch(&named, args, n_out);
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

void th_check_interrupt(void)
{
    if (th_interrupt_hook && th_interrupt_hook()) th_fail(TH_INTERRUPT, "interrupted");
}

static void poll_interrupt(void)
{
    static unsigned calls;
    if (++calls % 64 == 0) th_check_interrupt();
}

static void run_cast(th_call *call)
{
    th_value cast[TH_MAX_ARGS], *given = call->args;
    memcpy(cast, given, (size_t)call->n_args * sizeof *cast);
    th_modes_now.autocasts = !th_autocast_inputs(call->op, cast, call->n_args); /* a composite is cast as a whole */
    call->args = cast;
    run_as_given(call);
    call->args = given;
    th_modes_now.autocasts = true;
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
        if (!run_few(call)) th_run_elementwise(call);
    } else if (call->op->kind == TH_KIND_COMPOSITE) th_run_composite(call);
    else th_run_structured(call);
}

void th_outputs(th_call *call, int n)
{
    call->out = th_scratch((size_t)(n ? n : 1) * sizeof *call->out);
    memset(call->out, 0, (size_t)(n ? n : 1) * sizeof *call->out);
    call->n_out = n;
}

/* ---- Few elements -------------------------------------------------------------------------------- */

#define FEW 512

static bool is_real_number(const th_value *v)
{
    return v->type == TH_ARG_SCALAR && v->as.scalar.kind != TH_SCALAR_COMPLEX;
}

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
            bool alike = y->dtype == x->dtype && y->storage->device.type == TH_CPU && th_same_shape(x, y) &&
                         th_is_dense(y);
            if (!alike || y->storage == x->storage) return NULL;
        }
    }
    return x;
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
    if (!x || (call->in_place && (x != call->args[0].as.tensor || th_is_mask(op)))) return false;
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
        th_scalar_store(call->args[k].as.scalar, dtype, numbers + (size_t)(k - n) * th_dtype_bytes[dtype]);
    }
    if (call->in_place) th_check_in_place(op->name, x);
    call->out[0] = call->in_place ? x : th_tensor_like(x, th_is_mask(op) ? TH_BOOL : dtype);
    loop(x->numel, th_data(call->out[0]), in[0], in[1], in[2], numbers);
    if (call->in_place) th_bump_version(x);
    if (recorded) th_record(call, call->args, call->args);
    return true;
}
