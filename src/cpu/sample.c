/* Permutations and samples of distributions that a tensor describes; PyTorch's algorithms. */
#include "../config.h"
#include "../core/half.h"
#include "cursor.h"
#include "order.h"
#include "random.h"

#include <math.h>

#define CHUNK CPU_DRAWS_AT_ONCE

static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/* ---- Permutations ----------------------------------------------------------------------------- */

/* self: contiguous, Long. Lengths near the range of one draw take two. */
void cpu_randperm_(th_call *call)
{
    th_tensor *x = call->out[0];
    th_generator *g = cpu_generator_of(call, 1);
    int64_t n = x->numel, *order = (int64_t *)(void *)th_data(x);
    bool wide = n >= UINT32_MAX / 20;
    for (int64_t i = 0; i < n; i++) order[i] = i;
    for (int64_t i = 0; i < n - 1; i++) {
        uint64_t draw = wide ? th_random64(g) : th_random32(g);
        int64_t other = i + (int64_t)(draw % (uint64_t)(n - i)), value = order[i];
        order[i] = order[other];
        order[other] = value;
    }
}

/* ---- Poisson ---------------------------------------------------------------------------------- */

/* Products of uniform variates, for small rates (Knuth). */
static int64_t poisson_by_products(th_generator *g, double rate)
{
    double bound = exp(-rate), product = th_random_uniform(g);
    int64_t k = 0;
    for (; product > bound; k++) product *= th_random_uniform(g);
    return k;
}

/* Transformed rejection with squeeze (PTRS; Hoermann, 1993), for rates from 10 on. */
static int64_t poisson_by_rejection(th_generator *g, double rate)
{
    double b = 0.931 + 2.53 * sqrt(rate), a = -0.059 + 0.02483 * b, log_rate = log(rate);
    double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), v_squeeze = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        double u = th_random_uniform(g) - 0.5, v = th_random_uniform(g), s = 0.5 - fabs(u);
        int64_t k = (int64_t)floor((2 * a / s + b) * u + rate + 0.43);
        if (s >= 0.07 && v <= v_squeeze) return k;
        if (k < 0 || (s < 0.013 && v > s)) continue;
        double log_accept = log(v) + log(inverse_alpha) - log(a / (s * s) + b);
        if (log_accept <= -rate + (double)k * log_rate - lgamma((double)k + 1)) return k;
    }
}

static int64_t poisson(th_generator *g, double rate)
{
    if (rate == 0) return 0;
    return rate < 10 ? poisson_by_products(g, rate) : poisson_by_rejection(g, rate);
}

void cpu_poisson(th_call *call)
{
    th_generator *g = cpu_generator_of(call, 1);
    cpu_cursor from = cpu_cursor_of(th_arg(call, 0)), to = cpu_cursor_of(call->out[0]);
    double rates[CHUNK];
    int64_t counts[CHUNK];
    for (int64_t left = to.numel, n; left > 0; left -= n) {
        n = smaller(left, CHUNK);
        cpu_gather_doubles(&from, rates, n);
        for (int64_t i = 0; i < n; i++) counts[i] = poisson(g, rates[i]);
        cpu_scatter_ints(&to, counts, n);
    }
}

/* ---- Multinomial ------------------------------------------------------------------------------ */

static float round_to(th_dtype dtype, double x)
{
    if (dtype == TH_FLOAT16) return th_half_to_float(th_float_to_half((float)x));
    if (dtype == TH_BFLOAT16) return th_bfloat16_to_float(th_float_to_bfloat16((float)x));
    return (float)x;
}

static double round_value(th_dtype dtype, double x) { return dtype == TH_FLOAT64 ? x : (double)round_to(dtype, x); }

/* The first of n ascending numbers that is not below u; no branch follows the data. The last is not below. */
static int64_t first_not_below(const double *p, int64_t n, double u)
{
    const double *from = p;
    for (int64_t half; n > 1; n -= half) {
        half = n / 2;
        from += from[half - 1] < u ? half : 0;
    }
    return from - p;
}

/* p[] (n): cumulative sums over their total, in the tensor's own precision. Those of float are the same added and
 * divided in double and rounded. */
TH_CLONES static void accumulate(th_dtype dtype, double *p, int64_t n)
{
    double sum = 0;
    float total = 0;
    if (dtype == TH_FLOAT32) {
        for (int64_t j = 0; j < n; j++) p[j] = (double)(total += (float)p[j]);
#pragma omp simd
        for (int64_t j = 0; j < n; j++) p[j] = (double)((float)p[j] / total);
        return;
    }
    for (int64_t j = 0; j < n; j++) p[j] = sum = round_value(dtype, sum + p[j]);
    for (int64_t j = 0; j < n; j++) p[j] = round_value(dtype, p[j] / sum);
}

