values <- function(x) as.numeric(x)

test_that("sizes come as numbers, as a vector or by name", {
  for (x in list(torch_zeros(2, 3), torch_zeros(c(2, 3)), torch_zeros(size = c(2, 3)), torch_zeros(2L, 3L))) {
    expect_identical(x$shape, c(2L, 3L))
  }
  expect_identical(torch_ones(c())$shape, integer())
  expect_identical(torch_empty(0, 4)$shape, c(0L, 4L))
  expect_error(torch_zeros(-1), class = "value_error")
  expect_error(torch_zeros(2, names = "a"), class = "not_implemented_error")
})

test_that("dtype, device and requires_grad are taken over", {
  x <- torch_ones(2, dtype = torch_double(), requires_grad = TRUE)
  expect_true(x$dtype == torch_double())
  expect_true(x$requires_grad)
  expect_identical(format(torch_ones(2, dtype = "long", device = "meta")), "torch_tensor\n...\n[ METALongType{2} ]")
  expect_error(torch_ones(2, dtype = torch_long(), requires_grad = TRUE), class = "runtime_error")
  expect_identical(values(torch_zeros(2, layout = torch_strided())), c(0, 0))
})

test_that("torch_full() infers its dtype from the number", {
  expect_true(torch_full(2, 1.5)$dtype == torch_float())
  expect_true(torch_full(2, 3L)$dtype == torch_long())
  expect_true(torch_full(2, TRUE)$dtype == torch_bool())
  expect_identical(values(torch_full(c(2, 1), 7)), c(7, 7))
})

test_that("_like functions take sizes and dtype from their input", {
  x <- torch_tensor(matrix(1:6, 2))
  expect_identical(torch_zeros_like(x)$shape, c(2L, 3L))
  expect_true(torch_ones_like(x)$dtype == torch_long())
  expect_true(torch_full_like(x, 2, dtype = torch_double())$dtype == torch_double())
  expect_identical(torch_empty_like(x)$shape, c(2L, 3L))
})

test_that("torch_arange() includes its end", {
  expect_identical(values(torch_arange(1, 5)), c(1, 2, 3, 4, 5))
  expect_true(torch_arange(1, 5)$dtype == torch_float())
  expect_true(torch_arange(1L, 5L)$dtype == torch_long())
  expect_identical(values(torch_arange(5, 0, -2)), c(5, 3, 1))
  expect_length(torch_arange(0, 0.3, 0.1), 4)
  expect_length(torch_arange(0, 0.35, 0.1), 4)
  expect_error(torch_arange(0, 3, -1), "inconsistent", class = "value_error")
  expect_error(torch_arange(0, 3, 0), class = "value_error")
  expect_true(torch_range(1L, 3L)$dtype == torch_float())
})

test_that("evenly spaced values end exactly", {
  expect_equal(values(torch_linspace(0, 1, steps = 5)), seq(0, 1, 0.25))
  expect_identical(tail(values(torch_linspace(0, 0.7, 8, dtype = "double")), 1), 0.7)
  expect_equal(values(torch_logspace(0, 2, 3)), c(1, 10, 100), tolerance = 1e-6)
  expect_length(torch_linspace(0, 1), 100)
})

test_that("matrices and their triangles", {
  expect_identical(as.matrix(torch_eye(2, 3)), cbind(diag(2), 0))
  expect_identical(as.matrix(torch_tril_indices(2, 2)), rbind(c(1L, 2L, 2L), c(1L, 1L, 2L)))
  expect_identical(as.matrix(torch_triu_indices(2, 3, offset = 1)), rbind(c(1L, 1L, 2L), c(2L, 3L, 3L)))
})

test_that("in-place filling returns the same object", {
  x <- torch_ones(2, 2)
  expect_identical(x$fill_(3), x)
  expect_identical(values(x), rep(3, 4))
  expect_identical(values(x$zero_()), rep(0, 4))
  expect_identical(as.matrix(x$fill_diagonal_(1)), diag(2))
})

test_that("windows have the length asked for", {
  expect_equal(values(torch_hann_window(4)), c(0, 0.5, 1, 0.5))
  expect_equal(values(torch_bartlett_window(5, periodic = FALSE)), c(0, 0.5, 1, 0.5, 0))
  expect_length(torch_kaiser_window(7, TRUE, 12), 7)
  expect_error(torch_hamming_window(-1), class = "value_error")
  expect_error(torch_blackman_window(4, dtype = torch_long()), class = "type_error")
})
