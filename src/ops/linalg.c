/* The functions of linalg_*: which factorization each takes, what it does with failures, and what it makes of it. */
#include "stacks.h"

#include <string.h>

static bool is_recorded(const th_tensor *x) { return th_grad_enabled() && th_requires_grad(x); }

/* ---- Cholesky --------------------------------------------------------------------------------------- */

static void check_positive_definite(const char *op, th_tensor *info)
{
    int minor;
    int64_t matrix;
    if (th_find_failure(info, &minor, &matrix))
        th_fail(TH_RUNTIME_ERROR, "%s: %s is not positive-definite: its leading minor of order %d is not above zero",
                op, th_matrix_text(info, matrix), minor);
}

static void factor_cholesky(th_call *c, bool upper, bool checked, th_tensor **factor_and_info)
{
    th_check_factorable_square(c->op->name, th_arg(c, 0));
    th_cholesky_factor(th_arg(c, 0), upper, factor_and_info);
    if (checked) check_positive_definite(c->op->name, factor_and_info[1]);
}

void composite_linalg_cholesky(th_call *c)
{
    th_tensor *found[2];
    factor_cholesky(c, false, true, found);
    c->out[0] = found[0];
}

void composite_linalg_cholesky_ex(th_call *c) { factor_cholesky(c, false, th_arg_bool(c, 1), c->out); }

/* self upper: of A = U^H U the upper factor, from A's upper triangle */
void composite_cholesky(th_call *c)
{
    th_tensor *found[2];
    factor_cholesky(c, th_arg_bool(c, 1), true, found);
    c->out[0] = found[0];
}

/* ---- By LU: inverses, systems, determinants ------------------------------------------------------------- */

typedef struct { th_tensor *lu, *pivots, *info; } factors;

/* Gradients go past the factors: they are those of what is made with them, which is told A too. */
static factors factors_of(const char *op, th_tensor *a)
{
    th_tensor *found[3];
    th_check_factorable_square(op, a);
    th_lu_factor(th_detach(a), found);
    return (factors){found[0], found[1], found[2]};
}

static void check_invertible(const char *op, th_tensor *info)
{
    int pivot;
    int64_t matrix;
    if (th_find_failure(info, &pivot, &matrix))
        th_fail(TH_RUNTIME_ERROR, "%s: %s is singular: U[%d, %d] of its LU decomposition is zero", op,
                th_matrix_text(info, matrix), pivot, pivot);
}

static th_tensor *inverse_by(factors f, th_tensor *a)
{
    return th_solve_by_lu(a, f.lu, f.pivots, th_identity(a), false);
}

void composite_linalg_inv(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    factors f = factors_of(c->op->name, a);
    check_invertible(c->op->name, f.info);
    c->out[0] = inverse_by(f, a);
}

void composite_inverse(th_call *c) { composite_linalg_inv(c); }

void composite_linalg_inv_ex(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    factors f = factors_of(c->op->name, a);
    if (th_arg_bool(c, 1)) check_invertible(c->op->name, f.info);
    c->out[0] = inverse_by(f, a);
    c->out[1] = f.info;
}

void composite_linalg_det(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    factors f = factors_of(c->op->name, a);
    c->out[0] = th_det_by_lu(a, f.lu, f.pivots);
}

void composite_det(th_call *c) { composite_linalg_det(c); }

void composite_linalg_slogdet(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    factors f = factors_of(c->op->name, a);
    th_slogdet_by_lu(a, f.lu, f.pivots, c->out);
}

void composite_slogdet(th_call *c) { composite_linalg_slogdet(c); }

/* NaN where a real determinant is negative. */
void composite_logdet(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *parts[2];
    factors f = factors_of("logdet", a);
    th_slogdet_by_lu(a, f.lu, f.pivots, parts);
    c->out[0] = th_add(th_log(parts[0]), parts[1]);
}

static void check_system(const char *op, const th_tensor *a, const th_tensor *b, bool vectors)
{
    if (b->ndim < 1) th_fail(TH_VALUE_ERROR, "%s: expected B to have at least 1 dimension, got none", op);
    th_check_same_dtype(op, a, b);
    if ((vectors ? columns_of(b) : rows_of(b)) != rows_of(a))
        th_fail(TH_VALUE_ERROR, "%s: expected as many rows in A and B to solve A X = B, got sizes [%s] and [%s]", op,
                th_shape_text(a->ndim, a->shape), th_shape_text(b->ndim, b->shape));
}

void composite_linalg_solve(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    th_check_factorable_square(c->op->name, a);
    bool vectors = th_holds_vectors(a, b);
    check_system(c->op->name, a, b, vectors);
    factors f = factors_of(c->op->name, a);
    check_invertible(c->op->name, f.info);
    th_tensor *x = th_solve_by_lu(a, f.lu, f.pivots, vectors ? th_unsqueeze(b, -1) : b, false);
    c->out[0] = vectors ? th_squeeze_with(x, TH_INTS(-1)) : x;
}

