/* Losses of which the target names classes. In C classes count from 0. */
#include "losses.h"
#include "reduce.h"

#include <string.h>

/* ---- Targets ------------------------------------------------------------------------------------ */

typedef struct {
    th_tensor *y;       /* the targets, Long and contiguous; after mask_ignored() 0 where they are ignored */
    th_tensor *counted; /* where they are not ignored, made by mask_ignored(); NULL: everywhere */
    int64_t n;          /* how many are not */
    int64_t ignored, classes;
    int dim;            /* of the input: that of the classes */
} class_targets;

static void check_integers(const char *op, const th_tensor *y)
{
    if (!th_dtype_is_integral((th_dtype)y->dtype) || y->dtype == TH_BOOL)
        th_fail(TH_TYPE_ERROR, "%s: expected target of integers, got %s", op, th_dtype_name((th_dtype)y->dtype));
}

/* input (C) or (N, C, d1, ...), target without the class dimension */
static void check_shapes(const char *op, const th_tensor *x, const th_tensor *y)
{
    bool fits = x->ndim >= 1 && y->ndim == (x->ndim == 1 ? 0 : x->ndim - 1);
    for (int d = 0; fits && d < y->ndim; d++) fits = y->shape[d] == x->shape[d == 0 ? 0 : d + 1];
    if (!fits)
        th_fail(TH_VALUE_ERROR, "%s: expected target of input's shape [%s] without its class dimension, got [%s]", op,
                th_shape_text(x->ndim, x->shape), th_shape_text(y->ndim, y->shape));
}

static th_tensor *contiguous_long(th_tensor *y) { return th_to_contiguous(th_to_dtype(y, TH_INT64)); }

static bool has_kernel(int op, th_tensor *x) { return th_backend_of(th_device_of(x))->kernels[op] != NULL; }

/* What the row's kernel does, on devices without it. */
static int64_t count_with_ops(th_tensor *y, int64_t classes, int64_t ignored)
{
    th_tensor *counted = th_ne(y, (long long)ignored);
    th_tensor *bad = th_logical_and(counted, th_logical_or(th_lt(y, 0), th_ge(y, (long long)classes)));
    th_tensor *place = th_argmax(th_reshape(bad, TH_INTS(-1)));
    if (th_item(th_any(bad)).re.i) return -(th_item(place).re.i + 1);
    return th_item(th_sum(counted)).re.i;
}

/* How many targets are not ignored; fails if one of these is no class. y: contiguous, Long. */
static int64_t count_targets(const char *op, th_tensor *y, int64_t classes, int64_t ignored)
{
    if (y->numel == 0 || th_device_of(y).type == TH_META) return y->numel;
    int64_t n = has_kernel(TH_OP_count_targets, y) ? th_item(th_count_targets(y, classes, ignored)).re.i
                                                   : count_with_ops(y, classes, ignored);
    if (n >= 0) return n;
    int64_t bad = th_item(th_tensor_view(y, 0, NULL, NULL, y->offset - n - 1)).re.i;
    th_fail(TH_INDEX_ERROR, "%s: target %lld (position %lld) is outside of 1 to %lld", op,
            (long long)(bad < 0 ? bad : bad + 1), (long long)-n, (long long)classes);
}

static class_targets read_targets(const char *op, th_tensor *x, th_tensor *target, int64_t ignored)
{
    check_shapes(op, x, target);
    check_integers(op, target);
    class_targets t = {.y = contiguous_long(target), .ignored = ignored, .dim = x->ndim == 1 ? 0 : 1};
    t.classes = x->shape[t.dim];
    t.n = count_targets(op, t.y, t.classes, ignored);
    return t;
}

static void mask_ignored(class_targets *t)
{
    if (t->n == t->y->numel) return;
    t->counted = th_ne(t->y, (long long)t->ignored);
    t->y = th_where(t->counted, t->y, 0);
}

/* One element of each column of classes: that of the target. */
static th_tensor *at_targets(th_tensor *x, const class_targets *t)
{
    return th_squeeze_with(th_gather(x, t->dim, th_unsqueeze(t->y, t->dim)), TH_INTS(t->dim));
}

static void check_weight(const char *op, const th_tensor *weight, int64_t classes)
{
    if (weight->ndim != 1 || weight->numel != classes)
        th_fail(TH_VALUE_ERROR, "%s: weight should be defined for all %lld classes, got shape [%s]", op,
                (long long)classes, th_shape_text(weight->ndim, weight->shape));
}

