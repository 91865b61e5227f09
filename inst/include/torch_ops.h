/* One function per operation; made by tools/generate.R from src/ops/ops.def; after a conflict run it again. */
#ifndef TORCH_OPS_H
#define TORCH_OPS_H

/* ---- Arithmetic ---- */

/* Sum. */
th_tensor *th_op_add(th_value self, th_value other);
th_tensor *th_op_add_with(th_value self, th_value other, th_scalar alpha);
th_tensor *th_op_add_(th_tensor *self, th_value other);
th_tensor *th_op_add_with_(th_tensor *self, th_value other, th_scalar alpha);
#define th_add(self, other) th_op_add(TH_V(self), TH_V(other))
#define th_add_with(self, other, alpha) th_op_add_with(TH_V(self), TH_V(other), TH_S(alpha))
#define th_add_(self, other) th_op_add_(self, TH_V(other))
#define th_add_with_(self, other, alpha) th_op_add_with_(self, TH_V(other), TH_S(alpha))

/* Difference. */
th_tensor *th_op_sub(th_value self, th_value other);
th_tensor *th_op_sub_with(th_value self, th_value other, th_scalar alpha);
th_tensor *th_op_sub_(th_tensor *self, th_value other);
th_tensor *th_op_sub_with_(th_tensor *self, th_value other, th_scalar alpha);
#define th_sub(self, other) th_op_sub(TH_V(self), TH_V(other))
#define th_sub_with(self, other, alpha) th_op_sub_with(TH_V(self), TH_V(other), TH_S(alpha))
#define th_sub_(self, other) th_op_sub_(self, TH_V(other))
#define th_sub_with_(self, other, alpha) th_op_sub_with_(self, TH_V(other), TH_S(alpha))

/* Difference, reversed. */
th_tensor *th_op_rsub(th_value self, th_value other);
th_tensor *th_op_rsub_with(th_value self, th_value other, th_scalar alpha);
th_tensor *th_op_rsub_(th_tensor *self, th_value other);
th_tensor *th_op_rsub_with_(th_tensor *self, th_value other, th_scalar alpha);
#define th_rsub(self, other) th_op_rsub(TH_V(self), TH_V(other))
#define th_rsub_with(self, other, alpha) th_op_rsub_with(TH_V(self), TH_V(other), TH_S(alpha))
#define th_rsub_(self, other) th_op_rsub_(self, TH_V(other))
#define th_rsub_with_(self, other, alpha) th_op_rsub_with_(self, TH_V(other), TH_S(alpha))

/* Product. */
th_tensor *th_op_mul(th_value self, th_value other);
th_tensor *th_op_mul_(th_tensor *self, th_value other);
#define th_mul(self, other) th_op_mul(TH_V(self), TH_V(other))
#define th_mul_(self, other) th_op_mul_(self, TH_V(other))

/* Quotient. */
th_tensor *th_op_div(th_value self, th_value other);
th_tensor *th_op_div_(th_tensor *self, th_value other);
#define th_div(self, other) th_op_div(TH_V(self), TH_V(other))
#define th_div_(self, other) th_op_div_(self, TH_V(other))

/* Quotient rounded towards zero. */
th_tensor *th_op_div_trunc(th_value self, th_value other);
th_tensor *th_op_div_trunc_(th_tensor *self, th_value other);
#define th_div_trunc(self, other) th_op_div_trunc(TH_V(self), TH_V(other))
#define th_div_trunc_(self, other) th_op_div_trunc_(self, TH_V(other))

/* Quotient rounded down. */
th_tensor *th_op_floor_divide(th_value self, th_value other);
th_tensor *th_op_floor_divide_(th_tensor *self, th_value other);
#define th_floor_divide(self, other) th_op_floor_divide(TH_V(self), TH_V(other))
#define th_floor_divide_(self, other) th_op_floor_divide_(self, TH_V(other))

/* Remainder with the divisor's sign. */
th_tensor *th_op_remainder(th_value self, th_value other);
th_tensor *th_op_remainder_(th_tensor *self, th_value other);
#define th_remainder(self, other) th_op_remainder(TH_V(self), TH_V(other))
#define th_remainder_(self, other) th_op_remainder_(self, TH_V(other))

/* Remainder with the dividend's sign. */
th_tensor *th_op_fmod(th_value self, th_value other);
th_tensor *th_op_fmod_(th_tensor *self, th_value other);
#define th_fmod(self, other) th_op_fmod(TH_V(self), TH_V(other))
#define th_fmod_(self, other) th_op_fmod_(self, TH_V(other))

/* Negative. */
th_tensor *th_neg(th_tensor *self);
th_tensor *th_neg_(th_tensor *self);

/* Power. */
th_tensor *th_op_pow(th_value self, th_value exponent);
th_tensor *th_op_pow_(th_tensor *self, th_value exponent);
#define th_pow(self, exponent) th_op_pow(TH_V(self), TH_V(exponent))
#define th_pow_(self, exponent) th_op_pow_(self, TH_V(exponent))

/* Power in double precision. */
th_tensor *th_op_float_power(th_value self, th_value exponent);
th_tensor *th_op_float_power_(th_tensor *self, th_value exponent);
#define th_float_power(self, exponent) th_op_float_power(TH_V(self), TH_V(exponent))
#define th_float_power_(self, exponent) th_op_float_power_(self, TH_V(exponent))

/* Square. */
th_tensor *th_square(th_tensor *self);
th_tensor *th_square_(th_tensor *self);

/* One over x. */
th_tensor *th_reciprocal(th_tensor *self);
th_tensor *th_reciprocal_(th_tensor *self);

/* self + value * tensor1 * tensor2. */
th_tensor *th_op_addcmul(th_value self, th_value tensor1, th_value tensor2);
th_tensor *th_op_addcmul_with(th_value self, th_value tensor1, th_value tensor2, th_scalar value);
th_tensor *th_op_addcmul_(th_tensor *self, th_value tensor1, th_value tensor2);
th_tensor *th_op_addcmul_with_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar value);
#define th_addcmul(self, tensor1, tensor2) th_op_addcmul(TH_V(self), TH_V(tensor1), TH_V(tensor2))
#define th_addcmul_with(self, tensor1, tensor2, value) \
    th_op_addcmul_with(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(value))
#define th_addcmul_(self, tensor1, tensor2) th_op_addcmul_(self, TH_V(tensor1), TH_V(tensor2))
#define th_addcmul_with_(self, tensor1, tensor2, value) \
    th_op_addcmul_with_(self, TH_V(tensor1), TH_V(tensor2), TH_S(value))

/* self + value * tensor1 / tensor2. */
th_tensor *th_op_addcdiv(th_value self, th_value tensor1, th_value tensor2);
th_tensor *th_op_addcdiv_with(th_value self, th_value tensor1, th_value tensor2, th_scalar value);
th_tensor *th_op_addcdiv_(th_tensor *self, th_value tensor1, th_value tensor2);
th_tensor *th_op_addcdiv_with_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar value);
#define th_addcdiv(self, tensor1, tensor2) th_op_addcdiv(TH_V(self), TH_V(tensor1), TH_V(tensor2))
#define th_addcdiv_with(self, tensor1, tensor2, value) \
    th_op_addcdiv_with(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(value))
#define th_addcdiv_(self, tensor1, tensor2) th_op_addcdiv_(self, TH_V(tensor1), TH_V(tensor2))
#define th_addcdiv_with_(self, tensor1, tensor2, value) \
    th_op_addcdiv_with_(self, TH_V(tensor1), TH_V(tensor2), TH_S(value))

/* Linear interpolation. */
th_tensor *th_op_lerp(th_value self, th_value end, th_value weight);
th_tensor *th_op_lerp_(th_tensor *self, th_value end, th_value weight);
#define th_lerp(self, end, weight) th_op_lerp(TH_V(self), TH_V(end), TH_V(weight))
#define th_lerp_(self, end, weight) th_op_lerp_(self, TH_V(end), TH_V(weight))

/* Absolute value of a real number. */
th_tensor *th_abs_number(th_tensor *self);
th_tensor *th_abs_number_(th_tensor *self);

/* Absolute value. */
th_tensor *th_abs(th_tensor *self);
th_tensor *th_abs_(th_tensor *self);

/* Sign. */
th_tensor *th_sign(th_tensor *self);
th_tensor *th_sign_(th_tensor *self);

/* Magnitude of one, sign of the other. */
th_tensor *th_op_copysign(th_value self, th_value other);
th_tensor *th_op_copysign_(th_tensor *self, th_value other);
#define th_copysign(self, other) th_op_copysign(TH_V(self), TH_V(other))
#define th_copysign_(self, other) th_op_copysign_(self, TH_V(other))

/* Greatest common divisor. */
th_tensor *th_op_gcd(th_value self, th_value other);
th_tensor *th_op_gcd_(th_tensor *self, th_value other);
#define th_gcd(self, other) th_op_gcd(TH_V(self), TH_V(other))
#define th_gcd_(self, other) th_op_gcd_(self, TH_V(other))

/* Least common multiple. */
th_tensor *th_op_lcm(th_value self, th_value other);
th_tensor *th_op_lcm_(th_tensor *self, th_value other);
#define th_lcm(self, other) th_op_lcm(TH_V(self), TH_V(other))
#define th_lcm_(self, other) th_op_lcm_(self, TH_V(other))

/* self times two to the power of other. */
th_tensor *th_op_ldexp(th_value self, th_value other);
th_tensor *th_op_ldexp_(th_tensor *self, th_value other);
#define th_ldexp(self, other) th_op_ldexp(TH_V(self), TH_V(other))
#define th_ldexp_(self, other) th_op_ldexp_(self, TH_V(other))

/* ---- Elementary functions ---- */

/* Exponential. */
th_tensor *th_exp(th_tensor *self);
th_tensor *th_exp_(th_tensor *self);

/* Two to the power of x. */
th_tensor *th_exp2(th_tensor *self);
th_tensor *th_exp2_(th_tensor *self);

/* exp(x) - 1. */
th_tensor *th_expm1(th_tensor *self);
th_tensor *th_expm1_(th_tensor *self);

/* Natural logarithm. */
th_tensor *th_log(th_tensor *self);
th_tensor *th_log_(th_tensor *self);

/* Logarithm of base two. */
th_tensor *th_log2(th_tensor *self);
th_tensor *th_log2_(th_tensor *self);

/* Logarithm of base ten. */
th_tensor *th_log10(th_tensor *self);
th_tensor *th_log10_(th_tensor *self);

/* log(1 + x). */
th_tensor *th_log1p(th_tensor *self);
th_tensor *th_log1p_(th_tensor *self);

/* Square root. */
th_tensor *th_sqrt(th_tensor *self);
th_tensor *th_sqrt_(th_tensor *self);

/* One over the square root. */
th_tensor *th_rsqrt(th_tensor *self);
th_tensor *th_rsqrt_(th_tensor *self);

/* Sine. */
th_tensor *th_sin(th_tensor *self);
th_tensor *th_sin_(th_tensor *self);

/* Cosine. */
th_tensor *th_cos(th_tensor *self);
th_tensor *th_cos_(th_tensor *self);

/* Tangent. */
th_tensor *th_tan(th_tensor *self);
th_tensor *th_tan_(th_tensor *self);

/* Inverse sine. */
th_tensor *th_asin(th_tensor *self);
th_tensor *th_asin_(th_tensor *self);

/* Inverse cosine. */
th_tensor *th_acos(th_tensor *self);
th_tensor *th_acos_(th_tensor *self);

/* Inverse tangent. */
th_tensor *th_atan(th_tensor *self);
th_tensor *th_atan_(th_tensor *self);

/* Hyperbolic sine. */
th_tensor *th_sinh(th_tensor *self);
th_tensor *th_sinh_(th_tensor *self);

/* Hyperbolic cosine. */
th_tensor *th_cosh(th_tensor *self);
th_tensor *th_cosh_(th_tensor *self);

/* Hyperbolic tangent. */
th_tensor *th_tanh(th_tensor *self);
th_tensor *th_tanh_(th_tensor *self);

/* Inverse hyperbolic sine. */
th_tensor *th_asinh(th_tensor *self);
th_tensor *th_asinh_(th_tensor *self);

/* Inverse hyperbolic cosine. */
th_tensor *th_acosh(th_tensor *self);
th_tensor *th_acosh_(th_tensor *self);

/* Inverse hyperbolic tangent. */
th_tensor *th_atanh(th_tensor *self);
th_tensor *th_atanh_(th_tensor *self);

/* Angle of a point. */
th_tensor *th_op_atan2(th_value self, th_value other);
th_tensor *th_op_atan2_(th_tensor *self, th_value other);
#define th_atan2(self, other) th_op_atan2(TH_V(self), TH_V(other))
#define th_atan2_(self, other) th_op_atan2_(self, TH_V(other))

/* Length of the hypotenuse. */
th_tensor *th_op_hypot(th_value self, th_value other);
th_tensor *th_op_hypot_(th_tensor *self, th_value other);
#define th_hypot(self, other) th_op_hypot(TH_V(self), TH_V(other))
#define th_hypot_(self, other) th_op_hypot_(self, TH_V(other))

/* Degrees to radians. */
th_tensor *th_deg2rad(th_tensor *self);
th_tensor *th_deg2rad_(th_tensor *self);

/* Radians to degrees. */
th_tensor *th_rad2deg(th_tensor *self);
th_tensor *th_rad2deg_(th_tensor *self);

/* sin(pi x) / (pi x). */
th_tensor *th_sinc(th_tensor *self);
th_tensor *th_sinc_(th_tensor *self);

/* x log(y), 0 where x is 0. */
th_tensor *th_op_xlogy(th_value self, th_value other);
th_tensor *th_op_xlogy_(th_tensor *self, th_value other);
#define th_xlogy(self, other) th_op_xlogy(TH_V(self), TH_V(other))
#define th_xlogy_(self, other) th_op_xlogy_(self, TH_V(other))

/* log(exp(x) + exp(y)). */
th_tensor *th_op_logaddexp(th_value self, th_value other);
th_tensor *th_op_logaddexp_(th_tensor *self, th_value other);
#define th_logaddexp(self, other) th_op_logaddexp(TH_V(self), TH_V(other))
#define th_logaddexp_(self, other) th_op_logaddexp_(self, TH_V(other))

/* log2(2^x + 2^y). */
th_tensor *th_op_logaddexp2(th_value self, th_value other);
th_tensor *th_op_logaddexp2_(th_tensor *self, th_value other);
#define th_logaddexp2(self, other) th_op_logaddexp2(TH_V(self), TH_V(other))
#define th_logaddexp2_(self, other) th_op_logaddexp2_(self, TH_V(other))

/* ---- Special functions ---- */

/* Error function. */
th_tensor *th_erf(th_tensor *self);
th_tensor *th_erf_(th_tensor *self);

/* Complementary error function. */
th_tensor *th_erfc(th_tensor *self);
th_tensor *th_erfc_(th_tensor *self);

/* Inverse error function. */
th_tensor *th_erfinv(th_tensor *self);
th_tensor *th_erfinv_(th_tensor *self);

/* Logarithm of the gamma function. */
th_tensor *th_lgamma(th_tensor *self);
th_tensor *th_lgamma_(th_tensor *self);

/* Derivative of lgamma. */
th_tensor *th_digamma(th_tensor *self);
th_tensor *th_digamma_(th_tensor *self);

/* n-th derivative of digamma. */
th_tensor *th_op_polygamma_x(th_tensor *self, th_scalar n);
th_tensor *th_op_polygamma_x_(th_tensor *self, th_scalar n);
#define th_polygamma_x(self, n) th_op_polygamma_x(self, TH_S(n))
#define th_polygamma_x_(self, n) th_op_polygamma_x_(self, TH_S(n))

/* Modified Bessel function of order 0. */
th_tensor *th_i0(th_tensor *self);
th_tensor *th_i0_(th_tensor *self);

/* Modified Bessel function of order 1. */
th_tensor *th_i1(th_tensor *self);
th_tensor *th_i1_(th_tensor *self);

/* Regularized lower incomplete gamma function. */
th_tensor *th_op_igamma(th_value self, th_value other);
th_tensor *th_op_igamma_(th_tensor *self, th_value other);
#define th_igamma(self, other) th_op_igamma(TH_V(self), TH_V(other))
#define th_igamma_(self, other) th_op_igamma_(self, TH_V(other))

