/* Optimizers: the library's groups and states behind R6 objects. R's param_groups are what users see and
 * change; their options are read again at every step. And clipping of gradients. */
#include "bridge.h"

#include "../optim/lbfgs.h"
#include "../optim/optimizer.h"
#include "../nn/module.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void optimizer_gone(SEXP pointer)
{
    th_optimizer_free(R_ExternalPtrAddr(pointer));
    R_ClearExternalPtr(pointer);
}

static th_optimizer *optimizer_of(SEXP pointer)
{
    th_optimizer *optimizer = r_pointed(pointer, Rf_install("torch_optimizer"));
    if (!optimizer)
        r_raise(TH_TYPE_ERROR, "this optimizer comes from another session: make it anew and load its state");
    return optimizer;
}

typedef double group_options[TH_MAX_OPTIONS];

typedef struct {
    const char *name;
    th_optimizer *optimizer;
    th_list params, known;
    int group;
    group_options options;
    bool flag;
} optimizer_call;

static void make_optimizer(void *data)
{
    ((optimizer_call *)data)->optimizer = th_optimizer_new(((optimizer_call *)data)->name);
}

SEXP C_optimizer(SEXP name)
{
    optimizer_call c = {.name = r_string(name, R_PLACE("optimizer", "name"))};
    SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, Rf_install("torch_optimizer"), R_NilValue));
    R_RegisterCFinalizerEx(pointer, optimizer_gone, FALSE);
    r_run(make_optimizer, &c);
    R_SetExternalPtrAddr(pointer, c.optimizer);
    UNPROTECT(1);
    return pointer;
}

/* ---- Groups --------------------------------------------------------------------------------------- */

static SEXP member(SEXP list, const char *name)
{
    SEXP names = Rf_getAttrib(list, R_NamesSymbol);
    for (R_xlen_t k = 0; k < XLENGTH(list) && names != R_NilValue; k++)
        if (!strcmp(CHAR(STRING_ELT(names, k)), name)) return VECTOR_ELT(list, k);
    return R_NilValue;
}

static bool is_na(SEXP x)
{
    if (XLENGTH(x) != 1) return false;
    return (TYPEOF(x) == LGLSXP && LOGICAL_RO(x)[0] == NA_LOGICAL) ||
           (TYPEOF(x) == INTSXP && INTEGER_RO(x)[0] == NA_INTEGER) || (TYPEOF(x) == REALSXP && ISNAN(REAL_RO(x)[0]));
}

static double read_option(const th_option *option, SEXP x, r_place place)
{
    if (r_absent(x)) return option->fallback;
    if (Rf_isVectorAtomic(x) && is_na(x)) r_raise(TH_VALUE_ERROR, "%s: %s must not be NA", place.op, place.argument);
    if (option->range == TH_CHOICE) {
        if (strcmp(r_string(x, place), option->choice))
            r_raise(TH_VALUE_ERROR, "%s: %s must be NULL or '%s', got '%s'", place.op, place.argument, option->choice,
                    r_string(x, place));
        return 1;
    }
    return option->range == TH_FLAG ? r_flag(x, place) : r_double(x, place);
}

/* n options of one name: a vector of n numbers, or a list of them. */
static void read_several(const th_option *option, int n, SEXP x, double *values, r_place place)
{
    bool numbers = TYPEOF(x) == REALSXP || TYPEOF(x) == INTSXP;
    if (!numbers && TYPEOF(x) != VECSXP) r_type_error(place, n == 2 ? "two numbers" : "several numbers", x);
    if (XLENGTH(x) != n)
        r_raise(TH_VALUE_ERROR, "%s: %s must be %d numbers, got %d", place.op, place.argument, n, (int)XLENGTH(x));
    SEXP list = PROTECT(numbers ? Rf_coerceVector(x, VECSXP) : x);
    for (int k = 0; k < n; k++) values[k] = read_option(option, VECTOR_ELT(list, k), place);
    UNPROTECT(1);
}

