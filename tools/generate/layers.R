# The R generators of the layers (R/nn-native.R), from src/nn/layers.def.

emit_layers <- function(root) {
  table <- "src/nn/layers.def"
  rows <- if (file.exists(file.path(root, table))) table_rows(root, table)
  rows <- Filter(function(row) MACROS[[row$macro]]$kind == "layer", rows)
  c("# The layers of the library as module generators; made by tools/generate.R from src/nn/layers.def.",
    unlist(lapply(rows, layer_definition)))
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
  in1_features = "Size of the last dimension of the first input.",
  in2_features = "Size of the last dimension of the second input.", bias = "Add a learned bias?",
  start_dim = "First dimension to merge, from 1.", end_dim = "Last dimension to merge, from 1.",
  dim = "Dimension, from 1; negative numbers count from the end.",
  unflattened_size = "Sizes into which the dimension is split.",
  p = "Probability with which an element is set to zero.", inplace = "Change the input instead of making a new tensor?",
  approximate = "\"none\" or \"tanh\".", alpha = "Scale of the negative side.",
  negative_slope = "Slope of the negative side.", min_val = "Lower bound.", max_val = "Upper bound.",
  lower = "Smallest slope.", upper = "Largest slope.", lambd = "Half the width of the interval.", beta = "Sharpness.",
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
  include_last_offset = "Is the last of the offsets the end of the last bag?",
  margin = "Margin.", smooth_l1_loss.beta = "Where the loss becomes linear.", delta = "Where the loss becomes linear.",
  log_target = "Does the target hold logarithms?", log_input = "Does the input hold logarithms?",
  full = "Add Stirling's approximation of log(y!)?",
  poisson_nll_loss.eps = "Small number that avoids the logarithm of 0.",
  kl_div_loss.reduction = "\"mean\", \"batchmean\", \"sum\" or \"none\".",
  label_smoothing = "How much of the target is spread evenly over all classes, from 0 to 1.",
  multi_margin_loss.p = "1 or 2.", triplet_margin_loss.p = "The p of the norm.",
  triplet_margin_loss.eps = "Small number added to differences.",
  swap = "Compare with the distance of positive and negative example where that is smaller?",
  pairwise_distance.p = "The p of the norm.", pairwise_distance.eps = "Small number added to differences.",
  keepdim = "Does the last dimension stay, with size 1?"
)

# What an argument means: in the layer of that name, else in any.
layer_argument <- function(param, row) {
  own <- paste0(row$name, ".", param$name)
  name <- c(own, param$name)[c(own, param$name) %in% names(LAYER_ARGUMENTS)]
  if (length(name)) LAYER_ARGUMENTS[[name[1]]] else "Number."
}

layer_docs <- function(row, params, inputs) {
  title <- sub("\\.$", "", row$comment)
  known <- vapply(params, layer_argument, "", row)
  functional <- functional_name(row)
  taken <- sub(", ([^,]*)$", " and \\1", toString(paste0("`", inputs, "`")))
  c(paste0("#' ", title), "#'", paste0("#' A module; its forward pass takes ", taken, "."),
    if (length(functional))
      paste0("#' The formula, the sizes and the source are with [", functional, "()], which it calls."),
    "#'",
    if (length(params)) paste0("#' @param ", vapply(params, `[[`, "", "name"), " ", known),
    paste0("#' @return A module of class `nn_", row$name, "`. ",
           if (length(functional)) paste0("Called, it returns what [", functional, "()] returns.")
           else "Called, it returns a tensor of the input's dtype."),
    "#' @seealso [nn_module()], [nn_sequential()]", "#' @examples",
    paste0("#' ", layer_example(row, params)), "#' @export")
}

# The exported function of which a loss or distance is the module: its forward expression calls th_name_with().
functional_name <- function(row) {
  if (!grepl("_(loss|distance)$", row$name)) return(NULL)
  paste0("nnf_", sub("^th_([a-z0-9_]+?)(_with)?\\(.*$", "\\1", row$args[5], perl = TRUE))
}

LAYER_EXAMPLES <- list(
  linear = "nn_linear(3, 2)(torch_randn(4, 3))",
  bilinear = "nn_bilinear(3, 2, 1)(torch_randn(4, 3), torch_randn(4, 2))",
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
  bce_loss = "nn_bce_loss()(torch_tensor(c(0.2, 0.9)), torch_tensor(c(0, 1)))",
  kl_div_loss = "nn_kl_div_loss(\"batchmean\")(nnf_log_softmax(torch_randn(3, 4), 2), torch_full(c(3, 4), 0.25))",
  poisson_nll_loss = "nn_poisson_nll_loss()(torch_randn(3), torch_tensor(c(0, 2, 1)))",
  soft_margin_loss = "nn_soft_margin_loss()(torch_randn(3), torch_tensor(c(1, -1, 1)))",
  hinge_embedding_loss = "nn_hinge_embedding_loss()(torch_rand(3), torch_tensor(c(1, -1, 1)))",
  margin_ranking_loss = "nn_margin_ranking_loss()(torch_randn(3), torch_randn(3), torch_tensor(c(1, -1, 1)))",
  cosine_embedding_loss = "nn_cosine_embedding_loss()(torch_randn(2, 3), torch_randn(2, 3), torch_tensor(c(1L, -1L)))",
  triplet_margin_loss = "nn_triplet_margin_loss()(torch_randn(2, 3), torch_randn(2, 3), torch_randn(2, 3))",
  multi_margin_loss = "nn_multi_margin_loss()(torch_randn(3, 5), torch_tensor(c(1L, 5L, 2L)))",
  multilabel_margin_loss = "nn_multilabel_margin_loss()(torch_randn(1, 4), torch_tensor(rbind(c(4L, 1L, 0L, 0L))))",
  multilabel_soft_margin_loss =
    "nn_multilabel_soft_margin_loss()(torch_randn(2, 3), torch_tensor(rbind(c(1, 0, 1), c(0, 0, 1))))",
  aum_loss = "nn_aum_loss()(torch_randn(6), torch_tensor(c(1L, 2L, 2L, 1L, 1L, 2L)))",
  pairwise_distance = "nn_pairwise_distance()(torch_randn(4, 3), torch_randn(4, 3))"
)

layer_example <- function(row, params) {
  if (!is.null(LAYER_EXAMPLES[[row$name]])) return(LAYER_EXAMPLES[[row$name]])
  inputs <- input_params(row)
  sprintf("nn_%s()(%s)", row$name, paste(rep("torch_randn(3)", length(inputs)), collapse = ", "))
}
