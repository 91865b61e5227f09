/* cuSOLVER by LAPACK, a library of its own as the real one is. Arguments are held to what cuSOLVER documents, what it
 * may overwrite is overwritten, and memory is asked whether it is the device's or the host's. */
#include "cusolverDn.h"
#include "lapack.h"

#include <stdio.h>

struct emulated_solver {
    cudaStream_t stream;
};
struct emulated_params {
    int none;
};
struct emulated_jacobi {
    int none;
};

#define REQUIRE(condition)                                                               \
    do {                                                                                 \
        if (condition) break;                                                            \
        fprintf(stderr, "cuSOLVER, emulated: %s is not so: %s\n", __func__, #condition); \
        return CUSOLVER_STATUS_INVALID_VALUE;                                            \
    } while (0)

cusolverStatus_t cusolverDnCreate(cusolverDnHandle_t *h)
{
    *h = new emulated_solver();
    return CUSOLVER_STATUS_SUCCESS;
}

cusolverStatus_t cusolverDnSetStream(cusolverDnHandle_t h, cudaStream_t stream)
{
    h->stream = stream;
    return CUSOLVER_STATUS_SUCCESS;
}

cusolverStatus_t cusolverDnCreateParams(cusolverDnParams_t *params)
{
    *params = new emulated_params();
    return CUSOLVER_STATUS_SUCCESS;
}

cusolverStatus_t cusolverDnCreateGesvdjInfo(gesvdjInfo_t *info)
{
    *info = new emulated_jacobi();
    return CUSOLVER_STATUS_SUCCESS;
}

/* ---- What all functions ask ---------------------------------------------------------------------------------- */

/* The device's memory is open as long as a call works on it. */
struct opened {
    cudaStream_t stream;
    opened(cusolverDnHandle_t h, const char *name) : stream(h ? h->stream : NULL)
    {
        if (stream) stream->begin(name);
    }
    ~opened()
    {
        if (stream) stream->end();
    }
};

template <typename... P> static bool device(cusolverDnHandle_t h, P *...p)
{
    return (h->stream->on_device(p, 1) && ...);
}
static bool leading(int64_t ld, int64_t rows) { return ld >= std::max<int64_t>(1, rows); }
static char letter(cublasOperation_t op) { return "NTC"[op]; }
static char letter(cublasFillMode_t uplo) { return "LU"[uplo]; }
static bool is_real(cudaDataType type) { return type == CUDA_R_32F || type == CUDA_R_64F; }
static bool is_wide(cudaDataType type) { return type == CUDA_R_64F || type == CUDA_C_64F; }
static bool is_matrix(cudaDataType type) { return type >= CUDA_R_32F && type <= CUDA_C_64F; }
static cudaDataType real_of(cudaDataType type) { return is_wide(type) ? CUDA_R_64F : CUDA_R_32F; }
static cudaDataType complex_of(cudaDataType type) { return is_wide(type) ? CUDA_C_64F : CUDA_C_32F; }

/* Calls run(a number of the type). */
template <class Run> static void by_type(cudaDataType type, Run run)
{
    if (is_real(type))
        is_wide(type) ? run(double()) : run(float());
    else
        is_wide(type) ? run(std::complex<double>()) : run(std::complex<float>());
}

/* What has no meaning afterwards is not a number. */
static void destroy(void *p, int64_t elements, cudaDataType type)
{
    by_type(type, [&](auto x) { memset(p, 0xff, sizeof x * elements); });
}

/* Room to work in: more for larger matrices, some of it on the host. */
struct room {
    size_t device_bytes, host_bytes;
};
static room room_of(int64_t m, int64_t n, bool host)
{
    return {(size_t)(16 * m * n + 64), host ? (size_t)(8 * (m + n)) : 0};
}

static bool works(cusolverDnHandle_t h, room r, void *on_device, size_t device_bytes, void *on_host,
                  size_t host_bytes)
{
    if (device_bytes < r.device_bytes || host_bytes < r.host_bytes || !device(h, on_device)) return false;
    if (r.host_bytes && (!on_host || device(h, on_host))) return false;
    memset(on_device, 0xff, device_bytes);
    memset(on_host, 0xff, r.host_bytes);
    return true;
}
#define WORKS(r) works(h, r, device_memory, device_bytes, host, host_bytes)
#define ANSWER(r) return *device_bytes = (r).device_bytes, *host_bytes = (r).host_bytes, CUSOLVER_STATUS_SUCCESS
#define WORK void *device_memory, size_t device_bytes, void *host, size_t host_bytes, int *info

/* ---- Triangles ----------------------------------------------------------------------------------------------- */

cusolverStatus_t cusolverDnXpotrf_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, cublasFillMode_t,
                                             int64_t n, cudaDataType type, void *, int64_t lda, cudaDataType compute,
                                             EMULATED_ROOM)
{
    REQUIRE(h && params && leading(lda, n) && is_matrix(type) && compute == type);
    ANSWER(room_of(n, n, false));
}

