/* Copies that wait, fibers for the threads of a block, and cuBLAS's products. */
#include "cublas_v2.h"
#include "core/half.h"

#include <complex>
#include <deque>
#include <map>
#include <time.h>
#include <ucontext.h>
#include <vector>

thread_local emulated_index threadIdx, blockIdx;
thread_local dim3 blockDim, gridDim;

/* ---- Memory: a small device -------------------------------------------------------------------------------- */

static const size_t device_bytes = (size_t)1 << 30;
static size_t device_used;
static std::map<void *, size_t> allocated;

cudaError_t cudaMalloc(void **p, size_t n)
{
    *p = n > device_bytes - device_used ? NULL : aligned_alloc(512, (n + 511) / 512 * 512);
    if (!*p) return cudaErrorMemoryAllocation;
    memset(*p, 0x7f, n); /* what is not written shows */
    allocated[*p] = n;
    device_used += n;
    return cudaSuccess;
}

cudaError_t cudaFree(void *p)
{
    emulated_flush();
    device_used -= allocated[p];
    allocated.erase(p);
    free(p);
    return cudaSuccess;
}

cudaError_t cudaMemGetInfo(size_t *left, size_t *total)
{
    *total = device_bytes;
    *left = device_bytes - device_used;
    return cudaSuccess;
}

/* ---- The queue --------------------------------------------------------------------------------------------- */

/* What is queued is counted: an event is passed when as much as was queued before it is done. */
struct emulated_event { long long after; double time; };
struct waiting_copy { void *to; const void *from; size_t bytes; };

static std::deque<waiting_copy> waiting;
static std::map<const char *, size_t> pinned;
static long long queued, done;

static bool is_pinned(const void *p)
{
    auto next = pinned.upper_bound((const char *)p);
    if (next == pinned.begin()) return false;
    --next;
    return (const char *)p < next->first + next->second;
}

void emulated_flush(void)
{
    for (; !waiting.empty(); waiting.pop_front(), done++) memmove(waiting.front().to, waiting.front().from, waiting.front().bytes);
}

cudaError_t cudaMemcpyAsync(void *to, const void *from, size_t n, enum cudaMemcpyKind kind, cudaStream_t)
{
    bool waits = kind != cudaMemcpyDeviceToDevice && is_pinned(kind == cudaMemcpyHostToDevice ? from : to);
    queued++;
    waiting.push_back({to, from, n});
    if (!waits) emulated_flush();
    return cudaSuccess;
}

cudaError_t cudaHostAlloc(void **p, size_t n, unsigned)
{
    *p = malloc(n);
    if (*p) pinned[(const char *)*p] = n;
    return *p ? cudaSuccess : cudaErrorMemoryAllocation;
}

cudaError_t cudaFreeHost(void *p)
{
    emulated_flush();
    pinned.erase((const char *)p);
    free(p);
    return cudaSuccess;
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t *e, unsigned)
{
    *e = new emulated_event();
    return cudaSuccess;
}

cudaError_t cudaEventRecord(cudaEvent_t e, cudaStream_t)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    *e = {queued, 1e3 * t.tv_sec + 1e-6 * t.tv_nsec};
    return cudaSuccess;
}

cudaError_t cudaEventQuery(cudaEvent_t e) { return done >= e->after ? cudaSuccess : cudaErrorNotReady; }

cudaError_t cudaEventSynchronize(cudaEvent_t e)
{
    if (done < e->after) emulated_flush();
    return cudaSuccess;
}

cudaError_t cudaEventElapsedTime(float *ms, cudaEvent_t from, cudaEvent_t to)
{
    *ms = (float)(to->time - from->time);
    return cudaSuccess;
}

cudaError_t cudaEventDestroy(cudaEvent_t e)
{
    delete e;
    return cudaSuccess;
}

/* ---- Blocks ---------------------------------------------------------------------------------------------- */

#define STACK_BYTES (64 * 1024)
enum state { READY, AT_WARP, AT_BLOCK, DONE };
struct fiber { ucontext_t context; char *stack; state at; emulated_index index; };

static std::vector<fiber> fibers;
static std::vector<uint64_t> slots;
static size_t running;
static ucontext_t scheduler;
static const std::function<void()> *body;

static void enter()
{
    (*body)();
    fibers[running].at = DONE;
    swapcontext(&fibers[running].context, &scheduler);
}

void emulated_barrier(bool of_warp)
{
    fibers[running].at = of_warp ? AT_WARP : AT_BLOCK;
    swapcontext(&fibers[running].context, &scheduler);
}