static void read_options(const th_optimizer *optimizer, SEXP group, double *values)
{
    const th_option *options = optimizer->algorithm->options;
    char op[64];
    snprintf(op, sizeof op, "optim_%s", optimizer->algorithm->name);
    for (int k = 0, n; options[k].name; k += n) {
        for (n = 1; options[k + n].name && !strcmp(options[k + n].name, options[k].name);) n++;
        SEXP x = member(group, options[k].name);
        r_place place = {op, options[k].name};
        if (n == 1) values[k] = read_option(&options[k], x, place);
        else read_several(&options[k], n, x, values + k, place);
    }
}

static th_list read_tensors(SEXP params, r_place place)
{
    if (TYPEOF(params) != VECSXP) r_type_error(place, "a list of tensors", params);
    int n = (int)XLENGTH(params);
    th_list list = {n, (th_tensor **)R_alloc((size_t)n + 1, sizeof(th_tensor *))};
    for (int i = 0; i < n; i++) list.v[i] = r_tensor(VECTOR_ELT(params, i), place);
    return list;
}

static void set_options(void *data)
{
    optimizer_call *c = data;
    th_optimizer_set_options(c->optimizer, c->group, c->options);
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
        optimizer_call c = {.optimizer = optimizer, .group = k};
        read_options(optimizer, group, c.options);
        if (k >= optimizer->n_groups) {
            c.params = read_tensors(member(group, "params"), R_PLACE("optimizer", "params"));
            r_run(add_group, &c);
        } else if (memcmp(optimizer->groups[k].options, c.options, sizeof c.options)) r_run(set_options, &c);
    }
}

SEXP C_optimizer_add(SEXP pointer, SEXP groups)
{
    r_enter();
    synchronize(optimizer_of(pointer), groups);
    return R_NilValue;
}

static void check_params(void *data)
{
    th_check_params(((optimizer_call *)data)->params, ((optimizer_call *)data)->known);
}

/* Fails unless params, a list, may be a group beside the known parameters, a list. */
SEXP C_check_params(SEXP params, SEXP known)
{
    for (R_xlen_t k = 0; k < XLENGTH(params); k++)
        if (!r_is_tensor(VECTOR_ELT(params, k)))
            r_type_error(R_PLACE("optimizer can only optimize Tensors", "params"), "tensors", VECTOR_ELT(params, k));
    r_place place = R_PLACE("optimizer", "params");
    optimizer_call c = {.params = read_tensors(params, place), .known = read_tensors(known, place)};
    r_run(check_params, &c);
    return R_NilValue;
}

/* The names and defaults of an optimizer's options, in order; NA where there is none. */
SEXP C_optimizer_defaults(SEXP pointer)
{
    const th_option *options = optimizer_of(pointer)->algorithm->options;
    int n = 0;
    while (options[n].name) n++;
    SEXP defaults = PROTECT(Rf_allocVector(REALSXP, n)), names = PROTECT(Rf_allocVector(STRSXP, n));
    for (int k = 0; k < n; k++) {
        REAL(defaults)[k] = isnan(options[k].fallback) ? NA_REAL : options[k].fallback;
        SET_STRING_ELT(names, k, Rf_mkChar(options[k].name));
    }
    Rf_setAttrib(defaults, R_NamesSymbol, names);
    UNPROTECT(2);
    return defaults;
}

/* ---- Steps ---------------------------------------------------------------------------------------- */

typedef struct { th_optimizer *optimizer; SEXP closure; } stepping;

static SEXP call_closure(void *data)
{
    SEXP call = PROTECT(Rf_lang1(((stepping *)data)->closure));
    SEXP result = Rf_eval(call, R_GlobalEnv);
    UNPROTECT(1);
    return result;
}

static th_tensor *closure_in_r(void *data)
{
    SEXP loss = r_protected(call_closure, data);
    th_scalar number;
    if (r_is_tensor(loss) && !r_is_undefined(loss)) {
        th_tensor *x = R_ExternalPtrAddr(loss);
        if (x) return th_borrow(th_keep(x));
    } else if (r_number(loss, &number)) return th_full(TH_INTS(), number);
    th_fail(TH_TYPE_ERROR, "step: the closure must return the loss, a tensor of one element");
}

