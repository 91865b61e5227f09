golden <- read.delim(test_path("golden", "nn-layers.tsv"), comment.char = "#", colClasses = "character")
row_major <- function(x) as.numeric(torch_reshape(x, -1))

for (code in unique(golden$code)) {
  test_that(paste("initial values are PyTorch's:", code), {
    rows <- golden[golden$code == code, ]
    torch_manual_seed(1)
    layer <- eval(parse(text = code))
    expect_named(layer$parameters, rows$name)
    for (i in seq_len(nrow(rows))) {
      expect_identical(row_major(layer$parameters[[rows$name[i]]]), as.numeric(strsplit(rows$values[i], " ")[[1]]))
    }
  })
}

# ---- Outputs, gradients and running statistics against PyTorch's ----------------------------------

golden_numbers_of <- function(text) as.numeric(strsplit(text, " ")[[1]])

read_forward <- function() {
  read.delim(test_path("golden", "nn-forward.tsv"), comment.char = "#", quote = "", na.strings = character(),
             colClasses = "character")
}

forward_rows <- read_forward()
layer_inputs <- local({
  rows <- forward_rows[forward_rows$kind == "input", ]
  read <- function(row) {
    tensor_of(golden_numbers_of(row$values), as.integer(strsplit(row$of, ",")[[1]]), row$mode)
  }
  stats::setNames(lapply(split(rows, seq_len(nrow(rows))), read), rows$code)
})

# The parameters of tools/golden-nn.py: 0.5 + 0.4 sin(1, 2, ...), shifted by the parameter's place.
fill_parameters <- function(layer) {
  parameters <- layer$parameters
  for (place in seq_along(parameters)) {
    p <- parameters[[place]]
    k <- seq_len(length(p)) + 10 * (place - 1)
    with_no_grad(p$copy_(tensor_of(0.5 + 0.4 * sin(k), shape_of(p))))
  }
}

golden_layer <- function(code, before, x) {
  layer <- eval(parse(text = code), lapply(layer_inputs, function(x) x$clone()))
  layer$to(dtype = torch_double())
  fill_parameters(layer)
  with_no_grad(for (k in seq_len(before)) layer(x * k + (k - 1)))
  layer
}

# What the golden file names: the output, gradients, and what is in the layer afterwards.
layer_results <- function(layer, given) {
  y <- do.call(layer, unname(given))
  torch_sum(torch_reshape(y, -1) * torch_cos(torch_arange(1, length(y), dtype = torch_double())))$backward()
  list(output = y, grad = c(lapply(given, function(x) x$grad), lapply(layer$parameters, function(p) p$grad)),
       after = c(layer$buffers, layer$parameters))
}

layer_result <- function(results, what) {
  part <- strsplit(what, " ")[[1]]
  if (length(part) == 1) results[[part]] else results[[part[1]]][[part[2]]]
}

forward_cases <- forward_rows[forward_rows$kind == "layer", ]
for (rows in split(forward_cases, do.call(paste, forward_cases[c("code", "mode", "before", "of")]))) local({
  rows <- rows
  case <- rows[1, ]
  test_that(sprintf("%s of %s is PyTorch's (%s, %s before)", case$code, case$of, case$mode, case$before), {
    given <- lapply(layer_inputs[strsplit(case$of, ",")[[1]]], function(x) x$clone())
    layer <- golden_layer(case$code, as.integer(case$before), given[[1]])
    layer$train(case$mode == "train")
    for (x in given) if (is_floating(x)) x$requires_grad_(TRUE)
    results <- layer_results(layer, given)
    for (k in seq_len(nrow(rows))) {
      expect_close(values_of(layer_result(results, rows$what[k])), golden_numbers_of(rows$values[k]), 1e-8)
    }
  })
})

test_that("every layer of the library is compared with PyTorch's", {
  names <- grep("^nn_", getNamespaceExports("torch"), value = TRUE)
  generators <- mget(names, asNamespace("torch"))
  native <- vapply(generators, function(g) isTRUE(attr(g, "Module")$public_fields$.native), NA)
  losses <- grepl("_loss$", names)
  elsewhere <- c("nn_contrib_sparsemax", "nn_sequential") # PyTorch has no sparsemax
  expect_setequal(unique(sub("\\(.*", "", forward_cases$code)), setdiff(names[native & !losses], elsewhere))
})

