/* Scalar functions that elementwise rows call and libm lacks. C and CUDA compile them alike; each
 * exists for double, for float with suffix f, and where rows of integers need it with suffix _i. */
#ifndef TH_SPECIAL_H
#define TH_SPECIAL_H

#include <math.h>
#include <stdint.h>

#ifdef __CUDACC__
#define TH_FN static inline __host__ __device__
#else
#define TH_FN static inline
#endif

#define TH_PI 3.14159265358979323846

/* Float versions of functions that compute in double. */
#define TH_FLOAT1(name) TH_FN float name##f(float x) { return (float)name((double)x); }
#define TH_FLOAT2(name) TH_FN float name##f(float a, float b) { return (float)name((double)a, (double)b); }

/* ---- Division ------------------------------------------------------------------------------- */

/* r: what fmod(a, b) leaves */
#define TH_DIVISION(type, s)                                                                              \
    TH_FN type num_div_trunc##s(type a, type b) { return trunc##s(a / b); }                                \
    TH_FN type num_fmod##s(type a, type b) { return fmod##s(a, b); }                                       \
    TH_FN type num_remainder_from##s(type r, type b) { return r != 0 && (b < 0) != (r < 0) ? r + b : r; }    \
    TH_FN type num_remainder##s(type a, type b) { return num_remainder_from##s(fmod##s(a, b), b); }          \
    /* The quotient of what fmod leaves is nearly whole: rounded, so that a = q b + r holds. */           \
    TH_FN type num_floor_quotient##s(type a, type b, type r)                                               \
    {                                                                                                     \
        type q = (a - r) / b;                                                                             \
        if (r != 0 && (b < 0) != (r < 0)) q -= 1;                                                         \
        type down = floor##s(q), whole = q - down > (type)0.5 ? down + 1 : down;                          \
        return b == 0 ? a / b : q == 0 ? copysign##s((type)0, a / b) : whole;                             \
    }                                                                                                     \
    TH_FN type num_floor_divide##s(type a, type b) { return num_floor_quotient##s(a, b, fmod##s(a, b)); }
TH_DIVISION(double, )
TH_DIVISION(float, f)

/* Integers: a zero divisor is refused before; the overflow of INT64_MIN / -1 wraps. */
TH_FN int64_t num_neg_i(int64_t a) { return (int64_t)(0 - (uint64_t)a); }
TH_FN int64_t num_div_trunc_i(int64_t a, int64_t b) { return b == -1 ? num_neg_i(a) : b == 0 ? 0 : a / b; }
TH_FN int64_t num_fmod_i(int64_t a, int64_t b) { return b == -1 || b == 0 ? 0 : a % b; }
TH_FN int64_t num_remainder_i(int64_t a, int64_t b)
{
    int64_t r = num_fmod_i(a, b);
    return r != 0 && (b < 0) != (r < 0) ? r + b : r;
}
TH_FN int64_t num_floor_divide_i(int64_t a, int64_t b)
{
    int64_t q = num_div_trunc_i(a, b), r = num_fmod_i(a, b);
    return r != 0 && (b < 0) != (r < 0) ? q - 1 : q;
}
TH_FN int64_t num_gcd_i(int64_t a, int64_t b)
{
    uint64_t x = a < 0 ? 0 - (uint64_t)a : (uint64_t)a, y = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;
    while (y) { uint64_t r = x % y; x = y; y = r; }
    return (int64_t)x;
}
TH_FN int64_t num_lcm_i(int64_t a, int64_t b)
{
    int64_t g = num_gcd_i(a, b);
    if (g == 0) return 0;
    int64_t m = (int64_t)((uint64_t)(a / g) * (uint64_t)b);
    return m < 0 ? num_neg_i(m) : m;
}

