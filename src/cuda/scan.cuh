/* Running combinations along one dimension of contiguous (outer, n, inner). Every lane is cut into chunks: their
 * totals are combined first, in order, and each chunk starts from what came before it. What is combined with what
 * depends on sizes alone, so that results repeat.
 *
 * A scan is a struct: `state`, what is carried; load(i, k), element number i, which is number k of its lane;
 * store(i, state); joined(a, b), a before b, associative; nothing(): joined(a, nothing) is a. */
#ifndef CUDA_SCAN_CUH
#define CUDA_SCAN_CUH

#include "keys.h"
#include "launch.cuh"
#include "positions.h"

#include <cub/block/block_scan.cuh>

#define CUDA_SCAN_ITEMS 8                               /* neighbours that a thread takes */
#define CUDA_SCAN_TILE (CUDA_SCAN_ITEMS * CUDA_THREADS) /* elements that a block takes at once */

/* totals, (chunks, lanes): of each chunk; after carry_chunks of all chunks before it. */
template <class Scan> struct scan_plan {
    Scan scan;
    cuda_lanes lanes;
    int64_t n_lanes, chunk, chunks;
    typename Scan::state *totals;
};

/* ---- A thread per lane and chunk: lanes side by side, or short ones -------------------------------------- */

template <class Scan> struct scan_columns {
    scan_plan<Scan> p;
    cuda_divisor by_lanes, by_inner;
    bool writes; /* false: finds the totals */
    __device__ void operator()(int64_t i) const
    {
        int64_t chunk = cuda_quotient(i, &by_lanes), lane = i - chunk * p.n_lanes;
        int64_t outer = cuda_quotient(lane, &by_inner);
        int64_t k = chunk * p.chunk, last = k + p.chunk < p.lanes.n ? k + p.chunk : p.lanes.n;
        int64_t at = (outer * p.lanes.n + k) * p.lanes.inner + lane - outer * p.lanes.inner;
        bool starts = !writes || chunk == 0;
        typename Scan::state s = starts ? p.scan.load(at, k) : p.scan.joined(p.totals[i], p.scan.load(at, k));
        if (writes) p.scan.store(at, s);
        for (k++, at += p.lanes.inner; k < last; k++, at += p.lanes.inner) {
            s = p.scan.joined(s, p.scan.load(at, k));
            if (writes) p.scan.store(at, s);
        }
        if (!writes) p.totals[i] = s;
    }
};

/* Totals are read by groups, as reading one by one would mean waiting for each. */
template <class Scan> struct carry_chunks {
    static const int GROUP = 16;
    scan_plan<Scan> p;
    __device__ void operator()(int64_t lane) const
    {
        typename Scan::state before = p.scan.nothing(), own[GROUP];
        for (int64_t first = 0; first < p.chunks; first += GROUP) {
            typename Scan::state *totals = p.totals + first * p.n_lanes + lane;
            int n = p.chunks - first < GROUP ? (int)(p.chunks - first) : GROUP;
#pragma unroll
            for (int i = 0; i < GROUP; i++) if (i < n) own[i] = totals[i * p.n_lanes];
#pragma unroll
            for (int i = 0; i < GROUP; i++) {
                if (i >= n) continue;
                totals[i * p.n_lanes] = before;
                before = first + i == 0 ? own[i] : p.scan.joined(before, own[i]);
            }
        }
    }
};

/* ---- A block per lane and chunk: long lanes of neighbours ------------------------------------------------ */

template <class Scan> struct scan_join {
    Scan scan;
    typedef typename Scan::state state;
    __device__ __forceinline__ state operator()(const state &a, const state &b) const { return scan.joined(a, b); }
};

/* Bank conflicts cost less than a second pass: every eighth place is left out. */
static __device__ __forceinline__ int scan_slot(int i) { return i + i / CUDA_SCAN_ITEMS; }