/* The weights of the targets' classes. */
static th_tensor *weights_at(const char *op, th_tensor *weight, const class_targets *t)
{
    check_weight(op, weight, t->classes);
    th_tensor *each = th_index_select(weight, 0, th_reshape(t->y, TH_INTS(-1)));
    return th_reshape(each, (th_ints){t->y->ndim, t->y->shape});
}

/* The weights so that they multiply the dimension of classes. */
static th_tensor *along_classes(const char *op, th_tensor *weight, const th_tensor *x, int dim)
{
    int64_t shape[TH_MAX_DIMS];
    check_weight(op, weight, x->shape[dim]);
    for (int d = 0; d < x->ndim; d++) shape[d] = d == dim ? x->shape[dim] : 1;
    return th_reshape(weight, (th_ints){x->ndim, shape});
}

/* ---- Likelihood --------------------------------------------------------------------------------- */

static th_tensor *where_counted(const class_targets *t, th_tensor *x)
{
    return t->counted ? th_where(t->counted, x, 0) : x;
}

/* The mean is over what is not ignored, by its weights (of targets), if there are any. */
static th_tensor *averaged(const class_targets *t, th_tensor *loss, th_tensor *weights, const char *how)
{
    if (!strcmp(how, "none")) return loss;
    if (!strcmp(how, "sum")) return th_sum(loss);
    if (weights) return th_div(th_sum(loss), th_sum(where_counted(t, weights)));
    return t->n < t->y->numel ? th_div(th_sum(loss), (double)t->n) : th_mean(loss);
}

/* -weight[target] log_p[target] */
static th_tensor *nll(const char *op, th_tensor *log_p, const class_targets *t, th_tensor *weight, const char *how)
{
    th_tensor *loss = th_neg(at_targets(log_p, t)), *weights = weight ? weights_at(op, weight, t) : NULL;
    if (weights) loss = th_mul(loss, weights);
    return averaged(t, where_counted(t, loss), weights, how);
}

/* input target weight ignore_index reduction */
void composite_nll_loss(th_call *c)
{
    const char *how = th_arg_string(c, 4);
    th_check_reduction("nll_loss", how, false);
    class_targets t = read_targets("nll_loss", th_arg(c, 0), th_arg(c, 1), th_arg_int(c, 3));
    mask_ignored(&t);
    c->out[0] = nll("nll_loss", th_arg(c, 0), &t, th_arg(c, 2), how);
}

/* ---- Cross entropy ------------------------------------------------------------------------------ */

/* Targets that are probabilities: -sum over classes of weight y log_p; the mean is over samples. */
static th_tensor *soft_cross_entropy(const th_call *c, th_tensor *log_p, int dim, double smoothing)
{
    th_tensor *y = th_arg(c, 1), *weight = th_arg(c, 2);
    th_check_target_shape(c);
    if (smoothing > 0) y = th_add(th_mul(y, 1 - smoothing), smoothing / (double)log_p->shape[dim]);
    if (weight) log_p = th_mul(log_p, along_classes("cross_entropy", weight, log_p, dim));
    return th_reduced(c, th_neg(th_sum_with(th_mul(y, log_p), TH_INTS(dim), false, TH_NO_DTYPE)), 4);
}

/* What label smoothing adds: the mean over classes of -weight log_p, where the target is counted. */
static th_tensor *smoothed(th_tensor *log_p, const class_targets *t, th_tensor *weight, const char *how)
{
    th_tensor *each = weight ? th_mul(log_p, along_classes("cross_entropy", weight, log_p, t->dim)) : log_p;
    th_tensor *loss = th_neg(th_mean_with(each, TH_INTS(t->dim), false, TH_NO_DTYPE));
    return averaged(t, where_counted(t, loss), weight ? weights_at("cross_entropy", weight, t) : NULL, how);
}

/* Is there one kernel for the loss of each row of input (N, C)? */
static bool is_fused(th_tensor *x, th_tensor *weight, double smoothing)
{
    bool floating = x->dtype == TH_FLOAT32 || x->dtype == TH_FLOAT64;
    return x->ndim == 2 && floating && !weight && smoothing == 0 && has_kernel(TH_OP_cross_entropy_rows, x);
}

