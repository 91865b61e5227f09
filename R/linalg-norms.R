# Norms whose order is a number or a name, and tolerances under several names.

number_of <- function(order) if (!is.character(order)) order
name_of <- function(order) if (is.character(order)) order

#' Norm of vectors or matrices
#'
#' `linalg_matrix_norm()` takes the norm of the matrices in two dimensions of a tensor. `linalg_norm()` does so
#' too, or takes that of vectors, as the number of dimensions says; without an order it is the root of the sum
#' of squares. [linalg_vector_norm()] treats any dimensions as those of a vector.
#'
#' @details
#' | `ord` | of matrices | of vectors |
#' |---|---|---|
#' | `NULL` | as `"fro"` | as `2` |
#' | `"fro"` | `sqrt(sum(abs(A)^2))` | |
#' | `"nuc"` | sum of the singular values | |
#' | `Inf` | largest sum of a row of `abs(A)` | `max(abs(x))` |
#' | `-Inf` | smallest sum of a row | `min(abs(x))` |
#' | `1` | largest sum of a column of `abs(A)` | `sum(abs(x))` |
#' | `-1` | smallest sum of a column | as below |
#' | `2` | largest singular value | as below |
#' | `-2` | smallest singular value | as below |
#' | `0` | | `sum(x != 0)` |
#' | other numbers | | `sum(abs(x)^ord)^(1 / ord)` |
#'
#' Differentiable; where singular values or sums are equal, `"nuc"`, 2, -2 and the extremes have a subgradient.
#' Other orders, less than two dimensions for a norm of matrices, and one dimension named twice are value_errors.
#' @param A A tensor of floating or complex numbers; of at least two dimensions for a norm of matrices.
#' @param ord The order: a number or a name of the table.
#' @param dim The dimensions, counted from 1; negative ones count from the end. For matrices those of rows and
#'   columns. For `linalg_norm()` one dimension of vectors or two of matrices, or `NULL`: all that `A` has, one
#'   or two where there is an order.
#' @param keepdim Whether these dimensions stay, with size 1.
#' @param dtype The dtype to which `A` is converted first, of the same kind and no less precision, else a
#'   value_error; `NULL`: its own.
#' @return A tensor of real numbers without these dimensions.
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_tensor(rbind(c(1, 2), c(-3, 4)))
#' linalg_norm(A)
#' linalg_norm(A, ord = "nuc")
#' linalg_norm(A, ord = 1, dim = 2)
#' linalg_matrix_norm(A, ord = Inf)
#' linalg_matrix_norm(torch_randn(3, 4, 5), dim = c(1, 3))$shape
#' @rdname linalg_norm
#' @export
linalg_norm <- function(A, ord = NULL, dim = NULL, keepdim = FALSE, dtype = NULL) {
  .torch_linalg_norm(A, number_of(ord), name_of(ord), dim, keepdim, dtype)
}

#' @rdname linalg_norm
#' @export
linalg_matrix_norm <- function(A, ord = "fro", dim = c(-2, -1), keepdim = FALSE, dtype = NULL) {
  .torch_linalg_matrix_norm(A, number_of(ord), name_of(ord), dim, keepdim, dtype)
}

#' Condition of matrices
#'
#' The norm of a matrix times that of its inverse: how much a solution of linear equations may change, relative
#' to a change of the equations.
#'
#' @details For 2 and -2 it is the quotient of the largest and the smallest singular value, or of the smallest and
#'   the largest. Differentiable. Matrices that are not square are a value_error except for those orders.
#' @param A A tensor of floating or complex numbers, (..., n, n); for `p` of 2 or -2 also (..., m, n).
#' @param p The order of the norm, as [linalg_matrix_norm()] has them; `NULL`: 2.
#' @return A tensor of real numbers, (...): `Inf` for singular matrices, 0 for matrices without elements.
#' @family linear algebra: norms and products
#' @examples
#' linalg_cond(torch_eye(3))
#' hilbert <- torch_tensor(1 / (outer(1:5, 1:5, `+`) - 1), dtype = torch_double())
#' linalg_cond(hilbert)
#' linalg_cond(hilbert, p = "fro")
#' @export
linalg_cond <- function(A, p = NULL) .torch_linalg_cond(A, number_of(p), name_of(p))

#' Rank of matrices
#'
#' The number of singular values that are larger than `max(atol, rtol * s)`, where s is the largest one.
#'
#' @details Not differentiable. A tensor of fewer than two dimensions is a value_error.
#' @param A A tensor of floating or complex numbers, (..., m, n).
#' @param ... Not used; what follows has to be named.
#' @param atol The absolute tolerance: a number, or a tensor with one for each matrix, (...); `NULL`: 0.
#' @param rtol The relative tolerance, likewise; `NULL`: `max(m, n)` times the distance from 1 to the next number
#'   of the dtype, or 0 where `atol` is above 0.
#' @param tol An absolute tolerance in the place of both.
#' @param hermitian Whether the matrices are Hermitian (symmetric, if real): then the absolute eigenvalues, from
#'   the lower triangles, count.
#' @return A Long tensor, (...).
#' @family linear algebra: norms and products
#' @examples
#' A <- torch_tensor(rbind(c(1, 2, 3), c(2, 4, 6), c(0, 1, 1)))
#' linalg_matrix_rank(A)
#' linalg_matrix_rank(torch_eye(4), hermitian = TRUE)
#' linalg_matrix_rank(torch_diag(torch_tensor(c(1, 0.1, 0.01))), tol = 0.05)
#' @export
linalg_matrix_rank <- function(A, ..., atol = NULL, rtol = NULL, tol = NULL, hermitian = FALSE) {
  if (...length() > 0) value_error("linalg_matrix_rank: expected what follows A to be named, got it without a name")
  if (is.null(tol)) .torch_linalg_matrix_rank(A, atol, rtol, hermitian)
  else .torch_linalg_matrix_rank(A, tol, 0, hermitian)
}
