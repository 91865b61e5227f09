# Learning-rate schedulers: arithmetic on numbers of R, which the optimizer reads at its next step.

#' Define a learning-rate scheduler
#'
#' Makes a generator of schedulers. `initialize` keeps its arguments in `self` and calls
#' `super$initialize(optimizer, last_epoch, verbose)`, which remembers the optimizer's rates in
#' `self$base_lrs` and in its groups (as `initial_lr`), and takes the first step, to epoch 0. `get_lr` returns
#' a rate for each group at `self$last_epoch`.
#'
#' @param classname Name of the class.
#' @param inherit A generator to inherit from.
#' @param ... Methods: `initialize`, `get_lr` and others.
#' @param parent_env Environment in which the methods look up what they do not define.
#' @return A function with the arguments of `initialize` that returns an R6 object with `$step()`,
#'   `$get_lr()`, `$get_last_lr()`, `$state_dict()` and `$load_state_dict()`.
#' @examples
#' lr_halve <- lr_scheduler(
#'   "lr_halve",
#'   initialize = function(optimizer, every, last_epoch = -1) {
#'     self$every <- every
#'     super$initialize(optimizer, last_epoch)
#'   },
#'   get_lr = function() self$base_lrs / 2^(self$last_epoch %/% self$every)
#' )
#' opt <- optim_sgd(torch_zeros(1, requires_grad = TRUE), lr = 1)
#' scheduler <- lr_halve(opt, every = 2)
#' for (epoch in 1:4) {
#'   opt$step()
#'   scheduler$step()
#'   print(scheduler$get_last_lr())
#' }
#' @export
lr_scheduler <- function(classname = NULL, inherit = LRScheduler, ..., parent_env = parent.frame()) {
  base <- if (inherits(inherit, "lr_scheduler_generator")) attr(inherit, "scheduler") else inherit
  definition <- derived_class(classname, base, list(...), NULL, NULL, parent_env)
  finish <- quote(structure(.object, class = c(setdiff(class(.object), "R6"), "lr_scheduler", "R6")))
  structure(r6_generator(definition, finish), class = c("lr_scheduler_generator", "function"), scheduler = definition)
}

LRScheduler <- R6::R6Class(
  "LRScheduler",
  lock_objects = FALSE,
  public = list(
    optimizer = NULL,
    base_lrs = NULL,
    last_epoch = NULL,
    verbose = NULL,
    .step_count = 0,
    .last_lr = NULL,
    initialize = function(optimizer, last_epoch = -1, verbose = FALSE) {
      remember_rates(optimizer, last_epoch)
      self$optimizer <- optimizer
      self$base_lrs <- group_values(optimizer, "initial_lr")
      self$last_epoch <- last_epoch
      self$verbose <- verbose
      self$step()
    },
    step = function(epoch = NULL) {
      before <- list(last_epoch = self$last_epoch, .step_count = self$.step_count)
      done <- FALSE
      on.exit(if (!done) list2env(before, self))
      self$last_epoch <- if (is.null(epoch)) self$last_epoch + 1 else epoch
      self$.step_count <- self$.step_count + 1
      set_rates(self, self$get_lr())
      done <- TRUE
      invisible(self)
    },
    get_lr = function() not_implemented_error("get_lr is not implemented for this scheduler"),
    get_last_lr = function() self$.last_lr,
    print_lr = function(is_verbose, group, lr) {
      if (is_verbose) message(sprintf("Adjusting learning rate of group %d to %.4e.", group, lr))
    },
    # Everything that is no function and not the optimizer.
    state_dict = function() {
      values <- mget(setdiff(ls(self, all.names = TRUE), c("optimizer", ".__enclos_env__")), envir = self)
      Filter(function(x) !is.function(x) && !is.environment(x) && !is_function_list(x), values)
    },
    load_state_dict = function(state_dict) {
      if (!is.list(state_dict) || is.null(names(state_dict))) {
        type_error("load_state_dict: expected what $state_dict() returns, got ", class(state_dict)[[1]])
      }
      unknown <- setdiff(names(state_dict), names(self$state_dict()))
      if (length(unknown)) value_error("load_state_dict: this scheduler has no ", paste(unknown, collapse = ", "))
      for (name in names(state_dict)) self[[name]] <- state_dict[[name]]
      invisible(self)
    }
  )
)

