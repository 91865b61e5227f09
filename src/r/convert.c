/* R vectors and arrays to tensors and back. R stores arrays column by column, tensors row by row. */
#include "bridge.h"

#include "../config.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* ---- Reading R ---------------------------------------------------------------------------------- */

bool r_is_array(SEXP x)
{
    switch (TYPEOF(x)) {
    case LGLSXP: case INTSXP: case REALSXP: case CPLXSXP: case RAWSXP: return true;
    default: return false;
    }
}

r_array r_read(SEXP x, r_place place)
{
    r_array a = {.kind = TYPEOF(x)};
    switch (TYPEOF(x)) {
    case NILSXP: a.kind = REALSXP; a.data = ""; return a;
    case LGLSXP: a.data = LOGICAL_RO(x); break;
    case INTSXP: a.data = INTEGER_RO(x); a.factor = Rf_isFactor(x); break;
    case REALSXP: a.data = REAL_RO(x); if (Rf_isObject(x) && Rf_inherits(x, "integer64")) a.kind = R_INT64; break;
    case CPLXSXP: a.data = COMPLEX_RO(x); break;
    case RAWSXP: a.data = RAW_RO(x); break;
    default: r_type_error(place, "a vector or an array of numbers", x);
    }
    a.n = XLENGTH(x);
    SEXP dim = ATTRIB(x) == R_NilValue ? R_NilValue : Rf_getAttrib(x, R_DimSymbol);
    if (dim == R_NilValue) return a;
    a.has_dim = true;
    a.ndim = (int)XLENGTH(dim);
    a.dim = INTEGER_RO(dim);
    if (a.ndim > TH_MOST_DIMS) r_raise(TH_VALUE_ERROR, "%s: at most %d dimensions", place.op, TH_MOST_DIMS);
    return a;
}

bool r_number(SEXP x, th_scalar *number)
{
    if (!r_is_array(x) || XLENGTH(x) != 1 || TYPEOF(x) == RAWSXP) return false;
    if (ATTRIB(x) != R_NilValue && Rf_getAttrib(x, R_DimSymbol) != R_NilValue) return false;
    *number = (th_scalar){.kind = TH_SCALAR_INT};
    switch (TYPEOF(x)) {
    case LGLSXP:
        if (LOGICAL_RO(x)[0] == NA_LOGICAL) return false; /* as an array it fails, with the argument's name */
        number->kind = TH_SCALAR_BOOL;
        number->re.i = LOGICAL_RO(x)[0] != 0;
        return true;
    case INTSXP:
        if (INTEGER_RO(x)[0] == NA_INTEGER) return false;
        number->re.i = INTEGER_RO(x)[0];
        return true;
    case REALSXP:
        if (Rf_isObject(x) && Rf_inherits(x, "integer64")) {
            memcpy(&number->re.i, REAL_RO(x), sizeof(int64_t));
            return true;
        }
        *number = th_double(REAL_RO(x)[0]);
        return true;
    default: {
        Rcomplex z = COMPLEX_RO(x)[0];
        *number = (th_scalar){.kind = TH_SCALAR_COMPLEX, .re.d = z.r, .im = z.i};
        return true;
    }
    }
}

/* ---- Copying planes ----------------------------------------------------------------------------- */

/* Copies a plane of ni x nj elements, strides in elements. Returns false when an element has no
 * counterpart (NA as an integer or a flag). Tiles keep both sides in the cache. */
typedef bool (*plane)(void *to, int64_t to_i, int64_t to_j, const void *from, int64_t from_i, int64_t from_j,
                      int64_t ni, int64_t nj);
