/* Generators as R objects: external pointers that own one reference. NULL is the default generator of
 * a device. */
#include "bridge.h"

static void finalize(SEXP x)
{
    th_generator_release(R_ExternalPtrAddr(x));
    R_ClearExternalPtr(x);
}

static void make_generator(void *data)
{
    *(th_generator **)data = th_generator_new((th_device){TH_CPU, 0});
}

SEXP C_generator(void)
{
    r_enter();
    th_generator *g = NULL;
    SEXP x = PROTECT(R_MakeExternalPtr(NULL, Rf_install("torch_generator"), R_NilValue));
    SEXP class = PROTECT(Rf_allocVector(STRSXP, 2));
    SET_STRING_ELT(class, 0, Rf_mkChar("torch_generator"));
    SET_STRING_ELT(class, 1, Rf_mkChar("R7"));
    Rf_setAttrib(x, R_ClassSymbol, class);
    R_RegisterCFinalizerEx(x, finalize, TRUE);
    r_run(make_generator, &g);
    R_SetExternalPtrAddr(x, g);
    UNPROTECT(2);
    return x;
}

/* Whole numbers past 2^53 do not fit a double: they come back as integer64. */
static SEXP seed_value(uint64_t seed)
{
    if (seed <= (UINT64_C(1) << 53)) return Rf_ScalarReal((double)seed);
    SEXP value = PROTECT(Rf_allocVector(REALSXP, 1));
    *(int64_t *)(void *)REAL(value) = (int64_t)seed;
    Rf_setAttrib(value, R_ClassSymbol, Rf_mkString("integer64"));
    UNPROTECT(1);
    return value;
}

SEXP C_manual_seed(SEXP generator, SEXP seed)
{
    th_generator *g = r_generator(generator, R_PLACE("manual_seed", "generator"));
    uint64_t number = (uint64_t)r_int(seed, R_PLACE("manual_seed", "seed"));
    if (g) th_generator_seed(g, number);
    else th_manual_seed(number);
    return generator;
}

SEXP C_random_seed(SEXP generator)
{
    return seed_value(th_generator_seed_randomly(r_generator(generator, R_PLACE("seed", "generator"))));
}

SEXP C_initial_seed(SEXP generator)
{
    return seed_value(th_generator_initial_seed(r_generator(generator, R_PLACE("initial_seed", "generator"))));
}

/* ---- States: Byte tensors on the CPU ------------------------------------------------------------ */

typedef struct { th_generator *g; th_device device; th_tensor *state; } state_access;

static th_generator *accessed(const state_access *a)
{
    if (a->g) return a->g;
    th_backend_of(a->device); /* fails where there is no such device */
    return th_generator_default(a->device);
}

static th_tensor *read_state(void *data)
{
    const th_generator *g = accessed(data);
    th_tensor *state = th_new(TH_INTS((int64_t)th_generator_state_bytes(g)), TH_UINT8, (th_device){TH_CPU, 0});
    th_generator_state(g, th_tensor_data(state));
    return state;
}

SEXP C_rng_state(SEXP generator, SEXP device)
{
    r_enter();
    state_access access = {r_generator(generator, R_PLACE("get_rng_state", "generator")),
                           r_device(device, R_PLACE("get_rng_state", "device")), NULL};
    return r_result(read_state, &access);
}

static void write_state(void *data)
{
    const state_access *a = data;
    th_tensor *state = a->state;
    if (th_tensor_dtype(state) != TH_UINT8 || th_tensor_device(state).type != TH_CPU)
        th_fail(TH_TYPE_ERROR, "set_rng_state: got a %s tensor on %s, expected a Byte tensor on the CPU",
                th_dtype_name(th_tensor_dtype(state)), th_device_text(th_tensor_device(state)));
    th_generator_set_state(accessed(a), th_tensor_data(th_to_contiguous(state)), (size_t)th_tensor_numel(state));
}

SEXP C_set_rng_state(SEXP generator, SEXP device, SEXP state)
{
    r_enter();
    state_access access = {r_generator(generator, R_PLACE("set_rng_state", "generator")),
                           r_device(device, R_PLACE("set_rng_state", "device")),
                           r_tensor(state, R_PLACE("set_rng_state", "state"))};
    r_run(write_state, &access);
    return R_NilValue;
}
