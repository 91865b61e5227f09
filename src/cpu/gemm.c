/* Matrix products: picks between loops for tiny sizes, BLAS, and our own blocked loops. */
#include "gemm.h"

#include <limits.h>

#include "blas.h"

/* Up to this many multiplications plain loops are quicker than OpenBLAS and than our own tiles (measured). */
#ifdef TH_HAVE_BLAS
#define TINY_PRODUCT 64
#else
#define TINY_PRODUCT 2048
#endif

/* What a multiplication of a large product costs, where an addition in a loop costs 1: by BLAS and by our tiles. */
#define BLAS_COST 0.03
#define TILES_COST 0.2
#define PANEL 32 /* panels that threads take are multiples of this */

static bool is_zero(th_scalar s);
static bool is_of_blas(th_dtype dtype);
static bool gemm_tiny(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c);
static bool gemm_dot(th_dtype dtype, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b, th_scalar beta, void *c);
static bool gemm_blas(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c);

/* A product, of which a panel is the part that makes so many rows or columns of c. */
typedef struct {
    th_dtype dtype;
    int64_t m, n, k;
    th_scalar alpha, beta;
    cpu_matrix a, b, c;
    bool by_rows;
    int64_t panel;
} product;

static void multiply_panel(void *data, int64_t i)
{
    const product *p = data;
    int64_t from = i * p->panel, left = (p->by_rows ? p->m : p->n) - from, width = left < p->panel ? left : p->panel;
    int64_t bytes = from * (int64_t)th_dtype_size(p->dtype);
    cpu_matrix a = p->a, b = p->b, c = p->c;
    if (p->by_rows) a.data = (char *)a.data + a.row * bytes, c.data = (char *)c.data + c.row * bytes;
    else b.data = (char *)b.data + b.col * bytes, c.data = (char *)c.data + c.col * bytes;
    cpu_gemm_alone(p->dtype, p->by_rows ? width : p->m, p->by_rows ? p->n : width, p->k, p->alpha, a, b, p->beta, c);
}

void cpu_gemm(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
              th_scalar beta, cpu_matrix c)
{
    if (m * n * k <= TINY_PRODUCT) { /* no BLAS, no threads */
        cpu_gemm_alone(dtype, m, n, k, alpha, a, b, beta, c);
        return;
    }
    int threads = th_threads_for(m * n * k, is_of_blas(dtype) ? BLAS_COST : TILES_COST), former = cpu_blas_alone();
    product p = {dtype, m, n, k, alpha, beta, a, b, c, m >= n, 0};
    int64_t side = p.by_rows ? m : n;
    p.panel = threads > 1 ? ((side + threads - 1) / threads + PANEL - 1) / PANEL * PANEL : side;
    th_share((side + p.panel - 1) / p.panel, threads, multiply_panel, &p);
    cpu_blas_restore(former);
}

void cpu_gemm_alone(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                    th_scalar beta, cpu_matrix c)
{
    if (m == 0 || n == 0) return;
    if (k == 0 || is_zero(alpha)) cpu_scale_matrix(dtype, m, n, beta, c);
    else if (m == 1 && n == 1 && gemm_dot(dtype, k, alpha, a, b, beta, c.data)) return;
    else if (gemm_tiny(dtype, m, n, k, alpha, a, b, beta, c)) return;
    else if (gemm_blas(dtype, m, n, k, alpha, a, b, beta, c)) return;
    else cpu_gemm_blocked(dtype, m, n, k, alpha, a, b, beta, c);
}

static bool is_of_blas(th_dtype dtype)
{
#ifdef TH_HAVE_BLAS
    return dtype >= TH_FLOAT32;
#else
    (void)dtype;
    return false;
#endif
}

static double scalar_re(th_scalar s) { return s.kind <= TH_SCALAR_INT ? (double)s.re.i : s.re.d; }
static double scalar_im(th_scalar s) { return s.kind == TH_SCALAR_COMPLEX ? s.im : 0; }
static bool is_zero(th_scalar s) { return scalar_re(s) == 0 && scalar_im(s) == 0; }

/* ---- Tiny sizes ------------------------------------------------------------------------------ */

/* Rows of c grow in a buffer on the stack, NB columns at a time: every term is one
 * multiplication of a number with a piece of a row of b. */
#define NB 64
#define TINY(name, T)                                                                              \
    TH_CLONES static void name(int64_t m, int64_t n, int64_t k, T alpha, const T *a, int64_t ar,   \
                               int64_t ac, const T *b, int64_t br, int64_t bc, T beta, T *c,       \
                               int64_t cr, int64_t cc)                                             \
    {                                                                                              \
        T sum[NB];                                                                                 \
        for (int64_t i = 0; i < m; i++)                                                            \
            for (int64_t j0 = 0; j0 < n; j0 += NB) {                                               \
                int64_t width = n - j0 < NB ? n - j0 : NB;                                         \
                for (int64_t j = 0; j < width; j++) sum[j] = 0;                                    \
                for (int64_t p = 0; p < k; p++) {                                                  \
                    T x = a[i * ar + p * ac];                                                      \
                    const T *row = b + p * br + j0 * bc;                                           \
                    if (bc == 1) {                                                                 \
                        _Pragma("omp simd")                                                        \
                        for (int64_t j = 0; j < width; j++) sum[j] += x * row[j];                  \
                    } else                                                                         \
                        for (int64_t j = 0; j < width; j++) sum[j] += x * row[j * bc];             \
                }                                                                                  \
                T *to = c + i * cr + j0 * cc;                                                      \
                for (int64_t j = 0; j < width; j++)                                                \
                    to[j * cc] = beta == 0 ? alpha * sum[j] : alpha * sum[j] + beta * to[j * cc];  \
            }                                                                                      \
    }
