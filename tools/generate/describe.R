# What arguments mean: by op and name, by name, else by type.

ARGUMENTS <- list(
  self = "The input tensor.",
  input = "The input tensor.",
  other = "The second tensor; it is broadcast against the first.",
  tensors = "A list of tensors.",
  dim = "The dimension, counted from 1; negative numbers count from the end.",
  dims = "The dimensions, counted from 1; negative numbers count from the end.",
  dim0 = "The first dimension, counted from 1.",
  dim1 = "The first dimension of a pair, counted from 1.",
  dim2 = "The second dimension of a pair, counted from 1.",
  start_dim = "The first dimension, counted from 1.",
  end_dim = "The last dimension, counted from 1; negative numbers count from the end.",
  keepdim = "Whether reduced dimensions stay, with size 1.",
  dtype = "The dtype of the result, such as `torch_float()` or `\"float\"`; `NULL`: that of the input.",
  device = "The device of the result, such as `\"cpu\"`; `NULL`: the default device.",
  index = "A Long tensor of positions, counted from 1.",
  indices = "A Long tensor, or a list of them, of positions counted from 1.",
  generator = "A generator made by [torch_generator()]; `NULL`: the default generator.",
  alpha = "A number that multiplies the second operand.",
  beta = "A number that multiplies `self`.",
  size = "Integers: the sizes.",
  shape = "Integers: the sizes; one of them may be -1 and follows from the others.",
  mat2 = "The second matrix.", mat1 = "The first matrix of the product.", mat = "A matrix.",
  vec = "A vector.", vec1 = "A vector.", vec2 = "A vector.",
  batch1 = "The first batch of matrices, (b, n, m).", batch2 = "The second batch of matrices, (b, m, p).",
  tensor1 = "The first factor, or the dividend.", tensor2 = "The second factor, or the divisor.",
  value = "A number.", values = "A tensor of values.",
  weight = "The weights.", bias = "The bias; `NULL`: none.",
  target = "The target tensor.",
  reduction = "`\"mean\"`, `\"sum\"` or `\"none\"`.",
  eps = "A small number that avoids division by zero.",
  p = "A number: the order or the probability.",
  k = "An integer.",
  n = "An integer.",
  diagonal = "Which diagonal: 0 the main one, positive above it, negative below.",
  offset = "Which diagonal: 0 the main one, positive above it, negative below.",
  upper = "Whether the upper triangle is meant.",
  min = "The lower bound; `NULL`: none.", max = "The upper bound; `NULL`: none.",
  mask = "A Bool tensor that broadcasts.",
  src = "The tensor of values written.", source = "The tensor of values written.",
  condition = "A Bool tensor that chooses.",
  end = "The end point.", start = "The start point.",
  exponent = "The exponent.",
  stable = "Whether equal elements keep their order.",
  descending = "Whether the largest come first.",
  largest = "Whether the largest are meant, else the smallest.",
  sorted = "Whether the result is sorted.",
  unbiased = "Whether to divide by n - 1 (Bessel's correction).",
  kernel_size = "Sizes of the window.", stride = "Steps of the window; `NULL`: its sizes.",
  padding = "How much is padded on both sides.", dilation = "Spacing of the window's elements.",
  groups = "Number of groups the channels are split into.",
  output_padding = "What is added to one side of the output.",
  ceil_mode = "Whether output sizes are rounded up.",
  count_include_pad = "Whether padding counts in the average.",
  output_size = "The sizes of the output.",
  training = "Whether the training behaviour is meant.",
  inplace = "Whether `input` itself is changed.",
  rtol = "Relative tolerance.", atol = "Absolute tolerance.",
  equal_nan = "Whether NaN equals NaN.",
  chunks = "How many chunks.", sections = "How many sections.",
  split_size = "Size of a piece, or the sizes of all pieces.",
  repeats = "How many times.", shifts = "How many places elements move.",
  memory_format = "Ignored; tensors are made contiguous.",
  lambd = "The threshold.", negative_slope = "The slope for negative input.",
  threshold = "The threshold.", margin = "The margin.",
  normalized_shape = "The sizes of the last dimensions, which are normalized.",
  num_groups = "Number of groups the channels are split into.",
  momentum = "How much the running statistics move towards those of the batch.",
  running_mean = "The running mean; `NULL`: none.", running_var = "The running variance; `NULL`: none.",
  ignore_index = "A class that does not count.",
  num_classes = "Number of classes; -1: as many as occur.",
  query = "Queries, (..., L, E).", key = "Keys, (..., S, E).",
  mode = "How values are computed; see details.",
  align_corners = "Whether the corner elements keep their values.",
  norm = "How the transform is normalized: `\"backward\"`, `\"forward\"` or `\"ortho\"`.",
  accumulate = "Whether values are added to what is there.",
  sparse_grad = "Ignored; gradients are dense.",
  storage_offset = "Where the window starts in the storage, from 0.",
  correction = "What is subtracted from the number of elements in the divisor.",
  interpolation = "`\"linear\"`, `\"lower\"`, `\"higher\"`, `\"midpoint\"` or `\"nearest\"`."
)

BY_TYPE <- c(T = "A tensor.", N = "A tensor or a number.", IT = "A Long tensor of positions, counted from 1.",
  PT = "A Long tensor of positions, counted from 1, and zeros behind them.",
  S = "A number.", i = "An integer.", A = "A dimension, counted from 1; negative numbers count from the end.",
  X = "A position, counted from 1; negative numbers count from the end.", b = "`TRUE` or `FALSE`.", d = "A number.",
  D = "A dtype.", s = "A string.", G = "A generator made by [torch_generator()].", V = "A device.")
BY_LIST_TYPE <- c(T = "A list of tensors.", IT = "A list of Long tensors of positions, counted from 1.",
  i = "Integers.",
  A = "Dimensions, counted from 1; negative numbers count from the end.", d = "Numbers.")

describe_argument <- function(op, param) {
  entry <- NOTES[[op$name]]$params[[param$name]]
  if (!is.null(entry)) return(entry)
  if (param$type == "N" && param$name %in% c("self", "input")) return("A tensor or a number.")
  if (param$type == "N") return("A tensor or a number; it is broadcast against the other operand.")
  if (param$type == "S" && !(param$name %in% c("alpha", "beta", "min", "max"))) return(scalar_text(param))
  if (!is.null(ARGUMENTS[[param$name]])) return(ARGUMENTS[[param$name]])
  paste0(if (param$list) BY_LIST_TYPE[[param$type]] else BY_TYPE[[param$type]],
         if (param$optional) " May be `NULL`.")
}

scalar_text <- function(param) {
  known <- ARGUMENTS[[param$name]]
  if (is.null(known) || param$name %in% c("self", "other", "end", "weight")) "A number." else known
}