#define TILE 32
#define PLANE(name, To, From, value, bad)                                                                            \
    static bool name(void *to, int64_t to_i, int64_t to_j, const void *from, int64_t from_i, int64_t from_j,         \
                     int64_t ni, int64_t nj)                                                                         \
    {                                                                                                                \
        bool fine = true;                                                                                            \
        for (int64_t ti = 0; ti < ni; ti += TILE)                                                                    \
            for (int64_t tj = 0; tj < nj; tj += TILE)                                                                \
                for (int64_t i = ti; i < ni && i < ti + TILE; i++)                                                   \
                    for (int64_t j = tj; j < nj && j < tj + TILE; j++) {                                             \
                        From v = ((const From *)from)[i * from_i + j * from_j];                                      \
                        if (bad) { fine = false; continue; }                                                         \
                        ((To *)to)[i * to_i + j * to_j] = (value);                                                   \
                    }                                                                                                \
        return fine;                                                                                                 \
    }

PLANE(bool_from_logical, bool, int, v != 0, v == NA_LOGICAL)
PLANE(int64_from_int, int64_t, int, v, v == NA_INTEGER)
PLANE(int64_from_double, int64_t, double, (int64_t)v, !(fabs(v) < 0x1p63))
PLANE(float_from_double, float, double, (float)v, 0)
PLANE(double_from_double, double, double, v, 0)
PLANE(float_from_int, float, int, (float)v, v == NA_INTEGER)
PLANE(complex64_from_complex, th_complex64, Rcomplex, ((th_complex64){(float)v.r, (float)v.i}), 0)
PLANE(complex128_from_complex, th_complex128, Rcomplex, ((th_complex128){v.r, v.i}), 0)
PLANE(byte_from_raw, uint8_t, Rbyte, v, 0)
PLANE(int64_from_int64, int64_t, int64_t, v, 0)

PLANE(logical_from_bool, int, uint8_t, v != 0, 0)
PLANE(int_from_int64, int, int64_t, v > INT_MAX || v < -INT_MAX ? NA_INTEGER : (int)v, 0)
PLANE(double_from_int64, double, int64_t, (double)v, 0)
PLANE(int_from_int32, int, int32_t, v, 0)
PLANE(int_from_int16, int, int16_t, v, 0)
PLANE(int_from_int8, int, int8_t, v, 0)
PLANE(double_from_float, double, float, v, 0)
PLANE(complex_from_complex64, Rcomplex, th_complex64, ((Rcomplex){v.re, v.im}), 0)
PLANE(complex_from_complex128, Rcomplex, th_complex128, ((Rcomplex){v.re, v.im}), 0)

/* Copies between row-major and column-major arrays of the same shape, plane by plane over the first
 * and the last dimension. */
static bool copy_planes(plane copy, int ndim, const int64_t *shape, void *to, size_t to_size, bool to_columns,
                        const void *from, size_t from_size)
{
    int64_t columns[TH_MAX_DIMS], rows[TH_MAX_DIMS], at[TH_MAX_DIMS] = {0};
    int64_t step = 1;
    for (int k = 0; k < ndim; k++) { columns[k] = step; step *= shape[k]; }
    th_contiguous_strides(ndim, shape, rows);
    if (step == 0) return true;
    if (ndim < 2) return copy(to, 1, 0, from, 1, 0, step, 1);
    const int64_t *t = to_columns ? columns : rows, *f = to_columns ? rows : columns;
    int last = ndim - 1;
    bool fine = true;
    for (;;) {
        int64_t to_at = 0, from_at = 0;
        for (int k = 1; k < last; k++) { to_at += at[k] * t[k]; from_at += at[k] * f[k]; }
        fine &= copy((char *)to + to_at * (int64_t)to_size, t[0], t[last],
                     (const char *)from + from_at * (int64_t)from_size, f[0], f[last], shape[0], shape[last]);
        int k = last - 1;
        while (k >= 1 && ++at[k] == shape[k]) at[k--] = 0;
        if (k < 1) return fine;
    }
}

/* ---- R to tensor -------------------------------------------------------------------------------- */

static th_dtype dtype_of(const r_array *a)
{
    switch (a->kind) {
    case LGLSXP: return TH_BOOL;
    case INTSXP: case R_INT64: return TH_INT64;
    case CPLXSXP: return TH_COMPLEX64;
    case RAWSXP: return TH_UINT8;
    default: return th_default_dtype();
    }
}

