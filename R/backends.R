# What this build of the package can use.

#' Which libraries and devices are there?
#'
#' Scripts ask before they use a library. For devices see [cuda_is_available()]. The package's kernels are its own, with
#' BLAS and LAPACK, on CUDA cuBLAS and cuSOLVER: cuDNN, MKL-DNN and Apple's GPUs are not used, wherever they are.
#'
#' @return `TRUE` or `FALSE`; `backends_cudnn_version()` `NULL`, because cuDNN is not used.
#'   `backends_mps_synchronize()`, which would wait for an Apple GPU, is a runtime_error.
#' @examples
#' backends_openmp_is_available()
#' @name backends
NULL

#' @rdname backends
#' @export
backends_cudnn_is_available <- function() FALSE

#' @rdname backends
#' @export
backends_cudnn_version <- function() NULL

#' @rdname backends
#' @export
backends_mkl_is_available <- function() FALSE

#' @rdname backends
#' @export
backends_mkldnn_is_available <- function() FALSE

#' @rdname backends
#' @export
backends_mps_is_available <- function() FALSE

#' @rdname backends
#' @export
backends_mps_synchronize <- function() {
  runtime_error("backends_mps_synchronize: Cannot execute mpsSynchronize() without MPS backend.")
}

#' @rdname backends
#' @export
backends_openmp_is_available <- function() .Call(C_has_openmp)

#' Give cached memory back to the system
#'
#' Freed blocks of tensors are kept for the next ones.
#'
#' @return `NULL`, invisibly.
#' @examples
#' cpu_cache_flush()
#' @export
cpu_cache_flush <- function() invisible(.Call(C_cache_flush))
