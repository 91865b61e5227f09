/* Matrix products without BLAS, and for the dtypes that BLAS does not know: tiles of c are
 * computed from packed panels of a and b, in float, double or wrapping 64-bit integers.
 * (MC, NC) tile of c, KC terms at a time; the inner kernel holds (MR, one vector) in registers. */
#include <string.h>

#include "../config.h"
#include "../core/half.h"
#include "gemm.h"

#define MR 6
#define MC 48
#define KC 256
#define NC 128

typedef uint64_t whole; /* integers of every width: products modulo 2^64, cut when stored */

typedef struct {
    th_dtype dtype;
    int64_t m, n, k;
    double alpha, beta;
    whole alpha_whole, beta_whole;
    cpu_matrix a, b, c;
} product;

static inline void *at(const product *g, cpu_matrix x, int64_t i, int64_t j)
{
    return (char *)x.data + (i * x.row + j * x.col) * (int64_t)th_dtype_size(g->dtype);
}

static void tiles_float(const product *g);
static void tiles_double(const product *g);
static void tiles_whole(const product *g);
static void gemm_complex(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                         th_scalar beta, cpu_matrix c);

static double re(th_scalar s) { return s.kind <= TH_SCALAR_INT ? (double)s.re.i : s.re.d; }
static double im(th_scalar s) { return s.kind == TH_SCALAR_COMPLEX ? s.im : 0; }
static whole integer(th_scalar s) { return s.kind <= TH_SCALAR_INT ? (whole)s.re.i : (whole)(int64_t)s.re.d; }

void cpu_gemm_blocked(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                      th_scalar beta, cpu_matrix c)
{
    if (th_dtype_is_complex(dtype)) {
        gemm_complex(dtype, m, n, k, alpha, a, b, beta, c);
        return;
    }
    product g = {dtype, m, n, k, re(alpha), re(beta), integer(alpha), integer(beta), a, b, c};
    if (dtype == TH_FLOAT64) tiles_double(&g);
    else if (th_dtype_is_floating(dtype)) tiles_float(&g);
    else tiles_whole(&g);
}

/* A complex matrix is two real ones with twice the strides. */
static void gemm_complex(th_dtype dtype, int64_t m, int64_t n, int64_t k, th_scalar alpha, cpu_matrix a, cpu_matrix b,
                         th_scalar beta, cpu_matrix c)
{
    th_dtype real = th_real_dtype(dtype);
    int64_t half = (int64_t)th_dtype_size(real);
    double ar = re(alpha), ai = im(alpha);
    cpu_matrix as[2], bs[2], cs[2];
    for (int part = 0; part < 2; part++) {
        as[part] = (cpu_matrix){(char *)a.data + part * half, 2 * a.row, 2 * a.col};
        bs[part] = (cpu_matrix){(char *)b.data + part * half, 2 * b.row, 2 * b.col};
        cs[part] = (cpu_matrix){(char *)c.data + part * half, 2 * c.row, 2 * c.col};
    }
    cpu_scale_matrix(dtype, m, n, beta, c);
    for (int x = 0; x < 2; x++)
        for (int y = 0; y < 2; y++) {
            double sign = x && y ? -1 : 1; /* the product of parts x and y goes into part x ^ y, and turned by alpha */
            double same = sign * ar, other = x ^ y ? -sign * ai : sign * ai;
            cpu_gemm_blocked(real, m, n, k, th_double(same), as[x], bs[y], th_double(1), cs[x ^ y]);
            if (other != 0)
                cpu_gemm_blocked(real, m, n, k, th_double(other), as[x], bs[y], th_double(1), cs[!(x ^ y)]);
        }
}

/* A product without terms leaves beta c. */
void cpu_scale_matrix(th_dtype dtype, int64_t m, int64_t n, th_scalar beta, cpu_matrix c)
{
    double br = re(beta), bi = im(beta);
    if (!th_dtype_is_complex(dtype)) {
        if (br != 1) cpu_gemm_blocked(dtype, m, n, 0, th_int(0), c, c, beta, c);
        return;
    }
#define SCALE(T, part)                                                                             \
    for (int64_t i = 0; i < m; i++)                                                                \
        for (int64_t j = 0; j < n; j++) {                                                          \
            T *y = (T *)c.data + i * c.row + j * c.col, old = *y;                                  \
            y->re = br == 0 && bi == 0 ? 0 : (part)(br * old.re - bi * old.im);                    \
            y->im = br == 0 && bi == 0 ? 0 : (part)(br * old.im + bi * old.re);                    \
        }
    if (dtype == TH_COMPLEX64) SCALE(th_complex64, float) else SCALE(th_complex128, double)
#undef SCALE
}

/* ---- Reading and writing rows, converting to and from the type computed in -------------------- */

/* ROW(dtype, C type, to the type computed in, back) */
#define FLOATS(ROW)                                                                                \
    ROW(TH_FLOAT16, uint16_t, th_half_to_float, th_float_to_half)                                  \
    ROW(TH_BFLOAT16, uint16_t, th_bfloat16_to_float, th_float_to_bfloat16)                         \
    ROW(TH_FLOAT32, float, (float), (float))
#define DOUBLES(ROW) ROW(TH_FLOAT64, double, (double), (double))
#define WHOLES(ROW)                                                                                \
    ROW(TH_UINT8, uint8_t, (whole), (uint8_t))                                                     \
    ROW(TH_INT8, int8_t, (whole), (int8_t))                                                        \
    ROW(TH_INT16, int16_t, (whole), (int16_t))                                                     \
    ROW(TH_INT32, int32_t, (whole), (int32_t))                                                     \
    ROW(TH_INT64, int64_t, (whole), (int64_t))

#define READ_ROW(dtype, C, convert, back)                                                          \
    case dtype: {                                                                                  \
        const C *x = from;                                                                         \
        for (int64_t i = 0; i < n; i++) to[i * step] = convert(x[i * stride]);                     \
        break;                                                                                     \
    }
#define WRITE_ROW(dtype, C, convert, back)                                                         \
    case dtype: {                                                                                  \
        C *y = to;                                                                                 \
        if (beta == 0)                                                                             \
            for (int64_t i = 0; i < n; i++) y[i * stride] = back(alpha * x[i]);                    \
        else                                                                                       \
            for (int64_t i = 0; i < n; i++) y[i * stride] = back(alpha * x[i] + beta * convert(y[i * stride])); \
        break;                                                                                     \
    }
#define ROWS(T, name, DTYPES, alpha_of, beta_of)                                                   \
    static void read_##name(th_dtype d, const void *from, int64_t stride, int64_t n, T *to, int64_t step) \
    {                                                                                              \
        switch (d) { DTYPES(READ_ROW) default: break; }                                            \
    }                                                                                              \
    static void write_##name(const product *g, const T *x, int64_t n, void *to, int64_t stride)    \
    {                                                                                              \
        T alpha = (T)g->alpha_of, beta = (T)g->beta_of;                                            \
        switch (g->dtype) { DTYPES(WRITE_ROW) default: break; }                                    \
    }
ROWS(float, float, FLOATS, alpha, beta)
ROWS(double, double, DOUBLES, alpha, beta)
ROWS(whole, whole, WHOLES, alpha_whole, beta_whole)

#define T float
#define NAME(f) f##_float
#include "gemm-tile.h"
#define T double
#define NAME(f) f##_double
#include "gemm-tile.h"
#define T whole
#define NAME(f) f##_whole
#include "gemm-tile.h"
