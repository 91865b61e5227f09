# One training step of the small network that the introductions end with: 3 inputs, 32 hidden units, 1
# output, 100 rows, sum of squared errors, Adam. And one of a network in which arithmetic dominates.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

network <- function(d_in, d_hidden, d_out, n, lr) {
  x <- torch_randn(n, d_in)
  y <- torch_randn(n, d_out)
  model <- nn_sequential(nn_linear(d_in, d_hidden), nn_relu(), nn_linear(d_hidden, d_out))
  optimizer <- optim_adam(model$parameters, lr = lr)
  function() {
    loss <- nnf_mse_loss(model(x), y, reduction = "sum")
    optimizer$zero_grad()
    loss$backward()
    optimizer$step()
  }
}

small <- network(3, 32, 1, 100, 0.08)
large <- network(256, 1024, 256, 256, 0.001)

compare("One training step", script = bench_file("training-step.py"), statements = list(
  "3-32-1, 100 rows" = quote(small()),
  "256-1024-256, 256 rows" = quote(large())
))
