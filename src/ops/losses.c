/* Losses, written with other ops. */
#include "../core/autograd.h"

#include <string.h>

/* ---- Reduction ------------------------------------------------------------------------------ */

static bool is(const char *how, const char *what) { return !strcmp(how, what); }

static void check_reduction(const char *op, const char *how)
{
    if (!is(how, "mean") && !is(how, "sum") && !is(how, "none"))
        th_fail(TH_VALUE_ERROR, "%s: reduction must be 'mean', 'sum' or 'none', got '%s'", op, how);
}

static th_tensor *reduced(const th_call *c, th_tensor *loss, int arg)
{
    const char *how = th_arg_string(c, arg);
    check_reduction(c->op->name, how);
    return is(how, "mean") ? th_mean(loss) : is(how, "sum") ? th_sum(loss) : loss;
}

/* ---- Distances between numbers ------------------------------------------------------------------ */

void composite_mse_loss(th_call *c) { c->out[0] = reduced(c, th_square(th_sub(th_arg(c, 0), th_arg(c, 1))), 2); }
void composite_l1_loss(th_call *c) { c->out[0] = reduced(c, th_abs(th_sub(th_arg(c, 0), th_arg(c, 1))), 2); }

static void check_same_shape(const th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    if (!th_same_shape(x, y))
        th_fail(TH_VALUE_ERROR, "%s: expected target of input's shape [%s], got [%s]", c->op->name,
                th_shape_text(x->ndim, x->shape), th_shape_text(y->ndim, y->shape));
}

/* ---- Binary targets ----------------------------------------------------------------------------- */

static th_tensor *weighted(th_tensor *loss, th_tensor *weight) { return weight ? th_mul(loss, weight) : loss; }

/* -(y log p + (1 - y) log(1 - p)), logarithms not below -100 */
void composite_binary_cross_entropy(th_call *c)
{
    th_tensor *p = th_arg(c, 0), *y = th_arg(c, 1);
    check_same_shape(c);
    th_tensor *log_p = th_clamp_min_number(th_log(p), -100.0), *log_q = th_clamp_min_number(th_log1p(th_neg(p)), -100.0);
    th_tensor *loss = th_neg(th_add(th_mul(y, log_p), th_mul(th_rsub(y, 1), log_q)));
    c->out[0] = reduced(c, weighted(loss, th_arg(c, 2)), 3);
}

/* (1 - y) x + (1 + (w - 1) y) softplus(-x), in the form that no x overflows */
void composite_binary_cross_entropy_with_logits(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1), *positive = th_arg(c, 4);
    check_same_shape(c);
    th_tensor *smooth = th_neg(th_log_sigmoid(x));
    if (positive) smooth = th_mul(smooth, th_add(th_mul(th_sub(positive, 1), y), 1));
    th_tensor *loss = th_add(th_mul(th_rsub(y, 1), x), smooth);
    c->out[0] = reduced(c, weighted(loss, th_arg(c, 2)), 3);
}

/* ---- Classes ------------------------------------------------------------------------------------ */

/* input (C) or (N, C, d1, ...), target without the class dimension, 0-based */
static void check_classes(const char *op, const th_tensor *x, const th_tensor *y)
{
    bool fits = x->ndim >= 1 && y->ndim == (x->ndim == 1 ? 0 : x->ndim - 1);
    for (int d = 0; fits && d < y->ndim; d++) fits = y->shape[d] == x->shape[d == 0 ? 0 : d + 1];
    if (!fits)
        th_fail(TH_VALUE_ERROR, "%s: expected target of input's shape [%s] without its class dimension, got [%s]", op,
                th_shape_text(x->ndim, x->shape), th_shape_text(y->ndim, y->shape));
    if (!th_dtype_is_integral((th_dtype)y->dtype) || y->dtype == TH_BOOL)
        th_fail(TH_TYPE_ERROR, "%s: expected target of integers, got %s", op, th_dtype_name((th_dtype)y->dtype));
}

static void check_targets(const char *op, th_tensor *y, th_tensor *counted, int64_t classes)
{
    if (y->numel == 0 || th_device_of(y).type == TH_META) return;
    th_tensor *bad = th_logical_and(counted, th_logical_or(th_lt(y, 0), th_ge(y, (long)classes)));
    if (th_scalar_double(th_item(th_sum(bad))) > 0)
        th_fail(TH_INDEX_ERROR, "%s: target holds a class outside of 1 to %lld", op, (long long)classes);
}

static th_tensor *class_weights(const char *op, th_tensor *weight, th_tensor *targets, int64_t classes)
{
    if (weight->ndim != 1 || weight->numel != classes)
        th_fail(TH_VALUE_ERROR, "%s: weight should be defined for all %lld classes, got shape [%s]", op, (long long)classes,
                th_shape_text(weight->ndim, weight->shape));
    return th_reshape(th_index_select(weight, 0, th_reshape(targets, TH_INTS(-1))), (th_ints){targets->ndim, targets->shape});
}

