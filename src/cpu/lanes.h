/* Work along one dimension of contiguous tensors: (outer, n, inner), inner lanes side by side. */
#ifndef CPU_LANES_H
#define CPU_LANES_H

#include "../core/op.h"
#include "../config.h"
#include "elementwise.h"

#define CPU_RUN 1024 /* elements of buffers on the stack */

typedef struct { int64_t outer, n, inner; } cpu_lanes;

static inline cpu_lanes cpu_lanes_of(const th_tensor *x, int64_t dim)
{
    cpu_lanes l = {1, 1, 1};
    if (x->ndim == 0) return l;
    for (int d = 0; d < dim; d++) l.outer *= x->shape[d];
    l.n = x->shape[dim];
    for (int d = (int)dim + 1; d < x->ndim; d++) l.inner *= x->shape[d];
    return l;
}

static inline int64_t cpu_min(int64_t a, int64_t b) { return a < b ? a : b; }

#endif
