/* The optimizers' fused steps against the same written with plain operations in double: every state and option that
 * a step's kernel has a branch for, every dtype, and parameters of all layouts. */
#include "support.h"

#include <stdio.h>

#include "core/autograd.h"

/* ---- The algorithms, as their papers have them ------------------------------------------------ */

typedef struct {
    th_tensor *p, *a, *b, *c; /* parameter and states, which begin as zeros */
    double eta, mu;           /* of asgd */
    int t;                    /* the number of this step */
    th_optimizer *o;
} plain;

static double option(const plain *s, const char *name) { return th_optimizer_get(s->o, 0, name); }
static th_tensor *minus(th_tensor *x, double times, th_tensor *y) { return th_sub_with(x, y, times); }
static th_tensor *decayed(const plain *s, th_tensor *g) { return th_add_with(g, s->p, option(s, "weight_decay")); }

/* keep x + (1 - keep) y */
static th_tensor *average(double keep, th_tensor *x, th_tensor *y) { return th_add_with(th_mul(x, keep), y, 1 - keep); }

static void sgd(plain *s, th_tensor *g)
{
    double momentum = option(s, "momentum"), dampening = option(s, "dampening");
    th_tensor *d = decayed(s, g);
    if (momentum != 0) {
        s->a = s->t == 1 ? d : th_add_with(th_mul(s->a, momentum), d, 1 - dampening);
        d = option(s, "nesterov") ? th_add_with(d, s->a, momentum) : s->a;
    }
    s->p = minus(s->p, option(s, "lr"), d);
}

static void adam_step(plain *s, th_tensor *d)
{
    double beta1 = option(s, "beta1"), beta2 = option(s, "beta2");
    s->a = average(beta1, s->a, d);
    s->b = average(beta2, s->b, th_square(d));
    s->c = th_maximum(s->c, s->b);
    th_tensor *second = th_div(option(s, "amsgrad") ? s->c : s->b, 1 - pow(beta2, s->t));
    th_tensor *first = th_div(s->a, 1 - pow(beta1, s->t));
    s->p = minus(s->p, option(s, "lr"), th_div(first, th_add(th_sqrt(second), option(s, "eps"))));
}

static void adam(plain *s, th_tensor *g) { adam_step(s, decayed(s, g)); }

static void adamw(plain *s, th_tensor *g)
{
    s->p = th_mul(s->p, 1 - option(s, "lr") * option(s, "weight_decay"));
    adam_step(s, g);
}

static void rmsprop(plain *s, th_tensor *g)
{
    double alpha = option(s, "alpha");
    th_tensor *d = decayed(s, g);
    s->a = average(alpha, s->a, th_square(d));
    s->c = average(alpha, s->c, d);
    th_tensor *variance = option(s, "centered") ? th_sub(s->a, th_square(s->c)) : s->a;
    s->b = th_add(th_mul(s->b, option(s, "momentum")), th_div(d, th_add(th_sqrt(variance), option(s, "eps"))));
    s->p = minus(s->p, option(s, "lr"), s->b);
}

static void adagrad(plain *s, th_tensor *g)
{
    th_tensor *d = decayed(s, g);
    if (s->t == 1) s->a = th_add(s->a, option(s, "initial_accumulator_value"));
    s->a = th_add(s->a, th_square(d));
    double lr = option(s, "lr") / (1 + (s->t - 1) * option(s, "lr_decay"));
    s->p = minus(s->p, lr, th_div(d, th_add(th_sqrt(s->a), option(s, "eps"))));
}

static void adadelta(plain *s, th_tensor *g)
{
    double rho = option(s, "rho"), eps = option(s, "eps");
    th_tensor *d = decayed(s, g);
    s->a = average(rho, s->a, th_square(d));
    th_tensor *delta = th_mul(th_sqrt(th_div(th_add(s->b, eps), th_add(s->a, eps))), d);
    s->b = average(rho, s->b, th_square(delta));
    s->p = minus(s->p, option(s, "lr"), delta);
}

