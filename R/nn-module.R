# nn_module(): R classes on top of the library's module tree. An instance is a function whose attribute
# "module" is an R6 object; that object's variable `.module` points to its node of the tree, which owns
# parameters, buffers, children and the training flag.

#' Define a neural network module
#'
#' Makes a generator of modules. Inside of `initialize` and `forward`, assigning an [nn_parameter()], an
#' [nn_buffer()] or another module to a field of `self` registers it, and assigning `NULL` removes it;
#' anything else, lists of modules as well, becomes a plain field.
#'
#' @param classname Name of the class, the first of an instance's classes.
#' @param inherit A generator to inherit from, of a module defined in R or of a layer; its methods are in `super`.
#' @param ... Methods and fields: `initialize`, `forward` and others.
#' @param private,active Lists of private members and active bindings, as in [R6::R6Class()].
#' @param parent_env Environment in which the methods look up what they do not define.
#' @return A function with the arguments of `initialize`, of class `c(classname, ..., "nn_module",
#'   "nn_module_generator")`. It returns an instance of class `c(classname, ..., "nn_module")`: a function that
#'   calls `forward`, with the members below and those defined.
#'
#' @section Members:
#' \describe{
#'   \item{`$forward(...)`}{What the module computes. `model(x)` runs it with its hooks, `model$forward(x)` without.}
#'   \item{`$parameters`, `$buffers`}{Named lists of tensors, those of the children first ("layer.weight"). A tensor
#'     that occurs several times is listed once.}
#'   \item{`$named_parameters(recursive = TRUE)`, `$named_buffers(recursive = TRUE)`}{The same, or the module's own
#'     only.}
#'   \item{`$children`, `$modules`}{Named list of the modules it holds; list of itself and all modules below it.}
#'   \item{`$training`, `$train(mode = TRUE)`, `$eval()`}{The mode, of which dropout and normalization take notice.
#'     `$train()` calls that of the children, so that a module can override it for the part it stands for.}
#'   \item{`$to(dtype, device)`, `$cpu()`, `$cuda()`, `$float()`, `$double()`, `$half()`}{Move or convert parameters and
#'     buffers in place (floating point ones, as far as the dtype is concerned).}
#'   \item{`$state_dict()`, `$load_state_dict(state_dict, strict = TRUE, .refer_to_state_dict = FALSE)`}{The named
#'     list of parameters and persistent buffers, and its way back. Everything is checked before anything changes:
#'     missing and unexpected names (unless `strict = FALSE`) and shapes that differ are value_errors. Values are
#'     copied; with `.refer_to_state_dict = TRUE` the module holds the list's own tensors afterwards, as a module
#'     that was made on the meta device needs it.}
#'   \item{`$zero_grad()`, `$requires_grad_(requires_grad = TRUE)`}{For all parameters.}
#'   \item{`$apply(fn)`}{Calls `fn(module)` for all modules below it, then for itself.}
#'   \item{`$register_parameter(name, param)`, `$register_buffer(name, tensor, persistent = TRUE)`,
#'     `$register_module(name, module)`, `$add_module(name, module)`}{What assignments to fields do.}
#'   \item{`$register_forward_pre_hook(hook)`, `$register_forward_hook(hook)`}{Before each call,
#'     `hook(module, input)` gets the list of arguments and may return others: a list, or a single argument. After
#'     it, `hook(module, input, output)` may return another result. What a hook returns invisibly replaces nothing,
#'     and neither does `NULL`: a hook that ends with an assignment only looks. Hooks run in the order of their
#'     registration; `$remove()` of what is returned takes one away.}
#'   \item{`$clone(deep = FALSE)`}{See [clone_module()].}
#' }
#' `length(model)` is the number of children, `model[[1]]` the first child, `model[["name"]]` the same as `model$name`.
#' Methods may read and write `private$parameters_`, `private$buffers_` and `private$modules_`, named lists of
#' the module's own slots.
#' @seealso [nn_sequential()], [nn_parameter()], [torch_save()]
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
#'
#' # Looking at what flows through a layer
#' hook <- model$linear$register_forward_hook(function(module, input, output) print(output$shape))
#' y <- model(torch_randn(5, 3))
#' hook$remove()
#' @export
nn_module <- function(classname = NULL, inherit = nn_Module, ..., private = NULL, active = NULL,
                      parent_env = parent.frame()) {
  if (!is.null(classname) && !is.character(classname)) {
    type_error("nn_module: classname must be a string, got ", class(classname)[[1]])
  }
  base <- if (inherits(inherit, "nn_module_generator")) attr(inherit, "Module") else inherit
  if (!inherits(base, "R6ClassGenerator")) type_error("nn_module: inherit must be a module generator")
  generator <- !inherits(inherit, "R6ClassGenerator")
  inherited <- if (generator) setdiff(class(inherit), c("nn_module", "nn_module_generator"))
  classes <- c(classname, inherited)
  env <- new.env(parent = parent_env)
  env$.base <- base
  class <- R6::R6Class(classname, inherit = .base, public = complete_members(list(...), classes), private = private,
                       active = active, parent_env = env, lock_objects = FALSE, cloneable = FALSE)
  class$public_fields$.generator <- class
  new_generator(class, classes)
}

