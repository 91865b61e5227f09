/* Tensors: life and death, geometry, and the accessors of torch.h. */
#include "autograd.h"
#include "scope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLAB 128

static th_tensor *spare; /* free tensors, linked through handle */
static int64_t live;

/* ---- Life ----------------------------------------------------------------------------------- */

static void make_spare(void)
{
    th_tensor *slab = malloc(SLAB * sizeof(th_tensor));
    if (!slab) th_fail(TH_MEMORY_ERROR, "no memory for a tensor");
    for (int i = 0; i < SLAB; i++) {
        slab[i].handle = spare;
        spare = &slab[i];
    }
}

/* Sizes, strides, numel and offset are the caller's to set; field by field, for dims need no zeros. */
static th_tensor *tensor_struct(th_dtype dtype)
{
    if (!spare) make_spare();
    th_tensor *x = spare;
    spare = x->handle;
    x->refs = 1;
    x->dtype = (int8_t)dtype;
    x->ndim = 0;
    x->requires_grad = x->is_parameter = x->is_buffer = false;
    x->output_nr = 0;
    x->storage = NULL;
    x->shape = x->dims;
    x->stride = x->dims + TH_INLINE_DIMS;
    x->grad_fn = NULL;
    x->autograd = NULL;
    x->handle = NULL;
    live++;
    return x;
}

static void free_dims(th_tensor *x)
{
    if (x->shape != x->dims) free(x->shape);
}

static void tensor_free(th_tensor *x)
{
    free_dims(x);
    if (x->storage) th_storage_release(x->storage);
    if (x->autograd) th_autograd_free(x);
    if (x->grad_fn) th_node_release(x->grad_fn);
    x->handle = spare;
    spare = x;
    live--;
}

th_tensor *th_keep(th_tensor *x)
{
    if (x) x->refs++;
    return x;
}

void th_release(th_tensor *x)
{
    if (x && --x->refs == 0) tensor_free(x);
}

int64_t th_live_tensors(void) { return live; }

/* ---- Geometry ------------------------------------------------------------------------------- */

int64_t th_count(int ndim, const int64_t *shape)
{
    int64_t n = 1;
    bool overflow = false;
    for (int i = 0; i < ndim; i++) {
        if (shape[i] == 0) return 0;
        overflow |= __builtin_mul_overflow(n, shape[i], &n);
    }
    if (overflow)
        th_fail(TH_VALUE_ERROR, "a tensor of size [%s] has too many elements", th_shape_text(ndim, shape));
    return n;
}

/* Wraps where there are no elements, and sizes may have any product. */
static int64_t next_step(int64_t step, int64_t size)
{
    return size > 1 ? (int64_t)((uint64_t)step * (uint64_t)size) : step;
}

void th_contiguous_strides(int ndim, const int64_t *shape, int64_t *stride)
{
    int64_t step = 1;
    for (int i = ndim - 1; i >= 0; i--) {
        stride[i] = step;
        step = next_step(step, shape[i]);
    }
}

int64_t th_extent(th_ints shape, th_ints stride)
{
    int64_t last = 0;
    bool fits = true;
    for (int d = 0; d < shape.n; d++) {
        if (shape.v[d] == 0) return 0;
        int64_t reach;
        fits &= !__builtin_mul_overflow(shape.v[d] - 1, stride.v[d], &reach);
        fits &= !__builtin_add_overflow(last, reach, &last);
    }
    if (!fits || last == INT64_MAX)
        th_fail(TH_VALUE_ERROR, "sizes [%s] with strides [%s] reach too far", th_shape_text(shape.n, shape.v),
                th_shape_text(stride.n, stride.v));
    return last + 1;
}

