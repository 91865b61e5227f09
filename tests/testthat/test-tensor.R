test_that("the same tensor is the same R object", {
  x <- torch_ones(2)
  expect_identical(x$add_(1), x)
  expect_identical(x$to(dtype = "float"), x)
  x$requires_grad_(TRUE)
  y <- x * 2
  y$sum()$backward()
  expect_identical(x$grad, x$grad)
  expect_s3_class(x, c("torch_tensor", "R7"), exact = TRUE)
})

test_that("attributes of one tensor are not another's", {
  x <- torch_ones(2)
  attr(x, "note") <- "mine"
  expect_null(attr(torch_ones(2), "note"))
})

test_that("fields answer", {
  x <- torch_tensor(matrix(1:6, 2), dtype = "double")
  expect_identical(x$shape, c(2L, 3L))
  expect_true(x$dtype == torch_double())
  expect_true(x$device == torch_device("cpu"))
  expect_identical(x$ndim, 2L)
  expect_false(x$requires_grad)
  expect_true(x$is_leaf)
  expect_false(x$is_cuda)
  expect_null(x$grad_fn)
  expect_true(is_undefined_tensor(x$grad))
  expect_identical(torch_scalar_tensor(1)$shape, integer(0))
})

test_that("sizes", {
  x <- torch_ones(2, 3, 4)
  expect_identical(x$size(), 2:4)
  expect_identical(x$size(2), 3L)
  expect_identical(x$size(-1), 4L)
  expect_identical(x$stride(), c(12L, 4L, 1L))
  expect_identical(x$dim(), 3L)
  expect_identical(dim(x), 2:4)
  expect_length(x, 24)
  expect_identical(x$numel(), 24L)
  expect_error(x$size(0), class = "value_error")
  expect_error(x$size(4), "size: Dimension out of range (expected to be in range of [-3, 3], but got 4)", fixed = TRUE)
})

test_that("assigning fields", {
  x <- torch_ones(2)
  x$requires_grad <- TRUE
  expect_true(x$requires_grad)
  x$grad <- torch_tensor(c(1, 2))
  expect_equal(as_array(x$grad), c(1, 2))
  x$grad <- NULL
  expect_true(is_undefined_tensor(x$grad))
  same <- x
  x$data <- torch_tensor(c(3, 4, 5))
  expect_identical(x, same)
  expect_equal(as_array(x$detach()), 3:5)
  expect_error(x$colour <- 1, class = "value_error")
})

test_that("methods can be kept and called again", {
  f <- (torch_ones(2) * 3)$add
  expect_equal(as_array(f(1)), c(4, 4))
  expect_equal(as_array(f(1)), c(4, 4))
  g <- (torch_ones(2) * 3)$mul
  gc()
  expect_equal(as_array(g(torch_tensor(c(1, 2)))), c(3, 6))
})

test_that("an operand that is used again is not taken for a temporary", {
  x <- torch_tensor(c(1, 2, 3))
  double <- function(y) y + y
  expect_equal(as_array(double(x * 2)), c(4, 8, 12))
  twice <- function(y) {
    a <- torch_add(y, 1)
    b <- torch_add(y, 1)
    list(as_array(a), as_array(b), as_array(y))
  }
  expect_equal(twice(x * 2), list(c(3, 5, 7), c(3, 5, 7), c(2, 4, 6)))
  all <- lapply(list(x * 2, x * 3), function(y) y + 1)
  expect_equal(as_array(all[[2]]), c(4, 7, 10))
  kept <- list(x * 2)
  r <- kept[[1]] + 1
  expect_equal(as_array(kept[[1]]), c(2, 4, 6))
  expect_equal(as_array(Reduce(`+`, list(x * 1, x * 2, x * 3))), c(6, 12, 18))
  chain <- ((x * 2 + 1) * 3 - 1) / 2
  expect_equal(as_array(chain), ((c(1, 2, 3) * 2 + 1) * 3 - 1) / 2)
  expect_equal(as_array(x), c(1, 2, 3))
})

test_that("unknown names are told with the nearest", {
  x <- torch_ones(2)
  expect_error(x$reluu, "did you mean `$relu`?", fixed = TRUE, class = "value_error")
  expect_error(x$qwertyuiop, "no field or method", class = "value_error")
})

