/* What rules and gradients of reductions share. */
#ifndef TH_REDUCE_H
#define TH_REDUCE_H

#include "../core/autograd.h"

/* The reduced dimensions as bits: all where dim is not given or empty. dim: INT, INTS or NONE. */
uint64_t th_reduced_dims(const char *op, th_value dim, int ndim);
/* How many elements each output is made of. */
int64_t th_reduced_count(const th_tensor *x, uint64_t dims);
/* Brings a reduced tensor back to the shape of what it was reduced from, as a view. */
th_tensor *th_spread(th_tensor *y, const th_tensor *from, uint64_t dims, bool keepdim);
/* Makes output k: x without its reduced dimensions, or with size 1 there. */
void th_reduced_output(th_call *call, int k, const th_tensor *x, uint64_t dims, bool keepdim, th_dtype dtype);
/* Puts a checked 0-based axis in the place of argument k, which may count from the end. */
int th_pass_axis(th_call *call, int k, int ndim);
/* Puts a contiguous tensor of dtype in the place of argument k. */
th_tensor *th_pass_contiguous(th_call *call, int k, th_dtype dtype);
/* Float, in which 16-bit elements are computed, or Double. */
th_dtype th_row_dtype(th_dtype dtype);
/* Puts contiguous tensors in the places of n arguments from k on, whose rows give results of dtype: of th_row_dtype(), or
 * as they are where all have the results' 16 bits and the device's kernels widen them. */
void th_pass_rows(th_call *call, int k, int n, th_dtype dtype);
/* Fails when a dimension that must hold something is empty. */
void th_check_not_empty(const char *op, const th_tensor *x, uint64_t dims, bool given);
void th_check_real(const char *op, const th_tensor *x);
/* Fails when norms would be computed in a dtype that holds less than the elements do; TH_NO_DTYPE: their own. */
void th_check_norm_dtype(const char *op, th_dtype from, th_dtype to);

#endif
