/* Failures of the library become R conditions; R errors in callbacks unwind the library's scopes and
 * go on in R with their own message; R objects that the library holds. */
#include "bridge.h"

#include "../core/scope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

SEXP r_namespace;

/* ---- Raising ------------------------------------------------------------------------------------ */

static const char *class_of(th_error_kind kind)
{
    switch (kind) {
    case TH_VALUE_ERROR: return "value_error";
    case TH_TYPE_ERROR: return "type_error";
    case TH_INDEX_ERROR: return "index_error";
    case TH_NOT_IMPLEMENTED: return "not_implemented_error";
    default: return "runtime_error";
    }
}

TH_NORETURN static void raise_text(th_error_kind kind, const char *text)
{
    SEXP class = PROTECT(Rf_mkString(class_of(kind)));
    SEXP message = PROTECT(Rf_ScalarString(Rf_mkCharCE(text, CE_UTF8)));
    SEXP call = PROTECT(Rf_lang3(Rf_install("raise_condition"), class, message));
    Rf_eval(call, r_namespace);
    Rf_error("%s", text); /* not reached */
}

void r_raise(th_error_kind kind, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    raise_text(kind, text);
}

void r_raise_interrupt(void)
{
    SEXP call = PROTECT(Rf_lang1(Rf_install("raise_interrupt")));
    Rf_eval(call, r_namespace);
    Rf_error("interrupted"); /* not reached */
}

/* Where one number is asked for, how many there are is what is wrong. */
static const char *vector_text(SEXP x)
{
    static char text[64];
    snprintf(text, sizeof text, "%s of length %.0f", Rf_type2char(TYPEOF(x)), (double)XLENGTH(x));
    return text;
}

static const char *describe(SEXP x)
{
    if (r_is_undefined(x)) return "an undefined tensor";
    if (r_is_tensor(x)) return "a tensor";
    if (Rf_isObject(x)) {
        SEXP class = Rf_getAttrib(x, R_ClassSymbol);
        if (TYPEOF(class) == STRSXP && XLENGTH(class)) return CHAR(STRING_ELT(class, 0));
    }
    switch (TYPEOF(x)) {
    case NILSXP: return "NULL";
    case CLOSXP: case BUILTINSXP: case SPECIALSXP: return "a function";
    case ENVSXP: return "an environment";
    default: return Rf_isVector(x) && XLENGTH(x) != 1 ? vector_text(x) : Rf_type2char(TYPEOF(x));
    }
}

void r_type_error(r_place place, const char *expected, SEXP got)
{
    r_raise(TH_TYPE_ERROR, "%s: %s must be %s, got %s", place.op, place.argument, expected, describe(got));
}

void r_warn(void)
{
    const char *text = th_take_warning();
    if (text) Rf_warningcall(R_NilValue, "%s", text);
}

/* ---- Running ------------------------------------------------------------------------------------ */

static SEXP unwinding; /* R's continuation of an error that passed through the library */

TH_NORETURN static void raise_last(void)
{
    switch (th_error_kind_of_last()) {
    case TH_FOREIGN_ERROR:
        R_ContinueUnwind(unwinding);
    case TH_INTERRUPT: r_raise_interrupt();
    default: {
        char text[2048];
        snprintf(text, sizeof text, "%s", th_error_message());
        raise_text(th_error_kind_of_last(), text);
    }
    }
}

typedef struct { void (*body)(void *); void *data; } scoped;

static void run_scoped(void *data)
{
    scoped *s = data;
    th_scope *scope = th_scope_open();
    s->body(s->data);
    th_scope_close(scope);
}

void r_run(void (*body)(void *), void *data)
{
    scoped s = {body, data};
    if (!th_guard(run_scoped, &s)) raise_last();
}

typedef struct { th_tensor *(*body)(void *); void *data; th_tensor *result; } making;

static void make_one(void *data)
{
    making *m = data;
    m->result = th_keep(m->body(m->data));
}

