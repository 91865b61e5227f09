/* Rules of sorting, selection and search. */
#include "reduce.h"

#include <math.h>
#include <string.h>

/* ---- Sorting ----------------------------------------------------------------------------------- */

static int64_t size_of(const th_tensor *x, int axis) { return x->ndim ? x->shape[axis] : 1; }

static void two_outputs(th_call *call, const th_tensor *x, const int64_t *shape)
{
    TH_OUT(call, 0, x->ndim, shape, (th_dtype)x->dtype);
    TH_OUT(call, 1, x->ndim, shape, TH_INT64);
}

/* self dim descending stable */
void shape_sort(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    th_check_real("sort", x);
    th_pass_axis(call, 1, x->ndim);
    th_pass_contiguous(call, 0, (th_dtype)x->dtype);
    two_outputs(call, x, x->shape);
}

/* self k dim largest sorted */
void shape_topk(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    int64_t shape[TH_MAX_DIMS], k = th_arg_int(call, 1);
    th_check_real("topk", x);
    int axis = th_pass_axis(call, 2, x->ndim);
    if (k < 0 || k > size_of(x, axis))
        th_fail(TH_RUNTIME_ERROR, "topk: selected index k out of range: got %lld, expected 0 to %lld", (long long)k,
                (long long)size_of(x, axis));
    memcpy(shape, x->shape, (size_t)x->ndim * sizeof *shape);
    if (x->ndim) shape[axis] = k;
    th_pass_contiguous(call, 0, (th_dtype)x->dtype);
    two_outputs(call, x, shape);
}

/* One value and its place per lane along argument `dim`. */
static void one_per_lane(th_call *call, int dim, bool keepdim)
{
    th_tensor *x = th_arg(call, 0);
    th_check_real(call->op->name, x);
    uint64_t dims = (uint64_t)1 << th_pass_axis(call, dim, x->ndim);
    th_check_not_empty(call->op->name, x, dims, true);
    th_pass_contiguous(call, 0, (th_dtype)x->dtype);
    th_reduced_output(call, 0, x, dims, keepdim, (th_dtype)x->dtype);
    th_reduced_output(call, 1, x, dims, keepdim, TH_INT64);
}

/* self k dim keepdim */
void shape_kthvalue(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    int64_t k = th_arg_int(call, 1), n = size_of(x, th_axis("kthvalue", th_arg_int(call, 2), x->ndim));
    if (k < 1 || k > n)
        th_fail(TH_RUNTIME_ERROR,
                "kthvalue: selected number k out of range for dimension %d: got %lld, expected 1 to %lld",
                th_axis("kthvalue", th_arg_int(call, 2), x->ndim) + 1, (long long)k, (long long)n);
    one_per_lane(call, 2, th_arg_bool(call, 3));
}

/* self dim keepdim */
void shape_median(th_call *call) { one_per_lane(call, 1, th_arg_bool(call, 2)); }

/* The results of a row with two. */
static void sorted(th_tensor *x, int64_t dim, bool descending, th_tensor **results)
{
    th_sort_with(x, dim, descending, th_v_bool(true), results);
}

void composite_argsort(th_call *call)
{
    th_tensor *results[2];
    sorted(th_arg(call, 0), th_arg_int(call, 1), th_arg_bool(call, 2), results);
    call->out[0] = results[1];
}

void composite_msort(th_call *call)
{
    th_tensor *results[2];
    sorted(th_arg(call, 0), 0, false, results);
    call->out[0] = results[0];
}

static th_tensor *flat(th_tensor *x) { return x->ndim == 1 ? x : th_reshape(x, TH_INTS(-1)); }

/* Over nothing PyTorch's median is NaN, as the mean is. */
void composite_median_all(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *results[2];
    if (x->numel > 0) th_median_dim(flat(x), 0, results);
    call->out[0] = x->numel > 0 ? results[0] : th_mean(x);
}

void composite_nanmedian_all(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *results[2];
    if (x->numel > 0) th_nanmedian_dim(flat(x), 0, results);
    call->out[0] = x->numel > 0 ? results[0] : th_mean(x);
}

/* ---- Search and counting ------------------------------------------------------------------------- */

static th_tensor *value_to_find(th_value v, const th_tensor *like)
{
    if (v.type == TH_ARG_TENSOR) return v.as.tensor;
    if (v.type != TH_ARG_SCALAR) th_fail(TH_TYPE_ERROR, "searchsorted: self must be a tensor or a number");
    return th_as_tensor(v, (th_tensor *)like);
}

static void check_lanes(const th_tensor *sequence, const th_tensor *x)
{
    bool same = sequence->ndim == x->ndim;
    if (sequence->ndim == 1) return;
    for (int d = 0; d + 1 < sequence->ndim && same; d++) same = sequence->shape[d] == x->shape[d];
    if (!same || sequence->ndim == 0)
        th_fail(TH_RUNTIME_ERROR,
                "searchsorted: boundaries tensor should be 1 dimension or the first N-1 dimensions of "
                "boundaries tensor and input value tensor must match, but we got boundaries tensor [%s] and "
                "input value tensor [%s]",
                th_shape_text(sequence->ndim, sequence->shape), th_shape_text(x->ndim, x->shape));
}

