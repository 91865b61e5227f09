/* The elementwise rows in complex64; functions are Thrust's. */
#include "complex.cuh"
#include "elementwise.cuh"

#define T complex64
#define SUFFIX c64
#define F(name) complex_##name
#define C(v) (v)
#define OF_ONE(...) __VA_ARGS__
#define OF_SEVERAL(...) __VA_ARGS__
#include "../ops/types-complex.h"
#include "loops.cuh"
