/* Matrix products through cuBLAS; those of integers by our own loops. Where a product is added to something,
 * the shape rule has put that into the result already. Half types accumulate in float, and float is exact to
 * its last bits unless TF32 was asked for. */
#include "convert.cuh"

#include <limits.h>

#define THREADS 256

/* Element (i, j) lies at data + (i * row + j * col) * size of dtype. */
typedef struct { void *data; int64_t rows, cols, row, col; } matrix;

/* count products whose matrices lie `apart` elements from each other, or, where pointers are given, at those. */
typedef struct { int64_t count, a, b, c; void *const *at_a, *const *at_b, *const *at_c; } batch;

static matrix transposed(matrix x)
{
    matrix t = {x.data, x.cols, x.rows, x.col, x.row};
    return t;
}

/* ---- cuBLAS: matrices whose columns lie densely ------------------------------------------------------------ */

typedef struct { cublasOperation_t op; int ld; } operand;

/* How cuBLAS reads x (rows, cols): as it is when columns are dense, transposed when rows are. */
static bool operand_of(matrix x, operand *o)
{
    bool columns = (x.row == 1 || x.rows <= 1) && (x.col >= x.rows || x.cols <= 1);
    bool rows = (x.col == 1 || x.cols <= 1) && (x.row >= x.cols || x.rows <= 1);
    int64_t ld = columns ? (x.cols <= 1 ? x.rows : x.col) : (x.rows <= 1 ? x.cols : x.row);
    if ((!columns && !rows) || ld > INT_MAX) return false;
    o->op = columns ? CUBLAS_OP_N : CUBLAS_OP_T;
    o->ld = ld < 1 ? 1 : (int)ld;
    return true;
}

static cudaDataType data_type(th_dtype dtype)
{
    switch (dtype) {
    case TH_FLOAT16: return CUDA_R_16F;
    case TH_BFLOAT16: return CUDA_R_16BF;
    case TH_FLOAT32: return CUDA_R_32F;
    case TH_FLOAT64: return CUDA_R_64F;
    case TH_COMPLEX64: return CUDA_C_32F;
    default: return CUDA_C_64F;
    }
}

static cublasComputeType_t compute_type(th_dtype dtype)
{
    if (dtype == TH_FLOAT64 || dtype == TH_COMPLEX128) return CUBLAS_COMPUTE_64F;
    if (dtype == TH_FLOAT32 || dtype == TH_COMPLEX64)
        return cuda_tf32_allowed() ? CUBLAS_COMPUTE_32F_FAST_TF32 : CUBLAS_COMPUTE_32F;
    return CUBLAS_COMPUTE_32F;
}

/* A number as cuBLAS wants it for the compute type. */
typedef union { float f; double d; float c[2]; double z[2]; } scale;

static scale scale_of(th_scalar s, th_dtype dtype)
{
    scale x = {};
    double re = th_scalar_double(s), im = s.kind == TH_SCALAR_COMPLEX ? s.im : 0;
    switch (dtype) {
    case TH_FLOAT64: x.d = re; break;
    case TH_COMPLEX64: x.c[0] = (float)re, x.c[1] = (float)im; break;
    case TH_COMPLEX128: x.z[0] = re, x.z[1] = im; break;
    default: x.f = (float)re;
    }
    return x;
}

