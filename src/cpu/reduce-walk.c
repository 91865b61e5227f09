#include "reduce.h"

#include <stdlib.h>

#define ROW_PIECE 32768  /* elements of one output folded in one go; longer rows are merged from pieces */
#define TILE_PIECE 65536 /* elements of one tile folded in one go */
#define MANY_TILES 64    /* with so many there is work enough for all threads without pieces */
#define SHORT_ROW 24
#define MANY_ROWS 32
#define STATE_MAX 32
#define LOADED_MAX 1024  /* elements of a loaded block */
#define LONG_RUN 64      /* adjacent elements that are folded where they lie */
#define SHORT_RUN 16     /* the same of runs that are folded together, of which there are at least FEW_RUNS */
#define FEW_RUNS 4

/* ---- Splitting dimensions --------------------------------------------------------------------- */

static void append(cpu_axes *a, int64_t size, int64_t stride)
{
    int last = a->ndim - 1;
    a->numel *= size;
    if (size == 1) return;
    if (last >= 0 && a->stride[last] == size * stride) {
        a->shape[last] *= size;
        a->stride[last] = stride;
        return;
    }
    a->shape[a->ndim] = size;
    a->stride[a->ndim++] = stride;
}

/* Order of memory, widest stride first: most reductions may visit elements as they lie. */
static void sort_by_stride(int n, int *dims, const int64_t *stride)
{
    for (int i = 1; i < n; i++)
        for (int j = i; j > 0 && stride[dims[j - 1]] < stride[dims[j]]; j--) {
            int d = dims[j];
            dims[j] = dims[j - 1];
            dims[j - 1] = d;
        }
}

static void at_least_one(cpu_axes *a)
{
    if (a->ndim) return;
    a->ndim = 1;
    a->shape[0] = a->numel;
    a->stride[0] = 0;
}

void cpu_reduce_split(cpu_reduction *r, const th_tensor *x, th_ints axes, bool ordered)
{
    int64_t bytes = th_dtype_bytes[x->dtype];
    bool goes[TH_MAX_DIMS] = {false};
    int reduced[TH_MAX_DIMS], n = 0;
    for (int i = 0; i < axes.n; i++) goes[axes.v[i]] = true;
    r->data = th_data(x);
    r->dtype = (th_dtype)x->dtype;
    r->ordered = ordered;
    r->kept.ndim = r->reduced.ndim = 0;
    r->kept.numel = r->reduced.numel = 1;
    for (int d = 0; d < x->ndim; d++) {
        if (goes[d]) reduced[n++] = d;
        else append(&r->kept, x->shape[d], x->stride[d] * bytes);
    }
    if (!ordered) sort_by_stride(n, reduced, x->stride);
    for (int i = 0; i < n; i++) append(&r->reduced, x->shape[reduced[i]], x->stride[reduced[i]] * bytes);
    at_least_one(&r->kept);
    at_least_one(&r->reduced);
}

int64_t cpu_axes_offset(const cpu_axes *axes, int64_t i)
{
    int64_t offset = 0;
    for (int d = axes->ndim - 1; d > 0; d--) {
        offset += i % axes->shape[d] * axes->stride[d];
        i /= axes->shape[d];
    }
    return offset + i * axes->stride[0];
}

void cpu_axes_load(const cpu_axes *axes, const char *data, th_dtype dtype, int64_t first, int64_t n, th_dtype to_type,
                   void *to)
{
    int inner = axes->ndim - 1;
    int64_t done = 0, bytes = (int64_t)th_dtype_size(to_type);
    while (done < n) {
        int64_t at = first + done, left = axes->shape[inner] - at % axes->shape[inner];
        int64_t run = left < n - done ? left : n - done;
        cpu_load((char *)to + done * bytes, to_type, data + cpu_axes_offset(axes, at), dtype, axes->stride[inner], run);
        done += run;
    }
}

static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t pieces_of(int64_t n, int64_t piece) { return n == 0 ? 1 : (n + piece - 1) / piece; }

void cpu_reduce_put(const th_tensor *out, th_dtype type, const void *values, int64_t first, int64_t n)
{
    int64_t bytes = (int64_t)th_dtype_size((th_dtype)out->dtype);
    cpu_store(th_data(out) + first * bytes, (th_dtype)out->dtype, bytes, values, type, n);
}

/* ---- Rows: each output folds its own elements ------------------------------------------------- */

/* Runs that follow each other evenly, as the rows of a tile whose states are then one: sums across a register, which
 * every run by itself would end in, are few. */
