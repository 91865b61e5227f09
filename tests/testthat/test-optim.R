# Trajectories are PyTorch's; see tools/golden-nn.py.
golden <- read.delim(test_path("golden", "optim.tsv"), comment.char = "#", quote = "", colClasses = "character")
numbers <- function(text) as.numeric(strsplit(text, " ", fixed = TRUE)[[1]])

live <- function() {
  for (i in 1:3) {
    gc()
    count <- .Call(getFromNamespace("C_live_tensors", "torch"))
  }
  count
}

start <- function(dtype = "double") {
  list(torch_tensor(c(0.5, -0.3, 0.1), dtype = dtype, requires_grad = TRUE), torch_tensor(0.2, dtype = dtype, requires_grad = TRUE))
}

objective <- function(params, dtype = "double") {
  x <- torch_tensor(matrix(seq(-1, 1, length.out = 12), 4, byrow = TRUE), dtype = dtype)
  y <- torch_tensor(c(1, -1, 0.5, 2), dtype = dtype)
  (torch_tanh(torch_matmul(x, params[[1]])) + params[[2]] - y)$pow(2)$mean()
}

take <- function(opt, params, steps, dtype = "double") {
  for (step in seq_len(steps)) {
    opt$zero_grad()
    objective(params, dtype)$backward()
    opt$step()
  }
}

values <- function(params) unlist(lapply(params, as.numeric))

for (code in unique(golden$code)) {
  test_that(paste("100 steps are PyTorch's:", code), {
    rows <- golden[golden$code == code, ]
    for (dtype in c("double", "float")) {
      params <- start(dtype)
      opt <- eval(parse(text = code))
      done <- 0
      for (i in seq_len(nrow(rows))) {
        take(opt, params, as.integer(rows$step[i]) - done, dtype)
        done <- as.integer(rows$step[i])
        expect_lt(max(abs(values(params) - numbers(rows$values[i]))), if (dtype == "double") 1e-10 else 1e-5)
      }
    }
  })
}

makers <- list(
  sgd = function(params) optim_sgd(params, lr = 0.05, momentum = 0.9),
  adam = function(params) optim_adam(params, lr = 0.02, amsgrad = TRUE),
  adamw = function(params) optim_adamw(params, lr = 0.02)
)

for (name in names(makers)) {
  test_that(paste("a loaded state goes on bit for bit:", name), {
    params <- start()
    opt <- makers[[name]](params)
    take(opt, params, 7)
    state <- opt$state_dict()
    other <- lapply(params, function(p) p$detach()$clone()$requires_grad_(TRUE))
    again <- makers[[name]](other)
    again$load_state_dict(state)
    take(opt, params, 20)
    take(again, other, 20)
    expect_identical(values(other), values(params))
  })
}

test_that("a state dict has groups with numbered parameters and a state of each", {
  params <- start()
  opt <- optim_adam(params, lr = 0.1)
  expect_identical(opt$state_dict()$param_groups[[1]]$params, 1:2)
  expect_identical(opt$state_dict()$param_groups[[1]]$lr, 0.1)
  take(opt, params, 3)
  state <- opt$state_dict()$state
  expect_length(state, 2)
  expect_named(state[[1]], c("step", "exp_avg", "exp_avg_sq"))
  expect_equal(as.numeric(state[[1]]$step), 3)
  expect_identical(state[[1]]$exp_avg$shape, 3L)
  expect_identical(opt$state$get(params[[2]])$exp_avg$shape, 1L)
  expect_error(optim_adam(params[1])$load_state_dict(opt$state_dict()), class = "value_error")
})

test_that("loaded options replace those of the groups", {
  params <- start()
  opt <- optim_sgd(params, lr = 0.5, momentum = 0.1)
  opt$load_state_dict(optim_sgd(start(), lr = 0.25)$state_dict())
  expect_identical(opt$param_groups[[1]]$lr, 0.25)
  expect_identical(opt$param_groups[[1]]$momentum, 0)
})

