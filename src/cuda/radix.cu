/* CUB's radix sort. */
#include "order.h"

#include <cub/device/device_radix_sort.cuh>

template <typename K> static void sort_pairs(const th_tensor *x, const K *keys, K *keys_out, const uint32_t *values,
                                             uint32_t *values_out, int64_t n, int bits)
{
    size_t bytes = 0;
    cudaStream_t stream = cuda_stream_of(x);
    if (n == 0) return;
    cuda_note(cub::DeviceRadixSort::SortPairs(NULL, bytes, keys, keys_out, values, values_out, n, 0, bits, stream), "sort");
    void *work = cuda_scratch(x, bytes);
    cuda_note(cub::DeviceRadixSort::SortPairs(work, bytes, keys, keys_out, values, values_out, n, 0, bits, stream), "sort");
}

extern "C" void cuda_sort_pairs32(const th_tensor *x, const uint32_t *keys, uint32_t *keys_out, const uint32_t *values,
                                  uint32_t *values_out, int64_t n, int bits)
{
    sort_pairs(x, keys, keys_out, values, values_out, n, bits);
}

extern "C" void cuda_sort_pairs64(const th_tensor *x, const uint64_t *keys, uint64_t *keys_out, const uint32_t *values,
                                  uint32_t *values_out, int64_t n, int bits)
{
    sort_pairs(x, keys, keys_out, values, values_out, n, bits);
}
