# What must hold for every op, whatever it computes.

# ---- Gradients ------------------------------------------------------------------------------------

# The floating results, weighted with fixed numbers and summed: one number to differentiate.
loss_of <- function(result) {
  loss <- NULL
  for (k in seq_along(outputs_of(result))) {
    y <- outputs_of(result)[[k]]
    if (!is_tensor(y) || !is_floating(y)) next
    weights <- tensor_of(numbers(prod(shape_of(y)), 98 + k), shape_of(y))
    term <- torch_sum(torch_mul(weights, y))
    loss <- if (is.null(loss)) term else torch_add(loss, term)
  }
  loss
}

# Tensors for the arguments, those of the leaves requiring gradients, and the op's loss.
recorded <- function(op, args) {
  leaves <- list()
  built <- build(args, function(leaf) {
    x <- tensor_of(leaf$values, leaf$shape, leaf$dtype)
    if (is_float_leaf(leaf)) {
      x$requires_grad_(TRUE)
      leaves[[length(leaves) + 1]] <<- x
    }
    if (leaf$spd) spd(x) else if (op$changes_self) torch_mul(x, 1) else x
  })
  list(leaves = leaves, loss = loss_of(call_op(op, built)))
}

gradients <- function(op, args, create_graph = FALSE) {
  record <- recorded(op, args)
  if (is.null(record$loss) || length(record$leaves) == 0 || !record$loss$requires_grad) return(NULL)
  record$grads <- autograd_grad(list(record$loss), record$leaves, create_graph = create_graph, allow_unused = TRUE)
  record
}

defined <- function(x) is_tensor(x) && !is_undefined_tensor(x)

gradient_values <- function(record, args) {
  places <- float_leaves(args)
  lapply(seq_along(places), function(k) {
    if (defined(record$grads[[k]])) values_of(record$grads[[k]]) else 0 * at(args, places[[k]])$values
  })
}

loss_value <- function(op, args) as.numeric(loss_of(call_op(op, build(args)))$item())

# Fixed multiples of the gradient, summed; of it the second gradient is taken.
gradient_sum <- function(grads) {
  total <- NULL
  for (k in seq_along(grads)) {
    if (!defined(grads[[k]])) next
    shape <- shape_of(grads[[k]])
    term <- torch_sum(torch_mul(tensor_of(numbers(prod(shape), 198 + k), shape), grads[[k]]))
    total <- if (is.null(total)) term else torch_add(total, term)
  }
  total
}

gradient_sum_value <- function(op, args) as.numeric(gradient_sum(gradients(op, args)$grads)$item())

# Which numbers of a leaf are moved: twelve of them at most.
probes <- function(n) unique(round(seq_len(min(n, 12)) * n / min(n, 12)))

# Central differences of f(args) with respect to the probed numbers of every leaf.
differences <- function(f, args, h = 1e-6) {
  lapply(float_leaves(args), function(place) {
    slope <- function(i) (f(moved(args, place, i, h)) - f(moved(args, place, i, -h))) / (2 * h)
    vapply(probes(length(at(args, place)$values)), slope, 0)
  })
}

probed <- function(values) unlist(lapply(values, function(v) v[probes(length(v))]))

moved <- function(args, place, i, h) {
  if (length(place) == 1) args[[place[[1]]]]$values[i] <- args[[place[[1]]]]$values[i] + h
  else args[[place[[1]]]][[place[[2]]]]$values[i] <- args[[place[[1]]]][[place[[2]]]]$values[i] + h
  args
}

check_gradient <- function(op, args) {
  record <- gradients(op, args)
  if (is.null(record)) return(FALSE)
  expect_close(probed(gradient_values(record, args)), unlist(differences(function(a) loss_value(op, a), args)), 1e-5)
  TRUE
}

check_second_gradient <- function(op, args) {
  first <- gradients(op, args, create_graph = TRUE)
  if (is.null(first)) return(FALSE)
  total <- gradient_sum(first$grads)
  second <- vector("list", length(first$leaves))
  if (!is.null(total) && total$requires_grad) second <- autograd_grad(list(total), first$leaves, allow_unused = TRUE)
  by_rule <- gradient_values(list(grads = second), args)
  expect_close(probed(by_rule), unlist(differences(function(a) gradient_sum_value(op, a), args)), 1e-4)
  TRUE
}

# ---- Same values another way ------------------------------------------------------------------------

expect_close <- function(got, expected, tolerance) {
  lengths <- sprintf("got %d numbers, expected %d", length(got), length(expected))
  if (length(got) != length(expected)) return(fail(lengths))
  same <- (is.na(got) & is.na(expected)) | (!is.na(got) & !is.na(expected) & got == expected)
  error <- Mod(got - expected) / (1 + Mod(expected))
  wrong <- which(!same & !(error <= tolerance))
  if (length(wrong) == 0) return(succeed())
  k <- wrong[which.max(ifelse(is.na(error[wrong]), Inf, error[wrong]))]
  fail(sprintf("%d of %d numbers differ, worst at %d: got %s, expected %s", length(wrong), length(got), k,
               format(got[k], digits = 10), format(expected[k], digits = 10)))
}

