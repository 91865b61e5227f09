# What the benchmarks share: statements in R beside the same statements in PyTorch, measured in turn on the
# same machine, in the same run. A script sources this file, sets its variables up and calls compare().
#
# BENCH_QUICK=1 runs everything once and briefly: to see that a script works, not for numbers.

library(torch)

quick <- nzchar(Sys.getenv("BENCH_QUICK"))
threads <- as.integer(Sys.getenv("OMP_NUM_THREADS", "1"))
torch_set_num_threads(threads)

# With one thread the processor time is counted, which a busy machine disturbs less; else the time on
# the clock. The Python side does the same.
cpu_and_clock <- function(expression) {
  time <- system.time(expression, gcFirst = FALSE)
  c(time[["user.self"]] + time[["sys.self"]], time[["elapsed"]])
}
time_of <- function(expression) cpu_and_clock(expression)[if (threads == 1) 1 else 2]

# What the work takes on the CUDA device, between two events in its queue.
device_time_of <- function(expression) {
  start <- cuda_event()$record()
  force(expression)
  start$elapsed_time(cuda_event()$record()) / 1000
}

# Seconds per evaluation of an expression in env. It runs in a compiled loop of at least 0.1 s, the
# garbage collections that it causes included.
seconds <- function(expression, env, clock = time_of) {
  loop <- compiler::cmpfun(eval(call("function", as.pairlist(alist(n = )), bquote(for (i in seq_len(n)) .(expression))), env))
  clock(loop(1)) # libraries are loaded, memory is taken
  n <- 1
  repeat {
    time <- clock(loop(n))
    if (time > (if (quick) 0.002 else 0.1)) return(time / n)
    n <- ceiling(n * max(2, min(100, 0.15 / max(time, 1e-6))))
  }
}

# A Python that has PyTorch, or NULL: TORCH_PYTHON, or the first that works.
find_python <- function() {
  for (python in c(Sys.getenv("TORCH_PYTHON"), Sys.which("python3"), "/usr/bin/python3")) {
    if (nzchar(python) && system2(python, c("-c", shQuote("import torch")), stdout = FALSE, stderr = FALSE) == 0) return(python)
  }
}
python <- find_python()

# The folder bench/.
bench_folder <- local({
  script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
  if (length(script)) dirname(script) else "bench"
})

# Runs Python code that has torch, F, report(), status() and CLOCK; returns the lines it prints.
run_python <- function(code) {
  file <- tempfile(fileext = ".py")
  on.exit(unlink(file))
  writeLines(c("import sys", sprintf("sys.path.insert(0, r'%s')", normalizePath(file.path(bench_folder, "common"))),
               "from bench import *", code), file)
  system2(python, shQuote(file), stdout = TRUE)
}

number <- function(x, digits = 3) ifelse(is.na(x), "", formatC(x, digits = digits, format = "fg", flag = "#"))
ratio <- function(ours, theirs) ifelse(is.na(theirs), "", formatC(ours / theirs, digits = 2, format = "f"))

describe_machine <- function() {
  cpu <- if (file.exists("/proc/cpuinfo")) grep("model name", readLines("/proc/cpuinfo"), value = TRUE)[1]
  version <- if (!is.null(python)) system2(python, c("-c", shQuote("import torch; print(torch.__version__)")), stdout = TRUE)
  cat(sub(".*: *", "", cpu), ", ", threads, " of ", parallel::detectCores(), " threads, ",
      if (threads == 1) "processor time" else "time on the clock", "; ", R.version.string, "; torch ",
      format(utils::packageVersion("torch")), "; ", if (is.null(python)) "no PyTorch here" else paste("PyTorch", version), "\n\n", sep = "")
}

heading <- function(title) {
  cat("### ", title, "\n\n", sep = "")
  describe_machine()
}

# rows: a matrix of text with column names.
print_table <- function(rows) {
  cat("| ", paste(colnames(rows), collapse = " | "), " |\n|", strrep("---|", ncol(rows)), "\n", sep = "")
  cat(apply(rows, 1, function(row) paste0("| ", paste(row, collapse = " | "), " |\n")), sep = "")
  cat("\n")
}

# One row of compare(): the statement in R and in Python.
pair <- function(r, py) list(r = substitute(r), py = py)

# pairs: named list of pair(). setup: Python code that sets the variables up; those of R are in env. Each
# side runs `rounds` times, in turn; after `at_most` seconds no other round begins. device: times are those of the CUDA
# device. Returns seconds: matrices r and peer, a row for each round.
measure <- function(pairs, setup, env = parent.frame(), rounds = if (quick) 1 else 5, device = FALSE, at_most = Inf) {
  begin <- proc.time()[["elapsed"]]
  text <- function(x) paste0("r'''", x, "'''")
  statements <- paste0("report({", paste(text(names(pairs)), text(vapply(pairs, `[[`, "", "py")), sep = ": ", collapse = ", "),
                       "}, globals(), ", if (device) "device_time" else "host_time", ")")
  mine <- peer <- matrix(NA_real_, rounds, length(pairs), dimnames = list(NULL, names(pairs)))
  for (round in seq_len(rounds)) {
    if (round > 1 && proc.time()[["elapsed"]] - begin > at_most) break
    for (name in names(pairs)) mine[round, name] <- seconds(pairs[[name]]$r, env, if (device) device_time_of else time_of)
    if (is.null(python)) next
    fields <- strsplit(grep("\t", run_python(c(setup, statements)), value = TRUE), "\t")
    peer[round, vapply(fields, `[`, "", 1)] <- as.numeric(vapply(fields, `[`, "", 2))
  }
  list(r = mine, peer = peer)
}

# Prints microseconds, the best and the median of the rounds, and the ratio of the bests.
compare <- function(title, pairs, setup, env = parent.frame()) {
  heading(title)
  times <- lapply(measure(pairs, setup, env), function(x) 1e6 * x)
  best <- lapply(times, apply, 2, min)
  middle <- lapply(times, apply, 2, stats::median)
  print_table(cbind(us = names(pairs), "R best" = number(best$r), "R median" = number(middle$r),
                    "PyTorch best" = number(best$peer), "PyTorch median" = number(middle$peer),
                    "ratio of bests" = ratio(best$r, best$peer)))
}

# Megabytes of a field of /proc/self/status.
status <- function(field) {
  if (!file.exists("/proc/self/status")) stop("this benchmark reads /proc/self/status")
  line <- grep(paste0("^", field, ":"), readLines("/proc/self/status"), value = TRUE)
  as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", line)) / 1024
}

# Numbers that Python code prints, one line, separated by tabs.
python_numbers <- function(code) if (is.null(python)) NA else as.numeric(strsplit(utils::tail(run_python(code), 1), "\t")[[1]])
