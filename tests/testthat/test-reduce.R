x <- torch_tensor(matrix(c(3, 1, 2, 6, 5, 4), 2)) # rows 3 2 5 and 1 6 4
values <- function(x) as.array(x)

test_that("max and min depend on what is given", {
  expect_identical(values(torch_max(x)), 6)
  expect_identical(values(x$min()), 1)
  along <- torch_max(x, dim = 2)
  expect_identical(values(along[[1]]), c(5, 6))
  expect_identical(values(along[[2]]), c(3L, 2L))
  expect_identical(dim(torch_min(x, 1, keepdim = TRUE)[[2]]), c(1L, 3L))
  expect_identical(values(torch_max(x, other = torch_tensor(c(4, 4, 4)))), rbind(c(4, 4, 5), c(4, 6, 4)))
  expect_identical(values(x$min(other = torch_tensor(2))), rbind(c(2, 2, 2), c(1, 2, 2)))
})

test_that("medians report 0-based places, and only along a dimension", {
  expect_identical(values(torch_median(x)), 3)
  along <- x$median(2)
  expect_identical(values(along[[1]]), c(3, 4))
  expect_identical(values(along[[2]]), c(0L, 2L))
  expect_identical(values(torch_tensor(c(1, NaN, 3))$nanmedian()), 1)
})

test_that("dimensions count from 1, from the end, or are all", {
  expect_identical(values(torch_sum(x, 1)), c(4, 8, 9))
  expect_identical(values(torch_sum(x, -1)), c(10, 11))
  expect_identical(values(torch_sum(x, c(1, 2))), 21)
  expect_identical(dim(x$mean(c(1, 2), keepdim = TRUE)), c(1L, 1L))
  expect_identical(values(torch_amax(x)), 6)
  expect_error(torch_sum(x, 0))
  expect_error(torch_sum(x, 3), "expected to be in range of [-2, 2], but got 3", fixed = TRUE)
  expect_error(torch_sum(x, c(1, 1)), "dim 1 appears multiple times")
})

test_that("integers sum to Long, have no mean, and can be asked for another dtype", {
  n <- torch_tensor(1:3)
  expect_identical(values(torch_sum(n)), 6L)
  expect_error(torch_mean(n), "could not infer output dtype", class = "runtime_error")
  expect_identical(values(torch_mean(n, dtype = torch_float())), 2)
  expect_identical(values(torch_sum(torch_tensor(c(TRUE, FALSE, TRUE)))), 2L)
  expect_identical(values(torch_tensor(c(TRUE, FALSE))$any()), TRUE)
})

test_that("nothing sums to 0 and has no maximum", {
  none <- torch_empty(c(2, 0))
  expect_identical(values(torch_sum(none)), 0)
  expect_error(torch_max(none), "Expected reduction dim to be specified", class = "runtime_error")
  expect_error(torch_amax(none, 2), "Expected reduction dim 2 to have non-zero size")
})

test_that("places of sorted and largest elements count from 1, of k-th values from 0", {
  sorted <- torch_sort(x, dim = 2, descending = TRUE)
  expect_identical(values(sorted[[1]]), rbind(c(5, 3, 2), c(6, 4, 1)))
  expect_identical(values(sorted[[2]]), rbind(c(3L, 1L, 2L), c(2L, 3L, 1L)))
  expect_identical(values(torch_argsort(x)[1]), c(2L, 1L, 3L))
  expect_identical(values(torch_topk(x, 1)[[2]]), rbind(3L, 2L))
  expect_identical(values(torch_argmax(x, 1)), c(1L, 2L, 1L))
  expect_identical(values(torch_argmax(x)), 5L)
  expect_identical(values(torch_kthvalue(x, 1)[[2]]), c(1L, 0L))
  expect_error(torch_topk(x, 4), "selected index k out of range")
})

test_that("quantiles take R numbers", {
  expect_equal(values(torch_quantile(x, 0.5)), 3.5)
  expect_equal(values(torch_quantile(x, c(0, 1), dim = 2)), rbind(c(2, 1), c(5, 6)))
  expect_error(torch_quantile(x, 2), "must be in the range [0, 1]", fixed = TRUE)
})

test_that("gradients reach what was picked", {
  w <- torch_tensor(c(1, 3, 3), requires_grad = TRUE)
  torch_max(w)$backward()
  expect_equal(values(w$grad), c(0, 0.5, 0.5))
  v <- torch_tensor(c(1, 3, 3), requires_grad = TRUE)
  torch_max(v, 1)[[1]]$backward()
  expect_equal(values(v$grad), c(0, 1, 0))
})
