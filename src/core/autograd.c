/* Recording: nodes of the graph, what they save, views and in-place changes. */
#include "node.h"
#include "scope.h"

#include <stdio.h>
#include <string.h>

static th_node *accumulator_of(th_tensor *leaf);

/* ---- Nodes ---------------------------------------------------------------------------------- */

static int64_t sequence;

/* Nodes come and go with every recorded call: small ones wait here for the next, by units of 64 bytes, and
 * not more of them than a graph of a usual model has. */
#define NODE_UNIT 64
#define SPARE_SIZES 16
#define MOST_SPARE 4096
static struct { th_node *first; int n; } spare[SPARE_SIZES];

static th_node *node_memory(size_t bytes)
{
    size_t size = bytes / NODE_UNIT;
    if (size >= SPARE_SIZES || !spare[size].first) return th_block_alloc(bytes);
    th_node *node = spare[size].first;
    spare[size].first = node->next_dead;
    spare[size].n--;
    return node;
}

static void free_memory(th_node *node)
{
    size_t size = node->bytes / NODE_UNIT;
    if (size >= SPARE_SIZES || spare[size].n == MOST_SPARE) {
        th_block_free(node, node->bytes);
        return;
    }
    node->next_dead = spare[size].first;
    spare[size].first = node;
    spare[size].n++;
}

/* One block holds the node and its arrays: outlines' shapes take n_dims numbers. The arrays of saved values,
 * outlines, edges and versions are the caller's to fill. */
static th_node *node_new(int n_out, int n_edges, int n_saved, size_t extra, bool outputs, int n_dims)
{
    size_t bytes = sizeof(th_node) + (size_t)n_edges * (sizeof(th_edge) + sizeof(uint32_t)) +
                   (size_t)n_out * (sizeof(th_outline) + sizeof(uint32_t) + (outputs ? sizeof(th_tensor *) : 0)) +
                   (size_t)n_saved * sizeof(th_value) + (size_t)(n_saved + 1) * sizeof(int32_t) +
                   (size_t)n_dims * sizeof(int64_t) + extra;
    bytes = (bytes + NODE_UNIT - 1) / NODE_UNIT * NODE_UNIT;
    th_node *node = node_memory(bytes);
    if (!node) th_fail(TH_MEMORY_ERROR, "no memory for the autograd graph");
    *node = (th_node){.bytes = bytes, .refs = 1, .n_out = (uint16_t)n_out, .n_edges = n_edges};
    char *at = (char *)(node + 1);
    node->saved = (th_value *)at, at += (size_t)n_saved * sizeof(th_value);
    node->outlines = (th_outline *)at, at += (size_t)n_out * sizeof(th_outline);
    node->edges = (th_edge *)at, at += (size_t)n_edges * sizeof(th_edge);
    if (outputs) node->outputs = (th_tensor **)at, at += (size_t)n_out * sizeof(th_tensor *);
    if (n_out) node->outlines[0].shape = (int64_t *)at; /* the others' follow, see draw_outline() */
    at += (size_t)n_dims * sizeof(int64_t) + extra;
    node->versions = (uint32_t *)at, at += (size_t)n_edges * sizeof(uint32_t);
    node->output_versions = (uint32_t *)at, at += (size_t)n_out * sizeof(uint32_t);
    node->first_edge = (int32_t *)at;
    return node;
}

static void draw_outline(th_node *node, int k, const th_tensor *x)
{
    th_outline *o = &node->outlines[k];
    if (k) o->shape = node->outlines[k - 1].shape + node->outlines[k - 1].ndim;
    o->dtype = x->dtype;
    o->ndim = x->ndim;
    o->device = th_device_of(x);
    for (int d = 0; d < x->ndim; d++) o->shape[d] = x->shape[d];
}

th_node *th_node_keep(th_node *node)
{
    if (node) node->refs++;
    return node;
}

static void release_value(th_value *v)
{
    if (v->type == TH_ARG_TENSOR) th_release(v->as.tensor);
    else if (v->type == TH_ARG_LIST)
        for (int i = 0; i < v->n; i++) th_release(v->as.list[i]);
    v->type = TH_ARG_NONE;
}

