# Optimizers: R6 objects with parameter groups, whose step is written in R. Those of the library are in
# optimizers.R.

#' Define an optimizer
#'
#' Makes a generator of optimizers from R code. `initialize` calls `super$initialize(params, defaults)`;
#' `step` reads `self$param_groups`, a list of groups with `params` (a list of tensors) and options, and
#' changes the parameters under [with_no_grad()]. What it remembers of a parameter it keeps in `self$state`:
#' `self$state$get(p)` is `NULL` at first, `self$state$set(p, list(...))` replaces it; both are part of
#' `$state_dict()`. An optimizer that inherits from one of the package's, such as [optim_sgd()], can call
#' `super$step(closure)`.
#'
#' @param name Name of the class.
#' @param inherit A generator to inherit from.
#' @param ... Methods: `initialize`, `step` and others.
#' @param private,active Lists of private members and active bindings, as in [R6::R6Class()].
#' @param parent_env Environment in which the methods look up what they do not define.
#' @return A function with the arguments of `initialize` that returns an R6 object of class
#'   `c(name, "torch_optimizer", "R6")` with `$param_groups`, `$state`, `$step(closure)`, `$zero_grad()`,
#'   `$add_param_group()`, `$state_dict()` and `$load_state_dict()`.
#' @examples
#' descent <- optimizer(
#'   "descent",
#'   initialize = function(params, lr) super$initialize(params, list(lr = lr)),
#'   step = function() {
#'     with_no_grad(for (group in self$param_groups) {
#'       for (p in group$params) p$sub_(p$grad, alpha = group$lr)
#'     })
#'   }
#' )
#' x <- torch_tensor(3, requires_grad = TRUE)
#' opt <- descent(x, lr = 0.1)
#' (x^2)$backward()
#' opt$step()
#' x
#' @export
optimizer <- function(name = NULL, inherit = Optimizer, ..., private = NULL, active = NULL,
                      parent_env = parent.frame()) {
  base <- if (inherits(inherit, "torch_optimizer_generator")) attr(inherit, "Optimizer") else inherit
  optimizer_generator(name, c(name, "torch_optimizer", "R6"), base, list(...), private, active, parent_env)
}

#' @rdname optimizer
#' @details `optimizer_ignite()` does the same for an optimizer whose step is the library's:
#'   `super$initialize(algorithm, params, defaults)` names one ("adam", ...) and gives all its options.
#' @export
optimizer_ignite <- function(name = NULL, ..., private = NULL, active = NULL, parent_env = parent.frame()) {
  class <- c(name, "torch_optimizer_ignite", "torch_optimizer", "R6")
  optimizer_generator(name, class, LibraryOptimizer, list(...), private, active, parent_env)
}

optimizer_generator <- function(name, class, base, public, private, active, parent_env) {
  definition <- derived_class(name, base, public, private, active, parent_env)
  generator <- r6_generator(definition, bquote(structure(.object, class = .(class))))
  structure(generator, class = c("torch_optimizer_generator", "function"), Optimizer = definition)
}

#' @rdname optimizer
#' @param x An object.
#' @export
is_optimizer <- function(x) inherits(x, "torch_optimizer")

#' Mark an option of an optimizer as required
#'
#' @return A marker: an option that still has it when the optimizer is made is an error.
#' @examples
#' try(optim_sgd(torch_zeros(1, requires_grad = TRUE)))
#' @export
optim_required <- function() structure(list(), class = "optim_required")

is_required <- function(x) inherits(x, "optim_required")

Optimizer <- R6::R6Class(
  "torch_optimizer",
  lock_objects = FALSE,
  public = list(
    param_groups = NULL,
    defaults = NULL,
    initialize = function(params, defaults) {
      self$defaults <- defaults
      self$param_groups <- list()
      for (group in as_groups(params)) self$add_param_group(group)
    },
    add_param_group = function(param_group) {
      group <- complete_group(param_group, self$defaults, self$param_groups)
      self$param_groups <- c(self$param_groups, list(group))
      invisible(self)
    },
    step = function(closure = NULL) {
      not_implemented_error("step is not implemented for this optimizer")
    },
    zero_grad = function(set_to_none = FALSE) {
      for (p in all_params(self$param_groups)) drop_grad(p, set_to_none)
      invisible(NULL)
    },
    state_dict = function() {
      list(param_groups = numbered_groups(self$param_groups), state = self$.get_state())
    },
    load_state_dict = function(state_dict, ...) {
      groups <- loaded_groups(self$param_groups, state_dict)
      self$.set_state(groups, state_dict$state)
      self$param_groups <- groups
      invisible(self)
    },
    .get_state = function() lapply(all_params(self$param_groups), function(p) self$state$get(p)),
    .set_state = function(groups, states) {
      params <- all_params(groups)
      if (length(states) != length(params)) {
        value_error("load_state_dict: expected states of ", length(params), " parameters, got ", length(states))
      }
      states <- copy_tensors(states)
      for (k in seq_along(params)) self$state$set(params[[k]], states[[k]])
    }
  ),
  active = list(
    # What an optimizer written in R remembers of each parameter: get(p) and set(p, value).
    state = function(value) {
      if (!missing(value)) private$.states <- value
      if (is.null(private$.states)) private$.states <- state_map()
      private$.states
    }
  ),
  private = list(
    .states = NULL,
    # The frame of most steps: calls update(group, param, g, p) for every parameter with a gradient.
    step_helper = function(closure, update) {
      loss <- closure_value(closure)
      with_no_grad(each_gradient(self$param_groups, update))
      loss
    }
  )
)

