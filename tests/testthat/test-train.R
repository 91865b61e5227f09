# nn_train_step(): the whole step in one call, against the loop.

data <- function() {
  torch_manual_seed(3)
  list(x = torch_randn(12, 3), y = torch_randn(12, 2), class = torch_tensor(rep(1:2, 6)))
}

# Losses of five steps, by the loop and by the function, from the same start.
both_ways <- function(make_model, loss, make_optimizer, target) {
  d <- data()
  losses <- function(run) {
    torch_manual_seed(7)
    model <- make_model()
    take <- run(model, make_optimizer(model$parameters))
    vapply(1:5, function(i) take(d$x, d[[target]]), 0)
  }
  loop <- function(model, optimizer) {
    function(x, y) {
      optimizer$zero_grad()
      value <- loss(model(x), y)
      value$backward()
      optimizer$step()
      value$item()
    }
  }
  whole <- function(model, optimizer) {
    step <- nn_train_step(model, loss, optimizer)
    function(x, y) step(x, target = y)$item()
  }
  list(loop = losses(loop), whole = losses(whole))
}

layers <- function() nn_sequential(nn_linear(3, 8), nn_relu(), nn_linear(8, 8), nn_tanh(), nn_linear(8, 2))
adam <- function(params) optim_adam(params, lr = 0.05)

test_that("a step in one call has the losses of the loop", {
  runs <- both_ways(layers, nn_mse_loss(), adam, "y")
  expect_identical(runs$whole, runs$loop)
  expect_lt(runs$whole[5], runs$whole[1])
})

test_that("classes are 1-based, and a loss may be a function", {
  runs <- both_ways(layers, nn_cross_entropy_loss(), adam, "class")
  expect_identical(runs$whole, runs$loop)
  runs <- both_ways(layers, function(output, target) torch_sum((output - target)^2), adam, "y")
  expect_identical(runs$whole, runs$loop)
})

test_that("models and optimizers written in R take part", {
  net <- nn_module("net",
    initialize = function() self$linear <- nn_linear(3, 2),
    forward = function(x) torch_tanh(self$linear(x)))
  runs <- both_ways(net, nn_mse_loss(), adam, "y")
  expect_identical(runs$whole, runs$loop)
  descent <- optimizer("descent",
    initialize = function(params, lr = 0.1) super$initialize(params, list(lr = lr)),
    step = function() {
      with_no_grad(for (group in self$param_groups) for (p in group$params) p$sub_(p$grad, alpha = group$lr))
    })
  runs <- both_ways(layers, nn_mse_loss(), function(params) descent(params), "y")
  expect_identical(runs$whole, runs$loop)
})

test_that("the loss has no history, and a failed step leaves the parameters", {
  model <- layers()
  step <- nn_train_step(model, nn_mse_loss(), adam(model$parameters))
  d <- data()
  loss <- step(d$x, target = d$y)
  expect_false(loss$requires_grad)
  before <- lapply(model$parameters, as_array)
  expect_error(step(torch_randn(4, 5), target = d$y), class = "value_error")
  expect_identical(lapply(model$parameters, as_array), before)
})

test_that("what is no model, loss or optimizer is refused", {
  model <- layers()
  expect_error(nn_train_step(1, nn_mse_loss(), adam(model$parameters)), "model must be", class = "type_error")
  expect_error(nn_train_step(model, 1, adam(model$parameters)), "loss must be", class = "type_error")
  expect_error(nn_train_step(model, nn_mse_loss(), 1), "optimizer must be", class = "type_error")
})

test_that("steps leave no tensor behind", {
  model <- layers()
  step <- nn_train_step(model, nn_mse_loss(), adam(model$parameters))
  d <- data()
  for (i in 1:3) step(d$x, target = d$y)
  live <- function() {
    gc()
    .Call(getFromNamespace("C_live_tensors", "torch"))
  }
  before <- live()
  for (i in 1:10) step(d$x, target = d$y)
  expect_identical(live(), before)
})

test_that("an activation in nn_sequential does not write over what others hold", {
  x <- torch_tensor(c(-1, 2))
  expect_equal(as_array(nn_sequential(nn_identity(), nn_relu())(x)), c(0, 2))
  expect_equal(as_array(x), c(-1, 2))
  held <- NULL
  keep <- nn_module("keep", forward = function(x) held <<- x * 1)()
  nn_sequential(keep, nn_relu())(x)
  expect_equal(as_array(held), c(-1, 2))
  twice <- nn_sequential(nn_tanh(), nn_tanh())
  y <- torch_tensor(c(-1, 2), requires_grad = TRUE)
  twice(y)$sum()$backward()
  t1 <- tanh(c(-1, 2))
  expect_equal(as_array(y$grad), (1 - tanh(t1)^2) * (1 - t1^2), tolerance = 1e-6)
})
