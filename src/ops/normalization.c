/* Normalization: shape rules of the fused rows, their gradients, and the layers made of them. */
#include "reduce.h"

#include <string.h>

/* ---- Checks and dtypes ------------------------------------------------------------------------------ */

static void check_floating(const char *op, const th_tensor *x)
{
    if (!th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_NOT_IMPLEMENTED, "%s: expected a floating-point input, got %s", op,
                th_dtype_name((th_dtype)x->dtype));
}

/* Parameters have the input's dtype, or Float beside a 16-bit input. */
static void check_dtype(const char *op, const char *name, const th_tensor *p, const th_tensor *x)
{
    th_dtype dtype = (th_dtype)x->dtype;
    if (p && p->dtype != x->dtype && (th_dtype)p->dtype != th_row_dtype(dtype))
        th_fail(TH_TYPE_ERROR, "%s: expected %s of input's dtype %s, got %s", op, name, th_dtype_name(dtype),
                th_dtype_name((th_dtype)p->dtype));
}

static void check_vector(const char *op, const char *name, const th_tensor *p, const th_tensor *x, int64_t n)
{
    if (p && (p->ndim != 1 || p->numel != n))
        th_fail(TH_VALUE_ERROR, "%s: %s should contain %lld elements, one per channel, got shape [%s]", op, name,
                (long long)n, th_shape_text(p->ndim, p->shape));
    check_dtype(op, name, p, x);
}

static void check_channels(const char *op, const th_tensor *x)
{
    check_floating(op, x);
    if (x->ndim < 2)
        th_fail(TH_VALUE_ERROR, "%s: expected an input of at least 2 dimensions (N, C, ...), got %d", op, x->ndim);
}

/* The variance of one number says nothing. */
static void check_several(const char *op, const th_tensor *x, int64_t per_channel)
{
    if (per_channel == 1)
        th_fail(TH_VALUE_ERROR, "%s: Expected more than 1 value per channel when training, got input size [%s]", op,
                th_shape_text(x->ndim, x->shape));
}

static const char *parameters[] = {NULL, "running_mean", "running_var", "weight", "bias"};

/* input running_mean running_var weight bias ...; without the batch's own statistics the running ones are needed */
static void check_batch(const th_call *call, bool own, const char *flag)
{
    const char *op = call->op->name;
    th_tensor *x = th_arg(call, 0);
    check_channels(op, x);
    for (int k = 1; k < 5; k++) check_vector(op, parameters[k], th_arg(call, k), x, x->shape[1]);
    if (!own && (!th_arg(call, 1) || !th_arg(call, 2)))
        th_fail(TH_VALUE_ERROR, "%s: expected running_mean and running_var when %s = FALSE, got NULL", op, flag);
}

static void pass_optional(th_call *call, int k, th_dtype dtype)
{
    if (th_arg(call, k)) th_pass_contiguous(call, k, dtype);
}

/* ---- Over the last dimensions: the fused rows --------------------------------------------------------- */

static void check_normalized(const th_tensor *x, th_ints sizes, const th_tensor *weight, const th_tensor *bias)
{
    const th_tensor *p[] = {weight, bias};
    const char *names[] = {"weight", "bias"};
    size_t bytes = (size_t)(sizes.n > 0 ? sizes.n : 0) * sizeof *sizes.v;
    check_floating("layer_norm", x);
    if (sizes.n < 1) th_fail(TH_VALUE_ERROR,
                             "layer_norm: expected normalized_shape to have at least one size, got none");
    if (sizes.n > x->ndim || memcmp(x->shape + x->ndim - sizes.n, sizes.v, bytes))
        th_fail(TH_VALUE_ERROR,
                "layer_norm: Given normalized_shape=[%s], expected input with shape [*, %s], but got input of "
                "size [%s]", th_shape_text(sizes.n, sizes.v), th_shape_text(sizes.n, sizes.v),
                th_shape_text(x->ndim, x->shape));
    for (int k = 0; k < 2; k++) {
        if (p[k] && (p[k]->ndim != sizes.n || memcmp(p[k]->shape, sizes.v, bytes)))
            th_fail(TH_VALUE_ERROR, "layer_norm: expected %s of the shape normalized_shape=[%s], got [%s]", names[k],
                    th_shape_text(sizes.n, sizes.v), th_shape_text(p[k]->ndim, p[k]->shape));
        check_dtype("layer_norm", names[k], p[k], x);
    }
}

