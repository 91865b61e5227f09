# Values are PyTorch's; see tools/golden-nn.py.
golden <- read.delim(test_path("golden", "clip-grad.tsv"), comment.char = "#", quote = "", colClasses = "character")
numbers <- function(text) as.numeric(strsplit(text, " ", fixed = TRUE)[[1]])
given <- numbers(golden$grads[golden$code == "input"])
golden <- golden[golden$code != "input", ]

with_grads <- function(dtype = "double") {
  params <- list(torch_zeros(2, 3, dtype = dtype, requires_grad = TRUE),
                 torch_zeros(2, dtype = dtype, requires_grad = TRUE))
  params[[1]]$grad <- torch_tensor(matrix(given[1:6], 2, byrow = TRUE), dtype = dtype)
  params[[2]]$grad <- torch_tensor(given[7:8], dtype = dtype)
  params
}
grads <- function(params) unlist(lapply(params, function(p) as.numeric(p$grad$flatten())))

for (code in golden$code) {
  test_that(paste("gradients are clipped as PyTorch does:", code), {
    row <- golden[golden$code == code, ]
    for (dtype in c("double", "float")) {
      params <- with_grads(dtype)
      result <- eval(parse(text = code))
      tolerance <- if (dtype == "double") 1e-10 else 1e-5
      expect_equal(grads(params), numbers(row$grads), tolerance = tolerance)
      if (!nzchar(row$value)) expect_null(result)
      else expect_equal(result$item(), numbers(row$value), tolerance = tolerance)
    }
  })
}

test_that("parameters may be a tensor, a list or a module, and may lack a gradient", {
  model <- nn_linear(2, 3)
  model(torch_ones(1, 2))$sum()$backward()
  expect_equal(nn_utils_clip_grad_norm_(model, 1)$item(), 3)
  expect_equal(model$bias$grad$norm()$item(), sqrt(3) / 3, tolerance = 1e-5)
  p <- torch_ones(2, requires_grad = TRUE)
  total <- nn_utils_clip_grad_norm_(list(p), 1)
  expect_identical(total$shape, integer(0))
  expect_equal(total$item(), 0)
  nn_utils_clip_grad_value_(p, 1)
  expect_true(is_undefined_tensor(p$grad))
  expect_equal(nn_utils_clip_grad_norm_(c(model$parameters, p), 10)$item(), 1, tolerance = 1e-5)
  expect_equal(nn_utils_clip_grad_norm_(list(), 1)$item(), 0)
})

test_that("gradients are changed in place, and what a graph holds is not", {
  params <- with_grads()
  held <- params[[1]]$grad
  total <- nn_utils_clip_grad_norm_(params, 1)
  expect_false(total$requires_grad)
  expect_identical(params[[1]]$grad, held)
  x <- torch_tensor(2, requires_grad = TRUE)
  x$pow(3)$sum()$backward(create_graph = TRUE)
  second <- x$grad
  nn_utils_clip_grad_value_(x, 1)
  expect_equal(x$grad$item(), 1)
  expect_equal(autograd_grad(second$sum(), x)[[1]]$item(), 12)
})

test_that("a norm that is not finite goes into the gradients", {
  for (case in list(list(Inf, c(NaN, 0)), list(NaN, c(NaN, NaN)))) {
    p <- torch_zeros(2, requires_grad = TRUE)
    p$grad <- torch_tensor(c(case[[1]], 1))
    expect_equal(nn_utils_clip_grad_norm_(p, 1)$item(), case[[1]])
    expect_equal(as.numeric(p$grad), case[[2]])
  }
})

# As many and as large as make several launches on a device, and an empty one among them.
test_that("many gradients are clipped as one vector, whatever their layout, dtype and number", {
  shapes <- c(list(c(130, 401), 0, integer(0), c(5000)), rep(list(c(3, 2), 7), 60))
  filled <- function(dtype, turned = FALSE) {
    lapply(seq_along(shapes), function(k) {
      n <- prod(shapes[[k]])
      g <- torch_tensor(sin(k + seq_len(n)), dtype = dtype)$reshape(shapes[[k]])
      p <- torch_zeros(shapes[[k]], dtype = dtype, requires_grad = TRUE)
      p$grad <- if (turned && length(shapes[[k]]) == 2) g$t()$contiguous()$t() else g
      p
    })
  }
  given <- grads(filled("double"))
  expected <- c(sum(abs(given)), sqrt(sum(given^2)), sum(abs(given)^3)^(1 / 3), max(abs(given)))
  for (dtype in c("double", "float", "bfloat16")) for (turned in c(FALSE, TRUE)) {
    tolerance <- c(double = 1e-10, float = 1e-5, bfloat16 = 0.01)[[dtype]]
    for (k in 1:4) {
      params <- filled(dtype, turned)
      norm <- nn_utils_clip_grad_norm_(params, 0.5, c(1, 2, 3, Inf)[k])
      expect_true(norm$dtype == params[[1]]$dtype)
      expect_equal(norm$to(dtype = "double")$item(), expected[k], tolerance = tolerance)
      expect_equal(grads(params), given * 0.5 / (expected[k] + 1e-6), tolerance = tolerance)
    }
    params <- filled(dtype, turned)
    nn_utils_clip_grad_value_(params, 0.3)
    expect_equal(grads(params), pmin(pmax(given, -0.3), 0.3), tolerance = tolerance)
  }
  params <- filled("double")
  expect_equal(nn_utils_clip_grad_norm_(params, 1e6)$item(), expected[2])
  expect_identical(grads(params), given)
  expect_equal(nn_utils_clip_grad_norm_(params, 1e6, 0)$item(), length(shapes) - 1)
})

test_that("gradients of several dtypes are clipped together, and one that is there twice twice", {
  params <- c(with_grads("double")[1], with_grads("float")[2])
  expect_equal(nn_utils_clip_grad_norm_(params, 1)$item(), sqrt(sum(given^2)), tolerance = 1e-6)
  expect_equal(sqrt(sum(grads(params)^2)), 1, tolerance = 1e-5)
  p <- torch_zeros(2, requires_grad = TRUE)
  p$grad <- torch_tensor(c(3, 4))
  expect_equal(nn_utils_clip_grad_norm_(list(p, p), sqrt(50) / 2)$item(), sqrt(50), tolerance = 1e-6)
  expect_equal(as.numeric(p$grad), c(0.75, 1), tolerance = 1e-5)
})

test_that("what backward saved is not clipped behind its back", {
  p <- torch_zeros(2, requires_grad = TRUE)
  p$grad <- torch_tensor(c(3, 4))
  w <- torch_ones(2, requires_grad = TRUE)
  y <- (p$grad * w)$sum()
  nn_utils_clip_grad_norm_(p, 1)
  expect_error(y$backward(), "modified by an inplace operation", class = "runtime_error")
})

test_that("wrong arguments are refused", {
  params <- with_grads()
  expect_error(nn_utils_clip_grad_norm_(params, -1), "max_norm must be at least 0, got -1", class = "value_error")
  expect_error(nn_utils_clip_grad_norm_(params, "a"), "max_norm", class = "type_error")
  expect_error(nn_utils_clip_grad_norm_(list(1), 1), "parameters must be a tensor", class = "type_error")
  expect_error(nn_utils_clip_grad_norm_("a", 1), "parameters must be a list of tensors", class = "type_error")
  expect_error(nn_utils_clip_grad_value_(params, NaN), "clip_value", class = "value_error")
  expect_equal(grads(params), given)
})
