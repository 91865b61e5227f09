#include "checkpoint.h"
#include "bytes.h"
#include "zip.h"

#include <string.h>

/* One storage: a 1-d tensor that the tensors of the file are windows on. */
typedef struct {
    const char *key;
    th_dtype dtype; /* TH_NO_DTYPE: bytes, whose dtype the tensor says */
    int64_t declared; /* size in elements, or in bytes without a dtype */
    int64_t numel;
    th_tensor *data;  /* NULL until a tensor needs it */
} storage;

typedef struct {
    th_unpickler unpickler;
    th_zip *zip;      /* NULL: the older format, where the bytes follow the pickles */
    const char *folder; /* of the zip's entries, "model/" */
    storage *storages;
    int64_t n, cap;
    int64_t *slots, n_slots; /* hash table of storages by key, 1 + position */
} checkpoint;

static th_pickled *read_zip(const th_source *source);
static bool is_old_format(const th_source *source);
static th_pickled *read_old_format(const th_source *source);
static th_pickled *persistent(th_unpickler *u, th_pickled *id);
static th_pickled *reduce(th_unpickler *u, const char *global, th_pickled *arguments);

TH_NORETURN static void damaged(const th_source *source, const char *what)
{
    th_fail(TH_VALUE_ERROR, "%s: %s is a damaged checkpoint: %s", source->op, source->name, what);
}

th_pickled *th_checkpoint_read(const th_source *source)
{
    if (th_zip_looks_like(source)) return read_zip(source);
    if (is_old_format(source)) return read_old_format(source);
    th_fail(TH_VALUE_ERROR, "%s: %s is not a checkpoint of PyTorch: expected a file made by torch.save() "
            "(torch_load() reads safetensors files)", source->op, source->name);
}

static checkpoint *new_checkpoint(const th_source *source)
{
    checkpoint *c = th_scratch(sizeof *c);
    *c = (checkpoint){.unpickler = {.source = source, .data = c, .persistent = persistent, .reduce = reduce}};
    return c;
}

/* ---- The zip format ---------------------------------------------------------------------------- */

static const char *join(const char *a, const char *b, const char *c)
{
    size_t n = strlen(a) + strlen(b) + strlen(c) + 1;
    char *text = th_scratch(n);
    snprintf(text, n, "%s%s%s", a, b, c);
    return text;
}

/* All entries lie in one folder, named after the file; the pickle is "folder/data.pkl". */
static const char *find_folder(const th_zip *zip)
{
    for (int64_t i = 0; i < zip->n; i++) {
        const char *slash = strchr(zip->entries[i].name, '/');
        if (!slash || strcmp(slash, "/data.pkl") != 0) continue;
        size_t n = (size_t)(slash - zip->entries[i].name) + 1;
        char *folder = th_scratch(n + 1);
        memcpy(folder, zip->entries[i].name, n);
        folder[n] = 0;
        return folder;
    }
    th_fail(TH_VALUE_ERROR, "%s: %s is a zip file without a 'data.pkl', expected a checkpoint of PyTorch",
            zip->source->op, zip->source->name);
}

static void check_byte_order(const th_zip *zip, const char *folder)
{
    char order[7] = "little";
    const th_zip_entry *entry = th_zip_find(zip, join(folder, "byteorder", ""));
    if (entry) th_source_read(zip->source, th_zip_offset(zip, entry), order, entry->size < 6 ? (size_t)entry->size : 6);
    if (strcmp(order, "little") != 0)
        th_fail(TH_NOT_IMPLEMENTED, "%s: %s has byte order '%s', expected 'little'", zip->source->op,
                zip->source->name, order);
}

static th_pickled *read_zip(const th_source *source)
{
    th_zip zip = th_zip_open(source);
    checkpoint *c = new_checkpoint(source);
    c->zip = &zip;
    c->folder = find_folder(&zip);
    check_byte_order(&zip, c->folder);
    const th_zip_entry *pickle = th_zip_find(&zip, join(c->folder, "data.pkl", ""));
    c->unpickler.at = th_zip_offset(&zip, pickle);
    c->unpickler.end = c->unpickler.at + pickle->size;
    th_pickled *value = th_unpickle(&c->unpickler);
    th_pickled_check(&c->unpickler, value);
    return value;
}

