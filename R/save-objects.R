# R objects in which tensors and modules occur, as bytes with names in their place.

is_state_dict <- function(x) {
  names <- names(x)
  length(x) > 0 && !is.null(names) && !anyNA(names) && !anyDuplicated(names) && all(nzchar(names)) &&
    identical(names(attributes(x)), "names") && !any(names %in% c("__robj__", "__metadata__")) &&
    all(vapply(x, function(e) !is.null(id <- .Call(C_tensor_id, e)) && nzchar(id), NA)) &&
    !anyDuplicated(vapply(x, function(e) .Call(C_tensor_id, e), ""))
}

# The object is serialized with references in place of what does not survive in bytes: of tensors and
# modules, and of the package's own classes. `named` are tensors that have names already; the others
# are named after their place in lists, or numbered.
save_object <- function(type, object, path, named = list()) {
  names <- new_names()
  name_tensors(named, "", names)
  name_tensors(object, "", names)
  modules <- note_modules(object)
  if (length(modules$notes)) {
    object <- structure(list(object = object, modules = modules$notes), class = "torch_saved_modules")
  }
  bytes <- serialize(object, NULL, refhook = function(reference) {
    if (inherits(reference, "torch_tensor")) {
      name_tensor(reference, paste0("tensor_", length(names$tensors) + 1), names)
    } else {
      modules$references[[.Call(C_object_id, reference)]]
    }
  })
  write_saved(type, names$tensors, bytes, path)
}

restore_object <- function(bytes, tensors) {
  used <- new.env()
  shells <- new.env()
  object <- unserialize_saved(bytes, function(name) {
    if (length(name) == 2) return(restore_reference(name[[1]], name[[2]], shells))
    if (!nzchar(name)) return(.Call(C_undefined))
    if (is.null(tensors[[name]])) value_error("torch_load: the file has no tensor '", name, "'")
    used[[name]] <- TRUE
    tensors[[name]]
  })
  if (inherits(object, "torch_saved_modules")) return(restore_modules(object, shells))
  if (inherits(object, "nn_module")) {
    warning("torch_load: the module was saved by another program: its state dict is returned", call. = FALSE)
    return(tensors)
  }
  if (all(names(tensors) %in% names(used))) object else fill_placeholders(object, tensors)
}

unserialize_saved <- function(bytes, refhook) {
  tryCatch(unserialize(bytes, refhook = refhook), error = function(e) {
    if (inherits(e, "torch_error")) stop(e)
    value_error("torch_load: the R object in the file is damaged: ", conditionMessage(e))
  })
}

# Other writers put an object that carries a tensor's name where the tensor was.
fill_placeholders <- function(x, tensors) {
  if (is.object(x) && (is.character(x) || is.list(x))) {
    name <- unlist(x, use.names = FALSE)
    if (is.character(name) && length(name) == 1 && name %in% names(tensors)) return(tensors[[name]])
  }
  if (!is.list(x)) return(x)
  filled <- lapply(unclass(x), fill_placeholders, tensors)
  attributes(filled) <- attributes(x)
  filled
}

# ---- Names of tensors --------------------------------------------------------------------------------

# Names given so far, by the tensor's identity; and the tensors under their names.
new_names <- function() {
  names <- new.env()
  names$by_id <- new.env()
  names$taken <- list2env(list("__robj__" = TRUE, "__metadata__" = TRUE))
  names$tensors <- list()
  names
}

# NULL for a nil pointer, "" for the undefined tensor.
name_tensor <- function(tensor, proposal, names) {
  id <- .Call(C_tensor_id, tensor)
  if (is.null(id) || !nzchar(id)) return(id)
  if (!is.null(names$by_id[[id]])) return(names$by_id[[id]])
  name <- if (nzchar(proposal)) proposal else "tensor"
  while (!is.null(names$taken[[name]])) name <- paste0(name, "_")
  names$taken[[name]] <- TRUE
  names$tensors[[name]] <- tensor
  names$by_id[[id]] <- name
}

name_tensors <- function(x, place, names) {
  if (inherits(x, "torch_tensor")) return(name_tensor(x, place, names))
  if (!is.list(x)) return()
  keys <- names(x)
  keys <- if (is.null(keys)) seq_along(x) else ifelse(nzchar(keys), keys, seq_along(x))
  x <- unclass(x)
  for (i in seq_along(x)) name_tensors(x[[i]], paste0(place, if (nzchar(place)) ".", keys[i]), names)
}