test_that("options can be assigned between steps", {
  one <- function() torch_tensor(1, requires_grad = TRUE)
  p <- one()
  opt <- optim_sgd(p, lr = 1)
  (p * 1)$backward()
  opt$step()
  expect_equal(p$item(), 0)
  opt$param_groups[[1]]$lr <- 0.25
  opt$step()
  expect_equal(p$item(), -0.25)
  opt$param_groups[[1]]$params <- NULL
  expect_identical(opt$param_groups[[1]]$lr, 0.25)
})

test_that("groups have options of their own, and can be added", {
  a <- torch_tensor(1, requires_grad = TRUE)
  b <- torch_tensor(1, requires_grad = TRUE)
  c <- torch_tensor(1, requires_grad = TRUE)
  opt <- optim_sgd(list(list(params = list(a), lr = 0.5), list(params = b)), lr = 0.25)
  expect_length(opt$param_groups, 2)
  opt$add_param_group(list(params = c, lr = 0.125))
  (a + b + c)$backward()
  opt$step()
  expect_equal(c(a$item(), b$item(), c$item()), c(0.5, 0.75, 0.875))
  expect_error(opt$add_param_group(list(params = a)), "more than one parameter group", class = "value_error")
  expect_length(opt$param_groups, 3)
})

test_that("classes, names and what params may be", {
  p <- torch_tensor(1, requires_grad = TRUE)
  opt <- optim_adam(p)
  expect_s3_class(opt, c("optim_adam", "torch_optimizer", "R6"), exact = TRUE)
  expect_true(is_optimizer(opt))
  expect_identical(formals(optim_sgd)$momentum, 0)
  model <- nn_linear(2, 1)
  opt <- optim_sgd(model$parameters, lr = 0.1)
  expect_named(opt$param_groups[[1]]$params, c("weight", "bias"))
  expect_identical(opt$param_groups[[1]]$params$weight, model$weight)
})

test_that("zero_grad zeroes in place, or drops", {
  p <- torch_tensor(1, requires_grad = TRUE)
  opt <- optim_sgd(p, lr = 1)
  (p * 3)$backward()
  opt$zero_grad()
  expect_equal(p$grad$item(), 0)
  opt$zero_grad(set_to_none = TRUE)
  expect_true(is_undefined_tensor(p$grad))
  opt$step()
  expect_equal(p$item(), 1)
})

test_that("a closure is called, recording, and its loss returned", {
  p <- torch_tensor(2, requires_grad = TRUE)
  opt <- optim_sgd(p, lr = 0.25)
  loss <- with_no_grad(opt$step(function() {
    opt$zero_grad()
    loss <- p^2
    loss$backward()
    loss
  }))
  expect_equal(as.numeric(loss), 4)
  expect_equal(p$item(), 1)
  expect_error(opt$step(function() stop("in the closure")), "^in the closure$")
})

test_that("optimizers are defined in R", {
  descent <- optimizer(
    "descent",
    initialize = function(params, lr, momentum = 0) {
      super$initialize(params, list(lr = lr, momentum = momentum))
    },
    step = function(closure = NULL) {
      with_no_grad({
        for (group in self$param_groups) {
          for (p in group$params) {
            if (is_undefined_tensor(p$grad)) next
            known <- self$state$get(p)
            velocity <- if (is.null(known)) p$grad$clone() else known$velocity * group$momentum + p$grad
            self$state$set(p, list(velocity = velocity))
            p$sub_(velocity, alpha = group$lr)
          }
        }
      })
    }
  )
  expect_identical(names(formals(descent)), c("params", "lr", "momentum"))
  params <- start()
  opt <- descent(params, lr = 0.05, momentum = 0.9)
  expect_s3_class(opt, c("descent", "torch_optimizer", "R6"), exact = TRUE)
  take(opt, params, 50)
  rows <- golden[golden$code == "optim_sgd(params, lr = 0.05, momentum = 0.9)" & golden$step == "50", ]
  expect_equal(values(params), numbers(rows$values), tolerance = 1e-9)
  other <- lapply(params, function(p) p$detach()$clone()$requires_grad_(TRUE))
  again <- descent(other, lr = 1)
  again$load_state_dict(opt$state_dict())
  take(opt, params, 5)
  take(again, other, 5)
  expect_identical(values(other), values(params))
  expect_error(optimizer("idle", initialize = function(params) super$initialize(params, list()))(params)$step(),
               class = "not_implemented_error")
  inherited <- optimizer("faster", inherit = descent, initialize = function(params) super$initialize(params, lr = 1))
  expect_identical(inherited(params)$param_groups[[1]]$lr, 1)
})

