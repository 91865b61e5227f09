# The op table seen from the tests: its rows, arguments to call each op with, and the checks that
# follow from a row alone. The formats are described in op-cases.txt; tools/golden.py reads the same.

# ---- The table ------------------------------------------------------------------------------------

ELEMENTWISE <- c("unary", "binary", "ternary", "compare", "predicate")

read_ops <- function() {
  rows <- read.delim(test_path("ops-table.tsv"), comment.char = "#", quote = "", na.strings = character(),
                     colClasses = "character")
  ops <- lapply(seq_len(nrow(rows)), function(k) complete_row(as.list(rows[k, ]), k - 1L))
  setNames(ops, rows$name)
}

complete_row <- function(op, id) {
  words <- regmatches(op$signature, gregexpr("(\"[^\"]*\"|\\([^()]*\\)|[^ ])+", op$signature, perl = TRUE))[[1]]
  cut <- match("->", words)
  inputs <- head(words, cut - 1L)
  op$id <- id
  op$params <- sub(":.*", "", inputs)
  op$types <- setNames(sub("=.*", "", sub("^[^:]*:", "", inputs)), op$params)
  op$defaults <- setNames(ifelse(grepl("=", inputs), sub("^[^=]*=", "", inputs), NA), op$params)
  op$results <- words[-seq_len(cut)]
  for (flag in c("differentiable", "in_place", "method", "internal", "no_r")) op[[flag]] <- op[[flag]] == "1"
  op$changes_self <- grepl("_$", op$name)
  op$elementwise <- op$kind %in% ELEMENTWISE
  op
}

read_cases <- function() {
  lines <- readLines(test_path("op-cases.txt"))
  lines <- lines[nzchar(lines) & !startsWith(lines, "#")]
  parts <- lapply(strsplit(paste0(lines, " "), "|", fixed = TRUE), trimws)
  cases <- lapply(parts, function(part) list(args = part[2], flags = strsplit(part[3], " +")[[1]]))
  split(cases, vapply(parts, `[[`, "", 1))
}

op_table <- read_ops()
op_case_lines <- read_cases()

cases_of <- function(op) {
  found <- op_case_lines[[op$name]]
  if (length(found)) return(found)
  text <- default_case(op)
  cases <- list(list(args = text, flags = character()))
  if (op$kind %in% c("binary", "compare") && op$promotes != "INTEGRAL") {
    cases <- c(cases, list(list(args = sub("=\\[3,4\\]$", "=0.5", text), flags = character())))
  }
  cases
}

default_case <- function(op) {
  words <- character()
  for (name in op$params[is.na(op$defaults)]) {
    if (op$types[[name]] %in% c("T", "N")) {
      mask <- op$promotes == "SELECT" && name == op$params[1]
      suffix <- if (mask) "bool" else if (op$promotes == "INTEGRAL") "int@1:9" else ""
      words <- c(words, paste0(name, "=[3,4]", suffix))
    } else if (op$types[[name]] %in% c("S", "d")) {
      words <- c(words, paste0(name, "=0.5"))
    }
  }
  paste(words, collapse = " ")
}

# ---- Numbers and tensors --------------------------------------------------------------------------

fractions <- function(n, seed) {
  k <- seq_len(n)
  u <- 0.6180339887498949 * k * k + 0.7548776662466927 * k * seed + 0.41 * seed
  u - floor(u)
}

numbers <- function(n, seed) {
  u <- fractions(n, seed)
  flip <- u * 7.3
  (0.2 + 0.7 * u) * ifelse(flip - floor(flip) < 0.5, -1, 1)
}

# A tensor of numbers given in row-major order.
tensor_of <- function(values, shape, dtype = "float64") {
  if (prod(shape) == 0) return(torch_empty(shape, dtype = dtype))
  if (length(shape) == 0) return(torch_scalar_tensor(values, dtype = dtype))
  if (length(shape) > 1) values <- aperm(array(values, rev(shape)))
  torch_tensor(values, dtype = dtype)
}

# Its elements in row-major order.
values_of <- function(x) {
  values <- as_array(x)
  if (length(dim(values)) > 1) values <- aperm(values)
  as.vector(values)
}

shape_of <- function(x) as.integer(x$shape)
dtype_of <- function(x) tolower(sub("^torch_", "", format_dtype(x$dtype)))
format_dtype <- function(dtype) sub("^.*torch_", "", paste(capture.output(print(dtype)), collapse = ""))
is_tensor <- function(x) inherits(x, "torch_tensor")
is_floating <- function(x) dtype_of(x) %in% c("float", "double", "half", "bfloat16")

# ---- Arguments ------------------------------------------------------------------------------------
# A leaf is what a tensor argument is made from: list(values =, shape =, dtype =, spd =), so that
# finite differences can change one number.

TENSOR <- "^(\\[[0-9,]*\\])(int|bool|spd|cplx)?(@(-?[0-9.]+):(-?[0-9.]+))?$"

leaf <- function(text, seed) {
  if (text == "null") return(NULL)
  if (grepl("^v", text)) return(leaf_of_values(text))
  match <- regmatches(text, regexec(TENSOR, text))[[1]]
  if (length(match) == 0) return(json(text))
  shape <- as.integer(unlist(json(match[2])))
  kind <- match[3]
  n <- prod(shape)
  u <- fractions(n, seed)
  low <- as.numeric(match[5])
  high <- as.numeric(match[6])
  values <- switch(kind, bool = u < 0.5, int = floor(low + (high - low + 1) * u),
                   cplx = complex(real = numbers(n, seed), imaginary = numbers(n, seed + 1)),
                   if (is.na(low)) numbers(n, seed) else low + (high - low) * u)
  dtype <- c(bool = "bool", int = "int64", cplx = "cdouble")[kind]
  new_leaf(values, shape, if (is.na(dtype)) "float64" else dtype[[1]], kind == "spd")
}