static void drop_callbacks(th_node *node)
{
    if (!node->hooks && !node->custom) return;
    for (th_node_hook *h = node->hooks, *next; h; h = next) {
        next = h->next;
        if (h->hook.drop) h->hook.drop(h->hook.data);
        th_block_free(h, sizeof *h);
    }
    node->hooks = NULL;
    if (node->custom && node->custom->drop) node->custom->drop(node->custom->data);
    if (node->custom) node->custom->drop = NULL;
}

/* Callbacks go too: what they refer to may in turn refer to the graph. */
void th_node_release_saved(th_node *node)
{
    if (node->released || (!node->op && !node->custom)) return;
    node->released = true;
    drop_callbacks(node);
    if (!node->op) return;
    for (int k = 0; k < node->op->n_params; k++) release_value(&node->saved[k]);
    for (int k = 0; k < node->n_out && node->outputs; k++) {
        th_release(node->outputs[k]);
        node->outputs[k] = NULL;
    }
}

static void node_free(th_node *node)
{
    th_node_release_saved(node);
    for (int k = 0; k < node->n_edges; k++) th_node_release(node->edges[k].node);
    if (node->leaf) {
        if (node->leaf->autograd->accumulator == node) node->leaf->autograd->accumulator = NULL;
        th_release(node->leaf);
    }
    drop_callbacks(node);
    if (node->custom) th_block_free(node->custom, sizeof *node->custom);
    free_memory(node);
}

/* Graphs are freed iteratively: a loop can build one deeper than the C stack. */
void th_node_release(th_node *node)
{
    static th_node *dead;
    static bool freeing;
    if (!node || --node->refs > 0) return;
    node->next_dead = dead;
    dead = node;
    if (freeing) return;
    freeing = true;
    while (dead) {
        th_node *next = dead;
        dead = next->next_dead;
        node_free(next);
    }
    freeing = false;
}

/* An activation that runs in one row with the layer in front of it goes by its own name, and so does a row of losses
 * that runs in one with its sum. */
static const char *op_name(const th_node *node)
{
    bool by_argument = node->op->id == TH_OP_linear_activation || node->op->id == TH_OP_loss_sum;
    return by_argument ? node->saved[3].as.string : node->op->name;
}

const char *th_node_name(const th_node *node)
{
    char *text = th_scratch(96);
    if (node->leaf) return "AccumulateGrad";
    if (node->custom) return node->custom->name;
    int n = 0;
    bool up = true;
    for (const char *c = op_name(node); *c && n < 80; c++) {
        if (*c == '_') { up = true; continue; }
        text[n++] = up && *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
        up = false;
    }
    strcpy(text + n, "Backward0");
    return text;
}

int th_node_edges(const th_node *node, const th_edge **edges)
{
    *edges = node->edges;
    return node->n_edges;
}

/* ---- Tensors' side -------------------------------------------------------------------------- */

th_autograd *th_tensor_autograd(th_tensor *x)
{
    if (x->autograd) return x->autograd;
    if (!(x->autograd = th_block_alloc(sizeof(th_autograd)))) th_fail(TH_MEMORY_ERROR, "no memory for autograd");
    *x->autograd = (th_autograd){0};
    return x->autograd;
}

static void drop_retaining_hook(th_tensor *x);

void th_autograd_free(th_tensor *x)
{
    th_autograd *a = x->autograd;
    if (a->retains_grad) drop_retaining_hook(x);
    for (th_hook *h = a->hooks, *next; h; h = next) {
        next = h->next;
        if (h->drop) h->drop(h->data);
        th_block_free(h, sizeof *h);
    }
    th_release(a->grad);
    th_release(a->base);
    th_block_free(a, sizeof *a);
}

/* Only a view whose base was changed can come by a grad_fn by asking. */
static inline bool requires_grad(const th_tensor *x)
{
    return x->requires_grad || x->grad_fn || (x->autograd && x->autograd->base && th_grad_fn((th_tensor *)x));
}

bool th_requires_grad(const th_tensor *x) { return requires_grad(x); }

static inline th_node *grad_fn_of(th_tensor *x)
{
    return x->autograd && x->autograd->base ? th_grad_fn(x) : x->grad_fn;
}

