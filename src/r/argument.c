/* Reads R arguments other than tensors: numbers, flags, strings, sizes, axes, dtypes, devices. All of
 * it happens in an entry's first phase, where R errors may be raised. */
#include "bridge.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool r_absent(SEXP x)
{
    return x == R_NilValue || x == R_MissingArg || (TYPEOF(x) == VECSXP && XLENGTH(x) == 0);
}

/* ---- Numbers ------------------------------------------------------------------------------------ */

static bool is_int64(SEXP x) { return TYPEOF(x) == REALSXP && Rf_isObject(x) && Rf_inherits(x, "integer64"); }

static int64_t whole(double d, r_place place)
{
    if (!(fabs(d) <= 9007199254740992.0) || d != floor(d))
        r_raise(TH_TYPE_ERROR, "%s: %s must be a whole number, got %g", place.op, place.argument, d);
    return (int64_t)d;
}

static int64_t int_at(SEXP x, R_xlen_t i, r_place place)
{
    switch (TYPEOF(x)) {
    case INTSXP: case LGLSXP: {
        int value = TYPEOF(x) == INTSXP ? INTEGER_RO(x)[i] : LOGICAL_RO(x)[i];
        if (value == NA_INTEGER) r_raise(TH_VALUE_ERROR, "%s: %s must not be NA", place.op, place.argument);
        return value;
    }
    case REALSXP:
        if (is_int64(x)) return ((const int64_t *)REAL_RO(x))[i];
        if (ISNAN(REAL_RO(x)[i])) r_raise(TH_VALUE_ERROR, "%s: %s must not be NA", place.op, place.argument);
        return whole(REAL_RO(x)[i], place);
    default:
        r_type_error(place, "an integer", x);
    }
}

typedef struct { th_tensor *x; th_scalar value; } reading;

static void read_item(void *data)
{
    reading *r = data;
    r->value = th_item(r->x);
}

/* The value of a tensor with one element, where a number is asked for. */
th_scalar r_item(SEXP x, r_place place)
{
    reading r = {.x = r_tensor(x, place)};
    if (th_tensor_numel(r.x) != 1) r_type_error(place, "a single number", x);
    r_run(read_item, &r);
    return r.value;
}

int64_t r_int(SEXP x, r_place place)
{
    if (r_is_tensor(x)) {
        th_scalar number = r_item(x, place);
        return number.kind <= TH_SCALAR_INT ? number.re.i : whole(number.re.d, place);
    }
    if (!Rf_isVector(x) || XLENGTH(x) != 1) r_type_error(place, "a single integer", x);
    return int_at(x, 0, place);
}

bool r_flag(SEXP x, r_place place)
{
    if ((TYPEOF(x) == LGLSXP || TYPEOF(x) == INTSXP || TYPEOF(x) == REALSXP) && XLENGTH(x) == 1) {
        int value = Rf_asLogical(x);
        if (value != NA_LOGICAL) return value != 0;
    }
    if (r_is_tensor(x)) return r_int(x, place) != 0;
    r_type_error(place, "TRUE or FALSE", x);
}

double r_double(SEXP x, r_place place)
{
    th_scalar number;
    if (r_is_tensor(x)) return th_scalar_double(r_item(x, place));
    if (!r_number(x, &number) || number.kind == TH_SCALAR_COMPLEX) r_type_error(place, "a number", x);
    return th_scalar_double(number);
}

/* torch_contiguous_format() is "contiguous" to the operations. */
static const char *format_name(const char *text)
{
    if (strstr(text, "contiguous")) return "contiguous";
    return strstr(text, "channels_last") ? "channels_last" : "preserve";
}

const char *r_string(SEXP x, r_place place)
{
    if (TYPEOF(x) != STRSXP || XLENGTH(x) != 1 || STRING_ELT(x, 0) == NA_STRING) r_type_error(place, "a string", x);
    const char *text = Rf_translateCharUTF8(STRING_ELT(x, 0));
    return Rf_isObject(x) && Rf_inherits(x, "torch_memory_format") ? format_name(text) : text;
}

