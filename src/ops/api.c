/* The operations as C functions: arguments into values, then through the door.
 * made by tools/generate.R from src/ops/ops.def; after a conflict run it again. */
#include "../core/op.h"

#define VALUE(id, ...) ((th_value){.type = TH_ARG_##id, __VA_ARGS__})
static inline th_value from_list(th_list x) { return x.n < 0 ? TH_NONE : VALUE(LIST, .n = x.n, .as.list = x.v); }
static inline th_value from_int(int64_t i) { return VALUE(INT, .as.i = i); }
static inline th_value from_ints(th_ints x) { return x.n < 0 ? TH_NONE : VALUE(INTS, .n = x.n, .as.ints = x.v); }
static inline th_value from_first(th_ints x) { return x.n < 1 ? TH_NONE : from_int(x.v[0]); }
static inline th_value from_bool(bool b) { return VALUE(BOOL, .as.i = b); }
static inline th_value from_truth(th_value v) { return v.type == TH_ARG_SCALAR ? from_bool(v.as.scalar.re.i != 0) : v; }
static inline th_value from_double(double d) { return VALUE(DOUBLE, .as.d = d); }
static inline th_value from_doubles(th_value v) { return v; }
static inline th_value from_number(th_value v)
{ return v.type == TH_ARG_SCALAR ? from_double(th_scalar_double(v.as.scalar)) : v; }
static inline th_value from_dtype(th_dtype d) { return d == TH_NO_DTYPE ? TH_NONE : VALUE(DTYPE, .as.i = d); }
static inline th_value from_string(const char *s) { return s ? VALUE(STRING, .as.string = s) : TH_NONE; }
static inline th_value from_generator(th_generator *g) { return g ? VALUE(GENERATOR, .as.generator = g) : TH_NONE; }
static inline th_value from_device(th_device d) { return VALUE(DEVICE, .as.device = d); }
#define DEFAULT(op, k) th_ops[TH_OP_##op].params[k].fallback
static inline th_list list_of(int op, th_value *args)
{
    int n = 0;
    th_tensor **out = th_dispatch(&th_ops[op], args, &n);
    return (th_list){n, out};
}
static inline void several(int op, th_value *args, th_tensor **results)
{
    int n = 0;
    th_tensor **out = th_dispatch(&th_ops[op], args, &n);
    for (int k = 0; k < n; k++) results[k] = out[k];
}

th_tensor *th_op_add(th_value self, th_value other)
{
    th_value args[] = {self, other, DEFAULT(add, 2)};
    return th_dispatch1(TH_OP_add, args);
}
th_tensor *th_op_add_with(th_value self, th_value other, th_scalar alpha)
{
    th_value args[] = {self, other, th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_add, args);
}
th_tensor *th_op_add_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other, DEFAULT(add, 2)};
    return th_dispatch_in_place(TH_OP_add, args);
}
th_tensor *th_op_add_with_(th_tensor *self, th_value other, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_add, args);
}

th_tensor *th_op_sub(th_value self, th_value other)
{
    th_value args[] = {self, other, DEFAULT(sub, 2)};
    return th_dispatch1(TH_OP_sub, args);
}
th_tensor *th_op_sub_with(th_value self, th_value other, th_scalar alpha)
{
    th_value args[] = {self, other, th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_sub, args);
}
th_tensor *th_op_sub_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other, DEFAULT(sub, 2)};
    return th_dispatch_in_place(TH_OP_sub, args);
}
th_tensor *th_op_sub_with_(th_tensor *self, th_value other, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_sub, args);
}

th_tensor *th_op_rsub(th_value self, th_value other)
{
    th_value args[] = {self, other, DEFAULT(rsub, 2)};
    return th_dispatch1(TH_OP_rsub, args);
}
th_tensor *th_op_rsub_with(th_value self, th_value other, th_scalar alpha)
{
    th_value args[] = {self, other, th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_rsub, args);
}
th_tensor *th_op_rsub_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other, DEFAULT(rsub, 2)};
    return th_dispatch_in_place(TH_OP_rsub, args);
}
th_tensor *th_op_rsub_with_(th_tensor *self, th_value other, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_rsub, args);
}

th_tensor *th_op_mul(th_value self, th_value other) { return th_dispatch1(TH_OP_mul, (th_value[]){self, other}); }
th_tensor *th_op_mul_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_mul, args);
}

th_tensor *th_op_div(th_value self, th_value other) { return th_dispatch1(TH_OP_div, (th_value[]){self, other}); }
th_tensor *th_op_div_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_div, args);
}

th_tensor *th_op_div_trunc(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_div_trunc, args);
}
th_tensor *th_op_div_trunc_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_div_trunc, args);
}

th_tensor *th_op_floor_divide(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_floor_divide, args);
}
th_tensor *th_op_floor_divide_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_floor_divide, args);
}

th_tensor *th_op_remainder(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_remainder, args);
}
th_tensor *th_op_remainder_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_remainder, args);
}

th_tensor *th_op_fmod(th_value self, th_value other) { return th_dispatch1(TH_OP_fmod, (th_value[]){self, other}); }
th_tensor *th_op_fmod_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_fmod, args);
}

th_tensor *th_neg(th_tensor *self) { return th_dispatch1(TH_OP_neg, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_neg_(th_tensor *self) { return th_dispatch_in_place(TH_OP_neg, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_pow(th_value self, th_value exponent) { return th_dispatch1(TH_OP_pow, (th_value[]){self, exponent}); }
th_tensor *th_op_pow_(th_tensor *self, th_value exponent)
{
    th_value args[] = {th_v_tensor(self), exponent};
    return th_dispatch_in_place(TH_OP_pow, args);
}

th_tensor *th_op_float_power(th_value self, th_value exponent)
{
    th_value args[] = {self, exponent};
    return th_dispatch1(TH_OP_float_power, args);
}
th_tensor *th_op_float_power_(th_tensor *self, th_value exponent)
{
    th_value args[] = {th_v_tensor(self), exponent};
    return th_dispatch_in_place(TH_OP_float_power, args);
}

th_tensor *th_square(th_tensor *self) { return th_dispatch1(TH_OP_square, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_square_(th_tensor *self) { return th_dispatch_in_place(TH_OP_square, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_reciprocal(th_tensor *self) { return th_dispatch1(TH_OP_reciprocal, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_reciprocal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_reciprocal, args);
}

th_tensor *th_op_addcmul(th_value self, th_value tensor1, th_value tensor2)
{
    th_value args[] = {self, tensor1, tensor2, DEFAULT(addcmul, 3)};
    return th_dispatch1(TH_OP_addcmul, args);
}
th_tensor *th_op_addcmul_with(th_value self, th_value tensor1, th_value tensor2, th_scalar value)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(value)};
    return th_dispatch1(TH_OP_addcmul, args);
}
th_tensor *th_op_addcmul_(th_tensor *self, th_value tensor1, th_value tensor2)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, DEFAULT(addcmul, 3)};
    return th_dispatch_in_place(TH_OP_addcmul, args);
}
th_tensor *th_op_addcmul_with_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar value)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(value)};
    return th_dispatch_in_place(TH_OP_addcmul, args);
}

th_tensor *th_op_addcdiv(th_value self, th_value tensor1, th_value tensor2)
{
    th_value args[] = {self, tensor1, tensor2, DEFAULT(addcdiv, 3)};
    return th_dispatch1(TH_OP_addcdiv, args);
}
th_tensor *th_op_addcdiv_with(th_value self, th_value tensor1, th_value tensor2, th_scalar value)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(value)};
    return th_dispatch1(TH_OP_addcdiv, args);
}
th_tensor *th_op_addcdiv_(th_tensor *self, th_value tensor1, th_value tensor2)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, DEFAULT(addcdiv, 3)};
    return th_dispatch_in_place(TH_OP_addcdiv, args);
}
th_tensor *th_op_addcdiv_with_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar value)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(value)};
    return th_dispatch_in_place(TH_OP_addcdiv, args);
}

th_tensor *th_op_lerp(th_value self, th_value end, th_value weight)
{
    th_value args[] = {self, end, weight};
    return th_dispatch1(TH_OP_lerp, args);
}
th_tensor *th_op_lerp_(th_tensor *self, th_value end, th_value weight)
{
    th_value args[] = {th_v_tensor(self), end, weight};
    return th_dispatch_in_place(TH_OP_lerp, args);
}

th_tensor *th_abs_number(th_tensor *self) { return th_dispatch1(TH_OP_abs_number, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_abs_number_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_abs_number, args);
}

th_tensor *th_abs(th_tensor *self) { return th_dispatch1(TH_OP_abs, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_abs_(th_tensor *self) { return th_dispatch_in_place(TH_OP_abs, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sign(th_tensor *self) { return th_dispatch1(TH_OP_sign, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sign_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sign, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_copysign(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_copysign, args);
}
th_tensor *th_op_copysign_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_copysign, args);
}

th_tensor *th_op_gcd(th_value self, th_value other) { return th_dispatch1(TH_OP_gcd, (th_value[]){self, other}); }
th_tensor *th_op_gcd_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_gcd, args);
}

th_tensor *th_op_lcm(th_value self, th_value other) { return th_dispatch1(TH_OP_lcm, (th_value[]){self, other}); }
th_tensor *th_op_lcm_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_lcm, args);
}

th_tensor *th_op_ldexp(th_value self, th_value other) { return th_dispatch1(TH_OP_ldexp, (th_value[]){self, other}); }
th_tensor *th_op_ldexp_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_ldexp, args);
}

