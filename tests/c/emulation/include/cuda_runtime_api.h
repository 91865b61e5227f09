/* CUDA's runtime on the host, as far as the backend uses it: one device, or as many as EMULATED_DEVICES says, up to 4. A
 * device's memory is a region of the process's, which the host cannot touch; kernels that touch other memory, that of
 * other devices too, or read more bytes at once than their address is a multiple of, leave an error that stays, as on a
 * device. A stream takes kernels while its device is the current one. The child of a fork ends when it calls. Work is done at once, but for copies that may read or write the
 * host's memory later on a device too: these wait until something waits for them or other work is queued. Blocks run one
 * after the other; the threads of a block are fibers, so that barriers and exchanges between lanes work as on a
 * device. For tests of the kernels' logic where there is no device; EMULATION_TRACE=1 tells what is queued. */
#ifndef EMULATION_RUNTIME_H
#define EMULATION_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    cudaSuccess, cudaErrorInvalidValue = 1, cudaErrorMemoryAllocation = 2, cudaErrorInvalidConfiguration = 9,
    cudaErrorInsufficientDriver = 35, cudaErrorInvalidDevice = 101, cudaErrorECCUncorrectable = 214,
    cudaErrorNvlinkUncorrectable = 220,
    cudaErrorInvalidResourceHandle = 400, cudaErrorNotReady = 600, cudaErrorIllegalAddress = 700, cudaErrorLaunchTimeout = 702,
    cudaErrorContextIsDestroyed = 709, cudaErrorAssert = 710, cudaErrorHardwareStackError = 714, cudaErrorIllegalInstruction = 715,
    cudaErrorMisalignedAddress = 716, cudaErrorInvalidAddressSpace = 717, cudaErrorInvalidPc = 718, cudaErrorLaunchFailure = 719
} cudaError_t;
typedef struct emulated_event *cudaEvent_t;
/* What libraries that work on a device's stream want of it. */
typedef const struct emulated_stream {
    void (*begin)(const char *name); /* does what waits, and opens the device's memory */
    void (*end)(void);               /* closes it */
    bool (*on_device)(const void *memory, size_t bytes); /* the current one */
} *cudaStream_t;
enum cudaMemcpyKind { cudaMemcpyHostToDevice, cudaMemcpyDeviceToHost, cudaMemcpyDeviceToDevice };
enum { cudaStreamNonBlocking = 1, cudaHostAllocDefault = 0, cudaEventDefault = 0, cudaEventDisableTiming = 2 };
enum { cudaDevAttrMultiProcessorCount, cudaDevAttrMaxThreadsPerMultiProcessor, cudaDevAttrComputeCapabilityMajor,
       cudaDevAttrComputeCapabilityMinor };

/* emulate.cc */
cudaStream_t emulated_stream(void); /* the current device's */
void emulated_flush(void);          /* does the copies that wait */
cudaError_t cudaGetDeviceCount(int *n);
cudaError_t cudaSetDevice(int device);
cudaError_t cudaGetDevice(int *device);
cudaError_t cudaGetLastError(void);
const char *cudaGetErrorString(cudaError_t e);
cudaError_t cudaStreamCreateWithFlags(cudaStream_t *s, unsigned flags);
cudaError_t cudaStreamSynchronize(cudaStream_t s);
cudaError_t cudaMemsetAsync(void *p, int c, size_t n, cudaStream_t s);
cudaError_t cudaMalloc(void **p, size_t n);
cudaError_t cudaFree(void *p);
cudaError_t cudaMemGetInfo(size_t *left, size_t *total);
cudaError_t cudaHostAlloc(void **p, size_t n, unsigned flags);
cudaError_t cudaFreeHost(void *p);
cudaError_t cudaMemcpyAsync(void *to, const void *from, size_t n, enum cudaMemcpyKind k, cudaStream_t s);
cudaError_t cudaEventCreateWithFlags(cudaEvent_t *e, unsigned flags);
cudaError_t cudaEventRecord(cudaEvent_t e, cudaStream_t s);
cudaError_t cudaEventQuery(cudaEvent_t e);
cudaError_t cudaEventSynchronize(cudaEvent_t e);
cudaError_t cudaEventElapsedTime(float *ms, cudaEvent_t from, cudaEvent_t to);
cudaError_t cudaEventDestroy(cudaEvent_t e);

static inline cudaError_t cudaRuntimeGetVersion(int *v) { *v = 13000; return cudaSuccess; }
static inline cudaError_t cudaDeviceGetAttribute(int *v, int attribute, int device)
{
    static const int values[] = {2, 1024, 9, 0};
    (void)device;
    *v = values[attribute];
    return cudaSuccess;
}
static inline cudaError_t cudaDriverGetVersion(int *v) { *v = 13000; return cudaSuccess; }
cudaError_t cudaMemcpyPeerAsync(void *to, int to_device, const void *from, int from_device, size_t n, cudaStream_t s);

#ifdef __cplusplus
}

