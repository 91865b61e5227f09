/* Operations from R: the row of the op table says how each raw argument is read. Every number that is
 * 1-based in R becomes 0-based here (A, A[], X, IT, IT[], PT), and index results become 1-based again. */
#include "bridge.h"

#include <string.h>

#define CALL_INTS 48

/* One call. Bare R vectors that stand for tensors are read in the first phase and copied in the body. */
typedef struct {
    const th_op *op;
    bool in_place;
    th_value args[TH_MAX_ARGS];
    r_array *arrays;          /* per argument, made when the first is needed */
    uint32_t bare;            /* arguments that are in arrays */
    int64_t ints[CALL_INTS];
    int n_ints;
    double doubles[4];
    SEXP keeper;
    th_tensor *result;
    th_value value;
} op_call;

/* What every call would otherwise find out anew. */
enum { IS_PLAIN = 1, HAS_INDICES = 2, GIVES_INDICES = 4 };
static unsigned char traits[TH_N_OPS];

void r_start_calls(void)
{
    for (int id = 0; id < TH_N_OPS; id++) {
        const th_op *op = &th_ops[id];
        if (op->n_out == 1 && strchr("biSD", op->result[0])) traits[id] |= IS_PLAIN;
        for (int k = 0; k < op->n_params; k++)
            if (r_meaning_of(op->params[k].type) != R_VALUES) traits[id] |= HAS_INDICES;
        for (int k = 0; k < op->n_out; k++)
            if (op->result[k] == 'I') traits[id] |= GIVES_INDICES;
    }
}

/* ---- First phase: reading ---------------------------------------------------------------------- */

static void read_bare(op_call *call, int k, SEXP x, r_place place)
{
    if (!call->arrays) call->arrays = (r_array *)R_alloc(TH_MAX_ARGS, sizeof(r_array));
    call->arrays[k] = r_read(x, place);
    call->bare |= 1u << k;
}

static bool is_changed(const op_call *call, int k) { return k == 0 && (call->in_place || call->op->changes_self); }

static void take_tensor(op_call *call, int k, SEXP x, th_tensor *tensor)
{
    th_value *arg = &call->args[k];
    arg->as.tensor = tensor;
    arg->type = TH_ARG_TENSOR;
    arg->temporary = !is_changed(call, k) && !MAYBE_SHARED(x);
}

static void read_tensor(op_call *call, int k, SEXP x, r_place place)
{
    if (!is_changed(call, k) && !r_is_tensor(x) && r_is_array(x)) read_bare(call, k, x, place);
    else take_tensor(call, k, x, r_tensor(x, place));
}

static void read_operand(op_call *call, int k, SEXP x, r_place place)
{
    th_scalar number;
    if (!r_is_tensor(x) && !(k == 0 && call->in_place) && r_number(x, &number)) call->args[k] = th_v_scalar(number);
    else read_tensor(call, k, x, place);
}

static void read_scalar(op_call *call, int k, SEXP x, r_place place)
{
    th_scalar number;
    if (r_is_tensor(x)) number = r_item(x, place);
    else if (!r_number(x, &number)) r_type_error(place, "a number", x);
    call->args[k] = th_v_scalar(number);
}

/* A list of tensors. Bare vectors in it are copied in the body: they wait in call->arrays[k].data. */
static void read_list(op_call *call, int k, SEXP x, bool gaps, r_place place)
{
    bool single = TYPEOF(x) != VECSXP;
    int n = single ? 1 : (int)XLENGTH(x);
    th_tensor **v = (th_tensor **)R_alloc((size_t)n + 1, sizeof *v);
    r_array *late = NULL;
    for (int i = 0; i < n; i++) {
        SEXP element = single ? x : VECTOR_ELT(x, i);
        v[i] = NULL;
        if (gaps && (element == R_NilValue || r_is_undefined(element))) continue;
        if (r_is_tensor(element) || !r_is_array(element)) { v[i] = r_tensor(element, place); continue; }
        if (!late) {
            late = (r_array *)R_alloc((size_t)n, sizeof *late);
            memset(late, 0, (size_t)n * sizeof *late);
        }
        late[i] = r_read(element, place);
    }
    call->args[k] = (th_value){.type = TH_ARG_LIST, .n = n, .as.list = v};
    if (!late) return;
    if (!call->arrays) call->arrays = (r_array *)R_alloc(TH_MAX_ARGS, sizeof(r_array));
    call->arrays[k] = (r_array){.data = late};
    call->bare |= 1u << k;
}

