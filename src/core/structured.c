/* Calls of structured ops, which have a shape rule and a kernel, and of composites, which are made of other calls. */
#include "dispatch.h"
#include "autograd.h"
#include "scope.h"

#include <string.h>

void shape_in_place(th_call *call)
{
    th_tensor *self = th_arg(call, 0);
    th_check_no_overlap(call->op, self);
    call->out[0] = th_to_contiguous(self);
}

/* Fits the result of an op without an in-place kernel into self. */
static void write_back(th_call *call, th_tensor *self)
{
    th_tensor *result = call->out[0];
    if (result == self) return;
    if (!call->op->changes_self)
        th_check_result_fits(call->op, self, result->ndim, result->shape, (th_dtype)result->dtype);
    th_copy_into(self, result);
    call->out[0] = self;
}

static bool any_requires_grad(const th_call *call)
{
    return th_modes_now.grad && call->op->gradient && th_any_requires_grad(call->args, call->n_args);
}

static void run_kernel(th_call *call)
{
    if (call->op->kind == TH_KIND_VIEW) return;
    th_tensor *place = call->n_out > 0 && call->out[0] ? call->out[0] : th_first_tensor(call->args, call->n_args);
    if (!place) return;
    const th_backend *backend = th_backend_of(th_device_of(place));
    if (backend == &th_meta_backend) return;
    th_kernel kernel = th_kernel_of(backend, call->op->id);
    if (!kernel)
        th_fail(TH_NOT_IMPLEMENTED, "%s: not available on device %s", call->op->name, backend->name);
    if (backend->control) th_check_device(backend);
    kernel(call);
}

/* 0-d tensors of the CPU go along with those of other devices: they are copied there before rules and kernels see
 * them. */
static void bring_numbers(th_call *call)
{
    const th_tensor *first = th_first_tensor(call->args, call->n_args);
    if (!first || th_device_of(first).type == TH_CPU) return;
    if (call->op->id == TH_OP_fill_) return; /* its rule reads the number */
    for (int k = 0; k < call->n_args; k++) {
        if (!th_is_number_tensor(&call->args[k])) continue;
        th_tensor *x = call->args[k].as.tensor;
        th_tensor *there = th_tensor_new(0, NULL, (th_dtype)x->dtype, th_device_of(first));
        th_copy_into(there, x);
        call->args[k] = th_v_tensor(there);
    }
}

void th_run_structured(th_call *call)
{
    th_value before[TH_MAX_ARGS], *originals = call->args;
    bool recorded = any_requires_grad(call);
    th_tensor *self = call->in_place ? th_arg(call, 0) : NULL;
    bool within_device = call->op->kind != TH_KIND_VIEW && call->op->id != TH_OP_copy_;
    if (within_device) th_check_same_device(call->op->name, call->args, call->n_args, call->in_place);
    if (self) th_check_in_place(call->op->name, self);
    if (recorded && self) th_save_self(call, before);
    th_value local[TH_MAX_ARGS]; /* rules may replace arguments */
    memcpy(local, call->args, (size_t)call->n_args * sizeof *local);
    call->args = local;
    if (within_device) bring_numbers(call);
    call->op->rule(call);
    run_kernel(call);
    if (self) {
        write_back(call, self);
        th_bump_version(self);
    } else if (call->op->kind == TH_KIND_VIEW)
        for (int k = 0; k < call->n_out; k++) th_mark_view(call->out[k], th_arg(call, 0));
    if (recorded) th_record(call, originals, self ? before : originals);
}

/* ---- Composites ------------------------------------------------------------------------------- */

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

void th_run_composite(th_call *call)
{
    th_scope *scope = th_scope_open();
    th_tensor *self = call->in_place ? th_arg(call, 0) : NULL;
    th_tensor *one[4] = {NULL};
    th_value local[TH_MAX_ARGS];
    memcpy(local, call->args, (size_t)call->n_args * sizeof *local);
    bool list = call->op->n_out == -1;
    th_call inner = {call->op, local, call->n_args, list ? NULL : one, list ? 0 : call->n_out, false, NULL};
    call->op->rule(&inner);
    if (self && inner.out[0] != self) {
        th_check_result_casts(call->op, self, (th_dtype)inner.out[0]->dtype);
        th_copy_(self, inner.out[0]);
    }
    if (self) inner.out[0] = self;
    hand_over(scope, &inner, call);
}
