/* Elementwise ops that choose among rows: by what is given, or by dtype. */
#include "../core/autograd.h"

#include <math.h>
#include <stdlib.h>

static bool is_integral(const th_tensor *x) { return th_dtype_is_integral((th_dtype)x->dtype); }
static bool is_complex(const th_tensor *x) { return th_dtype_is_complex((th_dtype)x->dtype); }

/* ---- Clamping ------------------------------------------------------------------------------- */

static bool is_floating_number(th_value v)
{
    return v.type == TH_ARG_SCALAR && v.as.scalar.kind == TH_SCALAR_DOUBLE;
}

/* An integer tensor with a floating bound becomes floating, as in every mixed operation. */
static th_tensor *fit_bounds(th_tensor *x, th_value low, th_value high)
{
    bool mixed = is_integral(x) && (is_floating_number(low) || is_floating_number(high));
    return mixed ? th_cast(x, th_default_dtype()) : x;
}

static th_tensor *at_least(th_tensor *x, th_value low)
{
    return low.type == TH_ARG_SCALAR ? th_clamp_min_number(x, low.as.scalar) : th_maximum(x, low);
}

static th_tensor *at_most(th_tensor *x, th_value high)
{
    return high.type == TH_ARG_SCALAR ? th_clamp_max_number(x, high.as.scalar) : th_minimum(x, high);
}

void composite_clamp(th_call *c)
{
    th_value low = c->args[1], high = c->args[2];
    th_tensor *x = fit_bounds(th_arg(c, 0), low, high);
    if (low.type == TH_ARG_NONE && high.type == TH_ARG_NONE)
        th_fail(TH_VALUE_ERROR, "clamp: At least one of 'min' or 'max' must not be NULL");
    if (low.type == TH_ARG_SCALAR && high.type == TH_ARG_SCALAR) x = th_clamp_numbers(x, low.as.scalar, high.as.scalar);
    else {
        if (low.type != TH_ARG_NONE) x = at_least(x, low);
        if (high.type != TH_ARG_NONE) x = at_most(x, high);
    }
    c->out[0] = x;
}

void composite_clamp_min(th_call *c)
{
    c->out[0] = at_least(fit_bounds(th_arg(c, 0), c->args[1], c->args[1]), c->args[1]);
}
void composite_clamp_max(th_call *c)
{
    c->out[0] = at_most(fit_bounds(th_arg(c, 0), c->args[1], c->args[1]), c->args[1]);
}

/* Largest finite value of a floating dtype. */
static double largest(th_dtype dtype)
{
    return dtype == TH_FLOAT16 ? 65504 : dtype == TH_BFLOAT16 ? 3.3895313892515355e38
           : dtype == TH_FLOAT32 ? 3.4028234663852886e38 : 1.7976931348623157e308;
}

/* A complex number's parts are replaced each for itself. */
void composite_nan_to_num(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (is_integral(x)) { c->out[0] = th_clone(x); return; }
    bool complex = is_complex(x);
    if (complex) x = th_view_as_real(x);
    double big = largest((th_dtype)x->dtype), nan = th_arg_given(c, 1) ? th_arg_double(c, 1) : 0;
    double high = th_arg_given(c, 2) ? th_arg_double(c, 2) : big, low = th_arg_given(c, 3) ? th_arg_double(c, 3) : -big;
    x = th_nan_to_numbers(x, nan, high, low);
    c->out[0] = complex ? th_view_as_complex(x) : x;
}

/* ---- Rounding, powers, logic -------------------------------------------------------------------- */

void composite_round(th_call *c)
{
    int64_t decimals = th_arg_int_or(c, 1, 0);
    th_tensor *x = th_arg(c, 0);
    double scale = pow(10, (double)llabs(decimals));
    if (decimals == 0) c->out[0] = th_round_even(x);
    else if (is_integral(x))
        th_fail(TH_NOT_IMPLEMENTED, "round: decimals are not supported for %s", th_dtype_name((th_dtype)x->dtype));
    else c->out[0] = th_round_decimals(x, th_double(scale), th_int(decimals > 0));
}

/* Half types compute in float, but step in their own numbers. */
void composite_nextafter(th_call *c)
{
    th_dtype dtype = th_result_type(c->args, 2);
    int bits = dtype == TH_FLOAT16 ? 11 : dtype == TH_BFLOAT16 ? 8 : 0;
    c->out[0] = th_nextafter_number(c->args[0], c->args[1], th_int(bits));
}

