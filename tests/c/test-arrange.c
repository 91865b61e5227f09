/* Elements in other places. Gradients are tested with all ops through R. */
#include "support.h"

#define ONE_TO_SIX floats(TH_INTS(2, 3), 1, 2, 3, 4, 5, 6)

static void flip_twice(void) { th_flip(ONE_TO_SIX, TH_INTS(0, -2)); }

TEST(order)
{
    th_tensor *x = ONE_TO_SIX;
    CHECK_VALUES(th_flip(x, TH_INTS(1)), 3, 2, 1, 6, 5, 4);
    CHECK_VALUES(th_flip(x, TH_INTS(0, -1)), 6, 5, 4, 3, 2, 1);
    CHECK_VALUES(th_flip(th_t(x), TH_INTS(0)), 3, 6, 2, 5, 1, 4);
    CHECK_VALUES(th_roll(x, TH_INTS(1)), 6, 1, 2, 3, 4, 5);
    CHECK_VALUES(th_roll_with(x, TH_INTS(1, -4), TH_INTS(0, 1)), 5, 6, 4, 2, 3, 1);
    CHECK_VALUES(th_rot90_with(x, 1, TH_INTS(0, 1)), 3, 6, 2, 5, 1, 4);
    CHECK_VALUES(th_rot90_with(x, -1, TH_INTS(0, 1)), 4, 1, 5, 2, 6, 3);
    check_fails(flip_twice, "dim 1 appears multiple times");
}

static void repeat_too_few(void) { th_repeat(ONE_TO_SIX, TH_INTS(2)); }

TEST(repetition)
{
    th_tensor *x = floats(TH_INTS(2), 1, 2);
    CHECK_VALUES(th_repeat(x, TH_INTS(2, 2)), 1, 2, 1, 2, 1, 2, 1, 2);
    CHECK_SHAPE(th_repeat(ONE_TO_SIX, TH_INTS(0, 1, 2)), 0, 2, 6);
    CHECK_VALUES(th_tile(th_t(ONE_TO_SIX), TH_INTS(2)), 1, 4, 1, 4, 2, 5, 2, 5, 3, 6, 3, 6);
    CHECK_VALUES(th_repeat_interleave(x, 3), 1, 1, 1, 2, 2, 2);
    th_tensor *counts = longs(TH_INTS(3), 0, 2, 1);
    CHECK_VALUES(th_repeat_interleave_with(ONE_TO_SIX, counts, TH_INTS(1), TH_NO_INTS), 2, 2, 3, 5, 5, 6);
    check_fails(repeat_too_few, "Number of dimensions of repeat dims");
}

TEST(triangles)
{
    th_tensor *x = ONE_TO_SIX;
    CHECK_VALUES(th_triu(x), 1, 2, 3, 0, 5, 6);
    CHECK_VALUES(th_triu_with(x, 2), 0, 0, 3, 0, 0, 0);
    CHECK_VALUES(th_tril_with(th_t(x), -1), 0, 0, 2, 0, 3, 6);
    CHECK(th_tril_(x) == x);
    CHECK_VALUES(x, 1, 0, 0, 4, 5, 0);
}

TEST(diagonals)
{
    th_tensor *x = floats(TH_INTS(2), 1, 2);
    CHECK_VALUES(th_diag(x), 1, 0, 0, 2);
    CHECK_VALUES(th_diag_with(x, -1), 0, 0, 0, 1, 0, 0, 0, 2, 0);
    CHECK_VALUES(th_diag_with(ONE_TO_SIX, 1), 2, 6);
    CHECK_SHAPE(th_diag_embed_with(ONE_TO_SIX, 1, 0, 2), 4, 2, 4);
    CHECK_VALUES(th_diag_embed_with(ONE_TO_SIX, 0, -2, -1), 1, 0, 0, 0, 2, 0, 0, 0, 3, 4, 0, 0, 0, 5, 0, 0, 0, 6);
    CHECK_VALUES(th_diagflat(floats(TH_INTS(1, 2), 3, 4)), 3, 0, 0, 4);
}

TEST(grids)
{
    th_tensor *axes[] = {floats(TH_INTS(2), 1, 2), floats(TH_INTS(3), 3, 4, 5)};
    th_list grid = th_meshgrid((th_list){2, axes});
    CHECK_VALUES(grid.v[0], 1, 1, 1, 2, 2, 2);
    CHECK_VALUES(grid.v[1], 3, 4, 5, 3, 4, 5);
    grid = th_meshgrid_with((th_list){2, axes}, "xy");
    CHECK_SHAPE(grid.v[0], 3, 2);
    CHECK_VALUES(grid.v[1], 3, 3, 4, 4, 5, 5);
    CHECK_VALUES(th_cartesian_prod((th_list){2, axes}), 1, 3, 1, 4, 1, 5, 2, 3, 2, 4, 2, 5);
}

static void class_too_large(void) { th_one_hot_with(longs(TH_INTS(2), 0, 3), 3); }

TEST(choices)
{
    th_tensor *x = floats(TH_INTS(3), 1, 2, 3);
    CHECK_VALUES(th_combinations(x), 1, 2, 1, 3, 2, 3);
    CHECK_VALUES(th_combinations_with(x, 2, true), 1, 1, 1, 2, 1, 3, 2, 2, 2, 3, 3, 3);
    CHECK_SHAPE(th_combinations_with(x, 4, false), 0, 4);
    CHECK_VALUES(th_one_hot(longs(TH_INTS(2), 2, 0)), 0, 0, 1, 1, 0, 0);
    CHECK_SHAPE(th_one_hot_with(longs(TH_INTS(1, 2), 2, 0), 5), 1, 2, 5);
    check_fails(class_too_large, "must not be larger than num_classes, got 4 and 3");
}

RUN_TESTS("arrange", cmocka_unit_test(order), cmocka_unit_test(repetition), cmocka_unit_test(triangles),
          cmocka_unit_test(diagonals), cmocka_unit_test(grids), cmocka_unit_test(choices))
