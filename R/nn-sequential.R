# Modules that hold other modules.

#' Containers of modules
#'
#' `nn_sequential()` runs its modules one after the other: the forward pass of a sequence of the package's
#' own layers is one call into the library. `nn_module_list()` and `nn_module_dict()` only hold modules.
#'
#' @param ... Modules, or lists of them spliced with `!!!`; names become the names of the children, which are
#'   "0", "1", ... otherwise.
#' @param modules A list of modules.
#' @param dict A named list of modules.
#' @return A module. Children are reached by position, `model[[1]]`, or by name; `length()` counts them, and
#'   `[` makes a container of some. `$append(module)` adds a module at the end; lists also have
#'   `$extend(modules)` and `$insert(index, module)`. In `nn_sequential()` a module defined in R may take and return
#'   what it likes; the package's own take one tensor.
#' @examples
#' model <- nn_sequential(nn_linear(3, 32), nn_relu(), nn_linear(32, 1))
#' model(torch_randn(4, 3))$shape
#' @export
nn_sequential <- nn_module(
  "nn_sequential",
  .native = TRUE,
  initialize = function(...) {
    call <- substitute(list(...))
    add_children(self, if (any(splices(call))) eval(splice(call, parent.frame()), parent.frame()) else list(...))
  },
  append = function(module) append_child(self, module),
  forward = function(...) .Call(C_module_forward, self, list(...))
)

#' @rdname nn_sequential
#' @export
nn_module_list <- nn_module(
  "nn_module_list",
  initialize = function(modules = list()) add_children(self, unname(as.list(modules))),
  append = function(module) append_child(self, module),
  extend = function(modules) {
    for (module in as.list(modules)) append_child(self, module)
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
    if (length(dict) && (is.null(names(dict)) || !all(nzchar(names(dict))))) {
      value_error("nn_module_dict: all elements of dict must be named")
    }
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

append_child <- function(self, module) {
  name <- as.character(length(.Call(C_module_names, self, "module")))
  .Call(C_module_register, self, name, module, "module", TRUE)
  invisible(self$.instance())
}

# The forward pass of a container that the library cannot run: a module in it is defined in R, or an input is
# no tensor.
.run_children <- function(module, input, ...) {
  children <- own_slots(module, "module")
  if (!length(children)) return(input)
  input <- children[[1]](input, ...)
  for (child in children[-1]) input <- child(input)
  input
}

#' Cut off the last layers of a network
#'
#' @param x A module, such as an [nn_sequential()].
#' @param head_size How many of its last children to leave out.
#' @return An `nn_sequential()` of the other children, which it shares with `x`.
#' @examples
#' model <- nn_sequential(nn_linear(3, 8), nn_relu(), nn_linear(8, 2))
#' body <- nn_prune_head(model, 1)
#' nn_sequential(body, nn_linear(8, 5))(torch_randn(4, 3))$shape
#' @export
nn_prune_head <- function(x, head_size) UseMethod("nn_prune_head")

#' @export
nn_prune_head.nn_module <- function(x, head_size = 1L) {
  children <- own_slots(attr(x, "module"), "module")
  if (!is.numeric(head_size) || length(head_size) != 1L || !isTRUE(head_size >= 0 && head_size <= length(children))) {
    value_error(sprintf("nn_prune_head: head_size must be between 0 and the number of children, %d, got %s",
                        length(children), deparse1(head_size)))
  }
  do.call(nn_sequential, children[seq_len(length(children) - head_size)])
}

#' @export
nn_prune_head.nn_module_generator <- function(x, head_size = 1L) {
  type_error("nn_prune_head: x must be a module, got a generator of modules")
}

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