test_that("linear layers compute x w' + b", {
  layer <- nn_linear(3, 2)
  x <- torch_randn(5, 4, 3)
  expect_equal(as_array(layer(x)), as_array(torch_matmul(x, layer$weight$t()) + layer$bias), tolerance = 1e-5)
  expect_identical(layer$in_features, 3)
  expect_identical(layer$weight$shape, c(2L, 3L))
  expect_identical(nn_linear(3, 2)(torch_randn(3))$shape, 2L)
  expect_true(is.null(nn_linear(3, 2, bias = FALSE)$bias))
  expect_identical(nn_linear(0, 2)(torch_ones(4, 0))$shape, c(4L, 2L))
})

# Layers without parameters are the functions of that name.
same <- list(
  list(nn_relu(), torch_relu), list(nn_sigmoid(), torch_sigmoid), list(nn_tanh(), torch_tanh),
  list(nn_softmax(2), function(x) nnf_softmax(x, 2)), list(nn_log_softmax(2), function(x) nnf_log_softmax(x, 2)),
  list(nn_softmin(1), function(x) nnf_softmax(-x, 1)), list(nn_identity(), identity),
  list(nn_leaky_relu(0.2), function(x) torch_where(x > 0, x, x * 0.2)),
  list(nn_elu(0.7), function(x) torch_where(x > 0, x, 0.7 * (torch_exp(x) - 1))),
  list(nn_silu(), function(x) x * torch_sigmoid(x)), list(nn_softplus(), function(x) torch_log1p(torch_exp(x))),
  list(nn_hardtanh(-0.5, 0.5), function(x) torch_clamp(x, -0.5, 0.5)),
  list(nn_relu6(), function(x) torch_clamp(x, 0, 6)),
  list(nn_softsign(), function(x) x / (1 + torch_abs(x))), list(nn_tanhshrink(), function(x) x - torch_tanh(x)),
  list(nn_threshold(0.1, 20), function(x) torch_where(x > 0.1, x, 20)),
  list(nn_log_sigmoid(), function(x) torch_log(torch_sigmoid(x))),
  list(nn_hardshrink(0.3), function(x) torch_where(torch_abs(x) > 0.3, x, 0)),
  list(nn_flatten(1), function(x) x$reshape(-1)),
  list(nn_glu(2), function(x) x[, 1:2] * torch_sigmoid(x[, 3:4])),
  list(nn_prelu(init = 0.3), function(x) torch_where(x > 0, x, x * 0.3)),
  list(nn_unflatten(2, c(2, 2)), function(x) x$reshape(c(5, 2, 2)))
)
test_that("layers are the functions of their name", {
  x <- torch_randn(5, 4)
  for (case in same) {
    expect_equal(as_array(case[[1]](x)), as_array(case[[2]](x)), tolerance = 1e-5, info = class(case[[1]])[[1]])
  }
})

test_that("inplace layers return their input", {
  for (layer in list(nn_relu(inplace = TRUE), nn_elu(inplace = TRUE), nn_leaky_relu(inplace = TRUE),
                     nn_hardtanh(inplace = TRUE))) {
    x <- torch_randn(3)
    expect_identical(layer(x), x)
  }
})

test_that("constructors refuse what they cannot make", {
  expect_error(nn_linear(-1, 2), "nn_linear: in_features must not be negative, got -1", class = "value_error")
  expect_error(nn_linear(3, 2.5), "out_features", class = "type_error")
  expect_error(nn_linear("a", 2), "in_features", class = "type_error")
  expect_error(nn_linear(3), "out_features")
  expect_error(nn_linear(3, 2, bias = NA), "bias", class = "type_error")
  expect_error(nn_linear(3, 2, what = 1), "unused argument")
  expect_error(nn_dropout(1.5), "p must be a probability between 0 and 1, got 1.5", class = "value_error")
  expect_error(nn_hardtanh(1, -1), class = "value_error")
  expect_error(nn_mse_loss("average"), "reduction must be 'mean', 'sum' or 'none', got 'average'",
               class = "value_error")
  expect_error(nn_cross_entropy_loss(reduction = "average"), class = "value_error")
  expect_error(nn_cross_entropy_loss(label_smoothing = 2), "label_smoothing must be between 0 and 1, got 2",
               class = "value_error")
  expect_error(nn_huber_loss(delta = 0), "delta must be larger than 0, got 0", class = "value_error")
  expect_error(nn_smooth_l1_loss(beta = -1), "beta must not be negative, got -1", class = "value_error")
  expect_error(nn_multi_margin_loss(p = 3), "p must be 1 or 2, got 3", class = "value_error")
})

