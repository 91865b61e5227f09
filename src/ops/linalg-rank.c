/* What depends on which singular values count as zero: rank and pseudoinverse. */
#include "stacks.h"

/* ---- Tolerance ----------------------------------------------------------------------------------- */

/* One number for each matrix stands before its singular values; a bare one is for all. */
static th_value for_each_matrix(th_value v)
{
    return v.type == TH_ARG_TENSOR ? th_v_tensor(th_unsqueeze(v.as.tensor, -1)) : v;
}

/* The relative tolerance where it is not given: rounding, or none where an absolute one is. */
static th_value usual_rtol(const th_tensor *x, th_value atol)
{
    th_value rounding = th_v_double(th_relative_rounding(x));
    if (atol.type == TH_ARG_TENSOR) return th_v_tensor(th_where(th_gt(atol.as.tensor, 0), 0, rounding));
    return atol.type == TH_ARG_SCALAR && th_scalar_double(atol.as.scalar) > 0 ? th_v_int(0) : rounding;
}

/* Where singular values (.., k) of x are larger than max(atol, rtol times the largest). */
static th_tensor *counted(const th_tensor *x, th_tensor *values, th_value atol, th_value rtol)
{
    atol = for_each_matrix(atol), rtol = for_each_matrix(rtol);
    if (rtol.type == TH_ARG_NONE) rtol = usual_rtol(x, atol);
    th_tensor *relative = th_mul(th_amax_with(values, TH_INTS(-1), true), rtol);
    return th_gt(values, atol.type == TH_ARG_NONE ? relative : th_maximum(relative, atol));
}

/* ---- Rank ---------------------------------------------------------------------------------------- */

/* A atol rtol hermitian */
void composite_linalg_matrix_rank(th_call *c)
{
    th_tensor *x = th_detach(th_arg(c, 0));
    bool hermitian = th_arg_bool(c, 3);
    if (hermitian) th_check_square("linalg_matrix_rank", x);
    else th_check_matrices("linalg_matrix_rank", x);
    if (x->numel == 0) {
        c->out[0] = th_new_zeros_with(x, th_batch_of(x), TH_INT64, TH_NONE);
        return;
    }
    th_tensor *values = hermitian ? th_abs(th_eigvalsh_for("linalg_matrix_rank", x))
                                  : th_svdvals_for("linalg_matrix_rank", x);
    c->out[0] = th_sum_with(counted(x, values, c->args[1], c->args[2]), TH_INTS(-1), false, TH_NO_DTYPE);
}

/* ---- Pseudoinverse ------------------------------------------------------------------------------- */

static th_tensor *reciprocals(th_tensor *values, th_tensor *counted)
{
    return th_unsqueeze(th_where(counted, th_reciprocal(values), 0), -2);
}

/* (V / s) U^H from the singular values that count. */
static th_tensor *by_svd(const char *op, th_tensor *x, th_value atol, th_value rtol)
{
    th_tensor **usv = th_svd_for(op, x, false);
    th_tensor *inverse = reciprocals(usv[1], counted(x, usv[1], atol, rtol));
    return th_matmul(th_mul(th_adjoint(usv[2]), inverse), th_adjoint(usv[0]));
}

static th_tensor *by_eigh(const char *op, th_tensor *x, th_value atol, th_value rtol)
{
    th_tensor **lq = th_eigh_for(op, x);
    th_tensor *inverse = reciprocals(lq[0], counted(x, th_abs(lq[0]), atol, rtol));
    return th_matmul(th_mul(lq[1], inverse), th_adjoint(lq[1]));
}

/* a b c of sizes (m, n), (n, m) and (m, n), with the smaller square in between */
static th_tensor *product(th_tensor *a, th_tensor *b, th_tensor *c)
{
    return rows_of(a) < columns_of(a) ? th_matmul(th_matmul(a, b), c) : th_matmul(a, th_matmul(b, c));
}

/* P = A^+ while the rank stays (Golub and Pereyra, The differentiation of pseudo-inverses, 1973):
 * dP = -P dA P + P P^H dA^H (I - A P) + (I - P A) dA^H P^H P. The singular vectors take no part, so that equal
 * singular values do no harm. */
static void pinv_backward(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    (void)data;
    th_tensor *a = saved.v[0], *p = saved.v[1], *g = gradients.v[0]; /* (m, n), (n, m), (n, m) */
    th_tensor *gh = th_adjoint(g), *ph = th_adjoint(p), *left = product(gh, p, ph), *right = product(ph, p, gh);
    th_tensor *y = th_sub(th_sub(left, product(a, p, left)), product(ph, g, ph));
    results[0] = th_add(y, th_sub(right, product(right, p, a)));
}

static th_tensor *pinv(const char *op, th_tensor *x, bool hermitian, th_value atol, th_value rtol)
{
    bool recording = th_set_grad_enabled(false);
    th_tensor *y = hermitian ? by_eigh(op, x, atol, rtol) : by_svd(op, x, atol, rtol);
    th_set_grad_enabled(recording);
    th_record_function("LinalgPinvBackward0", TH_LIST(x), TH_LIST(y), TH_LIST(x, y), pinv_backward, NULL, NULL);
    return y;
}

/* A rcond hermitian atol rtol; rcond is another name of rtol */
void composite_linalg_pinv(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    bool hermitian = th_arg_bool(c, 2);
    if (hermitian) th_check_square(c->op->name, x);
    else th_check_matrices(c->op->name, x);
    th_value rtol = th_arg_given(c, 1) ? c->args[1] : c->args[4];
    if (x->numel == 0) c->out[0] = th_clone(th_adjoint(x));
    else c->out[0] = pinv(c->op->name, x, hermitian, c->args[3], rtol);
}

void composite_pinverse(th_call *c)
{
    int n;
    th_value args[] = {c->args[0], th_v_double(th_arg_double(c, 1)), {.type = TH_ARG_BOOL}, TH_NONE, TH_NONE};
    c->out[0] = th_dispatch_as("pinverse", &th_ops[TH_OP_linalg_pinv], args, &n)[0];
}
