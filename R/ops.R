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
torch_poisson <- function(self, generator = NULL) .Call(C_op2, 47L, self, generator)

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
    .Call(C_op4, 48L, self, num_samples, replacement, generator)

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
torch_bernoulli <- function(self, p = NULL, generator = NULL) .Call(C_op3, 59L, self, p, generator)

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
nnf_dropout <- function(input, p = 0.5, training = TRUE, inplace = FALSE) .Call(C_op4, 60L, input,
    p, training, inplace)

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
nnf_dropout2d <- function(input, p = 0.5, training = TRUE, inplace = FALSE) .Call(C_op4, 61L,
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
nnf_dropout3d <- function(input, p = 0.5, training = TRUE, inplace = FALSE) .Call(C_op4, 62L,
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
nnf_alpha_dropout <- function(input, p = 0.5, training = FALSE, inplace = FALSE) .Call(C_op4, 63L,
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
torch_sum <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 64L, self, dim,
    keepdim, dtype)

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
torch_nansum <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 65L, self,
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
torch_mean <- function(self, dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 66L, self,
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
torch_amax <- function(self, dim = list(), keepdim = FALSE) .Call(C_op3, 67L, self, dim, keepdim)

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
torch_amin <- function(self, dim = list(), keepdim = FALSE) .Call(C_op3, 68L, self, dim, keepdim)

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
torch_argmax <- function(self, dim = NULL, keepdim = FALSE) .Call(C_op3, 71L, self, dim, keepdim)

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
torch_argmin <- function(self, dim = NULL, keepdim = FALSE) .Call(C_op3, 72L, self, dim, keepdim)

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
torch_count_nonzero <- function(self, dim = NULL) .Call(C_op2, 75L, self, dim)

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
    .Call(C_op5, 76L, self, dim, unbiased, keepdim, correction)

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
    .Call(C_op5, 77L, self, dim, unbiased, keepdim, correction)

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
torch_logsumexp <- function(self, dim, keepdim = FALSE) .Call(C_op3, 78L, self, dim, keepdim)

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
torch_reshape <- function(self, shape) .Call(C_op2, 85L, self, shape)

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
torch_transpose <- function(self, dim0, dim1) .Call(C_op3, 92L, self, dim0, dim1)

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
torch_t <- function(self) .Call(C_op1, 94L, self)

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
torch_movedim <- function(self, source, destination) .Call(C_op3, 96L, self, source, destination)

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
torch_squeeze <- function(self, dim = NULL) .Call(C_op2, 100L, self, dim)

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
torch_unsqueeze <- function(self, dim) .Call(C_op2, 101L, self, dim)

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
torch_narrow <- function(self, dim, start, length) .Call(C_op4, 104L, self, dim, start, length)

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
torch_split <- function(self, split_size, dim = 1L) .Call(C_op3, 105L, self, split_size, dim)

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
torch_chunk <- function(self, chunks, dim = 1L) .Call(C_op3, 106L, self, chunks, dim)

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
torch_unbind <- function(self, dim = 1L) .Call(C_op2, 107L, self, dim)

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
torch_as_strided <- function(self, size, stride, storage_offset = NULL) .Call(C_op4, 110L, self,
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
torch_clone <- function(self, memory_format = NULL) .Call(C_op2, 116L, self, memory_format)

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
torch_mv <- function(self, vec) .Call(C_op2, 125L, self, vec)

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
#' x <- torch_randn(4)
#' tensor <- torch_randn(4)
#' torch_dot(x, tensor)
#' @export
torch_dot <- function(self, tensor) .Call(C_op2, 126L, self, tensor)

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
#' x <- torch_randn(4)
#' other <- torch_randn(4)
#' torch_vdot(x, other)
#' @export
torch_vdot <- function(self, other) .Call(C_op2, 127L, self, other)

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
torch_matmul <- function(self, other) .Call(C_op2, 128L, self, other)

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
#' torch_addmv(x, mat, vec)
#' @export
torch_addmv <- function(self, mat, vec, beta = 1L, alpha = 1L) .Call(C_op5, 130L, self, mat, vec,
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
#' torch_addbmm(x, batch1, batch2)
#' @export
torch_addbmm <- function(self, batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 132L, self,
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
#' x <- torch_randn(3, 4)
#' vec1 <- torch_randn(3)
#' vec2 <- torch_randn(4)
#' torch_addr(x, vec1, vec2)
#' @export
torch_addr <- function(self, vec1, vec2, beta = 1L, alpha = 1L) .Call(C_op5, 133L, self, vec1,
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
torch_outer <- function(self, vec2) .Call(C_op2, 134L, self, vec2)

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
nnf_linear <- function(input, weight, bias = NULL) .Call(C_op3, 136L, input, weight, bias)

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
#' weight <- torch_randn(5, 4, 2)
#' bias <- torch_randn(5)
#' nnf_bilinear(input1, input2, weight, bias = bias)
#' @export
nnf_bilinear <- function(input1, input2, weight, bias = NULL) .Call(C_op4, 137L, input1, input2,
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
torch_einsum <- function(equation, tensors, path = NULL) .Call(C_op3, 138L, equation, tensors, path)

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
torch_kron <- function(self, other) .Call(C_op2, 140L, self, other)

#' Product of several matrices in the cheapest order
#'
#' Product of several matrices in the cheapest order.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param matrices A list of tensors.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' matrices <- list(torch_randn(3, 4), torch_randn(4, 2), torch_randn(2, 3))
#' torch_chain_matmul(matrices)
#' @export
torch_chain_matmul <- function(matrices) .Call(C_op1, 141L, matrices)

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
torch_matrix_power <- function(self, n) .Call(C_op2, 143L, self, n)

#' Block diagonal matrix
#'
#' Block diagonal matrix.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @return A tensor.
#' @family linear algebra
#' @examples
#' tensors <- list(torch_randn(2, 3), torch_randn(1, 2))
#' torch_block_diag(tensors)
#' @export
torch_block_diag <- function(tensors) .Call(C_op1, 144L, tensors)

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
torch_cross <- function(self, other, dim = NULL) .Call(C_op3, 145L, self, other, dim)

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
torch_cat <- function(tensors, dim = 1L) .Call(C_op2, 146L, tensors, dim)

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
torch_stack <- function(tensors, dim = 1L) .Call(C_op2, 147L, tensors, dim)

#' Tensors beside each other
#'
#' Tensors beside each other.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @return A tensor.
#' @family joining
#' @examples
#' tensors <- list(torch_randn(2, 3), torch_randn(2, 2))
#' torch_hstack(tensors)
#' @export
torch_hstack <- function(tensors) .Call(C_op1, 148L, tensors)

#' Tensors below each other
#'
#' Tensors below each other.
#'
#' @details Differentiable where the operations that it is made of are.
#' @param tensors A list of tensors.
#' @return A tensor.
#' @family joining
#' @examples
#' tensors <- list(torch_randn(2, 3), torch_randn(1, 3))
#' torch_vstack(tensors)
#' @export
torch_vstack <- function(tensors) .Call(C_op1, 149L, tensors)

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
torch_dstack <- function(tensors) .Call(C_op1, 150L, tensors)

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
torch_masked_select <- function(self, mask) .Call(C_op2, 156L, self, mask)

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
torch_index <- function(self, indices) .Call(C_op2, 158L, self, indices)

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
torch_index_put <- function(self, indices, values, accumulate = FALSE) .Call(C_op4, 159L, self,
    indices, values, accumulate)

#' @rdname torch_index_put
#' @export
torch_index_put_ <- function(self, indices, values, accumulate = FALSE) .Call(C_inplace4, 159L,
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
torch_index_select <- function(self, dim, index) .Call(C_op3, 160L, self, dim, index)

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
torch_take <- function(self, index) .Call(C_op2, 164L, self, index)

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
torch_gather <- function(self, dim, index, sparse_grad = FALSE) .Call(C_op4, 166L, self, dim,
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
torch_take_along_dim <- function(self, indices, dim = NULL) .Call(C_op3, 167L, self, indices, dim)

#' @rdname torch_transpose
#' @export
torch_swapdims <- function(self, dim0, dim1) .Call(C_op3, 92L, self, dim0, dim1)

#' @rdname torch_split
#' @export
torch_unsafe_split <- function(self, split_size, dim = 1L) .Call(C_op3, 105L, self, split_size, dim)

#' @rdname torch_chunk
#' @export
torch_unsafe_chunk <- function(self, chunks, dim = 1L) .Call(C_op3, 106L, self, chunks, dim)

#' @rdname torch_outer
#' @export
torch_ger <- function(self, vec2) .Call(C_op2, 134L, self, vec2)

.torch_div <- function(self, other) .Call(C_op2, 3L, self, other)
.torch_div_ <- function(self, other) .Call(C_inplace2, 3L, self, other)

.torch_where <- function(condition, self, other) .Call(C_op3, 13L, condition, self, other)
.torch_where_ <- function(condition, self, other) .Call(C_inplace3, 13L, condition, self, other)

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

.torch_rand <- function(size, dtype = NULL, device = NULL, generator = NULL) .Call(C_op4, 50L,
    size, dtype, device, generator)

.torch_randn <- function(size, dtype = NULL, device = NULL, generator = NULL) .Call(C_op4, 51L,
    size, dtype, device, generator)

.torch_randint <- function(low, high, size, dtype = NULL, device = NULL, generator = NULL)
    .Call(C_op6, 52L, low, high, size, dtype, device, generator)

.torch_randperm <- function(n, dtype = NULL, device = NULL, generator = NULL) .Call(C_op4, 53L, n,
    dtype, device, generator)

.torch_rand_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 54L, input, dtype,
    device)

.torch_randn_like <- function(input, dtype = NULL, device = NULL) .Call(C_op3, 55L, input, dtype,
    device)

.torch_randint_like <- function(input, low, high, dtype = NULL, device = NULL) .Call(C_op5, 56L,
    input, low, high, dtype, device)

.torch_normal <- function(mean, std, generator = NULL) .Call(C_op3, 57L, mean, std, generator)

.torch_normal_of_size <- function(mean, std, size, dtype = NULL, device = NULL,
    generator = NULL) .Call(C_op6, 58L, mean, std, size, dtype, device, generator)

.torch_max_all <- function(self) .Call(C_op1, 69L, self)

.torch_min_all <- function(self) .Call(C_op1, 70L, self)

.torch_flatten <- function(self, start_dim = 1L, end_dim = -1L) .Call(C_op3, 86L, self, start_dim,
    end_dim)

.torch_expand <- function(self, size, implicit = FALSE) .Call(C_op3, 90L, self, size, implicit)

.torch_permute <- function(self, dims) .Call(C_op2, 95L, self, dims)

.torch_diagonal <- function(self, dim1 = 1L, dim2 = 2L, offset = 0L) .Call(C_op4, 108L, self, dim1,
    dim2, offset)

.torch_mm <- function(self, mat2) .Call(C_op2, 122L, self, mat2)

.torch_bmm <- function(self, mat2) .Call(C_op2, 123L, self, mat2)

.torch_addmm <- function(self, mat1, mat2, beta = 1L, alpha = 1L) .Call(C_op5, 129L, self, mat1,
    mat2, beta, alpha)
.torch_addmm_ <- function(self, mat1, mat2, beta = 1L, alpha = 1L) .Call(C_inplace5, 129L, self,
    mat1, mat2, beta, alpha)

.torch_baddbmm <- function(self, batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 131L, self,
    batch1, batch2, beta, alpha)
.torch_baddbmm_ <- function(self, batch1, batch2, beta = 1L, alpha = 1L) .Call(C_inplace5, 131L,
    self, batch1, batch2, beta, alpha)

.torch_tensordot <- function(a, b, dims_self, dims_other) .Call(C_op4, 139L, a, b, dims_self,
    dims_other)

.torch_nonzero <- function(self) .Call(C_op1, 153L, self)

.torch_embedding <- function(weight, indices, padding_idx = NULL, scale_grad_by_freq = FALSE)
    .Call(C_op4, 176L, weight, indices, padding_idx, scale_grad_by_freq)

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
  where = function(condition, other) .Call(C_op3, 13L, condition, self, other),
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
  uniform_ = function(from = 0, to = 1, generator = NULL) .Call(C_op4, 38L, self, from, to, generator),
  normal_ = function(mean = 0, std = 1, generator = NULL) .Call(C_op4, 39L, self, mean, std,
      generator),
  bernoulli_ = function(p = 0.5, generator = NULL) .Call(C_op3, 40L, self, p, generator),
  random_ = function(from = NULL, to = NULL, generator = NULL) .Call(C_op4, 41L, self, from, to,
      generator),
  exponential_ = function(lambd = 1, generator = NULL) .Call(C_op3, 42L, self, lambd, generator),
  cauchy_ = function(median = 0, sigma = 1, generator = NULL) .Call(C_op4, 43L, self, median, sigma,
      generator),
  geometric_ = function(p, generator = NULL) .Call(C_op3, 44L, self, p, generator),
  log_normal_ = function(mean = 1, std = 2, generator = NULL) .Call(C_op4, 45L, self, mean, std,
      generator),
  multinomial = function(num_samples, replacement = FALSE, generator = NULL) .Call(C_op4, 48L, self,
      num_samples, replacement, generator),
  bernoulli = function(p = NULL, generator = NULL) .Call(C_op3, 59L, self, p, generator),
  sum = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 64L, self, dim, keepdim,
      dtype),
  nansum = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 65L, self, dim, keepdim,
      dtype),
  mean = function(dim = NULL, keepdim = FALSE, dtype = NULL) .Call(C_op4, 66L, self, dim, keepdim,
      dtype),
  amax = function(dim = list(), keepdim = FALSE) .Call(C_op3, 67L, self, dim, keepdim),
  amin = function(dim = list(), keepdim = FALSE) .Call(C_op3, 68L, self, dim, keepdim),
  argmax = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 71L, self, dim, keepdim),
  argmin = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 72L, self, dim, keepdim),
  any = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 73L, self, dim, keepdim),
  all = function(dim = NULL, keepdim = FALSE) .Call(C_op3, 74L, self, dim, keepdim),
  count_nonzero = function(dim = NULL) .Call(C_op2, 75L, self, dim),
  var = function(dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL) .Call(C_op5, 76L,
      self, dim, unbiased, keepdim, correction),
  std = function(dim = NULL, unbiased = TRUE, keepdim = FALSE, correction = NULL) .Call(C_op5, 77L,
      self, dim, unbiased, keepdim, correction),
  logsumexp = function(dim, keepdim = FALSE) .Call(C_op3, 78L, self, dim, keepdim),
  softmax = function(dim, dtype = NULL) .Call(C_op3, 79L, self, dim, dtype),
  log_softmax = function(dim, dtype = NULL) .Call(C_op3, 80L, self, dim, dtype),
  reshape = function(shape) .Call(C_op2, 85L, self, shape),
  unflatten = function(dim, sizes) .Call(C_op3, 87L, self, dim, sizes),
  reshape_as = function(other) .Call(C_op2, 88L, self, other),
  view_as = function(other) .Call(C_op2, 89L, self, other),
  expand_as = function(other) .Call(C_op2, 91L, self, other),
  transpose = function(dim0, dim1) .Call(C_op3, 92L, self, dim0, dim1),
  swapaxes = function(axis0, axis1) .Call(C_op3, 93L, self, axis0, axis1),
  t = function() .Call(C_op1, 94L, self),
  movedim = function(source, destination) .Call(C_op3, 96L, self, source, destination),
  moveaxis = function(source, destination) .Call(C_op3, 97L, self, source, destination),
  numpy_T = function() .Call(C_op1, 98L, self),
  mT = function() .Call(C_op1, 99L, self),
  squeeze = function(dim = NULL) .Call(C_op2, 100L, self, dim),
  unsqueeze = function(dim) .Call(C_op2, 101L, self, dim),
  select = function(dim, index) .Call(C_op3, 102L, self, dim, index),
  slice = function(dim = 1L, start = NULL, end = NULL, step = 1L) .Call(C_op5, 103L, self, dim,
      start, end, step),
  narrow = function(dim, start, length) .Call(C_op4, 104L, self, dim, start, length),
  split = function(split_size, dim = 1L) .Call(C_op3, 105L, self, split_size, dim),
  chunk = function(chunks, dim = 1L) .Call(C_op3, 106L, self, chunks, dim),
  unbind = function(dim = 1L) .Call(C_op2, 107L, self, dim),
  unfold = function(dimension, size, step) .Call(C_op4, 109L, self, dimension, size, step),
  as_strided = function(size, stride, storage_offset = NULL) .Call(C_op4, 110L, self, size, stride,
      storage_offset),
  as_strided_scatter = function(src, size, stride, storage_offset = NULL) .Call(C_op5, 111L, self,
      src, size, stride, storage_offset),
  positive = function() .Call(C_op1, 115L, self),
  positive_ = function() .Call(C_inplace1, 115L, self),
  clone = function(memory_format = NULL) .Call(C_op2, 116L, self, memory_format),
  copy_ = function(src, non_blocking = FALSE) .Call(C_op3, 119L, self, src, non_blocking),
  contiguous = function(memory_format = NULL) .Call(C_op2, 120L, self, memory_format),
  detach = function() .Call(C_op1, 121L, self),
  mm = function(mat2) .Call(C_op2, 122L, self, mat2),
  bmm = function(mat2) .Call(C_op2, 123L, self, mat2),
  mv = function(vec) .Call(C_op2, 125L, self, vec),
  dot = function(tensor) .Call(C_op2, 126L, self, tensor),
  vdot = function(other) .Call(C_op2, 127L, self, other),
  matmul = function(other) .Call(C_op2, 128L, self, other),
  addmm = function(mat1, mat2, beta = 1L, alpha = 1L) .Call(C_op5, 129L, self, mat1, mat2, beta,
      alpha),
  addmm_ = function(mat1, mat2, beta = 1L, alpha = 1L) .Call(C_inplace5, 129L, self, mat1, mat2,
      beta, alpha),
  addmv = function(mat, vec, beta = 1L, alpha = 1L) .Call(C_op5, 130L, self, mat, vec, beta, alpha),
  addmv_ = function(mat, vec, beta = 1L, alpha = 1L) .Call(C_inplace5, 130L, self, mat, vec, beta,
      alpha),
  baddbmm = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 131L, self, batch1, batch2,
      beta, alpha),
  baddbmm_ = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_inplace5, 131L, self, batch1,
      batch2, beta, alpha),
  addbmm = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_op5, 132L, self, batch1, batch2,
      beta, alpha),
  addbmm_ = function(batch1, batch2, beta = 1L, alpha = 1L) .Call(C_inplace5, 132L, self, batch1,
      batch2, beta, alpha),
  addr = function(vec1, vec2, beta = 1L, alpha = 1L) .Call(C_op5, 133L, self, vec1, vec2, beta, alpha),
  addr_ = function(vec1, vec2, beta = 1L, alpha = 1L) .Call(C_inplace5, 133L, self, vec1, vec2, beta,
      alpha),
  outer = function(vec2) .Call(C_op2, 134L, self, vec2),
  inner = function(other) .Call(C_op2, 135L, self, other),
  kron = function(other) .Call(C_op2, 140L, self, other),
  matrix_power = function(n) .Call(C_op2, 143L, self, n),
  cross = function(other, dim = NULL) .Call(C_op3, 145L, self, other, dim),
  nonzero = function() .Call(C_op1, 153L, self),
  argwhere = function() .Call(C_op1, 154L, self),
  masked_fill = function(mask, value) .Call(C_op3, 155L, self, mask, value),
  masked_fill_ = function(mask, value) .Call(C_inplace3, 155L, self, mask, value),
  masked_select = function(mask) .Call(C_op2, 156L, self, mask),
  masked_scatter = function(mask, source) .Call(C_op3, 157L, self, mask, source),
  masked_scatter_ = function(mask, source) .Call(C_inplace3, 157L, self, mask, source),
  index = function(indices) .Call(C_op2, 158L, self, indices),
  index_put = function(indices, values, accumulate = FALSE) .Call(C_op4, 159L, self, indices, values,
      accumulate),
  index_put_ = function(indices, values, accumulate = FALSE) .Call(C_inplace4, 159L, self, indices,
      values, accumulate),
  index_select = function(dim, index) .Call(C_op3, 160L, self, dim, index),
  index_add = function(dim, index, source, alpha = 1L) .Call(C_op5, 161L, self, dim, index, source,
      alpha),
  index_add_ = function(dim, index, source, alpha = 1L) .Call(C_inplace5, 161L, self, dim, index,
      source, alpha),
  index_copy = function(dim, index, source) .Call(C_op4, 162L, self, dim, index, source),
  index_copy_ = function(dim, index, source) .Call(C_inplace4, 162L, self, dim, index, source),
  index_fill = function(dim, index, value) .Call(C_op4, 163L, self, dim, index, value),
  index_fill_ = function(dim, index, value) .Call(C_inplace4, 163L, self, dim, index, value),
  take = function(index) .Call(C_op2, 164L, self, index),
  put = function(index, source, accumulate = FALSE) .Call(C_op4, 165L, self, index, source,
      accumulate),
  put_ = function(index, source, accumulate = FALSE) .Call(C_inplace4, 165L, self, index, source,
      accumulate),
  gather = function(dim, index, sparse_grad = FALSE) .Call(C_op4, 166L, self, dim, index, sparse_grad),
  take_along_dim = function(indices, dim = NULL) .Call(C_op3, 167L, self, indices, dim),
  scatter_add = function(dim, index, src) .Call(C_op4, 169L, self, dim, index, src),
  scatter_add_ = function(dim, index, src) .Call(C_inplace4, 169L, self, dim, index, src),
  scatter = function(dim, index, src, reduce = NULL) .Call(C_op5, 171L, self, dim, index, src, reduce),
  scatter_ = function(dim, index, src, reduce = NULL) .Call(C_inplace5, 171L, self, dim, index, src,
      reduce),
  scatter_reduce = function(dim, index, src, reduce, include_self = TRUE) .Call(C_op6, 172L, self,
      dim, index, src, reduce, include_self),
  scatter_reduce_ = function(dim, index, src, reduce, include_self = TRUE) .Call(C_inplace6, 172L,
      self, dim, index, src, reduce, include_self),
  select_scatter = function(src, dim, index) .Call(C_op4, 173L, self, src, dim, index),
  slice_scatter = function(src, dim = 1L, start = NULL, end = NULL, step = 1L) .Call(C_op6, 174L,
      self, src, dim, start, end, step),
  diagonal_scatter = function(src, offset = 0L, dim1 = 1L, dim2 = 2L) .Call(C_op5, 175L, self, src,
      offset, dim1, dim2),
  swapdims = function(dim0, dim1) .Call(C_op3, 92L, self, dim0, dim1),
  unsafe_split = function(split_size, dim = 1L) .Call(C_op3, 105L, self, split_size, dim),
  unsafe_chunk = function(chunks, dim = 1L) .Call(C_op3, 106L, self, chunks, dim),
  ger = function(vec2) .Call(C_op2, 134L, self, vec2)
)

