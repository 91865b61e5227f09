/* Files: torch_save(), torch_load(), load_state_dict(). */
#include "bridge.h"

#include "../io/checkpoint.h"
#include "../io/save-file.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static const char *utf8(SEXP string)
{
    return string == NA_STRING ? "NA" : Rf_translateCharUTF8(string);
}

/* ---- Writing ------------------------------------------------------------------------------------ */

typedef struct { const char *path; th_save_file saved; size_t size; unsigned char *bytes; } writing;

static void measure(void *data)
{
    writing *w = data;
    w->size = th_save_file_size("torch_save", &w->saved);
}

static void write_bytes(void *data)
{
    writing *w = data;
    th_save_file_write(&(th_sink){.op = "torch_save", .bytes = w->bytes, .left = w->size}, &w->saved);
}

static void write_file(void *data)
{
    writing *w = data;
    th_save_file_write_file("torch_save", w->path, &w->saved);
}

static th_named_tensor *read_named(SEXP tensors)
{
    R_xlen_t n = XLENGTH(tensors);
    SEXP names = Rf_getAttrib(tensors, R_NamesSymbol);
    th_named_tensor *named = (th_named_tensor *)R_alloc((size_t)n + 1, sizeof *named);
    for (R_xlen_t i = 0; i < n; i++)
        named[i] = (th_named_tensor){utf8(STRING_ELT(names, i)),
                                     r_tensor(VECTOR_ELT(tensors, i), R_PLACE("torch_save", "obj"))};
    return named;
}

/* tensors: a list with different names; object: a raw vector or NULL. path NULL: the file as a raw
 * vector. */
SEXP C_save(SEXP path, SEXP type, SEXP tensors, SEXP object)
{
    r_enter();
    writing w = {.saved = {.type = r_string(type, R_PLACE("torch_save", "type")), .n = XLENGTH(tensors),
                           .tensors = read_named(tensors)}};
    if (object != R_NilValue) {
        w.saved.object = RAW(object);
        w.saved.object_bytes = (size_t)XLENGTH(object);
    }
    if (path != R_NilValue) {
        w.path = R_ExpandFileName(Rf_translateChar(STRING_ELT(path, 0)));
        r_run(write_file, &w);
        return R_NilValue;
    }
    r_run(measure, &w);
    SEXP result = PROTECT(Rf_allocVector(RAWSXP, (R_xlen_t)w.size));
    w.bytes = RAW(result);
    r_run(write_bytes, &w);
    UNPROTECT(1);
    return result;
}

/* ---- Reading ------------------------------------------------------------------------------------ */

/* What a file is read from, and where it goes: an R list that was allocated beforehand. */
typedef struct {
    const char *op, *path;
    const void *bytes;
    size_t n;
    void (*read)(th_source *, void *);
    th_device device;
    SEXP result, keeper;
} reading;

static void read_source(void *data)
{
    reading *r = data;
    if (r->path) {
        th_source_with_file(r->op, r->path, r->read, r);
        return;
    }
    th_source source = th_source_of_bytes(r->op, r->bytes, r->n);
    r->read(&source, r);
}

/* from: a path or a raw vector. */
static reading reading_from(const char *op, SEXP from, void (*read)(th_source *, void *))
{
    reading r = {.op = op, .read = read};
    if (TYPEOF(from) == RAWSXP) {
        r.bytes = RAW_RO(from);
        r.n = (size_t)XLENGTH(from);
    } else if (TYPEOF(from) == STRSXP && XLENGTH(from) == 1) {
        r.path = R_ExpandFileName(Rf_translateChar(STRING_ELT(from, 0)));
    } else {
        r_type_error(R_PLACE(op, "path"), "a path, a raw vector or a connection", from);
    }
    return r;
}

typedef struct { SEXP result; const th_save_file *saved; } described;

enum { PART_TYPE, PART_NAMES, PART_OBJECT, PART_TENSORS };
static const char *parts[] = {"type", "names", "object", "tensors", ""};

/* The file's strings and bytes, which do not outlive the body. */
static SEXP describe(void *data)
{
    const th_save_file *saved = ((described *)data)->saved;
    SEXP result = ((described *)data)->result, names = Rf_allocVector(STRSXP, saved->n);
    SET_VECTOR_ELT(result, PART_NAMES, names);
    for (int64_t i = 0; i < saved->n; i++) SET_STRING_ELT(names, i, Rf_mkCharCE(saved->tensors[i].name, CE_UTF8));
    if (saved->type) SET_VECTOR_ELT(result, PART_TYPE, Rf_mkString(saved->type));
    if (saved->object) {
        SEXP object = Rf_allocVector(RAWSXP, (R_xlen_t)saved->object_bytes);
        SET_VECTOR_ELT(result, PART_OBJECT, object);
        if (saved->object_bytes) memcpy(RAW(object), saved->object, saved->object_bytes);
    }
    return R_NilValue;
}

static th_tensor *on_device(th_tensor *x, th_device device)
{
    if (th_same_device(th_device_of(x), device)) return x;
    bool requires_grad = th_requires_grad(x), former = th_set_grad_enabled(false);
    x = r_to(x, th_tensor_dtype(x), device);
    th_set_grad_enabled(former);
    if (requires_grad) th_set_requires_grad(x, true);
    return x;
}

