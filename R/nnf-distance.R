# Distances under the names of PyTorch's functional interface.

#' Cosine of the angle between vectors
#'
#' sum(x1 x2) / (max(|x1|, eps) max(|x2|, eps)), along one dimension.
#'
#' @param x1,x2 Tensors whose sizes broadcast.
#' @param dim The dimension of the vectors, counted from 1.
#' @param eps Lower bound of the norms, so that none is divided by zero.
#' @return A tensor of the broadcast size without `dim`.
#' @seealso [torch_cosine_similarity()], which it is
#' @examples
#' nnf_cosine_similarity(torch_randn(4, 3), torch_randn(4, 3))
#' @export
nnf_cosine_similarity <- function(x1, x2, dim = 2, eps = 1e-08) torch_cosine_similarity(x1, x2, dim, eps)

#' Distances within one set of rows
#'
#' @param input A matrix, (N, D).
#' @param p The p of the norm of the differences; not negative, `Inf` for the largest difference.
#' @return The distances of rows i < j, (N (N - 1) / 2), ordered by i, then j.
#' @seealso [torch_pdist()], which it is
#' @examples
#' nnf_pdist(torch_tensor(rbind(c(0, 0), c(3, 4), c(6, 8))))
#' @export
nnf_pdist <- function(input, p = 2) torch_pdist(input, p)
