/* Loads and stores between any dtype and the five dtypes that loops compute in. */
#include "elementwise.h"
#include "../config.h"
#include "../core/half.h"

#include <complex.h>
#include <string.h>

typedef float _Complex c64;
typedef double _Complex c128;

#define READ_BOOL(p) (*(const uint8_t *)(p) != 0)
#define READ_UINT8(p) (*(const uint8_t *)(p))
#define READ_INT8(p) (*(const int8_t *)(p))
#define READ_INT16(p) (*(const int16_t *)(p))
#define READ_INT32(p) (*(const int32_t *)(p))
#define READ_INT64(p) (*(const int64_t *)(p))
#define READ_FLOAT16(p) th_half_to_float(*(const uint16_t *)(p))
#define READ_BFLOAT16(p) th_bfloat16_to_float(*(const uint16_t *)(p))
#define READ_FLOAT32(p) (*(const float *)(p))
#define READ_FLOAT64(p) (*(const double *)(p))
#define READ_COMPLEX64(p) (*(const c64 *)(p))
#define READ_COMPLEX128(p) (*(const c128 *)(p))

#define WRITE_BOOL(p, v) (*(uint8_t *)(p) = (v) != 0)
#define WRITE_UINT8(p, v) (*(uint8_t *)(p) = (uint8_t)(int64_t)(v))
#define WRITE_INT8(p, v) (*(int8_t *)(p) = (int8_t)(int64_t)(v))
#define WRITE_INT16(p, v) (*(int16_t *)(p) = (int16_t)(int64_t)(v))
#define WRITE_INT32(p, v) (*(int32_t *)(p) = (int32_t)(int64_t)(v))
#define WRITE_INT64(p, v) (*(int64_t *)(p) = (int64_t)(v))
#define WRITE_FLOAT16(p, v) (*(uint16_t *)(p) = th_float_to_half((float)(v)))
#define WRITE_BFLOAT16(p, v) (*(uint16_t *)(p) = th_float_to_bfloat16((float)(v)))
#define WRITE_FLOAT32(p, v) (*(float *)(p) = (float)(v))
#define WRITE_FLOAT64(p, v) (*(double *)(p) = (double)(v))
#define WRITE_COMPLEX64(p, v) (*(c64 *)(p) = (c64)(v))
#define WRITE_COMPLEX128(p, v) (*(c128 *)(p) = (c128)(v))

/* A dense run gets a loop of its own, vectorized. */
#define EACH(size, body)                                                                      \
    if (stride == (int64_t)(size))                                                            \
        _Pragma("omp simd")                                                                   \
        for (int64_t i = 0; i < n; i++) { const int64_t at = i * (int64_t)(size); body; }     \
    else                                                                                      \
        for (int64_t i = 0; i < n; i++) { const int64_t at = i * stride; body; }

#define LOAD(id, type, bytes, name, r) \
    case TH_##id: EACH(bytes, out[i] = (T)READ_##id((const char *)from + at)) break;
#define LOADER(name, type)                                                                    \
    TH_CLONES static void name(type *out, const void *from, th_dtype dtype, int64_t stride, int64_t n)  \
    {                                                                                         \
        typedef type T;                                                                       \
        switch (dtype) { TH_DTYPES(LOAD) default: break; }                                    \
    }
LOADER(load_f32, float)
LOADER(load_f64, double)
LOADER(load_i64, int64_t)
LOADER(load_c64, c64)
LOADER(load_c128, c128)

#define STORE(id, type, bytes, name, r) \
    case TH_##id: EACH(bytes, WRITE_##id((char *)to + at, in[i])) break;
#define STORER(name, type)                                                                    \
    TH_CLONES static void name(void *to, th_dtype dtype, int64_t stride, const type *in, int64_t n)     \
    {                                                                                         \
        switch (dtype) { TH_DTYPES(STORE) default: break; }                                   \
    }
STORER(store_f32, float)
STORER(store_f64, double)
STORER(store_i64, int64_t)
STORER(store_c64, c64)
STORER(store_c128, c128)

/* ---- Within one dtype ------------------------------------------------------------------------- */

/* n elements from one stride to another; a stride of 0 repeats the first. */
#define COPY(T)                                                                               \
    TH_CLONES static void repeat_##T(T *to, T x, int64_t n)                                   \
    {                                                                                         \
        _Pragma("omp simd")                                                                   \
        for (int64_t i = 0; i < n; i++) to[i] = x;                                            \
    }                                                                                         \
    static void copy_##T(char *to, int64_t to_stride, const char *from, int64_t from_stride, int64_t n) \
    {                                                                                         \
        if (to_stride == (int64_t)sizeof(T) && from_stride == 0) repeat_##T((T *)to, *(const T *)from, n); \
        else                                                                                  \
            for (int64_t i = 0; i < n; i++) *(T *)(to + i * to_stride) = *(const T *)(from + i * from_stride); \
    }
COPY(uint8_t)
COPY(uint16_t)
COPY(uint32_t)
COPY(uint64_t)
COPY(th_complex128)

static void copy_run(char *to, int64_t to_stride, const char *from, int64_t from_stride, int64_t size, int64_t n)
{
    if (n == 0) return;
    if (to_stride == size && from_stride == size) {
        memcpy(to, from, (size_t)(n * size));
        return;
    }
    switch (size) {
    case 1: copy_uint8_t(to, to_stride, from, from_stride, n); break;
    case 2: copy_uint16_t(to, to_stride, from, from_stride, n); break;
    case 4: copy_uint32_t(to, to_stride, from, from_stride, n); break;
    case 8: copy_uint64_t(to, to_stride, from, from_stride, n); break;
    default: copy_th_complex128(to, to_stride, from, from_stride, n);
    }
}

/* ---- Between dtypes --------------------------------------------------------------------------- */

void cpu_load(void *to, th_dtype compute, const void *from, th_dtype dtype, int64_t stride, int64_t n)
{
    int64_t size = (int64_t)th_dtype_size(compute);
    if (dtype == compute) copy_run(to, size, from, stride, size, n);
    else switch (compute) {
    case TH_FLOAT32: load_f32(to, from, dtype, stride, n); break;
    case TH_FLOAT64: load_f64(to, from, dtype, stride, n); break;
    case TH_INT64: load_i64(to, from, dtype, stride, n); break;
    case TH_COMPLEX64: load_c64(to, from, dtype, stride, n); break;
    default: load_c128(to, from, dtype, stride, n);
    }
}

void cpu_store(void *to, th_dtype dtype, int64_t stride, const void *from, th_dtype compute, int64_t n)
{
    int64_t size = (int64_t)th_dtype_size(compute);
    if (dtype == compute) copy_run(to, stride, from, size, size, n);
    else switch (compute) {
    case TH_FLOAT32: store_f32(to, dtype, stride, from, n); break;
    case TH_FLOAT64: store_f64(to, dtype, stride, from, n); break;
    case TH_INT64: store_i64(to, dtype, stride, from, n); break;
    case TH_COMPLEX64: store_c64(to, dtype, stride, from, n); break;
    default: store_c128(to, dtype, stride, from, n);
    }
}
