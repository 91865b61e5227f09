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

/* Results are of T, or of 16 bits where T is float. to: aligned to the size of the pack as it is stored. */
template <typename T> ROW_INLINE bool is_narrow(int dtype) { return sizeof(T) == 4 && dtype != TH_FLOAT32; }
template <typename T> ROW_INLINE uint16_t narrowed(T x, int dtype)
{
    return dtype == TH_FLOAT16 ? float_to_half_bits((float)x) : float_to_bfloat16_bits((float)x);
}

template <typename T> ROW_INLINE void store_element(char *to, int dtype, T x)
{
    if (is_narrow<T>(dtype)) *(uint16_t *)to = narrowed(x, dtype);
    else *(T *)to = x;
}

template <typename T> ROW_INLINE void store_pack(char *to, int dtype, int size, const T *from)
{
    if (is_narrow<T>(dtype)) {
        four<uint16_t> p;
#pragma unroll
        for (int e = 0; e < (int)(16 / sizeof(T)); e++) p.x[e] = narrowed(from[e], dtype);
        *(four<uint16_t> *)to = p;
    } else {
        row_pack<T> p;
#pragma unroll
        for (int e = 0; e < (int)(16 / sizeof(T)); e++) p.x[e] = from[e];
        *(row_pack<T> *)to = p;
    }
    (void)size;
}

/* 16-bit elements as they lie in memory: TH_FLOAT16 or TH_BFLOAT16, alike in all threads. */
typedef uint16_t row_half;

ROW_INLINE float row_widened(uint32_t bits, int dtype)
{
    return dtype == TH_FLOAT16 ? half_bits_to_float((uint16_t)bits) : bfloat16_bits_to_float((uint16_t)bits);
}

/* An element as it is loaded, and made of that: several are loaded before the first one is widened, as memory answers
 * late. */
template <typename T> ROW_INLINE T row_loaded(const T *x) { return *x; }
ROW_INLINE float row_loaded(const row_half *x) { return __uint_as_float(*x); }
template <typename S, typename T> ROW_INLINE T row_made(T loaded, int dtype)
{
    if constexpr (sizeof(S) == sizeof(row_half)) return row_widened(__float_as_uint(loaded), dtype);
    else return loaded;
}
template <typename T, typename S> ROW_INLINE T row_element(const S *x, int dtype) { return row_made<S>(row_loaded(x), dtype); }

/* Four of them wait in the registers of two. */
struct alignas(8) row_pair { uint32_t x[2]; };
ROW_INLINE void load_pack(float *to, const row_half *from)
{
    row_pair p = *(const row_pair *)from;
    to[0] = __uint_as_float(p.x[0]), to[1] = __uint_as_float(p.x[1]);
}
ROW_INLINE void widen_pack(float *x, int dtype)
{
    uint32_t low = __float_as_uint(x[0]), high = __float_as_uint(x[1]);
    x[0] = row_widened(low, dtype), x[1] = row_widened(low >> 16, dtype);
    x[2] = row_widened(high, dtype), x[3] = row_widened(high >> 16, dtype);
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
    __device__ __forceinline__ void load(const T *from, int n, bool packed, T otherwise, int = 0)
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

    /* The same of elements of 16 bits; T is float. */
    __device__ __forceinline__ void load(const row_half *from, int n, bool packed, float otherwise, int dtype)
    {
        if (packed) {
#pragma unroll
            for (int k = 0; k < ROW_PACKS; k++) {
                int column = (k * WIDTH + (int)threadIdx.x % WIDTH) * in_pack;
                if (column < n) load_pack(x[k], from + column);
            }
#pragma unroll
            for (int k = 0; k < ROW_PACKS; k++) {
                int column = (k * WIDTH + (int)threadIdx.x % WIDTH) * in_pack;
                widen_pack(x[k], dtype);
#pragma unroll
                for (int e = 0; e < in_pack; e++) x[k][e] = column < n ? x[k][e] : otherwise;
            }
        } else {
            each([&](int k, int e, int column) { if (column < n) x[k][e] = row_loaded(from + column); });
            each([&](int k, int e, int column) {
                x[k][e] = column < n ? row_made<row_half>(x[k][e], dtype) : otherwise;
            });
        }
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
            if (column < n) store_element(to + (int64_t)column * bytes, dtype, x[k][e]);
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

/* Calls RUN<T, S>(...): the type that x's rows are computed in, and that of their elements. */
#define ROW_BY_DTYPE(x, RUN, ...)                                          \
    if ((x)->dtype == TH_FLOAT32) RUN<float, float>(__VA_ARGS__);          \
    else if ((x)->dtype == TH_FLOAT64) RUN<double, double>(__VA_ARGS__);   \
    else RUN<float, row_half>(__VA_ARGS__);

#endif
