/* Matrix products through cuBLAS; those of integers by our own loops. Where a product is added to something,
 * the shape rule has put that into the result already. Half types accumulate in float, and float is exact to
 * its last bits unless TF32 was asked for. */
#include "convert.cuh"

#include <limits.h>
#include <string.h>

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

/* One row, or one column, may lie at any distance from the next. */
static bool has_dense_columns(matrix x) { return (x.row == 1 || x.rows <= 1) && (x.col >= x.rows || x.cols <= 1); }

/* How cuBLAS reads x (rows, cols): as it is when columns are dense, transposed when rows are. */
static bool operand_of(matrix x, operand *o)
{
    bool columns = has_dense_columns(x);
    int64_t ld = columns ? (x.cols <= 1 ? x.rows : x.col) : (x.rows <= 1 ? x.cols : x.row);
    if ((!columns && !has_dense_columns(transposed(x))) || ld > INT_MAX) return false;
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

/* Does the library not have such a product, as that of bfloat16 on devices before capability 8.0? */
static bool is_missing(cublasStatus_t status)
{
    return status == CUBLAS_STATUS_NOT_SUPPORTED || status == CUBLAS_STATUS_ARCH_MISMATCH;
}

/* c (m, n) = alpha a (m, k) b (k, n) + beta c, with c's columns dense. False: cuBLAS cannot do it. */
static bool blas_product(const th_tensor *out, matrix a, matrix b, matrix c, th_scalar alpha, th_scalar beta, batch n)
{
    operand oa, ob, oc;
    th_dtype dtype = (th_dtype)out->dtype;
    cublasHandle_t blas = cuda_blas_of(out);
    if (!blas || !operand_of(a, &oa) || !operand_of(b, &ob) || !operand_of(c, &oc) || oc.op != CUBLAS_OP_N) return !blas;
    if (a.rows > INT_MAX || a.cols > INT_MAX || b.cols > INT_MAX || n.count > INT_MAX) return false;
    scale factor = scale_of(alpha, dtype), keep = scale_of(beta, dtype);
    cudaDataType type = data_type(dtype);
    cublasComputeType_t compute = compute_type(dtype);
    int rows = (int)a.rows, cols = (int)b.cols, inner = (int)a.cols;
    cublasStatus_t status;
    if (n.at_a)
        status = cublasGemmBatchedEx(blas, oa.op, ob.op, rows, cols, inner, &factor, n.at_a, type, oa.ld, n.at_b, type,
                                     ob.ld, &keep, n.at_c, type, oc.ld, (int)n.count, compute, CUBLAS_GEMM_DEFAULT);
    else if (n.count > 1)
        status = cublasGemmStridedBatchedEx(blas, oa.op, ob.op, rows, cols, inner, &factor, a.data, type, oa.ld, n.a,
                                            b.data, type, ob.ld, n.b, &keep, c.data, type, oc.ld, n.c, (int)n.count,
                                            compute, CUBLAS_GEMM_DEFAULT);
    else
        status = cublasGemmEx(blas, oa.op, ob.op, rows, cols, inner, &factor, a.data, type, oa.ld, b.data, type, ob.ld,
                              &keep, c.data, type, oc.ld, compute, CUBLAS_GEMM_DEFAULT);
    if (is_missing(status)) return false;
    cuda_note_blas(status, "a product by cuBLAS");
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

/* c = alpha a b + beta c; where beta is 0, c is not read. Of one row the transpose is asked for: cuBLAS knows products
 * of a matrix and a vector by their one column. */
static void product(const th_tensor *out, matrix a, matrix b, matrix c, th_scalar alpha, th_scalar beta, batch n)
{
    if (a.rows == 0 || b.cols == 0 || n.count == 0) return;
    if (!th_dtype_is_integral((th_dtype)out->dtype) && a.cols > 0) {
        batch turned = {n.count, n.b, n.a, n.c, n.at_b, n.at_a, n.at_c};
        bool turn = has_dense_columns(transposed(c)) && (c.rows == 1 || !has_dense_columns(c));
        bool done = turn ? blas_product(out, transposed(b), transposed(a), transposed(c), alpha, beta, turned)
                         : blas_product(out, a, b, c, alpha, beta, n);
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

/* The type in which sums of products of vectors run. */
static cudaDataType sum_type(th_dtype dtype)
{
    return dtype == TH_FLOAT16 || dtype == TH_BFLOAT16 ? CUDA_R_32F : data_type(dtype);
}

/* The whole device works on long vectors here; as the product of a row and a column they would be left to one block.
 * False: not for these. */
static bool blas_dot(th_tensor *out, matrix x, matrix y)
{
    th_dtype dtype = (th_dtype)out->dtype;
    bool fits = x.rows <= INT_MAX && x.row <= INT_MAX && y.row <= INT_MAX;
    if (th_dtype_is_integral(dtype) || x.rows == 0 || !fits) return false;
    cublasHandle_t blas = cuda_blas_of(out);
    if (!blas) return true;
    cudaDataType type = data_type(dtype);
    cuda_note_blas(cublasSetPointerMode(blas, CUBLAS_POINTER_MODE_DEVICE), "cublasSetPointerMode");
    cuda_note_blas(cublasDotEx(blas, (int)x.rows, x.data, type, (int)x.row, y.data, type, (int)y.row, th_data(out),
                               type, sum_type(dtype)), "cublasDotEx");
    cuda_note_blas(cublasSetPointerMode(blas, CUBLAS_POINTER_MODE_HOST), "cublasSetPointerMode");
    return true;
}

extern "C" void cuda_dot(th_call *c)
{
    matrix x = column_of(th_arg(c, 0)), y = column_of(th_arg(c, 1)), result = {th_data(c->out[0]), 1, 1, 1, 1};
    if (!blas_dot(c->out[0], x, y)) product(c->out[0], transposed(x), y, result, number(1), number(0), single);
}

/* ---- Linear layers ------------------------------------------------------------------------------------------------- */

/* out' (n, rows) = epilogue(weight (n, k) a' (k, rows) + bias (n)), as cuBLASLt is asked for it. All that a choice of
 * algorithm depends on: plans are compared byte by byte. */
typedef struct {
    int64_t n, rows, k, weight_ld, a_ld;
    uint64_t workspace;
    uint32_t weight_alignment, a_alignment, out_alignment, bias_alignment; /* in bytes */
    int32_t device, dtype, compute, epilogue, weight_op, a_op;
} lt_question;

/* The answer, kept because asking takes longer than a small product. works: is there an algorithm? */
typedef struct {
    lt_question question;
    bool known, works;
    cublasLtMatmulDesc_t job;
    cublasLtMatrixLayout_t weight, a, out;
    cublasLtMatmulAlgo_t algorithm;
} lt_plan;

static void forget(lt_plan *p)
{
    if (p->out) cublasLtMatrixLayoutDestroy(p->out);
    if (p->a) cublasLtMatrixLayoutDestroy(p->a);
    if (p->weight) cublasLtMatrixLayoutDestroy(p->weight);
    if (p->job) cublasLtMatmulDescDestroy(p->job);
    memset(p, 0, sizeof *p);
}

static bool describe_job(lt_plan *p, const lt_question *q, const void *bias)
{
    cublasOperation_t of_weight = (cublasOperation_t)q->weight_op, of_a = (cublasOperation_t)q->a_op;
    cublasLtEpilogue_t epilogue = (cublasLtEpilogue_t)q->epilogue;
    bool ok = cublasLtMatmulDescCreate(&p->job, (cublasComputeType_t)q->compute, CUDA_R_32F) == CUBLAS_STATUS_SUCCESS;
#define SET(attribute, value) \
    ok = ok && cublasLtMatmulDescSetAttribute(p->job, attribute, &value, sizeof value) == CUBLAS_STATUS_SUCCESS
    SET(CUBLASLT_MATMUL_DESC_TRANSA, of_weight);
    SET(CUBLASLT_MATMUL_DESC_TRANSB, of_a);
    SET(CUBLASLT_MATMUL_DESC_EPILOGUE, epilogue);
    if (bias) SET(CUBLASLT_MATMUL_DESC_BIAS_POINTER, bias);
#undef SET
    return ok;
}

static bool describe_matrices(lt_plan *p, const lt_question *q)
{
    bool turned_weight = q->weight_op == CUBLAS_OP_T, turned_a = q->a_op == CUBLAS_OP_T;
    cudaDataType type = data_type((th_dtype)q->dtype);
#define LAYOUT(layout, m, k, ld) \
    (cublasLtMatrixLayoutCreate(layout, type, (uint64_t)(m), (uint64_t)(k), ld) == CUBLAS_STATUS_SUCCESS)
    return LAYOUT(&p->weight, turned_weight ? q->k : q->n, turned_weight ? q->n : q->k, q->weight_ld) &&
           LAYOUT(&p->a, turned_a ? q->rows : q->k, turned_a ? q->k : q->rows, q->a_ld) &&
           LAYOUT(&p->out, q->n, q->rows, q->n);
#undef LAYOUT
}

static bool choose(lt_plan *p, const lt_question *q, cublasLtHandle_t lt)
{
    cublasLtMatmulPreference_t wish = NULL;
    cublasLtMatmulHeuristicResult_t best;
    int found = 0;
    bool ok = cublasLtMatmulPreferenceCreate(&wish) == CUBLAS_STATUS_SUCCESS;
#define WISH(attribute, value) \
    ok = ok && \
         cublasLtMatmulPreferenceSetAttribute(wish, attribute, &q->value, sizeof q->value) == CUBLAS_STATUS_SUCCESS
    WISH(CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, workspace);
    WISH(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, weight_alignment);
    WISH(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES, a_alignment);
    WISH(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, out_alignment);
    WISH(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES, out_alignment);
#undef WISH
    ok = ok && cublasLtMatmulAlgoGetHeuristic(lt, p->job, p->weight, p->a, p->out, p->out, wish, 1, &best, &found) ==
                   CUBLAS_STATUS_SUCCESS && found > 0 && best.state == CUBLAS_STATUS_SUCCESS;
    if (ok) p->algorithm = best.algo;
    if (wish) cublasLtMatmulPreferenceDestroy(wish);
    return ok;
}

#define LT_PLANS 256

/* bias: one that is aligned as the question says, or NULL where the epilogue adds none */
static lt_plan *plan_of(const lt_question *q, const void *bias, cublasLtHandle_t lt)
{
    static lt_plan plans[LT_PLANS];
    const uint64_t *words = (const uint64_t *)q;
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof *q / 8; i++)
        hash = (hash ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15) + (hash >> 29);
    lt_plan *p = &plans[(hash >> 40) % LT_PLANS];
    if (p->known && !memcmp(&p->question, q, sizeof *q)) return p;
    forget(p);
    p->question = *q;
    p->known = true;
    p->works = describe_job(p, q, bias) && describe_matrices(p, q) && choose(p, q, lt);
    return p;
}

/* The largest power of two, up to 256, that divides an address: algorithms are chosen by it. */
static uint32_t alignment_of(const void *p)
{
    uint32_t bytes = 256;
    while ((uintptr_t)p % bytes) bytes /= 2;
    return bytes;
}

/* Is it one number per column, as the epilogue adds them? */
static bool is_plain_bias(const th_tensor *bias, int64_t n)
{
    return !bias || (bias->numel == n && bias->ndim == 1 && (n <= 1 || bias->stride[0] == 1));
}

/* out (rows, n) = activation(a (rows, k) weight' + bias) in one pass: cuBLASLt adds the bias, unless that is NULL, and
 * applies the epilogue as it stores. The matrices are column-major to it. False: not for these; vectors are left to
 * cuBLAS, as versions of cuBLASLt were wrong about them. */
static bool fused_linear(th_tensor *out, matrix a, matrix weight, const th_tensor *bias, cublasLtEpilogue_t epilogue)
{
    operand of_weight, of_a;
    th_dtype dtype = (th_dtype)out->dtype;
    bool takes = dtype == TH_FLOAT32 || dtype == TH_FLOAT16 || dtype == TH_BFLOAT16;
    if (!takes || a.cols < 2 || weight.rows < 2 || !is_plain_bias(bias, weight.rows)) return false;
    if (weight.rows > INT_MAX || a.rows > INT_MAX) return false;
    if (!operand_of(weight, &of_weight) || !operand_of(transposed(a), &of_a)) return false;
    cublasLtHandle_t lt = cuda_blas_lt_of(out);
    size_t workspace_bytes;
    void *workspace = cuda_blas_workspace(out, &workspace_bytes), *bias_data = bias ? th_data(bias) : NULL;
    lt_question q;
    memset(&q, 0, sizeof q);
    q.n = weight.rows, q.rows = a.rows, q.k = a.cols;
    q.weight_ld = of_weight.ld, q.a_ld = of_a.ld;
    q.workspace = workspace_bytes;
    q.weight_alignment = alignment_of(weight.data), q.a_alignment = alignment_of(a.data);
    q.out_alignment = alignment_of(th_data(out)), q.bias_alignment = alignment_of(bias_data);
    q.device = th_device_of(out).index, q.dtype = dtype, q.compute = compute_type(dtype), q.epilogue = epilogue;
    q.weight_op = of_weight.op, q.a_op = of_a.op;
    lt_plan *p = lt ? plan_of(&q, bias_data, lt) : NULL;
    if (!p || !p->works) return false;
    float one = 1, zero = 0;
    cublasStatus_t status = CUBLAS_STATUS_SUCCESS;
    if (bias)
        status = cublasLtMatmulDescSetAttribute(p->job, CUBLASLT_MATMUL_DESC_BIAS_POINTER, &bias_data, sizeof bias_data);
    if (status == CUBLAS_STATUS_SUCCESS)
        status = cublasLtMatmul(lt, p->job, &one, weight.data, p->weight, a.data, p->a, &zero, th_data(out), p->out,
                                th_data(out), p->out, &p->algorithm, workspace, workspace_bytes, cuda_stream_of(out));
    p->works = status == CUBLAS_STATUS_SUCCESS;
    return p->works;
}

/* Which epilogue of cuBLASLt is an elementwise row, with and without a bias? It knows gelu by its tanh approximation.
 * Its relu is not ours: of NaN some of its algorithms for half types make 0. */
static bool epilogue_of(int row, bool bias, cublasLtEpilogue_t *epilogue)
{
    *epilogue = bias ? CUBLASLT_EPILOGUE_GELU_BIAS : CUBLASLT_EPILOGUE_GELU;
    return row == TH_OP_gelu_tanh;
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

/* From a list of matrices cuBLAS reads in the widest loads that their shapes allow, aligned or not, where it uses
 * tensor cores. Are all of x's aligned for these? */
static bool may_lie_anywhere(const th_tensor *x)
{
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    bool narrow = x->dtype == TH_FLOAT32 || x->dtype == TH_COMPLEX64;
    if (size > 2 && !(narrow && cuda_tf32_allowed())) return true;
    uintptr_t all = (uintptr_t)th_data(x);
    for (int d = x->ndim - 3; d >= 0; d--) if (x->shape[d] > 1) all |= (uintptr_t)(x->stride[d] * size);
    return all % 16 == 0;
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
    bool even = is_even(a, &n.a) && is_even(b, &n.b) && is_even(out, &n.c);
    if (!even && !(may_lie_anywhere(a) && may_lie_anywhere(b) && may_lie_anywhere(out))) {
        a = th_to_contiguous((th_tensor *)a), b = th_to_contiguous((th_tensor *)b);
        even = is_even(a, &n.a) && is_even(b, &n.b) && is_even(out, &n.c);
    }
    if (!even) {
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
