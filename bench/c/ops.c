/* What does one call cost from C, without R? Each line: the operation, nanoseconds per call. A call
 * is everything from the open scope to the closed one: dispatch, record, backward where it says so,
 * and freeing what was made.
 *
 *     ops              all cases, best of 20 rounds
 *     ops --list       the names of the cases
 *     ops CASE N       one case, N calls: for callgrind (see run.sh --count) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/op.h"

static th_tensor *a, *b, *g, *s, *t; /* 2x2; g requires grad; s a scalar, t one that requires grad */

static void add_scalar(void) { th_add(s, s); }
static void add(void) { th_add(a, b); }
static void add_number(void) { th_add(a, 2); }
static void mul(void) { th_mul(a, b); }
static void relu(void) { th_relu(a); }
static void mm(void) { th_mm(a, b); }
static void sum(void) { th_sum(a); }
static void transpose(void) { th_t(a); }
static void add_scalar_recorded(void) { th_add(t, s); }
static void add_recorded(void) { th_add(g, b); }
static void mul_recorded(void) { th_mul(g, b); }
static void mm_recorded(void) { th_mm(g, b); }
static void relu_recorded(void) { th_relu(g); }
static void add_scalar_backward(void) { th_backward(th_add(t, s), NULL, false, false); }
static void mul_scalar_backward(void) { th_backward(th_mul(t, s), NULL, false, false); }
static void mul_sum_backward(void) { th_backward(th_sum(th_mul(g, b)), NULL, false, false); }
static void mm_sum_backward(void) { th_backward(th_sum(th_mm(g, b)), NULL, false, false); }

static const struct { const char *name; void (*body)(void); } cases[] = {
    {"add, scalar", add_scalar}, {"add, 2x2", add}, {"add a number", add_number}, {"mul, 2x2", mul},
    {"relu, 2x2", relu}, {"mm, 2x2", mm}, {"sum, 2x2", sum}, {"t, 2x2", transpose},
    {"add, scalar, recorded", add_scalar_recorded}, {"add, 2x2, recorded", add_recorded},
    {"mul, 2x2, recorded", mul_recorded}, {"relu, 2x2, recorded", relu_recorded},
    {"mm, 2x2, recorded", mm_recorded}, {"add, scalar, with backward", add_scalar_backward},
    {"mul, scalar, with backward", mul_scalar_backward}, {"sum(mul), 2x2, with backward", mul_sum_backward},
    {"sum(mm), 2x2, with backward", mm_sum_backward},
};
#define N_CASES ((int)(sizeof cases / sizeof *cases))

static void repeat(void (*body)(void), long n)
{
    for (long i = 0; i < n; i++) {
        th_scope *scope = th_scope_open();
        body();
        th_scope_close(scope);
    }
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double nanoseconds(void (*body)(void))
{
    double best = 1e9;
    const long n = 20000;
    for (int round = 0; round < 20; round++) {
        double start = now();
        repeat(body, n);
        double each = 1e9 * (now() - start) / (double)n;
        if (each < best) best = each;
    }
    return best;
}

static void make_tensors(void)
{
    const float values[] = {1, -2, 3, 4};
    a = th_from_data(values, TH_INTS(2, 2), TH_FLOAT32);
    b = th_from_data(values, TH_INTS(2, 2), TH_FLOAT32);
    g = th_from_data(values, TH_INTS(2, 2), TH_FLOAT32);
    s = th_from_data(values, (th_ints){0, NULL}, TH_FLOAT32);
    t = th_from_data(values, (th_ints){0, NULL}, TH_FLOAT32);
    th_set_requires_grad(g, true);
    th_set_requires_grad(t, true);
}

typedef struct { int argc; char **argv; } arguments;

static void run(void *data)
{
    arguments *given = data;
    bool list = given->argc == 2;
    make_tensors();
    for (int i = 0; i < N_CASES; i++) {
        if (list) puts(cases[i].name);
        else if (given->argc < 3) printf("%s\t%.0f\n", cases[i].name, nanoseconds(cases[i].body));
        else if (!strcmp(given->argv[1], cases[i].name)) repeat(cases[i].body, atol(given->argv[2]));
    }
}

int main(int argc, char **argv)
{
    th_init();
    th_scope *scope = th_scope_open();
    bool ok = th_guard(run, &(arguments){argc, argv});
    if (!ok) fprintf(stderr, "%s\n", th_error_message());
    th_scope_close(scope);
    return !ok;
}
