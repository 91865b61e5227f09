/* Arithmetic of the CUDA kernels that runs on the host as well: keys for sorting, positions, units of copies. */
#include "support.h"

#include <stdlib.h>

#include "core/half.h"
#include "../../src/cuda/keys.h"
#include "../../src/cuda/positions.h"

/* ---- Keys ------------------------------------------------------------------------------------------ */

/* Values of a dtype in ascending order, equal ones side by side; the last ones are NaN where there are any. */
static void check_order(th_dtype dtype, const void *values, int n, const bool *same_as_next)
{
    int bytes = (int)th_dtype_size(dtype);
    cuda_key_kind kind = cuda_key_kind_of(dtype, bytes);
    for (int i = 0; i + 1 < n; i++) {
        uint64_t a = cuda_key_at(values, i, kind, false), b = cuda_key_at(values, i + 1, kind, false);
        uint64_t down_a = cuda_key_at(values, i, kind, true), down_b = cuda_key_at(values, i + 1, kind, true);
        CHECK(same_as_next && same_as_next[i] ? a == b && down_a == down_b : a < b && down_a > down_b);
        CHECK(b <= cuda_key_mask(kind));
    }
}

TEST(keys_order_floats)
{
    float f[] = {-INFINITY, -3e38f, -1, -1e-45f, -0.0f, 0.0f, 1e-45f, 1, 3e38f, INFINITY, NAN, -NAN};
    bool same[] = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0};
    double d[12];
    uint16_t half[] = {0xfc00, 0xfbff, 0xbc00, 0x8001, 0x8000, 0, 1, 0x3c00, 0x7bff, 0x7c00, 0x7e00, 0xfe01};
    uint16_t bfloat16[] = {0xff80, 0xff7f, 0xbf80, 0x8001, 0x8000, 0, 1, 0x3f80, 0x7f7f, 0x7f80, 0x7fc0, 0xff81};
    for (int i = 0; i < 12; i++) d[i] = f[i];
    check_order(TH_FLOAT32, f, 12, same);
    check_order(TH_FLOAT64, d, 12, same);
    check_order(TH_FLOAT16, half, 12, same);
    check_order(TH_BFLOAT16, bfloat16, 12, same);
}

TEST(keys_order_integers)
{
    check_order(TH_INT64, (int64_t[]){INT64_MIN, -5, -1, 0, 1, INT64_MAX}, 6, NULL);
    check_order(TH_INT32, (int32_t[]){INT32_MIN, -5, -1, 0, 1, INT32_MAX}, 6, NULL);
    check_order(TH_INT16, (int16_t[]){INT16_MIN, -5, -1, 0, 1, INT16_MAX}, 6, NULL);
    check_order(TH_INT8, (int8_t[]){INT8_MIN, -5, -1, 0, 1, INT8_MAX}, 6, NULL);
    check_order(TH_UINT8, (uint8_t[]){0, 1, 127, 128, 255}, 5, NULL);
    check_order(TH_BOOL, (bool[]){false, true}, 2, NULL);
}

TEST(only_nan_has_its_key)
{
    cuda_key_kind kind = cuda_key_kind_of(TH_FLOAT16, 2), whole = cuda_key_kind_of(TH_INT64, 8);
    for (uint32_t bits = 0; bits < 65536; bits++) {
        float x = th_half_to_float((uint16_t)bits);
        CHECK(cuda_is_nan_key(cuda_key(bits, kind, false), kind) == (x != x));
    }
    CHECK(!cuda_is_nan_key(cuda_key(INT64_MAX, whole, false), whole));
}

/* ---- Positions --------------------------------------------------------------------------------------- */

TEST(quotients)
{
    int64_t divisors[] = {1, 2, 3, 7, 641, 65537, INT32_MAX, (int64_t)1 << 31, (int64_t)1 << 40};
    int64_t largest[] = {5000, INT32_MAX, (int64_t)1 << 31, INT64_MAX};
    for (int i = 0; i < 9; i++)
        for (int k = 0; k < 4; k++) {
            cuda_divisor d = cuda_divisor_of(divisors[i], largest[k]);
            for (int64_t n = 0; n < 3000; n++) {
                CHECK(cuda_quotient(n, &d) == n / divisors[i]);
                CHECK(cuda_quotient(largest[k] - n, &d) == (largest[k] - n) / divisors[i]);
            }
        }
}

