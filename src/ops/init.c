/* Initial values of parameters. Each row changes its tensor in place and records nothing. */
#include "../core/autograd.h"

#include <math.h>
#include <string.h>

/* ---- Fans and gains --------------------------------------------------------------------------- */

typedef struct { double in, out; } fans;

/* weight: (out, in, kernel...) */
static fans fans_of(const th_call *call, const th_tensor *weight)
{
    if (weight->ndim < 2)
        th_fail(TH_VALUE_ERROR, "%s: Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
                call->op->name);
    double field = 1;
    for (int d = 2; d < weight->ndim; d++) field *= (double)weight->shape[d];
    return (fans){(double)weight->shape[1] * field, (double)weight->shape[0] * field};
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp(name, *names)) return true;
    return false;
}

/* By how much a layer has to widen its weights to keep the variance through a nonlinearity. */
static double gain_of(const char *nonlinearity, bool has_param, double param)
{
    static const char *const linear[] = {"linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d",
                                         "conv_transpose3d", "sigmoid", NULL};
    if (is_one_of(nonlinearity, linear)) return 1;
    if (!strcmp(nonlinearity, "tanh")) return 5.0 / 3;
    if (!strcmp(nonlinearity, "relu")) return sqrt(2);
    if (!strcmp(nonlinearity, "selu")) return 0.75;
    if (strcmp(nonlinearity, "leaky_relu")) th_fail(TH_VALUE_ERROR, "Unsupported nonlinearity %s", nonlinearity);
    double slope = has_param ? param : 0.01;
    return sqrt(2 / (1 + slope * slope));
}

/* nonlinearity, param */
void composite_init_gain(th_call *call)
{
    double gain = gain_of(th_arg_string(call, 0), th_arg_given(call, 1), th_arg_double(call, 1));
    call->args[0] = th_v_double(gain);
}

/* ---- Fills ------------------------------------------------------------------------------------ */

static th_tensor *begin(th_call *call)
{
    th_set_grad_enabled(false); /* until the composite's scope closes */
    return call->out[0] = th_arg(call, 0);
}

void composite_init_constant_(th_call *call) { th_fill_(begin(call), th_arg_scalar(call, 1)); }

void composite_init_uniform_(th_call *call)
{
    th_uniform_with_(begin(call), th_arg_double(call, 1), th_arg_double(call, 2), NULL);
}

void composite_init_normal_(th_call *call)
{
    th_normal_with_(begin(call), th_arg_double(call, 1), th_arg_double(call, 2), NULL);
}

/* self, gain. Variance 2 / (in + out) (Glorot and Bengio, 2010). */
static double xavier_std(th_call *call)
{
    fans fan = fans_of(call, th_arg(call, 0));
    return th_arg_double(call, 1) * sqrt(2.0 / (fan.in + fan.out));
}

void composite_init_xavier_uniform_(th_call *call)
{
    double bound = sqrt(3.0) * xavier_std(call);
    th_uniform_with_(begin(call), -bound, bound, NULL);
}

void composite_init_xavier_normal_(th_call *call) { th_normal_with_(begin(call), 0, xavier_std(call), NULL); }

/* self, a, mode, nonlinearity. Variance gain^2 / fan (He et al., 2015). */
static double kaiming_std(th_call *call)
{
    const char *mode = th_arg_string(call, 2);
    bool in = !strcmp(mode, "fan_in");
    if (!in && strcmp(mode, "fan_out"))
        th_fail(TH_VALUE_ERROR, "%s: Mode %s not supported, please use one of fan_in, fan_out", call->op->name, mode);
    fans fan = fans_of(call, th_arg(call, 0));
    return gain_of(th_arg_string(call, 3), true, th_arg_double(call, 1)) / sqrt(in ? fan.in : fan.out);
}

void composite_init_kaiming_uniform_(th_call *call)
{
    if (th_arg(call, 0)->numel == 0) { begin(call); return; }
    double bound = sqrt(3.0) * kaiming_std(call);
    th_uniform_with_(begin(call), -bound, bound, NULL);
}

void composite_init_kaiming_normal_(th_call *call)
{
    if (th_arg(call, 0)->numel == 0) { begin(call); return; }
    th_normal_with_(begin(call), 0, kaiming_std(call), NULL);
}

/* self, mean, std, a, b. The inverse of the distribution function, of uniform variates between the
 * values that it takes at a and b. */
