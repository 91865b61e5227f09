/* Products written with other products. */
#include "matmul.h"

#include <string.h>

static th_tensor *matmul(th_tensor *a, th_tensor *b);

void composite_matmul(th_call *c) { c->out[0] = matmul(th_arg(c, 0), th_arg(c, 1)); }

/* (.., k) by (k, n) is one product of matrices, whose gradients are products of matrices too */
static th_tensor *rows_by_matrix(th_tensor *a, th_tensor *b)
{
    int64_t shape[TH_MAX_DIMS], rows = 1, k = a->shape[a->ndim - 1];
    for (int d = 0; d < a->ndim - 1; d++) rows *= shape[d] = a->shape[d];
    shape[a->ndim - 1] = b->shape[1];
    return th_reshape(th_mm(th_reshape(a, TH_INTS(rows, k)), b), (th_ints){a->ndim, shape});
}

static th_tensor *matmul(th_tensor *a, th_tensor *b)
{
    if (a->ndim == 0 || b->ndim == 0)
        th_fail(TH_VALUE_ERROR, "matmul: both arguments need to be at least 1D, but they are %dD and %dD", a->ndim,
                b->ndim);
    if (a->ndim == 2 && b->ndim == 2) return th_mm(a, b);
    if (a->ndim == 2 && b->ndim == 1) return th_mv(a, b);
    if (a->ndim == 1 && b->ndim == 1) return th_dot(a, b);
    if (a->ndim == 1) return th_squeeze_with(matmul(th_unsqueeze(a, 0), b), TH_INTS(-2));
    if (b->ndim == 1) return th_squeeze_with(matmul(a, th_unsqueeze(b, 1)), TH_INTS(-1));
    if (b->ndim == 2) return rows_by_matrix(a, b);
    return th_batched_mm(a, b);
}

void composite_vdot(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    c->out[0] = th_dot(th_dtype_is_complex((th_dtype)x->dtype) ? th_conj(x) : x, th_arg(c, 1));
}

/* ---- Outer and inner products ------------------------------------------------------------------- */

static void check_vectors(const th_call *c, const th_tensor *a, const th_tensor *b)
{
    if (a->ndim != 1 || b->ndim != 1)
        th_fail(TH_VALUE_ERROR, "%s: expected vectors, got %dD and %dD tensors", c->op->name, a->ndim, b->ndim);
}

void composite_outer(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    check_vectors(c, a, b);
    c->out[0] = th_mul(th_unsqueeze(a, 1), b);
}

/* beta self + alpha vec1 vec2^T */
void composite_addr(th_call *c)
{
    th_tensor *a = th_arg(c, 1), *b = th_arg(c, 2);
    check_vectors(c, a, b);
    c->out[0] = th_addmm_with(th_arg(c, 0), th_unsqueeze(a, 1), th_unsqueeze(b, 0), th_arg_scalar(c, 3),
                              th_arg_scalar(c, 4));
}

/* Sums over the batch within one product: (n, b m) by (b m, p). */
void composite_addbmm(th_call *c)
{
    th_tensor *a = th_arg(c, 1), *b = th_arg(c, 2);
    if (a->ndim != 3 || b->ndim != 3 || a->shape[0] != b->shape[0] || a->shape[2] != b->shape[1])
        th_fail(TH_VALUE_ERROR, "addbmm: expected batches of matrices that can be multiplied, got sizes [%s] and [%s]",
                th_shape_text(a->ndim, a->shape), th_shape_text(b->ndim, b->shape));
    int64_t inner = a->shape[0] * a->shape[2];
    a = th_reshape(th_permute(a, TH_INTS(1, 0, 2)), TH_INTS(a->shape[1], inner));
    b = th_reshape(b, TH_INTS(inner, b->shape[2]));
    c->out[0] = th_addmm_with(th_arg(c, 0), a, b, th_arg_scalar(c, 3), th_arg_scalar(c, 4));
}

void composite_inner(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    if (a->ndim == 0 || b->ndim == 0) {
        c->out[0] = th_mul(a, b);
        return;
    }
    if (a->shape[a->ndim - 1] != b->shape[b->ndim - 1])
        th_fail(TH_VALUE_ERROR,
                "inner: the last dimension must match on both input tensors but got shapes [%s] and [%s]",
                th_shape_text(a->ndim, a->shape), th_shape_text(b->ndim, b->shape));
    c->out[0] = th_tensordot(a, b, TH_INTS(-1), TH_INTS(-1));
}

