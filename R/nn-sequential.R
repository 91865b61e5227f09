# Modules that hold other modules.

#' Containers of modules
#'
#' `nn_sequential()` runs its modules one after the other: the forward pass of a sequence of the package's
#' own layers is one call into the library. `nn_module_list()` and `nn_module_dict()` only hold modules.
#'
#' @param ... Modules; names become the names of the children, which are "0", "1", ... otherwise.
#' @param modules A list of modules.
#' @param dict A named list of modules.
#' @return A module. Children are reached by position, `model[[1]]`, or by name.
#' @examples
#' model <- nn_sequential(nn_linear(3, 32), nn_relu(), nn_linear(32, 1))
#' model(torch_randn(4, 3))$shape
#' @export
nn_sequential <- nn_module(
  "nn_sequential",
  .native = TRUE,
  initialize = function(...) add_children(self, list(...)),
  append = function(module) {
    .Call(C_module_register, self, next_name(self), module, "module", TRUE)
    invisible(self$.instance())
  },
  forward = function(...) .Call(C_module_forward, self, list(...))
)

#' @rdname nn_sequential
#' @export
nn_module_list <- nn_module(
  "nn_module_list",
  initialize = function(modules = list()) add_children(self, modules),
  append = function(module) {
    .Call(C_module_register, self, next_name(self), module, "module", TRUE)
    invisible(self$.instance())
  },
  extend = function(modules) {
    for (module in modules) self$append(module)
    invisible(self$.instance())
  },
  insert = function(index, module) {
    children <- append(unname(own_slots(self, "module")), list(module), after = index - 1L)
    replace_slots(self, "module", list())
    add_children(self, children)
    invisible(self$.instance())
  }
)

#' @rdname nn_sequential
#' @export
nn_module_dict <- nn_module(
  "nn_module_dict",
  initialize = function(dict) {
    if (length(dict) && is.null(names(dict))) value_error("nn_module_dict: the list of modules must be named")
    add_children(self, dict)
  }
)

add_children <- function(self, modules) {
  names <- names(modules)
  for (k in seq_along(modules)) {
    name <- if (is.null(names) || names[[k]] == "") as.character(k - 1L) else names[[k]]
    .Call(C_module_register, self, name, modules[[k]], "module", TRUE)
  }
}

next_name <- function(self) as.character(length(.Call(C_module_names, self, "module")))

#' @export
`[[.nn_module_list` <- `[[.nn_module`

#' @export
`[.nn_sequential` <- function(x, i) do.call(nn_sequential, unname(x$children[i]))

#' @export
`[.nn_module_list` <- function(x, i) nn_module_list(unname(x$children[i]))

#' @export
as.list.nn_module_list <- function(x, ...) unname(x$children)

#' @export
as.list.nn_sequential <- function(x, ...) unname(x$children)
