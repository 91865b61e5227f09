/* Math functions for the elementwise rows: libm's, and its vector variants where it has them. */
#ifndef CPU_MATH_H
#define CPU_MATH_H

#include "../config.h"

#include <math.h>

#ifdef TH_HAVE_LIBMVEC
#define VECTOR1(name) \
    _Pragma("omp declare simd notinbranch") extern double name(double); \
    _Pragma("omp declare simd notinbranch") extern float name##f(float);
#define VECTOR2(name) \
    _Pragma("omp declare simd notinbranch") extern double name(double, double); \
    _Pragma("omp declare simd notinbranch") extern float name##f(float, float);
VECTOR1(exp) VECTOR1(log) VECTOR1(sin) VECTOR1(cos) VECTOR1(tan) VECTOR1(asin) VECTOR1(acos) VECTOR1(atan)
VECTOR1(sinh) VECTOR1(cosh) VECTOR1(tanh) VECTOR1(asinh) VECTOR1(acosh) VECTOR1(atanh) VECTOR1(exp2) VECTOR1(expm1)
VECTOR1(log1p) VECTOR1(log2) VECTOR1(log10) VECTOR1(erf) VECTOR1(erfc) VECTOR2(pow) VECTOR2(atan2) VECTOR2(hypot)
#endif

#endif
