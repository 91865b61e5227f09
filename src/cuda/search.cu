/* Binary search in sorted sequences, and counting into bins. */
#include "convert.cuh"
#include "fold.h"

#define THREADS 256

/* ---- Search ---------------------------------------------------------------------------------------------- */

/* The first place in s[0..n) whose element is not less than x (right: is larger than x). Elements are taken in
 * the order that sorter gives, where there is one. NaN is larger than all numbers. */
template <typename T> static __device__ int64_t search(const T *s, const int64_t *sorter, int64_t n, T x, bool right)
{
    int64_t low = 0, high = n;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        T m = s[sorter ? sorter[middle] : middle];
        bool before = right ? !(m > x) && (m == m || x != x) : !(m >= x) && m == m;
        if (before) low = middle + 1;
        else high = middle;
    }
    return low;
}

struct search_job {
    const void *sequence, *values;
    const int64_t *sorter;
    char *out;
    int64_t n, per_lane, numel;
    bool right, narrow; /* narrow: int32 results */
};

template <typename T> __global__ void search_values(search_job j)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < j.numel; i += (int64_t)gridDim.x * THREADS) {
        int64_t start = i / j.per_lane * j.n;
        int64_t at = search((const T *)j.sequence + start, j.sorter ? j.sorter + start : NULL, j.n, ((const T *)j.values)[i], j.right);
        if (j.narrow) ((int32_t *)j.out)[i] = (int32_t)at;
        else ((int64_t *)j.out)[i] = at;
    }
}

/* sorted_sequence self out_int32 right side sorter: both of one compute type and contiguous; the sequence has
 * one lane for all values, or one per lane of values. */
extern "C" void cuda_searchsorted(th_call *call)
{
    const th_tensor *s = th_arg(call, 0), *x = th_arg(call, 1), *sorter = th_arg(call, 5), *out = call->out[0];
    if (x->numel == 0) return;
    search_job j = {th_data(s), th_data(x), sorter ? (const int64_t *)th_data(sorter) : NULL, th_data(out),
                    s->shape[s->ndim - 1], s->ndim == 1 ? x->numel : x->shape[x->ndim - 1], x->numel,
                    th_arg_bool(call, 3), out->dtype == TH_INT32};
    cudaStream_t stream = cuda_stream_of(out);
    int blocks = cuda_blocks(x->numel, THREADS);
    if (s->dtype == TH_FLOAT32) search_values<float><<<blocks, THREADS, 0, stream>>>(j);
    else if (s->dtype == TH_INT64) search_values<int64_t><<<blocks, THREADS, 0, stream>>>(j);
    else search_values<double><<<blocks, THREADS, 0, stream>>>(j);
    cuda_launched("searchsorted");
}

/* ---- Counting: whole numbers add up to the same in any order ------------------------------------------------ */

__global__ void count_bins(const int64_t *bin, int64_t n, unsigned long long *counts)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS)
        atomicAdd(counts + bin[i], 1ull);
}

/* self weights minlength: self int64, weights of the output's dtype */
extern "C" void cuda_bincount(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *weights = th_arg(call, 1), *out = call->out[0];
    cuda_zero(out);
    if (x->numel == 0) return;
    const int64_t *bin = (const int64_t *)th_data(x);
    if (weights) {
        cuda_fold_at(out, bin, x->numel, 1, th_data(weights), CUDA_ADD, NULL);
        return;
    }
    count_bins<<<cuda_blocks(x->numel, THREADS), THREADS, 0, cuda_stream_of(out)>>>(bin, x->numel, (unsigned long long *)th_data(out));
    cuda_launched("bincount");
}

__global__ void count_range(const char *x, int dtype, int size, int64_t n, double min, double max, int64_t bins,
                            unsigned long long *counts)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        double v = load_any<double>(x + i * size, dtype);
        if (!(v >= min && v <= max)) continue;
        int64_t bin = (int64_t)((v - min) / (max - min) * (double)bins);
        atomicAdd(counts + (bin < bins ? bin : bins - 1), 1ull);
    }
}

__global__ void store_counts(const int64_t *counts, char *y, int dtype, int size, int64_t bins)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < bins; i += (int64_t)gridDim.x * THREADS)
        store_any<int64_t>(y + i * size, dtype, counts[i]);
}

/* self bins min max: contiguous; the last bin includes max */
extern "C" void cuda_histc(th_call *call)
{
    const th_tensor *x = th_arg(call, 0), *out = call->out[0];
    int64_t bins = th_arg_int(call, 1);
    double min = th_scalar_double(th_arg_scalar(call, 2)), max = th_scalar_double(th_arg_scalar(call, 3));
    cudaStream_t stream = cuda_stream_of(out);
    int size = (int)th_dtype_size((th_dtype)x->dtype);
    th_scope *scope = th_scope_open();
    int64_t *counts = (int64_t *)cuda_scratch(out, (size_t)bins * sizeof *counts);
    cuda_note(cudaMemsetAsync(counts, 0, (size_t)bins * sizeof *counts, stream), "cudaMemsetAsync");
    if (x->numel)
        count_range<<<cuda_blocks(x->numel, THREADS), THREADS, 0, stream>>>(th_data(x), x->dtype, size, x->numel, min, max, bins,
                                                                            (unsigned long long *)counts);
    store_counts<<<cuda_blocks(bins, THREADS), THREADS, 0, stream>>>(counts, th_data(out), out->dtype,
                                                                     (int)th_dtype_size((th_dtype)out->dtype), bins);
    cuda_launched("histc");
    th_scope_close(scope);
}