test_that("inputs that do not fit are errors with both sizes", {
  expect_error(nn_linear(3, 2)(torch_ones(5, 4)), "4", class = "value_error")
  expect_error(nn_linear(3, 2)("a"), class = "type_error")
  expect_error(nn_mse_loss()(torch_ones(1)), "nn_mse_loss: argument target is missing", class = "type_error")
  expect_error(nn_relu()(torch_ones(1), torch_ones(1)), "nn_relu: forward takes 1 argument", class = "type_error")
  expect_error(nn_mse_loss()(torch_ones(1), aim = torch_ones(1)), "unused argument aim", class = "type_error")
  expect_error(nn_linear(3, 2)(torch_ones(5, 3, dtype = "double")), "same dtype, but got: Double != Float",
               class = "type_error")
})

# ---- Normalization ----------------------------------------------------------------------------------

# What the fused rows are to compute, written with other operations.
plain_layer_norm <- function(x, dims, weight, bias, eps) {
  centred <- x - torch_mean(x, dims, keepdim = TRUE)
  centred * torch_rsqrt(torch_mean(centred^2, dims, keepdim = TRUE) + eps) * weight + bias
}

plain_batch_norm <- function(x, weight, bias, eps) {
  per_channel <- function(p) p$reshape(c(1, -1, rep(1, x$dim() - 2)))
  plain_layer_norm(x, setdiff(seq_len(x$dim()), 2), per_channel(weight), per_channel(bias), eps)
}

values_and_gradients <- function(f, x, weight, bias, seed) {
  inputs <- lapply(list(x, weight, bias), function(p) p$detach()$clone()$requires_grad_(TRUE))
  y <- do.call(f, inputs)
  with_torch_manual_seed(g <- torch_randn(y$shape), seed = seed)
  c(list(y), autograd_grad(y, inputs, g$to(dtype = y$dtype)))
}

expect_same_norms <- function(fused, plain, x, size, tolerance) {
  weight <- torch_rand(size, dtype = x$dtype) + 0.5
  bias <- torch_randn(size, dtype = x$dtype)
  got <- values_and_gradients(fused, x, weight, bias, 3)
  expected <- values_and_gradients(plain, x$to(dtype = torch_double()), weight$to(dtype = torch_double()),
                                   bias$to(dtype = torch_double()), 3)
  for (k in seq_along(got)) {
    expect_identical(got[[k]]$dtype, x$dtype)
    expect_close(values_of(got[[k]]), values_of(expected[[k]]), tolerance)
  }
}

test_that("fused layer norm is the one written with other operations, at every size", {
  for (shape in list(c(7, 1), c(3, 5), c(64, 33), c(300, 100), c(5, 20000), c(2, 3, 4, 5))) {
    size <- tail(shape, 1)
    fused <- function(x, w, b) nnf_layer_norm(x, size, w, b, 1e-3)
    plain <- function(x, w, b) plain_layer_norm(x, -1, w, b, 1e-3)
    expect_same_norms(fused, plain, torch_randn(shape, dtype = "double") * 3 + 1, size, 1e-10)
    expect_same_norms(fused, plain, torch_randn(shape) * 3 + 1, size, 1e-3)
  }
})

test_that("fused batch norm is the one written with other operations, at every size", {
  for (shape in list(c(7, 3), c(300, 130), c(5, 70, 1), c(4, 3, 50), c(3, 2, 40, 40), c(2, 5, 2, 3, 4))) {
    fused <- function(x, w, b) nnf_batch_norm(x, NULL, NULL, w, b, training = TRUE, eps = 1e-3)
    plain <- function(x, w, b) plain_batch_norm(x, w, b, 1e-3)
    expect_same_norms(fused, plain, torch_randn(shape, dtype = "double") * 3 + 1, shape[2], 1e-10)
    expect_same_norms(fused, plain, torch_randn(shape) * 3 + 1, shape[2], 1e-3)
  }
})

