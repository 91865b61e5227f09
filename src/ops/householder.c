/* Products of Householder reflections H_j = I - tau_j v_j v_j^H, by their compact form H_1 .. H_k = I - V T V^H with a
 * triangular T (Schreiber and Van Loan, 1989), whose inverse is diag(1 / tau) plus the strict upper triangle of V^H V
 * (Puglisi, 1992). It is made of products and one triangular system, so that it can be differentiated. */
#include "../core/scope.h"
#include "stacks.h"

#include <string.h>

/* The vectors below the diagonal of A (.., m, n), as many as tau (.., k) has numbers. */
typedef struct { th_tensor *v, *tau; } reflections;

static reflections reflections_of(const char *op, th_tensor *a, th_tensor *tau)
{
    th_check_factorable(op, a);
    int64_t k = tau->ndim ? tau->shape[tau->ndim - 1] : 0;
    if (rows_of(a) < columns_of(a) || tau->ndim != a->ndim - 1 || k > columns_of(a) ||
        memcmp(tau->shape, a->shape, (size_t)(a->ndim - 2) * sizeof *a->shape))
        th_fail(TH_VALUE_ERROR, "%s: expected matrices of at least as many rows as columns and tau of at most as many "
                "numbers as columns, got sizes [%s] and [%s]", op, th_shape_text(a->ndim, a->shape),
                th_shape_text(tau->ndim, tau->shape));
    if (a->dtype != tau->dtype)
        th_fail(TH_TYPE_ERROR, "%s: expected tau to have the dtype of the matrices, %s, but got %s", op,
                th_dtype_name((th_dtype)a->dtype), th_dtype_name((th_dtype)tau->dtype));
    return (reflections){th_unit_lower(a, k), tau};
}

/* T x, or T^H x: T = (I + D S)^-1 D with D = diag(tau) and S the strict upper triangle of V^H V. */
static th_tensor *times_t(reflections r, th_tensor *x, bool adjoint)
{
    th_tensor *d = th_unsqueeze(r.tau, -1), *s = th_triu_with(th_matmul(th_adjoint(r.v), r.v), 1);
    th_tensor *inverse = th_mul(d, s); /* its unit diagonal is understood */
    if (!adjoint) return th_linalg_solve_triangular_with(inverse, th_mul(d, x), true, true, true);
    th_tensor *y = th_linalg_solve_triangular_with(th_adjoint(inverse), x, false, true, true);
    return th_mul(th_dtype_is_complex((th_dtype)d->dtype) ? th_conj(d) : d, y);
}

/* Q x, or Q^H x */
static th_tensor *times_q(reflections r, th_tensor *x, bool adjoint)
{
    return th_sub(x, th_matmul(r.v, times_t(r, th_matmul(th_adjoint(r.v), x), adjoint)));
}

static th_tensor *first_columns_of_q(reflections r, th_tensor *a)
{
    return times_q(r, th_eye_with(rows_of(a), TH_INTS(columns_of(a)), (th_dtype)a->dtype, device_of(a)), false);
}

void composite_linalg_householder_product(th_call *c)
{
    th_modes_now.autocasts = false;
    c->out[0] = first_columns_of_q(reflections_of(c->op->name, th_arg(c, 0), th_arg(c, 1)), th_arg(c, 0));
}

void composite_orgqr(th_call *c) { composite_linalg_householder_product(c); }

/* self input2 input3 left transpose: x Q is (Q^H x^H)^H. */
void composite_ormqr(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *x = th_arg(c, 2);
    bool left = th_arg_bool(c, 3), adjoint = th_arg_bool(c, 4);
    th_modes_now.autocasts = false;
    reflections r = reflections_of("ormqr", a, th_arg(c, 1));
    if (x->ndim < 2 || (left ? rows_of(x) : columns_of(x)) != rows_of(a))
        th_fail(TH_VALUE_ERROR, "ormqr: expected input3 with %lld %s to be multiplied with Q, got size [%s]",
                (long long)rows_of(a), left ? "rows" : "columns", th_shape_text(x->ndim, x->shape));
    c->out[0] = left ? times_q(r, x, adjoint) : th_adjoint(times_q(r, th_adjoint(x), !adjoint));
}
