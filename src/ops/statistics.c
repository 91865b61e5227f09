/* Composites about distributions and differences of values. */
#include "reduce.h"

#include <math.h>
#include <string.h>

static th_tensor *flat(th_tensor *x) { return x->ndim == 1 ? x : th_reshape(x, TH_INTS(-1)); }
static th_tensor *numbers(th_tensor *x) { return th_logical_not(th_isnan(x)); }

/* self dim keepdim dtype */
void composite_nanmean(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_ints dim = th_arg_ints(call, 1);
    bool keepdim = th_arg_bool(call, 2);
    if (!th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_RUNTIME_ERROR, "nanmean: expected input to have a floating point dtype, got %s",
                th_dtype_name((th_dtype)x->dtype));
    th_tensor *count = th_sum_with(numbers(x), dim, keepdim, TH_NO_DTYPE);
    call->out[0] = th_div(th_nansum_with(x, dim, keepdim, th_arg_dtype(call, 3)), count);
}

/* self dim keepdim */
void composite_aminmax(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_ints dim = th_arg_given(call, 1) ? TH_INTS(th_arg_int(call, 1)) : TH_NO_INTS;
    call->out[0] = th_amin_with(x, dim, th_arg_bool(call, 2));
    call->out[1] = th_amax_with(x, dim, th_arg_bool(call, 2));
}

/* self dim unbiased keepdim correction */
void composite_var_mean(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    bool keepdim = th_arg_bool(call, 3);
    call->out[0] = th_var_with(x, th_arg_ints(call, 1), th_arg_bool(call, 2), keepdim, call->args[4]);
    call->out[1] = th_mean_with(x, th_arg_ints(call, 1), keepdim, TH_NO_DTYPE);
}

void composite_std_mean(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    bool keepdim = th_arg_bool(call, 3);
    call->out[0] = th_std_with(x, th_arg_ints(call, 1), th_arg_bool(call, 2), keepdim, call->args[4]);
    call->out[1] = th_mean_with(x, th_arg_ints(call, 1), keepdim, TH_NO_DTYPE);
}

/* ---- Quantiles -------------------------------------------------------------------------------------- */

static void check_quantile(const char *op, const th_tensor *x, const th_tensor *q, const char *how)
{
    static const char *known[] = {"linear", "lower", "higher", "midpoint", "nearest"};
    bool found = false;
    for (int i = 0; i < 5; i++) found |= !strcmp(how, known[i]);
    if (x->numel == 0) th_fail(TH_RUNTIME_ERROR, "%s: input tensor must be non-empty", op);
    if (q->ndim > 1) th_fail(TH_RUNTIME_ERROR, "%s: q must be a scalar or 1D tensor, got %d dimensions", op, q->ndim);
    if (!th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_RUNTIME_ERROR, "%s: input tensor must be either float or double dtype, got %s", op,
                th_dtype_name((th_dtype)x->dtype));
    if (!found)
        th_fail(TH_RUNTIME_ERROR,
                "%s: interpolation must be one of linear, lower, higher, midpoint or nearest, but got %s", op, how);
}

static void check_probabilities(const char *op, th_tensor *q)
{
    if (q->numel == 0 || th_device_of(q).type == TH_META) return;
    double low = th_scalar_double(th_item(th_min_all(q))), high = th_scalar_double(th_item(th_max_all(q)));
    if (!(low >= 0 && high <= 1))
        th_fail(TH_RUNTIME_ERROR, "%s: q must be in the range [0, 1], got values from %g to %g", op, low, high);
}

/* Where each quantile lies among the n elements of its lane: (..., number of quantiles). */
static th_tensor *ranks(th_tensor *x, th_tensor *q, bool skip_nan)
{
    int64_t last = x->shape[x->ndim - 1] - 1;
    th_tensor *nan = th_isnan(x), *of_lane = th_reshape(q, TH_INTS(-1));
    if (skip_nan) {
        th_tensor *count = th_sum_with(th_logical_not(nan), TH_INTS(-1), true, (th_dtype)x->dtype);
        return th_mul(of_lane, th_relu(th_sub(count, 1)));
    }
    /* NaN is sorted last: a lane that has one answers with it. */
    th_tensor *has_nan = th_any_with(nan, TH_INTS(-1), true), *rank = th_mul(of_lane, last);
    return th_masked_fill(th_add(rank, th_mul(has_nan, 0)), has_nan, last);
}

static th_tensor *at(th_tensor *sorted, th_tensor *rank) { return th_gather(sorted, -1, th_to_dtype(rank, TH_INT64)); }

