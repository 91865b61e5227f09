/* How many threads loops use. */
#include "../core/core.h"
#include "../config.h"

#ifdef _OPENMP
#include <omp.h>
#endif
#ifndef _WIN32
#include <pthread.h>
#endif

#define GRAIN 32768 /* below this much work per thread, starting threads costs more than it saves */

static int n_threads; /* 0: not asked for yet */

#ifndef _WIN32
/* A child of fork has only the thread that forked; the pools of its parent are gone. */
static void child_of_fork(void) { th_set_num_threads(1); }
#endif

static int available(void)
{
#ifdef _OPENMP
    return omp_get_max_threads();
#else
    return 1;
#endif
}

int th_get_num_threads(void)
{
    if (!n_threads) {
#ifndef _WIN32
        pthread_atfork(NULL, NULL, child_of_fork);
#endif
        n_threads = available();
    }
    return n_threads;
}

void th_set_num_threads(int n)
{
    if (n < 1) th_fail(TH_VALUE_ERROR, "set_num_threads: expected a positive number, got %d", n);
    th_get_num_threads();
    n_threads = n;
}

int th_threads_for(int64_t n, double cost)
{
    double shares = (double)n * cost / GRAIN;
    int threads = th_get_num_threads();
    return shares < 2 ? 1 : shares < threads ? (int)shares : threads;
}

void th_share(int64_t n, int threads, void (*body)(void *data, int64_t i), void *data)
{
    if (threads <= 1 || n <= 1) {
        for (int64_t i = 0; i < n; i++) body(data, i);
        return;
    }
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int64_t i = 0; i < n; i++) body(data, i);
}