/* ---- The older format -------------------------------------------------------------------------- */

/* Five pickles: a magic number, a version, a description of the machine, the value, the list of the
 * storages' keys. Then, in the list's order, each storage's number of elements and its bytes. */
static const unsigned char magic[] = {0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
                                      '.'};

static storage *find_storage(checkpoint *c, const char *key);
static th_tensor *storage_data(checkpoint *c, storage *s, th_dtype dtype);
static void fill(const checkpoint *c, storage *s, uint64_t offset);

static bool is_old_format(const th_source *source)
{
    unsigned char start[sizeof magic];
    if (source->size < sizeof magic) return false;
    th_source_read(source, 0, start, sizeof start);
    return memcmp(start, magic, sizeof magic) == 0;
}

static void read_old_storages(checkpoint *c, const th_pickled *keys)
{
    const th_source *source = c->unpickler.source;
    uint64_t at = c->unpickler.at;
    int64_t filled = 0;
    for (int64_t i = 0; i < keys->n; i++) {
        unsigned char numel[8]; /* as the pickle said it, once more */
        const th_pickled *key = keys->as.items[i];
        storage *s = key->type == TH_PICKLED_STRING ? find_storage(c, key->as.string) : NULL;
        if (!s) damaged(source, "it lists a storage that no tensor uses");
        th_source_read(source, at, numel, sizeof numel);
        at += sizeof numel;
        if (th_read_little(numel, 8) != (uint64_t)s->declared) damaged(source, "a storage has an unexpected size");
        storage_data(c, s, TH_NO_DTYPE);
        fill(c, s, at);
        at += (uint64_t)s->numel * th_dtype_size(s->dtype);
        filled++;
    }
    if (filled != c->n) damaged(source, "a storage is missing");
}

static th_pickled *read_old_format(const th_source *source)
{
    checkpoint *c = new_checkpoint(source);
    c->unpickler.at = sizeof magic;
    c->unpickler.end = source->size;
    th_unpickle(&c->unpickler); /* version */
    th_unpickle(&c->unpickler); /* machine */
    th_pickled *value = th_unpickle(&c->unpickler), *keys = th_unpickle(&c->unpickler);
    if (keys->type != TH_PICKLED_LIST) damaged(source, "the list of storages is missing");
    read_old_storages(c, keys);
    th_pickled_check(&c->unpickler, value);
    return value;
}

/* ---- Storages ---------------------------------------------------------------------------------- */

static const struct { const char *name; th_dtype dtype; } storage_classes[] = {
    {"torch.FloatStorage", TH_FLOAT32}, {"torch.DoubleStorage", TH_FLOAT64}, {"torch.HalfStorage", TH_FLOAT16},
    {"torch.BFloat16Storage", TH_BFLOAT16}, {"torch.LongStorage", TH_INT64}, {"torch.IntStorage", TH_INT32},
    {"torch.ShortStorage", TH_INT16}, {"torch.CharStorage", TH_INT8}, {"torch.ByteStorage", TH_UINT8},
    {"torch.BoolStorage", TH_BOOL}, {"torch.ComplexFloatStorage", TH_COMPLEX64},
    {"torch.ComplexDoubleStorage", TH_COMPLEX128}, {"torch.storage.UntypedStorage", TH_NO_DTYPE},
    {"torch.UntypedStorage", TH_NO_DTYPE}, {"torch.storage._UntypedStorage", TH_NO_DTYPE},
};

static th_dtype class_dtype(const th_source *source, const char *name)
{
    for (size_t i = 0; i < sizeof storage_classes / sizeof *storage_classes; i++)
        if (strcmp(storage_classes[i].name, name) == 0) return storage_classes[i].dtype;
    th_fail(TH_NOT_IMPLEMENTED, "%s: got a storage of class '%.100s', expected one of a plain dtype", source->op, name);
}

