/* What L-BFGS remembers of its past: vectors as long as all parameters together. */
#ifndef TH_LBFGS_H
#define TH_LBFGS_H

#include "optimizer.h"

/* A step s of the parameters and the change y of the gradient along it; ro = 1 / (y . s). */
typedef struct { th_tensor *y, *s; double ro; } th_curvature;

typedef struct th_lbfgs {
    int64_t n_iter, func_evals;
    th_tensor *d, *prev_flat_grad; /* the last direction, and the gradient where it started */
    double t, prev_loss;           /* how far along d; the loss where it started */
    double h_diag;                 /* scale of the initial inverse Hessian */
    int n, capacity;
    th_curvature *history;         /* oldest first */
} th_lbfgs;

th_lbfgs *th_lbfgs_new(int capacity);
void th_lbfgs_free(th_lbfgs *memory);
/* One step: up to max_iter iterations. When it fails, parameters and memory are as they were. */
th_tensor *th_lbfgs_step(th_optimizer *optimizer, th_closure closure, void *data);

/* line-search.c: a step length t along the direction d from x that satisfies the strong Wolfe conditions. */
typedef struct { double t, f, slope; th_tensor *g; } th_trial; /* where, loss, g . d, gradient */
typedef th_trial (*th_try)(void *data, double t);
/* start: the point t = 0. t: the first length to try; width: the largest element of d. */
th_trial th_strong_wolfe(th_trial start, double t, double width, double tolerance, th_try try, void *data);

#endif
