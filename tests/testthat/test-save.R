# Files: R/save.R. What is malformed in files is tested without R, in tests/c.

values <- function(x) as_array(x)

round_trip <- function(object, ...) {
  file <- tempfile()
  on.exit(unlink(file))
  torch_save(object, file, ...)
  torch_load(file)
}

# The header of a safetensors file and the text in its metadata.
header <- function(bytes) rawToChar(bytes[8 + seq_len(readBin(bytes, "integer", 1))])

test_that("tensors of every dtype come back", {
  for (dtype in c("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64",
                  "cfloat", "cdouble")) {
    x <- torch_tensor(matrix(c(0, 1, 1, 0, 1, 0), 2), dtype = dtype)
    y <- round_trip(x)
    expect_equal(format(y$dtype), format(x$dtype))
    expect_equal(values(y), values(x))
  }
  expect_equal(round_trip(torch_scalar_tensor(2.5))$shape, integer(0))
  expect_equal(round_trip(torch_zeros(0, 3))$shape, c(0, 3))
  expect_equal(values(round_trip(torch_transpose(torch_tensor(matrix(1:6, 2)), 1, 2))), t(matrix(1:6, 2)))
})

test_that("a tensor is one entry of a safetensors file", {
  bytes <- torch_serialize(torch_tensor(c(1, 2)))
  expect_match(header(bytes), '"...unnamed...":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}', fixed = TRUE)
  expect_match(header(bytes), '{"__metadata__":{"__r__":"{\\"type\\":\\"tensor\\",\\"version\\":3', fixed = TRUE)
  expect_equal(readBin(tail(bytes, 8), "numeric", 2, size = 4), c(1, 2))
})

test_that("requires_grad comes back", {
  x <- torch_tensor(c(1, 2), requires_grad = TRUE)
  expect_true(round_trip(x)$requires_grad)
  both <- round_trip(list(a = x, b = torch_tensor(1)))
  expect_true(both$a$requires_grad)
  expect_false(both$b$requires_grad)
  expect_true(round_trip(list(x, 1))[[1]]$requires_grad)
})

test_that("state dicts are saved without R objects", {
  dict <- list(weight = torch_tensor(c(1, 2)), bias = torch_tensor(3L))
  bytes <- torch_serialize(dict)
  expect_match(header(bytes), "state_dict")
  expect_no_match(header(bytes), "__robj__")
  back <- torch_load(bytes)
  expect_named(back, c("weight", "bias"))
  expect_equal(lapply(back, values), lapply(dict, values))
})

test_that("lists keep everything, and tensors their identity", {
  x <- torch_tensor(c(1, 2))
  back <- round_trip(list(x, again = list(x, NULL, "text", 1:3), f = factor("a"), undefined = torch_tensor(1)$grad))
  expect_named(back, c("", "again", "f", "undefined"))
  expect_equal(values(back[[1]]), c(1, 2))
  expect_identical(back[[1]], back$again[[1]])
  expect_identical(back$again[2:4], list(NULL, "text", 1:3))
  expect_identical(back$f, factor("a"))
  expect_true(is_undefined_tensor(back$undefined))
  twice <- round_trip(list(a = x, b = x))
  expect_identical(twice$a, twice$b)
  expect_identical(round_trip(list()), list())
})

test_that("names that clash or are odd are no problem", {
  one <- torch_tensor(1)
  two <- torch_tensor(2)
  object <- list(a.b = one, a = list(b = two), "__robj__" = torch_tensor(3), "caf\u00e9 \"\\\n" = torch_tensor(4), 5)
  back <- round_trip(object)
  expect_named(back, names(object))
  expect_equal(vapply(back[c(1, 3, 4)], values, 0, USE.NAMES = FALSE), c(1, 3, 4))
  expect_equal(values(back$a$b), 2)
})

test_that("tensors inside environments and functions are saved", {
  scale <- local({
    factor <- torch_tensor(2)
    function() factor
  })
  expect_equal(values(round_trip(scale)()), 2)
  environment <- new.env()
  environment$x <- torch_tensor(c(1, 2))
  environment$self <- environment
  back <- round_trip(list(environment))[[1]]
  expect_equal(values(back$x), c(1, 2))
  expect_identical(back$self, back)
})