static th_tensor *transposed(th_tensor *x) { return th_transpose(x, -2, -1); }

/* X A = B is A^T X^T = B^T. */
void composite_linalg_solve_triangular(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    bool upper = th_arg_bool(c, 2), left = th_arg_bool(c, 3), unit = th_arg_bool(c, 4);
    if (left) {
        c->out[0] = th_solve_triangle(a, b, upper, unit);
        return;
    }
    th_check_factorable_square("linalg_solve_triangular", a);
    th_check_factorable("linalg_solve_triangular", b);
    if (columns_of(b) != rows_of(a))
        th_fail(TH_VALUE_ERROR, "linalg_solve_triangular: expected as many columns in B as rows in A to solve X A = B, "
                "got sizes [%s] and [%s]", th_shape_text(b->ndim, b->shape), th_shape_text(a->ndim, a->shape));
    c->out[0] = transposed(th_solve_triangle(transposed(a), transposed(b), !upper, unit));
}

/* ---- Eigenvalues and singular values -------------------------------------------------------------------- */

static bool is_upper(const char *op, const char *uplo)
{
    if (strlen(uplo) == 1 && strchr("LlUu", uplo[0])) return uplo[0] == 'U' || uplo[0] == 'u';
    th_fail(TH_VALUE_ERROR, "%s: expected UPLO to be 'L' or 'U', got '%s'", op, uplo);
}

void composite_linalg_eigh(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *found[3];
    th_check_factorable_square(c->op->name, a);
    th_eigh_factor(a, is_upper(c->op->name, th_arg_string(c, 1)), true, found);
    th_check_converged(c->op->name, found[2]);
    c->out[0] = found[0], c->out[1] = found[1];
}

/* Gradients need the vectors, here and below. */
void composite_linalg_eigvalsh(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *found[3];
    th_check_factorable_square(c->op->name, a);
    th_eigh_factor(a, is_upper(c->op->name, th_arg_string(c, 1)), is_recorded(a), found);
    th_check_converged(c->op->name, found[2]);
    c->out[0] = found[0];
}

void composite_linalg_eig(th_call *c)
{
    th_tensor *found[3];
    th_eig_factor(th_arg(c, 0), true, found);
    th_check_converged("linalg_eig", found[2]);
    c->out[0] = found[0], c->out[1] = found[1];
}

void composite_linalg_eigvals(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *found[3];
    th_check_factorable_square("linalg_eigvals", a);
    th_eig_factor(a, is_recorded(a), found);
    th_check_converged("linalg_eigvals", found[2]);
    c->out[0] = found[0];
}

void composite_linalg_svd(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *found[4];
    th_check_factorable(c->op->name, a);
    th_svd_factor(a, th_arg_bool(c, 1), true, found);
    th_check_converged(c->op->name, found[3]);
    for (int k = 0; k < 3; k++) c->out[k] = found[k];
}

void composite_linalg_svdvals(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *found[4];
    th_check_factorable(c->op->name, a);
    th_svd_factor(a, false, is_recorded(a), found);
    th_check_converged(c->op->name, found[3]);
    c->out[0] = found[1];
}

/* ---- For functions made of them ------------------------------------------------------------------------- */

/* Calls a row with A and the defaults of what follows. */
static th_tensor **call_as(const char *op, int id, th_tensor *a)
{
    th_value args[TH_MAX_ARGS] = {th_v_tensor(a)};
    for (int k = 1; k < th_ops[id].n_params; k++) args[k] = th_ops[id].params[k].fallback;
    int n;
    return th_dispatch_as(op, &th_ops[id], args, &n);
}

th_tensor *th_inv_for(const char *op, th_tensor *a) { return call_as(op, TH_OP_linalg_inv, a)[0]; }
th_tensor **th_inv_ex_for(const char *op, th_tensor *a) { return call_as(op, TH_OP_linalg_inv_ex, a); }
th_tensor **th_eigh_for(const char *op, th_tensor *a) { return call_as(op, TH_OP_linalg_eigh, a); }
th_tensor *th_eigvalsh_for(const char *op, th_tensor *a) { return call_as(op, TH_OP_linalg_eigvalsh, a)[0]; }
th_tensor *th_svdvals_for(const char *op, th_tensor *a) { return call_as(op, TH_OP_linalg_svdvals, a)[0]; }

th_tensor **th_svd_for(const char *op, th_tensor *a, bool full)
{
    int n;
    th_value args[] = {th_v_tensor(a), {.type = TH_ARG_BOOL, .as.i = full}};
    return th_dispatch_as(op, &th_ops[TH_OP_linalg_svd], args, &n);
}

th_tensor *th_solve_for(const char *op, th_tensor *a, th_tensor *b)
{
    int n;
    return th_dispatch_as(op, &th_ops[TH_OP_linalg_solve], (th_value[]){th_v_tensor(a), th_v_tensor(b)}, &n)[0];
}
