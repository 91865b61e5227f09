/*
 * The safetensors format: 8 bytes, the length of the header; the header, a JSON object that gives
 * each name a dtype, a shape and the place of its bytes; the bytes. Everything is little-endian.
 */
#ifndef TH_SAFETENSORS_H
#define TH_SAFETENSORS_H

#include "source.h"

/* A key and a value of the header's "__metadata__". */
typedef struct { const char *key, *value; } th_text_pair;

typedef struct {
    const char *name;
    th_dtype dtype;
    int ndim;
    const int64_t *shape;
    uint64_t begin, end; /* its bytes, counted from the start of the data */
} th_safetensors_entry;

/* A header that has been checked: its entries cover the data without gap and overlap. */
typedef struct {
    const th_source *source;
    int64_t n, n_metadata;
    const th_safetensors_entry *entries; /* in the header's order */
    const th_text_pair *metadata;
    uint64_t data_start;
} th_safetensors;

/* Reads and checks the header; what it holds lives in the scope's scratch memory. */
th_safetensors th_safetensors_open(const th_source *source);
/* Entry k as a CPU tensor. */
th_tensor *th_safetensors_read(const th_safetensors *file, int64_t k);
/* The metadata's value of key, or NULL. */
const char *th_safetensors_metadata(const th_safetensors *file, const char *key);

/* How many bytes a file of these tensors has. Names must differ from each other. */
size_t th_safetensors_size(const char *op, int64_t n, const th_named_tensor *tensors,
                           int64_t n_metadata, const th_text_pair *metadata);
void th_safetensors_write(th_sink *sink, int64_t n, const th_named_tensor *tensors,
                          int64_t n_metadata, const th_text_pair *metadata);
void th_safetensors_write_file(const char *op, const char *path, int64_t n, const th_named_tensor *tensors,
                               int64_t n_metadata, const th_text_pair *metadata);

#endif
