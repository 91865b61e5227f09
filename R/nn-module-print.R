# How modules print: their sizes, then what they hold.

#' @export
print.nn_module <- function(x, ...) {
  if (inherits(x, "nn_module_generator")) {
    cat("<", class(x)[[1]], "> object generator\n", sep = "")
    return(invisible(x))
  }
  module <- attr(x, "module")
  if (is.function(module$print)) return(invisible(module$print()))
  cat("An `nn_module` containing ", grouped(count_elements(module)), " parameters.\n", sep = "")
  section("Modules", own_slots(module, "module"), describe_module)
  section("Parameters", own_slots(module, "parameter"), describe_tensor)
  section("Buffers", own_slots(module, "buffer"), describe_tensor)
  invisible(x)
}

count_elements <- function(module) sum(vapply(.Call(C_module_tensors, module, "parameters", TRUE), length, 0))

grouped <- function(n) format(n, big.mark = ",", scientific = FALSE)

describe_module <- function(x) sprintf("<%s> #%s parameters", class(x)[[1]], grouped(count_elements(attr(x, "module"))))

describe_tensor <- function(x) utils::capture.output(utils::str(x))

section <- function(title, slots, describe) {
  slots <- slots[!vapply(slots, is.null, NA)]
  if (!length(slots)) return()
  width <- getOption("width")
  unicode <- getOption("cli.unicode", l10n_info()$`UTF-8`)
  line <- if (unicode) "\u2500" else "-"
  bullet <- if (unicode) "\u2022" else "*"
  rule <- paste0(strrep(line, 2), " ", title, " ")
  cat("\n", rule, strrep(line, max(0, width - nchar(rule))), "\n", sep = "")
  for (name in names(slots)) cat(bullet, " ", name, ": ", describe(slots[[name]]), "\n", sep = "")
}
