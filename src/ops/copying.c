/* Ops that copy: cast, clone, copy_, contiguous, moves between devices. */
#include "../core/autograd.h"

#include <string.h>

/* ---- Shape rules ---------------------------------------------------------------------------- */

void shape_cast(th_call *c) { TH_OUT(c, 0, th_arg(c, 0)->ndim, th_arg(c, 0)->shape, th_arg_dtype(c, 1)); }

/* A copy keeps the order of dimensions of a dense tensor. */
void shape_clone(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = TH_OUT(c, 0, x->ndim, x->shape, (th_dtype)x->dtype);
    const char *format = th_arg_string(c, 1);
    if (format && !strcmp(format, "contiguous")) return;
    if (!th_tensor_is_contiguous(x) && th_is_permuted_dense(x))
        memcpy(y->stride, x->stride, x->ndim * sizeof *x->stride);
}

/* What comes from a device without being waited for comes into pinned memory, as in PyTorch. */
void shape_move(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_device to = c->args[1].as.device;
    bool queued = th_arg_bool(c, 2) && to.type == TH_CPU && th_device_of(x).type == TH_CUDA;
    c->out[0] = queued ? th_tensor_pinned(x->ndim, x->shape, (th_dtype)x->dtype)
                       : th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, to);
}

void shape_copy_(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *src = th_arg(c, 1);
    if (th_device_of(src).type == TH_META && th_device_of(self).type != TH_META)
        th_fail(TH_RUNTIME_ERROR, "copy_: expected a tensor with data, got one on device meta");
    if (src->storage == self->storage) c->args[1] = th_v_tensor(th_to_contiguous_copy(src));
    c->out[0] = self;
}

/* ---- Kernels: the same on every device -------------------------------------------------------- */

void cpu_cast(th_call *c) { th_copy_into(c->out[0], th_arg(c, 0)); }
void cpu_clone(th_call *c) { th_copy_into(c->out[0], th_arg(c, 0)); }
void cpu_move(th_call *c) { (th_arg_bool(c, 2) ? th_copy_queued : th_copy_into)(c->out[0], th_arg(c, 0)); }
void cpu_copy_(th_call *c) { (th_arg_bool(c, 2) ? th_copy_queued : th_copy_into)(c->out[0], th_arg(c, 1)); }

/* ---- Gradients ------------------------------------------------------------------------------ */

void grad_cast(th_grad_call *c) { th_give(c, 0, th_incoming(c, 0)); } /* the engine casts back */
void grad_clone(th_grad_call *c) { th_give(c, 0, th_incoming(c, 0)); }
void grad_move(th_grad_call *c) { th_give(c, 0, th_incoming(c, 0)); } /* the engine moves back */
void grad_copy_(th_grad_call *c)
{
    if (th_wants(c, 1)) th_give(c, 1, th_incoming(c, 0)); /* nothing is left of the old self */
}

/* ---- Composites ----------------------------------------------------------------------------- */

void composite_contiguous(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    c->out[0] = th_tensor_is_contiguous(x) ? x : th_clone_with(x, "contiguous");
}

void composite_detach(th_call *c) { c->out[0] = th_tensor_alias(th_arg(c, 0)); }

/* ---- Pinned memory --------------------------------------------------------------------------- */

bool th_is_pinned(const th_tensor *x) { return x->storage->pinned; }

/* Of the strides of x, unless one of its elements stands for several. */
static th_tensor *pinned_like(th_tensor *x)
{
    int64_t room = x->numel ? 1 : 0;
    bool repeats = false;
    for (int d = 0; d < x->ndim; d++) {
        repeats = repeats || (x->stride[d] == 0 && x->shape[d] > 1);
        if (x->numel) room += (x->shape[d] - 1) * x->stride[d];
    }
    if (repeats) return th_tensor_pinned(x->ndim, x->shape, (th_dtype)x->dtype);
    th_tensor *y = th_tensor_pinned(1, &room, (th_dtype)x->dtype);
    th_tensor_set_geometry(y, x->ndim, x->shape, x->stride, 0);
    return y;
}

th_tensor *th_pin_memory(th_tensor *x)
{
    if (th_device_of(x).type != TH_CPU)
        th_fail(TH_RUNTIME_ERROR, "pin_memory: only tensors on the CPU can be pinned, got one on %s",
                th_device_text(th_device_of(x)));
    return th_is_pinned(x) ? x : th_copy_(pinned_like(x), x);
}
