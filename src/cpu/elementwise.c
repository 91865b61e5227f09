/* Runs an elementwise row: blocks of contiguous elements in the compute dtype, whatever the
 * operands' dtypes and strides are. */
#include "elementwise.h"
#include "window.h"

#include <string.h>

#define MAX_BYTES 16  /* of one element of a compute dtype */
#define PANEL 131072  /* bytes of a turned operand that are made dense at a time */
#define PANEL_ROWS 32
#define LONG_ROW 64   /* elements of an innermost row that is worth a block of its own */

/* How an operand is walked. PERIODIC: every row is the same, and several go into a block. */
typedef enum { DENSE, CONSTANT, PERIODIC, STRIDED } walk;

typedef struct {
    const th_iter *it;
    th_loop loop;
    th_dtype result; /* the dtype in which the loop writes: compute, or Bool */
    const void *params;
    walk walks[TH_ITER_OPERANDS];
    bool by_rows;  /* blocks end where rows do, for operands of which only rows are dense */
    int64_t block; /* elements, where operands go through buffers; whole rows where one is PERIODIC */
} job;

/* ---- Operands that are not dense ------------------------------------------------------------- */

static walk walk_of(const th_iter *it, int k)
{
    int64_t dense = (int64_t)th_dtype_size(it->dtype[k]);
    bool is_dense = true, is_repeated = true;
    for (int d = 0; d < it->ndim; d++) {
        if (it->stride[k][d] != dense) is_dense = false;
        if (d > 0 && it->stride[k][d] != 0) is_repeated = false;
        dense *= it->shape[d];
    }
    if (is_repeated && it->stride[k][0] == 0) return CONSTANT;
    return is_dense ? DENSE : is_repeated && it->shape[0] < LONG_ROW ? PERIODIC : STRIDED;
}

static void locate(const th_iter *it, int64_t start, int64_t *index)
{
    for (int d = 0; d < it->ndim; d++) {
        index[d] = start % it->shape[d];
        start /= it->shape[d];
    }
}

static int64_t offset_of(const th_iter *it, int k, const int64_t *index)
{
    int64_t offset = 0;
    for (int d = 0; d < it->ndim; d++) offset += index[d] * it->stride[k][d];
    return offset;
}

static void advance(const th_iter *it, int64_t *index, int64_t run)
{
    index[0] += run;
    for (int d = 0; d + 1 < it->ndim && index[d] == it->shape[d]; d++) {
        index[d] = 0;
        index[d + 1]++;
    }
}

/* A mask goes into a tensor of another dtype when a comparison runs in place. */
static void store_mask(char *to, th_dtype dtype, int64_t stride, const char *mask, int64_t n)
{
    int64_t wide[CPU_BLOCK];
    for (int64_t i = 0; i < n; i++) wide[i] = mask[i];
    cpu_store(to, dtype, stride, wide, TH_INT64, n);
}

/* n elements from `start` of an operand that stands still in the innermost dimension, for elements of four bytes. */
static void repeat_runs(const th_iter *it, int k, uint32_t *to, int64_t start, int64_t n)
{
    int64_t index[TH_MAX_DIMS];
    locate(it, start, index);
    for (uint32_t *end = to + n; to < end;) {
        int64_t left = it->shape[0] - index[0], run = left < end - to ? left : end - to;
        uint32_t value = *(const uint32_t *)(const void *)(it->data[k] + offset_of(it, k, index));
        for (uint32_t *stop = to + run; to < stop; to++) *to = value;
        advance(it, index, run);
    }
}

/* Moves n elements from `start` between a strided operand and a dense buffer, run by run. */
static void transfer(const th_iter *it, int k, th_dtype dtype, char *buffer, int64_t start, int64_t n, bool load)
{
    int64_t index[TH_MAX_DIMS], size = (int64_t)th_dtype_size(dtype);
    if (load && it->stride[k][0] == 0 && size == 4 && dtype == it->dtype[k] && it->shape[0] < LONG_ROW) {
        repeat_runs(it, k, (uint32_t *)(void *)buffer, start, n);
        return;
    }
    locate(it, start, index);
    for (int64_t done = 0, run; done < n; done += run) {
        run = it->shape[0] - index[0] < n - done ? it->shape[0] - index[0] : n - done;
        char *at = it->data[k] + offset_of(it, k, index), *dense = buffer + done * size;
        if (load) cpu_load(dense, dtype, at, it->dtype[k], it->stride[k][0], run);
        else if (dtype == TH_BOOL) store_mask(at, it->dtype[k], it->stride[k][0], dense, run);
        else cpu_store(at, it->dtype[k], it->stride[k][0], dense, dtype, run);
        advance(it, index, run);
    }
}

