/* Runs an elementwise row: blocks of contiguous elements in the compute dtype, whatever the
 * operands' dtypes and strides are. */
#include "elementwise.h"
#include "window.h"

#include <string.h>

#define MAX_BYTES 16 /* of one element of a compute dtype */

/* How an operand is walked. */
typedef enum { DENSE, CONSTANT, STRIDED } walk;

typedef struct {
    const th_iter *it;
    th_loop loop;
    th_dtype result; /* the dtype in which the loop writes: compute, or Bool */
    const void *params;
    walk walks[TH_ITER_OPERANDS];
} job;

/* ---- Operands that are not dense ------------------------------------------------------------- */

static walk walk_of(const th_iter *it, int k)
{
    int64_t dense = (int64_t)th_dtype_size(it->dtype[k]);
    bool is_dense = true, is_constant = true;
    for (int d = 0; d < it->ndim; d++) {
        if (it->stride[k][d] != dense) is_dense = false;
        if (it->stride[k][d] != 0) is_constant = false;
        dense *= it->shape[d];
    }
    return is_constant ? CONSTANT : is_dense ? DENSE : STRIDED;
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

/* Moves n elements from `start` between a strided operand and a dense buffer, run by run. */
static void transfer(const th_iter *it, int k, th_dtype dtype, char *buffer, int64_t start, int64_t n, bool load)
{
    int64_t index[TH_MAX_DIMS], size = (int64_t)th_dtype_size(dtype);
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

/* The input's elements [start, start + n) in the compute dtype: in place where they lie so. */
static const void *input(const job *j, int k, char *buffer, int64_t start, int64_t n)
{
    const th_iter *it = j->it;
    int64_t size = (int64_t)th_dtype_size(it->dtype[k]);
    if (j->walks[k] == CONSTANT) return buffer; /* filled once */
    if (j->walks[k] == DENSE) {
        char *at = it->data[k] + start * size;
        if (it->dtype[k] == it->compute) return at;
        cpu_load(buffer, it->compute, at, it->dtype[k], size, n);
    } else transfer(it, k, it->compute, buffer, start, n, true);
    return buffer;
}

static void run_range(const job *j, int64_t from, int64_t to)
{
    const th_iter *it = j->it;
    _Alignas(64) char buffers[TH_ITER_OPERANDS][CPU_BLOCK * MAX_BYTES];
    bool direct = j->walks[0] == DENSE && it->dtype[0] == j->result;
    bool whole = direct; /* no buffers at all: one call for the range */
    for (int k = 1; k < it->n_operands; k++) {
        if (j->walks[k] != DENSE || it->dtype[k] != it->compute) whole = false;
        int64_t n = to - from < CPU_BLOCK ? to - from : CPU_BLOCK;
        if (j->walks[k] == CONSTANT) cpu_load(buffers[k], it->compute, it->data[k], it->dtype[k], 0, n);
    }
    int64_t size = (int64_t)th_dtype_size(it->dtype[0]), block = whole ? to - from : CPU_BLOCK;
    for (int64_t start = from; start < to; start += block) {
        int64_t n = to - start < block ? to - start : block;
        const void *in[TH_ITER_OPERANDS] = {NULL};
        for (int k = 1; k < it->n_operands; k++) in[k] = input(j, k, buffers[k], start, n);
        void *out = direct ? it->data[0] + start * size : buffers[0];
        j->loop(n, out, in[1], in[2], in[3], j->params);
        if (!direct) transfer(it, 0, j->result, buffers[0], start, n, false);
    }
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

void cpu_run_loop(const th_iter *it, th_loop loop, th_dtype result, const void *params, double cost)
{
    if (run_directly(it, loop, result, params)) return;
    job j = {it, loop, result, params, {DENSE}};
    for (int k = 0; k < it->n_operands; k++) j.walks[k] = walk_of(it, k);
    if (j.walks[0] == CONSTANT) j.walks[0] = DENSE; /* an output that does not move has one element */
    int threads = th_threads_for(it->numel, cost);
    if (threads <= 1) {
        run_range(&j, 0, it->numel);
        return;
    }
    int64_t share = (it->numel / threads + CPU_BLOCK) / CPU_BLOCK * CPU_BLOCK;
#pragma omp parallel for num_threads(threads) schedule(static, 1)
    for (int t = 0; t < threads; t++) {
        int64_t from = t * share, to = from + share < it->numel ? from + share : it->numel;
        if (from < to) run_range(&j, from, to);
    }
}

/* ---- Rows ------------------------------------------------------------------------------------- */

void cpu_convert_numbers(const th_iter *it, char *numbers)
{
    size_t size = th_dtype_size(it->compute);
    for (int k = 0; k < it->n_params; k++) {
        th_scalar s = it->param[k];
        double re = th_scalar_double(s), im = s.kind == TH_SCALAR_COMPLEX ? s.im : 0;
        char *to = numbers + (size_t)k * size;
        switch (it->compute) {
        case TH_FLOAT32: *(float *)to = (float)re; break;
        case TH_FLOAT64: *(double *)to = re; break;
        case TH_INT64: *(int64_t *)to = th_scalar_int(s); break;
        case TH_COMPLEX64: *(th_complex64 *)to = (th_complex64){(float)re, (float)im}; break;
        default: *(th_complex128 *)to = (th_complex128){re, im};
        }
    }
}

th_loop cpu_loop_of(th_dtype compute, int op)
{
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
    th_loop loop = cpu_loop_of(it->compute, op->id);
    if (!loop) return; /* the door refuses what a row has no loop for */
    cpu_convert_numbers(it, numbers);
    bool mask = op->kind == TH_KIND_COMPARE || op->kind == TH_KIND_PREDICATE;
    double cost = op->types == TH_FLOATING ? 8 : 1;
    cpu_run_loop(it, loop, mask ? TH_BOOL : it->compute, numbers, cost);
}
