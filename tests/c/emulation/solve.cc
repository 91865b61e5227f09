/* cuBLAS's triangles, and its factorizations of many matrices, by LAPACK. Arguments are held to what cuBLAS
 * documents. */
#include "cublas_v2.h"
#include "lapack.h"

#include <stdio.h>

#define REQUIRE(condition)                                                             \
    do {                                                                               \
        if (condition) break;                                                          \
        fprintf(stderr, "cuBLAS, emulated: %s is not so: %s\n", __func__, #condition); \
        return CUBLAS_STATUS_INVALID_VALUE;                                            \
    } while (0)

static bool device(const void *p) { return emulated_stream()->on_device(p, 1); }

/* Is the table of addresses on the device, and is all that it points to? */
template <typename T> static bool devices(T *const *table, int n)
{
    if (!emulated_stream()->on_device(table, n * sizeof *table)) return false;
    for (int i = 0; i < n; i++)
        if (!device(table[i])) return false;
    return true;
}

static char letter(cublasOperation_t op) { return "NTC"[op]; }
static bool leading(int ld, int rows) { return ld >= (rows < 1 ? 1 : rows); }

struct triangle {
    cublasSideMode_t side;
    cublasFillMode_t uplo;
    cublasOperation_t trans;
    cublasDiagType_t diag;
    int m, n;
};

template <typename T>
static cublasStatus_t solve(triangle t, const void *alpha, const void *a, int lda, void *b, int ldb)
{
    emulated_work open("cublas<t>trsm", emulated_stream());
    REQUIRE(t.m >= 0 && t.n >= 0 && leading(lda, t.side == CUBLAS_SIDE_LEFT ? t.m : t.n) && leading(ldb, t.m));
    REQUIRE(!device(alpha) && device(a) && device(b));
    trsm("LR"[t.side], "LU"[t.uplo], letter(t.trans), "NU"[t.diag], t.m, t.n, (const T *)alpha, (const T *)a, lda,
         (T *)b, ldb);
    return CUBLAS_STATUS_SUCCESS;
}

template <typename T>
static cublasStatus_t factor_lu(int n, void *const *a, int lda, int *pivots, int *info, int count)
{
    emulated_work open("cublas<t>getrfBatched", emulated_stream());
    REQUIRE(n >= 0 && leading(lda, n) && devices(a, count) && device(pivots) && device(info));
    for (int i = 0; i < count; i++) info[i] = getrf(n, n, (T *)a[i], lda, pivots + i * n);
    return CUBLAS_STATUS_SUCCESS;
}

template <typename T>
static cublasStatus_t solve_lu(cublasOperation_t trans, int n, int nrhs, void *const *a, int lda, const int *pivots,
                               void *const *b, int ldb, int *info, int count)
{
    emulated_work open("cublas<t>getrsBatched", emulated_stream());
    REQUIRE(!device(info)); /* this one is the host's */
    *info = !leading(lda, n) ? -5 : !leading(ldb, n) ? -8 : 0;
    REQUIRE(!*info && devices(a, count) && devices(b, count) && device(pivots));
    for (int i = 0; i < count; i++)
        getrs(letter(trans), n, nrhs, (const T *)a[i], lda, pivots + i * n, (T *)b[i], ldb);
    return CUBLAS_STATUS_SUCCESS;
}

template <typename T>
static cublasStatus_t factor_qr(int m, int n, void *const *a, int lda, void *const *tau, int *info, int count)
{
    emulated_work open("cublas<t>geqrfBatched", emulated_stream());
    REQUIRE(!device(info));
    *info = leading(lda, m) ? 0 : -4;
    REQUIRE(!*info && devices(a, count) && devices(tau, count));
    for (int i = 0; i < count; i++) geqrf(m, n, (T *)a[i], lda, (T *)tau[i]);
    return CUBLAS_STATUS_SUCCESS;
}

#define ENTRIES(t, T, N)                                                                                          \
    cublasStatus_t cublas##t##trsm(cublasHandle_t, cublasSideMode_t side, cublasFillMode_t uplo,                  \
                                   cublasOperation_t trans, cublasDiagType_t diag, int m, int n, const T *alpha,  \
                                   const T *a, int lda, T *b, int ldb)                                            \
    {                                                                                                             \
        return solve<N>({side, uplo, trans, diag, m, n}, alpha, a, lda, b, ldb);                                  \
    }                                                                                                             \
    cublasStatus_t cublas##t##trsmBatched(cublasHandle_t, cublasSideMode_t side, cublasFillMode_t uplo,           \
                                          cublasOperation_t trans, cublasDiagType_t diag, int m, int n,           \
                                          const T *alpha, const T *const a[], int lda, T *const b[], int ldb,     \
                                          int count)                                                              \
    {                                                                                                             \
        emulated_work open("cublas<t>trsmBatched", emulated_stream());                                             \
        REQUIRE(devices(a, count) && devices(b, count));                                                          \
        cublasStatus_t s = CUBLAS_STATUS_SUCCESS;                                                                 \
        for (int i = 0; i < count && !s; i++)                                                                     \
            s = solve<N>({side, uplo, trans, diag, m, n}, alpha, a[i], lda, b[i], ldb);                           \
        return s;                                                                                                 \
    }                                                                                                             \
    cublasStatus_t cublas##t##getrfBatched(cublasHandle_t, int n, T *const a[], int lda, int *pivots, int *info,  \
                                           int count)                                                             \
    {                                                                                                             \
        return factor_lu<N>(n, (void *const *)a, lda, pivots, info, count);                                       \
    }                                                                                                             \
    cublasStatus_t cublas##t##getrsBatched(cublasHandle_t, cublasOperation_t trans, int n, int nrhs,              \
                                           const T *const a[], int lda, const int *pivots, T *const b[], int ldb, \
                                           int *info, int count)                                                  \
    {                                                                                                             \
        return solve_lu<N>(trans, n, nrhs, (void *const *)a, lda, pivots, (void *const *)b, ldb, info, count);    \
    }                                                                                                             \
    cublasStatus_t cublas##t##geqrfBatched(cublasHandle_t, int m, int n, T *const a[], int lda, T *const tau[],   \
                                           int *info, int count)                                                  \
    {                                                                                                             \
        return factor_qr<N>(m, n, (void *const *)a, lda, (void *const *)tau, info, count);                        \
    }
ENTRIES(S, float, float)
ENTRIES(D, double, double)
ENTRIES(C, cuComplex, std::complex<float>)
ENTRIES(Z, cuDoubleComplex, std::complex<double>)
