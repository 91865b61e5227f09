/* The elementwise rows in double. */
#include "elementwise.h"
#include "math.h"
#include "../ops/special.h"

#define T double
#define SUFFIX f64
#define F(name) name
#define C(v) (v)
#define LOOP_ATTRIBUTES TH_CLONES
#include "../ops/types-floating.h"
#include "loops.h"
