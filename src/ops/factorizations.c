/* Shape rules and kernels of the factorizations, for every device that has them. Results that are matrices lie by
 * columns, so that a backend writes them where they stay. */
#include "stacks.h"

#include <string.h>

static th_tensor *matrices_or_nothing(const th_tensor *x, int64_t rows, int64_t columns, th_dtype dtype, bool wanted)
{
    return wanted ? th_new_matrices(x, rows, columns, dtype) : th_new_nothing(x, dtype);
}

/* A stack of the first columns of the matrices in another one, which has more rows or as many. */
static void copy_columns(th_tensor *to, th_tensor *from)
{
    int64_t shape[3] = {from->shape[0], to->shape[1] < from->shape[1] ? to->shape[1] : from->shape[1],
                        to->shape[2] < from->shape[2] ? to->shape[2] : from->shape[2]};
    th_copy_into(th_tensor_view(to, 3, shape, to->stride, to->offset),
                 th_tensor_view(from, 3, shape, from->stride, from->offset));
}

/* ---- Cholesky --------------------------------------------------------------------------------------- */

void shape_cholesky_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    th_check_factorable_square("linalg_cholesky", a);
    c->out[0] = th_new_matrices(a, rows_of(a), rows_of(a), (th_dtype)a->dtype);
    c->out[1] = th_new_numbers(a, TH_INT32);
}

void cpu_cholesky_factor(th_call *c)
{
    th_tensor *factor = c->out[0], *info = c->out[1];
    bool upper = th_arg_bool(c, 1);
    th_scope *scope = th_scope_open();
    th_zero(info);
    if (factor->numel) {
        th_tensor *stack = th_stack_of(factor);
        th_copy_into(factor, th_arg(c, 0));
        TH_FACTORIZE("linalg_cholesky", factor, cholesky)(stack, upper, th_flat(info, 0));
        if (upper) th_tril_(stack); /* the stack holds transposes */
        else th_triu_(stack);
    }
    th_scope_close(scope);
}

/* ---- LU --------------------------------------------------------------------------------------------- */

void shape_lu_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    th_check_factorable("lu", a);
    c->out[0] = th_new_matrices(a, rows_of(a), columns_of(a), (th_dtype)a->dtype);
    c->out[1] = th_new_vectors(a, fewest_of(a), TH_INT32);
    c->out[2] = th_new_numbers(a, TH_INT32);
}

void cpu_lu_factor(th_call *c)
{
    th_tensor *lu = c->out[0];
    th_scope *scope = th_scope_open();
    th_zero(c->out[2]);
    if (lu->numel) {
        th_copy_into(lu, th_arg(c, 0));
        TH_FACTORIZE("lu", lu, lu)(th_stack_of(lu), th_flat(c->out[1], 1), th_flat(c->out[2], 0));
    }
    th_scope_close(scope);
}

/* Puts Int pivots in the place of an argument, which may hold integers of any kind. */
static th_tensor *pass_pivots(th_call *c, int k)
{
    th_tensor *pivots = th_arg(c, k);
    if (!th_dtype_is_integral((th_dtype)pivots->dtype) || pivots->dtype == TH_BOOL || pivots->ndim < 1)
        th_fail(TH_TYPE_ERROR, "lu: expected pivots to be Int with at least 1 dimension, got %s of size [%s]",
                th_dtype_name((th_dtype)pivots->dtype), th_shape_text(pivots->ndim, pivots->shape));
    pivots = th_to_contiguous(th_to_dtype(pivots, TH_INT32));
    c->args[k] = th_v_tensor(pivots);
    return pivots;
}

/* pivots (.., k) become positions (.., rows): row i of P^T A is row positions[i] of A, both counted from 0. */
void shape_lu_positions(th_call *c)
{
    th_tensor *pivots = pass_pivots(c, 0);
    int64_t shape[TH_MAX_DIMS];
    memcpy(shape, pivots->shape, (size_t)pivots->ndim * sizeof *shape);
    shape[pivots->ndim - 1] = th_arg_int(c, 1);
    TH_OUT(c, 0, pivots->ndim, shape, TH_INT64);
}

