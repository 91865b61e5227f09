#ifndef EMULATION_FP16_H
#define EMULATION_FP16_H
#include "core/half.h"
struct __half { uint16_t bits; };
static inline __half __ushort_as_half(uint16_t x) { return {x}; }
static inline uint16_t __half_as_ushort(__half x) { return x.bits; }
static inline float __half2float(__half x) { return th_half_to_float(x.bits); }
static inline __half __float2half_rn(float x) { return {th_float_to_half(x)}; }
#endif