/* -weight[target] log_p[target]; the mean is over the weights of what is not ignored */
static th_tensor *nll(const th_call *c, th_tensor *log_p, th_tensor *target, th_tensor *weight, int64_t ignore, const char *how)
{
    const char *op = c->op->name;
    check_classes(op, log_p, target);
    check_reduction(op, how);
    int dim = log_p->ndim == 1 ? 0 : 1;
    int64_t classes = log_p->shape[dim];
    th_tensor *counted = th_ne(target, (long)ignore), *y = th_where(counted, target, 0);
    if (y->dtype != TH_INT64) y = th_cast(y, TH_INT64);
    check_targets(op, target, counted, classes);
    th_tensor *picked = th_squeeze_with(th_gather(log_p, dim, th_unsqueeze(y, dim)), TH_INTS(dim));
    th_tensor *share = th_cast(counted, (th_dtype)log_p->dtype);
    if (weight) share = th_mul(share, class_weights(op, weight, y, classes));
    th_tensor *loss = th_neg(th_where(counted, th_mul(picked, share), 0));
    if (is(how, "none")) return loss;
    return is(how, "sum") ? th_sum(loss) : th_div(th_sum(loss), th_sum(share));
}

void composite_nll_loss(th_call *c)
{
    c->out[0] = nll(c, th_arg(c, 0), th_arg(c, 1), th_arg(c, 2), th_arg_int(c, 3), th_arg_string(c, 4));
}

/* Targets that are probabilities: -sum over classes of weight y log_p; the mean is over samples. */
static th_tensor *soft_cross_entropy(const th_call *c, th_tensor *log_p, th_tensor *y, int dim, th_tensor *weight, const char *how)
{
    check_same_shape(c);
    check_reduction(c->op->name, how);
    if (weight) {
        int64_t shape[TH_MAX_DIMS];
        for (int d = 0; d < log_p->ndim; d++) shape[d] = d == dim ? weight->numel : 1;
        log_p = th_mul(log_p, th_reshape(weight, (th_ints){log_p->ndim, shape}));
    }
    th_tensor *loss = th_neg(th_sum_with(th_mul(y, log_p), TH_INTS(dim), false, TH_NO_DTYPE));
    return is(how, "none") ? loss : is(how, "sum") ? th_sum(loss) : th_mean(loss);
}

/* What label smoothing adds: the mean over classes of -weight log_p, where the target is counted. */
static th_tensor *smoothed(const th_call *c, th_tensor *log_p, th_tensor *y, int dim, th_tensor *weight, const char *how)
{
    int64_t classes = log_p->shape[dim], shape[TH_MAX_DIMS];
    for (int d = 0; d < log_p->ndim; d++) shape[d] = d == dim ? classes : 1;
    th_tensor *counted = th_ne(y, (long)th_arg_int(c, 3));
    th_tensor *each = weight ? th_mul(log_p, th_reshape(weight, (th_ints){log_p->ndim, shape})) : log_p;
    th_tensor *loss = th_div(th_neg(th_sum_with(each, TH_INTS(dim), false, TH_NO_DTYPE)), (double)classes);
    loss = th_where(counted, loss, 0);
    if (is(how, "none")) return loss;
    if (is(how, "sum")) return th_sum(loss);
    th_tensor *share = th_cast(counted, (th_dtype)log_p->dtype);
    th_tensor *safe = th_cast(th_where(counted, y, 0), TH_INT64);
    if (weight) share = th_mul(share, class_weights(c->op->name, weight, safe, classes));
    return th_div(th_sum(loss), th_sum(share));
}

void composite_cross_entropy(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1), *weight = th_arg(c, 2);
    const char *how = th_arg_string(c, 4);
    double smoothing = th_arg_double(c, 5);
    if (x->ndim == 0) th_fail(TH_VALUE_ERROR, "cross_entropy: input has no class dimension");
    if (!(smoothing >= 0 && smoothing <= 1))
        th_fail(TH_VALUE_ERROR, "cross_entropy: label_smoothing must be between 0 and 1, got %g", smoothing);
    int dim = x->ndim == 1 ? 0 : 1;
    int64_t classes = x->shape[dim];
    th_tensor *log_p = th_log_softmax(x, dim);
    if (th_dtype_is_floating((th_dtype)y->dtype)) {
        if (smoothing > 0) y = th_add(th_mul(y, 1 - smoothing), smoothing / (double)classes);
        c->out[0] = soft_cross_entropy(c, log_p, y, dim, weight, how);
        return;
    }
    th_tensor *loss = nll(c, log_p, y, weight, th_arg_int(c, 3), how);
    if (smoothing == 0) { c->out[0] = loss; return; }
    c->out[0] = th_add(th_mul(loss, 1 - smoothing), th_mul(smoothed(c, log_p, y, dim, weight, how), smoothing));
}
