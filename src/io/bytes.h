/* What the file formats share: growing arrays, byte order, the bytes of a tensor. */
#ifndef TH_BYTES_H
#define TH_BYTES_H

#include "../core/core.h"

/* An array of n elements with room for one more, in scratch memory; NULL at first. */
void *th_grow(void *array, int64_t n, int64_t *cap, size_t element);
/* The same values row-major in host memory; x itself where it is so already. */
th_tensor *th_dense_on_cpu(th_tensor *x);
/* Little-endian bytes of a file to this machine's order, in place. */
void th_swap_to_host(void *data, size_t bytes, th_dtype dtype);
/* data in little-endian order: itself, or a swapped copy in scratch memory. */
const void *th_little_endian(const void *data, size_t bytes, th_dtype dtype);
uint64_t th_read_little(const unsigned char *bytes, int n);
uint32_t th_crc32(const void *data, size_t bytes); /* the checksum of zip and gzip */

#endif