static void read_ints(op_call *call, int k, SEXP x, bool axes, r_place place)
{
    th_ints ints = r_ints(x, call->ints + call->n_ints, CALL_INTS - call->n_ints, place);
    if (axes) for (int i = 0; i < ints.n; i++) ((int64_t *)ints.v)[i] = r_axis(ints.v[i], place);
    if (ints.v == call->ints + call->n_ints) call->n_ints += ints.n;
    call->args[k] = (th_value){.type = TH_ARG_INTS, .n = ints.n, .as.ints = ints.v};
}

static void read_doubles(op_call *call, int k, SEXP x, r_place place)
{
    r_array a = r_read(x, place);
    double *v = a.n <= 4 ? call->doubles : (double *)R_alloc((size_t)a.n, sizeof *v);
    if (a.kind != REALSXP && a.kind != INTSXP) r_type_error(place, "numbers", x);
    for (int64_t i = 0; i < a.n; i++)
        v[i] = a.kind == REALSXP ? ((const double *)a.data)[i] : ((const int *)a.data)[i];
    call->args[k] = (th_value){.type = TH_ARG_DOUBLES, .n = (int)a.n, .as.doubles = v};
}

static void read_argument(op_call *call, int k, SEXP x)
{
    const th_param *param = &call->op->params[k];
    if (param->type <= TH_SIG_N) { /* most arguments */
        th_tensor *tensor = r_held_tensor(x);
        if (tensor) { take_tensor(call, k, x, tensor); return; }
    }
    r_place place = {call->op->name, param->name};
    th_value *arg = &call->args[k];
    if (x == R_MissingArg && param->has_default) { *arg = param->fallback; return; }
    if (param->optional && (r_absent(x) || r_is_undefined(x))) return;
    switch (param->type) {
    case TH_SIG_T: case TH_SIG_IT: case TH_SIG_PT: read_tensor(call, k, x, place); break;
    case TH_SIG_N: read_operand(call, k, x, place); break;
    case TH_SIG_TL: read_list(call, k, x, param->optional, place); break;
    case TH_SIG_ITL: read_list(call, k, x, true, place); break;
    case TH_SIG_S: read_scalar(call, k, x, place); break;
    case TH_SIG_I: *arg = (th_value){.type = TH_ARG_INT, .as.i = r_int(x, place)}; break;
    case TH_SIG_A: *arg = (th_value){.type = TH_ARG_INT, .as.i = r_axis(r_int(x, place), place)}; break;
    case TH_SIG_X: *arg = (th_value){.type = TH_ARG_INT, .as.i = r_index(r_int(x, place), place)}; break;
    case TH_SIG_IS: read_ints(call, k, x, false, place); break;
    case TH_SIG_AS: read_ints(call, k, x, true, place); break;
    case TH_SIG_B: *arg = (th_value){.type = TH_ARG_BOOL, .as.i = r_flag(x, place)}; break;
    case TH_SIG_D: *arg = (th_value){.type = TH_ARG_DOUBLE, .as.d = r_double(x, place)}; break;
    case TH_SIG_DS: read_doubles(call, k, x, place); break;
    case TH_SIG_DTYPE: *arg = (th_value){.type = TH_ARG_DTYPE, .as.i = r_dtype(x, place)}; break;
    case TH_SIG_STR: *arg = (th_value){.type = TH_ARG_STRING, .as.string = r_string(x, place)}; break;
    case TH_SIG_GEN: *arg = (th_value){.type = TH_ARG_GENERATOR, .as.generator = r_generator(x, place)}; break;
    case TH_SIG_DEVICE: *arg = (th_value){.type = TH_ARG_DEVICE, .as.device = r_device(x, place)}; break;
    }
}

/* An operation on bare numbers alone computes with the first as a tensor. */
static void make_one_tensor(op_call *call, int n, SEXP *args)
{
    for (int k = 0; k < call->op->n_params; k++)
        if (call->args[k].type == TH_ARG_TENSOR || (call->bare >> k & 1) || call->args[k].type == TH_ARG_LIST) return;
    for (int k = 0; k < n; k++)
        if (call->op->params[k].type == TH_SIG_N && call->args[k].type == TH_ARG_SCALAR) {
            read_bare(call, k, args[k], R_PLACE(call->op->name, call->op->params[k].name));
            return;
        }
}

