/* How a reduction's dimensions and blocks are laid out. */
#include "reduce.cuh"

#include <stdlib.h>
#include <string.h>

th_tensor *cuda_reduce_input(th_tensor *x, th_dtype type)
{
    bool is_half = x->dtype == TH_FLOAT16 || x->dtype == TH_BFLOAT16;
    bool loaded = x->dtype == type || x->dtype == TH_BOOL || (type == TH_FLOAT32 && is_half);
    return loaded ? x : th_to_dtype(x, type);
}

/* ---- Splitting dimensions ----------------------------------------------------------------------------- */

bool cuda_axes_of(cuda_axes *a, int n, const int64_t *shape, const int64_t *stride)
{
    a->ndim = 0;
    a->numel = 1;
    for (int d = 0; d < n; d++) {
        int last = a->ndim - 1;
        a->numel *= shape[d];
        if (shape[d] == 1) continue;
        if (last >= 0 && stride[d] == a->stride[last] * a->shape[last]) {
            a->shape[last] *= shape[d];
            continue;
        }
        if (a->ndim == CUDA_AXES_DIMS) return false;
        a->shape[a->ndim] = shape[d];
        a->stride[a->ndim++] = stride[d];
    }
    if (a->ndim == 0) {
        a->ndim = 1;
        a->shape[0] = 1;
        a->stride[0] = 0;
    }
    if (a->ndim == 1 || a->numel == 0) return true;
    if (a->numel > CUDA_PIECE_MOST) return false;
    for (int d = 0; d < a->ndim; d++) a->divider[d] = cuda_divider_of((uint32_t)a->shape[d]);
    return true;
}

/* Narrowest stride first: most reductions may visit elements as they lie. */
static void sort_by_stride(int n, int *order, const int64_t *stride)
{
    for (int i = 1; i < n; i++)
        for (int k = i; k > 0 && stride[order[k - 1]] > stride[order[k]]; k--) {
            int d = order[k];
            order[k] = order[k - 1];
            order[k - 1] = d;
        }
}

/* The parts of complex numbers are one dimension more than a mask has room for. */
static bool is_among(uint64_t mask, int d) { return d < 64 && (mask >> d & 1); }

/* Scattered over more than kernels take: a dense copy, kept dimensions first, has two dimensions. */
static th_tensor *gathered(th_tensor *x, uint64_t mask, int *n_kept)
{
    int64_t shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    int n = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int d = 0; d < x->ndim; d++) {
            if (is_among(mask, d) != (pass == 1)) continue;
            shape[n] = x->shape[d];
            stride[n++] = x->stride[d];
        }
        if (pass == 0) *n_kept = n;
    }
    return th_to_contiguous(th_tensor_view(x, n, shape, stride, x->offset));
}

static bool axes_of(cuda_axes *a, const th_tensor *x, int n, const int *order)
{
    int64_t bytes = (int64_t)th_dtype_size((th_dtype)x->dtype), shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    for (int i = 0; i < n; i++) {
        shape[i] = x->shape[order[i]];
        stride[i] = x->stride[order[i]] * bytes;
    }
    return cuda_axes_of(a, n, shape, stride);
}

static void split(reduce_job *j, th_tensor *x, uint64_t mask, bool ordered)
{
    int kept[TH_MAX_DIMS], reduced[TH_MAX_DIMS], n_kept = 0, n_reduced = 0;
    for (int d = x->ndim - 1; d >= 0; d--) {
        if (is_among(mask, d)) reduced[n_reduced++] = d;
        else kept[n_kept++] = d;
    }
    if (!ordered) sort_by_stride(n_reduced, reduced, x->stride);
    j->data = th_data(x);
    j->dtype = x->dtype;
    j->size = (int)th_dtype_size((th_dtype)x->dtype);
    if (axes_of(&j->kept, x, n_kept, kept) && axes_of(&j->reduced, x, n_reduced, reduced)) return;
    th_tensor *dense = gathered(x, mask, &n_kept);
    split(j, dense, ~(uint64_t)0 << n_kept, ordered);
}

void cuda_reduce_split(reduce_job *j, th_tensor *x, th_ints axes, bool ordered)
{
    uint64_t mask = 0;
    for (int i = 0; i < axes.n; i++) mask |= (uint64_t)1 << axes.v[i];
    split(j, x, mask, ordered);
}

void cuda_reduce_output(reduce_job *j, th_tensor *out, th_tensor *index)
{
    j->out = out ? th_data(out) : NULL;
    j->out_dtype = out ? out->dtype : TH_INT64;
    j->out_size = (int)th_dtype_size((th_dtype)j->out_dtype);
    j->index = index ? (int64_t *)th_data(index) : NULL;
}

/* ---- Blocks ----------------------------------------------------------------------------------------------- */

static int power_of_two(int64_t n, int most)
{
    int p = 1;
    while (p < n && p < most) p *= 2;
    return p;
}

static bool side_by_side(const reduce_job *j)
{
    if (j->kept.numel < 2 || j->reduced.numel < 2) return false;
    return llabs((long long)j->kept.stride[0]) < llabs((long long)j->reduced.stride[0]);
}

/* Neighbours in memory go to neighbouring threads, and each thread has 16 elements if there are as many. Few outputs
 * are cut into pieces, so that there are several blocks for each place on the device: the last ones to end leave little
 * of it idle. Pieces start where fours do. */
dim3 cuda_reduce_blocks(reduce_job *j, const th_tensor *x)
{
    int64_t n = j->reduced.numel;
    j->side_by_side = side_by_side(j);
    j->adjacent = j->reduced.ndim == 1 && j->reduced.stride[0] == j->size && j->apart % 16 == 0;
    if (j->side_by_side) {
        j->outs = power_of_two(j->kept.numel, 32);
        j->lanes = REDUCE_THREADS / j->outs;
    } else {
        j->lanes = power_of_two((n + 15) / 16, REDUCE_THREADS);
        j->outs = REDUCE_THREADS / j->lanes;
    }
    int64_t groups = (j->kept.numel + j->outs - 1) / j->outs;
    int64_t wanted = 4 * REDUCE_RESIDENT * (int64_t)cuda_multiprocessors(x);
    int64_t pieces = wanted / groups, most = n / ((int64_t)j->lanes * 16);
    if (pieces > most) pieces = most;
    if (pieces > 1024) pieces = 1024;
    if (pieces < 1) pieces = 1;
    j->piece = ((n + pieces - 1) / pieces + 3) / 4 * 4;
    if (j->piece < 1) j->piece = 1;
    j->n_pieces = n ? (int)((n + j->piece - 1) / j->piece) : 1;
    return dim3((unsigned)cuda_blocks(groups, 1), (unsigned)j->n_pieces);
}

dim3 cuda_reduce_piece_blocks(reduce_job *j)
{
    j->lanes = power_of_two(j->n_pieces, REDUCE_THREADS);
    j->outs = REDUCE_THREADS / j->lanes;
    return dim3((unsigned)cuda_blocks((j->kept.numel + j->outs - 1) / j->outs, 1));
}
