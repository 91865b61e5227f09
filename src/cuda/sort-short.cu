/* Sorting lanes that fit into a block: a network of compared and exchanged pairs (Batcher, 1968), in registers as far as
 * pairs belong to a thread or a warp. Every element is read once and every result written once. */
#include "order.cuh"
#include "positions.h"

/* What is sorted: the element's key and, as no two are equal, its place. */
struct packed_key {
    uint64_t key; /* above the place's 12 bits */
    static __device__ __forceinline__ packed_key of(uint64_t key, int place) { return {key << 12 | (uint64_t)place}; }
    __device__ __forceinline__ int place() const { return (int)(key & 4095); }
    __device__ __forceinline__ bool before(packed_key other) const { return key < other.key; }
    __device__ __forceinline__ packed_key of_lane(int mask) const { return {__shfl_xor_sync(0xffffffffu, key, mask)}; }
};

/* Keys of 64 bits. filling: whole words are moved, and none that nobody wrote. */
struct wide_key {
    uint64_t key;
    int at, filling;
    static __device__ __forceinline__ wide_key of(uint64_t key, int place) { return {key, place, 0}; }
    __device__ __forceinline__ int place() const { return at; }
    __device__ __forceinline__ bool before(wide_key other) const { return key < other.key || (key == other.key && at < other.at); }
    __device__ __forceinline__ wide_key of_lane(int mask) const
    {
        return {__shfl_xor_sync(0xffffffffu, key, mask), __shfl_xor_sync(0xffffffffu, at, mask), 0};
    }
};

/* A block sorts 2^lane_bits lanes of 2^bits elements, not less than a lane's n. What is behind those comes last. */
typedef struct {
    const char *x;
    cuda_lanes lanes;
    int64_t n_lanes;
    cuda_divisor by_inner;
    cuda_key_kind kind;
    bool descending;
    int bits, lane_bits;
    cuda_short_results to;
} short_job;

/* Every eighth place is left out, against bank conflicts. */
static __device__ __forceinline__ int slot_of(int i) { return i + i / 8; }

/* The lane, of those that a block sorts, and the place in it that number i stands for: so that neighbouring threads have
 * neighbours in memory. */
static __device__ __forceinline__ void find(const short_job &j, int i, int *lane, int *place)
{
    bool along = j.lanes.inner == 1;
    *lane = along ? i >> j.bits : i & ((1 << j.lane_bits) - 1);
    *place = along ? i & ((1 << j.bits) - 1) : i >> j.lane_bits;
}

/* ---- The network: thread t has elements ITEMS * t and on; it keeps the smaller of a pair, or the larger ---------- */

/* Pairs `stride` apart within a thread. */
template <int STRIDE, int ITEMS, class Key> static __device__ __forceinline__ void exchange_own(Key *k, bool up)
{
#pragma unroll
    for (int m = 0; m < ITEMS; m++) {
        if (m & STRIDE) continue;
        Key a = k[m], b = k[m + STRIDE];
        bool swaps = b.before(a) == up;
        k[m] = swaps ? b : a;
        k[m + STRIDE] = swaps ? a : b;
    }
}

/* Pairs of threads t and t ^ apart. */
template <int ITEMS, class Key>
static __device__ __forceinline__ void exchange_threads(Key *k, Key *shared, int apart, bool up)
{
    const int thread = threadIdx.x;
    const bool keeps_smaller = ((thread & apart) == 0) == up;
    if (apart >= 32) {
        __syncthreads();
#pragma unroll
        for (int m = 0; m < ITEMS; m++) shared[slot_of(thread * ITEMS + m)] = k[m];
        __syncthreads();
    }
#pragma unroll
    for (int m = 0; m < ITEMS; m++) {
        Key other = apart < 32 ? k[m].of_lane(apart) : shared[slot_of((thread ^ apart) * ITEMS + m)];
        if (other.before(k[m]) == keeps_smaller) k[m] = other;
    }
}

/* Sequences of 2, 4 and so on up to half of ITEMS, which go up and down by turns. */
template <int SIZE, int ITEMS, class Key> static __device__ __forceinline__ void sort_own(Key *k)
{
    if constexpr (SIZE > 2) sort_own<SIZE / 2, ITEMS>(k);
#pragma unroll
    for (int first = 0; first < ITEMS; first += SIZE) {
        const bool up = (first & SIZE) == 0;
        if constexpr (SIZE > 4) exchange_own<4, SIZE>(k + first, up);
        if constexpr (SIZE > 2) exchange_own<2, SIZE>(k + first, up);
        exchange_own<1, SIZE>(k + first, up);
    }
}

