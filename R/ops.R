# The operations as R functions and tensor methods; made by tools/generate.R from src/ops/ops.def; after a conflict run it again.

#' Sum
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$add(...)`; `x$add_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @param alpha A number that multiplies the second operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_add(x, y)
#' @export
torch_add <- function(self, other, alpha = 1L) .Call(C_op3, 0L, self, other, alpha)

#' Difference
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Bool input is an error. Operands of different dtypes are promoted; a bare number does
#'   not promote within its category. Sizes that do not broadcast are an error. Differentiable,
#'   also twice. As a method: `x$sub(...)`; `x$sub_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @param alpha A number that multiplies the second operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_sub(x, y)
#' @export
torch_sub <- function(self, other, alpha = 1L) .Call(C_op3, 1L, self, other, alpha)

#' Product
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$mul(...)`; `x$mul_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_mul(x, y)
#' @export
torch_mul <- function(self, other) .Call(C_op2, 3L, self, other)

#' Quotient rounded down
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Bool and complex inputs are errors. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$floor_divide(...)`; `x$floor_divide_(...)`
#'   changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' other <- torch_randn(3, 4)
#' torch_floor_divide(x, other)
#' @export
torch_floor_divide <- function(self, other) .Call(C_op2, 6L, self, other)

#' Remainder with the divisor's sign
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Bool and complex inputs are errors. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$remainder(...)`; `x$remainder_(...)` changes `x`
#'   itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' other <- torch_randn(3, 4)
#' torch_remainder(x, other)
#' @export
torch_remainder <- function(self, other) .Call(C_op2, 7L, self, other)

#' Remainder with the dividend's sign
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Bool and complex inputs are errors. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$fmod(...)`; `x$fmod_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' other <- torch_randn(3, 4)
#' torch_fmod(x, other)
#' @export
torch_fmod <- function(self, other) .Call(C_op2, 8L, self, other)

#' Negative
#'
#' Computed for every element of the input.
#'
#' @details Bool input is an error. Differentiable, also twice. As a method: `x$neg()`; `x$neg_()`
#'   changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family arithmetic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_neg(x)
#' @export
torch_neg <- function(self) .Call(C_op1, 9L, self)

#' Power
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Bool input is an error. Operands of different dtypes are promoted; a bare number does
#'   not promote within its category. Sizes that do not broadcast are an error. Differentiable,
#'   also twice. As a method: `x$pow(...)`; `x$pow_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param exponent A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_rand(3, 4) * 1.8 + 0.2
#' exponent <- torch_rand(3, 4) * 4 + -2
#' torch_pow(x, exponent)
#' @export
torch_pow <- function(self, exponent) .Call(C_op2, 10L, self, exponent)

#' Square
#'
#' Computed for every element of the input.
#'
#' @details Bool input is an error. Differentiable, also twice. As a method: `x$square()`;
#'   `x$square_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family arithmetic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_square(x)
#' @export
torch_square <- function(self) .Call(C_op1, 12L, self)

#' One over x
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$reciprocal()`; `x$reciprocal_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family arithmetic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_reciprocal(x)
#' @export
torch_reciprocal <- function(self) .Call(C_op1, 13L, self)

#' self + value * tensor1 * tensor2
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Bool input is an error. Operands of different dtypes are promoted; a bare number does
#'   not promote within its category. Sizes that do not broadcast are an error. Differentiable,
#'   also twice. As a method: `x$addcmul(...)`; `x$addcmul_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param tensor1 A tensor or a number; it is broadcast against the other operand.
#' @param tensor2 A tensor or a number; it is broadcast against the other operand.
#' @param value A number.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_randn(3, 4)
#' tensor1 <- torch_randn(3, 4)
#' tensor2 <- torch_randn(3, 4)
#' torch_addcmul(x, tensor1, tensor2)
#' @export
torch_addcmul <- function(self, tensor1, tensor2, value = 1L) .Call(C_op4, 14L, self, tensor1,
    tensor2, value)

#' self + value * tensor1 / tensor2
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs become the default dtype. Operands of different dtypes are
#'   promoted; a bare number does not promote within its category. Sizes that do not broadcast are
#'   an error. Differentiable, also twice. As a method: `x$addcdiv(...)`; `x$addcdiv_(...)`
#'   changes `x` itself.
#' @param self A tensor or a number.
#' @param tensor1 A tensor or a number; it is broadcast against the other operand.
#' @param tensor2 A tensor or a number; it is broadcast against the other operand.
#' @param value A number.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_randn(3, 4)
#' tensor1 <- torch_randn(3, 4)
#' tensor2 <- torch_randn(3, 4)
#' torch_addcdiv(x, tensor1, tensor2)
#' @export
torch_addcdiv <- function(self, tensor1, tensor2, value = 1L) .Call(C_op4, 15L, self, tensor1,
    tensor2, value)

#' Linear interpolation
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs become the default dtype. Operands of different dtypes are
#'   promoted; a bare number does not promote within its category. Sizes that do not broadcast are
#'   an error. Differentiable, also twice. As a method: `x$lerp(...)`; `x$lerp_(...)` changes `x`
#'   itself.
#' @param self A tensor or a number.
#' @param end A tensor or a number; it is broadcast against the other operand.
#' @param weight A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_randn(3, 4)
#' end <- torch_randn(3, 4)
#' torch_lerp(x, end, 0.3)
#' @export
torch_lerp <- function(self, end, weight) .Call(C_op3, 16L, self, end, weight)

#' Absolute value
#'
#' Absolute value.
#'
#' @details Differentiable where the operations that it is made of are. As a method: `x$abs()`;
#'   `x$abs_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor.
#' @family arithmetic
#' @examples
#' x <- torch_randn(3, 4)
#' torch_abs(x)
#' @export
torch_abs <- function(self) .Call(C_op1, 18L, self)

#' Sign
#'
#' Computed for every element of the input.
#'
#' @details Complex input is an error. Differentiable, also twice. As a method: `x$sign()`;
#'   `x$sign_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family arithmetic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_sign(x)
#' @export
torch_sign <- function(self) .Call(C_op1, 19L, self)

#' Greatest common divisor
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs are taken; floating input is an error. Operands of different
#'   dtypes are promoted; a bare number does not promote within its category. Sizes that do not
#'   broadcast are an error. Not differentiable. As a method: `x$gcd(...)`; `x$gcd_(...)` changes
#'   `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_randint(1, 41, c(3, 4), dtype = torch_long())
#' other <- torch_randint(1, 41, c(3, 4), dtype = torch_long())
#' torch_gcd(x, other)
#' @export
torch_gcd <- function(self, other) .Call(C_op2, 21L, self, other)

#' Least common multiple
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs are taken; floating input is an error. Operands of different
#'   dtypes are promoted; a bare number does not promote within its category. Sizes that do not
#'   broadcast are an error. Not differentiable. As a method: `x$lcm(...)`; `x$lcm_(...)` changes
#'   `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_randint(1, 10, c(3, 4), dtype = torch_long())
#' other <- torch_randint(1, 10, c(3, 4), dtype = torch_long())
#' torch_lcm(x, other)
#' @export
torch_lcm <- function(self, other) .Call(C_op2, 22L, self, other)

#' self times two to the power of other
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs become the default dtype. Operands of different dtypes are
#'   promoted; a bare number does not promote within its category. Sizes that do not broadcast are
#'   an error. Differentiable, also twice. As a method: `x$ldexp(...)`; `x$ldexp_(...)` changes
#'   `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family arithmetic
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randint(-2, 4, c(3, 4), dtype = torch_long())
#' torch_ldexp(x, other)
#' @export
torch_ldexp <- function(self, other) .Call(C_op2, 23L, self, other)

#' Exponential
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$exp()`; `x$exp_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_exp(x)
#' @export
torch_exp <- function(self) .Call(C_op1, 24L, self)

#' Two to the power of x
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$exp2()`; `x$exp2_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_exp2(x)
#' @export
torch_exp2 <- function(self) .Call(C_op1, 25L, self)

#' exp(x) - 1
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$expm1()`; `x$expm1_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_expm1(x)
#' @export
torch_expm1 <- function(self) .Call(C_op1, 26L, self)

#' Natural logarithm
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$log()`; `x$log_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 2.8 + 0.2
#' torch_log(x)
#' @export
torch_log <- function(self) .Call(C_op1, 27L, self)

#' Logarithm of base two
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$log2()`; `x$log2_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 2.8 + 0.2
#' torch_log2(x)
#' @export
torch_log2 <- function(self) .Call(C_op1, 28L, self)

#' Logarithm of base ten
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$log10()`; `x$log10_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 2.8 + 0.2
#' torch_log10(x)
#' @export
torch_log10 <- function(self) .Call(C_op1, 29L, self)

#' log(1 + x)
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$log1p()`; `x$log1p_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 3.5 + -0.5
#' torch_log1p(x)
#' @export
torch_log1p <- function(self) .Call(C_op1, 30L, self)

#' Square root
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$sqrt()`; `x$sqrt_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 2.8 + 0.2
#' torch_sqrt(x)
#' @export
torch_sqrt <- function(self) .Call(C_op1, 31L, self)

#' One over the square root
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$rsqrt()`; `x$rsqrt_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 2.8 + 0.2
#' torch_rsqrt(x)
#' @export
torch_rsqrt <- function(self) .Call(C_op1, 32L, self)

#' Sine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$sin()`; `x$sin_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_sin(x)
#' @export
torch_sin <- function(self) .Call(C_op1, 33L, self)

#' Cosine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$cos()`; `x$cos_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_cos(x)
#' @export
torch_cos <- function(self) .Call(C_op1, 34L, self)

#' Tangent
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$tan()`; `x$tan_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_tan(x)
#' @export
torch_tan <- function(self) .Call(C_op1, 35L, self)

#' Inverse sine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$asin()`; `x$asin_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_asin(x)
#' @export
torch_asin <- function(self) .Call(C_op1, 36L, self)

#' Inverse cosine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$acos()`; `x$acos_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_acos(x)
#' @export
torch_acos <- function(self) .Call(C_op1, 37L, self)

#' Inverse tangent
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$atan()`; `x$atan_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_atan(x)
#' @export
torch_atan <- function(self) .Call(C_op1, 38L, self)

#' Hyperbolic sine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$sinh()`; `x$sinh_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_sinh(x)
#' @export
torch_sinh <- function(self) .Call(C_op1, 39L, self)

#' Hyperbolic cosine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$cosh()`; `x$cosh_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_cosh(x)
#' @export
torch_cosh <- function(self) .Call(C_op1, 40L, self)

#' Hyperbolic tangent
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$tanh()`; `x$tanh_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_tanh(x)
#' @export
torch_tanh <- function(self) .Call(C_op1, 41L, self)

#' Inverse hyperbolic sine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$asinh()`; `x$asinh_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_asinh(x)
#' @export
torch_asinh <- function(self) .Call(C_op1, 42L, self)

#' Inverse hyperbolic cosine
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$acosh()`; `x$acosh_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 1.8 + 1.2
#' torch_acosh(x)
#' @export
torch_acosh <- function(self) .Call(C_op1, 43L, self)

#' Inverse hyperbolic tangent
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$atanh()`; `x$atanh_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_atanh(x)
#' @export
torch_atanh <- function(self) .Call(C_op1, 44L, self)

#' Angle of a point
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error. Operands
#'   of different dtypes are promoted; a bare number does not promote within its category. Sizes
#'   that do not broadcast are an error. Differentiable, also twice. As a method: `x$atan2(...)`;
#'   `x$atan2_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_atan2(x, y)
#' @export
torch_atan2 <- function(self, other) .Call(C_op2, 45L, self, other)

#' Length of the hypotenuse
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error. Operands
#'   of different dtypes are promoted; a bare number does not promote within its category. Sizes
#'   that do not broadcast are an error. Differentiable, also twice. As a method: `x$hypot(...)`;
#'   `x$hypot_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_hypot(x, y)
#' @export
torch_hypot <- function(self, other) .Call(C_op2, 46L, self, other)

#' Degrees to radians
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$deg2rad()`; `x$deg2rad_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_deg2rad(x)
#' @export
torch_deg2rad <- function(self) .Call(C_op1, 47L, self)

#' Radians to degrees
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$rad2deg()`; `x$rad2deg_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_rad2deg(x)
#' @export
torch_rad2deg <- function(self) .Call(C_op1, 48L, self)

#' log(exp(x) + exp(y))
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs become the default dtype. Operands of different dtypes are
#'   promoted; a bare number does not promote within its category. Sizes that do not broadcast are
#'   an error. Differentiable, also twice. As a method: `x$logaddexp(...)`; `x$logaddexp_(...)`
#'   changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family elementary functions
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randn(3, 4)
#' torch_logaddexp(x, other)
#' @export
torch_logaddexp <- function(self, other) .Call(C_op2, 51L, self, other)

#' log2(2^x + 2^y)
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error. Operands
#'   of different dtypes are promoted; a bare number does not promote within its category. Sizes
#'   that do not broadcast are an error. Differentiable, also twice. As a method:
#'   `x$logaddexp2(...)`; `x$logaddexp2_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_logaddexp2(x, y)
#' @export
torch_logaddexp2 <- function(self, other) .Call(C_op2, 52L, self, other)

#' Error function
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$erf()`; `x$erf_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family special functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_erf(x)
#' @export
torch_erf <- function(self) .Call(C_op1, 53L, self)

#' Complementary error function
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$erfc()`; `x$erfc_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family special functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_erfc(x)
#' @export
torch_erfc <- function(self) .Call(C_op1, 54L, self)

#' Inverse error function
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$erfinv()`; `x$erfinv_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family special functions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_erfinv(x)
#' @export
torch_erfinv <- function(self) .Call(C_op1, 55L, self)

#' Logarithm of the gamma function
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$lgamma()`; `x$lgamma_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family special functions
#' @examples
#' x <- torch_rand(3, 4) * 2.7 + 0.3
#' torch_lgamma(x)
#' @export
torch_lgamma <- function(self) .Call(C_op1, 56L, self)

#' Derivative of lgamma
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$digamma()`; `x$digamma_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family special functions
#' @examples
#' x <- torch_rand(3, 4) * 2.7 + 0.3
#' torch_digamma(x)
#' @export
torch_digamma <- function(self) .Call(C_op1, 57L, self)

#' Modified Bessel function of order 0
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$i0()`; `x$i0_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family special functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_i0(x)
#' @export
torch_i0 <- function(self) .Call(C_op1, 59L, self)

#' Logarithm of the multivariate gamma function
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$mvlgamma(...)`; `x$mvlgamma_(...)` changes `x`
#'   itself.
#' @param self The input tensor.
#' @param p A number: the order or the probability.
#' @return A tensor of the input's shape and a floating dtype.
#' @family special functions
#' @examples
#' x <- torch_rand(3, 4) * 2 + 2
#' torch_mvlgamma(x, 2)
#' @export
torch_mvlgamma <- function(self, p) .Call(C_op2, 63L, self, p)

#' log(x / (1 - x))
#'
#' log(x / (1 - x)).
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$logit(...)`; `x$logit_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param eps A small number that avoids division by zero.
#' @return A tensor.
#' @family special functions
#' @examples
#' x <- torch_rand(3, 4) * 0.8 + 0.1
#' torch_logit(x)
#' @export
torch_logit <- function(self, eps = NULL) .Call(C_op2, 64L, self, eps)

#' n-th derivative of digamma
#'
#' n-th derivative of digamma.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param n An integer.
#' @param input The input tensor.
#' @return A tensor.
#' @family special functions
#' @examples
#' input <- torch_rand(3, 4) * 2.5 + 0.5
#' torch_polygamma(1, input)
#' @export
torch_polygamma <- function(n, input) .Call(C_op2, 65L, n, input)

#' Round up
#'
#' Computed for every element of the input.
#'
#' @details Bool and complex inputs are errors. Differentiable, also twice. As a method:
#'   `x$ceil()`; `x$ceil_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family rounding and clamping
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' torch_ceil(x)
#' @export
torch_ceil <- function(self) .Call(C_op1, 66L, self)

#' Round down
#'
#' Computed for every element of the input.
#'
#' @details Bool and complex inputs are errors. Differentiable, also twice. As a method:
#'   `x$floor()`; `x$floor_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family rounding and clamping
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' torch_floor(x)
#' @export
torch_floor <- function(self) .Call(C_op1, 67L, self)

#' Round towards zero
#'
#' Computed for every element of the input.
#'
#' @details Bool and complex inputs are errors. Differentiable, also twice. As a method:
#'   `x$trunc()`; `x$trunc_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family rounding and clamping
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' torch_trunc(x)
#' @export
torch_trunc <- function(self) .Call(C_op1, 68L, self)

#' Round to the nearest, ties to even
#'
#' Round to the nearest, ties to even.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$round(...)`; `x$round_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param decimals An integer. May be `NULL`.
#' @return A tensor.
#' @family rounding and clamping
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' torch_round(x)
#' @export
torch_round <- function(self, decimals = NULL) .Call(C_op2, 71L, self, decimals)

#' Fractional part
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$frac()`; `x$frac_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family rounding and clamping
#' @examples
#' x <- torch_rand(3, 4) * 6 + -3
#' torch_frac(x)
#' @export
torch_frac <- function(self) .Call(C_op1, 72L, self)

#' Larger of two, NaN wins
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Complex input is an error. Operands of different dtypes are promoted; a bare number
#'   does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$maximum(...)`; `x$maximum_(...)` changes `x`
#'   itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family rounding and clamping
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_maximum(x, y)
#' @export
torch_maximum <- function(self, other) .Call(C_op2, 73L, self, other)

#' Smaller of two, NaN wins
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Complex input is an error. Operands of different dtypes are promoted; a bare number
#'   does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$minimum(...)`; `x$minimum_(...)` changes `x`
#'   itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family rounding and clamping
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_minimum(x, y)
#' @export
torch_minimum <- function(self, other) .Call(C_op2, 74L, self, other)

#' Restrict to a range
#'
#' Restrict to a range.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$clamp(...)`; `x$clamp_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param min A tensor or a number; it is broadcast against the other operand.
#' @param max A tensor or a number; it is broadcast against the other operand.
#' @return A tensor.
#' @family rounding and clamping
#' @examples
#' x <- torch_randn(3, 4)
#' torch_clamp(x, min = -0.5, max = 0.4)
#' @export
torch_clamp <- function(self, min = NULL, max = NULL) .Call(C_op3, 80L, self, min, max)

#' Step function
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Complex input is an error. Operands of different dtypes are promoted; a bare number
#'   does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$heaviside(...)`; `x$heaviside_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param values A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family rounding and clamping
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_heaviside(x, y)
#' @export
torch_heaviside <- function(self, values) .Call(C_op2, 83L, self, values)

#' Next number towards another
#'
#' Next number towards another.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$nextafter(...)`; `x$nextafter_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor.
#' @family rounding and clamping
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randn(3, 4)
#' torch_nextafter(x, other)
#' @export
torch_nextafter <- function(self, other) .Call(C_op2, 85L, self, other)

#' Equal
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$eq(...)`; `x$eq_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_eq(x, y)
#' @export
torch_eq <- function(self, other) .Call(C_op2, 88L, self, other)

#' Not equal
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$ne(...)`; `x$ne_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_ne(x, y)
#' @export
torch_ne <- function(self, other) .Call(C_op2, 89L, self, other)

#' Greater than
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Complex input is an error. Operands of different dtypes are promoted; a bare number
#'   does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$gt(...)`; `x$gt_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_gt(x, y)
#' @export
torch_gt <- function(self, other) .Call(C_op2, 90L, self, other)

#' Greater than or equal
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Complex input is an error. Operands of different dtypes are promoted; a bare number
#'   does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$ge(...)`; `x$ge_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_ge(x, y)
#' @export
torch_ge <- function(self, other) .Call(C_op2, 91L, self, other)

#' Less than
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Complex input is an error. Operands of different dtypes are promoted; a bare number
#'   does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$lt(...)`; `x$lt_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_lt(x, y)
#' @export
torch_lt <- function(self, other) .Call(C_op2, 92L, self, other)

#' Less than or equal
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Complex input is an error. Operands of different dtypes are promoted; a bare number
#'   does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$le(...)`; `x$le_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_le(x, y)
#' @export
torch_le <- function(self, other) .Call(C_op2, 93L, self, other)

#' Both not zero
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$logical_and(...)`; `x$logical_and_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_logical_and(x, y)
#' @export
torch_logical_and <- function(self, other) .Call(C_op2, 94L, self, other)

#' One not zero
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$logical_or(...)`; `x$logical_or_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_logical_or(x, y)
#' @export
torch_logical_or <- function(self, other) .Call(C_op2, 95L, self, other)

#' One of two not zero
#'
#' Compares element by element; the inputs are broadcast against each other.
#'
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error. Not
#'   differentiable. As a method: `x$logical_xor(...)`; `x$logical_xor_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_logical_xor(x, y)
#' @export
torch_logical_xor <- function(self, other) .Call(C_op2, 96L, self, other)

#' Zero
#'
#' Asks every element.
#'
#' @details Inputs of every dtype are taken. Not differentiable. As a method: `x$logical_not()`;
#'   `x$logical_not_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_logical_not(x)
#' @export
torch_logical_not <- function(self) .Call(C_op1, 97L, self)

#' Not a number
#'
#' Asks every element.
#'
#' @details Inputs of every dtype are taken. Not differentiable. As a method: `x$isnan()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_isnan(x)
#' @export
torch_isnan <- function(self) .Call(C_op1, 99L, self)

#' Infinite
#'
#' Asks every element.
#'
#' @details Inputs of every dtype are taken. Not differentiable. As a method: `x$isinf()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_isinf(x)
#' @export
torch_isinf <- function(self) .Call(C_op1, 100L, self)

#' Neither infinite nor NaN
#'
#' Asks every element.
#'
#' @details Inputs of every dtype are taken. Not differentiable. As a method: `x$isfinite()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_isfinite(x)
#' @export
torch_isfinite <- function(self) .Call(C_op1, 101L, self)

#' Positive infinity
#'
#' Asks every element.
#'
#' @details Complex input is an error. Not differentiable. As a method: `x$isposinf()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_isposinf(x)
#' @export
torch_isposinf <- function(self) .Call(C_op1, 102L, self)

#' Negative infinity
#'
#' Asks every element.
#'
#' @details Complex input is an error. Not differentiable. As a method: `x$isneginf()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_isneginf(x)
#' @export
torch_isneginf <- function(self) .Call(C_op1, 103L, self)

#' Sign bit is set
#'
#' Asks every element.
#'
#' @details Complex input is an error. Not differentiable. As a method: `x$signbit()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_signbit(x)
#' @export
torch_signbit <- function(self) .Call(C_op1, 104L, self)

#' Imaginary part is zero
#'
#' Asks every element.
#'
#' @details Inputs of every dtype are taken. Not differentiable. As a method: `x$isreal()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_isreal(x)
#' @export
torch_isreal <- function(self) .Call(C_op1, 105L, self)

#' Bits set in both
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs are taken; floating input is an error. Operands of different
#'   dtypes are promoted; a bare number does not promote within its category. Sizes that do not
#'   broadcast are an error. Not differentiable. As a method: `x$bitwise_and(...)`;
#'   `x$bitwise_and_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(1L, 2L, 4L))
#' y <- torch_tensor(c(3L, 2L, 1L))
#' torch_bitwise_and(x, y)
#' @export
torch_bitwise_and <- function(self, other) .Call(C_op2, 106L, self, other)

#' Bits set in one
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs are taken; floating input is an error. Operands of different
#'   dtypes are promoted; a bare number does not promote within its category. Sizes that do not
#'   broadcast are an error. Not differentiable. As a method: `x$bitwise_or(...)`;
#'   `x$bitwise_or_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(1L, 2L, 4L))
#' y <- torch_tensor(c(3L, 2L, 1L))
#' torch_bitwise_or(x, y)
#' @export
torch_bitwise_or <- function(self, other) .Call(C_op2, 107L, self, other)

#' Bits set in one of two
#'
#' Computed element by element; the inputs are broadcast against each other.
#'
#' @details Integer and Bool inputs are taken; floating input is an error. Operands of different
#'   dtypes are promoted; a bare number does not promote within its category. Sizes that do not
#'   broadcast are an error. Not differentiable. As a method: `x$bitwise_xor(...)`;
#'   `x$bitwise_xor_(...)` changes `x` itself.
#' @param self A tensor or a number.
#' @param other A tensor or a number; it is broadcast against the other operand.
#' @return A tensor of the broadcast shape and the promoted dtype.
#' @family comparison and logic
#' @examples
#' x <- torch_tensor(c(1L, 2L, 4L))
#' y <- torch_tensor(c(3L, 2L, 1L))
#' torch_bitwise_xor(x, y)
#' @export
torch_bitwise_xor <- function(self, other) .Call(C_op2, 108L, self, other)

#' Bits flipped
#'
#' Bits flipped.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$bitwise_not()`; `x$bitwise_not_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor.
#' @family comparison and logic
#' @examples
#' x <- torch_randint(0, 10, c(3, 4), dtype = torch_long())
#' torch_bitwise_not(x)
#' @export
torch_bitwise_not <- function(self) .Call(C_op1, 112L, self)

