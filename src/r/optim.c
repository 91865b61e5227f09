/* Optimizers: the library's groups and states behind R6 objects. R's param_groups are what users see and
 * change; their options are read again at every step. */
#include "bridge.h"

#include "../optim/optimizer.h"

#include <string.h>

static void optimizer_gone(SEXP pointer)
{
    th_optimizer_free(R_ExternalPtrAddr(pointer));
    R_ClearExternalPtr(pointer);
}

static th_optimizer *optimizer_of(SEXP pointer)
{
    if (TYPEOF(pointer) != EXTPTRSXP || !R_ExternalPtrAddr(pointer))
        r_raise(TH_TYPE_ERROR, "this optimizer comes from another session: make it anew and load its state");
    return R_ExternalPtrAddr(pointer);
}

typedef struct { const char *name; th_optimizer *optimizer; th_list params; double options[TH_MAX_OPTIONS]; bool flag; } optimizer_call;

static void make_optimizer(void *data) { ((optimizer_call *)data)->optimizer = th_optimizer_new(((optimizer_call *)data)->name); }

SEXP C_optimizer(SEXP name)
{
    optimizer_call c = {.name = r_string(name, R_PLACE("optimizer", "name"))};
    SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));
    R_RegisterCFinalizerEx(pointer, optimizer_gone, FALSE);
    r_run(make_optimizer, &c);
    R_SetExternalPtrAddr(pointer, c.optimizer);
    UNPROTECT(1);
    return pointer;
}

static SEXP member(SEXP list, const char *name)
{
    SEXP names = Rf_getAttrib(list, R_NamesSymbol);
    for (R_xlen_t k = 0; k < XLENGTH(list) && names != R_NilValue; k++)
        if (!strcmp(CHAR(STRING_ELT(names, k)), name)) return VECTOR_ELT(list, k);
    return R_NilValue;
}

/* A group's options by name; beta1 and beta2 are the two numbers of betas. */
static void read_options(const th_optimizer *optimizer, SEXP group, double *options)
{
    for (int k = 0; optimizer->algorithm->options[k]; k++) {
        const char *name = optimizer->algorithm->options[k];
        int beta = !strcmp(name, "beta1") ? 1 : !strcmp(name, "beta2") ? 2 : 0;
        SEXP x = member(group, beta ? "betas" : name);
        r_place place = {optimizer->algorithm->name, beta ? "betas" : name};
        if (beta && TYPEOF(x) == VECSXP && XLENGTH(x) == 2) x = VECTOR_ELT(x, beta - 1);
        else if (beta && (TYPEOF(x) != REALSXP || XLENGTH(x) != 2)) r_type_error(place, "two numbers", x);
        if (TYPEOF(x) == REALSXP && beta) options[k] = REAL(x)[XLENGTH(x) == 2 ? beta - 1 : 0];
        else if (TYPEOF(x) == LGLSXP) options[k] = r_flag(x, place);
        else options[k] = r_double(x, place);
    }
}

static th_list read_params(SEXP group)
{
    SEXP params = member(group, "params");
    int n = (int)XLENGTH(params);
    th_list list = {n, (th_tensor **)R_alloc((size_t)n + 1, sizeof(th_tensor *))};
    for (int i = 0; i < n; i++) list.v[i] = r_tensor(VECTOR_ELT(params, i), R_PLACE("optimizer", "params"));
    return list;
}

static void add_group(void *data)
{
    optimizer_call *c = data;
    th_optimizer_add_group(c->optimizer, c->params, c->options);
}

/* Brings the library's groups up to R's: options as they are now, groups that are new. */
static void synchronize(th_optimizer *optimizer, SEXP groups)
{
    for (int k = 0; k < (int)XLENGTH(groups); k++) {
        SEXP group = VECTOR_ELT(groups, k);
        optimizer_call c = {.optimizer = optimizer};
        read_options(optimizer, group, c.options);
        if (k < optimizer->n_groups) {
            memcpy(optimizer->groups[k].options, c.options, sizeof c.options);
            continue;
        }
        c.params = read_params(group);
        r_run(add_group, &c);
    }
}

static void run_step(void *data) { th_optimizer_step(((optimizer_call *)data)->optimizer); }
static void run_zero(void *data) { th_optimizer_zero_grad(((optimizer_call *)data)->optimizer, ((optimizer_call *)data)->flag); }

SEXP C_optimizer_add(SEXP pointer, SEXP groups)
{
    r_enter();
    synchronize(optimizer_of(pointer), groups);
    return R_NilValue;
}

