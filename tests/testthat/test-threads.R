# Results do not depend on threads or on the layout of memory, and other processes do not disturb.

with_threads <- function(n, code) {
  former <- torch_get_num_threads()
  on.exit(torch_set_num_threads(former))
  torch_set_num_threads(n)
  force(code)
}

# Reductions and products over several pieces of work, contiguous and not.
results <- function() {
  torch_manual_seed(11)
  x <- torch_randn(700, 900)
  turned <- torch_randn(900, 700)$t()
  compute <- function() {
    list(sum = torch_sum(x), sum_turned = torch_sum(turned), rows = torch_sum(x, 2), columns = torch_mean(x, 1),
         std = torch_std(x), max = torch_max(turned), prod = torch_prod(x * 0.001 + 1), softmax = nnf_softmax(x, 1),
         logsumexp = torch_logsumexp(turned, 2), product = torch_mm(x, turned$t()), exp = torch_exp(turned))
  }
  lapply(compute(), as_array)
}

test_that("the same threads give the same bits", {
  for (n in 1:2) {
    first <- with_threads(n, results())
    expect_identical(with_threads(n, results()), first)
  }
})

test_that("another number of threads gives the same to 1e-6", {
  one <- with_threads(1, results())
  two <- with_threads(2, results())
  for (name in names(one)) expect_equal(two[[name]], one[[name]], tolerance = 1e-6, info = name)
  exact <- setdiff(names(one), "product") # a product is the BLAS's
  expect_identical(two[exact], one[exact])
})

# ---- Layouts ------------------------------------------------------------------------------------------

# The same values, otherwise in memory.
layouts <- list(
  transposed = function(x) x$transpose(1, -1)$contiguous()$transpose(1, -1),
  sliced = function(x) torch_stack(list(x, x), -1)$select(-1, 2),
  shifted = function(x) torch_cat(list(x, x), 1)$narrow(1, x$shape[1] + 1, x$shape[1])
)

# Of a (20, 30, 40) tensor.
by_dim <- function(f) lapply(1:3, function(dim) function(x) f(x, dim))
on_layouts <- c(
  by_dim(torch_sum), by_dim(torch_mean), by_dim(torch_var), by_dim(torch_amax), by_dim(torch_logsumexp),
  by_dim(function(x, dim) torch_max(x, dim)[[2]]), by_dim(function(x, dim) torch_prod(x * 0.01 + 1, dim)),
  by_dim(function(x, dim) torch_norm(x, 2, dim)), by_dim(nnf_softmax), by_dim(nnf_log_softmax),
  by_dim(torch_cumsum), by_dim(function(x, dim) torch_cumprod(x * 0.01 + 1, dim)), by_dim(torch_logcumsumexp),
  by_dim(function(x, dim) torch_sort(x, dim)[[1]]), by_dim(function(x, dim) torch_median(x, dim)[[1]]),
  list(
    sum = torch_sum, std = torch_std, sums = function(x) torch_sum(x, c(1, 3)), exp = torch_exp,
    layer_norm = function(x) nnf_layer_norm(x, 40), layer_norm2 = function(x) nnf_layer_norm(x, c(30, 40)),
    batch_norm = function(x) nnf_batch_norm(x, NULL, NULL, training = TRUE),
    mm = function(x) torch_mm(x[, , 1], x[, , 2]$t()), mv = function(x) torch_mv(x[, , 1], x[1, , 2]),
    bmm = function(x) torch_bmm(x, x$transpose(2, 3)), matmul = function(x) torch_matmul(x, x[1, , ]$t()),
    linear = function(x) nnf_linear(x, x[1, , ], x[1, , 1]), add = function(x) x + x[1, , ],
    cross_entropy = function(x) nnf_cross_entropy(x[, , 1], torch_arange(1, 20, dtype = torch_long()))
  )
)

expect_same_on <- function(x, y) {
  for (k in seq_along(on_layouts)) {
    expected <- as_array(on_layouts[[k]](x))
    once <- as_array(on_layouts[[k]](y))
    expect_lte(max(abs(once - expected)), 1e-6 * max(abs(expected))) # products cancel: the largest is the measure
    expect_identical(as_array(on_layouts[[k]](y)), once) # on every run the same bits
  }
}

for (name in names(layouts)) {
  test_that(paste("a layout does not change a result beyond 1e-6:", name), {
    torch_manual_seed(12)
    x <- torch_randn(20, 30, 40)
    y <- layouts[[name]](x)
    expect_identical(as_array(y), as_array(x))
    if (name != "shifted") expect_false(y$is_contiguous())
    expect_same_on(x, y)
  })
}

test_that("an expanded tensor gives what its copy gives", {
  torch_manual_seed(13)
  for (shape in list(c(1, 30, 40), c(20, 1, 40), c(20, 30, 1))) {
    y <- torch_randn(shape)$expand(c(20, 30, 40))
    expect_same_on(y$contiguous(), y)
  }
})
