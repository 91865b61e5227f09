# CUDA against the CPU. Where there is no device the comparison is skipped, and what must hold without one is tested.

test_that("without a device questions are answered and the rest says why", {
  skip_if(cuda_is_available(), "there is a device")
  expect_identical(cuda_device_count(), 0L)
  expect_error(torch_zeros(2, device = "cuda"), "device cuda:0 is not available", class = "runtime_error")
  expect_error(torch_zeros(2)$cuda(), "device cuda:0 is not available", class = "runtime_error")
  expect_error(cuda_current_device(), "not available", class = "runtime_error")
  expect_error(cuda_synchronize(), "not available", class = "runtime_error")
  expect_error(cuda_memory_stats(0), "not available", class = "runtime_error")
  expect_error(cuda_runtime_version(), "not available", class = "runtime_error")
  expect_identical(nrow(cuda_memory_snapshot()), 0L)
  expect_null(cuda_empty_cache())
  expect_error(cuda_event(), "not available", class = "runtime_error")
  expect_error(cuda_record_memory_history(TRUE), "not available", class = "runtime_error")
  expect_null(cuda_record_memory_history(FALSE))
})

test_that("without a device nothing is pinned", {
  skip_if(cuda_is_available(), "there is a device")
  x <- torch_ones(2)
  expect_false(x$is_pinned())
  expect_error(x$pin_memory(), "Cannot access accelerator device", class = "runtime_error")
  expect_error(torch_tensor(1, pin_memory = TRUE), "pin_memory", class = "runtime_error")
  expect_error(torch_empty_strided(2, 1, pin_memory = TRUE), "pin_memory", class = "runtime_error")
  expect_error(torch_ones(2, device = "meta")$pin_memory(), "only tensors on the CPU", class = "runtime_error")
})

test_that("copies need not block where there is nothing to wait for", {
  x <- torch_tensor(c(1, 2))
  expect_equal(as.numeric(x$to(dtype = torch_double(), non_blocking = TRUE)), c(1, 2))
  expect_equal(as.numeric(torch_zeros(2)$copy_(x, non_blocking = TRUE)), c(1, 2))
  expect_error(x$to(device = "cpu", non_blocking = "no"), "non_blocking", class = "type_error")
})

test_that("devices are checked before they are looked for", {
  expect_error(cuda_synchronize(-1), "from 0 on", class = "value_error")
  expect_error(cuda_synchronize("cpu"), "expected a CUDA device", class = "value_error")
  expect_error(x <- torch_ones(1)$pin_memory("cpu"), "expected a CUDA device", class = "value_error")
  expect_error(cuda_record_memory_history("some"), "enabled must be", class = "value_error")
  expect_error(cuda_record_memory_history(TRUE, max_entries = 0), "from 1 on", class = "value_error")
})

test_that("the choice of TF32 is kept", {
  expect_false(backends_cuda_matmul_allow_tf32(TRUE))
  expect_true(backends_cuda_matmul_allow_tf32())
  expect_true(backends_cuda_matmul_allow_tf32(FALSE))
})

test_that("a snapshot can be written", {
  file <- tempfile()
  on.exit(unlink(file))
  cuda_dump_memory_snapshot(file)
  expect_identical(names(utils::read.csv(file)), c("device", "segment", "address", "bytes", "used", "action", "time"))
})

skip_if_not(cuda_is_available(), "no CUDA device: kernels are not compared with the CPU's")

# ---- Every case of op-cases.txt, on both ---------------------------------------------------------------------

moved_to <- function(x, device) {
  if (is_tensor(x)) if (is_undefined_tensor(x)) x else x$to(device = device)
  else if (is.list(x)) lapply(x, moved_to, device) else x
}

# The op's result on CUDA, brought back.
on_cuda <- function(op, args, make) {
  args <- moved_to(build(args, make), "cuda")
  moved_to(with_device(device = "cuda", call_op(op, args)), "cpu")
}

magnitudes <- function(x) {
  if (!is_tensor(x)) return(if (is.list(x)) lapply(x, magnitudes) else x)
  if (x$is_complex() || x$is_floating_point()) torch_abs(x) else x
}

