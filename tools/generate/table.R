# Reads the op table: macro rows with their comment, checked and completed into one list per op.

fail_table <- function(...) {
  message(...)
  quit(status = 1)
}

problems <- new.env()
problems$text <- character()
complain <- function(row, ...) {
  problems$text <- c(problems$text, sprintf("%s:%d: %s: %s", row$file, row$line, row$name, paste0(...)))
}

# How each macro's arguments are laid out. numbers: scalar parameters (name, default pairs).
MACROS <- list(
  UNARY = list(kind = "unary", inputs = 1, numbers = 0, gradients = 1),
  UNARY1 = list(kind = "unary", inputs = 1, numbers = 1, gradients = 1),
  UNARY2 = list(kind = "unary", inputs = 1, numbers = 2, gradients = 1),
  UNARY3 = list(kind = "unary", inputs = 1, numbers = 3, gradients = 1),
  BINARY = list(kind = "binary", inputs = 2, numbers = 0, gradients = 2),
  BINARY1 = list(kind = "binary", inputs = 2, numbers = 1, gradients = 2),
  TERNARY = list(kind = "ternary", inputs = 3, numbers = 0, gradients = 3),
  TERNARY1 = list(kind = "ternary", inputs = 3, numbers = 1, gradients = 3),
  TERNARY2 = list(kind = "ternary", inputs = 3, numbers = 2, gradients = 3),
  LOSS = list(kind = "binary", inputs = 2, numbers = 0, gradients = 2, types = "FLOATING"),
  LOSS1 = list(kind = "binary", inputs = 2, numbers = 1, gradients = 2, types = "FLOATING"),
  COMPARE = list(kind = "compare", inputs = 2, numbers = 0, gradients = 0),
  PREDICATE = list(kind = "predicate", inputs = 1, numbers = 0, gradients = 0),
  VIEW = list(kind = "view"), OP = list(kind = "op"), COMPOSITE = list(kind = "composite"),
  ALIAS = list(kind = "alias"), LAYER = list(kind = "layer"),
  WITH_ACTIVATION = list(kind = "layer"), ACTIVATION = list(kind = "layer")
)
ELEMENTWISE <- c("unary", "binary", "ternary", "compare", "predicate")
TYPES <- c("FLOATING", "FLOATING_C", "NUMERIC", "NUMERIC_C", "ARITHMETIC", "REAL", "INTEGRAL", "SELECT")
INPUT_NAMES <- list("self", c("self", "other"), c("self", "tensor1", "tensor2"))
MARKS <- c("method", "function", "nnf", "internal", "in_place", "no_r", "function_", "args")

# list(ops =, aliases =); ops in the order of the C enum.
read_table <- function(root, path) {
  rows <- table_rows(root, path)
  ops <- lapply(Filter(function(row) row$macro != "ALIAS", rows), complete_op)
  names(ops) <- vapply(ops, `[[`, "", "name")
  for (id in seq_along(ops)) ops[[id]]$id <- id - 1L
  aliases <- lapply(Filter(function(row) row$macro == "ALIAS", rows), complete_alias, ops)
  check_names(c(ops, aliases))
  if (length(problems$text)) fail_table(paste(problems$text, collapse = "\n"))
  list(ops = ops, aliases = aliases)
}

# ---- Rows ---------------------------------------------------------------------------------------

# Comments, strings, words, single marks, in this order; preprocessor lines are tokens of their own.
TOKENS <- paste0("(?sm)^#(?:[^\n\\\\]|\\\\.)*|/\\*.*?\\*/|//[^\n]*|\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])'",
                 "|[A-Za-z_][A-Za-z_0-9]*|[(),]")

table_rows <- function(root, path) {
  text <- paste(readLines(file.path(root, path)), collapse = "\n")
  found <- gregexpr(TOKENS, text, perl = TRUE)[[1]]
  token <- regmatches(text, list(found))[[1]]
  start <- as.integer(found)
  newlines <- as.integer(gregexpr("\n", text, fixed = TRUE)[[1]])
  state <- list(text = text, token = token, start = start, end = start + nchar(token) - 1L,
                line = findInterval(start, newlines) + 1L, file = path, root = root)
  walk_rows(state)
}

