/* One function per layer: dimensions and indices count from 0, NULL stands for a weight not given;
 * made by tools/generate.R from src/nn/layers.def; after a conflict run it again. */
#ifndef TORCH_NN_H
#define TORCH_NN_H

/* Identity. */
th_module *th_nn_identity(void);

/* Linear layer; by default bias = true. */
th_module *th_nn_linear(int64_t in_features, int64_t out_features);
th_module *th_nn_linear_with(int64_t in_features, int64_t out_features, bool bias);

/* Bilinear layer; by default bias = true. */
th_module *th_nn_bilinear(int64_t in1_features, int64_t in2_features, int64_t out_features);
th_module *th_nn_bilinear_with(int64_t in1_features, int64_t in2_features, int64_t out_features, bool bias);

/* Flatten; by default start_dim = 1, end_dim = -1. */
th_module *th_nn_flatten(void);
th_module *th_nn_flatten_with(int64_t start_dim, int64_t end_dim);

/* Unflatten. */
th_module *th_nn_unflatten(int64_t dim, th_ints unflattened_size);

/* Dropout; by default p = 0.5, inplace = false. */
th_module *th_nn_dropout(void);
th_module *th_nn_dropout_with(double p, bool inplace);

/* Dropout of channels of sequences; by default p = 0.5, inplace = false. */
th_module *th_nn_dropout1d(void);
th_module *th_nn_dropout1d_with(double p, bool inplace);

/* Dropout of channels; by default p = 0.5, inplace = false. */
th_module *th_nn_dropout2d(void);
th_module *th_nn_dropout2d_with(double p, bool inplace);

/* Dropout of channels of volumes; by default p = 0.5, inplace = false. */
th_module *th_nn_dropout3d(void);
th_module *th_nn_dropout3d_with(double p, bool inplace);

/* Dropout for self-normalizing networks; by default p = 0.5, inplace = false. */
th_module *th_nn_alpha_dropout(void);
th_module *th_nn_alpha_dropout_with(double p, bool inplace);

/* Layer normalization; by default eps = 1e-05, elementwise_affine = true. */
th_module *th_nn_layer_norm(th_ints normalized_shape);
th_module *th_nn_layer_norm_with(th_ints normalized_shape, double eps, bool elementwise_affine);

/* Batch normalization of vectors or sequences; by default eps = 1e-05, momentum = 0.1, affine = true,
 * track_running_stats = true. */
th_module *th_nn_batch_norm1d(int64_t num_features);
th_module *th_op_nn_batch_norm1d_with(int64_t num_features, double eps, th_value momentum, bool affine,
    bool track_running_stats);
#define th_nn_batch_norm1d_with(num_features, eps, momentum, affine, track_running_stats) \
    th_op_nn_batch_norm1d_with(num_features, eps, TH_V(momentum), affine, track_running_stats)

/* Batch normalization of pictures; by default eps = 1e-05, momentum = 0.1, affine = true,
 * track_running_stats = true. */
th_module *th_nn_batch_norm2d(int64_t num_features);
th_module *th_op_nn_batch_norm2d_with(int64_t num_features, double eps, th_value momentum, bool affine,
    bool track_running_stats);
#define th_nn_batch_norm2d_with(num_features, eps, momentum, affine, track_running_stats) \
    th_op_nn_batch_norm2d_with(num_features, eps, TH_V(momentum), affine, track_running_stats)

/* Batch normalization of volumes; by default eps = 1e-05, momentum = 0.1, affine = true,
 * track_running_stats = true. */
th_module *th_nn_batch_norm3d(int64_t num_features);
th_module *th_op_nn_batch_norm3d_with(int64_t num_features, double eps, th_value momentum, bool affine,
    bool track_running_stats);
#define th_nn_batch_norm3d_with(num_features, eps, momentum, affine, track_running_stats) \
    th_op_nn_batch_norm3d_with(num_features, eps, TH_V(momentum), affine, track_running_stats)

/* Group normalization; by default eps = 1e-05, affine = true. */
th_module *th_nn_group_norm(int64_t num_groups, int64_t num_channels);
th_module *th_nn_group_norm_with(int64_t num_groups, int64_t num_channels, double eps, bool affine);

/* Embedding; by default padding_idx = none, max_norm = none, norm_type = 2, scale_grad_by_freq = false,
 * sparse = false, weight = none. */
th_module *th_nn_embedding(int64_t num_embeddings, int64_t embedding_dim);
th_module *th_op_nn_embedding_with(int64_t num_embeddings, int64_t embedding_dim, th_ints padding_idx,
    th_value max_norm, double norm_type, bool scale_grad_by_freq, bool sparse, th_tensor *weight);
#define th_nn_embedding_with(num_embeddings, embedding_dim, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, weight) \
    th_op_nn_embedding_with(num_embeddings, embedding_dim, padding_idx, TH_V(max_norm), norm_type, \
        scale_grad_by_freq, sparse, weight)

