/* Shape rules of work on several tensors as if they were one vector: its norm, and limits of it. */
#include "../core/op.h"

#include <math.h>

static th_list checked(const th_call *c)
{
    th_list list = th_arg_list(c, 0);
    if (list.n <= 0) th_fail(TH_VALUE_ERROR, "%s: expected a non-empty list of tensors", c->op->name);
    const th_tensor *first = list.v[0];
    for (int i = 0; i < list.n; i++) {
        const th_tensor *x = list.v[i];
        if (!th_dtype_is_floating((th_dtype)x->dtype) || x->dtype != first->dtype ||
            !th_same_device(th_device_of(x), th_device_of(first)) || !th_tensor_is_contiguous(x))
            th_fail(TH_VALUE_ERROR, "%s: expected contiguous floating-point tensors of one dtype on one device",
                    c->op->name);
    }
    return list;
}

/* tensors ord: ord must not be 0 or -Inf, which count and look for the least */
void shape_total_norm(th_call *c)
{
    th_tensor *first = checked(c).v[0];
    double ord = th_arg_double(c, 1);
    if (!(ord != 0 && ord > -INFINITY))
        th_fail(TH_VALUE_ERROR, "total_norm: ord must not be 0, -Inf or NaN, got %g", ord);
    c->out[0] = th_tensor_new(0, NULL, (th_dtype)first->dtype, th_device_of(first));
}

/* tensors limit norm: they are changed in place, and returned */
void shape_limit_all(th_call *c)
{
    th_list list = checked(c);
    th_tensor *norm = th_arg(c, 2);
    if (norm && (norm->ndim != 0 || norm->dtype != list.v[0]->dtype))
        th_fail(TH_VALUE_ERROR, "limit_all: expected norm of the tensors' dtype, without dimensions");
    th_outputs(c, list.n);
    for (int i = 0; i < list.n; i++) c->out[i] = list.v[i];
}