is_function_list <- function(x) is.list(x) && length(x) > 0 && all(vapply(x, is.function, NA))

# One number of each group.
group_values <- function(optimizer, name) vapply(optimizer$param_groups, function(group) as.numeric(group[[name]]), 0)

check_optimizer <- function(optimizer) {
  if (!is_optimizer(optimizer)) type_error(class(optimizer)[[1]], " is not an Optimizer")
}

# The rates before any scheduler: kept in the groups, so that an optimizer's state dict has them.
remember_rates <- function(optimizer, last_epoch) {
  check_optimizer(optimizer)
  known <- vapply(optimizer$param_groups, function(group) !is.null(group$initial_lr), NA)
  if (last_epoch != -1 && !all(known)) {
    value_error("param 'initial_lr' is not specified in param_groups[[", which(!known)[[1]],
                "]] when resuming an optimizer")
  }
  for (k in which(!known)) optimizer$param_groups[[k]]$initial_lr <- optimizer$param_groups[[k]]$lr
}

set_rates <- function(self, rates) {
  groups <- self$optimizer$param_groups
  if (length(rates) != length(groups)) {
    value_error("get_lr: expected ", length(groups), " learning rates, got ", length(rates))
  }
  for (k in seq_along(groups)) {
    self$optimizer$param_groups[[k]]$lr <- rates[[k]]
    self$print_lr(isTRUE(self$verbose), k, rates[[k]])
  }
  self$.last_lr <- group_values(self$optimizer, "lr")
}

# A number for all groups, or one for each.
per_group <- function(op, name, value, optimizer) {
  n <- length(optimizer$param_groups)
  value <- unlist(value)
  if (!is.numeric(value) || anyNA(value)) {
    type_error(op, ": ", name, " must be a number, or one for each parameter group")
  }
  if (length(value) == 1L) return(rep(value, n))
  if (length(value) != n) value_error(op, ": expected ", n, " values for ", name, ", got ", length(value))
  value
}

check_scalar <- function(op, name, value, ok, allowed) {
  if (is.numeric(value) && length(value) == 1L && !is.na(value) && ok(value)) return(invisible())
  got <- if (is.atomic(value)) deparse1(value) else class(value)[[1]]
  value_error(op, ": ", name, " must be ", allowed, ", got ", got)
}

check_positive_whole <- function(op, name, value) {
  check_scalar(op, name, value, function(x) x > 0 && x == floor(x), "a positive integer")
}

#' Learning rates multiplied by functions of the epoch
#'
#' `lr_lambda()` sets the rate of each group to its initial rate times `lr_lambda(epoch)`, `lr_multiplicative()`
#' multiplies the present rate by it at every step after the first. Epochs count from 0.
#'
#' @param optimizer An optimizer.
#' @param lr_lambda A function of the epoch, or a list of one for each parameter group.
#' @param last_epoch The epoch to go on from; -1 begins. To go on, the groups must have `initial_lr`, as they do
#'   when the optimizer's state was loaded; else it is a value_error.
#' @param verbose Tell about each change with [message()]?
#' @return A scheduler, see [lr_scheduler()].
#' @examples
#' opt <- optim_sgd(torch_zeros(1, requires_grad = TRUE), lr = 1)
#' scheduler <- lr_lambda(opt, function(epoch) 0.9^epoch)
#' for (epoch in 1:3) {
#'   opt$step()
#'   scheduler$step()
#' }
#' scheduler$get_last_lr()
#' @export
lr_lambda <- lr_scheduler(
  "lr_lambda",
  initialize = function(optimizer, lr_lambda, last_epoch = -1, verbose = FALSE) {
    self$lr_lambdas <- lambdas("lr_lambda", lr_lambda, optimizer)
    super$initialize(optimizer, last_epoch, verbose)
  },
  get_lr = function() self$base_lrs * factors(self)
)

