/* The layers of layers.def: what they register when built, what they compute in forward. */
#include "module.h"

#include "../core/autocast.h"
#include "../core/autograd.h"
#include "../core/scope.h"
#include "../ops/activation.h"
#include "../ops/losses.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Building ------------------------------------------------------------------------------- */

static int64_t int_arg(const th_module *m, int k) { return m->args[k].as.i; }
static double num_arg(const th_module *m, int k) { return m->args[k].as.d; }

/* A size among the constructor's arguments; 0 is one. */
static int64_t size_arg(const th_module *m, int k)
{
    if (int_arg(m, k) < 0)
        th_fail(TH_VALUE_ERROR, "nn_%s: %s must not be negative, got %lld", m->layer->row.name,
                m->layer->row.params[k].name, (long long)int_arg(m, k));
    return int_arg(m, k);
}

/* A parameter of the default dtype and device, uniform between -bound and bound. */
static void uniform_parameter(th_module *m, const char *name, th_ints shape, double bound)
{
    bool recording = th_set_grad_enabled(false);
    th_tensor *x = th_new(shape, th_default_dtype(), th_default_device());
    th_uniform_with_(x, -bound, bound, NULL);
    th_set_grad_enabled(recording);
    th_set_requires_grad(x, true);
    th_module_set_tensor(m, TH_PARAMETER, name, x, true);
}

/* A parameter of one number, or its absence. */
static void constant_parameter(th_module *m, const char *name, th_ints shape, double value, bool wanted)
{
    th_tensor *x = wanted ? th_fill_(th_new(shape, th_default_dtype(), th_default_device()), value) : NULL;
    if (x) th_set_requires_grad(x, true);
    th_module_set_tensor(m, TH_PARAMETER, name, x, true);
}

static void constant_buffer(th_module *m, const char *name, th_ints shape, th_dtype dtype, double value, bool wanted)
{
    th_tensor *x = wanted ? th_fill_(th_new(shape, dtype, th_default_device()), value) : NULL;
    th_module_set_tensor(m, TH_BUFFER, name, x, true);
}

static void build_nothing(th_module *m) { (void)m; }

/* weight (out, in) by kaiming_uniform(a = sqrt(5)), then bias (out), both bounded by 1 / sqrt(in) */
static void build_linear(th_module *m)
{
    int64_t in = size_arg(m, 0), out = size_arg(m, 1);
    double gain = sqrt(2.0 / (1 + 5.0)), deviation = gain / sqrt((double)in);
    uniform_parameter(m, "weight", TH_INTS(out, in), in ? sqrt(3.0) * deviation : 0);
    if (int_arg(m, 2)) uniform_parameter(m, "bias", TH_INTS(out), in ? 1 / sqrt((double)in) : 0);
    else th_module_set_tensor(m, TH_PARAMETER, "bias", NULL, true);
}

/* weight (out, in1, in2) and bias (out), bounded by 1 / sqrt(in1) */
static void build_bilinear(th_module *m)
{
    int64_t in1 = size_arg(m, 0), in2 = size_arg(m, 1), out = size_arg(m, 2);
    double bound = in1 ? 1 / sqrt((double)in1) : 0;
    uniform_parameter(m, "weight", TH_INTS(out, in1, in2), bound);
    if (int_arg(m, 3)) uniform_parameter(m, "bias", TH_INTS(out), bound);
    else th_module_set_tensor(m, TH_PARAMETER, "bias", NULL, true);
}

static void build_dropout(th_module *m)
{
    double p = num_arg(m, 0);
    if (!(p >= 0 && p <= 1))
        th_fail(TH_VALUE_ERROR, "nn_%s: p must be a probability between 0 and 1, got %g", m->layer->row.name, p);
}

static void build_range(th_module *m)
{
    if (!(num_arg(m, 0) < num_arg(m, 1)))
        th_fail(TH_VALUE_ERROR, "nn_%s: %s must be larger than %s, got %g and %g", m->layer->row.name,
                m->layer->row.params[1].name, m->layer->row.params[0].name, num_arg(m, 1), num_arg(m, 0));
}

