# Random numbers: seeds, generators and the tensors drawn from them.

#' Seeds and states of random numbers
#'
#' `torch_manual_seed()` starts the default generators of all devices anew. The state of a generator
#' can be read, kept and set again. `with_torch_manual_seed()` and `local_torch_manual_seed()` seed for
#' one piece of code and bring the former state back afterwards.
#'
#' @details The same seed gives the same values on every machine, and those that PyTorch gives on the CPU.
#'   Without a seed, each R process begins with one of its own. Seeds of R, as set by [set.seed()], have no
#'   influence.
#' @param seed A whole number, or a `bit64::integer64`.
#' @param state A Byte tensor that one of the functions for reading a state returned.
#' @param code Code that is evaluated with the seed set.
#' @param ... Must be empty.
#' @param .env The frame at whose end the state comes back.
#' @param device A CUDA device; by default the current one.
#' @return `torch_manual_seed()`: `NULL`, invisibly. `torch_get_rng_state()` and `cuda_get_rng_state()`: a
#'   Byte tensor. `with_torch_manual_seed()`: the value of `code`. Bytes that are no state are a value_error.
#' @examples
#' torch_manual_seed(1)
#' torch_rand(2)
#' state <- torch_get_rng_state()
#' x <- torch_randn(3)
#' torch_set_rng_state(state)
#' torch_equal(x, torch_randn(3))
#' with_torch_manual_seed(torch_rand(2), seed = 1)
#' @rdname torch_manual_seed
#' @export
torch_manual_seed <- function(seed) {
  .Call(C_manual_seed, NULL, seed)
  invisible(NULL)
}

#' @rdname torch_manual_seed
#' @export
torch_get_rng_state <- function() .Call(C_rng_state, NULL, "cpu")

#' @rdname torch_manual_seed
#' @export
torch_set_rng_state <- function(state) invisible(.Call(C_set_rng_state, NULL, "cpu", state))

#' @rdname torch_manual_seed
#' @export
cuda_get_rng_state <- function(device = NULL) .Call(C_rng_state, NULL, cuda_generator_device(device))

#' @rdname torch_manual_seed
#' @export
cuda_set_rng_state <- function(state, device = NULL) {
  invisible(.Call(C_set_rng_state, NULL, cuda_generator_device(device), state))
}

cuda_generator_device <- function(device) {
  if (is.null(device)) return("cuda")
  if (is.numeric(device)) paste0("cuda:", device) else device
}

#' @rdname torch_manual_seed
#' @export
with_torch_manual_seed <- function(code, ..., seed) {
  local_torch_manual_seed(seed)
  force(code)
}

#' @rdname torch_manual_seed
#' @export
local_torch_manual_seed <- function(seed, .env = parent.frame()) {
  state <- torch_get_rng_state()
  torch_manual_seed(seed)
  do.call(on.exit, list(bquote(.(torch_set_rng_state)(.(state))), TRUE), envir = .env)
  invisible(NULL)
}

#' Generators of random numbers
#'
#' A source of random numbers on the CPU with a state of its own. Pass it as `generator` to draw from it
#' instead of the default generator.
#'
#' @return A generator `g` with the methods `g$manual_seed(seed)`, which returns `g`; `g$seed()`, which takes
#'   a seed from the system and returns it; `g$initial_seed()` or `g$current_seed()`, the seed it was started
#'   with; `g$set_current_seed(seed)`; `g$get_state()` and `g$set_state(state)`. Seeds above 2^53 are
#'   `bit64::integer64`.
#' @examples
#' g <- torch_generator()
#' g$manual_seed(1)
#' torch_randperm(4, generator = g)
#' g$current_seed()
#' @export
torch_generator <- function() .Call(C_generator)

#' @export
`$.torch_generator` <- function(x, name) {
  switch(name,
    manual_seed = , set_current_seed = function(seed) invisible(.Call(C_manual_seed, x, seed)),
    seed = function() .Call(C_random_seed, x),
    initial_seed = , current_seed = function() .Call(C_initial_seed, x),
    get_state = function() .Call(C_rng_state, x, NULL),
    set_state = function(state) {
      .Call(C_set_rng_state, x, NULL, state)
      invisible(x)
    },
    value_error("a torch_generator has no method `", name, "`"))
}

#' @export
print.torch_generator <- function(x, ...) {
  cat("torch_generator()\n")
  invisible(x)
}

