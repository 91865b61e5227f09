/*
 * A small network learns y = 0.2 x1 - 1.3 x2 - 0.5 x3 + noise: data, modules, a loss, Adam, errors, files.
 *
 *     train [file]     saves the trained network to file, "net.safetensors"
 *
 * In the package's repository, library and program are built by
 *
 *     ./configure && make -C tests/c SANITIZE= build-plain/example-train
 */
#include <torch.h>

#include <stdio.h>
#include <stdlib.h>

enum { N = 200, FEATURES = 3, HIDDEN = 32, STEPS = 200 };

typedef struct { const char *path; double loss; } job;

/* x: (N, 3), drawn; y: (N, 1) */
static void make_data(th_tensor **x, th_tensor **y)
{
    const float coefficients[] = {0.2f, -1.3f, -0.5f};
    *x = th_randn(TH_INTS(N, FEATURES));
    th_tensor *mean = th_matmul(*x, th_from_data(coefficients, TH_INTS(FEATURES, 1), TH_FLOAT32));
    *y = th_add(mean, th_mul(th_randn(TH_INTS(N, 1)), 0.1));
}

/* One step of training: everything it makes goes when its scope closes. Returns the loss before the step. */
static double step(th_module *net, th_optimizer *optimizer, th_tensor *x, th_tensor *y)
{
    th_scope *scope = th_scope_open();
    th_optimizer_zero_grad(optimizer, true);
    th_tensor *loss = th_mse_loss(th_module_forward(net, TH_LIST(x)), y);
    th_backward(loss, NULL, false, false);
    th_optimizer_step(optimizer);
    double value = th_item(loss).re.d;
    th_scope_close(scope);
    return value;
}

static void report(th_module *net)
{
    th_named_list parameters = th_module_named_parameters(net);
    for (int k = 0; k < parameters.n; k++)
        printf("%-10s %lld numbers\n", parameters.v[k].name, (long long)th_tensor_numel(parameters.v[k].tensor));
}

/* A second network reads what the first one saved: it must answer alike. */
static double loss_of_saved(const char *path, th_tensor *x, th_tensor *y)
{
    th_module *net = TH_SEQUENTIAL(th_nn_linear(FEATURES, HIDDEN), th_nn_relu(), th_nn_linear(HIDDEN, 1));
    th_module_load_state(net, th_load_tensors(path));
    th_module_train(net, false);
    th_set_grad_enabled(false); /* until the scope closes */
    return th_item(th_mse_loss(th_module_forward(net, TH_LIST(x)), y)).re.d;
}

static void train(void *data)
{
    job *j = data;
    th_scope *scope = th_scope_open();
    th_manual_seed(1);
    th_tensor *x, *y;
    make_data(&x, &y);
    th_module *net = TH_SEQUENTIAL(th_nn_linear(FEATURES, HIDDEN), th_nn_relu(), th_nn_linear(HIDDEN, 1));
    report(net);
    th_optimizer *adam = th_optim("adam", th_module_parameters(net), TH_OPTIONS({"lr", 0.05}));
    for (int t = 1; t <= STEPS; t++) {
        j->loss = step(net, adam, x, y);
        if (t == STEPS / 2) th_optimizer_set(adam, 0, "lr", 0.01);
        if (t == 1 || t % 50 == 0) printf("step %3d  loss %.4f\n", t, j->loss);
    }
    th_save_tensors(j->path, th_module_state(net));
    printf("saved and read again: loss %.4f\n", j->loss = loss_of_saved(j->path, x, y));
    th_scope_close(scope);
}

/* A mistake: the error says what is wrong, and what was made before is released. */
static void mistake(void *data)
{
    (void)data;
    th_scope *scope = th_scope_open();
    th_module *net = TH_SEQUENTIAL(th_nn_linear(FEATURES, HIDDEN), th_nn_relu());
    th_module_forward(net, TH_LIST(th_randn(TH_INTS(N, FEATURES + 1))));
    th_scope_close(scope);
}

int main(int n, char **arguments)
{
    job j = {n > 1 ? arguments[1] : "net.safetensors", 0};
    th_init();
    if (!th_guard(train, &j)) {
        fprintf(stderr, "%s\n", th_error_message());
        return EXIT_FAILURE;
    }
    if (th_guard(mistake, NULL)) return EXIT_FAILURE;
    printf("an error, as expected: %s\n", th_error_message());
    printf("%lld tensors are left\n", (long long)th_live_tensors());
    return j.loss < 0.02 && th_live_tensors() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