static void build_prelu(th_module *m) { constant_parameter(m, "weight", TH_INTS(size_arg(m, 0)), num_arg(m, 1), true); }

/* ---- Normalization ---- */

static void check_eps(const th_module *m, int k)
{
    if (!(num_arg(m, k) >= 0))
        th_fail(TH_VALUE_ERROR, "nn_%s: eps must not be negative, got %g", m->layer->row.name, num_arg(m, k));
}

static void scale_and_shift(th_module *m, th_ints shape, bool wanted)
{
    constant_parameter(m, "weight", shape, 1, wanted);
    constant_parameter(m, "bias", shape, 0, wanted);
}

static void build_layer_norm(th_module *m)
{
    th_ints shape = {m->args[0].n, m->args[0].as.ints};
    if (shape.n < 1) th_fail(TH_VALUE_ERROR, "nn_layer_norm: normalized_shape must have at least one size, got none");
    for (int k = 0; k < shape.n; k++)
        if (shape.v[k] < 0)
            th_fail(TH_VALUE_ERROR, "nn_layer_norm: sizes of normalized_shape must not be negative, got %lld",
                    (long long)shape.v[k]);
    check_eps(m, 1);
    scale_and_shift(m, shape, int_arg(m, 2));
}

/* num_batches_tracked has one dimension, as in files of the R package; PyTorch reads it too. */
static void build_batch_norm(th_module *m)
{
    th_ints channels = TH_INTS(size_arg(m, 0));
    bool tracks = int_arg(m, 4);
    check_eps(m, 1);
    scale_and_shift(m, channels, int_arg(m, 3));
    constant_buffer(m, "running_mean", channels, th_default_dtype(), 0, tracks);
    constant_buffer(m, "running_var", channels, th_default_dtype(), 1, tracks);
    constant_buffer(m, "num_batches_tracked", TH_INTS(1), TH_INT64, 0, tracks);
}

static void build_group_norm(th_module *m)
{
    int64_t groups = size_arg(m, 0), channels = size_arg(m, 1);
    if (groups == 0 || channels % groups)
        th_fail(TH_VALUE_ERROR, "nn_group_norm: num_channels must be divisible by num_groups, got %lld and %lld",
                (long long)channels, (long long)groups);
    check_eps(m, 2);
    scale_and_shift(m, TH_INTS(channels), int_arg(m, 3));
}

/* ---- Embeddings ---- */

/* The row of padding_idx, 0-based; -1: none. */
static int64_t padding_row(const th_module *m, int k)
{
    if (m->args[k].type == TH_ARG_NONE) return -1;
    int64_t at = int_arg(m, k), rows = int_arg(m, 0);
    if (at >= rows || at < -rows)
        th_fail(TH_VALUE_ERROR, "nn_%s: padding_idx must be from 1 to num_embeddings (%lld), or negative to count from "
                "the end, got %lld", m->layer->row.name, (long long)rows, (long long)(at < 0 ? at : at + 1));
    return at < 0 ? at + rows : at;
}

/* Normal variates, (num_embeddings, embedding_dim); the row of padding is zero. */
static th_tensor *drawn_rows(const th_module *m, int64_t padding)
{
    th_tensor *x = th_normal_(th_new(TH_INTS(size_arg(m, 0), size_arg(m, 1)), th_default_dtype(), th_default_device()));
    if (padding >= 0) th_fill_(th_select(x, 0, padding), 0);
    return x;
}

/* padding, sparse, weight: which arguments these are */
static void build_rows(th_module *m, int padding, int sparse, int weight)
{
    int64_t rows = size_arg(m, 0), size = size_arg(m, 1), padded = padding_row(m, padding);
    th_tensor *given = m->args[weight].type == TH_ARG_TENSOR ? m->args[weight].as.tensor : NULL;
    if (int_arg(m, sparse))
        th_fail(TH_NOT_IMPLEMENTED, "nn_%s: sparse gradients are not implemented; use sparse = FALSE",
                m->layer->row.name);
    if (given && (given->ndim != 2 || given->shape[0] != rows || given->shape[1] != size))
        th_fail(TH_VALUE_ERROR, "nn_%s: expected .weight of shape [num_embeddings, embedding_dim] = [%lld, %lld], got "
                "[%s]", m->layer->row.name, (long long)rows, (long long)size, th_shape_text(given->ndim, given->shape));
    th_tensor *x = given ? given : drawn_rows(m, padded);
    if (!x->is_parameter) th_set_requires_grad(x, true);
    th_module_set_tensor(m, TH_PARAMETER, "weight", x, true);
    m->args[weight] = (th_value){.type = TH_ARG_NONE};
}