th_tensor *th_exp(th_tensor *self) { return th_dispatch1(TH_OP_exp, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_exp_(th_tensor *self) { return th_dispatch_in_place(TH_OP_exp, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_exp2(th_tensor *self) { return th_dispatch1(TH_OP_exp2, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_exp2_(th_tensor *self) { return th_dispatch_in_place(TH_OP_exp2, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_expm1(th_tensor *self) { return th_dispatch1(TH_OP_expm1, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_expm1_(th_tensor *self) { return th_dispatch_in_place(TH_OP_expm1, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_log(th_tensor *self) { return th_dispatch1(TH_OP_log, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_log_(th_tensor *self) { return th_dispatch_in_place(TH_OP_log, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_log2(th_tensor *self) { return th_dispatch1(TH_OP_log2, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_log2_(th_tensor *self) { return th_dispatch_in_place(TH_OP_log2, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_log10(th_tensor *self) { return th_dispatch1(TH_OP_log10, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_log10_(th_tensor *self) { return th_dispatch_in_place(TH_OP_log10, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_log1p(th_tensor *self) { return th_dispatch1(TH_OP_log1p, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_log1p_(th_tensor *self) { return th_dispatch_in_place(TH_OP_log1p, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sqrt(th_tensor *self) { return th_dispatch1(TH_OP_sqrt, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sqrt_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sqrt, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_rsqrt(th_tensor *self) { return th_dispatch1(TH_OP_rsqrt, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_rsqrt_(th_tensor *self) { return th_dispatch_in_place(TH_OP_rsqrt, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sin(th_tensor *self) { return th_dispatch1(TH_OP_sin, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sin_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sin, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_cos(th_tensor *self) { return th_dispatch1(TH_OP_cos, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_cos_(th_tensor *self) { return th_dispatch_in_place(TH_OP_cos, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_tan(th_tensor *self) { return th_dispatch1(TH_OP_tan, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_tan_(th_tensor *self) { return th_dispatch_in_place(TH_OP_tan, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_asin(th_tensor *self) { return th_dispatch1(TH_OP_asin, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_asin_(th_tensor *self) { return th_dispatch_in_place(TH_OP_asin, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_acos(th_tensor *self) { return th_dispatch1(TH_OP_acos, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_acos_(th_tensor *self) { return th_dispatch_in_place(TH_OP_acos, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_atan(th_tensor *self) { return th_dispatch1(TH_OP_atan, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_atan_(th_tensor *self) { return th_dispatch_in_place(TH_OP_atan, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sinh(th_tensor *self) { return th_dispatch1(TH_OP_sinh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sinh_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sinh, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_cosh(th_tensor *self) { return th_dispatch1(TH_OP_cosh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_cosh_(th_tensor *self) { return th_dispatch_in_place(TH_OP_cosh, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_tanh(th_tensor *self) { return th_dispatch1(TH_OP_tanh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_tanh_(th_tensor *self) { return th_dispatch_in_place(TH_OP_tanh, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_asinh(th_tensor *self) { return th_dispatch1(TH_OP_asinh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_asinh_(th_tensor *self) { return th_dispatch_in_place(TH_OP_asinh, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_acosh(th_tensor *self) { return th_dispatch1(TH_OP_acosh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_acosh_(th_tensor *self) { return th_dispatch_in_place(TH_OP_acosh, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_atanh(th_tensor *self) { return th_dispatch1(TH_OP_atanh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_atanh_(th_tensor *self) { return th_dispatch_in_place(TH_OP_atanh, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_atan2(th_value self, th_value other) { return th_dispatch1(TH_OP_atan2, (th_value[]){self, other}); }
th_tensor *th_op_atan2_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_atan2, args);
}

th_tensor *th_op_hypot(th_value self, th_value other) { return th_dispatch1(TH_OP_hypot, (th_value[]){self, other}); }
th_tensor *th_op_hypot_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_hypot, args);
}

th_tensor *th_deg2rad(th_tensor *self) { return th_dispatch1(TH_OP_deg2rad, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_deg2rad_(th_tensor *self) { return th_dispatch_in_place(TH_OP_deg2rad, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_rad2deg(th_tensor *self) { return th_dispatch1(TH_OP_rad2deg, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_rad2deg_(th_tensor *self) { return th_dispatch_in_place(TH_OP_rad2deg, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sinc(th_tensor *self) { return th_dispatch1(TH_OP_sinc, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sinc_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sinc, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_xlogy(th_value self, th_value other) { return th_dispatch1(TH_OP_xlogy, (th_value[]){self, other}); }
th_tensor *th_op_xlogy_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_xlogy, args);
}

th_tensor *th_op_logaddexp(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_logaddexp, args);
}
th_tensor *th_op_logaddexp_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_logaddexp, args);
}

th_tensor *th_op_logaddexp2(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_logaddexp2, args);
}
th_tensor *th_op_logaddexp2_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_logaddexp2, args);
}

th_tensor *th_erf(th_tensor *self) { return th_dispatch1(TH_OP_erf, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_erf_(th_tensor *self) { return th_dispatch_in_place(TH_OP_erf, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_erfc(th_tensor *self) { return th_dispatch1(TH_OP_erfc, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_erfc_(th_tensor *self) { return th_dispatch_in_place(TH_OP_erfc, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_erfinv(th_tensor *self) { return th_dispatch1(TH_OP_erfinv, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_erfinv_(th_tensor *self) { return th_dispatch_in_place(TH_OP_erfinv, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_lgamma(th_tensor *self) { return th_dispatch1(TH_OP_lgamma, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_lgamma_(th_tensor *self) { return th_dispatch_in_place(TH_OP_lgamma, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_digamma(th_tensor *self) { return th_dispatch1(TH_OP_digamma, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_digamma_(th_tensor *self) { return th_dispatch_in_place(TH_OP_digamma, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_polygamma_x(th_tensor *self, th_scalar n)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(n)};
    return th_dispatch1(TH_OP_polygamma_x, args);
}
th_tensor *th_op_polygamma_x_(th_tensor *self, th_scalar n)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(n)};
    return th_dispatch_in_place(TH_OP_polygamma_x, args);
}

th_tensor *th_i0(th_tensor *self) { return th_dispatch1(TH_OP_i0, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_i0_(th_tensor *self) { return th_dispatch_in_place(TH_OP_i0, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_i1(th_tensor *self) { return th_dispatch1(TH_OP_i1, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_i1_(th_tensor *self) { return th_dispatch_in_place(TH_OP_i1, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_igamma(th_value self, th_value other) { return th_dispatch1(TH_OP_igamma, (th_value[]){self, other}); }
th_tensor *th_op_igamma_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_igamma, args);
}

th_tensor *th_op_igammac(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_igammac, args);
}
th_tensor *th_op_igammac_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_igammac, args);
}

th_tensor *th_op_mvlgamma(th_tensor *self, th_scalar p)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(p)};
    return th_dispatch1(TH_OP_mvlgamma, args);
}
th_tensor *th_op_mvlgamma_(th_tensor *self, th_scalar p)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(p)};
    return th_dispatch_in_place(TH_OP_mvlgamma, args);
}

th_tensor *th_logit(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(logit, 1)};
    return th_dispatch1(TH_OP_logit, args);
}
th_tensor *th_op_logit_with(th_tensor *self, th_value eps)
{
    th_value args[] = {th_v_tensor(self), from_number(eps)};
    return th_dispatch1(TH_OP_logit, args);
}
th_tensor *th_logit_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(logit, 1)};
    return th_dispatch_in_place(TH_OP_logit, args);
}
th_tensor *th_op_logit_with_(th_tensor *self, th_value eps)
{
    th_value args[] = {th_v_tensor(self), from_number(eps)};
    return th_dispatch_in_place(TH_OP_logit, args);
}

th_tensor *th_polygamma(int64_t n, th_tensor *input)
{
    th_value args[] = {from_int(n), th_v_tensor(input)};
    return th_dispatch1(TH_OP_polygamma, args);
}

th_tensor *th_ceil(th_tensor *self) { return th_dispatch1(TH_OP_ceil, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_ceil_(th_tensor *self) { return th_dispatch_in_place(TH_OP_ceil, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_floor(th_tensor *self) { return th_dispatch1(TH_OP_floor, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_floor_(th_tensor *self) { return th_dispatch_in_place(TH_OP_floor, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_trunc(th_tensor *self) { return th_dispatch1(TH_OP_trunc, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_trunc_(th_tensor *self) { return th_dispatch_in_place(TH_OP_trunc, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_round_even(th_tensor *self) { return th_dispatch1(TH_OP_round_even, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_round_even_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_round_even, args);
}

th_tensor *th_op_round_decimals(th_tensor *self, th_scalar scale, th_scalar below)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(scale), th_v_scalar(below)};
    return th_dispatch1(TH_OP_round_decimals, args);
}
th_tensor *th_op_round_decimals_(th_tensor *self, th_scalar scale, th_scalar below)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(scale), th_v_scalar(below)};
    return th_dispatch_in_place(TH_OP_round_decimals, args);
}

th_tensor *th_round(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(round, 1)};
    return th_dispatch1(TH_OP_round, args);
}
th_tensor *th_round_with(th_tensor *self, th_ints decimals)
{
    th_value args[] = {th_v_tensor(self), from_first(decimals)};
    return th_dispatch1(TH_OP_round, args);
}
th_tensor *th_round_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(round, 1)};
    return th_dispatch_in_place(TH_OP_round, args);
}
th_tensor *th_round_with_(th_tensor *self, th_ints decimals)
{
    th_value args[] = {th_v_tensor(self), from_first(decimals)};
    return th_dispatch_in_place(TH_OP_round, args);
}

th_tensor *th_frac(th_tensor *self) { return th_dispatch1(TH_OP_frac, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_frac_(th_tensor *self) { return th_dispatch_in_place(TH_OP_frac, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_maximum(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_maximum, args);
}
th_tensor *th_op_maximum_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_maximum, args);
}

th_tensor *th_op_minimum(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_minimum, args);
}
th_tensor *th_op_minimum_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_minimum, args);
}

th_tensor *th_op_fmax(th_value self, th_value other) { return th_dispatch1(TH_OP_fmax, (th_value[]){self, other}); }
th_tensor *th_op_fmax_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_fmax, args);
}

th_tensor *th_op_fmin(th_value self, th_value other) { return th_dispatch1(TH_OP_fmin, (th_value[]){self, other}); }
th_tensor *th_op_fmin_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_fmin, args);
}

th_tensor *th_op_clamp_min_number(th_tensor *self, th_scalar low)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(low)};
    return th_dispatch1(TH_OP_clamp_min_number, args);
}
th_tensor *th_op_clamp_min_number_(th_tensor *self, th_scalar low)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(low)};
    return th_dispatch_in_place(TH_OP_clamp_min_number, args);
}

th_tensor *th_op_clamp_max_number(th_tensor *self, th_scalar high)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(high)};
    return th_dispatch1(TH_OP_clamp_max_number, args);
}
th_tensor *th_op_clamp_max_number_(th_tensor *self, th_scalar high)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(high)};
    return th_dispatch_in_place(TH_OP_clamp_max_number, args);
}

th_tensor *th_op_clamp_numbers(th_tensor *self, th_scalar low, th_scalar high)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(low), th_v_scalar(high)};
    return th_dispatch1(TH_OP_clamp_numbers, args);
}
th_tensor *th_op_clamp_numbers_(th_tensor *self, th_scalar low, th_scalar high)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(low), th_v_scalar(high)};
    return th_dispatch_in_place(TH_OP_clamp_numbers, args);
}

th_tensor *th_clamp(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(clamp, 1), DEFAULT(clamp, 2)};
    return th_dispatch1(TH_OP_clamp, args);
}
th_tensor *th_op_clamp_with(th_tensor *self, th_value min, th_value max)
{
    th_value args[] = {th_v_tensor(self), min, max};
    return th_dispatch1(TH_OP_clamp, args);
}
th_tensor *th_clamp_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(clamp, 1), DEFAULT(clamp, 2)};
    return th_dispatch_in_place(TH_OP_clamp, args);
}
th_tensor *th_op_clamp_with_(th_tensor *self, th_value min, th_value max)
{
    th_value args[] = {th_v_tensor(self), min, max};
    return th_dispatch_in_place(TH_OP_clamp, args);
}

th_tensor *th_op_clamp_min(th_tensor *self, th_value min)
{
    th_value args[] = {th_v_tensor(self), min};
    return th_dispatch1(TH_OP_clamp_min, args);
}
th_tensor *th_op_clamp_min_(th_tensor *self, th_value min)
{
    th_value args[] = {th_v_tensor(self), min};
    return th_dispatch_in_place(TH_OP_clamp_min, args);
}

th_tensor *th_op_clamp_max(th_tensor *self, th_value max)
{
    th_value args[] = {th_v_tensor(self), max};
    return th_dispatch1(TH_OP_clamp_max, args);
}
th_tensor *th_op_clamp_max_(th_tensor *self, th_value max)
{
    th_value args[] = {th_v_tensor(self), max};
    return th_dispatch_in_place(TH_OP_clamp_max, args);
}

th_tensor *th_op_heaviside(th_value self, th_value values)
{
    th_value args[] = {self, values};
    return th_dispatch1(TH_OP_heaviside, args);
}
th_tensor *th_op_heaviside_(th_tensor *self, th_value values)
{
    th_value args[] = {th_v_tensor(self), values};
    return th_dispatch_in_place(TH_OP_heaviside, args);
}

th_tensor *th_op_nextafter_number(th_value self, th_value other, th_scalar bits)
{
    th_value args[] = {self, other, th_v_scalar(bits)};
    return th_dispatch1(TH_OP_nextafter_number, args);
}
th_tensor *th_op_nextafter_number_(th_tensor *self, th_value other, th_scalar bits)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(bits)};
    return th_dispatch_in_place(TH_OP_nextafter_number, args);
}

th_tensor *th_op_nextafter(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_nextafter, args);
}
th_tensor *th_op_nextafter_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_nextafter, args);
}

th_tensor *th_op_nan_to_numbers(th_tensor *self, th_scalar nan, th_scalar posinf, th_scalar neginf)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(nan), th_v_scalar(posinf), th_v_scalar(neginf)};
    return th_dispatch1(TH_OP_nan_to_numbers, args);
}
th_tensor *th_op_nan_to_numbers_(th_tensor *self, th_scalar nan, th_scalar posinf, th_scalar neginf)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(nan), th_v_scalar(posinf), th_v_scalar(neginf)};
    return th_dispatch_in_place(TH_OP_nan_to_numbers, args);
}

th_tensor *th_nan_to_num(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(nan_to_num, 1), DEFAULT(nan_to_num, 2), DEFAULT(nan_to_num,
        3)};
    return th_dispatch1(TH_OP_nan_to_num, args);
}
th_tensor *th_op_nan_to_num_with(th_tensor *self, th_value nan, th_value posinf, th_value neginf)
{
    th_value args[] = {th_v_tensor(self), from_number(nan), from_number(posinf), from_number(neginf)};
    return th_dispatch1(TH_OP_nan_to_num, args);
}
th_tensor *th_nan_to_num_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(nan_to_num, 1), DEFAULT(nan_to_num, 2), DEFAULT(nan_to_num,
        3)};
    return th_dispatch_in_place(TH_OP_nan_to_num, args);
}
th_tensor *th_op_nan_to_num_with_(th_tensor *self, th_value nan, th_value posinf, th_value neginf)
{
    th_value args[] = {th_v_tensor(self), from_number(nan), from_number(posinf), from_number(neginf)};
    return th_dispatch_in_place(TH_OP_nan_to_num, args);
}

th_tensor *th_op_eq(th_value self, th_value other) { return th_dispatch1(TH_OP_eq, (th_value[]){self, other}); }
th_tensor *th_op_eq_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_eq, args);
}

th_tensor *th_op_ne(th_value self, th_value other) { return th_dispatch1(TH_OP_ne, (th_value[]){self, other}); }
th_tensor *th_op_ne_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_ne, args);
}

th_tensor *th_op_gt(th_value self, th_value other) { return th_dispatch1(TH_OP_gt, (th_value[]){self, other}); }
th_tensor *th_op_gt_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_gt, args);
}

th_tensor *th_op_ge(th_value self, th_value other) { return th_dispatch1(TH_OP_ge, (th_value[]){self, other}); }
th_tensor *th_op_ge_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_ge, args);
}

th_tensor *th_op_lt(th_value self, th_value other) { return th_dispatch1(TH_OP_lt, (th_value[]){self, other}); }
th_tensor *th_op_lt_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_lt, args);
}

th_tensor *th_op_le(th_value self, th_value other) { return th_dispatch1(TH_OP_le, (th_value[]){self, other}); }
th_tensor *th_op_le_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_le, args);
}

th_tensor *th_op_logical_and(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_logical_and, args);
}
th_tensor *th_op_logical_and_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_logical_and, args);
}

th_tensor *th_op_logical_or(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_logical_or, args);
}
th_tensor *th_op_logical_or_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_logical_or, args);
}

th_tensor *th_op_logical_xor(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_logical_xor, args);
}
th_tensor *th_op_logical_xor_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_logical_xor, args);
}

th_tensor *th_logical_not(th_tensor *self) { return th_dispatch1(TH_OP_logical_not, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_logical_not_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_logical_not, args);
}

th_tensor *th_op_where(th_value condition, th_value self, th_value other)
{
    th_value args[] = {condition, self, other};
    return th_dispatch1(TH_OP_where, args);
}

th_tensor *th_isnan(th_tensor *self) { return th_dispatch1(TH_OP_isnan, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_isinf(th_tensor *self) { return th_dispatch1(TH_OP_isinf, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_isfinite(th_tensor *self) { return th_dispatch1(TH_OP_isfinite, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_isposinf(th_tensor *self) { return th_dispatch1(TH_OP_isposinf, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_isneginf(th_tensor *self) { return th_dispatch1(TH_OP_isneginf, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_signbit(th_tensor *self) { return th_dispatch1(TH_OP_signbit, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_isreal(th_tensor *self) { return th_dispatch1(TH_OP_isreal, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_bitwise_and(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_bitwise_and, args);
}
th_tensor *th_op_bitwise_and_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_bitwise_and, args);
}

th_tensor *th_op_bitwise_or(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_bitwise_or, args);
}
th_tensor *th_op_bitwise_or_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_bitwise_or, args);
}

th_tensor *th_op_bitwise_xor(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_bitwise_xor, args);
}
th_tensor *th_op_bitwise_xor_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_bitwise_xor, args);
}

th_tensor *th_op_bitwise_left_shift(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_bitwise_left_shift, args);
}
th_tensor *th_op_bitwise_left_shift_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_bitwise_left_shift, args);
}

th_tensor *th_op_bitwise_right_shift(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_bitwise_right_shift, args);
}
th_tensor *th_op_bitwise_right_shift_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_bitwise_right_shift, args);
}

th_tensor *th_bitwise_not_number(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch1(TH_OP_bitwise_not_number, args);
}
th_tensor *th_bitwise_not_number_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_bitwise_not_number, args);
}

th_tensor *th_bitwise_not(th_tensor *self) { return th_dispatch1(TH_OP_bitwise_not, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_bitwise_not_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_bitwise_not, args);
}

th_tensor *th_isclose(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), DEFAULT(isclose, 2), DEFAULT(isclose, 3),
        DEFAULT(isclose, 4)};
    return th_dispatch1(TH_OP_isclose, args);
}
th_tensor *th_isclose_with(th_tensor *self, th_tensor *other, double rtol, double atol, bool equal_nan)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), from_double(rtol), from_double(atol),
        from_bool(equal_nan)};
    return th_dispatch1(TH_OP_isclose, args);
}

bool th_allclose(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), DEFAULT(allclose, 2), DEFAULT(allclose, 3),
        DEFAULT(allclose, 4)};
    return th_dispatch_value(TH_OP_allclose, args).as.i != 0;
}
bool th_allclose_with(th_tensor *self, th_tensor *other, double rtol, double atol, bool equal_nan)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), from_double(rtol), from_double(atol),
        from_bool(equal_nan)};
    return th_dispatch_value(TH_OP_allclose, args).as.i != 0;
}

bool th_equal(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch_value(TH_OP_equal, args).as.i != 0;
}

th_tensor *th_relu(th_tensor *self) { return th_dispatch1(TH_OP_relu, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_relu_(th_tensor *self) { return th_dispatch_in_place(TH_OP_relu, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_relu_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_relu_backward, args);
}
th_tensor *th_op_relu_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_relu_backward, args);
}

th_tensor *th_sigmoid(th_tensor *self) { return th_dispatch1(TH_OP_sigmoid, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sigmoid_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sigmoid, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_sigmoid_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_sigmoid_backward, args);
}
th_tensor *th_op_sigmoid_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_sigmoid_backward, args);
}

th_tensor *th_op_tanh_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_tanh_backward, args);
}
th_tensor *th_op_tanh_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_tanh_backward, args);
}

th_tensor *th_log_sigmoid(th_tensor *self) { return th_dispatch1(TH_OP_log_sigmoid, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_log_sigmoid_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_log_sigmoid, args);
}

th_tensor *th_leaky_relu(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(leaky_relu, 1)};
    return th_dispatch1(TH_OP_leaky_relu, args);
}
th_tensor *th_op_leaky_relu_with(th_tensor *self, th_scalar negative_slope)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(negative_slope)};
    return th_dispatch1(TH_OP_leaky_relu, args);
}
th_tensor *th_leaky_relu_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(leaky_relu, 1)};
    return th_dispatch_in_place(TH_OP_leaky_relu, args);
}
th_tensor *th_op_leaky_relu_with_(th_tensor *self, th_scalar negative_slope)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(negative_slope)};
    return th_dispatch_in_place(TH_OP_leaky_relu, args);
}

th_tensor *th_op_leaky_relu_backward(th_value self, th_value other, th_scalar negative_slope)
{
    th_value args[] = {self, other, th_v_scalar(negative_slope)};
    return th_dispatch1(TH_OP_leaky_relu_backward, args);
}
th_tensor *th_op_leaky_relu_backward_(th_tensor *self, th_value other, th_scalar negative_slope)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(negative_slope)};
    return th_dispatch_in_place(TH_OP_leaky_relu_backward, args);
}

th_tensor *th_relu6(th_tensor *self) { return th_dispatch1(TH_OP_relu6, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_relu6_(th_tensor *self) { return th_dispatch_in_place(TH_OP_relu6, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_relu6_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_relu6_backward, args);
}
th_tensor *th_op_relu6_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_relu6_backward, args);
}

th_tensor *th_elu(th_tensor *self) { return th_dispatch1(TH_OP_elu, (th_value[]){th_v_tensor(self), DEFAULT(elu, 1)}); }
th_tensor *th_op_elu_with(th_tensor *self, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_elu, args);
}
th_tensor *th_elu_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(elu, 1)};
    return th_dispatch_in_place(TH_OP_elu, args);
}
th_tensor *th_op_elu_with_(th_tensor *self, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_elu, args);
}

th_tensor *th_op_elu_input_backward(th_value self, th_value other, th_scalar alpha)
{
    th_value args[] = {self, other, th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_elu_input_backward, args);
}
th_tensor *th_op_elu_input_backward_(th_tensor *self, th_value other, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_elu_input_backward, args);
}

th_tensor *th_celu(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(celu, 1)};
    return th_dispatch1(TH_OP_celu, args);
}
th_tensor *th_op_celu_with(th_tensor *self, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_celu, args);
}
th_tensor *th_celu_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(celu, 1)};
    return th_dispatch_in_place(TH_OP_celu, args);
}
th_tensor *th_op_celu_with_(th_tensor *self, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_celu, args);
}

th_tensor *th_selu(th_tensor *self) { return th_dispatch1(TH_OP_selu, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_selu_(th_tensor *self) { return th_dispatch_in_place(TH_OP_selu, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_silu(th_tensor *self) { return th_dispatch1(TH_OP_silu, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_silu_(th_tensor *self) { return th_dispatch_in_place(TH_OP_silu, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_silu_input_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_silu_input_backward, args);
}
th_tensor *th_op_silu_input_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_silu_input_backward, args);
}

th_tensor *th_mish(th_tensor *self) { return th_dispatch1(TH_OP_mish, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_mish_(th_tensor *self) { return th_dispatch_in_place(TH_OP_mish, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_gelu_exact(th_tensor *self) { return th_dispatch1(TH_OP_gelu_exact, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_gelu_exact_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_gelu_exact, args);
}

th_tensor *th_op_gelu_exact_input_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_gelu_exact_input_backward, args);
}
th_tensor *th_op_gelu_exact_input_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_gelu_exact_input_backward, args);
}

th_tensor *th_gelu_tanh(th_tensor *self) { return th_dispatch1(TH_OP_gelu_tanh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_gelu_tanh_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_gelu_tanh, args);
}

th_tensor *th_op_gelu_tanh_input_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_gelu_tanh_input_backward, args);
}
th_tensor *th_op_gelu_tanh_input_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_gelu_tanh_input_backward, args);
}

th_tensor *th_softplus(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(softplus, 1), DEFAULT(softplus, 2)};
    return th_dispatch1(TH_OP_softplus, args);
}
th_tensor *th_op_softplus_with(th_tensor *self, th_scalar beta, th_scalar threshold)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(beta), th_v_scalar(threshold)};
    return th_dispatch1(TH_OP_softplus, args);
}
th_tensor *th_softplus_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(softplus, 1), DEFAULT(softplus, 2)};
    return th_dispatch_in_place(TH_OP_softplus, args);
}
th_tensor *th_op_softplus_with_(th_tensor *self, th_scalar beta, th_scalar threshold)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(beta), th_v_scalar(threshold)};
    return th_dispatch_in_place(TH_OP_softplus, args);
}

th_tensor *th_hardtanh(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(hardtanh, 1), DEFAULT(hardtanh, 2)};
    return th_dispatch1(TH_OP_hardtanh, args);
}
th_tensor *th_op_hardtanh_with(th_tensor *self, th_scalar min_val, th_scalar max_val)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(min_val), th_v_scalar(max_val)};
    return th_dispatch1(TH_OP_hardtanh, args);
}
th_tensor *th_hardtanh_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(hardtanh, 1), DEFAULT(hardtanh, 2)};
    return th_dispatch_in_place(TH_OP_hardtanh, args);
}
th_tensor *th_op_hardtanh_with_(th_tensor *self, th_scalar min_val, th_scalar max_val)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(min_val), th_v_scalar(max_val)};
    return th_dispatch_in_place(TH_OP_hardtanh, args);
}

th_tensor *th_hardsigmoid(th_tensor *self) { return th_dispatch1(TH_OP_hardsigmoid, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_hardsigmoid_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_hardsigmoid, args);
}

th_tensor *th_hardswish(th_tensor *self) { return th_dispatch1(TH_OP_hardswish, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_hardswish_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_hardswish, args);
}

th_tensor *th_op_hardswish_input_backward(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_hardswish_input_backward, args);
}
th_tensor *th_op_hardswish_input_backward_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_hardswish_input_backward, args);
}

th_tensor *th_hardshrink(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(hardshrink, 1)};
    return th_dispatch1(TH_OP_hardshrink, args);
}
th_tensor *th_op_hardshrink_with(th_tensor *self, th_scalar lambd)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(lambd)};
    return th_dispatch1(TH_OP_hardshrink, args);
}
th_tensor *th_hardshrink_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(hardshrink, 1)};
    return th_dispatch_in_place(TH_OP_hardshrink, args);
}
th_tensor *th_op_hardshrink_with_(th_tensor *self, th_scalar lambd)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(lambd)};
    return th_dispatch_in_place(TH_OP_hardshrink, args);
}

th_tensor *th_softshrink(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(softshrink, 1)};
    return th_dispatch1(TH_OP_softshrink, args);
}
th_tensor *th_op_softshrink_with(th_tensor *self, th_scalar lambd)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(lambd)};
    return th_dispatch1(TH_OP_softshrink, args);
}
th_tensor *th_softshrink_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(softshrink, 1)};
    return th_dispatch_in_place(TH_OP_softshrink, args);
}
th_tensor *th_op_softshrink_with_(th_tensor *self, th_scalar lambd)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(lambd)};
    return th_dispatch_in_place(TH_OP_softshrink, args);
}

th_tensor *th_op_threshold(th_tensor *self, th_scalar threshold, th_scalar value)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(threshold), th_v_scalar(value)};
    return th_dispatch1(TH_OP_threshold, args);
}
th_tensor *th_op_threshold_(th_tensor *self, th_scalar threshold, th_scalar value)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(threshold), th_v_scalar(value)};
    return th_dispatch_in_place(TH_OP_threshold, args);
}

th_tensor *th_softsign(th_tensor *self) { return th_dispatch1(TH_OP_softsign, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_softsign_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_softsign, args);
}

th_tensor *th_tanhshrink(th_tensor *self) { return th_dispatch1(TH_OP_tanhshrink, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_tanhshrink_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_tanhshrink, args);
}

th_tensor *th_prelu(th_tensor *self, th_tensor *weight)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(weight)};
    return th_dispatch1(TH_OP_prelu, args);
}

th_tensor *th_gelu(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(gelu, 1)};
    return th_dispatch1(TH_OP_gelu, args);
}
th_tensor *th_gelu_with(th_tensor *self, const char *approximate)
{
    th_value args[] = {th_v_tensor(self), from_string(approximate)};
    return th_dispatch1(TH_OP_gelu, args);
}

th_tensor *th_glu(th_tensor *self) { return th_dispatch1(TH_OP_glu, (th_value[]){th_v_tensor(self), DEFAULT(glu, 1)}); }
th_tensor *th_glu_with(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim)};
    return th_dispatch1(TH_OP_glu, args);
}

th_tensor *th_contrib_sparsemax(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(contrib_sparsemax, 1)};
    return th_dispatch1(TH_OP_contrib_sparsemax, args);
}
th_tensor *th_contrib_sparsemax_with(th_tensor *input, int64_t dim)
{
    th_value args[] = {th_v_tensor(input), from_int(dim)};
    return th_dispatch1(TH_OP_contrib_sparsemax, args);
}

th_tensor *th_gumbel_softmax(th_tensor *logits)
{
    th_value args[] = {th_v_tensor(logits), DEFAULT(gumbel_softmax, 1), DEFAULT(gumbel_softmax, 2),
        DEFAULT(gumbel_softmax, 3)};
    return th_dispatch1(TH_OP_gumbel_softmax, args);
}
th_tensor *th_gumbel_softmax_with(th_tensor *logits, double tau, bool hard, int64_t dim)
{
    th_value args[] = {th_v_tensor(logits), from_double(tau), from_bool(hard), from_int(dim)};
    return th_dispatch1(TH_OP_gumbel_softmax, args);
}

th_tensor *th_conj_physical(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch1(TH_OP_conj_physical, args);
}
th_tensor *th_conj_physical_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_conj_physical, args);
}

th_tensor *th_conj(th_tensor *self) { return th_dispatch1(TH_OP_conj, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_view_as_real(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch1(TH_OP_view_as_real, args);
}

th_tensor *th_view_as_complex(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch1(TH_OP_view_as_complex, args);
}

th_tensor *th_real(th_tensor *self) { return th_dispatch1(TH_OP_real, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_imag(th_tensor *self) { return th_dispatch1(TH_OP_imag, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_angle(th_tensor *self) { return th_dispatch1(TH_OP_angle, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_complex_abs(th_tensor *self) { return th_dispatch1(TH_OP_complex_abs, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_empty(th_ints size)
{
    th_value args[] = {from_ints(size), DEFAULT(empty, 1), DEFAULT(empty, 2)};
    return th_dispatch1(TH_OP_empty, args);
}
th_tensor *th_empty_with(th_ints size, th_dtype dtype, th_value device)
{
    th_value args[] = {from_ints(size), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_empty, args);
}

th_tensor *th_zeros(th_ints size)
{
    th_value args[] = {from_ints(size), DEFAULT(zeros, 1), DEFAULT(zeros, 2)};
    return th_dispatch1(TH_OP_zeros, args);
}
th_tensor *th_zeros_with(th_ints size, th_dtype dtype, th_value device)
{
    th_value args[] = {from_ints(size), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_zeros, args);
}

th_tensor *th_op_full(th_ints size, th_scalar fill_value)
{
    th_value args[] = {from_ints(size), th_v_scalar(fill_value), DEFAULT(full, 2), DEFAULT(full, 3)};
    return th_dispatch1(TH_OP_full, args);
}
th_tensor *th_op_full_with(th_ints size, th_scalar fill_value, th_dtype dtype, th_value device)
{
    th_value args[] = {from_ints(size), th_v_scalar(fill_value), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_full, args);
}

th_tensor *th_ones(th_ints size)
{
    th_value args[] = {from_ints(size), DEFAULT(ones, 1), DEFAULT(ones, 2)};
    return th_dispatch1(TH_OP_ones, args);
}
th_tensor *th_ones_with(th_ints size, th_dtype dtype, th_value device)
{
    th_value args[] = {from_ints(size), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_ones, args);
}

th_tensor *th_empty_strided(th_ints size, th_ints stride)
{
    th_value args[] = {from_ints(size), from_ints(stride), DEFAULT(empty_strided, 2), DEFAULT(empty_strided,
        3)};
    return th_dispatch1(TH_OP_empty_strided, args);
}
th_tensor *th_empty_strided_with(th_ints size, th_ints stride, th_dtype dtype, th_value device)
{
    th_value args[] = {from_ints(size), from_ints(stride), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_empty_strided, args);
}

th_tensor *th_empty_like(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(empty_like, 1), DEFAULT(empty_like, 2)};
    return th_dispatch1(TH_OP_empty_like, args);
}
th_tensor *th_empty_like_with(th_tensor *input, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(input), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_empty_like, args);
}

th_tensor *th_zeros_like(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(zeros_like, 1), DEFAULT(zeros_like, 2)};
    return th_dispatch1(TH_OP_zeros_like, args);
}
th_tensor *th_zeros_like_with(th_tensor *input, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(input), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_zeros_like, args);
}

th_tensor *th_ones_like(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(ones_like, 1), DEFAULT(ones_like, 2)};
    return th_dispatch1(TH_OP_ones_like, args);
}
th_tensor *th_ones_like_with(th_tensor *input, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(input), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_ones_like, args);
}

th_tensor *th_op_full_like(th_tensor *input, th_scalar fill_value)
{
    th_value args[] = {th_v_tensor(input), th_v_scalar(fill_value), DEFAULT(full_like, 2), DEFAULT(full_like,
        3)};
    return th_dispatch1(TH_OP_full_like, args);
}
th_tensor *th_op_full_like_with(th_tensor *input, th_scalar fill_value, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(input), th_v_scalar(fill_value), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_full_like, args);
}

th_tensor *th_new_empty(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), DEFAULT(new_empty, 2), DEFAULT(new_empty, 3)};
    return th_dispatch1(TH_OP_new_empty, args);
}
th_tensor *th_new_empty_with(th_tensor *self, th_ints size, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_new_empty, args);
}