th_ints r_ints(SEXP x, int64_t *room, int n_room, r_place place)
{
    bool tensor = r_is_tensor(x); /* of one element */
    if (!tensor && x != R_NilValue && !Rf_isVector(x)) r_type_error(place, "integers", x);
    R_xlen_t n = tensor ? 1 : x == R_NilValue ? 0 : XLENGTH(x);
    if (n > INT_MAX)
        r_raise(TH_VALUE_ERROR, "%s: %s has too many elements: %.0f", place.op, place.argument, (double)n);
    int64_t *v = n <= n_room ? room : (int64_t *)R_alloc((size_t)n, sizeof *v);
    for (R_xlen_t i = 0; i < n; i++)
        v[i] = tensor ? r_int(x, place) : TYPEOF(x) == VECSXP ? r_int(VECTOR_ELT(x, i), place) : int_at(x, i, place);
    return (th_ints){(int)n, v};
}

int64_t r_axis(int64_t axis, r_place place)
{
    if (axis == 0)
        r_raise(TH_INDEX_ERROR, "%s: dimensions start at 1, but %s is 0", place.op, place.argument);
    return axis > 0 ? axis - 1 : axis;
}

int64_t r_index(int64_t index, r_place place)
{
    if (index == 0) r_raise(TH_INDEX_ERROR, "%s: indices start at 1, but %s is 0", place.op, place.argument);
    return index > 0 ? index - 1 : index;
}

/* ---- dtypes and devices ------------------------------------------------------------------------- */

static const struct { const char *name; th_dtype dtype; } dtype_names[] = {
#define DTYPE(id, type, bytes, name, r) {r, TH_##id},
    TH_DTYPES(DTYPE)
#undef DTYPE
    {"float", TH_FLOAT32}, {"double", TH_FLOAT64}, {"half", TH_FLOAT16}, {"long", TH_INT64}, {"int", TH_INT32},
    {"short", TH_INT16}, {"byte", TH_UINT8}, {"char", TH_INT8}, {"cfloat32", TH_COMPLEX64},
    {"cfloat64", TH_COMPLEX128}, {"complex64", TH_COMPLEX64}, {"complex128", TH_COMPLEX128}, {"logical", TH_BOOL},
    {"integer", TH_INT64}, {"numeric", TH_FLOAT32},
};

static SEXP dtype_objects[TH_N_DTYPES];

static SEXP class_pair(const char *name)
{
    SEXP class = Rf_allocVector(STRSXP, 2);
    PROTECT(class);
    SET_STRING_ELT(class, 0, Rf_mkChar(name));
    SET_STRING_ELT(class, 1, Rf_mkChar("R7"));
    UNPROTECT(1);
    return class;
}

SEXP r_dtype_object(th_dtype dtype)
{
    if (dtype_objects[dtype]) return dtype_objects[dtype];
    SEXP object = PROTECT(Rf_ScalarInteger(dtype));
    Rf_setAttrib(object, R_ClassSymbol, PROTECT(class_pair("torch_dtype")));
    MARK_NOT_MUTABLE(object);
    R_PreserveObject(dtype_objects[dtype] = object);
    UNPROTECT(2);
    return object;
}

th_dtype r_dtype(SEXP x, r_place place)
{
    if (r_absent(x)) return TH_NO_DTYPE;
    if (TYPEOF(x) == INTSXP && XLENGTH(x) == 1 && Rf_inherits(x, "torch_dtype")) {
        int dtype = INTEGER_RO(x)[0];
        if (dtype >= 0 && dtype < TH_N_DTYPES) return (th_dtype)dtype;
    }
    if (TYPEOF(x) != STRSXP || XLENGTH(x) != 1) r_type_error(place, "a dtype", x);
    const char *name = CHAR(STRING_ELT(x, 0));
    if (!strncmp(name, "torch_", 6)) name += 6;
    for (size_t i = 0; i < sizeof dtype_names / sizeof *dtype_names; i++)
        if (!strcasecmp(name, dtype_names[i].name)) return dtype_names[i].dtype;
    r_raise(TH_VALUE_ERROR, "%s: %s is not a dtype: \"%s\"", place.op, place.argument, name);
}

