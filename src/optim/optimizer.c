/* Groups, states and the step of all parameters. */
#include "optimizer.h"
#include "lbfgs.h"

#include "../core/autograd.h"
#include "../core/scope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

th_optimizer *th_optimizer_new(const char *name)
{
    const th_algorithm *algorithm = NULL;
    for (int k = 0; k < th_n_algorithms; k++)
        if (!strcmp(th_algorithms[k].name, name)) algorithm = &th_algorithms[k];
    if (!algorithm) th_fail(TH_VALUE_ERROR, "optimizer: there is no algorithm '%s'", name);
    th_optimizer *optimizer = calloc(1, sizeof *optimizer);
    if (!optimizer) th_fail(TH_MEMORY_ERROR, "no memory for an optimizer");
    optimizer->algorithm = algorithm;
    return optimizer;
}

static void free_group(th_param_group *group)
{
    for (int i = 0; i < group->n_params; i++) {
        th_release(group->params[i].param);
        for (int s = 0; s < TH_MAX_STATES; s++) th_release(group->params[i].states[s]);
    }
    free(group->params);
}

void th_optimizer_free(th_optimizer *optimizer)
{
    if (!optimizer) return;
    for (int k = 0; k < optimizer->n_groups; k++) free_group(&optimizer->groups[k]);
    th_lbfgs_free(optimizer->lbfgs);
    free(optimizer->groups);
    free(optimizer);
}

const char *th_optimizer_option(const th_optimizer *optimizer, int k) { return optimizer->algorithm->options[k].name; }

/* ---- Groups ----------------------------------------------------------------------------------- */

static int by_address(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)*(th_tensor *const *)a, y = (uintptr_t)*(th_tensor *const *)b;
    return (x > y) - (x < y);
}

void th_check_params(th_list params, th_list known)
{
    if (params.n < 1) th_fail(TH_VALUE_ERROR, "optimizer got an empty parameter list");
    for (int i = 0; i < params.n; i++) {
        const th_tensor *p = params.v[i];
        if (!p) th_fail(TH_TYPE_ERROR, "optimizer can only optimize Tensors, but parameter %d is none", i + 1);
        bool leaf = !p->grad_fn || (p->autograd && p->autograd->retains_grad);
        if (!leaf) th_fail(TH_VALUE_ERROR, "can't optimize a non-leaf Tensor (parameter %d)", i + 1);
    }
    th_scope *scope = th_scope_open();
    th_tensor **sorted = th_scratch_copy(known.v, (size_t)known.n * sizeof *sorted);
    qsort(sorted, (size_t)known.n, sizeof *sorted, by_address);
    for (int i = 0; i < params.n; i++)
        if (bsearch(&params.v[i], sorted, (size_t)known.n, sizeof *sorted, by_address))
            th_fail(TH_VALUE_ERROR, "some parameters appear in more than one parameter group");
    th_scope_close(scope);
}

static th_list all_params(const th_optimizer *optimizer)
{
    int n = 0, i = 0;
    for (int k = 0; k < optimizer->n_groups; k++) n += optimizer->groups[k].n_params;
    th_list list = {n, th_scratch((size_t)(n + 1) * sizeof(th_tensor *))};
    for (int k = 0; k < optimizer->n_groups; k++)
        for (int j = 0; j < optimizer->groups[k].n_params; j++) list.v[i++] = optimizer->groups[k].params[j].param;
    return list;
}

static void check_group(const th_optimizer *optimizer, th_list params, const double *options)
{
    th_scope *scope = th_scope_open();
    th_check_params(params, all_params(optimizer));
    if (!optimizer->algorithm->update && optimizer->n_groups)
        th_fail(TH_VALUE_ERROR, "optim_%s doesn't support per-parameter options (parameter groups)",
                optimizer->algorithm->name);
    for (int i = 0; i < params.n; i++)
        if (!th_dtype_is_floating((th_dtype)params.v[i]->dtype))
            th_fail(TH_TYPE_ERROR, "optim_%s: expected floating-point parameters, but parameter %d is %s",
                    optimizer->algorithm->name, i + 1, th_dtype_name((th_dtype)params.v[i]->dtype));
    th_check_options(optimizer->algorithm, options);
    th_scope_close(scope);
}

int th_optimizer_add_group(th_optimizer *optimizer, th_list params, const double *options)
{
    double values[TH_MAX_OPTIONS] = {0};
    for (int k = 0; optimizer->algorithm->options[k].name; k++)
        values[k] = options ? options[k] : optimizer->algorithm->options[k].fallback;
    check_group(optimizer, params, values);
    size_t n = (size_t)optimizer->n_groups + 1;
    th_param_group *groups = realloc(optimizer->groups, n * sizeof *groups);
    if (!groups) th_fail(TH_MEMORY_ERROR, "no memory for a parameter group");
    optimizer->groups = groups;
    th_param_group *group = &groups[n - 1];
    *group = (th_param_group){.n_params = params.n};
    memcpy(group->options, values, sizeof values);
    if (!(group->params = calloc((size_t)params.n, sizeof *group->params)))
        th_fail(TH_MEMORY_ERROR, "no memory for a parameter group");
    for (int i = 0; i < params.n; i++) group->params[i].param = th_keep(params.v[i]);
    return optimizer->n_groups++;
}