walk_rows <- function(state) {
  rows <- list()
  section <- ""
  k <- 1L
  while (k <= length(state$token)) {
    token <- state$token[k]
    if (grepl("^/\\* ---- ", token)) {
      section <- sub("^/\\* -+ (.*?) -* ?\\*/$", "\\1", token, perl = TRUE)
    } else if (grepl("^#include \"", token)) {
      path <- file.path(dirname(state$file), sub("^#include \"([^\"]+)\".*", "\\1", token))
      rows <- c(rows, table_rows(state$root, path))
    } else if (token %in% names(MACROS)) {
      row <- one_row(state, k, section)
      rows[[length(rows) + 1L]] <- row
      k <- row$next_token
      next
    }
    k <- k + 1L
  }
  rows
}

# The row whose macro's name is token k: its arguments as text, and the comment on its last line.
one_row <- function(state, k, section) {
  row <- list(macro = state$token[k], file = state$file, line = state$line[k], section = section, name = state$token[k])
  if (!identical(state$token[k + 1L], "(")) fail_table(row$file, ":", row$line, ": expected ( after ", row$macro)
  depth <- 0L
  cuts <- integer()
  j <- k + 1L
  repeat {
    if (j > length(state$token)) fail_table(row$file, ":", row$line, ": row has no closing parenthesis")
    depth <- depth + (state$token[j] == "(") - (state$token[j] == ")")
    if (depth == 0L || (depth == 1L && state$token[j] %in% c("(", ","))) cuts <- c(cuts, state$start[j])
    if (depth == 0L) break
    j <- j + 1L
  }
  pieces <- substring(state$text, head(cuts, -1L) + 1L, tail(cuts, -1L) - 1L)
  row$args <- trimws(gsub("\\s+", " ", gsub("(?s)/\\*.*?\\*/", "", pieces, perl = TRUE)))
  row$name <- row$args[1]
  row$comment <- trailing_comment(state, j)
  row$next_token <- j + 1L
  row
}

trailing_comment <- function(state, j) {
  if (j == length(state$token)) return("")
  between <- substring(state$text, state$end[j] + 1L, state$start[j + 1L] - 1L)
  comment <- state$token[j + 1L]
  if (!grepl("^/\\*", comment) || grepl("^/\\* ----", comment) || !grepl("^[ \t]*\n?[ \t]*$", between)) return("")
  trimws(gsub("\\s+", " ", gsub("^/\\*+|\\*/$", "", comment)))
}

# ---- One op -------------------------------------------------------------------------------------

complete_op <- function(row) {
  macro <- MACROS[[row$macro]]
  row$kind <- macro$kind
  row <- read_marks(row)
  if (!grepl("^[a-z_][a-zA-Z0-9_]*$", row$name)) complain(row, "is no name for an op")
  if (row$title == "") complain(row, "the row has no comment to be the title")
  row <- if (row$kind %in% ELEMENTWISE) complete_elementwise(row, macro) else complete_structured(row)
  if (length(row$params) > 16) complain(row, "more than 16 arguments (TH_MAX_ARGS)")
  changeable <- row$kind %in% c("unary", "binary", "ternary", "compare") && param_names(row)[1] %in% c("self", "input")
  row$in_place <- changeable || row$marks$in_place
  if (row$in_place && grepl("_$", row$name)) complain(row, "changes self by its name and needs no [in_place]")
  row
}

# "[in_place] [args self end weight] Title" -> marks and title
read_marks <- function(row) {
  row$marks <- setNames(as.list(rep(FALSE, length(MARKS))), MARKS)
  text <- row$comment
  while (grepl("^\\[", text)) {
    mark <- strsplit(sub("^\\[([^]]*)\\].*$", "\\1", text), "[ ,]+")[[1]]
    if (!(mark[1] %in% MARKS)) complain(row, "unknown mark [", mark[1], "]")
    row$marks[[mark[1]]] <- if (mark[1] == "args") mark[-1] else TRUE
    text <- trimws(sub("^\\[[^]]*\\]", "", text))
  }
  row$title <- sub("\\.$", "", text)
  row
}

