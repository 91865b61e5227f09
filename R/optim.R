# Optimizers: R6 objects with parameter groups. Those of the package keep their states in the library and
# take a step of all parameters in one call; optimizer() makes classes whose step is written in R.

#' Define an optimizer
#'
#' Makes a generator of optimizers from R code. `initialize` calls `super$initialize(params, defaults)`;
#' `step` reads `self$param_groups`, a list of groups with `params` (a list of tensors) and options, and
#' changes the parameters under [with_no_grad()].
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
optimizer <- function(name = NULL, inherit = Optimizer, ..., private = NULL, active = NULL, parent_env = parent.frame()) {
  base <- if (inherits(inherit, "torch_optimizer_generator")) attr(inherit, "Optimizer") else inherit
  env <- new.env(parent = parent_env)
  env$.base <- base
  class <- R6::R6Class(name, inherit = .base, public = list(...), private = private, active = active,
                       parent_env = env, lock_objects = FALSE)
  generator <- function() NULL
  formals(generator) <- formals(constructor_of(class))
  body(generator) <- bquote({
    .call <- match.call()
    .call[[1L]] <- .(class$new)
    .(classed_optimizer)(eval(.call, parent.frame()), .(name))
  })
  environment(generator) <- asNamespace("torch")
  structure(generator, class = c("torch_optimizer_generator", "function"), Optimizer = class)
}

classed_optimizer <- function(object, name) {
  class(object) <- c(name, "torch_optimizer", "R6")
  object
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
      group <- complete_group(param_group, self$defaults)
      check_disjoint(group$params, self$param_groups)
      self$param_groups <- c(self$param_groups, list(group))
      invisible(self)
    },
    step = function(closure = NULL) {
      not_implemented_error("step is not implemented for this optimizer")
    },
    zero_grad = function(set_to_none = FALSE) {
      for (group in self$param_groups) for (p in group$params) drop_grad(p, set_to_none)
      invisible(NULL)
    },
    state_dict = function() {
      list(param_groups = numbered_groups(self$param_groups), state = self$.get_state())
    },
    load_state_dict = function(state_dict, ...) {
      load_groups(self, state_dict)
      self$.set_state(state_dict$state)
      invisible(self)
    },
    .get_state = function() lapply(all_params(self$param_groups), function(p) self$state$get(p)),
    .set_state = function(states) {
      params <- all_params(self$param_groups)
      for (k in seq_along(states)) self$state$set(params[[k]], states[[k]])
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
  private = list(.states = NULL)
)

# Tensors are looked up by identity.
state_map <- function() {
  params <- list()
  values <- list()
  place <- function(p) {
    for (k in seq_along(params)) if (identical(params[[k]], p)) return(k)
    0L
  }
  list(
    get = function(param) if (k <- place(param)) values[[k]],
    set = function(param, value) {
      k <- place(param)
      if (!k) {
        params[[length(params) + 1L]] <<- param
        k <- length(params)
      }
      values[k] <<- list(value)
    },
    map = function() values
  )
}

# ---- Groups ---------------------------------------------------------------------------------------

# A tensor, a list of tensors or a list of groups, as a list of groups.
as_groups <- function(params) {
  if (is_torch_tensor(params)) params <- list(params)
  if (is_nn_module(params)) params <- params$parameters
  if (!is.list(params)) type_error("optimizer: params must be a tensor, a list of tensors or a list of groups")
  if (!length(params)) value_error("optimizer got an empty parameter list")
  if (is_torch_tensor(params[[1]])) return(list(list(params = params)))
  if (!is.null(params$params)) list(params) else params
}

complete_group <- function(group, defaults) {
  if (!is.list(group)) type_error(sprintf("optimizer can only optimize tensors, got %s", class(group)[[1]]))
  if (is_torch_tensor(group$params)) group$params <- list(group$params)
  if (!length(group$params)) value_error("optimizer got an empty parameter list")
  for (p in group$params) check_param(p)
  if (anyDuplicated(unname(group$params))) {
    warning("optimizer contains a parameter group with duplicate parameters", call. = FALSE)
  }
  for (name in setdiff(names(defaults), names(group))) group[name] <- list(defaults[[name]])
  for (name in names(group)) {
    if (is_required(group[[name]])) value_error(sprintf("parameter group didn't specify a value of required optimization parameter %s", name))
  }
  group
}

check_param <- function(p) {
  if (!is_torch_tensor(p)) type_error(sprintf("optimizer can only optimize tensors, got %s", class(p)[[1]]))
  if (!.Call(C_dollar, p, "is_leaf")) value_error("can't optimize a non-leaf Tensor")
}

check_disjoint <- function(params, groups) {
  for (known in all_params(groups)) {
    for (p in params) if (identical(p, known)) value_error("some parameters appear in more than one parameter group")
  }
}

all_params <- function(groups) unlist(lapply(groups, function(group) unname(group$params)), recursive = FALSE)