void th_optimizer_set_options(th_optimizer *optimizer, int k, const double *options)
{
    if (!memcmp(optimizer->groups[k].options, options, sizeof optimizer->groups[k].options)) return;
    th_check_options(optimizer->algorithm, options);
    memcpy(optimizer->groups[k].options, options, sizeof optimizer->groups[k].options);
}

/* ---- Steps ------------------------------------------------------------------------------------ */

/* Parameters may have changed their shape, dtype or device since their states were made. */
static void check_states(const th_algorithm *algorithm, const th_param_state *p)
{
    for (int s = 0; algorithm->states[s]; s++) {
        const th_tensor *x = p->states[s];
        if (!x) continue;
        if (!th_same_device(th_device_of(x), th_device_of(p->param)))
            th_fail(TH_RUNTIME_ERROR, "optim_%s: %s is on device %s, but its parameter is now on %s: make a new "
                    "optimizer", algorithm->name, algorithm->states[s], th_device_text(th_device_of(x)),
                    th_device_text(th_device_of(p->param)));
        if (th_same_shape(x, p->param) && x->dtype == p->param->dtype) continue;
        th_fail(TH_VALUE_ERROR, "optim_%s: %s is %s [%s], but its parameter is now %s [%s]: make a new optimizer",
                algorithm->name, algorithm->states[s], th_dtype_name((th_dtype)x->dtype),
                th_shape_text(x->ndim, x->shape), th_dtype_name((th_dtype)p->param->dtype),
                th_shape_text(p->param->ndim, p->param->shape));
    }
}

/* Calls visit for every parameter that has a gradient. */
static void each_gradient(th_optimizer *optimizer,
                          void (*visit)(const th_algorithm *, th_param_state *, th_tensor *, const double *))
{
    for (int k = 0; k < optimizer->n_groups; k++)
        for (int i = 0; i < optimizer->groups[k].n_params; i++) {
            th_param_state *p = &optimizer->groups[k].params[i];
            th_tensor *g = th_grad(p->param);
            if (g) visit(optimizer->algorithm, p, g, optimizer->groups[k].options);
        }
}

/* What holds the work of the device of all parameters that have gradients; NULL if they are on the CPU, on several
 * devices or not dense. */
static const th_device_control *device_of_all(th_optimizer *optimizer)
{
    const th_tensor *first = NULL;
    for (int k = 0; k < optimizer->n_groups; k++)
        for (int i = 0; i < optimizer->groups[k].n_params; i++) {
            th_tensor *p = optimizer->groups[k].params[i].param, *g = th_grad(p);
            if (!g) continue;
            if (!first) first = p;
            th_device device = th_device_of(first);
            bool together = th_same_device(device, th_device_of(p)) && th_same_device(device, th_device_of(g));
            if (device.type == TH_CPU || !together) return NULL;
            if (g->grad_fn || !th_tensor_is_contiguous(p) || !th_tensor_is_contiguous(g)) return NULL;
        }
    return first ? th_backend_of(th_device_of(first))->control : NULL;
}

static void check(const th_algorithm *algorithm, th_param_state *p, th_tensor *g, const double *options)
{
    (void)g, (void)options;
    check_states(algorithm, p);
}

static void update(const th_algorithm *algorithm, th_param_state *p, th_tensor *g, const double *options)
{
    th_scope *scope = th_scope_open();
    p->steps++;
    algorithm->update(p, g, options);
    th_scope_close(scope);
}

static void update_all(void *optimizer) { each_gradient(optimizer, update); }

/* Work on all parameters, which a device queues as few kernels. */
static void together(const th_device_control *control, void (*work)(void *), void *data)
{
    if (!control) {
        work(data);
        return;
    }
    control->hold(true);
    bool ok = th_guard(work, data);
    control->hold(false);
    if (!ok) th_fail_again();
}

void th_optimizer_step(th_optimizer *optimizer)
{
    if (!optimizer->algorithm->update)
        th_fail(TH_VALUE_ERROR, "optim_%s: step needs a closure that computes the loss", optimizer->algorithm->name);
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    each_gradient(optimizer, check);
    together(device_of_all(optimizer), update_all, optimizer);
    th_scope_close(scope);
}

th_tensor *th_optimizer_step_with(th_optimizer *optimizer, th_closure closure, void *data)
{
    if (!optimizer->algorithm->update) return th_lbfgs_step(optimizer, closure, data);
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(true);
    th_tensor *loss = th_scope_return(scope, closure(data));
    th_optimizer_step(optimizer);
    return loss;
}

/* A gradient that is part of a graph may be used there, and by other parameters. */
static void zero_gradient(th_tensor *p, th_tensor *g)
{
    if (g->grad_fn) {
        th_set_grad(p, th_zeros_like(g));
        return;
    }
    th_zero(g);
    th_bump_version(g);
    th_note_zeros(g);
}

typedef struct { th_optimizer *optimizer; bool set_to_none; } zeroing;

static void zero_all(void *data)
{
    zeroing *z = data;
    for (int k = 0; k < z->optimizer->n_groups; k++)
        for (int i = 0; i < z->optimizer->groups[k].n_params; i++) {
            th_tensor *p = z->optimizer->groups[k].params[i].param, *g = th_grad(p);
            if (!g) continue;
            if (z->set_to_none) th_set_grad(p, NULL);
            else zero_gradient(p, g);
        }
}

void th_optimizer_zero_grad(th_optimizer *optimizer, bool set_to_none)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    together(set_to_none ? NULL : device_of_all(optimizer), zero_all, &(zeroing){optimizer, set_to_none});
    th_scope_close(scope);
}
