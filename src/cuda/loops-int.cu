/* The elementwise rows in 64-bit integers, which serve all integers and Bool. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T int64_t
#define SUFFIX i64
#define F(name) name##_i
#define C(v) ((T)(v))
#define OF_ONE(...) __VA_ARGS__
#define OF_SEVERAL(...) __VA_ARGS__
#include "../ops/types-integer.h"
#include "loops.cuh"