test_that("16-bit inputs are computed in float, beside parameters of either dtype", {
  for (dtype in c("float16", "bfloat16")) {
    x <- torch_randn(6, 8, 5)$to(dtype = dtype)
    tolerance <- if (dtype == "float16") 5e-3 else 4e-2
    for (parameters in c(dtype, "float32")) {
      w <- torch_rand(8)$to(dtype = parameters)
      rows <- torch_rand(5)$to(dtype = parameters)
      wide <- function(p) p$to(dtype = "float32")
      pairs <- list(
        list(nnf_layer_norm(x, 5, rows, rows), nnf_layer_norm(wide(x), 5, wide(rows), wide(rows))),
        list(nnf_group_norm(x, 2, w, w), nnf_group_norm(wide(x), 2, wide(w), wide(w))),
        list(nnf_batch_norm(x, NULL, NULL, w, w, TRUE), nnf_batch_norm(wide(x), NULL, NULL, wide(w), wide(w), TRUE)),
        list(nnf_batch_norm(x, w, w + 1, w, w), nnf_batch_norm(wide(x), wide(w), wide(w) + 1, wide(w), wide(w)))
      )
      for (pair in pairs) {
        expect_identical(dtype_of(pair[[1]]), dtype_of(x))
        expect_close(values_of(pair[[1]]), values_of(pair[[2]]), tolerance)
      }
      y <- x$detach()$clone()$requires_grad_(TRUE)
      nnf_layer_norm(y, 5, rows)$sum()$backward()
      expect_identical(dtype_of(y$grad), dtype_of(x))
      expect_true(all(is.finite(values_of(y$grad))))
    }
  }
})

test_that("a large mean does not drown the variance", {
  x <- torch_randn(4, 1000) + 1e4
  expect_equal(as.numeric(nnf_layer_norm(x, 1000)$var()), 1, tolerance = 1e-2)
  expect_equal(as.numeric(nnf_batch_norm(x$t(), NULL, NULL, training = TRUE)$var()), 1, tolerance = 1e-2)
})

test_that("gradients of the parameters do not depend on the number of threads", {
  sums <- function(threads) {
    former <- torch_get_num_threads()
    on.exit(torch_set_num_threads(former))
    torch_set_num_threads(threads)
    torch_manual_seed(5)
    layer <- nn_layer_norm(64)
    (layer(torch_randn(3000, 64)) * torch_randn(3000, 64))$sum()$backward()
    c(values_of(layer$weight$grad), values_of(layer$bias$grad))
  }
  expect_identical(sums(1), sums(2))
})

test_that("the output may be changed in place, and gradients be differentiated again", {
  x <- torch_randn(4, 6, requires_grad = TRUE)
  layer <- nn_sequential(nn_layer_norm(6), nn_relu(inplace = TRUE), nn_batch_norm1d(6), nn_relu(inplace = TRUE))
  grad <- autograd_grad(layer(x)$sum(), x, create_graph = TRUE)[[1]]
  grad$square()$sum()$backward()
  expect_true(all(is.finite(values_of(x$grad))))
})

test_that("tensors without elements are normalized to such", {
  expect_identical(nn_layer_norm(3)(torch_empty(0, 3))$shape, c(0L, 3L))
  expect_identical(nn_layer_norm(0)(torch_empty(3, 0))$shape, c(3L, 0L))
  expect_identical(nn_group_norm(1, 2)(torch_empty(0, 2, 3))$shape, c(0L, 2L, 3L))
  expect_identical(nnf_instance_norm(torch_empty(0, 2, 3))$shape, c(0L, 2L, 3L))
  layer <- nn_batch_norm1d(2)
  expect_identical(layer(torch_empty(0, 2))$shape, c(0L, 2L))
  expect_identical(values_of(layer$running_var), c(1, 1))
  layer <- nn_layer_norm(3)
  layer(torch_empty(0, 3))$sum()$backward()
  expect_identical(values_of(layer$weight$grad), c(0, 0, 0))
})

