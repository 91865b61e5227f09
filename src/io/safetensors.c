#include "safetensors.h"
#include "json.h"
#include "bytes.h"

#include <stdlib.h>
#include <string.h>

#define MAX_HEADER ((uint64_t)100 * 1000 * 1000) /* as other readers have it */

/* The format's names of dtypes; complex numbers have none that every reader knows. */
static const struct { const char *name; th_dtype dtype; } dtypes[] = {
    {"BOOL", TH_BOOL}, {"U8", TH_UINT8}, {"I8", TH_INT8}, {"I16", TH_INT16}, {"I32", TH_INT32}, {"I64", TH_INT64},
    {"F16", TH_FLOAT16}, {"BF16", TH_BFLOAT16}, {"F32", TH_FLOAT32}, {"F64", TH_FLOAT64}, {"C64", TH_COMPLEX64},
};
enum { N_DTYPES = sizeof dtypes / sizeof *dtypes };

/* ---- Reading ----------------------------------------------------------------------------------- */

/* A header while it is read; the arrays grow in scratch memory. */
typedef struct {
    th_json json;
    const char *op;
    th_safetensors_entry *entries;
    th_text_pair *metadata;
    int64_t n, cap, n_metadata, cap_metadata;
} header;

static void parse_header(header *h);
static void check_names(const header *h);
static void check_offsets(const header *h, uint64_t data_bytes);

th_safetensors th_safetensors_open(const th_source *source)
{
    unsigned char size[8];
    th_source_read(source, 0, size, sizeof size);
    uint64_t n = th_read_little(size, 8);
    if (n > MAX_HEADER || n > source->size - sizeof size)
        th_fail(TH_VALUE_ERROR, "%s: %s is no safetensors file: got a header of %llu bytes, expected at most %llu",
                source->op, source->name, (unsigned long long)n,
                (unsigned long long)(n > MAX_HEADER ? MAX_HEADER : source->size - sizeof size));
    char *text = th_scratch((size_t)n + 1);
    th_source_read(source, sizeof size, text, (size_t)n);
    header h = {.op = source->op, .json = th_json_of(source->op, "the header", text, (size_t)n)};
    parse_header(&h);
    check_names(&h);
    check_offsets(&h, source->size - sizeof size - n);
    return (th_safetensors){.source = source, .n = h.n, .entries = h.entries, .n_metadata = h.n_metadata,
                            .metadata = h.metadata, .data_start = sizeof size + n};
}

th_tensor *th_safetensors_read(const th_safetensors *file, int64_t k)
{
    const th_safetensors_entry *e = &file->entries[k];
    th_tensor *x = th_tensor_new(e->ndim, e->shape, e->dtype, (th_device){TH_CPU, 0});
    size_t bytes = (size_t)(e->end - e->begin);
    th_source_read(file->source, file->data_start + e->begin, bytes ? th_data(x) : NULL, bytes);
    if (e->dtype == TH_BOOL) /* any other byte than 0 and 1 is no bool to the compiler */
        for (size_t i = 0; i < bytes; i++) th_data(x)[i] = th_data(x)[i] != 0;
    th_swap_to_host(th_data(x), bytes, e->dtype);
    return x;
}

const char *th_safetensors_metadata(const th_safetensors *file, const char *key)
{
    for (int64_t i = 0; i < file->n_metadata; i++)
        if (strcmp(file->metadata[i].key, key) == 0) return file->metadata[i].value;
    return NULL;
}

static void parse_metadata(header *h)
{
    if (h->n_metadata) th_fail(TH_VALUE_ERROR, "%s: the header has more than one '__metadata__'", h->op);
    th_json_open(&h->json, '{');
    while (th_json_more(&h->json, '}')) {
        h->metadata = th_grow(h->metadata, h->n_metadata, &h->cap_metadata, sizeof *h->metadata);
        th_text_pair *pair = &h->metadata[h->n_metadata++];
        pair->key = th_json_key(&h->json);
        pair->value = th_json_string(&h->json);
    }
}

