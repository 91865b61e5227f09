/* Gradients of the factorizations, written with operations, so that they can be differentiated again. Of a function
 * f of a complex matrix A the gradient is the matrix G with df = Re tr(G^H dA).
 *
 * Sources: Giles (2008), Collected matrix derivative results for forward and reverse mode algorithmic differentiation
 * (inverse, determinant, eigenvalues, singular values); Murray (2016), Differentiation of the Cholesky decomposition;
 * Seeger, Hetzel, Dai, Meissner and Lawrence (2017), Auto-differentiating linear algebra (Cholesky, eigenvalues);
 * Roberts and Roberts (2020), QR and LQ decomposition matrix backpropagation algorithms for square, wide, and deep
 * matrices; Wan and Zhang (2019), Automatic differentiation for complex valued SVD. */
#include "slopes.h"
#include "stacks.h"

#include <string.h>

static bool is_complex(const th_tensor *x) { return th_dtype_is_complex((th_dtype)x->dtype); }

static th_tensor *diagonal(th_tensor *x) { return th_diagonal_with(x, -2, -1, 0); }
static th_tensor *row(th_tensor *x) { return th_unsqueeze(x, -2); }    /* (.., n) as (.., 1, n): scales columns */
static th_tensor *column(th_tensor *x) { return th_unsqueeze(x, -1); } /* (.., n) as (.., n, 1): scales rows */
static th_tensor *plus(th_tensor *a, th_tensor *b) { return !a ? b : !b ? a : th_add(a, b); }

/* The gradient of output k, or NULL. */
static th_tensor *incoming(th_grad_call *c, int k) { return th_has_incoming(c, k) ? th_incoming(c, k) : NULL; }

/* X A^-1 and A^-1 X for a triangular A. */
static th_tensor *divided_by(th_tensor *x, th_tensor *a, bool upper)
{
    return th_linalg_solve_triangular_with(a, x, upper, false, false);
}
static th_tensor *solved(th_tensor *a, th_tensor *x, bool upper) { return th_linalg_solve_triangular(a, x, upper); }

static th_tensor *without_diagonal(th_tensor *x) { return th_sub(x, th_diag_embed(diagonal(x))); }

static th_tensor *unbroadcast(th_tensor *g, const th_tensor *to) { return th_unbroadcast(g, to->ndim, to->shape); }

/* ---- Cholesky --------------------------------------------------------------------------------------- */

/* A = L L^H: G = L^-H S L^-1, S the Hermitian part of the lower triangle of L^H g with half its diagonal. */
void grad_cholesky_factor(th_grad_call *c)
{
    bool upper = th_saved_value(c, 1).as.i != 0;
    th_tensor *y = th_saved_output(c, 0), *g = th_incoming(c, 0);
    th_tensor *l = upper ? th_adjoint(y) : y, *lower = th_tril(th_matmul(th_adjoint(l), upper ? th_adjoint(g) : g));
    th_tensor *half = th_sub(lower, th_mul(th_diag_embed(diagonal(lower)), 0.5));
    th_tensor *s = th_mul(th_add(half, th_adjoint(half)), 0.5);
    th_give(c, 0, divided_by(solved(th_adjoint(l), s, true), l, false));
}

/* ---- LU --------------------------------------------------------------------------------------------- */

/* P A = L U with a square block and, below it or beside it, the rows L2 or the columns U2 of the rest:
 * G = P^T L^-H (tril(L^H gL - gU2 U2^H, -1) + triu(gU U^H - L2^H gL2)) U^-H for the block. */