for (op in op_table) for (case in cases_of(op)) local({
  op <- op
  compared <- if ("phases" %in% case$flags) magnitudes else identity
  if (any(c("random", "nocuda") %in% case$flags)) return()
  for (dtype in c("float64", "float32")) local({
    dtype <- dtype
    test_that(sprintf("%s: CUDA as the CPU in %s (%s)", op$name, dtype, case$args), {
      args <- case_arguments(op, case$args)
      make <- if (dtype == "float32") make_as("float32") else make_as("float64")
      expect_same_results(compared(on_cuda(op, args, make)), compared(call_op(op, build(args, make))),
                          if (dtype == "float32") 1e-4 else 1e-8)
    })
  })
})

test_that("softmax of rows of any length, alignment and dtype is the CPU's", {
  torch_manual_seed(1)
  softmax_of <- function(f, x, n, from, device) {
    rows <- x$to(device = device)$narrow(1, from, 3 * n)$view(c(3, n))$detach()$requires_grad_(TRUE)
    y <- f(rows, 2)
    y$backward(torch_linspace(0, 1, 3 * n, dtype = x$dtype)$view(c(3, n))$to(device = device))
    c(as.numeric(y$detach()$cpu()), as.numeric(rows$grad$cpu()))
  }
  for (n in c(1, 6, 100, 1000, 1024, 5000, 20001)) for (dtype in list(torch_float(), torch_double())) {
    x <- torch_randn(3 * n + 1, dtype = dtype)
    x[2] <- -Inf
    tolerance <- if (dtype == torch_float()) 1e-5 else 1e-12
    for (from in 1:2) for (f in list(nnf_softmax, nnf_log_softmax))
      expect_equal(softmax_of(f, x, n, from, "cuda"), softmax_of(f, x, n, from, "cpu"), tolerance = tolerance)
  }
  expect_true(all(is.nan(as.numeric(nnf_softmax(torch_full(c(1, 5), -Inf, device = "cuda"), 2)$cpu()))))
})

# ---- Gradients, training, devices ----------------------------------------------------------------------------------

test_that("a small network trains to the same weights on both", {
  train <- function(device) {
    torch_manual_seed(3)
    net <- nn_sequential(nn_linear(4, 8), nn_tanh(), nn_linear(8, 3))
    x <- torch_randn(16, 4)$to(device = device)
    y <- torch_tensor(rep(1:3, length.out = 16), dtype = torch_long())$to(device = device)
    net$to(device = device)
    optimizer <- optim_adam(net$parameters, lr = 0.01)
    for (i in 1:20) {
      optimizer$zero_grad()
      loss <- nnf_cross_entropy(net(x), y)
      loss$backward()
      optimizer$step()
    }
    lapply(net$parameters, function(p) as.numeric(p$cpu()))
  }
  expect_equal(train("cuda"), train("cpu"), tolerance = 1e-4)
})

test_that("tensors print with their device, and are read after $cpu()", {
  x <- torch_tensor(c(1, 2), device = "cuda")
  expect_output(print(x), "CUDAFloatType{2}", fixed = TRUE)
  expect_equal(as.numeric(x$cpu()), c(1, 2))
  expect_error(as_array(x), "cpu", class = "runtime_error")
  with_device(device = "cuda", expect_equal(torch_zeros(1)$device$type, "cuda"))
})

test_that("devices are not mixed, and must exist", {
  expect_error(torch_ones(2, device = "cuda") + torch_ones(2), "cuda:0 and cpu", class = "runtime_error")
  expect_error(torch_ones(2, device = "cuda:99"), "invalid device ordinal", class = "runtime_error")
})

