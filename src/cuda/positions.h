/* Arithmetic of positions: quotients, offsets of elements of strided tensors. For host and device, so that
 * tests run it without one. */
#ifndef CUDA_POSITIONS_H
#define CUDA_POSITIONS_H

#include "walk.h"

/* ---- Quotients --------------------------------------------------------------------------------------- */

/* Divides numbers from 0 to a largest one, without a division where they fit 31 bits. */
typedef struct { int64_t divisor; cuda_divider fast; bool narrow; } cuda_divisor;

static inline cuda_divisor cuda_divisor_of(int64_t divisor, int64_t largest)
{
    cuda_divisor d = {divisor, {1, 1, 0}, divisor > 0 && divisor <= INT32_MAX && largest <= INT32_MAX};
    if (d.narrow) d.fast = cuda_divider_of((uint32_t)divisor);
    return d;
}

static CUDA_BOTH int64_t cuda_quotient(int64_t n, const cuda_divisor *d)
{
    return d->narrow ? (int64_t)cuda_divide((uint32_t)n, d->fast) : n / d->divisor;
}

/* An index, 0-based or counted from the end, as a position in [0, size). */
static CUDA_BOTH int64_t cuda_position(int64_t index, int64_t size) { return index < 0 ? index + size : index; }

/* How many bits the numbers 0 to largest take. */
static inline int cuda_bits_of(uint64_t largest)
{
    int bits = 0;
    for (; largest; largest >>= 1) bits++;
    return bits;
}

/* ---- Offsets of strided elements --------------------------------------------------------------------- */

#define CUDA_OFFSETS_DIMS TH_MAX_DIMS

/* Groups of dimensions, each numbered from its innermost one; neighbours that are walked evenly are one. */
typedef struct {
    int ndim;
    cuda_divisor shape[CUDA_OFFSETS_DIMS];
    int64_t stride[CUDA_OFFSETS_DIMS];
} cuda_offsets;

/* Adds the dimensions [from, to) of a shape as a group; returns where it ends. */
static inline int cuda_add_offsets(cuda_offsets *o, const int64_t *shape, const int64_t *stride, int from, int to)
{
    int64_t numel = 1;
    int first = o->ndim;
    for (int d = from; d < to; d++) numel *= shape[d];
    for (int d = to - 1; d >= from; d--) {
        int last = o->ndim - 1;
        int64_t n = shape[d];
        if (n == 1) continue;
        if (last >= first && stride[d] == o->stride[last] * o->shape[last].divisor)
            o->shape[last] = cuda_divisor_of(n * o->shape[last].divisor, numel);
        else {
            o->shape[o->ndim] = cuda_divisor_of(n, numel);
            o->stride[o->ndim++] = stride[d];
        }
    }
    return o->ndim;
}

/* Offset of element i of the group of dimensions [from, to), in units of the strides. */
static CUDA_BOTH int64_t cuda_offset(const cuda_offsets *o, int from, int to, int64_t i)
{
    int64_t offset = 0;
    for (int d = from; d < to; d++) {
        int64_t rest = d + 1 < to ? cuda_quotient(i, &o->shape[d]) : 0;
        offset += (i - rest * o->shape[d].divisor) * o->stride[d];
        i = rest;
    }
    return offset;
}

/* How many elements, a power of two, make a unit of up to 16 bytes in which a dense run can be moved: dimension
 * `dense` of o is counted in units afterwards, and all strides are. all: or of what else must be a multiple of
 * the unit, in bytes. */
static inline int64_t cuda_widen(cuda_offsets *o, int dense, uint64_t all, int64_t size)
{
    if (dense >= o->ndim || o->stride[dense] != 1) return 1;
    all |= (uint64_t)(o->shape[dense].divisor * size) | 16;
    for (int d = 0; d < o->ndim; d++) if (d != dense) all |= (uint64_t)(o->stride[d] * size);
    int64_t unit = (int64_t)(all & (~all + 1)), many = unit > size ? unit / size : 1;
    for (int d = 0; d < o->ndim && many > 1; d++) if (d != dense) o->stride[d] /= many;
    if (many > 1) o->shape[dense] = cuda_divisor_of(o->shape[dense].divisor / many, INT64_MAX);
    return many;
}

#endif
