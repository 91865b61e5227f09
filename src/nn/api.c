/* The layers as C functions: arguments into values.
 * made by tools/generate.R from src/nn/layers.def; after a conflict run it again. */
#include "module.h"

#define VALUE(id, ...) ((th_value){.type = TH_ARG_##id, __VA_ARGS__})
static inline th_value from_int(int64_t i) { return VALUE(INT, .as.i = i); }
static inline th_value from_ints(th_ints x) { return x.n < 0 ? TH_NONE : VALUE(INTS, .n = x.n, .as.ints = x.v); }
static inline th_value from_first(th_ints x) { return x.n < 1 ? TH_NONE : from_int(x.v[0]); }
static inline th_value from_bool(bool b) { return VALUE(BOOL, .as.i = b); }
static inline th_value from_double(double d) { return VALUE(DOUBLE, .as.d = d); }
static inline th_value from_number(th_value v)
{ return v.type == TH_ARG_SCALAR ? from_double(th_scalar_double(v.as.scalar)) : v; }
static inline th_value from_string(const char *s) { return s ? VALUE(STRING, .as.string = s) : TH_NONE; }

static th_module *make(const char *layer, const th_value *args)
{
    th_module *module = th_module_new();
    th_module_build(module, layer, args);
    return module;
}

th_module *th_nn_identity(void)
{
    th_value args[] = {TH_NONE};
    return make("identity", args);
}

th_module *th_nn_linear(int64_t in_features, int64_t out_features)
{
    const th_layer *layer = th_layer_find("linear");
    th_value args[] = {from_int(in_features), from_int(out_features), layer->row.params[2].fallback};
    return make("linear", args);
}
th_module *th_nn_linear_with(int64_t in_features, int64_t out_features, bool bias)
{
    th_value args[] = {from_int(in_features), from_int(out_features), from_bool(bias)};
    return make("linear", args);
}

th_module *th_nn_bilinear(int64_t in1_features, int64_t in2_features, int64_t out_features)
{
    const th_layer *layer = th_layer_find("bilinear");
    th_value args[] = {from_int(in1_features), from_int(in2_features), from_int(out_features),
        layer->row.params[3].fallback};
    return make("bilinear", args);
}
th_module *th_nn_bilinear_with(int64_t in1_features, int64_t in2_features, int64_t out_features, bool bias)
{
    th_value args[] = {from_int(in1_features), from_int(in2_features), from_int(out_features), from_bool(bias)};
    return make("bilinear", args);
}

th_module *th_nn_flatten(void)
{
    const th_layer *layer = th_layer_find("flatten");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("flatten", args);
}
th_module *th_nn_flatten_with(int64_t start_dim, int64_t end_dim)
{
    th_value args[] = {from_int(start_dim), from_int(end_dim)};
    return make("flatten", args);
}

th_module *th_nn_unflatten(int64_t dim, th_ints unflattened_size)
{
    th_value args[] = {from_int(dim), from_ints(unflattened_size)};
    return make("unflatten", args);
}

th_module *th_nn_dropout(void)
{
    const th_layer *layer = th_layer_find("dropout");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("dropout", args);
}
th_module *th_nn_dropout_with(double p, bool inplace)
{
    th_value args[] = {from_double(p), from_bool(inplace)};
    return make("dropout", args);
}

th_module *th_nn_dropout1d(void)
{
    const th_layer *layer = th_layer_find("dropout1d");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("dropout1d", args);
}
th_module *th_nn_dropout1d_with(double p, bool inplace)
{
    th_value args[] = {from_double(p), from_bool(inplace)};
    return make("dropout1d", args);
}

th_module *th_nn_dropout2d(void)
{
    const th_layer *layer = th_layer_find("dropout2d");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("dropout2d", args);
}
th_module *th_nn_dropout2d_with(double p, bool inplace)
{
    th_value args[] = {from_double(p), from_bool(inplace)};
    return make("dropout2d", args);
}

th_module *th_nn_dropout3d(void)
{
    const th_layer *layer = th_layer_find("dropout3d");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("dropout3d", args);
}
th_module *th_nn_dropout3d_with(double p, bool inplace)
{
    th_value args[] = {from_double(p), from_bool(inplace)};
    return make("dropout3d", args);
}

