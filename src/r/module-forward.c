/* Calls of modules: of the library's layers from R, and of R's modules from the library. */
#include "bridge.h"

#include "../nn/module.h"

#include <string.h>

/* name(env, input, ...) of the package. */
static SEXP call_with(const char *name, SEXP env, SEXP inputs)
{
    SEXP args = PROTECT(Rf_coerceVector(inputs, LISTSXP));
    SEXP call = PROTECT(Rf_lcons(Rf_install(name), Rf_cons(env, args)));
    SEXP result = Rf_eval(call, r_namespace);
    UNPROTECT(2);
    return result;
}

typedef struct { SEXP env; th_list inputs; } callback;

static SEXP call_instance(void *data)
{
    callback *c = data;
    SEXP inputs = PROTECT(Rf_allocVector(VECSXP, c->inputs.n));
    for (int k = 0; k < c->inputs.n; k++) SET_VECTOR_ELT(inputs, k, r_wrap(c->inputs.v[k]));
    SEXP result = call_with(".call_module", c->env, inputs);
    UNPROTECT(1);
    return result;
}

/* What the library does for a module whose forward is R's, if a layer of its own holds one. */
static th_tensor *forward_in_r(void *data, th_list inputs)
{
    callback c = {data, inputs};
    SEXP result = r_protected(call_instance, &c);
    if (!r_is_tensor(result) || r_is_undefined(result) || !R_ExternalPtrAddr(result))
        th_fail(TH_TYPE_ERROR, "forward: a module that a layer of the library runs must return a tensor");
    return th_borrow(th_keep(R_ExternalPtrAddr(result)));
}

/* The same for one of its own layers that has hooks. Its name apart: R runs the containers of the former. */
static th_tensor *hooked_in_r(void *data, th_list inputs) { return forward_in_r(data, inputs); }

void r_module_calls_back(SEXP env, th_forward call)
{
    th_module *module = r_module(env);
    module->call = call;
    module->data = call ? env : NULL;
}

SEXP C_module_calls_r(SEXP env)
{
    r_module_calls_back(env, forward_in_r);
    return R_NilValue;
}

SEXP C_module_hooked(SEXP env, SEXP hooked)
{
    r_module_calls_back(env, Rf_asLogical(hooked) == TRUE ? hooked_in_r : NULL);
    return R_NilValue;
}

/* Does R have to run a child, or a child of one? */
static bool holds_r_modules(const th_module *module)
{
    for (int k = 0; k < module->n_slots; k++) {
        const th_module *child = module->slots[k].module;
        if (child && (child->call == forward_in_r || holds_r_modules(child))) return true;
    }
    return false;
}

static bool all_tensors(SEXP inputs)
{
    for (R_xlen_t k = 0; k < XLENGTH(inputs); k++)
        if (!r_is_tensor(VECTOR_ELT(inputs, k))) return false;
    return true;
}

typedef struct { th_module *module; th_list inputs; const th_op *declared; } forwarding;

static th_tensor *run_forward(void *data)
{
    forwarding *f = data;
    for (int k = 0; f->declared && k < f->inputs.n; k++) {
        const th_param *p = &f->declared->params[k];
        r_meaning meaning = r_meaning_of(p->type);
        if (meaning != R_VALUES && f->inputs.v[k])
            f->inputs.v[k] = r_zero_based(f->inputs.v[k], meaning, R_PLACE(f->declared->name, p->name));
    }
    return th_module_run(f->module, f->inputs);
}

/* Where a named input belongs; unnamed ones take the free places in order. */
static int input_place(const forwarding *f, const bool *taken, const char *name)
{
    for (int k = 0; k < f->inputs.n; k++)
        if (*name ? !strcmp(f->declared->params[k].name, name) : !taken[k]) return k;
    if (*name) r_raise(TH_TYPE_ERROR, "%s: unused argument %s", f->declared->name, name);
    r_raise(TH_TYPE_ERROR, "%s: forward takes %d argument%s", f->declared->name, f->inputs.n,
            f->inputs.n == 1 ? "" : "s");
}

static void place_inputs(forwarding *f, SEXP inputs)
{
    bool taken[TH_MAX_ARGS] = {false};
    SEXP names = Rf_getAttrib(inputs, R_NamesSymbol);
    for (int named = 1; named >= 0; named--)
        for (R_xlen_t k = 0; k < XLENGTH(inputs); k++) {
            const char *name = names == R_NilValue ? "" : CHAR(STRING_ELT(names, k));
            if ((*name != 0) != named) continue;
            int at = input_place(f, taken, name);
            const th_param *p = &f->declared->params[at];
            r_place place = R_PLACE(f->declared->name, p->name);
            f->inputs.v[at] = p->optional ? r_tensor_or_null(VECTOR_ELT(inputs, k), place)
                              : r_tensor(VECTOR_ELT(inputs, k), place);
            taken[at] = true;
        }
    for (int k = 0; k < f->inputs.n; k++)
        if (!f->inputs.v[k] && !f->declared->params[k].optional)
            r_raise(TH_TYPE_ERROR, "%s: argument %s is missing", f->declared->name, f->declared->params[k].name);
}

/* The library's own forward, also when R's overrides it: then this is super$forward(). */
SEXP C_module_forward(SEXP env, SEXP inputs)
{
    forwarding f = {.module = r_module(env)};
    const th_layer *layer = f.module->layer;
    if (!layer && XLENGTH(inputs) && (!all_tensors(inputs) || holds_r_modules(f.module)))
        return call_with(".run_children", env, inputs);
    int n = layer ? layer->inputs.n_params : (int)XLENGTH(inputs);
    f.inputs = (th_list){n, (th_tensor **)R_alloc((size_t)n + 1, sizeof(th_tensor *))};
    memset(f.inputs.v, 0, (size_t)n * sizeof *f.inputs.v);
    if (layer) {
        f.declared = &layer->inputs;
        place_inputs(&f, inputs);
    } else {
        for (int k = 0; k < n; k++) f.inputs.v[k] = r_tensor(VECTOR_ELT(inputs, k), R_PLACE("nn_sequential", "input"));
    }
    r_enter();
    return r_result(run_forward, &f);
}

/* A call of an instance that the library runs. */
SEXP C_module_call(SEXP env, SEXP inputs)
{
    return r_module(env)->call ? call_with(".call_hooked", env, inputs) : C_module_forward(env, inputs);
}