#' @rdname lr_lambda
#' @export
lr_multiplicative <- lr_scheduler(
  "lr_multiplicative",
  initialize = function(optimizer, lr_lambda, last_epoch = -1, verbose = FALSE) {
    self$lr_lambdas <- lambdas("lr_multiplicative", lr_lambda, optimizer)
    super$initialize(optimizer, last_epoch, verbose)
  },
  get_lr = function() {
    rates <- group_values(self$optimizer, "lr")
    if (self$last_epoch > 0) rates * factors(self) else rates
  }
)

lambdas <- function(op, functions, optimizer) {
  check_optimizer(optimizer)
  n <- length(optimizer$param_groups)
  if (is.function(functions)) return(rep(list(functions), n))
  if (!is_function_list(functions)) type_error(op, ": lr_lambda must be a function, or a list of functions")
  if (length(functions) != n) value_error(op, ": Expected ", n, " lr_lambdas, but got ", length(functions))
  functions
}

factors <- function(self) vapply(self$lr_lambdas, function(f) as.numeric(f(self$last_epoch)), 0)

#' Learning rates that fall in steps
#'
#' Every `step_size` epochs the rates are multiplied by `gamma`.
#'
#' @inheritParams lr_lambda
#' @param step_size Number of epochs between changes.
#' @param gamma Factor of each change.
#' @return A scheduler, see [lr_scheduler()].
#' @examples
#' opt <- optim_sgd(torch_zeros(1, requires_grad = TRUE), lr = 1)
#' scheduler <- lr_step(opt, step_size = 2)
#' for (epoch in 1:5) {
#'   opt$step()
#'   scheduler$step()
#' }
#' scheduler$get_last_lr()
#' @export
lr_step <- lr_scheduler(
  "lr_step",
  initialize = function(optimizer, step_size, gamma = 0.1, last_epoch = -1) {
    check_positive_whole("lr_step", "step_size", step_size)
    check_scalar("lr_step", "gamma", gamma, is.finite, "a number")
    self$step_size <- step_size
    self$gamma <- gamma
    super$initialize(optimizer, last_epoch)
  },
  get_lr = function() {
    rates <- group_values(self$optimizer, "lr")
    if (self$last_epoch == 0 || self$last_epoch %% self$step_size != 0) rates else rates * self$gamma
  }
)

#' Learning rates that follow a cosine
#'
#' The rates go from their initial values to `eta_min` and back, along half a cosine in `T_max` epochs
#' (Loshchilov and Hutter 2017, without restarts). The rule is applied to the present rates, so that other
#' schedulers can change them too.
#'
#' @inheritParams lr_lambda
#' @param T_max Epochs from the largest to the smallest rate.
#' @param eta_min The smallest rate.
#' @return A scheduler, see [lr_scheduler()].
#' @examples
#' opt <- optim_sgd(torch_zeros(1, requires_grad = TRUE), lr = 1)
#' scheduler <- lr_cosine_annealing(opt, T_max = 4)
#' for (epoch in 1:4) {
#'   opt$step()
#'   scheduler$step()
#'   print(scheduler$get_last_lr())
#' }
#' @export
lr_cosine_annealing <- lr_scheduler(
  "lr_cosine_annealing",
  initialize = function(optimizer, T_max, eta_min = 0, last_epoch = -1, verbose = FALSE) {
    check_scalar("lr_cosine_annealing", "T_max", T_max, function(x) x > 0, "above 0")
    check_scalar("lr_cosine_annealing", "eta_min", eta_min, is.finite, "a number")
    self$T_max <- T_max
    self$eta_min <- eta_min
    super$initialize(optimizer, last_epoch, verbose)
  },
  get_lr = function() {
    rates <- group_values(self$optimizer, "lr")
    epoch <- self$last_epoch
    height <- function(epoch) 1 + cos(pi * epoch / self$T_max)
    if (epoch == 0) return(rates)
    if (self$.step_count == 1) return(self$eta_min + (self$base_lrs - self$eta_min) * height(epoch) / 2)
    if ((epoch - 1 - self$T_max) %% (2 * self$T_max) == 0) {
      return(rates + (self$base_lrs - self$eta_min) * (1 - cos(pi / self$T_max)) / 2)
    }
    height(epoch) / height(epoch - 1) * (rates - self$eta_min) + self$eta_min
  }
)

