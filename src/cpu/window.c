/* Copies between strided windows. */
#include "window.h"

#include <string.h>

void cpu_window(th_iter *it, const th_tensor *y, const th_tensor *x)
{
    th_iter_begin(it, y->ndim, y->shape);
    th_iter_add(it, y);
    th_iter_add(it, x);
}

#define COPY_ELEMENTS(type) \
    for (int64_t i = 0; i < n; i++) *(type *)(void *)(to + i * to_step) = *(const type *)(const void *)(from + i * from_step)

/* Steps in bytes. */
static void copy_run(char *to, int64_t to_step, const char *from, int64_t from_step, int64_t n, int64_t size)
{
    if (to_step == size && from_step == size) { memcpy(to, from, (size_t)(n * size)); return; }
    switch (size) {
    case 1: COPY_ELEMENTS(uint8_t); break;
    case 2: COPY_ELEMENTS(uint16_t); break;
    case 4: COPY_ELEMENTS(uint32_t); break;
    case 8: COPY_ELEMENTS(uint64_t); break;
    default: COPY_ELEMENTS(th_complex128); break;
    }
}

static void copy_dims(const th_iter *it, int d, char *to, const char *from, int64_t size)
{
    if (d == 0) { copy_run(to, it->stride[0][0], from, it->stride[1][0], it->shape[0], size); return; }
    for (int64_t i = 0; i < it->shape[d]; i++)
        copy_dims(it, d - 1, to + i * it->stride[0][d], from + i * it->stride[1][d], size);
}

/* Threads share the outermost dimension. */
void cpu_copy_window(th_iter *it)
{
    int64_t size = (int64_t)th_dtype_size(it->dtype[0]);
    it->numel = 1;
    for (int d = 0; d < it->ndim; d++) it->numel *= it->shape[d];
    if (it->numel == 0) return;
    th_iter_collapse(it);
    int last = it->ndim - 1, threads = th_threads_for(it->numel, 1);
    if (last == 0) threads = 1;
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < (last ? it->shape[last] : 1); i++)
        copy_dims(it, last ? last - 1 : 0, it->data[0] + (last ? i * it->stride[0][last] : 0),
                  it->data[1] + (last ? i * it->stride[1][last] : 0), size);
}
