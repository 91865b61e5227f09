# dtypes, memory layouts and memory formats as R objects.

#' dtypes
#'
#' What the elements of a tensor are. Wherever a dtype is asked for, its name will do: `"float"`.
#'
#' @return A dtype, which prints as `torch_Float` and can be compared with `==`.
#' @details The names are, in the order in which dtypes are promoted: Bool, Byte (`uint8`), Char (`int8`),
#'   Short (`int16`), Int (`int32`), Long (`int64`), Half (`float16`), BFloat16, Float (`float32`), Double
#'   (`float64`), ComplexFloat (`cfloat`), ComplexDouble (`cdouble`). 8-bit floats and quantized dtypes are
#'   not available: asking for them is a not_implemented_error.
#' @examples
#' torch_float()
#' torch_ones(2, dtype = torch_long())$dtype == torch_int64()
#' @name torch_dtype
NULL

dtype_object <- function(code) structure(code, class = c("torch_dtype", "R7"))

#' @rdname torch_dtype
#' @export
torch_bool <- function() .dtypes$bool
#' @rdname torch_dtype
#' @export
torch_uint8 <- function() .dtypes$uint8
#' @rdname torch_dtype
#' @export
torch_int8 <- function() .dtypes$int8
#' @rdname torch_dtype
#' @export
torch_int16 <- function() .dtypes$int16
#' @rdname torch_dtype
#' @export
torch_short <- function() .dtypes$int16
#' @rdname torch_dtype
#' @export
torch_int32 <- function() .dtypes$int32
#' @rdname torch_dtype
#' @export
torch_int <- function() .dtypes$int32
#' @rdname torch_dtype
#' @export
torch_int64 <- function() .dtypes$int64
#' @rdname torch_dtype
#' @export
torch_long <- function() .dtypes$int64
#' @rdname torch_dtype
#' @export
torch_float16 <- function() .dtypes$float16
#' @rdname torch_dtype
#' @export
torch_half <- function() .dtypes$float16
#' @rdname torch_dtype
#' @export
torch_bfloat16 <- function() .dtypes$bfloat16
#' @rdname torch_dtype
#' @export
torch_float32 <- function() .dtypes$float32
#' @rdname torch_dtype
#' @export
torch_float <- function() .dtypes$float32
#' @rdname torch_dtype
#' @export
torch_float64 <- function() .dtypes$float64
#' @rdname torch_dtype
#' @export
torch_double <- function() .dtypes$float64
#' @rdname torch_dtype
#' @export
torch_cfloat32 <- function() .dtypes$cfloat
#' @rdname torch_dtype
#' @export
torch_cfloat <- function() .dtypes$cfloat
#' @rdname torch_dtype
#' @export
torch_cfloat64 <- function() .dtypes$cdouble
#' @rdname torch_dtype
#' @export
torch_cdouble <- function() .dtypes$cdouble

# In the order of TH_DTYPES in torch.h; checked by a test.
.dtypes <- local({
  names <- c("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64",
             "cfloat", "cdouble")
  stats::setNames(lapply(seq_along(names) - 1L, dtype_object), names)
})

no_dtype <- function(name) not_implemented_error("dtype ", name, " is not available")

#' @rdname torch_dtype
#' @export
torch_cfloat128 <- function() .dtypes$cdouble
#' @rdname torch_dtype
#' @export
torch_chalf <- function() no_dtype("ComplexHalf")
#' @rdname torch_dtype
#' @export
torch_float8_e4m3fn <- function() no_dtype("Float8_e4m3fn")
#' @rdname torch_dtype
#' @export
torch_float8_e5m2 <- function() no_dtype("Float8_e5m2")
#' @rdname torch_dtype
#' @export
torch_quint8 <- function() no_dtype("QUInt8")
#' @rdname torch_dtype
#' @export
torch_qint8 <- function() no_dtype("QInt8")
#' @rdname torch_dtype
#' @export
torch_qint32 <- function() no_dtype("QInt32")