#' One cycle of the learning rate
#'
#' The rate rises from `max_lr / div_factor` to `max_lr` in the first `pct_start` of the steps, and falls in the
#' others to `max_lr / (div_factor * final_div_factor)`, while momentum (or the first of `betas`) falls and rises
#' (Smith and Topin 2019). Step the scheduler after each batch; more than `total_steps` times is a value_error.
#'
#' @inheritParams lr_lambda
#' @param max_lr The largest rate, or one for each parameter group.
#' @param total_steps Number of steps, or `NULL`: `epochs` times `steps_per_epoch`.
#' @param epochs,steps_per_epoch Number of epochs, and of steps in each.
#' @param pct_start The part of the cycle in which the rate rises, in \[0, 1\].
#' @param anneal_strategy `"cos"` or `"linear"`.
#' @param cycle_momentum Change momentum, too? The optimizer must have `momentum` or `betas`.
#' @param base_momentum,max_momentum The smallest and the largest momentum, or one for each parameter group.
#' @param div_factor The initial rate is `max_lr / div_factor`.
#' @param final_div_factor The last rate is the initial one divided by this.
#' @return A scheduler, see [lr_scheduler()].
#' @examples
#' opt <- optim_sgd(torch_zeros(1, requires_grad = TRUE), lr = 0.1, momentum = 0.9)
#' scheduler <- lr_one_cycle(opt, max_lr = 1, total_steps = 10)
#' for (batch in 1:9) {
#'   opt$step()
#'   scheduler$step()
#'   cat(opt$param_groups[[1]]$lr, opt$param_groups[[1]]$momentum, "\n")
#' }
#' @export
lr_one_cycle <- lr_scheduler(
  "lr_one_cycle",
  initialize = function(optimizer, max_lr, total_steps = NULL, epochs = NULL, steps_per_epoch = NULL, pct_start = 0.3,
                        anneal_strategy = "cos", cycle_momentum = TRUE, base_momentum = 0.85, max_momentum = 0.95,
                        div_factor = 25, final_div_factor = 10000, last_epoch = -1, verbose = FALSE) {
    check_optimizer(optimizer)
    self$total_steps <- cycle_length(total_steps, epochs, steps_per_epoch)
    check_scalar("lr_one_cycle", "pct_start", pct_start, function(x) x >= 0 && x <= 1, "between 0 and 1")
    if (!is.character(anneal_strategy) || !(anneal_strategy[[1]] %in% c("cos", "linear"))) {
      value_error("lr_one_cycle: anneal_strategy must be one of 'cos' or 'linear', instead got ", anneal_strategy)
    }
    check_scalar("lr_one_cycle", "div_factor", div_factor, function(x) x > 0, "above 0")
    check_scalar("lr_one_cycle", "final_div_factor", final_div_factor, function(x) x > 0, "above 0")
    self$rising_ends <- pct_start * self$total_steps - 1
    self$anneal_strategy <- anneal_strategy[[1]]
    self$cycle_momentum <- is_true(cycle_momentum)
    rates <- cycle_rates(optimizer, max_lr, div_factor, final_div_factor)
    momenta <- if (cycle_momentum) cycle_momenta(optimizer, base_momentum, max_momentum)
    if (last_epoch == -1) set_group_values(optimizer, c(rates, momenta))
    super$initialize(optimizer, last_epoch, verbose)
  },
  get_lr = function() cycle_values(self, "initial_lr", "max_lr", "min_lr"),
  step = function(epoch = NULL) {
    super$step(epoch)
    if (self$cycle_momentum) {
      set_momenta(self$optimizer, cycle_values(self, "max_momentum", "base_momentum", "max_momentum"))
    }
    invisible(self)
  }
)

