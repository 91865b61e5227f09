/* The exponential of matrices: Taylor polynomials of the degree that each norm asks for, after scaling and before
 * squaring (Bader, Blanes and Casas, Computing the matrix exponential with an optimized Taylor polynomial
 * approximation, Mathematics 7, 2019). It takes products only, so that it runs and is differentiated wherever they
 * are: the gradient goes through the same polynomials, at twice the cost of the value. */
#include "matrices.h"

#include <math.h>
#include <stdlib.h>

/* ---- Taylor polynomials -------------------------------------------------------------------------- */

/* Matrices whose multiples are added: x[0] is the identity, the others are powers of A. */
typedef struct { int n; th_tensor *x[5]; } powers;

/* The sum of factors[k] x[k], terms that do not occur left out. */
static th_tensor *combine(const powers *p, const double *factors)
{
    th_tensor *y = NULL;
    for (int k = 1; k < p->n; k++) {
        if (factors[k] == 0) continue;
        y = y ? th_add_with(y, p->x[k], th_double(factors[k])) : th_mul(p->x[k], factors[k]);
    }
    return factors[0] == 0 ? y : th_add_with(y, p->x[0], th_double(factors[0]));
}

/* Each degree takes as few products as a polynomial of it can: 2, 3, 4 and 5. */
static th_tensor *degree4(th_tensor *a)
{
    th_tensor *a2 = th_matmul(a, a);
    powers p = {3, {th_identity(a), a, a2}};
    th_tensor *high = combine(&p, (double[]){1. / 2, 1. / 6, 1. / 24});
    return th_add(combine(&p, (double[]){1, 1, 0}), th_matmul(a2, high));
}

static th_tensor *degree8(th_tensor *a)
{
    const double r = sqrt(177), x3 = 2. / 3;
    th_tensor *a2 = th_matmul(a, a);
    powers low = {3, {th_identity(a), a, a2}};
    th_tensor *a4 = th_matmul(a2, combine(&low, (double[]){0, x3 * (1 + r) / 88, x3 * (1 + r) / 352}));
    powers p = {4, {low.x[0], a, a2, a4}};
    th_tensor *left = combine(&p, (double[]){0, 0, x3, 1});
    th_tensor *right = combine(&p, (double[]){(29 * r - 271) / (315 * x3), 11 * (r - 1) / (1260 * x3),
                                              11 * (r - 9) / (5040 * x3), (89 - r) / (5040 * x3 * x3)});
    return th_add(combine(&p, (double[]){1, 1, (857 - 58 * r) / 630, 0}), th_matmul(left, right));
}

static th_tensor *degree12(th_tensor *a)
{
    static const double b[4][4] = {
        {9.0198e-16, 0.46932117595418237389, -0.20099424927047284052, -0.04623946134063071740},
        {5.31597895759871264183, 1.19926790417132231573, 0.01179296240992997031, 0.01108844528519167989},
        {0.18188869982170434744, 0.05502798439925399070, 0.09351590770535414968, 0.00610700528898058230},
        {-2.0861320e-13, -0.13181061013830184015, -0.02027855540589259079, -0.00675951846863086359}};
    th_tensor *a2 = th_matmul(a, a);
    powers p = {4, {th_identity(a), a, a2, th_matmul(a2, a)}};
    th_tensor *root = combine(&p, b[3]), *a6 = th_add(combine(&p, b[2]), th_matmul(root, root));
    return th_add(combine(&p, b[0]), th_matmul(th_add(combine(&p, b[1]), a6), a6));
}

static th_tensor *degree18(th_tensor *a)
{
    static const double b[5][5] = {
        {0, -1.00365581030144618291e-01, -8.02924648241156932449e-03, -8.92138498045729985177e-04, 0},
        {0, 3.97849749499645077844e-01, 1.36783778460411720168e+00, 4.98289622525382669416e-01,
         -6.37898194594723280150e-04},
        {-1.09676396052962061844e+01, 1.68015813878906206114e+00, 5.71779846478865511061e-02,
         -6.98210122488052056106e-03, 3.34975017086070470649e-05},
        {-9.04316832390810593223e-02, -6.76404519071381882256e-02, 6.75961301770459654925e-02,
         2.95552570429315521194e-02, -1.39180257516060693404e-05},
        {0, 0, -9.23364619367118555360e-02, -1.69364939002081722752e-02, -1.40086798182036094347e-05}};
    th_tensor *a2 = th_matmul(a, a), *a3 = th_matmul(a2, a);
    powers p = {5, {th_identity(a), a, a2, a3, th_matmul(a3, a3)}};
    th_tensor *a9 = th_add(th_matmul(combine(&p, b[0]), combine(&p, b[4])), combine(&p, b[3]));
    return th_add(combine(&p, b[1]), th_matmul(th_add(combine(&p, b[2]), a9), a9));
}

