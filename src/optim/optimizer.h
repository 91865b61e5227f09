/* Optimizers behind torch.h: parameter groups with their options, and the state of each parameter. */
#ifndef TH_OPTIMIZER_H
#define TH_OPTIMIZER_H

#include "../core/op.h"

#define TH_MAX_OPTIONS 8
#define TH_MAX_STATES 4

/* What an optimizer keeps of one parameter. states are NULL until they are needed. */
typedef struct {
    th_tensor *param;
    int64_t steps;
    th_tensor *states[TH_MAX_STATES];
} th_param_state;

typedef struct {
    double options[TH_MAX_OPTIONS]; /* in the order of the algorithm's option names */
    th_param_state *params;
    int n_params;
} th_param_group;

/* One step of one parameter whose gradient is g. */
typedef void (*th_update)(th_param_state *p, th_tensor *g, const double *options);

typedef struct {
    const char *name;
    const char *options[TH_MAX_OPTIONS + 1]; /* NULL-terminated */
    const char *states[TH_MAX_STATES + 1];
    th_update update;
} th_algorithm;

struct th_optimizer {
    const th_algorithm *algorithm;
    th_param_group *groups;
    int n_groups;
};

#endif
