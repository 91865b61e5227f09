/* The optimizers' steps of n contiguous elements, included once per type T, with F(sqrt) its functions and NAME(x) its
 * names. p: parameter, g: gradient, a, b, c: states, NULL where the step has none; o: the row's numbers. */

#define NUMBER(name, value) const T name = (T)(value);
#define STEP(op, states, numbers, ...)                                                                     \
    TH_CLONES static void NAME(op##states)(int64_t n, void *p_, const void *g_, void *a_, void *b_, void *c_, \
                                           const double *o)                                                \
    {                                                                                                      \
        T *p = p_, *a = a_, *b = b_, *c = c_;                                                              \
        const T *g = g_;                                                                                   \
        (void)a, (void)b, (void)c;                                                                         \
        numbers                                                                                            \
        _Pragma("omp simd") for (int64_t i = 0; i < n; i++) { __VA_ARGS__ }                                \
    }
#include "../ops/steps.def"
#undef STEP
#undef NUMBER
