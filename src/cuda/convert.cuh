/* Loads and stores between any dtype and the types that kernels compute in; which dtype is decided when
 * the kernel runs, alike in all threads. */
#ifndef CUDA_CONVERT_CUH
#define CUDA_CONVERT_CUH

#include "cuda.h"

#include <cuda_bf16.h>
#include <cuda_fp16.h>

template <typename R> struct complex_number { R re, im; };
typedef complex_number<float> complex64;
typedef complex_number<double> complex128;

/* ---- From one type to another, as C converts -------------------------------------------------------- */

template <typename T> struct converted {
    template <typename S> static __device__ __forceinline__ T from(S x) { return (T)x; }
    template <typename R> static __device__ __forceinline__ T from(complex_number<R> x) { return (T)x.re; }
};
template <typename Q> struct converted<complex_number<Q>> {
    template <typename S> static __device__ __forceinline__ complex_number<Q> from(S x)
    {
        complex_number<Q> z = {(Q)x, 0};
        return z;
    }
    template <typename R> static __device__ __forceinline__ complex_number<Q> from(complex_number<R> x)
    {
        complex_number<Q> z = {(Q)x.re, (Q)x.im};
        return z;
    }
};

/* Floats outside of the range of int64 and NaN become its smallest number, as on the CPU. */
template <> struct converted<int64_t> {
    template <typename S> static __device__ __forceinline__ int64_t from(S x) { return (int64_t)x; }
    template <typename R> static __device__ __forceinline__ int64_t from(complex_number<R> x) { return from(x.re); }
    static __device__ __forceinline__ int64_t from(float x) { return from((double)x); }
    static __device__ __forceinline__ int64_t from(double x)
    {
        return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : INT64_MIN;
    }
};

template <typename S> static __device__ __forceinline__ bool is_not_zero(S x) { return x != 0; }
template <typename R> static __device__ __forceinline__ bool is_not_zero(complex_number<R> x)
{
    return x.re != 0 || x.im != 0;
}

static __device__ __forceinline__ float half_bits_to_float(uint16_t x) { return __half2float(__ushort_as_half(x)); }
static __device__ __forceinline__ uint16_t float_to_half_bits(float x) { return __half_as_ushort(__float2half_rn(x)); }
static __device__ __forceinline__ float bfloat16_bits_to_float(uint16_t x) { return __uint_as_float((uint32_t)x << 16); }
static __device__ __forceinline__ uint16_t float_to_bfloat16_bits(float x)
{
    return __bfloat16_as_ushort(__float2bfloat16_rn(x));
}

/* ---- One element ------------------------------------------------------------------------------------- */

template <typename T> static __device__ __forceinline__ T load_any(const char *p, int dtype)
{
    switch (dtype) {
    case TH_BOOL: return converted<T>::from((int)(*(const uint8_t *)p != 0));
    case TH_UINT8: return converted<T>::from(*(const uint8_t *)p);
    case TH_INT8: return converted<T>::from(*(const int8_t *)p);
    case TH_INT16: return converted<T>::from(*(const int16_t *)p);
    case TH_INT32: return converted<T>::from(*(const int32_t *)p);
    case TH_INT64: return converted<T>::from(*(const int64_t *)p);
    case TH_FLOAT16: return converted<T>::from(half_bits_to_float(*(const uint16_t *)p));
    case TH_BFLOAT16: return converted<T>::from(bfloat16_bits_to_float(*(const uint16_t *)p));
    case TH_FLOAT32: return converted<T>::from(*(const float *)p);
    case TH_FLOAT64: return converted<T>::from(*(const double *)p);
    case TH_COMPLEX64: return converted<T>::from(*(const complex64 *)p);
    default: return converted<T>::from(*(const complex128 *)p);
    }
}

