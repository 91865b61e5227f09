/* What the ops that take index tensors share. */
#ifndef OPS_INDEXING_H
#define OPS_INDEXING_H

#include "../core/autograd.h"
#include "../core/op.h"

/* x as int64 indices; fails on what is no integer tensor. */
th_tensor *th_index_tensor(const char *op, th_tensor *x);
/* Fails unless every index lies in [-size, size); dim is the indexed dimension. */
void th_check_index(const char *op, th_tensor *index, int dim, int64_t size);

/* The result of an op that changes part of self: self when in place, else a dense copy of it. */
th_tensor *th_start_from_self(th_call *c);
/* x read from a copy when an in-place op overwrites its memory. */
th_tensor *th_apart_from_self(const th_call *c, th_tensor *x);

#endif
