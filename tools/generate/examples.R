# What a row of the table cannot say about its help page: list(examples =, details =, value =,
# description =, params = list(name =)), all optional; a bare string is the examples. Every exported
# structured op needs examples.

note <- function(examples = NULL, details = NULL, value = NULL, description = NULL, params = list()) {
  list(examples = examples, details = details, value = value, description = description, params = params)
}

MATRICES <- paste("Matrices, (..., m, n), Float, Double or complex. Other dtypes are a type_error, other sizes a",
  "value_error.")
SQUARE <- sub("m, n", "n, n", MATRICES)
HERMITIAN <- sub("Matrices", "Symmetric or Hermitian matrices", SQUARE)
PIVOTS <- paste("Each matrix has as many pivots as rows or columns, whichever are fewer, else that is a value_error;",
  "pivots that name no row are an index_error.")
UPLO <- "Which triangle of A is read, `\"L\"` or `\"U\"`."

NOTES <- list(
  sum = note("
x <- torch_tensor(matrix(1:6, 2))
torch_sum(x)
torch_sum(x, dim = 1, keepdim = TRUE)",
    details = "Integer input is summed as Long.",
    params = list(dim = "The dimensions to sum over, counted from 1; `NULL`: all.")),
  linalg_cholesky = note("
A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
L <- linalg_cholesky(A)
torch_matmul(L, L$t())",
    details = paste("Of A only the lower triangle is read. A matrix that is not positive definite, or holds NaN, is",
      "a runtime_error, which names it and its first leading minor that is not. The gradient is symmetric or",
      "Hermitian (Murray, 2016)."),
    value = "Lower triangles `L` of A's size with `A = L L^H`.",
    params = list(A = paste("Symmetric or Hermitian positive definite matrices, (..., n, n), Float, Double or",
      "complex. Other dtypes are a type_error, other sizes a value_error."))),
  linalg_inv = note("
A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
torch_matmul(linalg_inv(A), A)",
    details = paste("By an LU decomposition. A singular matrix is a runtime_error, which names it. To multiply",
      "with an inverse, [linalg_solve()] is quicker and more accurate."),
    value = "A tensor of A's size.", params = list(A = SQUARE)),
  linalg_det = note("linalg_det(torch_tensor(rbind(c(4, 2), c(2, 3))))",
    details = paste("By an LU decomposition. The gradient is that of Jacobi's formula; where a determinant is 0",
      "it is made of singular values, which gives the matrix of cofactors. A second gradient there exists for",
      "matrices of rank n - 1 with different singular values."),
    value = "A tensor of size (...); the determinant of a matrix without elements is 1.", params = list(A = SQUARE)),
  linalg_slogdet = note("linalg_slogdet(torch_tensor(rbind(c(4, 2), c(2, 3))))",
    details = "By an LU decomposition; it does not overflow where the determinant would.",
    value = paste("A list of two tensors of size (...): the sign, a number on the unit circle for complex matrices",
      "and 0 for singular ones, and the logarithm of the determinant's absolute value, `-Inf` for singular",
      "matrices."),
    params = list(A = SQUARE)),
  linalg_solve = note("
A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
linalg_solve(A, torch_tensor(c(1, 2)))
linalg_solve(A, torch_randn(5, 2, 3))$shape",
    details = paste("Solves `A X = B` by an LU decomposition, of which the gradients make use. A singular matrix",
      "is a runtime_error, which names it."),
    value = "The solutions `X`, of B's size with both batches broadcast.",
    params = list(A = SQUARE, B = paste("The right sides, (..., n, k), of A's dtype; batch dimensions are",
      "broadcast. A tensor of one dimension, or of A's size without its last dimension, holds one vector for each",
      "matrix."))),
  linalg_qr = note("
A <- torch_randn(4, 3)
qr <- linalg_qr(A)
torch_matmul(qr[[1]], qr[[2]]) - A",
    details = paste("`A = Q R` by Householder reflections; the diagonal of `R` may be negative. Not",
      "differentiable in mode `\"r\"`, nor in mode `\"complete\"` where m > n; else the first min(m, n) columns",
      "of A must be independent (Roberts and Roberts, 2020)."),
    value = "A list of `Q` with orthonormal columns, (..., m, k), and `R`, an upper triangle, (..., k, n).",
    params = list(A = MATRICES, mode = paste("`\"reduced\"`: k is the smaller of m and n; `\"complete\"`: k is",
      "m; `\"r\"`: as reduced, and `Q` is empty."))),
  linalg_eigh = note("linalg_eigh(torch_tensor(rbind(c(2, 1), c(1, 2))))",
    details = paste("`A = V diag(L) V^H` for symmetric or Hermitian A. Vectors are known up to a factor of",
      "modulus one, for equal eigenvalues up to a rotation: a gradient of what depends on them is an error for",
      "complex numbers, or not finite (Giles, 2008). NaN or infinite values are a runtime_error."),
    value = "A list of the eigenvalues in ascending order, real, (..., n), and the vectors as columns, (..., n, n).",
    params = list(A = HERMITIAN, UPLO = UPLO)),
  linalg_eigvalsh = note("linalg_eigvalsh(torch_tensor(rbind(c(2, 1), c(1, 2))))",
    details = "Differentiable also where eigenvalues are equal. NaN or infinite values are a runtime_error.",
    value = "The eigenvalues in ascending order, real, (..., n).", params = list(A = HERMITIAN, UPLO = UPLO)),
  linalg_eig = note("linalg_eig(torch_tensor(rbind(c(0, 1), c(-1, 0))))",
    details = paste("`A = V diag(L) V^-1` for matrices that can be diagonalized. Vectors are known up to a",
      "factor of modulus one: a gradient of what depends on it is a runtime_error, as are NaN and infinite values",
      "in A."),
    value = paste("A list of the eigenvalues in no particular order, (..., n), and the vectors as columns of norm",
      "one, (..., n, n), both complex."),
    params = list(A = SQUARE)),
  linalg_eigvals = note("linalg_eigvals(torch_tensor(rbind(c(0, 1), c(-1, 0))))",
    details = "NaN or infinite values are a runtime_error.",
    value = "The eigenvalues in no particular order, complex, (..., n).", params = list(A = SQUARE)),
  linalg_svd = note("
A <- torch_randn(4, 3)
svd <- linalg_svd(A, full_matrices = FALSE)
torch_matmul(svd[[1]] * svd[[2]], svd[[3]]) - A",
    details = paste("`A = U diag(S) V^H` by a divide-and-conquer method. Vectors are known up to a factor of modulus",
      "one, for equal singular values up to a rotation: a gradient of what depends on them is an error for complex",
      "numbers, or not finite (Wan and Zhang, 2019). Columns beyond the first min(m, n) are known up to a rotation",
      "among themselves; a gradient of what depends on it means nothing. NaN or infinite values are a runtime_error."),
    value = paste("A list of `U`, (..., m, m), the singular values `S` in descending order, real, (..., k), and",
      "`V^H`, (..., n, n), with k the smaller of m and n; without `full_matrices` `U` is (..., m, k) and `V^H` (..., k,",
      "n)."),
    params = list(A = MATRICES, full_matrices = "Whether `U` and `V` are square.")),
  linalg_svdvals = note("linalg_svdvals(torch_randn(4, 3))",
    details = "Differentiable also where singular values are equal. NaN or infinite values are a runtime_error.",
    value = "The singular values in descending order, real, (..., min(m, n)).", params = list(A = MATRICES)),
  linalg_householder_product = note("
A <- torch_randn(4, 3)
factors <- torch_geqrf(A)
linalg_householder_product(factors[[1]], factors[[2]])",
    details = paste("Each reflection is `I - tau v v^H`, the v being columns of A with ones on the diagonal and",
      "zeros above it."),
    value = "The first n columns of the product, (..., m, n).",
    params = list(A = "Matrices, (..., m, n) with m >= n, of which the part below the diagonal is read.",
      tau = "Factors of the reflections, (..., k) with k <= n.")),
  lu_unpack = note("do.call(torch_lu_unpack, torch_lu(torch_randn(3, 3)))",
    details = PIVOTS,
    value = paste("A list of `P`, (..., m, m), `L`, (..., m, k), and `U`, (..., k, n), with `A = P L U` and k the",
      "smaller of m and n; empty tensors for what is not asked for."),
    params = list(LU_data = "Both factors in one, as [torch_lu()] gives them, (..., m, n).",
      LU_pivots = "The exchanges of rows, an Int tensor as [torch_lu()] gives it.",
      unpack_data = "Whether `L` and `U` are made.", unpack_pivots = "Whether `P` is made.")),
  lu_solve = note("
A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
lu <- torch_lu(A)
torch_lu_solve(torch_ones(2, 1), lu[[1]], lu[[2]])",
    details = PIVOTS,
    value = "The solutions `X` of `A X = self`, of self's size with both batches broadcast.",
    params = list(self = "The right sides, (..., n, k).",
      LU_data = "Both factors in one, as [torch_lu()] gives them, (..., n, n).",
      LU_pivots = "The exchanges of rows, as [torch_lu()] gives them.")),
  cholesky_solve = note("
A <- torch_tensor(rbind(c(4, 2), c(2, 3)))
torch_cholesky_solve(torch_ones(2, 1), linalg_cholesky(A))",
    value = "The solutions `X` of `A X = self` for `A = L L^H`, of self's size with both batches broadcast.",
    params = list(self = "The right sides, (..., n, k).", input2 = "Triangles, (..., n, n), as of [linalg_cholesky()].",
      upper = "Whether they are upper triangles `U` with `A = U^H U`.")),
  triangular_solve = note("
A <- torch_tensor(rbind(c(2, 1), c(0, 4)))
torch_triangular_solve(torch_ones(2, 1), A)[[1]]",
    details = "[linalg_solve_triangular()] is its newer form.",
    value = "A list of the solutions `X` of `A X = self` and a copy of A.",
    params = list(self = "The right sides, (..., n, k).", A = "Matrices, (..., n, n), of which one triangle is read.",
      upper = "Whether the upper triangle is meant.", transpose = "Whether to solve with the transpose of A.",
      unitriangular = "Whether the diagonal is taken to be ones.")),
  geqrf = note("torch_geqrf(torch_randn(4, 3))",
    details = "The form in which LAPACK keeps a QR decomposition; [linalg_qr()] gives its matrices.",
    value = paste("A list of `R` above and the reflections' vectors below the diagonal, (..., m, n), and their",
      "factors tau, (..., min(m, n))."),
    params = list(self = MATRICES)),
  orgqr = note("
factors <- torch_geqrf(torch_randn(4, 3))
torch_orgqr(factors[[1]], factors[[2]])",
    details = "The older name of [linalg_householder_product()].", value = "The first n columns of `Q`, (..., m, n).",
    params = list(self = "Reflections as of [torch_geqrf()], (..., m, n) with m >= n.", input2 = "Their factors tau.")),
  ormqr = note("
factors <- torch_geqrf(torch_randn(4, 3))
torch_ormqr(factors[[1]], factors[[2]], torch_randn(4, 2))",
    value = "`Q x`, or `x Q`, of the size of `input3`, `Q` being the whole product, (..., m, m).",
    params = list(self = "Reflections as of [torch_geqrf()], (..., m, n) with m >= n.", input2 = "Their factors tau.",
      input3 = "The matrices `x`.", left = "Whether `Q` stands on the left.",
      transpose = "Whether to multiply with the (conjugate) transpose of `Q`.")),
  transpose = "torch_transpose(torch_tensor(matrix(1:6, 2)), 1, 2)",
  t = "torch_t(torch_tensor(matrix(1:6, 2)))",
  mm = note("torch_mm(torch_ones(2, 3), torch_ones(3, 4))",
    details = "Sizes (n, m) and (m, p) give (n, p)."),
  complex = note(details = "Both parts must be Float or both Double; others are a type_error.",
    value = "A ComplexFloat or ComplexDouble tensor of the broadcast size.",
    params = list(real = "The real parts.", imag = "The imaginary parts; broadcast against `real`.")),
  polar = note(value = "A complex tensor, `abs * (cos(angle) + i sin(angle))`.",
    params = list(abs = "The magnitudes, Float or Double.", angle = "The angles in radians, of the dtype of `abs`.")),
  vander = note(details = "The powers of a column are products, so that integers stay exact.",
    value = "A tensor of size (n, N).",
    params = list(x = "A tensor of size (n).", N = "The number of columns; `NULL`: n.",
      increasing = "Whether powers grow from left to right.")),
  flip = note(value = "A copy of the input's size."),
  fliplr = note(details = "The input must have two dimensions or more.", value = "A copy of the input's size."),
  flipud = note(details = "The input must have one dimension or more.", value = "A copy of the input's size."),
  roll = note(details = "What leaves a dimension at its end comes back at its start.",
    value = "A copy of the input's size.",
    params = list(shifts = "By how many places elements move: one number for each of `dims`.",
      dims = "The dimensions, counted from 1; none: the elements move as if the input had one dimension.")),
  rot90 = note(value = "A copy; its two dimensions are exchanged when `k` is odd.",
    params = list(k = "How many quarter turns from the first of `dims` towards the second; negative: back.",
      dims = "Two dimensions, counted from 1.")),
  repeat_interleave = note(value = "A copy in which every element along `dim` is there `repeats` times.",
    params = list(repeats = "A number, or a Long tensor with one number for each element along `dim`.",
      dim = "The dimension, counted from 1; `NULL`: the input is flattened first.",
      output_size = "The length that results, checked against `repeats`; `NULL`: it follows from them.")),
  triu = note(details = "Inputs of more than two dimensions are batches of matrices; fewer are a value_error.",
    value = "A copy with zeros below the diagonal."),
  tril = note(details = "Inputs of more than two dimensions are batches of matrices; fewer are a value_error.",
    value = "A copy with zeros above the diagonal."),
  diag_embed = note(details = "The input's last dimension of size n becomes two of size n + |offset|.",
    value = "A tensor with one dimension more than the input; zero outside the diagonals.",
    params = list(dim1 = "The dimension of the matrices' rows, counted from 1.",
      dim2 = "The dimension of the matrices' columns, counted from 1.")),
  diag = note(value = "For a vector of n elements a square matrix of n + |diagonal| rows, for a matrix its diagonal.",
    params = list(self = "A tensor of one or two dimensions; others are a value_error.")),
  diagflat = note(value = "A square matrix with the input's elements, flattened, on its diagonal."),
  meshgrid = note(value = "A list of views of the inputs, all of one size: the k-th varies along the k-th dimension.",
    params = list(tensors = "A list of tensors of at most one dimension.",
      indexing = "`\"ij\"`, or `\"xy\"`, which exchanges the first two dimensions; `NULL`: `\"ij\"`.")),
  cartesian_prod = note(value = "A tensor of size (product of lengths, number of tensors); for one tensor itself.",
    params = list(tensors = "A list of tensors of at most one dimension.")),
  combinations = note(value = "A tensor of size (number of choices, r), in lexicographic order of positions.",
    params = list(self = "A tensor of one dimension.", r = "How many elements are chosen.",
      with_replacement = "Whether an element may be chosen again.")),
  one_hot = note(value = "A Long tensor with one dimension more, of size `num_classes`: 1 at the class, else 0.",
    params = list(tensor = "Classes, counted from 1: a Long tensor of any size; others are a value_error.",
      num_classes = "How many classes there are; -1: as many as the largest one says.")),
  channel_shuffle = note(value = "A tensor of the input's size.",
    params = list(self = "A tensor of size (N, C, ...), with C divisible by `groups`.")),
  pixel_shuffle = note(value = "A tensor of size (..., C, H r, W r), where r is `upscale_factor`.",
    params = list(self = "A tensor of size (..., C r r, H, W).", upscale_factor = "How much larger pictures become.")),
  dropout1d = note("nnf_dropout1d(torch_ones(1, 3, 4))",
    details = "Whole channels become zero, the others are divided by 1 - p (Tompson et al., 2015).",
    params = list(input = "A tensor of size (N, C, L), or (C, L); others are a value_error.",
      p = "The probability with which a channel becomes zero.")),
  layer_norm = note("
x <- torch_randn(2, 3)
nnf_layer_norm(x, 3)
nnf_layer_norm(x, 3, weight = torch_ones(3), bias = torch_zeros(3))",
    details = paste("(x - mean) / sqrt(var + eps) * weight + bias, mean and (biased) variance being those of the last",
      "dimensions (Ba, Kiros and Hinton, 2016). 16-bit input is computed in float. Sizes that do not match are a",
      "value_error, integer input is a not_implemented_error."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor whose last sizes are `normalized_shape`.",
      weight = "Factors of size `normalized_shape`; `NULL`: none.",
      bias = "Summands of size `normalized_shape`; `NULL`: none.",
      eps = "What is added to the variance.")),
  batch_norm = note("
x <- torch_randn(5, 3)
mean <- torch_zeros(3)
var <- torch_ones(3)
nnf_batch_norm(x, mean, var, training = TRUE)
mean",
    details = paste("(x - mean) / sqrt(var + eps) * weight + bias for every channel (Ioffe and Szegedy, 2015). In",
      "training mean and variance are those of the batch, and the running ones, where given, are changed in place: by",
      "`momentum` towards the batch's mean and unbiased variance. A training batch of one value per channel is a value_error."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...).",
      running_mean = "A tensor of size (C); `NULL` only in training.",
      running_var = "A tensor of size (C); `NULL` only in training.",
      weight = "Factors of size (C); `NULL`: none.", bias = "Summands of size (C); `NULL`: none.",
      eps = "What is added to the variance.")),
  group_norm = note("nnf_group_norm(torch_randn(2, 4, 3), num_groups = 2)",
    details = paste("Mean and variance are those of a group of channels of one sample (Wu and He, 2018); a number of",
      "channels that `num_groups` does not divide is a value_error."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...).", weight = "Factors of size (C); `NULL`: none.",
      bias = "Summands of size (C); `NULL`: none.", eps = "What is added to the variance.")),
  instance_norm = note("nnf_instance_norm(torch_randn(2, 3, 5))",
    details = paste("Mean and variance are those of one channel of one sample (Ulyanov, Vedaldi and Lempitsky, 2016).",
      "Running statistics, where given, are changed in place: by `momentum` towards the means over samples."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...) with more than one element per channel.",
      weight = "Factors of size (C); `NULL`: none.", bias = "Summands of size (C); `NULL`: none.",
      use_input_stats = "Whether the statistics are those of the input, or the running ones.",
      eps = "What is added to the variance.")),
  local_response_norm = note("nnf_local_response_norm(torch_randn(1, 4, 3), size = 2)",
    details = paste("x / (k + alpha m)^beta, where m is the mean of the squares of `size` neighbouring channels,",
      "zeros past the first and the last one included (Krizhevsky, Sutskever and Hinton, 2012)."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...), with three dimensions or more.",
      size = "How many channels.", alpha = "A factor.", beta = "An exponent.", k = "A summand.")),
  normalize = note("nnf_normalize(torch_tensor(rbind(c(3, 4), c(0, 2))))",
    details = "Every vector along `dim` is divided by its p-norm, or by `eps` where the norm is smaller.",
    value = "A tensor of the input's size; `out` where given.",
    params = list(p = "The order of the norm.", eps = "The least divisor.",
      out = "A tensor that takes the result; `NULL`: a new one.")),
  pad = note("
x <- torch_tensor(matrix(1:4, 2))
nnf_pad(x, c(1, 0))
nnf_pad(x, c(1, 1, 1, 1), mode = \"reflect\")",
    details = paste("`\"constant\"` fills with `value`, `\"reflect\"` mirrors at the border elements, `\"replicate\"` repeats",
      "them, `\"circular\"` goes on from the other end. Negative numbers take elements away. Padding that the input is too",
      "small for is a value_error."),
    value = "A tensor of the input's dtype.",
    params = list(pad = "Integers: how many elements before and after, for the last dimension, then for the one before it, ...",
      mode = "`\"constant\"`, `\"reflect\"`, `\"replicate\"` or `\"circular\"`.",
      value = "A number for `\"constant\"`; `NULL`: 0.")),
  embedding_bag = note("
weight <- torch_randn(10, 3)
nnf_embedding_bag(torch_tensor(c(1L, 5L, 5L, 10L)), weight, offsets = torch_tensor(c(0L, 2L)))
nnf_embedding_bag(torch_tensor(matrix(1:4, 2)), weight, mode = \"sum\")",
    details = "Looks up rows of `weight` and gathers those of a bag into one; an empty bag gives zeros.",
    value = "A tensor of size (number of bags, size of an embedding).",
    params = list(input = "Positions in `weight`, counted from 1: of size (bags, n), or (n) with `offsets`.",
      weight = "A matrix, (number of embeddings, size of each).",
      offsets = "For an input of one dimension the number of elements before each bag: the first is 0.",
      max_norm = "Rows that are longer are shortened to this norm, in `weight` itself; `NULL`: none.",
      norm_type = "The p of that norm.", mode = "`\"sum\"`, `\"mean\"` or `\"max\"`.",
      scale_grad_by_freq = "Divide the gradient of a row by how often it occurs in `input`? Not for `\"max\"`.",
      sparse = "Must be `FALSE`: gradients are dense. `TRUE` is a not_implemented_error.",
      per_sample_weights = "Factors of the rows, of the input's size, for `\"sum\"`; `NULL`: none.",
      include_last_offset = "Whether the last of `offsets` is the end of the last bag.",
      padding_idx = "The position of a row that counts in no bag; `NULL`: none."))
)
# ---- Losses ---------------------------------------------------------------------------------------

REDUCED <- "The loss: a tensor without dimensions, or one value per %s for `reduction = \"none\"`."
PER_ELEMENT <- sprintf(REDUCED, "element")
PER_SAMPLE <- sprintf(REDUCED, "sample")
BROADCAST_TARGET <- "A target of another size than the input is broadcast, with a warning."
SCORES <- "Scores of the classes, (N, C), (C) for one sample, or (N, C, d1, ...), a sample for each place."
CLASSES <- "Classes, counted from 1: the size of `input` without the dimension C. A class outside of 1 to C is an index_error."
CLASS_WEIGHT <- "A weight for each class, (C), or `NULL`."
SIGNS <- "Labels -1 and 1, of a size that broadcasts with the input's."

NOTES <- c(NOTES, list(
  mse_loss = note(details = paste("(x - y)^2.", BROADCAST_TARGET), value = PER_ELEMENT),
  l1_loss = note(details = paste("|x - y|.", BROADCAST_TARGET), value = PER_ELEMENT),
  smooth_l1_loss = note(
    details = paste("With d = |x - y|: d^2 / (2 beta) where d < beta, else d - beta / 2 (Girshick, Fast R-CNN, 2015).", BROADCAST_TARGET),
    value = PER_ELEMENT, params = list(beta = "Where the loss becomes linear; 0: everywhere. Negative numbers are a value_error.")),
  huber_loss = note(
    details = paste("With d = |x - y|: d^2 / 2 where d < delta, else delta (d - delta / 2) (Huber, Robust estimation of a",
                    "location parameter, 1964).", BROADCAST_TARGET),
    value = PER_ELEMENT, params = list(delta = "Where the loss becomes linear; a positive number, else a value_error.")),
  kl_div = note("
log_p <- nnf_log_softmax(torch_randn(3, 4), 2)
nnf_kl_div(log_p, nnf_softmax(torch_randn(3, 4), 2), reduction = \"batchmean\")",
    details = paste("y (log y - x) for probabilities y and logarithms x of probabilities, 0 where y is 0; exp(y) (y - x) where both",
      "are logarithms. Summed over a distribution this is the divergence of Kullback and Leibler (1951)."),
    value = PER_ELEMENT,
    params = list(input = "Logarithms of probabilities.", target = "Probabilities, or their logarithms.",
      reduction = "`\"mean\"` over elements, `\"batchmean\"` for the sum divided by the size of the first dimension, `\"sum\"` or `\"none\"`.",
      log_target = "Whether `target` holds logarithms.")),
  poisson_nll_loss = note(
    details = "exp(x) - y x, or x - y log(x + eps) without `log_input`; `full` adds Stirling's y log y - y + log(2 pi y) / 2 where y > 1.",
    value = PER_ELEMENT,
    params = list(input = "The expected counts, or their logarithms.", target = "The counts.",
      log_input = "Whether `input` holds logarithms.", full = "Whether Stirling's approximation of log(y!) is added.",
      eps = "A small number that avoids the logarithm of 0; used without `log_input`.")),
  binary_cross_entropy = note(details = "-w (y log x + (1 - y) log(1 - x)); logarithms are not taken to be below -100.",
    value = PER_ELEMENT,
    params = list(input = "Probabilities.", target = "Probabilities or labels 0 and 1, of the input's size; another is a value_error.",
      weight = "A tensor that multiplies the losses, broadcast, or `NULL`.")),
  binary_cross_entropy_with_logits = note(
    details = "[nnf_binary_cross_entropy()] of the logistic function of the input, in a form that no input overflows.",
    value = PER_ELEMENT,
    params = list(input = "Logits.", target = "Probabilities or labels 0 and 1, of the input's size; another is a value_error.",
      weight = "A tensor that multiplies the losses, broadcast, or `NULL`.",
      pos_weight = "A tensor that multiplies the part of the loss with target 1, broadcast, or `NULL`.")),
  multilabel_soft_margin_loss = note(
    details = "The mean over the last dimension, C, of [nnf_binary_cross_entropy_with_logits()].", value = PER_SAMPLE,
    params = list(input = "Logits of the labels, (N, C).", target = "Which labels apply, 0 or 1; of the input's size, else a value_error.",
      weight = CLASS_WEIGHT)),
  soft_margin_loss = note(details = "log(1 + exp(-y x)).", value = PER_ELEMENT, params = list(target = SIGNS)),
  hinge_embedding_loss = note(
    details = paste("x where y is 1, max(0, margin - x) where y is -1: similar pairs become near, others at least `margin` apart",
                    "(Hadsell, Chopra and LeCun, Dimensionality reduction by learning an invariant mapping, 2006, with squares)."),
    value = PER_ELEMENT, params = list(input = "Distances.", target = SIGNS)),
  margin_ranking_loss = note(
    details = "max(0, margin - y (x1 - x2)): where y is 1, `input1` shall be larger than `input2` by `margin`, where it is -1 smaller.",
    value = PER_ELEMENT,
    params = list(input1 = "A tensor.", input2 = "A tensor of as many dimensions; the sizes are broadcast.",
      target = "Labels -1 and 1, of as many dimensions; another number of them is a value_error.")),
  cosine_embedding_loss = note("
a <- torch_randn(3, 5)
nnf_cosine_embedding_loss(a, a, torch_tensor(c(1L, 1L, -1L)), margin = 0.5)",
    details = "1 - cos(x1, x2) where y is 1, max(0, cos(x1, x2) - margin) where it is -1.", value = PER_SAMPLE,
    params = list(input1 = "Vectors, (N, D), or one, (D).", input2 = "A tensor of that size; another is a value_error.",
      target = "Labels -1 and 1, (N), or of no dimensions.")),
  triplet_margin_loss = note(
    details = paste("max(0, d(anchor, positive) - d(anchor, negative) + margin), where d is [nnf_pairwise_distance()] (Balntas, Riba,",
                    "Ponsa and Mikolajczyk, Learning local feature descriptors with triplets and shallow convolutional neural",
                    "networks, 2016)."), value = PER_SAMPLE,
    params = list(anchor = "Vectors, (N, D), or one, (D).", positive = "Vectors that shall be near.",
      negative = "Vectors that shall be farther away. Another number of dimensions is a value_error.", p = "The p of the norm.",
      margin = "By how much the negative example has to be farther away.", eps = "A small number added to differences.",
      swap = "Compare with the distance of positive and negative example where that is smaller?")),
  area_under_min_fpr_fnr = note("
nnf_area_under_min_fpr_fnr(torch_randn(6), torch_tensor(c(1L, 2L, 2L, 1L, 1L, 2L)))",
    details = paste("The AUM of Hillman and Hocking (Optimizing ROC curves with a sort-based surrogate loss for binary classification",
      "and changepoint detection, 2021): as a constant added to all scores grows, more of them count as positive, and the false",
      "positive rate (FPR) and the false negative rate (FNR) change in steps; the loss is the integral of the smaller one. It is",
      "0 when a constant separates the classes. Scores that are equal count in the order in which they stand. The gradient is a",
      "difference of rates."),
    value = "A tensor without dimensions.",
    params = list(input = "Scores, Float or Double, of any size; another dtype is a type_error.",
      target = "Labels of as many elements, else a value_error; the largest value is the positive class.")),
  nll_loss = note(
    details = "`-w[y] x[y]`, where w is 1 without `weight`. The mean is over the samples that are not ignored, weighted by `w[y]`.",
    value = PER_SAMPLE,
    params = list(input = "Logarithms of the classes' probabilities, (N, C), (C) or (N, C, d1, ...).", target = CLASSES,
      weight = CLASS_WEIGHT, ignore_index = "A class that does not count, such as -100.")),
  cross_entropy = note("
scores <- torch_randn(3, 4)
nnf_cross_entropy(scores, torch_tensor(c(1L, 3L, 2L)))
nnf_cross_entropy(scores, nnf_softmax(torch_randn(3, 4), 2))",
    details = paste("[nnf_nll_loss()] of [nnf_log_softmax()]: `-w[y] log(softmax(x)[y])`. Targets may also be probabilities, of the size of",
      "`input`: then it is `-sum(w y log(softmax(x)))`, and the mean is over samples. Label smoothing takes (1 - label_smoothing) y +",
      "label_smoothing / C for y (Szegedy and others, Rethinking the Inception architecture for computer vision, 2016)."),
    value = PER_SAMPLE,
    params = list(input = SCORES, target = paste(CLASSES, "Or probabilities, of the size of `input`."), weight = CLASS_WEIGHT,
      ignore_index = "A class that does not count, such as -100.",
      label_smoothing = "A number from 0 to 1, else a value_error: how much of the target is spread evenly over all classes.")),
  multi_margin_loss = note(
    details = paste("The sum over the classes i other than y of `w[y] max(0, margin - x[y] + x[i])^p`, divided by C (Crammer and Singer, On the",
                    "algorithmic implementation of multiclass kernel-based vector machines, 2001)."), value = PER_SAMPLE,
    params = list(input = "Scores of the classes, (N, C), or (C) for one sample.", weight = CLASS_WEIGHT,
      target = "Classes, counted from 1, (N), or one. A class outside of 1 to C is an index_error.", p = "1 or 2, else a value_error.")),
  multilabel_margin_loss = note("
scores <- torch_tensor(rbind(c(0.1, 0.2, 0.4, 0.8)))
nnf_multilabel_margin_loss(scores, torch_tensor(rbind(c(4L, 1L, 0L, 0L)))) # labels 4 and 1",
    details = "The sum over the labels j and the classes i that are no labels of `max(0, 1 - x[j] + x[i])`, divided by C.", value = PER_SAMPLE,
    params = list(input = "Scores of the classes, (N, C), or (C) for one sample.",
      target = paste("The labels of each sample, classes counted from 1, of the input's size: what follows the first 0 or -1 is",
                     "not read. A class outside of 1 to C is an index_error."))),
  pairwise_distance = note(details = "The norm of x1 - x2 + eps, over the last dimension.",
    value = "A tensor of the broadcast size without its last dimension, or with size 1 there for `keepdim = TRUE`.",
    params = list(x1 = "Vectors, (N, D) or (D).", x2 = "Vectors whose sizes broadcast with those.", p = "The p of the norm.",
      eps = "A small number that gives the norm a slope where vectors are equal.", keepdim = "Whether the last dimension stays, with size 1."))
))

# ---- Linear algebra: norms and products ---------------------------------------------------------

MATRICES <- "A tensor of floating or complex numbers, (..., m, n)."
SQUARE <- "A tensor of floating or complex numbers, (..., n, n)."

NOTES <- c(NOTES, list(
  linalg_vector_norm = note("
x <- torch_tensor(rbind(c(3, 4), c(0, -2)))
linalg_vector_norm(x)
linalg_vector_norm(x, ord = 1, dim = 2)
linalg_vector_norm(x, ord = Inf)",
    details = paste("`sum(abs(x)^ord)^(1 / ord)`; the largest or smallest absolute value for `Inf` or `-Inf`, how many elements are",
      "not 0 for an order of 0. Integers are a runtime_error."),
    value = "A tensor of real numbers without these dimensions, or with size 1 there.",
    params = list(A = "A tensor of floating or complex numbers.", ord = "The order: a number.",
      dim = "The dimensions of a vector, counted from 1; `NULL`: all.",
      dtype = "The dtype of the result and of the computation; `NULL`: that of the input.")),
  linalg_pinv = note("
A <- torch_tensor(rbind(c(1, 2), c(3, 4), c(5, 6)))
linalg_pinv(A)
torch_matmul(linalg_pinv(A), A)",
    details = paste("The inverse of Moore and Penrose, from the singular values that are larger than `max(atol, rtol * s)`, where s is the",
      "largest one. The gradient is that of matrices of one rank (Golub and Pereyra, 1973): it exists where the rank does not change,",
      "and equal singular values do it no harm."),
    value = "A tensor of size (..., n, m).",
    params = list(A = MATRICES, rcond = "Another name of `rtol`.",
      atol = "The absolute tolerance: a number, or a tensor with one for each matrix, (...); `NULL`: 0.",
      rtol = paste("The relative tolerance, likewise; `NULL`: `max(m, n)` times the distance from 1 to the next number of the dtype,",
        "or 0 where `atol` is above 0."),
      hermitian = "Whether the matrices are Hermitian (symmetric, if real): then their eigenvalues, from the lower triangles, are taken.")),
  pinverse = note(details = "[linalg_pinv()] under its older name.", value = "A tensor of size (..., n, m).",
    params = list(self = MATRICES, rcond = "Singular values that are not larger than this times the largest one count as 0.")),
  linalg_matrix_power = note("linalg_matrix_power(torch_tensor(rbind(c(1, 1), c(1, 0))), 10)",
    details = paste("By repeated squaring, so that the number of products grows with the logarithm of `n`. Negative powers are those of the inverse;",
      "a singular matrix is an error then."), value = "A tensor of the size of `A`.",
    params = list(A = SQUARE, n = "An integer; 0 gives identities.")),
  linalg_multi_dot = note("
linalg_multi_dot(list(torch_randn(10, 100), torch_randn(100, 5), torch_randn(5, 50)))$shape",
    details = paste("The order of the products is the one with the fewest multiplications, found by dynamic programming (Cormen, Leiserson, Rivest",
      "and Stein, Introduction to algorithms, section 15.2). Sizes that cannot be multiplied are a value_error."),
    value = "The product; without the dimension that a vector at an end stood for.",
    params = list(tensors = paste("A list of at least two matrices; the first may be a vector, which is a row, and the last one, which is a",
      "column."))),
  linalg_tensorinv = note("
A <- torch_eye(4 * 6)$reshape(c(4, 6, 8, 3))
B <- torch_randn(4, 6)
torch_allclose(torch_tensordot(linalg_tensorinv(A, ind = 3), B), linalg_tensorsolve(A, B))",
    details = paste("Read as a matrix whose rows are the dimensions before `ind` and whose columns are the others, A is inverted: `torch_tensordot()` of",
      "the result and A over the first ones is the identity. Unless both have as many elements, it is a value_error."),
    value = "A tensor with the dimensions of A from `ind` on, then those before.",
    params = list(A = "A tensor of floating or complex numbers.", ind = "The first dimension of the columns, counted from 1.")),
  linalg_tensorsolve = note("
A <- torch_eye(2 * 3 * 4)$reshape(c(6, 4, 2, 3, 4))
B <- torch_randn(6, 4)
X <- linalg_tensorsolve(A, B)
torch_allclose(torch_tensordot(A, X, dims = 3), B)",
    details = "Finds X with `torch_tensordot(A, X, dims = X$dim()) = B`. Unless A is square, read as a matrix, it is a value_error.",
    value = "A tensor of the sizes that A has behind those of B.",
    params = list(A = "A tensor of floating or complex numbers: its first dimensions have as many elements as B, the others as many as X.",
      B = "A tensor of the same dtype.", dims = "Dimensions of A that are moved to its end first, counted from 1; `NULL`: none.")),
  matrix_exp = note("
A <- torch_tensor(rbind(c(0, -pi / 2), c(pi / 2, 0)))
torch_matrix_exp(A) # a quarter turn",
    details = paste("I + A + A A / 2 + ..., by a Taylor polynomial of degree 4, 8, 12 or 18 of the scaled matrix, which is then squared (Bader, Blanes and",
      "Casas, Computing the matrix exponential with an optimized Taylor polynomial approximation, 2019). Half and BFloat16 are computed in Float."),
    value = "A tensor of the input's size.", params = list(self = SQUARE)),
  inverse = note(details = "[linalg_inv()] under its older name.", value = "A tensor of the input's size.", params = list(self = SQUARE)),
  det = note(details = "[linalg_det()] under its older name.", value = "A tensor of size (...).", params = list(self = SQUARE)),
  slogdet = note(details = "[linalg_slogdet()] under its older name.",
    value = "A list of two tensors of size (...): the sign of the determinant, of magnitude 1 or 0, and the logarithm of its absolute value.",
    params = list(self = SQUARE)),
  logdet = note("
A <- torch_tensor(rbind(c(2, 1), c(1, 3)))
torch_logdet(A)",
    details = "From a factorization, so that determinants that the dtype does not hold have a logarithm.",
    value = "A tensor of size (...): `-Inf` for singular matrices, NaN where a real determinant is negative.", params = list(self = SQUARE)),
  cholesky = note(details = "[linalg_cholesky()] under its older name, and with the upper factor by choice.",
    value = "A tensor of the input's size: L with `A = L L^H`, or U with `A = U^H U`.",
    params = list(self = paste("Hermitian positive definite matrices, (..., n, n), else an error. The triangle of the factor is read."),
      upper = "Whether the factor is the upper one.")),
  cholesky_inverse = note("
A <- torch_tensor(rbind(c(2, 1), c(1, 3)))
torch_cholesky_inverse(torch_cholesky(A))",
    value = "A tensor of the input's size: the inverse of `L L^H`, or of `U^H U`.",
    params = list(self = "Factors of Cholesky decompositions, (..., n, n).", upper = "Whether they are the upper ones.")),
  qr = note(details = "[linalg_qr()] under its older name.",
    value = "A list of two tensors: Q, (..., m, k), and R, (..., k, n), with k the smaller one of m and n, or k = m.",
    params = list(self = MATRICES, some = "Whether Q has only the first columns, as many as the smaller one of m and n.")),
  svd = note("
A <- torch_randn(4, 3)
usv <- torch_svd(A)
torch_allclose(torch_matmul(usv[[1]] * usv[[2]], usv[[3]]$t()), A, atol = 1e-5)",
    details = "[linalg_svd()] in its older form: A = U diag(S) V^H, with V itself as the third result.",
    value = "A list of three tensors: U, (..., m, k), S, (..., k), and V, (..., n, k), with k the smaller one of m and n; U and V square unless `some`.",
    params = list(self = MATRICES, some = "Whether U and V have only the first columns.",
      compute_uv = "Whether U and V are wanted; else they are square matrices of zeros."))
))

NOTES <- lapply(NOTES, function(entry) if (is.character(entry)) note(entry) else entry)
NOTES <- lapply(NOTES, function(entry) {
  if (!is.null(entry$examples)) entry$examples <- sub("^\n", "", entry$examples)
  entry
})