static uint64_t hash(const char *key)
{
    uint64_t h = 14695981039346656037u;
    for (; *key; key++) h = (h ^ (unsigned char)*key) * 1099511628211u;
    return h ^ h >> 32;
}

/* The slot that holds key, or the empty one where it belongs. */
static int64_t *slot_of(const checkpoint *c, const char *key)
{
    uint64_t i = hash(key);
    while (c->slots[i & (uint64_t)(c->n_slots - 1)]
           && strcmp(c->storages[c->slots[i & (uint64_t)(c->n_slots - 1)] - 1].key, key) != 0) i++;
    return &c->slots[i & (uint64_t)(c->n_slots - 1)];
}

static storage *find_storage(checkpoint *c, const char *key)
{
    int64_t position = c->n_slots ? *slot_of(c, key) : 0;
    return position ? &c->storages[position - 1] : NULL;
}

static storage *add_storage(checkpoint *c, storage s)
{
    c->storages = th_grow(c->storages, c->n, &c->cap, sizeof *c->storages);
    c->storages[c->n++] = s;
    if (2 * c->n > c->n_slots) {
        c->n_slots = c->n_slots ? 2 * c->n_slots : 64;
        c->slots = th_scratch((size_t)c->n_slots * sizeof *c->slots);
        memset(c->slots, 0, (size_t)c->n_slots * sizeof *c->slots);
        for (int64_t i = 0; i < c->n - 1; i++) *slot_of(c, c->storages[i].key) = i + 1;
    }
    *slot_of(c, s.key) = c->n;
    return &c->storages[c->n - 1];
}

/* ('storage', class, key, device, numel), and a window in the older format, which is not used. */
static th_pickled *persistent(th_unpickler *u, th_pickled *id)
{
    checkpoint *c = u->data;
    th_pickled **v = id->as.items;
    if (id->type != TH_PICKLED_TUPLE || id->n < 5 || v[0]->type != TH_PICKLED_STRING ||
        strcmp(v[0]->as.string, "storage")
        || v[1]->type != TH_PICKLED_GLOBAL || v[2]->type != TH_PICKLED_STRING || v[4]->type != TH_PICKLED_INT)
        damaged(u->source, "a reference to a storage is malformed");
    if (id->n > 5 && v[5]->type != TH_PICKLED_NONE)
        th_fail(TH_NOT_IMPLEMENTED, "%s: %s has storages that are parts of others, as very old versions wrote them",
                u->source->op, u->source->name);
    storage s = {.key = v[2]->as.string, .dtype = class_dtype(u->source, v[1]->as.string), .declared = v[4]->as.i};
    s.numel = s.declared;
    if (s.declared < 0) damaged(u->source, "a storage has a negative size");
    storage *known = find_storage(c, s.key);
    if (known && known->declared != s.declared) damaged(u->source, "a storage has two sizes");
    if (!known) known = add_storage(c, s);
    th_pickled *value = th_pickled_new(u, TH_PICKLED_OTHER);
    value->n = known - c->storages;
    return value;
}

static void fill(const checkpoint *c, storage *s, uint64_t offset)
{
    const th_source *source = c->unpickler.source;
    uint64_t width = th_dtype_size(s->dtype);
    if (offset > source->size || (uint64_t)s->numel > (source->size - offset) / width)
        damaged(source, "a storage is cut off");
    size_t bytes = (size_t)s->numel * (size_t)width;
    if (bytes == 0) return;
    char *data = th_data(s->data);
    th_source_read(source, offset, data, bytes);
    if (s->dtype == TH_BOOL) for (size_t i = 0; i < bytes; i++) data[i] = data[i] != 0;
    th_swap_to_host(data, bytes, s->dtype);
}