static void fold_runs(const cpu_reduction *r, const cpu_reducer *f, void *state, const char *data, int64_t runs,
                      int64_t first)
{
    const cpu_axes *a = &r->reduced;
    _Alignas(64) char states[CPU_TILE * STATE_MAX];
    int64_t n = a->shape[a->ndim - 1], pitch = a->stride[a->ndim - 2] / (int64_t)th_dtype_size(r->dtype);
    f->start(states, n);
    f->columns(r, states, data, n, runs, pitch, first);
    for (int64_t half; n > 1; n -= half) {
        half = n / 2;
        f->merge(r, states, states + (n - half) * f->state_bytes, half);
    }
    f->merge(r, state, states, 1);
}

/* How many whole runs of dense elements from element `at` on may be folded as rows of a tile; 0 where positions
 * matter. */
static int64_t even_runs(const cpu_reduction *r, const cpu_axes *a, int64_t at, int64_t end)
{
    int64_t inner = a->shape[a->ndim - 1];
    if (r->ordered || a->ndim == 1 || inner > CPU_TILE || at % inner != 0) return 0;
    if (a->stride[a->ndim - 2] % (int64_t)th_dtype_size(r->dtype) != 0) return 0;
    int64_t down = a->shape[a->ndim - 2], runs = min64(end - at, (down - at / inner % down) * inner) / inner;
    return runs >= FEW_RUNS ? runs : 0;
}

/* Folds elements [first, end) of the output whose elements start at data. */
static void fold_row(const cpu_reduction *r, const cpu_reducer *f, void *state, const char *data, int64_t first,
                     int64_t end)
{
    const cpu_axes *a = &r->reduced;
    int64_t bytes = (int64_t)th_dtype_size(r->dtype), inner = a->shape[a->ndim - 1];
    bool dense = r->dtype == f->compute && a->stride[a->ndim - 1] == bytes;
    _Alignas(64) char loaded[LOADED_MAX * sizeof(th_complex128)];
    for (int64_t at = first, n; at < end; at += n) {
        int64_t runs = dense && inner >= SHORT_RUN ? even_runs(r, a, at, end) : 0;
        n = runs * inner;
        if (runs) {
            fold_runs(r, f, state, data + cpu_axes_offset(a, at), runs, at);
        } else if (dense && (a->ndim == 1 || inner >= LONG_RUN || (inner >= SHORT_RUN && at % inner))) {
            n = min64(inner - at % inner, end - at);
            f->row(r, state, data + cpu_axes_offset(a, at), n, at);
        } else {
            n = min64(LOADED_MAX, end - at);
            cpu_axes_load(a, data, r->dtype, at, n, f->compute, loaded);
            f->row(r, state, loaded, n, at);
        }
    }
}

/* A reduction that threads share: its states, one per output and piece where there are pieces. */
typedef struct {
    const cpu_reduction *r;
    const cpu_reducer *f;
    int64_t pieces;
    char *states;
} shared;

static void long_row(void *data, int64_t i)
{
    const shared *s = data;
    int64_t first = i % s->pieces * ROW_PIECE, end = min64(s->r->reduced.numel, first + ROW_PIECE);
    fold_row(s->r, s->f, s->states + i * s->f->state_bytes,
             s->r->data + cpu_axes_offset(&s->r->kept, i / s->pieces), first, end);
}

/* Few long rows: every piece has a state; pieces are merged in order. */
static void reduce_long_rows(const cpu_reduction *r, const cpu_reducer *f)
{
    int64_t n = r->reduced.numel, pieces = pieces_of(n, ROW_PIECE), items = r->kept.numel * pieces;
    int bytes = f->state_bytes;
    shared s = {r, f, pieces, th_scratch((size_t)(items * bytes))};
    f->start(s.states, items);
    th_share(items, th_threads_for(r->kept.numel * n, 1), long_row, &s);
    for (int64_t out = 0; out < r->kept.numel; out++) {
        char *state = s.states + out * pieces * bytes;
        for (int64_t k = 1; k < pieces; k++) f->merge(r, state, state + k * bytes, 1);
        f->finish(r, state, out, 1);
    }
}

#define GROUP 64

static void short_rows(void *data, int64_t g)
{
    const shared *s = data;
    const cpu_reduction *r = s->r;
    _Alignas(64) char states[GROUP * STATE_MAX];
    int64_t first = g * GROUP, count = min64(GROUP, r->kept.numel - first);
    s->f->start(states, count);
    for (int64_t i = 0; i < count; i++)
        fold_row(r, s->f, states + i * s->f->state_bytes, r->data + cpu_axes_offset(&r->kept, first + i), 0,
                 r->reduced.numel);
    s->f->finish(r, states, first, count);
}

static void reduce_short_rows(const cpu_reduction *r, const cpu_reducer *f)
{
    shared s = {r, f, 1, NULL};
    int threads = th_threads_for(r->kept.numel * (r->reduced.numel + 4), 1);
    th_share(pieces_of(r->kept.numel, GROUP), threads, short_rows, &s);
}

/* ---- Columns: outputs that lie side by side take elements together ------------------------------ */

