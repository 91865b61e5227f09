/* Copies between strided windows, by size of the element; triangles, unit vectors. */
#include "convert.cuh"
#include "walk.h"

#define THREADS 256

struct alignas(16) sixteen { uint64_t x[2]; };

/* ---- Any strides -------------------------------------------------------------------------------------- */

template <typename T> __global__ void copy_strided(const __grid_constant__ cuda_walk w)
{
    for (uint32_t i = blockIdx.x * THREADS + threadIdx.x; i < w.numel; i += gridDim.x * THREADS) {
        int64_t offset[2];
        cuda_walk_offsets(&w, i, 2, offset);
        *(T *)(w.data[0] + offset[0]) = *(const T *)(w.data[1] + offset[1]);
    }
}

template <typename T> static void copy_piece(const cuda_walk *w, int64_t first, void *stream)
{
    copy_strided<T><<<cuda_blocks(w->numel, THREADS), THREADS, 0, (cudaStream_t)stream>>>(*w);
    (void)first;
}

/* ---- Transpositions: neighbours in one window are far apart in the other --------------------------------- */

/* rows x columns of each of many planes: y is dense along columns, x along rows. Other dimensions are in w,
 * whose elements are the planes. */
struct planes {
    cuda_walk w;
    int64_t rows, columns, to_row, from_column; /* bytes from row to row in y, from column to column in x */
    uint32_t tiles_down, tiles_across;
};

/* Lines of a tile are sectors of memory, and places are left out against bank conflicts. A block is a warp across by
 * TILE_DOWN threads. */
#define TILE_DOWN 8
template <typename T> struct tile_of {
    static const int side = sizeof(T) < 4 ? 64 : 32, padding = sizeof(T) < 4 ? 4 / sizeof(T) : 1;
    static const int down = side / TILE_DOWN, across = side / 32; /* elements of a thread */
};

/* Calls f(k, m, line, place) for a thread's elements of a tile. */
template <typename T, class F> static __device__ __forceinline__ void each_of_tile(F f)
{
#pragma unroll
    for (int k = 0; k < tile_of<T>::down; k++)
#pragma unroll
        for (int m = 0; m < tile_of<T>::across; m++) f(k, m, (int)threadIdx.y + TILE_DOWN * k, (int)threadIdx.x + 32 * m);
}

/* A thread's elements are all on their way before the first one is put: memory answers late. */
template <typename T> __global__ void __launch_bounds__(32 * TILE_DOWN) transpose_tiles(const __grid_constant__ planes p)
{
    const int side = tile_of<T>::side;
    __shared__ T tile[side][side + tile_of<T>::padding];
    uint64_t n_tiles = (uint64_t)p.tiles_down * p.tiles_across, total = n_tiles * p.w.numel;
    for (uint64_t t = blockIdx.x; t < total; t += gridDim.x) {
        uint32_t plane = (uint32_t)(t / n_tiles), at = (uint32_t)(t % n_tiles);
        int64_t row = (int64_t)(at / p.tiles_across) * side, column = (int64_t)(at % p.tiles_across) * side, offset[2];
        cuda_walk_offsets(&p.w, plane, 2, offset);
        const char *from = p.w.data[1] + offset[1] + column * p.from_column + row * (int64_t)sizeof(T);
        char *to = p.w.data[0] + offset[0] + row * p.to_row + column * (int64_t)sizeof(T);
        int64_t rows = p.rows - row, columns = p.columns - column;
        T x[tile_of<T>::down][tile_of<T>::across];
        each_of_tile<T>([&](int k, int m, int c, int r) { /* reads run along rows */
            if (c < columns && r < rows) x[k][m] = *(const T *)(from + c * p.from_column + r * (int)sizeof(T));
        });
        each_of_tile<T>([&](int k, int m, int c, int r) { if (c < columns && r < rows) tile[r][c] = x[k][m]; });
        __syncthreads();
        each_of_tile<T>([&](int k, int m, int r, int c) { /* writes run along columns */
            if (r < rows && c < columns) *(T *)(to + r * p.to_row + c * (int)sizeof(T)) = tile[r][c];
        });
        __syncthreads();
    }
}

/* Takes dimensions 0 (columns) and d (rows) out of the loop: those along which y and x are dense. */
template <typename T> static bool transposed(const th_iter *it, cudaStream_t stream)
{
    int64_t size = sizeof(T);
    int d = 1;
    if (it->ndim < 2 || it->stride[0][0] != size || it->stride[1][0] == size) return false;
    while (d < it->ndim && it->stride[1][d] != size) d++;
    if (d == it->ndim || it->shape[0] < 8 || it->shape[d] < 8 || it->ndim - 2 > CUDA_WALK_DIMS) return false;
    if (it->shape[0] >> 30 || it->shape[d] >> 30) return false;
    planes p = {};
    p.columns = it->shape[0];
    p.rows = it->shape[d];
    p.to_row = it->stride[0][d];
    p.from_column = it->stride[1][0];
    p.tiles_across = (uint32_t)((p.columns + tile_of<T>::side - 1) / tile_of<T>::side);
    p.tiles_down = (uint32_t)((p.rows + tile_of<T>::side - 1) / tile_of<T>::side);
    int64_t numel = 1;
    for (int e = 1; e < it->ndim; e++) {
        if (e == d) continue;
        int at = p.w.ndim++;
        numel *= it->shape[e];
        if (numel > CUDA_PIECE_MOST) return false;
        p.w.shape[at] = cuda_divider_of((uint32_t)it->shape[e]);
        for (int k = 0; k < 2; k++) p.w.stride[k][at] = it->stride[k][e];
    }
    if ((int64_t)p.tiles_across * p.tiles_down >> 31) return false;
    p.w.numel = (uint32_t)numel;
    for (int k = 0; k < 2; k++) p.w.data[k] = it->data[k];
    int64_t tiles = (int64_t)p.tiles_across * p.tiles_down * numel;
    transpose_tiles<T><<<cuda_blocks(tiles, 1), dim3(32, TILE_DOWN), 0, stream>>>(p);
    return true;
}

