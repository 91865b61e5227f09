# Models as authors of packages write them, in the folder modules: each learns, and goes through what such
# packages do with models.

definitions <- function(file) {
  env <- new.env(parent = globalenv())
  sys.source(test_path("modules", file), env)
  env
}

# Losses of some steps of Adam.
learn <- function(model, loss, input, target, steps = 60, lr = 0.02) {
  optimizer <- optim_adam(model$parameters, lr = lr)
  vapply(seq_len(steps), function(i) {
    optimizer$zero_grad()
    value <- loss(model(input), target)
    value$backward()
    optimizer$step()
    value$item()
  }, 0)
}

expect_learns <- function(losses) expect_lt(mean(tail(losses, 5)), 0.7 * losses[1])

# Copies and files compute the same, and share nothing with the model.
expect_portable <- function(model, input, compare = identity) {
  model$eval()
  expected <- as_array(compare(model(input)))
  copy <- model$clone(deep = TRUE)
  loaded <- torch_load(torch_serialize(model))
  state <- torch_load(torch_serialize(model$state_dict()))
  expect_named(loaded$parameters, names(model$parameters))
  for (other in list(copy, loaded)) {
    expect_identical(class(other), class(model))
    expect_false(other$training)
    expect_equal(as_array(compare(other(input))), expected)
    with_no_grad(for (p in other$parameters) p$add_(1))
    other$load_state_dict(state)
    expect_equal(as_array(compare(other(input))), expected)
  }
  expect_equal(as_array(compare(model(input))), expected)
  model$to(dtype = torch_double())
  expect_true(all(vapply(model$parameters, function(p) p$dtype == torch_double(), NA)))
  model$to(dtype = torch_float())
}

test_that("a tabular model with embeddings", {
  torch_manual_seed(1)
  env <- definitions("tabular.R")
  model <- env$tabular_model(2, levels = c(3, 4), n_out = 1, activation = nn_tanh)
  codes <- torch_tensor(cbind(rep(1:3, 4), rep(1:4, each = 3)))
  input <- list(numbers = torch_randn(12, 2), codes = codes)
  target <- (codes[, 1] == 2)$to(dtype = torch_float())$unsqueeze(2)
  expect_length(model$parameters, 2 + 4 + 2)
  expect_s3_class(model$body[[2]], "nn_tanh")
  expect_learns(learn(model, nnf_mse_loss, input, target))
  expect_portable(model, input)
})

test_that("residual blocks that inherit", {
  torch_manual_seed(1)
  env <- definitions("residual.R")
  model <- env$residual_net(3, 8, depth = 2, n_out = 1)
  x <- torch_randn(20, 3)
  expect_learns(learn(model, nn_mse_loss(), x, x$sum(dim = 2, keepdim = TRUE)))
  expect_equal(model$block1$seen$item(), 60)
  expect_identical(model$block2$size, 8)
  expect_true(all(c("block1.mean", "block2.seen") %in% names(model$state_dict())))
  expect_false(torch_equal(model$block1$mean, torch_zeros(8)))
  expect_portable(model, x)
  expect_error(env$base_block(2)(torch_ones(1, 2)), "^a block must say what it does$")
  expect_identical(env$residual_net(3, 8, 1, n_out = 0)(x)$shape, c(20L, 8L))
})

test_that("an autoencoder with shared weights", {
  torch_manual_seed(1)
  env <- definitions("autoencoder.R")
  model <- env$autoencoder(c(6, 4, 2))
  x <- torch_randn(30, 2)$matmul(torch_randn(2, 6)) * 0.3
  expect_length(model$encoder, 2)
  expect_identical(model$encode(x)$shape, c(30L, 2L))
  expect_learns(learn(model, nnf_mse_loss, x, x, steps = 150))
  expect_portable(model, x)
})

test_that("a mixture density network in a sequence", {
  torch_manual_seed(1)
  env <- definitions("mixture.R")
  model <- nn_sequential(nn_linear(1, 8), nn_tanh(), env$mixture_head(8, k = 3))
  x <- torch_randn(40, 1)
  y <- torch_sign(torch_randn(40)) * 2 + x$squeeze(2)
  losses <- learn(model, env$mixture_loss(), x, y, steps = 100)
  expect_lt(mean(tail(losses, 5)), losses[1] - 0.5)
  expect_portable(model, x, compare = function(output) output$means)
  expect_identical(env$mixture_loss(reduction = "none")(model(x), y)$shape, 40L)
})

test_that("a model, its copy and its file leave nothing behind", {
  env <- definitions("residual.R")
  run <- function() {
    model <- env$residual_net(3, 8, depth = 2, n_out = 1)
    x <- torch_randn(5, 3)
    learn(model, nnf_mse_loss, x, torch_zeros(5, 1), steps = 2)
    torch_load(torch_serialize(model$clone(deep = TRUE)))(x)
    NULL
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
})
