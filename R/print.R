# Tensors as text.

#' Print a tensor
#'
#' Shows the values and a footer with device, dtype and sizes, such as `[ CPUFloatType{2,3} ]`,
#' followed by `[ requires_grad = TRUE ]` or the operation that made the tensor.
#'
#' @param x,object A tensor.
#' @param n At most how many lines of values to show; -1 shows all.
#' @param ... Ignored.
#' @return `print()` and `str()` return their argument invisibly; `format()` returns one string.
#' @examples
#' print(torch_arange(1, 100), n = 5)
#' str(torch_ones(2, 3))
#' @rdname print.torch_tensor
#' @export
print.torch_tensor <- function(x, n = 30, ...) {
  cat(tensor_text(x, n), "\n", sep = "")
  invisible(x)
}

#' @rdname print.torch_tensor
#' @export
format.torch_tensor <- function(x, n = -1, ...) tensor_text(x, n)

#' @rdname print.torch_tensor
#' @importFrom utils str
#' @export
str.torch_tensor <- function(object, ...) {
  cat(.Call(C_tensor_summary, object), "\n", sep = "")
  invisible(object)
}

tensor_text <- function(x, n) paste0("torch_tensor\n", .Call(C_tensor_text, x, n))
