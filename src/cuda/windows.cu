/* Windows given by strides: the pair of linear maps that the gradients of views are made of. */
#include "fold.cuh"

/* Sums run in double (complex128 for complex numbers), which holds those of every dtype. */
static th_dtype wide_dtype(const th_tensor *x)
{
    return th_dtype_is_complex((th_dtype)x->dtype) ? TH_COMPLEX128 : TH_FLOAT64;
}

/* Zeros, and one place more, for what falls outside. */
static th_tensor *image_of(const th_tensor *device, th_ints shape, th_ints strides, th_dtype wide)
{
    int64_t room = th_extent(shape, strides) + 1;
    th_tensor *image = th_tensor_new(1, &room, wide, th_device_of(device));
    cuda_zero(image);
    return image;
}

namespace {
/* The place of the window's element i in the image; all that are outside share the last one. */
struct find_places {
    cuda_offsets at;
    int64_t offset, room;
    uint64_t *places;
    __device__ void operator()(int64_t i) const
    {
        int64_t place = offset + cuda_offset(&at, 0, at.ndim, i);
        places[i] = (uint64_t)(place >= 0 && place < room ? place : room);
    }
};

template <typename T> struct read_places {
    T *window;
    const T *image;
    const uint64_t *places;
    __device__ void operator()(int64_t i) const { window[i] = image[places[i]]; }
};
} // namespace

static uint64_t *places_of(const th_tensor *image, th_ints size, th_ints stride, int64_t offset, int64_t n)
{
    find_places find;
    find.at.ndim = 0;
    cuda_add_offsets(&find.at, size.v, stride.v, 0, size.n);
    find.offset = offset;
    find.room = image->numel - 1;
    find.places = cuda_room<uint64_t>(image, n);
    cuda_each(image, "window", n, find);
    return find.places;
}

/* self, shape, strides, size, stride, offset */
extern "C" void cuda_add_window(th_call *c)
{
    th_tensor *g = th_arg(c, 0);
    th_dtype wide = wide_dtype(g);
    th_ints shape = th_arg_ints(c, 1), strides = th_arg_ints(c, 2);
    th_scope *scope = th_scope_open();
    th_tensor *image = image_of(g, shape, strides, wide), *dense = th_to_contiguous(th_to_dtype(g, wide));
    cuda_fold f;
    f.target = image;
    f.before = f.after = 1;
    f.n = dense->numel;
    f.at.ndim = f.after_from = 0;
    f.keys = places_of(image, th_arg_ints(c, 3), th_arg_ints(c, 4), th_arg_int(c, 5), dense->numel);
    f.largest = (uint64_t)image->numel;
    f.values = th_data(dense);
    f.one = false;
    f.kind = CUDA_ADD;
    f.alpha.kind = TH_SCALAR_INT;
    f.alpha.re.i = 1;
    f.alpha.im = 0;
    cuda_fold_into(&f);
    if (c->out[0]->numel) th_copy_into(c->out[0], th_tensor_view(image, shape.n, shape.v, strides.v, 0));
    th_scope_close(scope);
}

/* self, strides, size, stride, offset */
extern "C" void cuda_read_window(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_ints strides = th_arg_ints(c, 1), size = th_arg_ints(c, 2), shape = {x->ndim, x->shape};
    th_scope *scope = th_scope_open();
    th_tensor *image = image_of(x, shape, strides, (th_dtype)x->dtype), *out = c->out[0];
    uint64_t *places = places_of(image, size, th_arg_ints(c, 3), th_arg_int(c, 4), out->numel);
    if (x->numel) th_copy_into(th_tensor_view(image, shape.n, shape.v, strides.v, 0), x);
#define READ(T) cuda_each(x, "window", out->numel, read_places<T>{(T *)th_data(out), (const T *)th_data(image), places})
    CUDA_BY_SIZE(th_dtype_size((th_dtype)x->dtype), READ)
#undef READ
    th_scope_close(scope);
}