template <typename T> static __device__ __forceinline__ void store_any(char *p, int dtype, T x)
{
    switch (dtype) {
    case TH_BOOL: *(uint8_t *)p = is_not_zero(x); break;
    case TH_UINT8: *(uint8_t *)p = (uint8_t)converted<int64_t>::from(x); break;
    case TH_INT8: *(int8_t *)p = (int8_t)converted<int64_t>::from(x); break;
    case TH_INT16: *(int16_t *)p = (int16_t)converted<int64_t>::from(x); break;
    case TH_INT32: *(int32_t *)p = (int32_t)converted<int64_t>::from(x); break;
    case TH_INT64: *(int64_t *)p = converted<int64_t>::from(x); break;
    case TH_FLOAT16: *(uint16_t *)p = float_to_half_bits(converted<float>::from(x)); break;
    case TH_BFLOAT16: *(uint16_t *)p = float_to_bfloat16_bits(converted<float>::from(x)); break;
    case TH_FLOAT32: *(float *)p = converted<float>::from(x); break;
    case TH_FLOAT64: *(double *)p = converted<double>::from(x); break;
    case TH_COMPLEX64: *(complex64 *)p = converted<complex64>::from(x); break;
    default: *(complex128 *)p = converted<complex128>::from(x);
    }
}

/* The rare dtypes out of line: called, not repeated in every kernel. */
template <typename T> static __device__ __noinline__ T load_rare(const char *p, int dtype) { return load_any<T>(p, dtype); }
template <typename T> static __device__ __noinline__ void store_rare(char *p, int dtype, T x) { store_any<T>(p, dtype, x); }

/* ---- The dtypes that a compute type serves ------------------------------------------------------------- */

template <typename T> struct native_dtype;
template <> struct native_dtype<bool> { static const int value = TH_BOOL; };
template <> struct native_dtype<float> { static const int value = TH_FLOAT32; };
template <> struct native_dtype<double> { static const int value = TH_FLOAT64; };
template <> struct native_dtype<int64_t> { static const int value = TH_INT64; };
template <> struct native_dtype<complex64> { static const int value = TH_COMPLEX64; };
template <> struct native_dtype<complex128> { static const int value = TH_COMPLEX128; };

template <typename T> static __device__ __forceinline__ T load_one(const char *p, int dtype)
{
    if (dtype == native_dtype<T>::value) return *(const T *)p;
    if (dtype == TH_BOOL) return converted<T>::from((int)(*(const uint8_t *)p != 0));
    return load_rare<T>(p, dtype);
}
template <> __device__ __forceinline__ int64_t load_one<int64_t>(const char *p, int dtype)
{
    switch (dtype) {
    case TH_INT64: return *(const int64_t *)p;
    case TH_INT32: return *(const int32_t *)p;
    case TH_BOOL: return *(const uint8_t *)p != 0;
    default: return load_rare<int64_t>(p, dtype);
    }
}
template <> __device__ __forceinline__ float load_one<float>(const char *p, int dtype)
{
    switch (dtype) {
    case TH_FLOAT32: return *(const float *)p;
    case TH_FLOAT16: return half_bits_to_float(*(const uint16_t *)p);
    case TH_BFLOAT16: return bfloat16_bits_to_float(*(const uint16_t *)p);
    case TH_BOOL: return *(const uint8_t *)p != 0;
    default: return load_rare<float>(p, dtype);
    }
}
template <typename T> static __device__ __forceinline__ void store_one(char *p, int dtype, T x)
{
    if (dtype == native_dtype<T>::value) *(T *)p = x;
    else store_rare<T>(p, dtype, x);
}
template <> __device__ __forceinline__ void store_one<float>(char *p, int dtype, float x)
{
    switch (dtype) {
    case TH_FLOAT32: *(float *)p = x; break;
    case TH_FLOAT16: *(uint16_t *)p = float_to_half_bits(x); break;
    case TH_BFLOAT16: *(uint16_t *)p = float_to_bfloat16_bits(x); break;
    default: store_rare<float>(p, dtype, x);
    }
}
/* Masks are written by every type. */
template <> __device__ __forceinline__ void store_one<bool>(char *p, int dtype, bool x)
{
    if (dtype == TH_BOOL) *(bool *)p = x;
    else store_rare<int64_t>(p, dtype, x);
}