test_that("operators", {
  x <- torch_tensor(c(7, -7))
  expect_equal(as_array(x + 1), c(8, -6))
  expect_equal(as_array(1 - x), c(-6, 8))
  expect_equal(as_array(-x), c(-7, 7))
  expect_equal(as_array(+x), c(7, -7))
  expect_equal(as_array(x * c(2, 3)), c(14, -21))
  expect_equal(as_array(x / 2), c(3.5, -3.5))
  expect_equal(as_array(x^2), c(49, 49))
  expect_equal(as_array(x %% 3), c(7, -7) %% 3)
  expect_equal(as_array(x %/% 2), c(7, -7) %/% 2)
  expect_identical(as_array(x > 0), c(TRUE, FALSE))
  expect_identical(as_array(x == 7), c(TRUE, FALSE))
  expect_identical(as_array(x != 7), c(FALSE, TRUE))
  expect_identical(as_array(x <= -7), c(FALSE, TRUE))
  expect_identical(as_array(!(x > 0)), c(FALSE, TRUE))
  expect_identical(as_array((x > 0) & TRUE), c(TRUE, FALSE))
  expect_identical(as_array((x > 0) | TRUE), c(TRUE, TRUE))
})

test_that("bare numbers do not promote within their kind", {
  x <- torch_tensor(c(1, 2), dtype = "float")
  expect_true((x + 2)$dtype == torch_float())
  expect_true((torch_tensor(1:2) + 2L)$dtype == torch_long())
  expect_true((torch_tensor(1:2) + 2.5)$dtype == torch_float())
  expect_true((torch_tensor(1:2, dtype = "int") + 2L)$dtype == torch_int())
})

test_that("R's generics", {
  x <- torch_tensor(c(1.5, 4))
  expect_equal(as_array(sqrt(x)), sqrt(c(1.5, 4)), tolerance = 1e-6)
  expect_equal(as_array(exp(x)), exp(c(1.5, 4)), tolerance = 1e-6)
  expect_equal(as_array(log(x, 2)), log2(c(1.5, 4)), tolerance = 1e-6)
  expect_equal(as_array(floor(x)), c(1, 4))
  expect_equal(as_array(ceiling(x)), c(2, 4))
  expect_equal(sum(x)$item(), 5.5)
  expect_equal(mean(x)$item(), 2.75)
  expect_equal(as_array(head(torch_tensor(1:9), 2)), 1:2)
  expect_equal(as_array(tail(torch_tensor(1:9), 2)), 8:9)
  expect_equal(as_array(head(torch_tensor(1:9), -7)), 1:2)
})

test_that("completion lists fields and methods", {
  names <- utils::.DollarNames(torch_ones(1), "^requires")
  expect_identical(names, c("requires_grad", "requires_grad_"))
})

test_that("a tensor that was serialized is an error to use, not a crash", {
  file <- withr::local_tempfile()
  saveRDS(torch_ones(2), file)
  x <- readRDS(file)
  expect_error(x + 1, "torch_save", class = "type_error")
  expect_error(x$shape, class = "type_error")
})

test_that("tensors are released when R forgets them", {
  live <- function() {
    for (i in 1:2) {
      gc()
      count <- .Call(getFromNamespace("C_live_tensors", "torch"))
    }
    count
  }
  work <- function() {
    x <- torch_ones(3, requires_grad = TRUE)
    for (i in 1:10) (x * 2)$sum()$backward()
    try(x + torch_ones(4), silent = TRUE)
    invisible(x[1:2])
  }
  work()
  before <- live()
  work()
  expect_identical(live(), before)
})

test_that("moving between dtypes and devices", {
  x <- torch_tensor(c(1.7, 0))
  expect_equal(as_array(x$long()), c(1L, 0L))
  expect_identical(as_array(x$bool()), c(TRUE, FALSE))
  expect_true(x$to(torch_double())$dtype == torch_double())
  expect_true(x$to(dtype = "int")$dtype == torch_int())
  expect_identical(x$to(device = "cpu"), x)
  expect_false(identical(x$to(device = "cpu", copy = TRUE), x))
  expect_true(x$to(torch_tensor(1L))$dtype == torch_long())
  expect_error(x$to(dtype = "flot"), class = "value_error")
})

test_that("shapes changed in place", {
  x <- torch_tensor(matrix(1:6, 2))
  expect_identical(x$t_(), x)
  expect_identical(x$shape, c(3L, 2L))
  expect_identical(x$unsqueeze_(1)$shape, c(1L, 3L, 2L))
  expect_identical(x$squeeze_()$shape, c(3L, 2L))
  expect_equal(as_array(x), t(matrix(1:6, 2)))
})