#' Equal within a tolerance, element by element
#'
#' Equal within a tolerance, element by element.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$isclose(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @param rtol Relative tolerance.
#' @param atol Absolute tolerance.
#' @param equal_nan Whether NaN equals NaN.
#' @return A tensor.
#' @family comparison and logic
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randn(3, 4)
#' torch_isclose(x, other)
#' @export
torch_isclose <- function(self, other, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) .Call(C_op5,
    113L, self, other, rtol, atol, equal_nan)

#' Equal within a tolerance
#'
#' Equal within a tolerance.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$allclose(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @param rtol Relative tolerance.
#' @param atol Absolute tolerance.
#' @param equal_nan Whether NaN equals NaN.
#' @return `TRUE` or `FALSE`.
#' @family comparison and logic
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randn(3, 4)
#' torch_allclose(x, other)
#' @export
torch_allclose <- function(self, other, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) .Call(C_op5,
    114L, self, other, rtol, atol, equal_nan)

#' Same shape and values
#'
#' Same shape and values.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$equal(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @return `TRUE` or `FALSE`.
#' @family comparison and logic
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randn(3, 4)
#' torch_equal(x, other)
#' @export
torch_equal <- function(self, other) .Call(C_op2, 115L, self, other)

#' Positive part
#'
#' Computed for every element of the input.
#'
#' @details Bool and complex inputs are errors. Differentiable, also twice. As a method:
#'   `x$relu()`; `x$relu_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family activations
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_relu(x)
#' @export
torch_relu <- function(self) .Call(C_op1, 116L, self)

#' @rdname torch_relu
#' @export
torch_relu_ <- function(self) .Call(C_inplace1, 116L, self)

#' Logistic function
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype. Differentiable, also twice. As a
#'   method: `x$sigmoid()`; `x$sigmoid_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family activations
#' @examples
#' x <- torch_randn(3, 4)
#' torch_sigmoid(x)
#' @export
torch_sigmoid <- function(self) .Call(C_op1, 118L, self)

#' Continuously differentiable exponential linear unit
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$celu(...)`; `x$celu_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param alpha A number that multiplies the second operand.
#' @return A tensor of the input's shape and a floating dtype.
#' @family activations
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_celu(x)
#' @export
torch_celu <- function(self, alpha = 1L) .Call(C_op2, 128L, self, alpha)

#' @rdname torch_celu
#' @export
torch_celu_ <- function(self, alpha = 1L) .Call(C_inplace2, 128L, self, alpha)

#' Self-normalizing exponential linear unit
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$selu()`; `x$selu_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family activations
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_selu(x)
#' @export
torch_selu <- function(self) .Call(C_op1, 129L, self)

#' @rdname torch_selu
#' @export
torch_selu_ <- function(self) .Call(C_inplace1, 129L, self)

#' Sparsemax
#'
#' Sparsemax.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family activations
#' @examples
#' input <- torch_randn(3, 4)
#' nnf_contrib_sparsemax(input)
#' @export
nnf_contrib_sparsemax <- function(input, dim = -1) .Call(C_op2, 150L, input, dim)

#' Sample of a relaxed categorical distribution
#'
#' Sample of a relaxed categorical distribution.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param logits A tensor.
#' @param tau A number.
#' @param hard `TRUE` or `FALSE`.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family activations
#' @examples
#' logits <- torch_randn(3, 4)
#' nnf_gumbel_softmax(logits)
#' @export
nnf_gumbel_softmax <- function(logits, tau = 1, hard = FALSE, dim = -1) .Call(C_op4, 151L, logits,
    tau, hard, dim)

#' Complex conjugate
#'
#' Complex conjugate.
#'
#' @details Differentiable where the operations that it is made of are. As a method: `x$conj()`.
#' @param self The input tensor.
#' @return A tensor.
#' @family complex numbers
#' @examples
#' x <- torch_complex(torch_randn(3), torch_randn(3))
#' torch_conj(x)
#' @export
torch_conj <- function(self) .Call(C_op1, 153L, self)

#' Real and imaginary parts along a last dimension
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$view_as_real()`.
#' @param self The input tensor.
#' @return A tensor that shares the storage of `self`.
#' @family complex numbers
#' @examples
#' x <- torch_complex(torch_randn(3), torch_randn(3))
#' torch_view_as_real(x)
#' @export
torch_view_as_real <- function(self) .Call(C_op1, 154L, self)

#' Pairs of a last dimension as complex numbers
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$view_as_complex()`.
#' @param self The input tensor.
#' @return A tensor that shares the storage of `self`.
#' @family complex numbers
#' @examples
#' x <- torch_randn(3, 2)
#' torch_view_as_complex(x)
#' @export
torch_view_as_complex <- function(self) .Call(C_op1, 155L, self)

#' Real part
#'
#' Real part.
#'
#' @details Differentiable where the operations that it is made of are. As a method: `x$real()`.
#' @param self The input tensor.
#' @return A tensor.
#' @family complex numbers
#' @examples
#' x <- torch_complex(torch_randn(3), torch_randn(3))
#' torch_real(x)
#' @export
torch_real <- function(self) .Call(C_op1, 156L, self)

#' Imaginary part
#'
#' Imaginary part.
#'
#' @details Differentiable where the operations that it is made of are. As a method: `x$imag()`.
#' @param self The input tensor.
#' @return A tensor.
#' @family complex numbers
#' @examples
#' x <- torch_complex(torch_randn(3), torch_randn(3))
#' torch_imag(x)
#' @export
torch_imag <- function(self) .Call(C_op1, 157L, self)

#' Angle of a complex number
#'
#' Angle of a complex number.
#'
#' @details Differentiable where the operations that it is made of are. As a method: `x$angle()`.
#' @param self The input tensor.
#' @return A tensor.
#' @family complex numbers
#' @examples
#' x <- torch_complex(torch_randn(3), torch_randn(3))
#' torch_angle(x)
#' @export
torch_angle <- function(self) .Call(C_op1, 158L, self)

#' Complex numbers from their parts
#'
#' Complex numbers from their parts.
#'
#' @details Both parts must be Float or both Double; others are a type_error. Differentiable, also
#'   twice.
#' @param real The real parts.
#' @param imag The imaginary parts; broadcast against `real`.
#' @return A ComplexFloat or ComplexDouble tensor of the broadcast size.
#' @family factories
#' @examples
#' real <- torch_randn(3)
#' imag <- torch_randn(3)
#' torch_complex(real, imag)
#' @export
torch_complex <- function(real, imag) .Call(C_op2, 181L, real, imag)

#' Complex numbers from magnitude and angle
#'
#' Complex numbers from magnitude and angle.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param abs The magnitudes, Float or Double.
#' @param angle The angles in radians, of the dtype of `abs`.
#' @return A complex tensor, `abs * (cos(angle) + i sin(angle))`.
#' @family factories
#' @examples
#' abs <- torch_rand(3) * 1.8 + 0.2
#' angle <- torch_randn(3)
#' torch_polar(abs, angle)
#' @export
torch_polar <- function(abs, angle) .Call(C_op2, 182L, abs, angle)

#' Vandermonde matrix
#'
#' Vandermonde matrix.
#'
#' @details The powers of a column are products, so that integers stay exact. Differentiable where
#'   the operations that it is made of are.
#' @param x A tensor of size (n).
#' @param N The number of columns; `NULL`: n.
#' @param increasing Whether powers grow from left to right.
#' @return A tensor of size (n, N).
#' @family factories
#' @examples
#' x <- torch_randn(3)
#' torch_vander(x)
#' @export
torch_vander <- function(x, N = NULL, increasing = FALSE) .Call(C_op3, 188L, x, N, increasing)

#' Poisson variates
#'
#' Poisson variates.
#'
#' @details Differentiable, also twice.
#' @param self The input tensor.
#' @param generator A generator made by [torch_generator()]; `NULL`: the default generator.
#' @return A tensor.
#' @family random numbers
#' @examples
#' x <- torch_rand(3, 4) * 4.5 + 0.5
#' torch_poisson(x)
#' @export
torch_poisson <- function(self, generator = NULL) .Call(C_op2, 200L, self, generator)

#' Samples of categories
#'
#' Samples of categories.
#'
#' @details Not differentiable. As a method: `x$multinomial(...)`.
#' @param self The input tensor.
#' @param num_samples An integer.
#' @param replacement `TRUE` or `FALSE`.
#' @param generator A generator made by [torch_generator()]; `NULL`: the default generator.
#' @return A Long tensor of positions, counted from 1.
#' @family random numbers
#' @examples
#' x <- torch_rand(3, 4) * 0.8 + 0.1
#' torch_multinomial(x, 2)
#' @export
torch_multinomial <- function(self, num_samples, replacement = FALSE, generator = NULL)
    .Call(C_op4, 201L, self, num_samples, replacement, generator)

#' Zeros and ones
#'
#' Zeros and ones.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$bernoulli(...)`.
#' @param self The input tensor.
#' @param p A tensor or a number; it is broadcast against the other operand.
#' @param generator A generator made by [torch_generator()]; `NULL`: the default generator.
#' @return A tensor.
#' @family random numbers
#' @examples
#' x <- torch_rand(3, 4) * 0.8 + 0.1
#' torch_bernoulli(x)
#' @export
torch_bernoulli <- function(self, p = NULL, generator = NULL) .Call(C_op3, 212L, self, p, generator)

#' Randomized leaky ReLU
#'
#' Randomized leaky ReLU.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param lower A number.
#' @param upper Whether the upper triangle is meant.
#' @param training Whether the training behaviour is meant.
#' @param inplace Whether `input` itself is changed.
#' @return A tensor.
#' @family random numbers
#' @examples
#' input <- torch_randn(3, 4)
#' nnf_rrelu(input, training = TRUE)
#' @export
nnf_rrelu <- function(input, lower = 1/8, upper = 1/3, training = FALSE, inplace = FALSE)
    .Call(C_op5, 213L, input, lower, upper, training, inplace)

#' Randomized leaky ReLU in place
#'
#' Randomized leaky ReLU in place.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$rrelu_(...)`.
#' @param self The input tensor.
#' @param lower A number.
#' @param upper Whether the upper triangle is meant.
#' @param training Whether the training behaviour is meant.
#' @param generator A generator made by [torch_generator()]; `NULL`: the default generator.
#' @return A tensor.
#' @family random numbers
#' @examples
#' x <- torch_randn(3, 4)
#' torch_rrelu_(x, training = TRUE)
#' @export
torch_rrelu_ <- function(self, lower = 0.125, upper = 0.333333333333333, training = FALSE,
    generator = NULL) .Call(C_op5, 214L, self, lower, upper, training, generator)

#' Dropout
#'
#' Dropout.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param p A number: the order or the probability.
#' @param training Whether the training behaviour is meant.
#' @param inplace Whether `input` itself is changed.
#' @return A tensor.
#' @family random numbers
#' @examples
#' input <- torch_randn(3, 4)
#' nnf_dropout(input, p = 0.5, training = TRUE)
#' @export
nnf_dropout <- function(input, p = 0.5, training = TRUE, inplace = FALSE) .Call(C_op4, 215L, input,
    p, training, inplace)

#' Dropout of channels of sequences
#'
#' Dropout of channels of sequences.
#'
#' @details Whole channels become zero, the others are divided by 1 - p (Tompson et al., 2015).
#'   Differentiable where the operations that it is made of are.
#' @param input A tensor of size (N, C, L), or (C, L); others are a value_error.
#' @param p The probability with which a channel becomes zero.
#' @param training Whether the training behaviour is meant.
#' @param inplace Whether `input` itself is changed.
#' @return A tensor.
#' @family random numbers
#' @examples
#' nnf_dropout1d(torch_ones(1, 3, 4))
#' @export
nnf_dropout1d <- function(input, p = 0.5, training = TRUE, inplace = FALSE) .Call(C_op4, 216L,
    input, p, training, inplace)

#' Dropout of channels
#'
#' Dropout of channels.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param p A number: the order or the probability.
#' @param training Whether the training behaviour is meant.
#' @param inplace Whether `input` itself is changed.
#' @return A tensor.
#' @family random numbers
#' @examples
#' input <- torch_randn(2, 3, 2, 2)
#' nnf_dropout2d(input)
#' @export
nnf_dropout2d <- function(input, p = 0.5, training = TRUE, inplace = FALSE) .Call(C_op4, 217L,
    input, p, training, inplace)

#' Dropout of channels of volumes
#'
#' Dropout of channels of volumes.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param p A number: the order or the probability.
#' @param training Whether the training behaviour is meant.
#' @param inplace Whether `input` itself is changed.
#' @return A tensor.
#' @family random numbers
#' @examples
#' input <- torch_randn(2, 3, 2, 2, 2)
#' nnf_dropout3d(input)
#' @export
nnf_dropout3d <- function(input, p = 0.5, training = TRUE, inplace = FALSE) .Call(C_op4, 218L,
    input, p, training, inplace)

#' Dropout for self-normalizing networks
#'
#' Dropout for self-normalizing networks.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param p A number: the order or the probability.
#' @param training Whether the training behaviour is meant.
#' @param inplace Whether `input` itself is changed.
#' @return A tensor.
#' @family random numbers
#' @examples
#' input <- torch_randn(3, 4)
#' nnf_alpha_dropout(input, training = TRUE)
#' @export
nnf_alpha_dropout <- function(input, p = 0.5, training = FALSE, inplace = FALSE) .Call(C_op4, 219L,
    input, p, training, inplace)

#' Sum of elements
#'
#' Sum of elements.
#'
#' @details Integer input is summed as Long. Differentiable, also twice. As a method:
#'   `x$sum(...)`.
#' @param self The input tensor.
#' @param dim The dimensions to sum over, counted from 1; `NULL`: all.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param dtype The dtype of the result, such as `torch_float()` or `"float"`; `NULL`: that of the
#'   input.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_tensor(matrix(1:6, 2))
#' torch_sum(x)
#' torch_sum(x, dim = 1, keepdim = TRUE)
#' @export
torch_sum <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 234L, self,
    dim, keepdim, dtype)

#' Sum of elements that are not NaN
#'
#' Sum of elements that are not NaN.
#'
#' @details Differentiable, also twice. As a method: `x$nansum(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param dtype The dtype of the result, such as `torch_float()` or `"float"`; `NULL`: that of the
#'   input.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_tensor(rbind(c(1, 2.5), c(-0.5, 3)))
#' torch_nansum(x, dim = 1)
#' @export
torch_nansum <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 235L, self,
    dim, keepdim, dtype)

#' Mean of elements
#'
#' Mean of elements.
#'
#' @details Differentiable, also twice. As a method: `x$mean(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param dtype The dtype of the result, such as `torch_float()` or `"float"`; `NULL`: that of the
#'   input.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_mean(x)
#' @export
torch_mean <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 236L, self,
    dim, keepdim, dtype)

#' Product of elements
#'
#' Product of elements.
#'
#' @details Differentiable, also twice. As a method: `x$prod(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param dtype The dtype of the result, such as `torch_float()` or `"float"`; `NULL`: that of the
#'   input.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_prod(x)
#' @export
torch_prod <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 238L, self,
    dim, keepdim, dtype)

#' Largest elements; ties share the gradient
#'
#' Largest elements; ties share the gradient.
#'
#' @details Differentiable, also twice. As a method: `x$amax(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_amax(x, dim = 2)
#' @export
torch_amax <- function(self, dim = list(), keepdim = FALSE) .Call(C_op3, 239L, self, dim, keepdim)

#' Smallest elements; ties share the gradient
#'
#' Smallest elements; ties share the gradient.
#'
#' @details Differentiable, also twice. As a method: `x$amin(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_amin(x, dim = 2, keepdim = TRUE)
#' @export
torch_amin <- function(self, dim = list(), keepdim = FALSE) .Call(C_op3, 240L, self, dim, keepdim)

#' Where the largest element is
#'
#' Where the largest element is.
#'
#' @details Not differentiable. As a method: `x$argmax(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @return A Long tensor of positions, counted from 1.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_argmax(x, dim = 2)
#' @export
torch_argmax <- function(self, dim = NULL, keepdim = FALSE) .Call(C_op3, 246L, self, dim, keepdim)

#' Where the smallest element is
#'
#' Where the smallest element is.
#'
#' @details Not differentiable. As a method: `x$argmin(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @return A Long tensor of positions, counted from 1.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_argmin(x, dim = 1, keepdim = TRUE)
#' @export
torch_argmin <- function(self, dim = NULL, keepdim = FALSE) .Call(C_op3, 247L, self, dim, keepdim)

#' Number of elements that are not zero
#'
#' Number of elements that are not zero.
#'
#' @details Not differentiable. As a method: `x$count_nonzero(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randint(0, 3, c(3, 4), dtype = torch_long())
#' torch_count_nonzero(x, dim = 2)
#' @export
torch_count_nonzero <- function(self, dim = NULL) .Call(C_op2, 250L, self, dim)

#' Variance
#'
#' Variance.
#'
#' @details Differentiable, also twice. As a method: `x$var(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param unbiased Whether to divide by n - 1 (Bessel's correction).
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param correction What is subtracted from the number of elements in the divisor.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_var(x, dim = 2)
#' @export
torch_var <- function(self, dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL)
    .Call(C_op5, 251L, self, dim, unbiased, keepdim, correction)

#' Standard deviation
#'
#' Standard deviation.
#'
#' @details Differentiable, also twice. As a method: `x$std(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param unbiased Whether to divide by n - 1 (Bessel's correction).
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param correction What is subtracted from the number of elements in the divisor.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_std(x, dim = 2)
#' @export
torch_std <- function(self, dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL)
    .Call(C_op5, 252L, self, dim, unbiased, keepdim, correction)

#' Variance and mean
#'
#' Variance and mean.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$var_mean(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param unbiased Whether to divide by n - 1 (Bessel's correction).
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param correction What is subtracted from the number of elements in the divisor.
#' @return A list of 2 tensors.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_var_mean(x, dim = 2)
#' @export
torch_var_mean <- function(self, dim = NULL, unbiased = TRUE, keepdim = FALSE,
    correction = NULL) .Call(C_op5, 253L, self, dim, unbiased, keepdim, correction)

#' Standard deviation and mean
#'
#' Standard deviation and mean.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$std_mean(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param unbiased Whether to divide by n - 1 (Bessel's correction).
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param correction What is subtracted from the number of elements in the divisor.
#' @return A list of 2 tensors.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_std_mean(x, dim = 2)
#' @export
torch_std_mean <- function(self, dim = NULL, unbiased = TRUE, keepdim = FALSE,
    correction = NULL) .Call(C_op5, 254L, self, dim, unbiased, keepdim, correction)

#' Logarithm of a sum of exponentials
#'
#' Logarithm of a sum of exponentials.
#'
#' @details Differentiable, also twice. As a method: `x$logsumexp(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_logsumexp(x, 2)
#' @export
torch_logsumexp <- function(self, dim, keepdim = FALSE) .Call(C_op3, 255L, self, dim, keepdim)

#' Norm of vectors
#'
#' Norm of vectors.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$norm(...)`.
#' @param self The input tensor.
#' @param p A number: the order or the probability.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param dtype The dtype of the result, such as `torch_float()` or `"float"`; `NULL`: that of the
#'   input.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_norm(x)
#' @export
torch_norm <- function(self, p = 2L, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op5, 256L,
    self, p, dim, keepdim, dtype)

#' Norm of a difference
#'
#' Norm of a difference.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$dist(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @param p A number: the order or the probability.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randn(3, 4)
#' torch_dist(x, other, p = 2)
#' @export
torch_dist <- function(self, other, p = 2L) .Call(C_op3, 257L, self, other, p)

#' Slices scaled down to a norm
#'
#' Slices scaled down to a norm.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$renorm(...)`; `x$renorm_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param p A number: the order or the probability.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param maxnorm A number.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_renorm(x, 2, 1, 0.8)
#' @export
torch_renorm <- function(self, p, dim, maxnorm) .Call(C_op4, 258L, self, p, dim, maxnorm)

#' Cosine of the angle between vectors
#'
#' Cosine of the angle between vectors.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param x1 A tensor.
#' @param x2 A tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param eps A small number that avoids division by zero.
#' @return A tensor.
#' @family reductions
#' @examples
#' x1 <- torch_randn(3, 4)
#' x2 <- torch_randn(3, 4)
#' torch_cosine_similarity(x1, x2, dim = 2)
#' @export
torch_cosine_similarity <- function(x1, x2, dim = 2L, eps = 1e-08) .Call(C_op4, 259L, x1, x2, dim,
    eps)

#' Distances of all pairs of rows
#'
#' Distances of all pairs of rows.
#'
#' @details Differentiable, also twice.
#' @param x1 A tensor.
#' @param x2 A tensor.
#' @param p A number: the order or the probability.
#' @param compute_mode An integer. May be `NULL`.
#' @return A tensor.
#' @family reductions
#' @examples
#' x1 <- torch_randn(3, 4)
#' x2 <- torch_randn(2, 4)
#' torch_cdist(x1, x2)
#' @export
torch_cdist <- function(x1, x2, p = 2, compute_mode = NULL) .Call(C_op4, 260L, x1, x2, p,
    compute_mode)

#' Distances between vectors, pair by pair
#'
#' Distances between vectors, pair by pair.
#'
#' @details The norm of x1 - x2 + eps, over the last dimension. Differentiable where the
#'   operations that it is made of are.
#' @param x1 Vectors, (N, D) or (D).
#' @param x2 Vectors whose sizes broadcast with those.
#' @param p The p of the norm.
#' @param eps A small number that gives the norm a slope where vectors are equal.
#' @param keepdim Whether the last dimension stays, with size 1.
#' @return A tensor of the broadcast size without its last dimension, or with size 1 there for
#'   `keepdim = TRUE`.
#' @family reductions
#' @examples
#' x1 <- torch_randn(3, 4)
#' x2 <- torch_randn(3, 4)
#' nnf_pairwise_distance(x1, x2)
#' @export
nnf_pairwise_distance <- function(x1, x2, p = 2, eps = 1e-06, keepdim = FALSE) .Call(C_op5, 261L,
    x1, x2, p, eps, keepdim)

#' Distances within one set of rows
#'
#' Distances within one set of rows.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param self The input tensor.
#' @param p A number: the order or the probability.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(4, 3)
#' torch_pdist(x)
#' @export
torch_pdist <- function(self, p = 2) .Call(C_op2, 262L, self, p)

#' Sum of the diagonal
#'
#' Sum of the diagonal.
#'
#' @details Differentiable where the operations that it is made of are. As a method: `x$trace()`.
#' @param self The input tensor.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 4)
#' torch_trace(x)
#' @export
torch_trace <- function(self) .Call(C_op1, 263L, self)

#' Quantiles
#'
#' Quantiles.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$quantile(...)`.
#' @param self The input tensor.
#' @param q A tensor or a number; it is broadcast against the other operand.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param interpolation `"linear"`, `"lower"`, `"higher"`, `"midpoint"` or `"nearest"`.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 5)
#' q <- torch_rand(2) * 0.8 + 0.1
#' torch_quantile(x, q, dim = 2)
#' @export
torch_quantile <- function(self, q, dim = NULL, keepdim = FALSE, interpolation = "linear")
    .Call(C_op5, 264L, self, q, dim, keepdim, interpolation)

#' Quantiles of elements that are not NaN
#'
#' Quantiles of elements that are not NaN.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$nanquantile(...)`.
#' @param self The input tensor.
#' @param q A tensor or a number; it is broadcast against the other operand.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param interpolation `"linear"`, `"lower"`, `"higher"`, `"midpoint"` or `"nearest"`.
#' @return A tensor.
#' @family reductions
#' @examples
#' x <- torch_randn(3, 5)
#' q <- torch_rand(2) * 0.8 + 0.1
#' torch_nanquantile(x, q, dim = 2)
#' @export
torch_nanquantile <- function(self, q, dim = NULL, keepdim = FALSE, interpolation = "linear")
    .Call(C_op5, 265L, self, q, dim, keepdim, interpolation)

#' Norm of vectors
#'
#' Norm of vectors.
#'
#' @details `sum(abs(x)^ord)^(1 / ord)`; the largest or smallest absolute value for `Inf` or
#'   `-Inf`, how many elements are not 0 for an order of 0. Integers are a runtime_error.
#'   Differentiable, also twice.
#' @param A A tensor of floating or complex numbers.
#' @param ord The order: a number.
#' @param dim The dimensions of a vector, counted from 1; `NULL`: all.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @param dtype The dtype of the result and of the computation; `NULL`: that of the input.
#' @return A tensor of real numbers without these dimensions, or with size 1 there.
#' @family linear algebra: norms and products
#' @examples
#' x <- torch_tensor(rbind(c(3, 4), c(0, -2)))
#' linalg_vector_norm(x)
#' linalg_vector_norm(x, ord = 1, dim = 2)
#' linalg_vector_norm(x, ord = Inf)
#' @export
linalg_vector_norm <- function(A, ord = 2, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op5,
    269L, A, ord, dim, keepdim, dtype)