static th_tensor *run_step_with(void *data)
{
    stepping *s = data;
    return th_optimizer_step_with(s->optimizer, closure_in_r, s);
}

static void run_step(void *data) { th_optimizer_step(((stepping *)data)->optimizer); }

/* closure: NULL, or a function that the optimizer calls for the loss, which is returned. */
SEXP C_optimizer_step(SEXP pointer, SEXP groups, SEXP closure)
{
    stepping s = {optimizer_of(pointer), closure};
    r_enter();
    synchronize(s.optimizer, groups);
    if (closure != R_NilValue && !Rf_isFunction(closure))
        r_type_error(R_PLACE("step", "closure"), "a function", closure);
    if (closure != R_NilValue) return r_result(run_step_with, &s);
    r_run(run_step, &s);
    return R_NilValue;
}

static void run_zero(void *data)
{
    th_optimizer_zero_grad(((optimizer_call *)data)->optimizer, ((optimizer_call *)data)->flag);
}

SEXP C_optimizer_zero_grad(SEXP pointer, SEXP set_to_none)
{
    optimizer_call c = {.optimizer = optimizer_of(pointer),
                        .flag = r_flag(set_to_none, R_PLACE("zero_grad", "set_to_none"))};
    r_run(run_zero, &c);
    return R_NilValue;
}

/* ---- A whole step --------------------------------------------------------------------------------- */

typedef struct { th_module *model, *loss; th_optimizer *optimizer; th_list inputs; th_tensor *target; } training;

/* Classes that a loss of the library reads count from 1 in R. */
static th_tensor *run_training(void *data)
{
    training *t = data;
    const th_layer *layer = t->loss->call ? NULL : t->loss->layer;
    r_meaning meaning = layer && layer->inputs.n_params > 1 ? r_meaning_of(layer->inputs.params[1].type) : R_VALUES;
    if (meaning != R_VALUES) t->target = r_zero_based(t->target, meaning, R_PLACE(layer->row.name, "target"));
    return th_train_step(t->model, t->loss, t->optimizer, t->inputs, t->target);
}

/* inputs: a list of tensors */
SEXP C_train_step(SEXP model, SEXP loss, SEXP pointer, SEXP groups, SEXP inputs, SEXP target)
{
    int n = (int)XLENGTH(inputs);
    training t = {r_module(model), r_module(loss), optimizer_of(pointer), {n, NULL}, NULL};
    t.inputs.v = (th_tensor **)R_alloc((size_t)n + 1, sizeof(th_tensor *));
    for (int k = 0; k < n; k++) t.inputs.v[k] = r_tensor(VECTOR_ELT(inputs, k), R_PLACE("train_step", "input"));
    t.target = r_tensor(target, R_PLACE("train_step", "target"));
    r_enter();
    synchronize(t.optimizer, groups);
    return r_result(run_training, &t);
}

/* ---- State ---------------------------------------------------------------------------------------- */

/* A named list that is filled one by one; protected by the caller. */
typedef struct { SEXP list, names; int n; } named;

static void put(named *l, const char *name, SEXP value)
{
    SET_VECTOR_ELT(l->list, l->n, value);
    SET_STRING_ELT(l->names, l->n++, Rf_mkChar(name));
}

static named new_named(int n)
{
    SEXP list = PROTECT(Rf_allocVector(VECSXP, n)), names = PROTECT(Rf_allocVector(STRSXP, n));
    Rf_setAttrib(list, R_NamesSymbol, names);
    UNPROTECT(2);
    return (named){list, names, 0};
}

static SEXP state_of(const th_algorithm *algorithm, const th_param_state *p)
{
    int n = 1;
    for (int s = 0; algorithm->states[s]; s++) n += p->states[s] != NULL;
    for (int k = 0; algorithm->numbers[k]; k++) n++;
    named l = new_named(n);
    PROTECT(l.list);
    put(&l, "step", Rf_ScalarReal((double)p->steps));
    for (int s = 0; algorithm->states[s]; s++)
        if (p->states[s]) put(&l, algorithm->states[s], r_wrap(p->states[s]));
    for (int k = 0; algorithm->numbers[k]; k++) put(&l, algorithm->numbers[k], Rf_ScalarReal(p->numbers[k]));
    UNPROTECT(1);
    return l.list;
}

