/* Distances between all pairs of points. */
#include "launch.cuh"

#define TILE 16  /* points of either set that a block compares */
#define DEPTH 32 /* coordinates that it holds at once */

/* Which p: the common ones need no power. */
typedef enum { NORM_0, NORM_1, NORM_2, NORM_LARGEST, NORM_P } norm_kind;

template <norm_kind P, typename T> static __device__ __forceinline__ T with_difference(T sum, T difference, T p)
{
    T d = difference < 0 ? -difference : difference;
    if (P == NORM_0) return sum + (T)(d != 0);
    if (P == NORM_1) return sum + d;
    if (P == NORM_2) return sum + d * d;
    if (P == NORM_LARGEST) return d > sum || d != d ? d : sum;
    return sum + (T)pow((double)d, (double)p);
}

template <norm_kind P, typename T> static __device__ __forceinline__ T norm_of(T sum, T p)
{
    if (P == NORM_2) return (T)sqrt((double)sum);
    return P == NORM_P ? (T)pow((double)sum, 1 / (double)p) : sum;
}

typedef struct { int64_t batch, n, r, m, across, down; double p; } distance_job;

/* x1 (batch, n, m), x2 (batch, r, m), out (batch, n, r): tiles of out, `down` by `across` of them per batch. */
template <norm_kind P, typename T>
static __global__ void __launch_bounds__(TILE * TILE) find_distances(distance_job j, const T *x1, const T *x2, T *out)
{
    __shared__ T a[TILE][DEPTH + 1], b[TILE][DEPTH + 1];
    int row = threadIdx.x / TILE, column = threadIdx.x % TILE;
    for (int64_t tile = blockIdx.x; tile < j.batch * j.down * j.across; tile += gridDim.x) {
        int64_t batch = tile / (j.down * j.across), here = tile % (j.down * j.across);
        int64_t first = here / j.across * TILE, second = here % j.across * TILE;
        const T *from1 = x1 + batch * j.n * j.m, *from2 = x2 + batch * j.r * j.m;
        T sum = 0;
        for (int64_t k = 0; k < j.m; k += DEPTH) {
            for (int i = threadIdx.x; i < TILE * DEPTH; i += TILE * TILE) {
                int point = i / DEPTH, at = i % DEPTH;
                bool inside = k + at < j.m;
                a[point][at] = inside && first + point < j.n ? from1[(first + point) * j.m + k + at] : (T)0;
                b[point][at] = inside && second + point < j.r ? from2[(second + point) * j.m + k + at] : (T)0;
            }
            __syncthreads();
            for (int i = 0; i < DEPTH; i++) sum = with_difference<P, T>(sum, a[row][i] - b[column][i], (T)j.p);
            __syncthreads();
        }
        if (first + row < j.n && second + column < j.r)
            out[(batch * j.n + first + row) * j.r + second + column] = norm_of<P, T>(sum, (T)j.p);
    }
}

template <norm_kind P>
static void distances(const distance_job &j, const th_tensor *x1, const th_tensor *x2, th_tensor *out)
{
    int64_t tiles = j.batch * j.down * j.across;
    if (x1->dtype == TH_FLOAT32)
        cuda_launch(out, "cdist", find_distances<P, float>, tiles, TILE * TILE, j, (const float *)th_data(x1),
                    (const float *)th_data(x2), (float *)th_data(out));
    else
        cuda_launch(out, "cdist", find_distances<P, double>, tiles, TILE * TILE, j, (const double *)th_data(x1),
                    (const double *)th_data(x2), (double *)th_data(out));
}

/* x1 x2 p: contiguous (B, n, m) and (B, r, m) of one floating dtype; out (B, n, r) */
extern "C" void cuda_cdist(th_call *c)
{
    const th_tensor *x1 = th_arg(c, 0), *x2 = th_arg(c, 1);
    th_tensor *out = c->out[0];
    if (out->numel == 0) return;
    distance_job j;
    j.m = x1->shape[x1->ndim - 1];
    j.n = x1->shape[x1->ndim - 2];
    j.r = x2->shape[x2->ndim - 2];
    j.batch = out->numel / (j.n * j.r);
    j.down = (j.n + TILE - 1) / TILE;
    j.across = (j.r + TILE - 1) / TILE;
    j.p = th_arg_double(c, 2);
    if (j.p == 2) distances<NORM_2>(j, x1, x2, out);
    else if (j.p == 1) distances<NORM_1>(j, x1, x2, out);
    else if (j.p == 0) distances<NORM_0>(j, x1, x2, out);
    else if (isinf(j.p)) distances<NORM_LARGEST>(j, x1, x2, out);
    else distances<NORM_P>(j, x1, x2, out);
}
