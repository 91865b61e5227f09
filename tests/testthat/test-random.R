# Values of PyTorch: every call of golden/random.tsv after its seed.
test_that("draws are PyTorch's to the last bit", {
  expect_golden_draws("random.tsv")
})

# ---- Seeds and states -----------------------------------------------------------------------------

test_that("a seed repeats the stream and a state goes on where it was", {
  torch_manual_seed(3)
  a <- as_array(torch_randn(3))
  state <- torch_get_rng_state()
  b <- as_array(torch_randn(4))
  torch_manual_seed(3)
  expect_identical(as_array(torch_randn(3)), a)
  torch_set_rng_state(state)
  expect_identical(as_array(torch_randn(4)), b)
  expect_equal(state$shape, 5056)
  expect_true(state$dtype == torch_uint8())
})

test_that("seeds can be negative, large or integer64", {
  torch_manual_seed(-5)
  x <- as_array(torch_rand(2))
  skip_if_not_installed("bit64")
  torch_manual_seed(bit64::as.integer64(-5))
  expect_identical(as_array(torch_rand(2)), x)
  g <- torch_generator()
  g$manual_seed(bit64::as.integer64("9223372036854775807"))
  expect_equal(format(g$current_seed()), "9223372036854775807")
})

test_that("with_ and local_ seeds leave the stream as it was", {
  torch_manual_seed(1)
  expected <- as_array(torch_rand(2))
  torch_manual_seed(1)
  a <- with_torch_manual_seed(as_array(torch_rand(2)), seed = 7)
  b <- local({
    local_torch_manual_seed(7)
    as_array(torch_rand(2))
  })
  expect_identical(a, b)
  expect_error(with_torch_manual_seed(stop("here"), seed = 8), "here")
  expect_identical(as_array(torch_rand(2)), expected)
})

test_that("R's own stream is left alone", {
  set.seed(1)
  a <- runif(1)
  set.seed(1)
  torch_randn(100)
  expect_identical(runif(1), a)
})

test_that("a generator has a stream of its own", {
  g <- torch_generator()
  expect_s3_class(g, "torch_generator")
  expect_identical(g$manual_seed(5), g)
  torch_manual_seed(1)
  a <- as_array(torch_randn(3, generator = g))
  expect_equal(g$current_seed(), 5)
  expect_equal(g$initial_seed(), 5)
  torch_manual_seed(5)
  expect_identical(as_array(torch_randn(3)), a)
  state <- g$get_state()
  b <- as_array(torch_zeros(4)$uniform_(generator = g))
  g$set_state(state)
  expect_identical(as_array(torch_rand(4, generator = g)), b)
  expect_equal(g$seed(), g$initial_seed())
  expect_output(print(g), "torch_generator()", fixed = TRUE)
  expect_error(g$sead, class = "value_error")
  expect_error(g$set_state(torch_tensor(1)), class = "type_error")
  expect_error(g$set_state(torch_zeros(3, dtype = "uint8")), class = "value_error")
})

test_that("unseeded processes differ", {
  g <- torch_generator()
  expect_false(g$seed() == g$seed())
})

# ---- Arguments --------------------------------------------------------------------------------------

test_that("factories take sizes, dtypes and gradients as others do", {
  expect_equal(torch_rand(2, 3)$shape, c(2, 3))
  expect_equal(torch_randn(c(2, 3))$shape, c(2, 3))
  expect_equal(torch_rand(size = c(1, 2))$shape, c(1, 2))
  expect_true(torch_rand(2, dtype = "double")$dtype == torch_float64())
  expect_true(torch_randn(2, requires_grad = TRUE)$requires_grad)
  expect_true(torch_randint(0, 5, size = 2)$dtype == torch_int64())
  expect_true(torch_randint(0, 5, size = 2, dtype = torch_float())$dtype == torch_float())
  expect_equal(torch_randint(5, size = c(2, 2))$shape, c(2, 2))
  expect_equal(sort(as.integer(torch_randperm(5))), 0:4)
  expect_equal(torch_randn_like(torch_ones(3, 2))$shape, c(3, 2))
  expect_equal(torch_normal(0, 1, size = c(2, 3))$shape, c(2, 3))
  expect_equal(torch_normal(torch_zeros(2, 1), torch_ones(3))$shape, c(2, 3))
  expect_equal(torch_rand(0)$shape, 0)
})

test_that("in-place draws return the same object", {
  x <- torch_zeros(3)
  expect_identical(x$normal_(), x)
  expect_false(any(as_array(x) == 0))
})

test_that("wrong arguments are errors that name them", {
  expect_error(torch_rand(-1), class = "value_error")
  expect_error(torch_rand(2, dtype = "long"), class = "not_implemented_error")
  expect_error(torch_randint(3, 3, size = 2), "from=3 >= to=3", class = "value_error")
  expect_error(torch_randperm(-1), class = "value_error")
  expect_error(torch_randperm(3000, dtype = "half"), "too large", class = "value_error")
  expect_error(torch_normal(0, -1, size = 2), "std >= 0.0", class = "value_error")
  expect_error(torch_normal(torch_zeros(2), torch_tensor(c(1, -1))), "all elements of std", class = "value_error")
  expect_error(torch_normal(torch_zeros(2), 1, size = 2), class = "value_error")
  expect_error(torch_bernoulli(torch_tensor(2)), class = "value_error")
  expect_error(torch_multinomial(torch_ones(2), 3), "without replacement", class = "value_error")
  expect_error(torch_multinomial(torch_zeros(2), 1), class = "value_error")
  expect_error(torch_poisson(torch_tensor(-1)), class = "value_error")
  expect_error(torch_rand(2, generator = 1), class = "type_error")
  expect_error(nnf_dropout(torch_ones(2), 2), class = "value_error")
})