/* Regularized upper incomplete gamma function. */
th_tensor *th_op_igammac(th_value self, th_value other);
th_tensor *th_op_igammac_(th_tensor *self, th_value other);
#define th_igammac(self, other) th_op_igammac(TH_V(self), TH_V(other))
#define th_igammac_(self, other) th_op_igammac_(self, TH_V(other))

/* Logarithm of the multivariate gamma function. */
th_tensor *th_op_mvlgamma(th_tensor *self, th_scalar p);
th_tensor *th_op_mvlgamma_(th_tensor *self, th_scalar p);
#define th_mvlgamma(self, p) th_op_mvlgamma(self, TH_S(p))
#define th_mvlgamma_(self, p) th_op_mvlgamma_(self, TH_S(p))

/* log(x / (1 - x)). */
th_tensor *th_logit(th_tensor *self);
th_tensor *th_op_logit_with(th_tensor *self, th_value eps);
th_tensor *th_logit_(th_tensor *self);
th_tensor *th_op_logit_with_(th_tensor *self, th_value eps);
#define th_logit_with(self, eps) th_op_logit_with(self, TH_V(eps))
#define th_logit_with_(self, eps) th_op_logit_with_(self, TH_V(eps))

/* n-th derivative of digamma. */
th_tensor *th_polygamma(int64_t n, th_tensor *input);

/* ---- Rounding and clamping ---- */

/* Round up. */
th_tensor *th_ceil(th_tensor *self);
th_tensor *th_ceil_(th_tensor *self);

/* Round down. */
th_tensor *th_floor(th_tensor *self);
th_tensor *th_floor_(th_tensor *self);

/* Round towards zero. */
th_tensor *th_trunc(th_tensor *self);
th_tensor *th_trunc_(th_tensor *self);

/* Round to the nearest, ties to even. */
th_tensor *th_round_even(th_tensor *self);
th_tensor *th_round_even_(th_tensor *self);

/* Round to decimals below or above the point. */
th_tensor *th_op_round_decimals(th_tensor *self, th_scalar scale, th_scalar below);
th_tensor *th_op_round_decimals_(th_tensor *self, th_scalar scale, th_scalar below);
#define th_round_decimals(self, scale, below) th_op_round_decimals(self, TH_S(scale), TH_S(below))
#define th_round_decimals_(self, scale, below) th_op_round_decimals_(self, TH_S(scale), TH_S(below))

/* Round to the nearest, ties to even. */
th_tensor *th_round(th_tensor *self);
th_tensor *th_round_with(th_tensor *self, th_ints decimals);
th_tensor *th_round_(th_tensor *self);
th_tensor *th_round_with_(th_tensor *self, th_ints decimals);

/* Fractional part. */
th_tensor *th_frac(th_tensor *self);
th_tensor *th_frac_(th_tensor *self);

/* Larger of two, NaN wins. */
th_tensor *th_op_maximum(th_value self, th_value other);
th_tensor *th_op_maximum_(th_tensor *self, th_value other);
#define th_maximum(self, other) th_op_maximum(TH_V(self), TH_V(other))
#define th_maximum_(self, other) th_op_maximum_(self, TH_V(other))

/* Smaller of two, NaN wins. */
th_tensor *th_op_minimum(th_value self, th_value other);
th_tensor *th_op_minimum_(th_tensor *self, th_value other);
#define th_minimum(self, other) th_op_minimum(TH_V(self), TH_V(other))
#define th_minimum_(self, other) th_op_minimum_(self, TH_V(other))

/* Larger of two, NaN loses. */
th_tensor *th_op_fmax(th_value self, th_value other);
th_tensor *th_op_fmax_(th_tensor *self, th_value other);
#define th_fmax(self, other) th_op_fmax(TH_V(self), TH_V(other))
#define th_fmax_(self, other) th_op_fmax_(self, TH_V(other))

/* Smaller of two, NaN loses. */
th_tensor *th_op_fmin(th_value self, th_value other);
th_tensor *th_op_fmin_(th_tensor *self, th_value other);
#define th_fmin(self, other) th_op_fmin(TH_V(self), TH_V(other))
#define th_fmin_(self, other) th_op_fmin_(self, TH_V(other))

/* At least a number. */
th_tensor *th_op_clamp_min_number(th_tensor *self, th_scalar low);
th_tensor *th_op_clamp_min_number_(th_tensor *self, th_scalar low);
#define th_clamp_min_number(self, low) th_op_clamp_min_number(self, TH_S(low))
#define th_clamp_min_number_(self, low) th_op_clamp_min_number_(self, TH_S(low))

/* At most a number. */
th_tensor *th_op_clamp_max_number(th_tensor *self, th_scalar high);
th_tensor *th_op_clamp_max_number_(th_tensor *self, th_scalar high);
#define th_clamp_max_number(self, high) th_op_clamp_max_number(self, TH_S(high))
#define th_clamp_max_number_(self, high) th_op_clamp_max_number_(self, TH_S(high))

/* Between two numbers. */
th_tensor *th_op_clamp_numbers(th_tensor *self, th_scalar low, th_scalar high);
th_tensor *th_op_clamp_numbers_(th_tensor *self, th_scalar low, th_scalar high);
#define th_clamp_numbers(self, low, high) th_op_clamp_numbers(self, TH_S(low), TH_S(high))
#define th_clamp_numbers_(self, low, high) th_op_clamp_numbers_(self, TH_S(low), TH_S(high))

/* Restrict to a range. */
th_tensor *th_clamp(th_tensor *self);
th_tensor *th_op_clamp_with(th_tensor *self, th_value min, th_value max);
th_tensor *th_clamp_(th_tensor *self);
th_tensor *th_op_clamp_with_(th_tensor *self, th_value min, th_value max);
#define th_clamp_with(self, min, max) th_op_clamp_with(self, TH_V(min), TH_V(max))
#define th_clamp_with_(self, min, max) th_op_clamp_with_(self, TH_V(min), TH_V(max))

/* Restrict from below. */
th_tensor *th_op_clamp_min(th_tensor *self, th_value min);
th_tensor *th_op_clamp_min_(th_tensor *self, th_value min);
#define th_clamp_min(self, min) th_op_clamp_min(self, TH_V(min))
#define th_clamp_min_(self, min) th_op_clamp_min_(self, TH_V(min))

/* Restrict from above. */
th_tensor *th_op_clamp_max(th_tensor *self, th_value max);
th_tensor *th_op_clamp_max_(th_tensor *self, th_value max);
#define th_clamp_max(self, max) th_op_clamp_max(self, TH_V(max))
#define th_clamp_max_(self, max) th_op_clamp_max_(self, TH_V(max))

/* Step function. */
th_tensor *th_op_heaviside(th_value self, th_value values);
th_tensor *th_op_heaviside_(th_tensor *self, th_value values);
#define th_heaviside(self, values) th_op_heaviside(TH_V(self), TH_V(values))
#define th_heaviside_(self, values) th_op_heaviside_(self, TH_V(values))

/* Next number towards another, of a half type with so many significant bits; 0: of the own type. */
th_tensor *th_op_nextafter_number(th_value self, th_value other, th_scalar bits);
th_tensor *th_op_nextafter_number_(th_tensor *self, th_value other, th_scalar bits);
#define th_nextafter_number(self, other, bits) th_op_nextafter_number(TH_V(self), TH_V(other), TH_S(bits))
#define th_nextafter_number_(self, other, bits) th_op_nextafter_number_(self, TH_V(other), TH_S(bits))

/* Next number towards another. */
th_tensor *th_op_nextafter(th_value self, th_value other);
th_tensor *th_op_nextafter_(th_tensor *self, th_value other);
#define th_nextafter(self, other) th_op_nextafter(TH_V(self), TH_V(other))
#define th_nextafter_(self, other) th_op_nextafter_(self, TH_V(other))

/* Replace what is not finite. */
th_tensor *th_op_nan_to_numbers(th_tensor *self, th_scalar nan, th_scalar posinf, th_scalar neginf);
th_tensor *th_op_nan_to_numbers_(th_tensor *self, th_scalar nan, th_scalar posinf, th_scalar neginf);
#define th_nan_to_numbers(self, nan, posinf, neginf) th_op_nan_to_numbers(self, TH_S(nan), TH_S(posinf), TH_S(neginf))
#define th_nan_to_numbers_(self, nan, posinf, neginf) \
    th_op_nan_to_numbers_(self, TH_S(nan), TH_S(posinf), TH_S(neginf))

/* Replace what is not finite. */
th_tensor *th_nan_to_num(th_tensor *self);
th_tensor *th_op_nan_to_num_with(th_tensor *self, th_value nan, th_value posinf, th_value neginf);
th_tensor *th_nan_to_num_(th_tensor *self);
th_tensor *th_op_nan_to_num_with_(th_tensor *self, th_value nan, th_value posinf, th_value neginf);
#define th_nan_to_num_with(self, nan, posinf, neginf) \
    th_op_nan_to_num_with(self, TH_V(nan), TH_V(posinf), TH_V(neginf))
#define th_nan_to_num_with_(self, nan, posinf, neginf) \
    th_op_nan_to_num_with_(self, TH_V(nan), TH_V(posinf), TH_V(neginf))

/* ---- Comparison and logic ---- */

/* Equal. */
th_tensor *th_op_eq(th_value self, th_value other);
th_tensor *th_op_eq_(th_tensor *self, th_value other);
#define th_eq(self, other) th_op_eq(TH_V(self), TH_V(other))
#define th_eq_(self, other) th_op_eq_(self, TH_V(other))

/* Not equal. */
th_tensor *th_op_ne(th_value self, th_value other);
th_tensor *th_op_ne_(th_tensor *self, th_value other);
#define th_ne(self, other) th_op_ne(TH_V(self), TH_V(other))
#define th_ne_(self, other) th_op_ne_(self, TH_V(other))

/* Greater than. */
th_tensor *th_op_gt(th_value self, th_value other);
th_tensor *th_op_gt_(th_tensor *self, th_value other);
#define th_gt(self, other) th_op_gt(TH_V(self), TH_V(other))
#define th_gt_(self, other) th_op_gt_(self, TH_V(other))

/* Greater than or equal. */
th_tensor *th_op_ge(th_value self, th_value other);
th_tensor *th_op_ge_(th_tensor *self, th_value other);
#define th_ge(self, other) th_op_ge(TH_V(self), TH_V(other))
#define th_ge_(self, other) th_op_ge_(self, TH_V(other))

/* Less than. */
th_tensor *th_op_lt(th_value self, th_value other);
th_tensor *th_op_lt_(th_tensor *self, th_value other);
#define th_lt(self, other) th_op_lt(TH_V(self), TH_V(other))
#define th_lt_(self, other) th_op_lt_(self, TH_V(other))

/* Less than or equal. */
th_tensor *th_op_le(th_value self, th_value other);
th_tensor *th_op_le_(th_tensor *self, th_value other);
#define th_le(self, other) th_op_le(TH_V(self), TH_V(other))
#define th_le_(self, other) th_op_le_(self, TH_V(other))

/* Both not zero. */
th_tensor *th_op_logical_and(th_value self, th_value other);
th_tensor *th_op_logical_and_(th_tensor *self, th_value other);
#define th_logical_and(self, other) th_op_logical_and(TH_V(self), TH_V(other))
#define th_logical_and_(self, other) th_op_logical_and_(self, TH_V(other))

/* One not zero. */
th_tensor *th_op_logical_or(th_value self, th_value other);
th_tensor *th_op_logical_or_(th_tensor *self, th_value other);
#define th_logical_or(self, other) th_op_logical_or(TH_V(self), TH_V(other))
#define th_logical_or_(self, other) th_op_logical_or_(self, TH_V(other))

/* One of two not zero. */
th_tensor *th_op_logical_xor(th_value self, th_value other);
th_tensor *th_op_logical_xor_(th_tensor *self, th_value other);
#define th_logical_xor(self, other) th_op_logical_xor(TH_V(self), TH_V(other))
#define th_logical_xor_(self, other) th_op_logical_xor_(self, TH_V(other))

/* Zero. */
th_tensor *th_logical_not(th_tensor *self);
th_tensor *th_logical_not_(th_tensor *self);

/* Choice between two tensors. */
th_tensor *th_op_where(th_value condition, th_value self, th_value other);
#define th_where(condition, self, other) th_op_where(TH_V(condition), TH_V(self), TH_V(other))

/* Not a number. */
th_tensor *th_isnan(th_tensor *self);

/* Infinite. */
th_tensor *th_isinf(th_tensor *self);

/* Neither infinite nor NaN. */
th_tensor *th_isfinite(th_tensor *self);

/* Positive infinity. */
th_tensor *th_isposinf(th_tensor *self);

/* Negative infinity. */
th_tensor *th_isneginf(th_tensor *self);

/* Sign bit is set. */
th_tensor *th_signbit(th_tensor *self);

/* Imaginary part is zero. */
th_tensor *th_isreal(th_tensor *self);

/* Bits set in both. */
th_tensor *th_op_bitwise_and(th_value self, th_value other);
th_tensor *th_op_bitwise_and_(th_tensor *self, th_value other);
#define th_bitwise_and(self, other) th_op_bitwise_and(TH_V(self), TH_V(other))
#define th_bitwise_and_(self, other) th_op_bitwise_and_(self, TH_V(other))

/* Bits set in one. */
th_tensor *th_op_bitwise_or(th_value self, th_value other);
th_tensor *th_op_bitwise_or_(th_tensor *self, th_value other);
#define th_bitwise_or(self, other) th_op_bitwise_or(TH_V(self), TH_V(other))
#define th_bitwise_or_(self, other) th_op_bitwise_or_(self, TH_V(other))

/* Bits set in one of two. */
th_tensor *th_op_bitwise_xor(th_value self, th_value other);
th_tensor *th_op_bitwise_xor_(th_tensor *self, th_value other);
#define th_bitwise_xor(self, other) th_op_bitwise_xor(TH_V(self), TH_V(other))
#define th_bitwise_xor_(self, other) th_op_bitwise_xor_(self, TH_V(other))

/* Bits moved up. */
th_tensor *th_op_bitwise_left_shift(th_value self, th_value other);
th_tensor *th_op_bitwise_left_shift_(th_tensor *self, th_value other);
#define th_bitwise_left_shift(self, other) th_op_bitwise_left_shift(TH_V(self), TH_V(other))
#define th_bitwise_left_shift_(self, other) th_op_bitwise_left_shift_(self, TH_V(other))

/* Bits moved down. */
th_tensor *th_op_bitwise_right_shift(th_value self, th_value other);
th_tensor *th_op_bitwise_right_shift_(th_tensor *self, th_value other);
#define th_bitwise_right_shift(self, other) th_op_bitwise_right_shift(TH_V(self), TH_V(other))
#define th_bitwise_right_shift_(self, other) th_op_bitwise_right_shift_(self, TH_V(other))

/* Bits flipped. */
th_tensor *th_bitwise_not_number(th_tensor *self);
th_tensor *th_bitwise_not_number_(th_tensor *self);

/* Bits flipped. */
th_tensor *th_bitwise_not(th_tensor *self);
th_tensor *th_bitwise_not_(th_tensor *self);

/* Equal within a tolerance, element by element. */
th_tensor *th_isclose(th_tensor *self, th_tensor *other);
th_tensor *th_isclose_with(th_tensor *self, th_tensor *other, double rtol, double atol, bool equal_nan);

/* Equal within a tolerance. */
bool th_allclose(th_tensor *self, th_tensor *other);
bool th_allclose_with(th_tensor *self, th_tensor *other, double rtol, double atol, bool equal_nan);

/* Same shape and values. */
bool th_equal(th_tensor *self, th_tensor *other);

/* ---- Activations ---- */

/* Positive part. */
th_tensor *th_relu(th_tensor *self);
th_tensor *th_relu_(th_tensor *self);

/* Gradient of the positive part, from its result. */
th_tensor *th_op_relu_backward(th_value self, th_value other);
th_tensor *th_op_relu_backward_(th_tensor *self, th_value other);
#define th_relu_backward(self, other) th_op_relu_backward(TH_V(self), TH_V(other))
#define th_relu_backward_(self, other) th_op_relu_backward_(self, TH_V(other))

