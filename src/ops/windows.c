/* as_strided, and what in-place changes of views are recorded as: windows given by strides. */
#include "../core/autograd.h"

#include <string.h>

static th_ints shape_of(const th_tensor *x) { return (th_ints){x->ndim, x->shape}; }
static th_ints strides_of(const th_tensor *x) { return (th_ints){x->ndim, x->stride}; }
static th_ints saved_ints(th_grad_call *c, int arg)
{
    th_value v = th_saved_value(c, arg);
    return (th_ints){v.n, v.as.ints};
}

/* ---- as_strided ------------------------------------------------------------------------------ */

static void check_window(const char *op, const th_tensor *x, th_ints size, th_ints stride, int64_t offset)
{
    if (size.n != stride.n)
        th_fail(TH_VALUE_ERROR, "%s: mismatch in length of strides and shape: %d and %d", op, stride.n, size.n);
    int64_t last = offset, step;
    bool empty = false, over = offset < 0;
    for (int d = 0; d < size.n; d++) {
        if (size.v[d] < 0 || stride.v[d] < 0) th_fail(TH_VALUE_ERROR, "%s: sizes and strides must not be negative", op);
        empty = empty || size.v[d] == 0;
        if (size.v[d] == 0) continue;
        over = over || __builtin_mul_overflow(size.v[d] - 1, stride.v[d], &step) ||
               __builtin_add_overflow(last, step, &last);
    }
    int64_t room = (int64_t)(x->storage->bytes / th_dtype_size((th_dtype)x->dtype));
    if (over || (!empty && last >= room))
        th_fail(TH_VALUE_ERROR, "%s: sizes [%s], strides [%s] and offset %lld reach past the storage of %lld elements",
                op, th_shape_text(size.n, size.v), th_shape_text(stride.n, stride.v), (long long)offset,
                (long long)room);
}

void view_as_strided(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_ints size = th_arg_ints(c, 1), stride = th_arg_ints(c, 2);
    int64_t offset = th_arg_int_or(c, 3, x->offset);
    check_window("as_strided", x, size, stride, offset);
    c->out[0] = th_tensor_view(x, size.n, size.v, stride.v, offset);
}

void grad_as_strided(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0);
    int64_t offset = th_value_int_or(th_saved_value(c, 3), x->offset) - x->offset;
    th_give(c, 0,
            th_add_window(th_incoming(c, 0), shape_of(x), strides_of(x), saved_ints(c, 1), saved_ints(c, 2), offset));
}

/* A copy of self, laid out as self is, with a window replaced by src. */
void shape_as_strided_scatter(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *src = th_arg(c, 1);
    th_ints size = th_arg_ints(c, 2), stride = th_arg_ints(c, 3);
    check_window("as_strided_scatter", x, size, stride, th_arg_int_or(c, 4, x->offset));
    if (src->ndim != size.n || memcmp(src->shape, size.v, (size_t)size.n * sizeof *size.v))
        th_fail(TH_VALUE_ERROR, "as_strided_scatter: expected src of shape [%s], got [%s]",
                th_shape_text(size.n, size.v), th_shape_text(src->ndim, src->shape));
    TH_OUT(c, 0, x->ndim, x->shape, (th_dtype)x->dtype);
}

void cpu_as_strided_scatter(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *src = th_arg(c, 1);
    th_ints size = th_arg_ints(c, 2), stride = th_arg_ints(c, 3);
    int64_t room = (int64_t)(x->storage->bytes / th_dtype_size((th_dtype)x->dtype));
    th_tensor *image = th_tensor_new(1, &room, (th_dtype)x->dtype, th_device_of(x)); /* of x's storage */
    th_copy_into(th_tensor_view(image, x->ndim, x->shape, x->stride, x->offset), x);
    th_copy_into(th_tensor_view(image, size.n, size.v, stride.v, th_arg_int_or(c, 4, x->offset)), src);
    th_copy_into(c->out[0], th_tensor_view(image, x->ndim, x->shape, x->stride, x->offset));
}

void grad_as_strided_scatter(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0), *g = th_incoming(c, 0);
    th_ints size = saved_ints(c, 2), stride = saved_ints(c, 3);
    int64_t offset = th_value_int_or(th_saved_value(c, 4), x->offset) - x->offset;
    if (th_wants(c, 1)) th_give(c, 1, th_read_window(g, strides_of(x), size, stride, offset));
    if (!th_wants(c, 0)) return;
    th_tensor *ones = th_tensor_new(size.n, size.v, TH_FLOAT32, th_device_of(g));
    th_zero(ones);
    th_add_(ones, 1);
    th_tensor *inside = th_add_window(ones, shape_of(x), strides_of(x), size, stride, offset);
    th_give(c, 0, th_where(th_gt(inside, 0), 0, g));
}