#' Pseudoinverse of matrices
#'
#' Pseudoinverse of matrices.
#'
#' @details The inverse of Moore and Penrose, from the singular values that are larger than
#'   `max(atol, rtol * s)`, where s is the largest one. The gradient is that of matrices of one
#'   rank (Golub and Pereyra, 1973): it exists where the rank does not change, and equal singular
#'   values do it no harm. Differentiable where the operations that it is made of are.
#' @param A A tensor of floating or complex numbers, (..., m, n).
#' @param rcond Another name of `rtol`.
#' @param hermitian Whether the matrices are Hermitian (symmetric, if real): then their
#'   eigenvalues, from the lower triangles, are taken.
#' @param atol The absolute tolerance: a number, or a tensor with one for each matrix, (...);
#'   `NULL`: 0.
#' @param rtol The relative tolerance, likewise; `NULL`: `max(m, n)` times the distance from 1 to
#'   the next number of the dtype, or 0 where `atol` is above 0.
#' @return A tensor of size (..., n, m).
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_tensor(rbind(c(1, 2), c(3, 4), c(5, 6)))
#' linalg_pinv(A)
#' torch_matmul(linalg_pinv(A), A)
#' @export
linalg_pinv <- function(A, rcond = NULL, hermitian = FALSE, atol = NULL, rtol = NULL) .Call(C_op5,
    274L, A, rcond, hermitian, atol, rtol)

#' Power of square matrices
#'
#' Power of square matrices.
#'
#' @details By repeated squaring, so that the number of products grows with the logarithm of `n`.
#'   Negative powers are those of the inverse; a singular matrix is an error then. Differentiable
#'   where the operations that it is made of are.
#' @param A A tensor of floating or complex numbers, (..., n, n).
#' @param n An integer; 0 gives identities.
#' @return A tensor of the size of `A`.
#' @family linear algebra: norms and products
#' @examples
#' linalg_matrix_power(torch_tensor(rbind(c(1, 1), c(1, 0))), 10)
#' @export
linalg_matrix_power <- function(A, n) .Call(C_op2, 275L, A, n)

#' Product of several matrices in the cheapest order
#'
#' Product of several matrices in the cheapest order.
#'
#' @details The order of the products is the one with the fewest multiplications, found by dynamic
#'   programming (Cormen, Leiserson, Rivest and Stein, Introduction to algorithms, section 15.2).
#'   Sizes that cannot be multiplied are a value_error. Differentiable where the operations that
#'   it is made of are.
#' @param tensors A list of at least two matrices; the first may be a vector, which is a row, and
#'   the last one, which is a column.
#' @return The product; without the dimension that a vector at an end stood for.
#' @family linear algebra: norms and products
#' @examples
#' linalg_multi_dot(list(torch_randn(10, 100), torch_randn(100, 5), torch_randn(5, 50)))$shape
#' @export
linalg_multi_dot <- function(tensors) .Call(C_op1, 276L, tensors)

#' Inverse of a tensor under tensordot
#'
#' Inverse of a tensor under tensordot.
#'
#' @details Read as a matrix whose rows are the dimensions before `ind` and whose columns are the
#'   others, A is inverted: `torch_tensordot()` of the result and A over the first ones is the
#'   identity. Unless both have as many elements, it is a value_error. Differentiable where the
#'   operations that it is made of are.
#' @param A A tensor of floating or complex numbers.
#' @param ind The first dimension of the columns, counted from 1.
#' @return A tensor with the dimensions of A from `ind` on, then those before.
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_eye(4 * 6)$reshape(c(4, 6, 8, 3))
#' B <- torch_randn(4, 6)
#' torch_allclose(torch_tensordot(linalg_tensorinv(A, ind = 3), B), linalg_tensorsolve(A, B))
#' @export
linalg_tensorinv <- function(A, ind = 3L) .Call(C_op2, 277L, A, ind)

#' Solution of a tensor equation
#'
#' Solution of a tensor equation.
#'
#' @details Finds X with `torch_tensordot(A, X, dims = X$dim()) = B`. Unless A is square, read as
#'   a matrix, it is a value_error. Differentiable where the operations that it is made of are.
#' @param A A tensor of floating or complex numbers: its first dimensions have as many elements as
#'   B, the others as many as X.
#' @param B A tensor of the same dtype.
#' @param dims Dimensions of A that are moved to its end first, counted from 1; `NULL`: none.
#' @return A tensor of the sizes that A has behind those of B.
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_eye(2 * 3 * 4)$reshape(c(6, 4, 2, 3, 4))
#' B <- torch_randn(6, 4)
#' X <- linalg_tensorsolve(A, B)
#' torch_allclose(torch_tensordot(A, X, dims = 3), B)
#' @export
linalg_tensorsolve <- function(A, B, dims = NULL) .Call(C_op3, 278L, A, B, dims)

#' Exponential of square matrices
#'
#' Exponential of square matrices.
#'
#' @details I + A + A A / 2 + ..., by a Taylor polynomial of degree 4, 8, 12 or 18 of the scaled
#'   matrix, which is then squared (Bader, Blanes and Casas, Computing the matrix exponential with
#'   an optimized Taylor polynomial approximation, 2019). Half and BFloat16 are computed in Float.
#'   Differentiable where the operations that it is made of are. As a method: `x$matrix_exp()`.
#' @param self A tensor of floating or complex numbers, (..., n, n).
#' @return A tensor of the input's size.
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_tensor(rbind(c(0, -pi / 2), c(pi / 2, 0)))
#' torch_matrix_exp(A) # a quarter turn
#' @export
torch_matrix_exp <- function(self) .Call(C_op1, 279L, self)

#' Inverse of square matrices
#'
#' Inverse of square matrices.
#'
#' @details [linalg_inv()] under its older name. Differentiable where the operations that it is
#'   made of are. As a method: `x$inverse()`.
#' @param self A tensor of floating or complex numbers, (..., n, n).
#' @return A tensor of the input's size.
#' @family linear algebra: norms and products
#' @examples
#' x <- torch_randn(3, 3)
#' torch_inverse(x)
#' @export
torch_inverse <- function(self) .Call(C_op1, 280L, self)

#' Pseudoinverse of matrices
#'
#' Pseudoinverse of matrices.
#'
#' @details [linalg_pinv()] under its older name. Differentiable where the operations that it is
#'   made of are. As a method: `x$pinverse(...)`.
#' @param self A tensor of floating or complex numbers, (..., m, n).
#' @param rcond Singular values that are not larger than this times the largest one count as 0.
#' @return A tensor of size (..., n, m).
#' @family linear algebra: norms and products
#' @examples
#' x <- torch_randn(4, 3)
#' torch_pinverse(x)
#' @export
torch_pinverse <- function(self, rcond = 1e-15) .Call(C_op2, 281L, self, rcond)

#' Determinant
#'
#' Determinant.
#'
#' @details [linalg_det()] under its older name. Differentiable where the operations that it is
#'   made of are. As a method: `x$det()`.
#' @param self A tensor of floating or complex numbers, (..., n, n).
#' @return A tensor of size (...).
#' @family linear algebra: norms and products
#' @examples
#' x <- torch_randn(3, 3)
#' torch_det(x)
#' @export
torch_det <- function(self) .Call(C_op1, 282L, self)

#' Logarithm of the determinant
#'
#' Logarithm of the determinant.
#'
#' @details From a factorization, so that determinants that the dtype does not hold have a
#'   logarithm. Differentiable where the operations that it is made of are. As a method:
#'   `x$logdet()`.
#' @param self A tensor of floating or complex numbers, (..., n, n).
#' @return A tensor of size (...): `-Inf` for singular matrices, NaN where a real determinant is
#'   negative.
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_tensor(rbind(c(2, 1), c(1, 3)))
#' torch_logdet(A)
#' @export
torch_logdet <- function(self) .Call(C_op1, 283L, self)

#' Sign and logarithm of the determinant
#'
#' Sign and logarithm of the determinant.
#'
#' @details [linalg_slogdet()] under its older name. Differentiable where the operations that it
#'   is made of are. As a method: `x$slogdet()`.
#' @param self A tensor of floating or complex numbers, (..., n, n).
#' @return A list of two tensors of size (...): the sign of the determinant, of magnitude 1 or 0,
#'   and the logarithm of its absolute value.
#' @family linear algebra: norms and products
#' @examples
#' x <- torch_randn(3, 3)
#' torch_slogdet(x)
#' @export
torch_slogdet <- function(self) .Call(C_op1, 284L, self)

#' Cholesky decomposition
#'
#' Cholesky decomposition.
#'
#' @details [linalg_cholesky()] under its older name, and with the upper factor by choice.
#'   Differentiable where the operations that it is made of are. As a method: `x$cholesky(...)`.
#' @param self Hermitian positive definite matrices, (..., n, n), else an error. The triangle of
#'   the factor is read.
#' @param upper Whether the factor is the upper one.
#' @return A tensor of the input's size: L with `A = L L^H`, or U with `A = U^H U`.
#' @family linear algebra: norms and products
#' @examples
#' x <- torch_tensor(diag(3) + 1)
#' torch_cholesky(x)
#' @export
torch_cholesky <- function(self, upper = FALSE) .Call(C_op2, 285L, self, upper)

#' Inverse from a Cholesky factor
#'
#' Inverse from a Cholesky factor.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$cholesky_inverse(...)`.
#' @param self Factors of Cholesky decompositions, (..., n, n).
#' @param upper Whether they are the upper ones.
#' @return A tensor of the input's size: the inverse of `L L^H`, or of `U^H U`.
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_tensor(rbind(c(2, 1), c(1, 3)))
#' torch_cholesky_inverse(torch_cholesky(A))
#' @export
torch_cholesky_inverse <- function(self, upper = FALSE) .Call(C_op2, 286L, self, upper)

#' QR decomposition
#'
#' QR decomposition.
#'
#' @details [linalg_qr()] under its older name. Differentiable where the operations that it is
#'   made of are. As a method: `x$qr(...)`.
#' @param self A tensor of floating or complex numbers, (..., m, n).
#' @param some Whether Q has only the first columns, as many as the smaller one of m and n.
#' @return A list of two tensors: Q, (..., m, k), and R, (..., k, n), with k the smaller one of m
#'   and n, or k = m.
#' @family linear algebra: norms and products
#' @examples
#' x <- torch_randn(4, 3)
#' torch_qr(x)
#' @export
torch_qr <- function(self, some = TRUE) .Call(C_op2, 287L, self, some)

#' Singular value decomposition
#'
#' Singular value decomposition.
#'
#' @details [linalg_svd()] in its older form: A = U diag(S) V^H, with V itself as the third
#'   result. Differentiable where the operations that it is made of are. As a method:
#'   `x$svd(...)`.
#' @param self A tensor of floating or complex numbers, (..., m, n).
#' @param some Whether U and V have only the first columns.
#' @param compute_uv Whether U and V are wanted; else they are square matrices of zeros.
#' @return A list of three tensors: U, (..., m, k), S, (..., k), and V, (..., n, k), with k the
#'   smaller one of m and n; U and V square unless `some`.
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_randn(4, 3)
#' usv <- torch_svd(A)
#' torch_allclose(torch_matmul(usv[[1]] * usv[[2]], usv[[3]]$t()), A, atol = 1e-5)
#' @export
torch_svd <- function(self, some = TRUE, compute_uv = TRUE) .Call(C_op3, 288L, self, some,
    compute_uv)

#' Running sum
#'
#' Running sum.
#'
#' @details Differentiable, also twice. As a method: `x$cumsum(...)`; `x$cumsum_(...)` changes `x`
#'   itself.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param dtype The dtype of the result, such as `torch_float()` or `"float"`; `NULL`: that of the
#'   input.
#' @return A tensor.
#' @family scans
#' @examples
#' x <- torch_randn(3, 4)
#' torch_cumsum(x, 2)
#' @export
torch_cumsum <- function(self, dim, dtype = NULL) .Call(C_op3, 289L, self, dim, dtype)

#' Running product
#'
#' Running product.
#'
#' @details Differentiable, also twice. As a method: `x$cumprod(...)`; `x$cumprod_(...)` changes
#'   `x` itself.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param dtype The dtype of the result, such as `torch_float()` or `"float"`; `NULL`: that of the
#'   input.
#' @return A tensor.
#' @family scans
#' @examples
#' x <- torch_randn(3, 4)
#' torch_cumprod(x, 1)
#' @export
torch_cumprod <- function(self, dim, dtype = NULL) .Call(C_op3, 290L, self, dim, dtype)

#' Logarithm of a running sum of exponentials
#'
#' Logarithm of a running sum of exponentials.
#'
#' @details Differentiable, also twice. As a method: `x$logcumsumexp(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family scans
#' @examples
#' x <- torch_randn(3, 4)
#' torch_logcumsumexp(x, 2)
#' @export
torch_logcumsumexp <- function(self, dim) .Call(C_op2, 291L, self, dim)

#' Running maximum and its 0-based places
#'
#' Running maximum and its 0-based places.
#'
#' @details Differentiable, also twice. As a method: `x$cummax(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A list of 2 tensors.
#' @family scans
#' @examples
#' x <- torch_randn(3, 4)
#' torch_cummax(x, 2)
#' @export
torch_cummax <- function(self, dim) .Call(C_op2, 293L, self, dim)

#' Running minimum and its 0-based places
#'
#' Running minimum and its 0-based places.
#'
#' @details Differentiable, also twice. As a method: `x$cummin(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A list of 2 tensors.
#' @family scans
#' @examples
#' x <- torch_randn(3, 4)
#' torch_cummin(x, 1)
#' @export
torch_cummin <- function(self, dim) .Call(C_op2, 294L, self, dim)

#' Differences of neighbours
#'
#' Differences of neighbours.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$diff(...)`.
#' @param self The input tensor.
#' @param n An integer.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param prepend A tensor. May be `NULL`.
#' @param append A tensor. May be `NULL`.
#' @return A tensor.
#' @family scans
#' @examples
#' x <- torch_randn(3, 4)
#' torch_diff(x, dim = 2)
#' @export
torch_diff <- function(self, n = 1L, dim = -1L, prepend = list(), append = list()) .Call(C_op5,
    295L, self, n, dim, prepend, append)

#' Area by the trapezoidal rule
#'
#' Area by the trapezoidal rule.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param y A tensor.
#' @param dx A number.
#' @param x A tensor. May be `NULL`.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family scans
#' @examples
#' y <- torch_randn(3, 4)
#' torch_trapz(y, dim = 2)
#' @export
torch_trapz <- function(y, dx = 1L, x = NULL, dim = -1L) .Call(C_op4, 296L, y, dx, x, dim)

#' Sorted elements and where they were
#'
#' Sorted elements and where they were.
#'
#' @details Differentiable, also twice. As a method: `x$sort(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param descending Whether the largest come first.
#' @param stable Whether equal elements keep their order.
#' @return A list of 2 tensors, positions counted from 1.
#' @family sorting
#' @examples
#' x <- torch_randn(3, 4)
#' torch_sort(x, dim = 2)
#' @export
torch_sort <- function(self, dim = -1L, descending = FALSE, stable = NULL) .Call(C_op4, 297L, self,
    dim, descending, stable)

#' Where sorted elements are
#'
#' Where sorted elements are.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$argsort(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param descending Whether the largest come first.
#' @return A Long tensor of positions, counted from 1.
#' @family sorting
#' @examples
#' x <- torch_randn(3, 4)
#' torch_argsort(x, dim = 2)
#' @export
torch_argsort <- function(self, dim = -1L, descending = FALSE) .Call(C_op3, 298L, self, dim,
    descending)

#' The largest elements and where they are
#'
#' The largest elements and where they are.
#'
#' @details Differentiable, also twice. As a method: `x$topk(...)`.
#' @param self The input tensor.
#' @param k An integer.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param largest Whether the largest are meant, else the smallest.
#' @param sorted Whether the result is sorted.
#' @return A list of 2 tensors, positions counted from 1.
#' @family sorting
#' @examples
#' x <- torch_randn(3, 4)
#' torch_topk(x, 2, dim = 2)
#' @export
torch_topk <- function(self, k, dim = -1L, largest = TRUE, sorted = TRUE) .Call(C_op5, 300L, self,
    k, dim, largest, sorted)

#' The k-th smallest elements and their 0-based places
#'
#' The k-th smallest elements and their 0-based places.
#'
#' @details Differentiable, also twice. As a method: `x$kthvalue(...)`.
#' @param self The input tensor.
#' @param k An integer.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @return A list of 2 tensors.
#' @family sorting
#' @examples
#' x <- torch_randn(3, 4)
#' torch_kthvalue(x, 2, dim = 2)
#' @export
torch_kthvalue <- function(self, k, dim = -1L, keepdim = FALSE) .Call(C_op4, 301L, self, k, dim,
    keepdim)

#' The most frequent elements and their 0-based places
#'
#' The most frequent elements and their 0-based places.
#'
#' @details Differentiable, also twice. As a method: `x$mode(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param keepdim Whether reduced dimensions stay, with size 1.
#' @return A list of 2 tensors.
#' @family sorting
#' @examples
#' x <- torch_randint(0, 3, c(3, 4), dtype = torch_long())
#' torch_mode(x, dim = 2)
#' @export
torch_mode <- function(self, dim = -1L, keepdim = FALSE) .Call(C_op3, 306L, self, dim, keepdim)

#' Where values would be inserted
#'
#' Where values would be inserted.
#'
#' @details Not differentiable.
#' @param sorted_sequence A tensor.
#' @param self A tensor or a number.
#' @param out_int32 `TRUE` or `FALSE`.
#' @param right `TRUE` or `FALSE`.
#' @param side A string. May be `NULL`.
#' @param sorter A Long tensor of positions, counted from 1. May be `NULL`.
#' @return A tensor.
#' @family sorting
#' @examples
#' sorted_sequence <- torch_tensor(c(1, 2, 3, 4))
#' x <- torch_rand(3) * 5 + 0
#' torch_searchsorted(sorted_sequence, x)
#' @export
torch_searchsorted <- function(sorted_sequence, self, out_int32 = FALSE, right = FALSE,
    side = NULL, sorter = list()) .Call(C_op6, 307L, sorted_sequence, self, out_int32, right, side,
    sorter)

#' The buckets that values fall into
#'
#' The buckets that values fall into.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param self A tensor or a number.
#' @param boundaries A tensor.
#' @param out_int32 `TRUE` or `FALSE`.
#' @param right `TRUE` or `FALSE`.
#' @return A tensor.
#' @family sorting
#' @examples
#' x <- torch_rand(3) * 5 + 0
#' boundaries <- torch_tensor(c(1, 2, 3, 4))
#' torch_bucketize(x, boundaries)
#' @export
torch_bucketize <- function(self, boundaries, out_int32 = FALSE, right = FALSE) .Call(C_op4, 308L,
    self, boundaries, out_int32, right)

#' How often each integer occurs
#'
#' How often each integer occurs.
#'
#' @details Not differentiable. As a method: `x$bincount(...)`.
#' @param self The input tensor.
#' @param weights A tensor. May be `NULL`.
#' @param minlength An integer.
#' @return A tensor.
#' @family sorting
#' @examples
#' x <- torch_tensor(c(1L, 0L, 2L, 2L))
#' torch_bincount(x)
#' @export
torch_bincount <- function(self, weights = list(), minlength = 0L) .Call(C_op3, 309L, self,
    weights, minlength)

#' Histogram of equal bins
#'
#' Histogram of equal bins.
#'
#' @details Not differentiable. As a method: `x$histc(...)`.
#' @param self The input tensor.
#' @param bins An integer.
#' @param min The lower bound; `NULL`: none.
#' @param max The upper bound; `NULL`: none.
#' @return A tensor.
#' @family sorting
#' @examples
#' x <- torch_randn(3, 4)
#' torch_histc(x, bins = 4, min = -1, max = 1)
#' @export
torch_histc <- function(self, bins = 100L, min = 0L, max = 0L) .Call(C_op4, 310L, self, bins, min,
    max)

#' Runs of equal elements, shortened to one
#'
#' Runs of equal elements, shortened to one.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param self The input tensor.
#' @param return_inverse `TRUE` or `FALSE`.
#' @param return_counts `TRUE` or `FALSE`.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A list of 3 tensors.
#' @family sorting
#' @examples
#' x <- torch_tensor(c(1L, 1L, 2L, 2L, 1L))
#' torch_unique_consecutive(x)
#' @export
torch_unique_consecutive <- function(self, return_inverse = FALSE, return_counts = FALSE,
    dim = NULL) .Call(C_op4, 312L, self, return_inverse, return_counts, dim)

#' Layer normalization
#'
#' Layer normalization.
#'
#' @details (x - mean) / sqrt(var + eps) * weight + bias, mean and (biased) variance being those
#'   of the last dimensions (Ba, Kiros and Hinton, 2016). 16-bit input is computed in float. Sizes
#'   that do not match are a value_error, integer input is a not_implemented_error. Differentiable
#'   where the operations that it is made of are.
#' @param input A floating-point tensor whose last sizes are `normalized_shape`.
#' @param normalized_shape The sizes of the last dimensions, which are normalized.
#' @param weight Factors of size `normalized_shape`; `NULL`: none.
#' @param bias Summands of size `normalized_shape`; `NULL`: none.
#' @param eps What is added to the variance.
#' @return A tensor of the input's size and dtype.
#' @family normalization
#' @examples
#' x <- torch_randn(2, 3)
#' nnf_layer_norm(x, 3)
#' nnf_layer_norm(x, 3, weight = torch_ones(3), bias = torch_zeros(3))
#' @export
nnf_layer_norm <- function(input, normalized_shape, weight = NULL, bias = NULL, eps = 1e-05)
    .Call(C_op5, 324L, input, normalized_shape, weight, bias, eps)

#' Batch normalization
#'
#' Batch normalization.
#'
#' @details (x - mean) / sqrt(var + eps) * weight + bias for every channel (Ioffe and Szegedy,
#'   2015). In training mean and variance are those of the batch, and the running ones, where
#'   given, are changed in place: by `momentum` towards the batch's mean and unbiased variance. A
#'   training batch of one value per channel is a value_error. Differentiable where the operations
#'   that it is made of are.
#' @param input A floating-point tensor of size (N, C, ...).
#' @param running_mean A tensor of size (C); `NULL` only in training.
#' @param running_var A tensor of size (C); `NULL` only in training.
#' @param weight Factors of size (C); `NULL`: none.
#' @param bias Summands of size (C); `NULL`: none.
#' @param training Whether the training behaviour is meant.
#' @param momentum How much the running statistics move towards those of the batch.
#' @param eps What is added to the variance.
#' @return A tensor of the input's size and dtype.
#' @family normalization
#' @examples
#' x <- torch_randn(5, 3)
#' mean <- torch_zeros(3)
#' var <- torch_ones(3)
#' nnf_batch_norm(x, mean, var, training = TRUE)
#' mean
#' @export
nnf_batch_norm <- function(input, running_mean, running_var, weight = NULL, bias = NULL,
    training = FALSE, momentum = 0.1, eps = 1e-05) .Call(C_op8, 325L, input, running_mean,
    running_var, weight, bias, training, momentum, eps)

#' Group normalization
#'
#' Group normalization.
#'
#' @details Mean and variance are those of a group of channels of one sample (Wu and He, 2018); a
#'   number of channels that `num_groups` does not divide is a value_error. Differentiable where
#'   the operations that it is made of are.
#' @param input A floating-point tensor of size (N, C, ...).
#' @param num_groups Number of groups the channels are split into.
#' @param weight Factors of size (C); `NULL`: none.
#' @param bias Summands of size (C); `NULL`: none.
#' @param eps What is added to the variance.
#' @return A tensor of the input's size and dtype.
#' @family normalization
#' @examples
#' nnf_group_norm(torch_randn(2, 4, 3), num_groups = 2)
#' @export
nnf_group_norm <- function(input, num_groups, weight = NULL, bias = NULL, eps = 1e-05) .Call(C_op5,
    326L, input, num_groups, weight, bias, eps)

#' Instance normalization
#'
#' Instance normalization.
#'
#' @details Mean and variance are those of one channel of one sample (Ulyanov, Vedaldi and
#'   Lempitsky, 2016). Running statistics, where given, are changed in place: by `momentum`
#'   towards the means over samples. Differentiable where the operations that it is made of are.
#' @param input A floating-point tensor of size (N, C, ...) with more than one element per
#'   channel.
#' @param running_mean The running mean; `NULL`: none.
#' @param running_var The running variance; `NULL`: none.
#' @param weight Factors of size (C); `NULL`: none.
#' @param bias Summands of size (C); `NULL`: none.
#' @param use_input_stats Whether the statistics are those of the input, or the running ones.
#' @param momentum How much the running statistics move towards those of the batch.
#' @param eps What is added to the variance.
#' @return A tensor of the input's size and dtype.
#' @family normalization
#' @examples
#' nnf_instance_norm(torch_randn(2, 3, 5))
#' @export
nnf_instance_norm <- function(input, running_mean = NULL, running_var = NULL, weight = NULL,
    bias = NULL, use_input_stats = TRUE, momentum = 0.1, eps = 1e-05) .Call(C_op8, 327L, input,
    running_mean, running_var, weight, bias, use_input_stats, momentum, eps)

