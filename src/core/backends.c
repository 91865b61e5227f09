/* The backends: two built in, others in shared objects beside the library, opened when first used. */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* for dladdr() */
#endif
#include "engine.h"

#include "../config.h"

#include <stdio.h>
#include <string.h>
#ifndef _WIN32
#include <dlfcn.h>
#include <unistd.h>
#endif

static const th_backend *backends[TH_N_DEVICES] = {[TH_CPU] = &th_cpu_backend, [TH_META] = &th_meta_backend};
static char missing[1024];

static const th_backend *open_library(const char *name);

const th_backend *th_backend_of(th_device device)
{
    const th_backend *found = backends[device.type];
    if (!found && !(found = th_backend_open((th_device_type)device.type)))
        th_fail(TH_RUNTIME_ERROR, "device %s is not available: %s", th_device_text(device), missing);
    if (found->control && (device.index < 0 || device.index >= found->control->count()))
        th_fail(TH_RUNTIME_ERROR, "device %s is not available: invalid device ordinal, there %s %d",
                th_device_text(device), found->control->count() == 1 ? "is" : "are", found->control->count());
    return found;
}

const th_backend *th_backend_open(th_device_type type)
{
    static bool tried; /* a failure stays: a driver does not come while the process runs */
    if (!backends[type] && !tried) {
        tried = true;
        backends[type] = open_library("torch_cuda.so");
    }
    return backends[type];
}

th_kernel th_kernel_of(const th_backend *backend, int op)
{
    return backend->kernels[op] ? backend->kernels[op] : th_portable_kernels[op];
}

const char *th_backend_missing(void) { return missing; }

void th_check_device(const th_backend *backend)
{
    const char *failure = backend->control ? backend->control->failure() : NULL;
    if (failure) th_fail(TH_RUNTIME_ERROR, "%s", failure);
}

/* ---- Shared objects ------------------------------------------------------------------------------ */

static const th_engine engine = {
    .version = TH_VERSION,
    .n_ops = TH_N_OPS,
    .tensor_bytes = sizeof(th_tensor),
    .call_bytes = sizeof(th_call),
    .iter_bytes = sizeof(th_iter),
#define FUNCTION(result, name, parameters, arguments) .name = name,
    TH_ENGINE_FUNCTIONS(FUNCTION)
#undef FUNCTION
};

#ifdef _WIN32
static const th_backend *open_library(const char *name)
{
    snprintf(missing, sizeof missing, "%s is not built on this system", name);
    return NULL;
}
#else
/* Beside the file that holds this library. */
static bool path_of(const char *name, char *path, size_t room)
{
    Dl_info self;
    if (!dladdr((void *)&engine, &self) || !self.dli_fname) return false;
    const char *slash = strrchr(self.dli_fname, '/');
    int folder = slash ? (int)(slash - self.dli_fname + 1) : 0;
    int n = snprintf(path, room, "%s%.*s%s", slash ? "" : "./", folder, self.dli_fname, name);
    return n > 0 && (size_t)n < room && access(path, R_OK) == 0;
}

static const th_backend *open_library(const char *name)
{
    char path[4096];
    if (!path_of(name, path, sizeof path)) {
        snprintf(missing, sizeof missing, "the package was built without CUDA");
        return NULL;
    }
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    th_backend_opener open = library ? (th_backend_opener)dlsym(library, TH_OPEN_BACKEND) : NULL;
    if (!open) {
        snprintf(missing, sizeof missing, "%s cannot be loaded (%s)", name, dlerror());
        return NULL;
    }
    return open(&engine, missing, sizeof missing); /* loaded for good: CUDA's libraries lose memory when unloaded */
}
#endif
