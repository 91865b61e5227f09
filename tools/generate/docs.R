# Help pages of the generated functions, as roxygen comments.

source(file.path(root, "tools", "generate", "examples.R"), local = FALSE)

r_docs <- function(op) {
  note <- NOTES[[op$name]]
  lines <- c(escape_rd(op$title), "", escape_rd(c(note$description, default_description(op))[1]), "",
             paste("@details", details_text(op)), param_lines(op),
             paste("@return", c(note$value, value_text(op))[1]),
             paste("@family", section_name(op)), "@examples", example_lines(op), "@export")
  lines <- unlist(lapply(lines, function(l) if (grepl("^@(details|param|return)", l)) strwrap(l, 96, exdent = 2) else l))
  sub(" +$", "", paste("#'", lines))
}

escape_rd <- function(text) gsub("(?<!\\\\)%", "\\\\%", text, perl = TRUE)

section_name <- function(op) {
  words <- sub(" *-+ *$", "", op$section)
  if (words == "") "operations" else tolower(words)
}

param_lines <- function(op) {
  vapply(op$params, function(p) paste("@param", p$name, escape_rd(describe_argument(op, p))), "")
}

default_description <- function(op) {
  switch(op$kind,
    unary = "Computed for every element of the input.",
    binary = , ternary = "Computed element by element; the inputs are broadcast against each other.",
    compare = "Compares element by element; the inputs are broadcast against each other.",
    predicate = "Asks every element.",
    view = "Another view of the same data: nothing is copied, and a change in one shows in the other.",
    paste0(op$title, "."))
}

# ---- Details ------------------------------------------------------------------------------------

PROMOTION <- c(
  FLOATING = "Integer and Bool inputs become the default dtype; complex input is an error.",
  FLOATING_C = "Integer and Bool inputs become the default dtype.",
  NUMERIC = "Bool and complex inputs are errors.",
  NUMERIC_C = "Bool input is an error.",
  ARITHMETIC = "Inputs of every dtype are taken.",
  REAL = "Complex input is an error.",
  INTEGRAL = "Integer and Bool inputs are taken; floating input is an error.",
  SELECT = "The first input is a mask and takes no part in promotion.")

details_text <- function(op) {
  several <- is_elementwise(op) && sum(vapply(op$params, function(p) p$type == "N", NA)) > 1
  text <- c(NOTES[[op$name]]$details,
    if (is_elementwise(op)) PROMOTION[[op$types]],
    if (several) c("Operands of different dtypes are promoted; a bare number does not promote within its category.",
                   "Sizes that do not broadcast are an error."),
    gradient_text(op), methods_text(op))
  escape_rd(paste(text, collapse = " "))
}

gradient_text <- function(op) {
  if (op$kind == "composite") return("Differentiable where the operations that it is made of are.")
  if (op$differentiable) "Differentiable, also twice." else "Not differentiable."
}

methods_text <- function(op) {
  if (!has_method(op)) return(NULL)
  arguments <- if (length(op$params) > 1) "..." else ""
  plain <- sprintf("`x$%s(%s)`", op$name, arguments)
  if (!op$in_place) return(paste0("As a method: ", plain, "."))
  sprintf("As a method: %s; `x$%s_(%s)` changes `x` itself.", plain, op$name, arguments)
}

# ---- Value --------------------------------------------------------------------------------------

value_text <- function(op) {
  if (is_elementwise(op)) return(elementwise_value(op))
  if (length(op$results) > 1) {
    return(sprintf("A list of %d tensors%s.", length(op$results), if ("I" %in% op$results) ", positions counted from 1" else ""))
  }
  switch(op$results, T = if (op$kind == "view") "A tensor that shares the storage of `self`." else "A tensor.",
    I = "A Long tensor of positions, counted from 1.", "T[]" = "A list of tensors.", b = "`TRUE` or `FALSE`.",
    i = "An integer.", S = "A number.", D = "A dtype.")
}

elementwise_value <- function(op) {
  shape <- if (op$kind %in% c("unary", "predicate")) "of the input's shape" else "of the broadcast shape"
  dtype <- if (op$kind %in% c("compare", "predicate")) "and dtype Bool" else
    if (op$kind == "unary") "and dtype" else "and the promoted dtype"
  if (dtype == "and dtype") dtype <- if (grepl("FLOATING", op$types)) "and a floating dtype" else "and dtype"
  paste0("A tensor ", shape, " ", dtype, ".")
}

# ---- Examples -----------------------------------------------------------------------------------

# Structured ops, which no rule can give sensible input, need an entry in examples.R.
without_example <- function(table) {
  lacking <- Filter(function(op) is_exported(op) && !is_elementwise(op) && is.null(NOTES[[op$name]]$examples), table$ops)
  names(lacking)
}

example_lines <- function(op) {
  given <- NOTES[[op$name]]$examples
  if (!is.null(given)) return(strsplit(paste(given, collapse = "\n"), "\n")[[1]])
  if (is_elementwise(op)) elementwise_example(op) else structured_example(op)
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

# A guess that is replaced by an entry in examples.R.
structured_example <- function(op) {
  required <- Filter(function(p) is.null(p$default), op$params)
  value <- function(p) {
    if (p$list) return(c(T = "list(torch_ones(2, 2))", IT = "list(torch_tensor(1L))", i = "c(2, 2)", A = "1", d = "1")[[p$type]])
    c(T = "torch_ones(2, 2)", N = "torch_ones(2, 2)", IT = "torch_tensor(1L)", S = "1", i = "1", A = "1", X = "1", b = "TRUE",
      d = "1", D = "torch_float()", s = "\"mean\"", G = "torch_generator()", V = "torch_device(\"cpu\")")[[p$type]]
  }
  sprintf("%s(%s)", r_name(op), paste(vapply(required, value, ""), collapse = ", "))
}
