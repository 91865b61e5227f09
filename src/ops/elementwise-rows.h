/* Elementwise rows of every kind as ELEMENTWISE(name, ...), for inclusions of ops.def that need no more of them. */
#define UNARY ELEMENTWISE
#define UNARY1 ELEMENTWISE
#define UNARY2 ELEMENTWISE
#define UNARY3 ELEMENTWISE
#define BINARY ELEMENTWISE
#define BINARY1 ELEMENTWISE
#define TERNARY ELEMENTWISE
#define TERNARY1 ELEMENTWISE
#define TERNARY2 ELEMENTWISE
#define COMPARE ELEMENTWISE
#define PREDICATE ELEMENTWISE
