# Residual blocks that inherit from a common class, with private members and a running mean as buffer.
base_block <- nn_module(
  "base_block",
  initialize = function(width) {
    private$width <- width
    self$register_buffer("mean", torch_zeros(width))
    self$register_buffer("seen", torch_tensor(0L, dtype = torch_long()))
  },
  forward = function(x) {
    if (self$training) private$update(x)
    private$transform(x - self$mean) + x
  },
  active = list(size = function() private$width),
  private = list(
    width = NULL,
    transform = function(x) stop("a block must say what it does"),
    update = function(x) {
      with_no_grad({
        self$seen$add_(1L)
        self$mean$mul_(0.9)$add_(x$mean(dim = 1), alpha = 0.1)
      })
    }
  )
)

dense_block <- nn_module(
  "dense_block",
  inherit = base_block,
  initialize = function(width, bottleneck = width %/% 2) {
    super$initialize(width)
    self$down <- nn_linear(width, bottleneck)
    self$up <- nn_linear(bottleneck, width, bias = FALSE)
    self$gain <- nn_parameter(torch_zeros(1))
  },
  private = list(transform = function(x) self$up(nnf_gelu(self$down(x))) * self$gain)
)

residual_net <- nn_module(
  "residual_net",
  initialize = function(n_in, width, depth, n_out) {
    self$stem <- nn_linear(n_in, width)
    for (i in seq_len(depth)) self$add_module(paste0("block", i), dense_block(width))
    self$head <- NULL
    if (n_out > 0) self$head <- nn_linear(width, n_out)
    self$depth <- depth
  },
  forward = function(x) {
    x <- self$stem(x)
    for (i in seq_len(self$depth)) x <- self[[paste0("block", i)]](x)
    if (is.null(self$head)) x else self$head(x)
  }
)
