/* Devices with a queue and memory of their own: what there is, waiting, memory. */
#include "bridge.h"

#include <stdlib.h>
#include <string.h>

static th_device_type type_named(SEXP type, const char *op)
{
    static const char *names[TH_N_DEVICES] = {"cpu", "cuda", "meta"};
    const char *name = r_string(type, R_PLACE(op, "device_type"));
    for (int k = 0; k < TH_N_DEVICES; k++) if (!strcmp(name, names[k])) return (th_device_type)k;
    r_raise(TH_VALUE_ERROR, "%s: expected one of cpu, cuda, meta as device type, got \"%s\"", op, name);
}

static const th_device_control *control_of(th_device_type type)
{
    const th_backend *backend = th_backend_open(type);
    return backend ? backend->control : NULL;
}

/* Opens the backend if need be; that there is no driver or no device is an answer, not a failure. */
SEXP C_device_count(SEXP type)
{
    th_device_type device = type_named(type, "device_count");
    const th_device_control *control = device == TH_CUDA ? control_of(device) : NULL;
    return Rf_ScalarInteger(control ? control->count() : device == TH_CPU);
}

/* ---- One device: its index comes from R, NULL for the current one ------------------------------------- */

typedef struct {
    int index;
    const char *op;
    th_memory_stats stats;
    int numbers[2];
    int64_t n_blocks;
    th_memory_block *blocks;
    th_memory_event *events;
} query;

/* Fails where there is no such device. */
static const th_backend *backend_of(const query *q) { return th_backend_of((th_device){TH_CUDA, (int8_t)q->index}); }

static query query_of(SEXP device, const char *op)
{
    r_place place = R_PLACE(op, "device");
    query q = {.op = op};
    if (device == R_NilValue) return q;
    if (Rf_isNumeric(device)) {
        int64_t index = r_int(device, place);
        if (index < 0 || index > 127)
            r_raise(TH_VALUE_ERROR, "%s: got device %lld, expected an index from 0 on", op, (long long)index);
        q.index = (int)index;
        return q;
    }
    th_device d = r_device(device, place);
    if (d.type != TH_CUDA)
        r_raise(TH_VALUE_ERROR, "%s: expected a CUDA device, got %s", op, d.type == TH_CPU ? "cpu" : "meta");
    q.index = d.index;
    return q;
}

static void synchronize(void *data)
{
    const th_backend *backend = backend_of(data);
    backend->sync(((query *)data)->index);
    th_check_device(backend);
}

SEXP C_cuda_synchronize(SEXP device)
{
    query q = query_of(device, "cuda_synchronize");
    r_run(synchronize, &q);
    return R_NilValue;
}

static void find_capability(void *data)
{
    query *q = data;
    const th_backend *backend = backend_of(q);
    backend->control->capability(q->index, &q->numbers[0], &q->numbers[1]);
    th_check_device(backend);
}

SEXP C_cuda_capability(SEXP device)
{
    query q = query_of(device, "cuda_get_device_capability");
    r_run(find_capability, &q);
    SEXP capability = Rf_allocVector(INTSXP, 2);
    memcpy(INTEGER(capability), q.numbers, sizeof q.numbers);
    return capability;
}

static void find_device(void *data) { backend_of(data); }

/* Fails where there is no device. */
SEXP C_cuda_current_device(void)
{
    query q = {.op = "cuda_current_device"};
    r_run(find_device, &q);
    return Rf_ScalarInteger(0);
}

static void find_version(void *data)
{
    query *q = data;
    q->numbers[0] = backend_of(q)->control->runtime_version();
}

SEXP C_cuda_runtime_version(void)
{
    query q = {.op = "cuda_runtime_version"};
    r_run(find_version, &q);
    return Rf_ScalarInteger(q.numbers[0]);
}

/* ---- Memory --------------------------------------------------------------------------------------------- */

static void find_memory(void *data)
{
    query *q = data;
    const th_backend *backend = backend_of(q);
    backend->control->memory(q->index, &q->stats);
    th_check_device(backend);
}

/* A named vector of numbers: the fields of th_memory_stats. */
SEXP C_cuda_memory(SEXP device)
{
    static const char *names[] = {
        "allocated", "allocated_peak", "allocated_ever", "reserved", "reserved_peak", "reserved_ever", "allocations",
        "allocations_peak", "allocations_ever", "segments", "segments_peak", "segments_ever", "inactive", "retries", "ooms",
        "device_free", "device_total"};
    const int n = sizeof names / sizeof *names;
    _Static_assert(sizeof(th_memory_stats) == sizeof names / sizeof *names * sizeof(int64_t), "a name for every field");
    query q = query_of(device, "cuda_memory_stats");
    r_run(find_memory, &q);
    int64_t values[sizeof names / sizeof *names];
    memcpy(values, &q.stats, sizeof values);
    SEXP stats = PROTECT(Rf_allocVector(REALSXP, n)), labels = PROTECT(Rf_allocVector(STRSXP, n));
    for (int k = 0; k < n; k++) {
        REAL(stats)[k] = (double)values[k];
        SET_STRING_ELT(labels, k, Rf_mkChar(names[k]));
    }
    Rf_setAttrib(stats, R_NamesSymbol, labels);
    UNPROTECT(2);
    return stats;
}

