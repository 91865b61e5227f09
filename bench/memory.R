# How much memory does training hold, does it stay so, and what does R's collector take? 20 layers of 256
# units with ReLU, 1024 rows, SGD, 200 steps. R does not see the bytes of tensors; the package must see to them.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

steps <- if (quick) 5 else 200
model <- do.call(nn_sequential, unlist(lapply(1:20, function(i) list(nn_linear(256, 256), nn_relu()))))
optimizer <- optim_sgd(model$parameters, lr = 0.001)
x <- torch_randn(1024, 256)
y <- torch_randn(1024, 256)
step <- function() {
  optimizer$zero_grad()
  loss <- nnf_mse_loss(model(x), y)
  loss$backward()
  optimizer$step()
}
before <- status("VmRSS")
collecting <- sum(gc.time()[1:2])
time <- cpu_and_clock(for (i in seq_len(steps)) step())
ours <- c(1000 * time[if (threads == 1) 1 else 2] / steps, status("VmHWM") - before, status("VmRSS") - before)
share <- (sum(gc.time()[1:2]) - collecting) / time[1]

peer <- python_numbers(sprintf("
layers = []
for _ in range(20):
    layers += [torch.nn.Linear(256, 256), torch.nn.ReLU()]
model = torch.nn.Sequential(*layers)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
x = torch.randn(1024, 256); y = torch.randn(1024, 256)
before = status('VmRSS')
start = CLOCK()
for _ in range(%d):
    optimizer.zero_grad(set_to_none=False)
    loss = F.mse_loss(model(x), y)
    loss.backward()
    optimizer.step()
seconds = CLOCK() - start
print(1000 * seconds / %d, status('VmHWM') - before, status('VmRSS') - before, sep='\\t')
", steps, steps))

heading("Memory while training")
print_table(cbind(" " = c("ms per step", "MB at the peak, above the start", "MB at the end, above the start"),
                  R = number(ours), PyTorch = number(peer), ratio = ratio(ours, peer)))
cat(sprintf("R's garbage collector took %.1f %% of the time.\n\n", 100 * share))
