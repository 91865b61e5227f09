/* What creation functions do with a tensor that its row has made. */
#include "bridge.h"

#include <string.h>

static void require_grad(void *x) { th_set_requires_grad(x, true); }

/* Refuses names and other layouts than the strided one; returns x. */
SEXP C_created(SEXP x, SEXP requires_grad, SEXP names, SEXP layout)
{
    if (!r_absent(names)) r_raise(TH_NOT_IMPLEMENTED, "names must be NULL: dimensions have no names");
    if (!r_absent(layout) && strcmp(r_string(layout, R_PLACE("layout", "layout")), "torch_strided"))
        r_raise(TH_NOT_IMPLEMENTED, "layout %s is not available", CHAR(STRING_ELT(layout, 0)));
    if (!r_absent(requires_grad) && r_flag(requires_grad, R_PLACE("requires_grad", "requires_grad")))
        r_run(require_grad, r_tensor(x, R_PLACE("requires_grad", "x")));
    return x;
}
