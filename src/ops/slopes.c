/* Gradients of elementwise rows that take more than a line, written with differentiable ops. */
#include "slopes.h"

th_tensor *th_times(th_tensor *g, th_scalar by)
{
    if (by.kind != TH_SCALAR_COMPLEX && th_scalar_double(by) == 1) return g;
    return th_mul(g, by);
}

th_tensor *th_scaled(th_tensor *g, th_scalar by)
{
    by.im = -by.im;
    return th_times(g, by);
}

/* b a^(b - 1), and 0 where b is 0, also at a = 0. */
th_tensor *th_pow_base_slope(th_tensor *g, th_value a, th_value b)
{
    if (b.type == TH_ARG_SCALAR && b.as.scalar.kind == TH_SCALAR_COMPLEX) b = th_v_tensor(th_as_tensor(b, g));
    if (b.type == TH_ARG_SCALAR) {
        double p = th_scalar_double(b.as.scalar);
        if (p == 0) return th_mul(g, 0);
        if (p == 2) return th_mul(g, th_mul(a, 2));
        return th_mul(g, th_mul(th_pow(a, p - 1), p));
    }
    th_tensor *slope = th_mul(b, th_pow(a, th_sub(b, 1)));
    return th_mul(g, th_where(th_eq(b, 0), 0, slope));
}

static th_value real_part(th_value x)
{
    if (x.type == TH_ARG_SCALAR) return th_v_double(th_scalar_double(x.as.scalar));
    return th_v_tensor(th_real(x.as.tensor));
}

/* a^b log a, and 0 where a is 0 and b is not negative. */
th_tensor *th_pow_exponent_slope(th_tensor *g, th_value a, th_value b, th_tensor *y)
{
    th_tensor *base = th_as_tensor(a, g);
    th_tensor *flat = th_logical_and(th_eq(base, 0), th_ge(real_part(b), 0));
    return th_mul(g, th_where(flat, 0, th_mul(y, th_log(th_where(flat, 1, base)))));
}

/* The winner takes the gradient; equal operands take half of it each. */
th_tensor *th_share_slope(th_tensor *g, th_tensor *wins, th_tensor *ties)
{
    return th_where(ties, th_mul(g, 0.5), th_mul(g, wins));
}

th_tensor *th_masked_log(th_value a, th_value b, th_tensor *g)
{
    th_tensor *y = th_as_tensor(b, g), *x = th_as_tensor(a, g);
    return th_where(th_logical_and(th_eq(x, 0), th_le(y, 0)), 0, th_log(y));
}

/* (cos(pi x) - sinc(x)) / x, 0 at 0 */
th_tensor *th_sinc_slope(th_tensor *g, th_tensor *x, th_tensor *y)
{
    th_tensor *zero = th_eq(x, 0), *safe = th_where(zero, 1, x);
    th_tensor *slope = th_div(th_sub(th_cos(th_mul(x, 3.14159265358979323846)), y), safe);
    return th_mul(g, th_where(zero, 0, slope));
}

/* I0(x) - I1(x) / x, 1/2 at 0 */
th_tensor *th_i1_slope(th_tensor *g, th_tensor *x, th_tensor *y)
{
    th_tensor *zero = th_eq(x, 0), *safe = th_where(zero, 1, x);
    return th_mul(g, th_where(zero, 0.5, th_sub(th_i0(x), th_div(y, safe))));
}

/* x^(a - 1) e^-x / Gamma(a) */
th_tensor *th_igamma_slope(th_tensor *g, th_value a, th_value x)
{
    th_tensor *at = th_as_tensor(x, g), *shape = th_as_tensor(a, g);
    th_tensor *log_density = th_sub(th_sub(th_mul(th_sub(shape, 1), th_log(at)), at), th_lgamma(shape));
    return th_mul(g, th_exp(log_density));
}

th_tensor *th_mvlgamma_slope(th_tensor *g, th_tensor *x, th_scalar p)
{
    if (th_scalar_double(p) > 1e4)
        th_fail(TH_VALUE_ERROR, "mvlgamma: no gradient for p = %g, expected at most 10000", th_scalar_double(p));
    th_tensor *sum = th_digamma(x);
    for (int64_t j = 1; j < (int64_t)th_scalar_double(p); j++)
        sum = th_add(sum, th_digamma(th_sub(x, 0.5 * (double)j)));
    return th_mul(g, sum);
}

/* Where no graph of the gradient is asked for, an activation's is one step. */
th_tensor *th_silu_slope(th_tensor *g, th_tensor *x)
{
    if (!th_grad_enabled() && !th_dtype_is_complex((th_dtype)x->dtype)) return th_silu_input_backward(g, x);
    th_tensor *s = th_sigmoid(x);
    return th_mul(g, th_mul(s, th_add(th_mul(x, th_rsub(s, 1)), 1)));
}

th_tensor *th_elu_slope(th_tensor *g, th_tensor *x, th_scalar alpha)
{
    if (!th_grad_enabled()) return th_elu_input_backward(g, x, alpha);
    return th_where(th_gt(x, 0), g, th_mul(g, th_mul(th_exp(x), alpha)));
}