cycle_length <- function(total_steps, epochs, steps_per_epoch) {
  if (!is.null(total_steps)) {
    check_positive_whole("lr_one_cycle", "total_steps", total_steps)
    return(total_steps)
  }
  if (is.null(epochs) || is.null(steps_per_epoch)) {
    value_error("lr_one_cycle: You must define either total_steps OR (epochs AND steps_per_epoch)")
  }
  check_positive_whole("lr_one_cycle", "epochs", epochs)
  check_positive_whole("lr_one_cycle", "steps_per_epoch", steps_per_epoch)
  epochs * steps_per_epoch
}

cycle_rates <- function(optimizer, max_lr, div_factor, final_div_factor) {
  max_lr <- per_group("lr_one_cycle", "max_lr", max_lr, optimizer)
  list(initial_lr = max_lr / div_factor, max_lr = max_lr, min_lr = max_lr / div_factor / final_div_factor)
}

cycle_momenta <- function(optimizer, base_momentum, max_momentum) {
  if (!any(c("momentum", "betas") %in% names(optimizer$defaults))) {
    value_error("lr_one_cycle: optimizer must support momentum with `cycle_momentum` option enabled")
  }
  list(max_momentum = per_group("lr_one_cycle", "max_momentum", max_momentum, optimizer),
       base_momentum = per_group("lr_one_cycle", "base_momentum", base_momentum, optimizer))
}

set_group_values <- function(optimizer, values) {
  for (name in names(values)) {
    for (k in seq_along(optimizer$param_groups)) optimizer$param_groups[[k]][[name]] <- values[[name]][[k]]
  }
}

set_momenta <- function(optimizer, values) {
  for (k in seq_along(values)) {
    if ("betas" %in% names(optimizer$defaults)) optimizer$param_groups[[k]]$betas[[1]] <- values[[k]]
    else optimizer$param_groups[[k]]$momentum <- values[[k]]
  }
}

# Where the cycle is between the groups' values of three names.
cycle_values <- function(self, first, middle, last) {
  step <- self$last_epoch
  if (step > self$total_steps) {
    value_error("Tried to step ", step + 1, " times. The specified number of total steps is ", self$total_steps)
  }
  rising <- step <= self$rising_ends
  from <- if (rising) 0 else self$rising_ends
  to <- if (rising) self$rising_ends else self$total_steps - 1
  part <- if (to > from) (step - from) / (to - from) else 1
  a <- group_values(self$optimizer, if (rising) first else middle)
  b <- group_values(self$optimizer, if (rising) middle else last)
  if (self$anneal_strategy == "cos") b + (a - b) / 2 * (cos(pi * part) + 1) else (b - a) * part + a
}

