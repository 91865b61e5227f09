/* The older names of factorizations and what follows from them, with results in their older form. */
#include "matrices.h"

void composite_inverse(th_call *c) { c->out[0] = th_linalg_inv(th_arg(c, 0)); }
void composite_det(th_call *c) { c->out[0] = th_linalg_det(th_arg(c, 0)); }
void composite_slogdet(th_call *c) { th_linalg_slogdet(th_arg(c, 0), c->out); }

/* NaN where a real determinant is negative. */
void composite_logdet(th_call *c)
{
    th_tensor *parts[2];
    th_linalg_slogdet(th_arg(c, 0), parts);
    c->out[0] = th_add(th_log(parts[0]), parts[1]);
}

/* Of A = U^H U the upper factor, from A's upper triangle. */
void composite_cholesky(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_check_square("cholesky", x);
    c->out[0] = th_arg_bool(c, 1) ? th_adjoint(th_linalg_cholesky(th_adjoint(x))) : th_linalg_cholesky(x);
}

/* self, the factor; upper: (L L^H)^-1 = M^H M with M = L^-1 */
void composite_cholesky_inverse(th_call *c)
{
    th_tensor *factor = th_arg(c, 0);
    bool upper = th_arg_bool(c, 1);
    th_check_square("cholesky_inverse", factor);
    th_tensor *m = th_linalg_solve_triangular(factor, th_expand(th_identity(factor), (th_ints){factor->ndim,
                                              factor->shape}), upper);
    c->out[0] = upper ? th_matmul(m, th_adjoint(m)) : th_matmul(th_adjoint(m), m);
}

/* self some */
void composite_qr(th_call *c) { th_linalg_qr_with(th_arg(c, 0), th_arg_bool(c, 1) ? "reduced" : "complete", c->out); }

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
    th_check_matrices("svd", x);
    if (th_arg_bool(c, 2)) {
        th_linalg_svd_with(x, !th_arg_bool(c, 1), c->out);
        c->out[2] = th_adjoint(c->out[2]);
        return;
    }
    c->out[0] = square_zeros(x, x->shape[x->ndim - 2]);
    c->out[1] = th_linalg_svdvals(x);
    c->out[2] = square_zeros(x, x->shape[x->ndim - 1]);
}
