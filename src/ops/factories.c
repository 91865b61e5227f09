/* Tensors made from sizes and numbers: which dtype, device and shape they have. */
#include "../core/autograd.h"

#include <math.h>

/* ---- What all of them share ------------------------------------------------------------------- */

static th_device device_arg(const th_call *c, int k)
{
    return c->args[k].type == TH_ARG_DEVICE ? c->args[k].as.device : th_default_device();
}

static th_dtype dtype_arg(const th_call *c, int k, th_dtype otherwise)
{
    return th_arg_given(c, k) ? th_arg_dtype(c, k) : otherwise;
}

static void make(th_call *c, int ndim, const int64_t *shape, th_dtype dtype, th_device device)
{
    c->out[0] = th_tensor_new(ndim, shape, dtype, device);
}

/* The dtype that a number asks for by itself. */
static th_dtype dtype_of_number(th_scalar s)
{
    switch (s.kind) {
    case TH_SCALAR_BOOL: return TH_BOOL;
    case TH_SCALAR_INT: return TH_INT64;
    case TH_SCALAR_DOUBLE: return th_default_dtype();
    default: return th_default_dtype() == TH_FLOAT64 ? TH_COMPLEX128 : TH_COMPLEX64;
    }
}

/* ---- Sizes and a value ------------------------------------------------------------------------ */

/* size, dtype, device */
void shape_empty(th_call *c)
{
    th_ints size = th_arg_ints(c, 0);
    make(c, size.n, size.v, dtype_arg(c, 1, th_default_dtype()), device_arg(c, 2));
}

/* size, fill_value, dtype, device */
void shape_full(th_call *c)
{
    th_ints size = th_arg_ints(c, 0);
    make(c, size.n, size.v, dtype_arg(c, 2, dtype_of_number(th_arg_scalar(c, 1))), device_arg(c, 3));
}

/* size, stride, dtype, device */
void shape_empty_strided(th_call *c)
{
    th_ints size = th_arg_ints(c, 0), stride = th_arg_ints(c, 1);
    if (size.n != stride.n)
        th_fail(TH_VALUE_ERROR, "empty_strided: got %d strides, expected one for each of %d sizes", stride.n, size.n);
    for (int d = 0; d < size.n; d++)
        if (size.v[d] < 0 || stride.v[d] < 0)
            th_fail(TH_VALUE_ERROR, "empty_strided: sizes and strides must not be negative");
    int64_t room = th_extent(size, stride);
    make(c, 1, &room, dtype_arg(c, 2, th_default_dtype()), device_arg(c, 3));
    th_tensor_set_geometry(c->out[0], size.n, size.v, stride.v, 0);
}

static th_value ints_value(th_ints x) { return (th_value){.type = TH_ARG_INTS, .n = x.n, .as.ints = x.v}; }

/* The arguments of a factory that takes after x where dtype (at k) and device (at k + 1) are not given. */
static void take_after(const th_call *c, const th_tensor *x, int k, th_value *dtype, th_value *device)
{
    *dtype = (th_value){.type = TH_ARG_DTYPE, .as.i = dtype_arg(c, k, (th_dtype)x->dtype)};
    *device = c->args[k + 1];
    if (device->type == TH_ARG_NONE) *device = (th_value){.type = TH_ARG_DEVICE, .as.device = th_device_of(x)};
}

/* size, dtype, device */
void composite_ones(th_call *c)
{
    th_value dtype = {.type = TH_ARG_DTYPE, .as.i = dtype_arg(c, 1, th_default_dtype())};
    th_value args[] = {c->args[0], th_v_int(1), dtype, c->args[2]};
    c->out[0] = th_dispatch1(TH_OP_full, args);
}

/* input, dtype, device */
static void like(th_call *c, int op)
{
    const th_tensor *x = th_arg(c, 0);
    th_value args[3] = {ints_value((th_ints){x->ndim, x->shape})};
    take_after(c, x, 1, &args[1], &args[2]);
    c->out[0] = th_dispatch1(op, args);
}

/* self, size, dtype, device */
static void new_like(th_call *c, int op)
{
    th_value args[3] = {c->args[1]};
    take_after(c, th_arg(c, 0), 2, &args[1], &args[2]);
    c->out[0] = th_dispatch1(op, args);
}

void composite_empty_like(th_call *c) { like(c, TH_OP_empty); }
void composite_zeros_like(th_call *c) { like(c, TH_OP_zeros); }
void composite_ones_like(th_call *c) { like(c, TH_OP_ones); }
void composite_new_empty(th_call *c) { new_like(c, TH_OP_empty); }
void composite_new_zeros(th_call *c) { new_like(c, TH_OP_zeros); }
void composite_new_ones(th_call *c) { new_like(c, TH_OP_ones); }

