# Runs tests/testthat on the installed package; arguments are filters of file names.
# The last line is "N passed, N failed, N skipped", counted in test_that() blocks.
filters <- commandArgs(TRUE)
if (Sys.getenv("NOT_CRAN") == "") Sys.setenv(NOT_CRAN = "true") # all of it
results <- as.data.frame(testthat::test_dir(
    "tests/testthat", package = "torch", load_package = "installed", stop_on_failure = FALSE,
    reporter = testthat::SummaryReporter$new(show_praise = FALSE, max_reports = 60L),
    filter = if (length(filters)) paste(filters, collapse = "|")
))
bad <- results$failed > 0 | results$error
skipped <- results$skipped & !bad
slow <- head(results[order(-results$real), ], 5)
cat(sprintf("%6.1f s  %s: %s\n", slow$real, slow$file, slow$test), sep = "")
cat(sprintf("%d passed, %d failed, %d skipped\n", sum(!bad & !skipped), sum(bad), sum(skipped)))
quit(status = any(bad) || nrow(results) == 0)
