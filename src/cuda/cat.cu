/* Tensors laid end to end. */
#include "launch.cuh"
#include "positions.h"

#define PIECES 96 /* tensors of one launch */

/* Dense pieces side by side: out has rows of `width` units, piece k fills start[k] to start[k + 1] of each. */
typedef struct {
    char *out;
    int n;
    int64_t width, first, rows; /* first: where the pieces begin in a row */
    int64_t start[PIECES + 1];  /* from there */
    const char *from[PIECES];
} pieces;

namespace {
template <typename T> struct join_pieces {
    pieces p;
    cuda_divisor by_row;
    __device__ void operator()(int64_t i) const
    {
        int64_t row = cuda_quotient(i, &by_row), at = i - row * by_row.divisor;
        int low = 0, high = p.n - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (p.start[middle] <= at) low = middle;
            else high = middle - 1;
        }
        int64_t length = p.start[low + 1] - p.start[low];
        ((T *)p.out)[row * p.width + p.first + at] = ((const T *)p.from[low])[row * length + at - p.start[low]];
    }
};
} // namespace

/* Counts in units of up to 16 bytes, where all lengths and addresses allow it. */
static int64_t widen_pieces(pieces *p, int64_t size)
{
    uint64_t all = (uint64_t)(uintptr_t)p->out | (uint64_t)((p->width | p->first) * size) | 16;
    for (int k = 0; k < p->n; k++) all |= (uint64_t)(uintptr_t)p->from[k] | (uint64_t)(p->start[k + 1] * size);
    int64_t unit = (int64_t)(all & (~all + 1)), many = unit > size ? unit / size : 1;
    p->width /= many;
    p->first /= many;
    for (int k = 0; k <= p->n; k++) p->start[k] /= many;
    return many * size;
}

static void join(pieces *p, th_tensor *out)
{
    if (p->n == 0 || p->start[p->n] == 0) return;
    pieces wide = *p;
    int64_t unit = widen_pieces(&wide, (int64_t)th_dtype_size((th_dtype)out->dtype)), row = wide.start[wide.n];
#define JOIN(T) cuda_each(out, "cat", p->rows * row, join_pieces<T>{wide, cuda_divisor_of(row, p->rows * row)})
    CUDA_BY_SIZE(unit, JOIN)
#undef JOIN
}

static void add_piece(pieces *p, const th_tensor *x, int64_t first, int64_t length, th_tensor *out)
{
    if (p->n == PIECES || (p->n > 0 && first != p->first + p->start[p->n])) {
        join(p, out);
        p->n = 0;
    }
    if (p->n == 0) p->first = first, p->start[0] = 0;
    p->from[p->n] = th_data(x);
    p->start[p->n + 1] = p->start[p->n] + length;
    p->n++;
}

/* What is not dense or of another dtype goes through the general copy. */
extern "C" void cuda_cat(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    th_tensor *out = c->out[0];
    int dim = (int)th_arg_int(c, 1);
    int64_t start = 0, inner = 1;
    if (out->numel == 0) return;
    pieces p = {};
    p.out = th_data(out);
    p.rows = 1;
    for (int d = 0; d < dim; d++) p.rows *= out->shape[d];
    for (int d = dim + 1; d < out->ndim; d++) inner *= out->shape[d];
    p.width = out->shape[dim] * inner;
    for (int i = 0; i < list.n; i++) {
        th_tensor *x = list.v[i];
        if (x->numel == 0 && x->ndim != out->ndim) continue; /* an empty vector among others */
        if (x->numel && x->dtype == out->dtype && th_tensor_is_contiguous(x))
            add_piece(&p, x, start * inner, x->shape[dim] * inner, out);
        else if (x->numel)
            th_copy_into(th_tensor_view(out, x->ndim, x->shape, out->stride, out->offset + start * out->stride[dim]),
                         x);
        start += x->shape[dim];
    }
    join(&p, out);
}
