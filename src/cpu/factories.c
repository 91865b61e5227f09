/* Kernels that write numbers: constants, sequences, indices of triangles. */
#include "../core/half.h"
#include "../core/iter.h"
#include "../core/op.h"

#include <math.h>
#include <string.h>

/* ---- One number as bytes ------------------------------------------------------------------------ */

typedef struct { _Alignas(16) unsigned char bytes[16]; } element;

static element element_of(th_scalar s, th_dtype dtype)
{
    element e = {{0}};
    th_scalar_store(s, dtype, e.bytes);
    return e;
}

#define FILL_DENSE(type)                                                                             \
    do {                                                                                             \
        type value, *to = data;                                                                      \
        memcpy(&value, e.bytes, sizeof value);                                                       \
        _Pragma("omp parallel for simd num_threads(threads) if(threads > 1)")                        \
        for (int64_t i = 0; i < n; i++) to[i] = value;                                               \
    } while (0)

static void fill_dense(void *data, int64_t n, size_t size, element e)
{
    int threads = th_threads_for(n, 0.5);
    switch (size) {
    case 1: memset(data, e.bytes[0], (size_t)n); break;
    case 2: FILL_DENSE(uint16_t); break;
    case 4: FILL_DENSE(uint32_t); break;
    case 8: FILL_DENSE(uint64_t); break;
    default: FILL_DENSE(th_complex128); break;
    }
}

/* Steps in bytes. */
static void fill_strided(char *data, int64_t n, int64_t step, size_t size, element e)
{
    if (step == (int64_t)size) { fill_dense(data, n, size, e); return; }
    for (int64_t i = 0; i < n; i++) memcpy(data + i * step, e.bytes, size);
}

static void fill_window(const th_iter *it, int d, char *data, size_t size, element e)
{
    if (d == 0) { fill_strided(data, it->shape[0], it->stride[0][0], size, e); return; }
    for (int64_t i = 0; i < it->shape[d]; i++) fill_window(it, d - 1, data + i * it->stride[0][d], size, e);
}

static void fill(th_tensor *y, th_scalar value)
{
    th_iter it;
    if (y->numel == 0) return;
    th_iter_begin(&it, y->ndim, y->shape);
    th_iter_add(&it, y);
    th_iter_order(&it);
    th_iter_collapse(&it);
    fill_window(&it, it.ndim - 1, it.data[0], th_dtype_size((th_dtype)y->dtype), element_of(value, (th_dtype)y->dtype));
}

/* ---- Constants ---------------------------------------------------------------------------------- */

void cpu_empty(th_call *c) { (void)c; }
void cpu_empty_strided(th_call *c) { (void)c; }
void cpu_full(th_call *c) { fill(c->out[0], th_arg_scalar(c, 1)); }
void cpu_fill_(th_call *c) { fill(c->out[0], th_arg_scalar(c, 1)); }
void cpu_zeros(th_call *c) { fill(c->out[0], th_int(0)); }

void cpu_eye(th_call *c)
{
    th_tensor *y = c->out[0];
    size_t size = th_dtype_size((th_dtype)y->dtype);
    int64_t n = y->shape[0] < y->shape[1] ? y->shape[0] : y->shape[1];
    fill(y, th_int(0));
    element one = element_of(th_int(1), (th_dtype)y->dtype);
    if (n > 0) fill_strided(th_data(y), n, (y->shape[1] + 1) * (int64_t)size, size, one);
}

/* self, fill_value, wrap */
void cpu_fill_diagonal_(th_call *c)
{
    th_tensor *x = c->out[0];
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype), n = x->shape[0], step = 0, width = x->shape[1];
    element e = element_of(th_arg_scalar(c, 1), (th_dtype)x->dtype);
    if (x->numel == 0) return;
    for (int d = 0; d < x->ndim; d++) {
        n = x->shape[d] < n ? x->shape[d] : n;
        step += x->stride[d] * size;
    }
    fill_strided(th_data(x), n, step, (size_t)size, e);
    if (!th_arg_bool(c, 2) || x->ndim > 2) return;
    for (int64_t row = width + 1; row < x->shape[0]; row += width + 1) { /* one row is left out below each square */
        int64_t rest = x->shape[0] - row < width ? x->shape[0] - row : width;
        fill_strided(th_data(x) + row * x->stride[0] * size, rest, step, (size_t)size, e);
    }
}

/* ---- Sequences ---------------------------------------------------------------------------------- */

#define WRITE_EACH(type, convert, value)                                                             \
    do {                                                                                             \
        type *to = (void *)th_data(y);                                                               \
        for (int64_t i = 0; i < y->numel; i++) to[i] = convert(value);                               \
    } while (0)
#define AS_COMPLEX64(x) ((th_complex64){(float)(x), 0})
#define AS_COMPLEX128(x) ((th_complex128){(double)(x), 0})

