# Activations as functions: names, defaults and the choice between a new tensor and the input's own memory.

#' Activation functions
#'
#' Each is applied element by element, but for `nnf_glu()`, the softmax family and `nnf_prelu()`, which has a
#' slope per channel (dimension 2). They take floating-point tensors of any shape and return a tensor of the
#' same shape and dtype; integer tensors become floating.
#'
#' @param input A tensor, or an R vector that becomes one.
#' @param alpha,negative_slope Scale or slope of the negative side.
#' @param inplace Change the input instead of making a new tensor? An error where the input is a leaf that
#'   requires a gradient.
#' @param approximate `"none"` for the exact normal distribution function, `"tanh"` for an approximation
#'   (Hendrycks and Gimpel 2016).
#' @param dim Dimension, from 1; negative numbers count from the end.
#' @param dtype Dtype to which the input is converted first; `NULL`: its own.
#' @param lambd Half the width of the interval that becomes zero.
#' @param min_val,max_val Bounds.
#' @param weight A tensor with one slope, or one per channel.
#' @param beta Sharpness.
#' @param threshold Threshold; for `nnf_softplus()` the value of `beta * input` above which it is the identity.
#' @param value What replaces elements that are not above the threshold.
#' @return A tensor; the functions with a trailing underscore, and `inplace = TRUE`, change the input and return it.
#' @examples
#' x <- torch_tensor(c(-2, -0.5, 0, 1.5))
#' nnf_relu(x)
#' nnf_gelu(x)
#' nnf_softmax(x, dim = 1)
#' @name activations
NULL

#' @rdname activations
#' @export
nnf_celu <- function(input, alpha = 1, inplace = FALSE) {
  if (is_true(inplace)) torch_celu_(input, alpha) else torch_celu(input, alpha)
}

#' @rdname activations
#' @export
nnf_celu_ <- function(input, alpha = 1) torch_celu_(input, alpha)

#' @rdname activations
#' @export
nnf_elu <- function(input, alpha = 1, inplace = FALSE) {
  if (is_true(inplace)) .torch_elu_(input, alpha) else .torch_elu(input, alpha)
}

#' @rdname activations
#' @export
nnf_elu_ <- function(input, alpha = 1) .torch_elu_(input, alpha)

#' @rdname activations
#' @export
nnf_gelu <- function(input, approximate = "none") .torch_gelu(input, approximate)

#' @rdname activations
#' @export
nnf_glu <- function(input, dim = -1) .torch_glu(input, dim)

#' @rdname activations
#' @export
nnf_hardshrink <- function(input, lambd = 0.5) .torch_hardshrink(input, lambd)

#' @rdname activations
#' @export
nnf_hardsigmoid <- function(input, inplace = FALSE) {
  if (is_true(inplace)) .torch_hardsigmoid_(input) else .torch_hardsigmoid(input)
}

#' @rdname activations
#' @export
nnf_hardswish <- function(input, inplace = FALSE) {
  if (is_true(inplace)) .torch_hardswish_(input) else .torch_hardswish(input)
}

#' @rdname activations
#' @export
nnf_hardtanh <- function(input, min_val = -1, max_val = 1, inplace = FALSE) {
  if (is_true(inplace)) .torch_hardtanh_(input, min_val, max_val) else .torch_hardtanh(input, min_val, max_val)
}

#' @rdname activations
#' @export
nnf_hardtanh_ <- function(input, min_val = -1, max_val = 1) .torch_hardtanh_(input, min_val, max_val)

#' @rdname activations
#' @export
nnf_leaky_relu <- function(input, negative_slope = 0.01, inplace = FALSE) {
  if (is_true(inplace)) .torch_leaky_relu_(input, negative_slope) else .torch_leaky_relu(input, negative_slope)
}

#' @rdname activations
#' @export
nnf_logsigmoid <- function(input) .torch_log_sigmoid(input)

#' @rdname activations
#' @export
nnf_mish <- function(input, inplace = FALSE) if (is_true(inplace)) .torch_mish_(input) else .torch_mish(input)

#' @rdname activations
#' @export
nnf_prelu <- function(input, weight) .torch_prelu(input, weight)

#' @rdname activations
#' @export
nnf_relu <- function(input, inplace = FALSE) if (is_true(inplace)) torch_relu_(input) else torch_relu(input)

#' @rdname activations
#' @export
nnf_relu_ <- function(input) torch_relu_(input)

#' @rdname activations
#' @export
nnf_relu6 <- function(input, inplace = FALSE) if (is_true(inplace)) .torch_relu6_(input) else .torch_relu6(input)

#' @rdname activations
#' @export
nnf_selu <- function(input, inplace = FALSE) if (is_true(inplace)) torch_selu_(input) else torch_selu(input)

#' @rdname activations
#' @export
nnf_selu_ <- function(input) torch_selu_(input)

#' @rdname activations
#' @export
nnf_sigmoid <- function(input) torch_sigmoid(input)

#' @rdname activations
#' @export
nnf_silu <- function(input, inplace = FALSE) if (is_true(inplace)) .torch_silu_(input) else .torch_silu(input)

#' @rdname activations
#' @export
nnf_softplus <- function(input, beta = 1, threshold = 20) .torch_softplus(input, beta, threshold)

#' @rdname activations
#' @export
nnf_softshrink <- function(input, lambd = 0.5) .torch_softshrink(input, lambd)

#' @rdname activations
#' @export
nnf_softsign <- function(input) .torch_softsign(input)

#' @rdname activations
#' @export
nnf_tanhshrink <- function(input) .torch_tanhshrink(input)

#' @rdname activations
#' @export
nnf_threshold <- function(input, threshold, value, inplace = FALSE) {
  if (is_true(inplace)) .torch_threshold_(input, threshold, value) else .torch_threshold(input, threshold, value)
}

#' @rdname activations
#' @export
nnf_threshold_ <- function(input, threshold, value) .torch_threshold_(input, threshold, value)

#' @rdname activations
#' @export
nnf_softmax <- function(input, dim, dtype = NULL) .torch_softmax(input, dim, dtype)

#' @rdname activations
#' @export
nnf_log_softmax <- function(input, dim = NULL, dtype = NULL) .torch_log_softmax(input, dim, dtype)

#' @rdname activations
#' @export
nnf_softmin <- function(input, dim, dtype = NULL) .torch_softmax(torch_neg(input), dim, dtype)

#' @rdname activations
#' @param self A tensor that is changed.
#' @export
torch_threshold_ <- function(self, threshold, value) .torch_threshold_(self, threshold, value)