/* ---- The loop over blocks --------------------------------------------------------------------- */

/* Is what a block reads of the input a stretch of memory in the compute dtype? */
static bool in_place(const job *j, int k)
{
    const th_iter *it = j->it;
    if (it->dtype[k] != it->compute || j->walks[k] == CONSTANT || j->walks[k] == PERIODIC) return false;
    return j->walks[k] == DENSE || (j->by_rows && it->stride[k][0] == (int64_t)th_dtype_size(it->compute));
}

static char *address(const th_iter *it, int k, int64_t start)
{
    int64_t index[TH_MAX_DIMS];
    locate(it, start, index);
    return it->data[k] + offset_of(it, k, index);
}

/* The input's elements [start, start + n) in the compute dtype: in place where they lie so. */
static const void *input(const job *j, int k, char *buffer, int64_t start, int64_t n)
{
    const th_iter *it = j->it;
    int64_t size = (int64_t)th_dtype_size(it->dtype[k]);
    if (j->walks[k] == CONSTANT || j->walks[k] == PERIODIC) return buffer; /* filled once */
    if (j->walks[k] == STRIDED) {
        if (in_place(j, k)) return address(it, k, start);
        transfer(it, k, it->compute, buffer, start, n, true);
        return buffer;
    }
    char *at = it->data[k] + start * size;
    if (it->dtype[k] == it->compute) return at;
    cpu_load(buffer, it->compute, at, it->dtype[k], size, n);
    return buffer;
}

/* from: where a row starts, if an operand is PERIODIC. */
static void run_range(const job *j, int64_t from, int64_t to)
{
    const th_iter *it = j->it;
    _Alignas(64) char buffers[TH_ITER_OPERANDS][CPU_BLOCK * MAX_BYTES];
    bool direct = j->walks[0] == DENSE && it->dtype[0] == j->result;
    bool whole = direct; /* no buffers at all: one call for the range, or for a row */
    for (int k = 1; k < it->n_operands; k++) {
        if (!in_place(j, k)) whole = false;
        int64_t n = to - from < j->block ? to - from : j->block;
        if (j->walks[k] == PERIODIC) transfer(it, k, it->compute, buffers[k], from, n, true);
        if (j->walks[k] == CONSTANT) cpu_load(buffers[k], it->compute, it->data[k], it->dtype[k], 0, n);
    }
    int64_t size = (int64_t)th_dtype_size(it->dtype[0]), block = whole ? to - from : j->block;
    for (int64_t start = from, n; start < to; start += n) {
        int64_t left = j->by_rows ? it->shape[0] - start % it->shape[0] : block;
        n = to - start < block ? to - start : block;
        if (left < n) n = left;
        const void *in[TH_ITER_OPERANDS] = {NULL};
        for (int k = 1; k < it->n_operands; k++) in[k] = input(j, k, buffers[k], start, n);
        void *out = direct ? it->data[0] + start * size : buffers[0];
        j->loop(n, out, in[1], in[2], in[3], j->params);
        if (!direct) transfer(it, 0, j->result, buffers[0], start, n, false);
    }
}

static job job_of(const th_iter *it, th_loop loop, th_dtype result, const void *params)
{
    job j = {it, loop, result, params, {DENSE}, false, CPU_BLOCK};
    for (int k = 0; k < it->n_operands; k++) {
        j.walks[k] = walk_of(it, k);
        if (j.walks[k] == STRIDED && it->shape[0] >= LONG_ROW) j.by_rows = true;
        if (j.walks[k] == PERIODIC) j.block = CPU_BLOCK / it->shape[0] * it->shape[0];
    }
    if (j.walks[0] == PERIODIC) j.walks[0] = STRIDED; /* an output has its own place for every element */
    if (j.walks[0] == CONSTANT) j.walks[0] = DENSE; /* an output that does not move has one element */
    return j;
}

