/* Norms and distances. */
#include "matrices.h"
#include "reduce.h"

#include <math.h>
#include <string.h>

/* self p dim keepdim dtype */
void composite_norm(th_call *call)
{
    th_scalar p = th_arg_given(call, 1) ? th_arg_scalar(call, 1) : th_int(2);
    th_check_fractional("norm", th_arg(call, 0));
    call->out[0] = th_linalg_vector_norm_with(th_arg(call, 0), p, th_arg_ints(call, 2), th_arg_bool(call, 3),
                                              th_arg_dtype(call, 4));
}

/* self other p */
void composite_dist(th_call *call)
{
    th_tensor *difference = th_sub(th_arg(call, 0), th_arg(call, 1));
    th_check_fractional("dist", difference);
    call->out[0] = th_norm_with(difference, th_v_scalar(th_arg_scalar(call, 2)), TH_NO_INTS, false, TH_NO_DTYPE);
}

/* self p dim maxnorm: slices along dim whose norm is larger are scaled down to it. */
void composite_renorm(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    int64_t others[TH_MAX_DIMS];
    int n = 0, dim = th_axis("renorm", th_arg_int(call, 2), x->ndim);
    th_check_fractional("renorm", x);
    if (x->ndim < 2) th_fail(TH_RUNTIME_ERROR, "renorm: input needs at least 2 dimensions, got %d dimensions", x->ndim);
    for (int d = 0; d < x->ndim; d++) if (d != dim) others[n++] = d;
    th_tensor *norm = th_linalg_vector_norm_with(x, th_arg_scalar(call, 1), ((th_ints){n, others}), true, TH_NO_DTYPE);
    th_scalar limit = th_arg_scalar(call, 3);
    th_tensor *factor = th_where(th_gt(norm, limit), th_mul(th_reciprocal(th_add(norm, 1e-7)), limit), 1);
    call->out[0] = th_mul(x, factor);
}

void composite_sum_to_size(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_ints size = th_arg_ints(call, 1);
    int ndim = x->ndim;
    int64_t shape[TH_MAX_DIMS];
    memcpy(shape, x->shape, (size_t)ndim * sizeof *shape);
    th_broadcast_shapes("sum_to_size", &ndim, shape, size.n, size.v);
    if (ndim != x->ndim || memcmp(shape, x->shape, (size_t)ndim * sizeof *shape))
        th_fail(TH_RUNTIME_ERROR, "sum_to_size: size [%s] is not expandable to size [%s].",
                th_shape_text(size.n, size.v),
                th_shape_text(x->ndim, x->shape));
    call->out[0] = th_unbroadcast(x, size.n, size.v);
}

/* x1 x2 dim eps */
void composite_cosine_similarity(th_call *call)
{
    th_tensor *x[2] = {th_arg(call, 0), th_arg(call, 1)};
    int64_t shape[TH_MAX_DIMS];
    int ndim = x[0]->ndim;
    for (int k = 0; k < 2; k++) th_check_fractional("cosine_similarity", x[k]);
    memcpy(shape, x[0]->shape, (size_t)ndim * sizeof *shape);
    th_broadcast_shapes("cosine_similarity", &ndim, shape, x[1]->ndim, x[1]->shape);
    for (int k = 0; k < 2; k++) {
        x[k] = th_expand(x[k], (th_ints){ndim, shape});
        th_tensor *norm = th_linalg_vector_norm_with(x[k], th_int(2), TH_INTS(th_arg_int(call, 2)), true, TH_NO_DTYPE);
        x[k] = th_div(x[k], th_clamp_min(norm, th_arg_double(call, 3)));
    }
    call->out[0] = th_sum_with(th_mul(x[0], x[1]), TH_INTS(th_arg_int(call, 2)), false, TH_NO_DTYPE);
}

/* x1 x2 p eps keepdim: the norm of x1 - x2 + eps over the last dimension */
void composite_pairwise_distance(th_call *call)
{
    th_tensor *difference = th_add(th_sub(th_arg(call, 0), th_arg(call, 1)), th_arg_double(call, 3));
    if (difference->ndim == 0)
        th_fail(TH_VALUE_ERROR, "pairwise_distance: expected vectors, got tensors without dimensions");
    call->out[0] = th_linalg_vector_norm_with(difference, th_double(th_arg_double(call, 2)), TH_INTS(-1),
                                              th_arg_bool(call, 4), TH_NO_DTYPE);
}

/* ---- All pairs ------------------------------------------------------------------------------------- */

static void check_points(const char *op, const th_tensor *x1, const th_tensor *x2, double p)
{
    if (x1->ndim < 2 || x2->ndim < 2)
        th_fail(TH_RUNTIME_ERROR, "%s: expected at least two dimensions, got %dD and %dD", op, x1->ndim, x2->ndim);
    if (x1->shape[x1->ndim - 1] != x2->shape[x2->ndim - 1])
        th_fail(TH_RUNTIME_ERROR, "%s: X1 and X2 must have the same number of columns. X1: %lld X2: %lld", op,
                (long long)x1->shape[x1->ndim - 1], (long long)x2->shape[x2->ndim - 1]);
    if (!th_dtype_is_floating((th_dtype)x1->dtype) || !th_dtype_is_floating((th_dtype)x2->dtype))
        th_fail(TH_RUNTIME_ERROR, "%s: only supports floating-point dtypes, got %s and %s", op,
                th_dtype_name((th_dtype)x1->dtype), th_dtype_name((th_dtype)x2->dtype));
    if (!(p >= 0)) th_fail(TH_RUNTIME_ERROR, "%s: only supports non-negative p values, got %g", op, p);
}