#' Normalization over neighbouring channels
#'
#' Normalization over neighbouring channels.
#'
#' @details x / (k + alpha m)^beta, where m is the mean of the squares of `size` neighbouring
#'   channels, zeros past the first and the last one included (Krizhevsky, Sutskever and Hinton,
#'   2012). Differentiable where the operations that it is made of are.
#' @param input A floating-point tensor of size (N, C, ...), with three dimensions or more.
#' @param size How many channels.
#' @param alpha A factor.
#' @param beta An exponent.
#' @param k A summand.
#' @return A tensor of the input's size and dtype.
#' @family normalization
#' @examples
#' nnf_local_response_norm(torch_randn(1, 4, 3), size = 2)
#' @export
nnf_local_response_norm <- function(input, size, alpha = 1e-04, beta = 0.75, k = 1) .Call(C_op5,
    328L, input, size, alpha, beta, k)

#' Vectors scaled to norm one
#'
#' Vectors scaled to norm one.
#'
#' @details Every vector along `dim` is divided by its p-norm, or by `eps` where the norm is
#'   smaller. Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param p The order of the norm.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param eps The least divisor.
#' @param out A tensor that takes the result; `NULL`: a new one.
#' @return A tensor of the input's size; `out` where given.
#' @family normalization
#' @examples
#' nnf_normalize(torch_tensor(rbind(c(3, 4), c(0, 2))))
#' @export
nnf_normalize <- function(input, p = 2, dim = 2, eps = 1e-12, out = NULL) .Call(C_op5, 329L, input,
    p, dim, eps, out)

#' Other shape, a view where possible
#'
#' Other shape, a view where possible.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$reshape(...)`.
#' @param self The input tensor.
#' @param shape Integers: the sizes; one of them may be -1 and follows from the others.
#' @return A tensor.
#' @family views
#' @examples
#' x <- torch_randn(3, 4)
#' torch_reshape(x, c(6, -1))
#' @export
torch_reshape <- function(self, shape) .Call(C_op2, 331L, self, shape)

#' Swap two dimensions
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$transpose(...)`.
#' @param self The input tensor.
#' @param dim0 The first dimension, counted from 1.
#' @param dim1 The first dimension of a pair, counted from 1.
#' @return A tensor that shares the storage of `self`.
#' @family views
#' @examples
#' torch_transpose(torch_tensor(matrix(1:6, 2)), 1, 2)
#' @export
torch_transpose <- function(self, dim0, dim1) .Call(C_op3, 338L, self, dim0, dim1)

#' Transpose
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$t()`.
#' @param self The input tensor.
#' @return A tensor that shares the storage of `self`.
#' @family views
#' @examples
#' torch_t(torch_tensor(matrix(1:6, 2)))
#' @export
torch_t <- function(self) .Call(C_op1, 340L, self)

#' Move dimensions to other places
#'
#' Move dimensions to other places.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$movedim(...)`.
#' @param self The input tensor.
#' @param source The tensor of values written.
#' @param destination Dimensions, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family views
#' @examples
#' x <- torch_randn(2, 3, 4)
#' torch_movedim(x, 1, 3)
#' @export
torch_movedim <- function(self, source, destination) .Call(C_op3, 342L, self, source, destination)

