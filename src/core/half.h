/* Conversions of the two 16-bit floating types, which are stored as uint16_t and computed in float. */
#ifndef TH_HALF_H
#define TH_HALF_H

#include <stdint.h>
#include <string.h>

static inline float th_float_of_bits(uint32_t bits) { float x; memcpy(&x, &bits, sizeof x); return x; }
static inline uint32_t th_bits_of_float(float x) { uint32_t bits; memcpy(&bits, &x, sizeof bits); return bits; }

static inline float th_bfloat16_to_float(uint16_t x) { return th_float_of_bits((uint32_t)x << 16); }

/* Rounds to nearest, ties to even; a NaN stays a NaN. */
static inline uint16_t th_float_to_bfloat16(float x)
{
    uint32_t bits = th_bits_of_float(x);
    return x != x ? 0x7fc0 : (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

/* The exponent is moved by a multiplication, which makes subnormal numbers normal as well. */
static inline float th_half_to_float(uint16_t x)
{
    uint32_t magnitude = (uint32_t)(x & 0x7fff) << 13, sign = (uint32_t)(x & 0x8000) << 16;
    uint32_t bits = th_bits_of_float(th_float_of_bits(magnitude) * 0x1p112f);
    if (magnitude >= 0x7c00u << 13) bits = magnitude | 0x7f800000u;
    return th_float_of_bits(bits | sign);
}

/* Rounds to nearest, ties to even. Subnormal results are rounded by adding 0.5, whose last bit
 * weighs as much as the smallest half. */
static inline uint16_t th_float_to_half(float x)
{
    uint32_t bits = th_bits_of_float(x), sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
    uint32_t subnormal = th_bits_of_float(th_float_of_bits(magnitude) + 0.5f) - 0x3f000000u;
    uint32_t half = (magnitude - 0x38000000u + 0xfff + (magnitude >> 13 & 1)) >> 13;
    half = magnitude < 0x38800000u ? subnormal : half;
    half = magnitude >= 0x477ff000u ? 0x7c00 : half;
    half = magnitude > 0x7f800000u ? 0x7e00 : half;
    return (uint16_t)(half | sign);
}

#endif