static void find_blocks(void *data)
{
    query *q = data;
    q->n_blocks = backend_of(q)->control->memory_blocks(q->index, q->blocks, q->n_blocks);
}

/* (blocks, 4): address, bytes, in use, first of a segment. */
SEXP C_cuda_blocks(SEXP device)
{
    query q = query_of(device, "cuda_memory_snapshot");
    r_run(find_blocks, &q); /* room for none: only counts */
    int n = (int)q.n_blocks;
    q.blocks = (th_memory_block *)(void *)R_alloc((size_t)n + 1, sizeof *q.blocks);
    r_run(find_blocks, &q);
    SEXP rows = Rf_allocMatrix(REALSXP, n, 4);
    for (int i = 0; i < n; i++) {
        REAL(rows)[i] = (double)(uintptr_t)q.blocks[i].data;
        REAL(rows)[n + i] = (double)q.blocks[i].bytes;
        REAL(rows)[2 * n + i] = q.blocks[i].used;
        REAL(rows)[3 * n + i] = q.blocks[i].first;
    }
    return rows;
}

static void record_memory(void *data)
{
    query *q = data;
    if (!backend_of(q)->control->record_memory(q->n_blocks))
        th_fail(TH_MEMORY_ERROR, "%s: no memory for %lld entries", q->op, (long long)q->n_blocks);
}

/* How many entries the histories of all devices keep; 0: none, which needs no device. */
SEXP C_cuda_record_memory(SEXP entries)
{
    query q = {.op = "cuda_record_memory_history"};
    q.n_blocks = r_int(entries, R_PLACE(q.op, "max_entries"));
    if (q.n_blocks > 0 || control_of(TH_CUDA)) r_run(record_memory, &q);
    return R_NilValue;
}

static void find_events(void *data)
{
    query *q = data;
    q->n_blocks = backend_of(q)->control->memory_events(q->index, q->events, q->n_blocks);
}

/* (events, 4), oldest first: what was done (0 alloc, 1 free, 2 and 3 of a segment, 4 out of memory), address, bytes,
 * seconds since 1970. */
SEXP C_cuda_memory_events(SEXP device)
{
    query q = query_of(device, "cuda_memory_snapshot");
    r_run(find_events, &q);
    int n = (int)q.n_blocks;
    q.events = (th_memory_event *)(void *)R_alloc((size_t)n + 1, sizeof *q.events);
    r_run(find_events, &q);
    SEXP rows = Rf_allocMatrix(REALSXP, n, 4);
    for (int i = 0; i < n; i++) {
        REAL(rows)[i] = q.events[i].action;
        REAL(rows)[n + i] = (double)(uintptr_t)q.events[i].data;
        REAL(rows)[2 * n + i] = (double)q.events[i].bytes;
        REAL(rows)[3 * n + i] = 1e-6 * (double)q.events[i].microseconds;
    }
    return rows;
}

static void trim_devices(void *data)
{
    const th_backend *backend = th_backend_open(TH_CUDA);
    (void)data;
    for (int k = 0; backend && k < backend->control->count(); k++) backend->control->trim(k);
    if (backend) th_check_device(backend);
}

/* Of all devices; where there is none, there is nothing to do. */
SEXP C_cuda_empty_cache(void)
{
    r_run(trim_devices, NULL);
    return R_NilValue;
}

/* NULL: only asks. */
SEXP C_cuda_allow_tf32(SEXP set)
{
    static bool wanted; /* before there is a device, and where there is none */
    const th_device_control *control = set == R_NilValue ? NULL : control_of(TH_CUDA);
    bool former = wanted;
    if (set != R_NilValue) wanted = r_flag(set, R_PLACE("backends_cuda_matmul_allow_tf32", "enabled"));
    if (control) control->allow_tf32(wanted);
    return Rf_ScalarLogical(former);
}

/* ---- Events ------------------------------------------------------------------------------------------------ */

typedef struct {
    const th_backend *backend;
    void *event, *other;
    int index;
    bool recorded, wait, passed;
    double elapsed;
} timer;

static void release_event(SEXP pointer)
{
    timer *t = R_ExternalPtrAddr(pointer);
    if (!t) return;
    if (t->event) t->backend->control->event_free(t->event);
    free(t);
    R_ClearExternalPtr(pointer);
}