new_leaf <- function(values, shape, dtype, spd = FALSE) {
  structure(list(values = values, shape = shape, dtype = dtype, spd = spd), class = "leaf")
}

leaf_of_values <- function(text) {
  dtype <- switch(substr(text, 2, 2), i = "int64", b = "bool", "float64")
  nested_leaf(json(sub("^v[ib]?", "", text)), dtype)
}

nested_leaf <- function(nested, dtype) {
  shape <- integer()
  level <- nested
  while (is.list(level)) {
    shape <- c(shape, length(level))
    level <- level[[1]]
  }
  new_leaf(unlist(nested), shape, dtype)
}

json <- function(text) {
  text <- gsub("[", "list(", gsub("]", ")", text, fixed = TRUE), fixed = TRUE)
  eval(parse(text = gsub("true", "TRUE", gsub("false", "FALSE", gsub("null", "NULL", text)))))
}

is_leaf <- function(x) inherits(x, "leaf")
is_float_leaf <- function(x) is_leaf(x) && x$dtype %in% c("float64", "float32", "float16", "bfloat16")

# The arguments of a case: leaves for tensors, lists of leaves for lists, else R values; in order.
case_arguments <- function(op, text) {
  given <- lapply(strsplit(text, " +")[[1]], function(word) c(sub("=.*", "", word), sub("^[^=]*=", "", word)))
  names(given) <- vapply(given, `[`, "", 1)
  unknown <- setdiff(names(given), op$params)
  if (length(unknown)) {
    stop(op$name, ": the case in op-cases.txt names ", unknown[1], ", which is no argument of ", op$signature)
  }
  args <- list()
  for (name in op$params) {
    place <- match(name, names(given))
    value <- if (!is.na(place)) case_value(op$types[[name]], given[[name]][2], place) else default_value(op, name)
    args[name] <- list(value)
  }
  args
}

case_value <- function(type, text, seed) {
  if (text == "null") return(NULL)
  switch(sub("\\?$", "", type),
    T = , N = leaf(text, seed),
    "T[]" = , "T?[]" = leaves_of_shapes(json(text), seed),
    IT = , PT = index_leaf(json(text)),
    "IT?[]" = , "IT[]" = lapply(json(text), function(entry) if (!is.null(entry)) index_leaf(entry)),
    i = , A = , X = as.integer(json(text)), "i[]" = , "A[]" = as.integer(unlist(json(text))),
    unlist(json(text)))
}

leaves_of_shapes <- function(shapes, seed) {
  leaf_of <- function(shape, k) new_leaf(numbers(prod(shape), seed + 10 * (k - 1)), as.integer(shape), "float64")
  Map(leaf_of, lapply(shapes, unlist), seq_along(shapes))
}

index_leaf <- function(nested) nested_leaf(nested, "int64")

default_value <- function(op, name) {
  text <- op$defaults[[name]]
  if (is.na(text)) {
    if (grepl("\\?$", op$types[[name]])) return(NULL)
    stop(op$name, ": no value for ", name, "; add a case to op-cases.txt")
  }
  value <- eval(parse(text = text))
  if (op$types[[name]] %in% c("i", "A", "X", "i[]", "A[]") && !is.null(value)) value <- as.integer(value)
  value
}

# ---- Calls ----------------------------------------------------------------------------------------

native <- function(name) getFromNamespace(name, "torch")

# Calls any op of the table, also those without an R function. What needs a LAPACK is skipped where there is none.
call_op <- function(op, args, entry = "C_op") {
  if (is.character(op)) op <- op_table[[op]]
  call <- c(list(native(paste0(entry, length(op$params))), op$id), unname(args))
  tryCatch(do.call(.Call, call, quote = TRUE),
           not_implemented_error = function(e) if (has_lapack()) stop(e) else skip(conditionMessage(e)))
}

has_lapack <- function() {
  !is.null(tryCatch(torch_det(torch_eye(1)), not_implemented_error = function(e) NULL))
}

# Tensors of the leaves. make(leaf) may build them otherwise: other dtype, other strides.
make_plain <- function(leaf) {
  x <- tensor_of(leaf$values, leaf$shape, leaf$dtype)
  if (leaf$spd) spd(x) else x
}

# A positive definite matrix of x.
spd <- function(x) {
  n <- tail(shape_of(x), 1)
  torch_add(torch_mul(torch_add(x, torch_transpose(x, -2, -1)), 0.5), torch_tensor(n * diag(n), dtype = x$dtype))
}

build <- function(args, make = make_plain) {
  lapply(args, function(arg) {
    if (is_leaf(arg)) make(arg)
    else if (is.list(arg)) lapply(arg, function(entry) if (is_leaf(entry)) make(entry) else entry)
    else arg
  })
}

outputs_of <- function(result) if (is_tensor(result)) list(result) else if (is.list(result)) result else list()

# Every float leaf's place: c(argument) or c(argument, entry of its list).
float_leaves <- function(args) {
  places <- list()
  for (name in names(args)) {
    if (is_float_leaf(args[[name]])) places <- c(places, list(list(name)))
    if (is.list(args[[name]]) && !is_leaf(args[[name]])) {
      for (k in seq_along(args[[name]])) if (is_float_leaf(args[[name]][[k]])) places <- c(places, list(list(name, k)))
    }
  }
  places
}

at <- function(args, place) Reduce(`[[`, place, args)
