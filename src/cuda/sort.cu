/* Sorting, top k, k-th value, median and mode along a dimension. The shape rules hand over contiguous tensors
 * and checked arguments. Lanes are sorted together: by key first, then, stably, by lane. */
#include "convert.cuh"
#include "order.h"

#define THREADS 256

/* ---- Keys: unsigned numbers of the same order ---------------------------------------------------------- */

/* Both zeros are equal, every NaN is the largest. */
static __device__ __forceinline__ uint32_t key_of(float x)
{
    uint32_t bits = __float_as_uint(x == 0 ? 0.0f : x);
    if (x != x) return 0xffffffffu;
    return bits >> 31 ? ~bits : bits | 0x80000000u;
}
static __device__ __forceinline__ uint64_t key_of(double x)
{
    uint64_t bits = (uint64_t)__double_as_longlong(x == 0 ? 0.0 : x);
    if (x != x) return ~(uint64_t)0;
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}
static __device__ __forceinline__ uint64_t key_of(int64_t x) { return (uint64_t)x ^ (uint64_t)1 << 63; }

static __device__ __forceinline__ bool is_floating(int dtype) { return dtype >= TH_FLOAT16; }

static __device__ __forceinline__ uint32_t narrow_key(const char *p, int dtype)
{
    return is_floating(dtype) ? key_of(load_any<float>(p, dtype)) : (uint32_t)load_any<int64_t>(p, dtype) ^ 0x80000000u;
}
static __device__ __forceinline__ uint64_t wide_key(const char *p, int dtype)
{
    return is_floating(dtype) ? key_of(load_any<double>(p, dtype)) : key_of(load_any<int64_t>(p, dtype));
}

/* Lanes [first, ..) of x; element lane * n + place, lanes counted from first, lies here. */
typedef struct { const char *x; int dtype, size; cuda_lanes l; int64_t first; } elements;

static __device__ __forceinline__ const char *element(const elements &e, int64_t lane, int64_t place)
{
    lane += e.first;
    return e.x + (lane / e.l.inner * e.l.n * e.l.inner + place * e.l.inner + lane % e.l.inner) * e.size;
}

template <typename K> __global__ void make_keys(elements e, int64_t total, K *keys, uint32_t *numbers, bool descending)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < total; i += (int64_t)gridDim.x * THREADS) {
        const char *p = element(e, i / e.l.n, i % e.l.n);
        K key = sizeof(K) == 4 ? (K)narrow_key(p, e.dtype) : (K)wide_key(p, e.dtype);
        keys[i] = descending ? (K)~key : key;
        numbers[i] = (uint32_t)i;
    }
}

__global__ void lanes_of_numbers(const uint32_t *numbers, uint32_t *lanes, int64_t total, uint32_t n)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < total; i += (int64_t)gridDim.x * THREADS)
        lanes[i] = numbers[i] / n;
}

static elements elements_of(const th_tensor *x, cuda_lanes l, int64_t first)
{
    elements e = {th_data(x), x->dtype, (int)th_dtype_size((th_dtype)x->dtype), l, first};
    return e;
}

extern "C" uint32_t *cuda_order(const th_tensor *x, cuda_lanes l, int64_t first, int64_t lanes, bool descending)
{
    int64_t total = lanes * l.n;
    int blocks = cuda_blocks(total, THREADS);
    cudaStream_t stream = cuda_stream_of(x);
    bool wide = x->dtype == TH_INT64 || x->dtype == TH_FLOAT64;
    size_t key_bytes = (size_t)total * (wide ? 8 : 4);
    void *keys = cuda_scratch(x, key_bytes), *sorted = cuda_scratch(x, key_bytes);
    uint32_t *numbers = (uint32_t *)cuda_scratch(x, (size_t)total * 4), *order = (uint32_t *)cuda_scratch(x, (size_t)total * 4);
    if (wide) {
        make_keys<uint64_t><<<blocks, THREADS, 0, stream>>>(elements_of(x, l, first), total, (uint64_t *)keys, numbers, descending);
        cuda_sort_pairs64(x, (uint64_t *)keys, (uint64_t *)sorted, numbers, order, total, 64);
    } else {
        make_keys<uint32_t><<<blocks, THREADS, 0, stream>>>(elements_of(x, l, first), total, (uint32_t *)keys, numbers, descending);
        cuda_sort_pairs32(x, (uint32_t *)keys, (uint32_t *)sorted, numbers, order, total, 32);
    }
    if (lanes > 1) {
        uint32_t *lane = (uint32_t *)keys;
        lanes_of_numbers<<<blocks, THREADS, 0, stream>>>(order, lane, total, (uint32_t)l.n);
        cuda_sort_pairs32(x, lane, (uint32_t *)sorted, order, numbers, total, cuda_bits((uint64_t)lanes));
        order = numbers;
    }
    cuda_launched("sort");
    return order;
}

