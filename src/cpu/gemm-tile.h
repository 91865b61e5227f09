/* One tile of a matrix product, computed in type T. Included by gemm-blocked.c once per T, which
 * defines NAME(read) and NAME(write), the conversions between T and what is stored. */

#define NR ((int64_t)(64 / sizeof(T)))

typedef T NAME(vector) __attribute__((vector_size(64)));

/* Packed panels: a is (MC / MR, KC, MR), b is (NC / NR, KC, NR); sum is (MC, NC). */
typedef struct {
    _Alignas(64) T a[MC * KC], b[NC * KC], sum[MC * NC];
} NAME(buffers);
static _Thread_local NAME(buffers) NAME(buffer);

static void NAME(pack_a)(const product *g, int64_t i0, int64_t m, int64_t p0, int64_t k, T *to)
{
    for (int64_t i = 0; i < m; i++)
        NAME(read)(g->dtype, at(g, g->a, i0 + i, p0), g->a.col, k, to + i / MR * MR * k + i % MR, MR);
    for (int64_t i = m; i % MR; i++)
        for (int64_t p = 0; p < k; p++) to[i / MR * MR * k + p * MR + i % MR] = 0;
}

static void NAME(pack_b)(const product *g, int64_t p0, int64_t k, int64_t j0, int64_t n, T *to)
{
    for (int64_t j = 0; j < n; j += NR) {
        int64_t width = n - j < NR ? n - j : NR;
        T *panel = to + j * k;
        if (width < NR) memset(panel, 0, (size_t)(k * NR) * sizeof(T));
        if (g->b.row == 1)
            for (int64_t v = 0; v < width; v++)
                NAME(read)(g->dtype, at(g, g->b, p0, j0 + j + v), g->b.row, k, panel + v, NR);
        else
            for (int64_t p = 0; p < k; p++)
                NAME(read)(g->dtype, at(g, g->b, p0 + p, j0 + j), g->b.col, width, panel + p * NR, 1);
    }
}

/* sum (MR, NR) += a (k, MR)^T b (k, NR) */
TH_CLONES static void NAME(micro)(int64_t k, const T *a, const T *b, T *sum)
{
    NAME(vector) acc[MR];
    for (int i = 0; i < MR; i++) acc[i] = *(NAME(vector) *)(sum + i * NC);
    for (int64_t p = 0; p < k; p++) {
        NAME(vector) row = *(const NAME(vector) *)(b + p * NR);
#pragma GCC unroll 6
        for (int i = 0; i < MR; i++) acc[i] += a[p * MR + i] * row;
    }
    for (int i = 0; i < MR; i++) *(NAME(vector) *)(sum + i * NC) = acc[i];
}

static void NAME(tile)(const product *g, int64_t i0, int64_t j0)
{
    NAME(buffers) *w = &NAME(buffer);
    int64_t m = g->m - i0 < MC ? g->m - i0 : MC, n = g->n - j0 < NC ? g->n - j0 : NC;
    memset(w->sum, 0, (size_t)((m + MR - 1) / MR * MR * NC) * sizeof(T));
    for (int64_t p0 = 0; p0 < g->k; p0 += KC) {
        int64_t k = g->k - p0 < KC ? g->k - p0 : KC;
        NAME(pack_a)(g, i0, m, p0, k, w->a);
        NAME(pack_b)(g, p0, k, j0, n, w->b);
        for (int64_t j = 0; j < n; j += NR)
            for (int64_t i = 0; i < m; i += MR) NAME(micro)(k, w->a + i * k, w->b + j * k, w->sum + i * NC + j);
    }
    for (int64_t i = 0; i < m; i++) NAME(write)(g, w->sum + i * NC, n, at(g, g->c, i0 + i, j0), g->c.col);
}

static void NAME(tiles)(const product *g)
{
    int64_t across = (g->n + NC - 1) / NC, all = (g->m + MC - 1) / MC * across;
    for (int64_t t = 0; t < all; t++) NAME(tile)(g, t / across * MC, t % across * NC);
}

#undef NR
#undef T
#undef NAME