static void read_saved(th_source *source, void *data)
{
    reading *r = data;
    th_save_file saved = th_save_file_read(source);
    if (saved.n > INT_MAX) th_fail(TH_VALUE_ERROR, "%s: too many tensors", r->op);
    th_tensor **tensors = th_scratch((size_t)saved.n * sizeof *tensors + 1);
    for (int64_t i = 0; i < saved.n; i++) tensors[i] = on_device(saved.tensors[i].tensor, r->device);
    r_protected(describe, &(described){r->result, &saved});
    r_keeper_take(r->keeper, tensors, (int)saved.n);
}

/* A list of these parts; type is NULL for a safetensors file of another program. */
SEXP C_load(SEXP from, SEXP device)
{
    r_enter();
    reading r = reading_from("torch_load", from, read_saved);
    r.device = r_device(device, R_PLACE("torch_load", "device"));
    r.result = PROTECT(Rf_mkNamed(VECSXP, parts));
    r.keeper = PROTECT(r_keeper());
    r_run(read_source, &r);
    SET_VECTOR_ELT(r.result, PART_TENSORS, r_kept(r.keeper));
    UNPROTECT(2);
    return r.result;
}

/* ---- Checkpoints -------------------------------------------------------------------------------- */

static SEXP list_value(th_pickled *p);
static SEXP dict_value(th_pickled *p);

static SEXP int_value(int64_t i)
{
    return i > INT_MIN && i <= INT_MAX ? Rf_ScalarInteger((int)i) : Rf_ScalarReal((double)i);
}

/* Not protected. A value that occurs twice becomes one R object. */
static SEXP pickled_value(th_pickled *p)
{
    if (p->handle) return p->handle;
    switch (p->type) {
    case TH_PICKLED_BOOL: return p->handle = Rf_ScalarLogical(p->as.i != 0);
    case TH_PICKLED_INT: return p->handle = int_value(p->as.i);
    case TH_PICKLED_FLOAT: return p->handle = Rf_ScalarReal(p->as.d);
    case TH_PICKLED_STRING: return p->handle = Rf_ScalarString(Rf_mkCharCE(p->as.string, CE_UTF8));
    case TH_PICKLED_TENSOR: return r_wrap(p->as.tensor);
    case TH_PICKLED_LIST: case TH_PICKLED_TUPLE: return p->handle = list_value(p);
    case TH_PICKLED_DICT: return p->handle = dict_value(p);
    default: return R_NilValue;
    }
}

static SEXP list_value(th_pickled *p)
{
    SEXP list = PROTECT(Rf_allocVector(VECSXP, p->n));
    for (int64_t i = 0; i < p->n; i++) SET_VECTOR_ELT(list, i, pickled_value(p->as.items[i]));
    UNPROTECT(1);
    return list;
}

static SEXP key_value(const th_pickled *key)
{
    char number[24];
    if (key->type == TH_PICKLED_STRING) return Rf_mkCharCE(key->as.string, CE_UTF8);
    snprintf(number, sizeof number, "%lld", (long long)key->as.i);
    return Rf_mkChar(number);
}

static SEXP dict_value(th_pickled *p)
{
    SEXP list = PROTECT(Rf_allocVector(VECSXP, p->n / 2)), names = PROTECT(Rf_allocVector(STRSXP, p->n / 2));
    Rf_setAttrib(list, R_NamesSymbol, names);
    for (int64_t i = 0; i < p->n / 2; i++) {
        SET_STRING_ELT(names, i, key_value(p->as.items[2 * i]));
        SET_VECTOR_ELT(list, i, pickled_value(p->as.items[2 * i + 1]));
    }
    UNPROTECT(2);
    return list;
}

typedef struct { SEXP result; th_pickled *value; } converted;

static SEXP convert(void *data)
{
    converted *c = data;
    SET_VECTOR_ELT(c->result, 0, pickled_value(c->value));
    return R_NilValue;
}

static void read_checkpoint(th_source *source, void *data)
{
    reading *r = data;
    r_protected(convert, &(converted){r->result, th_checkpoint_read(source)});
}

SEXP C_load_checkpoint(SEXP from)
{
    r_enter();
    reading r = reading_from("load_state_dict", from, read_checkpoint);
    r.result = PROTECT(Rf_allocVector(VECSXP, 1));
    r_run(read_source, &r);
    UNPROTECT(1);
    return VECTOR_ELT(r.result, 0);
}

/* ---- Identity ----------------------------------------------------------------------------------- */

/* A string that two tensors have in common only if they are the same; "" for the undefined tensor,
 * NULL for what is no tensor. */
SEXP C_tensor_id(SEXP x)
{
    char id[32] = "";
    if (!r_is_tensor(x) || !R_ExternalPtrAddr(x)) return R_NilValue;
    if (!r_is_undefined(x)) snprintf(id, sizeof id, "%p", R_ExternalPtrAddr(x));
    return Rf_mkString(id);
}

/* The same of any R object, while it is alive. */
SEXP C_object_id(SEXP x)
{
    char id[32];
    snprintf(id, sizeof id, "%p", (void *)x);
    return Rf_mkString(id);
}