/* The storage's elements, read when they are first needed; later in the older format. */
static th_tensor *storage_data(checkpoint *c, storage *s, th_dtype dtype)
{
    const th_source *source = c->unpickler.source;
    if (s->data && dtype != TH_NO_DTYPE && dtype != s->dtype)
        th_fail(TH_NOT_IMPLEMENTED, "%s: %s has tensors of different dtypes on one storage", source->op, source->name);
    if (s->data) return s->data;
    if (s->dtype == TH_NO_DTYPE) {
        if (dtype == TH_NO_DTYPE) damaged(source, "a tensor has no dtype");
        s->dtype = dtype;
        s->numel /= (int64_t)th_dtype_size(dtype);
    }
    const th_zip_entry *entry = c->zip ? th_zip_find(c->zip, join(c->folder, "data/", s->key)) : NULL;
    if (c->zip && !entry) damaged(source, "a storage is missing");
    uint64_t room = entry ? entry->size : source->size;
    if ((uint64_t)s->numel > room / th_dtype_size(s->dtype)) damaged(source, "a storage is larger than its bytes");
    s->data = th_tensor_new(1, &s->numel, s->dtype, (th_device){TH_CPU, 0});
    if (entry) fill(c, s, th_zip_offset(c->zip, entry));
    return s->data;
}

/* ---- What pickles may call --------------------------------------------------------------------- */

static th_pickled *new_dict(th_unpickler *u, const th_pickled *arguments);
static th_pickled *rebuild_tensor(th_unpickler *u, const th_pickled *arguments, bool has_dtype);
static th_pickled *rebuild_parameter(th_unpickler *u, const th_pickled *arguments);

static th_pickled *reduce(th_unpickler *u, const char *global, th_pickled *arguments)
{
    if (!strcmp(global, "collections.OrderedDict")) return new_dict(u, arguments);
    if (!strcmp(global, "torch._utils._rebuild_tensor")) return rebuild_tensor(u, arguments, false);
    if (!strcmp(global, "torch._utils._rebuild_tensor_v2")) return rebuild_tensor(u, arguments, false);
    if (!strcmp(global, "torch._utils._rebuild_tensor_v3")) return rebuild_tensor(u, arguments, true);
    if (!strcmp(global, "torch._utils._rebuild_parameter")) return rebuild_parameter(u, arguments);
    if ((!strcmp(global, "torch.Size") || !strcmp(global, "torch.device")) && arguments->n >= 1)
        return arguments->as.items[0];
    th_fail(TH_NOT_IMPLEMENTED, "%s: %s holds an object of '%.100s', expected tensors and dictionaries or lists of "
            "them", u->source->op, u->source->name, global);
}

/* OrderedDict() or OrderedDict([(key, value), ...]). */
static th_pickled *new_dict(th_unpickler *u, const th_pickled *arguments)
{
    th_pickled *dict = th_pickled_new(u, TH_PICKLED_DICT);
    if (arguments->n == 0) return dict;
    const th_pickled *pairs = arguments->as.items[0];
    if (arguments->n > 1 || pairs->type != TH_PICKLED_LIST) damaged(u->source, "a dictionary is malformed");
    for (int64_t i = 0; i < pairs->n; i++) {
        const th_pickled *pair = pairs->as.items[i];
        if ((pair->type != TH_PICKLED_LIST && pair->type != TH_PICKLED_TUPLE) || pair->n != 2)
            damaged(u->source, "a dictionary is malformed");
        th_pickled_add(dict, pair->as.items[0]);
        th_pickled_add(dict, pair->as.items[1]);
    }
    return dict;
}

static int64_t *read_sizes(th_unpickler *u, const th_pickled *tuple, int64_t *n)
{
    if (tuple->type != TH_PICKLED_TUPLE || tuple->n > TH_MOST_DIMS) damaged(u->source, "a tensor's shape is malformed");
    int64_t *sizes = th_scratch((size_t)tuple->n * sizeof *sizes + 1);
    for (int64_t i = 0; i < tuple->n; i++) {
        const th_pickled *size = tuple->as.items[i];
        if (size->type != TH_PICKLED_INT || size->as.i < 0) damaged(u->source, "a tensor's shape is malformed");
        sizes[i] = size->as.i;
    }
    *n = tuple->n;
    return sizes;
}

