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
torch_isnan <- function(self) .Call(C_op1, 14L, self)

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
torch_sum <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 38L, self, dim,
    keepdim, dtype)

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
torch_reshape <- function(self, shape) .Call(C_op2, 40L, self, shape)

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
torch_transpose <- function(self, dim0, dim1) .Call(C_op3, 47L, self, dim0, dim1)

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
torch_t <- function(self) .Call(C_op1, 49L, self)

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
torch_movedim <- function(self, source, destination) .Call(C_op3, 51L, self, source, destination)

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
torch_squeeze <- function(self, dim = NULL) .Call(C_op2, 55L, self, dim)

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
torch_unsqueeze <- function(self, dim) .Call(C_op2, 56L, self, dim)

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
torch_narrow <- function(self, dim, start, length) .Call(C_op4, 59L, self, dim, start, length)

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
torch_split <- function(self, split_size, dim = 1L) .Call(C_op3, 60L, self, split_size, dim)

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
torch_chunk <- function(self, chunks, dim = 1L) .Call(C_op3, 61L, self, chunks, dim)

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
torch_unbind <- function(self, dim = 1L) .Call(C_op2, 62L, self, dim)

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
torch_as_strided <- function(self, size, stride, storage_offset = NULL) .Call(C_op4, 65L, self,
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
#' torch_clone()
#' @export
torch_clone <- function(self, memory_format = NULL) .Call(C_op2, 71L, self, memory_format)

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
torch_mm <- function(self, mat2) .Call(C_op2, 77L, self, mat2)

#' @rdname torch_transpose
#' @export
torch_swapdims <- function(self, dim0, dim1) .Call(C_op3, 47L, self, dim0, dim1)

#' @rdname torch_split
#' @export
torch_unsafe_split <- function(self, split_size, dim = 1L) .Call(C_op3, 60L, self, split_size, dim)

#' @rdname torch_chunk
#' @export
torch_unsafe_chunk <- function(self, chunks, dim = 1L) .Call(C_op3, 61L, self, chunks, dim)

.torch_div <- function(self, other) .Call(C_op2, 3L, self, other)
.torch_div_ <- function(self, other) .Call(C_inplace2, 3L, self, other)

.torch_where <- function(self, tensor1, tensor2) .Call(C_op3, 13L, self, tensor1, tensor2)
.torch_where_ <- function(self, tensor1, tensor2) .Call(C_inplace3, 13L, self, tensor1, tensor2)

.torch_empty <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 15L, size, dtype, device)

.torch_zeros <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 16L, size, dtype, device)

.torch_full <- function(size, fill_value, dtype = NULL, device = NULL) .Call(C_op4, 17L, size,
    fill_value, dtype, device)

.torch_ones <- function(size, dtype = NULL, device = NULL) .Call(C_op3, 18L, size, dtype, device)

.torch_empty_strided <- function(size, stride, dtype = NULL, device = NULL) .Call(C_op4, 19L, size,
    stride, dtype, device)

.torch_empty_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 20L, input, dtype,
    device)

.torch_zeros_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 21L, input, dtype,
    device)

.torch_ones_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 22L, input, dtype,
    device)

.torch_full_like <- function(input, fill_value, dtype = NULL, device = NULL) .Call(C_op4, 23L,
    input, fill_value, dtype, device)

.torch_range <- function(start, end, step = 1L, dtype = NULL, device = NULL) .Call(C_op5, 30L,
    start, end, step, dtype, device)

.torch_linspace <- function(start, end, steps = 100L, dtype = NULL, device = NULL) .Call(C_op5,
    31L, start, end, steps, dtype, device)

.torch_logspace <- function(start, end, steps = 100L, base = 10, dtype = NULL, device = NULL)
    .Call(C_op6, 32L, start, end, steps, base, dtype, device)

.torch_eye <- function(n, m = NULL, dtype = NULL, device = NULL) .Call(C_op4, 33L, n, m, dtype,
    device)

.torch_tril_indices <- function(row, col, offset = 0L, dtype = NULL, device = NULL) .Call(C_op5,
    34L, row, col, offset, dtype, device)

.torch_triu_indices <- function(row, col, offset = 0L, dtype = NULL, device = NULL) .Call(C_op5,
    35L, row, col, offset, dtype, device)

.torch_flatten <- function(self, start_dim = 1L, end_dim = -1L) .Call(C_op3, 41L, self, start_dim,
    end_dim)

.torch_expand <- function(self, size, implicit = FALSE) .Call(C_op3, 45L, self, size, implicit)

.torch_permute <- function(self, dims) .Call(C_op2, 50L, self, dims)

