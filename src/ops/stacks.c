/* Matrices as backends want them, and what they say about them. */
#include "stacks.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* ---- Input ---------------------------------------------------------------------------------------- */

void th_check_factorable(const char *op, const th_tensor *x)
{
    th_check_matrices(op, x);
    if (x->dtype == TH_FLOAT16 || x->dtype == TH_BFLOAT16)
        th_fail(TH_TYPE_ERROR, "%s: expected Float, Double or complex numbers, got %s", op,
                th_dtype_name((th_dtype)x->dtype));
    if (rows_of(x) > INT_MAX || columns_of(x) > INT_MAX)
        th_fail(TH_VALUE_ERROR, "%s: expected at most %d rows and columns, got size [%s]", op, INT_MAX,
                th_shape_text(x->ndim, x->shape));
}

void th_check_factorable_square(const char *op, const th_tensor *x)
{
    th_check_square(op, x);
    th_check_factorable(op, x);
}

void th_check_same_dtype(const char *op, const th_tensor *a, const th_tensor *b)
{
    if (a->dtype != b->dtype)
        th_fail(TH_TYPE_ERROR, "%s: expected A and B of the same dtype, got %s and %s", op,
                th_dtype_name((th_dtype)a->dtype), th_dtype_name((th_dtype)b->dtype));
}

bool th_holds_vectors(const th_tensor *a, const th_tensor *b)
{
    if (b->ndim == 1) return true;
    return b->ndim == a->ndim - 1 && !memcmp(b->shape, a->shape, (size_t)b->ndim * sizeof *b->shape);
}

/* ---- Results -------------------------------------------------------------------------------------- */

/* x with its last two dimensions exchanged. */
static th_tensor *transposed(th_tensor *x)
{
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    int n = x->ndim;
    memcpy(shape, x->shape, (size_t)n * sizeof *shape);
    memcpy(stride, x->stride, (size_t)n * sizeof *stride);
    shape[n - 2] = x->shape[n - 1], shape[n - 1] = x->shape[n - 2];
    stride[n - 2] = x->stride[n - 1], stride[n - 1] = x->stride[n - 2];
    return th_tensor_view(x, n, shape, stride, x->offset);
}

th_tensor *th_new_matrices_of(int n, const int64_t *batch, int64_t rows, int64_t columns, th_dtype dtype,
                              th_device device)
{
    int64_t shape[TH_MAX_DIMS + 2];
    if (n) memcpy(shape, batch, (size_t)n * sizeof *shape);
    shape[n] = columns, shape[n + 1] = rows;
    return transposed(th_tensor_new(n + 2, shape, dtype, device));
}

th_tensor *th_new_matrices(const th_tensor *x, int64_t rows, int64_t columns, th_dtype dtype)
{
    return th_new_matrices_of(x->ndim - 2, x->shape, rows, columns, dtype, th_device_of(x));
}

th_tensor *th_new_vectors(const th_tensor *x, int64_t n, th_dtype dtype)
{
    int64_t shape[TH_MAX_DIMS];
    memcpy(shape, x->shape, (size_t)x->ndim * sizeof *shape);
    shape[x->ndim - 2] = n;
    return th_tensor_new(x->ndim - 1, shape, dtype, th_device_of(x));
}

th_tensor *th_new_numbers(const th_tensor *x, th_dtype dtype)
{
    return th_tensor_new(x->ndim - 2, x->shape, dtype, th_device_of(x));
}

th_tensor *th_new_nothing(const th_tensor *x, th_dtype dtype)
{
    return th_tensor_new(1, (int64_t[]){0}, dtype, th_device_of(x));
}

th_dtype th_complex_dtype(const th_tensor *x)
{
    return x->dtype == TH_FLOAT32 ? TH_COMPLEX64 : x->dtype == TH_FLOAT64 ? TH_COMPLEX128 : (th_dtype)x->dtype;
}

/* ---- Stacks --------------------------------------------------------------------------------------- */

