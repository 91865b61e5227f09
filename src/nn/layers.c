/* The layers of layers.def: what they register when built, what they compute in forward. */
#include "module.h"

#include "../core/autograd.h"
#include "../core/scope.h"

#include <math.h>
#include <string.h>

/* ---- Building ------------------------------------------------------------------------------- */

static int64_t int_arg(const th_module *m, int k) { return m->args[k].as.i; }
static double num_arg(const th_module *m, int k) { return m->args[k].as.d; }

/* A positive size among the constructor's arguments. */
static int64_t size_arg(const th_module *m, int k)
{
    if (int_arg(m, k) < 0)
        th_fail(TH_VALUE_ERROR, "nn_%s: %s must not be negative, got %lld", m->layer->row.name, m->layer->row.params[k].name,
                (long long)int_arg(m, k));
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

static void build_prelu(th_module *m)
{
    th_tensor *x = th_new(TH_INTS(size_arg(m, 0)), th_default_dtype(), th_default_device());
    th_fill_(x, num_arg(m, 1));
    th_set_requires_grad(x, true);
    th_module_set_tensor(m, TH_PARAMETER, "weight", x, true);
}

static void check_reduction(const th_module *m, int k)
{
    const char *how = m->args[k].as.string;
    if (strcmp(how, "mean") && strcmp(how, "sum") && strcmp(how, "none"))
        th_fail(TH_VALUE_ERROR, "nn_%s: reduction must be 'mean', 'sum' or 'none', got '%s'", m->layer->row.name, how);
}

/* A tensor among the constructor's arguments becomes a buffer of that name. */
static void keep_buffer(th_module *m, int k, const char *name)
{
    th_tensor *x = m->args[k].type == TH_ARG_TENSOR ? m->args[k].as.tensor : NULL;
    th_module_set_tensor(m, TH_BUFFER, name, x, true);
    m->args[k] = (th_value){.type = TH_ARG_NONE};
}

static void build_reduction(th_module *m) { check_reduction(m, 0); }
static void build_class_loss(th_module *m) { check_reduction(m, 2); keep_buffer(m, 0, "weight"); }
static void build_weighted_loss(th_module *m) { check_reduction(m, 1); keep_buffer(m, 0, "weight"); }
static void build_logits_loss(th_module *m)
{
    check_reduction(m, 1);
    keep_buffer(m, 0, "weight");
    keep_buffer(m, 2, "pos_weight");
}

/* ---- Forward -------------------------------------------------------------------------------- */

static th_tensor *slot_tensor(const th_module *m, const char *name)
{
    th_slot *slot = th_module_slot(m, name);
    return slot ? slot->tensor : NULL;
}

static th_tensor *second(const th_module *m, th_list in)
{
    if (in.n < 2) th_fail(TH_TYPE_ERROR, "nn_%s: forward got one input, expected two", m->layer->row.name);
    return in.v[1];
}

#define P(name) slot_tensor(m, name)
#define INT(k) int_arg(m, k)
#define INTS(k) ((th_ints){m->args[k].n, m->args[k].as.ints})
#define NUM(k) num_arg(m, k)
#define FLAG(k) (int_arg(m, k) != 0)
#define STR(k) (m->args[k].as.string)
#define TRAINING m->training
#define x2 second(m, in)
#define LAYER(name, signature, build, inputs, forward)                        \
    static th_tensor *forward_##name(th_module *m, th_list in)                \
    {                                                                         \
        th_tensor *x = in.v[0];                                               \
        (void)m;                                                              \
        return forward;                                                       \
    }
#include "layers.def"
#undef LAYER

#define LAYER(n, sig, builder, forward_sig, expression)                                           \
    {.row = {.name = #n, .signature = sig}, .inputs = {.name = "nn_" #n, .signature = forward_sig}, \
     .build = builder, .forward = forward_##n},
th_layer th_layers[] = {
#include "layers.def"
};
#undef LAYER

static const int n_layers = sizeof th_layers / sizeof *th_layers;

const th_layer *th_layer_find(const char *name)
{
    for (int k = 0; k < n_layers; k++) {
        if (strcmp(th_layers[k].row.name, name)) continue;
        if (!th_layers[k].inputs.n_params) {
            th_parse_signature(&th_layers[k].row);
            th_parse_signature(&th_layers[k].inputs);
        }
        return &th_layers[k];
    }
    th_fail(TH_VALUE_ERROR, "nn: there is no layer '%s'", name);
}

void th_module_build(th_module *module, const char *name, const th_value *args)
{
    th_scope *scope = th_scope_open();
    module->layer = th_layer_find(name);
    memcpy(module->args, args, (size_t)module->layer->row.n_params * sizeof *args);
    module->layer->build(module);
    th_scope_close(scope);
}

void th_module_set_layer(th_module *module, const char *name, const th_value *args)
{
    module->layer = th_layer_find(name);
    memcpy(module->args, args, (size_t)module->layer->row.n_params * sizeof *args);
    for (int k = 0; k < module->layer->row.n_params; k++) /* tensors are in slots by now */
        if (module->args[k].type == TH_ARG_TENSOR) module->args[k] = (th_value){.type = TH_ARG_NONE};
}