test_that("multinomial counts from 1", {
  x <- as_array(torch_multinomial(torch_tensor(c(0, 1, 0)), 5, replacement = TRUE))
  expect_equal(x, rep(2L, 5))
  expect_equal(sort(as_array(torch_multinomial(torch_ones(4), 4))), 1:4)
})

test_that("a draw in place ends the history and refuses leaves", {
  x <- torch_ones(2, requires_grad = TRUE)
  expect_error(x$uniform_(), "leaf")
  y <- x * 3
  y$normal_()
  y$backward(gradient = torch_ones(2))
  expect_equal(as_array(x$grad), c(0, 0))
  with_no_grad(x$uniform_())
  expect_true(x$requires_grad)
})

# ---- Distributions ------------------------------------------------------------------------------------

# The hypothesis is true, the seed fixed: values below 0.001 point at a fault.
expect_drawn_from <- function(x, distribution, ...) {
  expect_gt(suppressWarnings(stats::ks.test(as.numeric(x), distribution, ...)$p.value), 0.001)
}

expect_frequencies <- function(x, values, probabilities) {
  observed <- tabulate(match(as.numeric(x), values), length(values))
  expect_equal(sum(observed), length(as.numeric(x)))
  expect_gt(stats::chisq.test(observed, p = probabilities, rescale.p = TRUE)$p.value, 0.001)
}

test_that("continuous draws follow their distributions, whatever the layout", {
  torch_manual_seed(11)
  for (dtype in c("float", "double")) {
    targets <- list(torch_zeros(20000, dtype = dtype), torch_zeros(100, 200, dtype = dtype)$t(),
                    torch_as_strided(torch_zeros(80000, dtype = dtype), c(100, 200), c(400, 2), 1))
    for (x in targets) {
      expect_drawn_from(x$uniform_(-2, 3), "punif", -2, 3)
      expect_drawn_from(x$normal_(1, 2), "pnorm", 1, 2)
      expect_drawn_from(x$exponential_(1.5), "pexp", 1.5)
      expect_drawn_from(x$cauchy_(1, 2), "pcauchy", 1, 2)
      expect_drawn_from(x$log_normal_(0.5, 0.7), "plnorm", 0.5, 0.7)
      expect_equal(mean(as_array(x)), exp(0.5 + 0.7^2 / 2), tolerance = 0.05)
    }
  }
  short <- unlist(lapply(1:3000, function(i) as_array(torch_randn(5))))
  expect_drawn_from(short, "pnorm")
})

test_that("discrete draws follow their distributions", {
  torch_manual_seed(12)
  x <- torch_zeros(20000)
  expect_frequencies(x$bernoulli_(0.3), 0:1, c(0.7, 0.3))
  expect_frequencies(torch_randint(0, 10, size = 20000), 0:9, rep(1, 10))
  geometric <- as_array(x$geometric_(0.4))
  expect_frequencies(pmin(geometric, 12), 1:12, c(stats::dgeom(0:10, 0.4), stats::pgeom(10, 0.4, lower.tail = FALSE)))
  for (rate in c(0.5, 4, 30)) {
    counts <- as_array(torch_poisson(torch_full(20000, rate)))
    top <- stats::qpois(0.999, rate)
    low <- stats::qpois(0.001, rate)
    p <- stats::dpois(low:top, rate)
    p[1] <- stats::ppois(low, rate)
    p[length(p)] <- stats::ppois(top - 1, rate, lower.tail = FALSE)
    expect_frequencies(pmax(pmin(counts, top), low), low:top, p)
  }
  weights <- c(1, 0, 3, 6)
  expect_frequencies(torch_multinomial(torch_tensor(weights), 20000, replacement = TRUE), c(1, 3, 4), weights[-2])
  first <- torch_multinomial(torch_tensor(matrix(weights, 20000, 4, byrow = TRUE)), 1)
  expect_frequencies(first, c(1, 3, 4), weights[-2])
})

test_that("dropout keeps the mean and drops whole channels where asked", {
  torch_manual_seed(13)
  x <- torch_ones(20000)
  expect_frequencies(nnf_dropout(x, 0.2), c(0, 1.25), c(0.2, 0.8))
  expect_identical(nnf_dropout(x, 0.25, training = FALSE), x)
  expect_equal(as_array(nnf_dropout(torch_ones(3), 1)), rep(0, 3))
  channels <- as_array(nnf_dropout2d(torch_ones(2, 50, 3, 3), 0.5))
  expect_true(all(apply(channels, 1:2, function(v) all(v == v[1]) && v[1] %in% c(0, 2))))
  y <- nnf_alpha_dropout(torch_randn(20000), 0.3, training = TRUE)
  expect_equal(mean(as_array(y)), 0, tolerance = 0.05)
  expect_equal(stats::sd(as_array(y)), 1, tolerance = 0.05)
})