static const char *device_types[] = {"cpu", "cuda", "meta"};

SEXP r_device_object(th_device device)
{
    static SEXP plain[TH_N_DEVICES];
    bool indexed = device.type == TH_CUDA;
    if (!indexed && plain[device.type]) return plain[device.type];
    SEXP object = PROTECT(Rf_allocVector(VECSXP, 2)), names = PROTECT(Rf_allocVector(STRSXP, 2));
    SET_VECTOR_ELT(object, 0, Rf_mkString(device_types[device.type]));
    if (indexed) SET_VECTOR_ELT(object, 1, Rf_ScalarInteger(device.index));
    SET_STRING_ELT(names, 0, Rf_mkChar("type"));
    SET_STRING_ELT(names, 1, Rf_mkChar("index"));
    Rf_setAttrib(object, R_NamesSymbol, names);
    Rf_setAttrib(object, R_ClassSymbol, PROTECT(class_pair("torch_device")));
    MARK_NOT_MUTABLE(object);
    if (!indexed) R_PreserveObject(plain[device.type] = object);
    UNPROTECT(3);
    return object;
}

static th_device device_named(const char *name, int index, r_place place)
{
    for (int type = 0; type < TH_N_DEVICES; type++)
        if (!strcmp(name, device_types[type]) && index <= INT8_MAX)
            return (th_device){(int8_t)type, (int8_t)(index < 0 ? 0 : index)};
    if (index > INT8_MAX) r_raise(TH_RUNTIME_ERROR, "%s: no device has index %d", place.op, index);
    r_raise(TH_RUNTIME_ERROR, "%s: expected one of cpu, cuda, meta as device type, got \"%s\"", place.op, name);
}

/* A list that says so may hold anything. */
static bool is_device_object(SEXP x)
{
    if (TYPEOF(x) != VECSXP || XLENGTH(x) != 2 || !Rf_inherits(x, "torch_device")) return false;
    SEXP type = VECTOR_ELT(x, 0), index = VECTOR_ELT(x, 1);
    return TYPEOF(type) == STRSXP && XLENGTH(type) == 1 && (index == R_NilValue || TYPEOF(index) == INTSXP);
}

th_device r_device(SEXP x, r_place place)
{
    if (r_absent(x)) return th_default_device();
    if (is_device_object(x)) {
        SEXP index = VECTOR_ELT(x, 1);
        return device_named(CHAR(STRING_ELT(VECTOR_ELT(x, 0), 0)), index == R_NilValue ? -1 : Rf_asInteger(index),
                            place);
    }
    if (TYPEOF(x) != STRSXP || XLENGTH(x) != 1) r_type_error(place, "a device", x);
    char name[32];
    snprintf(name, sizeof name, "%s", CHAR(STRING_ELT(x, 0)));
    char *colon = strchr(name, ':'), *end = NULL;
    long index = -1;
    if (colon) {
        *colon = 0;
        index = strtol(colon + 1, &end, 10);
        if (!colon[1] || *end || index < 0 || index > 127)
            r_raise(TH_RUNTIME_ERROR, "%s: invalid device string \"%s\"", place.op, CHAR(STRING_ELT(x, 0)));
    }
    return device_named(name, (int)index, place);
}

