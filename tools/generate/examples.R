# What a row of the table cannot say about its help page: list(examples =, details =, value =,
# description =, params = list(name =)), all optional; a bare string is the examples. Every exported
# structured op needs examples.

note <- function(examples = NULL, details = NULL, value = NULL, description = NULL, params = list()) {
  list(examples = examples, details = details, value = value, description = description, params = params)
}

NOTES <- list(
  sum = note("
x <- torch_tensor(matrix(1:6, 2))
torch_sum(x)
torch_sum(x, dim = 1, keepdim = TRUE)",
    details = "Integer input is summed as Long.",
    params = list(dim = "The dimensions to sum over, counted from 1; `NULL`: all.")),
  transpose = "torch_transpose(torch_tensor(matrix(1:6, 2)), 1, 2)",
  t = "torch_t(torch_tensor(matrix(1:6, 2)))",
  mm = note("torch_mm(torch_ones(2, 3), torch_ones(3, 4))",
    details = "Sizes (n, m) and (m, p) give (n, p)."),
  complex = note(details = "Both parts must be Float or both Double; others are a type_error.",
    value = "A ComplexFloat or ComplexDouble tensor of the broadcast size.",
    params = list(real = "The real parts.", imag = "The imaginary parts; broadcast against `real`.")),
  polar = note(value = "A complex tensor, `abs * (cos(angle) + i sin(angle))`.",
    params = list(abs = "The magnitudes, Float or Double.", angle = "The angles in radians, of the dtype of `abs`.")),
  vander = note(details = "The powers of a column are products, so that integers stay exact.",
    value = "A tensor of size (n, N).",
    params = list(x = "A tensor of size (n).", N = "The number of columns; `NULL`: n.",
      increasing = "Whether powers grow from left to right.")),
  flip = note(value = "A copy of the input's size."),
  fliplr = note(details = "The input must have two dimensions or more.", value = "A copy of the input's size."),
  flipud = note(details = "The input must have one dimension or more.", value = "A copy of the input's size."),
  roll = note(details = "What leaves a dimension at its end comes back at its start.",
    value = "A copy of the input's size.",
    params = list(shifts = "By how many places elements move: one number for each of `dims`.",
      dims = "The dimensions, counted from 1; none: the elements move as if the input had one dimension.")),
  rot90 = note(value = "A copy; its two dimensions are exchanged when `k` is odd.",
    params = list(k = "How many quarter turns from the first of `dims` towards the second; negative: back.",
      dims = "Two dimensions, counted from 1.")),
  repeat_interleave = note(value = "A copy in which every element along `dim` is there `repeats` times.",
    params = list(repeats = "A number, or a Long tensor with one number for each element along `dim`.",
      dim = "The dimension, counted from 1; `NULL`: the input is flattened first.",
      output_size = "The length that results, checked against `repeats`; `NULL`: it follows from them.")),
  triu = note(details = "Inputs of more than two dimensions are batches of matrices; fewer are a value_error.",
    value = "A copy with zeros below the diagonal."),
  tril = note(details = "Inputs of more than two dimensions are batches of matrices; fewer are a value_error.",
    value = "A copy with zeros above the diagonal."),
  diag_embed = note(details = "The input's last dimension of size n becomes two of size n + |offset|.",
    value = "A tensor with one dimension more than the input; zero outside the diagonals.",
    params = list(dim1 = "The dimension of the matrices' rows, counted from 1.",
      dim2 = "The dimension of the matrices' columns, counted from 1.")),
  diag = note(value = "For a vector of n elements a square matrix of n + |diagonal| rows, for a matrix its diagonal.",
    params = list(self = "A tensor of one or two dimensions; others are a value_error.")),
  diagflat = note(value = "A square matrix with the input's elements, flattened, on its diagonal."),
  meshgrid = note(value = "A list of views of the inputs, all of one size: the k-th varies along the k-th dimension.",
    params = list(tensors = "A list of tensors of at most one dimension.",
      indexing = "`\"ij\"`, or `\"xy\"`, which exchanges the first two dimensions; `NULL`: `\"ij\"`.")),
  cartesian_prod = note(value = "A tensor of size (product of lengths, number of tensors); for one tensor itself.",
    params = list(tensors = "A list of tensors of at most one dimension.")),
  combinations = note(value = "A tensor of size (number of choices, r), in lexicographic order of positions.",
    params = list(self = "A tensor of one dimension.", r = "How many elements are chosen.",
      with_replacement = "Whether an element may be chosen again.")),
  one_hot = note(value = "A Long tensor with one dimension more, of size `num_classes`: 1 at the class, else 0.",
    params = list(tensor = "Classes, counted from 1: a Long tensor of any size; others are a value_error.",
      num_classes = "How many classes there are; -1: as many as the largest one says.")),
  channel_shuffle = note(value = "A tensor of the input's size.",
    params = list(self = "A tensor of size (N, C, ...), with C divisible by `groups`.")),
  pixel_shuffle = note(value = "A tensor of size (..., C, H r, W r), where r is `upscale_factor`.",
    params = list(self = "A tensor of size (..., C r r, H, W).", upscale_factor = "How much larger pictures become."))
)
NOTES <- lapply(NOTES, function(entry) if (is.character(entry)) note(entry) else entry)
NOTES <- lapply(NOTES, function(entry) {
  if (!is.null(entry$examples)) entry$examples <- sub("^\n", "", entry$examples)
  entry
})
