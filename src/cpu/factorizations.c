/* The factorizations of linear algebra by LAPACK, one matrix of a stack after the other. */
#include "../core/op.h"
#include "gemm.h"
#include "lapack.h"

#ifdef TH_HAVE_LAPACK

#include <limits.h>
#include <math.h>

#include "blas.h"

#define LARGE 512 /* with fewer rows or columns threads wait for each other longer than they work */

/* ---- Stacks --------------------------------------------------------------------------------------- */

static int rows_of(const th_tensor *stack) { return (int)stack->shape[2]; }
static int columns_of(const th_tensor *stack) { return (int)stack->shape[1]; }
static bool is_complex(const th_tensor *x) { return th_dtype_is_complex((th_dtype)x->dtype); }
static bool is_single(const th_tensor *x) { return x->dtype == TH_FLOAT32 || x->dtype == TH_COMPLEX64; }

/* What belongs to matrix i of a stack. */
static void *at(const th_tensor *x, int64_t i)
{
    return th_data(x) + i * (x->numel / x->shape[0]) * (int64_t)th_dtype_bytes[x->dtype];
}

/* Lets OpenBLAS use the library's threads for large matrices; what end() wants to know. */
static int begin(const th_tensor *stack)
{
    int former = cpu_blas_alone();
#ifdef TH_HAVE_OPENBLAS
    if (rows_of(stack) >= LARGE && columns_of(stack) >= LARGE && th_get_num_threads() > 1)
        openblas_set_num_threads(th_get_num_threads());
#endif
    return former;
}

static void end(int former)
{
#ifdef TH_HAVE_OPENBLAS
    if (former != openblas_get_num_threads()) openblas_set_num_threads(former);
#else
    (void)former;
#endif
}

/* NaN and Inf times zero are NaN. */
#define ALL_FINITE(name, T)                                              \
    static bool name(int64_t n, const T *x)                              \
    {                                                                    \
        T sum = 0;                                                       \
        _Pragma("omp simd reduction(+ : sum)")                           \
        for (int64_t i = 0; i < n; i++) sum += x[i] * 0;                 \
        return sum == 0;                                                 \
    }
ALL_FINITE(all_finite_float, float)
ALL_FINITE(all_finite_double, double)

/* Iterations do not end, or end with nonsense, where numbers are not finite. */
static bool is_finite(const th_tensor *stack, int64_t i)
{
    int64_t n = stack->numel / stack->shape[0] * (is_complex(stack) ? 2 : 1);
    return is_single(stack) ? all_finite_float(n, at(stack, i)) : all_finite_double(n, at(stack, i));
}

/* ---- Precisions ------------------------------------------------------------------------------------- */

/* The routines of one precision; of those that take another argument for complex numbers one kind is NULL. */
typedef struct {
    void (*potrf)(const char *, const int *, void *, const int *, int *, size_t);
    void (*getrf)(const int *, const int *, void *, const int *, int *, int *);
    void (*getrs)(const char *, const int *, const int *, const void *, const int *, const int *, void *, const int *,
                  int *, size_t);
    void (*trsm)(const char *, const char *, const char *, const char *, const int *, const int *, const void *,
                 const void *, const int *, void *, const int *, size_t, size_t, size_t, size_t);
    void (*geqrf)(const int *, const int *, void *, const int *, void *, void *, const int *, int *);
    void (*orgqr)(const int *, const int *, const int *, void *, const int *, const void *, void *, const int *, int *);
    void (*syevd)(const char *, const char *, const int *, void *, const int *, void *, void *, const int *, int *,
                  const int *, int *, size_t, size_t);
    void (*heevd)(const char *, const char *, const int *, void *, const int *, void *, void *, const int *, void *,
                  const int *, int *, const int *, int *, size_t, size_t);
    void (*gesdd)(const char *, const int *, const int *, void *, const int *, void *, void *, const int *, void *,
                  const int *, void *, const int *, int *, int *, size_t);
    void (*gesdd_complex)(const char *, const int *, const int *, void *, const int *, void *, void *, const int *,
                          void *, const int *, void *, const int *, void *, int *, int *, size_t);
    void (*geev)(const char *, const char *, const int *, void *, const int *, void *, void *, void *, const int *,
                 void *, const int *, void *, const int *, int *, size_t, size_t);
    void (*geev_complex)(const char *, const char *, const int *, void *, const int *, void *, void *, const int *,
                         void *, const int *, void *, const int *, void *, int *, size_t, size_t);
} precision;