static void asgd(plain *s, th_tensor *g)
{
    double lr = option(s, "lr"), lambda = option(s, "lambda");
    if (s->t == 1) s->eta = lr, s->mu = 1;
    th_tensor *d = decayed(s, g);
    s->p = minus(th_mul(s->p, 1 - lambda * s->eta), s->eta, d);
    s->a = average(1 - s->mu, s->a, s->p);
    s->eta = lr / pow(1 + lambda * lr * s->t, option(s, "alpha"));
    s->mu = 1 / fmax(1, s->t - option(s, "t0"));
}

/* a: the gradient before, b: the size of the steps */
static void rprop(plain *s, th_tensor *g)
{
    if (s->t == 1) s->b = th_add(s->b, option(s, "lr"));
    th_tensor *turn = th_mul(g, s->a), *back = th_lt(turn, 0);
    th_tensor *factor = th_where(back, option(s, "eta1"),
                                 th_where(th_gt(turn, 0), option(s, "eta2"), th_ones_like(turn)));
    s->b = th_minimum(th_maximum(th_mul(s->b, factor), option(s, "step_size1")), option(s, "step_size2"));
    s->a = th_where(back, 0, g);
    s->p = th_sub(s->p, th_mul(th_sign(s->a), s->b));
}

/* ---- Layouts of parameters -------------------------------------------------------------------- */

static th_tensor *as_it_is(th_tensor *x) { return x; }
static th_tensor *turned(th_tensor *x)
{
    return x->ndim < 2 ? x : th_transpose(th_to_contiguous_copy(th_transpose(x, 0, 1)), 0, 1);
}
static th_tensor *sliced(th_tensor *x) { return th_select(th_stack_with(TH_LIST(x, x), x->ndim), x->ndim, 1); }
static th_tensor *stretched(th_tensor *x)
{
    return x->numel ? th_expand_as(th_select(th_view(x, TH_INTS(-1)), 0, 0), x) : x;
}
typedef th_tensor *(*layout)(th_tensor *);

/* How parameter and gradient lie in memory; a gradient may be one number everywhere. */
static const struct { layout p, g; } layouts[] = {
    {as_it_is, as_it_is}, {turned, as_it_is}, {sliced, turned}, {as_it_is, sliced}, {turned, stretched},
};
static const th_ints shapes[] = {{0, NULL}, TH_INTS(1), TH_INTS(3, 4), TH_INTS(0, 3), TH_INTS(33, 64)};
static const struct { th_dtype dtype; double tolerance; } dtypes[] = {
    {TH_FLOAT64, 1e-12}, {TH_FLOAT32, 2e-6}, {TH_FLOAT16, 1e-2}, {TH_BFLOAT16, 6e-2},
};
#define LENGTH(array) ((int)(sizeof(array) / sizeof *(array)))

/* ---- Comparing -------------------------------------------------------------------------------- */

typedef struct {
    const char *algorithm;
    void (*step)(plain *, th_tensor *);
    th_options options;
} training;

static const char *text_of(const training *t)
{
    char *text = th_scratch(256);
    int n = snprintf(text, 256, "%s(", t->algorithm);
    for (int k = 0; k < t->options.n; k++)
        n += snprintf(text + n, 256 - (size_t)n, "%s%s = %g", k ? ", " : "", t->options.v[k].name,
                      t->options.v[k].value);
    snprintf(text + n, 256 - (size_t)n, ")");
    return text;
}

static void compare(const training *t, int number, th_tensor *got, th_tensor *expected, double tolerance)
{
    for (int64_t i = 0; i < got->numel; i++) {
        double a = value_at(got, i), b = value_at(expected, i);
        if (fabs(a - b) > tolerance * (1 + fabs(b)) || isnan(a))
            th_fail(TH_RUNTIME_ERROR, "%s, step %d, %s [%s] at %lld: got %.9g, expected %.9g", text_of(t), number,
                    th_dtype_name((th_dtype)got->dtype), th_shape_text(got->ndim, got->shape), (long long)i, a, b);
    }
}

