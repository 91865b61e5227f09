/* New random tensors: an empty one and a fill. Nothing is recorded: samples do not depend on their
 * parameters in a way that could be differentiated. */
#include "../core/autograd.h"
#include "random.h"

#include <math.h>

static th_tensor *empty(const th_call *call, int size, int dtype, th_dtype usual)
{
    th_ints shape = th_arg_ints(call, size);
    th_dtype given = th_arg_dtype(call, dtype);
    th_value device = call->args[dtype + 1]; /* follows the dtype in every signature */
    return th_new(shape, given == TH_NO_DTYPE ? usual : given,
                  device.type == TH_ARG_DEVICE ? device.as.device : th_default_device());
}

/* Strides without gaps that keep the order in which self lies in memory. */
static void lay_out_like(th_tensor *y, const th_tensor *self)
{
    int order[TH_MAX_DIMS]; /* outermost first */
    for (int d = 0; d < self->ndim; d++) {
        int at = d;
        for (; at > 0 && self->stride[order[at - 1]] < self->stride[d]; at--) order[at] = order[at - 1];
        order[at] = d;
    }
    int64_t step = 1;
    for (int k = self->ndim - 1; k >= 0; k--) {
        y->stride[order[k]] = step;
        if (y->shape[order[k]] > 1) step *= y->shape[order[k]];
    }
}

static th_tensor *empty_like(const th_call *call, int dtype)
{
    th_tensor *self = th_arg(call, 0);
    th_dtype given = th_arg_dtype(call, dtype);
    th_value device = call->args[dtype + 1];
    th_tensor *y = th_tensor_new(self->ndim, self->shape, given == TH_NO_DTYPE ? (th_dtype)self->dtype : given,
                                 device.type == TH_ARG_DEVICE ? device.as.device : th_device_of(self));
    if (!th_tensor_is_contiguous(self)) lay_out_like(y, self);
    return y;
}

void composite_rand(th_call *call)
{
    call->out[0] = th_uniform_with_(empty(call, 0, 1, th_default_dtype()), 0, 1, th_arg_generator(call, 3));
}

void composite_randn(th_call *call)
{
    call->out[0] = th_normal_with_(empty(call, 0, 1, th_default_dtype()), 0, 1, th_arg_generator(call, 3));
}

void composite_rand_like(th_call *call) { call->out[0] = th_uniform_(empty_like(call, 1)); }
void composite_randn_like(th_call *call) { call->out[0] = th_normal_(empty_like(call, 1)); }

static th_tensor *fill_integers(th_tensor *x, int64_t low, int64_t high, th_generator *g)
{
    return th_random_with_(x, TH_INTS(low), TH_INTS(high), g);
}

void composite_randint(th_call *call)
{
    call->out[0] = fill_integers(empty(call, 2, 3, TH_INT64), th_arg_int(call, 0), th_arg_int(call, 1),
                                 th_arg_generator(call, 5));
}

void composite_randint_like(th_call *call)
{
    call->out[0] = fill_integers(empty_like(call, 3), th_arg_int(call, 1), th_arg_int(call, 2), NULL);
}

/* Shuffled as Long, then cast: the permutation of a seed is the same for every dtype. */
void composite_randperm(th_call *call)
{
    int64_t n = th_arg_int(call, 0);
    th_dtype dtype = th_arg_dtype(call, 1);
    if (n < 0) th_fail(TH_VALUE_ERROR, "randperm: n must be non-negative, got %lld", (long long)n);
    if (dtype != TH_NO_DTYPE) th_check_counts("randperm", dtype, n);
    th_device device = call->args[2].type == TH_ARG_DEVICE ? call->args[2].as.device : th_default_device();
    th_tensor *x = th_randperm_with_(th_new(TH_INTS(n), TH_INT64, device), th_arg_generator(call, 3));
    call->out[0] = dtype == TH_NO_DTYPE ? x : th_to_dtype(x, dtype);
}

/* ---- Normal and Bernoulli variates with parameters that are tensors ------------------------------- */

static void check_deviations(th_tensor *std)
{
    if (th_dtype_is_complex((th_dtype)std->dtype))
        th_fail(TH_TYPE_ERROR, "normal expects standard deviation to be non-complex");
    if (!th_all_within(std, 0, INFINITY)) th_fail(TH_VALUE_ERROR, "normal expects all elements of std >= 0.0");
}

static th_tensor *empty_for(th_tensor *mean, th_tensor *std)
{
    int64_t shape[TH_MAX_DIMS];
    int ndim = 0;
    th_tensor *model = mean ? mean : std;
    if (mean) th_broadcast_shapes("normal", &ndim, shape, mean->ndim, mean->shape);
    if (std) th_broadcast_shapes("normal", &ndim, shape, std->ndim, std->shape);
    return th_tensor_new(ndim, shape, (th_dtype)model->dtype, th_device_of(model));
}

/* A number as std scales inside the fill, a tensor afterwards: both round as PyTorch does. */
void composite_normal(th_call *call)
{
    th_tensor *mean = th_arg(call, 0), *std = th_arg(call, 1);
    th_set_grad_enabled(false);
    if (std) check_deviations(std);
    th_tensor *y = empty_for(mean, std);
    th_normal_with_(y, 0, std ? 1 : th_scalar_double(th_arg_scalar(call, 1)), th_arg_generator(call, 2));
    if (std) th_mul_(y, std);
    call->out[0] = th_add_(y, call->args[0]);
}

