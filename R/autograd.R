# Autograd: backward passes, modes, hooks, functions defined in R, nodes of the graph.

#' Backward passes
#'
#' `autograd_backward()` adds to the `$grad` of the leaves that `tensors` were computed from;
#' `autograd_grad()` gives the gradients for `inputs` and changes nothing.
#'
#' @param tensors,outputs A tensor or a list of tensors.
#' @param grad_tensors,grad_outputs The gradients of those, of the same shapes; may be `NULL` for tensors
#'   of one element.
#' @param inputs A tensor or a list of tensors.
#' @param retain_graph Whether the graph is kept for another pass.
#' @param create_graph Whether the pass is itself recorded, so that gradients can be differentiated.
#' @param allow_unused Whether an input may have no part in the outputs; its gradient is then undefined.
#' @return `autograd_backward()`: `NULL`, invisibly. `autograd_grad()`: an unnamed list of tensors.
#'   A tensor of several elements without a gradient, a graph that was freed, values changed in place since
#'   they were saved, and an unused input are runtime_errors.
#' @examples
#' x <- torch_tensor(c(1, 2), requires_grad = TRUE)
#' y <- torch_sum(torch_mul(x, x))
#' autograd_grad(y, x)
#' @rdname autograd_backward
#' @export
autograd_backward <- function(tensors, grad_tensors = NULL, retain_graph = create_graph, create_graph = FALSE) {
  invisible(.Call(C_backward, tensors, grad_tensors, retain_graph, create_graph, NULL))
}

#' @rdname autograd_backward
#' @export
autograd_grad <- function(outputs, inputs, grad_outputs = NULL, retain_graph = create_graph, create_graph = FALSE,
                          allow_unused = FALSE) {
  .Call(C_gradients, outputs, inputs, grad_outputs, retain_graph, create_graph, allow_unused)
}

#' Whether operations are recorded
#'
#' @param code Code to run in that mode.
#' @param enabled `TRUE` or `FALSE`.
#' @param .env The frame at whose end the former mode comes back.
#' @return The `with_` functions: the value of `code`. The others: the former mode, invisibly.
#' @examples
#' x <- torch_tensor(1, requires_grad = TRUE)
#' with_no_grad({
#'   y <- torch_mul(x, 2)
#' })
#' y$requires_grad
#' @rdname with_no_grad
#' @export
with_no_grad <- function(code) {
  former <- .Call(C_grad_enabled, FALSE)
  on.exit(.Call(C_grad_enabled, former))
  force(code)
}

#' @rdname with_no_grad
#' @export
with_enable_grad <- function(code) {
  former <- .Call(C_grad_enabled, TRUE)
  on.exit(.Call(C_grad_enabled, former))
  force(code)
}

#' @rdname with_no_grad
#' @export
local_no_grad <- function(.env = parent.frame()) {
  former <- .Call(C_grad_enabled, FALSE)
  at_exit_of(.env, .Call(C_grad_enabled, former))
  invisible(former)
}

#' @rdname with_no_grad
#' @export
local_enable_grad <- function(.env = parent.frame()) {
  former <- .Call(C_grad_enabled, TRUE)
  at_exit_of(.env, .Call(C_grad_enabled, former))
  invisible(former)
}

#' @rdname with_no_grad
#' @export
autograd_set_grad_mode <- function(enabled) invisible(.Call(C_grad_enabled, enabled))

#' Find where a NaN gradient comes from
#'
#' @param code Code with a backward pass; the first NaN in a gradient is a runtime_error that names the
#'   operation.
#' @return The value of `code`.
#' @examples
#' with_detect_anomaly({
#'   x <- torch_tensor(1, requires_grad = TRUE)
#'   torch_sum(torch_mul(x, x))$backward()
#' })
#' @export
with_detect_anomaly <- function(code) {
  former <- .Call(C_anomaly_enabled, TRUE)
  on.exit(.Call(C_anomaly_enabled, former))
  force(code)
}

# ---- Hooks ------------------------------------------------------------------------------------------

new_hook <- function(tensor, hook) {
  id <- .Call(C_add_hook, tensor, hook)
  remove <- function() invisible(.Call(C_remove_hook, tensor, id))
  structure(list(remove = remove), class = "torch_hook")
}

# ---- Functions defined in R -------------------------------------------------------------------------

