/* What the matrix products share: shape rules, gradients and composites. */
#ifndef OPS_MATMUL_H
#define OPS_MATMUL_H

#include "../core/autograd.h"
#include "../core/op.h"


#endif
