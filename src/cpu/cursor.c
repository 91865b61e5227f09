#include "cursor.h"

#include "../core/half.h"

/* ---- Order ------------------------------------------------------------------------------------ */

/* Dimensions of more than one element, by increasing stride; returns how many. */
static int memory_order(const th_tensor *x, int *order)
{
    int n = 0;
    for (int d = x->ndim - 1; d >= 0; d--) {
        if (x->shape[d] == 1) continue;
        int at = n++;
        for (; at > 0 && x->stride[order[at - 1]] > x->stride[d]; at--) order[at] = order[at - 1];
        order[at] = d;
    }
    return n;
}

static void add_dim(cpu_cursor *c, int64_t size, int64_t stride)
{
    int last = c->ndim - 1;
    if (last >= 0 && c->stride[last] * c->shape[last] == stride) {
        c->shape[last] *= size;
        return;
    }
    c->shape[c->ndim] = size;
    c->stride[c->ndim] = stride;
    c->index[c->ndim++] = 0;
}

static cpu_cursor begin(const th_tensor *x, int64_t numel)
{
    bool complex = th_dtype_is_complex((th_dtype)x->dtype);
    cpu_cursor c;
    c.dtype = th_real_dtype((th_dtype)x->dtype);
    c.numel = numel * (complex ? 2 : 1);
    c.at = th_data(x);
    c.ndim = 0;
    if (complex) add_dim(&c, 2, (int64_t)th_dtype_size(c.dtype));
    return c;
}

cpu_cursor cpu_cursor_of(const th_tensor *x) { return cpu_cursor_along(x, x); }

cpu_cursor cpu_cursor_along(const th_tensor *x, const th_tensor *other)
{
    int order[TH_MAX_DIMS], n = memory_order(other, order), lead = other->ndim - x->ndim;
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    cpu_cursor c = begin(x, other->numel);
    for (int k = 0; k < n; k++) {
        int d = order[k] - lead;
        bool broadcast = d < 0 || x->shape[d] == 1;
        add_dim(&c, other->shape[order[k]], broadcast ? 0 : x->stride[d] * size);
    }
    if (c.ndim == 0) add_dim(&c, 1, size);
    return c;
}

bool cpu_cursor_is_dense(const cpu_cursor *c)
{
    return c->ndim == 1 && c->stride[0] == (int64_t)th_dtype_size(c->dtype);
}

/* ---- Runs of one stride ----------------------------------------------------------------------- */

static void carry(cpu_cursor *c)
{
    for (int d = 0; c->index[d] == c->shape[d]; d++) {
        c->at -= c->shape[d] * c->stride[d];
        c->index[d] = 0;
        if (d + 1 == c->ndim) return;
        c->at += c->stride[d + 1];
        c->index[d + 1]++;
    }
}

/* The next run of at most n elements starts at *run; returns its length and moves past it. */
static int64_t next_run(cpu_cursor *c, int64_t n, char **run)
{
    int64_t left = c->shape[0] - c->index[0], length = n < left ? n : left;
    *run = c->at;
    c->at += length * c->stride[0];
    c->index[0] += length;
    carry(c);
    return length;
}

#define STORE(type, expression) \
    for (int64_t i = 0; i < m; i++, to += step) *(type *)to = (type)(expression)

/* Stores values[i] as the cursor's dtype; CAST_INT makes an integer of it. */
#define SCATTER(c, values, n, CAST_INT)                                                   \
    for (int64_t m; (n) > 0; (n) -= m, (values) += m) {                                   \
        char *to;                                                                         \
        int64_t step = (c)->stride[0];                                                    \
        m = next_run(c, n, &to);                                                          \
        switch ((c)->dtype) {                                                             \
        case TH_BOOL: STORE(bool, (values)[i] != 0); break;                               \
        case TH_UINT8: STORE(uint8_t, CAST_INT((values)[i])); break;                      \
        case TH_INT8: STORE(int8_t, CAST_INT((values)[i])); break;                        \
        case TH_INT16: STORE(int16_t, CAST_INT((values)[i])); break;                      \
        case TH_INT32: STORE(int32_t, CAST_INT((values)[i])); break;                      \
        case TH_INT64: STORE(int64_t, CAST_INT((values)[i])); break;                      \
        case TH_FLOAT16: STORE(uint16_t, th_float_to_half((float)(values)[i])); break;    \
        case TH_BFLOAT16: STORE(uint16_t, th_float_to_bfloat16((float)(values)[i])); break; \
        case TH_FLOAT32: STORE(float, (values)[i]); break;                                \
        default: STORE(double, (values)[i]);                                              \
        }                                                                                 \
    }

void cpu_scatter_doubles(cpu_cursor *c, const double *values, int64_t n) { SCATTER(c, values, n, (int64_t)) }
void cpu_scatter_floats(cpu_cursor *c, const float *values, int64_t n) { SCATTER(c, values, n, (int64_t)) }
void cpu_scatter_ints(cpu_cursor *c, const int64_t *values, int64_t n) { SCATTER(c, values, n, ) }

#define LOAD(type, expression)                              \
    for (int64_t i = 0; i < m; i++, from += step) {         \
        type x = *(const type *)from;                       \
        values[i] = (double)(expression);                   \
    }                                                       \
    break

void cpu_gather_doubles(cpu_cursor *c, double *values, int64_t n)
{
    for (int64_t m; n > 0; n -= m, values += m) {
        char *from;
        int64_t step = c->stride[0];
        m = next_run(c, n, &from);
        switch (c->dtype) {
        case TH_BOOL: case TH_UINT8: LOAD(uint8_t, x);
        case TH_INT8: LOAD(int8_t, x);
        case TH_INT16: LOAD(int16_t, x);
        case TH_INT32: LOAD(int32_t, x);
        case TH_INT64: LOAD(int64_t, x);
        case TH_FLOAT16: LOAD(uint16_t, th_half_to_float(x));
        case TH_BFLOAT16: LOAD(uint16_t, th_bfloat16_to_float(x));
        case TH_FLOAT32: LOAD(float, x);
        default: LOAD(double, x);
        }
    }
}
