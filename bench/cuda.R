# On a CUDA device, beside PyTorch on the same one: elementwise operations and reductions of 1e8 floats, products,
# rows of 8192 x 4096, training steps. Times are those between two events in the device's queue. The floor is what
# the bytes that have to move take at the bandwidth of a measured copy; for products the rate is told.
Sys.setenv(OMP_NUM_THREADS = "2") # times on the clock
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))
if (!cuda_is_available()) {
  cat("### CUDA\n\nNot measured: there is no CUDA device.\n\n")
  quit()
}

n <- if (quick) 1e6 else 1e8
side <- if (quick) 512 else 8192
x <- torch_randn(n, device = "cuda")
s <- torch_randn(side, 4096, device = "cuda")
a <- torch_randn(side, side, device = "cuda")
half <- a$to(dtype = "half")
brain <- a$to(dtype = "bfloat16")

training <- function(sizes, rows) {
  layers <- lapply(seq_len(length(sizes) - 1), function(k) list(nn_linear(sizes[k], sizes[k + 1]), nn_relu()))
  layers <- unlist(layers, recursive = FALSE)
  model <- do.call(nn_sequential, layers[-length(layers)])
  model$to(device = "cuda")
  optimizer <- optim_adam(model$parameters, lr = 0.001)
  input <- torch_randn(rows, sizes[1], device = "cuda")
  target <- torch_randn(rows, sizes[length(sizes)], device = "cuda")
  function() {
    optimizer$zero_grad()
    loss <- nnf_mse_loss(model(input), target)
    loss$backward()
    optimizer$step()
  }
}
mlp <- training(c(784, 1024, 1024, 10), 512)
small <- training(c(3, 32, 1), 100)

python_setup <- sprintf("
torch.set_grad_enabled(False)
x = torch.randn(%d, device='cuda'); s = torch.randn(%d, 4096, device='cuda')
a = torch.randn(%d, %d, device='cuda'); half = a.half(); brain = a.bfloat16()
def training(sizes, rows):
    torch.set_grad_enabled(True)
    layers = []
    for k in range(len(sizes) - 1):
        layers += [torch.nn.Linear(sizes[k], sizes[k + 1]), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1]).cuda()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    x = torch.randn(rows, sizes[0], device='cuda'); y = torch.randn(rows, sizes[-1], device='cuda')
    def step():
        torch.set_grad_enabled(True)
        optimizer.zero_grad(set_to_none=False)
        F.mse_loss(model(x), y).backward()
        optimizer.step()
        torch.set_grad_enabled(False)
    return step
mlp = training([784, 1024, 1024, 10], 512); small = training([3, 32, 1], 100)
torch.set_grad_enabled(False)
", as.integer(n), as.integer(side), as.integer(side), as.integer(side))

pairs <- list(
  "copy" = pair(torch_clone(x), "x.clone()"),
  "add" = pair(torch_add(x, x), "torch.add(x, x)"),
  "exp" = pair(torch_exp(x), "torch.exp(x)"),
  "tanh" = pair(torch_tanh(x), "torch.tanh(x)"),
  "gelu" = pair(nnf_gelu(x), "F.gelu(x)"),
  "sum" = pair(torch_sum(x), "x.sum()"),
  "max" = pair(torch_max(x), "x.max()"),
  "softmax" = pair(nnf_softmax(s, 2), "F.softmax(s, 1)"),
  "layer_norm" = pair(nnf_layer_norm(s, 4096), "F.layer_norm(s, (4096,))"),
  "matmul, float" = pair(torch_mm(a, a), "a.mm(a)"),
  "matmul, half" = pair(torch_mm(half, half), "half.mm(half)"),
  "matmul, bfloat16" = pair(torch_mm(brain, brain), "brain.mm(brain)"),
  "step 784-1024-1024-10, 512 rows" = pair(mlp(), "mlp()"),
  "step 3-32-1, 100 rows" = pair(small(), "small()")
)
floats <- c(copy = 2, add = 2, exp = 2, tanh = 2, gelu = 2, sum = 1, max = 1) * n # add reads one tensor twice
floats <- c(floats, softmax = 2 * side * 4096, layer_norm = 2 * side * 4096)

heading("CUDA")
times <- lapply(measure(pairs, python_setup, device = TRUE), function(x) 1e6 * apply(x, 2, min))
floor <- floats[names(pairs)] / (floats[["copy"]] / min(times$r[["copy"]], times$peer[["copy"]], na.rm = TRUE))
rate <- ifelse(grepl("^matmul", names(pairs)), 2 * side^3 / times$r / 1e6, NA)
print_table(cbind(us = names(pairs), "R best" = number(times$r), "PyTorch best" = number(times$peer),
                  "ratio" = ratio(times$r, times$peer), "floor" = number(floor),
                  "floor / R" = ifelse(is.na(floor), "", ratio(floor, times$r)),
                  "TFLOP/s" = ifelse(is.na(rate), "", number(rate))))
