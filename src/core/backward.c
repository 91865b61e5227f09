/* The backward pass: orders the graph iteratively, runs gradients, collects them. */
#include "node.h"
#include "scope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a pass knows of a node it visits. */
typedef struct {
    th_node *node;
    int waiting;            /* edges into this node that have not delivered yet */
    bool needed;            /* on a path to a wanted input */
    th_tensor *one, **many; /* (n_out) sums of gradients so far: one, or many when n_out is not 1 */
    int64_t outer_pass;     /* what a pass around this one kept in the node */
    int outer_slot;
} visit;

#define FEW 32 /* nodes, and edges of one: a graph of so few does with the room of a pass's own frame */
typedef struct { visit visits[FEW]; int heap[FEW]; th_tensor *given[FEW]; bool wanted[FEW]; } room;

typedef struct pass {
    int64_t id;
    room *room;
    visit *visits;
    int n, capacity;
    int *heap, n_ready;     /* nodes with all gradients in, latest made first */
    int most_edges;         /* of one node */
    th_tensor **given;      /* (most_edges) gradients that a node gave and that have not been delivered; kept */
    int n_given;
    bool *wanted;           /* (most_edges) */
    bool retain_graph, create_graph, accumulate;
    th_list inputs;         /* n == -1: all leaves */
    th_edge *input_edges;
    th_tensor **results;    /* (inputs.n) captured gradients */
} pass;

/* ---- The pass's memory of nodes --------------------------------------------------------------- */

static visit *visit_of(const pass *p, const th_node *node)
{
    return node->pass == p->id ? &p->visits[node->slot] : NULL;
}

static void grow_visits(pass *p)
{
    bool first = p->visits == p->room->visits;
    visit *visits = realloc(first ? NULL : p->visits, 2 * (size_t)p->capacity * sizeof *visits);
    if (!visits) th_fail(TH_MEMORY_ERROR, "backward: no memory for the graph's order");
    if (first) memcpy(visits, p->visits, (size_t)p->n * sizeof *visits);
    p->visits = visits;
    p->capacity *= 2;
}

static visit *visit_node(pass *p, th_node *node)
{
    if (p->n == p->capacity) grow_visits(p);
    visit *v = &p->visits[p->n];
    *v = (visit){.node = th_node_keep(node), .outer_pass = node->pass, .outer_slot = node->slot, .needed = true};
    node->pass = p->id;
    node->slot = p->n++;
    return v;
}

/* (n_out), or NULL while there are none */
static th_tensor **gradients_of(visit *v) { return v->node->n_out == 1 ? &v->one : v->many; }

static void drop_gradients(visit *v)
{
    th_release(v->one);
    v->one = NULL;
    if (!v->many) return;
    for (int k = 0; k < v->node->n_out; k++) th_release(v->many[k]);
    th_block_free(v->many, v->node->n_out * sizeof *v->many);
    v->many = NULL;
}

static void end_pass(pass *p)
{
    for (int i = p->n - 1; i >= 0; i--) {
        visit *v = &p->visits[i];
        drop_gradients(v);
        v->node->pass = v->outer_pass;
        v->node->slot = v->outer_slot;
    }
    for (int i = 0; i < p->n; i++) th_node_release(p->visits[i].node);
    for (int k = 0; k < p->n_given; k++) th_release(p->given[k]);
    if (p->visits != p->room->visits) free(p->visits);
    if (p->heap != p->room->heap) free(p->heap);
    if (p->given != p->room->given) free(p->given);
    if (p->wanted != p->room->wanted) free(p->wanted);
    for (int i = 0; i < p->inputs.n; i++) th_release(p->results[i]);
}

/* Visits everything that the roots, visited already, reach; counts the edges that lead to each
 * node. The list of visits is its own queue. */
static void explore(pass *p)
{
    for (int i = 0; i < p->n; i++) {
        th_node *node = p->visits[i].node;
        if (node->n_edges > p->most_edges) p->most_edges = node->n_edges;
        for (int k = 0; k < node->n_edges; k++) {
            th_node *next = node->edges[k].node;
            if (!next) continue;
            visit *v = visit_of(p, next);
            if (!v) v = visit_node(p, next);
            v->waiting++;
        }
    }
}