#' Learning rates that fall when a metric stops improving
#'
#' When the metric has not improved for more than `patience` steps, the rates are multiplied by `factor`.
#'
#' @inheritParams lr_lambda
#' @param mode `"min"`: the metric should fall; `"max"`: it should rise.
#' @param factor Factor of each change, below 1.
#' @param patience Number of steps without improvement that are borne.
#' @param threshold How much better than the best so far counts as better.
#' @param threshold_mode `"rel"`: `threshold` is a part of the best value; `"abs"`: it is a difference.
#' @param cooldown Number of steps after a change in which nothing is counted.
#' @param min_lr The smallest rate, or one for each parameter group.
#' @param eps Smaller changes of the rate are not made.
#' @return A scheduler, see [lr_scheduler()]; `$step(metrics)` takes a number or a tensor of one element.
#' @examples
#' opt <- optim_sgd(torch_zeros(1, requires_grad = TRUE), lr = 1)
#' scheduler <- lr_reduce_on_plateau(opt, patience = 1)
#' for (loss in c(3, 2, 2, 2, 2)) {
#'   opt$step()
#'   scheduler$step(loss)
#' }
#' opt$param_groups[[1]]$lr
#' @export
lr_reduce_on_plateau <- lr_scheduler(
  "lr_reduce_on_plateau",
  initialize = function(optimizer, mode = "min", factor = 0.1, patience = 10, threshold = 1e-04, threshold_mode = "rel",
                        cooldown = 0, min_lr = 0, eps = 1e-08, verbose = FALSE) {
    op <- "lr_reduce_on_plateau"
    check_scalar(op, "factor", factor, function(x) x < 1, "below 1")
    check_optimizer(optimizer)
    if (!(mode %in% c("min", "max"))) value_error(op, ": mode ", mode, " is unknown! It must be 'min' or 'max'")
    if (!(threshold_mode %in% c("rel", "abs"))) {
      value_error(op, ": threshold mode ", threshold_mode, " is unknown! It must be 'rel' or 'abs'")
    }
    numbers <- list(patience = patience, threshold = threshold, cooldown = cooldown, eps = eps)
    for (name in names(numbers)) check_scalar(op, name, numbers[[name]], function(x) x >= 0, "at least 0")
    self$min_lrs <- per_group(op, "min_lr", min_lr, optimizer)
    self$optimizer <- optimizer
    list2env(numbers, self)
    list2env(list(mode = mode, factor = factor, threshold_mode = threshold_mode, verbose = verbose), self)
    self$last_epoch <- 0
    self$best <- if (mode == "min") Inf else -Inf
    self$cooldown_counter <- 0
    self$num_bad_epochs <- 0
    self$.last_lr <- group_values(optimizer, "lr")
  },
  step = function(metrics, epoch = NULL) {
    value <- metric_value(metrics)
    self$last_epoch <- if (is.null(epoch)) self$last_epoch + 1 else epoch
    better <- is_better(self, value)
    if (better) self$best <- value
    self$num_bad_epochs <- if (better) 0 else self$num_bad_epochs + 1
    if (self$cooldown_counter > 0) {
      self$cooldown_counter <- self$cooldown_counter - 1
      self$num_bad_epochs <- 0
    }
    if (self$num_bad_epochs > self$patience) {
      reduce_rates(self)
      self$cooldown_counter <- self$cooldown
      self$num_bad_epochs <- 0
    }
    self$.last_lr <- group_values(self$optimizer, "lr")
    invisible(self)
  },
  get_lr = function() self$.last_lr,
  print_lr = function(is_verbose, group, lr) {
    if (!is_verbose) return()
    message(sprintf("Epoch %d: reducing learning rate of group %d to %.4e.", as.integer(self$last_epoch), group, lr))
  }
)

metric_value <- function(metrics) {
  value <- if (is_torch_tensor(metrics) || is.numeric(metrics) || is.logical(metrics)) as.numeric(metrics)
  if (is.null(value)) {
    type_error("lr_reduce_on_plateau: step needs the metric, a number or a tensor of one element, got ",
               class(metrics)[[1]])
  }
  if (length(value) != 1L) value_error("lr_reduce_on_plateau: the metric must be one number, got ", length(value))
  value
}

# A metric that is NaN is not better.
is_better <- function(self, value) {
  sign <- if (self$mode == "min") -1 else 1
  change <- sign * self$threshold
  limit <- if (self$threshold_mode == "rel") self$best * (1 + change) else self$best + change
  isTRUE(sign * value > sign * limit)
}

reduce_rates <- function(self) {
  rates <- group_values(self$optimizer, "lr")
  lower <- pmax(rates * self$factor, self$min_lrs)
  for (k in which(rates - lower > self$eps)) {
    self$optimizer$param_groups[[k]]$lr <- lower[[k]]
    self$print_lr(isTRUE(self$verbose), k, lower[[k]])
  }
}
