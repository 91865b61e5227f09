/*
 * The files of torch_save(), format version 3: a safetensors file with one key of metadata, "__r__",
 * that says in JSON what the file is:
 *   {"type": "tensor", "list", "module" or "state_dict", "version": 3,
 *    "requires_grad": {name: true or false},
 *    "special_dtype": {name: {"shape": [...], "dtype": ...}}}   for what safetensors has no dtype for
 * Besides tensors it may have an entry "__robj__", the bytes of a serialized R object; "__r__" then has their checksum,
 * "object_crc32": R would not survive damaged ones. Files of other writers lack it.
 */
#ifndef TH_SAVE_FILE_H
#define TH_SAVE_FILE_H

#include "safetensors.h"

typedef struct {
    const char *type;       /* NULL in a safetensors file that torch_save() did not make */
    int64_t version;
    int64_t n;
    th_named_tensor *tensors;
    const unsigned char *object; /* NULL if there is none */
    size_t object_bytes;
} th_save_file;

/* On the CPU; all of it lives in the scope. */
th_save_file th_save_file_read(const th_source *source);

size_t th_save_file_size(const char *op, const th_save_file *saved);
void th_save_file_write(th_sink *sink, const th_save_file *saved);
void th_save_file_write_file(const char *op, const char *path, const th_save_file *saved);

#endif