/* Logistic function. */
th_tensor *th_sigmoid(th_tensor *self);
th_tensor *th_sigmoid_(th_tensor *self);

/* Gradient of the logistic function, from its result. */
th_tensor *th_op_sigmoid_backward(th_value self, th_value other);
th_tensor *th_op_sigmoid_backward_(th_tensor *self, th_value other);
#define th_sigmoid_backward(self, other) th_op_sigmoid_backward(TH_V(self), TH_V(other))
#define th_sigmoid_backward_(self, other) th_op_sigmoid_backward_(self, TH_V(other))

/* Gradient of the hyperbolic tangent, from its result. */
th_tensor *th_op_tanh_backward(th_value self, th_value other);
th_tensor *th_op_tanh_backward_(th_tensor *self, th_value other);
#define th_tanh_backward(self, other) th_op_tanh_backward(TH_V(self), TH_V(other))
#define th_tanh_backward_(self, other) th_op_tanh_backward_(self, TH_V(other))

/* Logarithm of the logistic function. */
th_tensor *th_log_sigmoid(th_tensor *self);
th_tensor *th_log_sigmoid_(th_tensor *self);

/* relu with a slope on the negative side. */
th_tensor *th_leaky_relu(th_tensor *self);
th_tensor *th_op_leaky_relu_with(th_tensor *self, th_scalar negative_slope);
th_tensor *th_leaky_relu_(th_tensor *self);
th_tensor *th_op_leaky_relu_with_(th_tensor *self, th_scalar negative_slope);
#define th_leaky_relu_with(self, negative_slope) th_op_leaky_relu_with(self, TH_S(negative_slope))
#define th_leaky_relu_with_(self, negative_slope) th_op_leaky_relu_with_(self, TH_S(negative_slope))

/* Gradient of leaky_relu, from its input or, where that has the same sign, its result. */
th_tensor *th_op_leaky_relu_backward(th_value self, th_value other, th_scalar negative_slope);
th_tensor *th_op_leaky_relu_backward_(th_tensor *self, th_value other, th_scalar negative_slope);
#define th_leaky_relu_backward(self, other, negative_slope) \
    th_op_leaky_relu_backward(TH_V(self), TH_V(other), TH_S(negative_slope))
#define th_leaky_relu_backward_(self, other, negative_slope) \
    th_op_leaky_relu_backward_(self, TH_V(other), TH_S(negative_slope))

/* relu cut at six. */
th_tensor *th_relu6(th_tensor *self);
th_tensor *th_relu6_(th_tensor *self);

/* Gradient of relu6, from its result. */
th_tensor *th_op_relu6_backward(th_value self, th_value other);
th_tensor *th_op_relu6_backward_(th_tensor *self, th_value other);
#define th_relu6_backward(self, other) th_op_relu6_backward(TH_V(self), TH_V(other))
#define th_relu6_backward_(self, other) th_op_relu6_backward_(self, TH_V(other))

/* Exponential linear unit. */
th_tensor *th_elu(th_tensor *self);
th_tensor *th_op_elu_with(th_tensor *self, th_scalar alpha);
th_tensor *th_elu_(th_tensor *self);
th_tensor *th_op_elu_with_(th_tensor *self, th_scalar alpha);
#define th_elu_with(self, alpha) th_op_elu_with(self, TH_S(alpha))
#define th_elu_with_(self, alpha) th_op_elu_with_(self, TH_S(alpha))

/* Gradient of elu, from its input, in one step. */
th_tensor *th_op_elu_input_backward(th_value self, th_value other, th_scalar alpha);
th_tensor *th_op_elu_input_backward_(th_tensor *self, th_value other, th_scalar alpha);
#define th_elu_input_backward(self, other, alpha) th_op_elu_input_backward(TH_V(self), TH_V(other), TH_S(alpha))
#define th_elu_input_backward_(self, other, alpha) th_op_elu_input_backward_(self, TH_V(other), TH_S(alpha))

/* Continuously differentiable exponential linear unit. */
th_tensor *th_celu(th_tensor *self);
th_tensor *th_op_celu_with(th_tensor *self, th_scalar alpha);
th_tensor *th_celu_(th_tensor *self);
th_tensor *th_op_celu_with_(th_tensor *self, th_scalar alpha);
#define th_celu_with(self, alpha) th_op_celu_with(self, TH_S(alpha))
#define th_celu_with_(self, alpha) th_op_celu_with_(self, TH_S(alpha))

/* Self-normalizing exponential linear unit. */
th_tensor *th_selu(th_tensor *self);
th_tensor *th_selu_(th_tensor *self);

/* x times the logistic function. */
th_tensor *th_silu(th_tensor *self);
th_tensor *th_silu_(th_tensor *self);

/* Gradient of silu, from its input, in one step. */
th_tensor *th_op_silu_input_backward(th_value self, th_value other);
th_tensor *th_op_silu_input_backward_(th_tensor *self, th_value other);
#define th_silu_input_backward(self, other) th_op_silu_input_backward(TH_V(self), TH_V(other))
#define th_silu_input_backward_(self, other) th_op_silu_input_backward_(self, TH_V(other))

/* x tanh(softplus(x)). */
th_tensor *th_mish(th_tensor *self);
th_tensor *th_mish_(th_tensor *self);

/* x times the normal distribution function. */
th_tensor *th_gelu_exact(th_tensor *self);
th_tensor *th_gelu_exact_(th_tensor *self);

/* Gradient of gelu_exact, from its input, in one step. */
th_tensor *th_op_gelu_exact_input_backward(th_value self, th_value other);
th_tensor *th_op_gelu_exact_input_backward_(th_tensor *self, th_value other);
#define th_gelu_exact_input_backward(self, other) th_op_gelu_exact_input_backward(TH_V(self), TH_V(other))
#define th_gelu_exact_input_backward_(self, other) th_op_gelu_exact_input_backward_(self, TH_V(other))

/* gelu by its tanh approximation. */
th_tensor *th_gelu_tanh(th_tensor *self);
th_tensor *th_gelu_tanh_(th_tensor *self);

/* Gradient of gelu_tanh, from its input, in one step. */
th_tensor *th_op_gelu_tanh_input_backward(th_value self, th_value other);
th_tensor *th_op_gelu_tanh_input_backward_(th_tensor *self, th_value other);
#define th_gelu_tanh_input_backward(self, other) th_op_gelu_tanh_input_backward(TH_V(self), TH_V(other))
#define th_gelu_tanh_input_backward_(self, other) th_op_gelu_tanh_input_backward_(self, TH_V(other))

/* Smooth relu. */
th_tensor *th_softplus(th_tensor *self);
th_tensor *th_op_softplus_with(th_tensor *self, th_scalar beta, th_scalar threshold);
th_tensor *th_softplus_(th_tensor *self);
th_tensor *th_op_softplus_with_(th_tensor *self, th_scalar beta, th_scalar threshold);
#define th_softplus_with(self, beta, threshold) th_op_softplus_with(self, TH_S(beta), TH_S(threshold))
#define th_softplus_with_(self, beta, threshold) th_op_softplus_with_(self, TH_S(beta), TH_S(threshold))

/* Identity cut at both ends. */
th_tensor *th_hardtanh(th_tensor *self);
th_tensor *th_op_hardtanh_with(th_tensor *self, th_scalar min_val, th_scalar max_val);
th_tensor *th_hardtanh_(th_tensor *self);
th_tensor *th_op_hardtanh_with_(th_tensor *self, th_scalar min_val, th_scalar max_val);
#define th_hardtanh_with(self, min_val, max_val) th_op_hardtanh_with(self, TH_S(min_val), TH_S(max_val))
#define th_hardtanh_with_(self, min_val, max_val) th_op_hardtanh_with_(self, TH_S(min_val), TH_S(max_val))

/* Logistic function in three straight pieces. */
th_tensor *th_hardsigmoid(th_tensor *self);
th_tensor *th_hardsigmoid_(th_tensor *self);

/* x times hardsigmoid. */
th_tensor *th_hardswish(th_tensor *self);
th_tensor *th_hardswish_(th_tensor *self);

/* Gradient of hardswish, from its input, in one step. */
th_tensor *th_op_hardswish_input_backward(th_value self, th_value other);
th_tensor *th_op_hardswish_input_backward_(th_tensor *self, th_value other);
#define th_hardswish_input_backward(self, other) th_op_hardswish_input_backward(TH_V(self), TH_V(other))
#define th_hardswish_input_backward_(self, other) th_op_hardswish_input_backward_(self, TH_V(other))

/* Zero inside an interval. */
th_tensor *th_hardshrink(th_tensor *self);
th_tensor *th_op_hardshrink_with(th_tensor *self, th_scalar lambd);
th_tensor *th_hardshrink_(th_tensor *self);
th_tensor *th_op_hardshrink_with_(th_tensor *self, th_scalar lambd);
#define th_hardshrink_with(self, lambd) th_op_hardshrink_with(self, TH_S(lambd))
#define th_hardshrink_with_(self, lambd) th_op_hardshrink_with_(self, TH_S(lambd))

/* Shrink towards zero. */
th_tensor *th_softshrink(th_tensor *self);
th_tensor *th_op_softshrink_with(th_tensor *self, th_scalar lambd);
th_tensor *th_softshrink_(th_tensor *self);
th_tensor *th_op_softshrink_with_(th_tensor *self, th_scalar lambd);
#define th_softshrink_with(self, lambd) th_op_softshrink_with(self, TH_S(lambd))
#define th_softshrink_with_(self, lambd) th_op_softshrink_with_(self, TH_S(lambd))

/* A value where x is not above a threshold. */
th_tensor *th_op_threshold(th_tensor *self, th_scalar threshold, th_scalar value);
th_tensor *th_op_threshold_(th_tensor *self, th_scalar threshold, th_scalar value);
#define th_threshold(self, threshold, value) th_op_threshold(self, TH_S(threshold), TH_S(value))
#define th_threshold_(self, threshold, value) th_op_threshold_(self, TH_S(threshold), TH_S(value))

/* x / (1 + |x|). */
th_tensor *th_softsign(th_tensor *self);
th_tensor *th_softsign_(th_tensor *self);

/* x - tanh(x). */
th_tensor *th_tanhshrink(th_tensor *self);
th_tensor *th_tanhshrink_(th_tensor *self);

/* relu with a learned slope. */
th_tensor *th_prelu(th_tensor *self, th_tensor *weight);

/* Gaussian error linear unit. */
th_tensor *th_gelu(th_tensor *self);
th_tensor *th_gelu_with(th_tensor *self, const char *approximate);

/* Half of the input gated by the other. */
th_tensor *th_glu(th_tensor *self);
th_tensor *th_glu_with(th_tensor *self, int64_t dim);

/* Sparsemax. */
th_tensor *th_contrib_sparsemax(th_tensor *input);
th_tensor *th_contrib_sparsemax_with(th_tensor *input, int64_t dim);

/* Sample of a relaxed categorical distribution. */
th_tensor *th_gumbel_softmax(th_tensor *logits);
th_tensor *th_gumbel_softmax_with(th_tensor *logits, double tau, bool hard, int64_t dim);

/* ---- Complex numbers ---- */

/* Complex conjugate in new memory. */
th_tensor *th_conj_physical(th_tensor *self);
th_tensor *th_conj_physical_(th_tensor *self);

/* Complex conjugate. */
th_tensor *th_conj(th_tensor *self);

/* Real and imaginary parts along a last dimension. */
th_tensor *th_view_as_real(th_tensor *self);

/* Pairs of a last dimension as complex numbers. */
th_tensor *th_view_as_complex(th_tensor *self);

/* Real part. */
th_tensor *th_real(th_tensor *self);

/* Imaginary part. */
th_tensor *th_imag(th_tensor *self);

/* Angle of a complex number. */
th_tensor *th_angle(th_tensor *self);

/* Modulus of a complex number. */
th_tensor *th_complex_abs(th_tensor *self);

/* ---- Factories ---- */

/* Uninitialized tensor. */
th_tensor *th_empty(th_ints size);
th_tensor *th_empty_with(th_ints size, th_dtype dtype, th_value device);

/* Zeros. */
th_tensor *th_zeros(th_ints size);
th_tensor *th_zeros_with(th_ints size, th_dtype dtype, th_value device);

/* One number everywhere. */
th_tensor *th_op_full(th_ints size, th_scalar fill_value);
th_tensor *th_op_full_with(th_ints size, th_scalar fill_value, th_dtype dtype, th_value device);
#define th_full(size, fill_value) th_op_full(size, TH_S(fill_value))
#define th_full_with(size, fill_value, dtype, device) th_op_full_with(size, TH_S(fill_value), dtype, device)

/* Ones. */
th_tensor *th_ones(th_ints size);
th_tensor *th_ones_with(th_ints size, th_dtype dtype, th_value device);

/* Uninitialized tensor with given strides. */
th_tensor *th_empty_strided(th_ints size, th_ints stride);
th_tensor *th_empty_strided_with(th_ints size, th_ints stride, th_dtype dtype, th_value device);

/* Uninitialized tensor of another's shape. */
th_tensor *th_empty_like(th_tensor *input);
th_tensor *th_empty_like_with(th_tensor *input, th_dtype dtype, th_value device);

/* Zeros of another's shape. */
th_tensor *th_zeros_like(th_tensor *input);
th_tensor *th_zeros_like_with(th_tensor *input, th_dtype dtype, th_value device);

/* Ones of another's shape. */
th_tensor *th_ones_like(th_tensor *input);
th_tensor *th_ones_like_with(th_tensor *input, th_dtype dtype, th_value device);

/* One number in another's shape. */
th_tensor *th_op_full_like(th_tensor *input, th_scalar fill_value);
th_tensor *th_op_full_like_with(th_tensor *input, th_scalar fill_value, th_dtype dtype, th_value device);
#define th_full_like(input, fill_value) th_op_full_like(input, TH_S(fill_value))
#define th_full_like_with(input, fill_value, dtype, device) \
    th_op_full_like_with(input, TH_S(fill_value), dtype, device)

/* Uninitialized tensor of self's dtype and device. */
th_tensor *th_new_empty(th_tensor *self, th_ints size);
th_tensor *th_new_empty_with(th_tensor *self, th_ints size, th_dtype dtype, th_value device);

/* Zeros of self's dtype and device. */
th_tensor *th_new_zeros(th_tensor *self, th_ints size);
th_tensor *th_new_zeros_with(th_tensor *self, th_ints size, th_dtype dtype, th_value device);

/* Ones of self's dtype and device. */
th_tensor *th_new_ones(th_tensor *self, th_ints size);
th_tensor *th_new_ones_with(th_tensor *self, th_ints size, th_dtype dtype, th_value device);

/* One number in self's dtype, on its device. */
th_tensor *th_op_new_full(th_tensor *self, th_ints size, th_scalar fill_value);
th_tensor *th_op_new_full_with(th_tensor *self, th_ints size, th_scalar fill_value, th_dtype dtype,
    th_value device);
#define th_new_full(self, size, fill_value) th_op_new_full(self, size, TH_S(fill_value))
#define th_new_full_with(self, size, fill_value, dtype, device) \
    th_op_new_full_with(self, size, TH_S(fill_value), dtype, device)

/* Uninitialized strided tensor of self's dtype. */
th_tensor *th_new_empty_strided(th_tensor *self, th_ints size, th_ints stride);
th_tensor *th_new_empty_strided_with(th_tensor *self, th_ints size, th_ints stride, th_dtype dtype,
    th_value device);

/* Evenly spaced values without the end. */
th_tensor *th_op_arange(th_scalar start, th_scalar end);
th_tensor *th_op_arange_with(th_scalar start, th_scalar end, th_scalar step, th_dtype dtype, th_value device);
#define th_arange(start, end) th_op_arange(TH_S(start), TH_S(end))
#define th_arange_with(start, end, step, dtype, device) \
    th_op_arange_with(TH_S(start), TH_S(end), TH_S(step), dtype, device)

/* Evenly spaced values with the end. */
th_tensor *th_op_range(th_scalar start, th_scalar end);
th_tensor *th_op_range_with(th_scalar start, th_scalar end, th_scalar step, th_dtype dtype, th_value device);
#define th_range(start, end) th_op_range(TH_S(start), TH_S(end))
#define th_range_with(start, end, step, dtype, device) \
    th_op_range_with(TH_S(start), TH_S(end), TH_S(step), dtype, device)

