/* What makes reducers out of expressions. V(x): what an element contributes. */
#ifndef CPU_REDUCE_FOLD_H
#define CPU_REDUCE_FOLD_H

#include "reduce.h"

#define CPU_PRAGMA(text) _Pragma(#text)

/* Accumulators of type A that start at START and combine by OP (+ or *). The quarters of a long row grow side
 * by side, for one sum alone would wait for itself; four rows of a tile at a time spare loads and stores of
 * the states. */
#define CPU_FOLD(name, T, A, START, OP, V)                                                            \
    static void name##_start(void *states, int64_t n)                                                 \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i++) ((A *)states)[i] = START;                                     \
    }                                                                                                 \
    TH_CLONES static void name##_row(const cpu_reduction *r, void *state, const void *from, int64_t n, int64_t first) \
    {                                                                                                 \
        const T *restrict x = from;                                                                   \
        A total = START, total1 = START, total2 = START, total3 = START;                              \
        int64_t quarter = n < 2048 ? 0 : n / 64 * 16; /* whole vectors */                             \
        const T *x1 = x + quarter, *x2 = x1 + quarter, *x3 = x2 + quarter;                            \
        CPU_PRAGMA(omp simd reduction(OP:total,total1,total2,total3))                                 \
        for (int64_t i = 0; i < quarter; i++) {                                                       \
            total = total OP (A)V(x[i]);                                                              \
            total1 = total1 OP (A)V(x1[i]);                                                           \
            total2 = total2 OP (A)V(x2[i]);                                                           \
            total3 = total3 OP (A)V(x3[i]);                                                           \
        }                                                                                             \
        CPU_PRAGMA(omp simd reduction(OP:total))                                                      \
        for (int64_t i = 4 * quarter; i < n; i++) total = total OP (A)V(x[i]);                        \
        total = (total OP total1) OP (total2 OP total3);                                              \
        *(A *)state = *(A *)state OP total;                                                           \
        (void)r, (void)first;                                                                         \
    }                                                                                                 \
    TH_CLONES static void name##_columns(const cpu_reduction *r, void *states, const void *from, int64_t n, \
                                         int64_t rows, int64_t pitch, int64_t first)                  \
    {                                                                                                 \
        A *restrict s = states;                                                                       \
        const T *restrict x = from;                                                                   \
        for (; rows >= 4; rows -= 4, x += 4 * pitch) {                                                \
            const T *x1 = x + pitch, *x2 = x1 + pitch, *x3 = x2 + pitch;                              \
            CPU_PRAGMA(omp simd)                                                                      \
            for (int64_t i = 0; i < n; i++)                                                           \
                s[i] = s[i] OP (((A)V(x[i]) OP (A)V(x1[i])) OP ((A)V(x2[i]) OP (A)V(x3[i])));         \
        }                                                                                             \
        for (; rows > 0; rows--, x += pitch)                                                          \
            CPU_PRAGMA(omp simd)                                                                      \
            for (int64_t i = 0; i < n; i++) s[i] = s[i] OP (A)V(x[i]);                                \
        (void)r, (void)first;                                                                         \
    }                                                                                                 \
    static void name##_merge(const cpu_reduction *r, void *states, const void *others, int64_t n)     \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i++) ((A *)states)[i] = ((A *)states)[i] OP ((const A *)others)[i]; \
        (void)r;                                                                                      \
    }

#define CPU_REDUCER(name, type, A, finish) \
    {type, (int)sizeof(A), name##_start, name##_row, name##_columns, name##_merge, finish}

#endif
