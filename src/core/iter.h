/* Elementwise loops: stride work happens once, here; every backend gets the same collapsed loop. */
#ifndef TH_ITER_H
#define TH_ITER_H

#include "core.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TH_ITER_OPERANDS 5

/* Operand 0 is the output. Dimension 0 is the innermost. Strides are in bytes, 0 where an operand
 * is broadcast. Adjacent dimensions that all operands walk evenly are merged into one. */
typedef struct th_iter {
    int ndim, n_operands;
    int64_t numel;
    int64_t shape[TH_MAX_DIMS];
    int64_t stride[TH_ITER_OPERANDS][TH_MAX_DIMS];
    char *data[TH_ITER_OPERANDS];
    th_dtype dtype[TH_ITER_OPERANDS];
    th_dtype compute;            /* the dtype in which the expression is evaluated */
    th_scalar param[4];          /* numbers that the row's expression names */
    int n_params;
    th_complex128 number[TH_ITER_OPERANDS]; /* storage of operands that are bare numbers */
} th_iter;

/* Adds an operand; shape must broadcast to the iterator's full shape. */
void th_iter_begin(th_iter *it, int ndim, const int64_t *shape);
void th_iter_add(th_iter *it, const th_tensor *x);
void th_iter_add_number(th_iter *it, th_scalar number, th_dtype dtype);
/* Sorts the dimensions by the output's strides, so that a permuted output is walked in the order of its
 * memory; for loops in which the order of elements does not matter. */
void th_iter_order(th_iter *it);
void th_iter_collapse(th_iter *it);
/* The loop of a row with numbers, DOUBLES or NONE, over n tensors of one shape, of which the first is the output. */
void th_iter_of(th_iter *it, int n, th_tensor *const *tensors, th_value numbers);
void th_iter_numbers(const th_iter *it, void *numbers); /* the row's numbers, in the dtype that it computes in */

#ifdef __cplusplus
}
#endif
#endif
