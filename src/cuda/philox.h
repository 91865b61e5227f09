/* Philox4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3"
 * (2011). For host and device, so that its published values are tested without a device. */
#ifndef CUDA_PHILOX_H
#define CUDA_PHILOX_H

#include "walk.h"

typedef struct { uint32_t x[4]; } cuda_philox;

static CUDA_BOTH cuda_philox cuda_philox_block(cuda_philox counter, uint32_t key0, uint32_t key1)
{
    for (int round = 0; round < 10; round++) {
        uint64_t a = (uint64_t)0xD2511F53u * counter.x[0], b = (uint64_t)0xCD9E8D57u * counter.x[2];
        cuda_philox next = {{(uint32_t)(b >> 32) ^ counter.x[1] ^ key0, (uint32_t)b,
                             (uint32_t)(a >> 32) ^ counter.x[3] ^ key1, (uint32_t)a}};
        counter = next;
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
    return counter;
}

/* Block `offset` of the stream that belongs to a seed and a thread, as cuRAND and PyTorch count them: four words
 * for each value of the offset divided by four. */
static CUDA_BOTH cuda_philox cuda_philox_at(uint64_t seed, uint64_t thread, uint64_t block)
{
    cuda_philox counter = {{(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)thread, (uint32_t)(thread >> 32)}};
    return cuda_philox_block(counter, (uint32_t)seed, (uint32_t)(seed >> 32));
}

#endif
