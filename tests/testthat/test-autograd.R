leaf <- function(values) torch_tensor(values, requires_grad = TRUE)

test_that("backward adds to the leaves' gradients", {
  x <- leaf(c(1, 2))
  y <- (x * x)$sum()
  y$backward()
  expect_equal(as_array(x$grad), c(2, 4))
  (x * 3)$backward(torch_tensor(c(1, 10)))
  expect_equal(as_array(x$grad), c(5, 34))
})

test_that("errors say what PyTorch says", {
  x <- leaf(c(1, 2))
  expect_error((x * 2)$backward(), "grad can be implicitly created only for scalar outputs", class = "runtime_error")
  y <- (x * x)$sum()
  y$backward()
  expect_error(y$backward(), "Trying to backward through the graph a second time", class = "runtime_error")
  expect_error(x$add_(1), "a leaf Variable that requires grad is being used in an in-place operation",
               class = "runtime_error")
  y <- x * 1
  z <- y * y
  y$add_(1)
  expect_error(z$sum()$backward(), "modified by an inplace operation", class = "runtime_error")
})

test_that("gradients without accumulation, and again", {
  x <- leaf(3)
  first <- autograd_grad(x * x * x, x, create_graph = TRUE)[[1]]
  expect_equal(first$item(), 27)
  expect_equal(autograd_grad(first, x)[[1]]$item(), 18)
  expect_true(is_undefined_tensor(x$grad))
  other <- leaf(1)
  expect_error(autograd_grad(x * 2, other), class = "runtime_error")
  expect_true(is_undefined_tensor(autograd_grad(x * 2, list(x, other), allow_unused = TRUE)[[2]]))
})

test_that("several outputs and chosen inputs", {
  x <- leaf(2)
  y <- leaf(3)
  autograd_backward(list(x * y, x * x))
  expect_equal(x$grad$item(), 7)
  x$grad <- NULL
  y$grad <- NULL
  (x * y)$backward(inputs = x)
  expect_equal(x$grad$item(), 3)
  expect_true(is_undefined_tensor(y$grad))
})

test_that("modes", {
  x <- leaf(1)
  expect_false(with_no_grad(x * 2)$requires_grad)
  expect_true((x * 2)$requires_grad)
  quiet <- function() {
    local_no_grad()
    (x * 2)$requires_grad
  }
  expect_false(quiet())
  expect_true((x * 2)$requires_grad)
  expect_true(with_no_grad(with_enable_grad(x * 2))$requires_grad)
  try(with_no_grad(stop("out")), silent = TRUE)
  expect_true((x * 2)$requires_grad)
  former <- autograd_set_grad_mode(FALSE)
  expect_true(former)
  expect_false((x * 2)$requires_grad)
  autograd_set_grad_mode(TRUE)
})

test_that("hooks see and change gradients", {
  x <- leaf(c(1, 2))
  seen <- NULL
  handle <- x$register_hook(function(grad) {
    seen <<- as_array(grad)
    grad * 10
  })
  (x * 3)$sum()$backward()
  expect_equal(seen, c(3, 3))
  expect_equal(as_array(x$grad), c(30, 30))
  handle$remove()
  x$grad <- NULL
  (x * 3)$sum()$backward()
  expect_equal(as_array(x$grad), c(3, 3))
})

test_that("an R error in a hook reaches the user, and the session goes on", {
  x <- leaf(1)
  y <- x * 2
  y$register_hook(function(grad) stop("from the hook"))
  expect_error(y$backward(), "^from the hook$")
  expect_equal(as_array(x * 2), 2)
  z <- x * 2
  z$register_hook(function(grad) "not a tensor")
  expect_error(z$backward(), class = "type_error")
})

test_that("hooks may call backward on other graphs", {
  x <- leaf(1)
  inner <- leaf(5)
  other <- inner * inner
  y <- x * 2
  y$register_hook(function(grad) {
    other$backward()
    NULL
  })
  y$backward()
  expect_equal(inner$grad$item(), 10)
  expect_equal(x$grad$item(), 2)
})

