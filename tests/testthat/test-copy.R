# Which tensors share memory, and what in-place changes of views mean for gradients.

values <- function(x) as.numeric(x)

test_that("views share memory, copies do not", {
  x <- torch_tensor(matrix(1:6, 2), dtype = torch_float())
  view <- torch_transpose(x, 1, 2)
  copy <- torch_clone(x)
  x$fill_(0)
  expect_identical(values(view), rep(0, 6))
  expect_identical(values(copy), c(1, 2, 3, 4, 5, 6))
})

test_that("changes of a view show in its base", {
  x <- torch_zeros(3, 3)
  torch_diagonal(x)$fill_(1)
  torch_narrow(x, 1, 3, 1)$add_(5)
  expect_identical(as.matrix(x), rbind(c(1, 0, 0), c(0, 1, 0), c(5, 5, 6)))
})

test_that("contiguous() is the tensor itself where nothing is to do", {
  x <- torch_ones(2, 3)
  expect_identical(x$contiguous(), x)
  turned <- torch_t(x)
  expect_false(turned$is_contiguous())
  expect_true(turned$contiguous()$is_contiguous())
})

test_that("transposing copies move every element, also past one tile", {
  for (shape in list(c(40, 33, 3), c(7, 5, 4), c(3, 16, 16), c(3, 16, 17), c(2, 4, 65))) {
    x <- torch_reshape(torch_arange(1, prod(shape), dtype = torch_double()), shape)
    for (dims in list(c(2, 1, 3), c(3, 1, 2), c(3, 2, 1), c(1, 3, 2))) {
      turned <- torch_movedim(x, dims, 1:3)$contiguous()
      expect_identical(as.array(turned), aperm(as.array(x), dims))
    }
  }
  x <- torch_reshape(torch_arange(1, 40 * 33 * 3, dtype = torch_double()), c(40, 33, 3))
  mask <- torch_reshape(x, c(40, 99)) > 2000
  expect_identical(as.matrix(torch_t(mask)$contiguous()), t(as.matrix(mask)))
})

test_that("copy_() broadcasts, casts and is differentiated", {
  x <- torch_zeros(2, 2)
  expect_identical(x$copy_(torch_tensor(c(1L, 2L))), x)
  expect_identical(as.matrix(x), rbind(c(1, 2), c(1, 2)))
  source <- torch_ones(2, requires_grad = TRUE)
  y <- torch_zeros(2, 2)
  y$copy_(source)
  torch_sum(y)$backward()
  expect_identical(values(source$grad), c(2, 2))
  expect_error(x$copy_(torch_ones(3)), class = "value_error")
})

test_that("copying between overlapping windows reads before it writes", {
  x <- torch_arange(1, 5)
  torch_narrow(x, 1, 2, 4)$copy_(torch_narrow(x, 1, 1, 4))
  expect_identical(values(x), c(1, 1, 2, 3, 4))
})

test_that("filling part of a tensor stops the gradient there", {
  x <- torch_ones(2, 2, requires_grad = TRUE)
  y <- x * 2
  torch_narrow(y, 1, 1, 1)$fill_(3)
  torch_sum(y * y)$backward()
  expect_identical(as.matrix(x$grad), rbind(c(0, 0), c(8, 8)))
  z <- x * 2
  z$zero_()
  expect_identical(values(autograd_grad(torch_sum(z + x), x)[[1]]), rep(1, 4))
})

test_that("detached tensors share memory but no history", {
  x <- torch_ones(2, requires_grad = TRUE)
  y <- (x * 3)$detach()
  expect_false(y$requires_grad)
  d <- x$detach()
  d$fill_(7)
  expect_identical(values(x$detach()), c(7, 7))
})

test_that("resize_() keeps the values that fit and changes the tensor itself", {
  x <- torch_arange(1, 6)
  expect_identical(x$resize_(c(2, 2)), x)
  expect_identical(as.matrix(x), rbind(c(1, 2), c(3, 4)))
  x$resize_(c(2, 40))
  expect_identical(x$shape, c(2L, 40L))
  expect_identical(values(torch_narrow(torch_flatten(x), 1, 1, 6)), c(1, 2, 3, 4, 5, 6))
  expect_error(torch_ones(2, requires_grad = TRUE)$resize_(4), "require grad", class = "runtime_error")
})
