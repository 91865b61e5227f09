/* Builds the collapsed elementwise loop that every backend runs. */
#include "iter.h"
#include "op.h"

#include <string.h>

void th_iter_begin(th_iter *it, int ndim, const int64_t *shape)
{
    it->ndim = ndim;
    it->n_operands = 0;
    it->n_params = 0;
    it->numel = 1;
    for (int d = 0; d < ndim; d++) { /* innermost first */
        it->shape[d] = shape[ndim - 1 - d];
        it->numel *= it->shape[d];
    }
}

void th_iter_add(th_iter *it, const th_tensor *x)
{
    int k = it->n_operands++;
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    it->dtype[k] = (th_dtype)x->dtype;
    it->data[k] = x->storage->data ? th_data(x) : NULL;
    for (int d = 0; d < it->ndim; d++) {
        int from = x->ndim - 1 - d;
        it->stride[k][d] = from < 0 || x->shape[from] == 1 ? 0 : x->stride[from] * size;
    }
}

void th_iter_add_number(th_iter *it, th_scalar number, th_dtype dtype)
{
    int k = it->n_operands++;
    it->dtype[k] = dtype;
    it->data[k] = (char *)&it->number[k];
    th_scalar_store(number, dtype, it->data[k]);
    memset(it->stride[k], 0, (size_t)it->ndim * sizeof it->stride[k][0]);
}

static bool walks_evenly(const th_iter *it, int inner, int outer)
{
    for (int k = 0; k < it->n_operands; k++)
        if (it->stride[k][outer] != it->stride[k][inner] * it->shape[inner]) return false;
    return true;
}

static void move_dim(th_iter *it, int to, int from)
{
    it->shape[to] = it->shape[from];
    for (int k = 0; k < it->n_operands; k++) it->stride[k][to] = it->stride[k][from];
}

static void swap_dims(th_iter *it, int a, int b)
{
    int64_t n = it->shape[a];
    it->shape[a] = it->shape[b];
    it->shape[b] = n;
    for (int k = 0; k < it->n_operands; k++) {
        int64_t step = it->stride[k][a];
        it->stride[k][a] = it->stride[k][b];
        it->stride[k][b] = step;
    }
}

void th_iter_order(th_iter *it)
{
    for (int d = 1; d < it->ndim; d++)
        for (int e = d; e > 0 && it->stride[0][e] < it->stride[0][e - 1]; e--) swap_dims(it, e, e - 1);
}

/* Drops dimensions of size 1 and merges neighbours. */
void th_iter_collapse(th_iter *it)
{
    int n = 0; /* dimensions kept */
    for (int d = 0; d < it->ndim; d++) {
        if (it->shape[d] == 1) continue;
        if (n > 0 && walks_evenly(it, n - 1, d)) it->shape[n - 1] *= it->shape[d];
        else move_dim(it, n++, d);
    }
    if (n == 0) { /* one element */
        it->shape[0] = it->numel;
        for (int k = 0; k < it->n_operands; k++) it->stride[k][0] = 0;
        n = 1;
    }
    it->ndim = n;
}

void th_iter_of(th_iter *it, int n, th_tensor *const *tensors, th_value numbers)
{
    th_iter_begin(it, tensors[0]->ndim, tensors[0]->shape);
    it->compute = th_compute_dtype((th_dtype)tensors[0]->dtype);
    for (int k = 0; k < n; k++) th_iter_add(it, tensors[k]);
    for (int k = 0; numbers.type == TH_ARG_DOUBLES && k < numbers.n; k++)
        it->param[it->n_params++] = th_double(numbers.as.doubles[k]);
    th_iter_order(it);
    th_iter_collapse(it);
}

void th_iter_numbers(const th_iter *it, void *numbers)
{
    size_t size = th_dtype_size(it->compute);
    char *to = numbers;
    for (int k = 0; k < it->n_params; k++) th_scalar_store(it->param[k], it->compute, to + (size_t)k * size);
}
