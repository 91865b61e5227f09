/* The dtype to which tensors and numbers promote together. */
#include "dispatch.h"

static th_dtype join(th_dtype a, th_dtype b);
static th_dtype lift(th_dtype strong, th_dtype weak);

th_dtype th_result_type(const th_value *args, int n)
{
    th_dtype dimensioned = TH_NO_DTYPE, scalar = TH_NO_DTYPE, number = TH_NO_DTYPE;
    for (int k = 0; k < n; k++) {
        if (args[k].type == TH_ARG_SCALAR) number = join(number, th_number_dtype(args[k].as.scalar));
        else if (args[k].type == TH_ARG_TENSOR) {
            th_dtype d = (th_dtype)args[k].as.tensor->dtype;
            if (args[k].as.tensor->ndim) dimensioned = join(dimensioned, d);
            else scalar = join(scalar, d);
        }
    }
    return lift(lift(dimensioned, scalar), number);
}

th_dtype th_compute_dtype(th_dtype dtype)
{
    if (dtype >= TH_FLOAT64) return dtype;
    return dtype >= TH_FLOAT16 ? TH_FLOAT32 : TH_INT64;
}

th_dtype th_number_dtype(th_scalar s)
{
    switch (s.kind) {
    case TH_SCALAR_BOOL: return TH_BOOL;
    case TH_SCALAR_INT: return TH_INT64;
    case TH_SCALAR_DOUBLE: return th_default_dtype();
    default: return th_default_dtype() == TH_FLOAT64 ? TH_COMPLEX128 : TH_COMPLEX64;
    }
}

static th_dtype join(th_dtype a, th_dtype b)
{
    return a == TH_NO_DTYPE ? b : b == TH_NO_DTYPE ? a : th_promote_types(a, b);
}

/* A weaker operand (0-d against dimensioned, number against tensor) only lifts the category. */
static th_dtype lift(th_dtype strong, th_dtype weak)
{
    if (strong == TH_NO_DTYPE) return weak;
    if (weak == TH_NO_DTYPE || th_category(weak) <= th_category(strong)) return strong;
    if (th_category(strong) == 2) return strong == TH_FLOAT64 ? TH_COMPLEX128 : TH_COMPLEX64;
    return th_promote_types(strong, weak);
}
