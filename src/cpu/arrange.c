/* Triangles, and kernels that write indices. */
#include "../core/op.h"

#include <string.h>

static void zero(th_tensor *y)
{
    if (y->numel) memset(th_data(y), 0, (size_t)y->numel * th_dtype_size((th_dtype)y->dtype));
}

/* ---- Triangles --------------------------------------------------------------------------- */

static int64_t clamp(int64_t x, int64_t low, int64_t high) { return x < low ? low : x > high ? high : x; }

/* self (..., n, m), dense; diagonal. Row r keeps the columns from r + diagonal on, or those up to it. */
static void keep_triangle(th_call *c, bool upper)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t m = x->shape[x->ndim - 1], n = x->shape[x->ndim - 2], rows = m ? x->numel / m : 0;
    int64_t diagonal = clamp(th_arg_int(c, 1), -n, m);
    size_t size = th_dtype_size((th_dtype)x->dtype);
    int threads = th_threads_for(x->numel, 1);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < rows; i++) {
        int64_t cut = upper ? clamp(i % n + diagonal, 0, m) : clamp(i % n + diagonal + 1, 0, m);
        int64_t first = upper ? cut : 0, last = upper ? m : cut; /* the columns kept */
        const char *from = th_data(x) + (size_t)(i * m) * size;
        char *to = th_data(y) + (size_t)(i * m) * size;
        memset(to, 0, (size_t)first * size);
        memcpy(to + (size_t)first * size, from + (size_t)first * size, (size_t)(last - first) * size);
        memset(to + (size_t)last * size, 0, (size_t)(m - last) * size);
    }
}

void cpu_triu(th_call *c) { keep_triangle(c, true); }
void cpu_tril(th_call *c) { keep_triangle(c, false); }

/* ---- Indices ------------------------------------------------------------------------------------ */

/* self, dense Long classes; y (..., classes) */
void cpu_one_hot(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t classes = y->shape[y->ndim - 1], *to = (void *)th_data(y);
    const int64_t *class = (const void *)th_data(x);
    zero(y);
    for (int64_t i = 0; i < x->numel; i++) to[i * classes + class[i]] = 1;
}

/* The next choice of r out of n, in lexicographic order; repeated elements only where allowed. */
static bool next_choice(int64_t *choice, int64_t r, int64_t n, bool repeated)
{
    for (int64_t k = r - 1; k >= 0; k--) {
        int64_t last = repeated ? n - 1 : n - r + k;
        if (choice[k] >= last) continue;
        choice[k]++;
        for (int64_t j = k + 1; j < r; j++) choice[j] = repeated ? choice[k] : choice[j - 1] + 1;
        return true;
    }
    return false;
}

/* self, r, with_replacement; y (choices, r) */
void cpu_combination_indices(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t r = th_arg_int(c, 1), n = x->numel, *to = (void *)th_data(y);
    bool repeated = th_arg_bool(c, 2);
    if (y->numel == 0) return;
    for (int64_t k = 0; k < r; k++) to[k] = repeated ? 0 : k;
    for (int64_t *choice = to + r; choice < to + y->numel; choice += r) {
        memcpy(choice, choice - r, (size_t)r * sizeof *choice);
        next_choice(choice, r, n, repeated);
    }
}