expect_same_results <- function(got, expected, tolerance = 1e-12, dtypes = TRUE) {
  if (!is_tensor(expected) && !is.list(expected)) return(expect_equal(got, expected))
  got <- outputs_of(got)
  expected <- outputs_of(expected)
  expect_length(got, length(expected))
  for (k in seq_along(expected)) {
    if (!is_tensor(expected[[k]])) next
    expect_identical(shape_of(got[[k]]), shape_of(expected[[k]]))
    if (dtypes) expect_identical(dtype_of(got[[k]]), dtype_of(expected[[k]]))
    expect_close(values_of(got[[k]]), values_of(expected[[k]]), tolerance)
  }
}

# Not contiguous: the last two dimensions, or a vector's elements, lie apart in memory.
make_strided <- function(leaf) {
  x <- make_plain(leaf)
  ndim <- length(leaf$shape)
  if (ndim == 0 || leaf$spd) return(x)
  if (ndim == 1) return(torch_as_strided(x$unsqueeze(2)$expand(c(-1, 2))$contiguous(), leaf$shape, 2))
  apart <- tensor_of(as.vector(aperm(array(leaf$values, rev(leaf$shape)), c(2, 1, seq_len(ndim)[-(1:2)]))),
                     c(leaf$shape[seq_len(ndim - 2)], rev(tail(leaf$shape, 2))), leaf$dtype)
  torch_transpose(apart, -2, -1)
}

make_as <- function(dtype) function(leaf) {
  if (is_float_leaf(leaf)) leaf$dtype <- dtype
  make_plain(leaf)
}

make_meta <- function(leaf) torch_empty(leaf$shape, dtype = leaf$dtype, device = "meta")

check_strided <- function(op, args) {
  expect_same_results(call_op(op, build(args, make_strided)), call_op(op, build(args)))
}

# Against double, on inputs that float holds exactly, so that no step falls between them.
check_float <- function(op, args) {
  args <- rounded(args, "float32")
  expect_same_results(call_op(op, build(args, make_as("float32"))), call_op(op, build(args)), 2e-5, dtypes = FALSE)
}

check_half <- function(op, args, dtype, tolerance) {
  args <- rounded(args, dtype)
  as_float <- call_op(op, build(args, make_as("float32")))
  expect_same_results(call_op(op, build(args, make_as(dtype))), as_float, tolerance, dtypes = FALSE)
}

rounded <- function(args, dtype) {
  lapply(args, function(arg) {
    if (is_float_leaf(arg)) arg$values <- values_of(tensor_of(arg$values, arg$shape, dtype))
    else if (is.list(arg) && !is_leaf(arg)) arg <- rounded(arg, dtype)
    arg
  })
}

check_meta <- function(op, args) {
  real <- outputs_of(call_op(op, build(args)))
  meta <- outputs_of(call_op(op, build(args, make_meta)))
  expect_length(meta, length(real))
  for (k in seq_along(real)) {
    expect_identical(shape_of(meta[[k]]), shape_of(real[[k]]))
    expect_identical(dtype_of(meta[[k]]), dtype_of(real[[k]]))
  }
}

check_in_place <- function(op, args) {
  if (!is_leaf(args[[1]])) return(FALSE)
  expected <- call_op(op, build(args))
  if (is_leaf(args[[1]]) && op$elementwise && !identical(shape_of(expected), args[[1]]$shape)) return(FALSE)
  built <- build(args)
  result <- call_op(op, built, "C_inplace")
  expect_identical(result, built[[1]])
  expect_close(values_of(result) + 0, values_of(expected) + 0, 1e-12)
  TRUE
}

# ---- Elementwise ops on other shapes ----------------------------------------------------------------

with_shapes <- function(args, shapes) {
  k <- 0
  lapply(args, function(arg) {
    if (!is_leaf(arg)) return(arg)
    k <<- k + 1
    shape <- as.integer(shapes[[min(k, length(shapes))]])
    new_leaf(rep_len(arg$values, prod(shape)), shape, arg$dtype)
  })
}

check_shape <- function(op, args, shapes, expected) {
  result <- call_op(op, build(with_shapes(args, shapes)))
  expect_identical(shape_of(result), as.integer(expected))
  result
}

# Broadcast inputs against the same inputs written out.
check_broadcast <- function(op, args, gradient) {
  small <- with_shapes(args, list(c(3, 1), 4))
  full <- small
  for (name in names(full)[vapply(full, is_leaf, NA)]) {
    row <- length(full[[name]]$values) == 4
    values <- if (row) rep(full[[name]]$values, 3) else rep(full[[name]]$values, each = 4)
    full[[name]] <- new_leaf(values, c(3L, 4L), full[[name]]$dtype)
  }
  expect_same_results(call_op(op, build(small)), call_op(op, build(full)))
  if (gradient) check_gradient(op, small)
}
