/* fmod, remainder and floor_divide, several elements at a time. libm's fmod divides bit by bit, for quotients of any
 * size; where they are moderate, all is exact with one division:
 *   float   In double, products of whole numbers below 2^28 and divisors have no error, and a quotient's error
 *           is too small to take it to the next whole number.
 *   double  A quotient below 2^52 may be one too large; a fused multiply-add then leaves, without error, less
 *           than nothing, and one divisor more is what is right.
 * Blocks with other elements (large quotients, infinite or zero divisors, NaN) run the row's own loop. */
#include "../config.h"
#include "../ops/special.h"
#include "elementwise.h"

#include <string.h>

#define AT_ONCE 64

/* fmod(a, b), unless *beyond is set. */
static inline float moderate_fmodf(float a, float b, int *beyond)
{
    double q = trunc((double)a / (double)b), r = (double)a - q * (double)b;
    *beyond |= !(fabs(q) < 0x1p28) | (r != r);
    return copysignf((float)r, a);
}

static inline double moderate_fmod(double a, double b, int *beyond)
{
    double x = fabs(a), y = fabs(b), q = trunc(x / y), r = fma(-q, y, x);
    *beyond |= !(q < 0x1p52) | (r != r);
    return copysign(r < 0 ? r + y : r, a);
}

/* Results go through y, which may be a or b: a block is known to be moderate only at its end. */
#define LOOP(row, T, s, suffix, result)                                                                  \
    TH_CLONES static int row##_block_##suffix(int64_t n, T *restrict y, const T *restrict a_, const T *restrict b_) \
    {                                                                                                   \
        int beyond = 0;                                                                                 \
        _Pragma("omp simd reduction(|:beyond)")                                                         \
        for (int64_t i = 0; i < n; i++) {                                                               \
            const T a = a_[i], b = b_[i], r = moderate_fmod##s(a, b, &beyond);                          \
            y[i] = result;                                                                              \
            (void)a, (void)b;                                                                           \
        }                                                                                               \
        return beyond;                                                                                  \
    }                                                                                                   \
    static void row##_##suffix(int64_t n, void *y, const void *a, const void *b, const void *c, const void *p) \
    {                                                                                                   \
        T block[AT_ONCE];                                                                               \
        for (int64_t i = 0; i < n; i += AT_ONCE) {                                                      \
            int64_t m = n - i < AT_ONCE ? n - i : AT_ONCE;                                              \
            T *to = (T *)y + i;                                                                         \
            const T *x = (const T *)a + i, *by = (const T *)b + i;                                      \
            if (row##_block_##suffix(m, block, x, by)) cpu_loops_##suffix[TH_OP_##row](m, to, x, by, c, p); \
            else memcpy(to, block, (size_t)m * sizeof(T));                                              \
        }                                                                                               \
    }
#define LOOPS(T, s, suffix)                                                                              \
    LOOP(fmod, T, s, suffix, r)                                                                         \
    LOOP(remainder, T, s, suffix, num_remainder_from##s(r, b))                                            \
    LOOP(floor_divide, T, s, suffix, num_floor_quotient##s(a, b, r))
LOOPS(float, f, f32)
LOOPS(double, , f64)

th_loop cpu_remainder_loop(th_dtype compute, int row)
{
    if (compute != TH_FLOAT32 && compute != TH_FLOAT64) return NULL;
    bool single = compute == TH_FLOAT32;
    switch (row) {
    case TH_OP_fmod: return single ? fmod_f32 : fmod_f64;
    case TH_OP_remainder: return single ? remainder_f32 : remainder_f64;
    case TH_OP_floor_divide: return single ? floor_divide_f32 : floor_divide_f64;
    default: return NULL;
    }
}
