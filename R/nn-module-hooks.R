# Forward hooks: kept in the module's variable `.hooks`, lists of functions named by a running number. The
# library is told of them, so that a layer that it runs by itself calls back.

add_hook <- function(module, when, hook) {
  if (!is.function(hook)) type_error("register_forward_hook: hook must be a function, got ", class(hook)[[1]])
  hooks <- .subset2(module, ".hooks")
  id <- if (is.null(hooks$n)) 1L else hooks$n + 1L
  hooks$n <- id
  hooks[[when]][[as.character(id)]] <- hook
  set_hooks(module, hooks)
  invisible(structure(list(remove = function() invisible(remove_hook(module, when, id))), class = "torch_hook"))
}

remove_hook <- function(module, when, id) {
  hooks <- .subset2(module, ".hooks")
  hooks[[when]][[as.character(id)]] <- NULL
  set_hooks(module, if (length(hooks$before) + length(hooks$after)) hooks)
}

set_hooks <- function(module, hooks) {
  assign(".hooks", hooks, envir = module)
  if (.subset2(module, ".native")) .Call(C_module_hooked, module, !is.null(hooks))
}

# A call of a module that has hooks. The library calls it for its own layers.
.call_hooked <- function(module, ...) {
  instance <- module$.instance()
  inputs <- list(...)
  for (hook in .subset2(module, ".hooks")$before) {
    replaced <- hook_value(hook(instance, inputs))
    if (!is.null(replaced)) inputs <- if (is.list(replaced) && !is.object(replaced)) replaced else list(replaced)
  }
  output <- do.call(.subset2(module, "forward"), inputs, quote = TRUE)
  for (hook in .subset2(module, ".hooks")$after) {
    replaced <- hook_value(hook(instance, inputs, output))
    if (!is.null(replaced)) output <- replaced
  }
  output
}

# NULL for what a hook returns invisibly, as the value of an assignment.
hook_value <- function(call) {
  result <- withVisible(call)
  if (result$visible) result$value
}

# A call of any module, for the library.
.call_module <- function(module, ...) module$.instance()(...)