void th_set_requires_grad(th_tensor *x, bool requires_grad)
{
    if (x->grad_fn && !requires_grad)
        th_fail(TH_RUNTIME_ERROR, "you can only change requires_grad flags of leaf variables. If you want to use a "
                "computed variable in a subgraph that doesn't require differentiation use var_no_grad = var$detach().");
    if (x->grad_fn) return;
    if (requires_grad && !th_dtype_is_floating((th_dtype)x->dtype) && !th_dtype_is_complex((th_dtype)x->dtype))
        th_fail(TH_RUNTIME_ERROR, "only Tensors of floating point and complex dtype can require gradients, got %s",
                th_dtype_name((th_dtype)x->dtype));
    x->requires_grad = requires_grad;
}

th_tensor *th_grad(const th_tensor *x) { return x->autograd ? x->autograd->grad : NULL; }

void th_set_grad(th_tensor *x, th_tensor *grad)
{
    if (grad &&
        (!th_same_shape(x, grad) || grad->dtype != x->dtype || !th_same_device(th_device_of(x), th_device_of(grad))))
        th_fail(TH_RUNTIME_ERROR, "assigned grad has data of a different size, dtype or device: got %s [%s] on %s, "
                "expected %s [%s] on %s", th_dtype_name((th_dtype)grad->dtype), th_shape_text(grad->ndim, grad->shape),
                th_device_text(th_device_of(grad)), th_dtype_name((th_dtype)x->dtype),
                th_shape_text(x->ndim, x->shape), th_device_text(th_device_of(x)));
    if (!grad && !x->autograd) return;
    th_autograd *a = th_tensor_autograd(x);
    th_tensor *former = a->grad;
    a->grad = th_keep(grad);
    th_release(former);
}

static bool fits_outline(const th_node *node, const th_tensor *x)
{
    const th_outline *o = &node->outlines[0];
    return o->dtype == x->dtype && o->ndim == x->ndim && th_same_device(o->device, th_device_of(x)) &&
           !memcmp(o->shape, x->shape, x->ndim * sizeof *x->shape);
}

/* A leaf that has changed its dtype, as in module$to(), gets another one, while old graphs keep theirs. */
static th_node *accumulator_of(th_tensor *leaf)
{
    th_autograd *a = th_tensor_autograd(leaf);
    if (a->accumulator && fits_outline(a->accumulator, leaf)) return th_node_keep(a->accumulator);
    th_node *node = node_new(1, 0, 0, 0, false, leaf->ndim);
    draw_outline(node, 0, leaf);
    node->leaf = th_keep(leaf);
    node->sequence = INT64_MAX; /* runs as soon as its gradient is complete, which frees memory */
    return a->accumulator = node;
}

th_edge th_edge_to(th_tensor *x)
{
    if (!x) return (th_edge){NULL, 0};
    th_node *grad_fn = grad_fn_of(x);
    if (grad_fn) return (th_edge){th_node_keep(grad_fn), x->output_nr};
    if (x->requires_grad) return (th_edge){accumulator_of(x), 0};
    return (th_edge){NULL, 0};
}

bool th_any_requires_grad(const th_value *args, int n)
{
    for (int k = 0; k < n; k++) {
        if (args[k].type == TH_ARG_TENSOR && requires_grad(args[k].as.tensor)) return true;
        if (args[k].type != TH_ARG_LIST) continue;
        for (int i = 0; i < args[k].n; i++)
            if (args[k].as.list[i] && requires_grad(args[k].as.list[i])) return true;
    }
    return false;
}

/* ---- Recording ------------------------------------------------------------------------------ */

/* A tensor that a node saves. Leaves are saved as they are; others as an alias with the same
 * history, for an in-place op changes the tensor's own history later, which could close a cycle. */
static th_tensor *save_tensor(th_tensor *x, bool shape_only)
{
    if (shape_only) return th_keep(th_tensor_shell(x));
    if (!x->grad_fn) return th_keep(x);
    th_tensor *alias = th_tensor_alias(x);
    alias->grad_fn = th_node_keep(x->grad_fn);
    alias->output_nr = x->output_nr;
    return th_keep(alias);
}

th_tensor *th_node_save(th_tensor *x) { return save_tensor(x, false); }

static int n_edges_of(const th_value *v) { return v->type == TH_ARG_TENSOR ? 1 : v->type == TH_ARG_LIST ? v->n : 0; }

/* Bytes behind an argument's pointer that the node has to own. */
static size_t extra_bytes(const th_value *v)
{
    size_t bytes = v->type == TH_ARG_INTS || v->type == TH_ARG_DOUBLES || v->type == TH_ARG_LIST ? (size_t)v->n * 8
                   : v->type == TH_ARG_STRING ? strlen(v->as.string) + 1 : 0;
    return (bytes + 7) / 8 * 8;
}

