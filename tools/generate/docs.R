# Help pages of the generated functions, as roxygen comments.

r_docs <- function(op) {
  note <- NOTES[[op$name]]
  lines <- c(escape_rd(op$title), "", escape_rd(c(note$description, default_description(op))[1]), "",
             paste("@details", details_text(op)), param_lines(op),
             paste("@return", c(note$value, value_text(op))[1]),
             paste("@family", section_name(op)), "@examples", example_lines(op), "@export")
  fill <- function(line) if (grepl("^@(details|param|return)", line)) strwrap(line, 96, exdent = 2) else line
  lines <- unlist(lapply(lines, fill))
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
    positions <- if ("I" %in% op$results) ", positions counted from 1" else ""
    return(sprintf("A list of %d tensors%s.", length(op$results), positions))
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
