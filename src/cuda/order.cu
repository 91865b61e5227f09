#include "order.cuh"
#include "positions.h"

#include <cub/device/device_radix_sort.cuh>
#include <cub/device/device_scan.cuh>

/* ---- Pairs --------------------------------------------------------------------------------------------- */

template <typename K> struct sorted_pairs { K *keys; int64_t *places; };

template <typename K>
static sorted_pairs<K> sort_pairs(const th_tensor *x, K *keys, int64_t *places, int64_t n, int bits)
{
    cub::DoubleBuffer<K> k(keys, cuda_room<K>(x, n));
    cub::DoubleBuffer<int64_t> p(places, cuda_room<int64_t>(x, n));
    cudaStream_t stream = cuda_stream_of(x);
    size_t bytes = 0;
    cuda_note(cub::DeviceRadixSort::SortPairs(NULL, bytes, k, p, n, 0, bits, stream), "sorting");
    void *work = cuda_scratch(x, bytes);
    cuda_note(cub::DeviceRadixSort::SortPairs(work, bytes, k, p, n, 0, bits, stream), "sorting");
    sorted_pairs<K> sorted = {k.Current(), p.Current()};
    return sorted;
}

namespace {
struct number_places {
    int64_t *places;
    __device__ void operator()(int64_t i) const { places[i] = i; }
};

} // namespace

static int64_t *numbered(const th_tensor *x, int64_t n)
{
    int64_t *places = cuda_room<int64_t>(x, n);
    cuda_each(x, "order", n, number_places{places});
    return places;
}

cuda_sorted cuda_sort_by_key(const th_tensor *x, uint64_t *keys, int64_t *places, int64_t n, int bits)
{
    if (!places) places = numbered(x, n);
    if (n < 2 || bits == 0) return cuda_sorted{keys, places};
    sorted_pairs<uint64_t> sorted = sort_pairs(x, keys, places, n, bits);
    return cuda_sorted{sorted.keys, sorted.places};
}

/* ---- Lanes --------------------------------------------------------------------------------------------- */

namespace {
/* The lane's number above the element's key; without a lane or a key, the other one alone. */
template <typename K> struct lane_keys {
    const char *x;
    cuda_lanes lanes;
    cuda_key_kind kind;
    bool descending, by_lane, by_key;
    const int64_t *places; /* NULL: element i is number i */
    K *keys;
    __device__ void operator()(int64_t i) const
    {
        int64_t e = places ? places[i] : i;
        uint64_t key = by_key ? cuda_key_at(x, e, kind, descending) : 0, lane = 0;
        if (by_lane) lane = (uint64_t)(e / (lanes.n * lanes.inner) * lanes.inner + e % lanes.inner);
        keys[i] = (K)(by_key && by_lane ? lane << 8 * kind.bytes | key : by_key ? key : lane);
    }
};
} // namespace

template <typename K> static int64_t *sort_lanes(const th_tensor *x, lane_keys<K> form, int64_t *places, int bits)
{
    form.places = places;
    form.keys = cuda_room<K>(x, x->numel);
    cuda_each(x, "order", x->numel, form);
    return sort_pairs(x, form.keys, places ? places : numbered(x, x->numel), x->numel, bits).places;
}

static int64_t *sort_once(const th_tensor *x, cuda_lanes lanes, bool descending, bool by_lane, bool by_key,
                          int64_t *places, int bits)
{
    cuda_key_kind kind = cuda_key_kind_of((th_dtype)x->dtype, (int)th_dtype_size((th_dtype)x->dtype));
    const char *data = th_data(x);
    if (bits <= 32)
        return sort_lanes(x, lane_keys<uint32_t>{data, lanes, kind, descending, by_lane, by_key, NULL, NULL}, places,
                          bits);
    return sort_lanes(x, lane_keys<uint64_t>{data, lanes, kind, descending, by_lane, by_key, NULL, NULL}, places, bits);
}

/* Short lanes within blocks. Keys that leave no room for the lane are sorted first, then, stably, the lanes. */
int64_t *cuda_order_lanes(const th_tensor *x, cuda_lanes lanes, bool descending)
{
    int key_bits = 8 * (int)th_dtype_size((th_dtype)x->dtype);
    int lane_bits = cuda_bits_of((uint64_t)(lanes.outer * lanes.inner - 1));
    if (x->numel < 2 || lanes.n == 1) {
        int64_t *places = numbered(x, x->numel);
        return places;
    }
    if (cuda_is_short(x, lanes)) {
        int64_t *order = cuda_room<int64_t>(x, x->numel);
        cuda_sort_short(x, lanes, descending, cuda_short_results{lanes.n, NULL, NULL, order});
        return order;
    }
    if (key_bits + lane_bits <= 64)
        return sort_once(x, lanes, descending, lane_bits > 0, true, NULL, key_bits + lane_bits);
    int64_t *places = sort_once(x, lanes, descending, false, true, NULL, key_bits);
    return sort_once(x, lanes, descending, true, false, places, lane_bits);
}

/* ---- Integers ------------------------------------------------------------------------------------------- */

namespace {
struct larger {
    __host__ __device__ int64_t operator()(int64_t a, int64_t b) const { return a > b ? a : b; }
};
} // namespace

void cuda_running_max(const th_tensor *device, int64_t *x, int64_t n)
{
    size_t bytes = 0;
    cudaStream_t stream = cuda_stream_of(device);
    if (n == 0) return;
    cuda_note(cub::DeviceScan::InclusiveScan(NULL, bytes, x, x, larger(), n, stream), "running maximum");
    void *work = cuda_scratch(device, bytes);
    cuda_note(cub::DeviceScan::InclusiveScan(work, bytes, x, x, larger(), n, stream), "running maximum");
}

void cuda_exclusive_sum(const th_tensor *device, int64_t *x, int64_t n)
{
    size_t bytes = 0;
    cudaStream_t stream = cuda_stream_of(device);
    if (n == 0) return;
    cuda_note(cub::DeviceScan::ExclusiveSum(NULL, bytes, x, x, n, stream), "running sum");
    void *work = cuda_scratch(device, bytes);
    cuda_note(cub::DeviceScan::ExclusiveSum(work, bytes, x, x, n, stream), "running sum");
}
