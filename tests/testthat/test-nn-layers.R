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
  list(nn_hardtanh(-0.5, 0.5), function(x) torch_clamp(x, -0.5, 0.5)), list(nn_relu6(), function(x) torch_clamp(x, 0, 6)),
  list(nn_softsign(), function(x) x / (1 + torch_abs(x))), list(nn_tanhshrink(), function(x) x - torch_tanh(x)),
  list(nn_threshold(0.1, 20), function(x) torch_where(x > 0.1, x, 20)), list(nn_log_sigmoid(), function(x) torch_log(torch_sigmoid(x))),
  list(nn_hardshrink(0.3), function(x) torch_where(torch_abs(x) > 0.3, x, 0)), list(nn_flatten(1), function(x) x$reshape(-1)),
  list(nn_glu(2), function(x) x[, 1:2] * torch_sigmoid(x[, 3:4])), list(nn_prelu(init = 0.3), function(x) torch_where(x > 0, x, x * 0.3)),
  list(nn_unflatten(2, c(2, 2)), function(x) x$reshape(c(5, 2, 2)))
)
test_that("layers are the functions of their name", {
  x <- torch_randn(5, 4)
  for (case in same) {
    expect_equal(as_array(case[[1]](x)), as_array(case[[2]](x)), tolerance = 1e-5, info = class(case[[1]])[[1]])
  }
})

test_that("inplace layers return their input", {
  for (layer in list(nn_relu(inplace = TRUE), nn_elu(inplace = TRUE), nn_leaky_relu(inplace = TRUE), nn_hardtanh(inplace = TRUE))) {
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
  expect_error(nn_mse_loss("average"), "reduction must be 'mean', 'sum' or 'none', got 'average'", class = "value_error")
  expect_error(nn_cross_entropy_loss(reduction = "average"), class = "value_error")
})

test_that("inputs that do not fit are errors with both sizes", {
  expect_error(nn_linear(3, 2)(torch_ones(5, 4)), "4", class = "value_error")
  expect_error(nn_linear(3, 2)("a"), class = "type_error")
  expect_error(nn_mse_loss()(torch_ones(1)), "nn_mse_loss: argument target is missing", class = "type_error")
  expect_error(nn_relu()(torch_ones(1), torch_ones(1)), "nn_relu: forward takes 1 argument", class = "type_error")
  expect_error(nn_mse_loss()(torch_ones(1), aim = torch_ones(1)), "unused argument aim", class = "type_error")
  expect_error(nn_linear(3, 2)(torch_ones(5, 3, dtype = "double")), "same dtype, but got: Double != Float", class = "type_error")
})
