# Norms, condition, rank, pseudoinverse, powers, exponentials and products of matrices: what the cases of
# op-cases.txt cannot say. Values and gradients are compared with PyTorch's there.

skip_if_not(has_lapack(), "built without LAPACK")

dbl <- function(x) torch_tensor(x, dtype = "double")
cplx <- function(x) torch_tensor(x, dtype = "cdouble")
some <- function(...) array(sin(seq_len(prod(...))^1.3), c(...))
complex_some <- function(...) array(complex(real = some(...), imaginary = cos(2 * some(...) + 1)), c(...))
H <- function(x) Conj(t(x))
# Two positive definite matrices.
spd <- function() {
  a <- some(2, 3, 3) / 4
  dbl(a + aperm(a, c(1, 3, 2)) + array(rep(diag(3) * 2, each = 2), c(2, 3, 3)))
}
expect_array <- function(got, expected, tolerance = 1e-10) {
  expect_equal(as_array(got), expected, tolerance = tolerance, ignore_attr = TRUE)
}

# ---- Norms ------------------------------------------------------------------------------------------

test_that("norms of matrices are R's", {
  a <- some(4, 3)
  s <- svd(a)$d
  for (p in list("1" = 1, "Inf" = Inf, "2" = 2)) {
    type <- c("1" = "O", "Inf" = "I", "2" = "2")[[as.character(p)]]
    expect_array(linalg_matrix_norm(dbl(a), p), norm(a, type))
    expect_array(linalg_norm(dbl(a), p), norm(a, type))
  }
  expect_array(linalg_matrix_norm(dbl(a)), norm(a, "F"))
  expect_array(linalg_norm(dbl(a), "nuc"), sum(s))
  expect_array(linalg_matrix_norm(dbl(a), -2), min(s))
  expect_array(linalg_matrix_norm(dbl(a), -1), min(colSums(abs(a))))
  expect_array(linalg_matrix_norm(dbl(a), -Inf), min(rowSums(abs(a))))
})

test_that("complex matrices have real norms", {
  z <- complex_some(3, 4)
  expect_array(linalg_matrix_norm(cplx(z), 1), max(colSums(Mod(z))))
  expect_array(linalg_matrix_norm(cplx(z), "nuc"), sum(svd(z)$d))
  expect_array(linalg_norm(cplx(z)), sqrt(sum(Mod(z)^2)))
  expect_true(linalg_matrix_norm(cplx(z))$dtype == torch_double())
  expect_array(linalg_vector_norm(cplx(z), ord = Inf, dim = 2), apply(Mod(z), 1, max))
})

test_that("dim names rows and columns, in this order, and keepdim keeps them", {
  a <- some(2, 3, 4)
  x <- dbl(a)
  expect_array(linalg_matrix_norm(x, 1, dim = c(1, 3)), apply(a, 2, norm, "O"))
  expect_array(linalg_matrix_norm(x, 1, dim = c(3, 1)), apply(a, 2, norm, "I"))
  expect_array(linalg_norm(x, Inf, dim = c(2, 1)), apply(a, 3, norm, "O"))
  for (ord in list("fro", "nuc", 1, -Inf, 2)) {
    expect_equal(linalg_matrix_norm(x, ord, dim = c(3, 1), keepdim = TRUE)$shape, c(1, 3, 1))
    expect_array(linalg_matrix_norm(x, ord, c(3, 1), TRUE)$reshape(3), as_array(linalg_matrix_norm(x, ord, c(3, 1))))
  }
  expect_equal(linalg_norm(x, keepdim = TRUE)$shape, c(1, 1, 1))
  expect_array(linalg_matrix_norm(x$permute(c(3, 1, 2)), 2), apply(a, 3, norm, "2"))
})

