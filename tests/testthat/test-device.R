test_that("devices print and compare", {
  expect_output(print(torch_device("cpu")), "torch_device(type='cpu')", fixed = TRUE)
  expect_output(print(torch_device("cuda", 0)), "torch_device(type='cuda', index=0)", fixed = TRUE)
  expect_output(print(torch_device("cuda:1")), "torch_device(type='cuda', index=1)", fixed = TRUE)
  expect_true(torch_device("cpu") == torch_ones(1)$device)
  expect_true(torch_device("cuda:0") == torch_device("cuda", 0))
  expect_true(torch_device("cpu") != torch_device("meta"))
  expect_identical(torch_device("cuda:1")$index, 1L)
  expect_identical(torch_device("cpu")$type, "cpu")
})

test_that("unknown devices are errors", {
  expect_error(torch_device("gpu"), class = "runtime_error")
  expect_error(torch_device("cuda:x"), class = "runtime_error")
  expect_error(torch_device("cuda:0", 1), class = "value_error")
  expect_error(torch_ones(1, device = "gpu"), class = "runtime_error")
})

test_that("the default device", {
  expect_identical(with_device(device = "meta", torch_ones(2, 2))$device$type, "meta")
  expect_identical(torch_ones(1)$device$type, "cpu")
  inside <- function() {
    local_device("meta")
    torch_ones(1)$device$type
  }
  expect_identical(inside(), "meta")
  expect_identical(torch_ones(1)$device$type, "cpu")
  try(with_device(device = "meta", stop("out")), silent = TRUE)
  expect_identical(torch_ones(1)$device$type, "cpu")
})
