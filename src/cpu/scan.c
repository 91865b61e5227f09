/* Running sums, products and extremes along one dimension. The shape rules hand over contiguous
 * tensors of the output's dtype. */
#include "lanes.h"
#include "math.h"

#define TILE 256 /* lanes that advance side by side */

/* One step takes n lanes, or one lane n elements, from x to y. States carry what came before. */
typedef struct {
    int state_bytes;
    void (*start)(void *states, int64_t n);
    void (*along)(void *state, const void *x, void *y, int64_t n);
    void (*across)(void *states, const void *x, void *y, int64_t n);
} scanner;

#define SCAN(name, T, A, START, NEXT)                                                                 \
    static void name##_start(void *states, int64_t n)                                                 \
    {                                                                                                 \
        for (int64_t i = 0; i < n; i++) ((A *)states)[i] = (A)START;                                  \
    }                                                                                                 \
    static void name##_along(void *state, const void *from, void *to, int64_t n)                      \
    {                                                                                                 \
        const T *x = from;                                                                            \
        T *y = to;                                                                                    \
        A s = *(A *)state;                                                                            \
        for (int64_t i = 0; i < n; i++) y[i] = (T)(s = NEXT(s, (A)x[i]));                             \
        *(A *)state = s;                                                                              \
    }                                                                                                 \
    TH_CLONES static void name##_across(void *states, const void *from, void *to, int64_t n)          \
    {                                                                                                 \
        const T *x = from;                                                                            \
        T *y = to;                                                                                    \
        A *restrict s = states;                                                                       \
        for (int64_t i = 0; i < n; i++) y[i] = (T)(s[i] = NEXT(s[i], (A)x[i]));                       \
    }

#define PLUS(s, x) ((s) + (x))
#define TIMES(s, x) ((s) * (x))

static inline double add_logs(double a, double b)
{
    double larger = a > b ? a : b, smaller = a > b ? b : a;
    if (a != a || b != b) return a + b;
    return isinf(larger) ? larger : larger + log1p(exp(smaller - larger));
}

SCAN(sum_float, float, double, 0, PLUS)
SCAN(sum_double, double, double, 0, PLUS)
SCAN(sum_int, int64_t, uint64_t, 0, PLUS)
SCAN(product_float, float, double, 1, TIMES)
SCAN(product_double, double, double, 1, TIMES)
SCAN(product_int, int64_t, uint64_t, 1, TIMES)
SCAN(logs_float, float, double, -INFINITY, add_logs)
SCAN(logs_double, double, double, -INFINITY, add_logs)

#define SCANNER(name, A) {(int)sizeof(A), name##_start, name##_along, name##_across}
static const scanner sums[] = {SCANNER(sum_int, uint64_t), SCANNER(sum_float, double), SCANNER(sum_double, double)};
static const scanner products[] = {SCANNER(product_int, uint64_t), SCANNER(product_float, double),
                                   SCANNER(product_double, double)};
static const scanner logarithms[] = {{0, 0, 0, 0}, SCANNER(logs_float, double), SCANNER(logs_double, double)};

static const scanner *choose(const scanner *of, th_dtype compute)
{
    return &of[compute == TH_INT64 ? 0 : compute == TH_FLOAT32 ? 1 : 2];
}

/* ---- Walks ---------------------------------------------------------------------------------------- */

/* Elements of a dtype that is not computed in pass through buffers. */
typedef struct { const char *x; char *y; th_dtype dtype, compute; int64_t bytes; const scanner *scan; } run;

static void step(const run *r, void *state, int64_t offset, int64_t n,
                 void (*function)(void *, const void *, void *, int64_t))
{
    _Alignas(64) char in[CPU_RUN * 8], out[CPU_RUN * 8];
    const char *x = r->x + offset * r->bytes;
    char *y = r->y + offset * r->bytes;
    if (r->dtype == r->compute) {
        function(state, x, y, n);
        return;
    }
    cpu_load(in, r->compute, x, r->dtype, r->bytes, n);
    function(state, in, out, n);
    cpu_store(y, r->dtype, r->bytes, out, r->compute, n);
}

