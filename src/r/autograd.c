/* Autograd from R: backward passes, gradient modes, hooks, functions defined in R, graph nodes. */
#include "bridge.h"

/* ---- Backward ----------------------------------------------------------------------------------- */

/* A list of tensors as C sees it; NULL entries where R has NULL or an undefined tensor. */
static th_list read_list(SEXP x, r_place place)
{
    bool single = TYPEOF(x) != VECSXP;
    int n = x == R_NilValue ? 0 : single ? 1 : (int)XLENGTH(x);
    th_tensor **v = (th_tensor **)R_alloc((size_t)n + 1, sizeof *v);
    for (int i = 0; i < n; i++) v[i] = r_tensor_or_null(single ? x : VECTOR_ELT(x, i), place);
    return (th_list){n, v};
}

typedef struct { th_list outputs, gradients, inputs; bool retain, create, unused; th_list results; } pass;

static void run_backward(void *data)
{
    pass *p = data;
    th_list inputs = p->inputs.n ? p->inputs : (th_list){-1, NULL};
    th_backward_all(p->outputs, p->gradients, inputs, p->retain, p->create);
}

/* One gradient, or a gap, for every output. */
static th_list read_gradients(SEXP x, int n, r_place place)
{
    th_list gradients = read_list(x, place);
    if (gradients.n && gradients.n != n)
        r_raise(TH_VALUE_ERROR, "%s: got %d tensors and %d gradients", place.op, n, gradients.n);
    if (!gradients.n) gradients = (th_list){n, (th_tensor **)R_alloc((size_t)n + 1, sizeof(th_tensor *))};
    if (x == R_NilValue) for (int i = 0; i < n; i++) gradients.v[i] = NULL;
    return gradients;
}

SEXP C_backward(SEXP tensors, SEXP gradients, SEXP retain, SEXP create, SEXP inputs)
{
    pass p = {.retain = r_flag(retain, R_PLACE("backward", "retain_graph")),
              .create = r_flag(create, R_PLACE("backward", "create_graph"))};
    p.outputs = read_list(tensors, R_PLACE("backward", "tensors"));
    p.gradients = read_gradients(gradients, p.outputs.n, R_PLACE("backward", "gradient"));
    p.inputs = read_list(inputs, R_PLACE("backward", "inputs"));
    for (int i = 0; i < p.outputs.n; i++)
        if (!p.outputs.v[i]) r_raise(TH_TYPE_ERROR, "backward: tensors must not hold undefined tensors");
    r_enter();
    r_run(run_backward, &p);
    return R_NilValue;
}

static th_list run_gradients(void *data)
{
    pass *p = data;
    th_tensor **found = th_scratch((size_t)p->inputs.n * sizeof *found + 1);
    th_gradients(p->outputs, p->inputs, p->gradients, p->retain, p->create, p->unused, found);
    return (th_list){p->inputs.n, found};
}

SEXP C_gradients(SEXP outputs, SEXP inputs, SEXP gradients, SEXP retain, SEXP create, SEXP unused)
{
    pass p = {.retain = r_flag(retain, R_PLACE("autograd_grad", "retain_graph")),
              .create = r_flag(create, R_PLACE("autograd_grad", "create_graph")),
              .unused = r_flag(unused, R_PLACE("autograd_grad", "allow_unused"))};
    p.outputs = read_list(outputs, R_PLACE("autograd_grad", "outputs"));
    p.inputs = read_list(inputs, R_PLACE("autograd_grad", "inputs"));
    p.gradients = read_gradients(gradients, p.outputs.n, R_PLACE("autograd_grad", "grad_outputs"));
    return r_results(run_gradients, &p);
}

/* ---- Modes -------------------------------------------------------------------------------------- */

SEXP C_grad_enabled(SEXP set)
{
    if (set == R_NilValue) return Rf_ScalarLogical(th_grad_enabled());
    return Rf_ScalarLogical(th_set_grad_enabled(r_flag(set, R_PLACE("autograd_set_grad_mode", "enabled"))));
}