typedef struct { plane copy; th_dtype dtype; size_t size; } reader;

/* How an R vector is first copied when `wanted` is asked for; the rest is a change of dtype. */
static reader reader_of(const r_array *a, th_dtype wanted)
{
    switch (a->kind) {
    case LGLSXP: return (reader){bool_from_logical, TH_BOOL, sizeof(int)};
    case INTSXP:
        if (wanted == TH_FLOAT32) return (reader){float_from_int, TH_FLOAT32, sizeof(int)};
        return (reader){int64_from_int, TH_INT64, sizeof(int)};
    case R_INT64: return (reader){int64_from_int64, TH_INT64, sizeof(int64_t)};
    case CPLXSXP:
        if (wanted == TH_COMPLEX128) return (reader){complex128_from_complex, TH_COMPLEX128, sizeof(Rcomplex)};
        return (reader){complex64_from_complex, TH_COMPLEX64, sizeof(Rcomplex)};
    case RAWSXP: return (reader){byte_from_raw, TH_UINT8, 1};
    default:
        if (wanted == TH_FLOAT32) return (reader){float_from_double, TH_FLOAT32, sizeof(double)};
        if (th_dtype_is_integral(wanted) && wanted != TH_BOOL)
            return (reader){int64_from_double, TH_INT64, sizeof(double)};
        return (reader){double_from_double, TH_FLOAT64, sizeof(double)};
    }
}

TH_NORETURN static void fail_na(const r_array *a, r_place place)
{
    int64_t i = 0;
    for (; i < a->n; i++)
        if (a->kind == REALSXP ? !(fabs(((const double *)a->data)[i]) < 0x1p63)
            : ((const int *)a->data)[i] == NA_INTEGER)
            break;
    th_fail(TH_VALUE_ERROR, "%s: element %lld of %s is NA, which %s tensors cannot hold", place.op, (long long)i + 1,
            place.argument, a->kind == LGLSXP ? "Bool" : "integer");
}

th_tensor *r_array_tensor(const r_array *a, th_dtype dtype, th_device device, r_meaning meaning, r_place place)
{
    int64_t shape[TH_MAX_DIMS] = {a->n};
    int ndim = a->has_dim ? a->ndim : 1;
    for (int k = 0; k < a->ndim; k++) shape[k] = a->dim[k];
    if (dtype == TH_NO_DTYPE) dtype = meaning != R_VALUES && a->kind == REALSXP ? TH_INT64 : dtype_of(a);
    reader read = reader_of(a, dtype);
    th_device cpu = {TH_CPU, 0};
    if (device.type == TH_META) return th_new((th_ints){ndim, shape}, dtype, device);
    th_tensor *x = th_tensor_new(ndim, shape, read.dtype, cpu);
    if (a->n && !copy_planes(read.copy, ndim, shape, th_data(x), th_dtype_size(read.dtype), false, a->data, read.size))
        fail_na(a, place);
    if (meaning != R_VALUES) x = r_zero_based(x, meaning, place);
    return r_to(x, dtype, device);
}

/* ---- Index tensors ------------------------------------------------------------------------------ */

/* Returns whether there was a 0. */
TH_CLONES static bool subtract_one(const int64_t *restrict from, int64_t *restrict to, int64_t n)
{
    int64_t zero = 0;
#pragma omp simd reduction(|:zero)
    for (int64_t i = 0; i < n; i++) {
        zero |= from[i] == 0;
        to[i] = from[i] - (from[i] >= 0);
    }
    return zero;
}