void composite_normal_of_size(th_call *call)
{
    th_tensor *y = empty(call, 2, 3, th_default_dtype());
    call->out[0] = th_normal_with_(y, th_arg_double(call, 0), th_arg_double(call, 1), th_arg_generator(call, 5));
}

void composite_bernoulli(th_call *call)
{
    th_tensor *self = th_arg(call, 0);
    th_set_grad_enabled(false);
    th_tensor *y = th_tensor_new(self->ndim, self->shape, (th_dtype)self->dtype, th_device_of(self));
    th_value p = th_arg_given(call, 1) ? call->args[1] : th_v_tensor(self);
    call->out[0] = th_bernoulli_with_(y, p, th_arg_generator(call, 2));
}

/* ---- Dropout ---------------------------------------------------------------------------------- */

static void check_dropout(const char *op, double p)
{
    if (!(p >= 0 && p <= 1))
        th_fail(TH_VALUE_ERROR, "%s: dropout probability has to be between 0 and 1, but got %g", op, p);
}

/* (N, C, ...) drops whole channels: the noise is (N, C, 1, ...). */
static th_tensor *empty_noise(const char *op, th_tensor *x, bool channels)
{
    int64_t shape[TH_MAX_DIMS];
    if (channels && x->ndim < 2)
        th_fail(TH_VALUE_ERROR, "%s: got a tensor of %d dimensions, expected at least 2", op, x->ndim);
    for (int d = 0; d < x->ndim; d++) shape[d] = channels && d >= 2 ? 1 : x->shape[d];
    return th_tensor_new(x->ndim, shape, (th_dtype)x->dtype, th_device_of(x));
}

/* Arguments: input, p, training, inplace. Where nothing or everything is dropped the result needs no draw; false: it
 * does. */
static bool is_settled(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    double p = th_arg_double(call, 1);
    check_dropout(call->op->name, p);
    call->out[0] = x;
    if (p == 0 || !th_arg_bool(call, 2) || x->numel == 0) return true;
    if (p == 1) call->out[0] = th_arg_bool(call, 3) ? th_mul_(x, 0) : th_mul(x, 0);
    return p == 1;
}

static void drop(th_call *call, bool channels)
{
    if (is_settled(call)) return;
    th_tensor *x = th_arg(call, 0);
    double p = th_arg_double(call, 1);
    bool in_place = th_arg_bool(call, 3);
    th_tensor *noise = th_bernoulli_with_(empty_noise(call->op->name, x, channels), 1 - p, NULL);
    th_div_(noise, 1 - p);
    call->out[0] = in_place ? th_mul_(x, noise) : th_mul(x, noise);
}

void composite_dropout(th_call *call) { drop(call, false); }

/* (N, C, L), or (C, L) without a batch */
void composite_dropout1d(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    double p = th_arg_double(call, 1);
    bool training = th_arg_bool(call, 2), in_place = th_arg_bool(call, 3);
    check_dropout("dropout1d", p);
    if (x->ndim != 2 && x->ndim != 3)
        th_fail(TH_VALUE_ERROR, "dropout1d: Expected 2D or 3D input, but received a %dD input", x->ndim);
    th_tensor *y = th_dropout2d_with(x->ndim == 3 ? x : th_unsqueeze(x, 0), p, training, in_place);
    call->out[0] = in_place ? x : x->ndim == 3 ? y : th_select(y, 0, 0);
}

void composite_dropout2d(th_call *call) { drop(call, true); }
void composite_dropout3d(th_call *call) { drop(call, true); }

/* Keeps mean and variance of self-normalizing activations (Klambauer et al., 2017): dropped
 * elements become -alpha, then a x + b. */
void composite_alpha_dropout(th_call *call)
{
    if (is_settled(call)) return;
    const double alpha = 1.7580993408473766; /* where SELU ends on the negative side: its scale times its alpha */
    th_tensor *x = th_arg(call, 0);
    double p = th_arg_double(call, 1);
    bool in_place = th_arg_bool(call, 3);
    double a = 1 / sqrt((alpha * alpha * p + 1) * (1 - p));
    th_tensor *noise = th_bernoulli_with_(empty_noise(call->op->name, x, false), 1 - p, NULL);
    th_tensor *b = th_add_(th_mul_(th_add(noise, -1), alpha * a), alpha * a * p);
    th_mul_(noise, a);
    call->out[0] = th_add_(in_place ? th_mul_(x, noise) : th_mul(x, noise), b);
}

/* ---- Randomized leaky ReLU ---------------------------------------------------------------------- */

/* The slope is drawn for every element in training, else it is the middle of its range. */
static th_tensor *rrelu(th_tensor *x, double lower, double upper, bool training, bool in_place, th_generator *g)
{
    double middle = (lower + upper) / 2;
    if (!training) return in_place ? th_leaky_relu_with_(x, middle) : th_leaky_relu_with(x, middle);
    th_tensor *slopes = th_rrelu_noise_with(x, lower, upper, g);
    return in_place ? th_mul_(x, slopes) : th_mul(x, slopes);
}

/* input, lower, upper, training, inplace */
void composite_rrelu(th_call *call)
{
    call->out[0] = rrelu(th_arg(call, 0), th_arg_double(call, 1), th_arg_double(call, 2), th_arg_bool(call, 3),
                         th_arg_bool(call, 4), NULL);
}

/* self, lower, upper, training, generator */
void composite_rrelu_(th_call *call)
{
    call->out[0] = rrelu(th_arg(call, 0), th_arg_double(call, 1), th_arg_double(call, 2), th_arg_bool(call, 3), true,
                         th_arg_generator(call, 4));
}
