/* cuBLASLt is there and takes nothing: callers go on with cuBLAS. */
#ifndef EMULATION_CUBLASLT_H
#define EMULATION_CUBLASLT_H
#include "cublas_v2.h"
typedef void *cublasLtHandle_t, *cublasLtMatmulDesc_t, *cublasLtMatrixLayout_t, *cublasLtMatmulPreference_t;
typedef struct { int algo; } cublasLtMatmulHeuristicResult_t;
typedef enum { CUBLASLT_EPILOGUE_BIAS, CUBLASLT_EPILOGUE_RELU, CUBLASLT_EPILOGUE_RELU_BIAS, CUBLASLT_EPILOGUE_GELU,
               CUBLASLT_EPILOGUE_GELU_BIAS } cublasLtEpilogue_t;
enum { CUBLASLT_MATMUL_DESC_TRANSA, CUBLASLT_MATMUL_DESC_TRANSB, CUBLASLT_MATMUL_DESC_EPILOGUE, CUBLASLT_MATMUL_DESC_BIAS_POINTER,
       CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES,
       CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES };
static inline cublasStatus_t cublasLtCreate(cublasLtHandle_t *h) { *h = h; return CUBLAS_STATUS_SUCCESS; }
#define cublasLtMatmulDescCreate(...) CUBLAS_STATUS_NOT_SUPPORTED
#define cublasLtMatmulDescSetAttribute(...) CUBLAS_STATUS_NOT_SUPPORTED
#define cublasLtMatrixLayoutCreate(...) CUBLAS_STATUS_NOT_SUPPORTED
#define cublasLtMatmulPreferenceCreate(...) CUBLAS_STATUS_NOT_SUPPORTED
#define cublasLtMatmulPreferenceSetAttribute(...) CUBLAS_STATUS_NOT_SUPPORTED
#define cublasLtMatmulAlgoGetHeuristic(...) CUBLAS_STATUS_NOT_SUPPORTED
#define cublasLtMatmul(...) CUBLAS_STATUS_NOT_SUPPORTED
#define cublasLtMatmulPreferenceDestroy(x) (void)(x)
#define cublasLtMatrixLayoutDestroy(x) (void)(x)
#define cublasLtMatmulDescDestroy(x) (void)(x)
#endif