test_that("functions defined in R", {
  seen <- list()
  scale <- autograd_function(
    forward = function(ctx, x, factor) {
      ctx$save_for_backward(x = x)
      ctx$factor <- factor
      seen$needs <<- ctx$needs_input_grad
      x * factor
    },
    backward = function(ctx, grad) {
      expect_true(inherits(ctx$saved_variables$x, "torch_tensor"))
      list(x = grad * ctx$factor)
    }
  )
  x <- leaf(c(1, 2))
  y <- scale(x, factor = 4)
  expect_identical(seen$needs, list(x = TRUE, factor = FALSE))
  expect_equal(as_array(y), c(4, 8))
  expect_true(y$requires_grad)
  y$sum()$backward()
  expect_equal(as_array(x$grad), c(4, 4))
  gc() # what backward() has let go of is gone by now
  expect_error(y$sum()$backward(), "second time")
  expect_false(with_no_grad(scale(x, 2))$requires_grad)
  wrong <- autograd_function(function(ctx, x) x * 1, function(ctx, grad) stop("in backward"))
  expect_error(wrong(x)$sum()$backward(), "^in backward$")
})

test_that("functions defined in R with several results", {
  both <- autograd_function(
    forward = function(ctx, a, b) list(a * b, a + b),
    backward = function(ctx, g1, g2) list(a = g1 * 10 + g2, b = g2 * 100)
  )
  a <- leaf(2)
  b <- leaf(3)
  out <- both(a, b)
  expect_length(out, 2)
  (out[[1]] + out[[2]])$backward()
  expect_equal(a$grad$item(), 11)
  expect_equal(b$grad$item(), 100)
})

test_that("nodes print their name and know the next", {
  x <- leaf(c(1, 2))
  y <- (x * 2)$mean()
  expect_output(print(y$grad_fn), "^MeanBackward0$")
  expect_output(print(y$grad_fn$next_functions[[1]]), "^MulBackward0$")
  expect_output(print(y$grad_fn$next_functions[[1]]$next_functions[[1]]), "^AccumulateGrad$")
  expect_null(x$grad_fn)
})

test_that("retained gradients and detached tensors", {
  x <- leaf(2)
  y <- x * x
  y$retain_grad()
  (y * 3)$backward()
  expect_equal(y$grad$item(), 3)
  expect_false(y$detach()$requires_grad)
  expect_error(x$detach()$retain_grad(), class = "runtime_error")
  z <- x * 2
  expect_identical(z$detach_(), z)
  expect_false(z$requires_grad)
})

test_that("anomalies are found", {
  x <- leaf(0)
  y <- torch_sqrt(x) * 0
  expect_error(with_detect_anomaly(y$backward()), "nan", class = "runtime_error")
})

test_that("deep graphs are freed without recursion", {
  x <- leaf(1)
  y <- x
  for (i in 1:20000) y <- y + 1
  y$backward()
  expect_equal(x$grad$item(), 1)
  rm(y)
  gc()
  expect_equal(as_array(x), 1)
})

test_that("functions defined in R leave no tensor, whatever they save, without a backward pass too", {
  saving <- autograd_function(
    forward = function(ctx, x) {
      y <- torch_exp(x)
      ctx$save_for_backward(y = y)
      y
    },
    backward = function(ctx, grad) list(x = torch_mul(grad, ctx$saved_variables$y))
  )
  changing <- autograd_function(
    forward = function(ctx, x) {
      ctx$mark_dirty(x)
      x$add_(1)
    },
    backward = function(ctx, grad) list(x = grad)
  )
  run <- function() {
    x <- torch_ones(2, requires_grad = TRUE)
    saving(x)
    changing(x * 2)
    gradient <- autograd_grad(saving(x)$sum(), x, create_graph = TRUE)[[1]]
    as.numeric(autograd_grad(gradient$sum(), x)[[1]])
  }
  before <- live()
  expect_equal(run(), exp(c(1, 1)), tolerance = 1e-6)
  expect_equal(live(), before)
})
