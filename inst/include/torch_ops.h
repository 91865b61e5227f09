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

/* Negative. */
th_tensor *th_neg(th_tensor *self);
th_tensor *th_neg_(th_tensor *self);

/* ---- Elementary functions ---- */

/* Exponential. */
th_tensor *th_exp(th_tensor *self);
th_tensor *th_exp_(th_tensor *self);

/* Natural logarithm. */
th_tensor *th_log(th_tensor *self);
th_tensor *th_log_(th_tensor *self);

/* Square root. */
th_tensor *th_sqrt(th_tensor *self);
th_tensor *th_sqrt_(th_tensor *self);

/* Hyperbolic tangent. */
th_tensor *th_tanh(th_tensor *self);
th_tensor *th_tanh_(th_tensor *self);

/* Positive part. */
th_tensor *th_relu(th_tensor *self);
th_tensor *th_relu_(th_tensor *self);

/* Sign. */
th_tensor *th_sign(th_tensor *self);
th_tensor *th_sign_(th_tensor *self);

/* ---- Comparison ---- */

/* Greater than. */
th_tensor *th_op_gt(th_value self, th_value other);
th_tensor *th_op_gt_(th_tensor *self, th_value other);
#define th_gt(self, other) th_op_gt(TH_V(self), TH_V(other))
#define th_gt_(self, other) th_op_gt_(self, TH_V(other))

/* Equal. */
th_tensor *th_op_eq(th_value self, th_value other);
th_tensor *th_op_eq_(th_tensor *self, th_value other);
#define th_eq(self, other) th_op_eq(TH_V(self), TH_V(other))
#define th_eq_(self, other) th_op_eq_(self, TH_V(other))

/* Not a number. */
th_tensor *th_isnan(th_tensor *self);

/* ---- Reductions ---- */

/* Sum of elements. */
th_tensor *th_sum(th_tensor *self);
th_tensor *th_sum_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype);

/* ---- Views ---- */

/* Broadcast view. */
th_tensor *th_expand(th_tensor *self, th_ints size);
th_tensor *th_expand_with(th_tensor *self, th_ints size, bool implicit);

/* Swap two dimensions. */
th_tensor *th_transpose(th_tensor *self, int64_t dim0, int64_t dim1);

/* Transpose. */
th_tensor *th_t(th_tensor *self);

/* ---- Linear algebra ---- */

/* Matrix product. */
th_tensor *th_mm(th_tensor *self, th_tensor *mat2);

#endif
