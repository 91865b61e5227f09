# What the factorizations of linear algebra promise: products that give the input back, batches, dtypes, failures,
# and the gradients of complex matrices.

DTYPES <- c("float32", "float64", "cfloat", "cdouble")
is_complex_dtype <- function(dtype) dtype %in% c("cfloat", "cdouble")
tolerance_of <- function(dtype) if (dtype %in% c("float32", "cfloat")) 2e-5 else 1e-12

# Fixed numbers in a shape; dtype may be complex.
matrices <- function(shape, dtype = "float64", seed = 1) {
  real <- tensor_of(numbers(prod(shape), seed), shape)
  if (is_complex_dtype(dtype)) real <- torch_complex(real, tensor_of(numbers(prod(shape), seed + 1), shape))
  real$to(dtype = switch(dtype, float32 = torch_float(), cfloat = torch_cfloat(), real$dtype))
}

adjoint <- function(x) x$transpose(-2, -1)$conj()
positive <- function(x) torch_add(torch_matmul(x, adjoint(x)), torch_eye(tail(x$shape, 1)))
scaled_columns <- function(x, by) torch_mul(x, by$unsqueeze(-2))

expect_same <- function(got, expected, tolerance = 1e-12) {
  expect_identical(shape_of(got), shape_of(expected))
  expect_close(values_of(got), values_of(expected), tolerance)
}

# A transposed window on every second row and column.
strided <- function(x) {
  shape <- x$shape
  wide <- torch_zeros(c(head(shape, -2), 2 * rev(tail(shape, 2))), dtype = x$dtype)
  wide[.., 1:N:2, 1:N:2] <- x$transpose(-2, -1)
  wide[.., 1:N:2, 1:N:2]$transpose(-2, -1)
}

each <- function(f) for (dtype in DTYPES) {
  f(function(...) matrices(c(...), dtype), tolerance_of(dtype))
  f(function(...) strided(matrices(c(2L, 2L, ...), dtype)), tolerance_of(dtype))
}

# ---- Products that give the input back ------------------------------------------------------------

test_that("factors multiply to the matrix: every precision, batches, other strides", {
  each(function(make, tolerance) {
    for (size in list(c(4, 4), c(5, 3), c(3, 5))) {
      A <- make(size[1], size[2])
      for (mode in c("reduced", "complete")) {
        qr <- linalg_qr(A, mode)
        expect_same(torch_matmul(qr[[1]], qr[[2]]), A, tolerance)
        expect_same(qr[[2]], torch_triu(qr[[2]]))
        k <- tail(qr[[1]]$shape, 1)
        expect_close(values_of(torch_matmul(adjoint(qr[[1]]), qr[[1]]) - torch_eye(k)), rep(0, prod(qr[[2]]$shape) /
                     tail(qr[[2]]$shape, 1) * k), tolerance)
      }
      svd <- linalg_svd(A, full_matrices = FALSE)
      expect_same(torch_matmul(scaled_columns(svd[[1]], svd[[2]]), svd[[3]]), A, tolerance)
      expect_same(linalg_svdvals(A), svd[[2]], tolerance)
      full <- linalg_svd(A)
      expect_same(full[[2]], svd[[2]], tolerance)
      k <- min(size)
      expect_same(torch_matmul(scaled_columns(full[[1]][.., 1:k], full[[2]]), full[[3]][.., 1:k, ]), A, tolerance)
      expect_identical(tail(full[[1]]$shape, 2), rep(as.integer(size[1]), 2))
      expect_identical(tail(full[[3]]$shape, 2), rep(as.integer(size[2]), 2))
      plu <- do.call(torch_lu_unpack, torch_lu(A))
      expect_same(torch_matmul(plu[[1]], torch_matmul(plu[[2]], plu[[3]])), A, tolerance)
    }
  })
})

