/* Eigenvalues and singular values by cuSOLVER. */
#include "convert.cuh"
#include "factorizations.cuh"

/* How many matrices one call takes: more keep the device no busier, and only ask for more memory to work in. */
static int per_call(const cuda_stack &a)
{
    int64_t most = ((int64_t)256 << 20) / (a.size * a.rows * a.columns);
    if (most < 1) most = 1;
    if (most > 16384) most = 16384;
    return a.count < most ? a.count : (int)most;
}

/* ---- Numbers that are not finite ----------------------------------------------------------------------------- */

namespace {
/* x: matrices of n real numbers each */
template <typename R> struct find_not_finite {
    const R *x;
    int *found;
    int64_t n;
    __device__ void operator()(int64_t i) const
    {
        if (!isfinite(x[i])) found[i / n] = 1;
    }
};

template <typename R> struct clear_found {
    R *x;
    const int *found;
    int64_t n;
    __device__ void operator()(int64_t i) const
    {
        if (found[i / n]) x[i] = 0;
    }
};

struct tell_found {
    int *info;
    const int *found;
    __device__ void operator()(int64_t i) const
    {
        if (found[i]) info[i] = -1;
    }
};
} // namespace

template <typename R> static void clear(const cuda_stack &a, int *found)
{
    int64_t n = (int64_t)a.rows * a.columns * (a.which < 2 ? 1 : 2);
    cuda_each(a.tensor, "not finite", a.count * n, find_not_finite<R>{(R *)a.at(0), found, n});
    cuda_each(a.tensor, "not finite", a.count * n, clear_found<R>{(R *)a.at(0), found, n});
}

/* Which matrices hold NaN or Inf, of which iterations might not end: zeros take their place. */
static int *clear_not_finite(const cuda_stack &a)
{
    int *found = cuda_room<int>(a.tensor, a.count);
    cuda_set_bytes(a.tensor, found, 0, (size_t)a.count * sizeof(int));
    a.which % 2 ? clear<double>(a, found) : clear<float>(a, found);
    return found;
}

static void tell_not_finite(th_tensor *info, const int *found)
{
    cuda_each(info, "not finite", info->numel, tell_found{(int *)th_data(info), found});
}

/* ---- Hermitian matrices -------------------------------------------------------------------------------------- */

struct hermitian { cusolverEigMode_t mode; cublasFillMode_t triangle; };

static void eigh_each(const cuda_solver *s, const cuda_stack &a, th_tensor *values, hermitian h, int *info)
{
    cuda_workspace w;
    int n = a.rows;
    bool fine = SOLVED(s, Xsyevd_bufferSize, s->params, h.mode, h.triangle, n, a.type, a.at(0), n, a.real,
                       th_data(values), a.type, &w.device_bytes, &w.host_bytes);
    if (fine) w.get(a.tensor);
    for (int i = 0; fine && i < a.count; i++)
        fine = SOLVED(s, Xsyevd, s->params, h.mode, h.triangle, n, a.type, a.at(i), n, a.real,
                      cuda_row<void>(values, i), a.type, w.device, w.device_bytes, w.host, w.host_bytes, info + i);
}

#ifdef CUDA_SOLVER_HAS_EIG
static void eigh_several(const cuda_solver *s, const cuda_stack &a, th_tensor *values, hermitian h, int *info)
{
    cuda_workspace w;
    int n = a.rows, step = per_call(a);
    bool fine = SOLVED(s, XsyevBatched_bufferSize, s->params, h.mode, h.triangle, n, a.type, a.at(0), n, a.real,
                       th_data(values), a.type, &w.device_bytes, &w.host_bytes, step);
    if (fine) w.get(a.tensor);
    for (int i = 0; fine && i < a.count; i += step)
        fine = SOLVED(s, XsyevBatched, s->params, h.mode, h.triangle, n, a.type, a.at(i), n, a.real,
                      cuda_row<void>(values, i), a.type, w.device, w.device_bytes, w.host, w.host_bytes, info + i,
                      cuda_left(a, i, step));
}
#else
#define eigh_several eigh_each
#endif

void cuda_eigh(th_tensor *matrices, th_tensor *values, bool upper, bool vectors, th_tensor *info)
{
    cuda_stack a;
    int *result = cuda_info(info);
    const cuda_solver *s = cuda_solver_of(matrices);
    if (!s || !cuda_stack_of(matrices, &a)) return;
    hermitian h = {vectors ? CUSOLVER_EIG_MODE_VECTOR : CUSOLVER_EIG_MODE_NOVECTOR,
                   upper ? CUBLAS_FILL_MODE_UPPER : CUBLAS_FILL_MODE_LOWER};
    th_scope *scope = th_scope_open();
    int *not_finite = clear_not_finite(a);
    if (cuda_all_at_once(a)) eigh_several(s, a, values, h, result);
    else eigh_each(s, a, values, h, result);
    tell_not_finite(info, not_finite);
    th_scope_close(scope);
}