/* ---- Results ------------------------------------------------------------------------------------------------ */

/* k results per lane; result r of a lane lies r * inner elements after the first. */
typedef struct { elements from; const uint32_t *order; int64_t lanes, k; char *values; int64_t *places; } results;

static __device__ __forceinline__ void put_result(const results &j, int64_t lane, int64_t r, int64_t position)
{
    int64_t place = j.order[lane * j.from.l.n + position] - lane * j.from.l.n, all = lane + j.from.first;
    int64_t to = all / j.from.l.inner * j.k * j.from.l.inner + r * j.from.l.inner + all % j.from.l.inner;
    const char *p = element(j.from, lane, place);
    j.places[to] = place;
    switch (j.from.size) {
    case 1: ((uint8_t *)j.values)[to] = *(const uint8_t *)p; break;
    case 2: ((uint16_t *)j.values)[to] = *(const uint16_t *)p; break;
    case 4: ((uint32_t *)j.values)[to] = *(const uint32_t *)p; break;
    default: ((uint64_t *)j.values)[to] = *(const uint64_t *)p;
    }
}

__global__ void first_in_order(results j)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < j.lanes * j.k; i += (int64_t)gridDim.x * THREADS)
        put_result(j, i / j.k, i % j.k, i % j.k);
}

__global__ void nth_in_order(results j, int64_t n)
{
    for (int64_t lane = (int64_t)blockIdx.x * THREADS + threadIdx.x; lane < j.lanes; lane += (int64_t)gridDim.x * THREADS)
        put_result(j, lane, 0, n);
}

static __device__ __forceinline__ const char *in_order(const results &j, int64_t lane, int64_t position)
{
    return element(j.from, lane, j.order[lane * j.from.l.n + position] - lane * j.from.l.n);
}

/* How many elements of a sorted lane are not NaN. */
static __device__ int64_t numbers_in(const results &j, int64_t lane)
{
    int64_t low = 0, high = j.from.l.n;
    while (low < high && is_floating(j.from.dtype)) {
        int64_t middle = low + (high - low) / 2;
        double x = load_any<double>(in_order(j, lane, middle), j.from.dtype);
        if (x == x) low = middle + 1;
        else high = middle;
    }
    return high;
}

/* The lower of two middle elements; a NaN where there is one, or of the numbers alone. */
__global__ void middle_in_order(results j, bool skip_nan)
{
    for (int64_t lane = (int64_t)blockIdx.x * THREADS + threadIdx.x; lane < j.lanes; lane += (int64_t)gridDim.x * THREADS) {
        int64_t n = j.from.l.n, numbers = numbers_in(j, lane), position = (n - 1) / 2;
        if (numbers < n) position = !skip_nan ? numbers : numbers > 0 ? (numbers - 1) / 2 : 0;
        put_result(j, lane, 0, position);
    }
}

