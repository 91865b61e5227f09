# Losses and optimizers, and the final version of the network.
library(torch)

x <- torch_randn(c(3, 2, 3))
y <- torch_zeros(c(3, 2, 3))

nnf_mse_loss(x, y)

loss <- nn_mse_loss()

loss(x, y)

data <- torch_randn(1, 3)

model <- nn_linear(3, 1)
model$parameters

optimizer <- optim_adam(model$parameters, lr = 0.01)
optimizer

optimizer$param_groups[[1]]$params

out <- model(data)
out$backward()

optimizer$param_groups[[1]]$params
model$parameters

optimizer$step()

optimizer$param_groups[[1]]$params
model$parameters

### generate training data -----------------------------------------------------

# input dimensionality (number of input features)
d_in <- 3
# output dimensionality (number of predicted features)
d_out <- 1
# number of observations in training set
n <- 100

# create random data
x <- torch_randn(n, d_in)
y <- x[, 1, NULL] * 0.2 - x[, 2, NULL] * 1.3 - x[, 3, NULL] * 0.5 + torch_randn(n, 1)

### define the network ---------------------------------------------------------

# dimensionality of hidden layer
d_hidden <- 32

model <- nn_sequential(
  nn_linear(d_in, d_hidden),
  nn_relu(),
  nn_linear(d_hidden, d_out)
)

### network parameters ---------------------------------------------------------

# for adam, need to choose a much higher learning rate in this problem
learning_rate <- 0.08

optimizer <- optim_adam(model$parameters, lr = learning_rate)

### training loop --------------------------------------------------------------

for (t in 1:200) {

### -------- Forward pass --------

y_pred <- model(x)

### -------- compute loss --------
loss <- nnf_mse_loss(y_pred, y, reduction = "sum")
if (t %% 10 == 0)
cat("Epoch: ", t, "   Loss: ", loss$item(), "\n")

### -------- Backpropagation --------

# Still need to zero out the gradients before the backward pass, only this time,
# on the optimizer object
optimizer$zero_grad()

# gradients are still computed on the loss tensor (no change here)
loss$backward()

### -------- Update weights --------

# use the optimizer to update model parameters
optimizer$step()
}
