#' Linear algebra in statistics
#'
#' How the decompositions are put together for what statistics asks for most, least squares and the density of
#' the normal distribution, with gradients through all of it.
#'
#' @details
#' Least squares by a QR decomposition costs about twice as much as by the normal equations `X' X b = X' y` and
#' a Cholesky decomposition, whose condition is the square of that of `X`; [linalg_lstsq()] takes matrices of any
#' rank. The density needs neither an inverse nor a determinant of the covariance `S = L L'`: with the Cholesky
#' factor `L` its logarithm is `-(|z|^2 + 2 sum(log(diag(L))) + n log(2 pi)) / 2`, where `L z = x - mean` is solved
#' by [linalg_solve_triangular()] (Golub and Van Loan, Matrix computations, 2013, chapters 4 and 5).
#' @name linear-algebra
#' @aliases linalg
#' @family linear algebra: norms and products
#' @examples
#' # The same coefficients in three ways, and how they depend on the first observation
#' torch_manual_seed(1)
#' X <- torch_cat(list(torch_ones(20, 1), torch_randn(20, 2)), dim = 2)
#' y <- torch_matmul(X, torch_tensor(cbind(c(1, 2, -1)))) + 0.1 * torch_randn(20, 1)
#' y <- y$requires_grad_(TRUE)
#' linalg_lstsq(X, y)$solution
#' qr <- linalg_qr(X)
#' b <- linalg_solve_triangular(qr[[2]], torch_matmul(qr[[1]]$t(), y), upper = TRUE)
#' torch_cholesky_solve(torch_matmul(X$t(), y), linalg_cholesky(torch_matmul(X$t(), X)))
#' autograd_grad(b[2, 1], y)[[1]][1]
#'
#' # The log likelihood of normal observations, and its slope in mean and covariance
#' log_density <- function(x, mean, covariance) {
#'   L <- linalg_cholesky(covariance)
#'   z <- linalg_solve_triangular(L, (x - mean)$t(), upper = FALSE)
#'   -0.5 * (z$square()$sum(1) + x$shape[2] * log(2 * pi)) - L$diagonal()$log()$sum()
#' }
#' mean <- torch_zeros(2, requires_grad = TRUE)
#' covariance <- torch_tensor(rbind(c(2, 0.5), c(0.5, 1)), requires_grad = TRUE)
#' log_density(torch_randn(100, 2), mean, covariance)$sum()$backward()
#' mean$grad
#' covariance$grad
NULL
