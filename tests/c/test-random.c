/* Random numbers: streams and states as PyTorch's, fills of any layout, and what is refused. */
#include "support.h"

#include <stdlib.h>

#include "core/autograd.h"
#include "core/random.h"

#define CPU ((th_device){TH_CPU, 0})

static th_tensor *zeros(th_ints shape, th_dtype dtype) { return th_zero_(th_new(shape, dtype, CPU)); }

static void check_floats(const th_tensor *x, int n, const float *expected)
{
    for (int i = 0; i < n; i++) CHECK((float)value_at(x, i) == expected[i]);
}

/* ---- Generators ------------------------------------------------------------------------------- */

/* The 10000th draw of MT19937 with seed 5489, as published with the algorithm. */
TEST(twister)
{
    th_generator *g = th_generator_new(CPU);
    th_generator_seed(g, 5489);
    uint32_t draws[10000];
    th_random_draws(g, draws, 4000);
    for (int i = 4000; i < 4100; i++) draws[i] = th_random32(g);
    th_random_draws(g, draws + 4100, 5900);
    CHECK(draws[9999] == 4123659995u);
    th_generator_release(g);
}

TEST(state_round_trip)
{
    th_generator *g = th_generator_new(CPU), *h = th_generator_new(CPU);
    char state[TH_GENERATOR_STATE_BYTES], other[TH_GENERATOR_STATE_BYTES];
    th_generator_seed(g, 7);
    th_random_normal(g);
    th_generator_state(g, state);
    th_generator_set_state(h, state, sizeof state);
    th_generator_state(h, other);
    CHECK(memcmp(state, other, sizeof state) == 0);
    CHECK(th_generator_initial_seed(h) == 7);
    for (int i = 0; i < 1000; i++) CHECK(th_random_normal(g) == th_random_normal(h));
    th_generator_release(g);
    th_generator_release(h);
}

/* Fields of PyTorch's state after manual_seed(7) and randn(1). */
TEST(state_layout)
{
    char bytes[TH_GENERATOR_STATE_BYTES];
    th_generator *g = th_generator_default(CPU);
    int32_t left, valid;
    uint64_t seed, next;
    double normal;
    th_manual_seed(7);
    th_normal_(zeros(TH_INTS(1), TH_FLOAT32));
    th_generator_state(g, bytes);
    memcpy(&seed, bytes, 8);
    memcpy(&left, bytes + 8, 4);
    memcpy(&next, bytes + 16, 8);
    memcpy(&normal, bytes + 5024, 8);
    memcpy(&valid, bytes + 5040, 4);
    CHECK(seed == 7 && left == 621 && next == 4 && valid == 1);
    CHECK_NEAR(normal, 0.7861412987235358, 0);
}

static void short_state(void) { th_generator_set_state(th_generator_default(CPU), "", 1); }
static void wrong_state(void)
{
    static char zeros[TH_GENERATOR_STATE_BYTES];
    th_generator_set_state(th_generator_default(CPU), zeros, sizeof zeros);
}

TEST(bad_states)
{
    check_fails(short_state, "expected 5056");
    check_fails(wrong_state, "no state");
}

TEST(seeds)
{
    th_generator *g = th_generator_new(CPU);
    uint64_t a = th_generator_seed_randomly(g), b = th_generator_seed_randomly(g);
    CHECK(a != b && a < UINT64_C(1) << 53 && th_generator_initial_seed(g) == b);
    th_generator_keep(g);
    th_generator_release(g);
    CHECK(th_generator_initial_seed(g) == b);
    th_generator_release(g);
}

/* ---- Values of PyTorch ------------------------------------------------------------------------ */

TEST(uniform)
{
    th_manual_seed(42);
    check_floats(th_uniform_(zeros(TH_INTS(3), TH_FLOAT32)), 3,
                 (float[]){0x1.c3b8ccp-1f, 0x1.d47b66p-1f, 0x1.880d7p-2f});
    th_manual_seed(42);
    th_tensor *x = th_uniform_(zeros(TH_INTS(2), TH_FLOAT64));
    CHECK(value_at(x, 0) == 0x1.dc66cbea3db30p-5 && value_at(x, 1) == 0x1.01ae177aca870p-4);
}