test_that("running statistics are means over batches without a momentum, and move only in training", {
  layer <- nn_batch_norm1d(2, momentum = NULL)
  x <- torch_tensor(matrix(c(1, 3, 5, 7), 2))
  layer(x)
  layer(x + 2)
  expect_equal(values_of(layer$running_mean), c(3, 7))
  expect_equal(values_of(layer$running_var), c(2, 2))
  expect_identical(as.integer(layer$num_batches_tracked), 2L)
  layer$eval()
  layer(x)
  expect_identical(as.integer(layer$num_batches_tracked), 2L)
  expect_equal(values_of(layer$running_mean), c(3, 7))
  expect_false(layer$running_mean$requires_grad)
  expect_named(layer$state_dict(), c("weight", "bias", "running_mean", "running_var", "num_batches_tracked"))
})

test_that("a failed forward leaves running statistics as they are", {
  layer <- nn_batch_norm1d(2)
  expect_error(layer(torch_ones(1, 2)), "Expected more than 1 value per channel when training", class = "value_error")
  expect_error(layer(torch_ones(3, 3)), "should contain 3 elements", class = "value_error")
  expect_error(layer(torch_ones(3)), "expected 2D or 3D input \\(got 1D input\\)", class = "value_error")
  expect_identical(as.integer(layer$num_batches_tracked), 0L)
  expect_identical(values_of(layer$running_mean), c(0, 0))
})

test_that("instance norm keeps running statistics of the mean over samples", {
  mean <- torch_zeros(2)
  var <- torch_ones(2)
  x <- torch_randn(3, 2, 10)
  y <- nnf_instance_norm(x, mean, var, momentum = 0.5)
  expect_close(values_of(mean), values_of(torch_mean(x, c(1, 3)) * 0.5), 1e-6)
  expect_close(values_of(var), values_of(torch_mean(torch_var(x, 3), 1) * 0.5 + 0.5), 1e-6)
  expect_close(values_of(torch_mean(y, 3)), numeric(6), 1e-6)
})

test_that("layers keep their state over torch_save(), and a new dtype", {
  for (layer in list(nn_batch_norm1d(3, momentum = NULL), nn_embedding(4, 2, padding_idx = 2, max_norm = 1),
                     nn_layer_norm(3), nn_group_norm(1, 3), nn_embedding_bag(4, 2, mode = "max"))) {
    path <- withr::local_tempfile()
    torch_save(layer, path)
    again <- torch_load(path)
    x <- if (inherits(layer, "nn_embedding")) torch_tensor(c(2L, 4L)) else
      if (inherits(layer, "nn_embedding_bag")) torch_tensor(matrix(1:4, 2)) else torch_randn(4, 3)
    expect_identical(values_of(again(x)), values_of(layer(x)))
    expect_named(again$state_dict(), names(layer$state_dict()))
  }
  layer <- nn_batch_norm1d(3)$to(dtype = torch_double())
  expect_identical(dtype_of(layer(torch_randn(4, 3, dtype = "double"))), "double")
  expect_identical(dtype_of(layer$num_batches_tracked), "long")
})

# ---- Embeddings -------------------------------------------------------------------------------------

test_that("the row of padding is zero at first and stays so", {
  layer <- nn_embedding(5, 3, padding_idx = 2)
  expect_identical(values_of(layer$weight[2, ]), numeric(3))
  layer(torch_tensor(c(1L, 2L, 2L)))$sum()$backward()
  expect_identical(values_of(layer$weight$grad[, 1]), c(1, 0, 0, 0, 0))
  expect_identical(layer$padding_idx, 2)
  expect_identical(values_of(nn_embedding(5, 3, padding_idx = -1)$weight[5, ]), numeric(3))
})

test_that("a weight that is given becomes the parameter", {
  weight <- torch_randn(5, 3)
  layer <- nn_embedding(5, 3, padding_idx = 1, .weight = weight)
  expect_identical(layer$weight, weight)
  expect_true(weight$requires_grad)
  tied <- nn_embedding(5, 3, .weight = layer$weight)
  expect_identical(tied$weight, layer$weight)
  expect_error(nn_embedding(5, 3, .weight = torch_ones(3, 5)), "\\[5, 3\\], got \\[3, 5\\]", class = "value_error")
})

