/* Optimizers whose options are given by name: what a C program uses. */
#include "optimizer.h"

#include <math.h>
#include <string.h>

/* What an option is when it is not named, in the algorithm's order; NAN: it has to be. */
static const struct { const char *algorithm; double fallback[TH_MAX_OPTIONS]; } defaults[] = {
    {"sgd", {NAN, 0, 0, 0, 0}},
    {"adam", {0.001, 0.9, 0.999, 1e-8, 0, 0}},
    {"adamw", {0.001, 0.9, 0.999, 1e-8, 0.01, 0}},
};

static double fallback(const th_algorithm *algorithm, int option)
{
    for (size_t k = 0; k < sizeof defaults / sizeof *defaults; k++)
        if (!strcmp(defaults[k].algorithm, algorithm->name)) return defaults[k].fallback[option];
    return NAN;
}

static const char *option_name(const th_algorithm *algorithm, int option) { return algorithm->options[option]; }

static int option_named(const th_algorithm *algorithm, const char *name)
{
    for (int k = 0; option_name(algorithm, k); k++)
        if (!strcmp(option_name(algorithm, k), name)) return k;
    th_fail(TH_VALUE_ERROR, "optim_%s: there is no option '%s'", algorithm->name, name);
}

int th_optimizer_add(th_optimizer *optimizer, th_list params, th_options options)
{
    const th_algorithm *algorithm = optimizer->algorithm;
    double values[TH_MAX_OPTIONS] = {0};
    for (int k = 0; option_name(algorithm, k); k++) values[k] = fallback(algorithm, k);
    for (int k = 0; k < options.n; k++) values[option_named(algorithm, options.v[k].name)] = options.v[k].value;
    for (int k = 0; option_name(algorithm, k); k++)
        if (isnan(values[k]))
            th_fail(TH_VALUE_ERROR, "optim_%s: option '%s' is missing", algorithm->name, option_name(algorithm, k));
    return th_optimizer_add_group(optimizer, params, values);
}

static void free_optimizer(void *optimizer) { th_optimizer_free(optimizer); }

th_optimizer *th_optim(const char *algorithm, th_list params, th_options options)
{
    th_optimizer *optimizer = th_optimizer_new(algorithm);
    th_defer(free_optimizer, optimizer);
    th_optimizer_add(optimizer, params, options);
    return optimizer;
}

static void check_group(const th_optimizer *optimizer, int group)
{
    if (group < 0 || group >= optimizer->n_groups)
        th_fail(TH_INDEX_ERROR, "optim_%s: there is no group %d, expected a number below %d", optimizer->algorithm->name,
                group, optimizer->n_groups);
}

double th_optimizer_get(const th_optimizer *optimizer, int group, const char *option)
{
    check_group(optimizer, group);
    return optimizer->groups[group].options[option_named(optimizer->algorithm, option)];
}

void th_optimizer_set(th_optimizer *optimizer, int group, const char *option, double value)
{
    int at = option_named(optimizer->algorithm, option);
    if (isnan(value)) th_fail(TH_VALUE_ERROR, "optim_%s: option '%s' must be a number, got NaN", optimizer->algorithm->name, option);
    if (group != -1) check_group(optimizer, group);
    for (int k = 0; k < optimizer->n_groups; k++)
        if (group == -1 || k == group) optimizer->groups[k].options[at] = value;
}