/* c (m, n) = alpha a (m, k) b (k, n) + beta c, with c's columns dense. False: cuBLAS cannot read a matrix. */
static bool blas_product(const th_tensor *out, matrix a, matrix b, matrix c, th_scalar alpha, th_scalar beta, batch n)
{
    operand oa, ob, oc;
    th_dtype dtype = (th_dtype)out->dtype;
    cublasHandle_t blas = cuda_blas_of(out);
    if (!blas || !operand_of(a, &oa) || !operand_of(b, &ob) || !operand_of(c, &oc) || oc.op != CUBLAS_OP_N) return !blas;
    if (a.rows > INT_MAX || a.cols > INT_MAX || b.cols > INT_MAX || n.count > INT_MAX) return false;
    scale factor = scale_of(alpha, dtype), keep = scale_of(beta, dtype);
    cudaDataType type = data_type(dtype);
    int rows = (int)a.rows, cols = (int)b.cols, inner = (int)a.cols;
    if (n.at_a)
        cuda_note_blas(cublasGemmBatchedEx(blas, oa.op, ob.op, rows, cols, inner, &factor, n.at_a, type, oa.ld, n.at_b, type,
                                           ob.ld, &keep, n.at_c, type, oc.ld, (int)n.count, compute_type(dtype),
                                           CUBLAS_GEMM_DEFAULT), "cublasGemmBatchedEx");
    else if (n.count > 1)
        cuda_note_blas(cublasGemmStridedBatchedEx(blas, oa.op, ob.op, rows, cols, inner, &factor, a.data, type, oa.ld, n.a,
                                                  b.data, type, ob.ld, n.b, &keep, c.data, type, oc.ld, n.c, (int)n.count,
                                                  compute_type(dtype), CUBLAS_GEMM_DEFAULT), "cublasGemmStridedBatchedEx");
    else
        cuda_note_blas(cublasGemmEx(blas, oa.op, ob.op, rows, cols, inner, &factor, a.data, type, oa.ld, b.data, type, ob.ld,
                                    &keep, c.data, type, oc.ld, compute_type(dtype), CUBLAS_GEMM_DEFAULT), "cublasGemmEx");
    return true;
}

/* ---- Integers, which wrap around, and matrices that cuBLAS cannot read ---------------------------------------- */

typedef struct { matrix a, b, c; int64_t alpha, beta, count, step_a, step_b, step_c; void *const *at_a, *const *at_b, *const *at_c;
                 int dtype, size; double alpha_re, alpha_im, beta_re, beta_im; } plain_job;

static __device__ __forceinline__ char *at_element(char *data, const matrix &m, int64_t i, int64_t j, int size)
{
    return data + (i * m.row + j * m.col) * size;
}

