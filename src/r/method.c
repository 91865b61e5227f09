/* x$name: fields are answered here, methods are bound here. Both sit in one hash table keyed by R's
 * cached string of the name, filled when the package is loaded. A method is a byte-compiled closure of
 * the list .methods whose body speaks of `self`; binding gives it an environment that holds self. */
#include "bridge.h"

#include <stdlib.h>
#include <string.h>

typedef SEXP (*field)(th_tensor *x, SEXP self);
typedef struct { SEXP name; field get; SEXP method; } member;

#define TABLE 4096 /* a power of two, well above the number of members */
static member table[TABLE];

static size_t slot_of(SEXP name)
{
    size_t at = ((uintptr_t)name >> 5) * 0x9E3779B97F4A7C15u >> 40 & (TABLE - 1);
    while (table[at].name && table[at].name != name) at = (at + 1) & (TABLE - 1);
    return at;
}

/* ---- Binding ------------------------------------------------------------------------------------ */

static SEXP self_symbol;

static SEXP bind_method(SEXP method, SEXP self)
{
    SEXP env = PROTECT(R_NewEnv(r_namespace, FALSE, 0));
    Rf_defineVar(self_symbol, self, env);
#if R_VERSION >= R_Version(4, 5, 0)
    SEXP bound = R_mkClosure(R_ClosureFormals(method), R_ClosureBody(method), env);
#else
    SEXP bound = PROTECT(Rf_allocSExp(CLOSXP));
    SET_FORMALS(bound, FORMALS(method));
    SET_BODY(bound, BODY(method));
    SET_CLOENV(bound, env);
    UNPROTECT(1);
#endif
    UNPROTECT(1);
    return bound;
}

TH_NORETURN static void unknown_member(SEXP name)
{
    SEXP call = PROTECT(Rf_lang2(Rf_install("raise_unknown_member"), PROTECT(Rf_ScalarString(name))));
    Rf_eval(call, r_namespace);
    Rf_error("unknown method"); /* not reached */
}

/* A bound method may be called again: self is never a temporary from here on. */
SEXP C_dollar(SEXP self, SEXP name)
{
    SEXP key = TYPEOF(name) == STRSXP && XLENGTH(name) == 1 ? STRING_ELT(name, 0) : R_NilValue;
    const member *found = &table[slot_of(key)];
    if (!found->name) unknown_member(key);
    if (found->get) return found->get(r_tensor(self, R_PLACE("$", "self")), self);
    MARK_NOT_MUTABLE(self);
    return bind_method(found->method, self);
}

/* ---- Fields ------------------------------------------------------------------------------------- */

static SEXP integers(int n, const int64_t *v)
{
    SEXP result = PROTECT(Rf_allocVector(INTSXP, n));
    for (int k = 0; k < n; k++) INTEGER(result)[k] = (int)v[k];
    UNPROTECT(1);
    return result;
}

static SEXP flag(bool value) { return Rf_ScalarLogical(value); }

static SEXP get_shape(th_tensor *x, SEXP self) { (void)self; return integers(x->ndim, x->shape); }
static SEXP get_dtype(th_tensor *x, SEXP self) { (void)self; return r_dtype_object((th_dtype)x->dtype); }
static SEXP get_device(th_tensor *x, SEXP self) { (void)self; return r_device_object(th_device_of(x)); }
static SEXP get_ndim(th_tensor *x, SEXP self) { (void)self; return Rf_ScalarInteger(x->ndim); }
static SEXP get_grad(th_tensor *x, SEXP self) { (void)self; return r_wrap(th_grad(x)); }
static SEXP get_requires_grad(th_tensor *x, SEXP self) { (void)self; return flag(th_requires_grad(x)); }
static SEXP get_is_leaf(th_tensor *x, SEXP self) { (void)self; return flag(!x->grad_fn); }
static SEXP get_is_cuda(th_tensor *x, SEXP self) { (void)self; return flag(th_device_of(x).type == TH_CUDA); }
static SEXP get_is_meta(th_tensor *x, SEXP self) { (void)self; return flag(th_device_of(x).type == TH_META); }
static SEXP get_false(th_tensor *x, SEXP self) { (void)x; (void)self; return flag(false); }
static SEXP get_itemsize(th_tensor *x, SEXP self)
{
    (void)self;
    return Rf_ScalarInteger((int)th_dtype_size((th_dtype)x->dtype));
}
static SEXP get_version(th_tensor *x, SEXP self) { (void)self; return Rf_ScalarInteger((int)x->storage->version); }
static SEXP get_retains_grad(th_tensor *x, SEXP self)
{
    (void)self;
    return flag(x->grad_fn && x->autograd && x->autograd->retains_grad);
}

