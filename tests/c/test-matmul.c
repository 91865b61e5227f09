/* Matrix products: our own tiles and BLAS against a plain loop, in every dtype and layout; threads, fork. */
#include "support.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cpu/gemm.h"

/* ---- Every layout against the definition --------------------------------------------------------- */

static uint32_t state = 1;
static int below(int n) { return (int)((state = state * 1664525u + 1013904223u) >> 8) % n; }

/* A (rows, cols) matrix of small whole numbers: transposed or cut out of a larger one, or dense. */
static th_tensor *matrix(int64_t rows, int64_t cols, th_dtype dtype)
{
    int step = 1 + (below(3) == 0), more = below(3);
    bool turned = below(2);
    int64_t apart = step * (turned ? rows : cols) + more, size = apart * (turned ? cols : rows);
    double *values = th_scratch((size_t)size * sizeof *values);
    for (int64_t i = 0; i < size; i++) values[i] = below(5);
    th_tensor *x = th_to_dtype(th_from_data(values, TH_INTS(size), TH_FLOAT64), dtype);
    int64_t stride[2] = {turned ? step : apart, turned ? apart : step};
    return th_tensor_view(x, 2, (int64_t[]){rows, cols}, stride, 0);
}

static double at(th_tensor *x, int64_t i, int64_t j)
{
    th_scalar s = th_item(th_tensor_view(x, 0, NULL, NULL, x->offset + i * x->stride[0] + j * x->stride[1]));
    return th_scalar_double(s);
}

static cpu_matrix plain(th_tensor *x) { return (cpu_matrix){th_data(x), x->stride[0], x->stride[1]}; }

typedef void (*product)(th_dtype, int64_t, int64_t, int64_t, th_scalar, cpu_matrix, cpu_matrix, th_scalar, cpu_matrix);

/* c = 2 a b + beta c for whole numbers small enough to be exact in every dtype but int8 */
static void check_product(product multiply, th_dtype dtype, int64_t m, int64_t n, int64_t k, int beta)
{
    th_scope *scope = th_scope_open();
    th_tensor *a = matrix(m, k, dtype), *b = matrix(k, n, dtype), *c = matrix(m, n, dtype);
    th_tensor *before = th_to_dtype(th_clone(c), TH_FLOAT64);
    multiply(dtype, m, n, k, th_int(2), plain(a), plain(b), th_int(beta), plain(c));
    th_tensor *da = th_to_dtype(a, TH_FLOAT64), *db = th_to_dtype(b, TH_FLOAT64), *dc = th_to_dtype(c, TH_FLOAT64);
    for (int64_t i = 0; i < m; i++)
        for (int64_t j = 0; j < n; j++) {
            double sum = 0;
            for (int64_t p = 0; p < k; p++) sum += at(da, i, p) * at(db, p, j);
            CHECK_NEAR(at(dc, i, j), 2 * sum + (beta ? beta * at(before, i, j) : 0), 0);
        }
    th_scope_close(scope);
}

TEST(layouts)
{
    th_dtype dtypes[] = {TH_INT16, TH_INT32, TH_INT64, TH_FLOAT32, TH_FLOAT64};
    for (int round = 0; round < 200; round++) {
        th_dtype dtype = dtypes[below(5)];
        product multiply = below(2) ? cpu_gemm : cpu_gemm_blocked;
        check_product(multiply, dtype, 1 + below(9), 1 + below(9), 1 + below(9), below(3));
    }
    check_product(cpu_gemm, TH_FLOAT32, 130, 70, 300, 1);
    check_product(cpu_gemm_blocked, TH_FLOAT32, 130, 170, 300, 1);
    check_product(cpu_gemm_blocked, TH_FLOAT64, 55, 130, 260, 0);
    check_product(cpu_gemm_blocked, TH_INT64, 49, 129, 257, 2);
}

TEST(half_types_are_summed_in_float)
{
    th_dtype dtypes[] = {TH_FLOAT16, TH_BFLOAT16};
    for (int i = 0; i < 2; i++) {
        th_tensor *ones = th_to_dtype(th_ones(TH_INTS(1, 4096)), dtypes[i]);
        CHECK_NEAR(th_scalar_double(th_item(th_mm(ones, th_t(ones)))), 4096, 0);
    }
}