test_that("square matrices: Cholesky, inverse, eigenvalues, systems", {
  each(function(make, tolerance) {
    A <- make(4, 4)
    S <- positive(A)
    L <- linalg_cholesky(S)
    expect_same(torch_matmul(L, adjoint(L)), S, tolerance)
    expect_same(L, torch_tril(L))
    expect_same(torch_matmul(linalg_inv(A), A) - torch_eye(4), torch_zeros_like(A), 50 * tolerance)
    for (UPLO in c("L", "U")) {
      eigh <- linalg_eigh(if (UPLO == "L") torch_tril(S) else torch_triu(S), UPLO)
      expect_same(torch_matmul(scaled_columns(eigh[[2]], eigh[[1]]), adjoint(eigh[[2]])), S, 10 * tolerance)
      expect_same(linalg_eigvalsh(S, UPLO), eigh[[1]], 10 * tolerance)
    }
    eig <- linalg_eig(A)
    expect_same(torch_matmul(A$to(dtype = eig[[2]]$dtype), eig[[2]]), scaled_columns(eig[[2]], eig[[1]]),
                10 * tolerance)
    B <- make(4, 2)
    expect_same(torch_matmul(A, linalg_solve(A, B)), B, 50 * tolerance)
    expect_same(torch_lu_solve(B, torch_lu(A)[[1]], torch_lu(A)[[2]]), linalg_solve(A, B), 50 * tolerance)
    expect_same(torch_matmul(S, torch_cholesky_solve(B, L)), B, 50 * tolerance)
    expect_same(torch_cholesky_solve(B, adjoint(L), upper = TRUE), torch_cholesky_solve(B, L), 10 * tolerance)
  })
})

test_that("determinants are the products of eigenvalues", {
  each(function(make, tolerance) {
    A <- make(3, 3)
    values <- linalg_eigvals(A)
    product <- torch_prod(values, dim = -1)
    expect_close(values_of(linalg_det(A)) + 0i, values_of(product) + 0i, 10 * tolerance)
    slogdet <- linalg_slogdet(A)
    expect_same(torch_mul(slogdet[[1]], torch_exp(slogdet[[2]])), linalg_det(A), 10 * tolerance)
  })
})

test_that("triangles solve from both sides", {
  each(function(make, tolerance) {
    A <- make(3, 3)
    for (upper in c(TRUE, FALSE)) for (unit in c(TRUE, FALSE)) {
      triangle <- if (upper) torch_triu(A) else torch_tril(A)
      if (unit) triangle <- triangle - torch_diag_embed(torch_diagonal(triangle, dim1 = -2, dim2 = -1)) + torch_eye(3)
      X <- linalg_solve_triangular(A, make(3, 2), upper = upper, unitriangular = unit)
      expect_same(torch_matmul(triangle, X), make(3, 2), 50 * tolerance)
      X <- linalg_solve_triangular(A, make(2, 3), upper = upper, left = FALSE, unitriangular = unit)
      expect_same(torch_matmul(X, triangle), make(2, 3), 50 * tolerance)
      if (!unit) expect_same(torch_triangular_solve(make(3, 2), A, upper = upper, transpose = TRUE)[[1]],
                             linalg_solve(triangle$transpose(-2, -1), make(3, 2)), 50 * tolerance)
    }
  })
})

test_that("reflections: products of R's own qr() and of LAPACK's", {
  each(function(make, tolerance) {
    A <- make(5, 3)
    factors <- torch_geqrf(A)
    Q <- linalg_qr(A)[[1]]
    expect_same(linalg_householder_product(factors[[1]], factors[[2]]), Q, tolerance)
    expect_same(torch_orgqr(factors[[1]], factors[[2]]), Q, tolerance)
    R <- torch_triu(factors[[1]])
    expect_same(torch_ormqr(factors[[1]], factors[[2]], R), A, tolerance)
    expect_same(torch_ormqr(factors[[1]], factors[[2]], A, transpose = TRUE), R, tolerance)
    expect_same(torch_ormqr(factors[[1]], factors[[2]], adjoint(A), left = FALSE), adjoint(R), tolerance)
  })
  x <- matrix(numbers(12, 1), 4)
  expect_equal(abs(as_array(linalg_qr(torch_tensor(x, dtype = "float64"))[[2]])), abs(qr.R(qr(x))))
})

