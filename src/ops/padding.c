/* Padding: more elements at both ends of dimensions, or fewer. */
#include "../core/autograd.h"

#include <string.h>

typedef enum { CONSTANT, REFLECT, REPLICATE, CIRCULAR } padding;

static padding padding_named(const char *mode)
{
    static const char *names[] = {"constant", "reflect", "replicate", "circular"};
    for (int k = 0; k < 4; k++) if (!strcmp(mode, names[k])) return (padding)k;
    th_fail(TH_VALUE_ERROR, "pad: mode must be 'constant', 'reflect', 'replicate' or 'circular', got '%s'", mode);
}

static void check_pad(th_ints pad, const th_tensor *x)
{
    if (pad.n % 2) th_fail(TH_VALUE_ERROR, "pad: Padding length must be divisible by 2, got %d numbers", pad.n);
    if (pad.n / 2 > x->ndim)
        th_fail(TH_VALUE_ERROR, "pad: Padding length too large: %d numbers for %d dimensions", pad.n, x->ndim);
}

#define MOST_PADDING ((int64_t)1 << 48) /* sizes with it can be added */

/* What can be taken from n elements: a mirror repeats no element of the border, a circle goes round once. */
static void check_size(padding mode, int dim, int64_t n, int64_t left, int64_t right)
{
    int64_t most = mode == REFLECT ? n - 1 : mode == CIRCULAR ? n : n > 0 || mode == CONSTANT ? MOST_PADDING : 0;
    if (left > most || right > most)
        th_fail(TH_VALUE_ERROR,
                "pad: expected padding of at most %lld for dimension %d of size %lld, got %lld and %lld",
                (long long)(most > 0 ? most : 0), dim + 1, (long long)n, (long long)left, (long long)right);
    if (left < -n || right < -n || n + left + right < 0)
        th_fail(TH_VALUE_ERROR,
                "pad: dimension %d of size %lld, plus padding %lld and %lld, resulted in a negative size",
                dim + 1, (long long)n, (long long)left, (long long)right);
}

/* The element from which element i, counted from the first of the input, is taken. */
static int64_t source(padding mode, int64_t i, int64_t n)
{
    if (mode == CIRCULAR) return (i % n + n) % n;
    if (mode == REPLICATE) return i < 0 ? 0 : i < n ? i : n - 1;
    return i < 0 ? -i : i < n ? i : 2 * (n - 1) - i;
}

static th_tensor *padded_from_itself(th_tensor *x, padding mode, int dim, int64_t left, int64_t right)
{
    int64_t n = x->shape[dim], size = n + left + right, *from = th_scratch((size_t)(size + 1) * sizeof *from);
    for (int64_t i = 0; i < size; i++) from[i] = source(mode, i - left, n);
    return th_index_select(x, dim, th_move(th_from_data(from, TH_INTS(size), TH_INT64), th_device_of(x)));
}

static th_tensor *block_of(th_tensor *x, int dim, int64_t size, double value)
{
    int64_t shape[TH_MAX_DIMS];
    memcpy(shape, x->shape, (size_t)x->ndim * sizeof *shape);
    shape[dim] = size;
    th_ints sizes = {x->ndim, shape};
    return th_new_full(x, sizes, value);
}

static th_tensor *padded_with(th_tensor *x, double value, int dim, int64_t left, int64_t right)
{
    th_tensor *parts[3];
    int n = 0;
    int64_t first = left < 0 ? -left : 0, last = x->shape[dim] + (right < 0 ? right : 0);
    if (left > 0) parts[n++] = block_of(x, dim, left, value);
    parts[n++] = first > 0 || last < x->shape[dim] ? th_narrow(x, dim, first, last - first) : x;
    if (right > 0) parts[n++] = block_of(x, dim, right, value);
    return n == 1 ? parts[0] : th_cat_with((th_list){n, parts}, dim);
}

/* input pad mode value: pad is (left, right) of the last dimension, then of the one before, ... */
void composite_pad(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *y = x;
    th_ints pad = th_arg_ints(call, 1);
    padding mode = padding_named(th_arg_string(call, 2));
    double value = th_arg_given(call, 3) ? th_arg_double(call, 3) : 0;
    check_pad(pad, x);
    if (mode != CONSTANT && value != 0) th_fail(TH_VALUE_ERROR, "pad: mode '%s' takes no value, got %g",
                                                th_arg_string(call, 2), value);
    for (int k = 0; k < pad.n / 2; k++) {
        int dim = x->ndim - 1 - k;
        int64_t left = pad.v[2 * k], right = pad.v[2 * k + 1];
        check_size(mode, dim, x->shape[dim], left, right);
        if (left == 0 && right == 0) continue;
        y = mode == CONSTANT ? padded_with(y, value, dim, left, right) : padded_from_itself(y, mode, dim, left, right);
    }
    call->out[0] = y == x || y->storage == x->storage ? th_clone(y) : y;
}