SEXP C_anomaly_enabled(SEXP set)
{
    bool former = th_anomaly_enabled();
    if (set != R_NilValue) th_set_anomaly_enabled(r_flag(set, R_PLACE("with_detect_anomaly", "enabled")));
    return Rf_ScalarLogical(former);
}

/* ---- Detaching ---------------------------------------------------------------------------------- */

static th_tensor *make_detached(void *x) { return th_tensor_alias(x); }

SEXP C_detach(SEXP x) { return r_result(make_detached, r_tensor(x, R_PLACE("detach", "self"))); }

static void detach_in_place(void *data)
{
    th_tensor *x = data;
    if (x->autograd && x->autograd->base)
        th_fail(TH_RUNTIME_ERROR, "Can't detach views in-place. Use detach() instead");
    if (x->grad_fn) th_node_release(x->grad_fn);
    x->grad_fn = NULL;
    x->output_nr = 0;
    x->requires_grad = false;
}

SEXP C_detach_(SEXP x)
{
    r_run(detach_in_place, r_tensor(x, R_PLACE("detach_", "self")));
    return x;
}

typedef struct { th_tensor *x; bool flag; } asking;

static void ask_grad(void *data)
{
    asking *a = data;
    th_set_requires_grad(a->x, a->flag);
}

SEXP C_requires_grad_(SEXP x, SEXP requires_grad)
{
    asking a = {r_tensor(x, R_PLACE("requires_grad_", "self")),
                r_flag(requires_grad, R_PLACE("requires_grad_", "requires_grad"))};
    r_run(ask_grad, &a);
    return x;
}

static void retain(void *data) { th_retain_grad(data); }

SEXP C_retain_grad(SEXP x)
{
    r_run(retain, r_tensor(x, R_PLACE("retain_grad", "self")));
    return R_NilValue;
}

/* ---- Hooks -------------------------------------------------------------------------------------- */

typedef struct { SEXP function; th_tensor *gradient, *result; } hook_call;

/* Everything that may raise an R error, wrapping included. */
static SEXP call_hook(void *data)
{
    hook_call *h = data;
    SEXP call = PROTECT(Rf_lang2(h->function, PROTECT(r_wrap(h->gradient))));
    SEXP result = PROTECT(Rf_eval(call, R_GlobalEnv));
    h->result = th_keep(r_tensor_or_null(result, R_PLACE("hook", "the result")));
    UNPROTECT(3);
    return R_NilValue;
}

static th_tensor *run_hook(void *held, th_tensor *gradient)
{
    hook_call h = {r_held(held), gradient, NULL};
    r_protected(call_hook, &h);
    return h.result ? th_borrow(h.result) : NULL;
}

typedef struct { th_tensor *x; void *held; int64_t id; } hooking;

static void add_hook(void *data)
{
    hooking *h = data;
    if (!th_requires_grad(h->x))
        th_fail(TH_RUNTIME_ERROR, "cannot register a hook on a tensor that doesn't require gradient");
    h->id = th_add_hook(h->x, run_hook, r_drop, h->held);
}

SEXP C_add_hook(SEXP x, SEXP function)
{
    hooking h = {.x = r_tensor(x, R_PLACE("register_hook", "self"))};
    if (!Rf_isFunction(function)) r_type_error(R_PLACE("register_hook", "hook"), "a function", function);
    h.held = r_hold(function);
    r_run(add_hook, &h);
    return Rf_ScalarReal((double)h.id);
}

SEXP C_remove_hook(SEXP x, SEXP id)
{
    th_remove_hook(r_tensor(x, R_PLACE("remove", "self")), (int64_t)Rf_asReal(id));
    return R_NilValue;
}

/* ---- Functions defined in R --------------------------------------------------------------------- */

typedef struct { SEXP function; th_list gradients, saved; th_tensor **results; int n; } custom_call;

static SEXP wrapped(th_list x)
{
    SEXP list = PROTECT(Rf_allocVector(VECSXP, x.n));
    for (int i = 0; i < x.n; i++) SET_VECTOR_ELT(list, i, r_wrap(x.v[i]));
    UNPROTECT(1);
    return list;
}