th_module *th_nn_alpha_dropout(void)
{
    const th_layer *layer = th_layer_find("alpha_dropout");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("alpha_dropout", args);
}
th_module *th_nn_alpha_dropout_with(double p, bool inplace)
{
    th_value args[] = {from_double(p), from_bool(inplace)};
    return make("alpha_dropout", args);
}

th_module *th_nn_layer_norm(th_ints normalized_shape)
{
    const th_layer *layer = th_layer_find("layer_norm");
    th_value args[] = {from_ints(normalized_shape), layer->row.params[1].fallback,
        layer->row.params[2].fallback};
    return make("layer_norm", args);
}
th_module *th_nn_layer_norm_with(th_ints normalized_shape, double eps, bool elementwise_affine)
{
    th_value args[] = {from_ints(normalized_shape), from_double(eps), from_bool(elementwise_affine)};
    return make("layer_norm", args);
}

th_module *th_nn_batch_norm1d(int64_t num_features)
{
    const th_layer *layer = th_layer_find("batch_norm1d");
    th_value args[] = {from_int(num_features), layer->row.params[1].fallback, layer->row.params[2].fallback,
        layer->row.params[3].fallback, layer->row.params[4].fallback};
    return make("batch_norm1d", args);
}
th_module *th_op_nn_batch_norm1d_with(int64_t num_features, double eps, th_value momentum, bool affine,
    bool track_running_stats)
{
    th_value args[] = {from_int(num_features), from_double(eps), from_number(momentum), from_bool(affine),
        from_bool(track_running_stats)};
    return make("batch_norm1d", args);
}

th_module *th_nn_batch_norm2d(int64_t num_features)
{
    const th_layer *layer = th_layer_find("batch_norm2d");
    th_value args[] = {from_int(num_features), layer->row.params[1].fallback, layer->row.params[2].fallback,
        layer->row.params[3].fallback, layer->row.params[4].fallback};
    return make("batch_norm2d", args);
}
th_module *th_op_nn_batch_norm2d_with(int64_t num_features, double eps, th_value momentum, bool affine,
    bool track_running_stats)
{
    th_value args[] = {from_int(num_features), from_double(eps), from_number(momentum), from_bool(affine),
        from_bool(track_running_stats)};
    return make("batch_norm2d", args);
}

th_module *th_nn_batch_norm3d(int64_t num_features)
{
    const th_layer *layer = th_layer_find("batch_norm3d");
    th_value args[] = {from_int(num_features), layer->row.params[1].fallback, layer->row.params[2].fallback,
        layer->row.params[3].fallback, layer->row.params[4].fallback};
    return make("batch_norm3d", args);
}
th_module *th_op_nn_batch_norm3d_with(int64_t num_features, double eps, th_value momentum, bool affine,
    bool track_running_stats)
{
    th_value args[] = {from_int(num_features), from_double(eps), from_number(momentum), from_bool(affine),
        from_bool(track_running_stats)};
    return make("batch_norm3d", args);
}

th_module *th_nn_group_norm(int64_t num_groups, int64_t num_channels)
{
    const th_layer *layer = th_layer_find("group_norm");
    th_value args[] = {from_int(num_groups), from_int(num_channels), layer->row.params[2].fallback,
        layer->row.params[3].fallback};
    return make("group_norm", args);
}
th_module *th_nn_group_norm_with(int64_t num_groups, int64_t num_channels, double eps, bool affine)
{
    th_value args[] = {from_int(num_groups), from_int(num_channels), from_double(eps), from_bool(affine)};
    return make("group_norm", args);
}

th_module *th_nn_embedding(int64_t num_embeddings, int64_t embedding_dim)
{
    const th_layer *layer = th_layer_find("embedding");
    th_value args[] = {from_int(num_embeddings), from_int(embedding_dim), layer->row.params[2].fallback,
        layer->row.params[3].fallback, layer->row.params[4].fallback, layer->row.params[5].fallback,
        layer->row.params[6].fallback, layer->row.params[7].fallback};
    return make("embedding", args);
}
th_module *th_op_nn_embedding_with(int64_t num_embeddings, int64_t embedding_dim, th_ints padding_idx,
    th_value max_norm, double norm_type, bool scale_grad_by_freq, bool sparse, th_tensor *weight)
{
    th_value args[] = {from_int(num_embeddings), from_int(embedding_dim), from_first(padding_idx),
        from_number(max_norm), from_double(norm_type), from_bool(scale_grad_by_freq), from_bool(sparse),
        th_v_tensor(weight)};
    return make("embedding", args);
}