th_tensor *th_new_zeros(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), DEFAULT(new_zeros, 2), DEFAULT(new_zeros, 3)};
    return th_dispatch1(TH_OP_new_zeros, args);
}
th_tensor *th_new_zeros_with(th_tensor *self, th_ints size, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_new_zeros, args);
}

th_tensor *th_new_ones(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), DEFAULT(new_ones, 2), DEFAULT(new_ones, 3)};
    return th_dispatch1(TH_OP_new_ones, args);
}
th_tensor *th_new_ones_with(th_tensor *self, th_ints size, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_new_ones, args);
}

th_tensor *th_op_new_full(th_tensor *self, th_ints size, th_scalar fill_value)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), th_v_scalar(fill_value), DEFAULT(new_full, 3),
        DEFAULT(new_full, 4)};
    return th_dispatch1(TH_OP_new_full, args);
}
th_tensor *th_op_new_full_with(th_tensor *self, th_ints size, th_scalar fill_value, th_dtype dtype,
    th_value device)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), th_v_scalar(fill_value), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_new_full, args);
}

th_tensor *th_new_empty_strided(th_tensor *self, th_ints size, th_ints stride)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_ints(stride), DEFAULT(new_empty_strided, 3),
        DEFAULT(new_empty_strided, 4)};
    return th_dispatch1(TH_OP_new_empty_strided, args);
}
th_tensor *th_new_empty_strided_with(th_tensor *self, th_ints size, th_ints stride, th_dtype dtype,
    th_value device)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_ints(stride), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_new_empty_strided, args);
}

th_tensor *th_op_arange(th_scalar start, th_scalar end)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), DEFAULT(arange, 2), DEFAULT(arange, 3),
        DEFAULT(arange, 4)};
    return th_dispatch1(TH_OP_arange, args);
}
th_tensor *th_op_arange_with(th_scalar start, th_scalar end, th_scalar step, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), th_v_scalar(step), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_arange, args);
}

th_tensor *th_op_range(th_scalar start, th_scalar end)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), DEFAULT(range, 2), DEFAULT(range, 3),
        DEFAULT(range, 4)};
    return th_dispatch1(TH_OP_range, args);
}
th_tensor *th_op_range_with(th_scalar start, th_scalar end, th_scalar step, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), th_v_scalar(step), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_range, args);
}

th_tensor *th_op_linspace(th_scalar start, th_scalar end)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), DEFAULT(linspace, 2), DEFAULT(linspace, 3),
        DEFAULT(linspace, 4)};
    return th_dispatch1(TH_OP_linspace, args);
}
th_tensor *th_op_linspace_with(th_scalar start, th_scalar end, int64_t steps, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), from_int(steps), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_linspace, args);
}

th_tensor *th_op_logspace(th_scalar start, th_scalar end)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), DEFAULT(logspace, 2), DEFAULT(logspace, 3),
        DEFAULT(logspace, 4), DEFAULT(logspace, 5)};
    return th_dispatch1(TH_OP_logspace, args);
}
th_tensor *th_op_logspace_with(th_scalar start, th_scalar end, int64_t steps, double base, th_dtype dtype,
    th_value device)
{
    th_value args[] = {th_v_scalar(start), th_v_scalar(end), from_int(steps), from_double(base),
        from_dtype(dtype), device};
    return th_dispatch1(TH_OP_logspace, args);
}

th_tensor *th_eye(int64_t n)
{
    th_value args[] = {from_int(n), DEFAULT(eye, 1), DEFAULT(eye, 2), DEFAULT(eye, 3)};
    return th_dispatch1(TH_OP_eye, args);
}
th_tensor *th_eye_with(int64_t n, th_ints m, th_dtype dtype, th_value device)
{
    th_value args[] = {from_int(n), from_first(m), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_eye, args);
}

th_tensor *th_tril_indices(int64_t row, int64_t col)
{
    th_value args[] = {from_int(row), from_int(col), DEFAULT(tril_indices, 2), DEFAULT(tril_indices, 3),
        DEFAULT(tril_indices, 4)};
    return th_dispatch1(TH_OP_tril_indices, args);
}
th_tensor *th_tril_indices_with(int64_t row, int64_t col, int64_t offset, th_dtype dtype, th_value device)
{
    th_value args[] = {from_int(row), from_int(col), from_int(offset), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_tril_indices, args);
}

th_tensor *th_triu_indices(int64_t row, int64_t col)
{
    th_value args[] = {from_int(row), from_int(col), DEFAULT(triu_indices, 2), DEFAULT(triu_indices, 3),
        DEFAULT(triu_indices, 4)};
    return th_dispatch1(TH_OP_triu_indices, args);
}
th_tensor *th_triu_indices_with(int64_t row, int64_t col, int64_t offset, th_dtype dtype, th_value device)
{
    th_value args[] = {from_int(row), from_int(col), from_int(offset), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_triu_indices, args);
}

th_tensor *th_complex(th_tensor *real, th_tensor *imag)
{
    th_value args[] = {th_v_tensor(real), th_v_tensor(imag)};
    return th_dispatch1(TH_OP_complex, args);
}

th_tensor *th_polar(th_tensor *abs, th_tensor *angle)
{
    th_value args[] = {th_v_tensor(abs), th_v_tensor(angle)};
    return th_dispatch1(TH_OP_polar, args);
}

th_tensor *th_bartlett_window(int64_t window_length)
{
    th_value args[] = {from_int(window_length), DEFAULT(bartlett_window, 1), DEFAULT(bartlett_window, 2),
        DEFAULT(bartlett_window, 3)};
    return th_dispatch1(TH_OP_bartlett_window, args);
}
th_tensor *th_bartlett_window_with(int64_t window_length, bool periodic, th_dtype dtype, th_value device)
{
    th_value args[] = {from_int(window_length), from_bool(periodic), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_bartlett_window, args);
}

th_tensor *th_blackman_window(int64_t window_length)
{
    th_value args[] = {from_int(window_length), DEFAULT(blackman_window, 1), DEFAULT(blackman_window, 2),
        DEFAULT(blackman_window, 3)};
    return th_dispatch1(TH_OP_blackman_window, args);
}
th_tensor *th_blackman_window_with(int64_t window_length, bool periodic, th_dtype dtype, th_value device)
{
    th_value args[] = {from_int(window_length), from_bool(periodic), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_blackman_window, args);
}

th_tensor *th_hann_window(int64_t window_length)
{
    th_value args[] = {from_int(window_length), DEFAULT(hann_window, 1), DEFAULT(hann_window, 2),
        DEFAULT(hann_window, 3)};
    return th_dispatch1(TH_OP_hann_window, args);
}
th_tensor *th_hann_window_with(int64_t window_length, bool periodic, th_dtype dtype, th_value device)
{
    th_value args[] = {from_int(window_length), from_bool(periodic), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_hann_window, args);
}

th_tensor *th_hamming_window(int64_t window_length)
{
    th_value args[] = {from_int(window_length), DEFAULT(hamming_window, 1), DEFAULT(hamming_window, 2),
        DEFAULT(hamming_window, 3), DEFAULT(hamming_window, 4), DEFAULT(hamming_window, 5)};
    return th_dispatch1(TH_OP_hamming_window, args);
}
th_tensor *th_hamming_window_with(int64_t window_length, bool periodic, double alpha, double beta,
    th_dtype dtype, th_value device)
{
    th_value args[] = {from_int(window_length), from_bool(periodic), from_double(alpha), from_double(beta),
        from_dtype(dtype), device};
    return th_dispatch1(TH_OP_hamming_window, args);
}

th_tensor *th_kaiser_window(int64_t window_length)
{
    th_value args[] = {from_int(window_length), DEFAULT(kaiser_window, 1), DEFAULT(kaiser_window, 2),
        DEFAULT(kaiser_window, 3), DEFAULT(kaiser_window, 4)};
    return th_dispatch1(TH_OP_kaiser_window, args);
}
th_tensor *th_kaiser_window_with(int64_t window_length, bool periodic, double beta, th_dtype dtype,
    th_value device)
{
    th_value args[] = {from_int(window_length), from_bool(periodic), from_double(beta), from_dtype(dtype),
        device};
    return th_dispatch1(TH_OP_kaiser_window, args);
}

th_tensor *th_vander(th_tensor *x)
{
    th_value args[] = {th_v_tensor(x), DEFAULT(vander, 1), DEFAULT(vander, 2)};
    return th_dispatch1(TH_OP_vander, args);
}
th_tensor *th_vander_with(th_tensor *x, th_ints N, bool increasing)
{
    th_value args[] = {th_v_tensor(x), from_first(N), from_bool(increasing)};
    return th_dispatch1(TH_OP_vander, args);
}

th_tensor *th_op_fill_(th_tensor *self, th_value value)
{
    th_value args[] = {th_v_tensor(self), value};
    return th_dispatch1(TH_OP_fill_, args);
}

th_tensor *th_zero_(th_tensor *self) { return th_dispatch1(TH_OP_zero_, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_uniform_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(uniform_, 1), DEFAULT(uniform_, 2), DEFAULT(uniform_, 3)};
    return th_dispatch1(TH_OP_uniform_, args);
}
th_tensor *th_uniform_with_(th_tensor *self, double from, double to, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(from), from_double(to), from_generator(generator)};
    return th_dispatch1(TH_OP_uniform_, args);
}

th_tensor *th_normal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(normal_, 1), DEFAULT(normal_, 2), DEFAULT(normal_, 3)};
    return th_dispatch1(TH_OP_normal_, args);
}
th_tensor *th_normal_with_(th_tensor *self, double mean, double std, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(mean), from_double(std), from_generator(generator)};
    return th_dispatch1(TH_OP_normal_, args);
}

th_tensor *th_bernoulli_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(bernoulli_, 1), DEFAULT(bernoulli_, 2)};
    return th_dispatch1(TH_OP_bernoulli_, args);
}
th_tensor *th_op_bernoulli_with_(th_tensor *self, th_value p, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), p, from_generator(generator)};
    return th_dispatch1(TH_OP_bernoulli_, args);
}

th_tensor *th_random_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(random_, 1), DEFAULT(random_, 2), DEFAULT(random_, 3)};
    return th_dispatch1(TH_OP_random_, args);
}
th_tensor *th_random_with_(th_tensor *self, th_ints from, th_ints to, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_first(from), from_first(to), from_generator(generator)};
    return th_dispatch1(TH_OP_random_, args);
}

th_tensor *th_exponential_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(exponential_, 1), DEFAULT(exponential_, 2)};
    return th_dispatch1(TH_OP_exponential_, args);
}
th_tensor *th_exponential_with_(th_tensor *self, double lambd, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(lambd), from_generator(generator)};
    return th_dispatch1(TH_OP_exponential_, args);
}

th_tensor *th_cauchy_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(cauchy_, 1), DEFAULT(cauchy_, 2), DEFAULT(cauchy_, 3)};
    return th_dispatch1(TH_OP_cauchy_, args);
}
th_tensor *th_cauchy_with_(th_tensor *self, double median, double sigma, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(median), from_double(sigma), from_generator(generator)};
    return th_dispatch1(TH_OP_cauchy_, args);
}

th_tensor *th_geometric_(th_tensor *self, double p)
{
    th_value args[] = {th_v_tensor(self), from_double(p), DEFAULT(geometric_, 2)};
    return th_dispatch1(TH_OP_geometric_, args);
}
th_tensor *th_geometric_with_(th_tensor *self, double p, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(p), from_generator(generator)};
    return th_dispatch1(TH_OP_geometric_, args);
}

th_tensor *th_log_normal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(log_normal_, 1), DEFAULT(log_normal_, 2),
        DEFAULT(log_normal_, 3)};
    return th_dispatch1(TH_OP_log_normal_, args);
}
th_tensor *th_log_normal_with_(th_tensor *self, double mean, double std, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(mean), from_double(std), from_generator(generator)};
    return th_dispatch1(TH_OP_log_normal_, args);
}

th_tensor *th_randperm_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(randperm_, 1)};
    return th_dispatch1(TH_OP_randperm_, args);
}
th_tensor *th_randperm_with_(th_tensor *self, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_generator(generator)};
    return th_dispatch1(TH_OP_randperm_, args);
}

th_tensor *th_poisson(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(poisson, 1)};
    return th_dispatch1(TH_OP_poisson, args);
}
th_tensor *th_poisson_with(th_tensor *self, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_generator(generator)};
    return th_dispatch1(TH_OP_poisson, args);
}

th_tensor *th_multinomial(th_tensor *self, int64_t num_samples)
{
    th_value args[] = {th_v_tensor(self), from_int(num_samples), DEFAULT(multinomial, 2),
        DEFAULT(multinomial, 3)};
    return th_dispatch1(TH_OP_multinomial, args);
}
th_tensor *th_multinomial_with(th_tensor *self, int64_t num_samples, bool replacement, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_int(num_samples), from_bool(replacement),
        from_generator(generator)};
    return th_dispatch1(TH_OP_multinomial, args);
}

th_tensor *th_rrelu_noise(th_tensor *self, double lower, double upper)
{
    th_value args[] = {th_v_tensor(self), from_double(lower), from_double(upper), DEFAULT(rrelu_noise, 3)};
    return th_dispatch1(TH_OP_rrelu_noise, args);
}
th_tensor *th_rrelu_noise_with(th_tensor *self, double lower, double upper, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(lower), from_double(upper), from_generator(generator)};
    return th_dispatch1(TH_OP_rrelu_noise, args);
}

th_tensor *th_rand(th_ints size)
{
    th_value args[] = {from_ints(size), DEFAULT(rand, 1), DEFAULT(rand, 2), DEFAULT(rand, 3)};
    return th_dispatch1(TH_OP_rand, args);
}
th_tensor *th_rand_with(th_ints size, th_dtype dtype, th_value device, th_generator *generator)
{
    th_value args[] = {from_ints(size), from_dtype(dtype), device, from_generator(generator)};
    return th_dispatch1(TH_OP_rand, args);
}

th_tensor *th_randn(th_ints size)
{
    th_value args[] = {from_ints(size), DEFAULT(randn, 1), DEFAULT(randn, 2), DEFAULT(randn, 3)};
    return th_dispatch1(TH_OP_randn, args);
}
th_tensor *th_randn_with(th_ints size, th_dtype dtype, th_value device, th_generator *generator)
{
    th_value args[] = {from_ints(size), from_dtype(dtype), device, from_generator(generator)};
    return th_dispatch1(TH_OP_randn, args);
}

th_tensor *th_randint(int64_t low, int64_t high, th_ints size)
{
    th_value args[] = {from_int(low), from_int(high), from_ints(size), DEFAULT(randint, 3), DEFAULT(randint,
        4), DEFAULT(randint, 5)};
    return th_dispatch1(TH_OP_randint, args);
}
th_tensor *th_randint_with(int64_t low, int64_t high, th_ints size, th_dtype dtype, th_value device,
    th_generator *generator)
{
    th_value args[] = {from_int(low), from_int(high), from_ints(size), from_dtype(dtype), device,
        from_generator(generator)};
    return th_dispatch1(TH_OP_randint, args);
}

th_tensor *th_randperm(int64_t n)
{
    th_value args[] = {from_int(n), DEFAULT(randperm, 1), DEFAULT(randperm, 2), DEFAULT(randperm, 3)};
    return th_dispatch1(TH_OP_randperm, args);
}
th_tensor *th_randperm_with(int64_t n, th_dtype dtype, th_value device, th_generator *generator)
{
    th_value args[] = {from_int(n), from_dtype(dtype), device, from_generator(generator)};
    return th_dispatch1(TH_OP_randperm, args);
}

th_tensor *th_rand_like(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(rand_like, 1), DEFAULT(rand_like, 2)};
    return th_dispatch1(TH_OP_rand_like, args);
}
th_tensor *th_rand_like_with(th_tensor *input, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(input), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_rand_like, args);
}

th_tensor *th_randn_like(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(randn_like, 1), DEFAULT(randn_like, 2)};
    return th_dispatch1(TH_OP_randn_like, args);
}
th_tensor *th_randn_like_with(th_tensor *input, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(input), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_randn_like, args);
}

th_tensor *th_randint_like(th_tensor *input, int64_t low, int64_t high)
{
    th_value args[] = {th_v_tensor(input), from_int(low), from_int(high), DEFAULT(randint_like, 3),
        DEFAULT(randint_like, 4)};
    return th_dispatch1(TH_OP_randint_like, args);
}
th_tensor *th_randint_like_with(th_tensor *input, int64_t low, int64_t high, th_dtype dtype, th_value device)
{
    th_value args[] = {th_v_tensor(input), from_int(low), from_int(high), from_dtype(dtype), device};
    return th_dispatch1(TH_OP_randint_like, args);
}

th_tensor *th_op_normal(th_value mean, th_value std)
{
    th_value args[] = {mean, std, DEFAULT(normal, 2)};
    return th_dispatch1(TH_OP_normal, args);
}
th_tensor *th_op_normal_with(th_value mean, th_value std, th_generator *generator)
{
    th_value args[] = {mean, std, from_generator(generator)};
    return th_dispatch1(TH_OP_normal, args);
}

th_tensor *th_normal_of_size(double mean, double std, th_ints size)
{
    th_value args[] = {from_double(mean), from_double(std), from_ints(size), DEFAULT(normal_of_size, 3),
        DEFAULT(normal_of_size, 4), DEFAULT(normal_of_size, 5)};
    return th_dispatch1(TH_OP_normal_of_size, args);
}
th_tensor *th_normal_of_size_with(double mean, double std, th_ints size, th_dtype dtype, th_value device,
    th_generator *generator)
{
    th_value args[] = {from_double(mean), from_double(std), from_ints(size), from_dtype(dtype), device,
        from_generator(generator)};
    return th_dispatch1(TH_OP_normal_of_size, args);
}

th_tensor *th_bernoulli(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(bernoulli, 1), DEFAULT(bernoulli, 2)};
    return th_dispatch1(TH_OP_bernoulli, args);
}
th_tensor *th_op_bernoulli_with(th_tensor *self, th_value p, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), p, from_generator(generator)};
    return th_dispatch1(TH_OP_bernoulli, args);
}

th_tensor *th_rrelu(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(rrelu, 1), DEFAULT(rrelu, 2), DEFAULT(rrelu, 3),
        DEFAULT(rrelu, 4)};
    return th_dispatch1(TH_OP_rrelu, args);
}
th_tensor *th_rrelu_with(th_tensor *input, double lower, double upper, bool training, bool inplace)
{
    th_value args[] = {th_v_tensor(input), from_double(lower), from_double(upper), from_bool(training),
        from_bool(inplace)};
    return th_dispatch1(TH_OP_rrelu, args);
}

th_tensor *th_rrelu_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(rrelu_, 1), DEFAULT(rrelu_, 2), DEFAULT(rrelu_, 3),
        DEFAULT(rrelu_, 4)};
    return th_dispatch1(TH_OP_rrelu_, args);
}
th_tensor *th_rrelu_with_(th_tensor *self, double lower, double upper, bool training, th_generator *generator)
{
    th_value args[] = {th_v_tensor(self), from_double(lower), from_double(upper), from_bool(training),
        from_generator(generator)};
    return th_dispatch1(TH_OP_rrelu_, args);
}

th_tensor *th_dropout(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(dropout, 1), DEFAULT(dropout, 2), DEFAULT(dropout, 3)};
    return th_dispatch1(TH_OP_dropout, args);
}
th_tensor *th_dropout_with(th_tensor *input, double p, bool training, bool inplace)
{
    th_value args[] = {th_v_tensor(input), from_double(p), from_bool(training), from_bool(inplace)};
    return th_dispatch1(TH_OP_dropout, args);
}

th_tensor *th_dropout1d(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(dropout1d, 1), DEFAULT(dropout1d, 2), DEFAULT(dropout1d, 3)};
    return th_dispatch1(TH_OP_dropout1d, args);
}
th_tensor *th_dropout1d_with(th_tensor *input, double p, bool training, bool inplace)
{
    th_value args[] = {th_v_tensor(input), from_double(p), from_bool(training), from_bool(inplace)};
    return th_dispatch1(TH_OP_dropout1d, args);
}

th_tensor *th_dropout2d(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(dropout2d, 1), DEFAULT(dropout2d, 2), DEFAULT(dropout2d, 3)};
    return th_dispatch1(TH_OP_dropout2d, args);
}
th_tensor *th_dropout2d_with(th_tensor *input, double p, bool training, bool inplace)
{
    th_value args[] = {th_v_tensor(input), from_double(p), from_bool(training), from_bool(inplace)};
    return th_dispatch1(TH_OP_dropout2d, args);
}

th_tensor *th_dropout3d(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(dropout3d, 1), DEFAULT(dropout3d, 2), DEFAULT(dropout3d, 3)};
    return th_dispatch1(TH_OP_dropout3d, args);
}
th_tensor *th_dropout3d_with(th_tensor *input, double p, bool training, bool inplace)
{
    th_value args[] = {th_v_tensor(input), from_double(p), from_bool(training), from_bool(inplace)};
    return th_dispatch1(TH_OP_dropout3d, args);
}

th_tensor *th_alpha_dropout(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(alpha_dropout, 1), DEFAULT(alpha_dropout, 2),
        DEFAULT(alpha_dropout, 3)};
    return th_dispatch1(TH_OP_alpha_dropout, args);
}
th_tensor *th_alpha_dropout_with(th_tensor *input, double p, bool training, bool inplace)
{
    th_value args[] = {th_v_tensor(input), from_double(p), from_bool(training), from_bool(inplace)};
    return th_dispatch1(TH_OP_alpha_dropout, args);
}

th_scalar th_init_gain(const char *nonlinearity)
{
    th_value args[] = {from_string(nonlinearity), DEFAULT(init_gain, 1)};
    return th_dispatch_value(TH_OP_init_gain, args).as.scalar;
}
th_scalar th_op_init_gain_with(const char *nonlinearity, th_value param)
{
    th_value args[] = {from_string(nonlinearity), from_number(param)};
    return th_dispatch_value(TH_OP_init_gain, args).as.scalar;
}

th_tensor *th_op_init_constant_(th_tensor *self, th_scalar val)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(val)};
    return th_dispatch1(TH_OP_init_constant_, args);
}