/* ---- Scaling and squaring ------------------------------------------------------------------------ */

#define DEGREES 4
static th_tensor *(*const taylor[DEGREES])(th_tensor *) = {degree4, degree8, degree12, degree18};
/* The norms up to which the backward error of each stays below the rounding of the dtype. */
static const double within_double[DEGREES] = {3.397168839976962e-4, 4.991228871115323e-2, 2.996158913811581e-1,
                                              1.090863719290036};
static const double within_float[DEGREES] = {5.116619363445086e-2, 5.800524627688768e-1, 1.461661507209034,
                                             3.010066362817634};

/* How a matrix of this norm is treated: 0 to 3, by the polynomial alone; 3 + s, by the last one and s squarings. */
static int plan(double norm, const double *within)
{
    int k = 0;
    while (k < DEGREES - 1 && norm > within[k]) k++;
    if (k < DEGREES - 1 || norm <= within[k] || !isfinite(norm)) return k;
    return k + (int)ceil(log2(norm / within[k]));
}

static th_tensor *exponentials(th_tensor *a, int plan)
{
    int squarings = plan < DEGREES ? 0 : plan - (DEGREES - 1);
    if (squarings) a = th_mul(a, ldexp(1, -squarings));
    th_tensor *y = taylor[plan - squarings](a);
    for (int s = 0; s < squarings; s++) y = th_matmul(y, y);
    return y;
}

typedef struct { int plan; int64_t place; } entry;

static int by_plan(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    return x->plan != y->plan ? x->plan - y->plan : (x->place > y->place) - (x->place < y->place);
}

/* Every matrix's plan, sorted; a: (count, n, n). On meta, where there are no norms, all are alike. */
static entry *plans(th_tensor *a)
{
    int64_t count = a->shape[0];
    entry *e = th_scratch((size_t)count * sizeof *e);
    bool meta = th_device_of(a).type == TH_META, wide = a->dtype == TH_FLOAT64 || a->dtype == TH_COMPLEX128;
    th_tensor *columns = th_linalg_vector_norm_with(th_detach(a), th_int(1), TH_INTS(-2), false, TH_NO_DTYPE);
    th_tensor *norms = th_cast(th_amax_with(columns, TH_INTS(-1), false), TH_FLOAT64);
    const double *norm = meta ? NULL : (const double *)th_data(th_contiguous(th_move(norms, (th_device){TH_CPU, 0})));
    for (int64_t i = 0; i < count; i++)
        e[i] = (entry){meta ? 0 : plan(norm[i], wide ? within_double : within_float), i};
    qsort(e, (size_t)count, sizeof *e, by_plan);
    return e;
}

static th_tensor *places(const int64_t *v, int64_t n, const th_tensor *like)
{
    return th_move(th_from_data(v, TH_INTS(n), TH_INT64), th_device_of(like));
}

/* Matrices of one plan are treated together, then all are put back in their order. */
static th_tensor *by_groups(th_tensor *a, const entry *e)
{
    int64_t count = a->shape[0], *from = th_scratch((size_t)count * sizeof *from),
        *back = th_scratch((size_t)count * sizeof *back);
    th_tensor **parts = th_scratch((size_t)count * sizeof *parts);
    int n = 0;
    for (int64_t i = 0; i < count; i++) from[i] = e[i].place, back[e[i].place] = i;
    for (int64_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && e[end].plan == e[i].plan;) end++;
        parts[n++] = exponentials(th_index_select(a, 0, places(from + i, end - i, a)), e[i].plan);
    }
    return th_index_select(th_cat((th_list){n, parts}), 0, places(back, count, a));
}

void composite_matrix_exp(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    th_check_square("matrix_exp", x);
    if (x->numel == 0) {
        c->out[0] = th_clone(x);
        return;
    }
    int64_t n = rows_of(x);
    bool narrow = x->dtype == TH_FLOAT16 || x->dtype == TH_BFLOAT16;
    th_tensor *a = th_reshape(narrow ? th_cast(x, TH_FLOAT32) : x, TH_INTS(-1, n, n));
    const entry *e = plans(a);
    bool alike = e[0].plan == e[a->shape[0] - 1].plan;
    th_tensor *y = th_reshape(alike ? exponentials(a, e[0].plan) : by_groups(a, e), (th_ints){x->ndim, x->shape});
    c->out[0] = narrow ? th_cast(y, (th_dtype)x->dtype) : y;
}
