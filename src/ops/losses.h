/* What the losses share. */
#ifndef TH_LOSSES_H
#define TH_LOSSES_H

#include "../core/autograd.h"

/* Fails unless how is "mean", "sum" or "none", or, where it is allowed, "batchmean". */
void th_check_reduction(const char *op, const char *how, bool batchmean);
/* The loss of every element, reduced as string argument k says. */
th_tensor *th_reduced(const th_call *c, th_tensor *loss, int k);
/* Fails unless the first two arguments, input and target, have one shape. */
void th_check_target_shape(const th_call *c);
/* Number argument k, which must not be NaN. */
double th_arg_number(const th_call *c, int k);

#endif
