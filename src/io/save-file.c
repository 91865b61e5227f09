#include "save-file.h"
#include "bytes.h"
#include "json.h"

#include <stdlib.h>
#include <string.h>

#define VERSION 3
#define OBJECT "__robj__"

/* What "__r__" says of one tensor. */
typedef struct { const char *name, *dtype; bool requires_grad, special; int ndim; const int64_t *shape; } note;
/* crc: of the R object, -1 where none was written */
typedef struct { const char *op; th_save_file *saved; note *notes; int64_t n, cap, crc; } description;

/* ---- Reading ----------------------------------------------------------------------------------- */

static void refuse_other_formats(const th_source *source);
static void parse_description(description *d, const char *text);
static const note *note_of(const description *d, const char *name, bool special);
static th_tensor *read_special(const th_safetensors *file, int64_t k, const note *n);
static void check_object(const description *d);

th_save_file th_save_file_read(const th_source *source)
{
    refuse_other_formats(source);
    th_safetensors file = th_safetensors_open(source);
    th_save_file saved = {.tensors = th_scratch((size_t)file.n * sizeof *saved.tensors + 1)};
    description d = {.op = source->op, .saved = &saved, .crc = -1};
    const char *text = th_safetensors_metadata(&file, "__r__");
    if (text) parse_description(&d, text);
    for (int64_t k = 0; k < file.n; k++) {
        const char *name = file.entries[k].name;
        const note *special = note_of(&d, name, true), *grad = note_of(&d, name, false);
        th_tensor *x = special ? read_special(&file, k, special) : th_safetensors_read(&file, k);
        if (saved.type && strcmp(name, OBJECT) == 0) {
            saved.object = (unsigned char *)th_data(x);
            saved.object_bytes = (size_t)x->numel * th_dtype_size((th_dtype)x->dtype);
            check_object(&d);
            continue;
        }
        bool differentiable = th_dtype_is_floating((th_dtype)x->dtype) || th_dtype_is_complex((th_dtype)x->dtype);
        if (grad && grad->requires_grad && differentiable) th_set_requires_grad(x, true);
        saved.tensors[saved.n++] = (th_named_tensor){name, x};
    }
    return saved;
}

/* What users take for such a file. */
static void refuse_other_formats(const th_source *source)
{
    unsigned char start[8] = {0};
    th_source_read(source, 0, start, source->size < sizeof start ? (size_t)source->size : sizeof start);
    if (source->size > 8 && th_read_little(start, 8) <= source->size - 8) return; /* a header of such a length */
    if (memcmp(start, "PK\3\4", 4) == 0)
        th_fail(TH_VALUE_ERROR, "%s: %s is a checkpoint of PyTorch: use load_state_dict()", source->op, source->name);
    if (memcmp(start, "\x1f\x8b", 2) == 0)
        th_fail(TH_NOT_IMPLEMENTED, "%s: %s is compressed: open it with gzfile(), unless it is of format version 1 or "
                "2, which cannot be read", source->op, source->name);
}

/* R reads these bytes without looking at what they may do to it. */
static void check_object(const description *d)
{
    if (d->crc >= 0 && d->crc != (int64_t)th_crc32(d->saved->object, d->saved->object_bytes))
        th_fail(TH_VALUE_ERROR, "%s: the R object in the file is damaged", d->op);
}

static note *add_note(description *d, const char *name)
{
    d->notes = th_grow(d->notes, d->n, &d->cap, sizeof *d->notes);
    d->notes[d->n] = (note){.name = name};
    return &d->notes[d->n++];
}

/* An empty R list is written as [] where an object is meant. */
static bool open_object(th_json *json)
{
    if (th_json_peek(json) == '{') { th_json_open(json, '{'); return true; }
    th_json_open(json, '[');
    if (th_json_more(json, ']')) th_fail(TH_VALUE_ERROR, "%s: %s: expected names", json->op, json->what);
    return false;
}

static void parse_requires_grad(description *d, th_json *json)
{
    if (!open_object(json)) return;
    while (th_json_more(json, '}')) {
        note *n = add_note(d, th_json_key(json));
        n->requires_grad = th_json_bool(json);
    }
}

/* [2, 3], or 2 for [2]. */
static void parse_shape(note *n, th_json *json)
{
    int64_t shape[TH_MAX_DIMS];
    if (th_json_peek(json) != '[') {
        shape[n->ndim++] = th_json_count(json);
    } else {
        th_json_open(json, '[');
        while (th_json_more(json, ']')) {
            if (n->ndim == TH_MOST_DIMS) th_fail(TH_VALUE_ERROR, "%s: %s: too many dimensions", json->op, json->what);
            shape[n->ndim++] = th_json_count(json);
        }
    }
    int64_t *copy = th_scratch(sizeof shape);
    n->shape = memcpy(copy, shape, sizeof shape);
}