/* A number of evenly spaced values. */
th_tensor *th_op_linspace(th_scalar start, th_scalar end);
th_tensor *th_op_linspace_with(th_scalar start, th_scalar end, int64_t steps, th_dtype dtype, th_value device);
#define th_linspace(start, end) th_op_linspace(TH_S(start), TH_S(end))
#define th_linspace_with(start, end, steps, dtype, device) \
    th_op_linspace_with(TH_S(start), TH_S(end), steps, dtype, device)

/* Powers with evenly spaced exponents. */
th_tensor *th_op_logspace(th_scalar start, th_scalar end);
th_tensor *th_op_logspace_with(th_scalar start, th_scalar end, int64_t steps, double base, th_dtype dtype,
    th_value device);
#define th_logspace(start, end) th_op_logspace(TH_S(start), TH_S(end))
#define th_logspace_with(start, end, steps, base, dtype, device) \
    th_op_logspace_with(TH_S(start), TH_S(end), steps, base, dtype, device)

/* Identity matrix. */
th_tensor *th_eye(int64_t n);
th_tensor *th_eye_with(int64_t n, th_ints m, th_dtype dtype, th_value device);

/* Indices of a lower triangle. */
th_tensor *th_tril_indices(int64_t row, int64_t col);
th_tensor *th_tril_indices_with(int64_t row, int64_t col, int64_t offset, th_dtype dtype, th_value device);

/* Indices of an upper triangle. */
th_tensor *th_triu_indices(int64_t row, int64_t col);
th_tensor *th_triu_indices_with(int64_t row, int64_t col, int64_t offset, th_dtype dtype, th_value device);

/* Complex numbers from their parts. */
th_tensor *th_complex(th_tensor *real, th_tensor *imag);

/* Complex numbers from magnitude and angle. */
th_tensor *th_polar(th_tensor *abs, th_tensor *angle);

/* Bartlett window. */
th_tensor *th_bartlett_window(int64_t window_length);
th_tensor *th_bartlett_window_with(int64_t window_length, bool periodic, th_dtype dtype, th_value device);

/* Blackman window. */
th_tensor *th_blackman_window(int64_t window_length);
th_tensor *th_blackman_window_with(int64_t window_length, bool periodic, th_dtype dtype, th_value device);

/* Hann window. */
th_tensor *th_hann_window(int64_t window_length);
th_tensor *th_hann_window_with(int64_t window_length, bool periodic, th_dtype dtype, th_value device);

/* Hamming window. */
th_tensor *th_hamming_window(int64_t window_length);
th_tensor *th_hamming_window_with(int64_t window_length, bool periodic, double alpha, double beta,
    th_dtype dtype, th_value device);

/* Kaiser window. */
th_tensor *th_kaiser_window(int64_t window_length);
th_tensor *th_kaiser_window_with(int64_t window_length, bool periodic, double beta, th_dtype dtype,
    th_value device);

/* Vandermonde matrix. */
th_tensor *th_vander(th_tensor *x);
th_tensor *th_vander_with(th_tensor *x, th_ints N, bool increasing);

/* Overwrite with one number. */
th_tensor *th_op_fill_(th_tensor *self, th_value value);
#define th_fill_(self, value) th_op_fill_(self, TH_V(value))

/* Overwrite with zeros. */
th_tensor *th_zero_(th_tensor *self);

/* ---- Random numbers ---- */

/* Overwrite with uniform variates. */
th_tensor *th_uniform_(th_tensor *self);
th_tensor *th_uniform_with_(th_tensor *self, double from, double to, th_generator *generator);

/* Overwrite with normal variates. */
th_tensor *th_normal_(th_tensor *self);
th_tensor *th_normal_with_(th_tensor *self, double mean, double std, th_generator *generator);

/* Overwrite with zeros and ones. */
th_tensor *th_bernoulli_(th_tensor *self);
th_tensor *th_op_bernoulli_with_(th_tensor *self, th_value p, th_generator *generator);
#define th_bernoulli_with_(self, p, generator) th_op_bernoulli_with_(self, TH_V(p), generator)

/* Overwrite with random integers. */
th_tensor *th_random_(th_tensor *self);
th_tensor *th_random_with_(th_tensor *self, th_ints from, th_ints to, th_generator *generator);

/* Overwrite with exponential variates. */
th_tensor *th_exponential_(th_tensor *self);
th_tensor *th_exponential_with_(th_tensor *self, double lambd, th_generator *generator);

/* Overwrite with Cauchy variates. */
th_tensor *th_cauchy_(th_tensor *self);
th_tensor *th_cauchy_with_(th_tensor *self, double median, double sigma, th_generator *generator);

/* Overwrite with geometric variates. */
th_tensor *th_geometric_(th_tensor *self, double p);
th_tensor *th_geometric_with_(th_tensor *self, double p, th_generator *generator);

/* Overwrite with log-normal variates. */
th_tensor *th_log_normal_(th_tensor *self);
th_tensor *th_log_normal_with_(th_tensor *self, double mean, double std, th_generator *generator);

/* Overwrite with a random permutation. */
th_tensor *th_randperm_(th_tensor *self);
th_tensor *th_randperm_with_(th_tensor *self, th_generator *generator);

/* Poisson variates. */
th_tensor *th_poisson(th_tensor *self);
th_tensor *th_poisson_with(th_tensor *self, th_generator *generator);

/* Samples of categories. */
th_tensor *th_multinomial(th_tensor *self, int64_t num_samples);
th_tensor *th_multinomial_with(th_tensor *self, int64_t num_samples, bool replacement, th_generator *generator);

/* Slopes of a randomized leaky ReLU. */
th_tensor *th_rrelu_noise(th_tensor *self, double lower, double upper);
th_tensor *th_rrelu_noise_with(th_tensor *self, double lower, double upper, th_generator *generator);

/* Uniform variates. */
th_tensor *th_rand(th_ints size);
th_tensor *th_rand_with(th_ints size, th_dtype dtype, th_value device, th_generator *generator);

/* Normal variates. */
th_tensor *th_randn(th_ints size);
th_tensor *th_randn_with(th_ints size, th_dtype dtype, th_value device, th_generator *generator);

/* Random integers. */
th_tensor *th_randint(int64_t low, int64_t high, th_ints size);
th_tensor *th_randint_with(int64_t low, int64_t high, th_ints size, th_dtype dtype, th_value device,
    th_generator *generator);

/* Random permutation. */
th_tensor *th_randperm(int64_t n);
th_tensor *th_randperm_with(int64_t n, th_dtype dtype, th_value device, th_generator *generator);

/* Uniform variates of another's shape. */
th_tensor *th_rand_like(th_tensor *input);
th_tensor *th_rand_like_with(th_tensor *input, th_dtype dtype, th_value device);

/* Normal variates of another's shape. */
th_tensor *th_randn_like(th_tensor *input);
th_tensor *th_randn_like_with(th_tensor *input, th_dtype dtype, th_value device);

/* Random integers of another's shape. */
th_tensor *th_randint_like(th_tensor *input, int64_t low, int64_t high);
th_tensor *th_randint_like_with(th_tensor *input, int64_t low, int64_t high, th_dtype dtype, th_value device);

/* Normal variates of given means and deviations. */
th_tensor *th_op_normal(th_value mean, th_value std);
th_tensor *th_op_normal_with(th_value mean, th_value std, th_generator *generator);
#define th_normal(mean, std) th_op_normal(TH_V(mean), TH_V(std))
#define th_normal_with(mean, std, generator) th_op_normal_with(TH_V(mean), TH_V(std), generator)

/* Normal variates of one mean and deviation. */
th_tensor *th_normal_of_size(double mean, double std, th_ints size);
th_tensor *th_normal_of_size_with(double mean, double std, th_ints size, th_dtype dtype, th_value device,
    th_generator *generator);

/* Zeros and ones. */
th_tensor *th_bernoulli(th_tensor *self);
th_tensor *th_op_bernoulli_with(th_tensor *self, th_value p, th_generator *generator);
#define th_bernoulli_with(self, p, generator) th_op_bernoulli_with(self, TH_V(p), generator)

/* Randomized leaky ReLU. */
th_tensor *th_rrelu(th_tensor *input);
th_tensor *th_rrelu_with(th_tensor *input, double lower, double upper, bool training, bool inplace);

/* Randomized leaky ReLU in place. */
th_tensor *th_rrelu_(th_tensor *self);
th_tensor *th_rrelu_with_(th_tensor *self, double lower, double upper, bool training, th_generator *generator);

/* Dropout. */
th_tensor *th_dropout(th_tensor *input);
th_tensor *th_dropout_with(th_tensor *input, double p, bool training, bool inplace);

/* Dropout of channels of sequences. */
th_tensor *th_dropout1d(th_tensor *input);
th_tensor *th_dropout1d_with(th_tensor *input, double p, bool training, bool inplace);

/* Dropout of channels. */
th_tensor *th_dropout2d(th_tensor *input);
th_tensor *th_dropout2d_with(th_tensor *input, double p, bool training, bool inplace);

/* Dropout of channels of volumes. */
th_tensor *th_dropout3d(th_tensor *input);
th_tensor *th_dropout3d_with(th_tensor *input, double p, bool training, bool inplace);

/* Dropout for self-normalizing networks. */
th_tensor *th_alpha_dropout(th_tensor *input);
th_tensor *th_alpha_dropout_with(th_tensor *input, double p, bool training, bool inplace);

/* ---- Initial values ---- */

/* Gain of a nonlinearity. */
th_scalar th_init_gain(const char *nonlinearity);
th_scalar th_op_init_gain_with(const char *nonlinearity, th_value param);
#define th_init_gain_with(nonlinearity, param) th_op_init_gain_with(nonlinearity, TH_V(param))

/* Overwrite with one number. */
th_tensor *th_op_init_constant_(th_tensor *self, th_scalar val);
#define th_init_constant_(self, val) th_op_init_constant_(self, TH_S(val))

/* Overwrite with uniform variates. */
th_tensor *th_init_uniform_(th_tensor *self);
th_tensor *th_init_uniform_with_(th_tensor *self, double a, double b);

/* Overwrite with normal variates. */
th_tensor *th_init_normal_(th_tensor *self);
th_tensor *th_init_normal_with_(th_tensor *self, double mean, double std);

/* Overwrite with truncated normal variates. */
th_tensor *th_init_trunc_normal_(th_tensor *self);
th_tensor *th_init_trunc_normal_with_(th_tensor *self, double mean, double std, double a, double b);

/* Glorot's uniform weights. */
th_tensor *th_init_xavier_uniform_(th_tensor *self);
th_tensor *th_init_xavier_uniform_with_(th_tensor *self, double gain);

/* Glorot's normal weights. */
th_tensor *th_init_xavier_normal_(th_tensor *self);
th_tensor *th_init_xavier_normal_with_(th_tensor *self, double gain);

/* He's uniform weights. */
th_tensor *th_init_kaiming_uniform_(th_tensor *self);
th_tensor *th_init_kaiming_uniform_with_(th_tensor *self, double a, const char *mode, const char *nonlinearity);

/* He's normal weights. */
th_tensor *th_init_kaiming_normal_(th_tensor *self);
th_tensor *th_init_kaiming_normal_with_(th_tensor *self, double a, const char *mode, const char *nonlinearity);

/* Overwrite with the identity matrix. */
th_tensor *th_init_eye_(th_tensor *self);

/* Convolution that keeps its input. */
th_tensor *th_init_dirac_(th_tensor *self);
th_tensor *th_init_dirac_with_(th_tensor *self, int64_t groups);

/* Normal weights, many of them zero. */
th_tensor *th_init_sparse_(th_tensor *self, double sparsity);
th_tensor *th_init_sparse_with_(th_tensor *self, double sparsity, double std);

/* Orthonormal rows or columns. */
th_tensor *th_init_orthogonal_(th_tensor *self);
th_tensor *th_init_orthogonal_with_(th_tensor *self, double gain);

/* Q of a QR decomposition. */
th_tensor *th_orthonormal_(th_tensor *self);

/* ---- Reductions ---- */

/* Sum of elements. */
th_tensor *th_sum(th_tensor *self);
th_tensor *th_sum_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype);

/* Sum of elements that are not NaN. */
th_tensor *th_nansum(th_tensor *self);
th_tensor *th_nansum_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype);

/* Mean of elements. */
th_tensor *th_mean(th_tensor *self);
th_tensor *th_mean_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype);

/* Mean of elements that are not NaN. */
th_tensor *th_nanmean(th_tensor *self);
th_tensor *th_nanmean_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype);

/* Product of elements. */
th_tensor *th_prod(th_tensor *self);
th_tensor *th_prod_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype);

/* Largest elements; ties share the gradient. */
th_tensor *th_amax(th_tensor *self);
th_tensor *th_amax_with(th_tensor *self, th_ints dim, bool keepdim);

/* Smallest elements; ties share the gradient. */
th_tensor *th_amin(th_tensor *self);
th_tensor *th_amin_with(th_tensor *self, th_ints dim, bool keepdim);

/* Largest element. */
th_tensor *th_max_all(th_tensor *self);

/* Smallest element. */
th_tensor *th_min_all(th_tensor *self);

/* Largest elements and where they are. */
void th_max_dim(th_tensor *self, int64_t dim, th_tensor **results);
void th_max_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results);

/* Smallest elements and where they are. */
void th_min_dim(th_tensor *self, int64_t dim, th_tensor **results);
void th_min_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results);

/* Smallest and largest elements. */
void th_aminmax(th_tensor *self, th_tensor **results);
void th_aminmax_with(th_tensor *self, th_ints dim, bool keepdim, th_tensor **results);

/* Where the largest element is. */
th_tensor *th_argmax(th_tensor *self);
th_tensor *th_argmax_with(th_tensor *self, th_ints dim, bool keepdim);

/* Where the smallest element is. */
th_tensor *th_argmin(th_tensor *self);
th_tensor *th_argmin_with(th_tensor *self, th_ints dim, bool keepdim);

/* Is any element true?. */
th_tensor *th_any(th_tensor *self);
th_tensor *th_any_with(th_tensor *self, th_ints dim, bool keepdim);

/* Are all elements true?. */
th_tensor *th_all(th_tensor *self);
th_tensor *th_all_with(th_tensor *self, th_ints dim, bool keepdim);

/* Number of elements that are not zero. */
th_tensor *th_count_nonzero(th_tensor *self);
th_tensor *th_count_nonzero_with(th_tensor *self, th_ints dim);

/* Variance. */
th_tensor *th_var(th_tensor *self);
th_tensor *th_op_var_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction);
#define th_var_with(self, dim, unbiased, keepdim, correction) \
    th_op_var_with(self, dim, unbiased, keepdim, TH_V(correction))

/* Standard deviation. */
th_tensor *th_std(th_tensor *self);
th_tensor *th_op_std_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction);
#define th_std_with(self, dim, unbiased, keepdim, correction) \
    th_op_std_with(self, dim, unbiased, keepdim, TH_V(correction))

/* Variance and mean. */
void th_var_mean(th_tensor *self, th_tensor **results);
void th_op_var_mean_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction,
    th_tensor **results);
#define th_var_mean_with(self, dim, unbiased, keepdim, correction, results) \
    th_op_var_mean_with(self, dim, unbiased, keepdim, TH_V(correction), results)

/* Standard deviation and mean. */
void th_std_mean(th_tensor *self, th_tensor **results);
void th_op_std_mean_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction,
    th_tensor **results);
#define th_std_mean_with(self, dim, unbiased, keepdim, correction, results) \
    th_op_std_mean_with(self, dim, unbiased, keepdim, TH_V(correction), results)

/* Logarithm of a sum of exponentials. */
th_tensor *th_logsumexp(th_tensor *self, th_ints dim);
th_tensor *th_logsumexp_with(th_tensor *self, th_ints dim, bool keepdim);

/* Norm of vectors. */
th_tensor *th_norm(th_tensor *self);
th_tensor *th_op_norm_with(th_tensor *self, th_value p, th_ints dim, bool keepdim, th_dtype dtype);
#define th_norm_with(self, p, dim, keepdim, dtype) th_op_norm_with(self, TH_V(p), dim, keepdim, dtype)

