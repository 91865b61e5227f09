caught <- function(code) tryCatch(code, error = identity)

test_that("the call is the user's", {
  x <- torch_ones(2)
  y <- torch_ones(3)
  env <- new.env(parent = globalenv())
  env$x <- x
  env$y <- y
  call_of <- function(code) conditionCall(caught(eval(code, env)))
  expect_identical(call_of(quote(torch::torch_add(x, y))), quote(torch::torch_add(x, y)))
  expect_identical(call_of(quote(x + y)), quote(x + y))
  expect_identical(call_of(quote(x$add(y))), quote(x$add(y)))
  expect_identical(call_of(quote(x[5])), quote(x[5]))
})

test_that("messages name the operation, the argument and the sizes", {
  expect_error(torch_ones(2) + torch_ones(3),
               "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1",
               fixed = TRUE, class = "value_error")
  expect_error(torch_add(torch_ones(2), "a"), "add: other must be a tensor", class = "type_error")
  expect_error(torch_sum(torch_ones(2, 2), 3), "Dimension out of range", class = "value_error")
  expect_error(torch_sum(torch_ones(2, 2), 0), "dimensions start at 1", class = "value_error")
  expect_error(torch_sum(torch_ones(2, 2), "a"), class = "type_error")
  expect_error(torch_sum(torch_ones(2, 2), 1, keepdim = NA), class = "type_error")
})

test_that("a failure leaves nothing behind", {
  x <- torch_ones(2, 2)
  for (i in 1:100) caught(torch_add(x, torch_ones(3)))
  expect_equal(as_array(x + 1), matrix(2, 2, 2))
})

test_that("an interrupt stops the computation and the session goes on", {
  skip_on_os("windows")
  result <- tryCatch({
    tools::pskill(Sys.getpid(), tools::SIGINT)
    for (i in 1:1e6) torch_ones(2) + 1
    "finished"
  }, interrupt = function(e) "interrupted")
  expect_identical(result, "interrupted")
  expect_equal(as_array(torch_ones(1) + 1), 2)
})