/* k > 0 becomes k - 1; 0 fails or, as padding, becomes -1; negatives count from the end and stay. Masks stay. */
th_tensor *r_zero_based(th_tensor *index, r_meaning meaning, r_place place)
{
    th_dtype dtype = th_tensor_dtype(index);
    if (dtype == TH_BOOL || !th_dtype_is_integral(dtype) || th_tensor_device(index).type == TH_META) return index;
    th_device cpu = {TH_CPU, 0}, home = th_tensor_device(index);
    th_tensor *source = th_contiguous(r_to(index, TH_INT64, cpu));
    th_tensor *result = th_tensor_new(source->ndim, source->shape, TH_INT64, cpu);
    bool zero = subtract_one((const int64_t *)th_data(source), (int64_t *)th_data(result), source->numel);
    if (zero && meaning != R_PADDED_INDICES)
        th_fail(TH_INDEX_ERROR, "%s: indices start at 1, but %s holds a 0", place.op, place.argument);
    return r_to(result, TH_INT64, home);
}

/* ---- Tensor to R -------------------------------------------------------------------------------- */

typedef struct { plane copy; SEXPTYPE type; size_t size; th_dtype through; } writer;

/* How a tensor becomes an R vector; `through` is the dtype it is converted to first. */
static writer writer_of(th_dtype dtype, bool exact)
{
    switch (dtype) {
    case TH_BOOL: return (writer){logical_from_bool, LGLSXP, sizeof(int), TH_BOOL};
    case TH_UINT8: return (writer){byte_from_raw, RAWSXP, 1, TH_UINT8};
    case TH_INT8: return (writer){int_from_int8, INTSXP, sizeof(int), TH_INT8};
    case TH_INT16: return (writer){int_from_int16, INTSXP, sizeof(int), TH_INT16};
    case TH_INT32: return (writer){int_from_int32, INTSXP, sizeof(int), TH_INT32};
    case TH_INT64:
        if (exact) return (writer){int64_from_int64, REALSXP, sizeof(double), TH_INT64};
        return (writer){int_from_int64, INTSXP, sizeof(int), TH_INT64};
    case TH_FLOAT64: return (writer){double_from_double, REALSXP, sizeof(double), TH_FLOAT64};
    case TH_COMPLEX64: return (writer){complex_from_complex64, CPLXSXP, sizeof(Rcomplex), TH_COMPLEX64};
    case TH_COMPLEX128: return (writer){complex_from_complex128, CPLXSXP, sizeof(Rcomplex), TH_COMPLEX128};
    default: return (writer){double_from_float, REALSXP, sizeof(double), TH_FLOAT32};
    }
}

typedef struct { th_tensor *x; writer write; void *to; } writing;

static void write_vector(void *data)
{
    writing *w = data;
    th_tensor *x = th_contiguous(r_to(w->x, w->write.through, th_tensor_device(w->x)));
    copy_planes(w->write.copy, x->ndim, x->shape, w->to, w->write.size, true, th_data(x),
                th_dtype_size(w->write.through));
}

static void warn_past_range(th_tensor *x, SEXP vector)
{
    for (int64_t i = 0; i < x->numel; i++)
        if (INTEGER_RO(vector)[i] == NA_INTEGER) {
            Rf_warning("Long values past the range of integers became NA; use as.integer64() or as.numeric()");
            return;
        }
}

static SEXP tensor_to_r(SEXP object, writer (*choose)(th_dtype), const char *op)
{
    r_place place = {op, "x"};
    th_tensor *x = r_tensor(object, place);
    th_device device = th_tensor_device(x);
    if (device.type != TH_CPU)
        r_raise(TH_RUNTIME_ERROR, "%s: the tensor is on the %s device; copy it with $cpu() first", op,
                device.type == TH_META ? "meta" : "cuda");
    r_enter();
    writer write = choose((th_dtype)x->dtype);
    SEXP vector = PROTECT(Rf_allocVector(write.type, x->numel));
    writing w = {x, write, x->numel == 0 ? NULL : (void *)DATAPTR(vector)};
    if (x->numel) r_run(write_vector, &w);
    if (x->ndim > 1) {
        SEXP dim = PROTECT(Rf_allocVector(INTSXP, x->ndim));
        for (int k = 0; k < x->ndim; k++) INTEGER(dim)[k] = (int)x->shape[k];
        Rf_setAttrib(vector, R_DimSymbol, dim);
        UNPROTECT(1);
    }
    if (write.copy == int_from_int64) warn_past_range(x, vector);
    UNPROTECT(1);
    return vector;
}

