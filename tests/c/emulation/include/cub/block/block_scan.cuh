/* Like CUB's, a block must meet at a barrier before it uses the same storage again. */
#ifndef EMULATION_BLOCK_SCAN_H
#define EMULATION_BLOCK_SCAN_H
namespace cub { template <typename T, int THREADS> struct BlockScan {
    struct TempStorage { __align__(16) char bytes[THREADS * sizeof(T)]; };
    T *x;
    BlockScan(TempStorage &storage) : x((T *)storage.bytes) {}
    /* before stays as it is in the first thread, as no initial value is given */
    template <class Join> void ExclusiveScan(T own, T &before, Join join, T &all)
    {
        x[threadIdx.x] = own;
        __syncthreads();
        T sum = x[0];
        for (unsigned i = 1; i < THREADS; i++) {
            if (i == threadIdx.x) before = sum;
            sum = join(sum, x[i]);
        }
        all = sum;
    }
    void ExclusiveSum(T own, T &before, T &all)
    {
        ExclusiveScan(own, before, [](T a, T b) { return a + b; }, all);
        if (threadIdx.x == 0) before = 0;
    }
}; }
#endif