/* Targets that are classes. */
static th_tensor *hard_cross_entropy(const th_call *c, int dim, double smoothing)
{
    th_tensor *x = th_arg(c, 0), *weight = th_arg(c, 2);
    const char *how = th_arg_string(c, 4);
    th_check_reduction("cross_entropy", how, false);
    class_targets t = read_targets("cross_entropy", x, th_arg(c, 1), th_arg_int(c, 3));
    if (is_fused(x, weight, smoothing)) return averaged(&t, th_cross_entropy_rows(x, t.y, t.ignored), NULL, how);
    mask_ignored(&t);
    th_tensor *log_p = th_log_softmax(x, dim), *loss = nll("cross_entropy", log_p, &t, weight, how);
    if (smoothing == 0) return loss;
    return th_add(th_mul(loss, 1 - smoothing), th_mul(smoothed(log_p, &t, weight, how), smoothing));
}

/* input target weight ignore_index reduction label_smoothing */
void composite_cross_entropy(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    double smoothing = th_arg_double(c, 5);
    if (x->ndim == 0) th_fail(TH_VALUE_ERROR, "cross_entropy: input has no class dimension");
    if (!(smoothing >= 0 && smoothing <= 1))
        th_fail(TH_VALUE_ERROR, "cross_entropy: label_smoothing must be between 0 and 1, got %g", smoothing);
    int dim = x->ndim == 1 ? 0 : 1;
    if (th_dtype_is_floating((th_dtype)th_arg(c, 1)->dtype))
        c->out[0] = soft_cross_entropy(c, th_log_softmax(x, dim), dim, smoothing);
    else c->out[0] = hard_cross_entropy(c, dim, smoothing);
}

/* ---- The fused rows ------------------------------------------------------------------------------- */

/* target classes ignore_index */
void shape_count_targets(th_call *c)
{
    th_pass_contiguous(c, 0, TH_INT64);
    TH_OUT(c, 0, 0, NULL, TH_INT64);
}

static void check_rows(const th_call *c, const th_tensor *x, const th_tensor *y)
{
    if (x->ndim != 2 || y->ndim != 1 || y->shape[0] != x->shape[0])
        th_fail(TH_VALUE_ERROR, "%s: expected shapes [N, C] and [N], got [%s] and [%s]", c->op->name,
                th_shape_text(x->ndim, x->shape), th_shape_text(y->ndim, y->shape));
    if (x->dtype != TH_FLOAT32 && x->dtype != TH_FLOAT64)
        th_fail(TH_TYPE_ERROR, "%s: expected Float or Double, got %s", c->op->name, th_dtype_name((th_dtype)x->dtype));
    check_integers(c->op->name, y);
}

/* input (N, C), target (N), ignore_index: the loss of each row (N), 0 where the target is no class or ignored */
void shape_cross_entropy_rows(th_call *c)
{
    check_rows(c, th_arg(c, 0), th_arg(c, 1));
    th_tensor *x = th_pass_contiguous(c, 0, (th_dtype)th_arg(c, 0)->dtype);
    th_pass_contiguous(c, 1, TH_INT64);
    TH_OUT(c, 0, 1, x->shape, (th_dtype)x->dtype);
}

/* gradient (N), then the same inputs */
void shape_cross_entropy_rows_backward(th_call *c)
{
    check_rows(c, th_arg(c, 1), th_arg(c, 2));
    th_tensor *x = th_pass_contiguous(c, 1, (th_dtype)th_arg(c, 1)->dtype);
    th_pass_contiguous(c, 2, TH_INT64);
    if (th_pass_contiguous(c, 0, (th_dtype)x->dtype)->numel != x->shape[0])
        th_fail(TH_VALUE_ERROR, "%s: expected a gradient of %lld elements", c->op->name, (long long)x->shape[0]);
    TH_OUT(c, 0, 2, x->shape, (th_dtype)x->dtype);
}

/* g (softmax(x) - onehot(target)); with ops where the backward itself is recorded. */
void grad_cross_entropy_rows(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0), *x = th_saved(c, 0), *target = th_saved(c, 1);
    int64_t ignored = th_saved_value(c, 2).as.i;
    if (!th_grad_enabled()) { th_give(c, 0, th_cross_entropy_rows_backward(g, x, target, ignored)); return; }
    th_tensor *counted = th_logical_and(th_ne(target, (long long)ignored),
                                        th_logical_and(th_ge(target, 0), th_lt(target, (long long)x->shape[1])));
    th_tensor *classes = th_unsqueeze(th_cast(th_where(counted, target, 0), TH_INT64), 1);
    th_tensor *slope = th_sub(th_softmax(x, 1), th_scatter_put(th_zeros_like(x), 1, classes, 1));
    th_give(c, 0, th_mul(th_unsqueeze(th_where(counted, g, 0), 1), slope));
}

/* ---- Margins between classes ---------------------------------------------------------------------- */

