/* The elementwise rows compiled for one type: included once per type, with T, SUFFIX, F, C,
 * LOOP_ATTRIBUTES and the IF_ macros set. No include guard for that reason. */

#define PASTE_(a, b) a##_##b
#define PASTE(a, b) PASTE_(a, b)
#define NAME(name) PASTE(loop_##name, SUFFIX)

#define LOOP(name, result, inputs, value)                                                           \
    LOOP_ATTRIBUTES static void NAME(name)(int64_t n, void *y_, const void *a_, const void *b_,     \
                                           const void *c_, const void *p_)                          \
    {                                                                                               \
        result *y = y_;                                                                             \
        const T *a__ = a_, *b__ = b_, *c__ = c_, *p__ = p_;                                         \
        (void)a__, (void)b__, (void)c__, (void)p__;                                                 \
        _Pragma("omp simd") for (int64_t i = 0; i < n; i++) { inputs y[i] = (result)(value); }      \
    }
#define NUM(p, k) const T p = p__[k]; (void)p;
#define IN_X const T x = a__[i]; (void)x;
#define IN_AB const T a = a__[i], b = b__[i]; (void)a, (void)b;
#define IN_ABC const T a = a__[i], b = b__[i], c = c__[i]; (void)a, (void)b, (void)c;

#define UNARY(name, types, value, g) IF_##types(LOOP(name, T, IN_X, value))
#define UNARY1(name, types, p, dp, value, g) IF_##types(LOOP(name, T, IN_X NUM(p, 0), value))
#define UNARY2(name, types, p, dp, q, dq, value, g) IF_##types(LOOP(name, T, IN_X NUM(p, 0) NUM(q, 1), value))
#define UNARY3(name, types, p, dp, q, dq, r, dr, value, g) \
    IF_##types(LOOP(name, T, IN_X NUM(p, 0) NUM(q, 1) NUM(r, 2), value))
#define BINARY(name, types, value, ga, gb) IF_##types(LOOP(name, T, IN_AB, value))
#define BINARY1(name, types, p, dp, value, ga, gb) IF_##types(LOOP(name, T, IN_AB NUM(p, 0), value))
#define TERNARY(name, types, value, ga, gb, gc) IF_##types(LOOP(name, T, IN_ABC, value))
#define TERNARY1(name, types, p, dp, value, ga, gb, gc) IF_##types(LOOP(name, T, IN_ABC NUM(p, 0), value))
#define TERNARY2(name, types, p, dp, q, dq, value, ga, gb, gc) \
    IF_##types(LOOP(name, T, IN_ABC NUM(p, 0) NUM(q, 1), value))
#define COMPARE(name, types, value) IF_##types(LOOP(name, uint8_t, IN_AB, value))
#define PREDICATE(name, types, value) IF_##types(LOOP(name, uint8_t, IN_X, value))
#define VIEW(...)
#define OP(...)
#define COMPOSITE(...)
#define ALIAS(...)
#include "../ops/ops.def"
#include "../ops/undef.h"

#define ENTRY(name) [TH_OP_##name] = NAME(name),
#define UNARY(name, types, ...) IF_##types(ENTRY(name))
#define UNARY1(name, types, ...) IF_##types(ENTRY(name))
#define UNARY2(name, types, ...) IF_##types(ENTRY(name))
#define UNARY3(name, types, ...) IF_##types(ENTRY(name))
#define BINARY(name, types, ...) IF_##types(ENTRY(name))
#define BINARY1(name, types, ...) IF_##types(ENTRY(name))
#define TERNARY(name, types, ...) IF_##types(ENTRY(name))
#define TERNARY1(name, types, ...) IF_##types(ENTRY(name))
#define TERNARY2(name, types, ...) IF_##types(ENTRY(name))
#define COMPARE(name, types, ...) IF_##types(ENTRY(name))
#define PREDICATE(name, types, ...) IF_##types(ENTRY(name))
#define VIEW(...)
#define OP(...)
#define COMPOSITE(...)
#define ALIAS(...)
const th_loop PASTE(cpu_loops, SUFFIX)[TH_N_OPS] = {
#include "../ops/ops.def"
};
#include "../ops/undef.h"

#undef PASTE_
#undef PASTE
#undef NAME
#undef LOOP
#undef NUM
#undef IN_X
#undef IN_AB
#undef IN_ABC
#undef ENTRY
