# Distances of all pairs, in blocks and at their borders: against R's own arithmetic.

euclidean <- function(a, b) sqrt(outer(rowSums(a^2), rowSums(b^2), `+`) - 2 * a %*% t(b))

test_that("cdist has the distances of points of every number and length", {
  set.seed(1)
  for (m in c(1, 255, 257)) for (r in c(1, 4, 31, 33, 70)) for (n in c(1, 4, 5, 66)) {
    a <- matrix(rnorm(n * m), n)
    b <- matrix(rnorm(r * m) + 1, r)
    for (dtype in list(torch_float32(), torch_float64())) {
      d <- torch_cdist(torch_tensor(a, dtype = dtype), torch_tensor(b, dtype = dtype))
      expect_equal(as.array(d$to(dtype = torch_float64())), euclidean(a, b), tolerance = 1e-5)
    }
  }
})

test_that("cdist of batches has those of each", {
  a <- torch_randn(3, 70, 6)
  b <- torch_randn(3, 50, 6)
  d <- torch_cdist(a, b)
  for (k in 1:3) expect_true(torch_equal(d[k, , ], torch_cdist(a[k, , ], b[k, , ])))
  expect_equal(as.array(torch_cdist(torch_empty(5, 0), torch_empty(6, 0))), matrix(0, 5, 6))
})
