#if !defined(_DEFAULT_SOURCE)
#define _DEFAULT_SOURCE /* for realpath(), fseeko() and mkstemp() */
#endif
#define _FILE_OFFSET_BITS 64
#include "source.h"

#include "../core/scope.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#if defined(_WIN32)
#include <io.h>
#define seek_to _fseeki64
#define tell _ftelli64
#else
#include <unistd.h>
#define seek_to fseeko
#define tell ftello
#endif

/* ---- Reading ----------------------------------------------------------------------------------- */

typedef struct { th_source source; void (*body)(th_source *, void *); void *data; } reading;
static void read_body(void *data);

th_source th_source_of_bytes(const char *op, const void *bytes, size_t n)
{
    return (th_source){.op = op, .name = "the raw vector", .size = n, .bytes = bytes};
}

void th_source_with_file(const char *op, const char *path, void (*body)(th_source *, void *), void *data)
{
    reading r = {.source = {.op = op, .name = path}, .body = body, .data = data};
    FILE *file = r.source.file = fopen(path, "rb");
    if (!file) th_fail(TH_RUNTIME_ERROR, "%s: cannot open '%s': %s", op, path, strerror(errno));
    bool measured = seek_to(file, 0, SEEK_END) == 0;
    int64_t size = measured ? (int64_t)tell(file) : -1;
    if (size < 0 || size == INT64_MAX) { /* what a directory or a pipe answers */
        fclose(file);
        th_fail(TH_RUNTIME_ERROR, "%s: cannot read '%s': not a regular file", op, path);
    }
    r.source.size = (uint64_t)size;
    bool read = th_guard(read_body, &r);
    fclose(file);
    if (!read) th_fail_again();
}

static void read_body(void *data)
{
    reading *r = data;
    r->body(&r->source, r->data);
}

void th_source_read(const th_source *s, uint64_t offset, void *to, size_t n)
{
    if (offset > s->size || n > s->size - offset)
        th_fail(TH_VALUE_ERROR, "%s: %s is cut off: got %llu bytes, expected at least %llu", s->op, s->name,
                (unsigned long long)s->size, (unsigned long long)offset + (unsigned long long)n);
    if (n == 0) return;
    if (s->bytes) { memcpy(to, s->bytes + offset, n); return; }
    if (seek_to(s->file, (int64_t)offset, SEEK_SET) != 0 || fread(to, 1, n, s->file) != n)
        th_fail(TH_RUNTIME_ERROR, "%s: cannot read '%s': %s", s->op, s->name, strerror(errno));
}

/* ---- Writing ----------------------------------------------------------------------------------- */

typedef struct { th_sink sink; void (*body)(th_sink *, void *); void *data; } writing;
static void write_body(void *data);
static void write_to(const char *op, const char *name, FILE *file, const char *remove_on_failure,
                     void (*body)(th_sink *, void *), void *data);

void th_sink_write(th_sink *s, const void *bytes, size_t n)
{
    if (n == 0) return;
    if (s->file) {
        if (fwrite(bytes, 1, n, s->file) != n)
            th_fail(TH_RUNTIME_ERROR, "%s: cannot write '%s': %s", s->op, s->name, strerror(errno));
        return;
    }
    if (n > s->left) th_fail(TH_RUNTIME_ERROR, "%s: a tensor changed while it was written", s->op);
    memcpy(s->bytes, bytes, n);
    s->bytes += n;
    s->left -= n;
}

#if defined(_WIN32)
static char *target_of(const char *path) { return _fullpath(NULL, path, 0); }
static FILE *open_beside(char *name, const struct stat *former)
{
    (void)former;
    return _mktemp(name) ? fopen(name, "wb") : NULL;
}
static bool move_over(const char *from, const char *to) { remove(to); return rename(from, to) == 0; }
#else
/* The file that a symbolic link leads to is replaced, not the link. */
static char *target_of(const char *path)
{
    char *target = realpath(path, NULL);
    return target ? target : strdup(path);
}

/* With the permissions that the former file has, or a new one would get. */
static FILE *open_beside(char *name, const struct stat *former)
{
    int descriptor = mkstemp(name);
    if (descriptor < 0) return NULL;
    mode_t mask = umask(0);
    umask(mask);
    (void)!fchmod(descriptor, former ? former->st_mode & 07777 : 0666 & ~mask);
    return fdopen(descriptor, "wb");
}

static bool move_over(const char *from, const char *to) { return rename(from, to) == 0; }
#endif

void th_sink_replace_file(const char *op, const char *path, void (*body)(th_sink *, void *), void *data)
{
    struct stat former;
    bool exists = stat(path, &former) == 0;
    if (exists && !S_ISREG(former.st_mode)) { /* a device or a pipe is written to as it is */
        FILE *file = fopen(path, "wb");
        if (!file) th_fail(TH_RUNTIME_ERROR, "%s: cannot write '%s': %s", op, path, strerror(errno));
        write_to(op, path, file, NULL, body, data);
        return;
    }
    char *found = target_of(path);
    if (!found) th_fail(TH_MEMORY_ERROR, "%s: not enough memory", op);
    size_t length = strlen(found);
    char *target = th_scratch(length + 1), *temporary = th_scratch(length + 9);
    memcpy(target, found, length + 1);
    free(found);
    snprintf(temporary, length + 9, "%s.tXXXXXX", target);
    FILE *file = open_beside(temporary, exists ? &former : NULL);
    if (!file) th_fail(TH_RUNTIME_ERROR, "%s: cannot write '%s': %s", op, path, strerror(errno));
    write_to(op, path, file, temporary, body, data);
    if (move_over(temporary, target)) return;
    int reason = errno;
    remove(temporary);
    th_fail(TH_RUNTIME_ERROR, "%s: cannot write '%s': %s", op, path, strerror(reason));
}

static void write_to(const char *op, const char *name, FILE *file, const char *remove_on_failure,
                     void (*body)(th_sink *, void *), void *data)
{
    writing w = {.sink = {.op = op, .name = name, .file = file}, .body = body, .data = data};
    bool written = th_guard(write_body, &w);
    bool closed = fclose(file) == 0;
    int reason = errno;
    if (written && closed) return;
    if (remove_on_failure) remove(remove_on_failure);
    if (!written) th_fail_again();
    th_fail(TH_RUNTIME_ERROR, "%s: cannot write '%s': %s", op, name, strerror(reason));
}

static void write_body(void *data)
{
    writing *w = data;
    w->body(&w->sink, w->data);
}
