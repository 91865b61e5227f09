/* cuSOLVER's functions, which linear algebra on the device is made of. */
#ifndef CUDA_SOLVER_H
#define CUDA_SOLVER_H

#include "cuda.h"

#include <cusolverDn.h>

#ifdef __cplusplus
extern "C" {
#endif

/* From toolkit 12.8 on: eigenvalues of any matrices, and of many Hermitian ones at a time. */
#if CUSOLVER_VERSION >= 11702
#define CUDA_SOLVER_HAS_EIG
#define CUDA_SOLVER_NEWER(ANY) \
    ANY(XsyevBatched_bufferSize) ANY(XsyevBatched) ANY(Xgeev_bufferSize) ANY(Xgeev)
#else
#define CUDA_SOLVER_NEWER(ANY)
#endif

/* ANY(name): one function takes every dtype. EACH(name, ...): one for float, double, complex64 and complex128 each,
 * in an array in that order, with the prototype of that for float: the others differ in what pointers point to. */
#define CUDA_SOLVER_FUNCTIONS(ANY, EACH)                                                                       \
    ANY(Create) ANY(SetStream) ANY(CreateParams) ANY(CreateGesvdjInfo)                                         \
    ANY(Xpotrf_bufferSize) ANY(Xpotrf) ANY(Xgetrf_bufferSize) ANY(Xgetrf) ANY(Xgetrs) ANY(Xgeqrf_bufferSize)   \
    ANY(Xgeqrf) ANY(Xsyevd_bufferSize) ANY(Xsyevd) ANY(Xgesvd_bufferSize) ANY(Xgesvd) CUDA_SOLVER_NEWER(ANY)   \
    EACH(potrfBatched, SpotrfBatched, DpotrfBatched, CpotrfBatched, ZpotrfBatched)                             \
    EACH(orgqr_bufferSize, Sorgqr_bufferSize, Dorgqr_bufferSize, Cungqr_bufferSize, Zungqr_bufferSize)         \
    EACH(orgqr, Sorgqr, Dorgqr, Cungqr, Zungqr)                                                                \
    EACH(gesvdjBatched_bufferSize, SgesvdjBatched_bufferSize, DgesvdjBatched_bufferSize,                       \
         CgesvdjBatched_bufferSize, ZgesvdjBatched_bufferSize)                                                 \
    EACH(gesvdjBatched, SgesvdjBatched, DgesvdjBatched, CgesvdjBatched, ZgesvdjBatched)

typedef struct cuda_solver {
    cusolverDnHandle_t handle; /* of one device, working on its stream */
    cusolverDnParams_t params; /* the defaults */
    gesvdjInfo_t jacobi;       /* the defaults */
#define ANY(name) __typeof__(&cusolverDn##name) name;
#define EACH(name, S, D, C, Z) __typeof__(&cusolverDn##S) name[4];
    CUDA_SOLVER_FUNCTIONS(ANY, EACH)
#undef EACH
#undef ANY
} cuda_solver;

const cuda_solver *cuda_solver_of(const th_tensor *x); /* NULL where cuSOLVER does not start; that is noted */
bool cuda_solved(cusolverStatus_t status, const char *what); /* false: a failure, which is noted */

#ifdef __cplusplus
}
#endif
#endif
