/* Entries read R objects first, then run a body that calls the library and not R. */
#define R_NO_REMAP
#include <torch_r.h>

/* ---- Operations, recorded for autograd -------------------------------------------------------- */

static th_tensor *softplus(void *x) { return th_log1p(th_exp((th_tensor *)x)); }

SEXP C_softplus(SEXP x) { return torch_call(softplus, torch_tensor_of(x, "client_softplus", "x")); }

/* The tensor itself, without a body. */
SEXP C_same(SEXP x) { return torch_sexp(torch_tensor_of(x, "client_same", "x")); }

static th_list halves(void *x) { return th_chunk(x, 2); }

SEXP C_halves(SEXP x) { return torch_call_list(halves, torch_tensor_of(x, "client_halves", "x")); }

static th_tensor *or_zero(void *x) { return x ? x : th_zeros(TH_INTS(1)); }

SEXP C_or_zero(SEXP x) { return torch_call(or_zero, torch_tensor_or_null(x, "client_or_zero", "x")); }

/* ---- A gradient of one's own ------------------------------------------------------------------ */

static void cube_backward(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    (void)data;
    results[0] = th_mul(gradients.v[0], th_mul(th_square(saved.v[0]), 3));
}

static th_tensor *cube(void *data)
{
    th_tensor *x = data;
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false); /* until the scope closes */
    th_tensor *y = th_scope_return(scope, th_pow(x, 3));
    th_record_function("Cube", TH_LIST(x), TH_LIST(y), TH_LIST(x), cube_backward, NULL, NULL);
    return y;
}

SEXP C_cube(SEXP x) { return torch_call(cube, torch_tensor_of(x, "client_cube", "x")); }

/* x, whose gradient is what an R function makes of the incoming one. The function is held by C. */
static void gradient_in_r(void *held, th_list saved, th_list gradients, th_tensor **results)
{
    (void)saved;
    results[0] = torch_apply(torch_held(held), gradients);
}

typedef struct { th_tensor *x; void *held; } with_gradient;

static th_tensor *attach_gradient(void *data)
{
    with_gradient *w = data;
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_tensor *y = th_scope_return(scope, th_clone(w->x));
    th_list none = {0, NULL};
    th_record_function("GradientInR", TH_LIST(w->x), TH_LIST(y), none, gradient_in_r, torch_drop, w->held);
    return y;
}

SEXP C_with_gradient(SEXP x, SEXP gradient)
{
    with_gradient w = {torch_tensor_of(x, "client_with_gradient", "x"), torch_hold(gradient)};
    return torch_call(attach_gradient, &w);
}

/* ---- R from inside ---------------------------------------------------------------------------- */

typedef struct { SEXP function; th_tensor *x; } applying;

static th_tensor *apply(void *data)
{
    applying *a = data;
    th_scope *scope = th_scope_open();
    return th_scope_return(scope, th_mul(torch_apply(a->function, TH_LIST(th_mul(a->x, 2))), 10));
}

SEXP C_eval(SEXP function, SEXP x)
{
    applying a = {function, torch_tensor_of(x, "client_eval", "x")};
    return torch_call(apply, &a);
}

typedef struct { SEXP call; double value; } evaluating;

static SEXP evaluate(void *data) { return Rf_eval(((evaluating *)data)->call, R_GlobalEnv); }

static void evaluate_protected(void *data)
{
    evaluating *e = data;
    th_zeros(TH_INTS(3)); /* released, whatever happens */
    e->value = Rf_asReal(torch_protected(evaluate, e));
}

SEXP C_protected(SEXP call)
{
    evaluating e = {call, 0};
    torch_run(evaluate_protected, &e);
    return Rf_ScalarReal(e.value);
}

/* ---- Modules and optimizers ------------------------------------------------------------------- */

typedef struct { th_module *module; th_tensor *x; } forwarding;

static th_tensor *forward(void *data)
{
    forwarding *f = data;
    return th_module_forward(f->module, TH_LIST(f->x));
}

