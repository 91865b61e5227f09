# Mixed precision: autocast, and scaling of gradients that would vanish in 16 bits.

#' Mixed precision
#'
#' While autocast is on for a kind of device, operations on tensors there cast their Float, Half and BFloat16 inputs:
#' matrix products and convolutions to a 16-bit dtype, in which they are fast; sums, exponentials, norms and losses
#' to Float, in which they are accurate; `torch_cat()`, `torch_stack()` and others to the widest dtype among their
#' inputs. Which operations belong to which class follows PyTorch. All others, and those in place, take their inputs as
#' they are.
#'
#' @details Gradients flow through the casts, so that parameters keep their dtype and get gradients in it. The backward
#'   pass itself runs in the dtypes of the forward pass. Half has a narrow range: gradients should be scaled, see
#'   [cuda_amp_grad_scaler()].
#' @param code Code to run with autocast.
#' @param ... Ignored.
#' @param device_type `"cpu"` or `"cuda"`; others are a value_error.
#' @param dtype `torch_half()` or `torch_bfloat16()`; by default the former on CUDA and the latter on the CPU. Others
#'   are a value_error.
#' @param enabled Is it on?
#' @param cache_enabled Is a Float parameter (a leaf that requires grad) cast once until autocast ends, however often
#'   it is used? Changed in place, it is cast again. `NULL`: as before, at first `TRUE`.
#' @param .env The frame at whose end the former mode comes back.
#' @param context What `set_autocast()` returned.
#' @return `with_autocast()`: the value of `code`. `local_autocast()` and `set_autocast()`: the former mode, invisibly.
#'   `unset_autocast()`, which brings a former mode back: `NULL`, invisibly.
#' @examples
#' x <- torch_randn(4, 3)
#' w <- torch_randn(3, 2, requires_grad = TRUE)
#' with_autocast(device_type = "cpu", {
#'   y <- torch_mm(x, w)
#'   loss <- nnf_mse_loss(y, torch_zeros(4, 2))
#' })
#' y$dtype
#' loss$backward()
#' w$grad$dtype
#' @rdname with_autocast
#' @export
with_autocast <- function(code, ..., device_type, dtype = NULL, enabled = TRUE, cache_enabled = NULL) {
  context <- set_autocast(device_type, dtype, enabled, cache_enabled)
  on.exit(unset_autocast(context))
  force(code)
}

#' @rdname with_autocast
#' @export
local_autocast <- function(device_type, dtype = NULL, enabled = TRUE, cache_enabled = NULL, ...,
                           .env = parent.frame()) {
  context <- set_autocast(device_type, dtype, enabled, cache_enabled)
  at_exit_of(.env, unset_autocast(context))
  invisible(context)
}

#' @rdname with_autocast
#' @export
set_autocast <- function(device_type, dtype = NULL, enabled = TRUE, cache_enabled = NULL) {
  former <- .Call(C_autocast, device_type, dtype, enabled, cache_enabled)
  names(former) <- c("device_type", "dtype", "enabled", "cache_enabled")
  invisible(former)
}

#' @rdname with_autocast
#' @export
unset_autocast <- function(context) {
  .Call(C_autocast, context$device_type, context$dtype, context$enabled, context$cache_enabled)
  invisible(NULL)
}

#' Scaling of gradients for mixed precision
#'
#' Small gradients vanish in Half. The loss is therefore multiplied by a large scale before backward, and gradients are
#' divided by it before the step. Steps whose gradients are not finite are left out, and the scale is made smaller;
#' after a number of steps without such an event it is made larger (Micikevicius et al., 2018,
#' <https://arxiv.org/abs/1710.03740>).
#'
#' @param init_scale The first scale.
#' @param growth_factor,backoff_factor What the scale is multiplied by when it is made larger or smaller.
#' @param growth_interval After how many good steps in a row it is made larger.
#' @param enabled If `FALSE`, `scale()` returns its input and `step()` steps: for code that runs with and without.
#' @return A scaler with the methods `$scale(outputs)`, the scaled tensor (or list of tensors);
#'   `$unscale_(optimizer)`, which divides the gradients of the optimizer's parameters in place, for those who look at
#'   gradients before the step; `$step(optimizer, ...)`, which unscales if that was not done and steps if all gradients
#'   are finite, and returns what the step returned, or `NULL` if it was left out; `$update(new_scale = NULL)`, to be
#'   called once after all steps of an iteration; `$get_scale()`, `$get_growth_factor()`, `$get_backoff_factor()`,
#'   `$get_growth_interval()`, `$is_enabled()`, `$state_dict()` and `$load_state_dict(state_dict)`.
#' @examples
#' net <- nn_linear(3, 1)
#' optimizer <- optim_sgd(net$parameters, lr = 0.1)
#' scaler <- cuda_amp_grad_scaler(init_scale = 1024)
#' loss <- net(torch_randn(8, 3))$pow(2)$mean()
#' scaler$scale(loss)$backward()
#' scaler$step(optimizer)
#' scaler$update()
#' scaler$get_scale()
#' @export
cuda_amp_grad_scaler <- function(init_scale = 2^16, growth_factor = 2, backoff_factor = 0.5, growth_interval = 2000,
                                 enabled = TRUE) {
  GradScaler$new(init_scale, growth_factor, backoff_factor, growth_interval, enabled)
}

