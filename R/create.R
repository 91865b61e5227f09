# Tensors made from sizes and numbers. Sizes are given as torch_ones(2, 3), torch_ones(c(2, 3)) or
# torch_ones(size = c(2, 3)): c(...) makes one vector of them.

#' Tensors filled with one value
#'
#' `torch_zeros()`, `torch_ones()` and `torch_full()` give every element the same value;
#' `torch_empty()` leaves them as they come from memory, which is faster when all of them are
#' overwritten anyway. The functions ending in `_like` take sizes, dtype and device from `input`.
#'
#' @param ... The sizes: integers, or one vector of them (`torch_ones(2, 3)`, `torch_ones(c(2, 3))`).
#' @param size The sizes, an integer vector.
#' @param fill_value The value: a number or `TRUE`/`FALSE`.
#' @param stride How many elements to step for each dimension.
#' @param input A tensor of any shape, dtype and device.
#' @param names Must be `NULL`: dimensions have no names.
#' @param dtype The dtype, such as `torch_float()` or `"float"`. By default the default dtype;
#'   for `torch_full()` Bool, Long or the default dtype, after the R type of `fill_value`.
#' @param layout `NULL` or `torch_strided()`.
#' @param device The device, such as `"cpu"`; by default the default device.
#' @param requires_grad Whether operations on the tensor are recorded.
#' @param pin_memory If `TRUE`, the tensor lies in pinned memory, see [pin_memory]; without a CUDA device that is
#'   a runtime_error.
#' @param memory_format Ignored.
#' @return A tensor. Sizes below 0 are a value_error, dtypes that cannot require a gradient a
#'   runtime_error.
#' @examples
#' torch_zeros(2, 3)
#' torch_ones(c(2, 2), dtype = torch_long())
#' torch_full(c(1, 3), 0.5)
#' torch_zeros_like(torch_ones(2))
#' torch_empty(2, 2)$shape
#' @rdname torch_zeros
#' @export
torch_zeros <- function(..., names = NULL, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE) {
  .Call(C_created, .torch_zeros(c(...), dtype, device), requires_grad, names, layout)
}

#' @rdname torch_zeros
#' @export
torch_ones <- function(..., names = NULL, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE) {
  .Call(C_created, .torch_ones(c(...), dtype, device), requires_grad, names, layout)
}

#' @rdname torch_zeros
#' @export
torch_full <- function(size, fill_value, names = NULL, dtype = NULL, layout = NULL, device = NULL,
                       requires_grad = FALSE) {
  .Call(C_created, .torch_full(size, fill_value, dtype, device), requires_grad, names, layout)
}

#' @rdname torch_zeros
#' @export
torch_empty <- function(..., names = NULL, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE) {
  .Call(C_created, .torch_empty(c(...), dtype, device), requires_grad, names, layout)
}

#' @rdname torch_zeros
#' @export
torch_empty_strided <- function(size, stride, dtype = NULL, layout = NULL, device = NULL,
                                requires_grad = FALSE, pin_memory = FALSE) {
  x <- .torch_empty_strided(size, stride, dtype, device)
  if (is_true(pin_memory)) x <- .Call(C_pin_memory, x, NULL)
  .Call(C_created, x, requires_grad, NULL, layout)
}