test_that("least squares solve the normal equations, whatever the driver", {
  each(function(make, tolerance) {
    A <- make(6, 3)
    B <- make(6, 2)
    for (driver in c("gels", "gelsy", "gelsd", "gelss")) {
      found <- linalg_lstsq(A, B, driver = driver)
      expect_named(found, c("solution", "residuals", "rank", "singular_values"))
      left <- torch_matmul(A, found$solution) - B
      expect_close(values_of(torch_matmul(adjoint(A), left)), rep(0, prod(found$solution$shape)), 100 * tolerance)
      if (driver != "gelsy") expect_same(found$residuals, torch_sum(torch_square(torch_abs(left)), -2), 10 * tolerance)
      else expect_identical(found$residuals$numel(), 0L)
      if (driver != "gels") expect_true(all(values_of(found$rank) == 3)) else expect_identical(found$rank$numel(), 0L)
      if (driver %in% c("gelsd", "gelss")) expect_same(found$singular_values, linalg_svdvals(A), tolerance)
    }
    # of many solutions the shortest: orthogonal to what A does not see
    wide <- adjoint(A)
    for (driver in c("gels", "gelsy")) {
      x <- linalg_lstsq(wide, make(3, 2), driver = driver)$solution
      expect_same(torch_matmul(wide, x), make(3, 2), 50 * tolerance)
      expect_same(x, torch_matmul(adjoint(wide), linalg_solve(torch_matmul(wide, adjoint(wide)), make(3, 2))),
                  100 * tolerance)
    }
  })
})

test_that("least squares without full rank", {
  A <- torch_tensor(cbind(1:4, 2 * (1:4)), dtype = "float64")
  B <- torch_tensor(c(1, 0, 2, 5), dtype = "float64")
  found <- linalg_lstsq(A, B, driver = "gelsd")
  expect_equal(found$rank$item(), 1)
  expect_identical(found$residuals$numel(), 0L)
  expect_equal(as.numeric(found$solution), sum((1:4) * c(1, 0, 2, 5)) / 30 * c(1, 2) / 5)
  expect_equal(linalg_lstsq(torch_diag(torch_tensor(c(1, 0.1))), torch_ones(2), rcond = 0.5)$rank$item(), 1)
})

# ---- Sizes ------------------------------------------------------------------------------------------

test_that("matrices and batches without elements", {
  none <- torch_zeros(0, 0)
  expect_equal(linalg_det(none)$item(), 1)
  expect_equal(values_of(linalg_det(torch_zeros(3, 0, 0))), c(1, 1, 1))
  expect_equal(lapply(linalg_slogdet(none), function(x) x$item()), list(1, 0))
  expect_identical(shape_of(linalg_inv(torch_zeros(0, 3, 3))), c(0L, 3L, 3L))
  expect_identical(shape_of(linalg_cholesky(none)), c(0L, 0L))
  expect_identical(lapply(linalg_qr(torch_zeros(3, 0)), shape_of), list(c(3L, 0L), c(0L, 0L)))
  expect_same(linalg_qr(torch_zeros(3, 0), "complete")[[1]], torch_eye(3))
  expect_identical(lapply(linalg_qr(torch_zeros(0, 3)), shape_of), list(c(0L, 0L), c(0L, 3L)))
  expect_identical(lapply(linalg_eigh(none), shape_of), list(0L, c(0L, 0L)))
  expect_identical(lapply(linalg_eig(torch_zeros(2, 0, 0)), shape_of), list(c(2L, 0L), c(2L, 0L, 0L)))
  expect_same(linalg_svd(torch_zeros(2, 0))[[1]], torch_eye(2))
  expect_identical(shape_of(linalg_svdvals(torch_zeros(0, 4, 3))), c(0L, 3L))
  expect_identical(shape_of(linalg_solve(none, torch_zeros(0, 4))), c(0L, 4L))
  expect_identical(shape_of(linalg_solve(torch_eye(3), torch_zeros(3, 0))), c(3L, 0L))
  expect_same(linalg_lstsq(torch_zeros(3, 0), torch_ones(3, 2))$solution, torch_zeros(0, 2))
  expect_same(linalg_lstsq(torch_zeros(0, 3), torch_ones(0, 2))$solution, torch_zeros(3, 2))
  expect_identical(lapply(torch_lu_unpack(none, torch_zeros(0, dtype = torch_int())), shape_of),
                   rep(list(c(0L, 0L)), 3))
})