test_that("bags say what does not fit", {
  bag <- nn_embedding_bag(5, 3, mode = "mean")
  list <- torch_tensor(c(1L, 5L, 2L))
  expect_error(bag(list), "a 1D input needs offsets", class = "value_error")
  expect_error(bag(list, torch_tensor(1L)), "has to be 0", class = "value_error")
  expect_error(bag(list, torch_tensor(c(0L, 2L, 1L))), "must not decrease", class = "value_error")
  expect_error(bag(list, torch_tensor(c(0L, 4L))), "past the end of input \\(3\\), got 4", class = "value_error")
  expect_error(bag(list, torch_tensor(c(0, 1))), "offsets of integers, got Float", class = "type_error")
  expect_error(bag(torch_tensor(matrix(1L, 2, 2)), torch_tensor(0L)), "offsets has to be NULL", class = "value_error")
  expect_error(bag(list, torch_tensor(0L), torch_ones(3)), "only supported for mode 'sum', got 'mean'",
               class = "value_error")
  expect_error(bag(torch_tensor(c(1L, 6L)), torch_tensor(0L)), "6", class = "index_error")
  expect_error(nnf_embedding_bag(list, torch_ones(5, 2), torch_tensor(0L), mode = "prod"), "got 'prod'",
               class = "value_error")
  expect_identical(bag(torch_tensor(c(1L, 2L)), per_sample_weights = NULL, offsets = torch_tensor(c(0L, 2L)))$shape,
                   c(2L, 3L))
})

test_that("constructors of normalizations and embeddings refuse what they cannot make", {
  refused <- function(code, message, class = "value_error") expect_error(code, message, class = class)
  refused(nn_layer_norm(integer()), "normalized_shape must have at least one size")
  refused(nn_layer_norm(c(2, -1)), "must not be negative, got -1")
  refused(nn_layer_norm("a"), "normalized_shape", "type_error")
  refused(nn_layer_norm(3, eps = -1), "eps must not be negative, got -1")
  refused(nn_batch_norm1d(-3), "num_features must not be negative, got -3")
  refused(nn_batch_norm2d(3, eps = -1), "eps must not be negative, got -1")
  refused(nn_batch_norm3d(3, momentum = "a"), "momentum", "type_error")
  refused(nn_group_norm(3, 4), "num_channels must be divisible by num_groups, got 4 and 3")
  refused(nn_group_norm(0, 4), "num_channels must be divisible by num_groups, got 4 and 0")
  refused(nn_embedding(-1, 3), "num_embeddings must not be negative, got -1")
  refused(nn_embedding(5, 3, padding_idx = 6), "padding_idx must be from 1 to num_embeddings \\(5\\), .* got 6")
  refused(nn_embedding(5, 3, padding_idx = -6), "got -6")
  refused(nn_embedding(5, 3, padding_idx = 0), "padding_idx is 0", "index_error")
  refused(nn_embedding(5, 3, sparse = TRUE), "sparse gradients are not implemented", "not_implemented_error")
  refused(nn_embedding_bag(5, 3, mode = "prod"), "mode must be 'sum', 'mean' or 'max', got 'prod'")
  refused(nn_dropout1d(-0.1), "p must be a probability between 0 and 1, got -0.1")
})

test_that("functions of normalization say what does not fit", {
  refused <- function(code, message, class = "value_error") expect_error(code, message, class = class)
  x <- torch_randn(3, 4)
  refused(nnf_layer_norm(x, 3),
          "normalized_shape=\\[3\\], expected input with shape \\[\\*, 3\\], but got input of size \\[3, 4\\]")
  refused(nnf_layer_norm(x, c(2, 3, 4)), "layer_norm: Given normalized_shape=\\[2, 3, 4\\]")
  refused(nnf_layer_norm(x, 4, torch_ones(3)), "expected weight of the shape normalized_shape=\\[4\\], got \\[3\\]")
  refused(nnf_layer_norm(x, 4, torch_ones(4, dtype = "double")), "weight of input's dtype Float, got Double",
          "type_error")
  refused(nnf_layer_norm(torch_ones(3, 4, dtype = "long"), 4), "floating-point input, got Long",
          "not_implemented_error")
  refused(nnf_batch_norm(x, NULL, NULL), "expected running_mean and running_var when training = FALSE")
  refused(nnf_batch_norm(x, torch_ones(3), torch_ones(4)),
          "running_mean should contain 4 elements, .* got shape \\[3\\]")
  refused(nnf_batch_norm(torch_ones(3), NULL, NULL, training = TRUE), "at least 2 dimensions \\(N, C, ...\\), got 1")
  refused(nnf_group_norm(x, 3), "divisible by num_groups, but got input of shape \\[3, 4\\] and num_groups=3")
  refused(nnf_group_norm(torch_ones(1, 2), 2), "Expected more than 1 value per channel")
  refused(nnf_instance_norm(x), "Expected more than 1 spatial element when training, got input size \\[3, 4\\]")
  refused(nnf_local_response_norm(x, 2), "Expected 3D or higher dimensionality input \\(got 2 dimensions\\)")
  refused(nnf_local_response_norm(torch_ones(1, 2, 3), 0), "size must be positive, got 0")
  refused(nnf_dropout1d(torch_ones(3)), "Expected 2D or 3D input, but received a 1D input")
  refused(nnf_embedding(torch_tensor(1L), x, padding_idx = 4), "padding_idx must be from 1 to 3", "index_error")
})

