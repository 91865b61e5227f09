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
  list(torch_tensor(c(0.5, -0.3, 0.1), dtype = dtype, requires_grad = TRUE),
       torch_tensor(0.2, dtype = dtype, requires_grad = TRUE))
}

objective <- function(params, dtype = "double") {
  x <- torch_tensor(matrix(seq(-1, 1, length.out = 12), 4, byrow = TRUE), dtype = dtype)
  y <- torch_tensor(c(1, -1, 0.5, 2), dtype = dtype)
  (torch_tanh(torch_matmul(x, params[[1]])) + params[[2]] - y)$pow(2)$mean() + params[[1]]$pow(2)$sum() * 0.05
}

take <- function(opt, params, steps, dtype = "double") {
  closure <- function() {
    opt$zero_grad()
    loss <- objective(params, dtype)
    loss$backward()
    loss
  }
  for (step in seq_len(steps)) {
    if (inherits(opt, "optim_lbfgs")) {
      opt$step(closure)
    } else {
      closure()
      opt$step()
    }
  }
}

values <- function(params) unlist(lapply(params, as.numeric))
copies <- function(params) lapply(params, function(p) p$detach()$clone()$requires_grad_(TRUE))

# Differences count from 1 on relatively.
distance <- function(x, expected) max(abs(x - expected) / pmax(1, abs(expected)))

for (code in unique(golden$code)) {
  test_that(paste("100 steps are PyTorch's:", code), {
    rows <- golden[golden$code == code, ]
    for (dtype in c("double", "float")) {
      if (dtype == "float") rows <- rows[nzchar(rows$floats), ]
      params <- start(dtype)
      opt <- eval(parse(text = code))
      done <- 0
      for (i in seq_len(nrow(rows))) {
        take(opt, params, as.integer(rows$step[i]) - done, dtype)
        done <- as.integer(rows$step[i])
        expected <- numbers(if (dtype == "double") rows$values[i] else rows$floats[i])
        expect_lt(distance(values(params), expected), if (dtype == "double") 1e-10 else 1e-6)
      }
    }
  })
}

makers <- list(
  sgd = function(params) optim_sgd(params, lr = 0.05, momentum = 0.9),
  adam = function(params) optim_adam(params, lr = 0.02, amsgrad = TRUE),
  adamw = function(params) optim_adamw(params, lr = 0.02),
  rmsprop = function(params) optim_rmsprop(params, momentum = 0.5, centered = TRUE, eps = 0.01),
  adagrad = function(params) optim_adagrad(params, lr = 0.1, lr_decay = 0.01, initial_accumulator_value = 0.1),
  adadelta = function(params) optim_adadelta(params),
  asgd = function(params) optim_asgd(params, lr = 0.1, lambda = 0.05, t0 = 4),
  rprop = function(params) optim_rprop(params, lr = 0.02),
  lbfgs = function(params) optim_lbfgs(params, lr = 0.02, max_iter = 2, history_size = 4),
  wolfe = function(params) optim_lbfgs(params, max_iter = 1, line_search_fn = "strong_wolfe"),
  ignite_adam = function(params) optim_ignite_adam(params, lr = 0.02),
  ignite_adamw = function(params) optim_ignite_adamw(params, lr = 0.02),
  ignite_sgd = function(params) optim_ignite_sgd(params, lr = 0.02, momentum = 0.5, nesterov = TRUE),
  ignite_rmsprop = function(params) optim_ignite_rmsprop(params),
  ignite_adagrad = function(params) optim_ignite_adagrad(params)
)

