/* Elements as unsigned numbers of the same order, so that sorting is sorting of bits. For host and device. */
#ifndef CUDA_KEYS_H
#define CUDA_KEYS_H

#include "lanes.h"
#include "walk.h"

#include <string.h>

/* How a dtype's bits are ordered: floats have an infinity, above which (without the sign) every NaN lies. */
typedef struct { int bytes; bool is_signed, is_floating; uint64_t infinity; } cuda_key_kind;

static inline cuda_key_kind cuda_key_kind_of(th_dtype dtype, int bytes)
{
    cuda_key_kind kind = {bytes, dtype != TH_BOOL && dtype != TH_UINT8, false, 0};
    if (dtype == TH_FLOAT16) kind.infinity = 0x7c00;
    if (dtype == TH_BFLOAT16) kind.infinity = 0x7f80;
    if (dtype == TH_FLOAT32) kind.infinity = 0x7f800000;
    if (dtype == TH_FLOAT64) kind.infinity = (uint64_t)0x7ff << 52;
    kind.is_floating = kind.infinity != 0;
    return kind;
}

static CUDA_BOTH uint64_t cuda_key_mask(cuda_key_kind kind) { return ~(uint64_t)0 >> (64 - 8 * kind.bytes); }

/* Both zeros are equal, every NaN is the largest number; descending turns the order around. */
static CUDA_BOTH uint64_t cuda_key(uint64_t bits, cuda_key_kind kind, bool descending)
{
    uint64_t mask = cuda_key_mask(kind), sign = mask ^ mask >> 1, magnitude = bits & ~sign, key = bits;
    if (kind.is_floating) {
        if (magnitude == 0) key = sign;
        else if (magnitude > kind.infinity) key = mask;
        else key = bits & sign ? ~bits & mask : bits | sign;
    } else if (kind.is_signed) key = bits ^ sign;
    return descending ? ~key & mask : key;
}

/* The key that NaN has, and nothing else. */
static CUDA_BOTH bool cuda_is_nan_key(uint64_t key, cuda_key_kind kind)
{
    return kind.is_floating && key == cuda_key_mask(kind);
}

static CUDA_BOTH uint64_t cuda_key_at(const char *x, int64_t i, cuda_key_kind kind, bool descending)
{
    uint64_t bits = kind.bytes == 1 ? ((const uint8_t *)x)[i] : kind.bytes == 2 ? ((const uint16_t *)x)[i]
                  : kind.bytes == 4 ? ((const uint32_t *)x)[i] : ((const uint64_t *)x)[i];
    return cuda_key(bits, kind, descending);
}

/* Number of the lane's first element. */
static CUDA_BOTH int64_t cuda_lane_start(const cuda_lanes *l, int64_t lane)
{
    int64_t outer = lane / l->inner;
    return outer * l->n * l->inner + (lane - outer * l->inner);
}

#endif
