/* Losses that ask for a margin between distances or scores, or for an order of scores; written with other ops. */
#include "losses.h"

/* max(0, x) */
static th_tensor *positive_part(th_tensor *x) { return th_clamp_min_number(x, 0.0); }

static void check_dimensions(const th_call *c, const char *names)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1), *y = th_arg(c, 2);
    if (a->ndim == b->ndim && a->ndim == y->ndim) return;
    th_fail(TH_VALUE_ERROR, "%s: expected %s of the same number of dimensions, got shapes [%s], [%s] and [%s]",
            c->op->name, names, th_shape_text(a->ndim, a->shape), th_shape_text(b->ndim, b->shape),
            th_shape_text(y->ndim, y->shape));
}

/* input1 input2 target margin reduction: max(0, margin - y (x1 - x2)) */
void composite_margin_ranking_loss(th_call *c)
{
    th_tensor *x1 = th_arg(c, 0), *x2 = th_arg(c, 1), *y = th_arg(c, 2);
    double margin = th_arg_number(c, 3);
    check_dimensions(c, "input1, input2 and target");
    c->out[0] = th_reduced(c, positive_part(th_rsub(th_mul(y, th_sub(x1, x2)), margin)), 4);
}

/* input target margin reduction: x where y is 1, max(0, margin - x) where it is -1, both elsewhere */
void composite_hinge_embedding_loss(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1);
    th_tensor *apart = th_where(th_ne(y, 1), positive_part(th_rsub(x, th_arg_number(c, 2))), 0);
    c->out[0] = th_reduced(c, th_add(apart, th_where(th_ne(y, -1), x, 0)), 3);
}

/* (N, D), (N, D), (N) or (D), (D), () */
static void check_pairs(const th_tensor *x1, const th_tensor *x2, const th_tensor *y)
{
    bool fits = th_same_shape(x1, x2) && (x1->ndim == 1 || x1->ndim == 2) && y->ndim == x1->ndim - 1;
    if (fits && (y->ndim == 0 || y->shape[0] == x1->shape[0])) return;
    th_fail(TH_VALUE_ERROR, "cosine_embedding_loss: expected shapes [N, D], [N, D] and [N], or [D], [D] and [], got "
            "[%s], [%s] and [%s]", th_shape_text(x1->ndim, x1->shape), th_shape_text(x2->ndim, x2->shape),
            th_shape_text(y->ndim, y->shape));
}

static th_tensor *sum_of_products(th_tensor *a, th_tensor *b)
{
    return th_sum_with(th_mul(a, b), TH_INTS(-1), false, TH_NO_DTYPE);
}

/* input1 input2 target margin reduction: 1 - cos where y is 1, max(0, cos - margin) where it is -1, else 0 */
void composite_cosine_embedding_loss(th_call *c)
{
    th_tensor *x1 = th_arg(c, 0), *x2 = th_arg(c, 1), *y = th_arg(c, 2);
    double margin = th_arg_number(c, 3), tiny = 1e-12; /* inside of the root, so that it has a slope at 0 */
    check_pairs(x1, x2, y);
    th_tensor *squares = th_mul(th_add(sum_of_products(x1, x1), tiny), th_add(sum_of_products(x2, x2), tiny));
    th_tensor *cosine = th_div(sum_of_products(x1, x2), th_sqrt(squares));
    th_tensor *apart = th_where(th_eq(y, -1), positive_part(th_sub(cosine, margin)), 0);
    c->out[0] = th_reduced(c, th_where(th_eq(y, 1), th_rsub(cosine, 1), apart), 4);
}

/* Distances of anchor and positive, anchor and negative, positive and negative (or NULL). */
static th_tensor *triplet_loss(th_tensor *near, th_tensor *far, th_tensor *swapped, double margin)
{
    return positive_part(th_add(th_sub(near, swapped ? th_minimum(far, swapped) : far), margin));
}

/* near far swapped margin reduction */
void composite_triplet_margin_with_distance_loss(th_call *c)
{
    c->out[0] = th_reduced(c, triplet_loss(th_arg(c, 0), th_arg(c, 1), th_arg(c, 2), th_arg_number(c, 3)), 4);
}

/* anchor positive negative margin p eps swap reduction: max(0, d(a, p) - d(a, n) + margin) */
void composite_triplet_margin_loss(th_call *c)
{
    th_tensor *anchor = th_arg(c, 0), *positive = th_arg(c, 1), *negative = th_arg(c, 2);
    double margin = th_arg_number(c, 3), p = th_arg_double(c, 4), eps = th_arg_double(c, 5);
    check_dimensions(c, "anchor, positive and negative");
    th_tensor *near = th_pairwise_distance_with(anchor, positive, p, eps, false);
    th_tensor *far = th_pairwise_distance_with(anchor, negative, p, eps, false);
    th_tensor *swapped = th_arg_bool(c, 6) ? th_pairwise_distance_with(positive, negative, p, eps, false) : NULL;
    c->out[0] = th_reduced(c, triplet_loss(near, far, swapped, margin), 7);
}

/* ---- Area under the minimum of false positive and false negative rate ------------------------------- */

/* min(FPR, FNR) when exactly the first k of the sorted elements are called positive, k = 1 .. n - 1; no history */
static th_tensor *smaller_rates(th_tensor *is_positive, th_dtype dtype)
{
    int64_t between = is_positive->numel - 1;
    th_tensor *is_negative = th_logical_not(is_positive);
    th_tensor *positives = th_sum(is_positive), *negatives = th_sum(is_negative);
    th_tensor *missed = th_sub(positives, th_narrow(th_cumsum(is_positive, 0), 0, 0, between));
    th_tensor *called = th_narrow(th_cumsum(is_negative, 0), 0, 0, between);
    /* where a class has no elements, its rate is 0 */
    th_tensor *fnr = th_div(th_cast(missed, dtype), th_clamp_min_number(positives, 1));
    return th_minimum(th_div(th_cast(called, dtype), th_clamp_min_number(negatives, 1)), fnr);
}

/* input target: as a constant added to all scores grows from -Inf to Inf, elements become positive in the order of
 * their thresholds -x; between two thresholds both rates are constant. */
void composite_area_under_min_fpr_fnr(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = th_arg(c, 1), *sorted[2];
    if (x->numel != y->numel)
        th_fail(TH_VALUE_ERROR, "area_under_min_fpr_fnr: expected input and target of the same number of elements, "
                "got shapes [%s] and [%s]", th_shape_text(x->ndim, x->shape), th_shape_text(y->ndim, y->shape));
    if (!th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_TYPE_ERROR, "area_under_min_fpr_fnr: expected a floating-point input, got %s",
                th_dtype_name((th_dtype)x->dtype));
    if (x->numel == 0) { c->out[0] = th_sum(x); return; }
    th_sort_with(th_neg(th_reshape(x, TH_INTS(-1))), 0, false, true, sorted);
    th_tensor *label = th_gather(th_reshape(y, TH_INTS(-1)), 0, sorted[1]);
    th_tensor *rates = smaller_rates(th_eq(label, th_amax(label)), (th_dtype)x->dtype);
    c->out[0] = th_sum(th_mul(rates, th_diff(sorted[0])));
}
