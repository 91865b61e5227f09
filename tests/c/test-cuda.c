/* The CUDA backend. Without its library (make cuda) or a device, tests of kernels are skipped; that every
 * row has a kernel, and the arithmetic of loops and random numbers, is tested anywhere. */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* for dladdr() */
#endif
#include "support.h"

#include <dlfcn.h>
#include <stdio.h>

#include "core/engine.h"
#include "../../src/cuda/philox.h"

static const th_device CPU = {TH_CPU, 0}, CUDA = {TH_CUDA, 0};

/* ---- Without a device ------------------------------------------------------------------------------ */

TEST(division_by_multiplication)
{
    uint32_t divisors[] = {1, 2, 3, 5, 7, 10, 641, 65535, 65536, 65537, 1000003, (1u << 30) - 1, 1u << 30};
    for (size_t k = 0; k < sizeof divisors / sizeof *divisors; k++) {
        cuda_divider d = cuda_divider_of(divisors[k]);
        for (uint32_t n = 0; n < 5000; n++) {
            uint32_t large = (1u << 31) - 1 - n, near = divisors[k] * (n % 3) + n % 2;
            CHECK(cuda_divide(n, d) == n / divisors[k]);
            CHECK(cuda_divide(large, d) == large / divisors[k]);
            if (near < 1u << 31) CHECK(cuda_divide(near, d) == near / divisors[k]);
        }
    }
}

typedef struct { int64_t seen; const th_iter *it; int64_t first_of_last; } counting;

/* Offsets of all elements of a piece are those that the strides give, and follow what came before. */
static void check_piece(const cuda_walk *w, int64_t first, void *data)
{
    counting *c = data;
    CHECK(first == c->seen);
    for (uint32_t i = 0; i < w->numel; i++) {
        int64_t offset[2], expected[2] = {0, 0}, rest = first + i;
        cuda_walk_offsets(w, i, 2, offset);
        for (int d = 0; d < c->it->ndim; d++) {
            for (int k = 0; k < 2; k++) expected[k] += rest % c->it->shape[d] * c->it->stride[k][d];
            rest /= c->it->shape[d];
        }
        for (int k = 0; k < 2; k++) CHECK(w->data[k] + offset[k] == c->it->data[k] + expected[k]);
    }
    c->seen += w->numel;
}

TEST(loops_are_cut_into_pieces)
{
    th_iter it = {.ndim = 15, .n_operands = 2};
    int64_t step = 1;
    it.data[0] = it.data[1] = (char *)NULL + 4096;
    for (int d = 0; d < it.ndim; d++) { /* more dimensions than a kernel takes */
        it.shape[d] = 2 + d % 2;
        it.stride[0][d] = step * 4;
        it.stride[1][d] = (15 - d) * 8;
        step *= it.shape[d];
    }
    counting c = {0, &it, 0};
    cuda_walk_pieces(&it, check_piece, &c);
    CHECK(c.seen == step);
}

