# nn_module(): R classes on top of the library's module tree. An instance is a function whose attribute
# "module" is an R6 object; that object's variable `.module` points to its node of the tree, which owns
# parameters, buffers, children and the training flag.

#' Define a neural network module
#'
#' Makes a generator of modules. Inside of `initialize` and `forward`, assigning an [nn_parameter()], an
#' [nn_buffer()] or another module to a field of `self` registers it; anything else becomes a plain field.
#'
#' @param classname Name of the class, the first of an instance's classes.
#' @param inherit A generator to inherit from; its methods are in `super`.
#' @param ... Methods and fields: `initialize`, `forward` and others.
#' @param private,active Lists of private members and active bindings, as in [R6::R6Class()].
#' @param parent_env Environment in which the methods look up what they do not define.
#' @return A function with the arguments of `initialize`, of class `c(classname, ..., "nn_module",
#'   "nn_module_generator")`. It returns an instance: a function that calls `forward`, with the members
#'   `$parameters`, `$buffers`, `$children`, `$modules`, `$state_dict()`, `$load_state_dict()`, `$train()`,
#'   `$eval()`, `$to()`, `$apply()`, `$zero_grad()`, `$clone()` and those defined.
#' @examples
#' net <- nn_module(
#'   "net",
#'   initialize = function(n_in, n_out) {
#'     self$linear <- nn_linear(n_in, n_out)
#'     self$scale <- nn_parameter(torch_ones(1))
#'   },
#'   forward = function(x) self$linear(x) * self$scale
#' )
#' model <- net(3, 1)
#' model(torch_randn(5, 3))$shape
#' names(model$parameters)
#' @export
nn_module <- function(classname = NULL, inherit = nn_Module, ..., private = NULL, active = NULL,
                      parent_env = parent.frame()) {
  if (!is.null(classname) && !is.character(classname)) {
    type_error("nn_module: classname must be a string, got ", class(classname)[[1]])
  }
  base <- if (inherits(inherit, "nn_module_generator")) attr(inherit, "Module") else inherit
  if (!inherits(base, "R6ClassGenerator")) type_error("nn_module: inherit must be a module generator")
  members <- list(...)
  if (!is.null(members$initialize)) members$initialize <- prepared(members$initialize)
  if (!is.null(members$forward) && is.null(members$.native)) members$.native <- FALSE
  env <- new.env(parent = parent_env)
  env$.base <- base
  class <- R6::R6Class(classname, inherit = .base, public = members, private = private, active = active,
                       parent_env = env, lock_objects = FALSE)
  new_generator(class, c(classname, setdiff(class_chain(inherit), "nn_module")))
}

class_chain <- function(inherit) if (inherits(inherit, "nn_module_generator")) setdiff(class(inherit), "nn_module_generator")

# A constructor that first makes the private views of the module tree (see prepare()).
prepared <- function(initialize) {
  body(initialize) <- bquote({
    .(prepare)(self, private)
    .(body(initialize))
  })
  initialize
}

prepare <- function(self, private) {
  if (!exists("modules_", envir = private, inherits = FALSE)) {
    view <- function(kind) function(value) if (missing(value)) own_slots(self, kind) else replace_slots(self, kind, value)
    makeActiveBinding("parameters_", view("parameter"), private)
    makeActiveBinding("buffers_", view("buffer"), private)
    makeActiveBinding("modules_", view("module"), private)
  }
}

own_slots <- function(self, kind) {
  names <- .Call(C_module_names, self, kind)
  stats::setNames(lapply(names, function(name) .Call(C_module_member, self, name)), names)
}

replace_slots <- function(self, kind, value) {
  for (name in setdiff(.Call(C_module_names, self, kind), names(value))) .Call(C_module_remove, self, name)
  for (name in names(value)) .Call(C_module_register, self, name, value[[name]], kind, TRUE)
}

# ---- Generators and instances ---------------------------------------------------------------------

new_generator <- function(class, classes) {
  generator <- function() NULL
  formals(generator) <- formals(constructor_of(class))
  body(generator) <- bquote({
    .call <- match.call()
    .call[[1L]] <- .(class$new)
    .(new_instance)(eval(.call, parent.frame()), .(classes))
  })
  environment(generator) <- asNamespace("torch")
  structure(generator, class = c(classes, "nn_module", "nn_module_generator"), Module = class)
}

constructor_of <- function(class) {
  while (!is.null(class)) {
    if (!is.null(class$public_methods$initialize)) return(class$public_methods$initialize)
    class <- class$get_inherit()
  }
  function() NULL
}

