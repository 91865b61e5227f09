/* Permutations and samples of distributions that a tensor describes. Every element has a stream of its own. */
#include "order.cuh"
#include "random.cuh"

#define THREADS RANDOM_THREADS
#define ROOM 1024 /* blocks of four words that one sample may use up */

/* ---- Permutations ------------------------------------------------------------------------------------------ */

__global__ void draw_keys(random_start start, uint64_t *keys, int64_t n)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        cuda_philox w = cuda_philox_at(start.seed, (uint64_t)i, start.block);
        keys[i] = (uint64_t)w.x[0] << 32 | w.x[1];
    }
}

/* self: contiguous, Long: the order of 64 random bits for each number. */
extern "C" void cuda_randperm_(th_call *call)
{
    th_tensor *x = call->out[0];
    int64_t n = x->numel;
    if (n == 0) return;
    random_start start = cuda_random_take(cuda_generator_of(call, 1, x), 1);
    cudaStream_t stream = cuda_stream_of(x);
    th_scope *scope = th_scope_open();
    uint64_t *keys = cuda_room<uint64_t>(x, n);
    draw_keys<<<cuda_blocks(n, THREADS), THREADS, 0, stream>>>(start, keys, n);
    cuda_launched("randperm_");
    const int64_t *places = cuda_sort_by_key(x, keys, NULL, n, 64).places;
    cuda_note(cudaMemcpyAsync(th_data(x), places, (size_t)n * sizeof *places, cudaMemcpyDeviceToDevice, stream), "randperm_");
    th_scope_close(scope);
}

/* ---- Poisson --------------------------------------------------------------------------------------------------- */

/* Products of uniform variates, for small rates (Knuth). */
static __device__ int64_t poisson_by_products(random_stream *s, double rate)
{
    double bound = exp(-rate), product = s->uniform();
    int64_t k = 0;
    for (; product > bound; k++) product *= s->uniform();
    return k;
}

/* Transformed rejection with squeeze (PTRS; Hoermann, 1993), for rates from 10 on. */
static __device__ int64_t poisson_by_rejection(random_stream *s, double rate)
{
    double b = 0.931 + 2.53 * sqrt(rate), a = -0.059 + 0.02483 * b, log_rate = log(rate);
    double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), v_squeeze = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        double u = s->uniform() - 0.5, v = s->uniform(), side = 0.5 - fabs(u);
        double k = floor((2 * a / side + b) * u + rate + 0.43);
        if (side >= 0.07 && v <= v_squeeze) return (int64_t)k;
        if (k < 0 || (side < 0.013 && v > side)) continue;
        double log_accept = log(v) + log(inverse_alpha) - log(a / (side * side) + b);
        if (log_accept <= -rate + k * log_rate - lgamma(k + 1)) return (int64_t)k;
    }
}

__global__ void poisson_variates(random_start start, const char *rates, char *y, int dtype, int size, int64_t n)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        random_stream s(start, (uint64_t)i);
        double rate = load_any<double>(rates + i * size, dtype);
        int64_t k = rate == 0 ? 0 : rate < 10 ? poisson_by_products(&s, rate) : poisson_by_rejection(&s, rate);
        store_any<int64_t>(y + i * size, dtype, k);
    }
}

/* self: contiguous rates of the result's dtype */
extern "C" void cuda_poisson(th_call *call)
{
    const th_tensor *x = th_arg(call, 0), *y = call->out[0];
    if (x->numel == 0) return;
    random_start start = cuda_random_take(cuda_generator_of(call, 1, x), ROOM);
    poisson_variates<<<cuda_blocks(x->numel, THREADS), THREADS, 0, cuda_stream_of(y)>>>(
        start, th_data(x), th_data(y), x->dtype, (int)th_dtype_size((th_dtype)x->dtype), x->numel);
    cuda_launched("poisson");
}

/* ---- Multinomial --------------------------------------------------------------------------------------------------- */

/* An exponential race: the n largest of p / q with q ~ Exp(1) (Efraimidis and Spirakis, 2006). */
__global__ void race(random_start start, const double *p, double *scores, int64_t n)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        cuda_philox w = cuda_philox_at(start.seed, (uint64_t)i, start.block);
        scores[i] = p[i] > 0 ? p[i] / -log(unit_double(w.x[0], w.x[1])) : 0; /* infinite where the variate is 1 */
    }
}