SEXP C_optimizer_step(SEXP pointer, SEXP groups)
{
    optimizer_call c = {.optimizer = optimizer_of(pointer)};
    r_enter();
    synchronize(c.optimizer, groups);
    r_run(run_step, &c);
    return R_NilValue;
}

SEXP C_optimizer_zero_grad(SEXP pointer, SEXP set_to_none)
{
    optimizer_call c = {.optimizer = optimizer_of(pointer), .flag = r_flag(set_to_none, R_PLACE("zero_grad", "set_to_none"))};
    r_run(run_zero, &c);
    return R_NilValue;
}

/* ---- State --------------------------------------------------------------------------------------- */

static SEXP state_of(const th_optimizer *optimizer, const th_param_state *p)
{
    int n = 1;
    for (int s = 0; optimizer->algorithm->states[s]; s++) n += p->states[s] != NULL;
    SEXP state = PROTECT(Rf_allocVector(VECSXP, n)), names = PROTECT(Rf_allocVector(STRSXP, n));
    SET_VECTOR_ELT(state, 0, Rf_ScalarInteger((int)p->steps));
    SET_STRING_ELT(names, 0, Rf_mkChar("step"));
    for (int s = 0, k = 1; optimizer->algorithm->states[s]; s++) {
        if (!p->states[s]) continue;
        SET_VECTOR_ELT(state, k, r_wrap(p->states[s]));
        SET_STRING_ELT(names, k++, Rf_mkChar(optimizer->algorithm->states[s]));
    }
    Rf_setAttrib(state, R_NamesSymbol, names);
    UNPROTECT(2);
    return state;
}

/* The states of all parameters in order, a list (step = , exp_avg = , ...) each; empty before its first step. */
SEXP C_optimizer_state(SEXP pointer)
{
    const th_optimizer *optimizer = optimizer_of(pointer);
    int n = 0;
    for (int k = 0; k < optimizer->n_groups; k++) n += optimizer->groups[k].n_params;
    SEXP states = PROTECT(Rf_allocVector(VECSXP, n));
    for (int k = 0, i = 0; k < optimizer->n_groups; k++)
        for (int j = 0; j < optimizer->groups[k].n_params; j++, i++) {
            const th_param_state *p = &optimizer->groups[k].params[j];
            SET_VECTOR_ELT(states, i, p->steps ? state_of(optimizer, p) : Rf_allocVector(VECSXP, 0));
        }
    UNPROTECT(1);
    return states;
}

typedef struct { th_param_state *p; int slot; th_tensor *value; } state_change;

static void set_state(void *data)
{
    state_change *c = data;
    th_tensor *copy = th_tensor_new(c->value->ndim, c->value->shape, (th_dtype)c->p->param->dtype, th_device_of(c->p->param));
    th_copy_into(copy, c->value);
    th_release(c->p->states[c->slot]);
    c->p->states[c->slot] = th_keep(copy);
}

static void load_state(const th_optimizer *optimizer, th_param_state *p, SEXP state)
{
    SEXP steps = member(state, "step");
    for (int s = 0; optimizer->algorithm->states[s]; s++) {
        SEXP x = member(state, optimizer->algorithm->states[s]);
        if (x == R_NilValue) continue;
        state_change c = {p, s, r_tensor(x, R_PLACE("load_state_dict", optimizer->algorithm->states[s]))};
        if (!th_same_shape(c.value, p->param)) r_raise(TH_VALUE_ERROR, "load_state_dict: %s does not fit its parameter", optimizer->algorithm->states[s]);
        r_run(set_state, &c);
    }
    if (steps != R_NilValue) p->steps = (int64_t)Rf_asReal(steps);
}

SEXP C_optimizer_load_state(SEXP pointer, SEXP states)
{
    th_optimizer *optimizer = optimizer_of(pointer);
    int n = 0;
    for (int k = 0; k < optimizer->n_groups; k++) n += optimizer->groups[k].n_params;
    if (XLENGTH(states) != n)
        r_raise(TH_VALUE_ERROR, "load_state_dict: expected states of %d parameters, got %d", n, (int)XLENGTH(states));
    for (int k = 0, i = 0; k < optimizer->n_groups; k++)
        for (int j = 0; j < optimizer->groups[k].n_params; j++)
            load_state(optimizer, &optimizer->groups[k].params[j], VECTOR_ELT(states, i++));
    return R_NilValue;
}
