# On a CUDA device, beside PyTorch on the same one: elementwise operations and reductions of 1e8 floats, products,
# rows of 8192 x 4096, training steps. Times are those between two events in the device's queue, so that where the
# host is slower than the device its time counts. The floor of what moves memory is its bytes at the bandwidth of the
# faster of both copies; that of products on Hopper is at the rate that is announced.
if (Sys.getenv("OMP_NUM_THREADS") == "") Sys.setenv(OMP_NUM_THREADS = "2") # more than one: times on the clock
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))
if (!cuda_is_available()) {
  cat("### CUDA\n\nNot measured: there is no CUDA device.\n\n")
  quit()
}

n <- if (quick) 1e4 else 1e8
side <- if (quick) 32 else 8192
columns <- if (quick) 64 else 4096
widths <- if (quick) c(16, 32, 32, 10) else c(784, 1024, 1024, 10)

x <- torch_randn(n, device = "cuda")
s <- torch_randn(side, columns, device = "cuda")
g <- torch_randn(side, columns, device = "cuda")
r <- torch_randn(side, columns, device = "cuda", requires_grad = TRUE)
w <- torch_ones(columns, device = "cuda", requires_grad = TRUE)
b <- torch_zeros(columns, device = "cuda", requires_grad = TRUE)
a <- torch_randn(side, side, device = "cuda")
half <- a$to(dtype = "half")
brain <- a$to(dtype = "bfloat16")

# A function that does a step of Adam; whole: in one call.
training <- function(sizes, rows, whole = FALSE) {
  layers <- lapply(seq_len(length(sizes) - 1), function(k) list(nn_linear(sizes[k], sizes[k + 1]), nn_relu()))
  layers <- unlist(layers, recursive = FALSE)
  model <- do.call(nn_sequential, layers[-length(layers)])
  model$to(device = "cuda")
  optimizer <- optim_adam(model$parameters, lr = 0.001)
  input <- torch_randn(rows, sizes[1], device = "cuda")
  target <- torch_randn(rows, sizes[length(sizes)], device = "cuda")
  step <- nn_train_step(model, nn_mse_loss(), optimizer)
  if (whole) return(function() step(input, target = target))
  function() {
    optimizer$zero_grad()
    loss <- nnf_mse_loss(model(input), target)
    loss$backward()
    optimizer$step()
  }
}
mlp <- training(widths, 512)
mlp_whole <- training(widths, 512, whole = TRUE)
small <- training(c(3, 32, 1), 100)
small_whole <- training(c(3, 32, 1), 100, whole = TRUE)

python_setup <- sprintf("
x = torch.randn(%1$d, device='cuda')
s, g = (torch.randn(%2$d, %3$d, device='cuda') for _ in range(2))
r = torch.randn(%2$d, %3$d, device='cuda', requires_grad=True)
w = torch.ones(%3$d, device='cuda', requires_grad=True); b = torch.zeros(%3$d, device='cuda', requires_grad=True)
a = torch.randn(%2$d, %2$d, device='cuda'); half = a.half(); brain = a.bfloat16()
gradients = torch.autograd.grad
def training(sizes, rows):
    layers = []
    for k in range(len(sizes) - 1):
        layers += [torch.nn.Linear(sizes[k], sizes[k + 1]), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1]).to('cuda')
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    input = torch.randn(rows, sizes[0], device='cuda'); target = torch.randn(rows, sizes[-1], device='cuda')
    def step():
        optimizer.zero_grad()
        F.mse_loss(model(input), target).backward()
        optimizer.step()
    return step
mlp = training([%4$s], 512); small = training([3, 32, 1], 100)
", as.integer(n), as.integer(side), as.integer(columns), toString(widths))