static void check_with(const training *t, th_ints shape, int of_layout, int of_dtype)
{
    th_dtype dtype = dtypes[of_dtype].dtype;
    th_tensor *p = th_detach(layouts[of_layout].p(th_randn_with(shape, dtype, TH_NONE, NULL)));
    th_tensor *start = th_to_contiguous_copy(p);
    th_set_requires_grad(p, true);
    plain s = {.o = th_optim(t->algorithm, TH_LIST(p), t->options),
               .p = th_to_contiguous_copy(th_cast(start, TH_FLOAT64))};
    s.a = s.b = s.c = th_zeros_like(s.p);
    for (s.t = 1; s.t <= 4; s.t++) {
        th_tensor *g = layouts[of_layout].g(th_randn_with(shape, dtype, TH_NONE, NULL));
        th_set_grad(p, g);
        th_optimizer_step(s.o);
        t->step(&s, th_to_contiguous_copy(th_cast(g, TH_FLOAT64)));
        compare(t, s.t, th_cast(th_detach(p), TH_FLOAT64), s.p, dtypes[of_dtype].tolerance);
    }
}

static void check(const training *t)
{
    for (int s = 0; s < LENGTH(shapes); s++)
        for (int l = 0; l < LENGTH(layouts); l++)
            for (int d = 0; d < LENGTH(dtypes); d++) {
                th_scope *scope = th_scope_open();
                check_with(t, shapes[s], l, d);
                th_scope_close(scope);
            }
}

#define CHECK_TRAINING(name, ...) check(&(training){#name, name, TH_OPTIONS({"lr", 0.1}, __VA_ARGS__)})
#define DECAY {"weight_decay", 0.2}

TEST(sgd_steps)
{
    CHECK_TRAINING(sgd, DECAY);
    CHECK_TRAINING(sgd, {"momentum", 0.9});
    CHECK_TRAINING(sgd, {"momentum", 0.9}, {"dampening", 0.3}, DECAY);
    CHECK_TRAINING(sgd, {"momentum", 0.9}, {"nesterov", 1});
    CHECK_TRAINING(sgd, {"momentum", 0.9}, {"nesterov", 1}, DECAY);
}

TEST(adam_steps)
{
    for (int amsgrad = 0; amsgrad < 2; amsgrad++)
        for (double decay = 0; decay < 0.3; decay += 0.2) {
            CHECK_TRAINING(adam, {"beta2", 0.5}, {"eps", 0.1}, {"weight_decay", decay}, {"amsgrad", amsgrad});
            CHECK_TRAINING(adamw, {"beta2", 0.5}, {"eps", 0.1}, {"weight_decay", decay}, {"amsgrad", amsgrad});
        }
}

TEST(rmsprop_steps)
{
    for (int centered = 0; centered < 2; centered++)
        for (double momentum = 0; momentum < 0.6; momentum += 0.5) {
            CHECK_TRAINING(rmsprop, {"alpha", 0.6}, {"eps", 0.5}, {"momentum", momentum}, {"centered", centered});
            CHECK_TRAINING(rmsprop, {"alpha", 0.6}, {"eps", 0.5}, {"momentum", momentum}, {"centered", centered},
                           DECAY);
        }
}

TEST(adagrad_steps)
{
    CHECK_TRAINING(adagrad, {"eps", 0.1});
    CHECK_TRAINING(adagrad, {"eps", 0.1}, {"lr_decay", 0.5}, {"initial_accumulator_value", 0.5}, DECAY);
}

TEST(adadelta_steps)
{
    CHECK_TRAINING(adadelta, {"eps", 0.1});
    CHECK_TRAINING(adadelta, {"rho", 0.5}, {"eps", 0.01}, DECAY);
}

TEST(asgd_steps)
{
    CHECK_TRAINING(asgd, {"lambda", 0.1});
    CHECK_TRAINING(asgd, {"lambda", 0.1}, {"t0", 1}, {"alpha", 0.5}, DECAY);
}

TEST(rprop_steps)
{
    CHECK_TRAINING(rprop, {"eta1", 0.5});
    CHECK_TRAINING(rprop, {"eta1", 0.25}, {"eta2", 1.5}, {"step_size1", 0.0625}, {"step_size2", 0.2});
}

RUN_TESTS("steps", cmocka_unit_test(sgd_steps), cmocka_unit_test(adam_steps), cmocka_unit_test(rmsprop_steps),
          cmocka_unit_test(adagrad_steps), cmocka_unit_test(adadelta_steps), cmocka_unit_test(asgd_steps),
          cmocka_unit_test(rprop_steps))
