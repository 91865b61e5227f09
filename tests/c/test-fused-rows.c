/* Rows with a kernel of their own against the same written with plain operations in double: values and gradients, for
 * every dtype and layout of the first input. */
#include "support.h"

#include <stdio.h>

#include "core/autograd.h"

#define MOST_INPUTS 3

/* A row: at most 3 inputs that have gradients, the first of which is laid out in several ways; numbers as it needs. */
typedef struct row row;
struct row {
    const char *name;
    th_tensor *(*fused)(th_tensor **in, const row *row);
    th_tensor *(*plain)(th_tensor **in, const row *row);
    int64_t dim;                /* of softmax; how many dimensions layer_norm takes */
    th_tensor *mean, *var;      /* of batch_norm */
    th_tensor *target, *weight; /* of cross_entropy */
    int64_t ignored;
    double smoothing;
    const char *reduction;
};

/* ---- Layouts ---------------------------------------------------------------------------------- */

static th_tensor *as_it_is(th_tensor *x) { return x; }
static th_tensor *turned(th_tensor *x)
{
    int last = x->ndim - 1;
    return x->ndim < 2 ? x : th_transpose(th_to_contiguous_copy(th_transpose(x, 0, last)), 0, last);
}
static th_tensor *sliced(th_tensor *x) { return th_select(th_stack_with(TH_LIST(x, x), x->ndim), x->ndim, 1); }
static th_tensor *shifted(th_tensor *x) { return th_select(th_stack(TH_LIST(x, x)), 0, 1); }
static th_tensor *(*const layouts[])(th_tensor *) = {as_it_is, turned, sliced, shifted};

/* ---- Comparing -------------------------------------------------------------------------------- */

static const struct { th_dtype dtype; double tolerance; } dtypes[] = {
    {TH_FLOAT64, 1e-11}, {TH_FLOAT32, 1e-5}, {TH_FLOAT16, 4e-3}, {TH_BFLOAT16, 3e-2},
};

static void compare(const char *name, const char *what, th_dtype dtype, th_tensor *got, th_tensor *expected,
                    double tolerance)
{
    if (!th_same_shape(got, expected))
        th_fail(TH_RUNTIME_ERROR, "%s, %s: got [%s], expected [%s]", name, what, th_shape_text(got->ndim, got->shape),
                th_shape_text(expected->ndim, expected->shape));
    got = th_cast(got, TH_FLOAT64);
    expected = th_cast(th_cast(expected, dtype), TH_FLOAT64); /* which may be infinite then */
    for (int64_t i = 0; i < got->numel; i++) {
        double a = value_at(got, i), b = value_at(expected, i);
        if (a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= tolerance * (1 + fabs(b))) continue;
        th_fail(TH_RUNTIME_ERROR, "%s, %s of %s [%s] at %lld: got %.9g, expected %.9g", name, what,
                th_dtype_name(dtype), th_shape_text(got->ndim, got->shape), (long long)i, a, b);
    }
}

static th_tensor *leaf(th_tensor *x)
{
    x = th_detach(x);
    th_set_requires_grad(x, true);
    return x;
}

static void check_as(const row *r, th_tensor **in, th_dtype dtype, double tolerance, th_tensor *(*layout)(th_tensor *))
{
    th_tensor *given[MOST_INPUTS] = {NULL}, *wide[MOST_INPUTS] = {NULL}, *fused[MOST_INPUTS], *plain[MOST_INPUTS];
    th_tensor *given_list[MOST_INPUTS], *wide_list[MOST_INPUTS]; /* those that are not missing */
    int n = 0;
    for (int k = 0; k < MOST_INPUTS; k++) {
        if (!in[k]) continue;
        given[k] = leaf(k ? th_cast(in[k], dtype) : layout(th_cast(in[k], dtype)));
        wide[k] = leaf(th_to_contiguous_copy(th_cast(given[k], TH_FLOAT64))); /* the same, rounded */
        given_list[n] = given[k], wide_list[n++] = wide[k];
    }
    th_tensor *y = r->fused(given, r), *expected = r->plain(wide, r);
    compare(r->name, "value", dtype, y, expected, tolerance);
    CHECK(y->dtype == (int8_t)dtype);
    th_tensor *g = th_cast(th_randn_like(expected), dtype);
    th_tensor *wide_g = th_cast(g, TH_FLOAT64);
    th_gradients(TH_LIST(y), (th_list){n, given_list}, TH_LIST(g), false, false, false, fused);
    th_gradients(TH_LIST(expected), (th_list){n, wide_list}, TH_LIST(wide_g), false, false, false, plain);
    for (int k = 0; k < n; k++) {
        char what[32];
        snprintf(what, sizeof what, "gradient %d", k + 1);
        compare(r->name, what, dtype, fused[k], plain[k], 4 * tolerance);
    }
}

