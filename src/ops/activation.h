/* Elementwise rows of one input as activations behind a linear layer. */
#ifndef OPS_ACTIVATION_H
#define OPS_ACTIVATION_H

#include "../core/op.h"

/* Can the gradient be had from the activation's result alone? Without that, linear_activation is not for inputs whose
 * gradients are recorded. numbers: those that the row takes, DOUBLES or NONE. */
bool th_slope_needs_result_only(const th_op *row, th_value numbers);

#endif
