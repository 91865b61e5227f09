/* The optimizers' steps: one pass over parameter, gradient and states, all contiguous. Half types run
 * through float, block by block. */
#include "elementwise.h"
#include "../config.h"

#include <math.h>

#define STEP_TENSORS 5
#define STEP_NUMBERS 7

typedef void (*step_loop)(int64_t n, void *p, const void *g, void *a, void *b, void *c, const double *o);

#define T float
#define F(name) name##f
#define NAME(name) name##_f32
#include "steps-loops.h"
#undef T
#undef F
#undef NAME
#define T double
#define F(name) name
#define NAME(name) name##_f64
#include "steps-loops.h"

/* The loops by op and the states that are given: bit 0 for a, 1 for b, 2 for c. */
typedef struct { int op, states; step_loop f32, f64; } step_loops;
enum { STATES_none = 0, STATES_a = 1, STATES_ab = 3, STATES_ac = 5, STATES_abc = 7 };

#define STEP(op, states, ...) {TH_OP_##op, STATES_##states, op##states##_f32, op##states##_f64},
static const step_loops all_loops[] = {
#include "../ops/steps.def"
};
#undef STEP

typedef struct {
    char *data[STEP_TENSORS];
    th_dtype dtype;
    step_loop loop;
    double options[STEP_NUMBERS];
    int64_t numel, share; /* of one thread */
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

/* A row's arguments: tensors as the loop takes them, then its numbers. */
static void read_arguments(step *s, const th_call *call)
{
    s->data[0] = th_data(call->out[0]);
    for (int k = 1, n = 0; k < call->n_args; k++) {
        th_tensor *x = th_arg(call, k);
        th_sig_type type = call->op->params[k].type;
        if (type == TH_SIG_T) s->data[k] = x ? th_data(x) : NULL;
        else s->options[n++] = type == TH_SIG_B ? th_arg_bool(call, k) : th_arg_double(call, k);
    }
}

static void run_share(void *data, int64_t t)
{
    const step *s = data;
    int64_t from = t * s->share, to = from + s->share < s->numel ? from + s->share : s->numel;
    if (from >= to) return;
    if (s->dtype == TH_FLOAT32 || s->dtype == TH_FLOAT64) run_direct(s, from, to);
    else run_through_float(s, from, to);
}

static step_loop loop_for(const step *s, int op)
{
    const step_loops *l = all_loops;
    int states = 0;
    for (int k = 2; k < STEP_TENSORS; k++) states |= (s->data[k] != NULL) << (k - 2);
    while (l->op != op || l->states != states) l++; /* there is one for all that signatures allow */
    return s->dtype == TH_FLOAT64 ? l->f64 : l->f32;
}

static void run_step(th_call *call)
{
    th_tensor *param = call->out[0];
    step s = {.dtype = (th_dtype)param->dtype, .numel = param->numel};
    read_arguments(&s, call);
    s.loop = loop_for(&s, call->op->id);
    int threads = th_threads_for(s.numel, 4);
    s.share = (s.numel / threads + CPU_BLOCK) / CPU_BLOCK * CPU_BLOCK;
    th_share(threads, threads, run_share, &s);
}

void cpu_sgd_(th_call *c) { run_step(c); }
void cpu_adam_(th_call *c) { run_step(c); }
void cpu_rmsprop_(th_call *c) { run_step(c); }
void cpu_adagrad_(th_call *c) { run_step(c); }
void cpu_adadelta_(th_call *c) { run_step(c); }
void cpu_asgd_(th_call *c) { run_step(c); }
void cpu_rprop_(th_call *c) { run_step(c); }
