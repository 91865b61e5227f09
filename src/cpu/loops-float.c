/* The elementwise rows in float. */
#include "elementwise.h"
#include "math.h"
#include "../ops/special.h"

#define T float
#define SUFFIX f32
#define F(name) name##f
#define C(v) (v##f)
#define LOOP_ATTRIBUTES TH_CLONES
#include "../ops/types-floating.h"
#include "loops.h"
