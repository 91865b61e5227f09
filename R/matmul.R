# Matrix products whose arguments need more than the table's calls.

#' Products of matrices
#'
#' `torch_mm()` multiplies two matrices, `torch_bmm()` two batches of as many matrices, one by one.
#' `torch_addmm()` and `torch_baddbmm()` add the product to a tensor: `beta * self + alpha * product`.
#' [torch_matmul()] chooses by the number of dimensions.
#'
#' @param self The first factor, or for `torch_addmm()` and `torch_baddbmm()` what is added: a tensor that can
#'   be broadcast to the size of the product. With `beta = 0` it is not looked at.
#' @param mat2,mat1 Matrices, (n, m) and (m, p); for `torch_bmm()` batches (b, n, m) and (b, m, p).
#' @param batch1,batch2 Batches of matrices, (b, n, m) and (b, m, p).
#' @param out_dtype The dtype in which to compute; by default that of the factors.
#' @param beta,alpha Numbers; whole ones for integer tensors.
#' @return A tensor of size (n, p) or (b, n, p). Both factors must have the same dtype. Half and BFloat16 are
#'   summed in Float; integers wrap around. Differentiable. As methods: `x$mm(...)`, `x$addmm_(...)`.
#' @examples
#' torch_mm(torch_ones(2, 3), torch_ones(3, 4))
#' torch_bmm(torch_ones(5, 2, 3), torch_ones(5, 3, 4))$shape
#' torch_addmm(torch_tensor(c(10, 20)), torch_ones(3, 4), torch_ones(4, 2))
#' @rdname torch_mm
#' @export
torch_mm <- function(self, mat2, out_dtype) {
  if (missing(out_dtype)) .torch_mm(self, mat2) else .torch_mm(in_dtype(self, out_dtype), in_dtype(mat2, out_dtype))
}

#' @rdname torch_mm
#' @export
torch_bmm <- function(self, mat2, out_dtype) {
  if (missing(out_dtype)) .torch_bmm(self, mat2) else .torch_bmm(in_dtype(self, out_dtype), in_dtype(mat2, out_dtype))
}

#' @rdname torch_mm
#' @export
torch_addmm <- function(self, mat1, mat2, out_dtype, beta = 1L, alpha = 1L) {
  if (missing(out_dtype)) return(.torch_addmm(self, mat1, mat2, beta, alpha))
  .torch_addmm(in_dtype(self, out_dtype), in_dtype(mat1, out_dtype), in_dtype(mat2, out_dtype), beta, alpha)
}

#' @rdname torch_mm
#' @export
torch_baddbmm <- function(self, batch1, batch2, out_dtype, beta = 1L, alpha = 1L) {
  if (missing(out_dtype)) return(.torch_baddbmm(self, batch1, batch2, beta, alpha))
  .torch_baddbmm(in_dtype(self, out_dtype), in_dtype(batch1, out_dtype), in_dtype(batch2, out_dtype), beta, alpha)
}

in_dtype <- function(x, dtype) .Call(C_to, x, dtype, NULL, NULL, FALSE, FALSE)

#' Contraction over several dimensions
#'
#' Sums products of the elements of two tensors over pairs of dimensions.
#'
#' @param a,b Tensors of the same dtype.
#' @param dims How many dimensions to sum over, the last ones of `a` and the first ones of `b`; or a list of two
#'   vectors of dimensions, counted from 1, which are paired in order. A dimension of size 1 meets any size.
#' @return A tensor with the remaining dimensions of `a`, then those of `b`. Differentiable.
#' @examples
#' a <- torch_ones(3, 4, 5)
#' b <- torch_ones(4, 3, 2)
#' torch_tensordot(a, b, list(c(2, 1), c(1, 2)))$shape
#' torch_tensordot(torch_ones(2, 3), torch_ones(3, 4), dims = 1)
#' @export
torch_tensordot <- function(a, b, dims = 2) {
  if (is_torch_tensor(dims)) dims <- as_array(dims)
  if (is.matrix(dims)) dims <- list(dims[1, ], dims[2, ])
  if (is.list(dims)) return(.torch_tensordot(a, b, as.integer(dims[[1]]), as.integer(dims[[2]])))
  if (length(dims) != 1 || is.na(dims) || dims < 0) value_error("tensordot: expected dims >= 0, got ", dims)
  .torch_tensordot(a, b, -rev(seq_len(dims)), seq_len(dims))
}
