# x[...] and x[...] <- value. What was written between the brackets is read in C.

#' Parts of a tensor
#'
#' Indices count from 1, negative ones from the end. `x[1]` selects and drops a dimension unless
#' `drop = FALSE`; `x[1:3]` and `x[1:10:2]` take a range, whose end is included, without copying; a missing
#' index takes the whole dimension.
#'
#' @param x A tensor.
#' @param ... One index for each dimension: a number; a range `a:b` or `a:b:step`, in which `N` is the size
#'   of the dimension; `NULL` or `newaxis` for a new dimension of size 1; `..` for all dimensions not
#'   mentioned; a vector of numbers; a logical vector, or a logical array or Bool tensor as a mask; a Long
#'   tensor; or a range made by `slc()`.
#' @param drop Whether a number drops its dimension.
#' @param value A number, vector, array or tensor that broadcasts to the selected part.
#' @param start,end,step Start and end of a range (the end is included; `Inf` and -1 are the last) and the
#'   distance between its elements.
#' @details Several vectors select every combination of their elements, as in R; a matrix of indices, or an
#'   index tensor of several dimensions, puts its dimensions in the place of the one it indexes. Assigning
#'   changes `x` itself and is recorded for gradients.
#' @return `[`: a tensor, which shares memory with `x` where only numbers and ranges select. An index of 0, one
#'   out of range and too many indices are errors of class `index_error`. `slc()`: a range.
#' @examples
#' x <- torch_tensor(matrix(1:6, nrow = 2))
#' x[1, ]
#' x[.., -1]
#' x[, 2:N]
#' x[x > 3]
#' x[1, 1] <- 10L
#' @name torch_index-brackets
#' @rdname torch_index-brackets
#' @export
`[.torch_tensor` <- function(x, ..., drop = TRUE) .Call(C_index, x, environment(), drop)

#' @rdname torch_index-brackets
#' @export
`[<-.torch_tensor` <- function(x, ..., value) .Call(C_index_assign, x, environment(), value)

#' @export
`[[.torch_tensor` <- function(x, ..., drop = TRUE) .Call(C_index, x, environment(), drop)

#' @export
`[[<-.torch_tensor` <- function(x, ..., value) .Call(C_index_assign, x, environment(), value)

#' @rdname torch_index-brackets
#' @export
slc <- function(start, end, step = 1) structure(list(start, end, step), class = "torch_slice")

#' @export
print.torch_slice <- function(x, ...) {
  cat("<slice ", x[[1]], ":", x[[2]], if (x[[3]] != 1) paste0(":", x[[3]]), ">\n", sep = "")
  invisible(x)
}