TEST(normal_short_and_long)
{
    th_manual_seed(42);
    check_floats(th_normal_(zeros(TH_INTS(3), TH_FLOAT32)), 3,
                 (float[]){0x1.58c55cp-2f, 0x1.07cd3ap-3f, 0x1.e02dcep-3f});
    th_manual_seed(42);
    th_tensor *x = th_normal_(zeros(TH_INTS(18), TH_FLOAT32));
    check_floats(x, 18, (float[]){
        0x1.ed4a52p+0f, 0x1.7cbea6p+0f, -0x1.fd55c8p-2f, 0x1.c223bp-2f, -0x1.8429c4p-1f, 0x1.140cap+0f,
        0x1.9a0288p-1f, 0x1.ae3d26p+0f, 0x1.6c668ap-2f, -0x1.5f8d0cp-1f, 0x1.388f1p-1f, 0x1.55b16p+0f,
        -0x1.da5ddap-3f, 0x1.56180p-5f, -0x1.019cf4p-2f, 0x1.b83f6p-1f, -0x1.3d2904p-2f, -0x1.953522p-2f});
}

/* ---- Layout ----------------------------------------------------------------------------------- */

/* Every second column of the transposed of a (4, 6) tensor, filled in the order of memory. */
TEST(fills_in_memory_order)
{
    th_tensor *base = zeros(TH_INTS(4, 6), TH_FLOAT32);
    int64_t shape[] = {6, 2}, stride[] = {1, 12};
    th_tensor *window = th_tensor_view(base, 2, shape, stride, 6);
    th_manual_seed(3);
    th_uniform_(window);
    th_manual_seed(3);
    th_tensor *row = th_uniform_(zeros(TH_INTS(12), TH_FLOAT32));
    for (int i = 0; i < 6; i++) {
        CHECK(value_at(base, i) == 0 && value_at(base, 12 + i) == 0);
        CHECK(value_at(base, 6 + i) == value_at(row, i) && value_at(base, 18 + i) == value_at(row, 6 + i));
    }
}

TEST(empty_tensors)
{
    char before[TH_GENERATOR_STATE_BYTES], after[TH_GENERATOR_STATE_BYTES];
    th_generator_state(th_generator_default(CPU), before);
    th_tensor *x = zeros(TH_INTS(0, 3), TH_FLOAT32);
    th_uniform_(x);
    th_normal_(x);
    th_bernoulli_(x);
    th_random_(x);
    th_generator_state(th_generator_default(CPU), after);
    CHECK(memcmp(before, after, sizeof before) == 0);
}

TEST(own_generator_leaves_the_default_alone)
{
    th_generator *g = th_generator_new(CPU);
    char before[TH_GENERATOR_STATE_BYTES], after[TH_GENERATOR_STATE_BYTES];
    th_generator_state(th_generator_default(CPU), before);
    th_randn_with(TH_INTS(20), TH_NO_DTYPE, (th_value){0}, g);
    th_generator_state(th_generator_default(CPU), after);
    CHECK(memcmp(before, after, sizeof before) == 0);
    th_generator_release(g);
}

TEST(shapes_without_data)
{
    th_value meta = {.type = TH_ARG_DEVICE, .as.device = {TH_META, 0}};
    th_tensor *x = th_rand_with(TH_INTS(3, 4), TH_NO_DTYPE, meta, NULL);
    CHECK_SHAPE(x, 3, 4);
    CHECK_SHAPE(th_multinomial(x, 2), 3, 2);
    CHECK_SHAPE(th_bernoulli(x), 3, 4);
}

/* ---- Properties of samples -------------------------------------------------------------------- */

TEST(permutations)
{
    th_manual_seed(1);
    th_tensor *x = th_randperm(1000);
    bool seen[1000] = {false};
    for (int i = 0; i < 1000; i++) seen[(int)value_at(x, i)] = true;
    for (int i = 0; i < 1000; i++) CHECK(seen[i]);
}

TEST(integers_stay_in_their_range)
{
    th_tensor *x = th_randint(-3, 5, TH_INTS(1000));
    double low = 0, high = 0;
    for (int i = 0; i < 1000; i++) low = fmin(low, value_at(x, i)), high = fmax(high, value_at(x, i));
    CHECK(low == -3 && high == 4);
}

TEST(samples_without_replacement_differ)
{
    th_tensor *x = th_multinomial(floats(TH_INTS(2, 4), 1, 2, 3, 0, 0, 1, 1, 1), 3);
    CHECK_SHAPE(x, 2, 3);
    for (int row = 0; row < 2; row++) {
        int seen = 0;
        for (int i = 0; i < 3; i++) seen |= 1 << (int)value_at(x, row * 3 + i);
        CHECK(seen == (row == 0 ? 7 : 14)); /* never the category of weight 0 */
    }
}