th_tensor *th_init_uniform_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_uniform_, 1), DEFAULT(init_uniform_, 2)};
    return th_dispatch1(TH_OP_init_uniform_, args);
}
th_tensor *th_init_uniform_with_(th_tensor *self, double a, double b)
{
    th_value args[] = {th_v_tensor(self), from_double(a), from_double(b)};
    return th_dispatch1(TH_OP_init_uniform_, args);
}

th_tensor *th_init_normal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_normal_, 1), DEFAULT(init_normal_, 2)};
    return th_dispatch1(TH_OP_init_normal_, args);
}
th_tensor *th_init_normal_with_(th_tensor *self, double mean, double std)
{
    th_value args[] = {th_v_tensor(self), from_double(mean), from_double(std)};
    return th_dispatch1(TH_OP_init_normal_, args);
}

th_tensor *th_init_trunc_normal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_trunc_normal_, 1), DEFAULT(init_trunc_normal_, 2),
        DEFAULT(init_trunc_normal_, 3), DEFAULT(init_trunc_normal_, 4)};
    return th_dispatch1(TH_OP_init_trunc_normal_, args);
}
th_tensor *th_init_trunc_normal_with_(th_tensor *self, double mean, double std, double a, double b)
{
    th_value args[] = {th_v_tensor(self), from_double(mean), from_double(std), from_double(a), from_double(b)};
    return th_dispatch1(TH_OP_init_trunc_normal_, args);
}

th_tensor *th_init_xavier_uniform_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_xavier_uniform_, 1)};
    return th_dispatch1(TH_OP_init_xavier_uniform_, args);
}
th_tensor *th_init_xavier_uniform_with_(th_tensor *self, double gain)
{
    th_value args[] = {th_v_tensor(self), from_double(gain)};
    return th_dispatch1(TH_OP_init_xavier_uniform_, args);
}

th_tensor *th_init_xavier_normal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_xavier_normal_, 1)};
    return th_dispatch1(TH_OP_init_xavier_normal_, args);
}
th_tensor *th_init_xavier_normal_with_(th_tensor *self, double gain)
{
    th_value args[] = {th_v_tensor(self), from_double(gain)};
    return th_dispatch1(TH_OP_init_xavier_normal_, args);
}

th_tensor *th_init_kaiming_uniform_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_kaiming_uniform_, 1), DEFAULT(init_kaiming_uniform_,
        2), DEFAULT(init_kaiming_uniform_, 3)};
    return th_dispatch1(TH_OP_init_kaiming_uniform_, args);
}
th_tensor *th_init_kaiming_uniform_with_(th_tensor *self, double a, const char *mode, const char *nonlinearity)
{
    th_value args[] = {th_v_tensor(self), from_double(a), from_string(mode), from_string(nonlinearity)};
    return th_dispatch1(TH_OP_init_kaiming_uniform_, args);
}

th_tensor *th_init_kaiming_normal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_kaiming_normal_, 1), DEFAULT(init_kaiming_normal_, 2),
        DEFAULT(init_kaiming_normal_, 3)};
    return th_dispatch1(TH_OP_init_kaiming_normal_, args);
}
th_tensor *th_init_kaiming_normal_with_(th_tensor *self, double a, const char *mode, const char *nonlinearity)
{
    th_value args[] = {th_v_tensor(self), from_double(a), from_string(mode), from_string(nonlinearity)};
    return th_dispatch1(TH_OP_init_kaiming_normal_, args);
}

th_tensor *th_init_eye_(th_tensor *self) { return th_dispatch1(TH_OP_init_eye_, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_init_dirac_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_dirac_, 1)};
    return th_dispatch1(TH_OP_init_dirac_, args);
}
th_tensor *th_init_dirac_with_(th_tensor *self, int64_t groups)
{
    th_value args[] = {th_v_tensor(self), from_int(groups)};
    return th_dispatch1(TH_OP_init_dirac_, args);
}

th_tensor *th_init_sparse_(th_tensor *self, double sparsity)
{
    th_value args[] = {th_v_tensor(self), from_double(sparsity), DEFAULT(init_sparse_, 2)};
    return th_dispatch1(TH_OP_init_sparse_, args);
}
th_tensor *th_init_sparse_with_(th_tensor *self, double sparsity, double std)
{
    th_value args[] = {th_v_tensor(self), from_double(sparsity), from_double(std)};
    return th_dispatch1(TH_OP_init_sparse_, args);
}

th_tensor *th_init_orthogonal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(init_orthogonal_, 1)};
    return th_dispatch1(TH_OP_init_orthogonal_, args);
}
th_tensor *th_init_orthogonal_with_(th_tensor *self, double gain)
{
    th_value args[] = {th_v_tensor(self), from_double(gain)};
    return th_dispatch1(TH_OP_init_orthogonal_, args);
}

th_tensor *th_orthonormal_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch1(TH_OP_orthonormal_, args);
}

th_tensor *th_sum(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(sum, 1), DEFAULT(sum, 2), DEFAULT(sum, 3)};
    return th_dispatch1(TH_OP_sum, args);
}
th_tensor *th_sum_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_sum, args);
}

th_tensor *th_nansum(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(nansum, 1), DEFAULT(nansum, 2), DEFAULT(nansum, 3)};
    return th_dispatch1(TH_OP_nansum, args);
}
th_tensor *th_nansum_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_nansum, args);
}

th_tensor *th_mean(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(mean, 1), DEFAULT(mean, 2), DEFAULT(mean, 3)};
    return th_dispatch1(TH_OP_mean, args);
}
th_tensor *th_mean_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_mean, args);
}

th_tensor *th_nanmean(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(nanmean, 1), DEFAULT(nanmean, 2), DEFAULT(nanmean, 3)};
    return th_dispatch1(TH_OP_nanmean, args);
}
th_tensor *th_nanmean_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_nanmean, args);
}

th_tensor *th_prod(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(prod, 1), DEFAULT(prod, 2), DEFAULT(prod, 3)};
    return th_dispatch1(TH_OP_prod, args);
}
th_tensor *th_prod_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_first(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_prod, args);
}

th_tensor *th_amax(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(amax, 1), DEFAULT(amax, 2)};
    return th_dispatch1(TH_OP_amax, args);
}
th_tensor *th_amax_with(th_tensor *self, th_ints dim, bool keepdim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim)};
    return th_dispatch1(TH_OP_amax, args);
}

th_tensor *th_amin(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(amin, 1), DEFAULT(amin, 2)};
    return th_dispatch1(TH_OP_amin, args);
}
th_tensor *th_amin_with(th_tensor *self, th_ints dim, bool keepdim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim)};
    return th_dispatch1(TH_OP_amin, args);
}

th_tensor *th_max_all(th_tensor *self) { return th_dispatch1(TH_OP_max_all, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_min_all(th_tensor *self) { return th_dispatch1(TH_OP_min_all, (th_value[]){th_v_tensor(self)}); }

void th_max_dim(th_tensor *self, int64_t dim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(max_dim, 2)};
    several(TH_OP_max_dim, args, results);
}
void th_max_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_bool(keepdim)};
    several(TH_OP_max_dim, args, results);
}

void th_min_dim(th_tensor *self, int64_t dim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(min_dim, 2)};
    several(TH_OP_min_dim, args, results);
}
void th_min_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_bool(keepdim)};
    several(TH_OP_min_dim, args, results);
}

void th_aminmax(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(aminmax, 1), DEFAULT(aminmax, 2)};
    several(TH_OP_aminmax, args, results);
}
void th_aminmax_with(th_tensor *self, th_ints dim, bool keepdim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_first(dim), from_bool(keepdim)};
    several(TH_OP_aminmax, args, results);
}

th_tensor *th_argmax(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(argmax, 1), DEFAULT(argmax, 2)};
    return th_dispatch1(TH_OP_argmax, args);
}
th_tensor *th_argmax_with(th_tensor *self, th_ints dim, bool keepdim)
{
    th_value args[] = {th_v_tensor(self), from_first(dim), from_bool(keepdim)};
    return th_dispatch1(TH_OP_argmax, args);
}

th_tensor *th_argmin(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(argmin, 1), DEFAULT(argmin, 2)};
    return th_dispatch1(TH_OP_argmin, args);
}
th_tensor *th_argmin_with(th_tensor *self, th_ints dim, bool keepdim)
{
    th_value args[] = {th_v_tensor(self), from_first(dim), from_bool(keepdim)};
    return th_dispatch1(TH_OP_argmin, args);
}

th_tensor *th_any(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(any, 1), DEFAULT(any, 2)};
    return th_dispatch1(TH_OP_any, args);
}
th_tensor *th_any_with(th_tensor *self, th_ints dim, bool keepdim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim)};
    return th_dispatch1(TH_OP_any, args);
}

th_tensor *th_all(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(all, 1), DEFAULT(all, 2)};
    return th_dispatch1(TH_OP_all, args);
}
th_tensor *th_all_with(th_tensor *self, th_ints dim, bool keepdim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim)};
    return th_dispatch1(TH_OP_all, args);
}

th_tensor *th_count_nonzero(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(count_nonzero, 1)};
    return th_dispatch1(TH_OP_count_nonzero, args);
}
th_tensor *th_count_nonzero_with(th_tensor *self, th_ints dim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim)};
    return th_dispatch1(TH_OP_count_nonzero, args);
}

th_tensor *th_var(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(var, 1), DEFAULT(var, 2), DEFAULT(var, 3), DEFAULT(var, 4)};
    return th_dispatch1(TH_OP_var, args);
}
th_tensor *th_op_var_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(unbiased), from_bool(keepdim), correction};
    return th_dispatch1(TH_OP_var, args);
}

th_tensor *th_std(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(std, 1), DEFAULT(std, 2), DEFAULT(std, 3), DEFAULT(std, 4)};
    return th_dispatch1(TH_OP_std, args);
}
th_tensor *th_op_std_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(unbiased), from_bool(keepdim), correction};
    return th_dispatch1(TH_OP_std, args);
}

void th_var_mean(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(var_mean, 1), DEFAULT(var_mean, 2), DEFAULT(var_mean, 3),
        DEFAULT(var_mean, 4)};
    several(TH_OP_var_mean, args, results);
}
void th_op_var_mean_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(unbiased), from_bool(keepdim), correction};
    several(TH_OP_var_mean, args, results);
}

void th_std_mean(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(std_mean, 1), DEFAULT(std_mean, 2), DEFAULT(std_mean, 3),
        DEFAULT(std_mean, 4)};
    several(TH_OP_std_mean, args, results);
}
void th_op_std_mean_with(th_tensor *self, th_ints dim, bool unbiased, bool keepdim, th_value correction,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(unbiased), from_bool(keepdim), correction};
    several(TH_OP_std_mean, args, results);
}

th_tensor *th_logsumexp(th_tensor *self, th_ints dim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), DEFAULT(logsumexp, 2)};
    return th_dispatch1(TH_OP_logsumexp, args);
}
th_tensor *th_logsumexp_with(th_tensor *self, th_ints dim, bool keepdim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim)};
    return th_dispatch1(TH_OP_logsumexp, args);
}

th_tensor *th_norm(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(norm, 1), DEFAULT(norm, 2), DEFAULT(norm, 3), DEFAULT(norm,
        4)};
    return th_dispatch1(TH_OP_norm, args);
}
th_tensor *th_op_norm_with(th_tensor *self, th_value p, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), p, from_ints(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_norm, args);
}

th_tensor *th_dist(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), DEFAULT(dist, 2)};
    return th_dispatch1(TH_OP_dist, args);
}
th_tensor *th_op_dist_with(th_tensor *self, th_tensor *other, th_scalar p)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), th_v_scalar(p)};
    return th_dispatch1(TH_OP_dist, args);
}

th_tensor *th_op_renorm(th_tensor *self, th_scalar p, int64_t dim, th_scalar maxnorm)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(p), from_int(dim), th_v_scalar(maxnorm)};
    return th_dispatch1(TH_OP_renorm, args);
}
th_tensor *th_op_renorm_(th_tensor *self, th_scalar p, int64_t dim, th_scalar maxnorm)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(p), from_int(dim), th_v_scalar(maxnorm)};
    return th_dispatch_in_place(TH_OP_renorm, args);
}

th_tensor *th_cosine_similarity(th_tensor *x1, th_tensor *x2)
{
    th_value args[] = {th_v_tensor(x1), th_v_tensor(x2), DEFAULT(cosine_similarity, 2),
        DEFAULT(cosine_similarity, 3)};
    return th_dispatch1(TH_OP_cosine_similarity, args);
}
th_tensor *th_cosine_similarity_with(th_tensor *x1, th_tensor *x2, int64_t dim, double eps)
{
    th_value args[] = {th_v_tensor(x1), th_v_tensor(x2), from_int(dim), from_double(eps)};
    return th_dispatch1(TH_OP_cosine_similarity, args);
}

th_tensor *th_cdist(th_tensor *x1, th_tensor *x2)
{
    th_value args[] = {th_v_tensor(x1), th_v_tensor(x2), DEFAULT(cdist, 2), DEFAULT(cdist, 3)};
    return th_dispatch1(TH_OP_cdist, args);
}
th_tensor *th_cdist_with(th_tensor *x1, th_tensor *x2, double p, th_ints compute_mode)
{
    th_value args[] = {th_v_tensor(x1), th_v_tensor(x2), from_double(p), from_first(compute_mode)};
    return th_dispatch1(TH_OP_cdist, args);
}

th_tensor *th_pairwise_distance(th_tensor *x1, th_tensor *x2)
{
    th_value args[] = {th_v_tensor(x1), th_v_tensor(x2), DEFAULT(pairwise_distance, 2),
        DEFAULT(pairwise_distance, 3), DEFAULT(pairwise_distance, 4)};
    return th_dispatch1(TH_OP_pairwise_distance, args);
}
th_tensor *th_pairwise_distance_with(th_tensor *x1, th_tensor *x2, double p, double eps, bool keepdim)
{
    th_value args[] = {th_v_tensor(x1), th_v_tensor(x2), from_double(p), from_double(eps), from_bool(keepdim)};
    return th_dispatch1(TH_OP_pairwise_distance, args);
}

th_tensor *th_pdist(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(pdist, 1)};
    return th_dispatch1(TH_OP_pdist, args);
}
th_tensor *th_pdist_with(th_tensor *self, double p)
{
    th_value args[] = {th_v_tensor(self), from_double(p)};
    return th_dispatch1(TH_OP_pdist, args);
}

th_tensor *th_trace(th_tensor *self) { return th_dispatch1(TH_OP_trace, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_quantile(th_tensor *self, th_value q)
{
    th_value args[] = {th_v_tensor(self), q, DEFAULT(quantile, 2), DEFAULT(quantile, 3), DEFAULT(quantile, 4)};
    return th_dispatch1(TH_OP_quantile, args);
}
th_tensor *th_op_quantile_with(th_tensor *self, th_value q, th_ints dim, bool keepdim,
    const char *interpolation)
{
    th_value args[] = {th_v_tensor(self), q, from_first(dim), from_bool(keepdim), from_string(interpolation)};
    return th_dispatch1(TH_OP_quantile, args);
}

th_tensor *th_op_nanquantile(th_tensor *self, th_value q)
{
    th_value args[] = {th_v_tensor(self), q, DEFAULT(nanquantile, 2), DEFAULT(nanquantile, 3),
        DEFAULT(nanquantile, 4)};
    return th_dispatch1(TH_OP_nanquantile, args);
}
th_tensor *th_op_nanquantile_with(th_tensor *self, th_value q, th_ints dim, bool keepdim,
    const char *interpolation)
{
    th_value args[] = {th_v_tensor(self), q, from_first(dim), from_bool(keepdim), from_string(interpolation)};
    return th_dispatch1(TH_OP_nanquantile, args);
}

th_tensor *th_cov(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(cov, 1), DEFAULT(cov, 2), DEFAULT(cov, 3)};
    return th_dispatch1(TH_OP_cov, args);
}
th_tensor *th_cov_with(th_tensor *self, int64_t correction, th_tensor *fweights, th_tensor *aweights)
{
    th_value args[] = {th_v_tensor(self), from_int(correction), th_v_tensor(fweights), th_v_tensor(aweights)};
    return th_dispatch1(TH_OP_cov, args);
}

th_tensor *th_corrcoef(th_tensor *self) { return th_dispatch1(TH_OP_corrcoef, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sum_to_size(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size)};
    return th_dispatch1(TH_OP_sum_to_size, args);
}

th_tensor *th_linalg_vector_norm(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_vector_norm, 1), DEFAULT(linalg_vector_norm, 2),
        DEFAULT(linalg_vector_norm, 3), DEFAULT(linalg_vector_norm, 4)};
    return th_dispatch1(TH_OP_linalg_vector_norm, args);
}
th_tensor *th_op_linalg_vector_norm_with(th_tensor *A, th_scalar ord, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(A), th_v_scalar(ord), from_ints(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_linalg_vector_norm, args);
}

th_tensor *th_linalg_matrix_norm(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_matrix_norm, 1), DEFAULT(linalg_matrix_norm, 2),
        DEFAULT(linalg_matrix_norm, 3), DEFAULT(linalg_matrix_norm, 4), DEFAULT(linalg_matrix_norm, 5)};
    return th_dispatch1(TH_OP_linalg_matrix_norm, args);
}
th_tensor *th_op_linalg_matrix_norm_with(th_tensor *A, th_value ord, const char *name, th_ints dim,
    bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(A), ord, from_string(name), from_ints(dim), from_bool(keepdim),
        from_dtype(dtype)};
    return th_dispatch1(TH_OP_linalg_matrix_norm, args);
}

th_tensor *th_linalg_norm(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_norm, 1), DEFAULT(linalg_norm, 2), DEFAULT(linalg_norm,
        3), DEFAULT(linalg_norm, 4), DEFAULT(linalg_norm, 5)};
    return th_dispatch1(TH_OP_linalg_norm, args);
}
th_tensor *th_op_linalg_norm_with(th_tensor *A, th_value ord, const char *name, th_ints dim, bool keepdim,
    th_dtype dtype)
{
    th_value args[] = {th_v_tensor(A), ord, from_string(name), from_ints(dim), from_bool(keepdim),
        from_dtype(dtype)};
    return th_dispatch1(TH_OP_linalg_norm, args);
}

th_tensor *th_linalg_cond(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_cond, 1), DEFAULT(linalg_cond, 2)};
    return th_dispatch1(TH_OP_linalg_cond, args);
}
th_tensor *th_op_linalg_cond_with(th_tensor *A, th_value p, const char *name)
{
    th_value args[] = {th_v_tensor(A), p, from_string(name)};
    return th_dispatch1(TH_OP_linalg_cond, args);
}

th_tensor *th_linalg_matrix_rank(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_matrix_rank, 1), DEFAULT(linalg_matrix_rank, 2),
        DEFAULT(linalg_matrix_rank, 3)};
    return th_dispatch1(TH_OP_linalg_matrix_rank, args);
}
th_tensor *th_op_linalg_matrix_rank_with(th_tensor *A, th_value atol, th_value rtol, bool hermitian)
{
    th_value args[] = {th_v_tensor(A), atol, rtol, from_bool(hermitian)};
    return th_dispatch1(TH_OP_linalg_matrix_rank, args);
}

th_tensor *th_linalg_pinv(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_pinv, 1), DEFAULT(linalg_pinv, 2), DEFAULT(linalg_pinv,
        3), DEFAULT(linalg_pinv, 4)};
    return th_dispatch1(TH_OP_linalg_pinv, args);
}
th_tensor *th_op_linalg_pinv_with(th_tensor *A, th_value rcond, bool hermitian, th_value atol, th_value rtol)
{
    th_value args[] = {th_v_tensor(A), rcond, from_bool(hermitian), atol, rtol};
    return th_dispatch1(TH_OP_linalg_pinv, args);
}

th_tensor *th_linalg_matrix_power(th_tensor *A, int64_t n)
{
    th_value args[] = {th_v_tensor(A), from_int(n)};
    return th_dispatch1(TH_OP_linalg_matrix_power, args);
}

th_tensor *th_linalg_multi_dot(th_list tensors)
{
    th_value args[] = {from_list(tensors)};
    return th_dispatch1(TH_OP_linalg_multi_dot, args);
}

th_tensor *th_linalg_tensorinv(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_tensorinv, 1)};
    return th_dispatch1(TH_OP_linalg_tensorinv, args);
}
th_tensor *th_linalg_tensorinv_with(th_tensor *A, int64_t ind)
{
    th_value args[] = {th_v_tensor(A), from_int(ind)};
    return th_dispatch1(TH_OP_linalg_tensorinv, args);
}

th_tensor *th_linalg_tensorsolve(th_tensor *A, th_tensor *B)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), DEFAULT(linalg_tensorsolve, 2)};
    return th_dispatch1(TH_OP_linalg_tensorsolve, args);
}
th_tensor *th_linalg_tensorsolve_with(th_tensor *A, th_tensor *B, th_ints dims)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), from_ints(dims)};
    return th_dispatch1(TH_OP_linalg_tensorsolve, args);
}

th_tensor *th_matrix_exp(th_tensor *self) { return th_dispatch1(TH_OP_matrix_exp, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_inverse(th_tensor *self) { return th_dispatch1(TH_OP_inverse, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_pinverse(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(pinverse, 1)};
    return th_dispatch1(TH_OP_pinverse, args);
}
th_tensor *th_pinverse_with(th_tensor *self, double rcond)
{
    th_value args[] = {th_v_tensor(self), from_double(rcond)};
    return th_dispatch1(TH_OP_pinverse, args);
}

th_tensor *th_det(th_tensor *self) { return th_dispatch1(TH_OP_det, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_logdet(th_tensor *self) { return th_dispatch1(TH_OP_logdet, (th_value[]){th_v_tensor(self)}); }

void th_slogdet(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self)};
    several(TH_OP_slogdet, args, results);
}

th_tensor *th_cholesky(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(cholesky, 1)};
    return th_dispatch1(TH_OP_cholesky, args);
}
th_tensor *th_cholesky_with(th_tensor *self, bool upper)
{
    th_value args[] = {th_v_tensor(self), from_bool(upper)};
    return th_dispatch1(TH_OP_cholesky, args);
}

th_tensor *th_cholesky_inverse(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(cholesky_inverse, 1)};
    return th_dispatch1(TH_OP_cholesky_inverse, args);
}
th_tensor *th_cholesky_inverse_with(th_tensor *self, bool upper)
{
    th_value args[] = {th_v_tensor(self), from_bool(upper)};
    return th_dispatch1(TH_OP_cholesky_inverse, args);
}

void th_qr(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(qr, 1)};
    several(TH_OP_qr, args, results);
}
void th_qr_with(th_tensor *self, bool some, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_bool(some)};
    several(TH_OP_qr, args, results);
}

