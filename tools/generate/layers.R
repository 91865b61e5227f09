# The R generators of the layers (R/nn-native.R), from src/nn/layers.def.

emit_layers <- function(root) {
  table <- "src/nn/layers.def"
  rows <- if (file.exists(file.path(root, table))) table_rows(root, table)
  rows <- Filter(function(row) row$macro == "LAYER", rows)
  c("# The layers of the library as module generators; made by tools/generate.R from src/nn/layers.def.", unlist(lapply(rows, layer_definition)))
}

layer_definition <- function(row) {
  params <- parse_signature(row)$params
  names <- vapply(params, `[[`, "", "name")
  formals <- paste(vapply(params, layer_formal, ""), collapse = ", ")
  inputs <- input_params(row)
  passed <- vapply(inputs, `[[`, "", "name")
  fields <- paste(paste(names, names, sep = " = "), collapse = ", ")
  c("", layer_docs(row, params, passed), paste0("nn_", row$name, " <- nn_module("),
    paste0("  \"nn_", row$name, "\","), "  .native = TRUE,",
    wrap_r(sprintf("  initialize = function(%s) build_layer(self, \"%s\", list(%s)),", formals, row$name, fields)),
    wrap_r(sprintf("  forward = function(%s) .Call(C_module_forward, self, list(%s))",
                   toString(vapply(inputs, layer_formal, "")), toString(passed))), ")")
}

# What forward takes: the fourth argument of a row is a signature too.
input_params <- function(row) {
  row$args[2] <- row$args[4]
  parse_signature(row)$params
}

layer_formal <- function(p) if (is.null(p$default)) p$name else paste(p$name, "=", p$default)

LAYER_ARGUMENTS <- c(
  in_features = "Size of the last dimension of the input.", out_features = "Size of the last dimension of the output.",
  in1_features = "Size of the last dimension of the first input.", in2_features = "Size of the last dimension of the second input.",
  bias = "Add a learned bias?", start_dim = "First dimension to merge, from 1.", end_dim = "Last dimension to merge, from 1.",
  dim = "Dimension, from 1; negative numbers count from the end.", unflattened_size = "Sizes into which the dimension is split.",
  p = "Probability with which an element is set to zero.", inplace = "Change the input instead of making a new tensor?",
  approximate = "\"none\" or \"tanh\".", alpha = "Scale of the negative side.", negative_slope = "Slope of the negative side.",
  min_val = "Lower bound.", lower = "Smallest slope.", upper = "Largest slope.", max_val = "Upper bound.", lambd = "Half the width of the interval.", beta = "Sharpness.",
  threshold = "Threshold.", value = "What replaces elements that are not above the threshold.",
  num_parameters = "Number of learned slopes: one, or one per channel.", init = "First value of the slopes.",
  reduction = "\"mean\", \"sum\" or \"none\".", weight = "Weights: of each class, or of each element; `NULL` for none.",
  pos_weight = "Weight of the positive examples; `NULL` for none.", ignore_index = "Class that does not count.",
  num_embeddings = "Number of vectors.", embedding_dim = "Size of a vector.",
  normalized_shape = "Sizes of the last dimensions of the input, over which it is normalized.",
  eps = "Added to the variance.", elementwise_affine = "Learn a weight and a bias of size `normalized_shape`?",
  num_features = "Number of channels, the input's second dimension.",
  num_channels = "Number of channels, the input's second dimension.",
  num_groups = "Number of groups of channels.", affine = "Learn a weight and a bias per channel?",
  momentum = "Share of the new batch in the running statistics; `NULL`: they are means over all batches.",
  track_running_stats = "Keep running statistics, which evaluation uses? If not, it uses those of the batch.",
  padding_idx = "Vector, from 1, that is zero at first, gets no gradient and counts in no bag; `NULL` for none.",
  max_norm = "Vectors that are asked for and longer are shortened to this norm, for good; `NULL` for no limit.",
  norm_type = "The p of that norm.", scale_grad_by_freq = "Divide a vector's gradient by how often it was asked for?",
  sparse = "Must be `FALSE`: gradients are dense.",
  .weight = "The vectors as a matrix, which becomes the parameter; `NULL`: normal variates.",
  mode = "\"sum\", \"mean\" or \"max\".",
  include_last_offset = "Is the last of the offsets the end of the last bag?"
)

