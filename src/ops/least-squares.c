/* Least squares: by QR for matrices of full rank, else by singular values. */
#include "../core/scope.h"
#include "stacks.h"

#include <string.h>

static th_tensor *column(th_tensor *x) { return th_unsqueeze(x, -1); }

/* ---- Pseudoinverse times matrices ------------------------------------------------------------------------- */

/* A (.., m, n) and B (.., m, k), or (.., n, k) for the adjoint, give A^+ B; U, V^H and the inverses of those singular
 * values that count, zeros for the others, are known. */
void shape_pseudo_solve(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    int64_t shape[TH_MAX_DIMS];
    int n = a->ndim - 2;
    memcpy(shape, a->shape, (size_t)n * sizeof *shape);
    th_broadcast_shapes("linalg_lstsq", &n, shape, b->ndim - 2, b->shape);
    shape[n] = th_arg_bool(c, 5) ? rows_of(a) : columns_of(a), shape[n + 1] = columns_of(b);
    TH_OUT(c, 0, n + 2, shape, (th_dtype)a->dtype);
}

void cpu_pseudo_solve(th_call *c)
{
    bool adjoint = th_arg_bool(c, 5);
    th_scope *scope = th_scope_open();
    th_modes_now.grad = th_modes_now.autocasts = false;
    th_tensor *u = th_arg(c, 2), *v = th_adjoint(th_arg(c, 4));
    th_tensor *left = adjoint ? u : v, *right = th_adjoint(adjoint ? v : u);
    th_copy_into(c->out[0], th_matmul(left, th_mul(column(th_arg(c, 3)), th_matmul(right, th_arg(c, 1)))));
    th_scope_close(scope);
}

static th_tensor *with_same(th_grad_call *c, th_tensor *b, bool adjoint)
{
    return th_pseudo_solve(th_saved(c, 0), b, th_saved(c, 2), th_saved(c, 3), th_saved(c, 4), adjoint);
}

/* Of a matrix whose rank stays what it is (Golub and Pereyra, 1973): with C = A, or A^H for the adjoint,
 * G = -C^+H g X^H + (B - C X) (C^+ C^+H g)^H + C^+H X (g - C^+ C g)^H. */
void grad_pseudo_solve(th_grad_call *c)
{
    bool adjoint = th_saved_value(c, 5).as.i != 0;
    th_tensor *a = th_saved(c, 0), *b = th_saved(c, 1), *x = th_saved_output(c, 0), *g = th_incoming(c, 0);
    th_tensor *matrix = adjoint ? th_adjoint(a) : a, *gb = with_same(c, g, !adjoint);
    if (th_wants(c, 1)) th_give(c, 1, th_unbroadcast(gb, b->ndim, b->shape));
    if (!th_wants(c, 0)) return;
    th_tensor *residual = th_sub(b, th_matmul(matrix, x));
    th_tensor *outside = th_sub(g, with_same(c, th_matmul(matrix, g), adjoint));
    th_tensor *whole = th_neg(th_matmul(gb, th_adjoint(x)));
    whole = th_add(whole, th_matmul(residual, th_adjoint(with_same(c, gb, adjoint))));
    whole = th_add(whole, th_matmul(with_same(c, x, !adjoint), th_adjoint(outside)));
    th_give(c, 0, th_unbroadcast(adjoint ? th_adjoint(whole) : whole, a->ndim, a->shape));
}

/* ---- Drivers ------------------------------------------------------------------------------------------------ */

/* Of full rank: R^-1 Q^H B; for more columns than rows the shortest solution, by the QR decomposition of A^H. */
static th_tensor *by_qr(th_tensor *a, th_tensor *b)
{
    th_tensor *qr[2];
    bool tall = rows_of(a) >= columns_of(a);
    th_linalg_qr(tall ? a : th_adjoint(a), qr);
    if (tall) return th_linalg_solve_triangular(qr[1], th_matmul(th_adjoint(qr[0]), b), true);
    return th_matmul(qr[0], th_linalg_solve_triangular(th_adjoint(qr[1]), b, false));
}

