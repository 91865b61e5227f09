/* What the kernels of random numbers share. */
#ifndef CUDA_RANDOM_CUH
#define CUDA_RANDOM_CUH

#include "convert.cuh"
#include "philox.h"

#define RANDOM_THREADS 256

/* Seed and offset of a launch, which the generator moves past. Each thread has a stream of its own. */
typedef struct { uint64_t seed, block; } random_start;

/* The generator that argument `arg` names, or the default one of x's device. */
th_generator *cuda_generator_of(const th_call *call, int arg, const th_tensor *x);
/* Takes `blocks` blocks of four words from every thread's stream. */
random_start cuda_random_take(th_generator *g, int64_t blocks);

/* (0, 1], as cuRAND makes them. */
static __device__ __forceinline__ float unit_float(uint32_t x) { return x * 2.3283064e-10f + (2.3283064e-10f / 2.0f); }
static __device__ __forceinline__ double unit_double(uint32_t x, uint32_t y)
{
    uint64_t z = (uint64_t)x ^ (uint64_t)y << (53 - 32);
    return (double)z * 1.1102230246251565e-16 + (1.1102230246251565e-16 / 2.0);
}

/* One thread's stream, word by word, for samplers that need an unknown number. */
struct random_stream {
    uint64_t seed, thread, block;
    cuda_philox words;
    int used;
    __device__ random_stream(random_start s, uint64_t thread) : seed(s.seed), thread(thread), block(s.block), used(4) {}
    __device__ __forceinline__ uint32_t next()
    {
        if (used == 4) {
            words = cuda_philox_at(seed, thread, block++);
            used = 0;
        }
        return words.x[used++];
    }
    __device__ __forceinline__ double uniform() { uint32_t x = next(); return unit_double(x, next()); }
};

#endif