cusolverStatus_t cusolverDnXpotrf(cusolverDnHandle_t h, cusolverDnParams_t params, cublasFillMode_t uplo, int64_t n,
                                  cudaDataType type, void *a, int64_t lda, cudaDataType compute, WORK)
{
    opened open(h, __func__);
    REQUIRE(open.stream && params && leading(lda, n) && is_matrix(type) && compute == type && device(h, a, info));
    REQUIRE(WORKS(room_of(n, n, false)));
    by_type(type, [&](auto x) { *info = potrf(letter(uplo), n, (decltype(x) *)a, lda); });
    return CUSOLVER_STATUS_SUCCESS;
}

cusolverStatus_t cusolverDnXgetrf_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, int64_t m, int64_t n,
                                             cudaDataType type, const void *, int64_t lda, cudaDataType compute,
                                             EMULATED_ROOM)
{
    REQUIRE(h && params && leading(lda, m) && is_matrix(type) && compute == type);
    ANSWER(room_of(m, n, true));
}

cusolverStatus_t cusolverDnXgetrf(cusolverDnHandle_t h, cusolverDnParams_t params, int64_t m, int64_t n,
                                  cudaDataType type, void *a, int64_t lda, int64_t *pivots, cudaDataType compute,
                                  WORK)
{
    opened open(h, __func__);
    REQUIRE(open.stream && params && leading(lda, m) && is_matrix(type) && compute == type &&
            device(h, a, pivots, info));
    REQUIRE(WORKS(room_of(m, n, true)));
    std::vector<int> narrow(std::min(m, n));
    by_type(type, [&](auto x) { *info = getrf(m, n, (decltype(x) *)a, lda, narrow.data()); });
    std::copy(narrow.begin(), narrow.end(), pivots);
    return CUSOLVER_STATUS_SUCCESS;
}

cusolverStatus_t cusolverDnXgetrs(cusolverDnHandle_t h, cusolverDnParams_t params, cublasOperation_t trans, int64_t n,
                                  int64_t nrhs, cudaDataType type, const void *a, int64_t lda, const int64_t *pivots,
                                  cudaDataType b_type, void *b, int64_t ldb, int *info)
{
    opened open(h, __func__);
    REQUIRE(open.stream && params && leading(lda, n) && leading(ldb, n) && is_matrix(type) && b_type == type);
    REQUIRE(device(h, a, pivots, b, info));
    std::vector<int> narrow(pivots, pivots + n);
    by_type(type, [&](auto x) {
        *info = getrs(letter(trans), n, nrhs, (const decltype(x) *)a, lda, narrow.data(), (decltype(x) *)b, ldb);
    });
    return CUSOLVER_STATUS_SUCCESS;
}

/* The triangle that is not A's is room to work in. */
template <typename T>
static cusolverStatus_t many_potrf(cusolverDnHandle_t h, cublasFillMode_t uplo, int n, void **a, int lda, int *info,
                                   int count)
{
    opened open(h, __func__);
    REQUIRE(open.stream && leading(lda, n) && device(h, a, info));
    for (int i = 0; i < count; i++) {
        REQUIRE(device(h, a[i]));
        T *one = (T *)a[i];
        info[i] = potrf(letter(uplo), n, one, lda);
        for (int64_t k = 1; k < n; k++)
            for (int64_t l = 0; l < k; l++)
                memset((void *)(one + (uplo == CUBLAS_FILL_MODE_LOWER ? k * lda + l : l * lda + k)), 0xff, sizeof(T));
    }
    return CUSOLVER_STATUS_SUCCESS;
}

/* ---- Reflections --------------------------------------------------------------------------------------------- */

