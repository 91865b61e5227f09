/* Norms of matrices, and the condition, which is a product of two. */
#include "reduce.h"
#include "stacks.h"

#include <math.h>
#include <string.h>

/* ---- Orders -------------------------------------------------------------------------------------- */

typedef enum { FROBENIUS, NUCLEAR, COLUMN_SUMS, ROW_SUMS, SPECTRAL } family;
typedef struct { family family; bool smallest; } norm_order; /* smallest: an order below zero */

static norm_order numbered(const char *op, double p)
{
    double size = fabs(p);
    if (size != 1 && size != 2 && !isinf(size))
        th_fail(TH_VALUE_ERROR, "%s: order %g is not supported, expected 1, -1, 2, -2, Inf or -Inf", op, p);
    return (norm_order){size == 1 ? COLUMN_SUMS : size == 2 ? SPECTRAL : ROW_SUMS, p < 0};
}

static norm_order named(const char *op, const char *name)
{
    bool nuclear = !strcmp(name, "nuc");
    if (!nuclear && strcmp(name, "fro"))
        th_fail(TH_VALUE_ERROR, "%s: order \"%s\" is not supported, expected \"fro\" or \"nuc\"", op, name);
    return (norm_order){nuclear ? NUCLEAR : FROBENIUS, false};
}

/* Argument k is a number, the next one a name, of which one is given; else the fallback holds. */
static norm_order order_at(const th_call *c, int k, norm_order fallback)
{
    const char *name = th_arg_string(c, k + 1);
    if (name) return named(c->op->name, name);
    return th_arg_given(c, k) ? numbered(c->op->name, th_scalar_double(th_arg_scalar(c, k))) : fallback;
}

/* ---- Norms --------------------------------------------------------------------------------------- */

/* Which dimensions are rows and columns, and whether they stay with size 1. */
typedef struct { int64_t rows, columns; bool keepdim; } window;

static th_tensor *extreme(th_tensor *x, int64_t dim, bool smallest, bool keepdim)
{
    return smallest ? th_amin_with(x, TH_INTS(dim), keepdim) : th_amax_with(x, TH_INTS(dim), keepdim);
}

/* The largest of the sums along one dimension of absolute values, over the other. */
static th_tensor *largest_sum(th_tensor *x, int64_t along, int64_t over, norm_order order, bool keepdim)
{
    th_tensor *sums = th_linalg_vector_norm_with(x, th_int(1), TH_INTS(along), keepdim, TH_NO_DTYPE);
    return extreme(sums, keepdim || over < along ? over : over - 1, order.smallest, keepdim);
}

static th_tensor *of_singular_values(const char *op, th_tensor *x, norm_order order, window w)
{
    th_tensor *s = th_svdvals_for(op, th_movedim(x, TH_INTS(w.rows, w.columns), TH_INTS(-2, -1)));
    th_tensor *y = order.family == NUCLEAR ? th_sum_with(s, TH_INTS(-1), false, TH_NO_DTYPE)
                                           : extreme(s, -1, order.smallest, false);
    if (!w.keepdim) return y;
    int64_t first = w.rows < w.columns ? w.rows : w.columns;
    return th_unsqueeze(th_unsqueeze(y, first), w.rows + w.columns - first);
}

static th_tensor *matrix_norm(const char *op, th_tensor *x, norm_order order, window w)
{
    switch (order.family) {
    case FROBENIUS:
        return th_linalg_vector_norm_with(x, th_int(2), TH_INTS(w.rows, w.columns), w.keepdim, TH_NO_DTYPE);
    case COLUMN_SUMS: return largest_sum(x, w.rows, w.columns, order, w.keepdim);
    case ROW_SUMS: return largest_sum(x, w.columns, w.rows, order, w.keepdim);
    default: return of_singular_values(op, x, order, w);
    }
}

static window window_of(const char *op, const th_tensor *x, th_ints dim, bool keepdim)
{
    if (dim.n != 2) th_fail(TH_VALUE_ERROR, "%s: dim must be two dimensions, got %d", op, dim.n < 0 ? 0 : dim.n);
    window w = {th_axis(op, dim.v[0], x->ndim), th_axis(op, dim.v[1], x->ndim), keepdim};
    if (w.rows == w.columns)
        th_fail(TH_VALUE_ERROR, "%s: the two dimensions must be different, got %lld twice", op, (long long)w.rows + 1);
    return w;
}

