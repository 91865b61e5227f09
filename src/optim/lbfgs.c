/* L-BFGS (Liu and Nocedal 1989): the inverse Hessian is approximated from the last steps and the changes
 * of the gradient along them. All parameters together are one vector. The algorithm is driven from here,
 * calling back for the loss, so that it reads from top to bottom and needs no R. */
#include "lbfgs.h"

#include "../core/autograd.h"
#include "../core/scope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LR, MAX_ITER, MAX_EVAL, TOLERANCE_GRAD, TOLERANCE_CHANGE, HISTORY_SIZE, STRONG_WOLFE };

typedef struct {
    th_list params;
    const double *options;
    th_closure closure;
    void *data;
    th_lbfgs *memory; /* a copy, which replaces the optimizer's in the end */
    int64_t evals;
    th_tensor *x, *g; /* kept: the parameters where the iteration started, the gradient where they are */
    double loss;
    th_tensor *first; /* the first loss; kept */
} minimization;

/* ---- Memory ----------------------------------------------------------------------------------- */

th_lbfgs *th_lbfgs_new(int capacity)
{
    th_lbfgs *memory = calloc(1, sizeof *memory);
    if (memory) memory->history = calloc((size_t)capacity + 1, sizeof *memory->history);
    if (!memory || !memory->history) {
        free(memory);
        th_fail(TH_MEMORY_ERROR, "no memory for the history of optim_lbfgs");
    }
    memory->capacity = capacity;
    memory->h_diag = 1;
    return memory;
}

static void forget_oldest(th_lbfgs *memory)
{
    th_release(memory->history[0].y);
    th_release(memory->history[0].s);
    memmove(memory->history, memory->history + 1, (size_t)--memory->n * sizeof *memory->history);
}

void th_lbfgs_free(th_lbfgs *memory)
{
    if (!memory) return;
    while (memory->n) forget_oldest(memory);
    th_release(memory->d);
    th_release(memory->prev_flat_grad);
    free(memory->history);
    free(memory);
}

/* The vectors are shared: none is ever changed. */
static th_lbfgs *copy_memory(const th_lbfgs *from, int capacity)
{
    th_lbfgs *copy = th_lbfgs_new(capacity);
    if (!from) return copy;
    th_curvature *room = copy->history;
    int skip = from->n > capacity ? from->n - capacity : 0;
    *copy = *from;
    copy->history = room, copy->capacity = capacity, copy->n = from->n - skip;
    memcpy(room, from->history + skip, (size_t)copy->n * sizeof *room);
    for (int i = 0; i < copy->n; i++) th_keep(room[i].y), th_keep(room[i].s);
    th_keep(copy->d);
    th_keep(copy->prev_flat_grad);
    return copy;
}

static void replace(th_tensor **slot, th_tensor *x)
{
    th_keep(x);
    th_release(*slot);
    *slot = x;
}

/* ---- Vectors ---------------------------------------------------------------------------------- */

static double number(th_tensor *x) { return th_scalar_double(th_item(x)); }
static double dot(th_tensor *a, th_tensor *b) { return number(th_dot(a, b)); }
static double largest(th_tensor *x) { return number(th_amax(th_abs(x))); }

static th_tensor *flat(th_tensor *x) { return th_reshape(x, TH_INTS(-1)); }

static th_tensor *flatten(th_list params, bool gradients)
{
    th_tensor **pieces = th_scratch((size_t)params.n * sizeof *pieces);
    for (int i = 0; i < params.n; i++) {
        th_tensor *g = gradients ? th_grad(params.v[i]) : params.v[i];
        pieces[i] = flat(g ? th_detach(g) : th_zeros_like(params.v[i]));
    }
    return th_cat((th_list){params.n, pieces});
}

/* parameters = x + t d */
static void move(const minimization *m, th_tensor *x, double t, th_tensor *d)
{
    th_scope *scope = th_scope_open();
    th_tensor *to = d ? th_add_with(x, d, t) : x;
    for (int64_t i = 0, at = 0; i < m->params.n; at += m->params.v[i++]->numel) {
        th_tensor *p = m->params.v[i];
        th_copy_(p, th_reshape(th_narrow(to, 0, at, p->numel), (th_ints){p->ndim, p->shape}));
    }
    th_scope_close(scope);
}

/* ---- Loss and gradient ------------------------------------------------------------------------- */

/* Evaluates the closure where the parameters are. */
static void evaluate(minimization *m)
{
    th_scope *scope = th_scope_open();
    bool recorded = th_set_grad_enabled(true);
    th_tensor *loss = m->closure(m->data);
    th_set_grad_enabled(recorded);
    m->loss = number(loss);
    if (!m->first) m->first = th_keep(loss);
    replace(&m->g, flatten(m->params, true));
    m->evals++;
    m->memory->func_evals++;
    th_scope_close(scope);
}

static th_trial try_length(void *data, double t)
{
    minimization *m = data;
    move(m, m->x, t, m->memory->d);
    evaluate(m);
    return (th_trial){t, m->loss, dot(m->g, m->memory->d), th_borrow(th_keep(m->g))};
}

