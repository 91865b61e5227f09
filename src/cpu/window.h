/* Copies between strided windows of one dtype: operand 0 of the loop is written, operand 1 read. Unlike
 * those of tensors, the strides may be 0 or negative in the window that is read. */
#ifndef CPU_WINDOW_H
#define CPU_WINDOW_H

#include "../core/iter.h"

void cpu_window(th_iter *it, const th_tensor *y, const th_tensor *x); /* y and x of one shape */
void cpu_copy_window(const th_iter *it); /* dimensions in the order of y's memory are walked fastest */

/* The loop counts dimensions from the innermost. */
static inline int cpu_window_dim(const th_iter *it, int axis) { return it->ndim - 1 - axis; }

#endif
