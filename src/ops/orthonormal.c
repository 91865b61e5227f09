/* Orthonormal vectors from independent ones. */
#include "../core/op.h"

#include <math.h>

static double dot(const double *a, const double *b, int64_t n)
{
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

static void add_multiple(double *a, double factor, const double *b, int64_t n)
{
#pragma omp simd
    for (int64_t i = 0; i < n; i++) a[i] += factor * b[i];
}

/* Gram-Schmidt with every projection taken twice, which is enough (Giraud et al., 2005). The factor R
 * of such a QR decomposition has a positive diagonal. v: count vectors of length n. */
static void orthonormalize(double *v, int64_t count, int64_t n)
{
    for (int64_t k = 0; k < count; k++) {
        double *a = v + k * n;
        for (int pass = 0; pass < 2; pass++)
            for (int64_t j = 0; j < k; j++) add_multiple(a, -dot(v + j * n, a, n), v + j * n, n);
        double norm = sqrt(dot(a, a, n));
        for (int64_t i = 0; i < n; i++) a[i] /= norm;
    }
}

/* self: (rows, columns), contiguous. The vectors are its columns, or its rows where those are fewer. */
void cpu_orthonormal_(th_call *call)
{
    th_tensor *x = call->out[0];
    bool by_rows = x->shape[0] < x->shape[1];
    int64_t count = x->shape[by_rows ? 0 : 1], n = x->shape[by_rows ? 1 : 0];
    th_tensor *v = th_tensor_new(2, (int64_t[]){count, n}, TH_FLOAT64, (th_device){TH_CPU, 0});
    th_tensor *window = by_rows ? x : th_tensor_view(x, 2, (int64_t[]){count, n}, (int64_t[]){1, count}, x->offset);
    double *values = (double *)(void *)th_data(v);
    th_copy_into(v, window);
    orthonormalize(values, count, n);
    th_copy_into(window, v);
}
