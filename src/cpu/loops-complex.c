/* The elementwise rows in both complex types. */
#include "elementwise.h"

#include <complex.h>

#define IF_FLOATING(...)
#define IF_FLOATING_C(...) __VA_ARGS__
#define IF_NUMERIC(...)
#define IF_NUMERIC_C(...) __VA_ARGS__
#define IF_ARITHMETIC(...) __VA_ARGS__
#define IF_REAL(...)
#define IF_INTEGRAL(...)
#define IF_SELECT(...) __VA_ARGS__
#define LOOP_ATTRIBUTES

#define T float _Complex
#define SUFFIX c64
#define F(name) c##name##f
#define C(v) (v##f)
#include "loops.h"

#undef T
#undef SUFFIX
#undef F
#undef C
#define T double _Complex
#define SUFFIX c128
#define F(name) c##name
#define C(v) (v)
#include "loops.h"
