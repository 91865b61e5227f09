/* What the CPU kernels of random numbers share. */
#ifndef CPU_RANDOM_H
#define CPU_RANDOM_H

#include "../core/op.h"
#include "../core/random.h"

#define CPU_DRAWS_AT_ONCE 1024

th_generator *cpu_generator_of(const th_call *call, int arg); /* the argument, or the default */
/* [0, 1) with 53 bits, two draws each; n is at most CPU_DRAWS_AT_ONCE. */
void cpu_unit_doubles(th_generator *g, double *values, int64_t n);

#endif
