/* Reading and writing rows that index tensors name. Every op comes here in one form (ops/indexing.c):
 *   a window (before.., indexed.., after..) and a list of as many gaps as there are dimensions
 *   before, followed by one contiguous index tensor of n positions for every indexed dimension.
 * The other side is dense: (before, n, after), or one number that stands for all. */
#include "fold.cuh"

/* ---- Where the rows are ---------------------------------------------------------------------------------- */

namespace {
/* Adds what an indexed dimension contributes to the offsets of the rows. */
template <typename I> struct add_positions {
    I *rows;
    const int64_t *index;
    int64_t size, stride;
    bool first;
    __device__ void operator()(int64_t k) const
    {
        rows[k] = (first ? 0 : rows[k]) + (I)(cuda_position(index[k], size) * stride);
    }
};
} // namespace

/* In units of `many` elements. */
template <typename I> static I *row_offsets(const th_tensor *x, th_list list, int gaps, int64_t many)
{
    int64_t n = list.v[gaps]->numel;
    I *rows = cuda_room<I>(x, n);
    for (int d = gaps; d < list.n; d++)
        cuda_each(x, "index", n, add_positions<I>{rows, (const int64_t *)th_data(list.v[d]), x->shape[d],
                                                  x->stride[d] / many, d == gaps});
    return rows;
}

static int64_t count(const th_tensor *x, int from, int to)
{
    int64_t n = 1;
    for (int d = from; d < to; d++) n *= x->shape[d];
    return n;
}

static int gaps_of(th_list list)
{
    int gaps = 0;
    while (!list.v[gaps]) gaps++;
    return gaps;
}

/* ---- Reading --------------------------------------------------------------------------------------------- */

namespace {
template <typename T> struct read_rows {
    T *out;
    const T *x;
    const int64_t *rows;
    cuda_offsets at; /* of elements before and after */
    int after_from;
    int64_t n, after;
    cuda_divisor by_after, by_n;
    __device__ void operator()(int64_t i) const
    {
        int64_t row = cuda_quotient(i, &by_after), b = cuda_quotient(row, &by_n);
        int64_t offset = rows[row - b * n] + cuda_offset(&at, 0, after_from, b);
        out[i] = x[offset + cuda_offset(&at, after_from, at.ndim, i - row * after)];
    }
};
} // namespace

template <typename T>
static void read_as(const th_tensor *x, th_tensor *out, const int64_t *rows, const cuda_offsets *at, int after_from,
                    int64_t before, int64_t n, int64_t after)
{
    int64_t numel = before * n * after;
    cuda_each(x, "index", numel, read_rows<T>{(T *)th_data(out), (const T *)th_data(x), rows, *at, after_from, n, after,
                                              cuda_divisor_of(after, numel), cuda_divisor_of(n, before * n)});
}

/* x is read as its dimensions before, those indexed, and those after. out: dense (before, n, after) */
static void read_at(const th_tensor *x, th_list list, th_tensor *out)
{
    cuda_offsets at;
    int gaps = gaps_of(list);
    int64_t before = count(x, 0, gaps), n = list.v[gaps]->numel, after = count(x, list.n, x->ndim);
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    if (before * n * after == 0) return;
    uint64_t all = (uint64_t)(uintptr_t)th_data(x) | (uint64_t)(uintptr_t)th_data(out);
    for (int d = gaps; d < list.n; d++) all |= (uint64_t)(x->stride[d] * size);
    at.ndim = 0;
    int after_from = cuda_add_offsets(&at, x->shape, x->stride, 0, gaps);
    cuda_add_offsets(&at, x->shape, x->stride, list.n, x->ndim);
    int64_t many = cuda_widen(&at, after_from, all, size);
    th_scope *scope = th_scope_open();
    int64_t *rows = row_offsets<int64_t>(x, list, gaps, many);
#define READ(T) read_as<T>(x, out, rows, &at, after_from, before, n, after / many)
    CUDA_BY_SIZE(size * many, READ)
#undef READ
    th_scope_close(scope);
}

extern "C" void cuda_index(th_call *c) { read_at(th_arg(c, 0), th_arg_list(c, 1), c->out[0]); }
extern "C" void cuda_index_select(th_call *c) { cuda_index(c); }
extern "C" void cuda_embedding(th_call *c) { cuda_index(c); }