static void scan_lane(const run *r, int64_t lane, int64_t n)
{
    double state;
    r->scan->start(&state, 1);
    for (int64_t i = 0; i < n; i += CPU_RUN) step(r, &state, lane * n + i, cpu_min(CPU_RUN, n - i), r->scan->along);
}

static void scan_tile(const run *r, const cpu_lanes *l, int64_t outer, int64_t column)
{
    double states[TILE];
    int64_t width = cpu_min(TILE, l->inner - column);
    r->scan->start(states, width);
    for (int64_t i = 0; i < l->n; i++) step(r, states, (outer * l->n + i) * l->inner + column, width, r->scan->across);
}

static void scan_real(const run *r, const cpu_lanes *l)
{
    int64_t across = (l->inner + TILE - 1) / TILE;
    int threads = th_threads_for(l->outer * l->n * l->inner, 4);
    if (l->inner == 1) {
#pragma omp parallel for num_threads(threads) if (threads > 1)
        for (int64_t i = 0; i < l->outer; i++) scan_lane(r, i, l->n);
        return;
    }
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < l->outer * across; i++) scan_tile(r, l, i / across, i % across * TILE);
}

/* Products of complex numbers; sums of them are sums of their parts. */
static void multiply_complex(const cpu_lanes *l, const run *r)
{
    for (int64_t i = 0; i < l->outer * l->inner; i++) {
        int64_t at = i / l->inner * l->n * l->inner + i % l->inner;
        th_complex128 s = {1, 0}, x;
        for (int64_t k = 0; k < l->n; k++, at += l->inner) {
            cpu_load(&x, TH_COMPLEX128, r->x + at * r->bytes, r->dtype, r->bytes, 1);
            s = (th_complex128){s.re * x.re - s.im * x.im, s.re * x.im + s.im * x.re};
            cpu_store(r->y + at * r->bytes, r->dtype, r->bytes, &s, TH_COMPLEX128, 1);
        }
    }
}

static void scan(th_call *call, const scanner *of)
{
    const th_tensor *x = th_arg(call, 0);
    cpu_lanes l = cpu_lanes_of(x, th_arg_int(call, 1));
    run r = {th_data(x), th_data(call->out[0]), (th_dtype)x->dtype, th_compute_dtype((th_dtype)x->dtype), 0, NULL};
    r.bytes = (int64_t)th_dtype_size(r.dtype);
    if (x->numel == 0) return;
    if (th_dtype_is_complex(r.dtype) && of == products) {
        multiply_complex(&l, &r);
        return;
    }
    if (th_dtype_is_complex(r.dtype)) {
        l.inner *= 2;
        r.bytes /= 2;
        r.dtype = r.compute = th_real_dtype(r.dtype);
    }
    r.scan = choose(of, r.compute);
    scan_real(&r, &l);
}

void cpu_cumsum(th_call *call) { scan(call, sums); }
void cpu_cumprod(th_call *call) { scan(call, products); }
void cpu_logcumsumexp(th_call *call) { scan(call, logarithms); }

/* ---- Running extremes with places ------------------------------------------------------------------- */

/* The last of equal elements counts, and NaN beats every number. x, y: of the type computed in. */
#define EXTREME(name, T, REACHES)                                                                     \
    TH_CLONES static void name(const T *restrict x, T *restrict y, int64_t *restrict index, const cpu_lanes *l) \
    {                                                                                                 \
        for (int64_t j = 0; j < l->inner; j++) y[j] = x[j], index[j] = 0;                             \
        for (int64_t k = 1; k < l->n; k++) {                                                          \
            const T *above = y;                                                                       \
            const int64_t *above_index = index;                                                       \
            x += l->inner, y += l->inner, index += l->inner;                                          \
            for (int64_t j = 0; j < l->inner; j++) {                                                  \
                bool take = (REACHES(x[j], above[j])) | (x[j] != x[j]);                               \
                y[j] = take ? x[j] : above[j];                                                        \
                index[j] = take ? k : above_index[j];                                                 \
            }                                                                                         \
        }                                                                                             \
    }
