/* Factorizations into triangles and reflections, and what solves with them: by cuSOLVER one matrix after the other, by
 * cuBLAS many small ones at a time. */
#include "factorizations.cuh"

/* cuBLAS's functions by dtype, as in cuda_stack; all with the prototype of that for float. */
#define BLAS(name, S, D, C, Z)                                                                                         \
    static decltype(&cublas##S) const name[] = {cublas##S, (decltype(&cublas##S))cublas##D,                            \
                                                (decltype(&cublas##S))cublas##C, (decltype(&cublas##S))cublas##Z}
BLAS(trsm, Strsm, Dtrsm, Ctrsm, Ztrsm);
BLAS(trsm_batched, StrsmBatched, DtrsmBatched, CtrsmBatched, ZtrsmBatched);
BLAS(getrf_batched, SgetrfBatched, DgetrfBatched, CgetrfBatched, ZgetrfBatched);
BLAS(getrs_batched, SgetrsBatched, DgetrsBatched, CgetrsBatched, ZgetrsBatched);
BLAS(geqrf_batched, SgeqrfBatched, DgeqrfBatched, CgeqrfBatched, ZgeqrfBatched);

static cublasFillMode_t triangle(bool upper) { return upper ? CUBLAS_FILL_MODE_UPPER : CUBLAS_FILL_MODE_LOWER; }

/* ---- Cholesky ------------------------------------------------------------------------------------------------ */

static void cholesky_each(const cuda_solver *s, const cuda_stack &a, bool upper, int *info)
{
    cuda_workspace w;
    int n = a.rows;
    bool fine = SOLVED(s, Xpotrf_bufferSize, s->params, triangle(upper), n, a.type, a.at(0), n, a.type, &w.device_bytes,
                       &w.host_bytes);
    if (fine) w.get(a.tensor);
    for (int i = 0; fine && i < a.count; i++)
        fine = SOLVED(s, Xpotrf, s->params, triangle(upper), n, a.type, a.at(i), n, a.type, w.device, w.device_bytes,
                      w.host, w.host_bytes, info + i);
}

static void cholesky_at_once(const cuda_solver *s, const cuda_stack &a, bool upper, int *info)
{
    float **matrices = cuda_rows_of(a.tensor);
    bool fine = true;
    for (int i = 0; fine && i < a.count; i += CUDA_AT_A_TIME)
        fine = SOLVED_AS(s, potrfBatched, a.which, triangle(upper), a.rows, matrices + i, a.rows, info + i,
                         cuda_left(a, i, CUDA_AT_A_TIME));
}

static void cholesky(th_tensor *matrices, bool upper, th_tensor *info)
{
    cuda_stack a;
    int *result = cuda_info(info);
    const cuda_solver *s = cuda_solver_of(matrices);
    if (!s || !cuda_stack_of(matrices, &a)) return;
    th_scope *scope = th_scope_open();
    if (cuda_all_at_once(a)) cholesky_at_once(s, a, upper, result);
    else cholesky_each(s, a, upper, result);
    th_scope_close(scope);
}

/* ---- LU ------------------------------------------------------------------------------------------------------ */

static void lu_each(const cuda_stack &a, th_tensor *pivots, int *info)
{
    cuda_workspace w;
    const cuda_solver *s = cuda_solver_of(a.tensor);
    int m = a.rows, n = a.columns;
    th_tensor *wide = th_tensor_new(2, pivots->shape, TH_INT64, th_device_of(pivots));
    bool fine = s && SOLVED(s, Xgetrf_bufferSize, s->params, m, n, a.type, a.at(0), m, a.type, &w.device_bytes,
                            &w.host_bytes);
    if (fine) w.get(a.tensor);
    for (int i = 0; fine && i < a.count; i++)
        fine = SOLVED(s, Xgetrf, s->params, m, n, a.type, a.at(i), m, cuda_row<int64_t>(wide, i), a.type, w.device,
                      w.device_bytes, w.host, w.host_bytes, info + i);
    if (fine) th_copy_into(pivots, wide);
}

static void lu_at_once(const cuda_stack &a, th_tensor *pivots, int *info)
{
    cublasHandle_t blas = cuda_blas_of(a.tensor);
    float **matrices = cuda_rows_of(a.tensor);
    for (int i = 0; blas && i < a.count; i += CUDA_AT_A_TIME)
        cuda_note_blas(getrf_batched[a.which](blas, a.rows, matrices + i, a.rows, cuda_row<int>(pivots, i), info + i,
                                              cuda_left(a, i, CUDA_AT_A_TIME)),
                       "cublas<t>getrfBatched");
}

static void lu(th_tensor *matrices, th_tensor *pivots, th_tensor *info)
{
    cuda_stack a;
    int *result = cuda_info(info);
    if (!cuda_stack_of(matrices, &a)) return;
    th_scope *scope = th_scope_open();
    if (a.rows == a.columns && cuda_all_at_once(a)) lu_at_once(a, pivots, result);
    else lu_each(a, pivots, result);
    th_scope_close(scope);
}

static cublasOperation_t operation(const cuda_stack &a, bool adjoint)
{
    return !adjoint ? CUBLAS_OP_N : a.which < 2 ? CUBLAS_OP_T : CUBLAS_OP_C;
}

static void lu_solve_each(const cuda_stack &a, th_tensor *pivots, const cuda_stack &b, bool adjoint)
{
    const cuda_solver *s = cuda_solver_of(a.tensor);
    int *info = cuda_room<int>(a.tensor, 1);
    th_tensor *wide = th_to_dtype(pivots, TH_INT64);
    bool fine = s != NULL;
    for (int i = 0; fine && i < a.count; i++)
        fine = SOLVED(s, Xgetrs, s->params, operation(a, adjoint), a.rows, b.columns, a.type, a.at(i), a.rows,
                      cuda_row<int64_t>(wide, i), b.type, b.at(i), b.rows, info);
}

static void lu_solve_at_once(const cuda_stack &a, th_tensor *pivots, const cuda_stack &b, bool adjoint)
{
    int wrong = 0; /* which argument, on the host: how the solution went is not asked */
    cublasHandle_t blas = cuda_blas_of(a.tensor);
    float **factors = cuda_rows_of(a.tensor), **sides = cuda_rows_of(b.tensor);
    for (int i = 0; blas && !wrong && i < a.count; i += CUDA_AT_A_TIME)
        cuda_note_blas(getrs_batched[a.which](blas, operation(a, adjoint), a.rows, b.columns, factors + i, a.rows,
                                              cuda_row<int>(pivots, i), sides + i, b.rows, &wrong,
                                              cuda_left(a, i, CUDA_AT_A_TIME)),
                       "cublas<t>getrsBatched");
    if (wrong) cuda_failed("cublas<t>getrsBatched");
}

static void lu_solve(th_tensor *factors, th_tensor *pivots, th_tensor *rhs, bool adjoint)
{
    cuda_stack a, b;
    if (!cuda_stack_of(factors, &a) || !cuda_stack_of(rhs, &b)) return;
    th_scope *scope = th_scope_open();
    if (cuda_all_at_once(a)) lu_solve_at_once(a, pivots, b, adjoint);
    else lu_solve_each(a, pivots, b, adjoint);
    th_scope_close(scope);
}

/* ---- Triangles ----------------------------------------------------------------------------------------------- */

/* 1 in the dtype, on the host. */
static const float *one_of(const cuda_stack &a)
{
    static const float one[] = {1, 0}; /* as real and as complex numbers */
    static const double wide_one[] = {1, 0};
    return a.which % 2 ? (const float *)wide_one : one;
}

static void triangles_each(cublasHandle_t blas, const cuda_stack &a, const cuda_stack &b, cublasFillMode_t uplo,
                           cublasDiagType_t diagonal)
{
    for (int i = 0; i < a.count; i++)
        cuda_note_blas(trsm[a.which](blas, CUBLAS_SIDE_LEFT, uplo, CUBLAS_OP_N, diagonal, b.rows, b.columns, one_of(a),
                                     a.at(i), a.rows, b.at(i), b.rows),
                       "cublas<t>trsm");
}

static void triangles_at_once(cublasHandle_t blas, const cuda_stack &a, const cuda_stack &b, cublasFillMode_t uplo,
                              cublasDiagType_t diagonal)
{
    float **triangles = cuda_rows_of(a.tensor), **sides = cuda_rows_of(b.tensor);
    for (int i = 0; i < a.count; i += CUDA_AT_A_TIME)
        cuda_note_blas(trsm_batched[a.which](blas, CUBLAS_SIDE_LEFT, uplo, CUBLAS_OP_N, diagonal, b.rows, b.columns,
                                             one_of(a), triangles + i, a.rows, sides + i, b.rows,
                                             cuda_left(a, i, CUDA_AT_A_TIME)),
                       "cublas<t>trsmBatched");
}

static void solve_triangular(th_tensor *triangles, th_tensor *rhs, bool upper, bool unit)
{
    cuda_stack a, b;
    cublasHandle_t blas = cuda_blas_of(triangles);
    if (!blas || !cuda_stack_of(triangles, &a) || !cuda_stack_of(rhs, &b)) return;
    th_scope *scope = th_scope_open();
    (cuda_all_at_once(a) ? triangles_at_once : triangles_each)(blas, a, b, triangle(upper),
                                                               unit ? CUBLAS_DIAG_UNIT : CUBLAS_DIAG_NON_UNIT);
    th_scope_close(scope);
}

/* ---- QR ------------------------------------------------------------------------------------------------------ */

static void qr_each(const cuda_stack &a, th_tensor *tau)
{
    cuda_workspace w;
    const cuda_solver *s = cuda_solver_of(a.tensor);
    int m = a.rows, n = a.columns, *info = cuda_room<int>(a.tensor, 1);
    bool fine = s && SOLVED(s, Xgeqrf_bufferSize, s->params, m, n, a.type, a.at(0), m, a.type, th_data(tau), a.type,
                            &w.device_bytes, &w.host_bytes);
    if (fine) w.get(a.tensor);
    for (int i = 0; fine && i < a.count; i++)
        fine = SOLVED(s, Xgeqrf, s->params, m, n, a.type, a.at(i), m, a.type, cuda_row<void>(tau, i), a.type, w.device,
                      w.device_bytes, w.host, w.host_bytes, info);
}

static void qr_at_once(const cuda_stack &a, th_tensor *tau)
{
    int wrong = 0; /* which argument, on the host */
    cublasHandle_t blas = cuda_blas_of(a.tensor);
    float **matrices = cuda_rows_of(a.tensor), **factors = cuda_rows_of(tau);
    for (int i = 0; blas && !wrong && i < a.count; i += CUDA_AT_A_TIME)
        cuda_note_blas(geqrf_batched[a.which](blas, a.rows, a.columns, matrices + i, a.rows, factors + i, &wrong,
                                              cuda_left(a, i, CUDA_AT_A_TIME)),
                       "cublas<t>geqrfBatched");
    if (wrong) cuda_failed("cublas<t>geqrfBatched");
}

static void qr(th_tensor *matrices, th_tensor *tau)
{
    cuda_stack a;
    if (!cuda_stack_of(matrices, &a)) return;
    th_scope *scope = th_scope_open();
    if (cuda_all_at_once(a)) qr_at_once(a, tau);
    else qr_each(a, tau);
    th_scope_close(scope);
}

static void householder_product(th_tensor *matrices, th_tensor *tau)
{
    cuda_stack a;
    const cuda_solver *s = cuda_solver_of(matrices);
    if (!s || !cuda_stack_of(matrices, &a)) return;
    th_scope *scope = th_scope_open();
    int m = a.rows, n = a.columns, k = (int)tau->shape[1], length = 0, *info = cuda_room<int>(matrices, 1);
    bool fine = SOLVED_AS(s, orgqr_bufferSize, a.which, m, n, k, a.at(0), m, cuda_row<float>(tau, 0), &length);
    float *work = fine ? a.room(length) : NULL;
    for (int i = 0; fine && i < a.count; i++)
        fine = SOLVED_AS(s, orgqr, a.which, m, n, k, a.at(i), m, cuda_row<float>(tau, i), work, length, info);
    th_scope_close(scope);
}

/* ---- The struct ---------------------------------------------------------------------------------------------- */

extern "C" const th_factorizations cuda_factorizations = {
    .cholesky = cholesky, .lu = lu, .lu_solve = lu_solve, .solve_triangular = solve_triangular, .qr = qr,
    .householder_product = householder_product, .eigh = cuda_eigh, .svd = cuda_svd,
#ifdef CUDA_SOLVER_HAS_EIG
    .eig = cuda_eig,
#endif
};