/* sorted_sequence self out_int32 right side sorter */
void shape_searchsorted(th_call *call)
{
    th_tensor *sequence = th_arg(call, 0), *x = value_to_find(call->args[1], sequence), *sorter = th_arg(call, 5);
    const char *side = th_arg_string(call, 4);
    if (side && strcmp(side, "left") && strcmp(side, "right"))
        th_fail(TH_VALUE_ERROR, "searchsorted: side can only be 'left' or 'right' but got %s", side);
    if (side && !strcmp(side, "left") && th_arg_bool(call, 3))
        th_fail(TH_VALUE_ERROR,
                "searchsorted: side and right can't be set to opposites, got side of left while right was True");
    check_lanes(sequence, x);
    if (sorter && !th_same_shape(sorter, sequence))
        th_fail(TH_VALUE_ERROR,
                "searchsorted: boundary and sorter must have the same size, but got boundary tensor [%s] and "
                "got sorter tensor [%s]", th_shape_text(sequence->ndim, sequence->shape),
                th_shape_text(sorter->ndim, sorter->shape));
    th_dtype dtype = th_compute_dtype(th_promote_types((th_dtype)sequence->dtype, (th_dtype)x->dtype));
    call->args[1] = th_v_tensor(x);
    th_pass_contiguous(call, 0, dtype);
    th_pass_contiguous(call, 1, dtype);
    if (sorter) th_pass_contiguous(call, 5, TH_INT64);
    if (side) call->args[3].as.i = !strcmp(side, "right");
    TH_OUT(call, 0, x->ndim, x->shape, th_arg_bool(call, 2) ? TH_INT32 : TH_INT64);
}

void composite_bucketize(th_call *call)
{
    th_tensor *boundaries = th_arg(call, 1);
    if (boundaries->ndim != 1)
        th_fail(TH_VALUE_ERROR, "bucketize: boundaries tensor must be 1 dimension, but got dim(%d)", boundaries->ndim);
    call->out[0] = th_searchsorted_with(boundaries, call->args[0], th_arg_bool(call, 2), th_arg_bool(call, 3), NULL,
                                        NULL);
}

/* self weights minlength: how many bins there are depends on the values. */
void shape_bincount(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *weights = th_arg(call, 1);
    int64_t n = th_arg_int(call, 2);
    if (x->ndim != 1 || !th_dtype_is_integral((th_dtype)x->dtype))
        th_fail(TH_RUNTIME_ERROR, "bincount: only supports 1-d non-negative integral inputs.");
    if (n < 0) th_fail(TH_RUNTIME_ERROR, "bincount: minlength should be >= 0, got %lld", (long long)n);
    if (weights && !th_same_shape(weights, x))
        th_fail(TH_RUNTIME_ERROR, "bincount: weights should be 1-d and have the same length as input");
    if (x->numel > 0) {
        int64_t largest = th_scalar_int(th_item(th_max_all(x)));
        if (th_scalar_int(th_item(th_min_all(x))) < 0)
            th_fail(TH_RUNTIME_ERROR, "bincount: only supports 1-d non-negative integral inputs.");
        if (largest + 1 > n) n = largest + 1;
    }
    th_dtype dtype = !weights ? TH_INT64 : weights->dtype == TH_FLOAT32 ? TH_FLOAT32 : TH_FLOAT64;
    th_pass_contiguous(call, 0, TH_INT64);
    if (weights) th_pass_contiguous(call, 1, dtype);
    TH_OUT(call, 0, 1, &n, dtype);
}

/* Where no range is given it is that of the values, and never empty. */
static void histogram_range(th_call *call, th_tensor *x)
{
    double min = th_scalar_double(th_arg_scalar(call, 2)), max = th_scalar_double(th_arg_scalar(call, 3));
    if (min == max && x->numel > 0) {
        min = th_scalar_double(th_item(th_min_all(x)));
        max = th_scalar_double(th_item(th_max_all(x)));
    }
    if (min == max) min -= 1, max += 1;
    if (!isfinite(min) || !isfinite(max)) th_fail(TH_RUNTIME_ERROR, "histc: range of [%g, %g] is not finite", min, max);
    if (min > max) th_fail(TH_RUNTIME_ERROR, "histc: max must be larger than min");
    call->args[2] = th_v_double(min);
    call->args[3] = th_v_double(max);
}

/* self bins min max */
void shape_histc(th_call *call)
{
    th_tensor *x = th_arg(call, 0);
    int64_t bins = th_arg_int(call, 1);
    th_check_real("histc", x);
    if (bins <= 0) th_fail(TH_RUNTIME_ERROR, "histc: bins must be > 0, got %lld", (long long)bins);
    histogram_range(call, x);
    th_pass_contiguous(call, 0, (th_dtype)x->dtype);
    TH_OUT(call, 0, 1, &bins, (th_dtype)x->dtype);
}
