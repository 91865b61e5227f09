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
#' @details Inputs of every dtype are taken. Operands of different dtypes are promoted; a bare
#'   number does not promote within its category. Sizes that do not broadcast are an error.
#'   Differentiable, also twice. As a method: `x$sub(...)`; `x$sub_(...)` changes `x` itself.
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
torch_mul <- function(self, other) .Call(C_op2, 2L, self, other)

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
torch_neg <- function(self) .Call(C_op1, 4L, self)

#' Exponential
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$exp()`; `x$exp_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_exp(x)
#' @export
torch_exp <- function(self) .Call(C_op1, 5L, self)

#' Natural logarithm
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$log()`; `x$log_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 2.8 + 0.2
#' torch_log(x)
#' @export
torch_log <- function(self) .Call(C_op1, 6L, self)

#' Square root
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$sqrt()`; `x$sqrt_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_rand(3, 4) * 2.8 + 0.2
#' torch_sqrt(x)
#' @export
torch_sqrt <- function(self) .Call(C_op1, 7L, self)

#' Hyperbolic tangent
#'
#' Computed for every element of the input.
#'
#' @details Integer and Bool inputs become the default dtype; complex input is an error.
#'   Differentiable, also twice. As a method: `x$tanh()`; `x$tanh_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and a floating dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_tanh(x)
#' @export
torch_tanh <- function(self) .Call(C_op1, 8L, self)

#' Positive part
#'
#' Computed for every element of the input.
#'
#' @details Bool and complex inputs are errors. Differentiable, also twice. As a method:
#'   `x$relu()`; `x$relu_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_relu(x)
#' @export
torch_relu <- function(self) .Call(C_op1, 9L, self)

#' Sign
#'
#' Computed for every element of the input.
#'
#' @details Bool and complex inputs are errors. Differentiable, also twice. As a method:
#'   `x$sign()`; `x$sign_()` changes `x` itself.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype.
#' @family elementary functions
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_sign(x)
#' @export
torch_sign <- function(self) .Call(C_op1, 10L, self)

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
#' @family comparison
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_gt(x, y)
#' @export
torch_gt <- function(self, other) .Call(C_op2, 11L, self, other)

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
#' @family comparison
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' y <- torch_tensor(c(0.9, 0.5, 0.2))
#' torch_eq(x, y)
#' @export
torch_eq <- function(self, other) .Call(C_op2, 12L, self, other)

#' Not a number
#'
#' Asks every element.
#'
#' @details Inputs of every dtype are taken. Not differentiable. As a method: `x$isnan()`.
#' @param self The input tensor.
#' @return A tensor of the input's shape and dtype Bool.
#' @family comparison
#' @examples
#' x <- torch_tensor(c(0.1, 0.5, 0.9))
#' torch_isnan(x)
#' @export
torch_isnan <- function(self) .Call(C_op1, 13L, self)

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
torch_sum <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 37L, self, dim,
    keepdim, dtype)

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
torch_transpose <- function(self, dim0, dim1) .Call(C_op3, 39L, self, dim0, dim1)

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
torch_t <- function(self) .Call(C_op1, 40L, self)

#' Matrix product
#'
#' Matrix product.
#'
#' @details Sizes (n, m) and (m, p) give (n, p). Differentiable, also twice. As a method:
#'   `x$mm(...)`.
#' @param self The input tensor.
#' @param mat2 The second matrix.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' torch_mm(torch_ones(2, 3), torch_ones(3, 4))
#' @export
torch_mm <- function(self, mat2) .Call(C_op2, 41L, self, mat2)

.torch_div <- function(self, other) .Call(C_op2, 3L, self, other)
.torch_div_ <- function(self, other) .Call(C_inplace2, 3L, self, other)

.torch_empty <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 14L, size, dtype, device)

.torch_zeros <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 15L, size, dtype, device)

.torch_full <- function(size, fill_value, dtype = NULL, device = NULL) .Call(C_op4, 16L, size,
    fill_value, dtype, device)

.torch_ones <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 17L, size, dtype, device)

.torch_empty_strided <- function(size, stride, dtype = NULL, device = NULL) .Call(C_op4, 18L, size,
    stride, dtype, device)

.torch_empty_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 19L, input, dtype,
    device)

.torch_zeros_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 20L, input, dtype,
    device)

.torch_ones_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 21L, input, dtype,
    device)

.torch_full_like <- function(input, fill_value, dtype = NULL, device = NULL) .Call(C_op4, 22L,
    input, fill_value, dtype, device)

