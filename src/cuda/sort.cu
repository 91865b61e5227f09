/* Sorting, top k, k-th value, median and mode along a dimension. The shape rules hand over contiguous tensors and
 * checked arguments. */
#include "order.cuh"
#include "positions.h"

#include <cub/block/block_scan.cuh>

/* The lanes of x, and where their results go: (outer, n_results, inner). */
typedef struct {
    const char *x;
    char *values;
    int64_t *places;
    cuda_lanes lanes;
    int64_t n_results, n_lanes;
    cuda_key_kind kind;
    bool descending;
} lane_job;

static lane_job job_of(const th_tensor *x, cuda_lanes lanes, int64_t n_results, bool descending, th_tensor **out)
{
    lane_job j;
    j.x = th_data(x);
    j.values = th_data(out[0]);
    j.places = (int64_t *)th_data(out[1]);
    j.lanes = lanes;
    j.n_results = n_results;
    j.n_lanes = j.lanes.outer * j.lanes.inner;
    j.kind = cuda_key_kind_of((th_dtype)x->dtype, (int)th_dtype_size((th_dtype)x->dtype));
    j.descending = descending;
    return j;
}

static __device__ __forceinline__ void give(const lane_job &j, int64_t result, int64_t element, int64_t place)
{
    j.places[result] = place;
    cuda_copy_element(j.values, result, j.x, element, j.kind.bytes);
}

/* The place in its lane of an element by its number. */
static __device__ __forceinline__ int64_t place_of(const cuda_lanes &l, int64_t element)
{
    return element / l.inner % l.n;
}

/* ---- From the whole order -------------------------------------------------------------------------------- */

namespace {
/* The first n_results of every lane. */
struct give_first {
    lane_job j;
    const int64_t *order; /* (outer, inner, n) */
    cuda_divisor by_inner, by_results;
    __device__ void operator()(int64_t i) const
    {
        int64_t row = cuda_quotient(i, &by_inner), outer = cuda_quotient(row, &by_results);
        int64_t rank = row - outer * j.n_results;
        int64_t lane = outer * j.lanes.inner + i - row * j.lanes.inner, element = order[lane * j.lanes.n + rank];
        give(j, i, element, place_of(j.lanes, element));
    }
};

typedef enum { KTH, MEDIAN, NANMEDIAN } choice;

/* Which rank is asked for, where the last ones are NaN. */
__device__ __forceinline__ int64_t rank_of(choice which, int64_t k, int64_t n, int64_t numbers)
{
    if (which == KTH) return k;
    if (which == MEDIAN) return numbers < n ? numbers : (n - 1) / 2; /* the first NaN */
    return numbers > 0 ? (numbers - 1) / 2 : 0;
}

/* One element of every lane. */
struct give_one {
    lane_job j;
    const int64_t *order;
    choice which;
    int64_t k;
    __device__ void operator()(int64_t lane) const
    {
        const int64_t *sorted = order + lane * j.lanes.n;
        int64_t low = 0, high = which == KTH ? 0 : j.lanes.n; /* how many are numbers: NaN come last */
        while (low < high) {
            int64_t middle = low + (high - low) / 2;
            if (cuda_is_nan_key(cuda_key_at(j.x, sorted[middle], j.kind, false), j.kind)) high = middle;
            else low = middle + 1;
        }
        int64_t element = sorted[rank_of(which, k, j.lanes.n, low)];
        give(j, lane, element, place_of(j.lanes, element));
    }
};
} // namespace

static void sort_first(const lane_job &j, const th_tensor *x)
{
    int64_t numel = j.n_lanes * j.n_results;
    int64_t *order = cuda_order_lanes(x, j.lanes, j.descending);
    cuda_each(x, "sort", numel, give_first{j, order, cuda_divisor_of(j.lanes.inner, numel),
                                           cuda_divisor_of(j.n_results, numel)});
}

/* ---- By selection: a block per lane finds a key digit by digit ------------------------------------------- */

#define MOST_SELECTED CUDA_THREADS /* elements of a top k; each thread places one */

typedef cub::BlockScan<int, CUDA_THREADS> block_scan;