static void check(const row *r, th_tensor **in)
{
    for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++)
        for (size_t l = 0; l < sizeof layouts / sizeof *layouts; l++) {
            th_scope *scope = th_scope_open();
            check_as(r, in, dtypes[d].dtype, dtypes[d].tolerance, layouts[l]);
            th_scope_close(scope);
        }
}

static th_tensor *normal(th_ints shape) { return th_randn_with(shape, TH_FLOAT64, TH_NONE, NULL); }
static th_tensor *sum_along(th_tensor *x, int64_t dim) { return th_sum_with(x, TH_INTS(dim), true, TH_NO_DTYPE); }

/* ---- softmax and log_softmax ------------------------------------------------------------------ */

static th_tensor *below_largest(th_tensor *x, int64_t dim)
{
    return x->numel ? th_sub(x, th_detach(th_amax_with(x, TH_INTS(dim), true))) : th_mul(x, 1);
}

static th_tensor *plain_softmax(th_tensor **in, const row *r)
{
    th_tensor *e = th_exp(below_largest(in[0], r->dim));
    return th_div(e, sum_along(e, r->dim));
}

static th_tensor *plain_log_softmax(th_tensor **in, const row *r)
{
    th_tensor *z = below_largest(in[0], r->dim);
    return th_sub(z, th_log(sum_along(th_exp(z), r->dim)));
}

static th_tensor *fused_softmax(th_tensor **in, const row *r) { return th_softmax(in[0], r->dim); }
static th_tensor *fused_log_softmax(th_tensor **in, const row *r) { return th_log_softmax(in[0], r->dim); }

static void check_softmax(th_tensor *x)
{
    for (int64_t dim = 0; dim < (x->ndim ? x->ndim : 1); dim++) {
        check(&(row){.name = "softmax", .fused = fused_softmax, .plain = plain_softmax, .dim = dim},
              (th_tensor *[MOST_INPUTS]){x});
        check(&(row){.name = "log_softmax", .fused = fused_log_softmax, .plain = plain_log_softmax, .dim = dim},
              (th_tensor *[MOST_INPUTS]){x});
    }
}

/* Sizes around those at which the kernels change their ways. */
TEST(softmax)
{
    th_manual_seed(1);
    const th_ints shapes[] = {TH_INTS(1), TH_INTS(7), TH_INTS(2, 300), TH_INTS(130, 24), TH_INTS(5, 25, 3),
                              TH_INTS(4, 3, 130), TH_INTS(2, 3, 4, 5), TH_INTS(0, 3), TH_INTS(3, 0, 2)};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) check_softmax(th_mul(normal(shapes[k]), 4));
    check_softmax(th_randn_with((th_ints){0, NULL}, TH_FLOAT64, TH_NONE, NULL));
}

TEST(softmax_of_extremes)
{
    const double inf = INFINITY;
    for (int64_t more = 0; more <= 30; more += 30) { /* short rows and longer ones */
        th_tensor *x = doubles(TH_INTS(8, 3), 1, -inf, 2, -inf, -inf, -inf, inf, 0, 1, inf, inf, -inf, NAN, 0, 1, 1e30,
                               -1e30, 1, 6e4, 6e4, -6e4, -800, -801, -1e4);
        check_softmax(th_cat_with(TH_LIST(x, normal(TH_INTS(8, more))), 1));
    }
}

/* ---- layer_norm and batch_norm ---------------------------------------------------------------- */

enum { WEIGHT = 1, BIAS = 2 };
#define EPS 1e-2

/* (x - mean) / sqrt(var + eps) weight + bias */
static th_tensor *affine(th_tensor *x, th_tensor *mean, th_tensor *var, th_tensor *weight, th_tensor *bias)
{
    th_tensor *y = th_div(th_sub(x, mean), th_sqrt(th_add(var, EPS)));
    if (weight) y = th_mul(y, weight);
    return bias ? th_add(y, bias) : y;
}

static th_tensor *mean_over(th_tensor *x, th_ints dims) { return th_mean_with(x, dims, true, TH_NO_DTYPE); }

static th_tensor *normalized(th_tensor *x, th_ints dims, th_tensor *weight, th_tensor *bias)
{
    th_tensor *mean = mean_over(x, dims);
    return affine(x, mean, mean_over(th_square(th_sub(x, mean)), dims), weight, bias);
}

static th_ints last_sizes(const th_tensor *x, int64_t n) { return (th_ints){(int)n, x->shape + x->ndim - n}; }

