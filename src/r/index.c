/* x[...] and x[...] <- value. Index expressions are evaluated where they were written, but a:b and a:b:c
 * are windows, N is the size of the dimension, `..` the remaining dimensions, NULL and newaxis a new one.
 * Numbers, windows and new dimensions make a view; vectors, masks and index tensors then gather from it
 * or are written through it. */
#include "bridge.h"

#include <math.h>
#include <string.h>

typedef enum { ALL, ONE, WINDOW, NEW, REST, VECTOR, TENSOR } item_kind;

typedef struct {
    item_kind kind;
    int64_t start, end, step; /* ONE: start. WINDOW: 0-based, end exclusive. */
    r_array vector;           /* VECTOR, and the tensor that is made of it in the body */
    th_tensor *tensor;
    int takes;                /* how many dimensions of x it stands for */
} item;

typedef struct {
    th_tensor *x;
    bool drop;
    int n;
    item items[TH_MAX_DIMS];
    SEXP value;               /* of an assignment */
    th_scalar number;
    bool is_number;
    r_array array;
    th_tensor *source;
} indexing;

static const r_place index_place = {"[", "the index"};

/* ---- First phase: evaluating ------------------------------------------------------------------- */

/* The environment in which an index is evaluated: the caller's with N on top. */
static SEXP masked(SEXP env, int64_t size)
{
    SEXP mask = PROTECT(R_NewEnv(env, FALSE, 0));
    Rf_defineVar(Rf_install("N"), PROTECT(size > INT32_MAX ? Rf_ScalarReal((double)size) : Rf_ScalarInteger((int)size)),
                 mask);
    UNPROTECT(2);
    return mask;
}

static SEXP evaluate(SEXP expr, SEXP env, int64_t size)
{
    switch (TYPEOF(expr)) {
    case LANGSXP: {
        SEXP mask = PROTECT(masked(env, size)), value = Rf_eval(expr, mask);
        UNPROTECT(1);
        return value;
    }
    case SYMSXP:
        return expr == Rf_install("N") ? Rf_ScalarReal((double)size) : Rf_eval(expr, env);
    default:
        return expr;
    }
}

static double number_of(SEXP value)
{
    th_scalar number;
    if (r_is_tensor(value)) return th_scalar_double(r_item(value, index_place));
    if (!r_number(value, &number) || number.kind == TH_SCALAR_COMPLEX)
        r_type_error(index_place, "numbers around :", value);
    return th_scalar_double(number);
}

static int64_t first_of(double at, int64_t size)
{
    if (at == 0) r_raise(TH_INDEX_ERROR, "[: indexing starts at 1 but found a 0");
    if (isnan(at)) r_raise(TH_VALUE_ERROR, "[: an index is NA");
    double zero_based = at > 0 ? at - 1 : at + (double)size;
    return zero_based < 0 ? 0 : zero_based > (double)size ? size : (int64_t)zero_based;
}

/* One past the last, whose number is inclusive. A dimension without elements has N = 0. */
static int64_t past_of(double at, int64_t size)
{
    if (isnan(at)) r_raise(TH_VALUE_ERROR, "[: an index is NA");
    if (at == 0 && size > 0) r_raise(TH_INDEX_ERROR, "[: indexing starts at 1 but found a 0");
    double past = at > 0 ? at : at < 0 ? at + (double)size + 1 : 0;
    return past < 0 ? 0 : past > (double)size ? size : (int64_t)past;
}

static void set_window(item *it, double start, double end, double step, int64_t size)
{
    if (!(step >= 1)) r_raise(TH_VALUE_ERROR, "[: the step of a window must be at least 1, got %g", step);
    *it = (item){.kind = WINDOW, .takes = 1, .step = step > (double)size ? size + 1 : (int64_t)step};
    it->start = first_of(start, size);
    it->end = past_of(end, size);
}

static bool is_colon(SEXP expr)
{
    return TYPEOF(expr) == LANGSXP && CAR(expr) == Rf_install(":") && Rf_length(expr) == 3;
}

/* start:end or start:end:step, which R reads as (start:end):step */
static void read_window(item *it, SEXP expr, SEXP env, int64_t size)
{
    double step = 1;
    if (is_colon(CADR(expr))) {
        SEXP value = PROTECT(evaluate(CADDR(expr), env, size));
        step = number_of(value);
        UNPROTECT(1);
        expr = CADR(expr);
    }
    SEXP start = PROTECT(evaluate(CADR(expr), env, size)), end = PROTECT(evaluate(CADDR(expr), env, size));
    set_window(it, number_of(start), number_of(end), step, size);
    UNPROTECT(2);
}

