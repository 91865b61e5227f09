/* Where files are read from (the disk or memory), and how they are replaced. */
#ifndef TH_SOURCE_H
#define TH_SOURCE_H

#include "../core/core.h"

#include <stdio.h>

/* op and name are for messages: "torch_load: 'model.pt' ...". */
typedef struct th_source {
    const char *op, *name;
    uint64_t size;
    const unsigned char *bytes; /* all of it, when it lies in memory */
    FILE *file;
} th_source;

th_source th_source_of_bytes(const char *op, const void *bytes, size_t n);
/* Opens path and calls body; closes it whether body fails or not. */
void th_source_with_file(const char *op, const char *path, void (*body)(th_source *, void *), void *data);
/* Copies n bytes from offset on; fails when they are not there. */
void th_source_read(const th_source *source, uint64_t offset, void *to, size_t n);

/* Where files are written to: the disk or memory of known size. */
typedef struct th_sink {
    const char *op, *name;
    FILE *file;
    unsigned char *bytes;
    size_t left; /* room in bytes */
} th_sink;

void th_sink_write(th_sink *sink, const void *bytes, size_t n);
/* Calls body with a new file beside path, which takes the place of path when all went well. A
 * failure leaves the old file as it was. */
void th_sink_replace_file(const char *op, const char *path, void (*body)(th_sink *, void *), void *data);

#endif