static th_dtype dtype_of(const header *h, const char *name, const char *tensor)
{
    for (int i = 0; i < N_DTYPES; i++)
        if (strcmp(dtypes[i].name, name) == 0) return dtypes[i].dtype;
    th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s': got dtype '%.20s', expected BOOL, U8, I8, I16, I32, I64, F16, "
            "BF16, F32, F64 or C64", h->op, tensor, name);
}

static const int64_t *parse_shape(header *h, int *ndim, const char *tensor)
{
    int64_t shape[TH_MAX_DIMS];
    *ndim = 0;
    th_json_open(&h->json, '[');
    while (th_json_more(&h->json, ']')) {
        if (*ndim == TH_MOST_DIMS)
            th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s' has more than %d dimensions", h->op, tensor, TH_MOST_DIMS);
        shape[(*ndim)++] = th_json_count(&h->json);
    }
    size_t bytes = (size_t)*ndim * sizeof *shape;
    return *ndim ? memcpy(th_scratch(bytes), shape, bytes) : NULL;
}

static void parse_offsets(header *h, th_safetensors_entry *e)
{
    uint64_t offset[2];
    int n = 0;
    th_json_open(&h->json, '[');
    while (th_json_more(&h->json, ']')) {
        int64_t value = th_json_count(&h->json);
        if (n < 2) offset[n] = (uint64_t)value;
        n++;
    }
    if (n != 2) th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s': expected two data_offsets", h->op, e->name);
    e->begin = offset[0];
    e->end = offset[1];
}

static void check_size(const header *h, const th_safetensors_entry *e)
{
    uint64_t bytes = th_dtype_size(e->dtype);
    for (int i = 0; i < e->ndim; i++) if (e->shape[i] == 0) bytes = 0;
    for (int i = 0; i < e->ndim && bytes; i++) {
        if ((uint64_t)e->shape[i] > INT64_MAX / bytes)
            th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s' has more elements than fit in memory", h->op, e->name);
        bytes *= (uint64_t)e->shape[i];
    }
    if (e->begin > e->end || e->end - e->begin != bytes)
        th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s': got data_offsets [%llu, %llu], expected %llu bytes for its shape",
                h->op, e->name, (unsigned long long)e->begin, (unsigned long long)e->end, (unsigned long long)bytes);
}

static void parse_entry(header *h, const char *name)
{
    enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4 };
    th_safetensors_entry e = {.name = name};
    int seen = 0;
    th_json_open(&h->json, '{');
    while (th_json_more(&h->json, '}')) {
        const char *key = th_json_key(&h->json);
        int field = !strcmp(key, "dtype") ? DTYPE : !strcmp(key, "shape") ? SHAPE
                  : !strcmp(key, "data_offsets") ? OFFSETS : 0;
        if (!field || seen & field)
            th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s': got the key '%.30s'%s, expected dtype, shape and "
                    "data_offsets once", h->op, name, key, field ? " again" : "");
        seen |= field;
        if (field == DTYPE) e.dtype = dtype_of(h, th_json_string(&h->json), name);
        else if (field == SHAPE) e.shape = parse_shape(h, &e.ndim, name);
        else parse_offsets(h, &e);
    }
    if (seen != (DTYPE | SHAPE | OFFSETS))
        th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s' lacks one of dtype, shape and data_offsets", h->op, name);
    check_size(h, &e);
    h->entries = th_grow(h->entries, h->n, &h->cap, sizeof *h->entries);
    h->entries[h->n++] = e;
}

static void parse_header(header *h)
{
    th_json_open(&h->json, '{');
    while (th_json_more(&h->json, '}')) {
        const char *key = th_json_key(&h->json);
        if (strcmp(key, "__metadata__") == 0) parse_metadata(h);
        else parse_entry(h, key);
    }
    th_json_end(&h->json);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(const th_safetensors_entry *const *)a)->name, (*(const th_safetensors_entry *const *)b)->name);
}

