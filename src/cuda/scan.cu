/* Running sums, products and extremes along one dimension. The shape rules hand over contiguous tensors of the
 * output's dtype. */
#include "scan.cuh"
#include "complex.cuh"

namespace {
/* ---- Sums, products, logarithms of sums: T what is stored, A what is carried ----------------------------- */

template <typename T, typename A> struct arithmetic {
    typedef A state;
    T *y;
    const T *x;
    __device__ __forceinline__ A load(int64_t i, int64_t) const { return (A)x[i]; }
    __device__ __forceinline__ void store(int64_t i, A s) const { y[i] = (T)s; }
};

template <typename T, typename A> struct sums : arithmetic<T, A> {
    static __device__ __forceinline__ A joined(A a, A b) { return a + b; }
    static __device__ __forceinline__ A nothing() { return 0; }
};

template <typename T, typename A> struct products : arithmetic<T, A> {
    static __device__ __forceinline__ A joined(A a, A b) { return a * b; }
    static __device__ __forceinline__ A nothing() { return 1; }
};

template <typename T, typename A> struct log_sums : arithmetic<T, A> {
    static __device__ __forceinline__ A joined(A a, A b)
    {
        double larger = a > b ? a : b, smaller = a > b ? b : a;
        if (a != a || b != b) return a + b;
        return isinf(larger) ? larger : larger + log1p(exp(smaller - larger));
    }
    static __device__ __forceinline__ A nothing() { return -INFINITY; }
};

template <typename T> struct complex_products {
    typedef complex128 state;
    T *y;
    const T *x;
    __device__ __forceinline__ complex128 load(int64_t i, int64_t) const { return converted<complex128>::from(x[i]); }
    __device__ __forceinline__ void store(int64_t i, complex128 s) const { y[i] = converted<T>::from(s); }
    static __device__ __forceinline__ complex128 joined(complex128 a, complex128 b) { return a * b; }
    static __device__ __forceinline__ complex128 nothing() { return make_complex(1.0, 0.0); }
};

/* ---- Running extremes with places: the last of equal elements counts, and NaN beats every number --------- */

template <typename T> struct placed { T value; int64_t place; };

template <typename T, bool MAX> struct extremes {
    typedef placed<T> state;
    T *y;
    const T *x;
    int64_t *places;
    __device__ __forceinline__ state load(int64_t i, int64_t k) const
    {
        state s = {x[i], k};
        return s;
    }
    __device__ __forceinline__ void store(int64_t i, state s) const
    {
        y[i] = s.value;
        places[i] = s.place;
    }
    static __device__ __forceinline__ state joined(state a, state b)
    {
        bool takes = (MAX ? b.value >= a.value : b.value <= a.value) || b.value != b.value;
        return b.place >= 0 && takes ? b : a;
    }
    static __device__ __forceinline__ state nothing()
    {
        state s = {T(), -1};
        return s;
    }
};

/* ---- y[k] = b[k] + a[k] * y[k - 1]: as a map of what comes before, which two steps make again ------------ */

struct step_map { double factor, sum; };

template <typename T> struct recurrence {
    typedef step_map state;
    T *y;
    const T *b, *a;
    __device__ __forceinline__ step_map load(int64_t i, int64_t k) const
    {
        step_map s = {k ? (double)a[i] : 0, (double)b[i]};
        return s;
    }
    __device__ __forceinline__ void store(int64_t i, step_map s) const { y[i] = (T)s.sum; }
    static __device__ __forceinline__ step_map joined(step_map first, step_map then)
    {
        step_map s = {first.factor * then.factor, then.factor * first.sum + then.sum};
        return s;
    }
    static __device__ __forceinline__ step_map nothing()
    {
        step_map s = {1, 0};
        return s;
    }
};
} // namespace

/* ---- Dtypes that are not computed in pass through those that are ----------------------------------------- */

static th_tensor *computed(th_tensor *x) { return th_to_dtype(x, th_compute_dtype((th_dtype)x->dtype)); }

static th_tensor *result_like(th_tensor *out, const th_tensor *x)
{
    return out->dtype == x->dtype ? out : th_tensor_new(out->ndim, out->shape, (th_dtype)x->dtype, th_device_of(x));
}

static void give(th_tensor *out, th_tensor *y)
{
    if (y != out) th_copy_into(out, y);
}

template <class Scan, typename T>
static void scan_arithmetic(th_call *c, const th_tensor *x, th_tensor *y, cuda_lanes lanes)
{
    Scan scan;
    scan.y = (T *)th_data(y);
    scan.x = (const T *)th_data(x);
    cuda_scan(y, c->op->name, scan, lanes);
}

