# Reductions whose result depends on which arguments are given.

#' Maximum and minimum
#'
#' Without `dim` and `other` the largest (smallest) element; with `dim` the largest elements along that
#' dimension and where they are; with `other` the larger of two tensors element by element.
#'
#' @details NaN counts as larger (smaller) than every number. Of equal elements the first is reported.
#'   The gradient of the largest element of all is shared evenly among equal elements; with `dim` it goes to
#'   the element that is reported. Also methods: `x$max(...)`, `x$min(...)`.
#' @param self A tensor of real numbers.
#' @param dim The dimension to reduce, counted from 1; negative ones count from the end.
#' @param other A tensor that broadcasts against `self`.
#' @param keepdim Whether the reduced dimension stays, with size 1.
#' @return A tensor of `self`'s dtype without dimensions; with `dim` a list of two tensors without that
#'   dimension, values and Long indices counted from 1; with `other` a tensor of the broadcast shape. A
#'   tensor without elements, or a reduced dimension of size 0, is an error.
#' @family reductions
#' @examples
#' x <- torch_tensor(matrix(c(3, 1, 2, 6, 5, 4), 2))
#' torch_max(x)
#' torch_max(x, dim = 2)
#' torch_max(x, other = torch_tensor(c(4, 4, 4)))
#' torch_min(x, dim = 1, keepdim = TRUE)
#' @rdname torch_max
#' @export
torch_max <- function(self, dim = NULL, other = NULL, keepdim = FALSE) {
  if (is_torch_tensor(dim)) torch_maximum(self, dim)
  else if (!is.null(dim)) .torch_max_dim(self, dim, keepdim)
  else if (!is.null(other)) torch_maximum(self, other)
  else .torch_max_all(self)
}

#' @rdname torch_max
#' @export
torch_min <- function(self, dim = NULL, other = NULL, keepdim = FALSE) {
  if (is_torch_tensor(dim)) torch_minimum(self, dim)
  else if (!is.null(dim)) .torch_min_dim(self, dim, keepdim)
  else if (!is.null(other)) torch_minimum(self, other)
  else .torch_min_all(self)
}

#' Median
#'
#' The median of all elements, or the medians along a dimension and where they are. Of an even number of
#' elements it is the lower of the two in the middle.
#'
#' @details Where there is a NaN the median is NaN; the method `x$nanmedian()` leaves NaN out. The gradient
#'   goes to the element that is the median. Also a method: `x$median(...)`.
#' @inheritParams torch_max
#' @return A tensor of `self`'s dtype without dimensions; with `dim` a list of two tensors without that
#'   dimension: values, and Long indices counted from 0.
#' @family reductions
#' @examples
#' x <- torch_tensor(matrix(c(3, 1, 2, 6, 5, 4), 2))
#' torch_median(x)
#' torch_median(x, dim = 2)
#' @export
torch_median <- function(self, dim = NULL, keepdim = FALSE) {
  if (is.null(dim)) .torch_median_all(self) else .torch_median_dim(self, dim, keepdim)
}

.own_methods[c("max", "min", "median", "nanmedian")] <- list(
  function(dim = NULL, other = NULL, keepdim = FALSE) torch_max(self, dim, other, keepdim),
  function(dim = NULL, other = NULL, keepdim = FALSE) torch_min(self, dim, other, keepdim),
  function(dim = NULL, keepdim = FALSE) torch_median(self, dim, keepdim),
  function(dim = NULL, keepdim = FALSE) {
    if (is.null(dim)) .torch_nanmedian_all(self) else .torch_nanmedian_dim(self, dim, keepdim)
  }
)