unsigned emulated_lane(void) { return running % 32; }
uint64_t *emulated_slots(void) { return &slots[running / 32 * 32]; }

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

static void run_block()
{
    for (bool any = true; any;) {
        any = false;
        for (running = 0; running < fibers.size(); running++) {
            if (fibers[running].at != READY) continue;
            threadIdx = fibers[running].index;
            swapcontext(&scheduler, &fibers[running].context);
            any = true;
        }
        for (size_t w = 0; w < fibers.size(); w += 32)
            if (all_wait(w, w + 32, AT_WARP)) release(w, w + 32), any = true;
        if (all_wait(0, fibers.size(), AT_BLOCK)) release(0, fibers.size());
        any = any || !all_wait(0, fibers.size(), DONE);
        bool alive = false;
        for (auto &f : fibers) alive = alive || f.at != DONE;
        any = alive;
    }
}

void emulate(dim3 grid, dim3 block, const std::function<void()> &kernel)
{
    static std::vector<char *> stacks;
    emulated_flush();
    size_t n = (size_t)block.x * block.y * block.z;
    while (stacks.size() < n) stacks.push_back((char *)malloc(STACK_BYTES));
    body = &kernel;
    gridDim = grid;
    blockDim = block;
    slots.assign(n + 32, 0);
    for (unsigned y = 0; y < grid.y; y++)
        for (unsigned x = 0; x < grid.x; x++) {
            blockIdx = {x, y, 0};
            fibers.assign(n, fiber());
            for (size_t i = 0; i < n; i++) {
                fiber &f = fibers[i];
                f.at = READY;
                f.index = {(unsigned)(i % block.x), (unsigned)(i / block.x % block.y), 0};
                getcontext(&f.context);
                f.context.uc_stack.ss_sp = stacks[i];
                f.context.uc_stack.ss_size = STACK_BYTES;
                f.context.uc_link = NULL;
                makecontext(&f.context, enter, 0);
            }
            run_block();
        }
}

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

cublasStatus_t cublasGemmEx(cublasHandle_t, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void *alpha,
    const void *a, cudaDataType at, int lda, const void *b, cudaDataType bt, int ldb, const void *beta, void *c, cudaDataType ct, int ldc,
    cublasComputeType_t, cublasGemmAlgo_t)
{
    emulated_flush();
    if (lda < (ta ? k : m) || ldb < (tb ? n : k) || ldc < m) return CUBLAS_STATUS_NOT_SUPPORTED;
    number factor = scale(alpha, ct), keep = scale(beta, ct);
    for (int64_t j = 0; j < n; j++)
        for (int64_t i = 0; i < m; i++) {
            number sum = 0;
            for (int64_t l = 0; l < k; l++) sum += read(a, ta ? i * lda + l : l * lda + i, at) * read(b, tb ? l * ldb + j : j * ldb + l, bt);
            sum *= factor;
            if (keep != 0.0) sum += keep * read(c, j * ldc + i, ct);
            write(c, j * ldc + i, ct, sum);
        }
    return CUBLAS_STATUS_SUCCESS;
}

static int64_t bytes_of(cudaDataType t) { static const int n[] = {2, 2, 4, 8, 8, 16}; return n[t]; }

cublasStatus_t cublasGemmStridedBatchedEx(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void *alpha,
    const void *a, cudaDataType at, int lda, long long sa, const void *b, cudaDataType bt, int ldb, long long sb, const void *beta, void *c,
    cudaDataType ct, int ldc, long long sc, int count, cublasComputeType_t compute, cublasGemmAlgo_t algo)
{
    cublasStatus_t s = CUBLAS_STATUS_SUCCESS;
    for (int i = 0; i < count && !s; i++)
        s = cublasGemmEx(h, ta, tb, m, n, k, alpha, (const char *)a + i * sa * bytes_of(at), at, lda, (const char *)b + i * sb * bytes_of(bt),
                         bt, ldb, beta, (char *)c + i * sc * bytes_of(ct), ct, ldc, compute, algo);
    return s;
}

cublasStatus_t cublasGemmBatchedEx(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void *alpha,
    const void *const a[], cudaDataType at, int lda, const void *const b[], cudaDataType bt, int ldb, const void *beta, void *const c[],
    cudaDataType ct, int ldc, int count, cublasComputeType_t compute, cublasGemmAlgo_t algo)
{
    cublasStatus_t s = CUBLAS_STATUS_SUCCESS;
    for (int i = 0; i < count && !s; i++)
        s = cublasGemmEx(h, ta, tb, m, n, k, alpha, a[i], at, lda, b[i], bt, ldb, beta, c[i], ct, ldc, compute, algo);
    return s;
}
