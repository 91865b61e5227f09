/* Random numbers: what the rows accept, and the factories written with the in-place fills. */
#include "../core/autograd.h"
#include "../core/half.h"
#include "random.h"

#include <float.h>
#include <math.h>

/* ---- Checks ----------------------------------------------------------------------------------- */

static bool is_meta(const th_tensor *x) { return th_device_of(x).type == TH_META; }

/* Fills write into self where it lies, in the order of its memory. */
static th_tensor *begin_fill(th_call *call, int generator)
{
    th_tensor *self = th_arg(call, 0);
    const th_generator *g = th_arg_generator(call, generator);
    if (g && th_generator_device(g).type != th_device_of(self).type && !is_meta(self))
        th_fail(TH_RUNTIME_ERROR, "%s: Expected a '%s' device type for generator but found '%s'", call->op->name,
                th_device_text(th_device_of(self)), th_device_text(th_generator_device(g)));
    for (int d = 0; d < self->ndim && call->op->changes_self; d++)
        if (self->stride[d] == 0 && self->shape[d] > 1)
            th_fail(TH_RUNTIME_ERROR, "%s: more than one element of the written-to tensor refers to a single memory "
                    "location; clone() it before the operation", call->op->name);
    call->out[0] = self;
    return self;
}

static void expect_dtype(const th_call *call, const th_tensor *x, bool integers, bool complex)
{
    th_dtype dtype = (th_dtype)x->dtype;
    if (th_dtype_is_floating(dtype) || (th_dtype_is_complex(dtype) ? complex : integers)) return;
    th_fail(TH_NOT_IMPLEMENTED, "%s: got a tensor of dtype %s, expected a %s one", call->op->name, th_dtype_name(dtype),
            integers ? "real" : complex ? "floating-point or complex" : "floating-point");
}

/* The values of x as doubles in row-major order. */
static const double *read_values(th_tensor *x)
{
    th_tensor *copy = th_tensor_new(x->ndim, x->shape, TH_FLOAT64, (th_device){TH_CPU, 0});
    th_copy_into(copy, x);
    return (const double *)(const void *)th_data(copy);
}

bool th_all_within(th_tensor *x, double low, double high)
{
    if (is_meta(x) || x->numel == 0) return true;
    const double *v = read_values(x);
    for (int64_t i = 0; i < x->numel; i++)
        if (!(v[i] >= low && v[i] <= high)) return false;
    return true;
}

static double largest_of(th_dtype dtype)
{
    switch (dtype) {
    case TH_FLOAT16: return 65504;
    case TH_BFLOAT16: return 0x1.fep127;
    case TH_FLOAT32: case TH_COMPLEX64: return FLT_MAX;
    default: return DBL_MAX;
    }
}

/* ---- Fills ------------------------------------------------------------------------------------ */

/* Neither what was in self nor the parameters can be changed a little to change the samples. */
void grad_sampled(th_grad_call *c)
{
    if (th_wants(c, 0)) th_give(c, 0, th_zeros_like(th_incoming(c, 0)));
}

void shape_uniform_(th_call *call)
{
    th_tensor *self = begin_fill(call, 3);
    double from = th_arg_double(call, 1), to = th_arg_double(call, 2), largest = largest_of((th_dtype)self->dtype);
    expect_dtype(call, self, false, true);
    if (!(fabs(from) <= largest && fabs(to) <= largest))
        th_fail(TH_VALUE_ERROR, "uniform_: got from=%g and to=%g, out of bounds for %s", from, to,
                th_dtype_name((th_dtype)self->dtype));
    if (from > to)
        th_fail(TH_VALUE_ERROR, "uniform_ expects to return a [from, to) range, but found from=%g > to=%g", from, to);
    if (to - from > largest)
        th_fail(TH_VALUE_ERROR, "uniform_: got from=%g and to=%g, expected to - from to be finite as %s", from, to,
                th_dtype_name((th_dtype)self->dtype));
}

void shape_normal_(th_call *call)
{
    th_tensor *self = begin_fill(call, 3);
    expect_dtype(call, self, false, true);
    if (!(th_arg_double(call, 2) >= 0))
        th_fail(TH_VALUE_ERROR, "normal expects std >= 0.0, but found std %g", th_arg_double(call, 2));
}

void shape_log_normal_(th_call *call)
{
    expect_dtype(call, begin_fill(call, 3), false, false);
    if (!(th_arg_double(call, 2) > 0))
        th_fail(TH_VALUE_ERROR, "log_normal_ expects std > 0.0, but found std=%g", th_arg_double(call, 2));
}

void shape_exponential_(th_call *call)
{
    expect_dtype(call, begin_fill(call, 2), false, false);
    if (!(th_arg_double(call, 1) >= 0))
        th_fail(TH_VALUE_ERROR, "exponential_ expects lambda >= 0.0, but found lambda=%g", th_arg_double(call, 1));
}

void shape_cauchy_(th_call *call) { expect_dtype(call, begin_fill(call, 3), false, false); }