test_that("solving takes vectors and broadcasts batches", {
  A <- matrices(c(2, 1, 3, 3))
  B <- matrices(c(4, 3, 2), seed = 5)
  X <- linalg_solve(A, B)
  expect_identical(shape_of(X), c(2L, 4L, 3L, 2L))
  for (i in 1:2) for (j in 1:4) expect_same(X[i, j, , ], linalg_solve(A[i, 1, , ], B[j, , ]))
  v <- matrices(c(2, 3), seed = 3)
  expect_same(linalg_solve(A$squeeze(2), v), linalg_solve(A$squeeze(2), v$unsqueeze(3))$squeeze(3))
  expect_same(linalg_solve(A[1, 1, , ], v[1, ]), linalg_solve(A[1, 1, , ], v[1, ]$unsqueeze(2))$squeeze(2))
  expect_same(linalg_solve(A[1, 1, , ], B), torch_matmul(linalg_inv(A[1, 1, , ]), B), 1e-10)
  expect_same(linalg_solve_triangular(A[1, 1, , ], B, upper = TRUE),
              torch_matmul(linalg_inv(torch_triu(A[1, 1, , ])), B), 1e-10)
})

test_that("large matrices, where blocks and threads take over", {
  n <- 300
  A <- torch_randn(n, n, dtype = torch_double())
  expect_lt(torch_max(torch_abs(torch_matmul(linalg_inv(A), A) - torch_eye(n)))$item(), 1e-7)
  svd <- linalg_svd(A)
  expect_lt(torch_max(torch_abs(torch_matmul(svd[[1]] * svd[[2]], svd[[3]]) - A))$item(), 1e-10)
  S <- A + A$t()
  eigh <- linalg_eigh(S)
  expect_lt(torch_max(torch_abs(torch_matmul(eigh[[2]] * eigh[[1]], eigh[[2]]$t()) - S))$item(), 1e-10)
  expect_equal(linalg_slogdet(A)[[2]]$item(), sum(log(values_of(svd[[2]]))))
})

# ---- Failures ---------------------------------------------------------------------------------------

test_that("failures name the operation, the matrix of the batch and the place, counted from 1", {
  bad <- torch_stack(list(torch_eye(3), torch_tensor(diag(c(1, -1, 1)))))
  expect_error(linalg_cholesky(bad), "linalg_cholesky: matrix 2 of the batch is not positive-definite.* order 2 ",
               class = "runtime_error")
  expect_error(linalg_cholesky(bad[2, , ]), "linalg_cholesky: the matrix is not positive", class = "runtime_error")
  expect_error(linalg_cholesky_ex(bad, check_errors = TRUE), "linalg_cholesky_ex: matrix 2 of the batch",
               class = "runtime_error")
  expect_equal(values_of(linalg_cholesky_ex(bad)$info), c(0, 2))
  singular <- torch_stack(list(torch_eye(3), torch_tensor(diag(c(1, 0, 1)))))
  expect_error(linalg_inv(singular), "linalg_inv: matrix 2 of the batch is singular: U\\[2, 2\\]",
               class = "runtime_error")
  expect_error(linalg_inv(singular[2, , ]), "linalg_inv: the matrix is singular", class = "runtime_error")
  expect_error(linalg_inv_ex(singular, check_errors = TRUE), "linalg_inv_ex: matrix 2 of", class = "runtime_error")
  expect_equal(values_of(linalg_inv_ex(singular)$info), c(0, 2))
  expect_error(linalg_solve(singular, torch_ones(3, 1)), "linalg_solve: matrix 2 of the batch is singular",
               class = "runtime_error")
  expect_equal(values_of(linalg_det(singular)), c(1, 0))
  expect_equal(lapply(linalg_slogdet(singular), values_of), list(c(1, 0), c(0, -Inf)))
  expect_equal(values_of(torch_lu(singular, get_infos = TRUE)[[3]]), c(0, 2))
  expect_error(torch_lu(singular), "lu: matrix 2 of the batch is singular: U\\[2, 2\\] is zero",
               class = "runtime_error")
  expect_error(linalg_inv(torch_stack(list(torch_eye(3)$expand(c(2, 3, 3)), singular))),
               "linalg_inv: matrix [2, 2] of the batch", fixed = TRUE)
})