#' @export
format.torch_dtype <- function(x, ...) paste0("torch_", .Call(C_dtype_name, x))

#' @export
as.character.torch_dtype <- function(x, ...) .Call(C_dtype_name, x)

#' @export
print.torch_dtype <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  invisible(x)
}

#' @export
`==.torch_dtype` <- function(e1, e2) identical(.Call(C_dtype, e1), .Call(C_dtype, e2))

#' @export
`!=.torch_dtype` <- function(e1, e2) !identical(.Call(C_dtype, e1), .Call(C_dtype, e2))

#' @export
`$.torch_dtype` <- function(x, name) {
  if (name %in% c("is_floating_point", "is_complex", "itemsize")) .Call(C_dtype_traits, x)[[name]]
}

#' The default dtype
#'
#' The dtype of tensors made from doubles, and of functions that make tensors.
#'
#' @param d A floating-point dtype; others are a type_error.
#' @return `torch_get_default_dtype()`: a dtype. `torch_set_default_dtype()`: the new one, invisibly.
#' @examples
#' former <- torch_get_default_dtype()
#' torch_set_default_dtype(torch_double())
#' torch_tensor(1)
#' torch_set_default_dtype(former)
#' @rdname torch_default_dtype
#' @export
torch_get_default_dtype <- function() .Call(C_default_dtype, NULL)

#' @rdname torch_default_dtype
#' @export
torch_set_default_dtype <- function(d) {
  if (!.Call(C_dtype_traits, d)$is_floating_point) type_error("only floating-point types can be the default dtype")
  invisible(.Call(C_default_dtype, d))
}

#' What two dtypes promote to
#'
#' @param type1,type2,from_,to dtypes.
#' @return `torch_promote_types()`: the dtype that holds values of both. `torch_can_cast()`: whether a
#'   conversion keeps the kind of number (complex to real, floating point to integer and integer to Bool do
#'   not).
#' @examples
#' torch_promote_types(torch_int(), torch_float())
#' torch_can_cast(torch_float(), torch_int())
#' @rdname torch_promote_types
#' @export
torch_promote_types <- function(type1, type2) .Call(C_promote_types, type1, type2)

#' @rdname torch_promote_types
#' @export
torch_can_cast <- function(from_, to) dtype_kind(from_) <= dtype_kind(to)

# 0 Bool, 1 integer, 2 floating point, 3 complex
dtype_kind <- function(dtype) {
  traits <- .Call(C_dtype_traits, dtype)
  if (traits$is_complex) 3L
  else if (traits$is_floating_point) 2L
  else if (identical(.Call(C_dtype, dtype), torch_bool())) 0L
  else 1L
}

#' Limits of dtypes
#'
#' @param dtype A floating-point dtype for `torch_finfo()`, an integer dtype for `torch_iinfo()`.
#' @return A list with `bits`, `min` and `max`; for floating point also `eps` (the gap above 1), `tiny`
#'   (the smallest normal number) and `resolution`. Another kind of dtype is a type_error.
#' @examples
#' torch_finfo(torch_float())$eps
#' torch_iinfo(torch_int())$max
#' @rdname torch_finfo
#' @export
torch_finfo <- function(dtype) {
  name <- .Call(C_dtype_name, dtype)
  shape <- switch(name,
    Half = c(16, 10, 15), BFloat16 = c(16, 7, 127), Float = , ComplexFloat = c(32, 23, 127),
    Double = , ComplexDouble = c(64, 52, 1023), type_error("torch_finfo() needs a floating-point dtype, got ", name)
  )
  max <- (2 - 2^-shape[[2]]) * 2^shape[[3]]
  digits <- floor(shape[[2]] * log10(2))
  structure(list(bits = shape[[1]], max = max, min = -max, eps = 2^-shape[[2]], tiny = 2^(1 - shape[[3]]),
                 resolution = 10^-digits), class = "torch_finfo")
}