drop_grad <- function(p, set_to_none) {
  grad <- .Call(C_dollar, p, "grad")
  if (is_undefined_tensor(grad)) return()
  if (set_to_none) .Call(C_set_member, p, "grad", NULL) else with_no_grad(.Call(C_dollar, .Call(C_detach, grad), "zero_")())
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

load_groups <- function(self, state_dict) {
  saved <- state_dict$param_groups
  sizes <- function(groups) vapply(groups, function(group) length(group$params), 0L)
  if (!identical(sizes(saved), sizes(self$param_groups))) {
    value_error("load_state_dict: the saved parameter groups do not have the sizes of this optimizer's")
  }
  for (k in seq_along(saved)) {
    options <- setdiff(names(saved[[k]]), "params")
    self$param_groups[[k]][options] <- saved[[k]][options]
  }
}

# Runs the closure that recomputes the loss, recording.
closure_value <- function(closure) if (!is.null(closure)) with_enable_grad(closure())

# ---- Optimizers of the library ----------------------------------------------------------------------

LibraryOptimizer <- R6::R6Class(
  "torch_optimizer_library",
  inherit = Optimizer,
  lock_objects = FALSE,
  public = list(
    .optimizer = NULL,
    initialize = function(algorithm, params, defaults) {
      self$.optimizer <- .Call(C_optimizer, algorithm)
      super$initialize(params, defaults)
      .Call(C_optimizer_add, self$.optimizer, self$param_groups)
    },
    step = function(closure = NULL) {
      loss <- closure_value(closure)
      .Call(C_optimizer_step, self$.optimizer, self$param_groups)
      invisible(loss)
    },
    zero_grad = function(set_to_none = FALSE) invisible(.Call(C_optimizer_zero_grad, self$.optimizer, set_to_none)),
    .get_state = function() {
      .Call(C_optimizer_add, self$.optimizer, self$param_groups)
      .Call(C_optimizer_state, self$.optimizer)
    },
    .set_state = function(states) {
      .Call(C_optimizer_add, self$.optimizer, self$param_groups)
      .Call(C_optimizer_load_state, self$.optimizer, states)
    }
  ),
  active = list(state = function(value) {
    states <- self$.get_state()
    params <- all_params(self$param_groups)
    map <- state_map()
    for (k in seq_along(params)) if (length(states[[k]])) map$set(params[[k]], states[[k]])
    map
  })
)

check_number <- function(value, name, ok, allowed, op) {
  if (is_required(value)) return()
  if (!is.numeric(value) || anyNA(value) || !all(ok(value))) {
    value_error(sprintf("%s: %s must be %s, got %s", op, name, allowed, paste(format(value), collapse = ", ")))
  }
}

not_negative <- function(x) x >= 0
a_rate <- function(x) x >= 0 & x < 1

check_options <- function(op, options) {
  for (name in intersect(c("lr", "momentum", "eps", "weight_decay", "lr_decay", "dampening"), names(options))) {
    if (name != "dampening") check_number(options[[name]], name, not_negative, "at least 0", op)
  }
  if (!is.null(options$betas)) {
    check_number(options$betas, "betas", a_rate, "two numbers in [0, 1)", op)
    if (length(options$betas) != 2L) value_error(sprintf("%s: betas must be two numbers, got %d", op, length(options$betas)))
  }
  options
}

#' Optimizers
#'
#' `optim_sgd()` is stochastic gradient descent with momentum (Sutskever et al. 2013), `optim_adam()` the
#' method of Kingma and Ba (2015), `optim_adamw()` the same with decoupled weight decay (Loshchilov and
#' Hutter 2019). A step updates all parameters in one call into the library and leaves no tensor behind.
#'
#' @param params A tensor, a list of tensors, or a list of groups: lists with an element `params` and
#'   options of their own.
#' @param lr Learning rate.
#' @param momentum Factor by which the velocity persists.
#' @param dampening Share of the gradient that does not enter the velocity.
#' @param weight_decay Factor of an L2 penalty.
#' @param nesterov Look ahead along the velocity (Nesterov)?
#' @param betas Two numbers: how averages of the gradient and of its square persist.
#' @param eps What keeps the denominator from zero.
#' @param amsgrad Use the maximum of past averages of squares (Reddi et al. 2018)?
#' @return An optimizer, see [optimizer()]. Options can be changed between steps:
#'   `opt$param_groups[[1]]$lr <- 0.01`.
#' @examples
#' model <- nn_linear(3, 1)
#' opt <- optim_adam(model$parameters, lr = 0.01)
#' loss <- nnf_mse_loss(model(torch_randn(8, 3)), torch_randn(8, 1))
#' opt$zero_grad()
#' loss$backward()
#' opt$step()
#' @name optimizers
NULL

#' @rdname optimizers
#' @export
optim_sgd <- optimizer(
  "optim_sgd", LibraryOptimizer,
  initialize = function(params, lr = optim_required(), momentum = 0, dampening = 0, weight_decay = 0, nesterov = FALSE) {
    defaults <- check_options("optim_sgd", list(lr = lr, momentum = momentum, dampening = dampening,
                                                weight_decay = weight_decay, nesterov = nesterov))
    if (nesterov && (momentum <= 0 || dampening != 0)) {
      value_error("optim_sgd: nesterov momentum requires a momentum and zero dampening")
    }
    super$initialize("sgd", params, defaults)
  }
)

#' @rdname optimizers
#' @export
optim_adam <- optimizer(
  "optim_adam", LibraryOptimizer,
  initialize = function(params, lr = 0.001, betas = c(0.9, 0.999), eps = 1e-08, weight_decay = 0, amsgrad = FALSE) {
    defaults <- check_options("optim_adam", list(lr = lr, betas = betas, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad))
    super$initialize("adam", params, defaults)
  }
)

#' @rdname optimizers
#' @export
optim_adamw <- optimizer(
  "optim_adamw", LibraryOptimizer,
  initialize = function(params, lr = 0.001, betas = c(0.9, 0.999), eps = 1e-08, weight_decay = 0.01, amsgrad = FALSE) {
    defaults <- check_options("optim_adamw", list(lr = lr, betas = betas, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad))
    super$initialize("adamw", params, defaults)
  }
)
