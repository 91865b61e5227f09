# Linear algebra whose R functions have named results, or arguments behind dots.

#' Cholesky decomposition and inverse with a report
#'
#' As [linalg_cholesky()] and [linalg_inv()], but what fails is told by a number in the result, which costs no waiting
#' for a device.
#'
#' @param A A Float, Double or complex tensor of square matrices, (..., n, n); for `linalg_cholesky_ex()` symmetric or
#'   Hermitian and positive definite.
#' @param check_errors Whether a failure is a runtime_error after all, which names the matrix.
#' @return A named list. `linalg_cholesky_ex()`: `L`, lower triangles (..., n, n), and `info`, an Int tensor (...):
#'   0, or the order of the leading minor that is not positive definite; that matrix's `L` is not to be used.
#'   `linalg_inv_ex()`: `inverse`, (..., n, n), and `info`: 0, or which diagonal element of `U` in the LU decomposition
#'   is zero; that matrix's inverse holds infinite values or NaN.
#' @family linear algebra: factorizations
#' @examples
#' linalg_cholesky_ex(torch_eye(2))
#' linalg_inv_ex(torch_zeros(2, 2))$info
#' @rdname linalg_cholesky_ex
#' @export
linalg_cholesky_ex <- function(A, check_errors = FALSE) {
  result <- .torch_linalg_cholesky_ex(A, check_errors)
  names(result) <- c("L", "info")
  result
}

#' @rdname linalg_cholesky_ex
#' @export
linalg_inv_ex <- function(A, check_errors = FALSE) {
  result <- .torch_linalg_inv_ex(A, check_errors)
  names(result) <- c("inverse", "info")
  result
}

#' Solution of triangular systems
#'
#' Solves `A X = B`, or `X A = B` with `left = FALSE`, for triangular matrices.
#'
#' @details A zero on the diagonal gives infinite values or NaN and no error. Differentiable, also twice; the gradient
#'   of `A` is a triangle too.
#' @param A Float, Double or complex matrices, (..., n, n), of which one triangle is read.
#' @param B The right sides, (..., n, k), or (..., k, n) with `left = FALSE`, of A's dtype; batch dimensions are
#'   broadcast.
#' @param ... Not used: what follows must be named.
#' @param upper Whether the upper triangle is meant, else the lower.
#' @param left Whether A stands on the left.
#' @param unitriangular Whether the diagonal is taken to be ones.
#' @return A tensor of B's size with both batches broadcast.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(2, 1), c(0, 4)))
#' linalg_solve_triangular(A, torch_ones(2, 1), upper = TRUE)
#' @export
linalg_solve_triangular <- function(A, B, ..., upper, left = TRUE, unitriangular = FALSE) {
  .torch_linalg_solve_triangular(A, B, upper, left, unitriangular)
}

#' Least squares
#'
#' Finds the `X` that makes the Frobenius norm of `A X - B` smallest; where there are several, the shortest.
#'
#' @details The drivers have LAPACK's names. `"gels"` goes by a QR decomposition of A, or of its conjugate transpose
#'   where A has more columns than rows, and A must have full rank. `"gelsy"` (the default), `"gelsd"` and `"gelss"` are
#'   all the same here, a singular value decomposition, and A may have any rank; they differ in what else they return,
#'   as they do in PyTorch. The solution is differentiable, also twice: for `"gels"` through its QR decomposition, else
#'   by the derivative of the pseudoinverse (Golub and Pereyra, 1973), which supposes that the rank stays what it is.
#' @param A Float, Double or complex matrices, (..., m, n).
#' @param B The right sides, (..., m, k), or one vector (..., m) for each matrix, of A's dtype; batch dimensions are
#'   broadcast.
#' @param rcond Singular values of at most `rcond` times the largest count as zero; `NULL`: the dtype's precision times
#'   the larger of m and n. Not used by `"gels"`.
#' @param ... Not used: what follows must be named.
#' @param driver `"gels"`, `"gelsy"`, `"gelsd"` or `"gelss"`; `NULL`: `"gelsy"`.
#' @return A named list: `solution`, (..., n, k); `residuals`, squared lengths (..., k), empty where m <= n, for
#'   `"gelsy"`, and where a matrix has not full rank; `rank`, (...), empty for `"gels"`; `singular_values`, (...,
#'   min(m, n)), empty for `"gels"` and `"gelsy"`.
#' @family linear algebra: factorizations
#' @examples
#' x <- torch_cat(list(torch_ones(4, 1), torch_tensor(matrix(1:4 + 0, 4))), dim = 2)
#' linalg_lstsq(x, torch_tensor(c(2.1, 3.9, 6.2, 7.8)))$solution
#' @export
linalg_lstsq <- function(A, B, rcond = NULL, ..., driver = NULL) {
  result <- .torch_linalg_lstsq(A, B, rcond, driver)
  names(result) <- c("solution", "residuals", "rank", "singular_values")
  result
}

#' LU decomposition
#'
#' Factors matrices as `A = P L U` with exchanges of rows (partial pivoting).
#'
#' @details Differentiable, also twice, where `U` has no zero on its diagonal.
#' @param A Float, Double or complex matrices, (..., m, n).
#' @param pivot Must be `TRUE`: without exchanges of rows the decomposition is not implemented.
#' @param get_infos Whether the result holds a third tensor. If not, a matrix without an inverse is a runtime_error.
#' @param out `NULL`, or a list of tensors, which take on the results and are returned.
#' @return A list: both factors in one tensor, (..., m, n), `U` on and above the diagonal and `L`, whose diagonal are
#'   ones, below it; an Int tensor (..., min(m, n)) of the rows, counted from 1, with which each row was exchanged; with
#'   `get_infos` an Int tensor (...): 0, or which diagonal element of `U` is zero. [torch_lu_unpack()] makes the
#'   matrices, [torch_lu_solve()] solves.
#' @family linear algebra: factorizations
#' @examples
#' A <- torch_tensor(rbind(c(1, 2), c(3, 4)))
#' torch_lu(A)
#' do.call(torch_lu_unpack, torch_lu(A))
#' @export
torch_lu <- function(A, pivot = TRUE, get_infos = FALSE, out = NULL) {
  if (!isTRUE(pivot)) not_implemented_error("lu: LU without pivoting is not implemented; give pivot = TRUE")
  result <- .torch_lu(A, !get_infos)
  if (!get_infos) result <- result[1:2]
  if (is.null(out)) return(result)
  Map(function(to, from) to$resize_as_(from)$copy_(from), out, result)
  out
}
