/* When to run R's garbage collector: R does not see the bytes of tensors. Every entry looks at the
 * bytes made since the last collection, before anything is half built. Past a budget the young
 * generation is collected; what survives is promoted and re-examined only by older collections, so
 * when the live bytes grow an older generation is forced, and R_gc(), which is dear, comes last. */
#include "bridge.h"

#include <time.h>

#define MB (1 << 20)

static int64_t budget = 48 * MB;      /* bytes made between collections, adapted to their cost */
static int64_t growth = 72 * MB;      /* growth of live bytes that asks for an older generation */
static int64_t live_after_full;       /* bytes alive after the last thorough collection */
static int weak_full;                 /* how often the older generation freed little, in a row */
static double last_end;               /* of the last collection, seconds */
static SEXP minor_call;               /* gc(full = FALSE) */

/* Of this thread, where the system says so: what other processes do is no reason to collect less. */
static double now(void)
{
    struct timespec t;
#ifdef CLOCK_THREAD_CPUTIME_ID
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
#else
    clock_gettime(CLOCK_MONOTONIC, &t);
#endif
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }

typedef struct { double used, trigger; } cells; /* R's vector cells, in units of 8 bytes */

static void minor(void *data)
{
    cells *c = data;
    SEXP report = Rf_eval(minor_call, R_BaseEnv);
    /* a matrix with rows Ncells, Vcells; column 1 is used, the one after the first Mb is the trigger */
    if (c && TYPEOF(report) == REALSXP && XLENGTH(report) >= 6) {
        c->used = REAL(report)[1];
        c->trigger = REAL(report)[5];
    }
}

/* R picks an older generation when a collection leaves the heap nearly full: one untouched vector
 * makes it so. */
static void older(void *data)
{
    cells c = {0, 0};
    (void)data;
    minor(&c);
    double filling = 0.82 * c.trigger - c.used;
    if (filling < 1 || filling > 1e9) return;
    SEXP ballast = PROTECT(Rf_allocVector(REALSXP, (R_xlen_t)filling));
    minor(NULL);
    UNPROTECT(1);
    (void)ballast;
    minor(NULL);
}

static void full(void *data)
{
    (void)data;
    R_gc();
}

/* More bytes when collecting took above 4 % of the time since the last, fewer below, within bounds: from a few
 * megabytes on the caches make no difference (measured), so that a small budget costs time and a large one
 * memory only. */
static void adapt(double start, double end)
{
    double elapsed = end - last_end, share = elapsed > 0 ? (end - start) / elapsed : 1;
    double factor = share / 0.04;
    factor = factor < 0.7 ? 0.7 : factor > 1.6 ? 1.6 : factor;
    int64_t most = max64(72 * (int64_t)MB, th_burden() / 2);
    budget = max64(16 * MB, (int64_t)((double)budget * factor));
    if (budget > most) budget = most;
    last_end = end;
}

static void collect(void)
{
    double start = now();
    bool stopped = !R_ToplevelExec(minor, NULL); /* it swallows an interrupt */
    if (th_burden() > live_after_full + growth) {
        int64_t before = th_burden();
        R_ToplevelExec(older, NULL);
        weak_full = before - th_burden() < growth / 2 ? weak_full + 1 : 0;
        if (weak_full >= 2) {
            R_ToplevelExec(full, NULL);
            weak_full = 0;
            growth = max64(72 * MB, th_burden() / 4);
        }
        live_after_full = th_burden();
    }
    th_pressure_reset();
    adapt(start, now());
    if (stopped) r_raise_interrupt();
}

void r_enter(void)
{
    r_forget_jump();
    if (r_has_dropped()) r_release_dropped();
    if (th_pressure() > budget) collect();
}

/* Memory cannot be had: free what only R's collector can free, then what is cached. */
static bool out_of_memory(size_t bytes)
{
    (void)bytes;
    int64_t before = th_live_bytes();
    R_ToplevelExec(full, NULL);
    th_pressure_reset();
    bool helped = th_live_bytes() < before || th_block_cached() > 0;
    th_block_trim();
    return helped;
}

void r_start_collecting(void)
{
    SEXP no = Rf_ScalarLogical(FALSE); /* verbose, reset, full */
    R_PreserveObject(minor_call = Rf_lang4(Rf_install("gc"), no, no, no));
    last_end = now();
    th_out_of_memory_hook = out_of_memory;
}
