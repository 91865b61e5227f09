/* Window functions of signal processing. They are short: computed in double on the host, then moved. */
#include "../core/op.h"

#include <math.h>

#define PI 3.14159265358979323846

/* t: the position, from 0 at the first sample to 1 at the last; p: the window's parameters */
typedef double (*window)(double t, const double *p);

/* window_length, periodic, ..., and from k on dtype and device. A periodic window is one sample longer,
 * but for the last, so that it continues with its first. */
static void make_window(th_call *c, window value, const double *p, int k)
{
    int64_t n = th_arg_int(c, 0), last = th_arg_bool(c, 1) ? n : n - 1;
    th_dtype dtype = th_arg_given(c, k) ? th_arg_dtype(c, k) : th_default_dtype();
    th_device device = th_arg_given(c, k + 1) ? c->args[k + 1].as.device : th_default_device();
    if (n < 0)
        th_fail(TH_VALUE_ERROR, "%s: requires non-negative window_length, got window_length=%lld", c->op->name,
                (long long)n);
    if (!th_dtype_is_floating(dtype))
        th_fail(TH_TYPE_ERROR, "%s: expected a floating point dtype, got %s", c->op->name, th_dtype_name(dtype));
    th_tensor *host = th_tensor_new(1, &n, TH_FLOAT64, (th_device){TH_CPU, 0});
    double *w = (void *)th_data(host);
    for (int64_t i = 0; i < n; i++) w[i] = n == 1 ? 1 : value((double)i / (double)last, p);
    c->out[0] = th_tensor_new(1, &n, dtype, device);
    th_copy_into(c->out[0], host);
}

static double bartlett(double t, const double *p) { (void)p; return 1 - fabs(2 * t - 1); }
static double blackman(double t, const double *p)
{
    (void)p;
    return 0.42 - 0.5 * cos(2 * PI * t) + 0.08 * cos(4 * PI * t);
}
static double hamming(double t, const double *p) { return p[0] - p[1] * cos(2 * PI * t); }

/* Modified Bessel function of the first kind, order 0, by its power series. */
static double bessel_i0(double x)
{
    double term = 1, sum = 1;
    for (int k = 1; k < 1000 && term > 1e-17 * sum; k++) {
        term *= x / (2 * k) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

static double kaiser(double t, const double *p)
{
    double u = 2 * t - 1, inside = 1 - u * u;
    return bessel_i0(p[0] * sqrt(inside > 0 ? inside : 0)) / bessel_i0(p[0]);
}

void composite_bartlett_window(th_call *c) { make_window(c, bartlett, NULL, 2); }
void composite_blackman_window(th_call *c) { make_window(c, blackman, NULL, 2); }
void composite_hann_window(th_call *c) { make_window(c, hamming, (double[]){0.5, 0.5}, 2); }
void composite_hamming_window(th_call *c)
{
    make_window(c, hamming, (double[]){th_arg_double(c, 2), th_arg_double(c, 3)}, 4);
}
void composite_kaiser_window(th_call *c) { make_window(c, kaiser, (double[]){th_arg_double(c, 2)}, 3); }
