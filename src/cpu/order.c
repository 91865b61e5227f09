#include "order.h"

#include "../core/half.h"

/* ---- Keys ---------------------------------------------------------------------------------------- */

/* Floats as unsigned numbers of the same order; both zeros are equal, every NaN is the largest. */
static inline uint32_t key_of_float(float x)
{
    uint32_t bits = th_bits_of_float(x == 0 ? 0 : x), key = bits >> 31 ? ~bits : bits | 0x80000000u;
    return x != x ? UINT32_MAX : key;
}

static inline uint64_t key_of_double(double x)
{
    uint64_t bits;
    double plain = x == 0 ? 0 : x;
    memcpy(&bits, &plain, sizeof bits);
    uint64_t key = bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
    return x != x ? UINT64_MAX : key;
}

static inline uint64_t key_of_int(int64_t x) { return (uint64_t)x ^ (uint64_t)1 << 63; }

/* Do keys fit 32 bits, so that key and place share 64? */
static bool is_narrow(const cpu_lane *lane)
{
    return lane->dtype != TH_INT64 && lane->dtype != TH_FLOAT64 && lane->n <= UINT32_MAX;
}

TH_CLONES static void narrow_keys(const cpu_lane *lane, int64_t first, int64_t n, uint32_t *keys)
{
    const char *from = lane->data + first * lane->stride;
    if (th_dtype_is_floating(lane->dtype)) {
        float x[CPU_RUN];
        cpu_load(x, TH_FLOAT32, from, lane->dtype, lane->stride, n);
#pragma omp simd
        for (int64_t i = 0; i < n; i++) keys[i] = key_of_float(x[i]);
    } else {
        int64_t x[CPU_RUN];
        cpu_load(x, TH_INT64, from, lane->dtype, lane->stride, n);
        for (int64_t i = 0; i < n; i++) keys[i] = (uint32_t)x[i] ^ 0x80000000u;
    }
    if (lane->descending) for (int64_t i = 0; i < n; i++) keys[i] = ~keys[i];
}

static void wide_keys(const cpu_lane *lane, int64_t first, int64_t n, uint64_t *keys)
{
    const char *from = lane->data + first * lane->stride;
    if (th_dtype_is_floating(lane->dtype)) {
        double x[CPU_RUN];
        cpu_load(x, TH_FLOAT64, from, lane->dtype, lane->stride, n);
        for (int64_t i = 0; i < n; i++) keys[i] = key_of_double(x[i]);
    } else {
        int64_t x[CPU_RUN];
        cpu_load(x, TH_INT64, from, lane->dtype, lane->stride, n);
        for (int64_t i = 0; i < n; i++) keys[i] = key_of_int(x[i]);
    }
    if (lane->descending) for (int64_t i = 0; i < n; i++) keys[i] = ~keys[i];
}

/* ---- Items: key and place -------------------------------------------------------------------------- */

typedef uint64_t narrow_item; /* key in the upper half, place in the lower */
typedef struct { uint64_t key; int64_t place; } wide_item;

TH_CLONES static void narrow_load(const cpu_lane *lane, int64_t first, int64_t n, narrow_item *items)
{
    uint32_t keys[CPU_RUN];
    narrow_keys(lane, first, n, keys);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) items[i] = (uint64_t)keys[i] << 32 | (uint64_t)(first + i);
}

static void wide_load(const cpu_lane *lane, int64_t first, int64_t n, wide_item *items)
{
    uint64_t keys[CPU_RUN];
    wide_keys(lane, first, n, keys);
    for (int64_t i = 0; i < n; i++) items[i] = (wide_item){keys[i], first + i};
}

#define NAME(f) narrow_##f
#define ITEM narrow_item
#define LESS(a, b) ((a) < (b))
#define LEADING_BITS(item) ((item) >> 53)
#define DIGIT(item, pass) ((item) >> 8 * (pass) & 255)
#define PLACE_PASSES 4
#define PASSES 8
#include "order-items.h"
#undef NAME
#undef ITEM
#undef LESS
#undef LEADING_BITS
#undef DIGIT
#undef PLACE_PASSES
#undef PASSES

