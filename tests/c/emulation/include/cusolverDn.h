/* cuSOLVER as far as the backend uses it; cusolver.cc. */
#ifndef EMULATION_CUSOLVER_H
#define EMULATION_CUSOLVER_H
#include "cublas_v2.h"
#define CUSOLVER_VER_MAJOR 12
#define CUSOLVER_VERSION 12004
#ifdef __cplusplus
extern "C" {
#endif
typedef struct emulated_solver *cusolverDnHandle_t;
typedef struct emulated_params *cusolverDnParams_t;
typedef struct emulated_jacobi *gesvdjInfo_t;
typedef enum { CUSOLVER_STATUS_SUCCESS, CUSOLVER_STATUS_NOT_INITIALIZED, CUSOLVER_STATUS_ALLOC_FAILED, CUSOLVER_STATUS_INVALID_VALUE,
               CUSOLVER_STATUS_ARCH_MISMATCH, CUSOLVER_STATUS_EXECUTION_FAILED = 6, CUSOLVER_STATUS_NOT_SUPPORTED = 9 } cusolverStatus_t;
typedef enum { CUSOLVER_EIG_MODE_NOVECTOR, CUSOLVER_EIG_MODE_VECTOR } cusolverEigMode_t;

cusolverStatus_t cusolverDnCreate(cusolverDnHandle_t *h);
cusolverStatus_t cusolverDnSetStream(cusolverDnHandle_t h, cudaStream_t stream);
cusolverStatus_t cusolverDnCreateParams(cusolverDnParams_t *params);
cusolverStatus_t cusolverDnCreateGesvdjInfo(gesvdjInfo_t *info);

/* Functions of every dtype: what they are given, and how they are asked for room and then called. */
#define EMULATED_ROOM size_t *device_bytes, size_t *host_bytes
#define EMULATED_WORK void *device, size_t device_bytes, void *host, size_t host_bytes, int *info
#define EMULATED_X(name, more, ...)                                                                                        \
    cusolverStatus_t cusolverDn##name##_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, __VA_ARGS__, EMULATED_ROOM more); \
    cusolverStatus_t cusolverDn##name(cusolverDnHandle_t h, cusolverDnParams_t params, __VA_ARGS__, EMULATED_WORK more);
#define COMMA ,
EMULATED_X(Xpotrf, , cublasFillMode_t uplo, int64_t n, cudaDataType type, void *a, int64_t lda, cudaDataType compute)
EMULATED_X(Xgeqrf, , int64_t m, int64_t n, cudaDataType type, void *a, int64_t lda, cudaDataType tau_type, void *tau, cudaDataType compute)
EMULATED_X(Xsyevd, , cusolverEigMode_t mode, cublasFillMode_t uplo, int64_t n, cudaDataType type, void *a, int64_t lda,
           cudaDataType w_type, void *w, cudaDataType compute)
EMULATED_X(XsyevBatched, COMMA int64_t count, cusolverEigMode_t mode, cublasFillMode_t uplo, int64_t n, cudaDataType type, void *a,
           int64_t lda, cudaDataType w_type, void *w, cudaDataType compute)
EMULATED_X(Xgesvd, , signed char jobu, signed char jobvt, int64_t m, int64_t n, cudaDataType type, void *a, int64_t lda,
           cudaDataType s_type, void *s, cudaDataType u_type, void *u, int64_t ldu, cudaDataType vt_type, void *vt, int64_t ldvt,
           cudaDataType compute)
EMULATED_X(Xgeev, , cusolverEigMode_t left, cusolverEigMode_t right, int64_t n, cudaDataType type, void *a, int64_t lda,
           cudaDataType w_type, void *w, cudaDataType vl_type, void *vl, int64_t ldvl, cudaDataType vr_type, void *vr, int64_t ldvr,
           cudaDataType compute)
#undef COMMA
cusolverStatus_t cusolverDnXgetrf_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, int64_t m, int64_t n, cudaDataType type,
    const void *a, int64_t lda, cudaDataType compute, EMULATED_ROOM);
cusolverStatus_t cusolverDnXgetrf(cusolverDnHandle_t h, cusolverDnParams_t params, int64_t m, int64_t n, cudaDataType type, void *a,
    int64_t lda, int64_t *pivots, cudaDataType compute, EMULATED_WORK);
cusolverStatus_t cusolverDnXgetrs(cusolverDnHandle_t h, cusolverDnParams_t params, cublasOperation_t trans, int64_t n, int64_t nrhs,
    cudaDataType type, const void *a, int64_t lda, const int64_t *pivots, cudaDataType b_type, void *b, int64_t ldb, int *info);

/* Functions of one dtype. R: that of singular values */
#define EMULATED_TYPED(t, org, T, R)                                                                                           \
    cusolverStatus_t cusolverDn##t##potrfBatched(cusolverDnHandle_t h, cublasFillMode_t uplo, int n, T *a[], int lda, int *info, \
        int count);                                                                                                            \
    cusolverStatus_t cusolverDn##t##org##gqr_bufferSize(cusolverDnHandle_t h, int m, int n, int k, const T *a, int lda, const T *tau, \
        int *length);                                                                                                          \
    cusolverStatus_t cusolverDn##t##org##gqr(cusolverDnHandle_t h, int m, int n, int k, T *a, int lda, const T *tau, T *work,  \
        int length, int *info);                                                                                                \
    cusolverStatus_t cusolverDn##t##gesvdjBatched_bufferSize(cusolverDnHandle_t h, cusolverEigMode_t mode, int m, int n, const T *a, \
        int lda, const R *s, const T *u, int ldu, const T *v, int ldv, int *length, gesvdjInfo_t jacobi, int count);           \
    cusolverStatus_t cusolverDn##t##gesvdjBatched(cusolverDnHandle_t h, cusolverEigMode_t mode, int m, int n, T *a, int lda, R *s, \
        T *u, int ldu, T *v, int ldv, T *work, int length, int *info, gesvdjInfo_t jacobi, int count);
EMULATED_TYPED(S, or, float, float)
EMULATED_TYPED(D, or, double, double)
EMULATED_TYPED(C, un, cuComplex, float)
EMULATED_TYPED(Z, un, cuDoubleComplex, double)
#ifdef __cplusplus
}
#endif
#endif
