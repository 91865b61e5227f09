/* The elementwise rows of several inputs in double. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T double
#define SUFFIX f64_several
#define F(name) name
#define C(v) (v)
#define OF_ONE(...)
#define OF_SEVERAL(...) __VA_ARGS__
#define IF_FLOATING(...) __VA_ARGS__
#define IF_FLOATING_C(...) __VA_ARGS__
#define IF_NUMERIC(...) __VA_ARGS__
#define IF_NUMERIC_C(...) __VA_ARGS__
#define IF_ARITHMETIC(...) __VA_ARGS__
#define IF_REAL(...) __VA_ARGS__
#define IF_INTEGRAL(...)
#define IF_SELECT(...) __VA_ARGS__
#include "loops.cuh"