/* On the host: every exchange waits for the one before. */
void cpu_lu_positions(th_call *c)
{
    th_tensor *pivots = th_arg(c, 0), *out = c->out[0];
    int64_t k = pivots->shape[pivots->ndim - 1], rows = th_arg_int(c, 1), count = rows ? out->numel / rows : 0;
    const int32_t *pivot = (const int32_t *)(void *)th_data(pivots);
    int64_t *position = (int64_t *)(void *)th_data(out);
    for (int64_t b = 0; b < count; b++, pivot += k, position += rows) {
        for (int64_t i = 0; i < rows; i++) position[i] = i;
        for (int64_t i = 0; i < k && i < rows; i++) {
            if (pivot[i] < 1 || pivot[i] > rows)
                th_fail(TH_INDEX_ERROR, "lu: expected pivots from 1 to %lld, got %d", (long long)rows, (int)pivot[i]);
            int64_t former = position[i];
            position[i] = position[pivot[i] - 1];
            position[pivot[i] - 1] = former;
        }
    }
}

/* ---- Solving ---------------------------------------------------------------------------------------- */

/* The result of solving with A (.., n, n) for B (.., n, k): B's size with both batches broadcast. */
static void shape_solution(th_call *c, const char *op, th_tensor *a, th_tensor *b)
{
    int64_t shape[TH_MAX_DIMS];
    int n = a->ndim - 2;
    memcpy(shape, a->shape, (size_t)n * sizeof *shape);
    th_broadcast_shapes(op, &n, shape, b->ndim - 2, b->shape);
    c->out[0] = th_new_matrices_of(n, shape, rows_of(b), columns_of(b), (th_dtype)a->dtype, th_device_of(a));
}

/* The right sides as a stack with as many entries as there are matrices to solve with, one or all. */
static th_tensor *right_sides(th_tensor *b, int64_t count)
{
    th_tensor *stack = th_stack_of(b);
    if (count != 1 || stack->shape[0] == 1) return stack;
    int64_t shape[3] = {1, stack->shape[0] * stack->shape[1], stack->shape[2]};
    return th_tensor_view(stack, 3, shape, stack->stride, stack->offset);
}

/* Matrices (kept = 2) or pivots (kept = 1) for the batch of x; one stays one. */
static th_tensor *for_batch_of(th_tensor *factor, int kept, const th_tensor *x)
{
    int64_t count = th_count(factor->ndim - kept, factor->shape);
    return count == 1 ? factor : th_with_batch(factor, kept, x->ndim - 2, x->shape);
}

void shape_solve_by_lu(th_call *c)
{
    th_check_factorable("linalg_solve", th_arg(c, 0));
    pass_pivots(c, 2);
    shape_solution(c, "linalg_solve", th_arg(c, 1), th_arg(c, 3));
}

void cpu_solve_by_lu(th_call *c)
{
    th_tensor *x = c->out[0];
    th_scope *scope = th_scope_open();
    if (x->numel) {
        th_tensor *lu = th_stack_of(for_batch_of(th_arg(c, 1), 2, x));
        th_tensor *pivots = th_flat(for_batch_of(th_arg(c, 2), 1, x), 1);
        th_copy_into(x, th_arg(c, 3));
        TH_FACTORIZE("linalg_solve", x, lu_solve)(lu, pivots, right_sides(x, lu->shape[0]), th_arg_bool(c, 4));
    }
    th_scope_close(scope);
}

void shape_solve_triangle(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    th_check_factorable_square("linalg_solve_triangular", a);
    th_check_factorable("linalg_solve_triangular", b);
    if (rows_of(b) != rows_of(a))
        th_fail(TH_VALUE_ERROR, "linalg_solve_triangular: expected as many rows in A and B to solve A X = B, got sizes "
                "[%s] and [%s]", th_shape_text(a->ndim, a->shape), th_shape_text(b->ndim, b->shape));
    th_check_same_dtype("linalg_solve_triangular", a, b);
    shape_solution(c, "linalg_solve_triangular", a, b);
}

void cpu_solve_triangle(th_call *c)
{
    th_tensor *x = c->out[0];
    th_scope *scope = th_scope_open();
    if (x->numel) {
        th_tensor *a = th_stack_of(for_batch_of(th_arg(c, 0), 2, x));
        th_copy_into(x, th_arg(c, 1));
        TH_FACTORIZE("linalg_solve_triangular", x, solve_triangular)
        (a, right_sides(x, a->shape[0]), th_arg_bool(c, 2), th_arg_bool(c, 3));
    }
    th_scope_close(scope);
}

