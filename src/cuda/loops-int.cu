/* The elementwise rows in 64-bit integers, which serve all integers and Bool. */
#include "elementwise.cuh"
#include "../ops/special.h"

#define T int64_t
#define SUFFIX i64
#define F(name) name##_i
#define C(v) ((T)(v))
#define OF_ONE(...) __VA_ARGS__
#define OF_SEVERAL(...) __VA_ARGS__
#define IF_FLOATING(...)
#define IF_FLOATING_C(...)
#define IF_NUMERIC(...) __VA_ARGS__
#define IF_NUMERIC_C(...) __VA_ARGS__
#define IF_ARITHMETIC(...) __VA_ARGS__
#define IF_REAL(...) __VA_ARGS__
#define IF_INTEGRAL(...) __VA_ARGS__
#define IF_SELECT(...) __VA_ARGS__
#include "loops.cuh"
