/* The meta device: shapes and dtypes without data. Operations run their rules and no kernel. */
#include "../core/op.h"

static void *meta_alloc(size_t bytes, int index)
{
    (void)bytes, (void)index;
    return NULL;
}

static void meta_free(void *data, size_t bytes, int index) { (void)data, (void)bytes, (void)index; }

static void meta_copy(void *to, th_device to_device, const void *from, th_device from_device, size_t bytes, bool queue)
{
    (void)to, (void)to_device, (void)from, (void)from_device, (void)bytes;
}

static void meta_sync(int index) { (void)index; }

const th_backend th_meta_backend = {
    .name = "meta", .alloc = meta_alloc, .free = meta_free, .copy = meta_copy, .sync = meta_sync,
};
