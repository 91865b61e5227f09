/* Arithmetic of complex numbers on the device. */
#ifndef CUDA_COMPLEX_CUH
#define CUDA_COMPLEX_CUH

#include "convert.cuh"

#include <thrust/complex.h>

#define ON_DEVICE template <typename R> static __device__ __forceinline__

ON_DEVICE thrust::complex<R> as_thrust(complex_number<R> a) { return thrust::complex<R>(a.re, a.im); }
ON_DEVICE complex_number<R> of_thrust(thrust::complex<R> a)
{
    complex_number<R> z = {a.real(), a.imag()};
    return z;
}

ON_DEVICE complex_number<R> make_complex(R re, R im)
{
    complex_number<R> z = {re, im};
    return z;
}

ON_DEVICE complex_number<R> operator+(complex_number<R> a, complex_number<R> b) { return make_complex(a.re + b.re, a.im + b.im); }
ON_DEVICE complex_number<R> operator-(complex_number<R> a, complex_number<R> b) { return make_complex(a.re - b.re, a.im - b.im); }
ON_DEVICE complex_number<R> operator-(complex_number<R> a) { return make_complex(-a.re, -a.im); }
ON_DEVICE complex_number<R> operator-(int a, complex_number<R> b) { return make_complex((R)a - b.re, -b.im); }
ON_DEVICE complex_number<R> operator+(int a, complex_number<R> b) { return make_complex((R)a + b.re, b.im); }
ON_DEVICE complex_number<R> operator*(complex_number<R> a, R b) { return make_complex(a.re * b, a.im * b); }
ON_DEVICE complex_number<R> operator*(complex_number<R> a, complex_number<R> b)
{
    return make_complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
}
ON_DEVICE complex_number<R> operator/(complex_number<R> a, complex_number<R> b)
{
    return of_thrust(as_thrust(a) / as_thrust(b));
}
ON_DEVICE complex_number<R> operator/(int a, complex_number<R> b) { return make_complex((R)a, (R)0) / b; }
ON_DEVICE bool operator==(complex_number<R> a, complex_number<R> b) { return a.re == b.re && a.im == b.im; }
ON_DEVICE bool operator!=(complex_number<R> a, complex_number<R> b) { return a.re != b.re || a.im != b.im; }
ON_DEVICE bool operator==(complex_number<R> a, int b) { return a.re == b && a.im == 0; }
ON_DEVICE bool operator!=(complex_number<R> a, int b) { return a.re != b || a.im != 0; }

#define FUNCTION(name) \
    ON_DEVICE complex_number<R> complex_##name(complex_number<R> a) { return of_thrust(thrust::name(as_thrust(a))); }
FUNCTION(exp)
FUNCTION(log)
FUNCTION(sqrt)
FUNCTION(sin)
FUNCTION(cos)
FUNCTION(tan)
FUNCTION(sinh)
FUNCTION(cosh)
FUNCTION(tanh)
FUNCTION(asin)
FUNCTION(acos)
FUNCTION(atan)
FUNCTION(asinh)
FUNCTION(acosh)
FUNCTION(atanh)
#undef FUNCTION

ON_DEVICE complex_number<R> complex_num_pow(complex_number<R> a, complex_number<R> b)
{
    return b == 2 ? a * a : of_thrust(thrust::pow(as_thrust(a), as_thrust(b)));
}
ON_DEVICE complex_number<R> complex_num_conj(complex_number<R> a) { return make_complex(a.re, -a.im); }
ON_DEVICE bool complex_num_isinf(complex_number<R> a) { return isinf(a.re) || isinf(a.im); }
ON_DEVICE complex_number<R> complex_exp2(complex_number<R> a) { return complex_exp(a * (R)0.69314718055994531); }
ON_DEVICE complex_number<R> complex_log2(complex_number<R> a) { return complex_log(a) * (R)1.4426950408889634; }
ON_DEVICE complex_number<R> complex_log10(complex_number<R> a) { return complex_log(a) * (R)0.43429448190325183; }
ON_DEVICE complex_number<R> complex_expm1(complex_number<R> a)
{
    R wave = sin(a.im / 2);
    return make_complex(expm1(a.re) * cos(a.im) - 2 * wave * wave, exp(a.re) * sin(a.im));
}
ON_DEVICE complex_number<R> complex_log1p(complex_number<R> a)
{
    R near = a.re * (2 + a.re) + a.im * a.im;
    return fabs(near) < (R)0.5 ? make_complex(log1p(near) / 2, atan2(a.im, 1 + a.re)) : complex_log(1 + a);
}
ON_DEVICE complex_number<R> complex_num_sinc(complex_number<R> a)
{
    complex_number<R> p = a * (R)3.14159265358979323846;
    return a == 0 ? make_complex((R)1, (R)0) : complex_sin(p) / p;
}
ON_DEVICE complex_number<R> complex_num_ldexp(complex_number<R> a, complex_number<R> b) { return a * complex_exp2(b); }
ON_DEVICE complex_number<R> complex_num_lerp(complex_number<R> a, complex_number<R> b, complex_number<R> w)
{
    return hypot(w.re, w.im) < (R)0.5 ? a + w * (b - a) : b - (b - a) * (1 - w);
}
ON_DEVICE complex_number<R> complex_num_logaddexp(complex_number<R> a, complex_number<R> b)
{
    complex_number<R> m = a.re >= b.re ? a : b, other = a.re >= b.re ? b : a;
    if (isinf(m.re) && m.re < 0) return m; /* the sum is zero */
    return m + complex_log1p(complex_exp(other - m));
}
ON_DEVICE bool complex_num_isreal(complex_number<R> a) { return a.im == 0; }

#undef ON_DEVICE
#endif