/* ---- Choice --------------------------------------------------------------------------------------------- */

template <typename T> static void copy_elements(const th_iter *it, cudaStream_t stream)
{
    if (!transposed<T>(it, stream)) cuda_walk_pieces(it, copy_piece<T>, stream);
}

static bool is_one_run(const th_iter *it, int64_t size)
{
    return it->ndim == 1 && (it->shape[0] == 1 || (it->stride[0][0] == size && it->stride[1][0] == size));
}

/* Dense runs of wider elements: what is dense and aligned in both windows is moved 16 bytes at a time. */
static int64_t widen(th_iter *it, int64_t size)
{
    for (int64_t wide = 16; wide > size; wide /= 2) {
        int64_t many = wide / size;
        bool fits = it->stride[0][0] == size && it->stride[1][0] == size && it->shape[0] % many == 0;
        for (int k = 0; k < 2; k++) {
            fits = fits && (uintptr_t)it->data[k] % wide == 0;
            for (int d = 1; d < it->ndim; d++) fits = fits && it->stride[k][d] % wide == 0;
        }
        if (!fits) continue;
        it->shape[0] /= many;
        it->stride[0][0] = it->stride[1][0] = wide;
        return wide;
    }
    return size;
}

extern "C" void cuda_copy_window(const th_iter *given, cudaStream_t stream)
{
    th_iter it = *given;
    int64_t size = (int64_t)th_dtype_size(it.dtype[0]);
    it.numel = 1;
    for (int d = 0; d < it.ndim; d++) it.numel *= it.shape[d];
    if (it.numel == 0) return;
    th_iter_order(&it);
    th_iter_collapse(&it);
    if (is_one_run(&it, size)) {
        cuda_note(cudaMemcpyAsync(it.data[0], it.data[1], (size_t)(it.numel * size), cudaMemcpyDeviceToDevice, stream), "copy");
        return;
    }
    switch (widen(&it, size)) {
    case 1: copy_elements<uint8_t>(&it, stream); break;
    case 2: copy_elements<uint16_t>(&it, stream); break;
    case 4: copy_elements<uint32_t>(&it, stream); break;
    case 8: copy_elements<uint64_t>(&it, stream); break;
    default: copy_elements<sixteen>(&it, stream);
    }
    cuda_launched("copy");
}

/* ---- Triangles ------------------------------------------------------------------------------------------ */

/* x (rows.., n, m), dense. Row r keeps the columns from r + diagonal on, or those up to it. */
template <typename T>
__global__ void keep_triangle(T *y, const T *x, int64_t numel, int64_t n, int64_t m, int64_t diagonal, bool upper)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < numel; i += (int64_t)gridDim.x * THREADS) {
        int64_t row = i / m % n, column = i % m;
        bool kept = upper ? column >= row + diagonal : column <= row + diagonal;
        y[i] = kept ? x[i] : T();
    }
}

/* self (..., n, m), dense; diagonal */
static void triangle(th_call *c, bool upper)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    int64_t m = x->shape[x->ndim - 1], n = x->shape[x->ndim - 2], diagonal = th_arg_int(c, 1);
    diagonal = diagonal > m ? m : diagonal < -n ? -n : diagonal; /* as good, and can be added */
    if (x->numel == 0) return;
    cudaStream_t stream = cuda_stream_of(y);
    int blocks = cuda_blocks(x->numel, THREADS);
#define KEEP(T) keep_triangle<T><<<blocks, THREADS, 0, stream>>>((T *)th_data(y), (const T *)th_data(x), x->numel, n, m, diagonal, upper)
    switch (th_dtype_size((th_dtype)x->dtype)) {
    case 1: KEEP(uint8_t); break;
    case 2: KEEP(uint16_t); break;
    case 4: KEEP(uint32_t); break;
    case 8: KEEP(uint64_t); break;
    default: KEEP(sixteen);
    }
#undef KEEP
    cuda_launched(c->op->name);
}

extern "C" void cuda_triu(th_call *c) { triangle(c, true); }
extern "C" void cuda_tril(th_call *c) { triangle(c, false); }

/* ---- Unit vectors ------------------------------------------------------------------------------------------ */

__global__ void mark_classes(int64_t *y, const int64_t *classes, int64_t n, int64_t width)
{
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < n; i += (int64_t)gridDim.x * THREADS)
        y[i * width + classes[i]] = 1;
}

/* self, dense Long classes; y (..., classes) */
extern "C" void cuda_one_hot(th_call *c)
{
    th_tensor *x = th_arg(c, 0), *y = c->out[0];
    cuda_zero(y);
    if (x->numel == 0 || y->numel == 0) return;
    mark_classes<<<cuda_blocks(x->numel, THREADS), THREADS, 0, cuda_stream_of(y)>>>(
        (int64_t *)th_data(y), (const int64_t *)th_data(x), x->numel, y->shape[y->ndim - 1]);
    cuda_launched("one_hot");
}
