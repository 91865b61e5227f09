/* BLAS by hand: the Fortran symbols that gemm.c calls. Integers are 32 bit; string lengths are
 * passed at the end, as gfortran expects them. */
#ifndef CPU_BLAS_H
#define CPU_BLAS_H

#include "../config.h"
#include "../core/core.h"

#ifdef TH_HAVE_BLAS
#define GEMM(name, T)                                                                              \
    void name(const char *transa, const char *transb, const int *m, const int *n, const int *k,    \
              const T *alpha, const void *a, const int *lda, const void *b, const int *ldb,        \
              const T *beta, void *c, const int *ldc, size_t, size_t)
#define GEMV(name, T)                                                                              \
    void name(const char *trans, const int *m, const int *n, const T *alpha, const void *a,        \
              const int *lda, const void *x, const int *incx, const T *beta, void *y,              \
              const int *incy, size_t)
GEMM(sgemm_, float);
GEMM(dgemm_, double);
GEMM(cgemm_, th_complex64);
GEMM(zgemm_, th_complex128);
GEMV(sgemv_, float);
GEMV(dgemv_, double);
#undef GEMM
#undef GEMV
#endif

#ifdef TH_HAVE_OPENBLAS
void openblas_set_num_threads(int n);
int openblas_get_num_threads(void);
#endif

#endif
