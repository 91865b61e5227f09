# R values to tensors and back.

#' Make a tensor from R values
#'
#' Copies a vector, matrix or array of numbers, flags or bytes. An R array has the same indices as the
#' tensor made from it: element `[i, j]` is the same in both.
#'
#' @param data A numeric, logical, complex or raw vector, matrix or array, a factor (its codes), a
#'   [bit64][bit64::bit64-package] `integer64`, `NULL` (a tensor without elements), or a tensor, which is
#'   copied and detached.
#' @param dtype The dtype; by default Float for doubles, Long for integers, factors and `integer64`, Bool
#'   for logical, ComplexFloat for complex, Byte for raw vectors.
#' @param device The device, such as `"cpu"`; by default the default device.
#' @param requires_grad Whether operations on the tensor are recorded.
#' @param pin_memory If `TRUE`, the tensor lies in pinned memory, see [pin_memory]; without a CUDA device that is
#'   a runtime_error.
#' @return A tensor: of one dimension for a vector, of the dimensions of a matrix or array. `NA` in integer
#'   and logical vectors is a value_error, because such tensors cannot hold it; in doubles it becomes NaN.
#'   Characters and lists are a type_error.
#' @examples
#' torch_tensor(c(1, 2, 3))
#' torch_tensor(matrix(1:6, nrow = 2))
#' torch_tensor(c(TRUE, FALSE), dtype = torch_int())
#' @seealso [as_array()] for the way back
#' @export
torch_tensor <- function(data, dtype = NULL, device = NULL, requires_grad = FALSE, pin_memory = FALSE) {
  if (!is_true(pin_memory)) return(.Call(C_tensor, data, dtype, device, requires_grad))
  x <- .Call(C_pin_memory, .Call(C_tensor, data, dtype, device, FALSE), NULL)
  .Call(C_requires_grad_, x, requires_grad)
}

#' Make a tensor without dimensions
#'
#' @param value One number or flag.
#' @inheritParams torch_tensor
#' @return A tensor with no dimensions that holds `value`.
#' @examples
#' torch_scalar_tensor(1)
#' @export
torch_scalar_tensor <- function(value, dtype = NULL, device = NULL, requires_grad = FALSE) {
  if (is_torch_tensor(value)) value <- .Call(C_item, value)
  .Call(C_scalar_tensor, value, dtype, device, requires_grad)
}

#' Tensors and raw bytes
#'
#' @param buffer A raw vector, or another atomic vector whose bytes are taken.
#' @param shape The sizes, an integer vector.
#' @param dtype The dtype in which the bytes are read.
#' @param tensor A tensor on the CPU.
#' @return `torch_tensor_from_buffer()`: a tensor with a copy of the bytes, row by row; fewer bytes than the
#'   sizes need are a value_error. `buffer_from_torch_tensor()`: a raw vector.
#' @examples
#' bytes <- buffer_from_torch_tensor(torch_tensor(c(1, 2)))
#' torch_tensor_from_buffer(bytes, 2)
#' @rdname torch_tensor_from_buffer
#' @export
torch_tensor_from_buffer <- function(buffer, shape, dtype = "float") .Call(C_from_buffer, buffer, shape, dtype)

#' @rdname torch_tensor_from_buffer
#' @export
buffer_from_torch_tensor <- function(tensor) .Call(C_to_buffer, tensor)

#' Tensors as R vectors and arrays
#'
#' A tensor without dimensions or with one becomes a vector, with two a matrix, with more an array.
#' Element `[i, j]` is the same in both.
#'
#' @param x A tensor on the CPU, of any dtype.
#' @param ... Ignored.
#' @return Float, Half, BFloat16 and Double become double, Long, Int, Short and Char integer, Byte raw,
#'   Bool logical, complex dtypes complex. Long values past the range of R's integers become `NA` with a
#'   warning; `as.numeric()` and `bit64::as.integer64()` keep them. A tensor on another device is a
#'   runtime_error.
#' @examples
#' as_array(torch_tensor(matrix(1:6, nrow = 2)))
#' as.numeric(torch_tensor(c(TRUE, FALSE)))
#' @rdname as_array
#' @export
as_array <- function(x) UseMethod("as_array")

#' @export
as_array.torch_tensor <- function(x) .Call(C_as_array, x)

#' @rdname as_array
#' @export
as.array.torch_tensor <- function(x, ...) .Call(C_as_array, x)

#' @rdname as_array
#' @export
as.matrix.torch_tensor <- function(x, ...) as.matrix(.Call(C_as_array, x))

#' @rdname as_array
#' @export
as.numeric.torch_tensor <- function(x, ...) as.double(.Call(C_as_numeric, x))

#' @rdname as_array
#' @export
as.double.torch_tensor <- function(x, ...) as.double(.Call(C_as_numeric, x))

#' @rdname as_array
#' @export
as.integer.torch_tensor <- function(x, ...) as.integer(.Call(C_as_array, x))

#' @rdname as_array
#' @export
as.logical.torch_tensor <- function(x, ...) as.logical(.Call(C_as_array, x))

#' @rdname as_array
#' @export
as.complex.torch_tensor <- function(x, ...) as.complex(.Call(C_as_array, x))

#' @exportS3Method bit64::as.integer64
as.integer64.torch_tensor <- function(x, ...) {
  values <- .Call(C_as_integer64, x)
  class(values) <- "integer64"
  values
}
