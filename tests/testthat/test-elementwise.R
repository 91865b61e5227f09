# Loops over elements, whatever the operands' shapes: against R's own arithmetic.

values <- function(x) as.array(x$to(dtype = torch_float64()))

test_that("rows and columns broadcast, of every length", {
  for (columns in c(1, 2, 7, 63, 64, 65, 300, 513)) for (rows in c(1, 5, 600)) {
    x <- matrix(seq_len(rows * columns) %% 17 - 8, rows)
    row <- seq_len(columns) %% 5
    column <- seq_len(rows) %% 7
    for (dtype in list(torch_float32(), torch_float64(), torch_float16(), torch_int64())) {
      a <- torch_tensor(x, dtype = dtype)
      b <- torch_tensor(row, dtype = dtype)
      c <- torch_tensor(matrix(column), dtype = dtype)
      expect_equal(values(torch_add(a, b)), sweep(x, 2, row, `+`))
      expect_equal(values(torch_add(b, a$t()$contiguous()$t())), sweep(x, 2, row, `+`))
      expect_equal(values(torch_add(a, c)), x + column)
      expect_equal(values(torch_mul(c, b)), outer(column, row))
      wide <- torch_zeros(rows, columns + 2, dtype = dtype)
      wide$narrow(2, 2, columns)$add_(b)
      expect_equal(values(wide), cbind(0, matrix(row, rows, columns, byrow = TRUE), 0))
    }
  }
})

test_that("broadcasting takes empty operands", {
  expect_equal(torch_add(torch_empty(5, 0), torch_empty(0))$shape, c(5, 0))
  expect_equal(torch_add(torch_empty(0, 5), torch_ones(5))$shape, c(0, 5))
})

test_that("threads do not change what is broadcast", {
  threads <- torch_get_num_threads()
  on.exit(torch_set_num_threads(threads))
  a <- torch_randn(30000, 7)
  b <- torch_randn(7)
  results <- lapply(1:2, function(n) {
    torch_set_num_threads(n)
    torch_add(a, b)
  })
  expect_true(torch_equal(results[[1]], results[[2]]))
})

test_that("a number as exponent gives what a tensor of it gives", {
  x <- c(0, -0, Inf, -Inf, NaN, 1e-30, 2, -3, 1.5, 1e10)
  for (p in c(2, 0.5, 3, -1, -0.5, -2, 1, 0, 1.7)) for (dtype in list(torch_float32(), torch_float64())) {
    a <- torch_tensor(x, dtype = dtype)
    by_tensor <- values(torch_pow(a, torch_full(length(x), p, dtype = dtype)))
    expect_equal(values(torch_pow(a, p)), by_tensor, tolerance = 1e-6)
    expect_equal(1 / values(torch_pow(a, p)), 1 / by_tensor, tolerance = 1e-6) # signs of zeros
    expect_equal(values(a$clone()$pow_(p)), by_tensor, tolerance = 1e-6)
  }
})

test_that("truth values are joined as R joins them", {
  a <- matrix(c(TRUE, TRUE, FALSE, FALSE), 4, 70)
  b <- matrix(c(TRUE, FALSE), 4, 70)
  x <- torch_tensor(a)
  y <- torch_tensor(b)
  expect_equal(as.array(x & y), a & b)
  expect_equal(as.array(x | y), a | b)
  expect_equal(as.array(torch_logical_xor(x, y)), xor(a, b))
  expect_equal(as.array(x == y), a == b)
  expect_equal(as.array(x != y), a != b)
  expect_equal(as.array(!x), !a)
  expect_equal(as.array(torch_bitwise_and(x, y[, 1, drop = FALSE])), a & b[, 1])
  expect_equal(as.array(x$t()$logical_or(y$t())), t(a | b))
  x$logical_and_(y)
  expect_equal(as.array(x), a & b)
})
