/* Dimensions of a tensor that are walked together. */
#ifndef CUDA_AXES_CUH
#define CUDA_AXES_CUH

#include "cuda.h"
#include "walk.h"

#define CUDA_AXES_DIMS 24

/* Innermost first; strides in bytes. */
typedef struct {
    int ndim;
    int64_t numel, shape[CUDA_AXES_DIMS], stride[CUDA_AXES_DIMS];
    cuda_divider divider[CUDA_AXES_DIMS];
} cuda_axes;

/* Takes n dimensions, innermost first, and merges those that walk evenly. False: they remain too many, or are several
 * of too many elements for 32-bit numbers. */
bool cuda_axes_of(cuda_axes *a, int n, const int64_t *shape, const int64_t *stride);

#ifdef __CUDACC__
/* Byte offset of element i. */
static __device__ __forceinline__ int64_t axes_offset(const cuda_axes &a, int64_t i)
{
    if (a.ndim == 1) return i * a.stride[0];
    int64_t offset = 0;
    uint32_t n = (uint32_t)i;
#pragma unroll 1
    for (int d = 0; d < a.ndim; d++) {
        uint32_t rest = cuda_divide(n, a.divider[d]);
        offset += (int64_t)(n - rest * a.divider[d].divisor) * a.stride[d];
        n = rest;
    }
    return offset;
}
#endif

#endif
