/* What the files on random numbers share. */
#ifndef TH_OPS_RANDOM_H
#define TH_OPS_RANDOM_H

#include "../core/core.h"

/* Are all elements in [low, high]? NaN is not; tensors without data are. */
bool th_all_within(th_tensor *x, double low, double high);

/* Fails where the dtype cannot tell the integers from 0 to n - 1 apart. */
void th_check_counts(const char *op, th_dtype dtype, int64_t n);

#endif
