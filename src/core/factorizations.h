/* What a backend gives linear algebra: factorizations of stacks of matrices, written over their input.
 *
 * A stack is a contiguous tensor (count, columns, rows): count matrices of rows x columns, each in column-major
 * order, as LAPACK and cuSOLVER want them. Stacks are float, double or complex; tensors of real values (singular
 * values, eigenvalues of Hermitian matrices) have the real dtype of the same precision. info is an int32 tensor
 * (count) on the stack's device: 0 where all went well, otherwise LAPACK's number for that matrix; whoever calls
 * reads it and fails. Below 0: the matrix holds NaN or infinite values. All stacks of a call have the same count;
 * empty stacks and empty matrices are never passed. A function that is NULL does not exist on the device; the
 * caller's error says to move to the CPU. */
#ifndef TH_FACTORIZATIONS_H
#define TH_FACTORIZATIONS_H

#include "core.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct th_factorizations {
    /* A = L L^H (or U^H U) of Hermitian matrices, of which one triangle is read and written. */
    void (*cholesky)(th_tensor *a, bool upper, th_tensor *info);
    /* P A = L U of any shape, partial pivoting; pivots: int32 (count, min(rows, columns)), rows counted from 1. */
    void (*lu)(th_tensor *a, th_tensor *pivots, th_tensor *info);
    /* Solves A X = B (or A^H X = B) from lu's results, square; b becomes X. */
    void (*lu_solve)(th_tensor *lu, th_tensor *pivots, th_tensor *b, bool adjoint);
    /* Solves A X = B with a triangle of A; unit: ones are taken for the diagonal. b becomes X. */
    void (*solve_triangular)(th_tensor *a, th_tensor *b, bool upper, bool unit);
    /* A = Q R: a becomes R above and Householder vectors below the diagonal; tau: (count, min(rows, columns)). */
    void (*qr)(th_tensor *a, th_tensor *tau);
    /* The first columns of the product of the reflections that qr left in a; rows >= columns >= tau's length. */
    void (*householder_product)(th_tensor *a, th_tensor *tau);
    /* Eigenvalues in ascending order, of Hermitian matrices of which one triangle is read; a becomes the vectors, or
     * is destroyed where they are not asked for. */
    void (*eigh)(th_tensor *a, th_tensor *values, bool upper, bool vectors, th_tensor *info);
    /* A = U S V^H; s: (count, k) descending, k = min(rows, columns). u and vh are both NULL (values only) or stacks
     * of the reduced (rows x k, k x columns) or of the full form (rows x rows, columns x columns); a is destroyed. */
    void (*svd)(th_tensor *a, th_tensor *s, th_tensor *u, th_tensor *vh, th_tensor *info);
    /* Eigenvalues (complex, (count, n)) and, unless NULL, vectors of norm one (complex) of any square matrices; a is
     * destroyed. */
    void (*eig)(th_tensor *a, th_tensor *values, th_tensor *vectors, th_tensor *info);
} th_factorizations;

#ifdef __cplusplus
}
#endif
#endif