/* ---- The direction ------------------------------------------------------------------------------ */

/* Takes what the last step has shown into the history. */
static void remember(th_lbfgs *memory, th_tensor *g)
{
    th_tensor *y = th_sub(g, memory->prev_flat_grad), *s = th_mul(memory->d, memory->t);
    double ys = dot(y, s);
    if (!(ys > 1e-10)) return;
    if (memory->n == memory->capacity) forget_oldest(memory);
    memory->history[memory->n++] = (th_curvature){th_keep(y), th_keep(s), 1 / ys};
    memory->h_diag = ys / dot(y, y);
}

/* - H g by the two-loop recursion. */
static th_tensor *direction(const th_lbfgs *memory, th_tensor *g)
{
    double *al = th_scratch((size_t)(memory->n + 1) * sizeof *al);
    th_tensor *r = th_neg(g);
    for (int i = memory->n - 1; i >= 0; i--) {
        const th_curvature *c = &memory->history[i];
        al[i] = dot(c->s, r) * c->ro;
        th_add_with_(r, c->y, -al[i]);
    }
    th_mul_(r, memory->h_diag);
    for (int i = 0; i < memory->n; i++) {
        const th_curvature *c = &memory->history[i];
        th_add_with_(r, c->s, al[i] - dot(c->y, r) * c->ro);
    }
    return r;
}

/* ---- Iterations --------------------------------------------------------------------------------- */

/* Chooses how far to go along the direction, and goes there. slope: g . d */
static void go(minimization *m, double slope, bool last)
{
    th_lbfgs *memory = m->memory;
    replace(&m->x, flatten(m->params, false));
    if (m->options[STRONG_WOLFE] != 0) {
        th_trial start = {0, m->loss, slope, th_borrow(th_keep(m->g))};
        th_trial best =
            th_strong_wolfe(start, memory->t, largest(memory->d), m->options[TOLERANCE_CHANGE], try_length, m);
        memory->t = best.t, m->loss = best.f;
        replace(&m->g, best.g);
        move(m, m->x, memory->t, memory->d);
        return;
    }
    move(m, m->x, memory->t, memory->d);
    if (!last) evaluate(m); /* where the loss is drawn at random, a last evaluation would serve nothing */
}

/* Returns whether to go on. */
static bool iterate(minimization *m, int iteration)
{
    const double *o = m->options;
    th_lbfgs *memory = m->memory;
    bool first = memory->n_iter++ == 0, last = iteration == (int)o[MAX_ITER];
    if (!first) remember(memory, m->g);
    replace(&memory->d, first ? th_neg(m->g) : direction(memory, m->g));
    replace(&memory->prev_flat_grad, m->g);
    memory->prev_loss = m->loss;
    memory->t = first ? fmin(1, 1 / number(th_sum(th_abs(m->g)))) * o[LR] : o[LR];
    double slope = dot(m->g, memory->d);
    if (slope > -o[TOLERANCE_CHANGE]) return false;
    go(m, slope, last);
    if (last || m->evals >= (int64_t)o[MAX_EVAL] || largest(m->g) <= o[TOLERANCE_GRAD]) return false;
    return largest(memory->d) * fabs(memory->t) > o[TOLERANCE_CHANGE] &&
           !(fabs(m->loss - memory->prev_loss) < o[TOLERANCE_CHANGE]);
}

static void minimize(void *data)
{
    minimization *m = data;
    th_set_grad_enabled(false);
    evaluate(m);
    bool more = largest(m->g) > m->options[TOLERANCE_GRAD];
    for (int k = 1; more; k++) {
        th_scope *scope = th_scope_open();
        more = iterate(m, k);
        th_scope_close(scope);
    }
}

static void drop(minimization *m)
{
    th_release(m->x);
    th_release(m->g);
    th_release(m->first);
    th_lbfgs_free(m->memory);
}

th_tensor *th_lbfgs_step(th_optimizer *optimizer, th_closure closure, void *data)
{
    if (!optimizer->n_groups) th_fail(TH_VALUE_ERROR, "optim_lbfgs: there are no parameters");
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    const th_param_group *group = &optimizer->groups[0];
    minimization m = {.params = {group->n_params, th_scratch((size_t)group->n_params * sizeof(th_tensor *))},
                      .options = group->options, .closure = closure, .data = data};
    for (int i = 0; i < group->n_params; i++) m.params.v[i] = group->params[i].param;
    th_tensor *before = flatten(m.params, false);
    m.memory = copy_memory(optimizer->lbfgs, (int)group->options[HISTORY_SIZE]);
    if (!th_guard(minimize, &m)) {
        move(&m, before, 0, NULL);
        drop(&m);
        th_fail_again();
    }
    th_lbfgs *former = optimizer->lbfgs;
    optimizer->lbfgs = m.memory, m.memory = former;
    th_tensor *first = th_scope_return(scope, m.first);
    drop(&m);
    return first;
}
