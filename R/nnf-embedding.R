# Rows of a matrix at indices.

#' Embedding
#'
#' Looks up rows of `weight`.
#'
#' @param input A Long or Int tensor of positions in `weight`, counted from 1, of any size.
#' @param weight A matrix, (number of embeddings, size of each).
#' @param padding_idx The position of a row that gets no gradient; `NULL`: none.
#' @param max_norm Rows that were asked for and are longer are shortened to this norm, in `weight` itself; `NULL`:
#'   none.
#' @param norm_type The p of that norm.
#' @param scale_grad_by_freq Divide the gradient of a row by how often it occurs in `input`?
#' @param sparse Must be `FALSE`: gradients are dense. `TRUE` is a not_implemented_error.
#' @return A tensor of the size of `input` with one more dimension, the size of an embedding. A position outside
#'   `weight` is an error. Differentiable in `weight`.
#' @examples
#' weight <- torch_tensor(matrix(1:10, 5))
#' nnf_embedding(torch_tensor(c(1L, 5L, 5L)), weight)
#' @export
nnf_embedding <- function(input, weight, padding_idx = NULL, max_norm = NULL, norm_type = 2,
                          scale_grad_by_freq = FALSE, sparse = FALSE) {
  .torch_embedding_lookup(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)
}