void th_svd(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(svd, 1), DEFAULT(svd, 2)};
    several(TH_OP_svd, args, results);
}
void th_svd_with(th_tensor *self, bool some, bool compute_uv, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_bool(some), from_bool(compute_uv)};
    several(TH_OP_svd, args, results);
}

th_tensor *th_cumsum(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(cumsum, 2)};
    return th_dispatch1(TH_OP_cumsum, args);
}
th_tensor *th_cumsum_with(th_tensor *self, int64_t dim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_cumsum, args);
}
th_tensor *th_cumsum_(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(cumsum, 2)};
    return th_dispatch_in_place(TH_OP_cumsum, args);
}
th_tensor *th_cumsum_with_(th_tensor *self, int64_t dim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_dtype(dtype)};
    return th_dispatch_in_place(TH_OP_cumsum, args);
}

th_tensor *th_cumprod(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(cumprod, 2)};
    return th_dispatch1(TH_OP_cumprod, args);
}
th_tensor *th_cumprod_with(th_tensor *self, int64_t dim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_cumprod, args);
}
th_tensor *th_cumprod_(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(cumprod, 2)};
    return th_dispatch_in_place(TH_OP_cumprod, args);
}
th_tensor *th_cumprod_with_(th_tensor *self, int64_t dim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_dtype(dtype)};
    return th_dispatch_in_place(TH_OP_cumprod, args);
}

th_tensor *th_logcumsumexp(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim)};
    return th_dispatch1(TH_OP_logcumsumexp, args);
}

th_tensor *th_recurrence(th_tensor *self, th_tensor *a, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(a), from_int(dim)};
    return th_dispatch1(TH_OP_recurrence, args);
}

void th_cummax(th_tensor *self, int64_t dim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim)};
    several(TH_OP_cummax, args, results);
}

void th_cummin(th_tensor *self, int64_t dim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim)};
    several(TH_OP_cummin, args, results);
}

th_tensor *th_diff(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(diff, 1), DEFAULT(diff, 2), DEFAULT(diff, 3), DEFAULT(diff,
        4)};
    return th_dispatch1(TH_OP_diff, args);
}
th_tensor *th_diff_with(th_tensor *self, int64_t n, int64_t dim, th_tensor *prepend, th_tensor *append)
{
    th_value args[] = {th_v_tensor(self), from_int(n), from_int(dim), th_v_tensor(prepend),
        th_v_tensor(append)};
    return th_dispatch1(TH_OP_diff, args);
}

th_tensor *th_trapz(th_tensor *y)
{
    th_value args[] = {th_v_tensor(y), DEFAULT(trapz, 1), DEFAULT(trapz, 2), DEFAULT(trapz, 3)};
    return th_dispatch1(TH_OP_trapz, args);
}
th_tensor *th_op_trapz_with(th_tensor *y, th_scalar dx, th_tensor *x, int64_t dim)
{
    th_value args[] = {th_v_tensor(y), th_v_scalar(dx), th_v_tensor(x), from_int(dim)};
    return th_dispatch1(TH_OP_trapz, args);
}

void th_sort(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(sort, 1), DEFAULT(sort, 2), DEFAULT(sort, 3)};
    several(TH_OP_sort, args, results);
}
void th_op_sort_with(th_tensor *self, int64_t dim, bool descending, th_value stable, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_bool(descending), from_truth(stable)};
    several(TH_OP_sort, args, results);
}

th_tensor *th_argsort(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(argsort, 1), DEFAULT(argsort, 2)};
    return th_dispatch1(TH_OP_argsort, args);
}
th_tensor *th_argsort_with(th_tensor *self, int64_t dim, bool descending)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_bool(descending)};
    return th_dispatch1(TH_OP_argsort, args);
}

th_tensor *th_msort(th_tensor *self) { return th_dispatch1(TH_OP_msort, (th_value[]){th_v_tensor(self)}); }

void th_topk(th_tensor *self, int64_t k, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(k), DEFAULT(topk, 2), DEFAULT(topk, 3), DEFAULT(topk, 4)};
    several(TH_OP_topk, args, results);
}
void th_topk_with(th_tensor *self, int64_t k, int64_t dim, bool largest, bool sorted, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(k), from_int(dim), from_bool(largest), from_bool(sorted)};
    several(TH_OP_topk, args, results);
}

void th_kthvalue(th_tensor *self, int64_t k, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(k), DEFAULT(kthvalue, 2), DEFAULT(kthvalue, 3)};
    several(TH_OP_kthvalue, args, results);
}
void th_kthvalue_with(th_tensor *self, int64_t k, int64_t dim, bool keepdim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(k), from_int(dim), from_bool(keepdim)};
    several(TH_OP_kthvalue, args, results);
}

void th_median_dim(th_tensor *self, int64_t dim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(median_dim, 2)};
    several(TH_OP_median_dim, args, results);
}
void th_median_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_bool(keepdim)};
    several(TH_OP_median_dim, args, results);
}

void th_nanmedian_dim(th_tensor *self, int64_t dim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(nanmedian_dim, 2)};
    several(TH_OP_nanmedian_dim, args, results);
}
void th_nanmedian_dim_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_bool(keepdim)};
    several(TH_OP_nanmedian_dim, args, results);
}

th_tensor *th_median_all(th_tensor *self) { return th_dispatch1(TH_OP_median_all, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_nanmedian_all(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch1(TH_OP_nanmedian_all, args);
}

void th_mode(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(mode, 1), DEFAULT(mode, 2)};
    several(TH_OP_mode, args, results);
}
void th_mode_with(th_tensor *self, int64_t dim, bool keepdim, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_bool(keepdim)};
    several(TH_OP_mode, args, results);
}

th_tensor *th_op_searchsorted(th_tensor *sorted_sequence, th_value self)
{
    th_value args[] = {th_v_tensor(sorted_sequence), self, DEFAULT(searchsorted, 2), DEFAULT(searchsorted,
        3), DEFAULT(searchsorted, 4), DEFAULT(searchsorted, 5)};
    return th_dispatch1(TH_OP_searchsorted, args);
}
th_tensor *th_op_searchsorted_with(th_tensor *sorted_sequence, th_value self, bool out_int32, bool right,
    const char *side, th_tensor *sorter)
{
    th_value args[] = {th_v_tensor(sorted_sequence), self, from_bool(out_int32), from_bool(right),
        from_string(side), th_v_tensor(sorter)};
    return th_dispatch1(TH_OP_searchsorted, args);
}

th_tensor *th_op_bucketize(th_value self, th_tensor *boundaries)
{
    th_value args[] = {self, th_v_tensor(boundaries), DEFAULT(bucketize, 2), DEFAULT(bucketize, 3)};
    return th_dispatch1(TH_OP_bucketize, args);
}
th_tensor *th_op_bucketize_with(th_value self, th_tensor *boundaries, bool out_int32, bool right)
{
    th_value args[] = {self, th_v_tensor(boundaries), from_bool(out_int32), from_bool(right)};
    return th_dispatch1(TH_OP_bucketize, args);
}

th_tensor *th_bincount(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(bincount, 1), DEFAULT(bincount, 2)};
    return th_dispatch1(TH_OP_bincount, args);
}
th_tensor *th_bincount_with(th_tensor *self, th_tensor *weights, int64_t minlength)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(weights), from_int(minlength)};
    return th_dispatch1(TH_OP_bincount, args);
}

th_tensor *th_histc(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(histc, 1), DEFAULT(histc, 2), DEFAULT(histc, 3)};
    return th_dispatch1(TH_OP_histc, args);
}
th_tensor *th_op_histc_with(th_tensor *self, int64_t bins, th_scalar min, th_scalar max)
{
    th_value args[] = {th_v_tensor(self), from_int(bins), th_v_scalar(min), th_v_scalar(max)};
    return th_dispatch1(TH_OP_histc, args);
}

void th_histogram(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(histogram, 1), DEFAULT(histogram, 2), DEFAULT(histogram,
        3), DEFAULT(histogram, 4)};
    several(TH_OP_histogram, args, results);
}
void th_op_histogram_with(th_tensor *self, th_value bins, th_value range, th_tensor *weight, bool density,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), bins, from_doubles(range), th_v_tensor(weight), from_bool(density)};
    several(TH_OP_histogram, args, results);
}

void th_unique_consecutive(th_tensor *self, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(unique_consecutive, 1), DEFAULT(unique_consecutive, 2),
        DEFAULT(unique_consecutive, 3)};
    several(TH_OP_unique_consecutive, args, results);
}
void th_unique_consecutive_with(th_tensor *self, bool return_inverse, bool return_counts, th_ints dim,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), from_bool(return_inverse), from_bool(return_counts), from_first(dim)};
    several(TH_OP_unique_consecutive, args, results);
}

th_tensor *th_softmax(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(softmax, 2)};
    return th_dispatch1(TH_OP_softmax, args);
}
th_tensor *th_softmax_with(th_tensor *self, int64_t dim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_softmax, args);
}

th_tensor *th_log_softmax(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(log_softmax, 2)};
    return th_dispatch1(TH_OP_log_softmax, args);
}
th_tensor *th_log_softmax_with(th_tensor *self, int64_t dim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_log_softmax, args);
}

th_tensor *th_softmin(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), DEFAULT(softmin, 2)};
    return th_dispatch1(TH_OP_softmin, args);
}
th_tensor *th_softmin_with(th_tensor *self, int64_t dim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_softmin, args);
}

th_tensor *th_softmax_backward(th_tensor *gradient, th_tensor *output, int64_t dim)
{
    th_value args[] = {th_v_tensor(gradient), th_v_tensor(output), from_int(dim)};
    return th_dispatch1(TH_OP_softmax_backward, args);
}

th_tensor *th_log_softmax_backward(th_tensor *gradient, th_tensor *output, int64_t dim)
{
    th_value args[] = {th_v_tensor(gradient), th_v_tensor(output), from_int(dim)};
    return th_dispatch1(TH_OP_log_softmax_backward, args);
}

void th_native_layer_norm(th_tensor *input, th_ints normalized_shape, th_tensor *weight, th_tensor *bias,
    double eps, th_tensor **results)
{
    th_value args[] = {th_v_tensor(input), from_ints(normalized_shape), th_v_tensor(weight),
        th_v_tensor(bias), from_double(eps)};
    several(TH_OP_native_layer_norm, args, results);
}

void th_native_layer_norm_backward(th_tensor *gradient, th_tensor *input, th_tensor *mean, th_tensor *rstd,
    th_tensor *weight, th_ints normalized_shape, bool affine, th_tensor **results)
{
    th_value args[] = {th_v_tensor(gradient), th_v_tensor(input), th_v_tensor(mean), th_v_tensor(rstd),
        th_v_tensor(weight), from_ints(normalized_shape), from_bool(affine)};
    several(TH_OP_native_layer_norm_backward, args, results);
}

void th_native_batch_norm(th_tensor *input, th_tensor *weight, th_tensor *bias, double eps, th_tensor **results)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), th_v_tensor(bias), from_double(eps)};
    several(TH_OP_native_batch_norm, args, results);
}

void th_native_batch_norm_backward(th_tensor *gradient, th_tensor *input, th_tensor *mean, th_tensor *var,
    th_tensor *weight, double eps, th_tensor **results)
{
    th_value args[] = {th_v_tensor(gradient), th_v_tensor(input), th_v_tensor(mean), th_v_tensor(var),
        th_v_tensor(weight), from_double(eps)};
    several(TH_OP_native_batch_norm_backward, args, results);
}

th_tensor *th_affine_channels(th_tensor *input, th_tensor *mean, th_tensor *scale, th_tensor *shift)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(mean), th_v_tensor(scale), th_v_tensor(shift)};
    return th_dispatch1(TH_OP_affine_channels, args);
}

void th_affine_channels_backward(th_tensor *gradient, th_tensor *input, th_tensor *mean, th_tensor *scale,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(gradient), th_v_tensor(input), th_v_tensor(mean), th_v_tensor(scale)};
    several(TH_OP_affine_channels_backward, args, results);
}

th_tensor *th_layer_norm(th_tensor *input, th_ints normalized_shape)
{
    th_value args[] = {th_v_tensor(input), from_ints(normalized_shape), DEFAULT(layer_norm, 2),
        DEFAULT(layer_norm, 3), DEFAULT(layer_norm, 4)};
    return th_dispatch1(TH_OP_layer_norm, args);
}
th_tensor *th_layer_norm_with(th_tensor *input, th_ints normalized_shape, th_tensor *weight, th_tensor *bias,
    double eps)
{
    th_value args[] = {th_v_tensor(input), from_ints(normalized_shape), th_v_tensor(weight),
        th_v_tensor(bias), from_double(eps)};
    return th_dispatch1(TH_OP_layer_norm, args);
}

th_tensor *th_batch_norm(th_tensor *input, th_tensor *running_mean, th_tensor *running_var)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(running_mean), th_v_tensor(running_var),
        DEFAULT(batch_norm, 3), DEFAULT(batch_norm, 4), DEFAULT(batch_norm, 5), DEFAULT(batch_norm, 6),
        DEFAULT(batch_norm, 7)};
    return th_dispatch1(TH_OP_batch_norm, args);
}
th_tensor *th_batch_norm_with(th_tensor *input, th_tensor *running_mean, th_tensor *running_var,
    th_tensor *weight, th_tensor *bias, bool training, double momentum, double eps)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(running_mean), th_v_tensor(running_var),
        th_v_tensor(weight), th_v_tensor(bias), from_bool(training), from_double(momentum), from_double(eps)};
    return th_dispatch1(TH_OP_batch_norm, args);
}

th_tensor *th_group_norm(th_tensor *input, int64_t num_groups)
{
    th_value args[] = {th_v_tensor(input), from_int(num_groups), DEFAULT(group_norm, 2), DEFAULT(group_norm,
        3), DEFAULT(group_norm, 4)};
    return th_dispatch1(TH_OP_group_norm, args);
}
th_tensor *th_group_norm_with(th_tensor *input, int64_t num_groups, th_tensor *weight, th_tensor *bias,
    double eps)
{
    th_value args[] = {th_v_tensor(input), from_int(num_groups), th_v_tensor(weight), th_v_tensor(bias),
        from_double(eps)};
    return th_dispatch1(TH_OP_group_norm, args);
}

th_tensor *th_instance_norm(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(instance_norm, 1), DEFAULT(instance_norm, 2),
        DEFAULT(instance_norm, 3), DEFAULT(instance_norm, 4), DEFAULT(instance_norm, 5),
        DEFAULT(instance_norm, 6), DEFAULT(instance_norm, 7)};
    return th_dispatch1(TH_OP_instance_norm, args);
}
th_tensor *th_instance_norm_with(th_tensor *input, th_tensor *running_mean, th_tensor *running_var,
    th_tensor *weight, th_tensor *bias, bool use_input_stats, double momentum, double eps)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(running_mean), th_v_tensor(running_var),
        th_v_tensor(weight), th_v_tensor(bias), from_bool(use_input_stats), from_double(momentum),
        from_double(eps)};
    return th_dispatch1(TH_OP_instance_norm, args);
}

th_tensor *th_local_response_norm(th_tensor *input, int64_t size)
{
    th_value args[] = {th_v_tensor(input), from_int(size), DEFAULT(local_response_norm, 2),
        DEFAULT(local_response_norm, 3), DEFAULT(local_response_norm, 4)};
    return th_dispatch1(TH_OP_local_response_norm, args);
}
th_tensor *th_local_response_norm_with(th_tensor *input, int64_t size, double alpha, double beta, double k)
{
    th_value args[] = {th_v_tensor(input), from_int(size), from_double(alpha), from_double(beta),
        from_double(k)};
    return th_dispatch1(TH_OP_local_response_norm, args);
}

th_tensor *th_normalize(th_tensor *input)
{
    th_value args[] = {th_v_tensor(input), DEFAULT(normalize, 1), DEFAULT(normalize, 2), DEFAULT(normalize,
        3), DEFAULT(normalize, 4)};
    return th_dispatch1(TH_OP_normalize, args);
}
th_tensor *th_op_normalize_with(th_tensor *input, th_scalar p, int64_t dim, double eps, th_tensor *out)
{
    th_value args[] = {th_v_tensor(input), th_v_scalar(p), from_int(dim), from_double(eps), th_v_tensor(out)};
    return th_dispatch1(TH_OP_normalize, args);
}

th_tensor *th_view(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size)};
    return th_dispatch1(TH_OP_view, args);
}

th_tensor *th_reshape(th_tensor *self, th_ints shape)
{
    th_value args[] = {th_v_tensor(self), from_ints(shape)};
    return th_dispatch1(TH_OP_reshape, args);
}

th_tensor *th_flatten(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(flatten, 1), DEFAULT(flatten, 2)};
    return th_dispatch1(TH_OP_flatten, args);
}
th_tensor *th_flatten_with(th_tensor *self, int64_t start_dim, int64_t end_dim)
{
    th_value args[] = {th_v_tensor(self), from_int(start_dim), from_int(end_dim)};
    return th_dispatch1(TH_OP_flatten, args);
}

th_tensor *th_unflatten(th_tensor *self, int64_t dim, th_ints sizes)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_ints(sizes)};
    return th_dispatch1(TH_OP_unflatten, args);
}

th_tensor *th_reshape_as(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch1(TH_OP_reshape_as, args);
}

th_tensor *th_view_as(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch1(TH_OP_view_as, args);
}

th_tensor *th_expand(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), DEFAULT(expand, 2)};
    return th_dispatch1(TH_OP_expand, args);
}
th_tensor *th_expand_with(th_tensor *self, th_ints size, bool implicit)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_bool(implicit)};
    return th_dispatch1(TH_OP_expand, args);
}

th_tensor *th_expand_as(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch1(TH_OP_expand_as, args);
}

th_tensor *th_transpose(th_tensor *self, int64_t dim0, int64_t dim1)
{
    th_value args[] = {th_v_tensor(self), from_int(dim0), from_int(dim1)};
    return th_dispatch1(TH_OP_transpose, args);
}

th_tensor *th_swapaxes(th_tensor *self, int64_t axis0, int64_t axis1)
{
    th_value args[] = {th_v_tensor(self), from_int(axis0), from_int(axis1)};
    return th_dispatch1(TH_OP_swapaxes, args);
}

th_tensor *th_t(th_tensor *self) { return th_dispatch1(TH_OP_t, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_permute(th_tensor *self, th_ints dims)
{
    th_value args[] = {th_v_tensor(self), from_ints(dims)};
    return th_dispatch1(TH_OP_permute, args);
}

th_tensor *th_movedim(th_tensor *self, th_ints source, th_ints destination)
{
    th_value args[] = {th_v_tensor(self), from_ints(source), from_ints(destination)};
    return th_dispatch1(TH_OP_movedim, args);
}

th_tensor *th_moveaxis(th_tensor *self, th_ints source, th_ints destination)
{
    th_value args[] = {th_v_tensor(self), from_ints(source), from_ints(destination)};
    return th_dispatch1(TH_OP_moveaxis, args);
}

th_tensor *th_numpy_T(th_tensor *self) { return th_dispatch1(TH_OP_numpy_T, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_mT(th_tensor *self) { return th_dispatch1(TH_OP_mT, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_squeeze(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(squeeze, 1)};
    return th_dispatch1(TH_OP_squeeze, args);
}
th_tensor *th_squeeze_with(th_tensor *self, th_ints dim)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim)};
    return th_dispatch1(TH_OP_squeeze, args);
}

th_tensor *th_unsqueeze(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim)};
    return th_dispatch1(TH_OP_unsqueeze, args);
}

th_tensor *th_select(th_tensor *self, int64_t dim, int64_t index)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_int(index)};
    return th_dispatch1(TH_OP_select, args);
}

th_tensor *th_slice(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(slice, 1), DEFAULT(slice, 2), DEFAULT(slice, 3),
        DEFAULT(slice, 4)};
    return th_dispatch1(TH_OP_slice, args);
}
th_tensor *th_slice_with(th_tensor *self, int64_t dim, th_ints start, th_ints end, int64_t step)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_first(start), from_first(end), from_int(step)};
    return th_dispatch1(TH_OP_slice, args);
}

th_tensor *th_narrow(th_tensor *self, int64_t dim, int64_t start, int64_t length)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), from_int(start), from_int(length)};
    return th_dispatch1(TH_OP_narrow, args);
}

th_list th_split(th_tensor *self, th_ints split_size)
{
    th_value args[] = {th_v_tensor(self), from_ints(split_size), DEFAULT(split, 2)};
    return list_of(TH_OP_split, args);
}
th_list th_split_with(th_tensor *self, th_ints split_size, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_ints(split_size), from_int(dim)};
    return list_of(TH_OP_split, args);
}

th_list th_chunk(th_tensor *self, int64_t chunks)
{
    th_value args[] = {th_v_tensor(self), from_int(chunks), DEFAULT(chunk, 2)};
    return list_of(TH_OP_chunk, args);
}
th_list th_chunk_with(th_tensor *self, int64_t chunks, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(chunks), from_int(dim)};
    return list_of(TH_OP_chunk, args);
}

th_list th_unbind(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(unbind, 1)};
    return list_of(TH_OP_unbind, args);
}
th_list th_unbind_with(th_tensor *self, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_int(dim)};
    return list_of(TH_OP_unbind, args);
}

th_tensor *th_diagonal(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(diagonal, 1), DEFAULT(diagonal, 2), DEFAULT(diagonal, 3)};
    return th_dispatch1(TH_OP_diagonal, args);
}
th_tensor *th_diagonal_with(th_tensor *self, int64_t dim1, int64_t dim2, int64_t offset)
{
    th_value args[] = {th_v_tensor(self), from_int(dim1), from_int(dim2), from_int(offset)};
    return th_dispatch1(TH_OP_diagonal, args);
}

