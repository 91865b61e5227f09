/* Products of square float matrices, through the library and by the BLAS alone, in turn: milliseconds of
 * the best of 10 rounds, and their ratio. */
#include <stdio.h>
#include <time.h>

#include "core/op.h"
#include "cpu/blas.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double library(th_tensor *a)
{
    th_scope *scope = th_scope_open();
    double start = now();
    th_mm(a, a);
    double seconds = now() - start;
    th_scope_close(scope);
    return seconds;
}

static double blas(const th_tensor *a, th_tensor *c)
{
    int n = (int)a->shape[0];
    float one = 1, zero = 0;
    double start = now();
    sgemm_("N", "N", &n, &n, &n, &one, th_data(a), &n, th_data(a), &n, &zero, th_data(c), &n, 1, 1);
    return now() - start;
}

static void compare(int64_t n)
{
    th_tensor *a = th_ones(TH_INTS(n, n)), *c = th_ones(TH_INTS(n, n));
    double ours = 1e9, raw = 1e9;
    for (int round = 0; round < 10; round++) {
        double t = library(a), u = blas(a, c);
        ours = t < ours ? t : ours;
        raw = u < raw ? u : raw;
    }
    printf("| %lld | %.2f | %.2f | %.3f |\n", (long long)n, 1e3 * ours, 1e3 * raw, raw / ours);
}

static void run(void *data)
{
    (void)data;
    puts("| sgemm | library, ms | BLAS, ms | BLAS / library |\n|---|---|---|---|");
    for (int64_t n = 512; n <= 2048; n *= 2) compare(n);
}

int main(void)
{
    th_init();
    th_scope *scope = th_scope_open();
    bool ok = th_guard(run, NULL);
    if (!ok) fprintf(stderr, "%s\n", th_error_message());
    th_scope_close(scope);
    return !ok;
}
