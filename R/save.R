# Files. What is in them is written and read in C; here is what belongs to R: connections, and R
# objects in which tensors occur.

#' Save and load tensors, modules and lists of them
#'
#' `torch_save()` writes a tensor, a module, or any list or R object in which tensors occur to a file
#' that `torch_load()` reads back; `torch_serialize()` gives the file as a raw vector. A tensor that
#' occurs several times is saved once and is one tensor again after loading.
#'
#' The files are in the safetensors format, so that other programs can read the tensors, and are of
#' the kind that version 3 of the format of 'torch' for R describes. A file is replaced as a whole or
#' not at all: when saving fails, the former file is still there. R objects in a file are loaded with
#' [unserialize()], so load files from sources that you trust only.
#'
#' @param obj A tensor (of any shape, dtype and device), an `nn_module()`, a list, or another R object.
#'   A list of tensors with different names (a state dict) is saved without R objects.
#' @param path For `torch_save()` a path or a connection opened for writing in binary mode. For
#'   `torch_load()` a path, a raw vector or a connection; any safetensors file is accepted and gives a
#'   named list of tensors. For `load_state_dict()` the path of a checkpoint, or a raw vector.
#' @param ... Not used.
#' @param compress Not used: safetensors files are not compressed. Write to [gzfile()] for that.
#' @param device The device the tensors go to, such as `"cpu"`.
#' @return `torch_save()`: `NULL`, invisibly. `torch_serialize()`: a raw vector. `torch_load()`: what
#'   was saved; the tensors require a gradient if they did. A damaged file is a value_error, a file that
#'   cannot be opened a runtime_error.
#' @examples
#' file <- tempfile(fileext = ".pt")
#' x <- torch_tensor(c(1, 2, 3))
#' torch_save(list(x = x, epoch = 5L), file)
#' torch_load(file)$x
#' torch_load(torch_serialize(x))
#' unlink(file)
#' @export
torch_save <- function(obj, path, ..., compress = TRUE) UseMethod("torch_save")

#' @export
torch_save.torch_tensor <- function(obj, path, ..., compress = TRUE) {
  write_saved("tensor", list("...unnamed..." = obj), NULL, path)
}

#' @export
torch_save.list <- function(obj, path, ..., compress = TRUE) {
  if (is_state_dict(obj)) write_saved("state_dict", obj, NULL, path) else save_object("list", obj, path)
}

#' @export
torch_save.default <- function(obj, path, ..., compress = TRUE) save_object("list", obj, path)

#' @export
torch_save.nn_module <- function(obj, path, ..., compress = TRUE) {
  save_object("module", obj, path, obj$state_dict(keepvars = TRUE))
}

#' @export
torch_save.dataset <- function(obj, path, ..., compress = TRUE) save_object("module", obj, path)

#' @rdname torch_save
#' @export
torch_serialize <- function(obj, ...) {
  connection <- rawConnection(raw(), open = "wb")
  on.exit(close(connection))
  torch_save(obj, connection, ...)
  rawConnectionValue(connection)
}

#' @rdname torch_save
#' @export
torch_load <- function(path, device = "cpu") {
  if (inherits(path, "connection")) path <- read_connection(path)
  file <- .Call(C_load, path, device)
  tensors <- stats::setNames(file[[4]], file[[2]])
  if (is.null(file[[1]]) || file[[1]] == "state_dict") return(tensors)
  if (file[[1]] == "tensor") return(tensors[[1]])
  if (is.null(file[[3]])) raise_condition("value_error", "torch_load: the file has no '__robj__'")
  restore_object(file[[3]], tensors)
}

#' Load a checkpoint of PyTorch
#'
#' Reads a file that PyTorch's `torch.save()` wrote: tensors, and dictionaries and lists of them, as
#' state dicts and training checkpoints are. Nothing in the file is executed; a file that holds other
#' Python objects is an error. Tensors that shared their memory still do.
#'
#' @param path The path of the file, or a raw vector with its content.
#' @param ... Not used.
#' @param legacy_stream Not used.
#' @return For a dictionary a named list, for a list or tuple a list; tensors have their dtype and
#'   shape; numbers, strings and flags are R's, `None` is `NULL`. A damaged file is a value_error.
#' @examples
#' \dontrun{
#' weights <- load_state_dict("resnet18.pth")
#' model$load_state_dict(weights)
#' }
#' @export
load_state_dict <- function(path, ..., legacy_stream = FALSE) .Call(C_load_checkpoint, path)

# ---- Connections -----------------------------------------------------------------------------------

write_saved <- function(type, tensors, object, path) {
  if (is.character(path) && length(path) == 1) {
    .Call(C_save, path, type, tensors, object)
  } else if (inherits(path, "connection")) {
    write_connection(.Call(C_save, NULL, type, tensors, object), path)
  } else {
    raise_condition("type_error", "torch_save: path must be a path or a connection")
  }
  invisible()
}