SEXP r_result(th_tensor *(*body)(void *), void *data)
{
    r_enter();
    making m = {body, data, NULL};
    SEXP handle = PROTECT(r_handle());
    r_run(make_one, &m);
    SEXP result = r_fill(handle, m.result);
    r_warn();
    UNPROTECT(1);
    return result;
}

typedef struct { th_list (*body)(void *); void *data; SEXP keeper; th_tensor **v; int n; } making_several;

static void make_several(void *data)
{
    making_several *m = data;
    th_list made = m->body(m->data);
    r_keeper_take(m->keeper, made.v, made.n);
    m->n = made.n;
}

SEXP r_results(th_list (*body)(void *), void *data)
{
    r_enter();
    making_several m = {body, data, PROTECT(r_keeper()), NULL, 0};
    r_run(make_several, &m);
    SEXP list = r_kept(m.keeper);
    UNPROTECT(1);
    return list;
}

/* ---- Callbacks ---------------------------------------------------------------------------------- */

typedef struct { SEXP (*body)(void *); void *data; jmp_buf back; } callback;

/* R is about to jump: go back to r_protected() first, which unwinds the library. */
static void leave_r(void *data, Rboolean jump)
{
    if (jump) longjmp(((callback *)data)->back, 1);
}

static SEXP run_callback(void *data)
{
    callback *c = data;
    return c->body(c->data);
}

SEXP r_protected(SEXP (*body)(void *), void *data)
{
    callback c = {.body = body, .data = data};
    if (setjmp(c.back)) th_fail(TH_FOREIGN_ERROR, "an error in R code");
    return R_UnwindProtect(run_callback, &c, leave_r, &c, unwinding);
}

/* R leaves a callback's result, or where a jump goes to, in its continuation: tensors would live on there. */
void r_forget_jump(void)
{
    if (CAR(unwinding) != R_NilValue) SETCAR(unwinding, R_NilValue);
}

/* ---- R objects held by C ------------------------------------------------------------------------ */

/* A held object is a cell of a preserved pairlist. Dropping may happen inside a collection, where the
 * list must not be touched: dropped cells wait until the next entry. */
typedef struct held { SEXP cell; struct held *next; } held;
static SEXP held_list; /* its CDR is the first cell; a cell's TAG is the cell before it */
static held *dropped;

void *r_hold(SEXP x)
{
    PROTECT(x);
    held *h = malloc(sizeof *h);
    if (!h) Rf_error("out of memory");
    SEXP next = CDR(held_list);
    SEXP cell = PROTECT(Rf_cons(x, next));
    SET_TAG(cell, held_list);
    SETCDR(held_list, cell);
    if (next != R_NilValue) SET_TAG(next, cell);
    h->cell = cell;
    h->next = NULL;
    UNPROTECT(2);
    return h;
}

SEXP r_held(void *h) { return CAR(((held *)h)->cell); }

void r_drop(void *data)
{
    held *h = data;
    h->next = dropped;
    dropped = h;
}

void r_release_dropped(void)
{
    while (dropped) {
        held *h = dropped;
        dropped = h->next;
        SEXP before = TAG(h->cell), after = CDR(h->cell);
        SETCDR(before, after);
        if (after != R_NilValue) SET_TAG(after, before);
        free(h);
    }
}

bool r_has_dropped(void) { return dropped != NULL; }

/* ---- Interrupts --------------------------------------------------------------------------------- */

static void check_interrupt(void *data)
{
    (void)data;
    R_CheckUserInterrupt();
}

static bool interrupted(void) { return !R_ToplevelExec(check_interrupt, NULL); }

void r_start_conditions(SEXP namespace)
{
    r_namespace = namespace;
    R_PreserveObject(unwinding = R_MakeUnwindCont());
    R_PreserveObject(held_list = Rf_cons(R_NilValue, R_NilValue));
    th_interrupt_hook = interrupted;
    th_unguarded_hook = raise_last;
}