/* Dense operands and numbers in the loop's own dtypes, too few for threads: no walking at all. */
static bool run_directly(const th_iter *it, th_loop loop, th_dtype result, const void *params)
{
    _Alignas(64) char buffers[TH_ITER_OPERANDS][CPU_BLOCK * MAX_BYTES];
    const void *in[TH_ITER_OPERANDS] = {NULL};
    if (it->ndim != 1 || it->numel > 4096 || it->dtype[0] != result) return false;
    if (it->stride[0][0] != th_dtype_bytes[result] && it->numel > 1) return false;
    for (int k = 1; k < it->n_operands; k++) {
        if (it->dtype[k] != it->compute) return false;
        in[k] = it->data[k];
        if (it->stride[k][0] == th_dtype_bytes[it->compute] || it->numel == 1) continue;
        if (it->stride[k][0] != 0 || it->numel > CPU_BLOCK) return false;
        cpu_load(buffers[k], it->compute, it->data[k], it->compute, 0, it->numel);
        in[k] = buffers[k];
    }
    loop(it->numel, it->data[0], in[1], in[2], in[3], params);
    return true;
}

/* All elements, without threads. */
static void run(const th_iter *it, th_loop loop, th_dtype result, const void *params)
{
    job j = job_of(it, loop, result, params);
    run_range(&j, 0, it->numel);
}

static bool run_panels(const th_iter *it, th_loop loop, th_dtype result, const void *params, int threads);

void cpu_run_loop(const th_iter *it, th_loop loop, th_dtype result, const void *params, double cost)
{
    if (it->numel == 0 || run_directly(it, loop, result, params)) return;
    int threads = th_threads_for(it->numel, cost);
    if (run_panels(it, loop, result, params, threads)) return;
    job j = job_of(it, loop, result, params);
    if (threads <= 1) {
        run_range(&j, 0, it->numel);
        return;
    }
    int64_t share = (it->numel / threads + j.block) / j.block * j.block;
#pragma omp parallel for num_threads(threads) schedule(static, 1)
    for (int t = 0; t < threads; t++) {
        int64_t from = t * share, to = from + share < it->numel ? from + share : it->numel;
        if (from < to) run_range(&j, from, to);
    }
}

/* ---- Turned operands ---------------------------------------------------------------------------- */

/* Inputs whose neighbours lie in the second dimension: element by element, each access would be another line of
 * the cache. Panels of them, whole rows where these are short, are transposed into dense copies. */
typedef struct {
    const th_iter *it;
    th_loop loop;
    th_dtype result;
    const void *params;
    bool turned[TH_ITER_OPERANDS];
    int64_t rows, columns, down, across; /* of a panel; panels of a plane */
    int threads;
    char *room; /* (threads, operands, PANEL) bytes */
} panels;

static bool is_turned(const th_iter *it, int k)
{
    return it->ndim > 1 && it->stride[k][1] == (int64_t)th_dtype_size(it->dtype[k]) && it->shape[0] >= 16 &&
           it->shape[1] >= 16 && it->stride[k][0] != it->stride[k][1] && it->stride[k][0] != 0;
}

/* The part of the loop that a panel is. */
static void cut(const panels *p, int64_t i, th_iter *to)
{
    const th_iter *it = p->it;
    int64_t column = i % p->across * p->columns, row = i / p->across % p->down * p->rows, index[TH_MAX_DIMS] = {0};
    int64_t plane = i / p->across / p->down;
    for (int d = 2; d < it->ndim; plane /= it->shape[d++]) index[d] = plane % it->shape[d];
    index[0] = column, index[1] = row;
    *to = (th_iter){.ndim = 2, .n_operands = it->n_operands, .compute = it->compute};
    to->shape[0] = it->shape[0] - column < p->columns ? it->shape[0] - column : p->columns;
    to->shape[1] = it->shape[1] - row < p->rows ? it->shape[1] - row : p->rows;
    to->numel = to->shape[0] * to->shape[1];
    for (int k = 0; k < it->n_operands; k++) {
        to->data[k] = it->data[k] + offset_of(it, k, index);
        to->dtype[k] = it->dtype[k];
        for (int d = 0; d < 2; d++) to->stride[k][d] = it->stride[k][d];
    }
}

static void make_dense(th_iter *it, int k, char *room)
{
    th_iter copy = {.ndim = 2, .n_operands = 2, .compute = it->dtype[k], .shape = {it->shape[0], it->shape[1]},
                    .numel = it->numel, .data = {room, it->data[k]}, .dtype = {it->dtype[k], it->dtype[k]}};
    int64_t size = (int64_t)th_dtype_size(it->dtype[k]);
    for (int d = 0; d < 2; d++) copy.stride[1][d] = it->stride[k][d];
    it->data[k] = room;
    it->stride[k][0] = copy.stride[0][0] = size;
    it->stride[k][1] = copy.stride[0][1] = size * it->shape[0];
    cpu_copy_window(&copy);
}

