# An autoencoder of module lists whose decoder uses the transposed weights of the encoder.
autoencoder <- nn_module(
  "autoencoder",
  initialize = function(sizes) {
    self$encoder <- nn_module_list()
    for (i in seq_along(sizes)[-1]) self$encoder$append(nn_linear(sizes[i - 1], sizes[i]))
    self$biases <- nn_module_list(lapply(rev(sizes[-length(sizes)]), shift))
    self$activation <- torch_tanh
  },
  encode = function(x) {
    for (layer in as.list(self$encoder)) x <- self$activation(layer(x))
    x
  },
  decode = function(code) {
    n <- length(self$encoder)
    for (i in seq_len(n)) {
      code <- self$biases[[i]](torch_matmul(code, self$encoder[[n - i + 1]]$weight))
      if (i < n) code <- self$activation(code)
    }
    code
  },
  forward = function(x) self$decode(self$encode(x))
)

shift <- nn_module(
  "shift",
  initialize = function(n) self$by <- nn_parameter(torch_zeros(n)),
  forward = function(x) x + self$by
)