static void build_embedding(th_module *m) { build_rows(m, 2, 6, 7); }

static void build_embedding_bag(th_module *m)
{
    const char *mode = m->args[5].as.string;
    if (strcmp(mode, "sum") && strcmp(mode, "mean") && strcmp(mode, "max"))
        th_fail(TH_VALUE_ERROR, "nn_embedding_bag: mode must be 'sum', 'mean' or 'max', got '%s'", mode);
    build_rows(m, 8, 6, 9);
}

/* ---- Losses ---- */

static const char *full_name(const th_module *m)
{
    char *name = th_scratch(64);
    snprintf(name, 64, "nn_%s", m->layer->row.name);
    return name;
}

/* A tensor among the constructor's arguments becomes a buffer of that name. */
static void keep_buffer(th_module *m, int k)
{
    th_tensor *x = m->args[k].type == TH_ARG_TENSOR ? m->args[k].as.tensor : NULL;
    th_module_set_tensor(m, TH_BUFFER, m->layer->row.params[k].name, x, true);
    m->args[k] = (th_value){.type = TH_ARG_NONE};
}

/* Weights become buffers; the reduction has to be one. */
static void build_reduced(th_module *m, bool batchmean)
{
    for (int k = 0; k < m->layer->row.n_params; k++) {
        const th_param *p = &m->layer->row.params[k];
        if (p->type == TH_SIG_T) keep_buffer(m, k);
        if (p->type == TH_SIG_STR) th_check_reduction(full_name(m), m->args[k].as.string, batchmean);
    }
}

static void build_loss(th_module *m) { build_reduced(m, false); }
static void build_kl_div(th_module *m) { build_reduced(m, true); }

static void build_multi_margin(th_module *m)
{
    if (num_arg(m, 0) != 1 && num_arg(m, 0) != 2)
        th_fail(TH_VALUE_ERROR, "nn_multi_margin_loss: p must be 1 or 2, got %g", num_arg(m, 0));
    build_loss(m);
}

static void build_smooth_l1(th_module *m)
{
    double beta = num_arg(m, 1);
    if (!(beta >= 0)) th_fail(TH_VALUE_ERROR, "nn_smooth_l1_loss: beta must not be negative, got %g", beta);
    build_loss(m);
}

static void build_huber(th_module *m)
{
    double delta = num_arg(m, 1);
    if (!(delta > 0)) th_fail(TH_VALUE_ERROR, "nn_huber_loss: delta must be larger than 0, got %g", delta);
    build_loss(m);
}

static void build_cross_entropy(th_module *m)
{
    double smoothing = num_arg(m, 3);
    if (!(smoothing >= 0 && smoothing <= 1))
        th_fail(TH_VALUE_ERROR, "nn_cross_entropy_loss: label_smoothing must be between 0 and 1, got %g", smoothing);
    build_loss(m);
}

/* ---- Forward -------------------------------------------------------------------------------- */

static th_tensor *slot_tensor(const th_module *m, const char *name)
{
    th_slot *slot = th_module_slot(m, name);
    return slot ? slot->tensor : NULL;
}

static th_tensor *input(const th_module *m, th_list in, int k)
{
    if (in.n <= k)
        th_fail(TH_TYPE_ERROR, "nn_%s: forward got %d input%s, expected %d", m->layer->row.name, in.n,
                in.n == 1 ? "" : "s", m->layer->inputs.n_params);
    return in.v[k];
}

static th_tensor *optional_input(th_list in, int k) { return k < in.n ? in.v[k] : NULL; }