/* d^2 / 2 up to delta, delta (|d| - delta / 2) beyond. Both are q (|d| - q / 2) for q = min(|d|, delta). */
#define TH_HUBER(type, s)                                                                     \
    TH_FN type num_huber##s(type d, type delta)                                                \
    {                                                                                         \
        type size = fabs##s(d), q = size > delta ? delta : size;                              \
        return q * (size - q / 2);                                                            \
    }                                                                                         \
    TH_FN type num_within##s(type d, type delta) { return d < -delta ? -delta : d > delta ? delta : d; }
TH_HUBER(double, )
TH_HUBER(float, f)

/* ---- Activations: g times their slope ------------------------------------------------------------ */

#define TH_SLOPES_OF(type, s)                                                                             \
    TH_FN type num_silu_slope##s(type g, type x)                                                           \
    {                                                                                                     \
        type y = 1 / (1 + exp##s(-x));                                                                    \
        return g * (y * (1 + x * (1 - y)));                                                               \
    }                                                                                                     \
    TH_FN type num_gelu_slope##s(type g, type x)                                                           \
    {                                                                                                     \
        type cdf = (type)0.5 * (1 + erf##s(x * (type)0.70710678118654757));                               \
        return g * (cdf + x * ((type)0.3989422804014327 * exp##s((type)-0.5 * x * x)));                   \
    }                                                                                                     \
    TH_FN type num_gelu_tanh_slope##s(type g, type x)                                                      \
    {                                                                                                     \
        type k = (type)0.79788456080286541, square = x * x;                                               \
        type t = tanh##s(k * x * (1 + (type)0.044715 * square)), inner = k * (1 + 3 * (type)0.044715 * square); \
        return g * ((type)0.5 * (1 + t) + (type)0.5 * x * ((1 - t * t) * inner));                         \
    }                                                                                                     \
    TH_FN type num_hardswish_slope##s(type g, type x)                                                      \
    {                                                                                                     \
        return x < -3 ? 0 : x <= 3 ? g * (x / 3 + (type)0.5) : g;                                         \
    }
TH_SLOPES_OF(double, )
TH_SLOPES_OF(float, f)

/* ---- Powers, rounding, classification --------------------------------------------------------- */

TH_FN double num_pow(double a, double b) { return pow(a, b); }
TH_FN float num_powf(float a, float b) { return powf(a, b); }
/* Negative exponents: 1 and -1 have whole powers, all others round to zero. */
TH_FN int64_t num_pow_i(int64_t a, int64_t b)
{
    if (b < 0) return a == 1 ? 1 : a == -1 ? (b % 2 ? -1 : 1) : 0;
    uint64_t y = 1, x = (uint64_t)a;
    for (; b; b >>= 1, x *= x) if (b & 1) y *= x;
    return (int64_t)y;
}

TH_FN int64_t ceil_i(int64_t x) { return x; }
TH_FN int64_t floor_i(int64_t x) { return x; }
TH_FN int64_t trunc_i(int64_t x) { return x; }
TH_FN int64_t nearbyint_i(int64_t x) { return x; }

#define TH_CLASSES(type, s)                                                                   \
    TH_FN int num_isinf##s(type x) { return x - x != 0 && x == x; }                            \
    TH_FN int num_isfinite##s(type x) { return x - x == 0; }                                   \
    TH_FN int num_signbit##s(type x) { return copysign##s((type)1, x) < 0; }                   \
    TH_FN int num_isreal##s(type x) { (void)x; return 1; }                                     \
    TH_FN type num_conj##s(type x) { return x; }                                               \
    TH_FN type num_nan_to_num##s(type x, type nan, type posinf, type neginf)                   \
    {                                                                                         \
        return x != x ? nan : num_isinf##s(x) ? (x > 0 ? posinf : neginf) : x;                 \
    }
TH_CLASSES(double, )
TH_CLASSES(float, f)
TH_FN int num_isinf_i(int64_t x) { (void)x; return 0; }
TH_FN int num_isfinite_i(int64_t x) { (void)x; return 1; }
TH_FN int num_signbit_i(int64_t x) { return x < 0; }
TH_FN int num_isreal_i(int64_t x) { (void)x; return 1; }
TH_FN int64_t num_conj_i(int64_t x) { return x; }
TH_FN int64_t num_nan_to_num_i(int64_t x, int64_t nan, int64_t posinf, int64_t neginf)
{
    (void)nan, (void)posinf, (void)neginf;
    return x;
}

/* The number next to a on the way to b, of a type that computes in this one and has so many significant bits: 11 of
 * float16, 8 of bfloat16; 0: of this type itself. */
#define TH_NEXT(type, s)                                                                              \
    TH_FN type num_nextafter##s(type a, type b, type bits)                                             \
    {                                                                                                 \
        if (bits == 0) return nextafter##s(a, b);                                                      \
        if (a == b || a != a || b != b) return a == b ? b : a + b;                                     \
        int p = (int)bits, e;                                                                         \
        if (a - a != 0) return copysign##s(ldexp##s(2 - ldexp##s((type)1, 1 - p), p == 11 ? 15 : 127), a); \
        type m = frexp##s(fabs##s(a), &e);                                                             \
        int smallest = p == 11 ? -24 : -133, last = a == 0 ? smallest : e - p;                        \
        if (m == (type)0.5 && (b < a) == (a > 0)) last--; /* below a power of two */                  \
        type step = ldexp##s((type)1, last > smallest ? last : smallest);                             \
        type y = b > a ? a + step : a - step;                                                         \
        return y == 0 ? copysign##s(y, a) : y;                                                        \
    }
TH_NEXT(double, )
TH_NEXT(float, f)

/* ---- Stable forms of elementary expressions ----------------------------------------------------- */

#define TH_STABLE(type, s)                                                                    \
    /* In two steps, whose powers are finite wherever the result is. */                       \
    TH_FN type num_ldexp##s(type a, type b)                                                    \
    {                                                                                         \
        type half = b - b == 0 ? floor##s(b / 2) : 0;                                         \
        return a * exp2##s(half) * exp2##s(b - half);                                         \
    }                                                                                         \
    /* Exact at both ends of the segment. */                                                  \
    TH_FN type num_lerp##s(type a, type b, type w)                                             \
    {                                                                                         \
        return w < (type)0.5 && w > (type)-0.5 ? a + w * (b - a) : b - (b - a) * (1 - w);     \
    }                                                                                         \
    TH_FN type num_sinc##s(type x) { type p = x * (type)TH_PI; return x == 0 ? 1 : sin##s(p) / p; } \
    TH_FN type num_xlogy##s(type x, type y) { return y != y ? y : x == 0 ? 0 : x * log##s(y); } \
    TH_FN type num_softplus##s(type x) { return (x > 0 ? x : 0) + log1p##s(exp##s(-fabs##s(x))); } \
    /* -(y log p + (1 - y) log(1 - p)), logarithms not below -100; p (1 - p), not below 1e-12 */ \
    TH_FN type num_binary_entropy##s(type p, type y)                                           \
    {                                                                                         \
        type log_p = log##s(p), log_q = log1p##s(-p);                                         \
        return -(y * (log_p < -100 ? -100 : log_p) + (1 - y) * (log_q < -100 ? -100 : log_q)); \
    }                                                                                         \
    TH_FN type num_variance##s(type p)                                                         \
    {                                                                                         \
        type v = p * (1 - p);                                                                 \
        return v < (type)1e-12 ? (type)1e-12 : v;                                             \
    }                                                                                         \
    TH_FN type num_logaddexp##s(type a, type b)                                                \
    {                                                                                         \
        if (a == b && a - a != 0) return a; /* the same infinity */                           \
        type m = a > b ? a : b;                                                               \
        return m + log1p##s(exp##s(-fabs##s(a - b)));                                         \
    }                                                                                         \
    TH_FN type num_logaddexp2##s(type a, type b)                                               \
    {                                                                                         \
        if (a == b && a - a != 0) return a;                                                   \
        type m = a > b ? a : b;                                                               \
        return m + log1p##s(exp2##s(-fabs##s(a - b))) * (type)1.4426950408889634;             \
    }
TH_STABLE(double, )
TH_STABLE(float, f)

/* ---- Special functions ---------------------------------------------------------------------------- */

/* Winitzki's approximation, made exact by Halley steps; erfc keeps the tails precise. */
TH_FN double num_erfinv(double y)
{
    if (!(y > -1 && y < 1)) return y == 1 ? INFINITY : y == -1 ? -INFINITY : NAN;
    double ln = log1p(-y * y), b = 2 / (TH_PI * 0.147) + ln / 2;
    /* Near 0 the difference of roots would cancel. */
    double x = fabs(y) < 1e-3 ? y * 0.88622692545275801 : copysign(sqrt(sqrt(b * b - ln / 0.147) - b), y);
    for (int i = 0; i < 3 && x != 0; i++) {
        double error = fabs(y) > 0.5 ? copysign(1.0, y) * (1 - fabs(y) - erfc(fabs(x))) : erf(x) - y;
        double step = error / (1.1283791670955126 * exp(-x * x));
        x -= step / (1 + x * step);
    }
    return x;
}
TH_FLOAT1(num_erfinv)

/* Recurrence up to 10, then the asymptotic series. */
TH_FN double num_digamma(double x)
{
    if (x == 0) return copysign(INFINITY, -x);
    double below = 0;
    if (x < 0) {
        if (x == floor(x)) return NAN;
        below = -TH_PI / tan(TH_PI * (x - nearbyint(x))); /* keeps the bits of what is close to a pole */
        x = 1 - x;
    }
    for (; x < 10; x += 1) below -= 1 / x;
    double z = 1 / (x * x);
    double tail = 1. / 252 - z * (1. / 240 - z * (1. / 132 - z * 691. / 32760));
    double series = z * (1. / 12 - z * (1. / 120 - z * tail));
    return below + log(x) - 0.5 / x - series;
}
TH_FLOAT1(num_digamma)

/* Hurwitz zeta for s > 1 and x > 0 by Euler and Maclaurin. */
TH_FN double num_zeta(double s, double x)
{
    static const double b[] = {1. / 12, -1. / 720, 1. / 30240, -1. / 1209600, 1. / 47900160, -691. / 1307674368000.,
                               1. / 74724249600.};
    double sum = 0, a = x;
    for (int k = 0; k < 12; k++, a += 1) sum += pow(a, -s);
    sum += pow(a, 1 - s) / (s - 1) + 0.5 * pow(a, -s);
    double factor = s, power = pow(a, -s - 1);
    for (int k = 0; k < 7; k++) {
        sum += b[k] * factor * power;
        factor *= (s + 2 * k + 1) * (s + 2 * k + 2);
        power /= a * a;
    }
    return sum;
}

TH_FN double num_polygamma(double x, double n)
{
    if (n == 0) return num_digamma(x);
    double sign = fmod(n, 2.0) == 1 ? 1 : -1;
    if (x <= 0 && x == floor(x)) return sign > 0 ? INFINITY : NAN;
    double below = 0;
    for (; x < 1; x += 1) below += pow(x, -n - 1); /* sign included: n + 1 is whole */
    return sign * exp(lgamma(n + 1)) * (below + num_zeta(n + 1, x));
}
TH_FLOAT2(num_polygamma)

/* Power series of positive terms: no cancellation at any x before overflow. */
TH_FN double num_i0(double x)
{
    double q = x * x / 4, term = 1, sum = 1;
    if (q != q || q > 1e6) return q != q ? q : INFINITY;
    for (double k = 1; term > sum * 1e-17; k += 1) sum += term *= q / (k * k);
    return sum;
}
TH_FLOAT1(num_i0)

TH_FN double num_i1(double x)
{
    double q = x * x / 4, term = x / 2, sum = x / 2;
    if (q != q || q > 1e6) return q != q ? q : copysign(INFINITY, x);
    for (double k = 1; fabs(term) > fabs(sum) * 1e-17; k += 1) sum += term *= q / (k * (k + 1));
    return sum;
}
TH_FLOAT1(num_i1)

/* x^a exp(-x) / gamma(a + 1) */
TH_FN double num_igamma_factor(double a, double x) { return exp(a * log(x) - x - lgamma(a + 1)); }

/* P(a, x) by its series, for x < a + 1. */
TH_FN double num_igamma_series(double a, double x)
{
    double term = 1, sum = 1;
    for (double k = a + 1; term > sum * 1e-17; k += 1) sum += term *= x / k;
    return sum * num_igamma_factor(a, x);
}

/* Q(a, x) by its continued fraction (modified Lentz), for x >= a + 1. */
TH_FN double num_igamma_fraction(double a, double x)
{
    double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
    for (double i = 1; i < 10000; i += 1) {
        double an = -i * (i - a);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        h *= d * c;
        if (fabs(d * c - 1) < 1e-16) break;
    }
    return h * a * num_igamma_factor(a, x);
}

/* x - log(1 + x) without cancellation near 0 */
TH_FN double num_log1p_gap(double x)
{
    if (fabs(x) > 0.1) return x - log1p(x);
    double power = x * x, sum = power / 2;
    for (int k = 3; k < 20; k++) sum += (power *= -x) / k;
    return sum;
}

/* Q(a, x) for large a and x near it by Temme's uniform expansion (SIAM J. Math. Anal. 10, 1979, section 3), whose two
 * coefficients are written as powers of eta: x / a = 1 + m, eta^2 / 2 = m - log(1 + m). */
TH_FN double num_igamma_uniform(double a, double x, double side)
{
    double m = (x - a) / a, half = num_log1p_gap(m), eta = copysign(sqrt(2 * half), m);
    static const double of_c0[] = {-1. / 3, 1. / 12, -2. / 135, 1. / 864, 1. / 2835, -139. / 777600,
                                   3.9192631785224378e-5};
    static const double of_c1[] = {-1. / 540, -1. / 288, 1. / 378, -77. / 77760, 1. / 4860};
    double c0 = 0, c1 = 0;
    for (int k = 6; k >= 0; k--) c0 = c0 * eta + of_c0[k];
    for (int k = 4; k >= 0; k--) c1 = c1 * eta + of_c1[k];
    double rest = exp(-a * half) / sqrt(2 * TH_PI * a) * (c0 + c1 / a);
    return 0.5 * erfc(side * eta * sqrt(a / 2)) + side * rest;
}

TH_FN int num_igamma_is_central(double a, double x) { return a > 1e4 && fabs(x - a) < 0.1 * a; }

TH_FN double num_igamma(double a, double x)
{
    if (!(a >= 0 && x >= 0)) return NAN;
    if (x == 0) return a == 0 ? NAN : 0;
    if (a == 0 || x - x != 0) return a - a != 0 ? NAN : 1;
    if (a - a != 0) return 0;
    if (num_igamma_is_central(a, x)) return num_igamma_uniform(a, x, -1);
    return x < a + 1 ? num_igamma_series(a, x) : 1 - num_igamma_fraction(a, x);
}
TH_FN double num_igammac(double a, double x)
{
    if (!(a >= 0 && x >= 0)) return NAN;
    if (x == 0) return a == 0 ? NAN : 1;
    if (a == 0 || x - x != 0) return a - a != 0 ? NAN : 0;
    if (a - a != 0) return 1;
    if (num_igamma_is_central(a, x)) return num_igamma_uniform(a, x, 1);
    return x < a + 1 ? 1 - num_igamma_series(a, x) : num_igamma_fraction(a, x);
}
TH_FLOAT2(num_igamma)
TH_FLOAT2(num_igammac)

TH_FN double num_mvlgamma(double x, double p)
{
    if (!(p >= 1 && x > (p - 1) / 2)) return NAN; /* outside of the domain */
    double sum = p * (p - 1) / 4 * 1.1447298858494002; /* log(pi) */
    for (double j = 0; j < p; j += 1) sum += lgamma(x - j / 2);
    return sum;
}
TH_FLOAT2(num_mvlgamma)

#endif
