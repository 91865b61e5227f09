/* Tests that ops give on the CUDA device what they give on the CPU: a case runs on both, for all dtypes, with and
 * without what is optional, and for tensors that do not begin where vectors are aligned. With TEST_EVERY=11 in the
 * environment every 11th comparison is made, as sanitizers and the emulated device take long. */
#ifndef TESTS_DEVICE_H
#define TESTS_DEVICE_H

#include "support.h"

#include <stdlib.h>

static const th_device CPU = {TH_CPU, 0}, CUDA = {TH_CUDA, 0};

/* A case makes its inputs with numbers() and marks(), which lie on `place`, and writes its results. */
static th_device place;
typedef struct { th_dtype dtype; int64_t a, b, c; bool with, shifted; } setting;
typedef int (*work)(setting s, th_tensor **results);

/* Normal numbers of a seed; shifted: they begin one element behind an aligned address. */
static inline th_tensor *numbers(setting s, th_ints shape, uint64_t seed)
{
    int64_t n = th_count(shape.n, shape.v), from = s.shifted;
    th_generator *g = th_generator_new(CPU);
    th_generator_seed(g, seed);
    th_tensor *x = th_randn_with(TH_INTS(n + from), TH_FLOAT64, (th_value){.type = TH_ARG_DEVICE, .as.device = CPU}, g);
    th_generator_release(g);
    return th_reshape(th_narrow(th_move(th_to_dtype(x, s.dtype), place), 0, from, n), shape);
}

static inline th_tensor *when(setting s, th_tensor *x) { return s.with ? x : NULL; }

static inline bool differs(double a, double b, double tolerance)
{
    return a != b && !(isnan(a) && isnan(b)) && !(fabs(a - b) <= tolerance * (1 + fabs(b)));
}

static inline bool is_due(void)
{
    static int turn;
    const char *every = getenv("TEST_EVERY");
    return !every || turn++ % atoi(every) == 0;
}

static inline void compare(const char *name, work run, setting s, double tolerance)
{
    if (!is_due()) return;
    th_scope *scope = th_scope_open();
    th_tensor *host[8], *device[8];
    place = CPU;
    int n = run(s, host);
    place = CUDA;
    run(s, device);
    for (int k = 0; k < n; k++) {
        th_tensor *a = th_to_dtype(th_move(device[k], CPU), TH_FLOAT64), *b = th_to_dtype(host[k], TH_FLOAT64);
        CHECK(th_same_shape(a, b) && device[k]->dtype == host[k]->dtype);
        for (int64_t i = 0; i < a->numel; i++)
            if (differs(value_at(a, i), value_at(b, i), tolerance))
                th_fail(TH_RUNTIME_ERROR, "%s of %s (%lld, %lld, %lld)%s%s, result %d, element %lld: %.9g, not %.9g",
                        name, th_dtype_name(s.dtype), (long long)s.a, (long long)s.b, (long long)s.c,
                        s.with ? ", with all" : "", s.shifted ? ", shifted" : "", k, (long long)i, value_at(a, i),
                        value_at(b, i));
    }
    th_scope_close(scope);
}

static inline double tolerance_of(th_dtype dtype)
{
    return dtype == TH_FLOAT64 ? 1e-11 : dtype == TH_FLOAT32 ? 3e-5 : dtype == TH_FLOAT16 ? 2e-3 : 2e-2;
}

/* All dtypes, with and without what is optional, aligned or not. */
static inline void compare_all(const char *name, work run, setting s, int n_dtypes)
{
    th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_FLOAT16, TH_BFLOAT16};
    for (int k = 0; k < n_dtypes; k++)
        for (int choice = 0; choice < 4; choice++) {
            s.dtype = dtypes[k], s.with = choice & 1, s.shifted = choice & 2;
            compare(name, run, s, tolerance_of(s.dtype));
        }
}

#endif
