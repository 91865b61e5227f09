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

static SEXP flag(bool value) { return Rf_ScalarLogical(value); }

static SEXP get_shape(th_tensor *x, SEXP self) { (void)self; return r_integers(x->ndim, x->shape); }
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
