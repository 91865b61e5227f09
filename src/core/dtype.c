/* Dtypes: sizes, names, promotion, numbers as elements. */
#include "half.h"
#include "op.h"

static const char *const names[] = {
#define DTYPE(id, type, bytes, name, r) name,
    TH_DTYPES(DTYPE)
#undef DTYPE
};

const uint8_t th_dtype_bytes[TH_N_DTYPES] = {
#define DTYPE(id, type, bytes, name, r) bytes,
    TH_DTYPES(DTYPE)
#undef DTYPE
};

size_t th_dtype_size(th_dtype dtype) { return th_dtype_bytes[dtype]; }
const char *th_dtype_name(th_dtype dtype) { return dtype == TH_NO_DTYPE ? "none" : names[dtype]; }
bool th_dtype_is_floating(th_dtype dtype) { return dtype >= TH_FLOAT16 && dtype <= TH_FLOAT64; }
bool th_dtype_is_complex(th_dtype dtype) { return dtype >= TH_COMPLEX64; }
bool th_dtype_is_integral(th_dtype dtype) { return dtype <= TH_INT64; }

th_dtype th_real_dtype(th_dtype dtype)
{
    return dtype == TH_COMPLEX64 ? TH_FLOAT32 : dtype == TH_COMPLEX128 ? TH_FLOAT64 : dtype;
}

static th_dtype larger(th_dtype a, th_dtype b) { return a > b ? a : b; }

/* The smallest dtype that holds both; order within a kind is that of the enum, but for the pairs
 * that hold each other's values in neither direction. */
th_dtype th_promote_types(th_dtype a, th_dtype b)
{
    if (a == b) return a;
    if (a > b) { th_dtype c = a; a = b; b = c; }
    if (th_dtype_is_complex(b)) return a == TH_FLOAT64 ? TH_COMPLEX128 : b;
    if (th_dtype_is_floating(b)) return a == TH_FLOAT16 && b == TH_BFLOAT16 ? TH_FLOAT32 : b;
    if (a == TH_UINT8 && b == TH_INT8) return TH_INT16;
    return larger(a, b);
}

void th_scalar_store(th_scalar s, th_dtype dtype, void *to)
{
    double re = th_scalar_double(s), im = s.kind == TH_SCALAR_COMPLEX ? s.im : 0;
    int64_t whole = th_scalar_int(s);
    switch (dtype) {
    case TH_BOOL: *(bool *)to = re != 0 || im != 0; break;
    case TH_UINT8: *(uint8_t *)to = (uint8_t)whole; break;
    case TH_INT8: *(int8_t *)to = (int8_t)whole; break;
    case TH_INT16: *(int16_t *)to = (int16_t)whole; break;
    case TH_INT32: *(int32_t *)to = (int32_t)whole; break;
    case TH_INT64: *(int64_t *)to = whole; break;
    case TH_FLOAT16: *(uint16_t *)to = th_float_to_half((float)re); break;
    case TH_BFLOAT16: *(uint16_t *)to = th_float_to_bfloat16((float)re); break;
    case TH_FLOAT32: *(float *)to = (float)re; break;
    case TH_FLOAT64: *(double *)to = re; break;
    case TH_COMPLEX64: *(th_complex64 *)to = (th_complex64){(float)re, (float)im}; break;
    case TH_COMPLEX128: *(th_complex128 *)to = (th_complex128){re, im}; break;
    default: break;
    }
}
