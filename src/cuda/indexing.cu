/* Reading and writing rows that index tensors name. Every op comes here in one form, which the shape rules make
 * (ops/indexing.c):
 *   a window (before.., indexed.., after..) and a list of as many gaps as there are dimensions before,
 *   followed by one contiguous index tensor of n positions for every indexed dimension.
 * The other side is dense: (before, n, after), or one number that stands for all. */
#include "convert.cuh"
#include "fold.h"

#define THREADS 256

/* ---- Where the rows are --------------------------------------------------------------------------------------- */

/* at: bytes from the window's start; keys: the number of the row among all that the indexed dimensions have. */
typedef struct { cuda_axes before, after; int64_t n, *at; uint64_t *keys, n_keys; } rows;

__global__ void add_index(const int64_t *index, int64_t n, int64_t size, int64_t step, bool first, int64_t *at, uint64_t *keys)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        int64_t position = cuda_position(index[i], size);
        at[i] = (first ? 0 : at[i]) + position * step;
        keys[i] = (first ? 0 : keys[i] * (uint64_t)size) + (uint64_t)position;
    }
}

/* The dimensions [from, to), innermost first. */
static bool axes_between(cuda_axes *a, const th_tensor *x, int from, int to)
{
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS], size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    int n = 0;
    for (int d = to - 1; d >= from; d--, n++) {
        shape[n] = x->shape[d];
        stride[n] = x->stride[d] * size;
    }
    return cuda_axes_of(a, n, shape, stride);
}

/* False: there is nothing to do. */
static bool locate(rows *r, const th_tensor *x, th_list list)
{
    int gaps = 0;
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    while (!list.v[gaps]) gaps++;
    r->n = list.v[gaps]->numel;
    r->n_keys = 1;
    if (!axes_between(&r->before, x, 0, gaps) || !axes_between(&r->after, x, list.n, x->ndim)) {
        cuda_failed("indexing more than 24 dimensions that are not evenly strided");
        return false;
    }
    if (r->before.numel * r->n * r->after.numel == 0) return false;
    r->at = (int64_t *)cuda_scratch(x, (size_t)r->n * 8);
    r->keys = (uint64_t *)cuda_scratch(x, (size_t)r->n * 8);
    for (int d = gaps; d < list.n; d++) {
        add_index<<<cuda_blocks(r->n, THREADS), THREADS, 0, cuda_stream_of(x)>>>(
            (const int64_t *)th_data(list.v[d]), r->n, x->shape[d], x->stride[d] * size, d == gaps, r->at, r->keys);
        r->n_keys *= (uint64_t)x->shape[d];
    }
    cuda_launched("indexing");
    return true;
}

/* ---- Reading ------------------------------------------------------------------------------------------------------ */

struct sixteen { uint64_t x[2]; };

typedef struct { const char *data; char *out; cuda_axes before, after; int64_t n, total; const int64_t *at; } reading;

template <typename T> __global__ void read_rows(const __grid_constant__ reading r)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < r.total; i += (int64_t)gridDim.x * THREADS) {
        int64_t a, k, b;
        if (r.total < ((int64_t)1 << 31)) {
            uint32_t u = (uint32_t)i, after = (uint32_t)r.after.numel, rest = u / after, n = (uint32_t)r.n;
            a = u % after, k = rest % n, b = rest / n;
        } else {
            a = i % r.after.numel, k = i / r.after.numel % r.n, b = i / r.after.numel / r.n;
        }
        ((T *)r.out)[i] = *(const T *)(r.data + axes_offset(r.before, b) + r.at[k] + axes_offset(r.after, a));
    }
}

extern "C" void cuda_index(th_call *c)
{
    const th_tensor *x = th_arg(c, 0), *out = c->out[0];
    th_scope *scope = th_scope_open();
    rows w;
    if (locate(&w, x, th_arg_list(c, 1))) {
        reading r = {th_data(x), th_data(out), w.before, w.after, w.n, w.before.numel * w.n * w.after.numel, w.at};
        cudaStream_t stream = cuda_stream_of(out);
        int blocks = cuda_blocks(r.total, THREADS);
        switch (th_dtype_size((th_dtype)out->dtype)) {
        case 1: read_rows<uint8_t><<<blocks, THREADS, 0, stream>>>(r); break;
        case 2: read_rows<uint16_t><<<blocks, THREADS, 0, stream>>>(r); break;
        case 4: read_rows<uint32_t><<<blocks, THREADS, 0, stream>>>(r); break;
        case 8: read_rows<uint64_t><<<blocks, THREADS, 0, stream>>>(r); break;
        default: read_rows<sixteen><<<blocks, THREADS, 0, stream>>>(r);
        }
        cuda_launched(c->op->name);
    }
    th_scope_close(scope);
}

extern "C" void cuda_index_select(th_call *c) { cuda_index(c); }
extern "C" void cuda_embedding(th_call *c) { cuda_index(c); }

/* ---- Writing -------------------------------------------------------------------------------------------------------- */

static void write_rows(th_call *c, cuda_fold_kind kind, th_scalar alpha)
{
    const th_tensor *x = th_arg(c, 0), *values = th_arg(c, 2);
    th_scope *scope = th_scope_open();
    rows w;
    if (locate(&w, x, th_arg_list(c, 1))) {
        cuda_fold f = {th_data(x), x->dtype, (int)th_dtype_size((th_dtype)x->dtype), w.before, w.after, w.n, w.at, w.keys,
                       w.n_keys, th_data(values), values->numel == 1, kind, th_scalar_double(alpha),
                       alpha.kind == TH_SCALAR_COMPLEX ? alpha.im : 0, th_scalar_int(alpha)};
        cuda_fold_rows(x, &f);
    }
    th_scope_close(scope);
}

static th_scalar one(void)
{
    th_scalar s = {};
    s.kind = TH_SCALAR_INT;
    s.re.i = 1;
    return s;
}

extern "C" void cuda_index_put(th_call *c) { write_rows(c, th_arg_bool(c, 3) ? CUDA_ADD : CUDA_ASSIGN, one()); }
extern "C" void cuda_index_copy(th_call *c) { write_rows(c, CUDA_ASSIGN, one()); }
extern "C" void cuda_index_fill(th_call *c) { write_rows(c, CUDA_ASSIGN, one()); }
extern "C" void cuda_index_add(th_call *c) { write_rows(c, CUDA_ADD, th_arg_scalar(c, 4)); }
