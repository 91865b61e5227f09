# What the cases of op-cases.txt cannot say: dtypes, sizes without elements, NaN, strides, errors.

mat <- function(x, dtype = "double") torch_tensor(x, dtype = dtype)

test_that("beta = 0 does not look at self", {
  nan <- torch_full(c(2, 2), NaN, dtype = "double")
  a <- mat(matrix(1:4 + 0, 2))
  expect_equal(as_array(torch_addmm(nan, a, a, beta = 0)), as_array(a) %*% as_array(a))
  expect_equal(as_array(torch_baddbmm(nan, a$unsqueeze(1), a$unsqueeze(1), beta = 0))[1, , ],
               as_array(a) %*% as_array(a))
  expect_equal(as_array(torch_addmv(torch_full(2, NaN, dtype = "double"), a, mat(c(1, 1)), beta = 0)), c(4, 6))
})

test_that("self is broadcast to the product, and not enlarged in place", {
  a <- torch_ones(3, 4)
  b <- torch_ones(4, 2)
  expect_equal(as_array(torch_addmm(torch_tensor(c(1, 2)), a, b)), matrix(c(5, 5, 5, 6, 6, 6), 3))
  expect_error(torch_zeros(2)$addmm_(a, b), "addmm.*\\(2\\).*\\(3, 2\\)")
})

test_that("matrices without elements have products", {
  expect_equal(dim(torch_mm(torch_ones(2, 0), torch_ones(0, 3))), c(2, 3))
  expect_equal(as.numeric(torch_mm(torch_ones(2, 0), torch_ones(0, 3))), rep(0, 6))
  expect_equal(dim(torch_mm(torch_ones(0, 2), torch_ones(2, 3))), c(0, 3))
  expect_equal(dim(torch_matmul(torch_ones(2, 0, 3), torch_ones(3, 4))), c(2, 0, 4))
  expect_equal(dim(torch_bmm(torch_ones(0, 2, 3), torch_ones(0, 3, 4))), c(0, 2, 4))
  expect_equal(dim(nnf_linear(torch_ones(0, 3), torch_ones(2, 3), torch_ones(2))), c(0, 2))
  expect_equal(torch_dot(torch_ones(0), torch_ones(0))$item(), 0)
})

test_that("transposed, cut and expanded matrices are multiplied where they lie", {
  x <- mat(matrix(sin(1:60), 6))
  y <- mat(matrix(cos(1:60), 6))
  expect_equal(as_array(torch_mm(x, torch_t(y))), as_array(x) %*% t(as_array(y)))
  expect_equal(as_array(torch_mm(torch_t(x), y)), t(as_array(x)) %*% as_array(y))
  part <- torch_narrow(x, 2, 3, 4)
  expect_equal(as_array(torch_mm(part, torch_t(part))), as_array(x)[, 3:6] %*% t(as_array(x)[, 3:6]))
  every <- x$slice(2, 0, 10, 3)
  expect_equal(as_array(torch_mm(torch_t(every), every)),
               t(as_array(x)[, c(1, 4, 7, 10)]) %*% as_array(x)[, c(1, 4, 7, 10)])
  row <- mat(matrix(1:3, 1))$expand(c(4, 3))
  expect_equal(as_array(torch_mm(row, torch_t(row))), matrix(14, 4, 4))
})

test_that("large products agree with R's, in every layout", {
  a <- matrix(sin(seq_len(130 * 70)), 130)
  b <- matrix(cos(seq_len(70 * 90)), 70)
  expect_equal(as_array(torch_mm(mat(a), mat(b))), a %*% b)
  expect_equal(as_array(torch_mm(mat(t(a))$t(), mat(b))), a %*% b)
  expect_equal(as_array(torch_mm(mat(a), mat(t(b))$t())), a %*% b)
  expect_equal(as_array(torch_mm(mat(a, "float"), mat(b, "float"))), a %*% b, tolerance = 1e-5)
})

