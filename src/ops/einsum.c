/* Einstein sums. Every operand is brought to one common order of labels; operands are then joined
 * pairwise from the left, each pair by one batched matrix product. */
#include "matmul.h"

#include <ctype.h>
#include <string.h>

#define LABELS 52
#define SLOTS 64 /* common dimensions: labels of the result first, then the summed ones */

typedef struct {
    int n;                      /* operands */
    const char **terms;         /* (n) subscripts of each operand, spaces and arrow left out */
    const char *result;         /* subscripts of the result, NULL where implicit */
    int covered;                /* dimensions under the ellipsis, of the operand with most of them */
    int count[LABELS];          /* how often a label stands in the terms */
    int slot_of[LABELS], last_of[LABELS];
    int first_covered;          /* slot of the ellipsis' first dimension */
    int n_out, n_slots;         /* slots of the result; of all labels */
    int last_use[SLOTS];        /* operand in which a summed slot appears last */
} plan;

static void parse(plan *p, const char *equation, th_list operands);
static th_tensor *arrange(const plan *p, int k, th_tensor *x);
static th_tensor *join(const plan *p, th_tensor *left, th_tensor *right, const bool *sum);

void composite_einsum(th_call *c)
{
    const char *equation = th_arg_string(c, 0);
    th_list operands = th_arg_list(c, 1);
    if (!equation) th_fail(TH_TYPE_ERROR, "einsum: equation must be a string");
    if (operands.n < 1) th_fail(TH_VALUE_ERROR, "einsum: must provide at least one operand");
    plan p = {.n = operands.n};
    parse(&p, equation, operands);
    th_tensor *y = NULL;
    for (int k = 0; k < p.n; k++) {
        th_tensor *x = arrange(&p, k, operands.v[k]);
        bool sum[SLOTS] = {false};
        for (int s = p.n_out; s < p.n_slots; s++) sum[s] = p.last_use[s] == k;
        y = k ? join(&p, y, x, sum) : join(&p, x, NULL, sum);
    }
    int64_t shape[SLOTS];
    for (int s = 0; s < p.n_out; s++) shape[s] = y->shape[s];
    c->out[0] = th_reshape(y, (th_ints){p.n_out, shape});
}

/* ---- Reading the equation ----------------------------------------------------------------------- */

static int label(char c) { return isupper((unsigned char)c) ? c - 'A' : c - 'a' + 26; }

/* Copies equation[from, to) without spaces; fails on what is no subscript. An ellipsis becomes '.'. */
static const char *subscripts(const char *from, const char *to, const char *where)
{
    char *text = th_scratch((size_t)(to - from) + 1), *end = text;
    bool ellipsis = false;
    for (const char *at = from; at < to; at++) {
        if (*at == ' ') continue;
        if (*at == '.') {
            if (ellipsis || to - at < 3 || at[1] != '.' || at[2] != '.')
                th_fail(TH_VALUE_ERROR, "einsum: found '.' for %s that is not part of any ellipsis or the second one",
                        where);
            ellipsis = true;
            at += 2;
        } else if (!isalpha((unsigned char)*at))
            th_fail(TH_VALUE_ERROR, "einsum: invalid subscript given at %s: '%c', subscripts must be in [a-zA-Z]",
                    where, *at);
        *end++ = *at;
    }
    *end = 0;
    return text;
}

static void split(plan *p, const char *equation)
{
    const char *arrow = strstr(equation, "->"), *end = arrow ? arrow : equation + strlen(equation);
    p->terms = th_scratch((size_t)p->n * sizeof *p->terms);
    int n = 0;
    for (const char *at = equation;; n++) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        if (n < p->n) p->terms[n] = subscripts(at, comma ? comma : end, "an operand");
        if (!comma) break;
        at = comma + 1;
    }
    if (n + 1 != p->n)
        th_fail(TH_VALUE_ERROR, "einsum: the equation has subscripts for %d operands, but %d were given", n + 1, p->n);
    if (arrow) p->result = subscripts(arrow + 2, arrow + strlen(arrow), "the output");
}

