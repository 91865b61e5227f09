/* Copies that wait, fibers for the threads of a block, and cuBLAS's products. */
#include "cublasLt.h"
#include "core/half.h"

#include <algorithm>
#include <complex>
#include <deque>
#include <map>
#include <setjmp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include <vector>

thread_local emulated_index threadIdx, blockIdx;
thread_local dim3 blockDim, gridDim;

#define VISIBLE __attribute__((visibility("default")))

/* ---- What is queued -------------------------------------------------------------------------------------------- */

static long long launches, copies, waits, mallocs;

/* For tests that count: .C("emulated_counts", integer(4)) gives launches, copies (sets among them), waits of the host
 * and calls of cudaMalloc() since the process started. */
extern "C" VISIBLE void emulated_counts(int *counts)
{
    counts[0] = (int)launches, counts[1] = (int)copies, counts[2] = (int)waits, counts[3] = (int)mallocs;
}

static void trace(const char *what, size_t n)
{
    static int wanted = -1;
    if (wanted < 0) wanted = getenv("EMULATION_TRACE") != NULL;
    if (wanted) fprintf(stderr, "emulation: %s %zu\n", what, n);
}

/* ---- Errors ------------------------------------------------------------------------------------------------------ */

static cudaError_t last_error, lasting_error;

/* A kernel went wrong, for tests of what comes after. */
extern "C" VISIBLE void emulated_break(void) { lasting_error = cudaErrorIllegalAddress; }

static cudaError_t failed(cudaError_t e)
{
    if (e) last_error = e;
    return e;
}

cudaError_t cudaGetLastError(void)
{
    cudaError_t e = last_error;
    last_error = cudaSuccess;
    return e;
}

/* Without a fork since then; a child has lost the driver. */
static cudaError_t state_now()
{
    static const pid_t process = getpid();
    if (getpid() != process) {
        fprintf(stderr, "emulation: called in the child of a fork\n");
        _exit(70);
    }
    return failed(lasting_error);
}

const char *cudaGetErrorString(cudaError_t e)
{
    switch (e) {
    case cudaSuccess: return "no error";
    case cudaErrorMemoryAllocation: return "out of memory";
    case cudaErrorIllegalAddress: return "an illegal memory access was encountered";
    case cudaErrorMisalignedAddress: return "misaligned address";
    case cudaErrorInvalidConfiguration: return "invalid configuration argument";
    case cudaErrorLaunchFailure: return "unspecified launch failure";
    case cudaErrorInvalidResourceHandle: return "invalid resource handle";
    default: return "invalid argument";
    }
}

/* ---- Devices ----------------------------------------------------------------------------------------------------- */

#define DEVICES 4

static int device_now;

static int count_devices()
{
    const char *n = getenv("EMULATED_DEVICES");
    return n ? std::min(atoi(n), DEVICES) : 1;
}

cudaError_t cudaGetDeviceCount(int *n)
{
    *n = count_devices();
    return state_now();
}

cudaError_t cudaSetDevice(int device)
{
    if (device < 0 || device >= count_devices()) return failed(cudaErrorInvalidDevice);
    device_now = device;
    return state_now();
}

/* As another library in the process does. */
extern "C" VISIBLE int emulated_choose_device(int device) { return cudaSetDevice(device); }

cudaError_t cudaGetDevice(int *device)
{
    *device = device_now;
    return state_now();
}

/* ---- Memory: small devices, closed to the host ------------------------------------------------------------------- */

static const size_t device_bytes = (size_t)1 << 30;
static size_t device_used[DEVICES];
static char *region; /* of all devices, one after the other */
static std::map<char *, size_t> allocated;
static int opened;

static char *start_of_region()
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    if (!region) region = (char *)mmap(NULL, DEVICES * device_bytes, PROT_NONE, flags, -1, 0);
    return region;
}

static void protect(int how) { mprotect(start_of_region(), DEVICES * device_bytes, how); }
static void open_device() { if (opened++ == 0) protect(PROT_READ | PROT_WRITE); }
static void close_device() { if (--opened == 0) protect(PROT_NONE); }

static bool in_region(const void *p)
{
    return region && (const char *)p >= region && (const char *)p < region + DEVICES * device_bytes;
}

static int device_of(const void *p) { return in_region(p) ? (int)(((const char *)p - region) / device_bytes) : -1; }

static bool is_allocated(const void *p, size_t bytes)
{
    auto next = allocated.upper_bound((char *)p);
    if (next == allocated.begin()) return false;
    --next;
    return (const char *)p + bytes <= next->first + next->second;
}

/* Without access to its peers a device sees its own memory. */
static bool is_here(const void *p, size_t bytes) { return device_of(p) == device_now && is_allocated(p, bytes); }

/* The first gap on the current device that is large enough. */
static char *gap_of(size_t n)
{
    char *start = start_of_region() + device_now * device_bytes, *at = start;
    for (auto &a : allocated) {
        if (device_of(a.first) != device_now) continue;
        if ((size_t)(a.first - at) >= n) return at;
        at = a.first + a.second;
    }
    return (size_t)(start + device_bytes - at) >= n ? at : NULL;
}