#' Drop dimensions of size one
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$squeeze(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor that shares the storage of `self`.
#' @family views
#' @examples
#' x <- torch_randn(3, 1, 4)
#' torch_squeeze(x)
#' @export
torch_squeeze <- function(self, dim = NULL) .Call(C_op2, 346L, self, dim)

#' Insert a dimension of size one
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$unsqueeze(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor that shares the storage of `self`.
#' @family views
#' @examples
#' x <- torch_randn(3, 4)
#' torch_unsqueeze(x, 2)
#' @export
torch_unsqueeze <- function(self, dim) .Call(C_op2, 347L, self, dim)

#' A stretch of a dimension
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$narrow(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param start The start point.
#' @param length An integer.
#' @return A tensor that shares the storage of `self`.
#' @family views
#' @examples
#' x <- torch_randn(3, 4)
#' torch_narrow(x, 2, 2, 2)
#' @export
torch_narrow <- function(self, dim, start, length) .Call(C_op4, 350L, self, dim, start, length)

#' Pieces of a size or of several sizes
#'
#' Pieces of a size or of several sizes.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$split(...)`.
#' @param self The input tensor.
#' @param split_size Size of a piece, or the sizes of all pieces.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A list of tensors.
#' @family views
#' @examples
#' x <- torch_randn(5, 3)
#' torch_split(x, 2, dim = 1)
#' @export
torch_split <- function(self, split_size, dim = 1L) .Call(C_op3, 351L, self, split_size, dim)

#' A number of pieces
#'
#' A number of pieces.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$chunk(...)`.
#' @param self The input tensor.
#' @param chunks How many chunks.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A list of tensors.
#' @family views
#' @examples
#' x <- torch_randn(5, 3)
#' torch_chunk(x, 2, dim = 1)
#' @export
torch_chunk <- function(self, chunks, dim = 1L) .Call(C_op3, 352L, self, chunks, dim)

#' All slices of a dimension
#'
#' All slices of a dimension.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$unbind(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A list of tensors.
#' @family views
#' @examples
#' x <- torch_randn(3, 4)
#' torch_unbind(x, dim = 2)
#' @export
torch_unbind <- function(self, dim = 1L) .Call(C_op2, 353L, self, dim)

#' View with given strides
#'
#' Another view of the same data: nothing is copied, and a change in one shows in the other.
#'
#' @details Differentiable, also twice. As a method: `x$as_strided(...)`.
#' @param self The input tensor.
#' @param size Integers: the sizes.
#' @param stride Steps of the window; `NULL`: its sizes.
#' @param storage_offset Where the window starts in the storage, from 0.
#' @return A tensor that shares the storage of `self`.
#' @family views
#' @examples
#' x <- torch_randn(12)
#' torch_as_strided(x, c(2, 3), c(4, 1), storage_offset = 1)
#' @export
torch_as_strided <- function(self, size, stride, storage_offset = NULL) .Call(C_op4, 356L, self,
    size, stride, storage_offset)

#' Copy
#'
#' Copy.
#'
#' @details Differentiable, also twice. As a method: `x$clone(...)`.
#' @param self The input tensor.
#' @param memory_format Ignored; tensors are made contiguous.
#' @return A tensor.
#' @family copies
#' @examples
#' x <- torch_randn(3, 4)
#' torch_clone(x)
#' @export
torch_clone <- function(self, memory_format = NULL) .Call(C_op2, 362L, self, memory_format)

#' Reverse dimensions
#'
#' Reverse dimensions.
#'
#' @details Differentiable, also twice. As a method: `x$flip(...)`.
#' @param self The input tensor.
#' @param dims The dimensions, counted from 1; negative numbers count from the end.
#' @return A copy of the input's size.
#' @family arrangement
#' @examples
#' x <- torch_randn(3, 4)
#' torch_flip(x, c(1, 2))
#' @export
torch_flip <- function(self, dims) .Call(C_op2, 368L, self, dims)

#' Reverse the columns
#'
#' Reverse the columns.
#'
#' @details The input must have two dimensions or more. Differentiable where the operations that
#'   it is made of are. As a method: `x$fliplr()`.
#' @param self The input tensor.
#' @return A copy of the input's size.
#' @family arrangement
#' @examples
#' x <- torch_randn(3, 4)
#' torch_fliplr(x)
#' @export
torch_fliplr <- function(self) .Call(C_op1, 369L, self)

#' Reverse the rows
#'
#' Reverse the rows.
#'
#' @details The input must have one dimension or more. Differentiable where the operations that it
#'   is made of are. As a method: `x$flipud()`.
#' @param self The input tensor.
#' @return A copy of the input's size.
#' @family arrangement
#' @examples
#' x <- torch_randn(3, 4)
#' torch_flipud(x)
#' @export
torch_flipud <- function(self) .Call(C_op1, 370L, self)

#' Move elements around in circles
#'
#' Move elements around in circles.
#'
#' @details What leaves a dimension at its end comes back at its start. Differentiable, also
#'   twice. As a method: `x$roll(...)`.
#' @param self The input tensor.
#' @param shifts By how many places elements move: one number for each of `dims`.
#' @param dims The dimensions, counted from 1; none: the elements move as if the input had one
#'   dimension.
#' @return A copy of the input's size.
#' @family arrangement
#' @examples
#' x <- torch_randn(3, 4)
#' torch_roll(x, c(1, 2), dims = c(1, 2))
#' @export
torch_roll <- function(self, shifts, dims = list()) .Call(C_op3, 371L, self, shifts, dims)

#' Turn by quarters
#'
#' Turn by quarters.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$rot90(...)`.
#' @param self The input tensor.
#' @param k How many quarter turns from the first of `dims` towards the second; negative: back.
#' @param dims Two dimensions, counted from 1.
#' @return A copy; its two dimensions are exchanged when `k` is odd.
#' @family arrangement
#' @examples
#' x <- torch_randn(3, 4)
#' torch_rot90(x, k = 1, dims = c(1, 2))
#' @export
torch_rot90 <- function(self, k = 1L, dims = c(1L,2L)) .Call(C_op3, 372L, self, k, dims)

#' More elements at the ends of dimensions
#'
#' More elements at the ends of dimensions.
#'
#' @details `"constant"` fills with `value`, `"reflect"` mirrors at the border elements,
#'   `"replicate"` repeats them, `"circular"` goes on from the other end. Negative numbers take
#'   elements away. Padding that the input is too small for is a value_error. Differentiable where
#'   the operations that it is made of are.
#' @param input The input tensor.
#' @param pad Integers: how many elements before and after, for the last dimension, then for the
#'   one before it, ...
#' @param mode `"constant"`, `"reflect"`, `"replicate"` or `"circular"`.
#' @param value A number for `"constant"`; `NULL`: 0.
#' @return A tensor of the input's dtype.
#' @family arrangement
#' @examples
#' x <- torch_tensor(matrix(1:4, 2))
#' nnf_pad(x, c(1, 0))
#' nnf_pad(x, c(1, 1, 1, 1), mode = "reflect")
#' @export
nnf_pad <- function(input, pad, mode = "constant", value = NULL) .Call(C_op4, 373L, input, pad,
    mode, value)

#' Repeat elements in place
#'
#' Repeat elements in place.
#'
#' @details Differentiable, also twice. As a method: `x$repeat_interleave(...)`.
#' @param self The input tensor.
#' @param repeats A number, or a Long tensor with one number for each element along `dim`.
#' @param dim The dimension, counted from 1; `NULL`: the input is flattened first.
#' @param output_size The length that results, checked against `repeats`; `NULL`: it follows from
#'   them.
#' @return A copy in which every element along `dim` is there `repeats` times.
#' @family arrangement
#' @examples
#' x <- torch_randn(2, 3)
#' torch_repeat_interleave(x, 2, dim = 2)
#' @export
torch_repeat_interleave <- function(self, repeats, dim = NULL, output_size = NULL) .Call(C_op4,
    376L, self, repeats, dim, output_size)

#' Upper triangle
#'
#' Upper triangle.
#'
#' @details Inputs of more than two dimensions are batches of matrices; fewer are a value_error.
#'   Differentiable, also twice. As a method: `x$triu(...)`; `x$triu_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param diagonal Which diagonal: 0 the main one, positive above it, negative below.
#' @return A copy with zeros below the diagonal.
#' @family arrangement
#' @examples
#' x <- torch_randn(3, 4)
#' torch_triu(x, diagonal = -1)
#' @export
torch_triu <- function(self, diagonal = 0L) .Call(C_op2, 377L, self, diagonal)

#' Lower triangle
#'
#' Lower triangle.
#'
#' @details Inputs of more than two dimensions are batches of matrices; fewer are a value_error.
#'   Differentiable, also twice. As a method: `x$tril(...)`; `x$tril_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param diagonal Which diagonal: 0 the main one, positive above it, negative below.
#' @return A copy with zeros above the diagonal.
#' @family arrangement
#' @examples
#' x <- torch_randn(3, 4)
#' torch_tril(x, diagonal = 1)
#' @export
torch_tril <- function(self, diagonal = 0L) .Call(C_op2, 378L, self, diagonal)

#' Matrices with given diagonals
#'
#' Matrices with given diagonals.
#'
#' @details The input's last dimension of size n becomes two of size n + |offset|. Differentiable,
#'   also twice. As a method: `x$diag_embed(...)`.
#' @param self The input tensor.
#' @param offset Which diagonal: 0 the main one, positive above it, negative below.
#' @param dim1 The dimension of the matrices' rows, counted from 1.
#' @param dim2 The dimension of the matrices' columns, counted from 1.
#' @return A tensor with one dimension more than the input; zero outside the diagonals.
#' @family arrangement
#' @examples
#' x <- torch_randn(2, 3)
#' torch_diag_embed(x)
#' @export
torch_diag_embed <- function(self, offset = 0L, dim1 = -2L, dim2 = -1L) .Call(C_op4, 379L, self,
    offset, dim1, dim2)

#' Diagonal of a matrix, or matrix of a diagonal
#'
#' Diagonal of a matrix, or matrix of a diagonal.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$diag(...)`.
#' @param self A tensor of one or two dimensions; others are a value_error.
#' @param diagonal Which diagonal: 0 the main one, positive above it, negative below.
#' @return For a vector of n elements a square matrix of n + |diagonal| rows, for a matrix its
#'   diagonal.
#' @family arrangement
#' @examples
#' x <- torch_randn(3)
#' torch_diag(x, diagonal = 1)
#' @export
torch_diag <- function(self, diagonal = 0L) .Call(C_op2, 380L, self, diagonal)

#' Matrix with the input on its diagonal
#'
#' Matrix with the input on its diagonal.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$diagflat(...)`.
#' @param self The input tensor.
#' @param offset Which diagonal: 0 the main one, positive above it, negative below.
#' @return A square matrix with the input's elements, flattened, on its diagonal.
#' @family arrangement
#' @examples
#' x <- torch_randn(2, 2)
#' torch_diagflat(x, offset = 1)
#' @export
torch_diagflat <- function(self, offset = 0L) .Call(C_op2, 381L, self, offset)

#' Grids of coordinates
#'
#' Grids of coordinates.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors of at most one dimension.
#' @param indexing `"ij"`, or `"xy"`, which exchanges the first two dimensions; `NULL`: `"ij"`.
#' @return A list of views of the inputs, all of one size: the k-th varies along the k-th
#'   dimension.
#' @family arrangement
#' @examples
#' tensors <- list(torch_randn(2), torch_randn(3))
#' torch_meshgrid(tensors)
#' @export
torch_meshgrid <- function(tensors, indexing = NULL) .Call(C_op2, 383L, tensors, indexing)

#' All ways to take one element of each
#'
#' All ways to take one element of each.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors of at most one dimension.
#' @return A tensor of size (product of lengths, number of tensors); for one tensor itself.
#' @family arrangement
#' @examples
#' tensors <- list(torch_randn(2), torch_randn(3))
#' torch_cartesian_prod(tensors)
#' @export
torch_cartesian_prod <- function(tensors) .Call(C_op1, 384L, tensors)

#' All ways to choose some elements
#'
#' All ways to choose some elements.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$combinations(...)`.
#' @param self A tensor of one dimension.
#' @param r How many elements are chosen.
#' @param with_replacement Whether an element may be chosen again.
#' @return A tensor of size (number of choices, r), in lexicographic order of positions.
#' @family arrangement
#' @examples
#' x <- torch_randn(4)
#' torch_combinations(x, r = 2)
#' @export
torch_combinations <- function(self, r = 2L, with_replacement = FALSE) .Call(C_op3, 386L, self, r,
    with_replacement)

#' Classes as unit vectors
#'
#' Classes as unit vectors.
#'
#' @details Not differentiable.
#' @param tensor Classes, counted from 1: a Long tensor of any size; others are a value_error.
#' @param num_classes How many classes there are; -1: as many as the largest one says.
#' @return A Long tensor with one dimension more, of size `num_classes`: 1 at the class, else 0.
#' @family arrangement
#' @examples
#' tensor <- torch_tensor(c(1L, 3L, 2L))
#' nnf_one_hot(tensor, num_classes = 4)
#' @export
nnf_one_hot <- function(tensor, num_classes = -1) .Call(C_op2, 387L, tensor, num_classes)

#' Interleave groups of channels
#'
#' Interleave groups of channels.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$channel_shuffle(...)`.
#' @param self A tensor of size (N, C, ...), with C divisible by `groups`.
#' @param groups Number of groups the channels are split into.
#' @return A tensor of the input's size.
#' @family arrangement
#' @examples
#' x <- torch_randn(1, 4, 2, 2)
#' torch_channel_shuffle(x, 2)
#' @export
torch_channel_shuffle <- function(self, groups) .Call(C_op2, 395L, self, groups)

#' Channels into pixels
#'
#' Channels into pixels.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$pixel_shuffle(...)`.
#' @param self A tensor of size (..., C r r, H, W).
#' @param upscale_factor How much larger pictures become.
#' @return A tensor of size (..., C, H r, W r), where r is `upscale_factor`.
#' @family arrangement
#' @examples
#' x <- torch_randn(1, 4, 2, 3)
#' torch_pixel_shuffle(x, 2)
#' @export
torch_pixel_shuffle <- function(self, upscale_factor) .Call(C_op2, 396L, self, upscale_factor)

#' Product of a matrix and a vector
#'
#' Product of a matrix and a vector.
#'
#' @details Differentiable, also twice. As a method: `x$mv(...)`.
#' @param self The input tensor.
#' @param vec A vector.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(3, 4)
#' vec <- torch_randn(4)
#' torch_mv(x, vec)
#' @export
torch_mv <- function(self, vec) .Call(C_op2, 404L, self, vec)

#' Dot product of two vectors
#'
#' Dot product of two vectors.
#'
#' @details Differentiable, also twice. As a method: `x$dot(...)`.
#' @param self The input tensor.
#' @param tensor A tensor.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(5)
#' tensor <- torch_randn(5)
#' torch_dot(x, tensor)
#' @export
torch_dot <- function(self, tensor) .Call(C_op2, 405L, self, tensor)

#' Dot product, the first vector conjugated
#'
#' Dot product, the first vector conjugated.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$vdot(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(5)
#' other <- torch_randn(5)
#' torch_vdot(x, other)
#' @export
torch_vdot <- function(self, other) .Call(C_op2, 406L, self, other)

#' Matrix product of tensors
#'
#' Matrix product of tensors.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$matmul(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(3, 4)
#' other <- torch_randn(4, 2)
#' torch_matmul(x, other)
#' @export
torch_matmul <- function(self, other) .Call(C_op2, 407L, self, other)

#' Product of a matrix and a vector added to a tensor
#'
#' Product of a matrix and a vector added to a tensor.
#'
#' @details Differentiable, also twice. As a method: `x$addmv(...)`; `x$addmv_(...)` changes `x`
#'   itself.
#' @param self The input tensor.
#' @param mat A matrix.
#' @param vec A vector.
#' @param beta A number that multiplies `self`.
#' @param alpha A number that multiplies the second operand.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(3)
#' mat <- torch_randn(3, 4)
#' vec <- torch_randn(4)
#' torch_addmv(x, mat, vec, beta = 0.5, alpha = 2)
#' @export
torch_addmv <- function(self, mat, vec, beta = 1L, alpha = 1L) .Call(C_op5, 409L, self, mat, vec,
    beta, alpha)

#' Sum of a batch of matrix products added to a tensor
#'
#' Sum of a batch of matrix products added to a tensor.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$addbmm(...)`; `x$addbmm_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param batch1 The first batch of matrices, (b, n, m).
#' @param batch2 The second batch of matrices, (b, m, p).
#' @param beta A number that multiplies `self`.
#' @param alpha A number that multiplies the second operand.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(3, 2)
#' batch1 <- torch_randn(2, 3, 4)
#' batch2 <- torch_randn(2, 4, 2)
#' torch_addbmm(x, batch1, batch2, beta = 0.5, alpha = 2)
#' @export
torch_addbmm <- function(self, batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 411L, self,
    batch1, batch2, beta, alpha)

#' Outer product added to a tensor
#'
#' Outer product added to a tensor.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$addr(...)`; `x$addr_(...)` changes `x` itself.
#' @param self The input tensor.
#' @param vec1 A vector.
#' @param vec2 A vector.
#' @param beta A number that multiplies `self`.
#' @param alpha A number that multiplies the second operand.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(3, 2)
#' vec1 <- torch_randn(3)
#' vec2 <- torch_randn(2)
#' torch_addr(x, vec1, vec2, beta = 0.5, alpha = 2)
#' @export
torch_addr <- function(self, vec1, vec2, beta = 1L, alpha = 1L) .Call(C_op5, 412L, self, vec1,
    vec2, beta, alpha)

#' Outer product of two vectors
#'
#' Outer product of two vectors.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$outer(...)`.
#' @param self The input tensor.
#' @param vec2 A vector.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(3)
#' vec2 <- torch_randn(4)
#' torch_outer(x, vec2)
#' @export
torch_outer <- function(self, vec2) .Call(C_op2, 413L, self, vec2)

#' Linear transformation
#'
#' Linear transformation.
#'
#' @details Differentiable, also twice.
#' @param input The input tensor.
#' @param weight The weights.
#' @param bias The bias; `NULL`: none.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' input <- torch_randn(3, 4)
#' weight <- torch_randn(2, 4)
#' bias <- torch_randn(2)
#' nnf_linear(input, weight, bias = bias)
#' @export
nnf_linear <- function(input, weight, bias = NULL) .Call(C_op3, 415L, input, weight, bias)

#' Bilinear transformation
#'
#' Bilinear transformation.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param input1 A tensor.
#' @param input2 A tensor.
#' @param weight The weights.
#' @param bias The bias; `NULL`: none.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' input1 <- torch_randn(3, 4)
#' input2 <- torch_randn(3, 2)
#' weight <- torch_randn(2, 4, 2)
#' bias <- torch_randn(2)
#' nnf_bilinear(input1, input2, weight, bias = bias)
#' @export
nnf_bilinear <- function(input1, input2, weight, bias = NULL) .Call(C_op4, 418L, input1, input2,
    weight, bias)

#' Sums of products in Einstein's notation
#'
#' Sums of products in Einstein's notation.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param equation A string.
#' @param tensors A list of tensors.
#' @param path Integers. May be `NULL`.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' tensors <- list(torch_randn(3, 4), torch_randn(4, 2))
#' torch_einsum("ij,jk->ik", tensors)
#' @export
torch_einsum <- function(equation, tensors, path = NULL) .Call(C_op3, 419L, equation, tensors, path)

#' Kronecker product
#'
#' Kronecker product.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$kron(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(2, 2)
#' other <- torch_randn(2, 3)
#' torch_kron(x, other)
#' @export
torch_kron <- function(self, other) .Call(C_op2, 421L, self, other)

#' Product of several matrices in the cheapest order
#'
#' Product of several matrices in the cheapest order.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param matrices A list of tensors.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' matrices <- list(torch_randn(2, 3), torch_randn(3, 4), torch_randn(4, 2), torch_randn(2,
#'     5))
#' torch_chain_matmul(matrices)
#' @export
torch_chain_matmul <- function(matrices) .Call(C_op1, 422L, matrices)

#' Power of a square matrix
#'
#' Power of a square matrix.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$matrix_power(...)`.
#' @param self The input tensor.
#' @param n An integer.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(3, 3)
#' torch_matrix_power(x, 3)
#' @export
torch_matrix_power <- function(self, n) .Call(C_op2, 423L, self, n)

#' Block diagonal matrix
#'
#' Block diagonal matrix.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' tensors <- list(torch_randn(2, 3), torch_randn(1, 2), torch_randn(3))
#' torch_block_diag(tensors)
#' @export
torch_block_diag <- function(tensors) .Call(C_op1, 424L, tensors)

#' Cross product
#'
#' Cross product.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$cross(...)`.
#' @param self The input tensor.
#' @param other The second tensor; it is broadcast against the first.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' x <- torch_randn(2, 3)
#' other <- torch_randn(2, 3)
#' torch_cross(x, other, dim = 2)
#' @export
torch_cross <- function(self, other, dim = NULL) .Call(C_op3, 425L, self, other, dim)

#' Cholesky decomposition
#'
#' Cholesky decomposition.
#'
#' @details Of A only the lower triangle is read. A matrix that is not positive definite, or holds
#'   NaN, is a runtime_error, which names it and its first leading minor that is not. The gradient
#'   is symmetric or Hermitian (Murray, 2016). Differentiable where the operations that it is made
#'   of are.
#' @param A Symmetric or Hermitian positive definite matrices, (..., n, n), Float, Double or
#'   complex. Other dtypes are a type_error, other sizes a value_error.
#' @return Lower triangles `L` of A's size with `A = L L^H`.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
#' L <- linalg_cholesky(A)
#' torch_matmul(L, L$t())
#' @export
linalg_cholesky <- function(A) .Call(C_op1, 437L, A)

#' Inverse of square matrices
#'
#' Inverse of square matrices.
#'
#' @details By an LU decomposition. A singular matrix is a runtime_error, which names it. To
#'   multiply with an inverse, [linalg_solve()] is quicker and more accurate. Differentiable where
#'   the operations that it is made of are.
#' @param A Matrices, (..., n, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @return A tensor of A's size.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
#' torch_matmul(linalg_inv(A), A)
#' @export
linalg_inv <- function(A) .Call(C_op1, 439L, A)

#' Determinant
#'
#' Determinant.
#'
#' @details By an LU decomposition. The gradient is that of Jacobi's formula; where a determinant
#'   is 0 it is made of singular values, which gives the matrix of cofactors. A second gradient
#'   there exists for matrices of rank n - 1 with different singular values. Differentiable where
#'   the operations that it is made of are.
#' @param A Matrices, (..., n, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @return A tensor of size (...); the determinant of a matrix without elements is 1.
#' @family linear algebra: factorizations
#' @examples
#' linalg_det(torch_tensor(rbind(c(4, 2), c(2, 3))))
#' @export
linalg_det <- function(A) .Call(C_op1, 441L, A)

#' Sign and logarithm of the determinant
#'
#' Sign and logarithm of the determinant.
#'
#' @details By an LU decomposition; it does not overflow where the determinant would.
#'   Differentiable where the operations that it is made of are.
#' @param A Matrices, (..., n, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @return A list of two tensors of size (...): the sign, a number on the unit circle for complex
#'   matrices and 0 for singular ones, and the logarithm of the determinant's absolute value,
#'   `-Inf` for singular matrices.
#' @family linear algebra: factorizations
#' @examples
#' linalg_slogdet(torch_tensor(rbind(c(4, 2), c(2, 3))))
#' @export
linalg_slogdet <- function(A) .Call(C_op1, 442L, A)

#' Solution of linear systems
#'
#' Solution of linear systems.
#'
#' @details Solves `A X = B` by an LU decomposition, of which the gradients make use. A singular
#'   matrix is a runtime_error, which names it. Differentiable where the operations that it is
#'   made of are.
#' @param A Matrices, (..., n, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @param B The right sides, (..., n, k), of A's dtype; batch dimensions are broadcast. A tensor
#'   of one dimension, or of A's size without its last dimension, holds one vector for each
#'   matrix.
#' @return The solutions `X`, of B's size with both batches broadcast.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
#' linalg_solve(A, torch_tensor(c(1, 2)))
#' linalg_solve(A, torch_randn(5, 2, 3))$shape
#' @export
linalg_solve <- function(A, B) .Call(C_op2, 443L, A, B)

#' QR decomposition
#'
#' QR decomposition.
#'
#' @details `A = Q R` by Householder reflections; the diagonal of `R` may be negative. Not
#'   differentiable in mode `"r"`, nor in mode `"complete"` where m > n; else the first min(m, n)
#'   columns of A must be independent (Roberts and Roberts, 2020). Differentiable, also twice.
#' @param A Matrices, (..., m, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @param mode `"reduced"`: k is the smaller of m and n; `"complete"`: k is m; `"r"`: as reduced,
#'   and `Q` is empty.
#' @return A list of `Q` with orthonormal columns, (..., m, k), and `R`, an upper triangle, (...,
#'   k, n).
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_randn(4, 3)
#' qr <- linalg_qr(A)
#' torch_matmul(qr[[1]], qr[[2]]) - A
#' @export
linalg_qr <- function(A, mode = "reduced") .Call(C_op2, 445L, A, mode)

#' Eigenvalues and eigenvectors of Hermitian matrices
#'
#' Eigenvalues and eigenvectors of Hermitian matrices.
#'
#' @details `A = V diag(L) V^H` for symmetric or Hermitian A. Vectors are known up to a factor of
#'   modulus one, for equal eigenvalues up to a rotation: a gradient of what depends on them is an
#'   error for complex numbers, or not finite (Giles, 2008). NaN or infinite values are a
#'   runtime_error. Differentiable where the operations that it is made of are.
#' @param A Symmetric or Hermitian matrices, (..., n, n), Float, Double or complex. Other dtypes
#'   are a type_error, other sizes a value_error.
#' @param UPLO Which triangle of A is read, `"L"` or `"U"`.
#' @return A list of the eigenvalues in ascending order, real, (..., n), and the vectors as
#'   columns, (..., n, n).
#' @family linear algebra: factorizations
#' @examples
#' linalg_eigh(torch_tensor(rbind(c(2, 1), c(1, 2))))
#' @export
linalg_eigh <- function(A, UPLO = "L") .Call(C_op2, 446L, A, UPLO)

#' Eigenvalues of Hermitian matrices
#'
#' Eigenvalues of Hermitian matrices.
#'
#' @details Differentiable also where eigenvalues are equal. NaN or infinite values are a
#'   runtime_error. Differentiable where the operations that it is made of are.
#' @param A Symmetric or Hermitian matrices, (..., n, n), Float, Double or complex. Other dtypes
#'   are a type_error, other sizes a value_error.
#' @param UPLO Which triangle of A is read, `"L"` or `"U"`.
#' @return The eigenvalues in ascending order, real, (..., n).
#' @family linear algebra: factorizations
#' @examples
#' linalg_eigvalsh(torch_tensor(rbind(c(2, 1), c(1, 2))))
#' @export
linalg_eigvalsh <- function(A, UPLO = "L") .Call(C_op2, 447L, A, UPLO)

#' Eigenvalues and eigenvectors of square matrices
#'
#' Eigenvalues and eigenvectors of square matrices.
#'
#' @details `A = V diag(L) V^-1` for matrices that can be diagonalized. Vectors are known up to a
#'   factor of modulus one: a gradient of what depends on it is a runtime_error, as are NaN and
#'   infinite values in A. Differentiable where the operations that it is made of are.
#' @param A Matrices, (..., n, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @return A list of the eigenvalues in no particular order, (..., n), and the vectors as columns
#'   of norm one, (..., n, n), both complex.
#' @family linear algebra: factorizations
#' @examples
#' linalg_eig(torch_tensor(rbind(c(0, 1), c(-1, 0))))
#' @export
linalg_eig <- function(A) .Call(C_op1, 448L, A)

#' Eigenvalues of square matrices
#'
#' Eigenvalues of square matrices.
#'
#' @details NaN or infinite values are a runtime_error. Differentiable where the operations that
#'   it is made of are.
#' @param A Matrices, (..., n, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @return The eigenvalues in no particular order, complex, (..., n).
#' @family linear algebra: factorizations
#' @examples
#' linalg_eigvals(torch_tensor(rbind(c(0, 1), c(-1, 0))))
#' @export
linalg_eigvals <- function(A) .Call(C_op1, 449L, A)

#' Singular value decomposition
#'
#' Singular value decomposition.
#'
#' @details `A = U diag(S) V^H` by a divide-and-conquer method. Vectors are known up to a factor
#'   of modulus one, for equal singular values up to a rotation: a gradient of what depends on
#'   them is an error for complex numbers, or not finite (Wan and Zhang, 2019). Columns beyond the
#'   first min(m, n) are known up to a rotation among themselves; a gradient of what depends on it
#'   means nothing. NaN or infinite values are a runtime_error. Differentiable where the
#'   operations that it is made of are.
#' @param A Matrices, (..., m, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @param full_matrices Whether `U` and `V` are square.
#' @return A list of `U`, (..., m, m), the singular values `S` in descending order, real, (...,
#'   k), and `V^H`, (..., n, n), with k the smaller of m and n; without `full_matrices` `U` is
#'   (..., m, k) and `V^H` (..., k, n).
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_randn(4, 3)
#' svd <- linalg_svd(A, full_matrices = FALSE)
#' torch_matmul(svd[[1]] * svd[[2]], svd[[3]]) - A
#' @export
linalg_svd <- function(A, full_matrices = TRUE) .Call(C_op2, 450L, A, full_matrices)

#' Singular values
#'
#' Singular values.
#'
#' @details Differentiable also where singular values are equal. NaN or infinite values are a
#'   runtime_error. Differentiable where the operations that it is made of are.
#' @param A Matrices, (..., m, n), Float, Double or complex. Other dtypes are a type_error, other
#'   sizes a value_error.
#' @return The singular values in descending order, real, (..., min(m, n)).
#' @family linear algebra: factorizations
#' @examples
#' linalg_svdvals(torch_randn(4, 3))
#' @export
linalg_svdvals <- function(A) .Call(C_op1, 451L, A)

#' First columns of a product of Householder matrices
#'
#' First columns of a product of Householder matrices.
#'
#' @details Each reflection is `I - tau v v^H`, the v being columns of A with ones on the diagonal
#'   and zeros above it. Differentiable where the operations that it is made of are.
#' @param A Matrices, (..., m, n) with m >= n, of which the part below the diagonal is read.
#' @param tau Factors of the reflections, (..., k) with k <= n.
#' @return The first n columns of the product, (..., m, n).
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_randn(4, 3)
#' factors <- torch_geqrf(A)
#' linalg_householder_product(factors[[1]], factors[[2]])
#' @export
linalg_householder_product <- function(A, tau) .Call(C_op2, 453L, A, tau)

#' The matrices of an LU decomposition
#'
#' The matrices of an LU decomposition.
#'
#' @details Each matrix has as many pivots as rows or columns, whichever are fewer, else that is a
#'   value_error; pivots that name no row are an index_error. Differentiable where the operations
#'   that it is made of are.
#' @param LU_data Both factors in one, as [torch_lu()] gives them, (..., m, n).
#' @param LU_pivots The exchanges of rows, an Int tensor as [torch_lu()] gives it.
#' @param unpack_data Whether `L` and `U` are made.
#' @param unpack_pivots Whether `P` is made.
#' @return A list of `P`, (..., m, m), `L`, (..., m, k), and `U`, (..., k, n), with `A = P L U`
#'   and k the smaller of m and n; empty tensors for what is not asked for.
#' @family linear algebra: factorizations
#' @examples
#' do.call(torch_lu_unpack, torch_lu(torch_randn(3, 3)))
#' @export
torch_lu_unpack <- function(LU_data, LU_pivots, unpack_data = TRUE, unpack_pivots = TRUE)
    .Call(C_op4, 455L, LU_data, LU_pivots, unpack_data, unpack_pivots)

#' Solution of linear systems from an LU decomposition
#'
#' Solution of linear systems from an LU decomposition.
#'
#' @details Each matrix has as many pivots as rows or columns, whichever are fewer, else that is a
#'   value_error; pivots that name no row are an index_error. Differentiable where the operations
#'   that it is made of are. As a method: `x$lu_solve(...)`.
#' @param self The right sides, (..., n, k).
#' @param LU_data Both factors in one, as [torch_lu()] gives them, (..., n, n).
#' @param LU_pivots The exchanges of rows, as [torch_lu()] gives them.
#' @return The solutions `X` of `A X = self`, of self's size with both batches broadcast.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
#' lu <- torch_lu(A)
#' torch_lu_solve(torch_ones(2, 1), lu[[1]], lu[[2]])
#' @export
torch_lu_solve <- function(self, LU_data, LU_pivots) .Call(C_op3, 456L, self, LU_data, LU_pivots)

#' Solution of linear systems from a Cholesky factor
#'
#' Solution of linear systems from a Cholesky factor.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$cholesky_solve(...)`.
#' @param self The right sides, (..., n, k).
#' @param input2 Triangles, (..., n, n), as of [linalg_cholesky()].
#' @param upper Whether they are upper triangles `U` with `A = U^H U`.
#' @return The solutions `X` of `A X = self` for `A = L L^H`, of self's size with both batches
#'   broadcast.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
#' torch_cholesky_solve(torch_ones(2, 1), linalg_cholesky(A))
#' @export
torch_cholesky_solve <- function(self, input2, upper = FALSE) .Call(C_op3, 457L, self, input2,
    upper)

#' Solution of triangular systems, in its older form
#'
#' Solution of triangular systems, in its older form.
#'
#' @details [linalg_solve_triangular()] is its newer form. Differentiable where the operations
#'   that it is made of are. As a method: `x$triangular_solve(...)`.
#' @param self The right sides, (..., n, k).
#' @param A Matrices, (..., n, n), of which one triangle is read.
#' @param upper Whether the upper triangle is meant.
#' @param transpose Whether to solve with the transpose of A.
#' @param unitriangular Whether the diagonal is taken to be ones.
#' @return A list of the solutions `X` of `A X = self` and a copy of A.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(2, 1), c(0, 4)))
#' torch_triangular_solve(torch_ones(2, 1), A)[[1]]
#' @export
torch_triangular_solve <- function(self, A, upper = TRUE, transpose = FALSE,
    unitriangular = FALSE) .Call(C_op5, 458L, self, A, upper, transpose, unitriangular)

#' QR decomposition as Householder reflections
#'
#' QR decomposition as Householder reflections.
#'
#' @details The form in which LAPACK keeps a QR decomposition; [linalg_qr()] gives its matrices.
#'   Not differentiable. As a method: `x$geqrf()`.
#' @param self Matrices, (..., m, n), Float, Double or complex. Other dtypes are a type_error,
#'   other sizes a value_error.
#' @return A list of `R` above and the reflections' vectors below the diagonal, (..., m, n), and
#'   their factors tau, (..., min(m, n)).
#' @family linear algebra: factorizations
#' @examples
#' torch_geqrf(torch_randn(4, 3))
#' @export
torch_geqrf <- function(self) .Call(C_op1, 459L, self)

#' First columns of Q from Householder reflections
#'
#' First columns of Q from Householder reflections.
#'
#' @details The older name of [linalg_householder_product()]. Differentiable where the operations
#'   that it is made of are. As a method: `x$orgqr(...)`.
#' @param self Reflections as of [torch_geqrf()], (..., m, n) with m >= n.
#' @param input2 Their factors tau.
#' @return The first n columns of `Q`, (..., m, n).
#' @family linear algebra: factorizations
#' @examples
#' factors <- torch_geqrf(torch_randn(4, 3))
#' torch_orgqr(factors[[1]], factors[[2]])
#' @export
torch_orgqr <- function(self, input2) .Call(C_op2, 460L, self, input2)

#' Product with Q from Householder reflections
#'
#' Product with Q from Householder reflections.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$ormqr(...)`.
#' @param self Reflections as of [torch_geqrf()], (..., m, n) with m >= n.
#' @param input2 Their factors tau.
#' @param input3 The matrices `x`.
#' @param left Whether `Q` stands on the left.
#' @param transpose Whether to multiply with the (conjugate) transpose of `Q`.
#' @return `Q x`, or `x Q`, of the size of `input3`, `Q` being the whole product, (..., m, m).
#' @family linear algebra: factorizations
#' @examples
#' factors <- torch_geqrf(torch_randn(4, 3))
#' torch_ormqr(factors[[1]], factors[[2]], torch_randn(4, 2))
#' @export
torch_ormqr <- function(self, input2, input3, left = TRUE, transpose = FALSE) .Call(C_op5, 461L,
    self, input2, input3, left, transpose)

#' Tensors end to end
#'
#' Tensors end to end.
#'
#' @details Differentiable, also twice.
#' @param tensors A list of tensors.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family joining
#' @examples
#' tensors <- list(torch_randn(2, 3), torch_randn(4, 3))
#' torch_cat(tensors, dim = 1)
#' @export
torch_cat <- function(tensors, dim = 1L) .Call(C_op2, 462L, tensors, dim)

#' Tensors side by side in a new dimension
#'
#' Tensors side by side in a new dimension.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family joining
#' @examples
#' tensors <- list(torch_randn(2, 3), torch_randn(2, 3))
#' torch_stack(tensors, dim = 2)
#' @export
torch_stack <- function(tensors, dim = 1L) .Call(C_op2, 463L, tensors, dim)

#' Tensors beside each other
#'
#' Tensors beside each other.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @return A tensor.
#' @family joining
#' @examples
#' tensors <- list(torch_randn(3), torch_randn(2))
#' torch_hstack(tensors)
#' @export
torch_hstack <- function(tensors) .Call(C_op1, 464L, tensors)

#' Tensors below each other
#'
#' Tensors below each other.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @return A tensor.
#' @family joining
#' @examples
#' tensors <- list(torch_randn(3), torch_randn(3))
#' torch_vstack(tensors)
#' @export
torch_vstack <- function(tensors) .Call(C_op1, 465L, tensors)

#' Tensors behind each other
#'
#' Tensors behind each other.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @return A tensor.
#' @family joining
#' @examples
#' tensors <- list(torch_randn(2, 3), torch_randn(2, 3))
#' torch_dstack(tensors)
#' @export
torch_dstack <- function(tensors) .Call(C_op1, 466L, tensors)

#' Elements where a mask is true
#'
#' Elements where a mask is true.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$masked_select(...)`.
#' @param self The input tensor.
#' @param mask A Bool tensor that broadcasts.
#' @return A tensor.
#' @family indexing
#' @examples
#' x <- torch_randn(3, 4)
#' mask <- torch_randn(3, 4) > 0
#' torch_masked_select(x, mask)
#' @export
torch_masked_select <- function(self, mask) .Call(C_op2, 472L, self, mask)

#' Elements at several index tensors
#'
#' Elements at several index tensors.
#'
#' @details Differentiable, also twice. As a method: `x$index(...)`.
#' @param self The input tensor.
#' @param indices A Long tensor, or a list of them, of positions counted from 1.
#' @return A tensor.
#' @family indexing
#' @examples
#' x <- torch_randn(3, 4)
#' torch_index(x, list(c(1L, 3L), NULL))
#' @export
torch_index <- function(self, indices) .Call(C_op2, 474L, self, indices)

#' Overwrite elements at several index tensors
#'
#' Overwrite elements at several index tensors.
#'
#' @details Differentiable, also twice. As a method: `x$index_put(...)`; `x$index_put_(...)`
#'   changes `x` itself.
#' @param self The input tensor.
#' @param indices A Long tensor, or a list of them, of positions counted from 1.
#' @param values A tensor of values.
#' @param accumulate Whether values are added to what is there.
#' @return A tensor.
#' @family indexing
#' @examples
#' x <- torch_randn(3, 4)
#' values <- torch_randn(2)
#' torch_index_put(x, list(c(1L, 3L), c(2L, 2L)), values)
#' @export
torch_index_put <- function(self, indices, values, accumulate = FALSE) .Call(C_op4, 475L, self,
    indices, values, accumulate)

#' @rdname torch_index_put
#' @export
torch_index_put_ <- function(self, indices, values, accumulate = FALSE) .Call(C_inplace4, 475L,
    self, indices, values, accumulate)

#' Slices of a dimension
#'
#' Slices of a dimension.
#'
#' @details Differentiable, also twice. As a method: `x$index_select(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param index A Long tensor of positions, counted from 1.
#' @return A tensor.
#' @family indexing
#' @examples
#' x <- torch_randn(3, 4)
#' index <- torch_tensor(c(3L, 1L, 1L))
#' torch_index_select(x, 2, index)
#' @export
torch_index_select <- function(self, dim, index) .Call(C_op3, 476L, self, dim, index)

#' Elements at positions of the flattened tensor
#'
#' Elements at positions of the flattened tensor.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$take(...)`.
#' @param self The input tensor.
#' @param index A Long tensor of positions, counted from 1.
#' @return A tensor.
#' @family indexing
#' @examples
#' x <- torch_randn(3, 4)
#' index <- torch_tensor(c(1L, 5L, 12L))
#' torch_take(x, index)
#' @export
torch_take <- function(self, index) .Call(C_op2, 480L, self, index)

#' Elements at one index each along a dimension
#'
#' Elements at one index each along a dimension.
#'
#' @details Differentiable, also twice. As a method: `x$gather(...)`.
#' @param self The input tensor.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @param index A Long tensor of positions, counted from 1.
#' @param sparse_grad Ignored; gradients are dense.
#' @return A tensor.
#' @family indexing
#' @examples
#' x <- torch_randn(3, 4)
#' index <- torch_tensor(rbind(c(1L, 2L), c(3L, 3L), c(4L, 1L)))
#' torch_gather(x, 2, index)
#' @export
torch_gather <- function(self, dim, index, sparse_grad = FALSE) .Call(C_op4, 482L, self, dim,
    index, sparse_grad)

#' Elements at one index each, sizes broadcast
#'
#' Elements at one index each, sizes broadcast.
#'
#' @details Differentiable where the operations that it is made of are. As a method:
#'   `x$take_along_dim(...)`.
#' @param self The input tensor.
#' @param indices A Long tensor, or a list of them, of positions counted from 1.
#' @param dim The dimension, counted from 1; negative numbers count from the end.
#' @return A tensor.
#' @family indexing
#' @examples
#' x <- torch_randn(3, 4)
#' indices <- torch_tensor(rbind(c(1L, 2L), c(3L, 3L), c(4L, 1L)))
#' torch_take_along_dim(x, indices, dim = 2)
#' @export
torch_take_along_dim <- function(self, indices, dim = NULL) .Call(C_op3, 483L, self, indices, dim)

#' Sums, means or maxima of bags of embeddings
#'
#' Sums, means or maxima of bags of embeddings.
#'
#' @details Looks up rows of `weight` and gathers those of a bag into one; an empty bag gives
#'   zeros. Differentiable where the operations that it is made of are.
#' @param input Positions in `weight`, counted from 1: of size (bags, n), or (n) with `offsets`.
#' @param weight A matrix, (number of embeddings, size of each).
#' @param offsets For an input of one dimension the number of elements before each bag: the first
#'   is 0.
#' @param max_norm Rows that are longer are shortened to this norm, in `weight` itself; `NULL`:
#'   none.
#' @param norm_type The p of that norm.
#' @param scale_grad_by_freq Divide the gradient of a row by how often it occurs in `input`? Not
#'   for `"max"`.
#' @param mode `"sum"`, `"mean"` or `"max"`.
#' @param sparse Must be `FALSE`: gradients are dense. `TRUE` is a not_implemented_error.
#' @param per_sample_weights Factors of the rows, of the input's size, for `"sum"`; `NULL`: none.
#' @param include_last_offset Whether the last of `offsets` is the end of the last bag.
#' @param padding_idx The position of a row that counts in no bag; `NULL`: none.
#' @return A tensor of size (number of bags, size of an embedding).
#' @family embeddings
#' @examples
#' weight <- torch_randn(10, 3)
#' nnf_embedding_bag(torch_tensor(c(1L, 5L, 5L, 10L)), weight, offsets = torch_tensor(c(0L, 2L)))
#' nnf_embedding_bag(torch_tensor(matrix(1:4, 2)), weight, mode = "sum")
#' @export
nnf_embedding_bag <- function(input, weight, offsets = NULL, max_norm = NULL, norm_type = 2,
    scale_grad_by_freq = FALSE, mode = "mean", sparse = FALSE, per_sample_weights = NULL,
    include_last_offset = FALSE, padding_idx = NULL) .Call(C_op11, 495L, input, weight, offsets,
    max_norm, norm_type, scale_grad_by_freq, mode, sparse, per_sample_weights, include_last_offset,
    padding_idx)

#' Mean squared error
#'
#' Mean squared error.
#'
#' @details (x - y)^2. A target of another size than the input is broadcast, with a warning.
#'   Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param target The target tensor.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(3, 4)
#' target <- torch_randn(3, 4)
#' nnf_mse_loss(input, target)
#' @export
nnf_mse_loss <- function(input, target, reduction = "mean") .Call(C_op3, 496L, input, target,
    reduction)

#' Mean absolute error
#'
#' Mean absolute error.
#'
#' @details |x - y|. A target of another size than the input is broadcast, with a warning.
#'   Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param target The target tensor.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(3, 4)
#' target <- torch_randn(3, 4)
#' nnf_l1_loss(input, target)
#' @export
nnf_l1_loss <- function(input, target, reduction = "mean") .Call(C_op3, 497L, input, target,
    reduction)

#' Absolute error, squared where it is small
#'
#' Absolute error, squared where it is small.
#'
#' @details With d = |x - y|: d^2 / (2 beta) where d < beta, else d - beta / 2 (Girshick, Fast
#'   R-CNN, 2015). A target of another size than the input is broadcast, with a warning.
#'   Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param target The target tensor.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @param beta Where the loss becomes linear; 0: everywhere. Negative numbers are a value_error.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_rand(3, 4) * 4 + -2
#' target <- torch_rand(3, 4) * 4 + -2
#' nnf_smooth_l1_loss(input, target)
#' @export
nnf_smooth_l1_loss <- function(input, target, reduction = "mean", beta = 1) .Call(C_op4, 498L,
    input, target, reduction, beta)

#' Squared error, linear where it is large
#'
#' Squared error, linear where it is large.
#'
#' @details With d = |x - y|: d^2 / 2 where d < delta, else delta (d - delta / 2) (Huber, Robust
#'   estimation of a location parameter, 1964). A target of another size than the input is
#'   broadcast, with a warning. Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param target The target tensor.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @param delta Where the loss becomes linear; a positive number, else a value_error.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_rand(3, 4) * 4 + -2
#' target <- torch_rand(3, 4) * 4 + -2
#' nnf_huber_loss(input, target)
#' @export
nnf_huber_loss <- function(input, target, reduction = "mean", delta = 1) .Call(C_op4, 499L, input,
    target, reduction, delta)

#' Kullback-Leibler divergence
#'
#' Kullback-Leibler divergence.
#'
#' @details y (log y - x) for probabilities y and logarithms x of probabilities, 0 where y is 0;
#'   exp(y) (y - x) where both are logarithms. Summed over a distribution this is the divergence
#'   of Kullback and Leibler (1951). Differentiable where the operations that it is made of are.
#' @param input Logarithms of probabilities.
#' @param target Probabilities, or their logarithms.
#' @param reduction `"mean"` over elements, `"batchmean"` for the sum divided by the size of the
#'   first dimension, `"sum"` or `"none"`.
#' @param log_target Whether `target` holds logarithms.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' log_p <- nnf_log_softmax(torch_randn(3, 4), 2)
#' nnf_kl_div(log_p, nnf_softmax(torch_randn(3, 4), 2), reduction = "batchmean")
#' @export
nnf_kl_div <- function(input, target, reduction = "mean", log_target = FALSE) .Call(C_op4, 500L,
    input, target, reduction, log_target)

#' Negative log likelihood of Poisson counts
#'
#' Negative log likelihood of Poisson counts.
#'
#' @details exp(x) - y x, or x - y log(x + eps) without `log_input`; `full` adds Stirling's y log
#'   y - y + log(2 pi y) / 2 where y > 1. Differentiable where the operations that it is made of
#'   are.
#' @param input The expected counts, or their logarithms.
#' @param target The counts.
#' @param log_input Whether `input` holds logarithms.
#' @param full Whether Stirling's approximation of log(y!) is added.
#' @param eps A small number that avoids the logarithm of 0; used without `log_input`.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(3, 4)
#' target <- torch_rand(3, 4) * 2.5 + 0.5
#' nnf_poisson_nll_loss(input, target)
#' @export
nnf_poisson_nll_loss <- function(input, target, log_input = TRUE, full = FALSE, eps = 1e-08,
    reduction = "mean") .Call(C_op6, 501L, input, target, log_input, full, eps, reduction)

#' Binary cross entropy
#'
#' Binary cross entropy.
#'
#' @details -w (y log x + (1 - y) log(1 - x)); logarithms are not taken to be below -100.
#'   Differentiable where the operations that it is made of are.
#' @param input Probabilities.
#' @param target Probabilities or labels 0 and 1, of the input's size; another is a value_error.
#' @param weight A tensor that multiplies the losses, broadcast, or `NULL`.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_rand(3, 4) * 0.8 + 0.1
#' target <- torch_rand(3, 4) * 0.8 + 0.1
#' nnf_binary_cross_entropy(input, target)
#' @export
nnf_binary_cross_entropy <- function(input, target, weight = NULL, reduction = "mean") .Call(C_op4,
    502L, input, target, weight, reduction)

#' Binary cross entropy of logits
#'
#' Binary cross entropy of logits.
#'
#' @details [nnf_binary_cross_entropy()] of the logistic function of the input, in a form that no
#'   input overflows. Differentiable where the operations that it is made of are.
#' @param input Logits.
#' @param target Probabilities or labels 0 and 1, of the input's size; another is a value_error.
#' @param weight A tensor that multiplies the losses, broadcast, or `NULL`.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @param pos_weight A tensor that multiplies the part of the loss with target 1, broadcast, or
#'   `NULL`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(3, 4)
#' target <- torch_rand(3, 4) * 0.8 + 0.1
#' nnf_binary_cross_entropy_with_logits(input, target)
#' @export
nnf_binary_cross_entropy_with_logits <- function(input, target, weight = NULL, reduction = "mean",
    pos_weight = NULL) .Call(C_op5, 503L, input, target, weight, reduction, pos_weight)

#' Binary cross entropy of several labels
#'
#' Binary cross entropy of several labels.
#'
#' @details The mean over the last dimension, C, of [nnf_binary_cross_entropy_with_logits()].
#'   Differentiable where the operations that it is made of are.
#' @param input Logits of the labels, (N, C).
#' @param target Which labels apply, 0 or 1; of the input's size, else a value_error.
#' @param weight A weight for each class, (C), or `NULL`.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per sample for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(3, 4)
#' target <- torch_rand(3, 4) * 0.8 + 0.1
#' weight <- torch_rand(4) * 1.5 + 0.5
#' nnf_multilabel_soft_margin_loss(input, target, weight = weight)
#' @export
nnf_multilabel_soft_margin_loss <- function(input, target, weight = NULL, reduction = "mean")
    .Call(C_op4, 504L, input, target, weight, reduction)

#' Logistic loss of labels -1 and 1
#'
#' Logistic loss of labels -1 and 1.
#'
#' @details log(1 + exp(-y x)). Differentiable where the operations that it is made of are.
#' @param input The input tensor.
#' @param target Labels -1 and 1, of a size that broadcasts with the input's.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(3, 4)
#' target <- torch_tensor(rbind(c(1, -1, 1, -1), c(-1, -1, 1, 1), c(1, 1, 1, -1)))
#' nnf_soft_margin_loss(input, target)
#' @export
nnf_soft_margin_loss <- function(input, target, reduction = "mean") .Call(C_op3, 505L, input,
    target, reduction)

#' Hinge loss of distances with labels -1 and 1
#'
#' Hinge loss of distances with labels -1 and 1.
#'
#' @details x where y is 1, max(0, margin - x) where y is -1: similar pairs become near, others at
#'   least `margin` apart (Hadsell, Chopra and LeCun, Dimensionality reduction by learning an
#'   invariant mapping, 2006, with squares). Differentiable where the operations that it is made
#'   of are.
#' @param input Distances.
#' @param target Labels -1 and 1, of a size that broadcasts with the input's.
#' @param margin The margin.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_rand(3, 4) * 3 + -1
#' target <- torch_tensor(rbind(c(1, -1, 1, -1), c(-1, -1, 1, 1), c(1, 1, 1, -1)))
#' nnf_hinge_embedding_loss(input, target, margin = 0.7)
#' @export
nnf_hinge_embedding_loss <- function(input, target, margin = 1, reduction = "mean") .Call(C_op4,
    506L, input, target, margin, reduction)

#' Loss of the order of two inputs
#'
#' Loss of the order of two inputs.
#'
#' @details max(0, margin - y (x1 - x2)): where y is 1, `input1` shall be larger than `input2` by
#'   `margin`, where it is -1 smaller. Differentiable where the operations that it is made of are.
#' @param input1 A tensor.
#' @param input2 A tensor of as many dimensions; the sizes are broadcast.
#' @param target Labels -1 and 1, of as many dimensions; another number of them is a value_error.
#' @param margin The margin.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per element for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input1 <- torch_randn(5)
#' input2 <- torch_randn(5)
#' target <- torch_tensor(c(1L, -1L, 1L, -1L, 1L))
#' nnf_margin_ranking_loss(input1, input2, target, margin = 0.5)
#' @export
nnf_margin_ranking_loss <- function(input1, input2, target, margin = 0, reduction = "mean")
    .Call(C_op5, 507L, input1, input2, target, margin, reduction)

#' Loss of the angle between two vectors
#'
#' Loss of the angle between two vectors.
#'
#' @details 1 - cos(x1, x2) where y is 1, max(0, cos(x1, x2) - margin) where it is -1.
#'   Differentiable where the operations that it is made of are.
#' @param input1 Vectors, (N, D), or one, (D).
#' @param input2 A tensor of that size; another is a value_error.
#' @param target Labels -1 and 1, (N), or of no dimensions.
#' @param margin The margin.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per sample for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' a <- torch_randn(3, 5)
#' nnf_cosine_embedding_loss(a, a, torch_tensor(c(1L, 1L, -1L)), margin = 0.5)
#' @export
nnf_cosine_embedding_loss <- function(input1, input2, target, margin = 0, reduction = "mean")
    .Call(C_op5, 508L, input1, input2, target, margin, reduction)

#' Loss of distances within triplets
#'
#' Loss of distances within triplets.
#'
#' @details max(0, d(anchor, positive) - d(anchor, negative) + margin), where d is
#'   [nnf_pairwise_distance()] (Balntas, Riba, Ponsa and Mikolajczyk, Learning local feature
#'   descriptors with triplets and shallow convolutional neural networks, 2016). Differentiable
#'   where the operations that it is made of are.
#' @param anchor Vectors, (N, D), or one, (D).
#' @param positive Vectors that shall be near.
#' @param negative Vectors that shall be farther away. Another number of dimensions is a
#'   value_error.
#' @param margin By how much the negative example has to be farther away.
#' @param p The p of the norm.
#' @param eps A small number added to differences.
#' @param swap Compare with the distance of positive and negative example where that is smaller?
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per sample for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' anchor <- torch_randn(4, 3)
#' positive <- torch_randn(4, 3)
#' negative <- torch_randn(4, 3)
#' nnf_triplet_margin_loss(anchor, positive, negative)
#' @export
nnf_triplet_margin_loss <- function(anchor, positive, negative, margin = 1, p = 2, eps = 1e-06,
    swap = FALSE, reduction = "mean") .Call(C_op8, 509L, anchor, positive, negative, margin, p,
    eps, swap, reduction)

#' Area under the minimum of false positive and false negative rate
#'
#' Area under the minimum of false positive and false negative rate.
#'
#' @details The AUM of Hillman and Hocking (Optimizing ROC curves with a sort-based surrogate loss
#'   for binary classification and changepoint detection, 2021): as a constant added to all scores
#'   grows, more of them count as positive, and the false positive rate (FPR) and the false
#'   negative rate (FNR) change in steps; the loss is the integral of the smaller one. It is 0
#'   when a constant separates the classes. Scores that are equal count in the order in which they
#'   stand. The gradient is a difference of rates. Differentiable where the operations that it is
#'   made of are.
#' @param input Scores, Float or Double, of any size; another dtype is a type_error.
#' @param target Labels of as many elements, else a value_error; the largest value is the positive
#'   class.
#' @return A tensor without dimensions.
#' @family losses
#' @examples
#' nnf_area_under_min_fpr_fnr(torch_randn(6), torch_tensor(c(1L, 2L, 2L, 1L, 1L, 2L)))
#' @export
nnf_area_under_min_fpr_fnr <- function(input, target) .Call(C_op2, 526L, input, target)

#' Negative log likelihood
#'
#' Negative log likelihood.
#'
#' @details `-w[y] x[y]`, where w is 1 without `weight`. The mean is over the samples that are not
#'   ignored, weighted by `w[y]`. Differentiable where the operations that it is made of are.
#' @param input Logarithms of the classes' probabilities, (N, C), (C) or (N, C, d1, ...).
#' @param target Classes, counted from 1: the size of `input` without the dimension C. A class
#'   outside of 1 to C is an index_error.
#' @param weight A weight for each class, (C), or `NULL`.
#' @param ignore_index A class that does not count, such as -100.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per sample for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(3, 4)
#' target <- torch_tensor(c(1L, 3L, 2L))
#' nnf_nll_loss(input, target)
#' @export
nnf_nll_loss <- function(input, target, weight = NULL, ignore_index = -100,
    reduction = "mean") .Call(C_op5, 527L, input, target, weight, ignore_index, reduction)

#' Cross entropy of scores
#'
#' Cross entropy of scores.
#'
#' @details [nnf_nll_loss()] of [nnf_log_softmax()]: `-w[y] log(softmax(x)[y])`. Targets may also
#'   be probabilities, of the size of `input`: then it is `-sum(w y log(softmax(x)))`, and the
#'   mean is over samples. Label smoothing takes (1 - label_smoothing) y + label_smoothing / C for
#'   y (Szegedy and others, Rethinking the Inception architecture for computer vision, 2016).
#'   Differentiable where the operations that it is made of are.
#' @param input Scores of the classes, (N, C), (C) for one sample, or (N, C, d1, ...), a sample
#'   for each place.
#' @param target Classes, counted from 1: the size of `input` without the dimension C. A class
#'   outside of 1 to C is an index_error. Or probabilities, of the size of `input`.
#' @param weight A weight for each class, (C), or `NULL`.
#' @param ignore_index A class that does not count, such as -100.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @param label_smoothing A number from 0 to 1, else a value_error: how much of the target is
#'   spread evenly over all classes.
#' @return The loss: a tensor without dimensions, or one value per sample for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' scores <- torch_randn(3, 4)
#' nnf_cross_entropy(scores, torch_tensor(c(1L, 3L, 2L)))
#' nnf_cross_entropy(scores, nnf_softmax(torch_randn(3, 4), 2))
#' @export
nnf_cross_entropy <- function(input, target, weight = NULL, ignore_index = -100,
    reduction = "mean", label_smoothing = 0) .Call(C_op6, 528L, input, target, weight,
    ignore_index, reduction, label_smoothing)

#' Hinge loss of several classes
#'
#' Hinge loss of several classes.
#'
#' @details The sum over the classes i other than y of `w[y] max(0, margin - x[y] + x[i])^p`,
#'   divided by C (Crammer and Singer, On the algorithmic implementation of multiclass
#'   kernel-based vector machines, 2001). Differentiable where the operations that it is made of
#'   are.
#' @param input Scores of the classes, (N, C), or (C) for one sample.
#' @param target Classes, counted from 1, (N), or one. A class outside of 1 to C is an
#'   index_error.
#' @param p 1 or 2, else a value_error.
#' @param margin The margin.
#' @param weight A weight for each class, (C), or `NULL`.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per sample for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' input <- torch_randn(4, 3)
#' target <- torch_tensor(c(1L, 3L, 2L, 2L))
#' nnf_multi_margin_loss(input, target)
#' @export
nnf_multi_margin_loss <- function(input, target, p = 1, margin = 1, weight = NULL,
    reduction = "mean") .Call(C_op6, 529L, input, target, p, margin, weight, reduction)

#' Hinge loss of several classes and several labels
#'
#' Hinge loss of several classes and several labels.
#'
#' @details The sum over the labels j and the classes i that are no labels of `max(0, 1 - x[j] +
#'   x[i])`, divided by C. Differentiable where the operations that it is made of are.
#' @param input Scores of the classes, (N, C), or (C) for one sample.
#' @param target The labels of each sample, classes counted from 1, of the input's size: what
#'   follows the first 0 or -1 is not read. A class outside of 1 to C is an index_error.
#' @param reduction `"mean"`, `"sum"` or `"none"`.
#' @return The loss: a tensor without dimensions, or one value per sample for `reduction =
#'   "none"`.
#' @family losses
#' @examples
#' scores <- torch_tensor(rbind(c(0.1, 0.2, 0.4, 0.8)))
#' nnf_multilabel_margin_loss(scores, torch_tensor(rbind(c(4L, 1L, 0L, 0L)))) # labels 4 and 1
#' @export
nnf_multilabel_margin_loss <- function(input, target, reduction = "mean") .Call(C_op3, 530L, input,
    target, reduction)

#' @rdname torch_sub
#' @export
torch_subtract <- function(self, other, alpha = 1L) .Call(C_op3, 1L, self, other, alpha)

#' @rdname torch_mul
#' @export
torch_multiply <- function(self, other) .Call(C_op2, 3L, self, other)

#' @rdname torch_neg
#' @export
torch_negative <- function(self) .Call(C_op1, 9L, self)

#' @rdname torch_abs
#' @export
torch_absolute <- function(self) .Call(C_op1, 18L, self)

#' @rdname torch_sign
#' @export
torch_sgn <- function(self) .Call(C_op1, 19L, self)

#' @rdname torch_asin
#' @export
torch_arcsin <- function(self) .Call(C_op1, 36L, self)

#' @rdname torch_acos
#' @export
torch_arccos <- function(self) .Call(C_op1, 37L, self)

#' @rdname torch_atan
#' @export
torch_arctan <- function(self) .Call(C_op1, 38L, self)

#' @rdname torch_asinh
#' @export
torch_arcsinh <- function(self) .Call(C_op1, 42L, self)

#' @rdname torch_acosh
#' @export
torch_arccosh <- function(self) .Call(C_op1, 43L, self)

#' @rdname torch_atanh
#' @export
torch_arctanh <- function(self) .Call(C_op1, 44L, self)

#' @rdname torch_atan2
#' @export
torch_arctan2 <- function(self, other) .Call(C_op2, 45L, self, other)

#' @rdname torch_trunc
#' @export
torch_fix <- function(self) .Call(C_op1, 68L, self)

#' @rdname torch_clamp
#' @export
torch_clip <- function(self, min = NULL, max = NULL) .Call(C_op3, 80L, self, min, max)

#' @rdname torch_ne
#' @export
torch_not_equal <- function(self, other) .Call(C_op2, 89L, self, other)

#' @rdname torch_gt
#' @export
torch_greater <- function(self, other) .Call(C_op2, 90L, self, other)

#' @rdname torch_ge
#' @export
torch_greater_equal <- function(self, other) .Call(C_op2, 91L, self, other)

#' @rdname torch_lt
#' @export
torch_less <- function(self, other) .Call(C_op2, 92L, self, other)

#' @rdname torch_le
#' @export
torch_less_equal <- function(self, other) .Call(C_op2, 93L, self, other)

#' @rdname torch_transpose
#' @export
torch_swapdims <- function(self, dim0, dim1) .Call(C_op3, 338L, self, dim0, dim1)

#' @rdname torch_split
#' @export
torch_unsafe_split <- function(self, split_size, dim = 1L) .Call(C_op3, 351L, self, split_size, dim)

#' @rdname torch_chunk
#' @export
torch_unsafe_chunk <- function(self, chunks, dim = 1L) .Call(C_op3, 352L, self, chunks, dim)

#' @rdname torch_outer
#' @export
torch_ger <- function(self, vec2) .Call(C_op2, 413L, self, vec2)

.torch_div <- function(self, other) .Call(C_op2, 4L, self, other)
.torch_div_ <- function(self, other) .Call(C_inplace2, 4L, self, other)

.torch_where <- function(condition, self, other) .Call(C_op3, 98L, condition, self, other)

.torch_log_sigmoid <- function(self) .Call(C_op1, 121L, self)
.torch_log_sigmoid_ <- function(self) .Call(C_inplace1, 121L, self)

.torch_leaky_relu <- function(self, negative_slope = 0.01) .Call(C_op2, 122L, self, negative_slope)
.torch_leaky_relu_ <- function(self, negative_slope = 0.01) .Call(C_inplace2, 122L, self,
    negative_slope)

.torch_relu6 <- function(self) .Call(C_op1, 124L, self)
.torch_relu6_ <- function(self) .Call(C_inplace1, 124L, self)

.torch_elu <- function(self, alpha = 1L) .Call(C_op2, 126L, self, alpha)
.torch_elu_ <- function(self, alpha = 1L) .Call(C_inplace2, 126L, self, alpha)

.torch_silu <- function(self) .Call(C_op1, 130L, self)
.torch_silu_ <- function(self) .Call(C_inplace1, 130L, self)

.torch_mish <- function(self) .Call(C_op1, 132L, self)
.torch_mish_ <- function(self) .Call(C_inplace1, 132L, self)

.torch_softplus <- function(self, beta = 1L, threshold = 20L) .Call(C_op3, 137L, self, beta,
    threshold)
.torch_softplus_ <- function(self, beta = 1L, threshold = 20L) .Call(C_inplace3, 137L, self, beta,
    threshold)

.torch_hardtanh <- function(self, min_val = -1L, max_val = 1L) .Call(C_op3, 138L, self, min_val,
    max_val)
.torch_hardtanh_ <- function(self, min_val = -1L, max_val = 1L) .Call(C_inplace3, 138L, self,
    min_val, max_val)

.torch_hardsigmoid <- function(self) .Call(C_op1, 139L, self)
.torch_hardsigmoid_ <- function(self) .Call(C_inplace1, 139L, self)

.torch_hardswish <- function(self) .Call(C_op1, 140L, self)
.torch_hardswish_ <- function(self) .Call(C_inplace1, 140L, self)

.torch_hardshrink <- function(self, lambd = 0.5) .Call(C_op2, 142L, self, lambd)
.torch_hardshrink_ <- function(self, lambd = 0.5) .Call(C_inplace2, 142L, self, lambd)

.torch_softshrink <- function(self, lambd = 0.5) .Call(C_op2, 143L, self, lambd)
.torch_softshrink_ <- function(self, lambd = 0.5) .Call(C_inplace2, 143L, self, lambd)

.torch_threshold <- function(self, threshold, value) .Call(C_op3, 144L, self, threshold, value)
.torch_threshold_ <- function(self, threshold, value) .Call(C_inplace3, 144L, self, threshold,
    value)

.torch_softsign <- function(self) .Call(C_op1, 145L, self)
.torch_softsign_ <- function(self) .Call(C_inplace1, 145L, self)

.torch_tanhshrink <- function(self) .Call(C_op1, 146L, self)
.torch_tanhshrink_ <- function(self) .Call(C_inplace1, 146L, self)

.torch_prelu <- function(self, weight) .Call(C_op2, 147L, self, weight)

.torch_gelu <- function(self, approximate = "none") .Call(C_op2, 148L, self, approximate)

.torch_glu <- function(self, dim = -1L) .Call(C_op2, 149L, self, dim)

.torch_empty <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 160L, size, dtype, device)

.torch_zeros <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 161L, size, dtype, device)

.torch_full <- function(size, fill_value, dtype = NULL, device = NULL) .Call(C_op4, 162L, size,
    fill_value, dtype, device)

.torch_ones <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 163L, size, dtype, device)

