/* Joining numbers into a place, for every dtype. */
#include "fold.h"

#include <string.h>

#include "../core/half.h"

#define ARGUMENTS                                                                                  \
    (char *to, int64_t to_stride, const char *from, int64_t from_stride, int64_t n, const th_scalar *alpha)
#define ARGUMENTS_AT                                                                               \
    (char *to, const int64_t *at, const char *from, int64_t from_stride, int64_t n, const th_scalar *alpha)

/* ---- Assignment, by size of the element --------------------------------------------------------- */

#define ASSIGN(T)                                                                                  \
    static void assign_##T ARGUMENTS                                                               \
    {                                                                                              \
        (void)alpha;                                                                               \
        if (n > 1 && to_stride == (int64_t)sizeof(T) && from_stride == to_stride)                  \
            memcpy(to, from, (size_t)n * sizeof(T));                                               \
        else                                                                                       \
            for (int64_t i = 0; i < n; i++) *(T *)(to + i * to_stride) = *(const T *)(from + i * from_stride); \
    }                                                                                              \
    static void assign_at_##T ARGUMENTS_AT                                                         \
    {                                                                                              \
        for (int64_t i = 0; i < n; i++) *(T *)(to + at[i]) = *(const T *)(from + i * from_stride); \
        (void)alpha;                                                                               \
    }
ASSIGN(uint8_t)
ASSIGN(uint16_t)
ASSIGN(uint32_t)
ASSIGN(uint64_t)
ASSIGN(th_complex128)

static cpu_folds assign_for(th_dtype dtype)
{
#define BOTH(T) (cpu_folds){assign_##T, assign_at_##T}
    switch (th_dtype_size(dtype)) {
    case 1: return BOTH(uint8_t);
    case 2: return BOTH(uint16_t);
    case 4: return BOTH(uint32_t);
    case 8: return BOTH(uint64_t);
    default: return BOTH(th_complex128);
    }
#undef BOTH
}

/* ---- Arithmetic --------------------------------------------------------------------------------- */

static double real_of(const th_scalar *s) { return !s ? 1 : s->kind <= TH_SCALAR_INT ? (double)s->re.i : s->re.d; }
static double imaginary_of(const th_scalar *s) { return s && s->kind == TH_SCALAR_COMPLEX ? s->im : 0; }
static int64_t whole_of(const th_scalar *s) { return !s ? 1 : s->kind <= TH_SCALAR_INT ? s->re.i : (int64_t)s->re.d; }

/* Integers wrap around: they are added and multiplied without sign. */
#define FOLD(fold, name, C, T, load, store, factor, expression)                                    \
    static void fold##_##name ARGUMENTS                                                            \
    {                                                                                              \
        T by = (T)factor(alpha);                                                                   \
        (void)by;                                                                                  \
        if (n > 1 && to_stride == (int64_t)sizeof(C) && from_stride == to_stride) {                \
            C *y = (C *)to;                                                                        \
            const C *given = (const C *)from;                                                      \
            _Pragma("omp simd")                                                                    \
            for (int64_t i = 0; i < n; i++) {                                                      \
                T old = load(y[i]), x = load(given[i]);                                            \
                y[i] = store(expression);                                                          \
            }                                                                                      \
            return;                                                                                \
        }                                                                                          \
        for (int64_t i = 0; i < n; i++) {                                                          \
            C *place = (C *)(to + i * to_stride);                                                  \
            T old = load(*place), x = load(*(const C *)(from + i * from_stride));                  \
            *place = store(expression);                                                            \
        }                                                                                          \
    }                                                                                              \
    static void fold##_at_##name ARGUMENTS_AT                                                      \
    {                                                                                              \
        T by = (T)factor(alpha);                                                                   \
        (void)by;                                                                                  \
        for (int64_t i = 0; i < n; i++) {                                                          \
            C *place = (C *)(to + at[i]);                                                          \
            T old = load(*place), x = load(*(const C *)(from + i * from_stride));                  \
            *place = store(expression);                                                            \
        }                                                                                          \
    }
#define FOLDS(name, C, T, load, store, factor)                                                     \
    FOLD(add, name, C, T, load, store, factor, old + by * x)                                       \
    FOLD(multiply, name, C, T, load, store, factor, old * x)