cudaError_t cudaMalloc(void **p, size_t n)
{
    if (state_now()) return lasting_error;
    mallocs++;
    trace("cudaMalloc", n);
    n = (n + 511) / 512 * 512;
    char *at = n > device_bytes - device_used[device_now] ? NULL : gap_of(n);
    if (!at) return failed(cudaErrorMemoryAllocation);
    open_device();
    memset(at, 0x7f, n); /* what is not written shows */
    close_device();
    allocated[at] = n;
    device_used[device_now] += n;
    *p = at;
    return cudaSuccess;
}

/* Gives the pages that are wholly its own back to the system. */
static void give_pages(char *p, size_t n)
{
    const uintptr_t page = 4096, first = ((uintptr_t)p + page - 1) / page * page, end = ((uintptr_t)p + n) / page * page;
    if (first < end) madvise((void *)first, end - first, MADV_DONTNEED);
}

cudaError_t cudaFree(void *p)
{
    cudaError_t state = state_now();
    if (!allocated.count((char *)p)) return failed(cudaErrorInvalidValue);
    emulated_flush();
    device_used[device_of(p)] -= allocated[(char *)p];
    give_pages((char *)p, allocated[(char *)p]);
    allocated.erase((char *)p);
    return state;
}

cudaError_t cudaMemGetInfo(size_t *left, size_t *total)
{
    *total = device_bytes;
    *left = device_bytes - device_used[device_now];
    return state_now();
}

/* ---- The queue --------------------------------------------------------------------------------------------------- */

/* What is queued is counted: an event is passed when as much as was queued before it is done. */
struct emulated_event { int device; long long after; double time; };
struct waiting_copy { void *to; const void *from; size_t bytes; };

static std::deque<waiting_copy> waiting;
static std::map<const char *, size_t> pinned;
static long long queued, done;

static void begin_work(const char *name);
static const struct emulated_stream streams[DEVICES] = {
    {begin_work, close_device, is_here}, {begin_work, close_device, is_here},
    {begin_work, close_device, is_here}, {begin_work, close_device, is_here}};

cudaStream_t emulated_stream(void) { return &streams[device_now]; }

cudaError_t cudaStreamCreateWithFlags(cudaStream_t *s, unsigned)
{
    *s = emulated_stream();
    return state_now();
}

/* Copies and waits may be of any device's stream, kernels only of the current one's. */
static bool is_stream(cudaStream_t s) { return s >= streams && s < streams + DEVICES; }
static bool is_stream_here(cudaStream_t s) { return s == emulated_stream(); }

static bool is_pinned(const void *p)
{
    auto next = pinned.upper_bound((const char *)p);
    if (next == pinned.begin()) return false;
    --next;
    return (const char *)p < next->first + next->second;
}

void emulated_flush(void)
{
    if (waiting.empty()) return;
    open_device();
    for (; !waiting.empty(); waiting.pop_front(), done++) memmove(waiting.front().to, waiting.front().from, waiting.front().bytes);
    close_device();
}

#define STAGED ((size_t)64 << 10) /* pageable memory up to this much has been read when the call returns */

cudaError_t cudaMemcpyAsync(void *to, const void *from, size_t n, enum cudaMemcpyKind kind, cudaStream_t stream)
{
    static const char *names[] = {"copy to the device", "copy to the host", "copy"};
    if (state_now()) return lasting_error;
    bool fits = (kind == cudaMemcpyHostToDevice ? !in_region(from) : is_allocated(from, n)) &&
                (kind == cudaMemcpyDeviceToHost ? !in_region(to) : is_allocated(to, n));
    if (!fits) return failed(cudaErrorInvalidValue);
    if (!is_stream(stream)) return failed(cudaErrorInvalidResourceHandle);
    bool up = kind == cudaMemcpyHostToDevice, within = kind == cudaMemcpyDeviceToDevice;
    bool waits = !within && (is_pinned(up ? from : to) || (up && n > STAGED));
    copies++;
    trace(names[kind], n);
    queued++;
    waiting.push_back({to, from, n});
    if (!waits) emulated_flush();
    return cudaSuccess;
}

cudaError_t cudaMemcpyPeerAsync(void *to, int to_device, const void *from, int from_device, size_t n, cudaStream_t s)
{
    if (device_of(to) != to_device || device_of(from) != from_device) return failed(cudaErrorInvalidValue);
    return cudaMemcpyAsync(to, from, n, cudaMemcpyDeviceToDevice, s);
}

cudaError_t cudaMemsetAsync(void *p, int c, size_t n, cudaStream_t stream)
{
    if (state_now()) return lasting_error;
    if (!is_here(p, n)) return failed(cudaErrorInvalidValue);
    if (!is_stream_here(stream)) return failed(cudaErrorInvalidResourceHandle);
    copies++;
    trace("set", n);
    emulated_flush();
    open_device();
    memset(p, c, n);
    close_device();
    return cudaSuccess;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream)
{
    cudaError_t state = state_now();
    waits++;
    trace("wait", 0);
    emulated_flush();
    return is_stream(stream) ? state : failed(cudaErrorInvalidResourceHandle);
}