for (name in names(makers)) {
  for (way in c("as it is", "through a file")) {
    test_that(paste("a loaded state goes on bit for bit:", name, way), {
      params <- start()
      opt <- makers[[name]](params)
      take(opt, params, 7)
      state <- opt$state_dict()
      if (way == "through a file") {
        file <- withr::local_tempfile()
        torch_save(state, file)
        state <- torch_load(file)
      }
      other <- copies(params)
      again <- makers[[name]](other)
      again$load_state_dict(state)
      take(opt, params, 8)
      take(again, other, 8)
      expect_identical(values(other), values(params))
    })
  }

  test_that(paste("a state dict that does not fit changes nothing:", name), {
    params <- start()
    opt <- makers[[name]](params)
    take(opt, params, 3)
    same <- copies(params)
    other <- makers[[name]](same)
    other$load_state_dict(opt$state_dict())
    state <- opt$state_dict()
    state$param_groups[[1]]$lr <- 0.5
    entry <- if (grepl("lbfgs|wolfe", name)) "d" else names(state$state[[1]])[[2]]
    wrong <- function(change) {
      before <- opt$param_groups
      expect_error(opt$load_state_dict(change(state)), class = "value_error")
      expect_identical(opt$param_groups, before)
    }
    if (length(state$state[[1]]) > 1) wrong(function(s) { s$state[[1]][[entry]] <- torch_zeros(7, 2); s })
    wrong(function(s) { s$state <- s$state[1]; s })
    wrong(function(s) { s$param_groups[[1]]$params <- 1L; s })
    wrong(function(s) { s$param_groups <- rep(s$param_groups, 2); s })
    wrong(function(s) { s$param_groups[[1]]$lr <- -1; s })
    expect_error(opt$load_state_dict(1), class = "type_error")
    take(opt, params, 3)
    take(other, same, 3)
    expect_identical(values(params), values(same))
  })

  test_that(paste("steps leave no tensor behind:", name), {
    train <- function(steps) {
      params <- start("float")
      opt <- makers[[name]](params)
      x <- torch_tensor(matrix(seq(-1, 1, length.out = 12), 4, byrow = TRUE))
      closure <- function() {
        opt$zero_grad()
        loss <- torch_add(torch_matmul(x, params[[1]]), params[[2]])$pow(2)$mean()
        loss$backward()
        loss
      }
      for (i in seq_len(steps)) opt$step(closure)
      NULL
    }
    train(2)
    before <- live()
    train(1000)
    expect_identical(live(), before)
  })

  test_that(paste("a new state is the former's size after many steps:", name), {
    params <- start("float")
    opt <- makers[[name]](params)
    take(opt, params, 12, "float")
    before <- live()
    take(opt, params, 20, "float")
    if (name != "wolfe") expect_identical(live(), before) # its history still grows
    else expect_lte(live(), before + 2 * 20)
  })
}

test_that("the defaults of the library are those of the functions", {
  for (name in c("sgd", "adam", "adamw", "rmsprop", "adagrad", "adadelta", "asgd", "rprop", "lbfgs")) {
    generator <- get(paste0("optim_", name))
    made <- .Call(getFromNamespace("C_optimizer", "torch"), name)
    defaults <- .Call(getFromNamespace("C_optimizer_defaults", "torch"), made)
    given <- lapply(formals(generator)[-1], eval, envir = asNamespace("torch"))
    if (name == "sgd") given$lr <- NA
    if (name == "lbfgs") given[c("max_eval", "line_search_fn")] <- list(25, 0)
    expect_identical(rep(names(given), lengths(given)), names(defaults))
    expect_equal(as.numeric(unlist(given)), unname(defaults))
  }
})

test_that("L-BFGS finds the minimum in few evaluations, in float too", {
  for (dtype in c("float", "double")) {
    x <- torch_tensor(c(-1.5, 2), dtype = dtype, requires_grad = TRUE)
    opt <- optim_lbfgs(x, line_search_fn = "strong_wolfe", max_iter = 50, max_eval = 100)
    calls <- 0
    first <- opt$step(function() {
      calls <<- calls + 1
      opt$zero_grad()
      loss <- (1 - x[1])^2 + 100 * (x[2] - x[1]^2)^2
      loss$backward()
      loss
    })
    expect_equal(first$item(), 12.5)
    expect_equal(as.numeric(x), c(1, 1), tolerance = 1e-3)
    expect_lt(calls, 100)
    expect_equal(opt$state$get(x)$func_evals, calls)
  }
})