th_module *th_nn_embedding_bag(int64_t num_embeddings, int64_t embedding_dim)
{
    const th_layer *layer = th_layer_find("embedding_bag");
    th_value args[] = {from_int(num_embeddings), from_int(embedding_dim), layer->row.params[2].fallback,
        layer->row.params[3].fallback, layer->row.params[4].fallback, layer->row.params[5].fallback,
        layer->row.params[6].fallback, layer->row.params[7].fallback, layer->row.params[8].fallback,
        layer->row.params[9].fallback};
    return make("embedding_bag", args);
}
th_module *th_op_nn_embedding_bag_with(int64_t num_embeddings, int64_t embedding_dim, th_value max_norm,
    double norm_type, bool scale_grad_by_freq, const char *mode, bool sparse, bool include_last_offset,
    th_ints padding_idx, th_tensor *weight)
{
    th_value args[] = {from_int(num_embeddings), from_int(embedding_dim), from_number(max_norm),
        from_double(norm_type), from_bool(scale_grad_by_freq), from_string(mode), from_bool(sparse),
        from_bool(include_last_offset), from_first(padding_idx), th_v_tensor(weight)};
    return make("embedding_bag", args);
}

th_module *th_nn_relu(void)
{
    const th_layer *layer = th_layer_find("relu");
    th_value args[] = {layer->row.params[0].fallback};
    return make("relu", args);
}
th_module *th_nn_relu_with(bool inplace)
{
    th_value args[] = {from_bool(inplace)};
    return make("relu", args);
}

th_module *th_nn_relu6(void)
{
    const th_layer *layer = th_layer_find("relu6");
    th_value args[] = {layer->row.params[0].fallback};
    return make("relu6", args);
}
th_module *th_nn_relu6_with(bool inplace)
{
    th_value args[] = {from_bool(inplace)};
    return make("relu6", args);
}

th_module *th_nn_sigmoid(void)
{
    th_value args[] = {TH_NONE};
    return make("sigmoid", args);
}

th_module *th_nn_tanh(void)
{
    th_value args[] = {TH_NONE};
    return make("tanh", args);
}

th_module *th_nn_gelu(void)
{
    const th_layer *layer = th_layer_find("gelu");
    th_value args[] = {layer->row.params[0].fallback};
    return make("gelu", args);
}
th_module *th_nn_gelu_with(const char *approximate)
{
    th_value args[] = {from_string(approximate)};
    return make("gelu", args);
}

th_module *th_nn_elu(void)
{
    const th_layer *layer = th_layer_find("elu");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("elu", args);
}
th_module *th_nn_elu_with(double alpha, bool inplace)
{
    th_value args[] = {from_double(alpha), from_bool(inplace)};
    return make("elu", args);
}

th_module *th_nn_celu(void)
{
    const th_layer *layer = th_layer_find("celu");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("celu", args);
}
th_module *th_nn_celu_with(double alpha, bool inplace)
{
    th_value args[] = {from_double(alpha), from_bool(inplace)};
    return make("celu", args);
}

th_module *th_nn_selu(void)
{
    const th_layer *layer = th_layer_find("selu");
    th_value args[] = {layer->row.params[0].fallback};
    return make("selu", args);
}
th_module *th_nn_selu_with(bool inplace)
{
    th_value args[] = {from_bool(inplace)};
    return make("selu", args);
}

th_module *th_nn_silu(void)
{
    const th_layer *layer = th_layer_find("silu");
    th_value args[] = {layer->row.params[0].fallback};
    return make("silu", args);
}
th_module *th_nn_silu_with(bool inplace)
{
    th_value args[] = {from_bool(inplace)};
    return make("silu", args);
}

th_module *th_nn_leaky_relu(void)
{
    const th_layer *layer = th_layer_find("leaky_relu");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("leaky_relu", args);
}
th_module *th_nn_leaky_relu_with(double negative_slope, bool inplace)
{
    th_value args[] = {from_double(negative_slope), from_bool(inplace)};
    return make("leaky_relu", args);
}