/* A ord name dim keepdim dtype */
static void matrix_norm_over(th_call *c, th_ints dim)
{
    th_tensor *x = th_arg(c, 0);
    const char *op = c->op->name;
    norm_order order = order_at(c, 1, (norm_order){FROBENIUS, false});
    th_check_matrices(op, x);
    window w = window_of(op, x, dim, th_arg_bool(c, 4));
    th_dtype dtype = th_arg_dtype(c, 5);
    th_check_norm_dtype(op, (th_dtype)x->dtype, dtype);
    c->out[0] = matrix_norm(op, dtype == TH_NO_DTYPE ? x : th_cast(x, dtype), order, w);
}

void composite_linalg_matrix_norm(th_call *c) { matrix_norm_over(c, th_arg_ints(c, 3)); }

/* A ord name dim keepdim dtype: a norm of matrices over two dimensions, of vectors over one. Without an order it is
 * the root of the sum of squares, over all dimensions where none are given. */
void composite_linalg_norm(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_ints dim = th_arg_ints(c, 3);
    th_check_fractional("linalg_norm", x);
    bool ordered = th_arg_given(c, 1) || th_arg_given(c, 2);
    int over = dim.n >= 0 ? dim.n : x->ndim;
    if ((dim.n >= 0 || ordered) && over != 1 && over != 2)
        th_fail(TH_VALUE_ERROR, "linalg_norm: expected %s, got %d", dim.n >= 0 ? "one or two dimensions as dim" :
                "a tensor of one or two dimensions where there is an order and no dim", over);
    if (over != 2 && th_arg_given(c, 2))
        th_fail(TH_VALUE_ERROR, "linalg_norm: order \"%s\" is one of matrices, expected two dimensions as dim",
                th_arg_string(c, 2));
    if (over == 2 && ordered) {
        matrix_norm_over(c, dim.n < 0 ? TH_INTS(0, 1) : dim);
        return;
    }
    th_scalar p = th_arg_given(c, 1) ? th_arg_scalar(c, 1) : th_int(2);
    c->out[0] = th_linalg_vector_norm_with(x, p, dim, th_arg_bool(c, 4), th_arg_dtype(c, 5));
}

/* ---- Condition ----------------------------------------------------------------------------------- */

/* The norm of A times that of its inverse, infinite where there is none. */
static th_tensor *by_inverse(th_tensor *x, norm_order order)
{
    window last = {x->ndim - 2, x->ndim - 1, false};
    th_tensor **inverse = th_inv_ex_for("linalg_cond", x), *singular = th_ne(inverse[1], 0);
    th_tensor *each = th_unsqueeze(th_unsqueeze(singular, -1), -1);
    th_tensor *safe = th_where(each, 0, inverse[0]);
    th_tensor *norm = matrix_norm("linalg_cond", x, order, last);
    return th_where(singular, INFINITY, th_mul(norm, matrix_norm("linalg_cond", safe, order, last)));
}

static th_tensor *by_singular_values(th_tensor *x, bool smallest)
{
    th_tensor *s = th_svdvals_for("linalg_cond", x), *first = th_select(s, -1, 0), *last = th_select(s, -1, -1);
    return smallest ? th_div(last, first) : th_div(first, last);
}

/* A p name; that of matrices without elements is 0 */
void composite_linalg_cond(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    norm_order order = order_at(c, 1, (norm_order){SPECTRAL, false});
    bool spectral = order.family == SPECTRAL;
    if (spectral) th_check_matrices("linalg_cond", x);
    else th_check_square("linalg_cond", x);
    if (x->numel == 0) {
        th_tensor *zeros = th_new_zeros(x, th_batch_of(x));
        c->out[0] = th_dtype_is_complex((th_dtype)x->dtype) ? th_abs(zeros) : zeros;
    } else c->out[0] = spectral ? by_singular_values(x, order.smallest) : by_inverse(x, order);
}