test_that("a failing closure leaves L-BFGS as it was", {
  for (line_search in list(NULL, "strong_wolfe")) {
    params <- start()
    opt <- optim_lbfgs(params, lr = 0.1, max_iter = 4, line_search_fn = line_search)
    take(opt, params, 2)
    before <- values(params)
    state <- opt$state_dict()
    calls <- 0
    failing <- function() {
      calls <<- calls + 1
      if (calls == 3) stop("in the closure")
      opt$zero_grad()
      loss <- objective(params)
      loss$backward()
      loss
    }
    expect_error(opt$step(failing), "^in the closure$")
    expect_identical(values(params), before)
    expect_identical(opt$state_dict()$state[[1]]$n_iter, state$state[[1]]$n_iter)
    expect_length(opt$state_dict()$state[[1]]$ro, length(state$state[[1]]$ro))
    expect_error(opt$step(function() "no loss"), "must return the loss", class = "type_error")
    expect_error(opt$step(function() torch_ones(2)), class = "value_error")
    take(opt, params, 2)
  }
})

test_that("L-BFGS takes one group, and needs a closure", {
  params <- start()
  opt <- optim_lbfgs(params)
  expect_error(opt$step(), "closure", class = "type_error")
  expect_error(opt$add_param_group(list(params = torch_ones(1, requires_grad = TRUE))), "parameter groups",
               class = "value_error")
  expect_length(opt$param_groups, 1)
  expect_error(optim_lbfgs(params, line_search_fn = "armijo"), "NULL or 'strong_wolfe', got 'armijo'",
               class = "value_error")
  expect_error(optim_lbfgs(params, max_iter = 0), "max_iter", class = "value_error")
  expect_error(optim_lbfgs(params, history_size = 1.5), "history_size", class = "value_error")
  expect_identical(optim_lbfgs(params, max_iter = 10)$param_groups[[1]]$max_eval, 12L)
})

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
  held <- p$grad
  opt$zero_grad()
  expect_equal(p$grad$item(), 0)
  expect_identical(p$grad, held)
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
  other <- copies(params)
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
  expect_error(optim_sgd(p), "didn't specify a value of required optimization parameter lr", class = "value_error")
  expect_error(optim_adam(list()), "empty parameter list", class = "value_error")
  expect_error(optim_adam(list(list(params = list()))), "empty parameter list", class = "value_error")
  expect_error(optim_adam(p * 2), "can't optimize a non-leaf Tensor", class = "value_error")
  expect_error(optim_adam(list(1, 2)), "can only optimize Tensors, but one of the params is numeric",
               class = "type_error")
  expect_error(optim_adam("a"), "params", class = "type_error")
  expect_error(optim_adam(torch_ones(1, dtype = "long")), "floating-point", class = "type_error")
  expect_warning(optim_adam(list(p, p)), "duplicate parameters")
  expect_error(optim_adam(list(list(params = p), list(params = p))), "more than one parameter group",
               class = "value_error")
  expect_error(optim_sgd(p, lr = 1, what = 2), "unused argument")
})

