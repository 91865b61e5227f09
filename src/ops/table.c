/* ops.def as data: names, kinds, signatures, rules and gradients of all ops. */
#include "../core/autograd.h"
#include "../core/op.h"

/* Prototypes of what the rows name. */
#define ELEMENTWISE(name, ...) void grad_##name(th_grad_call *c);
#include "elementwise-rows.h"
#define VIEW(name, sig, saves, gradient) void view_##name(th_call *c); void gradient(th_grad_call *c);
#define OP(name, sig, shape, saves, gradient) void shape(th_call *c); void gradient(th_grad_call *c);
#define COMPOSITE(name, sig) void composite_##name(th_call *c);
#define ALIAS(...)
#include "ops.def"
#include "undef.h"

/* The signature of a number that an elementwise row names: "p:S=1". */
#define P(p, default) " " #p ":S=" #default
/* A row with a gradient: what it saves is read from the gradient's text. */
#define ROW(label, family, accepts, inputs, slope, text) \
    {.name = label, .kind = TH_KIND_##family, .types = accepts, .signature = inputs, .gradient = slope, .saves = text},
#define UNARY(n, ty, value, grad) ROW(#n, UNARY, TH_##ty, "self:T", grad_##n, #grad)
#define UNARY1(n, ty, p, dp, value, grad) ROW(#n, UNARY, TH_##ty, "self:T" P(p, dp), grad_##n, #grad)
#define UNARY2(n, ty, p, dp, q, dq, value, grad) ROW(#n, UNARY, TH_##ty, "self:T" P(p, dp) P(q, dq), grad_##n, #grad)
#define UNARY3(n, ty, p, dp, q, dq, r, dr, value, grad) \
    ROW(#n, UNARY, TH_##ty, "self:T" P(p, dp) P(q, dq) P(r, dr), grad_##n, #grad)
#define BINARY(n, ty, value, ga, gb) ROW(#n, BINARY, TH_##ty, "self:N other:N", grad_##n, #ga " " #gb)
#define BINARY1(n, ty, p, dp, value, ga, gb) \
    ROW(#n, BINARY, TH_##ty, "self:N other:N" P(p, dp), grad_##n, #ga " " #gb)
#define TERNARY(n, ty, value, ga, gb, gc) ROW(#n, TERNARY, TH_##ty, "a:N b:N c:N", grad_##n, #ga " " #gb " " #gc)
#define TERNARY1(n, ty, p, dp, value, ga, gb, gc) \
    ROW(#n, TERNARY, TH_##ty, "a:N b:N c:N" P(p, dp), grad_##n, #ga " " #gb " " #gc)
#define TERNARY2(n, ty, p, dp, q, dq, value, ga, gb, gc) \
    ROW(#n, TERNARY, TH_##ty, "a:N b:N c:N" P(p, dp) P(q, dq), grad_##n, #ga " " #gb " " #gc)
#define LOSS(n, value, ga, gb) ROW(#n, BINARY, TH_FLOATING, "self:N other:N", grad_##n, #ga " " #gb)
#define LOSS1(n, p, dp, value, ga, gb) \
    ROW(#n, BINARY, TH_FLOATING, "self:N other:N" P(p, dp), grad_##n, #ga " " #gb)
#define COMPARE(n, ty, value) {.name = #n, .kind = TH_KIND_COMPARE, .types = TH_##ty, .signature = "self:N other:N"},
#define PREDICATE(n, ty, value) {.name = #n, .kind = TH_KIND_PREDICATE, .types = TH_##ty, .signature = "self:T"},
#define VIEW(n, sig, save, grad) \
    {.name = #n, .kind = TH_KIND_VIEW, .signature = sig, .rule = view_##n, .gradient = grad, .saves = save},
#define OP(n, sig, shape, save, grad) \
    {.name = #n, .kind = TH_KIND_OP, .signature = sig, .rule = shape, .gradient = grad, .saves = save},
#define COMPOSITE(n, sig) {.name = #n, .kind = TH_KIND_COMPOSITE, .signature = sig, .rule = composite_##n},
#define ALIAS(...)

th_op th_ops[TH_N_OPS] = {
#include "ops.def"
};
#include "undef.h"