test_that("linalg_norm is that of vectors over one dimension", {
  a <- some(2, 3)
  expect_array(linalg_norm(dbl(a), 3, dim = 2), rowSums(abs(a)^3)^(1 / 3))
  expect_array(linalg_norm(dbl(c(1, -2, 0)), 0), 2)
  expect_array(linalg_norm(dbl(c(1, -2, 0)), -Inf), 0)
  expect_array(linalg_norm(dbl(a)$reshape(c(1, 2, 3))), norm(a, "F"))
})

test_that("norms are computed in the dtype asked for", {
  x <- torch_tensor(rbind(c(3e30, 4e30)))
  expect_array(linalg_matrix_norm(x, "fro", dtype = "double"), 5e30, 1e-6)
  expect_true(linalg_norm(x, 2, dtype = torch_double())$dtype == torch_double())
  y <- torch_tensor(rbind(c(3, 4)), requires_grad = TRUE)
  linalg_norm(y, "nuc", dtype = "double")$backward()
  expect_array(y$grad, rbind(c(0.6, 0.8)), 1e-6)
  for (norm in list(linalg_matrix_norm, linalg_vector_norm, linalg_norm)) {
    expect_error(norm(dbl(diag(2)), dtype = "float"), "\\(Double\\) .* narrowing .* \\(Float\\)", class = "value_error")
    expect_error(norm(cplx(diag(2)), dtype = "double"), "should be complex .* got Double", class = "value_error")
    expect_error(norm(dbl(diag(2)), dtype = "cdouble"), "should be real .* got ComplexDouble", class = "value_error")
  }
})

test_that("norms say what is wrong", {
  x <- dbl(some(2, 3, 4))
  expect_error(linalg_matrix_norm(dbl(1:3)), "at least 2 dimensions, got size [3]", fixed = TRUE, class = "value_error")
  expect_error(linalg_matrix_norm(x, 3), "order 3 is not supported", class = "value_error")
  expect_error(linalg_norm(x, "max", c(1, 2)), "order \"max\" is not supported", class = "value_error")
  expect_error(linalg_matrix_norm(x, dim = 1), "two dimensions, got 1", class = "value_error")
  expect_error(linalg_matrix_norm(x, dim = c(2, -2)), "different, got 2 twice", class = "value_error")
  expect_error(linalg_matrix_norm(x, dim = c(1, 4)), "got 4")
  expect_error(linalg_matrix_norm(torch_ones(2, 2, dtype = "long")), "floating point or complex", class = "type_error")
  expect_error(linalg_norm(x, 2), "one or two dimensions .* got 3", class = "value_error")
  expect_error(linalg_norm(x, dim = 1:3), "one or two dimensions as dim, got 3", class = "value_error")
  expect_error(linalg_norm(x, "fro", dim = 2), "one of matrices", class = "value_error")
})

test_that("matrices without elements have norms where a sum is asked for", {
  none <- torch_empty(2, 0, 3)
  expect_array(linalg_matrix_norm(none), c(0, 0))
  expect_array(linalg_norm(none, 1, c(2, 3)), c(0, 0))
  expect_equal(linalg_matrix_norm(torch_empty(0, 3, 3), 1)$shape, 0)
  expect_error(linalg_matrix_norm(none, Inf), "non-zero size")
})

# ---- Condition and rank -----------------------------------------------------------------------------

test_that("the condition is infinite for singular matrices alone", {
  a <- torch_stack(list(dbl(diag(3)), dbl(matrix(1, 3, 3)), dbl(diag(c(1, 2, 4)))))
  for (p in list(1, Inf, "fro", "nuc")) {
    result <- as_array(linalg_cond(a, p))
    expect_identical(result[2], Inf)
    expect_equal(result[c(1, 3)], c(prod(rep(as_array(linalg_matrix_norm(dbl(diag(3)), p)), 2)),
                                    as_array(linalg_matrix_norm(dbl(diag(c(1, 2, 4))), p)) *
                                      as_array(linalg_matrix_norm(dbl(diag(1 / c(1, 2, 4))), p))))
  }
  expect_equal(as_array(linalg_cond(a))[c(1, 3)], c(1, 4))
  expect_equal(as_array(linalg_cond(a, -2))[c(1, 3)], c(1, 0.25))
  expect_gt(as_array(linalg_cond(a, 2))[2], 1e15)
})