static th_value to_double(th_value v)
{
    if (v.type == TH_ARG_SCALAR)
        return v.as.scalar.kind == TH_SCALAR_COMPLEX ? v : th_v_double(th_scalar_double(v.as.scalar));
    return th_v_tensor(th_cast(v.as.tensor, is_complex(v.as.tensor) ? TH_COMPLEX128 : TH_FLOAT64));
}
void composite_float_power(th_call *c) { c->out[0] = th_pow(to_double(c->args[0]), to_double(c->args[1])); }

void composite_bitwise_not(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    c->out[0] = x->dtype == TH_BOOL ? th_logical_not(x) : th_bitwise_not_number(x);
}

void composite_logit(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (is_integral(x)) x = th_cast(x, th_default_dtype());
    if (th_arg_given(c, 1)) x = th_clamp_numbers(x, th_arg_double(c, 1), 1 - th_arg_double(c, 1));
    c->out[0] = th_log(th_div(x, th_rsub(x, 1)));
}

void composite_polygamma(th_call *c)
{
    int64_t n = th_arg_int(c, 0);
    if (n < 0) th_fail(TH_VALUE_ERROR, "polygamma: n must not be negative, got %lld", (long long)n);
    c->out[0] = n == 0 ? th_digamma(th_arg(c, 1)) : th_polygamma_x(th_arg(c, 1), th_int(n));
}

/* ---- Equality ----------------------------------------------------------------------------------- */

/* |a - b| <= atol + rtol |b|, and equal infinities */
void composite_isclose(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    double rtol = th_arg_double(c, 2), atol = th_arg_double(c, 3);
    if (a->dtype != b->dtype)
        th_fail(TH_TYPE_ERROR, "isclose: self is %s but other is %s", th_dtype_name((th_dtype)a->dtype),
                th_dtype_name((th_dtype)b->dtype));
    if (rtol < 0 || atol < 0)
        th_fail(TH_VALUE_ERROR, "isclose: rtol and atol must not be negative, got %g and %g", rtol, atol);
    th_tensor *close = th_eq(a, b);
    if (th_arg_bool(c, 4)) close = th_logical_or(close, th_logical_and(th_isnan(a), th_isnan(b)));
    if (!is_integral(a)) {
        th_tensor *distance = th_abs(th_sub(a, b)), *bound = th_add(th_mul(th_abs(b), rtol), atol);
        close = th_logical_or(close, th_logical_and(th_isfinite(distance), th_le(distance, bound)));
    } else if (rtol > 0 || atol > 0) {
        th_tensor *x = th_cast(a, TH_FLOAT64), *y = th_cast(b, TH_FLOAT64);
        close = th_le(th_abs(th_sub(x, y)), th_add(th_mul(th_abs(y), rtol), atol));
    }
    c->out[0] = close;
}

static bool all_true(th_tensor *mask) { return th_scalar_double(th_item(th_sum(th_logical_not(mask)))) == 0; }

static void answer(th_call *c, bool yes) { c->args[0] = (th_value){.type = TH_ARG_BOOL, .as.i = yes}; }

void composite_allclose(th_call *c)
{
    th_tensor *close = th_isclose_with(th_arg(c, 0), th_arg(c, 1), th_arg_double(c, 2), th_arg_double(c, 3),
                                       th_arg_bool(c, 4));
    answer(c, all_true(close));
}

void composite_equal(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    th_check_same_device("equal", c->args, 2, false);
    answer(c, th_same_shape(a, b) && a->dtype == b->dtype && all_true(th_eq(a, b)));
}

/* ---- Activations -------------------------------------------------------------------------------- */

void composite_prelu(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *weight = th_arg(c, 1);
    int64_t channels = x->ndim >= 2 ? x->shape[1] : 1, shape[TH_MAX_DIMS];
    if (weight->numel != 1 && weight->numel != channels)
        th_fail(TH_VALUE_ERROR, "prelu: expected one weight or one per channel (%lld), got %lld", (long long)channels,
                (long long)weight->numel);
    for (int d = 0; d < x->ndim; d++) shape[d] = d == 1 ? weight->numel : 1;
    if (weight->numel == 1) for (int d = 0; d < x->ndim; d++) shape[d] = 1;
    th_tensor *slope = th_reshape(weight, (th_ints){x->ndim, shape});
    c->out[0] = th_where(th_gt(x, 0), x, th_mul(x, slope));
}

