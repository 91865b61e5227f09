/* What a driver does beside running kernels: several devices, other libraries beside us, forks. Run with
 * TORCH_CUDA_CACHE=no too, where memory goes back to it at once. Tests of several devices pass where there is one. */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* for dladdr() */
#endif
#include "support.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const th_device CPU = {TH_CPU, 0}, FIRST = {TH_CUDA, 0}, SECOND = {TH_CUDA, 1};

static bool has_two(void) { return th_backend_open(TH_CUDA)->control->count() > 1; }

static th_tensor *ramp(int64_t rows, int64_t columns)
{
    th_tensor *x = th_arange(th_int(0), th_int(rows * columns));
    return th_reshape(th_to_dtype(th_remainder(x, 11), TH_FLOAT32), TH_INTS(rows, columns));
}

static void check_same(th_tensor *device, th_tensor *host)
{
    th_tensor *a = th_contiguous(th_move(device, CPU));
    CHECK(th_same_shape(a, host));
    for (int64_t i = 0; i < a->numel; i++) CHECK_NEAR(value_at(a, i), value_at(host, i), 1e-4);
}

/* ---- Several devices ------------------------------------------------------------------------------------ */

DEVICE_TEST(work_on_two_devices_in_turn)
{
    if (!has_two()) return;
    th_tensor *x = ramp(30, 40), *a = th_move(x, FIRST), *b = th_move(x, SECOND), *expected = x;
    for (int k = 0; k < 3; k++) {
        a = th_add(th_mul(a, 0.5), 1);
        b = th_add(th_mul(b, 0.5), 1);
        expected = th_add(th_mul(expected, 0.5), 1);
    }
    check_same(th_mm(a, th_t(a)), th_mm(expected, th_t(expected)));
    check_same(th_mm(b, th_t(b)), th_mm(expected, th_t(expected)));
    check_same(th_softmax(b, 1), th_softmax(expected, 1));
    check_same(th_sum(a), th_sum(expected));
    CHECK(th_scalar_double(th_item(th_sum(b))) == th_scalar_double(th_item(th_sum(a))));
}

DEVICE_TEST(copies_between_devices)
{
    if (!has_two()) return;
    th_tensor *x = ramp(300, 70), *a = th_move(x, FIRST);
    check_same(th_move(a, SECOND), x);
    check_same(th_add(th_move(th_t(a), SECOND), 1), th_contiguous(th_add(th_t(x), 1)));
    th_tensor *b = th_new(TH_INTS(70, 300), TH_FLOAT64, SECOND);
    th_copy_(th_t(b), a);
    check_same(th_t(b), th_to_dtype(x, TH_FLOAT64));
    th_tensor *in_turn = th_move(th_add(th_move(th_add(a, 1), SECOND), 1), FIRST); /* blocks are used again at once */
    check_same(in_turn, th_add(x, 2));
}

DEVICE_TEST(gradients_go_back_to_their_device)
{
    if (!has_two()) return;
    th_tensor *x = th_move(ramp(3, 4), FIRST);
    th_set_requires_grad(x, true);
    th_tensor *there = th_move(th_mul(x, 2), SECOND);
    th_backward(th_sum(th_mul(there, there)), NULL, false, false);
    check_same(th_grad(x), th_mul(ramp(3, 4), 8));
    CHECK(th_same_device(th_device_of(th_grad(x)), FIRST));
}

static void add_across(void) { th_add(th_move(ramp(2, 2), FIRST), th_move(ramp(2, 2), SECOND)); }

DEVICE_TEST(devices_are_not_mixed)
{
    if (!has_two()) return;
    check_fails(add_across, "cuda:0 and cuda:1");
    check_same(th_add(th_move(ramp(2, 2), SECOND), 1), th_add(ramp(2, 2), 1));
}

DEVICE_TEST(each_device_counts_its_memory)
{
    if (!has_two()) return;
    const th_device_control *control = th_backend_open(TH_CUDA)->control;
    th_memory_stats before[2], after[2];
    for (int k = 0; k < 2; k++) control->memory(k, &before[k]);
    th_new(TH_INTS(1 << 20), TH_FLOAT32, SECOND);
    for (int k = 0; k < 2; k++) control->memory(k, &after[k]);
    CHECK(after[0].allocated == before[0].allocated && after[0].device_free == before[0].device_free);
    const char *choice = getenv("TORCH_CUDA_CACHE");
    bool caches = !choice || strcmp(choice, "no");
    CHECK(after[1].allocated - before[1].allocated == (caches ? 4 << 20 : 0));
}

