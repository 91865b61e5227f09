# The names of all public functions (torch_stubs.h), read from the headers that declare them: packages reach
# them by name, see torch_r.h.

emit_stubs <- function(root, generated) {
  headers <- file.path(root, "inst/include", c("torch.h", "torch_r.h"))
  written <- lapply(headers[file.exists(headers)], readLines) # a table alone, as in tests, has none
  names <- sort(unique(unlist(lapply(c(written, generated), declared_functions))), method = "radix")
  c("/* Every public function by name, in the order of strcmp(); made by tools/generate.R from the other headers. */",
    rbind(sprintf("TORCH_STUB(%s)", names), sprintf("#define %s (*torch_at_%s())", names, names)))
}

# A declaration's name is what stands before its first parenthesis; definitions, types and macros are none.
declared_functions <- function(lines) {
  text <- paste(lines, collapse = "\n")
  text <- gsub("(?s)/\\*.*?\\*/", " ", text, perl = TRUE)
  text <- gsub("(?m)^#(?:[^\n\\\\]|\\\\.|\\\\\n)*", " ", text, perl = TRUE)
  text <- gsub("(?:[^;{}()]*\\([^{};]*\\)\\s*)\\{(?:[^{}]|\\{[^{}]*\\})*\\}", ";", text, perl = TRUE)
  statements <- trimws(strsplit(text, "[;{}]")[[1]])
  statements <- statements[!grepl("^(typedef|extern|static)\\b", statements)]
  declaration <- "^[A-Za-z_][A-Za-z0-9_ *\n]*?\\b((?:th|torch)_[a-z0-9_]+)\\("
  found <- regmatches(statements, regexec(declaration, statements, perl = TRUE))
  vapply(Filter(length, found), `[[`, "", 2L)
}