cusolverStatus_t cusolverDnXgeqrf_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, int64_t m, int64_t n,
                                             cudaDataType type, void *, int64_t lda, cudaDataType tau_type, void *,
                                             cudaDataType compute, EMULATED_ROOM)
{
    REQUIRE(h && params && leading(lda, m) && is_matrix(type) && tau_type == type && compute == type);
    ANSWER(room_of(m, n, true));
}

cusolverStatus_t cusolverDnXgeqrf(cusolverDnHandle_t h, cusolverDnParams_t params, int64_t m, int64_t n,
                                  cudaDataType type, void *a, int64_t lda, cudaDataType tau_type, void *tau,
                                  cudaDataType compute, WORK)
{
    opened open(h, __func__);
    REQUIRE(open.stream && params && leading(lda, m) && is_matrix(type) && tau_type == type && compute == type);
    REQUIRE(device(h, a, tau, info) && WORKS(room_of(m, n, true)));
    by_type(type, [&](auto x) { *info = geqrf(m, n, (decltype(x) *)a, lda, (decltype(x) *)tau); });
    return CUSOLVER_STATUS_SUCCESS;
}

static int length_of(int m, int n) { return m + 2 * n; }

static cusolverStatus_t orgqr_room(cusolverDnHandle_t h, int m, int n, int k, int lda, int *length)
{
    REQUIRE(h && m >= n && n >= k && k >= 0 && leading(lda, m));
    *length = length_of(m, n);
    return CUSOLVER_STATUS_SUCCESS;
}

template <typename T>
static cusolverStatus_t one_orgqr(cusolverDnHandle_t h, int m, int n, int k, void *a, int lda, const void *tau,
                                  void *work, int length, int *info)
{
    opened open(h, __func__);
    REQUIRE(open.stream && m >= n && n >= k && k >= 0 && leading(lda, m) && length >= length_of(m, n));
    REQUIRE(device(h, a, tau, work, info));
    memset(work, 0xff, sizeof(T) * length);
    *info = orgqr(m, n, k, (T *)a, lda, (const T *)tau);
    return CUSOLVER_STATUS_SUCCESS;
}

/* ---- Hermitian matrices -------------------------------------------------------------------------------------- */

cusolverStatus_t cusolverDnXsyevBatched_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, cusolverEigMode_t,
                                                   cublasFillMode_t, int64_t n, cudaDataType type, void *,
                                                   int64_t lda, cudaDataType w_type, void *, cudaDataType compute,
                                                   EMULATED_ROOM, int64_t count)
{
    REQUIRE(h && params && leading(lda, n) && is_matrix(type) && w_type == real_of(type) && compute == type &&
            count > 0);
    ANSWER(room_of(n, n * count, true));
}

cusolverStatus_t cusolverDnXsyevd_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, cusolverEigMode_t mode,
                                             cublasFillMode_t uplo, int64_t n, cudaDataType type, void *a,
                                             int64_t lda, cudaDataType w_type, void *w, cudaDataType compute,
                                             EMULATED_ROOM)
{
    return cusolverDnXsyevBatched_bufferSize(h, params, mode, uplo, n, type, a, lda, w_type, w, compute, device_bytes,
                                             host_bytes, 1);
}

cusolverStatus_t cusolverDnXsyevBatched(cusolverDnHandle_t h, cusolverDnParams_t params, cusolverEigMode_t mode,
                                        cublasFillMode_t uplo, int64_t n, cudaDataType type, void *a, int64_t lda,
                                        cudaDataType w_type, void *w, cudaDataType compute, WORK, int64_t count)
{
    opened open(h, __func__);
    REQUIRE(open.stream && params && leading(lda, n) && is_matrix(type) && w_type == real_of(type) &&
            compute == type && count > 0 && (count == 1 || n * n * count <= INT32_MAX));
    REQUIRE(device(h, a, w, info) && WORKS(room_of(n, n * count, true)));
    by_type(type, [&](auto x) {
        typedef decltype(std::abs(x)) real;
        for (int64_t i = 0; i < count; i++)
            info[i] = heev("NV"[mode], letter(uplo), n, (decltype(x) *)a + i * lda * n, lda, (real *)w + i * n);
    });
    if (mode == CUSOLVER_EIG_MODE_NOVECTOR) destroy(a, lda * n * count, type);
    return CUSOLVER_STATUS_SUCCESS;
}

