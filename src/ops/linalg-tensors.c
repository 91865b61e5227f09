/* Tensors read as matrices: the first dimensions are rows, the others columns. */
#include "stacks.h"

/* The matrix whose rows are the first `rows` dimensions of x. */
static th_tensor *as_square(const char *op, th_tensor *x, int rows)
{
    int64_t m = th_count(rows, x->shape), n = th_count(x->ndim - rows, x->shape + rows);
    if (m != n)
        th_fail(TH_VALUE_ERROR, "%s: the first %d and the other dimensions of A must have as many elements, got %lld "
                "and %lld for size [%s]", op, rows, (long long)m, (long long)n, th_shape_text(x->ndim, x->shape));
    return th_reshape(x, TH_INTS(m, n));
}

/* A ind: where the columns begin */
void composite_linalg_tensorinv(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int64_t rows = th_arg_int(c, 1), shape[TH_MAX_DIMS];
    if (rows < 1 || rows > x->ndim)
        th_fail(TH_VALUE_ERROR, "linalg_tensorinv: expected ind from 2 to %d, got %lld", x->ndim + 1,
                (long long)(rows < 0 ? rows : rows + 1));
    for (int d = 0; d < x->ndim; d++) shape[d] = x->shape[(d + rows) % x->ndim];
    th_tensor *inverse = th_inv_for("linalg_tensorinv", as_square("linalg_tensorinv", x, (int)rows));
    c->out[0] = th_reshape(inverse, (th_ints){x->ndim, shape});
}

/* A's dimensions dims as its last ones */
static th_tensor *moved_to_end(th_tensor *a, th_ints dims)
{
    int64_t end[TH_MAX_DIMS];
    if (dims.n > a->ndim)
        th_fail(TH_VALUE_ERROR, "linalg_tensorsolve: A has %d dimensions, got %d dims", a->ndim, dims.n);
    for (int k = 0; k < dims.n; k++) end[k] = a->ndim - dims.n + k;
    return th_movedim(a, dims, (th_ints){dims.n, end});
}

/* A B dims: X of the size that A has behind B's */
void composite_linalg_tensorsolve(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    th_ints dims = th_arg_ints(c, 2);
    if (dims.n > 0) a = moved_to_end(a, dims);
    if (b->ndim > a->ndim)
        th_fail(TH_VALUE_ERROR, "linalg_tensorsolve: A must have at least as many dimensions as B, got %d and %d",
                a->ndim, b->ndim);
    th_tensor *matrix = as_square("linalg_tensorsolve", a, b->ndim);
    if (matrix->shape[0] != b->numel)
        th_fail(TH_VALUE_ERROR, "linalg_tensorsolve: A of size [%s] must have as many rows as B of size [%s] elements",
                th_shape_text(a->ndim, a->shape), th_shape_text(b->ndim, b->shape));
    th_tensor *x = th_solve_for("linalg_tensorsolve", matrix, th_reshape(b, TH_INTS(b->numel, 1)));
    c->out[0] = th_reshape(x, (th_ints){a->ndim - b->ndim, a->shape + b->ndim});
}
