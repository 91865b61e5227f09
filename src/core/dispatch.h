/* What the files behind the door share. */
#ifndef TH_DISPATCH_H
#define TH_DISPATCH_H

#include "op.h"

/* One call each, by the kind of its op. */
void th_run_elementwise(th_call *call);
void th_run_structured(th_call *call);
void th_run_composite(th_call *call);

th_dtype th_number_dtype(th_scalar s); /* what a bare number counts as */
/* Bool, integers, floating point, complex: a dtype is cast to none of a lower category unasked. */
static inline int th_category(th_dtype d)
{
    return d == TH_BOOL ? 0 : th_dtype_is_integral(d) ? 1 : th_dtype_is_floating(d) ? 2 : 3;
}

static inline bool th_is_mask(const th_op *op) { return op->kind == TH_KIND_COMPARE || op->kind == TH_KIND_PREDICATE; }

/* A 0-d tensor on the CPU goes along with tensors of every device. */
static inline bool th_is_number_tensor(const th_value *v)
{
    return v->type == TH_ARG_TENSOR && v->as.tensor->ndim == 0 && th_device_of(v->as.tensor).type == TH_CPU;
}

/* The tensor that says where the op runs; numbers only where there is no other. NULL if there is none. */
th_tensor *th_first_tensor(const th_value *args, int n);

/* Fail where self, which is to be written to, cannot take a result, or lies over itself. */
void th_check_result_fits(const th_op *op, const th_tensor *self, int ndim, const int64_t *shape, th_dtype dtype);
/* Whether in-place ops may leave a result of this dtype in self. */
void th_check_result_casts(const th_op *op, const th_tensor *self, th_dtype dtype);
void th_check_no_overlap(const th_op *op, const th_tensor *self);

#endif