static void save_list(th_node *node, int k, const th_value *v, th_tensor **list, bool shape_only)
{
    for (int i = 0; i < v->n; i++) {
        list[i] = NULL;
        if (!v->as.list[i]) continue;
        node->versions[node->first_edge[k] + i] = v->as.list[i]->storage->version;
        list[i] = save_tensor(v->as.list[i], shape_only);
    }
    node->saved[k] = *v;
    node->saved[k].as.list = list;
}

/* extra: where the node keeps what the argument points to. */
static void save_argument(th_node *node, int k, const th_value *v, char **extra)
{
    bool full = node->op->saved_inputs >> k & 1, shape = node->op->shaped_inputs >> k & 1;
    th_value *to = &node->saved[k];
    to->type = TH_ARG_NONE;
    if (v->type == TH_ARG_TENSOR) {
        if (!full && !shape) return;
        node->versions[node->first_edge[k]] = v->as.tensor->storage->version;
        th_tensor *kept = save_tensor(v->as.tensor, !full);
        *to = (th_value){.type = TH_ARG_TENSOR, .as.tensor = kept};
        return;
    }
    size_t bytes = extra_bytes(v);
    if (v->type == TH_ARG_LIST) {
        if (full || shape) save_list(node, k, v, (th_tensor **)*extra, !full);
    } else {
        *to = *v;
        if (bytes) {
            memcpy(*extra, v->as.ints, v->type == TH_ARG_STRING ? strlen(v->as.string) + 1 : bytes);
            to->as.ints = (const int64_t *)*extra;
        }
    }
    *extra += bytes;
}

static void link_argument(th_node *node, int k, const th_value *v)
{
    th_edge *edge = node->edges + node->first_edge[k];
    if (v->type == TH_ARG_TENSOR) *edge = th_edge_to(v->as.tensor);
    else if (v->type == TH_ARG_LIST)
        for (int i = 0; i < v->n; i++) edge[i] = th_edge_to(v->as.list[i]);
}

/* The node of a call, its edges and saved arguments; the outputs' outlines. */
static th_node *make_node(const th_op *op, const th_value *args, const th_value *saved, th_tensor **out, int n_out)
{
    size_t extra = 0;
    int n_dims = 0, n_edges = 0, n = op->n_params;
    for (int k = 0; k < n; k++) {
        n_edges += n_edges_of(&args[k]);
        if (saved[k].type != TH_ARG_TENSOR) extra += extra_bytes(&saved[k]);
    }
    for (int k = 0; k < n_out; k++) n_dims += out[k]->ndim;
    th_node *node = node_new(n_out, n_edges, n, extra, op->saves_output, n_dims);
    node->op = op;
    for (int k = 0; k < n_out; k++) draw_outline(node, k, out[k]);
    char *owned = (char *)(node->outlines[0].shape + n_dims);
    node->first_edge[0] = 0;
    for (int k = 0; k < n; k++) {
        node->first_edge[k + 1] = node->first_edge[k] + n_edges_of(&args[k]);
        save_argument(node, k, &saved[k], &owned);
        link_argument(node, k, &args[k]);
    }
    node->sequence = ++sequence; /* after the edges: finding them may make nodes */
    return node;
}

static void set_history(th_tensor *x, th_node *node, int nr)
{
    th_node *former = x->grad_fn;
    x->grad_fn = th_node_keep(node);
    x->output_nr = (uint16_t)nr;
    x->requires_grad = false;
    th_node_release(former);
}

static bool is_differentiable(const th_tensor *x)
{
    return th_dtype_is_floating((th_dtype)x->dtype) || th_dtype_is_complex((th_dtype)x->dtype);
}

/* A node saves its outputs as aliases without history; unpacking gives the history back. */
static void save_outputs(th_node *node, th_tensor **out, int n_out)
{
    for (int k = 0; k < n_out; k++) {
        node->outputs[k] = NULL; /* should the next lines not come to an end */
        if (!(node->op->saved_outputs >> (k < 8 ? k : 7) & 1)) continue;
        node->outputs[k] = th_keep(th_tensor_alias(out[k]));
        node->output_versions[k] = out[k]->storage->version;
    }
}