TINY(tiny_float, float)
TINY(tiny_double, double)

/* So few multiplications that any preparation costs more. */
#define FEW_PRODUCTS 64
#define FEW(name, T)                                                                               \
    static void name(int64_t m, int64_t n, int64_t k, T alpha, cpu_matrix a, cpu_matrix b, T beta, cpu_matrix c) \
    {                                                                                              \
        for (int64_t i = 0; i < m; i++)                                                            \
            for (int64_t j = 0; j < n; j++) {                                                      \
                const T *x = (const T *)a.data + i * a.row, *y = (const T *)b.data + j * b.col;    \
                T sum = 0, *to = (T *)c.data + i * c.row + j * c.col;                              \
                for (int64_t p = 0; p < k; p++, x += a.col, y += b.row) sum += *x * *y;            \
                *to = beta == 0 ? alpha * sum : alpha * sum + beta * *to;                          \
            }                                                                                      \
    }
FEW(few_float, float)
FEW(few_double, double)

/* c^T = b^T a^T: lets the direction in which memory runs be that of the inner loop. */
static bool gemm_tiny(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c)
{
    if (m > TINY_PRODUCT || n > TINY_PRODUCT || k > TINY_PRODUCT || m * n * k > TINY_PRODUCT) return false;
    if (m * n * k <= FEW_PRODUCTS && dtype == TH_FLOAT32) {
        few_float(m, n, k, (float)scalar_re(alpha), a, b, (float)scalar_re(beta), c);
        return true;
    }
    if (m * n * k <= FEW_PRODUCTS && dtype == TH_FLOAT64) {
        few_double(m, n, k, scalar_re(alpha), a, b, scalar_re(beta), c);
        return true;
    }
    if (b.col != 1 && a.row == 1) {
        cpu_matrix bt = {b.data, b.col, b.row}, at = {a.data, a.col, a.row}, ct = {c.data, c.col, c.row};
        int64_t rows = m;
        a = bt, b = at, c = ct, m = n, n = rows;
    }
    if (dtype == TH_FLOAT32)
        tiny_float(m, n, k, (float)scalar_re(alpha), a.data, a.row, a.col, b.data, b.row, b.col,
                   (float)scalar_re(beta), c.data, c.row, c.col);
    else if (dtype == TH_FLOAT64)
        tiny_double(m, n, k, scalar_re(alpha), a.data, a.row, a.col, b.data, b.row, b.col, scalar_re(beta),
                    c.data, c.row, c.col);
    else
        return false;
    return true;
}

/* One number: (1, k) by (k, 1). Pieces are summed on their own, which keeps long sums accurate. */
#define DOT(name, T)                                                                               \
    TH_CLONES static T name(int64_t n, const T *x, int64_t dx, const T *y, int64_t dy)             \
    {                                                                                              \
        T sum = 0;                                                                                 \
        for (int64_t from = 0; from < n; from += 1024) {                                           \
            T part = 0;                                                                            \
            int64_t to = n - from < 1024 ? n : from + 1024;                                        \
            if (dx == 1 && dy == 1) {                                                              \
                _Pragma("omp simd reduction(+ : part)")                                            \
                for (int64_t i = from; i < to; i++) part += x[i] * y[i];                           \
            } else                                                                                 \
                for (int64_t i = from; i < to; i++) part += x[i * dx] * y[i * dy];                 \
            sum += part;                                                                           \
        }                                                                                          \
        return sum;                                                                                \
    }
DOT(dot_float, float)
DOT(dot_double, double)

static bool gemm_dot(th_dtype dtype, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b, th_scalar beta, void *c)
{
    if (dtype == TH_FLOAT32) {
        float sum = (float)scalar_re(alpha) * dot_float(k, a.data, a.col, b.data, b.row), *to = c;
        *to = is_zero(beta) ? sum : sum + (float)scalar_re(beta) * *to;
    } else if (dtype == TH_FLOAT64) {
        double sum = scalar_re(alpha) * dot_double(k, a.data, a.col, b.data, b.row), *to = c;
        *to = is_zero(beta) ? sum : sum + scalar_re(beta) * *to;
    }
    return dtype == TH_FLOAT32 || dtype == TH_FLOAT64;
}

/* ---- BLAS ------------------------------------------------------------------------------------ */