void grad_lu_factor(th_grad_call *c)
{
    th_tensor *lu = th_saved_output(c, 0), *pivots = th_saved_output(c, 1), *g = th_incoming(c, 0);
    int64_t m = rows_of(lu), n = columns_of(lu), k = fewest_of(lu);
    th_tensor *block = th_narrow(th_narrow(lu, -2, 0, k), -1, 0, k), *gb = th_narrow(th_narrow(g, -2, 0, k), -1, 0, k);
    th_tensor *l = th_unit_lower(block, k), *u = th_triu(block);
    th_tensor *lh = th_adjoint(l), *uh = th_adjoint(u);
    th_tensor *below = th_matmul(lh, th_tril_with(gb, -1)), *above = th_matmul(th_triu(gb), uh);
    th_tensor *rest = NULL; /* the gradient of the rows below the block or of the columns beside it */
    if (m > n) {
        th_tensor *l2 = th_narrow(lu, -2, k, m - k), *g2 = th_narrow(g, -2, k, m - k);
        above = th_sub(above, th_matmul(th_adjoint(l2), g2));
        rest = divided_by(g2, uh, false);
    } else if (n > m) {
        th_tensor *u2 = th_narrow(lu, -1, k, n - k), *g2 = th_narrow(g, -1, k, n - k);
        below = th_sub(below, th_matmul(g2, th_adjoint(u2)));
        rest = th_linalg_solve_triangular_with(lh, g2, true, true, true);
    }
    th_tensor *inner = th_add(th_tril_with(below, -1), th_triu(above));
    th_tensor *result = divided_by(th_linalg_solve_triangular_with(lh, inner, true, true, true), uh, false);
    if (rest) result = th_cat_with(TH_LIST(result, rest), m > n ? -2 : -1);
    th_give(c, 0, th_rows_at("lu", th_argsort(th_lu_positions(pivots, m)), result));
}

/* A LU pivots B adjoint: the factors are known already, so that the gradient needs no other factorization. */
void grad_solve_by_lu(th_grad_call *c)
{
    th_tensor *a = th_saved(c, 0), *x = th_saved_output(c, 0);
    bool of_adjoint = th_saved_value(c, 4).as.i != 0;
    th_tensor *g = th_solve_by_lu(a, th_saved(c, 1), th_saved(c, 2), th_incoming(c, 0), !of_adjoint);
    if (th_wants(c, 0)) {
        th_tensor *minus = of_adjoint ? th_matmul(x, th_adjoint(g)) : th_matmul(g, th_adjoint(x));
        th_give(c, 0, unbroadcast(th_neg(minus), a));
    }
    if (th_wants(c, 3)) th_give(c, 3, unbroadcast(g, th_saved(c, 3)));
}

/* ---- Determinants ----------------------------------------------------------------------------------- */

/* w A^-H, w (..) */
static th_tensor *scaled_inverse(th_grad_call *c, th_tensor *w)
{
    th_tensor *a = th_saved(c, 0), *scaled = th_mul(column(column(w)), th_identity(a));
    return th_solve_by_lu(a, th_saved(c, 1), th_saved(c, 2), scaled, true);
}

/* By singular values, which need no inverse: w conj(det U det V^H) U D V^H, with the products of all other singular
 * values in D. */
static th_tensor *by_singular_values(th_tensor *a, th_tensor *w)
{
    th_tensor *parts[3];
    th_linalg_svd_with(a, false, parts);
    th_tensor *u = parts[0], *s = parts[1], *vh = parts[2], *eye = th_eq(th_identity(a), 1);
    th_tensor *others = th_prod_with(th_where(eye, 1, row(s)), TH_INTS(-1), false, TH_NO_DTYPE);
    th_tensor *phase = th_mul(w, th_conjugate(th_mul(th_linalg_det(u), th_linalg_det(vh))));
    return th_mul(column(column(phase)), th_matmul(th_mul(u, row(others)), vh));
}

/* 1, 2, .. n: a matrix with different singular values, so that the gradient of its decomposition exists. */
static th_tensor *harmless(th_tensor *a)
{
    return th_diag_embed(th_cast(th_arange_with(1, columns_of(a) + 1, 1, TH_INT64, device_of(a)), (th_dtype)a->dtype));
}

/* Jacobi's formula, conj(det) A^-H; matrices without an inverse take the way of the singular values. */
void grad_det_by_lu(th_grad_call *c)
{
    th_tensor *a = th_saved(c, 0), *det = th_saved_output(c, 0), *g = th_incoming(c, 0);
    th_tensor *singular = th_eq(det, 0), *regular = scaled_inverse(c, th_mul(g, th_conjugate(det)));
    if (a->numel == 0 || !th_scalar_int(th_item(th_any(singular)))) {
        th_give(c, 0, regular);
        return;
    }
    th_tensor *where = column(column(singular));
    th_tensor *invertible = th_where(where, th_identity(a), a);
    th_tensor *by_inverse = th_linalg_solve(th_adjoint(invertible), th_mul(column(column(th_mul(g, th_conjugate(det)))),
                                                                        th_expand_as(th_identity(a), a)));
    th_give(c, 0, th_where(where, by_singular_values(th_where(where, a, harmless(a)), g), by_inverse));
}