th_tensor *th_flat(th_tensor *x, int kept)
{
    int64_t shape[3] = {1, 0, 0}, stride[3];
    x = th_to_contiguous(x);
    for (int d = 0; d < x->ndim - kept; d++) shape[0] *= x->shape[d];
    for (int d = 0; d < kept; d++) shape[1 + d] = x->shape[x->ndim - kept + d];
    th_contiguous_strides(kept + 1, shape, stride);
    return th_tensor_view(x, kept + 1, shape, stride, x->offset);
}

th_tensor *th_stack_of(th_tensor *x) { return th_flat(transposed(x), 2); }
th_tensor *th_stack_copy(th_tensor *x) { return th_flat(th_to_contiguous_copy(transposed(x)), 2); }

th_tensor *th_with_batch(th_tensor *x, int kept, int n, const int64_t *shape)
{
    int64_t size[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    int own = x->ndim - kept;
    for (int d = 0; d < n + kept; d++) {
        int from = d - n + own;
        size[d] = d < n ? shape[d] : x->shape[from];
        stride[d] = from >= 0 && size[d] == x->shape[from] ? x->stride[from] : 0;
    }
    return th_tensor_view(x, n + kept, size, stride, x->offset);
}

void th_fill_identity(th_tensor *x)
{
    th_zero(x);
    th_fill_(th_diagonal_with(x, -2, -1, 0), 1);
}

/* ---- Backends --------------------------------------------------------------------------------------- */

const th_factorizations *th_factorizations_for(const char *op, const th_tensor *x, size_t function)
{
    const th_factorizations *f = th_backend_of(th_device_of(x))->factorizations;
    void (*found)(void) = NULL;
    if (f) memcpy(&found, (const char *)f + function, sizeof found);
    if (found) return f;
    if (th_device_of(x).type == TH_CPU)
        th_fail(TH_NOT_IMPLEMENTED, "%s: this build has no LAPACK, as its configure script found none in single and "
                "double precision; install one (OpenBLAS, for example) and then the package again", op);
    th_fail(TH_NOT_IMPLEMENTED, "%s: is not available on CUDA devices; move the matrix to the CPU with $cpu()", op);
}

/* ---- Failures ------------------------------------------------------------------------------------- */

bool th_find_failure(th_tensor *info, int *code, int64_t *matrix)
{
    if (th_device_of(info).type == TH_META) return false;
    th_tensor *host = th_tensor_new(info->ndim, info->shape, TH_INT32, (th_device){TH_CPU, 0});
    th_copy_into(host, info);
    const int32_t *codes = (const int32_t *)(void *)th_data(host);
    for (int64_t i = 0; i < host->numel; i++) {
        if (codes[i] == 0) continue;
        *code = codes[i], *matrix = i;
        return true;
    }
    return false;
}

const char *th_matrix_text(const th_tensor *info, int64_t matrix)
{
    if (info->ndim == 0) return "the matrix";
    int64_t place[TH_MAX_DIMS];
    for (int d = info->ndim - 1; d >= 0; d--) place[d] = matrix % info->shape[d] + 1, matrix /= info->shape[d];
    const char *numbers = th_shape_text(info->ndim, place);
    size_t size = strlen(numbers) + sizeof "matrix [] of the batch";
    char *text = th_scratch(size);
    snprintf(text, size, info->ndim == 1 ? "matrix %s of the batch" : "matrix [%s] of the batch", numbers);
    return text;
}

void th_check_converged(const char *op, th_tensor *info)
{
    int code;
    int64_t matrix;
    if (!th_find_failure(info, &code, &matrix)) return;
    const char *which = th_matrix_text(info, matrix);
    if (code < 0) th_fail(TH_RUNTIME_ERROR, "%s: expected finite numbers, but %s has non-finite values", op, which);
    th_fail(TH_RUNTIME_ERROR, "%s: the iterations for %s did not converge (info %d)", op, which, code);
}
