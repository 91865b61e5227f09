# Do processes live side by side? A child of a fork trains to the same loss; two sessions at once take as
# long as one where there are cores for both.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

code <- quote({
  library(torch)
  torch_set_num_threads(1)
  torch_manual_seed(1)
  model <- nn_sequential(nn_linear(100, 500), nn_relu(), nn_linear(500, 1))
  optimizer <- optim_adam(model$parameters)
  x <- torch_randn(1000, 100)
  y <- torch_randn(1000, 1)
  step <- nn_train_step(model, nn_mse_loss(), optimizer)
  steps <- if (nzchar(Sys.getenv("BENCH_QUICK"))) 3 else 300
  time <- system.time(for (i in seq_len(steps)) loss <- step(x, target = y))[["elapsed"]]
  c(seconds = time, loss = loss$item())
})
forked <- function(n) {
  jobs <- lapply(seq_len(n), function(i) parallel::mcparallel(eval(code)))
  vapply(parallel::mccollect(jobs), identity, numeric(2))
}
here <- eval(code)
one <- forked(1)
two <- forked(2)

heading("Processes")
print_table(cbind(" " = c("this session", "a child of a fork", "two children at once"),
                  "seconds" = number(c(here[1], one[1, ], max(two[1, ]))),
                  "last loss" = format(c(here[2], one[2, ], two[2, 1]), digits = 8)))
