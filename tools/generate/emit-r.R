# The R functions and methods of the ops (R/ops.R), and the table as data for the tests.

emit_r <- function(table) {
  functions <- unlist(lapply(Filter(is_exported, table$ops), r_function))
  hidden <- unlist(lapply(Filter(function(op) op$marks$no_r, table$ops), r_hidden))
  aliases <- unlist(lapply(table$aliases, r_alias, table))
  c(paste0("# The operations as R functions and tensor methods; ", GENERATED, "."),
    functions, aliases, hidden, r_methods(table), r_names(table))
}

r_name <- function(op) {
  paste0(if (op$marks$nnf) "nnf_" else if (!startsWith(op$name, "linalg_")) "torch_", op$name)
}

r_function <- function(op) {
  c("", r_docs(op), r_definition(r_name(op), op),
    if (op$marks$function_) c("", paste0("#' @rdname ", r_name(op)), "#' @export",
                              r_definition(paste0(r_name(op), "_"), op, "C_inplace")))
}

# What hand-written functions call: .torch_div(self, other).
r_hidden <- function(op) {
  name <- paste0(".torch_", op$name)
  c("", r_definition(name, op), if (op$in_place) r_definition(paste0(name, "_"), op, "C_inplace"))
}

r_definition <- function(name, op, entry = "C_op") {
  wrap_r(paste0(name, " <- function(", r_formals(op, op$params), ") ", r_call(op, entry)))
}

r_formals <- function(op, params) {
  formal <- function(p) if (is.null(p$default)) p$name else paste(p$name, "=", r_default(p, op))
  paste(vapply(params, formal, ""), collapse = ", ")
}

# 1 -> 1L where an integer is meant; numbers of nnf_ functions, and orders of linalg_ ones, stay as they are written.
r_default <- function(param, op) {
  whole <- if (!op$marks$nnf) c("i", "A", "X", if (!startsWith(op$name, "linalg_")) "S")
  if (!(param$type %in% whole)) return(param$default)
  gsub("(?<![A-Za-z0-9_.])([0-9]+)(?![0-9.eELx])", "\\1L", param$default, perl = TRUE)
}

r_call <- function(op, entry) {
  sprintf(".Call(%s)", paste(c(paste0(entry, length(op$params)), paste0(op$id, "L"), param_names(op)), collapse = ", "))
}

r_alias <- function(alias, table) {
  op <- table$ops[[alias$of]]
  if (!is_exported(op) || alias$marks$method) return(NULL)
  name <- r_name(list(name = alias$name, marks = op$marks))
  c("", paste0("#' @rdname ", r_name(op)), "#' @export", r_definition(name, op))
}

# ---- Methods ------------------------------------------------------------------------------------

# Templates: the bridge builds a bound method from formals and body; self is in its environment.
r_methods <- function(table) {
  methods <- unlist(lapply(Filter(has_method, table$ops), function(op) method_pair(op$name, op)))
  methods <- c(methods, unlist(lapply(table$aliases, function(alias) {
    op <- table$ops[[alias$of]]
    if (has_method(op) && !alias$marks[["function"]]) method_pair(alias$name, op)
  })))
  methods[-length(methods)] <- paste0(methods[-length(methods)], ",")
  c("", ".methods <- list(", unlist(lapply(methods, function(m) paste0("  ", strsplit(m, "\n")[[1]]))), ")")
}

method_pair <- function(name, op) {
  changes <- op$in_place && self_position(op) == 1L
  c(method_text(name, op, "C_op"), if (changes) method_text(paste0(name, "_"), op, "C_inplace"))
}

method_text <- function(name, op, entry) {
  params <- op$params[-self_position(op)]
  if (name != make.names(name)) name <- paste0("`", name, "`") # `repeat` is a word of R's
  paste(wrap_r(sprintf("%s = function(%s) %s", name, r_formals(op, params), r_call(op, entry))), collapse = "\n")
}

# Compared with the C table when the package is loaded, so that a stale file is caught.
r_names <- function(table) {
  quoted <- paste(paste0("\"", names(table$ops), "\""), collapse = ", ")
  c("", "# The table's names in order: an op's number is its place here, from 0.", ".op_names <- c(",
    strwrap(quoted, 100, indent = 2, exdent = 2), ")")
}

wrap_r <- function(text, width = 100L) {
  lines <- character()
  while (nchar(text) > width) {
    cuts <- gregexpr(", |\\) (?=\\.Call)", substr(text, 1L, width), perl = TRUE)[[1]]
    if (cuts[1] < 0) break
    cut <- max(cuts)
    lines <- c(lines, substr(text, 1L, cut))
    text <- paste0("    ", trimws(substring(text, cut + 1L), "left"))
  }
  c(lines, text)
}

# ---- The table as data --------------------------------------------------------------------------

emit_tsv <- function(table) {
  row <- function(op) {
    exported <- if (is_exported(op)) r_name(op) else ""
    types <- if (is_elementwise(op)) op$types else ""
    flags <- c(op$differentiable, op$in_place, has_method(op), op$marks$internal, op$marks$no_r)
    paste(c(op$name, op$kind, types, signature_text(op), exported, as.integer(flags)), collapse = "\t")
  }
  header <- c("name", "kind", "promotes", "signature", "function", "differentiable", "in_place", "method",
              "internal", "no_r")
  c(paste("#", GENERATED), paste(header, collapse = "\t"), vapply(table$ops, row, "", USE.NAMES = FALSE))
}
