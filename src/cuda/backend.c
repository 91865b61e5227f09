/* CUDA as a backend: devices with one stream each, memory from a caching allocator, kernels from the op
 * table, failures kept until the engine asks for them. */
#include "device.h"
#include "../core/engine.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORKSPACE_BYTES ((size_t)32 << 20)

cuda_device cuda_devices[CUDA_MAX_DEVICES];
int cuda_n_devices;
static int current = -1;
bool cuda_in_child;
static bool tf32;
static size_t n_history; /* events that each device's allocator keeps */
static char failure_text[512];
static bool broken; /* by an error that stays: failure_text is kept */

/* ---- Failures --------------------------------------------------------------------------------------- */

void cuda_failed_because(const char *what, const char *why)
{
    if (!failure_text[0]) snprintf(failure_text, sizeof failure_text, "CUDA error in %s: %s", what, why);
}

/* Kernels that went wrong, and memory that did, take the process's access to the device with them: from then on the
 * driver answers every call with the same error. */
static bool stays(cudaError_t status)
{
    switch (status) {
    case cudaErrorIllegalAddress: case cudaErrorMisalignedAddress: case cudaErrorInvalidAddressSpace:
    case cudaErrorInvalidPc: case cudaErrorIllegalInstruction: case cudaErrorHardwareStackError:
    case cudaErrorLaunchFailure: case cudaErrorLaunchTimeout: case cudaErrorAssert: case cudaErrorECCUncorrectable:
    case cudaErrorNvlinkUncorrectable: case cudaErrorContextIsDestroyed: return true;
    default: return false;
    }
}

void cuda_note(cudaError_t status, const char *what)
{
    if (status == cudaSuccess) return;
    if (stays(status) && !broken) {
        broken = true;
        snprintf(failure_text, sizeof failure_text,
                 "CUDA error in %s: %s. An operation before may have caused it (with CUDA_LAUNCH_BLOCKING=1 in the "
                 "environment it is found where it is). Devices cannot be used any more in this session: save what is "
                 "on the CPU and start a new one", what, cudaGetErrorString(status));
    }
    cuda_failed_because(what, cudaGetErrorString(status));
    cudaGetLastError(); /* or the next launch would report it again */
}

void cuda_note_blas(cublasStatus_t status, const char *what)
{
    if (status != CUBLAS_STATUS_SUCCESS) cuda_failed_because(what, cublasGetStatusString(status));
}

void cuda_launched(const char *kernel) { cuda_note(cudaGetLastError(), kernel); }
void cuda_failed(const char *what) { cuda_failed_because(what, "not possible on this device"); }

static const char *failure(void)
{
    static char told[sizeof failure_text];
    if (cuda_in_child)
        return "CUDA was used before this process was forked, and cannot be used in the child; start processes with "
               "parallel::makeCluster() or callr instead";
    if (!failure_text[0]) cuda_note(cudaGetLastError(), "work queued before");
    if (!failure_text[0]) return NULL;
    memcpy(told, failure_text, sizeof told);
    if (!broken) failure_text[0] = 0;
    return told;
}

static void child_of_fork(void) { cuda_in_child = true; }

/* ---- Devices ------------------------------------------------------------------------------------------ */

static void *get_segment(void *self, size_t bytes)
{
    (void)self;
    void *data = NULL;
    cudaError_t status = cudaMalloc(&data, bytes);
    if (status == cudaSuccess) return data;
    if (status != cudaErrorMemoryAllocation) cuda_note(status, "cudaMalloc"); /* no lack of memory */
    cudaGetLastError();
    return NULL;
}

/* What still uses the segment is queued on the device's stream. */
static void give_segment(void *self, void *data, size_t bytes)
{
    (void)bytes;
    cuda_note(cudaStreamSynchronize(((cuda_device *)self)->stream), "work queued before");
    cuda_note(cudaFree(data), "cudaFree");
}

static bool start(cuda_device *d, int index)
{
    cudaError_t status = cudaStreamCreateWithFlags(&d->stream, cudaStreamNonBlocking);
    if (status != cudaSuccess) {
        cuda_note(status, "cudaStreamCreate");
        return false;
    }
    cuda_note(cudaDeviceGetAttribute(&d->multiprocessors, cudaDevAttrMultiProcessorCount, index), "cudaDeviceGetAttribute");
    cuda_note(cudaDeviceGetAttribute(&d->threads, cudaDevAttrMaxThreadsPerMultiProcessor, index), "cudaDeviceGetAttribute");
    d->pool = cuda_pool_new((cuda_memory_source){get_segment, give_segment, d});
    if (!d->pool) cuda_failed_because("start", "no host memory");
    else cuda_pool_record(d->pool, n_history);
    return d->pool != NULL;
}

