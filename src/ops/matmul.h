/* What the matrix products share: shape rules, gradients and composites. */
#ifndef OPS_MATMUL_H
#define OPS_MATMUL_H

#include "../core/autograd.h"
#include "../core/op.h"

/* Gives the gradients of linear's input, weight and bias, which are the call's first three arguments, of g. sums:
 * those of g over its rows where they are known, or NULL. */
void th_give_linear(th_grad_call *c, th_tensor *g, th_tensor *sums);

#endif
