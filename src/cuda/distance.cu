/* Distances between all pairs of points. */
#include "convert.cuh"

#define THREADS 256

/* The p-norm of a - b over m coordinates. */
template <typename T> static __device__ double distance(const T *a, const T *b, int64_t m, double p)
{
    double sum = 0, max = 0;
    for (int64_t i = 0; i < m; i++) {
        double d = fabs((double)(a[i] - b[i]));
        if (p == 2) sum += d * d;
        else if (p == 1) sum += d;
        else if (p == 0) sum += d != 0;
        else if (isinf(p)) max = d > max || d != d ? d : max;
        else sum += pow(d, p);
    }
    if (isinf(p)) return max;
    return p == 2 ? sqrt(sum) : p == 1 || p == 0 ? sum : pow(sum, 1 / p);
}

template <typename T>
__global__ void distances(T *out, const T *x1, const T *x2, int64_t numel, int64_t n, int64_t r, int64_t m, double p)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < numel; i += (int64_t)gridDim.x * THREADS) {
        int64_t row = i / r, column = i % r;
        out[i] = (T)distance(x1 + row * m, x2 + (row / n * r + column) * m, m, p);
    }
}

/* x1 x2 p: contiguous (B, n, m) and (B, r, m) of one floating dtype; out (B, n, r) */
extern "C" void cuda_cdist(th_call *call)
{
    const th_tensor *x1 = th_arg(call, 0), *x2 = th_arg(call, 1), *out = call->out[0];
    int64_t m = x1->shape[x1->ndim - 1], n = x1->shape[x1->ndim - 2], r = x2->shape[x2->ndim - 2];
    if (out->numel == 0) return;
    cudaStream_t stream = cuda_stream_of(out);
    int blocks = cuda_blocks(out->numel, THREADS);
#define DISTANCES(T) distances<T><<<blocks, THREADS, 0, stream>>>((T *)th_data(out), (const T *)th_data(x1), \
                                                                  (const T *)th_data(x2), out->numel, n, r, m, th_arg_double(call, 2))
    if (x1->dtype == TH_FLOAT32) DISTANCES(float);
    else DISTANCES(double);
    cuda_launched("cdist");
}
