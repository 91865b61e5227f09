# Optimizers of the library: their states are kept in C, a step of all parameters is one call. What their
# options may be is checked there.

LibraryOptimizer <- R6::R6Class(
  "torch_optimizer_library",
  inherit = Optimizer,
  lock_objects = FALSE,
  public = list(
    .optimizer = NULL,
    initialize = function(algorithm, params, defaults) {
      self$.optimizer <- .Call(C_optimizer, algorithm)
      super$initialize(params, defaults)
    },
    add_param_group = function(param_group) {
      group <- complete_group(param_group, self$defaults, self$param_groups)
      groups <- c(self$param_groups, list(group))
      .Call(C_optimizer_add, self$.optimizer, groups)
      self$param_groups <- groups
      invisible(self)
    },
    step = function(closure = NULL) {
      loss <- closure_value(closure)
      .Call(C_optimizer_step, self$.optimizer, self$param_groups, NULL)
      loss
    },
    zero_grad = function(set_to_none = FALSE) invisible(.Call(C_optimizer_zero_grad, self$.optimizer, set_to_none)),
    .get_state = function() {
      states <- .Call(C_optimizer_state, self$.optimizer)
      if (is.null(private$.states)) return(states)
      Map(function(p, state) c(state, private$.states$get(p)), all_params(self$param_groups), states)
    },
    .set_state = function(groups, states) {
      .Call(C_optimizer_load, self$.optimizer, groups, states)
      keep_other_state(private, all_params(groups), states, .Call(C_optimizer_state, self$.optimizer))
    }
  ),
  active = list(
    # What the library remembers, and what a class that inherits adds to it.
    state = function(value) {
      if (!missing(value)) value_error("state: use $state$set() or $load_state_dict()")
      params <- all_params(self$param_groups)
      place <- function(p) match(.Call(C_tensor_id, p), vapply(params, function(q) .Call(C_tensor_id, q), ""))
      list(
        get = function(param) {
          state <- self$.get_state()[place(param)][[1]]
          if (length(state)) state
        },
        set = function(param, value) {
          if (is.na(place(param))) value_error("state: the tensor is none of this optimizer's parameters")
          states <- self$.get_state()
          states[[place(param)]] <- value
          self$.set_state(self$param_groups, states)
        },
        map = function() self$.get_state()
      )
    }
  )
)

# Keeps in private$.states what of a state is not the library's.
keep_other_state <- function(private, params, states, library_states) {
  private$.states <- NULL
  for (k in seq_along(states)) {
    others <- setdiff(names(states[[k]]), c("step", names(library_states[[k]])))
    if (!length(others)) next
    if (is.null(private$.states)) private$.states <- state_map()
    private$.states$set(params[[k]], states[[k]][others])
  }
}

# An optimizer of the library with the arguments of a function, all but the first being its options.
library_optimizer <- function(name, algorithm, initialize, make = optimizer, ...) {
  options <- names(formals(initialize))[-1]
  options <- as.call(c(quote(list), stats::setNames(lapply(options, as.name), options)))
  body(initialize) <- bquote(super$initialize(.(algorithm), params, .(options)))
  make(name, initialize = initialize, ..., parent_env = parent.frame())
}

library_optimizers <- function(algorithm, initialize) {
  library_optimizer(paste0("optim_", algorithm), algorithm, initialize, inherit = LibraryOptimizer)
}

