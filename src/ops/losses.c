/* Losses that compare element by element, written with other ops. */
#include "losses.h"

#include <math.h>
#include <string.h>

/* ---- What all losses share ---------------------------------------------------------------------- */

static bool is(const char *how, const char *what) { return !strcmp(how, what); }

void th_check_reduction(const char *op, const char *how, bool batchmean)
{
    if (is(how, "mean") || is(how, "sum") || is(how, "none") || (batchmean && is(how, "batchmean"))) return;
    th_fail(TH_VALUE_ERROR, "%s: reduction must be 'mean', 'sum' or 'none'%s, got '%s'", op,
            batchmean ? " or 'batchmean'" : "", how);
}

th_tensor *th_reduced(const th_call *c, th_tensor *loss, int k)
{
    const char *how = th_arg_string(c, k);
    th_check_reduction(c->op->name, how, false);
    return is(how, "mean") ? th_mean(loss) : is(how, "sum") ? th_sum(loss) : loss;
}

void th_check_target_shape(const th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    if (!th_same_shape(x, y))
        th_fail(TH_VALUE_ERROR, "%s: expected target of input's shape [%s], got [%s]", c->op->name,
                th_shape_text(x->ndim, x->shape), th_shape_text(y->ndim, y->shape));
}

double th_arg_number(const th_call *c, int k)
{
    double value = th_arg_double(c, k);
    if (isnan(value)) th_fail(TH_VALUE_ERROR, "%s: %s must be a number, got NaN", c->op->name, c->op->params[k].name);
    return value;
}

/* ---- Distances between numbers ------------------------------------------------------------------ */

/* Sizes that differ are broadcast where they can be, which is rarely what was meant: (n, 1) and (n) give (n, n). */
static void compare_sizes(const th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    if (th_same_shape(x, y)) return;
    int64_t shape[TH_MAX_DIMS];
    int ndim = x->ndim;
    for (int d = 0; d < ndim; d++) shape[d] = x->shape[d];
    th_broadcast_shapes(c->op->name, &ndim, shape, y->ndim, y->shape);
    th_warn("%s: Using a target size [%s] that is different to the input size [%s]. This will likely lead to "
            "incorrect results due to broadcasting. Please ensure they have the same size.", c->op->name,
            th_shape_text(y->ndim, y->shape), th_shape_text(x->ndim, x->shape));
}

static th_tensor *difference(const th_call *c)
{
    compare_sizes(c);
    return th_sub(th_arg(c, 0), th_arg(c, 1));
}

void composite_mse_loss(th_call *c) { c->out[0] = th_reduced(c, th_square(difference(c)), 2); }
void composite_l1_loss(th_call *c) { c->out[0] = th_reduced(c, th_abs(difference(c)), 2); }

static th_tensor *huber(const th_call *c, double delta)
{
    compare_sizes(c);
    return th_huber_distance(th_arg(c, 0), th_arg(c, 1), delta);
}

/* input target reduction delta */
void composite_huber_loss(th_call *c)
{
    double delta = th_arg_double(c, 3);
    if (!(delta > 0)) th_fail(TH_VALUE_ERROR, "huber_loss: delta must be larger than 0, got %g", delta);
    c->out[0] = th_reduced(c, huber(c, delta), 2);
}

/* input target reduction beta */
void composite_smooth_l1_loss(th_call *c)
{
    double beta = th_arg_double(c, 3);
    if (!(beta >= 0)) th_fail(TH_VALUE_ERROR, "smooth_l1_loss: beta must not be negative, got %g", beta);
    th_tensor *distance = beta == 0 ? th_abs(difference(c)) : huber(c, beta);
    c->out[0] = th_reduced(c, beta == 0 || beta == 1 ? distance : th_div(distance, beta), 2);
}

/* ---- Distributions ------------------------------------------------------------------------------ */

