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
  expect_gt(nrow(cases), 220)
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
  same <- function(module, value) {
    expect_equal(as_array(eval(substitute(module), env)), as_array(eval(substitute(value), env)))
  }
  same(nn_mse_loss("sum")(x, y), nnf_mse_loss(x, y, "sum"))
  same(nn_l1_loss()(x, y), nnf_l1_loss(x, y))
  same(nn_bce_loss(weight = w)(p, share), nnf_binary_cross_entropy(p, share, w))
  same(nn_bce_with_logits_loss(pos_weight = w)(x, share),
       nnf_binary_cross_entropy_with_logits(x, share, pos_weight = w))
  same(nn_cross_entropy_loss(weight = w, ignore_index = 2)(x, classes), nnf_cross_entropy(x, classes, w, 2))
  same(nn_nll_loss()(x, two), nnf_nll_loss(x, two))
  same(nn_cross_entropy_loss()(target = share, input = x), nnf_cross_entropy(x, share))
  same(nn_cross_entropy_loss(label_smoothing = 0.2)(x, classes), nnf_cross_entropy(x, classes, label_smoothing = 0.2))
  same(nn_smooth_l1_loss("sum", beta = 0.5)(x, y), nnf_smooth_l1_loss(x, y, "sum", 0.5))
  same(nn_huber_loss(delta = 0.5)(x, y), nnf_huber_loss(x, y, delta = 0.5))
  same(nn_kl_div_loss("batchmean", log_target = TRUE)(x, y), nnf_kl_div(x, y, "batchmean", TRUE))
  same(nn_poisson_nll_loss(FALSE, TRUE, 0.1, "none")(p, counts),
       nnf_poisson_nll_loss(p, counts, FALSE, TRUE, 0.1, "none"))
  same(nn_soft_margin_loss("none")(x, grid), nnf_soft_margin_loss(x, grid, "none"))
  same(nn_hinge_embedding_loss(0.5)(x, grid), nnf_hinge_embedding_loss(x, grid, 0.5))
  same(nn_margin_ranking_loss(0.5, "sum")(x, y, grid), nnf_margin_ranking_loss(x, y, grid, 0.5, "sum"))
  same(nn_cosine_embedding_loss(0.5)(x, y, signs), nnf_cosine_embedding_loss(x, y, signs, 0.5))
  same(nn_triplet_margin_loss(2, 1, 0.1, TRUE, "none")(x, y, z),
       nnf_triplet_margin_loss(x, y, z, 2, 1, 0.1, TRUE, "none"))
  same(nn_triplet_margin_with_distance_loss(margin = 2, swap = TRUE)(x, y, z),
       nnf_triplet_margin_loss(x, y, z, 2, swap = TRUE))
  same(nn_multi_margin_loss(2, 0.5, w, "none")(x, classes), nnf_multi_margin_loss(x, classes, 2, 0.5, w, "none"))
  same(nn_multilabel_margin_loss("none")(x, labels), nnf_multilabel_margin_loss(x, labels, "none"))
  same(nn_multilabel_soft_margin_loss(w)(x, share), nnf_multilabel_soft_margin_loss(x, share, w))
  same(nn_aum_loss()(x, grid), nnf_area_under_min_fpr_fnr(x, grid))
  same(nn_pairwise_distance(1, 0.1, TRUE)(x, y), nnf_pairwise_distance(x, y, 1, 0.1, TRUE))
  expect_named(nn_multi_margin_loss(weight = torch_ones(3))$buffers, "weight")
  expect_named(nn_cross_entropy_loss(weight = torch_ones(3))$buffers, "weight")
})

test_that("logits of any size give finite losses", {
  x <- torch_tensor(c(-1000, 1000), requires_grad = TRUE)
  loss <- nnf_binary_cross_entropy_with_logits(x, torch_tensor(c(1, 0)), reduction = "none")
  expect_equal(as_array(loss), c(1000, 1000))
  loss$sum()$backward()
  expect_equal(as_array(x$grad), c(-1, 1))
  expect_equal(as_array(nnf_binary_cross_entropy(torch_tensor(c(0, 1)), torch_tensor(c(1, 0)), reduction = "none")),
               c(100, 100))
  scores <- torch_tensor(matrix(c(1e4, -1e4), 1), requires_grad = TRUE)
  expect_equal(nnf_cross_entropy(scores, torch_tensor(2L))$item(), 2e4)
})

