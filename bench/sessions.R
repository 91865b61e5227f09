# Does it matter what else the session holds? R's collector walks over everything: packages attached, and a
# million other objects. Each case is a session of its own; all of them train and do small operations.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

code <- quote({
  library(torch)
  torch_set_num_threads(1)
  # Microseconds of processor time, the best of five rounds after one.
  per_call <- function(n, f) {
    f(n)
    times <- vapply(1:5, function(round) sum(system.time(f(n), gcFirst = FALSE)[1:2]), 0)
    1e6 * min(times) / n
  }
  a <- torch_ones(2, 2)
  m <- torch_ones(1000, 500)
  model <- nn_sequential(nn_linear(256, 256), nn_relu(), nn_linear(256, 256), nn_relu(), nn_linear(256, 1))
  optimizer <- optim_adam(model$parameters)
  x <- torch_randn(1024, 256)
  y <- torch_randn(1024, 1)
  train <- function(n) for (i in seq_len(n)) {
    optimizer$zero_grad()
    loss <- nnf_mse_loss(model(x), y)
    loss$backward()
    optimizer$step()
  }
  scale <- if (nzchar(Sys.getenv("BENCH_QUICK"))) 0.01 else 1
  small <- per_call(2e5 * scale, function(n) for (i in seq_len(n)) a + a)
  large <- per_call(1000 * scale, function(n) for (i in seq_len(n)) b <- m + m)
  step <- per_call(100 * scale, train)
  before <- gc.time()
  time <- system.time(train(300 * scale), gcFirst = FALSE)
  share <- sum((gc.time() - before)[1:2]) / sum(time[1:2])
  cat(small, large, step, 100 * share, "\n")
})
run <- function(prelude) {
  file <- tempfile(fileext = ".R")
  on.exit(unlink(file))
  writeLines(c(prelude, deparse(code)), file)
  lines <- system2(file.path(R.home("bin"), "Rscript"), shQuote(file), stdout = TRUE, stderr = FALSE)
  as.numeric(strsplit(trimws(utils::tail(lines, 1)), " ")[[1]])
}
packages <- Filter(function(p) nzchar(system.file(package = p)), c("dplyr", "ggplot2", "data.table"))
cases <- list("nothing else" = "", "1e6 other objects" = "others <- lapply(seq_len(1e6), function(i) c(i, i))")
if (length(packages)) cases[[paste(packages, collapse = ", ")]] <- paste0("suppressMessages(library(", packages, "))")
results <- vapply(cases, run, numeric(4))

heading("Sessions")
print_table(cbind("besides torch" = names(cases), "a + a, us" = number(results[1, ]), "add 2 MB, us" = number(results[2, ]),
                  "training step, us" = number(results[3, ]), "collector, % of training" = number(results[4, ])))
