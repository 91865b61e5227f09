# A tabular model: an embedding for each categorical column beside the numeric ones, then blocks of layers.
# Takes a list of two tensors: numbers (n, n_numeric) and codes counted from 1 (n, columns).
tabular_embeddings <- nn_module(
  "tabular_embeddings",
  initialize = function(levels, size) {
    self$tables <- nn_module_list(lapply(levels, function(n) category_table(n, size)))
  },
  forward = function(codes) {
    columns <- lapply(seq_along(self$tables), function(k) self$tables[[k]](codes[, k]))
    torch_cat(columns, dim = 2)
  }
)

category_table <- nn_module(
  "category_table",
  initialize = function(n, size) {
    self$weight <- nn_parameter(torch_empty(n, size))
    self$reset_parameters()
  },
  reset_parameters = function() nn_init_normal_(self$weight, std = 0.1),
  forward = function(code) nnf_embedding(code, self$weight)
)

tabular_model <- nn_module(
  "tabular_model",
  initialize = function(n_numeric, levels, n_out, embedding_size = 3, hidden = c(16, 8), dropout = 0.1,
                        activation = nn_relu) {
    self$embeddings <- tabular_embeddings(levels, embedding_size)
    sizes <- c(n_numeric + length(levels) * embedding_size, hidden)
    layers <- list()
    for (i in seq_along(hidden)) {
      layers <- c(layers, nn_linear(sizes[i], sizes[i + 1]), activation(), nn_dropout(dropout))
    }
    self$body <- nn_sequential(!!!layers)
    self$head <- nn_linear(sizes[length(sizes)], n_out)
  },
  forward = function(input) {
    x <- torch_cat(list(input$numbers, self$embeddings(input$codes)), dim = 2)
    self$head(self$body(x))
  }
)