/* Threads of OpenBLAS and those of our loops would wait for each other's processors, so that two took longer than
 * one (measured): it computes alone, and our threads share the panels. The number is the process's, so what else
 * uses OpenBLAS finds it as it was. */
int cpu_blas_alone(void)
{
#ifdef TH_HAVE_OPENBLAS
    int former = openblas_get_num_threads();
    if (former != 1) openblas_set_num_threads(1);
    return former;
#else
    return 1;
#endif
}

void cpu_blas_restore(int former)
{
#ifdef TH_HAVE_OPENBLAS
    if (former != 1) openblas_set_num_threads(former);
#else
    (void)former;
#endif
}

#ifdef TH_HAVE_BLAS

/* A matrix as BLAS wants it: columns (or, transposed, rows) of stride 1, ld apart. */
typedef struct { const char *trans; int ld; } layout;

static bool blas_layout(int64_t rows, int64_t cols, cpu_matrix x, layout *as)
{
    int64_t by_column = cols == 1 ? rows : x.col, by_row = rows == 1 ? cols : x.row;
    if ((x.row == 1 || rows == 1) && by_column >= rows && by_column <= INT_MAX) {
        *as = (layout){"N", (int)by_column};
        return true;
    }
    if ((x.col == 1 || cols == 1) && by_row >= cols && by_row <= INT_MAX) {
        *as = (layout){"T", (int)by_row};
        return true;
    }
    return false;
}

static bool gemv_blas(th_dtype dtype, int64_t rows, int64_t cols, th_scalar alpha, cpu_matrix a, const void *x,
                      int64_t incx, th_scalar beta, void *y, int64_t incy)
{
    layout as;
    if (incx < 1 || incy < 1 || incx > INT_MAX || incy > INT_MAX || !blas_layout(rows, cols, a, &as)) return false;
    bool turned = *as.trans == 'T'; /* BLAS sees the matrix in memory as (cols, rows) */
    int m = (int)(turned ? cols : rows), n = (int)(turned ? rows : cols), ix = (int)incx, iy = (int)incy;
    if (dtype == TH_FLOAT32) {
        float al = (float)scalar_re(alpha), be = (float)scalar_re(beta);
        sgemv_(as.trans, &m, &n, &al, a.data, &as.ld, x, &ix, &be, y, &iy, 1);
    } else {
        double al = scalar_re(alpha), be = scalar_re(beta);
        dgemv_(as.trans, &m, &n, &al, a.data, &as.ld, x, &ix, &be, y, &iy, 1);
    }
    return true;
}

static bool gemm_blas(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c)
{
    if (m > INT_MAX || n > INT_MAX || k > INT_MAX || !is_of_blas(dtype)) return false;
    if (dtype == TH_FLOAT32 || dtype == TH_FLOAT64) {
        if (n == 1 && gemv_blas(dtype, m, k, alpha, a, b.data, k == 1 ? 1 : b.row, beta, c.data, m == 1 ? 1 : c.row))
            return true;
        cpu_matrix bt = {b.data, b.col, b.row};
        if (m == 1 && gemv_blas(dtype, n, k, alpha, bt, a.data, k == 1 ? 1 : a.col, beta, c.data, n == 1 ? 1 : c.col))
            return true;
    }
    layout as, bs, cs;
    if (!blas_layout(m, n, c, &cs)) return false;
    if (*cs.trans == 'T') { /* c^T = b^T a^T has columns of stride 1 */
        cpu_matrix bt = {b.data, b.col, b.row}, at = {a.data, a.col, a.row};
        int64_t rows = m;
        a = bt, b = at, m = n, n = rows;
    }
    if (!blas_layout(m, k, a, &as) || !blas_layout(k, n, b, &bs)) return false;
    int M = (int)m, N = (int)n, K = (int)k;
#define CALL(gemm, T, al, be)                                                                                      \
    do {                                                                                                           \
        T one = al, two = be;                                                                                      \
        gemm(as.trans, bs.trans, &M, &N, &K, &one, a.data, &as.ld, b.data, &bs.ld, &two, c.data, &cs.ld, 1, 1);    \
    } while (0)
    switch (dtype) {
    case TH_FLOAT32: CALL(sgemm_, float, (float)scalar_re(alpha), (float)scalar_re(beta)); break;
    case TH_FLOAT64: CALL(dgemm_, double, scalar_re(alpha), scalar_re(beta)); break;
    case TH_COMPLEX64: {
        th_complex64 al = {(float)scalar_re(alpha), (float)scalar_im(alpha)};
        th_complex64 be = {(float)scalar_re(beta), (float)scalar_im(beta)};
        CALL(cgemm_, th_complex64, al, be);
        break;
    }
    default: {
        th_complex128 al = {scalar_re(alpha), scalar_im(alpha)}, be = {scalar_re(beta), scalar_im(beta)};
        CALL(zgemm_, th_complex128, al, be);
    }
    }
#undef CALL
    return true;
}

#else

static bool gemm_blas(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c)
{
    (void)dtype, (void)m, (void)n, (void)k, (void)alpha, (void)a, (void)b, (void)beta, (void)c;
    return false;
}

#endif