static th_tensor *interpolate(th_tensor *sorted, th_tensor *rank, const char *how)
{
    if (!strcmp(how, "lower")) return at(sorted, th_floor(rank));
    if (!strcmp(how, "higher")) return at(sorted, th_ceil(rank));
    if (!strcmp(how, "nearest")) return at(sorted, th_round(rank));
    th_tensor *below = th_floor(rank), *low = at(sorted, below), *high = at(sorted, th_ceil(rank));
    th_tensor *weight = !strcmp(how, "midpoint") ? th_mul(th_sub(th_ceil(rank), below), 0.5) : th_sub(rank, below);
    return th_add(low, th_mul(weight, th_sub(high, low)));
}

/* self q dim keepdim interpolation: quantiles come first in the result, unless q is one number. */
static void quantile(th_call *call, bool skip_nan)
{
    th_tensor *x = th_arg(call, 0), *q = th_arg(call, 1), *results[2];
    const char *how = th_arg_string(call, 4), *op = call->op->name;
    bool given = th_arg_given(call, 2), keepdim = th_arg_bool(call, 3);
    int ndim = x->ndim, dim = given ? th_axis(op, th_arg_int(call, 2), ndim) : 0;
    q = th_to_dtype(q ? q : th_as_tensor(call->args[1], x), (th_dtype)x->dtype);
    check_quantile(op, x, q, how);
    check_probabilities(op, q);
    if (!given || ndim == 0) x = flat(x);
    else if (dim < ndim - 1) x = th_movedim(x, TH_INTS(dim), TH_INTS(-1));
    th_sort_with(x, -1, false, TH_NONE, results);
    th_tensor *y = interpolate(results[0], ranks(x, q, skip_nan), how);
    y = th_movedim(y, TH_INTS(-1), TH_INTS(0)); /* (number of quantiles, lanes) */
    if (keepdim && given && ndim > 0) y = th_unsqueeze(y, dim + 1);
    for (int d = 0; keepdim && !given && d < ndim; d++) y = th_unsqueeze(y, 1);
    call->out[0] = q->ndim == 0 ? th_select(y, 0, 0) : y;
}

void composite_quantile(th_call *call) { quantile(call, false); }
void composite_nanquantile(th_call *call) { quantile(call, true); }

/* ---- Differences and areas ---------------------------------------------------------------------------- */

static th_tensor *joined(th_tensor *before, th_tensor *x, th_tensor *after, int64_t dim)
{
    th_tensor *parts[3];
    int n = 0;
    if (before) parts[n++] = before;
    parts[n++] = x;
    if (after) parts[n++] = after;
    return n == 1 ? x : th_cat_with((th_list){n, parts}, dim);
}

/* Every element with its successor along dim. */
static void neighbours(th_tensor *x, int64_t dim, th_tensor **from, th_tensor **to)
{
    int64_t n = x->shape[dim] > 0 ? x->shape[dim] - 1 : 0;
    *from = th_narrow(x, dim, 0, n);
    *to = th_narrow(x, dim, x->shape[dim] > 0, n);
}

/* self n dim prepend append */
void composite_diff(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *from, *to;
    int64_t n = th_arg_int(call, 1);
    if (x->ndim == 0) th_fail(TH_RUNTIME_ERROR, "diff: expects input to be at least one-dimensional");
    if (n < 0) th_fail(TH_RUNTIME_ERROR, "diff: order must be non-negative but got %lld", (long long)n);
    int dim = th_axis("diff", th_arg_int(call, 2), x->ndim);
    x = joined(th_arg(call, 3), x, th_arg(call, 4), dim);
    for (int64_t i = 0; i < n && x->shape[dim] > 0; i++) {
        neighbours(x, dim, &from, &to);
        x = x->dtype == TH_BOOL ? th_logical_xor(to, from) : th_sub(to, from);
    }
    call->out[0] = n == 0 && x == th_arg(call, 0) ? th_clone(x) : x;
}