#define COMMON(p, o)                                                                                \
    .potrf = p##potrf_, .getrf = p##getrf_, .getrs = p##getrs_, .trsm = p##trsm_, .geqrf = p##geqrf_, \
    .orgqr = o##gqr_
#define REAL(p, o, h) {COMMON(p, o), .syevd = h##evd_, .gesdd = p##gesdd_, .geev = p##geev_},
#define COMPLEX(p, o, h) {COMMON(p, o), .heevd = h##evd_, .gesdd_complex = p##gesdd_, .geev_complex = p##geev_},
static const precision precisions[] = {LAPACK_PRECISIONS(REAL, COMPLEX)};

/* FLOAT32, FLOAT64, COMPLEX64 and COMPLEX128 follow each other. */
static const precision *lapack_of(const th_tensor *stack) { return &precisions[stack->dtype - TH_FLOAT32]; }

/* ---- Workspace -------------------------------------------------------------------------------------- */

typedef struct { _Alignas(16) char number[16]; } work_answer;
static const int ASK = -1; /* as lwork: how much is wanted? */

static void check_work(const th_tensor *stack, double numbers)
{
    if (numbers >= INT_MAX)
        th_fail(TH_VALUE_ERROR, "linalg: LAPACK wants more workspace for matrices of size %d by %d than 32-bit "
                "integers count", rows_of(stack), columns_of(stack));
}

/* Routines answer with a floating number, rounded down where it is large. */
static int wanted(const th_tensor *stack, work_answer answer)
{
    double n = is_single(stack) ? (double)*(float *)(void *)&answer * (1 + 1e-6) : *(double *)(void *)&answer;
    check_work(stack, n);
    return n < 1 ? 1 : (int)ceil(n);
}

static void *workspace(const th_tensor *stack, int n) { return th_scratch((size_t)n * th_dtype_bytes[stack->dtype]); }

/* Of real numbers in the precision of the stack. */
static void *real_workspace(const th_tensor *stack, int64_t n)
{
    return th_scratch((size_t)n * th_dtype_bytes[stack->dtype] / (is_complex(stack) ? 2 : 1));
}

/* ---- Triangles -------------------------------------------------------------------------------------- */

/* The first NaN on the diagonal of matrix i, from 1; 0: there is none. */
static int first_nan(const th_tensor *a, int64_t i)
{
    int64_t n = rows_of(a), next = (n + 1) * (is_complex(a) ? 2 : 1);
    const void *x = at(a, i);
    for (int64_t j = 0; j < n; j++)
        if (isnan(is_single(a) ? ((const float *)x)[j * next] : ((const double *)x)[j * next])) return (int)j + 1;
    return 0;
}

/* OpenBLAS takes a NaN for positive, where LAPACK itself reports it. */
static void cholesky(th_tensor *a, bool upper, th_tensor *info)
{
    int n = rows_of(a), former = begin(a);
    for (int64_t i = 0; i < a->shape[0]; i++) {
        int *found = at(info, i);
        lapack_of(a)->potrf(upper ? "U" : "L", &n, at(a, i), &n, found, 1);
        if (*found == 0) *found = first_nan(a, i);
    }
    end(former);
}