th_generator *r_generator(SEXP x, r_place place)
{
    if (r_absent(x)) return NULL;
    if (TYPEOF(x) != EXTPTRSXP || !Rf_inherits(x, "torch_generator")) r_type_error(place, "a generator", x);
    th_generator *generator = r_pointed(x, Rf_install("torch_generator"));
    if (!generator)
        r_raise(TH_TYPE_ERROR, "%s: %s is a nil pointer: generators do not survive saveRDS()", place.op,
                place.argument);
    return generator;
}

/* ---- Entries ------------------------------------------------------------------------------------ */

SEXP C_dtype(SEXP x)
{
    th_dtype dtype = r_dtype(x, R_PLACE("torch_dtype", "x"));
    return dtype == TH_NO_DTYPE ? R_NilValue : r_dtype_object(dtype);
}

/* Where none does not mean a default. */
static th_dtype given_dtype(SEXP x, r_place place)
{
    th_dtype dtype = r_dtype(x, place);
    if (dtype == TH_NO_DTYPE) r_type_error(place, "a dtype", x);
    return dtype;
}

SEXP C_dtype_name(SEXP x) { return Rf_mkString(th_dtype_name(given_dtype(x, R_PLACE("torch_dtype", "dtype")))); }

/* What torch_finfo() and torch_iinfo() need: bytes, floating, complex, integral. */
SEXP C_dtype_traits(SEXP x)
{
    th_dtype dtype = given_dtype(x, R_PLACE("torch_dtype", "dtype"));
    const char *names[] = {"itemsize", "is_floating_point", "is_complex", "is_integral", ""};
    SEXP traits = PROTECT(Rf_mkNamed(VECSXP, names));
    SET_VECTOR_ELT(traits, 0, Rf_ScalarInteger((int)th_dtype_size(dtype)));
    SET_VECTOR_ELT(traits, 1, Rf_ScalarLogical(th_dtype_is_floating(dtype)));
    SET_VECTOR_ELT(traits, 2, Rf_ScalarLogical(th_dtype_is_complex(dtype)));
    SET_VECTOR_ELT(traits, 3, Rf_ScalarLogical(th_dtype_is_integral(dtype)));
    UNPROTECT(1);
    return traits;
}

SEXP C_promote_types(SEXP a, SEXP b)
{
    r_place first = R_PLACE("torch_promote_types", "type1"), second = R_PLACE("torch_promote_types", "type2");
    return r_dtype_object(th_promote_types(given_dtype(a, first), given_dtype(b, second)));
}

SEXP C_default_dtype(SEXP set)
{
    if (set != R_NilValue) th_set_default_dtype(given_dtype(set, R_PLACE("torch_set_default_dtype", "d")));
    return r_dtype_object(th_default_dtype());
}

SEXP C_device(SEXP x) { return r_device_object(r_device(x, R_PLACE("torch_device", "type"))); }

SEXP C_default_device(SEXP set)
{
    SEXP former = PROTECT(r_device_object(th_default_device()));
    if (set != R_NilValue) th_set_default_device(r_device(set, R_PLACE("with_device", "device")));
    UNPROTECT(1);
    return former;
}

static th_value operand(SEXP x)
{
    th_scalar number;
    if (!r_is_tensor(x) && r_number(x, &number)) return th_v_scalar(number);
    return th_v_tensor(r_tensor(x, R_PLACE("torch_result_type", "tensor1")));
}

SEXP C_result_type(SEXP a, SEXP b)
{
    th_value operands[2] = {operand(a), operand(b)};
    return r_dtype_object(th_result_type(operands, 2));
}

SEXP C_num_threads(SEXP set)
{
    r_place place = {"torch_set_num_threads", "num_threads"};
    if (set == R_NilValue) return Rf_ScalarInteger(th_get_num_threads());
    int64_t n = r_int(set, place);
    if (n < 1 || n > 1024)
        r_raise(TH_VALUE_ERROR, "torch_set_num_threads: expected a positive number, got %lld", (long long)n);
    th_set_num_threads((int)n);
    return R_NilValue;
}