test_that("0-d tensors and indices on the CPU go along, and are not changed with what is on a device", {
  number <- torch_tensor(2)[1]
  place <- torch_tensor(2L)[1]
  v <- torch_arange(1, 5)$cuda()
  expect_equal(as.numeric(torch_searchsorted(v, number)$cpu()), as.numeric(torch_searchsorted(v$cpu(), number)))
  expect_equal(as.numeric(torch_bucketize(number, v)$cpu()), as.numeric(torch_bucketize(number, v$cpu())))
  expect_equal(as.numeric(torch_index_select(v, 1, place)$cpu()), 2)
  expect_equal(as.numeric(v$index_fill(1, place, number)$cpu()), c(1, 2, 3, 4, 5))
  expect_equal(as.numeric(v$index_fill(1, place, 7)$cpu()), c(1, 7, 3, 4, 5))
  expect_equal(as.numeric(v$scatter(1, place$view(1)$cuda(), 5)$cpu()), c(1, 5, 3, 4, 5))
  expect_equal(as.numeric(torch_addmm(number, torch_ones(2, 3)$cuda(), torch_ones(3, 2)$cuda())$cpu()), rep(5, 4))
  expect_equal(as.numeric(nnf_linear(torch_ones(2, 3)$cuda(), torch_ones(4, 3)$cuda(), number)$cpu()), rep(5, 8))
  expect_equal(as.numeric(v[torch_tensor(c(1L, 5L))]$cpu()), c(1, 5))
  expect_equal(as.numeric(v[v$cpu() > 3]$cpu()), c(4, 5))
  w <- v$clone()$requires_grad_(TRUE)
  w[torch_tensor(c(1L, 5L))]$sum()$backward()
  expect_equal(as.numeric(w$grad$cpu()), c(1, 0, 0, 0, 1))
  v[torch_tensor(c(1L, 5L))] <- number
  expect_equal(as.numeric(v$cpu()), c(2, 2, 3, 4, 2))
  expect_error(torch_arange(1, 5)[torch_tensor(c(1L, 5L))$cuda()], "either on cpu or on the same device", class = "runtime_error")
  for (change in list(function() number$add_(v[1]), function() number$mul_(v$sum()), function() torch_ones(1)$add_(v[1])))
    expect_error(change(), "same device", class = "runtime_error")
  expect_equal(as.numeric(number), 2)
})

test_that("states of an optimizer do not follow a parameter that moves", {
  for (shape in list(integer(), 3L)) {
    net <- nn_module(initialize = function() self$w <- nn_parameter(torch_ones(shape)), forward = function(x) x * self$w)()
    optimizer <- optim_adam(net$parameters)
    net(torch_ones(3))$sum()$backward()
    optimizer$step()
    net$cuda()
    optimizer$zero_grad()
    net(torch_ones(3, device = "cuda"))$sum()$backward()
    expect_error(optimizer$step(), "make a new optimizer", class = "runtime_error")
  }
})

test_that("memory is counted, and running out of it is an error that the session survives", {
  before <- cuda_memory_stats()$allocated_bytes$current
  x <- torch_zeros(1000, 1000, device = "cuda")
  expect_equal(cuda_memory_stats()$allocated_bytes$current - before, 4e6, tolerance = 0.01)
  expect_error(torch_empty(2^40, device = "cuda"), "out of memory.*tried to allocate", class = "torch_error")
  expect_equal((x + 1)$sum()$item(), 1e6)
  cuda_empty_cache()
  expect_output(cuda_memory_summary(), "in use")
})

test_that("memory that only R's collector can free is freed before the device runs out of it", {
  most <- floor(0.6 * cuda_memory_stats()$free_bytes)
  ooms <- cuda_memory_stats()$num_ooms
  x <- torch_empty(most, dtype = torch_uint8(), device = "cuda")
  for (i in 1:3) gc() # x is old now: a collection of the young finds nothing
  rm(x)
  y <- torch_empty(most, dtype = torch_uint8(), device = "cuda")
  expect_equal(y$numel(), most)
  expect_error(torch_empty(most, dtype = torch_uint8(), device = "cuda"),
               sprintf("tried to allocate %.0f bytes.* total .* free, .* reserved .* in use", most), class = "torch_error")
  expect_gt(cuda_memory_stats()$num_ooms, ooms)
  expect_equal(torch_ones(3, device = "cuda")$sum()$item(), 3)
  rm(y)
  gc()
  cuda_empty_cache()
})

test_that("the allocator's history is kept as far as asked", {
  on.exit(cuda_record_memory_history(NULL))
  history <- function() subset(cuda_memory_snapshot(), action != "block")
  cuda_record_memory_history("all", max_entries = 50)
  x <- torch_zeros(1000, device = "cuda")
  made <- history()
  expect_true(any(made$action == "alloc" & made$bytes == 4096))
  expect_lt(abs(as.numeric(Sys.time()) - as.numeric(made$time[[1]])), 60)
  for (i in 1:100) torch_zeros(10, device = "cuda")
  expect_identical(nrow(history()), 50L)
  cuda_record_memory_history(FALSE)
  expect_identical(nrow(history()), 0L)
})

