# Mixed precision: autocast and scaled gradients, on the CPU.

test_that("products run in the narrow dtype, losses in float, others as they are", {
  x <- torch_randn(4, 3)
  w <- torch_randn(3, 2)
  with_autocast(device_type = "cpu", {
    y <- torch_mm(x, w)
    expect_equal(y$dtype, torch_bfloat16())
    expect_equal(torch_matmul(x, w)$dtype, torch_bfloat16())
    expect_equal(nnf_linear(x, torch_t(w))$dtype, torch_bfloat16())
    expect_equal(torch_bmm(x$unsqueeze(1), w$unsqueeze(1))$dtype, torch_bfloat16())
    expect_equal(torch_tanh(y)$dtype, torch_bfloat16())
    expect_equal(torch_add(x, 1)$dtype, torch_float())
    expect_equal(nnf_mse_loss(y, torch_zeros(4, 2))$dtype, torch_float())
    expect_equal(torch_prod(y)$dtype, torch_float())
    expect_equal(torch_cat(list(y, x[, 1:2]))$dtype, torch_float())
    expect_equal(torch_cat(list(y, y))$dtype, torch_bfloat16())
  })
  expect_equal(torch_mm(x, w)$dtype, torch_float())
})

test_that("an operation that is cast is cast as a whole", {
  x <- torch_tensor(rbind(c(1.003, 0.2), c(0.1, 2.007)))
  with_autocast(device_type = "cpu", {
    expect_equal(torch_matrix_exp(x)$dtype, torch_float())
    exact <- torch_matrix_exp(x)
    expect_equal(torch_inverse(x$to(torch_bfloat16()))$dtype, torch_float())
    inverse <- torch_cholesky_inverse(x)
    solution <- linalg_lstsq(x, x)$solution
    y <- x$clone()$requires_grad_(TRUE)
    loss <- linalg_pinv(y)$sum()
    expect_error(torch_cholesky_inverse(torch_ones(2, 3)), "square")
    expect_equal(torch_mm(x, x)$dtype, torch_bfloat16()) # on again, after the failure too
  })
  expect_equal(as_array(exact), as_array(torch_matrix_exp(x)))
  loss$backward()
  expect_true(y$grad$dtype == torch_float())
  expect_equal(as_array(inverse), as_array(torch_cholesky_inverse(x)))
  expect_equal(as_array(solution), diag(2), tolerance = 1e-6)
})

test_that("the values are those of casting by hand", {
  x <- torch_randn(4, 3)
  w <- torch_randn(3, 2)
  for (dtype in list(torch_half(), torch_bfloat16())) {
    cast <- with_autocast(device_type = "cpu", dtype = dtype, torch_mm(x, w))
    expect_equal(as.numeric(cast$to(torch_float())), as.numeric(torch_mm(x$to(dtype), w$to(dtype))$to(torch_float())))
  }
})

test_that("double, integers and in-place operations take no part", {
  x <- torch_randn(3, 3, dtype = torch_double())
  i <- torch_ones(3, 3, dtype = torch_long())
  with_autocast(device_type = "cpu", {
    expect_equal(torch_mm(x, x)$dtype, torch_double())
    expect_equal(torch_mm(i, i)$dtype, torch_long())
    y <- torch_zeros(3, 3)
    y$addmm_(torch_ones(3, 3), torch_ones(3, 3))
    expect_equal(y$dtype, torch_float())
  })
})

test_that("gradients come back in the dtype of the parameters", {
  w <- torch_randn(3, 2, requires_grad = TRUE)
  x <- torch_randn(4, 3)
  with_autocast(device_type = "cpu", {
    loss <- torch_sum(torch_square(torch_mm(x, w)))
    loss$backward()
  })
  expect_equal(w$grad$dtype, torch_float())
  v <- w$detach()$requires_grad_(TRUE)
  torch_sum(torch_square(torch_mm(x, v)))$backward()
  expect_lt(as.numeric(torch_max(torch_abs(w$grad - v$grad))), 0.1 * as.numeric(torch_max(torch_abs(v$grad))) + 0.1)
})

test_that("modes nest, end with their frames and after errors", {
  x <- torch_randn(2, 2)
  narrow <- function() torch_mm(x, x)$dtype
  f <- function() {
    local_autocast("cpu")
    narrow()
  }
  expect_equal(f(), torch_bfloat16())
  expect_equal(narrow(), torch_float())
  with_autocast(device_type = "cpu", {
    with_autocast(device_type = "cpu", enabled = FALSE, expect_equal(narrow(), torch_float()))
    with_autocast(device_type = "cpu", dtype = torch_half(), expect_equal(narrow(), torch_half()))
    expect_equal(narrow(), torch_bfloat16())
  })
  try(with_autocast(device_type = "cpu", stop("no")), silent = TRUE)
  expect_equal(narrow(), torch_float())
  context <- set_autocast("cpu")
  expect_equal(narrow(), torch_bfloat16())
  unset_autocast(context)
  expect_equal(narrow(), torch_float())
})