cudaError_t cudaHostAlloc(void **p, size_t n, unsigned)
{
    if (state_now()) return lasting_error;
    *p = malloc(n);
    if (*p) pinned[(const char *)*p] = n;
    return *p ? cudaSuccess : failed(cudaErrorMemoryAllocation);
}

cudaError_t cudaFreeHost(void *p)
{
    cudaError_t state = state_now();
    emulated_flush();
    pinned.erase((const char *)p);
    free(p);
    return state;
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t *e, unsigned)
{
    *e = new emulated_event();
    (*e)->device = device_now;
    return state_now();
}

cudaError_t cudaEventRecord(cudaEvent_t e, cudaStream_t stream)
{
    struct timespec t;
    if (!is_stream(stream) || stream != &streams[e->device]) return failed(cudaErrorInvalidResourceHandle);
    clock_gettime(CLOCK_MONOTONIC, &t);
    *e = {e->device, queued, 1e3 * t.tv_sec + 1e-6 * t.tv_nsec};
    return state_now();
}

cudaError_t cudaEventQuery(cudaEvent_t e)
{
    if (state_now()) return lasting_error;
    return done >= e->after ? cudaSuccess : failed(cudaErrorNotReady);
}

cudaError_t cudaEventSynchronize(cudaEvent_t e)
{
    waits++;
    if (done < e->after) emulated_flush();
    return state_now();
}

cudaError_t cudaEventElapsedTime(float *ms, cudaEvent_t from, cudaEvent_t to)
{
    if (from->device != to->device) return failed(cudaErrorInvalidResourceHandle);
    *ms = (float)(to->time - from->time);
    return state_now();
}

cudaError_t cudaEventDestroy(cudaEvent_t e)
{
    delete e;
    return state_now();
}

/* ---- Blocks ---------------------------------------------------------------------------------------------- */

#define STACK_BYTES (64 * 1024)
enum state { READY, AT_WARP, AT_BLOCK, DONE };
struct fiber { ucontext_t context; jmp_buf jump; bool entered; state at; emulated_index index; };

static std::vector<fiber> fibers;
static std::vector<uint64_t> slots;
static size_t running;
static jmp_buf scheduler;
static std::vector<std::vector<char>> stacks;
static const emulated_launch *current;
static void *arguments;
static bool in_kernel;

/* Jumps between stacks, which need no call of the system, unlike swapcontext(). */
static void __attribute__((noinline)) go_on(fiber *f)
{
    if (_setjmp(scheduler)) return;
    if (f->entered) _longjmp(f->jump, 1);
    f->entered = true;
    setcontext(&f->context);
}

static void __attribute__((noinline)) stop_at(state at)
{
    fiber *f = &fibers[running];
    f->at = at;
    if (!_setjmp(f->jump)) _longjmp(scheduler, 1);
}

static void enter()
{
    current->run(arguments);
    stop_at(DONE);
}

void emulated_barrier(bool of_warp) { stop_at(of_warp ? AT_WARP : AT_BLOCK); }

unsigned emulated_lane(void) { return running % 32; }
void emulated_put(uint64_t bits) { slots[running] = bits; }
uint64_t emulated_get(unsigned lane) { return slots[running / 32 * 32 + lane]; }

/* Does every thread of [first, last) that still runs wait at this kind of barrier? */
static bool all_wait(size_t first, size_t last, state at)
{
    for (size_t i = first; i < last && i < fibers.size(); i++)
        if (fibers[i].at != at && fibers[i].at != DONE) return false;
    return true;
}

static void release(size_t first, size_t last)
{
    for (size_t i = first; i < last && i < fibers.size(); i++) if (fibers[i].at != DONE) fibers[i].at = READY;
}

/* Threads go on in another order each time, so that what is read where a barrier is missing is wrong sooner or later.
 * An odd step meets all of a power of two; blocks of other sizes go up. */
static size_t nth(size_t i, size_t n, uint32_t chance)
{
    size_t step = n & (n - 1) ? 1 : (chance >> 16 | 1) % n;
    return (chance + i * step) % n;
}

/* What happens between two barriers of a block is one phase. */
static uint32_t phase, first_phase; /* first: of the block */

static void run_block()
{
    static uint32_t chance = 1;
    first_phase = ++phase;
    for (bool any = true; any;) {
        any = false;
        chance = chance * 1664525u + 1013904223u;
        for (size_t i = 0; i < fibers.size(); i++) {
            running = nth(i, fibers.size(), chance);
            if (fibers[running].at != READY) continue;
            threadIdx = fibers[running].index;
            go_on(&fibers[running]);
            any = true;
        }
        for (size_t w = 0; w < fibers.size(); w += 32)
            if (all_wait(w, w + 32, AT_WARP)) release(w, w + 32), any = true;
        if (all_wait(0, fibers.size(), AT_BLOCK)) release(0, fibers.size()), phase++;
        any = any || !all_wait(0, fibers.size(), DONE);
        bool alive = false;
        for (auto &f : fibers) alive = alive || f.at != DONE;
        any = alive;
    }
}

