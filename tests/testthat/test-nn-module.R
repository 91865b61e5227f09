failing_hook <- function(grad) stop("from the hook")

net <- nn_module(
  "net",
  initialize = function(n_in = 3, n_out = 2) {
    self$first <- nn_linear(n_in, 4)
    self$scale <- nn_parameter(torch_ones(n_out))
    self$count <- nn_buffer(torch_zeros(1))
    self$note <- "plain"
    self$plain <- torch_ones(2)
    self$last <- nn_linear(4, n_out)
  },
  forward = function(x) self$last(torch_relu(self$first(x))) * self$scale
)

test_that("a generator has the constructor's arguments and the classes of its chain", {
  expect_identical(formals(net), formals(function(n_in = 3, n_out = 2) NULL))
  expect_s3_class(net, c("net", "nn_module", "nn_module_generator"), exact = TRUE)
  model <- net()
  expect_true(is.function(model))
  expect_s3_class(model, c("net", "nn_module"), exact = TRUE)
  expect_true(inherits(attr(model, "module"), "R6"))
  expect_true(is_nn_module(model))
  expect_false(is_nn_module(net))
  expect_s3_class(nn_linear(1, 1), c("nn_linear", "nn_module"), exact = TRUE)
})

test_that("fields register by what they are", {
  model <- net()
  expect_named(model$parameters, c("scale", "first.weight", "first.bias", "last.weight", "last.bias"),
               ignore.order = TRUE)
  expect_named(model$buffers, "count")
  expect_named(model$children, c("first", "last"))
  expect_length(model$modules, 3)
  expect_identical(model$note, "plain")
  expect_false(is_nn_buffer(model$plain))
  expect_named(model$state_dict(), c("scale", "count", "first.weight", "first.bias", "last.weight", "last.bias"),
               ignore.order = TRUE)
  expect_identical(model$parameters$first.weight, model$first$weight)
  expect_null(model$unheard_of)
  expect_identical(model(torch_ones(5, 3))$shape, c(5L, 2L))
})

test_that("fields can be replaced, from inside and outside", {
  model <- net()
  model$first <- nn_linear(3, 4, bias = FALSE)
  expect_false("first.bias" %in% names(model$parameters))
  weight <- nn_parameter(torch_zeros(2))
  model$scale <- weight
  expect_identical(model$parameters$scale, weight)
  expect_error(model$scale <- torch_ones(2), class = "type_error")
  expect_identical(model$parameters$scale, weight)
  model$scale <- NULL
  expect_false("scale" %in% names(model$parameters))
  model$count <- torch_ones(1)
  expect_equal(as_array(model$buffers$count), 1)
  model$note <- 1:3
  expect_identical(model$note, 1:3)
})

test_that("register_ methods do what assignments do", {
  model <- nn_module("empty", initialize = function() NULL)()
  model$register_parameter("w", nn_parameter(torch_ones(2)))
  model$register_buffer("b", torch_ones(3))
  model$register_buffer("hidden", torch_ones(3), persistent = FALSE)
  model$register_module("layer", nn_linear(1, 1))
  model$add_module("0", nn_relu())
  expect_named(model$parameters, c("layer.weight", "layer.bias", "w")) # children first
  expect_named(model$buffers, c("b", "hidden"))
  expect_named(model$state_dict(), c("w", "b", "layer.weight", "layer.bias"))
  expect_named(model$children, c("layer", "0"))
  expect_named(model$named_parameters(recursive = FALSE), "w")
})

test_that("a parameter that occurs twice is named once", {
  tied <- nn_module(
    initialize = function() {
      self$a <- nn_linear(3, 3)
      self$b <- nn_linear(3, 3)
      self$b$weight <- self$a$weight
    },
    forward = function(x) self$b(self$a(x))
  )
  model <- tied()
  expect_named(model$parameters, c("a.weight", "a.bias", "b.bias"))
  expect_named(model$state_dict(), c("a.weight", "a.bias", "b.weight", "b.bias"))
  model(torch_ones(1, 3))$sum()$backward()
  expect_identical(model$a$weight$grad, model$b$weight$grad)
  copy <- model$clone(deep = TRUE)
  expect_identical(copy$a$weight, copy$b$weight)
  expect_false(identical(copy$a$weight, model$a$weight))
  shared <- nn_relu()
  expect_length(nn_sequential(shared, shared)$modules, 2)
})