/* A tensor may reach all elements of its storage and none outside. */
static void check_window(const th_source *source, int64_t numel, int64_t n, const int64_t *shape, const int64_t *stride,
                         int64_t offset)
{
    int64_t last = offset;
    bool empty = false;
    for (int64_t i = 0; i < n; i++) empty = empty || shape[i] == 0;
    bool inside = offset >= 0 && (empty || offset <= numel); /* without elements it is nowhere */
    for (int64_t i = 0; i < n && inside && !empty; i++) {
        inside = shape[i] == 1 || stride[i] <= numel / (shape[i] - 1);
        if (inside && shape[i] > 1) last += (shape[i] - 1) * stride[i];
        inside = inside && last < numel;
    }
    if (!inside || (!empty && last >= numel)) damaged(source, "a tensor reaches outside of its storage");
    th_count((int)n, shape);
}

static th_dtype dtype_named(const char *global)
{
    static const struct { const char *name; th_dtype dtype; } names[] = {
        {"torch.float32", TH_FLOAT32}, {"torch.float64", TH_FLOAT64}, {"torch.float16", TH_FLOAT16},
        {"torch.bfloat16", TH_BFLOAT16}, {"torch.int64", TH_INT64}, {"torch.int32", TH_INT32},
        {"torch.int16", TH_INT16}, {"torch.int8", TH_INT8}, {"torch.uint8", TH_UINT8}, {"torch.bool", TH_BOOL},
        {"torch.complex64", TH_COMPLEX64}, {"torch.complex128", TH_COMPLEX128},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, global) == 0) return names[i].dtype;
    return TH_NO_DTYPE;
}

static th_pickled *pickled_tensor(th_unpickler *u, th_tensor *x, bool requires_grad)
{
    th_pickled *value = th_pickled_new(u, TH_PICKLED_TENSOR);
    if (requires_grad && !th_dtype_is_floating((th_dtype)x->dtype) && !th_dtype_is_complex((th_dtype)x->dtype))
        damaged(u->source, "a tensor of whole numbers requires grad");
    if (requires_grad) th_set_requires_grad(x, true);
    value->as.tensor = x;
    return value;
}

/* (storage, offset, shape, strides, requires_grad, hooks, [dtype], ...) */
static th_pickled *rebuild_tensor(th_unpickler *u, const th_pickled *arguments, bool has_dtype)
{
    checkpoint *c = u->data;
    th_pickled **v = arguments->as.items;
    int64_t ndim, n_strides;
    if (arguments->n < (has_dtype ? 7 : 4) || v[0]->type != TH_PICKLED_OTHER || v[1]->type != TH_PICKLED_INT
        || (has_dtype && v[6]->type != TH_PICKLED_GLOBAL))
        damaged(u->source, "a tensor is malformed");
    int64_t *shape = read_sizes(u, v[2], &ndim), *stride = read_sizes(u, v[3], &n_strides);
    if (ndim != n_strides) damaged(u->source, "a tensor's shape is malformed");
    th_tensor *data = storage_data(c, &c->storages[v[0]->n], has_dtype ? dtype_named(v[6]->as.string) : TH_NO_DTYPE);
    check_window(u->source, data->numel, ndim, shape, stride, v[1]->as.i);
    int64_t offset = v[1]->as.i <= data->numel ? v[1]->as.i : 0; /* beyond: of a tensor without elements */
    th_tensor *x = th_tensor_view(data, (int)ndim, shape, stride, offset);
    return pickled_tensor(u, x, arguments->n > 4 && v[4]->type == TH_PICKLED_BOOL && v[4]->as.i);
}

/* (tensor, requires_grad, hooks) */
static th_pickled *rebuild_parameter(th_unpickler *u, const th_pickled *arguments)
{
    th_pickled **v = arguments->as.items;
    if (arguments->n < 2 || v[0]->type != TH_PICKLED_TENSOR || v[1]->type != TH_PICKLED_BOOL)
        damaged(u->source, "a parameter is malformed");
    return pickled_tensor(u, th_tensor_alias(v[0]->as.tensor), v[1]->as.i != 0);
}
