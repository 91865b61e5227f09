/* Sums of the losses of all elements, in one pass: the reductions' walk over pairs of elements. */
#include "reduce-fold.cuh"
#include "../ops/special.h"

template <typename T> struct pair { T a, b; };

/* The other tensor lies a fixed number of bytes apart, everywhere. */
template <typename T> struct element<pair<T>> {
    static __device__ __forceinline__ void load(pair<T> *x, const char *p, const reduce_job &j)
    {
        load_plain(&x->a, p, j.dtype);
        load_plain(&x->b, p + j.apart, j.dtype);
    }
    static __device__ __forceinline__ void load_four(pair<T> *x, const char *p, const reduce_job &j)
    {
        T a[4], b[4];
        load_plain_four(a, p, j.dtype);
        load_plain_four(b, p + j.apart, j.dtype);
#pragma unroll
        for (int k = 0; k < 4; k++) x[k].a = a[k], x[k].b = b[k];
    }
};

/* The rows as what a pair contributes, in float and double. */
#define ELEMENTWISE(...)
#include "../ops/elementwise-rows.h"
#define VIEW(...)
#define OP(...)
#define COMPOSITE(...)
#define ALIAS(...)
#define CONTRIBUTION(name, T, number, value)                                                          \
    struct name {                                                                                     \
        template <typename> static __device__ __forceinline__ T of(pair<T> x, const reduce_job &j)    \
        {                                                                                             \
            const T a = x.a, b = x.b;                                                                 \
            number return (T)(value);                                                                 \
        }                                                                                             \
    };
#define LOSS(name, value, ga, gb) CONTRIBUTION(name, T, , value)
#define LOSS1(name, number, default, value, ga, gb) CONTRIBUTION(name, T, const T number = (T)j.p;, value)
namespace of_float {
#define T float
#define F(name) name##f
#define C(v) (v##f)
#include "../ops/ops.def"
#undef T
#undef F
#undef C
}
namespace of_double {
#define T double
#define F(name) name
#define C(v) (v)
#include "../ops/ops.def"
#undef T
#undef F
#undef C
}
#undef LOSS
#undef LOSS1

template <typename T, class Row> static void run(reduce_job *j, th_tensor *x)
{
    reduce_run<fold<pair<T>, double, T, plus, Row>, pair<T>>(j, x);
}

static void run_row(int row, bool wide, reduce_job *j, th_tensor *x)
{
#define LOSS(name, ...) \
    if (row == TH_OP_##name) wide ? run<double, of_double::name>(j, x) : run<float, of_float::name>(j, x);
#define LOSS1 LOSS
#include "../ops/ops.def"
}
#include "../ops/undef.h"

/* input target number row over */
extern "C" void cuda_loss_sum(th_call *call)
{
    int64_t axes[TH_MAX_DIMS];
    th_tensor *x = th_arg(call, 0);
    reduce_job j = {};
    for (int d = 0; d < x->ndim; d++) axes[d] = d;
    j.p = th_scalar_double(th_arg_scalar(call, 2));
    j.over = th_scalar_double(th_arg_scalar(call, 4));
    j.put = MEAN;
    cuda_reduce_split(&j, x, (th_ints){x->ndim, axes}, false);
    j.apart = th_data(th_arg(call, 1)) - j.data;
    cuda_reduce_output(&j, call->out[0], NULL);
    run_row((int)th_arg_int(call, 3), x->dtype == TH_FLOAT64, &j, x);
}