static void count_labels(plan *p, th_list operands)
{
    for (int k = 0; k < p->n; k++) {
        int named = 0;
        bool ellipsis = false;
        for (const char *at = p->terms[k]; *at; at++) {
            if (*at == '.') { ellipsis = true; continue; }
            named++;
            p->count[label(*at)]++;
            p->last_of[label(*at)] = k;
        }
        int ndim = operands.v[k]->ndim;
        if (ellipsis ? named > ndim : named != ndim)
            th_fail(TH_VALUE_ERROR,
                    "einsum: the number of subscripts in the equation (%d) %s the number of dimensions (%d) for "
                    "operand %d%s", named, named > ndim ? "is more than" : "does not match", ndim, k + 1,
                    ellipsis ? "" : " and no ellipsis was given");
        if (ellipsis && ndim - named > p->covered) p->covered = ndim - named;
    }
}

static int take_slots(plan *p, int n)
{
    int first = p->n_slots;
    if ((p->n_slots += n) > SLOTS) th_fail(TH_VALUE_ERROR, "einsum: more than %d dimensions", SLOTS);
    return first;
}

/* The result's slots: as written, or the ellipsis and the labels that stand once, in alphabetical order. */
static void place_result(plan *p)
{
    if (!p->result) {
        p->first_covered = take_slots(p, p->covered);
        for (int l = 0; l < LABELS; l++)
            if (p->count[l] == 1) p->slot_of[l] = take_slots(p, 1);
        return;
    }
    for (const char *at = p->result; *at; at++) {
        if (*at == '.') p->first_covered = take_slots(p, p->covered);
        else if (!p->count[label(*at)])
            th_fail(TH_VALUE_ERROR,
                    "einsum: output subscript %c does not appear in the equation for any input operand", *at);
        else if (p->slot_of[label(*at)] >= 0)
            th_fail(TH_VALUE_ERROR, "einsum: output subscript %c appears more than once in the output", *at);
        else p->slot_of[label(*at)] = take_slots(p, 1);
    }
}

static void parse(plan *p, const char *equation, th_list operands)
{
    split(p, equation);
    count_labels(p, operands);
    for (int l = 0; l < LABELS; l++) p->slot_of[l] = -1;
    p->first_covered = -1;
    place_result(p);
    p->n_out = p->n_slots;
    if (p->first_covered < 0) { /* an ellipsis that the result leaves out is summed */
        p->first_covered = take_slots(p, p->covered);
        for (int i = 0; i < p->covered; i++)
            for (int k = 0; k < p->n; k++)
                if (strchr(p->terms[k], '.')) p->last_use[p->first_covered + i] = k;
    }
    for (int l = 0; l < LABELS; l++) {
        if (!p->count[l] || p->slot_of[l] >= 0) continue;
        p->slot_of[l] = take_slots(p, 1);
        p->last_use[p->slot_of[l]] = p->last_of[l];
    }
}

/* ---- Operands ----------------------------------------------------------------------------------- */

/* Dimension of x for each of the term's slots, -1 where it has none. A repeated label takes the
 * diagonal of its two dimensions, which moves that to the end. */
static th_tensor *take_diagonals(const plan *p, int k, th_tensor *x, int *dim_of)
{
    int slot[TH_MAX_DIMS], n = 0, named = 0;
    for (const char *at = p->terms[k]; *at; at++) named += *at != '.';
    for (const char *at = p->terms[k]; *at; at++) {
        if (*at == '.')
            for (int covered = x->ndim - named, i = 0; i < covered; i++)
                slot[n++] = p->first_covered + p->covered - covered + i;
        else slot[n++] = p->slot_of[label(*at)];
    }
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            if (slot[i] != slot[j]) continue;
            if (x->shape[i] != x->shape[j])
                th_fail(TH_VALUE_ERROR,
                        "einsum: subscript is repeated for operand %d but the sizes don't match, %lld != %lld",
                        k + 1, (long long)x->shape[i], (long long)x->shape[j]);
            int both = slot[i];
            x = th_diagonal_with(x, i, j, 0);
            memmove(slot + j, slot + j + 1, (size_t)(n - j - 1) * sizeof *slot);
            memmove(slot + i, slot + i + 1, (size_t)(n - i - 2) * sizeof *slot);
            slot[--n - 1] = both;
            i = -1;
            break;
        }
    for (int s = 0; s < p->n_slots; s++) dim_of[s] = -1;
    for (int i = 0; i < n; i++) dim_of[slot[i]] = i;
    return x;
}

