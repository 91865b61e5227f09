/* Normal variates from uniform ones, by blocks of 16. */
#ifndef CPU_BOX_MULLER_H
#define CPU_BOX_MULLER_H

#include <stdint.h>

/* In place: n_blocks * 16 uniform variates of [0, 1) become normal; each block pairs its first 8
 * values (radius) with its last 8 (angle). */
void cpu_box_muller_float(float *x, int64_t n_blocks, float mean, float std);
void cpu_box_muller_double(double *x, int64_t n_blocks, double mean, double std);

#endif