#' Random tensors
#'
#' `torch_rand()` draws from the uniform distribution on \[0, 1), `torch_randn()` from the standard normal
#' distribution, `torch_randint()` whole numbers from `low` to `high - 1`, `torch_randperm()` a random order
#' of the numbers from 0 to `n - 1`. The functions ending in `_like` take size, dtype and device from
#' `input`.
#'
#' @inheritParams torch_zeros
#' @param dtype The dtype. By default the default dtype, for `torch_randint()` and `torch_randperm()` Long.
#' @param low,high Whole numbers, `low` below `high`; `high` itself is not drawn. `torch_randint(high, size = )`
#'   begins at 0.
#' @param n How many numbers.
#' @param memory_format Ignored.
#' @param generator A [torch_generator()]; by default the default generator of the device.
#' @return A tensor. Bounds that the dtype cannot hold are a value_error, integer dtypes in `torch_rand()`
#'   and `torch_randn()` a not_implemented_error.
#' @seealso [torch_manual_seed()]
#' @examples
#' torch_rand(2, 3)
#' torch_randn(c(2, 2), dtype = torch_double())
#' torch_randint(1, 7, size = 5)
#' torch_randperm(5)
#' torch_randn_like(torch_ones(2))
#' @rdname torch_rand
#' @export
torch_rand <- function(..., names = NULL, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE,
                       generator = NULL) {
  .Call(C_created, .torch_rand(c(...), dtype, device, generator), requires_grad, names, layout)
}

#' @rdname torch_rand
#' @export
torch_randn <- function(..., names = NULL, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE,
                        generator = NULL) {
  .Call(C_created, .torch_randn(c(...), dtype, device, generator), requires_grad, names, layout)
}

#' @rdname torch_rand
#' @export
torch_randint <- function(low, high, size, generator = NULL, dtype = NULL, layout = NULL, device = NULL,
                          requires_grad = FALSE, memory_format = torch_preserve_format()) {
  if (missing(high)) {
    high <- low
    low <- 0
  }
  .Call(C_created, .torch_randint(low, high, size, dtype, device, generator), requires_grad, NULL, layout)
}

#' @rdname torch_rand
#' @export
torch_randperm <- function(n, dtype = torch_int64(), layout = NULL, device = NULL, requires_grad = FALSE,
                           generator = NULL) {
  .Call(C_created, .torch_randperm(n, dtype, device, generator), requires_grad, NULL, layout)
}

#' @rdname torch_rand
#' @export
torch_rand_like <- function(input, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE,
                            memory_format = torch_preserve_format()) {
  .Call(C_created, .torch_rand_like(input, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_rand
#' @export
torch_randn_like <- function(input, dtype = NULL, layout = NULL, device = NULL, requires_grad = FALSE,
                             memory_format = torch_preserve_format()) {
  .Call(C_created, .torch_randn_like(input, dtype, device), requires_grad, NULL, layout)
}

#' @rdname torch_rand
#' @export
torch_randint_like <- function(input, low, high, dtype = NULL, layout = NULL, device = NULL,
                               requires_grad = FALSE) {
  .Call(C_created, .torch_randint_like(input, low, high, dtype, device), requires_grad, NULL, layout)
}

#' @rdname nnf_rrelu
#' @export
nnf_rrelu_ <- function(input, lower = 1 / 8, upper = 1 / 3, training = FALSE) {
  torch_rrelu_(input, lower, upper, training)
}

#' Normal variates
#'
#' Draws from normal distributions with given means and standard deviations. Gradients do not flow through
#' the draws: to differentiate with respect to mean and deviation use `mean + std * torch_randn_like(std)`.
#'
#' @param mean,std Means and standard deviations: tensors, which are broadcast against each other, or
#'   numbers. Negative deviations are a value_error.
#' @param size The sizes, where `mean` and `std` are numbers.
#' @param generator A [torch_generator()]; by default the default generator of the device.
#' @param ... With `size`: `dtype`, `layout`, `device`, `requires_grad` as in [torch_randn()].
#' @return A tensor, of the broadcast size or of `size`.
#' @examples
#' torch_normal(0, 1, size = c(2, 2))
#' torch_normal(torch_arange(1, 4), 0.1)
#' torch_normal(mean = torch_zeros(3), std = torch_ones(3))
#' @export
torch_normal <- function(mean, std, size = NULL, generator = NULL, ...) {
  if (missing(mean)) mean <- 0
  if (missing(std)) std <- 1
  if (is.null(size)) return(.torch_normal(mean, std, generator))
  if (is_torch_tensor(mean) || is_torch_tensor(std)) {
    value_error("normal: size can be given only where mean and std are numbers")
  }
  normal_of_size(mean, std, size, generator, ...)
}

normal_of_size <- function(mean, std, size, generator, dtype = NULL, layout = NULL, device = NULL,
                           requires_grad = FALSE, names = NULL) {
  .Call(C_created, .torch_normal_of_size(mean, std, size, dtype, device, generator), requires_grad, names, layout)
}
