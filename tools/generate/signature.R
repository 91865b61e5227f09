# Signatures: "self:T dim:A[]?=NULL keepdim:b=FALSE -> T I"

parameter <- function(name, type, default = NULL, optional = FALSE, list = FALSE, gaps = FALSE) {
  base::list(name = name, type = type, default = default, optional = optional, list = list, gaps = gaps)
}

literal_text <- function(literal) {
  pieces <- regmatches(literal, gregexpr("\"(\\\\.|[^\"\\\\])*\"", literal))[[1]]
  text <- paste(substring(pieces, 2L, nchar(pieces) - 1L), collapse = "")
  gsub("\\\\(.)", "\\1", text)
}

parse_signature <- function(row) {
  words <- signature_words(literal_text(row$args[2]))
  arrow <- match("->", words)
  inputs <- if (is.na(arrow)) words else head(words, arrow - 1L)
  results <- if (is.na(arrow)) "T" else tail(words, -arrow)
  for (result in setdiff(results, c("T", "I", "T[]", "b", "i", "S", "D"))) complain(row, "unknown result ", result)
  plain <- results %in% c("T[]", "b", "i", "S", "D")
  if (any(plain) && length(results) > 1) complain(row, "a list or a plain value must be the only result")
  params <- lapply(inputs, parse_parameter, row)
  for (name in unique(inputs[duplicated(vapply(params, `[[`, "", "name"))])) complain(row, "has ", name, " twice")
  list(params = params, results = results)
}

# Words are cut at spaces outside quotes and parentheses.
signature_words <- function(text) {
  words <- gregexpr("(\"[^\"]*\"|'[^']*'|\\((?:[^()]|\\([^()]*\\))*\\)|[^ ])+", text, perl = TRUE)
  regmatches(text, words)[[1]]
}

PARAMETER <- "^([A-Za-z_.][A-Za-z0-9_.]*):(IT|PT|[TNSiAXbdDsGV])(\\?)?(\\[\\])?(\\?)?(?:=(.*))?$"

parse_parameter <- function(word, row) {
  match <- regmatches(word, regexec(PARAMETER, word, perl = TRUE))[[1]]
  if (length(match) == 0L) {
    complain(row, "cannot read ", word, " in the signature")
    return(parameter(word, "T"))
  }
  is_list <- match[5] == "[]"
  has_default <- grepl("^[^=]*:[^=]*=", word)
  parsed <- parameter(match[2], match[3], list = is_list, gaps = is_list && match[4] == "?",
                      optional = (!is_list && match[4] == "?") || match[6] == "?")
  if (has_default) parsed$default <- gsub("'", "\"", match[7])
  if (is_list && !(parsed$type %in% c("T", "IT", "i", "A", "d"))) complain(row, "no lists of type ", parsed$type)
  if (parsed$gaps && !(parsed$type %in% c("T", "IT"))) complain(row, "no gaps in a list of type ", parsed$type)
  parsed
}

type_text <- function(param) {
  paste0(param$type, if (param$gaps) "?", if (param$list) "[]", if (param$optional) "?")
}

signature_text <- function(op) {
  words <- vapply(op$params, function(p) {
    paste0(p$name, ":", type_text(p), if (!is.null(p$default)) paste0("=", p$default))
  }, "")
  paste(c(words, "->", op$results), collapse = " ")
}