/* The logarithm's gradient is A^-H; that of a complex sign, which moves on the circle, i Im(conj(sign) g) A^-H. */
void grad_slogdet_by_lu(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 1), *sign = th_saved_output(c, 0);
    if (is_complex(sign) && th_has_incoming(c, 0)) {
        th_tensor *turn = th_neg(th_imag(th_mul(th_conjugate(th_incoming(c, 0)), sign)));
        g = th_complex(g, turn);
    }
    th_give(c, 0, scaled_inverse(c, g));
}

/* ---- Triangular systems ------------------------------------------------------------------------------- */

void grad_solve_triangle(th_grad_call *c)
{
    th_tensor *a = th_saved(c, 0), *x = th_saved_output(c, 0);
    bool upper = th_saved_value(c, 2).as.i != 0, unit = th_saved_value(c, 3).as.i != 0;
    th_tensor *g = th_solve_triangle(th_adjoint(a), th_incoming(c, 0), !upper, unit);
    if (th_wants(c, 0)) {
        th_tensor *whole = unbroadcast(th_neg(th_matmul(g, th_adjoint(x))), a);
        th_give(c, 0, upper ? th_triu_with(whole, unit) : th_tril_with(whole, -unit));
    }
    if (th_wants(c, 1)) th_give(c, 1, unbroadcast(g, th_saved(c, 1)));
}

/* ---- QR --------------------------------------------------------------------------------------------- */

/* A = Q R with a square R: G = (gQ + Q H) R^-H, H the Hermitian matrix with the upper triangle of
 * gR R^H - Q^H gQ (Roberts and Roberts, 2020). Its diagonal is real. */
static th_tensor *qr_gradient(th_tensor *q, th_tensor *r, th_tensor *gq, th_tensor *gr)
{
    th_tensor *inner = NULL;
    if (gr) inner = th_matmul(gr, th_adjoint(r));
    if (gq) inner = plus(inner, th_neg(th_matmul(th_adjoint(q), gq)));
    th_tensor *upper = th_triu(inner), *half = th_sub(upper, th_mul(th_diag_embed(diagonal(upper)), 0.5));
    return divided_by(plus(gq, th_matmul(q, th_add(half, th_adjoint(half)))), th_adjoint(r), false);
}

static void refuse_qr(th_grad_call *c, const th_tensor *q, const th_tensor *r)
{
    const char *mode = th_saved_value(c, 1).as.string;
    if (!strcmp(mode, "r"))
        th_fail(TH_RUNTIME_ERROR, "linalg_qr: mode 'r' is not differentiable, as the gradient needs Q; use 'reduced'");
    if (!strcmp(mode, "complete") && rows_of(q) > columns_of(r))
        th_fail(TH_RUNTIME_ERROR, "linalg_qr: mode 'complete' is not differentiable for more rows than columns, as "
                "the other columns of Q are arbitrary; use 'reduced'");
}

/* A wide A = Q (U V) is (X Y) with X = Q U and V = Q^H Y: the gradient of Y is Q gV, and Y gV^H is one more part of
 * Q's. */
void grad_linalg_qr(th_grad_call *c)
{
    th_tensor *q = th_saved_output(c, 0), *r = th_saved_output(c, 1), *gq = incoming(c, 0), *gr = incoming(c, 1);
    refuse_qr(c, q, r);
    if (!gq && !gr) return;
    int64_t m = rows_of(q), n = columns_of(r);
    if (m >= n) {
        th_give(c, 0, qr_gradient(q, r, gq, gr));
        return;
    }
    th_tensor *u = th_narrow(r, -1, 0, m), *gv = gr ? th_narrow(gr, -1, m, n - m) : NULL;
    if (gv) gq = plus(gq, th_matmul(q, th_matmul(th_narrow(r, -1, m, n - m), th_adjoint(gv))));
    th_tensor *gx = qr_gradient(q, u, gq, gr ? th_narrow(gr, -1, 0, m) : NULL);
    th_tensor *gy = gv ? th_matmul(q, gv) : th_zeros_like(th_matmul(q, th_narrow(r, -1, m, n - m)));
    th_give(c, 0, th_cat_with(TH_LIST(gx, gy), -1));
}

