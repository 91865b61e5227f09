# Values and gradients of the losses are PyTorch's; see tools/golden-nn.py.
golden <- read.delim(test_path("golden", "losses.tsv"), comment.char = "#", quote = "", colClasses = "character")
numbers <- function(text) as.numeric(strsplit(text, " ", fixed = TRUE)[[1]])
row_major <- function(x) as.numeric(torch_reshape(x, -1))

given <- new.env()
for (i in which(golden$kind == "input")) {
  shape <- as.integer(strsplit(golden$values[i], ",")[[1]])
  given[[golden$code[i]]] <- list(values = numbers(golden$grad[i]), shape = shape, dtype = golden$of[i])
}
tensors <- function(dtype = "double", with_grad = NULL) {
  made <- list2env(lapply(as.list(given), function(x) {
    torch_tensor(x$values, dtype = if (x$dtype == "long") "long" else dtype)$reshape(x$shape)
  }), parent = globalenv())
  if (!is.null(with_grad)) made[[with_grad]]$requires_grad_(TRUE)
  made
}

cases <- golden[golden$kind == "loss", ]
test_that("values and gradients are PyTorch's", {
  expect_gt(nrow(cases), 70)
  for (i in seq_len(nrow(cases))) {
    env <- tensors(with_grad = cases$of[i])
    loss <- eval(parse(text = cases$code[i]), env)
    expect_equal(row_major(loss), numbers(cases$values[i]), tolerance = 1e-9, info = cases$code[i])
    loss$sum()$backward()
    expect_equal(row_major(env[[cases$of[i]]]$grad), numbers(cases$grad[i]), tolerance = 1e-9, info = cases$code[i])
  }
})

test_that("Float losses differ by rounding only", {
  for (i in seq_len(nrow(cases))) {
    loss <- eval(parse(text = cases$code[i]), tensors("float"))
    expect_true(loss$dtype == torch_float())
    expect_equal(row_major(loss), numbers(cases$values[i]), tolerance = 1e-5, info = cases$code[i])
  }
})

test_that("loss modules are the functions", {
  env <- tensors("float")
  same <- function(module, value) expect_equal(as_array(eval(substitute(module), env)), as_array(eval(substitute(value), env)))
  same(nn_mse_loss("sum")(x, y), nnf_mse_loss(x, y, "sum"))
  same(nn_l1_loss()(x, y), nnf_l1_loss(x, y))
  same(nn_bce_loss(weight = w)(p, share), nnf_binary_cross_entropy(p, share, w))
  same(nn_bce_with_logits_loss(pos_weight = w)(x, share), nnf_binary_cross_entropy_with_logits(x, share, pos_weight = w))
  same(nn_cross_entropy_loss(weight = w, ignore_index = 2)(x, classes), nnf_cross_entropy(x, classes, w, 2))
  same(nn_nll_loss()(x, two), nnf_nll_loss(x, two))
  same(nn_cross_entropy_loss()(target = share, input = x), nnf_cross_entropy(x, share))
  expect_named(nn_cross_entropy_loss(weight = torch_ones(3))$buffers, "weight")
})

test_that("logits of any size give finite losses", {
  x <- torch_tensor(c(-1000, 1000), requires_grad = TRUE)
  loss <- nnf_binary_cross_entropy_with_logits(x, torch_tensor(c(1, 0)), reduction = "none")
  expect_equal(as_array(loss), c(1000, 1000))
  loss$sum()$backward()
  expect_equal(as_array(x$grad), c(-1, 1))
  expect_equal(as_array(nnf_binary_cross_entropy(torch_tensor(c(0, 1)), torch_tensor(c(1, 0)), reduction = "none")), c(100, 100))
  scores <- torch_tensor(matrix(c(1e4, -1e4), 1), requires_grad = TRUE)
  expect_equal(nnf_cross_entropy(scores, torch_tensor(2L))$item(), 2e4)
})

test_that("targets that do not fit are errors", {
  x <- torch_randn(4, 3)
  target <- function(values) torch_tensor(values, dtype = "long")
  expect_error(nnf_cross_entropy(x, target(c(1, 2, 3, 4))), "outside of 1 to 3", class = "index_error")
  expect_error(nnf_cross_entropy(x, target(c(0, 1, 2, 3))), class = "value_error")
  expect_error(nnf_nll_loss(x, target(c(1, 2, 3, -5))), class = "value_error")
  expect_error(nnf_cross_entropy(x, target(c(1, 2))), "[4, 3]", fixed = TRUE, class = "value_error")
  expect_error(nnf_cross_entropy(x, target(c(1, 2, 3, 1)), weight = torch_ones(2)), "all 3 classes", class = "value_error")
  expect_error(nnf_cross_entropy(x, target(c(1, 2, 3, 1)), label_smoothing = 2), "between 0 and 1", class = "value_error")
  expect_error(nnf_cross_entropy(x, target(c(1, 2, 3, 1)), reduction = "average"), "'average'", class = "value_error")
  expect_error(nnf_mse_loss(x, torch_randn(3, 4)), "must match", class = "value_error")
  expect_error(nnf_binary_cross_entropy(x$sigmoid(), torch_ones(4)), "[4, 3]", fixed = TRUE, class = "value_error")
  expect_error(nnf_mse_loss(x, "a"), class = "type_error")
})

test_that("an ignored target may be any number", {
  x <- torch_randn(2, 3)
  some <- nnf_cross_entropy(x, torch_tensor(c(1L, -100L)))
  expect_equal(some$item(), nnf_cross_entropy(x[1, NULL], torch_tensor(1L))$item(), tolerance = 1e-6)
})
