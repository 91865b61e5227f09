/* The elementwise rows in both complex types. */
#include "elementwise.h"

#include <complex.h>
#include <math.h>

#include "../ops/types-complex.h"
#define LOOP_ATTRIBUTES

/* Functions that C lacks for complex numbers, of type V with parts of type R. */
#define FUNCTIONS(V, R, s)                                                                              \
    static inline V made##s(R re, R im)                                                                 \
    {                                                                                                   \
        union { R parts[2]; V z; } both = {{re, im}};                                                   \
        return both.z;                                                                                  \
    }                                                                                                   \
    static inline V cnum_pow##s(V a, V b) { return b == 2 ? a * a : cpow##s(a, b); }                    \
    static inline V cnum_conj##s(V a) { return conj##s(a); }                                            \
    static inline int cnum_isreal##s(V a) { return cimag##s(a) == 0; }                                  \
    static inline int cnum_isinf##s(V a) { return isinf(creal##s(a)) || isinf(cimag##s(a)); }           \
    static inline V cexp2##s(V a) { return cexp##s((R)0.69314718055994531 * a); }                       \
    static inline V clog2##s(V a) { return clog##s(a) * (R)1.4426950408889634; }                        \
    static inline V clog10##s(V a) { return clog##s(a) * (R)0.43429448190325183; }                      \
    static inline V cexpm1##s(V a)                                                                      \
    {                                                                                                   \
        R x = creal##s(a), y = cimag##s(a), wave = sin##s(y / 2);                                       \
        return made##s(expm1##s(x) * cos##s(y) - 2 * wave * wave, exp##s(x) * sin##s(y));               \
    }                                                                                                   \
    static inline V clog1p##s(V a)                                                                      \
    {                                                                                                   \
        R x = creal##s(a), y = cimag##s(a), near = x * (2 + x) + y * y;                                 \
        return fabs##s(near) < (R)0.5 ? made##s(log1p##s(near) / 2, atan2##s(y, 1 + x)) : clog##s(1 + a); \
    }                                                                                                   \
    static inline V cnum_sinc##s(V a)                                                                   \
    {                                                                                                   \
        V p = a * (R)3.14159265358979323846;                                                            \
        return a == 0 ? 1 : csin##s(p) / p;                                                             \
    }                                                                                                   \
    static inline V cnum_ldexp##s(V a, V b) { return a * cexp2##s(b); }                                 \
    static inline V cnum_lerp##s(V a, V b, V w)                                                         \
    {                                                                                                   \
        return cabs##s(w) < (R)0.5 ? a + w * (b - a) : b - (b - a) * (1 - w);                           \
    }                                                                                                   \
    static inline V cnum_logaddexp##s(V a, V b)                                                         \
    {                                                                                                   \
        V m = creal##s(a) >= creal##s(b) ? a : b, other = creal##s(a) >= creal##s(b) ? b : a;           \
        if (creal##s(m) - creal##s(m) != 0 && creal##s(m) < 0) return m; /* the sum is zero */          \
        return m + clog1p##s(cexp##s(other - m));                                                       \
    }
FUNCTIONS(float _Complex, float, f)
FUNCTIONS(double _Complex, double, )

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