th_module *th_nn_hardtanh(void)
{
    const th_layer *layer = th_layer_find("hardtanh");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback};
    return make("hardtanh", args);
}
th_module *th_nn_hardtanh_with(double min_val, double max_val, bool inplace)
{
    th_value args[] = {from_double(min_val), from_double(max_val), from_bool(inplace)};
    return make("hardtanh", args);
}

th_module *th_nn_hardsigmoid(void)
{
    const th_layer *layer = th_layer_find("hardsigmoid");
    th_value args[] = {layer->row.params[0].fallback};
    return make("hardsigmoid", args);
}
th_module *th_nn_hardsigmoid_with(bool inplace)
{
    th_value args[] = {from_bool(inplace)};
    return make("hardsigmoid", args);
}

th_module *th_nn_hardswish(void)
{
    const th_layer *layer = th_layer_find("hardswish");
    th_value args[] = {layer->row.params[0].fallback};
    return make("hardswish", args);
}
th_module *th_nn_hardswish_with(bool inplace)
{
    th_value args[] = {from_bool(inplace)};
    return make("hardswish", args);
}

th_module *th_nn_hardshrink(void)
{
    const th_layer *layer = th_layer_find("hardshrink");
    th_value args[] = {layer->row.params[0].fallback};
    return make("hardshrink", args);
}
th_module *th_nn_hardshrink_with(double lambd)
{
    th_value args[] = {from_double(lambd)};
    return make("hardshrink", args);
}

th_module *th_nn_softshrink(void)
{
    const th_layer *layer = th_layer_find("softshrink");
    th_value args[] = {layer->row.params[0].fallback};
    return make("softshrink", args);
}
th_module *th_nn_softshrink_with(double lambd)
{
    th_value args[] = {from_double(lambd)};
    return make("softshrink", args);
}

th_module *th_nn_softplus(void)
{
    const th_layer *layer = th_layer_find("softplus");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("softplus", args);
}
th_module *th_nn_softplus_with(double beta, double threshold)
{
    th_value args[] = {from_double(beta), from_double(threshold)};
    return make("softplus", args);
}

th_module *th_nn_softsign(void)
{
    th_value args[] = {TH_NONE};
    return make("softsign", args);
}

th_module *th_nn_tanhshrink(void)
{
    th_value args[] = {TH_NONE};
    return make("tanhshrink", args);
}

th_module *th_nn_threshold(double threshold, double value)
{
    const th_layer *layer = th_layer_find("threshold");
    th_value args[] = {from_double(threshold), from_double(value), layer->row.params[2].fallback};
    return make("threshold", args);
}
th_module *th_nn_threshold_with(double threshold, double value, bool inplace)
{
    th_value args[] = {from_double(threshold), from_double(value), from_bool(inplace)};
    return make("threshold", args);
}

th_module *th_nn_log_sigmoid(void)
{
    th_value args[] = {TH_NONE};
    return make("log_sigmoid", args);
}

th_module *th_nn_prelu(void)
{
    const th_layer *layer = th_layer_find("prelu");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("prelu", args);
}
th_module *th_nn_prelu_with(int64_t num_parameters, double init)
{
    th_value args[] = {from_int(num_parameters), from_double(init)};
    return make("prelu", args);
}

th_module *th_nn_rrelu(void)
{
    const th_layer *layer = th_layer_find("rrelu");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback};
    return make("rrelu", args);
}
th_module *th_nn_rrelu_with(double lower, double upper, bool inplace)
{
    th_value args[] = {from_double(lower), from_double(upper), from_bool(inplace)};
    return make("rrelu", args);
}

th_module *th_nn_contrib_sparsemax(void)
{
    const th_layer *layer = th_layer_find("contrib_sparsemax");
    th_value args[] = {layer->row.params[0].fallback};
    return make("contrib_sparsemax", args);
}
th_module *th_nn_contrib_sparsemax_with(int64_t dim)
{
    th_value args[] = {from_int(dim)};
    return make("contrib_sparsemax", args);
}

th_module *th_nn_glu(void)
{
    const th_layer *layer = th_layer_find("glu");
    th_value args[] = {layer->row.params[0].fallback};
    return make("glu", args);
}
th_module *th_nn_glu_with(int64_t dim)
{
    th_value args[] = {from_int(dim)};
    return make("glu", args);
}

