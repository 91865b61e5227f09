# Gradients of elementwise rows for complex numbers: conjugate derivatives, also where one operand is real.

takes_complex <- function(op) {
  op$elementwise && op$differentiable && op$promotes %in% c("FLOATING_C", "NUMERIC_C", "ARITHMETIC")
}

for (op in Filter(takes_complex, op_table)) local({
  op <- op
  numbers_of <- lapply(setdiff(op$params[!is.na(op$defaults)], "rounding_mode"), function(name) default_value(op, name))
  run <- function(...) call_op(op, c(list(...), numbers_of))
  test_that(sprintf("%s: gradients of complex input", op$name), {
    if (op$kind == "unary") {
      expect_gradients(function(x) mixed(run(x)), 4)
    } else if (op$kind == "ternary") {
      expect_gradients(function(x) mixed(run(x[1, ], x[2, ], x[3, ])), c(3, 3))
    } else {
      expect_gradients(function(x) mixed(run(x[1, ], x[2, ])), c(2, 3))
      real <- tensor_of(numbers(3, 5) + 2, 3)
      expect_gradients(function(x) mixed(run(x, real)), 3)
      expect_gradients(function(x) mixed(run(torch_real(x), torch_complex(real, real))), 3)
    }
  })
})

test_that("numbers that scale an operand may be complex", {
  expect_gradients(function(x) mixed(torch_add(x[1, ], x[2, ], alpha = 1 + 2i)), c(2, 3))
  expect_gradients(function(x) mixed(torch_sub(x[1, ], x[2, ], alpha = 1 + 2i)), c(2, 3))
  expect_gradients(function(x) mixed(torch_addmm(x, x, x, beta = 1 + 2i, alpha = 2 - 1i)), c(2, 2))
  expect_gradients(function(x) mixed(torch_where(torch_tensor(c(TRUE, FALSE, TRUE)), x[1, ], x[2, ])), c(2, 3))
})

test_that("functions defined in R have gradients of complex results", {
  twice <- autograd_function(
    forward = function(ctx, x) torch_mul(x, 2),
    backward = function(ctx, grad) list(x = torch_mul(grad, 2))
  )
  x <- torch_complex(torch_tensor(c(1, 2)), torch_tensor(c(3, -1)))$requires_grad_(TRUE)
  y <- twice(x)
  expect_true(y$requires_grad)
  got <- autograd_grad(torch_sum(torch_square(torch_abs(y))), x)[[1]]
  expected <- autograd_grad(torch_sum(torch_square(torch_abs(torch_mul(x, 2)))), x)[[1]]
  expect_equal(as.array(got), as.array(expected))
})