/* input normalized_shape weight bias eps: y, and mean and 1 / sqrt(var + eps) of each row, (..., 1, ...) */
void shape_native_layer_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_ints sizes = th_arg_ints(call, 1);
    int64_t rows[TH_MAX_DIMS];
    check_normalized(x, sizes, th_arg(call, 2), th_arg(call, 3));
    th_dtype dtype = (th_dtype)x->dtype, wide = th_row_dtype(dtype);
    for (int d = 0; d < x->ndim; d++) rows[d] = d < x->ndim - sizes.n ? x->shape[d] : 1;
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
    TH_OUT(call, 1, x->ndim, rows, wide);
    TH_OUT(call, 2, x->ndim, rows, wide);
    th_pass_rows(call, 0, 1, dtype);
    pass_optional(call, 2, wide);
    pass_optional(call, 3, wide);
}

/* gradient input mean rstd weight normalized_shape affine: gradients of input, weight and bias; those of weight
 * and bias are empty where nobody asks for them */
void shape_native_layer_norm_backward(th_call *call)
{
    th_tensor *x = th_arg(call, 1);
    th_ints sizes = th_arg_ints(call, 5);
    th_dtype dtype = (th_dtype)x->dtype, wide = th_row_dtype(dtype);
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
    for (int k = 1; k < 3; k++) {
        if (th_arg_bool(call, 6)) TH_OUT(call, k, sizes.n, sizes.v, wide);
        else TH_OUT(call, k, 1, (int64_t[]){0}, wide);
    }
    th_pass_rows(call, 0, 2, dtype);
    for (int k = 2; k < 4; k++) th_pass_contiguous(call, k, wide);
    pass_optional(call, 4, wide);
}

static th_tensor *times(th_tensor *x, th_tensor *weight) { return weight ? th_mul(x, weight) : x; }

static th_tensor *mean_over(th_tensor *x, uint64_t dims)
{
    int64_t list[TH_MAX_DIMS];
    int n = 0;
    for (int d = 0; d < x->ndim; d++) if (dims >> d & 1) list[n++] = d;
    return th_mean_with(x, (th_ints){n, list}, true, TH_NO_DTYPE);
}

/* With z = (x - mean) rstd and h = g weight, means taken over what was normalized:
 * rstd (h - mean(h) - z mean(h z)) */
static th_tensor *slope(th_tensor *h, th_tensor *z, th_tensor *rstd, uint64_t dims)
{
    th_tensor *along = th_mul(z, mean_over(th_mul(h, z), dims));
    return th_mul(rstd, th_sub(th_sub(h, mean_over(h, dims)), along));
}

/* The gradient written with differentiable ops; mean and rstd are outputs with a gradient of their own. */
static void give_layer_norm(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0), *g = th_incoming(c, 0);
    th_tensor *mean = th_saved_output(c, 1), *rstd = th_saved_output(c, 2);
    th_value sizes = th_saved_value(c, 1);
    uint64_t dims = (((uint64_t)1 << sizes.n) - 1) << (x->ndim - sizes.n);
    double n = (double)th_count(sizes.n, sizes.as.ints);
    th_tensor *z = th_mul(th_sub(x, mean), rstd);
    if (th_wants(c, 0)) {
        th_tensor *gx = slope(times(g, th_saved(c, 2)), z, rstd, dims);
        if (th_has_incoming(c, 1)) gx = th_add(gx, th_div(th_incoming(c, 1), n));
        if (th_has_incoming(c, 2))
            gx = th_sub(gx, th_mul(z, th_div(th_mul(th_incoming(c, 2), th_square(rstd)), n)));
        th_give(c, 0, gx);
    }
    if (th_wants(c, 2)) th_give(c, 2, th_unbroadcast(th_mul(g, z), sizes.n, sizes.as.ints));
    if (th_wants(c, 3)) th_give(c, 3, th_unbroadcast(g, sizes.n, sizes.as.ints));
}

void grad_native_layer_norm(th_grad_call *c)
{
    th_tensor *gradients[3];
    th_value sizes = th_saved_value(c, 1);
    if (th_grad_enabled() || th_has_incoming(c, 1) || th_has_incoming(c, 2)) { give_layer_norm(c); return; }
    th_native_layer_norm_backward(th_incoming(c, 0), th_saved(c, 0), th_saved_output(c, 1), th_saved_output(c, 2),
                                  th_saved(c, 2), (th_ints){sizes.n, sizes.as.ints}, th_wants(c, 2) || th_wants(c, 3),
                                  gradients);
    const int inputs[] = {0, 2, 3};
    for (int k = 0; k < 3; k++) if (th_wants(c, inputs[k])) th_give(c, inputs[k], gradients[k]);
}