static void parse_special(description *d, th_json *json)
{
    if (!open_object(json)) return;
    while (th_json_more(json, '}')) {
        note *n = add_note(d, th_json_key(json));
        n->special = true;
        th_json_open(json, '{');
        while (th_json_more(json, '}')) {
            const char *key = th_json_key(json);
            if (strcmp(key, "shape") == 0) { n->ndim = 0; parse_shape(n, json); }
            else if (strcmp(key, "dtype") == 0) n->dtype = th_json_string(json);
            else th_json_skip(json);
        }
        if (!n->dtype || !n->shape)
            th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s' lacks its dtype or shape", d->op, n->name);
    }
}

static int compare_notes(const void *a, const void *b)
{
    const note *x = a, *y = b;
    int names = strcmp(x->name, y->name);
    return names ? names : x->special - y->special;
}

static void parse_description(description *d, const char *text)
{
    size_t length = strlen(text);
    char *copy = th_scratch(length + 1); /* strings are decoded in place */
    memcpy(copy, text, length + 1);
    th_json json = th_json_of(d->op, "the description '__r__'", copy, length);
    th_json_open(&json, '{');
    while (th_json_more(&json, '}')) {
        const char *key = th_json_key(&json);
        if (strcmp(key, "type") == 0) d->saved->type = th_json_string(&json);
        else if (strcmp(key, "version") == 0) d->saved->version = th_json_count(&json);
        else if (strcmp(key, "requires_grad") == 0) parse_requires_grad(d, &json);
        else if (strcmp(key, "special_dtype") == 0) parse_special(d, &json);
        else if (strcmp(key, "object_crc32") == 0) d->crc = th_json_count(&json);
        else th_json_skip(&json);
    }
    th_json_end(&json);
    if (!d->saved->type || d->saved->version != VERSION)
        th_fail(TH_NOT_IMPLEMENTED, "%s: got a file of format version %lld, expected version %d", d->op,
                (long long)d->saved->version, VERSION);
    if (d->n) qsort(d->notes, (size_t)d->n, sizeof *d->notes, compare_notes);
}

static const note *note_of(const description *d, const char *name, bool special)
{
    note key = {.name = name, .special = special};
    return d->n ? bsearch(&key, d->notes, (size_t)d->n, sizeof key, compare_notes) : NULL;
}

/* "cfloat", as it is written here; other spellings of the same dtypes are understood. */
static th_dtype dtype_named(const char *op, const char *name)
{
    static const struct { const char *name; th_dtype dtype; } dtypes[] = {
#define DTYPE(id, type, bytes, printed, r) {r, TH_##id}, {printed, TH_##id},
        TH_DTYPES(DTYPE)
#undef DTYPE
        {"complex64", TH_COMPLEX64}, {"complex128", TH_COMPLEX128}, {"cfloat64", TH_COMPLEX64},
        {"cfloat128", TH_COMPLEX128},
    };
    const char *bare = strncmp(name, "torch_", 6) == 0 ? name + 6 : name;
    for (size_t i = 0; i < sizeof dtypes / sizeof *dtypes; i++)
        if (strcmp(dtypes[i].name, bare) == 0) return dtypes[i].dtype;
    th_fail(TH_VALUE_ERROR, "%s: got dtype '%.40s' of a tensor, expected for example 'cfloat'", op, name);
}

static th_tensor *read_special(const th_safetensors *file, int64_t k, const note *n)
{
    const th_safetensors_entry *e = &file->entries[k];
    th_dtype dtype = dtype_named(file->source->op, n->dtype);
    int64_t room = (int64_t)(e->end - e->begin), bytes = (int64_t)th_dtype_size(dtype);
    for (int i = 0; i < n->ndim; i++) if (n->shape[i] == 0) bytes = 0;
    for (int i = 0; i < n->ndim && bytes; i++) bytes = n->shape[i] > room / bytes ? room + 1 : bytes * n->shape[i];
    if (bytes != room)
        th_fail(TH_VALUE_ERROR, "%s: tensor '%.100s' has %lld bytes, which is not what its shape needs",
                file->source->op, e->name, (long long)room);
    th_tensor *x = th_tensor_new(n->ndim, n->shape, dtype, (th_device){TH_CPU, 0});
    th_source_read(file->source, file->data_start + e->begin, bytes ? th_data(x) : NULL, (size_t)bytes);
    th_swap_to_host(th_data(x), (size_t)bytes, dtype);
    return x;
}

/* ---- Writing ----------------------------------------------------------------------------------- */

/* The safetensors file that stands for a saved object. */
typedef struct { int64_t n; th_named_tensor *tensors; th_text_pair metadata; } contents;

