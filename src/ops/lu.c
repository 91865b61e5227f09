/* The older functions that take factorizations apart and solve with them. */
#include "stacks.h"

#include <string.h>

/* A check_errors: both factors in one, pivots, info */
void composite_lu(th_call *c)
{
    int pivot;
    int64_t matrix;
    th_lu_factor(th_arg(c, 0), c->out);
    if (th_arg_bool(c, 1) && th_find_failure(c->out[2], &pivot, &matrix))
        th_fail(TH_RUNTIME_ERROR, "lu: %s is singular: U[%d, %d] is zero; get_infos = TRUE gives the factors "
                "nevertheless", th_matrix_text(c->out[2], matrix), pivot, pivot);
}

static void check_pivots(const char *op, const th_tensor *lu, const th_tensor *pivots)
{
    int batch = lu->ndim - 2;
    if (pivots->ndim != batch + 1 || pivots->shape[batch] != fewest_of(lu) ||
        memcmp(pivots->shape, lu->shape, (size_t)batch * sizeof *lu->shape))
        th_fail(TH_VALUE_ERROR, "%s: expected as many pivots as rows and columns for each matrix, got sizes [%s] and "
                "[%s] of LU_data and LU_pivots", op, th_shape_text(lu->ndim, lu->shape),
                th_shape_text(pivots->ndim, pivots->shape));
}

/* P (.., m, m): column i has its one where row i of L U belongs. */
static th_tensor *permutation(th_tensor *pivots, int64_t m, th_dtype dtype)
{
    th_tensor *positions = th_lu_positions(pivots, m), *rows = th_arange_with(0, m, 1, TH_INT64, device_of(pivots));
    return th_cast(th_eq(th_unsqueeze(rows, -1), th_unsqueeze(positions, -2)), dtype);
}

/* LU_data LU_pivots unpack_data unpack_pivots: P, L, U with A = P L U */
void composite_lu_unpack(th_call *c)
{
    th_tensor *lu = th_arg(c, 0), *pivots = th_arg(c, 1);
    bool data = th_arg_bool(c, 2), exchanges = th_arg_bool(c, 3);
    th_check_factorable("lu_unpack", lu);
    if (exchanges) check_pivots("lu_unpack", lu, pivots);
    int64_t k = fewest_of(lu);
    th_dtype dtype = (th_dtype)lu->dtype;
    c->out[0] = exchanges ? permutation(pivots, rows_of(lu), dtype) : th_new_nothing(lu, dtype);
    c->out[1] = data ? th_unit_lower(lu, k) : th_new_nothing(lu, dtype);
    c->out[2] = data ? th_triu(th_narrow(lu, -2, 0, k)) : th_new_nothing(lu, dtype);
}

th_tensor *th_rows_at(const char *op, th_tensor *positions, th_tensor *x)
{
    int64_t shape[TH_MAX_DIMS + 1];
    int n = x->ndim - 2;
    memcpy(shape, x->shape, (size_t)n * sizeof *shape);
    th_broadcast_shapes(op, &n, shape, positions->ndim - 1, positions->shape);
    shape[n] = rows_of(x), shape[n + 1] = columns_of(x);
    th_ints size = {n + 2, shape};
    return th_gather(th_expand(x, size), -2, th_expand(th_unsqueeze(positions, -1), size));
}

static void check_right_sides(const char *op, const th_tensor *b, const th_tensor *a)
{
    if (b->ndim < 2 || rows_of(b) != rows_of(a))
        th_fail(TH_VALUE_ERROR, "%s: expected self to be matrices with %lld rows, as many as those to solve with, got "
                "size [%s]", op, (long long)rows_of(a), th_shape_text(b->ndim, b->shape));
}

/* self LU_data LU_pivots: U^-1 L^-1 P^T self */
void composite_lu_solve(th_call *c)
{
    th_tensor *b = th_arg(c, 0), *lu = th_arg(c, 1), *pivots = th_arg(c, 2);
    th_check_factorable_square("lu_solve", lu);
    check_pivots("lu_solve", lu, pivots);
    check_right_sides("lu_solve", b, lu);
    th_tensor *exchanged = th_rows_at("lu_solve", th_lu_positions(pivots, rows_of(lu)), b);
    th_tensor *y = th_linalg_solve_triangular_with(lu, exchanged, false, true, true);
    c->out[0] = th_linalg_solve_triangular(lu, y, true);
}

/* self input2 upper: with A = L L^H (or U^H U) */
void composite_cholesky_solve(th_call *c)
{
    th_tensor *b = th_arg(c, 0), *factor = th_arg(c, 1);
    bool upper = th_arg_bool(c, 2);
    th_check_factorable_square("cholesky_solve", factor);
    check_right_sides("cholesky_solve", b, factor);
    th_tensor *l = upper ? th_adjoint(factor) : factor;
    c->out[0] = th_linalg_solve_triangular(th_adjoint(l), th_linalg_solve_triangular(l, b, false), true);
}

/* self A upper transpose unitriangular: the solution of A x = self and A. The transpose is not conjugated. */
void composite_triangular_solve(th_call *c)
{
    th_tensor *b = th_arg(c, 0), *a = th_arg(c, 1);
    bool upper = th_arg_bool(c, 2), transpose = th_arg_bool(c, 3);
    th_check_factorable_square("triangular_solve", a);
    check_right_sides("triangular_solve", b, a);
    th_tensor *with = transpose ? th_transpose(a, -2, -1) : a;
    c->out[0] = th_linalg_solve_triangular_with(with, b, upper != transpose, true, th_arg_bool(c, 4));
    c->out[1] = th_clone(a);
}