complete_elementwise <- function(row, macro) {
  if (!is.null(macro$types)) row$args <- append(row$args, macro$types, after = 1)
  expected <- 3 + 2 * macro$numbers + macro$gradients
  if (length(row$args) != expected) {
    complain(row, row$macro, " takes ", expected, " arguments, got ", length(row$args))
    return(row)
  }
  row$types <- row$args[2]
  if (!(row$types %in% TYPES)) complain(row, "unknown types ", row$types)
  inputs <- INPUT_NAMES[[macro$inputs]]
  if (row$marks$nnf) inputs[1] <- "input"
  if (is.character(row$marks$args)) inputs <- row$marks$args
  if (length(inputs) != macro$inputs) complain(row, "[args] names ", length(inputs), " inputs, expected ", macro$inputs)
  type <- if (macro$inputs == 1) "T" else "N"
  numbers <- row$args[2 + seq_len(2 * macro$numbers)]
  number_names <- numbers[c(TRUE, FALSE)][seq_len(macro$numbers)]
  defaults <- numbers[c(FALSE, TRUE)][seq_len(macro$numbers)]
  row$params <- c(lapply(inputs, parameter, type = type),
                  Map(parameter, number_names, "S", default = lapply(defaults, number_default)))
  row$params <- unname(row$params)
  row$results <- "T"
  gradients <- tail(row$args, macro$gradients)
  row$differentiable <- macro$gradients > 0 && !all(gradients == "NONE")
  row
}

number_default <- function(text) {
  if (text == "REQUIRED") return(NULL)
  text <- gsub("^C\\((.*)\\)$", "\\1", text)
  sub("INFINITY", "Inf", text, fixed = TRUE)
}

complete_structured <- function(row) {
  wanted <- c(view = 4, op = 5, composite = 2)[[row$kind]]
  if (length(row$args) != wanted) {
    complain(row, row$macro, " takes ", wanted, " arguments, got ", length(row$args))
    return(row)
  }
  parsed <- parse_signature(row)
  row$params <- parsed$params
  row$results <- parsed$results
  row$differentiable <- row$kind != "composite" && !(row$args[wanted] %in% c("NULL", "NONE", "grad_none"))
  if (row$kind != "composite") check_saves(row, literal_text(row$args[wanted - 1]))
  row
}

check_saves <- function(row, saves) {
  named <- strsplit(trimws(saves), "\\s+")[[1]]
  known <- c(vapply(row$params, `[[`, "", "name"), "y", paste0("y", 0:9))
  for (name in setdiff(sub("^#", "", named), known)) complain(row, "saves ", name, ", which is no argument")
}

complete_alias <- function(row, ops) {
  if (length(row$args) != 2) {
    complain(row, "ALIAS takes 2 arguments")
  } else if (!(row$args[2] %in% names(ops))) {
    complain(row, "is an alias of ", row$args[2], ", which is no op")
  }
  row$of <- row$args[2]
  row <- read_marks(row)
  row
}

check_names <- function(rows) {
  all_names <- vapply(rows, `[[`, "", "name")
  for (k in which(duplicated(all_names))) {
    complain(rows[[k]], "is in the table twice (line ", rows[[match(all_names[k], all_names)]]$line, ")")
  }
}

# ---- Questions ----------------------------------------------------------------------------------

is_exported <- function(op) !op$marks$internal && !op$marks$no_r && !op$marks$method
param_names <- function(op) vapply(op$params, `[[`, "", "name")
is_elementwise <- function(op) op$kind %in% ELEMENTWISE
has_method <- function(op) {
  written_by_hand <- op$marks$no_r && !op$marks$method
  !op$marks$internal && !written_by_hand && !op$marks[["function"]] && !op$marks$nnf && !is.na(self_position(op))
}
self_position <- function(op) match("self", param_names(op))
