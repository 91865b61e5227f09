/* Shape and dtype rules of scans: the output has the input's shape. */
#include "reduce.h"

/* self dim dtype */
void shape_cumsum(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_dtype asked = th_arg_dtype(call, 2), dtype = asked != TH_NO_DTYPE ? asked : (th_dtype)x->dtype;
    if (asked == TH_NO_DTYPE && th_dtype_is_integral(dtype)) dtype = TH_INT64;
    th_pass_axis(call, 1, x->ndim);
    th_pass_contiguous(call, 0, dtype);
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
}

/* self dim, two results */
void shape_cummax(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_check_real(call->op->name, x);
    th_pass_axis(call, 1, x->ndim);
    th_pass_contiguous(call, 0, (th_dtype)x->dtype);
    TH_OUT(call, 0, x->ndim, x->shape, (th_dtype)x->dtype);
    TH_OUT(call, 1, x->ndim, x->shape, TH_INT64);
}

void shape_logcumsumexp(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    if (!th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_NOT_IMPLEMENTED, "logcumsumexp: expected a floating-point tensor, got %s",
                th_dtype_name((th_dtype)x->dtype));
    th_pass_axis(call, 1, x->ndim);
    th_pass_contiguous(call, 0, (th_dtype)x->dtype);
    TH_OUT(call, 0, x->ndim, x->shape, (th_dtype)x->dtype);
}

/* self a dim: computed, and given back, in float or double */
void shape_recurrence(th_call *call)
{
    th_tensor *b = th_arg(call, 0);
    th_dtype dtype = b->dtype == TH_FLOAT64 ? TH_FLOAT64 : TH_FLOAT32;
    th_pass_axis(call, 2, b->ndim);
    th_pass_contiguous(call, 0, dtype);
    th_pass_contiguous(call, 1, dtype);
    TH_OUT(call, 0, b->ndim, b->shape, dtype);
}
