/* Gradients of reductions, with differentiable ops. Incoming gradients have the shape of the
 * output; th_spread() brings them back to that of the input. */
#include "reduce.h"

#include <math.h>

/* What most gradients here read first: the input (or its outline), the reduced dimensions and
 * whether they were kept. */
typedef struct { th_tensor *x; uint64_t dims; bool keepdim; } given;

static given given_with(th_grad_call *c, int dim, int keepdim)
{
    given w = {th_saved(c, 0), 0, th_saved_value(c, keepdim).as.i != 0};
    w.dims = th_reduced_dims(th_node_op(c)->name, th_saved_value(c, dim), w.x->ndim);
    return w;
}

static th_tensor *spread(given w, th_tensor *y) { return th_spread(y, w.x, w.dims, w.keepdim); }

/* The reduced dimensions as a list, for ops that take one; memory of the scope. */
static th_ints dims_of(given w)
{
    int64_t *v = th_scratch((size_t)(w.x->ndim + 1) * sizeof *v);
    int n = 0;
    for (int d = 0; d < w.x->ndim; d++) if (w.dims >> d & 1) v[n++] = d;
    return (th_ints){n, v};
}

static th_tensor *sum_kept(given w, th_tensor *x) { return th_sum_with(x, dims_of(w), true, TH_NO_DTYPE); }

/* x where mask is false, 0 where it is true. */
static th_tensor *without(th_tensor *x, th_tensor *mask) { return th_where(mask, 0, x); }

/* ---- Sums and means ------------------------------------------------------------------------------ */

void grad_sum(th_grad_call *c)
{
    th_give(c, 0, spread(given_with(c, 1, 2), th_incoming(c, 0)));
}

void grad_nansum(th_grad_call *c)
{
    given w = given_with(c, 1, 2);
    th_give(c, 0, without(spread(w, th_incoming(c, 0)), th_isnan(w.x)));
}

void grad_mean(th_grad_call *c)
{
    given w = given_with(c, 1, 2);
    th_give(c, 0, spread(w, th_div(th_incoming(c, 0), th_reduced_count(w.x, w.dims))));
}

/* ---- Products -------------------------------------------------------------------------------------- */

static bool has_zero(th_tensor *x) { return x->numel > 0 && th_scalar_int(th_item(th_any(th_eq(x, 0)))) != 0; }

/* The products of the elements before each one along dim. */
static th_tensor *products_before(th_tensor *x, int64_t dim)
{
    int64_t n = x->shape[dim];
    th_tensor *first = th_add(th_mul(th_narrow(x, dim, 0, 1), 0), 1);
    if (n < 2) return first;
    th_tensor *parts[] = {first, th_cumprod(th_narrow(x, dim, 0, n - 1), dim)};
    return th_cat_with((th_list){2, parts}, dim);
}

/* The product of all other elements, which stays right where some are zero. */
static th_tensor *products_of_others(th_tensor *x, int64_t dim)
{
    th_tensor *after = th_flip(products_before(th_flip(x, TH_INTS(dim)), dim), TH_INTS(dim));
    return th_mul(products_before(x, dim), after);
}

void grad_prod(th_grad_call *c)
{
    given w = given_with(c, 1, 2);
    th_value dim = th_saved_value(c, 1);
    th_tensor *g = spread(w, th_incoming(c, 0)), *y = spread(w, th_saved_output(c, 0)), *others;
    if (!has_zero(w.x)) others = th_div(y, w.x);
    else if (w.x->ndim == 0) others = th_add(th_mul(w.x, 0), 1);
    else if (dim.type == TH_ARG_NONE)
        others = th_reshape(products_of_others(th_reshape(w.x, TH_INTS(-1)), 0), (th_ints){w.x->ndim, w.x->shape});
    else others = products_of_others(w.x, th_axis("prod", dim.as.i, w.x->ndim));
    th_give(c, 0, th_mul(g, th_dtype_is_complex((th_dtype)others->dtype) ? th_conj(others) : others));
}

/* ---- Extremes ---------------------------------------------------------------------------------------- */

/* Elements that are equal to the extreme share its gradient evenly; where it is NaN, the NaNs do. */
static void share(th_grad_call *c, given w)
{
    th_tensor *y = spread(w, th_saved_output(c, 0));
    th_tensor *hit = th_where(th_isnan(y), th_isnan(w.x), th_eq(w.x, y));
    th_tensor *mask = th_to_dtype(hit, (th_dtype)w.x->dtype);
    th_give(c, 0, th_div(th_mul(spread(w, th_incoming(c, 0)), mask), sum_kept(w, mask)));
}

void grad_amax(th_grad_call *c) { share(c, given_with(c, 1, 2)); }

void grad_max_all(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    share(c, (given){x, th_reduced_dims("max", (th_value){.type = TH_ARG_NONE}, x->ndim), false});
}

/* ---- One chosen element per lane ----------------------------------------------------------------------- */

/* Puts the gradient of values that were picked along dim back to where they came from. */
static th_tensor *put_back(th_tensor *g, th_tensor *x, int64_t dim, th_tensor *index)
{
    th_tensor *zeros = th_tensor_new(x->ndim, x->shape, (th_dtype)g->dtype, th_device_of(g));
    th_zero(zeros);
    return th_scatter_add(zeros, dim, index, g);
}