/* How much the running statistics move: without a momentum they are means over all batches. */
static double running_share(const th_module *m, th_tensor *batches)
{
    if (m->args[2].type != TH_ARG_NONE) return num_arg(m, 2);
    if (!batches || th_device_of(batches).type == TH_META) return 1;
    return 1 / (1 + (double)th_scalar_int(th_item(batches)));
}

/* Statistics are the batch's in training, and where no running ones are kept. */
static th_tensor *batch_norm(const th_module *m, th_tensor *x, int least, int most)
{
    th_tensor *mean = slot_tensor(m, "running_mean"), *var = slot_tensor(m, "running_var");
    th_tensor *batches = m->training ? slot_tensor(m, "num_batches_tracked") : NULL;
    if (x->ndim < least || x->ndim > most)
        th_fail(TH_VALUE_ERROR, "nn_%s: expected %s input (got %dD input)", m->layer->row.name,
                most == 3 ? "2D or 3D" : most == 4 ? "4D" : "5D", x->ndim);
    th_tensor *y = th_batch_norm_with(x, mean, var, slot_tensor(m, "weight"), slot_tensor(m, "bias"),
                                      m->training || !mean || !var, running_share(m, batches), num_arg(m, 1));
    if (batches) {
        bool recording = th_set_grad_enabled(false);
        th_add_(batches, 1);
        th_set_grad_enabled(recording);
    }
    return y;
}

static int gelu_row(const char *approximate)
{
    if (!strcmp(approximate, "none")) return TH_OP_gelu_exact;
    if (!strcmp(approximate, "tanh")) return TH_OP_gelu_tanh;
    th_fail(TH_VALUE_ERROR, "gelu: approximate must be 'none' or 'tanh', got '%s'", approximate);
}

static th_tensor *activate(const th_module *m, th_tensor *x, bool in_place)
{
    const th_op *row = &th_ops[m->layer->activation(m)];
    th_value args[TH_MAX_ARGS] = {th_v_tensor(x)};
    for (int k = 1; k < row->n_params; k++) args[k] = th_v_double(num_arg(m, k - 1));
    return in_place ? th_dispatch_in_place(row->id, args) : th_dispatch1(row->id, args);
}

/* The argument inplace of an activation is its last, and the only flag. */
static bool is_in_place(const th_module *m)
{
    int last = m->layer->row.n_params - 1;
    return last >= 0 && m->layer->row.params[last].type == TH_SIG_B && int_arg(m, last);
}

/* The words in which layers.def writes its expressions; its head says what they mean. */
#define P(name) slot_tensor(m, name)
#define INT(k) int_arg(m, k)
#define INTS(k) ((th_ints){m->args[k].n, m->args[k].as.ints})
#define NUM(k) num_arg(m, k)
#define FLAG(k) (int_arg(m, k) != 0)
#define ARG(k) m->args[k]
#define INDEX(k) (m->args[k].type == TH_ARG_INT ? (th_ints){1, &m->args[k].as.i} : TH_NO_INTS)
#define INPUT(k) optional_input(in, k)
#define STR(k) (m->args[k].as.string)
#define TRAINING m->training
#define ROW row
#define NUMBERS numbers
#define x2 input(m, in, 1)
#define x3 input(m, in, 2)
#define LAYER(name, signature, build, inputs, forward)                        \
    static th_tensor *forward_##name(th_module *m, th_list in)                \
    {                                                                         \
        th_tensor *x = in.v[0];                                               \
        (void)m;                                                              \
        return forward;                                                       \
    }
#define WITH_ACTIVATION(name, signature, build, inputs, forward, together)                                         \
    LAYER(name, signature, build, inputs, forward)                                                                 \
    static th_tensor *activated_##name(th_module *m, th_list in, const char *row, th_value numbers)                \
    {                                                                                                              \
        th_tensor *x = in.v[0];                                                                                    \
        return together;                                                                                           \
    }
#define ACTIVATION(name, signature, build, inputs, elementwise)                                                    \
    static int activation_##name(const th_module *m) { (void)m; return elementwise; }                              \
    LAYER(name, signature, build, inputs, activate(m, x, is_in_place(m)))