/* ---- Kernels ------------------------------------------------------------------------------------------------ */

#include <math.h>
#include <tuple>

#define __host__
#define __device__
#define __global__ static
#define __shared__ static
#define __forceinline__ inline
#define __noinline__
#define __align__(n) __attribute__((aligned(n)))
#define __grid_constant__
#define __launch_bounds__(...)

struct dim3 { unsigned x, y, z; dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {} };
struct emulated_index { unsigned x, y, z; };
extern thread_local emulated_index threadIdx, blockIdx;
extern thread_local dim3 blockDim, gridDim;

/* A launch: what the fibers run, and the arguments, which alone of the host's memory may be read. */
struct emulated_launch {
    const char *name;
    dim3 grid, block;
    size_t shared;
    cudaStream_t stream;
    void (*run)(void *);
    size_t bytes;
};
void emulate(const emulated_launch &launch, void *arguments);
void emulated_barrier(bool of_warp); /* waits for the block, or for the warp */
void emulated_put(uint64_t bits);    /* what the thread shows the lanes of its warp */
uint64_t emulated_get(unsigned lane);
unsigned emulated_lane(void);
void emulated_set_atomic(bool on);   /* what is read and written until it is off again is so by an atomic function */

/* Work of the device that is not a kernel of ours: its memory is open meanwhile. */
struct emulated_work { emulated_work(const char *name, cudaStream_t stream); ~emulated_work(); };

template <typename... P> struct emulated_call { void (*kernel)(P...); std::tuple<P...> arguments; };
template <typename... P> static void emulated_run(void *data)
{
    emulated_call<P...> *call = (emulated_call<P...> *)data;
    std::apply(call->kernel, call->arguments);
}
template <typename... P, typename... A>
static void emulated_queue(const char *name, dim3 grid, dim3 block, size_t shared, cudaStream_t stream,
                           void (*kernel)(P...), A... a)
{
    emulated_call<P...> *call = new emulated_call<P...>{kernel, std::tuple<P...>(a...)};
    emulate({name, grid, block, shared, stream, emulated_run<P...>, sizeof *call}, call);
    delete call;
}

static inline void __syncthreads() { emulated_barrier(false); }

template <typename T> static inline T emulated_exchange(T x, unsigned from)
{
    uint64_t bits = 0;
    T y = x;
    memcpy(&bits, &x, sizeof x);
    emulated_put(bits);
    emulated_barrier(true);
    if (from < 32) bits = emulated_get(from), memcpy(&y, &bits, sizeof y);
    emulated_barrier(true);
    return y;
}
template <typename T> static inline T __shfl_xor_sync(unsigned, T x, int m) { return emulated_exchange(x, emulated_lane() ^ m); }
template <typename T> static inline T __shfl_sync(unsigned, T x, int lane) { return emulated_exchange(x, lane); }
template <typename T> static inline T __shfl_down_sync(unsigned, T x, int d) { return emulated_exchange(x, emulated_lane() + d); }

/* Which lanes show the same. */
template <typename T> static inline unsigned __match_any_sync(unsigned, T x)
{
    unsigned equal = 0;
    for (int lane = 0; lane < 32; lane++) equal |= (unsigned)(emulated_exchange(x, lane) == x) << lane;
    return equal;
}
static inline void __syncwarp() { emulated_barrier(true); }
static inline int __ffs(int x) { return __builtin_ffs(x); }

template <typename T> static inline T emulated_atomic(T *p, T (*join)(T, T), T v)
{
    emulated_set_atomic(true);
    T old = *p;
    *p = join(old, v);
    emulated_set_atomic(false);
    return old;
}
template <typename T> static inline T atomicAdd(T *p, T v) { return emulated_atomic<T>(p, [](T a, T b) { return a + b; }, v); }
template <typename T> static inline T atomicMin(T *p, T v) { return emulated_atomic<T>(p, [](T a, T b) { return b < a ? b : a; }, v); }
template <typename T> static inline T atomicMax(T *p, T v) { return emulated_atomic<T>(p, [](T a, T b) { return b > a ? b : a; }, v); }

template <typename To, typename From> static inline To emulated_bits(From x) { To y; memcpy(&y, &x, sizeof y); return y; }
static inline float __uint_as_float(uint32_t x) { return emulated_bits<float>(x); }
static inline uint32_t __float_as_uint(float x) { return emulated_bits<uint32_t>(x); }
static inline long long __double_as_longlong(double x) { return emulated_bits<long long>(x); }
static inline double __dadd_rn(double a, double b) { return a + b; }
static inline double __dmul_rn(double a, double b) { return a * b; }
#define __sincosf emulated_sincosf /* glibc declares one */
static inline void emulated_sincosf(float x, float *s, float *c) { *s = sinf(x), *c = cosf(x); }
static inline void sincospi(double x, double *s, double *c) { *s = sin(x * 3.14159265358979323846), *c = cos(x * 3.14159265358979323846); }
#endif
#endif
