# A package whose C and C++ code works on tensors through inst/include/torch_r.h: linking-package is built and
# used in a session of its own.

skip_on_cran()
skip_if_not_installed("callr")
skip_if_not(file.exists(file.path(R.home("include"), "R.h")), "no headers of R")
compiler <- strsplit(callr::rcmd("config", "CC")$stdout, "[ \n]")[[1]][1]
skip_if(Sys.which("make") == "" || Sys.which(compiler) == "", "no C compiler")
skip_if(basename(dirname(system.file("include", "torch.h", package = "torch"))) != "include", "torch is not installed")

torch_library <- dirname(find.package("torch"))
client_library <- tempfile("library")
dir.create(client_library)
withr::defer(unlink(client_library, recursive = TRUE), teardown_env())

build_client <- function() {
  strict <- tempfile("Makevars")
  flags <- "-g -O0 -Wall -Wextra -Werror"
  writeLines(paste(c("CFLAGS", "CXXFLAGS", "CXX14FLAGS", "CXX17FLAGS"), "=", flags), strict)
  copy <- tempfile("source")
  dir.create(copy)
  file.copy(test_path("linking-package"), copy, recursive = TRUE)
  libraries <- paste(c(client_library, torch_library, .libPaths()), collapse = .Platform$path.sep)
  options <- c("--no-docs", "--no-multiarch", "--preclean", paste0("--library=", client_library))
  callr::rcmd("INSTALL", c(options, file.path(copy, "linking-package")),
              env = c(callr::rcmd_safe_env(), R_LIBS = libraries, R_MAKEVARS_USER = strict), stderr = "2>&1")
}

# Runs code in a session that has the client; the value comes back together with the number of tensors that
# are left when all R objects are gone.
in_client <- function(code) {
  callr::r(function(code) {
    library(torch)
    client <- "torchclient" # not on any repository: this file builds it
    library(client, character.only = TRUE)
    before <- .Call(torch:::C_live_tensors)
    environment(code) <- globalenv()
    value <- code()
    for (round in 1:3) {
      gc() # what C has held and dropped is let go of when C is called next
      .Call(torch:::C_live_tensors)
    }
    list(value = value, left = .Call(torch:::C_live_tensors) - before)
  }, list(code), libpath = c(client_library, torch_library, .libPaths()))
}

built <- build_client()

test_that("a package builds against the headers without warnings, in C and C++", {
  expect_identical(built$status, 0L, info = built$stdout)
})

skip_if(built$status != 0)

test_that("tensors go in and out, and operations are recorded", {
  got <- in_client(function() {
    x <- torch_tensor(c(-1, 0, 2), dtype = torch_double(), requires_grad = TRUE)
    y <- client_softplus(x)
    y$sum()$backward()
    z <- torch_randn(4, 3)
    parts <- client_halves(z)
    list(y = as.numeric(y), gradient = as.numeric(x$grad), class = class(y), same = identical(client_same(x), x),
         parameter = class(client_same(nn_parameter(torch_ones(1)))), parts = lapply(parts, function(p) p$shape),
         zero = as.numeric(client_or_zero(NULL)), cxx = as.numeric(client_cxx(z)$std(1, unbiased = FALSE)$mean()))
  })
  x <- c(-1, 0, 2)
  expect_equal(got$value$y, log1p(exp(x)))
  expect_equal(got$value$gradient, 1 / (1 + exp(-x)))
  expect_identical(got$value$class, c("torch_tensor", "R7"))
  expect_true(got$value$same)
  expect_identical(got$value$parameter[1], "nn_parameter")
  expect_identical(got$value$parts, list(c(2L, 3L), c(2L, 3L)))
  expect_identical(got$value$zero, 0)
  expect_equal(got$value$cxx, 1, tolerance = 1e-4)
  expect_identical(got$left, 0)
})

test_that("operations of the package's own have gradients, from C and from R", {
  got <- in_client(function() {
    x <- torch_tensor(c(1, -2), dtype = torch_double(), requires_grad = TRUE)
    first <- autograd_grad(client_cube(x)$sum(), x, create_graph = TRUE)[[1]]
    second <- autograd_grad(first$sum(), x)[[1]]
    times_7 <- function(g) g * 7
    fails <- function(g) stop("no gradient here")
    environment(times_7) <- environment(fails) <- globalenv() # a graph that holds this frame would hold itself
    y <- client_with_gradient(x, times_7)
    y$sum()$backward()
    held <- client_with_gradient(x, fails)
    list(first = as.numeric(first), second = as.numeric(second), grad_fn = class(y$grad_fn), by_r = as.numeric(x$grad),
         error = tryCatch(held$sum()$backward(), error = conditionMessage),
         again = tryCatch(y$sum()$backward(), error = conditionMessage))
  })
  expect_equal(got$value$first, c(3, 12))
  expect_equal(got$value$second, c(6, -12))
  expect_equal(got$value$by_r, c(7, 7))
  expect_identical(got$value$error, "no gradient here")
  expect_match(got$value$again, "second time")
  expect_identical(got$left, 0)
})