static void make_event(void *data)
{
    timer *t = data;
    t->backend = th_backend_of((th_device){TH_CUDA, (int8_t)t->index});
    t->event = t->backend->control->event(t->index);
    th_check_device(t->backend);
    if (!t->event) th_fail(TH_MEMORY_ERROR, "cuda_event: no memory for an event");
}

SEXP C_cuda_event(SEXP device)
{
    int index = query_of(device, "cuda_event").index;
    SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, Rf_install("cuda_event"), R_NilValue));
    R_RegisterCFinalizerEx(pointer, release_event, FALSE);
    timer *t = calloc(1, sizeof *t);
    if (!t) r_raise(TH_MEMORY_ERROR, "cuda_event: no memory for an event");
    t->index = index;
    R_SetExternalPtrAddr(pointer, t);
    r_run(make_event, t);
    UNPROTECT(1);
    return pointer;
}

static timer *event_of(SEXP pointer, const char *op)
{
    bool fits = TYPEOF(pointer) == EXTPTRSXP && R_ExternalPtrTag(pointer) == Rf_install("cuda_event");
    timer *t = fits ? R_ExternalPtrAddr(pointer) : NULL;
    if (!t) r_raise(TH_TYPE_ERROR, "%s: expected an event of this process, as cuda_event() makes it", op);
    return t;
}

static void record_event(void *data)
{
    timer *t = data;
    t->backend->control->event_record(t->event);
    th_check_device(t->backend);
    t->recorded = true;
}

SEXP C_cuda_event_record(SEXP event)
{
    r_run(record_event, event_of(event, "record"));
    return R_NilValue;
}

static void look_at_event(void *data)
{
    timer *t = data;
    t->passed = t->backend->control->event_passed(t->event, t->wait);
    th_check_device(t->backend);
}

/* wait: until it is passed */
SEXP C_cuda_event_passed(SEXP event, SEXP wait)
{
    timer *t = event_of(event, "synchronize");
    t->wait = r_flag(wait, R_PLACE("synchronize", "wait"));
    r_run(look_at_event, t);
    return Rf_ScalarLogical(t->passed);
}

static void measure_time(void *data)
{
    timer *t = data;
    const th_device_control *control = t->backend->control;
    if (control->event_passed(t->event, true) && control->event_passed(t->other, true))
        t->elapsed = control->event_elapsed(t->event, t->other);
    th_check_device(t->backend);
}

/* Milliseconds from one to the other, both of which are waited for. */
SEXP C_cuda_event_elapsed(SEXP start, SEXP end)
{
    timer *from = event_of(start, "elapsed_time"), *to = event_of(end, "elapsed_time");
    if (!from->recorded || !to->recorded) r_raise(TH_RUNTIME_ERROR, "elapsed_time: both events must be recorded first");
    if (from->index != to->index) r_raise(TH_VALUE_ERROR, "elapsed_time: the events are of different devices");
    from->other = to->event;
    r_run(measure_time, from);
    return Rf_ScalarReal(from->elapsed);
}

/* ---- Autocast ---------------------------------------------------------------------------------------------- */

/* Sets the mode of a kind of device and returns the former one: list(device_type, dtype, enabled, cache_enabled).
 * cache NULL: as it is. */
SEXP C_autocast(SEXP device, SEXP dtype, SEXP enabled, SEXP cache)
{
    th_device_type type = type_named(device, "set_autocast");
    bool enable = r_flag(enabled, R_PLACE("set_autocast", "enabled"));
    th_dtype asked = r_dtype(dtype, R_PLACE("set_autocast", "dtype")), former_dtype;
    bool former = th_autocast(type, &former_dtype), former_cache = th_autocast_cache();
    bool keeps = r_absent(cache) ? former_cache : r_flag(cache, R_PLACE("set_autocast", "cache_enabled"));
    if (type == TH_META) r_raise(TH_VALUE_ERROR, "set_autocast: expected cpu or cuda as device type, got meta");
    if (asked == TH_NO_DTYPE) asked = type == TH_CUDA ? TH_FLOAT16 : TH_BFLOAT16;
    if (asked != TH_FLOAT16 && asked != TH_BFLOAT16)
        r_raise(TH_VALUE_ERROR, "set_autocast: expected Half or BFloat16 as dtype, got %s", th_dtype_name(asked));
    th_set_autocast(type, enable, asked); /* outside of scopes, which would restore the former mode */
    th_set_autocast_cache(keeps);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, 4));
    SET_VECTOR_ELT(list, 0, device);
    SET_VECTOR_ELT(list, 1, r_dtype_object(former_dtype));
    SET_VECTOR_ELT(list, 2, Rf_ScalarLogical(former));
    SET_VECTOR_ELT(list, 3, Rf_ScalarLogical(former_cache));
    UNPROTECT(1);
    return list;
}