complete_members <- function(members, classes) {
  if (!is.null(members$initialize)) members$initialize <- prepared(members$initialize)
  if (!is.null(members$forward) && is.null(members$.native)) members$.native <- FALSE
  c(members, list(.classes = c(classes, "nn_module"), .generator = NULL))
}

# ---- Construction -----------------------------------------------------------------------------------

new_generator <- function(class, classes) {
  generator <- function() NULL
  formals(generator) <- formals(constructor_of(class))
  body(generator) <- bquote({
    .call <- match.call()
    .construct(.call, .(class), parent.frame())
  })
  environment(generator) <- asNamespace("torch")
  structure(generator, class = c(classes, "nn_module", "nn_module_generator"), Module = class)
}

.construct <- function(call, class, frame) {
  call[[1L]] <- class$new
  eval(splice(call, frame), frame)$.instance()
}

# f(!!!list(1, 2)) as f(1, 2), for nn_sequential(!!!layers).
splice <- function(call, frame) {
  spliced <- splices(call)
  if (!any(spliced)) return(call)
  parts <- lapply(seq_along(call), function(k) {
    if (spliced[[k]]) as.list(eval(call[[k]][[2]][[2]][[2]], frame)) else as.list(call[k])
  })
  as.call(unlist(parts, recursive = FALSE))
}

splices <- function(call) vapply(seq_along(call), function(k) is_splice(call[[k]]), NA)

is_splice <- function(x) {
  for (depth in 1:3) {
    if (!is.call(x) || !identical(x[[1]], quote(`!`))) return(FALSE)
    x <- x[[2]]
  }
  TRUE
}

# A constructor that starts with .prepare(), which it finds by name: files hold constructors.
prepared <- function(initialize) {
  body(initialize) <- bquote({
    if (base::asNamespace("torch")$.prepare(self, private)) return(invisible())
    .(body(initialize))
  })
  initialize
}

.building <- new.env()
.building$blank <- FALSE

# The private views of the module tree; and a forward in R is announced to it. TRUE: that was all.
.prepare <- function(self, private) {
  if (!exists("modules_", envir = private, inherits = FALSE)) {
    view <- function(kind) {
      function(value) if (missing(value)) own_slots(self, kind) else replace_slots(self, kind, value)
    }
    makeActiveBinding("parameters_", view("parameter"), private)
    makeActiveBinding("buffers_", view("buffer"), private)
    makeActiveBinding("modules_", view("module"), private)
    assign("clone", clone_method(self), envir = self) # R6 lets no class define it
    lockBinding("clone", self)
    if (!.subset2(self, ".native")) .Call(C_module_calls_r, self)
  }
  blank <- .building$blank
  .building$blank <- FALSE
  blank
}

clone_method <- function(self) {
  function(deep = FALSE, ..., replace_values = TRUE) {
    clone_module(self$.instance(), deep, replace_values = replace_values)
  }
}

# An object of the class whose constructor has not run: for copies, and for modules from files.
blank_module <- function(class) {
  .building$blank <- TRUE
  on.exit(.building$blank <- FALSE)
  class$new()
}