static void read_arguments(op_call *call, int n, SEXP *args)
{
    const th_op *op = call->op;
    if (n > op->n_params) r_raise(TH_TYPE_ERROR, "%s: got %d arguments, expected %d", op->name, n, op->n_params);
    for (int k = 0; k < op->n_params; k++) {
        if (k < n) read_argument(call, k, args[k]);
        else if (op->params[k].has_default) call->args[k] = op->params[k].fallback;
        else if (!op->params[k].optional) r_raise(TH_TYPE_ERROR, "%s: %s is missing", op->name, op->params[k].name);
    }
    make_one_tensor(call, n, args);
}

/* ---- Second phase: inside the guard ------------------------------------------------------------- */

static th_device device_of_call(const op_call *call)
{
    for (int k = 0; k < call->op->n_params; k++)
        if (call->args[k].type == TH_ARG_TENSOR) return th_tensor_device(call->args[k].as.tensor);
    return th_default_device();
}

static void copy_bare_list(op_call *call, int k, r_meaning meaning, th_device device, r_place place)
{
    const r_array *late = call->arrays[k].data;
    for (int i = 0; i < call->args[k].n; i++)
        if (late[i].data || late[i].kind)
            call->args[k].as.list[i] = r_array_tensor(&late[i], TH_NO_DTYPE, device, meaning, place);
}

static void copy_bare(op_call *call)
{
    th_device device = device_of_call(call);
    for (int k = 0; k < call->op->n_params; k++) {
        if (!(call->bare >> k & 1)) continue;
        th_sig_type type = call->op->params[k].type;
        r_meaning meaning = r_meaning_of(type);
        r_place place = {call->op->name, call->op->params[k].name};
        if (type == TH_SIG_TL || type == TH_SIG_ITL) copy_bare_list(call, k, meaning, device, place);
        else call->args[k] = th_v_tensor(r_array_tensor(&call->arrays[k], TH_NO_DTYPE, device, meaning, place));
    }
}

/* Index tensors count from 1 in R. Those that were bare vectors have been translated already. */
static void translate_indices(op_call *call)
{
    for (int k = 0; k < call->op->n_params; k++) {
        th_value *arg = &call->args[k];
        r_place place = {call->op->name, call->op->params[k].name};
        bool was_bare = call->bare >> k & 1;
        r_meaning meaning = r_meaning_of(call->op->params[k].type);
        if (meaning == R_VALUES) continue;
        if (arg->type == TH_ARG_TENSOR && !was_bare) *arg = th_v_tensor(r_zero_based(arg->as.tensor, meaning, place));
        if (arg->type == TH_ARG_LIST) {
            const r_array *late = was_bare ? call->arrays[k].data : NULL;
            for (int i = 0; i < arg->n; i++)
                if (arg->as.list[i] && !(late && late[i].kind))
                    arg->as.list[i] = r_zero_based(arg->as.list[i], meaning, place);
        }
    }
}

/* Fresh index tensors leave 1-based; those that the graph has saved are copied. */
static th_tensor *one_based(th_tensor *index, bool saved)
{
    th_value args[] = {th_v_tensor(index), th_v_int(1), th_v_int(1)};
    return saved ? th_dispatch1(TH_OP_add, args) : th_dispatch_in_place(TH_OP_add, args);
}

static void run_op(void *data)
{
    op_call *call = data;
    const th_op *op = call->op;
    if (call->bare) copy_bare(call);
    if (traits[op->id] & HAS_INDICES) translate_indices(call);
    if (traits[op->id] & IS_PLAIN) { call->value = th_dispatch_value(op->id, call->args); return; }
    if (call->in_place) { th_dispatch_in_place(op->id, call->args); return; }
    if (op->n_out == 1 && !(traits[op->id] & GIVES_INDICES)) {
        call->result = th_keep(th_dispatch1(op->id, call->args));
        return;
    }
    int n;
    th_tensor **out = th_dispatch(op, call->args, &n);
    for (int k = 0; k < n && op->n_out > 0; k++)
        if (op->result[k] == 'I' && out[k]) out[k] = one_based(out[k], op->saves_output && out[0]->grad_fn);
    if (op->n_out == 1) call->result = th_keep(out[0]);
    else r_keeper_take(call->keeper, out, n);
}

/* ---- Third phase: results ----------------------------------------------------------------------- */

static SEXP r_plain(th_value value)
{
    switch (value.type) {
    case TH_ARG_BOOL: return Rf_ScalarLogical(value.as.i != 0);
    case TH_ARG_INT: return value.as.i > INT32_MAX || value.as.i < -INT32_MAX ? Rf_ScalarReal((double)value.as.i)
                                                                             : Rf_ScalarInteger((int)value.as.i);
    case TH_ARG_DOUBLE: return Rf_ScalarReal(value.as.d);
    case TH_ARG_SCALAR: return r_scalar_value(value.as.scalar, TH_NO_DTYPE);
    case TH_ARG_DTYPE: return r_dtype_object((th_dtype)value.as.i);
    default: return R_NilValue;
    }
}