/* x1 x2 p compute_mode: (..., n, m) and (..., r, m) give (..., n, r) */
void shape_cdist(th_call *call)
{
    th_tensor *x[2] = {th_arg(call, 0), th_arg(call, 1)};
    int64_t shape[TH_MAX_DIMS], rows[2];
    check_points("cdist", x[0], x[1], th_arg_double(call, 2));
    int batch = x[0]->ndim - 2;
    memcpy(shape, x[0]->shape, (size_t)batch * sizeof *shape);
    th_broadcast_shapes("cdist", &batch, shape, x[1]->ndim - 2, x[1]->shape);
    th_dtype dtype = th_promote_types((th_dtype)x[0]->dtype, (th_dtype)x[1]->dtype);
    if (dtype < TH_FLOAT32) dtype = TH_FLOAT32;
    bool recorded = th_set_grad_enabled(false);
    for (int k = 0; k < 2; k++) {
        rows[k] = shape[batch] = x[k]->shape[x[k]->ndim - 2];
        shape[batch + 1] = x[k]->shape[x[k]->ndim - 1];
        call->args[k] = th_v_tensor(th_expand(x[k], (th_ints){batch + 2, shape}));
        th_pass_contiguous(call, k, dtype);
    }
    th_set_grad_enabled(recorded);
    shape[batch] = rows[0];
    shape[batch + 1] = rows[1];
    TH_OUT(call, 0, batch + 2, shape, dtype);
}

/* d distance / d (x1 - x2), times g: (..., n, r, m) */
static th_tensor *slopes(th_tensor *difference, double p, th_tensor *g, th_tensor *y)
{
    if (p == 0) return th_mul(difference, 0);
    if (p == 1) return th_mul(th_sign(difference), g);
    if (isinf(p)) return th_mul(th_mul(th_sign(difference), th_eq(th_abs(difference), y)), g);
    th_tensor *scale = th_masked_fill(th_div(g, th_pow(y, p - 1)), th_eq(y, 0), 0);
    th_tensor *steep = th_mul(th_sign(difference), th_pow(th_abs(difference), p - 1));
    return th_mul(p < 1 ? th_masked_fill(steep, th_eq(difference, 0), 0) : steep, scale);
}

static void give(th_grad_call *c, int arg, th_tensor *x, th_tensor *g)
{
    th_give(c, arg, th_unbroadcast(g, x->ndim, x->shape));
}

/* For p = 2 the sums over pairs are matrix products, which need no (n, r, m) memory. */
static void give_euclidean(th_grad_call *c, th_tensor *x1, th_tensor *x2, th_tensor *g, th_tensor *y)
{
    th_tensor *ratio = th_masked_fill(th_div(g, y), th_eq(y, 0), 0), *turned = th_transpose(ratio, -2, -1);
    if (th_wants(c, 0))
        give(c, 0, x1, th_sub(th_mul(x1, th_sum_with(ratio, TH_INTS(-1), true, TH_NO_DTYPE)), th_matmul(ratio, x2)));
    if (th_wants(c, 1))
        give(c, 1, x2, th_sub(th_mul(x2, th_sum_with(turned, TH_INTS(-1), true, TH_NO_DTYPE)), th_matmul(turned, x1)));
}

void grad_cdist(th_grad_call *c)
{
    th_tensor *x1 = th_saved(c, 0), *x2 = th_saved(c, 1), *g = th_incoming(c, 0), *y = th_saved_output(c, 0);
    double p = th_saved_value(c, 2).as.d;
    if (p == 2) {
        give_euclidean(c, x1, x2, g, y);
        return;
    }
    th_tensor *difference = th_sub(th_unsqueeze(x1, -2), th_unsqueeze(x2, -3));
    th_tensor *slope = slopes(difference, p, th_unsqueeze(g, -1), th_unsqueeze(y, -1));
    if (th_wants(c, 0)) give(c, 0, x1, th_sum_with(slope, TH_INTS(-2), false, TH_NO_DTYPE));
    if (th_wants(c, 1)) give(c, 1, x2, th_neg(th_sum_with(slope, TH_INTS(-3), false, TH_NO_DTYPE)));
}

/* self p: the distances of all pairs of rows i < j, in that order. */
void composite_pdist(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    if (x->ndim != 2) th_fail(TH_RUNTIME_ERROR, "pdist: only supports 2D tensors, got: %dD", x->ndim);
    check_points("pdist", x, x, th_arg_double(call, 1));
    th_tensor *all = th_cdist_with(x, x, th_arg_double(call, 1), TH_NO_INTS);
    call->out[0] = th_masked_select(all, th_triu_with(th_ones_like_with(all, TH_BOOL, TH_NONE), 1));
}
