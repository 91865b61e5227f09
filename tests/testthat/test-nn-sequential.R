# A linear layer and the activation behind it run as one row of the library; nobody may notice.

activations <- list(
  nn_relu = nn_relu, nn_tanh = nn_tanh, nn_sigmoid = nn_sigmoid, nn_gelu = nn_gelu, nn_silu = nn_silu, nn_elu = nn_elu,
  nn_leaky_relu = nn_leaky_relu, nn_relu6 = nn_relu6, nn_hardtanh = nn_hardtanh, nn_softplus = nn_softplus,
  nn_log_sigmoid = nn_log_sigmoid, nn_threshold = function() nn_threshold(0.1, 20)
)

gradients_by <- function(model, run, x) {
  model$zero_grad()
  torch_square(run(x))$sum()$backward()
  lapply(model$parameters, function(p) as_array(p$grad))
}

test_that("nn_sequential() gives what its layers give one by one", {
  for (name in names(activations)) {
    layers <- list(nn_linear(3, 20), activations[[name]](), nn_linear(20, 2, bias = FALSE), activations[[name]]())
    model <- do.call(nn_sequential, layers)
    one_by_one <- function(x) Reduce(function(x, layer) layer(x), layers, x)
    x <- torch_randn(7, 3)
    expect_identical(as_array(model(x)), as_array(one_by_one(x)), info = name)
    expect_identical(with_no_grad(as_array(model(x))), with_no_grad(as_array(one_by_one(x))), info = name)
    expect_equal(gradients_by(model, model, x), gradients_by(model, one_by_one, x), tolerance = 1e-6, info = name)
  }
})

test_that("hooks of either layer run", {
  for (k in 1:2) {
    layers <- list(nn_linear(3, 2), nn_tanh())
    model <- do.call(nn_sequential, layers)
    x <- torch_randn(4, 3)
    expected <- as_array(model(x))
    seen <- NULL
    handle <- layers[[k]]$register_forward_hook(function(module, input, output) {
      seen <<- output
      NULL
    })
    expect_identical(as_array(model(x)), expected)
    expect_identical(as_array(if (k == 1) torch_tanh(seen) else seen), expected)
    handle$remove()
    expect_identical(as_array(model(x)), expected)
  }
})

test_that("the result's grad_fn is the activation's", {
  expect_output(print(nn_sequential(nn_linear(3, 2), nn_tanh())(torch_randn(1, 3))), "TanhBackward0")
})

test_that("a training step keeps no tensor", {
  train <- function() {
    model <- nn_sequential(nn_linear(3, 20), nn_relu(), nn_linear(20, 1), nn_sigmoid())
    step <- nn_train_step(model, nn_mse_loss(), optim_adam(model$parameters))
    for (k in 1:3) step(torch_randn(5, 3), target = torch_ones(5, 1))
  }
  train()
  before <- live()
  train()
  expect_identical(live(), before)
})