test_that("classes inherit, call super and have private and active members", {
  parent <- nn_module(
    "parent",
    initialize = function(n) {
      self$layer <- nn_linear(n, 1)
      private$times <- 0
    },
    forward = function(x) {
      private$times <- private$times + 1
      self$layer(x)
    },
    private = list(times = NULL),
    active = list(calls = function() private$times)
  )
  child <- nn_module("child", inherit = parent, initialize = function(n) super$initialize(n),
                     forward = function(x) super$forward(x) * 2)
  expect_s3_class(child, c("child", "parent", "nn_module", "nn_module_generator"), exact = TRUE)
  model <- child(3)
  expect_s3_class(model, c("child", "parent", "nn_module"), exact = TRUE)
  x <- torch_ones(1, 3)
  expect_equal(as_array(model(x)), as_array(model$layer(x)) * 2)
  expect_identical(model$calls, 1)
  expect_identical(formals(nn_module(inherit = parent)), formals(parent))
  wide <- nn_module("wide", inherit = nn_linear, forward = function(input) super$forward(input) + 1)
  layer <- wide(2, 2)
  y <- torch_ones(1, 2)
  expect_equal(as_array(layer(y)), as_array(nnf_linear(y, layer$weight, layer$bias)) + 1, tolerance = 1e-6)
})

test_that("private$modules_, parameters_ and buffers_ are the module's own slots", {
  looker <- nn_module(
    initialize = function() {
      self$a <- nn_linear(1, 1)
      self$b <- nn_relu()
      self$w <- nn_parameter(torch_ones(1))
    },
    forward = function(x) {
      for (module in private$modules_) x <- module(x)
      x
    },
    slots = function() list(names(private$modules_), names(private$parameters_), names(private$buffers_)),
    drop = function() private$modules_ <- private$modules_["b"]
  )
  model <- looker()
  expect_identical(model$slots(), list(c("a", "b"), "w", character()))
  expect_identical(model(torch_ones(1, 1))$shape, c(1L, 1L))
  model$drop()
  expect_named(model$children, "b")
})

test_that("states go from one module to another", {
  from <- net()
  to <- net()
  with_no_grad(from$count$fill_(5))
  expect_identical(to$load_state_dict(from$state_dict()), to)
  for (name in names(from$state_dict())) {
    expect_equal(as_array(to$state_dict()[[name]]), as_array(from$state_dict()[[name]]))
  }
  expect_false(identical(to$first$weight, from$first$weight))
  expect_true(to$first$weight$requires_grad)
  expect_false(from$state_dict()$scale$requires_grad)
  expect_identical(from$state_dict(keepvars = TRUE)$scale, from$scale)
  state <- from$state_dict()
  to$load_state_dict(state, .refer_to_state_dict = TRUE)
  expect_identical(to$first$weight, state$first.weight)
})

test_that("a state that does not fit is a value_error and changes nothing", {
  model <- net()
  before <- lapply(model$state_dict(), as_array)
  state <- lapply(net()$state_dict(), function(x) x + 1)
  expect_error(model$load_state_dict(state[names(state) != "last.bias"]), "last.bias", class = "value_error")
  expect_identical(lapply(model$state_dict(), as_array), before)
  wrong <- state
  wrong$last.weight <- torch_ones(3, 3)
  expect_error(model$load_state_dict(wrong), "size mismatch for 'last.weight': expected [2, 4], got [3, 3]",
               fixed = TRUE, class = "value_error")
  expect_identical(lapply(model$state_dict(), as_array), before)
  expect_error(model$load_state_dict("no list"), class = "type_error")
  wrong$last.weight <- "not a tensor"
  expect_error(model$load_state_dict(wrong), class = "type_error")
})