/* ---- The pair of linear maps that the gradients above are made of -------------------------------- */

/* self (sizes `size`) is added into zeros of `shape`, laid out by `strides`, at the places of the
 * window (size, stride, offset); places outside are dropped, places hit twice add up. */
void shape_add_window(th_call *c)
{
    th_ints shape = th_arg_ints(c, 1);
    TH_OUT(c, 0, shape.n, shape.v, (th_dtype)th_arg(c, 0)->dtype);
}

/* self, laid out by `strides`, read through the window; places outside read 0. */
void shape_read_window(th_call *c)
{
    th_ints size = th_arg_ints(c, 2);
    TH_OUT(c, 0, size.n, size.v, (th_dtype)th_arg(c, 0)->dtype);
}

/* The place of the window's next element in row-major order. */
static int64_t next_place(th_ints size, th_ints stride, int64_t *index, int64_t place)
{
    for (int d = size.n - 1; d >= 0; d--) {
        place += stride.v[d];
        if (++index[d] < size.v[d]) return place;
        place -= size.v[d] * stride.v[d];
        index[d] = 0;
    }
    return place;
}

/* Both maps run in double (complex128 for complex numbers), which holds sums of every dtype, and on the
 * host, which adds in a fixed order. */
static void walk_window(bool add, int64_t width, th_tensor *image, th_tensor *window, th_ints size, th_ints stride,
                        int64_t offset)
{
    int64_t index[TH_MAX_DIMS] = {0}, place = offset;
    double *a = (double *)th_data(image), *w = (double *)th_data(window);
    for (int64_t i = 0; i < window->numel; i++) {
        bool inside = place >= 0 && place < image->numel;
        for (int64_t k = 0; k < width && inside; k++) {
            if (add) a[place * width + k] += w[i * width + k];
            else w[i * width + k] = a[place * width + k];
        }
        place = next_place(size, stride, index, place);
    }
}

static th_tensor *image_of(th_ints shape, th_ints strides, th_dtype wide)
{
    int64_t room = th_extent(shape, strides);
    th_tensor *image = th_tensor_new(1, &room, wide, (th_device){TH_CPU, 0});
    th_zero(image);
    return image;
}

static th_dtype wide_dtype(const th_tensor *x)
{
    return th_dtype_is_complex((th_dtype)x->dtype) ? TH_COMPLEX128 : TH_FLOAT64;
}

void cpu_add_window(th_call *c)
{
    th_tensor *g = th_arg(c, 0);
    th_dtype wide = wide_dtype(g);
    th_ints shape = th_arg_ints(c, 1), strides = th_arg_ints(c, 2);
    th_tensor *image = image_of(shape, strides, wide);
    th_tensor *dense = th_tensor_new(g->ndim, g->shape, wide, (th_device){TH_CPU, 0});
    th_copy_into(dense, g);
    walk_window(true, wide == TH_COMPLEX128 ? 2 : 1, image, dense, th_arg_ints(c, 3), th_arg_ints(c, 4),
                th_arg_int(c, 5));
    if (c->out[0]->numel) th_copy_into(c->out[0], th_tensor_view(image, shape.n, shape.v, strides.v, 0));
}

void grad_add_window(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    th_give(c, 0, th_read_window(g, saved_ints(c, 2), saved_ints(c, 3), saved_ints(c, 4), th_saved_value(c, 5).as.i));
}

void cpu_read_window(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_dtype wide = wide_dtype(x);
    th_ints shape = shape_of(x), strides = th_arg_ints(c, 1), size = th_arg_ints(c, 2);
    th_tensor *image = image_of(shape, strides, wide);
    th_tensor *dense = th_tensor_new(size.n, size.v, wide, (th_device){TH_CPU, 0});
    if (x->numel) th_copy_into(th_tensor_view(image, shape.n, shape.v, strides.v, 0), x);
    th_zero(dense);
    walk_window(false, wide == TH_COMPLEX128 ? 2 : 1, image, dense, size, th_arg_ints(c, 3), th_arg_int(c, 4));
    th_copy_into(c->out[0], dense);
}

void grad_read_window(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0), *g = th_incoming(c, 0);
    th_give(c, 0,
            th_add_window(g, shape_of(x), saved_ints(c, 1), saved_ints(c, 2), saved_ints(c, 3),
                          th_saved_value(c, 4).as.i));
}
