/* The optimizers' steps: one pass over parameter, gradient and states, all contiguous. Half types run
 * through float, block by block. */
#include "elementwise.h"
#include "../config.h"

#include <math.h>

#define STEP_TENSORS 5

/* p: parameter, g: gradient, a, b, c: states; NULL where the step has none. */
typedef void (*step_loop)(int64_t n, void *p, const void *g, void *a, void *b, void *c, const double *o);

typedef struct {
    char *data[STEP_TENSORS];
    th_dtype dtype;
    step_loop loop;
    const double *options;
} step;

static void run_direct(const step *s, int64_t from, int64_t to)
{
    int64_t at = from * (int64_t)th_dtype_size(s->dtype);
    char *d[STEP_TENSORS];
    for (int k = 0; k < STEP_TENSORS; k++) d[k] = s->data[k] ? s->data[k] + at : NULL;
    s->loop(to - from, d[0], d[1], d[2], d[3], d[4], s->options);
}

/* Half and bfloat16: load, step in float, store all but the gradient. */
static void run_through_float(const step *s, int64_t from, int64_t to)
{
    float buffer[STEP_TENSORS][CPU_BLOCK];
    int64_t size = (int64_t)th_dtype_size(s->dtype);
    for (int64_t at = from; at < to; at += CPU_BLOCK) {
        int64_t n = to - at < CPU_BLOCK ? to - at : CPU_BLOCK;
        float *d[STEP_TENSORS];
        for (int k = 0; k < STEP_TENSORS; k++) {
            d[k] = s->data[k] ? buffer[k] : NULL;
            if (d[k]) cpu_load(d[k], TH_FLOAT32, s->data[k] + at * size, s->dtype, size, n);
        }
        s->loop(n, d[0], d[1], d[2], d[3], d[4], s->options);
        for (int k = 0; k < STEP_TENSORS; k++)
            if (d[k] && k != 1) cpu_store(s->data[k] + at * size, s->dtype, size, d[k], TH_FLOAT32, n);
    }
}

static void run_step(th_call *call, int n_tensors, step_loop f32, step_loop f64, const double *options)
{
    th_tensor *param = call->out[0];
    step s = {.dtype = (th_dtype)param->dtype, .loop = param->dtype == TH_FLOAT64 ? f64 : f32, .options = options};
    bool direct = param->dtype == TH_FLOAT32 || param->dtype == TH_FLOAT64;
    s.data[0] = th_data(param);
    for (int k = 1; k < n_tensors; k++) s.data[k] = th_arg(call, k) ? th_data(th_arg(call, k)) : NULL;
    int threads = th_threads_for(param->numel, 4);
    int64_t share = (param->numel / threads + CPU_BLOCK) / CPU_BLOCK * CPU_BLOCK;
#pragma omp parallel for num_threads(threads) schedule(static, 1) if (threads > 1)
    for (int t = 0; t < threads; t++) {
        int64_t from = t * share, to = from + share < param->numel ? from + share : param->numel;
        if (from >= to) continue;
        if (direct) run_direct(&s, from, to);
        else run_through_float(&s, from, to);
    }
}

/* ---- SGD: self, grad, momentum_buffer, lr, momentum, dampening, weight_decay, nesterov ------------ */

#define SGD(name, T)                                                                                        \
    TH_CLONES static void name(int64_t n, void *p_, const void *g_, void *v_, void *b_, void *c_, const double *o) \
    {                                                                                                       \
        T *p = p_, *v = v_;                                                                                 \
        const T *g = g_, lr = (T)o[0], momentum = (T)o[1], fresh = (T)(1 - o[2]), decay = (T)o[3];          \
        (void)b_, (void)c_;                                                                                 \
        if (!v) {                                                                                           \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) p[i] -= lr * (g[i] + decay * p[i]);         \
        } else if (o[4] != 0) {                                                                             \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                                           \
                T d = g[i] + decay * p[i];                                                                  \
                v[i] = momentum * v[i] + fresh * d;                                                         \
                p[i] -= lr * (d + momentum * v[i]);                                                         \
            }                                                                                               \
        } else {                                                                                            \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                                           \
                v[i] = momentum * v[i] + fresh * (g[i] + decay * p[i]);                                     \
                p[i] -= lr * v[i];                                                                          \
            }                                                                                               \
        }                                                                                                   \
    }
SGD(sgd_f32, float)
SGD(sgd_f64, double)

void cpu_sgd_(th_call *c)
{
    double options[5];
    for (int k = 0; k < 4; k++) options[k] = th_arg_double(c, 3 + k);
    options[4] = th_arg_bool(c, 7);
    run_step(c, 3, sgd_f32, sgd_f64, options);
}

/* ---- Adam: self, grad, exp_avg, exp_avg_sq, max_exp_avg_sq, then numbers --------------------------- */

#define ADAM(name, T, SQRT, MAX)                                                                            \
    TH_CLONES static void name(int64_t n, void *p_, const void *g_, void *m_, void *v_, void *c_, const double *o) \
    {                                                                                                       \
        T *p = p_, *m = m_, *v = v_, *largest = c_;                                                         \
        const T *g = g_, beta1 = (T)o[0], beta2 = (T)o[1], eps = (T)o[2], decay = (T)o[3], shrink = (T)o[4]; \
        const T fresh1 = (T)(1 - o[0]), fresh2 = (T)(1 - o[1]), step_size = (T)o[5], correction = (T)o[6];  \
        if (!largest) {                                                                                     \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                                           \
                T d = g[i] + decay * p[i];                                                                  \
                m[i] = beta1 * m[i] + fresh1 * d;                                                           \
                v[i] = beta2 * v[i] + fresh2 * d * d;                                                       \
                p[i] = shrink * p[i] - step_size * (m[i] / (SQRT(v[i]) / correction + eps));                \
            }                                                                                               \
        } else {                                                                                            \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                                           \
                T d = g[i] + decay * p[i];                                                                  \
                m[i] = beta1 * m[i] + fresh1 * d;                                                           \
                v[i] = beta2 * v[i] + fresh2 * d * d;                                                       \
                largest[i] = MAX(largest[i], v[i]);                                                         \
                p[i] = shrink * p[i] - step_size * (m[i] / (SQRT(largest[i]) / correction + eps));          \
            }                                                                                               \
        }                                                                                                   \
    }
#define LARGER(a, b) ((a) > (b) ? (a) : (b))
ADAM(adam_f32, float, sqrtf, LARGER)
ADAM(adam_f64, double, sqrt, LARGER)

void cpu_adam_(th_call *c)
{
    double options[7];
    for (int k = 0; k < 7; k++) options[k] = th_arg_double(c, 5 + k);
    run_step(c, 5, adam_f32, adam_f64, options);
}