static void read_slice_object(item *it, SEXP slice, int64_t size)
{
    if (XLENGTH(slice) != 3) r_type_error(index_place, "a result of slc()", slice);
    set_window(it, Rf_asReal(VECTOR_ELT(slice, 0)), Rf_asReal(VECTOR_ELT(slice, 1)), Rf_asReal(VECTOR_ELT(slice, 2)),
               size);
}

static void read_tensor_index(item *it, SEXP value)
{
    th_tensor *t = r_tensor(value, index_place);
    if (!th_dtype_is_integral((th_dtype)t->dtype))
        r_raise(TH_TYPE_ERROR, "[: tensors used as indices must be Long or Bool, got %s",
                th_dtype_name((th_dtype)t->dtype));
    bool mask = t->dtype == TH_BOOL;
    if (t->ndim == 0 && !mask) {
        int64_t at = th_scalar_int(r_item(value, index_place));
        if (at == 0) r_raise(TH_INDEX_ERROR, "[: indexing starts at 1 but found a 0");
        *it = (item){.kind = ONE, .takes = 1, .start = at > 0 ? at - 1 : at};
        return;
    }
    *it = (item){.kind = TENSOR, .tensor = t, .takes = mask ? t->ndim : 1};
}

static void read_number(item *it, SEXP value)
{
    double at = TYPEOF(value) == REALSXP && Rf_isObject(value) ? (double)r_int(value, index_place) : Rf_asReal(value);
    if (isnan(at)) r_raise(TH_VALUE_ERROR, "[: an index is NA");
    at = trunc(at); /* as R does */
    if (at == 0) r_raise(TH_INDEX_ERROR, "[: indexing starts at 1 but found a 0");
    if (fabs(at) > 9e15) r_raise(TH_INDEX_ERROR, "[: index %g is out of bounds", at);
    *it = (item){.kind = ONE, .takes = 1, .start = (int64_t)(at > 0 ? at - 1 : at)};
}

static void read_value(item *it, SEXP value, int64_t size)
{
    if (value == R_NilValue) { *it = (item){.kind = NEW}; return; }
    if (r_is_tensor(value)) { read_tensor_index(it, value); return; }
    if (TYPEOF(value) == VECSXP && Rf_inherits(value, "torch_slice")) { read_slice_object(it, value, size); return; }
    if (!r_is_array(value) || TYPEOF(value) == CPLXSXP)
        r_type_error(index_place, "a number, a vector or a tensor", value);
    r_array a = r_read(value, index_place);
    if (a.n == 1 && !a.has_dim && a.kind == LGLSXP && LOGICAL_RO(value)[0] != NA_LOGICAL) {
        *it = LOGICAL_RO(value)[0] ? (item){.kind = ALL, .takes = 1} : (item){.kind = WINDOW, .takes = 1, .step = 1};
        return;
    }
    if (a.n == 1 && !a.has_dim && a.kind != LGLSXP) { read_number(it, value); return; }
    *it = (item){.kind = VECTOR, .vector = a, .takes = a.kind == LGLSXP && a.has_dim ? a.ndim : 1};
}

/* An element of `...`: what was written and where. A promise that was forced has its value only. */
static SEXP written(SEXP dot, SEXP *env)
{
    while (TYPEOF(dot) == PROMSXP) { /* `...` passed on: a promise of a promise */
        *env = PRENV(dot);
        if (*env == R_NilValue || *env == NULL) { *env = R_EmptyEnv; return PRVALUE(dot); }
        dot = R_PromiseExpr(dot);
    }
    return dot;
}

static bool takes_nothing(SEXP expr) { return expr == R_NilValue || expr == Rf_install("newaxis"); }

static void read_item(item *it, SEXP expr, SEXP env, int64_t size, SEXP kept, int k)
{
    if (expr == R_MissingArg) { *it = (item){.kind = ALL, .takes = 1}; return; }
    if (takes_nothing(expr)) { *it = (item){.kind = NEW}; return; }
    if (expr == Rf_install("..")) { *it = (item){.kind = REST}; return; }
    if (is_colon(expr)) { read_window(it, expr, env, size); return; }
    SEXP value = evaluate(expr, env, size);
    SET_VECTOR_ELT(kept, k, value);
    read_value(it, value, size);
}

/* The size that N stands for at item k: dimensions are counted from the left, behind `..` from the right. */
static int64_t size_at(const indexing *ix, SEXP *exprs, int k, int taken, bool behind_rest)
{
    int dim = taken;
    if (behind_rest) {
        dim = ix->x->ndim;
        for (int j = k; j < ix->n; j++) dim -= !takes_nothing(exprs[j]);
    }
    return dim >= 0 && dim < ix->x->ndim ? ix->x->shape[dim] : 0;
}

