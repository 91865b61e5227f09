/* Random fills on the CPU. The draws, their order and the formulas are PyTorch's, so that a seed
 * gives the same values: elements are filled in the order of memory, distributions are computed in
 * double and cast, sums of products are fused where PyTorch's kernels fuse them. */
#include "../config.h"
#include "../core/half.h"
#include "../core/op.h"
#include "../core/random.h"
#include "box-muller.h"
#include "cursor.h"
#include "random.h"

#include <math.h>

#define CHUNK CPU_DRAWS_AT_ONCE

th_generator *cpu_generator_of(const th_call *call, int arg)
{
    th_generator *g = th_arg_generator(call, arg);
    return g ? g : th_generator_default((th_device){TH_CPU, 0});
}

static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/* ---- Distributions: n values of parameters a and b -------------------------------------------- */

typedef void (*distribution)(th_generator *g, double *values, int64_t n, double a, double b);

TH_CLONES void cpu_unit_doubles(th_generator *g, double *values, int64_t n)
{
    uint32_t draws[2 * CHUNK];
    th_random_draws(g, draws, 2 * n);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) /* high 21 bits of the 53 from the first draw: exact in double */
        values[i] = ((double)(int32_t)(draws[2 * i] & 0x1fffff) * 0x1p32 + (double)draws[2 * i + 1]) * 0x1p-53;
}

TH_CLONES static void uniform(th_generator *g, double *values, int64_t n, double from, double to)
{
    cpu_unit_doubles(g, values, n);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) values[i] = fma(values[i], to - from, from);
}

static void normal(th_generator *g, double *values, int64_t n, double mean, double std)
{
    for (int64_t i = 0; i < n; i++) values[i] = fma(th_random_normal(g), std, mean);
}

static void log_normal(th_generator *g, double *values, int64_t n, double mean, double std)
{
    normal(g, values, n, mean, std);
    for (int64_t i = 0; i < n; i++) values[i] = exp(values[i]);
}

static void exponential(th_generator *g, double *values, int64_t n, double rate, double unused)
{
    (void)unused;
    cpu_unit_doubles(g, values, n);
    for (int64_t i = 0; i < n; i++) values[i] = -1.0 / rate * log(1.0 - values[i]);
}

static void cauchy(th_generator *g, double *values, int64_t n, double median, double sigma)
{
    cpu_unit_doubles(g, values, n);
    for (int64_t i = 0; i < n; i++) values[i] = fma(sigma, tan(3.14159265358979323846 * (values[i] - 0.5)), median);
}

static void geometric(th_generator *g, double *values, int64_t n, double p, double unused)
{
    (void)unused;
    cpu_unit_doubles(g, values, n);
    for (int64_t i = 0; i < n; i++) values[i] = ceil(log(values[i]) / log(1.0 - p));
}

static void bernoulli(th_generator *g, double *values, int64_t n, double p, double unused)
{
    (void)unused;
    cpu_unit_doubles(g, values, n);
    for (int64_t i = 0; i < n; i++) values[i] = values[i] < p;
}

static void fill(th_tensor *x, th_generator *g, distribution values_of, double a, double b)
{
    double values[CHUNK];
    cpu_cursor c = cpu_cursor_of(x);
    for (int64_t left = c.numel, n; left > 0; left -= n) {
        n = smaller(left, CHUNK);
        values_of(g, values, n, a, b);
        cpu_scatter_doubles(&c, values, n);
    }
}

void cpu_exponential_(th_call *c) { fill(c->out[0], cpu_generator_of(c, 2), exponential, th_arg_double(c, 1), 0); }
void cpu_geometric_(th_call *c) { fill(c->out[0], cpu_generator_of(c, 2), geometric, th_arg_double(c, 1), 0); }
void cpu_cauchy_(th_call *c)
{
    fill(c->out[0], cpu_generator_of(c, 3), cauchy, th_arg_double(c, 1), th_arg_double(c, 2));
}

void cpu_log_normal_(th_call *c)
{
    fill(c->out[0], cpu_generator_of(c, 3), log_normal, th_arg_double(c, 1), th_arg_double(c, 2));
}

/* ---- Uniform ---------------------------------------------------------------------------------- */

/* [from, to) from one draw each, whose low bits count: 24 for float, 11 for half, 8 for bfloat16. */
TH_CLONES static void uniform_floats(th_generator *g, float *values, int64_t n, float from, float range, int bits)
{
    uint32_t draws[CHUNK];
    uint32_t mask = (1u << bits) - 1;
    float unit = 1.0f / (float)(1u << bits);
    for (; n > 0; n -= CHUNK, values += CHUNK) {
        int64_t m = smaller(n, CHUNK);
        th_random_draws(g, draws, m);
#pragma omp simd
        for (int64_t i = 0; i < m; i++) values[i] = fmaf((float)(int32_t)(draws[i] & mask) * unit, range, from);
    }
}