/* y[i] = value, an expression of i, cast to y's dtype. */
#define WRITE(y, value)                                                                              \
    switch (y->dtype) {                                                                              \
    case TH_BOOL: WRITE_EACH(bool, 0 !=, value); break;                                              \
    case TH_UINT8: WRITE_EACH(uint8_t, (uint8_t)(int64_t), value); break;                            \
    case TH_INT8: WRITE_EACH(int8_t, (int8_t)(int64_t), value); break;                               \
    case TH_INT16: WRITE_EACH(int16_t, (int16_t)(int64_t), value); break;                            \
    case TH_INT32: WRITE_EACH(int32_t, (int32_t)(int64_t), value); break;                            \
    case TH_INT64: WRITE_EACH(int64_t, (int64_t), value); break;                                     \
    case TH_FLOAT16: WRITE_EACH(uint16_t, th_float_to_half, (float)(value)); break;                  \
    case TH_BFLOAT16: WRITE_EACH(uint16_t, th_float_to_bfloat16, (float)(value)); break;             \
    case TH_FLOAT32: WRITE_EACH(float, (float), value); break;                                       \
    case TH_FLOAT64: WRITE_EACH(double, (double), value); break;                                     \
    case TH_COMPLEX64: WRITE_EACH(th_complex64, AS_COMPLEX64, value); break;                         \
    default: WRITE_EACH(th_complex128, AS_COMPLEX128, value); break;                                 \
    }

static void write_sequence(th_call *c)
{
    th_tensor *y = c->out[0];
    th_scalar start = th_arg_scalar(c, 0), step = th_arg_scalar(c, 2);
    bool whole = start.kind <= TH_SCALAR_INT && step.kind <= TH_SCALAR_INT;
    if (whole || th_dtype_is_integral((th_dtype)y->dtype)) {
        int64_t from = th_scalar_int(start), by = th_scalar_int(step);
        WRITE(y, from + i * by)
    } else {
        double from = th_scalar_double(start), by = th_scalar_double(step);
        WRITE(y, from + (double)i * by)
    }
}

void cpu_arange(th_call *c) { write_sequence(c); }
void cpu_range(th_call *c) { write_sequence(c); }

/* Value i of n from both ends, so that the last one is exactly `end`; in the precision of type. */
#define SPACED(type, name)                                                                           \
    static type name(type start, type end, int64_t i, int64_t n)                                     \
    {                                                                                                \
        type step = n > 1 ? (end - start) / (type)(n - 1) : 0;                                       \
        return i < n / 2 || n == 1 ? start + step * (type)i : end - step * (type)(n - 1 - i);        \
    }
SPACED(float, spaced_float)
SPACED(double, spaced_double)

void cpu_linspace(th_call *c)
{
    th_tensor *y = c->out[0];
    double start = th_scalar_double(th_arg_scalar(c, 0)), end = th_scalar_double(th_arg_scalar(c, 1));
    int64_t n = y->numel;
    if (y->dtype == TH_FLOAT32) WRITE_EACH(float, , spaced_float((float)start, (float)end, i, n));
    else WRITE(y, spaced_double(start, end, i, n))
}

void cpu_logspace(th_call *c)
{
    th_tensor *y = c->out[0];
    double start = th_scalar_double(th_arg_scalar(c, 0)), end = th_scalar_double(th_arg_scalar(c, 1));
    double base = th_arg_double(c, 3);
    int64_t n = y->numel;
    if (y->dtype == TH_FLOAT32)
        WRITE_EACH(float, , powf((float)base, spaced_float((float)start, (float)end, i, n)));
    else WRITE(y, pow(base, spaced_double(start, end, i, n)))
}

/* ---- Indices of triangles ------------------------------------------------------------------------- */

static void write_index(th_tensor *y, int64_t at, int64_t value)
{
    if (y->dtype == TH_INT32) ((int32_t *)(void *)th_data(y))[at] = (int32_t)value;
    else ((int64_t *)(void *)th_data(y))[at] = value;
}

/* y: (2, count), rows of the triangle's elements above their columns. */
static void write_triangle(th_call *c, bool lower)
{
    th_tensor *y = c->out[0];
    int64_t rows = th_arg_int(c, 0), columns = th_arg_int(c, 1), offset = th_arg_int(c, 2), count = y->shape[1], at = 0;
    for (int64_t r = 0; r < rows; r++)
        for (int64_t k = 0; k < columns; k++) {
            if (lower ? k > r + offset : k < r + offset) continue;
            write_index(y, at, r);
            write_index(y, count + at, k);
            at++;
        }
}

void cpu_tril_indices(th_call *c) { write_triangle(c, true); }
void cpu_triu_indices(th_call *c) { write_triangle(c, false); }