static int by_sequence(const void *a, const void *b)
{
    const th_node *x = *(th_node *const *)a, *y = *(th_node *const *)b;
    bool xl = x->leaf, yl = y->leaf; /* accumulators come first whenever they were made */
    if (xl != yl) return xl ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

/* Marks what leads to an input. A node's inputs were made before it, so one sweep in the order of
 * making is enough. */
static void mark_needed(pass *p)
{
    th_node **order = malloc((size_t)(p->n + 1) * sizeof *order);
    if (!order) th_fail(TH_MEMORY_ERROR, "backward: no memory for the graph's order");
    for (int i = 0; i < p->n; i++) {
        p->visits[i].needed = false;
        order[i] = p->visits[i].node;
    }
    qsort(order, (size_t)p->n, sizeof *order, by_sequence);
    for (int i = 0; i < p->inputs.n; i++) {
        visit *v = p->input_edges[i].node ? visit_of(p, p->input_edges[i].node) : NULL;
        if (v) v->needed = true;
    }
    for (int i = 0; i < p->n; i++) {
        visit *v = visit_of(p, order[i]);
        for (int k = 0; k < order[i]->n_edges && !v->needed; k++)
            v->needed = order[i]->edges[k].node && visit_of(p, order[i]->edges[k].node)->needed;
    }
    free(order);
}

/* ---- Ready nodes: a heap by sequence ---------------------------------------------------------- */

static bool runs_before(const pass *p, int a, int b)
{
    return p->visits[a].node->sequence > p->visits[b].node->sequence;
}

static void push_ready(pass *p, int slot)
{
    int at = p->n_ready++;
    while (at > 0 && runs_before(p, slot, p->heap[(at - 1) / 2])) {
        p->heap[at] = p->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    p->heap[at] = slot;
}

static int pop_ready(pass *p)
{
    int first = p->heap[0], last = p->heap[--p->n_ready], at = 0;
    for (int child; (child = 2 * at + 1) < p->n_ready; at = child) {
        if (child + 1 < p->n_ready && runs_before(p, p->heap[child + 1], p->heap[child])) child++;
        if (!runs_before(p, p->heap[child], last)) break;
        p->heap[at] = p->heap[child];
    }
    p->heap[at] = last;
    return first;
}

/* ---- Gradients on their way ------------------------------------------------------------------- */

/* Nobody else holds the tensor or its memory. */
static bool is_alone(const th_tensor *x) { return x->refs == 1 && x->storage->refs == 1; }

static bool can_be_added_to(const th_tensor *x)
{
    return is_alone(x) && !x->grad_fn && !x->requires_grad && th_tensor_is_contiguous(x);
}

static th_tensor *sum_of(th_tensor *a, th_tensor *b, bool create_graph)
{
    th_scope *scope = th_scope_open();
    bool into_a = !create_graph && can_be_added_to(a), into_b = !create_graph && can_be_added_to(b);
    th_tensor *sum = th_keep(into_a ? th_add_(a, b) : into_b ? th_add_(b, a) : th_add(a, b));
    th_scope_close(scope);
    return sum;
}

/* Hands the k-th of the gradients that were given on to where it goes. */
static void deliver(pass *p, int k, th_edge to)
{
    visit *v = visit_of(p, to.node);
    if (to.node->n_out != 1 && !v->many) {
        size_t bytes = to.node->n_out * sizeof *v->many;
        if (!(v->many = th_block_alloc(bytes))) th_fail(TH_MEMORY_ERROR, "backward: no memory for gradients");
        memset(v->many, 0, bytes);
    }
    th_tensor **sum = &gradients_of(v)[to.nr], *former = *sum, *gradient = p->given[k];
    *sum = former ? sum_of(former, gradient, p->create_graph) : th_keep(gradient);
    th_release(former);
    th_release(gradient);
    p->given[k] = NULL;
}

/* Fits a gradient to what the next node put out: undoes broadcasting and promotion. */
static th_tensor *fit(th_tensor *g, const th_outline *o, const th_node *from)
{
    bool same = g->ndim == o->ndim;
    for (int d = 0; same && d < o->ndim; d++) same = g->shape[d] == o->shape[d];
    if (!same) {
        if (g->ndim < o->ndim)
            th_fail(TH_RUNTIME_ERROR, "%s returned an invalid gradient: got shape [%s], expected [%s]",
                    th_node_name(from), th_shape_text(g->ndim, g->shape), th_shape_text(o->ndim, o->shape));
        g = th_unbroadcast(g, o->ndim, o->shape);
    }
    if (!th_same_device(th_device_of(g), o->device)) g = th_move(g, o->device);
    return g->dtype == o->dtype ? g : th_cast(g, (th_dtype)o->dtype);
}

static void replace(th_tensor **gradient, const th_hook *hook)
{
    th_tensor *former = *gradient, *replaced = hook->call(hook->data, former);
    if (!replaced) return;
    *gradient = th_keep(replaced);
    th_release(former);
}

static void run_hooks(visit *v)
{
    th_scope *scope = th_scope_open();
    th_tensor **gradients = gradients_of(v), *leaf = v->node->leaf;
    for (th_node_hook *h = v->node->hooks; h; h = h->next)
        if (gradients && gradients[h->nr]) replace(&gradients[h->nr], &h->hook);
    for (th_hook *h = leaf && leaf->autograd ? leaf->autograd->hooks : NULL; h; h = h->next)
        if (v->one) replace(&v->one, h);
    th_scope_close(scope);
}

static void capture(pass *p, visit *v)
{
    th_tensor **gradients = gradients_of(v);
    for (int i = 0; i < p->inputs.n; i++)
        if (p->input_edges[i].node == v->node && gradients) p->results[i] = th_keep(gradients[p->input_edges[i].nr]);
}

/* A gradient that nobody else holds becomes the leaf's own; others are copied. */
static th_tensor *as_own(th_tensor *g, bool create_graph)
{
    if (is_alone(g) && (create_graph || th_tensor_is_contiguous(g))) return g;
    return create_graph ? th_clone(g) : th_to_contiguous_copy(g);
}

static void accumulate(th_tensor *leaf, th_tensor *g, bool create_graph)
{
    th_scope *scope = th_scope_open();
    th_autograd *a = th_tensor_autograd(leaf);
    if (!a->grad) th_set_grad(leaf, as_own(g, create_graph));
    else if (create_graph || a->grad->storage == g->storage) th_set_grad(leaf, th_add(a->grad, g));
    else if (!is_alone(g) || !th_take_over_zeros(a->grad, g)) th_add_(a->grad, g);
    th_scope_close(scope);
}

static void check_nan(const char *name, th_tensor **given, int n)
{
    for (int k = 0; k < n; k++)
        if (given[k] && th_scalar_double(th_item(th_sum(th_isnan(given[k])))) > 0)
            th_fail(TH_RUNTIME_ERROR, "Function '%s' returned nan values in its %dth output.", name, k);
}

static void check_alive(const th_node *node);

static void run_gradient(visit *v, th_tensor **given, const bool *wanted)
{
    th_node *node = v->node;
    th_grad_call c = {node, gradients_of(v), given, wanted};
    bool any = false;
    for (int k = 0; c.incoming && k < node->n_out; k++) any = any || c.incoming[k];
    if (!any) return;
    if (node->custom) {
        check_alive(node);
        th_list g = {node->n_out, th_scratch(node->n_out * sizeof(th_tensor *))};
        for (int k = 0; k < node->n_out; k++) g.v[k] = th_incoming(&c, k);
        node->custom->backward(node->custom->data, g, given);
    } else node->op->gradient(&c);
    if (th_modes_now.anomaly) check_nan(th_node_name(node), given, node->n_edges);
}

/* Runs a node's gradient. What it made on the way is gone afterwards, what it gave is the pass's alone. */
static void give(pass *p, visit *v)
{
    th_node *node = v->node;
    th_scope *scope = th_scope_open();
    for (int k = 0; k < node->n_edges; k++) {
        th_node *next = node->edges[k].node;
        p->given[k] = NULL;
        p->wanted[k] = next && visit_of(p, next)->needed;
    }
    run_gradient(v, p->given, p->wanted);
    for (int k = 0; k < node->n_edges; k++) {
        th_edge to = node->edges[k];
        bool any = p->given[k] && p->wanted[k];
        p->given[k] = any ? th_keep(fit(p->given[k], &to.node->outlines[to.nr], node)) : NULL;
        p->n_given = k + 1;
    }
    th_scope_close(scope);
}

/* A node has all its gradients: they are used and let go before what they lead to is handed on, for a gradient
 * may be passed on as it was, and be added to by those who then hold it alone. */
static void step(pass *p, int slot)
{
    visit *v = &p->visits[slot];
    th_node *node = v->node;
    if (node->hooks || (node->leaf && node->leaf->autograd->hooks)) run_hooks(v);
    if (p->inputs.n >= 0) capture(p, v);
    if (node->leaf && p->accumulate && v->one) accumulate(node->leaf, v->one, p->create_graph);
    if (v->needed && !node->leaf) give(p, v);
    if (!p->retain_graph) th_node_release_saved(node);
    drop_gradients(v);
    for (int k = 0; k < node->n_edges; k++) {
        th_edge to = node->edges[k];
        if (!to.node) continue;
        if (k < p->n_given && p->given[k]) deliver(p, k, to);
        if (--visit_of(p, to.node)->waiting == 0) push_ready(p, to.node->slot);
    }
    p->n_given = 0;
}

static th_tensor *root_gradient(th_tensor *x, th_tensor *gradient)
{
    if (gradient) {
        if (!th_same_shape(x, gradient))
            th_fail(TH_RUNTIME_ERROR, "Mismatch in shape: the gradient has a shape of [%s] and the output has a shape "
                    "of [%s].", th_shape_text(gradient->ndim, gradient->shape), th_shape_text(x->ndim, x->shape));
        return gradient->dtype == x->dtype ? gradient : th_cast(gradient, (th_dtype)x->dtype);
    }
    if (x->numel != 1) th_fail(TH_RUNTIME_ERROR, "grad can be implicitly created only for scalar outputs");
    th_tensor *one = th_tensor_like(x, (th_dtype)x->dtype);
    if (x->dtype == TH_FLOAT32 && th_device_of(x).type == TH_CPU) *(float *)th_data(one) = 1;
    else th_fill_(one, 1);
    return one;
}

/* Visits the node behind a tensor, which keeps it alive for the pass, and returns the edge. */
static th_edge visit_root(pass *p, th_tensor *x)
{
    th_edge edge = th_edge_to(x);
    if (edge.node && !visit_of(p, edge.node)) visit_node(p, edge.node);
    th_node_release(edge.node); /* the visit holds it */
    return edge;
}

typedef struct {
    pass *p;
    th_list outputs, gradients;
} request;

static void find_roots(pass *p, th_list outputs, th_edge *roots)
{
    for (int i = 0; i < outputs.n; i++) {
        roots[i] = visit_root(p, outputs.v[i]);
        if (!roots[i].node)
            th_fail(TH_RUNTIME_ERROR, "element %d of tensors does not require grad and does not have a grad_fn", i + 1);
    }
}

static void find_inputs(pass *p)
{
    p->input_edges = th_scratch((size_t)(p->inputs.n + 1) * sizeof *p->input_edges);
    for (int i = 0; i < p->inputs.n; i++) {
        p->input_edges[i] = visit_root(p, p->inputs.v[i]);
        if (!p->input_edges[i].node)
            th_fail(TH_RUNTIME_ERROR, "One of the differentiated Tensors does not require grad");
    }
}

/* The nodes that nothing waits for, each once. */
static void start(pass *p, const th_edge *roots, int n)
{
    for (int i = 0; i < n; i++) {
        visit *v = visit_of(p, roots[i].node);
        if (v->waiting == 0) push_ready(p, roots[i].node->slot);
        v->waiting = v->waiting == 0 ? -1 : v->waiting;
    }
}

static void deliver_root(pass *p, th_edge root, th_tensor *gradient)
{
    p->given[0] = th_keep(gradient);
    p->n_given = 1;
    deliver(p, 0, root);
    p->n_given = 0;
}

/* For as many nodes, and edges of one, as were found. */
static void make_room(pass *p)
{
    if (p->n > FEW) p->heap = malloc((size_t)p->n * sizeof *p->heap);
    if (p->most_edges > FEW) {
        p->given = malloc((size_t)p->most_edges * sizeof *p->given);
        p->wanted = malloc((size_t)p->most_edges * sizeof *p->wanted);
    }
    if (!p->heap || !p->given || !p->wanted) th_fail(TH_MEMORY_ERROR, "backward: no memory for the graph's order");
}

static void traverse(void *data)
{
    request *r = data;
    pass *p = r->p;
    th_set_grad_enabled(p->create_graph);
    th_modes_now.autocasts = false; /* gradients run in the dtypes that the forward pass ran in */
    th_edge *roots = th_scratch((size_t)(r->outputs.n + 1) * sizeof *roots);
    find_roots(p, r->outputs, roots);
    explore(p);
    if (p->inputs.n >= 0) {
        find_inputs(p);
        mark_needed(p);
    }
    make_room(p);
    for (int i = 0; i < r->outputs.n; i++)
        deliver_root(p, roots[i], root_gradient(r->outputs.v[i], r->gradients.n > i ? r->gradients.v[i] : NULL));
    start(p, roots, r->outputs.n);
    while (p->n_ready) step(p, pop_ready(p));
}

/* Runs a pass; whatever happens, the nodes it visited are let go. */
static void run_pass(pass *p, th_list outputs, th_list gradients)
{
    static int64_t passes;
    room few;
    p->id = ++passes;
    p->room = &few;
    p->visits = few.visits;
    p->capacity = FEW;
    p->heap = few.heap;
    p->given = few.given;
    p->wanted = few.wanted;
    request r = {p, outputs, gradients};
    th_scope *scope = th_scope_open();
    bool ok = th_guard(traverse, &r);
    th_scope_close(scope);
    int n = p->inputs.n;
    if (ok) for (int i = 0; i < n; i++) th_borrow(th_keep(p->results[i]));
    th_tensor **results = p->results;
    end_pass(p);
    p->results = results;
    if (!ok) th_fail_again();
}

/* ---- Entries -------------------------------------------------------------------------------- */

void th_backward_all(th_list outputs, th_list gradients, th_list inputs, bool retain_graph, bool create_graph)
{
    pass p = {.retain_graph = retain_graph, .create_graph = create_graph, .accumulate = inputs.n < 0, .inputs = inputs};
    if (inputs.n >= 0) {
        p.results = th_scratch((size_t)(inputs.n + 1) * sizeof *p.results);
        memset(p.results, 0, (size_t)(inputs.n + 1) * sizeof *p.results);
    }
    run_pass(&p, outputs, gradients);
    bool former = th_set_grad_enabled(create_graph);
    for (int i = 0; i < inputs.n; i++)
        if (p.results[i]) accumulate(inputs.v[i], p.results[i], create_graph);
    th_set_grad_enabled(former);
}

void th_backward(th_tensor *x, th_tensor *gradient, bool retain_graph, bool create_graph)
{
    th_backward_all((th_list){1, &x}, (th_list){1, &gradient}, (th_list){-1, NULL}, retain_graph, create_graph);
}

void th_gradients(th_list outputs, th_list inputs, th_list grad_outputs, bool retain_graph, bool create_graph,
                  bool allow_unused, th_tensor **results)
{
    memset(results, 0, (size_t)inputs.n * sizeof *results);
    pass p = {.retain_graph = retain_graph, .create_graph = create_graph, .inputs = inputs, .results = results};
    run_pass(&p, outputs, grad_outputs);
    for (int i = 0; i < inputs.n && !allow_unused; i++)
        if (!results[i])
            th_fail(TH_RUNTIME_ERROR, "One of the differentiated Tensors (input %d) appears to not have been used in "
                    "the graph. Set allow_unused=TRUE if this is the desired behavior.", i + 1);
}

/* ---- What gradient functions see -------------------------------------------------------------- */

const th_op *th_node_op(th_grad_call *c) { return c->node->op; }

bool th_has_incoming(th_grad_call *c, int k) { return c->incoming[k] != NULL; }

th_tensor *th_incoming(th_grad_call *c, int k)
{
    if (c->incoming[k]) return c->incoming[k];
    const th_outline *o = &c->node->outlines[k];
    th_tensor *zeros = th_tensor_new(o->ndim, o->shape, (th_dtype)o->dtype, o->device);
    th_zero(zeros);
    return zeros;
}

static int edge_of(const th_node *node, int arg) { return node->first_edge[arg]; }

static void check_alive(const th_node *node)
{
    if (node->released)
        th_fail(TH_RUNTIME_ERROR, "Trying to backward through the graph a second time (or directly access saved "
                "tensors after they have already been freed). Saved intermediate values of the graph are freed when "
                "you call $backward() or autograd_grad(). Specify retain_graph = TRUE if you need to backward through "
                "the graph a second time.");
}

th_tensor *th_node_check_version(const th_node *node, th_tensor *x, uint32_t saved_at)
{
    if (x && x->storage->device.type != TH_META && x->storage->version != saved_at)
        th_fail(TH_RUNTIME_ERROR, "one of the variables needed for gradient computation has been modified by an "
                "inplace operation: [%sType [%s]], used by %s, is at version %u; expected version %u instead.",
                th_dtype_name((th_dtype)x->dtype), th_shape_text(x->ndim, x->shape), th_node_name(node),
                (unsigned)x->storage->version, (unsigned)saved_at);
    return x;
}

th_value th_saved_value(th_grad_call *c, int arg)
{
    th_node *node = c->node;
    check_alive(node);
    th_value v = node->saved[arg];
    if (v.type == TH_ARG_TENSOR && node->op->saved_inputs >> arg & 1)
        th_node_check_version(node, v.as.tensor, node->versions[edge_of(node, arg)]);
    return v;
}

th_tensor *th_saved(th_grad_call *c, int arg)
{
    th_value v = th_saved_value(c, arg);
    return v.type == TH_ARG_TENSOR ? v.as.tensor : NULL;
}

th_list th_saved_list(th_grad_call *c, int arg)
{
    th_value v = th_saved_value(c, arg);
    if (v.type != TH_ARG_LIST) return (th_list){-1, NULL};
    if (c->node->op->saved_inputs >> arg & 1)
        for (int i = 0; i < v.n; i++)
            th_node_check_version(c->node, v.as.list[i], c->node->versions[edge_of(c->node, arg) + i]);
    return (th_list){v.n, v.as.list};
}

/* While a graph of the backward is recorded, the output needs its history back. */
th_tensor *th_saved_output(th_grad_call *c, int k)
{
    th_node *node = c->node;
    check_alive(node);
    th_tensor *saved = th_node_check_version(node, node->outputs[k], node->output_versions[k]);
    if (!saved || !th_modes_now.grad) return saved;
    th_tensor *y = th_tensor_alias(saved);
    y->grad_fn = th_node_keep(node);
    y->output_nr = (uint16_t)k;
    return y;
}

bool th_wants(th_grad_call *c, int arg)
{
    for (int edge = c->node->first_edge[arg]; edge < c->node->first_edge[arg + 1]; edge++)
        if (c->wanted[edge]) return true;
    return false;
}

bool th_wants_at(th_grad_call *c, int arg, int k) { return c->wanted[edge_of(c->node, arg) + k]; }
void th_give(th_grad_call *c, int arg, th_tensor *gradient) { c->given[edge_of(c->node, arg)] = gradient; }
void th_give_at(th_grad_call *c, int arg, int k, th_tensor *gradient)
{
    c->given[edge_of(c->node, arg) + k] = gradient;
}
void grad_none(th_grad_call *c) { (void)c; }

th_tensor *th_as_tensor(th_value v, th_tensor *like)
{
    if (v.type == TH_ARG_TENSOR) return v.as.tensor;
    if (v.type != TH_ARG_SCALAR) return NULL;
    th_tensor *x = th_tensor_new(0, NULL, (th_dtype)like->dtype, th_device_of(like));
    th_zero(x);
    return th_add(x, v.as.scalar);
}

/* Sums the axes that broadcasting prepended, then those that it stretched. */
th_tensor *th_unbroadcast(th_tensor *g, int ndim, const int64_t *shape)
{
    int64_t axes[TH_MAX_DIMS];
    int extra = g->ndim - ndim, n = 0;
    for (int d = 0; d < g->ndim; d++)
        if (d < extra || (shape[d - extra] == 1 && g->shape[d] != 1)) axes[n++] = d;
    if (n) g = th_sum_with(g, (th_ints){n, axes}, true, TH_NO_DTYPE);
    return extra > 0 ? th_view(g, (th_ints){ndim, shape}) : g;
}
