/* A linear layer and the activation behind it as one row, which saves the result alone. The activation is any
 * elementwise row of one input. Its gradient is that of the row NAME_backward(gradient, result), if there is one; a row
 * that takes the input in the result's place has another name (NAME_input_backward). */
#include "activation.h"
#include "matmul.h"
#include "reduce.h"

#include <stdio.h>
#include <string.h>

/* ---- Activations ------------------------------------------------------------------------------------ */

typedef struct { const th_op *row, *slope; } activation; /* slope NULL: there is none that does with the result */

static activation look_up(const char *name)
{
    char slope[80];
    const th_op *row = th_op_find(name);
    if (!row || row->kind != TH_KIND_UNARY)
        th_fail(TH_VALUE_ERROR, "linear_activation: expected an elementwise operation of one input, got '%s'", name);
    snprintf(slope, sizeof slope, "%s_backward", name);
    return (activation){row, th_op_find(slope)};
}

/* Those that a program uses are few; the first ones are found at once. */
static activation activation_of(const char *name)
{
    static activation known[16];
    static int n;
    for (int k = 0; k < n; k++)
        if (!strcmp(known[k].row->name, name)) return known[k];
    activation found = look_up(name);
    if (n < (int)(sizeof known / sizeof *known)) known[n++] = found;
    return found;
}

/* leaky_relu's slope asks for the sign of its input, which a negative number hides in the result. */
static bool does_with_result(activation f, th_value numbers)
{
    return f.slope && (f.row->id != TH_OP_leaky_relu || numbers.as.doubles[0] >= 0);
}

bool th_slope_needs_result_only(const th_op *row, th_value numbers)
{
    return does_with_result(activation_of(row->name), numbers);
}

/* ---- Rules ------------------------------------------------------------------------------------------ */

static activation checked(const th_call *c, int name)
{
    activation f = activation_of(th_arg_string(c, name));
    int given = c->args[name + 1].type == TH_ARG_DOUBLES ? c->args[name + 1].n : 0;
    if (given != f.row->n_params - 1)
        th_fail(TH_VALUE_ERROR, "%s: %s takes %d number(s), got %d", c->op->name, f.row->name, f.row->n_params - 1,
                given);
    return f;
}

/* Kernels get the row's place in the table instead of its name. */
static void pass_row(th_call *c, int k, const th_op *row)
{
    c->args[k] = (th_value){.type = TH_ARG_INT, .as.i = row->id};
}

static void check_floating(const th_call *c, const th_tensor *x)
{
    if (!th_dtype_is_floating((th_dtype)x->dtype))
        th_fail(TH_NOT_IMPLEMENTED, "%s: expected floating-point tensors, got %s", c->op->name,
                th_dtype_name((th_dtype)x->dtype));
}

/* input weight bias activation numbers: linear's rule, whose errors speak of linear */
void shape_linear_activation(th_call *c)
{
    activation f = checked(c, 3);
    bool recorded = th_grad_enabled() && th_any_requires_grad(c->args, 3);
    th_call linear = *c;
    linear.op = &th_ops[TH_OP_linear];
    linear.op->rule(&linear);
    check_floating(c, c->out[0]);
    if (recorded && !does_with_result(f, c->args[4]))
        th_fail(TH_NOT_IMPLEMENTED, "linear_activation: the gradient of %s takes more than its result", f.row->name);
    pass_row(c, 3, f.row);
}

/* gradient result activation numbers sums: the gradient in front of the activation, made in the given one's place if
 * that is temporary, and its sums over all dimensions but the last, which are empty where nobody asks for them */
void shape_linear_activation_backward(th_call *c)
{
    th_tensor *g = th_arg(c, 0), *y = th_arg(c, 1);
    activation f = checked(c, 2);
    check_floating(c, y);
    if (!f.slope)
        th_fail(TH_NOT_IMPLEMENTED, "%s: the gradient of %s takes more than its result", c->op->name, f.row->name);
    if (y->ndim == 0 || g->dtype != y->dtype || !th_same_shape(g, y))
        th_fail(TH_VALUE_ERROR, "%s: expected a gradient like the result, %s [%s], got %s [%s]", c->op->name,
                th_dtype_name((th_dtype)y->dtype), th_shape_text(y->ndim, y->shape), th_dtype_name((th_dtype)g->dtype),
                th_shape_text(g->ndim, g->shape));
    if (th_can_take_over(&c->args[0], y->ndim, y->shape, (th_dtype)y->dtype)) {
        g->storage->version++;
        c->out[0] = th_tensor_alias(g);
    } else TH_OUT(c, 0, y->ndim, y->shape, (th_dtype)y->dtype);
    TH_OUT(c, 1, 1, (th_arg_bool(c, 4) ? &y->shape[y->ndim - 1] : (int64_t[]){0}), (th_dtype)y->dtype);
    for (int k = 0; k < 2; k++) th_pass_contiguous(c, k, (th_dtype)y->dtype);
    pass_row(c, 2, f.slope);
}

/* ---- The gradient ----------------------------------------------------------------------------------- */

static th_tensor *recorded_slope(activation f, th_tensor *g, th_tensor *y, th_value numbers)
{
    th_value args[TH_MAX_ARGS] = {th_v_tensor(g), th_v_tensor(y)};
    for (int k = 2; k < f.slope->n_params; k++) args[k] = th_v_double(numbers.as.doubles[k - 2]);
    return th_dispatch1(f.slope->id, args);
}

/* The fused row records nothing. The pass's own gradient is temporary: nobody sees it any more. */
void grad_linear_activation(th_grad_call *c)
{
    th_tensor *g = th_incoming(c, 0), *y = th_saved_output(c, 0);
    th_value name = th_saved_value(c, 3), numbers = th_saved_value(c, 4);
    if (th_grad_enabled()) {
        th_give_linear(c, recorded_slope(activation_of(name.as.string), g, y, numbers), NULL);
        return;
    }
    bool sums = th_wants(c, 2) && th_saved(c, 2)->numel == y->shape[y->ndim - 1]; /* not of a bias that is one number */
    int n;
    th_value args[] = {th_v_tensor(g), th_v_tensor(y), name, numbers, {.type = TH_ARG_BOOL, .as.i = sums}};
    args[0].temporary = true;
    th_tensor **results = th_dispatch(&th_ops[TH_OP_linear_activation_backward], args, &n);
    th_give_linear(c, results[0], sums ? results[1] : NULL);
}
