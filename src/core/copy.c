/* Moving data between tensors: casts, layouts, devices. Nothing here is recorded. */
#include "iter.h"
#include "op.h"

#include <string.h>

static bool is_host(const th_tensor *x) { return th_device_of(x).type == TH_CPU; }

/* In which dtype values pass from one dtype to the other: the target's, but for Bool, which asks
 * whether the source's value is zero. */
static th_dtype passing_dtype(th_dtype to, th_dtype from)
{
    if (to == TH_BOOL) return th_compute_dtype(from);
    if (th_dtype_is_floating(from) && th_dtype_is_integral(to)) return th_compute_dtype(from);
    return th_compute_dtype(to);
}

/* Same device, any layout and dtype: the identity row's kernel does it. */
static void copy_here(th_tensor *dst, th_tensor *src)
{
    th_iter it;
    th_call call = {.op = &th_ops[TH_OP_positive], .out = &dst, .n_out = 1, .iter = &it};
    it.compute = passing_dtype((th_dtype)dst->dtype, (th_dtype)src->dtype);
    th_iter_begin(&it, dst->ndim, dst->shape);
    th_iter_add(&it, dst);
    th_iter_add(&it, src);
    th_iter_order(&it);
    th_iter_collapse(&it);
    const th_backend *backend = th_backend_of(th_device_of(dst));
    if (backend->control) th_check_device(backend);
    backend->kernels[TH_OP_positive](&call);
}

void th_copy_window(th_iter *it, th_tensor *y)
{
    th_call call = {.op = &th_ops[TH_OP_positive], .out = &y, .n_out = 1, .iter = it};
    it->compute = it->dtype[0];
    th_backend_of(th_device_of(y))->kernels[TH_OP_positive](&call);
}

static bool same_layout(const th_tensor *a, const th_tensor *b)
{
    return a->dtype == b->dtype && th_same_shape(a, b) && th_tensor_is_contiguous(a) && th_tensor_is_contiguous(b);
}

/* Dense bytes of one dtype, on one device or across. Pinned memory of the host takes part in the queue of the
 * device, so that a copy may be waited for or not; other memory may be used again at once. */
static void copy_bytes(th_tensor *dst, th_tensor *src, bool wait)
{
    th_tensor *remote = is_host(dst) ? src : dst, *local = is_host(dst) ? dst : src;
    const th_backend *mover = th_backend_of(th_device_of(remote));
    bool queue = !is_host(remote) && local->storage->pinned;
    mover->copy(th_data(dst), th_device_of(dst), th_data(src), th_device_of(src),
                (size_t)dst->numel * th_dtype_size((th_dtype)dst->dtype), queue);
    if (queue && wait) mover->sync(th_device_of(remote).index);
    th_check_device(mover);
}

static void copy_values(th_tensor *dst, th_tensor *src, bool wait);

/* Across devices: cast and order on the source, then move dense bytes, then spread. */
static void copy_across(th_tensor *dst, th_tensor *src, bool wait)
{
    th_tensor *dense = th_tensor_new(dst->ndim, dst->shape, (th_dtype)dst->dtype, th_device_of(src)), *arrived = dst;
    copy_here(dense, src);
    if (!th_tensor_is_contiguous(dst))
        arrived = th_tensor_new(dst->ndim, dst->shape, (th_dtype)dst->dtype, th_device_of(dst));
    copy_values(arrived, dense, wait);
    if (arrived != dst) copy_here(dst, arrived);
}

static void check_fits(const th_tensor *dst, const th_tensor *src)
{
    int64_t shape[TH_MAX_DIMS];
    int ndim = dst->ndim;
    memcpy(shape, dst->shape, (size_t)ndim * sizeof *shape);
    th_broadcast_shapes("copy_", &ndim, shape, src->ndim, src->shape);
    if (ndim != dst->ndim || memcmp(shape, dst->shape, (size_t)ndim * sizeof *shape))
        th_fail(TH_VALUE_ERROR, "copy_: a tensor of shape [%s] does not fit into shape [%s]",
                th_shape_text(src->ndim, src->shape), th_shape_text(dst->ndim, dst->shape));
}

static void copy_values(th_tensor *dst, th_tensor *src, bool wait)
{
    check_fits(dst, src);
    if (dst->numel == 0 || !dst->storage->data || !src->storage->data) return;
    if (same_layout(dst, src)) copy_bytes(dst, src, wait);
    else if (th_same_device(th_device_of(dst), th_device_of(src))) copy_here(dst, src);
    else copy_across(dst, src, wait);
}

void th_copy_into(th_tensor *dst, th_tensor *src) { copy_values(dst, src, true); }
void th_copy_queued(th_tensor *dst, th_tensor *src) { copy_values(dst, src, false); }

th_tensor *th_to_contiguous(th_tensor *x) { return th_tensor_is_contiguous(x) ? x : th_to_contiguous_copy(x); }

th_tensor *th_to_contiguous_copy(th_tensor *x)
{
    th_tensor *dense = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, th_device_of(x));
    th_copy_into(dense, x);
    return dense;
}

th_tensor *th_to_dtype(th_tensor *x, th_dtype dtype)
{
    if (x->dtype == (int8_t)dtype) return x;
    th_tensor *cast = th_tensor_new(x->ndim, x->shape, dtype, th_device_of(x));
    th_copy_into(cast, x);
    return cast;
}

void th_zero(th_tensor *x)
{
    if (!x->storage->data || x->numel == 0) return;
    if (is_host(x) && th_tensor_is_contiguous(x)) {
        memset(th_data(x), 0, (size_t)x->numel * th_dtype_size((th_dtype)x->dtype));
        return;
    }
    if (!is_host(x) && th_tensor_is_contiguous(x)) {
        th_call call = {.op = &th_ops[TH_OP_zeros], .out = &x, .n_out = 1};
        th_backend_of(th_device_of(x))->kernels[TH_OP_zeros](&call);
        return;
    }
    th_tensor *zero = th_tensor_new(0, NULL, (th_dtype)x->dtype, th_device_of(x));
    th_zero(zero);
    th_copy_into(x, zero);
}

th_scalar th_item(th_tensor *x)
{
    if (x->numel != 1)
        th_fail(TH_VALUE_ERROR, "item: a Tensor with %lld elements cannot be converted to Scalar", (long long)x->numel);
    if (th_device_of(x).type == TH_META) th_fail(TH_RUNTIME_ERROR, "item: a meta tensor holds no data");
    th_scope *scope = th_scope_open();
    th_dtype dtype = (th_dtype)x->dtype;
    th_dtype wide = th_dtype_is_complex(dtype) ? TH_COMPLEX128 : th_dtype_is_floating(dtype) ? TH_FLOAT64 : TH_INT64;
    th_tensor *host = th_tensor_new(x->ndim, x->shape, wide, (th_device){TH_CPU, 0});
    th_copy_into(host, x);
    th_scalar s = {.kind = dtype == TH_BOOL ? TH_SCALAR_BOOL : TH_SCALAR_INT};
    if (wide == TH_INT64) s.re.i = *(int64_t *)th_data(host);
    else if (wide == TH_FLOAT64) s = th_double(*(double *)th_data(host));
    else {
        th_complex128 z = *(th_complex128 *)th_data(host);
        s = (th_scalar){.kind = TH_SCALAR_COMPLEX, .re.d = z.re, .im = z.im};
    }
    th_scope_close(scope);
    return s;
}