/* ---- Adjoints ------------------------------------------------------------------------------------------------ */

namespace {
template <typename R> struct conjugate {
    complex_number<R> *z;
    __device__ void operator()(int64_t i) const { z[i].im = -z[i].im; }
};
} // namespace

/* to = the adjoints of the first rows and columns of from's matrices, as many as to has. */
static void take_adjoints(th_tensor *to, th_tensor *from)
{
    int64_t stride[] = {from->stride[0], from->stride[2], from->stride[1]};
    th_copy_into(to, th_tensor_view(from, 3, to->shape, stride, from->offset));
    if (to->dtype == TH_COMPLEX64) cuda_each(to, "adjoint", to->numel, conjugate<float>{(complex64 *)th_data(to)});
    if (to->dtype == TH_COMPLEX128) cuda_each(to, "adjoint", to->numel, conjugate<double>{(complex128 *)th_data(to)});
}

static th_tensor *new_stack(const th_tensor *like, int64_t count, int64_t columns, int64_t rows)
{
    int64_t shape[] = {count, columns, rows};
    return th_tensor_new(3, shape, (th_dtype)like->dtype, th_device_of(like));
}

/* ---- Singular values ----------------------------------------------------------------------------------------- */

/* A = U S V^H by QR iterations, for which A must not have fewer rows than columns. Where nobody wants U and V^H, there
 * is still memory for one of each. */
static void svd_each(const cuda_solver *s, const cuda_stack &a, th_tensor *values, th_tensor *u, th_tensor *vh,
                     int *info)
{
    cuda_workspace w;
    cuda_stack us, vhs;
    int m = a.rows, n = a.columns;
    signed char job = !u ? 'N' : u->shape[1] == m ? 'A' : 'S';
    if (!cuda_stack_of(u ? u : new_stack(a.tensor, 1, n, m), &us)) return;
    if (!cuda_stack_of(vh ? vh : new_stack(a.tensor, 1, n, n), &vhs)) return;
    bool fine = SOLVED(s, Xgesvd_bufferSize, s->params, job, job, m, n, a.type, a.at(0), m, a.real, th_data(values),
                       a.type, us.at(0), m, a.type, vhs.at(0), n, a.type, &w.device_bytes, &w.host_bytes);
    if (fine) w.get(a.tensor);
    for (int i = 0; fine && i < a.count; i++)
        fine = SOLVED(s, Xgesvd, s->params, job, job, m, n, a.type, a.at(i), m, a.real, cuda_row<void>(values, i),
                      a.type, us.at(u ? i : 0), m, a.type, vhs.at(vh ? i : 0), n, a.type, w.device, w.device_bytes,
                      w.host, w.host_bytes, info + i);
}

/* The adjoint's factors are those of A, in the other order: A^H = V S U^H. */
static void svd_of_adjoints(const cuda_solver *s, const cuda_stack &a, th_tensor *values, th_tensor *u, th_tensor *vh,
                            int *info)
{
    cuda_stack turned;
    th_tensor *adjoints = new_stack(a.tensor, a.count, a.rows, a.columns);
    th_tensor *v = vh ? new_stack(vh, a.count, vh->shape[2], vh->shape[1]) : NULL;
    th_tensor *uh = u ? new_stack(u, a.count, u->shape[2], u->shape[1]) : NULL;
    take_adjoints(adjoints, (th_tensor *)a.tensor);
    if (!cuda_stack_of(adjoints, &turned)) return;
    svd_each(s, turned, values, v, uh, info);
    if (u) take_adjoints(u, uh), take_adjoints(vh, v);
}

/* By Jacobi's rotations, many at a time: at most 32 rows and columns, and always the full form. */
static void svd_several(const cuda_solver *s, const cuda_stack &a, th_tensor *values, th_tensor *u, th_tensor *vh,
                        int *info)
{
    cuda_stack us, vs;
    int m = a.rows, n = a.columns, step = per_call(a), length = 0;
    th_tensor *full = new_stack(a.tensor, a.count, m, m), *v = new_stack(a.tensor, a.count, n, n);
    if (!cuda_stack_of(full, &us) || !cuda_stack_of(v, &vs)) return;
    cusolverEigMode_t mode = u ? CUSOLVER_EIG_MODE_VECTOR : CUSOLVER_EIG_MODE_NOVECTOR;
    bool fine = SOLVED_AS(s, gesvdjBatched_bufferSize, a.which, mode, m, n, a.at(0), m, cuda_row<float>(values, 0),
                          us.at(0), m, vs.at(0), n, &length, s->jacobi, step);
    float *work = fine ? a.room(length) : NULL;
    for (int i = 0; fine && i < a.count; i += step)
        fine = SOLVED_AS(s, gesvdjBatched, a.which, mode, m, n, a.at(i), m, cuda_row<float>(values, i), us.at(i), m,
                         vs.at(i), n, work, length, info + i, s->jacobi, cuda_left(a, i, step));
    if (fine && u) {
        th_copy_into(u, th_tensor_view(full, 3, u->shape, full->stride, full->offset)); /* the first columns */
        take_adjoints(vh, v);
    }
}

