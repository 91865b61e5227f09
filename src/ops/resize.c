/* Tensors that change their own shape. */
#include "../core/op.h"

static void check_free(const th_call *c, th_tensor *x)
{
    if (x->requires_grad || x->grad_fn)
        th_fail(TH_RUNTIME_ERROR, "%s: cannot resize variables that require grad", c->op->name);
}

/* The tensor alone moves to a storage of the new size when its own is too small. */
static void resize(th_call *c, th_tensor *x, th_ints size)
{
    int64_t stride[TH_MAX_DIMS];
    check_free(c, x);
    if (size.n > TH_MOST_DIMS)
        th_fail(TH_VALUE_ERROR, "%s: got %d sizes, expected at most %d", c->op->name, size.n, TH_MOST_DIMS);
    for (int d = 0; d < size.n; d++)
        if (size.v[d] < 0)
            th_fail(TH_VALUE_ERROR, "%s: got a negative size: [%s]", c->op->name, th_shape_text(size.n, size.v));
    th_contiguous_strides(size.n, size.v, stride);
    int64_t room;
    if (__builtin_add_overflow(x->offset, th_count(size.n, size.v), &room) || room > INT64_MAX / 16)
        th_fail(TH_VALUE_ERROR, "%s: a tensor of size [%s] has too many elements", c->op->name,
                th_shape_text(size.n, size.v));
    size_t bytes = (size_t)room * th_dtype_size((th_dtype)x->dtype);
    th_storage *old = x->storage;
    if (bytes > old->bytes) {
        th_storage *storage = th_storage_new(bytes, old->device);
        if (old->data && old->bytes)
            th_backend_of(old->device)->copy(storage->data, old->device, old->data, old->device, old->bytes, false);
        x->storage = storage;
        th_storage_release(old);
    }
    th_tensor_set_geometry(x, size.n, size.v, stride, x->offset);
    c->out[0] = x;
}

void composite_resize_(th_call *c) { resize(c, th_arg(c, 0), th_arg_ints(c, 1)); }

void composite_resize_as_(th_call *c)
{
    th_tensor *like = th_arg(c, 1);
    resize(c, th_arg(c, 0), (th_ints){like->ndim, like->shape});
}

/* self, size, stride, storage_offset */
void composite_as_strided_(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    check_free(c, x);
    th_tensor *view = th_dispatch1(TH_OP_as_strided, c->args);
    th_tensor_set_geometry(x, view->ndim, view->shape, view->stride, view->offset);
    c->out[0] = x;
}