static int compare_offsets(const void *a, const void *b)
{
    const th_safetensors_entry *x = *(const th_safetensors_entry *const *)a;
    const th_safetensors_entry *y = *(const th_safetensors_entry *const *)b;
    if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static const th_safetensors_entry **sorted(const header *h, int (*compare)(const void *, const void *))
{
    const th_safetensors_entry **order = th_scratch((size_t)h->n * sizeof *order + 1);
    for (int64_t i = 0; i < h->n; i++) order[i] = &h->entries[i];
    qsort(order, (size_t)h->n, sizeof *order, compare);
    return order;
}

static void check_names(const header *h)
{
    const th_safetensors_entry **order = sorted(h, compare_names);
    for (int64_t i = 1; i < h->n; i++)
        if (strcmp(order[i - 1]->name, order[i]->name) == 0)
            th_fail(TH_VALUE_ERROR, "%s: two tensors are named '%.100s'", h->op, order[i]->name);
}

static void check_offsets(const header *h, uint64_t data_bytes)
{
    const th_safetensors_entry **order = sorted(h, compare_offsets);
    uint64_t end = 0;
    for (int64_t i = 0; i < h->n; i++) {
        if (order[i]->begin != end)
            th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s' begins at byte %llu of the data, expected %llu", h->op,
                    order[i]->name, (unsigned long long)order[i]->begin, (unsigned long long)end);
        end = order[i]->end;
    }
    if (end != data_bytes)
        th_fail(TH_VALUE_ERROR, "%s: got %llu bytes of data, expected %llu", h->op, (unsigned long long)data_bytes,
                (unsigned long long)end);
}

/* ---- Writing ----------------------------------------------------------------------------------- */

/* What the header of these tensors says, and the order of their bytes. */
typedef struct {
    int64_t n, n_metadata;
    const th_named_tensor *tensors;
    const th_text_pair *metadata;
    int64_t *order;    /* wide elements first, so that all of them are aligned */
    uint64_t *begin;   /* of each tensor's bytes */
    uint64_t bytes;    /* of all data */
} layout;

static layout lay_out(const char *op, int64_t n, const th_named_tensor *tensors, int64_t n_metadata,
                      const th_text_pair *metadata);
static size_t print_header(const layout *l, char *to);
static void write_tensor(th_sink *sink, th_tensor *x);

size_t th_safetensors_size(const char *op, int64_t n, const th_named_tensor *tensors,
                           int64_t n_metadata, const th_text_pair *metadata)
{
    layout l = lay_out(op, n, tensors, n_metadata, metadata);
    return 8 + print_header(&l, NULL) + (size_t)l.bytes;
}

void th_safetensors_write(th_sink *sink, int64_t n, const th_named_tensor *tensors,
                          int64_t n_metadata, const th_text_pair *metadata)
{
    layout l = lay_out(sink->op, n, tensors, n_metadata, metadata);
    size_t header_bytes = print_header(&l, NULL);
    char *text = th_scratch(header_bytes);
    unsigned char size[8];
    print_header(&l, text);
    for (int i = 0; i < 8; i++) size[i] = (unsigned char)((uint64_t)header_bytes >> (8 * i));
    th_sink_write(sink, size, sizeof size);
    th_sink_write(sink, text, header_bytes);
    for (int64_t i = 0; i < n; i++) {
        th_scope *scope = th_scope_open();
        write_tensor(sink, tensors[l.order[i]].tensor);
        th_scope_close(scope);
    }
}

typedef struct { int64_t n, n_metadata; const th_named_tensor *tensors; const th_text_pair *metadata; } contents;

static void write_contents(th_sink *sink, void *data)
{
    const contents *c = data;
    th_safetensors_write(sink, c->n, c->tensors, c->n_metadata, c->metadata);
}