/* ---- Vectors that are known up to a phase ---------------------------------------------------------------- */

static double largest(th_tensor *x) { return th_scalar_double(th_item(th_amax(th_abs(th_detach(x))))); }

/* Fails where a function of complex vectors depends on their phases, which nobody defines: part, the derivative with
 * respect to them, is not zero beside all derivatives. */
static void check_phases(const char *op, const char *vectors, th_tensor *part, th_tensor *all)
{
    if (th_device_of(part).type == TH_META || part->numel == 0) return;
    double tolerance = part->dtype == TH_FLOAT32 ? 1e-2 : 1e-6, scale = largest(all);
    if (largest(part) > tolerance * (scale > 1 ? scale : 1))
        th_fail(TH_RUNTIME_ERROR, "%s: the gradient is ill-defined: expected a loss that does not depend on the phases "
                "of complex %s, which are arbitrary", op, vectors);
}

/* values[j] - values[i] beside the diagonal, ones on it. */
static th_tensor *differences(th_tensor *values, th_tensor *like)
{
    th_tensor *all = th_sub(row(values), column(values));
    return th_where(th_eq(th_identity(like), 1), 1, all);
}

/* ---- Eigenvalues ---------------------------------------------------------------------------------------- */

/* A = V L V^H: G = V (diag(gL) + (V^H gV) / E) V^H with E_ij = L_j - L_i (Giles, 2008). */
void grad_eigh_factor(th_grad_call *c)
{
    th_tensor *values = th_saved_output(c, 0), *v = th_saved_output(c, 1), *gl = incoming(c, 0), *gv = incoming(c, 1);
    if (!gv) {
        if (gl) th_give(c, 0, th_matmul(th_mul(v, row(gl)), th_adjoint(v)));
        return;
    }
    th_tensor *inner = th_matmul(th_adjoint(v), gv);
    if (is_complex(v)) check_phases("linalg_eigh", "eigenvectors", th_imag(diagonal(inner)), inner);
    inner = without_diagonal(th_div(inner, differences(values, v)));
    if (gl) inner = th_add(inner, th_diag_embed(gl));
    th_give(c, 0, th_matmul(th_matmul(v, inner), th_adjoint(v)));
}

/* A = V L V^-1 with columns of norm one: G = V^-H (diag(gL) + (V^H gV - V^H V Re diag(V^H gV)) / conj(E)) V^H. A real A
 * takes the real part. */
void grad_eig_factor(th_grad_call *c)
{
    th_tensor *values = th_saved_output(c, 0), *v = th_saved_output(c, 1), *gl = incoming(c, 0), *gv = incoming(c, 1);
    th_tensor *inner = NULL, *vh = th_adjoint(v);
    if (gv) {
        th_tensor *vhgv = th_matmul(vh, gv), *on_diagonal = diagonal(vhgv);
        check_phases("linalg_eig", "eigenvectors", th_imag(on_diagonal), vhgv);
        th_tensor *tangent = th_sub(vhgv, th_mul(th_matmul(vh, v), row(th_real(on_diagonal))));
        inner = without_diagonal(th_div(tangent, differences(th_conjugate(values), v)));
    }
    if (gl) inner = plus(inner, th_diag_embed(gl));
    if (!inner) return;
    th_tensor *g = th_linalg_solve(vh, th_matmul(inner, vh));
    th_give(c, 0, is_complex(th_saved(c, 0)) ? g : th_real(g));
}

/* ---- Singular values ------------------------------------------------------------------------------------ */

static th_tensor *skew(th_tensor *x) { return th_sub(x, th_adjoint(x)); }