test_that("clone(deep) copies tensors and children", {
  model <- net()
  copy <- model$clone(deep = TRUE)
  expect_s3_class(copy, c("net", "nn_module"), exact = TRUE)
  expect_equal(lapply(copy$parameters, as_array), lapply(model$parameters, as_array))
  with_no_grad(copy$scale$fill_(7))
  with_no_grad(copy$first$weight$fill_(7))
  expect_equal(as_array(model$scale), c(1, 1))
  expect_false(any(as_array(model$first$weight) == 7))
  expect_true(copy$scale$requires_grad)
  expect_true(is_nn_parameter(copy$scale))
  x <- torch_ones(1, 3)
  expect_false(isTRUE(all.equal(as_array(copy(x)), as_array(model(x)))))
  expect_identical(model$clone()$first$weight, model$first$weight)
  same <- model$clone(deep = TRUE, replace_values = FALSE)
  expect_identical(same$first$weight, model$first$weight)
})

test_that("train and eval reach the whole tree", {
  model <- nn_sequential(nn_dropout(0.5), net())
  expect_true(model$training)
  expect_identical(model$eval(), model)
  expect_false(model$training)
  expect_false(model[[2]]$first$training)
  x <- torch_ones(1000)
  dropout <- nn_dropout(0.5)
  torch_manual_seed(1)
  y <- as_array(dropout(x))
  expect_setequal(y, c(0, 2))
  expect_equal(mean(y), 1, tolerance = 0.1)
  dropout$eval()
  expect_equal(as_array(dropout(x)), rep(1, 1000))
  model$train()
  expect_true(model[[2]]$last$training)
})

test_that("apply visits children first", {
  seen <- character()
  model <- net()
  expect_identical(model$apply(function(m) seen <<- c(seen, class(m)[[1]])), model)
  expect_identical(seen, c("nn_linear", "nn_linear", "net"))
  model$apply(function(m) if (inherits(m, "nn_linear")) nn_init_zeros_(m$weight))
  expect_true(all(as_array(model$first$weight) == 0))
})

test_that("to() moves parameters and buffers, keeping the R objects", {
  model <- net()
  weight <- model$first$weight
  expect_identical(model$to(dtype = torch_double()), model)
  expect_true(model$first$weight$dtype == torch_double())
  expect_true(model$count$dtype == torch_double())
  expect_identical(model$first$weight, weight)
  expect_true(weight$requires_grad)
  expect_identical(model(torch_ones(1, 3, dtype = "double"))$shape, c(1L, 2L))
  model$float()
  expect_true(weight$dtype == torch_float())
  model$to(device = "meta")
  expect_true(model$first$weight$device == torch_device("meta"))
  expect_identical(model(torch_ones(4, 3, device = "meta"))$shape, c(4L, 2L))
})

test_that("zero_grad and requires_grad_", {
  model <- net()
  model(torch_ones(1, 3))$sum()$backward()
  expect_true(any(as_array(model$last$bias$grad) != 0))
  model$zero_grad()
  for (p in model$parameters) expect_true(is_undefined_tensor(p$grad) || all(as_array(p$grad) == 0))
  model$requires_grad_(FALSE)
  expect_false(any(vapply(model$parameters, function(p) p$requires_grad, NA)))
})