static SEXP get_layout(th_tensor *x, SEXP self)
{
    (void)x; (void)self;
    SEXP call = PROTECT(Rf_lang1(Rf_install("torch_strided")));
    SEXP layout = Rf_eval(call, r_namespace);
    UNPROTECT(1);
    return layout;
}

static SEXP get_grad_fn(th_tensor *x, SEXP self) { (void)self; return r_grad_fn(x); }

static th_tensor *make_alias(void *x) { return th_tensor_alias(x); }
static SEXP get_data(th_tensor *x, SEXP self) { (void)self; return r_result(make_alias, x); }

static th_tensor *make_t(void *x) { return th_t(x); }
static SEXP get_T(th_tensor *x, SEXP self) { (void)self; return r_result(make_t, x); }

static SEXP get_ptr(th_tensor *x, SEXP self) { (void)x; return self; }

static const struct { const char *name; field get; } fields[] = {
    {"shape", get_shape}, {"dtype", get_dtype}, {"device", get_device}, {"ndim", get_ndim}, {"grad", get_grad},
    {"requires_grad", get_requires_grad}, {"is_leaf", get_is_leaf}, {"is_cuda", get_is_cuda},
    {"is_meta", get_is_meta}, {"is_sparse", get_false}, {"is_quantized", get_false}, {"is_mkldnn", get_false},
    {"layout", get_layout}, {"grad_fn", get_grad_fn}, {"data", get_data}, {"T", get_T}, {"ptr", get_ptr},
    {"itemsize", get_itemsize}, {"retains_grad", get_retains_grad}, {".version", get_version},
};
#define N_FIELDS ((int)(sizeof fields / sizeof *fields))

/* ---- Start -------------------------------------------------------------------------------------- */

static void add_member(const char *name, field get, SEXP method)
{
    SEXP symbol = Rf_install(name); /* a symbol's name stays */
    member *m = &table[slot_of(PRINTNAME(symbol))];
    *m = (member){PRINTNAME(symbol), get, method};
}

/* methods: named list of byte-compiled closures, kept by the namespace. Fields win. */
void r_start_methods(SEXP methods)
{
    self_symbol = Rf_install("self");
    R_PreserveObject(methods);
    SEXP names = Rf_getAttrib(methods, R_NamesSymbol);
    for (R_xlen_t i = 0; i < XLENGTH(methods); i++)
        add_member(CHAR(STRING_ELT(names, i)), NULL, VECTOR_ELT(methods, i));
    for (int i = 0; i < N_FIELDS; i++) add_member(fields[i].name, fields[i].get, R_NilValue);
}

/* The names of fields, for completion. */
SEXP C_fields(void)
{
    SEXP names = PROTECT(Rf_allocVector(STRSXP, N_FIELDS));
    for (int i = 0; i < N_FIELDS; i++) SET_STRING_ELT(names, i, Rf_mkChar(fields[i].name));
    UNPROTECT(1);
    return names;
}

/* ---- x$name <- value ---------------------------------------------------------------------------- */

typedef struct { th_tensor *x, *value; bool flag; } assignment;

static void set_requires_grad(void *data)
{
    assignment *a = data;
    th_set_requires_grad(a->x, a->flag);
}

static void set_grad(void *data)
{
    assignment *a = data;
    th_set_grad(a->x, a->value);
}

static void set_data(void *data)
{
    assignment *a = data;
    th_set_data(a->x, a->value);
}