#define NAME(f) wide_##f
#define ITEM wide_item
#define LESS(a, b) ((a).key < (b).key || ((a).key == (b).key && (a).place < (b).place))
#define LEADING_BITS(item) ((item).key >> 53)
#define DIGIT(item, pass) (((pass) < 6 ? (uint64_t)(item).place >> 8 * (pass) : (item).key >> 8 * ((pass) - 6)) & 255)
#define PLACE_PASSES 6
#define PASSES 14
#include "order-items.h"

/* ---- Orders ------------------------------------------------------------------------------------------ */

size_t cpu_order_bytes(const cpu_lane *lane) { return 2 * (size_t)lane->n * sizeof(wide_item) + 64; }

static void load_narrow_lane(const cpu_lane *lane, narrow_item *items)
{
    for (int64_t i = 0; i < lane->n; i += CPU_RUN) narrow_load(lane, i, cpu_min(CPU_RUN, lane->n - i), items + i);
}

static void load_wide_lane(const cpu_lane *lane, wide_item *items)
{
    for (int64_t i = 0; i < lane->n; i += CPU_RUN) wide_load(lane, i, cpu_min(CPU_RUN, lane->n - i), items + i);
}

static void order_narrow(const cpu_lane *lane, int64_t k, int64_t *places, narrow_item *items)
{
    narrow_item *spare = items + lane->n;
    if (k < lane->n) narrow_smallest(lane, k, items, spare);
    else load_narrow_lane(lane, items);
    narrow_sort(items, spare, k, k < lane->n);
    for (int64_t i = 0; i < k; i++) places[i] = (int64_t)(items[i] & UINT32_MAX);
}

static void order_wide(const cpu_lane *lane, int64_t k, int64_t *places, wide_item *items)
{
    wide_item *spare = items + lane->n;
    if (k < lane->n) wide_smallest(lane, k, items, spare);
    else load_wide_lane(lane, items);
    wide_sort(items, spare, k, k < lane->n);
    for (int64_t i = 0; i < k; i++) places[i] = items[i].place;
}

void cpu_order(const cpu_lane *lane, int64_t k, int64_t *places, void *work)
{
    if (k == 0) return;
    if (is_narrow(lane)) order_narrow(lane, k, places, work);
    else order_wide(lane, k, places, work);
}

int64_t cpu_order_nth(const cpu_lane *lane, int64_t k, void *work)
{
    if (is_narrow(lane)) {
        narrow_item *items = work;
        narrow_smallest(lane, k + 1, items, items + lane->n);
        return (int64_t)(narrow_largest(items, k + 1) & UINT32_MAX);
    }
    wide_item *items = work;
    wide_smallest(lane, k + 1, items, items + lane->n);
    return wide_largest(items, k + 1).place;
}

uint64_t cpu_order_key(const cpu_lane *lane, int64_t i)
{
    uint64_t wide;
    uint32_t narrow;
    if (!is_narrow(lane)) {
        wide_keys(lane, i, 1, &wide);
        return wide;
    }
    narrow_keys(lane, i, 1, &narrow);
    return narrow;
}

int64_t cpu_order_nans(const cpu_lane *lane, int64_t *first)
{
    int64_t count = 0;
    double x[CPU_RUN];
    *first = -1;
    if (!th_dtype_is_floating(lane->dtype)) return 0;
    for (int64_t at = 0; at < lane->n; at += CPU_RUN) {
        int64_t n = cpu_min(CPU_RUN, lane->n - at), here = 0;
        cpu_load(x, TH_FLOAT64, lane->data + at * lane->stride, lane->dtype, lane->stride, n);
        for (int64_t i = 0; i < n; i++) here += x[i] != x[i];
        for (int64_t i = 0; here && *first < 0; i++) if (x[i] != x[i]) *first = at + i;
        count += here;
    }
    return count;
}