/* function(list of gradients, list of saved outputs) gives one gradient or NULL for each recorded input. */
static SEXP call_custom(void *data)
{
    custom_call *c = data;
    SEXP gradients = PROTECT(wrapped(c->gradients)), saved = PROTECT(wrapped(c->saved));
    SEXP call = PROTECT(Rf_lang3(c->function, gradients, saved));
    SEXP results = PROTECT(Rf_eval(call, R_GlobalEnv));
    if (TYPEOF(results) != VECSXP)
        r_type_error(R_PLACE("autograd_function", "the result of backward"), "a list", results);
    for (c->n = 0; c->n < (int)XLENGTH(results); c->n++) {
        r_place place = {"autograd_function", "a gradient from backward"};
        c->results[c->n] = th_keep(r_tensor_or_null(VECTOR_ELT(results, c->n), place));
    }
    UNPROTECT(4);
    return R_NilValue;
}

static void run_custom(void *held, th_list saved, th_list gradients, th_tensor **results)
{
    custom_call c = {r_held(held), gradients, saved, results, 0};
    r_protected(call_custom, &c);
    for (int i = 0; i < c.n; i++) if (results[i]) th_borrow(results[i]);
}

typedef struct { const char *name; th_list inputs, outputs, saved; void *held; } recording;

static void record_custom(void *data)
{
    recording *r = data;
    th_record_changing(r->name, r->inputs, r->outputs, r->saved, run_custom, r_drop, r->held);
}

/* Gives outputs a node whose gradient is backward(list of gradients, saved) for inputs. saved: those of the outputs
 * that backward uses; held by R they would hold the node that holds them. */
SEXP C_record_custom(SEXP name, SEXP inputs, SEXP outputs, SEXP saved, SEXP backward)
{
    recording r = {.name = r_string(name, R_PLACE("autograd_function", "name"))};
    r.inputs = read_list(inputs, R_PLACE("autograd_function", "inputs"));
    r.outputs = read_list(outputs, R_PLACE("autograd_function", "the result of forward"));
    r.saved = read_list(saved, R_PLACE("autograd_function", "what is saved"));
    r_enter();
    r.held = r_hold(backward);
    r_run(record_custom, &r);
    return R_NilValue;
}

/* ---- Nodes -------------------------------------------------------------------------------------- */

typedef struct { th_tensor *x; th_node *node; } finding;

static void find_node(void *data)
{
    finding *f = data;
    f->node = th_grad_fn(f->x);
}

SEXP r_grad_fn(th_tensor *x)
{
    finding f = {x, NULL};
    r_run(find_node, &f);
    return f.node ? r_node(f.node) : R_NilValue;
}

static th_node *node_of(SEXP x)
{
    if (TYPEOF(x) != EXTPTRSXP || !Rf_inherits(x, "torch_node")) r_type_error(R_PLACE("grad_fn", "x"), "a grad_fn", x);
    th_node *node = r_pointed(x, Rf_install("torch_node"));
    if (!node) r_raise(TH_TYPE_ERROR, "grad_fn: a nil pointer: the graph does not survive saveRDS()");
    return node;
}

typedef struct { const th_node *node; char name[128]; } naming;

static void name_node(void *data)
{
    naming *n = data;
    snprintf(n->name, sizeof n->name, "%s", th_node_name(n->node));
}

SEXP C_node_name(SEXP x)
{
    naming n = {.node = node_of(x)};
    r_run(name_node, &n);
    return Rf_mkString(n.name);
}

/* The nodes that gradients go to next, one per input, NULL where nobody wants it. */
SEXP C_node_next(SEXP x)
{
    const th_edge *edges;
    int n = th_node_edges(node_of(x), &edges);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, n));
    for (int i = 0; i < n; i++) if (edges[i].node) SET_VECTOR_ELT(list, i, r_node(edges[i].node));
    UNPROTECT(1);
    return list;
}
