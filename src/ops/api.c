/* The operations as C functions: arguments into values, then through the door.
 * made by tools/generate.R from src/ops/ops.def; after a conflict run it again. */
#include "../core/op.h"

#define VALUE(id, ...) ((th_value){.type = TH_ARG_##id, __VA_ARGS__})
static inline th_value from_int(int64_t i) { return VALUE(INT, .as.i = i); }
static inline th_value from_ints(th_ints x) { return x.n < 0 ? TH_NONE : VALUE(INTS, .n = x.n, .as.ints = x.v); }
static inline th_value from_bool(bool b) { return VALUE(BOOL, .as.i = b); }
static inline th_value from_dtype(th_dtype d) { return d == TH_NO_DTYPE ? TH_NONE : VALUE(DTYPE, .as.i = d); }
#define DEFAULT(op, k) th_ops[TH_OP_##op].params[k].fallback
static inline th_list list_of(int op, th_value *args)
{
    int n = 0;
    th_tensor **out = th_dispatch(&th_ops[op], args, &n);
    return (th_list){n, out};
}
static inline void several(int op, th_value *args, th_tensor **results)
{
    int n = 0;
    th_tensor **out = th_dispatch(&th_ops[op], args, &n);
    for (int k = 0; k < n; k++) results[k] = out[k];
}

th_tensor *th_op_add(th_value self, th_value other)
{
    th_value args[] = {self, other, DEFAULT(add, 2)};
    return th_dispatch1(TH_OP_add, args);
}
th_tensor *th_op_add_with(th_value self, th_value other, th_scalar alpha)
{
    th_value args[] = {self, other, th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_add, args);
}
th_tensor *th_op_add_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other, DEFAULT(add, 2)};
    return th_dispatch_in_place(TH_OP_add, args);
}
th_tensor *th_op_add_with_(th_tensor *self, th_value other, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_add, args);
}

th_tensor *th_op_sub(th_value self, th_value other)
{
    th_value args[] = {self, other, DEFAULT(sub, 2)};
    return th_dispatch1(TH_OP_sub, args);
}
th_tensor *th_op_sub_with(th_value self, th_value other, th_scalar alpha)
{
    th_value args[] = {self, other, th_v_scalar(alpha)};
    return th_dispatch1(TH_OP_sub, args);
}
th_tensor *th_op_sub_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other, DEFAULT(sub, 2)};
    return th_dispatch_in_place(TH_OP_sub, args);
}
th_tensor *th_op_sub_with_(th_tensor *self, th_value other, th_scalar alpha)
{
    th_value args[] = {th_v_tensor(self), other, th_v_scalar(alpha)};
    return th_dispatch_in_place(TH_OP_sub, args);
}

th_tensor *th_op_mul(th_value self, th_value other) { return th_dispatch1(TH_OP_mul, (th_value[]){self, other}); }
th_tensor *th_op_mul_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_mul, args);
}

th_tensor *th_op_div(th_value self, th_value other) { return th_dispatch1(TH_OP_div, (th_value[]){self, other}); }
th_tensor *th_op_div_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_div, args);
}

th_tensor *th_neg(th_tensor *self) { return th_dispatch1(TH_OP_neg, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_neg_(th_tensor *self) { return th_dispatch_in_place(TH_OP_neg, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_exp(th_tensor *self) { return th_dispatch1(TH_OP_exp, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_exp_(th_tensor *self) { return th_dispatch_in_place(TH_OP_exp, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_log(th_tensor *self) { return th_dispatch1(TH_OP_log, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_log_(th_tensor *self) { return th_dispatch_in_place(TH_OP_log, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sqrt(th_tensor *self) { return th_dispatch1(TH_OP_sqrt, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sqrt_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sqrt, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_tanh(th_tensor *self) { return th_dispatch1(TH_OP_tanh, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_tanh_(th_tensor *self) { return th_dispatch_in_place(TH_OP_tanh, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_relu(th_tensor *self) { return th_dispatch1(TH_OP_relu, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_relu_(th_tensor *self) { return th_dispatch_in_place(TH_OP_relu, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sign(th_tensor *self) { return th_dispatch1(TH_OP_sign, (th_value[]){th_v_tensor(self)}); }
th_tensor *th_sign_(th_tensor *self) { return th_dispatch_in_place(TH_OP_sign, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_op_gt(th_value self, th_value other) { return th_dispatch1(TH_OP_gt, (th_value[]){self, other}); }
th_tensor *th_op_gt_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_gt, args);
}

th_tensor *th_op_eq(th_value self, th_value other) { return th_dispatch1(TH_OP_eq, (th_value[]){self, other}); }
th_tensor *th_op_eq_(th_tensor *self, th_value other)
{
    th_value args[] = {th_v_tensor(self), other};
    return th_dispatch_in_place(TH_OP_eq, args);
}

th_tensor *th_isnan(th_tensor *self) { return th_dispatch1(TH_OP_isnan, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_sum(th_tensor *self)
{
    th_value args[] = {th_v_tensor(self), DEFAULT(sum, 1), DEFAULT(sum, 2), DEFAULT(sum, 3)};
    return th_dispatch1(TH_OP_sum, args);
}
th_tensor *th_sum_with(th_tensor *self, th_ints dim, bool keepdim, th_dtype dtype)
{
    th_value args[] = {th_v_tensor(self), from_ints(dim), from_bool(keepdim), from_dtype(dtype)};
    return th_dispatch1(TH_OP_sum, args);
}

th_tensor *th_expand(th_tensor *self, th_ints size)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), DEFAULT(expand, 2)};
    return th_dispatch1(TH_OP_expand, args);
}
th_tensor *th_expand_with(th_tensor *self, th_ints size, bool implicit)
{
    th_value args[] = {th_v_tensor(self), from_ints(size), from_bool(implicit)};
    return th_dispatch1(TH_OP_expand, args);
}

th_tensor *th_transpose(th_tensor *self, int64_t dim0, int64_t dim1)
{
    th_value args[] = {th_v_tensor(self), from_int(dim0), from_int(dim1)};
    return th_dispatch1(TH_OP_transpose, args);
}

th_tensor *th_t(th_tensor *self) { return th_dispatch1(TH_OP_t, (th_value[]){th_v_tensor(self)}); }

th_tensor *th_mm(th_tensor *self, th_tensor *mat2)
{
    th_value args[] = {th_v_tensor(self), th_v_tensor(mat2)};
    return th_dispatch1(TH_OP_mm, args);
}