test_that("connections and raw vectors work like paths", {
  object <- list(x = torch_tensor(c(1, 2)), n = 3)
  file <- tempfile()
  on.exit(unlink(c(file, paste0(file, ".gz"))))
  connection <- gzfile(paste0(file, ".gz"), "wb")
  torch_save(object, connection)
  close(connection)
  expect_equal(torch_load(gzfile(paste0(file, ".gz")))$n, 3)
  torch_save(object, base::file(file))
  expect_equal(values(torch_load(file)$x), c(1, 2))
  expect_equal(values(torch_load(torch_serialize(object))$x), c(1, 2))
  connection <- rawConnection(torch_serialize(object), "rb")
  expect_equal(torch_load(connection)$n, 3)
  expect_true(isOpen(connection))
  close(connection)
})

test_that("files of other programs are lists of tensors", {
  text <- '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"BOOL","shape":[],"data_offsets":[8,9]}}'
  bytes <- c(writeBin(nchar(text), raw()), raw(4), charToRaw(text), writeBin(c(1.5, 2), raw(), size = 4), as.raw(1))
  expect_equal(lapply(torch_load(bytes), values), list(a = c(1.5, 2), b = TRUE))
})

# As other writers of version 3 leave it: an object with the tensor's name where the tensor was.
test_that("placeholders are filled in", {
  placeholder <- structure("0x55d0", class = "placeholder")
  object <- serialize(list(first = placeholder, n = 1, inner = list(placeholder)), NULL)
  text <- paste0(
    '{"__metadata__":{"__r__":"{\\"type\\":\\"list\\",\\"version\\":3,\\"requires_grad\\":{\\"0x55d0\\":true}}"},',
    '"0x55d0":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},',
    sprintf('"__robj__":{"dtype":"U8","shape":[%d],"data_offsets":[4,%d]}}', length(object), length(object) + 4)
  )
  back <- torch_load(c(writeBin(nchar(text), raw()), raw(4), charToRaw(text), writeBin(7, raw(), size = 4), object))
  expect_equal(values(back$first), 7)
  expect_true(back$first$requires_grad)
  expect_identical(back$inner[[1]], back$first)
  expect_equal(back$n, 1)
})

test_that("the device is chosen when loading", {
  x <- torch_load(torch_serialize(torch_tensor(c(1, 2), requires_grad = TRUE)), device = "meta")
  expect_equal(x$device$type, "meta")
  expect_true(x$requires_grad)
  expect_error(torch_serialize(x), "meta")
})

test_that("errors say what is wrong and leave the former file alone", {
  expect_error(torch_load(tempfile("missing")), "cannot open", class = "runtime_error")
  expect_error(torch_load(as.raw(1:20)), "no safetensors file", class = "value_error")
  expect_error(torch_load(1), "must be a path", class = "type_error")
  expect_error(torch_save(torch_tensor(1), 1), "path or a connection", class = "type_error")
  expect_error(torch_save(torch_tensor(1), file.path(tempfile(), "x")), "cannot write", class = "runtime_error")
  file <- tempfile()
  on.exit(unlink(file))
  torch_save(torch_tensor(5), file)
  expect_error(torch_save(list(a = torch_zeros(2, device = "meta")), file))
  expect_equal(values(torch_load(file)), 5)
  size <- file.size(file)
  expect_error(torch_load(readBin(file, "raw", size - 1)), "expected", class = "value_error")
})

# ---- Modules and optimizers ----------------------------------------------------------------------------

make_net <- nn_module(
  "net",
  initialize = function() {
    self$layers <- nn_sequential(nn_linear(3, 4), nn_relu(), nn_linear(4, 2, bias = FALSE))
    self$drop <- nn_dropout(0.5)
    self$scale <- nn_parameter(torch_tensor(2))
    self$shift <- nn_buffer(torch_tensor(1))
    self$hidden <- nn_buffer(torch_tensor(3), persistent = FALSE)
    self$plain <- torch_tensor(4)
    self$label <- "net"
  },
  forward = function(x) self$drop(self$layers(x)) * self$scale + self$shift + self$hidden + self$plain
)

