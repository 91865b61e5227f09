# What the cases of op-cases.txt cannot say: masks, dtypes, order of equal indices, strides, errors.

x34 <- function(...) torch_tensor(matrix(1:12 + 0, 3), ...)

test_that("masks pick, alone and beside other indices", {
  x <- x34()
  mask <- torch_tensor(c(TRUE, FALSE, TRUE))
  expect_equal(as_array(torch_index(x, list(mask))), as_array(x)[c(1, 3), ])
  expect_equal(as_array(torch_index(x, list(mask, torch_tensor(c(2L, 4L))))), c(4, 12))
  expect_equal(as_array(torch_index(x, list(x > 10))), c(11, 12)[c(1, 2)])
  expect_equal(dim(torch_index(x, list(torch_zeros(3, dtype = "bool")))), c(0, 4))
  expect_error(torch_index(x, list(torch_zeros(4, dtype = "bool"))), "shape of the mask")
})

test_that("separated indices put their dimension first", {
  x <- torch_tensor(array(1:24 + 0, c(2, 3, 4)))
  i <- torch_tensor(c(1L, 2L))
  expect_equal(dim(torch_index(x, list(i, NULL, i))), c(2, 3))
  expect_equal(dim(torch_index(x, list(NULL, i, torch_tensor(1:2)))), c(2, 2))
  expect_equal(as_array(torch_index(x, list(i, NULL, i))), rbind(as_array(x)[1, , 1], as_array(x)[2, , 2]))
})

test_that("writing at indices: the last of equal ones stays, accumulate adds in order", {
  x <- torch_zeros(3)
  i <- torch_tensor(c(2L, 2L, 1L))
  expect_equal(as_array(torch_index_put(x, list(i), torch_tensor(c(1, 2, 3)))), c(3, 2, 0))
  expect_equal(as_array(torch_index_put(x, list(i), torch_tensor(c(1, 2, 3)), accumulate = TRUE)), c(3, 3, 0))
  expect_equal(as_array(x), c(0, 0, 0))
  torch_index_put_(x, list(i), torch_tensor(5))
  expect_equal(as_array(x), c(5, 5, 0))
})

test_that("in-place ops write where a strided self lies", {
  x <- x34()
  x$t()$index_put_(list(torch_tensor(2L)), torch_tensor(c(-1, -2, -3)))
  expect_equal(as_array(x)[, 2], c(-1, -2, -3))
  x$t()$index_add_(1, torch_tensor(1L), torch_ones(1, 3))
  expect_equal(as_array(x)[, 1], c(2, 3, 4))
  x$t()$scatter_add_(1, torch_tensor(matrix(4L, 1, 3)), torch_ones(1, 3))
  expect_equal(as_array(x)[, 4], c(11, 12, 13))
  x$masked_fill_(x > 10, 0)
  expect_equal(as_array(x)[, 4], c(0, 0, 0))
  expect_error(torch_zeros(1)$expand(3)$index_fill_(1, torch_tensor(1L), 1), "single memory location")
})

test_that("every dtype is read and written", {
  i <- torch_tensor(c(3L, 1L, 3L))
  for (dtype in c("int8", "int16", "int32", "int64", "float16", "bfloat16", "float", "double", "cfloat")) {
    x <- torch_tensor(c(1, 2, 3), dtype = dtype)
    expect_equal(Re(as_array(torch_index_select(x, 1, i))), c(3, 1, 3))
    expect_equal(Re(as_array(torch_gather(x, 1, i))), c(3, 1, 3))
    expect_equal(Re(as_array(x$index_add(1, i, x))), c(3, 2, 7))
    expect_equal(Re(as_array(x$scatter_add(1, i, x))), c(3, 2, 7))
  }
  flags <- torch_tensor(c(TRUE, FALSE, FALSE))
  expect_equal(as_array(flags$index_copy(1, i, flags)), c(FALSE, FALSE, FALSE))
})

test_that("indices may be Int, negative and empty", {
  x <- torch_tensor(c(10, 20, 30))
  expect_equal(as_array(torch_index_select(x, 1, torch_tensor(c(-1L, 1L), dtype = "int32"))), c(30, 10))
  expect_equal(dim(torch_index_select(x34(), 2, torch_empty(0, dtype = "int64"))), c(3, 0))
})

test_that("indices out of range are told, counted from 1", {
  x <- x34()
  i <- torch_tensor(c(1L, 5L))
  expect_error(torch_index_select(x, 2, i), "index 5 \\(position 2\\) is out of bounds for dimension 2 with size 4")
  expect_error(torch_gather(x, 1, torch_tensor(matrix(4L, 1, 1))),
               "dimension 1 with size 3 \\(expected 1 to 3, or -3 to -1\\)")
  expect_error(nnf_embedding(torch_tensor(c(1L, 4L)), x), "embedding: index 4")
  expect_error(torch_index(x, list(NULL, i)), "dimension 2")
  expect_error(torch_index_select(x, 1, torch_tensor(c(1.5, 2))), "Long or Int, got Float")
})