test_that("containers name their children from zero and index them from one", {
  model <- nn_sequential(nn_linear(3, 2), nn_relu(), last = nn_linear(2, 1))
  expect_named(model$children, c("0", "1", "last"))
  expect_identical(class(model[[2]])[[1]], "nn_relu")
  expect_identical(model[["last"]], model$last)
  expect_length(model, 3)
  expect_error(model[[4]], class = "value_error")
  expect_error(model[[0]], class = "value_error")
  expect_length(model[1:2], 2)
  layers <- nn_module_list(list(nn_linear(1, 1), nn_linear(1, 2)))
  layers$append(nn_linear(2, 3))
  expect_named(layers$children, c("0", "1", "2"))
  expect_identical(layers[[3]]$out_features, 3)
  layers$insert(1, nn_relu())
  expect_identical(class(layers[[1]])[[1]], "nn_relu")
  expect_length(as.list(layers), 4)
  dict <- nn_module_dict(list(a = nn_linear(1, 1), b = nn_relu()))
  expect_named(dict$children, c("a", "b"))
  expect_identical(dict[["a"]]$in_features, 1)
})

test_that("modules written in R run inside of nn_sequential", {
  double <- nn_module("double", initialize = function() NULL, forward = function(x) x * 2)
  layer <- nn_linear(3, 1)
  model <- nn_sequential(layer, double(), double())
  x <- torch_randn(2, 3)
  expect_equal(as_array(model(x)), 4 * as_array(layer(x)), tolerance = 1e-6)
  model(x)$sum()$backward()
  expect_equal(as_array(layer$bias$grad), 8)
})

