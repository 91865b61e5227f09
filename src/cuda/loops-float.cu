/* The elementwise rows of one input in float. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T float
#define SUFFIX f32
#define F(name) name##f
#define C(v) (v##f)
#define OF_ONE(...) __VA_ARGS__
#define OF_SEVERAL(...)
#include "../ops/types-floating.h"
#include "loops.cuh"
