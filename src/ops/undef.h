/* Forgets the row macros after an inclusion of ops.def. */
#undef ELEMENTWISE
#undef UNARY
#undef UNARY1
#undef UNARY2
#undef UNARY3
#undef BINARY
#undef BINARY1
#undef TERNARY
#undef TERNARY1
#undef COMPARE
#undef PREDICATE
#undef VIEW
#undef OP
#undef COMPOSITE
#undef ALIAS
