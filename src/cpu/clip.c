/* Several tensors, all contiguous and of one dtype, as if they were one vector: its norm in one pass, without
 * temporaries, and limits of it. */
#include "reduce.h"

#include <math.h>
#include <string.h>

#define PIECE 32768 /* elements with a state of their own, so that the number of threads changes no result */
#define STATE 32    /* bytes */

/* ---- The norm ----------------------------------------------------------------------------------------- */

typedef struct {
    th_list list;
    int64_t *first; /* piece of each tensor */
    const cpu_reduction *r;
    const cpu_reducer *reducer;
    char *states;   /* of pieces */
} job;

static int64_t pieces_of(const th_tensor *x) { return (x->numel + PIECE - 1) / PIECE; }

static int tensor_of_piece(const job *j, int64_t piece)
{
    int low = 0, high = j->list.n - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (j->first[middle] <= piece) low = middle;
        else high = middle - 1;
    }
    return low;
}

static void magnitudes(th_dtype compute, void *x, int64_t n)
{
    if (compute == TH_FLOAT32) for (int64_t i = 0; i < n; i++) ((float *)x)[i] = fabsf(((float *)x)[i]);
    else for (int64_t i = 0; i < n; i++) ((double *)x)[i] = fabs(((double *)x)[i]);
}

/* Dense elements of the type that is computed in are folded where they lie; extremes are those of magnitudes. */
static void fold(const job *j, void *state, const th_tensor *x, int64_t first, int64_t last)
{
    _Alignas(64) double block[CPU_BLOCK]; /* or floats */
    th_dtype dtype = (th_dtype)x->dtype, compute = j->reducer->compute;
    int64_t size = th_dtype_bytes[dtype];
    if (dtype == compute && !isinf(j->r->p)) {
        j->reducer->row(j->r, state, th_data(x) + first * size, last - first, 0);
        return;
    }
    for (int64_t at = first; at < last; at += CPU_BLOCK) {
        int64_t n = last - at < CPU_BLOCK ? last - at : CPU_BLOCK;
        cpu_load(block, compute, th_data(x) + at * size, dtype, size, n);
        if (isinf(j->r->p)) magnitudes(compute, block, n);
        j->reducer->row(j->r, state, block, n, 0);
    }
}

static void fold_piece(void *data, int64_t piece)
{
    const job *j = data;
    int k = tensor_of_piece(j, piece);
    const th_tensor *x = j->list.v[k];
    int64_t first = (piece - j->first[k]) * PIECE, last = first + PIECE < x->numel ? first + PIECE : x->numel;
    fold(j, j->states + piece * j->reducer->state_bytes, x, first, last);
}

/* tensors ord */
void cpu_total_norm(th_call *call)
{
    cpu_reduction r = {.p = th_arg_double(call, 1), .out = call->out[0]};
    job j = {.list = th_arg_list(call, 0), .r = &r};
    int64_t pieces = 0, numel = 0;
    th_scope *scope = th_scope_open();
    j.reducer = cpu_reducer_for(cpu_norm_reducers(r.p), (th_dtype)r.out->dtype);
    j.first = th_scratch((size_t)j.list.n * sizeof *j.first);
    for (int k = 0; k < j.list.n; k++) {
        j.first[k] = pieces;
        pieces += pieces_of(j.list.v[k]);
        numel += j.list.v[k]->numel;
    }
    j.states = th_scratch((size_t)(pieces + 1) * STATE);
    j.reducer->start(j.states, pieces + 1);
    if (isinf(r.p)) memset(j.states, 0, (size_t)(pieces + 1) * STATE); /* the least magnitude */
    th_share(pieces, th_threads_for(numel, 1), fold_piece, &j);
    for (int64_t k = 1; k < pieces; k++) j.reducer->merge(&r, j.states, j.states + k * j.reducer->state_bytes, 1);
    j.reducer->finish(&r, j.states, 0, 1);
    th_scope_close(scope);
}

/* ---- Limits ------------------------------------------------------------------------------------------- */

static void scale(th_tensor *x, double factor)
{
    th_iter it = {.compute = th_compute_dtype((th_dtype)x->dtype)};
    th_iter_begin(&it, 1, &x->numel);
    for (int k = 0; k < 2; k++) th_iter_add(&it, x);
    th_iter_add_number(&it, (th_scalar){.kind = TH_SCALAR_DOUBLE, .re.d = factor}, it.compute);
    cpu_run_row(&it, &th_ops[TH_OP_mul]);
}

static void clamp(th_tensor *x, double limit)
{
    th_iter it;
    double range[] = {-limit, limit};
    th_iter_of(&it, 2, (th_tensor *[]){x, x}, (th_value){.type = TH_ARG_DOUBLES, .n = 2, .as.doubles = range});
    cpu_run_row(&it, &th_ops[TH_OP_clamp_numbers]);
}

/* tensors limit norm: all are scaled if norm, theirs, is given, and clamped otherwise */
void cpu_limit_all(th_call *call)
{
    th_list list = th_arg_list(call, 0);
    th_tensor *norm = th_arg(call, 2);
    double limit = th_arg_double(call, 1), factor = norm ? limit / (th_scalar_double(th_item(norm)) + 1e-6) : 0;
    if (norm && factor >= 1) return;
    for (int k = 0; k < list.n; k++) {
        if (list.v[k]->numel == 0) continue;
        if (norm) scale(list.v[k], factor);
        else clamp(list.v[k], limit);
    }
}