static void prepare(fiber *f, size_t i, dim3 block)
{
    static ucontext_t fresh;
    if (!fresh.uc_mcontext.fpregs) getcontext(&fresh);
    f->at = READY;
    f->index = {(unsigned)(i % block.x), (unsigned)(i / block.x % block.y), 0};
    f->context = fresh;
    f->context.uc_stack.ss_sp = stacks[i].data();
    f->context.uc_stack.ss_size = STACK_BYTES;
    f->context.uc_link = NULL;
    makecontext(&f->context, enter, 0);
}

static bool can_run(const emulated_launch &l)
{
    size_t threads = (size_t)l.block.x * l.block.y * l.block.z;
    bool fits = l.grid.x - 1 < 2147483647u && l.grid.y - 1 < 65535u && l.grid.z - 1 < 65535u && threads - 1 < 1024 &&
                l.shared <= 49152 && l.bytes <= 4096 + 64;
    if (!fits) failed(cudaErrorInvalidConfiguration);
    else if (!is_stream_here(l.stream)) failed(cudaErrorInvalidResourceHandle);
    return fits && is_stream_here(l.stream);
}

void emulate(const emulated_launch &l, void *given)
{
    if (state_now() || !can_run(l)) return;
    launches++;
    trace(l.name, l.grid.x);
    emulated_work open(NULL, l.stream);
    size_t n = (size_t)l.block.x * l.block.y * l.block.z;
    while (stacks.size() < n) stacks.emplace_back(STACK_BYTES);
    current = &l;
    arguments = given;
    gridDim = l.grid;
    blockDim = l.block;
    slots.assign(n + 32, 0);
    in_kernel = true;
    for (unsigned y = 0; y < l.grid.y; y++)
        for (unsigned x = 0; x < l.grid.x; x++) {
            blockIdx = {x, y, 0};
            fibers.assign(n, fiber());
            for (size_t i = 0; i < n; i++) prepare(&fibers[i], i, l.block);
            run_block();
        }
    in_kernel = false;
}

static void begin_work(const char *name)
{
    emulated_flush();
    if (name) launches++, trace(name, 0);
    open_device();
}

emulated_work::emulated_work(const char *name, cudaStream_t stream)
{
    if (!is_stream_here(stream)) failed(cudaErrorInvalidResourceHandle);
    begin_work(name);
}
emulated_work::~emulated_work() { close_device(); }

/* ---- What kernels touch: the compiler calls these where it would call a sanitizer of threads ----------------- */

extern "C" {
extern char __ehdr_start __attribute__((visibility("hidden"))), _end __attribute__((visibility("hidden")));

static bool lies_in(const void *p, size_t n, const void *start, size_t bytes)
{
    return (const char *)p >= (const char *)start && (const char *)p + n <= (const char *)start + bytes;
}

/* Its stack, what it shares or finds in tables, its indices, its arguments. */
static bool is_of_thread(const void *p, size_t n)
{
    size_t library = (size_t)(&_end - &__ehdr_start);
    return lies_in(p, n, stacks[running].data(), STACK_BYTES) || lies_in(p, n, &__ehdr_start, library) ||
           lies_in(p, n, arguments, current->bytes) || lies_in(p, n, &threadIdx, sizeof threadIdx) ||
           lies_in(p, n, &blockIdx, sizeof blockIdx) || lies_in(p, n, &blockDim, sizeof blockDim) ||
           lies_in(p, n, &gridDim, sizeof gridDim);
}

/* Shared memory is static here, and all that kernels have among what is not initialized. Of each byte: its last write
 * and reads, by when and whom. */
extern char __bss_start __attribute__((visibility("hidden")));
struct last_access { uint32_t phase; uint16_t thread; bool several, atomic; };
struct shadow { last_access write, read; };
static bool atomic;

static bool meets(const last_access &a)
{
    return a.phase == phase && (a.several || a.thread != running) && !(a.atomic && atomic);
}

static void keep(last_access *a)
{
    bool before = a->phase == phase, other = before && a->thread != running;
    *a = {phase, (uint16_t)running, other || (before && a->several), atomic && (!before || a->atomic)};
}

static const char *hazard_of(shadow *s, bool writes)
{
    const char *what = NULL;
    if (!writes && s->write.phase < first_phase) what = "reads shared memory that was not written";
    else if (meets(s->write) || (writes && meets(s->read))) what = "and another reach shared memory without a barrier";
    keep(writes ? &s->write : &s->read);
    return what;
}

static void look_at_shared(const void *p, size_t n, bool writes)
{
    static std::vector<shadow> shadows((size_t)(&_end - &__bss_start));
    size_t at = (size_t)((const char *)p - &__bss_start);
    const char *what = NULL;
    for (size_t i = 0; i < n && !what; i++) what = hazard_of(&shadows[at + i], writes);
    if (!what) return;
    lasting_error = cudaErrorLaunchFailure;
    fprintf(stderr, "emulation: %s: thread %zu of block %u %s\n", current->name, running, blockIdx.x, what);
}

static void touched(const void *p, size_t n, size_t alignment, bool writes)
{
    if (!in_kernel || lasting_error) return;
    bool aligned = (uintptr_t)p % alignment == 0;
    if (aligned && lies_in(p, n, &__bss_start, (size_t)(&_end - &__bss_start))) {
        look_at_shared(p, n, writes);
        return;
    }
    if (aligned && (is_of_thread(p, n) || is_here(p, n))) return;
    lasting_error = aligned ? cudaErrorIllegalAddress : cudaErrorMisalignedAddress;
    fprintf(stderr, "emulation: %s: %zu bytes at %p: %s\n", current->name, n, p, cudaGetErrorString(lasting_error));
}

#define TOUCH(n)                                                                \
    void __tsan_read##n(void *p) { touched(p, n, n, false); }                   \
    void __tsan_write##n(void *p) { touched(p, n, n, true); }                   \
    void __tsan_unaligned_read##n(void *p) { touched(p, n, 1, false); }         \
    void __tsan_unaligned_write##n(void *p) { touched(p, n, 1, true); }
TOUCH(1) TOUCH(2) TOUCH(4) TOUCH(8) TOUCH(16)
void __tsan_read_range(void *p, size_t n) { touched(p, n, 1, false); }
void __tsan_write_range(void *p, size_t n) { touched(p, n, 1, true); }
void __tsan_init(void) {}
void __tsan_vptr_update(void *, void *) {}
unsigned char __tsan_atomic8_load(const volatile unsigned char *p, int) { return *p; }
}

