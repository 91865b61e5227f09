/* Between tensors of matrices (.., rows, columns) and what a backend's factorizations take: see factorizations.h. */
#ifndef OPS_STACKS_H
#define OPS_STACKS_H

#include <stddef.h>

#include "matrices.h"

/* Fails unless LAPACK and its like take x: matrices in single or double precision, of sizes that 32 bits hold. */
void th_check_factorable(const char *op, const th_tensor *x);
void th_check_factorable_square(const char *op, const th_tensor *x);

/* Fails unless A and B have one dtype. */
void th_check_same_dtype(const char *op, const th_tensor *a, const th_tensor *b);
/* Is b, the right side of a system with a, one vector for each matrix? PyTorch's rule: one dimension, or the sizes of
 * a without the last. */
bool th_holds_vectors(const th_tensor *a, const th_tensor *b);

/* Results for the batch of x: matrices, which lie by columns; vectors (.., n); one number for each matrix. */
th_tensor *th_new_matrices(const th_tensor *x, int64_t rows, int64_t columns, th_dtype dtype);
th_tensor *th_new_matrices_of(int n, const int64_t *batch, int64_t rows, int64_t columns, th_dtype dtype,
                              th_device device);
th_tensor *th_new_vectors(const th_tensor *x, int64_t n, th_dtype dtype);
th_tensor *th_new_numbers(const th_tensor *x, th_dtype dtype);
th_tensor *th_new_nothing(const th_tensor *x, th_dtype dtype); /* (0): a result that nobody asked for */
th_dtype th_complex_dtype(const th_tensor *x); /* that of eigenvalues */

/* The stack (count, columns, rows) of x's matrices: its own memory where they lie by columns, else a copy. */
th_tensor *th_stack_of(th_tensor *x);
th_tensor *th_stack_copy(th_tensor *x);      /* always a copy, to be overwritten */
th_tensor *th_flat(th_tensor *x, int kept);  /* x contiguous, its dimensions but the last `kept` ones made one */
/* x with its batch dimensions, those before the last `kept` ones, broadcast to n of the given sizes; a view. */
th_tensor *th_with_batch(th_tensor *x, int kept, int n, const int64_t *shape);
void th_fill_identity(th_tensor *x);         /* x (.., m, n) with ones on the diagonals */

/* Row positions[i] of each matrix of x (.., m, n) as row i; positions (.., m) count from 0. Batches broadcast. lu.c */
th_tensor *th_rows_at(const char *op, th_tensor *positions, th_tensor *x);

/* The backend's function, as in TH_FACTORIZE("linalg_qr", x, qr)(..); fails where there is none for x's device. */
#define TH_FACTORIZE(op, x, name) (th_factorizations_for(op, x, offsetof(th_factorizations, name))->name)
const th_factorizations *th_factorizations_for(const char *op, const th_tensor *x, size_t function);

/* Looks for the first info that is not 0; that and the number of its matrix, 0-based, or false. */
bool th_find_failure(th_tensor *info, int *code, int64_t *matrix);
/* What messages call that matrix: "the matrix", or "matrix 2 of the batch" and "matrix [2, 1] of the batch". */
const char *th_matrix_text(const th_tensor *info, int64_t matrix);
/* Fails when iterations did not converge or numbers were not finite. */
void th_check_converged(const char *op, th_tensor *info);

/* linalg_inv() and its relatives for functions that are made of them: failures carry the name of op. */
th_tensor *th_inv_for(const char *op, th_tensor *a);
th_tensor **th_inv_ex_for(const char *op, th_tensor *a); /* inverse, info */
th_tensor *th_solve_for(const char *op, th_tensor *a, th_tensor *b);
th_tensor **th_eigh_for(const char *op, th_tensor *a); /* values, vectors */
th_tensor *th_eigvalsh_for(const char *op, th_tensor *a);
th_tensor **th_svd_for(const char *op, th_tensor *a, bool full); /* U, S, V^H */
th_tensor *th_svdvals_for(const char *op, th_tensor *a);

#endif
