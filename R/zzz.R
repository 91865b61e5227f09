#' @useDynLib torch, .registration = TRUE
#' @importFrom compiler cmpfun
NULL

utils::globalVariables(c("self", ".base"))

# Methods of the table and those written by hand, compiled once, when the package is installed:
# R would compile a closure that is made anew for each call only after several calls.
.methods <- lapply(c(.methods[setdiff(names(.methods), names(.own_methods))], .own_methods), cmpfun,
                   options = list(suppressAll = TRUE))

.onLoad <- function(libname, pkgname) {
  .Call(C_start, topenv(), .methods, .op_names)
}
