/* Finding elements: which are true, which indices are out of range; and laying tensors end to end. */
#include <string.h>

#include "../config.h"
#include "../core/iter.h"
#include "../core/op.h"

/* ---- Walking one tensor in order ----------------------------------------------------------------- */

typedef struct { th_iter it; int64_t rows, number, at[TH_MAX_DIMS]; char *data; } walk;

static walk begin(const th_tensor *x)
{
    walk w = {0};
    th_iter_begin(&w.it, x->ndim, x->shape);
    th_iter_add(&w.it, x);
    th_iter_collapse(&w.it);
    w.rows = w.it.shape[0] ? w.it.numel / w.it.shape[0] : 0;
    w.data = w.it.data[0];
    return w;
}

/* Moves to the next innermost row; false after the last. */
static bool next(walk *w)
{
    if (++w->number >= w->rows) return false;
    for (int d = 1; d < w->it.ndim; d++) {
        w->data += w->it.stride[0][d];
        if (++w->at[d] < w->it.shape[d]) return true;
        w->data -= w->at[d] * w->it.stride[0][d];
        w->at[d] = 0;
    }
    return true;
}

/* ---- Range of indices ---------------------------------------------------------------------------- */

/* Reads dense indices in a loop of its own, several at a time. */
TH_CLONES static bool any_outside(const int64_t *index, int64_t n, int64_t size)
{
    int64_t bad = 0;
#pragma omp simd reduction(|:bad)
    for (int64_t i = 0; i < n; i++) bad |= (index[i] < -size) | (index[i] >= size);
    return bad;
}

/* Number of the first index outside [-size, size), or -1. */
void cpu_first_outside(th_call *c)
{
    const th_tensor *index = th_arg(c, 0);
    int64_t size = th_arg_int(c, 1), *found = (int64_t *)th_data(c->out[0]);
    *found = -1;
    walk w = begin(index);
    if (w.rows == 0) return;
    do {
        int64_t n = w.it.shape[0], step = w.it.stride[0][0];
        if (step == sizeof(int64_t) && !any_outside((const int64_t *)w.data, n, size)) continue;
        for (int64_t i = 0; i < n; i++) {
            int64_t v = *(const int64_t *)(w.data + i * step);
            if (v >= -size && v < size) continue;
            *found = w.number * n + i;
            return;
        }
    } while (next(&w));
}

/* ---- Elements that are not zero ------------------------------------------------------------------- */

#define TRUTHS(T, test)                                                                            \
    if (step == sizeof(T))                                                                         \
        _Pragma("omp simd")                                                                        \
        for (int64_t i = 0; i < n; i++) { T v = ((const T *)(const void *)data)[i]; truth[i] = test; } \
    else                                                                                           \
        for (int64_t i = 0; i < n; i++) { T v = *(const T *)(data + i * step); truth[i] = test; }

/* truth[] (n <= CHUNK): is the element not zero? NaN is not. */
#define CHUNK 512
static void truths(th_dtype dtype, const char *data, int64_t step, int64_t n, bool *truth)
{
    switch (dtype) {
    case TH_BOOL: case TH_UINT8: case TH_INT8: TRUTHS(uint8_t, v != 0) break;
    case TH_INT16: TRUTHS(uint16_t, v != 0) break;
    case TH_FLOAT16: case TH_BFLOAT16: TRUTHS(uint16_t, (v & 0x7fff) != 0) break;
    case TH_INT32: TRUTHS(uint32_t, v != 0) break;
    case TH_INT64: TRUTHS(uint64_t, v != 0) break;
    case TH_FLOAT32: TRUTHS(float, v != 0) break;
    case TH_FLOAT64: TRUTHS(double, v != 0) break;
    case TH_COMPLEX64: TRUTHS(th_complex64, v.re != 0 || v.im != 0) break;
    default: TRUTHS(th_complex128, v.re != 0 || v.im != 0) break;
    }
}

void cpu_nonzero_count(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    int64_t total = 0;
    walk w = begin(x);
    bool truth[CHUNK];
    if (w.rows)
        do {
            int64_t step = w.it.stride[0][0];
            for (int64_t from = 0; from < w.it.shape[0]; from += CHUNK) {
                int64_t n = w.it.shape[0] - from < CHUNK ? w.it.shape[0] - from : CHUNK;
                truths((th_dtype)x->dtype, w.data + from * step, step, n, truth);
                for (int64_t i = 0; i < n; i++) total += truth[i];
            }
        } while (next(&w));
    *(int64_t *)th_data(c->out[0]) = total;
}

