/* Gradients of the matrix products. Of y = a b: that of a is g b^H, that of b is a^H g. */
#include "matmul.h"
#include "slopes.h"

static th_tensor *outer(th_tensor *a, th_tensor *b) { return th_mul(th_unsqueeze(a, -1), th_unsqueeze(b, 0)); }

void grad_mm(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_mm(g, th_adjoint(th_saved(c, 1))));
    if (th_wants(c, 1)) th_give(c, 1, th_mm(th_adjoint(th_saved(c, 0)), g));
}

void grad_mv(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, outer(g, th_conjugate(th_saved(c, 1))));
    if (th_wants(c, 1)) th_give(c, 1, th_mv(th_adjoint(th_saved(c, 0)), g));
}

void grad_dot(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_mul(g, th_conjugate(th_saved(c, 1))));
    if (th_wants(c, 1)) th_give(c, 1, th_mul(g, th_conjugate(th_saved(c, 0))));
}

/* beta self + .. : its part of the gradient */
static void give_self(th_grad_call *c, th_tensor *g)
{
    if (!th_wants(c, 0)) return;
    th_tensor *self = th_saved(c, 0);
    th_give(c, 0, th_unbroadcast(th_scaled(g, th_saved_value(c, 3).as.scalar), self->ndim, self->shape));
}

void grad_addmm(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    th_scalar alpha = th_saved_value(c, 4).as.scalar;
    give_self(c, g);
    if (th_wants(c, 1)) th_give(c, 1, th_scaled(th_mm(g, th_adjoint(th_saved(c, 2))), alpha));
    if (th_wants(c, 2)) th_give(c, 2, th_scaled(th_mm(th_adjoint(th_saved(c, 1)), g), alpha));
}

void grad_addmv(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    th_scalar alpha = th_saved_value(c, 4).as.scalar;
    give_self(c, g);
    if (th_wants(c, 1)) th_give(c, 1, th_scaled(outer(g, th_conjugate(th_saved(c, 2))), alpha));
    if (th_wants(c, 2)) th_give(c, 2, th_scaled(th_mv(th_adjoint(th_saved(c, 1)), g), alpha));
}

static th_tensor *as_matrix(th_tensor *x) { return x->ndim == 2 ? x : th_reshape(x, TH_INTS(-1,
                                                                                            x->shape[x->ndim - 1])); }

void th_give_linear(th_grad_call *c, th_tensor *g, th_tensor *sums)
{
    if (th_wants(c, 0)) th_give(c, 0, th_linear(g, th_adjoint(th_saved(c, 1))));
    if (th_wants(c, 1)) th_give(c, 1, th_mm(th_adjoint(as_matrix(g)), th_conjugate(as_matrix(th_saved(c, 0)))));
    if (!th_wants(c, 2)) return;
    th_tensor *bias = th_saved(c, 2);
    th_give(c, 2, th_unbroadcast(sums ? sums : g, bias->ndim, bias->shape));
}

void grad_linear(th_grad_call *c) { th_give_linear(c, th_incoming(c, 0), NULL); }

void grad_bmm(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    if (th_wants(c, 0)) th_give(c, 0, th_bmm(g, th_adjoint(th_saved(c, 1))));
    if (th_wants(c, 1)) th_give(c, 1, th_bmm(th_adjoint(th_saved(c, 0)), g));
}

void grad_baddbmm(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    th_scalar alpha = th_saved_value(c, 4).as.scalar;
    give_self(c, g);
    if (th_wants(c, 1)) th_give(c, 1, th_scaled(th_bmm(g, th_adjoint(th_saved(c, 2))), alpha));
    if (th_wants(c, 2)) th_give(c, 2, th_scaled(th_bmm(th_adjoint(th_saved(c, 1)), g), alpha));
}

void grad_batched_mm(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0), *a = th_saved(c, 0), *b = th_saved(c, 1);
    if (th_wants(c, 0)) th_give(c, 0, th_unbroadcast(th_batched_mm(g, th_adjoint(b)), a->ndim, a->shape));
    if (th_wants(c, 1)) th_give(c, 1, th_unbroadcast(th_batched_mm(th_adjoint(a), g), b->ndim, b->shape));
}