static writer natural(th_dtype dtype) { return writer_of(dtype, false); }

static writer numeric(th_dtype dtype)
{
    if (dtype == TH_INT64) return (writer){double_from_int64, REALSXP, sizeof(double), TH_INT64};
    return writer_of(dtype, false);
}

static writer exact(th_dtype dtype)
{
    (void)dtype;
    return writer_of(TH_INT64, true);
}

SEXP r_scalar_value(th_scalar s, th_dtype dtype)
{
    switch (s.kind) {
    case TH_SCALAR_BOOL: return Rf_ScalarLogical(s.re.i != 0);
    case TH_SCALAR_INT:
        if (s.re.i > INT_MAX || s.re.i < -INT_MAX) return Rf_ScalarReal((double)s.re.i);
        if (dtype == TH_UINT8) return Rf_ScalarInteger((int)s.re.i);
        return Rf_ScalarInteger((int)s.re.i);
    case TH_SCALAR_DOUBLE: return Rf_ScalarReal(s.re.d);
    default: {
        SEXP z = Rf_allocVector(CPLXSXP, 1);
        COMPLEX(z)[0] = (Rcomplex){s.re.d, s.im};
        return z;
    }
    }
}

th_tensor *r_to(th_tensor *x, th_dtype dtype, th_device device)
{
    if (x->dtype != (int8_t)dtype) x = th_cast(x, dtype);
    return th_same_device(th_device_of(x), device) ? x : th_move(x, device);
}

/* ---- Entries ------------------------------------------------------------------------------------ */

typedef struct {
    r_array array;
    th_tensor *source;
    th_dtype dtype;
    th_device device;
    bool requires_grad, scalar;
} making;

static th_tensor *make_tensor(void *data)
{
    making *m = data;
    r_place place = {"torch_tensor", "data"};
    if (m->source) {
        bool enabled = th_set_grad_enabled(false);
        th_tensor *x = r_to(m->source, m->dtype, m->device);
        x = x == m->source ? th_clone(x) : x;
        th_set_grad_enabled(enabled);
        if (m->requires_grad) th_set_requires_grad(x, true);
        return x;
    }
    th_tensor *x = r_array_tensor(&m->array, m->dtype, m->device, R_VALUES, place);
    if (m->scalar) th_tensor_set_geometry(x, 0, NULL, NULL, 0);
    if (m->requires_grad) th_set_requires_grad(x, true);
    return x;
}

SEXP C_tensor(SEXP data, SEXP dtype, SEXP device, SEXP requires_grad)
{
    r_place place = {"torch_tensor", "data"};
    making m = {.dtype = r_dtype(dtype, R_PLACE("torch_tensor", "dtype")),
                .requires_grad = r_flag(requires_grad, R_PLACE("torch_tensor", "requires_grad"))};
    if (r_is_tensor(data)) {
        m.source = r_tensor(data, place);
        if (m.dtype == TH_NO_DTYPE) m.dtype = (th_dtype)m.source->dtype;
        m.device = r_absent(device) ? th_device_of(m.source) : r_device(device, R_PLACE("torch_tensor", "device"));
    } else {
        m.array = r_read(data, place);
        m.device = r_device(device, R_PLACE("torch_tensor", "device"));
    }
    return r_result(make_tensor, &m);
}

SEXP C_scalar_tensor(SEXP value, SEXP dtype, SEXP device, SEXP requires_grad)
{
    r_place place = {"torch_scalar_tensor", "value"};
    th_scalar number;
    making m = {.dtype = r_dtype(dtype, R_PLACE("torch_scalar_tensor", "dtype")), .scalar = true,
                .device = r_device(device, R_PLACE("torch_scalar_tensor", "device")),
                .requires_grad = r_flag(requires_grad, R_PLACE("torch_scalar_tensor", "requires_grad"))};
    if (!r_number(value, &number) && !(r_is_array(value) && XLENGTH(value) == 1))
        r_type_error(place, "a single number", value);
    m.array = r_read(value, place);
    return r_result(make_tensor, &m);
}