TEST(bits)
{
    CHECK(cuda_bits_of(0) == 0);
    CHECK(cuda_bits_of(1) == 1);
    CHECK(cuda_bits_of(255) == 8);
    CHECK(cuda_bits_of(256) == 9);
    CHECK(cuda_bits_of(UINT64_MAX) == 64);
}

static int64_t offset_of(const int64_t *shape, const int64_t *stride, int from, int to, int64_t i)
{
    int64_t offset = 0;
    for (int d = to - 1; d >= from; d--) {
        offset += i % shape[d] * stride[d];
        i /= shape[d];
    }
    return offset;
}

/* Offsets are the same whichever dimensions were merged. */
static void check_offsets(const int64_t *shape, const int64_t *stride, int ndim, int cut, int expected)
{
    cuda_offsets o;
    int64_t before = 1, after = 1;
    o.ndim = 0;
    int from = cuda_add_offsets(&o, shape, stride, 0, cut);
    cuda_add_offsets(&o, shape, stride, cut, ndim);
    CHECK(o.ndim == expected);
    for (int d = 0; d < cut; d++) before *= shape[d];
    for (int d = cut; d < ndim; d++) after *= shape[d];
    for (int64_t i = 0; i < before; i++) CHECK(cuda_offset(&o, 0, from, i) == offset_of(shape, stride, 0, cut, i));
    for (int64_t i = 0; i < after; i++) CHECK(cuda_offset(&o, from, o.ndim, i) == offset_of(shape, stride, cut, ndim, i));
}

TEST(offsets)
{
    check_offsets((int64_t[]){2, 3, 4, 5}, (int64_t[]){60, 20, 5, 1}, 4, 2, 2);
    check_offsets((int64_t[]){2, 3, 4, 5}, (int64_t[]){60, 20, 5, 1}, 4, 4, 1);
    check_offsets((int64_t[]){2, 3, 4, 5}, (int64_t[]){1, 2, 6, 24}, 4, 1, 4);
    check_offsets((int64_t[]){2, 1, 4, 1}, (int64_t[]){100, 7, 3, 9}, 4, 1, 2);
    check_offsets((int64_t[]){6, 7}, (int64_t[]){0, 2}, 2, 0, 2);
    check_offsets((int64_t[]){1}, (int64_t[]){1}, 1, 0, 0);
}

/* How many elements of 4 bytes one unit is made of, for rows of n that lie apart by stride. */
static int64_t widened(int64_t n, int64_t stride, int64_t inner_stride, uint64_t address)
{
    cuda_offsets o;
    o.ndim = 0;
    int from = cuda_add_offsets(&o, (int64_t[]){3, n}, (int64_t[]){stride, inner_stride}, 0, 1);
    cuda_add_offsets(&o, (int64_t[]){3, n}, (int64_t[]){stride, inner_stride}, 1, 2);
    int64_t many = cuda_widen(&o, from, address, 4);
    CHECK(o.stride[0] * many == stride);
    if (many > 1) CHECK(o.shape[from].divisor * many == n);
    return many;
}

TEST(rows_are_moved_in_wide_units)
{
    CHECK(widened(8, 8, 1, 4096) == 4);
    CHECK(widened(6, 8, 1, 4096) == 2);
    CHECK(widened(8, 9, 1, 4096) == 1);
    CHECK(widened(8, 8, 1, 4096 + 8) == 2);
    CHECK(widened(8, 16, 2, 4096) == 1);
    CHECK(widened(7, 8, 1, 4096) == 1);
}

RUN_TESTS("cuda-positions", cmocka_unit_test(keys_order_floats), cmocka_unit_test(keys_order_integers),
          cmocka_unit_test(only_nan_has_its_key), cmocka_unit_test(quotients), cmocka_unit_test(bits),
          cmocka_unit_test(offsets), cmocka_unit_test(rows_are_moved_in_wide_units))