test_that("numbers that are not finite end nothing but the call", {
  for (value in c(NaN, Inf)) for (dtype in DTYPES) {
    A <- torch_eye(4, dtype = matrices(1, dtype)$dtype)$repeat_interleave(2, dim = 1)$reshape(c(2, 4, 4))
    A[2, 3, 2] <- value
    for (f in list(linalg_svd, linalg_svdvals, linalg_eigh, linalg_eigvalsh, linalg_eig, linalg_eigvals,
                   linalg_lstsq)) {
      call <- if (identical(f, linalg_lstsq)) function() f(A, A) else function() f(A)
      expect_error(call(), "linalg_[a-z]+: .* matrix 2 of the batch has non-finite values", class = "runtime_error")
    }
    expect_error(linalg_qr(A), NA)
    expect_error(linalg_det(A), NA)
  }
  A <- torch_eye(2)
  A[1, 1] <- NaN
  expect_true(is.nan(linalg_det(A)$item()))
  for (dtype in DTYPES) {
    A <- torch_eye(3, dtype = matrices(1, dtype)$dtype)
    A[3, 2] <- NaN
    expect_error(linalg_cholesky(A), "order 3 is not above zero", class = "runtime_error")
    expect_equal(values_of(linalg_cholesky_ex(A$t())$info), 0)
    expect_error(torch_cholesky(A$t(), upper = TRUE), "order 3 is not above zero", class = "runtime_error")
  }
})

test_that("wrong arguments are named", {
  for (f in list(linalg_inv, linalg_det, linalg_slogdet, linalg_cholesky, linalg_eigh, linalg_eigvalsh, linalg_eig,
                 linalg_eigvals)) {
    expect_error(f(torch_ones(2, 3)), "square matrices", class = "value_error")
    expect_error(f(torch_ones(3)), "at least 2 dimensions", class = "value_error")
    expect_error(f(torch_ones(2, 2, dtype = torch_long())), "expected a floating point or complex tensor",
                 class = "type_error")
    expect_error(f(torch_ones(2, 2, dtype = torch_half())), "expected Float, Double or complex numbers, got Half",
                 class = "type_error")
  }
  for (f in list(linalg_qr, linalg_svd, linalg_svdvals, torch_lu, torch_geqrf)) {
    expect_error(f(torch_ones(3)), "at least 2 dimensions", class = "value_error")
    expect_error(f(torch_ones(2, 2, dtype = torch_bool())), "floating point or complex", class = "type_error")
  }
  A <- torch_eye(3)
  expect_error(linalg_solve(A, torch_ones(2, 1)), "linalg_solve: expected as many rows in A and B",
               class = "value_error")
  expect_error(linalg_solve(A, torch_ones(3, 1, dtype = torch_double())), "same dtype", class = "type_error")
  expect_error(linalg_solve(torch_ones(2, 3), torch_ones(2)), "linalg_solve: expected square", class = "value_error")
  expect_error(linalg_solve_triangular(A, torch_ones(2, 1), upper = TRUE), "to solve A X = B", class = "value_error")
  expect_error(linalg_solve_triangular(A, torch_ones(3, 1), upper = TRUE, left = FALSE), "to solve X A = B",
               class = "value_error")
  expect_error(linalg_qr(A, "half"), "got 'half'", class = "value_error")
  expect_error(linalg_eigh(A, "X"), "UPLO", class = "value_error")
  expect_error(linalg_lstsq(A, torch_ones(3, 1), driver = "qr"), "expected driver to be one of", class = "value_error")
  expect_error(linalg_lstsq(A, torch_ones(2, 1)), "as many rows", class = "value_error")
  expect_error(linalg_householder_product(torch_ones(2, 3), torch_ones(2)), "rows as columns", class = "value_error")
  expect_error(torch_lu(A, pivot = FALSE), "LU without pivoting", class = "not_implemented_error")
  pivots <- torch_ones(3, dtype = torch_int())
  expect_error(torch_lu_solve(torch_ones(2, 1), A, pivots), "lu_solve: expected self to be matrices with 3 rows",
               class = "value_error")
  for (f in list(torch_lu_unpack, function(...) torch_lu_solve(torch_ones(3, 1), ...))) {
    expect_error(f(A, pivots[1:2]), "lu_[a-z]+: expected as many pivots", class = "value_error")
    expect_error(f(A$expand(c(2, 3, 3)), pivots), "lu_[a-z]+: expected as many pivots", class = "value_error")
    expect_error(f(A, torch_ones(3)), "expected pivots to be Int", class = "type_error")
    expect_error(f(A, 4L * pivots), "expected pivots from 1 to 3, got 4", class = "index_error")
  }
  expect_error(torch_cholesky_solve(torch_ones(2, 1), A), "cholesky_solve: .*3 rows.*got size", class = "value_error")
  expect_error(torch_triangular_solve(torch_ones(3), A), "triangular_solve: .*got size", class = "value_error")
})

