/* Matrix products: the CPU kernels around gemm. Where a product is added to something, the shape
 * rule has put that into the result already. */
#include <string.h>

#include "../core/op.h"
#include "gemm.h"

/* Products of one batch below this size are spread over threads whole. */
#define SMALL_PRODUCT (1 << 18)

static cpu_matrix matrix(const th_tensor *x)
{
    return (cpu_matrix){th_data(x), x->stride[x->ndim - 2], x->stride[x->ndim - 1]};
}

/* out (m, n) = alpha a (m, k) b (k, n) + beta out */
static void product(th_tensor *out, const th_tensor *a, const th_tensor *b, th_scalar alpha, th_scalar beta)
{
    cpu_gemm((th_dtype)out->dtype, a->shape[0], b->shape[1], a->shape[1], alpha, matrix(a), matrix(b), beta,
             matrix(out));
}

void cpu_mm(th_call *c) { product(c->out[0], th_arg(c, 0), th_arg(c, 1), th_int(1), th_int(0)); }
void cpu_addmm(th_call *c) { product(c->out[0], th_arg(c, 1), th_arg(c, 2), th_arg_scalar(c, 4), th_arg_scalar(c, 3)); }

/* ---- Vectors --------------------------------------------------------------------------------- */

/* out (m) = alpha a (m, k) x (k) + beta out */
static void vector_product(th_tensor *out, const th_tensor *a, const th_tensor *x, th_scalar alpha, th_scalar beta)
{
    cpu_matrix column = {th_data(x), x->stride[0], 1}, result = {th_data(out), out->stride[0], 1};
    cpu_gemm((th_dtype)out->dtype, a->shape[0], 1, a->shape[1], alpha, matrix(a), column, beta, result);
}

void cpu_mv(th_call *c) { vector_product(c->out[0], th_arg(c, 0), th_arg(c, 1), th_int(1), th_int(0)); }
void cpu_addmv(th_call *c)
{
    vector_product(c->out[0], th_arg(c, 1), th_arg(c, 2), th_arg_scalar(c, 4), th_arg_scalar(c, 3));
}

void cpu_dot(th_call *c)
{
    const th_tensor *a = th_arg(c, 0), *b = th_arg(c, 1);
    cpu_matrix row = {th_data(a), 1, a->stride[0]}, column = {th_data(b), b->stride[0], 1};
    cpu_gemm((th_dtype)a->dtype, 1, 1, a->shape[0], th_int(1), row, column, th_int(0),
             (cpu_matrix){th_data(c->out[0]), 1, 1});
}

/* Every row of out (.., n) = bias */
static void start_from_bias(th_tensor *out, th_tensor *bias, int64_t n)
{
    size_t bytes = (size_t)n * th_dtype_size((th_dtype)out->dtype);
    char *row = th_data(out);
    if (bias->numel != n || (n > 1 && bias->stride[0] != 1)) {
        th_copy_into(out, bias);
        return;
    }
    for (int64_t i = 0; i < out->numel; i += n, row += bytes) memcpy(row, th_data(bias), bytes);
}

/* input (.., k) lies as (rows, k); weight (n, k) is read transposed */
void cpu_linear(th_call *c)
{
    const th_tensor *x = th_arg(c, 0), *weight = th_arg(c, 1), *out = c->out[0];
    int64_t k = weight->shape[1], n = weight->shape[0], rows = n ? out->numel / n : 0;
    int64_t apart = x->ndim > 1 ? x->stride[x->ndim - 2] : k;
    cpu_matrix a = {th_data(x), apart, x->stride[x->ndim - 1]};
    cpu_matrix b = {th_data(weight), weight->stride[1], weight->stride[0]};
    if (rows && th_arg_given(c, 2)) start_from_bias(c->out[0], th_arg(c, 2), n);
    cpu_gemm((th_dtype)out->dtype, rows, n, k, th_int(1), a, b, th_int(th_arg_given(c, 2)),
             (cpu_matrix){th_data(out), n, 1});
}

/* ---- Batches --------------------------------------------------------------------------------- */

typedef struct { const th_tensor *a, *b, *out; th_scalar alpha, beta; bool spread; } batch; /* spread: over threads whole */

/* The matrix of x with the given number in the batch, whose dimensions may lie anyhow. */
static cpu_matrix matrix_at(const th_tensor *x, int64_t i)
{
    cpu_matrix found = matrix(x);
    int64_t offset = 0;
    for (int d = x->ndim - 3; d >= 0; d--) {
        offset += i % x->shape[d] * x->stride[d];
        i /= x->shape[d];
    }
    found.data = (char *)found.data + offset * (int64_t)th_dtype_size((th_dtype)x->dtype);
    return found;
}

static void one_product(void *data, int64_t i)
{
    const batch *p = data;
    int d = p->a->ndim - 2;
    (p->spread ? cpu_gemm_alone : cpu_gemm)((th_dtype)p->out->dtype, p->a->shape[d], p->b->shape[d + 1],
                                            p->a->shape[d + 1], p->alpha, matrix_at(p->a, i), matrix_at(p->b, i),
                                            p->beta, matrix_at(p->out, i));
}

/* out (.., m, n) = alpha a (.., m, k) b (.., k, n) + beta out; all have the same batch dimensions */
static void batched_product(batch p)
{
    int d = p.out->ndim - 2;
    int64_t size = p.out->shape[d] * p.out->shape[d + 1], n = size ? p.out->numel / size : 0;
    int threads = th_get_num_threads();
    p.spread = threads > 1 && n >= threads && size * p.a->shape[d + 1] < SMALL_PRODUCT &&
               p.out->numel * p.a->shape[d + 1] > 16384;
    int former = p.spread ? cpu_blas_alone() : 1;
    th_share(n, p.spread ? threads : 1, one_product, &p);
    cpu_blas_restore(former);
}

void cpu_bmm(th_call *c) { batched_product((batch){th_arg(c, 0), th_arg(c, 1), c->out[0], th_int(1), th_int(0), false}); }
void cpu_batched_mm(th_call *c) { cpu_bmm(c); }
void cpu_baddbmm(th_call *c)
{
    batched_product((batch){th_arg(c, 1), th_arg(c, 2), c->out[0], th_arg_scalar(c, 4), th_arg_scalar(c, 3), false});
}