cusolverStatus_t cusolverDnXsyevd(cusolverDnHandle_t h, cusolverDnParams_t params, cusolverEigMode_t mode,
                                  cublasFillMode_t uplo, int64_t n, cudaDataType type, void *a, int64_t lda,
                                  cudaDataType w_type, void *w, cudaDataType compute, WORK)
{
    return cusolverDnXsyevBatched(h, params, mode, uplo, n, type, a, lda, w_type, w, compute, device_memory,
                                  device_bytes, host, host_bytes, info, 1);
}

/* ---- Singular values ----------------------------------------------------------------------------------------- */

#define GESVD                                                                                                    \
    signed char jobu, signed char jobvt, int64_t m, int64_t n, cudaDataType type, void *a, int64_t lda,          \
        cudaDataType s_type, void *s, cudaDataType u_type, void *u, int64_t ldu, cudaDataType vt_type, void *vt, \
        int64_t ldvt, cudaDataType compute

cusolverStatus_t cusolverDnXgesvd_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, GESVD, EMULATED_ROOM)
{
    REQUIRE(h && params && m >= n && leading(lda, m) && leading(ldu, m) && leading(ldvt, n) && jobu == jobvt &&
            strchr("NSA", jobu));
    REQUIRE(is_matrix(type) && s_type == real_of(type) && u_type == type && vt_type == type && compute == type);
    ANSWER(room_of(m, n, true));
}

cusolverStatus_t cusolverDnXgesvd(cusolverDnHandle_t h, cusolverDnParams_t params, GESVD, WORK)
{
    room r;
    opened open(h, __func__);
    REQUIRE(open.stream && device(h, a, s, u, vt, info));
    REQUIRE(cusolverDnXgesvd_bufferSize(h, params, jobu, jobvt, m, n, type, a, lda, s_type, s, u_type, u, ldu,
                                        vt_type, vt, ldvt, compute, &r.device_bytes,
                                        &r.host_bytes) == CUSOLVER_STATUS_SUCCESS);
    REQUIRE(WORKS(r));
    by_type(type, [&](auto x) {
        typedef decltype(x) T;
        *info = gesvd(jobu, m, n, (T *)a, lda, (decltype(std::abs(x)) *)s, (T *)u, ldu, (T *)vt, ldvt);
    });
    destroy(a, lda * n, type);
    return CUSOLVER_STATUS_SUCCESS;
}

static cusolverStatus_t gesvdj_room(cusolverDnHandle_t h, int m, int n, int lda, int ldu, int ldv, int *length,
                                    gesvdjInfo_t jacobi, int count)
{
    REQUIRE(h && jacobi && m <= 32 && n <= 32 && leading(lda, m) && leading(ldu, m) && leading(ldv, n) && count > 0);
    *length = 2 * count * (m + n);
    return CUSOLVER_STATUS_SUCCESS;
}

template <typename R> static R conjugate(R x) { return x; }
template <typename R> static std::complex<R> conjugate(std::complex<R> x) { return std::conj(x); }

/* Other than gesvd it gives V, not its adjoint, and always all of U and V. */
template <typename T, typename R>
static cusolverStatus_t many_gesvdj(cusolverDnHandle_t h, cusolverEigMode_t mode, int m, int n, void *a, int lda,
                                    R *s, void *u, int ldu, void *v, int ldv, void *work, int length, int *info,
                                    gesvdjInfo_t jacobi, int count)
{
    int needed;
    opened open(h, __func__);
    REQUIRE(open.stream && gesvdj_room(h, m, n, lda, ldu, ldv, &needed, jacobi, count) == CUSOLVER_STATUS_SUCCESS);
    REQUIRE(length >= needed && device(h, a, s, u, v, work, info));
    memset(work, 0xff, sizeof(T) * length);
    std::vector<T> vh(n * n);
    for (int k = 0; k < count; k++) {
        T *one = (T *)a + (int64_t)k * lda * n, *one_v = (T *)v + (int64_t)k * ldv * n;
        info[k] = gesvd("NA"[mode], m, n, one, lda, s + k * std::min(m, n), (T *)u + (int64_t)k * ldu * m, ldu,
                        vh.data(), n);
        if (mode == CUSOLVER_EIG_MODE_VECTOR)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) one_v[j * ldv + i] = conjugate(vh[i * n + j]);
        memset((void *)one, 0xff, sizeof(T) * lda * n);
    }
    return CUSOLVER_STATUS_SUCCESS;
}

