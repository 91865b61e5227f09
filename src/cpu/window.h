/* Copies between strided windows of one dtype: operand 0 of the loop is written, operand 1 read. Unlike
 * those of tensors, the strides may be 0 or negative in the window that is read. */
#ifndef CPU_WINDOW_H
#define CPU_WINDOW_H

#include "../core/iter.h"

void cpu_copy_window(const th_iter *it); /* dimensions in the order of y's memory are walked fastest */

#endif
