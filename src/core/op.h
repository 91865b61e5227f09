/* The op table as data, and the one door through which every operation goes. */
#ifndef TH_OP_H
#define TH_OP_H

#include "core.h"
#include "factorizations.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TH_MAX_ARGS 16

typedef enum {
    TH_KIND_UNARY,     /* elementwise, one input */
    TH_KIND_BINARY,    /* elementwise, two inputs that broadcast */
    TH_KIND_TERNARY,   /* elementwise, three inputs that broadcast */
    TH_KIND_COMPARE,   /* elementwise, two inputs, Bool result */
    TH_KIND_PREDICATE, /* elementwise, one input, Bool result */
    TH_KIND_VIEW,      /* shares its input's storage; no kernel */
    TH_KIND_OP,        /* shape rule and one kernel per backend */
    TH_KIND_COMPOSITE  /* written with other ops; records nothing itself */
} th_kind;

/* What inputs a row takes, how they promote and which kernels it has. */
typedef enum {
    TH_FLOATING,   /* integers become the default dtype; float, double kernels */
    TH_FLOATING_C, /* the same, with complex kernels too */
    TH_NUMERIC,    /* integers stay; float, double, int64 kernels; Bool is refused */
    TH_NUMERIC_C,  /* the same, with complex kernels */
    TH_ARITHMETIC, /* numbers of every kind, Bool too */
    TH_REAL,       /* every dtype but complex */
    TH_INTEGRAL,   /* integers and Bool */
    TH_SELECT      /* ARITHMETIC, the first operand being a mask that takes no part in promotion */
} th_types;

/* One parsed argument of a signature. */
typedef enum {
    TH_SIG_T,       /* T    tensor */
    TH_SIG_N,       /* N    tensor or number */
    TH_SIG_TL,      /* T[]  list of tensors (entries may be NULL with T?[]) */
    TH_SIG_IT,      /* IT   tensor of indices, 1-based in R */
    TH_SIG_PT,      /* PT   the same, padded with 0 in R, which becomes -1 */
    TH_SIG_ITL,     /* IT?[] list of index tensors, 1-based in R */
    TH_SIG_S,       /* S    number */
    TH_SIG_I, TH_SIG_IS,   /* i, i[]  integers as they are */
    TH_SIG_A, TH_SIG_AS,   /* A, A[]  axes, 1-based in R */
    TH_SIG_X,       /* X    one index, 1-based in R */
    TH_SIG_B, TH_SIG_D, TH_SIG_DS, /* b bool, d double, d[] doubles */
    TH_SIG_DTYPE, TH_SIG_STR, TH_SIG_GEN, TH_SIG_DEVICE /* D, s, G, V */
} th_sig_type;

typedef struct {
    char name[24];
    th_sig_type type;
    bool optional;       /* '?': NULL is allowed */
    bool has_default;
    th_value fallback;   /* the default */
} th_param;

/* One call on its way through the door. Kernels and shape rules read args and write out. */
typedef struct th_call {
    const th_op *op;
    th_value *args;      /* in the signature's order; shape rules may replace entries */
    int n_args;
    th_tensor **out;     /* results */
    int n_out;
    bool in_place;       /* the result goes to args[0] */
    struct th_iter *iter; /* elementwise kinds: the loop, see iter.h */
} th_call;

typedef void (*th_rule)(th_call *call);
typedef const char *th_grad_text;

/* What a gradient function sees; see autograd.h. */
typedef struct th_grad_call th_grad_call;
typedef void (*th_gradient)(th_grad_call *call);

