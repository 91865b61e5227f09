/* Logic on truth values: a byte at a time, where the rows' own loops compute in 64-bit integers. */
#include "../config.h"
#include "elementwise.h"

#define LOOP(name, value)                                                                              \
    TH_CLONES static void name##_of(int64_t n, void *y_, const void *a_, const void *b_, const void *c, const void *p) \
    {                                                                                                  \
        uint8_t *y = y_;                                                                               \
        const uint8_t *a__ = a_, *b__ = b_;                                                            \
        _Pragma("omp simd")                                                                            \
        for (int64_t i = 0; i < n; i++) { const bool a = a__[i] != 0, b = b__[i] != 0; y[i] = value; } \
        (void)c, (void)p;                                                                              \
    }
LOOP(and, a & b)
LOOP(or, a | b)
LOOP(differ, a ^ b)
LOOP(agree, a == b)

TH_CLONES static void not_of(int64_t n, void *y_, const void *x_, const void *b, const void *c, const void *p)
{
    uint8_t *y = y_;
    const uint8_t *x = x_;
#pragma omp simd
    for (int64_t i = 0; i < n; i++) y[i] = x[i] == 0;
    (void)b, (void)c, (void)p;
}

th_loop cpu_logic_loop(const th_iter *it, int row)
{
    for (int k = 0; k < it->n_operands; k++)
        if (it->dtype[k] != TH_BOOL) return NULL;
    switch (row) {
    case TH_OP_logical_and: case TH_OP_bitwise_and: return and_of;
    case TH_OP_logical_or: case TH_OP_bitwise_or: return or_of;
    case TH_OP_logical_xor: case TH_OP_bitwise_xor: case TH_OP_ne: return differ_of;
    case TH_OP_eq: return agree_of;
    case TH_OP_logical_not: return not_of;
    default: return NULL;
    }
}