/* ---- Contractions ------------------------------------------------------------------------------- */

/* dims[] (n) made non-negative; fails on repetitions */
static void contracted(const char *op, th_ints dims, int ndim, int64_t *axes)
{
    for (int i = 0; i < dims.n; i++) {
        axes[i] = th_axis(op, dims.v[i], ndim);
        for (int k = 0; k < i; k++)
            if (axes[k] == axes[i])
                th_fail(TH_VALUE_ERROR, "%s: dim %lld appears multiple times in the list of dims", op,
                        (long long)axes[i] + 1);
    }
}

/* Writes the dimensions of x that are not among axes to rest; how many there are. */
static int remaining(const th_tensor *x, const int64_t *axes, int n, int64_t *rest)
{
    int count = 0;
    for (int d = 0; d < x->ndim; d++) {
        bool used = false;
        for (int i = 0; i < n; i++) used |= axes[i] == d;
        if (!used) rest[count++] = d;
    }
    return count;
}

/* A dimension of size 1 meets any size: the other operand is summed over it. */
static void match_contracted(th_tensor **a, th_tensor **b, const int64_t *in_a, const int64_t *in_b, int n)
{
    for (int i = 0; i < n; i++) {
        int64_t sa = (*a)->shape[in_a[i]], sb = (*b)->shape[in_b[i]];
        if (sa == sb) continue;
        if (sb == 1) *a = th_sum_with(*a, TH_INTS(in_a[i]), true, TH_NO_DTYPE);
        else if (sa == 1) *b = th_sum_with(*b, TH_INTS(in_b[i]), true, TH_NO_DTYPE);
        else
            th_fail(TH_VALUE_ERROR,
                    "tensordot: contracted dimensions need to match, but first has size %lld in dim %lld and "
                    "second has size %lld in dim %lld", (long long)sa, (long long)in_a[i] + 1, (long long)sb,
                    (long long)in_b[i] + 1);
    }
}

void composite_tensordot(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    th_ints da = th_arg_ints(c, 2), db = th_arg_ints(c, 3);
    int64_t in_a[TH_MAX_DIMS], in_b[TH_MAX_DIMS], order[2 * TH_MAX_DIMS], out[2 * TH_MAX_DIMS], rest[TH_MAX_DIMS];
    if (da.n != db.n) th_fail(TH_VALUE_ERROR, "tensordot: both dimension lists should have same length");
    contracted("tensordot", da, a->ndim, in_a), contracted("tensordot", db, b->ndim, in_b);
    match_contracted(&a, &b, in_a, in_b, da.n);
    int64_t rows = 1, inner = 1, cols = 1;
    int na = remaining(a, in_a, da.n, order), ndim = 0;
    for (int i = 0; i < na; i++) rows *= out[ndim++] = a->shape[order[i]];
    for (int i = 0; i < da.n; i++) inner *= a->shape[order[na + i] = in_a[i]];
    a = th_reshape(th_permute(a, (th_ints){a->ndim, order}), TH_INTS(rows, inner));
    int nb = remaining(b, in_b, db.n, rest);
    for (int i = 0; i < db.n; i++) order[i] = in_b[i];
    for (int i = 0; i < nb; i++) cols *= out[ndim++] = b->shape[order[db.n + i] = rest[i]];
    b = th_reshape(th_permute(b, (th_ints){b->ndim, order}), TH_INTS(inner, cols));
    c->out[0] = th_reshape(th_mm(a, b), (th_ints){ndim, out});
}

