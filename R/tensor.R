# The tensor class: x$name, operators, and R's generics. Each method is one call of an operation.

#' Tensors as R objects
#'
#' A tensor is an external pointer of class `torch_tensor`. The same tensor is the same R object wherever
#' it turns up, and operations whose name ends in `_` change it and return it. `x$name` gives a field
#' (`shape`, `dtype`, `device`, `grad`, `requires_grad`, `is_leaf`, `grad_fn`, `data`, `ndim`, `is_cuda`,
#' `layout`) or a method; `$requires_grad`, `$grad` and `$data` can be assigned.
#'
#' @param x A tensor.
#' @param name A field or method.
#' @param value The new value.
#' @return The field or the method, a function. An unknown name is a value_error that suggests another.
#' @details Arithmetic (`+ - * / ^ %% %/%`), comparison and logical operators, the functions of R's groups
#'   Math and Summary, `length()` (the number of elements), `dim()`, `mean()`, `head()` and `tail()` take
#'   tensors. Operands broadcast; a bare number does not change the dtype within its kind. A tensor that was
#'   saved with `saveRDS()` holds nothing when it is read again: using it is a type_error.
#' @examples
#' x <- torch_tensor(c(1, 2, 3))
#' x$shape
#' x$add(1)
#' (x + 1) * x
#' @rdname torch_tensor-class
#' @name torch_tensor-class
#' @export
`$.torch_tensor` <- function(x, name) .Call(C_dollar, x, name)

#' @rdname torch_tensor-class
#' @export
`$<-.torch_tensor` <- function(x, name, value) .Call(C_set_member, x, name, value)

#' @importFrom utils .DollarNames
#' @method .DollarNames torch_tensor
#' @export
.DollarNames.torch_tensor <- function(x, pattern = "") {
  names <- sort(unique(c(.Call(C_fields), names(.methods))))
  grep(pattern, names, value = TRUE)
}

#' Is it a tensor?
#'
#' @param x Any object.
#' @return `TRUE` or `FALSE`. `is_undefined_tensor()` asks whether a tensor holds nothing, as the `$grad` of
#'   a tensor before a backward pass.
#' @examples
#' is_undefined_tensor(torch_ones(2)$grad)
#' @rdname is_undefined_tensor
#' @export
is_undefined_tensor <- function(x) .Call(C_is_undefined, x)

is_torch_tensor <- function(x) inherits(x, "torch_tensor")

# ---- Operators --------------------------------------------------------------------------------------

#' @export
`+.torch_tensor` <- function(e1, e2) if (missing(e2)) e1 else .Call(C_add, e1, e2)
#' @export
`-.torch_tensor` <- function(e1, e2) if (missing(e2)) torch_neg(e1) else .Call(C_sub, e1, e2)
#' @export
`*.torch_tensor` <- function(e1, e2) .Call(C_mul, e1, e2)
#' @export
`/.torch_tensor` <- function(e1, e2) .Call(C_div, e1, e2)
#' @export
`^.torch_tensor` <- function(e1, e2) .Call(C_pow, e1, e2)
#' @export
`%%.torch_tensor` <- function(e1, e2) .Call(C_remainder, e1, e2)
#' @export
`%/%.torch_tensor` <- function(e1, e2) .Call(C_floor_divide, e1, e2)
#' @export
`==.torch_tensor` <- function(e1, e2) .Call(C_eq, e1, e2)
#' @export
`!=.torch_tensor` <- function(e1, e2) .Call(C_ne, e1, e2)
#' @export
`<.torch_tensor` <- function(e1, e2) .Call(C_lt, e1, e2)
#' @export
`<=.torch_tensor` <- function(e1, e2) .Call(C_le, e1, e2)
#' @export
`>.torch_tensor` <- function(e1, e2) .Call(C_gt, e1, e2)
#' @export
`>=.torch_tensor` <- function(e1, e2) .Call(C_ge, e1, e2)
#' @export
`&.torch_tensor` <- function(e1, e2) .Call(C_logical_and, e1, e2)
#' @export
`|.torch_tensor` <- function(e1, e2) .Call(C_logical_or, e1, e2)
#' @export
`!.torch_tensor` <- function(x) torch_logical_not(x)

# R dispatches this operator on S3 classes from version 4.3 on.
#' @rawNamespace if (getRversion() >= "4.3.0") S3method("%*%", torch_tensor)
`%*%.torch_tensor` <- function(x, y) .Call(C_matmul, x, y)