.torch_empty_strided <- function(size, stride, dtype = NULL, device = NULL) .Call(C_op4, 164L,
    size, stride, dtype, device)

.torch_empty_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 165L, input, dtype,
    device)

.torch_zeros_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 166L, input, dtype,
    device)

.torch_ones_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 167L, input, dtype,
    device)

.torch_full_like <- function(input, fill_value, dtype = NULL, device = NULL) .Call(C_op4, 168L,
    input, fill_value, dtype, device)

.torch_range <- function(start, end, step = 1L, dtype = NULL, device = NULL) .Call(C_op5, 175L,
    start, end, step, dtype, device)

.torch_linspace <- function(start, end, steps = 100L, dtype = NULL, device = NULL) .Call(C_op5,
    176L, start, end, steps, dtype, device)

.torch_logspace <- function(start, end, steps = 100L, base = 10, dtype = NULL, device = NULL)
    .Call(C_op6, 177L, start, end, steps, base, dtype, device)

.torch_eye <- function(n, m = NULL, dtype = NULL, device = NULL) .Call(C_op4, 178L, n, m, dtype,
    device)

.torch_tril_indices <- function(row, col, offset = 0L, dtype = NULL, device = NULL) .Call(C_op5,
    179L, row, col, offset, dtype, device)

.torch_triu_indices <- function(row, col, offset = 0L, dtype = NULL, device = NULL) .Call(C_op5,
    180L, row, col, offset, dtype, device)

.torch_bartlett_window <- function(window_length, periodic = TRUE, dtype = NULL,
    device = NULL) .Call(C_op4, 183L, window_length, periodic, dtype, device)

.torch_blackman_window <- function(window_length, periodic = TRUE, dtype = NULL,
    device = NULL) .Call(C_op4, 184L, window_length, periodic, dtype, device)

.torch_hann_window <- function(window_length, periodic = TRUE, dtype = NULL, device = NULL)
    .Call(C_op4, 185L, window_length, periodic, dtype, device)

.torch_hamming_window <- function(window_length, periodic = TRUE, alpha = 0.54, beta = 0.46,
    dtype = NULL, device = NULL) .Call(C_op6, 186L, window_length, periodic, alpha, beta, dtype,
    device)

.torch_kaiser_window <- function(window_length, periodic = TRUE, beta = 12, dtype = NULL,
    device = NULL) .Call(C_op5, 187L, window_length, periodic, beta, dtype, device)

.torch_rand <- function(size, dtype = NULL, device = NULL, generator = NULL) .Call(C_op4, 203L,
    size, dtype, device, generator)

.torch_randn <- function(size, dtype = NULL, device = NULL, generator = NULL) .Call(C_op4, 204L,
    size, dtype, device, generator)

.torch_randint <- function(low, high, size, dtype = NULL, device = NULL, generator = NULL)
    .Call(C_op6, 205L, low, high, size, dtype, device, generator)

.torch_randperm <- function(n, dtype = NULL, device = NULL, generator = NULL) .Call(C_op4, 206L, n,
    dtype, device, generator)

.torch_rand_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 207L, input, dtype,
    device)

.torch_randn_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 208L, input, dtype,
    device)

.torch_randint_like <- function(input, low, high, dtype = NULL, device = NULL) .Call(C_op5, 209L,
    input, low, high, dtype, device)

.torch_normal <- function(mean, std, generator = NULL) .Call(C_op3, 210L, mean, std, generator)

.torch_normal_of_size <- function(mean, std, size, dtype = NULL, device = NULL,
    generator = NULL) .Call(C_op6, 211L, mean, std, size, dtype, device, generator)

.torch_init_gain <- function(nonlinearity, param = NULL) .Call(C_op2, 220L, nonlinearity, param)

.torch_init_constant_ <- function(self, val) .Call(C_op2, 221L, self, val)

.torch_init_uniform_ <- function(self, a = 0, b = 1) .Call(C_op3, 222L, self, a, b)

.torch_init_normal_ <- function(self, mean = 0, std = 1) .Call(C_op3, 223L, self, mean, std)

.torch_init_trunc_normal_ <- function(self, mean = 0, std = 1, a = -2, b = 2) .Call(C_op5, 224L,
    self, mean, std, a, b)

.torch_init_xavier_uniform_ <- function(self, gain = 1) .Call(C_op2, 225L, self, gain)

.torch_init_xavier_normal_ <- function(self, gain = 1) .Call(C_op2, 226L, self, gain)

.torch_init_kaiming_uniform_ <- function(self, a = 0, mode = "fan_in",
    nonlinearity = "leaky_relu") .Call(C_op4, 227L, self, a, mode, nonlinearity)

