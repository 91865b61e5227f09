/* Binary search in sorted sequences, and counting into bins. */
#include "convert.cuh"
#include "fold.cuh"

/* ---- Search ---------------------------------------------------------------------------------------------- */

namespace {
/* The first place in each lane's n elements whose element is not less than x (right: is larger than x). Elements
 * are taken in the order that sorter gives, where there is one. NaN is larger than all numbers. */
template <typename T> struct find_places {
    const T *sequence, *x;
    const int64_t *sorter;
    int64_t n;
    cuda_divisor per_lane;
    bool right, short_places;
    char *out;
    __device__ void operator()(int64_t i) const
    {
        int64_t start = cuda_quotient(i, &per_lane) * n, low = 0, high = n;
        T value = x[i];
        while (low < high) {
            int64_t middle = low + (high - low) / 2;
            T m = sequence[start + (sorter ? sorter[start + middle] : middle)];
            bool before = right ? !(m > value) && (m == m || value != value) : !(m >= value) && m == m;
            if (before) low = middle + 1;
            else high = middle;
        }
        if (short_places) ((int32_t *)out)[i] = (int32_t)low;
        else ((int64_t *)out)[i] = low;
    }
};
} // namespace

template <typename T> static void search(th_call *c)
{
    const th_tensor *s = th_arg(c, 0), *x = th_arg(c, 1), *sorter = th_arg(c, 5), *out = c->out[0];
    if (x->numel == 0) return;
    int64_t per_lane = s->ndim == 1 ? x->numel : x->shape[x->ndim - 1];
    cuda_each(out, "searchsorted", x->numel, find_places<T>{
        (const T *)th_data(s), (const T *)th_data(x), sorter ? (const int64_t *)th_data(sorter) : NULL,
        s->shape[s->ndim - 1], cuda_divisor_of(per_lane, x->numel), th_arg_bool(c, 3), out->dtype == TH_INT32,
        th_data(out)});
}

/* sorted_sequence self out_int32 right side sorter: both of one compute type and contiguous; the
 * sequence has one lane for all values, or one per lane of values. */
extern "C" void cuda_searchsorted(th_call *c)
{
    switch (th_arg(c, 0)->dtype) {
    case TH_FLOAT32: search<float>(c); break;
    case TH_INT64: search<int64_t>(c); break;
    default: search<double>(c);
    }
}

/* ---- Bins ------------------------------------------------------------------------------------------------ */

#define SHARED_BINS 4096 /* up to so many are counted within blocks first */

namespace {
struct given_bins {
    const int64_t *x;
    __device__ int64_t operator()(int64_t i) const { return x[i]; }
};

/* The last bin includes max; -1: none. */
struct equal_bins {
    const char *x;
    int dtype;
    int64_t size, bins;
    double min, max;
    __device__ int64_t operator()(int64_t i) const
    {
        double v = load_any<double>(x + i * size, dtype);
        if (!(v >= min && v <= max)) return -1;
        int64_t bin = (int64_t)((v - min) / (max - min) * (double)bins);
        return bin < bins ? bin : bins - 1;
    }
};
} // namespace

/* Counts are whole numbers: in whatever order they are added, the sums are the same. */
template <class Bin>
__global__ void __launch_bounds__(CUDA_THREADS)
    count_bins(Bin bin_of, int64_t n, int64_t bins, unsigned long long *counts)
{
    __shared__ unsigned int here[SHARED_BINS];
    bool shared = bins <= SHARED_BINS;
    for (int64_t b = threadIdx.x; shared && b < bins; b += CUDA_THREADS) here[b] = 0;
    __syncthreads();
    for (int64_t i = (int64_t)blockIdx.x * CUDA_THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * CUDA_THREADS) {
        int64_t b = bin_of(i);
        if (b < 0) continue;
        if (shared) atomicAdd(&here[b], 1u);
        else atomicAdd(&counts[b], 1ull);
    }
    __syncthreads();
    for (int64_t b = threadIdx.x; shared && b < bins; b += CUDA_THREADS)
        if (here[b]) atomicAdd(&counts[b], (unsigned long long)here[b]);
}

template <class Bin> static void count(const th_tensor *x, const char *name, Bin bin_of, int64_t bins, void *counts)
{
    int64_t blocks = (x->numel + 16 * CUDA_THREADS - 1) / (16 * CUDA_THREADS), most = 8 * cuda_multiprocessors(x);
    cuda_set_bytes(x, counts, 0, (size_t)bins * sizeof(int64_t));
    if (x->numel > 0)
        cuda_launch(x, name, count_bins<Bin>, blocks < most ? blocks : most, CUDA_THREADS, bin_of, x->numel, bins,
                    (unsigned long long *)counts);
}

static void add_weights(const th_tensor *x, const th_tensor *weights, th_tensor *out)
{
    if (out->numel == 0) return;
    cuda_zero(out);
    if (x->numel == 0) return;
    cuda_fold f;
    f.target = out;
    f.before = f.after = 1;
    f.n = x->numel;
    f.at.ndim = f.after_from = 0;
    f.keys = cuda_room<uint64_t>(out, x->numel);
    cuda_note(cudaMemcpyAsync(f.keys, th_data(x), (size_t)x->numel * sizeof(int64_t), cudaMemcpyDeviceToDevice,
                              cuda_stream_of(out)), "bincount");
    f.largest = (uint64_t)out->numel - 1;
    f.values = th_data(weights);
    f.one = false;
    f.kind = CUDA_ADD;
    f.alpha.kind = TH_SCALAR_INT;
    f.alpha.re.i = 1;
    f.alpha.im = 0;
    cuda_fold_into(&f);
}

/* self weights minlength: self int64, weights of the output's dtype */
extern "C" void cuda_bincount(th_call *c)
{
    const th_tensor *x = th_arg(c, 0), *weights = th_arg(c, 1);
    th_tensor *out = c->out[0];
    th_scope *scope = th_scope_open();
    if (weights) add_weights(x, weights, out);
    else if (out->numel) count(x, "bincount", given_bins{(const int64_t *)th_data(x)}, out->numel, th_data(out));
    th_scope_close(scope);
}

/* self bins min max: contiguous */
extern "C" void cuda_histc(th_call *c)
{
    const th_tensor *x = th_arg(c, 0);
    int64_t bins = th_arg_int(c, 1);
    th_scope *scope = th_scope_open();
    th_tensor *counts = th_tensor_new(1, &bins, TH_INT64, th_device_of(x));
    equal_bins bin_of = {th_data(x), x->dtype, (int64_t)th_dtype_size((th_dtype)x->dtype), bins,
                         th_scalar_double(th_arg_scalar(c, 2)), th_scalar_double(th_arg_scalar(c, 3))};
    count(x, "histc", bin_of, bins, th_data(counts));
    th_copy_into(c->out[0], counts);
    th_scope_close(scope);
}
