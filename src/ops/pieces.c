/* Tensors cut into pieces, and channels and pixels that change places. */
#include "../core/autograd.h"

#include <string.h>

/* ---- Pieces: views ------------------------------------------------------------------------------ */

/* The piece of dimension dim between two places, which may lie outside as in a slice. */
static th_tensor *between(th_tensor *x, int dim, int64_t from, int64_t to)
{
    int64_t n = x->shape[dim];
    if (from < 0) from = from + n < 0 ? 0 : from + n;
    if (to < 0) to = to + n < 0 ? 0 : to + n;
    if (from > n) from = n;
    if (to > n) to = n;
    return th_narrow(x, dim, from, to > from ? to - from : 0);
}

static void split_at(th_call *c, th_tensor *x, int dim, th_ints places)
{
    th_outputs(c, places.n + 1);
    for (int k = 0; k <= places.n; k++)
        c->out[k] = between(x, dim, k ? places.v[k - 1] : 0, k < places.n ? places.v[k] : x->shape[dim]);
}

/* Sizes differ by one at most; the first pieces are the longer ones. */
static void split_into(th_call *c, th_tensor *x, int dim, int64_t sections)
{
    if (sections < 1 || sections > INT32_MAX)
        th_fail(TH_VALUE_ERROR, "%s: number of sections must be larger than 0, got %lld", c->op->name,
                (long long)sections);
    int64_t size = x->shape[dim] / sections, longer = x->shape[dim] % sections, start = 0;
    th_outputs(c, (int)sections);
    for (int64_t k = 0; k < sections; k++) {
        int64_t length = size + (k < longer);
        c->out[k] = th_narrow(x, dim, start, length);
        start += length;
    }
}

/* indices at k, sections at k + 1: one of them */
static void split_as_asked(th_call *c, th_tensor *x, int dim, int k)
{
    if (th_arg_given(c, k) == th_arg_given(c, k + 1))
        th_fail(TH_VALUE_ERROR, "%s: expected either indices or sections", c->op->name);
    if (th_arg_given(c, k)) split_at(c, x, dim, th_arg_ints(c, k));
    else split_into(c, x, dim, th_arg_int(c, k + 1));
}

/* self, indices, sections, tensor_indices_or_sections, dim */
void composite_tensor_split(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *where = th_arg(c, 3);
    if (x->ndim == 0) th_fail(TH_VALUE_ERROR, "tensor_split: expected at least one dimension, got none");
    int dim = th_axis("tensor_split", th_arg_int(c, 4), x->ndim);
    if (!where) { split_as_asked(c, x, dim, 1); return; }
    if (where->ndim > 1 || !th_dtype_is_integral((th_dtype)where->dtype))
        th_fail(TH_VALUE_ERROR, "tensor_split: tensor_indices_or_sections must be a Long tensor of 0 or 1 dimensions");
    if (where->ndim == 0) { split_into(c, x, dim, th_scalar_int(th_item(where))); return; }
    th_tensor *host = th_tensor_new(1, where->shape, TH_INT64, (th_device){TH_CPU, 0});
    th_copy_into(host, where);
    split_at(c, x, dim, (th_ints){(int)host->numel, (const void *)th_data(host)});
}

/* self, indices, sections; sections must be equal */
static void split_along(th_call *c, int least_dims, int dim)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim < least_dims)
        th_fail(TH_VALUE_ERROR, "%s: requires a tensor with at least %d dimensions, got %d", c->op->name, least_dims,
                x->ndim);
    if (th_arg_given(c, 2) && th_arg_int(c, 2) > 0 && x->shape[dim] % th_arg_int(c, 2))
        th_fail(TH_VALUE_ERROR, "%s: the size %lld of dimension %d is not divisible by %lld sections", c->op->name,
                (long long)x->shape[dim], dim + 1, (long long)th_arg_int(c, 2));
    split_as_asked(c, x, dim, 1);
}

void composite_hsplit(th_call *c) { split_along(c, 1, th_arg(c, 0)->ndim > 1); }
void composite_vsplit(th_call *c) { split_along(c, 2, 0); }
void composite_dsplit(th_call *c) { split_along(c, 3, 2); }

/* self, split_sizes, dim */
void composite_split_with_sizes(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_ints sizes = th_arg_ints(c, 1);
    if (x->ndim == 0) th_fail(TH_VALUE_ERROR, "split_with_sizes: expected at least one dimension, got none");
    int dim = th_axis("split_with_sizes", th_arg_int(c, 2), x->ndim);
    int64_t start = 0;
    for (int k = 0; k < sizes.n; k++) {
        if (sizes.v[k] < 0) th_fail(TH_VALUE_ERROR, "split_with_sizes: got a size of %lld", (long long)sizes.v[k]);
        start += sizes.v[k];
    }
    if (start != x->shape[dim])
        th_fail(TH_VALUE_ERROR, "split_with_sizes: expects split_sizes to sum exactly to %lld (input tensor's size at "
                "dimension %d), but got split_sizes=[%s]", (long long)x->shape[dim], dim + 1,
                th_shape_text(sizes.n, sizes.v));
    th_outputs(c, sizes.n);
    start = 0;
    for (int k = 0; k < sizes.n; start += sizes.v[k++]) c->out[k] = th_narrow(x, dim, start, sizes.v[k]);
}