.torch_init_kaiming_normal_ <- function(self, a = 0, mode = "fan_in",
    nonlinearity = "leaky_relu") .Call(C_op4, 228L, self, a, mode, nonlinearity)

.torch_init_eye_ <- function(self) .Call(C_op1, 229L, self)

.torch_init_dirac_ <- function(self, groups = 1L) .Call(C_op2, 230L, self, groups)

.torch_init_sparse_ <- function(self, sparsity, std = 0.01) .Call(C_op3, 231L, self, sparsity, std)

.torch_init_orthogonal_ <- function(self, gain = 1) .Call(C_op2, 232L, self, gain)

.torch_max_all <- function(self) .Call(C_op1, 241L, self)

.torch_min_all <- function(self) .Call(C_op1, 242L, self)

.torch_max_dim <- function(self, dim, keepdim = FALSE) .Call(C_op3, 243L, self, dim, keepdim)

.torch_min_dim <- function(self, dim, keepdim = FALSE) .Call(C_op3, 244L, self, dim, keepdim)

.torch_linalg_matrix_norm <- function(A, ord = NULL, name = NULL, dim = c(-2L,-1L),
    keepdim = FALSE, dtype = NULL) .Call(C_op6, 270L, A, ord, name, dim, keepdim, dtype)

.torch_linalg_norm <- function(A, ord = NULL, name = NULL, dim = NULL, keepdim = FALSE,
    dtype = NULL) .Call(C_op6, 271L, A, ord, name, dim, keepdim, dtype)

.torch_linalg_cond <- function(A, p = NULL, name = NULL) .Call(C_op3, 272L, A, p, name)

.torch_linalg_matrix_rank <- function(A, atol = NULL, rtol = NULL, hermitian = FALSE) .Call(C_op4,
    273L, A, atol, rtol, hermitian)

.torch_median_dim <- function(self, dim, keepdim = FALSE) .Call(C_op3, 302L, self, dim, keepdim)

.torch_nanmedian_dim <- function(self, dim, keepdim = FALSE) .Call(C_op3, 303L, self, dim, keepdim)

.torch_median_all <- function(self) .Call(C_op1, 304L, self)

.torch_nanmedian_all <- function(self) .Call(C_op1, 305L, self)

.torch_softmax <- function(self, dim, dtype = NULL) .Call(C_op3, 313L, self, dim, dtype)

.torch_log_softmax <- function(self, dim, dtype = NULL) .Call(C_op3, 314L, self, dim, dtype)

.torch_flatten <- function(self, start_dim = 1L, end_dim = -1L) .Call(C_op3, 332L, self, start_dim,
    end_dim)

.torch_expand <- function(self, size, implicit = FALSE) .Call(C_op3, 336L, self, size, implicit)

.torch_permute <- function(self, dims) .Call(C_op2, 341L, self, dims)

.torch_diagonal <- function(self, dim1 = 1L, dim2 = 2L, offset = 0L) .Call(C_op4, 354L, self, dim1,
    dim2, offset)

.torch_mm <- function(self, mat2) .Call(C_op2, 401L, self, mat2)

.torch_bmm <- function(self, mat2) .Call(C_op2, 402L, self, mat2)

.torch_addmm <- function(self, mat1, mat2, beta = 1L, alpha = 1L) .Call(C_op5, 408L, self, mat1,
    mat2, beta, alpha)
.torch_addmm_ <- function(self, mat1, mat2, beta = 1L, alpha = 1L) .Call(C_inplace5, 408L, self,
    mat1, mat2, beta, alpha)

.torch_baddbmm <- function(self, batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 410L, self,
    batch1, batch2, beta, alpha)
.torch_baddbmm_ <- function(self, batch1, batch2, beta = 1L, alpha = 1L) .Call(C_inplace5, 410L,
    self, batch1, batch2, beta, alpha)

.torch_tensordot <- function(a, b, dims_self, dims_other) .Call(C_op4, 420L, a, b, dims_self,
    dims_other)

.torch_linalg_cholesky_ex <- function(A, check_errors = FALSE) .Call(C_op2, 438L, A, check_errors)

.torch_linalg_inv_ex <- function(A, check_errors = FALSE) .Call(C_op2, 440L, A, check_errors)

.torch_linalg_solve_triangular <- function(A, B, upper, left = TRUE, unitriangular = FALSE)
    .Call(C_op5, 444L, A, B, upper, left, unitriangular)

.torch_linalg_lstsq <- function(A, B, rcond = NULL, driver = NULL) .Call(C_op4, 452L, A, B, rcond,
    driver)

.torch_lu <- function(A, check_errors) .Call(C_op2, 454L, A, check_errors)

.torch_nonzero <- function(self) .Call(C_op1, 469L, self)

.torch_embedding_lookup <- function(input, weight, padding_idx = NULL, max_norm = NULL,
    norm_type = 2, scale_grad_by_freq = FALSE, sparse = FALSE) .Call(C_op7, 494L, input, weight,
    padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)

.torch_triplet_margin_with_distance_loss <- function(near, far, swapped = NULL, margin = 1,
    reduction = "mean") .Call(C_op5, 510L, near, far, swapped, margin, reduction)

.methods <- list(
  add = function(other, alpha = 1L) .Call(C_op3, 0L, self, other, alpha),
  add_ = function(other, alpha = 1L) .Call(C_inplace3, 0L, self, other, alpha),
  sub = function(other, alpha = 1L) .Call(C_op3, 1L, self, other, alpha),
  sub_ = function(other, alpha = 1L) .Call(C_inplace3, 1L, self, other, alpha),
  mul = function(other) .Call(C_op2, 3L, self, other),
  mul_ = function(other) .Call(C_inplace2, 3L, self, other),
  floor_divide = function(other) .Call(C_op2, 6L, self, other),
  floor_divide_ = function(other) .Call(C_inplace2, 6L, self, other),
  remainder = function(other) .Call(C_op2, 7L, self, other),
  remainder_ = function(other) .Call(C_inplace2, 7L, self, other),
  fmod = function(other) .Call(C_op2, 8L, self, other),
  fmod_ = function(other) .Call(C_inplace2, 8L, self, other),
  neg = function() .Call(C_op1, 9L, self),
  neg_ = function() .Call(C_inplace1, 9L, self),
  pow = function(exponent) .Call(C_op2, 10L, self, exponent),
  pow_ = function(exponent) .Call(C_inplace2, 10L, self, exponent),
  float_power = function(exponent) .Call(C_op2, 11L, self, exponent),
  float_power_ = function(exponent) .Call(C_inplace2, 11L, self, exponent),
  square = function() .Call(C_op1, 12L, self),
  square_ = function() .Call(C_inplace1, 12L, self),
  reciprocal = function() .Call(C_op1, 13L, self),
  reciprocal_ = function() .Call(C_inplace1, 13L, self),
  addcmul = function(tensor1, tensor2, value = 1L) .Call(C_op4, 14L, self, tensor1, tensor2, value),
  addcmul_ = function(tensor1, tensor2, value = 1L) .Call(C_inplace4, 14L, self, tensor1, tensor2,
      value),
  addcdiv = function(tensor1, tensor2, value = 1L) .Call(C_op4, 15L, self, tensor1, tensor2, value),
  addcdiv_ = function(tensor1, tensor2, value = 1L) .Call(C_inplace4, 15L, self, tensor1, tensor2,
      value),
  lerp = function(end, weight) .Call(C_op3, 16L, self, end, weight),
  lerp_ = function(end, weight) .Call(C_inplace3, 16L, self, end, weight),
  abs = function() .Call(C_op1, 18L, self),
  abs_ = function() .Call(C_inplace1, 18L, self),
  sign = function() .Call(C_op1, 19L, self),
  sign_ = function() .Call(C_inplace1, 19L, self),
  copysign = function(other) .Call(C_op2, 20L, self, other),
  copysign_ = function(other) .Call(C_inplace2, 20L, self, other),
  gcd = function(other) .Call(C_op2, 21L, self, other),
  gcd_ = function(other) .Call(C_inplace2, 21L, self, other),
  lcm = function(other) .Call(C_op2, 22L, self, other),
  lcm_ = function(other) .Call(C_inplace2, 22L, self, other),
  ldexp = function(other) .Call(C_op2, 23L, self, other),
  ldexp_ = function(other) .Call(C_inplace2, 23L, self, other),
  exp = function() .Call(C_op1, 24L, self),
  exp_ = function() .Call(C_inplace1, 24L, self),
  exp2 = function() .Call(C_op1, 25L, self),
  exp2_ = function() .Call(C_inplace1, 25L, self),
  expm1 = function() .Call(C_op1, 26L, self),
  expm1_ = function() .Call(C_inplace1, 26L, self),
  log = function() .Call(C_op1, 27L, self),
  log_ = function() .Call(C_inplace1, 27L, self),
  log2 = function() .Call(C_op1, 28L, self),
  log2_ = function() .Call(C_inplace1, 28L, self),
  log10 = function() .Call(C_op1, 29L, self),
  log10_ = function() .Call(C_inplace1, 29L, self),
  log1p = function() .Call(C_op1, 30L, self),
  log1p_ = function() .Call(C_inplace1, 30L, self),
  sqrt = function() .Call(C_op1, 31L, self),
  sqrt_ = function() .Call(C_inplace1, 31L, self),
  rsqrt = function() .Call(C_op1, 32L, self),
  rsqrt_ = function() .Call(C_inplace1, 32L, self),
  sin = function() .Call(C_op1, 33L, self),
  sin_ = function() .Call(C_inplace1, 33L, self),
  cos = function() .Call(C_op1, 34L, self),
  cos_ = function() .Call(C_inplace1, 34L, self),
  tan = function() .Call(C_op1, 35L, self),
  tan_ = function() .Call(C_inplace1, 35L, self),
  asin = function() .Call(C_op1, 36L, self),
  asin_ = function() .Call(C_inplace1, 36L, self),
  acos = function() .Call(C_op1, 37L, self),
  acos_ = function() .Call(C_inplace1, 37L, self),
  atan = function() .Call(C_op1, 38L, self),
  atan_ = function() .Call(C_inplace1, 38L, self),
  sinh = function() .Call(C_op1, 39L, self),
  sinh_ = function() .Call(C_inplace1, 39L, self),
  cosh = function() .Call(C_op1, 40L, self),
  cosh_ = function() .Call(C_inplace1, 40L, self),
  tanh = function() .Call(C_op1, 41L, self),
  tanh_ = function() .Call(C_inplace1, 41L, self),
  asinh = function() .Call(C_op1, 42L, self),
  asinh_ = function() .Call(C_inplace1, 42L, self),
  acosh = function() .Call(C_op1, 43L, self),
  acosh_ = function() .Call(C_inplace1, 43L, self),
  atanh = function() .Call(C_op1, 44L, self),
  atanh_ = function() .Call(C_inplace1, 44L, self),
  atan2 = function(other) .Call(C_op2, 45L, self, other),
  atan2_ = function(other) .Call(C_inplace2, 45L, self, other),
  hypot = function(other) .Call(C_op2, 46L, self, other),
  hypot_ = function(other) .Call(C_inplace2, 46L, self, other),
  deg2rad = function() .Call(C_op1, 47L, self),
  deg2rad_ = function() .Call(C_inplace1, 47L, self),
  rad2deg = function() .Call(C_op1, 48L, self),
  rad2deg_ = function() .Call(C_inplace1, 48L, self),
  sinc = function() .Call(C_op1, 49L, self),
  sinc_ = function() .Call(C_inplace1, 49L, self),
  xlogy = function(other) .Call(C_op2, 50L, self, other),
  xlogy_ = function(other) .Call(C_inplace2, 50L, self, other),
  logaddexp = function(other) .Call(C_op2, 51L, self, other),
  logaddexp_ = function(other) .Call(C_inplace2, 51L, self, other),
  logaddexp2 = function(other) .Call(C_op2, 52L, self, other),
  logaddexp2_ = function(other) .Call(C_inplace2, 52L, self, other),
  erf = function() .Call(C_op1, 53L, self),
  erf_ = function() .Call(C_inplace1, 53L, self),
  erfc = function() .Call(C_op1, 54L, self),
  erfc_ = function() .Call(C_inplace1, 54L, self),
  erfinv = function() .Call(C_op1, 55L, self),
  erfinv_ = function() .Call(C_inplace1, 55L, self),
  lgamma = function() .Call(C_op1, 56L, self),
  lgamma_ = function() .Call(C_inplace1, 56L, self),
  digamma = function() .Call(C_op1, 57L, self),
  digamma_ = function() .Call(C_inplace1, 57L, self),
  i0 = function() .Call(C_op1, 59L, self),
  i0_ = function() .Call(C_inplace1, 59L, self),
  igamma = function(other) .Call(C_op2, 61L, self, other),
  igamma_ = function(other) .Call(C_inplace2, 61L, self, other),
  igammac = function(other) .Call(C_op2, 62L, self, other),
  igammac_ = function(other) .Call(C_inplace2, 62L, self, other),
  mvlgamma = function(p) .Call(C_op2, 63L, self, p),
  mvlgamma_ = function(p) .Call(C_inplace2, 63L, self, p),
  logit = function(eps = NULL) .Call(C_op2, 64L, self, eps),
  logit_ = function(eps = NULL) .Call(C_inplace2, 64L, self, eps),
  ceil = function() .Call(C_op1, 66L, self),
  ceil_ = function() .Call(C_inplace1, 66L, self),
  floor = function() .Call(C_op1, 67L, self),
  floor_ = function() .Call(C_inplace1, 67L, self),
  trunc = function() .Call(C_op1, 68L, self),
  trunc_ = function() .Call(C_inplace1, 68L, self),
  round = function(decimals = NULL) .Call(C_op2, 71L, self, decimals),
  round_ = function(decimals = NULL) .Call(C_inplace2, 71L, self, decimals),
  frac = function() .Call(C_op1, 72L, self),
  frac_ = function() .Call(C_inplace1, 72L, self),
  maximum = function(other) .Call(C_op2, 73L, self, other),
  maximum_ = function(other) .Call(C_inplace2, 73L, self, other),
  minimum = function(other) .Call(C_op2, 74L, self, other),
  minimum_ = function(other) .Call(C_inplace2, 74L, self, other),
  fmax = function(other) .Call(C_op2, 75L, self, other),
  fmax_ = function(other) .Call(C_inplace2, 75L, self, other),
  fmin = function(other) .Call(C_op2, 76L, self, other),
  fmin_ = function(other) .Call(C_inplace2, 76L, self, other),
  clamp = function(min = NULL, max = NULL) .Call(C_op3, 80L, self, min, max),
  clamp_ = function(min = NULL, max = NULL) .Call(C_inplace3, 80L, self, min, max),
  clamp_min = function(min) .Call(C_op2, 81L, self, min),
  clamp_min_ = function(min) .Call(C_inplace2, 81L, self, min),
  clamp_max = function(max) .Call(C_op2, 82L, self, max),
  clamp_max_ = function(max) .Call(C_inplace2, 82L, self, max),
  heaviside = function(values) .Call(C_op2, 83L, self, values),
  heaviside_ = function(values) .Call(C_inplace2, 83L, self, values),
  nextafter = function(other) .Call(C_op2, 85L, self, other),
  nextafter_ = function(other) .Call(C_inplace2, 85L, self, other),
  nan_to_num = function(nan = NULL, posinf = NULL, neginf = NULL) .Call(C_op4, 87L, self, nan,
      posinf, neginf),
  nan_to_num_ = function(nan = NULL, posinf = NULL, neginf = NULL) .Call(C_inplace4, 87L, self, nan,
      posinf, neginf),
  eq = function(other) .Call(C_op2, 88L, self, other),
  eq_ = function(other) .Call(C_inplace2, 88L, self, other),
  ne = function(other) .Call(C_op2, 89L, self, other),
  ne_ = function(other) .Call(C_inplace2, 89L, self, other),
  gt = function(other) .Call(C_op2, 90L, self, other),
  gt_ = function(other) .Call(C_inplace2, 90L, self, other),
  ge = function(other) .Call(C_op2, 91L, self, other),
  ge_ = function(other) .Call(C_inplace2, 91L, self, other),
  lt = function(other) .Call(C_op2, 92L, self, other),
  lt_ = function(other) .Call(C_inplace2, 92L, self, other),
  le = function(other) .Call(C_op2, 93L, self, other),
  le_ = function(other) .Call(C_inplace2, 93L, self, other),
  logical_and = function(other) .Call(C_op2, 94L, self, other),
  logical_and_ = function(other) .Call(C_inplace2, 94L, self, other),
  logical_or = function(other) .Call(C_op2, 95L, self, other),
  logical_or_ = function(other) .Call(C_inplace2, 95L, self, other),
  logical_xor = function(other) .Call(C_op2, 96L, self, other),
  logical_xor_ = function(other) .Call(C_inplace2, 96L, self, other),
  logical_not = function() .Call(C_op1, 97L, self),
  logical_not_ = function() .Call(C_inplace1, 97L, self),
  where = function(condition, other) .Call(C_op3, 98L, condition, self, other),
  isnan = function() .Call(C_op1, 99L, self),
  isinf = function() .Call(C_op1, 100L, self),
  isfinite = function() .Call(C_op1, 101L, self),
  isposinf = function() .Call(C_op1, 102L, self),
  isneginf = function() .Call(C_op1, 103L, self),
  signbit = function() .Call(C_op1, 104L, self),
  isreal = function() .Call(C_op1, 105L, self),
  bitwise_and = function(other) .Call(C_op2, 106L, self, other),
  bitwise_and_ = function(other) .Call(C_inplace2, 106L, self, other),
  bitwise_or = function(other) .Call(C_op2, 107L, self, other),
  bitwise_or_ = function(other) .Call(C_inplace2, 107L, self, other),
  bitwise_xor = function(other) .Call(C_op2, 108L, self, other),
  bitwise_xor_ = function(other) .Call(C_inplace2, 108L, self, other),
  bitwise_left_shift = function(other) .Call(C_op2, 109L, self, other),
  bitwise_left_shift_ = function(other) .Call(C_inplace2, 109L, self, other),
  bitwise_right_shift = function(other) .Call(C_op2, 110L, self, other),
  bitwise_right_shift_ = function(other) .Call(C_inplace2, 110L, self, other),
  bitwise_not = function() .Call(C_op1, 112L, self),
  bitwise_not_ = function() .Call(C_inplace1, 112L, self),
  isclose = function(other, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) .Call(C_op5, 113L, self,
      other, rtol, atol, equal_nan),
  allclose = function(other, rtol = 1e-05, atol = 1e-08, equal_nan = FALSE) .Call(C_op5, 114L, self,
      other, rtol, atol, equal_nan),
  equal = function(other) .Call(C_op2, 115L, self, other),
  relu = function() .Call(C_op1, 116L, self),
  relu_ = function() .Call(C_inplace1, 116L, self),
  sigmoid = function() .Call(C_op1, 118L, self),
  sigmoid_ = function() .Call(C_inplace1, 118L, self),
  celu = function(alpha = 1L) .Call(C_op2, 128L, self, alpha),
  celu_ = function(alpha = 1L) .Call(C_inplace2, 128L, self, alpha),
  selu = function() .Call(C_op1, 129L, self),
  selu_ = function() .Call(C_inplace1, 129L, self),
  conj_physical = function() .Call(C_op1, 152L, self),
  conj_physical_ = function() .Call(C_inplace1, 152L, self),
  conj = function() .Call(C_op1, 153L, self),
  view_as_real = function() .Call(C_op1, 154L, self),
  view_as_complex = function() .Call(C_op1, 155L, self),
  real = function() .Call(C_op1, 156L, self),
  imag = function() .Call(C_op1, 157L, self),
  angle = function() .Call(C_op1, 158L, self),
  new_empty = function(size, dtype = NULL, device = NULL) .Call(C_op4, 169L, self, size, dtype,
      device),
  new_zeros = function(size, dtype = NULL, device = NULL) .Call(C_op4, 170L, self, size, dtype,
      device),
  new_ones = function(size, dtype = NULL, device = NULL) .Call(C_op4, 171L, self, size, dtype, device),
  new_full = function(size, fill_value, dtype = NULL, device = NULL) .Call(C_op5, 172L, self, size,
      fill_value, dtype, device),
  new_empty_strided = function(size, stride, dtype = NULL, device = NULL) .Call(C_op5, 173L, self,
      size, stride, dtype, device),
  fill_ = function(value) .Call(C_op2, 189L, self, value),
  zero_ = function() .Call(C_op1, 190L, self),
  uniform_ = function(from = 0, to = 1, generator = NULL) .Call(C_op4, 191L, self, from, to,
      generator),
  normal_ = function(mean = 0, std = 1, generator = NULL) .Call(C_op4, 192L, self, mean, std,
      generator),
  bernoulli_ = function(p = 0.5, generator = NULL) .Call(C_op3, 193L, self, p, generator),
  random_ = function(from = NULL, to = NULL, generator = NULL) .Call(C_op4, 194L, self, from, to,
      generator),
  exponential_ = function(lambd = 1, generator = NULL) .Call(C_op3, 195L, self, lambd, generator),
  cauchy_ = function(median = 0, sigma = 1, generator = NULL) .Call(C_op4, 196L, self, median, sigma,
      generator),
  geometric_ = function(p, generator = NULL) .Call(C_op3, 197L, self, p, generator),
  log_normal_ = function(mean = 1, std = 2, generator = NULL) .Call(C_op4, 198L, self, mean, std,
      generator),
  multinomial = function(num_samples, replacement = FALSE, generator = NULL) .Call(C_op4, 201L, self,
      num_samples, replacement, generator),
  bernoulli = function(p = NULL, generator = NULL) .Call(C_op3, 212L, self, p, generator),
  rrelu_ = function(lower = 0.125, upper = 0.333333333333333, training = FALSE,
      generator = NULL) .Call(C_op5, 214L, self, lower, upper, training, generator),
  sum = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 234L, self, dim, keepdim,
      dtype),
  nansum = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 235L, self, dim, keepdim,
      dtype),
  mean = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 236L, self, dim, keepdim,
      dtype),
  nanmean = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 237L, self, dim,
      keepdim, dtype),
  prod = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 238L, self, dim, keepdim,
      dtype),
  amax = function(dim = list(), keepdim = FALSE) .Call(C_op3, 239L, self, dim, keepdim),
  amin = function(dim = list(), keepdim = FALSE) .Call(C_op3, 240L, self, dim, keepdim),
  aminmax = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 245L, self, dim, keepdim),
  argmax = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 246L, self, dim, keepdim),
  argmin = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 247L, self, dim, keepdim),
  any = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 248L, self, dim, keepdim),
  all = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 249L, self, dim, keepdim),
  count_nonzero = function(dim = NULL) .Call(C_op2, 250L, self, dim),
  var = function(dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL) .Call(C_op5, 251L,
      self, dim, unbiased, keepdim, correction),
  std = function(dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL) .Call(C_op5, 252L,
      self, dim, unbiased, keepdim, correction),
  var_mean = function(dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL) .Call(C_op5,
      253L, self, dim, unbiased, keepdim, correction),
  std_mean = function(dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL) .Call(C_op5,
      254L, self, dim, unbiased, keepdim, correction),
  logsumexp = function(dim, keepdim = FALSE) .Call(C_op3, 255L, self, dim, keepdim),
  norm = function(p = 2L, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op5, 256L, self, p, dim,
      keepdim, dtype),
  dist = function(other, p = 2L) .Call(C_op3, 257L, self, other, p),
  renorm = function(p, dim, maxnorm) .Call(C_op4, 258L, self, p, dim, maxnorm),
  renorm_ = function(p, dim, maxnorm) .Call(C_inplace4, 258L, self, p, dim, maxnorm),
  trace = function() .Call(C_op1, 263L, self),
  quantile = function(q, dim = NULL, keepdim = FALSE, interpolation = "linear") .Call(C_op5, 264L,
      self, q, dim, keepdim, interpolation),
  nanquantile = function(q, dim = NULL, keepdim = FALSE, interpolation = "linear") .Call(C_op5, 265L,
      self, q, dim, keepdim, interpolation),
  cov = function(correction = 1L, fweights = list(), aweights = list()) .Call(C_op4, 266L, self,
      correction, fweights, aweights),
  corrcoef = function() .Call(C_op1, 267L, self),
  sum_to_size = function(size) .Call(C_op2, 268L, self, size),
  matrix_exp = function() .Call(C_op1, 279L, self),
  inverse = function() .Call(C_op1, 280L, self),
  pinverse = function(rcond = 1e-15) .Call(C_op2, 281L, self, rcond),
  det = function() .Call(C_op1, 282L, self),
  logdet = function() .Call(C_op1, 283L, self),
  slogdet = function() .Call(C_op1, 284L, self),
  cholesky = function(upper = FALSE) .Call(C_op2, 285L, self, upper),
  cholesky_inverse = function(upper = FALSE) .Call(C_op2, 286L, self, upper),
  qr = function(some = TRUE) .Call(C_op2, 287L, self, some),
  svd = function(some = TRUE, compute_uv = TRUE) .Call(C_op3, 288L, self, some, compute_uv),
  cumsum = function(dim, dtype = NULL) .Call(C_op3, 289L, self, dim, dtype),
  cumsum_ = function(dim, dtype = NULL) .Call(C_inplace3, 289L, self, dim, dtype),
  cumprod = function(dim, dtype = NULL) .Call(C_op3, 290L, self, dim, dtype),
  cumprod_ = function(dim, dtype = NULL) .Call(C_inplace3, 290L, self, dim, dtype),
  logcumsumexp = function(dim) .Call(C_op2, 291L, self, dim),
  cummax = function(dim) .Call(C_op2, 293L, self, dim),
  cummin = function(dim) .Call(C_op2, 294L, self, dim),
  diff = function(n = 1L, dim = -1L, prepend = list(), append = list()) .Call(C_op5, 295L, self, n,
      dim, prepend, append),
  sort = function(dim = -1L, descending = FALSE, stable = NULL) .Call(C_op4, 297L, self, dim,
      descending, stable),
  argsort = function(dim = -1L, descending = FALSE) .Call(C_op3, 298L, self, dim, descending),
  msort = function() .Call(C_op1, 299L, self),
  topk = function(k, dim = -1L, largest = TRUE, sorted = TRUE) .Call(C_op5, 300L, self, k, dim,
      largest, sorted),
  kthvalue = function(k, dim = -1L, keepdim = FALSE) .Call(C_op4, 301L, self, k, dim, keepdim),
  mode = function(dim = -1L, keepdim = FALSE) .Call(C_op3, 306L, self, dim, keepdim),
  bincount = function(weights = list(), minlength = 0L) .Call(C_op3, 309L, self, weights, minlength),
  histc = function(bins = 100L, min = 0L, max = 0L) .Call(C_op4, 310L, self, bins, min, max),
  histogram = function(bins = 100, range = NULL, weight = list(), density = FALSE) .Call(C_op5, 311L,
      self, bins, range, weight, density),
  reshape = function(shape) .Call(C_op2, 331L, self, shape),
  unflatten = function(dim, sizes) .Call(C_op3, 333L, self, dim, sizes),
  reshape_as = function(other) .Call(C_op2, 334L, self, other),
  view_as = function(other) .Call(C_op2, 335L, self, other),
  expand_as = function(other) .Call(C_op2, 337L, self, other),
  transpose = function(dim0, dim1) .Call(C_op3, 338L, self, dim0, dim1),
  swapaxes = function(axis0, axis1) .Call(C_op3, 339L, self, axis0, axis1),
  t = function() .Call(C_op1, 340L, self),
  movedim = function(source, destination) .Call(C_op3, 342L, self, source, destination),
  moveaxis = function(source, destination) .Call(C_op3, 343L, self, source, destination),
  numpy_T = function() .Call(C_op1, 344L, self),
  mT = function() .Call(C_op1, 345L, self),
  squeeze = function(dim = NULL) .Call(C_op2, 346L, self, dim),
  unsqueeze = function(dim) .Call(C_op2, 347L, self, dim),
  select = function(dim, index) .Call(C_op3, 348L, self, dim, index),
  slice = function(dim = 1L, start = NULL, end = NULL, step = 1L) .Call(C_op5, 349L, self, dim,
      start, end, step),
  narrow = function(dim, start, length) .Call(C_op4, 350L, self, dim, start, length),
  split = function(split_size, dim = 1L) .Call(C_op3, 351L, self, split_size, dim),
  chunk = function(chunks, dim = 1L) .Call(C_op3, 352L, self, chunks, dim),
  unbind = function(dim = 1L) .Call(C_op2, 353L, self, dim),
  unfold = function(dimension, size, step) .Call(C_op4, 355L, self, dimension, size, step),
  as_strided = function(size, stride, storage_offset = NULL) .Call(C_op4, 356L, self, size, stride,
      storage_offset),
  as_strided_scatter = function(src, size, stride, storage_offset = NULL) .Call(C_op5, 357L, self,
      src, size, stride, storage_offset),
  positive = function() .Call(C_op1, 361L, self),
  positive_ = function() .Call(C_inplace1, 361L, self),
  clone = function(memory_format = NULL) .Call(C_op2, 362L, self, memory_format),
  copy_ = function(src, non_blocking = FALSE) .Call(C_op3, 365L, self, src, non_blocking),
  contiguous = function(memory_format = NULL) .Call(C_op2, 366L, self, memory_format),
  detach = function() .Call(C_op1, 367L, self),
  flip = function(dims) .Call(C_op2, 368L, self, dims),
  fliplr = function() .Call(C_op1, 369L, self),
  flipud = function() .Call(C_op1, 370L, self),
  roll = function(shifts, dims = list()) .Call(C_op3, 371L, self, shifts, dims),
  rot90 = function(k = 1L, dims = c(1L,2L)) .Call(C_op3, 372L, self, k, dims),
  `repeat` = function(repeats) .Call(C_op2, 374L, self, repeats),
  tile = function(dims) .Call(C_op2, 375L, self, dims),
  repeat_interleave = function(repeats, dim = NULL, output_size = NULL) .Call(C_op4, 376L, self,
      repeats, dim, output_size),
  triu = function(diagonal = 0L) .Call(C_op2, 377L, self, diagonal),
  triu_ = function(diagonal = 0L) .Call(C_inplace2, 377L, self, diagonal),
  tril = function(diagonal = 0L) .Call(C_op2, 378L, self, diagonal),
  tril_ = function(diagonal = 0L) .Call(C_inplace2, 378L, self, diagonal),
  diag_embed = function(offset = 0L, dim1 = -2L, dim2 = -1L) .Call(C_op4, 379L, self, offset, dim1,
      dim2),
  diag = function(diagonal = 0L) .Call(C_op2, 380L, self, diagonal),
  diagflat = function(offset = 0L) .Call(C_op2, 381L, self, offset),
  fill_diagonal_ = function(fill_value, wrap = FALSE) .Call(C_op3, 382L, self, fill_value, wrap),
  combinations = function(r = 2L, with_replacement = FALSE) .Call(C_op3, 386L, self, r,
      with_replacement),
  tensor_split = function(indices = NULL, sections = NULL, tensor_indices_or_sections = NULL,
      dim = 1L) .Call(C_op5, 388L, self, indices, sections, tensor_indices_or_sections, dim),
  hsplit = function(indices = NULL, sections = NULL) .Call(C_op3, 389L, self, indices, sections),
  vsplit = function(indices = NULL, sections = NULL) .Call(C_op3, 390L, self, indices, sections),
  dsplit = function(indices = NULL, sections = NULL) .Call(C_op3, 391L, self, indices, sections),
  split_with_sizes = function(split_sizes, dim = 1L) .Call(C_op3, 392L, self, split_sizes, dim),
  adjoint = function() .Call(C_op1, 393L, self),
  matrix_H = function() .Call(C_op1, 394L, self),
  channel_shuffle = function(groups) .Call(C_op2, 395L, self, groups),
  pixel_shuffle = function(upscale_factor) .Call(C_op2, 396L, self, upscale_factor),
  pixel_unshuffle = function(downscale_factor) .Call(C_op2, 397L, self, downscale_factor),
  resize_ = function(size, memory_format = NULL) .Call(C_op3, 398L, self, size, memory_format),
  resize_as_ = function(the_template, memory_format = NULL) .Call(C_op3, 399L, self, the_template,
      memory_format),
  as_strided_ = function(size, stride, storage_offset = NULL) .Call(C_op4, 400L, self, size, stride,
      storage_offset),
  mm = function(mat2) .Call(C_op2, 401L, self, mat2),
  bmm = function(mat2) .Call(C_op2, 402L, self, mat2),
  mv = function(vec) .Call(C_op2, 404L, self, vec),
  dot = function(tensor) .Call(C_op2, 405L, self, tensor),
  vdot = function(other) .Call(C_op2, 406L, self, other),
  matmul = function(other) .Call(C_op2, 407L, self, other),
  addmm = function(mat1, mat2, beta = 1L, alpha = 1L) .Call(C_op5, 408L, self, mat1, mat2, beta,
      alpha),
  addmm_ = function(mat1, mat2, beta = 1L, alpha = 1L) .Call(C_inplace5, 408L, self, mat1, mat2,
      beta, alpha),
  addmv = function(mat, vec, beta = 1L, alpha = 1L) .Call(C_op5, 409L, self, mat, vec, beta, alpha),
  addmv_ = function(mat, vec, beta = 1L, alpha = 1L) .Call(C_inplace5, 409L, self, mat, vec, beta,
      alpha),
  baddbmm = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 410L, self, batch1, batch2,
      beta, alpha),
  baddbmm_ = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_inplace5, 410L, self, batch1,
      batch2, beta, alpha),
  addbmm = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 411L, self, batch1, batch2,
      beta, alpha),
  addbmm_ = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_inplace5, 411L, self, batch1,
      batch2, beta, alpha),
  addr = function(vec1, vec2, beta = 1L, alpha = 1L) .Call(C_op5, 412L, self, vec1, vec2, beta, alpha),
  addr_ = function(vec1, vec2, beta = 1L, alpha = 1L) .Call(C_inplace5, 412L, self, vec1, vec2, beta,
      alpha),
  outer = function(vec2) .Call(C_op2, 413L, self, vec2),
  inner = function(other) .Call(C_op2, 414L, self, other),
  kron = function(other) .Call(C_op2, 421L, self, other),
  matrix_power = function(n) .Call(C_op2, 423L, self, n),
  cross = function(other, dim = NULL) .Call(C_op3, 425L, self, other, dim),
  lu_solve = function(LU_data, LU_pivots) .Call(C_op3, 456L, self, LU_data, LU_pivots),
  cholesky_solve = function(input2, upper = FALSE) .Call(C_op3, 457L, self, input2, upper),
  triangular_solve = function(A, upper = TRUE, transpose = FALSE, unitriangular = FALSE) .Call(C_op5,
      458L, self, A, upper, transpose, unitriangular),
  geqrf = function() .Call(C_op1, 459L, self),
  orgqr = function(input2) .Call(C_op2, 460L, self, input2),
  ormqr = function(input2, input3, left = TRUE, transpose = FALSE) .Call(C_op5, 461L, self, input2,
      input3, left, transpose),
  nonzero = function() .Call(C_op1, 469L, self),
  argwhere = function() .Call(C_op1, 470L, self),
  masked_fill = function(mask, value) .Call(C_op3, 471L, self, mask, value),
  masked_fill_ = function(mask, value) .Call(C_inplace3, 471L, self, mask, value),
  masked_select = function(mask) .Call(C_op2, 472L, self, mask),
  masked_scatter = function(mask, source) .Call(C_op3, 473L, self, mask, source),
  masked_scatter_ = function(mask, source) .Call(C_inplace3, 473L, self, mask, source),
  index = function(indices) .Call(C_op2, 474L, self, indices),
  index_put = function(indices, values, accumulate = FALSE) .Call(C_op4, 475L, self, indices, values,
      accumulate),
  index_put_ = function(indices, values, accumulate = FALSE) .Call(C_inplace4, 475L, self, indices,
      values, accumulate),
  index_select = function(dim, index) .Call(C_op3, 476L, self, dim, index),
  index_add = function(dim, index, source, alpha = 1L) .Call(C_op5, 477L, self, dim, index, source,
      alpha),
  index_add_ = function(dim, index, source, alpha = 1L) .Call(C_inplace5, 477L, self, dim, index,
      source, alpha),
  index_copy = function(dim, index, source) .Call(C_op4, 478L, self, dim, index, source),
  index_copy_ = function(dim, index, source) .Call(C_inplace4, 478L, self, dim, index, source),
  index_fill = function(dim, index, value) .Call(C_op4, 479L, self, dim, index, value),
  index_fill_ = function(dim, index, value) .Call(C_inplace4, 479L, self, dim, index, value),
  take = function(index) .Call(C_op2, 480L, self, index),
  put = function(index, source, accumulate = FALSE) .Call(C_op4, 481L, self, index, source,
      accumulate),
  put_ = function(index, source, accumulate = FALSE) .Call(C_inplace4, 481L, self, index, source,
      accumulate),
  gather = function(dim, index, sparse_grad = FALSE) .Call(C_op4, 482L, self, dim, index, sparse_grad),
  take_along_dim = function(indices, dim = NULL) .Call(C_op3, 483L, self, indices, dim),
  scatter_add = function(dim, index, src) .Call(C_op4, 485L, self, dim, index, src),
  scatter_add_ = function(dim, index, src) .Call(C_inplace4, 485L, self, dim, index, src),
  scatter = function(dim, index, src, reduce = NULL) .Call(C_op5, 487L, self, dim, index, src, reduce),
  scatter_ = function(dim, index, src, reduce = NULL) .Call(C_inplace5, 487L, self, dim, index, src,
      reduce),
  scatter_reduce = function(dim, index, src, reduce, include_self = TRUE) .Call(C_op6, 488L, self,
      dim, index, src, reduce, include_self),
  scatter_reduce_ = function(dim, index, src, reduce, include_self = TRUE) .Call(C_inplace6, 488L,
      self, dim, index, src, reduce, include_self),
  select_scatter = function(src, dim, index) .Call(C_op4, 489L, self, src, dim, index),
  slice_scatter = function(src, dim = 1L, start = NULL, end = NULL, step = 1L) .Call(C_op6, 490L,
      self, src, dim, start, end, step),
  diagonal_scatter = function(src, offset = 0L, dim1 = 1L, dim2 = 2L) .Call(C_op5, 491L, self, src,
      offset, dim1, dim2),
  subtract = function(other, alpha = 1L) .Call(C_op3, 1L, self, other, alpha),
  subtract_ = function(other, alpha = 1L) .Call(C_inplace3, 1L, self, other, alpha),
  multiply = function(other) .Call(C_op2, 3L, self, other),
  multiply_ = function(other) .Call(C_inplace2, 3L, self, other),
  negative = function() .Call(C_op1, 9L, self),
  negative_ = function() .Call(C_inplace1, 9L, self),
  absolute = function() .Call(C_op1, 18L, self),
  absolute_ = function() .Call(C_inplace1, 18L, self),
  sgn = function() .Call(C_op1, 19L, self),
  sgn_ = function() .Call(C_inplace1, 19L, self),
  arcsin = function() .Call(C_op1, 36L, self),
  arcsin_ = function() .Call(C_inplace1, 36L, self),
  arccos = function() .Call(C_op1, 37L, self),
  arccos_ = function() .Call(C_inplace1, 37L, self),
  arctan = function() .Call(C_op1, 38L, self),
  arctan_ = function() .Call(C_inplace1, 38L, self),
  arcsinh = function() .Call(C_op1, 42L, self),
  arcsinh_ = function() .Call(C_inplace1, 42L, self),
  arccosh = function() .Call(C_op1, 43L, self),
  arccosh_ = function() .Call(C_inplace1, 43L, self),
  arctanh = function() .Call(C_op1, 44L, self),
  arctanh_ = function() .Call(C_inplace1, 44L, self),
  arctan2 = function(other) .Call(C_op2, 45L, self, other),
  arctan2_ = function(other) .Call(C_inplace2, 45L, self, other),
  fix = function() .Call(C_op1, 68L, self),
  fix_ = function() .Call(C_inplace1, 68L, self),
  clip = function(min = NULL, max = NULL) .Call(C_op3, 80L, self, min, max),
  clip_ = function(min = NULL, max = NULL) .Call(C_inplace3, 80L, self, min, max),
  not_equal = function(other) .Call(C_op2, 89L, self, other),
  not_equal_ = function(other) .Call(C_inplace2, 89L, self, other),
  greater = function(other) .Call(C_op2, 90L, self, other),
  greater_ = function(other) .Call(C_inplace2, 90L, self, other),
  greater_equal = function(other) .Call(C_op2, 91L, self, other),
  greater_equal_ = function(other) .Call(C_inplace2, 91L, self, other),
  less = function(other) .Call(C_op2, 92L, self, other),
  less_ = function(other) .Call(C_inplace2, 92L, self, other),
  less_equal = function(other) .Call(C_op2, 93L, self, other),
  less_equal_ = function(other) .Call(C_inplace2, 93L, self, other),
  swapdims = function(dim0, dim1) .Call(C_op3, 338L, self, dim0, dim1),
  unsafe_split = function(split_size, dim = 1L) .Call(C_op3, 351L, self, split_size, dim),
  unsafe_chunk = function(chunks, dim = 1L) .Call(C_op3, 352L, self, chunks, dim),
  unsafe_split_with_sizes = function(split_sizes, dim = 1L) .Call(C_op3, 392L, self, split_sizes, dim),
  mH = function() .Call(C_op1, 393L, self),
  ger = function(vec2) .Call(C_op2, 413L, self, vec2)
)

