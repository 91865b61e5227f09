/* Work along the middle of (a, b, c) on the CUDA device gives what it gives on the CPU, however long lanes are and
 * however many: sorting, writing to places that an index names, transposed copies. Skipped without a device. */
#include "device.h"

static th_tensor *block(setting s, uint64_t seed) { return numbers(s, TH_INTS(s.a, s.b, s.c), seed); }

/* ---- Sorting; s.with: many elements are equal, and some NaN --------------------------------------------------------- */

static th_tensor *unsorted(setting s)
{
    th_tensor *x = block(s, 1);
    return s.with ? th_where(th_gt(x, 1.5), NAN, th_round(th_mul(x, 3))) : x;
}

static int sorted(setting s, th_tensor **y)
{
    int64_t k = s.b / 3 + 1;
    th_tensor *x = unsorted(s);
    th_sort_with(x, 1, s.shifted, th_v_bool(true), y);
    th_topk_with(x, k, 1, true, true, y + 2);
    th_kthvalue_with(x, k, 1, false, y + 4);
    th_median_dim_with(x, 1, false, y + 6);
    return 8;
}

static int sorted_integers(setting s, th_tensor **y)
{
    th_dtype dtypes[] = {TH_INT64, TH_INT32, TH_UINT8, TH_BOOL};
    s.dtype = TH_FLOAT64;
    th_tensor *x = th_round(th_mul(unsorted((setting){.dtype = TH_FLOAT64, .a = s.a, .b = s.b, .c = s.c}), 30));
    for (int k = 0; k < 4; k++) th_sort_with(th_to_dtype(th_abs(x), dtypes[k]), 1, s.with, th_v_bool(true), y + 2 * k);
    return 8;
}

static const int64_t shapes[][3] = {{3, 1, 1},   {9, 2, 1},    {300, 3, 1}, {5, 8, 7},    {40, 9, 3},
                                    {70, 64, 1}, {2, 100, 33}, {3, 256, 2}, {3, 1000, 1}, {2, 2048, 1},
                                    {2, 2049, 3}, {1, 4096, 2}, {2, 4097, 1}};

DEVICE_TEST(sorted_lanes_are_those_of_the_cpu)
{
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        setting s = {.a = shapes[k][0], .b = shapes[k][1], .c = shapes[k][2]};
        compare_all("sort", sorted, s, 4);
        compare("sort", sorted_integers, s, 0);
    }
}

/* ---- Scattering: b elements of every lane to some of d places -------------------------------------------------------- */

static th_tensor *places(setting s, int64_t d)
{
    setting doubles = {.dtype = TH_FLOAT64, .a = s.a, .b = s.b, .c = s.c};
    th_tensor *x = th_remainder(th_round(th_mul(block(doubles, 5), 100)), (long long)d);
    return th_to_dtype(x, TH_INT64);
}

static int scattered(setting s, th_tensor **y)
{
    int64_t d = s.with ? 3 : s.b + 5;
    th_tensor *self = numbers(s, TH_INTS(s.a, d, s.c), 3), *src = block(s, 4), *index = places(s, d);
    bool narrow = s.dtype == TH_FLOAT16 || s.dtype == TH_BFLOAT16; /* their sums of ones are exact, whoever rounds when */
    y[0] = narrow ? th_scatter_add(th_round(self), 1, index, th_sign(src)) : th_scatter_add(self, 1, index, src);
    y[0] = th_div(y[0], s.with ? s.b : 1.0); /* on the scale of one */
    y[1] = th_scatter_put(self, 1, index, src);
    y[2] = th_scatter_put(self, 1, index, 7);
    y[3] = th_scatter_fold(self, 1, index, src, "amax");
    y[4] = th_scatter_fold(self, 1, index, src, "amin");
    y[5] = th_scatter_fold(self, 1, index, th_sign(src), "prod"); /* exact in every dtype */
    return 6;
}

DEVICE_TEST(scattered_lanes_are_those_of_the_cpu)
{
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
        compare_all("scatter", scattered, (setting){.a = shapes[k][0], .b = shapes[k][1], .c = shapes[k][2]}, 4);
    compare_all("scatter", scattered, (setting){.a = 1100, .b = 40, .c = 1}, 2);
    compare("scatter", scattered, (setting){.dtype = TH_FLOAT32, .a = 33000, .b = 2, .c = 1}, 3e-5);
}

/* ---- Transposed copies ------------------------------------------------------------------------------------------------ */

static int transposed(setting s, th_tensor **y)
{
    th_tensor *x = block(s, 6);
    y[0] = th_contiguous(th_permute(x, TH_INTS(0, 2, 1)));
    y[1] = th_contiguous(th_permute(x, TH_INTS(2, 1, 0)));
    y[2] = th_contiguous(th_permute(th_gt(x, 0), TH_INTS(1, 0, 2)));
    y[3] = th_contiguous(th_permute(th_gt(x, 0), TH_INTS(0, 2, 1)));
    return 4;
}

DEVICE_TEST(transposed_copies_are_those_of_the_cpu)
{
    int64_t sizes[][3] = {{1, 8, 8}, {2, 33, 70}, {3, 64, 64}, {2, 130, 65}, {9, 10, 11}, {40, 1, 50}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        compare_all("copy", transposed, (setting){.a = sizes[k][0], .b = sizes[k][1], .c = sizes[k][2]}, 4);
}

RUN_TESTS("cuda-lanes", cmocka_unit_test(sorted_lanes_are_those_of_the_cpu),
          cmocka_unit_test(scattered_lanes_are_those_of_the_cpu), cmocka_unit_test(transposed_copies_are_those_of_the_cpu))