static float round_to(th_dtype dtype, float x)
{
    if (dtype == TH_FLOAT16) return th_half_to_float(th_float_to_half(x));
    if (dtype == TH_BFLOAT16) return th_bfloat16_to_float(th_float_to_bfloat16(x));
    return x;
}

static int mantissa_bits(th_dtype dtype) { return dtype == TH_FLOAT16 ? 11 : dtype == TH_BFLOAT16 ? 8 : 24; }

static void fill_uniform_floats(cpu_cursor *c, th_generator *g, double from, double to)
{
    float low = round_to(c->dtype, (float)from);
    float range = round_to(c->dtype, round_to(c->dtype, (float)to) - low), values[CHUNK];
    if (c->dtype == TH_FLOAT32 && cpu_cursor_is_dense(c)) {
        uniform_floats(g, (float *)c->at, c->numel, low, range, 24);
        return;
    }
    for (int64_t left = c->numel, n; left > 0; left -= n) {
        n = smaller(left, CHUNK);
        uniform_floats(g, values, n, low, range, mantissa_bits(c->dtype));
        cpu_scatter_floats(c, values, n);
    }
}

void cpu_uniform_(th_call *call)
{
    th_generator *g = cpu_generator_of(call, 3);
    double from = th_arg_double(call, 1), to = th_arg_double(call, 2);
    cpu_cursor c = cpu_cursor_of(call->out[0]);
    if (c.dtype == TH_FLOAT64) fill(call->out[0], g, uniform, from, to);
    else fill_uniform_floats(&c, g, from, to);
}

/* ---- Normal ----------------------------------------------------------------------------------- */

/* Contiguous tensors of 16 or more elements are made by blocks of 16; where the length is no
 * multiple of 16, the draws for the rest are skipped and the last 16 elements are drawn afresh. */

static void normal_floats(th_generator *g, float *x, int64_t n, float mean, float std)
{
    int64_t rest = n % 16;
    for (int64_t i = 0, m; i < n - rest; i += m) {
        m = smaller(n - rest - i, CHUNK);
        uniform_floats(g, x + i, m, 0, 1, 24);
        cpu_box_muller_float(x + i, m / 16, mean, std);
    }
    if (rest == 0) return;
    uniform_floats(g, x + n - rest, rest, 0, 1, 24);
    uniform_floats(g, x + n - 16, 16, 0, 1, 24);
    cpu_box_muller_float(x + n - 16, 1, mean, std);
}

static void normal_doubles(th_generator *g, double *x, int64_t n, double mean, double std)
{
    int64_t rest = n % 16;
    for (int64_t i = 0; i < n - rest; i += CHUNK) cpu_unit_doubles(g, x + i, smaller(n - rest - i, CHUNK));
    cpu_box_muller_double(x, n / 16, mean, std);
    if (rest == 0) return;
    cpu_unit_doubles(g, x + n - rest, rest);
    cpu_unit_doubles(g, x + n - 16, 16);
    cpu_box_muller_double(x + n - 16, 1, mean, std);
}

/* Half types round every step. */
static float scaled(th_dtype dtype, float radius, float wave, float mean, float std)
{
    return round_to(dtype, round_to(dtype, radius * round_to(dtype, wave)) * std) + mean;
}

static void normal_block_rounded(th_generator *g, th_dtype dtype, float *x, float mean, float std)
{
    uniform_floats(g, x, 16, 0, 1, mantissa_bits(dtype));
    for (int i = 0; i < 8; i++) {
        float radius = round_to(dtype, sqrtf(-2.0f * round_to(dtype, logf(1.0f - x[i]))));
        float angle = round_to(dtype, (float)(6.283185307179586 * (double)x[i + 8]));
        x[i] = scaled(dtype, radius, cosf(angle), mean, std);
        x[i + 8] = scaled(dtype, radius, sinf(angle), mean, std);
    }
}

static void normal_halves(cpu_cursor *c, th_generator *g, double mean, double std)
{
    float m = round_to(c->dtype, (float)mean), s = round_to(c->dtype, (float)std), block[16];
    int64_t n = c->numel, rest = n % 16;
    cpu_cursor last = *c;
    last.at += (n - 16) * (int64_t)sizeof(uint16_t);
    last.index[0] += n - 16;
    for (int64_t i = 0; i < n - rest; i += 16) {
        normal_block_rounded(g, c->dtype, block, m, s);
        cpu_scatter_floats(c, block, 16);
    }
    if (rest == 0) return;
    uint32_t skipped[16];
    th_random_draws(g, skipped, rest);
    normal_block_rounded(g, c->dtype, block, m, s);
    cpu_scatter_floats(&last, block, 16);
}

