# Devices as R objects, and the default device.

#' Devices
#'
#' Where a tensor lives. Wherever a device is asked for, its name will do: `"cpu"`, `"cuda:0"`.
#'
#' @param type `"cpu"`, `"cuda"` or `"meta"`, which has shapes and dtypes but no data; with an index
#'   after a colon if there is one. Another type is a runtime_error.
#' @param index Which of several devices, from 0; `NULL` for the current one.
#' @return A device: a list with `type` and `index`.
#' @examples
#' torch_device("cpu")
#' torch_device("cuda", 0)
#' torch_ones(2, 2, device = "meta")$device$type
#' @export
torch_device <- function(type, index = NULL) {
  if (is_torch_device(type)) return(type)
  if (!is.character(type) || length(type) != 1L) {
    type_error("torch_device: type must be a string, got ", class(type)[[1]])
  }
  parts <- strsplit(type, ":", fixed = TRUE)[[1]]
  if (length(parts) == 2L) {
    if (!is.null(index)) value_error("type should not include an index because index was passed explicitly: ", type)
    index <- suppressWarnings(as.integer(parts[[2]]))
  }
  .Call(C_device, type)
  structure(list(type = parts[[1]], index = if (!is.null(index)) as.integer(index)), class = c("torch_device", "R7"))
}

#' @export
format.torch_device <- function(x, ...) {
  x <- unclass(x)
  paste0("torch_device(type='", x$type, "'", if (!is.null(x$index)) paste0(", index=", x$index), ")")
}

#' @export
as.character.torch_device <- function(x, ...) {
  x <- unclass(x)
  paste0(x$type, if (!is.null(x$index)) paste0(":", x$index))
}

#' @export
print.torch_device <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  invisible(x)
}

#' @export
`==.torch_device` <- function(e1, e2) {
  e1 <- unclass(torch_device(e1))
  e2 <- unclass(torch_device(e2))
  identical(e1$type, e2$type) && identical(e1$index, e2$index)
}

#' @export
`!=.torch_device` <- function(e1, e2) !(e1 == e2)

#' The default device
#'
#' Makes a device the one on which tensors are made when none is asked for.
#'
#' @param code Code to run with that default.
#' @param ... Ignored.
#' @param device A device or its name.
#' @param .env The frame at whose end the former default comes back.
#' @return `with_device()`: the value of `code`. `local_device()`: the former default, invisibly.
#' @examples
#' with_device(device = "meta", torch_ones(2, 2))
#' @rdname with_device
#' @export
with_device <- function(code, ..., device) {
  former <- .Call(C_default_device, device)
  on.exit(.Call(C_default_device, former))
  force(code)
}

#' @rdname with_device
#' @export
local_device <- function(device, ..., .env = parent.frame()) {
  former <- .Call(C_default_device, device)
  at_exit_of(.env, .Call(C_default_device, former))
  invisible(former)
}

# Runs code when the function with that frame returns.
at_exit_of <- function(frame, code) {
  run <- as.function(list(substitute(code)), envir = parent.frame())
  do.call(base::on.exit, list(as.call(list(run)), add = TRUE, after = FALSE), envir = frame)
}
