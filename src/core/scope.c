/* Scopes own temporaries, scratch memory and modes; guards are where failures land. */
#include "scope.h"

#include "autocast.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES 65536

typedef struct chunk {
    struct chunk *below;
    size_t used, bytes; /* of the payload that follows this header */
    char pad[40];       /* keeps the payload 64-byte aligned */
} chunk;

/* Something to be done when its scope closes. */
typedef struct cleanup {
    struct cleanup *before;
    void (*release)(void *);
    void *data;
} cleanup;

struct th_scope {
    th_scope *outer;
    cleanup *cleanups;
    size_t n_owned; /* how many tensors the pool held when this scope opened */
    chunk *top;
    size_t used;    /* of top */
    th_modes modes;
};

typedef struct guard {
    jmp_buf env;
    struct guard *outer;
    th_scope *scope;
    cleanup *cleanups; /* of that scope */
    size_t n_owned;
    th_modes modes;
} guard;

void (*th_unguarded_hook)(void);
th_modes th_modes_now = {.grad = true, .default_dtype = TH_FLOAT32, .default_device = {TH_CPU, 0}};

static struct {
    th_tensor **owned; /* of all open scopes, innermost last */
    size_t n_owned, capacity;
    th_scope *innermost, *spare; /* spare: closed scopes kept for reuse */
    chunk *chunks;
    guard *guards;
    char message[2048], warning[512];
    th_error_kind kind;
    bool warned; /* is there a warning that nobody has taken? */
} state;

/* ---- Scopes --------------------------------------------------------------------------------- */

th_scope *th_scope_open(void)
{
    th_scope *scope = state.spare;
    if (scope) state.spare = scope->outer;
    else if (!(scope = malloc(sizeof *scope))) th_fail(TH_MEMORY_ERROR, "no memory to open a scope");
    *scope = (th_scope){.outer = state.innermost, .n_owned = state.n_owned, .top = state.chunks,
                        .used = state.chunks ? state.chunks->used : 0, .modes = th_modes_now};
    state.innermost = scope;
    return scope;
}

static void release_owned(size_t down_to)
{
    while (state.n_owned > down_to) th_release(state.owned[--state.n_owned]);
}

static void run_cleanups(th_scope *scope, cleanup *down_to)
{
    while (scope->cleanups != down_to) {
        cleanup *last = scope->cleanups;
        scope->cleanups = last->before;
        last->release(last->data);
        free(last);
    }
}

static void release_scratch(chunk *top, size_t used)
{
    while (state.chunks != top) {
        chunk *gone = state.chunks;
        if (!gone->below && !top && gone->bytes == CHUNK_BYTES) { /* keep one chunk: most scopes need some */
            gone->used = 0;
            return;
        }
        state.chunks = gone->below;
        free(gone);
    }
    if (top) top->used = used;
}

static void restore_modes(const th_modes *modes)
{
    bool ends = th_modes_now.autocasts && !modes->autocasts;
    th_modes_now = *modes;
    if (ends) th_forget_casts();
}

static void close_innermost(void)
{
    th_scope *scope = state.innermost;
    run_cleanups(scope, NULL);
    release_owned(scope->n_owned);
    release_scratch(scope->top, scope->used);
    restore_modes(&scope->modes);
    state.innermost = scope->outer;
    scope->outer = state.spare;
    state.spare = scope;
}

void th_scope_close(th_scope *scope)
{
    while (state.innermost != scope) close_innermost();
    close_innermost();
}

th_tensor *th_scope_return(th_scope *scope, th_tensor *result)
{
    th_keep(result);
    th_scope_close(scope);
    return th_borrow(result);
}

th_tensor *th_scope_own(th_tensor *x)
{
    if (!state.innermost) {
        th_release(x);
        th_fail(TH_RUNTIME_ERROR, "an operation was called outside of a scope");
    }
    if (state.n_owned == state.capacity) {
        size_t capacity = state.capacity ? 2 * state.capacity : 256;
        th_tensor **owned = realloc(state.owned, capacity * sizeof *owned);
        if (!owned) {
            th_release(x);
            th_fail(TH_MEMORY_ERROR, "no memory to keep track of tensors");
        }
        state.owned = owned;
        state.capacity = capacity;
    }
    return state.owned[state.n_owned++] = x;
}