/* All parameters' state is with the first one. */
static SEXP state_of_lbfgs(const th_lbfgs *m)
{
    named l = new_named(10);
    PROTECT(l.list);
    put(&l, "n_iter", Rf_ScalarReal((double)m->n_iter));
    put(&l, "func_evals", Rf_ScalarReal((double)m->func_evals));
    put(&l, "d", m->d ? r_wrap(m->d) : R_NilValue);
    put(&l, "t", Rf_ScalarReal(m->t));
    put(&l, "H_diag", Rf_ScalarReal(m->h_diag));
    put(&l, "prev_loss", Rf_ScalarReal(m->prev_loss));
    put(&l, "prev_flat_grad", m->prev_flat_grad ? r_wrap(m->prev_flat_grad) : R_NilValue);
    put(&l, "old_dirs", Rf_allocVector(VECSXP, m->n));
    put(&l, "old_stps", Rf_allocVector(VECSXP, m->n));
    put(&l, "ro", Rf_allocVector(REALSXP, m->n));
    for (int i = 0; i < m->n; i++) {
        SET_VECTOR_ELT(VECTOR_ELT(l.list, 7), i, r_wrap(m->history[i].y));
        SET_VECTOR_ELT(VECTOR_ELT(l.list, 8), i, r_wrap(m->history[i].s));
        REAL(VECTOR_ELT(l.list, 9))[i] = m->history[i].ro;
    }
    UNPROTECT(1);
    return l.list;
}

static int count_params(const th_optimizer *optimizer)
{
    int n = 0;
    for (int k = 0; k < optimizer->n_groups; k++) n += optimizer->groups[k].n_params;
    return n;
}

/* The states of all parameters in order, a list (step = , exp_avg = , ...) each; empty before its first step. */
SEXP C_optimizer_state(SEXP pointer)
{
    const th_optimizer *optimizer = optimizer_of(pointer);
    SEXP states = PROTECT(Rf_allocVector(VECSXP, count_params(optimizer)));
    for (int k = 0, i = 0; k < optimizer->n_groups; k++)
        for (int j = 0; j < optimizer->groups[k].n_params; j++, i++) {
            const th_param_state *p = &optimizer->groups[k].params[j];
            bool with_lbfgs = optimizer->lbfgs && i == 0;
            SET_VECTOR_ELT(states, i, with_lbfgs ? state_of_lbfgs(optimizer->lbfgs) :
                           p->steps ? state_of(optimizer->algorithm, p) : Rf_allocVector(VECSXP, 0));
        }
    UNPROTECT(1);
    return states;
}

/* What a state dict says, read before anything is changed. */
typedef struct {
    th_optimizer *optimizer;
    group_options *options;
    th_param_state *states; /* of all parameters in order; tensors are R's */
    th_lbfgs lbfgs;         /* likewise */
    bool with_lbfgs;
} loading;

static double number_or(SEXP list, const char *name, double otherwise)
{
    SEXP x = member(list, name);
    return x == R_NilValue ? otherwise : r_double(x, R_PLACE("load_state_dict", name));
}

static th_tensor *tensor_or_null(SEXP list, const char *name)
{
    return r_tensor_or_null(member(list, name), R_PLACE("load_state_dict", name));
}

static void read_state(const th_algorithm *algorithm, th_param_state *p, SEXP state)
{
    p->steps = (int64_t)number_or(state, "step", 0);
    for (int s = 0; algorithm->states[s]; s++) p->states[s] = tensor_or_null(state, algorithm->states[s]);
    for (int k = 0; algorithm->numbers[k]; k++) p->numbers[k] = number_or(state, algorithm->numbers[k], 0);
}