#' Optimizers
#'
#' A step updates all parameters that have a gradient, in one call into the library, and leaves no tensor
#' behind. With \eqn{g} the gradient (plus `weight_decay` times the parameter) and \eqn{p} the parameter:
#'
#' * `optim_sgd()`, stochastic gradient descent with momentum (Sutskever et al. 2013):
#'   \eqn{v = \mu v + (1 - dampening) g}{v = momentum v + (1 - dampening) g}, \eqn{p = p - lr\,v}{p = p - lr v}.
#' * `optim_adam()` (Kingma and Ba 2015): \eqn{m} and \eqn{v} average \eqn{g} and \eqn{g^2} with `betas`;
#'   \eqn{p = p - lr\,\hat m / (\sqrt{\hat v} + eps)}{p = p - lr m' / (sqrt(v') + eps)}, both corrected for
#'   their start at zero.
#' * `optim_adamw()`: the same, but the weights decay apart from the gradient (Loshchilov and Hutter 2019).
#' * `optim_rmsprop()` (Hinton 2012; centered: Graves 2013):
#'   \eqn{v = \alpha v + (1 - \alpha) g^2}{v = alpha v + (1 - alpha) g^2},
#'   \eqn{p = p - lr\,g / (\sqrt v + eps)}{p = p - lr g / (sqrt(v) + eps)}.
#' * `optim_adagrad()` (Duchi, Hazan and Singer 2011): the same with \eqn{v} the sum of all \eqn{g^2}.
#' * `optim_adadelta()` (Zeiler 2012):
#'   \eqn{p = p - lr\,g \sqrt{u + eps} / \sqrt{v + eps}}{p = p - lr g sqrt(u + eps) / sqrt(v + eps)}
#'   with \eqn{u} and \eqn{v} averages of squared steps and gradients.
#' * `optim_asgd()`, averaged gradient descent (Polyak and Juditsky 1992): `$state$get(p)$ax` is the average
#'   of the parameter's values since step `t0`.
#' * `optim_rprop()`, resilient backpropagation (Riedmiller and Braun 1993): every element has a step size of
#'   its own, which grows while the gradient keeps its sign and shrinks when it turns.
#'
#' `optim_ignite_*()` are the same optimizers under the names that other scripts know.
#'
#' @param params A tensor, a list of tensors, or a list of groups: lists with an element `params` and
#'   options of their own. Tensors must be leaves of a floating-point dtype; each may be in one group only.
#' @param lr Learning rate, at least 0.
#' @param momentum Factor by which the velocity persists, at least 0.
#' @param dampening Share of the gradient that does not enter the velocity.
#' @param weight_decay Factor of an L2 penalty, at least 0.
#' @param nesterov Look ahead along the velocity (Nesterov)? Needs a momentum and no dampening.
#' @param betas Two numbers in \[0, 1): how averages of the gradient and of its square persist.
#' @param eps What keeps the denominator from zero.
#' @param amsgrad Use the maximum of past averages of squares (Reddi et al. 2018)?
#' @param alpha How the average of squares persists; for `optim_asgd()` the power with which the rate decays.
#' @param centered Divide by the standard deviation of the gradient instead?
#' @param lr_decay The rate of step t is `lr / (1 + (t - 1) * lr_decay)`.
#' @param initial_accumulator_value What the sum of squares starts from.
#' @param rho How the averages persist, in \[0, 1\].
#' @param lambda Decay of the parameters and of the rate.
#' @param t0 The step after which averaging starts.
#' @param etas Two factors by which a step size shrinks (below 1) and grows (above 1).
#' @param step_sizes The smallest and the largest step size.
#' @return An optimizer, see [optimizer()]. Options can be changed between steps:
#'   `opt$param_groups[[1]]$lr <- 0.01`. An option that is not allowed is a value_error and changes nothing.
#' @seealso [optim_lbfgs()], [lr_step()] and other schedulers, [nn_utils_clip_grad_norm_()].
#' @examples
#' model <- nn_linear(3, 1)
#' opt <- optim_adam(model$parameters, lr = 0.01)
#' loss <- nnf_mse_loss(model(torch_randn(8, 3)), torch_randn(8, 1))
#' opt$zero_grad()
#' loss$backward()
#' opt$step()
#'
#' optim_rmsprop(list(
#'   list(params = model$weight, weight_decay = 0.1),
#'   list(params = model$bias)
#' ), lr = 0.01)
#' @name optimizers
NULL

#' @rdname optimizers
#' @export
optim_sgd <- library_optimizers("sgd", function(params, lr = optim_required(), momentum = 0, dampening = 0,
                                                weight_decay = 0, nesterov = FALSE) NULL)

#' @rdname optimizers
#' @export
optim_adam <- library_optimizers("adam", function(params, lr = 0.001, betas = c(0.9, 0.999), eps = 1e-08,
                                                  weight_decay = 0, amsgrad = FALSE) NULL)

#' @rdname optimizers
#' @export
optim_adamw <- library_optimizers("adamw", function(params, lr = 0.001, betas = c(0.9, 0.999), eps = 1e-08,
                                                    weight_decay = 0.01, amsgrad = FALSE) NULL)

#' @rdname optimizers
#' @export
optim_rmsprop <- library_optimizers("rmsprop", function(params, lr = 0.01, alpha = 0.99, eps = 1e-08, weight_decay = 0,
                                                        momentum = 0, centered = FALSE) NULL)

