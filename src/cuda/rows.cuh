/* Work on rows of adjacent elements: WIDTH threads, a warp or a block, share a row. Each holds packs of 16 bytes in
 * registers, together a tile of the row, which for most rows is the whole row. Results repeat exactly: everything is
 * joined in a fixed order. */
#ifndef CUDA_ROWS_CUH
#define CUDA_ROWS_CUH

#include "convert.cuh"
#include "launch.cuh"

#include <string.h>

#define ROW_PACKS 4 /* that a thread holds */
#define ROW_INLINE static __device__ __forceinline__

/* ---- Packs --------------------------------------------------------------------------------------------- */

template <typename T> struct alignas(16) row_pack { T x[16 / sizeof(T)]; };

template <typename T> ROW_INLINE void load_pack(T *to, const T *from)
{
    row_pack<T> p = *(const row_pack<T> *)from;
#pragma unroll
    for (int e = 0; e < (int)(16 / sizeof(T)); e++) to[e] = p.x[e];
}

/* to: aligned to the size of the pack as it is stored. */
template <typename T> ROW_INLINE void store_pack(char *to, int dtype, int size, const T *from)
{
    if constexpr (sizeof(T) == 4) store_four<T>(to, dtype, size, from);
    else {
        row_pack<T> p;
#pragma unroll
        for (int e = 0; e < (int)(16 / sizeof(T)); e++) p.x[e] = from[e];
        *(row_pack<T> *)to = p;
    }
}

static inline bool row_aligned(const void *data) { return (uintptr_t)data % 16 == 0; } /* NULL is */

/* ---- Tiles ----------------------------------------------------------------------------------------------- */

template <int WIDTH, typename T> struct row_tile {
    static const int in_pack = 16 / sizeof(T), own = ROW_PACKS * in_pack, size = WIDTH * own;
    T x[ROW_PACKS][in_pack];

    /* Calls f(k, e, column) for this thread's elements, of which those with column < n are in the row. */
    template <class F> static __device__ __forceinline__ void each(F f)
    {
#pragma unroll
        for (int k = 0; k < ROW_PACKS; k++)
#pragma unroll
            for (int e = 0; e < in_pack; e++) f(k, e, (k * WIDTH + (int)threadIdx.x % WIDTH) * in_pack + e);
    }

    __device__ __forceinline__ void fill(T value)
    {
        each([&](int k, int e, int column) { x[k][e] = value; });
    }

    /* n: elements of the row from here on, at most size; packed: whole packs, aligned */
    __device__ __forceinline__ void load(const T *from, int n, bool packed, T otherwise)
    {
        fill(otherwise);
        if (packed) {
#pragma unroll
            for (int k = 0; k < ROW_PACKS; k++) {
                int column = (k * WIDTH + (int)threadIdx.x % WIDTH) * in_pack;
                if (column < n) load_pack(x[k], from + column);
            }
        } else each([&](int k, int e, int column) { if (column < n) x[k][e] = from[column]; });
    }

    __device__ __forceinline__ void store(char *to, int dtype, int bytes, int n, bool packed) const
    {
        if (packed) {
#pragma unroll
            for (int k = 0; k < ROW_PACKS; k++) {
                int column = (k * WIDTH + (int)threadIdx.x % WIDTH) * in_pack;
                if (column < n) store_pack(to + (int64_t)column * bytes, dtype, bytes, x[k]);
            }
        } else each([&](int k, int e, int column) {
            if (column < n) store_one<T>(to + (int64_t)column * bytes, dtype, x[k][e]);
        });
    }
};

/* Elements of a row from its element `first` on, as far as they are in the tile. */
template <class Tile> ROW_INLINE int row_left(int64_t n, int64_t first)
{
    return (int)(n - first < Tile::size ? n - first : Tile::size);
}

/* ---- Joining: a State has none(), which joined with any other is the other, and merge(other) ------------------- */

/* A plain sum. */
template <typename T> struct total {
    T sum;
    ROW_INLINE total none() { return {0}; }
    __device__ __forceinline__ void merge(const total &other) { sum += other.sum; }
};

/* The largest element, and the sum of exp(x - max); with max = -Inf, any sum. */
template <typename T> struct exponentials {
    T max, sum;
    ROW_INLINE exponentials none() { return {(T)-INFINITY, 0}; }
    __device__ __forceinline__ void merge(const exponentials &other)
    {
        T larger = other.max > max ? other.max : max;
        sum = (max == larger ? sum : sum * exp(max - larger)) +
              (other.max == larger ? other.sum : other.sum * exp(other.max - larger));
        max = larger;
    }
};

/* Makes exp(x - max) of what is kept, where `own` is the maximum of the thread's tile. */
template <typename T> ROW_INLINE T from_own(T own, T max) { return own == max ? (T)1 : exp(own - max); }

