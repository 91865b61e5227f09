# One training step of the small network that the introductions end with: 3 inputs, 32 hidden units, 1
# output, 100 rows, sum of squared errors, Adam; with modules, in one call, and written out with operators
# and methods.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

x <- torch_randn(100, 3)
y <- torch_randn(100, 1)
model <- nn_sequential(nn_linear(3, 32), nn_relu(), nn_linear(32, 1))
optimizer <- optim_adam(model$parameters, lr = 0.08)
modules <- function() {
  loss <- nnf_mse_loss(model(x), y, reduction = "sum")
  optimizer$zero_grad()
  loss$backward()
  optimizer$step()
}
whole <- nn_train_step(model, nn_mse_loss(reduction = "sum"), optimizer)

w1 <- torch_randn(3, 32, requires_grad = TRUE)
b1 <- torch_zeros(1, 32, requires_grad = TRUE)
w2 <- torch_randn(32, 1, requires_grad = TRUE)
b2 <- torch_zeros(1, 1, requires_grad = TRUE)
adam <- optim_adam(list(w1, b1, w2, b2), lr = 0.08)
operators <- function() {
  output <- (x$mm(w1) + b1)$relu()$mm(w2) + b2
  loss <- (output - y)$pow(2)$sum()
  adam$zero_grad()
  loss$backward()
  adam$step()
}

compare("One training step", setup = "
x = torch.randn(100, 3); y = torch.randn(100, 1)
model = torch.nn.Sequential(torch.nn.Linear(3, 32), torch.nn.ReLU(), torch.nn.Linear(32, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.08)
def modules():
    loss = F.mse_loss(model(x), y, reduction='sum')
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
w1 = torch.randn(3, 32, requires_grad=True); b1 = torch.zeros(1, 32, requires_grad=True)
w2 = torch.randn(32, 1, requires_grad=True); b2 = torch.zeros(1, 1, requires_grad=True)
adam = torch.optim.Adam([w1, b1, w2, b2], lr=0.08)
def operators():
    loss = ((x.mm(w1) + b1).relu().mm(w2) + b2 - y).pow(2).sum()
    adam.zero_grad(set_to_none=False)
    loss.backward()
    adam.step()
", pairs = list(
  "modules" = pair(modules(), "modules()"),
  "modules, in one call" = pair(whole(x, target = y), "modules()"),
  "operators and methods" = pair(operators(), "operators()")
))
