/* The CPU as a backend: memory from the block cache, kernels from the op table. */
#include "elementwise.h"
#include "lapack.h"

#include <string.h>

/* Prototypes of the structured rows' kernels. */
#define ELEMENTWISE(...)
#include "../ops/elementwise-rows.h"
#define VIEW(...)
#define OP(name, ...) void cpu_##name(th_call *call);
#define COMPOSITE(...)
#define ALIAS(...)
#include "../ops/ops.def"
#include "../ops/undef.h"

static void *allocate(size_t bytes, int index)
{
    (void)index;
    return th_block_alloc(bytes);
}

static void release(void *data, size_t bytes, int index)
{
    (void)index;
    th_block_free(data, bytes);
}

static void copy(void *to, th_device to_device, const void *from, th_device from_device, size_t bytes, bool queue)
{
    (void)to_device, (void)from_device, (void)queue;
    memcpy(to, from, bytes);
}

static void synchronize(int index) { (void)index; }

#define ELEMENTWISE(name, ...) [TH_OP_##name] = cpu_elementwise,
#include "../ops/elementwise-rows.h"
#define VIEW(...)
#define OP(name, ...) [TH_OP_##name] = cpu_##name,
#define COMPOSITE(...)
#define ALIAS(...)
const th_backend th_cpu_backend = {
    .name = "cpu", .alloc = allocate, .free = release, .copy = copy, .sync = synchronize,
#ifdef TH_HAVE_LAPACK
    .factorizations = &cpu_factorizations,
#endif
    .loops = {[TH_FLOAT32] = cpu_loops_f32, [TH_FLOAT64] = cpu_loops_f64},
    .kernels = {
#include "../ops/ops.def"
    }};
#include "../ops/undef.h"