/* Bags of embeddings; by default max_norm = none, norm_type = 2, scale_grad_by_freq = false, mode = "mean",
 * sparse = false, include_last_offset = false, padding_idx = none, weight = none. */
th_module *th_nn_embedding_bag(int64_t num_embeddings, int64_t embedding_dim);
th_module *th_op_nn_embedding_bag_with(int64_t num_embeddings, int64_t embedding_dim, th_value max_norm,
    double norm_type, bool scale_grad_by_freq, const char *mode, bool sparse, bool include_last_offset,
    th_ints padding_idx, th_tensor *weight);
#define th_nn_embedding_bag_with(num_embeddings, embedding_dim, max_norm, norm_type, scale_grad_by_freq, mode, sparse, include_last_offset, padding_idx, weight) \
    th_op_nn_embedding_bag_with(num_embeddings, embedding_dim, TH_V(max_norm), norm_type, scale_grad_by_freq, \
        mode, sparse, include_last_offset, padding_idx, weight)

/* Positive part; by default inplace = false. */
th_module *th_nn_relu(void);
th_module *th_nn_relu_with(bool inplace);

/* Positive part up to six; by default inplace = false. */
th_module *th_nn_relu6(void);
th_module *th_nn_relu6_with(bool inplace);

/* Logistic function. */
th_module *th_nn_sigmoid(void);

/* Hyperbolic tangent. */
th_module *th_nn_tanh(void);

/* Gaussian error linear unit; by default approximate = "none". */
th_module *th_nn_gelu(void);
th_module *th_nn_gelu_with(const char *approximate);

/* Exponential linear unit; by default alpha = 1, inplace = false. */
th_module *th_nn_elu(void);
th_module *th_nn_elu_with(double alpha, bool inplace);

/* Continuously differentiable elu; by default alpha = 1, inplace = false. */
th_module *th_nn_celu(void);
th_module *th_nn_celu_with(double alpha, bool inplace);

/* Self-normalizing elu; by default inplace = false. */
th_module *th_nn_selu(void);
th_module *th_nn_selu_with(bool inplace);

/* Sigmoid linear unit; by default inplace = false. */
th_module *th_nn_silu(void);
th_module *th_nn_silu_with(bool inplace);

/* relu with a negative slope; by default negative_slope = 0.01, inplace = false. */
th_module *th_nn_leaky_relu(void);
th_module *th_nn_leaky_relu_with(double negative_slope, bool inplace);

/* Identity cut at both ends; by default min_val = -1, max_val = 1, inplace = false. */
th_module *th_nn_hardtanh(void);
th_module *th_nn_hardtanh_with(double min_val, double max_val, bool inplace);

/* Piecewise linear sigmoid; by default inplace = false. */
th_module *th_nn_hardsigmoid(void);
th_module *th_nn_hardsigmoid_with(bool inplace);

/* Piecewise silu; by default inplace = false. */
th_module *th_nn_hardswish(void);
th_module *th_nn_hardswish_with(bool inplace);

/* Zero inside an interval; by default lambd = 0.5. */
th_module *th_nn_hardshrink(void);
th_module *th_nn_hardshrink_with(double lambd);

/* Shrink towards zero; by default lambd = 0.5. */
th_module *th_nn_softshrink(void);
th_module *th_nn_softshrink_with(double lambd);

/* Smooth relu; by default beta = 1, threshold = 20. */
th_module *th_nn_softplus(void);
th_module *th_nn_softplus_with(double beta, double threshold);

/* x / (1 + |x|). */
th_module *th_nn_softsign(void);

/* x - tanh(x). */
th_module *th_nn_tanhshrink(void);

/* A value below a threshold; by default inplace = false. */
th_module *th_nn_threshold(double threshold, double value);
th_module *th_nn_threshold_with(double threshold, double value, bool inplace);

/* Logarithm of the logistic function. */
th_module *th_nn_log_sigmoid(void);

/* relu with a learned slope; by default num_parameters = 1, init = 0.25. */
th_module *th_nn_prelu(void);
th_module *th_nn_prelu_with(int64_t num_parameters, double init);

/* relu with a random negative slope; by default lower = 1/8, upper = 1/3, inplace = false. */
th_module *th_nn_rrelu(void);
th_module *th_nn_rrelu_with(double lower, double upper, bool inplace);

/* Sparsemax; by default dim = -1. */
th_module *th_nn_contrib_sparsemax(void);
th_module *th_nn_contrib_sparsemax_with(int64_t dim);

/* Gated linear unit; by default dim = -1. */
th_module *th_nn_glu(void);
th_module *th_nn_glu_with(int64_t dim);

/* Softmax. */
th_module *th_nn_softmax(int64_t dim);