struct th_op {
    const char *name;
    th_kind kind;
    th_types types;
    const char *signature;   /* "self:T dim:A[]? keepdim:b=FALSE -> T" */
    th_rule rule;            /* OP: shape rule; VIEW: makes the view; COMPOSITE: the whole */
    th_gradient gradient;    /* NULL: not differentiable */
    const char *saves;       /* names of what the gradient reads: inputs, "#self" shape only, "y", "y1" */
    /* parsed when the library starts */
    int id, n_params, n_required, n_out; /* n_out -1: a list */
    int arity;               /* elementwise kinds: how many operands, numbers not counted */
    th_param params[TH_MAX_ARGS];
    uint32_t saved_inputs, shaped_inputs; /* bit masks over params */
    uint8_t saved_outputs;   /* bit mask over outputs */
    bool saves_output, changes_self; /* changes_self: the name ends in '_', args[0] is written */
    char result[4];          /* per output: T tensor, I indices (1-based in R), b/i/S/D: plain value */
};

enum {
#define ELEMENTWISE(name, ...) TH_OP_##name,
#include "../ops/elementwise-rows.h"
#define VIEW(name, ...) TH_OP_##name,
#define OP(name, ...) TH_OP_##name,
#define COMPOSITE(name, ...) TH_OP_##name,
#define ALIAS(...)
#include "../ops/ops.def"
#include "../ops/undef.h"
    TH_N_OPS
};

extern th_op th_ops[TH_N_OPS];
const th_op *th_op_find(const char *name); /* NULL if there is none */
void th_parse_signature(th_op *op);         /* fills what a row's signature says */
void th_ops_init(void);                    /* parses the signatures; called once by th_init() */

/* The door: checks, promotes, infers, allocates, runs the kernel, records for autograd. args has
 * op->n_params entries. Returns the outputs (scratch array, tensors owned by the scope). */
th_tensor **th_dispatch(const th_op *op, th_value *args, int *n_out);
/* The same for a composite op, whose failures are to carry another name: that of the op which is made of it, and was
 * called. */
th_tensor **th_dispatch_as(const char *name, const th_op *op, th_value *args, int *n_out);
th_tensor *th_dispatch1(int op, th_value *args);      /* for ops with one result */
th_tensor *th_dispatch_in_place(int op, th_value *args); /* x$op_(...): args[0] is changed and returned */
/* Ops whose signature ends in -> b, i, S or D answer without a tensor. */
th_value th_dispatch_value(int op, th_value *args);

/* Reading arguments in rules and kernels, by position in the signature. */
static inline th_tensor *th_arg(const th_call *c, int k)
{
    return c->args[k].type == TH_ARG_TENSOR ? c->args[k].as.tensor : NULL;
}
static inline th_list th_arg_list(const th_call *c, int k)
{
    return c->args[k].type == TH_ARG_LIST ? (th_list){c->args[k].n, c->args[k].as.list} : (th_list){-1, NULL};
}
static inline bool th_arg_given(const th_call *c, int k) { return c->args[k].type != TH_ARG_NONE; }
static inline int64_t th_arg_int(const th_call *c, int k) { return c->args[k].as.i; }
/* An optional integer comes as one number or as a list of one. */
static inline int64_t th_value_int_or(th_value v, int64_t otherwise)
{
    return v.type == TH_ARG_INT ? v.as.i : v.type == TH_ARG_INTS && v.n == 1 ? v.as.ints[0] : otherwise;
}
static inline int64_t th_arg_int_or(const th_call *c, int k, int64_t otherwise)
{
    return th_value_int_or(c->args[k], otherwise);
}
static inline th_ints th_arg_ints(const th_call *c, int k)
{
    return c->args[k].type == TH_ARG_INTS ? (th_ints){c->args[k].n, c->args[k].as.ints} : TH_NO_INTS;
}
static inline bool th_arg_bool(const th_call *c, int k) { return c->args[k].as.i != 0; }
static inline double th_arg_double(const th_call *c, int k) { return c->args[k].as.d; }
static inline th_scalar th_arg_scalar(const th_call *c, int k) { return c->args[k].as.scalar; }
static inline th_dtype th_arg_dtype(const th_call *c, int k)
{
    return c->args[k].type == TH_ARG_DTYPE ? (th_dtype)c->args[k].as.i : TH_NO_DTYPE;
}
static inline const char *th_arg_string(const th_call *c, int k)
{
    return c->args[k].type == TH_ARG_STRING ? c->args[k].as.string : NULL;
}
static inline th_generator *th_arg_generator(const th_call *c, int k)
{
    return c->args[k].type == TH_ARG_GENERATOR ? c->args[k].as.generator : NULL;
}
static inline double th_scalar_double(th_scalar s) { return s.kind <= TH_SCALAR_INT ? (double)s.re.i : s.re.d; }
static inline int64_t th_whole(double d) /* what lies outside becomes the bound, NaN the lower one */
{
    return d >= 0x1p63 ? INT64_MAX : d >= -0x1p63 ? (int64_t)d : INT64_MIN;
}
static inline int64_t th_scalar_int(th_scalar s) { return s.kind <= TH_SCALAR_INT ? s.re.i : th_whole(s.re.d); }
void th_scalar_store(th_scalar s, th_dtype dtype, void *to); /* as one element */

