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
#undef FUNCTION

ON_DEVICE complex_number<R> complex_num_pow(complex_number<R> a, complex_number<R> b)
{
    return b == 2 ? a * a : of_thrust(thrust::pow(as_thrust(a), as_thrust(b)));
}
ON_DEVICE complex_number<R> complex_num_conj(complex_number<R> a) { return make_complex(a.re, -a.im); }
ON_DEVICE bool complex_num_isreal(complex_number<R> a) { return a.im == 0; }

#undef ON_DEVICE
#endif