static th_tensor *fused_layer_norm(th_tensor **in, const row *r)
{
    return th_layer_norm_with(in[0], last_sizes(in[0], r->dim), in[1], in[2], EPS);
}
static th_tensor *plain_layer_norm(th_tensor **in, const row *r)
{
    return normalized(in[0], (th_ints){(int)r->dim, (int64_t[]){-1, -2, -3}}, in[1], in[2]);
}

TEST(layer_norm)
{
    th_manual_seed(2);
    const th_ints shapes[] = {TH_INTS(7, 5), TH_INTS(301, 3), TH_INTS(2, 1000), TH_INTS(4, 3, 20), TH_INTS(0, 3, 2),
                              TH_INTS(1, 1, 1)};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
        for (int64_t dims = 1; dims <= shapes[k].n; dims++)
            for (int given = 0; given < 4; given++) {
                th_tensor *x = th_add(th_mul(normal(shapes[k]), 2), 1);
                th_ints sizes = last_sizes(x, dims);
                th_tensor *in[] = {x, given & WEIGHT ? normal(sizes) : NULL, given & BIAS ? normal(sizes) : NULL};
                check(&(row){.name = "layer_norm", .fused = fused_layer_norm, .plain = plain_layer_norm, .dim = dims},
                      in);
            }
}

/* (C) as (1, C, 1, ...) */
static th_tensor *per_channel(th_tensor *p, const th_tensor *x)
{
    int64_t shape[] = {1, x->shape[1], 1, 1, 1};
    return p ? th_view(p, (th_ints){x->ndim, shape}) : NULL;
}

static th_tensor *statistic(th_tensor *p, const th_tensor *x)
{
    return p ? th_cast(p, x->dtype == TH_FLOAT64 ? TH_FLOAT64 : TH_FLOAT32) : NULL;
}

static th_tensor *fused_batch_norm(th_tensor **in, const row *r)
{
    return th_batch_norm_with(in[0], statistic(r->mean, in[0]), statistic(r->var, in[0]), in[1], in[2], !r->mean, 0.1,
                              EPS);
}
static th_tensor *plain_batch_norm(th_tensor **in, const row *r)
{
    th_tensor *x = in[0], *weight = per_channel(in[1], x), *bias = per_channel(in[2], x);
    th_ints dims = {x->ndim - 1, (int64_t[]){0, 2, 3}};
    if (r->mean) return affine(x, per_channel(r->mean, x), per_channel(r->var, x), weight, bias);
    return normalized(x, dims, weight, bias);
}

TEST(batch_norm)
{
    th_manual_seed(3);
    const th_ints shapes[] = {TH_INTS(5, 7), TH_INTS(301, 3), TH_INTS(3, 4, 50), TH_INTS(2, 3, 5, 7)};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
        for (int given = 0; given < 4; given++)
            for (int training = 0; training < 2; training++) {
                th_ints channels = {1, shapes[k].v + 1};
                th_tensor *x = th_add(th_mul(normal(shapes[k]), 2), 1);
                th_tensor *in[] = {x, given & WEIGHT ? normal(channels) : NULL, given & BIAS ? normal(channels) : NULL};
                row r = {.name = training ? "batch_norm in training" : "batch_norm", .fused = fused_batch_norm,
                         .plain = plain_batch_norm};
                if (!training) r.mean = normal(channels), r.var = th_add(th_square(normal(channels)), 0.5);
                check(&r, in);
            }
}

TEST(batch_norm_follows_its_statistics)
{
    th_manual_seed(4);
    for (size_t d = 0; d < 2; d++) {
        th_tensor *x = th_cast(th_add(normal(TH_INTS(5, 3, 4)), 2), dtypes[d].dtype), *wide = th_cast(x, TH_FLOAT64);
        th_tensor *mean = th_cast(doubles(TH_INTS(3), 1, 2, 3), dtypes[d].dtype);
        th_tensor *var = th_cast(doubles(TH_INTS(3), 1, 2, 3), dtypes[d].dtype);
        th_ints dims = TH_INTS(0, 2);
        th_tensor *own = mean_over(wide, dims), *squares = mean_over(th_square(th_sub(wide, own)), dims);
        th_batch_norm_with(x, mean, var, NULL, NULL, true, 0.25, EPS);
        th_tensor *former = th_mul(doubles(TH_INTS(3), 1, 2, 3), 0.75);
        compare("batch_norm", "mean", dtypes[d].dtype, mean, th_add(former, th_mul(th_view(own, TH_INTS(3)), 0.25)),
                1e-6);
        th_tensor *unbiased = th_mul(th_view(squares, TH_INTS(3)), 20.0 / 19);
        compare("batch_norm", "var", dtypes[d].dtype, var, th_add(former, th_mul(unbiased, 0.25)), 1e-6);
    }
}