test_that("the condition of a matrix that is not square takes singular values", {
  a <- some(4, 2)
  expect_array(linalg_cond(dbl(a)), do.call(`/`, as.list(svd(a)$d)))
  expect_error(linalg_cond(dbl(a), "fro"), "square matrices, got size [4, 2]", fixed = TRUE, class = "value_error")
  expect_error(linalg_cond(dbl(diag(2)), 3), "order 3", class = "value_error")
  z <- complex_some(3, 3)
  expect_array(linalg_cond(cplx(z)), do.call(`/`, as.list(range(svd(z)$d)[2:1])))
  expect_true(linalg_cond(torch_empty(2, 0, 0, dtype = "cfloat"))$dtype == torch_float())
  expect_array(linalg_cond(torch_empty(2, 0, 0)), c(0, 0))
})

test_that("ranks count singular values above the tolerance", {
  a <- dbl(diag(c(1, 0.1, 1e-20)))
  expect_equal(as.numeric(linalg_matrix_rank(a)), 2)
  expect_equal(as.numeric(linalg_matrix_rank(a, tol = 0.5)), 1)
  expect_equal(as.numeric(linalg_matrix_rank(a, tol = 0)), 3)
  expect_equal(as.numeric(linalg_matrix_rank(a, rtol = 0.1 + 1e-9)), 1)
  expect_equal(as.numeric(linalg_matrix_rank(torch_stack(list(a, a)), tol = dbl(c(0.5, 0)))), c(1, 3))
  expect_equal(as.numeric(linalg_matrix_rank(-a, hermitian = TRUE)), 2)
  expect_equal(as.numeric(linalg_matrix_rank(torch_zeros(2, 3, 4))), c(0, 0))
  expect_equal(as.numeric(linalg_matrix_rank(torch_ones(3, 4))), 1)
  expect_true(linalg_matrix_rank(a)$dtype == torch_long())
  expect_equal(as.numeric(linalg_matrix_rank(torch_empty(2, 0, 3))), c(0, 0))
  z <- complex_some(3, 1) %*% complex_some(1, 4)
  expect_equal(as.numeric(linalg_matrix_rank(cplx(z))), 1)
  expect_error(linalg_matrix_rank(a, 0.5), "to be named", class = "value_error")
  expect_error(linalg_matrix_rank(dbl(1:3)), "at least 2 dimensions", class = "value_error")
  expect_error(linalg_matrix_rank(torch_ones(2, 3), hermitian = TRUE), "square", class = "value_error")
})

# ---- Pseudoinverse ----------------------------------------------------------------------------------

expect_penrose <- function(a, p) {
  expect_equal(a %*% p %*% a, a)
  expect_equal(p %*% a %*% p, p)
  expect_equal(H(a %*% p), a %*% p)
  expect_equal(H(p %*% a), p %*% a)
}

test_that("pseudoinverses fulfil Penrose's equations, at every rank", {
  for (a in list(some(4, 3), some(3, 5), some(4, 2) %*% some(2, 3), diag(3), complex_some(4, 3))) {
    x <- if (is.complex(a)) cplx(a) else dbl(a)
    expect_penrose(a, as_array(linalg_pinv(x)))
    expect_array(torch_pinverse(x, 1e-10), as_array(linalg_pinv(x)))
    expect_array(x$pinverse(1e-10), as_array(linalg_pinv(x)))
    expect_penrose(a %*% H(a), as_array(linalg_pinv(torch_matmul(x, x$adjoint()), hermitian = TRUE, rtol = 1e-10)))
  }
})