# ---- Math -------------------------------------------------------------------------------------------

#' @export
abs.torch_tensor <- function(x) torch_abs(x)
#' @export
acos.torch_tensor <- function(x) torch_acos(x)
#' @export
acosh.torch_tensor <- function(x) torch_acosh(x)
#' @export
asin.torch_tensor <- function(x) torch_asin(x)
#' @export
asinh.torch_tensor <- function(x) torch_asinh(x)
#' @export
atan.torch_tensor <- function(x) torch_atan(x)
#' @export
atanh.torch_tensor <- function(x) torch_atanh(x)
#' @export
ceiling.torch_tensor <- function(x) torch_ceil(x)
#' @export
cos.torch_tensor <- function(x) torch_cos(x)
#' @export
cosh.torch_tensor <- function(x) torch_cosh(x)
#' @export
exp.torch_tensor <- function(x) torch_exp(x)
#' @export
expm1.torch_tensor <- function(x) torch_expm1(x)
#' @export
floor.torch_tensor <- function(x) torch_floor(x)
#' @export
gamma.torch_tensor <- function(x) torch_exp(torch_lgamma(x))
#' @export
lgamma.torch_tensor <- function(x) torch_lgamma(x)
#' @export
digamma.torch_tensor <- function(x) torch_digamma(x)
#' @export
log.torch_tensor <- function(x, base) if (missing(base)) torch_log(x) else torch_div(torch_log(x), log(base))
#' @method log10 torch_tensor
#' @export
log10.torch_tensor <- function(x) torch_log10(x)
#' @export
log1p.torch_tensor <- function(x) torch_log1p(x)
#' @method log2 torch_tensor
#' @export
log2.torch_tensor <- function(x) torch_log2(x)
#' @export
round.torch_tensor <- function(x, digits = 0, ...) if (digits == 0) torch_round(x) else torch_round(x, digits)
#' @export
sign.torch_tensor <- function(x) torch_sign(x)
#' @export
sin.torch_tensor <- function(x) torch_sin(x)
#' @export
sinh.torch_tensor <- function(x) torch_sinh(x)
#' @export
sqrt.torch_tensor <- function(x) torch_sqrt(x)
#' @export
tan.torch_tensor <- function(x) torch_tan(x)
#' @export
tanh.torch_tensor <- function(x) torch_tanh(x)
#' @export
trunc.torch_tensor <- function(x, ...) torch_trunc(x)
#' @export
cumsum.torch_tensor <- function(x) torch_cumsum(x, 1L)
#' @export
cumprod.torch_tensor <- function(x) torch_cumprod(x, 1L)

# ---- Summary ----------------------------------------------------------------------------------------

#' @export
max.torch_tensor <- function(x, ..., na.rm = FALSE) torch_max(x, ...)
#' @export
min.torch_tensor <- function(x, ..., na.rm = FALSE) torch_min(x, ...)
#' @export
prod.torch_tensor <- function(x, ..., na.rm = FALSE) torch_prod(x, ...)
#' @export
sum.torch_tensor <- function(x, ..., na.rm = FALSE) torch_sum(x, ...)
#' @export
all.torch_tensor <- function(x, ..., na.rm = FALSE) `$.torch_tensor`(x, "all")(...)
#' @export
any.torch_tensor <- function(x, ..., na.rm = FALSE) `$.torch_tensor`(x, "any")(...)
#' @export
mean.torch_tensor <- function(x, ...) torch_mean(x, ...)

# ---- Sizes ------------------------------------------------------------------------------------------

#' @export
length.torch_tensor <- function(x) .Call(C_numel, x)
#' @export
dim.torch_tensor <- function(x) .Call(C_shape, x, NULL)
#' @export
t.torch_tensor <- function(x) torch_t(x)

#' @importFrom utils head
#' @export
head.torch_tensor <- function(x, n = 6L, ...) {
  rows <- .Call(C_shape, x, 1L)
  `$.torch_tensor`(x, "narrow")(1L, 1L, if (n < 0) max(rows + n, 0) else min(n, rows))
}

#' @importFrom utils tail
#' @export
tail.torch_tensor <- function(x, n = 6L, ...) {
  rows <- .Call(C_shape, x, 1L)
  n <- if (n < 0) max(rows + n, 0) else min(n, rows)
  `$.torch_tensor`(x, "narrow")(1L, rows - n + 1L, n)
}