/* input normalized_shape weight bias eps */
void composite_layer_norm(th_call *call)
{
    th_tensor *results[3];
    th_native_layer_norm(th_arg(call, 0), th_arg_ints(call, 1), th_arg(call, 2), th_arg(call, 3), th_arg_double(call,
                                                                                                                4),
                         results);
    call->out[0] = results[0];
}

/* ---- Over all but the channels: the fused rows ---------------------------------------------------------- */

static uint64_t all_but_channels(const th_tensor *x) { return (((uint64_t)1 << x->ndim) - 1) & ~(uint64_t)2; }

/* (C) as (1, C, 1, ...) */
static th_tensor *per_channel(th_tensor *p, int ndim)
{
    int64_t shape[TH_MAX_DIMS];
    for (int d = 0; d < ndim; d++) shape[d] = d == 1 ? p->numel : 1;
    return th_reshape(p, (th_ints){ndim, shape});
}

static th_tensor *sum_by_channel(th_tensor *x)
{
    int64_t shape[TH_MAX_DIMS];
    for (int d = 0; d < x->ndim; d++) shape[d] = d == 1 ? x->shape[1] : 1;
    return th_reshape(th_unbroadcast(x, x->ndim, shape), TH_INTS(x->shape[1]));
}

/* input weight bias eps: y, and mean and (biased) variance of each channel */
void shape_native_batch_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    check_channels("batch_norm", x);
    check_vector("batch_norm", "weight", th_arg(call, 1), x, x->shape[1]);
    check_vector("batch_norm", "bias", th_arg(call, 2), x, x->shape[1]);
    th_dtype dtype = (th_dtype)x->dtype, wide = th_row_dtype(dtype);
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
    TH_OUT(call, 1, 1, &x->shape[1], wide);
    TH_OUT(call, 2, 1, &x->shape[1], wide);
    th_pass_rows(call, 0, 1, dtype);
    pass_optional(call, 1, wide);
    pass_optional(call, 2, wide);
}

/* gradient input mean var weight eps: gradients of input, weight and bias */
void shape_native_batch_norm_backward(th_call *call)
{
    th_tensor *x = th_arg(call, 1);
    th_dtype dtype = (th_dtype)x->dtype, wide = th_row_dtype(dtype);
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
    TH_OUT(call, 1, 1, &x->shape[1], wide);
    TH_OUT(call, 2, 1, &x->shape[1], wide);
    th_pass_rows(call, 0, 2, dtype);
    for (int k = 2; k < 4; k++) th_pass_contiguous(call, k, wide);
    pass_optional(call, 4, wide);
}

static void give_batch_norm(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0), *g = th_incoming(c, 0), *weight = th_saved(c, 1);
    int ndim = x->ndim;
    double n = (double)th_reduced_count(x, all_but_channels(x));
    th_tensor *centred = th_sub(x, per_channel(th_saved_output(c, 1), ndim));
    th_tensor *rstd = per_channel(th_rsqrt(th_add(th_saved_output(c, 2), th_saved_value(c, 3).as.d)), ndim);
    th_tensor *z = th_mul(centred, rstd);
    if (th_wants(c, 0)) {
        th_tensor *gx = slope(times(g, weight ? per_channel(weight, ndim) : NULL), z, rstd, all_but_channels(x));
        if (th_has_incoming(c, 1)) gx = th_add(gx, th_div(per_channel(th_incoming(c, 1), ndim), n));
        if (th_has_incoming(c, 2)) gx = th_add(gx, th_mul(centred, th_mul(per_channel(th_incoming(c, 2), ndim),
                                                                          2 / n)));
        th_give(c, 0, gx);
    }
    if (th_wants(c, 1)) th_give(c, 1, sum_by_channel(th_mul(g, z)));
    if (th_wants(c, 2)) th_give(c, 2, sum_by_channel(g));
}

void grad_native_batch_norm(th_grad_call *c)
{
    th_tensor *gradients[3];
    if (th_grad_enabled() || th_has_incoming(c, 1) || th_has_incoming(c, 2)) { give_batch_norm(c); return; }
    th_native_batch_norm_backward(th_incoming(c, 0), th_saved(c, 0), th_saved_output(c, 1), th_saved_output(c, 2),
                                  th_saved(c, 1), th_saved_value(c, 3).as.d, gradients);
    for (int k = 0; k < 3; k++) if (th_wants(c, k)) th_give(c, k, gradients[k]);
}

/* ---- A factor and a summand for each channel: the fused rows ------------------------------------------------ */

/* input mean scale shift, each (C) or missing */
void shape_affine_channels(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_dtype dtype = (th_dtype)x->dtype, wide = th_row_dtype(dtype);
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
    th_pass_rows(call, 0, 1, dtype);
    for (int k = 1; k < 4; k++) pass_optional(call, k, wide);
}

