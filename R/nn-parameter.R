# What marks a tensor as a parameter or buffer, and the predicates.

#' Parameters and buffers of a module
#'
#' `nn_parameter()` marks a tensor as a parameter, `nn_buffer()` as a buffer: assigned to a module's field
#' it is registered as such. The same R object is returned with a class more.
#'
#' @param x A tensor.
#' @param requires_grad Shall it require a gradient?
#' @param persistent Is the buffer part of the module's state?
#' @return The tensor; `is_nn_parameter()`, `is_nn_buffer()` and `is_nn_module()` return `TRUE` or `FALSE`.
#' @examples
#' w <- nn_parameter(torch_zeros(3))
#' is_nn_parameter(w)
#' @export
nn_parameter <- function(x, requires_grad = TRUE) {
  if (!is_torch_tensor(x)) type_error("nn_parameter: x must be a tensor")
  .Call(C_requires_grad_, x, requires_grad)
  .Call(C_mark, x, TRUE, FALSE)
}

#' @rdname nn_parameter
#' @export
nn_buffer <- function(x, persistent = TRUE) {
  if (!is_torch_tensor(x)) type_error("nn_buffer: x must be a tensor")
  attr(x, "persistent") <- persistent
  .Call(C_mark, x, FALSE, TRUE)
}

#' @rdname nn_parameter
#' @export
is_nn_parameter <- function(x) inherits(x, "nn_parameter")

#' @rdname nn_parameter
#' @export
is_nn_buffer <- function(x) inherits(x, "nn_buffer")

#' @rdname nn_parameter
#' @export
is_nn_module <- function(x) inherits(x, "nn_module") && !inherits(x, "nn_module_generator")
