#ifndef EMULATION_BLOCK_REDUCE_H
#define EMULATION_BLOCK_REDUCE_H
#include "block_scan.cuh"
namespace cub { template <typename T, int THREADS> struct BlockReduce {
    typedef typename BlockScan<T, THREADS>::TempStorage TempStorage;
    TempStorage &storage;
    BlockReduce(TempStorage &storage) : storage(storage) {}
    T Sum(T own) /* known to the first thread alone */
    {
        T before, all;
        BlockScan<T, THREADS>(storage).ExclusiveSum(own, before, all);
        return threadIdx.x == 0 ? all : own;
    }
}; }
#endif