test_that("an option that is not allowed is refused, when it is given and at a step", {
  p <- torch_tensor(1, requires_grad = TRUE)
  refused <- function(code, message) expect_error(eval(code), message, fixed = TRUE, class = "value_error")
  refused(quote(optim_adam(p, lr = -1)), "optim_adam: lr must be at least 0, got -1")
  refused(quote(optim_adam(p, lr = NA)), "optim_adam: lr must not be NA")
  refused(quote(optim_adam(p, betas = c(0.9, 1))), "optim_adam: betas[2] must be at least 0 and below 1, got 1")
  refused(quote(optim_adam(p, betas = 0.9)), "betas must be 2 numbers, got 1")
  refused(quote(optim_adamw(p, weight_decay = -1)), "optim_adamw: weight_decay must be at least 0, got -1")
  refused(quote(optim_sgd(p, lr = 1, momentum = -1)), "optim_sgd: momentum must be at least 0, got -1")
  refused(quote(optim_sgd(p, lr = 1, nesterov = TRUE)), "Nesterov momentum requires a momentum and zero dampening")
  refused(quote(optim_rmsprop(p, alpha = 1.5)), "optim_rmsprop: alpha must be at least 0 and at most 1, got 1.5")
  refused(quote(optim_rmsprop(p, eps = -1)), "eps must be at least 0, got -1")
  refused(quote(optim_adagrad(p, lr_decay = -1)), "lr_decay must be at least 0")
  refused(quote(optim_adagrad(p, initial_accumulator_value = -1)), "initial_accumulator_value must be at least 0")
  refused(quote(optim_adadelta(p, rho = -0.1)), "optim_adadelta: rho must be at least 0 and at most 1, got -0.1")
  refused(quote(optim_rprop(p, etas = c(1.1, 1.2))), "optim_rprop: etas[1] must be above 0 and below 1, got 1.1")
  refused(quote(optim_rprop(p, etas = c(0.5, 0.9))), "optim_rprop: etas[2] must be above 1, got 0.9")
  refused(quote(optim_rprop(p, step_sizes = c(2, 1))), "the smallest and the largest step, got 2 and 1")
  refused(quote(optim_asgd(p, lr = -1)), "optim_asgd: lr must be at least 0, got -1")
  refused(quote(optim_lbfgs(p, tolerance_grad = -1)), "tolerance_grad must be at least 0")
  expect_error(optim_adam(p, lr = "a"), "optim_adam: lr", class = "type_error")
  expect_error(optim_adam(p, betas = "a"), "betas", class = "type_error")
  expect_error(optim_adam(p, amsgrad = "a"), "amsgrad", class = "type_error")
  opt <- optim_sgd(list(list(params = p), list(params = torch_tensor(1, requires_grad = TRUE))), lr = 1)
  (p * 2)$backward()
  for (wrong in list("fast", -1, NULL)) {
    opt$param_groups[[2]]["lr"] <- list(wrong)
    expect_error(opt$step(), "lr")
    expect_equal(p$item(), 1)
  }
  expect_error(opt$add_param_group(list(params = torch_zeros(1), lr = -1)), class = "value_error")
  expect_length(opt$param_groups, 2)
})

test_that("parameters that changed their dtype are refused before any is updated", {
  a <- torch_tensor(1, requires_grad = TRUE)
  model <- nn_linear(1, 1)
  opt <- optim_adam(c(list(a), model$parameters), lr = 0.5)
  step <- function() {
    opt$zero_grad(set_to_none = TRUE)
    (a * 2 + model(torch_ones(1, dtype = model$weight$dtype))$sum())$backward()
    opt$step()
  }
  step()
  before <- a$item()
  opt$zero_grad(set_to_none = TRUE)
  model$to(dtype = torch_double())
  expect_error(step(), "exp_avg is Float \\[1, 1\\], but its parameter is now Double \\[1, 1\\]", class = "value_error")
  expect_identical(a$item(), before)
})

test_that("optimizers print the members that are used every day", {
  opt <- optim_adam(nn_linear(3, 1)$parameters, lr = 0.01)
  expect_identical(trimws(capture.output(print(opt))), c(
    "<optim_adam>",
    "Inherits from: <torch_Optimizer>",
    "Public:",
    "clone: function (deep = FALSE)",
    "defaults: list",
    "initialize: function (params, lr = 0.001, betas = c(0.9, 0.999), eps = 1e-08,",
    "param_groups: list",
    "state: list",
    "step: function (closure = NULL)",
    "zero_grad: function ()"
  ))
  mine <- optimizer("mine", initialize = function(params, rate) {
    super$initialize(params, list(rate = rate))
    self$count <- 0
  })(torch_ones(1, requires_grad = TRUE), 2)
  expect_true(all(c("<mine>", "    count: 0", "    initialize: function (params, rate) ") %in% capture.output(mine)))
})