test_that("a module comes back whole", {
  net <- make_net()
  net$drop$eval()
  torch_manual_seed(1)
  state <- torch_get_rng_state()
  back <- round_trip(net)
  expect_equal(values(torch_get_rng_state()), values(state)) # loading draws nothing
  expect_s3_class(back, c("net", "nn_module"), exact = TRUE)
  expect_named(back$state_dict(), names(net$state_dict()))
  expect_named(back$parameters, names(net$parameters))
  expect_true(back$layers[[1]]$weight$requires_grad)
  expect_true(is_nn_parameter(back$scale))
  expect_true(is_nn_buffer(back$hidden))
  expect_true(back$training)
  expect_false(back$drop$training)
  expect_identical(back$label, "net")
  x <- torch_ones(2, 3)
  expect_equal(values(back(x)), values(net(x)))
})

test_that("a loaded module can be trained and saved again", {
  net <- round_trip(make_net())
  optimizer <- optim_sgd(net$parameters, lr = 0.1)
  before <- values(net$layers[[3]]$weight)
  torch_sum(net(torch_ones(2, 3)))$backward()
  optimizer$step()
  expect_false(isTRUE(all.equal(values(net$layers[[3]]$weight), before)))
  again <- round_trip(net)
  expect_equal(values(again$layers[[3]]$weight), values(net$layers[[3]]$weight))
})

test_that("shared parameters are shared in the file and afterwards", {
  tied <- nn_linear(50, 50)
  pair <- nn_sequential(tied, tied)
  bytes <- torch_serialize(list(model = pair, first = tied$weight))
  back <- torch_load(bytes)
  expect_length(back$model$parameters, 2)
  expect_identical(back$model[[1]]$weight, back$model[[2]]$weight)
  expect_identical(back$first, back$model[[1]]$weight)
  expect_equal(lengths(gregexpr('"F32"', header(bytes))), 2)
})

test_that("the tensors of a module have the names of its state dict", {
  text <- header(torch_serialize(make_net()))
  for (name in c("scale", "shift", "layers.0.weight", "layers.0.bias", "layers.2.weight")) {
    expect_match(text, sprintf('"%s":{"dtype":"F32"', name), fixed = TRUE)
  }
})

test_that("state dicts of modules and optimizers can be saved and loaded", {
  net <- nn_linear(3, 1)
  optimizer <- optim_adam(net$parameters, lr = 0.1)
  torch_sum(net(torch_ones(2, 3)))$backward()
  optimizer$step()
  saved <- round_trip(list(model = net$state_dict(), optimizer = optimizer$state_dict()))
  other <- nn_linear(3, 1)
  other$load_state_dict(saved$model)
  expect_equal(values(other$weight), values(net$weight))
  restored <- optim_adam(other$parameters, lr = 0.5)
  restored$load_state_dict(saved$optimizer)
  expect_equal(restored$param_groups[[1]]$lr, 0.1)
  for (side in list(list(net, optimizer), list(other, restored))) {
    side[[2]]$zero_grad()
    torch_sum(side[[1]](torch_ones(2, 3)))$backward()
    side[[2]]$step()
  }
  expect_equal(values(other$weight), values(net$weight))
})

test_that("a module of another program gives its state dict", {
  file <- tempfile()
  on.exit(unlink(file))
  net <- nn_linear(2, 1)
  torch:::write_saved("module", net$state_dict(), serialize(net, NULL), file)
  expect_warning(back <- torch_load(file), "state dict")
  expect_equal(lapply(back, values), lapply(net$state_dict(), values))
})

test_that("a module of a class defined in R is whole where the class is not defined", {
  file <- withr::local_tempfile()
  script <- withr::local_tempfile(lines = c(
    "library(torch)",
    sprintf("local({ model <- torch_load('%s')", file),
    "model$bump()",
    "stopifnot(model$twice == 8, model$report() == 4, is_nn_module(model$parts[[1]]), inherits(model, 'parent'))",
    "model$layer$register_forward_hook(function(module, input, output) output * 0)",
    "copy <- torch_load(torch_serialize(model$clone(deep = TRUE)))",
    "copy$bump()",
    "stopifnot(copy$twice == 10, model$twice == 8, as.numeric(copy(torch_ones(1, 2))$sum()) == 4)",
    "cat(as.numeric(model$state_dict()$layer.bias), '') })",
    "for (i in 1:3) invisible(gc())",
    "cat('live:', .Call(getFromNamespace('C_live_tensors', 'torch')))"
  ))
  local({
    training_data <- torch_zeros(2)
    parent <- nn_module(
      "parent",
      initialize = function() {
        self$layer <- nn_linear(2, 2)
        self$parts <- list(nn_linear(1, 1))
        private$count <- 3
        self$report <- function() private$count
      },
      forward = function(x) self$layer(x),
      bump = function() private$count <- private$count + 1,
      private = list(count = NULL, double = function() private$count * 2),
      active = list(twice = function() private$double())
    )
    child <- nn_module("child", inherit = parent, initialize = function() super$initialize(),
                       forward = function(x) super$forward(x) + 2)
    model <- child()
    with_no_grad(model$layer$bias$fill_(0.5))
    torch_save(model, file) # the class refers to this frame, and the frame to the model
  })
  output <- system2(file.path(R.home("bin"), "Rscript"), c("--vanilla", shQuote(script)), stdout = TRUE,
                    env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = .Platform$path.sep))))
  expect_identical(tail(output, 1), "0.5 0.5 live: 0")
})

