/* Sums, products, counts and norms. */
#include "reduce-fold.h"

#include <math.h>

#define SELF(x) (x)
#define NOT_NAN(x) ((x) == (x) ? (x) : 0)
#define SQUARE(x) ((double)(x) * (double)(x))
#define IS_NOT_ZERO(x) ((x) != 0)
#define MAGNITUDE(x) fabs((double)(x))
#define POWER(x) pow(fabs((double)(x)), r->p)

CPU_FOLD(sum_float, float, double, 0, +, SELF)
CPU_FOLD(sum_double, double, double, 0, +, SELF)
CPU_FOLD(sum_int, int64_t, uint64_t, 0, +, SELF)
CPU_FOLD(nansum_float, float, double, 0, +, NOT_NAN)
CPU_FOLD(nansum_double, double, double, 0, +, NOT_NAN)
CPU_FOLD(prod_float, float, double, 1, *, SELF)
CPU_FOLD(prod_double, double, double, 1, *, SELF)
CPU_FOLD(prod_int, int64_t, uint64_t, 1, *, SELF)
CPU_FOLD(count_float, float, int64_t, 0, +, IS_NOT_ZERO)
CPU_FOLD(count_double, double, int64_t, 0, +, IS_NOT_ZERO)
CPU_FOLD(count_int, int64_t, int64_t, 0, +, IS_NOT_ZERO)
CPU_FOLD(square_float, float, double, 0, +, SQUARE)
CPU_FOLD(square_double, double, double, 0, +, SQUARE)
CPU_FOLD(magnitude_float, float, double, 0, +, MAGNITUDE)
CPU_FOLD(magnitude_double, double, double, 0, +, MAGNITUDE)
CPU_FOLD(power_float, float, double, 0, +, POWER)
CPU_FOLD(power_double, double, double, 0, +, POWER)

static void prod_complex_start(void *states, int64_t n)
{
    for (int64_t i = 0; i < n; i++) ((th_complex128 *)states)[i] = (th_complex128){1, 0};
}

static void prod_complex_merge(const cpu_reduction *r, void *states, const void *others, int64_t n)
{
    th_complex128 *s = states;
    const th_complex128 *x = others;
    for (int64_t i = 0; i < n; i++)
        s[i] = (th_complex128){s[i].re * x[i].re - s[i].im * x[i].im, s[i].re * x[i].im + s[i].im * x[i].re};
    (void)r;
}

static void prod_complex_row(const cpu_reduction *r, void *state, const void *x, int64_t n, int64_t first)
{
    for (int64_t i = 0; i < n; i++) prod_complex_merge(r, state, (const th_complex128 *)x + i, 1);
    (void)first;
}

static void prod_complex_columns(const cpu_reduction *r, void *states, const void *x, int64_t n, int64_t rows,
                                 int64_t pitch, int64_t first)
{
    for (int64_t i = 0; i < rows; i++) prod_complex_merge(r, states, (const th_complex128 *)x + i * pitch, n);
    (void)first;
}

/* ---- Finishing: from states to outputs ------------------------------------------------------------ */

static void put_double(const cpu_reduction *r, const void *states, int64_t first, int64_t n)
{
    cpu_reduce_put(r->out, TH_FLOAT64, states, first, n);
}

static void put_int(const cpu_reduction *r, const void *states, int64_t first, int64_t n)
{
    cpu_reduce_put(r->out, TH_INT64, states, first, n);
}

static void put_complex(const cpu_reduction *r, const void *states, int64_t first, int64_t n)
{
    cpu_reduce_put(r->out, TH_COMPLEX128, states, first, n);
}

/* Applies an expression of one state to a tile of them. */
#define FINISH(name, A, R, type, expression)                                                          \
    static void name(const cpu_reduction *r, const void *states, int64_t first, int64_t n)            \
    {                                                                                                 \
        R values[CPU_TILE];                                                                                \
        for (int64_t i = 0; i < n; i++) {                                                             \
            A s = ((const A *)states)[i];                                                             \
            values[i] = (R)(expression);                                                              \
        }                                                                                             \
        cpu_reduce_put(r->out, type, values, first, n);                                                               \
    }

FINISH(put_mean, double, double, TH_FLOAT64, s / (double)r->reduced.numel)
FINISH(put_any, int64_t, int64_t, TH_INT64, s != 0)
FINISH(put_all, int64_t, int64_t, TH_INT64, s == r->reduced.numel)
FINISH(put_root, double, double, TH_FLOAT64, sqrt(s))
FINISH(put_power, double, double, TH_FLOAT64, pow(s, 1 / r->p))

