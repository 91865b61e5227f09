# A mixture density network: the density of a number as a mixture of normal ones, and its loss. It returns a list.
mixture_head <- nn_module(
  "mixture_head",
  initialize = function(n_in, k) {
    self$k <- k
    self$outputs <- nn_module_dict(list(
      weights = nn_linear(n_in, k),
      means = nn_linear(n_in, k),
      log_sds = nn_linear(n_in, k)
    ))
  },
  forward = function(x) {
    list(
      log_weights = nnf_log_softmax(self$outputs[["weights"]](x), dim = 2),
      means = self$outputs$means(x),
      log_sds = torch_clamp(self$outputs$log_sds(x), -5, 5)
    )
  }
)

mixture_loss <- nn_module(
  "mixture_loss",
  initialize = function(reduction = "mean") self$reduction <- reduction,
  forward = function(input, target) {
    z <- (target$unsqueeze(2) - input$means) / input$log_sds$exp()
    log_density <- -0.5 * z$pow(2) - input$log_sds - 0.5 * log(2 * pi)
    loss <- -torch_logsumexp(input$log_weights + log_density, dim = 2)
    switch(self$reduction, mean = loss$mean(), sum = loss$sum(), none = loss)
  }
)
