/* What linear algebra asks of its input. */
#include "matrices.h"

void th_check_matrices(const char *op, const th_tensor *x)
{
    th_dtype dtype = (th_dtype)x->dtype;
    if (!th_dtype_is_floating(dtype) && !th_dtype_is_complex(dtype))
        th_fail(TH_TYPE_ERROR, "%s: expected a floating point or complex tensor, got %s", op, th_dtype_name(dtype));
    if (x->ndim < 2)
        th_fail(TH_VALUE_ERROR, "%s: expected matrices, a tensor of at least 2 dimensions, got size [%s]", op,
                th_shape_text(x->ndim, x->shape));
}

void th_check_square_sizes(const char *op, const th_tensor *x)
{
    if (x->ndim < 2 || x->shape[x->ndim - 1] != x->shape[x->ndim - 2])
        th_fail(TH_VALUE_ERROR, "%s: expected square matrices, got size [%s]", op, th_shape_text(x->ndim, x->shape));
}

void th_check_square(const char *op, const th_tensor *x)
{
    th_check_matrices(op, x);
    th_check_square_sizes(op, x);
}

th_tensor *th_identity(const th_tensor *x)
{
    th_value device = {.type = TH_ARG_DEVICE, .as.device = th_device_of(x)};
    return th_eye_with(x->shape[x->ndim - 1], TH_NO_INTS, (th_dtype)x->dtype, device);
}
