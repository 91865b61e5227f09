/* Maxima and minima, with and without the place where they were found. NaN is larger than any
 * maximum and smaller than any minimum; of equal elements the first counts. */
#include "reduce-fold.h"

#include <math.h>

#define LESS(a, b) ((a) < (b))
#define MORE(a, b) ((a) > (b))

/* Value alone: the state is the best so far. */
#define EXTREME(name, T, START, BETTER, MINMAX)                                                       \
    static void name##_start(void *states, int64_t n)                                                 \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i++) ((T *)states)[i] = START;                                     \
    }                                                                                                 \
    TH_CLONES static void name##_row(const cpu_reduction *r, void *state, const void *from, int64_t n, int64_t first) \
    {                                                                                                 \
        const T *restrict x = from;                                                                   \
        T best = START;                                                                               \
        int nan = 0;                                                                                  \
        CPU_PRAGMA(omp simd reduction(MINMAX:best) reduction(|:nan))                                  \
        for (int64_t i = 0; i < n; i++) {                                                             \
            best = BETTER(x[i], best) ? x[i] : best;                                                  \
            nan |= x[i] != x[i];                                                                      \
        }                                                                                             \
        if (nan) best = (T)NAN;                                                                       \
        name##_merge(r, state, &best, 1);                                                             \
        (void)first;                                                                                  \
    }                                                                                                 \
    TH_CLONES static void name##_columns(const cpu_reduction *r, void *states, const void *from, int64_t n, \
                                         int64_t rows, int64_t pitch, int64_t first)                  \
    {                                                                                                 \
        T *restrict s = states;                                                                       \
        const T *x = from;                                                                            \
        for (; rows >= 2; rows -= 2, x += 2 * pitch) {                                                \
            CPU_PRAGMA(omp simd)                                                                      \
            for (int64_t i = 0; i < n; i++) {                                                         \
                T a = x[i], b = x[i + pitch], best = s[i];                                            \
                best = (BETTER(a, best)) | (a != a) ? a : best;                                       \
                s[i] = (BETTER(b, best)) | (b != b) ? b : best;                                       \
            }                                                                                         \
        }                                                                                             \
        for (; rows > 0; rows--, x += pitch) name##_merge(r, states, x, n);                           \
        (void)first;                                                                                  \
    }                                                                                                 \
    static void name##_finish(const cpu_reduction *r, const void *states, int64_t first, int64_t n)   \
    {                                                                                                 \
        cpu_reduce_put(r->out, T##_type, states, first, n);                                           \
    }

#define EXTREME_MERGE(name, T, BETTER)                                                                \
    static inline T name##_of(T a, T b) { return (BETTER(b, a)) | (b != b) ? b : a; }                 \
    static inline void name##_merge(const cpu_reduction *r, void *states, const void *others, int64_t n) \
    {                                                                                                 \
        T *restrict s = states;                                                                       \
        const T *restrict x = others;                                                                 \
        for (int64_t i = 0; i < n; i++) s[i] = name##_of(s[i], x[i]);                                 \
        (void)r;                                                                                      \
    }

#define float_type TH_FLOAT32
#define double_type TH_FLOAT64
#define int64_t_type TH_INT64

#define EXTREMES(T, name, LOWEST, HIGHEST)                                                            \
    EXTREME_MERGE(max_##name, T, MORE)                                                                \
    EXTREME(max_##name, T, LOWEST, MORE, max)                                                         \
    EXTREME_MERGE(min_##name, T, LESS)                                                                \
    EXTREME(min_##name, T, HIGHEST, LESS, min)

EXTREMES(float, float, -INFINITY, INFINITY)
EXTREMES(double, double, -INFINITY, INFINITY)

/* Integers are never NaN: (T)NAN is not reached. */
#undef NAN
#define NAN 0
EXTREMES(int64_t, int, INT64_MIN, INT64_MAX)

/* ---- With places ---------------------------------------------------------------------------------- */

/* index -1: nothing seen yet. A run's best is found first, its place only when it counts. */
#define PLACE(name, T, BETTER, extreme)                                                               \
    typedef struct { T value; int64_t index; } name##_state;                                          \
    static void name##_start(void *states, int64_t n)                                                 \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i++) ((name##_state *)states)[i] = (name##_state){0, -1};          \
    }                                                                                                 \
    static inline bool name##_beats(name##_state a, name##_state b)                                   \
    {                                                                                                 \
        return b.index < 0 || BETTER(a.value, b.value) || (a.value != a.value && b.value == b.value); \
    }                                                                                                 \
    static void name##_merge(const cpu_reduction *r, void *states, const void *others, int64_t n)     \
    {                                                                                                 \
        name##_state *s = states;                                                                     \
        const name##_state *o = others;                                                               \
        for (int64_t i = 0; i < n; i++)                                                               \
            if (o[i].index >= 0 && name##_beats(o[i], s[i])) s[i] = o[i];                             \
        (void)r;                                                                                      \
    }                                                                                                 \
    static void name##_row(const cpu_reduction *r, void *state, const void *from, int64_t n, int64_t first) \
    {                                                                                                 \
        name##_state *s = state, found = {0, -1};                                                     \
        const T *x = from;                                                                            \
        if (n == 0) return;                                                                           \
        extreme##_start(&found.value, 1);                                                             \
        extreme##_row(r, &found.value, x, n, first);                                                  \
        if (!name##_beats(found, *s)) return;                                                         \
        int64_t i = 0;                                                                                \
        if (found.value == found.value) while (x[i] != found.value) i++;                              \
        else while (x[i] == x[i]) i++;                                                                \
        *s = (name##_state){x[i], first + i};                                                         \
    }                                                                                                 \
    TH_CLONES static void name##_columns(const cpu_reduction *r, void *states, const void *from, int64_t n, \
                                         int64_t rows, int64_t pitch, int64_t first)                  \
    {                                                                                                 \
        const T *restrict x = from;                                                                   \
        T value[CPU_TILE];                                                                            \
        int32_t at[CPU_TILE];                                                                         \
        for (int64_t i = 0; i < n; i++) value[i] = x[i], at[i] = 0;                                   \
        for (int32_t row = 1; row < rows; row++) {                                                    \
            x += pitch;                                                                               \
            for (int64_t i = 0; i < n; i++) {                                                         \
                bool take = (BETTER(x[i], value[i])) | ((x[i] != x[i]) & (value[i] == value[i]));     \
                at[i] = take ? row : at[i];                                                           \
                value[i] = take ? x[i] : value[i];                                                    \
            }                                                                                         \
        }                                                                                             \
        for (int64_t i = 0; i < n; i++) {                                                             \
            name##_state found = {value[i], first + at[i]};                                           \
            name##_merge(r, (name##_state *)states + i, &found, 1);                                   \
        }                                                                                             \
    }                                                                                                 \
    static void name##_finish(const cpu_reduction *r, const void *states, int64_t first, int64_t n)   \
    {                                                                                                 \
        T value[CPU_TILE];                                                                            \
        int64_t index[CPU_TILE];                                                                      \
        for (int64_t i = 0; i < n; i++) {                                                             \
            value[i] = ((const name##_state *)states)[i].value;                                       \
            index[i] = ((const name##_state *)states)[i].index;                                       \
        }                                                                                             \
        if (r->out) cpu_reduce_put(r->out, T##_type, value, first, n);                                \
        cpu_reduce_put(r->index, TH_INT64, index, first, n);                                          \
    }

PLACE(argmax_float, float, MORE, max_float)
PLACE(argmax_double, double, MORE, max_double)
PLACE(argmax_int, int64_t, MORE, max_int)
PLACE(argmin_float, float, LESS, min_float)
PLACE(argmin_double, double, LESS, min_double)
PLACE(argmin_int, int64_t, LESS, min_int)

/* ---- Kernels ---------------------------------------------------------------------------------------- */

#define VALUES(name)                                                                                  \
    {CPU_REDUCER(name##_int, TH_INT64, int64_t, name##_int_finish),                                   \
     CPU_REDUCER(name##_float, TH_FLOAT32, float, name##_float_finish),                               \
     CPU_REDUCER(name##_double, TH_FLOAT64, double, name##_double_finish)}
#define PLACES(name)                                                                                  \
    {CPU_REDUCER(name##_int, TH_INT64, name##_int_state, name##_int_finish),                          \
     CPU_REDUCER(name##_float, TH_FLOAT32, name##_float_state, name##_float_finish),                  \
     CPU_REDUCER(name##_double, TH_FLOAT64, name##_double_state, name##_double_finish)}

const cpu_reducers cpu_maxima = VALUES(max), cpu_minima = VALUES(min);
static const cpu_reducers max_places = PLACES(argmax), min_places = PLACES(argmin);

static void values(th_call *call, const cpu_reducers *f)
{
    cpu_reduction r = {.out = call->out[0]};
    cpu_reduce_split(&r, th_arg(call, 0), th_arg_ints(call, 1), false);
    cpu_reduce_run(&r, cpu_reducer_for(f, r.dtype));
}

static void places(th_call *call, const cpu_reducers *f)
{
    bool both = call->n_out == 2;
    cpu_reduction r = {.out = both ? call->out[0] : NULL, .index = call->out[both]};
    cpu_reduce_split(&r, th_arg(call, 0), th_arg_ints(call, 1), true);
    cpu_reduce_run(&r, cpu_reducer_for(f, r.dtype));
}

static void all_axes(th_call *call, const cpu_reducers *f)
{
    int64_t axes[TH_MAX_DIMS];
    const th_tensor *x = th_arg(call, 0);
    for (int d = 0; d < x->ndim; d++) axes[d] = d;
    cpu_reduction r = {.out = call->out[0]};
    cpu_reduce_split(&r, x, (th_ints){x->ndim, axes}, false);
    cpu_reduce_run(&r, cpu_reducer_for(f, r.dtype));
}

void cpu_amax(th_call *call) { values(call, &cpu_maxima); }
void cpu_amin(th_call *call) { values(call, &cpu_minima); }
void cpu_max_all(th_call *call) { all_axes(call, &cpu_maxima); }
void cpu_min_all(th_call *call) { all_axes(call, &cpu_minima); }
void cpu_max_dim(th_call *call) { places(call, &max_places); }
void cpu_min_dim(th_call *call) { places(call, &min_places); }
void cpu_argmax(th_call *call) { places(call, &max_places); }
void cpu_argmin(th_call *call) { places(call, &min_places); }
