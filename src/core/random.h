/* Generators as the kernels see them: raw draws of the Mersenne Twister (MT19937) and the two
 * distributions that everything else is made of. */
#ifndef TH_RANDOM_H
#define TH_RANDOM_H

#include "core.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TH_MT_WORDS 624

struct th_generator {
    int32_t refs;
    th_device device;
    uint64_t seed;
    uint64_t offset;              /* CUDA: position in the counter-based stream of this seed */
    int next, left;               /* CPU: words of the block that are used, and those that are not */
    uint32_t words[TH_MT_WORDS];
    bool has_next_normal, has_next_float_normal; /* the second value of the last Box-Muller pair */
    double next_normal;
    float next_float_normal;      /* carried through states; no distribution of the CPU uses it */
};

void th_random_draws(th_generator *g, uint32_t *draws, int64_t n); /* the next n raw words */
uint32_t th_random32(th_generator *g);
uint64_t th_random64(th_generator *g);   /* two draws, the first one is the high half */
double th_random_uniform(th_generator *g); /* [0, 1) with 53 bits, two draws */
double th_random_normal(th_generator *g);  /* standard normal, by pairs */

#ifdef __cplusplus
}
#endif
#endif