/* The end of the run of equal elements that starts at a position: its elements have one key. */
static __device__ int64_t end_of_run(const results &j, int64_t lane, int64_t start, uint64_t key)
{
    int64_t low = start + 1, high = j.from.l.n;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (wide_key(in_order(j, lane, middle), j.from.dtype) == key) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The smallest of the most frequent elements, in its last place. A block per lane. */
__global__ void most_frequent(results j)
{
    __shared__ int64_t lengths[THREADS], starts[THREADS];
    for (int64_t lane = blockIdx.x; lane < j.lanes; lane += gridDim.x) {
        int64_t most = 0, best = 0;
        for (int64_t i = threadIdx.x; i < j.from.l.n; i += THREADS) {
            uint64_t key = wide_key(in_order(j, lane, i), j.from.dtype);
            if (i > 0 && wide_key(in_order(j, lane, i - 1), j.from.dtype) == key) continue;
            int64_t length = end_of_run(j, lane, i, key) - i;
            if (length > most) most = length, best = i;
        }
        lengths[threadIdx.x] = most;
        starts[threadIdx.x] = best;
        for (int half = THREADS / 2; half > 0; half /= 2) {
            __syncthreads();
            if (threadIdx.x >= half) continue;
            int64_t length = lengths[threadIdx.x + half], start = starts[threadIdx.x + half];
            if (length < lengths[threadIdx.x]) continue;
            if (length == lengths[threadIdx.x] && start > starts[threadIdx.x]) continue;
            lengths[threadIdx.x] = length;
            starts[threadIdx.x] = start;
        }
        if (threadIdx.x == 0) put_result(j, lane, 0, starts[0] + lengths[0] - 1);
        __syncthreads();
    }
}

/* ---- Kernels ---------------------------------------------------------------------------------------------------- */

typedef void (*finisher)(const results *j, int64_t n, cudaStream_t stream);

static void finish_first(const results *j, int64_t, cudaStream_t stream)
{
    first_in_order<<<cuda_blocks(j->lanes * j->k, THREADS), THREADS, 0, stream>>>(*j);
}
static void finish_nth(const results *j, int64_t n, cudaStream_t stream)
{
    nth_in_order<<<cuda_blocks(j->lanes, THREADS), THREADS, 0, stream>>>(*j, n);
}
static void finish_middle(const results *j, int64_t skip_nan, cudaStream_t stream)
{
    middle_in_order<<<cuda_blocks(j->lanes, THREADS), THREADS, 0, stream>>>(*j, skip_nan != 0);
}
static void finish_mode(const results *j, int64_t, cudaStream_t stream)
{
    most_frequent<<<cuda_blocks(j->lanes, 1), THREADS, 0, stream>>>(*j);
}

/* k results per lane; as many lanes at a time as can be sorted together. */
static void each_lane(th_call *call, int64_t dim, int64_t k, bool descending, finisher finish, int64_t n)
{
    const th_tensor *x = th_arg(call, 0);
    cuda_lanes l = cuda_lanes_of(x, dim);
    int64_t lanes = l.outer * l.inner;
    if (x->numel == 0 || k == 0) return;
    if (l.n > CUDA_ORDER_MOST) {
        cuda_failed("sorting more than 2^31 elements");
        return;
    }
    int64_t at_once = CUDA_ORDER_MOST / l.n;
    for (int64_t first = 0; first < lanes; first += at_once) {
        th_scope *scope = th_scope_open();
        results j = {elements_of(x, l, first), NULL, lanes - first < at_once ? lanes - first : at_once, k,
                     th_data(call->out[0]), (int64_t *)(void *)th_data(call->out[1])};
        j.order = cuda_order(x, l, first, j.lanes, descending);
        finish(&j, n, cuda_stream_of(x));
        cuda_launched(call->op->name);
        th_scope_close(scope);
    }
}

/* self dim descending stable */
extern "C" void cuda_sort(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    each_lane(c, th_arg_int(c, 1), x->ndim ? x->shape[th_arg_int(c, 1)] : 1, th_arg_bool(c, 2), finish_first, 0);
}
/* self k dim largest sorted */
extern "C" void cuda_topk(th_call *c) { each_lane(c, th_arg_int(c, 2), th_arg_int(c, 1), th_arg_bool(c, 3), finish_first, 0); }
/* self k dim keepdim; k counts from 1 */
extern "C" void cuda_kthvalue(th_call *c) { each_lane(c, th_arg_int(c, 2), 1, false, finish_nth, th_arg_int(c, 1) - 1); }
extern "C" void cuda_median_dim(th_call *c) { each_lane(c, th_arg_int(c, 1), 1, false, finish_middle, false); }
extern "C" void cuda_nanmedian_dim(th_call *c) { each_lane(c, th_arg_int(c, 1), 1, false, finish_middle, true); }
extern "C" void cuda_mode(th_call *c) { each_lane(c, th_arg_int(c, 1), 1, false, finish_mode, 0); }
