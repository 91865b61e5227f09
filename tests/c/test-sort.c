/* Sorting, selection, search and scans against plain loops. */
#include "support.h"

static th_tensor *noise(int64_t n, int64_t distinct, th_dtype dtype)
{
    th_tensor *x = th_tensor_new(1, &n, TH_FLOAT64, (th_device){TH_CPU, 0});
    uint32_t state = 99;
    for (int64_t i = 0; i < n; i++) {
        state = state * 1664525u + 1013904223u;
        ((double *)th_data(x))[i] = (double)((int64_t)(state >> 8) % distinct) - (double)(distinct / 2);
    }
    return th_to_dtype(x, dtype);
}

/* Values in order, each from its place, equal ones in the order in which they came. */
static void check_sorted(th_tensor *x, th_tensor **pair, bool descending)
{
    for (int64_t i = 0; i < x->numel; i++) {
        double v = value_at(pair[0], i);
        int64_t place = (int64_t)value_at(pair[1], i);
        CHECK_NEAR(value_at(x, place), v, 0);
        if (i == 0) continue;
        double before = value_at(pair[0], i - 1);
        CHECK(descending ? before >= v : before <= v);
        if (before == v) CHECK((int64_t)value_at(pair[1], i - 1) < place);
    }
}

TEST(sorts)
{
    static const th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_INT64, TH_INT32, TH_INT16, TH_INT8};
    static const int64_t sizes[] = {1, 2, 63, 65, 1500};
    for (int d = 0; d < 6; d++)
        for (int s = 0; s < 5; s++)
            for (int descending = 0; descending < 2; descending++) {
                th_scope *scope = th_scope_open();
                th_tensor *x = noise(sizes[s], d == 5 ? 100 : 400, dtypes[d]), *pair[2];
                th_sort_with(x, 0, descending, TH_NONE, pair);
                check_sorted(x, pair, descending);
                th_scope_close(scope);
            }
}

TEST(sorts_special)
{
    th_tensor *x = floats(TH_INTS(6), 0, NAN, -INFINITY, -0.0, INFINITY, -3), *pair[2];
    th_sort(x, pair);
    CHECK_VALUES(pair[0], -INFINITY, -3, 0, -0.0, INFINITY, NAN);
    CHECK_VALUES(pair[1], 2, 5, 0, 3, 4, 1);
    th_sort_with(x, 0, true, TH_NONE, pair);
    CHECK_VALUES(pair[1], 1, 4, 0, 3, 5, 2);
    th_sort_with(longs(TH_INTS(3), -9e15, 9e15, 0), 0, false, TH_NONE, pair);
    CHECK_VALUES(pair[1], 0, 2, 1);
    th_tensor *m = floats(TH_INTS(2, 3), 3, 1, 2, 0, 5, -1);
    th_sort_with(m, 0, false, TH_NONE, pair);
    CHECK_VALUES(pair[0], 0, 1, -1, 3, 5, 2);
    CHECK_VALUES(th_argsort(th_t(m)), 1, 0, 0, 1, 1, 0);
    CHECK_VALUES(th_msort(m), 0, 1, -1, 3, 5, 2);
}

/* topk, kthvalue and median are places in the order, for every k and for sequences that are bad for
 * quick selection. */
TEST(selection)
{
    static const int64_t ks[] = {1, 2, 10, 500, 999, 1000};
    th_tensor *rising = th_cumsum(th_add(noise(1000, 1, TH_INT64), 1), 0);
    th_tensor *inputs[] = {noise(1000, 1 << 20, TH_FLOAT32), noise(1000, 3, TH_FLOAT64), rising};
    for (int i = 0; i < 3; i++) {
        th_tensor *sorted[2], *pair[2];
        th_sort(inputs[i], sorted);
        for (int j = 0; j < 6; j++) {
            int64_t k = ks[j];
            th_kthvalue(inputs[i], k, pair);
            CHECK_NEAR(value_at(pair[0], 0), value_at(sorted[0], k - 1), 0);
            CHECK_NEAR(value_at(inputs[i], (int64_t)value_at(pair[1], 0)), value_at(pair[0], 0), 0);
            th_topk(inputs[i], k, pair);
            for (int64_t n = 0; n < k; n++) {
                CHECK_NEAR(value_at(pair[0], n), value_at(sorted[0], 999 - n), 0);
                CHECK_NEAR(value_at(inputs[i], (int64_t)value_at(pair[1], n)), value_at(pair[0], n), 0);
                if (n && value_at(pair[0], n) == value_at(pair[0], n - 1))
                    CHECK(value_at(pair[1], n) > value_at(pair[1], n - 1));
            }
        }
        CHECK_NEAR(value_at(th_median_all(inputs[i]), 0), value_at(sorted[0], 499), 0);
    }
}

static void k_too_large(void) { th_tensor *pair[2]; th_topk(floats(TH_INTS(2), 1, 2), 3, pair); }
static void k_of_zero(void) { th_tensor *pair[2]; th_kthvalue(floats(TH_INTS(2), 1, 2), 0, pair); }