/* ---- Choosing reducers ------------------------------------------------------------------------------ */

static const cpu_reducer complex_prod = CPU_REDUCER(prod_complex, TH_COMPLEX128, th_complex128, put_complex);

static void reduce(th_call *call, const cpu_reducers *f)
{
    th_tensor *x = th_arg(call, 0), *y = call->out[0], x_parts, y_parts;
    int64_t x_dims[2 * TH_MAX_DIMS], y_dims[2 * TH_MAX_DIMS];
    if (th_dtype_is_complex((th_dtype)x->dtype)) {
        th_view_as_parts(&x_parts, x_dims, x);
        th_view_as_parts(&y_parts, y_dims, y);
        x = &x_parts, y = &y_parts;
    }
    cpu_reduction r; /* large: not to be cleared */
    r.out = y;
    cpu_reduce_split(&r, x, th_arg_ints(call, 1), false);
    /* The wider of what comes in and what is asked for decides in which type elements are read. */
    cpu_reduce_run(&r, cpu_reducer_for(f, (th_dtype)(x->dtype > y->dtype ? x->dtype : y->dtype)));
}

#define REDUCERS(of_int, A_int, put_of_int, of_float, of_double, A, put_of_real)                      \
    {CPU_REDUCER(of_int, TH_INT64, A_int, put_of_int), CPU_REDUCER(of_float, TH_FLOAT32, A, put_of_real), \
     CPU_REDUCER(of_double, TH_FLOAT64, A, put_of_real)}

const cpu_reducers cpu_sums = REDUCERS(sum_int, uint64_t, put_int, sum_float, sum_double, double, put_double);
static const cpu_reducers nansums = REDUCERS(sum_int, uint64_t, put_int, nansum_float, nansum_double, double,
                                             put_double);
static const cpu_reducers means = REDUCERS(sum_int, uint64_t, put_int, sum_float, sum_double, double, put_mean);
static const cpu_reducers prods = REDUCERS(prod_int, uint64_t, put_int, prod_float, prod_double, double, put_double);
static const cpu_reducers counts = REDUCERS(count_int, int64_t, put_int, count_float, count_double, int64_t, put_int);
static const cpu_reducers anys = REDUCERS(count_int, int64_t, put_any, count_float, count_double, int64_t, put_any);
static const cpu_reducers alls = REDUCERS(count_int, int64_t, put_all, count_float, count_double, int64_t, put_all);
static const cpu_reducers norm1 = REDUCERS(sum_int, uint64_t, put_int, magnitude_float, magnitude_double, double,
                                           put_double);
static const cpu_reducers norm2 = REDUCERS(sum_int, uint64_t, put_int, square_float, square_double, double, put_root);
static const cpu_reducers norm_p = REDUCERS(sum_int, uint64_t, put_int, power_float, power_double, double, put_power);

void cpu_sum(th_call *call) { reduce(call, &cpu_sums); }
void cpu_nansum(th_call *call) { reduce(call, &nansums); }
void cpu_mean(th_call *call) { reduce(call, &means); }
void cpu_prod(th_call *call)
{
    cpu_reduction r = {.out = call->out[0]};
    if (!th_dtype_is_complex((th_dtype)r.out->dtype)) {
        reduce(call, &prods);
        return;
    }
    cpu_reduce_split(&r, th_arg(call, 0), th_arg_ints(call, 1), false);
    cpu_reduce_run(&r, &complex_prod);
}

void cpu_count_nonzero(th_call *call) { reduce(call, &counts); }
void cpu_any(th_call *call) { reduce(call, &anys); }
void cpu_all(th_call *call) { reduce(call, &alls); }

const cpu_reducers *cpu_norm_reducers(double p)
{
    return p == 0 ? &counts : p == 1 ? &norm1 : p == 2 ? &norm2 : p == INFINITY ? &cpu_maxima : p == -INFINITY ? &cpu_minima
         : &norm_p;
}

/* A ord dim keepdim dtype. For infinite exponents the shape rule hands over magnitudes. */
void cpu_linalg_vector_norm(th_call *call)
{
    double p = th_scalar_double(th_arg_scalar(call, 1));
    const cpu_reducers *f = cpu_norm_reducers(p);
    cpu_reduction r = {.p = p, .out = call->out[0]};
    cpu_reduce_split(&r, th_arg(call, 0), th_arg_ints(call, 2), false);
    cpu_reduce_run(&r, cpu_reducer_for(f, (th_dtype)(r.dtype > call->out[0]->dtype ? r.dtype : call->out[0]->dtype)));
}