/* y[.., o] = sum over i, j of x1[.., i] weight[o, i, j] x2[.., j] + bias[o] */
void composite_bilinear(th_call *c)
{
    th_tensor *x1 = th_arg(c, 0), *x2 = th_arg(c, 1), *weight = th_arg(c, 2), *bias = th_arg(c, 3);
    if (weight->ndim != 3 || x1->ndim != x2->ndim || x1->ndim == 0 || x1->shape[x1->ndim - 1] != weight->shape[1] ||
        x2->shape[x2->ndim - 1] != weight->shape[2])
        th_fail(TH_VALUE_ERROR,
                "bilinear: expected inputs of sizes (.., i) and (.., j) and a weight of size (o, i, j), got "
                "[%s], [%s] and [%s]", th_shape_text(x1->ndim, x1->shape), th_shape_text(x2->ndim, x2->shape),
                th_shape_text(weight->ndim, weight->shape));
    int64_t o = weight->shape[0], i = weight->shape[1], j = weight->shape[2], shape[TH_MAX_DIMS];
    memcpy(shape, x1->shape, (size_t)x1->ndim * sizeof *shape);
    shape[x1->ndim - 1] = o;
    th_tensor *left = th_reshape(x1, TH_INTS(-1, i)), *right = th_reshape(x2, TH_INTS(-1, j, 1)); /* (b, i), (b, j,
                                                                                                              1) */
    th_tensor *half = th_mm(left, th_reshape(th_permute(weight, TH_INTS(1, 0, 2)), TH_INTS(i, o * j))); /* (b, o j) */
    th_tensor *y = th_reshape(th_bmm(th_reshape(half, TH_INTS(-1, o, j)), right), (th_ints){x1->ndim, shape});
    c->out[0] = bias ? th_add(y, bias) : y;
}

/* (a1, .., an) and (b1, .., bn): the products lie as (a1, b1, .., an, bn) */
void composite_kron(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    int n = a->ndim > b->ndim ? a->ndim : b->ndim;
    if (n > TH_MOST_DIMS / 2) th_fail(TH_VALUE_ERROR, "kron: at most %d dimensions are supported", TH_MOST_DIMS / 2);
    int64_t of_a[TH_MAX_DIMS], of_b[TH_MAX_DIMS], shape[TH_MAX_DIMS];
    for (int d = 0; d < n; d++) {
        int64_t sa = d < n - a->ndim ? 1 : a->shape[d - (n - a->ndim)],
            sb = d < n - b->ndim ? 1 : b->shape[d - (n - b->ndim)];
        of_a[2 * d] = sa, of_a[2 * d + 1] = 1;
        of_b[2 * d] = 1, of_b[2 * d + 1] = sb;
        shape[d] = sa * sb;
    }
    th_tensor *product = th_mul(th_reshape(a, (th_ints){2 * n, of_a}), th_reshape(b, (th_ints){2 * n, of_b}));
    c->out[0] = th_reshape(product, (th_ints){n, shape});
}

/* ---- Cross product ------------------------------------------------------------------------------ */

/* x with its three entries along dim moved on by steps */
static th_tensor *turned(th_tensor *x, int dim, int steps)
{
    th_tensor *parts[2] = {th_narrow(x, dim, steps, 3 - steps), th_narrow(x, dim, 0, steps)};
    return th_cat_with((th_list){2, parts}, dim);
}

static int first_of_size_3(const th_tensor *x)
{
    for (int d = 0; d < x->ndim; d++)
        if (x->shape[d] == 3) return d;
    th_fail(TH_VALUE_ERROR, "cross: no dimension of size 3 in input");
}

static th_tensor *cross(th_tensor *a, th_tensor *b, int dim)
{
    return th_sub(th_mul(turned(a, dim, 1), turned(b, dim, 2)), th_mul(turned(a, dim, 2), turned(b, dim, 1)));
}

static void check_size_3(const char *op, const th_tensor *a, const th_tensor *b, int dim)
{
    int in_b = dim - (a->ndim - b->ndim);
    if (in_b < 0 || in_b >= b->ndim || a->shape[dim] != 3 || b->shape[in_b] != 3)
        th_fail(TH_VALUE_ERROR, "%s: inputs dimension %d must have length 3. Got sizes [%s] and [%s]", op, dim + 1,
                th_shape_text(a->ndim, a->shape), th_shape_text(b->ndim, b->shape));
}

void composite_cross(th_call *c)
{
    th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    if (!th_same_shape(a, b)) {
        int n = a->ndim;
        int64_t shape[TH_MAX_DIMS];
        memcpy(shape, a->shape, (size_t)n * sizeof *shape);
        th_broadcast_shapes("cross", &n, shape, b->ndim, b->shape);
        a = th_expand(a, (th_ints){n, shape}), b = th_expand(b, (th_ints){n, shape});
    }
    int dim = th_arg_given(c, 2) ? th_axis("cross", th_arg_int(c, 2), a->ndim) : first_of_size_3(a);
    check_size_3("cross", a, b, dim);
    c->out[0] = cross(a, b, dim);
}