#' @rdname optimizers
#' @export
optim_adagrad <- library_optimizers("adagrad", function(params, lr = 0.01, lr_decay = 0, weight_decay = 0,
                                                        initial_accumulator_value = 0, eps = 1e-10) NULL)

#' @rdname optimizers
#' @export
optim_adadelta <- library_optimizers("adadelta", function(params, lr = 1, rho = 0.9, eps = 1e-06,
                                                          weight_decay = 0) NULL)

#' @rdname optimizers
#' @export
optim_asgd <- library_optimizers("asgd", function(params, lr = 0.01, lambda = 1e-04, alpha = 0.75, t0 = 1e+06,
                                                  weight_decay = 0) NULL)

#' @rdname optimizers
#' @export
optim_rprop <- library_optimizers("rprop", function(params, lr = 0.01, etas = c(0.5, 1.2),
                                                    step_sizes = c(1e-06, 50)) NULL)

ignite_optimizer <- function(algorithm, generator) {
  initialize <- function() NULL
  formals(initialize) <- formals(generator)
  library_optimizer(paste0("optim_ignite_", algorithm), algorithm, initialize, optimizer_ignite)
}

#' @rdname optimizers
#' @export
optim_ignite_sgd <- ignite_optimizer("sgd", optim_sgd)

#' @rdname optimizers
#' @export
optim_ignite_adam <- ignite_optimizer("adam", optim_adam)

#' @rdname optimizers
#' @export
optim_ignite_adamw <- ignite_optimizer("adamw", optim_adamw)

#' @rdname optimizers
#' @export
optim_ignite_rmsprop <- ignite_optimizer("rmsprop", optim_rmsprop)

#' @rdname optimizers
#' @export
optim_ignite_adagrad <- ignite_optimizer("adagrad", optim_adagrad)

#' L-BFGS
#'
#' A quasi-Newton method (Liu and Nocedal 1989): the inverse Hessian is approximated from the last
#' `history_size` steps and the changes of the gradient along them. One `$step(closure)` makes up to `max_iter`
#' iterations; it evaluates `closure`, a function that clears the gradients, computes the loss, calls
#' `$backward()` and returns the loss, as often as it needs. All parameters must be in one group. When the
#' closure fails, parameters and history are as they were before the step.
#'
#' @param params A tensor or a list of tensors, leaves of one floating-point dtype.
#' @param lr Length of a step along the direction; with a line search the first length that is tried.
#' @param max_iter Iterations in a step.
#' @param max_eval Evaluations of the closure in a step, after which no further iteration begins; by default
#'   `max_iter * 1.25`.
#' @param tolerance_grad A step ends where no element of the gradient is larger.
#' @param tolerance_change A step ends where loss or parameters change less.
#' @param history_size How many past steps are kept; each takes twice the memory of the parameters.
#' @param line_search_fn `NULL`, or `"strong_wolfe"`: search for a length that satisfies the strong Wolfe
#'   conditions (Nocedal and Wright 2006, section 3.5).
#' @return An optimizer, see [optimizer()]; `$step(closure)` returns the loss before the step.
#' @examples
#' x <- torch_tensor(c(-1.5, 2), requires_grad = TRUE)
#' opt <- optim_lbfgs(x, line_search_fn = "strong_wolfe")
#' rosenbrock <- function() {
#'   opt$zero_grad()
#'   loss <- (1 - x[1])^2 + 100 * (x[2] - x[1]^2)^2
#'   loss$backward()
#'   loss
#' }
#' for (i in 1:3) opt$step(rosenbrock)
#' x
#' @export
optim_lbfgs <- optimizer(
  "optim_lbfgs", LibraryOptimizer,
  initialize = function(params, lr = 1, max_iter = 20, max_eval = NULL, tolerance_grad = 1e-07,
                        tolerance_change = 1e-09, history_size = 100, line_search_fn = NULL) {
    if (is.null(max_eval) && is.numeric(max_iter)) max_eval <- max(1L, as.integer(max_iter * 5 / 4))
    super$initialize("lbfgs", params, list(
      lr = lr, max_iter = max_iter, max_eval = max_eval, tolerance_grad = tolerance_grad,
      tolerance_change = tolerance_change, history_size = history_size, line_search_fn = line_search_fn
    ))
  },
  step = function(closure) {
    if (missing(closure)) type_error("optim_lbfgs: step needs a closure that computes the loss")
    .Call(C_optimizer_step, self$.optimizer, self$param_groups, closure)
  }
)