test_that("integers wrap, halves are summed in float, complex numbers multiply", {
  big <- torch_tensor(matrix(100L, 1, 1), dtype = "int8")
  expect_equal(as.numeric(torch_mm(big, big)), 16)
  a <- matrix(1:6, 2)
  for (dtype in c("int16", "int32", "int64")) {
    expect_equal(as_array(torch_mm(torch_tensor(a, dtype = dtype), torch_tensor(t(a), dtype = dtype))), a %*% t(a))
  }
  ones <- torch_ones(1, 4096, dtype = "float16")
  expect_equal(as.numeric(torch_mm(ones, torch_t(ones))), 4096)
  expect_equal(as.numeric(torch_mm(ones$to(dtype = "bfloat16"), torch_t(ones$to(dtype = "bfloat16")))), 4096)
  z <- matrix(complex(real = 1:4, imaginary = 4:1), 2)
  expect_equal(as_array(torch_mm(torch_tensor(z), torch_tensor(z))), z %*% z, tolerance = 1e-6)
  expect_equal(as.complex(torch_vdot(torch_tensor(z[, 1]), torch_tensor(z[, 2]))), sum(Conj(z[, 1]) * z[, 2]),
               tolerance = 1e-6)
})

test_that("out_dtype is the dtype computed in", {
  ones <- torch_ones(1, 3000, dtype = "float16") * 30
  expect_equal(as.numeric(torch_mm(ones, torch_t(ones), torch_float())), 2700000)
})

test_that("products in place change self, also where it is an operand", {
  x <- mat(diag(2) * 2)
  expect_equal(as_array(x$addmm_(x, x)), diag(2) * 6)
  y <- torch_zeros(2, 3)$t()
  y$addmm_(torch_ones(3, 4), torch_ones(4, 2))
  expect_equal(as_array(y), matrix(4, 3, 2))
})

test_that("the gradient of a vector times a weight has the weight's size", {
  w <- torch_ones(2, 3, requires_grad = TRUE)
  nnf_linear(torch_tensor(c(1, 2, 3)), w)$sum()$backward()
  expect_equal(as_array(w$grad), matrix(c(1, 1, 2, 2, 3, 3), 2))
})

test_that("matrix powers start at the identity", {
  x <- mat(matrix(c(1, 1, 0, 1), 2))
  expect_equal(as_array(torch_matrix_power(x, 0)), diag(2))
  expect_equal(as_array(torch_matrix_power(x, 10)), matrix(c(1, 10, 0, 1), 2))
})

test_that("einsum reads spaces, ellipses and implicit results, and says what is wrong", {
  a <- mat(matrix(1:6 + 0, 2))
  expect_equal(as_array(torch_einsum("i j -> j i", list(a))), t(as_array(a)))
  expect_equal(as_array(torch_einsum("ba", list(a))), t(as_array(a)))
  expect_equal(as_array(torch_einsum("...j,j", list(a, mat(c(1, 1, 1))))), c(9, 12))
  expect_error(torch_einsum("ij,jk", list(a)), "2 operands, but 1")
  expect_error(torch_einsum("ijk", list(a)), "number of subscripts")
  expect_error(torch_einsum("ij->iz", list(a)), "output subscript z")
  expect_error(torch_einsum("ij,ij", list(a, torch_t(a))), "do not broadcast")
})

test_that("tensordot takes a number or two lists of dimensions", {
  a <- mat(array(1:24 + 0, c(2, 3, 4)))
  b <- mat(array(24:1 + 0, c(3, 4, 2)))
  expected <- matrix(aperm(as_array(a), c(1, 2, 3)), 2) %*% matrix(as_array(b), 12)
  expect_equal(as_array(torch_tensordot(a, b)), expected)
  expect_equal(as_array(torch_tensordot(a, b, list(c(3, 2), c(2, 1)))), expected)
  expect_equal(dim(torch_tensordot(a, b, 0)), c(2, 3, 4, 3, 4, 2))
})

test_that("products say which sizes and dtypes do not fit", {
  expect_error(torch_mm(torch_ones(2, 3), torch_ones(2, 3)), "2x3 and 2x3", class = "value_error")
  expect_error(torch_matmul(torch_ones(2, 3), torch_ones(2)), "size mismatch")
  expect_error(torch_mm(torch_ones(2, 2), torch_ones(2, 2, dtype = "double")), "same dtype.*Float != Double")
  expect_error(torch_mm(torch_ones(2), torch_ones(2, 2)), "self must be a matrix, got 1D")
  expect_error(torch_dot(torch_ones(2), torch_ones(3)), "2 and 3 elements")
  expect_error(torch_mm(torch_ones(1, 1, dtype = "bool"), torch_ones(1, 1, dtype = "bool")), "Bool")
})