void th_safetensors_write_file(const char *op, const char *path, int64_t n, const th_named_tensor *tensors,
                               int64_t n_metadata, const th_text_pair *metadata)
{
    contents c = {n, n_metadata, tensors, metadata};
    th_sink_replace_file(op, path, write_contents, &c);
}

static const char *format_name(th_dtype dtype)
{
    for (int i = 0; i < N_DTYPES; i++) if (dtypes[i].dtype == dtype) return dtypes[i].name;
    return NULL;
}

static layout lay_out(const char *op, int64_t n, const th_named_tensor *tensors, int64_t n_metadata,
                      const th_text_pair *metadata)
{
    layout l = {.n = n, .n_metadata = n_metadata, .tensors = tensors, .metadata = metadata,
                .order = th_scratch((size_t)n * sizeof *l.order + 1),
                .begin = th_scratch((size_t)n * sizeof *l.begin + 1)};
    int64_t placed = 0;
    for (size_t width = 16; width > 0; width /= 2)
        for (int64_t i = 0; i < n; i++) {
            const th_tensor *x = tensors[i].tensor;
            if (th_dtype_size((th_dtype)x->dtype) != width) continue;
            if (!format_name((th_dtype)x->dtype))
                th_fail(TH_NOT_IMPLEMENTED, "%s: safetensors files cannot hold dtype %s", op,
                        th_dtype_name((th_dtype)x->dtype));
            l.order[placed++] = i;
            l.begin[i] = l.bytes;
            l.bytes += (uint64_t)x->numel * width;
        }
    return l;
}

/* Appends at *at unless it is NULL; returns the length. */
static size_t print(char **at, const char *text)
{
    size_t n = strlen(text);
    if (*at) { memcpy(*at, text, n); *at += n; }
    return n;
}

static size_t quote(char **at, const char *text)
{
    size_t n = th_json_quote(*at, text);
    if (*at) *at += n;
    return n;
}

static size_t print_count(char **at, uint64_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)count);
    return print(at, text);
}

static size_t print_metadata(const layout *l, char **at)
{
    size_t n = print(at, "\"__metadata__\":{");
    for (int64_t i = 0; i < l->n_metadata; i++) {
        if (i) n += print(at, ",");
        n += quote(at, l->metadata[i].key);
        n += print(at, ":");
        n += quote(at, l->metadata[i].value);
    }
    return n + print(at, "}");
}

static size_t print_entry(const layout *l, int64_t i, char **at)
{
    const th_tensor *x = l->tensors[i].tensor;
    size_t n = quote(at, l->tensors[i].name);
    n += print(at, ":{\"dtype\":\"");
    n += print(at, format_name((th_dtype)x->dtype));
    n += print(at, "\",\"shape\":[");
    for (int d = 0; d < x->ndim; d++) {
        if (d) n += print(at, ",");
        n += print_count(at, (uint64_t)x->shape[d]);
    }
    n += print(at, "],\"data_offsets\":[");
    n += print_count(at, l->begin[i]);
    n += print(at, ",");
    n += print_count(at, l->begin[i] + (uint64_t)x->numel * th_dtype_size((th_dtype)x->dtype));
    return n + print(at, "]}");
}

/* Padded with spaces, so that the data begin at a multiple of 8. */
static size_t print_header(const layout *l, char *to)
{
    size_t n = print(&to, "{");
    if (l->n_metadata) n += print_metadata(l, &to);
    for (int64_t i = 0; i < l->n; i++) {
        if (i || l->n_metadata) n += print(&to, ",");
        n += print_entry(l, i, &to);
    }
    n += print(&to, "}");
    while (n % 8) n += print(&to, " ");
    return n;
}

static void write_tensor(th_sink *sink, th_tensor *x)
{
    x = th_dense_on_cpu(x);
    size_t bytes = (size_t)x->numel * th_dtype_size((th_dtype)x->dtype);
    th_sink_write(sink, bytes ? th_little_endian(th_data(x), bytes, (th_dtype)x->dtype) : NULL, bytes);
}
