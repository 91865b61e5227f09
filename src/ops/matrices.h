/* What linear algebra checks and shares. */
#ifndef OPS_MATRICES_H
#define OPS_MATRICES_H

#include "../core/autograd.h"
#include "../core/op.h"

static inline int64_t rows_of(const th_tensor *x) { return x->shape[x->ndim - 2]; }
static inline int64_t columns_of(const th_tensor *x) { return x->shape[x->ndim - 1]; }
/* How many pivots, reflections and singular values a matrix has. */
static inline int64_t fewest_of(const th_tensor *x) { return rows_of(x) < columns_of(x) ? rows_of(x) : columns_of(x); }
/* As an argument of factories. */
static inline th_value device_of(const th_tensor *x)
{
    return (th_value){.type = TH_ARG_DEVICE, .as.device = th_device_of(x)};
}

/* Fail unless x holds floating or complex numbers, in matrices (.., m, n), in square ones, any numbers in such. */
void th_check_fractional(const char *op, const th_tensor *x);
void th_check_matrices(const char *op, const th_tensor *x);
void th_check_square(const char *op, const th_tensor *x);
void th_check_square_sizes(const char *op, const th_tensor *x);
/* x, a stack of square matrices, gives identities of its size, dtype and device; one of them, (n, n). */
th_tensor *th_identity(const th_tensor *x);
/* Below the diagonals the first k columns of x, on them ones: the L of LU, the vectors of reflections. */
th_tensor *th_unit_lower(th_tensor *x, int64_t k);
/* Singular values of x below this part of the largest may be rounding: its larger size times its dtype's precision. */
double th_relative_rounding(const th_tensor *x);
/* The sizes of x without its last two. */
static inline th_ints th_batch_of(const th_tensor *x) { return (th_ints){x->ndim - 2, x->shape}; }

#endif
