/* Joining numbers into places given by keys: the last step of every op that writes to positions given by
 * indices. Of equal keys the last one is assigned, and sums are always added up alike. */
#ifndef CUDA_FOLD_CUH
#define CUDA_FOLD_CUH

#include "launch.cuh"
#include "positions.h"

typedef enum { CUDA_ASSIGN, CUDA_ADD, CUDA_MULTIPLY, CUDA_MAX, CUDA_MIN } cuda_fold_kind;

/* target[at(b) + keys[k] + at(a)] = fold(it, values[b, k, a]) for b in [0, before), k in [0, n), a in [0, after),
 * by increasing k. Keys and offsets are in elements. */
typedef struct {
    const th_tensor *target;
    int64_t before, n, after;
    cuda_offsets at;       /* dimensions [0, after_from) of b, the others of a */
    int after_from;
    uint64_t *keys;        /* (n), used up */
    uint64_t largest;      /* no key is larger */
    const char *values;    /* dense (before, n, after), or one number for all */
    bool one;
    cuda_fold_kind kind;
    th_scalar alpha;       /* CUDA_ADD multiplies the values by it */
} cuda_fold;

void cuda_fold_into(const cuda_fold *fold);

#endif