static void rebase_history(th_tensor *view, th_node *node);

void th_record(th_call *call, const th_value *args, const th_value *saved)
{
    bool any = false;
    for (int k = 0; k < call->n_out; k++) any = any || is_differentiable(call->out[k]);
    if (!any || call->n_out == 0) return;
    th_node *node = make_node(call->op, args, saved, call->out, call->n_out);
    if (call->op->saves_output) save_outputs(node, call->out, call->n_out);
    if (call->in_place && call->out[0]->autograd && call->out[0]->autograd->base) rebase_history(call->out[0], node);
    else
        for (int k = 0; k < call->n_out; k++)
            if (is_differentiable(call->out[k])) set_history(call->out[k], node, k);
    th_node_release(node);
}

void th_save_self(th_call *call, th_value *saved)
{
    memcpy(saved, call->args, (size_t)call->n_args * sizeof *saved);
    th_tensor *self = call->args[0].as.tensor;
    bool wanted = false;
    for (int k = 0; k < call->n_args; k++)
        wanted = wanted ||
                 (saved[k].type == TH_ARG_TENSOR && saved[k].as.tensor == self && call->op->saved_inputs >> k & 1);
    if (!wanted) return;
    th_tensor *copy = th_tensor_new(self->ndim, self->shape, (th_dtype)self->dtype, th_device_of(self));
    th_copy_into(copy, self);
    copy->grad_fn = th_node_keep(th_grad_fn(self));
    copy->output_nr = self->output_nr;
    for (int k = 0; k < call->n_args; k++)
        if (saved[k].type == TH_ARG_TENSOR && saved[k].as.tensor == self) saved[k].as.tensor = copy;
}

void th_record_custom(const char *name, th_list inputs, th_list outputs,
                      void (*backward)(void *, th_list, th_tensor **), void (*drop)(void *), void *data)
{
    int n_dims = 0;
    for (int k = 0; k < outputs.n; k++) n_dims += outputs.v[k] ? outputs.v[k]->ndim : 0;
    th_custom *custom = th_block_alloc(sizeof *custom);
    if (!custom) th_fail(TH_MEMORY_ERROR, "no memory for the autograd graph");
    *custom = (th_custom){backward, drop, data, ""};
    snprintf(custom->name, sizeof custom->name, "%s", name);
    th_node *node = node_new(outputs.n, inputs.n, 0, 0, false, n_dims);
    node->custom = custom;
    for (int k = 0; k < inputs.n; k++) node->edges[k] = th_edge_to(inputs.v[k]);
    node->sequence = ++sequence;
    for (int k = 0; k < outputs.n; k++) {
        draw_outline(node, k, outputs.v[k]);
        if (is_differentiable(outputs.v[k])) set_history(outputs.v[k], node, k);
    }
    th_node_release(node);
}

/* ---- Views and in-place changes --------------------------------------------------------------- */

void th_mark_view(th_tensor *view, th_tensor *of)
{
    if (!th_modes_now.grad || !of) return;
    if (view == of || view->storage != of->storage) return;
    th_tensor *base = of->autograd && of->autograd->base ? of->autograd->base : of;
    th_autograd *a = th_tensor_autograd(view);
    a->base = th_keep(base);
    a->view_version = of->storage->version;
}

static th_value ints_value(int n, const int64_t *v) { return (th_value){.type = TH_ARG_INTS, .n = n, .as.ints = v}; }

/* as_strided of the base with the view's window: how a view is expressed after its base changed. */
static th_node *window_node(th_tensor *view, th_tensor *base)
{
    th_value args[4] = {th_v_tensor(base), ints_value(view->ndim, view->shape), ints_value(view->ndim, view->stride),
                        {.type = TH_ARG_INT, .as.i = view->offset}};
    return make_node(&th_ops[TH_OP_as_strided], args, args, &view, 1);
}

th_node *th_grad_fn(th_tensor *x)
{
    th_autograd *a = x->autograd;
    if (!a || !a->base || a->view_version == x->storage->version) return x->grad_fn;
    a->view_version = x->storage->version;
    if (!th_requires_grad(a->base)) return x->grad_fn;
    th_scope *scope = th_scope_open();
    th_node *node = window_node(x, a->base);
    set_history(x, node, 0);
    th_node_release(node);
    th_scope_close(scope);
    return x->grad_fn;
}

