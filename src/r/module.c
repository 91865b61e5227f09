/* Modules: R6 environments and the nodes of the library's module tree behind them. */
#include "bridge.h"

#include "../nn/module.h"

#include <string.h>

/* An environment's variable `.module` points to its node; the pointer keeps the environment alive until
 * the node has been told that its R side is gone. */
static void module_gone(SEXP pointer)
{
    th_module *module = R_ExternalPtrAddr(pointer);
    if (!module) return;
    module->call = NULL;
    module->data = NULL;
    R_ClearExternalPtr(pointer);
    th_module_release(module);
}

static void make_module(void *data) { *(th_module **)data = th_module_keep(th_module_new()); }

static SEXP module_tag(void)
{
    static SEXP tag;
    return tag ? tag : (tag = Rf_install("torch_module"));
}

static void attach_module(SEXP env, th_module *module)
{
    SEXP pointer = PROTECT(R_MakeExternalPtr(module, module_tag(), env));
    R_RegisterCFinalizerEx(pointer, module_gone, FALSE);
    Rf_defineVar(Rf_install(".module"), pointer, env);
    UNPROTECT(1);
}

th_module *r_module(SEXP env)
{
    if (TYPEOF(env) != ENVSXP) r_raise(TH_TYPE_ERROR, "expected an nn_module, got %s", Rf_type2char(TYPEOF(env)));
    SEXP pointer = Rf_findVarInFrame(env, Rf_install(".module"));
    th_module *module = r_pointed(pointer, module_tag());
    if (module) return module;
    if (pointer != R_UnboundValue && pointer != R_NilValue)
        r_raise(TH_TYPE_ERROR, "this module comes from another session: only torch_save() and torch_load() keep "
                "modules");
    r_run(make_module, &module);
    attach_module(env, module);
    return module;
}

/* The environment behind an instance; R_NilValue when x is no module. */
static SEXP module_env(SEXP x)
{
    if (!Rf_inherits(x, "nn_module")) return R_NilValue;
    return Rf_getAttrib(x, Rf_install("module"));
}

th_module *r_module_of(SEXP x, r_place place)
{
    SEXP env = module_env(x);
    if (TYPEOF(env) != ENVSXP) r_type_error(place, "an nn_module", x);
    return r_module(env);
}

/* ---- Layers ----------------------------------------------------------------------------------- */

typedef struct { th_module *module; const char *name; th_value args[TH_MAX_ARGS]; const th_layer *layer; } building;

static void find_layer(void *data) { ((building *)data)->layer = th_layer_find(((building *)data)->name); }
static void build(void *data)
{
    building *b = data;
    th_module_build(b->module, b->name, b->args);
}

static th_value read_layer_argument(const th_param *p, SEXP x, r_place place)
{
    if (p->optional && (r_absent(x) || r_is_undefined(x))) return (th_value){.type = TH_ARG_NONE};
    switch (p->type) {
    case TH_SIG_T: return th_v_tensor(r_tensor(x, place));
    case TH_SIG_A: return (th_value){.type = TH_ARG_INT, .as.i = r_axis(r_int(x, place), place)};
    case TH_SIG_X: return (th_value){.type = TH_ARG_INT, .as.i = r_index(r_int(x, place), place)};
    case TH_SIG_I: return (th_value){.type = TH_ARG_INT, .as.i = r_int(x, place)};
    case TH_SIG_B: return (th_value){.type = TH_ARG_BOOL, .as.i = r_flag(x, place)};
    case TH_SIG_D: return (th_value){.type = TH_ARG_DOUBLE, .as.d = r_double(x, place)};
    case TH_SIG_STR: return (th_value){.type = TH_ARG_STRING, .as.string = r_string(x, place)};
    case TH_SIG_IS: {
        th_ints ints = r_ints(x, (int64_t *)R_alloc(TH_MAX_DIMS, sizeof(int64_t)), TH_MAX_DIMS, place);
        return (th_value){.type = TH_ARG_INTS, .n = ints.n, .as.ints = ints.v};
    }
    default: r_raise(TH_NOT_IMPLEMENTED, "%s: %s has a type that layers do not take", place.op, place.argument);
    }
}

static void set_layer(void *data)
{
    building *b = data;
    th_module_set_layer(b->module, b->name, b->args);
}

