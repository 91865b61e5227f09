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

test_that("wrong arguments are refused", {
  params <- with_grads()
  expect_error(nn_utils_clip_grad_norm_(params, -1), "max_norm must be at least 0, got -1", class = "value_error")
  expect_error(nn_utils_clip_grad_norm_(params, "a"), "max_norm", class = "type_error")
  expect_error(nn_utils_clip_grad_norm_(list(1), 1), "parameters must be a tensor", class = "type_error")
  expect_error(nn_utils_clip_grad_norm_("a", 1), "parameters must be a list of tensors", class = "type_error")
  expect_error(nn_utils_clip_grad_value_(params, NaN), "clip_value", class = "value_error")
  expect_equal(grads(params), given)
})
