/* Tensors as strings. */
#include "bridge.h"

#include "../io/format.h"

#include <stdio.h>

typedef struct { th_tensor *x; int max_lines; const char *text; SEXP result; } printing;

static SEXP store_text(void *data)
{
    printing *p = data;
    SET_STRING_ELT(p->result, 0, Rf_mkCharCE(p->text, CE_UTF8));
    return R_NilValue;
}

/* The text lives in the body's scope, so that it becomes an R string there. */
static void print_tensor(void *data)
{
    printing *p = data;
    p->text = th_format_tensor(p->x, p->max_lines);
    r_protected(store_text, p);
}

SEXP C_tensor_text(SEXP x, SEXP n)
{
    r_enter();
    int64_t lines = r_int(n, R_PLACE("print", "n"));
    printing p = {.x = r_tensor_or_null(x, R_PLACE("print", "x")),
                  .max_lines = lines < 1 || lines > INT32_MAX ? 0 : (int)lines};
    p.result = PROTECT(Rf_allocVector(STRSXP, 1));
    r_run(print_tensor, &p);
    UNPROTECT(1);
    return p.result;
}

/* "Float [1:10, 1:10]" */
SEXP C_tensor_summary(SEXP x)
{
    char text[TH_MAX_DIMS * 24 + 32];
    th_tensor *tensor = r_tensor_or_null(x, R_PLACE("str", "object"));
    if (!tensor) return Rf_mkString("[ Tensor (undefined) ]");
    char *at = text + sprintf(text, "%s [", th_dtype_name(th_tensor_dtype(tensor)));
    for (int d = 0; d < tensor->ndim; d++) at += sprintf(at, d ? ", 1:%lld" : "1:%lld", (long long)tensor->shape[d]);
    sprintf(at, "]");
    return Rf_mkString(text);
}