test_that("layers are saved as what they are, without their code", {
  expect_lt(length(torch_serialize(nn_sequential(nn_linear(1, 1), nn_relu()))), 5000)
  loss <- round_trip(nn_cross_entropy_loss(weight = torch_tensor(c(1, 2)), reduction = "sum"))
  scores <- torch_tensor(matrix(c(0.1, 0.9, 0.5, 0.2), 2))
  expect_equal(values(loss(scores, torch_tensor(1:2))),
               values(nnf_cross_entropy(scores, torch_tensor(1:2), torch_tensor(c(1, 2)), reduction = "sum")))
  wide <- nn_module("wide", inherit = nn_linear, forward = function(input) super$forward(input) + 1)
  layer <- wide(2, 2)
  expect_equal(values(round_trip(layer)(torch_ones(1, 2))), values(layer(torch_ones(1, 2))))
  both <- round_trip(list(model = layer, make = wide, list(layer)))
  expect_identical(both$model$weight, both[[3]][[1]]$weight)
  expect_s3_class(both$make(1, 1), c("wide", "nn_linear", "nn_module"), exact = TRUE)
})

test_that("files load whatever the default device is", {
  bytes <- torch_serialize(list(net = make_net(), x = torch_tensor(1)))
  with_device(device = "meta", back <- torch_load(bytes))
  expect_identical(back$net$scale$device$type, "cpu")
  expect_identical(back$x$device$type, "cpu")
  on_meta <- torch_load(bytes, device = "meta")
  expect_identical(on_meta$net$layers[[1]]$weight$device$type, "meta")
  expect_true(on_meta$net$layers[[1]]$weight$requires_grad)
})

# Trains for some steps; a model with dropout draws random numbers in each.
train <- function(model, optimizer, steps, x = torch_ones(4, 3), y = torch_ones(4, 1)) {
  vapply(seq_len(steps), function(i) {
    optimizer$zero_grad()
    loss <- nnf_mse_loss(model(x), y)
    loss$backward()
    optimizer$step()
    loss$item()
  }, 0)
}

test_that("a training that goes on from a file is the one that was not interrupted", {
  makers <- list(
    function(p) optim_sgd(p, lr = 0.05, momentum = 0.9, nesterov = TRUE),
    function(p) optim_adam(p, lr = 0.05, weight_decay = 0.01),
    function(p) optim_adamw(p, lr = 0.05, amsgrad = TRUE)
  )
  for (make_optimizer in makers) {
    torch_manual_seed(1)
    model <- nn_sequential(nn_linear(3, 8), nn_dropout(0.5), nn_relu(), nn_linear(8, 1))
    optimizer <- make_optimizer(model$parameters)
    train(model, optimizer, 5)
    file <- withr::local_tempfile()
    torch_save(list(model = model, optimizer = optimizer$state_dict(), random = torch_get_rng_state(), epoch = 5L),
               file)
    expected <- train(model, optimizer, 5)
    torch_manual_seed(99)
    saved <- torch_load(file)
    resumed <- make_optimizer(saved$model$parameters)
    resumed$load_state_dict(saved$optimizer)
    torch_set_rng_state(saved$random)
    expect_identical(train(saved$model, resumed, 5), expected)
    expect_true(all(mapply(torch_equal, saved$model$state_dict(), model$state_dict())))
  }
})