/* frame: the frame of `[.torch_tensor`, whose `...` holds the indices. Returns what keeps them alive. */
static SEXP read_items(indexing *ix, SEXP frame)
{
    SEXP dots = Rf_findVarInFrame(frame, R_DotsSymbol), exprs[TH_MAX_DIMS], envs[TH_MAX_DIMS];
    ix->n = TYPEOF(dots) == DOTSXP ? Rf_length(dots) : 0;
    if (ix->n > TH_MOST_DIMS) r_raise(TH_INDEX_ERROR, "[: too many indices");
    SEXP kept = PROTECT(Rf_allocVector(VECSXP, ix->n));
    int taken = 0;
    bool behind_rest = false;
    for (int k = 0; k < ix->n; k++, dots = CDR(dots)) {
        envs[k] = frame;
        exprs[k] = written(CAR(dots), &envs[k]);
    }
    for (int k = 0; k < ix->n; k++) {
        read_item(&ix->items[k], exprs[k], envs[k], size_at(ix, exprs, k, taken, behind_rest), kept, k);
        if (ix->items[k].kind == REST && behind_rest) r_raise(TH_INDEX_ERROR, "[: `..` may stand only once");
        behind_rest |= ix->items[k].kind == REST;
        taken += ix->items[k].takes;
    }
    if (taken > ix->x->ndim)
        r_raise(TH_INDEX_ERROR, "[: too many indices for tensor of dimension %d", ix->x->ndim);
    UNPROTECT(1);
    return kept;
}

/* ---- The body: windows -------------------------------------------------------------------------- */

/* What gathers: an index tensor for `takes` dimensions of the view, from dim. */
typedef struct { int dim, takes; th_tensor *index; } gather;
typedef struct { gather v[TH_MAX_DIMS]; int n; bool vectors; } gathers;

static th_tensor *index_tensor(const item *it, th_device device)
{
    if (it->kind == VECTOR)
        return r_array_tensor(&it->vector, it->vector.kind == LGLSXP ? TH_BOOL : TH_NO_DTYPE, device,
                              it->vector.kind == LGLSXP ? R_VALUES : R_INDICES, index_place);
    return it->tensor->dtype == TH_BOOL ? it->tensor : r_zero_based(it->tensor, R_INDICES, index_place);
}

static th_tensor *window(th_tensor *v, int dim, int64_t start, int64_t end, int64_t step)
{
    th_value start_value = {.type = TH_ARG_INT, .as.i = start}, end_value = {.type = TH_ARG_INT, .as.i = end};
    th_value dim_value = {.type = TH_ARG_INT, .as.i = dim}, step_value = {.type = TH_ARG_INT, .as.i = step};
    return th_dispatch1(TH_OP_slice, (th_value[]){th_v_tensor(v), dim_value, start_value, end_value, step_value});
}

static th_tensor *keep_one(th_tensor *v, int dim, int64_t at)
{
    int64_t size = v->shape[dim];
    if (at < -size || at >= size) return th_select(v, dim, at); /* fails, and says why */
    return window(v, dim, at < 0 ? at + size : at, (at < 0 ? at + size : at) + 1, 1);
}

/* Numbers, windows and new dimensions; what gathers is noted with its dimension in the view. */
static th_tensor *take_view(const indexing *ix, gathers *found)
{
    th_tensor *v = ix->x;
    int dim = 0, rest = 0;
    for (int k = 0; k < ix->n; k++) rest += ix->items[k].takes;
    found->n = 0;
    found->vectors = true;
    for (int k = 0; k < ix->n; k++) {
        const item *it = &ix->items[k];
        rest -= it->takes;
        switch (it->kind) {
        case ALL: dim++; break;
        case ONE: v = ix->drop ? th_select(v, dim, it->start) : keep_one(v, dim, it->start); dim += !ix->drop; break;
        case WINDOW: v = window(v, dim++, it->start, it->end, it->step); break;
        case NEW: v = th_unsqueeze(v, dim++); break;
        case REST: dim = v->ndim - rest; break;
        case VECTOR: case TENSOR: {
            th_tensor *index = index_tensor(it, th_device_of(v));
            found->v[found->n++] = (gather){dim, it->takes, index};
            found->vectors &= index->ndim == 1;
            dim += it->takes;
        }
        }
    }
    return v;
}

/* ---- The body: gathering ------------------------------------------------------------------------ */

/* Index tensors at their dimensions, for th_index(): NULL takes a whole dimension. */
static th_list index_list(const gather *g, int n)
{
    int length = 0;
    th_tensor **v = th_scratch(TH_MAX_DIMS * sizeof *v);
    for (int k = 0; k < n; k++) {
        int gap = g[k].dim - (k ? g[k - 1].dim + g[k - 1].takes : 0);
        while (gap-- > 0) v[length++] = NULL;
        v[length++] = g[k].index;
    }
    return (th_list){length, v};
}