static void lu(th_tensor *a, th_tensor *pivots, th_tensor *info)
{
    int m = rows_of(a), n = columns_of(a), former = begin(a);
    for (int64_t i = 0; i < a->shape[0]; i++)
        lapack_of(a)->getrf(&m, &n, at(a, i), &m, at(pivots, i), at(info, i));
    end(former);
}

static void lu_solve(th_tensor *lu, th_tensor *pivots, th_tensor *b, bool adjoint)
{
    int n = rows_of(lu), columns = columns_of(b), former = begin(lu), info;
    for (int64_t i = 0; i < lu->shape[0]; i++)
        lapack_of(lu)->getrs(adjoint ? "C" : "N", &n, &columns, at(lu, i), &n, at(pivots, i), at(b, i), &n, &info, 1);
    end(former);
}

static const void *one_of(th_dtype dtype)
{
    static const th_complex64 one_float = {1, 0};
    static const th_complex128 one_double = {1, 0};
    return dtype == TH_FLOAT32 || dtype == TH_COMPLEX64 ? (const void *)&one_float : &one_double;
}

static void solve_triangular(th_tensor *a, th_tensor *b, bool upper, bool unit)
{
    int n = rows_of(a), columns = columns_of(b), former = begin(a);
    for (int64_t i = 0; i < a->shape[0]; i++)
        lapack_of(a)->trsm("L", upper ? "U" : "L", "N", unit ? "U" : "N", &n, &columns, one_of((th_dtype)a->dtype),
                           at(a, i), &n, at(b, i), &n, 1, 1, 1, 1);
    end(former);
}

/* ---- Reflections ------------------------------------------------------------------------------------ */

static void qr(th_tensor *a, th_tensor *tau)
{
    int m = rows_of(a), n = columns_of(a), info;
    work_answer answer;
    lapack_of(a)->geqrf(&m, &n, th_data(a), &m, th_data(tau), &answer, &ASK, &info);
    int lwork = wanted(a, answer), former = begin(a);
    void *work = workspace(a, lwork);
    for (int64_t i = 0; i < a->shape[0]; i++)
        lapack_of(a)->geqrf(&m, &n, at(a, i), &m, at(tau, i), work, &lwork, &info);
    end(former);
}

static void householder_product(th_tensor *a, th_tensor *tau)
{
    int m = rows_of(a), n = columns_of(a), k = (int)tau->shape[1], info;
    work_answer answer;
    lapack_of(a)->orgqr(&m, &n, &k, th_data(a), &m, th_data(tau), &answer, &ASK, &info);
    int lwork = wanted(a, answer), former = begin(a);
    void *work = workspace(a, lwork);
    for (int64_t i = 0; i < a->shape[0]; i++)
        lapack_of(a)->orgqr(&m, &n, &k, at(a, i), &m, at(tau, i), work, &lwork, &info);
    end(former);
}

/* ---- Eigenvalues of Hermitian matrices ---------------------------------------------------------------- */

typedef struct { int lwork, lrwork, liwork; void *work, *rwork; int *iwork; } eigh_space;

static void one_eigh(th_tensor *a, int64_t i, th_tensor *values, const char *job, const char *uplo, const eigh_space *s,
                     int *info)
{
    int n = rows_of(a);
    const precision *f = lapack_of(a);
    if (f->syevd)
        f->syevd(job, uplo, &n, at(a, i), &n, at(values, i), s->work, &s->lwork, s->iwork, &s->liwork, info, 1, 1);
    else
        f->heevd(job, uplo, &n, at(a, i), &n, at(values, i), s->work, &s->lwork, s->rwork, &s->lrwork, s->iwork,
                 &s->liwork, info, 1, 1);
}