/* Norm of a difference. */
th_tensor *th_dist(th_tensor *self, th_tensor *other);
th_tensor *th_op_dist_with(th_tensor *self, th_tensor *other, th_scalar p);
#define th_dist_with(self, other, p) th_op_dist_with(self, other, TH_S(p))

/* Slices scaled down to a norm. */
th_tensor *th_op_renorm(th_tensor *self, th_scalar p, int64_t dim, th_scalar maxnorm);
th_tensor *th_op_renorm_(th_tensor *self, th_scalar p, int64_t dim, th_scalar maxnorm);
#define th_renorm(self, p, dim, maxnorm) th_op_renorm(self, TH_S(p), dim, TH_S(maxnorm))
#define th_renorm_(self, p, dim, maxnorm) th_op_renorm_(self, TH_S(p), dim, TH_S(maxnorm))

/* Cosine of the angle between vectors. */
th_tensor *th_cosine_similarity(th_tensor *x1, th_tensor *x2);
th_tensor *th_cosine_similarity_with(th_tensor *x1, th_tensor *x2, int64_t dim, double eps);

/* Distances of all pairs of rows. */
th_tensor *th_cdist(th_tensor *x1, th_tensor *x2);
th_tensor *th_cdist_with(th_tensor *x1, th_tensor *x2, double p, th_ints compute_mode);

/* Distances between vectors, pair by pair. */
th_tensor *th_pairwise_distance(th_tensor *x1, th_tensor *x2);
th_tensor *th_pairwise_distance_with(th_tensor *x1, th_tensor *x2, double p, double eps, bool keepdim);

/* Distances within one set of rows. */
th_tensor *th_pdist(th_tensor *self);
th_tensor *th_pdist_with(th_tensor *self, double p);

/* Sum of the diagonal. */
th_tensor *th_trace(th_tensor *self);

/* Quantiles. */
th_tensor *th_op_quantile(th_tensor *self, th_value q);
th_tensor *th_op_quantile_with(th_tensor *self, th_value q, th_ints dim, bool keepdim,
    const char *interpolation);
#define th_quantile(self, q) th_op_quantile(self, TH_V(q))
#define th_quantile_with(self, q, dim, keepdim, interpolation) \
    th_op_quantile_with(self, TH_V(q), dim, keepdim, interpolation)

/* Quantiles of elements that are not NaN. */
th_tensor *th_op_nanquantile(th_tensor *self, th_value q);
th_tensor *th_op_nanquantile_with(th_tensor *self, th_value q, th_ints dim, bool keepdim,
    const char *interpolation);
#define th_nanquantile(self, q) th_op_nanquantile(self, TH_V(q))
#define th_nanquantile_with(self, q, dim, keepdim, interpolation) \
    th_op_nanquantile_with(self, TH_V(q), dim, keepdim, interpolation)

/* Covariance matrix. */
th_tensor *th_cov(th_tensor *self);
th_tensor *th_cov_with(th_tensor *self, int64_t correction, th_tensor *fweights, th_tensor *aweights);

/* Correlation matrix. */
th_tensor *th_corrcoef(th_tensor *self);

/* Sum over dimensions that broadcasting adds. */
th_tensor *th_sum_to_size(th_tensor *self, th_ints size);

/* ---- Linear algebra: norms and products ---- */

/* Norm of vectors. */
th_tensor *th_linalg_vector_norm(th_tensor *A);
th_tensor *th_op_linalg_vector_norm_with(th_tensor *A, th_scalar ord, th_ints dim, bool keepdim, th_dtype dtype);
#define th_linalg_vector_norm_with(A, ord, dim, keepdim, dtype) \
    th_op_linalg_vector_norm_with(A, TH_S(ord), dim, keepdim, dtype)

/* Norm of matrices. */
th_tensor *th_linalg_matrix_norm(th_tensor *A);
th_tensor *th_op_linalg_matrix_norm_with(th_tensor *A, th_value ord, const char *name, th_ints dim,
    bool keepdim, th_dtype dtype);
#define th_linalg_matrix_norm_with(A, ord, name, dim, keepdim, dtype) \
    th_op_linalg_matrix_norm_with(A, TH_V(ord), name, dim, keepdim, dtype)

/* Norm of vectors or matrices. */
th_tensor *th_linalg_norm(th_tensor *A);
th_tensor *th_op_linalg_norm_with(th_tensor *A, th_value ord, const char *name, th_ints dim, bool keepdim,
    th_dtype dtype);
#define th_linalg_norm_with(A, ord, name, dim, keepdim, dtype) \
    th_op_linalg_norm_with(A, TH_V(ord), name, dim, keepdim, dtype)

/* Condition of matrices. */
th_tensor *th_linalg_cond(th_tensor *A);
th_tensor *th_op_linalg_cond_with(th_tensor *A, th_value p, const char *name);
#define th_linalg_cond_with(A, p, name) th_op_linalg_cond_with(A, TH_V(p), name)

/* Rank of matrices. */
th_tensor *th_linalg_matrix_rank(th_tensor *A);
th_tensor *th_op_linalg_matrix_rank_with(th_tensor *A, th_value atol, th_value rtol, bool hermitian);
#define th_linalg_matrix_rank_with(A, atol, rtol, hermitian) \
    th_op_linalg_matrix_rank_with(A, TH_V(atol), TH_V(rtol), hermitian)

/* Pseudoinverse of matrices. */
th_tensor *th_linalg_pinv(th_tensor *A);
th_tensor *th_op_linalg_pinv_with(th_tensor *A, th_value rcond, bool hermitian, th_value atol, th_value rtol);
#define th_linalg_pinv_with(A, rcond, hermitian, atol, rtol) \
    th_op_linalg_pinv_with(A, TH_V(rcond), hermitian, TH_V(atol), TH_V(rtol))

/* Power of square matrices. */
th_tensor *th_linalg_matrix_power(th_tensor *A, int64_t n);

/* Product of several matrices in the cheapest order. */
th_tensor *th_linalg_multi_dot(th_list tensors);

/* Inverse of a tensor under tensordot. */
th_tensor *th_linalg_tensorinv(th_tensor *A);
th_tensor *th_linalg_tensorinv_with(th_tensor *A, int64_t ind);

/* Solution of a tensor equation. */
th_tensor *th_linalg_tensorsolve(th_tensor *A, th_tensor *B);
th_tensor *th_linalg_tensorsolve_with(th_tensor *A, th_tensor *B, th_ints dims);

/* Exponential of square matrices. */
th_tensor *th_matrix_exp(th_tensor *self);

/* Inverse of square matrices. */
th_tensor *th_inverse(th_tensor *self);

/* Pseudoinverse of matrices. */
th_tensor *th_pinverse(th_tensor *self);
th_tensor *th_pinverse_with(th_tensor *self, double rcond);

/* Determinant. */
th_tensor *th_det(th_tensor *self);

/* Logarithm of the determinant. */
th_tensor *th_logdet(th_tensor *self);

/* Sign and logarithm of the determinant. */
void th_slogdet(th_tensor *self, th_tensor **results);

/* Cholesky decomposition. */
th_tensor *th_cholesky(th_tensor *self);
th_tensor *th_cholesky_with(th_tensor *self, bool upper);

/* Inverse from a Cholesky factor. */
th_tensor *th_cholesky_inverse(th_tensor *self);
th_tensor *th_cholesky_inverse_with(th_tensor *self, bool upper);

/* QR decomposition. */
void th_qr(th_tensor *self, th_tensor **results);
void th_qr_with(th_tensor *self, bool some, th_tensor **results);

/* Singular value decomposition. */
void th_svd(th_tensor *self, th_tensor **results);
void th_svd_with(th_tensor *self, bool some, bool compute_uv, th_tensor **results);

/* ---- Scans ---- */

/* Running sum. */
th_tensor *th_cumsum(th_tensor *self, int64_t dim);
th_tensor *th_cumsum_with(th_tensor *self, int64_t dim, th_dtype dtype);
th_tensor *th_cumsum_(th_tensor *self, int64_t dim);
th_tensor *th_cumsum_with_(th_tensor *self, int64_t dim, th_dtype dtype);

/* Running product. */
th_tensor *th_cumprod(th_tensor *self, int64_t dim);
th_tensor *th_cumprod_with(th_tensor *self, int64_t dim, th_dtype dtype);
th_tensor *th_cumprod_(th_tensor *self, int64_t dim);
th_tensor *th_cumprod_with_(th_tensor *self, int64_t dim, th_dtype dtype);

/* Logarithm of a running sum of exponentials. */
th_tensor *th_logcumsumexp(th_tensor *self, int64_t dim);

/* y[k] = self[k] + a[k] y[k - 1]. */
th_tensor *th_recurrence(th_tensor *self, th_tensor *a, int64_t dim);

/* Running maximum and its 0-based places. */
void th_cummax(th_tensor *self, int64_t dim, th_tensor **results);

/* Running minimum and its 0-based places. */
void th_cummin(th_tensor *self, int64_t dim, th_tensor **results);

/* Differences of neighbours. */
th_tensor *th_diff(th_tensor *self);
th_tensor *th_diff_with(th_tensor *self, int64_t n, int64_t dim, th_tensor *prepend, th_tensor *append);

/* Area by the trapezoidal rule. */
th_tensor *th_trapz(th_tensor *y);
th_tensor *th_op_trapz_with(th_tensor *y, th_scalar dx, th_tensor *x, int64_t dim);
#define th_trapz_with(y, dx, x, dim) th_op_trapz_with(y, TH_S(dx), x, dim)

/* ---- Sorting ---- */

/* Sorted elements and where they were. */
void th_sort(th_tensor *self, th_tensor **results);
void th_op_sort_with(th_tensor *self, int64_t dim, bool descending, th_value stable, th_tensor **results);
#define th_sort_with(self, dim, descending, stable, results) \
    th_op_sort_with(self, dim, descending, TH_V(stable), results)

/* Where sorted elements are. */
th_tensor *th_argsort(th_tensor *self);
th_tensor *th_argsort_with(th_tensor *self, int64_t dim, bool descending);

/* Sorted along the first dimension. */
th_tensor *th_msort(th_tensor *self);

/* The largest elements and where they are. */
void th_topk(th_tensor *self, int64_t k, th_tensor **results);
void th_topk_with(th_tensor *self, int64_t k, int64_t dim, bool largest, bool sorted, th_tensor **results);

/* The k-th smallest elements and their 0-based places. */
void th_kthvalue(th_tensor *self, int64_t k, th_tensor **results);
void th_kthvalue_with(th_tensor *self, int64_t k, int64_t dim, bool keepdim, th_tensor **results);

/* Medians and their 0-based places. */
void th_median_dim(th_tensor *self, int64_t dim, th_tensor **results);
void th_median_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results);

/* Medians without NaN and their 0-based places. */
void th_nanmedian_dim(th_tensor *self, int64_t dim, th_tensor **results);
void th_nanmedian_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results);

/* Median. */
th_tensor *th_median_all(th_tensor *self);

/* Median without NaN. */
th_tensor *th_nanmedian_all(th_tensor *self);

/* The most frequent elements and their 0-based places. */
void th_mode(th_tensor *self, th_tensor **results);
void th_mode_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results);

/* Where values would be inserted. */
th_tensor *th_op_searchsorted(th_tensor *sorted_sequence, th_value self);
th_tensor *th_op_searchsorted_with(th_tensor *sorted_sequence, th_value self, bool out_int32, bool right,
    const char *side, th_tensor *sorter);
#define th_searchsorted(sorted_sequence, self) th_op_searchsorted(sorted_sequence, TH_V(self))
#define th_searchsorted_with(sorted_sequence, self, out_int32, right, side, sorter) \
    th_op_searchsorted_with(sorted_sequence, TH_V(self), out_int32, right, side, sorter)

/* The buckets that values fall into. */
th_tensor *th_op_bucketize(th_value self, th_tensor *boundaries);
th_tensor *th_op_bucketize_with(th_value self, th_tensor *boundaries, bool out_int32, bool right);
#define th_bucketize(self, boundaries) th_op_bucketize(TH_V(self), boundaries)
#define th_bucketize_with(self, boundaries, out_int32, right) \
    th_op_bucketize_with(TH_V(self), boundaries, out_int32, right)

/* How often each integer occurs. */
th_tensor *th_bincount(th_tensor *self);
th_tensor *th_bincount_with(th_tensor *self, th_tensor *weights, int64_t minlength);

/* Histogram of equal bins. */
th_tensor *th_histc(th_tensor *self);
th_tensor *th_op_histc_with(th_tensor *self, int64_t bins, th_scalar min, th_scalar max);
#define th_histc_with(self, bins, min, max) th_op_histc_with(self, bins, TH_S(min), TH_S(max))

/* Histogram and the borders of its bins. */
void th_histogram(th_tensor *self, th_tensor **results);
void th_op_histogram_with(th_tensor *self, th_value bins, th_value range, th_tensor *weight, bool density,
    th_tensor **results);
#define th_histogram_with(self, bins, range, weight, density, results) \
    th_op_histogram_with(self, TH_V(bins), range, weight, density, results)

/* Runs of equal elements, shortened to one. */
void th_unique_consecutive(th_tensor *self, th_tensor **results);
void th_unique_consecutive_with(th_tensor *self, bool return_inverse, bool return_counts, th_ints dim,
    th_tensor **results);

/* ---- Softmax ---- */

/* Softmax. */
th_tensor *th_softmax(th_tensor *self, int64_t dim);
th_tensor *th_softmax_with(th_tensor *self, int64_t dim, th_dtype dtype);

/* Logarithm of softmax. */
th_tensor *th_log_softmax(th_tensor *self, int64_t dim);
th_tensor *th_log_softmax_with(th_tensor *self, int64_t dim, th_dtype dtype);

/* Softmax of the negated input. */
th_tensor *th_softmin(th_tensor *self, int64_t dim);
th_tensor *th_softmin_with(th_tensor *self, int64_t dim, th_dtype dtype);

/* Fused backward step of softmax. */
th_tensor *th_softmax_backward(th_tensor *gradient, th_tensor *output, int64_t dim);

/* Fused backward step of log_softmax. */
th_tensor *th_log_softmax_backward(th_tensor *gradient, th_tensor *output, int64_t dim);

/* ---- Normalization ---- */

/* Rows normalized, their means and 1 / deviations. */
void th_native_layer_norm(th_tensor *input, th_ints normalized_shape, th_tensor *weight, th_tensor *bias,
    double eps, th_tensor **results);

/* Fused backward step of native_layer_norm. */
void th_native_layer_norm_backward(th_tensor *gradient, th_tensor *input, th_tensor *mean, th_tensor *rstd,
    th_tensor *weight, th_ints normalized_shape, bool affine, th_tensor **results);

/* Channels normalized, their means and variances. */
void th_native_batch_norm(th_tensor *input, th_tensor *weight, th_tensor *bias, double eps, th_tensor **results);

/* Fused backward step of native_batch_norm. */
void th_native_batch_norm_backward(th_tensor *gradient, th_tensor *input, th_tensor *mean, th_tensor *var,
    th_tensor *weight, double eps, th_tensor **results);

/* (input - mean) scale + shift of each channel. */
th_tensor *th_affine_channels(th_tensor *input, th_tensor *mean, th_tensor *scale, th_tensor *shift);

/* Fused backward step of affine_channels. */
void th_affine_channels_backward(th_tensor *gradient, th_tensor *input, th_tensor *mean, th_tensor *scale,
    th_tensor **results);

/* Layer normalization. */
th_tensor *th_layer_norm(th_tensor *input, th_ints normalized_shape);
th_tensor *th_layer_norm_with(th_tensor *input, th_ints normalized_shape, th_tensor *weight, th_tensor *bias,
    double eps);

/* Batch normalization. */
th_tensor *th_batch_norm(th_tensor *input, th_tensor *running_mean, th_tensor *running_var);
th_tensor *th_batch_norm_with(th_tensor *input, th_tensor *running_mean, th_tensor *running_var,
    th_tensor *weight, th_tensor *bias, bool training, double momentum, double eps);