test_that("a parameter is cast once per region, and its gradient is the same", {
  torch_manual_seed(2)
  x <- torch_randn(4, 3)
  w <- torch_randn(3, 2, requires_grad = TRUE)
  gradient <- function(cache) {
    w$grad <- NULL
    with_autocast(device_type = "cpu", cache_enabled = cache, {
      products <- lapply(1:10, function(i) torch_mm(x, w))
      Reduce(torch_add, products)$sum()$backward()
    })
    as.numeric(w$grad)
  }
  expect_equal(gradient(TRUE), gradient(FALSE), tolerance = 0.02)
  expect_equal(gradient(TRUE), rep(10 * as.numeric(x$sum(1)), times = 2), tolerance = 0.02)
})

test_that("the choice of the cache is kept and brought back", {
  context <- set_autocast("cpu", cache_enabled = FALSE)
  expect_true(context$cache_enabled)
  expect_false(set_autocast("cpu")$cache_enabled)
  unset_autocast(context)
  expect_true(set_autocast("cpu", enabled = FALSE)$cache_enabled)
})

test_that("a weight that changes within a region is cast again, and nothing stays alive", {
  before <- live()
  local({
    net <- nn_linear(3, 1)
    optimizer <- optim_sgd(net$parameters, lr = 0.1)
    x <- torch_ones(1, 3)
    with_autocast(device_type = "cpu", {
      first <- net(x)
      first$sum()$backward()
      optimizer$step()
      expect_equal((net(x)$float() - first$float())$item(), -0.4, tolerance = 0.02)
    })
  })
  expect_equal(live(), before)
})

test_that("autocast on CUDA leaves the CPU alone", {
  x <- torch_randn(2, 2)
  with_autocast(device_type = "cuda", expect_equal(torch_mm(x, x)$dtype, torch_float()))
})

test_that("wrong devices and dtypes are refused", {
  expect_error(set_autocast("meta"), "expected cpu or cuda", class = "value_error")
  expect_error(set_autocast("gpu"), "expected one of", class = "value_error")
  expect_error(set_autocast("cpu", torch_float()), "Half or BFloat16", class = "value_error")
})

test_that("a module trains under autocast and a scaler", {
  torch_manual_seed(1)
  x <- torch_randn(32, 3)
  target <- torch_mm(x, torch_tensor(matrix(c(1, -2, 3))))
  net <- nn_linear(3, 1)
  optimizer <- optim_sgd(net$parameters, lr = 0.1)
  scaler <- cuda_amp_grad_scaler(init_scale = 256)
  for (i in 1:60) {
    optimizer$zero_grad()
    loss <- with_autocast(device_type = "cpu", nnf_mse_loss(net(x), target))
    scaler$scale(loss)$backward()
    scaler$step(optimizer)
    scaler$update()
  }
  expect_lt(loss$item(), 0.05)
  expect_equal(net$weight$dtype, torch_float())
  expect_equal(scaler$get_scale(), 256)
})

test_that("steps with infinite gradients are left out and the scale shrinks", {
  p <- torch_ones(2, requires_grad = TRUE)
  optimizer <- optim_sgd(list(p), lr = 1)
  scaler <- cuda_amp_grad_scaler(init_scale = 8, growth_interval = 2)
  scaler$scale(torch_sum(p * torch_tensor(c(1, Inf))))$backward()
  scaler$step(optimizer)
  scaler$update()
  expect_equal(as.numeric(p), c(1, 1))
  expect_equal(scaler$get_scale(), 4)
  for (i in 1:2) {
    optimizer$zero_grad()
    scaler$scale(torch_sum(p))$backward()
    scaler$unscale_(optimizer)
    expect_equal(as.numeric(p$grad), c(1, 1))
    scaler$step(optimizer)
    scaler$update()
  }
  expect_equal(as.numeric(p), c(-1, -1))
  expect_equal(scaler$get_scale(), 8) # two good steps in a row
})

test_that("a scaler's state can be saved, and misuse is refused", {
  a <- cuda_amp_grad_scaler(init_scale = 4)
  b <- cuda_amp_grad_scaler()
  b$load_state_dict(a$state_dict())
  expect_equal(b$get_scale(), 4)
  expect_error(b$update(), "no gradients were unscaled", class = "runtime_error")
  expect_error(b$load_state_dict(list(scale = 1)), "lacks", class = "value_error")
  expect_error(cuda_amp_grad_scaler(growth_factor = 1), "growth_factor", class = "value_error")
  p <- torch_ones(1, requires_grad = TRUE)
  optimizer <- optim_sgd(list(p), lr = 1)
  b$scale(torch_sum(p))$backward()
  b$unscale_(optimizer)
  expect_error(b$unscale_(optimizer), "already", class = "runtime_error")
  off <- cuda_amp_grad_scaler(enabled = FALSE)
  expect_identical(off$scale(3), 3)
  expect_equal(off$get_scale(), 1)
})
