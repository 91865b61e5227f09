# Softmax over many classes in clusters of decreasing frequency.

#' Adaptive softmax with its loss
#'
#' An approximation of softmax for very many classes of which few are frequent, numbered by decreasing frequency.
#' A linear layer (the head) scores the frequent classes and one cluster for each range of rarer ones; within a
#' cluster two smaller linear layers score its classes. Only the clusters that occur among the targets are computed.
#'
#' @param in_features Size of the last dimension of the input.
#' @param n_classes Number of classes.
#' @param cutoffs Whole numbers in increasing order below `n_classes`: the last classes of the head and of all
#'   clusters but the last. With `c(10, 100)` the head has classes 1 to 10, the first cluster 11 to 100, the second
#'   the others. Other numbers are a value_error.
#' @param div_value The k-th cluster's vectors have size floor(in_features / div_value^k).
#' @param head_bias Has the head a bias?
#' @return A module of class `nn_adaptive_log_softmax_with_loss`. Called with `input`, (N, in_features) or
#'   (in_features), and `target`, classes from 1, (N) or one class, it returns a list of `output`, the logarithms of
#'   the targets' probabilities, and `loss`, minus their mean. `$log_prob(input)` returns the logarithms of all
#'   probabilities, (N, n_classes), and `$predict(input)` the most probable classes, (N).
#' @references E. Grave, A. Joulin, M. Cisse, D. Grangier and H. Jegou (2017). Efficient softmax approximation for
#'   GPUs. ICML.
#' @examples
#' model <- nn_adaptive_log_softmax_with_loss(8, n_classes = 20, cutoffs = c(4, 10))
#' x <- torch_randn(5, 8)
#' model(x, torch_tensor(c(1L, 4L, 5L, 20L, 2L)))$loss
#' model$predict(x)
#' @export
nn_adaptive_log_softmax_with_loss <- nn_module(
  "nn_adaptive_log_softmax_with_loss",
  initialize = function(in_features, n_classes, cutoffs, div_value = 4, head_bias = FALSE) {
    check_cutoffs(cutoffs, n_classes)
    cutoffs <- as.integer(cutoffs)
    self$in_features <- in_features
    self$n_classes <- n_classes
    self$cutoffs <- c(cutoffs, as.integer(n_classes))
    self$div_value <- div_value
    self$head_bias <- head_bias
    self$shortlist_size <- cutoffs[[1]]
    self$n_clusters <- length(cutoffs)
    self$head_size <- self$shortlist_size + self$n_clusters
    self$head <- nn_linear(in_features, self$head_size, bias = head_bias)
    self$tail <- nn_module_list()
    for (k in seq_len(self$n_clusters)) {
      size <- in_features %/% div_value^k
      self$tail$append(nn_sequential(nn_linear(in_features, size, bias = FALSE),
                                     nn_linear(size, self$cutoffs[[k + 1]] - self$cutoffs[[k]], bias = FALSE)))
    }
  },
  forward = function(input, target) {
    if (length(dim(input)) == 1) {
      one <- self$forward(torch_unsqueeze(input, 1), torch_reshape(target, 1))
      return(list(output = torch_squeeze(one$output, 1), loss = one$loss))
    }
    check_adaptive_target(self, input, target)
    bounds <- torch_tensor(self$cutoffs[seq_len(self$n_clusters)], dtype = torch_long(), device = target$device)
    cluster <- torch_bucketize(target, bounds) # 0: the head
    in_head <- torch_where(torch_eq(cluster, 0), target, torch_add(cluster, self$shortlist_size))
    output <- at_classes(nnf_log_softmax(self$head(input), 2), in_head)
    for (k in seq_len(self$n_clusters)) {
      rows <- torch_squeeze(torch_nonzero(torch_eq(cluster, k)), 2)
      if (length(rows) == 0) next
      scores <- self$tail[[k]](torch_index_select(input, 1, rows))
      classes <- torch_sub(torch_index_select(target, 1, rows), self$cutoffs[[k]])
      output <- output$index_add(1, rows, at_classes(nnf_log_softmax(scores, 2), classes))
    }
    list(output = output, loss = torch_neg(torch_mean(output)))
  },
  log_prob = function(input) {
    head <- nnf_log_softmax(self$head(input), 2)
    within <- lapply(seq_len(self$n_clusters), function(k) {
      torch_add(nnf_log_softmax(self$tail[[k]](input), 2), torch_narrow(head, 2, self$shortlist_size + k, 1))
    })
    torch_cat(c(list(torch_narrow(head, 2, 1, self$shortlist_size)), within), dim = 2)
  },
  predict = function(input) {
    best <- torch_argmax(self$head(input), 2)
    rows <- torch_squeeze(torch_nonzero(torch_gt(best, self$shortlist_size)), 2)
    if (length(rows) == 0) return(best)
    best$index_copy(1, rows, torch_argmax(self$log_prob(torch_index_select(input, 1, rows)), 2))
  }
)

# Of each row of x (N, C) the element of its class (N).
at_classes <- function(x, classes) torch_squeeze(torch_gather(x, 2, torch_unsqueeze(classes, 2)), 2)

check_cutoffs <- function(cutoffs, n_classes) {
  fits <- is.numeric(cutoffs) && length(cutoffs) > 0 && !anyNA(cutoffs) && all(cutoffs == floor(cutoffs)) &&
    all(diff(c(0, cutoffs, n_classes)) > 0)
  if (!fits) {
    value_error("nn_adaptive_log_softmax_with_loss: cutoffs must be whole numbers from 1 to n_classes - 1 in ",
                "increasing order, got ", deparse1(cutoffs), " for ", n_classes, " classes")
  }
}

check_adaptive_target <- function(self, input, target) {
  size <- dim(input)
  if (length(size) != 2 || !identical(dim(target), size[1])) {
    value_error("nn_adaptive_log_softmax_with_loss: expected input of size [N, ", self$in_features, "] and target of ",
                "size [N], got [", toString(size), "] and [", toString(dim(target)), "]")
  }
  if (size[1] == 0) return(invisible())
  range <- c(torch_min(target)$item(), torch_max(target)$item())
  if (range[1] < 1 || range[2] > self$n_classes) {
    index_error("nn_adaptive_log_softmax_with_loss: target values should be in [1, ", self$n_classes,
                "], but are in [", toString(range), "]")
  }
}