void shape_geometric_(th_call *call)
{
    th_tensor *self = begin_fill(call, 2);
    double p = th_arg_double(call, 1);
    expect_dtype(call, self, self->dtype != TH_BOOL, false);
    if (!(p > 0 && p < 1)) th_fail(TH_VALUE_ERROR, "geometric_ expects p to be in (0, 1), but got p=%g", p);
}

static void check_probabilities(const th_call *call, th_tensor *p, const th_tensor *self)
{
    if (!th_dtype_is_floating((th_dtype)p->dtype))
        th_fail(TH_TYPE_ERROR, "%s: got p of dtype %s, expected a floating-point tensor", call->op->name,
                th_dtype_name((th_dtype)p->dtype));
    int ndim = self->ndim;
    int64_t shape[TH_MAX_DIMS];
    for (int d = 0; d < ndim; d++) shape[d] = self->shape[d];
    th_broadcast_shapes(call->op->name, &ndim, shape, p->ndim, p->shape);
    if (ndim != self->ndim || th_count(ndim, shape) != self->numel)
        th_fail(TH_VALUE_ERROR, "%s: p of size [%s] does not broadcast to self of size [%s]", call->op->name,
                th_shape_text(p->ndim, p->shape), th_shape_text(self->ndim, self->shape));
    if (!th_all_within(p, 0, 1)) th_fail(TH_VALUE_ERROR, "bernoulli_: expected every p to be in [0, 1]");
}

void shape_bernoulli_(th_call *call)
{
    th_tensor *self = begin_fill(call, 2), *p = th_arg(call, 1);
    expect_dtype(call, self, true, false);
    if (p) { check_probabilities(call, p, self); return; }
    double probability = th_scalar_double(th_arg_scalar(call, 1));
    if (!(probability >= 0 && probability <= 1))
        th_fail(TH_VALUE_ERROR, "bernoulli_ expects p to be in [0, 1], but got p=%g", probability);
}

/* ---- Integers --------------------------------------------------------------------------------- */

static int digits_of(th_dtype dtype)
{
    return dtype == TH_FLOAT16 ? 11 : dtype == TH_BFLOAT16 ? 8 : dtype == TH_FLOAT32 ? 24 : 53;
}

static int64_t rounded(th_dtype dtype, int64_t i)
{
    switch (dtype) {
    case TH_FLOAT16: return (int64_t)th_half_to_float(th_float_to_half((float)i));
    case TH_BFLOAT16: return (int64_t)th_bfloat16_to_float(th_float_to_bfloat16((float)i));
    case TH_FLOAT32: return (int64_t)(float)i;
    default: return (int64_t)(double)i;
    }
}

/* The gap between neighbours of the dtype near i. */
static int64_t gap_near(th_dtype dtype, int64_t i)
{
    int exponent = ilogb(fabs((double)i)) - digits_of(dtype) + 1;
    return exponent > 0 ? INT64_C(1) << exponent : 1;
}

/* Floating dtypes round integers: bounds move inwards until no draw can be rounded out of them. */
static int64_t lowest_allowed(th_dtype dtype, int64_t from)
{
    int64_t next = rounded(dtype, from + 1);
    return next < from ? next + gap_near(dtype, from + 1) : from;
}

static int64_t end_allowed(th_dtype dtype, int64_t to)
{
    int64_t last = rounded(dtype, to - 1);
    return last >= to ? last - gap_near(dtype, to - 1) : to;
}

static void integer_limits(th_dtype dtype, int64_t *lowest, int64_t *highest)
{
    int bits = 8 * (int)th_dtype_size(dtype) - 1;
    *highest = INT64_MAX;
    if (dtype == TH_FLOAT16) *highest = 65504;
    else if (dtype == TH_BOOL) *highest = 1;
    else if (dtype == TH_UINT8) *highest = 255;
    else if (th_dtype_is_integral(dtype) && bits < 63) *highest = (INT64_C(1) << bits) - 1;
    *lowest = dtype == TH_BOOL || dtype == TH_UINT8 ? 0 : dtype == TH_FLOAT16 ? -65504 : -*highest - 1;
}

static void check_integer_bounds(const th_call *call, th_dtype dtype, int64_t from, int64_t last)
{
    int64_t lowest, highest;
    integer_limits(dtype, &lowest, &highest);
    if (from < lowest || from > highest)
        th_fail(TH_VALUE_ERROR, "%s: from is out of bounds for %s", call->op->name, th_dtype_name(dtype));
    if (last < lowest || last > highest)
        th_fail(TH_VALUE_ERROR, "%s: to - 1 is out of bounds for %s", call->op->name, th_dtype_name(dtype));
}