static void make_layer(SEXP env, SEXP name, SEXP args, void (*make)(void *))
{
    building b = {.module = r_module(env), .name = r_string(name, R_PLACE("nn_module", "name"))};
    r_enter();
    r_run(find_layer, &b);
    for (int k = 0; k < b.layer->row.n_params; k++) {
        const th_param *p = &b.layer->row.params[k];
        char *op = R_alloc(strlen(b.name) + 4, 1);
        sprintf(op, "nn_%s", b.name);
        if (k >= XLENGTH(args)) b.args[k] = p->fallback;
        else b.args[k] = read_layer_argument(p, VECTOR_ELT(args, k), R_PLACE(op, p->name));
    }
    r_run(make, &b);
}

/* env becomes the layer `name`; args in the order of its signature. */
SEXP C_module_build(SEXP env, SEXP name, SEXP args)
{
    make_layer(env, name, args, build);
    return R_NilValue;
}

/* The same for a module from a file, whose parameters and buffers are registered afterwards. */
SEXP C_module_restore(SEXP env, SEXP name, SEXP args)
{
    make_layer(env, name, args, set_layer);
    return R_NilValue;
}

/* ---- Members ------------------------------------------------------------------------------------ */

static SEXP children_of(SEXP env)
{
    SEXP children = Rf_findVarInFrame(env, Rf_install(".children"));
    return TYPEOF(children) == ENVSXP ? children : R_NilValue;
}

static SEXP slot_value(SEXP env, const th_slot *slot)
{
    if (slot->kind != TH_CHILD) return slot->tensor ? r_wrap(slot->tensor) : R_NilValue;
    SEXP child = Rf_findVarInFrame(children_of(env), Rf_install(slot->name));
    return child == R_UnboundValue ? R_NilValue : child;
}

/* x$name inside and outside of methods: a variable of the environment, else a slot of the node. */
SEXP C_module_member(SEXP env, SEXP name)
{
    SEXP symbol = Rf_installTrChar(STRING_ELT(name, 0));
    SEXP found = Rf_findVarInFrame(env, symbol);
    if (found != R_UnboundValue) return TYPEOF(found) == PROMSXP ? Rf_eval(found, env) : found;
    th_slot *slot = th_module_slot(r_module(env), CHAR(PRINTNAME(symbol)));
    return slot ? slot_value(env, slot) : R_NilValue;
}

/* x$name of an instance or a generator. */
SEXP C_instance_member(SEXP x, SEXP name)
{
    SEXP env = Rf_getAttrib(x, Rf_install("module"));
    if (env != R_NilValue) return C_module_member(env, name);
    SEXP class = Rf_getAttrib(x, Rf_install("Module"));
    SEXP found = TYPEOF(class) == ENVSXP ? Rf_findVarInFrame(class, Rf_installTrChar(STRING_ELT(name, 0)))
                 : R_UnboundValue;
    return found == R_UnboundValue ? R_NilValue : found;
}

typedef struct {
    th_module *module;
    th_slot_kind kind;
    const char *name;
    th_tensor *x;
    th_module *child;
    bool persistent;
} slot_change;

static void set_slot(void *data)
{
    slot_change *c = data;
    if (c->kind == TH_CHILD) th_module_set_child(c->module, c->name, c->child);
    else th_module_set_tensor(c->module, c->kind, c->name, c->x, c->persistent);
}

static void forget_variable(SEXP env, SEXP symbol)
{
    if (Rf_findVarInFrame(env, symbol) == R_UnboundValue) return;
    if (R_BindingIsLocked(symbol, env) || R_BindingIsActive(symbol, env))
        r_raise(TH_VALUE_ERROR, "cannot register '%s': modules of this class have a member of that name",
                CHAR(PRINTNAME(symbol)));
    SEXP call = PROTECT(Rf_lang3(Rf_install("rm"), Rf_ScalarString(PRINTNAME(symbol)), env));
    SET_TAG(CDDR(call), Rf_install("envir"));
    Rf_eval(call, R_BaseEnv);
    UNPROTECT(1);
}

static void set_child(SEXP env, SEXP symbol, SEXP instance)
{
    slot_change c = {.module = r_module(env), .kind = TH_CHILD, .name = CHAR(PRINTNAME(symbol)),
                     .child = r_module(module_env(instance))};
    r_run(set_slot, &c);
    SEXP children = children_of(env);
    if (children == R_NilValue) {
        children = PROTECT(Rf_eval(PROTECT(Rf_lang1(Rf_install("new.env"))), R_BaseEnv));
        Rf_defineVar(Rf_install(".children"), children, env);
        UNPROTECT(2);
    }
    Rf_defineVar(symbol, instance, children);
}