th_tensor *th_borrow(th_tensor *x) { return x ? th_scope_own(x) : NULL; }

void th_defer(void (*release)(void *), void *data)
{
    cleanup *c = state.innermost ? malloc(sizeof *c) : NULL;
    if (!c) {
        release(data);
        if (!state.innermost) th_fail(TH_RUNTIME_ERROR, "something that belongs to a scope was made outside of any");
        th_fail(TH_MEMORY_ERROR, "no memory to keep track of what a scope owns");
    }
    *c = (cleanup){state.innermost->cleanups, release, data};
    state.innermost->cleanups = c;
}

void *th_scratch(size_t bytes)
{
    if (bytes > SIZE_MAX / 2) th_fail(TH_MEMORY_ERROR, "cannot get %zu bytes of scratch memory", bytes);
    bytes = (bytes + 63) / 64 * 64;
    chunk *top = state.chunks;
    if (!top || top->bytes - top->used < bytes) {
        size_t size = bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES;
        if (!(top = aligned_alloc(64, (sizeof(chunk) + 63) / 64 * 64 + size)))
            th_fail(TH_MEMORY_ERROR, "cannot get %zu bytes of scratch memory", bytes);
        *top = (chunk){.below = state.chunks, .bytes = size};
        state.chunks = top;
    }
    void *memory = (char *)top + (sizeof(chunk) + 63) / 64 * 64 + top->used;
    top->used += bytes;
    return memory;
}

void *th_scratch_copy(const void *from, size_t bytes)
{
    void *copy = th_scratch(bytes ? bytes : 1);
    if (bytes) memcpy(copy, from, bytes);
    return copy;
}

/* ---- Errors --------------------------------------------------------------------------------- */

bool th_guard(void (*body)(void *data), void *data)
{
    guard g = {.outer = state.guards, .scope = state.innermost, .n_owned = state.n_owned, .modes = th_modes_now};
    g.cleanups = g.scope ? g.scope->cleanups : NULL;
    state.guards = &g;
    if (setjmp(g.env) == 0) {
        body(data);
        state.guards = g.outer;
        return true;
    }
    state.guards = g.outer;
    while (state.innermost != g.scope) close_innermost();
    if (g.scope) run_cleanups(g.scope, g.cleanups);
    release_owned(g.n_owned);
    restore_modes(&g.modes);
    return false;
}

bool th_is_guarded(void) { return state.guards != NULL; }

void th_fail(th_error_kind kind, const char *format, ...)
{
    char message[sizeof state.message]; /* the arguments may point into the last message */
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    memcpy(state.message, message, sizeof message);
    state.kind = kind;
    state.warned = false;
    if (state.guards) longjmp(state.guards->env, 1);
    while (state.innermost) close_innermost(); /* a caller's mistake: what can fail runs inside th_guard() */
    if (th_unguarded_hook) th_unguarded_hook();
    __builtin_trap();
}

void th_fail_again(void) { th_fail(state.kind, "%s", state.message); }

const char *th_error_message(void) { return state.message; }
th_error_kind th_error_kind_of_last(void) { return state.kind; }

void th_warn(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(state.warning, sizeof state.warning, format, args);
    va_end(args);
    state.warned = true;
}

const char *th_take_warning(void)
{
    const char *text = state.warned ? state.warning : NULL;
    state.warned = false;
    return text;
}

/* ---- Modes ---------------------------------------------------------------------------------- */

bool th_grad_enabled(void) { return th_modes_now.grad; }

bool th_set_grad_enabled(bool enabled)
{
    bool former = th_modes_now.grad;
    th_modes_now.grad = enabled;
    return former;
}

bool th_anomaly_enabled(void) { return th_modes_now.anomaly; }
void th_set_anomaly_enabled(bool enabled) { th_modes_now.anomaly = enabled; }
th_dtype th_default_dtype(void) { return th_modes_now.default_dtype; }
void th_set_default_dtype(th_dtype dtype)
{
    if (!th_dtype_is_floating(dtype))
        th_fail(TH_TYPE_ERROR, "set_default_dtype: only floating-point types are supported as the default, got %s",
                th_dtype_name(dtype));
    th_modes_now.default_dtype = dtype;
}
th_device th_default_device(void) { return th_modes_now.default_device; }
void th_set_default_device(th_device device) { th_modes_now.default_device = device; }