#include "layers.def"
#undef LAYER
#undef WITH_ACTIVATION
#undef ACTIVATION

#define FIELDS(n, sig, builder, forward_sig)                                                      \
    .row = {.name = #n, .signature = sig}, .inputs = {.name = "nn_" #n, .signature = forward_sig}, \
    .build = builder, .forward = forward_##n
#define LAYER(n, sig, builder, inputs, expression) {FIELDS(n, sig, builder, inputs)},
#define WITH_ACTIVATION(n, sig, builder, inputs, expression, together) \
    {FIELDS(n, sig, builder, inputs), .activated = activated_##n},
#define ACTIVATION(n, sig, builder, inputs, row) {FIELDS(n, sig, builder, inputs), .activation = activation_##n},
static th_layer layers[] = {
#include "layers.def"
};
#undef LAYER
#undef WITH_ACTIVATION
#undef ACTIVATION

static const int n_layers = sizeof layers / sizeof *layers;

const th_layer *th_layer_find(const char *name)
{
    for (int k = 0; k < n_layers; k++) {
        if (strcmp(layers[k].row.name, name)) continue;
        if (!layers[k].inputs.n_params) {
            th_parse_signature(&layers[k].row);
            th_parse_signature(&layers[k].inputs);
        }
        return &layers[k];
    }
    th_fail(TH_VALUE_ERROR, "nn: there is no layer '%s'", name);
}

void th_module_build(th_module *module, const char *name, const th_value *args)
{
    th_scope *scope = th_scope_open();
    const th_layer *layer = th_layer_find(name);
    th_module_take_args(module, layer->row.n_params, args);
    module->layer = layer;
    layer->build(module);
    th_scope_close(scope);
}

void th_module_set_layer(th_module *module, const char *name, const th_value *args)
{
    const th_layer *layer = th_layer_find(name);
    th_module_take_args(module, layer->row.n_params, args);
    module->layer = layer;
    for (int k = 0; k < module->layer->row.n_params; k++) /* tensors are in slots by now */
        if (module->args[k].type == TH_ARG_TENSOR) module->args[k] = (th_value){.type = TH_ARG_NONE};
}

/* ---- Activations behind other layers -------------------------------------------------------- */

/* The row of an activation whose forward nobody overrides, or NULL. Autocast must leave its input as it is, for it will
 * not go through the door on its own. */
static const th_op *plain_activation(const th_module *m, const th_tensor *x)
{
    if (!m->layer || !m->layer->activation || m->call || !th_dtype_is_floating((th_dtype)x->dtype)) return NULL;
    int row = m->layer->activation(m);
    bool cast = th_modes_now.autocasts && th_cast_class_of(row, th_device_of(x).type) != TH_CAST_AS_IS;
    return cast ? NULL : &th_ops[row];
}

static bool is_recorded(const th_module *m, const th_tensor *x)
{
    bool any = th_requires_grad(x);
    for (int k = 0; k < m->n_slots && !any; k++) any = m->slots[k].tensor && th_requires_grad(m->slots[k].tensor);
    return any && th_grad_enabled();
}

th_tensor *th_layer_activated(th_module *m, const th_module *activation, th_list in)
{
    if (!m->layer || !m->layer->activated || m->call || in.n == 0) return NULL;
    const th_op *row = plain_activation(activation, in.v[0]);
    if (!row) return NULL;
    double values[TH_MAX_ARGS];
    for (int k = 1; k < row->n_params; k++) values[k - 1] = num_arg(activation, k - 1);
    th_value numbers = {.type = TH_ARG_DOUBLES, .n = row->n_params - 1, .as.doubles = values};
    if (is_recorded(m, in.v[0]) && !th_slope_needs_result_only(row, numbers)) return NULL;
    return m->layer->activated(m, in, row->name, numbers);
}

th_tensor *th_layer_overwriting(const th_module *m, th_tensor *x)
{
    const th_op *row = plain_activation(m, x);
    bool ours = row && x->refs == 1 && x->storage->refs == 1;
    if (!ours || (row->saved_inputs && th_grad_enabled() && th_requires_grad(x))) return NULL;
    return activate(m, x, true);
}