# The function that a user calls and asks for members. Layers of the library run forward in one call.
new_instance <- function(module, classes) {
  assign(".classes", classes, envir = module)
  if (!isTRUE(module$.native)) .Call(C_module_calls_r, module)
  structure(instance_function(module), class = c(classes, "nn_module"), module = module)
}

instance_function <- function(module) {
  force(module)
  if (isTRUE(module$.native)) function(...) .Call(C_module_forward, module, list(...)) else function(...) .forward(module, ...)
}

# Forward of a module defined in R; also what the library calls for one inside of nn_sequential().
.forward <- function(module, ...) {
  module$forward(...)
}

#' @export
`$.nn_module` <- function(x, name) {
  if (inherits(x, "nn_module_generator")) return(attr(x, "Module")[[name]])
  module <- attr(x, "module")
  if (name == "clone") return(function(deep = FALSE, ..., replace_values = TRUE) clone_module(x, deep, replace_values = replace_values))
  .Call(C_module_member, module, name)
}

#' @export
`[[.nn_module` <- function(x, i) if (is.numeric(i)) module_child(attr(x, "module"), i) else `$.nn_module`(x, i)

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
`[[<-.nn_Module` <- `$<-.nn_Module`

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
names.nn_module <- function(x, ...) {
  if (inherits(x, "nn_module_generator")) NULL else setdiff(ls(attr(x, "module")), ".module")
}

#' @export
.DollarNames.nn_module <- function(x, pattern = "") {
  module <- attr(x, "module")
  slots <- unlist(lapply(c("module", "parameter", "buffer"), function(kind) .Call(C_module_names, module, kind)))
  grep(pattern, sort(unique(c(slots, ls(module)))), value = TRUE)
}

# ---- The base class ---------------------------------------------------------------------------------

nn_Module <- R6::R6Class(
  "nn_Module",
  lock_objects = FALSE,
  public = list(
    .module = NULL,
    .children = NULL,
    .native = FALSE,
    initialize = prepared(function() NULL),
    forward = function(...) {
      not_implemented_error("forward is not implemented for this module")
    },
    register_parameter = function(name, param) .Call(C_module_register, self, name, param, "parameter", TRUE),
    register_buffer = function(name, tensor, persistent = TRUE) {
      .Call(C_module_register, self, name, tensor, "buffer", persistent)
    },
    register_module = function(name, module) .Call(C_module_register, self, as.character(name), module, "module", TRUE),
    add_module = function(name, module) .Call(C_module_register, self, as.character(name), module, "module", TRUE),
    train = function(mode = TRUE) {
      .Call(C_module_training, self, mode)
      invisible(self$.instance())
    },
    eval = function() self$train(FALSE),
    to = function(dtype = NULL, device = NULL, tensor = NULL, non_blocking = FALSE, copy = FALSE, memory_format = NULL) {
      if (is_torch_device(dtype) || (is.character(dtype) && grepl("^(cpu|cuda|meta)", dtype))) {
        device <- dtype
        dtype <- NULL
      }
      if (!is.null(tensor)) {
        dtype <- .Call(C_dollar, tensor, "dtype")
        device <- .Call(C_dollar, tensor, "device")
      }
      .Call(C_module_to, self, dtype, device)
      invisible(self$.instance())
    },
    cpu = function() self$to(device = "cpu"),
    cuda = function(device = NULL) self$to(device = if (is.null(device)) "cuda" else device),
    float = function() self$to(dtype = torch_float()),
    double = function() self$to(dtype = torch_double()),
    half = function() self$to(dtype = torch_half()),
    apply = function(fn) {
      for (child in own_slots(self, "module")) child$apply(fn)
      fn(self$.instance())
      invisible(self$.instance())
    },
    zero_grad = function() invisible(.Call(C_module_zero_grad, self)),
    requires_grad_ = function(requires_grad = TRUE) {
      for (p in .Call(C_module_tensors, self, 1L, TRUE)) .Call(C_requires_grad_, p, requires_grad)
      invisible(self$.instance())
    },
    named_parameters = function(recursive = TRUE) .Call(C_module_tensors, self, 1L, recursive),
    named_buffers = function(recursive = TRUE) .Call(C_module_tensors, self, 2L, recursive),
    state_dict = function(prefix = "", keepvars = FALSE) module_state(self, prefix, keepvars),
    .save_to_state_dict = function(prefix, keepvars) own_state(self, prefix, keepvars),
    load_state_dict = function(state_dict, ..., .refer_to_state_dict = FALSE) {
      load_module_state(self, state_dict, "", .refer_to_state_dict)
      invisible(self$.instance())
    },
    .load_from_state_dict = function(state_dict, prefix, ..., .refer_to_state_dict = FALSE) {
      load_own_state(self, state_dict, prefix, .refer_to_state_dict)
    },
    # The function that users hold, made anew: it has no state of its own.
    .instance = function() structure(instance_function(self), class = c(self$.classes, "nn_module"), module = self)
  ),
  active = list(
    parameters = function(value) if (missing(value)) .Call(C_module_tensors, self, 1L, TRUE) else value_error("parameters cannot be assigned"),
    buffers = function(value) if (missing(value)) .Call(C_module_tensors, self, 2L, TRUE) else value_error("buffers cannot be assigned"),
    children = function(value) if (missing(value)) own_slots(self, "module") else value_error("children cannot be assigned"),
    modules = function(value) if (missing(value)) all_modules(self) else value_error("modules cannot be assigned"),
    training = function(value) .Call(C_module_training, self, if (!missing(value)) value)
  ),
  private = list(.views = TRUE) # R6 makes `private` only where there are members
)

