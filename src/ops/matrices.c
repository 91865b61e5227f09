/* What linear algebra asks of its input. */
#include "matrices.h"

#include <float.h>

void th_check_fractional(const char *op, const th_tensor *x)
{
    th_dtype dtype = (th_dtype)x->dtype;
    if (!th_dtype_is_floating(dtype) && !th_dtype_is_complex(dtype))
        th_fail(TH_TYPE_ERROR, "%s: expected a floating point or complex tensor, got %s", op, th_dtype_name(dtype));
}

void th_check_matrices(const char *op, const th_tensor *x)
{
    th_check_fractional(op, x);
    if (x->ndim < 2)
        th_fail(TH_VALUE_ERROR, "%s: expected matrices, a tensor of at least 2 dimensions, got size [%s]", op,
                th_shape_text(x->ndim, x->shape));
}

void th_check_square_sizes(const char *op, const th_tensor *x)
{
    if (x->ndim < 2 || rows_of(x) != columns_of(x))
        th_fail(TH_VALUE_ERROR, "%s: expected square matrices, got size [%s]", op, th_shape_text(x->ndim, x->shape));
}

void th_check_square(const char *op, const th_tensor *x)
{
    th_check_matrices(op, x);
    th_check_square_sizes(op, x);
}

th_tensor *th_identity(const th_tensor *x)
{
    return th_eye_with(rows_of(x), TH_NO_INTS, (th_dtype)x->dtype, device_of(x));
}

th_tensor *th_unit_lower(th_tensor *x, int64_t k)
{
    th_tensor *ones = th_eye_with(rows_of(x), TH_INTS(k), (th_dtype)x->dtype, device_of(x));
    return th_add(th_tril_with(th_narrow(x, -1, 0, k), -1), ones);
}

static double epsilon(th_dtype dtype)
{
    switch (dtype) {
    case TH_FLOAT16: return 0x1p-10;
    case TH_BFLOAT16: return 0x1p-7;
    case TH_FLOAT64: case TH_COMPLEX128: return DBL_EPSILON;
    default: return FLT_EPSILON;
    }
}

double th_relative_rounding(const th_tensor *x)
{
    int64_t most = rows_of(x) > columns_of(x) ? rows_of(x) : columns_of(x);
    return (double)most * epsilon((th_dtype)x->dtype);
}