/* ---- Four adjacent elements, aligned to their size ------------------------------------------------------- */

template <typename T> struct alignas(sizeof(T) * 4 < 16 ? sizeof(T) * 4 : 16) four { T x[4]; };

/* The dtypes that come without a call: T's own, half ones for float, and masks. False: it is another one. */
template <typename T> static __device__ __forceinline__ bool load_plain(T *out, const char *p, int dtype)
{
    const bool is_float = native_dtype<T>::value == TH_FLOAT32;
    if (dtype == native_dtype<T>::value) *out = *(const T *)p;
    else if (is_float && dtype == TH_FLOAT16) *out = converted<T>::from(half_bits_to_float(*(const uint16_t *)p));
    else if (is_float && dtype == TH_BFLOAT16) *out = converted<T>::from(bfloat16_bits_to_float(*(const uint16_t *)p));
    else if (dtype == TH_BOOL) *out = converted<T>::from((int)(*(const uint8_t *)p != 0));
    else return false;
    return true;
}

template <typename T> static __device__ __forceinline__ bool load_plain_four(T *out, const char *p, int dtype)
{
    if (dtype == native_dtype<T>::value) {
        four<T> v = *(const four<T> *)p;
#pragma unroll
        for (int j = 0; j < 4; j++) out[j] = v.x[j];
        return true;
    }
    if (native_dtype<T>::value == TH_FLOAT32 && (dtype == TH_FLOAT16 || dtype == TH_BFLOAT16)) {
        four<uint16_t> v = *(const four<uint16_t> *)p;
#pragma unroll
        for (int j = 0; j < 4; j++)
            out[j] = converted<T>::from(dtype == TH_FLOAT16 ? half_bits_to_float(v.x[j]) : bfloat16_bits_to_float(v.x[j]));
        return true;
    }
    if (dtype != TH_BOOL) return false;
    four<uint8_t> v = *(const four<uint8_t> *)p;
#pragma unroll
    for (int j = 0; j < 4; j++) out[j] = converted<T>::from((int)(v.x[j] != 0));
    return true;
}

template <typename T> static __device__ __forceinline__ void load_four(T *out, const char *p, int dtype, int size)
{
    if (load_plain_four(out, p, dtype)) return;
#pragma unroll
    for (int j = 0; j < 4; j++) out[j] = load_rare<T>(p + j * size, dtype);
}

template <typename T> static __device__ __forceinline__ void store_four(char *p, int dtype, int size, const T *in)
{
    if (dtype == native_dtype<T>::value) {
        four<T> v;
        for (int j = 0; j < 4; j++) v.x[j] = in[j];
        *(four<T> *)p = v;
        return;
    }
    if (sizeof(T) == 4 && (dtype == TH_FLOAT16 || dtype == TH_BFLOAT16)) {
        four<uint16_t> v;
        for (int j = 0; j < 4; j++) {
            float x = converted<float>::from(in[j]);
            v.x[j] = dtype == TH_FLOAT16 ? float_to_half_bits(x) : float_to_bfloat16_bits(x);
        }
        *(four<uint16_t> *)p = v;
        return;
    }
    for (int j = 0; j < 4; j++) store_rare<T>(p + j * size, dtype, in[j]);
}
template <> __device__ __forceinline__ void store_four<bool>(char *p, int dtype, int size, const bool *in)
{
    if (dtype == TH_BOOL) {
        four<uint8_t> v;
        for (int j = 0; j < 4; j++) v.x[j] = in[j];
        *(four<uint8_t> *)p = v;
        return;
    }
    for (int j = 0; j < 4; j++) store_rare<int64_t>(p + j * size, dtype, in[j]);
}

#endif