/* Of several devices, other libraries in the process choose theirs too. */
static bool is_current(int index)
{
    int found = index;
    if (current == index && cuda_n_devices > 1) cuda_note(cudaGetDevice(&found), "cudaGetDevice");
    return current == index && found == index;
}

cuda_device *cuda_use(int index)
{
    cuda_device *d = &cuda_devices[index];
    if (cuda_in_child) return NULL;
    if (!is_current(index)) {
        cudaError_t status = cudaSetDevice(index);
        cuda_note(status, "cudaSetDevice");
        if (status != cudaSuccess) return NULL;
        current = index;
    }
    return d->pool || start(d, index) ? d : NULL;
}

cuda_device *cuda_use_any(void) { return cuda_use(current < 0 ? 0 : current); }

static cuda_device *device_of(const th_tensor *x) { return cuda_use(th_device_of(x).index); }

cudaStream_t cuda_stream_of(const th_tensor *x)
{
    cuda_device *d = device_of(x);
    return d ? d->stream : NULL;
}

int cuda_multiprocessors(const th_tensor *x)
{
    cuda_device *d = device_of(x);
    return d && d->multiprocessors > 0 ? d->multiprocessors : 1;
}

int cuda_threads_per_multiprocessor(const th_tensor *x)
{
    cuda_device *d = device_of(x);
    return d && d->threads >= 1024 ? d->threads : 1024;
}

void *cuda_blas_workspace(const th_tensor *x, size_t *bytes)
{
    cuda_device *d = device_of(x);
    *bytes = 0;
    if (!d) return NULL;
    if (!d->workspace) d->workspace = cuda_pool_alloc(d->pool, WORKSPACE_BYTES);
    if (d->workspace) *bytes = WORKSPACE_BYTES;
    return d->workspace;
}

/* cuBLAS allocates nothing of its own and repeats its results exactly: it works in the workspace of the
 * one stream. */
cublasHandle_t cuda_blas_of(const th_tensor *x)
{
    cuda_device *d = device_of(x);
    if (!d) return NULL;
    if (!d->blas) {
        size_t bytes;
        if (cublasCreate(&d->blas) != CUBLAS_STATUS_SUCCESS) { /* it takes memory of its own */
            cudaGetLastError();
            cuda_pool_trim(d->pool);
            d->blas = NULL;
            cuda_note_blas(cublasCreate(&d->blas), "cublasCreate");
        }
        if (!d->blas) return NULL;
        cuda_note_blas(cublasSetStream(d->blas, d->stream), "cublasSetStream");
        void *workspace = cuda_blas_workspace(x, &bytes);
        if (workspace) cuda_note_blas(cublasSetWorkspace(d->blas, workspace, bytes), "cublasSetWorkspace");
    }
    return d->blas;
}

cublasLtHandle_t cuda_blas_lt_of(const th_tensor *x)
{
    cuda_device *d = device_of(x);
    if (!d) return NULL;
    if (!d->blas_lt) cuda_note_blas(cublasLtCreate(&d->blas_lt), "cublasLtCreate");
    return d->blas_lt;
}

bool cuda_tf32_allowed(void) { return tf32; }

static bool allow_tf32(int set)
{
    bool former = tf32;
    if (set >= 0) tf32 = set;
    return former;
}

static int count_devices(void) { return cuda_n_devices; }

static void capability(int index, int *major, int *minor)
{
    *major = *minor = 0;
    cuda_note(cudaDeviceGetAttribute(major, cudaDevAttrComputeCapabilityMajor, index), "cudaDeviceGetAttribute");
    cuda_note(cudaDeviceGetAttribute(minor, cudaDevAttrComputeCapabilityMinor, index), "cudaDeviceGetAttribute");
}

static int runtime_version(void)
{
    int version = 0;
    cuda_note(cudaRuntimeGetVersion(&version), "cudaRuntimeGetVersion");
    return version;
}

/* ---- Memory --------------------------------------------------------------------------------------------- */

/* With TORCH_CUDA_CACHE=no in the environment each block is the driver's own and goes back at once: slow, but tools
 * such as compute-sanitizer then see where a tensor ends. */
static bool caches(void)
{
    static int known = -1;
    const char *choice = known < 0 ? getenv("TORCH_CUDA_CACHE") : NULL;
    if (known < 0) known = !choice || strcmp(choice, "no");
    return known;
}

