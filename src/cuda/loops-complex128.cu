/* The elementwise rows in complex128; functions are Thrust's. */
#include "complex.cuh"
#include "elementwise.cuh"

#define T complex128
#define SUFFIX c128
#define F(name) complex_##name
#define C(v) (v)
#define OF_ONE(...) __VA_ARGS__
#define OF_SEVERAL(...) __VA_ARGS__
#include "../ops/types-complex.h"
#include "loops.cuh"
