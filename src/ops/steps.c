/* Shape rules of the optimizers' steps: all tensors are of the parameter's shape and dtype. */
#include "../core/op.h"

void shape_step(th_call *c)
{
    th_tensor *param = th_arg(c, 0);
    for (int k = 1; k < c->n_args; k++) {
        th_tensor *x = th_arg(c, k);
        if (x && (!th_same_shape(param, x) || x->dtype != param->dtype))
            th_fail(TH_VALUE_ERROR, "%s: expected %s of shape [%s] and dtype %s, got [%s] and %s", c->op->name,
                    c->op->params[k].name, th_shape_text(param->ndim, param->shape),
                    th_dtype_name((th_dtype)param->dtype), th_shape_text(x->ndim, x->shape),
                    th_dtype_name((th_dtype)x->dtype));
        if (x && k > 1 && !th_tensor_is_contiguous(x))
            th_fail(TH_VALUE_ERROR, "%s: %s must be contiguous", c->op->name, c->op->params[k].name);
    }
    if (!th_dtype_is_floating((th_dtype)param->dtype))
        th_fail(TH_TYPE_ERROR, "%s: expected floating-point parameters, got %s", c->op->name,
                th_dtype_name((th_dtype)param->dtype));
    shape_in_place(c);
    c->args[1] = th_v_tensor(th_to_contiguous(th_arg(c, 1)));
}
