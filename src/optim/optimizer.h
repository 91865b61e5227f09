/* Optimizers behind torch.h: parameter groups with their options, and the state of each parameter. */
#ifndef TH_OPTIMIZER_H
#define TH_OPTIMIZER_H

#include "../core/op.h"

#define TH_MAX_OPTIONS 8
#define TH_MAX_STATES 3
#define TH_MAX_NUMBERS 2

/* Changes a group's options; a value that is not allowed changes nothing. */
void th_optimizer_set_options(th_optimizer *optimizer, int group, const double *options);

typedef enum {
    TH_ANY_NUMBER,
    TH_NOT_NEGATIVE,
    TH_BELOW_ONE, /* [0, 1) */
    TH_UP_TO_ONE, /* [0, 1] */
    TH_SHRINKING, /* (0, 1) */
    TH_GROWING,   /* above 1 */
    TH_WHOLE,     /* 1, 2, ... */
    TH_FLAG,
    TH_CHOICE     /* a flag with a name */
} th_option_range;

typedef struct {
    const char *name;
    th_option_range range;
    double fallback;    /* the default; NAN: there is none */
    const char *choice; /* TH_CHOICE: what 1 is called */
} th_option;

/* What an optimizer keeps of one parameter. states are NULL until they are needed. */
typedef struct {
    th_tensor *param;
    int64_t steps;
    th_tensor *states[TH_MAX_STATES]; /* of the parameter's shape and dtype */
    double numbers[TH_MAX_NUMBERS];
} th_param_state;

typedef struct {
    double options[TH_MAX_OPTIONS];
    th_param_state *params;
    int n_params;
} th_param_group;

/* One step of one parameter whose gradient is g. */
typedef void (*th_update)(th_param_state *p, th_tensor *g, const double *options);

typedef struct {
    const char *name;
    th_option options[TH_MAX_OPTIONS + 1]; /* ends with a NULL name, as the others do */
    const char *states[TH_MAX_STATES + 1];
    const char *numbers[TH_MAX_NUMBERS + 1];
    th_update update;                      /* NULL: the algorithm evaluates the loss itself */
    void (*check)(const double *options);  /* what options ask of each other; NULL: nothing */
} th_algorithm;

struct th_optimizer {
    const th_algorithm *algorithm;
    th_param_group *groups;
    int n_groups;
    struct th_lbfgs *lbfgs; /* what lbfgs remembers, else NULL */
};

extern const th_algorithm th_algorithms[];
extern const int th_n_algorithms;

void th_check_options(const th_algorithm *algorithm, const double *options);
/* Fails unless all params are leaves, and none is among the known. */
void th_check_params(th_list params, th_list known);

#endif