th_tensor *th_unfold(th_tensor *self, int64_t dimension, int64_t size, int64_t step)
{
    th_value args[] = {th_v_tensor(self), from_int(dimension), from_int(size), from_int(step)};
    return th_dispatch1(TH_OP_unfold, args);
}

th_tensor *th_as_strided(th_tensor *self, th_ints size, th_ints stride)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_ints(stride), DEFAULT(as_strided, 3)};
    return th_dispatch1(TH_OP_as_strided, args);
}
th_tensor *th_as_strided_with(th_tensor *self, th_ints size, th_ints stride, th_ints storage_offset)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_ints(stride), from_first(storage_offset)};
    return th_dispatch1(TH_OP_as_strided, args);
}

th_tensor *th_as_strided_scatter(th_tensor *self, th_tensor *src, th_ints size, th_ints stride)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), from_ints(size), from_ints(stride),
        DEFAULT(as_strided_scatter, 4)};
    return th_dispatch1(TH_OP_as_strided_scatter, args);
}
th_tensor *th_as_strided_scatter_with(th_tensor *self, th_tensor *src, th_ints size, th_ints stride,
    th_ints storage_offset)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), from_ints(size), from_ints(stride),
        from_first(storage_offset)};
    return th_dispatch1(TH_OP_as_strided_scatter, args);
}

th_tensor *th_place(th_tensor *self, th_ints shape, int64_t dim, int64_t start, int64_t step)
{
    th_value args[] = {th_v_tensor(self), from_ints(shape), from_int(dim), from_int(start), from_int(step)};
    return th_dispatch1(TH_OP_place, args);
}

th_tensor *th_add_window(th_tensor *self, th_ints shape, th_ints strides, th_ints size, th_ints stride,
    int64_t offset)
{
    th_value args[] = {th_v_tensor(self), from_ints(shape), from_ints(strides), from_ints(size),
        from_ints(stride), from_int(offset)};
    return th_dispatch1(TH_OP_add_window, args);
}

th_tensor *th_read_window(th_tensor *self, th_ints strides, th_ints size, th_ints stride, int64_t offset)
{
    th_value args[] = {th_v_tensor(self), from_ints(strides), from_ints(size), from_ints(stride),
        from_int(offset)};
    return th_dispatch1(TH_OP_read_window, args);
}

th_tensor *th_positive(th_tensor *self) { return th_dispatch1(TH_OP_positive, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_positive_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch_in_place(TH_OP_positive, args);
}

th_tensor *th_clone(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(clone, 1)};
    return th_dispatch1(TH_OP_clone, args);
}
th_tensor *th_clone_with(th_tensor *self, const char *memory_format)
{
    th_value args[] = {th_v_tensor(self), from_string(memory_format)};
    return th_dispatch1(TH_OP_clone, args);
}

th_tensor *th_cast(th_tensor *self, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_dtype(dtype)};
    return th_dispatch1(TH_OP_cast, args);
}

th_tensor *th_move(th_tensor *self, th_device device)
{
    th_value args[] = {th_v_tensor(self), from_device(device), DEFAULT(move, 2)};
    return th_dispatch1(TH_OP_move, args);
}
th_tensor *th_move_with(th_tensor *self, th_device device, bool non_blocking)
{
    th_value args[] = {th_v_tensor(self), from_device(device), from_bool(non_blocking)};
    return th_dispatch1(TH_OP_move, args);
}

th_tensor *th_copy_(th_tensor *self, th_tensor *src)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), DEFAULT(copy_, 2)};
    return th_dispatch1(TH_OP_copy_, args);
}
th_tensor *th_copy_with_(th_tensor *self, th_tensor *src, bool non_blocking)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), from_bool(non_blocking)};
    return th_dispatch1(TH_OP_copy_, args);
}

th_tensor *th_contiguous(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(contiguous, 1)};
    return th_dispatch1(TH_OP_contiguous, args);
}
th_tensor *th_contiguous_with(th_tensor *self, const char *memory_format)
{
    th_value args[] = {th_v_tensor(self), from_string(memory_format)};
    return th_dispatch1(TH_OP_contiguous, args);
}

th_tensor *th_detach(th_tensor *self) { return th_dispatch1(TH_OP_detach, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_flip(th_tensor *self, th_ints dims)
{
    th_value args[] = {th_v_tensor(self), from_ints(dims)};
    return th_dispatch1(TH_OP_flip, args);
}

th_tensor *th_fliplr(th_tensor *self) { return th_dispatch1(TH_OP_fliplr, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_flipud(th_tensor *self) { return th_dispatch1(TH_OP_flipud, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_roll(th_tensor *self, th_ints shifts)
{
    th_value args[] = {th_v_tensor(self), from_ints(shifts), DEFAULT(roll, 2)};
    return th_dispatch1(TH_OP_roll, args);
}
th_tensor *th_roll_with(th_tensor *self, th_ints shifts, th_ints dims)
{
    th_value args[] = {th_v_tensor(self), from_ints(shifts), from_ints(dims)};
    return th_dispatch1(TH_OP_roll, args);
}

th_tensor *th_rot90(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(rot90, 1), DEFAULT(rot90, 2)};
    return th_dispatch1(TH_OP_rot90, args);
}
th_tensor *th_rot90_with(th_tensor *self, int64_t k, th_ints dims)
{
    th_value args[] = {th_v_tensor(self), from_int(k), from_ints(dims)};
    return th_dispatch1(TH_OP_rot90, args);
}

th_tensor *th_pad(th_tensor *input, th_ints pad)
{
    th_value args[] = {th_v_tensor(input), from_ints(pad), DEFAULT(pad, 2), DEFAULT(pad, 3)};
    return th_dispatch1(TH_OP_pad, args);
}
th_tensor *th_op_pad_with(th_tensor *input, th_ints pad, const char *mode, th_value value)
{
    th_value args[] = {th_v_tensor(input), from_ints(pad), from_string(mode), from_number(value)};
    return th_dispatch1(TH_OP_pad, args);
}

th_tensor *th_repeat(th_tensor *self, th_ints repeats)
{
    th_value args[] = {th_v_tensor(self), from_ints(repeats)};
    return th_dispatch1(TH_OP_repeat, args);
}

th_tensor *th_tile(th_tensor *self, th_ints dims)
{
    th_value args[] = {th_v_tensor(self), from_ints(dims)};
    return th_dispatch1(TH_OP_tile, args);
}

th_tensor *th_op_repeat_interleave(th_tensor *self, th_value repeats)
{
    th_value args[] = {th_v_tensor(self), repeats, DEFAULT(repeat_interleave, 2), DEFAULT(repeat_interleave,
        3)};
    return th_dispatch1(TH_OP_repeat_interleave, args);
}
th_tensor *th_op_repeat_interleave_with(th_tensor *self, th_value repeats, th_ints dim, th_ints output_size)
{
    th_value args[] = {th_v_tensor(self), repeats, from_first(dim), from_first(output_size)};
    return th_dispatch1(TH_OP_repeat_interleave, args);
}

th_tensor *th_triu(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(triu, 1)};
    return th_dispatch1(TH_OP_triu, args);
}
th_tensor *th_triu_with(th_tensor *self, int64_t diagonal)
{
    th_value args[] = {th_v_tensor(self), from_int(diagonal)};
    return th_dispatch1(TH_OP_triu, args);
}
th_tensor *th_triu_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(triu, 1)};
    return th_dispatch_in_place(TH_OP_triu, args);
}
th_tensor *th_triu_with_(th_tensor *self, int64_t diagonal)
{
    th_value args[] = {th_v_tensor(self), from_int(diagonal)};
    return th_dispatch_in_place(TH_OP_triu, args);
}

th_tensor *th_tril(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(tril, 1)};
    return th_dispatch1(TH_OP_tril, args);
}
th_tensor *th_tril_with(th_tensor *self, int64_t diagonal)
{
    th_value args[] = {th_v_tensor(self), from_int(diagonal)};
    return th_dispatch1(TH_OP_tril, args);
}
th_tensor *th_tril_(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(tril, 1)};
    return th_dispatch_in_place(TH_OP_tril, args);
}
th_tensor *th_tril_with_(th_tensor *self, int64_t diagonal)
{
    th_value args[] = {th_v_tensor(self), from_int(diagonal)};
    return th_dispatch_in_place(TH_OP_tril, args);
}

th_tensor *th_diag_embed(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(diag_embed, 1), DEFAULT(diag_embed, 2), DEFAULT(diag_embed,
        3)};
    return th_dispatch1(TH_OP_diag_embed, args);
}
th_tensor *th_diag_embed_with(th_tensor *self, int64_t offset, int64_t dim1, int64_t dim2)
{
    th_value args[] = {th_v_tensor(self), from_int(offset), from_int(dim1), from_int(dim2)};
    return th_dispatch1(TH_OP_diag_embed, args);
}

th_tensor *th_diag(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(diag, 1)};
    return th_dispatch1(TH_OP_diag, args);
}
th_tensor *th_diag_with(th_tensor *self, int64_t diagonal)
{
    th_value args[] = {th_v_tensor(self), from_int(diagonal)};
    return th_dispatch1(TH_OP_diag, args);
}

th_tensor *th_diagflat(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(diagflat, 1)};
    return th_dispatch1(TH_OP_diagflat, args);
}
th_tensor *th_diagflat_with(th_tensor *self, int64_t offset)
{
    th_value args[] = {th_v_tensor(self), from_int(offset)};
    return th_dispatch1(TH_OP_diagflat, args);
}

th_tensor *th_op_fill_diagonal_(th_tensor *self, th_scalar fill_value)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(fill_value), DEFAULT(fill_diagonal_, 2)};
    return th_dispatch1(TH_OP_fill_diagonal_, args);
}
th_tensor *th_op_fill_diagonal_with_(th_tensor *self, th_scalar fill_value, bool wrap)
{
    th_value args[] = {th_v_tensor(self), th_v_scalar(fill_value), from_bool(wrap)};
    return th_dispatch1(TH_OP_fill_diagonal_, args);
}

th_list th_meshgrid(th_list tensors)
{
    th_value args[] = {from_list(tensors), DEFAULT(meshgrid, 1)};
    return list_of(TH_OP_meshgrid, args);
}
th_list th_meshgrid_with(th_list tensors, const char *indexing)
{
    th_value args[] = {from_list(tensors), from_string(indexing)};
    return list_of(TH_OP_meshgrid, args);
}

th_tensor *th_cartesian_prod(th_list tensors)
{
    th_value args[] = {from_list(tensors)};
    return th_dispatch1(TH_OP_cartesian_prod, args);
}

th_tensor *th_combination_indices(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(combination_indices, 1), DEFAULT(combination_indices, 2)};
    return th_dispatch1(TH_OP_combination_indices, args);
}
th_tensor *th_combination_indices_with(th_tensor *self, int64_t r, bool with_replacement)
{
    th_value args[] = {th_v_tensor(self), from_int(r), from_bool(with_replacement)};
    return th_dispatch1(TH_OP_combination_indices, args);
}

th_tensor *th_combinations(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(combinations, 1), DEFAULT(combinations, 2)};
    return th_dispatch1(TH_OP_combinations, args);
}
th_tensor *th_combinations_with(th_tensor *self, int64_t r, bool with_replacement)
{
    th_value args[] = {th_v_tensor(self), from_int(r), from_bool(with_replacement)};
    return th_dispatch1(TH_OP_combinations, args);
}

th_tensor *th_one_hot(th_tensor *tensor)
{
    th_value args[] = {th_v_tensor(tensor), DEFAULT(one_hot, 1)};
    return th_dispatch1(TH_OP_one_hot, args);
}
th_tensor *th_one_hot_with(th_tensor *tensor, int64_t num_classes)
{
    th_value args[] = {th_v_tensor(tensor), from_int(num_classes)};
    return th_dispatch1(TH_OP_one_hot, args);
}

th_list th_tensor_split(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(tensor_split, 1), DEFAULT(tensor_split, 2),
        DEFAULT(tensor_split, 3), DEFAULT(tensor_split, 4)};
    return list_of(TH_OP_tensor_split, args);
}
th_list th_tensor_split_with(th_tensor *self, th_ints indices, th_ints sections,
    th_tensor *tensor_indices_or_sections, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_ints(indices), from_first(sections),
        th_v_tensor(tensor_indices_or_sections), from_int(dim)};
    return list_of(TH_OP_tensor_split, args);
}

th_list th_hsplit(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(hsplit, 1), DEFAULT(hsplit, 2)};
    return list_of(TH_OP_hsplit, args);
}
th_list th_hsplit_with(th_tensor *self, th_ints indices, th_ints sections)
{
    th_value args[] = {th_v_tensor(self), from_ints(indices), from_first(sections)};
    return list_of(TH_OP_hsplit, args);
}

th_list th_vsplit(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(vsplit, 1), DEFAULT(vsplit, 2)};
    return list_of(TH_OP_vsplit, args);
}
th_list th_vsplit_with(th_tensor *self, th_ints indices, th_ints sections)
{
    th_value args[] = {th_v_tensor(self), from_ints(indices), from_first(sections)};
    return list_of(TH_OP_vsplit, args);
}

th_list th_dsplit(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(dsplit, 1), DEFAULT(dsplit, 2)};
    return list_of(TH_OP_dsplit, args);
}
th_list th_dsplit_with(th_tensor *self, th_ints indices, th_ints sections)
{
    th_value args[] = {th_v_tensor(self), from_ints(indices), from_first(sections)};
    return list_of(TH_OP_dsplit, args);
}

th_list th_split_with_sizes(th_tensor *self, th_ints split_sizes)
{
    th_value args[] = {th_v_tensor(self), from_ints(split_sizes), DEFAULT(split_with_sizes, 2)};
    return list_of(TH_OP_split_with_sizes, args);
}
th_list th_split_with_sizes_with(th_tensor *self, th_ints split_sizes, int64_t dim)
{
    th_value args[] = {th_v_tensor(self), from_ints(split_sizes), from_int(dim)};
    return list_of(TH_OP_split_with_sizes, args);
}

th_tensor *th_adjoint(th_tensor *self) { return th_dispatch1(TH_OP_adjoint, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_matrix_H(th_tensor *self) { return th_dispatch1(TH_OP_matrix_H, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_channel_shuffle(th_tensor *self, int64_t groups)
{
    th_value args[] = {th_v_tensor(self), from_int(groups)};
    return th_dispatch1(TH_OP_channel_shuffle, args);
}

th_tensor *th_pixel_shuffle(th_tensor *self, int64_t upscale_factor)
{
    th_value args[] = {th_v_tensor(self), from_int(upscale_factor)};
    return th_dispatch1(TH_OP_pixel_shuffle, args);
}

th_tensor *th_pixel_unshuffle(th_tensor *self, int64_t downscale_factor)
{
    th_value args[] = {th_v_tensor(self), from_int(downscale_factor)};
    return th_dispatch1(TH_OP_pixel_unshuffle, args);
}

th_tensor *th_resize_(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), DEFAULT(resize_, 2)};
    return th_dispatch1(TH_OP_resize_, args);
}
th_tensor *th_resize_with_(th_tensor *self, th_ints size, const char *memory_format)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_string(memory_format)};
    return th_dispatch1(TH_OP_resize_, args);
}

th_tensor *th_resize_as_(th_tensor *self, th_tensor *the_template)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(the_template), DEFAULT(resize_as_, 2)};
    return th_dispatch1(TH_OP_resize_as_, args);
}
th_tensor *th_resize_as_with_(th_tensor *self, th_tensor *the_template, const char *memory_format)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(the_template), from_string(memory_format)};
    return th_dispatch1(TH_OP_resize_as_, args);
}

th_tensor *th_as_strided_(th_tensor *self, th_ints size, th_ints stride)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_ints(stride), DEFAULT(as_strided_, 3)};
    return th_dispatch1(TH_OP_as_strided_, args);
}
th_tensor *th_as_strided_with_(th_tensor *self, th_ints size, th_ints stride, th_ints storage_offset)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_ints(stride), from_first(storage_offset)};
    return th_dispatch1(TH_OP_as_strided_, args);
}

th_tensor *th_mm(th_tensor *self, th_tensor *mat2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat2)};
    return th_dispatch1(TH_OP_mm, args);
}

th_tensor *th_bmm(th_tensor *self, th_tensor *mat2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat2)};
    return th_dispatch1(TH_OP_bmm, args);
}

th_tensor *th_batched_mm(th_tensor *self, th_tensor *mat2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat2)};
    return th_dispatch1(TH_OP_batched_mm, args);
}

th_tensor *th_mv(th_tensor *self, th_tensor *vec)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(vec)};
    return th_dispatch1(TH_OP_mv, args);
}

th_tensor *th_dot(th_tensor *self, th_tensor *tensor)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(tensor)};
    return th_dispatch1(TH_OP_dot, args);
}

th_tensor *th_vdot(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch1(TH_OP_vdot, args);
}

th_tensor *th_matmul(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch1(TH_OP_matmul, args);
}

th_tensor *th_addmm(th_tensor *self, th_tensor *mat1, th_tensor *mat2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat1), th_v_tensor(mat2), DEFAULT(addmm, 3),
        DEFAULT(addmm, 4)};
    return th_dispatch1(TH_OP_addmm, args);
}
th_tensor *th_op_addmm_with(th_tensor *self, th_tensor *mat1, th_tensor *mat2, th_scalar beta, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat1), th_v_tensor(mat2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_addmm, args);
}
th_tensor *th_addmm_(th_tensor *self, th_tensor *mat1, th_tensor *mat2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat1), th_v_tensor(mat2), DEFAULT(addmm, 3),
        DEFAULT(addmm, 4)};
    return th_dispatch_in_place(TH_OP_addmm, args);
}
th_tensor *th_op_addmm_with_(th_tensor *self, th_tensor *mat1, th_tensor *mat2, th_scalar beta, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat1), th_v_tensor(mat2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_addmm, args);
}

th_tensor *th_addmv(th_tensor *self, th_tensor *mat, th_tensor *vec)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat), th_v_tensor(vec), DEFAULT(addmv, 3),
        DEFAULT(addmv, 4)};
    return th_dispatch1(TH_OP_addmv, args);
}
th_tensor *th_op_addmv_with(th_tensor *self, th_tensor *mat, th_tensor *vec, th_scalar beta, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat), th_v_tensor(vec), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_addmv, args);
}
th_tensor *th_addmv_(th_tensor *self, th_tensor *mat, th_tensor *vec)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat), th_v_tensor(vec), DEFAULT(addmv, 3),
        DEFAULT(addmv, 4)};
    return th_dispatch_in_place(TH_OP_addmv, args);
}
th_tensor *th_op_addmv_with_(th_tensor *self, th_tensor *mat, th_tensor *vec, th_scalar beta, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat), th_v_tensor(vec), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_addmv, args);
}

th_tensor *th_baddbmm(th_tensor *self, th_tensor *batch1, th_tensor *batch2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), DEFAULT(baddbmm, 3),
        DEFAULT(baddbmm, 4)};
    return th_dispatch1(TH_OP_baddbmm, args);
}
th_tensor *th_op_baddbmm_with(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_baddbmm, args);
}
th_tensor *th_baddbmm_(th_tensor *self, th_tensor *batch1, th_tensor *batch2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), DEFAULT(baddbmm, 3),
        DEFAULT(baddbmm, 4)};
    return th_dispatch_in_place(TH_OP_baddbmm, args);
}
th_tensor *th_op_baddbmm_with_(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_baddbmm, args);
}

th_tensor *th_addbmm(th_tensor *self, th_tensor *batch1, th_tensor *batch2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), DEFAULT(addbmm, 3),
        DEFAULT(addbmm, 4)};
    return th_dispatch1(TH_OP_addbmm, args);
}
th_tensor *th_op_addbmm_with(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_addbmm, args);
}
th_tensor *th_addbmm_(th_tensor *self, th_tensor *batch1, th_tensor *batch2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), DEFAULT(addbmm, 3),
        DEFAULT(addbmm, 4)};
    return th_dispatch_in_place(TH_OP_addbmm, args);
}
th_tensor *th_op_addbmm_with_(th_tensor *self, th_tensor *batch1, th_tensor *batch2, th_scalar beta,
    th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(batch1), th_v_tensor(batch2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_addbmm, args);
}

th_tensor *th_addr(th_tensor *self, th_tensor *vec1, th_tensor *vec2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(vec1), th_v_tensor(vec2), DEFAULT(addr, 3),
        DEFAULT(addr, 4)};
    return th_dispatch1(TH_OP_addr, args);
}
th_tensor *th_op_addr_with(th_tensor *self, th_tensor *vec1, th_tensor *vec2, th_scalar beta, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(vec1), th_v_tensor(vec2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_addr, args);
}
th_tensor *th_addr_(th_tensor *self, th_tensor *vec1, th_tensor *vec2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(vec1), th_v_tensor(vec2), DEFAULT(addr, 3),
        DEFAULT(addr, 4)};
    return th_dispatch_in_place(TH_OP_addr, args);
}
th_tensor *th_op_addr_with_(th_tensor *self, th_tensor *vec1, th_tensor *vec2, th_scalar beta, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(vec1), th_v_tensor(vec2), th_v_scalar(beta),
        th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_addr, args);
}

th_tensor *th_outer(th_tensor *self, th_tensor *vec2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(vec2)};
    return th_dispatch1(TH_OP_outer, args);
}

th_tensor *th_inner(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch1(TH_OP_inner, args);
}

th_tensor *th_linear(th_tensor *input, th_tensor *weight)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), DEFAULT(linear, 2)};
    return th_dispatch1(TH_OP_linear, args);
}
th_tensor *th_linear_with(th_tensor *input, th_tensor *weight, th_tensor *bias)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), th_v_tensor(bias)};
    return th_dispatch1(TH_OP_linear, args);
}

th_tensor *th_linear_activation(th_tensor *input, th_tensor *weight, th_tensor *bias, const char *activation)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), th_v_tensor(bias), from_string(activation),
        DEFAULT(linear_activation, 4)};
    return th_dispatch1(TH_OP_linear_activation, args);
}
th_tensor *th_linear_activation_with(th_tensor *input, th_tensor *weight, th_tensor *bias,
    const char *activation, th_value numbers)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), th_v_tensor(bias), from_string(activation),
        from_doubles(numbers)};
    return th_dispatch1(TH_OP_linear_activation, args);
}

