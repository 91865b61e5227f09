/* LAPACK and BLAS for the four dtypes, by one name each; they allocate what they work in. Return LAPACK's info. */
#ifndef EMULATION_LAPACK_H
#define EMULATION_LAPACK_H

#include <algorithm>
#include <complex>
#include <stddef.h>
#include <vector>

#define SAME_FOR_ALL(t, org, T)                                                                                    \
    extern "C" void t##potrf_(const char *, const int *, T *, const int *, int *, size_t);                         \
    extern "C" void t##getrf_(const int *, const int *, T *, const int *, int *, int *);                           \
    extern "C" void t##getrs_(const char *, const int *, const int *, const T *, const int *, const int *, T *,    \
                              const int *, int *, size_t);                                                         \
    extern "C" void t##geqrf_(const int *, const int *, T *, const int *, T *, T *, const int *, int *);           \
    extern "C" void t##org##gqr_(const int *, const int *, const int *, T *, const int *, const T *, T *,          \
                                 const int *, int *);                                                              \
    extern "C" void t##trsm_(const char *, const char *, const char *, const char *, const int *, const int *,     \
                             const T *, const T *, const int *, T *, const int *, size_t, size_t, size_t, size_t); \
    static inline int potrf(char uplo, int n, T *a, int lda)                                                       \
    {                                                                                                              \
        int info;                                                                                                  \
        t##potrf_(&uplo, &n, a, &lda, &info, 1);                                                                   \
        return info;                                                                                               \
    }                                                                                                              \
    static inline int getrf(int m, int n, T *a, int lda, int *pivots)                                              \
    {                                                                                                              \
        int info;                                                                                                  \
        t##getrf_(&m, &n, a, &lda, pivots, &info);                                                                 \
        return info;                                                                                               \
    }                                                                                                              \
    static inline int getrs(char trans, int n, int nrhs, const T *a, int lda, const int *pivots, T *b, int ldb)    \
    {                                                                                                              \
        int info;                                                                                                  \
        t##getrs_(&trans, &n, &nrhs, a, &lda, pivots, b, &ldb, &info, 1);                                          \
        return info;                                                                                               \
    }                                                                                                              \
    static inline int geqrf(int m, int n, T *a, int lda, T *tau)                                                   \
    {                                                                                                              \
        int info, length = 64 * std::max(1, n);                                                                    \
        std::vector<T> work(length);                                                                               \
        t##geqrf_(&m, &n, a, &lda, tau, work.data(), &length, &info);                                              \
        return info;                                                                                               \
    }                                                                                                              \
    static inline int orgqr(int m, int n, int k, T *a, int lda, const T *tau)                                      \
    {                                                                                                              \
        int info, length = 64 * std::max(1, n);                                                                    \
        std::vector<T> work(length);                                                                               \
        t##org##gqr_(&m, &n, &k, a, &lda, tau, work.data(), &length, &info);                                       \
        return info;                                                                                               \
    }                                                                                                              \
    static inline void trsm(char side, char uplo, char trans, char diag, int m, int n, const T *alpha, const T *a, \
                            int lda, T *b, int ldb)                                                                \
    {                                                                                                              \
        t##trsm_(&side, &uplo, &trans, &diag, &m, &n, alpha, a, &lda, b, &ldb, 1, 1, 1, 1);                        \
    }

