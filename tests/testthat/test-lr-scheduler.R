# Rates and momenta are PyTorch's; see tools/golden-nn.py.
golden <- read.delim(test_path("golden", "schedulers.tsv"), comment.char = "#", quote = "", colClasses = "character")
numbers <- function(text) as.numeric(strsplit(text, " ", fixed = TRUE)[[1]])
metrics <- numbers(golden$rates[golden$optimizer == "metrics"])
golden <- golden[golden$optimizer != "metrics", ]

one <- function() torch_tensor(1, requires_grad = TRUE)
sgd <- function(lr = 1, ...) optim_sgd(one(), lr = lr, ...)
rates <- function(opt) vapply(opt$param_groups, function(group) group$lr, 0)
momenta <- function(opt) {
  vapply(opt$param_groups, function(group) {
    if (!is.null(group$betas)) group$betas[[1]] else if (is.null(group$momentum)) NA_real_ else group$momentum
  }, 0)
}
step <- function(scheduler, epoch) {
  if (inherits(scheduler, "lr_reduce_on_plateau")) scheduler$step(metrics[[epoch]]) else scheduler$step()
}

for (code in unique(golden$scheduler)) {
  rows <- golden[golden$scheduler == code, ]

  test_that(paste("rates are PyTorch's:", code), {
    params <- list(one(), one())
    opt <- eval(parse(text = rows$optimizer[[1]]))
    scheduler <- eval(parse(text = code))
    for (i in seq_len(nrow(rows))) {
      expect_equal(rates(opt), numbers(rows$rates[[i]]), tolerance = 1e-10)
      if (rows$momenta[[i]] != "NA") expect_equal(momenta(opt), numbers(rows$momenta[[i]]), tolerance = 1e-10)
      expect_equal(scheduler$get_last_lr(), rates(opt))
      opt$step()
      if (i < nrow(rows)) step(scheduler, i)
    }
  })

  test_that(paste("a loaded state goes on:", code), {
    params <- list(one(), one())
    opt <- eval(parse(text = rows$optimizer[[1]]))
    scheduler <- eval(parse(text = code))
    for (i in 1:6) step(scheduler, i)
    file <- withr::local_tempfile()
    torch_save(list(opt = opt$state_dict(), scheduler = scheduler$state_dict()), file)
    saved <- torch_load(file)
    former <- list(opt, scheduler)
    params <- list(one(), one())
    opt <- eval(parse(text = rows$optimizer[[1]]))
    scheduler <- eval(parse(text = code))
    scheduler$load_state_dict(saved$scheduler)
    opt$load_state_dict(saved$opt)
    for (i in 7:15) {
      step(scheduler, i)
      step(former[[2]], i)
      expect_identical(rates(opt), rates(former[[1]]))
      expect_identical(momenta(opt), momenta(former[[1]]))
    }
  })
}

test_that("a scheduler remembers the initial rates and takes a step when it is made", {
  opt <- sgd(0.5)
  scheduler <- lr_step(opt, 2)
  expect_s3_class(scheduler, c("lr_step", "lr_scheduler", "R6"))
  expect_identical(opt$param_groups[[1]]$initial_lr, 0.5)
  expect_equal(scheduler$last_epoch, 0)
  expect_equal(scheduler$base_lrs, 0.5)
  expect_equal(scheduler$get_lr(), 0.5)
  opt$param_groups[[1]]$lr <- 0.1
  expect_equal(lr_step(opt, 2)$base_lrs, 0.5)
})

test_that("the optimizer's next step uses the rate", {
  p <- torch_tensor(0, requires_grad = TRUE)
  opt <- optim_sgd(p, lr = 1)
  scheduler <- lr_lambda(opt, function(epoch) 10^-epoch)
  for (expected in c(-1, -1.1, -1.11)) {
    opt$zero_grad()
    (p * 1)$backward()
    opt$step()
    scheduler$step()
    expect_equal(p$item(), expected, tolerance = 1e-6)
  }
})

test_that("going on needs the initial rates", {
  opt <- sgd(0.5)
  for (make in list(
    function() lr_step(opt, 2, last_epoch = 3),
    function() lr_lambda(opt, function(e) 1, last_epoch = 3),
    function() lr_one_cycle(opt, 1, total_steps = 10, last_epoch = 3)
  )) {
    expect_error(make(), "param 'initial_lr' is not specified in param_groups[[1]]",
                 fixed = TRUE, class = "value_error")
  }
  opt$param_groups[[1]]$initial_lr <- 2
  expect_equal(lr_lambda(opt, function(epoch) epoch, last_epoch = 3)$get_last_lr(), 8)
  expect_equal(lr_cosine_annealing(opt, T_max = 8, last_epoch = 3)$get_last_lr(), 1)
})

