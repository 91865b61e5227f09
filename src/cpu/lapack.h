/* LAPACK by hand: the Fortran symbols that factorizations.c calls, in the four precisions. Integers are 32 bit;
 * string lengths are passed at the end, as gfortran expects them. */
#ifndef CPU_LAPACK_H
#define CPU_LAPACK_H

#include "../config.h"
#include "../core/core.h"

#ifdef TH_HAVE_LAPACK

/* PRECISION(prefix, prefix of orthogonal or unitary matrices, prefix of symmetric or Hermitian ones) */
#define LAPACK_PRECISIONS(REAL, COMPLEX) REAL(s, sor, ssy) REAL(d, dor, dsy) COMPLEX(c, cun, che) COMPLEX(z, zun, zhe)

#define COMMON(p, o)                                                                                          \
    void p##potrf_(const char *uplo, const int *n, void *a, const int *lda, int *info, size_t);               \
    void p##getrf_(const int *m, const int *n, void *a, const int *lda, int *pivots, int *info);              \
    void p##getrs_(const char *trans, const int *n, const int *nrhs, const void *a, const int *lda,           \
                   const int *pivots, void *b, const int *ldb, int *info, size_t);                            \
    void p##trsm_(const char *side, const char *uplo, const char *trans, const char *diag, const int *m,      \
                  const int *n, const void *alpha, const void *a, const int *lda, void *b, const int *ldb,    \
                  size_t, size_t, size_t, size_t);                                                            \
    void p##geqrf_(const int *m, const int *n, void *a, const int *lda, void *tau, void *work,                \
                   const int *lwork, int *info);                                                              \
    void o##gqr_(const int *m, const int *n, const int *k, void *a, const int *lda, const void *tau,          \
                 void *work, const int *lwork, int *info);
#define REAL(p, o, h)                                                                                         \
    COMMON(p, o)                                                                                              \
    void h##evd_(const char *jobz, const char *uplo, const int *n, void *a, const int *lda, void *values,     \
                 void *work, const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t);     \
    void p##gesdd_(const char *jobz, const int *m, const int *n, void *a, const int *lda, void *s, void *u,   \
                   const int *ldu, void *vt, const int *ldvt, void *work, const int *lwork, int *iwork,       \
                   int *info, size_t);                                                                        \
    void p##geev_(const char *jobvl, const char *jobvr, const int *n, void *a, const int *lda, void *re,      \
                  void *im, void *vl, const int *ldvl, void *vr, const int *ldvr, void *work,                 \
                  const int *lwork, int *info, size_t, size_t);
#define COMPLEX(p, o, h)                                                                                      \
    COMMON(p, o)                                                                                              \
    void h##evd_(const char *jobz, const char *uplo, const int *n, void *a, const int *lda, void *values,     \
                 void *work, const int *lwork, void *rwork, const int *lrwork, int *iwork,                    \
                 const int *liwork, int *info, size_t, size_t);                                               \
    void p##gesdd_(const char *jobz, const int *m, const int *n, void *a, const int *lda, void *s, void *u,   \
                   const int *ldu, void *vt, const int *ldvt, void *work, const int *lwork, void *rwork,      \
                   int *iwork, int *info, size_t);                                                            \
    void p##geev_(const char *jobvl, const char *jobvr, const int *n, void *a, const int *lda, void *values,  \
                  void *vl, const int *ldvl, void *vr, const int *ldvr, void *work, const int *lwork,         \
                  void *rwork, int *info, size_t, size_t);
LAPACK_PRECISIONS(REAL, COMPLEX)
#undef COMMON
#undef REAL
#undef COMPLEX

extern const struct th_factorizations cpu_factorizations;

#endif
#endif
