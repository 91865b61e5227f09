/* How numbers are joined that meet in one place. C is the type that their dtype is computed in. */
#ifndef CUDA_FOLD_JOIN_CUH
#define CUDA_FOLD_JOIN_CUH

#include "convert.cuh"
#include "fold.cuh"

template <typename C> static __device__ __forceinline__ C joined(cuda_fold_kind kind, C old, C x)
{
    if (kind == CUDA_ADD) return old + x;
    if (kind == CUDA_MULTIPLY) return old * x;
    bool takes = kind == CUDA_MAX ? x > old : x < old;
    return takes || x != x ? x : old;
}
template <typename R>
static __device__ __forceinline__ complex_number<R> joined(cuda_fold_kind kind, complex_number<R> old, complex_number<R> x)
{
    complex_number<R> sum = {old.re + x.re, old.im + x.im};
    complex_number<R> product = {old.re * x.re - old.im * x.im, old.re * x.im + old.im * x.re};
    return kind == CUDA_ADD ? sum : product;
}
/* Integers wrap around: they are added and multiplied without sign. */
static __device__ __forceinline__ int64_t joined(cuda_fold_kind kind, int64_t old, int64_t x)
{
    if (kind == CUDA_ADD) return (int64_t)((uint64_t)old + (uint64_t)x);
    if (kind == CUDA_MULTIPLY) return (int64_t)((uint64_t)old * (uint64_t)x);
    return kind == CUDA_MAX ? (x > old ? x : old) : (x < old ? x : old);
}

#endif
