# Losses that call a function of R's.

#' Triplet loss with a distance of one's own
#'
#' max(0, d(anchor, positive) - d(anchor, negative) + margin): the positive example shall be nearer to the anchor
#' than the negative one, by the margin. [nnf_triplet_margin_loss()] is the same with a fixed distance.
#'
#' @param anchor,positive,negative Tensors of one size, (N, D) for the default distance.
#' @param distance_function A function of two such tensors that returns their distances, (N), written with tensor
#'   operations, or a module; `NULL`: [nnf_pairwise_distance()].
#' @param margin By how much the negative example has to be farther away.
#' @param swap Compare with the distance of positive and negative example where that is smaller (Balntas, Riba,
#'   Ponsa and Mikolajczyk 2016)?
#' @param reduction `"mean"`, `"sum"` or `"none"`; others are a value_error.
#' @return The loss: a tensor without dimensions, or of the size of the distances for `reduction = "none"`.
#' @references V. Balntas, E. Riba, D. Ponsa and K. Mikolajczyk (2016). Learning local feature descriptors with
#'   triplets and shallow convolutional neural networks. BMVC.
#' @examples
#' x <- torch_randn(3, 4, 5)
#' city_block <- function(a, b) torch_sum(torch_abs(a - b), dim = 2)
#' nnf_triplet_margin_with_distance_loss(x[1, , ], x[2, , ], x[3, , ], distance_function = city_block)
#' @export
nnf_triplet_margin_with_distance_loss <- function(anchor, positive, negative, distance_function = NULL, margin = 1,
                                                  swap = FALSE, reduction = "mean") {
  distance <- if (is.null(distance_function)) nnf_pairwise_distance else distance_function
  if (!is.function(distance)) {
    type_error("triplet_margin_with_distance_loss: distance_function must be a function, got ", class(distance)[[1]])
  }
  swapped <- if (is_true(swap)) distance(positive, negative)
  near <- distance(anchor, positive)
  .torch_triplet_margin_with_distance_loss(near, distance(anchor, negative), swapped, margin, reduction)
}

#' @inherit nnf_triplet_margin_with_distance_loss title description params references
#' @return A module of class `nn_triplet_margin_with_distance_loss`. Called with `anchor`, `positive` and `negative`,
#'   it returns what the function returns.
#' @examples
#' cosine <- function(a, b) 1 - nnf_cosine_similarity(a, b)
#' loss <- nn_triplet_margin_with_distance_loss(cosine, margin = 0.2)
#' loss(torch_randn(4, 5), torch_randn(4, 5), torch_randn(4, 5))
#' @export
nn_triplet_margin_with_distance_loss <- nn_module(
  "nn_triplet_margin_with_distance_loss",
  initialize = function(distance_function = NULL, margin = 1, swap = FALSE, reduction = "mean") {
    self$distance_function <- distance_function
    self$margin <- margin
    self$swap <- swap
    self$reduction <- reduction
  },
  forward = function(anchor, positive, negative) {
    nnf_triplet_margin_with_distance_loss(anchor, positive, negative, self$distance_function, self$margin, self$swap,
                                          self$reduction)
  }
)