/* Moves coordinates on by a number of elements and writes them out; divides only where a dimension
 * is full. */
static void advance(const th_tensor *x, int64_t *at, int64_t by, int64_t *to)
{
    for (int d = x->ndim - 1; d >= 0; d--) {
        int64_t v = at[d] + by;
        by = d > 0 && v >= x->shape[d] ? v / x->shape[d] : 0;
        at[d] = to[d] = v - by * x->shape[d];
    }
}

/* Which of n elements are true; returns how many. Every place is written, and kept where it is wanted: no branch
 * that follows the data. */
static int64_t places_of(const bool *truth, int64_t n, int64_t *places)
{
    int64_t found = 0;
    for (int64_t i = 0; i < n; i++) {
        places[found] = i;
        found += truth[i];
    }
    return found;
}

/* out (found, ndim), in the order of the elements */
void cpu_nonzero(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    int64_t *to = (int64_t *)th_data(c->out[0]), at[TH_MAX_DIMS] = {0}, last = 0, start = 0, places[CHUNK];
    if (c->out[0]->numel == 0) return;
    walk w = begin(x);
    bool truth[CHUNK];
    do {
        int64_t step = w.it.stride[0][0];
        for (int64_t from = 0; from < w.it.shape[0]; from += CHUNK) {
            int64_t n = w.it.shape[0] - from < CHUNK ? w.it.shape[0] - from : CHUNK;
            truths((th_dtype)x->dtype, w.data + from * step, step, n, truth);
            int64_t found = places_of(truth, n, places);
            for (int64_t i = 0; i < found; i++, to += x->ndim) {
                advance(x, at, start + places[i] - last, to);
                last = start + places[i];
            }
            start += n;
        }
    } while (next(&w));
}

/* ---- End to end ----------------------------------------------------------------------------------- */

/* n blocks of one element each, `apart` bytes apart in `to`; false where blocks are of another size. */
static bool spread(char *to, int64_t apart, const char *from, int64_t block, int64_t n)
{
#define SPREAD(T) for (int64_t i = 0; i < n; i++) *(T *)(void *)(to + i * apart) = ((const T *)(const void *)from)[i]
    switch (block) {
    case 1: SPREAD(uint8_t); return true;
    case 2: SPREAD(uint16_t); return true;
    case 4: SPREAD(uint32_t); return true;
    case 8: SPREAD(uint64_t); return true;
    default: return false;
    }
#undef SPREAD
}

static void copy_blocks(th_tensor *out, const th_tensor *x, int dim, int64_t start)
{
    int64_t size = (int64_t)th_dtype_size((th_dtype)out->dtype), inner = size, outer = 1;
    for (int d = 0; d < dim; d++) outer *= out->shape[d];
    for (int d = dim + 1; d < out->ndim; d++) inner *= out->shape[d];
    int64_t block = x->shape[dim] * inner, apart = out->shape[dim] * inner;
    char *to = th_data(out) + start * inner;
    const char *from = th_data(x);
    int64_t threads = th_threads_for(outer * block / 8, 1), parts = outer < threads ? threads : 1; /* of a block */
    if (threads <= 1) {
        if (block == size && spread(to, apart, from, block, outer)) return;
        for (int64_t i = 0; i < outer; i++) memcpy(to + i * apart, from + i * block, (size_t)block);
        return;
    }
#pragma omp parallel for schedule(static) num_threads((int)threads)
    for (int64_t k = 0; k < outer * parts; k++) {
        int64_t i = k / parts, first = block * (k % parts) / parts, last = block * (k % parts + 1) / parts;
        memcpy(to + i * apart + first, from + i * block + first, (size_t)(last - first));
    }
}

/* What is not dense or of another dtype goes through the general copy. */
void cpu_cat(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    th_tensor *out = c->out[0];
    int dim = (int)th_arg_int(c, 1);
    int64_t start = 0;
    for (int i = 0; i < list.n; i++) {
        th_tensor *x = list.v[i];
        if (x->numel == 0 && x->ndim != out->ndim) continue; /* an empty vector among others */
        if (x->numel && x->dtype == out->dtype && th_tensor_is_contiguous(x)) copy_blocks(out, x, dim, start);
        else if (x->numel)
            th_copy_into(th_tensor_view(out, x->ndim, x->shape, out->stride, out->offset + start * out->stride[dim]),
                         x);
        start += x->shape[dim];
    }
}
