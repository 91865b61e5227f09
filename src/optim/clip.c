/* Clipping of gradients by their common norm and by value. */
#include "../core/op.h"

#include "../core/autograd.h"

#include <math.h>

/* Those that have elements. */
static th_list gradients(th_list params)
{
    th_list list = {0, th_scratch((size_t)(params.n + 1) * sizeof(th_tensor *))};
    for (int i = 0; i < params.n; i++) {
        th_tensor *g = params.v[i] ? th_grad(params.v[i]) : NULL;
        if (g && g->numel > 0) list.v[list.n++] = g;
    }
    return list;
}

/* May they be worked on as one? */
static bool are_alike(th_list grads)
{
    const th_tensor *first = grads.v[0];
    for (int i = 0; i < grads.n; i++) {
        const th_tensor *g = grads.v[i];
        if (g->grad_fn || g->requires_grad || !th_tensor_is_contiguous(g) || g->dtype != first->dtype) return false;
        if (!th_same_device(th_device_of(g), th_device_of(first))) return false;
    }
    return th_dtype_is_floating((th_dtype)first->dtype);
}

static void limit_all(const char *op, th_list grads, double limit, th_tensor *norm)
{
    for (int i = 0; i < grads.n; i++) th_check_in_place(op, grads.v[i]);
    th_limit_all(grads, limit, norm);
    for (int i = 0; i < grads.n; i++) th_bump_version(grads.v[i]);
}

static th_tensor *norm(th_tensor *x, double type)
{
    return th_linalg_vector_norm_with(x, type, TH_NO_INTS, false, TH_NO_DTYPE);
}

/* Orders 0 and -Inf say nothing of a whole that was cut. */
static th_tensor *total_norm(th_list grads, double type, bool alike)
{
    if (alike && type != 0 && type != -INFINITY) return th_total_norm_with(grads, type);
    th_tensor **norms = th_scratch((size_t)grads.n * sizeof *norms);
    for (int i = 0; i < grads.n; i++) norms[i] = norm(grads.v[i], type);
    return grads.n == 1 ? norms[0] : norm(th_stack((th_list){grads.n, norms}), type);
}

static void check_limit(const char *op, const char *name, double limit)
{
    if (!(limit >= 0)) th_fail(TH_VALUE_ERROR, "%s: %s must be at least 0, got %g", op, name, limit);
}

/* A gradient that is part of a graph is replaced: it may be used there, and by other parameters. */
static void set_gradients(th_list params, th_tensor *(*change)(th_tensor *, bool, th_value), th_value how)
{
    for (int i = 0; i < params.n; i++) {
        th_tensor *g = params.v[i] ? th_grad(params.v[i]) : NULL;
        if (!g) continue;
        th_scope *scope = th_scope_open();
        if (g->grad_fn) th_set_grad(params.v[i], change(th_detach(g), false, how));
        else change(g, true, how);
        th_scope_close(scope);
    }
}

static th_tensor *scale(th_tensor *g, bool in_place, th_value factor)
{
    return in_place ? th_mul_(g, factor) : th_mul(g, factor);
}
static th_tensor *limit(th_tensor *g, bool in_place, th_value highest)
{
    double high = highest.as.d;
    return in_place ? th_clamp_numbers_(g, -high, high) : th_clamp_numbers(g, -high, high);
}

th_tensor *th_clip_grad_norm(th_list params, double max_norm, double norm_type)
{
    check_limit("clip_grad_norm_", "max_norm", max_norm);
    if (norm_type != norm_type) th_fail(TH_VALUE_ERROR, "clip_grad_norm_: norm_type must be a number, got NaN");
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_list grads = gradients(params);
    if (!grads.n) return th_scope_return(scope, th_zeros(TH_INTS()));
    bool alike = are_alike(grads);
    th_tensor *total = th_detach(total_norm(grads, norm_type, alike));
    if (alike) limit_all("clip_grad_norm_", grads, max_norm, total);
    else set_gradients(params, scale, th_v_tensor(th_clamp_max_number(th_div(max_norm, th_add(total, 1e-6)), 1)));
    return th_scope_return(scope, total);
}

void th_clip_grad_value(th_list params, double clip_value)
{
    check_limit("clip_grad_value_", "clip_value", clip_value);
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_list grads = gradients(params);
    if (grads.n && are_alike(grads)) limit_all("clip_grad_value_", grads, clip_value, NULL);
    else set_gradients(params, limit, (th_value){.type = TH_ARG_DOUBLE, .as.d = clip_value});
    th_scope_close(scope);
}