# ---- Pinned memory, events -------------------------------------------------------------------------------------

test_that("pinned tensors are copies in other memory, with gradients", {
  x <- torch_randn(3, 4, requires_grad = TRUE)
  y <- x$pin_memory()
  expect_true(y$is_pinned())
  expect_false(x$is_pinned())
  expect_true(y$view(12)$is_pinned())
  expect_identical(y$pin_memory()$data_ptr(), y$data_ptr())
  expect_equal(as_array(y), as_array(x))
  y$mul(2)$sum()$backward()
  expect_equal(as.numeric(x$grad), rep(2, 12))
  expect_identical(torch_randn(3, 4)$t()$pin_memory()$stride(), c(1L, 4L))
  expect_true(torch_tensor(1:3, pin_memory = TRUE, requires_grad = FALSE)$is_pinned())
  expect_identical(torch_empty_strided(c(2, 2), c(1, 3), pin_memory = TRUE)$stride(), c(1L, 3L))
  expect_error(x$cuda()$pin_memory(), "only tensors on the CPU", class = "runtime_error")
  expect_true(torch_empty(0)$pin_memory()$is_pinned())
})

test_that("copies that do not block arrive, in the order of the device's work", {
  x <- torch_tensor(as.numeric(1:1000))$pin_memory()
  up <- x$cuda(non_blocking = TRUE)
  down <- (up * 2)$to(device = "cpu", non_blocking = TRUE)
  expect_true(down$is_pinned())
  cuda_synchronize()
  expect_equal(as.numeric(down), 2 * (1:1000))
  into <- torch_zeros(1000)$pin_memory()
  into$copy_(up, non_blocking = TRUE)
  back <- torch_zeros(1000, device = "cuda")$copy_(into, non_blocking = TRUE)
  expect_equal(as.numeric(back$cpu()), 1:1000)
  half <- torch_zeros(1000, dtype = torch_half())$pin_memory()$copy_(up, non_blocking = TRUE)
  every_other <- torch_zeros(2000)$pin_memory()[seq(1, 2000, 2)]$copy_(up, non_blocking = TRUE)
  cuda_synchronize()
  expect_equal(as.numeric(half$float()), 1:1000)
  expect_equal(as.numeric(every_other), 1:1000)
})

test_that("copies that block, and those of other memory, are done when they return", {
  x <- torch_tensor(as.numeric(1:1000))$pin_memory()
  y <- x$cuda()
  x$zero_()
  expect_equal(as.numeric(y$cpu()), 1:1000)
  z <- torch_tensor(as.numeric(1:1000))
  y <- z$cuda(non_blocking = TRUE)
  z$zero_()
  expect_equal(as.numeric(y$cpu()), 1:1000)
  expect_equal(as.numeric(torch_zeros(1000)$copy_(y, non_blocking = TRUE)), 1:1000)
})

test_that("pinned memory is not used again while a queued copy reads or writes it", {
  for (i in 1:20) {
    x <- torch_full(5000, i)$pin_memory()
    y <- x$cuda(non_blocking = TRUE)
    rm(x)
    gc(full = FALSE)
    z <- torch_zeros(5000)$pin_memory()
    expect_equal(y$sum()$item(), 5000 * i)
  }
  y <- torch_ones(5000, device = "cuda")
  for (i in 1:20) {
    y$to(device = "cpu", non_blocking = TRUE)
    gc(full = FALSE)
    z <- torch_zeros(5000)$pin_memory()
    cuda_synchronize()
    expect_equal(z$sum()$item(), 0)
  }
})

test_that("copy_() reads from another device, and its gradient goes back there", {
  x <- torch_tensor(c(1, 2, 3), requires_grad = TRUE)
  y <- torch_zeros(3, device = "cuda")$copy_(x)
  (y * y)$sum()$backward()
  expect_equal(as.numeric(x$grad), c(2, 4, 6))
  expect_equal(as.numeric(torch_zeros(2, 3, dtype = torch_long())$copy_(y$detach())), c(1, 1, 2, 2, 3, 3))
})

test_that("a queued copy's gradient comes back", {
  x <- torch_randn(3, requires_grad = TRUE)
  y <- x$pin_memory()$cuda(non_blocking = TRUE)
  (y * 3)$sum()$backward()
  expect_equal(as.numeric(x$grad), c(3, 3, 3))
})