/* y dx x dim: the area under straight lines between points. */
void composite_trapz(th_call *call)
{
    th_tensor *y = th_arg(call, 0), *x = th_arg(call, 2), *from, *to, *x_from, *x_to;
    if (y->ndim == 0) th_fail(TH_RUNTIME_ERROR, "trapz: expects input to be at least one-dimensional");
    int dim = th_axis("trapz", th_arg_int(call, 3), y->ndim);
    neighbours(y, dim, &from, &to);
    th_tensor *height = th_mul(th_add(from, to), 0.5);
    if (!x) {
        call->out[0] = th_mul(th_sum_with(height, TH_INTS(dim), false, TH_NO_DTYPE), th_arg_scalar(call, 1));
        return;
    }
    int x_dim = x->ndim == 1 ? 0 : dim;
    if (x_dim >= x->ndim || x->shape[x_dim] != y->shape[dim])
        th_fail(TH_RUNTIME_ERROR,
                "trapz: There must be one `x` value for each sample point, got x of shape [%s] and y of shape [%s]",
                th_shape_text(x->ndim, x->shape), th_shape_text(y->ndim, y->shape));
    neighbours(x, x_dim, &x_from, &x_to);
    th_tensor *width = th_sub(x_to, x_from);
    for (int d = dim + 1; x->ndim == 1 && d < y->ndim; d++) width = th_unsqueeze(width, -1);
    call->out[0] = th_sum_with(th_mul(height, width), TH_INTS(dim), false, TH_NO_DTYPE);
}

void composite_trace(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    if (x->ndim != 2) th_fail(TH_RUNTIME_ERROR, "trace: expected a matrix, but got tensor with dim %d", x->ndim);
    call->out[0] = th_sum(th_diagonal(x));
}

/* ---- Covariances ---------------------------------------------------------------------------------------- */

static th_tensor *weights_of(th_tensor *f, th_tensor *a, int64_t n)
{
    if ((f && (f->ndim > 1 || f->numel != n)) || (a && (a->ndim > 1 || a->numel != n)))
        th_fail(TH_RUNTIME_ERROR, "cov: expected weights to have one element per observation (%lld)", (long long)n);
    return f && a ? th_mul(f, a) : f ? f : a;
}

/* What the sum of products is divided by; 1 observation weighs 1 unless told otherwise. */
static th_value divisor(th_tensor *f, th_tensor *a, th_tensor *weights, int64_t n, int64_t correction)
{
    if (!weights) return th_v_double((double)n - (double)correction > 0 ? (double)(n - correction) : 0);
    th_tensor *total = th_sum(weights);
    if (!a || correction == 0) return th_v_tensor(th_relu(th_sub(total, a ? 0 : correction)));
    th_tensor *spent = th_div(th_sum(th_mul(weights, a)), total);
    (void)f;
    return th_v_tensor(th_relu(th_sub(total, th_mul(spent, correction))));
}

/* self correction fweights aweights: rows are variables, columns observations. */
void composite_cov(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *f = th_arg(call, 2), *a = th_arg(call, 3);
    if (x->ndim > 2)
        th_fail(TH_RUNTIME_ERROR, "cov: expected input to have two or fewer dimensions but got %d dimensions", x->ndim);
    int64_t n = x->ndim == 0 ? 1 : x->shape[x->ndim - 1];
    th_tensor *in = x->ndim < 2 ? th_reshape(x, TH_INTS(1, n)) : x, *w = weights_of(f, a, n);
    if (th_dtype_is_integral((th_dtype)in->dtype)) in = th_to_dtype(in, th_default_dtype());
    th_tensor *mean = w ? th_div(th_sum_with(th_mul(in, w), TH_INTS(1), true, TH_NO_DTYPE), th_sum(w))
                        : th_mean_with(in, TH_INTS(1), true, TH_NO_DTYPE);
    th_tensor *centred = th_sub(in, mean), *weighted = w ? th_mul(centred, w) : centred;
    th_tensor *other = th_dtype_is_complex((th_dtype)centred->dtype) ? th_conj(centred) : centred;
    th_tensor *c = th_div(th_mm(weighted, th_t(other)), divisor(f, a, w, n, th_arg_int(call, 1)));
    call->out[0] = x->ndim < 2 ? th_squeeze(c) : c;
}

void composite_corrcoef(th_call *call)
{
    th_tensor *c = th_cov(th_arg(call, 0));
    if (c->ndim == 0) {
        call->out[0] = th_div(c, c);
        return;
    }
    th_tensor *deviation = th_sqrt(th_diagonal(c));
    th_tensor *r = th_div(th_div(c, th_unsqueeze(deviation, 1)), th_unsqueeze(deviation, 0));
    call->out[0] = th_dtype_is_complex((th_dtype)r->dtype) ? r : th_clamp_with(r, -1, 1);
}

/* ---- Runs of equal elements ------------------------------------------------------------------------------- */