/* sums: running sums of each row. The last category that has a probability ends the interval. */
__global__ void draw_categories(random_start start, const double *sums, int64_t *chosen, int64_t rows, int64_t categories, int64_t n)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < rows * n; i += (int64_t)gridDim.x * THREADS) {
        const double *row = sums + i / n * categories;
        cuda_philox w = cuda_philox_at(start.seed, (uint64_t)i, start.block);
        double u = unit_double(w.x[0], w.x[1]) * row[categories - 1];
        int64_t low = 0, high = categories - 1;
        while (low < high) {
            int64_t middle = low + (high - low) / 2;
            if (row[middle] < u) low = middle + 1;
            else high = middle;
        }
        chosen[i] = low;
    }
}

/* A block per row: each thread sums a stretch, the stretches' sums are joined, and the stretches are summed again. */
__global__ void running_sums(double *p, int64_t rows, int64_t categories)
{
    __shared__ double before[THREADS + 1];
    for (int64_t row = blockIdx.x; row < rows; row += gridDim.x) {
        double *x = p + row * categories, sum = 0;
        int64_t stretch = (categories + THREADS - 1) / THREADS, first = threadIdx.x * stretch;
        int64_t end = first + stretch < categories ? first + stretch : categories;
        for (int64_t k = first; k < end; k++) sum += x[k];
        before[threadIdx.x + 1] = sum;
        __syncthreads();
        if (threadIdx.x == 0) {
            before[0] = 0;
            for (int k = 1; k <= THREADS; k++) before[k] += before[k - 1];
        }
        __syncthreads();
        sum = before[threadIdx.x];
        for (int64_t k = first; k < end; k++) x[k] = sum += x[k];
        __syncthreads();
    }
}

/* self: (categories) or (rows, categories), num_samples, replacement */
extern "C" void cuda_multinomial(th_call *call)
{
    th_tensor *self = th_arg(call, 0);
    int64_t n = th_arg_int(call, 1), categories = self->shape[self->ndim - 1], rows = self->numel / categories;
    int64_t *chosen = (int64_t *)th_data(call->out[0]);
    if (self->numel == 0) return;
    cudaStream_t stream = cuda_stream_of(self);
    random_start start = cuda_random_take(cuda_generator_of(call, 3, self), 1);
    int blocks = cuda_blocks(rows * n, THREADS);
    th_scope *scope = th_scope_open();
    th_tensor *weights = th_tensor_new(self->ndim, self->shape, TH_FLOAT64, th_device_of(self));
    th_copy_into(weights, self);
    double *p = (double *)th_data(weights);
    if (th_arg_bool(call, 2)) {
        running_sums<<<cuda_blocks(rows, 1), THREADS, 0, stream>>>(p, rows, categories);
        draw_categories<<<blocks, THREADS, 0, stream>>>(start, p, chosen, rows, categories, n);
    } else {
        race<<<cuda_blocks(self->numel, THREADS), THREADS, 0, stream>>>(start, p, p, self->numel);
        th_tensor *first[2] = {th_tensor_new(self->ndim, call->out[0]->shape, TH_FLOAT64, th_device_of(self)), call->out[0]};
        cuda_first_of_lanes(weights, cuda_lanes{rows, categories, 1}, n, true, first);
    }
    cuda_launched("multinomial");
    th_scope_close(scope);
}

/* ---- Randomized leaky ReLU -------------------------------------------------------------------------------------------- */

__global__ void leaky_slopes(random_start start, const char *x, char *y, int dtype, int size, int64_t n, double lower, double upper)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS) {
        cuda_philox w = cuda_philox_at(start.seed, (uint64_t)i, start.block);
        double slope = load_any<double>(x + i * size, dtype) <= 0 ? unit_double(w.x[0], w.x[1]) * (upper - lower) + lower : 1;
        store_any<double>(y + i * size, dtype, slope);
    }
}

/* self: contiguous. Elements that are not positive draw their slope from [lower, upper). */
extern "C" void cuda_rrelu_noise(th_call *call)
{
    const th_tensor *x = th_arg(call, 0), *y = call->out[0];
    if (x->numel == 0) return;
    random_start start = cuda_random_take(cuda_generator_of(call, 3, x), 1);
    leaky_slopes<<<cuda_blocks(x->numel, THREADS), THREADS, 0, cuda_stream_of(y)>>>(
        start, th_data(x), th_data(y), x->dtype, (int)th_dtype_size((th_dtype)x->dtype), x->numel, th_arg_double(call, 1),
        th_arg_double(call, 2));
    cuda_launched("rrelu_noise");
}
