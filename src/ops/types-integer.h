/* Which elementwise rows have a loop in int64, and so in every integer type and Bool: IF_ and the row's types
 * (th_types in core/op.h) keep or drop what they enclose. */
#define IF_FLOATING(...)
#define IF_FLOATING_C(...)
#define IF_NUMERIC(...) __VA_ARGS__
#define IF_NUMERIC_C(...) __VA_ARGS__
#define IF_ARITHMETIC(...) __VA_ARGS__
#define IF_REAL(...) __VA_ARGS__
#define IF_INTEGRAL(...) __VA_ARGS__
#define IF_SELECT(...) __VA_ARGS__