#define OF_REAL(t, T)                                                                                               \
    SAME_FOR_ALL(t, or, T)                                                                                          \
    extern "C" void t##syev_(const char *, const char *, const int *, T *, const int *, T *, T *, const int *,      \
                             int *, size_t, size_t);                                                                \
    extern "C" void t##gesvd_(const char *, const char *, const int *, const int *, T *, const int *, T *, T *,     \
                              const int *, T *, const int *, T *, const int *, int *, size_t, size_t);              \
    extern "C" void t##geev_(const char *, const char *, const int *, T *, const int *, T *, T *, T *, const int *, \
                             T *, const int *, T *, const int *, int *, size_t, size_t);                            \
    static inline int heev(char job, char uplo, int n, T *a, int lda, T *w)                                         \
    {                                                                                                               \
        int info, length = 64 * n;                                                                                  \
        std::vector<T> work(length);                                                                                \
        t##syev_(&job, &uplo, &n, a, &lda, w, work.data(), &length, &info, 1, 1);                                   \
        return info;                                                                                                \
    }                                                                                                               \
    static inline int gesvd(char job, int m, int n, T *a, int lda, T *s, T *u, int ldu, T *vt, int ldvt)            \
    {                                                                                                               \
        int info, length = 64 * (m + n);                                                                            \
        std::vector<T> work(length);                                                                                \
        t##gesvd_(&job, &job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work.data(), &length, &info, 1, 1);           \
        return info;                                                                                                \
    }                                                                                                               \
    static inline int geev(char right, int n, T *a, int lda, std::complex<T> *w, T *vr, int ldvr)                   \
    {                                                                                                               \
        int info, length = 64 * n, one = 1;                                                                         \
        char left = 'N';                                                                                            \
        std::vector<T> work(length), re(n), im(n);                                                                  \
        t##geev_(&left, &right, &n, a, &lda, re.data(), im.data(), NULL, &one, vr, &ldvr, work.data(), &length,     \
                 &info, 1, 1);                                                                                      \
        for (int i = 0; i < n; i++) w[i] = {re[i], im[i]};                                                          \
        return info;                                                                                                \
    }

#define OF_COMPLEX(t, R)                                                                                            \
    SAME_FOR_ALL(t, un, std::complex<R>)                                                                            \
    extern "C" void t##heev_(const char *, const char *, const int *, std::complex<R> *, const int *, R *,          \
                             std::complex<R> *, const int *, R *, int *, size_t, size_t);                           \
    extern "C" void t##gesvd_(const char *, const char *, const int *, const int *, std::complex<R> *, const int *, \
                              R *, std::complex<R> *, const int *, std::complex<R> *, const int *,                  \
                              std::complex<R> *, const int *, R *, int *, size_t, size_t);                          \
    extern "C" void t##geev_(const char *, const char *, const int *, std::complex<R> *, const int *,               \
                             std::complex<R> *, std::complex<R> *, const int *, std::complex<R> *, const int *,     \
                             std::complex<R> *, const int *, R *, int *, size_t, size_t);                           \
    static inline int heev(char job, char uplo, int n, std::complex<R> *a, int lda, R *w)                           \
    {                                                                                                               \
        int info, length = 64 * n;                                                                                  \
        std::vector<std::complex<R>> work(length);                                                                  \
        std::vector<R> more(3 * n);                                                                                 \
        t##heev_(&job, &uplo, &n, a, &lda, w, work.data(), &length, more.data(), &info, 1, 1);                      \
        return info;                                                                                                \
    }                                                                                                               \
    static inline int gesvd(char job, int m, int n, std::complex<R> *a, int lda, R *s, std::complex<R> *u, int ldu, \
                            std::complex<R> *vt, int ldvt)                                                          \
    {                                                                                                               \
        int info, length = 64 * (m + n);                                                                            \
        std::vector<std::complex<R>> work(length);                                                                  \
        std::vector<R> more(5 * std::min(m, n));                                                                    \
        t##gesvd_(&job, &job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work.data(), &length, more.data(), &info, 1,  \
                  1);                                                                                               \
        return info;                                                                                                \
    }                                                                                                               \
    static inline int geev(char right, int n, std::complex<R> *a, int lda, std::complex<R> *w, std::complex<R> *vr, \
                           int ldvr)                                                                                \
    {                                                                                                               \
        int info, length = 64 * n, one = 1;                                                                         \
        char left = 'N';                                                                                            \
        std::vector<std::complex<R>> work(length);                                                                  \
        std::vector<R> more(2 * n);                                                                                 \
        t##geev_(&left, &right, &n, a, &lda, w, NULL, &one, vr, &ldvr, work.data(), &length, more.data(), &info, 1, \
                 1);                                                                                                \
        return info;                                                                                                \
    }

OF_REAL(s, float)
OF_REAL(d, double)
OF_COMPLEX(c, float)
OF_COMPLEX(z, double)

#endif
