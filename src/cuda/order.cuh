/* Sorting by key, and sums of integers, on the device; deterministic, of linear work. Memory comes from the
 * innermost scope. */
#ifndef CUDA_ORDER_CUH
#define CUDA_ORDER_CUH

#include "keys.h"
#include "launch.cuh"

/* The places 0 to n - 1 by increasing keys, of which the lowest `bits` bits count; equal keys keep their order.
 * places: (n), NULL: as numbered. Both arrays are used up; what comes back replaces them. */
typedef struct { uint64_t *keys; int64_t *places; } cuda_sorted;
cuda_sorted cuda_sort_by_key(const th_tensor *x, uint64_t *keys, int64_t *places, int64_t n, int bits);

/* The order of the elements of every lane: numbers of x's elements, (outer, inner, n). x is contiguous. */
int64_t *cuda_order_lanes(const th_tensor *x, cuda_lanes lanes, bool descending);

/* Sorts lanes that fit into a block, of which every one gives n results: places and values, dense (outer, n, inner); or,
 * where order is not NULL, numbers of x's elements, (outer, inner, n), n being all of them. */
typedef struct { int64_t n; char *values; int64_t *places, *order; } cuda_short_results;
bool cuda_is_short(const th_tensor *x, cuda_lanes lanes);
void cuda_sort_short(const th_tensor *x, cuda_lanes lanes, bool descending, cuda_short_results to);

/* The first k elements of every lane and their places, into out: values of x's dtype and Long places, both dense
 * (outer, k, inner). */
void cuda_first_of_lanes(const th_tensor *x, cuda_lanes lanes, int64_t k, bool descending, th_tensor **out);

/* x[i] = y[k], of elements of 1, 2, 4 or 8 bytes */
static __device__ __forceinline__ void cuda_copy_element(char *x, int64_t i, const char *y, int64_t k, int bytes)
{
    switch (bytes) {
    case 1: ((uint8_t *)x)[i] = ((const uint8_t *)y)[k]; break;
    case 2: ((uint16_t *)x)[i] = ((const uint16_t *)y)[k]; break;
    case 4: ((uint32_t *)x)[i] = ((const uint32_t *)y)[k]; break;
    default: ((uint64_t *)x)[i] = ((const uint64_t *)y)[k];
    }
}

/* In place: x[i] becomes the largest of x[0..i]; the sum of x[0..i-1]. */
void cuda_running_max(const th_tensor *device, int64_t *x, int64_t n);
void cuda_exclusive_sum(const th_tensor *device, int64_t *x, int64_t n);

#endif