static void read_lbfgs(th_lbfgs *m, SEXP state)
{
    m->n_iter = (int64_t)number_or(state, "n_iter", 0);
    m->func_evals = (int64_t)number_or(state, "func_evals", 0);
    m->t = number_or(state, "t", 0);
    m->h_diag = number_or(state, "H_diag", 1);
    m->prev_loss = number_or(state, "prev_loss", 0);
    m->d = tensor_or_null(state, "d");
    m->prev_flat_grad = tensor_or_null(state, "prev_flat_grad");
    SEXP ro = member(state, "ro");
    if (ro == R_NilValue || XLENGTH(ro) == 0) return;
    th_list y = read_tensors(member(state, "old_dirs"), R_PLACE("load_state_dict", "old_dirs"));
    th_list s = read_tensors(member(state, "old_stps"), R_PLACE("load_state_dict", "old_stps"));
    if (TYPEOF(ro) != REALSXP || XLENGTH(ro) != y.n || s.n != y.n)
        r_raise(TH_VALUE_ERROR, "load_state_dict: old_dirs, old_stps and ro must have one length, got %d, %d and %d",
                y.n, s.n, (int)XLENGTH(ro));
    m->history = (th_curvature *)R_alloc((size_t)y.n, sizeof *m->history);
    for (m->n = 0; m->n < y.n; m->n++) m->history[m->n] = (th_curvature){y.v[m->n], s.v[m->n], REAL(ro)[m->n]};
}

/* A copy that lives as long as the scope, of the parameter's dtype and device. */
static th_tensor *copy_for(const th_tensor *param, th_tensor *x)
{
    if (!x) return NULL;
    th_tensor *copy = th_tensor_new(x->ndim, x->shape, (th_dtype)param->dtype, th_device_of(param));
    th_copy_into(copy, x);
    return copy;
}

static void copy_state(const th_algorithm *algorithm, const th_tensor *param, th_param_state *state)
{
    for (int s = 0; algorithm->states[s]; s++) {
        th_tensor *x = state->states[s];
        if (x && !th_same_shape(x, param))
            th_fail(TH_VALUE_ERROR, "load_state_dict: %s is [%s], but its parameter is [%s]", algorithm->states[s],
                    th_shape_text(x->ndim, x->shape), th_shape_text(param->ndim, param->shape));
        state->states[s] = copy_for(param, x);
    }
}

static th_tensor *copy_vector(const loading *l, const char *name, th_tensor *x)
{
    const th_param_group *group = &l->optimizer->groups[0];
    int64_t n = 0;
    for (int i = 0; i < group->n_params; i++) n += group->params[i].param->numel;
    if (x && (x->ndim != 1 || x->numel != n))
        th_fail(TH_VALUE_ERROR, "load_state_dict: %s is [%s], but the parameters have %lld elements", name,
                th_shape_text(x->ndim, x->shape), (long long)n);
    return copy_for(group->params[0].param, x);
}

static void copy_lbfgs(loading *l)
{
    l->lbfgs.d = copy_vector(l, "d", l->lbfgs.d);
    l->lbfgs.prev_flat_grad = copy_vector(l, "prev_flat_grad", l->lbfgs.prev_flat_grad);
    for (int i = 0; i < l->lbfgs.n; i++) {
        l->lbfgs.history[i].y = copy_vector(l, "old_dirs", l->lbfgs.history[i].y);
        l->lbfgs.history[i].s = copy_vector(l, "old_stps", l->lbfgs.history[i].s);
    }
}

static void replace_state(th_param_state *p, const th_param_state *by)
{
    for (int s = 0; s < TH_MAX_STATES; s++) {
        th_release(p->states[s]);
        p->states[s] = th_keep(by->states[s]);
    }
    p->steps = by->steps;
    memcpy(p->numbers, by->numbers, sizeof p->numbers);
}

static void replace_lbfgs(th_optimizer *optimizer, const th_lbfgs *by, th_lbfgs *room)
{
    th_curvature *history = room->history;
    *room = *by;
    room->history = history, room->capacity = by->n;
    for (int i = 0; i < by->n; i++)
        history[i] = (th_curvature){th_keep(by->history[i].y), th_keep(by->history[i].s), by->history[i].ro};
    th_keep(room->d);
    th_keep(room->prev_flat_grad);
    th_lbfgs_free(optimizer->lbfgs);
    optimizer->lbfgs = room;
}