each_gradient <- function(groups, update) {
  for (g in seq_along(groups)) {
    params <- groups[[g]]$params
    for (p in seq_along(params)) {
      if (!is_undefined_tensor(.Call(C_dollar, params[[p]], "grad"))) update(groups[[g]], params[[p]], g, p)
    }
  }
}

# Runs the closure that recomputes the loss, recording.
closure_value <- function(closure) if (!is.null(closure)) with_enable_grad(closure())

# Values by tensor. A tensor is held with its value, so that its identity is not given to another one.
state_map <- function() {
  entries <- new.env()
  list(
    get = function(param) entries[[.Call(C_tensor_id, param)]]$value,
    set = function(param, value) assign(.Call(C_tensor_id, param), list(param = param, value = value), envir = entries),
    map = function() lapply(as.list(entries), function(entry) entry$value)
  )
}

copy_tensors <- function(x) {
  if (is_torch_tensor(x)) return(if (is_undefined_tensor(x)) x else with_no_grad(torch_clone(x)))
  if (is.list(x)) x[] <- lapply(x, copy_tensors)
  x
}

# ---- Groups ---------------------------------------------------------------------------------------

# A tensor, a list of tensors or a list of groups, as a list of groups.
as_groups <- function(params) {
  if (is_torch_tensor(params)) params <- list(params)
  if (is_nn_module(params)) params <- params$parameters
  if (!is.list(params)) {
    type_error("params argument given to the optimizer should be a tensor, a list of tensors or a list of groups, got ",
               class(params)[[1]])
  }
  if (!length(params)) value_error("optimizer got an empty parameter list")
  if (all(vapply(params, is_torch_tensor, NA))) return(list(list(params = params)))
  if (!is.null(params[["params"]])) return(list(params))
  if (is.list(params[[1]])) params else list(list(params = params))
}

# A group with all options, whose parameters may join those of the known groups.
complete_group <- function(group, defaults, known) {
  if (!is.list(group)) type_error("param group must be a list, got ", class(group)[[1]])
  if (is_torch_tensor(group$params)) group$params <- list(group$params)
  if (is_nn_module(group$params)) group$params <- group$params$parameters
  for (p in group$params) {
    if (!is_torch_tensor(p)) type_error("optimizer can only optimize Tensors, but one of the params is ", class(p)[[1]])
  }
  .Call(C_check_params, as.list(group$params), all_params(known))
  if (anyDuplicated(vapply(group$params, function(p) .Call(C_tensor_id, p), ""))) {
    warning("optimizer contains a parameter group with duplicate parameters", call. = FALSE)
  }
  for (name in setdiff(names(defaults), names(group))) group[name] <- list(defaults[[name]])
  for (name in names(group)) {
    if (is_required(group[[name]])) {
      value_error("parameter group didn't specify a value of required optimization parameter ", name)
    }
  }
  group
}

all_params <- function(groups) as.list(unlist(lapply(groups, function(group) unname(group$params)), recursive = FALSE))

drop_grad <- function(p, set_to_none) {
  grad <- .Call(C_dollar, p, "grad")
  if (is_undefined_tensor(grad)) return()
  if (set_to_none) .Call(C_set_member, p, "grad", NULL)
  else with_no_grad(.Call(C_dollar, .Call(C_detach, grad), "zero_")())
}

# In a state dict, params are their numbers.
numbered_groups <- function(groups) {
  n <- 0L
  lapply(groups, function(group) {
    group$params <- n + seq_along(group$params)
    n <<- n + length(group$params)
    group
  })
}

# The groups with the options of a state dict.
loaded_groups <- function(groups, state_dict) {
  saved <- if (is.list(state_dict)) state_dict$param_groups
  if (!is.list(saved)) type_error("load_state_dict: expected what $state_dict() returns, got ", class(state_dict)[[1]])
  if (length(saved) != length(groups)) {
    value_error("loaded state dict has a different number of parameter groups: expected ", length(groups), ", got ",
                length(saved))
  }
  for (k in seq_along(groups)) {
    sizes <- lengths(list(groups[[k]]$params, saved[[k]]$params))
    if (sizes[[1]] != sizes[[2]]) {
      value_error("loaded state dict contains a parameter group that doesn't match the size of optimizer's group: ",
                  "group ", k, " has ", sizes[[1]], " parameters, the loaded one ", sizes[[2]])
    }
    options <- setdiff(names(saved[[k]]), "params")
    groups[[k]][options] <- saved[[k]][options]
  }
  groups
}

# ---- Printing -------------------------------------------------------------------------------------

#' @export
print.torch_optimizer <- function(x, ...) {
  cat(format(x, ...), sep = "\n")
  invisible(x)
}

# As R6 prints objects, without the members that are no part of everyday use.
#' @export
format.torch_optimizer <- function(x, ...) {
  members <- setdiff(ls(x), c("add_param_group", "load_state_dict", "state_dict"))
  texts <- vapply(members, function(name) member_text(name, x[[name]]), "")
  c(paste0("<", class(x)[[1]], ">"), "  Inherits from: <torch_Optimizer>", "  Public:",
    paste0("    ", members, ": ", texts))
}

member_text <- function(name, value) {
  if (name == "zero_grad") return("function () ") # its argument is rarely given
  if (is.function(value)) return(deparse(args(value))[[1]])
  if (is.null(value)) return("NULL")
  if (!is.atomic(value)) return(paste(class(value), collapse = ", "))
  text <- paste(as.character(utils::head(value, 60)), collapse = " ")
  if (nchar(text) > 60) paste(substr(text, 1, 56), "...") else text
}