/* Folds rows [first, end) into the n states of a tile whose elements start at data. */
static void fold_tile(const cpu_reduction *r, const cpu_reducer *f, void *states, const char *data, int64_t n,
                      int64_t first, int64_t end)
{
    const cpu_axes *a = &r->reduced;
    int64_t bytes = (int64_t)th_dtype_size(r->dtype), stride = r->kept.stride[r->kept.ndim - 1];
    int64_t down = a->shape[a->ndim - 1], pitch = a->stride[a->ndim - 1];
    bool in_place = r->dtype == f->compute && stride == bytes && pitch % bytes == 0;
    _Alignas(64) char loaded[LOADED_MAX * sizeof(th_complex128)];
    int64_t most = in_place ? end : LOADED_MAX / n, size = (int64_t)th_dtype_size(f->compute);
    for (int64_t at = first, rows; at < end; at += rows) {
        const char *from = data + cpu_axes_offset(a, at);
        rows = min64(min64(end - at, down - at % down), most);
        if (in_place) {
            f->columns(r, states, from, n, rows, pitch / bytes, at);
            continue;
        }
        for (int64_t i = 0; i < rows; i++)
            cpu_load(loaded + i * n * size, f->compute, from + i * pitch, r->dtype, stride, n);
        f->columns(r, states, loaded, n, rows, n, at);
    }
}

typedef struct { int64_t inner, across, tiles, piece, pieces; } tiling;

static tiling tile_up(const cpu_reduction *r)
{
    tiling t = {.inner = r->kept.shape[r->kept.ndim - 1]};
    t.across = pieces_of(t.inner, CPU_TILE);
    t.tiles = r->kept.numel / t.inner * t.across;
    t.piece = t.tiles >= MANY_TILES ? r->reduced.numel : TILE_PIECE / min64(t.inner, CPU_TILE);
    t.pieces = pieces_of(r->reduced.numel, t.piece);
    return t;
}

/* First output and number of outputs of a tile. */
static int64_t tile_start(const tiling *t, int64_t tile, int64_t *n)
{
    int64_t column = tile % t->across * CPU_TILE;
    *n = min64(CPU_TILE, t->inner - column);
    return tile / t->across * t->inner + column;
}

typedef struct { shared s; tiling t; } tiled;

static void column_piece(void *data, int64_t i)
{
    const tiled *d = data;
    const shared *s = &d->s;
    const tiling *t = &d->t;
    _Alignas(64) char own[CPU_TILE * STATE_MAX];
    char *states = s->states ? s->states + i * CPU_TILE * s->f->state_bytes : own;
    int64_t n, first = tile_start(t, i / t->pieces, &n), row = i % t->pieces * t->piece;
    s->f->start(states, n);
    int64_t end = min64(row + t->piece, s->r->reduced.numel);
    fold_tile(s->r, s->f, states, s->r->data + cpu_axes_offset(&s->r->kept, first), n, row, end);
    if (!s->states) s->f->finish(s->r, states, first, n);
}

static void reduce_columns(const cpu_reduction *r, const cpu_reducer *f)
{
    tiled d = {{r, f, 1, NULL}, tile_up(r)};
    const tiling *t = &d.t;
    int64_t tile_bytes = (int64_t)CPU_TILE * f->state_bytes;
    if (t->pieces > 1) d.s.states = th_scratch((size_t)(t->tiles * t->pieces * tile_bytes));
    th_share(t->tiles * t->pieces, th_threads_for(r->kept.numel * r->reduced.numel, 1), column_piece, &d);
    for (int64_t tile = 0; d.s.states && tile < t->tiles; tile++) {
        char *states = d.s.states + tile * t->pieces * tile_bytes;
        int64_t n, first = tile_start(t, tile, &n);
        for (int64_t k = 1; k < t->pieces; k++) f->merge(r, states, states + k * tile_bytes, n);
        f->finish(r, states, first, n);
    }
}

/* ---- Choice ------------------------------------------------------------------------------------- */

/* Rows too short for a loop of their own are turned as well, where there are enough of them. */
static bool side_by_side(const cpu_reduction *r)
{
    int64_t across = r->kept.stride[r->kept.ndim - 1], down = r->reduced.stride[r->reduced.ndim - 1];
    if (r->kept.numel < 2 || r->reduced.numel < 2) return false;
    if (llabs(across) < llabs(down)) return true;
    return r->reduced.numel <= SHORT_ROW && r->kept.shape[r->kept.ndim - 1] >= MANY_ROWS;
}

void cpu_reduce_run(const cpu_reduction *r, const cpu_reducer *reducer)
{
    if (r->kept.numel == 0) return;
    th_scope *scope = th_scope_open();
    if (side_by_side(r)) reduce_columns(r, reducer);
    else if (r->reduced.numel > ROW_PIECE) reduce_long_rows(r, reducer);
    else reduce_short_rows(r, reducer);
    th_scope_close(scope);
}