/* input target reduction log_target: target (log target - input), 0 where target is 0 */
void composite_kl_div(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1), *loss;
    const char *how = th_arg_string(c, 2);
    th_check_reduction("kl_div", how, true);
    if (th_arg_bool(c, 3)) loss = th_mul(th_exp(y), th_sub(y, x));
    else loss = th_mul(y, th_sub(th_log(th_where(th_eq(y, 0), 1, y)), x));
    if (is(how, "batchmean")) c->out[0] = th_div(th_sum(loss), loss->ndim ? (double)loss->shape[0] : 1.0);
    else c->out[0] = th_reduced(c, loss, 2);
}

/* Stirling's approximation of log(y!), y > 1; 0 for others, where it is not needed */
static th_tensor *log_factorial(th_tensor *y)
{
    th_tensor *large = th_gt(y, 1), *safe = th_where(large, y, 1);
    th_tensor *stirling = th_sub(th_mul(safe, th_log(safe)), safe);
    return th_where(large, th_add(stirling, th_mul(th_log(th_mul(safe, 6.283185307179586)), 0.5)), 0);
}

/* input target log_input full eps reduction */
void composite_poisson_nll_loss(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1), *loss;
    if (th_arg_bool(c, 2)) loss = th_sub(th_exp(x), th_mul(y, x));
    else loss = th_sub(x, th_mul(y, th_log(th_add(x, th_arg_double(c, 4)))));
    if (th_arg_bool(c, 3)) loss = th_add(loss, log_factorial(y));
    c->out[0] = th_reduced(c, loss, 5);
}

/* ---- Binary targets ----------------------------------------------------------------------------- */

static th_tensor *weighted(th_tensor *loss, th_tensor *weight) { return weight ? th_mul(loss, weight) : loss; }

/* -(y log p + (1 - y) log(1 - p)), logarithms not below -100 */
void composite_binary_cross_entropy(th_call *c)
{
    th_tensor *p = th_arg(c, 0), *y = th_arg(c, 1);
    th_check_target_shape(c);
    th_tensor *log_p = th_clamp_min_number(th_log(p), -100.0);
    th_tensor *log_q = th_clamp_min_number(th_log1p(th_neg(p)), -100.0);
    th_tensor *loss = th_neg(th_add(th_mul(y, log_p), th_mul(th_rsub(y, 1), log_q)));
    c->out[0] = th_reduced(c, weighted(loss, th_arg(c, 2)), 3);
}

/* (1 - y) x + (1 + (w - 1) y) softplus(-x), in the form that no x overflows; w: weight of positives, NULL: 1 */
static th_tensor *logits_cross_entropy(th_tensor *x, th_tensor *y, th_tensor *positive)
{
    th_tensor *smooth = th_neg(th_log_sigmoid(x));
    if (positive) smooth = th_mul(smooth, th_add(th_mul(th_sub(positive, 1), y), 1));
    return th_add(th_mul(th_rsub(y, 1), x), smooth);
}

void composite_binary_cross_entropy_with_logits(th_call *c)
{
    th_check_target_shape(c);
    th_tensor *loss = logits_cross_entropy(th_arg(c, 0), th_arg(c, 1), th_arg(c, 4));
    c->out[0] = th_reduced(c, weighted(loss, th_arg(c, 2)), 3);
}

/* input target weight reduction: the mean over the labels, in the last dimension, is taken in any case */
void composite_multilabel_soft_margin_loss(th_call *c)
{
    th_check_target_shape(c);
    if (th_arg(c, 0)->ndim == 0) th_fail(TH_VALUE_ERROR, "%s: input has no dimension of labels", c->op->name);
    th_tensor *loss = weighted(logits_cross_entropy(th_arg(c, 0), th_arg(c, 1), NULL), th_arg(c, 2));
    c->out[0] = th_reduced(c, th_mean_with(loss, TH_INTS(-1), false, TH_NO_DTYPE), 3);
}

/* log(1 + exp(-y x)), labels -1 and 1 */
void composite_soft_margin_loss(th_call *c)
{
    c->out[0] = th_reduced(c, th_neg(th_log_sigmoid(th_mul(th_arg(c, 1), th_arg(c, 0)))), 2);
}
