/* Registers the entries with R and starts the library. */
#include "bridge.h"

#include <string.h>

#include <R_ext/Rdynload.h>

/* The prototypes say nothing of the arguments: R calls by the number that entries.def gives. */
#define ENTRY(name, n) SEXP C_##name();
#include "entries.def"
#undef ENTRY

static const R_CallMethodDef entries[] = {
#define ENTRY(name, n) {"C_" #name, (DL_FUNC)C_##name, n},
#include "entries.def"
#undef ENTRY
    {NULL, NULL, 0},
};

void (*r_symbol(const char *name, int api_version))(void); /* link.c: what other packages call first */
void r_start_conditions(SEXP namespace);
void r_start_handles(void);
void r_start_methods(SEXP methods);
void r_start_collecting(void);
void r_start_operators(void);
void r_start_calls(void);

/* Called when the package is loaded: its namespace, the methods of tensors, the names of the table's
 * operations in the order that the R code was generated for. */
SEXP C_start(SEXP namespace, SEXP methods, SEXP names)
{
    th_init();
    r_start_conditions(namespace);
    r_start_handles();
    r_start_collecting();
    r_start_operators();
    r_start_calls();
    r_start_methods(methods);
    for (int id = 0; id < TH_N_OPS; id++)
        if (id >= XLENGTH(names) || strcmp(CHAR(STRING_ELT(names, id)), th_ops[id].name))
            Rf_error("R/ops.R was not generated from this ops.def: run tools/generate.R");
    return R_NilValue;
}

__attribute__((visibility("default"))) void R_init_torch(DllInfo *info)
{
    R_registerRoutines(info, NULL, entries, NULL, NULL);
    R_useDynamicSymbols(info, FALSE);
    R_forceSymbols(info, TRUE);
    R_RegisterCCallable("torch", "th_symbol", (DL_FUNC)r_symbol);
}
