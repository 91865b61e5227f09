/* The elementwise rows of several inputs in double. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T double
#define SUFFIX f64_several
#define F(name) name
#define C(v) (v)
#define OF_ONE(...)
#define OF_SEVERAL(...) __VA_ARGS__
#include "../ops/types-floating.h"
#include "loops.cuh"
