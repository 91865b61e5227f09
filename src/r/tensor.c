/* What methods of tensors call that the op table does not give: sizes, conversions, pinned memory. */
#include "bridge.h"

/* ---- Sizes -------------------------------------------------------------------------------------- */

SEXP r_integers(int n, const int64_t *v)
{
    SEXP result = Rf_allocVector(INTSXP, n);
    for (int k = 0; k < n; k++) INTEGER(result)[k] = (int)v[k];
    return result;
}

/* All of the numbers, one for each dimension, or that of one axis. */
static SEXP along(const char *op, const th_tensor *x, const int64_t *numbers, SEXP axis)
{
    if (axis == R_NilValue) return r_integers(x->ndim, numbers);
    int64_t k = r_axis(r_int(axis, R_PLACE(op, "dim")), R_PLACE(op, "dim"));
    if (k < 0) k += x->ndim;
    if (k < 0 || k >= x->ndim)
        r_raise(TH_INDEX_ERROR, "%s: Dimension out of range (expected to be in range of [-%d, %d], but got %d)", op,
                x->ndim ? x->ndim : 1, x->ndim ? x->ndim : 1, Rf_asInteger(axis));
    return Rf_ScalarInteger((int)numbers[k]);
}

SEXP C_shape(SEXP x, SEXP axis)
{
    const th_tensor *t = r_tensor(x, R_PLACE("size", "self"));
    return along("size", t, t->shape, axis);
}

SEXP C_strides(SEXP x, SEXP axis)
{
    const th_tensor *t = r_tensor(x, R_PLACE("stride", "self"));
    return along("stride", t, t->stride, axis);
}

static SEXP count(int64_t n) { return n > INT32_MAX ? Rf_ScalarReal((double)n) : Rf_ScalarInteger((int)n); }

SEXP C_ndim(SEXP x) { return Rf_ScalarInteger(r_tensor(x, R_PLACE("dim", "self"))->ndim); }
SEXP C_numel(SEXP x)
{
    return r_is_undefined(x) ? Rf_ScalarInteger(0) : count(r_tensor(x, R_PLACE("numel", "self"))->numel);
}
SEXP C_offset(SEXP x) { return count(r_tensor(x, R_PLACE("storage_offset", "self"))->offset); }
SEXP C_is_contiguous(SEXP x)
{
    return Rf_ScalarLogical(th_tensor_is_contiguous(r_tensor(x, R_PLACE("is_contiguous", "self"))));
}

SEXP C_data_ptr(SEXP x)
{
    char text[32];
    snprintf(text, sizeof text, "%p", th_tensor_data(r_tensor(x, R_PLACE("data_ptr", "self"))));
    return Rf_mkString(text);
}

/* ---- Conversions -------------------------------------------------------------------------------- */

typedef struct { th_tensor *x; th_dtype dtype; th_device device; bool copy, non_blocking; } moving;

static th_tensor *move(void *data)
{
    moving *m = data;
    th_tensor *moved = r_to(m->x, m->dtype, th_device_of(m->x));
    if (!th_same_device(th_device_of(moved), m->device)) moved = th_move_with(moved, m->device, m->non_blocking);
    return m->copy && moved == m->x ? th_clone(m->x) : moved;
}

/* x itself when it already is what is asked for. */
SEXP C_to(SEXP x, SEXP dtype, SEXP device, SEXP other, SEXP copy, SEXP non_blocking)
{
    moving m = {.x = r_tensor(x, R_PLACE("to", "self")), .copy = r_flag(copy, R_PLACE("to", "copy"))};
    m.non_blocking = r_flag(non_blocking, R_PLACE("to", "non_blocking"));
    th_tensor *like = other == R_NilValue ? m.x : r_tensor(other, R_PLACE("to", "other"));
    m.dtype = r_dtype(dtype, R_PLACE("to", "dtype"));
    if (m.dtype == TH_NO_DTYPE) m.dtype = (th_dtype)like->dtype;
    m.device = r_absent(device) ? th_device_of(like) : r_device(device, R_PLACE("to", "device"));
    return r_result(move, &m);
}

typedef struct { th_tensor *x, *view; } reshaping;

static void reshape_self(void *data)
{
    reshaping *r = data;
    if (r->x->storage != r->view->storage) th_fail(TH_RUNTIME_ERROR, "the new shape needs a copy");
    if (th_requires_grad(r->x) && th_grad_enabled())
        th_fail(TH_RUNTIME_ERROR, "changing the shape of a tensor that requires grad in place is not recorded: "
                                  "use the method without the underscore");
    th_tensor_set_geometry(r->x, r->view->ndim, r->view->shape, r->view->stride, r->view->offset);
}

/* x takes the shape of a view of itself. */
SEXP C_reshape_self(SEXP x, SEXP view)
{
    reshaping r = {r_tensor(x, R_PLACE("squeeze_", "self")), r_tensor(view, R_PLACE("squeeze_", "view"))};
    r_run(reshape_self, &r);
    return x;
}

/* ---- Pinned memory ------------------------------------------------------------------------------ */

static th_tensor *pin(void *x) { return th_pin_memory(x); }

/* x itself when it is pinned. device: which CUDA device asks makes no difference to pinned memory. */
SEXP C_pin_memory(SEXP x, SEXP device)
{
    th_tensor *self = r_tensor(x, R_PLACE("pin_memory", "self"));
    if (!r_absent(device) && r_device(device, R_PLACE("pin_memory", "device")).type != TH_CUDA)
        r_raise(TH_VALUE_ERROR, "pin_memory: expected a CUDA device as device");
    return r_result(pin, self);
}

SEXP C_is_pinned(SEXP x) { return Rf_ScalarLogical(th_is_pinned(r_tensor(x, R_PLACE("is_pinned", "self")))); }
