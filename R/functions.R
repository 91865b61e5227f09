# Functions whose form in R differs from their row of the op table.

# Any operation of the table by name, with its arguments in the row's order.
call_op <- function(name, ...) .Call(C_call_named, name, list(...), FALSE)
call_op_in_place <- function(name, ...) .Call(C_call_named, name, list(...), TRUE)

#' Quotient
#'
#' Divides element by element; the inputs are broadcast against each other.
#'
#' @param self,other Tensors or numbers.
#' @param rounding_mode `NULL` for the exact quotient (integers become the default dtype), `"trunc"` to
#'   round it towards zero, `"floor"` to round it down; the latter keep integers. Another one is a
#'   value_error.
#' @return A tensor of the broadcast shape. As a method: `x$div(...)`; `x$div_(...)` changes `x`.
#' @examples
#' torch_div(torch_tensor(c(7, -7)), 2)
#' torch_div(torch_tensor(c(7, -7)), 2, rounding_mode = "floor")
#' @family arithmetic
#' @rdname torch_div
#' @export
torch_div <- function(self, other, rounding_mode = NULL) {
  if (is.null(rounding_mode)) .torch_div(self, other) else call_op(rounding_op(rounding_mode), self, other)
}

#' @rdname torch_div
#' @export
torch_divide <- function(self, other, rounding_mode = NULL) torch_div(self, other, rounding_mode)

#' @rdname torch_div
#' @export
torch_true_divide <- function(self, other) .torch_div(self, other)

divide_in_place <- function(self, other, rounding_mode = NULL) {
  if (is.null(rounding_mode)) .torch_div_(self, other) else call_op_in_place(rounding_op(rounding_mode), self, other)
}

rounding_op <- function(mode) {
  if (!is.character(mode) || length(mode) != 1L) {
    type_error("div: rounding_mode must be a string, got ", class(mode)[[1]])
  }
  switch(mode,
    trunc = "div_trunc",
    floor = "floor_divide",
    value_error("div: rounding_mode must be NULL, \"trunc\" or \"floor\", got \"", mode, "\"")
  )
}

#' Merge dimensions into one
#'
#' @param self A tensor of any shape and dtype.
#' @param dims,out_dim Must not be given: dimensions have no names.
#' @param start_dim,end_dim The first and the last of the dimensions to merge.
#' @return A tensor that shares memory with `self` where that is possible.
#' @examples
#' torch_flatten(torch_ones(2, 3, 4), start_dim = 2)$shape
#' @export
torch_flatten <- function(self, dims, start_dim = 1L, end_dim = -1L, out_dim) {
  if (!missing(dims) || !missing(out_dim)) not_implemented_error("flatten: named dimensions are not available")
  .torch_flatten(self, start_dim, end_dim)
}

#' Diagonal as a view
#'
#' @param self A tensor of at least two dimensions.
#' @param outdim Must not be given: dimensions have no names.
#' @param dim1,dim2 The dimensions in whose planes the diagonal lies.
#' @param offset Which diagonal: 0 the main one, positive above it, negative below.
#' @return A tensor that shares memory with `self`; the diagonal is its last dimension.
#' @examples
#' torch_diagonal(torch_eye(3), offset = 1)
#' @export
torch_diagonal <- function(self, outdim, dim1 = 1L, dim2 = 2L, offset = 0L) {
  if (!missing(outdim)) not_implemented_error("diagonal: named dimensions are not available")
  .torch_diagonal(self, dim1, dim2, offset)
}

#' What a tensor is
#'
#' @param self A tensor.
#' @return `TRUE` or `FALSE`: is its dtype a complex or a floating-point one; is its only element not zero.
#'   `torch_is_nonzero()` of several elements is a runtime_error.
#' @examples
#' torch_is_floating_point(torch_ones(2))
#' @rdname torch_is_complex
#' @export
torch_is_complex <- function(self) traits_of(self)$is_complex

#' @rdname torch_is_complex
#' @export
torch_is_floating_point <- function(self) traits_of(self)$is_floating_point

#' @rdname torch_is_complex
#' @export
torch_is_nonzero <- function(self) .Call(C_item, self) != 0

traits_of <- function(x) .Call(C_dtype_traits, .Call(C_dollar, x, "dtype"))

#' The dtype of a result
#'
#' @param tensor1,tensor2 Tensors or bare numbers.
#' @return The dtype in which an operation on both computes.
#' @examples
#' torch_result_type(torch_ones(1, dtype = torch_int()), 1.5)
#' @export
torch_result_type <- function(tensor1, tensor2) .Call(C_result_type, tensor1, tensor2)

#' Threads
#'
#' How many threads operations may use. Operations do not run side by side, so that the number for that is
#' always 1.
#'
#' @param num_threads A number of threads, at least 1.
#' @return The `get` functions: the number. The `set` functions: `NULL`, invisibly.
#' @examples
#' torch_get_num_threads()
#' @rdname torch_get_num_threads
#' @export
torch_get_num_threads <- function() .Call(C_num_threads, NULL)

#' @rdname torch_get_num_threads
#' @export
torch_set_num_threads <- function(num_threads) invisible(.Call(C_num_threads, num_threads))

#' @rdname torch_get_num_threads
#' @export
torch_get_num_interop_threads <- function() 1L

#' @rdname torch_get_num_threads
#' @export
torch_set_num_interop_threads <- function(num_threads) {
  if (num_threads != 1) value_error("torch_set_num_interop_threads: operations do not run side by side")
  invisible(NULL)
}

#' At least one, two or three dimensions
#'
#' @param self A tensor, or a list of tensors.
#' @return The tensor with dimensions of size 1 added, or the list of such tensors.
#' @examples
#' torch_atleast_2d(torch_tensor(c(1, 2)))$shape
#' @rdname torch_atleast_1d
#' @export
torch_atleast_1d <- function(self) at_least(self, function(x, n) if (n == 0L) torch_unsqueeze(x, 1L) else x)

#' @rdname torch_atleast_1d
#' @export
torch_atleast_2d <- function(self) {
  at_least(torch_atleast_1d(self), function(x, n) if (n == 1L) torch_unsqueeze(x, 1L) else x)
}

#' @rdname torch_atleast_1d
#' @export
torch_atleast_3d <- function(self) {
  at_least(torch_atleast_2d(self), function(x, n) if (n == 2L) torch_unsqueeze(x, 3L) else x)
}

at_least <- function(self, extend) {
  if (is.list(self)) lapply(self, at_least, extend) else extend(self, .Call(C_ndim, self))
}

#' Broadcast tensors to a common shape
#'
#' @param tensors A list of tensors whose shapes broadcast.
#' @return A list of tensors of the common shape, which share memory with the given ones.
#' @examples
#' torch_broadcast_tensors(list(torch_ones(3), torch_ones(2, 1)))[[1]]$shape
#' @export
torch_broadcast_tensors <- function(tensors) {
  sizes <- lapply(tensors, function(x) .Call(C_shape, x, NULL))
  ndim <- max(lengths(sizes), 0L)
  sizes <- vapply(sizes, function(size) c(rep(1L, ndim - length(size)), size), integer(ndim))
  size <- apply(matrix(sizes, nrow = ndim), 1, function(x) if (all(x == 1L)) 1L else max(x[x != 1L]))
  lapply(tensors, function(x) .torch_expand(x, size))
}