static contents contents_of(const th_save_file *saved);

size_t th_save_file_size(const char *op, const th_save_file *saved)
{
    contents c = contents_of(saved);
    return th_safetensors_size(op, c.n, c.tensors, 1, &c.metadata);
}

void th_save_file_write(th_sink *sink, const th_save_file *saved)
{
    contents c = contents_of(saved);
    th_safetensors_write(sink, c.n, c.tensors, 1, &c.metadata);
}

void th_save_file_write_file(const char *op, const char *path, const th_save_file *saved)
{
    contents c = contents_of(saved);
    th_safetensors_write_file(op, path, c.n, c.tensors, 1, &c.metadata);
}

/* A text that grows in scratch memory. */
typedef struct { char *text; int64_t n, cap; } text;

static void put_bytes(text *t, const char *bytes, size_t n)
{
    if (t->n + (int64_t)n >= t->cap) {
        t->cap = 2 * (t->n + (int64_t)n) + 64;
        char *grown = th_scratch((size_t)t->cap);
        if (t->n) memcpy(grown, t->text, (size_t)t->n);
        t->text = grown;
    }
    memcpy(t->text + t->n, bytes, n);
    t->n += (int64_t)n;
    t->text[t->n] = 0;
}

static void put(text *t, const char *string) { put_bytes(t, string, strlen(string)); }

static void put_quoted(text *t, const char *string)
{
    size_t n = th_json_quote(NULL, string);
    char *quoted = th_scratch(n);
    th_json_quote(quoted, string);
    put_bytes(t, quoted, n);
}

static bool is_special(const th_tensor *x) { return th_dtype_is_complex((th_dtype)x->dtype); }

static void put_special(text *t, const th_named_tensor *named)
{
    static const char *const spelling[] = {
#define DTYPE(id, type, bytes, printed, r) r,
        TH_DTYPES(DTYPE)
#undef DTYPE
    };
    char number[24];
    put_quoted(t, named->name);
    put(t, ":{\"shape\":[");
    for (int i = 0; i < named->tensor->ndim; i++) {
        snprintf(number, sizeof number, i ? ",%lld" : "%lld", (long long)named->tensor->shape[i]);
        put(t, number);
    }
    put(t, "],\"dtype\":");
    put_quoted(t, spelling[named->tensor->dtype]);
    put(t, "}");
}

static void put_object(text *t, const th_save_file *saved)
{
    char number[32];
    uint32_t crc = th_crc32(saved->object, saved->object_bytes);
    snprintf(number, sizeof number, ",\"object_crc32\":%lu", (unsigned long)crc);
    put(t, number);
}

static const char *describe(const th_save_file *saved)
{
    text t = {0};
    bool any_special = false;
    put(&t, "{\"type\":");
    put_quoted(&t, saved->type);
    put(&t, ",\"version\":3,\"requires_grad\":{");
    for (int64_t i = 0; i < saved->n; i++) {
        if (i) put(&t, ",");
        put_quoted(&t, saved->tensors[i].name);
        put(&t, th_requires_grad(saved->tensors[i].tensor) ? ":true" : ":false");
    }
    put(&t, "}");
    for (int64_t i = 0; i < saved->n; i++) {
        if (!is_special(saved->tensors[i].tensor)) continue;
        put(&t, any_special ? "," : ",\"special_dtype\":{");
        put_special(&t, &saved->tensors[i]);
        any_special = true;
    }
    if (any_special) put(&t, "}");
    if (saved->object) put_object(&t, saved);
    put(&t, "}");
    return t.text;
}

static th_tensor *as_bytes(const void *data, size_t n)
{
    return th_from_data(data, (th_ints){1, (int64_t[]){(int64_t)n}}, TH_UINT8);
}

static th_tensor *special_bytes(th_tensor *x)
{
    x = th_dense_on_cpu(x);
    size_t bytes = (size_t)x->numel * th_dtype_size((th_dtype)x->dtype);
    return as_bytes(th_little_endian(th_data(x), bytes, (th_dtype)x->dtype), bytes);
}

static contents contents_of(const th_save_file *saved)
{
    contents c = {.tensors = th_scratch(((size_t)saved->n + 1) * sizeof *c.tensors),
                  .metadata = {"__r__", describe(saved)}};
    for (int64_t i = 0; i < saved->n; i++) {
        th_tensor *x = saved->tensors[i].tensor;
        c.tensors[c.n++] = (th_named_tensor){saved->tensors[i].name, is_special(x) ? special_bytes(x) : x};
    }
    if (saved->object) c.tensors[c.n++] = (th_named_tensor){OBJECT, as_bytes(saved->object, saved->object_bytes)};
    return c;
}