/* ---- Rows ------------------------------------------------------------------------------------------------ */

/* Sums of complex numbers are sums of their parts. */
extern "C" void cuda_cumsum(th_call *c)
{
    if (c->out[0]->numel == 0) return;
    th_scope *scope = th_scope_open();
    th_tensor *x = computed(th_arg(c, 0)), *y = result_like(c->out[0], x);
    cuda_lanes lanes = cuda_lanes_of(x, th_arg_int(c, 1));
    if (th_dtype_is_complex((th_dtype)x->dtype)) lanes.inner *= 2;
    switch (x->dtype) {
    case TH_FLOAT32: case TH_COMPLEX64: scan_arithmetic<sums<float, double>, float>(c, x, y, lanes); break;
    case TH_FLOAT64: case TH_COMPLEX128: scan_arithmetic<sums<double, double>, double>(c, x, y, lanes); break;
    default: scan_arithmetic<sums<int64_t, uint64_t>, int64_t>(c, x, y, lanes);
    }
    give(c->out[0], y);
    th_scope_close(scope);
}

extern "C" void cuda_cumprod(th_call *c)
{
    if (c->out[0]->numel == 0) return;
    th_scope *scope = th_scope_open();
    th_tensor *x = computed(th_arg(c, 0)), *y = result_like(c->out[0], x);
    cuda_lanes lanes = cuda_lanes_of(x, th_arg_int(c, 1));
    switch (x->dtype) {
    case TH_FLOAT32: scan_arithmetic<products<float, double>, float>(c, x, y, lanes); break;
    case TH_FLOAT64: scan_arithmetic<products<double, double>, double>(c, x, y, lanes); break;
    case TH_COMPLEX64: scan_arithmetic<complex_products<complex64>, complex64>(c, x, y, lanes); break;
    case TH_COMPLEX128: scan_arithmetic<complex_products<complex128>, complex128>(c, x, y, lanes); break;
    default: scan_arithmetic<products<int64_t, uint64_t>, int64_t>(c, x, y, lanes);
    }
    give(c->out[0], y);
    th_scope_close(scope);
}

extern "C" void cuda_logcumsumexp(th_call *c)
{
    if (c->out[0]->numel == 0) return;
    th_scope *scope = th_scope_open();
    th_tensor *x = computed(th_arg(c, 0)), *y = result_like(c->out[0], x);
    cuda_lanes lanes = cuda_lanes_of(x, th_arg_int(c, 1));
    if (x->dtype == TH_FLOAT32) scan_arithmetic<log_sums<float, double>, float>(c, x, y, lanes);
    else scan_arithmetic<log_sums<double, double>, double>(c, x, y, lanes);
    give(c->out[0], y);
    th_scope_close(scope);
}

template <typename T, bool MAX>
static void scan_extremes(th_call *c, const th_tensor *x, th_tensor *y, cuda_lanes lanes)
{
    extremes<T, MAX> scan = {(T *)th_data(y), (const T *)th_data(x), (int64_t *)th_data(c->out[1])};
    cuda_scan(y, c->op->name, scan, lanes);
}

template <bool MAX> static void running_extreme(th_call *c)
{
    if (c->out[0]->numel == 0) return;
    th_scope *scope = th_scope_open();
    th_tensor *x = computed(th_arg(c, 0)), *y = result_like(c->out[0], x);
    cuda_lanes lanes = cuda_lanes_of(x, th_arg_int(c, 1));
    switch (x->dtype) {
    case TH_FLOAT32: scan_extremes<float, MAX>(c, x, y, lanes); break;
    case TH_FLOAT64: scan_extremes<double, MAX>(c, x, y, lanes); break;
    default: scan_extremes<int64_t, MAX>(c, x, y, lanes);
    }
    give(c->out[0], y);
    th_scope_close(scope);
}

extern "C" void cuda_cummax(th_call *c) { running_extreme<true>(c); }
extern "C" void cuda_cummin(th_call *c) { running_extreme<false>(c); }

template <typename T> static void run_recurrence(th_call *c)
{
    const th_tensor *b = th_arg(c, 0), *a = th_arg(c, 1);
    recurrence<T> scan = {(T *)th_data(c->out[0]), (const T *)th_data(b), (const T *)th_data(a)};
    cuda_scan(b, "recurrence", scan, cuda_lanes_of(b, th_arg_int(c, 2)));
}

/* self: b, float32 or float64 */
extern "C" void cuda_recurrence(th_call *c)
{
    if (c->out[0]->numel == 0) return;
    if (th_arg(c, 0)->dtype == TH_FLOAT32) run_recurrence<float>(c);
    else run_recurrence<double>(c);
}