/* input, fill_value, dtype, device */
void composite_full_like(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    th_value args[4] = {ints_value((th_ints){x->ndim, x->shape}), c->args[1]};
    take_after(c, x, 2, &args[2], &args[3]);
    c->out[0] = th_dispatch1(TH_OP_full, args);
}

/* self, size, fill_value, dtype, device */
void composite_new_full(th_call *c)
{
    th_value args[4] = {c->args[1], c->args[2]};
    take_after(c, th_arg(c, 0), 3, &args[2], &args[3]);
    c->out[0] = th_dispatch1(TH_OP_full, args);
}

/* self, size, stride, dtype, device */
void composite_new_empty_strided(th_call *c)
{
    th_value args[4] = {c->args[1], c->args[2]};
    take_after(c, th_arg(c, 0), 3, &args[2], &args[3]);
    c->out[0] = th_dispatch1(TH_OP_empty_strided, args);
}

/* ---- Sequences -------------------------------------------------------------------------------- */

static bool is_whole(const th_call *c, int k) { return th_arg_scalar(c, k).kind <= TH_SCALAR_INT; }
static double number(const th_call *c, int k) { return th_scalar_double(th_arg_scalar(c, k)); }

/* start, end, step, dtype, device. steps: (end - start) / step. */
static void make_sequence(th_call *c, double length)
{
    const char *op = c->op->name;
    double start = number(c, 0), end = number(c, 1), step = number(c, 2);
    if (step == 0) th_fail(TH_VALUE_ERROR, "%s: step must not be zero", op);
    if (!isfinite(start) || !isfinite(end) || !isfinite(step))
        th_fail(TH_VALUE_ERROR, "%s: unsupported range: %g -> %g by %g", op, start, end, step);
    if (length < 0)
        th_fail(TH_VALUE_ERROR, "%s: upper bound and lower bound inconsistent with step sign: %g -> %g by %g", op,
                start, end, step);
    if (length > 0x1p62) th_fail(TH_VALUE_ERROR, "%s: a tensor of %g elements is too large", op, length);
    th_dtype whole = is_whole(c, 0) && is_whole(c, 1) && is_whole(c, 2) ? TH_INT64 : th_default_dtype();
    int64_t n = (int64_t)length;
    make(c, 1, &n, dtype_arg(c, 3, whole), device_arg(c, 4));
}

/* Without its end. */
void shape_arange(th_call *c)
{
    double steps = (number(c, 1) - number(c, 0)) / number(c, 2);
    make_sequence(c, steps < 0 ? -1 : ceil(steps));
}

/* With its end; steps that miss it by a rounding error reach it, as in R's seq(). */
void shape_range(th_call *c)
{
    double steps = (number(c, 1) - number(c, 0)) / number(c, 2);
    make_sequence(c, steps < -1e-10 ? -1 : floor(steps + 1e-10) + 1);
}

static void make_spaced(th_call *c, int dtype)
{
    int64_t steps = th_arg_int(c, 2);
    if (steps < 0)
        th_fail(TH_VALUE_ERROR, "%s: number of steps must be non-negative, got %lld", c->op->name, (long long)steps);
    bool complex = th_arg_scalar(c, 0).kind == TH_SCALAR_COMPLEX || th_arg_scalar(c, 1).kind == TH_SCALAR_COMPLEX;
    if (complex || th_dtype_is_complex(dtype_arg(c, dtype, TH_FLOAT32)))
        th_fail(TH_NOT_IMPLEMENTED, "%s: complex sequences are not available", c->op->name);
    make(c, 1, &steps, dtype_arg(c, dtype, th_default_dtype()), device_arg(c, dtype + 1));
}

void shape_linspace(th_call *c) { make_spaced(c, 3); } /* start, end, steps, dtype, device */
void shape_logspace(th_call *c) { make_spaced(c, 4); } /* start, end, steps, base, dtype, device */

/* ---- Matrices --------------------------------------------------------------------------------- */

/* n, m, dtype, device */
void shape_eye(th_call *c)
{
    int64_t n = th_arg_int(c, 0), shape[2] = {n, th_arg_given(c, 1) ? th_arg_int(c, 1) : n};
    make(c, 2, shape, dtype_arg(c, 2, th_default_dtype()), device_arg(c, 3));
}

static int64_t clamp(int64_t x, int64_t low, int64_t high) { return x < low ? low : x > high ? high : x; }

/* row, col, offset, dtype, device -> (2, count) */
static void make_triangle(th_call *c, bool lower)
{
    int64_t rows = th_arg_int(c, 0), columns = th_arg_int(c, 1), offset = th_arg_int(c, 2), count = 0;
    if (rows < 0 || columns < 0)
        th_fail(TH_VALUE_ERROR, "%s: row and col must be non-negative, got %lld and %lld", c->op->name, (long long)rows,
                (long long)columns);
    th_dtype dtype = dtype_arg(c, 3, TH_INT64);
    if (dtype != TH_INT64 && dtype != TH_INT32)
        th_fail(TH_TYPE_ERROR, "%s: got dtype %s, expected Long or Int", c->op->name, th_dtype_name(dtype));
    for (int64_t r = 0; r < rows; r++) /* the columns of row r: below or from the diagonal on */
        count += lower ? clamp(r + offset + 1, 0, columns) : columns - clamp(r + offset, 0, columns);
    make(c, 2, (int64_t[]){2, count}, dtype, device_arg(c, 4));
}