test_that("older functions and norms fail by their own names", {
  expect_error(linalg_norm(1:3), "^linalg_norm: .*got Long", class = "type_error")
  expect_error(linalg_vector_norm(1:3), "^linalg_vector_norm: .*got Long", class = "type_error")
  wide <- torch_ones(2, 3)
  for (name in c("inverse", "det", "slogdet", "logdet", "cholesky", "cholesky_inverse"))
    expect_error(get(paste0("torch_", name))(wide), paste0("^", name, ": expected square"), class = "value_error")
  for (name in c("qr", "svd"))
    expect_error(get(paste0("torch_", name))(wide$half()), paste0("^", name, ": .*got Half"), class = "type_error")
  expect_error(torch_inverse(torch_zeros(2, 2)), "^inverse: the matrix is singular", class = "runtime_error")
  expect_error(torch_cholesky(-torch_eye(2), upper = TRUE), "^cholesky: the matrix is not positive-definite")
})

test_that("functions made of others fail by their own names", {
  nan <- torch_full(c(2, 2), NaN)
  zeros <- torch_zeros(2, 2)
  by_its_name <- function(name, ...) expect_error(get(name)(...), paste0("^", sub("^torch_", "", name), ": "))
  for (name in c("linalg_pinv", "linalg_cond", "linalg_matrix_rank", "torch_svd", "torch_pinverse"))
    by_its_name(name, nan)
  for (name in c("linalg_pinv", "linalg_matrix_rank")) by_its_name(name, nan, hermitian = TRUE)
  by_its_name("torch_svd", nan, compute_uv = FALSE)
  by_its_name("linalg_cond", nan, p = "nuc")
  by_its_name("linalg_cond", torch_eye(2, dtype = torch_half()), p = 1)
  for (name in c("linalg_norm", "linalg_matrix_norm")) by_its_name(name, nan, ord = "nuc")
  for (name in c("torch_matrix_power", "linalg_matrix_power")) by_its_name(name, zeros, -1)
  by_its_name("linalg_tensorinv", zeros, ind = 2)
  by_its_name("linalg_tensorsolve", zeros, torch_ones(2))
  whole <- torch_ones(2, 2, dtype = torch_long())
  for (name in c("torch_norm", "torch_pdist", "torch_pinverse")) by_its_name(name, whole)
  by_its_name("torch_dist", whole, whole)
  by_its_name("torch_renorm", whole, 2, 1, 1)
  by_its_name("torch_cosine_similarity", whole, whole)
})

# ---- Gradients --------------------------------------------------------------------------------------

size2 <- function(x) torch_square(torch_real(x)) + torch_square(torch_imag(x))

