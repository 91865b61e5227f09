/* What the engine's files share: the structs behind torch.h. Included by core, ops, backends,
 * nn, optim and io; never by users. */
#ifndef TH_CORE_H
#define TH_CORE_H

#include "../../inst/include/torch.h"

#ifdef __cplusplus /* nvcc compiles the CUDA backend as C++ */
#define _Alignas alignas
extern "C" {
#endif

/* Leaves a message for th_take_warning(), in the place of an earlier one. */
void th_warn(const char *format, ...) TH_PRINTF(1, 2);

#define TH_MOST_DIMS 64 /* of a tensor */
/* Room in arrays of sizes: a rule may write what one or two new dimensions make; the tensor of it then fails. */
#define TH_MAX_DIMS (TH_MOST_DIMS + 2)
#define TH_INLINE_DIMS 5
#define TH_INLINE_BYTES 64

typedef struct th_backend th_backend;
typedef struct th_op th_op;
typedef struct th_node th_node;
typedef struct th_autograd th_autograd;

typedef struct { float re, im; } th_complex64;
typedef struct { double re, im; } th_complex128;

/* ---- Storage: reference-counted bytes on a device ------------------------------------------- */

typedef struct th_storage {
    int32_t refs;
    uint32_t version; /* counts in-place changes; autograd compares it */
    uint32_t zeros;   /* the version at which all bytes are known to be zero; 0: they are not */
    th_device device;
    bool pinned;      /* page-locked host memory of the CUDA backend's */
    bool lent;        /* somebody outside of the engine was given the address */
    size_t bytes;
    void *data; /* NULL on meta and for zero bytes */
    _Alignas(64) char small[TH_INLINE_BYTES]; /* data of small CPU tensors */
} th_storage;

th_storage *th_storage_new(size_t bytes, th_device device);
th_storage *th_storage_pinned(size_t bytes); /* of the CPU; fails where there is no CUDA */
void th_storage_release(th_storage *storage);
void th_note_zeros(th_tensor *x); /* x has just become zero */
/* y, which is all zeros, becomes x, and x's memory is lost. False, and nothing is changed, where that is not
 * known of y or where one of them is not the whole of its storage. */
bool th_take_over_zeros(th_tensor *y, th_tensor *x);

/* ---- Tensor: a strided window on a storage, and its place in the autograd graph -------------- */

struct th_tensor {
    int32_t refs;
    int8_t dtype; /* th_dtype */
    uint8_t ndim;
    bool requires_grad; /* of a leaf; a tensor with grad_fn requires grad too */
    bool is_parameter, is_buffer; /* marks of nn_parameter() and nn_buffer() */
    uint16_t output_nr;      /* which output of grad_fn this is */
    th_storage *storage;
    int64_t offset, numel;   /* in elements */
    int64_t *shape, *stride; /* point into dims, or to one heap block when ndim is larger */
    int64_t dims[2 * TH_INLINE_DIMS];
    th_node *grad_fn;        /* the op that made it; NULL for leaves */
    th_autograd *autograd;   /* the rest, made when first needed */
    void *handle;            /* the R object of this tensor, uncounted; owned by src/r */
};

/* What few tensors have. */
struct th_autograd {
    th_tensor *grad;
    th_node *accumulator;    /* uncounted: the node that adds into grad, while a graph holds it */
    bool retains_grad;
    th_tensor *base;         /* of a view: the tensor that owns the storage's history */
    uint32_t view_version;   /* storage version for which a view's grad_fn is valid */
    struct th_hook *hooks;
};

th_tensor *th_tensor_new(int ndim, const int64_t *shape, th_dtype dtype, th_device device); /* contiguous, scoped */
th_tensor *th_tensor_pinned(int ndim, const int64_t *shape, th_dtype dtype); /* the same in pinned memory */
/* A window on the storage of x, without history; scoped. strides in elements. */
th_tensor *th_tensor_view(th_tensor *x, int ndim, const int64_t *shape, const int64_t *stride, int64_t offset);
th_tensor *th_tensor_alias(th_tensor *x);            /* same window, no history, scoped */
/* new, of the shape and device of x, contiguous, scoped */
th_tensor *th_tensor_like(const th_tensor *x, th_dtype dtype);
th_tensor *th_tensor_shell(th_tensor *x);            /* shape, strides and dtype of x on meta, scoped */
void th_tensor_set_geometry(th_tensor *x, int ndim, const int64_t *shape, const int64_t *stride, int64_t offset);
/* x takes over the value's storage and geometry and stays the same tensor, history included. */
void th_set_data(th_tensor *x, th_tensor *value);
th_autograd *th_tensor_autograd(th_tensor *x);       /* made if missing */
void th_autograd_free(th_tensor *x);                 /* when x dies */
th_tensor *th_scope_own(th_tensor *x);               /* the scope takes over the one reference */

extern const uint8_t th_dtype_bytes[TH_N_DTYPES];    /* th_dtype_size() where every call counts */

static inline char *th_data(const th_tensor *x)
{
    return (char *)x->storage->data + x->offset * (int64_t)th_dtype_bytes[x->dtype];
}
/* Row-major without holes; also th_tensor_is_contiguous(). */
static inline bool th_is_dense(const th_tensor *x)
{
    int64_t step = 1;
    if (x->numel == 0) return true;
    for (int i = x->ndim - 1; i >= 0; i--) {
        if (x->stride[i] != step && x->shape[i] != 1) return false;
        step *= x->shape[i];
    }
    return true;
}
static inline bool th_same_shape(const th_tensor *a, const th_tensor *b)
{
    if (a->ndim != b->ndim) return false;
    for (int i = 0; i < a->ndim; i++) if (a->shape[i] != b->shape[i]) return false;
    return true;
}
static inline bool th_same_device(th_device a, th_device b) { return a.type == b.type && a.index == b.index; }
static inline th_device th_device_of(const th_tensor *x) { return x->storage->device; }

int64_t th_count(int ndim, const int64_t *shape);            /* product; fails when it overflows */
void th_contiguous_strides(int ndim, const int64_t *shape, int64_t *stride);
th_dtype th_real_dtype(th_dtype dtype); /* of the parts of a complex dtype; others stay */
int64_t th_extent(th_ints shape, th_ints stride); /* elements from the first to behind the last in memory */
/* A complex tensor as its real and imaginary parts, told apart by a last dimension. parts is filled without a
 * reference to x's storage; dims: room for twice the dimensions. */
void th_view_as_parts(th_tensor *parts, int64_t *dims, const th_tensor *x);
/* 0-based axis in [0, ndim); negative counts from the end. 0-d tensors have one virtual axis.
 * Fails with PyTorch's "Dimension out of range" in 1-based terms. */
int th_axis(const char *op, int64_t axis, int ndim);
/* "2, 3" into a scratch string, for messages. */
const char *th_shape_text(int ndim, const int64_t *shape);
const char *th_device_text(th_device device); /* "cpu", "cuda:0", "meta" */

/* ---- Memory --------------------------------------------------------------------------------- */

/* CPU blocks from a cache of size classes, 64-byte aligned; NULL when there is no memory. */
void *th_block_alloc(size_t bytes);
void th_block_free(void *block, size_t bytes);
void th_block_trim(void);          /* gives cached blocks back to the system */
size_t th_block_cached(void);      /* bytes in the cache */

/* By what garbage collection is paced: bytes of storages that live, and of those made less those released since the
 * last reset. Those of a device count less, in proportion to its memory. The bridge looks at it on entry. */
int64_t th_burden(void);
int64_t th_pressure(void);
void th_pressure_reset(void);
/* Called when memory cannot be had: should free what it can and say whether to try again. */
extern bool (*th_out_of_memory_hook)(size_t bytes);
/* Called between operations now and then; returns true when the user asked to stop. */
extern bool (*th_interrupt_hook)(void);
void th_check_interrupt(void); /* fails if so; for long loops outside of operations */

/* ---- Threads -------------------------------------------------------------------------------- */

/* How many threads a loop over n elements of the given cost (1 = one add) should use. */
int th_threads_for(int64_t n, double cost);
/* Calls body(data, i) for every i in [0, n), shared out among the threads. One thread does without a
 * parallel region, which costs more than many a loop. */
void th_share(int64_t n, int threads, void (*body)(void *data, int64_t i), void *data);

#ifdef __cplusplus
}
#endif
#endif