th_module *th_nn_softmax(int64_t dim)
{
    th_value args[] = {from_int(dim)};
    return make("softmax", args);
}

th_module *th_nn_log_softmax(int64_t dim)
{
    th_value args[] = {from_int(dim)};
    return make("log_softmax", args);
}

th_module *th_nn_softmin(int64_t dim)
{
    th_value args[] = {from_int(dim)};
    return make("softmin", args);
}

th_module *th_nn_softmax2d(void)
{
    th_value args[] = {TH_NONE};
    return make("softmax2d", args);
}

th_module *th_nn_mse_loss(void)
{
    const th_layer *layer = th_layer_find("mse_loss");
    th_value args[] = {layer->row.params[0].fallback};
    return make("mse_loss", args);
}
th_module *th_nn_mse_loss_with(const char *reduction)
{
    th_value args[] = {from_string(reduction)};
    return make("mse_loss", args);
}

th_module *th_nn_l1_loss(void)
{
    const th_layer *layer = th_layer_find("l1_loss");
    th_value args[] = {layer->row.params[0].fallback};
    return make("l1_loss", args);
}
th_module *th_nn_l1_loss_with(const char *reduction)
{
    th_value args[] = {from_string(reduction)};
    return make("l1_loss", args);
}

th_module *th_nn_smooth_l1_loss(void)
{
    const th_layer *layer = th_layer_find("smooth_l1_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("smooth_l1_loss", args);
}
th_module *th_nn_smooth_l1_loss_with(const char *reduction, double beta)
{
    th_value args[] = {from_string(reduction), from_double(beta)};
    return make("smooth_l1_loss", args);
}

th_module *th_nn_huber_loss(void)
{
    const th_layer *layer = th_layer_find("huber_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("huber_loss", args);
}
th_module *th_nn_huber_loss_with(const char *reduction, double delta)
{
    th_value args[] = {from_string(reduction), from_double(delta)};
    return make("huber_loss", args);
}

th_module *th_nn_kl_div_loss(void)
{
    const th_layer *layer = th_layer_find("kl_div_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("kl_div_loss", args);
}
th_module *th_nn_kl_div_loss_with(const char *reduction, bool log_target)
{
    th_value args[] = {from_string(reduction), from_bool(log_target)};
    return make("kl_div_loss", args);
}

th_module *th_nn_poisson_nll_loss(void)
{
    const th_layer *layer = th_layer_find("poisson_nll_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback, layer->row.params[3].fallback};
    return make("poisson_nll_loss", args);
}
th_module *th_nn_poisson_nll_loss_with(bool log_input, bool full, double eps, const char *reduction)
{
    th_value args[] = {from_bool(log_input), from_bool(full), from_double(eps), from_string(reduction)};
    return make("poisson_nll_loss", args);
}

th_module *th_nn_cross_entropy_loss(void)
{
    const th_layer *layer = th_layer_find("cross_entropy_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback, layer->row.params[3].fallback};
    return make("cross_entropy_loss", args);
}
th_module *th_nn_cross_entropy_loss_with(th_tensor *weight, int64_t ignore_index, const char *reduction,
    double label_smoothing)
{
    th_value args[] = {th_v_tensor(weight), from_int(ignore_index), from_string(reduction),
        from_double(label_smoothing)};
    return make("cross_entropy_loss", args);
}

th_module *th_nn_nll_loss(void)
{
    const th_layer *layer = th_layer_find("nll_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback};
    return make("nll_loss", args);
}
th_module *th_nn_nll_loss_with(th_tensor *weight, int64_t ignore_index, const char *reduction)
{
    th_value args[] = {th_v_tensor(weight), from_int(ignore_index), from_string(reduction)};
    return make("nll_loss", args);
}

th_module *th_nn_bce_loss(void)
{
    const th_layer *layer = th_layer_find("bce_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("bce_loss", args);
}
th_module *th_nn_bce_loss_with(th_tensor *weight, const char *reduction)
{
    th_value args[] = {th_v_tensor(weight), from_string(reduction)};
    return make("bce_loss", args);
}

th_module *th_nn_bce_with_logits_loss(void)
{
    const th_layer *layer = th_layer_find("bce_with_logits_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback};
    return make("bce_with_logits_loss", args);
}
th_module *th_nn_bce_with_logits_loss_with(th_tensor *weight, const char *reduction, th_tensor *pos_weight)
{
    th_value args[] = {th_v_tensor(weight), from_string(reduction), th_v_tensor(pos_weight)};
    return make("bce_with_logits_loss", args);
}

th_module *th_nn_multilabel_soft_margin_loss(void)
{
    const th_layer *layer = th_layer_find("multilabel_soft_margin_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("multilabel_soft_margin_loss", args);
}
th_module *th_nn_multilabel_soft_margin_loss_with(th_tensor *weight, const char *reduction)
{
    th_value args[] = {th_v_tensor(weight), from_string(reduction)};
    return make("multilabel_soft_margin_loss", args);
}

th_module *th_nn_soft_margin_loss(void)
{
    const th_layer *layer = th_layer_find("soft_margin_loss");
    th_value args[] = {layer->row.params[0].fallback};
    return make("soft_margin_loss", args);
}
th_module *th_nn_soft_margin_loss_with(const char *reduction)
{
    th_value args[] = {from_string(reduction)};
    return make("soft_margin_loss", args);
}

th_module *th_nn_hinge_embedding_loss(void)
{
    const th_layer *layer = th_layer_find("hinge_embedding_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("hinge_embedding_loss", args);
}
th_module *th_nn_hinge_embedding_loss_with(double margin, const char *reduction)
{
    th_value args[] = {from_double(margin), from_string(reduction)};
    return make("hinge_embedding_loss", args);
}

th_module *th_nn_margin_ranking_loss(void)
{
    const th_layer *layer = th_layer_find("margin_ranking_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("margin_ranking_loss", args);
}
th_module *th_nn_margin_ranking_loss_with(double margin, const char *reduction)
{
    th_value args[] = {from_double(margin), from_string(reduction)};
    return make("margin_ranking_loss", args);
}

th_module *th_nn_cosine_embedding_loss(void)
{
    const th_layer *layer = th_layer_find("cosine_embedding_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback};
    return make("cosine_embedding_loss", args);
}
th_module *th_nn_cosine_embedding_loss_with(double margin, const char *reduction)
{
    th_value args[] = {from_double(margin), from_string(reduction)};
    return make("cosine_embedding_loss", args);
}

th_module *th_nn_triplet_margin_loss(void)
{
    const th_layer *layer = th_layer_find("triplet_margin_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback, layer->row.params[3].fallback, layer->row.params[4].fallback};
    return make("triplet_margin_loss", args);
}
th_module *th_nn_triplet_margin_loss_with(double margin, double p, double eps, bool swap, const char *reduction)
{
    th_value args[] = {from_double(margin), from_double(p), from_double(eps), from_bool(swap),
        from_string(reduction)};
    return make("triplet_margin_loss", args);
}

th_module *th_nn_multi_margin_loss(void)
{
    const th_layer *layer = th_layer_find("multi_margin_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback, layer->row.params[3].fallback};
    return make("multi_margin_loss", args);
}
th_module *th_nn_multi_margin_loss_with(double p, double margin, th_tensor *weight, const char *reduction)
{
    th_value args[] = {from_double(p), from_double(margin), th_v_tensor(weight), from_string(reduction)};
    return make("multi_margin_loss", args);
}

th_module *th_nn_multilabel_margin_loss(void)
{
    const th_layer *layer = th_layer_find("multilabel_margin_loss");
    th_value args[] = {layer->row.params[0].fallback};
    return make("multilabel_margin_loss", args);
}
th_module *th_nn_multilabel_margin_loss_with(const char *reduction)
{
    th_value args[] = {from_string(reduction)};
    return make("multilabel_margin_loss", args);
}

th_module *th_nn_aum_loss(void)
{
    th_value args[] = {TH_NONE};
    return make("aum_loss", args);
}

th_module *th_nn_pairwise_distance(void)
{
    const th_layer *layer = th_layer_find("pairwise_distance");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback};
    return make("pairwise_distance", args);
}
th_module *th_nn_pairwise_distance_with(double p, double eps, bool keepdim)
{
    th_value args[] = {from_double(p), from_double(eps), from_bool(keepdim)};
    return make("pairwise_distance", args);
}