/* x as (slot 0, slot 1, ..), with size 1 in slots that it lacks */
static th_tensor *arrange(const plan *p, int k, th_tensor *x)
{
    int dim_of[SLOTS], n = 0;
    x = take_diagonals(p, k, x, dim_of);
    int64_t order[SLOTS], shape[SLOTS];
    for (int s = 0; s < p->n_slots; s++) {
        shape[s] = dim_of[s] < 0 ? 1 : x->shape[dim_of[s]];
        if (dim_of[s] >= 0) order[n++] = dim_of[s];
    }
    return th_reshape(th_permute(x, (th_ints){n, order}), (th_ints){p->n_slots, shape});
}

/* ---- Joining two operands ------------------------------------------------------------------------ */

/* Slots by where their size is above 1: in both and kept (batch), on the left only (rows), on the
 * right only (cols), in both and summed (inner), nowhere (ones). */
typedef struct { int64_t slot[SLOTS]; int n; int64_t size; } group;
typedef struct { group batch, rows, cols, inner, ones; } groups;

static void add_to(group *g, int slot, int64_t size) { g->slot[g->n++] = slot, g->size *= size; }

static int append(int64_t *order, int n, const group *g)
{
    memcpy(order + n, g->slot, (size_t)g->n * sizeof *order);
    return n + g->n;
}

/* x as (a, b, c); its size is 1 in the slots of the other two groups */
static th_tensor *merged(th_tensor *x, const group *a, const group *b, const group *c, const group *other,
                         const group *ones)
{
    int64_t order[SLOTS];
    int n = append(order, append(order, append(order, 0, a), b), c);
    n = append(order, append(order, n, other), ones);
    return th_reshape(th_permute(x, (th_ints){n, order}), TH_INTS(a->size, b->size, c->size));
}

/* y (batch, rows, cols) with the slots in their common order again */
static th_tensor *spread(th_tensor *y, const groups *g, const int64_t *size)
{
    int64_t order[SLOTS], shape[SLOTS], back[SLOTS];
    int n = append(order, append(order, append(order, 0, &g->batch), &g->rows), &g->cols);
    n = append(order, append(order, n, &g->inner), &g->ones);
    for (int i = 0; i < n; i++) shape[i] = size[order[i]], back[order[i]] = i;
    return th_permute(th_reshape(y, (th_ints){n, shape}), (th_ints){n, back});
}

static int64_t common_size(const th_tensor *left, const th_tensor *right, int slot)
{
    int64_t a = left->shape[slot], b = right->shape[slot];
    if (a != b && a != 1 && b != 1)
        th_fail(TH_VALUE_ERROR, "einsum: operands do not broadcast, a subscript has sizes %lld and %lld", (long long)a,
                (long long)b);
    return a == 1 ? b : a;
}

/* Sums away the slots marked in sum that only x has. */
static th_tensor *sum_alone(const plan *p, th_tensor *x, const th_tensor *other, const bool *sum)
{
    int64_t axes[SLOTS];
    int n = 0;
    for (int s = 0; s < p->n_slots; s++)
        if (sum[s] && x->shape[s] != 1 && (!other || other->shape[s] == 1)) axes[n++] = s;
    return n ? th_sum_with(x, (th_ints){n, axes}, true, TH_NO_DTYPE) : x;
}

static th_tensor *join(const plan *p, th_tensor *left, th_tensor *right, const bool *sum)
{
    if (!right) return sum_alone(p, left, NULL, sum);
    groups g = {{.size = 1}, {.size = 1}, {.size = 1}, {.size = 1}, {.size = 1}};
    int64_t size[SLOTS];
    for (int s = 0; s < p->n_slots; s++) size[s] = common_size(left, right, s);
    th_tensor *a = sum_alone(p, left, right, sum), *b = sum_alone(p, right, left, sum);
    for (int s = 0; s < p->n_slots; s++) {
        bool in_a = a->shape[s] != 1, in_b = b->shape[s] != 1;
        add_to(in_a && in_b ? sum[s] ? &g.inner : &g.batch : in_a ? &g.rows : in_b ? &g.cols : &g.ones, s, size[s]);
        if (sum[s] || !(in_a || in_b)) size[s] = 1;
    }
    if (g.inner.n + g.rows.n + g.cols.n == 0) return th_mul(a, b); /* element by element */
    g.ones.size = 1;
    th_tensor *y = th_bmm(merged(a, &g.batch, &g.rows, &g.inner, &g.cols, &g.ones),
                          merged(b, &g.batch, &g.inner, &g.cols, &g.rows, &g.ones));
    return spread(y, &g, size);
}