test_that("gradients of complex matrices: systems and determinants", {
  B <- matrices(c(3, 2), "cdouble", 9)
  expect_gradients(function(A) mixed(linalg_inv(A)), c(3, 3))
  expect_gradients(function(A) mixed(linalg_solve(A, B)), c(2, 3, 3))
  expect_gradients(function(A) mixed(linalg_solve(torch_eye(3) * (2 + 0i) + matrices(c(3, 3), "cdouble", 4), A)),
                   c(3, 2))
  expect_gradients(function(A) mixed(linalg_solve_triangular(A, B, upper = TRUE)), c(3, 3))
  expect_gradients(function(A) mixed(linalg_det(A)), c(2, 3, 3))
  expect_gradients(function(A) do.call(mixed, linalg_slogdet(A)), c(2, 3, 3))
  expect_gradients(function(A) mixed(torch_lu(A)[[1]]), c(3, 3))
  expect_gradients(function(A) mixed(torch_lu(A)[[1]]), c(4, 2))
  expect_gradients(function(A) mixed(torch_lu(A)[[1]]), c(2, 4))
})

test_that("gradients of complex matrices: factorizations", {
  expect_gradients(function(A) mixed(linalg_cholesky(positive(A))), c(3, 3))
  for (shape in list(c(3, 3), c(4, 2), c(2, 4))) {
    expect_gradients(function(A) do.call(mixed, linalg_qr(A)), shape)
    expect_gradients(function(A) {
      svd <- linalg_svd(A, full_matrices = FALSE)
      mixed(size2(svd[[1]]), svd[[2]], size2(svd[[3]]), torch_matmul(svd[[1]], svd[[3]]))
    }, shape)
    expect_gradients(function(A) mixed(linalg_svdvals(A)), shape)
    if (shape[1] == shape[2]) next
    expect_gradients(function(A) {
      svd <- linalg_svd(A) # the space that no singular value belongs to
      rest <- if (shape[1] > 2) svd[[1]][, 3:N] else adjoint(svd[[3]][3:N, ])
      mixed(torch_matmul(rest, adjoint(rest)), svd[[2]])
    }, shape)
  }
  expect_gradients(function(A) {
    eigh <- linalg_eigh(positive(A))
    mixed(eigh[[1]], size2(eigh[[2]]))
  }, c(3, 3))
  expect_gradients(function(A) mixed(linalg_eigvalsh(positive(A))), c(3, 3))
  expect_gradients(function(A) {
    eig <- linalg_eig(A)
    mixed(eig[[1]], size2(eig[[2]]))
  }, c(3, 3))
  expect_gradients(function(A) mixed(linalg_eigvals(A)), c(3, 3))
  tau <- matrices(2, "cdouble", 3)
  expect_gradients(function(A) mixed(torch_orgqr(A, tau)), c(4, 2))
})

test_that("gradients of complex matrices: least squares", {
  for (shape in list(c(4, 2), c(2, 4))) for (driver in c("gels", "gelsd")) {
    B <- matrices(c(shape[1], 2), "cdouble", 3)
    expect_gradients(function(A) mixed(linalg_lstsq(A, B, driver = driver)$solution), shape)
  }
})

test_that("gradients of eigenvectors of real matrices, whose eigenvalues are complex", {
  A <- torch_tensor(rbind(c(1, 2, 0.3), c(-2, 1, 0.5), c(0.2, 0.1, -1)), dtype = "float64", requires_grad = TRUE)
  loss <- function(A) {
    eig <- linalg_eig(A)
    # pairs change places with rounding: symmetric functions only
    torch_sum(size2(eig[[1]])) + torch_sum(torch_square(size2(eig[[2]])) * size2(eig[[1]])$unsqueeze(1))
  }
  grad <- autograd_grad(loss(A), A)[[1]]
  for (i in 1:9) {
    step <- replace(rep(0, 9), i, 1e-6)
    up <- loss(A$detach() + tensor_of(step, c(3, 3)))$item()
    down <- loss(A$detach() - tensor_of(step, c(3, 3)))$item()
    expect_equal(values_of(grad)[i], (up - down) / 2e-6, tolerance = 1e-6)
  }
})

