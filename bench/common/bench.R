# What the benchmarks share: statements in R beside the same statements in PyTorch, measured in turn on
# the same machine. A script sources this file, sets its variables up and calls compare().

library(torch)

# With one thread the processor time is counted, which a busy machine disturbs less; else the time on
# the clock. The Python side does the same.
one_thread <- Sys.getenv("OMP_NUM_THREADS") == "1"

time_of <- function(expression) {
  time <- system.time(expression, gcFirst = FALSE)
  if (one_thread) time[["user.self"]] + time[["sys.self"]] else time[["elapsed"]]
}

# Seconds per evaluation of an expression in env. It runs in a compiled loop of at least 0.1 s, the
# garbage collections that it causes included.
seconds <- function(expression, env) {
  loop <- compiler::cmpfun(eval(call("function", as.pairlist(alist(n = )), bquote(for (i in seq_len(n)) .(expression))), env))
  n <- 1
  repeat {
    time <- time_of(loop(n))
    if (time > 0.1) return(time / n)
    n <- ceiling(n * max(2, min(100, 0.15 / max(time, 1e-6))))
  }
}

# A Python that has PyTorch, or NULL: TORCH_PYTHON, or the first that works.
find_python <- function() {
  for (python in c(Sys.getenv("TORCH_PYTHON"), Sys.which("python3"), "/usr/bin/python3")) {
    if (nzchar(python) && system2(python, c("-c", shQuote("import torch")), stdout = FALSE, stderr = FALSE) == 0) return(python)
  }
}

# Runs the Python side once: lines of name, tab, seconds.
peer_seconds <- function(python, script) {
  lines <- system2(python, shQuote(script), stdout = TRUE)
  fields <- strsplit(lines[grepl("\t", lines)], "\t")
  stats::setNames(as.numeric(vapply(fields, `[`, "", 2)), vapply(fields, `[`, "", 1))
}

number <- function(seconds) ifelse(is.na(seconds), "", formatC(seconds * 1e6, digits = 3, format = "fg", flag = "#"))

describe_machine <- function(python) {
  cpu <- if (file.exists("/proc/cpuinfo")) grep("model name", readLines("/proc/cpuinfo"), value = TRUE)[1]
  version <- if (!is.null(python)) system2(python, c("-c", shQuote("import torch; print(torch.__version__)")), stdout = TRUE)
  threads <- Sys.getenv("OMP_NUM_THREADS", "all")
  cat(sub(".*: *", "", cpu), ", ", threads, " of ", parallel::detectCores(), " threads, ",
      if (one_thread) "processor time" else "time on the clock", "; ", R.version.string, "; torch ",
      format(utils::packageVersion("torch")), "; ", if (is.null(python)) "no PyTorch here" else paste("PyTorch", version), "\n\n", sep = "")
}

# statements: a named list of quoted expressions, evaluated in env. script: the Python side, which
# reports times under the same names. Each side runs `rounds` times, in turn; prints microseconds,
# the best and the median of the rounds, and the ratio of the bests.
compare <- function(title, statements, script, env = parent.frame(), rounds = 5) {
  python <- find_python()
  cat("### ", title, "\n\n", sep = "")
  describe_machine(python)
  mine <- theirs <- matrix(NA_real_, rounds, length(statements), dimnames = list(NULL, names(statements)))
  for (round in seq_len(rounds)) {
    for (name in names(statements)) mine[round, name] <- seconds(statements[[name]], env)
    if (!is.null(python)) theirs[round, ] <- peer_seconds(python, script)[names(statements)]
  }
  best <- apply(mine, 2, min)
  peer <- apply(theirs, 2, min)
  table <- cbind(names(statements), number(best), number(apply(mine, 2, stats::median)), number(peer),
                 number(apply(theirs, 2, stats::median)), ifelse(is.na(peer), "", formatC(best / peer, digits = 2, format = "f")))
  cat("| us | R best | R median | PyTorch best | PyTorch median | ratio of bests |\n|---|---|---|---|---|---|\n")
  cat(apply(table, 1, function(row) paste0("| ", paste(row, collapse = " | "), " |\n")), sep = "")
  cat("\n")
  invisible(list(r = mine, peer = theirs))
}

# The folder of the script that is running.
bench_file <- function(name) {
  script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
  file.path(if (length(script)) dirname(script) else "bench", name)
}