void composite_gelu(th_call *c)
{
    const char *how = th_arg_string(c, 1);
    if (how[0] == 'n') c->out[0] = th_gelu_exact(th_arg(c, 0));
    else if (how[0] == 't') c->out[0] = th_gelu_tanh(th_arg(c, 0));
    else th_fail(TH_VALUE_ERROR, "gelu: approximate must be 'none' or 'tanh', got '%s'", how);
}

void composite_glu(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int dim = th_axis("glu", th_arg_int(c, 1), x->ndim);
    if (x->ndim == 0) th_fail(TH_VALUE_ERROR, "glu: does not support 0-dimensional tensors");
    int64_t half = x->shape[dim] / 2;
    if (x->shape[dim] % 2)
        th_fail(TH_VALUE_ERROR, "glu: Halving dimension must be even, but dimension %d is size %lld", dim + 1,
                (long long)x->shape[dim]);
    c->out[0] = th_mul(th_narrow(x, dim, 0, half), th_sigmoid(th_narrow(x, dim, half, half)));
}

/* ---- Modulus, and what complex numbers are made of ------------------------------------------------ */

void composite_abs(th_call *c)
{
    c->out[0] = is_complex(th_arg(c, 0)) ? th_complex_abs(th_arg(c, 0)) : th_abs_number(th_arg(c, 0));
}
void composite_complex_abs(th_call *c) { c->out[0] = th_hypot(th_real(th_arg(c, 0)), th_imag(th_arg(c, 0))); }
void composite_conj(th_call *c)
{
    c->out[0] = is_complex(th_arg(c, 0)) ? th_conj_physical(th_arg(c, 0)) : th_arg(c, 0);
}

void composite_real(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    c->out[0] = is_complex(x) ? th_select(th_view_as_real(x), -1, 0) : x;
}

void composite_imag(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (!is_complex(x)) th_fail(TH_RUNTIME_ERROR, "imag is not implemented for tensors with non-complex dtypes.");
    c->out[0] = th_select(th_view_as_real(x), -1, 1);
}

/* 0 or pi for real numbers, NaN for NaN. */
void composite_angle(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (is_complex(x)) c->out[0] = th_atan2(th_imag(x), th_real(x));
    else {
        th_tensor *y = is_integral(x) ? th_cast(x, th_default_dtype()) : x;
        c->out[0] = th_where(th_isnan(y), y, th_mul(th_lt(y, 0), th_as_tensor(th_v_double(3.14159265358979323846), y)));
    }
}

/* (..., n) complex as (..., n, 2) real over the same bytes, and back. */
void view_view_as_real(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y;
    if (!is_complex(x))
        th_fail(TH_TYPE_ERROR, "view_as_real: only supported for complex tensors, got %s",
                th_dtype_name((th_dtype)x->dtype));
    int64_t shape[TH_MAX_DIMS + 1], stride[TH_MAX_DIMS + 1];
    for (int d = 0; d < x->ndim; d++) shape[d] = x->shape[d], stride[d] = 2 * x->stride[d];
    shape[x->ndim] = 2, stride[x->ndim] = 1;
    c->out[0] = y = th_tensor_view(x, x->ndim + 1, shape, stride, 2 * x->offset);
    y->dtype = (int8_t)th_real_dtype((th_dtype)x->dtype);
}
void grad_view_as_real(th_grad_call *c) { th_give(c, 0, th_view_as_complex(th_contiguous(th_incoming(c, 0)))); }

void view_view_as_complex(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y;
    int n = x->ndim - 1;
    bool pairs = n >= 0 && x->shape[n] == 2 && x->stride[n] == 1 && x->offset % 2 == 0;
    if (x->dtype != TH_FLOAT32 && x->dtype != TH_FLOAT64)
        th_fail(TH_TYPE_ERROR, "view_as_complex: expected Float or Double, got %s", th_dtype_name((th_dtype)x->dtype));
    for (int d = 0; d < n; d++) pairs = pairs && (x->stride[d] % 2 == 0 || x->shape[d] == 1);
    if (!pairs)
        th_fail(TH_VALUE_ERROR,
                "view_as_complex: the last dimension must hold pairs (size 2, stride 1, the rest even)");
    int64_t stride[TH_MAX_DIMS];
    for (int d = 0; d < n; d++) stride[d] = x->stride[d] / 2;
    c->out[0] = y = th_tensor_view(x, n, x->shape, stride, x->offset / 2);
    y->dtype = x->dtype == TH_FLOAT32 ? TH_COMPLEX64 : TH_COMPLEX128;
}
void grad_view_as_complex(th_grad_call *c) { th_give(c, 0, th_view_as_real(th_contiguous(th_incoming(c, 0)))); }