test_that("gradients that do not exist say so", {
  A <- matrices(c(3, 3), "cdouble")$requires_grad_(TRUE)
  expect_error(torch_sum(torch_real(linalg_svd(A)[[1]]))$backward(), "linalg_svd: .*ill-defined",
               class = "runtime_error")
  expect_error(torch_sum(torch_real(linalg_eigh(positive(A))[[2]]))$backward(), "linalg_eigh: .*ill-defined",
               class = "runtime_error")
  expect_error(torch_sum(torch_imag(linalg_eig(A)[[2]] * (1i + 1)))$backward(), "linalg_eig: .*ill-defined",
               class = "runtime_error")
  tall <- matrices(c(4, 2))$requires_grad_(TRUE)
  expect_error(linalg_qr(tall, "complete")[[1]]$sum()$backward(), "mode 'complete' is not differentiable",
               class = "runtime_error")
  expect_error(linalg_qr(tall, "r")[[2]]$sum()$backward(), "mode 'r' is not differentiable", class = "runtime_error")
})

test_that("determinants of singular matrices have the gradient of their cofactors", {
  A <- torch_tensor(rbind(c(1, 2), c(2, 4)), dtype = "float64")
  batch <- torch_stack(list(A, torch_eye(2, dtype = torch_double()),
                            torch_zeros(2, 2, dtype = torch_double())))$requires_grad_(TRUE)
  grad <- autograd_grad(torch_sum(linalg_det(batch)), batch)[[1]]
  expect_equal(values_of(grad[1, , ]), c(4, -2, -2, 1))
  expect_equal(values_of(grad[2, , ]), c(1, 0, 0, 1))
  expect_equal(values_of(grad[3, , ]), rep(0, 4))
})

test_that("repeated singular values and eigenvalues have gradients where vectors are not asked for", {
  A <- torch_eye(3)$requires_grad_(TRUE)
  expect_same(autograd_grad(torch_sum(linalg_svdvals(A)), A)[[1]], torch_eye(3))
  expect_same(autograd_grad(torch_sum(linalg_eigvalsh(A)), A)[[1]], torch_eye(3))
  expect_true(all(is.finite(values_of(autograd_grad(torch_sum(linalg_lstsq(A, torch_ones(3, 1))$solution), A)[[1]]))))
})

test_that("torch_lu() fills tensors that it is given", {
  A <- matrices(c(3, 3))
  out <- list(torch_empty(0, dtype = torch_double()), torch_empty(0, dtype = torch_int()))
  expect_identical(torch_lu(A, out = out), out)
  expect_same(out[[1]], torch_lu(A)[[1]])
  expect_same(out[[2]], torch_lu(A)[[2]])
})

# ---- The rest ---------------------------------------------------------------------------------------

test_that("autocast does not reach into factorizations", {
  A <- matrices(c(4, 4), "float32")
  expected <- linalg_lstsq(A, torch_ones(4, 1))$solution
  with_autocast(device_type = "cpu", {
    found <- linalg_lstsq(A, torch_ones(4, 1))$solution
    Q <- torch_orgqr(A, torch_ones(4))
  })
  expect_identical(dtype_of(found), "float")
  expect_same(found, expected)
  expect_identical(dtype_of(Q), "float")
})

test_that("nothing stays alive", {
  before <- live()
  local({
    A <- matrices(c(2, 3, 3))$requires_grad_(TRUE)
    B <- matrices(c(3, 2))
    for (k in 1:3) {
      loss <- torch_sum(linalg_solve(A, B)) + torch_sum(linalg_det(A)) + torch_sum(linalg_svdvals(A)) +
        torch_sum(linalg_lstsq(A, B)$solution) + torch_sum(linalg_qr(A)[[2]])
      loss$backward()
      try(linalg_cholesky(A), silent = TRUE)
      try(linalg_inv(torch_zeros(2, 2)), silent = TRUE)
    }
  })
  expect_identical(live(), before)
})
