/* Walks the elements of a strided tensor in the order of memory: the dimension of the smallest
 * stride first. */
#ifndef CPU_CURSOR_H
#define CPU_CURSOR_H

#include "../core/core.h"

typedef struct {
    th_dtype dtype; /* of complex tensors the parts' */
    int ndim;       /* dimension 0 is the innermost; at least one */
    int64_t numel;  /* real numbers in all */
    int64_t shape[TH_MAX_DIMS + 1], stride[TH_MAX_DIMS + 1], index[TH_MAX_DIMS + 1]; /* strides in bytes */
    char *at;       /* the next element */
} cpu_cursor;

cpu_cursor cpu_cursor_of(const th_tensor *x);
/* Walks x, broadcast to the shape of other, in the order of other's memory. Neither is complex. */
cpu_cursor cpu_cursor_along(const th_tensor *x, const th_tensor *other);
bool cpu_cursor_is_dense(const cpu_cursor *c);

/* The next n elements, cast. */
void cpu_scatter_doubles(cpu_cursor *c, const double *values, int64_t n);
void cpu_scatter_floats(cpu_cursor *c, const float *values, int64_t n);
void cpu_scatter_ints(cpu_cursor *c, const int64_t *values, int64_t n);
void cpu_gather_doubles(cpu_cursor *c, double *values, int64_t n);

#endif