static th_tensor *first_columns(th_tensor *x, int64_t k) { return x ? th_narrow(x, -1, 0, k) : NULL; }
static th_tensor *first_rows(th_tensor *x, int64_t k) { return x ? th_narrow(x, -2, 0, k) : NULL; }
static th_tensor *other_columns(th_tensor *x, int64_t k) { return th_narrow(x, -1, k, columns_of(x) - k); }
static th_tensor *other_rows(th_tensor *x, int64_t k) { return th_narrow(x, -2, k, rows_of(x) - k); }

/* What gU and gV give between U and V^H: (skew(U^H gU) / E) S + S (skew(V^H gV) / E), with E_ij = S_j^2 - S_i^2, and
 * for complex numbers the derivative of the phases that U and V share (Wan and Zhang, 2019). */
static th_tensor *svd_core(th_tensor *u, th_tensor *s, th_tensor *vh, th_tensor *gu, th_tensor *gvh)
{
    th_tensor *of_u = gu ? skew(th_matmul(th_adjoint(u), gu)) : NULL;
    th_tensor *of_v = gvh ? skew(th_matmul(vh, th_adjoint(gvh))) : NULL;
    th_tensor *core = NULL, *e = differences(th_square(s), th_matmul(th_adjoint(u), u));
    if (is_complex(u)) {
        th_tensor *all = plus(of_u, of_v);
        check_phases("linalg_svd", "singular vectors", th_imag(diagonal(all)), all);
    }
    if (of_u) core = th_mul(th_div(of_u, e), row(s));
    if (of_v) core = plus(core, th_mul(column(s), th_div(of_v, e)));
    if (is_complex(u) && of_u && of_v) core = th_add(core, th_diag_embed(th_div(diagonal(of_u), th_mul(s, 2))));
    return core;
}

/* G = U (core + diag(gS)) V^H, and what gU or gV have outside of the space of the vectors, by 1 / S. */
static th_tensor *reduced_svd_gradient(th_tensor *u, th_tensor *s, th_tensor *vh, th_tensor *gu, th_tensor *gs,
                                       th_tensor *gvh)
{
    int64_t m = rows_of(u), n = columns_of(vh), k = columns_of(u);
    if (!gu && !gvh) return gs ? th_matmul(th_mul(u, row(gs)), vh) : NULL;
    th_tensor *core = svd_core(u, s, vh, gu, gvh);
    if (gs) core = th_add(core, th_diag_embed(gs));
    th_tensor *left = th_matmul(u, core);
    if (m > k && gu) left = th_add(left, th_div(th_sub(gu, th_matmul(u, th_matmul(th_adjoint(u), gu))), row(s)));
    th_tensor *g = th_matmul(left, vh);
    if (n == k || !gvh) return g;
    th_tensor *outside = th_sub(gvh, th_matmul(th_matmul(gvh, th_adjoint(vh)), vh));
    return th_add(g, th_matmul(u, th_div(outside, column(s))));
}

/* The columns U2 that complete U turn where U does: dU2 = -U S^-1 V^H dA^H U2, but for a rotation among themselves,
 * which nobody defines; so do those of V. */
void grad_svd_factor(th_grad_call *c)
{
    th_tensor *s = th_saved_output(c, 1), *all_u = th_saved_output(c, 0), *all_vh = th_saved_output(c, 2);
    th_tensor *gu = incoming(c, 0), *gvh = incoming(c, 2);
    int64_t k = s->shape[s->ndim - 1];
    th_tensor *u = first_columns(all_u, k), *vh = first_rows(all_vh, k);
    th_tensor *g = reduced_svd_gradient(u, s, vh, first_columns(gu, k), incoming(c, 1), first_rows(gvh, k));
    if (gu && columns_of(all_u) > k) {
        th_tensor *turn = th_div(th_matmul(th_adjoint(other_columns(gu, k)), u), row(s));
        g = th_sub(g, th_matmul(other_columns(all_u, k), th_matmul(turn, vh)));
    }
    if (gvh && rows_of(all_vh) > k) {
        th_tensor *turn = th_div(th_matmul(vh, th_adjoint(other_rows(gvh, k))), column(s));
        g = th_sub(g, th_matmul(u, th_matmul(turn, other_rows(all_vh, k))));
    }
    if (g) th_give(c, 0, g);
}