layer_docs <- function(row, params, inputs) {
  title <- sub("\\.$", "", row$comment)
  known <- vapply(params, function(p) if (p$name %in% names(LAYER_ARGUMENTS)) LAYER_ARGUMENTS[[p$name]] else "Number.", "")
  loss <- grepl("_loss$", row$name)
  c(paste0("#' ", title), "#'",
    paste0("#' A module; its forward pass takes ", paste(paste0("`", inputs, "`"), collapse = " and "), "."), "#'",
    if (length(params)) paste0("#' @param ", vapply(params, `[[`, "", "name"), " ", known),
    paste0("#' @return A module of class `nn_", row$name, "`. ",
           if (loss) "Called, it returns a scalar, or a tensor of the input's shape for `reduction = \"none\"`."
           else "Called, it returns a tensor of the input's dtype."),
    "#' @seealso [nn_module()], [nn_sequential()]", "#' @examples", paste0("#' ", layer_example(row, params)), "#' @export")
}

LAYER_EXAMPLES <- list(
  linear = "nn_linear(3, 2)(torch_randn(4, 3))", bilinear = "nn_bilinear(3, 2, 1)(torch_randn(4, 3), torch_randn(4, 2))",
  flatten = "nn_flatten()(torch_randn(4, 3, 2))$shape", unflatten = "nn_unflatten(2, c(3, 2))(torch_randn(4, 6))$shape",
  dropout2d = "nn_dropout2d(0.5)(torch_ones(1, 3, 2, 2))", dropout3d = "nn_dropout3d(0.5)(torch_ones(1, 3, 1, 2, 2))",
  threshold = "nn_threshold(0.1, 20)(torch_randn(3))", softmax = "nn_softmax(dim = 1)(torch_randn(3))",
  log_softmax = "nn_log_softmax(dim = 1)(torch_randn(3))", softmin = "nn_softmin(dim = 1)(torch_randn(3))",
  softmax2d = "nn_softmax2d()(torch_randn(1, 3, 2, 2))", glu = "nn_glu()(torch_randn(2, 4))",
  cross_entropy_loss = "nn_cross_entropy_loss()(torch_randn(3, 5), torch_tensor(c(1L, 5L, 2L)))",
  nll_loss = "nn_nll_loss()(nnf_log_softmax(torch_randn(3, 5), 2), torch_tensor(c(1L, 5L, 2L)))",
  layer_norm = "nn_layer_norm(3)(torch_randn(2, 3))", group_norm = "nn_group_norm(2, 4)(torch_randn(2, 4, 3))",
  batch_norm1d = "nn_batch_norm1d(3)(torch_randn(5, 3))",
  batch_norm2d = "nn_batch_norm2d(3)(torch_randn(2, 3, 4, 4))$shape",
  batch_norm3d = "nn_batch_norm3d(3)(torch_randn(2, 3, 2, 2, 2))$shape",
  dropout1d = "nn_dropout1d(0.5)(torch_ones(1, 3, 4))",
  embedding = "nn_embedding(10, 3, padding_idx = 1)(torch_tensor(c(1L, 5L, 10L)))",
  embedding_bag = "nn_embedding_bag(10, 3)(torch_tensor(c(1L, 5L, 10L)), offsets = torch_tensor(c(0L, 2L)))",
  bce_loss = "nn_bce_loss()(torch_tensor(c(0.2, 0.9)), torch_tensor(c(0, 1)))"
)

layer_example <- function(row, params) {
  if (!is.null(LAYER_EXAMPLES[[row$name]])) return(LAYER_EXAMPLES[[row$name]])
  inputs <- input_params(row)
  sprintf("nn_%s()(%s)", row$name, paste(rep("torch_randn(3)", length(inputs)), collapse = ", "))
}
