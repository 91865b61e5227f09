/* The R object of a tensor: an external pointer whose protected slot holds a sentinel, a small raw
 * vector in memory of ours. R's sweep frees the sentinel together with the pointer and thereby gives
 * the reference back; unlike a finalizer this costs the collector nothing while the tensor lives.
 *
 * A tensor knows its R object (x->handle, uncounted), so that it is the same R object wherever C
 * returns it. The pointer is made before its sentinel: it is then never younger in the collector's
 * generations, so that both go in the same sweep, which clears x->handle. */
#include "bridge.h"

#include <stdlib.h>
#include <string.h>

#if !defined(R_BRIDGE_FINALIZERS)
#include <R_ext/Rallocators.h>
#if R_VERSION >= R_Version(4, 6, 0)
SEXP Rf_allocVector3(SEXPTYPE, R_xlen_t, R_allocator_t *);
#endif
#endif

static SEXP templates[3];   /* plain, parameter, buffer: external pointers that carry the class */
static SEXP undefined;
static SEXP handle_tag;
static char undefined_mark;

/* What a sentinel owns: one tensor (a handle), several (a keeper) or a node of the graph. */
typedef struct { th_tensor *one; th_tensor **several; th_node *node; int n; } r_owned;

static void release_owned(r_owned *owned)
{
    if (owned->one) {
        owned->one->handle = NULL;
        th_release(owned->one);
    }
    for (int i = 0; i < owned->n; i++) th_release(owned->several[i]);
    free(owned->several);
    if (owned->node) th_node_release(owned->node);
    memset(owned, 0, sizeof *owned);
}

#if !defined(R_BRIDGE_FINALIZERS)

/* ---- Sentinels: vectors whose memory comes from here ------------------------------------------- */

#define SENTINEL_BYTES 128
typedef union block { union block *next; char bytes[SENTINEL_BYTES]; double align; } block;
static block *free_blocks;
static char *newest_block;
static size_t payload_at; /* from the start of the block to the vector's first byte */

static void *sentinel_alloc(R_allocator_t *allocator, size_t bytes)
{
    (void)allocator;
    if (bytes > SENTINEL_BYTES) return NULL;
    block *fresh = free_blocks;
    if (fresh) free_blocks = fresh->next;
    else fresh = malloc(sizeof *fresh);
    if (!fresh) return NULL;
    memset(fresh, 0, bytes);
    newest_block = (char *)fresh;
    return fresh;
}

/* Runs inside a collection: touches C memory only. */
static void sentinel_free(R_allocator_t *allocator, void *memory)
{
    (void)allocator;
    if (payload_at) release_owned((r_owned *)((char *)memory + payload_at));
    block *dead = memory;
    dead->next = free_blocks;
    free_blocks = dead;
}

static R_allocator_t allocator = {sentinel_alloc, sentinel_free, NULL, NULL};

static SEXP sentinel(void)
{
    SEXP s = Rf_allocVector3(RAWSXP, sizeof(r_owned), &allocator);
    payload_at = (size_t)((char *)RAW(s) - newest_block);
    return s;
}

static r_owned *owned_by(SEXP handle) { return (r_owned *)RAW(R_ExternalPtrProtected(handle)); }

static void own(SEXP handle)
{
    R_SetExternalPtrProtected(handle, sentinel());
}

/* A handle that C returns again is simply reachable again. */
static void revive(SEXP handle) { (void)handle; }

#else

/* ---- Finalizers, where R has no custom allocators ----------------------------------------------- */

static r_owned *owned_by(SEXP handle) { return (r_owned *)RAW(R_ExternalPtrProtected(handle)); }

/* Another finalizer may have been registered since this one became due; the last one releases. */
static void finalize(SEXP handle)
{
    int *waiting = (int *)(RAW(R_ExternalPtrProtected(handle)) + sizeof(r_owned));
    if (--*waiting > 0) return;
    release_owned(owned_by(handle));
    R_ClearExternalPtr(handle);
}

static void revive(SEXP handle)
{
    ++*(int *)(RAW(R_ExternalPtrProtected(handle)) + sizeof(r_owned));
    R_RegisterCFinalizerEx(handle, finalize, FALSE);
}

static void own(SEXP handle)
{
    SEXP owner = Rf_allocVector(RAWSXP, sizeof(r_owned) + sizeof(int));
    memset(RAW(owner), 0, sizeof(r_owned) + sizeof(int));
    R_SetExternalPtrProtected(handle, owner);
    revive(handle);
}

#endif

/* ---- Handles ------------------------------------------------------------------------------------ */

static int template_of(const th_tensor *x) { return x->is_parameter ? 1 : x->is_buffer ? 2 : 0; }

SEXP r_handle(void)
{
    SEXP handle = PROTECT(R_MakeExternalPtr(NULL, handle_tag, R_NilValue));
    own(handle);
    SHALLOW_DUPLICATE_ATTRIB(handle, templates[0]);
    UNPROTECT(1);
    return handle;
}

SEXP r_fill(SEXP handle, th_tensor *x)
{
    if (!x) return undefined;
    if (x->handle) {
        th_release(x);
        revive((SEXP)x->handle);
        return (SEXP)x->handle;
    }
    R_SetExternalPtrAddr(handle, x);
    owned_by(handle)->one = x;
    x->handle = handle;
    if (template_of(x)) SHALLOW_DUPLICATE_ATTRIB(handle, templates[template_of(x)]);
    return handle;
}

SEXP r_wrap(th_tensor *x)
{
    if (!x) return undefined;
    if (x->handle) {
        revive((SEXP)x->handle);
        return (SEXP)x->handle;
    }
    SEXP handle = PROTECT(r_handle());
    r_fill(handle, th_keep(x));
    UNPROTECT(1);
    return handle;
}

