/* Stacks of column-major matrices as cuSOLVER and cuBLAS take them: one after the other on the one stream, or, where
 * they are small, many in one call. */
#ifndef CUDA_FACTORIZATIONS_CUH
#define CUDA_FACTORIZATIONS_CUH

#include "launch.cuh"
#include "solver.h"

struct cuda_stack {
    const th_tensor *tensor;
    int count, columns, rows;
    int64_t size;            /* bytes of an element */
    int which;               /* float, double, complex64, complex128 */
    cudaDataType type, real; /* of the elements, and of real numbers of that precision */

    /* Matrix i, and memory for n elements. Functions for every dtype have the prototype of that for float. */
    float *at(int64_t i) const { return (float *)((char *)th_data(tensor) + i * size * rows * columns); }
    float *room(int64_t n) const { return (float *)cuda_scratch(tensor, (size_t)(n * size)); }
};

/* false: cuBLAS and parts of cuSOLVER count in 32 bits. */
static inline bool cuda_stack_of(const th_tensor *a, cuda_stack *s)
{
    static const cudaDataType types[] = {CUDA_R_32F, CUDA_R_64F, CUDA_C_32F, CUDA_C_64F};
    th_dtype dtype = (th_dtype)a->dtype;
    int which = 2 * th_dtype_is_complex(dtype) + (dtype == TH_FLOAT64 || dtype == TH_COMPLEX128);
    const int64_t *n = a->shape;
    *s = {a, (int)n[0], (int)n[1], (int)n[2], (int64_t)th_dtype_size(dtype), which, types[which], types[which % 2]};
    bool fits = n[0] <= INT32_MAX && n[1] <= INT32_MAX && n[2] <= INT32_MAX;
    if (!fits) cuda_failed_because("linear algebra", "more than 2^31 - 1 rows, columns or matrices are not possible");
    return fits;
}

/* Is it faster to work on all matrices in one call? Large ones keep the device busy alone, and the routines for many
 * are written for small ones; where the two meet is what PyTorch's authors measured. */
static inline bool cuda_all_at_once(const cuda_stack &a)
{
    int n = a.rows > a.columns ? a.rows : a.columns;
    return a.count > (n < 64 ? 1 : 8) && n <= 512;
}

/* So many matrices at most are given to cuBLAS's routines for many: some put matrices along a dimension of the grid
 * that has no more blocks. */
#define CUDA_AT_A_TIME 65535

/* How many matrices a call takes that begins with matrix i. */
static inline int cuda_left(const cuda_stack &a, int i, int at_a_time)
{
    return a.count - i < at_a_time ? a.count - i : at_a_time;
}

/* Row i of a contiguous tensor of rows. */
template <typename T> static T *cuda_row(const th_tensor *x, int64_t i)
{
    return (T *)((char *)th_data(x) + i * x->stride[0] * (int64_t)th_dtype_size((th_dtype)x->dtype));
}

struct cuda_point_at_rows {
    float **to;
    char *first;
    int64_t bytes;
    __device__ void operator()(int64_t i) const { to[i] = (float *)(first + i * bytes); }
};

/* The addresses of x[0], x[1], ..., on the device, for as long as the scope lives. */
static inline float **cuda_rows_of(const th_tensor *x)
{
    int64_t n = x->shape[0], bytes = x->stride[0] * (int64_t)th_dtype_size((th_dtype)x->dtype);
    float **to = cuda_room<float *>(x, n);
    cuda_each(x, "addresses of matrices", n, cuda_point_at_rows{to, (char *)th_data(x), bytes});
    return to;
}

/* Results that a failure leaves out say nothing of the matrix. */
static inline int *cuda_info(th_tensor *info)
{
    cuda_set_bytes(info, th_data(info), 0, (size_t)info->numel * sizeof(int));
    return (int *)th_data(info);
}

/* cuSOLVER's room to work in. */
struct cuda_workspace {
    void *device, *host;
    size_t device_bytes, host_bytes;

    void get(const th_tensor *x)
    {
        device = cuda_scratch(x, device_bytes);
        host = th_scratch(host_bytes ? host_bytes : 1);
    }
};

/* SOLVED(solver, Xpotrf, arguments after the handle) */
#define SOLVED(s, name, ...) cuda_solved((s)->name((s)->handle, __VA_ARGS__), "cusolverDn" #name)
#define SOLVED_AS(s, name, which, ...) cuda_solved((s)->name[which]((s)->handle, __VA_ARGS__), "cusolverDn<t>" #name)

/* factorizations-spectral.cu */
void cuda_eigh(th_tensor *a, th_tensor *values, bool upper, bool vectors, th_tensor *info);
void cuda_svd(th_tensor *a, th_tensor *s, th_tensor *u, th_tensor *vh, th_tensor *info);
#ifdef CUDA_SOLVER_HAS_EIG
void cuda_eig(th_tensor *a, th_tensor *values, th_tensor *vectors, th_tensor *info);
#endif

#endif
