# Indexing functions that answer with lists or take fewer arguments than their rows.

#' Positions of the elements that are not zero
#'
#' @param self A tensor.
#' @param as_list Return one vector per dimension instead of a matrix?
#' @return A Long tensor of positions counted from 1, one row per element that is not zero and one column per
#'   dimension, in the order of the elements. With `as_list = TRUE` a list of its columns.
#' @examples
#' x <- torch_tensor(matrix(c(1, 0, 0, 2), 2))
#' torch_nonzero(x)
#' torch_nonzero(x, as_list = TRUE)
#' @export
torch_nonzero <- function(self, as_list = FALSE) {
  found <- .torch_nonzero(self)
  if (as_list) torch_unbind(found, 2L) else found
}

#' Choice between two tensors
#'
#' @param condition A Bool tensor.
#' @param self What to take where `condition` is true: a tensor or a number.
#' @param other What to take elsewhere: a tensor or a number.
#' @return A tensor of the three arguments' common size, whose dtype is promoted from `self` and `other`;
#'   differentiable in both. Without `self` and `other` the positions where `condition` is true, as
#'   `torch_nonzero(condition, as_list = TRUE)` gives them. As a method: `self$where(condition, other)`.
#' @examples
#' x <- torch_tensor(c(-1, 2, -3))
#' torch_where(x > 0, x, 0)
#' torch_where(x > 0)
#' @export
torch_where <- function(condition, self = NULL, other = NULL) {
  if (is.null(self) && is.null(other)) return(torch_nonzero(condition, as_list = TRUE))
  .torch_where(condition, self, other)
}
