/* What makes reducers out of expressions. V(x): what an element contributes. */
#ifndef CPU_REDUCE_FOLD_H
#define CPU_REDUCE_FOLD_H

#include "reduce.h"

#define CPU_PRAGMA(text) _Pragma(#text)
#define CPU_FOLD_PIECE 256   /* elements folded before their sum joins that of the pieces before */
#define CPU_FOLD_AHEAD 4096  /* bytes; memory is asked for so much ahead, across the pages at which hardware stops */

/* Accumulators of type A that start at START and combine by OP (+ or *). Pieces of a row have sums of their own,
 * for one sum alone would wait for itself; four rows of a tile at a time spare loads and stores of the states. */
#define CPU_FOLD(name, T, A, START, OP, V)                                                            \
    static void name##_start(void *states, int64_t n)                                                 \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i++) ((A *)states)[i] = START;                                     \
    }                                                                                                 \
    TH_CLONES static void name##_row(const cpu_reduction *r, void *state, const void *from, int64_t n, int64_t first) \
    {                                                                                                 \
        const T *restrict x = from;                                                                   \
        A total = START;                                                                              \
        int64_t whole = n / CPU_FOLD_PIECE * CPU_FOLD_PIECE;                                          \
        for (int64_t at = 0; at < whole; at += CPU_FOLD_PIECE) {                                      \
            A part = START;                                                                           \
            cpu_ask_for(x + at + CPU_FOLD_AHEAD / sizeof(T), CPU_FOLD_PIECE * sizeof(T));             \
            CPU_PRAGMA(omp simd reduction(OP:part))                                                   \
            for (int64_t i = at; i < at + CPU_FOLD_PIECE; i++) part = part OP (A)V(x[i]);             \
            total = total OP part;                                                                    \
        }                                                                                             \
        CPU_PRAGMA(omp simd reduction(OP:total))                                                      \
        for (int64_t i = whole; i < n; i++) total = total OP (A)V(x[i]);                              \
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