test_that("pseudoinverses take tolerances", {
  a <- dbl(diag(c(4, 2, 1e-3)))
  expect_array(linalg_pinv(a, rcond = 0.01), diag(c(0.25, 0.5, 0)))
  expect_array(linalg_pinv(a, rtol = 0.6), diag(c(0.25, 0, 0)))
  expect_array(linalg_pinv(a, atol = 3), diag(c(0.25, 0, 0)))
  expect_array(linalg_pinv(torch_stack(list(a, a)), atol = dbl(c(3, 0.01)))[2, , ], diag(c(0.25, 0.5, 0)))
  expect_array(linalg_pinv(dbl(matrix(0, 2, 3))), matrix(0, 3, 2))
  expect_equal(linalg_pinv(torch_empty(2, 0, 3))$shape, c(2, 3, 0))
  expect_error(linalg_pinv(dbl(1:3)), "at least 2 dimensions", class = "value_error")
  expect_error(linalg_pinv(torch_ones(2, 3), hermitian = TRUE), "square", class = "value_error")
})

test_that("equal singular values and low rank leave the pseudoinverse a gradient", {
  x <- dbl(diag(3))$requires_grad_(TRUE)
  linalg_pinv(x)$sum()$backward()
  expect_array(x$grad, matrix(-1, 3, 3))
  # along matrices of rank one, u v', it is v u' / (|u|^2 |v|^2)
  u <- dbl(matrix(1:3 + 0))$requires_grad_(TRUE)
  v <- dbl(matrix(c(1, -2), 1))$requires_grad_(TRUE)
  by_rule <- autograd_grad(linalg_pinv(torch_matmul(u, v))$sum(), list(u, v))
  closed <- (torch_matmul(v$t(), u$t()) / (u$square()$sum() * v$square()$sum()))$sum()
  expected <- autograd_grad(closed, list(u, v))
  for (k in 1:2) expect_array(by_rule[[k]], as_array(expected[[k]]))
})

test_that("tall and wide pseudoinverses need no square of their long side, and are part of the graph", {
  for (size in list(c(30000, 3), c(3, 30000))) {
    x <- dbl(array(sin(seq_len(90000)^1.1), size))$requires_grad_(TRUE)
    y <- linalg_pinv(x)
    expect_match(capture.output(print(y$grad_fn)), "LinalgPinvBackward0")
    y$square()$sum()$backward() # a square of 30000 rows would take 7 GB
    inverse <- solve(if (size[1] > 3) crossprod(as_array(x)) else tcrossprod(as_array(x)))
    expected <- if (size[1] > 3) -2 * as_array(x) %*% inverse %*% inverse else -2 * inverse %*% inverse %*% as_array(x)
    expect_array(x$grad, expected, 1e-8)
  }
})

test_that("the gradient of a complex pseudoinverse is that of the closed form", {
  a <- cplx(complex_some(4, 2))$requires_grad_(TRUE)
  h <- a$adjoint()
  closed <- torch_matmul(linalg_inv(torch_matmul(h, a)), h)
  expect_array(autograd_grad(torch_real(linalg_pinv(a))$sum(), a)[[1]],
               as_array(autograd_grad(torch_real(closed)$sum(), a)[[1]]))
})

# ---- Powers and products ----------------------------------------------------------------------------

test_that("negative powers are those of the inverse", {
  a <- some(3, 3) + 2 * diag(3)
  expect_array(linalg_matrix_power(dbl(a), -3), solve(a %*% a %*% a))
  expect_array(torch_matrix_power(dbl(a), -1), solve(a))
  expect_array(dbl(a)$matrix_power(5), a %*% a %*% a %*% a %*% a)
  expect_array(linalg_matrix_power(dbl(a), 0), diag(3))
  expect_equal(linalg_matrix_power(torch_empty(2, 0, 0), 3)$shape, c(2, 0, 0))
  expect_error(linalg_matrix_power(dbl(matrix(1, 2, 2)), -1), "singular")
  expect_error(linalg_matrix_power(torch_ones(2, 3), 2), "linalg_matrix_power: .* got size \\[2, 3\\]",
               class = "value_error")
})