.torch_range <- function(start, end, step = 1L, dtype = NULL, device = NULL) .Call(C_op5, 29L,
    start, end, step, dtype, device)

.torch_linspace <- function(start, end, steps = 100L, dtype = NULL, device = NULL) .Call(C_op5,
    30L, start, end, steps, dtype, device)

.torch_logspace <- function(start, end, steps = 100L, base = 10, dtype = NULL, device = NULL)
    .Call(C_op6, 31L, start, end, steps, base, dtype, device)

.torch_eye <- function(n, m = NULL, dtype = NULL, device = NULL) .Call(C_op4, 32L, n, m, dtype,
    device)

.torch_tril_indices <- function(row, col, offset = 0L, dtype = NULL, device = NULL) .Call(C_op5,
    33L, row, col, offset, dtype, device)

.torch_triu_indices <- function(row, col, offset = 0L, dtype = NULL, device = NULL) .Call(C_op5,
    34L, row, col, offset, dtype, device)

.methods <- list(
  add = function(other, alpha = 1L) .Call(C_op3, 0L, self, other, alpha),
  add_ = function(other, alpha = 1L) .Call(C_inplace3, 0L, self, other, alpha),
  sub = function(other, alpha = 1L) .Call(C_op3, 1L, self, other, alpha),
  sub_ = function(other, alpha = 1L) .Call(C_inplace3, 1L, self, other, alpha),
  mul = function(other) .Call(C_op2, 2L, self, other),
  mul_ = function(other) .Call(C_inplace2, 2L, self, other),
  neg = function() .Call(C_op1, 4L, self),
  neg_ = function() .Call(C_inplace1, 4L, self),
  exp = function() .Call(C_op1, 5L, self),
  exp_ = function() .Call(C_inplace1, 5L, self),
  log = function() .Call(C_op1, 6L, self),
  log_ = function() .Call(C_inplace1, 6L, self),
  sqrt = function() .Call(C_op1, 7L, self),
  sqrt_ = function() .Call(C_inplace1, 7L, self),
  tanh = function() .Call(C_op1, 8L, self),
  tanh_ = function() .Call(C_inplace1, 8L, self),
  relu = function() .Call(C_op1, 9L, self),
  relu_ = function() .Call(C_inplace1, 9L, self),
  sign = function() .Call(C_op1, 10L, self),
  sign_ = function() .Call(C_inplace1, 10L, self),
  gt = function(other) .Call(C_op2, 11L, self, other),
  gt_ = function(other) .Call(C_inplace2, 11L, self, other),
  eq = function(other) .Call(C_op2, 12L, self, other),
  eq_ = function(other) .Call(C_inplace2, 12L, self, other),
  isnan = function() .Call(C_op1, 13L, self),
  new_empty = function(size, dtype = NULL, device = NULL) .Call(C_op4, 23L, self, size, dtype, device),
  new_zeros = function(size, dtype = NULL, device = NULL) .Call(C_op4, 24L, self, size, dtype, device),
  new_ones = function(size, dtype = NULL, device = NULL) .Call(C_op4, 25L, self, size, dtype, device),
  new_full = function(size, fill_value, dtype = NULL, device = NULL) .Call(C_op5, 26L, self, size,
      fill_value, dtype, device),
  new_empty_strided = function(size, stride, dtype = NULL, device = NULL) .Call(C_op5, 27L, self,
      size, stride, dtype, device),
  fill_ = function(value) .Call(C_op2, 35L, self, value),
  zero_ = function() .Call(C_op1, 36L, self),
  sum = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 37L, self, dim, keepdim,
      dtype),
  expand = function(size, implicit = FALSE) .Call(C_op3, 38L, self, size, implicit),
  transpose = function(dim0, dim1) .Call(C_op3, 39L, self, dim0, dim1),
  t = function() .Call(C_op1, 40L, self),
  mm = function(mat2) .Call(C_op2, 41L, self, mat2)
)

# The table's names in order: an op's number is its place here, from 0.
.op_names <- c(
  "add", "sub", "mul", "div", "neg", "exp", "log", "sqrt", "tanh", "relu", "sign", "gt", "eq",
  "isnan", "empty", "zeros", "full", "ones", "empty_strided", "empty_like", "zeros_like",
  "ones_like", "full_like", "new_empty", "new_zeros", "new_ones", "new_full", "new_empty_strided",
  "arange", "range", "linspace", "logspace", "eye", "tril_indices", "triu_indices", "fill_",
  "zero_", "sum", "expand", "transpose", "t", "mm"
)