test_that("dropout1d drops whole channels", {
  torch_manual_seed(2)
  for (x in list(torch_ones(3, 40, 5), torch_ones(40, 5))) {
    y <- as_array(nnf_dropout1d(x, 0.5))
    expect_true(all(apply(y, seq_len(x$dim() - 1), function(channel) length(unique(channel)) == 1)))
    expect_setequal(unique(as.vector(y)), c(0, 2))
  }
  z <- torch_ones(4, 3)
  expect_identical(nn_dropout1d(inplace = TRUE)(z), z)
})

test_that("normalize divides by the norm and can write its result elsewhere", {
  x <- torch_randn(3, 4)
  expect_close(values_of(torch_norm(nnf_normalize(x), 2, 2)), c(1, 1, 1), 1e-6)
  out <- torch_empty(3, 4)
  expect_identical(values_of(nnf_normalize(x, out = out)), values_of(out))
  expect_identical(values_of(nnf_normalize(torch_zeros(1, 2))), c(0, 0))
})

test_that("padding says what does not fit, and leaves the input alone", {
  x <- torch_tensor(matrix(c(1, 2, 3, 4), 2))
  expect_error(nnf_pad(x, 1), "divisible by 2, got 1", class = "value_error")
  expect_error(nnf_pad(x, c(1, 1, 1, 1, 1, 1)), "too large: 6 numbers for 2 dimensions", class = "value_error")
  expect_error(nnf_pad(x, c(-2, -1)), "dimension 2 of size 2, plus padding -2 and -1", class = "value_error")
  expect_error(nnf_pad(x, c(2, 0), mode = "reflect"), "at most 1 for dimension 2 of size 2, got 2",
               class = "value_error")
  expect_error(nnf_pad(x, c(3, 0), mode = "circular"), "at most 2 for dimension 2 of size 2, got 3",
               class = "value_error")
  expect_error(nnf_pad(x, c(1, 1), mode = "mirror"), "got 'mirror'", class = "value_error")
  expect_error(nnf_pad(x, c(1, 1), mode = "reflect", value = 1), "takes no value, got 1", class = "value_error")
  nnf_pad(x, c(0, 0))$add_(1)
  nnf_pad(x, c(-1, 0))$add_(1)
  expect_identical(values_of(x), c(1, 3, 2, 4))
})

# ---- Memory -----------------------------------------------------------------------------------------

test_that("nothing of a layer's forward, backward or failure is left", {
  count <- function() {
    for (i in 1:3) gc()
    .Call(getFromNamespace("C_live_tensors", "torch"))
  }
  use <- function() {
    x <- torch_randn(4, 6, requires_grad = TRUE)
    net <- nn_sequential(nn_layer_norm(6), nn_batch_norm1d(6, momentum = NULL), nn_group_norm(2, 6), nn_dropout1d(0.5))
    grad <- autograd_grad(net(x)$square()$sum(), x, create_graph = TRUE)[[1]]
    grad$square()$sum()$backward()
    net$eval()
    net(x)$sum()$backward()
    expect_error(net(torch_ones(4, 5)), class = "value_error")
    bag <- nn_embedding_bag(5, 3, mode = "max", max_norm = 1, padding_idx = 2)
    nnf_pad(bag(torch_tensor(matrix(1:4, 2))), c(1, 1), mode = "circular")$sum()$backward()
    expect_error(bag(torch_tensor(9L), torch_tensor(0L)), class = "index_error")
  }
  use()
  before <- count()
  use()
  expect_identical(count(), before)
})
