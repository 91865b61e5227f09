/* R's operators: each is an entry of its own that knows its operation, so that a + b costs one .Call.
 * The operations are found by name when the package is loaded. */
#include "bridge.h"

#define OPERATORS(OPERATOR)                                                                           \
    OPERATOR(add) OPERATOR(sub) OPERATOR(mul) OPERATOR(div) OPERATOR(pow) OPERATOR(remainder)         \
    OPERATOR(floor_divide) OPERATOR(eq) OPERATOR(ne) OPERATOR(lt) OPERATOR(le) OPERATOR(gt)           \
    OPERATOR(ge) OPERATOR(logical_and) OPERATOR(logical_or) OPERATOR(matmul)

enum {
#define OPERATOR(name) OPERATOR_##name,
    OPERATORS(OPERATOR)
#undef OPERATOR
    N_OPERATORS
};

static const char *names[] = {
#define OPERATOR(name) #name,
    OPERATORS(OPERATOR)
#undef OPERATOR
};

static int ids[N_OPERATORS];

void r_start_operators(void)
{
    for (int k = 0; k < N_OPERATORS; k++) {
        const th_op *op = th_op_find(names[k]);
        ids[k] = op ? op->id : -1;
    }
}

static SEXP operate(int operator, SEXP a, SEXP b)
{
    if (ids[operator] < 0) r_raise(TH_NOT_IMPLEMENTED, "%s: not available", names[operator]);
    return r_call_op(ids[operator], 2, (SEXP[]){a, b}, false);
}

#define OPERATOR(name) SEXP C_##name(SEXP a, SEXP b) { return operate(OPERATOR_##name, a, b); }
OPERATORS(OPERATOR)
#undef OPERATOR