/* ---- cross_entropy ---------------------------------------------------------------------------- */

static th_tensor *fused_cross_entropy(th_tensor **in, const row *r)
{
    bool soft = th_dtype_is_floating((th_dtype)r->target->dtype);
    th_dtype dtype = (th_dtype)in[0]->dtype;
    return th_cross_entropy_with(in[0], soft ? th_cast(r->target, dtype) : r->target,
                                 r->weight ? th_cast(r->weight, dtype) : NULL, r->ignored, r->reduction, r->smoothing);
}

/* Classes (N, ...) as ones among zeros (N, C, ...); nothing but zeros where they are ignored. */
static th_tensor *as_shares(th_tensor *target, const th_tensor *x, int64_t ignored)
{
    if (th_dtype_is_floating((th_dtype)target->dtype)) return target;
    int64_t shape[] = {1, x->shape[1], 1, 1};
    th_tensor *classes = th_view(th_arange(0, x->shape[1]), (th_ints){x->ndim, shape}), *of = th_unsqueeze(target, 1);
    return th_cast(th_logical_and(th_eq(of, classes), th_ne(of, ignored)), TH_FLOAT64);
}

/* The mean over classes weighs by the weights of the targets, that over shares does not. */
static th_tensor *plain_cross_entropy(th_tensor **in, const row *r)
{
    th_tensor *x = in[0], *log_p = plain_log_softmax(in, &(row){.dim = 1});
    bool soft = th_dtype_is_floating((th_dtype)r->target->dtype);
    th_tensor *shares = as_shares(r->target, x, r->ignored), *counts = sum_along(shares, 1);
    th_tensor *weight = r->weight ? per_channel(r->weight, x) : th_ones_with(TH_INTS(1), TH_FLOAT64, TH_NONE);
    th_tensor *smooth = th_mul(counts, r->smoothing / (double)x->shape[1]);
    th_tensor *wanted = th_add(th_mul(shares, 1 - r->smoothing), smooth);
    th_tensor *loss = th_neg(th_sum_with(th_mul(th_mul(wanted, weight), log_p), TH_INTS(1), false, TH_NO_DTYPE));
    if (!strcmp(r->reduction, "none")) return loss;
    if (!strcmp(r->reduction, "sum")) return th_sum(loss);
    return soft ? th_div(th_sum(loss), loss->numel) : th_div(th_sum(loss), th_sum(th_mul(shares, weight)));
}

TEST(cross_entropy)
{
    th_manual_seed(5);
    const th_ints shapes[] = {TH_INTS(5, 7), TH_INTS(130, 24), TH_INTS(3, 300), TH_INTS(4, 3, 6), TH_INTS(2, 30, 2, 3),
                              TH_INTS(6, 1)};
    const char *reductions[] = {"mean", "sum", "none"};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
        for (int way = 0; way < 24; way++) {
            int64_t n = shapes[k].v[1];
            int64_t per_item[] = {shapes[k].v[0], shapes[k].n > 2 ? shapes[k].v[2] : 0,
                                  shapes[k].n > 3 ? shapes[k].v[3] : 0};
            bool soft = way / 12;
            row r = {.name = "cross_entropy", .fused = fused_cross_entropy, .plain = plain_cross_entropy,
                     .reduction = reductions[way % 3], .smoothing = way / 3 % 2 ? 0.25 : 0, .ignored = -100};
            if (way / 6 % 2)
                r.weight = th_div(th_add(th_remainder(th_arange_with(0, n, 1, TH_FLOAT64, TH_NONE), 4), 1), 4);
            if (soft) r.target = th_softmax(th_cast(th_cast(normal(shapes[k]), TH_BFLOAT16), TH_FLOAT64), 1);
            else r.target = th_randint_with(0, n, (th_ints){shapes[k].n - 1, per_item}, TH_INT64, TH_NONE, NULL);
            if (!soft && n > 1) r.ignored = value_at(r.target, 0) == 0 ? 1 : 0; /* not all of them */
            check(&r, (th_tensor *[MOST_INPUTS]){th_mul(normal(shapes[k]), 3)});
        }
}

RUN_TESTS("fused-rows", cmocka_unit_test(softmax), cmocka_unit_test(softmax_of_extremes), cmocka_unit_test(layer_norm),
          cmocka_unit_test(batch_norm), cmocka_unit_test(batch_norm_follows_its_statistics),
          cmocka_unit_test(cross_entropy))
