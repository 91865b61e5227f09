# How long until the first tensor? Seconds of the whole process, beside one that does nothing.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

rounds <- if (quick) 1 else 7
best <- function(program, option, code) {
  run <- function() system.time(system2(program, c(option, shQuote(code)), stdout = FALSE, stderr = FALSE))[["elapsed"]]
  min(vapply(seq_len(rounds), function(i) run(), 0))
}
rscript <- file.path(R.home("bin"), "Rscript")
ours <- c(best(rscript, "-e", "NULL"), best(rscript, "-e", "library(torch); torch_tensor(1)"))
peer <- if (is.null(python)) c(NA, NA) else c(best(python, "-c", "pass"), best(python, "-c", "import torch; torch.tensor(1.)"))
ours <- c(ours, max(0, diff(ours)))
peer <- c(peer, diff(peer))

heading("Startup")
print_table(cbind("s on the clock" = c("nothing", "library(torch) and the first tensor", "difference"), R = number(ours),
                  PyTorch = number(peer), ratio = ratio(ours, peer)))
