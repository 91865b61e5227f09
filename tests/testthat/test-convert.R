test_that("R types become dtypes and come back", {
  cases <- list(
    list(c(1.5, NaN, Inf), "Float"), list(c(1L, -2L), "Long"), list(c(TRUE, FALSE), "Bool"),
    list(as.raw(c(0, 255)), "Byte"), list(complex(real = 1:2, imaginary = 0.5), "ComplexFloat")
  )
  for (case in cases) {
    x <- torch_tensor(case[[1]])
    expect_identical(as.character(x$dtype), case[[2]])
    expect_identical(as_array(x), case[[1]])
  }
  expect_identical(as_array(torch_tensor(factor(c("b", "a")))), c(2L, 1L))
})

test_that("arrays keep their indices", {
  for (dim in list(c(2, 3), c(3, 1), c(1, 4), c(2, 3, 4), c(2, 1, 3, 2), c(40, 70), c(33, 2, 65))) {
    values <- array(as.numeric(seq_len(prod(dim))), dim)
    x <- torch_tensor(values, dtype = "double")
    expect_identical(x$shape, as.integer(dim))
    expect_true(x$is_contiguous())
    expect_identical(as_array(x), values)
    expect_identical(as_array(x$transpose(1, 2)), aperm(values, c(2, 1, seq_along(dim)[-(1:2)])))
  }
})

test_that("every dtype comes back as the R type it should", {
  types <- c(bool = "logical", uint8 = "raw", int8 = "integer", int16 = "integer", int32 = "integer", int64 = "integer",
             float16 = "double", bfloat16 = "double", float32 = "double", float64 = "double", cfloat = "complex",
             cdouble = "complex")
  for (name in names(types)) {
    expect_type(as_array(torch_tensor(c(0, 1), dtype = name)), types[[name]])
    expect_equal(as.numeric(as_array(torch_tensor(c(0, 1), dtype = name))), c(0, 1))
  }
})

test_that("no elements, no dimensions", {
  expect_identical(torch_tensor(NULL)$shape, 0L)
  expect_identical(torch_tensor(integer(0))$shape, 0L)
  expect_identical(as_array(torch_tensor(numeric(0))), numeric(0))
  expect_identical(torch_tensor(matrix(0, 0, 3))$shape, c(0L, 3L))
  expect_identical(as_array(torch_tensor(matrix(0, 0, 3))), matrix(0, 0, 3))
  expect_identical(torch_tensor(1)$shape, 1L)
  expect_identical(torch_scalar_tensor(1)$shape, integer(0))
  expect_identical(as_array(torch_scalar_tensor(2.5)), 2.5)
  expect_null(dim(as_array(torch_tensor(1:3))))
})

test_that("Long values past integers warn, and other conversions keep them", {
  skip_if_not_installed("bit64")
  big <- bit64::as.integer64(2)^40 + 1L
  x <- torch_tensor(big)
  expect_identical(as.character(x$dtype), "Long")
  expect_warning(expect_identical(as_array(x), NA_integer_), "integer64")
  expect_identical(as.numeric(x), 2^40 + 1)
  expect_identical(bit64::as.integer64(x), big)
})

test_that("NA in integers and flags is an error that says where", {
  expect_error(torch_tensor(c(1L, NA)), "element 2", class = "value_error")
  expect_error(torch_tensor(c(NA, TRUE)), "element 1", class = "value_error")
  expect_error(torch_tensor(c(1, NA), dtype = "long"), "element 2", class = "value_error")
  expect_identical(as_array(torch_tensor(c(1, NA)))[2], NaN)
})

test_that("what is no array of numbers is a type error", {
  expect_error(torch_tensor("a"), class = "type_error")
  expect_error(torch_tensor(list(1, 2)), class = "type_error")
  expect_error(torch_tensor(sum), class = "type_error")
  expect_error(torch_tensor(1, dtype = 3), class = "type_error")
})

test_that("a tensor given to torch_tensor is copied and detached", {
  x <- torch_tensor(c(1, 2), requires_grad = TRUE)
  y <- torch_tensor(x)
  expect_false(y$requires_grad)
  y$add_(1)
  expect_equal(as_array(x), c(1, 2))
  expect_true(torch_tensor(x, dtype = "double")$dtype == torch_double())
  expect_true(torch_tensor(x, requires_grad = TRUE)$requires_grad)
})

test_that("conversions of S3 generics", {
  x <- torch_tensor(matrix(c(0, 1, 2, 3), 2))
  expect_identical(as.array(x), matrix(c(0, 1, 2, 3), 2))
  expect_identical(as.matrix(torch_tensor(1:3)), matrix(1:3))
  expect_identical(as.numeric(x), c(0, 1, 2, 3))
  expect_identical(as.double(x), c(0, 1, 2, 3))
  expect_identical(as.integer(x), 0:3)
  expect_identical(as.logical(x), c(FALSE, TRUE, TRUE, TRUE))
  expect_identical(as.complex(torch_tensor(1)), 1 + 0i)
})

test_that("item gives a scalar of the matching type", {
  expect_identical(torch_tensor(2.5)$item(), 2.5)
  expect_identical(torch_tensor(2L)$item(), 2L)
  expect_identical(torch_tensor(TRUE)$item(), TRUE)
  expect_identical(torch_tensor(1 + 2i)$item(), 1 + 2i)
  expect_error(torch_tensor(1:2)$item(), "2 elements", class = "runtime_error")
})

test_that("raw bytes", {
  x <- torch_tensor(matrix(c(1, 2, 3, 4), 2))
  bytes <- buffer_from_torch_tensor(x)
  expect_identical(bytes, writeBin(c(1, 3, 2, 4), raw(), size = 4))
  expect_identical(as_array(torch_tensor_from_buffer(bytes, c(2, 2))), as_array(x))
  expect_identical(as_array(torch_tensor_from_buffer(writeBin(5:6, raw()), 2, "int")), 5:6)
  expect_error(torch_tensor_from_buffer(bytes, 5), class = "value_error")
})

test_that("the default dtype applies to doubles", {
  withr::defer(torch_set_default_dtype(torch_float()))
  torch_set_default_dtype(torch_double())
  expect_true(torch_tensor(1)$dtype == torch_double())
  expect_true(torch_ones(1)$dtype == torch_double())
})

test_that("meta tensors have no values to give", {
  x <- torch_tensor(c(1, 2), device = "meta")
  expect_identical(x$shape, 2L)
  expect_error(as_array(x), class = "runtime_error")
})