/* Vectors select every combination, one dimension after the other; arrays select as numpy does. */
static th_tensor *get(void *data)
{
    const indexing *ix = data;
    gathers found;
    th_tensor *v = take_view(ix, &found);
    if (!found.n) return v;
    if (!found.vectors) return th_index(v, index_list(found.v, found.n));
    for (int k = 0; k < found.n; k++) v = th_index(v, index_list(&found.v[k], 1));
    return v;
}

SEXP C_index(SEXP x, SEXP frame, SEXP drop)
{
    indexing ix = {.x = r_tensor(x, R_PLACE("[", "x")), .drop = Rf_asLogical(drop) != FALSE};
    SEXP kept = PROTECT(read_items(&ix, frame));
    SEXP result = r_result(get, &ix);
    UNPROTECT(1);
    (void)kept;
    return result;
}

/* ---- The body: assigning ------------------------------------------------------------------------ */

static th_tensor *value_tensor(const indexing *ix, int ndim)
{
    th_device device = th_device_of(ix->x);
    th_dtype dtype = (th_dtype)ix->x->dtype;
    if (ix->is_number)
        return th_dispatch1(TH_OP_full, (th_value[]){{.type = TH_ARG_INTS}, th_v_scalar(ix->number),
                                                     {.type = TH_ARG_DTYPE, .as.i = dtype},
                                                     {.type = TH_ARG_DEVICE, .as.device = device}});
    r_place place = {"[<-", "value"};
    th_tensor *value = ix->source ? ix->source : r_array_tensor(&ix->array, TH_NO_DTYPE, device, R_VALUES, place);
    value = r_to(value, dtype, device);
    while (value->ndim > ndim && value->shape[0] == 1) value = th_select(value, 0, 0);
    return value;
}

/* A one-dimensional mask as the positions at which it is true. */
static th_tensor *positions(th_tensor *index)
{
    if (index->dtype != TH_BOOL) return index;
    return th_select(th_nonzero(index), 1, 0);
}

/* Vectors: their dimensions are moved to the front, where index tensors of shapes (n1, 1, ..), (n2, ..)
 * name every combination; the value is expanded and moved likewise. */
static void put_combinations(th_tensor *v, gathers *found, th_tensor *value)
{
    int64_t order[TH_MAX_DIMS], shape[TH_MAX_DIMS];
    th_tensor *indices[TH_MAX_DIMS];
    int n = 0;
    memcpy(shape, v->shape, (size_t)v->ndim * sizeof *shape);
    for (int k = 0; k < found->n; k++) {
        th_tensor *index = positions(found->v[k].index);
        if (found->v[k].index->dtype == TH_BOOL && found->v[k].index->numel != v->shape[found->v[k].dim])
            th_fail(TH_INDEX_ERROR, "[<-: the mask has %lld elements, dimension %d has %lld",
                    (long long)found->v[k].index->numel, found->v[k].dim + 1, (long long)v->shape[found->v[k].dim]);
        int64_t column[TH_MAX_DIMS] = {index->numel};
        for (int j = 1; j < found->n - k; j++) column[j] = 1;
        indices[k] = th_reshape(index, (th_ints){found->n - k, column});
        order[n++] = found->v[k].dim;
        shape[found->v[k].dim] = index->numel;
    }
    for (int d = 0; d < v->ndim; d++) {
        bool gathered = false;
        for (int k = 0; k < found->n; k++) gathered |= found->v[k].dim == d;
        if (!gathered) order[n++] = d;
    }
    th_ints permutation = {v->ndim, order};
    if (value->ndim) value = th_permute(th_expand(value, (th_ints){v->ndim, shape}), permutation);
    th_index_put_(th_permute(v, permutation), (th_list){found->n, indices}, value);
}

static void put(void *data)
{
    const indexing *ix = data;
    gathers found;
    th_tensor *v = take_view(ix, &found);
    if (!found.n && ix->is_number) { th_fill_(v, ix->number); return; }
    th_tensor *value = value_tensor(ix, v->ndim);
    if (!found.n) th_copy_(v, value);
    else if (found.vectors) put_combinations(v, &found, value);
    else th_index_put_(v, index_list(found.v, found.n), value);
}

SEXP C_index_assign(SEXP x, SEXP frame, SEXP value)
{
    r_place place = {"[<-", "value"};
    indexing ix = {.x = r_tensor(x, R_PLACE("[<-", "x")), .drop = true};
    SEXP kept = PROTECT(read_items(&ix, frame));
    r_enter();
    if (r_is_tensor(value)) ix.source = r_tensor(value, place);
    else ix.is_number = r_number(value, &ix.number);
    if (!ix.source && !ix.is_number) ix.array = r_read(value, place);
    r_run(put, &ix);
    UNPROTECT(1);
    (void)kept;
    return x;
}