template <class State> ROW_INLINE State from_lane(const State &s, int lane, bool below)
{
    uint32_t words[sizeof(State) / 4];
    State other;
    memcpy(words, &s, sizeof s);
#pragma unroll
    for (int k = 0; k < (int)(sizeof(State) / 4); k++)
        words[k] = below ? __shfl_down_sync(0xffffffffu, words[k], lane) : __shfl_sync(0xffffffffu, words[k], lane);
    memcpy(&other, words, sizeof other);
    return other;
}

/* Over COUNT lanes of a warp; each other COUNT lanes have the same states. All get the result. */
template <int COUNT, class State> ROW_INLINE State joined_lanes(State s)
{
#pragma unroll
    for (int step = COUNT / 2; step > 0; step /= 2) s.merge(from_lane(s, step, true));
    return from_lane(s, 0, false);
}

/* Sums alone need one exchange per step, and each step's two lanes add the same numbers. */
template <int COUNT, typename T> ROW_INLINE T summed_lanes(T sum)
{
#pragma unroll
    for (int step = COUNT / 2; step > 0; step /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, step);
    return sum;
}
template <int COUNT, typename T> ROW_INLINE total<T> joined_lanes(total<T> s) { return {summed_lanes<COUNT>(s.sum)}; }

/* One exponential for each thread instead of two for each step. */
template <int COUNT, typename T> ROW_INLINE exponentials<T> joined_lanes(exponentials<T> s)
{
    T max = s.max;
#pragma unroll
    for (int step = COUNT / 2; step > 0; step /= 2) {
        T other = __shfl_xor_sync(0xffffffffu, max, step);
        max = other > max ? other : max;
    }
    return {max, summed_lanes<COUNT>(s.sum * from_own(s.max, max))};
}

/* Over WIDTH threads; all get the result. shared: 32 states. */
template <int WIDTH, class State> ROW_INLINE State joined(State s, State *shared)
{
    s = joined_lanes<32>(s);
    if (WIDTH == 32) return s;
    int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    __syncthreads(); /* all have read what was joined before */
    if (lane == 0) shared[warp] = s;
    __syncthreads();
    return joined_lanes<WIDTH / 32>(shared[lane % (WIDTH / 32)]);
}

/* Count, mean, and squares of what the mean leaves, joined as Chan, Golub and LeVeque (1983) do. */
template <typename T> struct moments {
    T n, mean, squares;
    ROW_INLINE moments none() { return {0, 0, 0}; }
    __device__ __forceinline__ void merge(const moments &other)
    {
        if (other.n == 0) return;
        T total = n + other.n, part = other.n / total, between = other.mean - mean;
        mean = n == 0 ? other.mean : mean + between * part;
        squares = n == 0 ? other.squares : squares + other.squares + between * between * n * part;
        n = total;
    }
};

/* Sums of gradients, and of gradients times centred inputs. */
template <typename T> struct products {
    T sum, dot;
    ROW_INLINE products none() { return {0, 0}; }
    __device__ __forceinline__ void merge(const products &other) { sum += other.sum, dot += other.dot; }
};

/* Of a tile whose missing elements are -Inf. KEEP: exp(x - max) takes the place of x. -Inf adds 0, NaN stays NaN beside
 * any others. */
template <bool KEEP, int WIDTH, typename T> ROW_INLINE exponentials<T> exponentials_of(row_tile<WIDTH, T> &x)
{
    exponentials<T> s = exponentials<T>::none();
    x.each([&](int k, int e, int column) { s.max = x.x[k][e] > s.max ? x.x[k][e] : s.max; });
    T from = s.max == (T)-INFINITY ? (T)0 : s.max;
    x.each([&](int k, int e, int column) {
        T term = exp(x.x[k][e] - from);
        s.sum += term;
        if (KEEP) x.x[k][e] = term;
    });
    return s;
}

/* ---- Which threads and blocks ----------------------------------------------------------------------------- */

/* Threads of a block, the rows that it works on at a time, and how many threads a multiprocessor has at least: with 64
 * registers each, or 128 where much is kept. */
template <int WIDTH> struct row_block { static const int threads = WIDTH < 128 ? 128 : WIDTH, rows = threads / WIDTH; };
#define ROW_BOUNDS(WIDTH, resident) __launch_bounds__(row_block<WIDTH>::threads, (resident) / row_block<WIDTH>::threads)

/* Calls RUN(WIDTH, FITS): FITS: the row is one tile. */
#define ROW_BY_SIZE(T, n, RUN)                                \
    if ((n) <= row_tile<32, T>::size) { RUN(32, true); }      \
    else if ((n) <= row_tile<128, T>::size) { RUN(128, true); } \
    else if ((n) <= row_tile<256, T>::size) { RUN(256, true); } \
    else if ((n) <= row_tile<512, T>::size) { RUN(512, true); } \
    else { RUN(512, false); }

#endif
