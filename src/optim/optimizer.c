/* Groups, states and the step of all parameters. */
#include "optimizer.h"

#include "../core/autograd.h"
#include "../core/scope.h"

#include <stdlib.h>
#include <string.h>

extern const th_algorithm th_algorithms[];
extern const int th_n_algorithms;

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
    free(optimizer->groups);
    free(optimizer);
}

static void check_params(const th_optimizer *optimizer, th_list params)
{
    for (int i = 0; i < params.n; i++) {
        th_tensor *p = params.v[i];
        if (!p) th_fail(TH_TYPE_ERROR, "optim_%s: parameter %d is not a tensor", optimizer->algorithm->name, i + 1);
        if (p->grad_fn) th_fail(TH_VALUE_ERROR, "can't optimize a non-leaf Tensor (parameter %d)", i + 1);
        for (int k = 0; k < optimizer->n_groups; k++)
            for (int j = 0; j < optimizer->groups[k].n_params; j++)
                if (optimizer->groups[k].params[j].param == p)
                    th_fail(TH_VALUE_ERROR, "some parameters appear in more than one parameter group");
    }
}

int th_optimizer_add_group(th_optimizer *optimizer, th_list params, const double *options)
{
    check_params(optimizer, params);
    size_t n = (size_t)optimizer->n_groups + 1;
    th_param_group *groups = realloc(optimizer->groups, n * sizeof *groups);
    if (!groups) th_fail(TH_MEMORY_ERROR, "no memory for a parameter group");
    optimizer->groups = groups;
    th_param_group *group = &groups[n - 1];
    *group = (th_param_group){.n_params = params.n};
    memcpy(group->options, options, sizeof group->options);
    if (!(group->params = calloc((size_t)params.n + 1, sizeof *group->params)))
        th_fail(TH_MEMORY_ERROR, "no memory for a parameter group");
    for (int i = 0; i < params.n; i++) group->params[i].param = th_keep(params.v[i]);
    return optimizer->n_groups++;
}

void th_optimizer_step(th_optimizer *optimizer)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    for (int k = 0; k < optimizer->n_groups; k++)
        for (int i = 0; i < optimizer->groups[k].n_params; i++) {
            th_param_state *p = &optimizer->groups[k].params[i];
            th_tensor *g = th_grad(p->param);
            if (!g) continue;
            th_scope *inner = th_scope_open();
            optimizer->algorithm->update(p, g, optimizer->groups[k].options);
            th_scope_close(inner);
        }
    th_scope_close(scope);
}

void th_optimizer_zero_grad(th_optimizer *optimizer, bool set_to_none)
{
    for (int k = 0; k < optimizer->n_groups; k++)
        for (int i = 0; i < optimizer->groups[k].n_params; i++) {
            th_tensor *p = optimizer->groups[k].params[i].param, *g = th_grad(p);
            if (!g) continue;
            bool alone = g->refs == 1 && !g->grad_fn;
            if (set_to_none || !alone) th_set_grad(p, NULL);
            else th_zero(g);
        }
}
