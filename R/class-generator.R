# R6 classes that users derive with functions, and functions that make their objects.

# An R6 class whose methods see the given environment.
derived_class <- function(name, base, public, private, active, parent_env) {
  env <- new.env(parent = parent_env)
  env$.base <- base
  R6::R6Class(name, inherit = .base, public = public, private = private, active = active, parent_env = env,
              lock_objects = FALSE)
}

# A function with the arguments of a class's initialize; finish: an expression that makes the result of .object.
r6_generator <- function(class, finish) {
  generator <- function() NULL
  formals(generator) <- formals(constructor_of(class))
  body(generator) <- bquote({
    .call <- match.call()
    .call[[1L]] <- .new
    .object <- eval(.call, parent.frame())
    .(finish)
  })
  environment(generator) <- list2env(list(.new = class$new), parent = asNamespace("torch"))
  generator
}

constructor_of <- function(class) {
  while (!is.null(class)) {
    if (!is.null(class$public_methods$initialize)) return(class$public_methods$initialize)
    class <- class$get_inherit()
  }
  function() NULL
}