template <class Scan>
__global__ void __launch_bounds__(CUDA_THREADS) scan_rows(const __grid_constant__ scan_plan<Scan> p, bool writes)
{
    typedef typename Scan::state state;
    typedef cub::BlockScan<state, CUDA_THREADS> block_scan;
    __shared__ typename block_scan::TempStorage storage;
    __shared__ __align__(16) char memory[(CUDA_SCAN_TILE + CUDA_THREADS) * sizeof(state)];
    state *tile = (state *)memory;
    scan_join<Scan> join = {p.scan};
    for (int64_t job = blockIdx.x; job < p.n_lanes * p.chunks; job += gridDim.x) {
        int64_t chunk = job / p.n_lanes, lane = job - chunk * p.n_lanes;
        int64_t first = chunk * p.chunk, last = first + p.chunk < p.lanes.n ? first + p.chunk : p.lanes.n;
        int64_t base = cuda_lane_start(&p.lanes, lane);
        bool carries = writes && chunk > 0;
        state carry = carries ? p.totals[job] : p.scan.nothing();
        for (int64_t from = first; from < last; from += CUDA_SCAN_TILE) {
            int here = last - from < CUDA_SCAN_TILE ? (int)(last - from) : CUDA_SCAN_TILE;
            for (int i = threadIdx.x; i < here; i += CUDA_THREADS)
                tile[scan_slot(i)] = p.scan.load(base + (from + i) * p.lanes.inner, from + i);
            __syncthreads();
            int mine = threadIdx.x * CUDA_SCAN_ITEMS, n = here - mine < CUDA_SCAN_ITEMS ? here - mine : CUDA_SCAN_ITEMS;
            state own = n > 0 ? tile[scan_slot(mine)] : p.scan.nothing(), before, all;
            for (int i = 1; i < n; i++) own = p.scan.joined(own, tile[scan_slot(mine + i)]);
            block_scan(storage).ExclusiveScan(own, before, join, all);
            if (threadIdx.x == 0) before = carry;
            else if (carries) before = p.scan.joined(carry, before);
            bool begins = threadIdx.x == 0 && !carries;
            for (int i = 0; i < n && writes; i++) {
                state x = tile[scan_slot(mine + i)];
                before = begins && i == 0 ? x : p.scan.joined(before, x);
                tile[scan_slot(mine + i)] = before;
            }
            __syncthreads();
            for (int i = threadIdx.x; i < here && writes; i += CUDA_THREADS)
                p.scan.store(base + (from + i) * p.lanes.inner, tile[scan_slot(i)]);
            carry = carries ? p.scan.joined(carry, all) : all;
            carries = true;
            __syncthreads();
        }
        if (!writes && threadIdx.x == 0) p.totals[job] = carry;
    }
}

/* ---- Choice ---------------------------------------------------------------------------------------------- */

template <class Scan>
static void scan_pass(const th_tensor *x, const char *name, const scan_plan<Scan> &p, bool rows, bool writes)
{
    int64_t jobs = p.n_lanes * p.chunks;
    if (rows) cuda_launch(x, name, scan_rows<Scan>, jobs, CUDA_THREADS, p, writes);
    else cuda_each(x, name, jobs, scan_columns<Scan>{p, cuda_divisor_of(p.n_lanes, jobs),
                                                     cuda_divisor_of(p.lanes.inner, p.n_lanes), writes});
}

/* Chunks of one lane: so many that all multiprocessors have work, but none is shorter than `least`. */
static inline int64_t scan_chunk(int64_t n, int64_t n_lanes, int64_t wanted, int64_t least)
{
    int64_t chunks = n_lanes < wanted ? (wanted + n_lanes - 1) / n_lanes : 1, chunk = (n + chunks - 1) / chunks;
    return (chunk + least - 1) / least * least;
}

template <class Scan> static void cuda_scan(const th_tensor *x, const char *name, const Scan &scan, cuda_lanes lanes)
{
    int64_t n_lanes = lanes.outer * lanes.inner, processors = cuda_multiprocessors(x);
    if (n_lanes * lanes.n == 0) return;
    bool rows = lanes.inner < 32 && lanes.n > 128;
    int64_t chunk = rows ? scan_chunk(lanes.n, n_lanes, 8 * processors, CUDA_SCAN_TILE)
                         : scan_chunk(lanes.n, n_lanes, 256 * processors, 64);
    th_scope *scope = th_scope_open();
    scan_plan<Scan> p = {scan, lanes, n_lanes, chunk, (lanes.n + chunk - 1) / chunk, NULL};
    if (p.chunks > 1) {
        p.totals = cuda_room<typename Scan::state>(x, p.chunks * n_lanes);
        scan_pass(x, name, p, rows, false);
        cuda_each(x, name, n_lanes, carry_chunks<Scan>{p});
    }
    scan_pass(x, name, p, rows, true);
    th_scope_close(scope);
}

#endif
