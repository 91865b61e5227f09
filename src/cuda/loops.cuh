/* The elementwise rows compiled for one type: included once per type, with T, SUFFIX, F, C, the IF_ macros
 * set, and OF_ONE and OF_SEVERAL, which say whether rows of one input or of several are wanted. No include guard for that reason. */

#define PASTE_(a, b) a##_##b
#define PASTE(a, b) PASTE_(a, b)
#define NAME(name) PASTE(row_##name, SUFFIX)

#define ROW(name, returned, inputs, value)                                                      \
    struct NAME(name) {                                                                         \
        typedef returned result;                                                                \
        static __device__ __forceinline__ returned of(T a__, T b__, T c__, const T *p__)        \
        {                                                                                       \
            inputs return (returned)(value);                                                    \
        }                                                                                       \
    };
#define NUM(p, k) const T p = p__[k];
#define IN_X const T x = a__;
#define IN_AB const T a = a__, b = b__;
#define IN_ABC const T a = a__, b = b__, c = c__;

#define UNARY(name, types, value, g) OF_ONE(IF_##types(ROW(name, T, IN_X, value)))
#define UNARY1(name, types, p, dp, value, g) OF_ONE(IF_##types(ROW(name, T, IN_X NUM(p, 0), value)))
#define UNARY2(name, types, p, dp, q, dq, value, g) OF_ONE(IF_##types(ROW(name, T, IN_X NUM(p, 0) NUM(q, 1), value)))
#define UNARY3(name, types, p, dp, q, dq, r, dr, value, g) \
    OF_ONE(IF_##types(ROW(name, T, IN_X NUM(p, 0) NUM(q, 1) NUM(r, 2), value)))
#define BINARY(name, types, value, ga, gb) OF_SEVERAL(IF_##types(ROW(name, T, IN_AB, value)))
#define BINARY1(name, types, p, dp, value, ga, gb) OF_SEVERAL(IF_##types(ROW(name, T, IN_AB NUM(p, 0), value)))
#define TERNARY(name, types, value, ga, gb, gc) OF_SEVERAL(IF_##types(ROW(name, T, IN_ABC, value)))
#define TERNARY1(name, types, p, dp, value, ga, gb, gc) OF_SEVERAL(IF_##types(ROW(name, T, IN_ABC NUM(p, 0), value)))
#define TERNARY2(name, types, p, dp, q, dq, value, ga, gb, gc) \
    OF_SEVERAL(IF_##types(ROW(name, T, IN_ABC NUM(p, 0) NUM(q, 1), value)))
#define COMPARE(name, types, value) OF_SEVERAL(IF_##types(ROW(name, bool, IN_AB, value)))
#define PREDICATE(name, types, value) OF_ONE(IF_##types(ROW(name, bool, IN_X, value)))
#define VIEW(...)
#define OP(...)
#define COMPOSITE(...)
#define ALIAS(...)
#include "../ops/ops.def"
#include "../ops/undef.h"

/* The table has an entry for every row: NULL where there is no kernel for the type. */
#define ENTRY(wanted, name, types, arity) wanted(IF_##types(1 ? launch_row<NAME(name), arity, T> :)) NULL,
#define UNARY(name, types, ...) ENTRY(OF_ONE, name, types, 1)
#define UNARY1(name, types, ...) ENTRY(OF_ONE, name, types, 1)
#define UNARY2(name, types, ...) ENTRY(OF_ONE, name, types, 1)
#define UNARY3(name, types, ...) ENTRY(OF_ONE, name, types, 1)
#define BINARY(name, types, ...) ENTRY(OF_SEVERAL, name, types, 2)
#define BINARY1(name, types, ...) ENTRY(OF_SEVERAL, name, types, 2)
#define TERNARY(name, types, ...) ENTRY(OF_SEVERAL, name, types, 3)
#define TERNARY1(name, types, ...) ENTRY(OF_SEVERAL, name, types, 3)
#define TERNARY2(name, types, ...) ENTRY(OF_SEVERAL, name, types, 3)
#define COMPARE(name, types, ...) ENTRY(OF_SEVERAL, name, types, 2)
#define PREDICATE(name, types, ...) ENTRY(OF_ONE, name, types, 1)
#define VIEW(...) NULL,
#define OP(...) NULL,
#define COMPOSITE(...) NULL,
#define ALIAS(...)
extern "C" const cuda_loop PASTE(cuda_loops, SUFFIX)[TH_N_OPS] = {
#include "../ops/ops.def"
};
#include "../ops/undef.h"

#undef PASTE_
#undef PASTE
#undef NAME
#undef ROW
#undef NUM
#undef IN_X
#undef IN_AB
#undef IN_ABC
#undef ENTRY