# The module itself and all below it, each once.
all_modules <- function(module) {
  found <- list()
  visit <- function(instance) {
    for (known in found) if (identical(attr(known, "module"), attr(instance, "module"))) return()
    found[[length(found) + 1L]] <<- instance
    for (child in own_slots(attr(instance, "module"), "module")) visit(child)
  }
  visit(module$.instance())
  found
}

# ---- State --------------------------------------------------------------------------------------------

# A module's own parameters and persistent buffers, then its children's.
module_state <- function(module, prefix, keepvars) {
  state <- module$.save_to_state_dict(prefix, keepvars)
  children <- own_slots(module, "module")
  for (name in names(children)) state <- c(state, children[[name]]$state_dict(paste0(prefix, name, "."), keepvars))
  state
}

own_state <- function(module, prefix, keepvars) {
  state <- .Call(C_module_tensors, module, 5L, FALSE)
  if (!keepvars) state <- lapply(state, function(x) .Call(C_detach, x))
  if (length(state)) names(state) <- paste0(prefix, names(state))
  state
}

# Checks the whole tree before it changes anything.
load_module_state <- function(module, state, prefix, refer) {
  if (!is.list(state)) type_error("load_state_dict: expected a named list of tensors")
  walk_states(module, prefix, function(module, prefix) if (loads_plainly(module)) check_own_state(module, state, prefix, refer))
  walk_states(module, prefix, function(module, prefix) module$.load_from_state_dict(state, prefix, .refer_to_state_dict = refer))
}

walk_states <- function(module, prefix, visit) {
  visit(module, prefix)
  children <- own_slots(module, "module")
  for (name in names(children)) walk_states(attr(children[[name]], "module"), paste0(prefix, name, "."), visit)
}

# A class with a .load_from_state_dict() of its own may accept what does not fit at first.
loads_plainly <- function(module) {
  identical(body(module$.load_from_state_dict), body(nn_Module$public_methods$.load_from_state_dict))
}

check_own_state <- function(module, state, prefix, refer) {
  own <- .Call(C_module_tensors, module, 5L, FALSE)
  for (name in names(own)) check_entry(paste0(prefix, name), state[[paste0(prefix, name)]], own[[name]], refer)
}

check_entry <- function(key, value, own, refer) {
  if (is.null(value)) value_error(sprintf("The state_dict has no element named '%s'", key))
  if (!is_torch_tensor(value)) type_error(sprintf("load_state_dict: '%s' must be a tensor, got %s", key, class(value)[[1]]))
  if (!refer && !identical(.Call(C_shape, value, NULL), .Call(C_shape, own, NULL))) {
    value_error(sprintf("load_state_dict: size mismatch for '%s': expected [%s], got [%s]", key,
                       toString(.Call(C_shape, own, NULL)), toString(.Call(C_shape, value, NULL))))
  }
}

load_own_state <- function(module, state, prefix, refer) {
  check_own_state(module, state, prefix, refer)
  own <- .Call(C_module_tensors, module, 5L, FALSE)
  for (name in names(own)) load_one(module, name, own[[name]], state[[paste0(prefix, name)]], refer)
}

load_one <- function(module, name, own, value, refer) {
  if (!refer) return(with_no_grad(copy_values(own, value)))
  kind <- if (name %in% .Call(C_module_names, module, "parameter")) "parameter" else "buffer"
  if (kind == "parameter") .Call(C_requires_grad_, value, .Call(C_dollar, own, "requires_grad"))
  .Call(C_module_register, module, name, value, kind, TRUE)
}

