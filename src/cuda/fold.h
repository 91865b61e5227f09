/* Joining numbers into places given by keys: the last step of every op that writes to positions given by
 * indices. Results do not depend on the order in which threads run: pairs of keys and numbers are sorted. */
#ifndef CUDA_FOLD_H
#define CUDA_FOLD_H

#include "axes.cuh"

typedef enum { CUDA_ASSIGN, CUDA_ADD, CUDA_MULTIPLY, CUDA_MAX, CUDA_MIN } cuda_fold_kind;

/* The rows [n] of (before, n, after) go to data + at[i], each element where before and after say. Rows of equal
 * keys go to the same place: of these the last is assigned, or all are joined in order. */
typedef struct {
    char *data;
    int dtype, size;
    cuda_axes before, after;
    int64_t n;
    const int64_t *at;      /* bytes */
    const uint64_t *keys;
    uint64_t n_keys;        /* keys are below this */
    const char *values;     /* dense */
    bool one_value;         /* it stands for all */
    cuda_fold_kind kind;
    double alpha_re, alpha_im; /* what values are multiplied by, for CUDA_ADD */
    int64_t alpha_int;
} cuda_fold;

#ifdef __cplusplus
extern "C" {
#endif

void cuda_fold_rows(const th_tensor *out, cuda_fold *f);
/* The same for a dense tensor out of rows of the given width, with one row of values for each key. alpha may be
 * NULL: 1. Keys are not negative. */
void cuda_fold_at(th_tensor *out, const int64_t *keys, int64_t n, int64_t width, const void *values, cuda_fold_kind kind,
                  const th_scalar *alpha);

#ifdef __cplusplus
}
#endif

/* An index, 0-based or counted from the end, as a position in [0, size). */
static CUDA_BOTH int64_t cuda_position(int64_t index, int64_t size) { return index < 0 ? index + size : index; }

#endif