#define NONE_IGNORED INT64_MIN

static void check_samples(const char *op, const th_tensor *x)
{
    if (x->ndim == 1 || x->ndim == 2) return;
    th_fail(TH_VALUE_ERROR, "%s: expected input of shape [N, C] or [C], got [%s]", op,
            th_shape_text(x->ndim, x->shape));
}

/* The target of one sample may be a vector of one. */
static th_tensor *target_of_samples(const th_tensor *x, th_tensor *y)
{
    return x->ndim == 1 && y->ndim == 1 && y->numel == 1 ? th_reshape(y, (th_ints){0, NULL}) : y;
}

/* input target p margin weight reduction: the sum over classes i other than y of
 * weight[y] max(0, margin - x[y] + x[i])^p, divided by the number of classes */
void composite_multi_margin_loss(th_call *c)
{
    const char *op = "multi_margin_loss";
    th_tensor *x = th_arg(c, 0), *weight = th_arg(c, 4);
    double p = th_arg_double(c, 2), margin = th_arg_number(c, 3);
    if (p != 1 && p != 2) th_fail(TH_VALUE_ERROR, "%s: p must be 1 or 2, got %g", op, p);
    check_samples(op, x);
    class_targets t = read_targets(op, x, target_of_samples(x, th_arg(c, 1)), NONE_IGNORED);
    th_tensor *index = th_unsqueeze(t.y, t.dim);
    th_tensor *excess = th_clamp_min_number(th_add(th_sub(x, th_gather(x, t.dim, index)), margin), 0.0);
    if (p == 2) excess = th_square(excess);
    th_tensor *loss = th_mean_with(th_scatter_put(excess, t.dim, index, 0), TH_INTS(t.dim), false, TH_NO_DTYPE);
    c->out[0] = th_reduced(c, weight ? th_mul(loss, weights_at(op, weight, &t)) : loss, 5);
}

/* The labels of each sample up to the end mark -1, which stand at its beginning: (N, most labels), 0 behind the end.
 * named: where there is a label. */
static th_tensor *leading_labels(th_tensor *y, th_tensor **named)
{
    th_tensor *before_end = th_eq(th_cumsum(th_lt(y, 0), 1), 0);
    int64_t most = y->shape[1];
    if (y->numel > 0 && th_device_of(y).type != TH_META)
        most = th_item(th_amax(th_sum_with(before_end, TH_INTS(1), false, TH_NO_DTYPE))).re.i;
    *named = th_narrow(before_end, 1, 0, most);
    return th_where(*named, th_narrow(y, 1, 0, most), 0);
}

/* (N, C): is the class among the labels of the sample? */
static th_tensor *is_label(th_tensor *x, th_tensor *labels, th_tensor *named)
{
    th_tensor *zeros = th_zeros_like_with(x, TH_INT64, TH_NONE);
    return th_gt(th_scatter_add(zeros, 1, labels, th_cast(named, TH_INT64)), 0);
}

/* input (N, C), labels (N, C) ended by -1: the sum over labels j and classes i that are no labels of
 * max(0, 1 - x[j] + x[i]), divided by C */
static th_tensor *multilabel_margin(th_tensor *x, th_tensor *y)
{
    th_tensor *named, *labels = leading_labels(y, &named), *other = th_logical_not(is_label(x, labels, named));
    th_tensor *gap = th_sub(th_unsqueeze(x, 1), th_unsqueeze(th_gather(x, 1, labels), 2)); /* (N, labels, C) */
    th_tensor *pairs = th_logical_and(th_unsqueeze(named, 2), th_unsqueeze(other, 1));
    th_tensor *loss = th_where(pairs, th_clamp_min_number(th_add(gap, 1), 0.0), 0);
    return th_div(th_sum_with(loss, TH_INTS(1, 2), false, TH_NO_DTYPE), (double)x->shape[1]);
}

/* input target reduction */
void composite_multilabel_margin_loss(th_call *c)
{
    const char *op = "multilabel_margin_loss";
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    th_check_target_shape(c);
    check_samples(op, x);
    check_integers(op, y);
    y = contiguous_long(y);
    count_targets(op, y, x->shape[x->ndim - 1], -1);
    bool single = x->ndim == 1;
    th_tensor *loss = single ? multilabel_margin(th_unsqueeze(x, 0), th_unsqueeze(y, 0)) : multilabel_margin(x, y);
    c->out[0] = th_reduced(c, single ? th_squeeze_with(loss, TH_INTS(0)) : loss, 2);
}
