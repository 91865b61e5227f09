/* Tensors as text. */
#ifndef TH_FORMAT_H
#define TH_FORMAT_H

#include "../core/core.h"

/* The values and the footer of x as libtorch prints them, without a newline at the end, in scratch
 * memory. NULL is an undefined tensor. At most max_lines lines of values; below 1: all of them. */
const char *th_format_tensor(th_tensor *x, int max_lines);

#endif
