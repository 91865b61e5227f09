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
    params = list(self = "A tensor of size (..., C r r, H, W).", upscale_factor = "How much larger pictures become.")),
  dropout1d = note("nnf_dropout1d(torch_ones(1, 3, 4))",
    details = "Whole channels become zero, the others are divided by 1 - p (Tompson et al., 2015).",
    params = list(input = "A tensor of size (N, C, L), or (C, L); others are a value_error.",
      p = "The probability with which a channel becomes zero.")),
  layer_norm = note("
x <- torch_randn(2, 3)
nnf_layer_norm(x, 3)
nnf_layer_norm(x, 3, weight = torch_ones(3), bias = torch_zeros(3))",
    details = paste("(x - mean) / sqrt(var + eps) * weight + bias, mean and (biased) variance being those of the last",
      "dimensions (Ba, Kiros and Hinton, 2016). 16-bit input is computed in float. Sizes that do not match are a",
      "value_error, integer input is a not_implemented_error."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor whose last sizes are `normalized_shape`.",
      weight = "Factors of size `normalized_shape`; `NULL`: none.",
      bias = "Summands of size `normalized_shape`; `NULL`: none.",
      eps = "What is added to the variance.")),
  batch_norm = note("
x <- torch_randn(5, 3)
mean <- torch_zeros(3)
var <- torch_ones(3)
nnf_batch_norm(x, mean, var, training = TRUE)
mean",
    details = paste("(x - mean) / sqrt(var + eps) * weight + bias for every channel (Ioffe and Szegedy, 2015). In",
      "training mean and variance are those of the batch, and the running ones, where given, are changed in place: by",
      "`momentum` towards the batch's mean and unbiased variance. A training batch of one value per channel is a value_error."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...).",
      running_mean = "A tensor of size (C); `NULL` only in training.",
      running_var = "A tensor of size (C); `NULL` only in training.",
      weight = "Factors of size (C); `NULL`: none.", bias = "Summands of size (C); `NULL`: none.",
      eps = "What is added to the variance.")),
  group_norm = note("nnf_group_norm(torch_randn(2, 4, 3), num_groups = 2)",
    details = paste("Mean and variance are those of a group of channels of one sample (Wu and He, 2018); a number of",
      "channels that `num_groups` does not divide is a value_error."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...).", weight = "Factors of size (C); `NULL`: none.",
      bias = "Summands of size (C); `NULL`: none.", eps = "What is added to the variance.")),
  instance_norm = note("nnf_instance_norm(torch_randn(2, 3, 5))",
    details = paste("Mean and variance are those of one channel of one sample (Ulyanov, Vedaldi and Lempitsky, 2016).",
      "Running statistics, where given, are changed in place: by `momentum` towards the means over samples."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...) with more than one element per channel.",
      weight = "Factors of size (C); `NULL`: none.", bias = "Summands of size (C); `NULL`: none.",
      use_input_stats = "Whether the statistics are those of the input, or the running ones.",
      eps = "What is added to the variance.")),
  local_response_norm = note("nnf_local_response_norm(torch_randn(1, 4, 3), size = 2)",
    details = paste("x / (k + alpha m)^beta, where m is the mean of the squares of `size` neighbouring channels,",
      "zeros past the first and the last one included (Krizhevsky, Sutskever and Hinton, 2012)."),
    value = "A tensor of the input's size and dtype.",
    params = list(input = "A floating-point tensor of size (N, C, ...), with three dimensions or more.",
      size = "How many channels.", alpha = "A factor.", beta = "An exponent.", k = "A summand.")),
  normalize = note("nnf_normalize(torch_tensor(matrix(1:4, 2)))",
    details = "Every vector along `dim` is divided by its p-norm, or by `eps` where the norm is smaller.",
    value = "A tensor of the input's size; `out` where given.",
    params = list(p = "The order of the norm.", eps = "The least divisor.",
      out = "A tensor that takes the result; `NULL`: a new one.")),
  embedding_bag = note("
weight <- torch_randn(10, 3)
nnf_embedding_bag(torch_tensor(c(1L, 5L, 5L, 10L)), weight, offsets = torch_tensor(c(0L, 2L)))
nnf_embedding_bag(torch_tensor(matrix(1:4, 2)), weight, mode = \"sum\")",
    details = "Looks up rows of `weight` and gathers those of a bag into one; an empty bag gives zeros.",
    value = "A tensor of size (number of bags, size of an embedding).",
    params = list(input = "Positions in `weight`, counted from 1: of size (bags, n), or (n) with `offsets`.",
      weight = "A matrix, (number of embeddings, size of each).",
      offsets = "For an input of one dimension the number of elements before each bag: the first is 0.",
      max_norm = "Rows that are longer are shortened to this norm, in `weight` itself; `NULL`: none.",
      norm_type = "The p of that norm.", mode = "`\"sum\"`, `\"mean\"` or `\"max\"`.",
      scale_grad_by_freq = "Divide the gradient of a row by how often it occurs in `input`? Not for `\"max\"`.",
      sparse = "Must be `FALSE`: gradients are dense. `TRUE` is a not_implemented_error.",
      per_sample_weights = "Factors of the rows, of the input's size, for `\"sum\"`; `NULL`: none.",
      include_last_offset = "Whether the last of `offsets` is the end of the last bag.",
      padding_idx = "The position of a row that counts in no bag; `NULL`: none."))
)
NOTES <- lapply(NOTES, function(entry) if (is.character(entry)) note(entry) else entry)
NOTES <- lapply(NOTES, function(entry) {
  if (!is.null(entry$examples)) entry$examples <- sub("^\n", "", entry$examples)
  entry
})