/* Leaves the smallest and the largest value in args 1 and 2, or neither of them. */
void shape_random_(th_call *call)
{
    th_tensor *self = begin_fill(call, 3);
    th_dtype dtype = (th_dtype)self->dtype;
    bool floating = th_dtype_is_floating(dtype);
    expect_dtype(call, self, true, false);
    if (!th_arg_given(call, 1) && !th_arg_given(call, 2)) return;
    int64_t from = th_arg_given(call, 1) ? th_arg_int(call, 1) : 0, lowest, last;
    integer_limits(dtype, &lowest, &last);
    if (floating) last = INT64_C(1) << digits_of(dtype);
    if (th_arg_given(call, 2)) {
        int64_t to = th_arg_int(call, 2);
        if (from >= to)
            th_fail(TH_VALUE_ERROR, "random_ expects 'from' to be less than 'to', but got from=%lld >= to=%lld",
                    (long long)from, (long long)to);
        check_integer_bounds(call, dtype, from, to - 1);
        last = (floating ? end_allowed(dtype, to) : to) - 1;
    }
    if (floating) from = lowest_allowed(dtype, from);
    check_integer_bounds(call, dtype, from, last);
    if (from > last) th_fail(TH_VALUE_ERROR, "random_: no %s lies between the bounds", th_dtype_name(dtype));
    call->args[1] = (th_value){.type = TH_ARG_INT, .as.i = from};
    call->args[2] = (th_value){.type = TH_ARG_INT, .as.i = last};
}

void th_check_counts(const char *op, th_dtype dtype, int64_t n)
{
    int64_t lowest, highest;
    integer_limits(dtype, &lowest, &highest);
    if (th_dtype_is_floating(dtype)) highest = INT64_C(1) << digits_of(dtype);
    if (n - 1 > highest)
        th_fail(TH_VALUE_ERROR, "%s: n is too large for result tensor type %s: got %lld", op, th_dtype_name(dtype),
                (long long)n);
}

void shape_randperm_(th_call *call) { begin_fill(call, 1); }

/* ---- Samples of a distribution given by a tensor ------------------------------------------------ */

void shape_poisson(th_call *call)
{
    th_tensor *rates = begin_fill(call, 1);
    expect_dtype(call, rates, false, false);
    if (!th_all_within(rates, 0, INFINITY))
        th_fail(TH_VALUE_ERROR, "poisson: invalid Poisson rate, expected rate to be non-negative");
    call->args[0] = th_v_tensor(th_to_contiguous(rates));
    TH_OUT(call, 0, rates->ndim, rates->shape, (th_dtype)rates->dtype);
}

static void check_weights(const th_tensor *self, const double *weights)
{
    int64_t categories = self->shape[self->ndim - 1];
    for (int64_t row = 0; row < self->numel; row += categories) {
        double sum = 0;
        for (int64_t j = 0; j < categories; j++) {
            if (!(weights[row + j] >= 0 && isfinite(weights[row + j])))
                th_fail(TH_VALUE_ERROR, "multinomial: probability tensor contains either `inf`, `nan` or element < 0");
            sum += weights[row + j];
        }
        if (!(sum > 0))
            th_fail(TH_VALUE_ERROR, "multinomial: invalid multinomial distribution (sum of probabilities <= 0)");
    }
}

/* self: (categories) or (rows, categories); the result has num_samples in place of categories. */
void shape_multinomial(th_call *call)
{
    th_tensor *self = begin_fill(call, 3);
    int64_t samples = th_arg_int(call, 1);
    expect_dtype(call, self, false, false);
    if (self->ndim != 1 && self->ndim != 2)
        th_fail(TH_VALUE_ERROR, "multinomial: prob_dist must be 1 or 2 dim, got %d", self->ndim);
    int64_t categories = self->shape[self->ndim - 1], shape[2] = {self->shape[0], samples};
    if (samples <= 0) th_fail(TH_VALUE_ERROR, "multinomial: cannot sample n_sample <= 0 samples");
    if (!th_arg_bool(call, 2) && samples > categories)
        th_fail(TH_VALUE_ERROR, "multinomial: cannot sample n_sample > prob_dist.size(-1) samples without replacement");
    if (categories == 0 || categories > 1 << 24)
        th_fail(TH_VALUE_ERROR, "multinomial: number of categories must be from 1 to 2^24, got %lld",
                (long long)categories);
    if (!is_meta(self) && self->numel) check_weights(self, read_values(self));
    TH_OUT(call, 0, self->ndim, self->ndim == 1 ? &samples : shape, TH_INT64);
}

/* The factors of rrelu: 1 for positive elements, others drawn from [lower, upper). */
void shape_rrelu_noise(th_call *call)
{
    th_tensor *self = begin_fill(call, 3);
    double lower = th_arg_double(call, 1), upper = th_arg_double(call, 2);
    expect_dtype(call, self, false, false);
    if (!(lower <= upper))
        th_fail(TH_VALUE_ERROR, "rrelu: Lower bound should be less than or equal to the upper bound, got %g and %g",
                lower, upper);
    call->args[0] = th_v_tensor(th_to_contiguous(self));
    TH_OUT(call, 0, self->ndim, self->shape, (th_dtype)self->dtype);
}