/* The known answers that its authors publish (Random123, kat_vectors). */
TEST(philox_gives_its_known_answers)
{
    cuda_philox zeros = cuda_philox_block((cuda_philox){{0, 0, 0, 0}}, 0, 0);
    CHECK(zeros.x[0] == 0x6627e8d5 && zeros.x[1] == 0xe169c58d && zeros.x[2] == 0xbc57ac4c && zeros.x[3] == 0x9b00dbd8);
    uint32_t all = 0xffffffff;
    cuda_philox ones = cuda_philox_block((cuda_philox){{all, all, all, all}}, all, all);
    CHECK(ones.x[0] == 0x408f276d && ones.x[1] == 0x41c83b0e && ones.x[2] == 0xa20bc7c6 && ones.x[3] == 0x6d5451fd);
    cuda_philox pi = cuda_philox_block((cuda_philox){{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, 0xa4093822, 0x299f31d0);
    CHECK(pi.x[0] == 0xd16cfe09 && pi.x[1] == 0x94fdcceb && pi.x[2] == 0x5001e420 && pi.x[3] == 0x24126ea1);
}

/* ---- Rows without a kernel ----------------------------------------------------------------------------- */

static const th_backend *table(void)
{
    Dl_info self;
    char path[4096];
    if (!dladdr((void *)table, &self)) return NULL;
    snprintf(path, sizeof path, "%.*storch_cuda.so", (int)(strrchr(self.dli_fname, '/') - self.dli_fname + 1), self.dli_fname);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        printf("%s\n", dlerror());
        return NULL;
    }
    const th_backend *(*get)(void) = (const th_backend *(*)(void))dlsym(library, "th_backend_table");
    return get ? get() : NULL;
}

static void every_row_has_a_kernel(void **state)
{
    (void)state;
    const th_backend *backend = table();
    if (!backend) skip();
    th_init();
    int missing = 0;
    for (int op = 0; op < TH_N_OPS; op++) {
        bool runs = th_ops[op].kind <= TH_KIND_PREDICATE || th_ops[op].kind == TH_KIND_OP;
        if (!runs || th_kernel_of(backend, op)) continue;
        printf("no CUDA kernel: %s\n", th_ops[op].name);
        missing++;
    }
    if (missing) fail_msg("%d rows have no CUDA kernel", missing);
}

/* ---- With a device ---------------------------------------------------------------------------------------- */

static void without_device_body(void) { th_new(TH_INTS(2), TH_FLOAT32, CUDA); }

TEST(errors_say_why_there_is_no_device)
{
    if (th_backend_open(TH_CUDA)) return;
    CHECK(th_backend_missing()[0]);
    check_fails(without_device_body, "device cuda:0 is not available");
}

static th_tensor *up(th_tensor *x) { return th_move(x, CUDA); }
static th_tensor *down(th_tensor *x) { return th_move(x, CPU); }

static th_value device_value(th_device d) { return (th_value){.type = TH_ARG_DEVICE, .as.device = d}; }

/* Numbers of both signs, the same on each call. */
static th_tensor *numbers(th_ints shape, th_dtype dtype)
{
    th_manual_seed(7);
    th_tensor *x = th_randn_with(shape, TH_FLOAT64, device_value(CPU), NULL);
    return th_dtype_is_integral(dtype) ? th_to_dtype(th_mul(x, 10), dtype) : th_to_dtype(x, dtype);
}

static void check_same(th_tensor *device, th_tensor *host, double tolerance)
{
    th_tensor *a = th_to_dtype(down(device), TH_FLOAT64), *b = th_to_dtype(host, TH_FLOAT64);
    CHECK(th_same_shape(a, b));
    for (int64_t i = 0; i < a->numel; i++)
        CHECK_NEAR(value_at(a, i), value_at(b, i), tolerance * (1 + fabs(value_at(b, i))));
}

DEVICE_TEST(copies_there_and_back)
{
    for (int dtype = TH_BOOL; dtype <= TH_FLOAT64; dtype++) {
        th_tensor *x = numbers(TH_INTS(5, 7, 3), (th_dtype)dtype);
        check_same(up(x), x, 0);
        th_tensor *turned = th_permute(up(x), TH_INTS(2, 0, 1));
        check_same(th_contiguous(turned), th_contiguous(th_permute(x, TH_INTS(2, 0, 1))), 0);
        check_same(th_to_dtype(up(x), TH_FLOAT64), th_to_dtype(x, TH_FLOAT64), 0);
    }
    th_tensor *large = numbers(TH_INTS(300, 1000), TH_FLOAT32);
    check_same(th_contiguous(th_t(up(large))), th_contiguous(th_t(large)), 0);
}

DEVICE_TEST(elementwise_rows)
{
    th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_INT64};
    for (int k = 0; k < 3; k++) {
        th_tensor *x = numbers(TH_INTS(33, 9), dtypes[k]), *y = numbers(TH_INTS(9), dtypes[k]);
        check_same(th_add(up(x), up(y)), th_add(x, y), 1e-6);
        check_same(th_mul(th_t(up(x)), 3), th_mul(th_t(x), 3), 1e-6);
        check_same(th_gt(up(x), up(y)), th_gt(x, y), 0);
        check_same(th_where(th_gt(up(x), 0), up(x), 0), th_where(th_gt(x, 0), x, 0), 0);
    }
    th_tensor *x = numbers(TH_INTS(1001), TH_FLOAT32);
    check_same(th_exp(up(x)), th_exp(x), 1e-5);
    check_same(th_tanh(th_slice_with(up(x), 0, TH_INTS(1), TH_NO_INTS, 3)), th_tanh(th_slice_with(x, 0, TH_INTS(1), TH_NO_INTS, 3)), 1e-5);
    check_same(th_add(up(th_to_dtype(x, TH_FLOAT16)), 1), th_add(th_to_dtype(x, TH_FLOAT16), 1), 0);
    check_same(th_mul(up(th_to_dtype(x, TH_BFLOAT16)), 3), th_mul(th_to_dtype(x, TH_BFLOAT16), 3), 0);
}

