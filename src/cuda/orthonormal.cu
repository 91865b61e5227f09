/* Orthonormal vectors from independent ones. */
#include "launch.cuh"

#include <cub/block/block_reduce.cuh>

typedef cub::BlockReduce<double, CUDA_THREADS> block_sum;

/* dots[j] = v[j] . a, a block per j. v: vectors of length n */
static __global__ void __launch_bounds__(CUDA_THREADS)
    find_dots(double *dots, const double *v, const double *a, int64_t count, int64_t n)
{
    __shared__ block_sum::TempStorage storage;
    for (int64_t j = blockIdx.x; j < count; j += gridDim.x) {
        double sum = 0;
        for (int64_t i = threadIdx.x; i < n; i += CUDA_THREADS) sum += v[j * n + i] * a[i];
        sum = block_sum(storage).Sum(sum);
        if (threadIdx.x == 0) dots[j] = sum;
        __syncthreads();
    }
}

namespace {
/* a -= sum over j of dots[j] * v[j] */
struct take_projections {
    double *a;
    const double *v, *dots;
    int64_t count, n;
    __device__ void operator()(int64_t i) const
    {
        double sum = 0;
        for (int64_t j = 0; j < count; j++) sum += dots[j] * v[j * n + i];
        a[i] -= sum;
    }
};

struct divide_by_norm {
    double *a;
    const double *square;
    __device__ void operator()(int64_t i) const { a[i] /= sqrt(*square); }
};
} // namespace

/* Gram-Schmidt with all projections taken together, and twice, which is enough (Giraud et al., 2005). The factor R
 * of such a QR decomposition has a positive diagonal. v: count vectors of length n. */
static void orthonormalize(const th_tensor *device, double *v, int64_t count, int64_t n)
{
    double *dots = cuda_room<double>(device, count);
    for (int64_t k = 0; k < count; k++) {
        double *a = v + k * n;
        for (int pass = 0; pass < 2 && k > 0; pass++) {
            cuda_launch(device, "orthonormal", find_dots, k, CUDA_THREADS, dots, (const double *)v, (const double *)a, k,
                        n);
            cuda_each(device, "orthonormal", n, take_projections{a, v, dots, k, n});
        }
        cuda_launch(device, "orthonormal", find_dots, 1, CUDA_THREADS, dots, (const double *)a, (const double *)a,
                    (int64_t)1, n);
        cuda_each(device, "orthonormal", n, divide_by_norm{a, dots});
    }
}

/* self: (rows, columns), contiguous. The vectors are its columns, or its rows where those are fewer. */
extern "C" void cuda_orthonormal_(th_call *c)
{
    th_tensor *x = c->out[0];
    if (x->numel == 0) return;
    th_scope *scope = th_scope_open();
    bool by_rows = x->shape[0] < x->shape[1];
    int64_t shape[2] = {x->shape[by_rows ? 0 : 1], x->shape[by_rows ? 1 : 0]}, stride[2] = {1, shape[0]};
    th_tensor *v = th_tensor_new(2, shape, TH_FLOAT64, th_device_of(x));
    th_tensor *window = by_rows ? x : th_tensor_view(x, 2, shape, stride, x->offset);
    th_copy_into(v, window);
    orthonormalize(x, (double *)th_data(v), shape[0], shape[1]);
    th_copy_into(window, v);
    th_scope_close(scope);
}