test_that("masked_fill keeps the dtype; masked_select and masked_scatter go row by row", {
  x <- torch_tensor(1:3)
  expect_equal(as_array(x$masked_fill(x > 1, 7)), c(1L, 7L, 7L))
  y <- x34()
  expect_equal(as_array(torch_masked_select(y, y > 9.5)), c(10, 11, 12))
  expect_equal(as_array(y$masked_scatter(y > 9.5, torch_tensor(c(-1, -2, -3))))[, 4], c(-1, -2, -3))
  expect_error(y$masked_scatter(y > 9.5, torch_tensor(1)), "Number of elements of source \\(1\\)")
  expect_error(y$masked_fill(y, 1), "mask of dtype Bool")
})

test_that("nonzero finds elements of any layout, and where of a condition names them", {
  x <- torch_tensor(matrix(c(1, 0, NaN, 0, 0, 2), 2))
  expect_equal(as_array(torch_nonzero(x)), rbind(c(1, 1), c(1, 2), c(2, 3)))
  expect_equal(as_array(torch_nonzero(x$t())), rbind(c(1, 1), c(2, 1), c(3, 2)))
  expect_equal(lapply(torch_where(x == 2), as_array), list(2L, 3L))
  expect_equal(dim(torch_nonzero(torch_scalar_tensor(3))), c(1, 0))
  long <- torch_zeros(3, 1000)
  long$index_put_(list(torch_tensor(c(1L, 3L)), torch_tensor(c(600L, 1000L))), torch_tensor(1))
  expect_equal(as_array(torch_nonzero(long)), rbind(c(1, 600), c(3, 1000)))
})

test_that("where takes numbers", {
  x <- torch_tensor(c(-1, 2))
  expect_equal(as_array(torch_where(x > 0, x, 0)), c(0, 2))
  expect_equal(as_array(torch_where(x > 0, 1, 0)), c(0, 1))
  expect_equal(as_array(x$where(x > 0, 9)), c(9, 2))
})

test_that("gradients of a row used often are summed, padding has none", {
  weight <- torch_ones(4, 2, requires_grad = TRUE)
  input <- torch_tensor(c(1L, 3L, 3L, 2L))
  nnf_embedding(input, weight, padding_idx = 2)$sum()$backward()
  expect_equal(as_array(weight$grad)[, 1], c(1, 0, 2, 0))
  weight$grad <- NULL
  nnf_embedding(input, weight, scale_grad_by_freq = TRUE)$sum()$backward()
  expect_equal(as_array(weight$grad)[, 1], c(1, 1, 1, 0))
})

test_that("max_norm shortens the rows that are asked for", {
  weight <- torch_tensor(matrix(c(3, 1, 4, 0), 2))
  out <- nnf_embedding(torch_tensor(c(1L, 1L)), weight, max_norm = 1)
  expect_equal(as_array(out)[1, ], c(0.6, 0.8), tolerance = 1e-5)
  expect_equal(as_array(weight)[2, ], c(1, 0))
})

test_that("in-place writes are recorded", {
  v <- torch_tensor(c(1, 2), requires_grad = TRUE)
  x <- torch_zeros(3)
  x$index_put_(list(torch_tensor(c(3L, 1L))), v)
  (x * torch_tensor(c(1, 10, 100)))$sum()$backward()
  expect_equal(as_array(v$grad), c(100, 1))
})

test_that("tensors are joined with promotion, and empty vectors are passed over", {
  expect_equal(torch_cat(list(torch_tensor(1L), torch_tensor(2.5)))$dtype, torch_float())
  expect_equal(dim(torch_cat(list(torch_empty(0), torch_ones(2, 3)))), c(2, 3))
  x <- x34()
  expect_equal(as_array(torch_cat(list(x$t(), x$t()), 2)), cbind(t(as_array(x)), t(as_array(x))))
  expect_error(torch_cat(list(torch_ones(2, 3), torch_ones(2, 4))),
               "Expected size 3 but got size 4 for tensor number 2")
  expect_error(torch_cat(list(torch_scalar_tensor(1))), "zero-dimensional tensor")
  expect_error(torch_cat(list()), "non-empty")
  expect_equal(dim(torch_stack(list(torch_scalar_tensor(1), torch_scalar_tensor(2)))), 2)
  expect_error(torch_stack(list(torch_ones(2), torch_ones(3))), "equal size")
})

test_that("many rows are read and added up as in a plain loop", {
  n <- 5000
  rows <- as.integer((seq_len(n) * 7919) %% 97 + 1)
  table <- matrix(sin(seq_len(97 * 40)), 97)
  expect_equal(as_array(torch_index_select(torch_tensor(table, dtype = "double"), 1, torch_tensor(rows))),
               table[rows, ])
  source <- matrix(cos(seq_len(n * 40)), n)
  sums <- torch_zeros(97, 40, dtype = "double")$index_add(1, torch_tensor(rows), torch_tensor(source, dtype = "double"))
  expect_equal(as_array(sums), unname(as.matrix(rowsum(source, rows))), ignore_attr = TRUE)
})