#define AT_LEAST(a, b) ((a) >= (b))
#define AT_MOST(a, b) ((a) <= (b))

EXTREME(max_float, float, AT_LEAST)
EXTREME(max_double, double, AT_LEAST)
EXTREME(max_int, int64_t, AT_LEAST)
EXTREME(min_float, float, AT_MOST)
EXTREME(min_double, double, AT_MOST)
EXTREME(min_int, int64_t, AT_MOST)

/* The block (n, inner) at x, converted when its dtype is not computed in. */
static void extreme_block(th_call *call, const cpu_lanes *l, int64_t block, bool max, char *buffer)
{
    const th_tensor *x = th_arg(call, 0);
    th_dtype dtype = (th_dtype)x->dtype, compute = th_compute_dtype(dtype);
    int64_t size = l->n * l->inner, bytes = (int64_t)th_dtype_size(dtype), wide = (int64_t)th_dtype_size(compute);
    char *from = th_data(x) + block * size * bytes, *to = th_data(call->out[0]) + block * size * bytes;
    int64_t *index = (int64_t *)th_data(call->out[1]) + block * size;
    void *in = from, *out = to;
    if (buffer) {
        in = buffer;
        out = buffer + size * wide;
        cpu_load(in, compute, from, dtype, bytes, size);
    }
    if (compute == TH_FLOAT32) (max ? max_float : min_float)(in, out, index, l);
    else if (compute == TH_FLOAT64) (max ? max_double : min_double)(in, out, index, l);
    else (max ? max_int : min_int)(in, out, index, l);
    if (buffer) cpu_store(to, dtype, bytes, out, compute, size);
}

static void running_extreme(th_call *call, bool max)
{
    const th_tensor *x = th_arg(call, 0);
    cpu_lanes l = cpu_lanes_of(x, th_arg_int(call, 1));
    th_dtype compute = th_compute_dtype((th_dtype)x->dtype);
    bool convert = compute != (th_dtype)x->dtype;
    if (x->numel == 0) return;
    th_scope *scope = th_scope_open();
    char *buffer = convert ? th_scratch(2 * (size_t)(l.n * l.inner) * th_dtype_size(compute)) : NULL;
    int threads = convert ? 1 : th_threads_for(x->numel, 4);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < l.outer; i++) extreme_block(call, &l, i, max, buffer);
    th_scope_close(scope);
}

void cpu_cummax(th_call *call) { running_extreme(call, true); }
void cpu_cummin(th_call *call) { running_extreme(call, false); }

/* ---- First-order recurrence ------------------------------------------------------------------------- */

/* y[k] = b[k] + a[k] * y[k - 1], y[-1] = 0. self: b, float32 or float64. */
#define RECURRENCE(name, T)                                                                           \
    TH_CLONES static void name(const T *b, const T *a, T *y, const cpu_lanes *l)                      \
    {                                                                                                 \
        for (int64_t i = 0; i < l->outer; i++)                                                        \
            for (int64_t k = 0; k < l->n; k++)                                                        \
                for (int64_t j = 0; j < l->inner; j++) {                                              \
                    int64_t at = (i * l->n + k) * l->inner + j;                                       \
                    y[at] = k ? b[at] + a[at] * y[at - l->inner] : b[at];                             \
                }                                                                                     \
    }
RECURRENCE(recurrence_float, float)
RECURRENCE(recurrence_double, double)

void cpu_recurrence(th_call *call)
{
    const th_tensor *b = th_arg(call, 0), *a = th_arg(call, 1);
    cpu_lanes l = cpu_lanes_of(b, th_arg_int(call, 2));
    void *y = th_data(call->out[0]);
    if (b->dtype == TH_FLOAT32) recurrence_float((float *)th_data(b), (float *)th_data(a), y, &l);
    else recurrence_double((double *)th_data(b), (double *)th_data(a), y, &l);
}
