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
    if (!th_tensor_is_contiguous(x) && th_is_permuted_dense(x)) memcpy(y->stride, x->stride, x->ndim * sizeof *x->stride);
}

void shape_move(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    c->out[0] = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, c->args[1].as.device);
}

void shape_copy_(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *src = th_arg(c, 1);
    if (src->storage == self->storage) c->args[1] = th_v_tensor(th_to_contiguous_copy(src));
    c->out[0] = self;
}

/* ---- Kernels: the same on every device -------------------------------------------------------- */

void cpu_cast(th_call *c) { th_copy_into(c->out[0], th_arg(c, 0)); }
void cpu_clone(th_call *c) { th_copy_into(c->out[0], th_arg(c, 0)); }
void cpu_move(th_call *c) { th_copy_into(c->out[0], th_arg(c, 0)); }
void cpu_copy_(th_call *c) { th_copy_into(c->out[0], th_arg(c, 1)); }

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
