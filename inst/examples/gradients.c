/* Gradients without modules: the minimum of Rosenbrock's function by gradient descent, and an operation of
 * one's own with its derivative. */
#include <torch.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* (1 - a)^2 + 5 (b - a^2)^2 at x = (a, b) */
static th_tensor *rosenbrock(th_tensor *x)
{
    th_tensor *a = th_select(x, 0, 0), *b = th_select(x, 0, 1);
    return th_add(th_square(th_rsub(a, 1)), th_mul(th_square(th_sub(b, th_square(a))), 5));
}

static void descend(th_tensor *x)
{
    for (int step = 0; step < 2000; step++) {
        th_scope *scope = th_scope_open();
        th_set_grad(x, NULL);
        th_backward(rosenbrock(x), NULL, false, false);
        th_set_grad_enabled(false); /* until the scope closes */
        th_sub_(x, th_mul(th_grad(x), 0.02));
        th_scope_close(scope);
    }
}

/* g, y: the gradient of y = log(1 + exp(x)) is that of x times 1 - exp(-y) */
static void softplus_backward(void *data, th_list saved, th_list gradients, th_tensor **results)
{
    (void)data;
    results[0] = th_neg(th_mul(gradients.v[0], th_expm1(th_neg(saved.v[0]))));
}

static th_tensor *softplus(th_tensor *x)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_tensor *y = th_scope_return(scope, th_log1p(th_exp(x)));
    th_record_function("Softplus", TH_LIST(x), TH_LIST(y), TH_LIST(y), softplus_backward, NULL, NULL);
    return y;
}

static double number(th_tensor *x, int64_t i) { return th_item(th_select(x, 0, i)).re.d; }

static void body(void *data)
{
    bool *ok = data;
    th_scope *scope = th_scope_open();
    th_tensor *x = th_zeros(TH_INTS(2));
    th_set_requires_grad(x, true);
    descend(x);
    printf("minimum at (%.4f, %.4f), expected (1, 1)\n", number(x, 0), number(x, 1));
    *ok = fabs(number(x, 0) - 1) < 1e-2 && fabs(number(x, 1) - 1) < 1e-2;

    const double points[] = {-1, 0, 2};
    th_tensor *z = th_from_data(points, TH_INTS(3), TH_FLOAT64);
    th_set_requires_grad(z, true);
    th_backward(th_sum(softplus(z)), NULL, false, false);
    for (int k = 0; k < 3; k++) {
        double slope = number(th_grad(z), k), expected = 1 / (1 + exp(-points[k]));
        printf("softplus'(%g) = %.6f\n", points[k], slope);
        *ok = *ok && fabs(slope - expected) < 1e-12;
    }
    th_scope_close(scope);
}

int main(void)
{
    bool ok = false;
    th_init();
    if (!th_guard(body, &ok)) fprintf(stderr, "%s\n", th_error_message());
    return ok && th_live_tensors() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