static void *allocate(size_t bytes, int index)
{
    cuda_device *d = cuda_use(index);
    if (!d) return NULL;
    return caches() ? cuda_pool_alloc(d->pool, bytes) : get_segment(NULL, bytes);
}

/* The child of a fork has no claim on the parent's memory. */
static void release(void *data, size_t bytes, int index)
{
    cuda_device *d = &cuda_devices[index];
    if (cuda_in_child || !d->pool) return;
    if (caches()) cuda_pool_free(d->pool, data);
    else give_segment(d, data, bytes);
}

/* Of a device that nothing was asked of yet there is nothing, and it is not started for this. */
static void trim(int index)
{
    cuda_device *d = cuda_devices[index].pool ? cuda_use(index) : NULL;
    if (!d) return;
    cuda_pool_trim(d->pool);
    cuda_pinned_trim();
}

static void memory(int index, th_memory_stats *stats)
{
    memset(stats, 0, sizeof *stats);
    cuda_device *d = cuda_use(index);
    if (!d) return;
    cuda_pool_stats(d->pool, stats);
    size_t left = 0, total = 0;
    cuda_note(cudaMemGetInfo(&left, &total), "cudaMemGetInfo");
    stats->device_free = (int64_t)left;
    stats->device_total = (int64_t)total;
}

static int64_t memory_blocks(int index, th_memory_block *blocks, int64_t room)
{
    cuda_pool *pool = cuda_devices[index].pool; /* a device that nothing was asked of yet is not started for this */
    return pool ? cuda_pool_blocks(pool, blocks, room) : 0;
}

void *cuda_scratch(const th_tensor *x, size_t bytes)
{
    int64_t n = bytes ? (int64_t)bytes : 1;
    return th_data(th_tensor_new(1, &n, TH_UINT8, th_device_of(x)));
}

#define STAGED ((size_t)64 << 10)

/* From pageable memory of the host, which may be changed or freed afterwards. CUDA has put up to 64 KB aside when
 * cudaMemcpyAsync() returns; it may still be reading more than that where devices see the host's pages. */
static void upload(void *to, const void *from, size_t bytes, cudaStream_t stream)
{
    cuda_note(cudaMemcpyAsync(to, from, bytes, cudaMemcpyHostToDevice, stream), "cudaMemcpyAsync");
    if (bytes > STAGED) cuda_note(cudaStreamSynchronize(stream), "work queued before");
}

void *cuda_scratch_copy(const th_tensor *x, const void *from, size_t bytes)
{
    void *to = cuda_scratch(x, bytes);
    upload(to, from, bytes, cuda_stream_of(x));
    return to;
}

static bool record_memory(int64_t n)
{
    bool fine = true;
    n_history = (size_t)n;
    for (int k = 0; k < cuda_n_devices; k++)
        if (cuda_devices[k].pool) fine = cuda_pool_record(cuda_devices[k].pool, n_history) && fine;
    return fine;
}

static int64_t memory_events(int index, th_memory_event *events, int64_t room)
{
    cuda_pool *pool = cuda_devices[index].pool;
    return pool ? cuda_pool_events(pool, events, room) : 0;
}

/* ---- Copies ------------------------------------------------------------------------------------------------ */

void cuda_synchronize(int index)
{
    cuda_device *d = cuda_use(index);
    if (!d) return;
    cuda_note(cudaStreamSynchronize(d->stream), "work queued before");
    d->host_copies = false;
}

static void copy_between(void *to, int to_index, const void *from, int from_index, size_t bytes)
{
    cuda_synchronize(to_index); /* the streams of two devices know nothing of each other */
    cuda_device *d = cuda_use(from_index);
    if (!d) return;
    cuda_note(cudaMemcpyPeerAsync(to, to_index, from, from_index, bytes, d->stream), "cudaMemcpyPeerAsync");
    cuda_synchronize(from_index);
}

/* Copies to the host wait for the result, those from pageable memory of the host until it has been read. With pinned
 * memory neither is so. */
static void copy(void *to, th_device to_device, const void *from, th_device from_device, size_t bytes, bool queue)
{
    bool up = from_device.type != TH_CUDA, down = to_device.type != TH_CUDA;
    if (!up && !down && to_device.index != from_device.index) {
        copy_between(to, to_device.index, from, from_device.index, bytes);
        return;
    }
    cuda_device *d = cuda_use(up ? to_device.index : from_device.index);
    if (!d) return;
    if (up && !queue) {
        upload(to, from, bytes, d->stream);
        return;
    }
    enum cudaMemcpyKind kind = up ? cudaMemcpyHostToDevice : down ? cudaMemcpyDeviceToHost : cudaMemcpyDeviceToDevice;
    cuda_note(cudaMemcpyAsync(to, from, bytes, kind, d->stream), "cudaMemcpyAsync");
    if (queue) d->host_copies = true;
    else if (down) cuda_note(cudaStreamSynchronize(d->stream), "work queued before");
}