void th_view_as_parts(th_tensor *parts, int64_t *dims, const th_tensor *x)
{
    *parts = *x;
    parts->dtype = (int8_t)th_real_dtype((th_dtype)x->dtype);
    parts->ndim = (uint8_t)(x->ndim + 1);
    parts->offset = 2 * x->offset;
    parts->shape = dims;
    parts->stride = dims + parts->ndim;
    for (int d = 0; d < x->ndim; d++) {
        parts->shape[d] = x->shape[d];
        parts->stride[d] = 2 * x->stride[d];
    }
    parts->shape[x->ndim] = 2;
    parts->stride[x->ndim] = 1;
}

/* Room for ndim dimensions; what was there may be overwritten. */
static void reserve_dims(th_tensor *x, int ndim)
{
    if (ndim > TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "tensors have at most %d dimensions, got %d", TH_MOST_DIMS, ndim);
    if (ndim > TH_INLINE_DIMS) {
        int64_t *dims = malloc(2 * (size_t)ndim * sizeof *dims);
        if (!dims) th_fail(TH_MEMORY_ERROR, "no memory for a tensor's sizes");
        free_dims(x);
        x->shape = dims;
        x->stride = dims + ndim;
    } else if (x->shape != x->dims) {
        free(x->shape);
        x->shape = x->dims;
        x->stride = x->dims + TH_INLINE_DIMS;
    }
    x->ndim = (uint8_t)ndim;
}

void th_tensor_set_geometry(th_tensor *x, int ndim, const int64_t *shape, const int64_t *stride, int64_t offset)
{
    int64_t shape_[TH_MAX_DIMS], stride_[TH_MAX_DIMS]; /* the arguments may be x's own */
    if (ndim > TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "tensors have at most %d dimensions, got %d", TH_MOST_DIMS, ndim);
    int64_t numel = th_count(ndim, shape);
    for (int i = 0; i < ndim; i++) shape_[i] = shape[i], stride_[i] = stride[i];
    reserve_dims(x, ndim);
    for (int i = 0; i < ndim; i++) x->shape[i] = shape_[i], x->stride[i] = stride_[i];
    x->numel = numel;
    x->offset = offset;
}

/* Sizes that were checked before. */
static th_tensor *new_tensor(int ndim, const int64_t *shape, int64_t numel, size_t bytes, th_dtype dtype,
                             th_device device)
{
    th_tensor *x = th_scope_own(tensor_struct(dtype));
    if (ndim > TH_INLINE_DIMS) reserve_dims(x, ndim);
    x->ndim = (uint8_t)ndim;
    x->numel = numel;
    x->offset = 0;
    int64_t step = 1;
    for (int i = ndim - 1; i >= 0; i--) {
        x->shape[i] = shape[i];
        x->stride[i] = step;
        step = next_step(step, shape[i]);
    }
    x->storage = th_storage_new(bytes, device);
    return x;
}

th_tensor *th_tensor_new(int ndim, const int64_t *shape, th_dtype dtype, th_device device)
{
    for (int i = 0; i < ndim; i++)
        if (shape[i] < 0)
            th_fail(TH_VALUE_ERROR, "Trying to create tensor with negative dimension %lld: [%s]", (long long)shape[i],
                    th_shape_text(ndim, shape));
    int64_t numel = th_count(ndim, shape);
    size_t bytes;
    if (__builtin_mul_overflow((size_t)numel, th_dtype_size(dtype), &bytes) || bytes > INT64_MAX)
        th_fail(TH_VALUE_ERROR, "a tensor of size [%s] has too many elements", th_shape_text(ndim, shape));
    return new_tensor(ndim, shape, numel, bytes, dtype, device);
}

th_tensor *th_tensor_pinned(int ndim, const int64_t *shape, th_dtype dtype)
{
    th_tensor *x = th_tensor_new(ndim, shape, dtype, (th_device){TH_META, 0});
    th_storage *pinned = th_storage_pinned(x->storage->bytes);
    th_storage_release(x->storage);
    x->storage = pinned;
    return x;
}

th_tensor *th_tensor_like(const th_tensor *x, th_dtype dtype)
{
    size_t bytes = (size_t)x->numel * th_dtype_bytes[dtype];
    return new_tensor(x->ndim, x->shape, x->numel, bytes, dtype, th_device_of(x));
}