/* ---- Determinants ----------------------------------------------------------------------------------- */

/* 1 for an even number of exchanges, -1 for an odd one, in dtype. */
static th_tensor *sign_of(th_tensor *pivots, th_dtype dtype)
{
    th_tensor *own = th_arange_with(1, pivots->shape[pivots->ndim - 1] + 1, 1, TH_INT32, device_of(pivots));
    th_tensor *exchanges = th_sum_with(th_ne(pivots, own), TH_INTS(-1), false, TH_NO_DTYPE);
    return th_cast(th_rsub(th_mul(th_remainder(exchanges, 2), 2), 1), dtype);
}

static th_tensor *diagonal(th_tensor *x) { return th_diagonal_with(x, -2, -1, 0); }
static th_tensor *product(th_tensor *x) { return th_prod_with(x, TH_INTS(-1), false, TH_NO_DTYPE); }

void shape_det_by_lu(th_call *c)
{
    pass_pivots(c, 2);
    c->out[0] = th_new_numbers(th_arg(c, 0), (th_dtype)th_arg(c, 0)->dtype);
}

void cpu_det_by_lu(th_call *c)
{
    th_scope *scope = th_scope_open();
    th_tensor *sign = sign_of(th_arg(c, 2), (th_dtype)c->out[0]->dtype);
    th_copy_into(c->out[0], th_mul(product(diagonal(th_detach(th_arg(c, 1)))), sign));
    th_scope_close(scope);
}

void shape_slogdet_by_lu(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    pass_pivots(c, 2);
    c->out[0] = th_new_numbers(a, (th_dtype)a->dtype);
    c->out[1] = th_new_numbers(a, th_real_dtype((th_dtype)a->dtype));
}

/* The sign of a singular matrix is 0. */
void cpu_slogdet_by_lu(th_call *c)
{
    th_scope *scope = th_scope_open();
    th_tensor *d = diagonal(th_detach(th_arg(c, 1))), *size = th_abs(d);
    th_tensor *signs = th_where(th_eq(size, 0), 0, th_div(d, size));
    th_copy_into(c->out[0], th_mul(product(signs), sign_of(th_arg(c, 2), (th_dtype)c->out[0]->dtype)));
    th_copy_into(c->out[1], th_sum_with(th_log(size), TH_INTS(-1), false, TH_NO_DTYPE));
    th_scope_close(scope);
}

/* ---- QR --------------------------------------------------------------------------------------------- */

typedef enum { QR_REDUCED, QR_COMPLETE, QR_R } qr_mode;

static qr_mode qr_mode_of(const th_call *c)
{
    const char *mode = th_arg_string(c, 1);
    if (!strcmp(mode, "reduced")) return QR_REDUCED;
    if (!strcmp(mode, "complete")) return QR_COMPLETE;
    if (!strcmp(mode, "r")) return QR_R;
    th_fail(TH_VALUE_ERROR, "linalg_qr: expected mode to be 'reduced', 'complete' or 'r', got '%s'", mode);
}

void shape_linalg_qr(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    th_check_factorable("linalg_qr", a);
    qr_mode mode = qr_mode_of(c);
    int64_t m = rows_of(a), n = columns_of(a), k = mode == QR_COMPLETE ? m : fewest_of(a);
    c->out[0] = matrices_or_nothing(a, m, k, (th_dtype)a->dtype, mode != QR_R);
    c->out[1] = th_new_matrices(a, k, n, (th_dtype)a->dtype);
}

/* factors: the stack (count, n, m) that qr left; Q has its m rows. */
static void form_q(th_tensor *q, th_tensor *factors, th_tensor *tau)
{
    th_tensor *stack = th_stack_of(q);
    copy_columns(stack, factors);
    TH_FACTORIZE("linalg_qr", q, householder_product)(stack, tau);
}

void cpu_linalg_qr(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *q = c->out[0], *r = c->out[1];
    th_scope *scope = th_scope_open();
    if (a->numel) {
        th_tensor *factors = th_stack_copy(a), *stack = th_stack_of(r);
        th_tensor *tau = th_tensor_new(2, (int64_t[]){factors->shape[0], fewest_of(a)}, (th_dtype)a->dtype,
                                       th_device_of(a));
        TH_FACTORIZE("linalg_qr", a, qr)(factors, tau);
        copy_columns(stack, factors);
        th_tril_(stack); /* the stack holds the transposes */
        if (q->numel) form_q(q, factors, tau);
    } else if (q->ndim > 1) th_fill_identity(q);
    th_scope_close(scope);
}