/* Group normalization. */
th_tensor *th_group_norm(th_tensor *input, int64_t num_groups);
th_tensor *th_group_norm_with(th_tensor *input, int64_t num_groups, th_tensor *weight, th_tensor *bias,
    double eps);

/* Instance normalization. */
th_tensor *th_instance_norm(th_tensor *input);
th_tensor *th_instance_norm_with(th_tensor *input, th_tensor *running_mean, th_tensor *running_var,
    th_tensor *weight, th_tensor *bias, bool use_input_stats, double momentum, double eps);

/* Normalization over neighbouring channels. */
th_tensor *th_local_response_norm(th_tensor *input, int64_t size);
th_tensor *th_local_response_norm_with(th_tensor *input, int64_t size, double alpha, double beta, double k);

/* Vectors scaled to norm one. */
th_tensor *th_normalize(th_tensor *input);
th_tensor *th_op_normalize_with(th_tensor *input, th_scalar p, int64_t dim, double eps, th_tensor *out);
#define th_normalize_with(input, p, dim, eps, out) th_op_normalize_with(input, TH_S(p), dim, eps, out)

/* ---- Views ---- */

/* Same memory in another shape. */
th_tensor *th_view(th_tensor *self, th_ints size);

/* Other shape, a view where possible. */
th_tensor *th_reshape(th_tensor *self, th_ints shape);

/* Merge dimensions into one. */
th_tensor *th_flatten(th_tensor *self);
th_tensor *th_flatten_with(th_tensor *self, int64_t start_dim, int64_t end_dim);

/* Split a dimension into several. */
th_tensor *th_unflatten(th_tensor *self, int64_t dim, th_ints sizes);

/* Shape of another tensor. */
th_tensor *th_reshape_as(th_tensor *self, th_tensor *other);

/* View in the shape of another tensor. */
th_tensor *th_view_as(th_tensor *self, th_tensor *other);

/* Broadcast view. */
th_tensor *th_expand(th_tensor *self, th_ints size);
th_tensor *th_expand_with(th_tensor *self, th_ints size, bool implicit);

/* Broadcast to the shape of another tensor. */
th_tensor *th_expand_as(th_tensor *self, th_tensor *other);

/* Swap two dimensions. */
th_tensor *th_transpose(th_tensor *self, int64_t dim0, int64_t dim1);

/* Swap two 0-based dimensions. */
th_tensor *th_swapaxes(th_tensor *self, int64_t axis0, int64_t axis1);

/* Transpose. */
th_tensor *th_t(th_tensor *self);

/* Reorder dimensions. */
th_tensor *th_permute(th_tensor *self, th_ints dims);

/* Move dimensions to other places. */
th_tensor *th_movedim(th_tensor *self, th_ints source, th_ints destination);

/* Move 0-based dimensions to other places. */
th_tensor *th_moveaxis(th_tensor *self, th_ints source, th_ints destination);

/* Dimensions in reverse order. */
th_tensor *th_numpy_T(th_tensor *self);

/* Transpose of the last two dimensions. */
th_tensor *th_mT(th_tensor *self);

/* Drop dimensions of size one. */
th_tensor *th_squeeze(th_tensor *self);
th_tensor *th_squeeze_with(th_tensor *self, th_ints dim);

/* Insert a dimension of size one. */
th_tensor *th_unsqueeze(th_tensor *self, int64_t dim);

/* One slice of a dimension. */
th_tensor *th_select(th_tensor *self, int64_t dim, int64_t index);

/* A range of a dimension. */
th_tensor *th_slice(th_tensor *self);
th_tensor *th_slice_with(th_tensor *self, int64_t dim, th_ints start, th_ints end, int64_t step);

/* A stretch of a dimension. */
th_tensor *th_narrow(th_tensor *self, int64_t dim, int64_t start, int64_t length);

/* Pieces of a size or of several sizes. */
th_list th_split(th_tensor *self, th_ints split_size);
th_list th_split_with(th_tensor *self, th_ints split_size, int64_t dim);

/* A number of pieces. */
th_list th_chunk(th_tensor *self, int64_t chunks);
th_list th_chunk_with(th_tensor *self, int64_t chunks, int64_t dim);

/* All slices of a dimension. */
th_list th_unbind(th_tensor *self);
th_list th_unbind_with(th_tensor *self, int64_t dim);

/* Diagonal as a view. */
th_tensor *th_diagonal(th_tensor *self);
th_tensor *th_diagonal_with(th_tensor *self, int64_t dim1, int64_t dim2, int64_t offset);

/* Overlapping windows along a dimension. */
th_tensor *th_unfold(th_tensor *self, int64_t dimension, int64_t size, int64_t step);

/* View with given strides. */
th_tensor *th_as_strided(th_tensor *self, th_ints size, th_ints stride);
th_tensor *th_as_strided_with(th_tensor *self, th_ints size, th_ints stride, th_ints storage_offset);

/* Copy with a strided window replaced. */
th_tensor *th_as_strided_scatter(th_tensor *self, th_tensor *src, th_ints size, th_ints stride);
th_tensor *th_as_strided_scatter_with(th_tensor *self, th_tensor *src, th_ints size, th_ints stride,
    th_ints storage_offset);

/* Zeros with a range of a dimension filled. */
th_tensor *th_place(th_tensor *self, th_ints shape, int64_t dim, int64_t start, int64_t step);

/* Sum into a strided window of zeros. */
th_tensor *th_add_window(th_tensor *self, th_ints shape, th_ints strides, th_ints size, th_ints stride,
    int64_t offset);

/* Read through a strided window. */
th_tensor *th_read_window(th_tensor *self, th_ints strides, th_ints size, th_ints stride, int64_t offset);

/* ---- Copies ---- */

/* The same values. */
th_tensor *th_positive(th_tensor *self);
th_tensor *th_positive_(th_tensor *self);

/* Copy. */
th_tensor *th_clone(th_tensor *self);
th_tensor *th_clone_with(th_tensor *self, const char *memory_format);

/* Values in another dtype. */
th_tensor *th_cast(th_tensor *self, th_dtype dtype);

/* Values on another device. */
th_tensor *th_move(th_tensor *self, th_device device);
th_tensor *th_move_with(th_tensor *self, th_device device, bool non_blocking);

/* Overwrite with another tensor's values. */
th_tensor *th_copy_(th_tensor *self, th_tensor *src);
th_tensor *th_copy_with_(th_tensor *self, th_tensor *src, bool non_blocking);

/* Row-major memory, itself where possible. */
th_tensor *th_contiguous(th_tensor *self);
th_tensor *th_contiguous_with(th_tensor *self, const char *memory_format);

/* The same values without history. */
th_tensor *th_detach(th_tensor *self);

/* ---- Arrangement ---- */

/* Reverse dimensions. */
th_tensor *th_flip(th_tensor *self, th_ints dims);

/* Reverse the columns. */
th_tensor *th_fliplr(th_tensor *self);

/* Reverse the rows. */
th_tensor *th_flipud(th_tensor *self);

/* Move elements around in circles. */
th_tensor *th_roll(th_tensor *self, th_ints shifts);
th_tensor *th_roll_with(th_tensor *self, th_ints shifts, th_ints dims);

/* Turn by quarters. */
th_tensor *th_rot90(th_tensor *self);
th_tensor *th_rot90_with(th_tensor *self, int64_t k, th_ints dims);

/* More elements at the ends of dimensions. */
th_tensor *th_pad(th_tensor *input, th_ints pad);
th_tensor *th_op_pad_with(th_tensor *input, th_ints pad, const char *mode, th_value value);
#define th_pad_with(input, pad, mode, value) th_op_pad_with(input, pad, mode, TH_V(value))

/* Copies side by side. */
th_tensor *th_repeat(th_tensor *self, th_ints repeats);

/* Copies side by side, missing dimensions once. */
th_tensor *th_tile(th_tensor *self, th_ints dims);

/* Repeat elements in place. */
th_tensor *th_op_repeat_interleave(th_tensor *self, th_value repeats);
th_tensor *th_op_repeat_interleave_with(th_tensor *self, th_value repeats, th_ints dim, th_ints output_size);
#define th_repeat_interleave(self, repeats) th_op_repeat_interleave(self, TH_V(repeats))
#define th_repeat_interleave_with(self, repeats, dim, output_size) \
    th_op_repeat_interleave_with(self, TH_V(repeats), dim, output_size)

/* Upper triangle. */
th_tensor *th_triu(th_tensor *self);
th_tensor *th_triu_with(th_tensor *self, int64_t diagonal);
th_tensor *th_triu_(th_tensor *self);
th_tensor *th_triu_with_(th_tensor *self, int64_t diagonal);

/* Lower triangle. */
th_tensor *th_tril(th_tensor *self);
th_tensor *th_tril_with(th_tensor *self, int64_t diagonal);
th_tensor *th_tril_(th_tensor *self);
th_tensor *th_tril_with_(th_tensor *self, int64_t diagonal);

/* Matrices with given diagonals. */
th_tensor *th_diag_embed(th_tensor *self);
th_tensor *th_diag_embed_with(th_tensor *self, int64_t offset, int64_t dim1, int64_t dim2);

/* Diagonal of a matrix, or matrix of a diagonal. */
th_tensor *th_diag(th_tensor *self);
th_tensor *th_diag_with(th_tensor *self, int64_t diagonal);

/* Matrix with the input on its diagonal. */
th_tensor *th_diagflat(th_tensor *self);
th_tensor *th_diagflat_with(th_tensor *self, int64_t offset);

/* Overwrite the diagonal. */
th_tensor *th_op_fill_diagonal_(th_tensor *self, th_scalar fill_value);
th_tensor *th_op_fill_diagonal_with_(th_tensor *self, th_scalar fill_value, bool wrap);
#define th_fill_diagonal_(self, fill_value) th_op_fill_diagonal_(self, TH_S(fill_value))
#define th_fill_diagonal_with_(self, fill_value, wrap) th_op_fill_diagonal_with_(self, TH_S(fill_value), wrap)

/* Grids of coordinates. */
th_list th_meshgrid(th_list tensors);
th_list th_meshgrid_with(th_list tensors, const char *indexing);

/* All ways to take one element of each. */
th_tensor *th_cartesian_prod(th_list tensors);

/* Which elements each choice takes. */
th_tensor *th_combination_indices(th_tensor *self);
th_tensor *th_combination_indices_with(th_tensor *self, int64_t r, bool with_replacement);

/* All ways to choose some elements. */
th_tensor *th_combinations(th_tensor *self);
th_tensor *th_combinations_with(th_tensor *self, int64_t r, bool with_replacement);

/* Classes as unit vectors. */
th_tensor *th_one_hot(th_tensor *tensor);
th_tensor *th_one_hot_with(th_tensor *tensor, int64_t num_classes);

/* Pieces between places, or of nearly equal size. */
th_list th_tensor_split(th_tensor *self);
th_list th_tensor_split_with(th_tensor *self, th_ints indices, th_ints sections,
    th_tensor *tensor_indices_or_sections, int64_t dim);

/* Pieces side by side. */
th_list th_hsplit(th_tensor *self);
th_list th_hsplit_with(th_tensor *self, th_ints indices, th_ints sections);

/* Pieces on top of each other. */
th_list th_vsplit(th_tensor *self);
th_list th_vsplit_with(th_tensor *self, th_ints indices, th_ints sections);

/* Pieces in depth. */
th_list th_dsplit(th_tensor *self);
th_list th_dsplit_with(th_tensor *self, th_ints indices, th_ints sections);

/* Pieces of given sizes. */
th_list th_split_with_sizes(th_tensor *self, th_ints split_sizes);
th_list th_split_with_sizes_with(th_tensor *self, th_ints split_sizes, int64_t dim);

/* Conjugate transpose of the last two dimensions. */
th_tensor *th_adjoint(th_tensor *self);

/* Conjugate transpose of a matrix. */
th_tensor *th_matrix_H(th_tensor *self);

/* Interleave groups of channels. */
th_tensor *th_channel_shuffle(th_tensor *self, int64_t groups);

/* Channels into pixels. */
th_tensor *th_pixel_shuffle(th_tensor *self, int64_t upscale_factor);

/* Pixels into channels. */
th_tensor *th_pixel_unshuffle(th_tensor *self, int64_t downscale_factor);

/* Change the tensor's own sizes. */
th_tensor *th_resize_(th_tensor *self, th_ints size);
th_tensor *th_resize_with_(th_tensor *self, th_ints size, const char *memory_format);

/* Take over another tensor's sizes. */
th_tensor *th_resize_as_(th_tensor *self, th_tensor *the_template);
th_tensor *th_resize_as_with_(th_tensor *self, th_tensor *the_template, const char *memory_format);

/* Change the tensor's own strides. */
th_tensor *th_as_strided_(th_tensor *self, th_ints size, th_ints stride);
th_tensor *th_as_strided_with_(th_tensor *self, th_ints size, th_ints stride, th_ints storage_offset);

/* ---- Linear algebra ---- */

/* Matrix product. */
th_tensor *th_mm(th_tensor *self, th_tensor *mat2);

/* Batch of matrix products. */
th_tensor *th_bmm(th_tensor *self, th_tensor *mat2);

/* Matrix products over broadcast batch dimensions. */
th_tensor *th_batched_mm(th_tensor *self, th_tensor *mat2);

/* Product of a matrix and a vector. */
th_tensor *th_mv(th_tensor *self, th_tensor *vec);

/* Dot product of two vectors. */
th_tensor *th_dot(th_tensor *self, th_tensor *tensor);

/* Dot product, the first vector conjugated. */
th_tensor *th_vdot(th_tensor *self, th_tensor *other);

/* Matrix product of tensors. */
th_tensor *th_matmul(th_tensor *self, th_tensor *other);

/* Matrix product added to a tensor. */
th_tensor *th_addmm(th_tensor *self, th_tensor *mat1, th_tensor *mat2);
th_tensor *th_op_addmm_with(th_tensor *self, th_tensor *mat1, th_tensor *mat2, th_scalar beta, th_scalar alpha);
th_tensor *th_addmm_(th_tensor *self, th_tensor *mat1, th_tensor *mat2);
th_tensor *th_op_addmm_with_(th_tensor *self, th_tensor *mat1, th_tensor *mat2, th_scalar beta, th_scalar alpha);
#define th_addmm_with(self, mat1, mat2, beta, alpha) th_op_addmm_with(self, mat1, mat2, TH_S(beta), TH_S(alpha))
#define th_addmm_with_(self, mat1, mat2, beta, alpha) th_op_addmm_with_(self, mat1, mat2, TH_S(beta), TH_S(alpha))

/* Product of a matrix and a vector added to a tensor. */
th_tensor *th_addmv(th_tensor *self, th_tensor *mat, th_tensor *vec);
th_tensor *th_op_addmv_with(th_tensor *self, th_tensor *mat, th_tensor *vec, th_scalar beta, th_scalar alpha);
th_tensor *th_addmv_(th_tensor *self, th_tensor *mat, th_tensor *vec);
th_tensor *th_op_addmv_with_(th_tensor *self, th_tensor *mat, th_tensor *vec, th_scalar beta, th_scalar alpha);
#define th_addmv_with(self, mat, vec, beta, alpha) th_op_addmv_with(self, mat, vec, TH_S(beta), TH_S(alpha))
#define th_addmv_with_(self, mat, vec, beta, alpha) th_op_addmv_with_(self, mat, vec, TH_S(beta), TH_S(alpha))

/* Batch of matrix products added to a tensor. */
th_tensor *th_baddbmm(th_tensor *self, th_tensor *batch1, th_tensor *batch2);
th_tensor *th_op_baddbmm_with(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha);
th_tensor *th_baddbmm_(th_tensor *self, th_tensor *batch1, th_tensor *batch2);
th_tensor *th_op_baddbmm_with_(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha);
#define th_baddbmm_with(self, batch1, batch2, beta, alpha) \
    th_op_baddbmm_with(self, batch1, batch2, TH_S(beta), TH_S(alpha))
#define th_baddbmm_with_(self, batch1, batch2, beta, alpha) \
    th_op_baddbmm_with_(self, batch1, batch2, TH_S(beta), TH_S(alpha))

