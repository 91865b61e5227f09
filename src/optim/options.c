/* What the numbers of a group may be. */
#include "optimizer.h"

#include <math.h>
#include <string.h>

typedef struct { double low, high; bool low_too, high_too; const char *text; } bounds;

static const bounds allowed[] = {
    [TH_ANY_NUMBER] = {-INFINITY, INFINITY, true, true, "a number"},
    [TH_NOT_NEGATIVE] = {0, INFINITY, true, true, "at least 0"},
    [TH_BELOW_ONE] = {0, 1, true, false, "at least 0 and below 1"},
    [TH_UP_TO_ONE] = {0, 1, true, true, "at least 0 and at most 1"},
    [TH_SHRINKING] = {0, 1, false, false, "above 0 and below 1"},
    [TH_GROWING] = {1, INFINITY, false, true, "above 1"},
    [TH_WHOLE] = {1, INFINITY, true, false, "a whole number of at least 1"},
    [TH_FLAG] = {0, 1, true, true, "TRUE or FALSE"},
    [TH_CHOICE] = {0, 1, true, true, "one of its choices"},
};

static bool is_allowed(th_option_range range, double x)
{
    const bounds *b = &allowed[range];
    if (isnan(x) || (range == TH_WHOLE && x != floor(x))) return false;
    return (x > b->low || (b->low_too && x == b->low)) && (x < b->high || (b->high_too && x == b->high));
}

/* "lr", or "betas[2]" for one of several numbers of a name. */
static const char *full_name(const th_option *options, int k)
{
    int first = k, last = k;
    while (first > 0 && !strcmp(options[first - 1].name, options[k].name)) first--;
    while (options[last + 1].name && !strcmp(options[last + 1].name, options[k].name)) last++;
    if (first == last) return options[k].name;
    size_t n = strlen(options[k].name);
    char *text = memcpy(th_scratch(n + 4), options[k].name, n);
    memcpy(text + n, (char[]){'[', (char)('1' + k - first), ']', 0}, 4);
    return text;
}

void th_check_options(const th_algorithm *algorithm, const double *options)
{
    const th_option *o = algorithm->options;
    for (int k = 0; o[k].name; k++) {
        if (is_allowed(o[k].range, options[k])) continue;
        if (isnan(options[k]) && isnan(o[k].fallback))
            th_fail(TH_VALUE_ERROR,
                    "optim_%s: parameter group didn't specify a value of required optimization parameter %s",
                    algorithm->name, o[k].name);
        th_fail(TH_VALUE_ERROR, "optim_%s: %s must be %s, got %g", algorithm->name, full_name(o, k),
                allowed[o[k].range].text, options[k]);
    }
    if (algorithm->check) algorithm->check(options);
}
