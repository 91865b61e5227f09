/* What a backend in a shared object of its own gets from the library: functions, as pointers in a
 * struct, because the library's symbols are hidden. The backend defines the same names again, as calls
 * of these, so that its kernels read like those of the CPU. */
#ifndef TH_ENGINE_H
#define TH_ENGINE_H

#include "iter.h"
#include "op.h"
#include "random.h"

/* FUNCTION(result, name, parameters, arguments) */
#define TH_ENGINE_FUNCTIONS(FUNCTION)                                                                        \
    FUNCTION(size_t, th_dtype_size, (th_dtype dtype), (dtype))                                               \
    FUNCTION(bool, th_dtype_is_floating, (th_dtype dtype), (dtype))                                          \
    FUNCTION(bool, th_dtype_is_complex, (th_dtype dtype), (dtype))                                           \
    FUNCTION(bool, th_dtype_is_integral, (th_dtype dtype), (dtype))                                          \
    FUNCTION(th_dtype, th_compute_dtype, (th_dtype dtype), (dtype))                                          \
    FUNCTION(bool, th_tensor_is_contiguous, (const th_tensor *x), (x))                                       \
    FUNCTION(th_tensor *, th_tensor_new, (int ndim, const int64_t *shape, th_dtype dtype, th_device device), \
             (ndim, shape, dtype, device))                                                                   \
    FUNCTION(th_tensor *, th_tensor_view,                                                                    \
             (th_tensor *x, int ndim, const int64_t *shape, const int64_t *stride, int64_t offset),          \
             (x, ndim, shape, stride, offset))                                                               \
    FUNCTION(th_tensor *, th_to_contiguous, (th_tensor *x), (x))                                             \
    FUNCTION(th_tensor *, th_to_dtype, (th_tensor *x, th_dtype dtype), (x, dtype))                           \
    FUNCTION(void, th_copy_into, (th_tensor *dst, th_tensor *src), (dst, src))                               \
    FUNCTION(void, th_iter_begin, (th_iter *it, int ndim, const int64_t *shape), (it, ndim, shape))          \
    FUNCTION(void, th_iter_add, (th_iter *it, const th_tensor *x), (it, x))                                  \
    FUNCTION(void, th_iter_order, (th_iter *it), (it))                                                       \
    FUNCTION(void, th_iter_collapse, (th_iter *it), (it))                                                    \
    FUNCTION(int64_t, th_extent, (th_ints shape, th_ints stride), (shape, stride))                           \
    FUNCTION(void, th_view_as_parts, (th_tensor *parts, int64_t *dims, const th_tensor *x), (parts, dims, x)) \
    FUNCTION(void, th_scalar_store, (th_scalar s, th_dtype dtype, void *to), (s, dtype, to))                 \
    FUNCTION(void, th_iter_numbers, (const th_iter *it, void *numbers), (it, numbers))                       \
    FUNCTION(void, th_iter_of, (th_iter *it, int n, th_tensor *const *tensors, th_value numbers),            \
             (it, n, tensors, numbers))                                                                      \
    FUNCTION(th_scope *, th_scope_open, (void), ())                                                          \
    FUNCTION(void, th_scope_close, (th_scope *scope), (scope))                                               \
    FUNCTION(void *, th_scratch, (size_t bytes), (bytes))                                                    \
    FUNCTION(th_generator *, th_generator_default, (th_device device), (device))

typedef struct th_engine {
    const char *version;
    int n_ops;
    size_t tensor_bytes, call_bytes, iter_bytes; /* of structs that both sides read */
#define FUNCTION(result, name, parameters, arguments) result(*name) parameters;
    TH_ENGINE_FUNCTIONS(FUNCTION)
#undef FUNCTION
} th_engine;

/* The one symbol that a backend's shared object shows. NULL: no device, and why says so. */
typedef const th_backend *(*th_backend_opener)(const th_engine *engine, char *why, size_t why_bytes);
#define TH_OPEN_BACKEND "th_open_backend"

#endif