test_that("the first power is a copy", {
  x <- dbl(diag(2))
  linalg_matrix_power(x, 1)$zero_()
  expect_array(x, diag(2))
})

test_that("multi_dot takes vectors at both ends and the cheapest order", {
  a <- some(3, 20)
  b <- some(20, 2)
  d <- some(2, 30)
  expect_array(linalg_multi_dot(list(dbl(a), dbl(b), dbl(d))), a %*% b %*% d)
  expect_array(linalg_multi_dot(list(dbl(a[1, ]), dbl(b), dbl(d))), c(a[1, ] %*% b %*% d))
  expect_array(linalg_multi_dot(list(dbl(a), dbl(b), dbl(d), dbl(rep(1, 30)))), c(a %*% b %*% d %*% rep(1, 30)))
  expect_equal(linalg_multi_dot(list(dbl(1:3), dbl(1:3)))$shape, integer())
  expect_error(linalg_multi_dot(list(dbl(a))), "at least 2 tensors, got 1", class = "value_error")
  expect_error(linalg_multi_dot(list(dbl(a), dbl(d))), class = "value_error", fixed = TRUE,
               "columns in tensor 1 as rows in tensor 2, got sizes [3, 20] and [2, 30]")
  expect_error(linalg_multi_dot(list(dbl(a), dbl(some(2, 2, 2)), dbl(b))), "tensor 2 to be a matrix, got size",
               class = "value_error")
})

test_that("tensorinv and tensorsolve solve equations under tensordot", {
  a <- dbl(some(2, 3, 6) + 2 * array(diag(6), c(2, 3, 6)))
  b <- dbl(some(2, 3))
  x <- linalg_tensorsolve(a, b)
  expect_equal(x$shape, 6)
  expect_array(torch_tensordot(a, x, dims = 1), as_array(b))
  expect_array(torch_tensordot(linalg_tensorinv(a), b, dims = 2), as_array(x))
  expect_equal(linalg_tensorinv(dbl(array(diag(24), c(4, 6, 8, 3))))$shape, c(8, 3, 4, 6))
  expect_array(linalg_tensorinv(dbl(diag(2) * 2), ind = 2), diag(2) / 2)
  expect_array(linalg_tensorsolve(a$permute(c(1, 3, 2)), b, dims = 2), as_array(x))
  expect_error(linalg_tensorinv(a, ind = 2), "as many elements, got 2 and 18 for size [2, 3, 6]", fixed = TRUE,
               class = "value_error")
  expect_error(linalg_tensorinv(a, ind = 5), "ind from 2 to 4, got 5", class = "value_error")
  expect_error(linalg_tensorinv(a, ind = 1), "ind from 2 to 4, got 1", class = "value_error")
  expect_error(linalg_tensorsolve(a, dbl(some(3, 2, 2))), "as many elements", class = "value_error")
  expect_error(linalg_tensorsolve(b, a), "as many dimensions as B, got 2 and 3", class = "value_error")
})

# ---- The exponential --------------------------------------------------------------------------------

turn <- function(angle) matrix(c(cos(angle), sin(angle), -sin(angle), cos(angle)), 2)
generator <- function(angle) matrix(c(0, angle, -angle, 0), 2)

test_that("exponentials of every size of norm are exact, also side by side", {
  angles <- c(40, 1e-9, 3, 0, 0.02, 0.2, 1e-4, 0.8, 500)
  batch <- dbl(aperm(array(vapply(angles, generator, matrix(0, 2, 2)), c(2, 2, 9)), c(3, 1, 2)))
  y <- as_array(torch_matrix_exp(batch))
  for (k in seq_along(angles)) expect_equal(y[k, , ], turn(angles[k]), tolerance = 1e-12)
  y <- as_array(torch_matrix_exp(batch$to(dtype = "float")))
  for (k in seq_along(angles)[-9]) expect_equal(y[k, , ], turn(angles[k]), tolerance = 1e-4)
})