void emulated_set_atomic(bool on) { atomic = on; }

/* ---- Products ---------------------------------------------------------------------------------------------- */

typedef std::complex<double> number;

static number read(const void *p, int64_t i, cudaDataType type)
{
    switch (type) {
    case CUDA_R_16F: return th_half_to_float(((const uint16_t *)p)[i]);
    case CUDA_R_16BF: return th_bfloat16_to_float(((const uint16_t *)p)[i]);
    case CUDA_R_32F: return ((const float *)p)[i];
    case CUDA_R_64F: return ((const double *)p)[i];
    case CUDA_C_32F: return ((const std::complex<float> *)p)[i];
    default: return ((const std::complex<double> *)p)[i];
    }
}

static void write(void *p, int64_t i, cudaDataType type, number x)
{
    switch (type) {
    case CUDA_R_16F: ((uint16_t *)p)[i] = th_float_to_half((float)x.real()); break;
    case CUDA_R_16BF: ((uint16_t *)p)[i] = th_float_to_bfloat16((float)x.real()); break;
    case CUDA_R_32F: ((float *)p)[i] = (float)x.real(); break;
    case CUDA_R_64F: ((double *)p)[i] = x.real(); break;
    case CUDA_C_32F: ((std::complex<float> *)p)[i] = std::complex<float>(x); break;
    default: ((std::complex<double> *)p)[i] = x;
    }
}

/* The type of alpha and beta is that of the computation. */
static number scale(const void *p, cudaDataType type)
{
    return read(p, 0, type == CUDA_R_16F || type == CUDA_R_16BF ? CUDA_R_32F : type);
}

/* ---- cuBLAS -------------------------------------------------------------------------------------------------- */

/* A handle belongs to the device that was the current one when it was made. */
static char handles[DEVICES];
static bool has_stream[DEVICES];
static cublasPointerMode_t mode;

static bool is_handle(void *h) { return h == &handles[device_now]; }
static bool works(void *h) { return is_handle(h) && has_stream[device_now]; }