test_that("events tell how far the device is, and the time between them", {
  start <- cuda_event()
  end <- cuda_event("cuda:0")
  expect_error(start$elapsed_time(end), "must be recorded", class = "runtime_error")
  x <- torch_randn(200, 200, device = "cuda")
  start$record()
  for (i in 1:3) x <- torch_mm(x, x) / 200
  end$record()
  expect_gt(start$elapsed_time(end), 0)
  expect_true(end$query())
  expect_invisible(end$synchronize())
  expect_error(start$elapsed_time(1), "must be an event", class = "type_error")
  expect_error(cuda_event("cuda:99"), "invalid device ordinal", class = "runtime_error")
  expect_error(cuda_event("cpu"), "expected a CUDA device", class = "value_error")
})

test_that("a fork after CUDA was used says so in the child", {
  skip_on_os("windows")
  torch_ones(1, device = "cuda")
  child <- parallel::mclapply(1:2, function(i) tryCatch(torch_ones(1, device = "cuda"), error = conditionMessage), mc.cores = 2)
  expect_match(child[[1]], "forked")
})

test_that("seeds repeat random numbers, and states can be kept", {
  torch_manual_seed(5)
  a <- as.numeric(torch_randn(100, device = "cuda")$cpu())
  torch_manual_seed(5)
  expect_identical(as.numeric(torch_randn(100, device = "cuda")$cpu()), a)
  state <- cuda_get_rng_state()
  b <- as.numeric(torch_rand(10, device = "cuda")$cpu())
  cuda_set_rng_state(state)
  expect_identical(as.numeric(torch_rand(10, device = "cuda")$cpu()), b)
})

test_that("autocast on CUDA uses half", {
  x <- torch_randn(4, 4, device = "cuda")
  with_autocast(device_type = "cuda", {
    expect_equal(torch_mm(x, x)$dtype, torch_half())
    expect_equal(torch_exp(torch_mm(x, x))$dtype, torch_float())
  })
})

# ---- Many parameters at once, and what is queued -------------------------------------------------------------------

test_that("zeros and steps of many parameters at once are the CPU's", {
  sizes <- c(1, 3, 4, 7, 300, 5000, 1025, rep(5, 100))
  trained <- function(device, make) {
    torch_manual_seed(1)
    params <- lapply(seq_along(sizes), function(i) torch_randn(sizes[i], dtype = if (i %% 3) torch_float() else torch_double()))
    params <- lapply(params, function(p) p$to(device = device)$requires_grad_(TRUE))
    params[[7]] <- torch_randn(1026)$to(device = device)$narrow(1, 2, 1025)$detach()$requires_grad_(TRUE) # not aligned to four
    optimizer <- make(params)
    for (k in 1:3) {
      optimizer$zero_grad()
      for (p in params[k:length(params)]) (p * p)$sum()$backward() # the first ones' gradients are missing, then zeros
      optimizer$step()
    }
    lapply(params, function(p) as.numeric(p$cpu()))
  }
  makers <- list(function(p) optim_adam(p, lr = 0.1, amsgrad = TRUE), function(p) optim_sgd(p, lr = 0.1, momentum = 0.9),
                 function(p) optim_sgd(p, lr = 0.1),
                 function(p) optim_rmsprop(list(list(params = p[1:50], lr = 0.1), list(params = p[-(1:50)], lr = 0.2))))
  for (make in makers) expect_equal(trained("cuda", make), trained("cpu", make), tolerance = 1e-5)
})

test_that("losses and their slopes are the CPU's at any alignment, in any dtype", {
  skip_if_not(cuda_is_available(), "no CUDA device")
  for (dtype in c("float", "double", "half")) for (n in c(5, 1030, 70000)) for (skip in 0:1) {
    x <- (torch_arange(1, n + skip, dtype = "double") * 0.37)$sin()$to(dtype = dtype)[(1 + skip):N]
    y <- torch_linspace(0.1, 0.9, n, dtype = "double")$to(dtype = dtype)
    both <- lapply(c("cpu", "cuda"), function(device) {
      x <- x$detach()$to(device = device)$requires_grad_()
      if (skip && device == "cuda") x <- torch_cat(list(x[1:1], x))$detach()[2:N]$requires_grad_()
      loss <- nnf_smooth_l1_loss(x, y$to(device = device), beta = 0.3)
      loss$backward()
      lapply(list(loss, x$grad), function(x) as.numeric(x$to(dtype = "double")$cpu()))
    })
    expect_equal(both[[2]], both[[1]], tolerance = c(float = 1e-5, double = 1e-10, half = 1e-2)[[dtype]])
  }
})