/* Lanes of `width` elements, ITEMS at least. */
template <int ITEMS, class Key> static __device__ __forceinline__ void sort_lanes(Key *k, Key *shared, int width)
{
    const int first = threadIdx.x * ITEMS & (width - 1); /* of the thread, in its lane */
    sort_own<ITEMS / 2, ITEMS>(k);
    for (int size = ITEMS; size <= width; size *= 2) {
        const bool up = (first & size) == 0;
        for (int apart = size / (2 * ITEMS); apart > 0; apart /= 2) exchange_threads<ITEMS>(k, shared, apart, up);
        if constexpr (ITEMS > 8) exchange_own<8, ITEMS>(k, up);
        exchange_own<4, ITEMS>(k, up);
        exchange_own<2, ITEMS>(k, up);
        exchange_own<1, ITEMS>(k, up);
    }
}

/* ---- Kernel -------------------------------------------------------------------------------------------------------- */

/* Element `at` of a lane, of which there are n in each. */
static __device__ __forceinline__ int64_t number_of(const short_job &j, int64_t lane, int64_t n, int at)
{
    int64_t outer = cuda_quotient(lane, &j.by_inner);
    return (outer * (n - 1) + at) * j.lanes.inner + lane;
}

static __device__ __forceinline__ void give(const short_job &j, int64_t lane, int rank, int place)
{
    const cuda_short_results &to = j.to;
    int64_t element = number_of(j, lane, j.lanes.n, place);
    if (to.order) {
        to.order[lane * j.lanes.n + rank] = element;
        return;
    }
    int64_t result = number_of(j, lane, to.n, rank);
    to.places[result] = place;
    cuda_copy_element(to.values, result, j.x, element, j.kind.bytes);
}

template <int ITEMS, class Key>
static __global__ void __launch_bounds__(CUDA_THREADS, sizeof(Key) > 8 ? 3 : 4) sort_short_lanes(const __grid_constant__ short_job j)
{
    const int size = ITEMS * CUDA_THREADS, per_block = 1 << j.lane_bits;
    __shared__ __align__(16) char memory[(size + size / 8) * sizeof(Key)];
    Key *shared = (Key *)memory, k[ITEMS];
    for (int64_t first = (int64_t)blockIdx.x * per_block; first < j.n_lanes; first += (int64_t)gridDim.x * per_block) {
        int lane, place;
#pragma unroll
        for (int m = 0; m < ITEMS; m++) {
            find(j, m * CUDA_THREADS + threadIdx.x, &lane, &place);
            uint64_t key = cuda_key_mask(j.kind);
            if (place < j.lanes.n && first + lane < j.n_lanes)
                key = cuda_key_at(j.x, number_of(j, first + lane, j.lanes.n, place), j.kind, j.descending);
            shared[slot_of((lane << j.bits) + place)] = Key::of(key, place);
        }
        __syncthreads();
#pragma unroll
        for (int m = 0; m < ITEMS; m++) k[m] = shared[slot_of(threadIdx.x * ITEMS + m)];
        sort_lanes<ITEMS>(k, shared, 1 << j.bits);
        __syncthreads();
#pragma unroll
        for (int m = 0; m < ITEMS; m++) shared[slot_of(threadIdx.x * ITEMS + m)] = k[m];
        __syncthreads();
#pragma unroll
        for (int m = 0; m < ITEMS; m++) {
            find(j, m * CUDA_THREADS + threadIdx.x, &lane, &place);
            if (place < j.to.n && first + lane < j.n_lanes)
                give(j, first + lane, place, shared[slot_of((lane << j.bits) + place)].place());
        }
        __syncthreads();
    }
}

/* ---- Host ---------------------------------------------------------------------------------------------------------- */

bool cuda_is_short(const th_tensor *x, cuda_lanes lanes)
{
    return lanes.n <= (th_dtype_size((th_dtype)x->dtype) > 4 ? 2048 : 4096);
}

template <int ITEMS, class Key> static void run(const th_tensor *x, short_job j)
{
    const int all = cuda_bits_of(ITEMS * CUDA_THREADS - 1), least = cuda_bits_of(ITEMS - 1);
    j.bits = cuda_bits_of((uint64_t)j.lanes.n - 1);
    if (j.bits < least) j.bits = least;
    j.lane_bits = all - j.bits;
    cuda_launch(x, "sort", sort_short_lanes<ITEMS, Key>, (j.n_lanes >> j.lane_bits) + 1, CUDA_THREADS, j);
}

void cuda_sort_short(const th_tensor *x, cuda_lanes lanes, bool descending, cuda_short_results to)
{
    short_job j = {};
    j.x = th_data(x);
    j.lanes = lanes;
    j.n_lanes = lanes.outer * lanes.inner;
    j.by_inner = cuda_divisor_of(lanes.inner, j.n_lanes);
    j.kind = cuda_key_kind_of((th_dtype)x->dtype, (int)th_dtype_size((th_dtype)x->dtype));
    j.descending = descending;
    j.to = to;
    if (j.kind.bytes > 4) run<8, wide_key>(x, j);
    else if (lanes.n > 2048) run<16, packed_key>(x, j);
    else run<8, packed_key>(x, j);
}
