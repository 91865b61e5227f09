/* The elementwise rows of several inputs in float. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T float
#define SUFFIX f32_several
#define F(name) name##f
#define C(v) (v##f)
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
