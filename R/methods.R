# Methods of tensors that the op table does not give. Each is a template: x$name gives it an environment
# in which `self` is the tensor.

.own_methods <- list(
  item = function() .Call(C_item, self),
  size = function(dim = NULL) .Call(C_shape, self, dim),
  dim = function() .Call(C_ndim, self),
  ndimension = function() .Call(C_ndim, self),
  stride = function(dim = NULL) .Call(C_strides, self, dim),
  numel = function() .Call(C_numel, self),
  nelement = function() .Call(C_numel, self),
  element_size = function() traits_of(self)$itemsize,
  storage_offset = function() .Call(C_offset, self),
  is_contiguous = function(memory_format = NULL) .Call(C_is_contiguous, self),
  storage = function() torch_storage(self),
  data_ptr = function() .Call(C_data_ptr, self),
  has_names = function() FALSE,
  is_floating_point = function() torch_is_floating_point(self),
  is_complex = function() torch_is_complex(self),
  is_undefined = function() .Call(C_is_undefined, self),

  to = function(dtype = NULL, device = NULL, other = NULL, non_blocking = FALSE, copy = FALSE, memory_format = NULL) {
    if (is_torch_device(dtype) || is_torch_tensor(dtype)) tensor_to(self, dtype, copy, non_blocking)
    else .Call(C_to, self, dtype, device, other, copy, non_blocking)
  },
  cpu = function(memory_format = NULL) .Call(C_to, self, NULL, "cpu", NULL, FALSE, FALSE),
  cuda = function(device = NULL, non_blocking = FALSE, memory_format = NULL) {
    .Call(C_to, self, NULL, if (is.null(device)) "cuda" else device, NULL, FALSE, non_blocking)
  },
  type = function(dtype) .Call(C_to, self, dtype, NULL, NULL, FALSE, FALSE),
  bool = function(...) .Call(C_to, self, .dtypes$bool, NULL, NULL, FALSE, FALSE),
  byte = function(...) .Call(C_to, self, .dtypes$uint8, NULL, NULL, FALSE, FALSE),
  char = function(...) .Call(C_to, self, .dtypes$int8, NULL, NULL, FALSE, FALSE),
  short = function(...) .Call(C_to, self, .dtypes$int16, NULL, NULL, FALSE, FALSE),
  int = function(...) .Call(C_to, self, .dtypes$int32, NULL, NULL, FALSE, FALSE),
  long = function(...) .Call(C_to, self, .dtypes$int64, NULL, NULL, FALSE, FALSE),
  half = function(...) .Call(C_to, self, .dtypes$float16, NULL, NULL, FALSE, FALSE),
  bfloat16 = function(...) .Call(C_to, self, .dtypes$bfloat16, NULL, NULL, FALSE, FALSE),
  float = function(...) .Call(C_to, self, .dtypes$float32, NULL, NULL, FALSE, FALSE),
  double = function(...) .Call(C_to, self, .dtypes$float64, NULL, NULL, FALSE, FALSE),
  cfloat = function(...) .Call(C_to, self, .dtypes$cfloat, NULL, NULL, FALSE, FALSE),
  cdouble = function(...) .Call(C_to, self, .dtypes$cdouble, NULL, NULL, FALSE, FALSE),

  backward = function(gradient = NULL, retain_graph = create_graph, create_graph = FALSE, inputs = NULL) {
    invisible(.Call(C_backward, self, gradient, retain_graph, create_graph, inputs))
  },
  detach = function() .Call(C_detach, self),
  detach_ = function() .Call(C_detach_, self),
  requires_grad_ = function(requires_grad = TRUE) .Call(C_requires_grad_, self, requires_grad),
  retain_grad = function() invisible(.Call(C_retain_grad, self)),
  register_hook = function(hook) new_hook(self, hook),
  set_data = function(new_data) .Call(C_set_member, self, "data", new_data),

  div = function(other, rounding_mode = NULL) torch_div(self, other, rounding_mode),
  div_ = function(other, rounding_mode = NULL) divide_in_place(self, other, rounding_mode),
  divide = function(other, rounding_mode = NULL) torch_div(self, other, rounding_mode),
  divide_ = function(other, rounding_mode = NULL) divide_in_place(self, other, rounding_mode),
  true_divide = function(other) .torch_div(self, other),
  true_divide_ = function(other) .torch_div_(self, other),
  expand = function(size, implicit = FALSE) .torch_expand(self, size, implicit),
  broadcast_to = function(size) .torch_expand(self, size),
  view = function(size) call_op("view", self, size),
  permute = function(dims) .torch_permute(self, dims),
  flatten = function(dims, start_dim = 1L, end_dim = -1L, out_dim) {
    torch_flatten(self, dims, start_dim, end_dim, out_dim)
  },
  diagonal = function(outdim, dim1 = 1L, dim2 = 2L, offset = 0L) torch_diagonal(self, outdim, dim1, dim2, offset),
  ravel = function() .torch_flatten(self),
  alias = function() torch_view_of(self),
  type_as = function(other) .Call(C_to, self, NULL, NULL, other, FALSE, FALSE),
  is_nonzero = function() torch_is_nonzero(self),
  is_same_size = function(other) identical(.Call(C_shape, self, NULL), .Call(C_shape, other, NULL)),
  is_signed = function() !.Call(C_dtype_name, .Call(C_dollar, self, "dtype")) %in% c("Byte", "Bool"),
  is_conj = function() FALSE,
  is_neg = function() FALSE,
  is_inference = function() FALSE,
  is_pinned = function(device = NULL) .Call(C_is_pinned, self),
  pin_memory = function(device = NULL) .Call(C_pin_memory, self, device),
  resolve_conj = function() self,
  resolve_neg = function() self,
  to_dense = function(dtype = NULL, masked_grad = NULL) .Call(C_to, self, dtype, NULL, NULL, FALSE, FALSE),

  t_ = function() .Call(C_reshape_self, self, torch_t(self)),
  transpose_ = function(dim0, dim1) .Call(C_reshape_self, self, torch_transpose(self, dim0, dim1)),
  swapdims_ = function(dim0, dim1) .Call(C_reshape_self, self, torch_transpose(self, dim0, dim1)),
  swapaxes_ = function(axis0, axis1) .Call(C_reshape_self, self, call_op("swapaxes", self, axis0, axis1)),
  squeeze_ = function(dim = NULL) .Call(C_reshape_self, self, torch_squeeze(self, dim)),
  unsqueeze_ = function(dim) .Call(C_reshape_self, self, torch_unsqueeze(self, dim)),
  softmax = function(dim, dtype = NULL) .torch_softmax(self, dim, dtype),
  log_softmax = function(dim, dtype = NULL) .torch_log_softmax(self, dim, dtype),
  hardshrink = function(lambd = 0.5) .torch_hardshrink(self, lambd),
  prelu = function(weight) .torch_prelu(self, weight),

  print = function(n = 30) print(self, n = n)
)

# x$to(device) and x$to(other)
tensor_to <- function(x, like, copy, non_blocking) {
  if (is_torch_device(like)) .Call(C_to, x, NULL, like, NULL, copy, non_blocking)
  else .Call(C_to, x, NULL, NULL, like, copy, non_blocking)
}

torch_view_of <- function(x) .torch_expand(x, .Call(C_shape, x, NULL))

# What x$storage() shows: the address and size of the memory.
torch_storage <- function(x) {
  address <- .Call(C_data_ptr, x)
  structure(list(data_ptr = function() address, size = function() .Call(C_numel, x)), class = "torch_storage")
}