test_that("gradients are clipped as on the CPU, however many", {
  skip_if_not(cuda_is_available(), "no CUDA device")
  shapes <- c(list(c(130, 401), 0, integer(0), 5000), rep(list(c(3, 2), 7), 60))
  for (dtype in c("float", "double", "half")) for (order in c(1, 2, 3, Inf)) {
    both <- lapply(c("cpu", "cuda"), function(device) {
      params <- lapply(seq_along(shapes), function(k) {
        p <- torch_zeros(shapes[[k]], dtype = dtype, device = device, requires_grad = TRUE)
        g <- torch_tensor(sin(k + seq_len(prod(shapes[[k]]))), dtype = dtype)$reshape(shapes[[k]])
        p$grad <- g$to(device = device)
        p
      })
      norm <- nn_utils_clip_grad_norm_(c(params, params[4]), 0.5, order)
      nn_utils_clip_grad_value_(params, 1e-3)
      lapply(c(norm, lapply(params, function(p) p$grad)), function(x) as.numeric(x$to(dtype = "double")$cpu()))
    })
    expect_equal(both[[2]], both[[1]], tolerance = c(float = 1e-5, double = 1e-10, half = 1e-2)[[dtype]])
  }
})

test_that("a parameter that is there twice takes both steps", {
  train <- function(device) {
    w <- torch_ones(5)$to(device = device)$requires_grad_(TRUE)
    optimizer <- suppressWarnings(optim_sgd(list(w, w), lr = 0.1)) # of duplicates
    (w * w)$sum()$backward()
    optimizer$step()
    as.numeric(w$detach()$cpu())
  }
  expect_equal(train("cuda"), train("cpu"))
})

test_that("gradients that are not dense are stepped with and zeroed", {
  train <- function(device) {
    w <- torch_ones(3, 4)$to(device = device)$requires_grad_(TRUE)
    b <- torch_ones(3)$to(device = device)$requires_grad_(TRUE)
    optimizer <- optim_adam(list(w, b), lr = 0.1)
    w$grad <- torch_arange(1, 12, dtype = torch_float())$view(c(4, 3))$to(device = device)$t()
    b$grad <- torch_ones(3)$to(device = device)
    optimizer$step()
    optimizer$zero_grad()
    lapply(list(w, b, w$grad, b$grad), function(x) as.numeric(x$detach()$cpu()))
  }
  expect_equal(train("cuda"), train("cpu"), tolerance = 1e-5)
})

# The emulated device counts; NULL on others.
counting <- function() {
  path <- system.file("libs", "torch_cuda.so", package = "torch")
  symbol <- tryCatch(getNativeSymbolInfo("emulated_counts", dyn.load(path)), error = function(e) NULL)
  if (is.null(symbol)) return(NULL)
  counts <- function() stats::setNames(.C(symbol, integer(4))[[1]], c("launches", "copies", "waits", "mallocs"))
  function(work) {
    before <- counts()
    work()
    counts() - before
  }
}