test_that("damaged files are value_errors", {
  bytes <- torch_serialize(list(net = make_net(), n = 1))
  size <- readBin(bytes, "integer", 1)
  for (keep in c(0, 4, 8, 100, size, 8 + size, length(bytes) - 1)) {
    expect_error(torch_load(head(bytes, keep)), "torch_load", class = "value_error")
  }
  file <- withr::local_tempfile()
  file.create(file)
  expect_error(torch_load(file), "torch_load", class = "value_error")
  saveRDS(1:10, file)
  expect_error(torch_load(file), class = "torch_error")
  writeLines("some text, and a bit more", file)
  expect_error(torch_load(file), "torch_load", class = "value_error")
  expect_error(torch_load(tempdir()), class = "runtime_error")
  broken <- bytes # the R object comes after the header, its bytes are R's
  start <- as.integer(sub('.*"__robj__":\\{[^}]*"data_offsets":\\[([0-9]+).*', "\\1", header(bytes)))
  broken[8 + size + start + 1:20] <- as.raw(255)
  expect_error(torch_load(broken), "the R object in the file is damaged", class = "value_error")
  broken <- replace(bytes, length(bytes), xor(tail(bytes, 1), as.raw(1))) # R itself may not see it, or crash
  expect_error(torch_load(broken), "the R object in the file is damaged", class = "value_error")
})

test_that("saving and loading leave no tensor", {
  run <- function() {
    back <- round_trip(list(make_net(), torch_ones(3)))
    try(torch_load(head(torch_serialize(back), -1)), silent = TRUE)
    NULL
  }
  run()
  before <- live()
  run()
  expect_identical(live(), before)
})

# ---- Checkpoints of PyTorch, made by tools/golden-checkpoints.py ---------------------------------------

test_that("checkpoints are lists", {
  for (name in c("checkpoint.pt", "checkpoint-old.pt")) {
    checkpoint <- load_state_dict(test_path("golden", name))
    expect_identical(checkpoint[c("epoch", "loss", "done", "name", "nothing", "large", "negative")],
                     list(epoch = 3L, loss = 0.125, done = TRUE, name = "caf\u00e9", nothing = NULL, large = 2^40,
                          negative = -70000L))
    expect_identical(checkpoint$history, list(1.5, 0.75, list(1L, 2L)))
    expect_named(checkpoint$model, c("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var",
                                     "1.num_batches_tracked"))
    expect_equal(values(checkpoint$model[["0.weight"]]), matrix(0:5, 2, byrow = TRUE))
    expect_named(checkpoint$optimizer$state, c("0", "1", "2", "3"))
    expect_equal(checkpoint$optimizer$param_groups[[1]]$lr, 0.25)
  }
})

test_that("checkpoints keep dtypes, shapes and identity", {
  tensors <- load_state_dict(test_path("golden", "checkpoint-tensors.pt"))
  expect_equal(values(tensors$int16), c(0L, 1L, 1L, 0L, 1L))
  expect_equal(values(tensors$bfloat16), c(0, 1, 1, 0, 1))
  expect_equal(values(tensors$complex64), as.complex(c(0, 1, 1, 0, 1)))
  expect_equal(values(tensors$transposed), matrix(0:11, 4))
  expect_equal(values(tensors$scalar), 2.5)
  expect_identical(tensors$"empty part"$shape, c(0L, 2L))
  expect_true(tensors$parameter$requires_grad)
  expect_identical(tensors$same, tensors$parameter)
  content <- readBin(test_path("golden", "checkpoint-zip64.pt"), "raw", 1e5)
  expect_equal(values(load_state_dict(content)$x), c(1, 2, 3))
})

test_that("what is no checkpoint is refused", {
  expect_error(torch_load(test_path("golden", "checkpoint.pt")), "use load_state_dict", class = "value_error")
  expect_error(torch_load(memCompress(raw(100), "gzip")), class = "value_error")
  expect_error(torch_load(as.raw(c(0x1f, 0x8b, 8, 0))), "gzfile", class = "not_implemented_error")
  expect_error(load_state_dict(charToRaw("no checkpoint")), "torch.save", class = "value_error")
  content <- readBin(test_path("golden", "checkpoint.pt"), "raw", 1e5)
  expect_error(load_state_dict(head(content, 2000)), class = "value_error")
})