test_that("exponentials of diagonal, nilpotent and complex matrices are known", {
  expect_array(torch_matrix_exp(dbl(diag(c(-20, 0, 5)))), diag(exp(c(-20, 0, 5))))
  expect_array(torch_matrix_exp(dbl(rbind(c(0, 7), c(0, 0)))), rbind(c(1, 7), c(0, 1)))
  z <- complex_some(3, 3)
  e <- eigen(z)
  expect_array(torch_matrix_exp(cplx(z)), e$vectors %*% diag(exp(e$values)) %*% solve(e$vectors))
  x <- dbl(some(3, 3))
  expect_array(x$matrix_exp(), as_array(torch_matrix_exp(x)))
})

test_that("exponentials take no elements, halves, NaN and strides", {
  expect_equal(torch_matrix_exp(torch_empty(2, 0, 0))$shape, c(2, 0, 0))
  expect_equal(torch_matrix_exp(torch_empty(0, 3, 3))$shape, c(0, 3, 3))
  half <- torch_matrix_exp(torch_tensor(diag(2), dtype = "half"))
  expect_true(half$dtype == torch_half())
  expect_array(half, diag(exp(1), 2), 1e-3)
  expect_true(all(is.nan(as_array(torch_matrix_exp(dbl(matrix(c(NaN, 1, 1, 1), 2)))))))
  x <- dbl(some(2, 3, 3))
  expect_array(torch_matrix_exp(x$transpose(2, 3)), as_array(torch_matrix_exp(x)$transpose(2, 3)))
  expect_error(torch_matrix_exp(torch_ones(2, 3)), "square matrices, got size [2, 3]", fixed = TRUE,
               class = "value_error")
  expect_error(torch_matrix_exp(torch_ones(2, 2, dtype = "long")), "floating point", class = "type_error")
})

test_that("the gradient of an exponential is that of the block matrix", {
  a <- some(3, 3) * 4
  x <- dbl(a)$requires_grad_(TRUE)
  torch_matrix_exp(x)$sum()$backward()
  block <- rbind(cbind(t(a), matrix(1, 3, 3)), cbind(matrix(0, 3, 3), t(a)))
  expect_array(x$grad, as_array(torch_matrix_exp(dbl(block)))[1:3, 4:6])
})

# ---- Older names ------------------------------------------------------------------------------------

test_that("older names are the newer functions", {
  x <- dbl(some(2, 3, 3) + array(rep(diag(3) * 2, each = 2), c(2, 3, 3)))
  same <- function(a, b) expect_array(a, as_array(b))
  same(torch_inverse(x), linalg_inv(x))
  same(x$inverse(), linalg_inv(x))
  same(torch_det(x), linalg_det(x))
  same(x$det(), linalg_det(x))
  for (k in 1:2) same(torch_slogdet(x)[[k]], linalg_slogdet(x)[[k]])
  for (k in 1:2) same(torch_qr(x)[[k]], linalg_qr(x)[[k]])
  expect_array(torch_exp(torch_logdet(torch_matmul(x, x$transpose(2, 3)))), as_array(torch_det(x)$square()))
})

test_that("logdet is -Inf for singular matrices and NaN for negative determinants", {
  expect_identical(as_array(torch_logdet(dbl(matrix(1, 2, 2)))), -Inf)
  expect_identical(as_array(torch_logdet(dbl(diag(c(1, -1))))), NaN)
  expect_equal(as_array(torch_logdet(dbl(diag(rep(1e-100, 5))))), 500 * log(0.1))
  expect_equal(as.complex(torch_logdet(cplx(diag(c(1i, 1))))), 0 + 1i * pi / 2)
  expect_equal(as_array(torch_logdet(torch_empty(2, 0, 0))), c(0, 0))
})

