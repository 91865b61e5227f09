/* What the files of the CUDA backend share. Host functions; device code is in the .cuh files. */
#ifndef CUDA_CUDA_H
#define CUDA_CUDA_H

#include "../core/iter.h"
#include "../core/op.h"
#include "../core/random.h"

#include <cublasLt.h>
#include <cublas_v2.h>
#include <cuda_runtime_api.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Makes x's device the current one; its stream, on which everything is queued. */
cudaStream_t cuda_stream_of(const th_tensor *x);
cublasHandle_t cuda_blas_of(const th_tensor *x); /* NULL where cuBLAS does not start; that is noted */
cublasLtHandle_t cuda_blas_lt_of(const th_tensor *x);
void *cuda_blas_workspace(const th_tensor *x, size_t *bytes);
bool cuda_tf32_allowed(void);
int cuda_multiprocessors(const th_tensor *x);
int cuda_threads_per_multiprocessor(const th_tensor *x);

/* Keeps the first failure until the engine asks. */
void cuda_note(cudaError_t status, const char *what);
void cuda_note_blas(cublasStatus_t status, const char *what);
void cuda_launched(const char *kernel); /* after every launch */
void cuda_failed(const char *what);     /* any other failure */
void cuda_failed_because(const char *what, const char *why);

/* Memory on x's device that lives as long as the scope. Aligned to 512 bytes. */
void *cuda_scratch(const th_tensor *x, size_t bytes);
/* Copies a few bytes that kernels read, such as tables of pointers, into such memory. */
void *cuda_scratch_copy(const th_tensor *x, const void *from, size_t bytes);

/* Blocks of a grid for n items. Kernels walk in strides of the grid. */
static inline int cuda_blocks(int64_t n, int per_block)
{
    int64_t blocks = (n + per_block - 1) / per_block;
    return blocks < 1 ? 1 : blocks > (1 << 20) ? 1 << 20 : (int)blocks;
}

extern const th_backend th_cuda_backend;

/* arrange.cu: copies between strided windows of one dtype, as cpu_copy_window() does. */
void cuda_copy_window(const th_iter *it, cudaStream_t stream);
/* y = one number everywhere, whatever y's strides are. */
void cuda_fill_with(th_tensor *y, th_scalar value);
void cuda_zero(th_tensor *y); /* y is dense */

/* Optimizers' steps and zeros of many tensors, queued as few kernels: while they are held they are noted only. */
void cuda_hold_steps(bool on);
void cuda_hold_zeros(bool on);
void cuda_queue_zeros(void); /* those noted so far */

/* Every elementwise row's kernel, and the loops by op and compute type; NULL where a row has none. */
void cuda_elementwise(th_call *call);
/* The same for a row's loop, whatever call it belongs to. */
void cuda_run_row(const th_iter *it, int row, const char *name, cudaStream_t stream);
void cuda_sum(th_call *call);
typedef void (*cuda_loop)(const th_iter *it, cudaStream_t stream, const void *numbers);
extern const cuda_loop cuda_loops_f32[TH_N_OPS], cuda_loops_f64[TH_N_OPS], cuda_loops_i64[TH_N_OPS],
    cuda_loops_c64[TH_N_OPS], cuda_loops_c128[TH_N_OPS];
extern const cuda_loop cuda_loops_f32_several[TH_N_OPS], cuda_loops_f64_several[TH_N_OPS]; /* of several inputs */

#ifdef __cplusplus
}
#endif
#endif
