/* The layers as C functions: arguments into values.
 * made by tools/generate.R from src/nn/layers.def; after a conflict run it again. */
#include "module.h"

#define VALUE(id, ...) ((th_value){.type = TH_ARG_##id, __VA_ARGS__})
static inline th_value from_int(int64_t i) { return VALUE(INT, .as.i = i); }
static inline th_value from_ints(th_ints x) { return x.n < 0 ? TH_NONE : VALUE(INTS, .n = x.n, .as.ints = x.v); }
static inline th_value from_bool(bool b) { return VALUE(BOOL, .as.i = b); }
static inline th_value from_double(double d) { return VALUE(DOUBLE, .as.d = d); }
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

th_module *th_nn_cross_entropy_loss(void)
{
    const th_layer *layer = th_layer_find("cross_entropy_loss");
    th_value args[] = {layer->row.params[0].fallback, layer->row.params[1].fallback,
        layer->row.params[2].fallback};
    return make("cross_entropy_loss", args);
}
th_module *th_nn_cross_entropy_loss_with(th_tensor *weight, int64_t ignore_index, const char *reduction)
{
    th_value args[] = {th_v_tensor(weight), from_int(ignore_index), from_string(reduction)};
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
