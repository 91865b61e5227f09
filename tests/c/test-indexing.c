/* Reading and writing at indices: windows in every layout against plain loops; order of equal indices. */
#include "support.h"

static th_tensor *numbers(th_ints shape)
{
    int64_t n = 1;
    for (int d = 0; d < shape.n; d++) n *= shape.v[d];
    return th_cast(th_reshape(th_arange(0, n), shape), TH_FLOAT64);
}

static th_tensor *indices(int n, const int64_t *v) { return th_from_data(v, TH_INTS(n), TH_INT64); }
static double value(th_tensor *x, int64_t offset)
{
    return th_scalar_double(th_item(th_tensor_view(x, 0, NULL, NULL, x->offset + offset)));
}
static double at3(th_tensor *x, int64_t i, int64_t j, int64_t k)
{
    return value(x, i * x->stride[0] + j * x->stride[1] + k * x->stride[2]);
}

TEST(select_reads_any_layout)
{
    int64_t picks[3] = {2, -1, 0};
    th_tensor *x = th_permute(numbers(TH_INTS(4, 5, 3)), TH_INTS(2, 0, 1)), *index = indices(3, picks); /* (3, 4, 5) */
    for (int dim = 0; dim < 3; dim++) {
        th_tensor *y = th_index_select(x, dim, index);
        for (int64_t i = 0; i < y->shape[0]; i++)
            for (int64_t j = 0; j < y->shape[1]; j++)
                for (int64_t k = 0; k < y->shape[2]; k++) {
                    int64_t from[3] = {i, j, k};
                    from[dim] = picks[from[dim]] < 0 ? picks[from[dim]] + x->shape[dim] : picks[from[dim]];
                    CHECK_NEAR(at3(y, i, j, k), at3(x, from[0], from[1], from[2]), 0);
                }
    }
}

TEST(several_indices_with_a_gap)
{
    int64_t first[2] = {1, 0}, last[2] = {4, 2};
    th_tensor *x = numbers(TH_INTS(2, 3, 5)), *list[3] = {indices(2, first), NULL, indices(2, last)};
    th_tensor *y = th_index(x, (th_list){3, list}); /* (2, 3) */
    for (int64_t n = 0; n < 2; n++)
        for (int64_t j = 0; j < 3; j++) CHECK_NEAR(value(y, n * 3 + j), at3(x, first[n], j, last[n]), 0);
}

TEST(writes_reach_the_window_of_a_view)
{
    int64_t picks[2] = {1, 1};
    th_tensor *x = numbers(TH_INTS(3, 4)), *index = indices(2, picks);
    th_index_add_(th_t(x), 0, index, th_cast(th_ones(TH_INTS(2, 3)), TH_FLOAT64));
    for (int64_t i = 0; i < 3; i++)
        for (int64_t j = 0; j < 4; j++) CHECK_NEAR(value(x, i * 4 + j), (double)(i * 4 + j) + (j == 1 ? 2 : 0), 0);
}

/* Sums of numbers of very different size depend on their order. */
TEST(sums_do_not_depend_on_threads)
{
    enum { ROWS = 4000, COLS = 64 };
    int64_t *picks = th_scratch(ROWS * sizeof *picks);
    for (int i = 0; i < ROWS; i++) picks[i] = (int64_t)i * 7919 % 13;
    th_tensor *index = indices(ROWS, picks), *start = th_zeros(TH_INTS(13, COLS));
    th_tensor *source =
        th_exp(th_mul(th_reshape(th_cast(th_arange(0, ROWS * COLS), TH_FLOAT32), TH_INTS(ROWS, COLS)), 1e-4));
    th_tensor *across = th_expand(th_unsqueeze(index, 1), TH_INTS(ROWS, COLS)), *sums[2], *scattered[2];
    int threads = th_get_num_threads();
    for (int n = 0; n < 2; n++) {
        th_set_num_threads(n + 1);
        sums[n] = th_index_add(start, 0, index, source);
        scattered[n] = th_scatter_add(start, 0, across, source);
    }
    th_set_num_threads(threads);
    size_t bytes = 13 * COLS * sizeof(float);
    CHECK(!memcmp(th_data(sums[0]), th_data(sums[1]), bytes));
    CHECK(!memcmp(th_data(scattered[0]), th_data(scattered[1]), bytes));
    CHECK(!memcmp(th_data(sums[0]), th_data(scattered[0]), bytes));
}

TEST(the_last_of_equal_indices_stays)
{
    int64_t picks[3] = {0, 0, 0};
    th_tensor *index = indices(3, picks), *x = th_index_copy(numbers(TH_INTS(2)), 0, index, numbers(TH_INTS(3)));
    CHECK_NEAR(value(x, 0), 2, 0);
    CHECK_NEAR(value(th_scatter_put(numbers(TH_INTS(2)), 0, index, numbers(TH_INTS(3))), 0), 2, 0);
}

static void select_beyond(void) { th_index_select(numbers(TH_INTS(3)), 0, indices(2, (int64_t[]){0, 3})); }
static void gather_before(void) { th_gather(numbers(TH_INTS(3)), 0, indices(1, (int64_t[]){-4})); }
TEST(ranges_are_checked)
{
    check_fails(select_beyond, "index 4 (position 2)");
    check_fails(gather_before, "index -4 (position 1)");
}

TEST(true_elements_are_found_in_order)
{
    th_tensor *x = th_zeros(TH_INTS(3, 700)), *found;
    int64_t *at;
    *((float *)th_data(x) + 699) = 1, *((float *)th_data(x) + 1500) = NAN;
    found = th_nonzero(x);
    at = (int64_t *)th_data(found);
    CHECK(found->shape[0] == 2 && at[0] == 0 && at[1] == 699 && at[2] == 2 && at[3] == 100);
    CHECK(th_nonzero(th_t(x))->shape[0] == 2 && *(int64_t *)th_data(th_nonzero(th_t(x))) == 100);
}

RUN_TESTS("indexing", cmocka_unit_test(select_reads_any_layout), cmocka_unit_test(several_indices_with_a_gap),
          cmocka_unit_test(writes_reach_the_window_of_a_view), cmocka_unit_test(sums_do_not_depend_on_threads),
          cmocka_unit_test(the_last_of_equal_indices_stays), cmocka_unit_test(ranges_are_checked),
          cmocka_unit_test(true_elements_are_found_in_order))
