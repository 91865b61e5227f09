/* The older functions whose results have another form, or an inverse more. */
#include "stacks.h"

/* self, the factor; upper: (L L^H)^-1 = M^H M with M = L^-1 */
void composite_cholesky_inverse(th_call *c)
{
    th_tensor *factor = th_arg(c, 0);
    bool upper = th_arg_bool(c, 1);
    th_check_factorable_square("cholesky_inverse", factor);
    th_tensor *m = th_linalg_solve_triangular(factor, th_expand(th_identity(factor), (th_ints){factor->ndim,
                                              factor->shape}), upper);
    c->out[0] = upper ? th_matmul(m, th_adjoint(m)) : th_matmul(th_adjoint(m), m);
}

/* self some */
void composite_qr(th_call *c)
{
    th_check_factorable("qr", th_arg(c, 0));
    th_linalg_qr_with(th_arg(c, 0), th_arg_bool(c, 1) ? "reduced" : "complete", c->out);
}

static th_tensor *square_zeros(th_tensor *x, int64_t n)
{
    int64_t shape[TH_MAX_DIMS];
    for (int d = 0; d < x->ndim - 2; d++) shape[d] = x->shape[d];
    shape[x->ndim - 2] = shape[x->ndim - 1] = n;
    return th_new_zeros(x, (th_ints){x->ndim, shape});
}

/* self some compute_uv: U, S and V with A = U S V^H; U and V are zeros where they are not asked for */
void composite_svd(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_check_factorable("svd", x);
    if (th_arg_bool(c, 2)) {
        th_tensor **usv = th_svd_for("svd", x, !th_arg_bool(c, 1));
        c->out[0] = usv[0], c->out[1] = usv[1], c->out[2] = th_adjoint(usv[2]);
        return;
    }
    c->out[0] = square_zeros(x, rows_of(x));
    c->out[1] = th_svdvals_for("svd", x);
    c->out[2] = square_zeros(x, columns_of(x));
}