test_that("schedulers are defined in R, and inherit", {
  halving <- lr_scheduler(
    "halving",
    initialize = function(optimizer, every, last_epoch = -1, verbose = FALSE) {
      self$every <- every
      super$initialize(optimizer, last_epoch, verbose)
    },
    get_lr = function() self$base_lrs / 2^(self$last_epoch %/% self$every)
  )
  expect_identical(names(formals(halving)), c("optimizer", "every", "last_epoch", "verbose"))
  opt <- sgd()
  scheduler <- halving(opt, every = 2)
  for (i in 1:4) scheduler$step()
  expect_equal(rates(opt), 0.25)
  expect_equal(scheduler$state_dict()$every, 2)
  slower <- lr_scheduler("slower", inherit = halving, initialize = function(optimizer) super$initialize(optimizer, 10))
  expect_s3_class(slower(opt), c("slower", "halving", "lr_scheduler"))
  expect_error(lr_scheduler("idle", initialize = function(optimizer) super$initialize(optimizer))(opt),
               class = "not_implemented_error")
  several <- lr_scheduler("several", initialize = function(optimizer) super$initialize(optimizer),
                          get_lr = function() c(1, 2))
  expect_error(several(opt), "expected 1 learning rates, got 2", class = "value_error")
})

test_that("verbose schedulers tell", {
  expect_message(lr_lambda(sgd(), function(epoch) 0.5, verbose = TRUE),
                 "Adjusting learning rate of group 1 to 5.0000e-01.", fixed = TRUE)
  scheduler <- lr_reduce_on_plateau(sgd(), patience = 0, verbose = TRUE)
  expect_silent(scheduler$step(1))
  expect_message(scheduler$step(2), "Epoch 2: reducing learning rate of group 1 to 1.0000e-01.", fixed = TRUE)
})

test_that("a plateau's metric is a number or a tensor of one element", {
  opt <- sgd()
  scheduler <- lr_reduce_on_plateau(opt, patience = 1)
  for (metric in list(1, torch_tensor(1)$sum(), torch_scalar_tensor(1), NaN)) scheduler$step(metric)
  expect_equal(rates(opt), 0.1)
  expect_error(scheduler$step(c(1, 2)), "one number, got 2", class = "value_error")
  expect_error(scheduler$step("a"), class = "type_error")
  expect_equal(scheduler$last_epoch, 4)
})

test_that("one cycle ends", {
  opt <- sgd(momentum = 0.9)
  scheduler <- lr_one_cycle(opt, max_lr = 1, total_steps = 4)
  for (i in 1:4) scheduler$step()
  before <- rates(opt)
  expect_error(scheduler$step(), "Tried to step 6 times. The specified number of total steps is 4",
               class = "value_error")
  expect_identical(rates(opt), before)
  expect_equal(scheduler$last_epoch, 4)
})

test_that("wrong arguments are errors that name them", {
  opt <- sgd(momentum = 0.9)
  refused <- function(code, message, class = "value_error") expect_error(eval(code), message, class = class)
  refused(quote(lr_step(1, 2)), "numeric is not an Optimizer", "type_error")
  refused(quote(lr_one_cycle("a", 2, total_steps = 2)), "character is not an Optimizer", "type_error")
  refused(quote(lr_reduce_on_plateau(list())), "list is not an Optimizer", "type_error")
  refused(quote(lr_step(opt, 0)), "lr_step: step_size must be a positive integer, got 0")
  refused(quote(lr_step(opt, 2, gamma = "a")), "lr_step: gamma")
  refused(quote(lr_cosine_annealing(opt, T_max = 0)), "T_max must be above 0, got 0")
  refused(quote(lr_lambda(opt, list(function(e) 1, function(e) 2))), "Expected 1 lr_lambdas, but got 2")
  refused(quote(lr_multiplicative(opt, 0.5)), "lr_multiplicative: lr_lambda must be a function", "type_error")
  refused(quote(lr_one_cycle(opt, 1)), "either total_steps OR \\(epochs AND steps_per_epoch\\)")
  refused(quote(lr_one_cycle(opt, 1, total_steps = 0)), "total_steps must be a positive integer, got 0")
  refused(quote(lr_one_cycle(opt, 1, epochs = 2.5, steps_per_epoch = 2)), "epochs must be a positive integer, got 2.5")
  refused(quote(lr_one_cycle(opt, 1, total_steps = 2, pct_start = 1.5)), "pct_start must be between 0 and 1, got 1.5")
  refused(quote(lr_one_cycle(opt, 1, total_steps = 2, anneal_strategy = "exp")), "'cos' or 'linear', instead got exp")
  refused(quote(lr_one_cycle(opt, c(1, 2), total_steps = 2)), "expected 1 values for max_lr, got 2")
  refused(quote(lr_one_cycle(optim_adagrad(one()), 1, total_steps = 2)), "must support momentum with `cycle_momentum`")
  refused(quote(lr_reduce_on_plateau(opt, mode = "low")), "mode low is unknown")
  refused(quote(lr_reduce_on_plateau(opt, factor = 1)), "factor must be below 1, got 1")
  refused(quote(lr_reduce_on_plateau(opt, threshold_mode = "some")), "threshold mode some is unknown")
  refused(quote(lr_reduce_on_plateau(opt, min_lr = c(0, 0))), "expected 1 values for min_lr, got 2")
  refused(quote(lr_step(opt, 2)$load_state_dict(list(what = 1))), "this scheduler has no what")
  refused(quote(lr_step(opt, 2)$load_state_dict(1)), "load_state_dict", "type_error")
  expect_null(sgd()$param_groups[[1]]$initial_lr)
})
