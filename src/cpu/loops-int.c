/* The elementwise rows in 64-bit integers, which serve all integers and Bool. */
#include "elementwise.h"
#include "math.h"
#include "../ops/special.h"

#define T int64_t
#define SUFFIX i64
#define F(name) name##_i
#define C(v) ((T)(v))
#if defined(__GNUC__)
#define LOOP_ATTRIBUTES __attribute__((no_sanitize("signed-integer-overflow", "shift"))) /* integers wrap */
#else
#define LOOP_ATTRIBUTES
#endif
#include "../ops/types-integer.h"
#include "loops.h"
