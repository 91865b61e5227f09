/* Gradients of elementwise rows that take more than a line. g: incoming gradient; x, a, b: inputs. */
#ifndef TH_SLOPES_H
#define TH_SLOPES_H

#include "../core/autograd.h"

th_tensor *th_pow_base_slope(th_tensor *g, th_value a, th_value b);
th_tensor *th_pow_exponent_slope(th_tensor *g, th_value a, th_value b, th_tensor *y);
th_tensor *th_share_slope(th_tensor *g, th_tensor *wins, th_tensor *ties);
th_tensor *th_masked_log(th_value a, th_value b, th_tensor *g);
th_tensor *th_sinc_slope(th_tensor *g, th_tensor *x, th_tensor *y);
th_tensor *th_i1_slope(th_tensor *g, th_tensor *x, th_tensor *y);
th_tensor *th_igamma_slope(th_tensor *g, th_value a, th_value x);
th_tensor *th_mvlgamma_slope(th_tensor *g, th_tensor *x, th_scalar p);
th_tensor *th_silu_slope(th_tensor *g, th_tensor *x);
th_tensor *th_elu_slope(th_tensor *g, th_tensor *x, th_scalar alpha);
th_tensor *th_mish_slope(th_tensor *g, th_tensor *x);
th_tensor *th_gelu_slope(th_tensor *g, th_tensor *x);
th_tensor *th_gelu_tanh_slope(th_tensor *g, th_tensor *x);
th_tensor *th_softplus_slope(th_tensor *g, th_tensor *x, th_scalar beta, th_scalar threshold);
th_tensor *th_hardswish_slope(th_tensor *g, th_tensor *x);
/* Of losses; their slopes' own slopes. */
th_tensor *th_over(th_tensor *g, th_scalar by); /* g divided by a number; g itself where that is one */
th_tensor *th_huber_curvature(th_tensor *g, th_value a, th_value b, th_scalar delta);
th_tensor *th_logarithms_apart(th_tensor *p);
th_tensor *th_variance(th_tensor *p);
th_tensor *th_binary_entropy_curvature(th_tensor *g, th_tensor *p, th_value y);
th_tensor *th_margin_entropy_curvature(th_tensor *g, th_value a, th_value b);
th_tensor *th_margin_entropy_twist(th_tensor *g, th_value a, th_value b);
th_tensor *th_divergence_rise(th_value x, th_value y);
th_tensor *th_conjugate(th_tensor *x); /* x itself where it is real */
th_scalar th_next(th_scalar n);
th_tensor *th_times(th_tensor *g, th_scalar by);  /* g times a number; g itself where that is one */
th_tensor *th_scaled(th_tensor *g, th_scalar by); /* g times the conjugate of a number; g itself where that is one */
th_tensor *th_no_slope_of(const char *op, const char *input); /* fails: not known in closed form */

#endif