/* After `view` was changed by `node`: the base is its old self with the window replaced. */
static void rebase_history(th_tensor *view, th_node *node)
{
    th_tensor *base = view->autograd->base;
    th_tensor *value = th_tensor_shell(view); /* stands for the view's new value */
    set_history(value, node, 0);
    th_value args[5] = {th_v_tensor(base), th_v_tensor(value), ints_value(view->ndim, view->shape),
                        ints_value(view->ndim, view->stride), {.type = TH_ARG_INT, .as.i = view->offset}};
    th_node *scatter = make_node(&th_ops[TH_OP_as_strided_scatter], args, args, &base, 1);
    set_history(base, scatter, 0);
    th_node_release(scatter);
    view->autograd->view_version = view->storage->version - 1; /* have it regenerated from the base */
    th_grad_fn(view);
}

void th_check_in_place(const char *op, th_tensor *x)
{
    if (!th_modes_now.grad) return;
    if (x->requires_grad && !x->grad_fn)
        th_fail(TH_RUNTIME_ERROR, "%s: a leaf Variable that requires grad is being used in an in-place operation.", op);
    th_tensor *base = x->autograd ? x->autograd->base : NULL;
    if (base && base->requires_grad && !base->grad_fn)
        th_fail(TH_RUNTIME_ERROR, "%s: a view of a leaf Variable that requires grad is being used in an in-place "
                "operation.", op);
}

void th_bump_version(th_tensor *x) { x->storage->version++; }

/* ---- Hooks ---------------------------------------------------------------------------------- */

static int64_t last_hook;

int64_t th_add_hook(th_tensor *x, th_tensor *(*call)(void *, th_tensor *), void (*drop)(void *), void *data)
{
    if (!th_requires_grad(x))
        th_fail(TH_RUNTIME_ERROR, "cannot register a hook on a tensor that doesn't require gradient");
    th_hook hook = {call, drop, data, ++last_hook, NULL};
    if (x->grad_fn) {
        th_node_hook *h = th_block_alloc(sizeof *h), **end = &x->grad_fn->hooks;
        if (!h) th_fail(TH_MEMORY_ERROR, "no memory for a hook");
        *h = (th_node_hook){hook, x->output_nr, NULL};
        while (*end) end = &(*end)->next;
        *end = h;
    } else {
        th_hook *h = th_block_alloc(sizeof *h), **end = &th_tensor_autograd(x)->hooks;
        if (!h) th_fail(TH_MEMORY_ERROR, "no memory for a hook");
        *h = hook;
        while (*end) end = &(*end)->next;
        *end = h;
    }
    return hook.id;
}

void th_remove_hook(th_tensor *x, int64_t id)
{
    if (x->grad_fn)
        for (th_node_hook **h = &x->grad_fn->hooks; *h; h = &(*h)->next)
            if ((*h)->hook.id == id) {
                th_node_hook *gone = *h;
                *h = gone->next;
                if (gone->hook.drop) gone->hook.drop(gone->hook.data);
                th_block_free(gone, sizeof *gone);
                return;
            }
    if (x->autograd)
        for (th_hook **h = &x->autograd->hooks; *h; h = &(*h)->next)
            if ((*h)->id == id) {
                th_hook *gone = *h;
                *h = gone->next;
                if (gone->drop) gone->drop(gone->data);
                th_block_free(gone, sizeof *gone);
                return;
            }
}

/* The hook behind retain_grad(): data is the tensor, uncounted; it takes the hook away when it dies. */
static th_tensor *keep_gradient(void *data, th_tensor *gradient)
{
    th_set_grad(data, gradient);
    return NULL;
}

static void drop_retaining_hook(th_tensor *x)
{
    if (!x->grad_fn) return;
    for (th_node_hook *h = x->grad_fn->hooks; h; h = h->next)
        if (h->hook.call == keep_gradient && h->hook.data == x) {
            th_remove_hook(x, h->hook.id);
            return;
        }
}

void th_retain_grad(th_tensor *x)
{
    if (!th_requires_grad(x)) th_fail(TH_RUNTIME_ERROR, "can't retain_grad on Tensor that has requires_grad=False");
    if (!x->grad_fn || th_tensor_autograd(x)->retains_grad) return;
    th_tensor_autograd(x)->retains_grad = true;
    th_add_hook(x, keep_gradient, NULL, x);
}

