/* What linear algebra checks and shares. */
#ifndef OPS_MATRICES_H
#define OPS_MATRICES_H

#include "../core/autograd.h"
#include "../core/op.h"

/* Fail unless x holds floating or complex numbers in matrices (.., m, n), in square ones, any numbers in such. */
void th_check_matrices(const char *op, const th_tensor *x);
void th_check_square(const char *op, const th_tensor *x);
void th_check_square_sizes(const char *op, const th_tensor *x);
/* x, a stack of square matrices, gives identities of its size, dtype and device; one of them, (n, n). */
th_tensor *th_identity(const th_tensor *x);
/* The sizes of x without its last two. */
static inline th_ints th_batch_of(const th_tensor *x) { return (th_ints){x->ndim - 2, x->shape}; }

#endif