th_tensor *th_mish_slope(th_tensor *g, th_tensor *x)
{
    th_tensor *t = th_tanh(th_softplus(x)), *s = th_sigmoid(x);
    return th_mul(g, th_add(t, th_mul(th_mul(x, s), th_rsub(th_mul(t, t), 1))));
}

/* Phi(x) + x phi(x) */
th_tensor *th_gelu_slope(th_tensor *g, th_tensor *x)
{
    if (!th_grad_enabled()) return th_gelu_exact_input_backward(g, x);
    th_tensor *cdf = th_mul(th_add(th_erf(th_mul(x, 0.70710678118654757)), 1), 0.5);
    th_tensor *pdf = th_mul(th_exp(th_mul(th_mul(x, x), -0.5)), 0.3989422804014327);
    return th_mul(g, th_add(cdf, th_mul(x, pdf)));
}

th_tensor *th_gelu_tanh_slope(th_tensor *g, th_tensor *x)
{
    if (!th_grad_enabled()) return th_gelu_tanh_input_backward(g, x);
    double k = 0.79788456080286541;
    th_tensor *square = th_mul(x, x), *t = th_tanh(th_mul(th_mul(x, k), th_add(th_mul(square, 0.044715), 1)));
    th_tensor *inner = th_mul(th_add(th_mul(square, 3 * 0.044715), 1), k);
    th_tensor *slope = th_mul(th_mul(x, 0.5), th_mul(th_rsub(th_mul(t, t), 1), inner));
    return th_mul(g, th_add(th_mul(th_add(t, 1), 0.5), slope));
}

th_tensor *th_softplus_slope(th_tensor *g, th_tensor *x, th_scalar beta, th_scalar threshold)
{
    th_tensor *scaled = th_mul(x, beta);
    return th_where(th_gt(scaled, threshold), g, th_mul(g, th_sigmoid(scaled)));
}

th_tensor *th_hardswish_slope(th_tensor *g, th_tensor *x)
{
    if (!th_grad_enabled()) return th_hardswish_input_backward(g, x);
    th_tensor *middle = th_mul(g, th_add(th_div(x, 3), 0.5));
    return th_where(th_lt(x, -3), 0, th_where(th_le(x, 3), middle, g));
}

/* ---- Losses -------------------------------------------------------------------------------------- */

th_tensor *th_over(th_tensor *g, th_scalar by) { return th_scalar_double(by) == 1 ? g : th_div(g, by); }

th_tensor *th_huber_curvature(th_tensor *g, th_value a, th_value b, th_scalar delta)
{
    return th_mul(g, th_le(th_abs(th_sub(a, b)), delta));
}

/* log(1 - p) - log(p), neither below -100 */
th_tensor *th_logarithms_apart(th_tensor *p)
{
    return th_sub(th_clamp_min_number(th_log1p(th_neg(p)), -100.0), th_clamp_min_number(th_log(p), -100.0));
}

/* p (1 - p), not so small that quotients of it overflow */
th_tensor *th_variance(th_tensor *p) { return th_clamp_min_number(th_mul(p, th_rsub(p, 1)), 1e-12); }

/* (p^2 - 2 p y + y) / (p (1 - p))^2 */
th_tensor *th_binary_entropy_curvature(th_tensor *g, th_tensor *p, th_value y)
{
    th_tensor *above = th_add(th_mul(p, th_sub(th_sub(p, y), y)), y);
    return th_div(th_mul(g, above), th_square(th_variance(p)));
}

/* b^2 s(a b) s(-a b), s: the logistic function */
th_tensor *th_margin_entropy_curvature(th_tensor *g, th_value a, th_value b)
{
    return th_sigmoid_backward(th_mul(th_mul(g, b), b), th_sigmoid(th_mul(a, b)));
}

/* The derivative of -b s(-a b) by b: a b s(a b) s(-a b) - s(-a b) */
th_tensor *th_margin_entropy_twist(th_tensor *g, th_value a, th_value b)
{
    th_tensor *z = th_mul(a, b), *s = th_sigmoid(z);
    return th_sub(th_sigmoid_backward(th_mul(g, z), s), th_mul(g, th_rsub(s, 1)));
}

/* The derivative of y (log y - x) by y, without that of the logarithm where y is 0 */
th_tensor *th_divergence_rise(th_value x, th_value y)
{
    th_tensor *zero = th_eq(y, 0);
    return th_sub(th_where(zero, 0, th_add(th_log(th_where(zero, 1, y)), 1)), x);
}

th_tensor *th_conjugate(th_tensor *x) { return th_dtype_is_complex((th_dtype)x->dtype) ? th_conj(x) : x; }

th_scalar th_next(th_scalar n) { return th_double(th_scalar_double(n) + 1); }

th_tensor *th_no_slope_of(const char *op, const char *input)
{
    th_fail(TH_NOT_IMPLEMENTED, "the derivative for '%s' of %s is not implemented", input, op);
}
