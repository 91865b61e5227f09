#ifndef EMULATION_RADIX_H
#define EMULATION_RADIX_H
#include <algorithm>
#include <vector>
namespace cub {
template <typename T> struct DoubleBuffer {
    T *buffers[2];
    int selector;
    DoubleBuffer(T *a, T *b) : buffers{a, b}, selector(0) {}
    T *Current() { return buffers[selector]; }
    T *Alternate() { return buffers[!selector]; }
};
struct DeviceRadixSort {
    template <typename K, typename V>
    static cudaError_t SortPairs(void *work, size_t &bytes, DoubleBuffer<K> &keys, DoubleBuffer<V> &values, int64_t n, int begin,
                                 int end, cudaStream_t stream)
    {
        if (!work) { bytes = 16; return cudaSuccess; }
        emulated_work open("cub", stream);
        K mask = end - begin >= (int)sizeof(K) * 8 ? (K)~(K)0 : (K)((((K)1 << (end - begin)) - 1) << begin);
        K *k = keys.Current();
        V *v = values.Current();
        std::vector<int64_t> order((size_t)n);
        for (int64_t i = 0; i < n; i++) order[(size_t)i] = i;
        std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return (k[a] & mask) < (k[b] & mask); });
        keys.selector = !keys.selector;
        values.selector = !values.selector;
        for (int64_t i = 0; i < n; i++) keys.Current()[i] = k[order[(size_t)i]], values.Current()[i] = v[order[(size_t)i]];
        memset(k, 0x7f, (size_t)n * sizeof(K)); /* whoever looks into the old buffers sees it */
        memset(v, 0x7f, (size_t)n * sizeof(V));
        return cudaSuccess;
    }
};
}
#endif
