#include "bytes.h"
#include "../core/op.h"

#include <string.h>

void *th_grow(void *array, int64_t n, int64_t *cap, size_t element)
{
    if (n < *cap) return array;
    *cap = *cap ? 2 * *cap : 16;
    void *grown = th_scratch((size_t)*cap * element);
    if (n) memcpy(grown, array, (size_t)n * element);
    return grown;
}

th_tensor *th_dense_on_cpu(th_tensor *x)
{
    th_device from = th_device_of(x);
    if (from.type == TH_META) th_fail(TH_NOT_IMPLEMENTED, "a meta tensor has no data to write");
    if (!th_tensor_is_contiguous(x)) x = th_contiguous(x);
    if (from.type == TH_CPU) return x;
    th_tensor *copy = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, (th_device){TH_CPU, 0});
    th_copy_into(copy, x);
    return copy;
}

static bool is_little_endian(void)
{
    const uint16_t one = 1;
    return *(const unsigned char *)&one == 1;
}

/* Complex numbers are two numbers. */
static void swap(unsigned char *data, size_t bytes, th_dtype dtype)
{
    size_t width = th_dtype_size(dtype) / (th_dtype_is_complex(dtype) ? 2 : 1);
    for (unsigned char *number = data; number < data + bytes; number += width)
        for (size_t i = 0; i < width / 2; i++) {
            unsigned char byte = number[i];
            number[i] = number[width - 1 - i];
            number[width - 1 - i] = byte;
        }
}

void th_swap_to_host(void *data, size_t bytes, th_dtype dtype)
{
    if (!is_little_endian() && bytes) swap(data, bytes, dtype);
}

const void *th_little_endian(const void *data, size_t bytes, th_dtype dtype)
{
    if (is_little_endian()) return data;
    unsigned char *copy = th_scratch(bytes);
    memcpy(copy, data, bytes);
    swap(copy, bytes, dtype);
    return copy;
}

uint64_t th_read_little(const unsigned char *bytes, int n)
{
    uint64_t value = 0;
    for (int i = n - 1; i >= 0; i--) value = value << 8 | bytes[i];
    return value;
}