/* ---- Beside other libraries ------------------------------------------------------------------------------ */

/* A function of the emulated runtime, or NULL on a real one. */
static void *emulated(const char *name)
{
    Dl_info self;
    char path[4096];
    if (!dladdr((void *)emulated, &self)) return NULL;
    snprintf(path, sizeof path, "%.*storch_cuda.so", (int)(strrchr(self.dli_fname, '/') - self.dli_fname + 1), self.dli_fname);
    void *library = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    return library ? dlsym(library, name) : NULL;
}

DEVICE_TEST(others_may_choose_a_device)
{
    int (*choose)(int) = (int (*)(int))emulated("emulated_choose_device");
    if (!has_two() || !choose) return;
    th_tensor *x = ramp(5, 6), *a = th_move(x, FIRST);
    choose(1);
    check_same(th_add(a, 1), th_add(x, 1));
    th_tensor *b = th_move(x, SECOND);
    choose(0);
    check_same(th_mm(b, th_t(b)), th_mm(x, th_t(x)));
}

/* ---- Memory of the host that the driver gave ------------------------------------------------------------- */

/* A gradient takes zeros' memory over, unless the two are freed apart. */
DEVICE_TEST(pinned_gradients_stay_where_they_are)
{
    th_tensor *w = th_add(ramp(100, 100), 1), *zeros = th_pin_memory(ramp(100, 100));
    th_zero_(zeros);
    void *memory = th_data(zeros);
    th_set_requires_grad(w, true);
    th_set_grad(w, zeros);
    th_backward(th_sum(th_mul(w, 2)), NULL, false, false);
    CHECK(th_grad(w) == zeros && th_data(zeros) == memory && th_is_pinned(zeros));
    CHECK(value_at(zeros, 17) == 2);
}

/* ---- Forks ----------------------------------------------------------------------------------------------- */

static th_tensor *of_parent, *other_of_parent;

static void add_in_child(void) { th_add(of_parent, 1); }
static void add_in_place_in_child(void) { th_add_(of_parent, 1); }
static void copy_in_child(void) { th_copy_(of_parent, other_of_parent); }
static void move_in_child(void) { th_move(of_parent, CPU); }
static void make_in_child(void) { th_new(TH_INTS(2), TH_FLOAT32, FIRST); }

/* Every operation says why it fails, and nothing is asked of the driver, which the child does not have: 0. */
static int work_in_child(void)
{
    void (*work[])(void) = {add_in_child, add_in_place_in_child, copy_in_child, move_in_child, make_in_child};
    for (int k = 0; k < 5; k++) {
        th_scope *scope = th_scope_open();
        bool ok = th_guard(support_run, (void *)work[k]);
        th_scope_close(scope);
        if (ok || !strstr(th_error_message(), "forked")) return k + 1;
    }
    th_release(of_parent);
    th_release(other_of_parent);
    return 0;
}

DEVICE_TEST(a_child_is_refused_and_the_parent_goes_on)
{
    of_parent = th_keep(th_move(ramp(4, 4), FIRST));
    other_of_parent = th_keep(th_move(th_t(ramp(4, 4)), FIRST));
    pid_t child = fork();
    if (child == 0) _exit(work_in_child());
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || WEXITSTATUS(status))
        th_fail(TH_RUNTIME_ERROR, "the child ended with status %d", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
    check_same(th_add(of_parent, 1), th_add(ramp(4, 4), 1));
    th_release(of_parent);
    th_release(other_of_parent);
}

RUN_TESTS("cuda-devices", cmocka_unit_test(work_on_two_devices_in_turn), cmocka_unit_test(copies_between_devices),
          cmocka_unit_test(gradients_go_back_to_their_device), cmocka_unit_test(devices_are_not_mixed),
          cmocka_unit_test(each_device_counts_its_memory), cmocka_unit_test(others_may_choose_a_device),
          cmocka_unit_test(pinned_gradients_stay_where_they_are),
          cmocka_unit_test(a_child_is_refused_and_the_parent_goes_on))
