/* The elementwise rows of several inputs in float. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T float
#define SUFFIX f32_several
#define F(name) name##f
#define C(v) (v##f)
#define OF_ONE(...)
#define OF_SEVERAL(...) __VA_ARGS__
#include "../ops/types-floating.h"
#include "loops.cuh"