void cpu_normal_(th_call *call)
{
    th_tensor *x = call->out[0];
    th_generator *g = cpu_generator_of(call, 3);
    double mean = th_arg_double(call, 1), std = th_arg_double(call, 2);
    if (th_dtype_is_complex((th_dtype)x->dtype)) std /= sqrt(2); /* for each part */
    cpu_cursor c = cpu_cursor_of(x);
    if (c.numel < 16 || !th_tensor_is_contiguous(x)) fill(x, g, normal, mean, std);
    else if (c.dtype == TH_FLOAT32) normal_floats(g, (float *)c.at, c.numel, (float)mean, (float)std);
    else if (c.dtype == TH_FLOAT64) normal_doubles(g, (double *)c.at, c.numel, mean, std);
    else normal_halves(&c, g, mean, std);
}

/* ---- Bernoulli -------------------------------------------------------------------------------- */

/* A double probability is compared with 53 bits, any other with 24. */
static void bernoulli_of_each(th_tensor *x, th_tensor *p, th_generator *g)
{
    double probabilities[CHUNK], values[CHUNK];
    float units[CHUNK];
    cpu_cursor c = cpu_cursor_of(x), from = cpu_cursor_along(p, x);
    for (int64_t left = c.numel, n; left > 0; left -= n) {
        n = smaller(left, CHUNK);
        cpu_gather_doubles(&from, probabilities, n);
        if (from.dtype == TH_FLOAT64) cpu_unit_doubles(g, values, n);
        else {
            uniform_floats(g, units, n, 0, 1, 24);
            for (int64_t i = 0; i < n; i++) values[i] = (double)units[i];
        }
        for (int64_t i = 0; i < n; i++) values[i] = values[i] < probabilities[i];
        cpu_scatter_doubles(&c, values, n);
    }
}

void cpu_bernoulli_(th_call *call)
{
    th_generator *g = cpu_generator_of(call, 2);
    if (th_arg(call, 1)) bernoulli_of_each(call->out[0], th_arg(call, 1), g);
    else fill(call->out[0], g, bernoulli, th_scalar_double(th_arg_scalar(call, 1)), 0);
}

/* ---- Integers --------------------------------------------------------------------------------- */

/* low + draw % range, with wide draws where 32 bits would prefer low values noticeably; range 0 stands for 2^64. */
typedef struct { uint64_t range, low; bool wide; } integer_range;

static void integers(th_generator *g, int64_t *values, int64_t n, integer_range r)
{
    uint32_t draws[CHUNK];
    if (r.wide) {
        for (int64_t i = 0; i < n; i++) {
            uint64_t draw = th_random64(g);
            values[i] = (int64_t)((r.range ? draw % r.range : draw) + r.low);
        }
        return;
    }
    th_random_draws(g, draws, n);
    for (int64_t i = 0; i < n; i++) values[i] = (int64_t)(draws[i] % (uint32_t)r.range + r.low);
}

/* Without bounds: 0 to the largest integer of the dtype, or to the last one it counts without gaps. */
static integer_range natural_range(th_dtype dtype)
{
    switch (dtype) {
    case TH_BOOL: return (integer_range){2, 0, false};
    case TH_UINT8: return (integer_range){UINT64_C(1) << 8, 0, false};
    case TH_INT8: return (integer_range){UINT64_C(1) << 7, 0, false};
    case TH_INT16: return (integer_range){UINT64_C(1) << 15, 0, false};
    case TH_INT32: return (integer_range){UINT64_C(1) << 31, 0, false};
    case TH_INT64: return (integer_range){UINT64_C(1) << 63, 0, true};
    case TH_FLOAT64: return (integer_range){(UINT64_C(1) << 53) + 1, 0, true};
    default: return (integer_range){(UINT64_C(1) << mantissa_bits(dtype)) + 1, 0, false};
    }
}

/* The rule has made args 1 and 2 the smallest and the largest value, or left both out. */
static integer_range asked_range(const th_call *call, th_dtype dtype)
{
    if (!th_arg_given(call, 1)) return natural_range(dtype);
    uint64_t low = (uint64_t)th_arg_int(call, 1), range = (uint64_t)th_arg_int(call, 2) - low + 1;
    return (integer_range){range, low, range == 0 || range >= UINT64_C(1) << 28};
}

void cpu_random_(th_call *call)
{
    th_generator *g = cpu_generator_of(call, 3);
    cpu_cursor c = cpu_cursor_of(call->out[0]);
    integer_range range = asked_range(call, c.dtype);
    int64_t values[CHUNK];
    for (int64_t left = c.numel, n; left > 0; left -= n) {
        n = smaller(left, CHUNK);
        integers(g, values, n, range);
        cpu_scatter_ints(&c, values, n);
    }
}
