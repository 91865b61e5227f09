/* The optimizers' steps: one pass over parameter, gradient and states, all contiguous. Half types run
 * through float. */
#include "convert.cuh"
#include "launch.cuh"

#define STEP_TENSORS 5
#define STEP_NUMBERS 7

/* A step of elements T: its numbers, and its body for element i of arrays in registers. */
enum { STATES_none = 0, STATES_a = 1, STATES_ab = 3, STATES_ac = 5, STATES_abc = 7 };
#define F(name) name
#define NUMBER(name, value) const T name = (T)(value);
#define STEP(op, given, numbers, ...)                                                                    \
    template <typename T> struct op##given {                                                             \
        static const int states = STATES_##given;                                                        \
        const double *o; /* read on the host, by what follows */                                         \
        numbers                                                                                          \
        explicit op##given(const double *options) : o(options) {}                                        \
        __device__ __forceinline__ void apply(int i, T *p, const T *g, T *a, T *b, T *c) const { __VA_ARGS__ } \
    };
namespace {
#include "../ops/steps.def"
}
#undef STEP
#undef NUMBER
#undef F

/* data: parameter, gradient, states; NULL where the step has none. fours: groups of four that are read at once. */
struct step_job {
    char *data[STEP_TENSORS];
    int dtype, size, states;
    int64_t numel, fours;
};

template <template <typename> class Step, typename T> static __device__ __forceinline__ constexpr bool takes(int k)
{
    return k < 2 || Step<T>::states >> (k - 2) & 1;
}

template <template <typename> class Step, typename T>
__global__ void __launch_bounds__(CUDA_THREADS)
take_step(const __grid_constant__ step_job j, const __grid_constant__ Step<T> step)
{
    int64_t thread = (int64_t)blockIdx.x * CUDA_THREADS + threadIdx.x, threads = (int64_t)gridDim.x * CUDA_THREADS;
    T x[STEP_TENSORS][4];
    for (int64_t n = thread; n < j.fours; n += threads) {
        int64_t at = n * 4 * j.size;
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (takes<Step, T>(k)) load_four<T>(x[k], j.data[k] + at, j.dtype, j.size);
#pragma unroll
        for (int i = 0; i < 4; i++) step.apply(i, x[0], x[1], x[2], x[3], x[4]);
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (k != 1 && takes<Step, T>(k)) store_four<T>(j.data[k] + at, j.dtype, j.size, x[k]);
    }
    for (int64_t n = j.fours * 4 + thread; n < j.numel; n += threads) {
        int64_t at = n * j.size;
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (takes<Step, T>(k)) x[k][0] = load_one<T>(j.data[k] + at, j.dtype);
        step.apply(0, x[0], x[1], x[2], x[3], x[4]);
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (k != 1 && takes<Step, T>(k)) store_one<T>(j.data[k] + at, j.dtype, x[k][0]);
    }
}

/* ---- Host ------------------------------------------------------------------------------------------------ */

template <template <typename> class Step> static void launch(const th_call *call, const step_job &j, const double *o)
{
    int64_t blocks = (j.fours + j.numel - j.fours * 4 + CUDA_THREADS - 1) / CUDA_THREADS;
    const th_tensor *param = call->out[0];
    if (j.dtype == TH_FLOAT64)
        cuda_launch(param, call->op->name, take_step<Step, double>, blocks, CUDA_THREADS, j, Step<double>(o));
    else cuda_launch(param, call->op->name, take_step<Step, float>, blocks, CUDA_THREADS, j, Step<float>(o));
}

/* A row's arguments: tensors as the step takes them, then its numbers. */
static void read_arguments(step_job *j, double *o, const th_call *call)
{
    j->data[0] = th_data(call->out[0]);
    for (int k = 1, n = 0; k < call->n_args; k++) {
        th_sig_type type = call->op->params[k].type;
        th_tensor *x = th_arg(call, k);
        if (type != TH_SIG_T) o[n++] = type == TH_SIG_B ? th_arg_bool(call, k) : th_arg_double(call, k);
        else if (x) {
            j->data[k] = th_data(x);
            if (k > 1) j->states |= 1 << (k - 2);
        }
    }
}

static bool in_fours(const step_job &j)
{
    uintptr_t alignment = j.size * 4 < 16 ? j.size * 4 : 16, all = 0;
    for (int k = 0; k < STEP_TENSORS; k++) all |= (uintptr_t)j.data[k];
    return all % alignment == 0;
}

static void run_step(th_call *call)
{
    double o[STEP_NUMBERS] = {};
    step_job j = {};
    th_tensor *param = call->out[0];
    if (param->numel == 0) return;
    read_arguments(&j, o, call);
    j.dtype = param->dtype;
    j.size = (int)th_dtype_size((th_dtype)param->dtype);
    j.numel = param->numel;
    j.fours = in_fours(j) ? j.numel / 4 : 0;
#define STEP(name, given, ...) \
    if (call->op->id == TH_OP_##name && j.states == STATES_##given) launch<name##given>(call, j, o);
#include "../ops/steps.def"
#undef STEP
}

extern "C" void cuda_sgd_(th_call *c) { run_step(c); }
extern "C" void cuda_adam_(th_call *c) { run_step(c); }
extern "C" void cuda_rmsprop_(th_call *c) { run_step(c); }
extern "C" void cuda_adagrad_(th_call *c) { run_step(c); }
extern "C" void cuda_adadelta_(th_call *c) { run_step(c); }
extern "C" void cuda_asgd_(th_call *c) { run_step(c); }
extern "C" void cuda_rprop_(th_call *c) { run_step(c); }