test_that("an error inside of forward keeps its message and leaves no tensor", {
  failing <- nn_module("failing", initialize = function() NULL, forward = function(x) {
    y <- x * 2
    stop("the user's own message")
  })
  wrong <- nn_module("wrong", initialize = function() NULL, forward = function(x) "no tensor")
  run <- function() {
    model <- nn_sequential(nn_linear(3, 3), failing(), nn_relu())
    expect_error(model(torch_ones(2, 3)), "^the user's own message$")
    expect_error(nn_sequential(wrong(), nn_relu())(torch_ones(1)), class = "type_error")
    expect_error(model(torch_ones(2, 4)), "linear|mat1", class = "value_error")
    expect_error(failing()(torch_ones(1)), "^the user's own message$")
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
})

test_that("a module that is forgotten leaves no tensor", {
  run <- function() {
    model <- nn_sequential(net(), nn_relu())
    model(torch_ones(2, 3))$sum()$backward()
    model$clone(deep = TRUE)$state_dict()
    NULL
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
})

test_that("a module of another session is an error to use", {
  for (made in list(nn_linear(2, 2), net(), nn_sequential(nn_relu()))) {
    model <- unserialize(serialize(made, NULL))
    expect_error(model(torch_ones(1, 3)), "torch_save", class = "type_error")
    expect_error(model$parameters, "torch_save", class = "type_error")
    expect_error(print(model), class = "type_error")
    expect_error(model$w <- nn_parameter(torch_ones(1)), class = "type_error")
  }
})

test_that("constructors take what R functions take", {
  layers <- list(nn_linear(3, 2), nn_relu())
  expect_length(nn_sequential(!!!layers, nn_tanh()), 3)
  expect_named(nn_sequential(a = nn_relu(), !!!list(b = nn_tanh()))$children, c("a", "b"))
  block <- nn_module("block", inherit = nn_sequential, initialize = function(n) {
    parts <- list(nn_linear(n, n), nn_relu())
    super$initialize(!!!parts)
  })
  expect_identical(block(2)(torch_ones(1, 2))$shape, c(1L, 2L))
  sizes <- function(n) lapply(1:2, nn_linear, out_features = n)
  expect_identical(sizes(4)[[2]]$weight$shape, c(4L, 2L))
  expect_identical(do.call(nn_linear, list(2, out_features = 3))$weight$shape, c(3L, 2L))
  expect_length(do.call(nn_sequential, layers), 2)
  lazy <- nn_module(initialize = function(a, b = a * 2, ...) self$values <- list(missing(b), b, list(...)))
  expect_identical(lazy(2, c = 1)$values, list(TRUE, 4, list(c = 1)))
})

test_that("sequences pass on whatever modules written in R take and return", {
  add <- nn_module(initialize = function() NULL, forward = function(x) x$a + x$b)
  split <- nn_module(initialize = function() NULL, forward = function(x) list(a = x, b = x * 2))
  model <- nn_sequential(nn_identity(), split(), add(), nn_relu())
  expect_equal(as_array(model(torch_tensor(c(1, -1)))), c(3, 0))
  expect_equal(as_array(nn_sequential(add(), nn_relu())(list(a = torch_tensor(1), b = torch_tensor(2)))), 3)
  expect_named(nn_sequential(nn_relu(), split())(torch_tensor(1)), c("a", "b"))
  expect_equal(as_array(nn_sequential()(torch_tensor(1))), 1)
  expect_error(nn_sequential(nn_relu())("text"), "must be a tensor", class = "type_error")
})

test_that("conditions, classes and calls of forward are the user's", {
  helper <- function() {
    stop(structure(class = c("own", "error", "condition"), list(message = "mine", call = sys.call())))
  }
  deep <- nn_module("deep", initialize = function() NULL, forward = function(x) helper())
  model <- nn_sequential(nn_identity(), deep(), nn_relu())
  frames <- NULL
  condition <- tryCatch(
    withCallingHandlers(model(torch_ones(1)), own = function(e) frames <<- sys.calls()),
    own = function(e) e
  )
  expect_identical(condition$call, quote(helper()))
  expect_true(any(vapply(frames, identical, NA, quote(model(torch_ones(1))))))
  talking <- nn_module(initialize = function() NULL, forward = function(x) {
    warning("a warning")
    message("a message")
    x
  })
  model <- nn_sequential(talking(), nn_relu())
  expect_warning(expect_message(y <- model(torch_ones(1)), "a message"), "a warning")
  expect_equal(as_array(y), 1)
  stopped <- nn_module(initialize = function() NULL, forward = function(x) {
    rlang_free <- structure(class = c("interrupt", "condition"), list(message = "", call = NULL))
    signalCondition(rlang_free)
    x
  })
  expect_identical(tryCatch(nn_sequential(stopped(), nn_relu())(torch_ones(1)), interrupt = function(e) "stopped"),
                   "stopped")
})

test_that("train() of a child can be overridden", {
  frozen <- nn_module(
    "frozen",
    initialize = function() {
      self$drop <- nn_dropout()
      self$other <- nn_dropout()
    },
    train = function(mode = TRUE) {
      super$train(mode)
      self$drop$eval()
      invisible(self)
    }
  )
  model <- nn_sequential(nn_sequential(frozen()), nn_dropout())
  for (i in 1:2) {
    model$train()
    expect_true(model[[1]][[1]]$training)
    expect_true(model[[1]][[1]]$other$training)
    expect_false(model[[1]][[1]]$drop$training)
  }
  model$eval()
  expect_false(any(vapply(model$modules, function(m) m$training, NA)))
  model[[1]]$training <- TRUE # its own alone
  expect_false(model[[1]][[1]]$training)
  expect_error(model$train("yes"), class = "type_error")
})

test_that("heads are cut off", {
  model <- nn_sequential(nn_linear(3, 4), nn_relu(), nn_linear(4, 2))
  body <- nn_prune_head(model, 2)
  expect_s3_class(body, "nn_sequential")
  expect_length(body, 1)
  expect_identical(body[[1]]$weight, model[[1]]$weight)
  expect_named(nn_prune_head(net(), 1)$children, "first")
  expect_length(nn_prune_head(model, 3), 0)
  expect_error(nn_prune_head(model, 4), "between 0 and the number of children, 3, got 4", class = "value_error")
  expect_error(nn_prune_head(nn_sequential, 1), class = "type_error")
})

test_that("members of the class are not replaced by slots", {
  model <- net()
  expect_error(model$forward <- nn_relu(), "have a member of that name", class = "value_error")
  expect_error(model$register_buffer("parameters", torch_ones(1)), class = "value_error")
  expect_error(nn_module_dict(list(train = nn_relu())), class = "value_error")
  expect_true(is.function(model$forward))
  model[["first"]] <- nn_linear(3, 5)
  expect_identical(model$first$out_features, 5)
  expect_true(all(c("first", "scale", "count", "note", "forward") %in% names(model)))
})

test_that("modules are made without memory and get it from a state", {
  model <- with_device(device = "meta", net())
  expect_true(all(vapply(model$parameters, function(p) p$device$type == "meta", NA)))
  expect_identical(model(torch_ones(5, 3, device = "meta"))$shape, c(5L, 2L))
  expect_output(print(model$first$weight), "METAFloatType\\{4,3\\}")
  from <- net()
  model$load_state_dict(from$state_dict(), .refer_to_state_dict = TRUE)
  x <- torch_randn(5, 3)
  expect_true(torch_equal(model$first(x), from$first(x)))
  expect_true(all(vapply(model$parameters, function(p) p$requires_grad && is_nn_parameter(p), NA)))
  expect_true(is_nn_buffer(model$count))
  with_device(device = "meta", rejected <- net(2, 2))
  expect_error(rejected$load_state_dict(from$state_dict(), .refer_to_state_dict = TRUE), "size mismatch",
               class = "value_error")
  expect_identical(rejected$first$weight$device$type, "meta")
})

test_that("strict loading names what is missing and unexpected, and can be turned off", {
  model <- net()
  state <- model$state_dict()
  state$first.weight <- state$first.weight + 1
  odd <- c(state[names(state) != "last.bias"], list(more = torch_ones(1)))
  expect_error(model$load_state_dict(odd),
               'missing key(s) in state_dict: "last.bias"; unexpected key(s) in state_dict: "more"', fixed = TRUE,
               class = "value_error")
  expect_false(torch_equal(model$first$weight, state$first.weight))
  model$load_state_dict(odd, strict = FALSE)
  expect_true(torch_equal(model$first$weight, state$first.weight))
  odd$scale <- torch_ones(7)
  expect_error(model$load_state_dict(odd, strict = FALSE), "size mismatch", class = "value_error")
  expect_error(model$load_state_dict(state, strict = NA), class = "type_error")
})

test_that("a class can load its own state", {
  renamed <- nn_module(
    "renamed",
    initialize = function() self$w <- nn_parameter(torch_zeros(1)),
    .load_from_state_dict = function(state_dict, prefix, ..., .refer_to_state_dict = FALSE) {
      names(state_dict) <- sub("old$", "w", names(state_dict))
      super$.load_from_state_dict(state_dict, prefix, ..., .refer_to_state_dict = .refer_to_state_dict)
    }
  )
  model <- nn_sequential(renamed(), nn_relu())
  model$load_state_dict(list("0.old" = torch_tensor(3)))
  expect_equal(as_array(model[[1]]$w), 3)
  expect_error(model$load_state_dict(list("0.other" = torch_tensor(3))), "0.w", class = "value_error")
})

test_that("what an R error has unwound does not live on", {
  run <- function() {
    y <- torch_ones(2, requires_grad = TRUE) * 2
    y$register_hook(failing_hook)
    try(y$sum()$backward(), silent = TRUE)
    NULL
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
  nn_sequential(nn_module(initialize = function() NULL, forward = function(x) x * 2)())(torch_ones(2))
  expect_identical(live(), before)
})

test_that("a module does not become its own child", {
  model <- net()
  expect_error(model$self <- model, "holds the module", class = "value_error")
  expect_error(model$first$up <- model, "holds the module", class = "value_error")
  expect_named(model$children, c("first", "last"))
  expect_length(model$first$children, 0)
})

test_that("a module without forward says so", {
  expect_error(nn_module("idle", initialize = function() NULL)()(torch_ones(1)), class = "not_implemented_error")
})

test_that("modules print what they contain", {
  expect_snapshot({
    print(nn_linear(10, 10))
    print(nn_relu())
    print(nn_sequential(nn_linear(10, 10), nn_relu(), nn_linear(10, 1)))
    print(net())
    print(nn_linear(1000, 1000)$to(device = "meta"))
    nn_linear
  })
})
