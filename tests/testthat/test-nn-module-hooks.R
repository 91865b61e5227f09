# Forward hooks and pre-hooks: R/nn-module-hooks.R. Semantics are those of torch.nn.Module.

plus_one <- nn_module("plus_one", initialize = function() NULL, forward = function(x) x + 1)

test_that("hooks see the module, the inputs and the output, on every kind of module", {
  for (model in list(nn_linear(3, 2), plus_one(), nn_sequential(nn_linear(3, 2), nn_relu()))) {
    seen <- NULL
    pre <- model$register_forward_pre_hook(function(module, input) seen <<- list(module = module, input = input))
    post <- model$register_forward_hook(function(module, input, output) {
      seen <<- c(seen, again = input, output = output)
    })
    x <- torch_ones(4, 3)
    y <- model(x)
    expect_identical(class(seen$module), class(model))
    expect_identical(seen$input[[1]], x)
    expect_identical(seen$again, x)
    expect_identical(seen$output, y)
    pre$remove()
    post$remove()
    seen <- NULL
    model(x)
    expect_null(seen)
  }
})

test_that("pre-hooks replace inputs, hooks the output, in the order of registration", {
  for (model in list(nn_identity(), nn_module(initialize = function() NULL, forward = function(x) x)())) {
    model$register_forward_pre_hook(function(module, input) input[[1]] + 1) # one argument
    model$register_forward_pre_hook(function(module, input) list(input[[1]] * 10)) # all of them
    model$register_forward_hook(function(module, input, output) output + 5)
    last <- model$register_forward_hook(function(module, input, output) output * 2)
    expect_equal(as_array(model(torch_tensor(1))), 50)
    expect_equal(as_array(model$forward(torch_tensor(1))), 1) # forward() itself runs no hook
    last$remove()
    expect_equal(as_array(model(torch_tensor(1))), 25)
    last$remove() # again: nothing
    expect_equal(as_array(model(torch_tensor(1))), 25)
  }
})

test_that("what a hook returns invisibly replaces nothing", {
  model <- nn_relu()
  shapes <- list()
  model$register_forward_hook(function(module, input, output) shapes[[length(shapes) + 1]] <<- output$shape)
  model$register_forward_pre_hook(function(module, input) invisible(torch_zeros(1)))
  expect_identical(model(torch_ones(2, 2))$shape, c(2L, 2L))
  expect_identical(shapes, list(c(2L, 2L)))
})

test_that("arguments keep their names", {
  model <- nn_module(initialize = function() NULL, forward = function(x, times = 1) x * times)()
  model$register_forward_pre_hook(function(module, input) {
    input$times <- input$times + 1
    input
  })
  expect_equal(as_array(model(torch_tensor(2), times = 2)), 6)
  seen <- NULL
  layer <- nn_bilinear(1, 2, 1)
  layer$register_forward_pre_hook(function(module, input) seen <<- names(input))
  layer(input2 = torch_ones(1, 2), torch_ones(1, 1))
  expect_identical(seen, c("input2", ""))
})

test_that("hooks of layers inside of sequences run, however deep, native or not", {
  inner <- nn_linear(2, 2)
  flow <- character()
  inner$register_forward_hook(function(module, input, output) {
    flow <<- c(flow, "inner")
    output * 0
  })
  for (model in list(nn_sequential(nn_sequential(inner, nn_relu()), nn_identity()),
                     nn_sequential(nn_sequential(inner, plus_one()), nn_identity()))) {
    flow <- character()
    model[[1]]$register_forward_hook(function(module, input, output) flow <<- c(flow, "middle"))
    model$register_forward_pre_hook(function(module, input) flow <<- c(flow, "outer"))
    y <- model(torch_ones(3, 2))
    expect_identical(flow, c("outer", "inner", "middle"))
    expect_equal(as_array(y),
                 matrix(if (length(model[[1]]$children) && inherits(model[[1]][[2]], "plus_one")) 1 else 0, 3, 2))
    y$sum()$backward()
  }
})

test_that("copies and files keep hooks", {
  model <- nn_sequential(nn_identity(), plus_one())
  model[[1]]$register_forward_hook(function(module, input, output) output * 3)
  hook <- model[[2]]$register_forward_hook(function(module, input, output) output * 2)
  copy <- model$clone(deep = TRUE)
  loaded <- torch_load(torch_serialize(model))
  hook$remove()
  for (same in list(copy, loaded)) expect_equal(as_array(same(torch_tensor(1))), 8)
  expect_equal(as_array(model(torch_tensor(1))), 4)
})

test_that("errors of hooks are the user's own, and leave no tensor", {
  run <- function() {
    model <- nn_sequential(nn_linear(2, 2), nn_relu())
    model[[1]]$register_forward_hook(function(module, input, output) {
      kept <- output * 2
      stop(structure(class = c("odd", "error", "condition"), list(message = "from the hook", call = sys.call())))
    })
    expect_error(model(torch_ones(1, 2)), "^from the hook$", class = "odd")
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
  expect_error(nn_relu()$register_forward_hook("no function"), "must be a function", class = "type_error")
  model <- nn_sequential(nn_relu())
  model[[1]]$register_forward_hook(function(module, input, output) "no tensor")
  expect_error(model(torch_ones(1)), "must return a tensor", class = "type_error")
})