own_slots <- function(self, kind) .Call(C_module_slots, self, kind)

replace_slots <- function(self, kind, value) {
  for (name in setdiff(.Call(C_module_names, self, kind), names(value))) .Call(C_module_remove, self, name)
  for (name in names(value)) .Call(C_module_register, self, name, value[[name]], kind, TRUE)
}

# The function that a user calls and asks for members; layers of the library run forward in one call.
new_instance <- function(module) {
  call <- if (.subset2(module, ".native")) native_call(module) else r_call(module)
  structure(call, class = .subset2(module, ".classes"), module = module)
}

native_call <- function(module) {
  force(module)
  function(...) .Call(C_module_call, module, list(...))
}

r_call <- function(module) {
  force(module)
  function(...) {
    if (!is.null(.subset2(module, ".hooks"))) return(.call_hooked(module, ...))
    forward <- .subset2(module, "forward")
    forward(...)
  }
}

# ---- The base class ---------------------------------------------------------------------------------

nn_Module <- R6::R6Class(
  "nn_Module",
  lock_objects = FALSE,
  cloneable = FALSE,
  public = list(
    .module = NULL,
    .children = NULL,
    .native = FALSE,
    .classes = "nn_module",
    .generator = NULL,
    .callable = NULL,
    .hooks = NULL,
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
    register_forward_pre_hook = function(hook) add_hook(self, "before", hook),
    register_forward_hook = function(hook) add_hook(self, "after", hook),
    train = function(mode = TRUE) {
      .Call(C_module_training, self, is_true(mode))
      for (child in own_slots(self, "module")) child$train(mode)
      invisible(self$.instance())
    },
    eval = function() self$train(FALSE),
    to = function(dtype = NULL, device = NULL, tensor = NULL, non_blocking = FALSE, copy = FALSE,
                  memory_format = NULL) {
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
      for (p in .Call(C_module_tensors, self, "parameters", TRUE)) .Call(C_requires_grad_, p, requires_grad)
      invisible(self$.instance())
    },
    named_parameters = function(recursive = TRUE) .Call(C_module_tensors, self, "parameters", recursive),
    named_buffers = function(recursive = TRUE) .Call(C_module_tensors, self, "buffers", recursive),
    state_dict = function(prefix = "", keepvars = FALSE) module_state(self, prefix, keepvars),
    .save_to_state_dict = function(prefix, keepvars) own_state(self, prefix, keepvars),
    load_state_dict = function(state_dict, ..., strict = TRUE, .refer_to_state_dict = FALSE) {
      load_module_state(self, state_dict, is_true(strict), is_true(.refer_to_state_dict))
      invisible(self$.instance())
    },
    .load_from_state_dict = function(state_dict, prefix, ..., .refer_to_state_dict = FALSE) {
      load_own_state(self, state_dict, prefix, .refer_to_state_dict)
    },
    .instance = function() {
      if (is.null(.subset2(self, ".callable"))) assign(".callable", new_instance(self), envir = self)
      .subset2(self, ".callable")
    }
  ),
  active = list(
    parameters = function(value) if (missing(value)) self$named_parameters() else read_only("parameters"),
    buffers = function(value) if (missing(value)) self$named_buffers() else read_only("buffers"),
    children = function(value) if (missing(value)) own_slots(self, "module") else read_only("children"),
    modules = function(value) if (missing(value)) all_modules(self) else read_only("modules"),
    training = function(value) .Call(C_module_training, self, if (!missing(value)) value)
  ),
  private = list(.views = TRUE) # R6 makes `private` only where there are members
)

read_only <- function(member) value_error(member, " cannot be assigned: register what it shall hold")

# The module itself and all below it, each once.
all_modules <- function(module) {
  found <- list()
  seen <- new.env()
  visit <- function(module) {
    id <- .Call(C_object_id, module)
    if (!is.null(seen[[id]])) return()
    seen[[id]] <- TRUE
    found[[length(found) + 1L]] <<- module$.instance()
    for (child in own_slots(module, "module")) visit(attr(child, "module"))
  }
  visit(module)
  found
}