/* kind "parameter", "buffer", "module": registers; NULL values register an empty slot. */
SEXP C_module_register(SEXP env, SEXP name, SEXP value, SEXP kind, SEXP persistent)
{
    const char *what = r_string(kind, R_PLACE("register", "kind"));
    SEXP symbol = Rf_installTrChar(STRING_ELT(name, 0));
    r_enter();
    forget_variable(env, symbol);
    if (!strcmp(what, "module")) {
        if (module_env(value) == R_NilValue) r_type_error(R_PLACE("register_module", "module"), "an nn_module", value);
        set_child(env, symbol, value);
        return R_NilValue;
    }
    bool parameter = !strcmp(what, "parameter");
    r_place place = {parameter ? "register_parameter" : "register_buffer", parameter ? "param" : "tensor"};
    slot_change c = {.module = r_module(env), .kind = parameter ? TH_PARAMETER : TH_BUFFER,
                     .name = CHAR(PRINTNAME(symbol)), .x = r_tensor_or_null(value, place),
                     .persistent = r_flag(persistent, place)};
    r_run(set_slot, &c);
    if (c.x) r_mark(value);
    return R_NilValue;
}

/* self$name <- value. FALSE: nothing of the tree is concerned, the caller assigns a plain field. */
SEXP C_module_assign(SEXP env, SEXP name, SEXP value)
{
    SEXP symbol = Rf_installTrChar(STRING_ELT(name, 0));
    th_module *module = r_module(env);
    const char *text = CHAR(PRINTNAME(symbol));
    th_slot *slot = th_module_slot(module, text);
    r_enter();
    if (module_env(value) != R_NilValue) {
        forget_variable(env, symbol);
        set_child(env, symbol, value);
        return Rf_ScalarLogical(TRUE);
    }
    th_tensor *x = r_is_tensor(value) && !r_is_undefined(value) ? r_tensor(value, R_PLACE("$<-", "value")) : NULL;
    bool marked = x && (x->is_parameter || x->is_buffer);
    if (!marked && !slot) return Rf_ScalarLogical(FALSE);
    if (slot && slot->kind == TH_CHILD) {
        if (!marked) th_module_remove(module, text);
        if (!marked) return Rf_ScalarLogical(value == R_NilValue);
    }
    if (slot && slot->kind == TH_PARAMETER && x && !x->is_parameter)
        r_raise(TH_TYPE_ERROR, "cannot assign a tensor as parameter '%s': make it an nn_parameter() first, or assign "
                "NULL", text);
    if (slot && !x && value != R_NilValue) {
        th_module_remove(module, text);
        return Rf_ScalarLogical(FALSE);
    }
    SEXP kept = Rf_getAttrib(value, Rf_install("persistent"));
    bool persistent = slot && !marked ? slot->persistent : kept == R_NilValue || Rf_asLogical(kept);
    th_slot_kind kind = x && x->is_parameter ? TH_PARAMETER : slot && !marked ? slot->kind : TH_BUFFER;
    slot_change c = {.module = module, .kind = kind, .name = text, .x = x, .persistent = persistent};
    forget_variable(env, symbol);
    r_run(set_slot, &c);
    return Rf_ScalarLogical(TRUE);
}

SEXP C_module_remove(SEXP env, SEXP name)
{
    th_module_remove(r_module(env), r_string(name, R_PLACE("nn_module", "name")));
    return R_NilValue;
}

/* ---- Lists -------------------------------------------------------------------------------------- */

typedef struct { th_module *module; th_named_list found; int kinds; bool recursive; SEXP keeper, names; } listing;

static SEXP make_names(void *data)
{
    listing *l = data;
    SEXP names = PROTECT(Rf_allocVector(STRSXP, l->found.n));
    for (int i = 0; i < l->found.n; i++) SET_STRING_ELT(names, i, Rf_mkCharCE(l->found.v[i].name, CE_UTF8));
    R_PreserveObject(names);
    UNPROTECT(1);
    return names;
}

static void list_tensors(void *data)
{
    listing *l = data;
    l->found = th_module_tensors(l->module, l->kinds, l->recursive, !(l->kinds & TH_LIST_PERSISTENT));
    th_tensor **tensors = th_scratch((size_t)l->found.n * sizeof *tensors + 1);
    for (int i = 0; i < l->found.n; i++) tensors[i] = l->found.v[i].tensor;
    l->names = r_protected(make_names, l);
    r_keeper_take(l->keeper, tensors, l->found.n);
}

