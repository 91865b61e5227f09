/*
 * torch_r.h: the tensor library from the C code of another R package.
 *
 * Such a package needs no flags for the linker; these files are all of it:
 *
 *   DESCRIPTION     Package: shapes
 *                   Version: 0.1
 *                   Imports: torch
 *                   LinkingTo: torch
 *   NAMESPACE       useDynLib(shapes, C_squash)
 *                   importFrom(torch, torch_tensor)          has torch loaded
 *                   export(squash)
 *   R/squash.R      squash <- function(x, scale = 1) .Call(C_squash, x, scale)
 *   src/squash.c    #include <torch_r.h>
 *
 *                   typedef struct { th_tensor *x; double scale; } arguments;
 *
 *                   static th_tensor *squash(void *data)     works on tensors, not on R objects
 *                   {
 *                       arguments *a = data;
 *                       return th_mul(th_tanh(a->x), a->scale);
 *                   }
 *
 *                   SEXP C_squash(SEXP x, SEXP scale)
 *                   {
 *                       arguments a = {torch_tensor_of(x, "squash", "x"), Rf_asReal(scale)};
 *                       return torch_call(squash, &a);
 *                   }
 *
 * An entry reads its R arguments first, when R errors may be raised because nothing is owned yet; then
 * torch_call() runs a body, which calls the functions of torch.h and not R. What fails in it is raised in
 * R as a condition of the package's classes (value_error, type_error, ...). Operations are recorded for
 * autograd as everywhere; th_record_function() gives an operation of the package a gradient.
 * Dimensions and indices count from 0.
 *
 * The functions of torch.h are found by name when they are called first (R_GetCCallable), on all
 * platforms. Rinternals.h is included here: define R_NO_REMAP before if you want it.
 */
#ifndef TORCH_R_H
#define TORCH_R_H

#include <Rinternals.h>
#include <R_ext/Rdynload.h>

#include "torch.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Outside of bodies ------------------------------------------------------------------------ */

/* The tensor in x, which keeps it. Anything else raises a type_error, "op: argument must be a tensor,
 * got ...". The second function allows NULL and the undefined tensor, and returns NULL for them. */
th_tensor *torch_tensor_of(SEXP x, const char *op, const char *argument);
th_tensor *torch_tensor_or_null(SEXP x, const char *op, const char *argument);
/* The module in x, an nn_module. Its forward may be written in R. */
th_module *torch_module_of(SEXP x, const char *op, const char *argument);

/* The R object of x: always the same one as long as R holds it. NULL: the undefined tensor. */
SEXP torch_sexp(th_tensor *x);

/* Run body(data) in a scope; failures become R conditions. The R object of the tensor that it returns; an
 * unnamed list of several; nothing. */
SEXP torch_call(th_tensor *(*body)(void *data), void *data);
SEXP torch_call_list(th_list (*body)(void *data), void *data);
void torch_run(void (*body)(void *data), void *data);

/* ---- Inside of bodies ------------------------------------------------------------------------- */

/* Calls an R function. The tensor that it returns (NULL for NULL) belongs to the scope. An R error unwinds
 * what the library was doing and goes on in R. */
th_tensor *torch_apply(SEXP function, th_list arguments);
/* Runs code that uses R in the same way. Its result is not protected. */
SEXP torch_protected(SEXP (*code)(void *data), void *data);

/* ---- R objects held by C (for callbacks); torch_drop() is safe in a garbage collection -------- */

void *torch_hold(SEXP x);
SEXP torch_held(void *held);
void torch_drop(void *held);

/* ---- How functions are found ------------------------------------------------------------------ */

typedef void (*th_function)(void);

#if !defined(TORCH_R_LIBRARY)

/* The library's function of that name; an R error when it has none, or was made anew since this package
 * was compiled. */
static inline th_function torch_address(const char *name)
{
    typedef th_function (*finder)(const char *name, int api_version);
    static finder find;
    if (!find) find = (finder)(th_function)R_GetCCallable("torch", "th_symbol");
    return find(name, TH_API_VERSION);
}

#ifdef __cplusplus
#define TORCH_TYPE(name) decltype(name)
#else
#define TORCH_TYPE(name) __typeof__(name)
#endif
#define TORCH_STUB(name)                                                 \
    static inline TORCH_TYPE(name) *torch_at_##name(void)                \
    {                                                                    \
        static th_function at;                                           \
        if (!at) at = torch_address(#name);                              \
        return (TORCH_TYPE(name) *)at;                                   \
    }
#include "torch_stubs.h"

#ifdef __GNUC__ /* a call through a pointer does not tell the compiler that it never returns */
#undef th_fail
#define th_fail(...) ((*torch_at_th_fail())(__VA_ARGS__), __builtin_unreachable())
#endif

#endif

#ifdef __cplusplus
}
#endif
#endif