/* gradient input mean scale: gradients of input, scale and shift */
void shape_affine_channels_backward(th_call *call)
{
    th_tensor *x = th_arg(call, 1);
    th_dtype dtype = (th_dtype)x->dtype, wide = th_row_dtype(dtype);
    TH_OUT(call, 0, x->ndim, x->shape, dtype);
    TH_OUT(call, 1, 1, &x->shape[1], wide);
    TH_OUT(call, 2, 1, &x->shape[1], wide);
    th_pass_rows(call, 0, 2, dtype);
    pass_optional(call, 2, wide);
    pass_optional(call, 3, wide);
}

void grad_affine_channels(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0), *g = th_incoming(c, 0), *mean = th_saved(c, 1), *scale = th_saved(c,
                                                                                                     2), *gradients[3];
    bool vectors = th_wants(c, 1) || th_wants(c, 2) || th_wants(c, 3);
    if (!vectors) { th_give(c, 0, th_affine_channels(g, NULL, scale, NULL)); return; }
    if (!th_grad_enabled()) th_affine_channels_backward(g, x, mean, scale, gradients);
    else {
        th_tensor *centred = mean ? th_sub(x, per_channel(mean, x->ndim)) : x;
        gradients[0] = times(g, scale ? per_channel(scale, x->ndim) : NULL);
        gradients[1] = sum_by_channel(th_mul(g, centred));
        gradients[2] = sum_by_channel(g);
    }
    if (th_wants(c, 0)) th_give(c, 0, gradients[0]);
    if (th_wants(c, 1)) th_give(c, 1, th_neg(times(gradients[2], scale)));
    if (th_wants(c, 2)) th_give(c, 2, gradients[1]);
    if (th_wants(c, 3)) th_give(c, 3, gradients[2]);
}

/* ---- Batches ------------------------------------------------------------------------------------------ */

static th_tensor *widened(th_tensor *x)
{
    return th_row_dtype((th_dtype)x->dtype) == (th_dtype)x->dtype ? x : th_cast(x, TH_FLOAT32);
}

/* (x - mean) / sqrt(var + eps) weight + bias */
static th_tensor *normalized_by(th_tensor *x, th_tensor *mean, th_tensor *var, th_tensor *weight, th_tensor *bias,
                                double eps)
{
    return th_affine_channels(x, mean, times(th_rsqrt(th_add(widened(var), eps)), weight), bias);
}

/* The running value moves towards that of the batch. */
static void move_running(th_tensor *running, th_tensor *value, double momentum)
{
    if (!running) return;
    th_add_with_(th_mul_(running, 1 - momentum), value, th_double(momentum));
}

static th_tensor *normalized_batch(const th_call *call, th_tensor *x, double momentum, double eps)
{
    th_tensor *results[3];
    int64_t n = th_reduced_count(x, all_but_channels(x));
    check_several("batch_norm", x, n);
    th_native_batch_norm(x, th_arg(call, 3), th_arg(call, 4), eps, results);
    if (x->numel == 0) return results[0];
    bool recording = th_set_grad_enabled(false);
    move_running(th_arg(call, 1), results[1], momentum);
    if (th_arg(call, 2)) move_running(th_arg(call, 2), th_mul(results[2], (double)n / (double)(n - 1)), momentum);
    th_set_grad_enabled(recording);
    return results[0];
}

/* input running_mean running_var weight bias training momentum eps (Ioffe and Szegedy, 2015) */
void composite_batch_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    bool training = th_arg_bool(call, 5);
    double eps = th_arg_double(call, 7);
    check_batch(call, training, "training");
    call->out[0] = training ? normalized_batch(call, x, th_arg_double(call, 6), eps)
                            : normalized_by(x, th_arg(call, 1), th_arg(call, 2), th_arg(call, 3), th_arg(call, 4), eps);
}

/* ---- Groups and instances ------------------------------------------------------------------------------- */

