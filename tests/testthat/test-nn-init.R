test_that("initial values are PyTorch's to the last bit", {
  expect_golden_draws("nn-init.tsv")
})

test_that("initial values computed with other functions are PyTorch's but for rounding", {
  expect_golden_draws("nn-init-rounded.tsv", tolerance = 1e-5)
})

test_that("gains are those of the nonlinearities", {
  expect_equal(nn_init_calculate_gain("linear"), 1)
  expect_equal(nn_init_calculate_gain("conv2d"), 1)
  expect_equal(nn_init_calculate_gain("tanh"), 5 / 3)
  expect_equal(nn_init_calculate_gain("relu"), sqrt(2))
  expect_equal(nn_init_calculate_gain("selu"), 0.75)
  expect_equal(nn_init_calculate_gain("leaky_relu"), sqrt(2 / (1 + 0.01^2)))
  expect_equal(nn_init_calculate_gain("leaky_relu", 0.2), sqrt(2 / (1 + 0.2^2)))
  expect_error(nn_init_calculate_gain("silly"), "Unsupported nonlinearity", class = "value_error")
})

test_that("parameters are changed in place, without a record", {
  w <- torch_empty(4, 3, requires_grad = TRUE)
  fills <- list(nn_init_uniform_, nn_init_normal_, nn_init_trunc_normal_, nn_init_ones_, nn_init_zeros_, nn_init_eye_,
                nn_init_xavier_uniform_, nn_init_xavier_normal_, nn_init_kaiming_uniform_, nn_init_kaiming_normal_,
                nn_init_orthogonal_)
  for (fill in fills) {
    expect_identical(fill(w), w)
    expect_true(w$requires_grad)
    expect_true(all(is.finite(as_array(w$detach()))))
  }
  expect_identical(nn_init_constant_(w, 2), w)
  expect_identical(nn_init_sparse_(w, 0.5), w)
})

test_that("orthogonal values are orthogonal, for wide and for tall weights", {
  for (size in list(c(30, 20), c(20, 30))) {
    q <- as_array(nn_init_orthogonal_(torch_empty(size, dtype = "double")))
    product <- if (size[1] > size[2]) crossprod(q) else tcrossprod(q)
    expect_equal(product, diag(20), tolerance = 1e-12)
  }
})

test_that("sparse values have the asked number of zeros in each column", {
  w <- as_array(nn_init_sparse_(torch_empty(10, 6), 0.35))
  expect_equal(colSums(w == 0), rep(4, 6))
})

test_that("truncated values lie between the bounds and follow the distribution", {
  torch_manual_seed(14)
  x <- as_array(nn_init_trunc_normal_(torch_empty(20000), mean = 1, std = 2, a = 0, b = 4))
  expect_true(all(x >= 0 & x <= 4))
  cut <- function(q) (pnorm(q, 1, 2) - pnorm(0, 1, 2)) / (pnorm(4, 1, 2) - pnorm(0, 1, 2))
  expect_gt(suppressWarnings(stats::ks.test(x, cut)$p.value), 0.001)
})

test_that("weights of the wrong number of dimensions are refused", {
  expect_error(nn_init_xavier_uniform_(torch_empty(3)), "fewer than 2 dimensions", class = "value_error")
  expect_error(nn_init_kaiming_normal_(torch_empty(3, 2), mode = "fan"), "not supported", class = "value_error")
  expect_error(nn_init_eye_(torch_empty(3)), "expected 2", class = "value_error")
  expect_error(nn_init_dirac_(torch_empty(3, 3)), "3, 4 or 5", class = "value_error")
  expect_error(nn_init_dirac_(torch_empty(3, 3, 3), groups = 2), "divisible", class = "value_error")
  expect_error(nn_init_orthogonal_(torch_empty(3)), class = "value_error")
  expect_error(nn_init_sparse_(torch_empty(3), 0.5), class = "value_error")
})