#' @rdname torch_zeros
#' @export
torch_zeros_like <- function(input, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE,
                             memory_format = torch_preserve_format()) {
  .Call(C_created, .torch_zeros_like(input, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_zeros
#' @export
torch_ones_like <- function(input, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE,
                            memory_format = torch_preserve_format()) {
  .Call(C_created, .torch_ones_like(input, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_zeros
#' @export
torch_full_like <- function(input, fill_value, dtype = NULL, layout = NULL, device = NULL,
                            requires_grad = FALSE, memory_format = torch_preserve_format()) {
  .Call(C_created, .torch_full_like(input, fill_value, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_zeros
#' @export
torch_empty_like <- function(input, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE,
                             memory_format = torch_preserve_format()) {
  .Call(C_created, .torch_empty_like(input, dtype, device), requires_grad, NULL, layout)
}

#' Evenly spaced values
#'
#' `torch_arange()` and `torch_range()` count from `start` to `end` by `step`, the end included
#' where a step reaches it, as [seq()] does. `torch_linspace()` gives `steps` values from `start`
#' to `end`; `torch_logspace()` the powers of `base` with such exponents.
#'
#' @param start,end The first value and the bound, numbers.
#' @param step The step, not zero; it must lead from `start` towards `end`.
#' @param steps How many values.
#' @param base The base of the powers.
#' @inheritParams torch_zeros
#' @param dtype The dtype. By default Long where `start`, `end` and `step` of `torch_arange()` are
#'   R integers, else the default dtype.
#' @return A tensor of one dimension. A step of zero or of the wrong sign is a value_error.
#' @examples
#' torch_arange(1, 5)
#' torch_arange(1L, 10L, 3L)
#' torch_linspace(0, 1, steps = 5)
#' torch_logspace(0, 2, steps = 3)
#' @rdname torch_arange
#' @export
torch_arange <- function(start, end, step = 1L, dtype = NULL, layout = NULL, device = NULL,
                         requires_grad = FALSE) {
  .Call(C_created, .torch_range(start, end, step, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_arange
#' @export
torch_range <- function(start, end, step = 1, dtype = NULL, layout = NULL, device = NULL,
                        requires_grad = FALSE) {
  if (is.null(dtype)) dtype <- torch_get_default_dtype()
  .Call(C_created, .torch_range(start, end, step, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_arange
#' @export
torch_linspace <- function(start, end, steps = 100, dtype = NULL, layout = NULL, device = NULL,
                           requires_grad = FALSE) {
  .Call(C_created, .torch_linspace(start, end, steps, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_arange
#' @export
torch_logspace <- function(start, end, steps = 100, base = 10, dtype = NULL, layout = NULL, device = NULL,
                           requires_grad = FALSE) {
  .Call(C_created, .torch_logspace(start, end, steps, base, dtype, device), requires_grad, NULL, layout)
}

#' Identity matrix
#'
#' Ones on the diagonal, zeros elsewhere.
#'
#' @param n,m Number of rows and of columns, not negative.
#' @inheritParams torch_zeros
#' @param dtype The dtype; by default the default dtype.
#' @return A tensor of size (n, m).
#' @examples
#' torch_eye(3)
#' torch_eye(2, 3, dtype = torch_long())
#' @export
torch_eye <- function(n, m = n, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE) {
  .Call(C_created, .torch_eye(n, m, dtype, device), requires_grad, NULL, layout)
}

#' Indices of a triangle
#'
#' Rows and columns, counted from 1, of the elements on and below (`torch_tril_indices()`) or on and
#' above (`torch_triu_indices()`) a diagonal of a matrix, row by row.
#'
#' @param row,col Number of rows and of columns of the matrix.
#' @param offset Which diagonal: 0 the main one, positive above it, negative below.
#' @inheritParams torch_zeros
#' @param dtype Long (the default) or Int; others are a type_error.
#' @return A tensor of size (2, number of elements): rows above columns.
#' @examples
#' torch_tril_indices(3, 3)
#' torch_triu_indices(3, 3, offset = 1)
#' @rdname torch_tril_indices
#' @export
torch_tril_indices <- function(row, col, offset = 0, dtype = NULL, device = NULL, layout = NULL) {
  .Call(C_created, .torch_tril_indices(row, col, offset, dtype, device), FALSE, NULL, layout)
}

#' @rdname torch_tril_indices
#' @export
torch_triu_indices <- function(row, col, offset = 0, dtype = NULL, device = NULL, layout = NULL) {
  .Call(C_created, .torch_triu_indices(row, col, offset, dtype, device), FALSE, NULL, layout)
}

#' Window functions
#'
#' Weights that fade a stretch of a signal in and out: bartlett (a triangle), blackman, hamming, hann
#' (raised cosines) and kaiser (a Bessel function).
#'
#' @param window_length How many weights, not negative.
#' @param periodic Whether the window is to be continued periodically: it is then computed with one
#'   weight more, which is dropped. `FALSE`: symmetric.
#' @param alpha,beta The coefficients `alpha - beta cos(2 pi t)` of the Hamming window; `beta` of the
#'   Kaiser window says how narrow it is.
#' @inheritParams torch_zeros
#' @param dtype A floating dtype; by default the default dtype. Others are a type_error.
#' @return A tensor of size (window_length).
#' @examples
#' torch_hann_window(5)
#' torch_bartlett_window(5, periodic = FALSE)
#' torch_kaiser_window(4, periodic = TRUE, beta = 12)
#' @rdname torch_hann_window
#' @export
torch_bartlett_window <- function(window_length, periodic = TRUE, dtype = NULL, layout = NULL, device = NULL,
                                  requires_grad = FALSE) {
  .Call(C_created, .torch_bartlett_window(window_length, periodic, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_hann_window
#' @export
torch_blackman_window <- function(window_length, periodic = TRUE, dtype = NULL, layout = NULL, device = NULL,
                                  requires_grad = FALSE) {
  .Call(C_created, .torch_blackman_window(window_length, periodic, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_hann_window
#' @export
torch_hann_window <- function(window_length, periodic = TRUE, dtype = NULL, layout = NULL, device = NULL,
                              requires_grad = FALSE) {
  .Call(C_created, .torch_hann_window(window_length, periodic, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_hann_window
#' @export
torch_hamming_window <- function(window_length, periodic = TRUE, alpha = 0.54, beta = 0.46, dtype = NULL,
                                 layout = NULL, device = NULL, requires_grad = FALSE) {
  x <- .torch_hamming_window(window_length, periodic, alpha, beta, dtype, device)
  .Call(C_created, x, requires_grad, NULL, layout)
}

#' @rdname torch_hann_window
#' @export
torch_kaiser_window <- function(window_length, periodic, beta, dtype = NULL, layout = NULL, device = NULL,
                                requires_grad = NULL) {
  .Call(C_created, .torch_kaiser_window(window_length, periodic, beta, dtype, device), requires_grad, NULL, layout)
}
