#include "fold.cuh"
#include "complex.cuh"
#include "fold-join.cuh"
#include "order.cuh"

/* Keys are sorted with their numbers k, so that equal ones are neighbours: a run. Runs of up to `piece` keys are
 * folded by one thread per column. Longer ones are cut into pieces, whose folds are kept and then folded: with
 * pieces of about sqrt(n) no thread has more than some sqrt(n) steps to go. */
typedef struct {
    char *target;
    const char *values;
    const uint64_t *keys;    /* sorted */
    const int64_t *order, *start; /* (n): k of each sorted key; where its run starts */
    int64_t n, piece, columns;    /* columns: before * after */
    int64_t *heads;               /* per window of `piece` sorted keys: where a long run starts in it, or -1 */
    char *kept;                   /* (2 * windows, columns): folds of pieces of long runs */
    cuda_offsets at;
    cuda_divisor by_plane, by_after; /* of numbers in (before, n, after) */
    int64_t after;
    int after_from, dtype;
    bool one;
    cuda_fold_kind kind;
} fold_plan;

namespace {
/* Where column c is in the target, relative to the key; and the value of k there. */
__device__ __forceinline__ int64_t column_offset(const fold_plan &p, int64_t b, int64_t a)
{
    return cuda_offset(&p.at, 0, p.after_from, b) + cuda_offset(&p.at, p.after_from, p.at.ndim, a);
}

__device__ __forceinline__ int64_t value_number(const fold_plan &p, int64_t b, int64_t k, int64_t a)
{
    return p.one ? 0 : (b * p.n + k) * p.after + a;
}

/* Threads side by side take neighbouring elements of a row, or neighbouring keys. */
__device__ __forceinline__ void find(const fold_plan &p, int64_t i, int64_t *b, int64_t *s, int64_t *a)
{
    *b = cuda_quotient(i, &p.by_plane);
    i -= *b * p.by_plane.divisor;
    *s = cuda_quotient(i, &p.by_after);
    *a = i - *s * p.after;
}

/* Each window has at most one head of a long run, and one later piece of another run: two rows of `kept`. */
__device__ __forceinline__ int64_t kept_row(const fold_plan &p, int64_t s, int64_t start)
{
    return 2 * (s / p.piece) + (s == start);
}

__device__ __forceinline__ bool is_long(const fold_plan &p, int64_t start)
{
    return start + p.piece < p.n && p.keys[start + p.piece] == p.keys[start];
}

/* ---- Arithmetic: C is the type that the target's dtype is computed in ------------------------------------ */

template <typename C> __device__ __forceinline__ C times(C alpha, C x) { return alpha * x; }
__device__ __forceinline__ int64_t times(int64_t alpha, int64_t x) { return (int64_t)((uint64_t)alpha * (uint64_t)x); }
template <typename R> __device__ __forceinline__ complex_number<R> times(complex_number<R> a, complex_number<R> x)
{
    complex_number<R> product = {a.re * x.re - a.im * x.im, a.re * x.im + a.im * x.re};
    return product;
}

/* One piece of a run: into the target, or kept. Sums of small numbers are summed before they meet the target. */
template <typename C> struct fold_pieces {
    fold_plan p;
    C alpha;
    int64_t size; /* of an element */
    __device__ void operator()(int64_t i) const
    {
        int64_t b, s, a;
        find(p, i, &b, &s, &a);
        int64_t start = p.start[s], column = b * p.after + a;
        if ((s - start) & (p.piece - 1)) return;
        C fold = value(b, s, a);
        for (int64_t k = s + 1; k < p.n && k < s + p.piece && p.keys[k] == p.keys[s]; k++)
            fold = joined(p.kind, fold, value(b, k, a));
        if (is_long(p, start)) {
            int64_t kept = kept_row(p, s, start);
            ((C *)p.kept)[kept * p.columns + column] = fold;
            if (s == start && column == 0) p.heads[s / p.piece] = s;
        } else {
            char *to = p.target + ((int64_t)p.keys[s] + column_offset(p, b, a)) * size;
            store_one<C>(to, p.dtype, joined(p.kind, load_one<C>(to, p.dtype), fold));
        }
    }
    __device__ __forceinline__ C value(int64_t b, int64_t s, int64_t a) const
    {
        return times(alpha, load_one<C>(p.values + value_number(p, b, p.order[s], a) * size, p.dtype));
    }
};

/* The kept pieces of a long run into the target. i: (window, column) */
template <typename C> struct fold_kept {
    fold_plan p;
    int64_t size;
    __device__ void operator()(int64_t i) const
    {
        int64_t window = i / p.columns, column = i - window * p.columns, start = p.heads[window];
        if (start < 0) return;
        C fold = kept(start, start, column);
        for (int64_t s = start + p.piece; s < p.n && p.keys[s] == p.keys[start]; s += p.piece)
            fold = joined(p.kind, fold, kept(s, start, column));
        int64_t b = column / p.after, a = column - b * p.after;
        char *to = p.target + ((int64_t)p.keys[start] + column_offset(p, b, a)) * size;
        store_one<C>(to, p.dtype, joined(p.kind, load_one<C>(to, p.dtype), fold));
    }
    __device__ __forceinline__ C kept(int64_t s, int64_t start, int64_t column) const
    {
        return ((const C *)p.kept)[kept_row(p, s, start) * p.columns + column];
    }
};

/* ---- Assignment ------------------------------------------------------------------------------------------ */

template <typename T> struct assign_last {
    fold_plan p;
    __device__ void operator()(int64_t i) const
    {
        int64_t b, s, a;
        find(p, i, &b, &s, &a);
        if (p.order && s + 1 < p.n && p.keys[s + 1] == p.keys[s]) return;
        int64_t k = p.order ? p.order[s] : s;
        ((T *)p.target)[(int64_t)p.keys[s] + column_offset(p, b, a)] = ((const T *)p.values)[value_number(p, b, k, a)];
    }
};

/* start[s] = s where another key starts, else 0; a running maximum makes of it where runs start. */
struct mark_starts {
    const uint64_t *keys;
    int64_t *start;
    __device__ void operator()(int64_t s) const { start[s] = s > 0 && keys[s] != keys[s - 1] ? s : 0; }
};
} // namespace