# A row of the table: the statements, what is asked of ours over PyTorch's time, how many floats move, and how many
# operations of products are done, in which dtype.
row <- function(r, py, at_most, floats = NA, operations = NA, dtype = NA) {
  pair <- list(r = substitute(r), py = py)
  list(pair = pair, at_most = at_most, floats = floats, operations = operations, dtype = dtype)
}
cells <- side * columns
rows <- list(
  "copy" = row(torch_clone(x), "x.clone()", NA, 2 * n),
  "add" = row(torch_add(x, x), "torch.add(x, x)", 1, 2 * n), # one tensor, which is read once
  "exp" = row(torch_exp(x), "torch.exp(x)", 1, 2 * n),
  "tanh" = row(torch_tanh(x), "torch.tanh(x)", 1, 2 * n),
  "gelu" = row(nnf_gelu(x), "F.gelu(x)", 1, 2 * n),
  "sum" = row(torch_sum(x), "x.sum()", 1, n),
  "mean" = row(torch_mean(x), "x.mean()", 1, n),
  "max" = row(torch_max(x), "x.max()", 1, n),
  "softmax" = row(nnf_softmax(s, 2), "F.softmax(s, 1)", 1, 2 * cells),
  "softmax and its gradient" =
    row(autograd_grad(nnf_softmax(r, 2), r, g), "gradients(F.softmax(r, 1), r, g)", 1, 5 * cells),
  "layer_norm" = row(nnf_layer_norm(s, columns), paste0("F.layer_norm(s, (", columns, ",))"), 1, 2 * cells),
  "layer_norm and its gradients" =
    row(autograd_grad(nnf_layer_norm(r, columns, w, b), list(r, w, b), g),
        paste0("gradients(F.layer_norm(r, (", columns, ",), w, b), (r, w, b), g)"), 1, 5 * cells),
  "matmul, float" = row(torch_mm(a, a), "a.mm(a)", 1.02, operations = 2 * side^3, dtype = "float"),
  "matmul, half" = row(torch_mm(half, half), "half.mm(half)", 1.02, operations = 2 * side^3, dtype = "half"),
  "matmul, bfloat16" = row(torch_mm(brain, brain), "brain.mm(brain)", 1.02, operations = 2 * side^3, dtype = "half"),
  "step 784-1024-1024-10, 512 rows" = row(mlp(), "mlp()", 0.9),
  "step 784-1024-1024-10, in one call" = row(mlp_whole(), "mlp()", 0.9),
  "step 3-32-1, 100 rows" = row(small(), "small()", 0.7),
  "step 3-32-1, in one call" = row(small_whole(), "small()", 0.7)
)
column <- function(name) vapply(rows, function(row) as.numeric(row[[name]]), 0)

device_name <- function() {
  query <- c("--query-gpu=name,driver_version", "--format=csv,noheader")
  name <- if (nzchar(Sys.which("nvidia-smi"))) system2("nvidia-smi", query, stdout = TRUE)[1] else "a CUDA device"
  capability <- paste(cuda_get_device_capability(), collapse = ".")
  paste0(name, ", capability ", capability, ", runtime ", cuda_runtime_version())
}

# Announced operations a second without sparsity, in tera; known for Hopper.
rates <- if (cuda_get_device_capability()[1] == 9) c(float = 67, half = 989) else c(float = NA, half = NA)

heading("CUDA")
cat(device_name(), "\n\n", sep = "")
best <- function(x) if (all(is.na(x))) NA else min(x, na.rm = TRUE)
times <- lapply(measure(lapply(rows, `[[`, "pair"), python_setup, device = TRUE, at_most = 120),
                function(x) 1e6 * apply(x, 2, best))

bandwidth <- 4 * 2 * n / best(c(times$r[["copy"]], times$peer[["copy"]])) # bytes in a microsecond
rate <- rates[vapply(rows, function(row) as.character(row$dtype), "")]
floor <- ifelse(is.na(rate), 4 * column("floats") / bandwidth, column("operations") / rate / 1e6)
of_floor <- floor / times$r
ratios <- times$r / times$peer
at_most <- column("at_most")
streams <- names(rows) %in% c("add", "exp", "tanh", "gelu", "sum", "mean", "max") # at 85 % of the bandwidth
met <- ratios <= at_most & (!streams | of_floor >= 0.85)

print_table(cbind(us = names(rows), "R best" = number(times$r), "PyTorch best" = number(times$peer),
                  "ratio" = ratio(times$r, times$peer), "at most" = ifelse(is.na(at_most), "", format(at_most)),
                  "floor" = number(floor), "floor / R" = ifelse(is.na(floor), "", ratio(floor, times$r)),
                  "at least" = ifelse(streams, "0.85", ""),
                  "TFLOP/s" = number(column("operations") / times$r / 1e6),
                  " " = ifelse(is.na(met), "", ifelse(met, "met", "MISSED"))))
cat("A copy moves ", number(bandwidth / 1e6), " TB/s. Of ", sum(!is.na(met)), " rows with a target ",
    sum(met, na.rm = TRUE), " meet it; of ", sum(is.na(times$peer)), " PyTorch's time is not known.\n\n", sep = "")