# The table's names in order: an op's number is its place here, from 0.
.op_names <- c(
  "add", "sub", "mul", "div", "neg", "exp", "log", "sqrt", "tanh", "relu", "sign", "gt", "eq",
  "where", "isnan", "empty", "zeros", "full", "ones", "empty_strided", "empty_like", "zeros_like",
  "ones_like", "full_like", "new_empty", "new_zeros", "new_ones", "new_full", "new_empty_strided",
  "arange", "range", "linspace", "logspace", "eye", "tril_indices", "triu_indices", "fill_",
  "zero_", "uniform_", "normal_", "bernoulli_", "random_", "exponential_", "cauchy_", "geometric_",
  "log_normal_", "randperm_", "poisson", "multinomial", "rrelu_noise", "rand", "randn", "randint",
  "randperm", "rand_like", "randn_like", "randint_like", "normal", "normal_of_size", "bernoulli",
  "dropout", "dropout2d", "dropout3d", "alpha_dropout", "sum", "nansum", "mean", "amax", "amin",
  "max_all", "min_all", "argmax", "argmin", "any", "all", "count_nonzero", "var", "std",
  "logsumexp", "softmax", "log_softmax", "softmin", "softmax_backward", "log_softmax_backward",
  "view", "reshape", "flatten", "unflatten", "reshape_as", "view_as", "expand", "expand_as",
  "transpose", "swapaxes", "t", "permute", "movedim", "moveaxis", "numpy_T", "mT", "squeeze",
  "unsqueeze", "select", "slice", "narrow", "split", "chunk", "unbind", "diagonal", "unfold",
  "as_strided", "as_strided_scatter", "place", "add_window", "read_window", "positive", "clone",
  "cast", "move", "copy_", "contiguous", "detach", "mm", "bmm", "batched_mm", "mv", "dot", "vdot",
  "matmul", "addmm", "addmv", "baddbmm", "addbmm", "addr", "outer", "inner", "linear", "bilinear",
  "einsum", "tensordot", "kron", "chain_matmul", "multi_dot", "matrix_power", "block_diag",
  "cross", "cat", "stack", "hstack", "vstack", "dstack", "first_outside", "nonzero_count",
  "nonzero", "argwhere", "masked_fill", "masked_select", "masked_scatter", "index", "index_put",
  "index_select", "index_add", "index_copy", "index_fill", "take", "put", "gather",
  "take_along_dim", "scatter_put", "scatter_add", "scatter_fold", "scatter", "scatter_reduce",
  "select_scatter", "slice_scatter", "diagonal_scatter", "embedding"
)