namespace {
struct selection {
    uint64_t key;     /* of the element that has the rank */
    int64_t above;    /* which one it is of those with this key, counted from 0 */
};

/* How many of the lane's elements are numbers. */
__device__ __forceinline__ int64_t count_numbers(const lane_job &j, int64_t start, block_scan::TempStorage &storage)
{
    int count = 0, before, all;
    for (int64_t i = threadIdx.x; i < j.lanes.n; i += CUDA_THREADS)
        count += !cuda_is_nan_key(cuda_key_at(j.x, start + i * j.lanes.inner, j.kind, false), j.kind);
    block_scan(storage).ExclusiveSum(count, before, all);
    __syncthreads();
    return all;
}

/* Counts how often each digit follows the digits found so far, and goes where the rank lies. */
__device__ __forceinline__ selection select_rank(const lane_job &j, int64_t start, int64_t rank,
                                                 block_scan::TempStorage &storage, unsigned int *counts,
                                                 int *digit_found)
{
    selection s = {0, rank};
    uint64_t known = 0;
    for (int shift = 8 * j.kind.bytes - 8; shift >= 0; shift -= 8) {
        counts[threadIdx.x] = 0;
        __syncthreads();
        for (int64_t i = threadIdx.x; i < j.lanes.n; i += CUDA_THREADS) {
            uint64_t key = cuda_key_at(j.x, start + i * j.lanes.inner, j.kind, j.descending);
            if ((key & known) == s.key) atomicAdd(&counts[key >> shift & 255], 1u);
        }
        __syncthreads();
        int count = (int)counts[threadIdx.x], before, all;
        block_scan(storage).ExclusiveSum(count, before, all);
        if (before <= s.above && s.above < (int64_t)before + count) {
            digit_found[0] = threadIdx.x;
            digit_found[1] = before;
        }
        __syncthreads();
        s.key |= (uint64_t)digit_found[0] << shift;
        s.above -= digit_found[1];
        known |= (uint64_t)255 << shift;
        __syncthreads();
    }
    return s;
}
} // namespace

static __global__ void __launch_bounds__(CUDA_THREADS)
    select_one(const __grid_constant__ lane_job j, choice which, int64_t k)
{
    __shared__ block_scan::TempStorage storage;
    __shared__ unsigned int counts[256];
    __shared__ int digit_found[2];
    for (int64_t lane = blockIdx.x; lane < j.n_lanes; lane += gridDim.x) {
        int64_t start = cuda_lane_start(&j.lanes, lane), passed = 0;
        int64_t numbers = which == KTH ? 0 : count_numbers(j, start, storage);
        selection s = select_rank(j, start, rank_of(which, k, j.lanes.n, numbers), storage, counts, digit_found);
        for (int64_t from = 0; from < j.lanes.n && passed <= s.above; from += CUDA_THREADS) {
            int64_t i = from + threadIdx.x, element = start + i * j.lanes.inner;
            int equal = i < j.lanes.n && cuda_key_at(j.x, element, j.kind, j.descending) == s.key, before, all;
            block_scan(storage).ExclusiveSum(equal, before, all);
            if (equal && passed + before == s.above) give(j, lane, element, i);
            passed += all;
            __syncthreads();
        }
    }
}

/* The first n_results of every lane: all that come before the last one of them are gathered, then each is placed
 * behind those that are smaller. */
static __global__ void __launch_bounds__(CUDA_THREADS) select_first(const __grid_constant__ lane_job j)
{
    __shared__ block_scan::TempStorage storage;
    __shared__ unsigned int counts[256];
    __shared__ int digit_found[2], gathered;
    __shared__ uint64_t keys[MOST_SELECTED];
    __shared__ int64_t places[MOST_SELECTED];
    int k = (int)j.n_results;
    for (int64_t lane = blockIdx.x; lane < j.n_lanes; lane += gridDim.x) {
        int64_t start = cuda_lane_start(&j.lanes, lane), passed = 0;
        selection s = select_rank(j, start, k - 1, storage, counts, digit_found);
        if (threadIdx.x == 0) gathered = 0;
        __syncthreads();
        for (int64_t from = 0; from < j.lanes.n; from += CUDA_THREADS) {
            int64_t i = from + threadIdx.x;
            uint64_t key = i < j.lanes.n ? cuda_key_at(j.x, start + i * j.lanes.inner, j.kind, j.descending) : 0;
            int equal = i < j.lanes.n && key == s.key, before, all;
            block_scan(storage).ExclusiveSum(equal, before, all);
            if (i < j.lanes.n && (key < s.key || (equal && passed + before <= s.above))) {
                int at = atomicAdd(&gathered, 1);
                keys[at] = key;
                places[at] = i;
            }
            passed += all;
            __syncthreads();
        }
        if ((int)threadIdx.x < k) {
            uint64_t key = keys[threadIdx.x];
            int64_t place = places[threadIdx.x], rank = 0, outer = lane / j.lanes.inner;
            for (int i = 0; i < k; i++) rank += keys[i] < key || (keys[i] == key && places[i] < place);
            int64_t result = (outer * k + rank) * j.lanes.inner + lane - outer * j.lanes.inner;
            give(j, result, start + place * j.lanes.inner, place);
        }
        __syncthreads();
    }
}

/* Selection reads a lane some ten times, but each block reads only its own. */
static bool is_selected(const lane_job &j)
{
    return j.lanes.n >= 256 && j.lanes.n < INT32_MAX && (j.n_lanes >= 64 || j.lanes.n <= 1 << 14);
}

/* ---- Kernels --------------------------------------------------------------------------------------------- */

void cuda_first_of_lanes(const th_tensor *x, cuda_lanes lanes, int64_t k, bool descending, th_tensor **out)
{
    if (x->numel == 0 || k == 0) return;
    th_scope *scope = th_scope_open();
    lane_job j = job_of(x, lanes, k, descending, out);
    bool is_short = cuda_is_short(x, lanes), few = k <= MOST_SELECTED && (k <= lanes.n / 4 || !is_short);
    if (few && is_selected(j)) cuda_launch(x, "topk", select_first, j.n_lanes, CUDA_THREADS, j);
    else if (is_short) cuda_sort_short(x, lanes, descending, cuda_short_results{k, j.values, j.places, NULL});
    else sort_first(j, x);
    th_scope_close(scope);
}