test_that("targets that do not fit are errors", {
  x <- torch_randn(4, 3)
  target <- function(values) torch_tensor(values, dtype = "long")
  expect_error(nnf_cross_entropy(x, target(c(1, 2, 3, 4))), "target 4 (position 4) is outside of 1 to 3", fixed = TRUE,
               class = "index_error")
  expect_error(nnf_cross_entropy(x$unsqueeze(3), target(c(1, 2, -2, 3))$unsqueeze(2)), "target -2 (position 3)",
               fixed = TRUE, class = "index_error")
  expect_error(nnf_cross_entropy(x, target(c(0, 1, 2, 3))), class = "value_error")
  expect_error(nnf_nll_loss(x, target(c(1, 2, 3, -5))), class = "value_error")
  expect_error(nnf_cross_entropy(x, target(c(1, 2))), "[4, 3]", fixed = TRUE, class = "value_error")
  expect_error(nnf_cross_entropy(x, target(c(1, 2, 3, 1)), weight = torch_ones(2)), "all 3 classes",
               class = "value_error")
  expect_error(nnf_cross_entropy(x, target(c(1, 2, 3, 1)), label_smoothing = 2), "between 0 and 1",
               class = "value_error")
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

# ---- Cross entropy of rows, one kernel ---------------------------------------------------------------

# With weights of one cross entropy is what the kernel computes, written with operations.
by_operations <- function(x, target, ...) {
  nnf_cross_entropy(x, target, weight = torch_ones(x$shape[2], dtype = x$dtype), ...)
}

gradients_of <- function(f, x, target, ...) {
  x <- x$detach()$requires_grad_(TRUE)
  loss <- f(x, target, ...)
  first <- autograd_grad(list(loss$square()$sum()), list(x), create_graph = TRUE)[[1]]
  factors <- torch_cos(torch_arange(1, first$numel(), dtype = x$dtype))$reshape(first$shape)
  second <- autograd_grad(list((first * factors)$sum()), list(x))[[1]]
  plain <- autograd_grad(list(f(x, target, ...)$square()$sum()), list(x))[[1]] # by the kernel of the backward step
  lapply(list(loss, first, second, plain), row_major)
}

test_that("the kernel's cross entropy is that of the operations", {
  torch_manual_seed(3)
  for (dtype in c("double", "float")) for (classes in c(1, 7, 24, 25)) for (rows in c(1, 5, 300)) {
    x <- torch_randn(rows, classes, dtype = dtype) * 4
    target <- torch_randint(1, classes + 1, rows, dtype = torch_long())
    for (how in c("mean", "sum", "none")) for (ignored in c(-100, 7)) {
      if (how == "mean" && (target != ignored)$sum()$item() == 0) next # no mean of nothing
      expect_equal(gradients_of(nnf_cross_entropy, x, target, ignore_index = ignored, reduction = how),
                   gradients_of(by_operations, x, target, ignore_index = ignored, reduction = how),
                   tolerance = if (dtype == "double") 1e-10 else 2e-5, info = paste(dtype, classes, rows, how, ignored))
    }
  }
})

test_that("the kernel takes rows that are not contiguous, none, and numbers without bounds", {
  x <- torch_randn(5, 3, dtype = "double")
  target <- torch_tensor(c(1L, 3L, 2L, 2L, 1L))
  apart <- x$t()$contiguous()$t()
  expect_false(apart$is_contiguous())
  expect_equal(gradients_of(nnf_cross_entropy, apart, target), gradients_of(nnf_cross_entropy, x, target))
  every_second <- torch_stack(list(target, target), 2)[, 1]
  expect_equal(nnf_cross_entropy(x, every_second)$item(), nnf_cross_entropy(x, target)$item())
  none <- torch_tensor(integer(), dtype = "long")
  expect_equal(nnf_cross_entropy(torch_empty(0, 3), none, reduction = "sum")$item(), 0)
  expect_true(is.nan(nnf_cross_entropy(torch_empty(0, 3), none)$item()))
  all_ignored <- torch_full(5, -100, dtype = "long")
  expect_true(is.nan(nnf_cross_entropy(x, all_ignored)$item()))
  for (wide in c(3, 40)) {
    x <- torch_zeros(2, wide)
    x[2, ] <- NaN
    x$requires_grad_(TRUE)
    nnf_cross_entropy(x, torch_tensor(c(1L, -100L)))$backward()
    expect_equal(as_array(x$grad[2, ]), rep(0, wide)) # an ignored row gets no gradient, whatever it holds
    expect_equal(x$grad[1, 1]$item(), 1 / wide - 1, tolerance = 1e-6)
  }
  expect_equal(nnf_cross_entropy(torch_tensor(rbind(c(-Inf, 0))), torch_tensor(1L))$item(), Inf)
  on_meta <- nnf_cross_entropy(torch_empty(4, 3, device = "meta"), torch_empty(4, dtype = "long", device = "meta"))
  expect_identical(on_meta$shape, integer())
})

test_that("losses leave no tensors behind", {
  x <- torch_randn(6, 3, requires_grad = TRUE)
  target <- torch_tensor(c(1L, 3L, 2L, 2L, 1L, -100L))
  step <- function() {
    for (loss in list(nnf_cross_entropy(x, target), nnf_multilabel_margin_loss(x, matrix(c(1:3, 0, 1, 2), 6, 3)),
                      nnf_area_under_min_fpr_fnr(x, x > 0), nnf_triplet_margin_loss(x, x + 1, x - 1))) loss$backward()
    rm(loss)
    expect_error(nnf_cross_entropy(x, target + 9L))
  }
  live <- function() {
    gc()
    .Call(getFromNamespace("C_live_tensors", "torch"))
  }
  step()
  before <- live()
  step()
  expect_identical(live(), before)
})

# ---- Padding, ties, warnings ---------------------------------------------------------------------------

test_that("labels end at the first 0 or -1", {
  x <- torch_tensor(rbind(c(0.1, 0.2, 0.4, 0.8)))
  expected <- nnf_multilabel_margin_loss(x, torch_tensor(rbind(c(4L, 1L, 0L, 0L))))$item()
  expect_equal(expected, 0.85, tolerance = 1e-6)
  for (end in c(0, -1)) {
    labels <- rbind(c(4, 1, end, 2))
    expect_equal(nnf_multilabel_margin_loss(x, labels)$item(), expected)
    expect_equal(nnf_multilabel_margin_loss(x, torch_tensor(labels, dtype = "long"))$item(), expected)
    expect_equal(nn_multilabel_margin_loss()(x, torch_tensor(labels, dtype = "int"))$item(), expected)
  }
  expect_equal(nnf_multilabel_margin_loss(x, rbind(c(0, 1, 2, 3)))$item(), 0)
  expect_equal(nnf_multilabel_margin_loss(x, rbind(c(3, 1, 2, 4)))$item(), 0)
})

test_that("the AUM is the area under the smaller error rate", {
  labels <- torch_tensor(c(1L, 2L, 1L, 2L))
  expect_equal(nnf_area_under_min_fpr_fnr(torch_tensor(c(-1, 1, -2, 2)), labels)$item(), 0)
  # between thresholds -2, -1, 1, 2 the rates are (1/2, 1), (1, 1), (1, 1/2)
  x <- torch_tensor(c(1, -1, 2, -2), requires_grad = TRUE)
  aum <- nnf_area_under_min_fpr_fnr(x, labels)
  expect_equal(aum$item(), 0.5 * 1 + 1 * 2 + 0.5 * 1)
  aum$backward()
  expect_equal(as_array(x$grad), c(0.5, -0.5, 0.5, -0.5))
  expect_equal(nnf_area_under_min_fpr_fnr(x$reshape(c(4, 1)), labels == 2L)$item(), 3)
  for (one_class in list(torch_ones(4), torch_zeros(4))) {
    expect_equal(nnf_area_under_min_fpr_fnr(x, one_class)$item(), 0)
  }
  expect_equal(nnf_area_under_min_fpr_fnr(torch_empty(0), torch_empty(0))$item(), 0)
})

test_that("targets of another size are broadcast with a warning", {
  x <- torch_ones(3, 1)
  for (f in list(nnf_mse_loss, nnf_l1_loss, nnf_smooth_l1_loss, nnf_huber_loss, nn_mse_loss())) {
    expect_warning(loss <- f(x, torch_zeros(3)), "target size [3] that is different to the input size [3, 1]",
                   fixed = TRUE)
    expect_gt(loss$item(), 0)
    expect_warning(f(x, torch_zeros(3, 1)), NA)
  }
  expect_error(withr::with_options(list(warn = 2), nnf_mse_loss(x, torch_zeros(3))), "different to the input size")
  expect_warning(torch_ones(1) + 1, NA)
})

test_that("a triplet's distance is any function", {
  x <- torch_randn(4, 3)
  loss <- nn_triplet_margin_with_distance_loss(nn_pairwise_distance(p = 1), margin = 2)
  expect_equal(loss(x, x + 1, x - 2)$item(), nnf_triplet_margin_loss(x, x + 1, x - 2, 2, 1)$item())
  expect_error(nnf_triplet_margin_with_distance_loss(x, x, x, distance_function = 1), "must be a function, got numeric",
               class = "type_error")
  expect_error(nnf_triplet_margin_with_distance_loss(x, x, x, distance_function = function(a, b) stop("mine")), "mine")
})

# ---- Losses that run in one pass -----------------------------------------------------------------------

# The same losses, operation by operation.
by_operations <- list(
  mse_loss = function(x, y) (x - y)^2,
  l1_loss = function(x, y) (x - y)$abs(),
  huber_loss = function(x, y) torch_where((x - y)$abs() < 1, (x - y)^2 / 2, (x - y)$abs() - 0.5),
  smooth_l1_loss = function(x, y) torch_where((x - y)$abs() < 1, (x - y)^2 / 2, (x - y)$abs() - 0.5),
  binary_cross_entropy = function(x, y) -(y * x$log() + (1 - y) * (1 - x)$log()),
  binary_cross_entropy_with_logits = function(x, y) (1 - y) * x + (1 + (-x)$exp())$log(),
  soft_margin_loss = function(x, y) (1 + (-x * y)$exp())$log(),
  kl_div = function(x, y) y * (y$log() - x)
)
pairs <- function(name, shape, dtype = "double") {
  y <- torch_linspace(0.1, 0.9, prod(shape), dtype = "double")
  x <- (y * 37)$sin() * 0.45 + 0.5
  list(x = x$to(dtype = dtype)$reshape(shape), y = y$to(dtype = dtype)$reshape(shape))
}
values <- function(x) as.numeric(x$to(dtype = "double")$reshape(-1))
first_and_second <- function(loss, x, y) {
  g <- autograd_grad(loss, list(x, y), create_graph = TRUE)
  h <- autograd_grad((g[[1]]^2)$sum() + (g[[2]] * x)$sum(), list(x, y))
  lapply(c(g, h), values)
}

for (name in names(by_operations)) {
  test_that(paste(name, "in one pass has the values and both gradients of its operations"), {
    loss <- get(paste0("nnf_", name))
    for (reduction in c("mean", "sum", "none")) {
      reduced <- switch(reduction, mean = torch_mean, sum = torch_sum, none = identity)
      for (turned in c(FALSE, TRUE)) {
        p <- lapply(pairs(name, c(6, 7)), function(x) if (turned) x$t() else x)
        for (x in p) x$requires_grad_(TRUE)
        one <- loss(p$x, p$y, reduction = reduction)
        several <- reduced(by_operations[[name]](p$x, p$y))
        expect_equal(values(one), values(several), tolerance = 1e-10)
        expect_equal(first_and_second(one$sum(), p$x, p$y), first_and_second(several$sum(), p$x, p$y), tolerance = 1e-8)
      }
    }
  })

  test_that(paste(name, "of many elements, of none, of NaN and in other dtypes"), {
    loss <- get(paste0("nnf_", name))
    p <- pairs(name, 70001)
    exact <- by_operations[[name]](p$x, p$y)$mean()$item()
    expect_equal(loss(p$x, p$y)$item(), exact, tolerance = 1e-12)
    for (dtype in c("float", "half", "bfloat16")) {
      q <- lapply(p, function(x) x$to(dtype = dtype))
      q$x$requires_grad_(TRUE)
      result <- loss(q$x, q$y)
      expect_true(result$dtype == q$x$dtype)
      expect_equal(result$to(dtype = "float")$item(), exact, tolerance = if (dtype == "float") 1e-6 else 0.01)
      result$backward()
      expect_true(q$x$grad$dtype == q$x$dtype)
    }
    none <- torch_empty(0, 3, requires_grad = TRUE)
    expect_identical(loss(none, torch_empty(0, 3), reduction = "sum")$item(), 0)
    expect_true(is.nan(loss(none, torch_empty(0, 3))$item()))
    loss(none, torch_empty(0, 3))$backward()
    expect_identical(none$grad$shape, c(0L, 3L))
    x <- torch_tensor(c(NaN, 0.5))
    expect_true(is.nan(loss(x, torch_tensor(c(0.5, 0.5)))$item()))
  })
}

test_that("losses that are rows say so, and integers and complex numbers are taken as before", {
  x <- torch_tensor(c(0.2, 0.8), requires_grad = TRUE)
  y <- torch_tensor(c(0.5, 0.1))
  expect_output(print(nnf_mse_loss(x, y)$grad_fn), "SquaredDifferenceBackward0")
  expect_equal(nnf_mse_loss(x, y)$item(), mean(c(0.3, 0.7)^2), tolerance = 1e-6)
  expect_equal(nnf_mse_loss(x, torch_tensor(c(1L, 0L)))$item(), 0.64, tolerance = 1e-6)
  whole <- nnf_mse_loss(torch_tensor(c(1L, 5L)), torch_tensor(c(3L, 4L)), reduction = "sum")
  expect_true(whole$dtype == torch_long())
  expect_identical(as.numeric(whole$item()), 5)
  expect_error(nnf_mse_loss(torch_tensor(1L), torch_tensor(2L)), "mean: could not infer output dtype",
               class = "runtime_error")
  z <- torch_complex(torch_tensor(c(3, 0)), torch_tensor(c(4, 1)))
  expect_equal(as.numeric(nnf_l1_loss(z, torch_zeros_like(z), reduction = "none")), c(5, 1), tolerance = 1e-6)
})

test_that("binary cross entropy has a slope where a probability is 0 or 1", {
  p <- torch_tensor(c(0, 1, 0.25, 1), dtype = "double", requires_grad = TRUE)
  loss <- nnf_binary_cross_entropy(p, torch_tensor(c(0, 1, 1, 0), dtype = "double"), reduction = "sum")
  loss$backward()
  expect_equal(loss$item(), 100 - log(0.25))
  expect_equal(as.numeric(p$grad), c(0, 0, -4, 1e12))
})

# ---- Errors ------------------------------------------------------------------------------------------

test_that("every loss refuses another reduction", {
  env <- tensors("float")
  wrong <- function(code, op) {
    expect_error(eval(parse(text = code), env), paste0(op, ": reduction must be 'mean', 'sum' or 'none'"),
                 class = "value_error")
  }
  for (op in c("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "soft_margin_loss", "poisson_nll_loss",
               "hinge_embedding_loss", "multilabel_soft_margin_loss", "kl_div", "binary_cross_entropy_with_logits")) {
    wrong(sprintf("nnf_%s(x, y, reduction = 'average')", op), op)
    if (grepl("_loss$", op)) wrong(sprintf("nn_%s(reduction = 'average')", op), paste0("nn_", op))
  }
  for (op in c("cross_entropy", "nll_loss", "multi_margin_loss")) {
    wrong(sprintf("nnf_%s(x, classes, reduction = 'average')", op), op)
  }
  wrong("nnf_multilabel_margin_loss(x, labels, reduction = 'average')", "multilabel_margin_loss")
  wrong("nnf_margin_ranking_loss(x, y, grid, reduction = 'average')", "margin_ranking_loss")
  wrong("nnf_cosine_embedding_loss(x, y, signs, reduction = 'average')", "cosine_embedding_loss")
  wrong("nnf_triplet_margin_loss(x, y, z, reduction = 'average')", "triplet_margin_loss")
  wrong("nnf_triplet_margin_with_distance_loss(x, y, z, reduction = 'average')", "triplet_margin_with_distance_loss")
  expect_error(nnf_kl_div(env$x, env$y, "average"), "or 'batchmean', got 'average'", class = "value_error")
  expect_error(nn_kl_div_loss("average"), "nn_kl_div_loss: reduction must be", class = "value_error")
  expect_error(nnf_l1_loss(env$x, env$y, "batchmean"), class = "value_error")
  expect_error(nnf_l1_loss(env$x, env$y, 1), "reduction must be a string", class = "type_error")
})

test_that("options and shapes that do not fit are errors", {
  env <- tensors("float")
  fails <- function(code, message, class = "value_error") {
    expect_error(eval(parse(text = code), env), message, fixed = TRUE, class = class)
  }
  fails("nnf_huber_loss(x, y, delta = 0)", "huber_loss: delta must be larger than 0, got 0")
  fails("nnf_huber_loss(x, y, delta = NaN)", "delta must be larger than 0")
  fails("nnf_smooth_l1_loss(x, y, beta = -1)", "smooth_l1_loss: beta must not be negative, got -1")
  fails("nnf_multi_margin_loss(x, classes, p = 3)", "multi_margin_loss: p must be 1 or 2, got 3")
  fails("nn_multi_margin_loss(p = 0)", "nn_multi_margin_loss: p must be 1 or 2, got 0")
  fails("nnf_multi_margin_loss(x, classes, margin = NaN)", "multi_margin_loss: margin must be a number, got NaN")
  fails("nnf_multi_margin_loss(x, classes, margin = 'a')", "margin must be a number", "type_error")
  fails("nnf_multi_margin_loss(x, classes, weight = torch_ones(2))", "all 3 classes, got shape [2]")
  fails("nnf_multi_margin_loss(x, classes + 1L)", "target 4 (position 1) is outside of 1 to 3", "index_error")
  fails("nnf_multi_margin_loss(x, two[1:2])", "[4, 3] without its class dimension, got [2]")
  fails("nnf_multi_margin_loss(x, grid[, 1])", "expected target of integers, got Float", "type_error")
  fails("nnf_multi_margin_loss(cube, places)", "expected input of shape [N, C] or [C], got [2, 3, 5]")
  fails("nnf_multilabel_margin_loss(x, labels + 2L)", "target 5 (position 1) is outside of 1 to 3", "index_error")
  fails("nnf_multilabel_margin_loss(x, labels - 3L)", "is outside of 1 to 3", "index_error")
  fails("nnf_multilabel_margin_loss(x, labels[1:2, ])", "input's shape [4, 3], got [2, 3]")
  fails("nnf_multilabel_margin_loss(x, grid)", "expected target of integers, got Float", "type_error")
  fails("nnf_multilabel_soft_margin_loss(x, share[1:2, ])", "input's shape [4, 3], got [2, 3]")
  fails("nnf_margin_ranking_loss(x, y, signs)", "same number of dimensions, got shapes [4, 3], [4, 3] and [4]")
  fails("nnf_margin_ranking_loss(x, y, grid, margin = NaN)", "margin must be a number, got NaN")
  fails("nnf_hinge_embedding_loss(x, signs)", "must match")
  fails("nnf_cosine_embedding_loss(x, y, grid)", "cosine_embedding_loss: expected shapes [N, D], [N, D] and [N]")
  fails("nnf_cosine_embedding_loss(x, y[1:3, ], signs)", "got [4, 3], [3, 3] and [4]")
  fails("nnf_triplet_margin_loss(x, y, row)",
        "triplet_margin_loss: expected anchor, positive and negative of the same number")
  fails("nnf_triplet_margin_loss(x, y, z, margin = NaN)", "margin must be a number, got NaN")
  fails("nnf_area_under_min_fpr_fnr(x, signs)", "same number of elements, got shapes [4, 3] and [4]")
  fails("nnf_area_under_min_fpr_fnr(classes, signs)", "expected a floating-point input, got Long", "type_error")
  fails("nnf_pairwise_distance(torch_scalar_tensor(1), torch_scalar_tensor(1))", "pairwise_distance: expected vectors")
  fails("nnf_pairwise_distance(x, scores[1:2])", "must match")
  fails("nn_margin_ranking_loss()(x, y)", "nn_margin_ranking_loss: argument target is missing", "type_error")
})

test_that("nnf_normalize() writes where it is asked to", {
  x <- torch_tensor(rbind(c(3, 4), c(0, 2)))
  out <- torch_empty(2, 2)
  expect_identical(nnf_normalize(x, out = out), out)
  expect_equal(as_array(out), rbind(c(0.6, 0.8), c(0, 1)), tolerance = 1e-6)
  expect_equal(as_array(nnf_normalize(torch_zeros(1, 2))), matrix(0, 1, 2))
})
