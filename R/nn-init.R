# Initial values of parameters.

#' Initial values
#'
#' Overwrite a tensor, usually a parameter, with initial values. Nothing is recorded by autograd.
#'
#' @details A weight has the sizes (out, in, kernel sizes...). Its fan-in is `in` times the kernel's elements,
#'   its fan-out `out` times them.
#'
#'   * `nn_init_uniform_()`, `nn_init_normal_()`, `nn_init_constant_()`, `nn_init_ones_()`,
#'     `nn_init_zeros_()`: the same distribution or value for every element.
#'   * `nn_init_trunc_normal_()`: a normal distribution cut at `a` and `b`.
#'   * `nn_init_xavier_uniform_()`, `nn_init_xavier_normal_()`: mean 0, standard deviation
#'     `gain * sqrt(2 / (fan_in + fan_out))`.
#'   * `nn_init_kaiming_uniform_()`, `nn_init_kaiming_normal_()`: mean 0, standard deviation
#'     `nn_init_calculate_gain(nonlinearity, a) / sqrt(fan)`.
#'   * `nn_init_eye_()`: the identity matrix. `nn_init_dirac_()`: a convolution that passes its channels on.
#'   * `nn_init_orthogonal_()`: orthonormal rows or columns, times `gain`.
#'   * `nn_init_sparse_()`: normal, with a fraction `sparsity` of zeros in every column.
#'
#' @param tensor The tensor to overwrite, of a floating-point dtype. Two dimensions for
#'   `nn_init_eye_()` and `nn_init_sparse_()`, two or more for the xavier, kaiming and orthogonal functions,
#'   three to five for `nn_init_dirac_()`; other numbers are a value_error.
#' @param val The value.
#' @param mean,std Mean and standard deviation of the normal distribution.
#' @param a,b Bounds of the distribution; for the kaiming functions `a` is the slope of the leaky ReLU that
#'   follows.
#' @param gain A factor, for example from `nn_init_calculate_gain()`.
#' @param mode `"fan_in"` keeps the variance of the forward, `"fan_out"` that of the backward pass.
#' @param nonlinearity What follows the layer: `"linear"`, `"conv1d"` and its like, `"sigmoid"`, `"tanh"`,
#'   `"relu"`, `"leaky_relu"`, `"selu"`; others are a value_error.
#' @param param The slope of a leaky ReLU; by default 0.01.
#' @param groups In how many groups the channels are passed on.
#' @param sparsity The fraction of zeros, from 0 to 1.
#' @return `tensor`, invisibly changed; `nn_init_calculate_gain()`: a number.
#' @examples
#' w <- torch_empty(3, 5)
#' nn_init_xavier_uniform_(w, gain = nn_init_calculate_gain("relu"))
#' nn_init_orthogonal_(w)
#' nn_init_constant_(torch_empty(2), 0.1)
#' @rdname nn_init
#' @export
nn_init_calculate_gain <- function(nonlinearity, param = NULL) .torch_init_gain(nonlinearity, param)

#' @rdname nn_init
#' @export
nn_init_uniform_ <- function(tensor, a = 0, b = 1) .torch_init_uniform_(tensor, a, b)

#' @rdname nn_init
#' @export
nn_init_normal_ <- function(tensor, mean = 0, std = 1) .torch_init_normal_(tensor, mean, std)

#' @rdname nn_init
#' @export
nn_init_trunc_normal_ <- function(tensor, mean = 0, std = 1, a = -2, b = 2) {
  .torch_init_trunc_normal_(tensor, mean, std, a, b)
}

#' @rdname nn_init
#' @export
nn_init_constant_ <- function(tensor, val) .torch_init_constant_(tensor, val)

#' @rdname nn_init
#' @export
nn_init_ones_ <- function(tensor) .torch_init_constant_(tensor, 1)

#' @rdname nn_init
#' @export
nn_init_zeros_ <- function(tensor) .torch_init_constant_(tensor, 0)

#' @rdname nn_init
#' @export
nn_init_eye_ <- function(tensor) .torch_init_eye_(tensor)

#' @rdname nn_init
#' @export
nn_init_dirac_ <- function(tensor, groups = 1) .torch_init_dirac_(tensor, groups)

#' @rdname nn_init
#' @export
nn_init_xavier_uniform_ <- function(tensor, gain = 1) .torch_init_xavier_uniform_(tensor, gain)

#' @rdname nn_init
#' @export
nn_init_xavier_normal_ <- function(tensor, gain = 1) .torch_init_xavier_normal_(tensor, gain)

#' @rdname nn_init
#' @export
nn_init_kaiming_uniform_ <- function(tensor, a = 0, mode = "fan_in", nonlinearity = "leaky_relu") {
  .torch_init_kaiming_uniform_(tensor, a, mode, nonlinearity)
}

#' @rdname nn_init
#' @export
nn_init_kaiming_normal_ <- function(tensor, a = 0, mode = "fan_in", nonlinearity = "leaky_relu") {
  .torch_init_kaiming_normal_(tensor, a, mode, nonlinearity)
}

#' @rdname nn_init
#' @export
nn_init_orthogonal_ <- function(tensor, gain = 1) .torch_init_orthogonal_(tensor, gain)

#' @rdname nn_init
#' @export
nn_init_sparse_ <- function(tensor, sparsity, std = 0.01) .torch_init_sparse_(tensor, sparsity, std)
