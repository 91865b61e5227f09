# The bridge while R collects garbage at every few allocations: an object that C code forgot to
# protect dies here. Small on purpose, because each collection takes milliseconds.
library(torch)

exercise <- function() {
    x <- torch_tensor(matrix(c(1, 2, 3, 4, 5, 6), 2), requires_grad = TRUE)
    y <- torch_tensor(c(0.5, -1, 2))
    z <- torch_sum((x * y + 1)^2)
    z$backward()
    stopifnot(identical(dim(as.array(x$grad)), c(2L, 3L)), identical(x$grad$shape, c(2L, 3L)))
    part <- x[1, 2:3]
    stopifnot(all.equal(as.numeric(part), c(3, 5)), part$requires_grad)
    with_no_grad({
        x[2, ] <- 0
        x$mul_(2)
    })
    stopifnot(all.equal(as.array(x), rbind(c(2, 6, 10), 0)))
    text <- utils::capture.output(print(torch_tensor(1:3)))
    stopifnot(length(text) > 2)
    message <- tryCatch(torch_ones(2, 3) + torch_ones(4), error = conditionMessage)
    stopifnot(grepl("must match", message))
    sorted <- torch_sort(torch_tensor(c(3, 1, 2)))
    stopifnot(identical(as.array(sorted[[2]]), c(2L, 3L, 1L)))
    seen <- NULL
    w <- torch_tensor(2, requires_grad = TRUE)
    w$register_hook(function(grad) {
        seen <<- as.numeric(grad)
        grad * 10
    })
    (w * w)$backward()
    stopifnot(seen == 4, as.numeric(w$grad) == 40)
    failed <- tryCatch({
        v <- torch_tensor(1, requires_grad = TRUE)
        v$register_hook(function(grad) stop("from the hook"))
        (v * 2)$backward()
    }, error = conditionMessage)
    stopifnot(grepl("from the hook", failed))
}

train <- function() {
    net <- nn_sequential(nn_linear(3, 4), nn_relu(), nn_linear(4, 1))
    optimizer <- optim_adam(net$parameters, lr = 0.01)
    x <- torch_randn(8, 3)
    y <- torch_randn(8, 1)
    for (step in 1:2) {
        optimizer$zero_grad()
        loss <- nnf_mse_loss(net(x), y)
        loss$backward()
        optimizer$step()
    }
    stopifnot(is.finite(loss$item()))
}

# Once without, so that what is done only once (lazy loading, byte compiling) is not tortured.
exercise()
train()
allowed <- as.numeric(Sys.getenv("TORTURE_SECONDS", "90"))
started <- proc.time()[["elapsed"]]
for (step in c(20, 5, 1)) {
    gctorture2(step)
    exercise()
    train()
    gctorture2(0)
    elapsed <- proc.time()[["elapsed"]] - started
    cat(sprintf("collected at every %d allocations: %.0f s so far\n", step, elapsed))
    if (elapsed > allowed / 3) break
}