#define ORDER(name, C, T, load, store)                                                             \
    FOLD(max, name, C, T, load, store, real_of, x > old || x != x ? x : old)                       \
    FOLD(min, name, C, T, load, store, real_of, x < old || x != x ? x : old)
#define NOT_ZERO(x) ((x) != 0)
#define INTEGER(name, C)                                                                           \
    FOLDS(name, C, uint64_t, (uint64_t), (C), whole_of)                                            \
    ORDER(name, C, int64_t, (int64_t), (C))

FOLDS(truth, bool, uint64_t, (uint64_t), NOT_ZERO, whole_of)
ORDER(truth, bool, int64_t, (int64_t), NOT_ZERO)
INTEGER(uint8, uint8_t)
INTEGER(int8, int8_t)
INTEGER(int16, int16_t)
INTEGER(int32, int32_t)
INTEGER(int64, int64_t)
FOLDS(half, uint16_t, float, th_half_to_float, th_float_to_half, real_of)
ORDER(half, uint16_t, float, th_half_to_float, th_float_to_half)
FOLDS(bfloat16, uint16_t, float, th_bfloat16_to_float, th_float_to_bfloat16, real_of)
ORDER(bfloat16, uint16_t, float, th_bfloat16_to_float, th_float_to_bfloat16)
FOLDS(float, float, float, (float), (float), real_of)
ORDER(float, float, float, (float), (float))
FOLDS(double, double, double, (double), (double), real_of)
ORDER(double, double, double, (double), (double))

#define COMPLEX_FOLD(fold, name, C, T, real, imaginary)                                            \
    static void fold##_##name ARGUMENTS                                                            \
    {                                                                                              \
        T re = (T)real_of(alpha), im = (T)imaginary_of(alpha);                                     \
        for (int64_t i = 0; i < n; i++) {                                                          \
            C *place = (C *)(to + i * to_stride), x = *(const C *)(from + i * from_stride), old = *place; \
            *place = (C){real, imaginary};                                                         \
        }                                                                                          \
        (void)re, (void)im;                                                                        \
    }                                                                                              \
    static void fold##_at_##name ARGUMENTS_AT                                                      \
    {                                                                                              \
        for (int64_t i = 0; i < n; i++) fold##_##name(to + at[i], 0, from + i * from_stride, 0, 1, alpha); \
    }
#define COMPLEX(name, C, T)                                                                        \
    COMPLEX_FOLD(add, name, C, T, old.re + (re * x.re - im * x.im), old.im + (re * x.im + im * x.re)) \
    COMPLEX_FOLD(multiply, name, C, T, old.re * x.re - old.im * x.im, old.re * x.im + old.im * x.re)
COMPLEX(complex64, th_complex64, float)
COMPLEX(complex128, th_complex128, double)

cpu_folds cpu_folds_for(th_dtype dtype, cpu_fold_kind kind)
{
#define BOTH(fold, name) {fold##_##name, fold##_at_##name}
#define ROW(name) {{NULL, NULL}, BOTH(add, name), BOTH(multiply, name), BOTH(max, name), BOTH(min, name)}
#define COMPLEX_ROW(name) {{NULL, NULL}, BOTH(add, name), BOTH(multiply, name), {NULL, NULL}, {NULL, NULL}}
    static const cpu_folds folds[TH_N_DTYPES][CPU_N_FOLDS] = {
        [TH_BOOL] = ROW(truth), [TH_UINT8] = ROW(uint8), [TH_INT8] = ROW(int8), [TH_INT16] = ROW(int16),
        [TH_INT32] = ROW(int32), [TH_INT64] = ROW(int64), [TH_FLOAT16] = ROW(half), [TH_BFLOAT16] = ROW(bfloat16),
        [TH_FLOAT32] = ROW(float), [TH_FLOAT64] = ROW(double),
        [TH_COMPLEX64] = COMPLEX_ROW(complex64), [TH_COMPLEX128] = COMPLEX_ROW(complex128),
    };
#undef BOTH
#undef ROW
#undef COMPLEX_ROW
    return kind == CPU_ASSIGN ? assign_for(dtype) : folds[dtype][kind];
}