/* self dim descending stable */
extern "C" void cuda_sort(th_call *c)
{
    cuda_lanes lanes = cuda_lanes_of(th_arg(c, 0), th_arg_int(c, 1));
    cuda_first_of_lanes(th_arg(c, 0), lanes, lanes.n, th_arg_bool(c, 2), c->out);
}

/* self k dim largest sorted */
extern "C" void cuda_topk(th_call *c)
{
    cuda_lanes lanes = cuda_lanes_of(th_arg(c, 0), th_arg_int(c, 2));
    cuda_first_of_lanes(th_arg(c, 0), lanes, th_arg_int(c, 1), th_arg_bool(c, 3), c->out);
}

static void one_per_lane(th_call *c, int dim, choice which, int64_t k)
{
    const th_tensor *x = th_arg(c, 0);
    if (x->numel == 0) return;
    th_scope *scope = th_scope_open();
    lane_job j = job_of(x, cuda_lanes_of(x, th_arg_int(c, dim)), 1, false, c->out);
    if (is_selected(j)) cuda_launch(x, c->op->name, select_one, j.n_lanes, CUDA_THREADS, j, which, k);
    else cuda_each(x, c->op->name, j.n_lanes, give_one{j, cuda_order_lanes(x, j.lanes, false), which, k});
    th_scope_close(scope);
}

/* self k dim keepdim; k counts from 1 */
extern "C" void cuda_kthvalue(th_call *c) { one_per_lane(c, 2, KTH, th_arg_int(c, 1) - 1); }
/* The lower of two middle elements; a NaN where there is one. */
extern "C" void cuda_median_dim(th_call *c) { one_per_lane(c, 1, MEDIAN, 0); }
extern "C" void cuda_nanmedian_dim(th_call *c) { one_per_lane(c, 1, NANMEDIAN, 0); }

/* ---- Mode: the smallest of the most frequent elements, in its last place --------------------------------- */

namespace {
/* start[s]: s where a run of equal elements starts in the order, else 0 */
struct mark_runs {
    lane_job j;
    const int64_t *order;
    int64_t *start;
    __device__ void operator()(int64_t s) const
    {
        bool first = s % j.lanes.n == 0;
        if (!first) first = cuda_key_at(j.x, order[s], j.kind, false) != cuda_key_at(j.x, order[s - 1], j.kind, false);
        start[s] = first ? s : 0;
    }
};

/* The longest run of every lane, then the first of the longest ones: largest and smallest whole numbers, which
 * are the same in whatever order they are found. */
struct find_longest {
    int64_t n, total;
    const int64_t *start;
    unsigned long long *longest;
    __device__ void operator()(int64_t s) const
    {
        if (s + 1 < total && start[s + 1] == start[s]) return;
        atomicMax(&longest[s / n], (unsigned long long)(s - start[s] + 1));
    }
};

struct find_first_longest {
    find_longest runs;
    unsigned long long *last; /* of the lane's order: where the run ends */
    __device__ void operator()(int64_t s) const
    {
        if (s + 1 < runs.total && runs.start[s + 1] == runs.start[s]) return;
        if ((unsigned long long)(s - runs.start[s] + 1) == runs.longest[s / runs.n])
            atomicMin(&last[s / runs.n], (unsigned long long)s);
    }
};

struct give_mode {
    lane_job j;
    const int64_t *order;
    const unsigned long long *last;
    __device__ void operator()(int64_t lane) const
    {
        int64_t element = order[last[lane]];
        give(j, lane, element, place_of(j.lanes, element));
    }
};
} // namespace

/* self dim keepdim */
extern "C" void cuda_mode(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    if (x->numel == 0) return;
    th_scope *scope = th_scope_open();
    lane_job j = job_of(x, cuda_lanes_of(x, th_arg_int(c, 1)), 1, false, c->out);
    const int64_t *order = cuda_order_lanes(x, j.lanes, false);
    int64_t *start = cuda_room<int64_t>(x, x->numel);
    unsigned long long *longest = cuda_room<unsigned long long>(x, j.n_lanes);
    unsigned long long *last = cuda_room<unsigned long long>(x, j.n_lanes);
    cuda_set_bytes(x, longest, 0, (size_t)j.n_lanes * sizeof *longest);
    cuda_set_bytes(x, last, 0xff, (size_t)j.n_lanes * sizeof *last);
    cuda_each(x, "mode", x->numel, mark_runs{j, order, start});
    cuda_running_max(x, start, x->numel);
    find_longest runs = {j.lanes.n, x->numel, start, longest};
    cuda_each(x, "mode", x->numel, runs);
    cuda_each(x, "mode", x->numel, find_first_longest{runs, last});
    cuda_each(x, "mode", j.n_lanes, give_mode{j, order, last});
    th_scope_close(scope);
}
