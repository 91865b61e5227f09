/* Losses that compare element by element, written with other ops. */
#include "losses.h"
#include "reduce.h"

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

static th_tensor *reduced(th_tensor *loss, const char *how)
{
    return is(how, "mean") ? th_mean(loss) : is(how, "sum") ? th_sum(loss) : loss;
}

th_tensor *th_reduced(const th_call *c, th_tensor *loss, int k)
{
    const char *how = th_arg_string(c, k);
    th_check_reduction(c->op->name, how, false);
    return reduced(loss, how);
}

/* May the row and its sum run as one? */
static bool is_one_pass(const th_tensor *x, const th_tensor *y)
{
    bool alike = x->dtype == y->dtype && th_same_shape(x, y) && th_same_device(th_device_of(x), th_device_of(y));
    bool dense = th_tensor_is_contiguous(x) && th_tensor_is_contiguous(y);
    return alike && dense && th_dtype_is_floating((th_dtype)x->dtype);
}

/* A row's losses of the first two arguments, divided by a number and reduced. number: the row's own, if it has one. */
static th_tensor *reduced_row(const th_call *c, int row, double number, double by, const char *how)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    th_check_reduction(c->op->name, how, false);
    if (!is(how, "none") && is_one_pass(x, y))
        return th_loss_sum(x, y, number, th_ops[row].name, is(how, "mean") ? by * (double)x->numel : by);
    th_tensor *each = th_dispatch1(row, (th_value[]){th_v_tensor(x), th_v_tensor(y), th_v_double(number)});
    return reduced(by == 1 ? each : th_div(each, by), how);
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

/* Rows of losses are for floating-point numbers; differences have integers and complex numbers too. */
static bool are_floating(const th_call *c)
{
    return th_dtype_is_floating((th_dtype)th_arg(c, 0)->dtype) && th_dtype_is_floating((th_dtype)th_arg(c, 1)->dtype);
}

/* input target reduction */
void composite_mse_loss(th_call *c)
{
    compare_sizes(c);
    if (are_floating(c)) c->out[0] = reduced_row(c, TH_OP_squared_difference, 0, 1, th_arg_string(c, 2));
    else c->out[0] = th_reduced(c, th_square(th_sub(th_arg(c, 0), th_arg(c, 1))), 2);
}

void composite_l1_loss(th_call *c)
{
    compare_sizes(c);
    if (are_floating(c)) c->out[0] = reduced_row(c, TH_OP_absolute_difference, 0, 1, th_arg_string(c, 2));
    else c->out[0] = th_reduced(c, th_abs(th_sub(th_arg(c, 0), th_arg(c, 1))), 2);
}

/* input target reduction delta */
void composite_huber_loss(th_call *c)
{
    double delta = th_arg_double(c, 3);
    if (!(delta > 0)) th_fail(TH_VALUE_ERROR, "huber_loss: delta must be larger than 0, got %g", delta);
    compare_sizes(c);
    c->out[0] = reduced_row(c, TH_OP_huber_distance, delta, 1, th_arg_string(c, 2));
}

/* input target reduction beta */
void composite_smooth_l1_loss(th_call *c)
{
    double beta = th_arg_double(c, 3);
    if (!(beta >= 0)) th_fail(TH_VALUE_ERROR, "smooth_l1_loss: beta must not be negative, got %g", beta);
    if (beta == 0) composite_l1_loss(c);
    else {
        compare_sizes(c);
        c->out[0] = reduced_row(c, TH_OP_huber_distance, beta, beta, th_arg_string(c, 2));
    }
}

/* ---- Distributions ------------------------------------------------------------------------------ */

/* The first dimension of what both broadcast to. */
static double batch_size(const th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    int64_t of_x = x->ndim && x->ndim >= y->ndim ? x->shape[0] : 1;
    int64_t of_y = y->ndim && y->ndim >= x->ndim ? y->shape[0] : 1;
    return (double)(of_x == 1 ? of_y : of_x);
}