cublasStatus_t cublasCreate(cublasHandle_t *h)
{
    *h = &handles[device_now];
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetStream(cublasHandle_t h, cudaStream_t s)
{
    has_stream[device_now] = is_stream_here(s);
    return works(h) ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_NOT_INITIALIZED;
}

cublasStatus_t cublasSetWorkspace(cublasHandle_t, void *p, size_t n)
{
    return (uintptr_t)p % 256 == 0 && is_here(p, n) ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_INVALID_VALUE;
}

cublasStatus_t cublasSetPointerMode(cublasHandle_t, cublasPointerMode_t m)
{
    mode = m;
    return CUBLAS_STATUS_SUCCESS;
}

static int64_t bytes_of(cudaDataType t) { static const int n[] = {2, 2, 4, 8, 8, 16}; return n[t]; }

/* Does a matrix of that many columns, of which each has `rows` elements, lie in memory of the device? */
static bool lies_there(const void *p, int64_t rows, int64_t columns, int64_t ld, cudaDataType t)
{
    if (rows == 0 || columns == 0) return true;
    return (uintptr_t)p % bytes_of(t) == 0 && is_here(p, (size_t)(((columns - 1) * ld + rows) * bytes_of(t)));
}

typedef struct { cublasOperation_t ta, tb; int64_t m, n, k, lda, ldb, ldc; cudaDataType type; } shape;

static cublasStatus_t check(const shape &s, const void *a, const void *b, const void *c)
{
    if (s.m < 0 || s.n < 0 || s.k < 0) return CUBLAS_STATUS_INVALID_VALUE;
    int64_t least_a = s.ta ? s.k : s.m, least_b = s.tb ? s.n : s.k;
    if (s.lda < least_a || s.ldb < least_b || s.ldc < s.m || s.lda < 1 || s.ldb < 1 || s.ldc < 1) return CUBLAS_STATUS_INVALID_VALUE;
    bool there = lies_there(a, s.ta ? s.k : s.m, s.ta ? s.m : s.k, s.lda, s.type) && lies_there(c, s.m, s.n, s.ldc, s.type) &&
                 lies_there(b, s.tb ? s.n : s.k, s.tb ? s.k : s.n, s.ldb, s.type);
    if (!there) lasting_error = cudaErrorIllegalAddress;
    return there ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_EXECUTION_FAILED;
}

/* epilogue: of the number that is stored in row i */
template <class Epilogue> static cublasStatus_t product(const shape &s, const void *alpha, const void *a, const void *b,
                                                        const void *beta, const void *c, void *d, Epilogue epilogue)
{
    cublasStatus_t status = check(s, a, b, d);
    if (mode != CUBLAS_POINTER_MODE_HOST || in_region(alpha) || in_region(beta)) return CUBLAS_STATUS_INVALID_VALUE;
    number factor = scale(alpha, s.type), keep = scale(beta, s.type);
    for (int64_t j = 0; j < s.n && !status; j++)
        for (int64_t i = 0; i < s.m; i++) {
            number sum = 0;
            for (int64_t l = 0; l < s.k; l++)
                sum += read(a, s.ta ? i * s.lda + l : l * s.lda + i, s.type) * read(b, s.tb ? l * s.ldb + j : j * s.ldb + l, s.type);
            sum *= factor;
            if (keep != 0.0) sum += keep * read(c, j * s.ldc + i, s.type);
            write(d, j * s.ldc + i, s.type, epilogue(sum, i));
        }
    return status;
}

/* Sums of Float and Double may be as exact as they are, those of half types run in Float; TF32 is for Float alone. */
static bool computes(cublasComputeType_t compute, cudaDataType t)
{
    bool wide = t == CUDA_R_64F || t == CUDA_C_64F, single = t == CUDA_R_32F || t == CUDA_C_32F;
    return wide == (compute == CUBLAS_COMPUTE_64F) && (single || compute != CUBLAS_COMPUTE_32F_FAST_TF32);
}

static number as_it_is(number x, int64_t) { return x; }

cublasStatus_t cublasGemmEx(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void *alpha,
    const void *a, cudaDataType at, int lda, const void *b, cudaDataType bt, int ldb, const void *beta, void *c, cudaDataType ct, int ldc,
    cublasComputeType_t compute, cublasGemmAlgo_t)
{
    if (!works(h)) return CUBLAS_STATUS_NOT_INITIALIZED;
    if (at != ct || bt != ct || !computes(compute, ct)) return CUBLAS_STATUS_NOT_SUPPORTED;
    emulated_work open("cublasGemmEx", emulated_stream());
    return product({ta, tb, m, n, k, lda, ldb, ldc, ct}, alpha, a, b, beta, c, c, as_it_is);
}

cublasStatus_t cublasGemmStridedBatchedEx(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void *alpha,
    const void *a, cudaDataType at, int lda, long long sa, const void *b, cudaDataType bt, int ldb, long long sb, const void *beta, void *c,
    cudaDataType ct, int ldc, long long sc, int count, cublasComputeType_t compute, cublasGemmAlgo_t)
{
    if (!works(h)) return CUBLAS_STATUS_NOT_INITIALIZED;
    if (at != ct || bt != ct || !computes(compute, ct)) return CUBLAS_STATUS_NOT_SUPPORTED;
    if (count > 1 && sc < (long long)ldc * (n - 1) + m) return CUBLAS_STATUS_INVALID_VALUE; /* results over each other */
    emulated_work open("cublasGemmStridedBatchedEx", emulated_stream());
    cublasStatus_t s = CUBLAS_STATUS_SUCCESS;
    for (int i = 0; i < count && !s; i++) {
        const char *at_a = (const char *)a + i * sa * bytes_of(ct), *at_b = (const char *)b + i * sb * bytes_of(ct);
        char *at_c = (char *)c + i * sc * bytes_of(ct);
        s = product({ta, tb, m, n, k, lda, ldb, ldc, ct}, alpha, at_a, at_b, beta, at_c, at_c, as_it_is);
    }
    return s;
}

/* The lists lie on the device; what half types, and TF32, are read with needs 16 bytes of alignment. */
cublasStatus_t cublasGemmBatchedEx(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void *alpha,
    const void *const a[], cudaDataType at, int lda, const void *const b[], cudaDataType bt, int ldb, const void *beta, void *const c[],
    cudaDataType ct, int ldc, int count, cublasComputeType_t compute, cublasGemmAlgo_t)
{
    if (!works(h)) return CUBLAS_STATUS_NOT_INITIALIZED;
    if (at != ct || bt != ct || !computes(compute, ct)) return CUBLAS_STATUS_NOT_SUPPORTED;
    size_t list = (size_t)count * sizeof *a;
    if (!is_here(a, list) || !is_here(b, list) || !is_here(c, list)) {
        lasting_error = cudaErrorIllegalAddress;
        return CUBLAS_STATUS_EXECUTION_FAILED;
    }
    emulated_work open("cublasGemmBatchedEx", emulated_stream());
    bool wide_loads = bytes_of(ct) == 2 || compute == CUBLAS_COMPUTE_32F_FAST_TF32;
    cublasStatus_t s = CUBLAS_STATUS_SUCCESS;
    for (int i = 0; i < count && !s; i++) {
        uintptr_t all = (uintptr_t)a[i] | (uintptr_t)b[i] | (uintptr_t)c[i];
        if (wide_loads && all % 16) lasting_error = cudaErrorMisalignedAddress;
        s = product({ta, tb, m, n, k, lda, ldb, ldc, ct}, alpha, a[i], b[i], beta, c[i], c[i], as_it_is);
    }
    return s;
}

/* The sum of products that are not conjugated. Sums of half types run in Float. */
cublasStatus_t cublasDotEx(cublasHandle_t h, int n, const void *x, cudaDataType xt, int incx, const void *y,
    cudaDataType yt, int incy, void *result, cudaDataType rt, cudaDataType compute)
{
    if (!works(h)) return CUBLAS_STATUS_NOT_INITIALIZED;
    if (xt != yt || xt != rt || compute != (bytes_of(xt) == 2 ? CUDA_R_32F : xt)) return CUBLAS_STATUS_NOT_SUPPORTED;
    if (in_region(result) != (mode == CUBLAS_POINTER_MODE_DEVICE)) return CUBLAS_STATUS_INVALID_VALUE;
    if (n > 0 && !(lies_there(x, 1, n, incx, xt) && lies_there(y, 1, n, incy, yt))) {
        lasting_error = cudaErrorIllegalAddress;
        return CUBLAS_STATUS_EXECUTION_FAILED;
    }
    emulated_work open("cublasDotEx", emulated_stream());
    number sum = 0;
    for (int64_t i = 0; i < n; i++) sum += read(x, i * incx, xt) * read(y, i * incy, yt);
    write(result, 0, rt, sum);
    return CUBLAS_STATUS_SUCCESS;
}

/* ---- cuBLASLt ------------------------------------------------------------------------------------------------ */

struct emulated_job {
    cublasComputeType_t compute;
    cudaDataType scale;
    cublasOperation_t ta, tb;
    cublasLtEpilogue_t epilogue;
    void *bias;
};
struct emulated_layout { cudaDataType type; uint64_t rows, cols; int64_t ld; };
struct emulated_wish { size_t workspace; uint32_t alignment[4]; };

cublasStatus_t cublasLtCreate(cublasLtHandle_t *h)
{
    *h = &handles[device_now];
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulDescCreate(cublasLtMatmulDesc_t *job, cublasComputeType_t compute, cudaDataType scale)
{
    *job = new emulated_job{compute, scale, CUBLAS_OP_N, CUBLAS_OP_N, CUBLASLT_EPILOGUE_DEFAULT, NULL};
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulDescDestroy(cublasLtMatmulDesc_t job)
{
    delete job;
    return CUBLAS_STATUS_SUCCESS;
}

template <typename T> static cublasStatus_t set(T *to, const void *from, size_t n)
{
    if (n != sizeof *to) return CUBLAS_STATUS_INVALID_VALUE;
    memcpy(to, from, n);
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulDescSetAttribute(cublasLtMatmulDesc_t job, cublasLtMatmulDescAttributes_t a, const void *from, size_t n)
{
    switch (a) {
    case CUBLASLT_MATMUL_DESC_TRANSA: return set(&job->ta, from, n);
    case CUBLASLT_MATMUL_DESC_TRANSB: return set(&job->tb, from, n);
    case CUBLASLT_MATMUL_DESC_EPILOGUE: return set(&job->epilogue, from, n);
    case CUBLASLT_MATMUL_DESC_BIAS_POINTER: return set(&job->bias, from, n);
    }
    return CUBLAS_STATUS_INVALID_VALUE;
}

cublasStatus_t cublasLtMatrixLayoutCreate(cublasLtMatrixLayout_t *l, cudaDataType type, uint64_t rows, uint64_t cols, int64_t ld)
{
    *l = new emulated_layout{type, rows, cols, ld};
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatrixLayoutDestroy(cublasLtMatrixLayout_t l)
{
    delete l;
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulPreferenceCreate(cublasLtMatmulPreference_t *w)
{
    *w = new emulated_wish{0, {256, 256, 256, 256}};
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulPreferenceDestroy(cublasLtMatmulPreference_t w)
{
    delete w;
    return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulPreferenceSetAttribute(cublasLtMatmulPreference_t w, cublasLtMatmulPreferenceAttributes_t a, const void *from, size_t n)
{
    if (a == CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES) return set(&w->workspace, from, n);
    return set(&w->alignment[a - CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES], from, n);
}

static bool has_bias(cublasLtEpilogue_t e) { return e & CUBLASLT_EPILOGUE_BIAS; }

/* The largest power of two, up to 256, that divides an address. */
static uint32_t alignment_of(const void *p)
{
    uint32_t bytes = 256;
    while ((uintptr_t)p % bytes) bytes /= 2;
    return bytes;
}

/* op(A) (m, k), op(B) (k, n), D (m, n) */
static bool fits(cublasLtMatmulDesc_t job, cublasLtMatrixLayout_t a, cublasLtMatrixLayout_t b, cublasLtMatrixLayout_t d, shape *s)
{
    int64_t k = (int64_t)(job->ta ? a->rows : a->cols);
    *s = {job->ta, job->tb, (int64_t)d->rows, (int64_t)d->cols, k, a->ld, b->ld, d->ld, d->type};
    return a->type == d->type && b->type == d->type && computes(job->compute, d->type) && job->scale == CUDA_R_32F &&
           (int64_t)(job->ta ? a->cols : a->rows) == s->m && (int64_t)(job->tb ? b->cols : b->rows) == s->k &&
           s->m > 0 && s->n > 0 && s->k > 0 &&
           (int64_t)(job->tb ? b->rows : b->cols) == s->n && a->ld >= (int64_t)a->rows &&
           b->ld >= (int64_t)b->rows && d->ld >= s->m;
}

/* As of the tensor cores: half types only in vectors. */
static bool in_vectors(cublasLtMatrixLayout_t l, uint32_t alignment)
{
    return bytes_of(l->type) > 2 || (l->ld * bytes_of(l->type) % 16 == 0 && alignment % 16 == 0);
}

/* The algorithm remembers what it relies on; how the bias is aligned it takes from the one that the job has then. */
cublasStatus_t cublasLtMatmulAlgoGetHeuristic(cublasLtHandle_t, cublasLtMatmulDesc_t job, cublasLtMatrixLayout_t a, cublasLtMatrixLayout_t b,
    cublasLtMatrixLayout_t c, cublasLtMatrixLayout_t d, cublasLtMatmulPreference_t wish, int, cublasLtMatmulHeuristicResult_t *best, int *found)
{
    shape s;
    *found = 0;
    if (!fits(job, a, b, d, &s) || c->ld != d->ld) return CUBLAS_STATUS_INVALID_VALUE;
    if (has_bias(job->epilogue) && !job->bias) return CUBLAS_STATUS_INVALID_VALUE;
    if (!in_vectors(a, wish->alignment[0]) || !in_vectors(b, wish->alignment[1]) || !in_vectors(d, wish->alignment[3]))
        return CUBLAS_STATUS_NOT_SUPPORTED;
    *found = 1;
    memcpy(best->algo.alignment, wish->alignment, sizeof wish->alignment);
    best->algo.alignment[4] = alignment_of(job->bias);
    best->state = CUBLAS_STATUS_SUCCESS;
    best->algo.workspace = wish->workspace;
    return CUBLAS_STATUS_SUCCESS;
}

/* Some algorithms of the real library make 0 of NaN, too. */
static number activated(cublasLtEpilogue_t e, number x)
{
    double v = x.real();
    switch (e & ~CUBLASLT_EPILOGUE_BIAS) {
    case CUBLASLT_EPILOGUE_RELU: return v > 0 ? v : 0;
    case CUBLASLT_EPILOGUE_GELU: return 0.5 * v * (1 + tanh(0.7978845608028654 * (v + 0.044715 * v * v * v)));
    default: return v;
    }
}

cublasStatus_t cublasLtMatmul(cublasLtHandle_t h, cublasLtMatmulDesc_t job, const void *alpha, const void *a, cublasLtMatrixLayout_t la,
    const void *b, cublasLtMatrixLayout_t lb, const void *beta, const void *c, cublasLtMatrixLayout_t, void *d, cublasLtMatrixLayout_t ld,
    const cublasLtMatmulAlgo_t *algo, void *workspace, size_t bytes, cudaStream_t stream)
{
    shape s;
    const void *data[] = {a, b, c, d, job->bias};
    if (!is_handle(h) || !is_stream_here(stream) || !fits(job, la, lb, ld, &s)) return CUBLAS_STATUS_INVALID_VALUE;
    bool has_room = bytes == 0 || ((uintptr_t)workspace % 256 == 0 && is_here(workspace, bytes));
    if (bytes < algo->workspace || !has_room) return CUBLAS_STATUS_INVALID_VALUE;
    for (int k = 0; k < 5; k++) if ((uintptr_t)data[k] % algo->alignment[k]) return CUBLAS_STATUS_INVALID_VALUE;
    if (has_bias(job->epilogue) && !lies_there(job->bias, s.m, 1, s.m, s.type)) return CUBLAS_STATUS_INVALID_VALUE;
    emulated_work open("cublasLtMatmul", stream);
    return product(s, alpha, a, b, beta, c, d, [&](number x, int64_t i) {
        return activated(job->epilogue, has_bias(job->epilogue) ? x + read(job->bias, i, s.type) : x);
    });
}