TEST(dropout_scales)
{
    th_tensor *x = zeros(TH_INTS(1000), TH_FLOAT32);
    th_fill_(x, 1);
    th_tensor *y = th_dropout_with(x, 0.75, true, false);
    int kept = 0;
    for (int i = 0; i < 1000; i++) {
        CHECK(value_at(y, i) == 0 || value_at(y, i) == 4);
        kept += value_at(y, i) != 0;
    }
    CHECK(kept > 180 && kept < 320);
    CHECK(th_dropout_with(x, 0.75, false, false) == x || value_at(th_dropout_with(x, 0.75, false, false), 0) == 1);
}

/* ---- Autograd --------------------------------------------------------------------------------- */

static void fill_a_leaf(void)
{
    th_tensor *x = zeros(TH_INTS(2), TH_FLOAT32);
    th_set_requires_grad(x, true);
    th_uniform_(x);
}

TEST(history)
{
    check_fails(fill_a_leaf, "leaf");
    th_tensor *x = floats(TH_INTS(2), 1, 2);
    th_set_requires_grad(x, true);
    th_tensor *y = th_mul(x, 3), *w = floats(TH_INTS(2), 1, 1);
    th_uniform_(y);
    th_backward(y, w, false, false);
    CHECK_VALUES(th_grad(x), 0, 0);
    th_set_grad_enabled(false);
    th_normal_(x);
    th_set_grad_enabled(true);
    CHECK(th_requires_grad(x));
}

/* ---- Refusals --------------------------------------------------------------------------------- */

static void uniform_of_integers(void) { th_uniform_(zeros(TH_INTS(2), TH_INT64)); }
static void uniform_backwards(void) { th_uniform_with_(zeros(TH_INTS(2), TH_FLOAT32), 1, 0, NULL); }
static void uniform_too_wide(void) { th_uniform_with_(zeros(TH_INTS(2), TH_FLOAT16), 0, 1e5, NULL); }
static void negative_deviation(void) { th_normal_with_(zeros(TH_INTS(2), TH_FLOAT32), 0, -1, NULL); }
static void probability_above_1(void) { th_bernoulli_with_(zeros(TH_INTS(2), TH_FLOAT32), 1.5, NULL); }
static void probabilities_above_1(void) { th_bernoulli(floats(TH_INTS(2), 0.5, 1.5)); }
static void empty_range(void) { th_randint(3, 3, TH_INTS(2)); }
static void too_large_for_bytes(void) { th_random_with_(zeros(TH_INTS(2), TH_UINT8), TH_INTS(0), TH_INTS(257), NULL); }
static void negative_rate(void) { th_poisson(floats(TH_INTS(1), -1)); }
static void all_weights_zero(void) { th_multinomial(floats(TH_INTS(2), 0, 0), 1); }
static void more_than_there_are(void) { th_multinomial(floats(TH_INTS(2), 1, 1), 3); }
static void overlapping(void)
{
    int64_t shape[] = {4}, stride[] = {0};
    th_uniform_(th_tensor_view(zeros(TH_INTS(1), TH_FLOAT32), 1, shape, stride, 0));
}

TEST(refusals)
{
    check_fails(uniform_of_integers, "Long");
    check_fails(uniform_backwards, "from=1 > to=0");
    check_fails(uniform_too_wide, "out of bounds for Half");
    check_fails(negative_deviation, "std >= 0.0");
    check_fails(probability_above_1, "p=1.5");
    check_fails(probabilities_above_1, "[0, 1]");
    check_fails(empty_range, "from=3 >= to=3");
    check_fails(too_large_for_bytes, "out of bounds for Byte");
    check_fails(negative_rate, "non-negative");
    check_fails(all_weights_zero, "sum of probabilities <= 0");
    check_fails(more_than_there_are, "without replacement");
    check_fails(overlapping, "single memory location");
}

RUN_TESTS("random", cmocka_unit_test(twister), cmocka_unit_test(state_round_trip), cmocka_unit_test(state_layout),
          cmocka_unit_test(bad_states), cmocka_unit_test(seeds), cmocka_unit_test(uniform),
          cmocka_unit_test(normal_short_and_long), cmocka_unit_test(fills_in_memory_order),
          cmocka_unit_test(empty_tensors), cmocka_unit_test(own_generator_leaves_the_default_alone),
          cmocka_unit_test(shapes_without_data), cmocka_unit_test(permutations),
          cmocka_unit_test(integers_stay_in_their_range), cmocka_unit_test(samples_without_replacement_differ),
          cmocka_unit_test(dropout_scales), cmocka_unit_test(history), cmocka_unit_test(refusals))
