# Copies of modules: R/nn-module-clone.R.

same_values <- function(a, b) all(mapply(torch_equal, a$state_dict(), b$state_dict()))

test_that("a deep copy has everything and shares no tensor", {
  counted <- nn_module(
    "counted",
    initialize = function() {
      self$layer <- nn_linear(2, 2)
      self$passing <- nn_buffer(torch_zeros(1), persistent = FALSE)
      self$options <- list(depth = 3, activation = torch_relu)
      private$calls <- 0
    },
    forward = function(x) {
      private$calls <- private$calls + 1
      self$options$activation(self$layer(x))
    },
    layers = function() private$modules_,
    private = list(calls = NULL),
    active = list(times = function() private$calls)
  )
  model <- counted()
  model$layer$weight$requires_grad_(FALSE)
  model$layer$eval()
  x <- torch_randn(3, 2)
  model(x)$sum()$backward()
  copy <- model$clone(deep = TRUE)
  copy(x)
  copy(x)
  expect_identical(c(model$times, copy$times), c(1, 3))
  expect_identical(copy$options, model$options)
  expect_identical(copy$layers()$layer, copy$layer)
  expect_true(same_values(copy, model))
  expect_named(copy$state_dict(), c("layer.weight", "layer.bias")) # the buffer persists no more than before
  expect_named(copy$buffers, "passing")
  expect_false(copy$layer$training)
  expect_true(copy$training)
  expect_false(copy$layer$weight$requires_grad)
  expect_true(copy$layer$bias$requires_grad)
  expect_true(copy$layer$bias$is_leaf)
  expect_true(is_undefined_tensor(copy$layer$bias$grad))
  expect_false(any(vapply(copy$parameters, function(p) any(vapply(model$parameters, identical, NA, p)), NA)))
  again <- copy$clone(deep = TRUE)
  again$layer <- nn_linear(2, 5)
  expect_identical(again$layers()$layer, again$layer)
  expect_identical(copy$layer$out_features, 2)
})

test_that("a shallow copy shares tensors and children, and is a module of its own", {
  model <- nn_sequential(nn_linear(2, 2))
  copy <- model$clone()
  expect_identical(copy[[1]]$weight, model[[1]]$weight)
  copy$append(nn_relu())
  expect_length(copy, 2)
  expect_length(model, 1)
})

test_that("what is shared in a module is shared in its copy", {
  tied <- nn_module(
    initialize = function() {
      self$encoder <- nn_linear(3, 3, bias = FALSE)
      self$decoder <- nn_linear(3, 3)
      self$decoder$weight <- self$encoder$weight
      self$twice <- nn_sequential(self$encoder, self$encoder)
      self$extra <- list(self$encoder, list(weight = self$encoder$weight), nn_linear(1, 1), NULL)
      self$constant <- torch_ones(2)
    },
    forward = function(x) self$decoder(self$twice(x))
  )
  model <- tied()
  copy <- model$clone(deep = TRUE)
  weight <- copy$encoder$weight
  expect_false(identical(weight, model$encoder$weight))
  for (same in list(copy$decoder$weight, copy$twice[[1]]$weight, copy$twice[[2]]$weight, copy$extra[[1]]$weight,
                    copy$extra[[2]]$weight)) expect_identical(same, weight)
  expect_length(copy$parameters, 2)
  expect_length(copy$modules, 4)
  expect_false(identical(copy$extra[[3]]$weight, model$extra[[3]]$weight))
  expect_length(copy$extra, 4)
  expect_false(identical(copy$constant, model$constant))
  expect_equal(as_array(copy$constant), c(1, 1))
})

test_that("copies of classes that inherit call the right methods", {
  parent <- nn_module("parent", initialize = function(n) self$n <- n, forward = function(x) x * self$n)
  child <- nn_module("child", inherit = parent, forward = function(x) super$forward(x) + 1)
  model <- child(2)
  copy <- model$clone(deep = TRUE)
  copy$n <- 10
  expect_equal(as_array(copy(torch_tensor(1))), 11)
  expect_equal(as_array(model(torch_tensor(1))), 3)
  expect_s3_class(copy, c("child", "parent", "nn_module"), exact = TRUE)
  expect_identical(clone_module(model)$n, 2)
  expect_error(clone_module(child), "must be an nn_module", class = "type_error")
})

test_that("a training that starts from a copy of the best state can go back to it", {
  run <- function() {
    model <- nn_sequential(nn_linear(2, 3), nn_dropout(0.1), nn_linear(3, 1))
    best <- model$clone(deep = TRUE)
    optimizer <- optim_sgd(model$parameters, lr = 0.1)
    model(torch_ones(4, 2))$sum()$backward()
    optimizer$step()
    expect_false(same_values(model, best))
    model$load_state_dict(best$state_dict())
    expect_true(same_values(model, best))
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
})
