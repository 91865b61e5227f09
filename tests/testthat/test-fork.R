# Children of a fork and sessions side by side train as this one does.

trained <- function() {
  torch_manual_seed(21)
  x <- torch_randn(2000, 50)
  y <- torch_randn(2000, 1)
  model <- nn_sequential(nn_linear(50, 100), nn_relu(), nn_linear(100, 1))
  optimizer <- optim_adam(model$parameters, lr = 0.01)
  losses <- numeric(5)
  for (i in seq_along(losses)) {
    optimizer$zero_grad()
    loss <- nnf_mse_loss(model(x), y)
    loss$backward()
    optimizer$step()
    losses[i] <- loss$item()
  }
  losses
}

test_that("children of a fork train correctly, after threads were used here", {
  skip_on_os("windows")
  here <- trained()
  there <- parallel::mclapply(1:2, function(i) trained(), mc.cores = 2)
  for (losses in there) expect_equal(losses, here, tolerance = 1e-5)
  expect_equal(trained(), here)
})

test_that("a child may use what was made before the fork, and leaves it as it is here", {
  skip_on_os("windows")
  x <- torch_ones(1000, 100, requires_grad = TRUE)
  children <- parallel::mclapply(1:2, function(i) {
    torch_sum(x * 2)$backward()
    with_no_grad(x$add_(1))
    c(as.numeric(torch_sum(x$grad)), as.numeric(torch_sum(x)))
  }, mc.cores = 2)
  expect_identical(children, rep(list(c(2e5, 2e5)), 2))
  expect_identical(as.numeric(torch_sum(x)), 1e5)
})

test_that("two sessions at once get the same losses as one", {
  skip_on_cran()
  code <- tempfile(fileext = ".R")
  on.exit(unlink(code))
  dump("trained", code)
  cat("library(torch)\ncat(sprintf('%.17g', trained()), '\\n')\n", file = code, append = TRUE)
  session <- function() pipe(paste(shQuote(file.path(R.home("bin"), "Rscript")), shQuote(code)), open = "r")
  both <- list(session(), session())
  outputs <- lapply(both, function(p) {
    on.exit(close(p))
    as.numeric(strsplit(trimws(paste(readLines(p), collapse = " ")), " +")[[1]])
  })
  expect_identical(outputs[[1]], outputs[[2]])
  expect_equal(outputs[[1]], trained(), tolerance = 1e-5)
})
