# Examples of the help pages: written by hand in examples.R, else made from the op's first case in
# tests/testthat/op-cases.txt, else, for elementwise ops, from the row alone.

# Structured ops, which no rule can give sensible input, need one of the two files.
without_example <- function(table) {
  lacking <- Filter(function(op) {
    needed <- is_exported(op) && !is_elementwise(op) && length(op$params) > 0
    needed && is.null(hand_example(op)) && is.null(CASES[[op$name]])
  }, table$ops)
  names(lacking)
}

read_cases <- function(path) {
  lines <- readLines(path)
  parts <- strsplit(lines[nzchar(lines) & !startsWith(lines, "#")], "|", fixed = TRUE)
  cases <- lapply(parts, function(part) strsplit(trimws(part[2]), " +")[[1]])
  names(cases) <- trimws(vapply(parts, `[[`, "", 1))
  cases
}

CASES <- read_cases(file.path(root, "tests", "testthat", "op-cases.txt"))

hand_example <- function(op) NOTES[[op$name]]$examples

example_lines <- function(op) {
  given <- hand_example(op)
  if (!is.null(given)) return(strsplit(paste(given, collapse = "\n"), "\n")[[1]])
  if (!is.null(CASES[[op$name]])) return(case_example(op, CASES[[op$name]]))
  if (is_elementwise(op)) elementwise_example(op) else sprintf("%s()", r_name(op))
}

elementwise_example <- function(op) {
  integral <- op$types == "INTEGRAL"
  inputs <- if (integral) c("c(1L, 2L, 4L)", "c(3L, 2L, 1L)", "c(1L, 1L, 2L)") else
    c("c(0.1, 0.5, 0.9)", "c(0.9, 0.5, 0.2)", "c(0.3, 0.2, 0.1)")
  if (op$types == "SELECT") inputs[1] <- "c(TRUE, FALSE, TRUE)"
  variables <- c("x", "y", "z")
  required <- Filter(function(p) is.null(p$default), op$params)
  tensors <- vapply(required, function(p) p$type %in% c("T", "N"), NA)
  arguments <- character(length(required))
  arguments[tensors] <- variables[seq_len(sum(tensors))]
  arguments[!tensors] <- paste(vapply(required[!tensors], `[[`, "", "name"), "= 0.5")[seq_len(sum(!tensors))]
  c(sprintf("%s <- torch_tensor(%s)", variables, inputs)[seq_len(sum(tensors))],
    sprintf("%s(%s)", r_name(op), paste(arguments, collapse = ", ")))
}

# ---- From a case --------------------------------------------------------------------------------

# Tensors become variables of the arguments' names, all else stands in the call.
case_example <- function(op, words) {
  lines <- character()
  arguments <- character()
  for (word in words) {
    name <- sub("=.*", "", word)
    param <- Find(function(p) p$name == name, op$params)
    if (is.null(param)) fail_table("op-cases.txt: ", op$name, " has no argument ", name)
    value <- case_text(param, sub("^[^=]*=", "", word))
    if (startsWith(value, "torch_") || grepl("^list\\(torch_", value)) {
      variable <- if (name == "self") "x" else name
      lines <- c(lines, paste(variable, "<-", value))
      value <- variable
    }
    arguments <- c(arguments, if (is.null(param$default)) value else paste(name, "=", value))
  }
  c(unlist(lapply(lines, wrap_r, 90L)), wrap_r(sprintf("%s(%s)", r_name(op), paste(arguments, collapse = ", ")), 90L))
}

case_text <- function(param, text) {
  if (param$type %in% c("T", "N") && !param$list) return(tensor_text(text))
  if (param$type == "T") return(sprintf("list(%s)", paste(vapply(rows_of(text), tensor_text, ""), collapse = ", ")))
  if (param$type == "IT" && param$list) {
    return(sprintf("list(%s)", paste(vapply(rows_of(text), vector_text, "", "L"), collapse = ", ")))
  }
  if (param$type %in% c("IT", "PT")) return(sprintf("torch_tensor(%s)", vector_text(text, "L")))
  vector_text(text)
}

tensor_text <- function(text) {
  if (!grepl("^[v[]", text)) return(vector_text(text))
  if (startsWith(text, "v")) {
    suffix <- if (startsWith(text, "vi")) "L" else ""
    return(sprintf("torch_tensor(%s)", vector_text(sub("^v[ib]?", "", text), suffix)))
  }
  sizes <- gsub(",", ", ", sub("^\\[([0-9,]*)\\].*", "\\1", text))
  range <- as.numeric(strsplit(sub("^[^@]*@?", "", text), ":")[[1]])
  kind <- sub("^[^]]*\\]([a-z]*).*", "\\1", text)
  if (sizes == "") return("torch_scalar_tensor(0.5)")
  switch(kind,
    bool = sprintf("torch_randn(%s) > 0", sizes),
    int = sprintf("torch_randint(%s, %s, c(%s), dtype = torch_long())", range[1], range[2] + 1, sizes),
    cplx = sprintf("torch_complex(torch_randn(%s), torch_randn(%s))", sizes, sizes),
    spd = sprintf("torch_tensor(diag(%s) + 1)", sub(",.*", "", sizes)),
    if (length(range) < 2) sprintf("torch_randn(%s)", sizes) else
      sprintf("torch_rand(%s) * %s + %s", sizes, format(range[2] - range[1]), format(range[1])))
}

# "[[1,2],[3,4]]" -> "[1,2]" "[3,4]"; "[[1,3],null]" -> "[1,3]" "null"
rows_of <- function(text) {
  inner <- sub("^\\[(.*)\\]$", "\\1", text)
  regmatches(inner, gregexpr("\\[[^]]*\\]|[a-z0-9.-]+", inner))[[1]]
}

# JSON as R: 2, c(1, 2), rbind(c(1, 2), c(3, 4)), TRUE, NULL, "mean"
vector_text <- function(text, suffix = "") {
  if (startsWith(text, "\"")) return(text)
  plain <- c(true = "TRUE", false = "FALSE", null = "NULL")
  if (text %in% names(plain)) return(plain[[text]])
  if (startsWith(text, "[[")) {
    return(sprintf("rbind(%s)", paste(vapply(rows_of(text), vector_text, "", suffix), collapse = ", ")))
  }
  values <- gsub("([0-9])(?=,|\\]|$)", paste0("\\1", suffix), text, perl = TRUE)
  values <- gsub("true", "TRUE", gsub("false", "FALSE", values))
  if (!startsWith(text, "[")) return(values)
  inner <- gsub(",", ", ", sub("^\\[(.*)\\]$", "\\1", values))
  if (grepl(",", inner)) sprintf("c(%s)", inner) else inner
}