static int kinds_of(const char *what)
{
    if (!strcmp(what, "parameters")) return TH_LIST_PARAMETERS;
    if (!strcmp(what, "buffers")) return TH_LIST_BUFFERS;
    return !strcmp(what, "state") ? TH_LIST_PARAMETERS | TH_LIST_PERSISTENT : TH_LIST_PERSISTENT;
}

/* A named list of tensors, children first; each tensor once unless it is asked for by state. what: "parameters",
 * "buffers", "persistent" (buffers that are) or "state", parameters and these. */
SEXP C_module_tensors(SEXP env, SEXP what, SEXP recursive)
{
    listing l = {.module = r_module(env), .kinds = kinds_of(r_string(what, R_PLACE("nn_module", "what"))),
                 .recursive = r_flag(recursive, R_PLACE("parameters", "recursive"))};
    r_enter();
    l.keeper = PROTECT(r_keeper());
    r_run(list_tensors, &l);
    SEXP tensors = PROTECT(r_kept(l.keeper));
    Rf_setAttrib(tensors, R_NamesSymbol, l.names);
    R_ReleaseObject(l.names);
    UNPROTECT(2);
    return tensors;
}

/* Names of the module's own slots of a kind ("parameter", "buffer", "module"), in order. */
SEXP C_module_names(SEXP env, SEXP kind)
{
    const th_module *module = r_module(env);
    const char *what = r_string(kind, R_PLACE("nn_module", "kind"));
    th_slot_kind wanted = what[0] == 'p' ? TH_PARAMETER : what[0] == 'b' ? TH_BUFFER : TH_CHILD;
    int n = 0;
    for (int k = 0; k < module->n_slots; k++) n += module->slots[k].kind == wanted;
    SEXP names = PROTECT(Rf_allocVector(STRSXP, n));
    n = 0;
    for (int k = 0; k < module->n_slots; k++)
        if (module->slots[k].kind == wanted) SET_STRING_ELT(names, n++, Rf_mkCharCE(module->slots[k].name, CE_UTF8));
    UNPROTECT(1);
    return names;
}

/* The same with what they hold, as a named list. */
SEXP C_module_slots(SEXP env, SEXP kind)
{
    SEXP names = PROTECT(C_module_names(env, kind)), slots = PROTECT(Rf_allocVector(VECSXP, XLENGTH(names)));
    const th_module *module = r_module(env);
    for (R_xlen_t k = 0; k < XLENGTH(names); k++)
        SET_VECTOR_ELT(slots, k, slot_value(env, th_module_slot(module, CHAR(STRING_ELT(names, k)))));
    Rf_setAttrib(slots, R_NamesSymbol, names);
    UNPROTECT(2);
    return slots;
}

/* ---- The whole tree ------------------------------------------------------------------------------- */

typedef struct { th_module *module, *copy; th_dtype dtype; th_device device; } tree_call;
static void move_tree(void *data)
{
    tree_call *t = data;
    th_module_to(t->module, t->dtype, t->device);
}
static void zero_grads(void *data) { th_module_zero_grad(((tree_call *)data)->module); }
static void copy_node(void *data)
{
    tree_call *t = data;
    t->copy = th_module_keep(th_module_copy(t->module));
}

/* The module's own mode; set NULL: only tells it. */
SEXP C_module_training(SEXP env, SEXP set)
{
    th_module *module = r_module(env);
    if (set != R_NilValue) module->training = r_flag(set, R_PLACE("train", "mode"));
    return Rf_ScalarLogical(module->training);
}

SEXP C_module_to(SEXP env, SEXP dtype, SEXP device)
{
    tree_call t = {.module = r_module(env), .dtype = r_dtype(dtype, R_PLACE("to", "dtype")), .device = {-1, 0}};
    if (device != R_NilValue) t.device = r_device(device, R_PLACE("to", "device"));
    r_enter();
    r_run(move_tree, &t);
    return R_NilValue;
}

SEXP C_module_zero_grad(SEXP env)
{
    tree_call t = {.module = r_module(env)};
    r_run(zero_grads, &t);
    return R_NilValue;
}

/* Gives `env`, a clone of `from`, a node of its own that shares tensors and children. */
SEXP C_module_copy(SEXP env, SEXP from)
{
    tree_call t = {.module = r_module(from)};
    r_run(copy_node, &t);
    attach_module(env, t.copy);
    r_module_calls_back(env, t.module->call);
    return R_NilValue;
}