test_that("R functions and modules can be called from C", {
  got <- in_client(function() {
    x <- torch_tensor(c(1, 2))
    linear <- nn_linear(2, 3)
    doubling <- nn_module("doubling", forward = function(x) 2 * x)()
    list(applied = as.numeric(client_eval(function(x) x + 1, x)),
         error = tryCatch(client_eval(function(x) stop("in R"), x), error = conditionMessage),
         wrong = tryCatch(client_eval(function(x) 3, x), error = class),
         linear = torch_equal(client_forward(linear, x), linear(x)), doubled = as.numeric(client_forward(doubling, x)),
         no_module = tryCatch(client_forward(3, x), error = conditionMessage),
         protected = client_protected(quote(6 * 7)),
         protected_error = tryCatch(client_protected(quote(stop("inside"))), error = conditionMessage))
  })
  expect_equal(got$value$applied, c(30, 50))
  expect_identical(got$value$error, "in R")
  expect_true("type_error" %in% got$value$wrong)
  expect_true(got$value$linear)
  expect_equal(got$value$doubled, c(2, 4))
  expect_identical(got$value$no_module, "client_forward: module must be an nn_module, got double")
  expect_identical(got$value$protected, 42)
  expect_identical(got$value$protected_error, "inside")
  expect_identical(got$left, 0)
})

test_that("networks can be trained in C", {
  got <- in_client(function() {
    torch_manual_seed(1)
    x <- torch_randn(100, 3)
    y <- x$matmul(torch_tensor(c(0.2, -1.3, -0.5))$unsqueeze(2))
    client_train(x, y)
  })
  expect_lt(got$value, 0.01)
  expect_identical(got$left, 0)
})

test_that("failures become conditions of the package's classes, and leave nothing", {
  got <- in_client(function() {
    caught <- function(code) {
      tryCatch(code, error = function(e) {
        list(class = class(e), message = conditionMessage(e), call = deparse(conditionCall(e)))
      })
    }
    longs <- torch_ones(3, 2, dtype = torch_long())
    nil <- unserialize(serialize(torch_ones(1), NULL))
    list(kinds = lapply(0:4, function(k) caught(client_fail(k))$class[1]), failed = caught(client_fail(0)),
         shapes = caught(client_train(torch_ones(3, 2), torch_ones(4, 5))), number = caught(client_softplus(3)),
         nil = caught(client_softplus(nil)), dtype = caught(client_train(longs, torch_ones(3, 1))),
         unguarded = caught(client_unguarded(torch_ones(2))), after = as.numeric(client_softplus(torch_zeros(1))))
  })
  v <- got$value
  expect_identical(unlist(v$kinds),
                   c("value_error", "type_error", "runtime_error", "index_error", "not_implemented_error"))
  expect_identical(v$failed$message, "client_fail: on purpose, 1")
  expect_identical(v$failed$call, "client_fail(0)")
  expect_true("torch_error" %in% v$failed$class)
  expect_true("torch_error" %in% v$shapes$class)
  expect_identical(v$number$message, "client_softplus: x must be a tensor, got double")
  expect_match(v$nil$message, "client_softplus: x is a nil pointer")
  expect_true("torch_error" %in% v$dtype$class)
  expect_match(v$unguarded$message, "outside of a scope")
  expect_equal(v$after, log(2), tolerance = 1e-6)
  expect_identical(got$left, 0)
})

test_that("other versions of the interface and unknown functions are refused", {
  got <- in_client(function() {
    message <- function(...) tryCatch(client_lookup(...), error = conditionMessage)
    list(old = message("th_exp", 0, FALSE), inside = message("th_exp", 0, TRUE),
         unknown = message("th_nothing", 1, TRUE), known = is.null(client_lookup("th_exp", 1, FALSE)))
  })
  expect_match(got$value$old, "compiled against version 0 of torch's C interface, but version 1 is installed")
  expect_identical(got$value$inside, got$value$old)
  expect_match(got$value$unknown, "no C function th_nothing: update torch")
  expect_true(got$value$known)
})

test_that("every public function can be found by name", {
  header <- readLines(system.file("include", "torch_stubs.h", package = "torch"))
  names <- sub("TORCH_STUB\\((.*)\\)", "\\1", grep("^TORCH_STUB", header, value = TRUE))
  expect_gt(length(names), 900)
  expect_identical(names, sort(names, method = "radix"))
  defined <- grep("define TH_API_VERSION", readLines(system.file("include", "torch.h", package = "torch")),
                  value = TRUE)
  version <- as.integer(sub(".*TH_API_VERSION ([0-9]+).*", "\\1", defined))
  got <- callr::r(function(names, version) {
    client <- "torchclient"
    library(client, character.only = TRUE)
    for (name in names) client_lookup(name, version, FALSE)
    TRUE
  }, list(names, version), libpath = c(client_library, torch_library, .libPaths()))
  expect_true(got)
})