TEST(complex_tiles_agree_with_blas)
{
    int64_t n = 40;
    float values[2 * 40 * 40];
    for (int i = 0; i < 2 * 40 * 40; i++) values[i] = (float)below(7) - 3;
    th_tensor *a = th_from_data(values, TH_INTS(n, n), TH_COMPLEX64);
    th_tensor *x = th_new(TH_INTS(n, n), TH_COMPLEX64, th_device_of(a));
    th_tensor *y = th_new(TH_INTS(n, n), TH_COMPLEX64, th_device_of(a));
    th_scalar alpha = {.kind = TH_SCALAR_COMPLEX, .re.d = 2, .im = -1};
    cpu_gemm(TH_COMPLEX64, n, n, n, alpha, plain(a), plain(th_t(a)), th_int(0), plain(x));
    cpu_gemm_blocked(TH_COMPLEX64, n, n, n, alpha, plain(a), plain(th_t(a)), th_int(0), plain(y));
    CHECK(!memcmp(th_data(x), th_data(y), (size_t)(n * n) * sizeof(th_complex64)));
}

/* ---- Threads and processes ------------------------------------------------------------------------ */

TEST(results_repeat_bit_by_bit)
{
    int threads = th_get_num_threads();
    for (int n = 1; n <= 2; n++) {
        th_set_num_threads(n);
        th_tensor *x = th_div(th_reshape(th_arange(0, 200 * 300), TH_INTS(200, 300)), 7.0);
        th_tensor *first = th_mm(x, th_t(x)), *again = th_mm(x, th_t(x));
        CHECK(!memcmp(th_data(first), th_data(again), (size_t)first->numel * sizeof(float)));
    }
    th_set_num_threads(threads);
}

TEST(a_child_process_multiplies_too)
{
    th_tensor *x = th_ones(TH_INTS(300, 300));
    CHECK_NEAR(th_scalar_double(th_item(th_sum(th_mm(x, x)))), 300.0 * 300 * 300, 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        alarm(60);
        _exit(th_scalar_double(th_item(th_sum(th_mm(x, x)))) == 300.0 * 300 * 300 ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* ---- Batches ---------------------------------------------------------------------------------------- */

TEST(batches_broadcast_without_copies)
{
    th_tensor *a = th_reshape(th_arange(0, 24), TH_INTS(2, 1, 3, 4));
    th_tensor *b = th_reshape(th_arange(0, 40), TH_INTS(5, 4, 2));
    a = th_cast(a, TH_FLOAT64), b = th_cast(b, TH_FLOAT64);
    th_tensor *y = th_matmul(a, b);
    CHECK(y->ndim == 4 && y->shape[0] == 2 && y->shape[1] == 5 && y->shape[2] == 3 && y->shape[3] == 2);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 5; j++) {
            th_tensor *one = th_mm(th_select(th_select(a, 0, i), 0, 0), th_select(b, 0, j));
            CHECK(!memcmp(th_data(one), th_data(th_select(th_select(y, 0, i), 0, j)), 6 * sizeof(double)));
        }
}

/* A dense tensor's dimensions of size one may have any stride. */
TEST(linear_reads_rows_of_dense_tensors)
{
    th_tensor *rows = th_cast(th_reshape(th_arange(0, 15), TH_INTS(1, 5, 3)), TH_FLOAT64), *y;
    th_tensor *weight = th_cast(th_reshape(th_arange(0, 6), TH_INTS(2, 3)), TH_FLOAT64);
    th_tensor *turned = th_transpose(rows, 0, 1);
    CHECK(th_tensor_is_contiguous(turned) && turned->stride[1] == 15);
    y = th_linear(turned, weight);
    CHECK(y->ndim == 3 && y->shape[0] == 5 && y->shape[1] == 1 && y->shape[2] == 2);
    CHECK(!memcmp(th_data(y), th_data(th_linear(th_squeeze(rows), weight)), 10 * sizeof(double)));
}

static void multiply_wrong_sizes(void) { th_mm(th_ones(TH_INTS(2, 3)), th_ones(TH_INTS(2, 3))); }
TEST(sizes_must_fit) { check_fails(multiply_wrong_sizes, "cannot be multiplied (2x3 and 2x3)"); }

RUN_TESTS("matmul", cmocka_unit_test(layouts), cmocka_unit_test(half_types_are_summed_in_float),
          cmocka_unit_test(complex_tiles_agree_with_blas), cmocka_unit_test(results_repeat_bit_by_bit),
          cmocka_unit_test(a_child_process_multiplies_too), cmocka_unit_test(batches_broadcast_without_copies),
          cmocka_unit_test(linear_reads_rows_of_dense_tensors), cmocka_unit_test(sizes_must_fit))