SEXP C_as_array(SEXP x) { return tensor_to_r(x, natural, "as_array"); }
SEXP C_as_numeric(SEXP x) { return tensor_to_r(x, numeric, "as.numeric"); }
SEXP C_as_integer64(SEXP x) { return tensor_to_r(x, exact, "as.integer64"); }

SEXP C_item(SEXP x)
{
    r_place place = {"item", "self"};
    th_tensor *t = r_tensor(x, place);
    if (t->numel != 1)
        r_raise(TH_RUNTIME_ERROR, "item: a Tensor with %lld elements cannot be converted to Scalar",
                (long long)t->numel);
    return r_scalar_value(r_item(x, place), (th_dtype)t->dtype);
}

typedef struct { const void *bytes; int64_t shape[TH_MAX_DIMS]; int ndim; th_dtype dtype; } buffer;

static th_tensor *make_from_bytes(void *data)
{
    buffer *b = data;
    return th_from_data(b->bytes, (th_ints){b->ndim, b->shape}, b->dtype);
}

static size_t bytes_of(SEXP x)
{
    switch (TYPEOF(x)) {
    case RAWSXP: return (size_t)XLENGTH(x);
    case INTSXP: case LGLSXP: return (size_t)XLENGTH(x) * sizeof(int);
    case REALSXP: return (size_t)XLENGTH(x) * sizeof(double);
    case CPLXSXP: return (size_t)XLENGTH(x) * sizeof(Rcomplex);
    default: r_type_error(R_PLACE("torch_tensor_from_buffer", "buffer"), "a raw vector", x);
    }
}

SEXP C_from_buffer(SEXP bytes, SEXP shape, SEXP dtype)
{
    r_place place = {"torch_tensor_from_buffer", "shape"};
    size_t available = bytes_of(bytes);
    buffer b = {.bytes = available ? DATAPTR_RO(bytes) : "",
                .dtype = r_dtype(dtype, R_PLACE("torch_tensor_from_buffer", "dtype"))};
    if (b.dtype == TH_NO_DTYPE) b.dtype = th_default_dtype();
    th_ints sizes = r_ints(shape, b.shape, TH_MAX_DIMS, place);
    if (sizes.n > TH_MOST_DIMS) r_type_error(place, "at most 64 sizes", shape);
    b.ndim = sizes.n;
    double numel = 1; /* past 2^53 it is far too large anyway */
    for (int k = 0; k < b.ndim; k++) {
        if (b.shape[k] < 0) r_raise(TH_VALUE_ERROR, "torch_tensor_from_buffer: shape must not be negative");
        numel *= (double)b.shape[k];
    }
    if (numel * (double)th_dtype_size(b.dtype) > (double)available)
        r_raise(TH_VALUE_ERROR, "torch_tensor_from_buffer: %.0f elements need %.0f bytes, the buffer holds %zu", numel,
                numel * (double)th_dtype_size(b.dtype), available);
    return r_result(make_from_bytes, &b);
}

typedef struct { th_tensor *x; void *to; size_t bytes; } dumping;

static void dump_bytes(void *data)
{
    dumping *d = data;
    memcpy(d->to, th_data(th_contiguous(d->x)), d->bytes);
}

SEXP C_to_buffer(SEXP x)
{
    th_tensor *t = r_tensor(x, R_PLACE("buffer_from_torch_tensor", "tensor"));
    if (th_device_of(t).type != TH_CPU)
        r_raise(TH_RUNTIME_ERROR, "buffer_from_torch_tensor: the tensor must be on the CPU");
    size_t bytes = (size_t)t->numel * th_dtype_size((th_dtype)t->dtype);
    SEXP raw = PROTECT(Rf_allocVector(RAWSXP, (R_xlen_t)bytes));
    dumping d = {t, RAW(raw), bytes};
    if (bytes) r_run(dump_bytes, &d);
    UNPROTECT(1);
    return raw;
}
