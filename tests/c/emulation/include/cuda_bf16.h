#ifndef EMULATION_BF16_H
#define EMULATION_BF16_H
#include "core/half.h"
struct __nv_bfloat16 { uint16_t bits; };
static inline uint16_t __bfloat16_as_ushort(__nv_bfloat16 x) { return x.bits; }
static inline __nv_bfloat16 __float2bfloat16_rn(float x) { return {th_float_to_bfloat16(x)}; }
#endif
