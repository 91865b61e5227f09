/* Reductions: one walk over memory that every reducer shares. */
#ifndef CPU_REDUCE_H
#define CPU_REDUCE_H

#include "../core/op.h"
#include "../config.h"
#include "elementwise.h"

#define CPU_TILE 1024 /* outputs that take elements side by side */

/* Dimensions that are walked together, outermost first; strides in bytes. */
typedef struct {
    int ndim;
    int64_t numel, shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
} cpu_axes;

/* One reduction: x's dimensions split into kept ones, in the order of the outputs, and reduced ones. */
typedef struct {
    const char *data;
    th_dtype dtype;
    bool ordered; /* do positions matter? */
    cpu_axes kept, reduced;
    double p;              /* a number some reducers need: the exponent of a norm, the correction of a variance */
    th_tensor *out, *index; /* index: where the value was found, for reducers that say so */
} cpu_reduction;

/* How states take elements in. A state holds what is known of one output so far. Elements come as
 * dense runs of type compute; first is the position of a run's first element in its output's
 * elements. Runs may be folded in pieces and the pieces merged in order, so that neither the layout
 * nor the number of threads changes a result. */
typedef struct {
    th_dtype compute;
    int state_bytes;
    void (*start)(void *states, int64_t n);
    /* One state takes n elements. */
    void (*row)(const cpu_reduction *r, void *state, const void *x, int64_t n, int64_t first);
    /* n states take one element each from every one of `rows` rows, `pitch` elements apart. */
    void (*columns)(const cpu_reduction *r, void *states, const void *x, int64_t n, int64_t rows, int64_t pitch,
                    int64_t first);
    void (*merge)(const cpu_reduction *r, void *states, const void *others, int64_t n); /* others come after */
    void (*finish)(const cpu_reduction *r, const void *states, int64_t first, int64_t n); /* writes outputs */
} cpu_reducer;

/* One reducer per type computed in. */
typedef struct { cpu_reducer of_int, of_float, of_double; } cpu_reducers;
extern const cpu_reducers cpu_sums, cpu_maxima, cpu_minima;
const cpu_reducers *cpu_norm_reducers(double p); /* those of infinite order take magnitudes */

static inline const cpu_reducer *cpu_reducer_for(const cpu_reducers *f, th_dtype dtype)
{
    th_dtype type = th_compute_dtype(dtype);
    return type == TH_INT64 ? &f->of_int : type == TH_FLOAT32 ? &f->of_float : &f->of_double;
}

/* axes: the reduced dimensions, 0-based and checked. */
void cpu_reduce_split(cpu_reduction *r, const th_tensor *x, th_ints axes, bool ordered);
void cpu_reduce_run(const cpu_reduction *r, const cpu_reducer *reducer);

/* Writes outputs [first, first + n) from a dense run. */
void cpu_reduce_put(const th_tensor *out, th_dtype type, const void *values, int64_t first, int64_t n);

/* Byte offset of element i. */
int64_t cpu_axes_offset(const cpu_axes *axes, int64_t i);
/* Loads elements [first, first + n) of axes, starting at data, into a dense run. */
void cpu_axes_load(const cpu_axes *axes, const char *data, th_dtype dtype, int64_t first, int64_t n, th_dtype to_type,
                   void *to);

#endif