static __device__ __forceinline__ int64_t product_of(int64_t a, int64_t b) { return a * b; }
static __device__ __forceinline__ double product_of(double a, double b) { return a * b; }
static __device__ __forceinline__ complex128 product_of(complex128 a, complex128 b)
{
    complex128 z = {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    return z;
}
static __device__ __forceinline__ int64_t sum_of(int64_t a, int64_t b) { return a + b; }
static __device__ __forceinline__ double sum_of(double a, double b) { return a + b; }
static __device__ __forceinline__ complex128 sum_of(complex128 a, complex128 b)
{
    complex128 z = {a.re + b.re, a.im + b.im};
    return z;
}
static __device__ __forceinline__ void factor(int64_t *x, int64_t i, double, double) { *x = i; }
static __device__ __forceinline__ void factor(double *x, int64_t, double re, double) { *x = re; }
static __device__ __forceinline__ void factor(complex128 *x, int64_t, double re, double im) { x->re = re, x->im = im; }

template <typename T> __global__ void plain_product(const __grid_constant__ plain_job p)
{
    int64_t m = p.a.rows, n = p.b.cols, k = p.a.cols, total = m * n * p.count;
    T alpha, beta;
    factor(&alpha, p.alpha, p.alpha_re, p.alpha_im);
    factor(&beta, p.beta, p.beta_re, p.beta_im);
    for (int64_t e = (int64_t)blockIdx.x * THREADS + threadIdx.x; e < total; e += (int64_t)gridDim.x * THREADS) {
        int64_t j = e % n, i = e / n % m, which = e / n / m;
        char *a = p.at_a ? (char *)p.at_a[which] : (char *)p.a.data + which * p.step_a * p.size;
        char *b = p.at_b ? (char *)p.at_b[which] : (char *)p.b.data + which * p.step_b * p.size;
        char *c = p.at_c ? (char *)p.at_c[which] : (char *)p.c.data + which * p.step_c * p.size;
        T sum = {};
        for (int64_t l = 0; l < k; l++)
            sum = sum_of(sum, product_of(load_any<T>(at_element(a, p.a, i, l, p.size), p.dtype),
                                         load_any<T>(at_element(b, p.b, l, j, p.size), p.dtype)));
        char *to = at_element(c, p.c, i, j, p.size);
        sum = product_of(alpha, sum);
        if (is_not_zero(beta)) sum = sum_of(sum, product_of(beta, load_any<T>(to, p.dtype)));
        store_any<T>(to, p.dtype, sum);
    }
}

static void own_product(const th_tensor *out, matrix a, matrix b, matrix c, th_scalar alpha, th_scalar beta, batch n)
{
    plain_job p = {a, b, c, th_scalar_int(alpha), th_scalar_int(beta), n.count, n.a, n.b, n.c, n.at_a, n.at_b, n.at_c, out->dtype,
                   (int)th_dtype_size((th_dtype)out->dtype), th_scalar_double(alpha), alpha.kind == TH_SCALAR_COMPLEX ? alpha.im : 0,
                   th_scalar_double(beta), beta.kind == TH_SCALAR_COMPLEX ? beta.im : 0};
    int blocks = cuda_blocks(a.rows * b.cols * n.count, THREADS);
    cudaStream_t stream = cuda_stream_of(out);
    if (th_dtype_is_integral((th_dtype)out->dtype)) plain_product<int64_t><<<blocks, THREADS, 0, stream>>>(p);
    else if (th_dtype_is_complex((th_dtype)out->dtype)) plain_product<complex128><<<blocks, THREADS, 0, stream>>>(p);
    else plain_product<double><<<blocks, THREADS, 0, stream>>>(p);
    cuda_launched("a matrix product");
}

/* ---- Products of any matrices ------------------------------------------------------------------------------------ */

/* c = alpha a b + beta c; where beta is 0, c is not read. */
static void product(const th_tensor *out, matrix a, matrix b, matrix c, th_scalar alpha, th_scalar beta, batch n)
{
    if (a.rows == 0 || b.cols == 0 || n.count == 0) return;
    bool integral = th_dtype_is_integral((th_dtype)out->dtype), columns = (c.row == 1 || c.rows <= 1) && (c.col >= c.rows || c.cols <= 1);
    if (!integral && a.cols > 0) {
        batch turned = {n.count, n.b, n.a, n.c, n.at_b, n.at_a, n.at_c};
        bool done = columns ? blas_product(out, a, b, c, alpha, beta, n)
                            : blas_product(out, transposed(b), transposed(a), transposed(c), alpha, beta, turned);
        if (done) return;
    }
    own_product(out, a, b, c, alpha, beta, n);
}

static matrix matrix_of(const th_tensor *x)
{
    int d = x->ndim - 2;
    matrix m = {th_data(x), x->shape[d], x->shape[d + 1], x->stride[d], x->stride[d + 1]};
    return m;
}

static th_scalar number(int64_t i)
{
    th_scalar s = {};
    s.kind = TH_SCALAR_INT;
    s.re.i = i;
    return s;
}

static const batch single = {1};

static void multiply(th_tensor *out, const th_tensor *a, const th_tensor *b, th_scalar alpha, th_scalar beta)
{
    product(out, matrix_of(a), matrix_of(b), matrix_of(out), alpha, beta, single);
}

extern "C" void cuda_mm(th_call *c) { multiply(c->out[0], th_arg(c, 0), th_arg(c, 1), number(1), number(0)); }
extern "C" void cuda_addmm(th_call *c)
{
    multiply(c->out[0], th_arg(c, 1), th_arg(c, 2), th_arg_scalar(c, 4), th_arg_scalar(c, 3));
}

/* ---- Vectors ------------------------------------------------------------------------------------------------------- */

/* x (n) as a matrix of one column; a broadcast number has no stride that cuBLAS knows. */
static matrix column_of(th_tensor *x)
{
    if (x->numel > 1 && x->stride[0] < 1) x = th_to_contiguous(x);
    matrix m = {th_data(x), x->shape[0], 1, x->numel > 1 ? x->stride[0] : 1, 1};
    return m;
}

/* out (m) = alpha a (m, k) x (k) + beta out */
static void vector_product(th_tensor *out, const th_tensor *a, th_tensor *x, th_scalar alpha, th_scalar beta)
{
    matrix result = {th_data(out), out->shape[0], 1, out->stride[0], 1};
    product(out, matrix_of(a), column_of(x), result, alpha, beta, single);
}

extern "C" void cuda_mv(th_call *c) { vector_product(c->out[0], th_arg(c, 0), th_arg(c, 1), number(1), number(0)); }
extern "C" void cuda_addmv(th_call *c)
{
    vector_product(c->out[0], th_arg(c, 1), th_arg(c, 2), th_arg_scalar(c, 4), th_arg_scalar(c, 3));
}

extern "C" void cuda_dot(th_call *c)
{
    matrix result = {th_data(c->out[0]), 1, 1, 1, 1};
    product(c->out[0], transposed(column_of(th_arg(c, 0))), column_of(th_arg(c, 1)), result, number(1), number(0), single);
}

/* ---- Linear layers ------------------------------------------------------------------------------------------------- */

/* The largest power of two, up to 256, that divides an address: algorithms are chosen by it. */
static uint32_t alignment_of(const void *a, const void *b)
{
    uint32_t bytes = 256;
    while (((uintptr_t)a | (uintptr_t)b) % bytes) bytes /= 2;
    return bytes;
}

/* out (rows, n) = activation(a (rows, k) weight' + bias) in one pass: cuBLASLt adds the bias, unless that is NULL, and
 * applies the epilogue as it stores. The matrices are column-major to it: out' (n, rows) = weight (n, k) a' (k, rows).
 * False: not for these. */
static bool fused_linear(th_tensor *out, matrix a, matrix weight, const th_tensor *bias, cublasLtEpilogue_t epilogue)
{
    operand ow, oa;
    th_dtype dtype = (th_dtype)out->dtype;
    int64_t n = weight.rows, rows = a.rows;
    bool plain_bias = !bias || (bias->numel == n && bias->ndim == 1 && (n <= 1 || bias->stride[0] == 1));
    if (!plain_bias || dtype == TH_FLOAT64 || th_dtype_is_complex(dtype) || th_dtype_is_integral(dtype) || a.cols == 0) return false;
    if (!operand_of(weight, &ow) || !operand_of(transposed(a), &oa) || n > INT_MAX || rows > INT_MAX) return false;
    cublasLtHandle_t lt = cuda_blas_lt_of(out);
    size_t workspace_bytes;
    void *workspace = cuda_blas_workspace(out, &workspace_bytes), *bias_data = bias ? th_data(bias) : NULL;
    cublasLtMatmulDesc_t job = NULL;
    cublasLtMatrixLayout_t lw = NULL, la = NULL, lo = NULL;
    cublasLtMatmulPreference_t wish = NULL;
    cublasLtMatmulHeuristicResult_t best;
    cudaDataType type = data_type(dtype);
    int found = 0;
    float one = 1, zero = 0;
    bool ok = lt && cublasLtMatmulDescCreate(&job, compute_type(dtype), CUDA_R_32F) == CUBLAS_STATUS_SUCCESS;
#define SET(attribute, value) \
    ok = ok && cublasLtMatmulDescSetAttribute(job, attribute, &value, sizeof value) == CUBLAS_STATUS_SUCCESS
    SET(CUBLASLT_MATMUL_DESC_TRANSA, ow.op);
    SET(CUBLASLT_MATMUL_DESC_TRANSB, oa.op);
    SET(CUBLASLT_MATMUL_DESC_EPILOGUE, epilogue);
    if (bias) SET(CUBLASLT_MATMUL_DESC_BIAS_POINTER, bias_data);
#undef SET
    bool turned_w = ow.op == CUBLAS_OP_T, turned_a = oa.op == CUBLAS_OP_T;
#define LAYOUT(layout, m, k, ld) \
    ok = ok && cublasLtMatrixLayoutCreate(&layout, type, (uint64_t)(m), (uint64_t)(k), ld) == CUBLAS_STATUS_SUCCESS
    LAYOUT(lw, turned_w ? a.cols : n, turned_w ? n : a.cols, ow.ld);
    LAYOUT(la, turned_a ? rows : a.cols, turned_a ? a.cols : rows, oa.ld);
    LAYOUT(lo, n, rows, n);
#undef LAYOUT
    ok = ok && cublasLtMatmulPreferenceCreate(&wish) == CUBLAS_STATUS_SUCCESS;
    ok = ok && cublasLtMatmulPreferenceSetAttribute(wish, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &workspace_bytes,
                                                    sizeof workspace_bytes) == CUBLAS_STATUS_SUCCESS;
    uint32_t of_w = alignment_of(weight.data, NULL), of_a = alignment_of(a.data, NULL), of_out = alignment_of(th_data(out), bias_data);
#define ALIGNED(which, bytes)                                                                                         \
    ok = ok && cublasLtMatmulPreferenceSetAttribute(wish, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_##which##_BYTES, &bytes, \
                                                    sizeof bytes) == CUBLAS_STATUS_SUCCESS
    ALIGNED(A, of_w);
    ALIGNED(B, of_a);
    ALIGNED(C, of_out);
    ALIGNED(D, of_out);
#undef ALIGNED
    ok = ok && cublasLtMatmulAlgoGetHeuristic(lt, job, lw, la, lo, lo, wish, 1, &best, &found) == CUBLAS_STATUS_SUCCESS && found > 0;
    ok = ok && cublasLtMatmul(lt, job, &one, weight.data, lw, a.data, la, &zero, th_data(out), lo, th_data(out), lo, &best.algo,
                              workspace, workspace_bytes, cuda_stream_of(out)) == CUBLAS_STATUS_SUCCESS;
    if (wish) cublasLtMatmulPreferenceDestroy(wish);
    if (lo) cublasLtMatrixLayoutDestroy(lo);
    if (la) cublasLtMatrixLayoutDestroy(la);
    if (lw) cublasLtMatrixLayoutDestroy(lw);
    if (job) cublasLtMatmulDescDestroy(job);
    return ok;
}

/* Which epilogue of cuBLASLt is an elementwise row, with and without a bias? It knows gelu by its tanh approximation. */
static bool epilogue_of(int row, bool bias, cublasLtEpilogue_t *epilogue)
{
    if (row == TH_OP_relu) *epilogue = bias ? CUBLASLT_EPILOGUE_RELU_BIAS : CUBLASLT_EPILOGUE_RELU;
    else if (row == TH_OP_gelu_tanh) *epilogue = bias ? CUBLASLT_EPILOGUE_GELU_BIAS : CUBLASLT_EPILOGUE_GELU;
    else return false;
    return true;
}

/* input (.., k) lies as (rows, k) */
static matrix rows_of(const th_tensor *x, int64_t rows, int64_t k)
{
    matrix a = {th_data(x), rows, k, x->ndim > 1 ? x->stride[x->ndim - 2] : k, x->stride[x->ndim - 1]};
    return a;
}

/* weight (n, k) is read transposed */
extern "C" void cuda_linear(th_call *c)
{
    const th_tensor *weight = th_arg(c, 1);
    th_tensor *out = c->out[0], *bias = th_arg(c, 2);
    int64_t n = weight->shape[0], rows = n ? out->numel / n : 0;
    matrix a = rows_of(th_arg(c, 0), rows, weight->shape[1]), result = {th_data(out), rows, n, n, 1};
    if (rows == 0 || n == 0) return;
    if (bias && fused_linear(out, a, matrix_of(weight), bias, CUBLASLT_EPILOGUE_BIAS)) return;
    if (bias) th_copy_into(out, bias);
    product(out, a, transposed(matrix_of(weight)), result, number(1), number(bias != NULL), single);
}

/* input weight bias activation numbers */
extern "C" void cuda_linear_activation(th_call *c)
{
    th_iter it;
    cublasLtEpilogue_t epilogue;
    const th_tensor *weight = th_arg(c, 1), *bias = th_arg(c, 2);
    th_tensor *out = c->out[0], *both[] = {out, out};
    int row = (int)th_arg_int(c, 3);
    if (out->numel == 0) return;
    matrix a = rows_of(th_arg(c, 0), out->numel / weight->shape[0], weight->shape[1]);
    if (epilogue_of(row, bias != NULL, &epilogue) && fused_linear(out, a, matrix_of(weight), bias, epilogue)) return;
    cuda_linear(c);
    th_iter_of(&it, 2, both, c->args[4]);
    cuda_run_row(&it, row, c->op->name, cuda_stream_of(out));
}

/* to (n) = the sums of x (.., n) over all dimensions but the last */
static void sum_rows(th_tensor *to, th_tensor *x)
{
    int64_t n = to->numel, shape[] = {x->numel / n, n}, stride[] = {n, 1}, first = 0;
    th_value args[2] = {};
    args[0].type = TH_ARG_TENSOR, args[0].as.tensor = th_tensor_view(x, 2, shape, stride, x->offset);
    args[1].type = TH_ARG_INTS, args[1].n = 1, args[1].as.ints = &first;
    th_call sum = {};
    sum.args = args, sum.n_args = 2, sum.out = &to, sum.n_out = 1;
    cuda_sum(&sum);
}

/* gradient result slope numbers sums */
extern "C" void cuda_linear_activation_backward(th_call *c)
{
    th_iter it;
    th_tensor *operands[] = {c->out[0], th_arg(c, 0), th_arg(c, 1)};
    th_scope *scope = th_scope_open();
    th_iter_of(&it, 3, operands, c->args[3]);
    if (c->out[0]->numel > 0) cuda_run_row(&it, (int)th_arg_int(c, 2), c->op->name, cuda_stream_of(c->out[0]));
    if (c->out[1]->numel > 0) sum_rows(c->out[1], c->out[0]);
    th_scope_close(scope);
}

/* ---- Batches --------------------------------------------------------------------------------------------------------- */

/* Do x's batch dimensions, all but the last two, have one common distance between neighbours? */
static bool is_even(const th_tensor *x, int64_t *apart)
{
    int64_t step = 0, run = 1;
    bool found = false;
    for (int d = x->ndim - 3; d >= 0; d--) {
        if (x->shape[d] == 1) continue;
        if (!found) step = x->stride[d], found = true;
        else if (x->stride[d] != step * run) return false;
        run *= x->shape[d];
    }
    *apart = step;
    return true;
}

/* Where each of the n matrices of x lies, in memory of the device. */
static void *const *matrices_of(const th_tensor *x, int64_t n)
{
    void **at = (void **)th_scratch((size_t)n * sizeof *at);
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    for (int64_t i = 0; i < n; i++) {
        int64_t offset = 0, rest = i;
        for (int d = x->ndim - 3; d >= 0; d--) {
            offset += rest % x->shape[d] * x->stride[d];
            rest /= x->shape[d];
        }
        at[i] = th_data(x) + offset * size;
    }
    return (void *const *)cuda_scratch_copy(x, at, (size_t)n * sizeof *at);
}

/* out (.., m, n) = alpha a (.., m, k) b (.., k, n) + beta out; all have the same batch dimensions */
static void multiply_batches(th_tensor *out, const th_tensor *a, const th_tensor *b, th_scalar alpha, th_scalar beta)
{
    int64_t size = out->shape[out->ndim - 2] * out->shape[out->ndim - 1];
    batch n = {size ? out->numel / size : 0};
    if (n.count == 0) return;
    th_scope *scope = th_scope_open();
    if (!is_even(a, &n.a) || !is_even(b, &n.b) || !is_even(out, &n.c)) {
        n.at_a = matrices_of(a, n.count);
        n.at_b = matrices_of(b, n.count);
        n.at_c = matrices_of(out, n.count);
    }
    product(out, matrix_of(a), matrix_of(b), matrix_of(out), alpha, beta, n);
    th_scope_close(scope);
}

extern "C" void cuda_bmm(th_call *c) { multiply_batches(c->out[0], th_arg(c, 0), th_arg(c, 1), number(1), number(0)); }
extern "C" void cuda_batched_mm(th_call *c) { cuda_bmm(c); }
extern "C" void cuda_baddbmm(th_call *c)
{
    multiply_batches(c->out[0], th_arg(c, 1), th_arg(c, 2), th_arg_scalar(c, 4), th_arg_scalar(c, 3));
}
