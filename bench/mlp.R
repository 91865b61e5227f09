# A training step in which arithmetic dominates: 100 inputs, 500 or 2000 hidden units, 1 output, 1000 rows, Adam.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

training <- function(hidden, whole) {
  x <- torch_randn(1000, 100)
  y <- torch_randn(1000, 1)
  model <- nn_sequential(nn_linear(100, hidden), nn_relu(), nn_linear(hidden, 1))
  optimizer <- optim_adam(model$parameters, lr = 0.001)
  step <- nn_train_step(model, nn_mse_loss(), optimizer)
  if (whole) return(function() step(x, target = y))
  function() {
    optimizer$zero_grad()
    loss <- nnf_mse_loss(model(x), y)
    loss$backward()
    optimizer$step()
  }
}
narrow <- training(500, FALSE)
wide <- training(2000, FALSE)
narrow_whole <- training(500, TRUE)
wide_whole <- training(2000, TRUE)

compare("A step of a multilayer perceptron", setup = "
def training(hidden):
    x = torch.randn(1000, 100); y = torch.randn(1000, 1)
    model = torch.nn.Sequential(torch.nn.Linear(100, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    def step():
        optimizer.zero_grad(set_to_none=False)
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
    return step
narrow = training(500); wide = training(2000)
", pairs = list(
  "100-500-1" = pair(narrow(), "narrow()"),
  "100-500-1, in one call" = pair(narrow_whole(), "narrow()"),
  "100-2000-1" = pair(wide(), "wide()"),
  "100-2000-1, in one call" = pair(wide_whole(), "wide()")
))
