/* Embeddings: rows of a matrix at indices, alone or gathered into bags. */
#include "indexing.h"

#include <string.h>

static th_tensor *flat(th_tensor *x) { return th_reshape(x, TH_INTS(-1)); }

/* ---- Rows ------------------------------------------------------------------------------------------- */

/* Rows that were asked for and are longer than max_norm are shortened to it. */
void composite_embedding_renorm_(th_call *c)
{
    th_tensor *weight = th_arg(c, 0), *index = flat(th_arg(c, 1));
    double most = th_arg_double(c, 2), p = th_arg_double(c, 3);
    th_tensor *rows = th_index_select(weight, 0, index);
    th_tensor *norm = th_linalg_vector_norm_with(rows, th_double(p), TH_INTS(1), true, TH_NO_DTYPE);
    th_tensor *factor = th_where(th_gt(norm, most), th_div(most, th_add(norm, 1e-7)), 1);
    c->out[0] = th_index_copy_(weight, 0, index, th_mul(rows, factor));
}

static void check_matrix(const char *op, const th_tensor *weight)
{
    if (weight->ndim != 2)
        th_fail(TH_VALUE_ERROR, "%s: expected weight to be a matrix, got shape [%s]", op,
                th_shape_text(weight->ndim, weight->shape));
}

/* The row of padding, none or one; it may count from the end. */
static th_ints padding_of(const char *op, const th_call *c, int k, const th_tensor *weight)
{
    if (!th_arg_given(c, k)) return TH_NO_INTS;
    int64_t *at = th_scratch(sizeof *at), rows = weight->shape[0];
    *at = th_arg_int_or(c, k, 0);
    if (*at >= rows || *at < -rows)
        th_fail(TH_INDEX_ERROR, "%s: padding_idx must be from 1 to %lld, or from -%lld to -1, got %lld", op,
                (long long)rows, (long long)rows, (long long)(*at < 0 ? *at : *at + 1));
    return (th_ints){1, at};
}

/* What both kinds check, and rows shortened in the weight itself, which no graph records. */
static void prepare_weight(const char *op, th_tensor *weight, th_tensor *index, th_value max_norm, double norm_type,
                           bool sparse)
{
    if (sparse) th_fail(TH_NOT_IMPLEMENTED, "%s: sparse gradients are not implemented; use sparse = FALSE", op);
    if (max_norm.type == TH_ARG_NONE) return;
    th_check_index(op, th_index_tensor(op, index), 0, weight->shape[0]);
    bool recording = th_set_grad_enabled(false);
    th_embedding_renorm_with_(weight, index, max_norm.as.d, norm_type);
    th_set_grad_enabled(recording);
}

/* input weight padding_idx max_norm norm_type scale_grad_by_freq sparse */
void composite_embedding_lookup(th_call *c)
{
    th_tensor *index = th_arg(c, 0), *weight = th_arg(c, 1);
    check_matrix("embedding", weight);
    th_ints padding = padding_of("embedding", c, 2, weight);
    prepare_weight("embedding", weight, index, c->args[3], th_arg_double(c, 4), th_arg_bool(c, 6));
    c->out[0] = th_embedding_with(weight, index, padding, th_arg_bool(c, 5));
}

/* ---- Bags ------------------------------------------------------------------------------------------- */

/* How elements fall into bags: bag (n) of each element, Long and 0-based. */
typedef struct { th_tensor *index, *bag, *weights; int64_t n_bags; } bags;

/* Every row of (bags, n) is a bag. */
static th_tensor *bags_of_rows(th_tensor *input)
{
    th_value device = {.type = TH_ARG_DEVICE, .as.device = th_device_of(input)};
    int64_t rows = input->shape[0];
    th_tensor *number = th_arange_with(th_int(0), th_int(rows), th_int(1), TH_INT64, device);
    return flat(th_expand(th_unsqueeze(number, 1), (th_ints){2, input->shape}));
}

static void check_offsets(th_tensor *offsets, int64_t n)
{
    if (th_device_of(offsets).type == TH_META || offsets->numel == 0) return;
    th_tensor *first = th_select(offsets, 0, 0), *step = th_diff(offsets);
    int64_t last = th_scalar_int(th_item(th_select(offsets, 0, offsets->numel - 1)));
    if (th_scalar_int(th_item(first)) != 0)
        th_fail(TH_VALUE_ERROR,
                "embedding_bag: offsets[1] has to be 0, i.e., the first bag starts at the first element, got %lld",
                (long long)th_scalar_int(th_item(first)));
    if (step->numel && th_scalar_int(th_item(th_min_all(step))) < 0)
        th_fail(TH_VALUE_ERROR, "embedding_bag: offsets must not decrease");
    if (last > n)
        th_fail(TH_VALUE_ERROR, "embedding_bag: offsets must not be past the end of input (%lld), got %lld",
                (long long)n,
                (long long)last);
}

/* Bag k starts at offsets[k]: an element's bag is the number of starts up to it, less one. */
static th_tensor *bags_from_offsets(th_tensor *offsets, int64_t n)
{
    th_tensor *starts = th_index_add_(th_new_zeros(offsets, TH_INTS(n + 1)), 0, offsets, th_ones_like(offsets));
    return th_sub(th_cumsum(th_narrow(starts, 0, 0, n), 0), 1);
}