/* ---- Transposition with conjugation --------------------------------------------------------------- */

void composite_adjoint(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim < 2) th_fail(TH_VALUE_ERROR, "adjoint: expects at least 2 dimensions, got %d", x->ndim);
    x = th_transpose(x, -2, -1);
    c->out[0] = th_dtype_is_complex((th_dtype)x->dtype) ? th_conj(x) : x;
}

void composite_matrix_H(th_call *c)
{
    if (th_arg(c, 0)->ndim != 2)
        th_fail(TH_VALUE_ERROR, "matrix_H: expected a tensor of 2 dimensions, got %d", th_arg(c, 0)->ndim);
    composite_adjoint(c);
}

/* ---- Channels and pixels ------------------------------------------------------------------------ */

/* x with the dimensions from `dim` on replaced by n others. */
static th_tensor *reshape_tail(th_tensor *x, int dim, int n, const int64_t *sizes)
{
    int64_t shape[TH_MAX_DIMS];
    if (dim + n > TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "got %d dimensions, expected fewer", x->ndim);
    memcpy(shape, x->shape, (size_t)dim * sizeof *shape);
    memcpy(shape + dim, sizes, (size_t)n * sizeof *shape);
    return th_reshape(x, (th_ints){dim + n, shape});
}

/* The dimensions from `dim` on in another order, given relative to dim. */
static th_tensor *permute_tail(th_tensor *x, int dim, int n, const int *order)
{
    int64_t dims[TH_MAX_DIMS];
    for (int d = 0; d < dim; d++) dims[d] = d;
    for (int k = 0; k < n; k++) dims[dim + k] = dim + order[k];
    return th_permute(x, (th_ints){dim + n, dims});
}

/* self (N, C, ...), groups: (g, C / g) becomes (C / g, g) */
void composite_channel_shuffle(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t groups = th_arg_int(c, 1);
    if (x->ndim < 3) th_fail(TH_VALUE_ERROR, "channel_shuffle: expects input with > 2 dims, but got %d", x->ndim);
    if (groups < 1 || x->shape[1] % groups)
        th_fail(TH_VALUE_ERROR,
                "channel_shuffle: Number of channels must be divisible by groups, got %lld channels and "
                "%lld groups", (long long)x->shape[1], (long long)groups);
    int64_t split[TH_MAX_DIMS] = {groups, x->shape[1] / groups};
    if (x->ndim + 1 > TH_MOST_DIMS)
        th_fail(TH_VALUE_ERROR, "channel_shuffle: got %d dimensions, expected fewer", x->ndim);
    memcpy(split + 2, x->shape + 2, (size_t)(x->ndim - 2) * sizeof *split);
    th_tensor *y = th_transpose(reshape_tail(x, 1, x->ndim, split), 1, 2);
    c->out[0] = th_reshape(y, (th_ints){x->ndim, x->shape});
}

static int64_t factor_of(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t r = th_arg_int(c, 1);
    if (x->ndim < 3)
        th_fail(TH_VALUE_ERROR, "%s: expects input to have at least 3 dimensions, but got %d", c->op->name, x->ndim);
    if (r < 1 || r > INT16_MAX)
        th_fail(TH_VALUE_ERROR, "%s: expects a factor from 1 to %d, but got %lld", c->op->name, INT16_MAX,
                (long long)r);
    return r;
}

/* self (..., C r r, H, W), upscale_factor r -> (..., C, H r, W r) */
void composite_pixel_shuffle(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t r = factor_of(c), dim = x->ndim - 3, channels = x->shape[dim], h = x->shape[dim + 1], w = x->shape[dim + 2];
    if (channels % (r * r))
        th_fail(TH_VALUE_ERROR, "pixel_shuffle: expects its input's 'channel' dimension to be divisible by the square "
                "of upscale_factor, but got %lld channels", (long long)channels);
    th_tensor *y = reshape_tail(x, (int)dim, 5, (int64_t[]){channels / (r * r), r, r, h, w});
    y = permute_tail(y, (int)dim, 5, (int[]){0, 3, 1, 4, 2});
    c->out[0] = reshape_tail(y, (int)dim, 3, (int64_t[]){channels / (r * r), h * r, w * r});
}

/* self (..., C, H r, W r), downscale_factor r -> (..., C r r, H, W) */
void composite_pixel_unshuffle(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t r = factor_of(c), dim = x->ndim - 3, channels = x->shape[dim], h = x->shape[dim + 1], w = x->shape[dim + 2];
    if (h % r || w % r)
        th_fail(TH_VALUE_ERROR, "pixel_unshuffle: expects height and width to be divisible by downscale_factor, but "
                "got %lld and %lld", (long long)h, (long long)w);
    th_tensor *y = reshape_tail(x, (int)dim, 5, (int64_t[]){channels, h / r, r, w / r, r});
    y = permute_tail(y, (int)dim, 5, (int[]){0, 2, 4, 1, 3});
    c->out[0] = reshape_tail(y, (int)dim, 3, (int64_t[]){channels * r * r, h / r, w / r});
}
