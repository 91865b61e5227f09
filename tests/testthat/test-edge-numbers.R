# What elementwise operations make of numbers at the edge of a dtype, where PyTorch's values are known.

values <- function(x) as.numeric(x$to(dtype = "double"))
half <- function(x, dtype = "half") torch_tensor(x, dtype = dtype)

test_that("nextafter steps in the numbers of the half types", {
  step <- function(a, b, dtype) values(torch_nextafter(half(a, dtype), half(b, dtype)))
  expect_identical(step(c(1, 1, -1, 0, 0), c(2, 0, 0, 1, -1), "half"),
                   c(1 + 2^-10, 1 - 2^-11, -1 + 2^-11, 2^-24, -2^-24))
  expect_identical(step(c(1, 1, 0, 3), c(2, 0, -1, 3), "bfloat16"), c(1 + 2^-7, 1 - 2^-8, -2^-133, 3))
  expect_identical(step(c(65504, Inf, 2^-14), c(Inf, 0, 0), "half"), c(Inf, 65504, 2^-14 - 2^-24))
  expect_identical(step(c(Inf, -Inf), c(0, 0), "bfloat16"), c(1, -1) * (2 - 2^-7) * 2^127)
  expect_identical(step(c(NaN, 1), c(1, NaN), "half"), c(NaN, NaN))
  x <- half(1)
  expect_identical(x$nextafter_(half(2)), x)
  expect_identical(values(x), 1 + 2^-10)
})

test_that("half types are compared with the number that they make of another", {
  for (dtype in c("half", "bfloat16")) {
    x <- half(c(0.1, 0.3), dtype)
    expect_identical(as.logical(x == 0.1), c(TRUE, FALSE))
    expect_identical(as.logical(x <= 0.3), c(TRUE, TRUE))
    expect_identical(as.logical(x > 0.1), c(FALSE, TRUE))
  }
})

test_that("decimals are rounded in single precision for half types", {
  expect_identical(values(torch_round(half(c(6552, 0.25, 655.5)), decimals = 1)), values(half(c(6552, 0.2, 655.5))))
  expect_identical(values(torch_round(half(c(6552, 1250)), decimals = -2)), c(6600, 1200))
})

test_that("whole numbers become floating where a bound or the function asks for it", {
  x <- torch_tensor(c(-2L, 0L, 5L))
  expect_identical(values(torch_clamp(x, min = -1L, max = 3L)), c(-1, 0, 3))
  expect_true(torch_clamp(x, min = -1L, max = 3L)$dtype == torch_long())
  expect_true(torch_clamp(x, min = -1, max = 3)$dtype == torch_float())
  expect_identical(values(torch_clamp(x, min = -Inf, max = 0.5)), c(-2, 0, 0.5))
  byte <- torch_tensor(0:2, dtype = "uint8")
  expect_identical(values(torch_logit(byte)), c(-Inf, Inf, NaN))
  expect_equal(values(torch_logit(byte, eps = 0.25)), c(-1, 1, 1) * log(3), tolerance = 1e-6)
})

test_that("in place a result that does not fit self's dtype is refused", {
  for (change in list(function(x) x$float_power_(2), function(x) x$logit_())) {
    x <- torch_tensor(1:3)
    expect_error(change(x), "can't be cast to the desired output type", class = "type_error")
    expect_identical(as.integer(x), 1:3)
  }
})

test_that("a complex number is infinite if one of its parts is, and each part is replaced for itself", {
  z <- torch_tensor(complex(real = c(Inf, NaN, 1, NaN), imaginary = c(NaN, -Inf, 2, 0)))
  expect_identical(as.logical(torch_isinf(z)), c(TRUE, TRUE, FALSE, FALSE))
  big <- (2 - 2^-23) * 2^127
  expect_identical(as.complex(z$nan_to_num()),
                   complex(real = c(big, 0, 1, 0), imaginary = c(0, -big, 2, 0)))
})

test_that("special functions keep their digits where formulas lose them", {
  x <- c(1e-300, -1e-12, 1e-8, 1.5e-8)
  expect_equal(values(torch_erfinv(torch_tensor(x, dtype = "double"))) / x, rep(sqrt(pi) / 2, 4), tolerance = 1e-15)
  expect_equal(values(torch_digamma(torch_tensor(c(-1e-38, -1e-10), dtype = "double"))), c(1e38, 1e10 - 0.5772156649),
               tolerance = 1e-14)
  tiny <- torch_tensor(1e-310, dtype = "double")
  expect_equal(values(tiny$igamma(torch_tensor(0.5, dtype = "double"))), 1, tolerance = 1e-14)
  huge <- torch_tensor(1e20, dtype = "double")
  expect_equal(values(huge$igamma(huge)), 0.5 + 1 / (3 * sqrt(2 * pi * 1e20)), tolerance = 1e-14)
  a <- c(15000, 2e4, 1e5, 3e6)
  x <- a + c(-3, -1, 1, 4) * sqrt(a)
  expect_equal(values(torch_tensor(a, dtype = "double")$igamma(torch_tensor(x, dtype = "double"))), stats::pgamma(x, a),
               tolerance = 1e-9)
  expect_equal(values(torch_tensor(a, dtype = "double")$igammac(torch_tensor(x, dtype = "double"))),
               stats::pgamma(x, a, lower.tail = FALSE), tolerance = 1e-9)
  expect_identical(values(torch_ldexp(torch_tensor(2^-100), torch_tensor(200))), 2^100)
  expect_identical(values(torch_ldexp(torch_ones(3), torch_tensor(c(Inf, -Inf, NaN)))), c(Inf, 0, NaN))
})