#' Functions with a gradient of their own
#'
#' @param forward `function(ctx, ...)`: computes the result, a tensor or a list of tensors, from its
#'   arguments, of which any may be tensors. It is not recorded.
#' @param backward `function(ctx, ...)`: takes the gradient of each result and returns a named list: for
#'   each argument of `forward` that has a gradient, that gradient.
#' @details `ctx` carries what backward needs: `ctx$save_for_backward(...)` in forward,
#'   `ctx$saved_variables` in backward (a list, named as it was saved), `ctx$needs_input_grad` (a named list
#'   of `TRUE` and `FALSE`), `ctx$mark_dirty(...)` for arguments that forward changes in place,
#'   `ctx$mark_non_differentiable(...)` for results without gradient. Anything else can be assigned to a
#'   field of `ctx`.
#' @return A function with the arguments of `forward` but `ctx`.
#' @examples
#' cube <- autograd_function(
#'   forward = function(ctx, x) {
#'     ctx$save_for_backward(x = x)
#'     torch_mul(x, torch_mul(x, x))
#'   },
#'   backward = function(ctx, grad) {
#'     x <- ctx$saved_variables$x
#'     list(x = torch_mul(grad, torch_mul(torch_mul(x, x), 3)))
#'   }
#' )
#' x <- torch_tensor(2, requires_grad = TRUE)
#' y <- cube(x)
#' y$backward()
#' x$grad
#' @export
autograd_function <- function(forward, backward) {
  force(forward)
  force(backward)
  apply_function <- function() {
    call <- match.call()
    call[[1]] <- quote(list)
    run_custom_function(forward, backward, eval(call, parent.frame()))
  }
  formals(apply_function) <- formals(args(forward))[-1]
  apply_function
}

# arguments: what forward was called with, named where its formals name them.
run_custom_function <- function(forward, backward, arguments) {
  inputs <- tensors_among(arguments)
  needs <- lapply(arguments, function(x) is_torch_tensor(x) && .Call(C_dollar, x, "requires_grad"))
  ctx <- new_context(needs)
  result <- with_no_grad(do.call(forward, c(list(ctx), arguments), quote = TRUE))
  outputs <- if (is_torch_tensor(result)) list(result) else Filter(is_torch_tensor, result)
  recorded <- .Call(C_grad_enabled, NULL) && any(unlist(needs))
  outputs <- lapply(outputs, fresh_output, inputs = inputs, dirty = ctx$.dirty)
  if (recorded) record_custom_function(ctx, backward, inputs, outputs)
  if (is_torch_tensor(result)) return(outputs[[1]])
  result[vapply(result, is_torch_tensor, logical(1))] <- outputs
  result
}

tensors_among <- function(arguments) Filter(is_torch_tensor, arguments)

# An argument that forward returns unchanged becomes a tensor of its own.
fresh_output <- function(output, inputs, dirty) {
  is_input <- any(vapply(inputs, identical, logical(1), output))
  is_dirty <- any(vapply(dirty, identical, logical(1), output))
  if (is_input && !is_dirty) .Call(C_detach, output) else output
}

record_custom_function <- function(ctx, backward, inputs, outputs) {
  differentiable <- Filter(function(x) {
    (torch_is_floating_point(x) || torch_is_complex(x)) &&
      !any(vapply(ctx$.not_differentiable, identical, logical(1), x))
  }, outputs)
  if (!length(differentiable)) return(invisible())
  at <- among(ctx$.saved, differentiable)
  saved <- ctx$.saved[at]
  ctx$.saved[at] <- list(NULL)
  ctx$.dirty <- ctx$.not_differentiable <- list()
  .Call(C_record_custom, "AutogradFunction", unname(inputs), unname(differentiable), unname(saved),
        new_pull(ctx, backward, names(inputs), length(inputs), at))
}

# Which of values are in tensors.
among <- function(values, tensors) {
  which(vapply(values, function(x) any(vapply(tensors, identical, logical(1), x)), logical(1)))
}

# What the graph holds: it must not refer to the results, which hold the graph. Results that were saved, at these
# places of ctx's list, are the graph's to keep.
new_pull <- function(ctx, backward, names, n, at) {
  force(ctx)
  force(backward)
  force(names)
  force(n)
  force(at)
  function(gradients, saved) {
    ctx$.saved[at] <- saved
    on.exit(ctx$.saved[at] <- list(NULL))
    found <- do.call(backward, c(list(ctx), gradients), quote = TRUE)
    if (is_torch_tensor(found)) found <- list(found)
    if (is.null(names(found))) {
      if (length(found) != n) value_error("backward must return a gradient for each of ", n, " tensors")
      return(unname(found))
    }
    unname(lapply(names, function(name) found[[name]]))
  }
}

new_context <- function(needs) {
  ctx <- new.env(parent = emptyenv())
  ctx$.saved <- list()
  ctx$.dirty <- list()
  ctx$.not_differentiable <- list()
  ctx$needs_input_grad <- needs
  ctx$argument_names <- names(needs)
  ctx$save_for_backward <- function(...) ctx$.saved <- list(...)
  ctx$mark_dirty <- function(...) ctx$.dirty <- list(...)
  ctx$mark_non_differentiable <- function(...) ctx$.not_differentiable <- list(...)
  makeActiveBinding("saved_variables", function() ctx$.saved, ctx)
  structure(ctx, class = "torch_autograd_context")
}

# ---- Nodes ------------------------------------------------------------------------------------------

#' @export
format.torch_node <- function(x, ...) .Call(C_node_name, x)

#' @export
print.torch_node <- function(x, ...) {
  cat(.Call(C_node_name, x), "\n", sep = "")
  invisible(x)
}

#' @export
`$.torch_node` <- function(x, name) {
  switch(name,
    name = .Call(C_node_name, x),
    next_functions = .Call(C_node_next, x),
    value_error("a grad_fn has no field `", name, "`")
  )
}