static eigh_space space_for_eigh(th_tensor *a, th_tensor *values, const char *job, const char *uplo)
{
    work_answer work, rwork;
    int iwork, info;
    double n = rows_of(a);
    check_work(a, *job == 'V' ? 2 * n * n + 6 * n + 1 : 2 * n + 1); /* which LAPACK counts before it answers */
    eigh_space s = {ASK, ASK, ASK, &work, &rwork, &iwork};
    one_eigh(a, 0, values, job, uplo, &s, &info);
    s.lwork = wanted(a, work), s.liwork = iwork, s.lrwork = is_complex(a) ? wanted(a, rwork) : 0;
    s.work = workspace(a, s.lwork), s.rwork = real_workspace(a, s.lrwork);
    s.iwork = th_scratch((size_t)iwork * sizeof(int));
    return s;
}

static void eigh(th_tensor *a, th_tensor *values, bool upper, bool vectors, th_tensor *info)
{
    const char *job = vectors ? "V" : "N", *uplo = upper ? "U" : "L";
    eigh_space s = space_for_eigh(a, values, job, uplo);
    int former = begin(a);
    for (int64_t i = 0; i < a->shape[0]; i++) {
        int *found = at(info, i);
        if (is_finite(a, i)) one_eigh(a, i, values, job, uplo, &s, found);
        else *found = -1;
    }
    end(former);
}

/* ---- Singular values ------------------------------------------------------------------------------------ */

typedef struct { int lwork; void *work, *rwork; int *iwork; } svd_space;

/* The kinds of vectors: 'N' none, 'S' as many as there are singular values, 'A' all. */
static const char *svd_job(const th_tensor *a, const th_tensor *u, const th_tensor *vh)
{
    if (!u) return "N";
    return u->shape[1] < a->shape[2] || vh->shape[2] < a->shape[1] ? "S" : "A";
}

static void one_svd(th_tensor *a, int64_t i, th_tensor *s, th_tensor *u, th_tensor *vh, const svd_space *space,
                    int *info)
{
    int m = rows_of(a), n = columns_of(a), ldu = u ? rows_of(u) : 1, ldvh = vh ? rows_of(vh) : 1;
    void *to_u = u ? at(u, i) : NULL, *to_vh = vh ? at(vh, i) : NULL;
    const char *job = svd_job(a, u, vh);
    const precision *f = lapack_of(a);
    if (f->gesdd)
        f->gesdd(job, &m, &n, at(a, i), &m, at(s, i), to_u, &ldu, to_vh, &ldvh, space->work, &space->lwork,
                 space->iwork, info, 1);
    else
        f->gesdd_complex(job, &m, &n, at(a, i), &m, at(s, i), to_u, &ldu, to_vh, &ldvh, space->work, &space->lwork,
                         space->rwork, space->iwork, info, 1);
}

/* rwork of a complex matrix is as LAPACK 3.7 and later want it; earlier ones wanted less. */
static svd_space space_for_svd(th_tensor *a, th_tensor *s, th_tensor *u, th_tensor *vh)
{
    int64_t m = rows_of(a), n = columns_of(a), few = m < n ? m : n, many = m < n ? n : m;
    work_answer answer;
    int info;
    check_work(a, u ? 4 * (double)few * (double)few + 7 * (double)few + (double)many : (double)few + (double)many);
    svd_space space = {ASK, &answer, NULL, NULL};
    space.iwork = th_scratch((size_t)few * 8 * sizeof(int));
    int64_t with_vectors = few * (5 * few + 7), of_both = few * (2 * many + 2 * few + 1);
    if (is_complex(a))
        space.rwork = real_workspace(a, u ? (with_vectors > of_both ? with_vectors : of_both) : 7 * few);
    one_svd(a, 0, s, u, vh, &space, &info);
    space.lwork = wanted(a, answer);
    space.work = workspace(a, space.lwork);
    return space;
}

static void svd(th_tensor *a, th_tensor *s, th_tensor *u, th_tensor *vh, th_tensor *info)
{
    svd_space space = space_for_svd(a, s, u, vh);
    int former = begin(a);
    for (int64_t i = 0; i < a->shape[0]; i++) {
        int *found = at(info, i);
        if (is_finite(a, i)) one_svd(a, i, s, u, vh, &space, found);
        else *found = -1;
    }
    end(former);
}

