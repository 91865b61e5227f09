/* Products of several matrices in the cheapest order, powers, and blocks along the diagonal. */
#include "matmul.h"
#include "stacks.h"

#include <string.h>

/* ---- Chains ------------------------------------------------------------------------------------- */

/* The matrix chain problem: cost[i][j] is the least number of multiplications for matrices i to j,
 * split[i][j] where that product is cut last; both (n, n). */
typedef struct { int n; th_tensor **matrices; double *cost; int *split; } chain;

static void plan(chain *c)
{
    int n = c->n;
    for (int i = 0; i < n; i++) c->cost[i * n + i] = 0;
    for (int length = 1; length < n; length++)
        for (int i = 0; i + length < n; i++) {
            int j = i + length;
            double *best = &c->cost[i * n + j],
                outer = (double)c->matrices[i]->shape[0] * (double)c->matrices[j]->shape[1];
            for (int k = i; k < j; k++) {
                double cost = c->cost[i * n + k] + c->cost[(k + 1) * n + j] + outer * (double)c->matrices[k]->shape[1];
                if (k == i || cost < *best) *best = cost, c->split[i * n + j] = k;
            }
        }
}

static th_tensor *multiply(const chain *c, int i, int j)
{
    if (i == j) return c->matrices[i];
    int k = c->split[i * c->n + j];
    return th_mm(multiply(c, i, k), multiply(c, k + 1, j));
}

static th_tensor *multiply_chain(const char *op, int n, th_tensor **matrices)
{
    for (int i = 0; i < n; i++)
        if (matrices[i]->ndim != 2)
            th_fail(TH_VALUE_ERROR, "%s: expected tensor %d to be a matrix, got size [%s]", op, i + 1,
                    th_shape_text(matrices[i]->ndim, matrices[i]->shape));
    for (int i = 1; i < n; i++)
        if (matrices[i - 1]->shape[1] != matrices[i]->shape[0])
            th_fail(TH_VALUE_ERROR, "%s: expected as many columns in tensor %d as rows in tensor %d, got sizes [%s] "
                    "and [%s]", op, i, i + 1, th_shape_text(2, matrices[i - 1]->shape),
                    th_shape_text(2, matrices[i]->shape));
    size_t cells = (size_t)n * (size_t)n;
    chain c = {n, matrices, th_scratch(cells * sizeof(double)), th_scratch(cells * sizeof(int))};
    plan(&c);
    return multiply(&c, 0, n - 1);
}

void composite_chain_matmul(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    if (list.n < 1) th_fail(TH_VALUE_ERROR, "chain_matmul: expected at least one matrix, got none");
    c->out[0] = multiply_chain("chain_matmul", list.n, list.v);
}

/* The first and the last may be vectors, which count as a row and a column. */
void composite_linalg_multi_dot(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    if (list.n < 2)
        th_fail(TH_VALUE_ERROR, "linalg_multi_dot: expected at least 2 tensors, got %d", list.n < 0 ? 0 : list.n);
    th_tensor **matrices = th_scratch((size_t)list.n * sizeof *matrices), *first = list.v[0],
        *last = list.v[list.n - 1];
    memcpy(matrices, list.v, (size_t)list.n * sizeof *matrices);
    if (first->ndim == 1) matrices[0] = th_unsqueeze(first, 0);
    if (last->ndim == 1) matrices[list.n - 1] = th_unsqueeze(last, 1);
    th_tensor *y = multiply_chain("linalg_multi_dot", list.n, matrices);
    int64_t shape[2], ndim = 0;
    if (first->ndim != 1) shape[ndim++] = y->shape[0];
    if (last->ndim != 1) shape[ndim++] = y->shape[1];
    c->out[0] = ndim == 2 ? y : th_reshape(y, (th_ints){(int)ndim, shape});
}

/* ---- Powers ------------------------------------------------------------------------------------- */

/* By squaring: the number of products grows with the bits of n. */
static th_tensor *power(const char *op, th_tensor *x, int64_t n)
{
    th_tensor *y = NULL;
    th_check_square_sizes(op, x);
    if (n == 1) return th_clone(x);
    if (n == 0) return th_contiguous(th_expand(th_identity(x), (th_ints){x->ndim, x->shape}));
    if (n < 0) x = th_inv_for(op, x);
    for (uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n; left; left >>= 1) {
        if (left & 1) y = y ? th_matmul(y, x) : x;
        if (left > 1) x = th_matmul(x, x);
    }
    return y;
}

void composite_matrix_power(th_call *c) { c->out[0] = power("matrix_power", th_arg(c, 0), th_arg_int(c, 1)); }

void composite_linalg_matrix_power(th_call *c)
{
    c->out[0] = power("linalg_matrix_power", th_arg(c, 0), th_arg_int(c, 1));
}

/* ---- Blocks ------------------------------------------------------------------------------------- */

/* A number is a block of size 1, a vector a row. */
static th_tensor *block(th_tensor *x)
{
    if (x->ndim > 2)
        th_fail(TH_VALUE_ERROR, "block_diag: expected tensors of at most 2 dimensions, got size [%s]",
                th_shape_text(x->ndim, x->shape));
    return x->ndim == 2 ? x : th_reshape(x, TH_INTS(1, x->numel));
}

/* Every block is a row of blocks: zeros on both sides of it. */
static th_tensor *block_row(th_tensor *x, int64_t before, int64_t after)
{
    int64_t n = x->shape[0];
    th_tensor *parts[3] = {th_new_zeros(x, TH_INTS(n, before)), x, th_new_zeros(x, TH_INTS(n, after))};
    return th_cat_with((th_list){3, parts}, 1);
}

void composite_block_diag(th_call *c)
{
    th_list list = th_arg_list(c, 0);
    if (list.n < 1) th_fail(TH_VALUE_ERROR, "block_diag: expected at least one tensor, got none");
    th_tensor **rows = th_scratch((size_t)list.n * sizeof *rows);
    int64_t width = 0, before = 0;
    for (int i = 0; i < list.n; i++) width += (rows[i] = block(list.v[i]))->shape[1];
    for (int i = 0; i < list.n; i++) {
        int64_t own = rows[i]->shape[1];
        rows[i] = block_row(rows[i], before, width - before - own);
        before += own;
    }
    c->out[0] = th_cat((th_list){list.n, rows});
}
