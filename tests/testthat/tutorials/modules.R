# The same network as a module, its parameters updated by hand.
library(torch)

n <- 100
d_in <- 3
d_hidden <- 32
d_out <- 1

x <- torch_randn(n, d_in)
y <- x[, 1, NULL] * 0.2 - x[, 2, NULL] * 1.3 - x[, 3, NULL] * 0.5 + torch_randn(n, 1)

model <- nn_sequential(
  nn_linear(d_in, d_hidden),
  nn_relu(),
  nn_linear(d_hidden, d_out)
)

learning_rate <- 1e-4

for (t in 1:200) {
  y_pred <- model(x)
  loss <- (y_pred - y)$pow(2)$sum()
  if (t %% 10 == 0) cat("Epoch: ", t, "   Loss: ", loss$item(), "\n")

  model$zero_grad()
  loss$backward()

  with_no_grad({
    for (param in model$parameters) param$sub_(learning_rate * param$grad)
  })
}
