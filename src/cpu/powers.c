/* Powers with a number for exponent that need no logarithm: loops faster than the table's, for the exponents that
 * scripts write. They agree with pow(), that of zeros and infinities included, and are as exact. */
#include "../config.h"
#include "elementwise.h"

#include <math.h>

/* pow() takes the root of -0 and of minus infinity for 0 and infinity. */
static inline float root_float(float x) { return x == -INFINITY ? INFINITY : sqrtf(x) + 0; }
static inline double root_double(double x) { return x == -INFINITY ? INFINITY : sqrt(x) + 0; }

#define LOOP(name, T, value)                                                                           \
    TH_CLONES static void name(int64_t n, void *y_, const void *x_, const void *b, const void *c, const void *p) \
    {                                                                                                  \
        T *y = y_;                                                                                     \
        const T *x__ = x_;                                                                             \
        _Pragma("omp simd")                                                                            \
        for (int64_t i = 0; i < n; i++) { const T x = x__[i]; y[i] = value; }                          \
        (void)b, (void)c, (void)p;                                                                     \
    }
#define LOOPS(T)                                                                                       \
    LOOP(same_##T, T, x)                                                                               \
    LOOP(square_##T, T, x * x)                                                                         \
    LOOP(cube_##T, T, x * x * x)                                                                       \
    LOOP(reciprocal_##T, T, 1 / x)                                                                     \
    LOOP(inverse_square_##T, T, 1 / (x * x))                                                           \
    LOOP(root_of_##T, T, root_##T(x))                                                                  \
    LOOP(inverse_root_##T, T, 1 / root_##T(x))
LOOPS(float)
LOOPS(double)

typedef struct { double exponent; th_loop of_float, of_double; } power;
#define POWER(exponent, name) {exponent, name##_float, name##_double}
static const power powers[] = {POWER(2, square), POWER(0.5, root_of), POWER(3, cube), POWER(-1, reciprocal),
                               POWER(-0.5, inverse_root), POWER(-2, inverse_square), POWER(1, same)};

static bool is_number(const th_iter *it, int k)
{
    for (int d = 0; d < it->ndim; d++)
        if (it->stride[k][d] != 0) return false;
    return true;
}

th_loop cpu_power_loop(const th_iter *it)
{
    double exponent;
    if ((it->compute != TH_FLOAT32 && it->compute != TH_FLOAT64) || !is_number(it, 2)) return NULL;
    cpu_load(&exponent, TH_FLOAT64, it->data[2], it->dtype[2], 0, 1);
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++)
        if (powers[i].exponent == exponent)
            return it->compute == TH_FLOAT32 ? powers[i].of_float : powers[i].of_double;
    return NULL;
}