.torch_diagonal <- function(self, dim1 = 1L, dim2 = 2L, offset = 0L) .Call(C_op4, 63L, self, dim1,
    dim2, offset)

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
  isnan = function() .Call(C_op1, 14L, self),
  new_empty = function(size, dtype = NULL, device = NULL) .Call(C_op4, 24L, self, size, dtype, device),
  new_zeros = function(size, dtype = NULL, device = NULL) .Call(C_op4, 25L, self, size, dtype, device),
  new_ones = function(size, dtype = NULL, device = NULL) .Call(C_op4, 26L, self, size, dtype, device),
  new_full = function(size, fill_value, dtype = NULL, device = NULL) .Call(C_op5, 27L, self, size,
      fill_value, dtype, device),
  new_empty_strided = function(size, stride, dtype = NULL, device = NULL) .Call(C_op5, 28L, self,
      size, stride, dtype, device),
  fill_ = function(value) .Call(C_op2, 36L, self, value),
  zero_ = function() .Call(C_op1, 37L, self),
  sum = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 38L, self, dim, keepdim,
      dtype),
  reshape = function(shape) .Call(C_op2, 40L, self, shape),
  unflatten = function(dim, sizes) .Call(C_op3, 42L, self, dim, sizes),
  reshape_as = function(other) .Call(C_op2, 43L, self, other),
  view_as = function(other) .Call(C_op2, 44L, self, other),
  expand_as = function(other) .Call(C_op2, 46L, self, other),
  transpose = function(dim0, dim1) .Call(C_op3, 47L, self, dim0, dim1),
  swapaxes = function(axis0, axis1) .Call(C_op3, 48L, self, axis0, axis1),
  t = function() .Call(C_op1, 49L, self),
  movedim = function(source, destination) .Call(C_op3, 51L, self, source, destination),
  moveaxis = function(source, destination) .Call(C_op3, 52L, self, source, destination),
  numpy_T = function() .Call(C_op1, 53L, self),
  mT = function() .Call(C_op1, 54L, self),
  squeeze = function(dim = NULL) .Call(C_op2, 55L, self, dim),
  unsqueeze = function(dim) .Call(C_op2, 56L, self, dim),
  select = function(dim, index) .Call(C_op3, 57L, self, dim, index),
  slice = function(dim = 1L, start = NULL, end = NULL, step = 1L) .Call(C_op5, 58L, self, dim, start,
      end, step),
  narrow = function(dim, start, length) .Call(C_op4, 59L, self, dim, start, length),
  split = function(split_size, dim = 1L) .Call(C_op3, 60L, self, split_size, dim),
  chunk = function(chunks, dim = 1L) .Call(C_op3, 61L, self, chunks, dim),
  unbind = function(dim = 1L) .Call(C_op2, 62L, self, dim),
  unfold = function(dimension, size, step) .Call(C_op4, 64L, self, dimension, size, step),
  as_strided = function(size, stride, storage_offset = NULL) .Call(C_op4, 65L, self, size, stride,
      storage_offset),
  as_strided_scatter = function(src, size, stride, storage_offset = NULL) .Call(C_op5, 66L, self,
      src, size, stride, storage_offset),
  positive = function() .Call(C_op1, 70L, self),
  positive_ = function() .Call(C_inplace1, 70L, self),
  clone = function(memory_format = NULL) .Call(C_op2, 71L, self, memory_format),
  copy_ = function(src, non_blocking = FALSE) .Call(C_op3, 74L, self, src, non_blocking),
  contiguous = function(memory_format = NULL) .Call(C_op2, 75L, self, memory_format),
  detach = function() .Call(C_op1, 76L, self),
  mm = function(mat2) .Call(C_op2, 77L, self, mat2),
  swapdims = function(dim0, dim1) .Call(C_op3, 47L, self, dim0, dim1),
  unsafe_split = function(split_size, dim = 1L) .Call(C_op3, 60L, self, split_size, dim),
  unsafe_chunk = function(chunks, dim = 1L) .Call(C_op3, 61L, self, chunks, dim)
)

# The table's names in order: an op's number is its place here, from 0.
.op_names <- c(
  "add", "sub", "mul", "div", "neg", "exp", "log", "sqrt", "tanh", "relu", "sign", "gt", "eq",
  "where", "isnan", "empty", "zeros", "full", "ones", "empty_strided", "empty_like", "zeros_like",
  "ones_like", "full_like", "new_empty", "new_zeros", "new_ones", "new_full", "new_empty_strided",
  "arange", "range", "linspace", "logspace", "eye", "tril_indices", "triu_indices", "fill_",
  "zero_", "sum", "view", "reshape", "flatten", "unflatten", "reshape_as", "view_as", "expand",
  "expand_as", "transpose", "swapaxes", "t", "permute", "movedim", "moveaxis", "numpy_T", "mT",
  "squeeze", "unsqueeze", "select", "slice", "narrow", "split", "chunk", "unbind", "diagonal",
  "unfold", "as_strided", "as_strided_scatter", "place", "add_window", "read_window", "positive",
  "clone", "cast", "move", "copy_", "contiguous", "detach", "mm"
)