# writeBin() takes at most 2^31 - 1 bytes at a time.
write_connection <- function(bytes, connection) {
  if (!isOpen(connection)) {
    open(connection, "wb")
    on.exit(close(connection))
  }
  size <- 2^30
  if (length(bytes) <= size) return(writeBin(bytes, connection))
  for (first in seq(1, length(bytes), by = size)) {
    writeBin(bytes[first:min(first + size - 1, length(bytes))], connection)
  }
}

read_connection <- function(connection) {
  if (!isOpen(connection)) {
    open(connection, "rb")
    on.exit(close(connection))
  }
  pieces <- list()
  repeat {
    piece <- readBin(connection, "raw", 2^24)
    if (length(piece) == 0) break
    pieces[[length(pieces) + 1]] <- piece
  }
  as.raw(unlist(pieces))
}

# ---- R objects in which tensors occur ----------------------------------------------------------------

is_state_dict <- function(x) {
  names <- names(x)
  length(x) > 0 && !is.null(names) && !anyNA(names) && !anyDuplicated(names) && all(nzchar(names)) &&
    identical(names(attributes(x)), "names") && !any(names %in% c("__robj__", "__metadata__")) &&
    all(vapply(x, function(e) !is.null(id <- .Call(C_tensor_id, e)) && nzchar(id), NA)) &&
    !anyDuplicated(vapply(x, function(e) .Call(C_tensor_id, e), ""))
}

# The object is serialized with the names of the tensors in place of the tensors. `named` are tensors
# that have names already; the others are named after their place in lists, or numbered. What modules
# own in C is noted beside the object.
save_object <- function(type, object, path, named = list()) {
  names <- new_names()
  name_tensors(named, "", names)
  name_tensors(object, "", names)
  notes <- note_modules(object)
  if (length(notes)) object <- structure(list(object = object, modules = notes), class = "torch_saved_modules")
  classes <- package_classes()
  bytes <- serialize(object, NULL, refhook = function(reference) {
    if (inherits(reference, "torch_tensor")) {
      name_tensor(reference, paste0("tensor_", length(names$tensors) + 1), names)
    } else if (inherits(reference, "R6ClassGenerator")) {
      classes[[.Call(C_object_id, reference)]]
    }
  })
  write_saved(type, names$tensors, bytes, path)
}

# The package's own classes are not written to files: c("class", name) by their identity.
package_classes <- function() {
  classes <- new.env()
  for (name in ls(asNamespace("torch"), pattern = "^nn_")) {
    class <- package_class(name)
    if (inherits(class, "R6ClassGenerator")) classes[[.Call(C_object_id, class)]] <- c("class", name)
  }
  classes
}

package_class <- function(name) {
  object <- get(name, envir = asNamespace("torch"))
  if (inherits(object, "nn_module_generator")) attr(object, "Module") else object
}

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

restore_object <- function(bytes, tensors) {
  used <- new.env()
  object <- unserialize(bytes, refhook = function(name) {
    if (length(name) == 2) return(package_class(name[[2]]))
    if (!nzchar(name)) return(.Call(C_undefined))
    used[[name]] <- TRUE
    tensors[[name]]
  })
  if (inherits(object, "torch_saved_modules")) return(restore_modules(object))
  if (inherits(object, "nn_module")) {
    warning("torch_load: the module was saved by another program: its state dict is returned", call. = FALSE)
    return(tensors)
  }
  if (all(names(tensors) %in% names(used))) object else fill_placeholders(object, tensors)
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

# ---- Modules in them -----------------------------------------------------------------------------------

# All modules that are reachable from an object, with what their nodes of the module tree own.
note_modules <- function(object) {
  notes <- list()
  seen <- new.env()
  serialize(object, NULL, refhook = function(reference) {
    if (inherits(reference, c("torch_tensor", "R6ClassGenerator"))) return("")
    id <- .Call(C_object_id, reference)
    if (!inherits(reference, "nn_Module") || !is.null(seen[[id]])) return()
    seen[[id]] <- TRUE
    notes[[length(notes) + 1]] <<- note_module(reference)
    NULL
  })
  notes
}

note_module <- function(module) {
  list(
    module = module, training = .Call(C_module_training, module, NULL),
    parameters = own_slots(module, "parameter"), buffers = own_slots(module, "buffer"),
    persistent = names(.Call(C_module_tensors, module, 4L, FALSE)), modules = own_slots(module, "module")
  )
}

# Parents come before their children, so that a child's own training flag is set last.
restore_modules <- function(saved) {
  for (note in saved$modules) assign(".module", NULL, envir = note$module)
  for (note in saved$modules) restore_module(note)
  for (note in saved$modules) .Call(C_module_training, note$module, note$training)
  saved$object
}

restore_module <- function(note) {
  layer <- get0(".layer", note$module, inherits = FALSE)
  if (!is.null(layer)) .Call(C_module_restore, note$module, layer[[1]], layer[[2]])
  if (!isTRUE(note$module$.native)) .Call(C_module_calls_r, note$module)
  add <- function(values, kind) {
    for (name in names(values)) {
      persistent <- kind != "buffer" || name %in% note$persistent
      .Call(C_module_register, note$module, name, values[[name]], kind, persistent)
    }
  }
  add(note$parameters, "parameter")
  add(note$buffers, "buffer")
  add(note$modules, "module")
}