void th_linear_activation_backward(th_tensor *gradient, th_tensor *result, const char *activation,
    th_value numbers, bool sums, th_tensor **results)
{
    th_value args[] = {th_v_tensor(gradient), th_v_tensor(result), from_string(activation),
        from_doubles(numbers), from_bool(sums)};
    several(TH_OP_linear_activation_backward, args, results);
}

th_tensor *th_bilinear(th_tensor *input1, th_tensor *input2, th_tensor *weight)
{
    th_value args[] = {th_v_tensor(input1), th_v_tensor(input2), th_v_tensor(weight), DEFAULT(bilinear, 3)};
    return th_dispatch1(TH_OP_bilinear, args);
}
th_tensor *th_bilinear_with(th_tensor *input1, th_tensor *input2, th_tensor *weight, th_tensor *bias)
{
    th_value args[] = {th_v_tensor(input1), th_v_tensor(input2), th_v_tensor(weight), th_v_tensor(bias)};
    return th_dispatch1(TH_OP_bilinear, args);
}

th_tensor *th_einsum(const char *equation, th_list tensors)
{
    th_value args[] = {from_string(equation), from_list(tensors), DEFAULT(einsum, 2)};
    return th_dispatch1(TH_OP_einsum, args);
}
th_tensor *th_einsum_with(const char *equation, th_list tensors, th_ints path)
{
    th_value args[] = {from_string(equation), from_list(tensors), from_ints(path)};
    return th_dispatch1(TH_OP_einsum, args);
}

th_tensor *th_tensordot(th_tensor *a, th_tensor *b, th_ints dims_self, th_ints dims_other)
{
    th_value args[] = {th_v_tensor(a), th_v_tensor(b), from_ints(dims_self), from_ints(dims_other)};
    return th_dispatch1(TH_OP_tensordot, args);
}

th_tensor *th_kron(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other)};
    return th_dispatch1(TH_OP_kron, args);
}

th_tensor *th_chain_matmul(th_list matrices)
{
    th_value args[] = {from_list(matrices)};
    return th_dispatch1(TH_OP_chain_matmul, args);
}

th_tensor *th_matrix_power(th_tensor *self, int64_t n)
{
    th_value args[] = {th_v_tensor(self), from_int(n)};
    return th_dispatch1(TH_OP_matrix_power, args);
}

th_tensor *th_block_diag(th_list tensors) { return th_dispatch1(TH_OP_block_diag, (th_value[]){from_list(tensors)}); }

th_tensor *th_cross(th_tensor *self, th_tensor *other)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), DEFAULT(cross, 2)};
    return th_dispatch1(TH_OP_cross, args);
}
th_tensor *th_cross_with(th_tensor *self, th_tensor *other, th_ints dim)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(other), from_first(dim)};
    return th_dispatch1(TH_OP_cross, args);
}

void th_cholesky_factor(th_tensor *A, bool upper, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(upper)};
    several(TH_OP_cholesky_factor, args, results);
}

void th_lu_factor(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A)};
    several(TH_OP_lu_factor, args, results);
}

th_tensor *th_lu_positions(th_tensor *pivots, int64_t rows)
{
    th_value args[] = {th_v_tensor(pivots), from_int(rows)};
    return th_dispatch1(TH_OP_lu_positions, args);
}

th_tensor *th_solve_by_lu(th_tensor *A, th_tensor *LU, th_tensor *pivots, th_tensor *B, bool adjoint)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(LU), th_v_tensor(pivots), th_v_tensor(B),
        from_bool(adjoint)};
    return th_dispatch1(TH_OP_solve_by_lu, args);
}

th_tensor *th_det_by_lu(th_tensor *A, th_tensor *LU, th_tensor *pivots)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(LU), th_v_tensor(pivots)};
    return th_dispatch1(TH_OP_det_by_lu, args);
}

void th_slogdet_by_lu(th_tensor *A, th_tensor *LU, th_tensor *pivots, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(LU), th_v_tensor(pivots)};
    several(TH_OP_slogdet_by_lu, args, results);
}

th_tensor *th_solve_triangle(th_tensor *A, th_tensor *B, bool upper, bool unit)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), from_bool(upper), from_bool(unit)};
    return th_dispatch1(TH_OP_solve_triangle, args);
}

void th_eigh_factor(th_tensor *A, bool upper, bool vectors, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(upper), from_bool(vectors)};
    several(TH_OP_eigh_factor, args, results);
}

void th_eig_factor(th_tensor *A, bool vectors, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(vectors)};
    several(TH_OP_eig_factor, args, results);
}

void th_svd_factor(th_tensor *A, bool full, bool vectors, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(full), from_bool(vectors)};
    several(TH_OP_svd_factor, args, results);
}

th_tensor *th_pseudo_solve(th_tensor *A, th_tensor *B, th_tensor *U, th_tensor *inverses, th_tensor *Vh,
    bool adjoint)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), th_v_tensor(U), th_v_tensor(inverses),
        th_v_tensor(Vh), from_bool(adjoint)};
    return th_dispatch1(TH_OP_pseudo_solve, args);
}

th_tensor *th_linalg_cholesky(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A)};
    return th_dispatch1(TH_OP_linalg_cholesky, args);
}

void th_linalg_cholesky_ex(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_cholesky_ex, 1)};
    several(TH_OP_linalg_cholesky_ex, args, results);
}
void th_linalg_cholesky_ex_with(th_tensor *A, bool check_errors, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(check_errors)};
    several(TH_OP_linalg_cholesky_ex, args, results);
}

th_tensor *th_linalg_inv(th_tensor *A) { return th_dispatch1(TH_OP_linalg_inv, (th_value[]){th_v_tensor(A)}); }

void th_linalg_inv_ex(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_inv_ex, 1)};
    several(TH_OP_linalg_inv_ex, args, results);
}
void th_linalg_inv_ex_with(th_tensor *A, bool check_errors, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(check_errors)};
    several(TH_OP_linalg_inv_ex, args, results);
}

th_tensor *th_linalg_det(th_tensor *A) { return th_dispatch1(TH_OP_linalg_det, (th_value[]){th_v_tensor(A)}); }

void th_linalg_slogdet(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A)};
    several(TH_OP_linalg_slogdet, args, results);
}

th_tensor *th_linalg_solve(th_tensor *A, th_tensor *B)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B)};
    return th_dispatch1(TH_OP_linalg_solve, args);
}

th_tensor *th_linalg_solve_triangular(th_tensor *A, th_tensor *B, bool upper)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), from_bool(upper), DEFAULT(linalg_solve_triangular, 3),
        DEFAULT(linalg_solve_triangular, 4)};
    return th_dispatch1(TH_OP_linalg_solve_triangular, args);
}
th_tensor *th_linalg_solve_triangular_with(th_tensor *A, th_tensor *B, bool upper, bool left,
    bool unitriangular)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), from_bool(upper), from_bool(left),
        from_bool(unitriangular)};
    return th_dispatch1(TH_OP_linalg_solve_triangular, args);
}

void th_linalg_qr(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_qr, 1)};
    several(TH_OP_linalg_qr, args, results);
}
void th_linalg_qr_with(th_tensor *A, const char *mode, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_string(mode)};
    several(TH_OP_linalg_qr, args, results);
}

void th_linalg_eigh(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_eigh, 1)};
    several(TH_OP_linalg_eigh, args, results);
}
void th_linalg_eigh_with(th_tensor *A, const char *UPLO, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_string(UPLO)};
    several(TH_OP_linalg_eigh, args, results);
}

th_tensor *th_linalg_eigvalsh(th_tensor *A)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_eigvalsh, 1)};
    return th_dispatch1(TH_OP_linalg_eigvalsh, args);
}
th_tensor *th_linalg_eigvalsh_with(th_tensor *A, const char *UPLO)
{
    th_value args[] = {th_v_tensor(A), from_string(UPLO)};
    return th_dispatch1(TH_OP_linalg_eigvalsh, args);
}

void th_linalg_eig(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A)};
    several(TH_OP_linalg_eig, args, results);
}

th_tensor *th_linalg_eigvals(th_tensor *A) { return th_dispatch1(TH_OP_linalg_eigvals, (th_value[]){th_v_tensor(A)}); }

void th_linalg_svd(th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), DEFAULT(linalg_svd, 1)};
    several(TH_OP_linalg_svd, args, results);
}
void th_linalg_svd_with(th_tensor *A, bool full_matrices, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(full_matrices)};
    several(TH_OP_linalg_svd, args, results);
}

th_tensor *th_linalg_svdvals(th_tensor *A) { return th_dispatch1(TH_OP_linalg_svdvals, (th_value[]){th_v_tensor(A)}); }

void th_linalg_lstsq(th_tensor *A, th_tensor *B, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), DEFAULT(linalg_lstsq, 2), DEFAULT(linalg_lstsq, 3)};
    several(TH_OP_linalg_lstsq, args, results);
}
void th_op_linalg_lstsq_with(th_tensor *A, th_tensor *B, th_value rcond, const char *driver,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(B), from_number(rcond), from_string(driver)};
    several(TH_OP_linalg_lstsq, args, results);
}

th_tensor *th_linalg_householder_product(th_tensor *A, th_tensor *tau)
{
    th_value args[] = {th_v_tensor(A), th_v_tensor(tau)};
    return th_dispatch1(TH_OP_linalg_householder_product, args);
}

void th_lu(th_tensor *A, bool check_errors, th_tensor **results)
{
    th_value args[] = {th_v_tensor(A), from_bool(check_errors)};
    several(TH_OP_lu, args, results);
}

void th_lu_unpack(th_tensor *LU_data, th_tensor *LU_pivots, th_tensor **results)
{
    th_value args[] = {th_v_tensor(LU_data), th_v_tensor(LU_pivots), DEFAULT(lu_unpack, 2),
        DEFAULT(lu_unpack, 3)};
    several(TH_OP_lu_unpack, args, results);
}
void th_lu_unpack_with(th_tensor *LU_data, th_tensor *LU_pivots, bool unpack_data, bool unpack_pivots,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(LU_data), th_v_tensor(LU_pivots), from_bool(unpack_data),
        from_bool(unpack_pivots)};
    several(TH_OP_lu_unpack, args, results);
}

th_tensor *th_lu_solve(th_tensor *self, th_tensor *LU_data, th_tensor *LU_pivots)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(LU_data), th_v_tensor(LU_pivots)};
    return th_dispatch1(TH_OP_lu_solve, args);
}

th_tensor *th_cholesky_solve(th_tensor *self, th_tensor *input2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(input2), DEFAULT(cholesky_solve, 2)};
    return th_dispatch1(TH_OP_cholesky_solve, args);
}
th_tensor *th_cholesky_solve_with(th_tensor *self, th_tensor *input2, bool upper)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(input2), from_bool(upper)};
    return th_dispatch1(TH_OP_cholesky_solve, args);
}

void th_triangular_solve(th_tensor *self, th_tensor *A, th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(A), DEFAULT(triangular_solve, 2),
        DEFAULT(triangular_solve, 3), DEFAULT(triangular_solve, 4)};
    several(TH_OP_triangular_solve, args, results);
}
void th_triangular_solve_with(th_tensor *self, th_tensor *A, bool upper, bool transpose, bool unitriangular,
    th_tensor **results)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(A), from_bool(upper), from_bool(transpose),
        from_bool(unitriangular)};
    several(TH_OP_triangular_solve, args, results);
}

void th_geqrf(th_tensor *self, th_tensor **results) { several(TH_OP_geqrf, (th_value[]){th_v_tensor(self)}, results); }

th_tensor *th_orgqr(th_tensor *self, th_tensor *input2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(input2)};
    return th_dispatch1(TH_OP_orgqr, args);
}

th_tensor *th_ormqr(th_tensor *self, th_tensor *input2, th_tensor *input3)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(input2), th_v_tensor(input3), DEFAULT(ormqr, 3),
        DEFAULT(ormqr, 4)};
    return th_dispatch1(TH_OP_ormqr, args);
}
th_tensor *th_ormqr_with(th_tensor *self, th_tensor *input2, th_tensor *input3, bool left, bool transpose)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(input2), th_v_tensor(input3), from_bool(left),
        from_bool(transpose)};
    return th_dispatch1(TH_OP_ormqr, args);
}

th_tensor *th_cat(th_list tensors)
{
    th_value args[] = {from_list(tensors), DEFAULT(cat, 1)};
    return th_dispatch1(TH_OP_cat, args);
}
th_tensor *th_cat_with(th_list tensors, int64_t dim)
{
    th_value args[] = {from_list(tensors), from_int(dim)};
    return th_dispatch1(TH_OP_cat, args);
}

th_tensor *th_stack(th_list tensors)
{
    th_value args[] = {from_list(tensors), DEFAULT(stack, 1)};
    return th_dispatch1(TH_OP_stack, args);
}
th_tensor *th_stack_with(th_list tensors, int64_t dim)
{
    th_value args[] = {from_list(tensors), from_int(dim)};
    return th_dispatch1(TH_OP_stack, args);
}

th_tensor *th_hstack(th_list tensors) { return th_dispatch1(TH_OP_hstack, (th_value[]){from_list(tensors)}); }

th_tensor *th_vstack(th_list tensors) { return th_dispatch1(TH_OP_vstack, (th_value[]){from_list(tensors)}); }

th_tensor *th_dstack(th_list tensors) { return th_dispatch1(TH_OP_dstack, (th_value[]){from_list(tensors)}); }

th_tensor *th_first_outside(th_tensor *index, int64_t size)
{
    th_value args[] = {th_v_tensor(index), from_int(size)};
    return th_dispatch1(TH_OP_first_outside, args);
}

th_tensor *th_nonzero_count(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self)};
    return th_dispatch1(TH_OP_nonzero_count, args);
}

th_tensor *th_nonzero(th_tensor *self) { return th_dispatch1(TH_OP_nonzero, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_argwhere(th_tensor *self) { return th_dispatch1(TH_OP_argwhere, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_masked_fill(th_tensor *self, th_tensor *mask, th_value value)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mask), value};
    return th_dispatch1(TH_OP_masked_fill, args);
}
th_tensor *th_op_masked_fill_(th_tensor *self, th_tensor *mask, th_value value)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mask), value};
    return th_dispatch_in_place(TH_OP_masked_fill, args);
}

th_tensor *th_masked_select(th_tensor *self, th_tensor *mask)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mask)};
    return th_dispatch1(TH_OP_masked_select, args);
}

th_tensor *th_masked_scatter(th_tensor *self, th_tensor *mask, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mask), th_v_tensor(source)};
    return th_dispatch1(TH_OP_masked_scatter, args);
}
th_tensor *th_masked_scatter_(th_tensor *self, th_tensor *mask, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mask), th_v_tensor(source)};
    return th_dispatch_in_place(TH_OP_masked_scatter, args);
}

th_tensor *th_index(th_tensor *self, th_list indices)
{
    th_value args[] = {th_v_tensor(self), from_list(indices)};
    return th_dispatch1(TH_OP_index, args);
}

th_tensor *th_index_put(th_tensor *self, th_list indices, th_tensor *values)
{
    th_value args[] = {th_v_tensor(self), from_list(indices), th_v_tensor(values), DEFAULT(index_put, 3)};
    return th_dispatch1(TH_OP_index_put, args);
}
th_tensor *th_index_put_with(th_tensor *self, th_list indices, th_tensor *values, bool accumulate)
{
    th_value args[] = {th_v_tensor(self), from_list(indices), th_v_tensor(values), from_bool(accumulate)};
    return th_dispatch1(TH_OP_index_put, args);
}
th_tensor *th_index_put_(th_tensor *self, th_list indices, th_tensor *values)
{
    th_value args[] = {th_v_tensor(self), from_list(indices), th_v_tensor(values), DEFAULT(index_put, 3)};
    return th_dispatch_in_place(TH_OP_index_put, args);
}
th_tensor *th_index_put_with_(th_tensor *self, th_list indices, th_tensor *values, bool accumulate)
{
    th_value args[] = {th_v_tensor(self), from_list(indices), th_v_tensor(values), from_bool(accumulate)};
    return th_dispatch_in_place(TH_OP_index_put, args);
}

th_tensor *th_index_select(th_tensor *self, int64_t dim, th_tensor *index)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index)};
    return th_dispatch1(TH_OP_index_select, args);
}

th_tensor *th_index_add(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(source),
        DEFAULT(index_add, 4)};
    return th_dispatch1(TH_OP_index_add, args);
}
th_tensor *th_op_index_add_with(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source,
    th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(source),
        th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_index_add, args);
}
th_tensor *th_index_add_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(source),
        DEFAULT(index_add, 4)};
    return th_dispatch_in_place(TH_OP_index_add, args);
}
th_tensor *th_op_index_add_with_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source,
    th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(source),
        th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_index_add, args);
}

th_tensor *th_index_copy(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(source)};
    return th_dispatch1(TH_OP_index_copy, args);
}
th_tensor *th_index_copy_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(source)};
    return th_dispatch_in_place(TH_OP_index_copy, args);
}

th_tensor *th_op_index_fill(th_tensor *self, int64_t dim, th_tensor *index, th_value value)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), value};
    return th_dispatch1(TH_OP_index_fill, args);
}
th_tensor *th_op_index_fill_(th_tensor *self, int64_t dim, th_tensor *index, th_value value)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), value};
    return th_dispatch_in_place(TH_OP_index_fill, args);
}

th_tensor *th_take(th_tensor *self, th_tensor *index)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(index)};
    return th_dispatch1(TH_OP_take, args);
}

th_tensor *th_put(th_tensor *self, th_tensor *index, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(index), th_v_tensor(source), DEFAULT(put, 3)};
    return th_dispatch1(TH_OP_put, args);
}
th_tensor *th_put_with(th_tensor *self, th_tensor *index, th_tensor *source, bool accumulate)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(index), th_v_tensor(source), from_bool(accumulate)};
    return th_dispatch1(TH_OP_put, args);
}
th_tensor *th_put_(th_tensor *self, th_tensor *index, th_tensor *source)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(index), th_v_tensor(source), DEFAULT(put, 3)};
    return th_dispatch_in_place(TH_OP_put, args);
}
th_tensor *th_put_with_(th_tensor *self, th_tensor *index, th_tensor *source, bool accumulate)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(index), th_v_tensor(source), from_bool(accumulate)};
    return th_dispatch_in_place(TH_OP_put, args);
}

th_tensor *th_gather(th_tensor *self, int64_t dim, th_tensor *index)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), DEFAULT(gather, 3)};
    return th_dispatch1(TH_OP_gather, args);
}
th_tensor *th_gather_with(th_tensor *self, int64_t dim, th_tensor *index, bool sparse_grad)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), from_bool(sparse_grad)};
    return th_dispatch1(TH_OP_gather, args);
}

th_tensor *th_take_along_dim(th_tensor *self, th_tensor *indices)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(indices), DEFAULT(take_along_dim, 2)};
    return th_dispatch1(TH_OP_take_along_dim, args);
}
th_tensor *th_take_along_dim_with(th_tensor *self, th_tensor *indices, th_ints dim)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(indices), from_first(dim)};
    return th_dispatch1(TH_OP_take_along_dim, args);
}

th_tensor *th_op_scatter_put(th_tensor *self, int64_t dim, th_tensor *index, th_value src)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), src};
    return th_dispatch1(TH_OP_scatter_put, args);
}

th_tensor *th_scatter_add(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(src)};
    return th_dispatch1(TH_OP_scatter_add, args);
}
th_tensor *th_scatter_add_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(src)};
    return th_dispatch_in_place(TH_OP_scatter_add, args);
}

th_tensor *th_scatter_fold(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src, const char *reduce)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(src),
        from_string(reduce)};
    return th_dispatch1(TH_OP_scatter_fold, args);
}

th_tensor *th_op_scatter(th_tensor *self, int64_t dim, th_tensor *index, th_value src)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), src, DEFAULT(scatter, 4)};
    return th_dispatch1(TH_OP_scatter, args);
}
th_tensor *th_op_scatter_with(th_tensor *self, int64_t dim, th_tensor *index, th_value src, const char *reduce)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), src, from_string(reduce)};
    return th_dispatch1(TH_OP_scatter, args);
}
th_tensor *th_op_scatter_(th_tensor *self, int64_t dim, th_tensor *index, th_value src)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), src, DEFAULT(scatter, 4)};
    return th_dispatch_in_place(TH_OP_scatter, args);
}
th_tensor *th_op_scatter_with_(th_tensor *self, int64_t dim, th_tensor *index, th_value src, const char *reduce)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), src, from_string(reduce)};
    return th_dispatch_in_place(TH_OP_scatter, args);
}

th_tensor *th_scatter_reduce(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src, const char *reduce)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(src),
        from_string(reduce), DEFAULT(scatter_reduce, 5)};
    return th_dispatch1(TH_OP_scatter_reduce, args);
}
th_tensor *th_scatter_reduce_with(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src,
    const char *reduce, bool include_self)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(src),
        from_string(reduce), from_bool(include_self)};
    return th_dispatch1(TH_OP_scatter_reduce, args);
}
th_tensor *th_scatter_reduce_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src,
    const char *reduce)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(src),
        from_string(reduce), DEFAULT(scatter_reduce, 5)};
    return th_dispatch_in_place(TH_OP_scatter_reduce, args);
}
th_tensor *th_scatter_reduce_with_(th_tensor *self, int64_t dim, th_tensor *index, th_tensor *src,
    const char *reduce, bool include_self)
{
    th_value args[] = {th_v_tensor(self), from_int(dim), th_v_tensor(index), th_v_tensor(src),
        from_string(reduce), from_bool(include_self)};
    return th_dispatch_in_place(TH_OP_scatter_reduce, args);
}

th_tensor *th_select_scatter(th_tensor *self, th_tensor *src, int64_t dim, int64_t index)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), from_int(dim), from_int(index)};
    return th_dispatch1(TH_OP_select_scatter, args);
}