/* ---- Eigenvalues of any matrices -------------------------------------------------------------------------- */

/* Real matrices come back with real and imaginary parts of the values apart, and with the two parts of the first of
 * a conjugate pair of vectors as two columns: vr (n, n) by columns. */
#define JOIN(name, T, C)                                                                             \
    static void name(int n, const T *re, const T *im, const T *vr, C *values, C *vectors)            \
    {                                                                                                \
        for (int j = 0; j < n; j++) values[j] = (C){re[j], im[j]};                                   \
        for (int j = 0; vectors && j < n; j++) {                                                     \
            const T *column = vr + (int64_t)j * n;                                                   \
            C *to = vectors + (int64_t)j * n;                                                        \
            bool pair = im[j] != 0 && j + 1 < n;                                                     \
            for (int i = 0; i < n; i++) to[i] = (C){column[i], pair ? column[n + i] : 0};            \
            if (!pair) continue;                                                                     \
            for (int i = 0; i < n; i++) to[n + i] = (C){column[i], -column[n + i]};                  \
            j++;                                                                                     \
        }                                                                                            \
    }
JOIN(join_float, float, th_complex64)
JOIN(join_double, double, th_complex128)

/* rwork: of complex matrices; re, im, vr: the parts of the results for real ones. */
typedef struct { int lwork; void *work, *rwork, *re, *im, *vr; } eig_space;

static void one_eig(th_tensor *a, int64_t i, th_tensor *values, th_tensor *vectors, const eig_space *s, int *info)
{
    int n = rows_of(a), one = 1, ldv = vectors ? n : 1;
    const char *job = vectors ? "V" : "N";
    const precision *f = lapack_of(a);
    if (f->geev)
        f->geev("N", job, &n, at(a, i), &n, s->re, s->im, NULL, &one, s->vr, &ldv, s->work, &s->lwork, info, 1, 1);
    else
        f->geev_complex("N", job, &n, at(a, i), &n, at(values, i), NULL, &one, vectors ? at(vectors, i) : NULL, &ldv,
                        s->work, &s->lwork, s->rwork, info, 1, 1);
}

static void join_parts(th_tensor *a, int64_t i, th_tensor *values, th_tensor *vectors, const eig_space *s)
{
    void *to = vectors ? at(vectors, i) : NULL;
    if (a->dtype == TH_FLOAT32) join_float(rows_of(a), s->re, s->im, s->vr, at(values, i), to);
    if (a->dtype == TH_FLOAT64) join_double(rows_of(a), s->re, s->im, s->vr, at(values, i), to);
}

static eig_space space_for_eig(th_tensor *a, th_tensor *values, th_tensor *vectors)
{
    int64_t n = rows_of(a);
    work_answer answer;
    int info;
    eig_space s = {.lwork = ASK, .work = &answer, .rwork = real_workspace(a, 2 * n)};
    s.re = real_workspace(a, n), s.im = real_workspace(a, n);
    if (vectors && !is_complex(a)) s.vr = real_workspace(a, n * n);
    one_eig(a, 0, values, vectors, &s, &info);
    s.lwork = wanted(a, answer);
    s.work = workspace(a, s.lwork);
    return s;
}

static void eig(th_tensor *a, th_tensor *values, th_tensor *vectors, th_tensor *info)
{
    eig_space s = space_for_eig(a, values, vectors);
    int former = begin(a);
    for (int64_t i = 0; i < a->shape[0]; i++) {
        int *found = at(info, i);
        if (is_finite(a, i)) one_eig(a, i, values, vectors, &s, found);
        else *found = -1;
        if (*found == 0) join_parts(a, i, values, vectors, &s);
    }
    end(former);
}

const th_factorizations cpu_factorizations = {cholesky, lu, lu_solve, solve_triangular, qr, householder_product,
                                              eigh, svd, eig};

#endif