static bags split_into_bags(th_tensor *input, th_tensor *offsets, bool include_last_offset)
{
    if (input->ndim == 2) {
        if (offsets)
            th_fail(TH_VALUE_ERROR,
                    "embedding_bag: if input is 2D, then offsets has to be NULL, as input is treated as a "
                    "mini-batch of fixed length sequences; got offsets of shape [%s]", th_shape_text(offsets->ndim,
                                                                                                     offsets->shape));
        return (bags){flat(input), bags_of_rows(input), NULL, input->shape[0]};
    }
    if (input->ndim != 1) th_fail(TH_VALUE_ERROR, "embedding_bag: input has to be 1D or 2D, got %dD tensor",
                                  input->ndim);
    if (!offsets || offsets->ndim != 1)
        th_fail(TH_VALUE_ERROR, "embedding_bag: a 1D input needs offsets, a 1D Long tensor; got %s",
                offsets ? th_shape_text(offsets->ndim, offsets->shape) : "NULL");
    if (!th_dtype_is_integral((th_dtype)offsets->dtype) || offsets->dtype == TH_BOOL)
        th_fail(TH_TYPE_ERROR, "embedding_bag: expected offsets of integers, got %s",
                th_dtype_name((th_dtype)offsets->dtype));
    if (include_last_offset && offsets->numel == 0)
        th_fail(TH_VALUE_ERROR, "embedding_bag: include_last_offset needs offsets of at least one element, got none");
    offsets = th_to_dtype(offsets, TH_INT64);
    check_offsets(offsets, input->numel);
    int64_t n_bags = offsets->numel - include_last_offset;
    th_tensor *bag = bags_from_offsets(offsets, input->numel);
    return (bags){input, include_last_offset ? th_clamp_max(bag, (long)n_bags - 1) : bag, NULL, n_bags};
}

/* Elements of the padding row are in no bag. */
static void drop_padding(bags *b, th_ints padding, int64_t rows)
{
    if (padding.n < 1) return;
    int64_t at = padding.v[0] < 0 ? padding.v[0] + rows : padding.v[0];
    th_tensor *counted = th_logical_and(th_ne(b->index, (long)at), th_ne(b->index, (long)(at - rows)));
    b->index = th_masked_select(b->index, counted);
    b->bag = th_masked_select(b->bag, counted);
    if (b->weights) b->weights = th_masked_select(b->weights, counted);
}

static th_tensor *sum_of_bags(const bags *b, th_tensor *rows)
{
    return th_index_add(th_new_zeros(rows, TH_INTS(b->n_bags, rows->shape[1])), 0, b->bag, rows);
}

static th_tensor *mean_of_bags(const bags *b, th_tensor *rows)
{
    th_tensor *ones = th_new_ones(rows, TH_INTS(rows->shape[0], 1));
    th_tensor *count = th_index_add(th_new_zeros(rows, TH_INTS(b->n_bags, 1)), 0, b->bag, ones);
    return th_div(sum_of_bags(b, rows), th_clamp_min(count, 1));
}

/* Empty bags are zero. */
static th_tensor *max_of_bags(const bags *b, th_tensor *rows)
{
    th_tensor *bag = th_expand(th_unsqueeze(b->bag, 1), (th_ints){2, rows->shape});
    return th_scatter_reduce_with(th_new_zeros(rows, TH_INTS(b->n_bags, rows->shape[1])), 0, bag, rows, "amax", false);
}

/* input weight offsets max_norm norm_type scale_grad_by_freq mode sparse per_sample_weights include_last_offset
 * padding_idx */
void composite_embedding_bag(th_call *c)
{
    th_tensor *input = th_arg(c, 0), *weight = th_arg(c, 1), *shares = th_arg(c, 8);
    const char *mode = th_arg_string(c, 6);
    bool sum = !strcmp(mode, "sum"), mean = !strcmp(mode, "mean");
    if (!sum && !mean && strcmp(mode, "max"))
        th_fail(TH_VALUE_ERROR, "embedding_bag: mode has to be one of sum, mean or max, got '%s'", mode);
    if (!sum && !mean && th_arg_bool(c, 5))
        th_fail(TH_VALUE_ERROR, "embedding_bag: mode 'max' does not support scale_grad_by_freq = TRUE");
    if (shares && !sum)
        th_fail(TH_VALUE_ERROR, "embedding_bag: per_sample_weights is only supported for mode 'sum', got '%s'", mode);
    if (shares && !th_same_shape(shares, input))
        th_fail(TH_VALUE_ERROR, "embedding_bag: expected per_sample_weights of input's shape [%s], got [%s]",
                th_shape_text(input->ndim, input->shape), th_shape_text(shares->ndim, shares->shape));
    bags b = split_into_bags(input, th_arg(c, 2), th_arg_bool(c, 9));
    check_matrix("embedding_bag", weight);
    th_ints padding = padding_of("embedding_bag", c, 10, weight);
    prepare_weight("embedding_bag", weight, b.index, c->args[3], th_arg_double(c, 4), th_arg_bool(c, 7));
    if (shares) b.weights = flat(shares);
    drop_padding(&b, padding, weight->shape[0]);
    th_tensor *rows = th_embedding_with(weight, b.index, TH_NO_INTS, th_arg_bool(c, 5));
    if (b.weights) rows = th_mul(rows, th_unsqueeze(b.weights, 1));
    c->out[0] = sum ? sum_of_bags(&b, rows) : mean ? mean_of_bags(&b, rows) : max_of_bags(&b, rows);
}