# The table's names in order: an op's number is its place here, from 0.
.op_names <- c(
  "add", "sub", "rsub", "mul", "div", "div_trunc", "floor_divide", "remainder", "fmod", "neg",
  "pow", "float_power", "square", "reciprocal", "addcmul", "addcdiv", "lerp", "abs_number", "abs",
  "sign", "copysign", "gcd", "lcm", "ldexp", "exp", "exp2", "expm1", "log", "log2", "log10",
  "log1p", "sqrt", "rsqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
  "asinh", "acosh", "atanh", "atan2", "hypot", "deg2rad", "rad2deg", "sinc", "xlogy", "logaddexp",
  "logaddexp2", "erf", "erfc", "erfinv", "lgamma", "digamma", "polygamma_x", "i0", "i1", "igamma",
  "igammac", "mvlgamma", "logit", "polygamma", "ceil", "floor", "trunc", "round_even",
  "round_decimals", "round", "frac", "maximum", "minimum", "fmax", "fmin", "clamp_min_number",
  "clamp_max_number", "clamp_numbers", "clamp", "clamp_min", "clamp_max", "heaviside",
  "nextafter_number", "nextafter", "nan_to_numbers", "nan_to_num", "eq", "ne", "gt", "ge", "lt",
  "le", "logical_and", "logical_or", "logical_xor", "logical_not", "where", "isnan", "isinf",
  "isfinite", "isposinf", "isneginf", "signbit", "isreal", "bitwise_and", "bitwise_or",
  "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift", "bitwise_not_number", "bitwise_not",
  "isclose", "allclose", "equal", "relu", "relu_backward", "sigmoid", "sigmoid_backward",
  "tanh_backward", "log_sigmoid", "leaky_relu", "leaky_relu_backward", "relu6", "relu6_backward",
  "elu", "elu_input_backward", "celu", "selu", "silu", "silu_input_backward", "mish", "gelu_exact",
  "gelu_exact_input_backward", "gelu_tanh", "gelu_tanh_input_backward", "softplus", "hardtanh",
  "hardsigmoid", "hardswish", "hardswish_input_backward", "hardshrink", "softshrink", "threshold",
  "softsign", "tanhshrink", "prelu", "gelu", "glu", "contrib_sparsemax", "gumbel_softmax",
  "conj_physical", "conj", "view_as_real", "view_as_complex", "real", "imag", "angle",
  "complex_abs", "empty", "zeros", "full", "ones", "empty_strided", "empty_like", "zeros_like",
  "ones_like", "full_like", "new_empty", "new_zeros", "new_ones", "new_full", "new_empty_strided",
  "arange", "range", "linspace", "logspace", "eye", "tril_indices", "triu_indices", "complex",
  "polar", "bartlett_window", "blackman_window", "hann_window", "hamming_window", "kaiser_window",
  "vander", "fill_", "zero_", "uniform_", "normal_", "bernoulli_", "random_", "exponential_",
  "cauchy_", "geometric_", "log_normal_", "randperm_", "poisson", "multinomial", "rrelu_noise",
  "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "randint_like", "normal",
  "normal_of_size", "bernoulli", "rrelu", "rrelu_", "dropout", "dropout1d", "dropout2d",
  "dropout3d", "alpha_dropout", "init_gain", "init_constant_", "init_uniform_", "init_normal_",
  "init_trunc_normal_", "init_xavier_uniform_", "init_xavier_normal_", "init_kaiming_uniform_",
  "init_kaiming_normal_", "init_eye_", "init_dirac_", "init_sparse_", "init_orthogonal_",
  "orthonormal_", "sum", "nansum", "mean", "nanmean", "prod", "amax", "amin", "max_all", "min_all",
  "max_dim", "min_dim", "aminmax", "argmax", "argmin", "any", "all", "count_nonzero", "var", "std",
  "var_mean", "std_mean", "logsumexp", "norm", "dist", "renorm", "cosine_similarity", "cdist",
  "pairwise_distance", "pdist", "trace", "quantile", "nanquantile", "cov", "corrcoef",
  "sum_to_size", "linalg_vector_norm", "linalg_matrix_norm", "linalg_norm", "linalg_cond",
  "linalg_matrix_rank", "linalg_pinv", "linalg_matrix_power", "linalg_multi_dot",
  "linalg_tensorinv", "linalg_tensorsolve", "matrix_exp", "inverse", "pinverse", "det", "logdet",
  "slogdet", "cholesky", "cholesky_inverse", "qr", "svd", "cumsum", "cumprod", "logcumsumexp",
  "recurrence", "cummax", "cummin", "diff", "trapz", "sort", "argsort", "msort", "topk",
  "kthvalue", "median_dim", "nanmedian_dim", "median_all", "nanmedian_all", "mode", "searchsorted",
  "bucketize", "bincount", "histc", "histogram", "unique_consecutive", "softmax", "log_softmax",
  "softmin", "softmax_backward", "log_softmax_backward", "native_layer_norm",
  "native_layer_norm_backward", "native_batch_norm", "native_batch_norm_backward",
  "affine_channels", "affine_channels_backward", "layer_norm", "batch_norm", "group_norm",
  "instance_norm", "local_response_norm", "normalize", "view", "reshape", "flatten", "unflatten",
  "reshape_as", "view_as", "expand", "expand_as", "transpose", "swapaxes", "t", "permute",
  "movedim", "moveaxis", "numpy_T", "mT", "squeeze", "unsqueeze", "select", "slice", "narrow",
  "split", "chunk", "unbind", "diagonal", "unfold", "as_strided", "as_strided_scatter", "place",
  "add_window", "read_window", "positive", "clone", "cast", "move", "copy_", "contiguous",
  "detach", "flip", "fliplr", "flipud", "roll", "rot90", "pad", "repeat", "tile",
  "repeat_interleave", "triu", "tril", "diag_embed", "diag", "diagflat", "fill_diagonal_",
  "meshgrid", "cartesian_prod", "combination_indices", "combinations", "one_hot", "tensor_split",
  "hsplit", "vsplit", "dsplit", "split_with_sizes", "adjoint", "matrix_H", "channel_shuffle",
  "pixel_shuffle", "pixel_unshuffle", "resize_", "resize_as_", "as_strided_", "mm", "bmm",
  "batched_mm", "mv", "dot", "vdot", "matmul", "addmm", "addmv", "baddbmm", "addbmm", "addr",
  "outer", "inner", "linear", "linear_activation", "linear_activation_backward", "bilinear",
  "einsum", "tensordot", "kron", "chain_matmul", "matrix_power", "block_diag", "cross",
  "cholesky_factor", "lu_factor", "lu_positions", "solve_by_lu", "det_by_lu", "slogdet_by_lu",
  "solve_triangle", "eigh_factor", "eig_factor", "svd_factor", "pseudo_solve", "linalg_cholesky",
  "linalg_cholesky_ex", "linalg_inv", "linalg_inv_ex", "linalg_det", "linalg_slogdet",
  "linalg_solve", "linalg_solve_triangular", "linalg_qr", "linalg_eigh", "linalg_eigvalsh",
  "linalg_eig", "linalg_eigvals", "linalg_svd", "linalg_svdvals", "linalg_lstsq",
  "linalg_householder_product", "lu", "lu_unpack", "lu_solve", "cholesky_solve",
  "triangular_solve", "geqrf", "orgqr", "ormqr", "cat", "stack", "hstack", "vstack", "dstack",
  "first_outside", "nonzero_count", "nonzero", "argwhere", "masked_fill", "masked_select",
  "masked_scatter", "index", "index_put", "index_select", "index_add", "index_copy", "index_fill",
  "take", "put", "gather", "take_along_dim", "scatter_put", "scatter_add", "scatter_fold",
  "scatter", "scatter_reduce", "select_scatter", "slice_scatter", "diagonal_scatter", "embedding",
  "embedding_renorm_", "embedding_lookup", "embedding_bag", "mse_loss", "l1_loss",
  "smooth_l1_loss", "huber_loss", "kl_div", "poisson_nll_loss", "binary_cross_entropy",
  "binary_cross_entropy_with_logits", "multilabel_soft_margin_loss", "soft_margin_loss",
  "hinge_embedding_loss", "margin_ranking_loss", "cosine_embedding_loss", "triplet_margin_loss",
  "triplet_margin_with_distance_loss", "squared_difference", "absolute_difference",
  "huber_distance", "binary_entropy", "logits_entropy", "margin_entropy", "divergence",
  "divergence_of_logs", "squared_difference_slope", "absolute_difference_slope",
  "huber_distance_slope", "binary_entropy_slope", "logits_entropy_slope", "margin_entropy_slope",
  "loss_sum", "area_under_min_fpr_fnr", "nll_loss", "cross_entropy", "multi_margin_loss",
  "multilabel_margin_loss", "cross_entropy_rows", "cross_entropy_rows_backward", "count_targets",
  "total_norm", "limit_all", "sgd_", "adam_", "rmsprop_", "adagrad_", "adadelta_", "asgd_",
  "rprop_"
)