th_tensor *th_slice_scatter(th_tensor *self, th_tensor *src)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), DEFAULT(slice_scatter, 2), DEFAULT(slice_scatter,
        3), DEFAULT(slice_scatter, 4), DEFAULT(slice_scatter, 5)};
    return th_dispatch1(TH_OP_slice_scatter, args);
}
th_tensor *th_slice_scatter_with(th_tensor *self, th_tensor *src, int64_t dim, th_ints start, th_ints end,
    int64_t step)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), from_int(dim), from_first(start),
        from_first(end), from_int(step)};
    return th_dispatch1(TH_OP_slice_scatter, args);
}

th_tensor *th_diagonal_scatter(th_tensor *self, th_tensor *src)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), DEFAULT(diagonal_scatter, 2),
        DEFAULT(diagonal_scatter, 3), DEFAULT(diagonal_scatter, 4)};
    return th_dispatch1(TH_OP_diagonal_scatter, args);
}
th_tensor *th_diagonal_scatter_with(th_tensor *self, th_tensor *src, int64_t offset, int64_t dim1, int64_t dim2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(src), from_int(offset), from_int(dim1), from_int(dim2)};
    return th_dispatch1(TH_OP_diagonal_scatter, args);
}

th_tensor *th_embedding(th_tensor *weight, th_tensor *indices)
{
    th_value args[] = {th_v_tensor(weight), th_v_tensor(indices), DEFAULT(embedding, 2), DEFAULT(embedding, 3)};
    return th_dispatch1(TH_OP_embedding, args);
}
th_tensor *th_embedding_with(th_tensor *weight, th_tensor *indices, th_ints padding_idx,
    bool scale_grad_by_freq)
{
    th_value args[] = {th_v_tensor(weight), th_v_tensor(indices), from_first(padding_idx),
        from_bool(scale_grad_by_freq)};
    return th_dispatch1(TH_OP_embedding, args);
}

th_tensor *th_embedding_renorm_(th_tensor *self, th_tensor *indices, double max_norm)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(indices), from_double(max_norm),
        DEFAULT(embedding_renorm_, 3)};
    return th_dispatch1(TH_OP_embedding_renorm_, args);
}
th_tensor *th_embedding_renorm_with_(th_tensor *self, th_tensor *indices, double max_norm, double norm_type)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(indices), from_double(max_norm), from_double(norm_type)};
    return th_dispatch1(TH_OP_embedding_renorm_, args);
}

th_tensor *th_embedding_lookup(th_tensor *input, th_tensor *weight)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), DEFAULT(embedding_lookup, 2),
        DEFAULT(embedding_lookup, 3), DEFAULT(embedding_lookup, 4), DEFAULT(embedding_lookup, 5),
        DEFAULT(embedding_lookup, 6)};
    return th_dispatch1(TH_OP_embedding_lookup, args);
}
th_tensor *th_op_embedding_lookup_with(th_tensor *input, th_tensor *weight, th_ints padding_idx,
    th_value max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), from_first(padding_idx),
        from_number(max_norm), from_double(norm_type), from_bool(scale_grad_by_freq), from_bool(sparse)};
    return th_dispatch1(TH_OP_embedding_lookup, args);
}

th_tensor *th_embedding_bag(th_tensor *input, th_tensor *weight)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), DEFAULT(embedding_bag, 2),
        DEFAULT(embedding_bag, 3), DEFAULT(embedding_bag, 4), DEFAULT(embedding_bag, 5),
        DEFAULT(embedding_bag, 6), DEFAULT(embedding_bag, 7), DEFAULT(embedding_bag, 8),
        DEFAULT(embedding_bag, 9), DEFAULT(embedding_bag, 10)};
    return th_dispatch1(TH_OP_embedding_bag, args);
}
th_tensor *th_op_embedding_bag_with(th_tensor *input, th_tensor *weight, th_tensor *offsets,
    th_value max_norm, double norm_type, bool scale_grad_by_freq, const char *mode, bool sparse,
    th_tensor *per_sample_weights, bool include_last_offset, th_ints padding_idx)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(weight), th_v_tensor(offsets), from_number(max_norm),
        from_double(norm_type), from_bool(scale_grad_by_freq), from_string(mode), from_bool(sparse),
        th_v_tensor(per_sample_weights), from_bool(include_last_offset), from_first(padding_idx)};
    return th_dispatch1(TH_OP_embedding_bag, args);
}

th_tensor *th_mse_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(mse_loss, 2)};
    return th_dispatch1(TH_OP_mse_loss, args);
}
th_tensor *th_mse_loss_with(th_tensor *input, th_tensor *target, const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_string(reduction)};
    return th_dispatch1(TH_OP_mse_loss, args);
}

th_tensor *th_l1_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(l1_loss, 2)};
    return th_dispatch1(TH_OP_l1_loss, args);
}
th_tensor *th_l1_loss_with(th_tensor *input, th_tensor *target, const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_string(reduction)};
    return th_dispatch1(TH_OP_l1_loss, args);
}

th_tensor *th_smooth_l1_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(smooth_l1_loss, 2),
        DEFAULT(smooth_l1_loss, 3)};
    return th_dispatch1(TH_OP_smooth_l1_loss, args);
}
th_tensor *th_smooth_l1_loss_with(th_tensor *input, th_tensor *target, const char *reduction, double beta)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_string(reduction), from_double(beta)};
    return th_dispatch1(TH_OP_smooth_l1_loss, args);
}

th_tensor *th_huber_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(huber_loss, 2), DEFAULT(huber_loss, 3)};
    return th_dispatch1(TH_OP_huber_loss, args);
}
th_tensor *th_huber_loss_with(th_tensor *input, th_tensor *target, const char *reduction, double delta)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_string(reduction), from_double(delta)};
    return th_dispatch1(TH_OP_huber_loss, args);
}

th_tensor *th_kl_div(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(kl_div, 2), DEFAULT(kl_div, 3)};
    return th_dispatch1(TH_OP_kl_div, args);
}
th_tensor *th_kl_div_with(th_tensor *input, th_tensor *target, const char *reduction, bool log_target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_string(reduction), from_bool(log_target)};
    return th_dispatch1(TH_OP_kl_div, args);
}

th_tensor *th_poisson_nll_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(poisson_nll_loss, 2),
        DEFAULT(poisson_nll_loss, 3), DEFAULT(poisson_nll_loss, 4), DEFAULT(poisson_nll_loss, 5)};
    return th_dispatch1(TH_OP_poisson_nll_loss, args);
}
th_tensor *th_poisson_nll_loss_with(th_tensor *input, th_tensor *target, bool log_input, bool full,
    double eps, const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_bool(log_input), from_bool(full),
        from_double(eps), from_string(reduction)};
    return th_dispatch1(TH_OP_poisson_nll_loss, args);
}

th_tensor *th_binary_cross_entropy(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(binary_cross_entropy, 2),
        DEFAULT(binary_cross_entropy, 3)};
    return th_dispatch1(TH_OP_binary_cross_entropy, args);
}
th_tensor *th_binary_cross_entropy_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), th_v_tensor(weight), from_string(reduction)};
    return th_dispatch1(TH_OP_binary_cross_entropy, args);
}

th_tensor *th_binary_cross_entropy_with_logits(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(binary_cross_entropy_with_logits, 2),
        DEFAULT(binary_cross_entropy_with_logits, 3), DEFAULT(binary_cross_entropy_with_logits, 4)};
    return th_dispatch1(TH_OP_binary_cross_entropy_with_logits, args);
}
th_tensor *th_binary_cross_entropy_with_logits_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    const char *reduction, th_tensor *pos_weight)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), th_v_tensor(weight), from_string(reduction),
        th_v_tensor(pos_weight)};
    return th_dispatch1(TH_OP_binary_cross_entropy_with_logits, args);
}

th_tensor *th_multilabel_soft_margin_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(multilabel_soft_margin_loss, 2),
        DEFAULT(multilabel_soft_margin_loss, 3)};
    return th_dispatch1(TH_OP_multilabel_soft_margin_loss, args);
}
th_tensor *th_multilabel_soft_margin_loss_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), th_v_tensor(weight), from_string(reduction)};
    return th_dispatch1(TH_OP_multilabel_soft_margin_loss, args);
}

th_tensor *th_soft_margin_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(soft_margin_loss, 2)};
    return th_dispatch1(TH_OP_soft_margin_loss, args);
}
th_tensor *th_soft_margin_loss_with(th_tensor *input, th_tensor *target, const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_string(reduction)};
    return th_dispatch1(TH_OP_soft_margin_loss, args);
}

th_tensor *th_hinge_embedding_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(hinge_embedding_loss, 2),
        DEFAULT(hinge_embedding_loss, 3)};
    return th_dispatch1(TH_OP_hinge_embedding_loss, args);
}
th_tensor *th_hinge_embedding_loss_with(th_tensor *input, th_tensor *target, double margin,
    const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_double(margin), from_string(reduction)};
    return th_dispatch1(TH_OP_hinge_embedding_loss, args);
}

th_tensor *th_margin_ranking_loss(th_tensor *input1, th_tensor *input2, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input1), th_v_tensor(input2), th_v_tensor(target),
        DEFAULT(margin_ranking_loss, 3), DEFAULT(margin_ranking_loss, 4)};
    return th_dispatch1(TH_OP_margin_ranking_loss, args);
}
th_tensor *th_margin_ranking_loss_with(th_tensor *input1, th_tensor *input2, th_tensor *target,
    double margin, const char *reduction)
{
    th_value args[] = {th_v_tensor(input1), th_v_tensor(input2), th_v_tensor(target), from_double(margin),
        from_string(reduction)};
    return th_dispatch1(TH_OP_margin_ranking_loss, args);
}

th_tensor *th_cosine_embedding_loss(th_tensor *input1, th_tensor *input2, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input1), th_v_tensor(input2), th_v_tensor(target),
        DEFAULT(cosine_embedding_loss, 3), DEFAULT(cosine_embedding_loss, 4)};
    return th_dispatch1(TH_OP_cosine_embedding_loss, args);
}
th_tensor *th_cosine_embedding_loss_with(th_tensor *input1, th_tensor *input2, th_tensor *target,
    double margin, const char *reduction)
{
    th_value args[] = {th_v_tensor(input1), th_v_tensor(input2), th_v_tensor(target), from_double(margin),
        from_string(reduction)};
    return th_dispatch1(TH_OP_cosine_embedding_loss, args);
}

th_tensor *th_triplet_margin_loss(th_tensor *anchor, th_tensor *positive, th_tensor *negative)
{
    th_value args[] = {th_v_tensor(anchor), th_v_tensor(positive), th_v_tensor(negative),
        DEFAULT(triplet_margin_loss, 3), DEFAULT(triplet_margin_loss, 4), DEFAULT(triplet_margin_loss, 5),
        DEFAULT(triplet_margin_loss, 6), DEFAULT(triplet_margin_loss, 7)};
    return th_dispatch1(TH_OP_triplet_margin_loss, args);
}
th_tensor *th_triplet_margin_loss_with(th_tensor *anchor, th_tensor *positive, th_tensor *negative,
    double margin, double p, double eps, bool swap, const char *reduction)
{
    th_value args[] = {th_v_tensor(anchor), th_v_tensor(positive), th_v_tensor(negative),
        from_double(margin), from_double(p), from_double(eps), from_bool(swap), from_string(reduction)};
    return th_dispatch1(TH_OP_triplet_margin_loss, args);
}

th_tensor *th_triplet_margin_with_distance_loss(th_tensor *near, th_tensor *far)
{
    th_value args[] = {th_v_tensor(near), th_v_tensor(far), DEFAULT(triplet_margin_with_distance_loss, 2),
        DEFAULT(triplet_margin_with_distance_loss, 3), DEFAULT(triplet_margin_with_distance_loss, 4)};
    return th_dispatch1(TH_OP_triplet_margin_with_distance_loss, args);
}
th_tensor *th_triplet_margin_with_distance_loss_with(th_tensor *near, th_tensor *far, th_tensor *swapped,
    double margin, const char *reduction)
{
    th_value args[] = {th_v_tensor(near), th_v_tensor(far), th_v_tensor(swapped), from_double(margin),
        from_string(reduction)};
    return th_dispatch1(TH_OP_triplet_margin_with_distance_loss, args);
}

th_tensor *th_op_squared_difference(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_squared_difference, args);
}
th_tensor *th_op_squared_difference_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_squared_difference, args);
}

th_tensor *th_op_absolute_difference(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_absolute_difference, args);
}
th_tensor *th_op_absolute_difference_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_absolute_difference, args);
}

th_tensor *th_op_huber_distance(th_value self, th_value other, th_scalar delta)
{
    th_value args[] = {self, other, th_v_scalar(delta)};
    return th_dispatch1(TH_OP_huber_distance, args);
}
th_tensor *th_op_huber_distance_(th_tensor *self, th_value other, th_scalar delta)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(delta)};
    return th_dispatch_in_place(TH_OP_huber_distance, args);
}

th_tensor *th_op_binary_entropy(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_binary_entropy, args);
}
th_tensor *th_op_binary_entropy_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_binary_entropy, args);
}

th_tensor *th_op_logits_entropy(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_logits_entropy, args);
}
th_tensor *th_op_logits_entropy_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_logits_entropy, args);
}

th_tensor *th_op_margin_entropy(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_margin_entropy, args);
}
th_tensor *th_op_margin_entropy_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_margin_entropy, args);
}

th_tensor *th_op_divergence(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_divergence, args);
}
th_tensor *th_op_divergence_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_divergence, args);
}

th_tensor *th_op_divergence_of_logs(th_value self, th_value other)
{
    th_value args[] = {self, other};
    return th_dispatch1(TH_OP_divergence_of_logs, args);
}
th_tensor *th_op_divergence_of_logs_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_divergence_of_logs, args);
}

th_tensor *th_op_squared_difference_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch1(TH_OP_squared_difference_slope, args);
}
th_tensor *th_op_squared_difference_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch_in_place(TH_OP_squared_difference_slope, args);
}

th_tensor *th_op_absolute_difference_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch1(TH_OP_absolute_difference_slope, args);
}
th_tensor *th_op_absolute_difference_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch_in_place(TH_OP_absolute_difference_slope, args);
}

th_tensor *th_op_huber_distance_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar delta,
    th_scalar over)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(delta), th_v_scalar(over)};
    return th_dispatch1(TH_OP_huber_distance_slope, args);
}
th_tensor *th_op_huber_distance_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar delta,
    th_scalar over)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(delta), th_v_scalar(over)};
    return th_dispatch_in_place(TH_OP_huber_distance_slope, args);
}

th_tensor *th_op_binary_entropy_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch1(TH_OP_binary_entropy_slope, args);
}
th_tensor *th_op_binary_entropy_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch_in_place(TH_OP_binary_entropy_slope, args);
}

th_tensor *th_op_logits_entropy_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch1(TH_OP_logits_entropy_slope, args);
}
th_tensor *th_op_logits_entropy_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch_in_place(TH_OP_logits_entropy_slope, args);
}

th_tensor *th_op_margin_entropy_slope(th_value self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {self, tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch1(TH_OP_margin_entropy_slope, args);
}
th_tensor *th_op_margin_entropy_slope_(th_tensor *self, th_value tensor1, th_value tensor2, th_scalar over)
{
    th_value args[] = {th_v_tensor(self), tensor1, tensor2, th_v_scalar(over)};
    return th_dispatch_in_place(TH_OP_margin_entropy_slope, args);
}

th_tensor *th_op_loss_sum(th_tensor *input, th_tensor *target, th_scalar number, const char *row,
    th_scalar over)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), th_v_scalar(number), from_string(row),
        th_v_scalar(over)};
    return th_dispatch1(TH_OP_loss_sum, args);
}

th_tensor *th_area_under_min_fpr_fnr(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target)};
    return th_dispatch1(TH_OP_area_under_min_fpr_fnr, args);
}

th_tensor *th_nll_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(nll_loss, 2), DEFAULT(nll_loss, 3),
        DEFAULT(nll_loss, 4)};
    return th_dispatch1(TH_OP_nll_loss, args);
}
th_tensor *th_nll_loss_with(th_tensor *input, th_tensor *target, th_tensor *weight, int64_t ignore_index,
    const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), th_v_tensor(weight), from_int(ignore_index),
        from_string(reduction)};
    return th_dispatch1(TH_OP_nll_loss, args);
}

th_tensor *th_cross_entropy(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(cross_entropy, 2),
        DEFAULT(cross_entropy, 3), DEFAULT(cross_entropy, 4), DEFAULT(cross_entropy, 5)};
    return th_dispatch1(TH_OP_cross_entropy, args);
}
th_tensor *th_cross_entropy_with(th_tensor *input, th_tensor *target, th_tensor *weight,
    int64_t ignore_index, const char *reduction, double label_smoothing)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), th_v_tensor(weight), from_int(ignore_index),
        from_string(reduction), from_double(label_smoothing)};
    return th_dispatch1(TH_OP_cross_entropy, args);
}

th_tensor *th_multi_margin_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(multi_margin_loss, 2),
        DEFAULT(multi_margin_loss, 3), DEFAULT(multi_margin_loss, 4), DEFAULT(multi_margin_loss, 5)};
    return th_dispatch1(TH_OP_multi_margin_loss, args);
}
th_tensor *th_multi_margin_loss_with(th_tensor *input, th_tensor *target, double p, double margin,
    th_tensor *weight, const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_double(p), from_double(margin),
        th_v_tensor(weight), from_string(reduction)};
    return th_dispatch1(TH_OP_multi_margin_loss, args);
}

th_tensor *th_multilabel_margin_loss(th_tensor *input, th_tensor *target)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), DEFAULT(multilabel_margin_loss, 2)};
    return th_dispatch1(TH_OP_multilabel_margin_loss, args);
}
th_tensor *th_multilabel_margin_loss_with(th_tensor *input, th_tensor *target, const char *reduction)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_string(reduction)};
    return th_dispatch1(TH_OP_multilabel_margin_loss, args);
}

th_tensor *th_cross_entropy_rows(th_tensor *input, th_tensor *target, int64_t ignore_index)
{
    th_value args[] = {th_v_tensor(input), th_v_tensor(target), from_int(ignore_index)};
    return th_dispatch1(TH_OP_cross_entropy_rows, args);
}

th_tensor *th_cross_entropy_rows_backward(th_tensor *gradient, th_tensor *input, th_tensor *target,
    int64_t ignore_index)
{
    th_value args[] = {th_v_tensor(gradient), th_v_tensor(input), th_v_tensor(target), from_int(ignore_index)};
    return th_dispatch1(TH_OP_cross_entropy_rows_backward, args);
}

th_tensor *th_count_targets(th_tensor *target, int64_t classes, int64_t ignore_index)
{
    th_value args[] = {th_v_tensor(target), from_int(classes), from_int(ignore_index)};
    return th_dispatch1(TH_OP_count_targets, args);
}

th_tensor *th_total_norm(th_list tensors)
{
    th_value args[] = {from_list(tensors), DEFAULT(total_norm, 1)};
    return th_dispatch1(TH_OP_total_norm, args);
}
th_tensor *th_total_norm_with(th_list tensors, double ord)
{
    th_value args[] = {from_list(tensors), from_double(ord)};
    return th_dispatch1(TH_OP_total_norm, args);
}

th_list th_limit_all(th_list tensors, double limit, th_tensor *norm)
{
    th_value args[] = {from_list(tensors), from_double(limit), th_v_tensor(norm)};
    return list_of(TH_OP_limit_all, args);
}

th_tensor *th_sgd_(th_tensor *self, th_tensor *grad, th_tensor *momentum_buffer, double lr, double momentum,
    double dampening, double weight_decay, bool nesterov)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(grad), th_v_tensor(momentum_buffer), from_double(lr),
        from_double(momentum), from_double(dampening), from_double(weight_decay), from_bool(nesterov)};
    return th_dispatch1(TH_OP_sgd_, args);
}

th_tensor *th_adam_(th_tensor *self, th_tensor *grad, th_tensor *exp_avg, th_tensor *exp_avg_sq,
    th_tensor *max_exp_avg_sq, double beta1, double beta2, double eps, double weight_decay, double shrink,
    double step_size, double correction)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(grad), th_v_tensor(exp_avg), th_v_tensor(exp_avg_sq),
        th_v_tensor(max_exp_avg_sq), from_double(beta1), from_double(beta2), from_double(eps),
        from_double(weight_decay), from_double(shrink), from_double(step_size), from_double(correction)};
    return th_dispatch1(TH_OP_adam_, args);
}

th_tensor *th_rmsprop_(th_tensor *self, th_tensor *grad, th_tensor *square_avg, th_tensor *momentum_buffer,
    th_tensor *grad_avg, double lr, double alpha, double eps, double weight_decay, double momentum)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(grad), th_v_tensor(square_avg),
        th_v_tensor(momentum_buffer), th_v_tensor(grad_avg), from_double(lr), from_double(alpha),
        from_double(eps), from_double(weight_decay), from_double(momentum)};
    return th_dispatch1(TH_OP_rmsprop_, args);
}

th_tensor *th_adagrad_(th_tensor *self, th_tensor *grad, th_tensor *sum, double lr, double eps,
    double weight_decay)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(grad), th_v_tensor(sum), from_double(lr),
        from_double(eps), from_double(weight_decay)};
    return th_dispatch1(TH_OP_adagrad_, args);
}

th_tensor *th_adadelta_(th_tensor *self, th_tensor *grad, th_tensor *square_avg, th_tensor *acc_delta,
    double lr, double rho, double eps, double weight_decay)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(grad), th_v_tensor(square_avg), th_v_tensor(acc_delta),
        from_double(lr), from_double(rho), from_double(eps), from_double(weight_decay)};
    return th_dispatch1(TH_OP_adadelta_, args);
}

th_tensor *th_asgd_(th_tensor *self, th_tensor *grad, th_tensor *ax, double eta, double mu, double shrink,
    double weight_decay)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(grad), th_v_tensor(ax), from_double(eta),
        from_double(mu), from_double(shrink), from_double(weight_decay)};
    return th_dispatch1(TH_OP_asgd_, args);
}

th_tensor *th_rprop_(th_tensor *self, th_tensor *grad, th_tensor *prev, th_tensor *step_size,
    double etaminus, double etaplus, double smallest, double largest)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(grad), th_v_tensor(prev), th_v_tensor(step_size),
        from_double(etaminus), from_double(etaplus), from_double(smallest), from_double(largest)};
    return th_dispatch1(TH_OP_rprop_, args);
}