/* ---- Repetition: reading rows several times -------------------------------------------------------------- */

namespace {
/* Which element the place i of the result repeats: the last one that starts at i or before. */
struct find_repeated {
    const int64_t *start; /* (n), increasing; NULL: there is one every `times` places */
    int64_t n, times;
    int64_t *index;
    __device__ void operator()(int64_t i) const
    {
        int64_t low = start ? 0 : i / times, high = start ? n - 1 : low;
        while (low < high) {
            int64_t middle = low + (high - low + 1) / 2;
            if (start[middle] <= i) low = middle;
            else high = middle - 1;
        }
        index[i] = low;
    }
};
} // namespace

/* Where each element's repetitions start; r: (n) on the host */
static const int64_t *starts_of(const th_tensor *x, const int64_t *r, int64_t n)
{
    int64_t *start = (int64_t *)th_scratch((size_t)n * sizeof *start), at = 0;
    for (int64_t i = 0; i < n; at += r[i++]) start[i] = at;
    return (const int64_t *)cuda_scratch_copy(x, start, (size_t)n * sizeof *start);
}

/* self, repeats (a number, or a dense Long vector on the CPU), dim */
extern "C" void cuda_repeat_interleave(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *repeats = th_arg(c, 1), *y = c->out[0];
    int dim = (int)th_arg_int(c, 2);
    if (y->numel == 0) return;
    th_scope *scope = th_scope_open();
    int64_t n = x->shape[dim], total = y->shape[dim];
    th_tensor **list = (th_tensor **)th_scratch((size_t)(dim + 1) * sizeof *list);
    for (int d = 0; d < dim; d++) list[d] = NULL;
    list[dim] = th_tensor_new(1, &total, TH_INT64, th_device_of(x));
    find_repeated find = {repeats ? starts_of(x, (const int64_t *)th_data(repeats), n) : NULL, n,
                          repeats ? 0 : th_scalar_int(th_arg_scalar(c, 1)), (int64_t *)th_data(list[dim])};
    cuda_each(x, "repeat_interleave", total, find);
    read_at(x, th_list{dim + 1, list}, y);
    th_scope_close(scope);
}

/* ---- Writing --------------------------------------------------------------------------------------------- */

static void write_rows(th_tensor *target, th_list list, th_tensor *values, cuda_fold_kind kind, th_scalar alpha)
{
    int gaps = gaps_of(list);
    cuda_fold f;
    f.target = target;
    f.before = count(target, 0, gaps);
    f.n = list.v[gaps]->numel;
    f.after = count(target, list.n, target->ndim);
    if (f.before * f.n * f.after == 0) return;
    th_scope *scope = th_scope_open();
    f.at.ndim = 0;
    f.after_from = cuda_add_offsets(&f.at, target->shape, target->stride, 0, gaps);
    cuda_add_offsets(&f.at, target->shape, target->stride, list.n, target->ndim);
    f.keys = row_offsets<uint64_t>(target, list, gaps, 1);
    f.largest = 0;
    for (int d = gaps; d < list.n; d++) f.largest += (uint64_t)((target->shape[d] - 1) * target->stride[d]);
    f.values = th_data(values);
    f.one = values->numel == 1;
    f.kind = kind;
    f.alpha = alpha;
    cuda_fold_into(&f);
    th_scope_close(scope);
}

static th_scalar unit(void)
{
    th_scalar s;
    s.kind = TH_SCALAR_INT;
    s.re.i = 1;
    s.im = 0;
    return s;
}

extern "C" void cuda_index_put(th_call *c)
{
    write_rows(th_arg(c, 0), th_arg_list(c, 1), th_arg(c, 2), th_arg_bool(c, 3) ? CUDA_ADD : CUDA_ASSIGN, unit());
}

extern "C" void cuda_index_copy(th_call *c)
{
    write_rows(th_arg(c, 0), th_arg_list(c, 1), th_arg(c, 2), CUDA_ASSIGN, unit());
}

extern "C" void cuda_index_fill(th_call *c) { cuda_index_copy(c); }

extern "C" void cuda_index_add(th_call *c)
{
    write_rows(th_arg(c, 0), th_arg_list(c, 1), th_arg(c, 2), CUDA_ADD, th_arg_scalar(c, 4));
}