void shape_geqrf(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    th_check_factorable("geqrf", a);
    c->out[0] = th_new_matrices(a, rows_of(a), columns_of(a), (th_dtype)a->dtype);
    c->out[1] = th_new_vectors(a, fewest_of(a), (th_dtype)a->dtype);
}

void cpu_geqrf(th_call *c)
{
    th_tensor *factors = c->out[0];
    th_scope *scope = th_scope_open();
    if (factors->numel) {
        th_copy_into(factors, th_arg(c, 0));
        TH_FACTORIZE("geqrf", factors, qr)(th_stack_of(factors), th_flat(c->out[1], 1));
    }
    th_scope_close(scope);
}

/* ---- Eigenvalues ---------------------------------------------------------------------------------------- */

void shape_eigh_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    th_check_factorable_square("linalg_eigh", a);
    int64_t n = rows_of(a);
    c->out[0] = th_new_vectors(a, n, th_real_dtype((th_dtype)a->dtype));
    c->out[1] = matrices_or_nothing(a, n, n, (th_dtype)a->dtype, th_arg_bool(c, 2));
    c->out[2] = th_new_numbers(a, TH_INT32);
}

void cpu_eigh_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *values = c->out[0];
    bool vectors = th_arg_bool(c, 2);
    th_scope *scope = th_scope_open();
    th_zero(c->out[2]);
    if (values->numel) {
        if (vectors) th_copy_into(c->out[1], a);
        th_tensor *stack = vectors ? th_stack_of(c->out[1]) : th_stack_copy(a);
        TH_FACTORIZE("linalg_eigh", a, eigh)
        (stack, th_flat(values, 1), th_arg_bool(c, 1), vectors, th_flat(c->out[2], 0));
    }
    th_scope_close(scope);
}

void shape_eig_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    th_check_factorable_square("linalg_eig", a);
    int64_t n = rows_of(a);
    c->out[0] = th_new_vectors(a, n, th_complex_dtype(a));
    c->out[1] = matrices_or_nothing(a, n, n, th_complex_dtype(a), th_arg_bool(c, 1));
    c->out[2] = th_new_numbers(a, TH_INT32);
}

void cpu_eig_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *values = c->out[0];
    th_scope *scope = th_scope_open();
    th_zero(c->out[2]);
    if (values->numel)
        TH_FACTORIZE("linalg_eig", a, eig)
        (th_stack_copy(a), th_flat(values, 1), th_arg_bool(c, 1) ? th_stack_of(c->out[1]) : NULL,
         th_flat(c->out[2], 0));
    th_scope_close(scope);
}

/* ---- Singular values ------------------------------------------------------------------------------------ */

void shape_svd_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0);
    th_check_factorable("linalg_svd", a);
    int64_t m = rows_of(a), n = columns_of(a), k = fewest_of(a);
    bool full = th_arg_bool(c, 1), vectors = th_arg_bool(c, 2);
    c->out[0] = matrices_or_nothing(a, m, full ? m : k, (th_dtype)a->dtype, vectors);
    c->out[1] = th_new_vectors(a, k, th_real_dtype((th_dtype)a->dtype));
    c->out[2] = matrices_or_nothing(a, full ? n : k, n, (th_dtype)a->dtype, vectors);
    c->out[3] = th_new_numbers(a, TH_INT32);
}

void cpu_svd_factor(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *u = c->out[0], *s = c->out[1], *vh = c->out[2];
    bool vectors = th_arg_bool(c, 2);
    th_scope *scope = th_scope_open();
    th_zero(c->out[3]);
    if (a->numel)
        TH_FACTORIZE("linalg_svd", a, svd)
        (th_stack_copy(a), th_flat(s, 1), vectors ? th_stack_of(u) : NULL, vectors ? th_stack_of(vh) : NULL,
         th_flat(c->out[3], 0));
    else if (vectors) th_fill_identity(u), th_fill_identity(vh);
    th_scope_close(scope);
}