void cuda_svd(th_tensor *matrices, th_tensor *values, th_tensor *u, th_tensor *vh, th_tensor *info)
{
    cuda_stack a;
    int *result = cuda_info(info);
    const cuda_solver *s = cuda_solver_of(matrices);
    if (!s || !cuda_stack_of(matrices, &a)) return;
    th_scope *scope = th_scope_open();
    int *not_finite = clear_not_finite(a);
    if (a.count > 1 && a.rows <= 32 && a.columns <= 32) svd_several(s, a, values, u, vh, result);
    else if (a.rows < a.columns) svd_of_adjoints(s, a, values, u, vh, result);
    else svd_each(s, a, values, u, vh, result);
    tell_not_finite(info, not_finite);
    th_scope_close(scope);
}

/* ---- Any square matrices ------------------------------------------------------------------------------------- */

#ifdef CUDA_SOLVER_HAS_EIG
namespace {
/* The vectors of a real matrix, as LAPACK packs them: those of a conjugate pair of values are x + iy and x - iy, of
 * which x is in the first one's column and y in the second's. v, packed: (columns, rows) of n x n matrices */
template <typename R> struct unpack_vectors {
    complex_number<R> *v;
    const R *packed;
    const complex_number<R> *values;
    int64_t n;
    __device__ void operator()(int64_t i) const
    {
        R sign = values[i / n].im;
        v[i].re = packed[sign < 0 ? i - n : i];
        v[i].im = sign > 0 ? packed[i + n] : sign < 0 ? -packed[i] : 0;
    }
};
} // namespace

static void unpack(th_tensor *vectors, int64_t i, const float *packed, const void *values)
{
    int64_t n = vectors->shape[1];
    if (vectors->dtype == TH_COMPLEX64)
        cuda_each(vectors, "eig", n * n,
                  unpack_vectors<float>{cuda_row<complex64>(vectors, i), packed, (const complex64 *)values, n});
    else
        cuda_each(vectors, "eig", n * n,
                  unpack_vectors<double>{cuda_row<complex128>(vectors, i), (const double *)packed,
                                         (const complex128 *)values, n});
}

void cuda_eig(th_tensor *matrices, th_tensor *values, th_tensor *vectors, th_tensor *info)
{
    cuda_stack a;
    cuda_workspace w;
    int *result = cuda_info(info);
    const cuda_solver *s = cuda_solver_of(matrices);
    if (!s || !cuda_stack_of(matrices, &a)) return;
    th_scope *scope = th_scope_open();
    int n = a.rows, *not_finite = clear_not_finite(a);
    bool real = a.which < 2;
    cudaDataType complex = a.which % 2 ? CUDA_C_64F : CUDA_C_32F;
    cusolverEigMode_t none = CUSOLVER_EIG_MODE_NOVECTOR, mode = vectors ? CUSOLVER_EIG_MODE_VECTOR : none;
    float *packed = real || !vectors ? a.room((int64_t)n * n) : NULL;
#define VECTORS(i) (packed ? packed : cuda_row<float>(vectors, i))
    bool fine = SOLVED(s, Xgeev_bufferSize, s->params, none, mode, n, a.type, a.at(0), n, complex, th_data(values),
                       a.type, NULL, n, a.type, VECTORS(0), n, a.type, &w.device_bytes, &w.host_bytes);
    if (fine) w.get(matrices);
    for (int i = 0; fine && i < a.count; i++) {
        fine = SOLVED(s, Xgeev, s->params, none, mode, n, a.type, a.at(i), n, complex, cuda_row<void>(values, i),
                      a.type, NULL, n, a.type, VECTORS(i), n, a.type, w.device, w.device_bytes, w.host, w.host_bytes,
                      result + i);
        if (fine && real && vectors) unpack(vectors, i, packed, cuda_row<void>(values, i));
    }
#undef VECTORS
    tell_not_finite(info, not_finite);
    th_scope_close(scope);
}
#endif