GradScaler <- R6::R6Class(
  "GradScaler",
  lock_objects = FALSE,
  public = list(
    initialize = function(init_scale, growth_factor, backoff_factor, growth_interval, enabled) {
      if (growth_factor <= 1) value_error("cuda_amp_grad_scaler: growth_factor must be > 1, got ", growth_factor)
      if (backoff_factor >= 1) value_error("cuda_amp_grad_scaler: backoff_factor must be < 1, got ", backoff_factor)
      self$.enabled <- is_true(enabled)
      self$.state <- list(scale = init_scale, growth_factor = growth_factor, backoff_factor = backoff_factor,
                          growth_interval = growth_interval, growth_tracker = 0)
    },
    scale = function(outputs) {
      if (!self$.enabled) return(outputs)
      if (is_torch_tensor(outputs)) torch_mul(outputs, self$.state$scale) else lapply(outputs, self$scale)
    },
    unscale_ = function(optimizer) {
      if (!self$.enabled) return(invisible(NULL))
      if (!is.null(self$.found(optimizer)))
        runtime_error("unscale_: the gradients of this optimizer were unscaled since the last update() already")
      grads <- gradients_of(optimizer)
      with_no_grad(for (g in grads) call_op_in_place("mul", g, 1 / self$.state$scale))
      self$.unscaled <- c(self$.unscaled, list(list(optimizer = optimizer, finite = all_finite(grads))))
      invisible(NULL)
    },
    step = function(optimizer, ...) {
      if (!self$.enabled) return(optimizer$step(...))
      if (is.null(self$.found(optimizer))) self$unscale_(optimizer)
      if (self$.found(optimizer)$finite) optimizer$step(...)
    },
    update = function(new_scale = NULL) {
      if (!self$.enabled) return(invisible(NULL))
      finite <- all(vapply(self$.unscaled, `[[`, NA, "finite"))
      if (!is.null(new_scale)) self$.state$scale <- if (is_torch_tensor(new_scale)) new_scale$item() else new_scale
      else if (length(self$.unscaled) == 0L) runtime_error("update: no gradients were unscaled since the last update")
      else if (!finite) self$.adapt(self$.state$backoff_factor, 0)
      else if (self$.state$growth_tracker + 1 == self$.state$growth_interval) self$.adapt(self$.state$growth_factor, 0)
      else self$.adapt(1, self$.state$growth_tracker + 1)
      self$.unscaled <- list()
      invisible(NULL)
    },
    get_scale = function() if (self$.enabled) self$.state$scale else 1,
    get_growth_factor = function() self$.state$growth_factor,
    get_backoff_factor = function() self$.state$backoff_factor,
    get_growth_interval = function() self$.state$growth_interval,
    is_enabled = function() self$.enabled,
    state_dict = function() if (self$.enabled) self$.state else list(),
    load_state_dict = function(state_dict) {
      if (!self$.enabled) return(invisible(NULL))
      missing <- setdiff(names(self$.state), names(state_dict))
      if (length(missing)) value_error("load_state_dict: the scaler's state lacks ", paste(missing, collapse = ", "))
      self$.state <- state_dict[names(self$.state)]
      invisible(NULL)
    },
    .unscaled = list(), # optimizers whose gradients were unscaled since the last update, and whether all were finite
    .found = function(optimizer) {
      for (known in self$.unscaled) if (identical(known$optimizer, optimizer)) return(known)
      NULL
    },
    .adapt = function(factor, tracker) {
      self$.state$scale <- self$.state$scale * factor
      self$.state$growth_tracker <- tracker
    }
  )
)

# A device is waited for once, whatever the number of its tensors.
all_finite <- function(tensors) {
  flags <- with_no_grad(lapply(tensors, function(x) call_op("all", torch_isfinite(x), NULL, FALSE)))
  devices <- vapply(flags, function(x) format(.Call(C_dollar, x, "device")), "")
  all(vapply(split(flags, devices), function(here) call_op("all", torch_stack(here), NULL, FALSE)$item(), NA))
}

# The gradients of all parameters of an optimizer that have one.
gradients_of <- function(optimizer) {
  params <- unlist(lapply(optimizer$param_groups, `[[`, "params"))
  grads <- lapply(params, function(p) .Call(C_dollar, p, "grad"))
  Filter(function(g) is_torch_tensor(g) && !.Call(C_is_undefined, g), grads)
}
