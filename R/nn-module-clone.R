# Copies of modules.

#' Copy a module
#'
#' A copy has plain fields, private members, hooks, the mode and the classes of the module. A shallow copy shares
#' tensors and children with it; a deep copy has its own.
#'
#' @param module A module.
#' @param deep Copy parameters, buffers and children too, also where they are in plain fields and lists in these?
#'   Tensors and modules that occur in several places of the module are shared in the copy in the same way.
#'   Parameters of the copy are leaves that require a gradient if the module's do; gradients are not copied.
#' @param ... Not used.
#' @param replace_values Give a deep copy new tensors (`TRUE`), or leave it with the module's own?
#' @return A module of the same class.
#' @examples
#' model <- nn_linear(2, 1)
#' copy <- clone_module(model, deep = TRUE)
#' identical(copy$weight, model$weight)
#' @export
clone_module <- function(module, deep = FALSE, ..., replace_values = TRUE) {
  if (!is_nn_module(module)) type_error("clone_module: module must be an nn_module, got ", class(module)[[1]])
  copies <- list(deep = deep, replace = replace_values, made = new.env())
  clone_object(attr(module, "module"), copies)$.instance()
}

# copies$made: the copies so far, by the identity of what they are copies of.
clone_object <- function(module, copies) {
  id <- .Call(C_object_id, module)
  if (!is.null(copies$made[[id]])) return(copies$made[[id]])
  copy <- blank_module(module$.generator)
  copies$made[[id]] <- copy
  .Call(C_module_copy, copy, module)
  children <- .subset2(module, ".children")
  if (!is.null(children)) assign(".children", list2env(as.list(children, all.names = TRUE)), envir = copy)
  if (copies$deep) clone_slots(copy, module, copies)
  clone_fields(copy, module, copies)
  clone_fields(private_of(copy), private_of(module), copies)
  copy
}

clone_slots <- function(copy, module, copies) {
  persistent <- names(.Call(C_module_tensors, module, "persistent", FALSE))
  for (kind in c("parameter", "buffer", "module")) {
    slots <- own_slots(module, kind)
    for (name in names(slots)) {
      value <- clone_value(slots[[name]], copies)
      .Call(C_module_register, copy, name, value, kind, kind != "buffer" || name %in% persistent)
    }
  }
}

clone_fields <- function(to, from, copies) {
  for (name in plain_fields(from)) {
    value <- get(name, envir = from)
    assign(name, if (copies$deep) clone_value(value, copies) else value, envir = to)
  }
}

private_of <- function(module) get(".__enclos_env__", envir = module)$private

# The variables of an R6 object that are neither methods nor active bindings nor the tree's.
plain_fields <- function(env) {
  names <- setdiff(ls(env, all.names = TRUE), c(".__enclos_env__", ".module", ".children", ".callable", ".generator"))
  names[!vapply(names, function(name) bindingIsLocked(name, env) || bindingIsActive(name, env), NA)]
}

clone_value <- function(x, copies) {
  if (is_torch_tensor(x)) return(clone_tensor(x, copies))
  if (is_nn_module(x)) return(clone_object(attr(x, "module"), copies)$.instance())
  if (inherits(x, "nn_Module")) return(clone_object(x, copies))
  if (is.list(x) && !is.object(x)) x[] <- lapply(x, clone_value, copies)
  x
}

# What an operation made stays as it is: a copy of it would be no part of its graph.
clone_tensor <- function(x, copies) {
  id <- .Call(C_tensor_id, x)
  if (!copies$replace || is.null(id) || !nzchar(id) || !.Call(C_dollar, x, "is_leaf")) return(x)
  if (is.null(copies$made[[id]])) copies$made[[id]] <- clone_leaf(x)
  copies$made[[id]]
}

clone_leaf <- function(x) {
  y <- with_no_grad(torch_clone(.Call(C_detach, x)))
  if (.Call(C_dollar, x, "requires_grad")) .Call(C_requires_grad_, y, TRUE)
  if (is_nn_buffer(x)) attr(y, "persistent") <- attr(x, "persistent")
  .Call(C_mark, y, is_nn_parameter(x), is_nn_buffer(x))
}
