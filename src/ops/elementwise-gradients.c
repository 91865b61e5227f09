/* The gradients that elementwise rows state as expressions, one function per row. */
#include "slopes.h"

#define NONE NULL
#define ZERO no_slope(g)

/* Zeros of the gradient's shape: of steps and of other functions that are flat where smooth. */
static th_tensor *no_slope(th_tensor *g)
{
    th_tensor *zeros = th_tensor_new(g->ndim, g->shape, (th_dtype)g->dtype, th_device_of(g));
    th_zero(zeros);
    return zeros;
}

/* An expression multiplies g with the derivative. Of complex numbers it is the conjugate derivative that belongs there,
 * and what it gives is the conjugate of the expression for the conjugate of g. */
static th_tensor *turned(th_tensor *g) { return g ? th_conjugate(g) : NULL; }

/* The names that an expression may use; the compiler drops what it does not. */
#define GIVEN                                                                                   \
    th_tensor *g = turned(th_incoming(t, 0));                                                   \
    th_tensor *y = th_node_op(t)->saves_output ? th_saved_output(t, 0) : NULL;                  \
    (void)g, (void)y;
#define NUMBER(p, k) th_scalar p = th_saved_value(t, k).as.scalar; (void)p;
#define TENSOR(x) th_tensor *x = th_node_op(t)->saved_inputs & 1 ? th_saved(t, 0) : NULL; (void)x;
#define INPUT(x, k) th_value x = th_saved_value(t, k); (void)x;
#define OVER th_scalar over = th_node_op(t)->id == TH_OP_loss_sum ? th_saved_value(t, 4).as.scalar : th_int(1);
#define GIVE(k, expression) if (th_wants(t, k)) th_give(t, k, turned(expression));

#define UNARY(name, types, value, grad) \
    void grad_##name(th_grad_call *t) { GIVEN TENSOR(x) GIVE(0, grad) }
#define UNARY1(name, types, p, dp, value, grad) \
    void grad_##name(th_grad_call *t) { GIVEN TENSOR(x) NUMBER(p, 1) GIVE(0, grad) }
#define UNARY2(name, types, p, dp, q, dq, value, grad) \
    void grad_##name(th_grad_call *t) { GIVEN TENSOR(x) NUMBER(p, 1) NUMBER(q, 2) GIVE(0, grad) }
#define UNARY3(name, types, p, dp, q, dq, r, dr, value, grad) \
    void grad_##name(th_grad_call *t) { GIVEN TENSOR(x) NUMBER(p, 1) NUMBER(q, 2) NUMBER(r, 3) GIVE(0, grad) }
#define BINARY(name, types, value, ga, gb) \
    void grad_##name(th_grad_call *t) { GIVEN INPUT(a, 0) INPUT(b, 1) GIVE(0, ga) GIVE(1, gb) }
#define BINARY1(name, types, p, dp, value, ga, gb) \
    void grad_##name(th_grad_call *t) { GIVEN INPUT(a, 0) INPUT(b, 1) NUMBER(p, 2) GIVE(0, ga) GIVE(1, gb) }
#define TERNARY(name, types, value, ga, gb, gc) \
    void grad_##name(th_grad_call *t) { GIVEN INPUT(a, 0) INPUT(b, 1) INPUT(c, 2) GIVE(0, ga) GIVE(1, gb) GIVE(2, gc) }
#define TERNARY1(name, types, p, dp, value, ga, gb, gc) \
    void grad_##name(th_grad_call *t) \
    { GIVEN INPUT(a, 0) INPUT(b, 1) INPUT(c, 2) NUMBER(p, 3) GIVE(0, ga) GIVE(1, gb) GIVE(2, gc) }
#define TERNARY2(name, types, p, dp, q, dq, value, ga, gb, gc) \
    void grad_##name(th_grad_call *t) \
    { GIVEN INPUT(a, 0) INPUT(b, 1) INPUT(c, 2) NUMBER(p, 3) NUMBER(q, 4) GIVE(0, ga) GIVE(1, gb) GIVE(2, gc) }
#define LOSS(name, value, ga, gb) \
    void grad_##name(th_grad_call *t) { GIVEN OVER INPUT(a, 0) INPUT(b, 1) GIVE(0, ga) GIVE(1, gb) }
#define LOSS1(name, p, dp, value, ga, gb) \
    void grad_##name(th_grad_call *t) { GIVEN OVER INPUT(a, 0) INPUT(b, 1) NUMBER(p, 2) GIVE(0, ga) GIVE(1, gb) }
#define COMPARE(...)
#define PREDICATE(...)
#define VIEW(...)
#define OP(...)
#define COMPOSITE(...)
#define ALIAS(...)
#include "ops.def"
#include "undef.h"