SEXP C_forward(SEXP module, SEXP x)
{
    forwarding f = {torch_module_of(module, "client_forward", "module"), torch_tensor_of(x, "client_forward", "x")};
    return torch_call(forward, &f);
}

typedef struct { th_tensor *x, *y; double loss; } training;

static void train(void *data)
{
    training *t = data;
    th_module *net = TH_SEQUENTIAL(th_nn_linear(th_tensor_shape(t->x)[1], 16), th_nn_tanh(), th_nn_linear(16, 1));
    th_optimizer *adam = th_optim("adam", th_module_parameters(net), TH_OPTIONS({"lr", 0.05}));
    for (int step = 0; step < 200; step++) {
        th_scope *scope = th_scope_open();
        th_optimizer_zero_grad(adam, true);
        th_tensor *loss = th_mse_loss(th_module_forward(net, TH_LIST(t->x)), t->y);
        th_backward(loss, NULL, false, false);
        th_optimizer_step(adam);
        t->loss = th_item(loss).re.d;
        th_scope_close(scope);
    }
}

SEXP C_train(SEXP x, SEXP y)
{
    training t = {torch_tensor_of(x, "client_train", "x"), torch_tensor_of(y, "client_train", "y"), 0};
    torch_run(train, &t);
    return Rf_ScalarReal(t.loss);
}

/* ---- Mistakes --------------------------------------------------------------------------------- */

static th_tensor *fail(void *kind)
{
    th_nn_linear(3, 4);
    th_zeros(TH_INTS(5));
    th_fail(*(th_error_kind *)kind, "client_fail: on purpose, %d", 1);
}

SEXP C_fail(SEXP kind)
{
    th_error_kind which = (th_error_kind)Rf_asInteger(kind);
    return torch_call(fail, &which);
}

/* An operation without a body around it. */
SEXP C_unguarded(SEXP x) { return torch_sexp(th_exp(torch_tensor_of(x, "client_unguarded", "x"))); }

typedef struct { const char *name; int version; } looking;

static void look(void *data)
{
    looking *l = data;
    typedef th_function (*finder)(const char *, int);
    ((finder)(th_function)R_GetCCallable("torch", "th_symbol"))(l->name, l->version);
}

SEXP C_lookup(SEXP name, SEXP version, SEXP inside)
{
    looking l = {CHAR(STRING_ELT(name, 0)), Rf_asInteger(version)};
    if (Rf_asLogical(inside)) torch_run(look, &l);
    else look(&l);
    return R_NilValue;
}

SEXP C_cxx(SEXP x);

static const R_CallMethodDef entries[] = {
    {"C_softplus", (DL_FUNC)(th_function)C_softplus, 1}, {"C_cube", (DL_FUNC)(th_function)C_cube, 1},
    {"C_same", (DL_FUNC)(th_function)C_same, 1}, {"C_halves", (DL_FUNC)(th_function)C_halves, 1},
    {"C_or_zero", (DL_FUNC)(th_function)C_or_zero, 1}, {"C_train", (DL_FUNC)(th_function)C_train, 2},
    {"C_forward", (DL_FUNC)(th_function)C_forward, 2}, {"C_eval", (DL_FUNC)(th_function)C_eval, 2},
    {"C_with_gradient", (DL_FUNC)(th_function)C_with_gradient, 2}, {"C_fail", (DL_FUNC)(th_function)C_fail, 1},
    {"C_unguarded", (DL_FUNC)(th_function)C_unguarded, 1}, {"C_lookup", (DL_FUNC)(th_function)C_lookup, 3},
    {"C_cxx", (DL_FUNC)(th_function)C_cxx, 1}, {"C_protected", (DL_FUNC)(th_function)C_protected, 1}, {NULL, NULL, 0},
};

void R_init_torchclient(DllInfo *info)
{
    R_registerRoutines(info, NULL, entries, NULL, NULL);
    R_useDynamicSymbols(info, FALSE);
}
