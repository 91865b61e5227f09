/* What the files of the bridge share. They are the only ones that see R's headers.
 *
 * An entry (a C function that .Call reaches, named C_x on both sides, listed in entries.def) has three
 * phases: it reads its R arguments, where R errors may be raised because nothing is owned yet; it works
 * inside r_run() or r_result(), without the R API; it fills R objects that were allocated beforehand.
 *
 * R code of the package reaches operations through torch_x(), never by .Call of C_op on a local
 * variable that it uses again: an operand that nothing else refers to is taken for a temporary. */
#ifndef R_BRIDGE_H
#define R_BRIDGE_H

#define R_NO_REMAP
#define STRICT_R_HEADERS
#include <R.h>
#include <Rinternals.h>
#include <Rversion.h>

#include "../core/autograd.h"

/* Where a value came from, for messages: "mm: mat2 must be a tensor, got a list". */
typedef struct { const char *op, *argument; } r_place;
#define R_PLACE(op, argument) ((r_place){op, argument})

/* ---- handle.c: a tensor and its R object ------------------------------------------------------ */

bool r_is_tensor(SEXP x);              /* a torch_tensor, even if undefined or nil */
th_tensor *r_held_tensor(SEXP x);      /* the tensor in x; NULL for anything that holds none */
bool r_is_undefined(SEXP x);           /* the undefined tensor */
th_tensor *r_tensor(SEXP x, r_place place);          /* raises for anything that holds no tensor */
th_tensor *r_tensor_or_null(SEXP x, r_place place);  /* NULL and the undefined tensor give NULL */
SEXP r_wrap(th_tensor *x);             /* the R object of x, which takes a reference; undefined for NULL */
SEXP r_handle(void);                   /* an R object without a tensor, to be filled by r_fill() */
SEXP r_fill(SEXP handle, th_tensor *x); /* gives the reference to x away; x's own R object if it has one */
void r_mark(SEXP x);                   /* gives x the class that its marks (parameter, buffer) ask for */
SEXP r_keeper(void);                   /* an R object that can own several tensors ... */
void r_keeper_take(SEXP keeper, th_tensor **x, int n); /* ... takes one reference to each */
SEXP r_kept(SEXP keeper);              /* their R objects as an unnamed list; the keeper lets go */
SEXP r_arguments(th_list x);           /* the R objects of several as a pairlist, to be called with */
void *r_pointed(SEXP x, SEXP tag);      /* what an external pointer with that tag points to, or NULL */
SEXP r_node(th_node *node);            /* an R object that keeps a node of the graph */

/* ---- condition.c: failures, callbacks, R objects held by C ------------------------------------ */

/* Raises an R condition of the kind's class, whose call is the user's. */
TH_NORETURN void r_raise(th_error_kind kind, const char *format, ...) TH_PRINTF(2, 3);
TH_NORETURN void r_type_error(r_place place, const char *expected, SEXP got);
TH_NORETURN void r_raise_interrupt(void);
/* Runs body(data) in a scope inside a guard; a failure becomes an R condition. */
void r_run(void (*body)(void *), void *data);
/* The same for a body that makes one tensor. */
SEXP r_result(th_tensor *(*body)(void *), void *data);
SEXP r_results(th_list (*body)(void *), void *data); /* several: an unnamed list */
/* Runs a function that may raise R errors, inside a body. An R error unwinds the library's scopes and goes on in R. The
 * result is not protected. */
SEXP r_protected(SEXP (*body)(void *), void *data);
/* R objects held by C. r_drop() may be called from a garbage collection. */
void *r_hold(SEXP x);
SEXP r_held(void *held);
void r_drop(void *held);
void r_release_dropped(void); /* what was dropped so far, outside of collections */
bool r_has_dropped(void);
extern SEXP r_namespace;               /* the package's */

/* ---- collect.c -------------------------------------------------------------------------------- */

void r_warn(void);                     /* last call of entries that run operations: what the library warns of */
void r_enter(void);                    /* first call of every entry: garbage policy, dropped objects */
void r_forget_jump(void);              /* what the last callback returned or raised may go */

/* ---- convert.c: R values and tensors ---------------------------------------------------------- */

/* An R atomic vector or array, read in the first phase so that the second can copy it. */
typedef struct {
    const void *data;
    int kind;                          /* SEXPTYPE, or R_INT64 for bit64's integer64 */
    int64_t n;
    int ndim;
    const int *dim;                    /* NULL: a vector of length n */
    bool has_dim, factor;
} r_array;
#define R_INT64 100

bool r_is_array(SEXP x);               /* can r_read() take it? */
r_array r_read(SEXP x, r_place place);
/* Whether integers count from 1: indices k > 0 become k - 1, and 0 fails or, where it is padding, becomes -1. */
typedef enum { R_VALUES, R_INDICES, R_PADDED_INDICES } r_meaning;
static inline r_meaning r_meaning_of(th_sig_type type)
{
    return type == TH_SIG_IT || type == TH_SIG_ITL ? R_INDICES : type == TH_SIG_PT ? R_PADDED_INDICES : R_VALUES;
}
/* dtype TH_NO_DTYPE: the array's own. Inside a body. */
th_tensor *r_array_tensor(const r_array *a, th_dtype dtype, th_device device, r_meaning meaning, r_place place);
bool r_number(SEXP x, th_scalar *number); /* is x one bare number (or flag)? */
th_tensor *r_zero_based(th_tensor *index, r_meaning meaning, r_place place); /* inside a body */
th_tensor *r_to(th_tensor *x, th_dtype dtype, th_device device); /* inside a body; x itself if it is so */
SEXP r_scalar_value(th_scalar s, th_dtype dtype);

/* ---- argument.c: other arguments ---------------------------------------------------------------- */

bool r_absent(SEXP x);                 /* NULL, list(), missing */
th_scalar r_item(SEXP x, r_place place); /* the number in a tensor of one element */
int64_t r_int(SEXP x, r_place place);
bool r_flag(SEXP x, r_place place);
double r_double(SEXP x, r_place place);
const char *r_string(SEXP x, r_place place);
th_ints r_ints(SEXP x, int64_t *room, int n_room, r_place place); /* into room, or R_alloc when longer */
int64_t r_axis(int64_t axis, r_place place);      /* 1-based to 0-based; 0 is an error */
int64_t r_index(int64_t index, r_place place);    /* the same, whose error speaks of an index */
th_dtype r_dtype(SEXP x, r_place place);          /* NULL: TH_NO_DTYPE */
th_device r_device(SEXP x, r_place place);        /* NULL: the default device */
th_generator *r_generator(SEXP x, r_place place); /* NULL: NULL */
SEXP r_dtype_object(th_dtype dtype);
SEXP r_device_object(th_device device);

/* ---- tensor.c ----------------------------------------------------------------------------------- */

SEXP r_integers(int n, const int64_t *v);

/* ---- autograd.c --------------------------------------------------------------------------------- */

SEXP r_grad_fn(th_tensor *x);          /* NULL for a leaf */

/* ---- module.c, module-forward.c: the node of the module tree behind an R6 object ------------------- */

th_module *r_module(SEXP env);
th_module *r_module_of(SEXP x, r_place place); /* the same behind an nn_module, which keeps it */
/* What the library calls for the module instead of running it; NULL: nothing. */
void r_module_calls_back(SEXP env, th_tensor *(*call)(void *data, th_list inputs));

/* ---- call.c: operations from their table rows --------------------------------------------------- */

SEXP r_call_op(int op, int n, SEXP *args, bool in_place);

#endif
