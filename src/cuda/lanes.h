/* Work along one dimension of contiguous tensors: (outer, n, inner), inner lanes side by side. */
#ifndef CUDA_LANES_H
#define CUDA_LANES_H

#include "../core/core.h"

typedef struct { int64_t outer, n, inner; } cuda_lanes;

static inline cuda_lanes cuda_lanes_of(const th_tensor *x, int64_t dim)
{
    cuda_lanes l = {1, 1, 1};
    if (x->ndim == 0) return l;
    for (int d = 0; d < dim; d++) l.outer *= x->shape[d];
    l.n = x->shape[dim];
    for (int d = (int)dim + 1; d < x->ndim; d++) l.inner *= x->shape[d];
    return l;
}

#endif