TEST(medians)
{
    th_tensor *x = floats(TH_INTS(2, 4), 4, 1, 3, 2, NAN, 7, NAN, 5), *pair[2];
    th_median_dim(x, 1, pair);
    CHECK_VALUES(pair[0], 2, NAN);
    CHECK_VALUES(pair[1], 3, 0);
    th_nanmedian_dim(x, 1, pair);
    CHECK_VALUES(pair[0], 2, 5);
    CHECK_VALUES(pair[1], 3, 3);
    th_mode(longs(TH_INTS(7), 3, 1, 3, 2, 1, 3, 1), pair);
    CHECK_VALUES(pair[0], 1);
    CHECK_VALUES(pair[1], 6);
    check_fails(k_too_large, "selected index k out of range");
    check_fails(k_of_zero, "selected number k out of range for dimension 1");
}

TEST(search)
{
    th_tensor *s = floats(TH_INTS(4), 1, 2, 2, 4), *x = floats(TH_INTS(5), 0, 2, 3, 4, NAN);
    CHECK_VALUES(th_searchsorted(s, x), 0, 1, 3, 3, 4);
    CHECK_VALUES(th_searchsorted_with(s, x, false, true, NULL, NULL), 0, 3, 3, 4, 4);
    CHECK(th_bucketize_with(x, s, true, false)->dtype == TH_INT32);
    th_tensor *lanes = floats(TH_INTS(2, 3), 1, 3, 5, 2, 4, 6);
    CHECK_VALUES(th_searchsorted(lanes, floats(TH_INTS(2, 2), 3, 6, 3, 6)), 1, 3, 1, 2);
    CHECK_VALUES(th_bincount(longs(TH_INTS(4), 1, 3, 1, 0)), 1, 2, 0, 1);
    CHECK_VALUES(th_bincount_with(longs(TH_INTS(3), 1, 1, 0), floats(TH_INTS(3), 0.5, 1, 2), 4), 2, 1.5, 0, 0);
    CHECK_VALUES(th_histc_with(floats(TH_INTS(5), 0, 1, 2, 4, 9), 4, 0, 4), 1, 1, 1, 1);
}

/* Running values along either dimension, in lanes next to each other and apart. */
TEST(scans)
{
    th_tensor *x = th_reshape(noise(3000, 9, TH_FLOAT32), TH_INTS(60, 50)), *pair[2];
    for (int dim = 0; dim < 2; dim++) {
        th_tensor *sums = th_cumsum(x, dim), *logs = th_exp(th_logcumsumexp(x, dim)),
            *sums_of_exp = th_cumsum(th_exp(x), dim);
        th_cummax(x, dim, pair);
        for (int64_t lane = 0; lane < (dim ? 60 : 50); lane++) {
            double sum = 0, max = -INFINITY;
            for (int64_t k = 0; k < (dim ? 50 : 60); k++) {
                int64_t at = dim ? lane * 50 + k : k * 50 + lane;
                double v = value_at(x, at);
                sum += v;
                if (v >= max) max = v;
                CHECK_NEAR(value_at(sums, at), sum, 1e-5);
                CHECK_NEAR(value_at(pair[0], at), max, 0);
                int64_t place = (int64_t)value_at(pair[1], at);
                CHECK_NEAR(value_at(x, dim ? lane * 50 + place : place * 50 + lane), max, 0);
                CHECK_NEAR(value_at(logs, at) / value_at(sums_of_exp, at), 1, 1e-5);
            }
        }
    }
    CHECK_VALUES(th_cumprod(longs(TH_INTS(4), 1, 2, 3, 4), 0), 1, 2, 6, 24);
    CHECK(th_cumsum(th_to_dtype(longs(TH_INTS(2), 1, 1), TH_BOOL), 0)->dtype == TH_INT64);
}

/* Gradients go to the elements that were picked; of cumprod also where elements are zero. */
TEST(gradients)
{
    th_tensor *x = doubles(TH_INTS(4), 3, 0, 2, 5), *pair[2];
    th_set_requires_grad(x, true);
    th_topk(x, 2, pair);
    th_backward(th_sum(th_mul(pair[0], doubles(TH_INTS(2), 10, 20))), NULL, false, false);
    CHECK_VALUES(th_grad(x), 20, 0, 0, 10);
    th_set_grad(x, NULL);
    th_backward(th_sum(th_cumprod(x, 0)), NULL, false, false);
    CHECK_VALUES(th_grad(x), 1, 3 + 6 + 30, 0, 0);
}

TEST(runs)
{
    th_tensor *results[3];
    th_unique_consecutive_with(longs(TH_INTS(6), 1, 1, 2, 2, 2, 1), true, true, TH_NO_INTS, results);
    CHECK_VALUES(results[0], 1, 2, 1);
    CHECK_VALUES(results[1], 0, 0, 1, 1, 1, 2);
    CHECK_VALUES(results[2], 2, 3, 1);
}

TEST(quantiles)
{
    th_tensor *x = doubles(TH_INTS(5), 4, 1, NAN, 3, 2), *q = doubles(TH_INTS(3), 0, 0.5, 1);
    CHECK_VALUES(th_nanquantile(x, q), 1, 2.5, 4);
    CHECK_VALUES(th_quantile(x, q), NAN, NAN, NAN);
    CHECK_VALUES(th_quantile_with(doubles(TH_INTS(2, 2), 1, 2, 5, 9), 0.5, TH_INTS(0), false, "linear"), 3, 5.5);
}

RUN_TESTS("sort", cmocka_unit_test(sorts), cmocka_unit_test(sorts_special), cmocka_unit_test(selection),
          cmocka_unit_test(medians),
          cmocka_unit_test(search), cmocka_unit_test(scans), cmocka_unit_test(gradients), cmocka_unit_test(runs),
          cmocka_unit_test(quantiles))
