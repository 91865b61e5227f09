/* The optimizers' steps: one pass over parameter, gradient and states, all contiguous. Half types run
 * through float. */
#include "convert.cuh"

#include <string.h>

#define THREADS 256
#define STEP_TENSORS 5
#define STEP_OPTIONS 12

/* data: parameter, gradient, states; NULL where the step has none. */
struct step_job {
    char *data[STEP_TENSORS];
    int dtype, size;
    int64_t numel;
    double options[STEP_OPTIONS];
};

/* A step: Step::apply(x, has, o) changes one element of parameter (x[0]) and states (x[2], ..) given the
 * gradient (x[1]). */
template <class Step, typename T> __global__ void __launch_bounds__(THREADS) step_elements(const __grid_constant__ step_job j)
{
    T o[STEP_OPTIONS];
    bool has[STEP_TENSORS];
    for (int k = 0; k < STEP_OPTIONS; k++) o[k] = (T)j.options[k];
    for (int k = 0; k < STEP_TENSORS; k++) has[k] = j.data[k] != NULL;
    for (int64_t i = (int64_t)blockIdx.x * THREADS + threadIdx.x; i < j.numel; i += (int64_t)gridDim.x * THREADS) {
        T x[STEP_TENSORS];
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++) x[k] = has[k] ? load_one<T>(j.data[k] + i * j.size, j.dtype) : (T)0;
        Step::apply(x, has, o);
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (k != 1 && has[k]) store_one<T>(j.data[k] + i * j.size, j.dtype, x[k]);
    }
}

/* The first n_tensors arguments of the call are tensors. */
template <class Step> static void run_step(th_call *call, int n_tensors, const double *options, int n_options)
{
    step_job j = {};
    th_tensor *param = call->out[0];
    if (param->numel == 0) return;
    j.data[0] = th_data(param);
    for (int k = 1; k < n_tensors; k++) j.data[k] = th_arg(call, k) ? th_data(th_arg(call, k)) : NULL;
    j.dtype = param->dtype;
    j.size = (int)th_dtype_size((th_dtype)param->dtype);
    j.numel = param->numel;
    memcpy(j.options, options, (size_t)n_options * sizeof *options);
    cudaStream_t stream = cuda_stream_of(param);
    int blocks = cuda_blocks(param->numel, THREADS);
    if (param->dtype == TH_FLOAT64) step_elements<Step, double><<<blocks, THREADS, 0, stream>>>(j);
    else step_elements<Step, float><<<blocks, THREADS, 0, stream>>>(j);
    cuda_launched(call->op->name);
}

/* ---- SGD: self, grad, momentum_buffer, lr, momentum, dampening, weight_decay, nesterov ------------------- */

struct sgd {
    template <typename T> static __device__ __forceinline__ void apply(T *x, const bool *has, const T *o)
    {
        T d = x[1] + o[3] * x[0];
        if (!has[2]) {
            x[0] -= o[0] * d;
            return;
        }
        x[2] = o[1] * x[2] + o[5] * d;
        x[0] -= o[0] * (o[4] != 0 ? d + o[1] * x[2] : x[2]);
    }
};

extern "C" void cuda_sgd_(th_call *c)
{
    double options[6];
    for (int k = 0; k < 4; k++) options[k] = th_arg_double(c, 3 + k);
    options[4] = th_arg_bool(c, 7);
    options[5] = 1 - options[2];
    run_step<sgd>(c, 3, options, 6);
}

/* ---- Adam: self, grad, exp_avg, exp_avg_sq, max_exp_avg_sq, then beta1, beta2, eps, weight_decay, shrink,
 * step_size, correction ------------------------------------------------------------------------------------ */

struct adam {
    template <typename T> static __device__ __forceinline__ void apply(T *x, const bool *has, const T *o)
    {
        T d = x[1] + o[3] * x[0];
        x[2] = o[0] * x[2] + o[7] * d;
        x[3] = o[1] * x[3] + o[8] * d * d;
        T v = x[3];
        if (has[4]) v = x[4] = x[4] > v ? x[4] : v;
        x[0] = o[4] * x[0] - o[5] * (x[2] / (sqrt(v) / o[6] + o[2]));
    }
};

extern "C" void cuda_adam_(th_call *c)
{
    double options[9];
    for (int k = 0; k < 7; k++) options[k] = th_arg_double(c, 5 + k);
    options[7] = 1 - options[0];
    options[8] = 1 - options[1];
    run_step<adam>(c, 5, options, 9);
}