static th_tensor *by_svd(th_tensor *a, th_tensor *b, double rcond, th_tensor **rank, th_tensor **values)
{
    th_tensor *svd[4];
    th_svd_factor(a, false, true, svd);
    th_check_converged("linalg_lstsq", svd[3]);
    th_tensor *s = th_detach(svd[1]);
    th_tensor *counts = s->shape[s->ndim - 1] ? th_gt(s, th_mul(th_narrow(s, -1, 0, 1), rcond)) : th_gt(s, 0);
    *rank = th_sum_with(counts, TH_INTS(-1), false, TH_NO_DTYPE);
    *values = svd[1];
    th_tensor *inverses = th_where(counts, th_reciprocal(s), 0);
    return th_pseudo_solve(a, b, th_detach(svd[0]), inverses, th_detach(svd[2]), false);
}

/* ---- linalg_lstsq --------------------------------------------------------------------------------------------- */

static bool is_one_of(const char *driver, const char *first, const char *second, const char *third)
{
    return !strcmp(driver, first) || !strcmp(driver, second) || !strcmp(driver, third);
}

static void check(const th_tensor *a, const th_tensor *b, const th_tensor *given, const char *driver)
{
    th_check_factorable("linalg_lstsq", a);
    if (!is_one_of(driver, "gels", "gelsy", "gelsd") && strcmp(driver, "gelss"))
        th_fail(TH_VALUE_ERROR, "linalg_lstsq: expected driver to be one of 'gels', 'gelsy', 'gelsd' or 'gelss', got "
                "'%s'", driver);
    th_check_same_dtype("linalg_lstsq", a, b);
    if (b->ndim < 2 || rows_of(b) != rows_of(a))
        th_fail(TH_VALUE_ERROR, "linalg_lstsq: expected as many rows in A and B, got sizes [%s] and [%s]",
                th_shape_text(a->ndim, a->shape), th_shape_text(given->ndim, given->shape));
}

/* For each column of B the squared length of B - A X, where there are more rows than columns and full rank. */
static th_tensor *residuals_of(th_tensor *a, th_tensor *b, th_tensor *x)
{
    return th_sum_with(th_square(th_abs(th_sub(b, th_matmul(a, x)))), TH_INTS(-2), false, TH_NO_DTYPE);
}

static bool is_full(th_tensor *rank, int64_t n)
{
    if (th_device_of(rank).type == TH_META) return true;
    return th_scalar_int(th_item(th_all(th_eq(rank, n)))) != 0;
}

/* A B rcond driver: solution, residuals, rank, singular_values. B may be one vector for each matrix. */
void composite_linalg_lstsq(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *given = th_arg(c, 1), *x;
    const char *driver = th_arg_string(c, 3) ? th_arg_string(c, 3) : "gelsy";
    bool vectors = th_holds_vectors(a, given);
    th_tensor *b = vectors ? column(given) : given, *rank = NULL, *values = NULL;
    check(a, b, given, driver);
    th_modes_now.autocasts = false;
    bool full_rank = !strcmp(driver, "gels");
    double rcond = th_arg_given(c, 2) ? th_arg_double(c, 2) : th_relative_rounding(a);
    x = full_rank ? by_qr(a, b) : by_svd(a, b, rcond, &rank, &values);
    bool asked = strcmp(driver, "gelsy") && rows_of(a) > columns_of(a);
    c->out[0] = vectors ? th_squeeze_with(x, TH_INTS(-1)) : x;
    c->out[1] = asked && (!rank || is_full(rank, columns_of(a))) ? residuals_of(a, b, x) :
                th_new_nothing(a, th_real_dtype((th_dtype)a->dtype));
    c->out[2] = rank ? rank : th_new_nothing(a, TH_INT64);
    c->out[3] = values && strcmp(driver, "gelsy") ? values : th_new_nothing(a, th_real_dtype((th_dtype)a->dtype));
}
