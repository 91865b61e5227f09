# The layers of the library as module generators; made by tools/generate.R from src/nn/layers.def.

#' Identity
#'
#' A module; its forward pass takes `input`.
#'
#' @return A module of class `nn_identity`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_identity()(torch_randn(3))
#' @export
nn_identity <- nn_module(
  "nn_identity",
  .native = TRUE,
  initialize = function() build_layer(self, "identity", list()),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Linear layer
#'
#' A module; its forward pass takes `input`.
#'
#' @param in_features Size of the last dimension of the input.
#' @param out_features Size of the last dimension of the output.
#' @param bias Add a learned bias?
#' @return A module of class `nn_linear`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_linear(3, 2)(torch_randn(4, 3))
#' @export
nn_linear <- nn_module(
  "nn_linear",
  .native = TRUE,
  initialize = function(in_features, out_features, bias = TRUE) build_layer(self, "linear",
    list(in_features = in_features, out_features = out_features, bias = bias)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Bilinear layer
#'
#' A module; its forward pass takes `input1` and `input2`.
#'
#' @param in1_features Size of the last dimension of the first input.
#' @param in2_features Size of the last dimension of the second input.
#' @param out_features Size of the last dimension of the output.
#' @param bias Add a learned bias?
#' @return A module of class `nn_bilinear`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_bilinear(3, 2, 1)(torch_randn(4, 3), torch_randn(4, 2))
#' @export
nn_bilinear <- nn_module(
  "nn_bilinear",
  .native = TRUE,
  initialize = function(in1_features, in2_features, out_features, bias = TRUE) build_layer(self,
    "bilinear", list(in1_features = in1_features, in2_features = in2_features,
    out_features = out_features, bias = bias)),
  forward = function(input1, input2) .Call(C_module_forward, self, list(input1, input2))
)

#' Flatten
#'
#' A module; its forward pass takes `input`.
#'
#' @param start_dim First dimension to merge, from 1.
#' @param end_dim Last dimension to merge, from 1.
#' @return A module of class `nn_flatten`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_flatten()(torch_randn(4, 3, 2))$shape
#' @export
nn_flatten <- nn_module(
  "nn_flatten",
  .native = TRUE,
  initialize = function(start_dim = 2, end_dim = -1) build_layer(self, "flatten",
    list(start_dim = start_dim, end_dim = end_dim)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Unflatten
#'
#' A module; its forward pass takes `input`.
#'
#' @param dim Dimension, from 1; negative numbers count from the end.
#' @param unflattened_size Sizes into which the dimension is split.
#' @return A module of class `nn_unflatten`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_unflatten(2, c(3, 2))(torch_randn(4, 6))$shape
#' @export
nn_unflatten <- nn_module(
  "nn_unflatten",
  .native = TRUE,
  initialize = function(dim, unflattened_size) build_layer(self, "unflatten", list(dim = dim,
    unflattened_size = unflattened_size)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Dropout
#'
#' A module; its forward pass takes `input`.
#'
#' @param p Probability with which an element is set to zero.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_dropout`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_dropout()(torch_randn(3))
#' @export
nn_dropout <- nn_module(
  "nn_dropout",
  .native = TRUE,
  initialize = function(p = 0.5, inplace = FALSE) build_layer(self, "dropout", list(p = p,
    inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Dropout of channels of sequences
#'
#' A module; its forward pass takes `input`.
#'
#' @param p Probability with which an element is set to zero.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_dropout1d`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_dropout1d(0.5)(torch_ones(1, 3, 4))
#' @export
nn_dropout1d <- nn_module(
  "nn_dropout1d",
  .native = TRUE,
  initialize = function(p = 0.5, inplace = FALSE) build_layer(self, "dropout1d", list(p = p,
    inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Dropout of channels
#'
#' A module; its forward pass takes `input`.
#'
#' @param p Probability with which an element is set to zero.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_dropout2d`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_dropout2d(0.5)(torch_ones(1, 3, 2, 2))
#' @export
nn_dropout2d <- nn_module(
  "nn_dropout2d",
  .native = TRUE,
  initialize = function(p = 0.5, inplace = FALSE) build_layer(self, "dropout2d", list(p = p,
    inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Dropout of channels of volumes
#'
#' A module; its forward pass takes `input`.
#'
#' @param p Probability with which an element is set to zero.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_dropout3d`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_dropout3d(0.5)(torch_ones(1, 3, 1, 2, 2))
#' @export
nn_dropout3d <- nn_module(
  "nn_dropout3d",
  .native = TRUE,
  initialize = function(p = 0.5, inplace = FALSE) build_layer(self, "dropout3d", list(p = p,
    inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Dropout for self-normalizing networks
#'
#' A module; its forward pass takes `input`.
#'
#' @param p Probability with which an element is set to zero.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_alpha_dropout`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_alpha_dropout()(torch_randn(3))
#' @export
nn_alpha_dropout <- nn_module(
  "nn_alpha_dropout",
  .native = TRUE,
  initialize = function(p = 0.5, inplace = FALSE) build_layer(self, "alpha_dropout", list(p = p,
    inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Layer normalization
#'
#' A module; its forward pass takes `input`.
#'
#' @param normalized_shape Sizes of the last dimensions of the input, over which it is normalized.
#' @param eps Added to the variance.
#' @param elementwise_affine Learn a weight and a bias of size `normalized_shape`?
#' @return A module of class `nn_layer_norm`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_layer_norm(3)(torch_randn(2, 3))
#' @export
nn_layer_norm <- nn_module(
  "nn_layer_norm",
  .native = TRUE,
  initialize = function(normalized_shape, eps = 1e-05, elementwise_affine = TRUE) build_layer(self,
    "layer_norm", list(normalized_shape = normalized_shape, eps = eps,
    elementwise_affine = elementwise_affine)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Batch normalization of vectors or sequences
#'
#' A module; its forward pass takes `input`.
#'
#' @param num_features Number of channels, the input's second dimension.
#' @param eps Added to the variance.
#' @param momentum Share of the new batch in the running statistics; `NULL`: they are means over all batches.
#' @param affine Learn a weight and a bias per channel?
#' @param track_running_stats Keep running statistics, which evaluation uses? If not, it uses those of the batch.
#' @return A module of class `nn_batch_norm1d`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_batch_norm1d(3)(torch_randn(5, 3))
#' @export
nn_batch_norm1d <- nn_module(
  "nn_batch_norm1d",
  .native = TRUE,
  initialize = function(num_features, eps = 1e-05, momentum = 0.1, affine = TRUE,
    track_running_stats = TRUE) build_layer(self, "batch_norm1d", list(num_features = num_features,
    eps = eps, momentum = momentum, affine = affine, track_running_stats = track_running_stats)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Batch normalization of pictures
#'
#' A module; its forward pass takes `input`.
#'
#' @param num_features Number of channels, the input's second dimension.
#' @param eps Added to the variance.
#' @param momentum Share of the new batch in the running statistics; `NULL`: they are means over all batches.
#' @param affine Learn a weight and a bias per channel?
#' @param track_running_stats Keep running statistics, which evaluation uses? If not, it uses those of the batch.
#' @return A module of class `nn_batch_norm2d`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_batch_norm2d(3)(torch_randn(2, 3, 4, 4))$shape
#' @export
nn_batch_norm2d <- nn_module(
  "nn_batch_norm2d",
  .native = TRUE,
  initialize = function(num_features, eps = 1e-05, momentum = 0.1, affine = TRUE,
    track_running_stats = TRUE) build_layer(self, "batch_norm2d", list(num_features = num_features,
    eps = eps, momentum = momentum, affine = affine, track_running_stats = track_running_stats)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Batch normalization of volumes
#'
#' A module; its forward pass takes `input`.
#'
#' @param num_features Number of channels, the input's second dimension.
#' @param eps Added to the variance.
#' @param momentum Share of the new batch in the running statistics; `NULL`: they are means over all batches.
#' @param affine Learn a weight and a bias per channel?
#' @param track_running_stats Keep running statistics, which evaluation uses? If not, it uses those of the batch.
#' @return A module of class `nn_batch_norm3d`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_batch_norm3d(3)(torch_randn(2, 3, 2, 2, 2))$shape
#' @export
nn_batch_norm3d <- nn_module(
  "nn_batch_norm3d",
  .native = TRUE,
  initialize = function(num_features, eps = 1e-05, momentum = 0.1, affine = TRUE,
    track_running_stats = TRUE) build_layer(self, "batch_norm3d", list(num_features = num_features,
    eps = eps, momentum = momentum, affine = affine, track_running_stats = track_running_stats)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Group normalization
#'
#' A module; its forward pass takes `input`.
#'
#' @param num_groups Number of groups of channels.
#' @param num_channels Number of channels, the input's second dimension.
#' @param eps Added to the variance.
#' @param affine Learn a weight and a bias per channel?
#' @return A module of class `nn_group_norm`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_group_norm(2, 4)(torch_randn(2, 4, 3))
#' @export
nn_group_norm <- nn_module(
  "nn_group_norm",
  .native = TRUE,
  initialize = function(num_groups, num_channels, eps = 1e-05, affine = TRUE) build_layer(self,
    "group_norm", list(num_groups = num_groups, num_channels = num_channels, eps = eps,
    affine = affine)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Embedding
#'
#' A module; its forward pass takes `input`.
#'
#' @param num_embeddings Number of vectors.
#' @param embedding_dim Size of a vector.
#' @param padding_idx Vector, from 1, that is zero at first, gets no gradient and counts in no bag; `NULL` for none.
#' @param max_norm Vectors that are asked for and longer are shortened to this norm, for good; `NULL` for no limit.
#' @param norm_type The p of that norm.
#' @param scale_grad_by_freq Divide a vector's gradient by how often it was asked for?
#' @param sparse Must be `FALSE`: gradients are dense.
#' @param .weight The vectors as a matrix, which becomes the parameter; `NULL`: normal variates.
#' @return A module of class `nn_embedding`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_embedding(10, 3, padding_idx = 1)(torch_tensor(c(1L, 5L, 10L)))
#' @export
nn_embedding <- nn_module(
  "nn_embedding",
  .native = TRUE,
  initialize = function(num_embeddings, embedding_dim, padding_idx = NULL, max_norm = NULL,
    norm_type = 2, scale_grad_by_freq = FALSE, sparse = FALSE, .weight = NULL) build_layer(self,
    "embedding", list(num_embeddings = num_embeddings, embedding_dim = embedding_dim,
    padding_idx = padding_idx, max_norm = max_norm, norm_type = norm_type,
    scale_grad_by_freq = scale_grad_by_freq, sparse = sparse, .weight = .weight)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Bags of embeddings
#'
#' A module; its forward pass takes `input`, `offsets` and `per_sample_weights`.
#'
#' @param num_embeddings Number of vectors.
#' @param embedding_dim Size of a vector.
#' @param max_norm Vectors that are asked for and longer are shortened to this norm, for good; `NULL` for no limit.
#' @param norm_type The p of that norm.
#' @param scale_grad_by_freq Divide a vector's gradient by how often it was asked for?
#' @param mode "sum", "mean" or "max".
#' @param sparse Must be `FALSE`: gradients are dense.
#' @param include_last_offset Is the last of the offsets the end of the last bag?
#' @param padding_idx Vector, from 1, that is zero at first, gets no gradient and counts in no bag; `NULL` for none.
#' @param .weight The vectors as a matrix, which becomes the parameter; `NULL`: normal variates.
#' @return A module of class `nn_embedding_bag`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_embedding_bag(10, 3)(torch_tensor(c(1L, 5L, 10L)), offsets = torch_tensor(c(0L, 2L)))
#' @export
nn_embedding_bag <- nn_module(
  "nn_embedding_bag",
  .native = TRUE,
  initialize = function(num_embeddings, embedding_dim, max_norm = NULL, norm_type = 2,
    scale_grad_by_freq = FALSE, mode = "mean", sparse = FALSE, include_last_offset = FALSE,
    padding_idx = NULL, .weight = NULL) build_layer(self, "embedding_bag",
    list(num_embeddings = num_embeddings, embedding_dim = embedding_dim, max_norm = max_norm,
    norm_type = norm_type, scale_grad_by_freq = scale_grad_by_freq, mode = mode, sparse = sparse,
    include_last_offset = include_last_offset, padding_idx = padding_idx, .weight = .weight)),
  forward = function(input, offsets = NULL, per_sample_weights = NULL) .Call(C_module_forward,
    self, list(input, offsets, per_sample_weights))
)

#' Positive part
#'
#' A module; its forward pass takes `input`.
#'
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_relu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_relu()(torch_randn(3))
#' @export
nn_relu <- nn_module(
  "nn_relu",
  .native = TRUE,
  initialize = function(inplace = FALSE) build_layer(self, "relu", list(inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Positive part up to six
#'
#' A module; its forward pass takes `input`.
#'
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_relu6`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_relu6()(torch_randn(3))
#' @export
nn_relu6 <- nn_module(
  "nn_relu6",
  .native = TRUE,
  initialize = function(inplace = FALSE) build_layer(self, "relu6", list(inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Logistic function
#'
#' A module; its forward pass takes `input`.
#'
#' @return A module of class `nn_sigmoid`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_sigmoid()(torch_randn(3))
#' @export
nn_sigmoid <- nn_module(
  "nn_sigmoid",
  .native = TRUE,
  initialize = function() build_layer(self, "sigmoid", list()),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Hyperbolic tangent
#'
#' A module; its forward pass takes `input`.
#'
#' @return A module of class `nn_tanh`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_tanh()(torch_randn(3))
#' @export
nn_tanh <- nn_module(
  "nn_tanh",
  .native = TRUE,
  initialize = function() build_layer(self, "tanh", list()),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Gaussian error linear unit
#'
#' A module; its forward pass takes `input`.
#'
#' @param approximate "none" or "tanh".
#' @return A module of class `nn_gelu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_gelu()(torch_randn(3))
#' @export
nn_gelu <- nn_module(
  "nn_gelu",
  .native = TRUE,
  initialize = function(approximate = "none") build_layer(self, "gelu",
    list(approximate = approximate)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Exponential linear unit
#'
#' A module; its forward pass takes `input`.
#'
#' @param alpha Scale of the negative side.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_elu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_elu()(torch_randn(3))
#' @export
nn_elu <- nn_module(
  "nn_elu",
  .native = TRUE,
  initialize = function(alpha = 1, inplace = FALSE) build_layer(self, "elu", list(alpha = alpha,
    inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Continuously differentiable elu
#'
#' A module; its forward pass takes `input`.
#'
#' @param alpha Scale of the negative side.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_celu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_celu()(torch_randn(3))
#' @export
nn_celu <- nn_module(
  "nn_celu",
  .native = TRUE,
  initialize = function(alpha = 1, inplace = FALSE) build_layer(self, "celu", list(alpha = alpha,
    inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Self-normalizing elu
#'
#' A module; its forward pass takes `input`.
#'
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_selu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_selu()(torch_randn(3))
#' @export
nn_selu <- nn_module(
  "nn_selu",
  .native = TRUE,
  initialize = function(inplace = FALSE) build_layer(self, "selu", list(inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Sigmoid linear unit
#'
#' A module; its forward pass takes `input`.
#'
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_silu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_silu()(torch_randn(3))
#' @export
nn_silu <- nn_module(
  "nn_silu",
  .native = TRUE,
  initialize = function(inplace = FALSE) build_layer(self, "silu", list(inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' relu with a negative slope
#'
#' A module; its forward pass takes `input`.
#'
#' @param negative_slope Slope of the negative side.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_leaky_relu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_leaky_relu()(torch_randn(3))
#' @export
nn_leaky_relu <- nn_module(
  "nn_leaky_relu",
  .native = TRUE,
  initialize = function(negative_slope = 0.01, inplace = FALSE) build_layer(self, "leaky_relu",
    list(negative_slope = negative_slope, inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Identity cut at both ends
#'
#' A module; its forward pass takes `input`.
#'
#' @param min_val Lower bound.
#' @param max_val Upper bound.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_hardtanh`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_hardtanh()(torch_randn(3))
#' @export
nn_hardtanh <- nn_module(
  "nn_hardtanh",
  .native = TRUE,
  initialize = function(min_val = -1, max_val = 1, inplace = FALSE) build_layer(self, "hardtanh",
    list(min_val = min_val, max_val = max_val, inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Piecewise linear sigmoid
#'
#' A module; its forward pass takes `input`.
#'
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_hardsigmoid`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_hardsigmoid()(torch_randn(3))
#' @export
nn_hardsigmoid <- nn_module(
  "nn_hardsigmoid",
  .native = TRUE,
  initialize = function(inplace = FALSE) build_layer(self, "hardsigmoid", list(inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Piecewise silu
#'
#' A module; its forward pass takes `input`.
#'
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_hardswish`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_hardswish()(torch_randn(3))
#' @export
nn_hardswish <- nn_module(
  "nn_hardswish",
  .native = TRUE,
  initialize = function(inplace = FALSE) build_layer(self, "hardswish", list(inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Zero inside an interval
#'
#' A module; its forward pass takes `input`.
#'
#' @param lambd Half the width of the interval.
#' @return A module of class `nn_hardshrink`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_hardshrink()(torch_randn(3))
#' @export
nn_hardshrink <- nn_module(
  "nn_hardshrink",
  .native = TRUE,
  initialize = function(lambd = 0.5) build_layer(self, "hardshrink", list(lambd = lambd)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Shrink towards zero
#'
#' A module; its forward pass takes `input`.
#'
#' @param lambd Half the width of the interval.
#' @return A module of class `nn_softshrink`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_softshrink()(torch_randn(3))
#' @export
nn_softshrink <- nn_module(
  "nn_softshrink",
  .native = TRUE,
  initialize = function(lambd = 0.5) build_layer(self, "softshrink", list(lambd = lambd)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Smooth relu
#'
#' A module; its forward pass takes `input`.
#'
#' @param beta Sharpness.
#' @param threshold Threshold.
#' @return A module of class `nn_softplus`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_softplus()(torch_randn(3))
#' @export
nn_softplus <- nn_module(
  "nn_softplus",
  .native = TRUE,
  initialize = function(beta = 1, threshold = 20) build_layer(self, "softplus", list(beta = beta,
    threshold = threshold)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' x / (1 + |x|)
#'
#' A module; its forward pass takes `input`.
#'
#' @return A module of class `nn_softsign`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_softsign()(torch_randn(3))
#' @export
nn_softsign <- nn_module(
  "nn_softsign",
  .native = TRUE,
  initialize = function() build_layer(self, "softsign", list()),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' x - tanh(x)
#'
#' A module; its forward pass takes `input`.
#'
#' @return A module of class `nn_tanhshrink`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_tanhshrink()(torch_randn(3))
#' @export
nn_tanhshrink <- nn_module(
  "nn_tanhshrink",
  .native = TRUE,
  initialize = function() build_layer(self, "tanhshrink", list()),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' A value below a threshold
#'
#' A module; its forward pass takes `input`.
#'
#' @param threshold Threshold.
#' @param value What replaces elements that are not above the threshold.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_threshold`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_threshold(0.1, 20)(torch_randn(3))
#' @export
nn_threshold <- nn_module(
  "nn_threshold",
  .native = TRUE,
  initialize = function(threshold, value, inplace = FALSE) build_layer(self, "threshold",
    list(threshold = threshold, value = value, inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Logarithm of the logistic function
#'
#' A module; its forward pass takes `input`.
#'
#' @return A module of class `nn_log_sigmoid`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_log_sigmoid()(torch_randn(3))
#' @export
nn_log_sigmoid <- nn_module(
  "nn_log_sigmoid",
  .native = TRUE,
  initialize = function() build_layer(self, "log_sigmoid", list()),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' relu with a learned slope
#'
#' A module; its forward pass takes `input`.
#'
#' @param num_parameters Number of learned slopes: one, or one per channel.
#' @param init First value of the slopes.
#' @return A module of class `nn_prelu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_prelu()(torch_randn(3))
#' @export
nn_prelu <- nn_module(
  "nn_prelu",
  .native = TRUE,
  initialize = function(num_parameters = 1, init = 0.25) build_layer(self, "prelu",
    list(num_parameters = num_parameters, init = init)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' relu with a random negative slope
#'
#' A module; its forward pass takes `input`.
#'
#' @param lower Smallest slope.
#' @param upper Largest slope.
#' @param inplace Change the input instead of making a new tensor?
#' @return A module of class `nn_rrelu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_rrelu()(torch_randn(3))
#' @export
nn_rrelu <- nn_module(
  "nn_rrelu",
  .native = TRUE,
  initialize = function(lower = 1/8, upper = 1/3, inplace = FALSE) build_layer(self, "rrelu",
    list(lower = lower, upper = upper, inplace = inplace)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Sparsemax
#'
#' A module; its forward pass takes `input`.
#'
#' @param dim Dimension, from 1; negative numbers count from the end.
#' @return A module of class `nn_contrib_sparsemax`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_contrib_sparsemax()(torch_randn(3))
#' @export
nn_contrib_sparsemax <- nn_module(
  "nn_contrib_sparsemax",
  .native = TRUE,
  initialize = function(dim = -1) build_layer(self, "contrib_sparsemax", list(dim = dim)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Gated linear unit
#'
#' A module; its forward pass takes `input`.
#'
#' @param dim Dimension, from 1; negative numbers count from the end.
#' @return A module of class `nn_glu`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_glu()(torch_randn(2, 4))
#' @export
nn_glu <- nn_module(
  "nn_glu",
  .native = TRUE,
  initialize = function(dim = -1) build_layer(self, "glu", list(dim = dim)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Softmax
#'
#' A module; its forward pass takes `input`.
#'
#' @param dim Dimension, from 1; negative numbers count from the end.
#' @return A module of class `nn_softmax`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_softmax(dim = 1)(torch_randn(3))
#' @export
nn_softmax <- nn_module(
  "nn_softmax",
  .native = TRUE,
  initialize = function(dim) build_layer(self, "softmax", list(dim = dim)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Logarithm of softmax
#'
#' A module; its forward pass takes `input`.
#'
#' @param dim Dimension, from 1; negative numbers count from the end.
#' @return A module of class `nn_log_softmax`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_log_softmax(dim = 1)(torch_randn(3))
#' @export
nn_log_softmax <- nn_module(
  "nn_log_softmax",
  .native = TRUE,
  initialize = function(dim) build_layer(self, "log_softmax", list(dim = dim)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Softmin
#'
#' A module; its forward pass takes `input`.
#'
#' @param dim Dimension, from 1; negative numbers count from the end.
#' @return A module of class `nn_softmin`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_softmin(dim = 1)(torch_randn(3))
#' @export
nn_softmin <- nn_module(
  "nn_softmin",
  .native = TRUE,
  initialize = function(dim) build_layer(self, "softmin", list(dim = dim)),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Softmax over channels
#'
#' A module; its forward pass takes `input`.
#'
#' @return A module of class `nn_softmax2d`. Called, it returns a tensor of the input's dtype.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_softmax2d()(torch_randn(1, 3, 2, 2))
#' @export
nn_softmax2d <- nn_module(
  "nn_softmax2d",
  .native = TRUE,
  initialize = function() build_layer(self, "softmax2d", list()),
  forward = function(input) .Call(C_module_forward, self, list(input))
)

#' Mean squared error
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_mse_loss()], which it calls.
#'
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_mse_loss`. Called, it returns what [nnf_mse_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_mse_loss()(torch_randn(3), torch_randn(3))
#' @export
nn_mse_loss <- nn_module(
  "nn_mse_loss",
  .native = TRUE,
  initialize = function(reduction = "mean") build_layer(self, "mse_loss",
    list(reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Mean absolute error
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_l1_loss()], which it calls.
#'
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_l1_loss`. Called, it returns what [nnf_l1_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_l1_loss()(torch_randn(3), torch_randn(3))
#' @export
nn_l1_loss <- nn_module(
  "nn_l1_loss",
  .native = TRUE,
  initialize = function(reduction = "mean") build_layer(self, "l1_loss",
    list(reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Absolute error, squared where it is small
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_smooth_l1_loss()], which it calls.
#'
#' @param reduction "mean", "sum" or "none".
#' @param beta Where the loss becomes linear.
#' @return A module of class `nn_smooth_l1_loss`. Called, it returns what [nnf_smooth_l1_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_smooth_l1_loss()(torch_randn(3), torch_randn(3))
#' @export
nn_smooth_l1_loss <- nn_module(
  "nn_smooth_l1_loss",
  .native = TRUE,
  initialize = function(reduction = "mean", beta = 1) build_layer(self, "smooth_l1_loss",
    list(reduction = reduction, beta = beta)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Squared error, linear where it is large
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_huber_loss()], which it calls.
#'
#' @param reduction "mean", "sum" or "none".
#' @param delta Where the loss becomes linear.
#' @return A module of class `nn_huber_loss`. Called, it returns what [nnf_huber_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_huber_loss()(torch_randn(3), torch_randn(3))
#' @export
nn_huber_loss <- nn_module(
  "nn_huber_loss",
  .native = TRUE,
  initialize = function(reduction = "mean", delta = 1) build_layer(self, "huber_loss",
    list(reduction = reduction, delta = delta)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Kullback-Leibler divergence
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_kl_div()], which it calls.
#'
#' @param reduction "mean", "batchmean", "sum" or "none".
#' @param log_target Does the target hold logarithms?
#' @return A module of class `nn_kl_div_loss`. Called, it returns what [nnf_kl_div()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_kl_div_loss("batchmean")(nnf_log_softmax(torch_randn(3, 4), 2), torch_full(c(3, 4), 0.25))
#' @export
nn_kl_div_loss <- nn_module(
  "nn_kl_div_loss",
  .native = TRUE,
  initialize = function(reduction = "mean", log_target = FALSE) build_layer(self, "kl_div_loss",
    list(reduction = reduction, log_target = log_target)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Negative log likelihood of Poisson counts
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_poisson_nll_loss()], which it calls.
#'
#' @param log_input Does the input hold logarithms?
#' @param full Add Stirling's approximation of log(y!)?
#' @param eps Small number that avoids the logarithm of 0.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_poisson_nll_loss`. Called, it returns what [nnf_poisson_nll_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_poisson_nll_loss()(torch_randn(3), torch_tensor(c(0, 2, 1)))
#' @export
nn_poisson_nll_loss <- nn_module(
  "nn_poisson_nll_loss",
  .native = TRUE,
  initialize = function(log_input = TRUE, full = FALSE, eps = 1e-08,
    reduction = "mean") build_layer(self, "poisson_nll_loss", list(log_input = log_input,
    full = full, eps = eps, reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Cross entropy of scores
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_cross_entropy()], which it calls.
#'
#' @param weight Weights: of each class, or of each element; `NULL` for none.
#' @param ignore_index Class that does not count.
#' @param reduction "mean", "sum" or "none".
#' @param label_smoothing How much of the target is spread evenly over all classes, from 0 to 1.
#' @return A module of class `nn_cross_entropy_loss`. Called, it returns what [nnf_cross_entropy()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_cross_entropy_loss()(torch_randn(3, 5), torch_tensor(c(1L, 5L, 2L)))
#' @export
nn_cross_entropy_loss <- nn_module(
  "nn_cross_entropy_loss",
  .native = TRUE,
  initialize = function(weight = NULL, ignore_index = -100, reduction = "mean",
    label_smoothing = 0) build_layer(self, "cross_entropy_loss", list(weight = weight,
    ignore_index = ignore_index, reduction = reduction, label_smoothing = label_smoothing)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Negative log likelihood
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_nll_loss()], which it calls.
#'
#' @param weight Weights: of each class, or of each element; `NULL` for none.
#' @param ignore_index Class that does not count.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_nll_loss`. Called, it returns what [nnf_nll_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_nll_loss()(nnf_log_softmax(torch_randn(3, 5), 2), torch_tensor(c(1L, 5L, 2L)))
#' @export
nn_nll_loss <- nn_module(
  "nn_nll_loss",
  .native = TRUE,
  initialize = function(weight = NULL, ignore_index = -100, reduction = "mean") build_layer(self,
    "nll_loss", list(weight = weight, ignore_index = ignore_index, reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Binary cross entropy
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_binary_cross_entropy()], which it calls.
#'
#' @param weight Weights: of each class, or of each element; `NULL` for none.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_bce_loss`. Called, it returns what [nnf_binary_cross_entropy()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_bce_loss()(torch_tensor(c(0.2, 0.9)), torch_tensor(c(0, 1)))
#' @export
nn_bce_loss <- nn_module(
  "nn_bce_loss",
  .native = TRUE,
  initialize = function(weight = NULL, reduction = "mean") build_layer(self, "bce_loss",
    list(weight = weight, reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Binary cross entropy of logits
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_binary_cross_entropy_with_logits()], which it calls.
#'
#' @param weight Weights: of each class, or of each element; `NULL` for none.
#' @param reduction "mean", "sum" or "none".
#' @param pos_weight Weight of the positive examples; `NULL` for none.
#' @return A module of class `nn_bce_with_logits_loss`. Called, it returns what [nnf_binary_cross_entropy_with_logits()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_bce_with_logits_loss()(torch_randn(3), torch_randn(3))
#' @export
nn_bce_with_logits_loss <- nn_module(
  "nn_bce_with_logits_loss",
  .native = TRUE,
  initialize = function(weight = NULL, reduction = "mean", pos_weight = NULL) build_layer(self,
    "bce_with_logits_loss", list(weight = weight, reduction = reduction, pos_weight = pos_weight)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Binary cross entropy of several labels
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_multilabel_soft_margin_loss()], which it calls.
#'
#' @param weight Weights: of each class, or of each element; `NULL` for none.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_multilabel_soft_margin_loss`. Called, it returns what [nnf_multilabel_soft_margin_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_multilabel_soft_margin_loss()(torch_randn(2, 3), torch_tensor(rbind(c(1, 0, 1), c(0, 0, 1))))
#' @export
nn_multilabel_soft_margin_loss <- nn_module(
  "nn_multilabel_soft_margin_loss",
  .native = TRUE,
  initialize = function(weight = NULL, reduction = "mean") build_layer(self,
    "multilabel_soft_margin_loss", list(weight = weight, reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Logistic loss of labels -1 and 1
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_soft_margin_loss()], which it calls.
#'
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_soft_margin_loss`. Called, it returns what [nnf_soft_margin_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_soft_margin_loss()(torch_randn(3), torch_tensor(c(1, -1, 1)))
#' @export
nn_soft_margin_loss <- nn_module(
  "nn_soft_margin_loss",
  .native = TRUE,
  initialize = function(reduction = "mean") build_layer(self, "soft_margin_loss",
    list(reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Hinge loss of distances with labels -1 and 1
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_hinge_embedding_loss()], which it calls.
#'
#' @param margin Margin.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_hinge_embedding_loss`. Called, it returns what [nnf_hinge_embedding_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_hinge_embedding_loss()(torch_rand(3), torch_tensor(c(1, -1, 1)))
#' @export
nn_hinge_embedding_loss <- nn_module(
  "nn_hinge_embedding_loss",
  .native = TRUE,
  initialize = function(margin = 1, reduction = "mean") build_layer(self, "hinge_embedding_loss",
    list(margin = margin, reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Loss of the order of two inputs
#'
#' A module; its forward pass takes `input1`, `input2` and `target`.
#' The formula, the sizes and the source are with [nnf_margin_ranking_loss()], which it calls.
#'
#' @param margin Margin.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_margin_ranking_loss`. Called, it returns what [nnf_margin_ranking_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_margin_ranking_loss()(torch_randn(3), torch_randn(3), torch_tensor(c(1, -1, 1)))
#' @export
nn_margin_ranking_loss <- nn_module(
  "nn_margin_ranking_loss",
  .native = TRUE,
  initialize = function(margin = 0, reduction = "mean") build_layer(self, "margin_ranking_loss",
    list(margin = margin, reduction = reduction)),
  forward = function(input1, input2, target) .Call(C_module_forward, self, list(input1, input2,
    target))
)

#' Loss of the angle between two vectors
#'
#' A module; its forward pass takes `input1`, `input2` and `target`.
#' The formula, the sizes and the source are with [nnf_cosine_embedding_loss()], which it calls.
#'
#' @param margin Margin.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_cosine_embedding_loss`. Called, it returns what [nnf_cosine_embedding_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_cosine_embedding_loss()(torch_randn(2, 3), torch_randn(2, 3), torch_tensor(c(1L, -1L)))
#' @export
nn_cosine_embedding_loss <- nn_module(
  "nn_cosine_embedding_loss",
  .native = TRUE,
  initialize = function(margin = 0, reduction = "mean") build_layer(self, "cosine_embedding_loss",
    list(margin = margin, reduction = reduction)),
  forward = function(input1, input2, target) .Call(C_module_forward, self, list(input1, input2,
    target))
)

#' Loss of distances within triplets
#'
#' A module; its forward pass takes `anchor`, `positive` and `negative`.
#' The formula, the sizes and the source are with [nnf_triplet_margin_loss()], which it calls.
#'
#' @param margin Margin.
#' @param p The p of the norm.
#' @param eps Small number added to differences.
#' @param swap Compare with the distance of positive and negative example where that is smaller?
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_triplet_margin_loss`. Called, it returns what [nnf_triplet_margin_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_triplet_margin_loss()(torch_randn(2, 3), torch_randn(2, 3), torch_randn(2, 3))
#' @export
nn_triplet_margin_loss <- nn_module(
  "nn_triplet_margin_loss",
  .native = TRUE,
  initialize = function(margin = 1, p = 2, eps = 1e-06, swap = FALSE,
    reduction = "mean") build_layer(self, "triplet_margin_loss", list(margin = margin, p = p,
    eps = eps, swap = swap, reduction = reduction)),
  forward = function(anchor, positive, negative) .Call(C_module_forward, self, list(anchor,
    positive, negative))
)

#' Hinge loss of several classes
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_multi_margin_loss()], which it calls.
#'
#' @param p 1 or 2.
#' @param margin Margin.
#' @param weight Weights: of each class, or of each element; `NULL` for none.
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_multi_margin_loss`. Called, it returns what [nnf_multi_margin_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_multi_margin_loss()(torch_randn(3, 5), torch_tensor(c(1L, 5L, 2L)))
#' @export
nn_multi_margin_loss <- nn_module(
  "nn_multi_margin_loss",
  .native = TRUE,
  initialize = function(p = 1, margin = 1, weight = NULL, reduction = "mean") build_layer(self,
    "multi_margin_loss", list(p = p, margin = margin, weight = weight, reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Hinge loss of several classes and several labels
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_multilabel_margin_loss()], which it calls.
#'
#' @param reduction "mean", "sum" or "none".
#' @return A module of class `nn_multilabel_margin_loss`. Called, it returns what [nnf_multilabel_margin_loss()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_multilabel_margin_loss()(torch_randn(1, 4), torch_tensor(rbind(c(4L, 1L, 0L, 0L))))
#' @export
nn_multilabel_margin_loss <- nn_module(
  "nn_multilabel_margin_loss",
  .native = TRUE,
  initialize = function(reduction = "mean") build_layer(self, "multilabel_margin_loss",
    list(reduction = reduction)),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Area under the minimum of false positive and false negative rate
#'
#' A module; its forward pass takes `input` and `target`.
#' The formula, the sizes and the source are with [nnf_area_under_min_fpr_fnr()], which it calls.
#'
#' @return A module of class `nn_aum_loss`. Called, it returns what [nnf_area_under_min_fpr_fnr()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_aum_loss()(torch_randn(6), torch_tensor(c(1L, 2L, 2L, 1L, 1L, 2L)))
#' @export
nn_aum_loss <- nn_module(
  "nn_aum_loss",
  .native = TRUE,
  initialize = function() build_layer(self, "aum_loss", list()),
  forward = function(input, target) .Call(C_module_forward, self, list(input, target))
)

#' Distances between vectors, pair by pair
#'
#' A module; its forward pass takes `x1` and `x2`.
#' The formula, the sizes and the source are with [nnf_pairwise_distance()], which it calls.
#'
#' @param p The p of the norm.
#' @param eps Small number added to differences.
#' @param keepdim Does the last dimension stay, with size 1?
#' @return A module of class `nn_pairwise_distance`. Called, it returns what [nnf_pairwise_distance()] returns.
#' @seealso [nn_module()], [nn_sequential()]
#' @examples
#' nn_pairwise_distance()(torch_randn(4, 3), torch_randn(4, 3))
#' @export
nn_pairwise_distance <- nn_module(
  "nn_pairwise_distance",
  .native = TRUE,
  initialize = function(p = 2, eps = 1e-06, keepdim = FALSE) build_layer(self, "pairwise_distance",
    list(p = p, eps = eps, keepdim = keepdim)),
  forward = function(x1, x2) .Call(C_module_forward, self, list(x1, x2))
)