SEXP C_set_member(SEXP self, SEXP name, SEXP value)
{
    const char *what = r_string(name, R_PLACE("$<-", "name"));
    assignment a = {.x = r_tensor(self, R_PLACE("$<-", "x"))};
    r_enter();
    if (!strcmp(what, "requires_grad")) {
        a.flag = r_flag(value, R_PLACE("requires_grad", "value"));
        r_run(set_requires_grad, &a);
    } else if (!strcmp(what, "grad")) {
        a.value = r_tensor_or_null(value, R_PLACE("grad", "value"));
        r_run(set_grad, &a);
    } else if (!strcmp(what, "data")) {
        a.value = r_tensor(value, R_PLACE("data", "value"));
        r_run(set_data, &a);
    } else {
        r_raise(TH_VALUE_ERROR, "a tensor has no field \"%s\" that can be assigned", what);
    }
    return self;
}

/* ---- Entries behind method templates that the op table does not give ---------------------------- */

SEXP C_shape(SEXP x, SEXP axis)
{
    r_place place = {"size", "dim"};
    th_tensor *t = r_tensor(x, R_PLACE("size", "self"));
    if (axis == R_NilValue) return integers(t->ndim, t->shape);
    int64_t k = r_axis(r_int(axis, place), place);
    if (k < 0) k += t->ndim;
    if (k < 0 || k >= t->ndim)
        r_raise(TH_INDEX_ERROR, "Dimension out of range (expected to be in range of [-%d, %d], but got %d)",
                t->ndim ? t->ndim : 1, t->ndim ? t->ndim : 1, Rf_asInteger(axis));
    return Rf_ScalarInteger((int)t->shape[k]);
}

SEXP C_strides(SEXP x, SEXP axis)
{
    r_place place = {"stride", "dim"};
    th_tensor *t = r_tensor(x, R_PLACE("stride", "self"));
    if (axis == R_NilValue) return integers(t->ndim, t->stride);
    int64_t k = r_axis(r_int(axis, place), place);
    if (k < 0) k += t->ndim;
    if (k < 0 || k >= t->ndim)
        r_raise(TH_INDEX_ERROR, "Dimension out of range (expected to be in range of [-%d, %d], but got %d)",
                t->ndim ? t->ndim : 1, t->ndim ? t->ndim : 1, Rf_asInteger(axis));
    return Rf_ScalarInteger((int)t->stride[k]);
}

static SEXP count(int64_t n) { return n > INT32_MAX ? Rf_ScalarReal((double)n) : Rf_ScalarInteger((int)n); }

SEXP C_ndim(SEXP x) { return Rf_ScalarInteger(r_tensor(x, R_PLACE("dim", "self"))->ndim); }
SEXP C_numel(SEXP x)
{
    return r_is_undefined(x) ? Rf_ScalarInteger(0) : count(r_tensor(x, R_PLACE("numel", "self"))->numel);
}
SEXP C_offset(SEXP x) { return count(r_tensor(x, R_PLACE("storage_offset", "self"))->offset); }
SEXP C_is_contiguous(SEXP x) { return flag(th_tensor_is_contiguous(r_tensor(x, R_PLACE("is_contiguous", "self")))); }

SEXP C_data_ptr(SEXP x)
{
    char text[32];
    snprintf(text, sizeof text, "%p", th_tensor_data(r_tensor(x, R_PLACE("data_ptr", "self"))));
    return Rf_mkString(text);
}

typedef struct { th_tensor *x; th_dtype dtype; th_device device; bool copy, non_blocking; } moving;

static th_tensor *move(void *data)
{
    moving *m = data;
    th_tensor *moved = r_to(m->x, m->dtype, th_device_of(m->x));
    if (!th_same_device(th_device_of(moved), m->device)) moved = th_move_with(moved, m->device, m->non_blocking);
    return m->copy && moved == m->x ? th_clone(m->x) : moved;
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

static th_tensor *pin(void *x) { return th_pin_memory(x); }

/* x itself when it is pinned. device: which CUDA device asks makes no difference to pinned memory. */
SEXP C_pin_memory(SEXP x, SEXP device)
{
    th_tensor *self = r_tensor(x, R_PLACE("pin_memory", "self"));
    if (!r_absent(device) && r_device(device, R_PLACE("pin_memory", "device")).type != TH_CUDA)
        r_raise(TH_VALUE_ERROR, "pin_memory: expected a CUDA device as device");
    return r_result(pin, self);
}

SEXP C_is_pinned(SEXP x) { return flag(th_is_pinned(r_tensor(x, R_PLACE("is_pinned", "self")))); }
