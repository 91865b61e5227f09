/* The kernels of cross entropy against plain loops; what warnings do. */
#include "support.h"

static th_tensor *noise(int64_t rows, int64_t classes, th_dtype dtype)
{
    th_tensor *x = th_new(TH_INTS(rows, classes), TH_FLOAT64, (th_device){TH_CPU, 0});
    uint32_t state = 7;
    for (int64_t i = 0; i < x->numel; i++) {
        state = state * 1664525u + 1013904223u;
        ((double *)th_data(x))[i] = (double)(state >> 8) / (1 << 22) - 2;
    }
    return th_to_dtype(x, dtype);
}

/* Classes from -1 to `classes`: both ends are none. */
static th_tensor *some_targets(int64_t rows, int64_t classes)
{
    th_tensor *y = th_new(TH_INTS(rows), TH_INT64, (th_device){TH_CPU, 0});
    for (int64_t i = 0; i < rows; i++) ((int64_t *)th_data(y))[i] = i * 5 % (classes + 2) - 1;
    return y;
}

static void check_row(th_tensor *x, int64_t row, int64_t t, int64_t ignored, th_tensor *loss, th_tensor *slope,
                      double tolerance)
{
    int64_t n = x->shape[1];
    double sum = 0, g = (double)row + 1;
    bool counts = t >= 0 && t < n && t != ignored;
    for (int64_t i = 0; i < n; i++) sum += exp(value_at(x, row * n + i));
    CHECK_NEAR(value_at(loss, row), counts ? log(sum) - value_at(x, row * n + t) : 0, tolerance);
    for (int64_t i = 0; i < n; i++) {
        double expected = counts ? g * (exp(value_at(x, row * n + i)) / sum - (i == t)) : 0;
        CHECK_NEAR(value_at(slope, row * n + i), expected, tolerance * g);
    }
}

static void check_rows(int64_t rows, int64_t classes, th_dtype dtype, double tolerance)
{
    th_scope *scope = th_scope_open();
    th_tensor *x = noise(rows, classes, dtype), *y = some_targets(rows, classes);
    th_tensor *g = th_cast(th_arange(1, (int)rows + 1), dtype);
    th_tensor *loss = th_cross_entropy_rows(x, y, 0), *slope = th_cross_entropy_rows_backward(g, x, y, 0);
    for (int64_t i = 0; i < rows; i++) check_row(x, i, ((int64_t *)th_data(y))[i], 0, loss, slope, tolerance);
    th_scope_close(scope);
}

TEST(rows)
{
    static const int64_t classes[] = {1, 3, 24, 25, 100}, rows[] = {1, 127, 129, 300};
    for (int c = 0; c < 5; c++)
        for (int r = 0; r < 4; r++) {
            check_rows(rows[r], classes[c], TH_FLOAT64, 1e-12);
            check_rows(rows[r], classes[c], TH_FLOAT32, 1e-5);
        }
}

static int64_t count(th_tensor *y) { return th_item(th_count_targets(y, 3, -100)).re.i; }

TEST(counting)
{
    CHECK(count(longs(TH_INTS(4), 0, 1, 2, 0)) == 4);
    CHECK(count(longs(TH_INTS(4), 0, -100, 2, -100)) == 2);
    CHECK(count(longs(TH_INTS(4), 0, -100, 3, -1)) == -3);
    CHECK(count(longs(TH_INTS(4), -1, 0, 0, 0)) == -1);
}

static void refuse(void) { th_fail(TH_VALUE_ERROR, "no"); }

TEST(warnings)
{
    th_tensor *x = th_ones(TH_INTS(3, 1)), *y = th_ones(TH_INTS(3));
    th_mse_loss(x, x);
    CHECK(!th_take_warning());
    th_mse_loss(x, y);
    const char *text = th_take_warning();
    CHECK(text && strstr(text, "target size [3] that is different to the input size [3, 1]"));
    CHECK(!th_take_warning());
    th_mse_loss(x, y);
    check_fails(refuse, "no"); /* an error is said in its place */
    CHECK(!th_take_warning());
}

RUN_TESTS("losses", cmocka_unit_test(rows), cmocka_unit_test(counting), cmocka_unit_test(warnings))