#' @rdname torch_finfo
#' @export
torch_iinfo <- function(dtype) {
  traits <- .Call(C_dtype_traits, dtype)
  name <- .Call(C_dtype_name, dtype)
  if (!traits$is_integral || name == "Bool") type_error("torch_iinfo() needs an integer dtype, got ", name)
  bits <- 8 * traits$itemsize
  limits <- if (name == "Byte") c(0, 255) else c(-2^(bits - 1), 2^(bits - 1) - 1)
  if (bits < 32) limits <- as.integer(limits) # the smallest Int is R's NA
  structure(list(bits = bits, max = limits[[2]], min = limits[[1]]), class = "torch_iinfo")
}

# ---- Layouts, memory formats, reductions ----------------------------------------------------------

named_constant <- function(name, class) structure(name, class = c(class, "R7"))

format_constant <- function(x, ...) unclass(x)
print_constant <- function(x, ...) {
  cat(unclass(x), "\n", sep = "")
  invisible(x)
}
same_constant <- function(e1, e2) identical(unclass(e1), unclass(e2))

#' Layouts, memory formats and reductions
#'
#' Constants that some functions take. Tensors are strided and row-major; the others exist so that code
#' that names them runs.
#'
#' @return A constant that prints as its name.
#' @examples
#' torch_strided()
#' torch_contiguous_format()
#' @name torch_layout
NULL

#' @rdname torch_layout
#' @export
torch_strided <- function() named_constant("torch_strided", "torch_layout")
#' @rdname torch_layout
#' @export
torch_sparse_coo <- function() named_constant("torch_sparse_coo", "torch_layout")
#' @rdname torch_layout
#' @export
torch_contiguous_format <- function() named_constant("torch_contiguous_format", "torch_memory_format")
#' @rdname torch_layout
#' @export
torch_preserve_format <- function() named_constant("torch_preserve_format", "torch_memory_format")
#' @rdname torch_layout
#' @export
torch_channels_last_format <- function() named_constant("torch_channels_last_format", "torch_memory_format")
#' @rdname torch_layout
#' @export
torch_per_channel_affine <- function() named_constant("torch_per_channel_affine", "torch_qscheme")
#' @rdname torch_layout
#' @export
torch_per_tensor_affine <- function() named_constant("torch_per_tensor_affine", "torch_qscheme")
#' @rdname torch_layout
#' @export
torch_per_channel_symmetric <- function() named_constant("torch_per_channel_symmetric", "torch_qscheme")
#' @rdname torch_layout
#' @export
torch_per_tensor_symmetric <- function() named_constant("torch_per_tensor_symmetric", "torch_qscheme")
#' @rdname torch_layout
#' @export
torch_reduction_none <- function() 0L
#' @rdname torch_layout
#' @export
torch_reduction_mean <- function() 1L
#' @rdname torch_layout
#' @export
torch_reduction_sum <- function() 2L

#' @export
format.torch_layout <- format_constant
#' @export
format.torch_memory_format <- format_constant
#' @export
format.torch_qscheme <- format_constant
#' @export
print.torch_layout <- print_constant
#' @export
print.torch_memory_format <- print_constant
#' @export
print.torch_qscheme <- print_constant
#' @export
`==.torch_layout` <- same_constant
#' @export
`==.torch_memory_format` <- same_constant

#' What kind of object something is
#'
#' @param x Any object.
#' @return `TRUE` or `FALSE`.
#' @examples
#' is_torch_dtype(torch_float())
#' @rdname is_torch_dtype
#' @export
is_torch_dtype <- function(x) inherits(x, "torch_dtype")
#' @rdname is_torch_dtype
#' @export
is_torch_layout <- function(x) inherits(x, "torch_layout")
#' @rdname is_torch_dtype
#' @export
is_torch_memory_format <- function(x) inherits(x, "torch_memory_format")
#' @rdname is_torch_dtype
#' @export
is_torch_qscheme <- function(x) inherits(x, "torch_qscheme")
#' @rdname is_torch_dtype
#' @export
is_torch_device <- function(x) inherits(x, "torch_device")
