# Derives everything that follows from the op table, src/ops/ops.def, and the layer table, src/nn/layers.def:
#
#   Rscript tools/generate.R            writes the files listed in `outputs()`
#   Rscript tools/generate.R --check    writes nothing; shows the difference and fails if there is one
#
# Base R only. After a merge conflict in a generated file take either side and run this again.

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])
root <- normalizePath(file.path(dirname(script), ".."))
for (part in c("examples", "table", "signature", "emit-c", "emit-r", "describe", "docs", "example", "layers",
               "emit-nn", "emit-stubs")) {
  source(file.path(root, "tools", "generate", paste0(part, ".R")), local = FALSE)
}

# What is written: path below the root -> lines.
outputs <- function(table) {
  layers <- read_layers(root)
  headers <- list("inst/include/torch_ops.h" = emit_header(table), "inst/include/torch_nn.h" = emit_nn_header(layers))
  c(headers, list(
    "inst/include/torch_stubs.h" = emit_stubs(root, headers),
    "src/ops/api.c" = emit_api(table),
    "src/nn/api.c" = emit_nn_api(layers),
    "R/ops.R" = emit_r(table),
    "R/nn-native.R" = emit_layers(root),
    "tests/testthat/ops-table.tsv" = emit_tsv(table)
  ))
}

NO_CASE <- "no arguments for tests and example in tests/testthat/op-cases.txt: "

main <- function(arguments) {
  table <- read_table(root, "src/ops/ops.def")
  files <- lapply(outputs(table), function(lines) strsplit(paste(lines, collapse = "\n"), "\n", fixed = TRUE)[[1]])
  if ("--check" %in% arguments) return(check_files(files, table))
  for (path in names(files)) write_if_changed(file.path(root, path), files[[path]])
  lacking <- without_example(table)
  if (length(lacking)) message(NO_CASE, paste(lacking, collapse = ", "))
}

write_if_changed <- function(path, lines) {
  dir.create(dirname(path), recursive = TRUE, showWarnings = FALSE)
  if (file.exists(path) && identical(readLines(path), lines)) return(invisible())
  writeLines(lines, path)
  message("wrote ", path)
}

check_files <- function(files, table) {
  fresh <- tempfile("generated")
  stale <- FALSE
  for (path in names(files)) {
    dir.create(file.path(fresh, dirname(path)), recursive = TRUE, showWarnings = FALSE)
    writeLines(files[[path]], file.path(fresh, path))
    arguments <- c("-u", shQuote(file.path(root, path)), shQuote(file.path(fresh, path)))
    if (system2("diff", arguments) != 0) stale <- TRUE
  }
  if (stale) fail_table("generated files are stale: run Rscript tools/generate.R")
  lacking <- without_example(table)
  if (length(lacking)) fail_table(NO_CASE, paste(lacking, collapse = ", "))
}

main(commandArgs(TRUE))