SEXP r_call_op(int id, int n, SEXP *args, bool in_place)
{
    op_call call;
    call.op = &th_ops[id];
    call.in_place = in_place;
    memset(call.args, 0, (size_t)call.op->n_params * sizeof *call.args);
    call.arrays = NULL;
    call.bare = 0;
    call.n_ints = 0;
    call.result = NULL;
    r_enter();
    read_arguments(&call, n, args);
    if (in_place) {
        r_run(run_op, &call);
        return args[0];
    }
    bool plain = traits[id] & IS_PLAIN, single = call.op->n_out == 1;
    call.keeper = PROTECT(plain ? R_NilValue : single ? r_handle() : r_keeper());
    r_run(run_op, &call);
    SEXP result = plain ? r_plain(call.value) : single ? r_fill(call.keeper, call.result) : r_kept(call.keeper);
    r_warn();
    UNPROTECT(1);
    return result;
}

/* ---- Entries: the operation's number and its arguments ------------------------------------------ */

static int op_number(SEXP id)
{
    int number = TYPEOF(id) == INTSXP && XLENGTH(id) == 1 ? INTEGER(id)[0] : -1;
    if (number < 0 || number >= TH_N_OPS) Rf_error("no operation has number %d", number);
    return number;
}

/* Any operation by its name, for functions written by hand: args are in a list. */
SEXP C_call_named(SEXP name, SEXP args, SEXP in_place)
{
    SEXP raw[TH_MAX_ARGS];
    const th_op *op = th_op_find(r_string(name, R_PLACE("call_op", "name")));
    if (!op) r_raise(TH_NOT_IMPLEMENTED, "%s: not available", CHAR(STRING_ELT(name, 0)));
    int n = (int)XLENGTH(args);
    if (n > TH_MAX_ARGS) Rf_error("too many arguments");
    for (int k = 0; k < n; k++) raw[k] = VECTOR_ELT(args, k);
    return r_call_op(op->id, n, raw, Rf_asLogical(in_place) == TRUE);
}

/* .Call() passes a fixed number of arguments: there is an entry for each number that a row can have, C_op2(id, a, b)
 * and C_inplace2(id, a, b) for two. */
#define ARGS1 , SEXP a
#define ARGS2 ARGS1, SEXP b
#define ARGS3 ARGS2, SEXP c
#define ARGS4 ARGS3, SEXP d
#define ARGS5 ARGS4, SEXP e
#define ARGS6 ARGS5, SEXP f
#define ARGS7 ARGS6, SEXP g
#define ARGS8 ARGS7, SEXP h
#define ARGS9 ARGS8, SEXP i
#define ARGS10 ARGS9, SEXP j
#define ARGS11 ARGS10, SEXP k
#define ARGS12 ARGS11, SEXP l
#define ARGS13 ARGS12, SEXP m
#define ARGS14 ARGS13, SEXP n
#define ARGS15 ARGS14, SEXP o
#define ARGS16 ARGS15, SEXP p

#define ENTRIES(count, ...)                                                                                          \
    SEXP C_op##count(SEXP id ARGS##count) { return r_call_op(op_number(id), count, (SEXP[]){__VA_ARGS__}, false); } \
    SEXP C_inplace##count(SEXP id ARGS##count) { return r_call_op(op_number(id), count, (SEXP[]){__VA_ARGS__}, true); }

SEXP C_op0(SEXP id) { return r_call_op(op_number(id), 0, NULL, false); }
ENTRIES(1, a)
ENTRIES(2, a, b)
ENTRIES(3, a, b, c)
ENTRIES(4, a, b, c, d)
ENTRIES(5, a, b, c, d, e)
ENTRIES(6, a, b, c, d, e, f)
ENTRIES(7, a, b, c, d, e, f, g)
ENTRIES(8, a, b, c, d, e, f, g, h)
ENTRIES(9, a, b, c, d, e, f, g, h, i)
ENTRIES(10, a, b, c, d, e, f, g, h, i, j)
ENTRIES(11, a, b, c, d, e, f, g, h, i, j, k)
ENTRIES(12, a, b, c, d, e, f, g, h, i, j, k, l)
ENTRIES(13, a, b, c, d, e, f, g, h, i, j, k, l, m)
ENTRIES(14, a, b, c, d, e, f, g, h, i, j, k, l, m, n)
ENTRIES(15, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
ENTRIES(16, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
