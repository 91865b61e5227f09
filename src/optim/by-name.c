/* Optimizers whose options are given by name: what a C program uses. */
#include "optimizer.h"

#include <string.h>

/* Is name the k-th option's? The two numbers of betas are beta1 and beta2. */
static bool is_named(const th_option *options, int k, const char *name)
{
    bool second = k > 0 && !strcmp(options[k].name, options[k - 1].name);
    bool first = options[k + 1].name && !strcmp(options[k].name, options[k + 1].name);
    if (!first && !second) return !strcmp(options[k].name, name);
    size_t stem = strlen(options[k].name) - 1; /* without the s */
    return !strncmp(options[k].name, name, stem) && name[stem] == (second ? '2' : '1') && !name[stem + 1];
}

static int option_named(const th_algorithm *algorithm, const char *name)
{
    for (int k = 0; algorithm->options[k].name; k++)
        if (is_named(algorithm->options, k, name)) return k;
    th_fail(TH_VALUE_ERROR, "optim_%s: there is no option '%s'", algorithm->name, name);
}

int th_optimizer_add(th_optimizer *optimizer, th_list params, th_options options)
{
    const th_algorithm *algorithm = optimizer->algorithm;
    double values[TH_MAX_OPTIONS] = {0};
    for (int k = 0; algorithm->options[k].name; k++) values[k] = algorithm->options[k].fallback;
    for (int k = 0; k < options.n; k++) values[option_named(algorithm, options.v[k].name)] = options.v[k].value;
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
        th_fail(TH_INDEX_ERROR, "optim_%s: there is no group %d, expected a number below %d",
                optimizer->algorithm->name, group, optimizer->n_groups);
}

double th_optimizer_get(const th_optimizer *optimizer, int group, const char *option)
{
    check_group(optimizer, group);
    return optimizer->groups[group].options[option_named(optimizer->algorithm, option)];
}

void th_optimizer_set(th_optimizer *optimizer, int group, const char *option, double value)
{
    int at = option_named(optimizer->algorithm, option);
    if (group != -1) check_group(optimizer, group);
    for (int k = 0; k < optimizer->n_groups; k++) {
        double values[TH_MAX_OPTIONS];
        memcpy(values, optimizer->groups[k].options, sizeof values);
        values[at] = value;
        if (group == -1 || k == group) th_optimizer_set_options(optimizer, k, values);
    }
}
