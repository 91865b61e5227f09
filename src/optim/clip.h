/* Clipping of gradients. Parameters without a gradient, and NULL, are passed over. */
#ifndef TH_CLIP_H
#define TH_CLIP_H

#include "../core/op.h"

/* Scales all gradients by one factor, so that together they have a norm of at most max_norm (Pascanu,
 * Mikolov and Bengio 2013). norm_type: the order, INFINITY for the largest absolute value. Returns the norm
 * before, 0-d; where it is not finite, the gradients become zero or NaN. */
th_tensor *th_clip_grad_norm(th_list params, double max_norm, double norm_type);
/* Moves every element of the gradients into [-clip_value, clip_value]. */
void th_clip_grad_value(th_list params, double clip_value);

#endif
