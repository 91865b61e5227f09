/* The algorithms: their options and states, and one parameter's update. The arithmetic is in rows of the
 * op table, one kernel each; here are the numbers that it takes. */
#include "optimizer.h"

#include <math.h>

/* A state that starts as a number everywhere. */
static th_tensor *state(th_param_state *p, int k, double start)
{
    if (p->states[k]) return p->states[k];
    th_tensor *x = th_tensor_new(p->param->ndim, p->param->shape, (th_dtype)p->param->dtype, th_device_of(p->param));
    if (start != 0) th_fill_(x, start);
    else th_zero(x);
    return p->states[k] = th_keep(x);
}

/* Stochastic gradient descent with momentum (Sutskever et al. 2013). The first step's velocity is the
 * gradient itself. */
enum { SGD_LR, SGD_MOMENTUM, SGD_DAMPENING, SGD_DECAY, SGD_NESTEROV };
static void update_sgd(th_param_state *p, th_tensor *g, const double *o)
{
    bool first = p->states[0] == NULL;
    th_tensor *velocity = o[SGD_MOMENTUM] != 0 ? state(p, 0, 0) : NULL;
    th_sgd_(p->param, g, velocity, o[SGD_LR], o[SGD_MOMENTUM], first ? 0 : o[SGD_DAMPENING], o[SGD_DECAY],
            o[SGD_NESTEROV] != 0);
}
static void check_sgd(const double *o)
{
    if (o[SGD_NESTEROV] != 0 && (o[SGD_MOMENTUM] <= 0 || o[SGD_DAMPENING] != 0))
        th_fail(TH_VALUE_ERROR,
                "optim_sgd: Nesterov momentum requires a momentum and zero dampening, got momentum %g and dampening %g",
                o[SGD_MOMENTUM], o[SGD_DAMPENING]);
}

/* Adam (Kingma and Ba 2015), with the maximum of Reddi et al. (2018) where amsgrad is set. */
enum { ADAM_LR, ADAM_BETA1, ADAM_BETA2, ADAM_EPS, ADAM_DECAY, ADAM_AMSGRAD };
static void adam(th_param_state *p, th_tensor *g, const double *o, bool decoupled)
{
    double step_size = o[ADAM_LR] / (1 - pow(o[ADAM_BETA1], (double)p->steps));
    double correction = sqrt(1 - pow(o[ADAM_BETA2], (double)p->steps));
    th_tensor *largest = o[ADAM_AMSGRAD] != 0 ? state(p, 2, 0) : NULL;
    double shrink = decoupled ? 1 - o[ADAM_LR] * o[ADAM_DECAY] : 1;
    th_adam_(p->param, g, state(p, 0, 0), state(p, 1, 0), largest, o[ADAM_BETA1], o[ADAM_BETA2], o[ADAM_EPS],
             decoupled ? 0 : o[ADAM_DECAY], shrink, step_size, correction);
}
static void update_adam(th_param_state *p, th_tensor *g, const double *o) { adam(p, g, o, false); }

/* AdamW (Loshchilov and Hutter 2019): the weights decay apart from the gradient. */
static void update_adamw(th_param_state *p, th_tensor *g, const double *o) { adam(p, g, o, true); }

/* RMSprop (Hinton 2012); centered: by the variance instead of the second moment (Graves 2013). */
enum { RMSPROP_LR, RMSPROP_ALPHA, RMSPROP_EPS, RMSPROP_DECAY, RMSPROP_MOMENTUM, RMSPROP_CENTERED };
static void update_rmsprop(th_param_state *p, th_tensor *g, const double *o)
{
    th_tensor *velocity = o[RMSPROP_MOMENTUM] > 0 ? state(p, 1, 0) : NULL;
    th_tensor *mean = o[RMSPROP_CENTERED] != 0 ? state(p, 2, 0) : NULL;
    th_rmsprop_(p->param, g, state(p, 0, 0), velocity, mean, o[RMSPROP_LR], o[RMSPROP_ALPHA], o[RMSPROP_EPS],
                o[RMSPROP_DECAY], o[RMSPROP_MOMENTUM]);
}

/* Adagrad (Duchi, Hazan and Singer 2011). */
enum { ADAGRAD_LR, ADAGRAD_LR_DECAY, ADAGRAD_DECAY, ADAGRAD_START, ADAGRAD_EPS };
static void update_adagrad(th_param_state *p, th_tensor *g, const double *o)
{
    double lr = o[ADAGRAD_LR] / (1 + (double)(p->steps - 1) * o[ADAGRAD_LR_DECAY]);
    th_adagrad_(p->param, g, state(p, 0, o[ADAGRAD_START]), lr, o[ADAGRAD_EPS], o[ADAGRAD_DECAY]);
}

/* Adadelta (Zeiler 2012). */
enum { ADADELTA_LR, ADADELTA_RHO, ADADELTA_EPS, ADADELTA_DECAY };
static void update_adadelta(th_param_state *p, th_tensor *g, const double *o)
{
    th_adadelta_(p->param, g, state(p, 0, 0), state(p, 1, 0), o[ADADELTA_LR], o[ADADELTA_RHO], o[ADADELTA_EPS],
                 o[ADADELTA_DECAY]);
}

/* Averaged stochastic gradient descent (Polyak and Juditsky 1992): eta is the next step's rate, mu its
 * share in the average ax. */