static void load(void *data)
{
    loading *l = data;
    th_optimizer *o = l->optimizer;
    for (int k = 0, i = 0; k < o->n_groups; k++) {
        th_check_options(o->algorithm, l->options[k]);
        for (int j = 0; j < o->groups[k].n_params; j++)
            copy_state(o->algorithm, o->groups[k].params[j].param, &l->states[i++]);
    }
    if (l->with_lbfgs) copy_lbfgs(l);
    th_lbfgs *room = l->with_lbfgs ? th_lbfgs_new(l->lbfgs.n) : NULL;
    /* from here on nothing fails */
    for (int k = 0, i = 0; k < o->n_groups; k++) {
        memcpy(o->groups[k].options, l->options[k], sizeof l->options[k]);
        for (int j = 0; j < o->groups[k].n_params; j++) replace_state(&o->groups[k].params[j], &l->states[i++]);
    }
    if (room) replace_lbfgs(o, &l->lbfgs, room);
}

/* Options of all groups and states of all parameters, as C_optimizer_state() gives them; an empty list: none. */
SEXP C_optimizer_load(SEXP pointer, SEXP groups, SEXP states)
{
    loading l = {.optimizer = optimizer_of(pointer)};
    int n = count_params(l.optimizer), given = (int)Rf_xlength(states);
    if (TYPEOF(states) != VECSXP && given) r_type_error(R_PLACE("load_state_dict", "state"), "a list", states);
    if (given && given != n)
        r_raise(TH_VALUE_ERROR, "load_state_dict: expected states of %d parameters, got %d", n, given);
    l.options = (group_options *)R_alloc((size_t)l.optimizer->n_groups + 1, sizeof *l.options);
    l.states = (th_param_state *)R_alloc((size_t)n + 1, sizeof *l.states);
    memset(l.options, 0, (size_t)l.optimizer->n_groups * sizeof *l.options);
    memset(l.states, 0, (size_t)n * sizeof *l.states);
    l.lbfgs.h_diag = 1;
    l.with_lbfgs = !l.optimizer->algorithm->update;
    for (int k = 0; k < l.optimizer->n_groups; k++) read_options(l.optimizer, VECTOR_ELT(groups, k), l.options[k]);
    for (int i = 0; i < given; i++) {
        SEXP state = VECTOR_ELT(states, i);
        if (TYPEOF(state) != VECSXP && state != R_NilValue)
            r_type_error(R_PLACE("load_state_dict", "state"), "a list of lists", state);
        if (state == R_NilValue) continue;
        read_state(l.optimizer->algorithm, &l.states[i], state);
        if (i == 0 && l.with_lbfgs) read_lbfgs(&l.lbfgs, state);
    }
    r_enter();
    r_run(load, &l);
    return R_NilValue;
}

/* ---- Clipping ------------------------------------------------------------------------------------- */

typedef struct { th_list params; double limit, type; } clipping;

static th_tensor *clip_norm(void *data)
{
    clipping *c = data;
    return th_clip_grad_norm(c->params, c->limit, c->type);
}

static void clip_value(void *data) { th_clip_grad_value(((clipping *)data)->params, ((clipping *)data)->limit); }

SEXP C_clip_grad_norm(SEXP params, SEXP max_norm, SEXP norm_type)
{
    const char *op = "nn_utils_clip_grad_norm_";
    clipping c = {.params = read_tensors(params, R_PLACE(op, "parameters")),
                  .limit = r_double(max_norm, R_PLACE(op, "max_norm")),
                  .type = r_double(norm_type, R_PLACE(op, "norm_type"))};
    return r_result(clip_norm, &c);
}

SEXP C_clip_grad_value(SEXP params, SEXP limit)
{
    const char *op = "nn_utils_clip_grad_value_";
    clipping c = {.params = read_tensors(params, R_PLACE(op, "parameters")),
                  .limit = r_double(limit, R_PLACE(op, "clip_value"))};
    r_enter();
    r_run(clip_value, &c);
    return R_NilValue;
}
