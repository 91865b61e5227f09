/* The elementwise rows in both complex types. */
#include "elementwise.h"

#include <complex.h>

#include "../ops/types-complex.h"
#define LOOP_ATTRIBUTES

static inline float _Complex cnum_powf(float _Complex a, float _Complex b) { return b == 2 ? a * a : cpowf(a, b); }
static inline double _Complex cnum_pow(double _Complex a, double _Complex b) { return b == 2 ? a * a : cpow(a, b); }
static inline float _Complex cnum_conjf(float _Complex a) { return conjf(a); }
static inline double _Complex cnum_conj(double _Complex a) { return conj(a); }
static inline int cnum_isrealf(float _Complex a) { return cimagf(a) == 0; }
static inline int cnum_isreal(double _Complex a) { return cimag(a) == 0; }

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