th_tensor *th_tensor_view(th_tensor *x, int ndim, const int64_t *shape, const int64_t *stride, int64_t offset)
{
    th_tensor *view = th_scope_own(tensor_struct((th_dtype)x->dtype));
    th_tensor_set_geometry(view, ndim, shape, stride, offset);
    view->storage = x->storage;
    view->storage->refs++;
    return view;
}

void th_set_data(th_tensor *x, th_tensor *value)
{
    th_storage *former = x->storage;
    value->storage->refs++;
    th_tensor_set_geometry(x, value->ndim, value->shape, value->stride, value->offset);
    x->storage = value->storage;
    x->dtype = value->dtype;
    th_storage_release(former);
}

th_tensor *th_tensor_alias(th_tensor *x)
{
    th_tensor *alias = th_scope_own(tensor_struct((th_dtype)x->dtype));
    reserve_dims(alias, x->ndim);
    for (int i = 0; i < x->ndim; i++) alias->shape[i] = x->shape[i], alias->stride[i] = x->stride[i];
    alias->numel = x->numel;
    alias->offset = x->offset;
    alias->storage = x->storage;
    alias->storage->refs++;
    return alias;
}

th_tensor *th_tensor_shell(th_tensor *x)
{
    th_tensor *shell = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, (th_device){TH_META, 0});
    memcpy(shell->stride, x->stride, (size_t)x->ndim * sizeof *x->stride);
    shell->offset = x->offset;
    return shell;
}

th_tensor *th_new(th_ints shape, th_dtype dtype, th_device device)
{
    return th_tensor_new(shape.n < 0 ? 0 : shape.n, shape.v, dtype, device);
}

th_tensor *th_from_data(const void *data, th_ints shape, th_dtype dtype)
{
    th_tensor *x = th_new(shape, dtype, (th_device){TH_CPU, 0});
    if (x->numel) memcpy(th_data(x), data, (size_t)x->numel * th_dtype_size(dtype));
    return x;
}

int th_axis(const char *op, int64_t axis, int ndim)
{
    int n = ndim ? ndim : 1;
    if (axis < -n || axis >= n)
        th_fail(TH_INDEX_ERROR, "%s: Dimension out of range (expected to be in range of [%d, %d], but got %lld)", op,
                -n, n, (long long)(axis >= 0 ? axis + 1 : axis));
    return (int)(axis < 0 ? axis + n : axis);
}

const char *th_shape_text(int ndim, const int64_t *shape)
{
    char *text = th_scratch((size_t)ndim * 24 + 8);
    char *at = text;
    *at = 0;
    for (int i = 0; i < ndim; i++) at += sprintf(at, i ? ", %lld" : "%lld", (long long)shape[i]);
    return text;
}

const char *th_device_text(th_device device)
{
    if (device.type == TH_CPU) return "cpu";
    if (device.type == TH_META) return "meta";
    char *text = th_scratch(16);
    sprintf(text, "cuda:%d", device.index);
    return text;
}

/* ---- Accessors ------------------------------------------------------------------------------ */

th_dtype th_tensor_dtype(const th_tensor *x) { return (th_dtype)x->dtype; }
th_device th_tensor_device(const th_tensor *x) { return x->storage->device; }
int th_tensor_ndim(const th_tensor *x) { return x->ndim; }
const int64_t *th_tensor_shape(const th_tensor *x) { return x->shape; }
const int64_t *th_tensor_strides(const th_tensor *x) { return x->stride; }
int64_t th_tensor_offset(const th_tensor *x) { return x->offset; }
int64_t th_tensor_numel(const th_tensor *x) { return x->numel; }

void *th_tensor_data(const th_tensor *x)
{
    if (!x->storage->data) return NULL;
    x->storage->lent = true;
    return th_data(x);
}

bool th_tensor_is_contiguous(const th_tensor *x) { return th_is_dense(x); }