test_that("svd returns V, all of it on demand, and zeros where it is not wanted", {
  for (a in list(some(4, 3), some(3, 4), complex_some(4, 3))) {
    x <- if (is.complex(a)) cplx(a) else dbl(a)
    usv <- lapply(torch_svd(x), as_array)
    expect_equal(usv[[1]] %*% diag(usv[[2]]) %*% H(usv[[3]]), a)
    full <- lapply(x$svd(some = FALSE), as_array)
    expect_equal(dim(full[[1]]), rep(nrow(a), 2))
    expect_equal(dim(full[[3]]), rep(ncol(a), 2))
    values <- torch_svd(x, compute_uv = FALSE)
    expect_array(values[[2]], usv[[2]])
    expect_array(values[[1]]$abs(), matrix(0, nrow(a), nrow(a)))
    expect_array(values[[3]]$abs(), matrix(0, ncol(a), ncol(a)))
  }
})

test_that("qr is reduced or complete", {
  a <- some(4, 3)
  expect_equal(lapply(torch_qr(dbl(a)), function(x) x$shape), list(c(4L, 3L), c(3L, 3L)))
  full <- lapply(dbl(a)$qr(some = FALSE), as_array)
  expect_equal(dim(full[[1]]), c(4, 4))
  expect_equal(full[[1]] %*% full[[2]], a)
})

test_that("Cholesky factors are lower or upper, and give inverses", {
  for (root in list(some(4, 3), complex_some(4, 3))) {
    a <- H(root) %*% root
    x <- if (is.complex(a)) cplx(a) else dbl(a)
    l <- as_array(torch_cholesky(x))
    u <- as_array(x$cholesky(upper = TRUE))
    expect_equal(l %*% H(l), a)
    expect_equal(u, H(l))
    expect_array(torch_cholesky_inverse(torch_cholesky(x)), solve(a), 1e-6)
    expect_array(torch_cholesky(x, TRUE)$cholesky_inverse(upper = TRUE), solve(a), 1e-6)
  }
  expect_equal(torch_cholesky_inverse(torch_empty(2, 0, 0))$shape, c(2, 0, 0))
  expect_error(torch_cholesky(dbl(-diag(2))), "positive")
  expect_error(torch_cholesky(torch_ones(2, 3)), "square", class = "value_error")
  expect_error(torch_cholesky_inverse(torch_ones(2, 3)), "square", class = "value_error")
})

test_that("the gradient of the inverse from a factor is that of the inverse", {
  for (upper in c(FALSE, TRUE)) {
    x <- spd()$requires_grad_(TRUE)
    weights <- dbl(some(2, 3, 3))
    through <- autograd_grad((weights * torch_cholesky_inverse(torch_cholesky(x, upper), upper))$sum(), x)[[1]]
    direct <- autograd_grad((weights * torch_inverse(x))$sum(), x)[[1]]
    expect_array(through, as_array(0.5 * (direct + direct$adjoint())))
    factor <- torch_cholesky(x$detach(), upper)$requires_grad_(TRUE)
    torch_cholesky_inverse(factor, upper)$sum()$backward()
    other <- if (upper) torch_tril(factor$grad, -1) else torch_triu(factor$grad, 1)
    expect_array(other, array(0, c(2, 3, 3))) # the other triangle is not read
  }
})

test_that("the upper factor comes from the upper triangle", {
  a <- crossprod(some(4, 3))
  upper <- a
  upper[lower.tri(a)] <- NaN
  expect_array(torch_cholesky(dbl(upper), upper = TRUE), chol(a))
})

# ---- All of them ------------------------------------------------------------------------------------

COMPOSITES <- list(
  vector_norm = function(x) linalg_vector_norm(x, 3), nuc = function(x) linalg_matrix_norm(x, "nuc"),
  norm = function(x) linalg_norm(x, 2, c(-2, -1)), cond = linalg_cond, cond_fro = function(x) linalg_cond(x, "fro"),
  rank = linalg_matrix_rank, pinv = linalg_pinv, hermitian = function(x) linalg_pinv(x, hermitian = TRUE),
  power = function(x) linalg_matrix_power(x, -2), exp = torch_matrix_exp, inverse = torch_inverse,
  pinverse = torch_pinverse, det = torch_det, logdet = torch_logdet, slogdet = torch_slogdet,
  cholesky = function(x) torch_cholesky(x, TRUE), cholesky_inverse = torch_cholesky_inverse, qr = torch_qr,
  svd = torch_svd, tensorinv = function(x) linalg_tensorinv(x[1], 2),
  tensorsolve = function(x) linalg_tensorsolve(x[1], x[1, , 1])
)
tensors <- function(result) if (is.list(result)) result else list(result)

