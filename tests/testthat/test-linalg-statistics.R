# What statisticians do with linear algebra, against R's own and against finite differences.

skip_if_not(has_lapack(), "built without LAPACK")

dbl <- function(x) torch_tensor(x, dtype = "double")
X <- cbind(1, matrix(sin(1:40), 20), (1:20) / 10)
y <- X %*% c(1, 2, -1, 0.5) + cos(3 * (1:20))

least_squares <- list(
  lstsq = function(X, y) linalg_lstsq(X, y)$solution,
  gels = function(X, y) linalg_lstsq(X, y, driver = "gels")$solution,
  qr = function(X, y) {
    qr <- linalg_qr(X)
    linalg_solve_triangular(qr[[2]], torch_matmul(qr[[1]]$t(), y), upper = TRUE)
  },
  cholesky = function(X, y) {
    torch_cholesky_solve(torch_matmul(X$t(), y), linalg_cholesky(torch_matmul(X$t(), X)))
  },
  pinv = function(X, y) torch_matmul(linalg_pinv(X), y),
  solve = function(X, y) linalg_solve(torch_matmul(X$t(), X), torch_matmul(X$t(), y))
)

# d f / d x by central differences
slopes <- function(f, x, h = 1e-6) {
  x[] <- vapply(seq_along(x), function(i) {
    up <- down <- x
    up[i] <- up[i] + h
    down[i] <- down[i] - h
    (f(up) - f(down)) / (2 * h)
  }, 0)
  x
}

test_that("least squares have lm's coefficients in every way", {
  expected <- unname(lm.fit(X, y)$coefficients)
  for (name in names(least_squares)) {
    expect_equal(as.numeric(least_squares[[name]](dbl(X), dbl(y))), expected, tolerance = 1e-9, info = name)
  }
})

test_that("their gradients are those of lm's coefficients", {
  weights <- c(1, -2, 3, 0.5)
  loss <- function(X, y) sum(weights * lm.fit(X, y)$coefficients)
  in_X <- slopes(function(X) loss(X, y), X)
  in_y <- slopes(function(y) loss(X, y), y)
  for (name in names(least_squares)) {
    x <- dbl(X)$requires_grad_(TRUE)
    z <- dbl(y)$requires_grad_(TRUE)
    (least_squares[[name]](x, z) * dbl(cbind(weights)))$sum()$backward()
    expect_equal(as_array(x$grad), in_X, tolerance = 1e-6, info = name)
    expect_equal(as_array(z$grad), in_y, tolerance = 1e-6, info = name)
  }
})

test_that("residuals and leverages follow from the reduced QR", {
  q <- linalg_qr(dbl(X))[[1]]
  fit <- lm.fit(X, y)
  expect_equal(as.numeric(dbl(y) - torch_matmul(q, torch_matmul(q$t(), dbl(y)))), unname(c(fit$residuals)))
  expect_equal(as.numeric(q$square()$sum(2)), unname(hat(qr(X), intercept = FALSE)))
  expect_equal(as.numeric(linalg_lstsq(dbl(X), dbl(y), driver = "gelsd")$residuals), sum(fit$residuals^2))
})

test_that("collinear columns have a shortest solution", {
  Z <- cbind(X, X[, 2] + X[, 3])
  expect_equal(as.numeric(linalg_matrix_rank(dbl(Z))), 4)
  b <- as_array(linalg_lstsq(dbl(Z), dbl(y))$solution)
  expect_equal(b, as_array(torch_matmul(linalg_pinv(dbl(Z)), dbl(y))))
  expect_equal(Z %*% b, matrix(fitted(lm.fit(X, y))))
})

# ---- The normal distribution ------------------------------------------------------------------------

log_density <- function(x, mean, covariance) {
  L <- linalg_cholesky(covariance)
  z <- linalg_solve_triangular(L, (x - mean)$t(), upper = FALSE)
  -0.5 * (z$square()$sum(1) + x$shape[2] * log(2 * pi)) - L$diagonal()$log()$sum()
}

in_r <- function(x, mean, covariance) {
  d <- t(x) - mean
  -0.5 * (colSums(d * solve(covariance, d)) + c(determinant(covariance)$modulus) + ncol(x) * log(2 * pi))
}

x <- matrix(sin((1:15)^2), 5)
mean <- c(0.1, -0.2, 0.3)
covariance <- crossprod(matrix(cos(1:12), 4)) + diag(3)

test_that("the normal density is the textbook's", {
  expect_equal(as.numeric(log_density(dbl(x), dbl(mean), dbl(covariance))), in_r(x, mean, covariance))
})

test_that("its gradient is that of finite differences", {
  m <- dbl(mean)$requires_grad_(TRUE)
  s <- dbl(covariance)$requires_grad_(TRUE)
  z <- dbl(x)$requires_grad_(TRUE)
  log_density(z, m, s)$sum()$backward()
  expect_equal(as_array(m$grad), slopes(function(m) sum(in_r(x, m, covariance)), mean), tolerance = 1e-6)
  expect_equal(as_array(z$grad), slopes(function(x) sum(in_r(x, mean, covariance)), x), tolerance = 1e-6)
  expect_equal(as_array(s$grad), slopes(function(s) sum(in_r(x, mean, s)), covariance), tolerance = 1e-6)
})

test_that("the information in the mean is the inverse covariance", {
  m <- dbl(mean)$requires_grad_(TRUE)
  score <- autograd_grad(log_density(dbl(x[1, , drop = FALSE]), m, dbl(covariance))$sum(), m, create_graph = TRUE)[[1]]
  rows <- lapply(1:3, function(i) as_array(autograd_grad(score[i], m, retain_graph = TRUE)[[1]]))
  expect_equal(-do.call(rbind, rows), solve(covariance))
})

test_that("the likelihood is largest at the sample's mean and covariance", {
  m <- dbl(colMeans(x))$requires_grad_(TRUE)
  s <- dbl(cov(x) * 4 / 5)$requires_grad_(TRUE)
  log_density(dbl(x), m, s)$sum()$backward()
  expect_equal(as_array(m$grad), rep(0, 3), tolerance = 1e-8)
  expect_lt(max(abs(as_array(s$grad))), 1e-8)
})