/* ---- Host ------------------------------------------------------------------------------------------------ */

static int64_t piece_of(int64_t n)
{
    int64_t piece = 32;
    while (piece * piece < n) piece *= 2;
    return piece;
}

template <typename C> static C scalar_as(th_scalar s) { return (C)th_scalar_double(s); }
template <> int64_t scalar_as<int64_t>(th_scalar s) { return th_scalar_int(s); }
template <> complex64 scalar_as<complex64>(th_scalar s)
{
    complex64 z = {(float)th_scalar_double(s), s.kind == TH_SCALAR_COMPLEX ? (float)s.im : 0};
    return z;
}
template <> complex128 scalar_as<complex128>(th_scalar s)
{
    complex128 z = {th_scalar_double(s), s.kind == TH_SCALAR_COMPLEX ? s.im : 0};
    return z;
}

template <typename C> static void fold_as(const cuda_fold *f, fold_plan *p)
{
    int64_t windows = (p->n + p->piece - 1) / p->piece, size = (int64_t)th_dtype_size((th_dtype)p->dtype);
    th_scalar unit = {};
    unit.kind = TH_SCALAR_INT;
    unit.re.i = 1;
    C alpha = scalar_as<C>(f->kind == CUDA_ADD ? f->alpha : unit);
    bool any_long = p->piece < p->n;
    if (any_long) {
        p->heads = cuda_room<int64_t>(f->target, windows);
        cuda_set_bytes(f->target, p->heads, 0xff, (size_t)windows * sizeof(int64_t));
        p->kept = (char *)cuda_room<C>(f->target, 2 * windows * p->columns);
    }
    cuda_each(f->target, "fold", p->n * p->columns, fold_pieces<C>{*p, alpha, size});
    if (any_long) cuda_each(f->target, "fold", windows * p->columns, fold_kept<C>{*p, size});
}

static void fold_numbers(const cuda_fold *f, fold_plan *p)
{
    int64_t *start = cuda_room<int64_t>(f->target, p->n);
    cuda_each(f->target, "fold", p->n, mark_starts{p->keys, start});
    cuda_running_max(f->target, start, p->n);
    p->start = start;
    switch (th_compute_dtype((th_dtype)p->dtype)) {
    case TH_FLOAT32: fold_as<float>(f, p); break;
    case TH_FLOAT64: fold_as<double>(f, p); break;
    case TH_COMPLEX64: fold_as<complex64>(f, p); break;
    case TH_COMPLEX128: fold_as<complex128>(f, p); break;
    default: fold_as<int64_t>(f, p);
    }
}

static void assign(const cuda_fold *f, const fold_plan *p)
{
#define ASSIGN(T) cuda_each(f->target, "assign", p->n * p->columns, assign_last<T>{*p})
    CUDA_BY_SIZE(th_dtype_size((th_dtype)p->dtype), ASSIGN)
#undef ASSIGN
}

void cuda_fold_into(const cuda_fold *f)
{
    fold_plan p = {};
    p.columns = f->before * f->after;
    p.n = f->n;
    if (p.columns * p.n == 0) return;
    p.target = th_data(f->target);
    p.dtype = f->target->dtype;
    p.values = f->values;
    p.one = f->one;
    p.kind = f->kind;
    p.at = f->at;
    p.after_from = f->after_from;
    p.after = f->after;
    p.piece = piece_of(p.n);
    p.by_plane = cuda_divisor_of(p.n * p.after, p.columns * p.n);
    p.by_after = cuda_divisor_of(p.after, p.n * p.after);
    p.keys = f->keys;
    if (f->kind != CUDA_ASSIGN || (!f->one && p.n > 1)) { /* one number is the same from wherever it comes */
        cuda_sorted sorted = cuda_sort_by_key(f->target, f->keys, NULL, p.n, cuda_bits_of(f->largest));
        p.keys = sorted.keys;
        p.order = sorted.places;
    }
    if (f->kind == CUDA_ASSIGN) assign(f, &p);
    else fold_numbers(f, &p);
}