/* Helpers for rules. */
void th_outputs(th_call *call, int n); /* makes room for n results of a list */
/* For ops that change self: the result is self, or a contiguous copy that is copied back. */
void shape_in_place(th_call *call);
void th_check_same_device(const char *op, const th_value *args, int n, bool in_place);
th_dtype th_result_type(const th_value *args, int n); /* promotion among tensors and numbers */
th_dtype th_compute_dtype(th_dtype dtype); /* float32, float64, int64, complex64 or complex128 */
/* into the first */
void th_broadcast_shapes(const char *op, int *ndim, int64_t *shape, int ndim_b, const int64_t *shape_b);

/* May a result of this shape and dtype be written over an operand that nobody will look at again? */
bool th_can_take_over(const th_value *v, int ndim, const int64_t *shape, th_dtype dtype);

/* Moves data without history: dst takes src's values, cast and broadcast, across devices. */
void th_copy_into(th_tensor *dst, th_tensor *src);
/* The same, returning before dense bytes have gone between a device and pinned memory of the host. */
void th_copy_queued(th_tensor *dst, th_tensor *src);
th_tensor *th_to_contiguous(th_tensor *x);                      /* x itself when it is; no history */
th_tensor *th_to_dtype(th_tensor *x, th_dtype dtype);           /* x itself when it has it; no history */
th_tensor *th_to_contiguous_copy(th_tensor *x);                 /* always another storage; no history */
void th_zero(th_tensor *x);
/* Copies between windows of one dtype on y's device: operand 0 lies in y, operand 1 is read. Other than
 * those of tensors, strides may be 0 or negative in the window that is read. */
void th_copy_window(struct th_iter *it, th_tensor *y);
bool th_is_permuted_dense(const th_tensor *x); /* without holes or overlaps, in any order of dimensions */

#define TH_OUT(call, k, ndim, shape, dtype) \
    ((call)->out[k] = th_tensor_new(ndim, shape, dtype, th_device_of((call)->args[0].as.tensor)))

/* ---- Backends: kernels behind one struct ------------------------------------------------------ */

typedef void (*th_kernel)(th_call *call); /* cannot fail; outputs are allocated, contiguous */
/* An elementwise row over n contiguous elements: y[i] = value(a[i], b[i], c[i]); p: the row's numbers in the
 * type of the operands. */
typedef void (*th_loop)(int64_t n, void *y, const void *a, const void *b, const void *c, const void *p);

/* Bytes on one device: held by tensors, held by the allocator, and what the device has. */
typedef struct {
    int64_t allocated, allocated_peak, allocated_ever, reserved, reserved_peak, reserved_ever;
    int64_t allocations, allocations_peak, allocations_ever, segments, segments_peak, segments_ever;
    int64_t inactive;      /* reserved in blocks whose neighbours are in use */
    int64_t retries, ooms; /* how often the cache was emptied for more memory, and how often in vain */
    int64_t device_free, device_total;
} th_memory_stats;

