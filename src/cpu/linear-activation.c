/* A linear layer with its activation: the product, then the activation's loop over it where it lies. Blocks of rows
 * that stay in the cache between the two lose more than they gain, for BLAS packs the weights once per block. The way
 * back does gain: one pass makes the gradient in front of the activation and its sums over rows. */
#include "elementwise.h"
#include "math.h"

#include <string.h>

#define BLOCK 4096    /* elements of rows that are worked on together */
#define PARTS 32      /* at most so many sums over rows are made apart and then added, on any number of threads */
#define PART_ROWS 64  /* rows of such a sum, at least */
#define NARROW 16     /* columns below which the general sum is quicker */

void cpu_linear(th_call *call);
void cpu_sum(th_call *call);

/* input weight bias activation numbers */
void cpu_linear_activation(th_call *call)
{
    th_iter it;
    th_tensor *y = call->out[0];
    cpu_linear(call);
    th_iter_of(&it, 2, (th_tensor *[]){y, y}, call->args[4]);
    if (y->numel > 0) cpu_run_row(&it, &th_ops[th_arg_int(call, 3)]);
}

/* ---- The way back ------------------------------------------------------------------------------------ */

/* g, y, gz (rows, n) of elements of `size` bytes; sums (parts, n) */
typedef struct {
    th_loop slope;
    const void *numbers;
    const char *g, *y;
    char *gz;
    double *sums;
    int64_t rows, n, parts, size;
} job;

/* x (rows, n): four rows at a time, which spares loads and stores of the sums */
#define ADD_ROWS(T)                                                                                     \
    TH_CLONES static void add_rows_##T(const T *x, double *sums, int64_t rows, int64_t n)               \
    {                                                                                                   \
        int64_t i = 0;                                                                                  \
        for (; i + 4 <= rows; i += 4, x += 4 * n) {                                                     \
            _Pragma("omp simd")                                                                         \
            for (int64_t j = 0; j < n; j++)                                                             \
                sums[j] += ((double)x[j] + (double)x[j + n]) + ((double)x[j + 2 * n] + (double)x[j + 3 * n]); \
        }                                                                                               \
        for (; i < rows; i++, x += n) {                                                                 \
            _Pragma("omp simd")                                                                         \
            for (int64_t j = 0; j < n; j++) sums[j] += (double)x[j];                                    \
        }                                                                                               \
    }
ADD_ROWS(float)
ADD_ROWS(double)

static void one_part(void *data, int64_t part)
{
    const job *j = data;
    int64_t first = part * j->rows / j->parts, last = (part + 1) * j->rows / j->parts;
    int64_t block = BLOCK / j->n < 4 ? 4 : BLOCK / j->n / 4 * 4;
    double *sums = j->sums + part * j->n;
    memset(sums, 0, (size_t)j->n * sizeof *sums);
    for (int64_t row = first; row < last; row += block) {
        int64_t rows = last - row < block ? last - row : block, at = row * j->n * j->size;
        j->slope(rows * j->n, j->gz + at, j->g + at, j->y + at, NULL, j->numbers);
        if (j->size == sizeof(float)) add_rows_float((const float *)(j->gz + at), sums, rows, j->n);
        else add_rows_double((const double *)(j->gz + at), sums, rows, j->n);
    }
}

static void put_sums(const job *j, void *to)
{
    for (int64_t k = 0; k < j->n; k++) {
        double sum = 0;
        for (int64_t part = 0; part < j->parts; part++) sum += j->sums[part * j->n + k];
        if (j->size == sizeof(float)) ((float *)to)[k] = (float)sum;
        else ((double *)to)[k] = sum;
    }
}

static void slope_and_sums(job *j, void *to)
{
    j->parts = j->rows / PART_ROWS < 1 ? 1 : j->rows / PART_ROWS < PARTS ? j->rows / PART_ROWS : PARTS;
    j->sums = th_scratch((size_t)(j->parts * j->n) * sizeof *j->sums);
    th_share(j->parts, th_threads_for(j->rows * j->n, 2), one_part, j);
    put_sums(j, to);
}

/* to (n): the sums of x (.., n) over all dimensions but the last */
static void sum_rows(th_tensor *to, th_tensor *x)
{
    int64_t rows = 0, n = to->numel;
    if (n) rows = x->numel / n;
    th_tensor *matrix = th_tensor_view(x, 2, (int64_t[]){rows, n}, (int64_t[]){n, 1}, x->offset);
    th_value args[] = {th_v_tensor(matrix), {.type = TH_ARG_INTS, .n = 1, .as.ints = (int64_t[]){0}}};
    cpu_sum(&(th_call){.op = &th_ops[TH_OP_sum], .args = args, .n_args = 2, .out = &to, .n_out = 1});
}

/* gradient result slope numbers sums */
void cpu_linear_activation_backward(th_call *call)
{
    _Alignas(16) char numbers[CPU_NUMBERS_BYTES];
    th_iter it;
    th_tensor *g = th_arg(call, 0), *y = th_arg(call, 1), *gz = call->out[0], *sums = call->out[1];
    int slope = (int)th_arg_int(call, 2);
    th_scope *scope = th_scope_open();
    th_iter_of(&it, 3, (th_tensor *[]){gz, g, y}, call->args[3]);
    if (sums->numel >= NARROW && y->numel > sums->numel && it.compute == (th_dtype)y->dtype) {
        th_iter_numbers(&it, numbers);
        job j = {cpu_loop_of(it.compute, slope), numbers, th_data(g), th_data(y), th_data(gz), NULL,
                 y->numel / sums->numel, sums->numel, 0, (int64_t)th_dtype_size((th_dtype)y->dtype)};
        slope_and_sums(&j, th_data(sums));
    } else {
        if (y->numel > 0) cpu_run_row(&it, &th_ops[slope]);
        if (sums->numel > 0) sum_rows(sums, gz);
    }
    th_scope_close(scope);
}
