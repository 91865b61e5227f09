/* What is checked of arguments and of tensors that are written to. */
#include "dispatch.h"

#include <string.h>

void th_check_same_device(const char *op, const th_value *args, int n, bool in_place)
{
    const th_tensor *first = NULL;
    for (int k = 0; k < n; k++) {
        bool changed = in_place && k == 0; /* self stays where it is, a number or not */
        if (args[k].type != TH_ARG_TENSOR || (th_is_number_tensor(&args[k]) && !changed)) continue;
        const th_tensor *x = args[k].as.tensor;
        if (!first) first = x;
        else if (!th_same_device(th_device_of(first), th_device_of(x)))
            th_fail(TH_RUNTIME_ERROR, "%s: Expected all tensors to be on the same device, but found at least two "
                    "devices, %s and %s", op, th_device_text(th_device_of(first)), th_device_text(th_device_of(x)));
    }
}

th_tensor *th_first_tensor(const th_value *args, int n)
{
    th_tensor *found = NULL;
    for (int k = 0; k < n; k++) {
        if (args[k].type == TH_ARG_TENSOR &&
            (!found || th_is_number_tensor(&(th_value){.type = TH_ARG_TENSOR, .as.tensor = found})))
            found = args[k].as.tensor;
        else if (args[k].type == TH_ARG_LIST)
            for (int i = 0; i < args[k].n && !found; i++) found = args[k].as.list[i];
    }
    return found;
}

void th_check_result_fits(const th_op *op, const th_tensor *self, int ndim, const int64_t *shape, th_dtype dtype)
{
    if (self->ndim != ndim || memcmp(self->shape, shape, (size_t)ndim * sizeof *shape))
        th_fail(TH_VALUE_ERROR, "%s_: output with shape [%s] doesn't match the broadcast shape [%s]", op->name,
                th_shape_text(self->ndim, self->shape), th_shape_text(ndim, shape));
    th_check_result_casts(op, self, dtype);
    th_check_no_overlap(op, self);
}

void th_check_result_casts(const th_op *op, const th_tensor *self, th_dtype dtype)
{
    th_dtype to = (th_dtype)self->dtype;
    if (th_category(dtype) > th_category(to))
        th_fail(TH_TYPE_ERROR, "%s_: result type %s can't be cast to the desired output type %s", op->name,
                th_dtype_name(dtype), th_dtype_name(to));
}

static bool overlaps_itself(const th_tensor *x)
{
    for (int d = 0; d < x->ndim && x->numel > 0; d++)
        if (x->stride[d] == 0 && x->shape[d] > 1) return true;
    return false;
}

void th_check_no_overlap(const th_op *op, const th_tensor *self)
{
    if (overlaps_itself(self))
        th_fail(TH_RUNTIME_ERROR, "%s%s: more than one element of the written-to tensor refers to a single memory "
                "location; clone() it before the operation", op->name, op->changes_self ? "" : "_");
}
