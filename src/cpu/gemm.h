/* Matrix products over strided matrices of every dtype: the one entrance to BLAS or our own loops. */
#ifndef CPU_GEMM_H
#define CPU_GEMM_H

#include "../core/core.h"

/* Element (i, j) lies at data + (i * row + j * col) * size of dtype. */
typedef struct { void *data; int64_t row, col; } cpu_matrix;

/* c = alpha a b + beta c, with a (m, k), b (k, n), c (m, n). Where beta is 0, c is not read. Half
 * types accumulate in float, integers wrap around. Calls may come from several threads at once
 * when threads is 1. c overlaps neither a nor b. */
void cpu_gemm(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
              th_scalar beta, cpu_matrix c, int threads);

/* The same by our own blocked loops, whatever BLAS there is. */
void cpu_gemm_blocked(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c, int threads);

/* c = beta c; beta 0 clears c without reading it. */
void cpu_scale_matrix(th_dtype dtype, int64_t m, int64_t n, th_scalar beta, cpu_matrix c);

/* Tells a BLAS that keeps threads of its own how many it may use, before one calls it from several. */
void cpu_blas_threads(int threads);

#endif
