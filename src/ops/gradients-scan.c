/* Gradients of scans and of softmax, with differentiable ops. */
#include "reduce.h"

static int axis_of(th_grad_call *c, int arg, const th_tensor *x)
{
    return th_axis(th_node_op(c)->name, th_saved_value(c, arg).as.i, x->ndim);
}

/* f from the end of dim instead of from its start. */
static th_tensor *backwards(th_tensor *(*f)(th_tensor *, int64_t), th_tensor *x, int64_t dim)
{
    if (x->ndim == 0) return f(x, 0);
    return th_flip(f(th_flip(x, TH_INTS(dim)), dim), TH_INTS(dim));
}

void grad_cumsum(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0);
    th_give(c, 0, backwards(th_cumsum, g, axis_of(c, 1, g)));
}

/* x moved by one place along dim, with a zero where nothing comes from: towards the end, or the start. */
static th_tensor *moved(th_tensor *x, int64_t dim, bool to_end)
{
    int64_t n = x->shape[dim];
    th_tensor *zero = th_mul(th_narrow(x, dim, 0, 1), 0), *rest = th_narrow(x, dim, to_end ? 0 : 1, n - 1);
    th_tensor *parts[] = {to_end ? zero : rest, to_end ? rest : zero};
    return th_cat_with((th_list){2, parts}, dim);
}

/* u[k] = g[k] + a[k + 1] * u[k + 1]: the recurrence from the other end. */
static th_tensor *recurrence_back(th_tensor *g, th_tensor *a, int64_t dim)
{
    th_ints dims = TH_INTS(dim);
    return th_flip(th_recurrence(th_flip(g, dims), th_flip(moved(a, dim, false), dims), dim), dims);
}

/* y[k] = b[k] + a[k] y[k - 1]; self: b */
void grad_recurrence(th_grad_call *c)
{
    th_tensor *a = th_saved(c, 1), *y = th_saved_output(c, 0), *g = th_incoming(c, 0);
    int dim = axis_of(c, 2, y);
    if (y->ndim == 0 || y->shape[dim] == 0) {
        th_give(c, 0, g);
        return;
    }
    th_tensor *u = recurrence_back(g, a, dim);
    if (th_wants(c, 0)) th_give(c, 0, u);
    if (th_wants(c, 1)) th_give(c, 1, th_mul(u, moved(y, dim, true)));
}

/* d/dx[k] of sum g y = (product before k) * sum over i >= k of g[i] * (product of x between k and i):
 * the sum is a recurrence, so that nothing is divided by elements that may be zero. */
void grad_cumprod(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0), *y = th_saved_output(c, 0), *g = th_incoming(c, 0);
    int dim = axis_of(c, 1, x);
    if (x->ndim == 0 || x->shape[dim] == 0) {
        th_give(c, 0, g);
        return;
    }
    th_tensor *ones = th_add(th_mul(th_narrow(x, dim, 0, 1), 0), 1), *before = ones;
    if (x->shape[dim] > 1) {
        th_tensor *parts[] = {ones, th_narrow(y, dim, 0, x->shape[dim] - 1)};
        before = th_cat_with((th_list){2, parts}, dim);
    }
    th_give(c, 0, th_mul(before, recurrence_back(g, x, dim)));
}

/* d/dx[k] = exp(x[k] - y[k]) * s[k], s[k] = sum over i >= k of g[i] exp(y[k] - y[i]): a recurrence whose
 * factors exp(y[k] - y[k + 1]) are never above 1. They are NaN where both are infinite. */
void grad_logcumsumexp(th_grad_call *c)
{
    th_tensor *x = th_saved(c, 0), *y = th_saved_output(c, 0), *g = th_incoming(c, 0);
    int dim = axis_of(c, 1, x);
    if (x->ndim == 0 || x->shape[dim] == 0) {
        th_give(c, 0, g);
        return;
    }
    int64_t n = x->shape[dim] - 1;
    th_tensor *factor = th_exp(th_sub(th_narrow(y, dim, 0, n), th_narrow(y, dim, 1, n)));
    th_tensor *parts[] = {th_mul(th_narrow(g, dim, 0, 1), 0), th_where(th_isnan(factor), 0, factor)};
    th_tensor *s = recurrence_back(g, th_cat_with((th_list){2, parts}, dim), dim), *own = th_exp(th_sub(x, y));
    th_give(c, 0, th_mul(th_where(th_isnan(own), 0, own), s));
}