static void run_panel(const panels *p, int64_t i, char *room)
{
    th_iter it;
    cut(p, i, &it);
    for (int k = 1; k < it.n_operands; k++)
        if (p->turned[k]) make_dense(&it, k, room + k * PANEL);
    int64_t rows = it.shape[1];
    th_iter_collapse(&it);
    if (it.ndim == 1) rows = 1;
    it.ndim = 1;
    it.numel = it.shape[0];
    for (int64_t row = 0; row < rows; row++) {
        run(&it, p->loop, p->result, p->params);
        for (int k = 0; k < it.n_operands; k++) it.data[k] += it.stride[k][1];
    }
}

static int64_t number_of_panels(const panels *p)
{
    return p->it->numel / (p->it->shape[0] * p->it->shape[1]) * p->down * p->across;
}

static void run_share(void *data, int64_t thread)
{
    const panels *p = data;
    int64_t n = number_of_panels(p), last = (thread + 1) * n / p->threads;
    for (int64_t i = thread * n / p->threads; i < last; i++)
        run_panel(p, i, p->room + thread * p->it->n_operands * PANEL);
}

static bool run_panels(const th_iter *it, th_loop loop, th_dtype result, const void *params, int threads)
{
    panels p = {.it = it, .loop = loop, .result = result, .params = params, .threads = threads};
    int64_t size = 0;
    for (int k = 1; k < it->n_operands; k++) {
        p.turned[k] = is_turned(it, k);
        if (p.turned[k] && it->stride[k][1] > size) size = it->stride[k][1];
    }
    if (size == 0) return false;
    int64_t elements = PANEL / size;
    p.columns = it->shape[0] <= elements / PANEL_ROWS ? it->shape[0] : elements / PANEL_ROWS;
    p.rows = elements / p.columns;
    p.across = (it->shape[0] + p.columns - 1) / p.columns;
    p.down = (it->shape[1] + p.rows - 1) / p.rows;
    th_scope *scope = th_scope_open();
    p.room = th_scratch((size_t)threads * (size_t)it->n_operands * PANEL);
    th_share(threads, threads, run_share, &p);
    th_scope_close(scope);
    return true;
}

/* ---- Rows ------------------------------------------------------------------------------------- */

th_loop cpu_loop_of(th_dtype compute, int op)
{
    th_loop remainder = cpu_remainder_loop(compute, op);
    if (remainder) return remainder;
    switch (compute) {
    case TH_FLOAT32: return cpu_loops_f32[op];
    case TH_FLOAT64: return cpu_loops_f64[op];
    case TH_INT64: return cpu_loops_i64[op];
    case TH_COMPLEX64: return cpu_loops_c64[op];
    default: return cpu_loops_c128[op];
    }
}

void cpu_elementwise(th_call *call) { cpu_run_row(call->iter, call->op); }

void cpu_run_row(const th_iter *it, const th_op *op)
{
    _Alignas(16) char numbers[CPU_NUMBERS_BYTES];
    if (op->id == TH_OP_positive && it->dtype[0] == it->dtype[1]) { /* a copy */
        cpu_copy_window(it);
        return;
    }
    th_loop logic = it->dtype[0] == TH_BOOL ? cpu_logic_loop(it, op->id) : NULL;
    if (logic) {
        th_iter bytes = *it;
        bytes.compute = TH_BOOL;
        cpu_run_loop(&bytes, logic, TH_BOOL, NULL, 0.2);
        return;
    }
    th_loop power = op->id == TH_OP_pow ? cpu_power_loop(it) : NULL;
    th_loop loop = power ? power : cpu_loop_of(it->compute, op->id);
    if (!loop) return; /* the door refuses what a row has no loop for */
    if (it->n_params > 0) th_iter_numbers(it, numbers);
    bool mask = op->kind == TH_KIND_COMPARE || op->kind == TH_KIND_PREDICATE;
    double cost = op->types == TH_FLOATING ? 8 : 1;
    cpu_run_loop(it, loop, mask ? TH_BOOL : it->compute, numbers, cost);
}
