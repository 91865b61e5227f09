/* Joining numbers into a place: the last step of every op that writes to positions given by indices. */
#ifndef CPU_FOLD_H
#define CPU_FOLD_H

#include "../core/core.h"

typedef enum { CPU_ASSIGN, CPU_ADD, CPU_MULTIPLY, CPU_MAX, CPU_MIN, CPU_N_FOLDS } cpu_fold_kind;

/* to[i] = fold(to[i], from[i]) for n elements of one dtype, in order; strides in bytes. For CPU_ADD
 * from is multiplied by alpha (NULL: 1). */
typedef void (*cpu_fold)(char *to, int64_t to_stride, const char *from, int64_t from_stride, int64_t n,
                         const th_scalar *alpha);

/* The same where every element has a place of its own: to + at[i], in bytes. */
typedef void (*cpu_fold_at)(char *to, const int64_t *at, const char *from, int64_t from_stride, int64_t n,
                            const th_scalar *alpha);

typedef struct { cpu_fold run; cpu_fold_at at; } cpu_folds;
cpu_folds cpu_folds_for(th_dtype dtype, cpu_fold_kind kind); /* complex has no order: NULL for MAX and MIN */

/* An index, 0-based or counted from the end, as a position in [0, size). */
static inline int64_t cpu_position(int64_t index, int64_t size) { return index < 0 ? index + size : index; }

#endif