/* input target reduction log_target: target (log target - input), 0 where target is 0 */
void composite_kl_div(th_call *c)
{
    const char *how = th_arg_string(c, 2);
    int row = th_arg_bool(c, 3) ? TH_OP_divergence_of_logs : TH_OP_divergence;
    th_check_reduction("kl_div", how, true);
    bool by_batch = is(how, "batchmean");
    c->out[0] = reduced_row(c, row, 0, by_batch ? batch_size(c) : 1, by_batch ? "sum" : how);
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

/* input target weight reduction: -(y log p + (1 - y) log(1 - p)), logarithms not below -100 */
void composite_binary_cross_entropy(th_call *c)
{
    th_tensor *weight = th_arg(c, 2);
    th_check_target_shape(c);
    c->out[0] = weight ? th_reduced(c, th_mul(th_binary_entropy(th_arg(c, 0), th_arg(c, 1)), weight), 3)
                       : reduced_row(c, TH_OP_binary_entropy, 0, 1, th_arg_string(c, 3));
}

/* (1 - y) x + (1 + (w - 1) y) softplus(-x), in the form that no x overflows; w: weight of positives, NULL: 1 */
static th_tensor *logits_cross_entropy(th_tensor *x, th_tensor *y, th_tensor *positive)
{
    if (!positive) return th_logits_entropy(x, y);
    th_tensor *smooth = th_mul(th_neg(th_log_sigmoid(x)), th_add(th_mul(th_sub(positive, 1), y), 1));
    return th_add(th_mul(th_rsub(y, 1), x), smooth);
}

/* input target weight reduction pos_weight */
void composite_binary_cross_entropy_with_logits(th_call *c)
{
    th_tensor *weight = th_arg(c, 2), *positive = th_arg(c, 4);
    th_check_target_shape(c);
    if (weight || positive)
        c->out[0] = th_reduced(c, weighted(logits_cross_entropy(th_arg(c, 0), th_arg(c, 1), positive), weight), 3);
    else c->out[0] = reduced_row(c, TH_OP_logits_entropy, 0, 1, th_arg_string(c, 3));
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
    c->out[0] = reduced_row(c, TH_OP_margin_entropy, 0, 1, th_arg_string(c, 2));
}

/* ---- The sum of a row -------------------------------------------------------------------------- */

static int loss_row(const char *name)
{
    static const struct { const char *name; int id; } rows[] = {
#define ELEMENTWISE(...)
#include "elementwise-rows.h"
#define LOSS(row, ...) {#row, TH_OP_##row},
#define LOSS1 LOSS
#define VIEW(...)
#define OP(...)
#define COMPOSITE(...)
#define ALIAS(...)
#include "ops.def"
#include "undef.h"
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) if (is(rows[k].name, name)) return rows[k].id;
    th_fail(TH_VALUE_ERROR, "loss_sum: expected the name of a row of losses, got '%s'", name);
}

/* input target number row over: kernels get the row's place in the table instead of its name */
void shape_loss_sum(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    th_check_target_shape(c);
    if (x->dtype != y->dtype || !th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_TYPE_ERROR, "loss_sum: expected input and target of one floating-point dtype, got %s and %s",
                th_dtype_name((th_dtype)x->dtype), th_dtype_name((th_dtype)y->dtype));
    for (int k = 0; k < 2; k++) th_pass_contiguous(c, k, (th_dtype)x->dtype);
    c->args[3] = (th_value){.type = TH_ARG_INT, .as.i = loss_row(th_arg_string(c, 3))};
    TH_OUT(c, 0, 0, NULL, (th_dtype)x->dtype);
}

/* That of the row, whose operands and number stand in the same places, given one gradient for all elements. */
void grad_loss_sum(th_grad_call *c) { th_ops[loss_row(th_saved_value(c, 3).as.string)].gradient(c); }