void r_mark(SEXP handle)
{
    th_tensor *x = R_ExternalPtrAddr(handle);
    Rf_setAttrib(handle, R_ClassSymbol, Rf_getAttrib(templates[template_of(x)], R_ClassSymbol));
}

th_tensor *r_held_tensor(SEXP x)
{
    if (TYPEOF(x) != EXTPTRSXP || R_ExternalPtrTag(x) != handle_tag) return NULL;
    void *held = R_ExternalPtrAddr(x);
    return held == &undefined_mark ? NULL : held;
}

bool r_is_tensor(SEXP x) { return TYPEOF(x) == EXTPTRSXP && R_ExternalPtrTag(x) == handle_tag; }

bool r_is_undefined(SEXP x) { return r_is_tensor(x) && R_ExternalPtrAddr(x) == &undefined_mark; }

/* The tag tells pointers apart: users can give any of them any class. */
void *r_pointed(SEXP x, SEXP tag)
{
    return TYPEOF(x) == EXTPTRSXP && R_ExternalPtrTag(x) == tag ? R_ExternalPtrAddr(x) : NULL;
}

th_tensor *r_tensor_or_null(SEXP x, r_place place)
{
    if (x == R_NilValue || r_is_undefined(x)) return NULL;
    return r_tensor(x, place);
}

th_tensor *r_tensor(SEXP x, r_place place)
{
    th_tensor *tensor = r_held_tensor(x);
    if (tensor) return tensor;
    if (!r_is_tensor(x)) r_type_error(place, "a tensor", x);
    if (r_is_undefined(x)) r_raise(TH_TYPE_ERROR, "%s: %s is an undefined tensor", place.op, place.argument);
    r_raise(TH_TYPE_ERROR, "%s: %s is a nil pointer: tensors do not survive saveRDS(); use torch_save()", place.op,
            place.argument);
}

/* ---- Keepers ------------------------------------------------------------------------------------ */

SEXP r_keeper(void)
{
    SEXP keeper = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));
    own(keeper);
    UNPROTECT(1);
    return keeper;
}

void r_keeper_take(SEXP keeper, th_tensor **x, int n)
{
    r_owned *owned = owned_by(keeper);
    owned->several = malloc((size_t)(n > 0 ? n : 1) * sizeof *x);
    if (!owned->several) th_fail(TH_MEMORY_ERROR, "out of memory");
    for (int i = 0; i < n; i++) owned->several[i] = th_keep(x[i]);
    owned->n = n;
}

/* The R objects of what the keeper owns, as an unnamed list; NULL gives the undefined tensor. */
SEXP r_kept(SEXP keeper)
{
    r_owned *owned = owned_by(keeper);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, owned->n));
    for (int i = 0; i < owned->n; i++) SET_VECTOR_ELT(list, i, r_wrap(owned->several[i]));
    release_owned(owned);
    UNPROTECT(1);
    return list;
}

SEXP r_arguments(th_list x)
{
    SEXP list = PROTECT(R_NilValue);
    for (int k = x.n - 1; k >= 0; k--) {
        SEXP first = PROTECT(r_wrap(x.v[k])), longer = Rf_cons(first, list);
        UNPROTECT(2);
        list = PROTECT(longer);
    }
    UNPROTECT(1);
    return list;
}

SEXP r_node(th_node *node)
{
    SEXP object = PROTECT(R_MakeExternalPtr(NULL, Rf_install("torch_node"), R_NilValue));
    own(object);
    owned_by(object)->node = th_node_keep(node);
    R_SetExternalPtrAddr(object, node);
    Rf_setAttrib(object, R_ClassSymbol, PROTECT(Rf_mkString("torch_node")));
    UNPROTECT(2);
    return object;
}

/* ---- Start -------------------------------------------------------------------------------------- */

static SEXP class_template(const char *mark)
{
    SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, handle_tag, R_NilValue));
    SEXP class = PROTECT(Rf_allocVector(STRSXP, mark ? 3 : 2));
    int k = 0;
    if (mark) SET_STRING_ELT(class, k++, Rf_mkChar(mark));
    SET_STRING_ELT(class, k++, Rf_mkChar("torch_tensor"));
    SET_STRING_ELT(class, k++, Rf_mkChar("R7"));
    Rf_setAttrib(pointer, R_ClassSymbol, class);
    R_PreserveObject(pointer);
    UNPROTECT(2);
    return pointer;
}

void r_start_handles(void)
{
    handle_tag = Rf_install("torch_tensor");
    templates[0] = class_template(NULL);
    templates[1] = class_template("nn_parameter");
    templates[2] = class_template("nn_buffer");
    undefined = class_template(NULL);
    R_SetExternalPtrAddr(undefined, &undefined_mark);
}

/* ---- Entries ------------------------------------------------------------------------------------ */

SEXP C_is_undefined(SEXP x) { return Rf_ScalarLogical(r_is_undefined(x)); }

SEXP C_undefined(void) { return undefined; }

SEXP C_live_tensors(void)
{
    r_enter(); /* what collections have dropped may hold tensors */
    return Rf_ScalarReal((double)th_live_tensors());
}

/* Sets the marks of nn_parameter() and nn_buffer(): the class goes to x itself. */
SEXP C_mark(SEXP x, SEXP parameter, SEXP buffer)
{
    th_tensor *tensor = r_tensor(x, R_PLACE("nn_parameter", "x"));
    tensor->is_parameter = Rf_asLogical(parameter) == TRUE;
    tensor->is_buffer = Rf_asLogical(buffer) == TRUE;
    r_mark(x);
    return x;
}
