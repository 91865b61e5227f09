#ifndef EMULATION_SCAN_H
#define EMULATION_SCAN_H
namespace cub { struct DeviceScan {
    template <typename T, class Join>
    static cudaError_t InclusiveScan(void *work, size_t &bytes, const T *x, T *y, Join join, int64_t n, cudaStream_t stream)
    {
        if (!work) { bytes = 16; return cudaSuccess; }
        emulated_work open("cub", stream);
        T sum = n > 0 ? x[0] : T();
        for (int64_t i = 0; i < n; i++) y[i] = sum = i ? join(sum, x[i]) : sum;
        return cudaSuccess;
    }
    template <typename T> static cudaError_t ExclusiveSum(void *work, size_t &bytes, const T *x, T *y, int64_t n, cudaStream_t stream)
    {
        if (!work) { bytes = 16; return cudaSuccess; }
        emulated_work open("cub", stream);
        T sum = 0;
        for (int64_t i = 0; i < n; i++) {
            T own = x[i];
            y[i] = sum;
            sum += own;
        }
        return cudaSuccess;
    }
}; }
#endif
