/* Shape and dtype rules of scans: the output has the input's shape. */
#include "reduce.h"

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
