/* Sums, products, counts and norms. */
#include "reduce-fold.cuh"

/* Complex products. */
struct product_of_complex {
    typedef complex128 State;
    static __device__ __forceinline__ void start(State &s) { s.re = 1, s.im = 0; }
    static __device__ __forceinline__ void merge(State &s, State o, const reduce_job &)
    {
        State r = {s.re * o.re - s.im * o.im, s.re * o.im + s.im * o.re};
        s = r;
    }
    static __device__ __forceinline__ void take(State &s, complex128 x, int64_t, const reduce_job &j) { merge(s, x, j); }
    TAKE_ONE_BY_ONE(complex128)
    static __device__ __forceinline__ void finish(State s, int64_t out, const reduce_job &j)
    {
        store_any<complex128>(j.out + out * j.out_size, j.out_dtype, s);
    }
};

/* ---- Kernels --------------------------------------------------------------------------------------------- */

/* The wider of what comes in and what is asked for decides in which type elements are read. */
static th_dtype compute_type(const th_tensor *x, const th_tensor *y)
{
    return th_compute_dtype((th_dtype)(x->dtype > y->dtype ? x->dtype : y->dtype));
}

typedef void (*runner)(reduce_job *j, th_tensor *x);
typedef struct { runner of_int, of_float, of_double; } runners;

static void run(const runners *f, reduce_job *j, th_tensor *x, th_dtype type)
{
    (type == TH_INT64 ? f->of_int : type == TH_FLOAT32 ? f->of_float : f->of_double)(j, x);
}

/* Real numbers: what complex ones are asked for is their real part. */
static void reduce_real(th_call *call, const runners *f, reduce_job *j)
{
    th_dtype wider = compute_type(th_arg(call, 0), call->out[0]), type = th_dtype_is_complex(wider) ? TH_FLOAT64 : wider;
    th_tensor *x = cuda_reduce_input(th_arg(call, 0), type);
    cuda_reduce_split(j, x, th_arg_ints(call, 1), false);
    cuda_reduce_output(j, call->out[0], NULL);
    run(f, j, x, type);
}

static void reduce_parts(th_call *call, const runners *f, reduce_job *j)
{
    int64_t x_dims[2 * TH_MAX_DIMS], y_dims[2 * TH_MAX_DIMS];
    th_tensor x, y;
    th_view_as_parts(&x, x_dims, cuda_reduce_input(th_arg(call, 0), compute_type(th_arg(call, 0), call->out[0])));
    th_view_as_parts(&y, y_dims, call->out[0]);
    cuda_reduce_split(j, &x, th_arg_ints(call, 1), false);
    cuda_reduce_output(j, &y, NULL);
    run(f, j, &x, (th_dtype)x.dtype);
}

static void reduce(th_call *call, const runners *f, int put)
{
    reduce_job j = {};
    j.put = put;
    j.over = (double)th_arg(call, 0)->numel / (double)call->out[0]->numel;
    th_scope *scope = th_scope_open();
    (th_dtype_is_complex((th_dtype)th_arg(call, 0)->dtype) ? reduce_parts : reduce_real)(call, f, &j);
    th_scope_close(scope);
}

#define FLOATS(A, C, Join, Value) \
    reduce_run<fold<float, A, C, Join, Value>, float>, reduce_run<fold<double, A, double, Join, Value>, double>

typedef fold<int64_t, uint64_t, uint64_t, plus, itself> whole_sum;
typedef fold<int64_t, uint64_t, uint64_t, times, itself> whole_product;
static const runners sums = {reduce_run<whole_sum, int64_t>, FLOATS(double, float, plus, itself)};
static const runners nansums = {reduce_run<whole_sum, int64_t>, FLOATS(double, float, plus, if_a_number)};
static const runners products = {reduce_run<whole_product, int64_t>, FLOATS(double, double, times, itself)};
static const runners counts = {reduce_run<fold<int64_t, int64_t, int64_t, plus, is_true>, int64_t>,
                               reduce_run<fold<float, int64_t, int, plus, is_true>, float>,
                               reduce_run<fold<double, int64_t, int, plus, is_true>, double>};
static const runners norm1 = {reduce_run<whole_sum, int64_t>, FLOATS(double, float, plus, magnitude)};
static const runners norm2 = {reduce_run<whole_sum, int64_t>, FLOATS(double, double, plus, squared)};
static const runners norm_p = {reduce_run<whole_sum, int64_t>, FLOATS(double, double, plus, to_the_p)};

extern "C" void cuda_sum(th_call *call) { reduce(call, &sums, AS_IT_IS); }
extern "C" void cuda_nansum(th_call *call) { reduce(call, &nansums, AS_IT_IS); }
extern "C" void cuda_mean(th_call *call) { reduce(call, &sums, MEAN); }
extern "C" void cuda_count_nonzero(th_call *call) { reduce(call, &counts, AS_IT_IS); }
extern "C" void cuda_any(th_call *call) { reduce(call, &counts, ANY); }
extern "C" void cuda_all(th_call *call) { reduce(call, &counts, ALL); }

extern "C" void cuda_prod(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *y = call->out[0];
    if (!th_dtype_is_complex((th_dtype)y->dtype)) {
        reduce(call, &products, AS_IT_IS);
        return;
    }
    reduce_job j = {};
    th_scope *scope = th_scope_open();
    x = cuda_reduce_input(x, TH_COMPLEX128);
    cuda_reduce_split(&j, x, th_arg_ints(call, 1), false);
    cuda_reduce_output(&j, y, NULL);
    reduce_run<product_of_complex, complex128>(&j, x);
    th_scope_close(scope);
}

/* A ord dim keepdim dtype. For infinite exponents the shape rule hands over magnitudes. */
extern "C" void cuda_linalg_vector_norm(th_call *call)
{
    th_tensor *x = th_arg(call, 0), *y = call->out[0];
    double p = th_scalar_double(th_arg_scalar(call, 1));
    th_dtype type = compute_type(x, y);
    reduce_job j = {};
    j.p = p;
    j.put = p == 0 || p == 1 ? AS_IT_IS : p == 2 ? ROOT : P_ROOT;
    th_scope *scope = th_scope_open();
    x = cuda_reduce_input(x, type);
    cuda_reduce_split(&j, x, th_arg_ints(call, 2), false);
    cuda_reduce_output(&j, y, NULL);
    if (isinf(p)) (p > 0 ? cuda_reduce_maxima : cuda_reduce_minima)(&j, x);
    else run(p == 0 ? &counts : p == 1 ? &norm1 : p == 2 ? &norm2 : &norm_p, &j, x, type);
    th_scope_close(scope);
}
