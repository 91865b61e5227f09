test_that("division with rounding", {
  x <- torch_tensor(c(7, -7))
  expect_equal(as_array(torch_div(x, 2)), c(3.5, -3.5))
  expect_equal(as_array(torch_div(x, 2, rounding_mode = "trunc")), c(3, -3))
  expect_equal(as_array(x$div(2, rounding_mode = "floor")), c(3, -4))
  expect_error(torch_div(x, 2, "up"), class = "value_error")
  expect_true(torch_div(torch_tensor(3L), 2L)$dtype == torch_float())
  expect_identical(x$div_(2), x)
  expect_equal(as_array(x), c(3.5, -3.5))
})

test_that("views", {
  x <- torch_ones(2, 3, 4)
  expect_identical(torch_flatten(x)$shape, 24L)
  expect_identical(torch_flatten(x, start_dim = 2)$shape, c(2L, 12L))
  expect_identical(x$permute(c(3, 1, 2))$shape, c(4L, 2L, 3L))
  expect_identical(torch_ones(2, 1)$expand(c(2, 3))$shape, c(2L, 3L))
  expect_identical(torch_ones(2, 1)$expand(c(-1, 3))$shape, c(2L, 3L))
  expect_equal(as_array(torch_diagonal(torch_eye(3), offset = 1)), c(0, 0))
  expect_error(torch_flatten(x, dims = "a"), class = "not_implemented_error")
})

test_that("what a tensor is", {
  expect_true(torch_is_floating_point(torch_ones(1)))
  expect_false(torch_is_complex(torch_ones(1)))
  expect_true(torch_is_nonzero(torch_ones(1)))
  expect_error(torch_is_nonzero(torch_ones(2)), class = "runtime_error")
})

test_that("dimensions are added and broadcast", {
  expect_identical(torch_atleast_1d(torch_scalar_tensor(1))$shape, 1L)
  expect_identical(torch_atleast_2d(torch_ones(3))$shape, c(1L, 3L))
  expect_identical(torch_atleast_3d(torch_ones(3))$shape, c(1L, 3L, 1L))
  both <- torch_broadcast_tensors(list(torch_ones(3), torch_ones(2, 1)))
  expect_identical(lapply(both, function(x) x$shape), list(c(2L, 3L), c(2L, 3L)))
})

test_that("threads", {
  former <- torch_get_num_threads()
  torch_set_num_threads(1)
  expect_identical(torch_get_num_threads(), 1L)
  torch_set_num_threads(former)
  expect_error(torch_set_num_threads(0), class = "value_error")
})

test_that("activations in place return their input", {
  x <- torch_tensor(c(-1, 2))
  expect_identical(torch_relu_(x), x)
  expect_equal(as_array(x), c(0, 2))
  expect_equal(as_array(torch_threshold_(torch_tensor(c(-1, 2)), 0, 7)), c(7, 2))
})