/* What the allocator has done, for histories. */
typedef enum { TH_ALLOC, TH_FREE, TH_SEGMENT_ALLOC, TH_SEGMENT_FREE, TH_OOM } th_memory_action;
typedef struct {
    void *data;
    int64_t bytes, microseconds; /* since 1970 */
    th_memory_action action;
} th_memory_event;

/* One block of the allocator's, for snapshots; first: it begins a segment. */
typedef struct { void *data; int64_t bytes; bool used, first; } th_memory_block;

/* What devices with a queue and memory of their own have besides kernels. */
typedef struct th_device_control {
    int (*count)(void);
    /* What went wrong since it was last asked for, or NULL: work is queued, so that failures of kernels
     * show up later. The text lives until the next call. */
    const char *(*failure)(void);
    void (*capability)(int index, int *major, int *minor);
    int (*runtime_version)(void); /* 13000: 13.0 */
    void (*memory)(int index, th_memory_stats *stats);
    int64_t (*memory_blocks)(int index, th_memory_block *blocks, int64_t room); /* returns how many there are */
    /* Keeps the last n events of each device's allocator from now on, 0: none; false: no memory for so many. */
    bool (*record_memory)(int64_t n);
    int64_t (*memory_events)(int index, th_memory_event *events, int64_t room); /* the same; oldest first */
    void (*trim)(int index);      /* gives cached memory back to the device */
    void *(*event)(int index);    /* a point in the device's queue, to be recorded; NULL: not possible */
    void (*event_free)(void *event);
    void (*event_record)(void *event);
    bool (*event_passed)(void *event, bool wait); /* has the queue come to what was recorded last? */
    double (*event_elapsed)(void *start, void *end); /* milliseconds between two that were passed */
    void *(*pin)(size_t bytes);   /* pinned host memory, or NULL */
    void (*unpin)(void *data, size_t bytes);
    bool (*allow_tf32)(int set);  /* -1: only asks; returns the former choice */
    /* Between hold(true) and hold(false), optimizers' steps and zeros of dense tensors are noted, to be queued as few
     * kernels then. Nothing else may read or write these tensors meanwhile, nor free them. */
    void (*hold)(bool on);
} th_device_control;

struct th_backend {
    const char *name;
    void *(*alloc)(size_t bytes, int index);
    void (*free)(void *data, size_t bytes, int index);
    /* Copies between host and device or within a device; dense bytes. Returns when memory of the host may be
     * changed or read. queue: the host's memory is pinned, and the copy is queued only. */
    void (*copy)(void *to, th_device to_device, const void *from, th_device from_device, size_t bytes, bool queue);
    void (*sync)(int index);
    const th_loop *loops[TH_N_DTYPES]; /* by dtype and op, for host memory; NULL: no loops of that type or row */
    th_kernel kernels[TH_N_OPS]; /* NULL: not on this device */
    const th_factorizations *factorizations; /* NULL: no linear algebra on this device */
    bool widens_rows; /* do kernels of rows (softmax, normalizations) take 16-bit elements as they are? */
    const th_device_control *control; /* NULL: memory and work are the process's own */
};

/* For rows that a backend has no kernel for: kernels that are written with copies and run anywhere. */
extern const th_kernel th_portable_kernels[TH_N_OPS];
th_kernel th_kernel_of(const th_backend *backend, int op); /* the backend's, or a portable one, or NULL */

const th_backend *th_backend_of(th_device device); /* fails when the device cannot be used */
const th_backend *th_backend_open(th_device_type type); /* NULL when there is none; th_backend_missing() says why */
const char *th_backend_missing(void);
void th_check_device(const th_backend *backend); /* fails with what went wrong on the device since the last check */
extern const th_backend th_cpu_backend, th_meta_backend;

#ifdef __cplusplus
}
#endif
#endif
