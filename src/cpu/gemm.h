/* Matrix products over strided matrices of every dtype: the one entrance to BLAS or our own loops. */
#ifndef CPU_GEMM_H
#define CPU_GEMM_H

#include "../core/core.h"

/* Element (i, j) lies at data + (i * row + j * col) * size of dtype. */
typedef struct { void *data; int64_t row, col; } cpu_matrix;

/* c = alpha a b + beta c, with a (m, k), b (k, n), c (m, n). Where beta is 0, c is not read. Half
 * types accumulate in float, integers wrap around. c overlaps neither a nor b. */
void cpu_gemm(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
              th_scalar beta, cpu_matrix c);

/* The same on the calling thread, of which several may call, between cpu_blas_alone() and cpu_blas_restore(). */
void cpu_gemm_alone(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                    th_scalar beta, cpu_matrix c);

/* The same by our own blocked loops, whatever BLAS there is. */
void cpu_gemm_blocked(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c);

/* c = beta c; beta 0 clears c without reading it. */
void cpu_scale_matrix(th_dtype dtype, int64_t m, int64_t n, th_scalar beta, cpu_matrix c);

/* Lets BLAS use no thread but the one that calls; how many it used, to be restored. */
int cpu_blas_alone(void);
void cpu_blas_restore(int former);

#endif