test_that("a step of training is queued as few kernels, and the host waits for none", {
  count <- counting()
  skip_if(is.null(count), "only the emulated device counts")
  net <- nn_sequential(nn_linear(3, 32), nn_relu(), nn_linear(32, 1))
  net$to(device = "cuda")
  optimizer <- optim_adam(net$parameters, lr = 0.01)
  x <- torch_randn(100, 3, device = "cuda")
  y <- torch_randn(100, 1, device = "cuda")
  loss <- NULL
  step <- function() {
    optimizer$zero_grad()
    nnf_mse_loss(net(x), y)$backward()
    optimizer$step()
  }
  for (i in 1:3) step()
  whole <- count(step)
  expect_lte(whole[["launches"]], 15)
  expect_identical(whole[["copies"]] + whole[["waits"]] + whole[["mallocs"]], 0L)
  expect_identical(count(function() optimizer$zero_grad())[["launches"]], 1L)
  expect_identical(count(function() optimizer$step())[["launches"]], 1L)
  out <- net(x)
  expect_identical(count(function() loss <<- nnf_mse_loss(out, y))[["launches"]], 1L)
  expect_identical(count(function() autograd_grad(loss, out))[["launches"]], 2L) # a gradient of one, and the slope
  expect_identical(count(function() nn_utils_clip_grad_norm_(net$parameters, 1e-3))[["launches"]], 2L)
  expect_identical(count(function() nn_utils_clip_grad_value_(net$parameters, 1e-3))[["launches"]], 1L)
  expect_identical(count(function() net[[1]](x)$relu())[["launches"]], 2L)
  expect_identical(count(function() nn_sequential(net[[1]], net[[2]])(x))[["launches"]], 2L) # bias in the product
  gelu <- nn_sequential(net[[1]], nn_gelu(approximate = "tanh"))
  expect_identical(count(function() with_no_grad(gelu(x)))[["launches"]], 1L) # bias and activation
})

test_that("the scaler waits once for all gradients", {
  count <- counting()
  skip_if(is.null(count), "only the emulated device counts")
  params <- lapply(1:5, function(i) torch_randn(3, device = "cuda", requires_grad = TRUE))
  optimizer <- optim_sgd(params, lr = 0.1)
  scaler <- cuda_amp_grad_scaler()
  for (p in params) scaler$scale(p$sum())$backward()
  expect_lte(count(function() scaler$unscale_(optimizer))[["waits"]], 1L)
  expect_equal(as.numeric(params[[5]]$grad$cpu()), c(1, 1, 1))
  params[[4]]$grad$fill_(Inf)
  scaler$update()
  expect_null(scaler$step(optimizer))
})

test_that("after an error that stays the session goes on without the device", {
  skip_if(is.null(counting()), "only the emulated device can be broken")
  code <- "
    library(torch)
    x <- torch_ones(3, device = 'cuda')
    library <- dyn.load(system.file('libs', 'torch_cuda.so', package = 'torch'))
    invisible(.C(getNativeSymbolInfo('emulated_break', library)))
    said <- function(code) tryCatch(code, error = conditionMessage)
    for (i in 1:2) print(grepl('illegal memory access.*new one', said(x$cpu())))
    print(grepl('illegal memory access', said(x + 1)))
    print(grepl('illegal memory access', said(torch_ones(1e7, device = 'cuda'))))
    print(grepl('illegal memory access', said(torch_serialize(x))))
    print(grepl('illegal memory access', said(cuda_empty_cache())))
    rm(x)
    invisible(gc())
    print(torch_ones(3)$sum()$item() == 3)"
  script <- tempfile(fileext = ".R")
  on.exit(unlink(script))
  writeLines(code, script)
  output <- system2(file.path(R.home("bin"), "Rscript"), c("--vanilla", shQuote(script)), stdout = TRUE, stderr = TRUE)
  expect_identical(output, rep("[1] TRUE", 7))
})

test_that("products of half matrices may begin anywhere", {
  for (dtype in list(torch_half(), torch_bfloat16(), torch_float())) {
    x <- torch_randn(2 * 3 * 5 * 4 + 1)$to(dtype = dtype)
    a <- x$narrow(1, 2, 120)$view(c(2, 3, 5, 4))
    b <- torch_randn(2, 1, 4, 6)$to(dtype = dtype) # broadcast along the second dimension
    expected <- torch_matmul(a$float(), b$float())
    here <- x$to(device = "cuda")$narrow(1, 2, 120)$view(c(2, 3, 5, 4))
    expect_equal(as.numeric(torch_matmul(here, b$to(device = "cuda"))$float()$cpu()), as.numeric(expected), tolerance = 1e-2)
    layer <- nn_linear(5, 7)$to(dtype = dtype)
    rows <- x$narrow(1, 2, 15)$view(c(3, 5))
    expected <- nnf_linear(rows$float(), layer$weight$float(), layer$bias$float())
    layer$to(device = "cuda")
    expect_equal(as.numeric(layer(x$to(device = "cuda")$narrow(1, 2, 15)$view(c(3, 5)))$float()$cpu()), as.numeric(expected),
                 tolerance = 1e-2)
  }
})