test_that("shapes and dtypes are known on the meta device", {
  for (name in names(COMPOSITES)) {
    real <- tensors(COMPOSITES[[name]](spd()))
    meta <- tensors(COMPOSITES[[name]](torch_empty(2, 3, 3, dtype = "double", device = "meta")))
    expect_identical(lapply(meta, function(x) x$shape), lapply(real, function(x) x$shape), info = name)
    expect_identical(lapply(meta, dtype_of), lapply(real, dtype_of), info = name)
    expect_true(all(vapply(meta, function(x) x$device$type == "meta", NA)), info = name)
  }
})

test_that("results are part of the graph, and gradients of another one", {
  for (name in setdiff(names(COMPOSITES), c("rank", "slogdet", "svd"))) {
    x <- spd()$requires_grad_(TRUE)
    y <- tensors(COMPOSITES[[name]](x))[[1]]
    expect_true(y$requires_grad, info = name)
    g <- autograd_grad(y$sum(), x, create_graph = TRUE)[[1]]
    expect_true(g$requires_grad, info = name)
    g$square()$sum()$backward()
    expect_true(all(is.finite(as_array(x$grad))), info = name)
    expect_false(tensors(with_no_grad(COMPOSITES[[name]](x)))[[1]]$requires_grad, info = name)
  }
})

test_that("gradients of complex matrices are those of their real and imaginary parts", {
  a <- complex_some(3, 3) + 2 * diag(3)
  weights <- cplx(complex_some(3, 3))
  losses <- list(
    exp = function(x) torch_real((weights * torch_matrix_exp(x))$sum()),
    inverse = function(x) torch_real((weights * torch_inverse(x))$sum()),
    power = function(x) torch_real((weights * linalg_matrix_power(x, -2))$sum()),
    nuc = function(x) linalg_matrix_norm(x, "nuc"), one = function(x) linalg_matrix_norm(x, 1),
    two = function(x) linalg_matrix_norm(x, 2), fro = function(x) linalg_norm(x, "fro"),
    cond = function(x) linalg_cond(x), cond_fro = function(x) linalg_cond(x, "fro"),
    logdet = function(x) torch_real(torch_logdet(x)), det = function(x) torch_real(torch_det(x)),
    tensorinv = function(x) torch_real((weights * linalg_tensorinv(x, 2))$sum()),
    dot = function(x) torch_real(linalg_multi_dot(list(x[1], x, weights, x[2])))
  )
  slope <- function(f, place, step) {
    up <- down <- a
    up[place] <- up[place] + step
    down[place] <- down[place] - step
    (as_array(f(cplx(up))) - as_array(f(cplx(down)))) / 2e-6
  }
  for (name in names(losses)) {
    x <- cplx(a)$requires_grad_(TRUE)
    losses[[name]](x)$backward()
    got <- as_array(x$grad)
    for (place in c(1, 4, 8)) {
      expected <- slope(losses[[name]], place, 1e-6) + 1i * slope(losses[[name]], place, 1e-6i)
      expect_equal(got[place], expected, tolerance = 1e-6, info = paste(name, place))
    }
  }
})

test_that("nothing is left behind", {
  run <- function() {
    for (name in names(COMPOSITES)) {
      x <- spd()$requires_grad_(TRUE)
      y <- tensors(COMPOSITES[[name]](x))[[1]]
      if (y$requires_grad) y$sum()$backward()
    }
    try(linalg_tensorinv(torch_ones(2, 3)), silent = TRUE)
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
})
