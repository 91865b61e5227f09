/* cuSOLVER is not linked but opened when linear algebra is first used: a machine without it has all the rest of the
 * backend, and who computes no factorization does not pay for it. With what it pulls in (cuSPARSE, nvJitLink) it is
 * 400 MB of files; opened for the first time they take as long again as the backend with cuBLAS, a second here. */
#include "solver.h"

#include "device.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(x) #x
#define NAME_OF(major) "libcusolver.so." TEXT(major)
#define LIBRARY NAME_OF(CUSOLVER_VER_MAJOR) /* beside cuBLAS, where the backend's run path leads */

static bool find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found); /* data and functions have one kind of address where there is dlsym() */
    if (!found) cuda_failed_because(LIBRARY, dlerror());
    return found;
}

static bool find_functions(cuda_solver *s, void *library)
{
#define ANY(name) && find(library, "cusolverDn" #name, &s->name)
#define ONE(name, k, typed) && find(library, "cusolverDn" #typed, &s->name[k])
#define EACH(name, S, D, C, Z) ONE(name, 0, S) ONE(name, 1, D) ONE(name, 2, C) ONE(name, 3, Z)
    return true CUDA_SOLVER_FUNCTIONS(ANY, EACH);
}

/* It takes memory of the device that is not the allocator's. */
static bool create(cuda_solver *s, cuda_device *d)
{
    if (s->Create(&s->handle) == CUSOLVER_STATUS_SUCCESS) return true;
    cudaGetLastError();
    cuda_pool_trim(d->pool);
    return cuda_solved(s->Create(&s->handle), "cusolverDnCreate");
}

static bool start(cuda_solver *s, cuda_device *d)
{
    return create(s, d) && cuda_solved(s->SetStream(s->handle, d->stream), "cusolverDnSetStream") &&
           cuda_solved(s->CreateParams(&s->params), "cusolverDnCreateParams") &&
           cuda_solved(s->CreateGesvdjInfo(&s->jacobi), "cusolverDnCreateGesvdjInfo");
}

static cuda_solver *open_solver(cuda_device *d)
{
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        cuda_failed_because("linear algebra", dlerror());
        return NULL;
    }
    cuda_solver *s = calloc(1, sizeof *s);
    if (!s) cuda_failed_because(LIBRARY, "no host memory");
    if (s && find_functions(s, library) && start(s, d)) return s;
    free(s);
    return NULL;
}

const cuda_solver *cuda_solver_of(const th_tensor *x)
{
    cuda_device *d = cuda_use(th_device_of(x).index);
    if (!d) return NULL;
    if (!d->solver) d->solver = open_solver(d);
    return d->solver;
}

static const char *meaning(cusolverStatus_t status)
{
    switch (status) {
    case CUSOLVER_STATUS_NOT_INITIALIZED: return "not initialized";
    case CUSOLVER_STATUS_ALLOC_FAILED: return "out of memory";
    case CUSOLVER_STATUS_INVALID_VALUE: return "an invalid value";
    case CUSOLVER_STATUS_ARCH_MISMATCH: return "not for this device's architecture";
    case CUSOLVER_STATUS_EXECUTION_FAILED: return "a kernel failed";
    case CUSOLVER_STATUS_NOT_SUPPORTED: return "not supported";
    default: return "an internal error";
    }
}

bool cuda_solved(cusolverStatus_t status, const char *what)
{
    if (status != CUSOLVER_STATUS_SUCCESS) cuda_failed_because(what, meaning(status));
    return status == CUSOLVER_STATUS_SUCCESS;
}
