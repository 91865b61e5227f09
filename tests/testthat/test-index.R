values <- array(as.numeric(1:24), c(2, 3, 4))
x <- torch_tensor(values)
expect_values <- function(tensor, expected) expect_equal(as_array(tensor), expected)

test_that("numbers select and drop", {
  expect_values(x[1], values[1, , ])
  expect_values(x[1, 2], values[1, 2, ])
  expect_values(x[1, 2, 3], values[1, 2, 3])
  expect_values(x[, 2], values[, 2, ])
  expect_values(x[-1], values[2, , ])
  expect_values(x[, , -4], values[, , 1])
  expect_values(x[, 1, drop = FALSE], values[, 1, , drop = FALSE])
})

test_that("ranges are windows that share memory", {
  expect_values(x[, 1:2], values[, 1:2, ])
  expect_values(x[, 2:N], values[, 2:3, ])
  expect_values(x[, (N - 1):N], values[, 2:3, ])
  expect_values(x[, N], values[, 3, ])
  expect_values(x[, , 1:4:2], values[, , c(1, 3)])
  expect_values(x[, -2:-1], values[, 2:3, ])
  expect_values(x[slc(1, 1)], values[1, , , drop = FALSE])
  expect_values(x[.., slc(2, Inf)], values[, , 2:4])
  expect_values(x[.., slc(1, -1, 2)], values[, , c(1, 3)])
  y <- torch_zeros(4)
  y[2:3]$add_(1)
  expect_values(y, c(0, 1, 1, 0))
  n <- 2
  expect_values(x[, 1:n], values[, 1:2, ])
  expect_values(x[, , n:(n + 1)], values[, , 2:3])
})

test_that("`..`, NULL and newaxis", {
  expect_values(x[.., 1], values[, , 1])
  expect_values(x[1, .., 1], values[1, , 1])
  expect_identical(x[, 1, NULL]$shape, c(2L, 1L, 4L))
  expect_identical(x[newaxis]$shape, c(1L, 2L, 3L, 4L))
  expect_identical(x[.., NULL]$shape, c(2L, 3L, 4L, 1L))
  expect_values(x[.., 2:N, 1], values[, 2:3, 1])
})

test_that("vectors select every combination", {
  expect_values(x[, c(1, 3)], values[, c(1, 3), ])
  i <- 1:2
  expect_values(x[, i], values[, 1:2, ])
  expect_values(x[, c(1, 3), c(2, 4)], values[, c(1, 3), c(2, 4)])
  expect_values(x[c(2, 1), , c(4, 1)], values[c(2, 1), , c(4, 1)])
  expect_values(x[, c(-1, 1)], values[, c(3, 1), ])
  expect_values(x[, c(TRUE, FALSE, TRUE)], values[, c(1, 3), ])
  expect_values(x[, torch_tensor(c(1L, 3L))], values[, c(1, 3), ])
  expect_values(x[torch_scalar_tensor(2L)], values[2, , ])
})

test_that("masks and matrices of indices", {
  by_row <- function(keep) as.vector(aperm(values))[as.vector(aperm(keep))]
  expect_values(x[x > 5], by_row(values > 5))
  expect_values(x[values > 5], by_row(values > 5))
  picked <- x[, matrix(c(1L, 2L, 3L, 1L), 2)]
  expect_identical(picked$shape, c(2L, 2L, 2L, 4L))
  expect_values(picked[, 1, 2], values[, 3, ])
})

test_that("indices are evaluated where they were written", {
  pass <- function(tensor, ...) tensor[...]
  caller <- function() {
    k <- 2
    pass(x, , k)
  }
  expect_values(caller(), values[, 2, ])
  expect_values(pass(x, , 1:2), values[, 1:2, ])
  expect_values(do.call(`[`, list(x, 1)), values[1, , ])
})

test_that("wrong indices are errors", {
  expect_error(x[0], class = "index_error")
  expect_error(x[0:1], class = "value_error")
  expect_error(x[c(0, 1)], class = "index_error")
  expect_error(x[3], "index 3 out of range for dimension 1 of size 2", class = "index_error")
  expect_error(x[1, 1, 1, 1], "too many indices", class = "index_error")
  expect_error(x["a"], class = "type_error")
  expect_error(x[torch_tensor(1.5)], class = "type_error")
  expect_error(x[NA], class = "value_error")
})

test_that("assigning writes what R writes", {
  y <- x$clone()
  expected <- values
  same <- y
  y[1, 2] <- 0
  expected[1, 2, ] <- 0
  expect_values(y, expected)
  y[.., 1] <- 7
  expected[, , 1] <- 7
  y[, 2:3] <- 1
  expected[, 2:3, ] <- 1
  expect_values(y, expected)
  y[y > 10] <- -1
  expected[expected > 10] <- -1
  expect_values(y, expected)
  y[, c(1, 3), c(2, 4)] <- array(1:8, c(2, 2, 2))
  expected[, c(1, 3), c(2, 4)] <- 1:8
  expect_values(y, expected)
  y[1] <- torch_ones(3, 4)
  expected[1, , ] <- 1
  y[2, 1] <- c(1, 2, 3, 4)
  expected[2, 1, ] <- 1:4
  expect_values(y, expected)
  y[, c(TRUE, FALSE, TRUE)] <- 5
  expected[, c(1, 3), ] <- 5
  y[c(2, 1), , c(4, 1)] <- -3
  expected[c(2, 1), , c(4, 1)] <- -3
  expect_values(y, expected)
  expect_identical(y, same)
})

test_that("selecting and assigning are recorded", {
  w <- torch_ones(3, requires_grad = TRUE)
  w[2:3]$sum()$backward()
  expect_values(w$grad, c(0, 1, 1))
  w <- torch_ones(3, requires_grad = TRUE)
  z <- w * 2
  z[2] <- 0
  z$sum()$backward()
  expect_values(w$grad, c(2, 0, 2))
  w <- torch_ones(2, requires_grad = TRUE)
  z <- torch_zeros(2, 2)
  z[, 1] <- w * 3
  z$sum()$backward()
  expect_values(w$grad, c(3, 3))
  w <- torch_ones(3, requires_grad = TRUE)
  w[c(1, 1, 3)]$sum()$backward()
  expect_values(w$grad, c(2, 0, 1))
  expect_error(w[1] <- 0, "leaf", class = "runtime_error")
})