static void hold(bool on)
{
    cuda_hold_steps(on);
    cuda_hold_zeros(on);
}

/* ---- The struct ----------------------------------------------------------------------------------------------- */

/* Prototypes of the structured rows' kernels; a row without one gets NULL, and the engine says so. */
#define ELEMENTWISE(...)
#include "../ops/elementwise-rows.h"
#define VIEW(...)
#define OP(name, ...) void cuda_##name(th_call *call) __attribute__((weak));
#define COMPOSITE(...)
#define ALIAS(...)
#include "../ops/ops.def"
#include "../ops/undef.h"

extern const th_factorizations cuda_factorizations __attribute__((weak));

static const th_device_control control = {
    .count = count_devices, .failure = failure, .capability = capability, .runtime_version = runtime_version,
    .memory = memory, .memory_blocks = memory_blocks, .trim = trim, .record_memory = record_memory,
    .memory_events = memory_events, .event = cuda_event_new, .event_free = cuda_event_free, .event_record = cuda_event_record,
    .event_passed = cuda_event_passed, .event_elapsed = cuda_event_elapsed, .pin = cuda_pin, .unpin = cuda_unpin, .allow_tf32 = allow_tf32,
    .hold = hold,
};

#define ELEMENTWISE(name, ...) [TH_OP_##name] = cuda_elementwise,
#include "../ops/elementwise-rows.h"
#define VIEW(...)
#define OP(name, ...) [TH_OP_##name] = cuda_##name,
#define COMPOSITE(...)
#define ALIAS(...)
const th_backend th_cuda_backend = {
    .name = "cuda", .alloc = allocate, .free = release, .copy = copy, .sync = cuda_synchronize, .control = &control,
    .widens_rows = true,
    .factorizations = &cuda_factorizations, /* its address is NULL where the toolkit has no cuSOLVER */
    .kernels = {
#include "../ops/ops.def"
    }};
#include "../ops/undef.h"

/* ---- Opening ---------------------------------------------------------------------------------------------------- */

bool cuda_take_engine(const th_engine *engine);

#define VISIBLE __attribute__((visibility("default")))

/* The table itself, which says what kernels there are where there is no device. */
VISIBLE const th_backend *th_backend_table(void);
VISIBLE const th_backend *th_backend_table(void) { return &th_cuda_backend; }

/* The runtime calls a driver that is not there an insufficient one. */
static void tell_why(cudaError_t status, char *why, size_t why_bytes)
{
    int driver = 0, runtime = 0;
    if (status == cudaErrorInsufficientDriver) {
        cudaDriverGetVersion(&driver);
        cudaRuntimeGetVersion(&runtime);
    }
    if (status == cudaSuccess) snprintf(why, why_bytes, "no CUDA device was found");
    else if (status != cudaErrorInsufficientDriver) snprintf(why, why_bytes, "%s", cudaGetErrorString(status));
    else if (!driver) snprintf(why, why_bytes, "there is no NVIDIA driver");
    else
        snprintf(why, why_bytes, "the NVIDIA driver supports CUDA %d.%d, and the package was built with %d.%d", driver / 1000,
                 driver % 1000 / 10, runtime / 1000, runtime % 1000 / 10);
}

VISIBLE const th_backend *th_open_backend(const th_engine *engine, char *why, size_t why_bytes);
VISIBLE const th_backend *th_open_backend(const th_engine *engine, char *why, size_t why_bytes)
{
    if (!cuda_take_engine(engine)) {
        snprintf(why, why_bytes, "torch_cuda.so was built for another version of the package");
        return NULL;
    }
    cudaError_t status = cudaGetDeviceCount(&cuda_n_devices);
    if (status != cudaSuccess || cuda_n_devices == 0) {
        tell_why(status, why, why_bytes);
        cudaGetLastError();
        cuda_n_devices = 0;
        return NULL;
    }
    if (cuda_n_devices > CUDA_MAX_DEVICES) cuda_n_devices = CUDA_MAX_DEVICES;
    pthread_atfork(NULL, NULL, child_of_fork);
    return &th_cuda_backend;
}
