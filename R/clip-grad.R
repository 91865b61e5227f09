#' Clip gradients
#'
#' `nn_utils_clip_grad_norm_()` scales the gradients of all parameters by one factor,
#' \eqn{\min(1, max\_norm / (norm + 10^{-6}))}{min(1, max_norm / (norm + 1e-6))}, so that together, as if they were
#' one vector, they have a norm of at most `max_norm` (Pascanu, Mikolov and Bengio 2013).
#' `nn_utils_clip_grad_value_()` moves every element into \[-clip_value, clip_value\]. Both change the gradients
#' in place; parameters without a gradient are passed over.
#'
#' @param parameters A tensor, a list of tensors, or a module.
#' @param max_norm The largest norm, at least 0.
#' @param norm_type The order of the norm; `Inf` is the largest absolute value.
#' @param clip_value The largest absolute value, at least 0.
#' @return `nn_utils_clip_grad_norm_()`: the norm before, a tensor without dimensions. Where it is infinite the
#'   gradients become 0 or NaN, where it is NaN they become NaN. `nn_utils_clip_grad_value_()`: nothing.
#' @examples
#' x <- torch_tensor(c(3, 4), requires_grad = TRUE)
#' (x * x)$sum()$backward()
#' nn_utils_clip_grad_norm_(x, max_norm = 1)
#' x$grad
#' nn_utils_clip_grad_value_(x, 0.7)
#' x$grad
#' @name clip_grad
NULL

#' @rdname clip_grad
#' @export
nn_utils_clip_grad_norm_ <- function(parameters, max_norm, norm_type = 2) {
  .Call(C_clip_grad_norm, parameter_list(parameters), max_norm, if (identical(norm_type, "inf")) Inf else norm_type)
}

#' @rdname clip_grad
#' @export
nn_utils_clip_grad_value_ <- function(parameters, clip_value) {
  .Call(C_clip_grad_value, parameter_list(parameters), clip_value)
  invisible(NULL)
}

# A tensor, a list of tensors or a module, as a list of tensors.
parameter_list <- function(x) {
  if (is_torch_tensor(x)) list(x) else if (is_nn_module(x)) x$parameters else x
}