copy_values <- function(to, from) .Call(C_dollar, to, "copy_")(from)

#' Copy a module
#'
#' @param module A module.
#' @param deep Copy parameters, buffers and children too? Tensors and modules that occur in several places
#'   of the module are shared in the copy in the same way.
#' @param ... Not used.
#' @param replace_values Give the copy new tensors (`TRUE`), or leave it with the module's own?
#' @return A module of the same class.
#' @examples
#' model <- nn_linear(2, 1)
#' copy <- clone_module(model, deep = TRUE)
#' identical(copy$weight, model$weight)
#' @export
clone_module <- function(module, deep = FALSE, ..., replace_values = TRUE) {
  if (!is_nn_module(module)) type_error("clone_module: module must be an nn_module, got ", class(module)[[1]])
  memory <- new.env()
  memory$from <- list()
  memory$to <- list()
  clone_instance(module, deep, replace_values, memory)
}

clone_instance <- function(instance, deep, replace_values, memory) {
  module <- attr(instance, "module")
  copy <- once(module, memory, function() {
    copy <- R6_clone(module)
    .Call(C_module_copy, copy, module)
    if (deep) deepen(copy, module, replace_values, memory)
    copy
  })
  copy$.instance()
}

# R6's own clone, which rebinds the methods; the private views belong to the new object.
R6_clone <- function(module) {
  copy <- get("clone", envir = module)()
  children <- get0(".children", envir = module, inherits = FALSE)
  if (!is.null(children)) assign(".children", as.environment(as.list(children, all.names = TRUE)), envir = copy)
  copy
}

# A copy made before is used again.
once <- function(x, memory, make) {
  for (k in seq_along(memory$from)) if (identical(memory$from[[k]], x)) return(memory$to[[k]])
  made <- make()
  memory$from[[length(memory$from) + 1L]] <- x
  memory$to[[length(memory$to) + 1L]] <- made
  made
}

deepen <- function(copy, module, replace_values, memory) {
  for (kind in c("parameter", "buffer")) {
    slots <- own_slots(module, kind)
    for (name in names(slots)) {
      x <- slots[[name]]
      if (is.null(x) || !replace_values) next
      .Call(C_module_register, copy, name, once(x, memory, function() clone_leaf(x)), kind, TRUE)
    }
  }
  children <- own_slots(module, "module")
  for (name in names(children)) {
    .Call(C_module_register, copy, name, clone_instance(children[[name]], TRUE, replace_values, memory), "module", TRUE)
  }
}

clone_leaf <- function(x) {
  y <- with_no_grad(torch_clone(.Call(C_detach, x)))
  .Call(C_requires_grad_, y, .Call(C_dollar, x, "requires_grad"))
}

# ---- Parameters and buffers -----------------------------------------------------------------------------

#' Parameters and buffers of a module
#'
#' `nn_parameter()` marks a tensor as a parameter, `nn_buffer()` as a buffer: assigned to a module's field
#' it is registered as such. The same R object is returned with a class more.
#'
#' @param x A tensor.
#' @param requires_grad Shall it require a gradient?
#' @param persistent Is the buffer part of the module's state?
#' @return The tensor; `is_nn_parameter()`, `is_nn_buffer()` and `is_nn_module()` return `TRUE` or `FALSE`.
#' @examples
#' w <- nn_parameter(torch_zeros(3))
#' is_nn_parameter(w)
#' @export
nn_parameter <- function(x, requires_grad = TRUE) {
  if (!is_torch_tensor(x)) type_error("nn_parameter: x must be a tensor")
  .Call(C_requires_grad_, x, requires_grad)
  .Call(C_mark, x, TRUE, FALSE)
}

#' @rdname nn_parameter
#' @export
nn_buffer <- function(x, persistent = TRUE) {
  if (!is_torch_tensor(x)) type_error("nn_buffer: x must be a tensor")
  attr(x, "persistent") <- persistent
  .Call(C_mark, x, FALSE, TRUE)
}

#' @rdname nn_parameter
#' @export
is_nn_parameter <- function(x) inherits(x, "nn_parameter")

#' @rdname nn_parameter
#' @export
is_nn_buffer <- function(x) inherits(x, "nn_buffer")

#' @rdname nn_parameter
#' @export
is_nn_module <- function(x) inherits(x, "nn_module") && !inherits(x, "nn_module_generator")

# ---- Printing ---------------------------------------------------------------------------------------------

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

count_elements <- function(module) sum(vapply(.Call(C_module_tensors, module, 1L, TRUE), length, 0))

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
