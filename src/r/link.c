/* The library for the C code of other packages: functions by name, and the bridge's own. torch_r.h is what
 * they include. */
#define TORCH_R_LIBRARY
#include "bridge.h"

#include "../core/scope.h"
#include "../../inst/include/torch_r.h"

#include <stdlib.h>
#include <string.h>

/* ---- The bridge --------------------------------------------------------------------------------- */

th_tensor *torch_tensor_of(SEXP x, const char *op, const char *argument) { return r_tensor(x, R_PLACE(op, argument)); }

th_tensor *torch_tensor_or_null(SEXP x, const char *op, const char *argument)
{
    return r_tensor_or_null(x, R_PLACE(op, argument));
}

th_module *torch_module_of(SEXP x, const char *op, const char *argument)
{
    return r_module_of(x, R_PLACE(op, argument));
}

SEXP torch_sexp(th_tensor *x) { return r_wrap(x); }
SEXP torch_call(th_tensor *(*body)(void *), void *data) { return r_result(body, data); }
SEXP torch_call_list(th_list (*body)(void *), void *data) { return r_results(body, data); }

void torch_run(void (*body)(void *), void *data)
{
    r_enter();
    r_run(body, data);
}

SEXP torch_protected(SEXP (*code)(void *), void *data) { return r_protected(code, data); }

typedef struct { SEXP function; th_list arguments; th_tensor *result; } application;

static SEXP run_function(void *data)
{
    application *a = data;
    SEXP arguments = PROTECT(r_arguments(a->arguments)), call = PROTECT(Rf_lcons(a->function, arguments));
    SEXP result = PROTECT(Rf_eval(call, R_GlobalEnv));
    a->result = th_keep(r_tensor_or_null(result, R_PLACE("torch_apply", "the function's result")));
    UNPROTECT(3);
    return R_NilValue;
}

th_tensor *torch_apply(SEXP function, th_list arguments)
{
    application a = {function, arguments, NULL};
    r_protected(run_function, &a);
    return th_borrow(a.result);
}

void *torch_hold(SEXP x) { return r_hold(x); }
SEXP torch_held(void *held) { return r_held(held); }
void torch_drop(void *held) { r_drop(held); }

/* ---- By name ------------------------------------------------------------------------------------ */

typedef struct { const char *name; th_function at; } symbol;

static int by_name(const void *name, const void *entry) { return strcmp(name, ((const symbol *)entry)->name); }

/* A package may ask in the middle of a body, where an R error must unwind the library first. */
#define FAIL(...) (th_is_guarded() ? th_fail(TH_RUNTIME_ERROR, __VA_ARGS__) : r_raise(TH_RUNTIME_ERROR, __VA_ARGS__))

static th_function find_symbol(const symbol *symbols, size_t n, const char *name, int api_version)
{
    if (api_version != TH_API_VERSION)
        FAIL("a package was compiled against version %d of torch's C interface, but version %d is installed: "
             "reinstall it", api_version, TH_API_VERSION);
    const symbol *found = bsearch(name, symbols, n, sizeof *symbols, by_name);
    if (!found) FAIL("the installed torch has no C function %s: update torch", name);
    return found->at;
}

#define TORCH_STUB(name) {#name, (th_function)name},
th_function r_symbol(const char *name, int api_version)
{
    static const symbol symbols[] = { /* sorted */
#include "../../inst/include/torch_stubs.h"
    };
    return find_symbol(symbols, sizeof symbols / sizeof *symbols, name, api_version);
}
