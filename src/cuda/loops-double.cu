/* The elementwise rows of one input in double. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T double
#define SUFFIX f64
#define F(name) name
#define C(v) (v)
#define OF_ONE(...) __VA_ARGS__
#define OF_SEVERAL(...)
#include "../ops/types-floating.h"
#include "loops.cuh"