/* Sum of a batch of matrix products added to a tensor. */
th_tensor *th_addbmm(th_tensor *self, th_tensor *batch1, th_tensor *batch2);
th_tensor *th_op_addbmm_with(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha);
th_tensor *th_addbmm_(th_tensor *self, th_tensor *batch1, th_tensor *batch2);
th_tensor *th_op_addbmm_with_(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha);
#define th_addbmm_with(self, batch1, batch2, beta, alpha) \
    th_op_addbmm_with(self, batch1, batch2, TH_S(beta), TH_S(alpha))
#define th_addbmm_with_(self, batch1, batch2, beta, alpha) \
    th_op_addbmm_with_(self, batch1, batch2, TH_S(beta), TH_S(alpha))

/* Outer product added to a tensor. */
th_tensor *th_addr(th_tensor *self, th_tensor *vec1, th_tensor *vec2);
th_tensor *th_op_addr_with(th_tensor *self, th_tensor *vec1, th_tensor *vec2, th_scalar beta, th_scalar alpha);
th_tensor *th_addr_(th_tensor *self, th_tensor *vec1, th_tensor *vec2);
th_tensor *th_op_addr_with_(th_tensor *self, th_tensor *vec1, th_tensor *vec2, th_scalar beta, th_scalar alpha);
#define th_addr_with(self, vec1, vec2, beta, alpha) th_op_addr_with(self, vec1, vec2, TH_S(beta), TH_S(alpha))
#define th_addr_with_(self, vec1, vec2, beta, alpha) th_op_addr_with_(self, vec1, vec2, TH_S(beta), TH_S(alpha))

/* Outer product of two vectors. */
th_tensor *th_outer(th_tensor *self, th_tensor *vec2);

/* Sums of products over the last dimension. */
th_tensor *th_inner(th_tensor *self, th_tensor *other);

/* Linear transformation. */
th_tensor *th_linear(th_tensor *input, th_tensor *weight);
th_tensor *th_linear_with(th_tensor *input, th_tensor *weight, th_tensor *bias);

/* linear and an elementwise row with its numbers behind it. */
th_tensor *th_linear_activation(th_tensor *input, th_tensor *weight, th_tensor *bias, const char *activation);
th_tensor *th_linear_activation_with(th_tensor *input, th_tensor *weight, th_tensor *bias,
    const char *activation, th_value numbers);

/* Gradient in front of the activation and, if asked for, its sums over rows. */
void th_linear_activation_backward(th_tensor *gradient, th_tensor *result, const char *activation,
    th_value numbers, bool sums, th_tensor **results);

/* Bilinear transformation. */
th_tensor *th_bilinear(th_tensor *input1, th_tensor *input2, th_tensor *weight);
th_tensor *th_bilinear_with(th_tensor *input1, th_tensor *input2, th_tensor *weight, th_tensor *bias);

/* Sums of products in Einstein's notation. */
th_tensor *th_einsum(const char *equation, th_list tensors);
th_tensor *th_einsum_with(const char *equation, th_list tensors, th_ints path);

/* Contraction over several dimensions. */
th_tensor *th_tensordot(th_tensor *a, th_tensor *b, th_ints dims_self, th_ints dims_other);

/* Kronecker product. */
th_tensor *th_kron(th_tensor *self, th_tensor *other);

/* Product of several matrices in the cheapest order. */
th_tensor *th_chain_matmul(th_list matrices);

/* Power of a square matrix. */
th_tensor *th_matrix_power(th_tensor *self, int64_t n);

/* Block diagonal matrix. */
th_tensor *th_block_diag(th_list tensors);

/* Cross product. */
th_tensor *th_cross(th_tensor *self, th_tensor *other);
th_tensor *th_cross_with(th_tensor *self, th_tensor *other, th_ints dim);

/* ---- Linear algebra: factorizations ---- */

/* Cholesky factor, and the minor where it ends. */
void th_cholesky_factor(th_tensor *A, bool upper, th_tensor **results);

/* LU factors in one matrix, pivots from 1, the first zero pivot. */
void th_lu_factor(th_tensor *A, th_tensor **results);

/* The rows that pivots bring to each place. */
th_tensor *th_lu_positions(th_tensor *pivots, int64_t rows);

/* Solution of A X = B from A's factors. */
th_tensor *th_solve_by_lu(th_tensor *A, th_tensor *LU, th_tensor *pivots, th_tensor *B, bool adjoint);

/* Determinant from A's factors. */
th_tensor *th_det_by_lu(th_tensor *A, th_tensor *LU, th_tensor *pivots);

/* Sign and logarithm of the determinant from A's factors. */
void th_slogdet_by_lu(th_tensor *A, th_tensor *LU, th_tensor *pivots, th_tensor **results);

/* Solution of A X = B with a triangle of A. */
th_tensor *th_solve_triangle(th_tensor *A, th_tensor *B, bool upper, bool unit);

/* Eigenvalues and, if asked for, vectors of Hermitian matrices. */
void th_eigh_factor(th_tensor *A, bool upper, bool vectors, th_tensor **results);

/* Eigenvalues and, if asked for, vectors. */
void th_eig_factor(th_tensor *A, bool vectors, th_tensor **results);

/* Singular values and, if asked for, vectors. */
void th_svd_factor(th_tensor *A, bool full, bool vectors, th_tensor **results);

/* Pseudoinverse times B from A's singular value decomposition. */
th_tensor *th_pseudo_solve(th_tensor *A, th_tensor *B, th_tensor *U, th_tensor *inverses, th_tensor *Vh,
    bool adjoint);

/* Cholesky decomposition. */
th_tensor *th_linalg_cholesky(th_tensor *A);

/* Cholesky decomposition with a report. */
void th_linalg_cholesky_ex(th_tensor *A, th_tensor **results);
void th_linalg_cholesky_ex_with(th_tensor *A, bool check_errors, th_tensor **results);

/* Inverse of square matrices. */
th_tensor *th_linalg_inv(th_tensor *A);

/* Inverse of square matrices with a report. */
void th_linalg_inv_ex(th_tensor *A, th_tensor **results);
void th_linalg_inv_ex_with(th_tensor *A, bool check_errors, th_tensor **results);

/* Determinant. */
th_tensor *th_linalg_det(th_tensor *A);

/* Sign and logarithm of the determinant. */
void th_linalg_slogdet(th_tensor *A, th_tensor **results);

/* Solution of linear systems. */
th_tensor *th_linalg_solve(th_tensor *A, th_tensor *B);

/* Solution of triangular systems. */
th_tensor *th_linalg_solve_triangular(th_tensor *A, th_tensor *B, bool upper);
th_tensor *th_linalg_solve_triangular_with(th_tensor *A, th_tensor *B, bool upper, bool left,
    bool unitriangular);

/* QR decomposition. */
void th_linalg_qr(th_tensor *A, th_tensor **results);
void th_linalg_qr_with(th_tensor *A, const char *mode, th_tensor **results);

/* Eigenvalues and eigenvectors of Hermitian matrices. */
void th_linalg_eigh(th_tensor *A, th_tensor **results);
void th_linalg_eigh_with(th_tensor *A, const char *UPLO, th_tensor **results);

/* Eigenvalues of Hermitian matrices. */
th_tensor *th_linalg_eigvalsh(th_tensor *A);
th_tensor *th_linalg_eigvalsh_with(th_tensor *A, const char *UPLO);

/* Eigenvalues and eigenvectors of square matrices. */
void th_linalg_eig(th_tensor *A, th_tensor **results);

/* Eigenvalues of square matrices. */
th_tensor *th_linalg_eigvals(th_tensor *A);

/* Singular value decomposition. */
void th_linalg_svd(th_tensor *A, th_tensor **results);
void th_linalg_svd_with(th_tensor *A, bool full_matrices, th_tensor **results);

/* Singular values. */
th_tensor *th_linalg_svdvals(th_tensor *A);

/* Least squares. */
void th_linalg_lstsq(th_tensor *A, th_tensor *B, th_tensor **results);
void th_op_linalg_lstsq_with(th_tensor *A, th_tensor *B, th_value rcond, const char *driver,
    th_tensor **results);
#define th_linalg_lstsq_with(A, B, rcond, driver, results) th_op_linalg_lstsq_with(A, B, TH_V(rcond), driver, results)

/* First columns of a product of Householder matrices. */
th_tensor *th_linalg_householder_product(th_tensor *A, th_tensor *tau);

/* LU decomposition. */
void th_lu(th_tensor *A, bool check_errors, th_tensor **results);

/* The matrices of an LU decomposition. */
void th_lu_unpack(th_tensor *LU_data, th_tensor *LU_pivots, th_tensor **results);
void th_lu_unpack_with(th_tensor *LU_data, th_tensor *LU_pivots, bool unpack_data, bool unpack_pivots,
    th_tensor **results);

/* Solution of linear systems from an LU decomposition. */
th_tensor *th_lu_solve(th_tensor *self, th_tensor *LU_data, th_tensor *LU_pivots);

/* Solution of linear systems from a Cholesky factor. */
th_tensor *th_cholesky_solve(th_tensor *self, th_tensor *input2);
th_tensor *th_cholesky_solve_with(th_tensor *self, th_tensor *input2, bool upper);

/* Solution of triangular systems, in its older form. */
void th_triangular_solve(th_tensor *self, th_tensor *A, th_tensor **results);
void th_triangular_solve_with(th_tensor *self, th_tensor *A, bool upper, bool transpose, bool unitriangular,
    th_tensor **results);

/* QR decomposition as Householder reflections. */
void th_geqrf(th_tensor *self, th_tensor **results);

/* First columns of Q from Householder reflections. */
th_tensor *th_orgqr(th_tensor *self, th_tensor *input2);

/* Product with Q from Householder reflections. */
th_tensor *th_ormqr(th_tensor *self, th_tensor *input2, th_tensor *input3);
th_tensor *th_ormqr_with(th_tensor *self, th_tensor *input2, th_tensor *input3, bool left, bool transpose);

/* ---- Joining ---- */

/* Tensors end to end. */
th_tensor *th_cat(th_list tensors);
th_tensor *th_cat_with(th_list tensors, int64_t dim);

/* Tensors side by side in a new dimension. */
th_tensor *th_stack(th_list tensors);
th_tensor *th_stack_with(th_list tensors, int64_t dim);

/* Tensors beside each other. */
th_tensor *th_hstack(th_list tensors);

/* Tensors below each other. */
th_tensor *th_vstack(th_list tensors);

/* Tensors behind each other. */
th_tensor *th_dstack(th_list tensors);

/* ---- Indexing ---- */

/* Number of the first index out of range. */
th_tensor *th_first_outside(th_tensor *index, int64_t size);

/* Number of elements that are not zero. */
th_tensor *th_nonzero_count(th_tensor *self);

/* Positions of the elements that are not zero. */
th_tensor *th_nonzero(th_tensor *self);

/* Positions of the elements that are not zero, counted from 0. */
th_tensor *th_argwhere(th_tensor *self);

/* Fill where a mask is true. */
th_tensor *th_op_masked_fill(th_tensor *self, th_tensor *mask, th_value value);
th_tensor *th_op_masked_fill_(th_tensor *self, th_tensor *mask, th_value value);
#define th_masked_fill(self, mask, value) th_op_masked_fill(self, mask, TH_V(value))
#define th_masked_fill_(self, mask, value) th_op_masked_fill_(self, mask, TH_V(value))

/* Elements where a mask is true. */
th_tensor *th_masked_select(th_tensor *self, th_tensor *mask);

/* Overwrite where a mask is true. */
th_tensor *th_masked_scatter(th_tensor *self, th_tensor *mask, th_tensor *source);
th_tensor *th_masked_scatter_(th_tensor *self, th_tensor *mask, th_tensor *source);

/* Elements at several index tensors. */
th_tensor *th_index(th_tensor *self, th_list indices);

/* Overwrite elements at several index tensors. */
th_tensor *th_index_put(th_tensor *self, th_list indices, th_tensor *values);
th_tensor *th_index_put_with(th_tensor *self, th_list indices, th_tensor *values, bool accumulate);
th_tensor *th_index_put_(th_tensor *self, th_list indices, th_tensor *values);
th_tensor *th_index_put_with_(th_tensor *self, th_list indices, th_tensor *values, bool accumulate);

/* Slices of a dimension. */
th_tensor *th_index_select(th_tensor *self, int64_t dim, th_tensor *index);

/* Add to slices of a dimension. */
th_tensor *th_index_add(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source);
th_tensor *th_op_index_add_with(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source,
    th_scalar alpha);
th_tensor *th_index_add_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source);
th_tensor *th_op_index_add_with_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source,
    th_scalar alpha);
#define th_index_add_with(self, dim, index, source, alpha) th_op_index_add_with(self, dim, index, source, TH_S(alpha))
#define th_index_add_with_(self, dim, index, source, alpha) \
    th_op_index_add_with_(self, dim, index, source, TH_S(alpha))

/* Overwrite slices of a dimension. */
th_tensor *th_index_copy(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source);
th_tensor *th_index_copy_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source);

/* Fill slices of a dimension. */
th_tensor *th_op_index_fill(th_tensor *self, int64_t dim, th_tensor *index, th_value value);
th_tensor *th_op_index_fill_(th_tensor *self, int64_t dim, th_tensor *index, th_value value);
#define th_index_fill(self, dim, index, value) th_op_index_fill(self, dim, index, TH_V(value))
#define th_index_fill_(self, dim, index, value) th_op_index_fill_(self, dim, index, TH_V(value))

/* Elements at positions of the flattened tensor. */
th_tensor *th_take(th_tensor *self, th_tensor *index);

/* Overwrite elements at positions of the flattened tensor. */
th_tensor *th_put(th_tensor *self, th_tensor *index, th_tensor *source);
th_tensor *th_put_with(th_tensor *self, th_tensor *index, th_tensor *source, bool accumulate);
th_tensor *th_put_(th_tensor *self, th_tensor *index, th_tensor *source);
th_tensor *th_put_with_(th_tensor *self, th_tensor *index, th_tensor *source, bool accumulate);

/* Elements at one index each along a dimension. */
th_tensor *th_gather(th_tensor *self, int64_t dim, th_tensor *index);
th_tensor *th_gather_with(th_tensor *self, int64_t dim, th_tensor *index, bool sparse_grad);

/* Elements at one index each, sizes broadcast. */
th_tensor *th_take_along_dim(th_tensor *self, th_tensor *indices);
th_tensor *th_take_along_dim_with(th_tensor *self, th_tensor *indices, th_ints dim);

/* Overwrite elements at one index each. */
th_tensor *th_op_scatter_put(th_tensor *self, int64_t dim, th_tensor *index, th_value src);
#define th_scatter_put(self, dim, index, src) th_op_scatter_put(self, dim, index, TH_V(src))

/* Add to elements at one index each. */
th_tensor *th_scatter_add(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src);
th_tensor *th_scatter_add_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src);

/* Product or extreme with elements at one index each. */
th_tensor *th_scatter_fold(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src, const char *reduce);

/* Overwrite elements at one index each. */
th_tensor *th_op_scatter(th_tensor *self, int64_t dim, th_tensor *index, th_value src);
th_tensor *th_op_scatter_with(th_tensor *self, int64_t dim, th_tensor *index, th_value src, const char *reduce);
th_tensor *th_op_scatter_(th_tensor *self, int64_t dim, th_tensor *index, th_value src);
th_tensor *th_op_scatter_with_(th_tensor *self, int64_t dim, th_tensor *index, th_value src, const char *reduce);
#define th_scatter(self, dim, index, src) th_op_scatter(self, dim, index, TH_V(src))
#define th_scatter_with(self, dim, index, src, reduce) th_op_scatter_with(self, dim, index, TH_V(src), reduce)
#define th_scatter_(self, dim, index, src) th_op_scatter_(self, dim, index, TH_V(src))
#define th_scatter_with_(self, dim, index, src, reduce) th_op_scatter_with_(self, dim, index, TH_V(src), reduce)

/* Reduce into elements at one index each. */
th_tensor *th_scatter_reduce(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src, const char *reduce);
th_tensor *th_scatter_reduce_with(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src,
    const char *reduce, bool include_self);
th_tensor *th_scatter_reduce_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src,
    const char *reduce);
th_tensor *th_scatter_reduce_with_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src,
    const char *reduce, bool include_self);

/* Copy with one slice replaced. */
th_tensor *th_select_scatter(th_tensor *self, th_tensor *src, int64_t dim, int64_t index);

