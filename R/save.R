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
#'   named list of tensors.
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
  tensors <- stats::setNames(file$tensors, file$names)
  if (is.null(file$type) || file$type == "state_dict") return(tensors)
  if (file$type == "tensor") return(tensors[[1]])
  if (is.null(file$object)) value_error("torch_load: the file has no '__robj__'")
  restore_object(file$object, tensors)
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
#' state <- load_state_dict(system.file("examples", "linear.pt", package = "torch"))
#' layer <- nn_linear(3, 2)
#' layer$load_state_dict(state)
#' layer(torch_ones(1, 3))
#' @export
load_state_dict <- function(path, ..., legacy_stream = FALSE) .Call(C_load_checkpoint, path)

# ---- Connections -----------------------------------------------------------------------------------

write_saved <- function(type, tensors, object, path) {
  if (is.character(path) && length(path) == 1) {
    .Call(C_save, path, type, tensors, object)
  } else if (inherits(path, "connection")) {
    write_connection(.Call(C_save, NULL, type, tensors, object), path)
  } else {
    type_error("torch_save: path must be a path or a connection")
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
