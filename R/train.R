#' A whole training step in one call
#'
#' Makes a function that trains a model by one step: it clears the gradients, runs the model forward,
#' computes the loss, goes backward and lets the optimizer step, all in one call of the library. What is
#' made on the way never becomes an R object. The result is that of the usual loop, to the last bit.
#'
#' @param model A module ([nn_module()] or a layer). Modules written in R work, too.
#' @param loss A module that takes output and target ([nn_mse_loss()], ...), or a function of the two that
#'   returns a scalar.
#' @param optimizer An optimizer of the model's parameters.
#' @return A function of the model's inputs, in order, and `target`, that returns the loss before the step,
#'   a scalar tensor that does not require gradients. An error on the way leaves the parameters as they
#'   were; gradients may have been cleared.
#' @examples
#' model <- nn_sequential(nn_linear(3, 8), nn_relu(), nn_linear(8, 1))
#' step <- nn_train_step(model, nn_mse_loss(), optim_adam(model$parameters, lr = 0.01))
#' x <- torch_randn(20, 3)
#' y <- torch_randn(20, 1)
#' for (i in 1:5) print(step(x, target = y)$item())
#' @export
nn_train_step <- function(model, loss, optimizer) {
  if (!is_nn_module(model)) type_error("nn_train_step: model must be an nn_module, got ", class(model)[1])
  if (!is_optimizer(optimizer)) type_error("nn_train_step: optimizer must be an optimizer, got ", class(optimizer)[1])
  if (!is.function(loss)) type_error("nn_train_step: loss must be a module or a function, got ", class(loss)[1])
  if (!steps_in_library(optimizer)) return(step_in_r(model, loss, optimizer))
  if (!is_nn_module(loss)) loss <- loss_module(loss)
  whole <- attr(model, "module")
  of_loss <- attr(loss, "module")
  function(..., target) {
    .Call(C_train_step, whole, of_loss, optimizer$.optimizer, optimizer$param_groups, list(...), target)
  }
}

loss_module <- function(f) {
  force(f)
  nn_module("loss", forward = function(input, target) f(input, target))()
}

# Optimizers of the package do, unless a class made from one has a step of its own.
steps_in_library <- function(optimizer) {
  !is.null(optimizer$.optimizer) && identical(body(optimizer$step), body(LibraryOptimizer$public_methods$step))
}

# For optimizers whose step is written in R.
step_in_r <- function(model, loss, optimizer) {
  function(..., target) {
    optimizer$zero_grad()
    value <- loss(model(...), target)
    .Call(C_backward, value, NULL, FALSE, FALSE, NULL)
    optimizer$step()
    .Call(C_detach, value)
  }
}