test_that("ignite optimizers are the same under other names", {
  p <- torch_tensor(1, requires_grad = TRUE)
  expect_s3_class(optim_ignite_adam(p), c("optim_ignite_adam", "torch_optimizer_ignite", "torch_optimizer", "R6"),
                  exact = TRUE)
  for (name in c("sgd", "adam", "adamw", "rmsprop", "adagrad")) {
    expect_identical(formals(get(paste0("optim_ignite_", name))), formals(get(paste0("optim_", name))))
  }
  mine <- optimizer_ignite("mine", initialize = function(params) {
    options <- list(lr = 0.5, lr_decay = 0, weight_decay = 0, initial_accumulator_value = 0, eps = 0)
    super$initialize("adagrad", params, options)
  })
  opt <- mine(p)
  (p * 3)$backward()
  opt$step()
  expect_equal(p$item(), 0.5)
})

test_that("a class can inherit from an optimizer of the library, with a state of its own", {
  counting <- optimizer("counting", inherit = optim_adam, step = function(closure = NULL) {
    loss <- super$step(closure)
    for (p in self$param_groups[[1]]$params) {
      state <- self$state$get(p)
      state$count <- if (is.null(state$count)) 1 else state$count + 1
      self$state$set(p, state)
    }
    loss
  })
  expect_identical(formals(counting), formals(optim_adam))
  params <- start()
  opt <- counting(params, lr = 0.02)
  take(opt, params, 5)
  plain <- start()
  take(optim_adam(plain, lr = 0.02), plain, 5)
  expect_identical(values(params), values(plain))
  expect_identical(opt$state$get(params[[2]])$count, 5)
  expect_equal(opt$state$get(params[[2]])$step, 5)
  other <- copies(params)
  again <- counting(other)
  again$load_state_dict(opt$state_dict())
  expect_identical(again$state$get(other[[1]])$count, 5)
  expect_null(counting(copies(params))$state$get(params[[1]]))
  expect_error(opt$state$set(torch_ones(1), list()), class = "value_error")
})

test_that("the frame of a step calls back for parameters with a gradient", {
  descent <- optimizer(
    "descent",
    initialize = function(params, lr) super$initialize(params, list(lr = lr)),
    step = function(closure = NULL) {
      private$step_helper(closure, function(group, param, g, p) param$sub_(param$grad, alpha = group$lr))
    }
  )
  params <- start()
  plain <- start()
  take(descent(params, lr = 0.1), params, 10)
  take(optim_sgd(plain, lr = 0.1), plain, 10)
  expect_equal(values(params), values(plain))
})

test_that("an optimizer of R copies the states it loads", {
  keeping <- optimizer("keeping", initialize = function(params) super$initialize(params, list()), step = function() {
    for (p in self$param_groups[[1]]$params) self$state$set(p, list(sum = torch_ones(1), all = list(torch_ones(1), 1)))
  })
  params <- start()
  opt <- keeping(params)
  opt$step()
  again <- keeping(copies(params))
  again$load_state_dict(opt$state_dict())
  opt$state$get(params[[1]])$sum$add_(1)
  state <- again$state_dict()$state[[1]]
  expect_equal(state$sum$item(), 1)
  expect_equal(state$all[[2]], 1)
  expect_error(again$load_state_dict(list(param_groups = opt$state_dict()$param_groups, state = list())),
               class = "value_error")
})

test_that("half types step through float", {
  for (name in setdiff(names(makers), c("lbfgs", "wolfe"))) {
    params <- list(torch_tensor(c(0.5, -0.25), requires_grad = TRUE))
    half <- list(torch_tensor(c(0.5, -0.25), dtype = "bfloat16", requires_grad = TRUE))
    for (p in list(params, half)) {
      opt <- makers[[name]](p)
      p[[1]]$pow(2)$sum()$backward()
      opt$step()
    }
    expect_true(half[[1]]$dtype == torch_bfloat16())
    expect_equal(as.numeric(half[[1]]), as.numeric(params[[1]]), tolerance = 1e-2)
  }
})

test_that("an optimizer from another session is an error to use", {
  p <- torch_tensor(1, requires_grad = TRUE)
  opt <- unserialize(serialize(optim_sgd(p, lr = 1), NULL))
  expect_error(opt$step(), class = "type_error")
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