test_that("what is no set of parameters is refused", {
  p <- torch_tensor(1, requires_grad = TRUE)
  expect_error(optim_sgd(p), "lr", class = "value_error")
  expect_error(optim_adam(list()), "empty parameter list", class = "value_error")
  expect_error(optim_adam(p * 2), "non-leaf", class = "value_error")
  expect_error(optim_adam(list(1, 2)), class = "type_error")
  expect_error(optim_adam("a"), class = "type_error")
  expect_warning(optim_adam(list(p, p)), "duplicate parameters")
  expect_error(optim_adam(p, lr = -1), "optim_adam: lr must be at least 0, got -1", class = "value_error")
  expect_error(optim_adam(p, lr = "a"), class = "value_error")
  expect_error(optim_adam(p, lr = NA), class = "value_error")
  expect_error(optim_adam(p, betas = c(0.9, 1)), "betas must be", class = "value_error")
  expect_error(optim_adam(p, betas = 0.9), "betas must be two numbers, got 1", class = "value_error")
  expect_error(optim_sgd(p, lr = 1, momentum = -1), "momentum", class = "value_error")
  expect_error(optim_sgd(p, lr = 1, nesterov = TRUE), "nesterov", class = "value_error")
  expect_error(optim_adamw(p, weight_decay = -1), "weight_decay", class = "value_error")
  expect_error(optim_sgd(p, lr = 1, what = 2), "unused argument")
  opt <- optim_sgd(p, lr = 1)
  (p * 2)$backward()
  opt$param_groups[[1]]$lr <- "fast"
  expect_error(opt$step(), class = "type_error")
  expect_equal(p$item(), 1)
})

test_that("an optimizer from another session is an error to use", {
  p <- torch_tensor(1, requires_grad = TRUE)
  opt <- unserialize(serialize(optim_sgd(p, lr = 1), NULL))
  expect_error(opt$step(), class = "type_error")
})

test_that("steps leave no tensor behind", {
  train <- function(steps) {
    model <- nn_sequential(nn_linear(3, 4), nn_tanh(), nn_linear(4, 1))
    opt <- optim_adam(model$parameters, lr = 0.01)
    x <- torch_ones(5, 3)
    y <- torch_zeros(5, 1)
    for (i in seq_len(steps)) {
      opt$zero_grad()
      nnf_mse_loss(model(x), y)$backward()
      opt$step()
    }
    NULL
  }
  train(1)
  before <- live()
  train(1000)
  expect_identical(live(), before)
})

test_that("a fresh session ends a training of 1000 steps without a live tensor", {
  skip_on_cran()
  script <- withr::local_tempfile(lines = c(
    "library(torch)",
    "local({",
    "  model <- nn_sequential(nn_linear(3, 4), nn_relu(), nn_linear(4, 1))",
    "  opt <- optim_sgd(model$parameters, lr = 0.01, momentum = 0.9)",
    "  x <- torch_randn(5, 3)",
    "  for (i in 1:1000) {",
    "    opt$zero_grad()",
    "    model(x)$pow(2)$mean()$backward()",
    "    opt$step()",
    "  }",
    "  stopifnot(length(opt$state_dict()$state) == 4)",
    "})",
    "for (i in 1:3) invisible(gc())",
    "cat('live:', .Call(getFromNamespace('C_live_tensors', 'torch')))"
  ))
  output <- system2(file.path(R.home("bin"), "Rscript"), c("--vanilla", shQuote(script)), stdout = TRUE,
                    env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = .Platform$path.sep))))
  expect_identical(tail(output, 1), "live: 0")
})
