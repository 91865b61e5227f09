/* What softmax and cross entropy share: the largest element, and lanes worked on side by side. */
#ifndef CPU_SOFTMAX_H
#define CPU_SOFTMAX_H

#include "lanes.h"
#include "math.h"

#define TILE 128 /* lanes that are worked on side by side */
#define SHORT 24 /* lanes of up to so many elements are worked on side by side even if they are not */
#define AHEAD 16 /* rows of lanes side by side that are asked for ahead */
#define PIECE 256 /* elements summed in their own type before a sum in double takes over */
#define PRAGMA(text) _Pragma(#text)

/* max, sum_exp (of exp(x - max)), exp_and_sum (which also writes exp(x - max) to y): of one lane of n adjacent
 * elements; short pieces are summed in T, so that vectors are as wide as those of EXP, while memory of the next
 * lane of x and y is on its way. max_across: of w lanes side by side, n steps of pitch elements. turn: lanes (w, n)
 * one after the other become (n, TILE) side by side; turn_back the reverse. */
#define SUM_OF(T, name, term)                                                                         \
    static inline double name(const T *x, T max, T *y, int64_t n)                                     \
    {                                                                                                 \
        double sum = 0;                                                                               \
        for (int64_t from = 0; from < n; from += PIECE) {                                             \
            T part = 0;                                                                               \
            int64_t to = cpu_min(from + PIECE, n), bytes = (to - from) * (int64_t)sizeof(T);          \
            cpu_ask_for(x + n + from, bytes);                                                         \
            if (y) cpu_ask_for(y + n + from, bytes);                                                  \
            PRAGMA(omp simd reduction(+:part))                                                        \
            for (int64_t i = from; i < to; i++) part += term;                                         \
            sum += (double)part;                                                                      \
        }                                                                                             \
        return sum;                                                                                   \
    }
#define SOFTMAX_PIECES(T, EXP, suffix)                                                                \
    static inline T max_##suffix(const T *x, int64_t n)                                               \
    {                                                                                                 \
        T max = -INFINITY;                                                                            \
        PRAGMA(omp simd reduction(max:max))                                                           \
        for (int64_t i = 0; i < n; i++) max = x[i] > max ? x[i] : max;                                \
        return max;                                                                                   \
    }                                                                                                 \
    SUM_OF(T, sum_exp_##suffix, EXP(x[i] - max))                                                      \
    SUM_OF(T, exp_and_sum_##suffix, y[i] = EXP(x[i] - max))                                           \
    static inline void max_across_##suffix(const T *x, T *max, int64_t n, int64_t pitch, int64_t w)   \
    {                                                                                                 \
        PRAGMA(omp simd)                                                                              \
        for (int64_t j = 0; j < w; j++) max[j] = x[j];                                                \
        for (int64_t k = 1; k < n; k++) {                                                             \
            cpu_ask_for(x + (k + AHEAD) * pitch, w * (int64_t)sizeof(T));                             \
            PRAGMA(omp simd)                                                                          \
            for (int64_t j = 0; j < w; j++) max[j] = x[k * pitch + j] > max[j] ? x[k * pitch + j] : max[j]; \
        }                                                                                             \
    }                                                                                                 \
    static inline void turn_##suffix(const T *restrict from, T *restrict to, int64_t n, int64_t w)    \
    {                                                                                                 \
        for (int64_t j = 0; j < w; j++)                                                               \
            for (int64_t k = 0; k < n; k++) to[k * TILE + j] = from[j * n + k];                       \
    }                                                                                                 \
    static inline void turn_back_##suffix(const T *restrict from, T *restrict to, int64_t n, int64_t w) \
    {                                                                                                 \
        for (int64_t j = 0; j < w; j++)                                                               \
            for (int64_t k = 0; k < n; k++) to[j * n + k] = from[k * TILE + j];                       \
    }

SOFTMAX_PIECES(float, expf, float)
SOFTMAX_PIECES(double, exp, double)

#endif