void composite_init_trunc_normal_(th_call *call)
{
    double mean = th_arg_double(call, 1), std = th_arg_double(call, 2);
    double a = th_arg_double(call, 3), b = th_arg_double(call, 4);
    double low = (1 + erf((a - mean) / std / sqrt(2.0))) / 2, high = (1 + erf((b - mean) / std / sqrt(2.0))) / 2;
    th_tensor *x = th_uniform_with_(begin(call), 2 * low - 1, 2 * high - 1, NULL);
    th_add_(th_mul_(th_erfinv_(x), std * sqrt(2.0)), mean);
    th_clamp_with_(x, a, b);
}

/* ---- Structured values -------------------------------------------------------------------------- */

static void expect_dims(const th_call *call, const th_tensor *x, int least, int most)
{
    if (x->ndim >= least && x->ndim <= most) return;
    th_fail(TH_VALUE_ERROR, "%s: got a tensor of %d dimensions, expected %s", call->op->name, x->ndim,
            least == most ? "2" : "3, 4 or 5");
}

static void set_one(th_tensor *x, int64_t offset, double value)
{
    th_fill_(th_tensor_view(x, 0, NULL, NULL, x->offset + offset), value);
}

void composite_init_eye_(th_call *call)
{
    th_tensor *x = begin(call);
    expect_dims(call, x, 2, 2);
    th_zero_(x);
    for (int64_t i = 0; i < x->shape[0] && i < x->shape[1]; i++) set_one(x, i * (x->stride[0] + x->stride[1]), 1);
}

/* self: (out, in, kernel...); groups. A convolution that passes its channels on. */
void composite_init_dirac_(th_call *call)
{
    th_tensor *x = begin(call);
    int64_t groups = th_arg_int(call, 1);
    expect_dims(call, x, 3, 5);
    if (groups < 1 || x->shape[0] % groups) th_fail(TH_VALUE_ERROR, "init_dirac_: dim 0 must be divisible by groups");
    int64_t out = x->shape[0] / groups, centre = 0;
    for (int d = 2; d < x->ndim; d++) centre += x->shape[d] / 2 * x->stride[d];
    th_zero_(x);
    for (int64_t g = 0; g < groups; g++)
        for (int64_t i = 0; i < out && i < x->shape[1]; i++)
            set_one(x, (g * out + i) * x->stride[0] + i * x->stride[1] + centre, 1);
}

/* self: (rows, columns); sparsity, std. In every column a fraction of the rows is zero. */
void composite_init_sparse_(th_call *call)
{
    th_tensor *x = begin(call);
    expect_dims(call, x, 2, 2);
    int64_t rows = x->shape[0], zeros = (int64_t)ceil(th_arg_double(call, 1) * (double)rows);
    if (zeros < 0 || zeros > rows)
        th_fail(TH_VALUE_ERROR, "init_sparse_: sparsity has to be between 0 and 1, but got %g", th_arg_double(call, 1));
    th_value cpu = {.type = TH_ARG_DEVICE, .as.device = {TH_CPU, 0}};
    th_normal_with_(x, 0, th_arg_double(call, 2), NULL);
    for (int64_t j = 0; j < x->shape[1]; j++) {
        th_tensor *order = th_randperm_with(rows, TH_INT64, cpu, NULL);
        const int64_t *row = (const int64_t *)(const void *)th_data(order);
        for (int64_t i = 0; i < zeros; i++) set_one(x, row[i] * x->stride[0] + j * x->stride[1], 0);
    }
}

/* self: (rows, ...), gain. Rows or columns of the flattened matrix become orthonormal (Saxe et al.,
 * 2013). */
void composite_init_orthogonal_(th_call *call)
{
    th_tensor *x = begin(call);
    if (x->ndim < 2)
        th_fail(TH_VALUE_ERROR, "init_orthogonal_: Only tensors with 2 or more dimensions are supported");
    if (x->numel == 0) return;
    int64_t rows = x->shape[0];
    th_tensor *q = th_new(TH_INTS(rows, x->numel / rows), (th_dtype)x->dtype, th_device_of(x));
    th_mul_(th_orthonormal_(th_normal_(q)), th_arg_double(call, 1));
    call->out[0] = th_reshape(q, (th_ints){x->ndim, x->shape});
}

/* self: (n, m) */
void shape_orthonormal_(th_call *call)
{
    expect_dims(call, th_arg(call, 0), 2, 2);
    shape_in_place(call);
}
