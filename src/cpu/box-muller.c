/* Single precision evaluates Cephes' polynomials of log, sin and cos in the order, and with the
 * fused multiply-adds, of PyTorch's AVX2 kernel, so that the results agree to the last bit on every
 * machine. Every product that a compiler could fuse with a sum is therefore written as fmaf(). */
#include "box-muller.h"

#include "../config.h"
#include "../core/core.h"
#include "../core/half.h"

#include <math.h>

/* log(x) for normal x > 0: x = m * 2^e with m in [sqrt(1/2), sqrt(2)). */
static inline float log_positive(float x)
{
    uint32_t bits = th_bits_of_float(x);
    float e = (float)((int32_t)(bits >> 23) - 126);
    float m = th_float_of_bits((bits & 0x007fffffu) | 0x3f000000u);
    float low = m < 0.707106781186547524f ? 1.0f : 0.0f;
    e -= low;
    m = (m - 1.0f) + low * m;
    float m2 = m * m, y = 7.0376836292e-2f;
    y = fmaf(y, m, -1.1514610310e-1f);
    y = fmaf(y, m, 1.1676998740e-1f);
    y = fmaf(y, m, -1.2420140846e-1f);
    y = fmaf(y, m, 1.4249322787e-1f);
    y = fmaf(y, m, -1.6668057665e-1f);
    y = fmaf(y, m, 2.0000714765e-1f);
    y = fmaf(y, m, -2.4999993993e-1f);
    y = fmaf(y, m, 3.3333331174e-1f);
    y = fmaf(y * m, m2, e * -2.12194440e-4f);
    y = fmaf(m2, -0.5f, y);
    return fmaf(e, 0.693359375f, m + y);
}

/* sin(x) and cos(x) for x in [0, 2 pi): the octant chooses polynomials and signs. */
static inline void sin_cos(float x, float *sine, float *cosine)
{
    int32_t octant = ((int32_t)(x * 1.27323954473516f) + 1) & ~1;
    float j = (float)octant;
    x = fmaf(j, -0.78515625f, x);
    x = fmaf(j, -2.4187564849853515625e-4f, x);
    x = fmaf(j, -3.77489497744594108e-8f, x);
    float z = x * x;
    float c = fmaf(fmaf(2.443315711809948e-5f, z, -1.388731625493765e-3f), z, 4.166664568298827e-2f);
    c = fmaf(c * z, z, -(z * 0.5f)) + 1.0f;
    float s = fmaf(fmaf(-1.9515295891e-4f, z, 8.3321608736e-3f), z, -1.6666654611e-1f);
    s = fmaf(s * z, x, x);
    uint32_t swap = (octant & 2) ? 0xffffffffu : 0;
    uint32_t sin_sign = (uint32_t)(octant & 4) << 29, cos_sign = (uint32_t)(~(octant - 2) & 4) << 29;
    *sine = th_float_of_bits(((th_bits_of_float(c) & swap) | (th_bits_of_float(s) & ~swap)) ^ sin_sign);
    *cosine = th_float_of_bits(((th_bits_of_float(s) & swap) | (th_bits_of_float(c) & ~swap)) ^ cos_sign);
}

TH_CLONES void cpu_box_muller_float(float *x, int64_t n_blocks, float mean, float std)
{
    for (int64_t b = 0; b < n_blocks; b++, x += 16) {
#pragma omp simd
        for (int i = 0; i < 8; i++) {
            float radius = sqrtf(-2.0f * log_positive(1.0f - x[i]));
            float sine, cosine;
            sin_cos(6.283185307179586f * x[i + 8], &sine, &cosine);
            x[i] = fmaf(radius * cosine, std, mean);
            x[i + 8] = fmaf(radius * sine, std, mean);
        }
    }
}

static void double_block(double *x, double mean, double std)
{
    for (int i = 0; i < 8; i++) {
        double radius = sqrt(-2.0 * log(1.0 - x[i])), angle = 6.283185307179586 * x[i + 8];
        x[i] = fma(radius * cos(angle), std, mean);
        x[i + 8] = fma(radius * sin(angle), std, mean);
    }
}

void cpu_box_muller_double(double *x, int64_t n_blocks, double mean, double std)
{
    int threads = th_threads_for(16 * n_blocks, 20);
#pragma omp parallel for num_threads(threads) if(threads > 1)
    for (int64_t b = 0; b < n_blocks; b++) double_block(x + 16 * b, mean, std);
}