/* Logarithm of softmax. */
th_module *th_nn_log_softmax(int64_t dim);

/* Softmin. */
th_module *th_nn_softmin(int64_t dim);

/* Softmax over channels. */
th_module *th_nn_softmax2d(void);

/* Mean squared error; by default reduction = "mean". */
th_module *th_nn_mse_loss(void);
th_module *th_nn_mse_loss_with(const char *reduction);

/* Mean absolute error; by default reduction = "mean". */
th_module *th_nn_l1_loss(void);
th_module *th_nn_l1_loss_with(const char *reduction);

/* Absolute error, squared where it is small; by default reduction = "mean", beta = 1. */
th_module *th_nn_smooth_l1_loss(void);
th_module *th_nn_smooth_l1_loss_with(const char *reduction, double beta);

/* Squared error, linear where it is large; by default reduction = "mean", delta = 1. */
th_module *th_nn_huber_loss(void);
th_module *th_nn_huber_loss_with(const char *reduction, double delta);

/* Kullback-Leibler divergence; by default reduction = "mean", log_target = false. */
th_module *th_nn_kl_div_loss(void);
th_module *th_nn_kl_div_loss_with(const char *reduction, bool log_target);

/* Negative log likelihood of Poisson counts; by default log_input = true, full = false, eps = 1e-08,
 * reduction = "mean". */
th_module *th_nn_poisson_nll_loss(void);
th_module *th_nn_poisson_nll_loss_with(bool log_input, bool full, double eps, const char *reduction);

/* Cross entropy of scores; by default weight = none, ignore_index = -100, reduction = "mean",
 * label_smoothing = 0. */
th_module *th_nn_cross_entropy_loss(void);
th_module *th_nn_cross_entropy_loss_with(th_tensor *weight, int64_t ignore_index, const char *reduction,
    double label_smoothing);

/* Negative log likelihood; by default weight = none, ignore_index = -100, reduction = "mean". */
th_module *th_nn_nll_loss(void);
th_module *th_nn_nll_loss_with(th_tensor *weight, int64_t ignore_index, const char *reduction);

/* Binary cross entropy; by default weight = none, reduction = "mean". */
th_module *th_nn_bce_loss(void);
th_module *th_nn_bce_loss_with(th_tensor *weight, const char *reduction);

/* Binary cross entropy of logits; by default weight = none, reduction = "mean", pos_weight = none. */
th_module *th_nn_bce_with_logits_loss(void);
th_module *th_nn_bce_with_logits_loss_with(th_tensor *weight, const char *reduction, th_tensor *pos_weight);

/* Binary cross entropy of several labels; by default weight = none, reduction = "mean". */
th_module *th_nn_multilabel_soft_margin_loss(void);
th_module *th_nn_multilabel_soft_margin_loss_with(th_tensor *weight, const char *reduction);

/* Logistic loss of labels -1 and 1; by default reduction = "mean". */
th_module *th_nn_soft_margin_loss(void);
th_module *th_nn_soft_margin_loss_with(const char *reduction);

/* Hinge loss of distances with labels -1 and 1; by default margin = 1, reduction = "mean". */
th_module *th_nn_hinge_embedding_loss(void);
th_module *th_nn_hinge_embedding_loss_with(double margin, const char *reduction);

/* Loss of the order of two inputs; by default margin = 0, reduction = "mean". */
th_module *th_nn_margin_ranking_loss(void);
th_module *th_nn_margin_ranking_loss_with(double margin, const char *reduction);

/* Loss of the angle between two vectors; by default margin = 0, reduction = "mean". */
th_module *th_nn_cosine_embedding_loss(void);
th_module *th_nn_cosine_embedding_loss_with(double margin, const char *reduction);

/* Loss of distances within triplets; by default margin = 1, p = 2, eps = 1e-06, swap = false,
 * reduction = "mean". */
th_module *th_nn_triplet_margin_loss(void);
th_module *th_nn_triplet_margin_loss_with(double margin, double p, double eps, bool swap, const char *reduction);

/* Hinge loss of several classes; by default p = 1, margin = 1, weight = none, reduction = "mean". */
th_module *th_nn_multi_margin_loss(void);
th_module *th_nn_multi_margin_loss_with(double p, double margin, th_tensor *weight, const char *reduction);

/* Hinge loss of several classes and several labels; by default reduction = "mean". */
th_module *th_nn_multilabel_margin_loss(void);
th_module *th_nn_multilabel_margin_loss_with(const char *reduction);

/* Area under the minimum of false positive and false negative rate. */
th_module *th_nn_aum_loss(void);

/* Distances between vectors, pair by pair; by default p = 2, eps = 1e-06, keepdim = false. */
th_module *th_nn_pairwise_distance(void);
th_module *th_nn_pairwise_distance_with(double p, double eps, bool keepdim);

#endif