/* ---- Any square matrices ------------------------------------------------------------------------------------- */

#define GEEV                                                                                                        \
    cusolverEigMode_t left, cusolverEigMode_t right, int64_t n, cudaDataType type, void *a, int64_t lda,            \
        cudaDataType w_type, void *w, cudaDataType vl_type, void *vl, int64_t ldvl, cudaDataType vr_type, void *vr, \
        int64_t ldvr, cudaDataType compute

cusolverStatus_t cusolverDnXgeev_bufferSize(cusolverDnHandle_t h, cusolverDnParams_t params, GEEV, EMULATED_ROOM)
{
    REQUIRE(h && params && left == CUSOLVER_EIG_MODE_NOVECTOR && leading(lda, n) && ldvl >= 1 &&
            ldvr >= (right ? n : 1));
    REQUIRE(is_matrix(type) && w_type == complex_of(type) && vl_type == type && vr_type == type && compute == type);
    ANSWER(room_of(n, n, true));
}

cusolverStatus_t cusolverDnXgeev(cusolverDnHandle_t h, cusolverDnParams_t params, GEEV, WORK)
{
    room r;
    opened open(h, __func__);
    REQUIRE(open.stream && device(h, a, w, info) && (!right || device(h, vr)));
    REQUIRE(cusolverDnXgeev_bufferSize(h, params, left, right, n, type, a, lda, w_type, w, vl_type, vl, ldvl, vr_type,
                                       vr, ldvr, compute, &r.device_bytes, &r.host_bytes) == CUSOLVER_STATUS_SUCCESS);
    REQUIRE(WORKS(r));
    by_type(type, [&](auto x) {
        typedef std::complex<decltype(std::abs(x))> complex;
        *info = geev("NV"[right], n, (decltype(x) *)a, lda, (complex *)w, (decltype(x) *)vr, ldvr);
    });
    destroy(a, lda * n, type);
    return CUSOLVER_STATUS_SUCCESS;
}

/* ---- By dtype ------------------------------------------------------------------------------------------------ */

#define ENTRIES(t, org, T, R, N)                                                                                     \
    cusolverStatus_t cusolverDn##t##potrfBatched(cusolverDnHandle_t h, cublasFillMode_t uplo, int n, T *a[],         \
                                                 int lda, int *info, int count)                                      \
    {                                                                                                                \
        return many_potrf<N>(h, uplo, n, (void **)a, lda, info, count);                                              \
    }                                                                                                                \
    cusolverStatus_t cusolverDn##t##org##gqr_bufferSize(cusolverDnHandle_t h, int m, int n, int k, const T *,        \
                                                        int lda, const T *, int *length)                             \
    {                                                                                                                \
        return orgqr_room(h, m, n, k, lda, length);                                                                  \
    }                                                                                                                \
    cusolverStatus_t cusolverDn##t##org##gqr(cusolverDnHandle_t h, int m, int n, int k, T *a, int lda, const T *tau, \
                                             T *work, int length, int *info)                                         \
    {                                                                                                                \
        return one_orgqr<N>(h, m, n, k, a, lda, tau, work, length, info);                                            \
    }                                                                                                                \
    cusolverStatus_t cusolverDn##t##gesvdjBatched_bufferSize(                                                        \
        cusolverDnHandle_t h, cusolverEigMode_t, int m, int n, const T *, int lda, const R *, const T *, int ldu,    \
        const T *, int ldv, int *length, gesvdjInfo_t jacobi, int count)                                             \
    {                                                                                                                \
        return gesvdj_room(h, m, n, lda, ldu, ldv, length, jacobi, count);                                           \
    }                                                                                                                \
    cusolverStatus_t cusolverDn##t##gesvdjBatched(cusolverDnHandle_t h, cusolverEigMode_t mode, int m, int n, T *a,  \
                                                  int lda, R *s, T *u, int ldu, T *v, int ldv, T *work, int length,  \
                                                  int *info, gesvdjInfo_t jacobi, int count)                         \
    {                                                                                                                \
        return many_gesvdj<N>(h, mode, m, n, a, lda, s, u, ldu, v, ldv, work, length, info, jacobi, count);          \
    }
ENTRIES(S, or, float, float, float)
ENTRIES(D, or, double, double, double)
ENTRIES(C, un, cuComplex, float, std::complex<float>)
ENTRIES(Z, un, cuDoubleComplex, double, std::complex<double>)