DEVICE_TEST(reductions)
{
    th_ints shapes[] = {TH_INTS(17, 40), TH_INTS(3, 100000), TH_INTS(100000, 3), TH_INTS(1, 1)};
    for (int s = 0; s < 4; s++)
        for (int64_t dim = 0; dim < 2; dim++) {
            th_tensor *x = numbers(shapes[s], TH_FLOAT32), *on = up(x), *two[2], *also[2];
            check_same(th_sum_with(on, TH_INTS(dim), false, TH_NO_DTYPE), th_sum_with(x, TH_INTS(dim), false, TH_NO_DTYPE), 1e-4);
            th_max_dim(on, dim, two), th_max_dim(x, dim, also);
            check_same(two[0], also[0], 0);
            check_same(two[1], also[1], 0);
            check_same(th_logsumexp(on, TH_INTS(dim)), th_logsumexp(x, TH_INTS(dim)), 1e-5);
            check_same(th_softmax(on, dim), th_softmax(x, dim), 1e-5);
            check_same(th_cumsum(on, dim), th_cumsum(x, dim), 1e-4);
            th_sort_with(on, dim, true, TH_NONE, two), th_sort_with(x, dim, true, TH_NONE, also);
            check_same(two[0], also[0], 0);
            check_same(two[1], also[1], 0);
        }
    th_tensor *x = numbers(TH_INTS(300000), TH_FLOAT32);
    check_same(th_sum(up(x)), th_sum(x), 1e-4);
    check_same(th_var(up(x)), th_var(x), 1e-5);
    check_same(th_cumsum(up(x), 0), th_cumsum(x, 0), 1e-4);
}

DEVICE_TEST(sums_repeat_exactly)
{
    th_tensor *x = up(numbers(TH_INTS(1000003), TH_FLOAT32));
    double first = th_scalar_double(th_item(th_sum(x)));
    for (int i = 0; i < 20; i++) CHECK(th_scalar_double(th_item(th_sum(x))) == first);
}

DEVICE_TEST(indexing)
{
    th_tensor *x = numbers(TH_INTS(50, 8), TH_FLOAT32), *source = numbers(TH_INTS(200, 8), TH_FLOAT32);
    th_tensor *index = th_to_dtype(th_remainder(th_abs(numbers(TH_INTS(200), TH_INT64)), 50), TH_INT64);
    check_same(th_index_select(up(x), 0, up(index)), th_index_select(x, 0, index), 0);
    check_same(th_index_add(up(x), 0, up(index), up(source)), th_index_add(x, 0, index, source), 1e-4);
    check_same(th_index_copy(up(x), 0, up(index), up(source)), th_index_copy(x, 0, index, source), 0);
    th_tensor *at = th_unsqueeze(index, 1);
    th_tensor *column = th_narrow(source, 1, 0, 1), *narrow = th_narrow(x, 1, 0, 1);
    check_same(th_scatter_add(up(narrow), 0, up(at), up(column)), th_scatter_add(narrow, 0, at, column), 1e-4);
    check_same(th_gather(up(narrow), 0, up(at)), th_gather(narrow, 0, at), 0);
    check_same(th_nonzero(th_gt(up(x), 0)), th_nonzero(th_gt(x, 0)), 0);
    check_same(th_bincount(up(index)), th_bincount(index), 0);
}

