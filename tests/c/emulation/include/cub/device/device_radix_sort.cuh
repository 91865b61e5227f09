#ifndef EMULATION_RADIX_H
#define EMULATION_RADIX_H
#include <algorithm>
#include <vector>
namespace cub { struct DeviceRadixSort {
    template <typename K, typename V> static cudaError_t SortPairs(void *work, size_t &bytes, const K *keys, K *keys_out, const V *values,
                                                                   V *values_out, int64_t n, int begin, int end, cudaStream_t)
    {
        if (!work) { bytes = 16; return cudaSuccess; }
        K mask = end - begin >= (int)sizeof(K) * 8 ? (K)~(K)0 : (K)((((K)1 << (end - begin)) - 1) << begin);
        std::vector<int64_t> order((size_t)n);
        for (int64_t i = 0; i < n; i++) order[(size_t)i] = i;
        std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return (keys[a] & mask) < (keys[b] & mask); });
        for (int64_t i = 0; i < n; i++) keys_out[i] = keys[order[(size_t)i]], values_out[i] = values[order[(size_t)i]];
        return cudaSuccess;
    }
}; }
#endif
