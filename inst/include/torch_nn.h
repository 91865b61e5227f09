/* One function per layer: dimensions and indices count from 0, NULL stands for a weight that is not there;
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

/* Dropout of channels; by default p = 0.5, inplace = false. */
th_module *th_nn_dropout2d(void);
th_module *th_nn_dropout2d_with(double p, bool inplace);

/* Dropout of channels of volumes; by default p = 0.5, inplace = false. */
th_module *th_nn_dropout3d(void);
th_module *th_nn_dropout3d_with(double p, bool inplace);

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

/* Cross entropy of scores; by default weight = NULL, ignore_index = -100, reduction = "mean". */
th_module *th_nn_cross_entropy_loss(void);
th_module *th_nn_cross_entropy_loss_with(th_tensor *weight, int64_t ignore_index, const char *reduction);

/* Negative log likelihood; by default weight = NULL, ignore_index = -100, reduction = "mean". */
th_module *th_nn_nll_loss(void);
th_module *th_nn_nll_loss_with(th_tensor *weight, int64_t ignore_index, const char *reduction);

/* Binary cross entropy; by default weight = NULL, reduction = "mean". */
th_module *th_nn_bce_loss(void);
th_module *th_nn_bce_loss_with(th_tensor *weight, const char *reduction);

/* Binary cross entropy of logits; by default weight = NULL, reduction = "mean", pos_weight = NULL. */
th_module *th_nn_bce_with_logits_loss(void);
th_module *th_nn_bce_with_logits_loss_with(th_tensor *weight, const char *reduction, th_tensor *pos_weight);

#endif
