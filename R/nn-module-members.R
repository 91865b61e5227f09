# Members of modules: what `$`, `[[` and their kin do outside of methods (on instances) and inside (on
# the R6 object `self`).

#' @export
`$.nn_module` <- function(x, name) .Call(C_instance_member, x, name)

#' @export
`[[.nn_module` <- function(x, i) {
  if (is.numeric(i)) module_child(attr(x, "module"), i) else .Call(C_instance_member, x, i)
}

#' @export
`$<-.nn_module` <- function(x, name, value) {
  module_assign(attr(x, "module"), name, value)
  invisible(x)
}

#' @export
`[[<-.nn_module` <- function(x, i, value) {
  module <- attr(x, "module")
  module_assign(module, if (is.numeric(i)) child_name(module, i) else i, value)
  invisible(x)
}

#' @export
`$.nn_Module` <- function(x, name) .Call(C_module_member, x, name)

#' @export
`[[.nn_Module` <- function(x, i) if (is.numeric(i)) module_child(x, i) else .Call(C_module_member, x, i)

#' @export
`$<-.nn_Module` <- function(x, name, value) {
  module_assign(x, name, value)
  invisible(x)
}

#' @export
`[[<-.nn_Module` <- function(x, i, value) {
  module_assign(x, if (is.numeric(i)) child_name(x, i) else i, value)
  invisible(x)
}

module_assign <- function(module, name, value) {
  if (!.Call(C_module_assign, module, name, value)) assign(name, value, envir = module)
}

child_name <- function(module, i) {
  names <- .Call(C_module_names, module, "module")
  if (length(i) != 1L || is.na(i) || i < 1 || i > length(names)) {
    value_error(sprintf("a module of %d children has no child %s", length(names), format(i)))
  }
  names[[i]]
}

module_child <- function(module, i) .Call(C_module_member, module, child_name(module, i))

#' @export
length.nn_module <- function(x) {
  if (inherits(x, "nn_module_generator")) 1L else length(.Call(C_module_names, attr(x, "module"), "module"))
}

#' @export
names.nn_module <- function(x, ...) if (!inherits(x, "nn_module_generator")) member_names(attr(x, "module"))

#' @export
.DollarNames.nn_module <- function(x, pattern = "") grep(pattern, names(x), value = TRUE)

#' @export
.DollarNames.nn_Module <- function(x, pattern = "") grep(pattern, member_names(x), value = TRUE)

member_names <- function(module) {
  slots <- lapply(c("module", "parameter", "buffer"), function(kind) .Call(C_module_names, module, kind))
  sort(unique(c(unlist(slots), ls(module))))
}
