/* The elementwise rows in both complex types; functions are Thrust's. */
#include "complex.cuh"
#include "elementwise.cuh"

#define IF_FLOATING(...)
#define IF_FLOATING_C(...) __VA_ARGS__
#define IF_NUMERIC(...)
#define IF_NUMERIC_C(...) __VA_ARGS__
#define IF_ARITHMETIC(...) __VA_ARGS__
#define IF_REAL(...)
#define IF_INTEGRAL(...)
#define IF_SELECT(...) __VA_ARGS__
#define F(name) complex_##name
#define C(v) (v)

#define T complex64
#define SUFFIX c64
#include "loops.cuh"

#undef T
#undef SUFFIX
#define T complex128
#define SUFFIX c128
#include "loops.cuh"