/* dim, keepdim: positions of these arguments; outputs: value and index. */
static void give_back_picked(th_grad_call *c, int dim, int keepdim)
{
    th_tensor *x = th_saved(c, 0), *g = th_incoming(c, 0), *index = th_saved_output(c, 1);
    int axis = th_axis(th_node_op(c)->name, th_saved_value(c, dim).as.i, x->ndim);
    bool kept = th_saved_value(c, keepdim).as.i != 0;
    if (x->ndim > 0 && !kept) {
        g = th_unsqueeze(g, axis);
        index = th_unsqueeze(index, axis);
    }
    th_give(c, 0, x->ndim ? put_back(g, x, axis, index) : g);
}

void grad_max_dim(th_grad_call *c) { give_back_picked(c, 1, 2); }
void grad_kthvalue(th_grad_call *c) { give_back_picked(c, 2, 3); }

static void give_back_along(th_grad_call *c, int dim)
{
    th_tensor *x = th_saved(c, 0), *g = th_incoming(c, 0);
    int axis = th_axis(th_node_op(c)->name, th_saved_value(c, dim).as.i, x->ndim);
    th_give(c, 0, x->ndim ? put_back(g, x, axis, th_saved_output(c, 1)) : g);
}

void grad_sort(th_grad_call *c) { give_back_along(c, 1); }
void grad_topk(th_grad_call *c) { give_back_along(c, 2); }
void grad_cummax(th_grad_call *c) { give_back_along(c, 1); }

/* ---- Moments and norms ------------------------------------------------------------------------------------ */

/* g: the gradient of the variance, spread. */
static th_tensor *through_variance(th_grad_call *c, given w, th_tensor *g)
{
    th_value correction = th_saved_value(c, 4);
    bool corrected = correction.type == TH_ARG_SCALAR;
    double less = corrected ? th_scalar_double(correction.as.scalar) : (double)th_saved_value(c, 2).as.i;
    double left = (double)th_reduced_count(w.x, w.dims) - less;
    th_tensor *mean = th_mean_with(w.x, dims_of(w), true, TH_NO_DTYPE);
    return th_mul(th_mul(g, 2 / (left > 0 ? left : 0)), th_sub(w.x, mean));
}

void grad_var(th_grad_call *c)
{
    given w = given_with(c, 1, 3);
    th_give(c, 0, through_variance(c, w, spread(w, th_incoming(c, 0))));
}

/* Where all elements are equal there is no slope; PyTorch gives 0. */
void grad_std(th_grad_call *c)
{
    given w = given_with(c, 1, 3);
    th_tensor *y = th_saved_output(c, 0);
    th_tensor *g = without(th_div(th_incoming(c, 0), th_mul(y, 2)), th_eq(y, 0));
    th_give(c, 0, through_variance(c, w, spread(w, g)));
}

void grad_logsumexp(th_grad_call *c)
{
    given w = given_with(c, 1, 2);
    th_give(c, 0, th_mul(spread(w, th_incoming(c, 0)), th_exp(th_sub(w.x, spread(w, th_saved_output(c, 0))))));
}

/* The sign of x, of complex numbers the direction. */
static th_tensor *direction(th_tensor *x)
{
    if (!th_dtype_is_complex((th_dtype)x->dtype)) return th_sign(x);
    th_tensor *size = th_abs(x);
    return th_div(x, th_where(th_eq(size, 0), 1, size));
}

/* Elements of largest (smallest) magnitude share the gradient. */
static th_tensor *through_extreme_norm(given w, th_tensor *g, th_tensor *y)
{
    th_tensor *mask = th_to_dtype(th_eq(th_abs(w.x), y), (th_dtype)y->dtype);
    return th_mul(direction(w.x), th_div(th_mul(g, mask), sum_kept(w, mask)));
}

/* d y / d x = direction * |x|^(p - 1) / y^(p - 1), 0 where it would be 0 / 0. */
static th_tensor *through_norm(th_tensor *x, double p, th_tensor *g, th_tensor *y)
{
    if (p == 1) return th_mul(direction(x), g);
    if (p == 2) return th_mul(x, without(th_div(g, y), th_eq(y, 0)));
    th_tensor *scale = without(th_div(g, th_pow(y, p - 1)), th_eq(y, 0)), *size = th_abs(x);
    if (p < 1) return th_mul(without(th_mul(direction(x), th_pow(size, p - 1)), th_eq(x, 0)), scale);
    return th_mul(th_mul(direction(x), th_pow(size, p - 1)), scale);
}

/* A ord dim keepdim dtype */
void grad_vector_norm(th_grad_call *c)
{
    given w = given_with(c, 2, 3);
    double p = th_scalar_double(th_saved_value(c, 1).as.scalar);
    th_tensor *g = spread(w, th_incoming(c, 0)), *y = spread(w, th_saved_output(c, 0));
    if (p == 0) th_give(c, 0, th_mul(w.x, 0));
    else th_give(c, 0, isinf(p) ? through_extreme_norm(w, g, y) : through_norm(w.x, p, g, y));
}