void shape_tril_indices(th_call *c) { make_triangle(c, true); }
void shape_triu_indices(th_call *c) { make_triangle(c, false); }

/* ---- Complex numbers -------------------------------------------------------------------------- */

/* real, imag: of one floating dtype, broadcast against each other */
void shape_complex(th_call *c)
{
    th_tensor *re = th_arg(c, 0), *im = th_arg(c, 1);
    int64_t shape[TH_MAX_DIMS];
    int ndim = re->ndim;
    if (re->dtype != TH_FLOAT32 && re->dtype != TH_FLOAT64)
        th_fail(TH_TYPE_ERROR, "complex: expected both inputs to be Float or Double tensors, got %s and %s",
                th_dtype_name((th_dtype)re->dtype), th_dtype_name((th_dtype)im->dtype));
    if (re->dtype != im->dtype)
        th_fail(TH_TYPE_ERROR, "complex: expected imag of dtype %s, got %s", th_dtype_name((th_dtype)re->dtype),
                th_dtype_name((th_dtype)im->dtype));
    for (int d = 0; d < ndim; d++) shape[d] = re->shape[d];
    th_broadcast_shapes("complex", &ndim, shape, im->ndim, im->shape);
    TH_OUT(c, 0, ndim, shape, re->dtype == TH_FLOAT32 ? TH_COMPLEX64 : TH_COMPLEX128);
}

void grad_complex(th_grad_call *t)
{
    th_tensor *parts = th_view_as_real(th_incoming(t, 0)); /* (..., 2) */
    for (int k = 0; k < 2; k++) {
        th_tensor *x = th_saved(t, k);
        if (th_wants(t, k)) th_give(t, k, th_unbroadcast(th_select(parts, -1, k), x->ndim, x->shape));
    }
}

void composite_polar(th_call *c)
{
    th_tensor *abs = th_arg(c, 0), *angle = th_arg(c, 1);
    c->out[0] = th_complex(th_mul(abs, th_cos(angle)), th_mul(abs, th_sin(angle)));
}

/* x (n), N columns: powers from N - 1 down to 0, or up */
void composite_vander(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    if (x->ndim != 1) th_fail(TH_VALUE_ERROR, "vander: x must be a one-dimensional tensor, got %d dimensions", x->ndim);
    int64_t n = th_arg_given(c, 1) ? th_arg_int(c, 1) : x->numel;
    bool up = th_arg_bool(c, 2);
    if (n < 0) th_fail(TH_VALUE_ERROR, "vander: N must be non-negative, got %lld", (long long)n);
    if (n > INT32_MAX / 8) th_fail(TH_VALUE_ERROR, "vander: N is too large, got %lld", (long long)n);
    if (th_dtype_is_integral((th_dtype)x->dtype)) x = th_to_dtype(x, TH_INT64);
    if (n == 0) { c->out[0] = th_new(TH_INTS(x->numel, 0), (th_dtype)x->dtype, th_device_of(x)); return; }
    th_list powers = {(int)n, th_scratch((size_t)n * sizeof(th_tensor *))};
    for (int64_t k = 0; k < n; k++)
        powers.v[up ? k : n - 1 - k] = k == 0 ? th_ones_like(x) : k == 1 ? x : th_mul(x, powers.v[up ? k - 1 : n - k]);
    c->out[0] = th_stack_with(powers, 1);
}

/* ---- Filling ---------------------------------------------------------------------------------- */

/* self, value: the kernel writes through self's strides. */
void shape_fill_(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *value = th_arg(c, 1);
    c->out[0] = self;
    if (!value) return;
    if (value->ndim != 0)
        th_fail(TH_VALUE_ERROR, "fill_: only supports a number or a 0-dimensional value, got a tensor with %d "
                "dimensions", value->ndim);
    if (th_device_of(self).type != TH_META) c->args[1] = th_v_scalar(th_item(value));
}

void grad_fill_(th_grad_call *t)
{
    if (th_wants(t, 0)) th_give(t, 0, th_zeros_like(th_incoming(t, 0)));
    if (th_wants(t, 1)) th_give(t, 1, th_sum(th_incoming(t, 0)));
}

void composite_zero_(th_call *c)
{
    c->out[0] = th_fill_(th_arg(c, 0), th_v_int(0));
    th_note_zeros(c->out[0]);
}
