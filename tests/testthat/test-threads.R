# Results do not depend on threads, and other processes do not disturb.

with_threads <- function(n, code) {
  former <- torch_get_num_threads()
  on.exit(torch_set_num_threads(former))
  torch_set_num_threads(n)
  force(code)
}

# Reductions and products over several pieces of work, contiguous and not.
results <- function() {
  torch_manual_seed(11)
  x <- torch_randn(700, 900)
  turned <- torch_randn(900, 700)$t()
  compute <- function() {
    list(sum = torch_sum(x), sum_turned = torch_sum(turned), rows = torch_sum(x, 2), columns = torch_mean(x, 1),
         std = torch_std(x), max = torch_max(turned), prod = torch_prod(x * 0.001 + 1), softmax = nnf_softmax(x, 1),
         logsumexp = torch_logsumexp(turned, 2), product = torch_mm(x, turned$t()), exp = torch_exp(turned))
  }
  lapply(compute(), as_array)
}

test_that("the same threads give the same bits", {
  for (n in 1:2) {
    first <- with_threads(n, results())
    expect_identical(with_threads(n, results()), first)
  }
})

test_that("another number of threads gives the same to 1e-6", {
  one <- with_threads(1, results())
  two <- with_threads(2, results())
  for (name in names(one)) expect_equal(two[[name]], one[[name]], tolerance = 1e-6, info = name)
  exact <- setdiff(names(one), "product") # a product is the BLAS's
  expect_identical(two[exact], one[exact])
})

test_that("a layout does not change a result beyond 1e-6", {
  torch_manual_seed(12)
  x <- torch_randn(300, 500)
  turned <- x$t()$contiguous()$t()
  expect_equal(as_array(torch_sum(turned, 2)), as_array(torch_sum(x, 2)), tolerance = 1e-6)
  expect_equal(as_array(nnf_softmax(turned, 2)), as_array(nnf_softmax(x, 2)), tolerance = 1e-6)
  expect_equal(as_array(torch_mm(turned, x$t())), as_array(torch_mm(x, x$t())), tolerance = 1e-6)
  expect_identical(as_array(torch_exp(turned)), as_array(torch_exp(x)))
})
