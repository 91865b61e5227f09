/* Sums of the losses of all elements, in one pass: blocks of losses stay in the cache between the row's loop and the
 * sum. Pieces have sums of their own, so that the number of threads changes no result. */
#include "reduce.h"

#define PIECE 32768 /* elements of one sum */

typedef struct {
    const char *x, *y;
    th_dtype dtype, compute;
    th_loop loop;
    const cpu_reducer *sum;
    const void *number;
    int64_t numel;
    double *sums; /* of pieces */
} job;

/* n elements from `at` on in the compute dtype: where they lie, if they have it. */
static const void *block_of(const job *j, const char *x, int64_t at, int64_t n, void *buffer)
{
    int64_t size = th_dtype_bytes[j->dtype];
    if (j->dtype == j->compute) return x + at * size;
    cpu_load(buffer, j->compute, x + at * size, j->dtype, size, n);
    return buffer;
}

static void sum_piece(void *data, int64_t piece)
{
    const job *j = data;
    _Alignas(64) double x[CPU_BLOCK], y[CPU_BLOCK], losses[CPU_BLOCK]; /* or floats */
    int64_t first = piece * PIECE, last = first + PIECE < j->numel ? first + PIECE : j->numel;
    j->sums[piece] = 0;
    for (int64_t at = first; at < last; at += CPU_BLOCK) {
        int64_t n = last - at < CPU_BLOCK ? last - at : CPU_BLOCK;
        j->loop(n, losses, block_of(j, j->x, at, n, x), block_of(j, j->y, at, n, y), NULL, j->number);
        j->sum->row(NULL, &j->sums[piece], losses, n, 0);
    }
}

static double sum_of(job *j)
{
    int64_t pieces = (j->numel + PIECE - 1) / PIECE;
    double sum = 0;
    th_scope *scope = th_scope_open();
    j->sums = th_scratch((size_t)(pieces + 1) * sizeof *j->sums);
    th_share(pieces, th_threads_for(j->numel, 4), sum_piece, j);
    for (int64_t k = 0; k < pieces; k++) sum += j->sums[k];
    th_scope_close(scope);
    return sum;
}

/* input target number row over */
void cpu_loss_sum(th_call *call)
{
    double number[1];
    th_tensor *x = th_arg(call, 0), *y = call->out[0];
    th_dtype dtype = (th_dtype)x->dtype, compute = th_compute_dtype(dtype);
    th_scalar_store(th_arg_scalar(call, 2), compute, number);
    job j = {th_data(x), th_data(th_arg(call, 1)), dtype, compute, cpu_loop_of(compute, (int)th_arg_int(call, 3)),
             cpu_reducer_for(&cpu_sums, compute), number, x->numel, NULL};
    double value = sum_of(&j) / th_scalar_double(th_arg_scalar(call, 4));
    cpu_reduce_put(y, TH_FLOAT64, &value, 0, 1);
}