DEVICE_TEST(matrix_products)
{
    th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_FLOAT16, TH_INT64};
    double tolerances[] = {1e-4, 1e-10, 2e-2, 0};
    for (int k = 0; k < 4; k++) {
        th_tensor *a = numbers(TH_INTS(33, 17), dtypes[k]), *b = numbers(TH_INTS(17, 21), dtypes[k]);
        check_same(th_mm(up(a), up(b)), th_mm(a, b), tolerances[k]);
        check_same(th_mm(th_t(up(b)), th_t(up(a))), th_mm(th_t(b), th_t(a)), tolerances[k]);
        th_tensor *c = numbers(TH_INTS(4, 5, 6), dtypes[k]), *d = numbers(TH_INTS(4, 6, 7), dtypes[k]);
        check_same(th_bmm(up(c), up(d)), th_bmm(c, d), tolerances[k]);
        check_same(th_matmul(up(c), up(th_select(d, 0, 1))), th_matmul(c, th_select(d, 0, 1)), tolerances[k]);
        check_same(th_mv(up(a), up(th_select(b, 1, 0))), th_mv(a, th_select(b, 1, 0)), tolerances[k]);
        if (dtypes[k] == TH_INT64) continue;
        th_tensor *weight = numbers(TH_INTS(9, 17), dtypes[k]), *bias = numbers(TH_INTS(9), dtypes[k]);
        check_same(th_linear_with(up(a), up(weight), up(bias)), th_linear_with(a, weight, bias), tolerances[k]);
    }
}

DEVICE_TEST(sums_of_products_of_vectors)
{
    th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_FLOAT16, TH_INT64};
    for (int k = 0; k < 4; k++) {
        th_tensor *a = th_to_dtype(th_remainder(th_abs(numbers(TH_INTS(3000), TH_INT64)), 3), dtypes[k]), *b = up(a);
        check_same(th_dot(b, b), th_dot(a, a), 0);
        th_tensor *third = th_select(th_reshape(a, TH_INTS(1000, 3)), 1, 1);
        check_same(th_dot(th_select(th_reshape(b, TH_INTS(1000, 3)), 1, 1), up(third)), th_dot(third, third), 0);
        b = th_narrow(b, 0, 0, 0);
        check_same(th_dot(b, b), th_zeros_like(th_dot(a, a)), 0);
    }
}

static th_tensor *layer(th_tensor *x, th_tensor *weight, th_tensor *bias, const char *activation)
{
    return activation ? th_linear_activation_with(x, weight, bias, activation, TH_NONE)
                      : th_linear_with(x, weight, bias);
}

static void check_layer(th_tensor *x, th_tensor *weight, th_tensor *bias, const char *activation, double tolerance)
{
    th_tensor *y = layer(x, weight, bias, activation), *turned = th_t(up(th_to_contiguous_copy(th_t(weight))));
    check_same(layer(up(x), up(weight), up(bias), activation), y, tolerance);
    check_same(layer(up(x), turned, up(bias), activation), y, tolerance);
    check_same(layer(up(x), up(weight), NULL, activation), layer(x, weight, NULL, activation), tolerance);
}

