#include "zip.h"
#include "bytes.h"

#include <stdlib.h>
#include <string.h>

enum { END_BYTES = 22, END64_BYTES = 56, LOCATOR_BYTES = 20, CENTRAL_BYTES = 46, LOCAL_BYTES = 30,
      MAX_COMMENT = 65535 };

/* Where the list of entries (the central directory) lies. */
typedef struct { uint64_t offset, bytes, n; } directory;

static directory find_directory(const th_source *source);
static void read_entry(th_zip *zip, int64_t *cap, const unsigned char **at, const unsigned char *end);
static int compare_names(const void *a, const void *b);

TH_NORETURN static void damaged(const th_source *source, const char *what)
{
    th_fail(TH_VALUE_ERROR, "%s: %s is a damaged zip file: %s", source->op, source->name, what);
}

bool th_zip_looks_like(const th_source *source)
{
    unsigned char magic[4];
    if (source->size < sizeof magic) return false;
    th_source_read(source, 0, magic, sizeof magic);
    return memcmp(magic, "PK\3\4", 4) == 0;
}

th_zip th_zip_open(const th_source *source)
{
    directory d = find_directory(source);
    if (d.offset > source->size || d.bytes > source->size - d.offset) damaged(source, "its directory lies outside");
    unsigned char *bytes = th_scratch((size_t)d.bytes + 1);
    th_source_read(source, d.offset, bytes, (size_t)d.bytes);
    th_zip zip = {.source = source};
    int64_t cap = 0;
    const unsigned char *at = bytes, *end = bytes + d.bytes;
    for (uint64_t i = 0; i < d.n; i++) read_entry(&zip, &cap, &at, end);
    if (zip.n == 0) damaged(source, "it is empty");
    qsort(zip.entries, (size_t)zip.n, sizeof *zip.entries, compare_names);
    for (int64_t i = 1; i < zip.n; i++)
        if (compare_names(&zip.entries[i - 1], &zip.entries[i]) == 0) damaged(source, "two entries have the same name");
    return zip;
}

const th_zip_entry *th_zip_find(const th_zip *zip, const char *name)
{
    th_zip_entry key = {.name = name};
    return bsearch(&key, zip->entries, (size_t)zip->n, sizeof key, compare_names);
}

uint64_t th_zip_offset(const th_zip *zip, const th_zip_entry *entry)
{
    unsigned char local[LOCAL_BYTES];
    th_source_read(zip->source, entry->header, local, sizeof local);
    if (memcmp(local, "PK\3\4", 4) != 0) damaged(zip->source, "an entry does not begin where the directory says");
    uint64_t offset = entry->header + LOCAL_BYTES + th_read_little(local + 26, 2) + th_read_little(local + 28, 2);
    if (offset > zip->source->size || entry->size > zip->source->size - offset)
        damaged(zip->source, "an entry is cut off");
    return offset;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const th_zip_entry *)a)->name, ((const th_zip_entry *)b)->name);
}

/* A file of 4 GB or with very many entries has a second end record with 64-bit numbers. */
static directory find_directory64(const th_source *source, uint64_t end_offset, directory d)
{
    unsigned char locator[LOCATOR_BYTES], end[END64_BYTES];
    if (end_offset < LOCATOR_BYTES) return d;
    th_source_read(source, end_offset - LOCATOR_BYTES, locator, sizeof locator);
    if (memcmp(locator, "PK\6\7", 4) != 0) return d;
    th_source_read(source, th_read_little(locator + 8, 8), end, sizeof end);
    if (memcmp(end, "PK\6\6", 4) != 0) damaged(source, "the 64-bit end record is missing");
    return (directory){.n = th_read_little(end + 32, 8), .bytes = th_read_little(end + 40, 8),
                       .offset = th_read_little(end + 48, 8)};
}

/* The end record is the last thing in the file, but for a comment of unknown length. */
static directory find_directory(const th_source *source)
{
    uint64_t n = source->size < END_BYTES + MAX_COMMENT ? source->size : END_BYTES + MAX_COMMENT;
    unsigned char *tail = th_scratch((size_t)n + 1);
    th_source_read(source, source->size - n, tail, (size_t)n);
    for (int64_t i = (int64_t)n - END_BYTES; i >= 0; i--) {
        const unsigned char *end = tail + i;
        if (memcmp(end, "PK\5\6", 4) != 0 || th_read_little(end + 20, 2) != n - (uint64_t)i - END_BYTES) continue;
        directory d = {.n = th_read_little(end + 10, 2), .bytes = th_read_little(end + 12, 4),
                       .offset = th_read_little(end + 16, 4)};
        return find_directory64(source, source->size - n + (uint64_t)i, d);
    }
    damaged(source, "its end is missing");
}

/* Numbers that do not fit in 32 bits stand in an extra field with id 1, in this order. */
static void read_extra64(const th_source *source, const unsigned char *extra, size_t n, uint64_t *values[3])
{
    while (n >= 4) {
        size_t id = (size_t)th_read_little(extra, 2), bytes = (size_t)th_read_little(extra + 2, 2);
        extra += 4;
        n -= 4;
        if (bytes > n) damaged(source, "an extra field is cut off");
        if (id == 1) {
            const unsigned char *at = extra;
            for (int i = 0; i < 3; i++) {
                if (*values[i] != UINT32_MAX) continue;
                if (at + 8 > extra + bytes) damaged(source, "a 64-bit size is missing");
                *values[i] = th_read_little(at, 8);
                at += 8;
            }
            return;
        }
        extra += bytes;
        n -= bytes;
    }
}

static void read_entry(th_zip *zip, int64_t *cap, const unsigned char **at, const unsigned char *end)
{
    const unsigned char *record = *at;
    if (end - record < CENTRAL_BYTES || memcmp(record, "PK\1\2", 4) != 0)
        damaged(zip->source, "its directory is cut off");
    size_t name_bytes = (size_t)th_read_little(record + 28, 2), extra_bytes = (size_t)th_read_little(record + 30, 2);
    size_t rest = name_bytes + extra_bytes + (size_t)th_read_little(record + 32, 2);
    if ((size_t)(end - record - CENTRAL_BYTES) < rest) damaged(zip->source, "its directory is cut off");
    *at = record + CENTRAL_BYTES + rest;
    uint64_t size = th_read_little(record + 24, 4), packed = th_read_little(record + 20, 4);
    uint64_t header = th_read_little(record + 42, 4);
    read_extra64(zip->source, record + CENTRAL_BYTES + name_bytes, extra_bytes,
                 (uint64_t *[]){&size, &packed, &header});
    if (th_read_little(record + 8, 2) & 1 || th_read_little(record + 10, 2) != 0 || size != packed)
        th_fail(TH_NOT_IMPLEMENTED, "%s: %s has compressed or encrypted entries, expected stored ones as PyTorch "
                "writes them", zip->source->op, zip->source->name);
    char *name = th_scratch(name_bytes + 1);
    memcpy(name, record + CENTRAL_BYTES, name_bytes);
    name[name_bytes] = 0;
    zip->entries = th_grow(zip->entries, zip->n, cap, sizeof *zip->entries);
    zip->entries[zip->n++] = (th_zip_entry){.name = name, .header = header, .size = size};
}
