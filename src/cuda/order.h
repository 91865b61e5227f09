/* Sorting by radix: stable, so that equal elements keep their order. All memory is on x's device. */
#ifndef CUDA_ORDER_H
#define CUDA_ORDER_H

#include "lanes.h"

#ifdef __cplusplus
extern "C" {
#endif

/* radix.cu: sorts n pairs by the lowest `bits` bits of their keys; the results come in keys_out and values_out. */
void cuda_sort_pairs32(const th_tensor *x, const uint32_t *keys, uint32_t *keys_out, const uint32_t *values,
                       uint32_t *values_out, int64_t n, int bits);
void cuda_sort_pairs64(const th_tensor *x, const uint64_t *keys, uint64_t *keys_out, const uint32_t *values,
                       uint32_t *values_out, int64_t n, int bits);

/* How many bits numbers below n have. */
static inline int cuda_bits(uint64_t n)
{
    int bits = 1;
    while (bits < 64 && (n - 1) >> bits) bits++;
    return bits;
}

#define CUDA_ORDER_MOST ((int64_t)1 << 31) /* elements that are sorted at once */

/* x: contiguous. The order of lanes [first, first + lanes): (lanes, n) numbers of elements, counted as
 * lane * n + place from lane `first` on. NaN is larger than all numbers. In scratch memory. */
uint32_t *cuda_order(const th_tensor *x, cuda_lanes l, int64_t first, int64_t lanes, bool descending);

#ifdef __cplusplus
}
#endif
#endif
