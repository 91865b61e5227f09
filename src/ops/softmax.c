/* Softmax: shape and dtype rules, gradients, and the rules of the fused backward steps. */
#include "reduce.h"

/* self dim dtype */
void shape_softmax(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_dtype dtype = th_arg_dtype(call, 2) != TH_NO_DTYPE ? th_arg_dtype(call, 2) : (th_dtype)x->dtype;
    if (!th_dtype_is_floating(dtype))
        th_fail(TH_NOT_IMPLEMENTED, "%s: expected a floating-point tensor or dtype, got %s", call->op->name,
                th_dtype_name(dtype));
    th_pass_axis(call, 1, x->ndim);
    th_pass_rows(call, 0, 1, dtype);
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
}

/* gradient output dim */
void shape_softmax_backward(th_call *call)
{
    th_tensor *y = th_arg(call, 1);
    th_dtype dtype = (th_dtype)y->dtype;
    th_pass_axis(call, 2, y->ndim);
    th_pass_rows(call, 0, 2, dtype);
    TH_OUT(call, 0, y->ndim, y->shape, dtype);
}

/* ---- Gradients ------------------------------------------------------------------------------------- */

static th_tensor *sum_along(th_tensor *x, int64_t dim) { return th_sum_with(x, TH_INTS(dim), true, TH_NO_DTYPE); }

/* The fused rows record nothing; where the backward itself is recorded, ops that do are used. */
void grad_softmax(th_grad_call *c)
{
    th_tensor *y = th_saved_output(c, 0), *g = th_incoming(c, 0);
    int dim = th_axis(th_node_op(c)->name, th_saved_value(c, 1).as.i, y->ndim);
    if (!th_grad_enabled()) th_give(c, 0, th_softmax_backward(g, y, dim));
    else th_give(c, 0, th_mul(y, th_sub(g, sum_along(th_mul(g, y), dim))));
}

void grad_log_softmax(th_grad_call *c)
{
    th_tensor *y = th_saved_output(c, 0), *g = th_incoming(c, 0);
    int dim = th_axis(th_node_op(c)->name, th_saved_value(c, 1).as.i, y->ndim);
    if (!th_grad_enabled()) th_give(c, 0, th_log_softmax_backward(g, y, dim));
    else th_give(c, 0, th_sub(g, th_mul(th_exp(y), sum_along(g, dim))));
}

/* Softmax of the negated input. */
void composite_softmin(th_call *call)
{
    call->out[0] = th_softmax_with(th_neg(th_arg(call, 0)), th_arg_int(call, 1), th_arg_dtype(call, 2));
}
