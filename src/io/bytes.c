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

/* Half a byte at a time. */
uint32_t th_crc32(const void *data, size_t bytes)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    const unsigned char *byte = data;
    uint32_t crc = ~(uint32_t)0;
    for (size_t i = 0; i < bytes; i++) {
        crc = crc >> 4 ^ table[(crc ^ byte[i]) & 15];
        crc = crc >> 4 ^ table[(crc ^ byte[i] >> 4) & 15];
    }
    return ~crc;
}