/* Copy with a range of a dimension replaced. */
th_tensor *th_slice_scatter(th_tensor *self, th_tensor *src);
th_tensor *th_slice_scatter_with(th_tensor *self, th_tensor *src, int64_t dim, th_ints start, th_ints end,
    int64_t step);

/* Copy with a diagonal replaced. */
th_tensor *th_diagonal_scatter(th_tensor *self, th_tensor *src);
th_tensor *th_diagonal_scatter_with(th_tensor *self, th_tensor *src, int64_t offset, int64_t dim1, int64_t dim2);

/* Rows of a matrix at indices. */
th_tensor *th_embedding(th_tensor *weight, th_tensor *indices);
th_tensor *th_embedding_with(th_tensor *weight, th_tensor *indices, th_ints padding_idx,
    bool scale_grad_by_freq);

/* ---- Embeddings ---- */

/* Shorten rows of an embedding. */
th_tensor *th_embedding_renorm_(th_tensor *self, th_tensor *indices, double max_norm);
th_tensor *th_embedding_renorm_with_(th_tensor *self, th_tensor *indices, double max_norm, double norm_type);

/* Rows of a matrix at indices. */
th_tensor *th_embedding_lookup(th_tensor *input, th_tensor *weight);
th_tensor *th_op_embedding_lookup_with(th_tensor *input, th_tensor *weight, th_ints padding_idx,
    th_value max_norm, double norm_type, bool scale_grad_by_freq, bool sparse);
#define th_embedding_lookup_with(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse) \
    th_op_embedding_lookup_with(input, weight, padding_idx, TH_V(max_norm), norm_type, scale_grad_by_freq, sparse)

/* Sums, means or maxima of bags of embeddings. */
th_tensor *th_embedding_bag(th_tensor *input, th_tensor *weight);
th_tensor *th_op_embedding_bag_with(th_tensor *input, th_tensor *weight, th_tensor *offsets,
    th_value max_norm, double norm_type, bool scale_grad_by_freq, const char *mode, bool sparse,
    th_tensor *per_sample_weights, bool include_last_offset, th_ints padding_idx);
#define th_embedding_bag_with(input, weight, offsets, max_norm, norm_type, scale_grad_by_freq, mode, sparse, per_sample_weights, include_last_offset, padding_idx) \
    th_op_embedding_bag_with(input, weight, offsets, TH_V(max_norm), norm_type, scale_grad_by_freq, mode, sparse, \
        per_sample_weights, include_last_offset, padding_idx)

/* ---- Losses ---- */

/* Mean squared error. */
th_tensor *th_mse_loss(th_tensor *input, th_tensor *target);
th_tensor *th_mse_loss_with(th_tensor *input, th_tensor *target, const char *reduction);

/* Mean absolute error. */
th_tensor *th_l1_loss(th_tensor *input, th_tensor *target);
th_tensor *th_l1_loss_with(th_tensor *input, th_tensor *target, const char *reduction);

/* Absolute error, squared where it is small. */
th_tensor *th_smooth_l1_loss(th_tensor *input, th_tensor *target);
th_tensor *th_smooth_l1_loss_with(th_tensor *input, th_tensor *target, const char *reduction, double beta);

/* Squared error, linear where it is large. */
th_tensor *th_huber_loss(th_tensor *input, th_tensor *target);
th_tensor *th_huber_loss_with(th_tensor *input, th_tensor *target, const char *reduction, double delta);

/* Kullback-Leibler divergence. */
th_tensor *th_kl_div(th_tensor *input, th_tensor *target);
th_tensor *th_kl_div_with(th_tensor *input, th_tensor *target, const char *reduction, bool log_target);

/* Negative log likelihood of Poisson counts. */
th_tensor *th_poisson_nll_loss(th_tensor *input, th_tensor *target);
th_tensor *th_poisson_nll_loss_with(th_tensor *input, th_tensor *target, bool log_input, bool full,
    double eps, const char *reduction);

/* Binary cross entropy. */
th_tensor *th_binary_cross_entropy(th_tensor *input, th_tensor *target);
th_tensor *th_binary_cross_entropy_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    const char *reduction);

/* Binary cross entropy of logits. */
th_tensor *th_binary_cross_entropy_with_logits(th_tensor *input, th_tensor *target);
th_tensor *th_binary_cross_entropy_with_logits_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    const char *reduction, th_tensor *pos_weight);

/* Binary cross entropy of several labels. */
th_tensor *th_multilabel_soft_margin_loss(th_tensor *input, th_tensor *target);
th_tensor *th_multilabel_soft_margin_loss_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    const char *reduction);

/* Logistic loss of labels -1 and 1. */
th_tensor *th_soft_margin_loss(th_tensor *input, th_tensor *target);
th_tensor *th_soft_margin_loss_with(th_tensor *input, th_tensor *target, const char *reduction);

/* Hinge loss of distances with labels -1 and 1. */
th_tensor *th_hinge_embedding_loss(th_tensor *input, th_tensor *target);
th_tensor *th_hinge_embedding_loss_with(th_tensor *input, th_tensor *target, double margin,
    const char *reduction);

/* Loss of the order of two inputs. */
th_tensor *th_margin_ranking_loss(th_tensor *input1, th_tensor *input2, th_tensor *target);
th_tensor *th_margin_ranking_loss_with(th_tensor *input1, th_tensor *input2, th_tensor *target,
    double margin, const char *reduction);

/* Loss of the angle between two vectors. */
th_tensor *th_cosine_embedding_loss(th_tensor *input1, th_tensor *input2, th_tensor *target);
th_tensor *th_cosine_embedding_loss_with(th_tensor *input1, th_tensor *input2, th_tensor *target,
    double margin, const char *reduction);

/* Loss of distances within triplets. */
th_tensor *th_triplet_margin_loss(th_tensor *anchor, th_tensor *positive, th_tensor *negative);
th_tensor *th_triplet_margin_loss_with(th_tensor *anchor, th_tensor *positive, th_tensor *negative,
    double margin, double p, double eps, bool swap, const char *reduction);

/* Loss of given distances within triplets. */
th_tensor *th_triplet_margin_with_distance_loss(th_tensor *near, th_tensor *far);
th_tensor *th_triplet_margin_with_distance_loss_with(th_tensor *near, th_tensor *far, th_tensor *swapped,
    double margin, const char *reduction);

/* Squared difference. */
th_tensor *th_op_squared_difference(th_value self, th_value other);
th_tensor *th_op_squared_difference_(th_tensor *self, th_value other);
#define th_squared_difference(self, other) th_op_squared_difference(TH_V(self), TH_V(other))
#define th_squared_difference_(self, other) th_op_squared_difference_(self, TH_V(other))

/* Absolute difference. */
th_tensor *th_op_absolute_difference(th_value self, th_value other);
th_tensor *th_op_absolute_difference_(th_tensor *self, th_value other);
#define th_absolute_difference(self, other) th_op_absolute_difference(TH_V(self), TH_V(other))
#define th_absolute_difference_(self, other) th_op_absolute_difference_(self, TH_V(other))

/* Squared difference, linear where it is large. */
th_tensor *th_op_huber_distance(th_value self, th_value other, th_scalar delta);
th_tensor *th_op_huber_distance_(th_tensor *self, th_value other, th_scalar delta);
#define th_huber_distance(self, other, delta) th_op_huber_distance(TH_V(self), TH_V(other), TH_S(delta))
#define th_huber_distance_(self, other, delta) th_op_huber_distance_(self, TH_V(other), TH_S(delta))

/* Binary cross entropy of probabilities. */
th_tensor *th_op_binary_entropy(th_value self, th_value other);
th_tensor *th_op_binary_entropy_(th_tensor *self, th_value other);
#define th_binary_entropy(self, other) th_op_binary_entropy(TH_V(self), TH_V(other))
#define th_binary_entropy_(self, other) th_op_binary_entropy_(self, TH_V(other))

/* Binary cross entropy of logits. */
th_tensor *th_op_logits_entropy(th_value self, th_value other);
th_tensor *th_op_logits_entropy_(th_tensor *self, th_value other);
#define th_logits_entropy(self, other) th_op_logits_entropy(TH_V(self), TH_V(other))
#define th_logits_entropy_(self, other) th_op_logits_entropy_(self, TH_V(other))

/* log(1 + exp(-a b)). */
th_tensor *th_op_margin_entropy(th_value self, th_value other);
th_tensor *th_op_margin_entropy_(th_tensor *self, th_value other);
#define th_margin_entropy(self, other) th_op_margin_entropy(TH_V(self), TH_V(other))
#define th_margin_entropy_(self, other) th_op_margin_entropy_(self, TH_V(other))

/* Kullback-Leibler divergence from a logarithm. */
th_tensor *th_op_divergence(th_value self, th_value other);
th_tensor *th_op_divergence_(th_tensor *self, th_value other);
#define th_divergence(self, other) th_op_divergence(TH_V(self), TH_V(other))
#define th_divergence_(self, other) th_op_divergence_(self, TH_V(other))

/* Kullback-Leibler divergence of two logarithms. */
th_tensor *th_op_divergence_of_logs(th_value self, th_value other);
th_tensor *th_op_divergence_of_logs_(th_tensor *self, th_value other);
#define th_divergence_of_logs(self, other) th_op_divergence_of_logs(TH_V(self), TH_V(other))
#define th_divergence_of_logs_(self, other) th_op_divergence_of_logs_(self, TH_V(other))

/* Gradient of the squared difference of b and c. */
th_tensor *th_op_squared_difference_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over);
th_tensor *th_op_squared_difference_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over);
#define th_squared_difference_slope(self, tensor1, tensor2, over) \
    th_op_squared_difference_slope(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(over))
#define th_squared_difference_slope_(self, tensor1, tensor2, over) \
    th_op_squared_difference_slope_(self, TH_V(tensor1), TH_V(tensor2), TH_S(over))

/* Gradient of the absolute difference of b and c. */
th_tensor *th_op_absolute_difference_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over);
th_tensor *th_op_absolute_difference_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over);
#define th_absolute_difference_slope(self, tensor1, tensor2, over) \
    th_op_absolute_difference_slope(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(over))
#define th_absolute_difference_slope_(self, tensor1, tensor2, over) \
    th_op_absolute_difference_slope_(self, TH_V(tensor1), TH_V(tensor2), TH_S(over))

/* Gradient of huber_distance of b and c. */
th_tensor *th_op_huber_distance_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar delta,
    th_scalar over);
th_tensor *th_op_huber_distance_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar delta,
    th_scalar over);
#define th_huber_distance_slope(self, tensor1, tensor2, delta, over) \
    th_op_huber_distance_slope(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(delta), TH_S(over))
#define th_huber_distance_slope_(self, tensor1, tensor2, delta, over) \
    th_op_huber_distance_slope_(self, TH_V(tensor1), TH_V(tensor2), TH_S(delta), TH_S(over))

/* Gradient of binary_entropy of b and c. */
th_tensor *th_op_binary_entropy_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over);
th_tensor *th_op_binary_entropy_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over);
#define th_binary_entropy_slope(self, tensor1, tensor2, over) \
    th_op_binary_entropy_slope(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(over))
#define th_binary_entropy_slope_(self, tensor1, tensor2, over) \
    th_op_binary_entropy_slope_(self, TH_V(tensor1), TH_V(tensor2), TH_S(over))

/* Gradient of logits_entropy of b and c. */
th_tensor *th_op_logits_entropy_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over);
th_tensor *th_op_logits_entropy_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over);
#define th_logits_entropy_slope(self, tensor1, tensor2, over) \
    th_op_logits_entropy_slope(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(over))
#define th_logits_entropy_slope_(self, tensor1, tensor2, over) \
    th_op_logits_entropy_slope_(self, TH_V(tensor1), TH_V(tensor2), TH_S(over))

/* Gradient of margin_entropy of b and c. */
th_tensor *th_op_margin_entropy_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over);
th_tensor *th_op_margin_entropy_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over);
#define th_margin_entropy_slope(self, tensor1, tensor2, over) \
    th_op_margin_entropy_slope(TH_V(self), TH_V(tensor1), TH_V(tensor2), TH_S(over))
#define th_margin_entropy_slope_(self, tensor1, tensor2, over) \
    th_op_margin_entropy_slope_(self, TH_V(tensor1), TH_V(tensor2), TH_S(over))

/* Sum of a LOSS row over all elements, divided by a number. */
th_tensor *th_op_loss_sum(th_tensor *input, th_tensor *target, th_scalar number, const char *row,
    th_scalar over);
#define th_loss_sum(input, target, number, row, over) th_op_loss_sum(input, target, TH_S(number), row, TH_S(over))

/* Area under the minimum of false positive and false negative rate. */
th_tensor *th_area_under_min_fpr_fnr(th_tensor *input, th_tensor *target);

/* Negative log likelihood. */
th_tensor *th_nll_loss(th_tensor *input, th_tensor *target);
th_tensor *th_nll_loss_with(th_tensor *input, th_tensor *target, th_tensor *weight, int64_t ignore_index,
    const char *reduction);

/* Cross entropy of scores. */
th_tensor *th_cross_entropy(th_tensor *input, th_tensor *target);
th_tensor *th_cross_entropy_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    int64_t ignore_index, const char *reduction, double label_smoothing);

/* Hinge loss of several classes. */
th_tensor *th_multi_margin_loss(th_tensor *input, th_tensor *target);
th_tensor *th_multi_margin_loss_with(th_tensor *input, th_tensor *target, double p, double margin,
    th_tensor *weight, const char *reduction);

/* Hinge loss of several classes and several labels. */
th_tensor *th_multilabel_margin_loss(th_tensor *input, th_tensor *target);
th_tensor *th_multilabel_margin_loss_with(th_tensor *input, th_tensor *target, const char *reduction);

/* Cross entropy of each row of scores. */
th_tensor *th_cross_entropy_rows(th_tensor *input, th_tensor *target, int64_t ignore_index);

/* Its fused backward step. */
th_tensor *th_cross_entropy_rows_backward(th_tensor *gradient, th_tensor *input, th_tensor *target,
    int64_t ignore_index);

/* Number of targets that count, or minus the place of a wrong one. */
th_tensor *th_count_targets(th_tensor *target, int64_t classes, int64_t ignore_index);

/* ---- Clipping of gradients ---- */

/* Norm of several tensors as if they were one vector. */
th_tensor *th_total_norm(th_list tensors);
th_tensor *th_total_norm_with(th_list tensors, double ord);

/* Several tensors, changed in place so that their norm, or each element, is within a limit. */
th_list th_limit_all(th_list tensors, double limit, th_tensor *norm);

/* ---- Optimizer steps: each changes the parameter and its states ---- */

/* Step of gradient descent. */
th_tensor *th_sgd_(th_tensor *self, th_tensor *grad, th_tensor *momentum_buffer, double lr, double momentum,
    double dampening, double weight_decay, bool nesterov);

/* Step of Adam. */
th_tensor *th_adam_(th_tensor *self, th_tensor *grad, th_tensor *exp_avg, th_tensor *exp_avg_sq,
    th_tensor *max_exp_avg_sq, double beta1, double beta2, double eps, double weight_decay, double shrink,
    double step_size, double correction);

/* Step of RMSprop. */
th_tensor *th_rmsprop_(th_tensor *self, th_tensor *grad, th_tensor *square_avg, th_tensor *momentum_buffer,
    th_tensor *grad_avg, double lr, double alpha, double eps, double weight_decay, double momentum);

/* Step of Adagrad. */
th_tensor *th_adagrad_(th_tensor *self, th_tensor *grad, th_tensor *sum, double lr, double eps,
    double weight_decay);

/* Step of Adadelta. */
th_tensor *th_adadelta_(th_tensor *self, th_tensor *grad, th_tensor *square_avg, th_tensor *acc_delta,
    double lr, double rho, double eps, double weight_decay);

/* Step of averaged gradient descent. */
th_tensor *th_asgd_(th_tensor *self, th_tensor *grad, th_tensor *ax, double eta, double mu, double shrink,
    double weight_decay);

/* Step of resilient backpropagation. */
th_tensor *th_rprop_(th_tensor *self, th_tensor *grad, th_tensor *prev, th_tensor *step_size,
    double etaminus, double etaplus, double smallest, double largest);

#endif
