# Gradients of functions of complex tensors, compared with differences.

# Of real and imaginary parts, by central differences; loss makes one real number of the complex matrix, and so does a
# second one of the first gradient.
expect_gradients <- function(loss, shape, seed = 1, tolerance = 1e-6) {
  n <- prod(shape)
  values <- numbers(2 * n, seed)
  parts <- function(x) lapply(list(x[1:n], x[n + 1:n]), tensor_of, shape)
  value <- function(x) loss(do.call(torch_complex, parts(x)))$item()
  gradient <- function(x, create_graph = FALSE) {
    leaves <- lapply(parts(x), function(part) part$requires_grad_(TRUE))
    grads <- autograd_grad(loss(do.call(torch_complex, leaves)), leaves, create_graph = create_graph)
    list(leaves = leaves, grads = grads)
  }
  weights <- parts(numbers(2 * n, seed + 7))
  weighted <- function(g) torch_sum(g[[1]] * weights[[1]]) + torch_sum(g[[2]] * weights[[2]])
  by_difference <- function(f, h = 1e-6) vapply(seq_along(values), function(i) {
    step <- replace(0 * values, i, h)
    (f(values + step) - f(values - step)) / (2 * h)
  }, 0)
  first <- gradient(values, TRUE)
  expect_close(unlist(lapply(first$grads, values_of)), by_difference(value), tolerance)
  total <- weighted(first$grads)
  again <- list(0 * total, 0 * total)
  if (total$requires_grad) again <- autograd_grad(total, first$leaves, allow_unused = TRUE)
  got <- unlist(lapply(again, function(x) if (defined(x)) rep_len(values_of(x), n) else rep(0, n)))
  expect_close(got, by_difference(function(x) weighted(gradient(x)$grads)$item()), 10 * tolerance)
}

# Any complex result as one real number.
mixed <- function(..., seed = 20) {
  total <- 0
  for (x in list(...)) {
    seed <- seed + 2
    weights <- tensor_of(numbers(prod(x$shape), seed), x$shape)
    if (!x$is_complex()) {
      total <- total + torch_sum(x * weights)
      next
    }
    total <- total + torch_sum(torch_real(x) * weights) +
      torch_sum(torch_imag(x) * tensor_of(numbers(prod(x$shape), seed + 1), x$shape))
  }
  total
}