/* A uniform variate finds its interval of the cumulative sums. */
static void with_replacement(th_generator *g, th_dtype dtype, double *p, int64_t categories, int64_t *chosen, int64_t n)
{
    accumulate(dtype, p, categories);
    p[categories - 1] = 1;
    for (int64_t i = 0; i < n; i++) chosen[i] = first_not_below(p, categories, th_random_uniform(g));
}

static cpu_lane lane_of(const double *scores, int64_t n)
{
    return (cpu_lane){(const char *)scores, TH_FLOAT64, n, (int64_t)sizeof *scores, true};
}

/* An exponential race: the n largest of p / q with q ~ Exp(1) (Efraimidis and Spirakis, 2006). */
static void without_replacement(th_dtype dtype, const double *p, const double *q, double *scores, void *work,
                                int64_t categories, int64_t *chosen, int64_t n)
{
    if (n == 1) {
        double best = round_value(dtype, p[0] / q[0]);
        chosen[0] = 0;
        for (int64_t j = 1; j < categories; j++) {
            double score = round_value(dtype, p[j] / q[j]);
            if (score > best) best = score, chosen[0] = j;
        }
        return;
    }
    for (int64_t j = 0; j < categories; j++) scores[j] = round_value(dtype, p[j] / q[j]);
    cpu_lane lane = lane_of(scores, categories);
    cpu_order(&lane, n, chosen, work);
}

/* Exp(1) variates in self's dtype, drawn in the order of self's memory, as (rows, categories). */
static const double *exponentials(th_generator *g, th_tensor *self)
{
    th_tensor *q = th_tensor_new(self->ndim, self->shape, TH_FLOAT64, (th_device){TH_CPU, 0});
    cpu_cursor to = cpu_cursor_along(q, self);
    double values[CHUNK];
    for (int64_t left = to.numel, n; left > 0; left -= n) {
        n = smaller(left, CHUNK);
        cpu_unit_doubles(g, values, n);
        for (int64_t i = 0; i < n; i++) values[i] = round_value((th_dtype)self->dtype, -log(1.0 - values[i]));
        cpu_scatter_doubles(&to, values, n);
    }
    return (const double *)(const void *)th_data(q);
}

/* self: (categories) or (rows, categories) */
void cpu_multinomial(th_call *call)
{
    th_tensor *self = th_arg(call, 0);
    th_generator *g = cpu_generator_of(call, 3);
    th_dtype dtype = (th_dtype)self->dtype;
    int64_t n = th_arg_int(call, 1), categories = self->shape[self->ndim - 1];
    int64_t *chosen = (int64_t *)(void *)th_data(call->out[0]);
    if (self->numel == 0) return;
    th_tensor *weights = th_tensor_new(self->ndim, self->shape, TH_FLOAT64, (th_device){TH_CPU, 0});
    th_copy_into(weights, self);
    double *p = (double *)(void *)th_data(weights);
    bool race = !th_arg_bool(call, 2);
    const double *q = race ? exponentials(g, self) : NULL;
    cpu_lane lane = lane_of(th_scratch((size_t)categories * sizeof(double)), categories);
    void *work = race ? th_scratch(cpu_order_bytes(&lane)) : NULL;
    for (int64_t i = 0; i < self->numel; i += categories, chosen += n) {
        if (race) without_replacement(dtype, p + i, q + i, (double *)lane.data, work, categories, chosen, n);
        else with_replacement(g, dtype, p + i, categories, chosen, n);
    }
}

/* ---- Randomized leaky ReLU -------------------------------------------------------------------- */

/* self: contiguous. Elements that are not positive draw their slope from [lower, upper). */
void cpu_rrelu_noise(th_call *call)
{
    th_generator *g = cpu_generator_of(call, 3);
    cpu_cursor from = cpu_cursor_of(th_arg(call, 0)), to = cpu_cursor_of(call->out[0]);
    double lower = round_value(to.dtype, th_arg_double(call, 1)), upper = round_value(to.dtype, th_arg_double(call, 2));
    for (int64_t i = 0; i < to.numel; i++) {
        double x, slope = 1;
        cpu_gather_doubles(&from, &x, 1);
        if (x <= 0) slope = th_random_uniform(g) * (upper - lower) + lower;
        cpu_scatter_doubles(&to, &slope, 1);
    }
}