/* input num_groups weight bias eps: every group of channels of a sample is one row (Wu and He, 2018) */
void composite_group_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *results[3];
    int64_t groups = th_arg_int(call, 1);
    check_channels("group_norm", x);
    int64_t channels = x->shape[1];
    if (groups < 1 || channels % groups)
        th_fail(TH_VALUE_ERROR,
                "group_norm: Expected number of channels in input to be divisible by num_groups, but got input "
                "of shape [%s] and num_groups=%lld", th_shape_text(x->ndim, x->shape), (long long)groups);
    check_vector("group_norm", "weight", th_arg(call, 2), x, channels);
    check_vector("group_norm", "bias", th_arg(call, 3), x, channels);
    int64_t rows = x->shape[0] * groups, n = channels / groups;
    for (int d = 2; d < x->ndim; d++) n *= x->shape[d];
    check_several("group_norm", x, x->shape[0] * n);
    th_native_layer_norm(th_reshape(x, TH_INTS(rows, n)), TH_INTS(n), NULL, NULL, th_arg_double(call, 4), results);
    th_tensor *y = th_reshape(results[0], (th_ints){x->ndim, x->shape}), *weight = th_arg(call, 2), *bias = th_arg(call,
                                                                                                                   3);
    call->out[0] = weight || bias ? th_affine_channels(y, NULL, weight, bias) : y;
}

static th_tensor *once_per_sample(th_tensor *p, int64_t samples) { return p ? th_repeat(p, TH_INTS(samples)) : NULL; }

/* The mean over samples of what each of them left in its copy of the running statistics. */
static void take_back(th_tensor *running, th_tensor *copies, int64_t samples)
{
    bool recording = th_set_grad_enabled(false);
    th_tensor *by_sample = th_reshape(copies, TH_INTS(samples, running->numel));
    th_copy_(running, th_mean_with(by_sample, TH_INTS(0), false, TH_NO_DTYPE));
    th_set_grad_enabled(recording);
}

/* input running_mean running_var weight bias use_input_stats momentum eps: every channel of a sample is a channel
 * of one large batch of size one (Ulyanov, Vedaldi and Lempitsky, 2016) */
void composite_instance_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *p[5];
    bool own = th_arg_bool(call, 5);
    check_batch(call, own, "use_input_stats");
    int64_t samples = x->shape[0], shape[TH_MAX_DIMS], n = 1;
    for (int d = 0; d < x->ndim; d++) shape[d] = d == 0 ? 1 : d == 1 ? samples * x->shape[1] : x->shape[d];
    for (int d = 2; d < x->ndim; d++) n *= x->shape[d];
    if (own && n == 1)
        th_fail(TH_VALUE_ERROR,
                "instance_norm: Expected more than 1 spatial element when training, got input size [%s]",
                th_shape_text(x->ndim, x->shape));
    for (int k = 1; k < 5; k++) p[k] = once_per_sample(th_arg(call, k), samples);
    th_tensor *y = th_batch_norm_with(th_reshape(x, (th_ints){x->ndim, shape}), p[1], p[2], p[3], p[4], own,
                                      th_arg_double(call, 6), th_arg_double(call, 7));
    for (int k = 1; k < 3 && own && x->numel > 0; k++)
        if (p[k]) take_back(th_arg(call, k), p[k], samples);
    call->out[0] = th_reshape(y, (th_ints){x->ndim, x->shape});
}

/* ---- Neighbouring channels, and norms --------------------------------------------------------------------- */

/* input size alpha beta k: x / (k + alpha m)^beta, where m is the mean of squares over a window of `size` channels
 * that counts zeros past the first and the last one (Krizhevsky, Sutskever and Hinton, 2012) */
void composite_local_response_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    int64_t size = th_arg_int(call, 1), shape[TH_MAX_DIMS];
    check_floating("local_response_norm", x);
    if (x->ndim < 3)
        th_fail(TH_VALUE_ERROR, "local_response_norm: Expected 3D or higher dimensionality input (got %d dimensions)",
                x->ndim);
    if (size < 1) th_fail(TH_VALUE_ERROR, "local_response_norm: size must be positive, got %lld", (long long)size);
    for (int d = 0; d < x->ndim; d++) shape[d] = x->shape[d] + (d == 1 ? size - 1 : 0);
    th_tensor *padded = th_place(th_square(x), (th_ints){x->ndim, shape}, 1, size / 2, 1), *sum = NULL;
    for (int64_t k = 0; k < size; k++) {
        th_tensor *part = th_narrow(padded, 1, k, x->shape[1]);
        sum = sum ? th_add(sum, part) : part;
    }
    double alpha = th_arg_double(call, 2) / (double)size;
    call->out[0] = th_div(x, th_pow(th_add(th_mul(sum, alpha), th_arg_double(call, 4)), th_arg_double(call, 3)));
}

/* input p dim eps out */
void composite_normalize(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *out = th_arg(call, 4);
    th_tensor *norm = th_linalg_vector_norm_with(x, th_arg_scalar(call, 1), TH_INTS(th_arg_int(call, 2)), true,
                                                 TH_NO_DTYPE);
    th_tensor *y = th_div(x, th_clamp_min(norm, th_arg_double(call, 3)));
    call->out[0] = out ? th_copy_(out, y) : y;
}