/* Bool (n): does element i along dim differ from the one before it? */
static th_tensor *changes(th_tensor *x, int dim)
{
    th_tensor *from, *to;
    neighbours(x, dim, &from, &to);
    th_tensor *differs = th_ne(to, from), *first = th_tensor_new(1, (int64_t[]){x->shape[dim] > 0}, TH_BOOL,
                                                                 th_device_of(x));
    int64_t others[TH_MAX_DIMS];
    int n = 0;
    for (int d = 0; d < x->ndim; d++) if (d != dim) others[n++] = d;
    if (n > 0) differs = th_any_with(differs, (th_ints){n, others}, false);
    th_zero(first);
    return joined(th_logical_not(first), differs, NULL, 0);
}

/* self return_inverse return_counts dim: what is not asked for is empty. */
void composite_unique_consecutive(th_call *call)
{
    th_tensor *self = th_arg(call, 0), *x = th_arg_given(call, 3) ? self : flat(self);
    int dim = th_arg_given(call, 3) ? th_axis(call->op->name, th_arg_int(call, 3), self->ndim) : 0;
    th_tensor *none = th_tensor_new(1, (int64_t[]){0}, TH_INT64, th_device_of(x)), *change = changes(x, dim);
    th_tensor *starts = th_reshape(th_nonzero(change), TH_INTS(-1));
    call->out[0] = th_index_select(x, dim, starts);
    call->out[1] = call->out[2] = none;
    if (th_arg_bool(call, 1)) {
        th_tensor *run = th_sub(th_cumsum(change, 0), 1);
        call->out[1] = th_arg_given(call, 3) ? run : th_reshape(run, (th_ints){self->ndim, self->shape});
    }
    if (th_arg_bool(call, 2)) {
        th_tensor *end = th_from_data(&x->shape[dim], TH_INTS(1), TH_INT64), *from, *to;
        end = th_move(end, th_device_of(x));
        neighbours(joined(NULL, starts, end, 0), 0, &from, &to);
        call->out[2] = th_sub(to, from);
    }
}

/* ---- Histogram ---------------------------------------------------------------------------------------------- */

/* The borders of equal bins: as asked for, or from the smallest to the largest value. */
static th_tensor *equal_bins(th_call *call, th_tensor *x, int64_t bins)
{
    double low = 0, high = 1;
    if (bins < 1) th_fail(TH_RUNTIME_ERROR, "histogram: bins must be > 0, but got %lld", (long long)bins);
    if (th_arg_given(call, 2)) {
        int n = call->args[2].n;
        if (n != 2) th_fail(TH_RUNTIME_ERROR, "histogram: range must have 2 elements, got %d", n);
        low = call->args[2].as.doubles[0];
        high = call->args[2].as.doubles[1];
    } else if (x->numel > 0) {
        low = th_scalar_double(th_item(th_min_all(x)));
        high = th_scalar_double(th_item(th_max_all(x)));
    }
    if (!(low <= high)) th_fail(TH_RUNTIME_ERROR, "histogram: min should not exceed max, got %g and %g", low, high);
    if (low == high) low -= 0.5, high += 0.5;
    th_value device = {.type = TH_ARG_DEVICE, .as.device = th_device_of(x)};
    return th_linspace_with(low, high, bins + 1, (th_dtype)x->dtype, device);
}

/* self bins range weight density: counts, and the borders of the bins; the last bin includes its upper border. */
void composite_histogram(th_call *call)
{
    th_tensor *x = flat(th_arg(call, 0)), *borders = th_arg(call, 1), *weight = th_arg(call, 3);
    if (!th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_RUNTIME_ERROR, "histogram: expected a floating-point tensor, got %s",
                th_dtype_name((th_dtype)x->dtype));
    if (!borders) borders = equal_bins(call, x, th_scalar_int(th_arg_scalar(call, 1)));
    int64_t bins = borders->numel - 1;
    th_tensor *low = th_narrow(borders, 0, 0, 1), *high = th_narrow(borders, 0, bins, 1);
    th_tensor *inside = th_logical_and(th_ge(x, low), th_le(x, high)), *counted = th_masked_select(x, inside);
    th_tensor *bin = th_sub(th_searchsorted_with(borders, counted, false, true, NULL, NULL), 1);
    th_tensor *weights = weight ? th_masked_select(flat(weight), inside) : th_ones_like(counted);
    th_tensor *count = th_bincount_with(th_clamp_max(bin, bins - 1), weights, bins);
    count = th_to_dtype(count, (th_dtype)x->dtype);
    if (th_arg_bool(call, 4)) count = th_div(th_div(count, th_sum(count)), th_diff(borders));
    call->out[0] = count;
    call->out[1] = borders;
}