/* Sizes with and without room for wide loads, one row, one column; what is not a number stays that. */
DEVICE_TEST(linear_layers)
{
    th_dtype dtypes[] = {TH_FLOAT32, TH_FLOAT64, TH_FLOAT16, TH_BFLOAT16};
    double tolerances[] = {1e-4, 1e-10, 2e-2, 1e-1};
    int64_t sizes[][3] = {{16, 32, 64}, {5, 7, 9}, {1, 16, 8}, {8, 1, 16}, {8, 16, 1}}; /* rows, columns, inner */
    const char *activations[] = {NULL, "relu", "gelu_tanh", "tanh"};
    for (int k = 0; k < 4; k++)
        for (int n = 0; n < 5; n++) {
            th_tensor *x = numbers(TH_INTS(sizes[n][0], sizes[n][2]), dtypes[k]);
            th_tensor *weight = numbers(TH_INTS(sizes[n][1], sizes[n][2]), dtypes[k]);
            th_tensor *bias = numbers(TH_INTS(sizes[n][1]), dtypes[k]);
            th_fill_(th_select(th_select(x, 0, 0), 0, 0), NAN);
            for (int f = 0; f < 4; f++) check_layer(x, weight, bias, activations[f], tolerances[k]);
        }
}

DEVICE_TEST(random_numbers)
{
    th_value on = device_value(CUDA);
    th_manual_seed(1);
    th_tensor *a = th_randn_with(TH_INTS(100000), TH_FLOAT32, on, NULL);
    th_manual_seed(1);
    th_tensor *b = th_randn_with(TH_INTS(100000), TH_FLOAT32, on, NULL);
    check_same(a, down(b), 0);
    CHECK_NEAR(th_scalar_double(th_item(th_mean(a))), 0, 0.02);
    CHECK_NEAR(th_scalar_double(th_item(th_std(a))), 1, 0.02);
    th_tensor *order = th_randperm_with(1000, TH_INT64, on, NULL), *sorted[2];
    th_sort_with(order, 0, false, TH_NONE, sorted);
    check_same(sorted[0], th_arange(th_int(0), th_int(1000)), 0);
}

static void too_large(void) { th_new(TH_INTS((int64_t)1 << 45), TH_FLOAT32, CUDA); }
static void no_such_device(void) { th_new(TH_INTS(1), TH_FLOAT32, (th_device){TH_CUDA, 99}); }
static void two_devices(void) { th_add(floats(TH_INTS(2), 1, 2), up(floats(TH_INTS(2), 1, 2))); }

DEVICE_TEST(memory_of_a_device_weighs_less)
{
    int64_t live = th_live_bytes(), burden = th_burden();
    th_new(TH_INTS(1 << 20), TH_FLOAT32, CUDA);
    CHECK(th_live_bytes() - live == 4 << 20);
    CHECK(th_burden() - burden > 0 && th_burden() - burden < 4 << 20);
}

DEVICE_TEST(errors)
{
    check_fails(too_large, "out of memory");
    check_fails(no_such_device, "invalid device ordinal");
    check_fails(two_devices, "cpu and cuda:0");
    check_same(th_add(up(floats(TH_INTS(2), 1, 2)), 1), floats(TH_INTS(2), 2, 3), 0); /* and the session goes on */
}

RUN_TESTS("cuda", cmocka_unit_test(division_by_multiplication), cmocka_unit_test(loops_are_cut_into_pieces),
          cmocka_unit_test(philox_gives_its_known_answers), cmocka_unit_test(every_row_has_a_kernel),
          cmocka_unit_test(errors_say_why_there_is_no_device), cmocka_unit_test(copies_there_and_back),
          cmocka_unit_test(elementwise_rows), cmocka_unit_test(reductions), cmocka_unit_test(sums_repeat_exactly),
          cmocka_unit_test(indexing), cmocka_unit_test(matrix_products), cmocka_unit_test(sums_of_products_of_vectors),
          cmocka_unit_test(linear_layers), cmocka_unit_test(random_numbers),
          cmocka_unit_test(memory_of_a_device_weighs_less), cmocka_unit_test(errors))
