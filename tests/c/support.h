/* What the C tests share: a test is a body that runs in a guard and a scope of its own; a failed
 * check unwinds it like any error, and afterwards no tensor may be alive.
 *
 *     static void add_wrong_sizes(void) { th_add(floats(TH_INTS(2), 1, 2), floats(TH_INTS(3), 1, 2, 3), 1); }
 *
 *     TEST(add) {
 *         CHECK_VALUES(th_add(floats(TH_INTS(2), 1, 2), 3, 1), 4, 5);
 *         check_fails(add_wrong_sizes, "must match");
 *     }
 *     RUN_TESTS("add", cmocka_unit_test(add))
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/op.h"

static inline void support_run(void *body) { ((void (*)(void))body)(); }

static inline void support_test(void (*body)(void))
{
    int64_t before = th_live_tensors();
    th_init();
    if (before != 0) fail_msg("%lld tensors were alive before the test", (long long)before);
    th_scope *scope = th_scope_open();
    bool ok = th_guard(support_run, (void *)body);
    th_scope_close(scope);
    if (!ok) fail_msg("%s", th_error_message());
    if (th_live_tensors() != 0) fail_msg("%lld tensors are alive after the test", (long long)th_live_tensors());
}

#define TEST(name) \
    static void body_##name(void); \
    static void name(void **state) { (void)state; support_test(body_##name); } \
    static void body_##name(void)

/* A test of kernels that is skipped, visibly, where there is no CUDA device. */
#define DEVICE_TEST(name) \
    static void body_##name(void); \
    static void name(void **state) \
    { \
        (void)state; \
        th_init(); \
        if (!th_backend_open(TH_CUDA)) skip(); \
        support_test(body_##name); \
    } \
    static void body_##name(void)

#define CHECK(condition) \
    do { if (!(condition)) th_fail(TH_RUNTIME_ERROR, "%s:%d: not true: %s", __FILE__, __LINE__, #condition); } while (0)

#define CHECK_NEAR(value, expected, tolerance) \
    do { \
        double value_ = (double)(value), expected_ = (double)(expected); \
        if (!(fabs(value_ - expected_) <= (tolerance)) && !(isnan(value_) && isnan(expected_)) && value_ != expected_) \
            th_fail(TH_RUNTIME_ERROR, "%s:%d: %s: got %.9g, expected %.9g", __FILE__, __LINE__, #value, \
                    value_, expected_); \
    } while (0)

/* body must fail with a message that contains text. */
static inline void check_fails(void (*body)(void), const char *text)
{
    static char message[512];
    if (th_guard(support_run, (void *)body)) th_fail(TH_RUNTIME_ERROR, "did not fail, expected \"%s\"", text);
    strncpy(message, th_error_message(), sizeof message - 1);
    if (!strstr(message, text)) th_fail(TH_RUNTIME_ERROR, "failed with \"%s\", expected \"%s\"", message, text);
}

static inline th_tensor *support_doubles(th_ints shape, th_dtype dtype, int n, const double *values)
{
    double *data = th_scratch(sizeof(double) * (size_t)(n + 1));
    if (th_count(shape.n, shape.v) != n)
        th_fail(TH_VALUE_ERROR, "a test gave %d values for [%s]", n, th_shape_text(shape.n, shape.v));
    for (int i = 0; i < n; i++) {
        if (dtype == TH_FLOAT32) ((float *)(void *)data)[i] = (float)values[i];
        else if (dtype == TH_INT64) ((int64_t *)(void *)data)[i] = (int64_t)values[i];
        else data[i] = values[i];
    }
    return th_from_data(data, shape, dtype);
}
#define SUPPORT_N(...) ((int)(sizeof((double[]){__VA_ARGS__}) / sizeof(double)))
#define floats(shape, ...) support_doubles(shape, TH_FLOAT32, SUPPORT_N(__VA_ARGS__), (double[]){__VA_ARGS__})
#define doubles(shape, ...) support_doubles(shape, TH_FLOAT64, SUPPORT_N(__VA_ARGS__), (double[]){__VA_ARGS__})
#define longs(shape, ...) support_doubles(shape, TH_INT64, SUPPORT_N(__VA_ARGS__), (double[]){__VA_ARGS__})

/* Element i (row-major) of any real CPU tensor, whatever its strides. */
static inline double value_at(const th_tensor *x, int64_t i)
{
    const char *at = th_data(x);
    int64_t size = (int64_t)th_dtype_size((th_dtype)x->dtype);
    for (int d = x->ndim - 1; d >= 0; i /= x->shape[d--]) at += i % x->shape[d] * x->stride[d] * size;
    switch (x->dtype) {
    case TH_BOOL: return *(const bool *)at;
    case TH_UINT8: return *(const uint8_t *)at;
    case TH_INT8: return *(const int8_t *)at;
    case TH_INT16: return *(const int16_t *)at;
    case TH_INT32: return *(const int32_t *)at;
    case TH_INT64: return (double)*(const int64_t *)at;
    case TH_FLOAT32: return (double)*(const float *)at;
    case TH_FLOAT64: return *(const double *)at;
    default: th_fail(TH_TYPE_ERROR, "a test reads values of %s", th_dtype_name((th_dtype)x->dtype));
    }
}

static inline void support_values(const char *file, int line, const char *what, const th_tensor *x, double tolerance,
                                  int n, const double *expected)
{
    if (x->numel != n)
        th_fail(TH_RUNTIME_ERROR, "%s:%d: %s has %lld elements, not %d", file, line, what, (long long)x->numel, n);
    for (int i = 0; i < n; i++) {
        double got = value_at(x, i);
        if (got == expected[i] || (isnan(got) && isnan(expected[i])) || fabs(got - expected[i]) <= tolerance) continue;
        th_fail(TH_RUNTIME_ERROR, "%s:%d: %s[%d]: got %.9g, expected %.9g", file, line, what, i, got, expected[i]);
    }
}
/* Values in row-major order, within 1e-5. */
#define CHECK_VALUES(x, ...) \
    support_values(__FILE__, __LINE__, #x, x, 1e-5, SUPPORT_N(__VA_ARGS__), (double[]){__VA_ARGS__})
#define CHECK_SHAPE(x, ...) \
    do { \
        th_ints expected_ = TH_INTS(__VA_ARGS__); \
        const th_tensor *x_ = (x); \
        if (x_->ndim != expected_.n || memcmp(x_->shape, expected_.v, sizeof(int64_t) * (size_t)expected_.n)) \
            th_fail(TH_RUNTIME_ERROR, "%s:%d: %s is [%s]", __FILE__, __LINE__, #x, \
                    th_shape_text(x_->ndim, x_->shape)); \
    } while (0)

/* RUN_TESTS("scope", cmocka_unit_test(nesting), cmocka_unit_test(return_moves_outwards)) */
#define RUN_TESTS(group, ...) \
    int main(void) \
    { \
        const struct CMUnitTest tests[] = {__VA_ARGS__}; \
        setvbuf(stdout, NULL, _IOLBF, 0); /* a program that is stopped has said how far it was */ \
        return cmocka_run_group_tests_name(group, tests, NULL, NULL); \
    }

#endif