enum { ASGD_LR, ASGD_LAMBDA, ASGD_ALPHA, ASGD_T0, ASGD_DECAY };
enum { ASGD_ETA, ASGD_MU };
static void update_asgd(th_param_state *p, th_tensor *g, const double *o)
{
    if (!p->states[0]) p->numbers[ASGD_ETA] = o[ASGD_LR], p->numbers[ASGD_MU] = 1;
    double eta = p->numbers[ASGD_ETA], steps = (double)p->steps;
    th_asgd_(p->param, g, state(p, 0, 0), eta, p->numbers[ASGD_MU], 1 - o[ASGD_LAMBDA] * eta, o[ASGD_DECAY]);
    p->numbers[ASGD_ETA] = o[ASGD_LR] / pow(1 + o[ASGD_LAMBDA] * o[ASGD_LR] * steps, o[ASGD_ALPHA]);
    p->numbers[ASGD_MU] = 1 / fmax(1, steps - o[ASGD_T0]);
}

/* Resilient backpropagation (Riedmiller and Braun 1993): only the signs of the gradient count. */
enum { RPROP_LR, RPROP_SHRINK, RPROP_GROW, RPROP_SMALLEST, RPROP_LARGEST };
static void update_rprop(th_param_state *p, th_tensor *g, const double *o)
{
    th_rprop_(p->param, g, state(p, 0, 0), state(p, 1, o[RPROP_LR]), o[RPROP_SHRINK], o[RPROP_GROW], o[RPROP_SMALLEST],
              o[RPROP_LARGEST]);
}
static void check_rprop(const double *o)
{
    if (o[RPROP_SMALLEST] > o[RPROP_LARGEST])
        th_fail(TH_VALUE_ERROR, "optim_rprop: step_sizes must be the smallest and the largest step, got %g and %g",
                o[RPROP_SMALLEST], o[RPROP_LARGEST]);
}

#define NUMBER(name, range, fallback) {name, range, fallback, NULL}
#define LR(fallback) NUMBER("lr", TH_NOT_NEGATIVE, fallback)
#define EPS(fallback) NUMBER("eps", TH_NOT_NEGATIVE, fallback)
#define WEIGHT_DECAY(fallback) NUMBER("weight_decay", TH_NOT_NEGATIVE, fallback)
#define ADAM_OPTIONS(decay)                                                                        \
    {LR(1e-3), NUMBER("betas", TH_BELOW_ONE, 0.9), NUMBER("betas", TH_BELOW_ONE, 0.999),           \
     EPS(1e-8), WEIGHT_DECAY(decay), NUMBER("amsgrad", TH_FLAG, 0)}
#define ADAM_STATES {"exp_avg", "exp_avg_sq", "max_exp_avg_sq"}
#define NONE {NULL}

/* name, options, states, numbers, update, check */
const th_algorithm th_algorithms[] = {
    {"sgd",
     {LR(NAN), NUMBER("momentum", TH_NOT_NEGATIVE, 0), NUMBER("dampening", TH_ANY_NUMBER, 0), WEIGHT_DECAY(0),
      NUMBER("nesterov", TH_FLAG, 0)},
     {"momentum_buffer"}, NONE, update_sgd, check_sgd},
    {"adam", ADAM_OPTIONS(0), ADAM_STATES, NONE, update_adam, NULL},
    {"adamw", ADAM_OPTIONS(0.01), ADAM_STATES, NONE, update_adamw, NULL},
    {"rmsprop",
     {LR(0.01), NUMBER("alpha", TH_UP_TO_ONE, 0.99), EPS(1e-8), WEIGHT_DECAY(0), NUMBER("momentum", TH_NOT_NEGATIVE, 0),
      NUMBER("centered", TH_FLAG, 0)},
     {"square_avg", "momentum_buffer", "grad_avg"}, NONE, update_rmsprop, NULL},
    {"adagrad",
     {LR(0.01), NUMBER("lr_decay", TH_NOT_NEGATIVE, 0), WEIGHT_DECAY(0),
      NUMBER("initial_accumulator_value", TH_NOT_NEGATIVE, 0), EPS(1e-10)},
     {"sum"}, NONE, update_adagrad, NULL},
    {"adadelta",
     {LR(1), NUMBER("rho", TH_UP_TO_ONE, 0.9), EPS(1e-6), WEIGHT_DECAY(0)},
     {"square_avg", "acc_delta"}, NONE, update_adadelta, NULL},
    {"asgd",
     {LR(0.01), NUMBER("lambda", TH_ANY_NUMBER, 1e-4), NUMBER("alpha", TH_ANY_NUMBER, 0.75),
      NUMBER("t0", TH_ANY_NUMBER, 1e6), WEIGHT_DECAY(0)},
     {"ax"}, {"eta", "mu"}, update_asgd, NULL},
    {"rprop",
     {LR(0.01), NUMBER("etas", TH_SHRINKING, 0.5), NUMBER("etas", TH_GROWING, 1.2),
      NUMBER("step_sizes", TH_NOT_NEGATIVE, 1e-6), NUMBER("step_sizes", TH_NOT_NEGATIVE, 50)},
     {"prev", "step_size"}, NONE, update_rprop, check_rprop},
    {"lbfgs",
     {LR(1), NUMBER("max_iter", TH_WHOLE, 20), NUMBER("max_eval", TH_WHOLE, 25),
      NUMBER("tolerance_grad", TH_NOT_NEGATIVE, 1e-7), NUMBER("tolerance_change", TH_NOT_NEGATIVE, 1e-9),
      NUMBER("history_size", TH_WHOLE, 100), {"line_search_fn", TH_CHOICE, 0, "strong_wolfe"}},
     NONE, NONE, NULL, NULL},
};
const int th_n_algorithms = sizeof th_algorithms / sizeof *th_algorithms;
