# How much memory does training hold, and does it stay so? 20 layers of 500 units, 1000 rows: each
# activation has 2 MB. R's garbage collector does not see these bytes; the package must see to them.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

# Megabytes of a field of /proc/self/status.
status <- function(field) {
  line <- grep(paste0("^", field, ":"), readLines("/proc/self/status"), value = TRUE)
  as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", line)) / 1024
}

train <- function(steps) {
  layers <- unlist(lapply(1:20, function(i) list(nn_linear(500, 500), nn_relu())))
  model <- do.call(nn_sequential, layers)
  optimizer <- optim_sgd(model$parameters, lr = 0.001)
  x <- torch_randn(1000, 500)
  y <- torch_randn(1000, 500)
  before <- status("VmRSS")
  step <- function() {
    optimizer$zero_grad()
    loss <- nnf_mse_loss(model(x), y)
    loss$backward()
    optimizer$step()
  }
  times <- vapply(seq_len(steps), function(i) time_of(step()), 0)
  c(ms = 1000 * stats::median(times), peak = status("VmHWM") - before, end = status("VmRSS") - before)
}

if (!file.exists("/proc/self/status")) stop("this benchmark reads /proc/self/status")
python <- find_python()
cat("### Memory while training\n\n")
describe_machine(python)
row <- function(name, values) cat(sprintf("| %s | %.0f | %.0f | %.0f |\n", name, values[1], values[2], values[3]))
cat("| | ms per step | MB at the peak, above the start | MB after 30 steps, above the start |\n|---|---|---|---|\n")
row("R", train(30))
if (!is.null(python)) row("PyTorch", as.numeric(strsplit(utils::tail(system2(python, shQuote(bench_file("memory.py")), stdout = TRUE), 1), "\t")[[1]]))
cat("\n")
