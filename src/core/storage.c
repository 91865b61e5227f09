/* Storages, and the account of bytes by which garbage collection is paced. */
#include "op.h"

#include <stdlib.h>
#include <string.h>

#define SLAB 64

bool (*th_out_of_memory_hook)(size_t bytes);

static th_storage *spare; /* free storages, linked through data */
static int64_t live_bytes, burden, pressure;

static th_storage *storage_struct(void)
{
    if (!spare) {
        th_storage *slab = aligned_alloc(64, SLAB * sizeof(th_storage));
        if (!slab) th_fail(TH_MEMORY_ERROR, "no memory for a tensor's storage");
        for (int i = 0; i < SLAB; i++) {
            slab[i].data = spare;
            spare = &slab[i];
        }
    }
    th_storage *storage = spare;
    spare = storage->data;
    return storage;
}

TH_NORETURN static void fail_without_memory(const th_backend *backend, size_t bytes, int index)
{
    th_check_device(backend);
    if (!backend->control)
        th_fail(TH_MEMORY_ERROR, "cannot allocate %zu bytes on device %s (%lld bytes are in use)", bytes,
                backend->name, (long long)live_bytes);
    th_memory_stats s;
    backend->control->memory(index, &s);
    th_fail(TH_MEMORY_ERROR, "%s:%d out of memory: tried to allocate %zu bytes; of %lld bytes in total %lld are free, "
            "%lld are reserved by this process and %lld of these are in use by tensors", backend->name, index, bytes,
            (long long)s.device_total, (long long)s.device_free, (long long)s.reserved, (long long)s.allocated);
}

static void *device_bytes(const th_backend *backend, size_t bytes, int index)
{
    void *data = backend->alloc(bytes, index);
    if (!data && th_out_of_memory_hook && th_out_of_memory_hook(bytes)) data = backend->alloc(bytes, index);
    if (!data) fail_without_memory(backend, bytes, index);
    return data;
}

/* A byte of a device is less than one of the host: its memory is all there for tensors, no cache grows cold, and a
 * device that the collector keeps waiting is done with hundreds of megabytes in the time that a collection takes. */
#define DEVICE_MEMORY ((double)(512 << 20)) /* what all of a device's memory counts as */

static int64_t weight(const th_storage *storage)
{
    static double byte;
    if (storage->device.type == TH_CPU || storage->bytes == 0) return (int64_t)storage->bytes;
    if (byte == 0) {
        th_memory_stats s;
        th_backend_of(storage->device)->control->memory(storage->device.index, &s);
        byte = s.device_total > DEVICE_MEMORY ? DEVICE_MEMORY / (double)s.device_total : 1;
    }
    return (int64_t)(byte * (double)storage->bytes);
}

static void count(const th_storage *storage, int64_t sign)
{
    if (storage->device.type == TH_META) return;
    live_bytes += sign * (int64_t)storage->bytes;
    burden += sign * weight(storage);
    pressure += sign * weight(storage);
}

th_storage *th_storage_new(size_t bytes, th_device device)
{
    void *data = NULL;
    bool small = device.type == TH_CPU && bytes <= TH_INLINE_BYTES;
    if (bytes && !small && device.type != TH_META) data = device_bytes(th_backend_of(device), bytes, device.index);
    th_storage *storage = storage_struct();
    storage->refs = 1;
    storage->version = storage->zeros = 0;
    storage->lent = false;
    storage->device = device;
    storage->pinned = false;
    storage->bytes = bytes;
    storage->data = small ? storage->small : data;
    count(storage, 1);
    return storage;
}

/* ---- Pinned host memory ------------------------------------------------------------------------- */

static void *pinned_bytes(const th_device_control *control, size_t bytes)
{
    void *data = control->pin(bytes);
    if (!data && th_out_of_memory_hook && th_out_of_memory_hook(bytes)) data = control->pin(bytes);
    return data;
}

th_storage *th_storage_pinned(size_t bytes)
{
    const th_backend *backend = th_backend_open(TH_CUDA);
    if (!backend)
        th_fail(TH_RUNTIME_ERROR, "pin_memory: Cannot access accelerator device when none is available: %s",
                th_backend_missing());
    void *data = pinned_bytes(backend->control, bytes);
    if (!data) {
        th_check_device(backend);
        th_fail(TH_MEMORY_ERROR, "pin_memory: cannot allocate %zu bytes of pinned memory", bytes);
    }
    th_storage *storage = th_storage_new(0, (th_device){TH_CPU, 0});
    storage->pinned = true;
    storage->bytes = bytes;
    storage->data = data;
    count(storage, 1);
    return storage;
}

/* ---- The end ------------------------------------------------------------------------------------ */

static void free_bytes(th_storage *storage)
{
    if (!storage->data || storage->data == storage->small) return;
    if (storage->pinned) th_backend_open(TH_CUDA)->control->unpin(storage->data, storage->bytes);
    else th_backend_of(storage->device)->free(storage->data, storage->bytes, storage->device.index);
}

void th_storage_release(th_storage *storage)
{
    if (--storage->refs > 0) return;
    count(storage, -1);
    if (storage->device.type != TH_META) free_bytes(storage);
    storage->data = spare;
    spare = storage;
}

static bool is_whole_storage(const th_tensor *x)
{
    return x->offset == 0 && (size_t)x->numel * th_dtype_bytes[x->dtype] == x->storage->bytes && th_is_dense(x);
}

void th_note_zeros(th_tensor *x)
{
    if (is_whole_storage(x)) x->storage->zeros = x->storage->version;
}

bool th_take_over_zeros(th_tensor *y, th_tensor *x)
{
    th_storage *to = y->storage, *from = x->storage;
    if (!to->zeros || to->zeros != to->version || to->lent || from->lent || !to->data) return false;
    if (to->pinned != from->pinned) return false;
    if (y->dtype != x->dtype || !th_same_device(to->device, from->device) || !th_same_shape(x, y)) return false;
    if (!is_whole_storage(x) || !is_whole_storage(y)) return false;
    if (to->data == to->small) memcpy(to->small, from->small, to->bytes);
    else {
        void *zeros = to->data;
        to->data = from->data;
        from->data = zeros;
    }
    to->version++;
    return true;
}

int64_t th_live_bytes(void) { return live_bytes; }
int64_t th_burden(void) { return burden; }
int64_t th_pressure(void) { return pressure; }
void th_pressure_reset(void) { pressure = 0; }
