/* The algorithms: which options and states they have, and one parameter's update. The arithmetic is in
 * rows of the op table, one kernel each. */
#include "optimizer.h"

#include <math.h>
#include <stdlib.h>

/* A state that starts as zeros like the parameter. */
static th_tensor *zeros_state(th_param_state *p, int k)
{
    if (p->states[k]) return p->states[k];
    th_tensor *zeros = th_tensor_new(p->param->ndim, p->param->shape, (th_dtype)p->param->dtype, th_device_of(p->param));
    th_zero(zeros);
    return p->states[k] = th_keep(zeros);
}

/* Stochastic gradient descent with momentum (Sutskever et al. 2013). The first step's velocity is the
 * gradient itself. */
enum { SGD_LR, SGD_MOMENTUM, SGD_DAMPENING, SGD_DECAY, SGD_NESTEROV };
static void update_sgd(th_param_state *p, th_tensor *g, const double *o)
{
    bool first = p->states[0] == NULL;
    th_tensor *velocity = o[SGD_MOMENTUM] != 0 ? zeros_state(p, 0) : NULL;
    th_sgd_(p->param, g, velocity, o[SGD_LR], o[SGD_MOMENTUM], first ? 0 : o[SGD_DAMPENING], o[SGD_DECAY], o[SGD_NESTEROV] != 0);
    p->steps++;
}

/* Adam (Kingma and Ba 2015), with the maximum of Reddi et al. (2018) where amsgrad is set. */
enum { ADAM_LR, ADAM_BETA1, ADAM_BETA2, ADAM_EPS, ADAM_DECAY, ADAM_AMSGRAD };
static void adam(th_param_state *p, th_tensor *g, const double *o, bool decoupled)
{
    double steps = (double)++p->steps;
    double step_size = o[ADAM_LR] / (1 - pow(o[ADAM_BETA1], steps)), correction = sqrt(1 - pow(o[ADAM_BETA2], steps));
    th_tensor *largest = o[ADAM_AMSGRAD] != 0 ? zeros_state(p, 2) : NULL;
    double shrink = decoupled ? 1 - o[ADAM_LR] * o[ADAM_DECAY] : 1;
    th_adam_(p->param, g, zeros_state(p, 0), zeros_state(p, 1), largest, o[ADAM_BETA1], o[ADAM_BETA2], o[ADAM_EPS],
             decoupled ? 0 : o[ADAM_DECAY], shrink, step_size, correction);
}
static void update_adam(th_param_state *p, th_tensor *g, const double *o) { adam(p, g, o, false); }

/* AdamW (Loshchilov and Hutter 2019): the weights decay apart from the gradient. */
static void update_adamw(th_param_state *p, th_tensor *g, const double *o) { adam(p, g, o, true); }

const th_algorithm th_algorithms[] = {
    {"sgd", {"lr", "momentum", "dampening", "weight_decay", "nesterov"}, {"momentum_buffer"}, update_sgd},
    {"adam", {"lr", "beta1", "beta2", "eps", "weight_decay", "amsgrad"}, {"exp_avg", "exp_avg_sq", "max_exp_avg_sq"}, update_adam},
    {"adamw", {"lr", "beta1", "beta2", "eps", "weight_decay", "amsgrad"}, {"exp_avg", "exp_avg_sq", "max_exp_avg_sq"}, update_adamw},
};
const int th_n_algorithms = sizeof th_algorithms / sizeof *th_algorithms;
