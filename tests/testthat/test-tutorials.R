# The scripts of the series that introduces torch, printing what they print at top level.

run_script <- function(name, env = new.env(parent = globalenv())) {
  output <- utils::capture.output(
    source(test_path("tutorials", paste0(name, ".R")), local = env, echo = FALSE, print.eval = TRUE)
  )
  list(output = output, env = env)
}

losses_in <- function(output) {
  epochs <- grep("^Epoch:", output, value = TRUE)
  as.numeric(sub(".*Loss: *([^ ]+) *$", "\\1", epochs))
}

# 200 epochs, of which every tenth is shown; the noise alone has a sum of squares of about 100.
expect_learned <- function(output) {
  losses <- losses_in(output)
  expect_length(losses, 20)
  expect_true(all(is.finite(losses)))
  expect_lt(losses[[20]], losses[[1]])
  expect_lt(losses[[20]], 170)
}

for (name in c("from-scratch", "autograd", "modules", "optimizers")) {
  test_that(paste("the network learns:", name), {
    torch_manual_seed(100)
    expect_learned(run_script(name)$output)
  })
}

test_that("the network from scratch, step by step", {
  torch_manual_seed(3)
  run <- run_script("from-scratch-steps")
  expect_match(run$output, "torch_tensor", all = FALSE)
  expect_match(run$output, "(1,.,.) = ", fixed = TRUE, all = FALSE)
  expect_match(run$output, "[ CPUFloatType{2,3,4} ]", fixed = TRUE, all = FALSE)
  env <- run$env
  expect_identical(env$h$shape, c(100L, 32L))
  expect_true(all(as_array(env$grad_h)[as_array(env$h) < 0] == 0))
  expect_identical(lapply(list(env$w1, env$w2, env$b1, env$b2), function(x) x$shape),
                   list(c(3L, 32L), c(32L, 1L), c(1L, 32L), c(1L, 1L)))
  after <- ((env$x$mm(env$w1) + env$b1)$clamp(min = 0)$mm(env$w2) + env$b2 - env$y)$pow(2)$sum()
  expect_lt(after$item(), env$loss)
})

test_that("the gradients by hand are autograd's", {
  torch_manual_seed(3)
  env <- new.env(parent = globalenv())
  run_script("from-scratch-steps", env)
  # the weights before the update
  w1 <- (env$w1 + env$learning_rate * env$grad_w1)$requires_grad_(TRUE)
  w2 <- (env$w2 + env$learning_rate * env$grad_w2)$requires_grad_(TRUE)
  b1 <- (env$b1 + env$learning_rate * env$grad_b1)$requires_grad_(TRUE)
  b2 <- (env$b2 + env$learning_rate * env$grad_b2)$requires_grad_(TRUE)
  ((env$x$mm(w1) + b1)$clamp(min = 0)$mm(w2) + b2 - env$y)$pow(2)$sum()$backward()
  expect_equal(as_array(w1$grad), as_array(env$grad_w1), tolerance = 1e-3)
  expect_equal(as_array(w2$grad), as_array(env$grad_w2), tolerance = 1e-3)
  expect_equal(c(as_array(b1$grad)), as_array(env$grad_b1), tolerance = 1e-3)
  expect_equal(c(as_array(b2$grad)), as_array(env$grad_b2), tolerance = 1e-3)
})

test_that("parameters and losses are printed", {
  torch_manual_seed(4)
  env <- new.env(parent = globalenv())
  output <- run_script("optimizers", env)$output
  expect_match(output, "$weight", fixed = TRUE, all = FALSE)
  expect_match(output, "[ CPUFloatType{1,3} ]", fixed = TRUE, all = FALSE)
  expect_match(output, "[ CPUFloatType{} ]", fixed = TRUE, all = FALSE)
})
