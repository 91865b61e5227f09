test_that("adaptive softmax is a distribution over all classes", {
  model <- nn_adaptive_log_softmax_with_loss(6, 20, c(3, 9), div_value = 2)
  expect_identical(lapply(model$parameters, dim),
                   list(head.weight = c(5L, 6L), tail.0.0.weight = c(3L, 6L), tail.0.1.weight = c(6L, 3L),
                        tail.1.0.weight = c(1L, 6L), tail.1.1.weight = c(11L, 1L)))
  x <- torch_randn(7, 6, requires_grad = TRUE)
  target <- torch_tensor(c(1L, 3L, 4L, 9L, 10L, 20L, 4L))
  log_prob <- model$log_prob(x)
  expect_equal(as_array(torch_exp(log_prob)$sum(2)), rep(1, 7), tolerance = 1e-5)
  result <- model(x, target)
  expect_equal(as_array(result$output), as_array(log_prob)[cbind(1:7, as_array(target))], tolerance = 1e-5)
  expect_equal(result$loss$item(), -mean(as_array(result$output)), tolerance = 1e-6)
  result$loss$backward()
  direct <- autograd_grad(list(nnf_nll_loss(model$log_prob(x), target)), list(x))[[1]]
  expect_equal(as_array(x$grad), as_array(direct), tolerance = 1e-5)
})

test_that("adaptive softmax predicts the most probable class", {
  torch_manual_seed(4)
  model <- nn_adaptive_log_softmax_with_loss(6, 20, c(3, 9))
  x <- torch_randn(50, 6) * 5
  expected <- as_array(model$log_prob(x)$argmax(2))
  expect_true(any(expected > 3) && any(expected <= 3))
  expect_identical(as_array(model$predict(x)), expected)
  frequent <- x[expected <= 3, ]
  expect_identical(as_array(model$predict(frequent)), expected[expected <= 3])
})

test_that("one sample is a vector and a class", {
  model <- nn_adaptive_log_softmax_with_loss(6, 20, c(3, 9))
  x <- torch_randn(6)
  for (target in list(torch_tensor(12L), torch_scalar_tensor(12L))) {
    result <- model(x, target)
    expect_identical(result$output$shape, integer())
    expect_equal(result$loss$item(), -model$log_prob(x$unsqueeze(1))[1, 12]$item(), tolerance = 1e-6)
  }
})

test_that("what adaptive softmax cannot be made of or take is an error", {
  for (cutoffs in list(c(3, 3), c(9, 3), c(0, 3), c(3, 20), 2.5, "a", numeric(), c(1, NA))) {
    expect_error(nn_adaptive_log_softmax_with_loss(6, 20, cutoffs),
                 "cutoffs must be whole numbers from 1 to n_classes - 1", class = "value_error")
  }
  model <- nn_adaptive_log_softmax_with_loss(6, 20, 3)
  x <- torch_randn(2, 6)
  expect_error(model(x, torch_tensor(c(1L, 21L))), "should be in [1, 20], but are in [1, 21]", fixed = TRUE,
               class = "index_error")
  expect_error(model(x, torch_tensor(c(0L, 2L))), "but are in [0, 2]", fixed = TRUE, class = "index_error")
  expect_error(model(x, torch_tensor(1:3)), "got [2, 6] and [3]", fixed = TRUE, class = "value_error")
})
